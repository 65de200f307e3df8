//! The header of a table says what its columns are; without one a screen reader reads loose values.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};

/// Reports tables whose header has no words.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let bare = reading.prose.bare_tables.iter();
    diagnostics.extend(bare.map(|span| reading.report(&catalogue::BARE_TABLE, *span)));
}
