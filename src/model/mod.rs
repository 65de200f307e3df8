//! All files together → one [`Portal`]: identities, references, addresses, statistics. The only stage that sees several files.
//!
//! It never fails: what does not fit is reported and left out. One pass, in a fixed order, without reading or writing.

pub mod figures;
pub mod id;
pub mod landkaart;
pub mod links;
pub mod market;
pub mod places;
pub mod portal;
pub mod route;
pub mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{self, Options, Settings};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{self, Hash, Hasher};
use crate::parse::data::{
    ArbeidsmarktModel, FigureRows, IndicatorRow, LandkaartModel, RegioRow, SnapshotRows, WerkpleinRow,
};
use crate::parse::front_matter::{Common, ContentKind, Fields};
use crate::parse::slug::{self, slugify};
use crate::parse::{self, File};
use crate::source::{Located, Place, SourcePath};
use figures::Component;
use id::{Id, List};
use landkaart::{Landkaart, Mijlpaal};
use links::Target;
use market::{Arbeidsmarkt, Indicator};
use places::sort_key;
use portal::{
    Addresses, Bericht, Bijeenkomst, Doelgroep, Onderwerp, Page, PageKind, Portal, Praktijk, PraktijkLists, Rapportage,
    Subject, Text, Thema,
};
use route::Route;
use words::Words;

/// Files that nearly everything refers to: without one of them every reference to it would be reported as well.
const FOUNDATIONS: [&str; 5] = [
    "data/portaal.yaml",
    "data/regios.csv",
    "data/werkpleinen.csv",
    "data/doelgroepen.yaml",
    "data/landkaart/model.yaml",
];

/// What the model sees of a file: never the text of a page, so that another text alone leaves the portal as it is.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// What it holds.
    pub value: &'a File,
}

/// Makes the portal from all files. `None` only when a file that everything refers to could not be read; that was reported.
pub fn build(files: &[Seen], options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Option<Portal> {
    let input = Input::gather(files);
    let Some((settings, _)) = input.settings else {
        if !files.iter().any(|file| &**file.path == "data/portaal.yaml") {
            let place = Place::file("data/portaal.yaml");
            diagnostics
                .push(Diagnostic::new(&catalogue::MISSING_DATA_FILE, place).with("bestand", "data/portaal.yaml"));
        }
        return None;
    };
    let is_unread = |file: &Seen| matches!(file.value, File::Other) && FOUNDATIONS.contains(&&**file.path);
    if files.iter().any(is_unread) {
        return None;
    }
    let words = input.words(settings, diagnostics);
    let mut builder = Builder::new(&input, settings, options, &words, diagnostics);
    builder.data_pages();
    builder.content_pages();
    builder.fixed_pages();
    builder.list_pages();
    builder.resolve_aliases();
    let mut portal = builder.finish();
    portal.links_hash = links_hash(&portal);
    check_navigation(&portal, diagnostics);
    Some(portal)
}

/// The files by what they are.
#[derive(Default)]
struct Input<'a> {
    settings: Option<(&'a Settings, &'a SourcePath)>,
    regios: Vec<&'a RegioRow>,
    werkpleinen: Vec<&'a WerkpleinRow>,
    landkaart: Option<(&'a LandkaartModel, &'a SourcePath)>,
    snapshots: Vec<&'a SnapshotRows>,
    arbeidsmarkt: Option<(&'a ArbeidsmarktModel, &'a SourcePath)>,
    figures: Vec<&'a FigureRows>,
    indicatoren: &'a [IndicatorRow],
    begrippen: &'a [crate::parse::data::BegripRow],
    doelgroepen: &'a [crate::parse::data::DoelgroepRow],
    bronnen: &'a [crate::parse::data::BronRow],
    words: BTreeMap<&'a str, &'a BTreeMap<String, String>>,
    pages: Vec<Written<'a>>,
    /// Addresses of pages that could not be read: what refers to them is not reported as well.
    broken: BTreeSet<Route>,
    assets: Vec<&'a SourcePath>,
}

/// A page of an editor.
#[derive(Clone, Copy)]
struct Written<'a> {
    path: &'a SourcePath,
    file: usize,
    page: &'a Arc<parse::Page>,
}

