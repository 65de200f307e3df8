//! Portal → the input of each page: the values its template sees, and nothing else.
//!
//! What several pages show is made once here, as a [`Part`]: the site's header and footer, the card of a page, a table of a period.

mod codes;
mod components;
mod content;
mod facets;
mod feedback;
mod handbook;
mod journal;
mod landkaart;
mod links;
mod lists;
mod map;
mod market;
mod open_data;
mod periode;
mod periode_tables;
mod places;

use std::cell::LazyCell;
use std::sync::{Arc, OnceLock};

use links::Links;
use market::RegionOrder;
use serde::Serialize;

use crate::config::Extra;
use crate::dutch;
use crate::hash::{Hash, Hasher};
use crate::model::id::Id;
use crate::model::links::Target;
use crate::model::portal::{Onderwerp, Page, PageKind, Portal, Subject, Text};
use crate::model::route::Route;
use crate::order;
use crate::parse::document::{Link as WrittenLink, LinkForm};
use crate::render::PageText;
use crate::render::figure::{self, FigureId};
use crate::render::files;
use crate::render::glossary::Glossary;
use crate::render::html::Shown;
use crate::render::metadata;
use crate::render::part::Part;
use crate::render::theme::{Names, Theme};

/// A named part of a page's input.
pub type Named = (&'static str, Part);

/// The input of one page.
#[derive(Debug)]
pub struct Input {
    /// Name of its template.
    pub template: String,
    /// What the template sees.
    pub parts: Vec<Named>,
    /// What each component of the text shows.
    pub components: Vec<Shown>,
    /// Equal hashes mean equal pages, as long as the theme is equal too.
    pub hash: Hash,
}

/// What of an input is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// Only its hash: enough to know that a page is still as it was.
    Hash,
    /// Its values too, for a template.
    Values,
}

/// Makes the input of one page.
pub struct Inputs<'a> {
    portal: &'a Portal,
    shared: &'a Shared,
    id: Id<Page>,
    page: &'a Page,
    /// What the template of the page may name.
    names: Names<'a>,
    make: Make,
}

/// What the inputs of several pages hold: each made when it is first needed, and only once.
pub struct Shared {
    theme: Arc<Theme>,
    glossary: Glossary,
    site: Part,
    praktijk_cards: Vec<CardCell>,
    thema_cards: Vec<CardCell>,
    bericht_cards: Vec<CardCell>,
    bijeenkomst_cards: Vec<CardCell>,
    landkaart: OnceLock<Option<landkaart::Shared>>,
    market: OnceLock<market::Shared>,
    letters: OnceLock<Vec<lists::Letter>>,
    links: OnceLock<links::Links>,
}

/// The card of one page: its hash alone, and with its values.
#[derive(Default)]
struct CardCell {
    hash: OnceLock<Hash>,
    whole: OnceLock<Part>,
}

impl Shared {
    /// What the pages of a portal share.
    pub fn new(portal: &Portal, theme: Arc<Theme>) -> Self {
        let cells = |count| std::iter::repeat_with(CardCell::default).take(count).collect();
        Self {
            glossary: Glossary::new(portal),
            site: site(portal, &theme),
            theme,
            praktijk_cards: cells(portal.praktijken.len()),
            thema_cards: cells(portal.themas.len()),
            bericht_cards: cells(portal.berichten.len()),
            bijeenkomst_cards: cells(portal.bijeenkomsten.len()),
            landkaart: OnceLock::new(),
            market: OnceLock::new(),
            letters: OnceLock::new(),
            links: OnceLock::new(),
        }
    }

    /// The glossary all texts are explained with.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    fn landkaart(&self, portal: &Portal) -> Option<&landkaart::Shared> {
        let make = || portal.landkaart.as_ref().map(|landkaart| landkaart::Shared::new(portal, landkaart));
        self.landkaart.get_or_init(make).as_ref()
    }

    fn market(&self, portal: &Portal) -> &market::Shared {
        self.market.get_or_init(|| market::Shared::new(portal))
    }
}

