//! What practices can be chosen by: six dimensions, their values, and every pair of values that some practice has.
//!
//! A value or a pair without a practice has no list, so there are never more lists than practices have values and pairs of values.

use std::sync::Arc;

use super::Builder;
use crate::config::Extra;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{Hash, Hasher};
use crate::model::id::{Id, List};
use crate::model::portal::{Page, PageKind, Portal, Praktijk, Subject};
use crate::model::route::Route;
use crate::model::words::Words;
use crate::order::Order;
use crate::parse::front_matter::{Bewijs, Status};
use crate::source::Place;

/// Address of the list of all practices by title, below that of all practices.
pub const BY_TITLE: &str = "op-titel";

/// What practices differ in, in the order in which an address names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Dimension {
    Thema,
    Doelgroep,
    Regio,
    Mijlpaal,
    Bewijs,
    Status,
}

impl Dimension {
    /// All of them, in the order of addresses.
    pub const ALL: [Self; 6] = [Self::Thema, Self::Doelgroep, Self::Regio, Self::Mijlpaal, Self::Bewijs, Self::Status];

    /// Its name in addresses and in `teksten.yaml`.
    pub fn name(self) -> &'static str {
        ["thema", "doelgroep", "regio", "mijlpaal", "bewijs", "status"][self as usize]
    }

    /// The id and the name of each of its values, in the order in which readers see them.
    fn values(self, portal: &Portal) -> Vec<(String, String)> {
        let fixed = |names: Vec<&'static str>| {
            let word = |id: &str| portal.words.get(&format!("{}.{id}", self.name())).to_owned();
            names.into_iter().map(|id| (id.to_owned(), word(id))).collect()
        };
        match self {
            Self::Thema => {
                let title = |page: Id<Page>| portal.pages[page].title.to_string();
                portal.themas.iter().map(|thema| (thema.id.clone(), title(thema.page))).collect()
            }
            Self::Doelgroep => portal.doelgroepen.iter().map(|item| (item.id.clone(), item.naam.clone())).collect(),
            Self::Regio => portal.regios.iter().map(|regio| (regio.id.clone(), regio.naam.clone())).collect(),
            Self::Mijlpaal => portal.landkaart.as_ref().map_or_else(Vec::new, |landkaart| {
                landkaart.mijlpalen.iter().map(|item| (item.id.clone(), item.naam.clone())).collect()
            }),
            Self::Bewijs => fixed(Bewijs::NAMES.iter().map(|(id, _)| *id).collect()),
            Self::Status => fixed(Status::NAMES.iter().map(|(id, _)| *id).collect()),
        }
    }

    /// Tells each value of this dimension that a practice has, by its place among all.
    fn of(self, praktijk: &Praktijk, mut tell: impl FnMut(usize)) {
        match self {
            Self::Thema => praktijk.themas.iter().for_each(|id| tell(id.index())),
            Self::Doelgroep => praktijk.doelgroepen.iter().for_each(|id| tell(id.index())),
            Self::Regio => praktijk.regio.iter().for_each(|id| tell(id.index())),
            Self::Mijlpaal => praktijk.mijlpalen.iter().for_each(|id| tell(id.index())),
            Self::Bewijs => tell(praktijk.bewijs as usize),
            Self::Status => tell(praktijk.status as usize),
        }
    }

    /// A value's name within a sentence: "in de regio Twente", "voor jongeren tot 27 jaar".
    fn phrase(self, words: &Words, naam: &str) -> String {
        let naam = match self {
            Self::Doelgroep | Self::Bewijs | Self::Status => &uncapitalised(naam),
            _ => naam,
        };
        words.fill(&format!("keuze.zin.{}", self.name()), &[("naam", naam)])
    }
}

/// A name as it stands within a sentence: "Jongeren" is "jongeren", "WSW'ers" stays.
fn uncapitalised(name: &str) -> String {
    let mut rest = name.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(rest).collect(),
        _ => name.to_owned(),
    }
}

