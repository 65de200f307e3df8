//! All files together → one [`Portal`]: identities, references, addresses, statistics. The only stage that sees several files.
//!
//! It never fails: what does not fit is reported and left out. One pass, in a fixed order, without reading or writing.

pub mod alike;
pub mod choices;
pub mod consequences;
mod data_pages;
pub mod facets;
pub mod figures;
pub mod id;
pub mod journal;
pub mod landkaart;
pub mod links;
pub mod lists;
pub mod map;
pub mod market;
pub mod names;
mod outside;
pub mod pictures;
pub mod places;
pub mod portal;
pub mod references;
pub mod remarks;
pub mod reviews;
pub mod route;
pub mod schedule;
mod text_pages;
pub mod titles;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{self, Options, Settings};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{Hash, Hasher};
use crate::order::{Letters, Order};
use crate::parse::data::{
    ArbeidsmarktModel, BegripRow, FigureRows, GemeenteRow, IndicatorRow, LandkaartModel, OutlinePart, RegioRow,
    SnapshotRows, WerkpleinRow,
};
use crate::parse::document::Call;
use crate::parse::front_matter::{Common, Fields};
use crate::parse::geojson::Boundaries;
use crate::parse::settings::EditieRow;
use crate::parse::{self, File};
use crate::source::{Place, SourcePath};
use alike::Likeness;
use figures::Component;
use id::{Id, List};
use landkaart::Landkaart;
use links::{Resolver, Target};
use map::Map;
use market::{Arbeidsmarkt, Indicator};
use places::sort_key;
use portal::{Doelgroep, Page, Portal, Text};
use references::Known;
use route::Route;
use words::Words;

/// Files that nearly everything refers to: without one of them every reference to it would be reported as well.
const FOUNDATIONS: [&str; 5] =
    ["data/portaal.yaml", references::REGIOS, references::WERKPLEINEN, references::DOELGROEPEN, references::MIJLPALEN];

/// The folders of files with figures: without one of them every figure of it that a text shows would be reported as well.
const FIGURES: [&str; 2] = ["data/landkaart/", "data/arbeidsmarkt/"];

/// What the model sees of a file: never the text of a page, so that another text alone leaves the portal as it is.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// What it holds.
    pub value: &'a File,
    /// Hash of its bytes.
    pub hash: Hash,
}

/// The portal of the build before: made with the same options, from as many files with the same names.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// That portal.
    pub portal: &'a Portal,
    /// What was wrong in it.
    pub told: &'a [Diagnostic],
}

impl Before<'_> {
    /// Whether something was wrong that has to do with such a file: that names places in it, which may be elsewhere now.
    fn tells_of(&self, is_meant: impl Fn(&SourcePath) -> bool) -> bool {
        self.told.iter().any(|problem| problem.places().any(|place| is_meant(&place.path)))
    }
}

