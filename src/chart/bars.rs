//! Bars: a bar for each value, to the right of zero or to the left, its label at its end.

use super::axis::{Scale, domain};
use super::fill::{Fill, write_areas, write_patterns};
use super::lanes::Lanes;
use super::legend::Legend;
use super::svg::{Path, Stand, drawing, group, text};
use super::text::{Block, LINE};
use super::{Data, Head, WIDTH};
use crate::escape::escaped;

/// Height of a bar in units.
const BAR: f64 = 11.0;
/// The widest that the label of a value may be, in units.
const WIDEST: f64 = 0.35 * WIDTH;
/// The narrowest that the room for bars becomes for the sake of labels, in units.
const NARROWEST: f64 = 50.0;
/// Room between a bar and its label, in units.
const GAP: f64 = 4.0;

/// Draws a bar for each value, in a group for each row; `reach` is what the scale covers besides zero and the data: `(0.0, 100.0)` for
/// scores. With more than one column the columns have patterns and a key.
pub fn draw(head: &Head, data: &Data, reach: Option<(f64, f64)>) -> String {
    let id = escaped(head.id);
    let columns = data.columns.len();
    let key = if columns > 1 { data.columns.as_slice() } else { &[] };
    let legend = Legend::new(key);
    let labels = labels(data);
    let slot = labels.iter().map(|(_, label)| label.height()).fold(LINE, f64::max);
    // The line at zero begins a little above the first bar.
    let lanes = Lanes::new(data, legend.height + 1.0, slot * columns.max(1) as f64);
    let scale = scale(data, &labels, &lanes, reach);
    let mut areas: Vec<(Fill, Path)> = (0..columns).map(|column| (Fill::unordered(column), Path::default())).collect();
    let mut quiet: Vec<(Fill, Path)> = (0..columns).map(|column| (Fill::unordered(column), Path::default())).collect();
    let emphasis = data.rows.iter().any(|row| row.emphasis);
    for (row, top) in data.rows.iter().zip(&lanes.tops) {
        let areas = if emphasis && !row.emphasis { &mut quiet } else { &mut areas };
        for (column, (_, path)) in areas.iter_mut().enumerate() {
            let (Some(number), zero) = (row.known(column), scale.place(0.0)) else { continue };
            let (end, y) = (scale.place(number), top + slot * column as f64 + (slot - BAR) / 2.0);
            if (end - zero).abs() >= 0.05 {
                path.rectangle(zero.min(end), y, (end - zero).abs(), BAR);
            }
        }
    }

    let mut body = String::new();
    let fills: Vec<Fill> = areas.iter().map(|(fill, _)| *fill).collect();
    write_patterns(&fills, &id, &mut body);
    legend.write(&mut body, |index, x, y, out| {
        let mut mark = Path::default();
        mark.rectangle(x - 6.0, y - 5.0, 12.0, 10.0);
        write_areas(&[(fills[index], mark)], &id, out);
    });
    lanes.write(&mut body);
    group("class=\"st\"", &mut body, |out| write_areas(&quiet, &id, out));
    write_areas(&areas, &id, &mut body);
    write_zero(&scale, &lanes, slot * columns as f64, &mut body);
    write_labels(data, &labels, &lanes, &scale, slot, &mut body);
    drawing(head, "g-staaf", lanes.bottom.max(LINE) + 2.0, &body)
}

/// The label of each value that is there, with its cell.
fn labels(data: &Data) -> Vec<((usize, usize), Block)> {
    let columns = data.columns.len();
    let cells = data.rows.iter().enumerate().flat_map(|(index, row)| {
        row.values.iter().take(columns).enumerate().map(move |(column, value)| ((index, column), value))
    });
    let sides = if data.numbers().any(|number| number < 0.0) { 2.0 } else { 1.0 };
    let left = Lanes::new(data, 0.0, LINE).left;
    let room = ((WIDTH - left - NARROWEST) / sides - GAP - 1.0).min(WIDEST);
    cells.map(|(cell, value)| (cell, Block::value(&value.label, cell, room))).collect()
}

/// The scale of the bars, with room for labels at both ends: a label fits beside its own bar.
fn scale(data: &Data, labels: &[((usize, usize), Block)], lanes: &Lanes, reach: Option<(f64, f64)>) -> Scale {
    let (low, high) = domain(data.numbers().chain([0.0]), reach).unwrap_or((0.0, 1.0));
    let room = |left: bool| {
        let here = labels
            .iter()
            .filter(|((row, column), _)| data.rows[*row].known(*column).is_some_and(|number| number < 0.0) == left);
        here.map(|(_, label)| label.width() + GAP + 1.0).fold(1.0, f64::max)
    };
    Scale::new((low, high), (lanes.left + room(true), WIDTH - room(false)))
}

/// The line at zero, beside the bars only, as names may stand above them.
fn write_zero(scale: &Scale, lanes: &Lanes, height: f64, out: &mut String) {
    let (mut zero, x) = (Path::default(), scale.place(0.0));
    for top in &lanes.tops {
        zero.start(x, top - 1.0).line(x, top + height + 1.0);
    }
    zero.write("class=\"as\"", out);
}

fn write_labels(
    data: &Data,
    labels: &[((usize, usize), Block)],
    lanes: &Lanes,
    scale: &Scale,
    slot: f64,
    out: &mut String,
) {
    for (left, attributes) in [(false, "class=\"w\""), (true, "class=\"w\" text-anchor=\"end\"")] {
        group(attributes, out, |out| {
            for ((row, column), label) in labels {
                let number = data.rows[*row].known(*column).unwrap_or(0.0);
                if (number < 0.0) == left {
                    let x = scale.place(number) + if left { -GAP } else { GAP };
                    let y = lanes.tops[*row] + slot * (*column as f64 + 0.5);
                    text(label, x, y, Stand::Middle, "", out);
                }
            }
        });
    }
}
