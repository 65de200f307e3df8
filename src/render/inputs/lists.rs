//! Inputs of the home page and of lists over several kinds: practices by facet, target groups, events, glossary, A–Z.

use std::collections::BTreeMap;

use serde::Serialize;

use super::content::Card;
use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::facets::Dimension;
use crate::model::id::Id;
use crate::model::lists::{self, PER_A_TO_Z, PER_LIST};
use crate::model::places::{initial, letter_part, sort_key};
use crate::model::portal::{Doelgroep, Onderwerp, Page, PageKind, Portal, Praktijk, Subject};
use crate::model::route::Route;
use crate::order::Order;
use crate::render::calendar;
use crate::render::dates::ON_HOME;
use crate::render::part::Part;

/// A topic, with the number of practices.
#[derive(Serialize)]
struct Facet {
    title: String,
    href: String,
    count: usize,
}

/// A letter with what stands under it.
#[derive(Debug, Serialize)]
pub(super) struct Letter {
    #[serde(skip)]
    initial: char,
    letter: String,
    items: Vec<Link>,
}

/// All names of the A–Z under their letters.
fn letters(portal: &Portal) -> Vec<Letter> {
    let pages = portal.pages.iter().filter(|page| lists::is_in_a_to_z(page));
    let pages = pages.map(|page| page.route.href(&portal.base_path));
    let glossary = portal.page_at(&["begrippen"]).map(|page| portal.href(page)).unwrap_or_default();
    let terms = portal.begrippen.iter().map(|begrip| format!("{glossary}#{}", begrip.id.value));
    let mut letters: BTreeMap<char, Vec<(String, Link)>> = BTreeMap::new();
    for (title, href) in lists::a_to_z_names(portal).zip(pages.chain(terms)) {
        let link = Link { title: title.into_owned(), href };
        letters.entry(initial(&link.title)).or_default().push((sort_key(&link.title), link));
    }
    let sorted = |mut items: Vec<(String, Link)>| {
        items.order_by(|a, b| (&a.0, &a.1.href).cmp(&(&b.0, &b.1.href)));
        items.into_iter().map(|(_, link)| link).collect()
    };
    letters
        .into_iter()
        .map(|(initial, items)| Letter { initial, letter: initial.to_string(), items: sorted(items) })
        .collect()
}

