//! Which column of a file is which column of the portal, and which rows count. Names are matched without regard to capitals,
//! marks, blanks and punctuation; a small YAML file says the rest.

use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::parse::fields::{FieldReader, read_map};
use crate::parse::slug::match_key;
use crate::parse::yaml::{self, Value};
use crate::source::{Located, Place, SourcePath, Span};

use super::grid::{Cell, Grid, Problems, Row, shortened};

/// What a mapping says of a column that is left out.
const SKIP: &str = "overslaan";
/// How many rows below the first are searched for the names of the columns.
const HEADER_SEARCH: usize = 20;

/// What a columns file says: how a file differs from what the portal expects.
#[derive(Debug, Default)]
pub struct Mapping {
    /// The file.
    pub path: Option<SourcePath>,
    /// Sheet to read.
    sheet: Option<Located<String>>,
    /// Number of the row that names the columns.
    header: Option<u32>,
    /// Column of the file, and what it is in the portal.
    columns: Vec<(Located<String>, Located<String>)>,
    /// Column of the file, and the values of rows that count.
    only: Vec<(Located<String>, Vec<String>)>,
    /// Rows that do not count, by what names them; `*` stands for anything.
    skipped_rows: Vec<String>,
}

impl Mapping {
    /// Reads a columns file.
    pub fn parse(path: &SourcePath, bytes: &[u8], found: &mut Vec<Diagnostic>) -> Option<Self> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let span = Span { start: error.valid_up_to(), end: error.valid_up_to() + 1 };
                found.push(Diagnostic::new(&catalogue::NOT_UTF8, Place { path: path.clone(), span }));
                return None;
            }
        };
        let bare = text.trim_start_matches('\u{feff}');
        if bare.trim().is_empty() {
            found.push(Diagnostic::new(&catalogue::EMPTY_FILE, Place::file(path.clone())));
            return None;
        }
        let node = yaml::parse(bare, text.len() - bare.len(), path, found)?;
        let before = found.len();
        let mapping = read_map(&node, "kolommenbestand", path, found, |fields| {
            let sheet = fields.text("blad");
            let header = fields.integer("kopregel");
            let columns = pairs(fields, "kolommen", path);
            let only = pairs(fields, "alleen", path).into_iter();
            let only = only.map(|(column, value)| (column, value.value.split('|').map(match_key).collect())).collect();
            let skipped_rows = fields.texts("rijen_overslaan").into_iter().map(|text| text.value).collect();
            Some(Mapping { path: Some(path.clone()), sheet, header, columns, only, skipped_rows })
        });
        mapping.filter(|_| found.len() == before)
    }

    fn skips(&self, cell: &Cell) -> bool {
        let whole = cell.whole();
        self.skipped_rows.iter().any(|pattern| is_like(&whole, pattern))
    }
}

/// The fields of a map whose keys are the file's own names, with a text each.
fn pairs(fields: &mut FieldReader, key: &'static str, path: &SourcePath) -> Vec<(Located<String>, Located<String>)> {
    let Some(node) = fields.node(key) else { return Vec::new() };
    let Value::Map(entries) = &node.value else {
        fields.report(&catalogue::NOT_A_MAP, node.span).arguments.push(("wat", node.describe().to_owned()));
        return Vec::new();
    };
    let place = |span: Span| Place { path: path.clone(), span };
    let mut pairs = Vec::new();
    for (name, span, value) in entries {
        match value.text().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => pairs.push((
                Located { value: name.clone(), place: place(*span) },
                Located { value: text.to_owned(), place: place(value.span) },
            )),
            None => {
                let empty = Diagnostic::empty(name, true, fields.place(*span));
                *fields.report(&catalogue::EMPTY_VALUE, *span) = empty;
            }
        }
    }
    pairs
}

