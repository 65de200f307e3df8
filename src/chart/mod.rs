//! Charts as static SVG: plain data in, a string of SVG out, one file per kind.
//!
//! The module knows nothing of the portal. A caller gives one [`Data`], and makes the table and the CSV of a figure from the same value, so
//! that they cannot differ. Every number printed in a drawing is the caller's [`Value::label`], in an element with `data-w="row,column"`
//! (both from 0); only the numbers along an axis are made here, by the caller's [`Axis::format`].
//!
//! Drawings are meant to stand in a page (`<svg>` without a namespace), inside `figure.grafiek`. They have classes and attributes only:
//! the theme's `30-grafiek.css` gives colours, dashes and sizes of text. A drawing is [`WIDTH`] units wide and scales with the page. It is
//! laid out for the largest text, that of a phone; on wider screens the style sheet makes the text smaller, never the room for it. No
//! mark is told by its colour alone: lines have dashes, shapes and a name at their end, areas have a pattern, points have a shape.

mod axis;
pub mod bars;
pub mod dots;
mod fill;
mod lanes;
mod legend;
pub mod line;
pub mod map;
pub mod multiples;
pub mod shares;
pub mod sparkline;
mod svg;
mod text;
mod time;
mod trace;

#[cfg(test)]
mod tests;

pub use fill::Fill;

/// Width of a drawing in its own units; a sparkline is smaller.
pub const WIDTH: f64 = 320.0;

/// Numbers beyond this are drawn as this, so that no sum of two overflows; their label stays as it is.
const LARGEST: f64 = 1e300;

/// What a drawing is called: its text alternative.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// Start of every id in the drawing; unique on the page, letters, digits and hyphens.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// What the numbers say, in one or two sentences.
    pub description: &'a str,
}

/// A number as it is drawn and as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The number; none when it is missing. A number that is not finite counts as missing.
    pub number: Option<f64>,
    /// The number as readers see it, or the sign that says why it is missing ("n.b.").
    pub label: String,
}

impl Value {
    /// A number and its label.
    pub fn new(number: f64, label: impl Into<String>) -> Self {
        Self { number: Some(number), label: label.into() }
    }

    /// A missing number and the sign that says why.
    pub fn missing(sign: impl Into<String>) -> Self {
        Self { number: None, label: sign.into() }
    }

    /// The number when it can be drawn.
    fn known(&self) -> Option<f64> {
        self.number.filter(|number| number.is_finite()).map(|number| number.clamp(-LARGEST, LARGEST))
    }
}

/// A column of the table: a moment, a band, or one of the things compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Heading in the table.
    pub label: String,
    /// Shorter heading for an axis or legend, when there is one.
    pub short: Option<String>,
    /// Place along the axis of time, in any unit (months, say), so that uneven gaps are drawn truly. When the positions of the columns do
    /// not ascend, the columns stand evenly. Without meaning in other kinds of charts.
    pub position: f64,
}

impl Column {
    /// A column at a position in time.
    pub fn at(position: f64, label: impl Into<String>) -> Self {
        Self { label: label.into(), short: None, position }
    }

    /// A column without a position.
    pub fn new(label: impl Into<String>) -> Self {
        Self::at(0.0, label)
    }

    /// The heading where room is scarce.
    fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}

/// A row of the table: a line, a bar, a panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Name. A soft hyphen (U+00AD) marks where a long word may be broken.
    pub name: String,
    /// One value per column; a value that is not there is drawn as nothing.
    pub values: Vec<Value>,
    /// Whether the row stands out among the others.
    pub emphasis: bool,
}

impl Row {
    /// A row like the others.
    pub fn new(name: impl Into<String>, values: Vec<Value>) -> Self {
        Self { name: name.into(), values, emphasis: false }
    }

    /// The same row, standing out.
    pub fn emphasised(self) -> Self {
        Self { emphasis: true, ..self }
    }

    fn known(&self, column: usize) -> Option<f64> {
        self.values.get(column).and_then(Value::known)
    }

    fn label(&self, column: usize) -> &str {
        self.values.get(column).map_or("", |value| &value.label)
    }
}

/// The table behind a chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Data {
    /// Columns, in the order of the table.
    pub columns: Vec<Column>,
    /// Rows, in the order of the table.
    pub rows: Vec<Row>,
}

impl Data {
    /// Every number that can be drawn.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        let columns = self.columns.len();
        self.rows.iter().flat_map(move |row| row.values.iter().take(columns).filter_map(Value::known))
    }
}

/// How the numbers along an axis are chosen and written.
#[derive(Debug, Clone)]
pub struct Axis {
    /// What is counted, above the axis: "personen"; may be empty.
    pub unit: String,
    /// Writes a number with so many decimals: `format(2500.0, 0)` → "2.500".
    pub format: fn(f64, u8) -> String,
    /// The most decimals that make sense: 0 for persons.
    pub decimals: u8,
    /// Numbers the axis covers whatever the data: `(0.0, 0.0)` to show zero, `(0.0, 100.0)` for scores.
    pub reach: Option<(f64, f64)>,
}
