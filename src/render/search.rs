//! Portal → the index of search: what is found, by which names and choices, and in which files. How words are compared, and what
//! the files look like, is in [`crate::search`].

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::hash::Hash;
use crate::model::id::Id;
use crate::model::landkaart::Landkaart;
use crate::model::portal::{Page, PageKind, Portal, Subject};
use crate::order;
use crate::pieces::Slots;
use crate::render::feeds;
use crate::search::index::{Index, Input};
/// What search keeps of a page.
pub use crate::search::packed::Packed;
use crate::search::{Choices, Facets, Record, Synonym};

/// The folder of the index; the page of search is in it as well.
const FOLDER: &str = "zoeken/";
/// What the names of the files end in: a kind of file that every server compresses.
const ENDING: &str = ".json";
/// Words under this key are sent to the script.
const TEXTS: &str = "zoeken.script.";

/// Kinds a reader can choose by, in the order they are shown.
const KINDS: [&str; 10] =
    ["thema", "praktijk", "begrip", "werkplein", "regio", "landkaart", "cijfers", "nieuws", "agenda", "over"];

/// The path of a file of the index.
pub fn path(name: &str) -> String {
    format!("{FOLDER}{name}{ENDING}")
}

/// The name of the file of the index at this path.
pub fn name(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_suffix(ENDING).filter(|name| !name.contains('/'))
}

/// What was seen of pages, by the key of the page: kept from one build to the next.
#[derive(Default)]
pub struct Store(Mutex<HashMap<Hash, Packed>>);

impl Store {
    /// A store that knows these pages.
    pub fn new(known: HashMap<Hash, Packed>) -> Self {
        Self(Mutex::new(known))
    }

    /// What was seen of the page that was made under this key.
    pub fn get(&self, key: Hash) -> Option<Packed> {
        self.lock().get(&key).cloned()
    }

