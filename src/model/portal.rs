//! The portal as one value: everything the pages are made from, with all references resolved.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::sync::Arc;

use hashbrown::hash_table::{Entry, HashTable};
use jiff::civil::Date;

use crate::config::Settings;
use crate::hash::{Hash, Quick};
use crate::model::alike::Likeness;
use crate::model::facets::{Choice, Facets};
use crate::model::id::{Id, List};
use crate::model::journal::Editie;
use crate::model::landkaart::{Landkaart, Mijlpaal};
use crate::model::map::Map;
use crate::model::market::{Arbeidsmarkt, Indicator};
use crate::model::pictures::Picture;
use crate::model::places::{Regio, Werkplein};
use crate::model::remarks::Remark;
use crate::model::route::Route;
use crate::model::schedule::Planned;
use crate::order::{Letters, Order};
use crate::parse;
use crate::parse::data::{BegripRow, BronRow, Schrijfwijzer};
use crate::parse::front_matter::{self, Bewijs, Contact, Status};
use crate::source::SourcePath;

/// Everything the pages are made from.
#[derive(Debug, Clone)]
pub struct Portal {
    /// What the portal says of itself.
    pub settings: Settings,
    /// The fixed words of the site.
    pub words: crate::model::words::Words,
    /// Address of the site, with its closing slash.
    pub base_url: String,
    /// The path of that address: `/`, or `/map/`.
    pub base_path: String,
    /// Day the site is shown as of.
    pub as_of: Date,
    /// The day of today. Only problems are told by it: nothing that is published depends on it.
    pub today: Date,
    /// Whether drafts are shown, and what is of a later day: such a site is for colleagues, so search engines are asked to leave it out.
    pub drafts: bool,
    /// Whether pages carry the preview's script.
    pub preview: bool,
    /// Whether text files get packed copies.
    pub compress: bool,
    /// Every HTML page, in order of kind and then as lists show them.
    pub pages: List<Page>,
    /// Pages by address.
    pub addresses: Arc<Addresses>,
    /// Earlier addresses of pages, with the page each leads to.
    pub redirects: BTreeMap<Route, Id<Page>>,
    /// Addresses of pages that could not be read: what refers to them is not reported as well.
    pub broken: BTreeSet<Route>,
    /// Pages that readers do not see now, with their files: drafts, and what is of a later day or of an earlier one.
    pub hidden: Vec<(Route, SourcePath)>,
    /// Files that are published as they are, by address.
    pub assets: BTreeMap<Route, SourcePath>,
    /// The pictures among them, by address.
    pub pictures: BTreeMap<Route, Picture>,
    /// The labour-market regions.
    pub regios: List<Regio>,
    /// The job centres.
    pub werkpleinen: List<Werkplein>,
    /// Where werkpleinen and regions are on a map.
    pub map: Map,
    /// Target groups.
    pub doelgroepen: List<Doelgroep>,
    /// The landkaart; absent in a portal without one.
    pub landkaart: Option<Landkaart>,
    /// What the sources of the landkaart print otherwise than recomputing gives.
    pub opmerkingen: Vec<Remark>,
    /// Labour-market figures.
    pub arbeidsmarkt: Arbeidsmarkt,
    /// How much the labour markets of regions look the same.
    pub alike: Likeness,
    /// Indicators of the chain.
    pub ketenindicatoren: List<Indicator>,
    /// Glossary, in Dutch order.
    pub begrippen: List<BegripRow>,
    /// Documents the portal leans on.
    pub bronnen: List<BronRow>,
    /// How the portal writes: words that are wrong here, with better ones.
    pub schrijfwijzer: Schrijfwijzer,
    /// Themes by weight, then title.
    pub themas: List<Thema>,
    /// Practices, newest first.
    pub praktijken: Arc<List<Praktijk>>,
    /// What practices are about, in Dutch order.
    pub onderwerpen: List<Onderwerp>,
    /// Practices by what they are listed under.
    pub lists: Arc<PraktijkLists>,
    /// What practices can be chosen by.
    pub facets: Arc<Facets>,
    /// All practices by title, in Dutch order.
    pub by_title: Vec<Id<Praktijk>>,
    /// News, newest first.
    pub berichten: List<Bericht>,
    /// Events in order of time.
    pub bijeenkomsten: List<Bijeenkomst>,
    /// Reports, newest first.
    pub rapportages: List<Rapportage>,
    /// Editions of the newsletter, newest first.
    pub edities: List<Editie>,
    /// Pages of `over/`, by weight, then title.
    pub paginas: Vec<Id<Page>>,
    /// What changes on later days, in order of time.
    pub planned: Vec<Planned>,
    /// Equal hashes mean that every link leads to the same address.
    pub links_hash: Hash,
    /// Equal hashes mean that all data, settings and words are equal.
    pub data_hash: Hash,
}