/// A title with an address.
#[derive(Debug, Serialize, Clone)]
pub struct Link {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
}

impl Link {
    /// A link to a page, by its title.
    pub fn to(portal: &Portal, page: Id<Page>) -> Self {
        Self { title: portal.pages[page].title.to_string(), href: portal.href(page) }
    }
}

impl<'a> Inputs<'a> {
    /// Makes the input of a portal's page.
    pub fn new(portal: &'a Portal, shared: &'a Shared, id: Id<Page>, make: Make) -> Self {
        let page = &portal.pages[id];
        Self { portal, shared, id, page, names: shared.theme.names(&template(page)), make }
    }

    /// The input of the page with its own text, if it has one.
    pub fn input(&self, text: Option<&PageText>) -> Input {
        let mut parts = Vec::with_capacity(16);
        parts.push(("site", self.shared.site.clone()));
        let crumbs = self.crumbs();
        parts.push(self.named("metadata", || self.part(&metadata::of_page(self.portal, self.page, &crumbs))));
        parts.push(self.named("page", || self.page_part(crumbs)));
        parts.extend(self.own_parts());
        let components: Vec<Shown> = text.map_or_else(Vec::new, |text| {
            let components = text.resolved(self.portal, self.id).components.iter().enumerate();
            components.map(|(at, component)| self.shown(component, at)).collect()
        });
        let mut hasher = Hasher::new();
        hasher.text(self.page.kind.name());
        for (name, part) in &parts {
            hasher.text(name).hash(part.hash);
        }
        if let Some(text) = text {
            hasher.hash(text.hash).hash(self.shared.glossary.hash);
            for (link, target) in text.text.links.iter().zip(&text.resolved(self.portal, self.id).links) {
                self.feed_link(link, target, &mut hasher);
            }
            for shown in &components {
                match shown {
                    Shown::Html(html) => hasher.number(5).text(html),
                    Shown::Disclosure(title) => hasher.number(6).text(title),
                };
            }
        }
        // The version that readers name is the hash of all that the page shows beside the question itself.
        let feedback = self.named("feedback", || self.feedback(text, hasher.finish()));
        hasher.text("feedback").hash(feedback.1.hash);
        parts.push(feedback);
        Input { template: template(self.page), parts, components, hash: hasher.finish() }
    }

    /// What of a link's target is seen on the page: its address, and the title of a page that is named by its title.
    fn feed_link(&self, link: &WrittenLink, target: &Target, hasher: &mut Hasher) {
        match target {
            Target::Page(route, anchor) => {
                hasher.number(1).text(route.as_str()).text(anchor.as_deref().unwrap_or_default());
                if link.form == LinkForm::Wiki {
                    hasher.text(self.portal.title_at(route));
                }
            }
            Target::Asset(route) => {
                let picture = self.portal.pictures.get(route).filter(|_| link.form == LinkForm::Image);
                hasher.number(2).text(route.as_str()).hash(picture.map_or(0, |picture| picture.hash));
            }
            Target::External => {
                hasher.number(3);
            }
            Target::Broken => {
                hasher.number(4);
            }
        }
    }

    /// A part of the page's input; nothing when its template has no place for it. Not for what is kept for other pages: these have
    /// other templates.
    fn named(&self, name: &'static str, make: impl FnOnce() -> Part) -> Named {
        (name, if self.names.contains(name) { make() } else { Part::none() })
    }

    /// A part made of plain data.
    fn part<T: Serialize + ?Sized>(&self, data: &T) -> Part {
        Part::make(data, self.make)
    }

    /// A list of parts.
    fn list_of(&self, parts: impl IntoIterator<Item = Part>) -> Part {
        Part::make_list(parts, self.make)
    }

    /// Named parts.
    fn map_of(&self, parts: impl IntoIterator<Item = Named>) -> Part {
        Part::make_map(parts, self.make)
    }