/// A value that practices can be chosen by.
#[derive(Debug)]
pub struct Value {
    /// What it is a value of.
    pub dimension: Dimension,
    /// Its part of addresses, below that of its dimension: `thema/werkstraat`.
    pub key: String,
    /// Name.
    pub naam: String,
    /// What practices with it are, within a sentence.
    pub zin: String,
}

/// Two values of different dimensions that some practice has both.
#[derive(Debug)]
pub struct Pair {
    /// The values, in the order of their dimensions.
    pub values: [Id<Value>; 2],
    /// The practices that have both, newest first.
    pub praktijken: Vec<Id<Praktijk>>,
}

/// What is chosen on a page: at most two values, as more have no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Choice {
    Nothing,
    Value(Id<Value>),
    Pair(Id<Pair>),
}

/// All values, with their practices.
#[derive(Debug, Default)]
pub struct Facets {
    /// Every value, also one that no practice has, in order of dimension and then as readers see them.
    pub values: List<Value>,
    /// Every pair with a practice, in the order of its values.
    pub pairs: List<Pair>,
    /// All practices, newest first.
    newest: Vec<Id<Praktijk>>,
    /// The values by dimension.
    by_dimension: [Vec<Id<Value>>; 6],
    /// Practices by value, newest first.
    lists: Vec<Vec<Id<Praktijk>>>,
    /// The values of each practice, in order.
    of: Vec<Vec<Id<Value>>>,
    /// By value, the values of other dimensions it makes a pair with, in order.
    beside: Vec<Vec<(Id<Value>, Id<Pair>)>>,
    /// Equal hashes mean equal values with equal names.
    pub hash: Hash,
}

/// All practices by title, in Dutch order.
fn by_title(portal: &Portal) -> Vec<Id<Praktijk>> {
    let mut all: Vec<Id<Praktijk>> = portal.praktijken.ids().collect();
    all.order_by_key(|&id| portal.title_order(id));
    all
}

impl Facets {
    /// The values and pairs of a portal whose practices are known.
    pub fn new(portal: &Portal) -> Self {
        let mut facets = Self { newest: portal.praktijken.ids().collect(), ..Self::default() };
        let mut hasher = Hasher::new();
        // Without values there is nothing to choose by, and no list but that of all.
        let offered = if portal.settings.has(Extra::ChoiceLists) { &Dimension::ALL[..] } else { &[] };
        for &dimension in offered {
            for (id, naam) in dimension.values(portal) {
                let key = format!("{}/{id}", dimension.name());
                hasher.text(&key).text(&naam);
                let zin = dimension.phrase(&portal.words, &naam);
                let value = facets.values.push(Value { dimension, key, naam, zin });
                facets.by_dimension[dimension as usize].push(value);
            }
        }
        facets.hash = hasher.finish();
        facets.of = portal.praktijken.iter().map(|praktijk| facets.values_of(praktijk)).collect();
        facets.lists = vec![Vec::new(); facets.values.len()];
        for (&praktijk, values) in facets.newest.iter().zip(&facets.of) {
            values.iter().for_each(|value| facets.lists[value.index()].push(praktijk));
        }
        facets.pair_up();
        facets
    }

    fn values_of(&self, praktijk: &Praktijk) -> Vec<Id<Value>> {
        let mut values = Vec::new();
        for dimension in Dimension::ALL {
            let known = &self.by_dimension[dimension as usize];
            if !known.is_empty() {
                dimension.of(praktijk, |at| values.extend(known.get(at)));
            }
        }
        values.sort_unstable();
        values
    }