/// Pages by address.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    table: HashTable<(u64, Route, Id<Page>)>,
    hasher: Quick,
}

impl Addresses {
    /// The page at an address.
    pub fn get(&self, address: &str) -> Option<Id<Page>> {
        let hash = self.hash(address);
        self.table.find(hash, |(other, route, _)| *other == hash && route.as_str() == address).map(|(.., page)| *page)
    }

    /// What [`Addresses::claim`] needs to know of an address. All cores can look for it, and one makes the claims.
    pub fn hash(&self, address: &str) -> u64 {
        self.hasher.hash_one(address)
    }

    /// Makes room for this many addresses.
    pub fn reserve(&mut self, count: usize) {
        self.table.reserve(count, |(hash, ..)| *hash);
    }

    /// Gives a page its address, which has this hash.
    ///
    /// # Errors
    /// When another page has it: that one.
    pub fn claim(&mut self, route: &Route, hash: u64, page: Id<Page>) -> Result<(), Id<Page>> {
        let is_same = |(other, known, _): &(u64, Route, Id<Page>)| *other == hash && known == route;
        match self.table.entry(hash, is_same, |(hash, ..)| *hash) {
            Entry::Occupied(other) => Err(other.get().2),
            Entry::Vacant(free) => {
                free.insert((hash, route.clone(), page));
                Ok(())
            }
        }
    }

    /// All addresses in order, with their pages.
    pub fn sorted(&self) -> Vec<(&Route, Id<Page>)> {
        let mut all: Vec<_> = self.table.iter().map(|(_, route, page)| (route, *page)).collect();
        all.sort_unstable();
        all
    }
}

/// Practices by what they are listed under, each list newest first. The index is that of the item in its own list.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct PraktijkLists {
    pub thema: Vec<Vec<Id<Praktijk>>>,
    pub doelgroep: Vec<Vec<Id<Praktijk>>>,
    pub onderwerp: Vec<Vec<Id<Praktijk>>>,
    pub mijlpaal: Vec<Vec<Id<Praktijk>>>,
    pub regio: Vec<Vec<Id<Praktijk>>>,
    pub werkplein: Vec<Vec<Id<Praktijk>>>,
    /// By the werkpleinen that took a practice over.
    pub gebruikt_in: Vec<Vec<Id<Praktijk>>>,
    /// By the milestone they help with, the best first: those in use before those that are tried out, and these before ideas; then
    /// those that are best proved. Not those that stopped.
    pub hulp: Vec<Vec<Id<Praktijk>>>,
}