    /// Keeps this and nothing else.
    fn keep(&self, all: HashMap<Hash, Packed>) {
        *self.lock() = all;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Hash, Packed>> {
        // It is replaced as a whole, so it is sound even when a thread died while it held the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What search knows of the pages of one site.
pub struct Search {
    store: Arc<Store>,
    /// What was seen of each page, with its key; the preview makes few.
    seen: Slots<(Hash, Packed)>,
    index: OnceLock<Result<Arc<Index>, Diagnostic>>,
}

impl Search {
    /// Of a site with this many pages nothing is known yet; `store` holds what was seen of pages of earlier sites.
    pub fn new(store: Arc<Store>, pages: usize) -> Self {
        Self { store, seen: Slots::new(pages), index: OnceLock::new() }
    }

    /// The store it was made with.
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Remembers what was seen of a page, made under this key.
    pub fn remember(&self, id: Id<Page>, key: Hash, seen: impl FnOnce() -> Packed) {
        self.seen.get_or_init(id.index(), || (key, seen()));
    }

    /// As [`Search::remember`], for a page that was not made again: from the store, when it is there.
    pub fn recall(&self, id: Id<Page>, key: Hash) {
        if let Some(seen) = self.store.get(key) {
            self.remember(id, key, || seen);
        }
    }

    /// What was seen of a page.
    pub fn seen(&self, id: Id<Page>) -> Option<&Packed> {
        self.seen.get(id.index()).map(|(_, seen)| seen)
    }

    /// Everything that was seen, with the key of each page, in the order of the pages.
    pub fn all(&self) -> impl Iterator<Item = &(Hash, Packed)> {
        self.seen.iter()
    }

    /// The index, made once. `see` makes sure that a page is seen.
    pub fn index(&self, portal: &Portal, see: impl Fn() -> Result<(), Diagnostic>) -> Result<Arc<Index>, Diagnostic> {
        let make = || {
            see()?;
            let index = Index::new(input(portal, self));
            self.store.keep(self.all().cloned().collect());
            Ok(Arc::new(index))
        };
        self.index.get_or_init(make).clone()
    }
}

/// Whether a page is found by what it shows; the others are found by their title, or not at all.
pub fn is_read(page: &Page) -> bool {
    is_found(page) && !matches!(page.kind, PageKind::Begrippen | PageKind::AlfabetischeLijst)
}

fn is_found(page: &Page) -> bool {
    let is_letter = matches!(page.subject, Subject::Letter(_));
    page.blad == 1
        && !is_letter
        && !matches!(page.kind, PageKind::NietGevonden | PageKind::Zoeken | PageKind::Praktijklijst)
}

fn input(portal: &Portal, search: &Search) -> Input {
    let pages = portal.pages.ids().filter(|&id| is_found(&portal.pages[id]));
    let mut records: Vec<(Record, Option<Packed>)> =
        pages.map(|id| (record(portal, id), search.seen(id).cloned())).collect();
    records.extend(terms(portal).map(|record| (record, None)));
    let names = |names: &mut dyn Iterator<Item = String>| names.collect::<Vec<String>>();
    let choices = Choices {
        soort: KINDS.iter().map(|kind| portal.words.get(&format!("zoeken.soort.{kind}")).to_owned()).collect(),
        thema: names(&mut portal.themas.iter().map(|thema| portal.pages[thema.page].title.to_string())),
        regio: names(&mut portal.regios.iter().map(|regio| regio.naam.clone())),
        doelgroep: names(&mut portal.doelgroepen.iter().map(|doelgroep| doelgroep.naam.clone())),
    };
    let texts = order::map(
        portal
            .words
            .iter()
            .filter_map(|(key, text)| Some((key.strip_prefix(TEXTS)?.to_owned(), text.to_owned())))
            .chain([("contact".to_owned(), portal.settings.contact.clone())]),
    );
    Input { records, synonyms: synonyms(portal).into_iter().collect(), choices, texts }
}

/// The kind a reader chooses by, and how much pages of this kind are wanted, in percent.
fn kind(kind: PageKind) -> (&'static str, u8) {
    match kind {
        PageKind::Thema => ("thema", 115),
        PageKind::Themas => ("thema", 95),
        PageKind::Praktijk => ("praktijk", 110),
        PageKind::Praktijken => ("praktijk", 95),
        PageKind::Doelgroepen
        | PageKind::Doelgroep
        | PageKind::Onderwerpen
        | PageKind::Onderwerp
        | PageKind::Praktijklijst => ("praktijk", 85),
        PageKind::Begrippen => ("begrip", 95),
        PageKind::Werkpleinen => ("werkplein", 95),
        PageKind::Werkplein => ("werkplein", 105),
        PageKind::Regios => ("regio", 95),
        PageKind::Regio => ("regio", 104),
        PageKind::Mijlpaal => ("landkaart", 108),
        PageKind::Landkaart | PageKind::Mijlpalen | PageKind::Rapportage => ("landkaart", 100),
        PageKind::Rapportages => ("landkaart", 90),
        PageKind::Periode => ("landkaart", 88),
        PageKind::PeriodeMijlpaal | PageKind::PeriodeFase | PageKind::PeriodeRegio => ("landkaart", 62),
        PageKind::Indicator => ("cijfers", 108),
        PageKind::Indicatoren | PageKind::Arbeidsmarkt | PageKind::OpenData => ("cijfers", 96),
        PageKind::RegiosVolgorde => ("cijfers", 80),
        PageKind::Bericht => ("nieuws", 100),
        PageKind::Nieuws | PageKind::Ketenjournaal | PageKind::Editie => ("nieuws", 90),
        PageKind::Bijeenkomst => ("agenda", 98),
        PageKind::Agenda => ("agenda", 90),
        PageKind::Pagina => ("over", 106),
        PageKind::Over | PageKind::Home | PageKind::AlfabetischeLijst | PageKind::NietGevonden | PageKind::Zoeken => {
            ("over", 90)
        }
    }
}

/// What readers call a list: its title, the last part of its address (*regios*), and other names that the theme gives.
fn called(portal: &Portal, page: &Page) -> Vec<String> {
    let part = page.route.last_part();
    let key = format!("zoeken.lijst.{part}");
    let others = if portal.words.has(&key) { portal.words.get(&key) } else { "" };
    [&*page.title, part].into_iter().chain(others.split('|').map(str::trim)).map(str::to_owned).collect()
}

/// Whether there is one page of a kind, which lists what readers know by one name.
fn is_list(kind: PageKind) -> bool {
    use PageKind::{
        Agenda, Arbeidsmarkt, Begrippen, Doelgroepen, Indicatoren, Ketenjournaal, Landkaart, Mijlpalen, Nieuws,
        Onderwerpen, OpenData, Over, Praktijken, Rapportages, Regios, Themas, Werkpleinen,
    };
    matches!(
        kind,
        Agenda
            | Arbeidsmarkt
            | Begrippen
            | Doelgroepen
            | Indicatoren
            | Ketenjournaal
            | Landkaart
            | Mijlpalen
            | Nieuws
            | Onderwerpen
            | OpenData
            | Over
            | Praktijken
            | Rapportages
            | Regios
            | Themas
            | Werkpleinen
    )
}

fn kind_number(name: &str) -> u16 {
    KINDS.iter().position(|kind| *kind == name).unwrap_or_default() as u16
}

fn record(portal: &Portal, id: Id<Page>) -> Record {
    let page = &portal.pages[id];
    let (name, prior) = kind(page.kind);
    // A text below another text, such as a page of the handbook, goes into the details of that one.
    let is_detail = page.kind == PageKind::Pagina
        && page.parent.is_some_and(|parent| portal.pages[parent].kind == PageKind::Pagina);
    let prior = if is_detail { 60 } else { prior.saturating_sub(age(portal, page.subject)) };
    let mut crumbs = Vec::new();
    let mut above = page.parent;
    while let Some(parent) = above.map(|id| &portal.pages[id]).filter(|parent| parent.kind != PageKind::Home) {
        crumbs.push(parent.title.to_string());
        above = parent.parent;
    }
    crumbs.reverse();
    Record {
        title: page.title.to_string(),
        address: page.route.as_str()[1..].to_owned(),
        description: format!("{}{}", feeds::lead(portal, page), page.description),
        crumbs,
        names: names(portal, page),
        facets: Facets { kind: kind_number(name), ..facets(portal, page) },
        prior,
        called: if is_list(page.kind) { called(portal, page) } else { Vec::new() },
    }
}

/// How many periods are newer than that of a page, as far as it counts: of pages that are alike, a reader wants the newest first.
fn age(portal: &Portal, subject: Subject) -> u8 {
    let periode = match subject {
        Subject::Periode(periode)
        | Subject::PeriodeMijlpaal(periode, _)
        | Subject::PeriodeFase(periode, _)
        | Subject::PeriodeRegio(periode, _) => periode,
        Subject::Rapportage(id) => portal.rapportages[id].periode,
        _ => return 0,
    };
    let newer = |landkaart: &Landkaart| landkaart.periodes.ids().filter(|other| *other > periode).count();
    portal.landkaart.as_ref().map_or(0, newer).min(9) as u8
}

/// Other names of what a page is about, and the names of places that belong to it.
fn names(portal: &Portal, page: &Page) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    match page.subject {
        Subject::Werkplein(id) => {
            let werkplein = &portal.werkpleinen[id];
            names.push(werkplein.gemeente.clone());
            names.extend(werkplein.aliassen.iter().cloned());
            names.push(portal.regios[werkplein.regio].naam.clone());
        }
        Subject::Regio(id) => {
            let regio = &portal.regios[id];
            names.push(regio.centrumgemeente.clone());
            names.extend(regio.aliassen.iter().cloned());
            names.extend(regio.werkpleinen.iter().map(|&id| portal.werkpleinen[id].naam.clone()));
            names.extend(regio.gemeenten.iter().cloned());
        }
        Subject::Praktijk(id) => {
            let praktijk = &portal.praktijken[id];
            names.extend(praktijk.werkplein.map(|id| portal.werkpleinen[id].naam.clone()));
            names.extend(praktijk.regio.map(|id| portal.regios[id].naam.clone()));
            names.extend(praktijk.onderwerpen.iter().map(|&id| portal.onderwerpen[id].naam.clone()));
        }
        Subject::Bijeenkomst(id) => names.push(portal.bijeenkomsten[id].plaats.clone()),
        _ => {}
    }
    let mut known = BTreeSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}

fn number<T>(id: Id<T>) -> u16 {
    id.index() as u16
}

fn facets(portal: &Portal, page: &Page) -> Facets {
    let mut facets = Facets::default();
    let of_periode = |id| {
        let landkaart = portal.landkaart.as_ref()?;
        let periodes: &crate::model::id::List<crate::model::landkaart::Periode> = &landkaart.periodes;
        periodes[id].id.get(..4)?.parse().ok()
    };
    match page.subject {
        Subject::Thema(id) => {
            facets.themas.push(number(id));
            facets.doelgroepen.extend(portal.themas[id].doelgroepen.iter().map(|&id| number(id)));
        }
        Subject::Praktijk(id) => {
            let praktijk = &portal.praktijken[id];
            facets.themas.extend(praktijk.themas.iter().map(|&id| number(id)));
            facets.doelgroepen.extend(praktijk.doelgroepen.iter().map(|&id| number(id)));
            let of_werkplein = || praktijk.werkplein.map(|id| portal.werkpleinen[id].regio);
            facets.regio = praktijk.regio.or_else(of_werkplein).map(number);
            facets.jaar = praktijk.date.map(|date| date.year() as u16);
        }
        Subject::Bericht(id) => {
            let bericht = &portal.berichten[id];
            facets.themas.extend(bericht.themas.iter().map(|&id| number(id)));
            facets.regio = bericht.regio.map(number);
            facets.jaar = Some(bericht.date.year() as u16);
        }
        Subject::Bijeenkomst(id) => {
            let bijeenkomst = &portal.bijeenkomsten[id];
            facets.themas.extend(bijeenkomst.themas.iter().map(|&id| number(id)));
            facets.regio = bijeenkomst.regio.map(number);
            facets.jaar = Some(bijeenkomst.start.date.year() as u16);
        }
        Subject::Doelgroep(id) => facets.doelgroepen.push(number(id)),
        Subject::Werkplein(id) => facets.regio = Some(number(portal.werkpleinen[id].regio)),
        Subject::Regio(id) => facets.regio = Some(number(id)),
        Subject::Periode(id) | Subject::PeriodeMijlpaal(id, _) | Subject::PeriodeFase(id, _) => {
            facets.jaar = of_periode(id)
        }
        Subject::PeriodeRegio(id, regio) => {
            facets.jaar = of_periode(id);
            facets.regio = Some(number(regio));
        }
        Subject::Rapportage(id) => facets.jaar = of_periode(portal.rapportages[id].periode),
        _ => {}
    }
    facets.themas.sort_unstable();
    facets.doelgroepen.sort_unstable();
    facets
}

/// The terms of the glossary: each is found by itself, at its anchor.
fn terms(portal: &Portal) -> impl Iterator<Item = Record> {
    let page = portal.page_at(&["begrippen"]);
    let terms = portal.begrippen.iter().filter(move |_| page.is_some());
    let above = page.map(|id| portal.pages[id].title.to_string()).unwrap_or_default();
    terms.map(move |begrip| {
        let mut names: Vec<String> = begrip.synoniemen.iter().chain(&begrip.oude_namen).cloned().collect();
        names.extend(begrip.voluit.clone());
        Record {
            title: begrip.naam.clone(),
            address: format!("begrippen/#{}", begrip.id.value),
            description: match &begrip.voluit {
                Some(in_full) => format!("{in_full}: {}", begrip.uitleg),
                None => begrip.uitleg.clone(),
            },
            crumbs: vec![above.clone()],
            names,
            facets: Facets { kind: kind_number("begrip"), ..Facets::default() },
            prior: 100,
            called: Vec::new(),
        }
    })
}

/// Other words for what readers type: from the glossary, and from places to their werkplein and region.
fn synonyms(portal: &Portal) -> BTreeSet<Synonym> {
    let mut synonyms = BTreeSet::new();
    let mut add = |typed: &str, also: &str, weight| {
        if typed.to_lowercase() != also.to_lowercase() {
            synonyms.insert(Synonym { typed: typed.to_owned(), also: also.to_owned(), weight });
        }
    };
    for begrip in portal.begrippen.iter() {
        let others = begrip.synoniemen.iter().chain(&begrip.oude_namen).chain(&begrip.voluit);
        for other in others {
            add(other, &begrip.naam, 60);
        }
        for old in &begrip.oude_namen {
            add(&begrip.naam, old, 35);
        }
        // One word says more than the words of a law: these stand in many texts.
        if let Some(in_full) = begrip.voluit.as_ref().filter(|text| !text.contains(' ')) {
            add(&begrip.naam, in_full, 35);
        }
    }
    for werkplein in portal.werkpleinen.iter() {
        let name = werkplein.naam.split(" (").next().unwrap_or_default();
        let regio = &portal.regios[werkplein.regio];
        let is_only = portal.werkpleinen.iter().filter(|other| other.gemeente == werkplein.gemeente).count() == 1;
        for alias in werkplein.aliassen.iter().chain(Some(&werkplein.gemeente).filter(|_| is_only)) {
            add(alias, name, 60);
        }
        for typed in [name, &werkplein.gemeente].into_iter().chain(werkplein.aliassen.iter().map(String::as_str)) {
            add(typed, &regio.naam, 30);
        }
    }
    for regio in portal.regios.iter() {
        for alias in &regio.aliassen {
            add(alias, &regio.naam, 60);
        }
        add(&regio.centrumgemeente, &regio.naam, 30);
    }
    synonyms
}
