//! The pages that editors write, kind by kind, each with what its front matter refers to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Builder, Written};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::Quick;
use crate::model::id::Id;
use crate::model::places::sort_key;
use crate::model::portal::{
    Bericht, Bijeenkomst, Onderwerp, Page, PageKind, Portal, Praktijk, PraktijkLists, Rapportage, Subject, Thema,
};
use crate::model::references::{DOELGROEPEN, Known, MIJLPALEN, REGIOS, THEMAS, WERKPLEINEN, reference, references};
use crate::model::route::Route;
use crate::order::{self, Order};
use crate::parse::front_matter::{ContentKind, Fields};
use crate::parse::slug;
use crate::parse::slug::slugify;
use crate::source::Located;

impl<'a> Builder<'a, '_> {
    /// The pages that editors write, kind by kind, each in the order in which lists show it.
    pub(super) fn content_pages(&mut self) {
        // The pages of editors, and some that follow from them.
        let pages = self.shown.len() * 5 / 4;
        Arc::make_mut(&mut self.portal.addresses).reserve(pages);
        self.portal.pages.reserve(pages);
        self.origins.reserve(pages);
        let mut by_kind: BTreeMap<ContentKind, Vec<Written>> = BTreeMap::new();
        for &source in self.shown.iter().filter(|source| !source.page.slug.is_empty()) {
            by_kind.entry(source.page.kind).or_default().push(source);
        }
        let mut take = |kind| by_kind.remove(&kind).unwrap_or_default();
        let (themas, praktijken, berichten) =
            (take(ContentKind::Thema), take(ContentKind::Praktijk), take(ContentKind::Bericht));
        let (bijeenkomsten, rapportages, paginas) =
            (take(ContentKind::Bijeenkomst), take(ContentKind::Rapportage), take(ContentKind::Pagina));
        self.themas(themas);
        self.praktijken(praktijken);
        self.berichten(berichten);
        self.bijeenkomsten(bijeenkomsten);
        self.rapportages(rapportages);
        self.paginas(paginas);
    }

    fn add_text_page(
        &mut self,
        kind: PageKind,
        subject: Subject,
        source: Written,
        parent: Option<Id<Page>>,
    ) -> Option<Id<Page>> {
        let page = text_page(kind, subject, source, parent, &self.bronnen, self.diagnostics);
        self.add(page, source.path)
    }

    fn themas(&mut self, mut sources: Vec<Written>) {
        sources.order_by_key(Written::weight_and_title);
        let mijlpalen = self.mijlpaal_names();
        let doelgroepen = self.doelgroep_names();
        let parent = self.portal.page_at(&["themas"]);
        for source in sources {
            let next = Subject::Thema(self.portal.themas.next_id());
            let Some(page) = self.add_text_page(PageKind::Thema, next, source, parent) else { continue };
            let Fields::Thema(fields) = source.fields() else { continue };
            self.portal.themas.push(Thema {
                page,
                id: source.page.slug.clone(),
                mijlpalen: references(&fields.mijlpalen, &mijlpalen, "mijlpaal", MIJLPALEN, self.diagnostics),
                doelgroepen: references(&fields.doelgroepen, &doelgroepen, "doelgroep", DOELGROEPEN, self.diagnostics),
                contact: fields.contact.clone(),
            });
        }
    }

    fn praktijken(&mut self, sources: Vec<Written<'a>>) {
        if !self.take_praktijken(&sources) {
            self.new_praktijken(sources);
        }
        self.onderwerp_pages();
    }

    /// Takes the practices of the portal before, when all that they refer to is there as it was: most edits of data are
    /// figures. False, and nothing is done, when something is other.
    fn take_praktijken(&mut self, sources: &[Written<'a>]) -> bool {
        let Some(before) = self.before else { return false };
        let old = before.portal;
        let text = |praktijk: &Praktijk| Some((&old.pages[praktijk.page], old.pages[praktijk.page].text.as_ref()?));
        let known: Option<Vec<_>> = old.praktijken.iter().map(text).collect();
        let Some(known) = known else { return false };
        let mut files: Vec<usize> = known.iter().map(|(_, text)| text.file).collect();
        files.sort_unstable();
        let first = self.portal.pages.next_id().index();
        let is_same = !before.tells_of(|path| path.starts_with("content/praktijken/"))
            && same_names(old, &self.portal)
            && files.iter().copied().eq(sources.iter().map(|source| source.file))
            && old.praktijken.iter().zip(first..).all(|(praktijk, at)| praktijk.page.index() == at)
            && known.iter().all(|(page, _)| self.portal.addresses.get(page.route.as_str()).is_none());
        if !is_same {
            return false;
        }
        let parent = self.portal.page_at(&["praktijken"]);
        for (page, text) in known {
            self.add(Page { parent, ..page.clone() }, &text.path);
        }
        self.portal.praktijken = old.praktijken.clone();
        self.portal.onderwerpen = old.onderwerpen.clone();
        self.portal.lists = old.lists.clone();
        true
    }

    fn new_praktijken(&mut self, mut sources: Vec<Written<'a>>) {
        sources.order_by_key(Written::newest_first);
        let onderwerpen = self.onderwerpen(&sources);
        let (mijlpalen, doelgroepen) = (self.mijlpaal_names(), self.doelgroep_names());
        let (themas, werkpleinen, regios) = (self.thema_names(), self.werkplein_names(), self.regio_names());
        let parent = self.portal.page_at(&["praktijken"]);
        let (portal, bronnen, no_page) = (&self.portal, &self.bronnen, self.portal.pages.next_id());
        // There are more practices than anything else, and each is looked at by itself: all cores do.
        let prepare = |source: &Written<'a>| {
            let mut found = Vec::new();
            let Fields::Praktijk(fields) = source.fields() else { return None };
            let werkplein = fields
                .werkplein
                .as_ref()
                .and_then(|name| reference(name, &werkpleinen, "werkplein", WERKPLEINEN, &mut found));
            let regio = fields.regio.as_ref().and_then(|name| reference(name, &regios, "regio", REGIOS, &mut found));
            let mut about: Vec<_> =
                fields.onderwerpen.iter().filter_map(|name| onderwerpen.get(name.value.as_str()).copied()).collect();
            about.sort_unstable();
            about.dedup();
            let praktijk = Praktijk {
                page: no_page,
                themas: themas_of(&fields.themas, &themas, &mut found),
                doelgroepen: references(&fields.doelgroepen, &doelgroepen, "doelgroep", DOELGROEPEN, &mut found),
                werkplein,
                regio: werkplein.map(|werkplein| portal.werkpleinen[werkplein].regio).or(regio),
                onderwerpen: about,
                mijlpalen: references(&fields.mijlpalen, &mijlpalen, "mijlpaal", MIJLPALEN, &mut found),
                gebruikt_in: references(&fields.gebruikt_in, &werkpleinen, "werkplein", WERKPLEINEN, &mut found),
                status: fields.status,
                bewijs: fields.bewijs,
                date: source.common().date,
                voorbeeld: fields.voorbeeld,
            };
            let page = text_page(PageKind::Praktijk, Subject::None, *source, parent, bronnen, &mut found);
            let hash = portal.addresses.hash(page.route.as_str());
            Some((source.path, page, hash, praktijk, found))
        };
        let prepared: Vec<_> = sources.par_iter().map(prepare).collect();
        Arc::make_mut(&mut self.portal.praktijken).reserve(prepared.len());
        for (path, mut page, hash, mut praktijk, mut found) in prepared.into_iter().flatten() {
            page.subject = Subject::Praktijk(self.portal.praktijken.next_id());
            self.diagnostics.append(&mut found);
            if let Some(page) = self.add_hashed(page, hash, path) {
                praktijk.page = page;
                Arc::make_mut(&mut self.portal.praktijken).push(praktijk);
            }
        }
        self.portal.lists = Arc::new(PraktijkLists::new(&self.portal));
    }

    /// The list of topics: the words of editors that make one address are one topic, spelled as in the newest practice.
    /// Gives the topic of each spelling.
    fn onderwerpen<'w>(&mut self, sources: &[Written<'w>]) -> HashMap<&'w str, Id<Onderwerp>, Quick> {
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        let mut spelled: HashMap<&str, String, Quick> = HashMap::default();
        // There are few names, and much to walk along to find them.
        let found: Vec<&str> = sources.par_chunks(1024).flat_map_iter(different_names).collect();
        let mut bad: HashSet<&str, Quick> = HashSet::default();
        for name in found {
            if spelled.contains_key(name) {
                continue;
            }
            let id = slugify(name);
            if slug::is_slug(&id) {
                names.entry(id.clone()).or_insert(name);
                spelled.insert(name, id);
            } else {
                bad.insert(name);
            }
        }
        if !bad.is_empty() {
            // Each place where one is used.
            let uses = sources.iter().flat_map(onderwerpen_of).filter(|name| bad.contains(name.value.as_str()));
            let tell = |name: &Located<String>| {
                Diagnostic::new(&catalogue::BAD_TOPIC, name.place.clone()).with("naam", &name.value)
            };
            self.diagnostics.extend(uses.map(tell));
        }
        let mut sorted: Vec<(String, &str)> = names.into_iter().collect();
        sorted.order_by_key(|(_, name)| sort_key(name));
        let list = &mut self.portal.onderwerpen;
        let ids = order::map(
            sorted.into_iter().map(|(id, name)| (id.clone(), list.push(Onderwerp { id, naam: capital(name) }))),
        );
        spelled.into_iter().filter_map(|(name, id)| Some((name, *ids.get(&id)?))).collect()
    }

    fn onderwerp_pages(&mut self) {
        let words = self.words;
        let topics: Vec<_> = (self.portal.onderwerpen.ids())
            .map(|id| (id, self.portal.onderwerpen[id].id.clone(), self.portal.onderwerpen[id].naam.clone()))
            .collect();
        if topics.is_empty() {
            return;
        }
        let title = words.get("index.onderwerpen.titel").to_owned();
        let description = words.get("index.onderwerpen.beschrijving").to_owned();
        self.add_data_page(PageKind::Onderwerpen, Subject::None, &["onderwerpen"], &title, description, "praktijken");
        for (topic, id, naam) in topics {
            let description = words.fill("onderwerp.beschrijving", &[("onderwerp", &naam)]);
            let subject = Subject::Onderwerp(topic);
            let parts = ["onderwerpen", id.as_str()];
            self.add_data_page(PageKind::Onderwerp, subject, &parts, &naam, description, "onderwerpen");
        }
    }

    fn berichten(&mut self, mut sources: Vec<Written>) {
        sources.order_by_key(Written::newest_first);
        let (themas, regios) = (self.thema_names(), self.regio_names());
        let parent = self.portal.page_at(&["nieuws"]);
        for source in sources {
            let Some(date) = source.common().date else { continue };
            let next = Subject::Bericht(self.portal.berichten.next_id());
            let Some(page) = self.add_text_page(PageKind::Bericht, next, source, parent) else { continue };
            let Fields::Bericht(fields) = source.fields() else { continue };
            let found = &mut *self.diagnostics;
            self.portal.berichten.push(Bericht {
                page,
                date,
                themas: themas_of(&fields.themas, &themas, found),
                regio: fields.regio.as_ref().and_then(|name| reference(name, &regios, "regio", REGIOS, found)),
            });
        }
    }

    fn bijeenkomsten(&mut self, mut sources: Vec<Written>) {
        sources.order_by_key(|source| match source.fields() {
            Fields::Bijeenkomst(fields) => Some((fields.start, source.page.slug.clone())),
            _ => None,
        });
        let (themas, regios) = (self.thema_names(), self.regio_names());
        let parent = self.portal.page_at(&["agenda"]);
        for source in sources {
            let next = Subject::Bijeenkomst(self.portal.bijeenkomsten.next_id());
            let Some(page) = self.add_text_page(PageKind::Bijeenkomst, next, source, parent) else { continue };
            let Fields::Bijeenkomst(fields) = source.fields() else { continue };
            let found = &mut *self.diagnostics;
            self.portal.bijeenkomsten.push(Bijeenkomst {
                page,
                start: fields.start,
                end: fields.end,
                plaats: fields.plaats.clone(),
                themas: themas_of(&fields.themas, &themas, found),
                regio: fields.regio.as_ref().and_then(|name| reference(name, &regios, "regio", REGIOS, found)),
                registration: fields.registration.clone(),
            });
        }
    }

    fn rapportages(&mut self, mut sources: Vec<Written>) {
        sources.order_by_key(Written::newest_first);
        let parent = self.portal.page_at(&["rapportages"]);
        for source in sources {
            let Fields::Rapportage(fields) = source.fields() else { continue };
            let periode = self.portal.landkaart.as_ref().and_then(|landkaart| {
                let names = landkaart.periodes.ids().map(|id| (landkaart.periodes[id].id.clone(), id)).collect();
                reference(&fields.periode, &names, "periode", "data/landkaart", self.diagnostics)
            });
            let Some(periode) = periode else {
                // It has no page, but a link to it is not wrong.
                self.portal.broken.insert(Route::of(&source.page.address));
                continue;
            };
            let next = Subject::Rapportage(self.portal.rapportages.next_id());
            let Some(page) = self.add_text_page(PageKind::Rapportage, next, source, parent) else { continue };
            self.portal.rapportages.push(Rapportage { page, periode });
        }
    }

    fn paginas(&mut self, mut sources: Vec<Written>) {
        sources.order_by_key(Written::weight_and_title);
        for source in sources {
            if let Some(page) = self.add_text_page(PageKind::Pagina, Subject::None, source, None) {
                self.portal.paginas.push(page);
            }
        }
        // Only when all are there is known which page is the nearest above each.
        for page in self.portal.paginas.clone() {
            let above = self.above(page);
            self.portal.pages.get_mut(page).parent = above;
        }
    }

    /// The nearest page above another at its address: `over/redactie/` for `over/redactie/periode-laden/`.
    fn above(&self, page: Id<Page>) -> Option<Id<Page>> {
        let name = self.portal.pages[page].route.name();
        let parts: Vec<&str> = name.split('/').collect();
        (0..parts.len()).rev().find_map(|count| self.portal.page_at(&parts[..count]))
    }
}

