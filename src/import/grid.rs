//! A file from outside → grids of cells that know their place, whatever the file's form.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::dutch;
use crate::source::{CellPlace, Place, SourcePath};

use super::{csv, odata, sheet};

/// The most rows one table may have.
pub const MAX_ROWS: usize = 200_000;
/// The most cells one file may have.
pub const MAX_CELLS: usize = 1_000_000;

/// "meer dan 200.000 rijen of 1.000.000 cellen".
pub fn beyond_bounds() -> String {
    format!("meer dan {} rijen of {} cellen", dutch::whole(MAX_ROWS as i64), dutch::whole(MAX_CELLS as i64))
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text as typed, without blanks around it; never empty.
    Text(String),
    /// A number of a workbook or of JSON.
    Number(f64),
    /// A number of a workbook that is shown as a percentage: 0.33 is 33%.
    Percent(f64),
    /// A date of a workbook: year, month and day.
    Date(i16, i8, i8),
    /// An error of a spreadsheet, as Dutch Excel names it.
    Error(String),
    /// A formula without a value.
    Formula(String),
}

impl Cell {
    /// A cell that holds this text.
    pub fn of_text(text: &str) -> Self {
        match text.trim() {
            "" => Cell::Empty,
            text => Cell::Text(text.to_owned()),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// What a person sees in it, for messages: at most 60 characters of [`Cell::whole`].
    pub fn shown(&self) -> String {
        shortened(&self.whole())
    }

    /// What a person sees in it, to compare: a number with a decimal comma, a date as year-month-day.
    pub fn whole(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Error(text) | Cell::Formula(text) => text.clone(),
            Cell::Number(number) => number.to_string().replace('.', ","),
            // Six digits hide that 0.33 × 100 is no whole number in binary.
            Cell::Percent(part) => format!("{}%", rounded(part * 100.0).to_string().replace('.', ",")),
            Cell::Date(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// A number without the noise that binary fractions leave after the sixth digit.
pub fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// At most 60 characters of a text, for a message.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A row that is not blank.
#[derive(Debug, Clone)]
pub struct Row {
    /// Number from 1, as a spreadsheet counts it.
    pub number: u32,
    /// Cells from the first column of the sheet on.
    pub cells: Vec<Cell>,
    /// For a row that was put together from several: the number of the one each cell comes from. Otherwise empty.
    pub origins: Vec<u32>,
}

/// A table as it stands in a file.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Name of its sheet, in a workbook.
    pub sheet: Option<Arc<str>>,
    /// Whether columns have a name of their own in place of letters: in JSON.
    pub named: bool,
    /// Whether every row must have as many cells as the first: in CSV, where a comma too many shifts the rest.
    pub even: bool,
    /// Its rows without blank ones.
    pub rows: Vec<Row>,
}

impl Grid {
    /// The place of a column of a row.
    pub fn place(&self, row: &Row, column: usize) -> CellPlace {
        let number = row.origins.get(column).copied().unwrap_or(row.number);
        CellPlace { row: self.row_place(number).row, ..self.column_place(column) }
    }

    /// The place of a whole row. The names of columns that stand in every row have none.
    pub fn row_place(&self, number: u32) -> CellPlace {
        CellPlace { sheet: self.sheet.clone(), row: Some(number).filter(|number| *number > 0), column: None }
    }

    /// The place of a whole column.
    pub fn column_place(&self, column: usize) -> CellPlace {
        let name = if self.named {
            self.rows.first().and_then(|header| header.cells.get(column)).map_or_else(String::new, Cell::shown)
        } else {
            letters(column)
        };
        CellPlace { sheet: self.sheet.clone(), row: None, column: Some(name) }
    }

    /// What this table is called in a message.
    pub fn called(&self) -> String {
        self.sheet.as_ref().map_or_else(|| "dit bestand".to_owned(), |sheet| format!("het blad '{sheet}'"))
    }
}

/// The letters of a column: 0 → `A`, 26 → `AA`.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// Collects what is wrong with one file.
#[derive(Debug)]
pub struct Problems {
    /// The file, as it was named.
    pub path: SourcePath,
    /// What was found.
    pub found: Vec<Diagnostic>,
}

impl Problems {
    /// Adds a problem of a cell.
    pub fn add(&mut self, entry: &'static Entry, cell: CellPlace, arguments: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::new(entry, Place::file(self.path.clone())).cell(cell);
        diagnostic.arguments = arguments.iter().map(|&(name, value)| (name, value.to_owned())).collect();
        self.found.push(diagnostic);
    }

    /// Names other cells that the last problem is about.
    pub fn also(&mut self, cells: impl IntoIterator<Item = CellPlace>) {
        if let Some(last) = self.found.last_mut() {
            last.cells.extend(cells);
        }
    }

    /// Names what is probably meant, for the last problem.
    pub fn suggest(&mut self, name: Option<&str>) {
        if let Some(last) = self.found.last_mut() {
            last.suggestion = name.map(Into::into);
        }
    }

    /// Adds a problem of the file as a whole.
    pub fn whole(&mut self, entry: &'static Entry, arguments: &[(&'static str, &str)]) {
        self.add(entry, CellPlace::default(), arguments);
    }
}

/// Reads a file of any known form. What it is, its first bytes say, not its name.
pub fn read(bytes: &[u8], problems: &mut Problems) -> Option<Vec<Grid>> {
    let text_start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let refuse = |reason: &str, problems: &mut Problems| {
        problems.whole(&catalogue::NOT_A_TABLE, &[("reden", reason)]);
        None
    };
    match text_start {
        [] => {
            problems.whole(&catalogue::NO_ROWS, &[("wat", "dit bestand")]);
            None
        }
        _ if bytes.starts_with(b"PK\x03\x04") => sheet::read(bytes, problems),
        _ if bytes.starts_with(b"PK") && !bytes.is_ascii() => refuse("het is een leeg zipbestand", problems),
        _ if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => {
            if is_encrypted(bytes) {
                problems.whole(&catalogue::PROTECTED_FILE, &[]);
                return None;
            }
            refuse("het is een Excel-bestand in de oude vorm (.xls)", problems)
        }
        _ if bytes.starts_with(b"%PDF") => refuse("het is een PDF", problems),
        [b'<', b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..] => {
            refuse("het is een webpagina of XML, ook als de naam op .xls eindigt", problems)
        }
        [b'{' | b'[', ..] => odata::read(text_start, problems).map(|grid| vec![grid]),
        _ => csv::read(bytes, problems).map(|grid| vec![grid]),
    }
}

/// Whether an OLE container holds a workbook behind a password: that is a stream with this name, in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let shown: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(shown, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn cells_are_shown_as_a_dutch_reader_sees_them() {
        assert_eq!(Cell::Number(12.5).shown(), "12,5");
        assert_eq!(Cell::Percent(0.33).shown(), "33%");
        assert_eq!(Cell::Date(2009, 3, 1).shown(), "2009-03-01");
        assert_eq!(Cell::Text("é".repeat(80)).shown().chars().count(), 61);
    }
}
