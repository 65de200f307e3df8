//! Inputs of the pages that editors write, and the cards by which other pages show them.

use serde::Serialize;

use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::id::Id;
use crate::model::portal::{Bericht, Bijeenkomst, Praktijk, Text, Thema};
use crate::parse::front_matter::{Contact, Fields};
use crate::render::part::Part;

/// How a list shows a page: never its text.
#[derive(Serialize)]
struct Card<'a> {
    title: &'a str,
    href: String,
    description: &'a str,
    /// Short facts below the title.
    facts: Vec<String>,
    voorbeeld: bool,
}

#[derive(Serialize)]
struct ContactInput<'a> {
    rol: &'a str,
    organisatie: &'a str,
    adres: Option<&'a str>,
}

fn contact(contact: Option<&Contact>) -> Part {
    Part::of(&contact.map(|contact| ContactInput {
        rol: &contact.rol,
        organisatie: &contact.organisatie,
        adres: contact.adres.as_deref(),
    }))
}

impl Inputs<'_> {
    pub(super) fn thema_card(&self, id: Id<Thema>) -> Part {
        let page = &self.portal.pages[self.portal.themas[id].page];
        let count = self.portal.praktijken.iter().filter(|praktijk| praktijk.themas.contains(&id)).count();
        let facts = vec![self.count("praktijk", count)];
        Part::of(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts,
            voorbeeld: false,
        })
    }

    pub(super) fn praktijk_card(&self, id: Id<Praktijk>) -> Part {
        let praktijk = &self.portal.praktijken[id];
        let page = &self.portal.pages[praktijk.page];
        let words = &self.portal.words;
        let mut facts = Vec::new();
        facts.extend(self.where_done(praktijk));
        facts.push(words.get(&format!("status.{}", praktijk.status.name())).to_owned());
        facts.push(words.get(&format!("bewijs.{}", praktijk.bewijs.name())).to_owned());
        Part::of(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts,
            voorbeeld: praktijk.voorbeeld,
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

    pub(super) fn bericht_card(&self, id: Id<Bericht>) -> Part {
        let bericht = &self.portal.berichten[id];
        let page = &self.portal.pages[bericht.page];
        Part::of(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts: vec![dutch::date(bericht.date)],
            voorbeeld: false,
        })
    }

    pub(super) fn bijeenkomst_card(&self, id: Id<Bijeenkomst>) -> Part {
        let bijeenkomst = &self.portal.bijeenkomsten[id];
        let page = &self.portal.pages[bijeenkomst.page];
        Part::of(&Card {
            title: &page.title,
            href: page.route.href(&self.portal.base_path),
            description: &page.description,
            facts: vec![dutch::moment(bijeenkomst.start), bijeenkomst.plaats.clone()],
            voorbeeld: false,
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
        let praktijken = portal.praktijken_where(|praktijk| praktijk.themas.contains(&id));
        let berichten = portal.berichten.ids().filter(|&item| portal.berichten[item].themas.contains(&id)).take(5);
        let bijeenkomsten = portal.bijeenkomsten.ids().filter(|&item| portal.bijeenkomsten[item].themas.contains(&id));
        let doelgroepen: Vec<Link> = thema.doelgroepen.iter().map(|&id| self.doelgroep_link(id)).collect();
        let others = portal.themas.ids().map(|other| {
            Part::map([("link", Part::of(&self.thema_link(other))), ("current", Part::of(&(other == id)))])
        });
        vec![
            ("praktijken", self.cards(praktijken)),
            ("mijlpalen", self.milestone_rows(&thema.mijlpalen)),
            ("voorbeeld", self.landkaart_example()),
            ("doelgroepen", Part::of(&doelgroepen)),
            ("berichten", Part::list(berichten.map(|id| self.bericht_cards[id.index()].clone()))),
            ("bijeenkomsten", Part::list(bijeenkomsten.map(|id| self.bijeenkomst_cards[id.index()].clone()))),
            ("contact", contact(thema.contact.as_ref())),
            ("themas", Part::list(others)),
        ]
    }

    pub(super) fn praktijk(&self, id: Id<Praktijk>) -> Vec<Named> {
        #[derive(Serialize)]
        struct Facts<'a> {
            waar: Option<Link>,
            regio: Option<Link>,
            status: &'a str,
            status_naam: String,
            bewijs: String,
            bewijs_uitleg: String,
            kosten: Option<&'a str>,
            looptijd: Option<&'a str>,
            instrumenten: &'a [String],
            gestopt_omdat: Option<&'a str>,
            themas: Vec<Link>,
            doelgroepen: Vec<Link>,
            gebruikt_in: Vec<Link>,
            voorbeeld: bool,
        }
        let portal = self.portal;
        let praktijk = &portal.praktijken[id];
        let Some(text) = &portal.pages[praktijk.page].text else { return Vec::new() };
        let Fields::Praktijk(fields) = &text.page().front.fields else { return Vec::new() };
        let words = &portal.words;
        let waar = praktijk.werkplein.map(|id| Link {
            title: words.fill("werkplein.titel", &[("werkplein", &portal.werkpleinen[id].naam)]),
            href: portal.werkplein_href(id),
        });
        let word = |group: &str, name: &str| words.get(&format!("{group}.{name}")).to_owned();
        let facts = Facts {
            waar,
            regio: praktijk.regio.map(|id| self.regio_link(id)),
            status: praktijk.status.name(),
            status_naam: word("status", praktijk.status.name()),
            bewijs: word("bewijs", praktijk.bewijs.name()),
            bewijs_uitleg: word("bewijs_uitleg", praktijk.bewijs.name()),
            kosten: fields.kosten.as_deref(),
            looptijd: fields.looptijd.as_deref(),
            instrumenten: &fields.instrumenten,
            gestopt_omdat: fields.gestopt_omdat.as_deref(),
            themas: praktijk.themas.iter().map(|&id| self.thema_link(id)).collect(),
            doelgroepen: praktijk.doelgroepen.iter().map(|&id| self.doelgroep_link(id)).collect(),
            gebruikt_in: praktijk.gebruikt_in.iter().map(|&id| self.werkplein_link(id)).collect(),
            voorbeeld: praktijk.voorbeeld,
        };
        vec![
            ("praktijk", Part::of(&facts)),
            ("mijlpalen", self.milestone_rows(&praktijk.mijlpalen)),
            ("voorbeeld", self.landkaart_example()),
            ("contact", contact(fields.contact.as_ref())),
            ("verwant", self.cards(self.related(id))),
        ]
    }

    /// Up to four other practices that share most: themes count double, then milestones and target groups.
    fn related(&self, id: Id<Praktijk>) -> Vec<Id<Praktijk>> {
        let portal = self.portal;
        let praktijk = &portal.praktijken[id];
        let mut scored: Vec<(usize, Id<Praktijk>)> = portal
            .praktijken
            .ids()
            .filter(|&other| other != id)
            .map(|other| {
                let candidate = &portal.praktijken[other];
                let themas = shared(&praktijk.themas, &candidate.themas);
                let mijlpalen = shared(&praktijk.mijlpalen, &candidate.mijlpalen);
                let doelgroepen = shared(&praktijk.doelgroepen, &candidate.doelgroepen);
                (2 * themas + mijlpalen + doelgroepen, other)
            })
            .filter(|(score, _)| *score > 1)
            .collect();
        scored.sort_by_key(|&(score, other)| (std::cmp::Reverse(score), other));
        scored.into_iter().take(4).map(|(_, other)| other).collect()
    }

    pub(super) fn bericht(&self, id: Id<Bericht>) -> Vec<Named> {
        let portal = self.portal;
        let bericht = &portal.berichten[id];
        let themas: Vec<Link> = bericht.themas.iter().map(|&id| self.thema_link(id)).collect();
        let beside = |id: Option<Id<Bericht>>| Part::optional(id.map(|id| self.bericht_cards[id.index()].clone()));
        let newer = portal.berichten.ids().take_while(|&other| other < id).last();
        let older = portal.berichten.ids().find(|&other| other > id);
        vec![
            ("datum", Part::of(&dutch::date(bericht.date))),
            ("datum_machine", Part::of(&bericht.date.to_string())),
            ("themas", Part::of(&themas)),
            ("regio", Part::of(&bericht.regio.map(|id| self.regio_link(id)))),
            ("nieuwer", beside(newer)),
            ("ouder", beside(older)),
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
        }
        let bijeenkomst = &self.portal.bijeenkomsten[id];
        let machine = bijeenkomst.start.date.to_string();
        vec![(
            "bijeenkomst",
            Part::of(&Event {
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
            }),
        )]
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

fn shared<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    a.iter().filter(|item| b.contains(item)).count()
}
