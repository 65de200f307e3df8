//! Long lists: their further pages, and the A–Z.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Builder;
use crate::model::id::Id;
use crate::model::places;
use crate::model::portal::{Page, PageKind, Portal, Subject};
use crate::model::route::Route;

/// The most practices on one page of a list.
pub const PER_LIST: usize = 100;

/// The most names in an A–Z of one page.
pub const PER_A_TO_Z: usize = 1000;

impl Builder<'_, '_> {
    /// The further pages of lists that are too long for one, and of the A–Z.
    pub(super) fn list_pages(&mut self) {
        let lists = &self.portal.lists;
        let mut long: Vec<(Id<Page>, usize)> = Vec::new();
        for id in self.portal.pages.ids() {
            let page = &self.portal.pages[id];
            let items = match page.subject {
                Subject::None if page.kind == PageKind::Praktijken => self.portal.praktijken.len(),
                Subject::ByTitle => self.portal.praktijken.len(),
                Subject::Choice(choice) => self.portal.facets.praktijken(choice).len(),
                Subject::Thema(thema) => lists.thema[thema.index()].len(),
                Subject::Doelgroep(doelgroep) => lists.doelgroep[doelgroep.index()].len(),
                Subject::Onderwerp(onderwerp) => lists.onderwerp[onderwerp.index()].len(),
                Subject::Mijlpaal(mijlpaal) => lists.mijlpaal[mijlpaal.index()].len(),
                Subject::Regio(regio) => lists.regio[regio.index()].len(),
                _ => 0,
            };
            if items > PER_LIST {
                long.push((id, items.div_ceil(PER_LIST)));
            }
        }
        for (first, count) in long {
            for blad in 2..=count as u32 {
                let Page { kind, subject, route, title, description, .. } = &self.portal.pages[first];
                let number = blad.to_string();
                let values = [("titel", &**title), ("nummer", &number), ("aantal", &count.to_string())];
                let page = Page {
                    kind: *kind,
                    subject: *subject,
                    route: Route::page(&[route.name(), "pagina", &number]),
                    title: self.words.fill("blad.titel", &values).into(),
                    description: description.clone(),
                    parent: Some(first),
                    text: None,
                    blad,
                    linkable: false,
                };
                self.add(page, &"data".into());
            }
        }
        self.letter_pages();
    }

    /// A page per letter, when the A–Z is too long for one.
    fn letter_pages(&mut self) {
        let Some(parent) = self.portal.page_at(&["a-tot-z"]) else { return };
        let mut letters: BTreeMap<char, usize> = BTreeMap::new();
        for name in a_to_z_names(&self.portal) {
            *letters.entry(places::initial(&name)).or_default() += 1;
        }
        if letters.values().sum::<usize>() <= PER_A_TO_Z {
            return;
        }
        for letter in letters.into_keys() {
            let shown = letter.to_string();
            let part = places::letter_part(letter);
            let page = Page {
                kind: PageKind::AlfabetischeLijst,
                subject: Subject::Letter(letter),
                route: Route::page(&["a-tot-z", &part]),
                title: self.words.fill("a_tot_z.letter", &[("letter", &shown)]).into(),
                description: self.words.get("index.a-tot-z.beschrijving").into(),
                parent: Some(parent),
                text: None,
                blad: 1,
                linkable: false,
            };
            self.add(page, &"data".into());
        }
    }
}

/// Every name in the A–Z: of each page a reader may look for by its title, and of each term.
pub fn a_to_z_names(portal: &Portal) -> impl Iterator<Item = Cow<'_, str>> {
    let pages = portal.pages.iter().filter(|page| is_in_a_to_z(page)).map(|page| match page.kind {
        // "Werkplein Tiel" is looked up under T, and so is "Regio Twente".
        PageKind::Werkplein | PageKind::Regio => {
            let (word, name) = page.title.split_once(' ').unwrap_or(("", &page.title));
            format!("{name} ({})", word.to_lowercase()).into()
        }
        _ => (&*page.title).into(),
    });
    let terms = portal.begrippen.iter().map(|begrip| match &begrip.voluit {
        Some(in_full) => format!("{} ({in_full})", begrip.naam).into(),
        None => begrip.naam.as_str().into(),
    });
    pages.chain(terms)
}

/// Whether a page is looked for by its title; a page of one period is not, as its milestone has a page.
pub fn is_in_a_to_z(page: &Page) -> bool {
    page.linkable && !matches!(page.kind, PageKind::Home | PageKind::AlfabetischeLijst | PageKind::Periode)
}
