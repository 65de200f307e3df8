//! Rules over the finished portal that no earlier stage can see. One rule per file; a new one is a new file and a line here.
//!
//! Rules over words and headings (the codes of [`catalogue::ADVICE`]) read every text again. So they run when asked to check, and
//! in a build only those that `controle:` in `portaal.yaml` makes a warning or an error: a build does not wait for advice.

mod abbreviations;
mod descriptions;
mod events;
mod freshness;
mod headings;
mod images;
mod link_text;
pub mod moved;
mod officialese;
mod open_data;
mod personal_data;
mod placeholders;
mod praktijk_sections;
mod readability;
mod security;
mod sentences;
mod tables;
mod terms;
mod words;

pub use placeholders::PLACEHOLDER;
pub use praktijk_sections::SECTIONS;
pub use readability::{Readability, of_source as readability_of_source, syllables};

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Entry, Level, catalogue};
use crate::model::portal::{Page, Portal};
use crate::parse::prose::{self, Prose};
use crate::parse::{Text, front_matter};
use crate::source::{Place, SourcePath, Sources, Span};

/// A rule over the whole portal.
type PortalRule = fn(&Portal, &mut Vec<Diagnostic>);
/// A rule over one page and its text.
type PageRule = fn(&Page, &SourcePath, &Text, &mut Vec<Diagnostic>);
/// A rule over one page as it is read.
type ReadingRule = fn(&Reading, &mut Vec<Diagnostic>);

/// All rules over the whole portal, in the order in which they run.
static PORTAL_RULES: &[PortalRule] = &[open_data::check, security::check, words::check];
/// All rules over one page, in the order in which they run.
static PAGE_RULES: &[PageRule] = &[praktijk_sections::check];
/// All rules that give advice on one page, with the codes they report.
static READING_RULES: &[(&[&Entry], ReadingRule)] = &[
    (&[&catalogue::NO_ALTERNATIVE], images::check),
    (&[&catalogue::HEADING_JUMP], headings::check),
    (&[&catalogue::BARE_TABLE], tables::check),
    (&[&catalogue::CLICK_HERE, &catalogue::ADDRESS_AS_TEXT], link_text::check),
    (&[&catalogue::DESCRIPTION_LENGTH], descriptions::length),
    (&[&catalogue::UNKNOWN_ABBREVIATION], abbreviations::check),
    (&[&catalogue::WRONG_TERM], terms::check),
    (&[&catalogue::OFFICIALESE], officialese::check),
    (&[&catalogue::HARD_TO_READ], readability::check),
    (&[&catalogue::LONG_SENTENCE, &catalogue::PASSIVE], sentences::check),
    (&[&catalogue::TELEPHONE, &catalogue::PRIVATE_MAIL, &catalogue::CITIZEN_NUMBER], personal_data::check),
    (&[&catalogue::REVIEW_PASSED, &catalogue::REVIEW_NEAR, &catalogue::NO_OWNER], freshness::page),
    (&[&catalogue::EVENT_PASSED], events::check),
    (&[&catalogue::PLACEHOLDER], placeholders::check),
];
/// All rules that give advice on the whole portal, with the codes they report.
static ADVICE_RULES: &[(&[&Entry], PortalRule)] = &[
    (&[&catalogue::SAME_TITLE, &catalogue::SAME_DESCRIPTION], descriptions::doubles),
    (&[&catalogue::OLD_FIGURES], freshness::figures),
];

/// Runs every rule over the whole portal.
pub fn portal(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for rule in PORTAL_RULES {
        rule(portal, diagnostics);
    }
}

/// Runs every rule over one page and its text, in the file `path`.
pub fn page(page: &Page, path: &SourcePath, text: &Text, diagnostics: &mut Vec<Diagnostic>) {
    for rule in PAGE_RULES {
        rule(page, path, text, diagnostics);
    }
}

/// A page as its reader reads it.
pub struct Reading<'a> {
    /// The portal it is in.
    pub portal: &'a Portal,
    /// The page.
    pub page: &'a Page,
    /// Fields of its front matter.
    pub common: &'a front_matter::Common,
    /// Its file.
    pub path: &'a SourcePath,
    /// The whole file.
    pub source: &'a str,
    /// Where the YAML of its front matter stands.
    pub yaml: Span,
    /// Its text.
    pub prose: Prose,
}

