//! Answers of one period of the landkaart.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Periode, period_after, period_example, period_name, period_parts};
use crate::model::places::Werkplein;
use crate::parse::data::{LandkaartModel, SnapshotRows};
use crate::parse::slug::match_key;
use crate::parse::{self, File};
use crate::source::{CellPlace, Located, Place, SourcePath, Sources};

use super::columns::{self, Mapping, Rows, Wanted};
use super::grid::{self, Problems};
use super::place::{Finder, Places};
use super::summary::{Summary, counted, listed};
use super::{Outcome, Request, csv_row, data_file, values};

/// The most names in a warning.
const MAX_NAMES: usize = 8;

/// The file with the model.
const MODEL: &str = "data/landkaart/model.yaml";

/// The answers of the werkpleinen that answered, and where the name of each stands.
type Answers = BTreeMap<Id<Werkplein>, (CellPlace, Vec<u32>)>;

/// Reads a file with answers and compares them with the period before and with what is there.
pub(super) fn read(
    request: &Request,
    periode: &str,
    sources: &Sources,
    mapping: &Mapping,
    problems: &mut Problems,
) -> Option<Outcome> {
    let File::LandkaartModel(model) = data_file(sources, MODEL, problems)? else { return None };
    let Some(naam) = period_name(&model.periode, periode) else {
        problems.found.push(
            Diagnostic::new(&catalogue::BAD_PERIOD, Place::file("--periode"))
                .cell(CellPlace::default())
                .with("waarde", periode)
                .with("voorbeeld", period_example(&model.periode)),
        );
        return None;
    };
    let places = Places::of(sources, problems)?;
    let path: SourcePath = format!("data/landkaart/{periode}.csv").into();
    let snapshots = snapshots(sources);
    let current = landkaart(&model, &snapshots, &places, problems)?;
    let wanted = wanted(&model);
    let grids = grid::read(request.bytes, problems)?;
    let rows = columns::rows(grids, &wanted, mapping, problems)?;
    let before = problems.found.len();
    let answers = answers(&rows, &model, &places, problems);
    if problems.found.len() > before {
        return None;
    }
    if answers.is_empty() {
        problems.whole(&catalogue::NO_ROWS, &[("wat", "dit bestand: geen enkel werkplein vulde iets in")]);
        return None;
    }
    let bytes = file(&wanted, &answers, &places);
    let mut with_new: Vec<SnapshotRows> = snapshots.into_iter().filter(|rows| rows.path != path).collect();
    with_new.push(snapshot(&path, &wanted, &answers, &places));
    let later = landkaart(&model, &with_new, &places, problems)?;
    let compared = Compared { periode, current: &current, later: &later, places: &places, answers: &answers };
    compared.warn(request.jump, problems);
    let summary = compared.summary(&naam, &path)?;
    Some(Outcome { path, bytes, summary })
}

/// The snapshots a portal has, oldest first.
fn snapshots(sources: &Sources) -> Vec<SnapshotRows> {
    let files = sources.below("data/landkaart/").filter(|source| source.path.ends_with(".csv"));
    let values = files.filter_map(|source| Some(parse::file(&source.path, 0, &sources.bytes(source).ok()?).0.value));
    values.filter_map(|value| if let File::Snapshot(rows) = value { Some(rows) } else { None }).collect()
}

/// The landkaart with these snapshots. What is wrong with one of them is the business of `check`; with the model, of this.
fn landkaart(
    model: &LandkaartModel,
    snapshots: &[SnapshotRows],
    places: &Places,
    problems: &mut Problems,
) -> Option<Landkaart> {
    let mut found = Vec::new();
    let snapshots: Vec<&SnapshotRows> = snapshots.iter().collect();
    let landkaart = Landkaart::new(model.clone(), &MODEL.into(), &snapshots, &places.werkpleinen, &mut found);
    let is_model = |diagnostic: &Diagnostic| diagnostic.entry == &catalogue::MODEL_CONTRADICTION;
    if found.iter().any(is_model) {
        problems.found.extend(found.into_iter().filter(is_model));
        return None;
    }
    Some(landkaart)
}

/// The werkplein and every milestone, in the order of the model.
fn wanted(model: &LandkaartModel) -> Vec<Wanted> {
    let key = Wanted {
        id: "werkplein".to_owned(),
        names: ["naam", "naam werkplein", "vestiging"].map(str::to_owned).to_vec(),
        required: true,
        is_key: true,
    };
    let mijlpalen = model.fases.iter().flat_map(|fase| &fase.mijlpalen).map(|mijlpaal| Wanted {
        id: mijlpaal.id.value.clone(),
        names: vec![mijlpaal.naam.clone()],
        required: true,
        is_key: false,
    });
    [key].into_iter().chain(mijlpalen).collect()
}

