//! A page without a text: its reader finds a title and nothing below it.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::front_matter::ContentKind;

/// Reports a page without a text. The page above a list needs none, and neither does one that is told of its missing sections or
/// that shows what an event is by its fields.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let needs_none = reading.page.text.as_ref().is_none_or(|text| {
        let has_fields = matches!(text.page.kind, ContentKind::Praktijk | ContentKind::Bijeenkomst);
        text.page.slug.is_empty() || has_fields
    });
    let text = reading.source[reading.yaml.end..].trim_start_matches('-');
    if !needs_none && text.trim().is_empty() {
        diagnostics.push(reading.report(&catalogue::EMPTY_PAGE, reading.field("title")));
    }
}