/// Makes the portal from all files. The practices of a portal `before`, of which every page of an editor is still as it was, are
/// taken over when what they refer to is too. `None` only when a file that everything refers to could not be read; that was
/// reported.
pub fn build(
    files: &[Seen],
    options: &Options,
    before: Option<Before>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Portal> {
    let input = Input::gather(files);
    let Some((settings, _)) = input.settings else {
        if !files.iter().any(|file| &**file.path == "data/portaal.yaml") {
            let place = Place::file("data/portaal.yaml");
            diagnostics
                .push(Diagnostic::new(&catalogue::MISSING_DATA_FILE, place).with("bestand", "data/portaal.yaml"));
        }
        return None;
    };
    let is_figures = |path: &str| FIGURES.iter().any(|folder| path.starts_with(folder)) && path.ends_with(".csv");
    let is_unread = |file: &Seen| {
        matches!(file.value, File::Other) && (FOUNDATIONS.contains(&&**file.path) || is_figures(file.path))
    };
    if files.iter().any(is_unread) {
        return None;
    }
    if !files.iter().any(|file| matches!(file.value, File::Page(_) | File::BrokenPage(..))) {
        diagnostics.push(Diagnostic::new(&catalogue::NO_CONTENT, Place::file("content")));
    }
    let words = input.words(settings, diagnostics);
    let mut builder = Builder::new(&input, settings, options, before, &words, diagnostics);
    builder.data_pages();
    builder.content_pages();
    builder.choice_pages();
    builder.journal_pages();
    builder.fixed_pages();
    builder.list_pages();
    builder.resolve_aliases();
    let mut portal = builder.finish();
    portal.links_hash = links::hash(&portal);
    portal.opmerkingen = remarks::remarks(&portal, diagnostics);
    portal.data_hash = data_hash(files);
    portal.pictures = pictures::pictures(files);
    data_pages::check_navigation(&portal, diagnostics);
    Some(portal)
}

/// The files by what they are.
#[derive(Default)]
struct Input<'a> {
    settings: Option<(&'a Settings, &'a SourcePath)>,
    regios: Vec<&'a RegioRow>,
    werkpleinen: Vec<&'a WerkpleinRow>,
    gemeenten: &'a [GemeenteRow],
    outline: &'a [OutlinePart],
    boundaries: Vec<&'a Boundaries>,
    landkaart: Option<(&'a LandkaartModel, &'a SourcePath)>,
    snapshots: Vec<&'a SnapshotRows>,
    arbeidsmarkt: Option<(&'a ArbeidsmarktModel, &'a SourcePath)>,
    figures: Vec<&'a FigureRows>,
    indicatoren: &'a [IndicatorRow],
    begrippen: &'a [BegripRow],
    doelgroepen: &'a [crate::parse::data::DoelgroepRow],
    bronnen: &'a [crate::parse::data::BronRow],
    schrijfwijzer: Option<&'a crate::parse::data::Schrijfwijzer>,
    edities: &'a [EditieRow],
    words: BTreeMap<&'a str, &'a BTreeMap<String, String>>,
    /// The folders of `themes/` that hold something.
    themes: BTreeSet<&'a str>,
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
    /// The page of a text in the portal.
    fn of(text: &'a Text) -> Self {
        Self { path: &text.path, file: text.file, page: &text.page }
    }

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
    fn weight_and_title(&self) -> (i64, Letters<'a>) {
        (self.common().weight, (&*self.page.sort_key).into())
    }

    /// Order of pages that have a date: newest first, then title.
    fn newest_first(&self) -> (std::cmp::Reverse<Option<Date>>, Letters<'a>) {
        (std::cmp::Reverse(self.common().date), (&*self.page.sort_key).into())
    }
}

