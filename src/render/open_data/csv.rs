//! A table as comma-separated values: RFC 4180, so lines end in CR LF; UTF-8 without a byte order mark; the first line is the header.

use std::borrow::Cow;

use super::rows::Row;
use super::tables::{About, SEPARATOR, Value};

/// The whole file.
pub(super) fn write(about: &About, rows: &[Row]) -> String {
    let mut out = String::with_capacity(64 * (rows.len() + 1));
    let headers = about.columns.iter().map(|column| Cow::Borrowed(column.header.as_str()));
    line(headers, &mut out);
    for row in rows {
        line(row.iter().map(cell), &mut out);
    }
    out
}

/// A line of texts and of numbers that are written already; a text that starts a formula is made harmless.
pub(in crate::render) fn record<'a>(cells: impl Iterator<Item = &'a str>, out: &mut String) {
    let is_number = |cell: &str| cell.parse::<f64>().is_ok();
    line(cells.map(|cell| if is_number(cell) { Cow::Borrowed(cell) } else { harmless(cell) }), out);
}

fn line<'a>(cells: impl Iterator<Item = Cow<'a, str>>, out: &mut String) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        quote(&cell, out);
    }
    out.push_str("\r\n");
}

/// The text of a cell, before it is quoted. Only texts can be formulas; a number is written as it is.
fn cell<'a>(value: &'a Value) -> Cow<'a, str> {
    match value {
        Value::Text(text) => harmless(text),
        Value::List(texts) => Cow::Owned(harmless(&texts.join(SEPARATOR)).into_owned()),
        Value::Whole(number) => number.to_string().into(),
        Value::Decimal(number) => number.machine().into(),
        Value::Degrees(degrees) => degree_text(*degrees).into(),
        Value::Missing => "".into(),
    }
}

/// Degrees with a point; zero has no sign.
fn degree_text(degrees: f64) -> String {
    (degrees + 0.0).to_string()
}

/// A text that a spreadsheet takes for text: one that would start a formula there gets an apostrophe before it.
///
/// The first characters are those that OWASP lists under "CSV Injection". A sign by itself, such as the `-` of a missing
/// value, starts nothing and stays as the source has it.
fn harmless(text: &str) -> Cow<'_, str> {
    let starts =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if starts && text.chars().nth(1).is_some() { format!("'{text}").into() } else { text.into() }
}

/// Puts a cell into a line, in quotes where RFC 4180 wants them, and where a reader could lose blanks.
fn quote(cell: &str, out: &mut String) {
    let needs = cell.contains(['"', ',', '\r', '\n']) || cell.trim().len() != cell.len();
    if !needs {
        out.push_str(cell);
        return;
    }
    out.push('"');
    for (index, part) in cell.split('"').enumerate() {
        if index > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;

    #[test]
    fn formulas_are_texts_and_numbers_stay_numbers() {
        for formula in ["=1+1", "+31", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for plain in ["-", "n.b.", "'s-Hertogenbosch", "a=b", "", "één"] {
            assert_eq!(harmless(plain), plain);
        }
        assert_eq!(cell(&Value::Whole(-3)), "-3");
        assert_eq!(cell(&Value::Decimal(Number { scaled: -68, decimals: 1 })), "-6.8");
        assert_eq!(cell(&Value::Degrees(-0.0)), "0");
        assert_eq!(cell(&Value::List(vec!["=a", "b"])), "'=a|b");
        assert_eq!(cell(&Value::Missing), "");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let quoted = |text: &str| {
            let mut out = String::new();
            quote(text, &mut out);
            out
        };
        assert_eq!(quoted("a"), "a");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("zeg \"ja\""), "\"zeg \"\"ja\"\"\"");
        assert_eq!(quoted("a\nb"), "\"a\nb\"");
        assert_eq!(quoted(" a"), "\" a\"");
    }
}