/// Whether a text fits a pattern in which `*` stands for any characters, capitals aside.
fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern) = (text.to_lowercase(), pattern.trim().to_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// A column of the portal.
#[derive(Debug)]
pub struct Wanted {
    /// What it is called in the portal's own files.
    pub id: String,
    /// Other names it goes by.
    pub names: Vec<String>,
    /// Whether a file without it is refused.
    pub required: bool,
    /// Whether it says what a row is about.
    pub is_key: bool,
}

/// The rows of a file that count, with the column each of the wanted ones is in.
#[derive(Debug)]
pub struct Rows {
    grid: Grid,
    /// Index of the first row below the names of the columns.
    start: usize,
    /// For each wanted column the one of the file.
    pub columns: Vec<Option<usize>>,
    /// Indices of the rows that count.
    kept: Vec<usize>,
}

static EMPTY: Cell = Cell::Empty;

impl Rows {
    /// The rows that count, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        self.kept.iter().map(|&index| &self.grid.rows[index])
    }

    /// The cell of a row in a wanted column.
    pub fn cell<'a>(&self, row: &'a Row, wanted: usize) -> &'a Cell {
        self.columns[wanted].and_then(|column| row.cells.get(column)).unwrap_or(&EMPTY)
    }

    /// The place of that cell.
    pub fn place(&self, row: &Row, wanted: usize) -> crate::source::CellPlace {
        match self.columns[wanted] {
            Some(column) => self.grid.place(row, column),
            None => self.grid.row_place(row.number),
        }
    }
}

/// What a column of the file is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    /// One of the wanted columns.
    Wanted(usize),
    /// Left out, as the mapping says.
    Skipped,
    /// Something else.
    Unknown,
    /// It has no name.
    Unnamed,
}

/// Finds the table among `grids` and says what its columns are; none when something is wrong with it as a whole.
pub fn rows(mut grids: Vec<Grid>, wanted: &[Wanted], mapping: &Mapping, problems: &mut Problems) -> Option<Rows> {
    let targets = targets(wanted, mapping, problems)?;
    let meaning = |cell: &Cell| meaning(cell, wanted, &targets, mapping);
    let chosen = choose(&grids, mapping, &meaning, wanted, problems)?;
    let grid = grids.swap_remove(chosen);
    let header = header(&grid, mapping, &meaning, wanted, problems)?;
    let start = header + 1;
    if grid.rows.len() <= start {
        problems.whole(&catalogue::NO_ROWS, &[("wat", &grid.called())]);
        return None;
    }
    let meanings: Vec<Meaning> = grid.rows[header].cells.iter().map(&meaning).collect();
    let columns = assign(&grid, header, &meanings, wanted, mapping, problems)?;
    let kept = kept(&grid, start, &columns, wanted, mapping);
    let rows = Rows { grid, start, columns, kept };
    (check_shape(&rows, header, problems)).then_some(rows)
}

/// What the names of a mapping lead to. A name as it is written comes before one that is only spelled otherwise, as `27-` and
/// `27+` differ in signs alone.
struct Targets(Vec<(String, Meaning)>);

impl Targets {
    fn find(&self, name: &str) -> Option<Meaning> {
        if let Some((_, meaning)) = self.0.iter().find(|(written, _)| written == name) {
            return Some(*meaning);
        }
        let key = match_key(name);
        let mut alike = self.0.iter().filter(|(written, _)| match_key(written) == key);
        alike.next().filter(|_| alike.next().is_none()).map(|(_, meaning)| *meaning)
    }
}

/// What each name of the mapping leads to; none when one leads to nothing.
fn targets(wanted: &[Wanted], mapping: &Mapping, problems: &mut Problems) -> Option<Targets> {
    let mut targets = Vec::new();
    let before = problems.found.len();
    for (source, target) in &mapping.columns {
        let key = match_key(&target.value);
        let meaning = match wanted.iter().position(|column| is_called(column, &key)) {
            _ if target.value == SKIP => Meaning::Skipped,
            Some(index) => Meaning::Wanted(index),
            None => {
                let names: Vec<&str> = wanted.iter().map(|column| column.id.as_str()).chain([SKIP]).collect();
                problems.found.push(
                    Diagnostic::new(&catalogue::UNKNOWN_VALUE, target.place.clone())
                        .with("waarde", &target.value)
                        .with("sleutel", &source.value)
                        .with("waarden", names.join(", "))
                        .suggest(&target.value, names.iter().copied()),
                );
                continue;
            }
        };
        targets.push((source.value.trim().to_owned(), meaning));
    }
    (problems.found.len() == before).then_some(Targets(targets))
}

