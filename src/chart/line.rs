//! Lines: several series over time, each with its name and last value at its end.

use super::axis::{Marks, Scale};
use super::svg::{Path, Stand, drawing, group, text};
use super::text::{Block, LINE, weight, widest_piece, width};
use super::time::Time;
use super::trace::Trace;
use super::{Axis, Data, Head, Row, WIDTH};
use crate::order::Order;

/// How many lines can be told apart: so many are drawn strong and named; the others are thin and grey.
pub const MOST_STRONG: usize = 8;

/// Least height of the plot in units; it grows when the names at the end need more.
const PLOT: f64 = 170.0;
/// Room between the end of the lines and their names, in units.
const LEADER: f64 = 11.0;
/// Room for a short name on a line, in units; only a word that is longer takes more.
const NAME: f64 = 0.32 * WIDTH;
/// The widest that names at the end may be, in units.
const WIDEST_NAME: f64 = 0.52 * WIDTH;
/// The narrowest that the plot becomes for the sake of names, in units.
const NARROWEST: f64 = 60.0;
/// Height for a number along the axis, in units.
const TICK: f64 = 26.0;

/// Draws lines over time. With more than [`MOST_STRONG`] rows only the emphasised ones are strong and named; when none is emphasised, the
/// one that ends highest and the one that ends lowest are named. A missing value is a gap with its sign in it, where there is room; when
/// the last value is missing, its sign stands behind the name.
pub fn draw(head: &Head, data: &Data, axis: &Axis) -> String {
    let roles = Roles::of(data);
    let mut labels = end_labels(data, axis, &roles);
    let stack: f64 = labels.iter().map(|label| label.block.height()).sum();
    let height = PLOT.max(stack + LINE);
    let marks = Marks::of(axis, data.numbers(), (height / TICK) as usize + 1);
    let unit = Block::name(&axis.unit, WIDTH, false);
    let rise = marks.as_ref().map_or(LINE, Marks::height) / 2.0;
    let top = if axis.unit.is_empty() { 0.0 } else { unit.height() + 2.0 } + rise;
    let bottom = top + height;
    let left = marks.as_ref().map_or(4.0, |marks| marks.width() + 7.0);
    let names = labels.iter().map(|label| label.block.width()).fold(0.0, f64::max);
    let right = if names > 0.0 { WIDTH - names - LEADER } else { WIDTH - 5.0 };
    let time = Time::new(&data.columns, left + 4.0, right - 4.0);
    let scale = marks.as_ref().map_or(Scale::new((0.0, 1.0), (bottom, top)), |marks| marks.scale(bottom, top));
    let traces: Vec<Trace> = data.rows.iter().map(|row| Trace::new(row, &time.places, &scale)).collect();

    let mut body = String::new();
    group("class=\"t\"", &mut body, |out| text(&unit, 0.0, 0.0, Stand::Below, "", out));
    if let Some(marks) = &marks {
        marks.write_beside(&scale, left, right, &mut body);
    }
    if !scale.has_zero() || marks.is_none() {
        write_foot(left, right, bottom, &mut body);
    }
    time.write(bottom, &mut body);
    write_lines(data, &roles, &traces, &mut body);
    write_signs(data, &roles, &traces, &time.places, &mut body);
    spread(&mut labels, &traces, (top - LINE / 2.0, bottom + LINE / 2.0));
    write_labels(&labels, &traces, right, &mut body);
    drawing(head, "g-lijn", bottom + time.height().max(rise) + 2.0, &body)
}

/// Which rows are strong, in which style, and which are named.
struct Roles {
    /// Style of each row, when it is strong.
    styles: Vec<Option<usize>>,
    /// Rows with a name at the end.
    named: Vec<usize>,
}

impl Roles {
    fn of(data: &Data) -> Self {
        let emphasised: Vec<usize> = (0..data.rows.len()).filter(|index| data.rows[*index].emphasis).collect();
        let few = data.rows.len() <= MOST_STRONG;
        let strong: Vec<usize> = match (emphasised.is_empty(), few) {
            (true, true) => (0..data.rows.len()).collect(),
            (true, false) => Vec::new(),
            (false, _) => emphasised.into_iter().take(MOST_STRONG).collect(),
        };
        let mut styles = vec![None; data.rows.len()];
        for (style, index) in strong.iter().enumerate() {
            styles[*index] = Some(style);
        }
        let named = match (few, strong.is_empty()) {
            (true, _) => (0..data.rows.len()).collect(),
            (false, true) => ends(data),
            (false, false) => strong,
        };
        Self { styles, named }
    }
}