impl PraktijkLists {
    /// The lists of a portal whose practices are known.
    pub fn new(portal: &Portal) -> Self {
        let mut lists = Self {
            thema: vec![Vec::new(); portal.themas.len()],
            doelgroep: vec![Vec::new(); portal.doelgroepen.len()],
            onderwerp: vec![Vec::new(); portal.onderwerpen.len()],
            mijlpaal: vec![Vec::new(); portal.landkaart.as_ref().map_or(0, |landkaart| landkaart.mijlpalen.len())],
            regio: vec![Vec::new(); portal.regios.len()],
            werkplein: vec![Vec::new(); portal.werkpleinen.len()],
            gebruikt_in: vec![Vec::new(); portal.werkpleinen.len()],
            hulp: Vec::new(),
        };
        for id in portal.praktijken.ids() {
            let praktijk = &portal.praktijken[id];
            praktijk.themas.iter().for_each(|thema| lists.thema[thema.index()].push(id));
            praktijk.doelgroepen.iter().for_each(|doelgroep| lists.doelgroep[doelgroep.index()].push(id));
            praktijk.onderwerpen.iter().for_each(|onderwerp| lists.onderwerp[onderwerp.index()].push(id));
            praktijk.mijlpalen.iter().for_each(|mijlpaal| lists.mijlpaal[mijlpaal.index()].push(id));
            praktijk.regio.iter().for_each(|regio| lists.regio[regio.index()].push(id));
            praktijk.werkplein.iter().for_each(|werkplein| lists.werkplein[werkplein.index()].push(id));
            praktijk.gebruikt_in.iter().for_each(|werkplein| lists.gebruikt_in[werkplein.index()].push(id));
        }
        let helpful = |list: &Vec<Id<Praktijk>>| {
            let in_use = |id: &Id<Praktijk>| portal.praktijken[*id].status != Status::Gestopt;
            let mut helpful: Vec<Id<Praktijk>> = list.iter().copied().filter(in_use).collect();
            helpful.order_by_key(|&id| {
                let praktijk = &portal.praktijken[id];
                (Reverse(praktijk.status as u8), Reverse(praktijk.bewijs as u8))
            });
            helpful
        };
        lists.hulp = lists.mijlpaal.iter().map(helpful).collect();
        lists
    }
}

/// Kind of an HTML page; its name is in `<body data-kind>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum PageKind {
    Home,
    Themas,
    Thema,
    Praktijken,
    Praktijklijst,
    Praktijk,
    Doelgroepen,
    Doelgroep,
    Onderwerpen,
    Onderwerp,
    Landkaart,
    Periode,
    Mijlpalen,
    Mijlpaal,
    PeriodeMijlpaal,
    PeriodeFase,
    PeriodeRegio,
    Rapportages,
    Rapportage,
    Indicatoren,
    Indicator,
    Werkpleinen,
    Werkplein,
    Regios,
    Regio,
    RegiosVolgorde,
    Arbeidsmarkt,
    Nieuws,
    Bericht,
    Agenda,
    Bijeenkomst,
    Ketenjournaal,
    Editie,
    Begrippen,
    OpenData,
    Over,
    Pagina,
    AlfabetischeLijst,
    Zoeken,
    NietGevonden,
}

impl PageKind {
    /// Its name in `<body data-kind>` and of its template.
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Home => "home",
            PageKind::Themas => "themas",
            PageKind::Thema => "thema",
            PageKind::Praktijken => "praktijken",
            PageKind::Praktijklijst => "praktijklijst",
            PageKind::Praktijk => "praktijk",
            PageKind::Doelgroepen => "doelgroepen",
            PageKind::Doelgroep => "doelgroep",
            PageKind::Onderwerpen => "onderwerpen",
            PageKind::Onderwerp => "onderwerp",
            PageKind::Landkaart => "landkaart",
            PageKind::Periode => "periode",
            PageKind::Mijlpalen => "mijlpalen",
            PageKind::Mijlpaal => "mijlpaal",
            PageKind::PeriodeMijlpaal => "periode-mijlpaal",
            PageKind::PeriodeFase => "periode-fase",
            PageKind::PeriodeRegio => "periode-regio",
            PageKind::Rapportages => "rapportages",
            PageKind::Rapportage => "rapportage",
            PageKind::Indicatoren => "indicatoren",
            PageKind::Indicator => "indicator",
            PageKind::Werkpleinen => "werkpleinen",
            PageKind::Werkplein => "werkplein",
            PageKind::Regios => "regios",
            PageKind::Regio => "regio",
            PageKind::RegiosVolgorde => "regios-volgorde",
            PageKind::Arbeidsmarkt => "arbeidsmarkt",
            PageKind::Nieuws => "nieuws",
            PageKind::Bericht => "bericht",
            PageKind::Agenda => "agenda",
            PageKind::Bijeenkomst => "bijeenkomst",
            PageKind::Ketenjournaal => "ketenjournaal",
            PageKind::Editie => "editie",
            PageKind::Begrippen => "begrippen",
            PageKind::OpenData => "open-data",
            PageKind::Over => "over",
            PageKind::Pagina => "pagina",
            PageKind::AlfabetischeLijst => "a-tot-z",
            PageKind::Zoeken => "zoeken",
            PageKind::NietGevonden => "404",
        }
    }
}

