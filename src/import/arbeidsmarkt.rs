//! Figures of the labour market: months are added to a file or replaced in it, and all other months stay.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::dutch;
use crate::moment::Month;
use crate::order;
use crate::parse::File;
use crate::parse::data::{ArbeidsmarktModel, FigureRows, FileModel};
use crate::source::{CellPlace, Place, SourcePath, Sources};

use super::columns::{self, Mapping, Rows, Wanted};
use super::grid::{self, Problems};
use super::place::{Finder, Places};
use super::summary::{Summary, counted, listed};
use super::values::{self, Reading};
use super::{Outcome, Request, csv_row, data_file};

/// Change in per cent, from one month to the next, above which a figure is called a jump. In the example data of the portal,
/// which follows the crisis of 2009, the largest is 21.
const JUMP: u32 = 25;
/// Numbers below this are no jump: a few people more or less are a large part of a small number.
const SMALL: i64 = 20;
/// The most names in a warning.
const MAX_NAMES: usize = 5;

const MODEL: &str = "data/arbeidsmarkt/model.yaml";
const MAAND: usize = 0;
const REGIO: usize = 1;

/// A month and the number of a region in `regios.csv`; 0 in a file of the whole country.
type Key = (Month, usize);

/// Reads a file with figures and compares them with the file they belong in.
pub(super) fn read(
    request: &Request,
    bestand: Option<&str>,
    sources: &Sources,
    mapping: &Mapping,
    problems: &mut Problems,
) -> Option<Outcome> {
    let File::ArbeidsmarktModel(model) = data_file(sources, MODEL, problems)? else { return None };
    let chosen = match bestand {
        Some(name) => Some(named_file(&model, name, problems)?),
        None => None,
    };
    let places = Places::of(sources, problems)?;
    let wanted = wanted(&model);
    let grids = grid::read(request.bytes, problems)?;
    let rows = columns::rows(grids, &wanted, mapping, problems)?;
    let target = target(&model, chosen, &rows, &wanted, sources, problems)?;
    let before = problems.found.len();
    let figures = figures(&rows, target, &places, problems);
    if problems.found.len() > before {
        return None;
    }
    let path: SourcePath = format!("data/arbeidsmarkt/{}", target.bestand.value).into();
    let current = match sources.get(&path) {
        Some(_) => match data_file(sources, &path, problems)? {
            File::Figures(rows) => Some(rows),
            _ => return None,
        },
        None => None,
    };
    let table = Table::new(&wanted, &rows, current.as_ref(), target.per_regio, &places, problems)?;
    if problems.found.len() > before {
        return None;
    }
    let merged = table.merged(&figures);
    table.warn(&figures, &merged, request.jump.unwrap_or(JUMP), &path, problems);
    let summary = table.summary(&figures, &merged, target, &path, current.is_some());
    Some(Outcome { path, bytes: table.file(&merged), summary })
}

/// The month, the region and every indicator.
fn wanted(model: &ArbeidsmarktModel) -> Vec<Wanted> {
    let key = |id: &str, names: &[&str], required| Wanted {
        id: id.to_owned(),
        names: names.iter().map(|&name| name.to_owned()).collect(),
        required,
        is_key: true,
    };
    let indicators = model.indicatoren.iter().map(|indicator| Wanted {
        id: indicator.kolom.clone(),
        names: vec![indicator.id.value.clone(), indicator.naam.clone()],
        required: false,
        is_key: false,
    });
    let keys = [key("maand", &["periode", "perioden"], true), key("regio", &["regios", "arbeidsmarktregio"], false)];
    keys.into_iter().chain(indicators).collect()
}

fn named_file<'a>(model: &'a ArbeidsmarktModel, name: &str, problems: &mut Problems) -> Option<&'a FileModel> {
    let bare = name.trim_start_matches("data/arbeidsmarkt/");
    let found = model.bestanden.iter().find(|file| file.bestand.value == bare);
    if found.is_none() {
        let names: Vec<&str> = model.bestanden.iter().map(|file| file.bestand.value.as_str()).collect();
        problems.found.push(
            Diagnostic::new(&catalogue::UNKNOWN_FILE, Place::file("--bestand"))
                .cell(CellPlace::default())
                .with("bestand", name)
                .with("bestanden", names.join(", "))
                .suggest(bare, names.iter().copied()),
        );
    }
    found
}