fn is_called(column: &Wanted, key: &str) -> bool {
    match_key(&column.id) == key || column.names.iter().any(|name| match_key(name) == key)
}

fn meaning(cell: &Cell, wanted: &[Wanted], targets: &Targets, mapping: &Mapping) -> Meaning {
    if cell.is_empty() {
        return Meaning::Unnamed;
    }
    let whole = cell.whole();
    if let Some(meaning) = targets.find(&whole) {
        return meaning;
    }
    let key = match_key(&whole);
    // The id comes before other names, so that a name that is shared leads nowhere else.
    let by_id = wanted.iter().position(|column| match_key(&column.id) == key);
    match by_id.or_else(|| wanted.iter().position(|column| is_called(column, &key))) {
        Some(index) => Meaning::Wanted(index),
        None if mapping.only.iter().any(|(column, _)| match_key(&column.value) == key) => Meaning::Skipped,
        None => Meaning::Unknown,
    }
}

/// The sheet to read: the one that is named, the only one, or the only one that has the columns.
fn choose(
    grids: &[Grid],
    mapping: &Mapping,
    meaning: &impl Fn(&Cell) -> Meaning,
    wanted: &[Wanted],
    problems: &mut Problems,
) -> Option<usize> {
    let name = |grid: &Grid| grid.sheet.as_deref().unwrap_or_default().to_owned();
    let names: Vec<String> = grids.iter().map(name).collect();
    if let Some(sheet) = &mapping.sheet {
        let found = names.iter().position(|name| match_key(name) == match_key(&sheet.value));
        if found.is_none() {
            problems.found.push(
                Diagnostic::new(&catalogue::UNKNOWN_SHEET, sheet.place.clone())
                    .with("blad", &sheet.value)
                    .with("bladen", names.join(", "))
                    .suggest(&sheet.value, names.iter().map(String::as_str)),
            );
        }
        return found;
    }
    if grids.len() == 1 {
        return Some(0);
    }
    let rows = |grid: &Grid| HEADER_SEARCH.min(grid.rows.len());
    let has_columns = |grid: &Grid| grid.rows[..rows(grid)].iter().any(|row| has_keys(row, meaning, wanted));
    let fitting: Vec<usize> = (0..grids.len()).filter(|&index| has_columns(&grids[index])).collect();
    if let [only] = fitting.as_slice() {
        return Some(*only);
    }
    let shown: Vec<&str> = names
        .iter()
        .enumerate()
        .filter(|(index, _)| fitting.is_empty() || fitting.contains(index))
        .map(|(_, name)| name.as_str())
        .collect();
    let first = shown.first().copied().unwrap_or_default();
    problems.whole(&catalogue::WHICH_SHEET, &[("bladen", &shown.join(", ")), ("voorstel", first)]);
    None
}

/// Whether a row names every column that says what a row is about.
fn has_keys(row: &Row, meaning: &impl Fn(&Cell) -> Meaning, wanted: &[Wanted]) -> bool {
    let named: Vec<Meaning> = row.cells.iter().map(meaning).collect();
    let mut keys = wanted.iter().enumerate().filter(|(_, column)| column.is_key && column.required);
    keys.all(|(index, _)| named.contains(&Meaning::Wanted(index)))
}

/// The index of the row that names the columns: the one that is told, or the first.
fn header(
    grid: &Grid,
    mapping: &Mapping,
    meaning: &impl Fn(&Cell) -> Meaning,
    wanted: &[Wanted],
    problems: &mut Problems,
) -> Option<usize> {
    let first = match mapping.header {
        Some(number) => grid.rows.iter().position(|row| row.number == number),
        None => Some(0),
    };
    let Some((index, row)) = first.and_then(|index| Some((index, grid.rows.get(index)?))) else {
        let number = mapping.header.unwrap_or(1);
        let columns = names_of(wanted);
        problems.add(&catalogue::NO_HEADER, grid.row_place(number), &[("tekst", "niets"), ("kolommen", &columns)]);
        return None;
    };
    if has_keys(row, meaning, wanted) {
        return Some(index);
    }
    let below = grid.rows.iter().skip(index + 1).take(HEADER_SEARCH);
    if let Some(other) = below.into_iter().find(|row| has_keys(row, meaning, wanted)) {
        let (found, expected) = (other.number.to_string(), row.number.to_string());
        problems.add(
            &catalogue::HEADER_ELSEWHERE,
            grid.row_place(other.number),
            &[("rij", &found), ("eerste", &expected)],
        );
        return None;
    }
    if row.cells.iter().any(|cell| matches!(meaning(cell), Meaning::Wanted(_))) {
        return Some(index);
    }
    let text: Vec<String> = row.cells.iter().filter(|cell| !cell.is_empty()).take(3).map(Cell::shown).collect();
    let columns = names_of(wanted);
    let text = format!("'{}'", shortened(&text.join(" | ")));
    problems.add(&catalogue::NO_HEADER, grid.row_place(row.number), &[("tekst", &text), ("kolommen", &columns)]);
    None
}