impl Inputs<'_> {
    pub(super) fn home(&self) -> Vec<Named> {
        let portal = self.portal;
        let coming = portal.bijeenkomsten.ids().filter(|&id| !self.is_past(&portal.bijeenkomsten[id])).take(3);
        vec![
            self.named("themas", || Part::list(portal.themas.ids().map(|id| self.thema_card(id)))),
            self.named("berichten", || {
                Part::list(portal.berichten.ids().take(ON_HOME).map(|id| self.bericht_card(id)))
            }),
            self.named("bijeenkomsten", || Part::list(coming.map(|id| self.bijeenkomst_card(id)))),
            self.named("praktijken", || {
                Part::list(portal.praktijken.ids().take(ON_HOME).map(|id| self.praktijk_card(id)))
            }),
            self.named("stand", || self.national_state()),
            self.named("begin", || {
                let begin = portal.page_at(&["over", "nieuw-hier"]);
                self.part(&begin.map(|page| Link::to(portal, page)))
            }),
        ]
    }

    /// A page of a list that is not its first.
    pub(super) fn further_list(&self) -> Vec<Named> {
        let lists = &self.portal.lists;
        let ids: &[Id<Praktijk>] = match self.page.subject {
            Subject::Thema(id) => &lists.thema[id.index()],
            Subject::Doelgroep(id) => &lists.doelgroep[id.index()],
            Subject::Onderwerp(id) => &lists.onderwerp[id.index()],
            Subject::Mijlpaal(id) => &lists.mijlpaal[id.index()],
            Subject::Regio(id) => &lists.regio[id.index()],
            _ => {
                let ids = self.chosen_praktijken();
                let [praktijken, blad] = self.list(ids);
                return vec![praktijken, blad, self.named("keuze", || self.choosing(ids.len()))];
            }
        };
        self.list(ids).into()
    }

    /// The cards of one page of a list, and how to go to the page before and after it.
    pub(super) fn list(&self, ids: &[Id<Praktijk>]) -> [Named; 2] {
        #[derive(Serialize)]
        struct Blad {
            nummer: u32,
            aantal: usize,
            vorige: Option<String>,
            volgende: Option<String>,
        }
        let page = self.page;
        let first = match page.parent {
            Some(parent) if page.blad > 1 => &self.portal.pages[parent].route,
            _ => &page.route,
        };
        let address = |blad: u32| match blad {
            1 => first.href(&self.portal.base_path),
            _ => Route::page(&[first.name(), "pagina", &blad.to_string()]).href(&self.portal.base_path),
        };
        let nummer = page.blad;
        let aantal = ids.len().div_ceil(PER_LIST).max(1);
        let start = (nummer as usize - 1) * PER_LIST;
        let shown = ids.iter().copied().skip(start).take(PER_LIST);
        let blad = Blad {
            nummer,
            aantal,
            vorige: (nummer > 1).then(|| address(nummer - 1)),
            volgende: ((nummer as usize) < aantal).then(|| address(nummer + 1)),
        };
        [self.named("praktijken", || self.cards(shown)), self.named("blad", || self.part(&blad))]
    }

    pub(super) fn doelgroepen(&self) -> Vec<Named> {
        let portal = self.portal;
        let rows: Vec<Card> = portal
            .doelgroepen
            .ids()
            .map(|id| {
                let count = portal.lists.doelgroep[id.index()].len();
                let doelgroep = &portal.doelgroepen[id];
                Card {
                    title: &doelgroep.naam,
                    href: self.doelgroep_link(id).href,
                    description: &doelgroep.uitleg,
                    facts: vec![self.count("praktijk", count)],
                    ..Card::default()
                }
            })
            .collect();
        vec![self.named("doelgroepen", || self.part(&rows))]
    }

    pub(super) fn onderwerpen(&self) -> Vec<Named> {
        let portal = self.portal;
        let rows: Vec<Facet> = (portal.onderwerpen.ids())
            .map(|id| {
                let Link { title, href } = self.onderwerp_link(id);
                Facet { title, href, count: portal.lists.onderwerp[id.index()].len() }
            })
            .collect();
        vec![self.named("onderwerpen", || self.part(&rows))]
    }

    pub(super) fn onderwerp(&self, id: Id<Onderwerp>) -> Vec<Named> {
        let ids = &self.portal.lists.onderwerp[id.index()];
        let [praktijken, blad] = self.list(ids);
        vec![praktijken, blad, self.named("aantal", || self.part(&ids.len()))]
    }

    pub(super) fn doelgroep(&self, id: Id<Doelgroep>) -> Vec<Named> {
        let portal = self.portal;
        let ids = &portal.lists.doelgroep[id.index()];
        let [praktijken, blad] = self.list(ids);
        let themas = portal.themas.ids().filter(|&thema| portal.themas[thema].doelgroepen.contains(&id));
        vec![
            self.named("uitleg", || self.part(&portal.doelgroepen[id].uitleg)),
            praktijken,
            blad,
            self.choice_link(Dimension::Doelgroep, id.index()),
            self.named("aantal", || self.part(&ids.len())),
            self.named("themas", || Part::list(themas.map(|id| self.thema_card(id)))),
        ]
    }

    pub(super) fn agenda(&self) -> Vec<Named> {
        let portal = self.portal;
        let (past, coming): (Vec<_>, Vec<_>) =
            portal.bijeenkomsten.ids().partition(|&id| self.is_past(&portal.bijeenkomsten[id]));
        let cards = |ids: Vec<Id<_>>| Part::list(ids.into_iter().map(|id| self.bijeenkomst_card(id)));
        vec![
            self.named("komend", || cards(coming)),
            self.named("voorbij", || cards(past.into_iter().rev().collect())),
            self.named("agenda", || self.part(&calendar::href(portal, None))),
        ]
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
        vec![self.named("letters", || self.part(&groups)), self.named("aantal", || self.part(&portal.begrippen.len()))]
    }

    /// The lists a reader without a script looks in.
    pub(super) fn zoeken(&self) -> Vec<Named> {
        const ENTRANCES: [&str; 13] = [
            "a-tot-z",
            "themas",
            "praktijken",
            "doelgroepen",
            "onderwerpen",
            "begrippen",
            "werkpleinen",
            "regios",
            "landkaart",
            "mijlpalen",
            "indicatoren",
            "nieuws",
            "agenda",
        ];
        let pages = ENTRANCES.iter().filter_map(|part| self.portal.page_at(&[part]));
        let links: Vec<Link> = pages.map(|page| Link::to(self.portal, page)).collect();
        vec![self.named("ingangen", || self.part(&links))]
    }

    /// What is told about the portal: all pages that do not stand below another.
    pub(super) fn over(&self) -> Vec<Named> {
        let portal = self.portal;
        vec![self.named("paginas", || self.pagina_list(|page| !below_another(portal, page)))]
    }

    /// The pages below a page of its kind.
    pub(super) fn pagina(&self) -> Vec<Named> {
        vec![self.named("paginas", || self.pagina_list(|below| self.portal.pages[below].parent == Some(self.id)))]
    }

    fn pagina_list(&self, shown: impl Fn(Id<Page>) -> bool) -> Part {
        #[derive(Serialize)]
        struct Row<'a> {
            title: &'a str,
            href: String,
            description: &'a str,
        }
        let portal = self.portal;
        let row = |id: Id<Page>| {
            let page = &portal.pages[id];
            Row { title: &page.title, href: portal.href(id), description: &page.description }
        };
        let rows: Vec<Row> = portal.paginas.iter().copied().filter(|&page| shown(page)).map(row).collect();
        self.part(&rows)
    }

    /// Every page by its title, and every glossary term; of a long list only the letters, or the names under one letter.
    pub(super) fn a_to_z(&self, letter: Option<char>) -> Vec<Named> {
        let portal = self.portal;
        let letters = self.shared.letters.get_or_init(|| letters(portal));
        let shown: Vec<&Letter> = match letter {
            Some(letter) => letters.iter().filter(|item| item.initial == letter).collect(),
            None => letters.iter().collect(),
        };
        let of_letters: Vec<Link> = (letters.iter())
            .filter(|_| letters.iter().map(|letter| letter.items.len()).sum::<usize>() > PER_A_TO_Z)
            .map(|letter| Link {
                title: letter.letter.clone(),
                href: Route::page(&["a-tot-z", &letter_part(letter.initial)]).href(&portal.base_path),
            })
            .collect();
        let whole = of_letters.is_empty() || letter.is_some();
        let shown = if whole { shown } else { Vec::new() };
        vec![self.named("letters", || self.part(&shown)), self.named("letterpaginas", || self.part(&of_letters))]
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
        self.part(&state)
    }
}

/// Whether a page of the editors' own stands below another of its kind, as a chapter of the handbook does.
pub(super) fn below_another(portal: &Portal, page: Id<Page>) -> bool {
    portal.pages[page].parent.is_some_and(|above| portal.pages[above].kind == PageKind::Pagina)
}