/// The file the figures belong in: the one that was chosen; otherwise the only one with figures per region, when the table has
/// regions, or of the whole country; of several the only one that has all of the columns already.
fn target<'a>(
    model: &'a ArbeidsmarktModel,
    chosen: Option<&'a FileModel>,
    rows: &Rows,
    wanted: &[Wanted],
    sources: &Sources,
    problems: &mut Problems,
) -> Option<&'a FileModel> {
    let has_regio = rows.columns[REGIO].is_some();
    let columns: Vec<&str> = indicators(rows).map(|index| wanted[index].id.as_str()).collect();
    if columns.is_empty() {
        let names: Vec<&str> = wanted[REGIO + 1..].iter().map(|column| column.id.as_str()).collect();
        problems.whole(&catalogue::ABSENT_COLUMN, &[("kolom", &names.join("' of '"))]);
        return None;
    }
    let candidates: Vec<&FileModel> = match chosen {
        Some(file) => vec![file],
        None => model.bestanden.iter().collect(),
    };
    let candidate_names: Vec<&str> = candidates.iter().map(|file| file.bestand.value.as_str()).collect();
    let mut fitting: Vec<&FileModel> = candidates.into_iter().filter(|file| file.per_regio == has_regio).collect();
    if fitting.len() > 1 {
        let holding: Vec<&FileModel> = fitting.iter().copied().filter(|file| holds(file, &columns, sources)).collect();
        fitting = if holding.len() == 1 { holding } else { fitting };
    }
    match fitting.as_slice() {
        [file] => Some(file),
        [] if has_regio => {
            let place = rows.iter().next().map(|row| rows.place(row, REGIO)).unwrap_or_default();
            let names = candidate_names.join(", ");
            problems.add(&catalogue::WRONG_FILE, CellPlace { row: None, ..place }, &[("bestand", &names)]);
            None
        }
        [] => {
            problems.whole(&catalogue::ABSENT_COLUMN, &[("kolom", "regio")]);
            None
        }
        [first, ..] => {
            let names: Vec<&str> = fitting.iter().map(|file| file.bestand.value.as_str()).collect();
            let (names, proposal) = (names.join(", "), first.bestand.value.as_str());
            problems.whole(&catalogue::WHICH_FILE, &[("bestanden", &names), ("voorstel", proposal)]);
            None
        }
    }
}

/// Whether a file has all of these columns.
fn holds(file: &FileModel, columns: &[&str], sources: &Sources) -> bool {
    let path = format!("data/arbeidsmarkt/{}", file.bestand.value);
    let mut unheard = Problems { path: path.as_str().into(), found: Vec::new() };
    let Some(File::Figures(rows)) = data_file(sources, &path, &mut unheard) else { return false };
    columns.iter().all(|name| rows.columns.iter().any(|column| column.value == *name))
}

/// The wanted columns with figures that the import has.
fn indicators(rows: &Rows) -> impl Iterator<Item = usize> {
    (REGIO + 1..rows.columns.len()).filter(|&index| rows.columns[index].is_some())
}

/// The rows of an import: where each stands, and a figure for each wanted column that it has.
type Figures = BTreeMap<Key, (CellPlace, Vec<(usize, CellPlace, Reading)>)>;

fn figures(rows: &Rows, target: &FileModel, places: &Places, problems: &mut Problems) -> Figures {
    let mut finder = Finder::of_regios(places);
    let mut figures = Figures::new();
    let indicators: Vec<usize> = indicators(rows).collect();
    for row in rows.iter() {
        let place = rows.place(row, if target.per_regio { REGIO } else { MAAND });
        let month = values::month(rows.cell(row, MAAND), &rows.place(row, MAAND), problems);
        let regio = if target.per_regio {
            let id_of = |id| places.regios[id].naam.clone();
            let found = finder.find(rows.cell(row, REGIO), place.clone(), id_of, problems);
            found.and_then(|id| places.regio_order.iter().position(|other| *other == id))
        } else {
            Some(0)
        };
        let values: Vec<Option<(usize, CellPlace, Reading)>> = indicators
            .iter()
            .map(|&index| {
                let place = rows.place(row, index);
                values::figure(rows.cell(row, index), &place, problems).map(|reading| (index, place, reading))
            })
            .collect();
        let (Some(month), Some(regio)) = (month, regio) else { continue };
        let key = (month, regio);
        if let Some((first, _)) = figures.get(&key) {
            let name = key_name(key, target.per_regio, places);
            problems.add(&catalogue::SECOND_ROW, place, &[("soort", "De combinatie"), ("naam", &name)]);
            problems.also([first.clone()]);
            continue;
        }
        figures.insert(key, (place, values.into_iter().flatten().collect()));
    }
    figures
}

