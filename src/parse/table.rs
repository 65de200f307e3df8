//! CSV → rows of cells that know their place. Comma or semicolon, or what a line `sep=` says; with or without a BOM.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::order::Order;
use crate::source::{Place, SourcePath, Span};

/// A table as it stands in a file.
#[derive(Debug, Default)]
pub struct Table {
    /// The cells of the first row.
    pub columns: Vec<Cell>,
    /// The other rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text without blanks around it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Table {
    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|cell| cell.text == name)
    }

    /// Takes out columns that a spreadsheet left: they have no name, and nothing is in them.
    fn drop_blank_columns(&mut self) {
        let mut is_kept: Vec<bool> = self.columns.iter().map(|cell| !cell.text.is_empty()).collect();
        if is_kept.iter().all(|kept| *kept) {
            return;
        }
        for row in &self.rows {
            row.iter().zip(&mut is_kept).for_each(|(cell, kept)| *kept |= !cell.text.is_empty());
        }
        for cells in self.rows.iter_mut().chain([&mut self.columns]) {
            let mut kept = is_kept.iter();
            cells.retain(|_| kept.next().is_some_and(|kept| *kept));
        }
    }
}

/// The rows of a text as they stand: of each its number, as a spreadsheet counts it (from 1, blank rows included), and its cells.
pub fn raw_rows(text: &str, delimiter: u8) -> Vec<(u32, Vec<String>)> {
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    // Text in memory that is UTF-8 gives no error.
    while let Ok(true) = reader.read_record(&mut record) {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        // The second half of the line end before it is no blank line.
        let start = start + usize::from(text[..start].ends_with('\r') && text[start..].starts_with('\n'));
        let blank = &text[start..start + blank_lines(&text[start..])];
        let line_end = if blank.contains('\n') { '\n' } else { '\r' };
        let number = rows.last().map_or(0, |(number, _)| *number) + 1 + blank.matches(line_end).count() as u32;
        rows.push((number, record.iter().map(str::to_owned).collect()));
    }
    rows
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// Reads `text`, the whole of the file at `path`. Rows of a wrong length are reported and left out, those without a value are passed over. `None` when a quote is not closed, which
/// is reported: it takes an unknown number of rows with it.
pub fn parse(text: &str, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Table> {
    let base = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = text[base..].lines().next().unwrap_or_default();
    // Excel may tell in the first line what separates the cells.
    let told = first.strip_prefix("sep=").and_then(|mark| <[u8; 1]>::try_from(mark.as_bytes()).ok());
    let base = if told.is_some() { text[base..].find('\n').map_or(text.len(), |end| base + end + 1) } else { base };
    let text = &text[base..];
    let first = text.lines().next().unwrap_or_default();
    let is_semicolon = first.matches(';').count() > first.matches(',').count();
    let delimiter = told.map_or(if is_semicolon { b';' } else { b',' }, |[mark]| mark);
    let mut reader = reader(text, delimiter);
    let mut table = Table::default();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let at = base + error.position().map_or(0, |position| position.byte() as usize);
                let place = Place { path: path.clone(), span: Span { start: at, end: at } };
                diagnostics.push(Diagnostic::new(&catalogue::UNREADABLE, place).with("reden", error.to_string()));
                break;
            }
        }
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let cells = cells(&record, start + blank_lines(&text[start..]), text, base, delimiter);
        let is_whole = table.columns.is_empty() || cells.len() == table.columns.len();
        if let Some(span) = cells.iter().find_map(|cell| open_quote(cell.span, is_whole, text, base)) {
            diagnostics.push(Diagnostic::new(&catalogue::UNCLOSED_QUOTE, Place { path: path.clone(), span }));
            return None;
        }
        if cells.iter().all(|cell| cell.text.is_empty()) {
            // A row that a spreadsheet left: it says nothing.
            continue;
        }
        if table.columns.is_empty() {
            table.columns = cells;
            report_doubles(&table.columns, path, diagnostics);
        } else if cells.len() == table.columns.len() {
            table.rows.push(cells);
        } else {
            let span = Span {
                start: cells.first().map_or(0, |cell| cell.span.start),
                end: cells.last().map_or(0, |cell| cell.span.end),
            };
            diagnostics.push(
                Diagnostic::new(&catalogue::BAD_ROW, Place { path: path.clone(), span })
                    .with("gevonden", cells.len().to_string())
                    .with("verwacht", table.columns.len().to_string()),
            );
        }
    }
    table.drop_blank_columns();
    Some(table)
}

/// Reports every column that has the name of one before it: what is in it would not be seen, or count twice.
fn report_doubles(columns: &[Cell], path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let place = |cell: &Cell| Place { path: path.clone(), span: cell.span };
    let mut seen: Vec<&Cell> = columns.iter().filter(|cell| !cell.text.is_empty()).collect();
    seen.order_by(|one, other| one.text.cmp(&other.text));
    for pair in seen.windows(2).filter(|pair| pair[0].text == pair[1].text) {
        let problem = Diagnostic::new(&catalogue::DOUBLE_HEADER, place(pair[1]));
        diagnostics.push(problem.with("kolom", &pair[1].text).related(place(pair[0])));
    }
}