/// Reads every row. A row without any answer is a werkplein that did not answer; one with some is an error, as a werkplein
/// answers all or nothing: the model has no place for half an answer.
fn answers(rows: &Rows, model: &LandkaartModel, places: &Places, problems: &mut Problems) -> Answers {
    let levels: Vec<(u32, String)> = model.niveaus.iter().map(|level| (level.waarde, match_key(&level.naam))).collect();
    let mut finder = Finder::of_werkpleinen(places);
    let mut seen: BTreeMap<Id<Werkplein>, CellPlace> = BTreeMap::new();
    let mut answers = Answers::new();
    let count = rows.columns.len() - 1;
    for row in rows.iter() {
        let place = rows.place(row, 0);
        let id_of = |id: Id<Werkplein>| places.werkpleinen[id].naam.clone();
        let Some(id) = finder.find(rows.cell(row, 0), place.clone(), id_of, problems) else { continue };
        let naam = &places.werkpleinen[id].naam;
        if let Some(first) = seen.insert(id, place.clone()) {
            problems.add(&catalogue::SECOND_ROW, place, &[("soort", "Werkplein"), ("naam", naam)]);
            problems.also([first]);
            continue;
        }
        let read: Vec<Result<Option<u32>, ()>> = (1..=count)
            .map(|column| values::level(rows.cell(row, column), &levels, &rows.place(row, column), problems))
            .collect();
        let missing: Vec<usize> = (0..count).filter(|&index| read[index] == Ok(None)).collect();
        if missing.len() == count {
            continue;
        }
        if let [first, others @ ..] = missing.as_slice() {
            let found = (count - missing.len()).to_string();
            let arguments = [("naam", naam.as_str()), ("gevonden", &found), ("verwacht", &count.to_string())];
            problems.add(&catalogue::PARTLY_ANSWERED, rows.place(row, first + 1), &arguments);
            problems.also(others.iter().map(|index| rows.place(row, index + 1)));
        }
        let values: Vec<u32> = read.into_iter().filter_map(|level| level.ok().flatten()).collect();
        if values.len() == count {
            answers.insert(id, (place, values));
        }
    }
    answers
}

/// The data file: a row per werkplein that answered, in the order of `werkpleinen.csv`.
fn file(wanted: &[Wanted], answers: &Answers, places: &Places) -> Vec<u8> {
    let mut out = String::new();
    csv_row(&mut out, wanted.iter().map(|column| column.id.as_str()));
    for id in &places.werkplein_order {
        let Some((_, values)) = answers.get(id) else { continue };
        let values: Vec<String> = values.iter().map(u32::to_string).collect();
        csv_row(&mut out, [places.werkpleinen[*id].id.as_str()].into_iter().chain(values.iter().map(String::as_str)));
    }
    out.into_bytes()
}

/// The answers as the model takes them.
fn snapshot(path: &SourcePath, wanted: &[Wanted], answers: &Answers, places: &Places) -> SnapshotRows {
    let located = |text: String| Located { value: text, place: Place::file(path.clone()) };
    SnapshotRows {
        path: path.clone(),
        columns: wanted[1..].iter().map(|column| located(column.id.clone())).collect(),
        rows: answers
            .iter()
            .map(|(id, (_, values))| {
                let values = values.iter().map(|value| located(value.to_string())).collect();
                (located(places.werkpleinen[*id].id.clone()), values)
            })
            .collect(),
    }
}

/// A new period beside what is there.
struct Compared<'a> {
    periode: &'a str,
    current: &'a Landkaart,
    later: &'a Landkaart,
    places: &'a Places,
    answers: &'a Answers,
}

