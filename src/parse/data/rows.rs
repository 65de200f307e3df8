//! Reads the rows of a table, cell by cell.

use super::bad_id;
use crate::config::is_tooi;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::moment::{Month, meant_month};
use crate::parse::settings;
use crate::parse::slug;
use crate::parse::table::{Cell, Table};
use crate::source::{Located, Place, SourcePath, Span};

/// The column with other names of a place, which need not be there.
const ALIASES: &str = "aliassen";
/// The column with the address of a place in TOOI, which need not be there.
const TOOI: &str = "tooi";

/// Reads cells of a table and reports what is wrong with them.
pub(super) struct RowReader<'a> {
    table: &'a Table,
    names: &'a [&'static str],
    path: &'a SourcePath,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        table: &'a Table,
        names: &'a [&'static str],
        path: &'a SourcePath,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let mut reader = Self { table, names, path, diagnostics };
        reader.report_columns();
        reader
    }

    /// Reports required columns that are absent, and, where the columns are fixed, columns that are not known.
    fn report_columns(&mut self) {
        let fixed = self.names.len() > 1;
        for name in self.names {
            if self.table.column(name).is_none() {
                let diagnostic = Diagnostic::new(&catalogue::MISSING_COLUMN, Place::file(self.path.clone()));
                self.diagnostics.push(diagnostic.with("kolom", *name));
            }
        }
        let known = |name: &str| self.names.contains(&name) || [ALIASES, TOOI].contains(&name);
        for cell in self.table.columns.iter().filter(|cell| fixed && !known(&cell.text)) {
            let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_COLUMN, self.place(cell.span))
                .with("kolom", &cell.text)
                .with("kolommen", format!("{}, {ALIASES}, {TOOI}", self.names.join(", ")))
                .suggest(&cell.text, self.names.iter().copied().chain([ALIASES, TOOI]));
            self.diagnostics.push(diagnostic);
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { path: self.path.clone(), span }
    }

    /// The index of each required column, when all are there.
    pub(super) fn columns(&self) -> Option<Vec<usize>> {
        self.names.iter().map(|name| self.table.column(name)).collect()
    }

    pub(super) fn required_column(&self, name: &str) -> Option<usize> {
        self.table.column(name)
    }

    pub(super) fn located(&self, cell: &Cell) -> Located<String> {
        Located { value: cell.text.clone(), place: self.place(cell.span) }
    }

    /// The other names of a place, separated by `|`, when the table has a column for them.
    pub(super) fn aliases(&self, row: &[Cell]) -> Vec<Located<String>> {
        let Some(cell) = self.table.column(ALIASES).and_then(|column| row.get(column)) else { return Vec::new() };
        let names = cell.text.split('|').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| Located { value: name.to_owned(), place: self.place(cell.span) }).collect()
    }

    /// The address of a place in TOOI, when the table has a column for it; another address is reported.
    pub(super) fn tooi(&mut self, row: &[Cell]) -> Option<String> {
        let cell = row.get(self.table.column(TOOI)?).filter(|cell| !cell.text.is_empty())?;
        if is_tooi(&cell.text) {
            return Some(cell.text.clone());
        }
        let diagnostic = Diagnostic::new(&catalogue::BAD_FORM, self.place(cell.span));
        self.diagnostics.push(settings::not_in_tooi(diagnostic, &cell.text));
        None
    }

    pub(super) fn id(&mut self, cell: &Cell) -> Option<Located<String>> {
        let id = self.located(cell);
        if slug::is_slug(&id.value) {
            return Some(id);
        }
        self.diagnostics.push(bad_id(&id));
        None
    }

    pub(super) fn filled(&mut self, cell: &Cell, name: &str) -> Option<String> {
        if cell.text.is_empty() {
            let diagnostic = Diagnostic::empty(name, false, self.place(cell.span));
            self.diagnostics.push(diagnostic);
            return None;
        }
        Some(cell.text.clone())
    }

    /// Reports a name with the word before it that every page puts there.
    pub(super) fn report_prefix(&mut self, cell: &Cell) {
        if let Some(("Werkplein" | "werkplein", bare)) = cell.text.split_once(' ') {
            let problem = Diagnostic::new(&catalogue::PREFIXED_NAME, self.place(cell.span));
            self.diagnostics.push(problem.with("naam", &cell.text).with("voorstel", bare));
        }
    }

    pub(super) fn point(&mut self, lat: &Cell, lon: &Cell) -> Option<(f64, f64)> {
        let lat = self.degrees(lat, 90.0);
        let lon = self.degrees(lon, 180.0);
        Some((lat?, lon?))
    }

    fn degrees(&mut self, cell: &Cell, limit: f64) -> Option<f64> {
        let value = cell.text.replace(',', ".").parse::<f64>().ok().filter(|value| value.abs() <= limit);
        if value.is_none() {
            let diagnostic =
                Diagnostic::new(&catalogue::BAD_POSITION, self.place(cell.span)).with("waarde", &cell.text);
            self.diagnostics.push(diagnostic);
        }
        value
    }

    pub(super) fn month(&mut self, cell: &Cell) -> Option<Month> {
        let month = Month::parse(&cell.text);
        if month.is_none() {
            let mut diagnostic =
                Diagnostic::new(&catalogue::UNKNOWN_MONTH, self.place(cell.span)).with("waarde", &cell.text);
            diagnostic.suggestion = meant_month(&cell.text).map(|month| month.id().into());
            self.diagnostics.push(diagnostic);
        }
        month
    }
}
