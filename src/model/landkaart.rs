//! The landkaart: snapshots of answers, and the statistics that follow from them.
//!
//! Everything is counted in whole numbers as the model says (see `data/README.md` of the portal's makers): a mean is the sum of
//! answers divided by their number, made whole by the model's rounding; a band follows from that mean; a share is a count
//! over the werkpleinen that answered. A werkplein that did not answer is in no sum and no count.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::id::{Id, List};
use crate::model::places::Werkplein;
use crate::order;
use crate::order::Order;
use crate::parse::data::{GroupModel, LandkaartModel, PeriodModel, Printed, PrintedModel, Rounding, SnapshotRows};
use crate::source::{Located, Place, SourcePath};

/// The landkaart as a whole.
#[derive(Debug, Clone)]
pub struct Landkaart {
    /// What is asked and how it is counted.
    pub model: LandkaartModel,
    /// Phases in order.
    pub fases: List<Fase>,
    /// Milestones in order of the model.
    pub mijlpalen: List<Mijlpaal>,
    /// Periods with a snapshot, oldest first.
    pub periodes: List<Periode>,
}

/// A phase: a run of milestones.
#[derive(Debug, Clone)]
pub struct Fase {
    /// Id.
    pub id: String,
    /// Name.
    pub naam: String,
    /// Its milestones.
    pub mijlpalen: Vec<Id<Mijlpaal>>,
}

/// A milestone.
#[derive(Debug, Clone)]
pub struct Mijlpaal {
    /// Id: part of its address.
    pub id: String,
    /// Name.
    pub naam: String,
    /// Its phase.
    pub fase: Id<Fase>,
}

/// A period with the answers that were given in it.
#[derive(Debug, Clone)]
pub struct Periode {
    /// Id, such as `2009-t2`.
    pub id: String,
    /// Name, such as "2e tertaal 2009".
    pub naam: String,
    /// The file with the answers.
    pub path: SourcePath,
    /// Answers by werkplein; `None` for one that did not answer. An answer has a value per milestone.
    answers: Vec<Option<Vec<u32>>>,
}

/// How werkpleinen are spread over the bands, for a milestone, a phase or the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// Werkpleinen that answered.
    pub answered: u32,
    /// Mean of their answers; none when nobody answered.
    pub mean: Option<u32>,
    /// Number of werkpleinen per band, in the order of the model.
    pub counts: Vec<u32>,
    /// Share of the werkpleinen that answered per band, in whole per cent.
    pub shares: Vec<u32>,
}

/// How a werkplein's total moved since the period before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// It rose by so many points.
    Rose(u32),
    /// It stayed.
    Stayed,
    /// It fell by so many points.
    Fell(u32),
    /// It did not answer in one of the two periods, or there is no period before.
    Unknown,
}

impl Trend {
    /// How something moved from one mean to the next.
    pub fn between(before: Option<u32>, now: Option<u32>) -> Self {
        match (before, now) {
            (Some(before), Some(now)) if now > before => Trend::Rose(now - before),
            (Some(before), Some(now)) if now < before => Trend::Fell(before - now),
            (Some(_), Some(_)) => Trend::Stayed,
            _ => Trend::Unknown,
        }
    }
}

impl Landkaart {
    /// Reads the model and its snapshots; what does not fit is reported and left out.
    pub fn new(
        model: LandkaartModel,
        path: &SourcePath,
        snapshots: &[&SnapshotRows],
        werkpleinen: &List<Werkplein>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        check_model(&model, path, diagnostics);
        let mut fases = List::default();
        let mut mijlpalen = List::default();
        for fase in &model.fases {
            let fase_id =
                fases.push(Fase { id: fase.id.value.clone(), naam: fase.naam.clone(), mijlpalen: Vec::new() });
            let own: Vec<Id<Mijlpaal>> = fase
                .mijlpalen
                .iter()
                .map(|m| mijlpalen.push(Mijlpaal { id: m.id.value.clone(), naam: m.naam.clone(), fase: fase_id }))
                .collect();
            fases.get_mut(fase_id).mijlpalen = own;
        }
        let mut landkaart = Self { model, fases, mijlpalen, periodes: List::default() };
        let mut periodes: Vec<Periode> =
            snapshots.iter().filter_map(|snapshot| landkaart.periode(snapshot, werkpleinen, diagnostics)).collect();
        // Not in order of path: the tenth comes after the ninth.
        periodes.order_by_key(|periode| period_parts(&landkaart.model.periode, &periode.id));
        landkaart.periodes = periodes.into_iter().collect();
        landkaart.check_lists(werkpleinen, diagnostics);
        landkaart
    }