    /// Links that many pages show.
    fn links(&self) -> &Links {
        self.shared.links.get_or_init(|| Links::new(self))
    }

    /// A card, made once.
    fn card(&self, cells: &[CardCell], index: usize, make: impl FnOnce() -> Part) -> Part {
        let cell = &cells[index];
        match self.make {
            Make::Values => cell.whole.get_or_init(make).clone(),
            Make::Hash => Part::hashed(*cell.hash.get_or_init(|| match cell.whole.get() {
                Some(part) => part.hash,
                None => make().hash,
            })),
        }
    }

    fn own_parts(&self) -> Vec<Named> {
        if self.page.blad > 1 {
            return self.further_list();
        }
        match (self.page.kind, self.page.subject) {
            (PageKind::Home, _) => self.home(),
            (PageKind::Themas, _) => {
                vec![self.named("themas", || Part::list(self.portal.themas.ids().map(|id| self.thema_card(id))))]
            }
            (_, Subject::Thema(id)) => self.thema(id),
            (PageKind::Praktijken | PageKind::Praktijklijst, _) => self.praktijklijst(),
            (_, Subject::Praktijk(id)) => self.praktijk(id),
            (PageKind::Doelgroepen, _) => self.doelgroepen(),
            (_, Subject::Doelgroep(id)) => self.doelgroep(id),
            (PageKind::Onderwerpen, _) => self.onderwerpen(),
            (_, Subject::Onderwerp(id)) => self.onderwerp(id),
            (PageKind::Landkaart, _) => self.landkaart_overview(),
            (_, Subject::Periode(id)) => self.periode(id),
            (PageKind::Mijlpalen, _) => self.mijlpalen(),
            (_, Subject::Mijlpaal(id)) => self.mijlpaal(id),
            (_, Subject::PeriodeMijlpaal(periode, mijlpaal)) => self.periode_mijlpaal(periode, mijlpaal),
            (_, Subject::PeriodeFase(periode, fase)) => self.periode_fase(periode, fase),
            (_, Subject::PeriodeRegio(periode, regio)) => self.periode_regio(periode, regio),
            (PageKind::Rapportages, _) => self.rapportages(),
            (_, Subject::Rapportage(id)) => self.rapportage(id),
            (PageKind::Indicatoren, _) => self.indicatoren(),
            (PageKind::RegiosVolgorde, Subject::MarktIndicator(id)) => self.regios(RegionOrder::Indicator(id)),
            (PageKind::RegiosVolgorde, _) => self.regios(RegionOrder::Landkaart),
            (_, Subject::MarktIndicator(id)) => self.market_indicator(id),
            (_, Subject::KetenIndicator(id)) => self.chain_indicator(id),
            (PageKind::Werkpleinen, _) => self.werkpleinen(),
            (_, Subject::Werkplein(id)) => self.werkplein(id),
            (PageKind::Regios, _) => self.regios(RegionOrder::Name),
            (PageKind::Arbeidsmarkt, _) => self.arbeidsmarkt(),
            (_, Subject::Regio(id)) => self.regio(id),
            (PageKind::Nieuws, _) => {
                let berichten = || Part::list(self.portal.berichten.ids().map(|id| self.bericht_card(id)));
                vec![self.named("berichten", berichten), self.newest_editie()]
            }
            (PageKind::Ketenjournaal, _) => self.ketenjournaal(),
            (_, Subject::Editie(id)) => self.editie(id),
            (_, Subject::Bericht(id)) => self.bericht(id),
            (PageKind::Agenda, _) => self.agenda(),
            (_, Subject::Bijeenkomst(id)) => self.bijeenkomst(id),
            (PageKind::Begrippen, _) => self.begrippen(),
            (PageKind::OpenData, _) => self.open_data(),
            (PageKind::Over, _) => self.over(),
            (PageKind::Pagina, _) => self.pagina(),
            (PageKind::Zoeken, _) => self.zoeken(),
            (_, Subject::Letter(letter)) => self.a_to_z(Some(letter)),
            (PageKind::AlfabetischeLijst, _) => self.a_to_z(None),
            _ => Vec::new(),
        }
    }