/// The first line of a cell that begins with a quote that is not closed. A value may have more lines; in a row that is not `whole`, with
/// too many or too few cells, its second quote is the first one of another value.
fn open_quote(cell: Span, is_whole: bool, text: &str, base: usize) -> Option<Span> {
    let written = &text[cell.start - base..cell.end - base];
    let line = written.lines().next().unwrap_or_default();
    let is_open = |text: &str| text.starts_with('"') && text.matches('"').count() % 2 == 1;
    let is_open = is_open(written) || !is_whole && is_open(line);
    is_open.then(|| Span { start: cell.start, end: cell.start + line.len() })
}

/// Bytes of empty lines before a record, which the reader counts as part of it.
fn blank_lines(text: &str) -> usize {
    text.len() - text.trim_start_matches(['\r', '\n']).len()
}

/// The cells of a record that starts at byte `start` of `text`.
fn cells(record: &csv::StringRecord, start: usize, text: &str, base: usize, delimiter: u8) -> Vec<Cell> {
    let bytes = text.as_bytes();
    let mut at = start;
    record
        .iter()
        .map(|field| {
            let from = at;
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                while at < bytes.len() {
                    if bytes[at] == b'"' {
                        if bytes.get(at + 1) == Some(&b'"') {
                            at += 1;
                        } else {
                            at += 1;
                            break;
                        }
                    }
                    at += 1;
                }
            }
            while at < bytes.len() && bytes[at] != delimiter && bytes[at] != b'\n' && bytes[at] != b'\r' {
                at += 1;
            }
            let span = Span { start: base + from, end: base + at };
            if bytes.get(at) == Some(&delimiter) {
                at += 1;
            }
            Cell { text: field.trim().to_owned(), span }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_place() {
        let text = "\u{feff}id;naam\r\n\r\na;\"x;\"\"y\"\r\nb;z\n";
        let mut diagnostics = Vec::new();
        let table = parse(text, &"d.csv".into(), &mut diagnostics).expect("a table");
        assert_eq!(diagnostics, []);
        let shown: Vec<_> =
            table.rows.iter().flatten().map(|c| (c.text.as_str(), &text[c.span.start..c.span.end])).collect();
        assert_eq!(shown, [("a", "a"), ("x;\"y", "\"x;\"\"y\""), ("b", "b"), ("z", "z")]);
    }

    #[test]
    fn the_line_of_excel_says_what_separates_cells() {
        for text in ["sep=;\r\na;b,c\r\n1;2\r\n", "\u{feff}sep=;\na;b,c\n1;2\n"] {
            let mut diagnostics = Vec::new();
            let table = parse(text, &"d.csv".into(), &mut diagnostics).expect("a table");
            assert_eq!((diagnostics.len(), table.columns[1].text.as_str()), (0, "b,c"));
            let span = table.rows[0][1].span;
            assert_eq!(&text[span.start..span.end], "2");
        }
        assert!(parse("sep=;", &"d.csv".into(), &mut Vec::new()).is_some_and(|table| table.columns.is_empty()));
    }

    #[test]
    fn a_row_of_the_wrong_length_is_reported() {
        let mut diagnostics = Vec::new();
        let table = parse("a,b\n,,\n1,2\n,\n1,2,3\n", &"d.csv".into(), &mut diagnostics).expect("a table");
        assert_eq!(table.rows.len(), 1);
        assert_eq!(diagnostics[0].entry.code, "KP507");
        assert_eq!((diagnostics.len(), diagnostics[0].place.span), (1, Span { start: 13, end: 18 }));
    }

    #[test]
    fn a_column_without_a_name_and_without_a_value_is_none() {
        let mut diagnostics = Vec::new();
        let table = parse("a,,b,c,,\n1,,2,,,\n3,,4,,,\n", &"d.csv".into(), &mut diagnostics).expect("a table");
        let shown: Vec<_> = table.rows.iter().flatten().map(|cell| cell.text.as_str()).collect();
        assert_eq!((table.columns.len(), diagnostics.len()), (3, 0));
        assert_eq!(shown, ["1", "2", "", "3", "4", ""]);
        // One with a value stays, and is told of by who reads the table.
        let table = parse("a,\n1,2\n", &"d.csv".into(), &mut diagnostics).expect("a table");
        assert_eq!(table.columns.len(), 2);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_where_it_begins() {
        for (text, marked) in [
            ("a,b\n1,\"2\n3,4\n5,\"6\"\n", "\"2"),
            ("a,b\n\"1,2\n", "\"1,2"),
            ("a,b\n1,\"\"\"2\"\"\n", "\"\"\"2\"\""),
            ("\u{feff}a,b\r\n\"1,2\r\n3,\"4\"\r\n", "\"1,2"),
        ] {
            let mut diagnostics = Vec::new();
            assert!(parse(text, &"d.csv".into(), &mut diagnostics).is_none());
            let [problem] = &diagnostics[..] else { panic!("{text:?}: {diagnostics:?}") };
            let span = problem.place.span;
            assert_eq!((problem.entry.code, &text[span.start..span.end]), ("KP711", marked));
        }
    }

    #[test]
    fn a_value_may_have_more_lines() {
        let mut diagnostics = Vec::new();
        let table = parse("a,b\n1,\"2\n3\"\n", &"d.csv".into(), &mut diagnostics).expect("a table");
        assert_eq!((table.rows[0][1].text.as_str(), diagnostics.len()), ("2\n3", 0));
    }
}
