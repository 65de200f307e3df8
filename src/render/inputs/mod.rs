//! Portal → the input of each page: the values its template sees, and nothing else.
//!
//! What several pages show is made once here, as a [`Part`]: the site's header and footer, the card of a page, a table of a period.

mod content;
mod landkaart;
mod lists;
mod market;
mod places;

use std::sync::Arc;

use serde::Serialize;

use crate::dutch;
use crate::hash::{Hash, Hasher};
use crate::model::figures::{Chart, Component};
use crate::model::id::Id;
use crate::model::links::Target;
use crate::model::portal::{Page, PageKind, Portal, Subject, Text};
use crate::model::route::Route;
use crate::render::glossary::Glossary;
use crate::render::html::{Shown, escaped};
use crate::render::part::Part;
use crate::render::theme::Theme;

/// A named part of a page's input.
pub type Named = (&'static str, Part);

/// The input of one page.
#[derive(Debug)]
pub struct Input {
    /// Name of its template.
    pub template: String,
    /// What the template sees.
    pub parts: Vec<Named>,
    /// The text of an editor, printed when the page is rendered.
    pub text: Option<TextInput>,
    /// Equal hashes mean equal pages, as long as the theme is equal too.
    pub hash: Hash,
}

/// What the text of a page is printed from.
#[derive(Debug)]
pub struct TextInput {
    /// The text, as part of its file.
    pub source: Text,
    /// What each component shows.
    pub components: Vec<Shown>,
    /// Terms that are explained.
    pub glossary: Arc<Glossary>,
}

/// Makes inputs; holds what pages share.
pub struct Inputs<'a> {
    portal: &'a Portal,
    glossary: Arc<Glossary>,
    site: Part,
    praktijk_cards: Vec<Part>,
    thema_cards: Vec<Part>,
    bericht_cards: Vec<Part>,
    bijeenkomst_cards: Vec<Part>,
    landkaart: Option<landkaart::Shared>,
    market: market::Shared,
}

/// A title with an address.
#[derive(Debug, Serialize, Clone)]
pub struct Link {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
}

impl<'a> Inputs<'a> {
    /// Makes what pages share.
    pub fn new(portal: &'a Portal, theme: &Theme) -> Self {
        let mut inputs = Self {
            portal,
            glossary: Arc::new(Glossary::new(portal)),
            site: site(portal, theme),
            praktijk_cards: Vec::new(),
            thema_cards: Vec::new(),
            bericht_cards: Vec::new(),
            bijeenkomst_cards: Vec::new(),
            landkaart: None,
            market: market::Shared::default(),
        };
        inputs.praktijk_cards = portal.praktijken.ids().map(|id| inputs.praktijk_card(id)).collect();
        inputs.thema_cards = portal.themas.ids().map(|id| inputs.thema_card(id)).collect();
        inputs.bericht_cards = portal.berichten.ids().map(|id| inputs.bericht_card(id)).collect();
        inputs.bijeenkomst_cards = portal.bijeenkomsten.ids().map(|id| inputs.bijeenkomst_card(id)).collect();
        inputs.landkaart = portal.landkaart.as_ref().map(|landkaart| landkaart::Shared::new(portal, landkaart));
        inputs.market = market::Shared::new(portal);
        inputs
    }

    /// The glossary all texts are explained with.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// The input of a page.
    pub fn page(&self, id: Id<Page>) -> Input {
        let page = &self.portal.pages[id];
        let mut parts = vec![("site", self.site.clone()), ("page", self.page_part(page))];
        parts.extend(self.own_parts(page));
        let text = page.text.as_ref().map(|text| self.text_input(text));
        let mut hasher = Hasher::new();
        hasher.text(page.kind.name());
        for (name, part) in &parts {
            hasher.text(name).hash(part.hash);
        }
        if let Some(text) = &text {
            text.feed(&mut hasher);
        }
        Input { template: format!("{}.html", page.kind.name()), parts, text, hash: hasher.finish() }
    }

