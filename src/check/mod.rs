//! Rules over the finished portal that no earlier stage can see. One rule per file; a new one is a new file and a line here.

mod praktijk_sections;
mod words;

pub use praktijk_sections::SECTIONS;

use crate::diagnostic::Diagnostic;
use crate::model::portal::Portal;

/// A rule: what it reads, and where it reports.
type Rule = fn(&Portal, &mut Vec<Diagnostic>);

/// All rules, in the order in which they run.
static RULES: &[Rule] = &[praktijk_sections::check, words::check];

/// Runs every rule.
pub fn run(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for rule in RULES {
        rule(portal, diagnostics);
    }
}
