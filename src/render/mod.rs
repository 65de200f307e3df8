//! Portal → outputs. Each page is made from one [`inputs::Input`] and the theme, and from nothing else.

pub mod calendar;
pub mod compress;
pub mod covers;
pub mod dates;
pub mod feeds;
pub mod figure;
pub mod files;
pub mod glossary;
pub mod html;
pub mod inputs;
pub mod journal;
pub mod metadata;
pub mod minify;
pub mod open_data;
pub mod part;
pub mod pictures;
mod provenance;
pub mod search;
pub mod server_files;
pub mod theme;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use tera::Value;

use crate::config::Extra;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{self, Hash, Hasher};
use crate::model::Resolved;
use crate::model::figures;
use crate::model::id::Id;
use crate::model::journal::Editie;
use crate::model::links::Resolver;
use crate::model::portal::{Page, Portal};
use crate::model::references;
use crate::model::route::Route;
use crate::order::Order;
use crate::parse::document::Call;
use crate::parse::printed::Printed;
use crate::parse::{self, KeptText};
use crate::pieces::SharedList;
use crate::search::index::Index;
use crate::search::seen::Seen;
use crate::source::{FILES_AT_ONCE, Fetch, Located, Place, SourcePath};
use compress::Coding;
use figure::FigureId;
use inputs::{Input, Inputs, Make, Shared};
use part::Part;
use search::{Search, Store};
use theme::Theme;

/// The files of a site by path, such as `themas/werkstraat/index.html`: for small sites and tests.
pub type Outputs = BTreeMap<String, Arc<[u8]>>;

/// The text of a page, with everything it refers to.
#[derive(Debug)]
pub struct PageText {
    /// The file.
    pub path: SourcePath,
    /// Hash of the file's bytes.
    pub hash: Hash,
    /// What the text refers to.
    pub text: Arc<KeptText>,
    /// The text as HTML with gaps; none when the file was not read in this run, or was made already: then it is read when
    /// it is needed.
    pub printed: Mutex<Option<Arc<Printed>>>,
    /// What its links and components show; looked up when it is first needed, of a text that is known to be in order.
    pub resolved: OnceLock<Resolved>,
}

impl PageText {
    /// What the links and components of this text, on `page`, show.
    pub fn resolved(&self, portal: &Portal, page: Id<Page>) -> &Resolved {
        self.resolved.get_or_init(|| {
            let evaluate =
                |call: &Call, found: &mut Vec<Diagnostic>| figures::evaluate(portal, call, &self.path, found);
            // A text is only left for later when nothing was wrong with it: nothing is reported here that is not known.
            Resolved::new(&Resolver::new(portal), Some(page), &self.path, &self.text, &mut Vec::new(), evaluate)
        })
    }
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A page.
    Page(Id<Page>),
    /// An asset of the theme, by its place in the theme's list.
    Theme(usize),
    /// A file of an editor that is published as it is.
    Asset(SourcePath),
    /// An earlier address of a page.
    Redirect(Id<Page>),
    /// The sitemap, or its index; from 1 the parts of one that is too long.
    Sitemap(usize),
    /// What search engines may read.
    Robots,
    /// A table of open data, or the catalogue of them.
    OpenData(open_data::File),
    /// The numbers of a figure.
    Figure(FigureId),
    /// What is new, as Atom.
    Feed(feeds::Feed),
    /// Events, as iCalendar.
    Calendar(calendar::Calendar),
    /// An edition of the newsletter as a mail.
    Mail(Id<Editie>, journal::Form),
    /// A picture the site makes of itself.
    Cover(covers::Image),
    /// What browsers and others want to know of the site.
    File(files::File),
    /// Headers in the form of Netlify and Cloudflare Pages.
    Headers,
    /// Redirects in that form.
    Redirects,
    /// A smaller copy of a picture of an editor: its address, and the width of the copy.
    Smaller(Route, u32),
    /// A packed copy of a file.
    Packed(Box<Output>, Coding),
    /// A file of the index of search, by its place among them; see [`Site::search_outputs`].
    Search(usize),
}