    /// Finds every pair: all pairs of each practice, brought together by sorting.
    fn pair_up(&mut self) {
        let dimension = |value: Id<Value>| self.values[value].dimension;
        let mut found: Vec<(Id<Value>, Id<Value>, Id<Praktijk>)> = Vec::new();
        for (&praktijk, values) in self.newest.iter().zip(&self.of) {
            for (at, &one) in values.iter().enumerate() {
                let others = values[at + 1..].iter().filter(|&&other| dimension(other) != dimension(one));
                found.extend(others.map(|&other| (one, other, praktijk)));
            }
        }
        found.sort_unstable();
        self.beside = vec![Vec::new(); self.values.len()];
        for same in found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (one, other, _) = same[0];
            let praktijken = same.iter().map(|&(.., praktijk)| praktijk).collect();
            let pair = self.pairs.push(Pair { values: [one, other], praktijken });
            self.beside[one.index()].push((other, pair));
            self.beside[other.index()].push((one, pair));
        }
        self.beside.iter_mut().for_each(|beside| beside.sort_unstable());
    }

    /// The value for an item of the portal's list of this dimension, by its place in that list.
    pub fn value(&self, dimension: Dimension, at: usize) -> Option<Id<Value>> {
        self.by_dimension[dimension as usize].get(at).copied()
    }

    /// The practices that have everything that is chosen, newest first.
    pub fn praktijken(&self, choice: Choice) -> &[Id<Praktijk>] {
        match choice {
            Choice::Nothing => &self.newest,
            Choice::Value(value) => &self.lists[value.index()],
            Choice::Pair(pair) => &self.pairs[pair].praktijken,
        }
    }

    /// The values that are chosen, in the order of an address.
    pub fn chosen(&self, choice: Choice) -> Vec<Id<Value>> {
        match choice {
            Choice::Nothing => Vec::new(),
            Choice::Value(value) => vec![value],
            Choice::Pair(pair) => self.pairs[pair].values.to_vec(),
        }
    }

    /// The values of a practice, in order.
    pub fn of(&self, praktijk: Id<Praktijk>) -> &[Id<Value>] {
        &self.of[praktijk.index()]
    }

    /// Each value of another dimension than those chosen that one of the chosen practices has, with how many have it, in order.
    pub fn counts(&self, choice: Choice) -> Vec<(Id<Value>, usize)> {
        match choice {
            Choice::Nothing => {
                let counts = self.values.ids().map(|value| (value, self.lists[value.index()].len()));
                counts.filter(|&(_, count)| count > 0).collect()
            }
            Choice::Value(value) => {
                let beside = self.beside[value.index()].iter();
                beside.map(|&(other, pair)| (other, self.pairs[pair].praktijken.len())).collect()
            }
            Choice::Pair(pair) => {
                let Pair { values, praktijken } = &self.pairs[pair];
                let taken = values.map(|value| self.values[value].dimension);
                let all = praktijken.iter().flat_map(|&praktijk| self.of(praktijk).iter().copied());
                let mut all: Vec<_> = all.filter(|&value| !taken.contains(&self.values[value].dimension)).collect();
                all.sort_unstable();
                all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
            }
        }
    }

    /// The choice with one value more; none when it would be a third, or no practice has them all.
    pub fn with(&self, choice: Choice, value: Id<Value>) -> Option<Choice> {
        match choice {
            Choice::Nothing => (!self.lists[value.index()].is_empty()).then_some(Choice::Value(value)),
            Choice::Value(chosen) => {
                let beside = &self.beside[chosen.index()];
                let at = beside.binary_search_by_key(&value, |&(other, _)| other).ok()?;
                Some(Choice::Pair(beside[at].1))
            }
            Choice::Pair(_) => None,
        }
    }

    /// The choice without one of its values.
    pub fn without(&self, choice: Choice, value: Id<Value>) -> Choice {
        match choice {
            Choice::Pair(pair) => match self.pairs[pair].values {
                [one, other] if one == value => Choice::Value(other),
                [one, _] => Choice::Value(one),
            },
            Choice::Nothing | Choice::Value(_) => Choice::Nothing,
        }
    }

    /// The address of the list of a choice.
    pub fn route(&self, choice: Choice) -> Route {
        let chosen = self.chosen(choice);
        let keys = chosen.iter().map(|&value| self.values[value].key.as_str());
        Route::page(&std::iter::once("praktijken").chain(keys).collect::<Vec<_>>())
    }

    /// What is chosen, in words: "over ‘Werkstraat’ in de regio Twente".
    pub fn phrase(&self, choice: Choice) -> String {
        let chosen = self.chosen(choice);
        chosen.iter().map(|&value| self.values[value].zin.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// "1 praktijk", "1.234 praktijken".
fn telling(words: &Words, count: usize) -> String {
    let digits = count.to_string();
    let points = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group));
    match count {
        1 => words.get("telling.praktijk.een").to_owned(),
        _ => words.fill("telling.praktijk.meer", &[("aantal", &points.collect::<Vec<_>>().join("."))]),
    }
}

