//! What `security.txt` says holds for a time: whoever finds a leak after that must not trust it (RFC 9116, section 2.5.5).
//!
//! It is the one rule that looks at the day of today and not at the day the portal shows: a file that has run out has run out,
//! whatever period the portal is about. A warning also when the day has passed: an error would make it depend on the clock
//! whether the site can be published.

use jiff::ToSpan;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::portal::Portal;

/// How many days before the end the warning comes.
const DAYS: i64 = 30;

/// Reports a `security.txt` that has run out, or will soon.
pub fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let Some(security) = &portal.settings.beveiliging else { return };
    let expires = &security.expires;
    let warned = expires.value.saturating_sub(DAYS.days());
    let entry = match portal.today {
        today if today >= expires.value => &catalogue::SECURITY_EXPIRED,
        today if today >= warned => &catalogue::SECURITY_EXPIRES,
        _ => return,
    };
    diagnostics.push(Diagnostic::new(entry, expires.place.clone()).with("dag", expires.value.to_string()));
}
