//! The line of a series: broken where a number is missing, a dot where a number stands alone.

use super::Row;
use super::axis::Scale;
use super::svg::Path;

/// The places of a series that are known, by column.
pub(super) struct Trace {
    /// Column and place of each known number.
    pub(super) points: Vec<(usize, f64, f64)>,
}

impl Trace {
    /// The places of a row; `places` are those of the columns.
    pub(super) fn new(row: &Row, places: &[f64], scale: &Scale) -> Self {
        let point = |(column, x): (usize, &f64)| row.known(column).map(|number| (column, *x, scale.place(number)));
        Self { points: places.iter().enumerate().filter_map(point).collect() }
    }

    /// The last known place.
    pub(super) fn last(&self) -> Option<(usize, f64, f64)> {
        self.points.last().copied()
    }

    /// Runs of points in following columns.
    fn runs(&self) -> impl Iterator<Item = &[(usize, f64, f64)]> {
        self.points.chunk_by(|one, next| one.0 + 1 == next.0)
    }

    /// Draws the line.
    pub(super) fn line(&self, path: &mut Path) {
        for run in self.runs().filter(|run| run.len() > 1) {
            path.start(run[0].1, run[0].2);
            for (_, x, y) in &run[1..] {
                path.line(*x, *y);
            }
        }
    }

    /// Draws a dot at each point that no line reaches.
    pub(super) fn lone_dots(&self, path: &mut Path) {
        for run in self.runs().filter(|run| run.len() == 1) {
            path.point(run[0].1, run[0].2);
        }
    }

    /// Draws a dot at every point.
    pub(super) fn dots(&self, path: &mut Path) {
        for (_, x, y) in &self.points {
            path.point(*x, *y);
        }
    }

    /// The height of the series at `x`, straight between its neighbours, also across a gap.
    pub(super) fn height_at(&self, x: f64) -> Option<f64> {
        self.points.windows(2).find(|pair| pair[0].1 <= x && x <= pair[1].1).map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let part = if to.1 > from.1 { (x - from.1) / (to.1 - from.1) } else { 0.0 };
            from.2 + part * (to.2 - from.2)
        })
    }
}
