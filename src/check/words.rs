//! Every fixed text of the site is in the theme: one that was taken out would leave its key on a page.

use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::BASE_THEME;
use crate::model::portal::Portal;
use crate::parse::{self, File};
use crate::source::Place;

/// Reports each text of the base theme, as it comes with the program, that the portal's themes do not have.
pub fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for key in keys().iter().filter(|key| !portal.words.has(key)) {
        let place = Place::file(format!("themes/{BASE_THEME}/teksten.yaml"));
        diagnostics.push(Diagnostic::new(&catalogue::MISSING_WORD, place).with("sleutel", key));
    }
}

/// The keys of the texts that come with the program; read when they are first needed.
pub fn keys() -> &'static [String] {
    static KEYS: OnceLock<Vec<String>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let text = include_str!("../../themes/werkplein/teksten.yaml");
        match parse::file(&"themes/werkplein/teksten.yaml".into(), 0, text.as_bytes()).0.value {
            File::Words(words) => words.into_keys().collect(),
            _ => Vec::new(),
        }
    })
}