    fn own_parts(&self, page: &Page) -> Vec<Named> {
        match (page.kind, page.subject) {
            (PageKind::Home, _) => self.home(),
            (PageKind::Themas, _) => vec![("themas", Part::list(self.thema_cards.iter().cloned()))],
            (_, Subject::Thema(id)) => self.thema(id),
            (PageKind::Praktijken, _) => self.praktijken(),
            (_, Subject::Praktijk(id)) => self.praktijk(id),
            (PageKind::Doelgroepen, _) => self.doelgroepen(),
            (_, Subject::Doelgroep(id)) => self.doelgroep(id),
            (PageKind::Landkaart, _) => self.landkaart_overview(),
            (_, Subject::Periode(id)) => self.periode(id),
            (PageKind::Mijlpalen, _) => self.mijlpalen(),
            (_, Subject::Mijlpaal(id)) => self.mijlpaal(id),
            (_, Subject::PeriodeMijlpaal(periode, mijlpaal)) => self.periode_mijlpaal(periode, mijlpaal),
            (PageKind::Rapportages, _) => self.rapportages(),
            (_, Subject::Rapportage(id)) => self.rapportage(id),
            (PageKind::Indicatoren, _) => self.indicatoren(),
            (_, Subject::MarktIndicator(id)) => self.market_indicator(id),
            (_, Subject::KetenIndicator(id)) => self.chain_indicator(id),
            (PageKind::Werkpleinen, _) => self.werkpleinen(),
            (_, Subject::Werkplein(id)) => self.werkplein(id),
            (PageKind::Regios, _) => self.regios(),
            (_, Subject::Regio(id)) => self.regio(id),
            (PageKind::Nieuws, _) => vec![("berichten", Part::list(self.bericht_cards.iter().cloned()))],
            (_, Subject::Bericht(id)) => self.bericht(id),
            (PageKind::Agenda, _) => self.agenda(),
            (_, Subject::Bijeenkomst(id)) => self.bijeenkomst(id),
            (PageKind::Begrippen, _) => self.begrippen(),
            (PageKind::Over, _) => self.over(),
            (PageKind::AlfabetischeLijst, _) => self.a_to_z(),
            _ => Vec::new(),
        }
    }

    /// What every page says of itself.
    fn page_part(&self, page: &Page) -> Part {
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
            published: Option<String>,
            updated: Option<String>,
            bronnen: Vec<Bron<'b>>,
            toc: Vec<Toc<'b>>,
            draft: bool,
        }
        let common = page.text.as_ref().map(Text::common);
        let sources_page = self.portal.page_at(&["over", "bronnen"]).map(|page| self.portal.href(page));
        let bronnen = common.map_or(&[][..], |common| common.bronnen.as_slice()).iter().filter_map(|used| {
            let bron = self.portal.bronnen.iter().find(|bron| bron.id.value == used.bron.value)?;
            let href = sources_page.as_ref().map_or_else(String::new, |page| format!("{page}#{}", bron.id.value));
            Some(Bron { titel: &bron.titel, plaats: used.plaats.as_deref(), href })
        });
        let headings = page.text.as_ref().map_or(&[][..], |text| text.page().document.headings.as_slice());
        let toc = headings.iter().filter(|heading| heading.level == 2);
        let mut crumbs = Vec::new();
        let mut above = page.parent;
        while let Some(id) = above {
            let page = &self.portal.pages[id];
            // The home page stands first in every path; the template puts it there.
            if page.kind == PageKind::Home {
                break;
            }
            crumbs.push(Link { title: page.title.clone(), href: self.portal.href(id) });
            above = page.parent;
        }
        crumbs.reverse();
        Part::of(&PageInput {
            kind: page.kind.name(),
            title: &page.title,
            description: &page.description,
            href: page.route.href(&self.portal.base_path),
            canonical: page.route.href(&self.portal.base_url),
            section: page.route.name().split('/').next().unwrap_or_default(),
            crumbs,
            owner: common.and_then(|common| common.owner.as_deref()),
            reviewed: common.and_then(|common| common.reviewed).map(dutch::date),
            published: common.and_then(|common| common.date).map(dutch::date),
            updated: common.and_then(|common| common.updated).map(dutch::date),
            bronnen: bronnen.collect(),
            toc: toc.map(|heading| Toc { id: &heading.id, text: &heading.text }).collect(),
            draft: common.is_some_and(|common| common.draft),
        })
    }

    fn text_input(&self, text: &Text) -> TextInput {
        let components = text.components.iter().map(|component| self.shown(component)).collect();
        TextInput { source: text.clone(), components, glossary: self.glossary.clone() }
    }

    fn shown(&self, component: &Component) -> Shown {
        match component {
            Component::Figure(number) => {
                Shown::Html(format!("<data value=\"{}\">{}</data>", plain(*number), dutch::decimal(*number)))
            }
            Component::NoFigure(sign) => Shown::Html(escaped(sign)),
            Component::Chart(chart) => Shown::Html(self.chart(*chart)),
            Component::Disclosure(title) => Shown::Disclosure(title.clone()),
            Component::Sources => Shown::Html(self.sources()),
            Component::Broken => Shown::Html(String::new()),
        }
    }

    fn chart(&self, chart: Chart) -> String {
        match chart {
            Chart::Indicator(indicator, regio) => self.indicator_chart(indicator, regio),
            Chart::History(werkplein, regio) => self.history_chart(werkplein, regio),
            Chart::Milestone(mijlpaal) => self.milestone_chart(mijlpaal),
        }
    }

    /// The list of documents, each with its anchor.
    fn sources(&self) -> String {
        let words = &self.portal.words;
        let mut html = String::from("<dl class=\"bronnenlijst\">\n");
        for bron in self.portal.bronnen.iter() {
            html.push_str(&format!("<dt id=\"{}\">{}</dt>\n<dd><p>", escaped(&bron.id.value), escaped(&bron.titel)));
            let mut facts = vec![
                format!("{}: {}", words.get("bron.soort"), bron.soort),
                format!("{}: {}", words.get("bron.afzender"), bron.afzender),
                format!("{}: {}", words.get("bron.datum"), bron.datum),
            ];
            if let Some(kenmerk) = &bron.kenmerk {
                facts.push(format!("{}: {kenmerk}", words.get("bron.kenmerk")));
            }
            html.push_str(&escaped(&facts.join(" · ")));
            html.push_str(&format!("</p>\n<p>{}", escaped(&bron.inhoud)));
            if let Some(gebruik) = &bron.gebruik {
                html.push_str(&format!(" {}", escaped(gebruik)));
            }
            html.push_str("</p></dd>\n");
        }
        html.push_str("</dl>");
        html
    }

    fn thema_link(&self, id: Id<crate::model::portal::Thema>) -> Link {
        let page = self.portal.themas[id].page;
        Link { title: self.portal.pages[page].title.clone(), href: self.portal.href(page) }
    }

    fn doelgroep_link(&self, id: Id<crate::model::portal::Doelgroep>) -> Link {
        let doelgroep = &self.portal.doelgroepen[id];
        let href = Route::page(&["doelgroepen", &doelgroep.id]).href(&self.portal.base_path);
        Link { title: doelgroep.naam.clone(), href }
    }

    fn werkplein_link(&self, id: Id<crate::model::places::Werkplein>) -> Link {
        Link { title: self.portal.werkpleinen[id].naam.clone(), href: self.portal.werkplein_href(id) }
    }

    fn regio_link(&self, id: Id<crate::model::places::Regio>) -> Link {
        Link { title: self.portal.regios[id].naam.clone(), href: self.portal.regio_href(id) }
    }

    fn cards(&self, ids: impl IntoIterator<Item = Id<crate::model::portal::Praktijk>>) -> Part {
        Part::list(ids.into_iter().map(|id| self.praktijk_cards[id.index()].clone()))
    }
}

