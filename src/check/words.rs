//! Every fixed text of the site is in the theme: one that was taken out would leave its key on a page.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::portal::Portal;
use crate::parse::theme_words::{BASE, base};
use crate::source::Place;

/// Reports each text of the base theme, as it comes with the program, that the portal's themes do not have.
pub fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for key in base().keys().filter(|key| !portal.words.has(key)) {
        diagnostics.push(Diagnostic::new(&catalogue::MISSING_WORD, Place::file(BASE)).with("sleutel", key));
    }
}
