//! An event that is over can no longer be signed up for.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::front_matter::Fields;

/// Reports an event in the past that still tells how to sign up.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let Some(text) = &reading.page.text else { return };
    let Fields::Bijeenkomst(event) = &text.page.front.fields else { return };
    let last = event.end.unwrap_or(event.start).date;
    // "Aanmelden is niet nodig" tells nobody to do something.
    let asks = event.registration.as_deref().is_some_and(|text| !text.to_lowercase().contains("niet nodig"));
    if last < reading.portal.as_of && asks {
        diagnostics.push(
            reading.report(&catalogue::EVENT_PASSED, reading.field("registration")).with("dag", last.to_string()),
        );
    }
}