/// What a page is about: which item of the portal's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Subject {
    None,
    Thema(Id<Thema>),
    Praktijk(Id<Praktijk>),
    Choice(Choice),
    ByTitle,
    Doelgroep(Id<Doelgroep>),
    Onderwerp(Id<Onderwerp>),
    Letter(char),
    Periode(Id<crate::model::landkaart::Periode>),
    Mijlpaal(Id<Mijlpaal>),
    PeriodeMijlpaal(Id<crate::model::landkaart::Periode>, Id<Mijlpaal>),
    PeriodeFase(Id<crate::model::landkaart::Periode>, Id<crate::model::landkaart::Fase>),
    PeriodeRegio(Id<crate::model::landkaart::Periode>, Id<Regio>),
    Rapportage(Id<Rapportage>),
    MarktIndicator(Id<Indicator>),
    KetenIndicator(Id<Indicator>),
    Werkplein(Id<Werkplein>),
    Regio(Id<Regio>),
    Bericht(Id<Bericht>),
    Bijeenkomst(Id<Bijeenkomst>),
    Editie(Id<Editie>),
}

/// An HTML page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Kind.
    pub kind: PageKind,
    /// What it is about.
    pub subject: Subject,
    /// Address.
    pub route: Route,
    /// Title.
    pub title: Arc<str>,
    /// One sentence that says what it is about.
    pub description: Arc<str>,
    /// The page above it in the breadcrumbs.
    pub parent: Option<Id<Page>>,
    /// The text an editor wrote for it.
    pub text: Option<Text>,
    /// Which page of a list it is, from 1. A longer list goes on at `pagina/2/` and so on, without the text.
    pub blad: u32,
    /// Whether it is an index of its folder, or a page with text of its own that a short link may mean.
    pub linkable: bool,
}

/// The text of a page: where it is, and what other pages see of it.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file.
    pub path: SourcePath,
    /// Its place among the files the portal was made from.
    pub file: usize,
    /// The page as written.
    pub page: Arc<parse::Page>,
}

impl Text {
    /// The fields every page has.
    pub fn common(&self) -> &front_matter::Common {
        &self.page.front.common
    }
}

/// What practices are about, in the words of editors.
#[derive(Debug, Clone)]
pub struct Onderwerp {
    /// Id: part of its address.
    pub id: String,
    /// Name.
    pub naam: String,
}

/// A target group.
#[derive(Debug, Clone)]
pub struct Doelgroep {
    /// Id: part of its address.
    pub id: String,
    /// Name.
    pub naam: String,
    /// Who they are.
    pub uitleg: String,
}

