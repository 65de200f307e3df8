//! The report as workflow commands, which GitHub turns into remarks beside the changed lines.

use std::fmt::Write;

use super::Locator;
use crate::diagnostic::{Diagnostic, Language, Level};
use crate::source::Sources;

/// One line per problem: `::error file=…,line=…,col=…::message`.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let mut locator = Locator::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let (position, _, meant) = locator.locate(&diagnostic.place);
        let command = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "notice",
        };
        let file = property(&diagnostic.place.path);
        let text = data(&format!("{}\n{}", diagnostic.message(language), diagnostic.hint(language)));
        let (line, column, end) = (position.line, position.column, position.column + meant);
        let code = diagnostic.entry.code;
        let _ = writeln!(out, "::{command} file={file},line={line},col={column},endColumn={end},title={code}::{text}");
    }
    out
}

/// Text after the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which colons and commas mean something.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