impl<'a> Written<'a> {
    fn fields(self) -> &'a Fields {
        &self.page.front.fields
    }

    fn common(self) -> &'a Common {
        &self.page.front.common
    }

    fn text(self) -> Text {
        Text { path: self.path.clone(), file: self.file, page: self.page.clone() }
    }

    /// Order of pages that have a weight: by weight, then title.
    fn weight_and_title(&self) -> (i64, &'a str) {
        (self.common().weight, &self.page.sort_key)
    }

    /// Order of pages that have a date: newest first, then title.
    fn newest_first(&self) -> (std::cmp::Reverse<Option<Date>>, &'a str) {
        (std::cmp::Reverse(self.common().date), &self.page.sort_key)
    }
}

impl<'a> Input<'a> {
    fn gather(files: &[Seen<'a>]) -> Self {
        let mut input = Self::default();
        for (file, &Seen { path, value }) in files.iter().enumerate() {
            match value {
                File::Page(page) => input.pages.push(Written { path, file, page }),
                File::BrokenPage(folder, slug) => {
                    input.broken.insert(Route::page(&[folder, slug]));
                }
                File::Settings(settings) => input.settings = Some((settings, path)),
                File::Werkpleinen(rows) => input.werkpleinen.extend(rows),
                File::Regios(rows) => input.regios.extend(rows),
                File::Begrippen(rows) => input.begrippen = rows,
                File::Doelgroepen(rows) => input.doelgroepen = rows,
                File::Bronnen(rows) => input.bronnen = rows,
                File::Indicatoren(rows) => input.indicatoren = rows,
                File::LandkaartModel(model) => input.landkaart = Some((model, path)),
                File::Snapshot(rows) => input.snapshots.push(rows),
                File::ArbeidsmarktModel(model) => input.arbeidsmarkt = Some((model, path)),
                File::Figures(rows) => input.figures.push(rows),
                File::Words(words) => {
                    let theme = path.split('/').nth(1).unwrap_or_default();
                    input.words.insert(theme, words);
                }
                File::Asset => input.assets.push(path),
                File::Other => {}
            }
        }
        input
    }

    /// The words of the base theme with those of the chosen theme over them.
    fn words(&self, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Words {
        let chosen = settings.theme.value.as_str();
        if chosen != BASE_THEME && !self.words.contains_key(chosen) {
            diagnostics.push(
                Diagnostic::new(&catalogue::UNKNOWN_THEME, settings.theme.place.clone())
                    .with("map", format!("themes/{chosen}"))
                    .suggest(chosen, self.words.keys().copied()),
            );
        }
        Words::new([BASE_THEME, chosen].iter().filter_map(|theme| self.words.get(theme).copied()))
    }
}

/// The theme whose files stand in for those another theme does not have.
pub const BASE_THEME: &str = "werkplein";

struct Builder<'a, 'd> {
    input: &'a Input<'a>,
    words: &'a Words,
    portal: Portal,
    /// The file each page was made from, for a second claim to an address.
    origins: Vec<SourcePath>,
    /// The pages of editors that are shown on this day.
    shown: Vec<Written<'a>>,
    /// Texts that join a page made from data, by address.
    joining: BTreeMap<Route, Written<'a>>,
    /// The documents of the portal.
    bronnen: BTreeMap<String, ()>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a, 'd> Builder<'a, 'd> {
    fn new(
        input: &'a Input<'a>,
        settings: &Settings,
        options: &'a Options,
        words: &'a Words,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        let base_url = options
            .base_url
            .as_deref()
            .and_then(config::normal_base_url)
            .unwrap_or_else(|| settings.base_url.value.clone());
        let base_path = base_url
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'))
            .map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
        let regio_rows: Vec<RegioRow> = input.regios.iter().copied().cloned().collect();
        let werkplein_rows: Vec<WerkpleinRow> = input.werkpleinen.iter().copied().cloned().collect();
        let (regios, werkpleinen) = places::places(&regio_rows, &werkplein_rows, diagnostics);
        let landkaart = input
            .landkaart
            .map(|(model, path)| Landkaart::new(model.clone(), path, &input.snapshots, &werkpleinen, diagnostics))
            .filter(|landkaart| !landkaart.mijlpalen.is_empty() && !landkaart.model.banden.is_empty());
        let arbeidsmarkt = input.arbeidsmarkt.map_or_else(Arbeidsmarkt::default, |(model, path)| {
            Arbeidsmarkt::new(model, path, &input.figures, &regios, diagnostics)
        });
        let ketenindicatoren = places::unique(input.indicatoren, "Indicator", |row| &row.id, diagnostics)
            .into_iter()
            .map(|row| Indicator::of_chain(row.clone()))
            .collect();
        let doelgroepen = places::unique(input.doelgroepen, "Doelgroep", |row| &row.id, diagnostics)
            .into_iter()
            .map(|row| Doelgroep { id: row.id.value.clone(), naam: row.naam.clone(), uitleg: row.uitleg.clone() })
            .collect();
        let mut begrippen = places::unique(input.begrippen, "Begrip", |row| &row.id, diagnostics);
        begrippen.sort_by_key(|row| sort_key(&row.naam));
        let begrippen = begrippen.into_iter().cloned().collect();
        let bronnen = places::unique(input.bronnen, "Bron", |row| &row.id, diagnostics).into_iter().cloned().collect();
        let portal = Portal {
            settings: settings.clone(),
            words: words.clone(),
            base_url,
            base_path,
            as_of: options.as_of.or(settings.as_of).unwrap_or(options.today),
            preview: options.preview,
            pages: List::default(),
            addresses: Addresses::default(),
            redirects: BTreeMap::new(),
            broken: input.broken.clone(),
            assets: input
                .assets
                .iter()
                .filter_map(|path| Some((Route::file(path.strip_prefix("content/")?), SourcePath::clone(path))))
                .collect(),
            regios,
            werkpleinen,
            doelgroepen,
            landkaart,
            arbeidsmarkt,
            ketenindicatoren,
            begrippen,
            bronnen,
            themas: List::default(),
            praktijken: List::default(),
            onderwerpen: List::default(),
            lists: PraktijkLists::default(),
            berichten: List::default(),
            bijeenkomsten: List::default(),
            rapportages: List::default(),
            paginas: Vec::new(),
            links_hash: 0,
        };
        let day = portal.as_of;
        let is_shown = |written: &Written| {
            let common = written.common();
            let future = common.date.is_some_and(|date| date > day);
            options.drafts || (!common.draft && !future && common.expires.is_none_or(|expires| expires > day))
        };
        let shown = input.pages.iter().copied().filter(is_shown).collect();
        let bronnen = portal.bronnen.iter().map(|bron| (bron.id.value.clone(), ())).collect();
        Self { input, words, portal, origins: Vec::new(), shown, joining: BTreeMap::new(), bronnen, diagnostics }
    }

    /// Adds a page. A second page at one address is reported, naming both, and not added.
    fn add(&mut self, page: Page, origin: &SourcePath) -> Option<Id<Page>> {
        let route = page.route.clone();
        if let Some(other) = self.portal.addresses.get(route.as_str()) {
            let mut diagnostic = Diagnostic::new(&catalogue::DUPLICATE_ADDRESS, Place::file(origin.clone()))
                .with("adres", route.as_str());
            // A page that is made from data has no file of its own to name.
            diagnostic = match self.origins.get(other.index()).filter(|path| path.ends_with(".md")) {
                Some(path) => diagnostic.with("ander", path.to_string()).related(Place::file(path.clone())),
                None => diagnostic.with("ander", "een pagina die het portaal zelf maakt"),
            };
            self.diagnostics.push(diagnostic);
            return None;
        }
        let id = self.portal.pages.push(page);
        self.portal.addresses.insert(route, id);
        self.origins.push(origin.clone());
        Some(id)
    }

    /// Adds a page that is made from data; `text` of an editor at the same address joins it.
    fn add_data_page(
        &mut self,
        kind: PageKind,
        subject: Subject,
        parts: &[&str],
        title: &str,
        description: String,
        parent: &str,
    ) {
        let route = Route::page(parts);
        let parent = self.portal.page_at(&[parent]);
        let text = self.joining.remove(&route);
        let origin = text.map_or_else(|| "data".into(), |text| text.path.clone());
        let text = text.map(Written::text);
        let description = text.as_ref().map_or_else(|| description.into(), |text| text.common().description.clone());
        let linkable = kind != PageKind::PeriodeMijlpaal;
        let page = Page { kind, subject, route, title: title.into(), description, parent, text, blad: 1, linkable };
        self.add(page, &origin);
    }

    /// The index pages and the pages of everything that comes from data.
    fn data_pages(&mut self) {
        for &source in &self.shown {
            let page = source.page;
            let joins = matches!(
                page.kind,
                ContentKind::Werkplein
                    | ContentKind::Regio
                    | ContentKind::Mijlpaal
                    | ContentKind::Indicator
                    | ContentKind::Doelgroep
            );
            if joins || page.slug.is_empty() {
                self.joining.insert(Route::page(&[&page.folder, &page.slug]), source);
            }
        }
        let words = self.words;
        let name = self.portal.settings.name.clone();
        let description = self.portal.settings.description.clone();
        self.add_data_page(PageKind::Home, Subject::None, &[], &name, description, "");
        for (kind, part) in INDEXES {
            let has_landkaart = self.portal.landkaart.is_some();
            let needs_landkaart = matches!(kind, PageKind::Landkaart | PageKind::Mijlpalen | PageKind::Rapportages);
            if needs_landkaart && !has_landkaart {
                continue;
            }
            let title = words.get(&format!("index.{part}.titel")).to_owned();
            let description = words.get(&format!("index.{part}.beschrijving")).to_owned();
            self.add_data_page(*kind, Subject::None, &[part], &title, description, "");
        }
        self.place_pages();
        self.landkaart_pages();
        self.indicator_pages();
        self.report_texts_without_data();
    }

    fn place_pages(&mut self) {
        let words = self.words;
        let regios: Vec<_> = self
            .portal
            .regios
            .ids()
            .map(|id| (id, self.portal.regios[id].id.clone(), self.portal.regios[id].naam.clone()))
            .collect();
        for (regio, id, naam) in regios {
            let description = words.fill("regio.beschrijving", &[("regio", &naam)]);
            let title = words.fill("regio.titel", &[("regio", &naam)]);
            self.add_data_page(PageKind::Regio, Subject::Regio(regio), &["regios", &id], &title, description, "regios");
        }
        let werkpleinen: Vec<_> = self
            .portal
            .werkpleinen
            .ids()
            .map(|id| (id, self.portal.werkpleinen[id].id.clone(), self.portal.werkpleinen[id].naam.clone()))
            .collect();
        for (werkplein, id, naam) in werkpleinen {
            let description = words.fill("werkplein.beschrijving", &[("werkplein", &naam)]);
            let title = words.fill("werkplein.titel", &[("werkplein", &naam)]);
            let subject = Subject::Werkplein(werkplein);
            self.add_data_page(PageKind::Werkplein, subject, &["werkpleinen", &id], &title, description, "werkpleinen");
        }
        let doelgroepen: Vec<_> = self
            .portal
            .doelgroepen
            .ids()
            .map(|id| {
                let doelgroep = &self.portal.doelgroepen[id];
                (id, doelgroep.id.clone(), doelgroep.naam.clone(), doelgroep.uitleg.clone())
            })
            .collect();
        for (doelgroep, id, naam, uitleg) in doelgroepen {
            let subject = Subject::Doelgroep(doelgroep);
            self.add_data_page(PageKind::Doelgroep, subject, &["doelgroepen", &id], &naam, uitleg, "doelgroepen");
        }
    }

    fn landkaart_pages(&mut self) {
        let Some(landkaart) = &self.portal.landkaart else { return };
        let mijlpalen: Vec<_> = landkaart
            .mijlpalen
            .ids()
            .map(|id| (id, landkaart.mijlpalen[id].id.clone(), landkaart.mijlpalen[id].naam.clone()))
            .collect();
        let periodes: Vec<_> = landkaart
            .periodes
            .ids()
            .map(|id| (id, landkaart.periodes[id].id.clone(), landkaart.periodes[id].naam.clone()))
            .collect();
        let words = self.words;
        for (mijlpaal, id, naam) in &mijlpalen {
            let description = words.fill("mijlpaal.beschrijving", &[("mijlpaal", naam)]);
            let subject = Subject::Mijlpaal(*mijlpaal);
            self.add_data_page(PageKind::Mijlpaal, subject, &["mijlpalen", id], naam, description, "mijlpalen");
        }
        for (periode, id, naam) in &periodes {
            let title = words.fill("periode.titel", &[("periode", naam)]);
            let description = words.fill("periode.beschrijving", &[("periode", naam)]);
            let subject = Subject::Periode(*periode);
            self.add_data_page(PageKind::Periode, subject, &["landkaart", id], &title, description, "landkaart");
            for (mijlpaal, mijlpaal_id, mijlpaal_naam) in &mijlpalen {
                let values = [("mijlpaal", mijlpaal_naam.as_str()), ("periode", naam)];
                let title = words.fill("periode_mijlpaal.titel", &values);
                let description = words.fill("periode_mijlpaal.beschrijving", &values);
                let parts = ["landkaart", id, "mijlpalen", mijlpaal_id];
                let parent = format!("landkaart/{id}");
                let subject = Subject::PeriodeMijlpaal(*periode, *mijlpaal);
                self.add_data_page(PageKind::PeriodeMijlpaal, subject, &parts, &title, description, &parent);
            }
        }
    }

    fn indicator_pages(&mut self) {
        let keten = self.portal.ketenindicatoren.ids().map(|id| {
            let row = &self.portal.ketenindicatoren[id].row;
            (Subject::KetenIndicator(id), row.id.value.clone(), row.naam.clone(), row.uitleg.clone())
        });
        let markt = self.portal.arbeidsmarkt.indicatoren.ids().map(|id| {
            let row = &self.portal.arbeidsmarkt.indicatoren[id].row;
            (Subject::MarktIndicator(id), row.id.value.clone(), row.naam.clone(), row.uitleg.clone())
        });
        let all: Vec<_> = keten.chain(markt).collect();
        for (subject, id, naam, uitleg) in all {
            self.add_data_page(PageKind::Indicator, subject, &["indicatoren", &id], &naam, uitleg, "indicatoren");
        }
    }

    /// Texts for a page made from data that is not there: a typing error in the file's name.
    fn report_texts_without_data(&mut self) {
        for (route, source) in std::mem::take(&mut self.joining) {
            let page = source.page;
            if page.slug.is_empty() {
                continue;
            }
            let prefix = format!("/{}/", page.folder);
            let addresses = self.portal.addresses.sorted();
            let names = addresses.iter().filter_map(|(route, _)| {
                let name = route.as_str().strip_prefix(prefix.as_str())?.trim_end_matches('/');
                (!name.is_empty()).then_some(name)
            });
            let waar = match page.kind {
                ContentKind::Werkplein => "data/werkpleinen.csv",
                ContentKind::Regio => "data/regios.csv",
                ContentKind::Mijlpaal => "data/landkaart/model.yaml",
                ContentKind::Doelgroep => "data/doelgroepen.yaml",
                _ => "data/indicatoren.yaml en data/arbeidsmarkt/model.yaml",
            };
            self.diagnostics.push(
                Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, Place::file(source.path.clone()))
                    .with("soort", page.kind.word())
                    .with("naam", &page.slug)
                    .with("waar", waar)
                    .suggest(route.name().rsplit('/').next().unwrap_or_default(), names),
            );
        }
    }

    /// The pages that editors write, kind by kind, each in the order in which lists show it.
    fn content_pages(&mut self) {
        self.portal.addresses.reserve(self.shown.len() * 5 / 4);
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
        sources.sort_by_cached_key(Written::weight_and_title);
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

    fn praktijken(&mut self, mut sources: Vec<Written<'a>>) {
        sources.sort_by_cached_key(Written::newest_first);
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
            Some((source.path, page, praktijk, found))
        };
        let prepared: Vec<_> = sources.par_iter().filter_map(prepare).collect();
        for (path, mut page, mut praktijk, mut found) in prepared {
            page.subject = Subject::Praktijk(self.portal.praktijken.next_id());
            self.diagnostics.append(&mut found);
            if let Some(page) = self.add(page, path) {
                praktijk.page = page;
                self.portal.praktijken.push(praktijk);
            }
        }
        self.portal.lists = PraktijkLists::new(&self.portal);
        self.onderwerp_pages();
    }

    /// The list of topics: the words of editors that make one address are one topic, spelled as in the newest practice.
    /// Gives the topic of each spelling.
    fn onderwerpen<'w>(&mut self, sources: &[Written<'w>]) -> HashMap<&'w str, Id<Onderwerp>> {
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        let mut spelled: HashMap<&str, String> = HashMap::new();
        for source in sources {
            let Fields::Praktijk(fields) = source.fields() else { continue };
            for name in &fields.onderwerpen {
                if spelled.contains_key(name.value.as_str()) {
                    continue;
                }
                let id = slugify(&name.value);
                if !slug::is_slug(&id) {
                    let diagnostic =
                        Diagnostic::new(&catalogue::BAD_TOPIC, name.place.clone()).with("naam", &name.value);
                    self.diagnostics.push(diagnostic);
                    continue;
                }
                spelled.insert(&name.value, id.clone());
                names.entry(id).or_insert(&name.value);
            }
        }
        let mut sorted: Vec<(String, &str)> = names.into_iter().collect();
        sorted.sort_by_cached_key(|(_, name)| sort_key(name));
        let list = &mut self.portal.onderwerpen;
        let ids: BTreeMap<String, Id<Onderwerp>> = sorted
            .into_iter()
            .map(|(id, name)| (id.clone(), list.push(Onderwerp { id, naam: capital(name) })))
            .collect();
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

    /// The further pages of lists that are too long for one, and of the A–Z.
    fn list_pages(&mut self) {
        let lists = &self.portal.lists;
        let mut long: Vec<(Id<Page>, usize)> = Vec::new();
        for id in self.portal.pages.ids() {
            let page = &self.portal.pages[id];
            let items = match page.subject {
                Subject::None if page.kind == PageKind::Praktijken => self.portal.praktijken.len(),
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

    fn berichten(&mut self, mut sources: Vec<Written>) {
        sources.sort_by_cached_key(Written::newest_first);
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
        sources.sort_by_cached_key(|source| match source.fields() {
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
        sources.sort_by_cached_key(Written::newest_first);
        let parent = self.portal.page_at(&["rapportages"]);
        for source in sources {
            let Fields::Rapportage(fields) = source.fields() else { continue };
            let Some(landkaart) = &self.portal.landkaart else { continue };
            let names: BTreeMap<String, _> =
                landkaart.periodes.ids().map(|id| (landkaart.periodes[id].id.clone(), id)).collect();
            let periode = reference(&fields.periode, &names, "periode", "data/landkaart", self.diagnostics);
            let Some(periode) = periode else { continue };
            let next = Subject::Rapportage(self.portal.rapportages.next_id());
            let Some(page) = self.add_text_page(PageKind::Rapportage, next, source, parent) else { continue };
            self.portal.rapportages.push(Rapportage { page, periode });
        }
    }

    fn paginas(&mut self, mut sources: Vec<Written>) {
        sources.sort_by_cached_key(Written::weight_and_title);
        let (home, about) = (self.portal.page_at(&[]), self.portal.page_at(&["over"]));
        for source in sources {
            let parent = if source.path.starts_with("content/over/") { about } else { home };
            if let Some(page) = self.add_text_page(PageKind::Pagina, Subject::None, source, parent) {
                self.portal.paginas.push(page);
            }
        }
    }

    /// The page for an address that does not exist.
    fn fixed_pages(&mut self) {
        let page = Page {
            kind: PageKind::NietGevonden,
            subject: Subject::None,
            route: Route::file("404.html"),
            title: self.words.get("niet_gevonden.titel").into(),
            description: self.words.get("niet_gevonden.beschrijving").into(),
            parent: None,
            text: None,
            blad: 1,
            linkable: false,
        };
        self.add(page, &"data".into());
    }

    /// Earlier addresses: none may be that of a page, of another alias, or outside the site.
    fn resolve_aliases(&mut self) {
        let mut claimed: BTreeMap<Route, Place> = BTreeMap::new();
        for id in self.portal.pages.ids() {
            let aliases = match &self.portal.pages[id].text {
                Some(text) => text.common().aliases.clone(),
                None => continue,
            };
            for alias in aliases {
                let Some(route) = alias_route(&alias.value) else {
                    let diagnostic = Diagnostic::new(&catalogue::BAD_ALIAS, alias.place).with("adres", alias.value);
                    self.diagnostics.push(diagnostic);
                    continue;
                };
                let other = match self.portal.addresses.get(route.as_str()) {
                    Some(page) => Some(Place::file(self.origins[page.index()].clone())),
                    None => claimed.get(&route).cloned(),
                };
                match other {
                    Some(other) => self.diagnostics.push(
                        Diagnostic::new(&catalogue::DUPLICATE_ADDRESS, alias.place)
                            .with("adres", route.as_str())
                            .with("ander", other.path.to_string())
                            .related(other),
                    ),
                    None => {
                        claimed.insert(route.clone(), alias.place);
                        self.portal.redirects.insert(route, id);
                    }
                }
            }
        }
    }

    fn mijlpaal_names(&self) -> BTreeMap<String, Id<Mijlpaal>> {
        self.portal.landkaart.as_ref().map_or_else(BTreeMap::new, |landkaart| {
            landkaart.mijlpalen.ids().map(|id| (landkaart.mijlpalen[id].id.clone(), id)).collect()
        })
    }

    fn doelgroep_names(&self) -> BTreeMap<String, Id<Doelgroep>> {
        self.portal.doelgroepen.ids().map(|id| (self.portal.doelgroepen[id].id.clone(), id)).collect()
    }

    /// Themes by name; one whose page could not be read has a name but no item.
    fn thema_names(&self) -> BTreeMap<String, Option<Id<Thema>>> {
        let broken = self.input.broken.iter().filter_map(|route| route.name().strip_prefix("themas/"));
        let themas = self.portal.themas.ids().map(|id| (self.portal.themas[id].id.clone(), Some(id)));
        broken.map(|name| (name.to_owned(), None)).chain(themas).collect()
    }

    fn werkplein_names(&self) -> BTreeMap<String, Id<places::Werkplein>> {
        self.portal.werkpleinen.ids().map(|id| (self.portal.werkpleinen[id].id.clone(), id)).collect()
    }

    fn regio_names(&self) -> BTreeMap<String, Id<places::Regio>> {
        self.portal.regios.ids().map(|id| (self.portal.regios[id].id.clone(), id)).collect()
    }

    fn finish(self) -> Portal {
        self.portal
    }
}

/// The most practices on one page of a list.
pub const PER_LIST: usize = 100;
/// The most names in an A–Z of one page.
pub const PER_A_TO_Z: usize = 1000;

const THEMAS: &str = "de map content/themas";
const MIJLPALEN: &str = "data/landkaart/model.yaml";
const DOELGROEPEN: &str = "data/doelgroepen.yaml";
const WERKPLEINEN: &str = "data/werkpleinen.csv";
const REGIOS: &str = "data/regios.csv";

/// Index pages with their address.
const INDEXES: &[(PageKind, &str)] = &[
    (PageKind::Themas, "themas"),
    (PageKind::Praktijken, "praktijken"),
    (PageKind::Doelgroepen, "doelgroepen"),
    (PageKind::Landkaart, "landkaart"),
    (PageKind::Mijlpalen, "mijlpalen"),
    (PageKind::Rapportages, "rapportages"),
    (PageKind::Indicatoren, "indicatoren"),
    (PageKind::Werkpleinen, "werkpleinen"),
    (PageKind::Regios, "regios"),
    (PageKind::Nieuws, "nieuws"),
    (PageKind::Agenda, "agenda"),
    (PageKind::Begrippen, "begrippen"),
    (PageKind::Over, "over"),
    (PageKind::AlfabetischeLijst, "a-tot-z"),
];

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

fn alias_route(alias: &str) -> Option<Route> {
    let inner = alias.strip_prefix('/')?.strip_suffix('/')?;
    let valid = !inner.is_empty()
        && inner.split('/').all(|part| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.chars().all(|c| c.is_alphanumeric() || "-_.~".contains(c))
        });
    valid.then(|| Route::page(&[inner]))
}

/// The item a reference names; an unknown name is reported.
fn reference<T: Copy>(
    name: &Located<String>,
    names: &BTreeMap<String, T>,
    word: &str,
    place: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let found = names.get(&name.value).copied();
    if found.is_none() {
        diagnostics.push(
            Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, name.place.clone())
                .with("soort", word)
                .with("naam", &name.value)
                .with("waar", place)
                .suggest(&name.value, names.keys().map(String::as_str)),
        );
    }
    found
}

/// The items that references name, each once, in the order of the references.
fn references<T: Copy + PartialEq>(
    list: &[Located<String>],
    names: &BTreeMap<String, T>,
    word: &str,
    place: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let mut found = Vec::with_capacity(list.len());
    for name in list {
        if let Some(item) = reference(name, names, word, place, diagnostics)
            && !found.contains(&item)
        {
            found.push(item);
        }
    }
    found
}

/// The page of a text. A document it leans on that is not known is reported.
fn text_page(
    kind: PageKind,
    subject: Subject,
    source: Written,
    parent: Option<Id<Page>>,
    bronnen: &BTreeMap<String, ()>,
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

/// The themes that references name.
fn themas_of(
    list: &[Located<String>],
    names: &BTreeMap<String, Option<Id<Thema>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Id<Thema>> {
    references(list, names, "thema", THEMAS, diagnostics).into_iter().flatten().collect()
}

/// What a page's own text refers to: what each of its links leads to, and what each component shows.
#[derive(Debug, PartialEq)]
pub struct Resolved {
    /// In the order of the links of the text.
    pub links: Vec<Target>,
    /// In the order of the components of the text.
    pub components: Vec<Component>,
}

/// The hash of all that decides where a link leads: addresses and anchors.
fn links_hash(portal: &Portal) -> Hash {
    let mut hasher = Hasher::new();
    // The order of pages does not matter to a link, so that another title, and with it another order, changes nothing.
    let pages = portal.pages.iter().map(|page| {
        let anchors = page.text.as_ref().map_or(0, |text| text.page.anchors_hash);
        hash::bytes(page.route.as_str().as_bytes()).rotate_left(u32::from(page.linkable)) ^ anchors.rotate_left(7)
    });
    hasher.hash(pages.fold(0, Hash::wrapping_add));
    for (route, &page) in &portal.redirects {
        hasher.text(route.as_str()).text(portal.pages[page].route.as_str());
    }
    hasher.number(portal.broken.len() as u64);
    portal.broken.iter().chain(portal.assets.keys()).for_each(|route| {
        hasher.text(route.as_str());
    });
    let terms = portal.begrippen.iter().map(|begrip| &begrip.id.value);
    for id in terms.chain(portal.bronnen.iter().map(|bron| &bron.id.value)) {
        hasher.text(id);
    }
    hasher.finish()
}

/// Every name in the A–Z: of each page a reader may look for by its title, and of each term.
pub fn a_to_z_names(portal: &Portal) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
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

/// The header may only name folders that have a page, and `zie_ook` only terms that exist.
fn check_navigation(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let names: BTreeMap<String, ()> = INDEXES.iter().map(|(_, part)| ((*part).to_owned(), ())).collect();
    for item in &portal.settings.navigation {
        reference(
            item,
            &names,
            "onderdeel van het portaal",
            "deze lijst: themas, praktijken, landkaart, …",
            diagnostics,
        );
    }
    let terms: BTreeMap<String, ()> = portal.begrippen.iter().map(|begrip| (begrip.id.value.clone(), ())).collect();
    for related in portal.begrippen.iter().flat_map(|begrip| &begrip.zie_ook) {
        reference(related, &terms, "begrip", "data/begrippen.yaml", diagnostics);
    }
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
