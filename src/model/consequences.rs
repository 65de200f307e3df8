//! Problems that are only there because of another one, which is told in their place.

use std::collections::{BTreeMap, BTreeSet};

use super::FIGURES;
use super::references::{DOELGROEPEN, MIJLPALEN, REGIOS, WERKPLEINEN};
use crate::diagnostic::{Diagnostic, Level, catalogue};
use crate::order::{self, Order};
use crate::parse::theme_words::BASE;
use crate::source::{Place, SourcePath};

const INDICATOREN: &str = "data/indicatoren.yaml";
const ARBEIDSMARKT: &str = "data/arbeidsmarkt/model.yaml";

/// The data files that hold names: each with how the addresses of its items begin, and the argument that names one in a component.
const NAMES: [(&str, &str, &str); 8] = [
    (WERKPLEINEN, "werkpleinen/", "werkplein"),
    (REGIOS, "regios/", "regio"),
    (DOELGROEPEN, "doelgroepen/", "doelgroep"),
    (MIJLPALEN, "mijlpalen/", "mijlpaal"),
    (MIJLPALEN, "landkaart", "groep"),
    (MIJLPALEN, "rapportages", "periode"),
    (INDICATOREN, "indicatoren/", "indicator"),
    (ARBEIDSMARKT, "indicatoren/", "indicator"),
];
const BEGRIPPEN: &str = "data/begrippen.yaml";
/// The data files whose items are parts of a page, which links name by an anchor.
const PARTS: [&str; 2] = [BEGRIPPEN, "data/bronnen.yaml"];

/// Tells once of each data file that others refer to and that is not there. Leaves out that a name or a figure is not there when the data
/// file that would hold it is gone or has errors: what is wrong there may be the row with that name. Leaves out too that a file is missing
/// which could not be read, and that a column is missing which is there with a typing error in its name.
pub fn settle(diagnostics: &mut Vec<Diagnostic>, is_there: impl Fn(&str) -> bool) {
    leave_out_inside(diagnostics);
    if !diagnostics.iter().any(|problem| problem.level == Level::Error) {
        return;
    }
    // A file of words that cannot be read lacks all of them.
    let is_broken = |problem: &Diagnostic| {
        &*problem.place.path == BASE && problem.level == Level::Error && problem.entry != &catalogue::MISSING_WORD
    };
    if diagnostics.iter().any(is_broken) {
        diagnostics.retain(|problem| problem.entry != &catalogue::MISSING_WORD);
    }
    // A section whose heading lacks its blank is there.
    let headings = diagnostics.iter().filter(|problem| problem.entry == &catalogue::RAW_HEADING);
    let headings: BTreeSet<(SourcePath, String)> = headings
        .filter_map(|problem| Some((problem.place.path.clone(), problem.argument("goed")?.to_owned())))
        .collect();
    diagnostics.retain(|problem| {
        let section = || format!("## {}", problem.argument("sectie").unwrap_or_default());
        problem.entry != &catalogue::MISSING_SECTION || !headings.contains(&(problem.place.path.clone(), section()))
    });
    let absent = absent(diagnostics, is_there);
    let wrong = diagnostics.iter().filter(|problem| {
        let is_error = problem.level == Level::Error && problem.entry != &catalogue::MISSING_DATA_FILE;
        is_error && problem.place.path.starts_with("data/")
    });
    let wrong: BTreeSet<String> =
        wrong.map(|problem| problem.place.path.to_string()).chain(absent.keys().cloned()).collect();
    leave_out(diagnostics, &wrong);
    diagnostics.extend(absent.into_iter().map(|(file, first)| {
        Diagnostic::new(&catalogue::MISSING_DATA_FILE, Place::file(&*file)).with("bestand", file).related(first)
    }));
}

/// Leaves out what stands in something that was meant as a link or a box and was told of: it is one mistake.
fn leave_out_inside(diagnostics: &mut Vec<Diagnostic>) {
    let is_outer = |problem: &&Diagnostic| [&catalogue::RAW_LINK, &catalogue::RAW_ALERT].contains(&problem.entry);
    let mut outer: Vec<Place> = diagnostics.iter().filter(is_outer).map(|problem| problem.place.clone()).collect();
    outer.order();
    let begins_before = |one: &Place, other: &Place| (&one.path, one.span.start) <= (&other.path, other.span.start);
    diagnostics.retain(|Diagnostic { entry, place, .. }| {
        let around = outer[..outer.partition_point(|outer| begins_before(outer, place))].last();
        let is_inside = || around.is_some_and(|outer| outer.path == place.path && place.span.end <= outer.span.end);
        ![&catalogue::RAW_ADDRESS, &catalogue::UNKNOWN_ABBREVIATION].contains(entry) || !is_inside()
    });
}