    /// The pages above a page, from the one below the home page on.
    fn crumbs(&self) -> Vec<Link> {
        let mut crumbs = Vec::new();
        let mut above = self.page.parent;
        while let Some(id) = above {
            let page = &self.portal.pages[id];
            // The home page stands first in every path; the template puts it there.
            if page.kind == PageKind::Home {
                break;
            }
            crumbs.push(Link::to(self.portal, id));
            above = page.parent;
        }
        crumbs.reverse();
        crumbs
    }

    /// What every page says of itself.
    fn page_part(&self, crumbs: Vec<Link>) -> Part {
        #[derive(Serialize)]
        struct Bron<'b> {
            titel: &'b str,
            plaats: Option<&'b str>,
            href: String,
        }
        #[derive(Serialize)]
        struct Toc<'b> {
            id: &'b str,
            text: &'b str,
            level: u8,
        }
        #[derive(Serialize)]
        struct PageInput<'b> {
            kind: &'static str,
            title: &'b str,
            description: &'b str,
            href: String,
            canonical: String,
            section: &'b str,
            crumbs: Vec<Link>,
            owner: Option<&'b str>,
            reviewed: Option<String>,
            review_before: Option<String>,
            published: Option<String>,
            updated: Option<String>,
            bronnen: Vec<Bron<'b>>,
            toc: Vec<Toc<'b>>,
            draft: bool,
        }
        let page = self.page;
        let common = page.text.as_ref().map(Text::common);
        let sources_page =
            LazyCell::new(|| self.portal.page_at(&["over", "bronnen"]).map(|page| self.portal.href(page)));
        let bronnen = common.map_or(&[][..], |common| common.bronnen.as_slice()).iter().filter_map(|used| {
            let bron = self.portal.bronnen.iter().find(|bron| bron.id.value == used.bron.value)?;
            let href = sources_page.as_ref().map_or_else(String::new, |page| format!("{page}#{}", bron.id.value));
            Some(Bron { titel: &bron.titel, plaats: used.plaats.as_deref(), href })
        });
        let headings = page.text.iter().flat_map(|text| text.page.headings.iter());
        let toc = headings.filter(|heading| heading.level <= 3);
        self.part(&PageInput {
            kind: page.kind.name(),
            title: &page.title,
            description: &page.description,
            href: page.route.href(&self.portal.base_path),
            canonical: page.route.href(&self.portal.base_url),
            section: page.route.name().split('/').next().unwrap_or_default(),
            crumbs,
            owner: common.and_then(|common| common.owner.as_deref()),
            reviewed: common.and_then(|common| common.reviewed).map(dutch::date),
            review_before: common.and_then(|common| common.review_before).map(dutch::date),
            published: common.and_then(|common| common.date).map(dutch::date),
            updated: common.and_then(|common| common.updated).map(dutch::date),
            bronnen: bronnen.collect(),
            toc: toc.map(|heading| Toc { id: heading.id, text: heading.text, level: heading.level }).collect(),
            draft: common.is_some_and(|common| common.draft),
        })
    }

    /// A figure of the page itself, for its template under this name.
    fn figure(&self, name: &'static str, id: FigureId) -> Named {
        self.named(name, || {
            let hash = figure::html_hash(self.portal, id, id.prefix());
            match self.make {
                Make::Hash => Part::hashed(hash),
                Make::Values => Part { hash, ..Part::html(&figure::html(self.portal, id, id.prefix())) },
            }
        })
    }

    fn thema_link(&self, id: Id<crate::model::portal::Thema>) -> Link {
        Link::to(self.portal, self.portal.themas[id].page)
    }

    fn doelgroep_link(&self, id: Id<crate::model::portal::Doelgroep>) -> Link {
        let doelgroep = &self.portal.doelgroepen[id];
        let href = Route::link(&self.portal.base_path, &["doelgroepen", &doelgroep.id]);
        Link { title: doelgroep.naam.clone(), href }
    }

    fn werkplein_link(&self, id: Id<crate::model::places::Werkplein>) -> Link {
        landkaart::werkplein_link(self.portal, id)
    }

    fn regio_link(&self, id: Id<crate::model::places::Regio>) -> Link {
        Link { title: self.portal.regios[id].naam.clone(), href: self.portal.regio_href(id) }
    }

    fn cards(&self, ids: impl IntoIterator<Item = Id<crate::model::portal::Praktijk>>) -> Part {
        self.list_of(ids.into_iter().map(|id| self.praktijk_card(id)))
    }

    fn onderwerp_link(&self, id: Id<Onderwerp>) -> Link {
        let onderwerp = &self.portal.onderwerpen[id];
        let href = Route::link(&self.portal.base_path, &["onderwerpen", &onderwerp.id]);
        Link { title: onderwerp.naam.clone(), href }
    }
}

