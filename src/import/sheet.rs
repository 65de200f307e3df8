//! XLSX and ODS → grids, one per sheet. The only module that knows the crate for workbooks.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{CellErrorType, Data, DataRef, Ods, Reader, SheetType, Xlsx};

use crate::diagnostic::catalogue;
use crate::moment::day;

use super::archive::{self, Refused, Workbook};
use super::grid::{self, Cell, Grid, MAX_CELLS, MAX_ROWS, Problems, Row};

/// Why a workbook cannot be read.
enum Failure {
    TooLarge(String),
    Protected,
    Damaged,
}

/// Reads every sheet that holds something.
pub fn read(bytes: &[u8], problems: &mut Problems) -> Option<Vec<Grid>> {
    let grids = match archive::inspect(bytes) {
        // The crate reads what anybody may have made: whatever it stumbles over is a damaged file, and no end of the program.
        Ok(kind) => catch_unwind(AssertUnwindSafe(|| match kind {
            Workbook::Xlsx => xlsx(bytes),
            Workbook::Ods => ods(bytes),
        }))
        .unwrap_or(Err(Failure::Damaged)),
        Err(Refused::NotATable(reason)) => {
            problems.whole(&catalogue::NOT_A_TABLE, &[("reden", reason)]);
            return None;
        }
        Err(Refused::Damaged(reason)) => {
            problems.whole(&catalogue::DAMAGED_FILE, &[("reden", reason)]);
            return None;
        }
        Err(Refused::TooLarge(reason)) => Err(Failure::TooLarge(reason)),
        Err(Refused::Protected) => Err(Failure::Protected),
    };
    match grids {
        Ok(grids) if grids.is_empty() => problems.whole(&catalogue::NO_ROWS, &[("wat", "dit bestand")]),
        Ok(grids) => return Some(grids),
        Err(Failure::TooLarge(reason)) => problems.whole(&catalogue::IMPORT_TOO_LARGE, &[("reden", &reason)]),
        Err(Failure::Protected) => problems.whole(&catalogue::PROTECTED_FILE, &[]),
        Err(Failure::Damaged) => {
            problems.whole(&catalogue::DAMAGED_FILE, &[("reden", "het werkblad kan niet worden gelezen")]);
        }
    }
    None
}

/// Cells of one sheet, by row and column from 0, as they are met.
struct Sheet {
    grid: Grid,
    /// The cells of this sheet and of those before it: the bound is that of a file.
    cells: usize,
}

impl Sheet {
    /// A sheet with nothing in it, after sheets with this many cells.
    fn new(name: &str, cells: usize) -> Self {
        Self { grid: Grid { sheet: Some(name.into()), named: false, even: false, rows: Vec::new() }, cells }
    }

    /// Adds a cell. Sheets are written row by row; one that is not is refused.
    fn add(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Failure> {
        if cell.is_empty() {
            return Ok(());
        }
        let rows = &mut self.grid.rows;
        match rows.last() {
            Some(last) if last.number == row + 1 => {}
            Some(last) if last.number > row + 1 => return Err(Failure::Damaged),
            _ => rows.push(Row { number: row + 1, cells: Vec::new(), origins: Vec::new() }),
        }
        let count = rows.len();
        let cells = rows.last_mut().map(|row| &mut row.cells).ok_or(Failure::Damaged)?;
        let column = column as usize;
        let grown = (column + 1).saturating_sub(cells.len());
        self.cells += grown;
        if count > MAX_ROWS || self.cells > MAX_CELLS {
            let name = self.grid.called();
            return Err(Failure::TooLarge(format!("{name} heeft {}", grid::beyond_bounds())));
        }
        cells.resize(cells.len() + grown, Cell::Empty);
        cells[column] = cell;
        Ok(())
    }
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Grid>, Failure> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Failure::Protected,
        _ => Failure::Damaged,
    })?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut grids = Vec::new();
    let mut cells = 0;
    for name in names {
        let mut sheet = Sheet::new(&name, cells);
        fill(&mut workbook, &name, &mut sheet)?;
        cells = sheet.cells;
        percentages(&mut workbook, &name, &mut sheet.grid)?;
        grids.extend(Some(sheet.grid).filter(|grid| !grid.rows.is_empty()));
    }
    Ok(grids)
}