fn names_of(wanted: &[Wanted]) -> String {
    wanted.iter().map(|column| column.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// The column of the file for each wanted one; none when a column is unnamed, unknown, double or absent.
fn assign(
    grid: &Grid,
    header: usize,
    meanings: &[Meaning],
    wanted: &[Wanted],
    mapping: &Mapping,
    problems: &mut Problems,
) -> Option<Vec<Option<usize>>> {
    let row = &grid.rows[header];
    let width = grid.rows[header + 1..].iter().map(|row| row.cells.len()).max().unwrap_or(0);
    // In CSV a row that is longer than the header is a comma too many; in a sheet it is a column without a name.
    let width = if grid.even { width.min(meanings.len()) } else { width };
    let has_values = |column: usize| {
        grid.rows[header + 1..].iter().any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()))
    };
    let is_unnamed = |column: &usize| meanings.get(*column).is_none_or(|meaning| *meaning == Meaning::Unnamed);
    let unnamed: Vec<usize> = (0..width).filter(is_unnamed).filter(|&column| has_values(column)).collect();
    if !unnamed.is_empty() {
        for column in unnamed {
            let place = crate::source::CellPlace { row: Some(row.number), ..grid.column_place(column) };
            problems.add(&catalogue::UNNAMED_COLUMN, place, &[]);
        }
        return None;
    }
    let before = problems.found.len();
    let mut columns: Vec<Option<usize>> = vec![None; wanted.len()];
    let mut unknown: Vec<usize> = Vec::new();
    for (column, meaning) in meanings.iter().enumerate() {
        match meaning {
            Meaning::Wanted(index) => match columns[*index] {
                None => columns[*index] = Some(column),
                Some(first) => {
                    let names = [row.cells[first].shown(), row.cells[column].shown()];
                    problems.add(
                        &catalogue::DOUBLE_COLUMN,
                        grid.place(row, column),
                        &[("kolom", &wanted[*index].id), ("een", &names[0]), ("twee", &names[1])],
                    );
                }
            },
            Meaning::Unknown => unknown.push(column),
            Meaning::Skipped | Meaning::Unnamed => {}
        }
    }
    report_unknown(grid, row, &unknown, &columns, wanted, problems);
    report_unused(row, mapping, problems);
    (problems.found.len() == before).then_some(columns)
}

/// Reports names of the mapping that the file does not have.
fn report_unused(row: &Row, mapping: &Mapping, problems: &mut Problems) {
    let named = || row.cells.iter().filter(|cell| !cell.is_empty());
    // Whole, as they are written in a file of columns.
    let names: Vec<String> = named().map(Cell::whole).collect();
    let mapped = mapping.columns.iter().map(|(name, _)| name).chain(mapping.only.iter().map(|(name, _)| name));
    for name in mapped.filter(|name| !names.iter().any(|own| match_key(own) == match_key(&name.value))) {
        problems.found.push(
            Diagnostic::new(&catalogue::UNUSED_MAPPING, name.place.clone())
                .with("kolom", &name.value)
                .with("kolommen", named().map(Cell::shown).collect::<Vec<_>>().join(", "))
                .suggest(&name.value, names.iter().map(String::as_str)),
        );
    }
}

