//! A portal calls one thing by one name: `data/schrijfwijzer.yaml` says which.

use super::{Reading, officialese::occurrences};
use crate::diagnostic::{Diagnostic, catalogue};

/// Reports names and words that the portal writes otherwise.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    for choice in &reading.portal.schrijfwijzer.termen {
        for (span, found, meant) in occurrences(reading, choice) {
            let why = choice.uitleg.clone().unwrap_or_default();
            let problem = reading.report(&catalogue::WRONG_TERM, span).with("tekst", found).with("uitleg", why);
            diagnostics.push(problem.with("beter", meant));
        }
    }
}
