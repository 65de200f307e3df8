//! Headings are the outline that a screen reader reads out: no level is left out on the way down.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};

/// Reports headings that go down more than one level. The title of the page is level 1.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let mut before = 1;
    for &(level, span) in &reading.prose.headings {
        let wanted = before + 1;
        if level > wanted {
            let marks = "#".repeat(usize::from(wanted));
            diagnostics.push(reading.report(&catalogue::HEADING_JUMP, span).with("hekjes", marks));
        }
        before = level;
    }
}
