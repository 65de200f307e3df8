//! What a new page begins with is for its editor, not for its readers.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};

/// What stands below a heading of a new page.
pub const PLACEHOLDER: &str = "Schrijf hier een paar zinnen.";

/// Reports each place where nobody wrote a text yet.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    for block in reading.prose.blocks.iter().filter(|block| block.text.trim() == PLACEHOLDER) {
        diagnostics.push(reading.report(&catalogue::PLACEHOLDER, block.span(0..block.text.len())));
    }
}