/// Adds every cell of a sheet. A formula without a value is no empty cell: the program that wrote it did not calculate.
fn fill(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, sheet: &mut Sheet) -> Result<(), Failure> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| Failure::Damaged)?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|_| Failure::Damaged)? {
        let cell = match (cell_of(&record.value), &record.formula) {
            (Cell::Empty, Some(_)) => Cell::Formula("zonder uitkomst".to_owned()),
            (cell, _) => cell,
        };
        sheet.add(record.pos.0, record.pos.1, cell)?;
    }
    Ok(())
}

/// Marks the numbers that the workbook shows as percentages.
fn percentages(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, grid: &mut Grid) -> Result<(), Failure> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| Failure::Damaged)?;
    let shows_percentage = |style: &calamine::Style| {
        style.number_format.as_ref().is_some_and(|format| format.format_code.trim_end().ends_with('%'))
    };
    let styles: Vec<bool> = reader.styles().iter().map(shows_percentage).collect();
    if !styles.contains(&true) {
        return Ok(());
    }
    while let Some((row, column, style)) = reader.next_style_id().map_err(|_| Failure::Damaged)? {
        if styles.get(style) != Some(&true) {
            continue;
        }
        let Ok(index) = grid.rows.binary_search_by_key(&(row + 1), |row| row.number) else { continue };
        if let Some(cell) = grid.rows[index].cells.get_mut(column as usize)
            && let Cell::Number(part) = *cell
        {
            *cell = Cell::Percent(part);
        }
    }
    Ok(())
}

fn ods(bytes: &[u8]) -> Result<Vec<Grid>, Failure> {
    let mut workbook = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => Failure::Protected,
        calamine::OdsError::CellLimitExceeded { requested, .. } => {
            Failure::TooLarge(format!("een blad heeft {requested} cellen"))
        }
        _ => Failure::Damaged,
    })?;
    let mut grids = Vec::new();
    let mut cells = 0;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|_| Failure::Damaged)?;
        let formulas = workbook.worksheet_formula(&name).map_err(|_| Failure::Damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet::new(&name, cells);
        for (row, column, value) in range.used_cells() {
            let (row, column) = (top + row as u32, left + column as u32);
            let has_formula = || formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty());
            let cell = match cell_of(&data_ref(value)) {
                Cell::Empty if has_formula() => Cell::Formula("zonder uitkomst".to_owned()),
                cell => cell,
            };
            sheet.add(row, column, cell)?;
        }
        cells = sheet.cells;
        grids.extend(Some(sheet.grid).filter(|grid| !grid.rows.is_empty()));
    }
    Ok(grids)
}

/// The two kinds of value of the crate as one.
fn data_ref(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn cell_of(value: &DataRef) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Bool(true) => Cell::Text("WAAR".to_owned()),
        DataRef::Bool(false) => Cell::Text("ONWAAR".to_owned()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Cell::Date(i16::try_from(year).unwrap_or(i16::MAX), month as i8, day as i8)
        }
        // `2009-07-01T00:00:00` is that day; what is none is shown as it stands.
        DataRef::DateTimeIso(text) => match text.get(..10).and_then(day) {
            Some(day) => Cell::Date(day.year(), day.month(), day.day()),
            None => Cell::of_text(text),
        },
        DataRef::DurationIso(text) => Cell::of_text(text),
        DataRef::Error(error) => Cell::Error(error_name(error).to_owned()),
    }
}

/// An error as Dutch Excel shows it.
fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DEEL/0!",
        CellErrorType::NA => "#N/B",
        CellErrorType::Name => "#NAAM?",
        CellErrorType::Null => "#LEEG!",
        CellErrorType::Num => "#GETAL!",
        CellErrorType::Ref => "#VERW!",
        CellErrorType::Value => "#WAARDE!",
        CellErrorType::GettingData => "#GEGEVENS_OPHALEN",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_on_cells_is_that_of_all_sheets() {
        // A row with one number in its last column has as many cells as there are columns.
        const LAST: u16 = 16_383;
        let read = |sheets: usize| {
            let mut workbook = rust_xlsxwriter::Workbook::new();
            for _ in 0..sheets {
                let sheet = workbook.add_worksheet();
                for row in 0..40 {
                    sheet.write_number(row, LAST, 1.0).expect("written");
                }
            }
            let bytes = workbook.save_to_buffer().expect("a workbook");
            let mut problems = Problems { path: "x.xlsx".into(), found: Vec::new() };
            (super::read(&bytes, &mut problems).map(|grids| grids.len()), problems.found)
        };
        assert_eq!(read(1).0, Some(1));
        let (grids, found) = read(2);
        assert_eq!((grids, found[0].entry.code), (None, "KP701"));
    }
}
