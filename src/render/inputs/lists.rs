//! Inputs of the home page and of lists over several kinds: practices by facet, target groups, events, glossary, A–Z.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::id::Id;
use crate::model::places::{initial, sort_key};
use crate::model::portal::{Doelgroep, PageKind, Praktijk};
use crate::render::part::Part;

/// A value practices can be chosen by, with the number of practices.
#[derive(Serialize)]
struct Facet {
    title: String,
    href: String,
    count: usize,
}

/// A letter with what stands under it.
#[derive(Serialize)]
struct Letter {
    letter: String,
    items: Vec<Link>,
}

impl Inputs<'_> {
    pub(super) fn home(&self) -> Vec<Named> {
        let portal = self.portal;
        let coming = portal.bijeenkomsten.ids().filter(|&id| !self.is_past(&portal.bijeenkomsten[id]));
        let coming: Vec<_> = coming.take(3).map(|id| self.bijeenkomst_cards[id.index()].clone()).collect();
        vec![
            ("themas", Part::list(self.thema_cards.iter().cloned())),
            ("berichten", Part::list(self.bericht_cards.iter().take(3).cloned())),
            ("bijeenkomsten", Part::list(coming)),
            ("praktijken", Part::list(self.praktijk_cards.iter().take(3).cloned())),
            ("stand", self.national_state()),
            (
                "begin",
                Part::of(
                    &self
                        .portal
                        .page_at(&["over", "nieuw-hier"])
                        .map(|page| Link { title: portal.pages[page].title.clone(), href: portal.href(page) }),
                ),
            ),
        ]
    }

    pub(super) fn praktijken(&self) -> Vec<Named> {
        vec![("praktijken", Part::list(self.praktijk_cards.iter().cloned())), ("facetten", self.facets())]
    }

    /// The lists in which practices can be found, each a page of its own.
    fn facets(&self) -> Part {
        let portal = self.portal;
        let count = |holds: &dyn Fn(&Praktijk) -> bool| portal.praktijken.iter().filter(|p| holds(p)).count();
        let facet = |link: Link, count| Facet { title: link.title, href: link.href, count };
        let themas: Vec<Facet> =
            portal.themas.ids().map(|id| facet(self.thema_link(id), count(&|p| p.themas.contains(&id)))).collect();
        let doelgroepen: Vec<Facet> = portal
            .doelgroepen
            .ids()
            .map(|id| facet(self.doelgroep_link(id), count(&|p| p.doelgroepen.contains(&id))))
            .collect();
        let regios: Vec<Facet> =
            portal.regios.ids().map(|id| facet(self.regio_link(id), count(&|p| p.regio == Some(id)))).collect();
        let mijlpalen: Vec<Facet> = portal.landkaart.as_ref().map_or_else(Vec::new, |landkaart| {
            let link = |id| {
                let mijlpaal = &landkaart.mijlpalen[id];
                Link { title: mijlpaal.naam.clone(), href: portal.mijlpaal_href(mijlpaal) }
            };
            landkaart.mijlpalen.ids().map(|id| facet(link(id), count(&|p| p.mijlpalen.contains(&id)))).collect()
        });
        Part::map([
            ("themas", Part::of(&themas)),
            ("doelgroepen", Part::of(&doelgroepen)),
            ("regios", Part::of(&regios)),
            ("mijlpalen", Part::of(&mijlpalen)),
        ])
    }

    pub(super) fn doelgroepen(&self) -> Vec<Named> {
        #[derive(Serialize)]
        struct Row<'a> {
            title: &'a str,
            href: String,
            description: &'a str,
            facts: Vec<String>,
            voorbeeld: bool,
        }
        let portal = self.portal;
        let rows: Vec<Row> = portal
            .doelgroepen
            .ids()
            .map(|id| {
                let count = portal.praktijken.iter().filter(|praktijk| praktijk.doelgroepen.contains(&id)).count();
                let doelgroep = &portal.doelgroepen[id];
                Row {
                    title: &doelgroep.naam,
                    href: self.doelgroep_link(id).href,
                    description: &doelgroep.uitleg,
                    facts: vec![self.count("praktijk", count)],
                    voorbeeld: false,
                }
            })
            .collect();
        vec![("doelgroepen", Part::of(&rows))]
    }

    pub(super) fn doelgroep(&self, id: Id<Doelgroep>) -> Vec<Named> {
        let portal = self.portal;
        let praktijken = portal.praktijken_where(|praktijk| praktijk.doelgroepen.contains(&id));
        let themas = portal.themas.ids().filter(|&thema| portal.themas[thema].doelgroepen.contains(&id));
        vec![
            ("uitleg", Part::of(&portal.doelgroepen[id].uitleg)),
            ("praktijken", self.cards(praktijken)),
            ("themas", Part::list(themas.map(|id| self.thema_cards[id.index()].clone()))),
        ]
    }

    pub(super) fn agenda(&self) -> Vec<Named> {
        let portal = self.portal;
        let (past, coming): (Vec<_>, Vec<_>) =
            portal.bijeenkomsten.ids().partition(|&id| self.is_past(&portal.bijeenkomsten[id]));
        let cards = |ids: Vec<Id<_>>| Part::list(ids.into_iter().map(|id| self.bijeenkomst_cards[id.index()].clone()));
        vec![("komend", cards(coming)), ("voorbij", cards(past.into_iter().rev().collect()))]
    }

    pub(super) fn begrippen(&self) -> Vec<Named> {
        #[derive(Serialize)]
        struct Begrip<'a> {
            id: &'a str,
            naam: &'a str,
            voluit: Option<&'a str>,
            uitleg: &'a str,
            oude_namen: &'a [String],
            synoniemen: &'a [String],
            zie_ook: Vec<Link>,
        }
        #[derive(Serialize)]
        struct Group<'a> {
            letter: String,
            begrippen: Vec<Begrip<'a>>,
        }
        let portal = self.portal;
        let mut groups: Vec<Group> = Vec::new();
        for row in portal.begrippen.iter() {
            let letter = initial(&row.naam).to_string();
            let zie_ook = row.zie_ook.iter().filter_map(|id| {
                let other = portal.begrippen.iter().find(|other| other.id.value == id.value)?;
                Some(Link { title: other.naam.clone(), href: format!("#{}", id.value) })
            });
            let begrip = Begrip {
                id: &row.id.value,
                naam: &row.naam,
                voluit: row.voluit.as_deref(),
                uitleg: &row.uitleg,
                oude_namen: &row.oude_namen,
                synoniemen: &row.synoniemen,
                zie_ook: zie_ook.collect(),
            };
            match groups.last_mut() {
                Some(group) if group.letter == letter => group.begrippen.push(begrip),
                _ => groups.push(Group { letter, begrippen: vec![begrip] }),
            }
        }
        vec![("letters", Part::of(&groups)), ("aantal", Part::of(&portal.begrippen.len()))]
    }

    pub(super) fn over(&self) -> Vec<Named> {
        #[derive(Serialize)]
        struct Row<'a> {
            title: &'a str,
            href: String,
            description: &'a str,
        }
        let portal = self.portal;
        let rows: Vec<Row> = portal
            .paginas
            .iter()
            .map(|&page| Row {
                title: &portal.pages[page].title,
                href: portal.href(page),
                description: &portal.pages[page].description,
            })
            .collect();
        vec![("paginas", Part::of(&rows))]
    }

    /// Every page by its title, and every glossary term; a page of one period is left out, as its milestone has a page.
    pub(super) fn a_to_z(&self) -> Vec<Named> {
        let portal = self.portal;
        let pages = portal.pages.iter().filter(|page| {
            page.linkable && !matches!(page.kind, PageKind::Home | PageKind::AlfabetischeLijst | PageKind::Periode)
        });
        let pages = pages.map(|page| match page.kind {
            // "Werkplein Tiel" is looked up under T, and so is "Regio Twente".
            PageKind::Werkplein | PageKind::Regio => {
                let (word, name) = page.title.split_once(' ').unwrap_or(("", &page.title));
                Link { title: format!("{name} ({})", word.to_lowercase()), href: page.route.href(&portal.base_path) }
            }
            _ => Link { title: page.title.clone(), href: page.route.href(&portal.base_path) },
        });
        let glossary = portal.page_at(&["begrippen"]).map(|page| portal.href(page)).unwrap_or_default();
        let terms = portal.begrippen.iter().map(|begrip| Link {
            title: match &begrip.voluit {
                Some(in_full) => format!("{} ({in_full})", begrip.naam),
                None => begrip.naam.clone(),
            },
            href: format!("{glossary}#{}", begrip.id.value),
        });
        let mut letters: BTreeMap<char, Vec<Link>> = BTreeMap::new();
        for link in pages.chain(terms) {
            letters.entry(initial(&link.title)).or_default().push(link);
        }
        let letters: Vec<Letter> = letters
            .into_iter()
            .map(|(letter, mut items)| {
                items.sort_by(|a, b| (sort_key(&a.title), &a.href).cmp(&(sort_key(&b.title), &b.href)));
                Letter { letter: letter.to_string(), items }
            })
            .collect();
        vec![("letters", Part::of(&letters))]
    }

    /// The state of the country in a few figures, for the home page.
    fn national_state(&self) -> Part {
        #[derive(Serialize)]
        struct State {
            periode: String,
            gemiddelde: String,
            ingevuld: String,
            werkpleinen: String,
            href: String,
            voorbeeld: bool,
        }
        let portal = self.portal;
        let state = portal.landkaart.as_ref().and_then(|landkaart| {
            let periode = landkaart.newest()?;
            let spread = landkaart.distribution(periode, &landkaart.all(), portal.werkpleinen.ids());
            Some(State {
                periode: landkaart.periodes[periode].naam.clone(),
                gemiddelde: dutch::whole(i64::from(spread.mean?)),
                ingevuld: dutch::whole(i64::from(spread.answered)),
                werkpleinen: dutch::whole(portal.werkpleinen.len() as i64),
                href: portal.page_at(&["landkaart"]).map(|page| portal.href(page)).unwrap_or_default(),
                voorbeeld: landkaart.model.voorbeeld.is_some(),
            })
        });
        Part::of(&state)
    }
}
