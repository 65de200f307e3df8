//! Who has to look at which page again, and before which day.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::id::Id;
use crate::model::portal::{Page, Portal};
use crate::order::Order;

/// How many days before it falls due a review is announced.
pub const NEAR: i64 = 30;

/// A page that is to be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Review {
    /// Day before which that must be done.
    pub due: Date,
    /// The page.
    pub page: Id<Page>,
}

impl Review {
    /// Whether it must be done now, or soon.
    pub fn is_near(&self, today: Date) -> bool {
        self.due <= today.saturating_add(NEAR.days())
    }
}

/// All reviews, first due first, by the role that owns the page; an empty role for a page without owner. Of one `owner` when
/// asked for.
pub fn reviews<'a>(portal: &'a Portal, owner: Option<&str>) -> BTreeMap<&'a str, Vec<Review>> {
    let mut all: BTreeMap<&str, Vec<Review>> = BTreeMap::new();
    for page in portal.pages.ids() {
        let Some(common) = portal.pages[page].text.as_ref().map(|text| text.common()) else { continue };
        let (Some(due), who) = (common.review_before, common.owner.as_deref().unwrap_or_default()) else { continue };
        // The further pages of a list have no text, so no page is met twice.
        if owner.is_none_or(|owner| owner.eq_ignore_ascii_case(who)) {
            all.entry(who).or_default().push(Review { due, page });
        }
    }
    all.values_mut().for_each(|list| list.order());
    all
}