/// A theme.
#[derive(Debug, Clone)]
pub struct Thema {
    /// Its page.
    pub page: Id<Page>,
    /// Id: part of its address.
    pub id: String,
    /// Milestones it bears on.
    pub mijlpalen: Vec<Id<Mijlpaal>>,
    /// Target groups it is about.
    pub doelgroepen: Vec<Id<Doelgroep>>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// A good practice.
#[derive(Debug, Clone)]
pub struct Praktijk {
    /// Its page.
    pub page: Id<Page>,
    /// Themes.
    pub themas: Vec<Id<Thema>>,
    /// Target groups.
    pub doelgroepen: Vec<Id<Doelgroep>>,
    /// Where it was done, when that is one werkplein.
    pub werkplein: Option<Id<Werkplein>>,
    /// The region it was done in.
    pub regio: Option<Id<Regio>>,
    /// What it is about.
    pub onderwerpen: Vec<Id<Onderwerp>>,
    /// Milestones it helps with.
    pub mijlpalen: Vec<Id<Mijlpaal>>,
    /// Werkpleinen that took it over.
    pub gebruikt_in: Vec<Id<Werkplein>>,
    /// How far it is.
    pub status: Status,
    /// How well it is proved.
    pub bewijs: Bewijs,
    /// Day of publication.
    pub date: Option<Date>,
    /// Whether it is a made-up example.
    pub voorbeeld: bool,
}

/// A news item.
#[derive(Debug, Clone)]
pub struct Bericht {
    /// Its page.
    pub page: Id<Page>,
    /// Day.
    pub date: Date,
    /// Themes it is about.
    pub themas: Vec<Id<Thema>>,
    /// Region it is about.
    pub regio: Option<Id<Regio>>,
}

/// An event.
#[derive(Debug, Clone)]
pub struct Bijeenkomst {
    /// Its page.
    pub page: Id<Page>,
    /// When it starts.
    pub start: crate::moment::Moment,
    /// When it ends.
    pub end: Option<crate::moment::Moment>,
    /// Where it is.
    pub plaats: String,
    /// Themes it is about.
    pub themas: Vec<Id<Thema>>,
    /// Region it is in.
    pub regio: Option<Id<Regio>>,
    /// How to register.
    pub registration: Option<String>,
}

/// A report.
#[derive(Debug, Clone)]
pub struct Rapportage {
    /// Its page.
    pub page: Id<Page>,
    /// The period it is about.
    pub periode: Id<crate::model::landkaart::Periode>,
}

impl Portal {
    /// The address of a page for a link.
    pub fn href(&self, page: Id<Page>) -> String {
        self.pages[page].route.href(&self.base_path)
    }

    /// The page at an address.
    pub fn page_at(&self, parts: &[&str]) -> Option<Id<Page>> {
        self.addresses.get(Route::page(parts).as_str())
    }

    /// The title of the page at an address; nothing when there is none.
    pub fn title_at(&self, route: &Route) -> &str {
        self.addresses.get(route.as_str()).map_or("", |page| &self.pages[page].title)
    }

    /// What decides where a practice stands in the list by title: of equal titles the newest comes first.
    pub fn title_order(&self, praktijk: Id<Praktijk>) -> (Letters<'_>, Id<Praktijk>) {
        let text = self.pages[self.praktijken[praktijk].page].text.as_ref();
        (text.map_or("", |text| &*text.page.sort_key).into(), praktijk)
    }

    /// The address of a werkplein's page for a link.
    pub fn werkplein_href(&self, werkplein: Id<Werkplein>) -> String {
        Route::link(&self.base_path, &["werkpleinen", &self.werkpleinen[werkplein].id])
    }

    /// The address of a region's page for a link.
    pub fn regio_href(&self, regio: Id<Regio>) -> String {
        Route::link(&self.base_path, &["regios", &self.regios[regio].id])
    }

    /// The address of a milestone's page for a link.
    pub fn mijlpaal_href(&self, mijlpaal: &Mijlpaal) -> String {
        Route::link(&self.base_path, &["mijlpalen", &mijlpaal.id])
    }

    /// An indicator with this id, or with this column.
    pub fn indicator(&self, name: &str) -> Option<&Indicator> {
        self.ketenindicatoren
            .iter()
            .chain(self.arbeidsmarkt.indicatoren.iter())
            .find(|indicator| indicator.row.id.value == name || indicator.row.kolom == name)
    }

    /// The ids of all indicators.
    pub fn indicator_names(&self) -> Vec<&str> {
        self.ketenindicatoren
            .iter()
            .chain(self.arbeidsmarkt.indicatoren.iter())
            .map(|indicator| indicator.row.id.value.as_str())
            .collect()
    }
}
