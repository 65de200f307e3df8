//! A reader who does not see a picture must read what it shows.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};

/// Reports pictures without an alternative text.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let without = reading.prose.images.iter().filter(|image| image.text.trim().is_empty());
    diagnostics.extend(without.map(|image| reading.report(&catalogue::NO_ALTERNATIVE, image.span)));
}
