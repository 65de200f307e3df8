//! Dot comparison: a row for each measure, a point for each column (werkplein, region, country) on one scale.

use super::axis::{Marks, Scale};
use super::lanes::Lanes;
use super::legend::Legend;
use super::svg::{Path, Stand, drawing, group, text};
use super::text::{Block, FONT, LINE};
use super::{Axis, Data, Head, Row, WIDTH};

/// Height of the marks of a row, in units.
const MARKS: f64 = 16.0;
/// The widest that the label of the first column may be, in units.
const WIDEST: f64 = 0.3 * WIDTH;
/// With more rows the axis stands above as well as below.
const LONG: usize = 6;

/// Draws a point for each value and a line from the least to the most of each row. The first column is the one compared: its label stands at the end of
/// the row. Shapes tell the columns apart, and are made so that equal points can all be seen: a solid disc lies within a diamond, on an
/// upright stroke.
pub fn draw(head: &Head, data: &Data, axis: &Axis) -> String {
    let legend = Legend::new(&data.columns);
    let marks = Marks::of(axis, data.numbers(), 6);
    let unit = Block::name(&axis.unit, WIDTH, false);
    let unit_height = if axis.unit.is_empty() { 0.0 } else { unit.height() + 2.0 };
    let ruler = marks.as_ref().map_or(0.0, Marks::height);
    let above = if data.rows.len() > LONG { ruler } else { 0.0 };
    let top = legend.height + unit_height + above + 4.0;
    let labels: Vec<Block> = (0..data.rows.len()).map(|index| label(&data.rows[index], index)).collect();
    let lanes = Lanes::new(data, top + 4.0, labels.iter().map(Block::height).fold(MARKS, f64::max));
    let slot = labels.iter().map(Block::height).fold(MARKS, f64::max);
    let end = WIDTH - 6.0 - labels.iter().map(|label| label.width() + 4.0).fold(0.0, f64::max);
    let ends = (lanes.left + 7.0, end);
    let scale = marks.as_ref().map_or(Scale::new((0.0, 1.0), ends), |marks| marks.scale(ends.0, ends.1));
    let bottom = lanes.bottom + 4.0;

    let mut body = String::new();
    let columns = data.columns.len();
    legend.write(&mut body, |index, x, y, out| write_points(shape(index, columns), &[(x, y)], out));
    group("class=\"t\"", &mut body, |out| text(&unit, 0.0, legend.height, Stand::Below, "", out));
    if let Some(marks) = &marks {
        marks.write_down(&scale, top, bottom, &mut body);
        if above > 0.0 {
            marks.write_row(&scale, top - 4.0, Stand::Above, &mut body);
        }
        marks.write_row(&scale, bottom + 2.0, Stand::Below, &mut body);
    }
    lanes.write(&mut body);
    write_rows(data, &lanes, slot, &scale, &mut body);
    group("class=\"w\" text-anchor=\"end\"", &mut body, |out| {
        for (label, top) in labels.iter().zip(&lanes.tops) {
            text(label, WIDTH, top + slot / 2.0, Stand::Middle, "", out);
        }
    });
    drawing(head, "g-punt", (bottom + ruler).max(FONT) + 4.0, &body)
}

fn label(row: &Row, index: usize) -> Block {
    Block { bold: row.emphasis, ..Block::value(row.label(0), (index, 0), WIDEST) }
}

/// The line of each row from its least to its most, and the points; the first column last, so that it lies on top.
fn write_rows(data: &Data, lanes: &Lanes, slot: f64, scale: &Scale, out: &mut String) {
    let mut lines = Path::default();
    let mut points: Vec<Vec<(f64, f64)>> = vec![Vec::new(); data.columns.len()];
    for (row, top) in data.rows.iter().zip(&lanes.tops) {
        let y = top + slot / 2.0;
        let places: Vec<(usize, f64)> = (0..data.columns.len())
            .filter_map(|column| row.known(column).map(|number| (column, scale.place(number))))
            .collect();
        let least = places.iter().map(|(_, x)| *x).fold(f64::INFINITY, f64::min);
        let most = places.iter().map(|(_, x)| *x).fold(f64::NEG_INFINITY, f64::max);
        if least < most {
            lines.start(least, y).line(most, y);
        }
        places.into_iter().for_each(|(column, x)| points[column].push((x, y)));
    }
    lines.write("class=\"le\"", out);
    for (column, places) in points.iter().enumerate().rev() {
        write_points(shape(column, points.len()), places, out);
    }
}

/// The place of a column among the shapes. Of two, the second has the shape of the last of three: the country looks the same beside a region
/// as beside a werkplein and its region.
fn shape(column: usize, columns: usize) -> usize {
    if columns == 2 { column * 2 } else { column }
}

/// The points of a column, in a shape.
fn write_points(column: usize, places: &[(f64, f64)], out: &mut String) {
    let mut path = Path::default();
    for (x, y) in places {
        match column {
            0 => path.circle(*x, *y, 3.4),
            1 => path.shape(2, *x, *y, 5.2),
            2 => path.start(*x, y - LINE / 2.0).line(*x, y + LINE / 2.0),
            3 => path.shape(1, *x, *y, 5.0),
            4 => path.shape(3, *x, *y, 5.0),
            _ => path.circle(*x, *y, f64::min(3.0 + column as f64 * 0.6, 6.5)),
        };
    }
    let solid = if column == 0 { "s" } else { "h" };
    group(&format!("class=\"r{}\" fill=\"none\" stroke=\"currentColor\"", column % 8 + 1), out, |out| {
        path.write(&format!("class=\"{solid}\""), out);
    });
}