/// The topics of a practice, as its editor wrote them.
fn onderwerpen_of<'w>(source: &Written<'w>) -> &'w [Located<String>] {
    match source.fields() {
        Fields::Praktijk(fields) => &fields.onderwerpen,
        _ => &[],
    }
}

/// The names of topics in these practices, each once, in the order in which they are first used.
fn different_names<'w>(sources: &[Written<'w>]) -> Vec<&'w str> {
    let mut seen: HashSet<&str, Quick> = HashSet::default();
    let names = sources.iter().flat_map(onderwerpen_of).map(|name| name.value.as_str());
    names.filter(|name| seen.insert(name)).collect()
}

/// A name as a title: "taal leren" is "Taal leren", and "ijzer" is "IJzer".
fn capital(name: &str) -> String {
    let (first, rest) = match name.strip_prefix("ij") {
        Some(rest) => ("IJ".to_owned(), rest),
        None => {
            let mut rest = name.chars();
            (rest.next().map(char::to_uppercase).into_iter().flatten().collect(), rest.as_str())
        }
    };
    first + rest
}

/// The page of a text. A document it leans on that is not known is reported.
fn text_page(
    kind: PageKind,
    subject: Subject,
    source: Written,
    parent: Option<Id<Page>>,
    bronnen: &Known<()>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Page {
    let common = source.common();
    for used in &common.bronnen {
        reference(&used.bron, bronnen, "bron", "data/bronnen.yaml", diagnostics);
    }
    Page {
        kind,
        subject,
        route: Route::of(&source.page.address),
        title: common.title.value.clone(),
        description: common.description.clone(),
        parent,
        text: Some(source.text()),
        blad: 1,
        linkable: true,
    }
}

/// Whether the names that practices refer to mean the same in two portals, of which the pages of editors are equal.
fn same_names(one: &Portal, other: &Portal) -> bool {
    let mijlpalen = |portal: &Portal| -> Vec<String> {
        portal.landkaart.iter().flat_map(|landkaart| landkaart.mijlpalen.iter().map(|item| item.id.clone())).collect()
    };
    one.broken == other.broken
        && one.themas.iter().map(|item| &item.id).eq(other.themas.iter().map(|item| &item.id))
        && one.doelgroepen.iter().map(|item| &item.id).eq(other.doelgroepen.iter().map(|item| &item.id))
        && one.regios.iter().map(|item| &item.id).eq(other.regios.iter().map(|item| &item.id))
        && (one.werkpleinen.iter().map(|item| (&item.id, item.regio)))
            .eq(other.werkpleinen.iter().map(|item| (&item.id, item.regio)))
        && one.bronnen.iter().map(|item| &item.id.value).eq(other.bronnen.iter().map(|item| &item.id.value))
        && mijlpalen(one) == mijlpalen(other)
}

/// The themes that references name.
fn themas_of(
    list: &[Located<String>],
    names: &Known<Option<Id<Thema>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Id<Thema>> {
    references(list, names, "thema", THEMAS, diagnostics).into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_starts_with_a_capital() {
        assert_eq!(capital("taal leren"), "Taal leren");
        assert_eq!(capital("ijzer"), "IJzer");
        assert_eq!(capital("één loket"), "Één loket");
        assert_eq!(capital("WSW"), "WSW");
        assert_eq!(capital(""), "");
    }
}
