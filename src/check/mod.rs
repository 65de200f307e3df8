//! Rules over the finished portal that no earlier stage can see. One rule per file; a new one is a new file and a line here.
//!
//! Rules over words and headings (the codes of [`catalogue::ADVICE`]) read every text again. So they run when asked to check, and
//! in a build only those that `controle:` in `portaal.yaml` makes a warning or an error: a build does not wait for advice.

mod abbreviations;
mod descriptions;
mod empty_pages;
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
mod unused_files;
mod words;

pub use placeholders::PLACEHOLDER;
pub use praktijk_sections::SECTIONS;
pub use readability::{LEAST_WORDS, Readability, syllables};

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Entry, Level, catalogue};
use crate::model::links::Resolver;
use crate::model::portal::{Page, Portal};
use crate::model::route::Route;
use crate::order;
use crate::parse::prose::{self, Prose};
use crate::parse::{Text, front_matter};
use crate::source::{Located, Place, SourcePath, Sources, Span};

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
    (&[&catalogue::EMPTY_PAGE], empty_pages::check),
    (&[&catalogue::UNKNOWN_ABBREVIATION], abbreviations::check),
    (&[&catalogue::WRONG_TERM], terms::check),
    (&[&catalogue::OFFICIALESE], officialese::check),
    (&[&catalogue::HARD_TO_READ], readability::check),
    (&[&catalogue::LONG_SENTENCE, &catalogue::PASSIVE], sentences::check),
    (&[&catalogue::TELEPHONE, &catalogue::PRIVATE_MAIL, &catalogue::CITIZEN_NUMBER], personal_data::check),
    (
        &[&catalogue::REVIEW_PASSED, &catalogue::REVIEW_NEAR, &catalogue::NO_OWNER, &catalogue::REVIEWED_LATER],
        freshness::page,
    ),
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

/// Reads what rules need beside the portal: for a thread that has time for it before they run.
pub fn prepare() {
    crate::parse::theme_words::base();
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
    let of_files = wanted(&[&catalogue::UNUSED_FILE]);
    if !rules.is_empty() || of_files {
        let pages: Vec<&Page> = portal.pages.iter().filter(|page| page.text.is_some()).collect();
        let resolver = Resolver::new(portal);
        let told: Vec<_> = pages.par_iter().map(|page| advice(portal, page, sources, &rules, &resolver)).collect();
        let (problems, used): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        found.extend(problems.into_iter().flatten());
        if of_files {
            unused_files::check(portal, &order::set(used.into_iter().flatten()), &mut found);
        }
    }
    settle(portal, scope, &mut found);
    found
}

/// What some rules say of one page, and the files that it uses.
fn advice(
    portal: &Portal,
    page: &Page,
    sources: &Sources,
    rules: &[ReadingRule],
    resolver: &Resolver,
) -> (Vec<Diagnostic>, Vec<Route>) {
    let mut found = Vec::new();
    let source = page.text.as_ref().and_then(|text| Some((text, sources.bytes(sources.get(&text.path)?).ok()?)));
    let Some((text, bytes)) = source else { return (found, Vec::new()) };
    let Ok(source) = std::str::from_utf8(&bytes) else { return (found, Vec::new()) };
    let Some((yaml, prose)) = read(source, &text.path) else { return (found, Vec::new()) };
    let reading = Reading { portal, page, common: text.common(), path: &text.path, source, yaml, prose };
    rules.iter().for_each(|rule| rule(&reading, &mut found));
    let used = unused_files::used(&reading, resolver);
    (found, used)
}

/// Where the front matter of a file stands, and what its reader reads. What is wrong with the file was reported when it was parsed.
fn read(source: &str, path: &SourcePath) -> Option<(Span, Prose)> {
    let parts = front_matter::split(source, path, &mut Vec::new())?;
    Some((parts.yaml, prose::read(&source[parts.body.start..parts.body.end], parts.body.start)))
}

/// Gives each problem its level, and takes out those that are off by the settings or excepted by their page. Gives the exceptions
/// that were needed.
pub fn weigh(portal: &Portal, found: &mut Vec<Diagnostic>) -> BTreeSet<(SourcePath, &'static str)> {
    let excepted = order::set(exceptions(portal).map(|(path, one)| (path, one.melding.value.as_str())));
    let mut needed = BTreeSet::new();
    found.retain_mut(|problem| {
        match portal.settings.level_of(problem.entry.code, &problem.place.path) {
            Some(None) => return false,
            Some(Some(level)) => problem.level = level,
            None => {}
        }
        let key = (problem.place.path.clone(), problem.entry.code);
        let is_excepted = excepted.contains(&key);
        if is_excepted {
            needed.insert(key);
        }
        !is_excepted
    });
    needed
}

/// Weighs the problems, leaves what is no advice to a check, and reports exceptions that nothing needs.
fn settle(portal: &Portal, scope: Scope, found: &mut Vec<Diagnostic>) {
    let needed = weigh(portal, found);
    if scope == Scope::Raised {
        found.retain(|problem| problem.level != Level::Advice);
        return;
    }
    // Links out of the portal are only looked at when that is asked.
    let looked_at = exceptions(portal).filter(|(_, one)| one.melding.value != catalogue::DEAD_LINK.code);
    for (path, exception) in looked_at {
        let Located { value: code, place } = &exception.melding;
        if !needed.iter().any(|(file, known)| *file == path && known == code) {
            found.push(Diagnostic::new(&catalogue::UNNEEDED_EXCEPTION, place.clone()).with("melding", code));
        }
    }
}

/// What pages say that does not hold for them, each with the file of the page.
fn exceptions(portal: &Portal) -> impl Iterator<Item = (SourcePath, &front_matter::Exception)> {
    let texts = portal.pages.iter().filter_map(|page| page.text.as_ref());
    texts.flat_map(|text| text.common().uitzonderingen.iter().map(|one| (text.path.clone(), one)))
}