/// A site that can be published: every file of it can be made by itself, in any order.
pub struct Site {
    /// What it is made from.
    pub portal: Arc<Portal>,
    theme: Arc<Theme>,
    shared: Arc<Shared>,
    /// Texts by page.
    texts: SharedList<Option<Arc<PageText>>>,
    fetch: Fetch,
    /// Whether texts stay in memory after their page was made.
    keep: bool,
    /// What search knows of the pages.
    search: Search,
    /// What its pictures have in common.
    letterhead: covers::Letterhead,
}

impl Site {
    /// A site of a portal in a theme. `texts` are those of its pages, in the order of the pages; `store` is what search knows of
    /// pages of earlier sites.
    pub fn new(
        portal: Arc<Portal>,
        theme: Arc<Theme>,
        shared: Arc<Shared>,
        texts: SharedList<Option<Arc<PageText>>>,
        fetch: Fetch,
        store: Arc<Store>,
    ) -> Self {
        let search = Search::new(store, portal.pages.len());
        Self { portal, theme, shared, texts, fetch, keep: true, search, letterhead: covers::Letterhead::default() }
    }

    /// The same site, to be made once: the text of a page leaves memory when the page is made.
    #[must_use]
    pub fn once(&self) -> Self {
        let Self { portal, theme, shared, texts, fetch, search, .. } = self;
        let (portal, theme, shared) = (portal.clone(), theme.clone(), shared.clone());
        Self { keep: false, ..Self::new(portal, theme, shared, texts.clone(), fetch.clone(), search.store().clone()) }
    }

    /// Every file of the site, by path, but those of search: their names follow from what the pages show.
    pub fn outputs(&self) -> Vec<(String, Output)> {
        let portal = &*self.portal;
        let mut all: Vec<(String, Output)> =
            portal.pages.ids().map(|id| (portal.pages[id].route.output(), Output::Page(id))).collect();
        // Equal files of one name are one file.
        let assets = &self.theme.assets;
        let is_first =
            |&(at, asset): &(usize, &theme::Asset)| assets[..at].iter().all(|other| other.path != asset.path);
        all.extend(
            assets.iter().enumerate().filter(is_first).map(|(at, asset)| (asset.path.clone(), Output::Theme(at))),
        );
        all.extend(portal.assets.iter().map(|(route, path)| (route.output(), Output::Asset(path.clone()))));
        all.extend(pictures::copies(portal));
        all.extend(portal.redirects.iter().map(|(route, &page)| (route.output(), Output::Redirect(page))));
        all.extend(files::sitemaps(portal).map(|part| (files::sitemap_path(part), Output::Sitemap(part))));
        all.push((files::ROBOTS.to_owned(), Output::Robots));
        all.extend(figure::files(portal).into_iter().map(|(path, id)| (path, Output::Figure(id))));
        all.extend(open_data::files(portal).into_iter().map(|(path, file)| (path, Output::OpenData(file))));
        all.extend(feeds::files(portal).into_iter().map(|(path, feed)| (path, Output::Feed(feed))));
        all.extend(calendar::files(portal).into_iter().map(|(path, calendar)| (path, Output::Calendar(calendar))));
        all.extend(journal::files(portal).into_iter().map(|(path, id, form)| (path, Output::Mail(id, form))));
        all.extend(covers::files(portal).into_iter().map(|(path, image)| (path, Output::Cover(image))));
        all.extend(files::all(portal).into_iter().map(|file| (file.path().to_owned(), Output::File(file))));
        all.push((server_files::HEADERS_FILE.to_owned(), Output::Headers));
        all.push((server_files::REDIRECTS_FILE.to_owned(), Output::Redirects));
        if portal.compress {
            let copies: Vec<_> = all.iter().flat_map(|(path, output)| copies(portal, path, output)).collect();
            all.extend(copies);
        }
        all.order_by(|a, b| a.0.cmp(&b.0));
        all
    }

    /// The files of the index of search, by path. What was not seen of the pages yet is made for it.
    ///
    /// # Errors
    /// When a page cannot be made.
    pub fn search_outputs(&self) -> Result<Vec<(String, Output)>, Diagnostic> {
        if !self.has_search() {
            return Ok(Vec::new());
        }
        let index = self.index()?;
        let outputs = index.names().enumerate().map(|(at, name)| (search::path(name), Output::Search(at)));
        let mut all: Vec<(String, Output)> = outputs.collect();
        if self.portal.compress {
            let copies: Vec<_> = all.iter().flat_map(|(path, output)| copies(&self.portal, path, output)).collect();
            all.extend(copies);
        }
        all.order_by(|a, b| a.0.cmp(&b.0));
        Ok(all)
    }