/// The rows that end highest and lowest.
fn ends(data: &Data) -> Vec<usize> {
    let last = |row: &Row| (0..data.columns.len()).rev().find_map(|column| row.known(column));
    let known: Vec<(usize, f64)> =
        data.rows.iter().enumerate().filter_map(|(index, row)| last(row).map(|number| (index, number))).collect();
    let highest = known.iter().max_by(|one, other| one.1.total_cmp(&other.1));
    let lowest = known.iter().min_by(|one, other| one.1.total_cmp(&other.1));
    let mut ends: Vec<usize> = highest.into_iter().chain(lowest).map(|(index, _)| *index).collect();
    ends.dedup();
    ends
}

/// The labels of the rows that have one, not yet placed, in the room that the axis leaves.
fn end_labels(data: &Data, axis: &Axis, roles: &Roles) -> Vec<EndLabel> {
    let marks = Marks::of(axis, data.numbers(), (PLOT / TICK) as usize + 1);
    let axis = marks.map_or(0.0, |marks| marks.width());
    let room = (WIDTH - axis - LEADER - NARROWEST - 7.0).clamp(NAME, WIDEST_NAME);
    roles.named.iter().map(|index| EndLabel::new(data, *index, room)).collect()
}

/// The name and the last value of a row, at the end of its line.
struct EndLabel {
    row: usize,
    block: Block,
    /// Middle of the text, once placed.
    y: f64,
}

impl EndLabel {
    fn new(data: &Data, index: usize, most: f64) -> Self {
        let row = &data.rows[index];
        let column = data.columns.len().saturating_sub(1);
        let (label, cell) = (row.label(column), (index, column));
        // A single line needs no name: the title has it.
        let name = if data.rows.len() == 1 { "" } else { &row.name };
        let room = (widest_piece(name).max(width(label)) * weight(row.emphasis) + 0.1).clamp(NAME, most);
        Self { row: index, block: Block::named_value(name, label, cell, room, row.emphasis), y: 0.0 }
    }
}

/// Places the labels as near to the end of their lines as they can without touching, all between `top` and `bottom`. Labels that touch
/// become a cluster around the mean of what they want; clusters that touch become one.
fn spread(labels: &mut [EndLabel], traces: &[Trace], (top, bottom): (f64, f64)) {
    // A row without numbers stands at the foot.
    let wanted = |label: &EndLabel| traces[label.row].last().map_or(bottom, |(_, _, y)| y);
    labels.order_by(|one, other| wanted(one).total_cmp(&wanted(other)).then(one.row.cmp(&other.row)));
    let mut clusters: Vec<Cluster> = Vec::new();
    for label in labels.iter() {
        let height = label.block.height();
        let mut cluster = Cluster { count: 1, height, sum: wanted(label) - height / 2.0 };
        while let Some(before) = clusters.pop_if(|before| before.end(top, bottom) > cluster.start(top, bottom)) {
            cluster = before.with(&cluster);
        }
        clusters.push(cluster);
    }
    let mut rest = labels.iter_mut();
    for cluster in clusters {
        let mut y = cluster.start(top, bottom);
        for label in rest.by_ref().take(cluster.count) {
            label.y = y + label.block.height() / 2.0;
            y += label.block.height();
        }
    }
}

/// Labels that stand against each other.
struct Cluster {
    count: usize,
    height: f64,
    /// Sum over the labels of where the cluster would begin if that label stood where it wants.
    sum: f64,
}

impl Cluster {
    fn start(&self, top: f64, bottom: f64) -> f64 {
        (self.sum / self.count as f64).min(bottom - self.height).max(top)
    }

    fn end(&self, top: f64, bottom: f64) -> f64 {
        self.start(top, bottom) + self.height
    }

    fn with(&self, below: &Self) -> Self {
        let sum = self.sum + below.sum - self.height * below.count as f64;
        Self { count: self.count + below.count, height: self.height + below.height, sum }
    }
}

/// The foot of the plot, when no line of the axis is stronger than the others.
fn write_foot(left: f64, right: f64, bottom: f64, out: &mut String) {
    let mut foot = Path::default();
    foot.start(left, bottom).line(right, bottom).write("class=\"as\"", out);
}

fn write_lines(data: &Data, roles: &Roles, traces: &[Trace], out: &mut String) {
    let (mut thin, mut dots) = (Path::default(), Path::default());
    for (trace, _) in traces.iter().zip(&roles.styles).filter(|(_, style)| style.is_none()) {
        trace.line(&mut thin);
        trace.lone_dots(&mut dots);
    }
    group("class=\"gd\" fill=\"none\" stroke=\"currentColor\"", out, |out| {
        thin.write("", out);
        dots.write("class=\"o\"", out);
    });
    let few = data.columns.len() <= 12 && roles.styles.iter().flatten().count() <= 4;
    for (trace, style) in traces.iter().zip(&roles.styles) {
        let Some(style) = style else { continue };
        group(&format!("class=\"r{}\" fill=\"none\" stroke=\"currentColor\"", style + 1), out, |out| {
            write_strong(trace, *style, few, out);
        });
    }
}

