//! Small multiples: a panel with a line for each row, alike in size and time.

use super::axis::{Marks, Scale};
use super::svg::{Path, Stand, drawing, group, number, text};
use super::text::{Block, LINE};
use super::time::Time;
use super::trace::Trace;
use super::{Axis, Data, Head, Row, WIDTH};
use crate::escape::escaped;

/// Height of the plot of a panel, in units.
const PLOT: f64 = 52.0;
/// Room between two panels beside each other, in units.
const BESIDE: f64 = 16.0;
/// Room between two panels above each other, in units.
const BELOW: f64 = 9.0;
/// The narrowest plot of a panel when two stand beside each other, in units.
const NARROWEST: f64 = 86.0;

/// Whether panels can be compared by height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scales {
    /// One scale for all panels; its numbers stand beside the first of each line.
    Shared,
    /// A scale for each panel, for rows of quite different size.
    Own,
}

/// Draws a panel for each row, with its name and last value above it. The axis says what all panels cover.
pub fn draw(head: &Head, data: &Data, axis: &Axis, scales: Scales) -> String {
    let marks: Vec<Option<Marks>> = data.rows.iter().map(|row| marks(data, row, axis, scales)).collect();
    let margin = marks.iter().flatten().map(|marks| marks.width() + 7.0).fold(4.0, f64::max);
    let columns = panels(margin, scales);
    let unit = Block::name(&axis.unit, WIDTH, false);
    let mut body = String::new();
    group("class=\"t\"", &mut body, |out| text(&unit, 0.0, 0.0, Stand::Below, "", out));
    let id = escaped(head.id);
    let mut frames: Vec<f64> = Vec::new();
    let mut y = if axis.unit.is_empty() { 0.0 } else { unit.height() + 6.0 };
    let rows: Vec<usize> = (0..data.rows.len()).collect();
    for line in rows.chunks(columns.len()) {
        let names: Vec<Block> =
            line.iter().zip(&columns).map(|(index, panel)| name(data, *index, panel.right - panel.left)).collect();
        let rise = line.iter().filter_map(|index| marks[*index].as_ref()).map(Marks::height).fold(LINE, f64::max) / 2.0;
        let foot = y + names.iter().map(Block::height).fold(0.0, f64::max);
        let top = foot + rise + 1.0;
        for (place, ((index, name), panel)) in line.iter().zip(&names).zip(&columns).enumerate() {
            group("class=\"n\"", &mut body, |out| text(name, panel.left, foot - 3.0, Stand::Above, "", out));
            let (marks, frame) = (marks[*index].as_ref(), format!("{id}-k{place}"));
            match (scales, frames.get(place)) {
                // On one scale all panels of a column have the same frame, so it is written once. What is used elsewhere is
                // styled by itself, as if it had no parents; hence its own class of a drawing.
                (Scales::Shared, Some(first)) => {
                    body.push_str(&format!("<use href=\"#{frame}\" y=\"{}\"/>", number(top - first)));
                }
                (Scales::Shared, None) => {
                    group(&format!("id=\"{frame}\" class=\"g\""), &mut body, |out| {
                        panel.write_frame(marks, data, top, out)
                    });
                    frames.push(top);
                }
                (Scales::Own, _) => panel.write_frame(marks, data, top, &mut body),
            }
            panel.write_line(&data.rows[*index], marks, data, top, &mut body);
        }
        let time = columns.iter().map(|panel| panel.time(data).height()).fold(rise, f64::max);
        y = top + PLOT + time + BELOW;
    }
    drawing(head, "g-klein", (y - BELOW).max(LINE) + 2.0, &body)
}

fn marks(data: &Data, row: &Row, axis: &Axis, scales: Scales) -> Option<Marks> {
    match scales {
        Scales::Shared => Marks::of(axis, data.numbers(), 3),
        Scales::Own => Marks::of(axis, (0..data.columns.len()).filter_map(|column| row.known(column)), 3),
    }
}

/// The name of a row with the label of its last column.
fn name(data: &Data, index: usize, room: f64) -> Block {
    let row = &data.rows[index];
    let column = data.columns.len().saturating_sub(1);
    Block::named_value(&row.name, row.label(column), (index, column), room, row.emphasis)
}

/// The places across the drawing: two when their plots are wide enough, else one.
fn panels(margin: f64, scales: Scales) -> Vec<Panel> {
    let second = match scales {
        Scales::Shared => 0.0,
        Scales::Own => margin,
    };
    let plot = (WIDTH - BESIDE - margin - second) / 2.0;
    if plot < NARROWEST {
        return vec![Panel { left: 0.0, plot: margin, right: WIDTH, numbers: true }];
    }
    let first = Panel { left: 0.0, plot: margin, right: margin + plot, numbers: true };
    let left = first.right + BESIDE;
    vec![first, Panel { left, plot: left + second, right: WIDTH, numbers: scales == Scales::Own }]
}

/// A place for a panel across the drawing.
struct Panel {
    left: f64,
    plot: f64,
    right: f64,
    /// Whether the numbers of the scale stand beside it.
    numbers: bool,
}

impl Panel {
    fn time(&self, data: &Data) -> Time {
        Time::of_panel(&data.columns, self.plot + 4.0, self.right - 4.0)
    }

    /// The scale and the names of the first and the last moment.
    fn write_frame(&self, marks: Option<&Marks>, data: &Data, top: f64, out: &mut String) {
        let (bottom, scale) = (top + PLOT, scale(marks, top));
        match marks {
            Some(marks) if self.numbers => marks.write_beside(&scale, self.plot, self.right, out),
            Some(marks) => marks.write_across(&scale, self.plot, self.right, out),
            None => {}
        }
        if marks.is_none() || !scale.has_zero() {
            let mut foot = Path::default();
            foot.start(self.plot, bottom).line(self.right, bottom).write("class=\"as\"", out);
        }
        self.time(data).write_ends(self.plot, self.right, bottom, out);
    }

    fn write_line(&self, row: &Row, marks: Option<&Marks>, data: &Data, top: f64, out: &mut String) {
        write_trace(&Trace::new(row, &self.time(data).places, &scale(marks, top)), out);
    }
}

fn scale(marks: Option<&Marks>, top: f64) -> Scale {
    marks.map_or(Scale::new((0.0, 1.0), (top + PLOT, top)), |marks| marks.scale(top + PLOT, top))
}

fn write_trace(trace: &Trace, out: &mut String) {
    let (mut line, mut dots, mut end) = (Path::default(), Path::default(), Path::default());
    trace.line(&mut line);
    trace.lone_dots(&mut dots);
    if let Some((_, x, y)) = trace.last() {
        end.circle(x, y, 2.6);
    }
    group("class=\"r1\" fill=\"none\" stroke=\"currentColor\"", out, |out| {
        line.write("", out);
        dots.write("class=\"o\"", out);
        end.write("class=\"s\"", out);
    });
}