    /// What search knows of the pages of this site.
    pub fn search(&self) -> &Search {
        &self.search
    }

    fn has_search(&self) -> bool {
        self.portal.settings.has(Extra::Search)
    }

    fn index(&self) -> Result<Arc<Index>, Diagnostic> {
        self.search.index(&self.portal, || {
            let ids: Vec<Id<Page>> =
                self.portal.pages.ids().filter(|&id| search::is_read(&self.portal.pages[id])).collect();
            ids.par_iter().with_max_len(FILES_AT_ONCE).map_init(Vec::new, |buffer, &id| self.see(id, buffer)).collect()
        })
    }

    /// Makes sure that search knows what a page shows: from an earlier site, or by making it.
    fn see(&self, id: Id<Page>, buffer: &mut Vec<u8>) -> Result<(), Diagnostic> {
        if self.search.seen(id).is_none() {
            self.search.recall(id, self.page_key(&self.input(id, Make::Hash)));
        }
        if self.search.seen(id).is_none() {
            buffer.clear();
            self.page(id, buffer)?;
        }
        Ok(())
    }

    /// The file at a path of the site, such as `themas/werkstraat/index.html`.
    pub fn find(&self, path: &str) -> Option<Output> {
        let portal = &*self.portal;
        let address = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
            _ => format!("/{path}"),
        };
        if let Some(page) = portal.addresses.get(&address) {
            return Some(Output::Page(page));
        }
        if let Some(&page) = portal.redirects.get(address.as_str()) {
            return Some(Output::Redirect(page));
        }
        if let Some(path) = portal.assets.get(address.as_str()) {
            return Some(Output::Asset(path.clone()));
        }
        if let Some(at) = self.theme.assets.iter().position(|asset| asset.path == path) {
            return Some(Output::Theme(at));
        }
        if let Some(copy) = pictures::find(portal, path) {
            return Some(copy);
        }
        match path {
            files::ROBOTS => return Some(Output::Robots),
            server_files::HEADERS_FILE => return Some(Output::Headers),
            server_files::REDIRECTS_FILE => return Some(Output::Redirects),
            _ => {}
        }
        if let Some(file) = open_data::find(portal, path) {
            return Some(Output::OpenData(file));
        }
        if let Some(id) = figure::find(portal, path) {
            return Some(Output::Figure(id));
        }
        if let Some(name) = search::name(path).filter(|_| self.has_search()) {
            return self.index().ok()?.find(name).map(Output::Search);
        }
        (feeds::find(portal, path).map(Output::Feed))
            .or_else(|| calendar::find(portal, path).map(Output::Calendar))
            .or_else(|| journal::find(portal, path).map(|(id, form)| Output::Mail(id, form)))
            .or_else(|| covers::find(portal, path).map(Output::Cover))
            .or_else(|| files::all(portal).into_iter().find(|file| file.path() == path).map(Output::File))
            .or_else(|| files::sitemaps(portal).find(|&part| files::sitemap_path(part) == path).map(Output::Sitemap))
            .or_else(|| self.find_copy(path))
    }

    /// The packed copy at a path.
    fn find_copy(&self, path: &str) -> Option<Output> {
        let &coding = Coding::ALL.iter().find(|coding| path.ends_with(coding.ending()))?;
        let base = &path[..path.len() - coding.ending().len()];
        let output = self.find(base).filter(|output| self.portal.compress && compress::has_copies(base, output))?;
        Some(Output::Packed(Box::new(output), coding))
    }

    /// The file whose bytes a file of the site shows, beside what all share: the text of a page, or an editor's picture.
    pub fn own_source<'a>(&'a self, output: &'a Output) -> Option<&'a SourcePath> {
        match output {
            Output::Page(id) => self.texts[id.index()].as_ref().map(|text| &text.path),
            Output::Asset(path) => Some(path),
            Output::Smaller(route, _) => self.portal.pictures.get(route).map(|picture| &picture.path),
            Output::Packed(base, _) => self.own_source(base),
            _ => None,
        }
    }

    /// The text of a page; none when it has none.
    pub fn text(&self, id: Id<Page>) -> Option<&PageText> {
        self.texts[id.index()].as_deref()
    }

    /// The file of an editor as it is now; none when it cannot be read, or is no text.
    pub fn source_text(&self, path: &SourcePath) -> Option<String> {
        let bytes = self.fetch.bytes(path).ok()?;
        std::str::from_utf8(&bytes).ok().map(str::to_owned)
    }

    /// How many words the text of a page has, components and the names of links included; none of a page without a text.
    pub fn words(&self, id: Id<Page>) -> Option<usize> {
        let text = self.text(id)?;
        let printed = self.printed(text).ok()?;
        let html = html::fill(&html::Body {
            printed: &printed.text(),
            links: &text.text.links,
            targets: &text.resolved(&self.portal, id).links,
            components: &self.input(id, Make::Values).components,
            glossary: self.shared.glossary(),
            portal: &self.portal,
        });
        Some(Seen::of_text(&html.html).length as usize)
    }

    /// Whether a file is a page with a text of its own.
    pub fn has_text(&self, output: &Output) -> bool {
        matches!(output, Output::Page(id) if self.texts[id.index()].is_some())
    }

    /// The name of the template a file is made from; for a file that has none, what it is.
    pub fn template(&self, output: &Output) -> String {
        match output {
            Output::Page(id) => inputs::template(&self.portal.pages[*id]),
            Output::Mail(_, journal::Form::Html) => journal::TEMPLATE.to_owned(),
            _ => "(geen sjabloon)".to_owned(),
        }
    }

    /// The key of a file: an equal key means equal bytes, on any machine.
    pub fn key(&self, output: &Output) -> Result<Hash, Diagnostic> {
        match output {
            Output::Page(id) => Ok(self.page_key(&self.input(*id, Make::Hash))),
            Output::Theme(at) => Ok(hash::bytes(&self.theme.assets[*at].bytes)),
            Output::OpenData(file) => Ok(open_data::key(&self.portal, *file)),
            Output::Figure(id) => Ok(figure::key(&self.portal, *id)),
            Output::Cover(image) => Ok(covers::key(&self.portal, image, &self.theme.colours)),
            Output::Smaller(route, width) => Ok(pictures::key(&self.portal, route, *width)),
            Output::Packed(base, coding) => Ok(packed_key(self.key(base)?, *coding)),
            _ => {
                let mut bytes = Vec::new();
                self.make(output, &mut bytes)
            }
        }
    }

    /// Puts the bytes of a file into `out`, which is emptied first, and gives its key.
    ///
    /// # Errors
    /// When a template goes wrong, or a file cannot be read that was there just now.
    pub fn make(&self, output: &Output, out: &mut Vec<u8>) -> Result<Hash, Diagnostic> {
        out.clear();
        let portal = &*self.portal;
        match output {
            Output::Page(id) => return self.page(*id, out),
            Output::Theme(at) => out.extend_from_slice(&self.theme.assets[*at].bytes),
            Output::Asset(path) => {
                out.extend_from_slice(&self.fetch.bytes(path).map_err(|error| Diagnostic::unreadable(path, &error))?);
            }
            Output::Smaller(route, width) => {
                pictures::write(portal, route, *width, &self.fetch, out)?;
                return Ok(pictures::key(portal, route, *width));
            }
            Output::Redirect(page) => out.extend_from_slice(files::redirect(portal, *page).as_bytes()),
            Output::Sitemap(part) => out.extend_from_slice(files::sitemap(portal, *part).as_bytes()),
            Output::OpenData(file) => {
                open_data::write(portal, *file, out);
                return Ok(open_data::key(portal, *file));
            }
            Output::Figure(id) => {
                figure::write_csv(portal, *id, out);
                return Ok(figure::key(portal, *id));
            }
            Output::Robots => out.extend_from_slice(files::robots(portal).as_bytes()),
            Output::Feed(feed) => out.extend_from_slice(feeds::atom(portal, *feed).as_bytes()),
            Output::Calendar(calendar) => out.extend_from_slice(calendar::ics(portal, *calendar).as_bytes()),
            Output::Mail(id, journal::Form::Text) => out.extend_from_slice(journal::text(portal, *id).as_bytes()),
            Output::Mail(id, journal::Form::Html) => {
                self.theme.render(journal::TEMPLATE, journal::values(portal, *id), out)?;
            }
            Output::Cover(image) => {
                out.extend_from_slice(&covers::bytes(portal, image, &self.theme.colours, &self.letterhead));
                return Ok(covers::key(portal, image, &self.theme.colours));
            }
            Output::File(files::File::Security) => out.extend_from_slice(files::security(portal).as_bytes()),
            Output::File(files::File::Manifest) => {
                out.extend_from_slice(files::manifest(portal, &self.theme).as_bytes());
            }
            Output::File(files::File::Search) => {
                out.extend_from_slice(files::open_search(portal, &self.theme).as_bytes());
            }
            Output::Headers => out.extend_from_slice(server_files::headers(portal).as_bytes()),
            Output::Redirects => out.extend_from_slice(server_files::redirects(portal).as_bytes()),
            Output::Packed(base, coding) => {
                let key = self.make(base, out)?;
                *out = coding.encode(out);
                return Ok(packed_key(key, *coding));
            }
            Output::Search(at) => out.extend_from_slice(self.index()?.bytes(*at)),
        }
        Ok(hash::bytes(out))
    }

    /// The problem with the templates, when each is tried on the first page of its kind: an error that every page would show.
    pub fn template_problem(&self) -> Option<Diagnostic> {
        let mut tried = Vec::new();
        let mut first = Vec::new();
        for id in self.portal.pages.ids() {
            let template = inputs::template(&self.portal.pages[id]);
            if !tried.contains(&template) {
                tried.push(template);
                first.push(id);
            }
        }
        first.par_iter().filter_map(|&id| self.page(id, &mut Vec::new()).err()).min_by(|a, b| a.place.cmp(&b.place))
    }

    /// Files of editors and earlier addresses of pages that would come at the place of another file, or of a folder.
    pub fn collisions(&self) -> Vec<Diagnostic> {
        if self.portal.assets.is_empty() && self.portal.redirects.is_empty() {
            return Vec::new();
        }
        let outputs = self.outputs();
        let is_claimed = |one: &&(String, Output)| matches!(one.1, Output::Asset(_) | Output::Redirect(_));
        let collision = |one: &(String, Output)| {
            let other = self.in_the_way(&outputs, one)?;
            let diagnostic = Diagnostic::new(&catalogue::DUPLICATE_ADDRESS, self.claim(&one.0, &one.1)?);
            Some(diagnostic.with("adres", format!("/{}", one.0)).with("ander", other))
        };
        outputs.iter().filter(is_claimed).filter_map(collision).collect()
    }

    /// What comes at the place of a file among all of these, which are in order of their paths, or needs a folder there.
    fn in_the_way(&self, outputs: &[(String, Output)], one: &(String, Output)) -> Option<String> {
        const MADE: &str = "een bestand dat het portaal zelf maakt";
        let path = &one.0;
        let at = |path: &str| {
            let from = outputs.partition_point(|(other, _)| other.as_str() < path);
            let to = outputs.partition_point(|(other, _)| other.as_str() <= path);
            &outputs[from..to]
        };
        if self.has_search() && search::name(path).is_some() {
            return Some(MADE.to_owned());
        }
        if let Some((path, output)) = at(path).iter().find(|other| !std::ptr::eq(*other, one)) {
            let claim = self.claim(path, output);
            return Some(claim.map_or_else(|| MADE.to_owned(), |place| place.path.to_string()));
        }
        // A file where a folder has to be, `proef` beside `proef/index.html`, and the other way round.
        let below = format!("{path}/");
        let first = outputs.get(outputs.partition_point(|(other, _)| *other < below));
        let above = || path.match_indices('/').find_map(|(slash, _)| at(&path[..slash]).first());
        first.filter(|(other, _)| other.starts_with(&below)).or_else(above).map(|(path, _)| format!("/{path}"))
    }

    /// Where an editor asked for this file: the file itself, or a page that was at its address before.
    fn claim(&self, path: &str, output: &Output) -> Option<Place> {
        match output {
            Output::Asset(source) => Some(Place::file(source.clone())),
            Output::Redirect(page) => {
                let aliases = &self.portal.pages[*page].text.as_ref()?.common().aliases;
                let is_this = |alias: &&Located<String>| {
                    references::alias_route(&alias.value).is_some_and(|to| to.output() == path)
                };
                aliases.iter().find(is_this).map(|alias| alias.place.clone())
            }
            _ => None,
        }
    }

    /// What is wrong with the templates of any page: makes every file, and keeps none.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let outputs = self.outputs();
        let each = outputs.par_iter().with_max_len(FILES_AT_ONCE);
        let made = each.map_init(Vec::new, |buffer, (_, output)| self.make(output, buffer).err());
        made.flatten().collect()
    }

    fn input(&self, id: Id<Page>, make: Make) -> Input {
        Inputs::new(&self.portal, &self.shared, id, make).input(self.texts[id.index()].as_deref())
    }

    fn page_key(&self, input: &Input) -> Hash {
        Hasher::new().hash(self.theme.hash).hash(input.hash).finish()
    }

    fn page(&self, id: Id<Page>, out: &mut Vec<u8>) -> Result<Hash, Diagnostic> {
        let input = self.input(id, Make::Values);
        let mut values: Vec<(&'static str, Value)> =
            input.parts.iter().map(|(name, part)| (*name, part.value.clone())).collect();
        let mut shown = None;
        let (body, mentions) = match &self.texts[id.index()] {
            Some(text) => {
                let printed = self.printed(text)?;
                let filled = html::fill(&html::Body {
                    printed: &printed.text(),
                    links: &text.text.links,
                    targets: &text.resolved(&self.portal, id).links,
                    components: &input.components,
                    glossary: self.shared.glossary(),
                    portal: &self.portal,
                });
                let body = Value::safe_string(&filled.html);
                shown = Some(filled.html).filter(|html| !html.trim().is_empty());
                (body, Part::of(&filled.mentions).value)
            }
            None => (Value::none(), Part::list([]).value),
        };
        values.push(("body", body));
        values.push(("begrippen_op_pagina", mentions));
        self.theme.render(&input.template, values, out)?;
        let key = self.page_key(&input);
        if self.has_search() && search::is_read(&self.portal.pages[id]) {
            self.search.remember(id, key, || {
                // A page with a text is about that; its lists are about other pages.
                match shown {
                    Some(html) => Seen::of_text(&html),
                    // A template gives text.
                    None => Seen::of_labels(std::str::from_utf8(out).unwrap_or_default()),
                }
                .pack()
            });
        }
        Ok(key)
    }

    /// The text with gaps; of a file that was not read in this run it is made now.
    fn printed(&self, text: &PageText) -> Result<Arc<Printed>, Diagnostic> {
        let mut known = text.printed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(printed) = if self.keep { known.clone() } else { known.take() } {
            return Ok(printed);
        }
        drop(known);
        let bytes = self.fetch.bytes(&text.path).map_err(|error| Diagnostic::unreadable(&text.path, &error))?;
        let hash = hash::bytes(&bytes);
        match parse::file(&text.path, hash, &bytes) {
            (_, Some(printed)) if hash == text.hash => Ok(Arc::new(printed)),
            _ => Err(Diagnostic::unreadable(&text.path, &"het veranderde terwijl de site werd gebouwd")),
        }
    }
}

/// The packed copies of a file, with their paths; a file of an editor with that name goes before.
fn copies(portal: &Portal, path: &str, output: &Output) -> Vec<(String, Output)> {
    if !compress::has_copies(path, output) {
        return Vec::new();
    }
    let copy =
        |coding: Coding| (format!("{path}{}", coding.ending()), Output::Packed(Box::new(output.clone()), coding));
    let is_free = |(path, _): &(String, Output)| !portal.assets.contains_key(format!("/{path}").as_str());
    Coding::ALL.iter().copied().map(copy).filter(is_free).collect()
}

/// The key of a packed copy, from that of the file.
pub fn packed_key(key: Hash, coding: Coding) -> Hash {
    Hasher::new().hash(key).text(coding.ending()).finish()
}