/// The name of the template of a page: that of its kind, or of the further pages of a list.
pub fn template(page: &Page) -> String {
    if page.blad > 1 { "lijst.html".to_owned() } else { format!("{}.html", page.kind.name()) }
}

/// What every page shows around its own content.
fn site(portal: &Portal, theme: &Theme) -> Part {
    #[derive(Serialize)]
    struct Nav {
        title: String,
        href: String,
        section: String,
    }
    let nav: Vec<Nav> = portal
        .settings
        .navigation
        .iter()
        .filter_map(|item| {
            let page = portal.page_at(&[&item.value])?;
            Some(Nav {
                title: portal.pages[page].title.to_string(),
                href: portal.href(page),
                section: item.value.clone(),
            })
        })
        .collect();
    let footer: Vec<Link> = (portal.paginas.iter())
        .filter(|&&page| !lists::below_another(portal, page))
        .map(|&page| Link::to(portal, page))
        .collect();
    let asset = |name: &str| {
        let asset = theme.asset(name);
        asset.map(|asset| format!("{}{}", portal.base_path, asset.path))
    };
    // By their paths below the folder of assets, for what a theme adds: `site.assets["fonts/letter.woff2"]`.
    let named = theme.assets.iter().map(|asset| (asset.name.clone(), format!("{}{}", portal.base_path, asset.path)));
    let assets = order::map(named);
    let address = |file: files::File| Route::file(file.path()).href(&portal.base_path);
    let settings = &portal.settings;
    Part::map([
        ("name", Part::of(&settings.name)),
        ("tagline", Part::of(&settings.tagline)),
        ("language", Part::of(&settings.language)),
        ("owner", Part::of(&settings.owner)),
        ("contact", Part::of(&settings.contact)),
        ("base", Part::of(&portal.base_path)),
        ("nav", Part::of(&nav)),
        ("footer", Part::of(&footer)),
        ("assets", Part::of(&assets)),
        ("stylesheet", Part::of(&asset("stijl"))),
        ("script", Part::of(&asset("portaal.js"))),
        ("list_script", Part::of(&asset("praktijklijst.js"))),
        ("search_page", Part::of(&portal.page_at(&["zoeken"]).map(|page| portal.href(page)))),
        ("search", Part::of(&asset("zoeken.js").filter(|_| portal.settings.has(Extra::Search)))),
        ("icon", Part::of(&asset("icoon.svg"))),
        ("touch_icon", Part::of(&files::icon(portal, theme, 180))),
        ("manifest", Part::of(&address(files::File::Manifest))),
        ("open_search", Part::of(&files::search(portal).map(|_| address(files::File::Search)))),
        ("drafts", Part::of(&portal.drafts)),
        ("preview", Part::of(&portal.preview)),
        ("example_page", Part::of(&portal.page_at(&["over", "voorbeelddata"]).map(|page| portal.href(page)))),
        ("as_of", Part::of(&dutch::date(portal.as_of))),
    ])
}
