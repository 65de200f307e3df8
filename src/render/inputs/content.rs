//! Inputs of the pages that editors write, and the cards by which other pages show them.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::mem;

use serde::Serialize;

use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::facets::Dimension;
use crate::model::id::Id;
use crate::model::portal::{Bericht, Bijeenkomst, Praktijk, Text, Thema};
use crate::parse::front_matter::{Contact, Fields};
use crate::render::calendar;
use crate::render::part::Part;

/// How many related practices a practice names.
const RELATED: usize = 5;
/// How far in each list related practices are looked for, to both sides.
const NEAR: usize = 24;

/// How a list shows a page: never its text.
#[derive(Serialize, Default)]
pub(super) struct Card<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
    pub(super) description: &'a str,
    /// Short facts below the title.
    pub(super) facts: Vec<String>,
    pub(super) voorbeeld: bool,
    pub(super) datum: Option<String>,
    pub(super) datum_machine: Option<String>,
    /// What a practice can be chosen by.
    pub(super) keuzes: Option<String>,
}

#[derive(Serialize)]
struct ContactInput<'a> {
    rol: &'a str,
    organisatie: &'a str,
    adres: Option<&'a str>,
}

impl Inputs<'_> {
    fn contact(&self, contact: Option<&Contact>) -> Part {
        self.part(&contact.map(|contact| ContactInput {
            rol: &contact.rol,
            organisatie: &contact.organisatie,
            adres: contact.adres.as_deref(),
        }))
    }

    pub(super) fn thema_card(&self, id: Id<Thema>) -> Part {
        self.card(&self.shared.thema_cards, id.index(), || self.make_thema_card(id))
    }

    pub(super) fn praktijk_card(&self, id: Id<Praktijk>) -> Part {
        self.card(&self.shared.praktijk_cards, id.index(), || self.make_praktijk_card(id))
    }

    pub(super) fn bericht_card(&self, id: Id<Bericht>) -> Part {
        self.card(&self.shared.bericht_cards, id.index(), || self.make_bericht_card(id))
    }

    pub(super) fn bijeenkomst_card(&self, id: Id<Bijeenkomst>) -> Part {
        self.card(&self.shared.bijeenkomst_cards, id.index(), || self.make_bijeenkomst_card(id))
    }

    fn make_thema_card(&self, id: Id<Thema>) -> Part {
        let page = &self.portal.pages[self.portal.themas[id].page];
        let count = self.portal.lists.thema[id.index()].len();
        let facts = vec![self.count("praktijk", count)];
        self.part(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts,
            voorbeeld: false,
            datum: None,
            datum_machine: None,
            keuzes: None,
        })
    }

    fn make_praktijk_card(&self, id: Id<Praktijk>) -> Part {
        let praktijk = &self.portal.praktijken[id];
        let page = &self.portal.pages[praktijk.page];
        let words = &self.portal.words;
        let mut facts = Vec::new();
        facts.extend(self.where_done(praktijk));
        facts.push(words.get(&format!("status.{}", praktijk.status.name())).to_owned());
        facts.push(words.get(&format!("bewijs.{}", praktijk.bewijs.name())).to_owned());
        self.part(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts,
            voorbeeld: praktijk.voorbeeld,
            datum: praktijk.date.map(dutch::date),
            datum_machine: praktijk.date.map(|date| date.to_string()),
            keuzes: Some(self.keys_of(id)),
        })
    }

    /// "Werkplein Tiel", or "Regio Twente".
    fn where_done(&self, praktijk: &Praktijk) -> Option<String> {
        let words = &self.portal.words;
        match (praktijk.werkplein, praktijk.regio) {
            (Some(id), _) => Some(words.fill("werkplein.titel", &[("werkplein", &self.portal.werkpleinen[id].naam)])),
            (None, Some(id)) => Some(words.fill("regio.titel", &[("regio", &self.portal.regios[id].naam)])),
            (None, None) => None,
        }
    }

    fn make_bericht_card(&self, id: Id<Bericht>) -> Part {
        let bericht = &self.portal.berichten[id];
        let page = &self.portal.pages[bericht.page];
        self.part(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts: vec![dutch::date(bericht.date)],
            voorbeeld: false,
            datum: Some(dutch::date(bericht.date)),
            datum_machine: Some(bericht.date.to_string()),
            keuzes: None,
        })
    }

    fn make_bijeenkomst_card(&self, id: Id<Bijeenkomst>) -> Part {
        let bijeenkomst = &self.portal.bijeenkomsten[id];
        let page = &self.portal.pages[bijeenkomst.page];
        self.part(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts: vec![dutch::moment(bijeenkomst.start), bijeenkomst.plaats.clone()],
            voorbeeld: false,
            datum: Some(dutch::moment(bijeenkomst.start)),
            datum_machine: Some(bijeenkomst.start.date.to_string()),
            keuzes: None,
        })
    }

    /// "1 praktijk", "3 praktijken", "geen praktijken".
    pub(super) fn count(&self, word: &str, count: usize) -> String {
        let words = &self.portal.words;
        match count {
            0 => words.get(&format!("telling.{word}.geen")).to_owned(),
            1 => words.get(&format!("telling.{word}.een")).to_owned(),
            _ => words.fill(&format!("telling.{word}.meer"), &[("aantal", &dutch::whole(count as i64))]),
        }
    }

    pub(super) fn thema(&self, id: Id<Thema>) -> Vec<Named> {
        let portal = self.portal;
        let thema = &portal.themas[id];
        let berichten = portal.berichten.ids().filter(|&item| portal.berichten[item].themas.contains(&id)).take(5);
        let bijeenkomsten = portal.bijeenkomsten.ids().filter(|&item| portal.bijeenkomsten[item].themas.contains(&id));
        let doelgroepen = || thema.doelgroepen.iter().map(|&id| self.doelgroep_link(id)).collect::<Vec<Link>>();
        let others = portal.themas.ids().map(|other| {
            Part::map([("link", self.part(&self.thema_link(other))), ("current", self.part(&(other == id)))])
        });
        let [praktijken, blad] = self.list(&portal.lists.thema[id.index()]);
        vec![
            praktijken,
            blad,
            self.choice_link(Dimension::Thema, id.index()),
            self.named("aantal", || self.part(&portal.lists.thema[id.index()].len())),
            self.named("mijlpalen", || self.milestone_rows(&thema.mijlpalen)),
            self.named("voorbeeld", || self.landkaart_example()),
            self.named("doelgroepen", || self.part(&doelgroepen())),
            self.named("berichten", || Part::list(berichten.map(|id| self.bericht_card(id)))),
            self.named("bijeenkomsten", || Part::list(bijeenkomsten.map(|id| self.bijeenkomst_card(id)))),
            self.named("contact", || self.contact(thema.contact.as_ref())),
            self.named("themas", || Part::list(others)),
        ]
    }

    pub(super) fn praktijk(&self, id: Id<Praktijk>) -> Vec<Named> {
        let portal = self.portal;
        let praktijk = &portal.praktijken[id];
        let Some(text) = &portal.pages[praktijk.page].text else { return Vec::new() };
        let Fields::Praktijk(fields) = &text.page.front.fields else { return Vec::new() };
        let words = &portal.words;
        let links = self.links();
        let word = |group: &str, name: &str| self.part(words.get(&format!("{group}.{name}")));
        let facts = || {
            self.map_of([
                ("waar", self.link_to(&links.titles, praktijk.werkplein)),
                ("regio", self.link_to(&links.regios, praktijk.regio)),
                ("status", self.part(praktijk.status.name())),
                ("status_naam", word("status", praktijk.status.name())),
                ("bewijs", word("bewijs", praktijk.bewijs.name())),
                ("bewijs_uitleg", word("bewijs_uitleg", praktijk.bewijs.name())),
                ("kosten", self.part(&fields.kosten)),
                ("looptijd", self.part(&fields.looptijd)),
                ("instrumenten", self.part(&fields.instrumenten)),
                ("gestopt_omdat", self.part(&fields.gestopt_omdat)),
                ("themas", self.links_to(&links.themas, &praktijk.themas)),
                ("doelgroepen", self.links_to(&links.doelgroepen, &praktijk.doelgroepen)),
                ("onderwerpen", self.links_to(&links.onderwerpen, &praktijk.onderwerpen)),
                ("gebruikt_in", self.links_to(&links.werkpleinen, &praktijk.gebruikt_in)),
                ("voorbeeld", self.part(&praktijk.voorbeeld)),
            ])
        };
        let (newer, older) = self.beside(id);
        let link = |id: Option<Id<Praktijk>>| self.part(&id.map(|id| self.praktijk_link(id)));
        vec![
            self.named("praktijk", facts),
            self.named("mijlpalen", || self.milestone_rows(&praktijk.mijlpalen)),
            self.named("voorbeeld", || self.landkaart_example()),
            self.named("contact", || self.contact(fields.contact.as_ref())),
            self.named("verwant", || self.cards(self.related(id))),
            self.named("nieuwer", || link(newer)),
            self.named("ouder", || link(older)),
        ]
    }

    /// The practices that stand before and after this one in the list of its first theme: newer and older.
    fn beside(&self, id: Id<Praktijk>) -> (Option<Id<Praktijk>>, Option<Id<Praktijk>>) {
        let portal = self.portal;
        let Some(thema) = portal.praktijken[id].themas.first() else { return (None, None) };
        let list = &portal.lists.thema[thema.index()];
        let at = list.partition_point(|&other| other < id);
        (at.checked_sub(1).map(|at| list[at]), list.get(at + 1).copied())
    }

    /// Up to five other practices that share most: topics count three times, themes twice, milestones and target groups
    /// once; of equals the newest. Looked for among the nearest in time in each list that names this practice, so that the
    /// work does not grow with the portal.
    fn related(&self, id: Id<Praktijk>) -> Vec<Id<Praktijk>> {
        thread_local! {
            /// What each practice shares with the one at hand: nothing, between two calls.
            static SHARED: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
        }
        let praktijk = &self.portal.praktijken[id];
        let lists = &self.portal.lists;
        let mut shared = SHARED.take();
        shared.resize(shared.len().max(self.portal.praktijken.len()), 0);
        let mut near: Vec<Id<Praktijk>> = Vec::with_capacity(256);
        let mut add = |list: &[Id<Praktijk>], weight: u32| {
            let at = list.partition_point(|&other| other < id);
            for &other in &list[at.saturating_sub(NEAR)..list.len().min(at + NEAR + 1)] {
                let sum = &mut shared[other.index()];
                if *sum == 0 {
                    near.push(other);
                }
                *sum += weight;
            }
        };
        praktijk.onderwerpen.iter().for_each(|onderwerp| add(&lists.onderwerp[onderwerp.index()], 3));
        praktijk.themas.iter().for_each(|thema| add(&lists.thema[thema.index()], 2));
        praktijk.mijlpalen.iter().for_each(|mijlpaal| add(&lists.mijlpaal[mijlpaal.index()], 1));
        praktijk.doelgroepen.iter().for_each(|doelgroep| add(&lists.doelgroep[doelgroep.index()], 1));
        let sums = near.into_iter().map(|other| (Reverse(mem::take(&mut shared[other.index()])), other));
        let mut scored: Vec<(Reverse<u32>, Id<Praktijk>)> =
            sums.filter(|&(Reverse(score), other)| other != id && score > 1).collect();
        SHARED.set(shared);
        if scored.len() > RELATED {
            scored.select_nth_unstable(RELATED);
            scored.truncate(RELATED);
        }
        scored.sort_unstable();
        scored.into_iter().map(|(_, other)| other).collect()
    }

    pub(super) fn bericht(&self, id: Id<Bericht>) -> Vec<Named> {
        let portal = self.portal;
        let bericht = &portal.berichten[id];
        let themas = || bericht.themas.iter().map(|&id| self.thema_link(id)).collect::<Vec<Link>>();
        let beside = |id: Option<Id<Bericht>>| Part::optional(id.map(|id| self.bericht_card(id)));
        let newer = id.before();
        let older = id.after().filter(|older| older.index() < portal.berichten.len());
        vec![
            self.named("datum", || self.part(&dutch::date(bericht.date))),
            self.named("datum_machine", || self.part(&bericht.date.to_string())),
            self.named("themas", || self.part(&themas())),
            self.named("regio", || self.part(&bericht.regio.map(|id| self.regio_link(id)))),
            self.named("nieuwer", || beside(newer)),
            self.named("ouder", || beside(older)),
        ]
    }

    pub(super) fn bijeenkomst(&self, id: Id<Bijeenkomst>) -> Vec<Named> {
        #[derive(Serialize)]
        struct Event<'a> {
            start: String,
            start_machine: String,
            end: Option<String>,
            plaats: &'a str,
            registration: Option<&'a str>,
            voorbij: bool,
            themas: Vec<Link>,
            regio: Option<Link>,
            agenda: Option<String>,
        }
        let bijeenkomst = &self.portal.bijeenkomsten[id];
        let machine = bijeenkomst.start.date.to_string();
        let event = || {
            self.part(&Event {
                start: dutch::moment(bijeenkomst.start),
                start_machine: match bijeenkomst.start.time {
                    Some((hour, minute)) => format!("{machine}T{hour:02}:{minute:02}"),
                    None => machine,
                },
                end: bijeenkomst.end.map(dutch::moment),
                plaats: &bijeenkomst.plaats,
                registration: bijeenkomst.registration.as_deref(),
                voorbij: self.is_past(bijeenkomst),
                themas: bijeenkomst.themas.iter().map(|&id| self.thema_link(id)).collect(),
                regio: bijeenkomst.regio.map(|id| self.regio_link(id)),
                agenda: calendar::href(self.portal, Some(id)),
            })
        };
        vec![self.named("bijeenkomst", event)]
    }

    /// Whether an event is over on the day the site is shown as of.
    pub(super) fn is_past(&self, bijeenkomst: &Bijeenkomst) -> bool {
        bijeenkomst.end.unwrap_or(bijeenkomst.start).date < self.portal.as_of
    }

    /// The day a text was published, for lists.
    pub(super) fn published(&self, text: Option<&Text>) -> Option<String> {
        text.and_then(|text| text.common().date).map(dutch::date)
    }
}
