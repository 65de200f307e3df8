//! Problems in content as data: what is wrong, where, and how to mend it.
//!
//! The texts live in [`catalogue`]; a diagnostic holds only the entry and the words that fill it in,
//! so one problem reads well in both languages and is documented in one place.

pub mod catalogue;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::order::Order;
use crate::source::{CellPlace, Place, SourcePath};
pub use catalogue::Entry;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The site cannot be published like this: `build` keeps the last good output.
    Error,
    /// The site is published, but a reader will notice.
    Warning,
    /// The page can be made better: shown by `check`, and never what makes it fail.
    Advice,
}

impl Level {
    /// The level's name in a report.
    pub fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Level::Error, Language::Dutch) => "fout",
            (Level::Warning, Language::Dutch) => "let op",
            (Level::Advice, Language::Dutch) => "advies",
            (Level::Error, Language::English) => "error",
            (Level::Warning, Language::English) => "warning",
            (Level::Advice, Language::English) => "advice",
        }
    }
}

/// Language of messages to the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Nederlands.
    #[default]
    Dutch,
    /// English.
    English,
}

impl Language {
    /// The text in this language.
    pub fn choose<T>(self, nl: T, en: T) -> T {
        match self {
            Language::Dutch => nl,
            Language::English => en,
        }
    }
}

/// One problem: an entry of the catalogue, where it is, and the words that fill in the entry's texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem it is.
    pub entry: &'static Entry,
    /// How bad it is: as the entry says, or as the portal's settings do.
    pub level: Level,
    /// Where it is.
    pub place: Place,
    /// Words for the `{…}` in the entry's texts.
    pub arguments: Vec<(&'static str, String)>,
    /// The nearest valid name, for a typing error.
    pub suggestion: Option<Box<str>>,
    /// Another place that has to do with it: the other claimant, the first of two.
    pub related: Option<Box<Place>>,
    /// Cells it is about, for a file whose places are no bytes: first the one where it was found, then others it holds for.
    pub cells: Vec<CellPlace>,
}

impl Diagnostic {
    /// A problem at a place, without words yet.
    pub fn new(entry: &'static Entry, place: Place) -> Self {
        Self {
            entry,
            level: entry.level,
            place,
            arguments: Vec::new(),
            suggestion: None,
            related: None,
            cells: Vec::new(),
        }
    }

    /// A file that cannot be read, and why.
    pub fn unreadable(path: &SourcePath, reason: &impl std::fmt::Display) -> Self {
        let reason = reason.to_string();
        Self::new(&catalogue::UNREADABLE, Place::file(path.clone())).with("reden", reason.trim_end_matches('.'))
    }

    /// Fills in one word of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Names the nearest of the valid `names`, when one is near enough to be a typing error.
    #[must_use]
    pub fn suggest<'a>(mut self, wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggestion = nearest(wrong, names).map(Into::into);
        self
    }

    /// Names another place that has to do with this problem.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related = Some(Box::new(place));
        self
    }

    /// The places it names.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        [Some(&self.place), self.related.as_deref()].into_iter().flatten()
    }

    /// Names a cell it is about.
    #[must_use]
    pub fn cell(mut self, cell: CellPlace) -> Self {
        self.cells.push(cell);
        self
    }

    /// The message: what is wrong.
    pub fn message(&self, language: Language) -> String {
        self.fill(self.entry.message(language))
    }

    /// What to do about it.
    pub fn hint(&self, language: Language) -> String {
        let hint = self.fill(self.entry.fix(language));
        match (&self.suggestion, language) {
            (None, _) => hint,
            (Some(name), Language::Dutch) => format!("Bedoelde je '{name}'? {hint}"),
            (Some(name), Language::English) => format!("Did you mean '{name}'? {hint}"),
        }
    }

    fn fill(&self, text: &'static str) -> String {
        let mut text = Cow::Borrowed(text);
        for (name, value) in &self.arguments {
            let mark = format!("{{{name}}}");
            if text.contains(&mark) {
                text = Cow::Owned(text.replace(&mark, value));
            }
        }
        text.into_owned()
    }
}

/// Puts diagnostics in the order of a report (by place, then code) and folds equal ones.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.order_by(|a, b| (&a.place, a.entry.code, &a.arguments).cmp(&(&b.place, b.entry.code, &b.arguments)));
    diagnostics.dedup();
}

/// Folds problems that say the same of other cells into one that names them all, in the order in which they were found.
pub fn fold(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    type Key = (&'static str, Vec<(&'static str, String)>, Place);
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    let mut folded: Vec<Diagnostic> = Vec::new();
    for mut diagnostic in diagnostics {
        let key = (diagnostic.entry.code, diagnostic.arguments.clone(), diagnostic.place.clone());
        match seen.get(&key) {
            Some(&index) if !diagnostic.cells.is_empty() => folded[index].cells.append(&mut diagnostic.cells),
            _ => {
                seen.insert(key, folded.len());
                folded.push(diagnostic);
            }
        }
    }
    folded
}

/// In Dutch, the question whether the name nearest to `wrong` was meant, with a blank before it; nothing when no name is near.
pub fn meant<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    nearest(wrong, names).map_or_else(String::new, |near| format!(" Bedoelde je '{near}'?"))
}

/// How often each letter is in a text, without their order; letters with one remainder count as one.
struct Bag([u16; 64]);

impl Bag {
    fn of(text: &str) -> Self {
        let mut counts = [0u16; 64];
        for letter in text.chars() {
            let count = &mut counts[letter as usize % 64];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// Two texts differ in at least so many letters: to change one, or to swap two, takes at most one from each side.
    fn least_distance(&self, other: &Self) -> usize {
        let surplus = |one: &Self, other: &Self| -> usize {
            one.0.iter().zip(other.0).map(|(count, other)| usize::from(count.saturating_sub(other))).sum()
        };
        surplus(self, other).max(surplus(other, self))
    }
}

/// The name nearest to `wrong`, when it is near enough to be meant: at most a third of its letters differ.
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let letters = wrong.chars().count();
    if letters > 200 {
        return None;
    }
    let own = Bag::of(&wrong);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let lower = name.to_lowercase();
        let enough = 1.max(letters.max(name.chars().count()) / 3);
        let most = best.map_or(enough, |(distance, _)| distance.min(enough));
        // Of most names the letters alone tell that they are too far.
        if own.least_distance(&Bag::of(&lower)) > most {
            continue;
        }
        let found = (strsim::damerau_levenshtein(&wrong, &lower), name);
        if found.0 <= most && best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_nearest_name_is_found_without_measuring_all(
            wrong in "[a-eA-Eé ]{0,12}",
            names in prop::collection::vec("[a-eA-EÉ ]{0,12}", 0..30),
        ) {
            let (wrong, names) = (wrong.as_str(), names.iter().map(String::as_str));
            let measured = names.clone().map(|name| (strsim::damerau_levenshtein(&wrong.to_lowercase(), &name.to_lowercase()), name));
            let near = |(distance, name): &(usize, &str)| *distance <= 1.max(wrong.chars().count().max(name.chars().count()) / 3);
            prop_assert_eq!(nearest(wrong, names), measured.filter(near).min().map(|(_, name)| name));
        }
    }
}