impl TextInput {
    fn feed(&self, hasher: &mut Hasher) {
        hasher.hash(self.source.source.hash).hash(self.glossary.hash);
        for target in &self.source.links {
            match target {
                Target::Page { href, title } => hasher.number(1).text(href).text(title),
                Target::Asset(href) => hasher.number(2).text(href),
                Target::External(href) => hasher.number(3).text(href),
                Target::Broken => hasher.number(4),
            };
        }
        for shown in &self.components {
            match shown {
                Shown::Html(html) => hasher.number(5).text(html),
                Shown::Disclosure(title) => hasher.number(6).text(title),
            };
        }
    }
}

/// A number for a machine: `154972` or `6.8`.
fn plain(number: crate::parse::data::Number) -> String {
    if number.decimals == 0 {
        return number.scaled.to_string();
    }
    let unit = 10i64.pow(u32::from(number.decimals));
    let sign = if number.scaled < 0 { "-" } else { "" };
    let (whole, part) = (number.scaled.abs() / unit, number.scaled.abs() % unit);
    format!("{sign}{whole}.{part:0width$}", width = usize::from(number.decimals))
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
            Some(Nav { title: portal.pages[page].title.clone(), href: portal.href(page), section: item.value.clone() })
        })
        .collect();
    let footer: Vec<Link> = portal
        .paginas
        .iter()
        .map(|&page| Link { title: portal.pages[page].title.clone(), href: portal.href(page) })
        .collect();
    let asset = |name: &str| {
        let asset = theme.assets.iter().find(|asset| asset.name == name);
        asset.map(|asset| format!("{}{}", portal.base_path, asset.path))
    };
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
        ("stylesheet", Part::of(&asset("stijl"))),
        ("script", Part::of(&asset("portaal.js"))),
        ("icon", Part::of(&asset("icoon.svg"))),
        ("preview", Part::of(&portal.preview)),
        ("example_page", Part::of(&portal.page_at(&["over", "voorbeelddata"]).map(|page| portal.href(page)))),
        ("as_of", Part::of(&dutch::date(portal.as_of))),
    ])
}
