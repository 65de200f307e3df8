//! Rules over the finished portal that no earlier stage can see. One rule per file; a new one is a new file and a line here.

mod open_data;
mod praktijk_sections;
mod security;
mod words;

pub use praktijk_sections::SECTIONS;

use crate::diagnostic::Diagnostic;
use crate::model::portal::{Page, Portal};
use crate::parse::Text;
use crate::source::SourcePath;

/// A rule over the whole portal.
type PortalRule = fn(&Portal, &mut Vec<Diagnostic>);
/// A rule over one page and its text.
type PageRule = fn(&Page, &SourcePath, &Text, &mut Vec<Diagnostic>);

/// All rules over the whole portal, in the order in which they run.
static PORTAL_RULES: &[PortalRule] = &[open_data::check, security::check, words::check];
/// All rules over one page, in the order in which they run.
static PAGE_RULES: &[PageRule] = &[praktijk_sections::check];

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
