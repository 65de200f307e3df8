//! Problems in content as data: what is wrong, where, and how to mend it.
//!
//! The texts live in [`catalogue`]; a diagnostic holds only the entry and the words that fill it in,
//! so one problem reads well in both languages and is documented in one place.

pub mod catalogue;
mod nearest;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::moment::Moment;
use crate::order::Order;
use crate::source::{CellPlace, Place, SourcePath};
pub use catalogue::Entry;
pub use nearest::{Candidates, meant, nearest};

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
    /// Words for the `{…}` in the entry's texts. One whose name ends in `dag` is a day, with or without a time, as it is written in content.
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
    #[cold]
    #[inline(never)]
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
    pub fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with_text(name, value.into())
    }

    // In one place, and out of the way of what goes well: problems are few, and two hundred places make one.
    #[cold]
    #[inline(never)]
    fn with_text(mut self, name: &'static str, value: String) -> Self {
        self.arguments.push((name, value));
        self
    }

    /// The word that fills in this part of the message; none when it has no such part.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// Names the nearest of the valid `names`, when one is near enough to be a typing error.
    #[must_use]
    pub fn suggest<'a>(mut self, wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggestion = nearest(wrong, names).map(Into::into);
        self
    }

    /// The problem of a field without a value; `may_go` says whether it need not be there.
    pub fn empty(key: &str, may_go: bool, place: Place) -> Self {
        let entry = if may_go { &catalogue::EMPTY_VALUE } else { &catalogue::EMPTY_REQUIRED };
        Self::new(entry, place).with("sleutel", key)
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
        self.fill(self.entry.message(language), language)
    }

    /// What to do about it.
    pub fn hint(&self, language: Language) -> String {
        let hint = self.fill(self.entry.fix(language), language);
        match (&self.suggestion, language) {
            (None, _) => hint,
            (Some(name), Language::Dutch) => format!("Bedoelde je '{name}'? {hint}"),
            (Some(name), Language::English) => format!("Did you mean '{name}'? {hint}"),
        }
    }

    fn fill(&self, text: &'static str, language: Language) -> String {
        let mut text = Cow::Borrowed(text);
        for (name, value) in &self.arguments {
            let mark = format!("{{{name}}}");
            if text.contains(&mark) {
                let day = Moment::parse(value).filter(|_| language == Language::Dutch && name.ends_with("dag"));
                text = Cow::Owned(text.replace(&mark, &day.map_or_else(|| value.clone(), Moment::in_dutch)));
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