impl Builder<'_, '_> {
    /// A list for each value and each pair of values that some practice has, and one of all practices by title.
    pub(super) fn choice_pages(&mut self) {
        let (facets, by_title) = rayon::join(|| Facets::new(&self.portal), || by_title(&self.portal));
        (self.portal.facets, self.portal.by_title) = (Arc::new(facets), by_title);
        self.report_reserved_names();
        let facets = &self.portal.facets;
        let Some(all) = self.portal.page_at(&["praktijken"]).filter(|_| !facets.newest.is_empty()) else { return };
        let values = facets.values.ids().filter_map(|value| facets.with(Choice::Nothing, value));
        let choices: Vec<Choice> = values.chain(facets.pairs.ids().map(Choice::Pair)).collect();
        for choice in choices {
            let page = self.choice_page(choice, all);
            self.add(page, &"data".into());
        }
        let page = Page {
            kind: PageKind::Praktijklijst,
            subject: Subject::ByTitle,
            route: Route::page(&["praktijken", BY_TITLE]),
            title: self.words.get("keuze.titel_op_titel").into(),
            description: self.words.get("keuze.beschrijving_op_titel").into(),
            parent: Some(all),
            text: None,
            blad: 1,
            linkable: false,
        };
        self.add(page, &"data".into());
    }

    fn choice_page(&self, choice: Choice, all: Id<Page>) -> Page {
        let facets = &self.portal.facets;
        let phrase = facets.phrase(choice);
        let count = telling(self.words, facets.praktijken(choice).len());
        // The page above that of a pair is that of its first value.
        let above = facets.chosen(choice).last().map(|&last| facets.route(facets.without(choice, last)));
        Page {
            kind: PageKind::Praktijklijst,
            subject: Subject::Choice(choice),
            route: facets.route(choice),
            title: self.words.fill("keuze.titel", &[("keuzes", &phrase)]).into(),
            description: self.words.fill("keuze.beschrijving", &[("aantal", &count), ("keuzes", &phrase)]).into(),
            parent: above.and_then(|route| self.portal.addresses.get(route.as_str())).or(Some(all)),
            text: None,
            blad: 1,
            linkable: false,
        }
    }

    /// A practice may not be called as a part of the addresses of lists.
    fn report_reserved_names(&mut self) {
        for word in Dimension::ALL.map(Dimension::name).into_iter().chain([BY_TITLE]) {
            let page = self.portal.page_at(&["praktijken", word]).map(|page| &self.portal.pages[page]);
            let Some(text) = page.and_then(|page| page.text.as_ref()) else { continue };
            let place = Place::file(text.path.clone());
            self.diagnostics.push(Diagnostic::new(&catalogue::RESERVED_NAME, place).with("naam", word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_counts_fit_in_a_sentence() {
        for (name, within) in
            [("Jongeren", "jongeren"), ("WSW'ers", "WSW'ers"), ("IJmond", "IJmond"), ("45-plus", "45-plus"), ("", "")]
        {
            assert_eq!(uncapitalised(name), within);
        }
        let words = [
            ("telling.praktijk.een".to_owned(), "1 praktijk".to_owned()),
            ("telling.praktijk.meer".to_owned(), "{aantal} praktijken".to_owned()),
        ];
        let words = Words::new([&words.into_iter().collect()]);
        for (count, text) in
            [(1, "1 praktijk"), (12, "12 praktijken"), (1234, "1.234 praktijken"), (1_000_000, "1.000.000 praktijken")]
        {
            assert_eq!(telling(&words, count), text);
        }
    }
}