/// A strong line, its dots, and its shape at the end.
fn write_strong(trace: &Trace, style: usize, all_dots: bool, out: &mut String) {
    let (mut line, mut dots, mut end) = (Path::default(), Path::default(), Path::default());
    trace.line(&mut line);
    if all_dots {
        trace.dots(&mut dots)
    } else {
        trace.lone_dots(&mut dots)
    }
    if let Some((_, x, y)) = trace.last() {
        end.shape(style, x, y, 3.0);
    }
    line.write("", out);
    dots.write("class=\"o\"", out);
    end.write(if style < 4 { "class=\"s\"" } else { "class=\"s h\"" }, out);
}

/// The signs of missing values, in the gaps of strong lines where nothing else is.
fn write_signs(data: &Data, roles: &Roles, traces: &[Trace], places: &[f64], out: &mut String) {
    group("class=\"ha\" text-anchor=\"middle\"", out, |out| {
        let mut taken: Vec<(f64, f64, f64)> = Vec::new();
        for (index, row) in data.rows.iter().enumerate().filter(|(index, _)| roles.styles[*index].is_some()) {
            // The sign of the last column stands behind the name.
            for (column, x) in places.iter().enumerate().take(places.len().saturating_sub(1)) {
                let label = row.label(column);
                if row.known(column).is_some() || label.is_empty() {
                    continue;
                }
                let half = width(label) / 2.0;
                if let Some(y) = sign_place(index, traces, *x, half, &taken) {
                    taken.push((*x, y, half));
                    text(&Block::value(label, (index, column), WIDTH), *x, y, Stand::Middle, "", out);
                }
            }
        }
    });
}

/// The height of a sign: on the line as it would have gone, when the gap is wide enough and no other line or sign is near.
fn sign_place(row: usize, traces: &[Trace], x: f64, half: f64, taken: &[(f64, f64, f64)]) -> Option<f64> {
    let trace = &traces[row];
    let y = trace.height_at(x)?;
    let own = trace.points.iter().all(|point| (point.1 - x).abs() > half + 3.0);
    let signs = taken.iter().all(|sign| (sign.0 - x).abs() > sign.2 + half + 2.0 || (sign.1 - y).abs() > LINE);
    let others = traces.iter().enumerate().filter(|(index, _)| *index != row).all(|(_, other)| {
        let near = |at: f64| other.height_at(at).is_none_or(|height| (height - y).abs() > LINE * 0.75);
        near(x - half) && near(x) && near(x + half)
    });
    (own && signs && others).then_some(y)
}

/// The names at the end, and lines that lead to them from the last known point.
fn write_labels(labels: &[EndLabel], traces: &[Trace], right: f64, out: &mut String) {
    let mut leaders = Path::default();
    for label in labels.iter().filter(|label| label.block.lines() > 0) {
        if let Some((_, x, y)) = traces[label.row].last() {
            leaders.start(x + 5.0, y).line(right, y).line(right + LEADER - 3.0, label.y);
        }
    }
    leaders.write("class=\"le\"", out);
    group("class=\"n\"", out, |out| {
        for label in labels {
            text(&label.block, right + LEADER, label.y, Stand::Middle, "", out);
        }
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_at_the_end_never_touch(ends in prop::collection::vec((0.0..170.0f64, 1..4usize), 1..9)) {
            let line = |index: usize| EndLabel {
                row: index,
                block: Block { name: vec!["naam".to_owned(); ends[index].1], ..Block::default() },
                y: 0.0,
            };
            let traces: Vec<Trace> = ends.iter().map(|(y, _)| Trace { points: vec![(0, 0.0, *y)] }).collect();
            let mut labels: Vec<EndLabel> = (0..ends.len()).map(line).collect();
            let bottom = labels.iter().map(|label| label.block.height()).sum::<f64>().max(170.0);
            spread(&mut labels, &traces, (0.0, bottom));
            for pair in labels.windows(2) {
                let apart = (pair[0].block.height() + pair[1].block.height()) / 2.0;
                prop_assert!(pair[1].y - pair[0].y >= apart - 1e-6);
            }
            for label in &labels {
                prop_assert!(label.y - label.block.height() / 2.0 >= -1e-6);
                prop_assert!(label.y + label.block.height() / 2.0 <= bottom + 1e-6);
            }
        }
    }

    #[test]
    fn names_with_room_stand_at_the_end_of_their_lines() {
        let traces: Vec<Trace> = [20.0, 60.0].iter().map(|y| Trace { points: vec![(0, 0.0, *y)] }).collect();
        let block = Block { name: vec!["naam".to_owned()], ..Block::default() };
        let mut labels: Vec<EndLabel> =
            [1, 0].iter().map(|row| EndLabel { row: *row, block: block.clone(), y: 0.0 }).collect();
        spread(&mut labels, &traces, (0.0, 100.0));
        let places: Vec<(usize, f64)> = labels.iter().map(|label| (label.row, label.y)).collect();
        assert_eq!(places, [(0, 20.0), (1, 60.0)]);
    }
}
