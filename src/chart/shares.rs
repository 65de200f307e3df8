//! Stacked share bars: each row is a whole, cut into the columns.

use super::fill::{Fill, write_areas, write_patterns};
use super::lanes::Lanes;
use super::legend::Legend;
use super::svg::{Path, Stand, drawing, group, text};
use super::text::{Block, LINE, width};
use super::{Data, Head, Row, WIDTH};
use crate::escape::escaped;

/// Height of a bar in units.
const BAR: f64 = 19.0;

/// Draws a bar for each row, all as wide: its parts are its numbers as shares of their sum, so rounded percentages fill it too. A number
/// below zero has no part. A part has its label in it when it fits. A row without numbers has the sign of its first missing value.
/// `fills` is the filling of each column ([`Fill::ramp`] for columns with an order); columns beyond it are [`Fill::Absent`].
pub fn draw(head: &Head, data: &Data, fills: &[Fill]) -> String {
    let id = escaped(head.id);
    let fill = |column: usize| fills.get(column).copied().unwrap_or(Fill::Absent);
    let legend = Legend::new(&data.columns);
    let lanes = Lanes::new(data, legend.height, BAR);
    let mut areas: Vec<(Fill, Path)> = (0..data.columns.len()).map(|column| (fill(column), Path::default())).collect();
    let (mut on_pattern, mut on_solid, mut signs) = (String::new(), String::new(), String::new());
    for (index, (row, top)) in data.rows.iter().zip(&lanes.tops).enumerate() {
        let parts = parts(row, data.columns.len(), lanes.left);
        for part in &parts {
            areas[part.column].1.rectangle(part.from, *top, part.to - part.from, BAR);
            let label = row.label(part.column);
            if width(label) + 5.0 <= part.to - part.from {
                let out = if fill(part.column) == Fill::Solid { &mut on_solid } else { &mut on_pattern };
                let block = Block::value(label, (index, part.column), WIDTH);
                text(&block, (part.from + part.to) / 2.0, top + BAR / 2.0, Stand::Middle, "", out);
            }
        }
        if parts.is_empty() {
            write_sign(data, index, lanes.left, top + BAR / 2.0, &mut signs);
        }
    }

    let mut body = String::new();
    let used: Vec<Fill> = areas.iter().map(|(fill, _)| *fill).collect();
    write_patterns(&used, &id, &mut body);
    legend.write(&mut body, |index, x, y, out| {
        let mut mark = Path::default();
        mark.rectangle(x - 6.0, y - 6.0, 12.0, 12.0);
        write_areas(&[(fill(index), mark)], &id, out);
    });
    lanes.write(&mut body);
    write_areas(&areas, &id, &mut body);
    group("class=\"ha\" text-anchor=\"middle\"", &mut body, |out| out.push_str(&on_pattern));
    group("class=\"om\" text-anchor=\"middle\"", &mut body, |out| out.push_str(&on_solid));
    group("class=\"w\"", &mut body, |out| out.push_str(&signs));
    drawing(head, "g-deel", lanes.bottom.max(LINE) + 2.0, &body)
}

/// A part of a bar.
struct Part {
    column: usize,
    from: f64,
    to: f64,
}

/// The parts of a row, from the left; none when it has no number above zero.
fn parts(row: &Row, columns: usize, left: f64) -> Vec<Part> {
    let room = WIDTH - 1.0 - left;
    let numbers: Vec<(usize, f64)> = (0..columns)
        .filter_map(|column| row.known(column).filter(|number| *number > 0.0).map(|number| (column, number)))
        .collect();
    let most = numbers.iter().map(|(_, number)| *number).fold(0.0, f64::max);
    // Divided by the largest first, so that the sum of very large or very small numbers is a number too.
    let sum: f64 = numbers.iter().map(|(_, number)| number / most).sum();
    let mut from = left;
    let part = |(column, number): (usize, f64)| {
        let part = Part { column, from, to: from + number / most / sum * room };
        from = part.to;
        part
    };
    numbers.into_iter().map(part).collect()
}

/// The first sign of a row without parts; when it has only zeros, the first of these.
fn write_sign(data: &Data, index: usize, left: f64, y: f64, out: &mut String) {
    let row = &data.rows[index];
    let columns = 0..data.columns.len();
    let missing = columns.clone().find(|column| row.known(*column).is_none() && !row.label(*column).is_empty());
    if let Some(column) = missing.or_else(|| columns.clone().find(|column| !row.label(*column).is_empty())) {
        let block = Block::value(row.label(column), (index, column), WIDTH - left - 4.0);
        text(&block, left + 4.0, y, Stand::Middle, "", out);
    }
}