    /// The lists of the model may only name periods and werkpleinen that exist.
    fn check_lists(&self, werkpleinen: &List<Werkplein>, diagnostics: &mut Vec<Diagnostic>) {
        let periodes: Vec<&str> = self.periodes.iter().map(|periode| periode.id.as_str()).collect();
        let centres: Vec<&str> = werkpleinen.iter().map(|werkplein| werkplein.id.as_str()).collect();
        let mut check = |name: &Located<String>, word: &str, names: &[&str], place: &str| {
            if !names.contains(&name.value.as_str()) {
                diagnostics.push(
                    Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, name.place.clone())
                        .with("soort", word)
                        .with("naam", &name.value)
                        .with("waar", place)
                        .suggest(&name.value, names.iter().copied()),
                );
            }
        };
        for printed in &self.model.gedrukt {
            check(&printed.periode, "periode", &periodes, "de map data/landkaart");
        }
        for list in &self.model.lijsten {
            check(&list.periode, "periode", &periodes, "de map data/landkaart");
            list.werkpleinen.iter().for_each(|name| check(name, "werkplein", &centres, "data/werkpleinen.csv"));
        }
    }

    fn periode(
        &self,
        snapshot: &SnapshotRows,
        werkpleinen: &List<Werkplein>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Periode> {
        // A file in a folder of the folder has that in its name, and is none of a period.
        let stem = snapshot.path.strip_prefix("data/landkaart/")?.strip_suffix(".csv")?.to_owned();
        let Some(naam) = period_name(&self.model.periode, &stem) else {
            let model = &self.model.periode;
            diagnostics.push(
                Diagnostic::new(&catalogue::BAD_PERIOD, Place::file(snapshot.path.clone()))
                    .with("waarde", stem)
                    .with("voorbeeld", period_example(model)),
            );
            return None;
        };
        let columns = self.columns(snapshot, diagnostics)?;
        let by_name =
            order::map(werkpleinen.iter().enumerate().map(|(index, werkplein)| (werkplein.id.as_str(), index)));
        let mut answers: Vec<Option<Vec<u32>>> = vec![None; werkpleinen.len()];
        let mut seen: BTreeMap<usize, Place> = BTreeMap::new();
        for (name, cells) in &snapshot.rows {
            let Some(&index) = by_name.get(name.value.as_str()) else {
                diagnostics.push(
                    Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, name.place.clone())
                        .with("soort", "werkplein")
                        .with("naam", &name.value)
                        .with("waar", "data/werkpleinen.csv")
                        .suggest(&name.value, by_name.keys().copied()),
                );
                continue;
            };
            if let Some(first) = seen.insert(index, name.place.clone()) {
                diagnostics.push(
                    Diagnostic::new(&catalogue::DUPLICATE_ROW, name.place.clone())
                        .with("soort", "Werkplein")
                        .with("naam", &name.value)
                        .related(first),
                );
                continue;
            }
            if cells.iter().all(|cell| cell.value.is_empty()) {
                // One problem, not one of each milestone.
                let problem = Diagnostic::new(&catalogue::EMPTY_ROW, name.place.clone());
                diagnostics.push(problem.with("naam", &name.value));
                continue;
            }
            let row: Vec<Option<u32>> = columns.iter().map(|&column| self.level(&cells[column], diagnostics)).collect();
            answers[index] = row.into_iter().collect();
        }
        Some(Periode { id: stem, naam, path: snapshot.path.clone(), answers })
    }

    /// For each milestone the column of the snapshot that holds it.
    fn columns(&self, snapshot: &SnapshotRows, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<usize>> {
        let names: Vec<&str> = self.mijlpalen.iter().map(|mijlpaal| mijlpaal.id.as_str()).collect();
        for column in snapshot.columns.iter().filter(|column| !names.contains(&column.value.as_str())) {
            diagnostics.push(
                Diagnostic::new(&catalogue::UNKNOWN_COLUMN, column.place.clone())
                    .with("kolom", &column.value)
                    .with("kolommen", format!("werkplein, {}", names.join(", ")))
                    .suggest(&column.value, names.iter().copied()),
            );
        }
        let columns: Vec<Option<usize>> = names
            .iter()
            .map(|name| {
                let found = snapshot.columns.iter().position(|column| column.value == *name);
                if found.is_none() {
                    let place = Place::file(snapshot.path.clone());
                    diagnostics.push(Diagnostic::new(&catalogue::MISSING_COLUMN, place).with("kolom", *name));
                }
                found
            })
            .collect();
        columns.into_iter().collect()
    }

    fn level(&self, cell: &Located<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<u32> {
        let value =
            cell.value.parse().ok().filter(|value| self.model.niveaus.iter().any(|level| level.waarde == *value));
        if value.is_none() {
            let levels: Vec<String> = self.model.niveaus.iter().map(|level| level.waarde.to_string()).collect();
            diagnostics.push(
                Diagnostic::new(&catalogue::UNKNOWN_LEVEL, cell.place.clone())
                    .with("waarde", &cell.value)
                    .with("waarden", levels.join(", ")),
            );
        }
        value
    }

    /// How much of the figures of the whole country the source prints of a period.
    pub fn printed(&self, periode: Id<Periode>) -> Printed {
        let of = |printed: &&PrintedModel| printed.periode.value == self.periodes[periode].id;
        self.model.gedrukt.iter().filter(of).map(|printed| printed.wat).max().unwrap_or(Printed::Nothing)
    }

    /// The newest period.
    pub fn newest(&self) -> Option<Id<Periode>> {
        self.periodes.ids().next_back()
    }

    /// The period before `periode`.
    pub fn before(&self, periode: Id<Periode>) -> Option<Id<Periode>> {
        self.periodes.ids().take_while(|id| *id < periode).last()
    }

    /// The period with this id.
    pub fn find_periode(&self, id: &str) -> Option<Id<Periode>> {
        self.periodes.ids().find(|&periode| self.periodes[periode].id == id)
    }

    /// The first and the last day of a period; none when the periods of the model are no whole months.
    pub fn days(&self, periode: Id<Periode>) -> Option<(Date, Date)> {
        period_days(&self.model.periode, &self.periodes[periode].id)
    }

    /// All milestones.
    pub fn all(&self) -> Vec<Id<Mijlpaal>> {
        self.mijlpalen.ids().collect()
    }

    /// The milestones of a group; what the group names in vain was reported with the model.
    pub fn of_group(&self, groep: &GroupModel) -> Vec<Id<Mijlpaal>> {
        self.all()
            .into_iter()
            .filter(|&id| groep.mijlpalen.iter().any(|name| name.value == self.mijlpalen[id].id))
            .collect()
    }

    /// The answer of a werkplein on a milestone.
    pub fn answer(&self, periode: Id<Periode>, werkplein: Id<Werkplein>, mijlpaal: Id<Mijlpaal>) -> Option<u32> {
        Some(self.answers(periode, werkplein)?[mijlpaal.index()])
    }

    /// The answers of a werkplein, one per milestone; none when it did not answer.
    pub fn answers(&self, periode: Id<Periode>, werkplein: Id<Werkplein>) -> Option<&[u32]> {
        self.periodes[periode].answers.get(werkplein.index())?.as_deref()
    }

    /// The mean of a werkplein's answers on some milestones.
    pub fn mean(&self, periode: Id<Periode>, werkplein: Id<Werkplein>, mijlpalen: &[Id<Mijlpaal>]) -> Option<u32> {
        let answers = self.answers(periode, werkplein)?;
        divide(sum_of(answers, mijlpalen), mijlpalen.len() as u64, self.model.gemiddelde)
    }

    /// The mean of all answers of `werkpleinen` on some milestones: that of [`Landkaart::distribution`], which takes six times
    /// as long, and pages need thousands.
    pub fn mean_of(
        &self,
        periode: Id<Periode>,
        mijlpalen: &[Id<Mijlpaal>],
        werkpleinen: impl IntoIterator<Item = Id<Werkplein>>,
    ) -> Option<u32> {
        let answered = werkpleinen.into_iter().filter_map(|werkplein| self.answers(periode, werkplein));
        let add = |(sum, count), answers: &[u32]| (sum + sum_of(answers, mijlpalen), count + 1);
        let (sum, count) = answered.fold((0, 0), add);
        divide(sum, count * mijlpalen.len() as u64, self.model.gemiddelde)
    }

    /// The band a mean or an answer is in: the highest that starts at or below it.
    pub fn band(&self, mean: u32) -> usize {
        self.model.banden.iter().rposition(|band| band.van <= mean).unwrap_or(0)
    }

    /// How `werkpleinen` are spread over the bands, by their mean over `mijlpalen`.
    pub fn distribution(
        &self,
        periode: Id<Periode>,
        mijlpalen: &[Id<Mijlpaal>],
        werkpleinen: impl IntoIterator<Item = Id<Werkplein>>,
    ) -> Distribution {
        let mut sum = 0;
        let mut answered = 0u32;
        let mut counts = vec![0u32; self.model.banden.len()];
        for answers in werkpleinen.into_iter().filter_map(|werkplein| self.answers(periode, werkplein)) {
            let own = sum_of(answers, mijlpalen);
            answered += 1;
            sum += own;
            if let Some(mean) = divide(own, mijlpalen.len() as u64, self.model.gemiddelde) {
                counts[self.band(mean)] += 1;
            }
        }
        let mean = divide(sum, u64::from(answered) * mijlpalen.len() as u64, self.model.gemiddelde);
        let shares = counts.iter().map(|&count| self.share(count, answered)).collect();
        Distribution { answered, mean, counts, shares }
    }

    /// A count as a share of a whole, in whole per cent.
    pub fn share(&self, count: u32, whole: u32) -> u32 {
        divide(u64::from(count) * 100, u64::from(whole), self.model.aandeel).unwrap_or(0)
    }

    /// How a werkplein's total moved since the period before.
    pub fn trend(&self, periode: Id<Periode>, werkplein: Id<Werkplein>) -> Trend {
        let all = self.all();
        let now = self.mean(periode, werkplein, &all);
        let before = self.before(periode).and_then(|before| self.mean(before, werkplein, &all));
        Trend::between(before, now)
    }

    /// Whether a werkplein has the highest level on every one of these milestones.
    pub fn is_complete(&self, periode: Id<Periode>, werkplein: Id<Werkplein>, mijlpalen: &[Id<Mijlpaal>]) -> bool {
        let highest = self.highest();
        self.answers(periode, werkplein)
            .is_some_and(|answers| mijlpalen.iter().all(|mijlpaal| answers[mijlpaal.index()] >= highest))
    }

    /// The highest level.
    pub fn highest(&self) -> u32 {
        self.model.niveaus.iter().map(|level| level.waarde).max().unwrap_or(0)
    }

    /// The name of a level.
    pub fn level_name(&self, value: u32) -> &str {
        self.model.niveaus.iter().find(|level| level.waarde == value).map_or("", |level| level.naam.as_str())
    }
}

/// The sum of a werkplein's answers on some milestones.
fn sum_of(answers: &[u32], mijlpalen: &[Id<Mijlpaal>]) -> u64 {
    mijlpalen.iter().map(|mijlpaal| u64::from(answers[mijlpaal.index()])).sum()
}

/// `sum / count`, made whole; none when there is nothing to divide by.
fn divide(sum: u64, count: u64, rounding: Rounding) -> Option<u32> {
    if count == 0 {
        return None;
    }
    let whole = match rounding {
        Rounding::Truncate => sum / count,
        Rounding::HalfUp => (2 * sum + count) / (2 * count),
    };
    u32::try_from(whole).ok()
}

/// `2009-t2` → "2e tertaal 2009"; none when it is no period of this model.
pub fn period_name(model: &PeriodModel, id: &str) -> Option<String> {
    let (year, number) = period_parts(model, id)?;
    Some(format!("{number}e {} {year:04}", model.naam))
}

/// `2009-t2` → 1 May and 31 August 2009, when a year has three periods.
fn period_days(model: &PeriodModel, id: &str) -> Option<(Date, Date)> {
    let (year, number) = period_parts(model, id)?;
    let months = (12 % model.per_jaar == 0).then(|| 12 / model.per_jaar)?;
    let month = |number: u8| Date::new(year, i8::try_from(number).ok()?, 1).ok();
    Some((month((number - 1) * months + 1)?, month(number * months)?.last_of_month()))
}

/// `2009-t2` → the year and the number, in the order of time; none when it is no period of this model.
pub fn period_parts(model: &PeriodModel, id: &str) -> Option<(i16, u8)> {
    let (year, number) = id.split_once('-')?;
    let written = number.strip_prefix(model.letter.as_str())?;
    let number: u8 = written.parse().ok()?;
    let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    // `2009-t02` would be a second `2009-t2`.
    let is_period = digits && (1..=model.per_jaar).contains(&number) && number.to_string() == written;
    is_period.then_some((year.parse().ok()?, number))
}

/// What ids of periods are like: "2009-t1 (tot en met t3)".
pub fn period_example(model: &PeriodModel) -> String {
    format!("2009-{}1 (tot en met {}{})", model.letter, model.letter, model.per_jaar)
}

/// The id of the period that follows `id`; none when `id` is no period of this model.
pub fn period_after(model: &PeriodModel, id: &str) -> Option<String> {
    let (year, number) = period_parts(model, id)?;
    let (year, number) = if number < model.per_jaar { (year, number + 1) } else { (year + 1, 1) };
    Some(format!("{year:04}-{}{number}", model.letter))
}

fn check_model(model: &LandkaartModel, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |place: Place, reason: String| {
        diagnostics.push(
            Diagnostic::new(&catalogue::MODEL_CONTRADICTION, place)
                .with("reden", reason)
                .with("bestand", path.to_string()),
        );
    };
    let file = || Place::file(path.clone());
    if model.fases.iter().all(|fase| fase.mijlpalen.is_empty()) {
        report(file(), "er is geen enkele mijlpaal".to_owned());
    }
    if model.niveaus.is_empty() || model.banden.is_empty() {
        report(file(), "er zijn geen niveaus of geen banden".to_owned());
    }
    if model.banden.first().is_some_and(|band| band.van != 0) {
        report(model.banden[0].id.place.clone(), "de eerste band begint niet bij 0".to_owned());
    }
    for pair in model.banden.windows(2) {
        if pair[1].van <= pair[0].van {
            report(
                pair[1].id.place.clone(),
                format!("band '{}' begint niet hoger dan de band ervoor", pair[1].id.value),
            );
        }
    }
    for pair in model.niveaus.windows(2) {
        if pair[1].waarde <= pair[0].waarde {
            report(file(), format!("niveau {} staat niet in oplopende volgorde", pair[1].waarde));
        }
    }
    let mut names: BTreeMap<&str, ()> = BTreeMap::new();
    for mijlpaal in model.fases.iter().flat_map(|fase| &fase.mijlpalen) {
        if names.insert(&mijlpaal.id.value, ()).is_some() {
            report(mijlpaal.id.place.clone(), format!("mijlpaal '{}' staat er twee keer in", mijlpaal.id.value));
        }
    }
    for mijlpaal in model.groepen.iter().flat_map(|groep| &groep.mijlpalen) {
        if !names.contains_key(mijlpaal.value.as_str()) {
            report(mijlpaal.place.clone(), format!("mijlpaal '{}' van een groep bestaat niet", mijlpaal.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_made_whole_as_the_model_says() {
        assert_eq!(divide(199, 3, Rounding::Truncate), Some(66));
        assert_eq!(divide(5 * 100, 125, Rounding::HalfUp), Some(4));
        assert_eq!(divide(44 * 100, 125, Rounding::HalfUp), Some(35));
        assert_eq!(divide(1, 2, Rounding::HalfUp), Some(1));
        assert_eq!(divide(0, 0, Rounding::HalfUp), None);
    }

    #[test]
    fn periods_have_names() {
        let model = PeriodModel { letter: "t".to_owned(), per_jaar: 3, naam: "tertaal".to_owned() };
        assert_eq!(period_name(&model, "2009-t2").as_deref(), Some("2e tertaal 2009"));
        for wrong in ["2009-t4", "2009-t0", "2009-k1", "09-t1", "2009", "2009-t2x"] {
            assert_eq!(period_name(&model, wrong), None, "{wrong}");
        }
        let days = |model: &PeriodModel, id| period_days(model, id).map(|(from, to)| format!("{from} {to}"));
        assert_eq!(days(&model, "2009-t2").as_deref(), Some("2009-05-01 2009-08-31"));
        let quarters = PeriodModel { letter: "k".to_owned(), per_jaar: 4, naam: "kwartaal".to_owned() };
        assert_eq!(days(&quarters, "2008-k1").as_deref(), Some("2008-01-01 2008-03-31"));
        let weeks = PeriodModel { letter: "w".to_owned(), per_jaar: 52, naam: "week".to_owned() };
        assert_eq!(days(&weeks, "2008-w3"), None);
        assert_eq!(period_after(&model, "2009-t2").as_deref(), Some("2009-t3"));
        assert_eq!(period_after(&model, "2009-t3").as_deref(), Some("2010-t1"));
    }
}
