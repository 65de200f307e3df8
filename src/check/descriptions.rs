//! Title and description stand in lists and search results: they tell pages apart, and fit.

use std::collections::BTreeMap;

use super::Reading;
use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::model::portal::{Page, Portal};
use crate::order::Order;
use crate::source::Place;

/// Characters of a description that search results show in full.
const MOST: usize = 160;
/// A description of fewer characters says too little.
const LEAST: usize = 25;

/// Reports descriptions that are too long or too short.
pub fn length(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let count = reading.common.description.chars().count();
    if !(LEAST..=MOST).contains(&count) {
        let problem = reading.report(&catalogue::DESCRIPTION_LENGTH, reading.field("description"));
        diagnostics.push(problem.with("aantal", count.to_string()));
    }
}

/// Reports pages of editors with the title or description of another.
pub fn doubles(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    same(portal, &catalogue::SAME_TITLE, |page| &page.title, diagnostics);
    same(portal, &catalogue::SAME_DESCRIPTION, |page| &page.description, diagnostics);
}

fn same<'a>(
    portal: &'a Portal,
    entry: &'static Entry,
    text: fn(&'a Page) -> &'a str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let written = portal.pages.iter().filter_map(|page| Some((page, page.text.as_ref()?)));
    let mut written: Vec<_> =
        written.map(|(page, read)| (&read.path, read.common().title.place.clone(), page)).collect();
    written.order_by_key(|(path, ..)| *path);
    for (_, place, page) in written {
        match first.get(&text(page).to_lowercase()) {
            Some(other) => {
                let problem = Diagnostic::new(entry, place).with("tekst", text(page)).related(other.clone());
                diagnostics.push(problem.with("ander", &*other.path));
            }
            None => {
                first.insert(text(page).to_lowercase(), place);
            }
        }
    }
}
