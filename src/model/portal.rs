//! The portal as one value: everything the pages are made from, with all references resolved.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Settings;
use crate::model::figures::Component;
use crate::model::id::{Id, List};
use crate::model::landkaart::{Landkaart, Mijlpaal};
use crate::model::links::Target;
use crate::model::market::{Arbeidsmarkt, Indicator};
use crate::model::places::{Regio, Werkplein};
use crate::model::route::Route;
use crate::parse::data::{BegripRow, BronRow};
use crate::parse::front_matter::{self, Bewijs, Contact, Status};
use crate::parse::{self, Parsed};
use crate::source::SourcePath;

/// Everything the pages are made from.
#[derive(Debug)]
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
    /// Whether pages carry the preview's script.
    pub preview: bool,
    /// Every HTML page, in order of kind and then as lists show them.
    pub pages: List<Page>,
    /// Pages by address.
    pub by_route: BTreeMap<Route, Id<Page>>,
    /// Earlier addresses of pages, with the page each leads to.
    pub redirects: BTreeMap<Route, Id<Page>>,
    /// Files that are published as they are, by address.
    pub assets: BTreeMap<Route, SourcePath>,
    /// The labour-market regions.
    pub regios: List<Regio>,
    /// The job centres.
    pub werkpleinen: List<Werkplein>,
    /// Target groups.
    pub doelgroepen: List<Doelgroep>,
    /// The landkaart; absent in a portal without one.
    pub landkaart: Option<Landkaart>,
    /// Labour-market figures.
    pub arbeidsmarkt: Arbeidsmarkt,
    /// Indicators of the chain.
    pub ketenindicatoren: List<Indicator>,
    /// Glossary, in Dutch order.
    pub begrippen: List<BegripRow>,
    /// Documents the portal leans on.
    pub bronnen: List<BronRow>,
    /// Themes by weight, then title.
    pub themas: List<Thema>,
    /// Practices, newest first.
    pub praktijken: List<Praktijk>,
    /// News, newest first.
    pub berichten: List<Bericht>,
    /// Events in order of time.
    pub bijeenkomsten: List<Bijeenkomst>,
    /// Reports, newest first.
    pub rapportages: List<Rapportage>,
    /// Pages of `over/`, by weight, then title.
    pub paginas: Vec<Id<Page>>,
}

/// Kind of an HTML page; its name is in `<body data-kind>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum PageKind {
    Home,
    Themas,
    Thema,
    Praktijken,
    Praktijk,
    Doelgroepen,
    Doelgroep,
    Landkaart,
    Periode,
    Mijlpalen,
    Mijlpaal,
    PeriodeMijlpaal,
    Rapportages,
    Rapportage,
    Indicatoren,
    Indicator,
    Werkpleinen,
    Werkplein,
    Regios,
    Regio,
    Nieuws,
    Bericht,
    Agenda,
    Bijeenkomst,
    Begrippen,
    Over,
    Pagina,
    AlfabetischeLijst,
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
            PageKind::Praktijk => "praktijk",
            PageKind::Doelgroepen => "doelgroepen",
            PageKind::Doelgroep => "doelgroep",
            PageKind::Landkaart => "landkaart",
            PageKind::Periode => "periode",
            PageKind::Mijlpalen => "mijlpalen",
            PageKind::Mijlpaal => "mijlpaal",
            PageKind::PeriodeMijlpaal => "periode-mijlpaal",
            PageKind::Rapportages => "rapportages",
            PageKind::Rapportage => "rapportage",
            PageKind::Indicatoren => "indicatoren",
            PageKind::Indicator => "indicator",
            PageKind::Werkpleinen => "werkpleinen",
            PageKind::Werkplein => "werkplein",
            PageKind::Regios => "regios",
            PageKind::Regio => "regio",
            PageKind::Nieuws => "nieuws",
            PageKind::Bericht => "bericht",
            PageKind::Agenda => "agenda",
            PageKind::Bijeenkomst => "bijeenkomst",
            PageKind::Begrippen => "begrippen",
            PageKind::Over => "over",
            PageKind::Pagina => "pagina",
            PageKind::AlfabetischeLijst => "a-tot-z",
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
    Doelgroep(Id<Doelgroep>),
    Periode(Id<crate::model::landkaart::Periode>),
    Mijlpaal(Id<Mijlpaal>),
    PeriodeMijlpaal(Id<crate::model::landkaart::Periode>, Id<Mijlpaal>),
    Rapportage(Id<Rapportage>),
    MarktIndicator(Id<Indicator>),
    KetenIndicator(Id<Indicator>),
    Werkplein(Id<Werkplein>),
    Regio(Id<Regio>),
    Bericht(Id<Bericht>),
    Bijeenkomst(Id<Bijeenkomst>),
}

/// An HTML page.
#[derive(Debug)]
pub struct Page {
    /// Kind.
    pub kind: PageKind,
    /// What it is about.
    pub subject: Subject,
    /// Address.
    pub route: Route,
    /// Title.
    pub title: String,
    /// One sentence that says what it is about.
    pub description: String,
    /// The page above it in the breadcrumbs.
    pub parent: Option<Id<Page>>,
    /// The text an editor wrote for it.
    pub text: Option<Text>,
    /// Whether it is an index of its folder, or a page with text of its own that a short link may mean.
    pub linkable: bool,
}

/// The text of a page with everything it refers to.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file.
    pub source: Arc<Parsed>,
    /// What each link of the document leads to.
    pub links: Vec<Target>,
    /// What each component of the document shows.
    pub components: Vec<Component>,
}

impl Text {
    /// The page as written.
    pub fn page(&self) -> &parse::Page {
        match &self.source.value {
            parse::File::Page(page) => page,
            _ => unreachable!("a text is only made of a file that is a page"),
        }
    }

    /// The fields every page has.
    pub fn common(&self) -> &front_matter::Common {
        &self.page().front.common
    }
}

/// A target group.
#[derive(Debug)]
pub struct Doelgroep {
    /// Id: part of its address.
    pub id: String,
    /// Name.
    pub naam: String,
    /// Who they are.
    pub uitleg: String,
}

/// A theme.
#[derive(Debug)]
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
#[derive(Debug)]
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
#[derive(Debug)]
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
#[derive(Debug)]
pub struct Bijeenkomst {
    /// Its page.
    pub page: Id<Page>,
    /// When it starts.
    pub start: crate::parse::fields::Moment,
    /// When it ends.
    pub end: Option<crate::parse::fields::Moment>,
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
#[derive(Debug)]
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
        self.by_route.get(&Route::page(parts)).copied()
    }

    /// The address of a werkplein's page for a link.
    pub fn werkplein_href(&self, werkplein: Id<Werkplein>) -> String {
        Route::page(&["werkpleinen", &self.werkpleinen[werkplein].id]).href(&self.base_path)
    }

    /// The address of a region's page for a link.
    pub fn regio_href(&self, regio: Id<Regio>) -> String {
        Route::page(&["regios", &self.regios[regio].id]).href(&self.base_path)
    }

    /// The address of a milestone's page for a link.
    pub fn mijlpaal_href(&self, mijlpaal: &Mijlpaal) -> String {
        Route::page(&["mijlpalen", &mijlpaal.id]).href(&self.base_path)
    }

    /// The practices that hold for a choice, newest first.
    pub fn praktijken_where(&self, holds: impl Fn(&Praktijk) -> bool) -> Vec<Id<Praktijk>> {
        self.praktijken.ids().filter(|&id| holds(&self.praktijken[id])).collect()
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