/// Reports columns that are not known and columns that are absent. A typing error is one mistake: then only the unknown
/// column is reported, with the name that is meant.
fn report_unknown(
    grid: &Grid,
    row: &Row,
    unknown: &[usize],
    columns: &[Option<usize>],
    wanted: &[Wanted],
    problems: &mut Problems,
) {
    let mut absent: Vec<&Wanted> =
        wanted.iter().zip(columns).filter(|(column, at)| column.required && at.is_none()).map(|(w, _)| w).collect();
    let all = names_of(wanted);
    for &column in unknown {
        // Whole, as it is written in a file of columns.
        let name = row.cells[column].whole();
        let candidates: Vec<&str> = wanted
            .iter()
            .zip(columns)
            .filter(|(_, at)| at.is_none())
            .flat_map(|(column, _)| [column.id.as_str()].into_iter().chain(column.names.iter().map(String::as_str)))
            .collect();
        let meant = nearest(&name, candidates);
        absent
            .retain(|column| !meant.is_some_and(|meant| column.id == meant || column.names.iter().any(|n| n == meant)));
        problems.add(&catalogue::EXTRA_COLUMN, grid.place(row, column), &[("kolom", &name), ("kolommen", &all)]);
        problems.suggest(meant);
    }
    for column in absent {
        problems.add(&catalogue::ABSENT_COLUMN, grid.row_place(row.number), &[("kolom", &column.id)]);
    }
}

/// The rows that count: not those that the mapping leaves out.
fn kept(grid: &Grid, start: usize, columns: &[Option<usize>], wanted: &[Wanted], mapping: &Mapping) -> Vec<usize> {
    let keys: Vec<usize> = wanted.iter().zip(columns).filter(|(w, _)| w.is_key).filter_map(|(_, at)| *at).collect();
    let header = &grid.rows[start - 1];
    let column_of = |name: &str| header.cells.iter().position(|cell| match_key(&cell.whole()) == match_key(name));
    let only: Vec<(usize, &Vec<String>)> =
        mapping.only.iter().filter_map(|(name, values)| Some((column_of(&name.value)?, values))).collect();
    let counts = |row: &Row| {
        let cell = |column: usize| row.cells.get(column).unwrap_or(&EMPTY);
        !keys.iter().any(|&column| mapping.skips(cell(column)))
            && only.iter().all(|(column, values)| values.contains(&match_key(&cell(*column).whole())))
    };
    (start..grid.rows.len()).filter(|&index| counts(&grid.rows[index])).collect()
}

/// Reports rows of another length than the header and blank rows above a row that counts. True when there are none.
fn check_shape(rows: &Rows, header: usize, problems: &mut Problems) -> bool {
    let grid = &rows.grid;
    let Some(&last) = rows.kept.last() else {
        problems.whole(&catalogue::NO_ROWS, &[("wat", &grid.called())]);
        return false;
    };
    let before = problems.found.len();
    let width = grid.rows[header].cells.len();
    for row in rows.iter().filter(|_| grid.even) {
        let filled = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if row.cells.len() < width || filled > width {
            let found = if row.cells.len() < width { row.cells.len() } else { filled };
            let (found, expected) = (found.to_string(), width.to_string());
            let arguments = [("gevonden", found.as_str()), ("verwacht", &expected)];
            problems.add(&catalogue::BAD_ROW, grid.row_place(row.number), &arguments);
        }
    }
    // Rows that were put together from several values have no rows between them.
    if !grid.named {
        for pair in grid.rows[rows.start - 1..=last].windows(2) {
            if pair[1].number > pair[0].number + 1 {
                problems.add(&catalogue::BLANK_ROW, grid.row_place(pair[0].number + 1), &[]);
            }
        }
    }
    problems.found.len() == before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (text, pattern) in
            [("Totaal", "totaal"), ("GM0363", "GM*"), ("2009JJ00", "*jj*"), ("Totaal NL", "*nl"), ("x", "*")]
        {
            assert!(is_like(text, pattern), "{text} {pattern}");
        }
        for (text, pattern) in [("Totaal", "Tot"), ("AM01", "GM*"), ("2009MM07", "*jj*"), ("aa", "aa*aa")] {
            assert!(!is_like(text, pattern), "{text} {pattern}");
        }
    }
}
