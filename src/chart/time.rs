//! The axis of time: where the columns stand, and which of them are named.

use super::svg::{Path, Stand, group, text};
use super::text::{Block, LINE};
use super::{Column, WIDTH};

/// The widest that the name of a moment may be before it is broken into lines, in units.
const WIDEST: f64 = 70.0;
/// Least room between two names, in units.
const BETWEEN: f64 = 8.0;

/// The axis of time between two places.
pub(super) struct Time {
    /// Where each column stands.
    pub(super) places: Vec<f64>,
    labels: Vec<Block>,
}

impl Time {
    /// The columns spread from `left` to `right` by their positions; a single one stands in the middle.
    pub(super) fn new(columns: &[Column], left: f64, right: f64) -> Self {
        let places = fractions(columns).into_iter().map(|part| left + part * (right - left)).collect();
        let labels = columns.iter().map(|column| Block::name(column.short(), WIDEST, false)).collect();
        Self { places, labels }
    }

    /// The columns of a narrow panel, of which only the first and the last are named; in more lines when that lets both fit.
    pub(super) fn of_panel(columns: &[Column], left: f64, right: f64) -> Self {
        let time = Self::new(columns, left, right);
        let room = (right - left - BETWEEN) / 2.0;
        let narrow = |column: &Column| Block::name(column.short(), room, false);
        if time.ends_fit(left, right) { time } else { Self { labels: columns.iter().map(narrow).collect(), ..time } }
    }

    /// Whether the first and the last name fit beside each other.
    fn ends_fit(&self, left: f64, right: f64) -> bool {
        let ends = [self.labels.first(), self.labels.last()];
        ends.into_iter().flatten().map(Block::width).sum::<f64>() + BETWEEN <= right - left
    }

    /// Height of the names and the room above them, in units.
    pub(super) fn height(&self) -> f64 {
        if self.labels.is_empty() { 0.0 } else { 6.0 + self.labels.iter().map(Block::height).fold(LINE, f64::max) }
    }

    /// The columns that are named: the last, the first, and between them as many as fit.
    fn named(&self) -> Vec<usize> {
        let room = self.labels.iter().map(Block::width).fold(0.0, f64::max) + BETWEEN;
        let Some(&first) = self.places.first() else { return Vec::new() };
        let mut named: Vec<usize> = Vec::new();
        for (index, place) in self.places.iter().enumerate().rev() {
            let free = named.last().is_none_or(|next| self.places[*next] - place >= room);
            let first_free = index == 0 || named.is_empty() || place - first >= room;
            if free && first_free {
                named.push(index);
            }
        }
        named
    }

    /// Small strokes at the named columns and their names below `y`.
    pub(super) fn write(&self, y: f64, out: &mut String) {
        let named = self.named();
        let mut strokes = Path::default();
        for index in &named {
            strokes.start(self.places[*index], y).line(self.places[*index], y + 4.0);
        }
        strokes.write("class=\"as\"", out);
        group("class=\"t\" text-anchor=\"middle\"", out, |out| {
            for index in named.into_iter().rev() {
                self.write_name(index, y + 6.0, out);
            }
        });
    }

    /// Only the first and the last name, at the ends of a panel.
    pub(super) fn write_ends(&self, left: f64, right: f64, y: f64, out: &mut String) {
        let (Some(first), Some(last)) = (self.labels.first(), self.labels.last()) else { return };
        group("class=\"t\" text-anchor=\"end\"", out, |out| text(last, right, y + 3.0, Stand::Below, "", out));
        if self.labels.len() > 1 && self.ends_fit(left, right) {
            group("class=\"t\"", out, |out| text(first, left, y + 3.0, Stand::Below, "", out));
        }
    }

    fn write_name(&self, index: usize, y: f64, out: &mut String) {
        let label = &self.labels[index];
        let half = label.width() / 2.0;
        let x = self.places[index].max(half).min(WIDTH - half);
        text(label, x, y, Stand::Below, "", out);
    }
}

/// Where each column stands from 0 to 1.
fn fractions(columns: &[Column]) -> Vec<f64> {
    let ascending = columns.iter().all(|column| column.position.abs() <= super::LARGEST)
        && columns.windows(2).all(|pair| pair[0].position < pair[1].position);
    let place = |(index, column): (usize, &Column)| if ascending { column.position } else { index as f64 };
    let places: Vec<f64> = columns.iter().enumerate().map(place).collect();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Vec::new() };
    let size = last - first;
    places.iter().map(|place| if size > 0.0 { (place - first) / size } else { 0.5 }).collect()
}
