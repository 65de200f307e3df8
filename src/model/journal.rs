//! The newsletter: editions with a day and the day since when things count as new. What is in an edition follows from the dates of
//! the pages, so an edition stays as it was when newer pages come.

use std::cmp::Reverse;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Builder;
use crate::model::id::{Id, List};
use crate::model::places::unique;
use crate::model::portal::{Bericht, Bijeenkomst, Page, PageKind, Portal, Praktijk, Subject};
use crate::order::Order;

/// How many months ahead an edition names events: bounded, so that an old edition does not fill up with what was planned later.
const MONTHS_AHEAD: i64 = 3;

/// An edition of the newsletter.
#[derive(Debug, Clone)]
pub struct Editie {
    /// Its page.
    pub page: Id<Page>,
    /// Its number, from 1.
    pub nummer: String,
    /// Day on which it comes out.
    pub datum: Date,
    /// First day of which it tells the news.
    pub sinds: Date,
    /// One or two sentences that open it.
    pub inleiding: String,
}

/// What is in an edition, each list in the order of the portal's own.
#[derive(Debug, Default)]
pub struct Contents {
    /// News of these days.
    pub berichten: Vec<Id<Bericht>>,
    /// Practices of these days.
    pub praktijken: Vec<Id<Praktijk>>,
    /// Events that start on the day of the edition or in the months after it.
    pub komend: Vec<Id<Bijeenkomst>>,
    /// Events that started in these days.
    pub geweest: Vec<Id<Bijeenkomst>>,
}

impl Contents {
    /// What is in an edition.
    pub fn new(portal: &Portal, editie: &Editie) -> Self {
        let is_new = |date: Date| (editie.sinds..=editie.datum).contains(&date);
        let ahead = editie.datum.saturating_add(MONTHS_AHEAD.months());
        let started = |id: &Id<Bijeenkomst>| portal.bijeenkomsten[*id].start.date;
        let berichten = portal.berichten.ids().filter(|&id| is_new(portal.berichten[id].date));
        let praktijken = portal.praktijken.ids().filter(|&id| portal.praktijken[id].date.is_some_and(is_new));
        let komend = portal.bijeenkomsten.ids().filter(|id| (editie.datum..ahead).contains(&started(id)));
        let geweest = portal.bijeenkomsten.ids().filter(|id| (editie.sinds..editie.datum).contains(&started(id)));
        Self {
            berichten: berichten.collect(),
            praktijken: praktijken.collect(),
            komend: komend.collect(),
            geweest: geweest.collect(),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.berichten.is_empty() && self.praktijken.is_empty() && self.komend.is_empty() && self.geweest.is_empty()
    }
}

impl Builder<'_, '_> {
    /// The editions that are out on this day, newest first, each with its page, and the page that lists them.
    pub(super) fn journal_pages(&mut self) {
        let mut rows = unique(self.input.edities, "Editie", |row| &row.nummer, self.diagnostics);
        rows.retain(|row| self.portal.drafts || row.datum <= self.portal.as_of);
        rows.order_by_key(|row| Reverse((row.datum, row.nummer.value.len(), row.nummer.value.clone())));
        if rows.is_empty() {
            return;
        }
        let words = self.words;
        let title = words.get("ketenjournaal.titel");
        let description = words.get("ketenjournaal.beschrijving").to_owned();
        self.add_data_page(PageKind::Ketenjournaal, Subject::None, &["ketenjournaal"], title, description, "nieuws");
        let mut edities: List<Editie> = List::default();
        for row in rows {
            let nummer = row.nummer.value.as_str();
            let title = words.fill("ketenjournaal.nummer", &[("nummer", nummer)]);
            let parts = ["ketenjournaal", nummer];
            let subject = Subject::Editie(edities.next_id());
            let description = row.inleiding.clone();
            self.add_data_page(PageKind::Editie, subject, &parts, &title, description, "ketenjournaal");
            let Some(page) = self.portal.page_at(&parts) else { continue };
            edities.push(Editie {
                page,
                nummer: nummer.to_owned(),
                datum: row.datum,
                sinds: row.sinds,
                inleiding: row.inleiding.clone(),
            });
        }
        self.portal.edities = edities;
    }
}
