//! A sparkline: the course of one series, small enough for a cell of a table. No text, so no numbers: those stand beside it.

use super::axis::{Scale, domain};
use super::svg::{Path, group, sized};
use super::time::Time;
use super::trace::Trace;
use super::{Column, Head, Row};

const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 24.0;
const MARGIN: f64 = 4.0;

/// Draws the course of a row, from its lowest to its highest number; `reach` makes sparklines of one table comparable. Without numbers it
/// is a broken line.
pub fn draw(head: &Head, columns: &[Column], row: &Row, reach: Option<(f64, f64)>) -> String {
    let time = Time::new(columns, MARGIN, WIDTH - MARGIN);
    let numbers = (0..columns.len()).filter_map(|column| row.known(column));
    let Some(domain) = domain(numbers, reach) else { return empty(head) };
    let scale = Scale::new(domain, (HEIGHT - MARGIN, MARGIN));
    let trace = Trace::new(row, &time.places, &scale);
    let Some((_, x, y)) = trace.last() else { return empty(head) };
    let (mut line, mut dots, mut end) = (Path::default(), Path::default(), Path::default());
    trace.line(&mut line);
    trace.lone_dots(&mut dots);
    end.circle(x, y, 3.0);
    let mut body = String::new();
    group("class=\"r1\" fill=\"none\" stroke=\"currentColor\"", &mut body, |out| {
        line.write("", out);
        dots.write("class=\"o\"", out);
        end.write("class=\"s\"", out);
    });
    sized(head, "g-vonk", WIDTH, HEIGHT, &body)
}

fn empty(head: &Head) -> String {
    let (mut line, mut body) = (Path::default(), String::new());
    line.start(MARGIN, HEIGHT / 2.0).line(WIDTH - MARGIN, HEIGHT / 2.0);
    line.write("class=\"le\" fill=\"none\" stroke=\"currentColor\"", &mut body);
    sized(head, "g-vonk", WIDTH, HEIGHT, &body)
}
