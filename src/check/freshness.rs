//! What nobody looks after grows old: pages with an owner and a day to look again, figures no older than their period allows.

use jiff::ToSpan;

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::portal::Portal;
use crate::model::reviews::NEAR;
use crate::source::Place;

/// How many months a monthly figure may lag.
const MONTHS: i64 = 6;

/// Reports a page whose review is due or nearly so, and a page without owner.
pub fn page(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    if reading.common.owner.is_none() {
        diagnostics.push(reading.report(&catalogue::NO_OWNER, reading.field("owner")));
    }
    let today = reading.portal.as_of;
    if let Some(day) = reading.common.reviewed.filter(|day| *day > today) {
        let problem = reading.report(&catalogue::REVIEWED_LATER, reading.field("reviewed"));
        diagnostics.push(problem.with("dag", day.to_string()));
    }
    let Some(due) = reading.common.review_before else { return };
    let entry = match () {
        () if due <= today => &catalogue::REVIEW_PASSED,
        () if due <= today.saturating_add(NEAR.days()) => &catalogue::REVIEW_NEAR,
        () => return,
    };
    let owner = reading.common.owner.as_deref().unwrap_or("–");
    let problem = reading.report(entry, reading.field("review_before"));
    diagnostics.push(problem.with("dag", due.to_string()).with("eigenaar", owner));
}

/// Reports a landkaart that lacks a whole period that has ended, and figures of the labour market of too long ago.
pub fn figures(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(landkaart) = &portal.landkaart
        && let Some(newest) = landkaart.newest()
        && let Some((first, last)) = landkaart.days(newest)
    {
        // The period after it must have ended as long ago as a period takes: answers are asked for when it has ended.
        let length = first.until(last).map_or(0, |span| i64::from(span.get_days()) + 1);
        if last.saturating_add((2 * length).days()) < portal.as_of {
            let periode = &landkaart.periodes[newest];
            let problem = Diagnostic::new(&catalogue::OLD_FIGURES, Place::file(periode.path.clone()));
            diagnostics.push(problem.with("wat", "landkaart").with("laatste", &periode.id));
        }
    }
    let newest = portal.arbeidsmarkt.indicatoren.iter().filter_map(|indicator| indicator.newest_month()).max();
    if let Some((_, last)) = newest.and_then(|month| month.days())
        && last.saturating_add(MONTHS.months()) < portal.as_of
    {
        let problem = Diagnostic::new(&catalogue::OLD_FIGURES, Place::file("data/arbeidsmarkt/model.yaml"));
        diagnostics.push(
            problem.with("wat", "arbeidsmarkt").with("laatste", newest.map(|month| month.id()).unwrap_or_default()),
        );
    }
}
