//! Data without a licence may not be used by anyone, and the catalogue that others read may not name it.

use crate::config::Extra;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::portal::Portal;
use crate::source::Place;

/// Reports a portal with data that does not say under which licence it is published.
pub fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let has_data = !portal.regios.is_empty() || !portal.werkpleinen.is_empty();
    if has_data && portal.settings.has(Extra::OpenData) && portal.settings.open_data.is_none() {
        diagnostics.push(Diagnostic::new(&catalogue::NO_LICENCE, Place::file("data/portaal.yaml")));
    }
}
