//! Which werkplein or region a row is about.

use std::collections::HashMap;

use crate::diagnostic::catalogue;
use crate::model::id::{Id, List};
use crate::model::names::{Found, Names};
use crate::model::places::{self, Regio, Werkplein};
use crate::parse::File;
use crate::parse::slug::match_key;
use crate::source::{CellPlace, Sources};

use super::grid::{Cell, Problems};

/// Names of rows that count others together.
const TOTALS: [&str; 8] =
    ["totaal", "total", "landelijk", "nederland", "gemiddelde", "gemiddeld", "somvan", "eindtotaal"];
/// The most unknown names for which the nearest one is looked up: it takes a look at every name.
const MAX_SUGGESTIONS: usize = 200;

/// Kinds of region of Statistics Netherlands that are no labour-market region, by the letters of their code.
const LEVELS: [(&str, &str); 8] = [
    ("NL", "heel Nederland"),
    ("GM", "een gemeente"),
    ("PV", "een provincie"),
    ("LD", "een landsdeel"),
    ("CR", "een COROP-gebied"),
    ("RP", "een RPA-gebied"),
    ("WK", "een wijk"),
    ("BU", "een buurt"),
];

/// The places of a portal, in the order of their files.
pub struct Places {
    /// Regions in Dutch order of name.
    pub regios: List<Regio>,
    /// Werkpleinen in Dutch order of name.
    pub werkpleinen: List<Werkplein>,
    /// Regions in the order of `regios.csv`.
    pub regio_order: Vec<Id<Regio>>,
    /// Werkpleinen in the order of `werkpleinen.csv`.
    pub werkplein_order: Vec<Id<Werkplein>>,
}

impl Places {
    /// Reads the places of a portal; none when they could not be read, which was reported.
    pub fn of(sources: &Sources, problems: &mut Problems) -> Option<Self> {
        let before = problems.found.len();
        let regios = super::data_file(sources, "data/regios.csv", problems)?;
        let werkpleinen = super::data_file(sources, "data/werkpleinen.csv", problems)?;
        let (File::Regios(regio_rows), File::Werkpleinen(werkplein_rows)) = (regios, werkpleinen) else { return None };
        let (regios, werkpleinen) = places::places(&regio_rows, &werkplein_rows, &[], &mut problems.found);
        if problems.found.len() > before {
            return None;
        }
        let regio_of: HashMap<&str, Id<Regio>> = regios.ids().map(|id| (regios[id].id.as_str(), id)).collect();
        let regio_order = regio_rows.iter().filter_map(|row| regio_of.get(row.id.value.as_str()).copied()).collect();
        let werkplein_of: HashMap<&str, Id<Werkplein>> =
            werkpleinen.ids().map(|id| (werkpleinen[id].id.as_str(), id)).collect();
        let werkplein_order =
            werkplein_rows.iter().filter_map(|row| werkplein_of.get(row.id.value.as_str()).copied()).collect();
        Some(Self { regios, werkpleinen, regio_order, werkplein_order })
    }
}

/// Finds places by what is written in cells, and reports what leads nowhere.
pub struct Finder<T> {
    names: Names<T>,
    /// "werkplein" or "regio".
    kind: &'static str,
    /// The file with all names.
    file: &'static str,
    suggestions: usize,
}

impl Finder<Werkplein> {
    /// Finds werkpleinen.
    pub fn of_werkpleinen(places: &Places) -> Self {
        let names = Names::of_werkpleinen(&places.werkpleinen);
        Self { names, kind: "werkplein", file: "data/werkpleinen.csv", suggestions: 0 }
    }
}

impl Finder<Regio> {
    /// Finds regions.
    pub fn of_regios(places: &Places) -> Self {
        Self { names: Names::of_regios(&places.regios), kind: "regio", file: "data/regios.csv", suggestions: 0 }
    }
}

impl<T> Finder<T> {
    /// The place a cell names; `id_of` gives the id of a place, for a name that fits several.
    pub fn find(
        &mut self,
        cell: &Cell,
        place: CellPlace,
        id_of: impl Fn(Id<T>) -> String,
        problems: &mut Problems,
    ) -> Option<Id<T>> {
        let shown = cell.shown();
        let Cell::Text(text) = cell else {
            let entry = if cell.is_empty() { &catalogue::EMPTY_VALUE } else { &catalogue::UNKNOWN_PLACE };
            let arguments =
                [("sleutel", self.kind), ("soort", self.kind), ("naam", shown.as_str()), ("waar", self.file)];
            problems.add(entry, place, &arguments);
            return None;
        };
        // Labels of Statistics Netherlands end in the kind of region: "Twente (AM)".
        match self.names.find(text.strip_suffix("(AM)").unwrap_or(text)) {
            Found::One(id) => return Some(id),
            Found::Several(ids) => {
                let names: Vec<String> = ids.into_iter().map(id_of).collect();
                let arguments = [("naam", shown.as_str()), ("soort", self.kind), ("namen", &names.join(", "))];
                problems.add(&catalogue::AMBIGUOUS_PLACE, place, &arguments);
            }
            Found::Unknown => self.report_unknown(text, &shown, place, problems),
        }
        None
    }

    fn report_unknown(&mut self, text: &str, shown: &str, place: CellPlace, problems: &mut Problems) {
        let key = match_key(text);
        let level = LEVELS.iter().find(|(letters, _)| {
            text.strip_prefix(letters).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
        });
        if let Some((letters, what)) = level {
            let arguments = [("code", shown), ("wat", *what), ("patroon", &format!("{letters}*"))];
            return problems.add(&catalogue::WRONG_REGION_LEVEL, place, &arguments);
        }
        if TOTALS.iter().any(|total| key.starts_with(total)) {
            return problems.add(&catalogue::TOTAL_ROW, place, &[("naam", shown), ("soort", self.kind)]);
        }
        let arguments = [("soort", self.kind), ("naam", shown), ("waar", self.file)];
        problems.add(&catalogue::UNKNOWN_PLACE, place, &arguments);
        self.suggestions += 1;
        if self.suggestions <= MAX_SUGGESTIONS {
            problems.suggest(self.names.nearest(text));
        }
    }
}
