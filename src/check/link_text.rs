//! The text of a link says where it leads, also to who hears only the links of a page.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};

/// Texts of links that say nothing, in small letters.
const EMPTY_TEXTS: &[&str] = &[
    "hier",
    "klik hier",
    "klik",
    "lees meer",
    "lees verder",
    "meer",
    "meer info",
    "meer informatie",
    "link",
    "deze link",
    "deze pagina",
    "via deze link",
    "kijk hier",
    "ga hierheen",
    "hierheen",
    "download",
    "klik op deze link",
];

/// Reports links whose text says nothing, and links whose text is an address.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    for link in &reading.prose.links {
        let text = link.text.trim();
        let small = text.trim_end_matches(['.', '!', '›', '»']).trim().to_lowercase();
        if EMPTY_TEXTS.contains(&small.as_str()) {
            diagnostics.push(reading.report(&catalogue::CLICK_HERE, link.span).with("tekst", text));
        } else if small.starts_with("http://") || small.starts_with("https://") || small.starts_with("www.") {
            diagnostics.push(reading.report(&catalogue::ADDRESS_AS_TEXT, link.span).with("tekst", text));
        }
    }
}