impl Reading<'_> {
    /// A problem at some bytes of the file.
    fn report(&self, entry: &'static Entry, span: Span) -> Diagnostic {
        Diagnostic::new(entry, Place { path: self.path.clone(), span })
    }

    /// Where a field of the front matter stands: its line, or the start of the front matter when it is not there.
    fn field(&self, key: &str) -> Span {
        let mut start = self.yaml.start;
        for line in self.source[self.yaml.start..self.yaml.end].split_inclusive('\n') {
            if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
                return Span { start, end: start + line.trim_end().len() };
            }
            start += line.len();
        }
        Span { start: self.yaml.start, end: self.yaml.start }
    }
}

/// Which advice is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    All,
    /// What the portal's settings make a warning or an error.
    Raised,
}

/// Runs the rules that give advice, each at the level the settings give it. Pages that say why a rule does not hold are left out.
pub fn review(portal: &Portal, sources: &Sources, scope: Scope) -> Vec<Diagnostic> {
    let raised = |code: &str| {
        let levels = portal.settings.controle.iter().filter(|rule| rule.code == code);
        levels.filter_map(|rule| rule.level).any(|level| level != Level::Advice)
    };
    let wanted = |entries: &[&Entry]| scope == Scope::All || entries.iter().any(|entry| raised(entry.code));
    let rules: Vec<ReadingRule> =
        READING_RULES.iter().filter(|(entries, _)| wanted(entries)).map(|(_, rule)| *rule).collect();
    let mut found = Vec::new();
    for (_, rule) in ADVICE_RULES.iter().filter(|(entries, _)| wanted(entries)) {
        rule(portal, &mut found);
    }
    if !rules.is_empty() {
        let pages: Vec<&Page> = portal.pages.iter().filter(|page| page.text.is_some()).collect();
        found.par_extend(pages.par_iter().flat_map_iter(|page| read(portal, page, sources, &rules)));
    }
    settle(portal, scope, &mut found);
    found
}

fn read(portal: &Portal, page: &Page, sources: &Sources, rules: &[ReadingRule]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(text) = &page.text else { return found };
    let Some(bytes) = sources.get(&text.path).and_then(|source| sources.bytes(source).ok()) else { return found };
    // What is wrong with the file was reported when it was read.
    let Ok(source) = std::str::from_utf8(&bytes) else { return found };
    let Some(parts) = front_matter::split(source, &text.path, &mut Vec::new()) else { return found };
    let prose = prose::read(&source[parts.body.start..parts.body.end], parts.body.start);
    let reading = Reading { portal, page, common: text.common(), path: &text.path, source, yaml: parts.yaml, prose };
    rules.iter().for_each(|rule| rule(&reading, &mut found));
    found
}

/// Gives each problem its level, takes out those that are off or excepted, and reports exceptions that nothing needs.
fn settle(portal: &Portal, scope: Scope, found: &mut Vec<Diagnostic>) {
    let mut needed: BTreeSet<(SourcePath, &str)> = BTreeSet::new();
    let texts = || portal.pages.iter().filter_map(|page| page.text.as_ref());
    let excepted: BTreeSet<(SourcePath, &str)> = texts()
        .flat_map(|text| text.common().uitzonderingen.iter().map(|one| (text.path.clone(), one.melding.value.as_str())))
        .collect();
    found.retain_mut(|problem| {
        match portal.settings.level_of(problem.entry.code, &problem.place.path) {
            Some(None) => return false,
            Some(Some(level)) => problem.level = level,
            None => {}
        }
        if let Some(key) = excepted.get(&(problem.place.path.clone(), problem.entry.code)) {
            needed.insert(key.clone());
            return false;
        }
        scope == Scope::All || problem.level != Level::Advice
    });
    if scope == Scope::All {
        for exception in texts().flat_map(|text| &text.common().uitzonderingen) {
            let (code, place) = (&exception.melding.value, &exception.melding.place);
            if !needed.contains(&(place.path.clone(), code.as_str())) {
                found.push(Diagnostic::new(&catalogue::UNNEEDED_EXCEPTION, place.clone()).with("melding", code));
            }
        }
    }
}
