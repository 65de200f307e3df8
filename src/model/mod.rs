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

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{self, Options, Settings};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::data::{
    ArbeidsmarktModel, FigureRows, IndicatorRow, LandkaartModel, RegioRow, SnapshotRows, WerkpleinRow,
};
use crate::parse::front_matter::{ContentKind, Fields};
use crate::parse::{File, Parsed};
use crate::source::{Located, Place, SourcePath};
use id::{Id, List};
use landkaart::{Landkaart, Mijlpaal};
use market::{Arbeidsmarkt, Indicator};
use places::sort_key;
use portal::{Bericht, Bijeenkomst, Doelgroep, Page, PageKind, Portal, Praktijk, Rapportage, Subject, Text, Thema};
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

/// Makes the portal from all files. `None` only when a file that everything refers to could not be read; that was reported.
pub fn build(files: &[Arc<Parsed>], options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Option<Portal> {
    let input = Input::gather(files);
    let Some((settings, _)) = input.settings else {
        if !files.iter().any(|file| &*file.path == "data/portaal.yaml") {
            let place = Place::file("data/portaal.yaml");
            diagnostics
                .push(Diagnostic::new(&catalogue::MISSING_DATA_FILE, place).with("bestand", "data/portaal.yaml"));
        }
        return None;
    };
    let is_unread = |file: &&Arc<Parsed>| matches!(file.value, File::Other) && FOUNDATIONS.contains(&&*file.path);
    if files.iter().any(|file| is_unread(&file)) {
        return None;
    }
    let words = input.words(settings, diagnostics);
    let mut builder = Builder::new(&input, settings, options, &words, diagnostics);
    builder.data_pages();
    builder.content_pages();
    builder.fixed_pages();
    builder.resolve_aliases();
    let mut portal = builder.finish();
    resolve_texts(&mut portal, &input.broken, diagnostics);
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
    pages: Vec<&'a Arc<Parsed>>,
    /// Addresses of pages that could not be read: what refers to them is not reported as well.
    broken: BTreeSet<Route>,
    assets: Vec<&'a SourcePath>,
}

impl<'a> Input<'a> {
    fn gather(files: &'a [Arc<Parsed>]) -> Self {
        let mut input = Self::default();
        for file in files {
            match &file.value {
                File::Page(_) => input.pages.push(file),
                File::BrokenPage(folder, slug) => {
                    input.broken.insert(Route::page(&[folder, slug]));
                }
                File::Settings(settings) => input.settings = Some((settings, &file.path)),
                File::Werkpleinen(rows) => input.werkpleinen.extend(rows),
                File::Regios(rows) => input.regios.extend(rows),
                File::Begrippen(rows) => input.begrippen = rows,
                File::Doelgroepen(rows) => input.doelgroepen = rows,
                File::Bronnen(rows) => input.bronnen = rows,
                File::Indicatoren(rows) => input.indicatoren = rows,
                File::LandkaartModel(model) => input.landkaart = Some((model, &file.path)),
                File::Snapshot(rows) => input.snapshots.push(rows),
                File::ArbeidsmarktModel(model) => input.arbeidsmarkt = Some((model, &file.path)),
                File::Figures(rows) => input.figures.push(rows),
                File::Words(words) => {
                    let theme = file.path.split('/').nth(1).unwrap_or_default();
                    input.words.insert(theme, words);
                }
                File::Asset => input.assets.push(&file.path),
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
    options: &'a Options,
    portal: Portal,
    /// Pages by the file they were made from, for a second claim to an address.
    origins: BTreeMap<Id<Page>, SourcePath>,
    /// Texts that join a page made from data, by address.
    joining: BTreeMap<Route, &'a Arc<Parsed>>,
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
            by_route: BTreeMap::new(),
            redirects: BTreeMap::new(),
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
            berichten: List::default(),
            bijeenkomsten: List::default(),
            rapportages: List::default(),
            paginas: Vec::new(),
        };
        Self { input, words, options, portal, origins: BTreeMap::new(), joining: BTreeMap::new(), diagnostics }
    }

    /// Adds a page. A second page at one address is reported, naming both, and not added.
    fn add(&mut self, page: Page, origin: &SourcePath) -> Option<Id<Page>> {
        let route = page.route.clone();
        if let Some(&other) = self.portal.by_route.get(&route) {
            let mut diagnostic = Diagnostic::new(&catalogue::DUPLICATE_ADDRESS, Place::file(origin.clone()))
                .with("adres", route.as_str());
            // A page that is made from data has no file of its own to name.
            diagnostic = match self.origins.get(&other).filter(|path| path.ends_with(".md")) {
                Some(path) => diagnostic.with("ander", path.to_string()).related(Place::file(path.clone())),
                None => diagnostic.with("ander", "een pagina die het portaal zelf maakt"),
            };
            self.diagnostics.push(diagnostic);
            return None;
        }
        let id = self.portal.pages.push(page);
        self.portal.by_route.insert(route, id);
        self.origins.insert(id, origin.clone());
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
        let text = text.map(|source| Text { source: source.clone(), links: Vec::new(), components: Vec::new() });
        let description = text.as_ref().map_or(description, |text| text.common().description.clone());
        let linkable = kind != PageKind::PeriodeMijlpaal;
        let page = Page { kind, subject, route, title: title.to_owned(), description, parent, text, linkable };
        self.add(page, &origin);
    }

    /// The pages of editors that are shown on this day.
    fn shown_pages(&self) -> Vec<&'a Arc<Parsed>> {
        let day = self.portal.as_of;
        let is_shown = |source: &&Arc<Parsed>| {
            let File::Page(page) = &source.value else { return false };
            let common = &page.front.common;
            let future = common.date.is_some_and(|date| date > day);
            self.options.drafts || (!common.draft && !future && common.expires.is_none_or(|expires| expires > day))
        };
        self.input.pages.iter().copied().filter(is_shown).collect()
    }

    /// The index pages and the pages of everything that comes from data.
    fn data_pages(&mut self) {
        for source in self.shown_pages() {
            let File::Page(page) = &source.value else { continue };
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
            let File::Page(page) = &source.value else { continue };
            if page.slug.is_empty() {
                continue;
            }
            let prefix = format!("/{}/", page.folder);
            let names = self.portal.by_route.keys().filter_map(|route| {
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
        let mut by_kind: BTreeMap<ContentKind, Vec<&'a Arc<Parsed>>> = BTreeMap::new();
        for source in self.shown_pages() {
            if let File::Page(page) = &source.value
                && !page.slug.is_empty()
            {
                by_kind.entry(page.kind).or_default().push(source);
            }
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
        source: &Arc<Parsed>,
        parent: &str,
    ) -> Option<Id<Page>> {
        let File::Page(written) = &source.value else { return None };
        let common = &written.front.common;
        self.check_bronnen(source);
        let page = Page {
            kind,
            subject,
            route: Route::page(&[&written.folder, &written.slug]),
            title: common.title.value.clone(),
            description: common.description.clone(),
            parent: self.portal.page_at(&[parent]),
            text: Some(Text { source: source.clone(), links: Vec::new(), components: Vec::new() }),
            linkable: true,
        };
        self.add(page, &source.path)
    }

    fn check_bronnen(&mut self, source: &Parsed) {
        let File::Page(written) = &source.value else { return };
        let names: BTreeMap<String, ()> = self.portal.bronnen.iter().map(|bron| (bron.id.value.clone(), ())).collect();
        for used in &written.front.common.bronnen {
            reference(&used.bron, &names, "bron", "data/bronnen.yaml", self.diagnostics);
        }
    }

    fn themas(&mut self, mut sources: Vec<&Arc<Parsed>>) {
        sources.sort_by_key(|source| weight_and_title(source));
        let mijlpalen = self.mijlpaal_names();
        let doelgroepen = self.doelgroep_names();
        for source in sources {
            let next = Subject::Thema(self.portal.themas.next_id());
            let Some(page) = self.add_text_page(PageKind::Thema, next, source, "themas") else { continue };
            let Some((Fields::Thema(fields), slug)) = fields(source) else { continue };
            self.portal.themas.push(Thema {
                page,
                id: slug.to_owned(),
                mijlpalen: references(&fields.mijlpalen, &mijlpalen, "mijlpaal", MIJLPALEN, self.diagnostics),
                doelgroepen: references(&fields.doelgroepen, &doelgroepen, "doelgroep", DOELGROEPEN, self.diagnostics),
                contact: fields.contact.clone(),
            });
        }
    }

    fn praktijken(&mut self, mut sources: Vec<&Arc<Parsed>>) {
        sources.sort_by_key(|source| newest_first(source));
        let (mijlpalen, doelgroepen) = (self.mijlpaal_names(), self.doelgroep_names());
        let (themas, werkpleinen, regios) = (self.thema_names(), self.werkplein_names(), self.regio_names());
        for source in sources {
            let next = Subject::Praktijk(self.portal.praktijken.next_id());
            let Some(page) = self.add_text_page(PageKind::Praktijk, next, source, "praktijken") else { continue };
            let Some((Fields::Praktijk(fields), _)) = fields(source) else { continue };
            let found = &mut *self.diagnostics;
            let werkplein = fields
                .werkplein
                .as_ref()
                .and_then(|name| reference(name, &werkpleinen, "werkplein", WERKPLEINEN, found));
            let regio = fields.regio.as_ref().and_then(|name| reference(name, &regios, "regio", REGIOS, found));
            let praktijk = Praktijk {
                page,
                themas: themas_of(&fields.themas, &themas, found),
                doelgroepen: references(&fields.doelgroepen, &doelgroepen, "doelgroep", DOELGROEPEN, found),
                werkplein,
                regio: werkplein.map(|werkplein| self.portal.werkpleinen[werkplein].regio).or(regio),
                mijlpalen: references(&fields.mijlpalen, &mijlpalen, "mijlpaal", MIJLPALEN, found),
                gebruikt_in: references(&fields.gebruikt_in, &werkpleinen, "werkplein", WERKPLEINEN, found),
                status: fields.status,
                bewijs: fields.bewijs,
                date: written_on(source),
                voorbeeld: fields.voorbeeld,
            };
            self.portal.praktijken.push(praktijk);
        }
    }

    fn berichten(&mut self, mut sources: Vec<&Arc<Parsed>>) {
        sources.sort_by_key(|source| newest_first(source));
        let (themas, regios) = (self.thema_names(), self.regio_names());
        for source in sources {
            let Some(date) = written_on(source) else { continue };
            let next = Subject::Bericht(self.portal.berichten.next_id());
            let Some(page) = self.add_text_page(PageKind::Bericht, next, source, "nieuws") else { continue };
            let Some((Fields::Bericht(fields), _)) = fields(source) else { continue };
            let found = &mut *self.diagnostics;
            self.portal.berichten.push(Bericht {
                page,
                date,
                themas: themas_of(&fields.themas, &themas, found),
                regio: fields.regio.as_ref().and_then(|name| reference(name, &regios, "regio", REGIOS, found)),
            });
        }
    }

    fn bijeenkomsten(&mut self, mut sources: Vec<&Arc<Parsed>>) {
        sources.sort_by_key(|source| match fields(source) {
            Some((Fields::Bijeenkomst(fields), slug)) => Some((fields.start, slug.to_owned())),
            _ => None,
        });
        let (themas, regios) = (self.thema_names(), self.regio_names());
        for source in sources {
            let next = Subject::Bijeenkomst(self.portal.bijeenkomsten.next_id());
            let Some(page) = self.add_text_page(PageKind::Bijeenkomst, next, source, "agenda") else { continue };
            let Some((Fields::Bijeenkomst(fields), _)) = fields(source) else { continue };
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

    fn rapportages(&mut self, mut sources: Vec<&Arc<Parsed>>) {
        sources.sort_by_key(|source| newest_first(source));
        for source in sources {
            let Some((Fields::Rapportage(fields), _)) = fields(source) else { continue };
            let Some(landkaart) = &self.portal.landkaart else { continue };
            let names: BTreeMap<String, _> =
                landkaart.periodes.ids().map(|id| (landkaart.periodes[id].id.clone(), id)).collect();
            let periode = reference(&fields.periode, &names, "periode", "data/landkaart", self.diagnostics);
            let Some(periode) = periode else { continue };
            let next = Subject::Rapportage(self.portal.rapportages.next_id());
            let page = self.add_text_page(PageKind::Rapportage, next, source, "rapportages");
            let Some(page) = page else { continue };
            self.portal.rapportages.push(Rapportage { page, periode });
        }
    }

    fn paginas(&mut self, mut sources: Vec<&Arc<Parsed>>) {
        sources.sort_by_key(|source| weight_and_title(source));
        for source in sources {
            let parent = if source.path.starts_with("content/over/") { "over" } else { "" };
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
            title: self.words.get("niet_gevonden.titel").to_owned(),
            description: self.words.get("niet_gevonden.beschrijving").to_owned(),
            parent: None,
            text: None,
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
                let other = match self.portal.by_route.get(&route) {
                    Some(page) => Some(Place::file(self.origins[page].clone())),
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

fn fields(source: &Parsed) -> Option<(&Fields, &str)> {
    match &source.value {
        File::Page(page) => Some((&page.front.fields, page.slug.as_str())),
        _ => None,
    }
}

fn written_on(source: &Parsed) -> Option<Date> {
    match &source.value {
        File::Page(page) => page.front.common.date,
        _ => None,
    }
}

/// Order of pages that have a weight: by weight, then title.
fn weight_and_title(source: &Parsed) -> Option<(i64, String)> {
    match &source.value {
        File::Page(page) => Some((page.front.common.weight, sort_key(&page.front.common.title.value))),
        _ => None,
    }
}

/// Order of pages that have a date: newest first, then title.
fn newest_first(source: &Parsed) -> Option<(std::cmp::Reverse<Option<Date>>, String)> {
    match &source.value {
        File::Page(page) => {
            let common = &page.front.common;
            Some((std::cmp::Reverse(common.date), sort_key(&common.title.value)))
        }
        _ => None,
    }
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

/// The themes that references name.
fn themas_of(
    list: &[Located<String>],
    names: &BTreeMap<String, Option<Id<Thema>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Id<Thema>> {
    references(list, names, "thema", THEMAS, diagnostics).into_iter().flatten().collect()
}

/// Finds out what every link and component of every text shows.
fn resolve_texts(portal: &mut Portal, broken: &BTreeSet<Route>, diagnostics: &mut Vec<Diagnostic>) {
    let resolved: Vec<_> = {
        let resolver = links::Resolver::new(
            &portal.pages,
            &portal.by_route,
            &portal.redirects,
            &portal.assets,
            broken,
            extra_anchors(portal),
            &portal.base_path,
        );
        let portal = &*portal;
        let mut resolve = |id: Id<Page>| {
            let text = portal.pages[id].text.as_ref()?;
            let document = &text.page().document;
            let path = &text.source.path;
            let links = document.links.iter().map(|link| resolver.resolve(link, path, id, diagnostics)).collect();
            let components =
                document.components.iter().map(|call| figures::evaluate(portal, call, path, diagnostics)).collect();
            Some((id, links, components))
        };
        portal.pages.ids().filter_map(&mut resolve).collect()
    };
    for (id, links, components) in resolved {
        if let Some(text) = &mut portal.pages.get_mut(id).text {
            (text.links, text.components) = (links, components);
        }
    }
}

/// Anchors that pages have besides the headings of their text: terms of the glossary, and documents.
fn extra_anchors(portal: &Portal) -> BTreeMap<Id<Page>, Vec<String>> {
    let mut anchors = BTreeMap::new();
    if let Some(page) = portal.page_at(&["begrippen"]) {
        anchors.insert(page, portal.begrippen.iter().map(|begrip| begrip.id.value.clone()).collect());
    }
    for id in portal.pages.ids() {
        if let Some(text) = &portal.pages[id].text
            && text.page().document.components.iter().any(|call| call.name == "bronnen")
        {
            anchors.insert(id, portal.bronnen.iter().map(|bron| bron.id.value.clone()).collect());
        }
    }
    anchors
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