impl Compared<'_> {
    fn naam(&self, id: Id<Werkplein>) -> String {
        self.places.werkpleinen[id].naam.clone()
    }

    /// The period as it is now, when it is there.
    fn replaced(&self) -> Option<Id<Periode>> {
        self.current.find_periode(self.periode)
    }

    /// The mean over all milestones of a werkplein in the period before and in this one.
    fn totals(&self, id: Id<Werkplein>) -> Option<(u32, u32)> {
        let all = self.later.all();
        let new = self.later.find_periode(self.periode)?;
        let old = self.later.before(new)?;
        Some((self.later.mean(old, id, &all)?, self.later.mean(new, id, &all)?))
    }

    fn warn(&self, jump: Option<u32>, problems: &mut Problems) {
        if self.replaced().is_some() {
            problems.whole(&catalogue::PERIOD_EXISTS, &[("periode", self.periode)]);
        }
        self.warn_of_gap(problems);
        self.warn_of_jumps(jump.unwrap_or_else(|| largest_step(self.later)), problems);
        let all = self.later.find_periode(self.periode).and_then(|periode| self.later.before(periode));
        let (baseline, called) = match (self.replaced(), all) {
            (Some(replaced), _) => ((self.current, replaced), format!("{} zoals die er nu staat", self.periode)),
            (None, Some(before)) => ((self.later, before), self.later.periodes[before].id.clone()),
            (None, None) => return,
        };
        let (landkaart, periode) = baseline;
        let gone = |id: &&Id<Werkplein>| landkaart.answers(periode, **id).is_some() && !self.answers.contains_key(*id);
        let gone: Vec<String> = self.places.werkplein_order.iter().filter(gone).map(|id| self.naam(*id)).collect();
        if !gone.is_empty() {
            let names = listed(&gone, MAX_NAMES);
            problems.whole(&catalogue::VANISHED, &[("vergeleken", &called), ("namen", &names)]);
        }
    }

    /// A period that does not follow the last one is often a wrong year.
    fn warn_of_gap(&self, problems: &mut Problems) {
        let Some(last) = self.current.newest().map(|id| self.current.periodes[id].id.as_str()) else { return };
        let model = &self.current.model.periode;
        let next = period_after(model, last);
        if let Some(next) = next.filter(|next| period_parts(model, self.periode) > period_parts(model, next)) {
            let arguments = [("periode", self.periode), ("laatste", last), ("volgende", next.as_str())];
            problems.whole(&catalogue::PERIOD_GAP, &arguments);
        }
    }

    fn warn_of_jumps(&self, limit: u32, problems: &mut Problems) {
        let mut names = Vec::new();
        let mut cells = Vec::new();
        for (id, (place, _)) in self.answers {
            let Some((old, new)) = self.totals(*id).filter(|(old, new)| old.abs_diff(*new) > limit) else { continue };
            names.push(format!("{} ({old} → {new})", self.naam(*id)));
            cells.push(place.clone());
        }
        let Some(first) = cells.first().cloned() else { return };
        let limit = counted(limit as usize, "punt", "punten");
        problems.add(&catalogue::JUMP, first, &[("grens", &limit), ("namen", &listed(&names, MAX_NAMES))]);
        problems.also(cells.into_iter().skip(1));
    }

    fn summary(&self, naam: &str, path: &SourcePath) -> Option<Summary> {
        let new = self.later.find_periode(self.periode)?;
        let order = &self.places.werkplein_order;
        let silent = order.iter().filter(|id| !self.answers.contains_key(*id)).map(|id| self.naam(*id)).collect();
        let (changes, new_rows) = self.changes(new);
        Some(Summary {
            title: format!("Landkaart, {naam}"),
            file: (path.to_string(), self.replaced().is_some()),
            contents: vec![format!(
                "{}, {}",
                counted(self.answers.len(), "werkplein", "werkpleinen"),
                counted(self.later.mijlpalen.len(), "mijlpaal", "mijlpalen")
            )],
            compared: self.compared(new),
            changes,
            new_rows,
            silent,
        })
    }

    /// How many rose, stayed and fell since the period before, and the mean.
    fn compared(&self, new: Id<Periode>) -> Vec<String> {
        let Some(before) = self.later.before(new) else { return Vec::new() };
        let totals: Vec<(u32, u32)> = self.answers.keys().filter_map(|id| self.totals(*id)).collect();
        let count = |of: fn(&(u32, u32)) -> bool| totals.iter().filter(|pair| of(pair)).count();
        let all = self.later.all();
        let mean = |periode| {
            let mean = self.later.mean_of(periode, &all, self.later_werkpleinen());
            mean.map_or_else(|| "geen".to_owned(), |mean| mean.to_string())
        };
        vec![
            format!(
                "Vergeleken met {}: {} gestegen, {} gelijk, {} gedaald",
                self.later.periodes[before].id,
                counted(count(|(old, new)| new > old), "werkplein", "werkpleinen"),
                count(|(old, new)| new == old),
                count(|(old, new)| new < old)
            ),
            format!("Gemiddelde van alle antwoorden: {} (was {})", mean(new), mean(before)),
        ]
    }

    fn later_werkpleinen(&self) -> impl Iterator<Item = Id<Werkplein>> {
        self.places.werkpleinen.ids()
    }

    /// Answers that are other than they are now, and the number of werkpleinen that are new in the period.
    fn changes(&self, new: Id<Periode>) -> (Vec<String>, usize) {
        let Some(old) = self.replaced() else { return (Vec::new(), self.answers.len()) };
        let mut changes = Vec::new();
        let mut added = 0;
        for id in self.places.werkplein_order.iter().filter(|id| self.answers.contains_key(*id)) {
            if self.current.answers(old, *id).is_none() {
                added += 1;
                continue;
            }
            for mijlpaal in self.later.mijlpalen.ids() {
                let was = self.current.answer(old, *id, mijlpaal);
                let is = self.later.answer(new, *id, mijlpaal);
                if let (Some(was), Some(is)) = (was, is)
                    && was != is
                {
                    changes.push(format!("{}, {}: {was} → {is}", self.naam(*id), self.later.mijlpalen[mijlpaal].naam));
                }
            }
        }
        (changes, added)
    }
}

/// The largest step from one level to the next. A total that moves by more moved a whole level on every milestone.
fn largest_step(landkaart: &Landkaart) -> u32 {
    let levels = &landkaart.model.niveaus;
    levels.windows(2).map(|pair| pair[1].waarde.saturating_sub(pair[0].waarde)).max().unwrap_or(0)
}