/// Leaves out advice that follows from another problem: an abbreviation may stand in the part of the glossary that cannot be read, and a file
/// that nobody links to may be what a broken link was meant for.
pub fn settle_advice(diagnostics: &mut Vec<Diagnostic>) {
    leave_out_inside(diagnostics);
    let is_lost = |problem: &Diagnostic| [&catalogue::MISSING_IMAGE, &catalogue::RAW_LINK].contains(&problem.entry);
    if diagnostics.iter().any(is_lost) {
        diagnostics.retain(|problem| problem.entry != &catalogue::UNUSED_FILE);
    }
    let is_wrong = |problem: &Diagnostic| problem.level == Level::Error && &*problem.place.path == BEGRIPPEN;
    if diagnostics.iter().any(is_wrong) {
        diagnostics.retain(|problem| problem.entry != &catalogue::UNKNOWN_ABBREVIATION);
    }
}

/// The data files that are not there though others refer to what they hold, each with the first place where one does.
fn absent(diagnostics: &[Diagnostic], is_there: impl Fn(&str) -> bool) -> BTreeMap<String, Place> {
    let mut absent: BTreeMap<String, Place> = BTreeMap::new();
    for problem in diagnostics.iter().filter(|problem| problem.entry == &catalogue::UNKNOWN_REFERENCE) {
        // What can be in two files needs both.
        for file in problem.argument("waar").unwrap_or_default().split(" en ") {
            if file.starts_with("data/") && file.contains('.') && !is_there(file) {
                let first = absent.entry(file.to_owned()).or_insert_with(|| problem.place.clone());
                *first = problem.place.clone().min(first.clone());
            }
        }
    }
    absent
}

/// Leaves out what follows from errors in these data files.
fn leave_out(diagnostics: &mut Vec<Diagnostic>, wrong: &BTreeSet<String>) {
    let columns = diagnostics.iter().filter(|problem| problem.entry == &catalogue::UNKNOWN_COLUMN);
    let columns = columns.filter_map(|problem| Some((problem.place.path.clone(), problem.suggestion.clone()?)));
    let misspelled = order::set(columns);
    let periods = wrong.iter().filter_map(|file| file.strip_prefix("data/landkaart/")?.strip_suffix(".csv"));
    let periods: Vec<&str> = periods.collect();
    let names: Vec<_> = NAMES.iter().filter(|(file, ..)| wrong.contains(*file)).collect();
    let is_figures = |file: &String| FIGURES.iter().any(|folder| file.starts_with(folder));
    let lacks_figures = !names.is_empty() || wrong.iter().any(is_figures);
    let lacks_parts = PARTS.iter().any(|file| wrong.contains(*file));
    let is_period = |name: &str| periods.contains(&name);
    diagnostics.retain(|problem| {
        let said = |argument| problem.argument(argument).unwrap_or_default();
        // What is wrong in the file itself is no consequence of that.
        let mut names = names.iter().filter(|(file, ..)| &*problem.place.path != *file);
        !match problem.entry {
            entry if *entry == catalogue::MISSING_DATA_FILE => wrong.contains(said("bestand")),
            entry if *entry == catalogue::MISSING_COLUMN => {
                misspelled.contains(&(problem.place.path.clone(), said("kolom").into()))
            }
            entry if *entry == catalogue::NO_SUCH_FIGURE => lacks_figures,
            entry if *entry == catalogue::BROKEN_ANCHOR || *entry == catalogue::NO_ANCHORS => lacks_parts,
            entry if *entry == catalogue::UNKNOWN_REFERENCE => {
                let is_wrong = |file| wrong.contains(file) && *problem.place.path != *file;
                is_period(said("naam")) || said("waar").split(" en ").any(is_wrong)
            }
            entry if *entry == catalogue::BROKEN_LINK => {
                let period = said("doel").strip_prefix("landkaart/").and_then(|rest| rest.split('/').next());
                period.is_some_and(is_period) || names.any(|(_, folder, _)| said("doel").starts_with(folder))
            }
            entry if *entry == catalogue::BAD_ARGUMENT => {
                is_period(said("waarde")) || names.any(|(.., argument)| said("naam") == *argument)
            }
            _ => false,
        }
    });
}
