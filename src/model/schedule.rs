//! What the coming days bring without anybody writing a word: pages that appear, pages that disappear, events that are over.

use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Input, Written};
use crate::config::Options;
use crate::order::Order;
use crate::parse::front_matter::Fields;
use crate::parse::settings::EditieRow;

/// A day on which the site becomes another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Planned {
    /// The first day on which it is so.
    pub day: Date,
    /// What happens.
    pub change: Change,
    /// The file that says so.
    pub path: String,
}

/// What happens to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Change {
    /// It is shown from this day on.
    Appears,
    /// It is no longer shown.
    Expires,
    /// Its event is over.
    Passes,
}

/// All changes after `day`, in order of time.
pub(super) fn planned(input: &Input, options: &Options, day: Date) -> Vec<Planned> {
    // With drafts everything is shown, on any day.
    let counts = |written: &&Written| !written.common().draft && !options.drafts;
    let mut all: Vec<Planned> =
        input.pages.par_iter().filter(counts).flat_map_iter(|written| page(written, day)).collect();
    let editions = input.edities.iter().filter(|edition: &&EditieRow| edition.datum > day && !options.drafts);
    all.extend(editions.map(|edition| Planned {
        day: edition.datum,
        change: Change::Appears,
        path: edition.nummer.place.path.to_string(),
    }));
    all.order();
    all
}

/// What changes after `day` for one page.
fn page(written: &Written, day: Date) -> Vec<Planned> {
    let mut all = Vec::new();
    let common = written.common();
    let appears = common.date.filter(|date| *date > day);
    let expires = common.expires.filter(|expires| *expires > day && appears.is_none_or(|date| date < *expires));
    // A page that expires before it appears is never seen, nor one that has expired.
    if expires.is_none() && common.expires.is_some() {
        return all;
    }
    let mut add = |day, change| all.push(Planned { day, change, path: written.path.to_string() });
    if let Some(date) = appears {
        add(date, Change::Appears);
    }
    if let Some(expires) = expires {
        add(expires, Change::Expires);
    }
    if let Fields::Bijeenkomst(event) = written.fields() {
        let over = event.end.unwrap_or(event.start).date.saturating_add(1.day());
        if over > day && appears.is_none_or(|date| date < over) && expires.is_none_or(|expires| over < expires) {
            add(over, Change::Passes);
        }
    }
    all
}

/// The first of these, with those of the same day.
pub fn next(planned: &[Planned]) -> &[Planned] {
    let Some(first) = planned.first() else { return planned };
    &planned[..planned.partition_point(|other| other.day == first.day)]
}
