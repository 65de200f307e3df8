//! The names under which people write a werkplein or a region, each leading to the one that is meant.

use std::collections::BTreeMap;

use crate::diagnostic::nearest;
use crate::model::id::{Id, List};
use crate::model::places::{Regio, Werkplein};
use crate::parse::slug::match_key;

/// Names of one kind of place. Capitals, marks, blanks and punctuation make no difference.
#[derive(Debug)]
pub struct Names<T> {
    /// Words that may stand before a name: `werkplein`.
    prefixes: &'static [&'static str],
    /// Ids, names, aliases and codes.
    own: BTreeMap<String, Vec<Id<T>>>,
    /// What may be shared: the municipality a werkplein is in.
    shared: BTreeMap<String, Vec<Id<T>>>,
    /// Names as they are written, for the nearest one.
    written: Vec<String>,
}

/// What a name leads to.
#[derive(Debug, PartialEq)]
pub enum Found<T> {
    /// One place.
    One(Id<T>),
    /// More than one.
    Several(Vec<Id<T>>),
    /// None.
    Unknown,
}

impl Names<Werkplein> {
    /// The names of the werkpleinen: id, name, aliases, and the municipality when it has one werkplein.
    pub fn of_werkpleinen(werkpleinen: &List<Werkplein>) -> Self {
        let mut names = Self::empty(&["werkplein"]);
        for id in werkpleinen.ids() {
            let werkplein = &werkpleinen[id];
            names.claim(id, [&werkplein.id, &werkplein.naam].into_iter().chain(&werkplein.aliassen));
            claim(&mut names.shared, &werkplein.gemeente, id);
        }
        names
    }
}

impl Names<Regio> {
    /// The names of the regions: id, name, aliases and the code of Statistics Netherlands.
    pub fn of_regios(regios: &List<Regio>) -> Self {
        let mut names = Self::empty(&["arbeidsmarktregio", "regio"]);
        for id in regios.ids() {
            let regio = &regios[id];
            names.claim(id, [&regio.id, &regio.naam, &regio.code].into_iter().chain(&regio.aliassen));
        }
        names
    }
}

impl<T> Names<T> {
    fn empty(prefixes: &'static [&'static str]) -> Self {
        Self { prefixes, own: BTreeMap::new(), shared: BTreeMap::new(), written: Vec::new() }
    }

    fn claim<'a>(&mut self, id: Id<T>, names: impl Iterator<Item = &'a String>) {
        for name in names {
            claim(&mut self.own, name, id);
            self.written.push(name.clone());
        }
    }

    /// The place that is meant by `text`.
    pub fn find(&self, text: &str) -> Found<T> {
        let key = match_key(text);
        let bare = self.prefixes.iter().find_map(|prefix| key.strip_prefix(prefix));
        for key in [Some(key.as_str()), bare].into_iter().flatten() {
            for names in [&self.own, &self.shared] {
                match names.get(key).map(Vec::as_slice) {
                    Some([id]) => return Found::One(*id),
                    Some(several @ [_, _, ..]) => return Found::Several(several.to_vec()),
                    _ => {}
                }
            }
        }
        Found::Unknown
    }

    /// The nearest name, when one is near enough to be a typing error.
    pub fn nearest(&self, text: &str) -> Option<&str> {
        let lower = text.to_lowercase();
        let bare = self.prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower).trim_start();
        nearest(bare, self.written.iter().map(String::as_str))
    }
}

fn claim<T>(names: &mut BTreeMap<String, Vec<Id<T>>>, name: &str, id: Id<T>) {
    let key = match_key(name);
    let claimed = names.entry(key).or_default();
    if !claimed.contains(&id) {
        claimed.push(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn werkplein(id: &str, naam: &str, gemeente: &str, aliassen: &[&str]) -> Werkplein {
        let regio: Id<Regio> = List::default().next_id();
        let aliassen = aliassen.iter().map(|&name| name.to_owned()).collect();
        let place = crate::source::Place::file("data/werkpleinen.csv");
        Werkplein {
            id: id.into(),
            naam: naam.into(),
            gemeente: gemeente.into(),
            regio,
            punt: (52.0, 5.0),
            place,
            aliassen,
            tooi: None,
        }
    }

    #[test]
    fn a_werkplein_is_found_by_any_of_its_names() {
        let list: List<Werkplein> = [
            werkplein("den-bosch", "'s-Hertogenbosch", "'s-Hertogenbosch", &["Den Bosch"]),
            werkplein("noord", "Rotterdam Noord", "Rotterdam", &[]),
            werkplein("zuid", "Rotterdam Zuid", "Rotterdam", &[]),
            werkplein("gooi-noord", "Gooi-Noord (Bussum)", "Bussum", &["Gooinoord"]),
            werkplein("tiel", "Tiel", "Tiel", &[]),
        ]
        .into_iter()
        .collect();
        let names = Names::of_werkpleinen(&list);
        let found = |text: &str| match names.find(text) {
            Found::One(id) => list[id].id.clone(),
            Found::Several(ids) => format!("{} of them", ids.len()),
            Found::Unknown => format!("? {}", names.nearest(text).unwrap_or_default()),
        };
        for (text, expected) in [
            ("'s-Hertogenbosch", "den-bosch"),
            ("S HERTOGENBOSCH", "den-bosch"),
            ("’s-Hertogenbosch ", "den-bosch"),
            ("Werkplein Den Bosch", "den-bosch"),
            ("GOOINOORD", "gooi-noord"),
            ("bussum", "gooi-noord"),
            ("Rotterdam", "2 of them"),
            ("Tiell", "? Tiel"),
            ("Werkplein Tiell", "? Tiel"),
            ("Amsterdam", "? "),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