/// "Twente in juli 2009", or "juli 2009" for the whole country.
fn key_name((month, regio): Key, per_regio: bool, places: &Places) -> String {
    let month = dutch::month(month);
    match places.regio_order.get(regio).filter(|_| per_regio) {
        Some(id) => format!("{} in {month}", places.regios[*id].naam),
        None => month,
    }
}

/// The file as it is, ready to take rows.
struct Table<'a> {
    places: &'a Places,
    per_regio: bool,
    /// Names of the columns with figures: those of the file, then new ones in the order of the model.
    columns: Vec<String>,
    /// For each wanted column the number of its column here.
    column_of: HashMap<usize, usize>,
    /// Values as they are now.
    current: BTreeMap<Key, Vec<String>>,
}

/// What a file holds after an import.
type Merged = BTreeMap<Key, Vec<String>>;

const UNKNOWN: &str = "n.b.";

impl<'a> Table<'a> {
    fn new(
        wanted: &[Wanted],
        rows: &Rows,
        current: Option<&FigureRows>,
        per_regio: bool,
        places: &'a Places,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut columns: Vec<String> =
            current.iter().flat_map(|rows| &rows.columns).map(|column| column.value.clone()).collect();
        let old = columns.len();
        let mut column_of = HashMap::new();
        for index in indicators(rows) {
            let name = &wanted[index].id;
            let at = columns.iter().position(|column| column == name).unwrap_or_else(|| {
                columns.push(name.clone());
                columns.len() - 1
            });
            column_of.insert(index, at);
        }
        let mut values = BTreeMap::new();
        for row in current.iter().flat_map(|rows| &rows.rows) {
            let month = row.month;
            let regio = match &row.regio {
                Some(name) if per_regio => {
                    let found = places.regio_order.iter().position(|id| places.regios[*id].id == name.value);
                    if found.is_none() {
                        problems.found.push(
                            Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, name.place.clone())
                                .with("soort", "regio")
                                .with("naam", &name.value)
                                .with("waar", "data/regios.csv"),
                        );
                    }
                    found?
                }
                _ => 0,
            };
            let mut texts: Vec<String> = row.values.iter().map(|cell| cell.value.clone()).collect();
            texts.resize(columns.len().max(old), UNKNOWN.to_owned());
            values.insert((month, regio), texts);
        }
        Some(Self { places, per_regio, columns, column_of, current: values })
    }

    /// The file with the rows of the import: a month of the import takes the place of that month, and a column that the import
    /// does not have keeps what it has.
    fn merged(&self, figures: &Figures) -> Merged {
        let months = order::set(figures.keys().map(|(month, _)| *month));
        let mut merged: Merged = self.current.clone();
        merged.retain(|key, _| !months.contains(&key.0) || figures.contains_key(key));
        for (key, (_, readings)) in figures {
            let row = merged.entry(*key).or_insert_with(|| vec![UNKNOWN.to_owned(); self.columns.len()]);
            for (index, _, reading) in readings {
                row[self.column_of[index]] = match reading {
                    Reading::Number(number) => number.to_string(),
                    Reading::Missing(sign) => sign.clone(),
                };
            }
        }
        merged
    }

    /// The bytes of the file: months in order, regions in the order of `regios.csv`.
    fn file(&self, merged: &Merged) -> Vec<u8> {
        let mut out = String::new();
        let keys = if self.per_regio { vec!["maand", "regio"] } else { vec!["maand"] };
        csv_row(&mut out, keys.into_iter().chain(self.columns.iter().map(String::as_str)));
        for ((month, regio), values) in merged {
            let month = month.id();
            let regio = self.places.regio_order.get(*regio).filter(|_| self.per_regio);
            let regio = regio.map(|id| self.places.regios[*id].id.as_str());
            csv_row(&mut out, [month.as_str()].into_iter().chain(regio).chain(values.iter().map(String::as_str)));
        }
        out.into_bytes()
    }

    fn name(&self, key: Key) -> String {
        key_name(key, self.per_regio, self.places)
    }

    /// "nww van Twente in juli 2009".
    fn figure_name(&self, column: usize, key: Key) -> String {
        let word = if self.per_regio { "van" } else { "in" };
        format!("{} {word} {}", self.columns[column], self.name(key))
    }

    fn warn(&self, figures: &Figures, merged: &Merged, limit: u32, path: &SourcePath, problems: &mut Problems) {
        let given = order::set(self.column_of.values().copied());
        let left_out: Vec<String> =
            (0..self.columns.len()).filter(|column| !given.contains(column)).map(|c| self.columns[c].clone()).collect();
        if !left_out.is_empty() {
            let arguments = [("bestand", &**path), ("kolommen", &left_out.join(", "))];
            problems.whole(&catalogue::COLUMN_LEFT_OUT, &arguments);
        }
        self.warn_of_gap(merged, problems);
        self.warn_of_jumps(figures, merged, limit, problems);
        let gone: Vec<String> =
            self.current.keys().filter(|key| !merged.contains_key(key)).map(|key| self.name(*key)).collect();
        if !gone.is_empty() {
            let arguments = [("vergeleken", &**path), ("namen", &listed(&gone, MAX_NAMES))];
            problems.whole(&catalogue::VANISHED, &arguments);
        }
        let absent = self.absent(figures, merged);
        if !absent.is_empty() {
            let arguments = [("vergeleken", "de maand ervoor"), ("namen", &listed(&absent, MAX_NAMES))];
            problems.whole(&catalogue::VANISHED, &arguments);
        }
    }

    /// A new month that does not follow another is often a wrong year.
    fn warn_of_gap(&self, merged: &Merged, problems: &mut Problems) {
        let known = order::set(self.current.keys().map(|(month, _)| *month));
        let months: Vec<Month> = order::set(merged.keys().map(|(month, _)| *month)).into_iter().collect();
        // Only where it began in one go: a file of four moments in a year has gaps of its own.
        let known_gap = known.iter().zip(known.iter().skip(1)).any(|(one, next)| one.next() != *next);
        let gap = months.windows(2).find(|pair| pair[0].next() != pair[1] && !pair.iter().all(|m| known.contains(m)));
        if let Some(&[before, after]) = gap.filter(|_| !known.is_empty() && !known_gap) {
            let [before, after, next] = [before, after, before.next()].map(dutch::month);
            let arguments = [("maand", after.as_str()), ("ervoor", &before), ("volgende", &next)];
            problems.whole(&catalogue::MONTH_GAP, &arguments);
        }
    }

    /// Regions that a new month does not have and the month before it has.
    fn absent(&self, figures: &Figures, merged: &Merged) -> Vec<String> {
        let known = order::set(self.current.keys().map(|(month, _)| *month));
        let new = order::set(figures.keys().map(|(month, _)| *month).filter(|m| !known.contains(m)));
        let months: Vec<Month> = order::set(merged.keys().map(|(month, _)| *month)).into_iter().collect();
        let mut absent = Vec::new();
        for pair in months.windows(2).filter(|pair| new.contains(&pair[1])) {
            let before = merged.range((pair[0], 0)..=(pair[0], usize::MAX)).map(|((_, regio), _)| *regio);
            let gone = before.filter(|regio| !merged.contains_key(&(pair[1], *regio)));
            absent.extend(gone.map(|regio| self.name((pair[1], regio))));
        }
        absent
    }

    /// Figures that are far from the month before, or from what the file says of that month now.
    fn warn_of_jumps(&self, figures: &Figures, merged: &Merged, limit: u32, problems: &mut Problems) {
        let mut last: HashMap<(usize, usize), i64> = HashMap::new();
        let mut names = Vec::new();
        let mut cells = Vec::new();
        for (key, values) in merged {
            let row = figures.get(key);
            let place_of = |column: usize| {
                let readings = row.iter().flat_map(|(_, readings)| readings);
                readings
                    .into_iter()
                    .find(|(index, ..)| self.column_of[index] == column)
                    .map(|(_, place, _)| place.clone())
            };
            for (column, text) in values.iter().enumerate() {
                let Ok(new) = text.parse::<i64>() else { continue };
                let before = last.insert((key.1, column), new);
                let now = self.current.get(key).and_then(|values| values.get(column)?.parse().ok());
                let Some(place) = place_of(column) else { continue };
                let jumped = [now, before].into_iter().flatten().find(|&old| is_jump(old, new, limit));
                if let Some(old) = jumped {
                    let (old, new) = (dutch::whole(old), dutch::whole(new));
                    names.push(format!("{} ({old} → {new})", self.figure_name(column, *key)));
                    cells.push(place);
                }
            }
        }
        let Some(first) = cells.first().cloned() else { return };
        let (limit, names) = (format!("{limit}%"), listed(&names, MAX_NAMES));
        problems.add(&catalogue::JUMP, first, &[("grens", &limit), ("namen", &names)]);
        problems.also(cells.into_iter().skip(1));
    }

    fn summary(
        &self,
        figures: &Figures,
        merged: &Merged,
        target: &FileModel,
        path: &SourcePath,
        exists: bool,
    ) -> Summary {
        let months = order::set(figures.keys().map(|(month, _)| *month));
        let regios = order::set(figures.keys().map(|(_, regio)| *regio));
        let mut columns: Vec<usize> = self.column_of.values().copied().collect();
        columns.sort_unstable();
        let columns: Vec<&str> = columns.into_iter().map(|column| self.columns[column].as_str()).collect();
        let mut contents = vec![span_of(&months)];
        contents.extend(self.per_regio.then(|| counted(regios.len(), "regio", "regio's")));
        contents.push(format!("kolommen: {}", columns.join(", ")));
        if target.maal != 1 {
            contents.push(format!("De getallen tellen keer {}, zoals in het bestand", dutch::whole(target.maal)));
        }
        let (changes, equal) = self.changes(figures, merged);
        let new_rows = figures.keys().filter(|key| !self.current.contains_key(key)).count();
        let known = order::set(self.current.keys().map(|(month, _)| *month));
        let stay = known.difference(&months).count();
        Summary {
            title: format!("Arbeidsmarkt, {}", target.bestand.value),
            file: (path.to_string(), exists),
            contents,
            compared: vec![
                format!(
                    "{}, {}, {} gelijk",
                    counted(new_rows, "nieuwe rij", "nieuwe rijen"),
                    counted(changes.len(), "veranderd getal", "veranderde getallen"),
                    dutch::whole(equal as i64)
                ),
                format!("Niet veranderd in het bestand: {}", counted(stay, "andere maand", "andere maanden")),
            ],
            changes,
            new_rows,
            silent: Vec::new(),
        }
    }

    /// Values that are other than they are now, and the number of those that are the same.
    fn changes(&self, figures: &Figures, merged: &Merged) -> (Vec<String>, usize) {
        let mut changes = Vec::new();
        let mut equal = 0;
        for (key, (_, readings)) in figures {
            let (Some(old), Some(new)) = (self.current.get(key), merged.get(key)) else { continue };
            for column in readings.iter().map(|(index, ..)| self.column_of[index]) {
                let (old, new) = (&old[column], &new[column]);
                if old == new {
                    equal += 1;
                } else {
                    let name = self.figure_name(column, *key);
                    changes.push(format!("{name}: {} → {}", shown(old), shown(new)));
                }
            }
        }
        (changes, equal)
    }
}

/// "juli 2009", or "3 maanden: mei 2009 tot en met juli 2009".
fn span_of(months: &BTreeSet<Month>) -> String {
    match (months.first(), months.last()) {
        (Some(first), Some(last)) if first != last => {
            let count = counted(months.len(), "maand", "maanden");
            format!("{count}: {} tot en met {}", dutch::month(*first), dutch::month(*last))
        }
        (Some(only), _) => dutch::month(*only),
        _ => String::new(),
    }
}

/// A value of a file as a Dutch reader expects it.
fn shown(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), dutch::whole)
}

/// Whether a figure moved by more than `limit` per cent.
fn is_jump(old: i64, new: i64, limit: u32) -> bool {
    let moved = (i128::from(new) - i128::from(old)).abs() * 100;
    old.max(new) >= SMALL && moved > i128::from(old).max(1) * i128::from(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_a_large_part_of_a_number_that_is_not_small() {
        for (old, new) in [(100, 126), (100, 74), (0, 20), (40, 10)] {
            assert!(is_jump(old, new, 25), "{old} {new}");
        }
        for (old, new) in [(100, 125), (100, 75), (10, 19), (0, 19), (0, 0)] {
            assert!(!is_jump(old, new, 25), "{old} {new}");
        }
    }
}