impl<'a> Input<'a> {
    fn gather(files: &[Seen<'a>]) -> Self {
        let mut input = Self::default();
        for (file, &Seen { path, value, .. }) in files.iter().enumerate() {
            if let Some((theme, _)) = path.strip_prefix("themes/").and_then(|rest| rest.split_once('/')) {
                input.themes.insert(theme);
            }
            match value {
                File::Page(page) => input.pages.push(Written { path, file, page }),
                File::BrokenPage(folder, slug) => {
                    input.broken.insert(Route::page(&[folder, slug]));
                }
                File::Settings(settings) => input.settings = Some((settings, path)),
                File::Werkpleinen(rows) => input.werkpleinen.extend(rows),
                File::Regios(rows) => input.regios.extend(rows),
                File::Gemeenten(rows) => input.gemeenten = rows,
                File::Outline(parts) => input.outline = parts,
                File::Boundaries(boundaries) => input.boundaries.push(boundaries),
                File::Begrippen(rows) => input.begrippen = rows,
                File::Doelgroepen(rows) => input.doelgroepen = rows,
                File::Schrijfwijzer(read) => input.schrijfwijzer = Some(read),
                File::Bronnen(rows) => input.bronnen = rows,
                File::Edities(rows) => input.edities = rows,
                File::Indicatoren(rows) => input.indicatoren = rows,
                File::LandkaartModel(model) => input.landkaart = Some((model, path)),
                File::Snapshot(rows) => input.snapshots.push(rows),
                File::ArbeidsmarktModel(model) => input.arbeidsmarkt = Some((model, path)),
                File::Figures(rows) => input.figures.push(rows),
                File::Words(words) => {
                    let theme = path.split('/').nth(1).unwrap_or_default();
                    input.words.insert(theme, words);
                }
                File::Asset(_) => input.assets.push(path),
                File::Other => {}
            }
        }
        input
    }

    /// The words of the base theme with those of the chosen theme over them.
    fn words(&self, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Words {
        let chosen = settings.theme.value.as_str();
        if chosen != BASE_THEME && !self.themes.contains(chosen) {
            diagnostics.push(
                Diagnostic::new(&catalogue::UNKNOWN_THEME, settings.theme.place.clone())
                    .with("map", format!("themes/{chosen}"))
                    .suggest(chosen, self.themes.iter().copied()),
            );
        }
        Words::of_theme(chosen, |theme| self.words.get(theme).copied())
    }
}

/// The theme whose files stand in for those another theme does not have.
pub const BASE_THEME: &str = "werkplein";

/// The address of the site, and the path in it: `https://host.example/map/` and `/map/`.
fn base(options: &Options, settings: &Settings) -> (String, String) {
    let chosen = options.base_url.as_deref().and_then(config::normal_base_url);
    let url = chosen.unwrap_or_else(|| settings.base_url.value.clone());
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    let path = path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
    (url, path)
}

/// The terms of the glossary, in order. Two with one name are reported: a text could only lead to the first.
fn begrippen(input: &Input, diagnostics: &mut Vec<Diagnostic>) -> List<BegripRow> {
    let mut begrippen = places::unique(input.begrippen, "Begrip", |row| &row.id, diagnostics);
    begrippen.order_by_key(|row| sort_key(&row.naam));
    for pair in begrippen.windows(2).filter(|pair| sort_key(&pair[0].naam) == sort_key(&pair[1].naam)) {
        let problem = Diagnostic::new(&catalogue::DUPLICATE_ROW, pair[1].id.place.clone());
        let problem = problem.with("soort", "Begrip").with("naam", &pair[1].naam);
        diagnostics.push(problem.related(pair[0].id.place.clone()));
    }
    begrippen.into_iter().cloned().collect()
}

/// The pages of editors that readers see on this day, and the addresses of the others with their files.
fn shown_and_hidden<'a>(
    input: &Input<'a>,
    options: &Options,
    day: Date,
) -> (Vec<Written<'a>>, Vec<(Route, SourcePath)>) {
    let is_shown = |written: &Written| {
        let common = written.common();
        let future = common.date.is_some_and(|date| date > day);
        options.drafts || (!common.draft && !future && common.expires.is_none_or(|expires| expires > day))
    };
    let (shown, hidden): (Vec<Written>, Vec<Written>) = input.pages.par_iter().copied().partition(is_shown);
    let hidden = hidden.into_iter().map(|written| (Route::of(&written.page.address), written.path.clone()));
    (shown, hidden.collect())
}

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
    bronnen: Known<()>,
    /// The portal of the build before.
    before: Option<Before<'a>>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a, 'd> Builder<'a, 'd> {
    fn new(
        input: &'a Input<'a>,
        settings: &Settings,
        options: &'a Options,
        before: Option<Before<'a>>,
        words: &'a Words,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        let (base_url, base_path) = base(options, settings);
        let regio_rows: Vec<RegioRow> = input.regios.iter().copied().cloned().collect();
        let werkplein_rows: Vec<WerkpleinRow> = input.werkpleinen.iter().copied().cloned().collect();
        let (regios, werkpleinen) = places::places(&regio_rows, &werkplein_rows, input.gemeenten, diagnostics);
        let map = Map::new(input.outline, &input.boundaries, &regios, &werkpleinen, diagnostics);
        let landkaart = input
            .landkaart
            .map(|(model, path)| Landkaart::new(model.clone(), path, &input.snapshots, &werkpleinen, diagnostics))
            .filter(|landkaart| !landkaart.mijlpalen.is_empty() && !landkaart.model.banden.is_empty());
        let arbeidsmarkt = input.arbeidsmarkt.map_or_else(Arbeidsmarkt::default, |(model, path)| {
            Arbeidsmarkt::new(model, path, &input.figures, &regios, diagnostics)
        });
        let alike = Likeness::new(&regios, &arbeidsmarkt);
        let ketenindicatoren = places::unique(input.indicatoren, "Indicator", |row| &row.id, diagnostics)
            .into_iter()
            .map(|row| Indicator::of_chain(row.clone()))
            .collect();
        let doelgroepen = places::unique(input.doelgroepen, "Doelgroep", |row| &row.id, diagnostics)
            .into_iter()
            .map(|row| Doelgroep { id: row.id.value.clone(), naam: row.naam.clone(), uitleg: row.uitleg.clone() })
            .collect();
        let begrippen = begrippen(input, diagnostics);
        let bronnen = places::unique(input.bronnen, "Bron", |row| &row.id, diagnostics).into_iter().cloned().collect();
        let mut portal = Portal {
            settings: Settings { feedback: settings.feedback.clone().filter(|_| !options.bare), ..settings.clone() },
            words: words.clone(),
            base_url,
            base_path,
            as_of: options.as_of.or(settings.as_of).unwrap_or(options.today),
            today: options.today,
            drafts: options.drafts,
            preview: options.preview,
            compress: (options.compress || settings.compress) && !options.preview,
            pages: List::default(),
            addresses: Arc::default(),
            redirects: BTreeMap::new(),
            broken: input.broken.clone(),
            hidden: Vec::new(),
            assets: input
                .assets
                .iter()
                .filter_map(|path| Some((Route::file(path.strip_prefix("content/")?), SourcePath::clone(path))))
                .collect(),
            pictures: BTreeMap::new(),
            regios,
            werkpleinen,
            map,
            doelgroepen,
            landkaart,
            arbeidsmarkt,
            alike,
            opmerkingen: Vec::new(),
            ketenindicatoren,
            begrippen,
            bronnen,
            schrijfwijzer: input.schrijfwijzer.cloned().unwrap_or_default(),
            themas: List::default(),
            praktijken: Arc::default(),
            onderwerpen: List::default(),
            lists: Arc::default(),
            facets: Arc::default(),
            by_title: Vec::new(),
            berichten: List::default(),
            bijeenkomsten: List::default(),
            rapportages: List::default(),
            edities: List::default(),
            paginas: Vec::new(),
            planned: Vec::new(),
            links_hash: 0,
            data_hash: 0,
        };
        portal.planned = schedule::planned(input, options, portal.as_of);
        let (shown, hidden) = shown_and_hidden(input, options, portal.as_of);
        portal.hidden = hidden;
        let bronnen = portal.bronnen.iter().map(|bron| (bron.id.value.clone(), ())).collect();
        Self {
            input,
            words,
            portal,
            origins: Vec::new(),
            shown,
            joining: BTreeMap::new(),
            bronnen,
            before,
            diagnostics,
        }
    }

    /// Adds a page. A second page at one address is reported, naming both, and not added.
    fn add(&mut self, page: Page, origin: &SourcePath) -> Option<Id<Page>> {
        let hash = self.portal.addresses.hash(page.route.as_str());
        self.add_hashed(page, hash, origin)
    }

    /// The same of a page whose address has this hash.
    fn add_hashed(&mut self, page: Page, hash: u64, origin: &SourcePath) -> Option<Id<Page>> {
        let id = self.portal.pages.next_id();
        let other = match Arc::make_mut(&mut self.portal.addresses).claim(&page.route, hash, id) {
            Ok(()) => {
                self.portal.pages.push(page);
                self.origins.push(origin.clone());
                return Some(id);
            }
            Err(other) => other,
        };
        let mut diagnostic = Diagnostic::new(&catalogue::DUPLICATE_ADDRESS, Place::file(origin.clone()))
            .with("adres", page.route.as_str());
        // A page that is made from data has no file of its own to name.
        diagnostic = match self.origins.get(other.index()).filter(|path| path.ends_with(".md")) {
            Some(path) => diagnostic.with("ander", path.to_string()).related(Place::file(path.clone())),
            None => diagnostic.with("ander", "een pagina die het portaal zelf maakt"),
        };
        self.diagnostics.push(diagnostic);
        None
    }

    fn finish(self) -> Portal {
        self.portal
    }
}

/// The hash of all files that are no pages and no assets: data, settings and words.
fn data_hash(files: &[Seen]) -> Hash {
    let mut hasher = Hasher::new();
    let is_data =
        |file: &&Seen| !matches!(file.value, File::Page(_) | File::BrokenPage(..) | File::Asset(_) | File::Other);
    for file in files.iter().filter(is_data) {
        hasher.text(file.path).hash(file.hash);
    }
    hasher.finish()
}

/// What a page's own text refers to: what each of its links leads to, and what each component shows.
#[derive(Debug, Default, PartialEq)]
pub struct Resolved {
    /// In the order of the links of the text.
    pub links: Vec<Target>,
    /// In the order of the components of the text.
    pub components: Vec<Component>,
}

impl Resolved {
    /// What the text of `page`, in the file `path`, refers to; what it refers to in vain is reported. `evaluate` finds what a
    /// component shows, by [`figures::evaluate`].
    pub fn new(
        resolver: &Resolver,
        page: Option<Id<Page>>,
        path: &SourcePath,
        text: &parse::Text,
        diagnostics: &mut Vec<Diagnostic>,
        evaluate: impl Fn(&Call, &mut Vec<Diagnostic>) -> Component,
    ) -> Self {
        let links = text.links.iter().map(|link| resolver.resolve(link, path, page, diagnostics)).collect();
        let components = text.components.iter().map(|call| evaluate(call, diagnostics)).collect();
        Self { links, components }
    }
}
