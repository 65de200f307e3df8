//! What is new as Atom (RFC 4287): of the whole portal, of a theme, and of a region. An entry tells what a card does, never the text.

use std::fmt::Write;

use jiff::civil::Date;
use serde::Serialize;

use crate::dutch;
use crate::escape::escaped;
use crate::model::id::Id;
use crate::model::places::Regio;
use crate::model::portal::{Bericht, Bijeenkomst, Page, PageKind, Portal, Praktijk, Subject, Thema};
use crate::model::route::Route;
use crate::order::Order;
use crate::render::dates;

/// The most entries in a feed: the newest.
const MOST: usize = 50;
/// Name of a feed in its folder.
const NAME: &str = "nieuw.atom";

/// A feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feed {
    /// All news, practices and events.
    All,
    /// Those of a theme.
    Thema(Id<Thema>),
    /// Those of a region.
    Regio(Id<Regio>),
}

/// A feed as a page names it.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    /// What it holds.
    pub title: String,
    /// Its address.
    pub href: String,
}

/// A page that a feed tells of.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'a> {
    updated: Date,
    published: Date,
    page: &'a str,
    route: &'a Route,
    /// What kind of page it is: a key of the theme's words.
    kind: &'static str,
    /// What stands before the summary: that it is an example, or when and where an event is.
    lead: String,
    summary: &'a str,
}

/// Every feed, by path in the site. A theme or region that nothing is written about yet has one as well, so that it can be followed.
pub fn files(portal: &Portal) -> Vec<(String, Feed)> {
    // Atom wants the day of the last change, and an empty portal has none.
    if !has_entries(portal) {
        return Vec::new();
    }
    let themas = portal.themas.ids().map(Feed::Thema);
    let regios = portal.regios.ids().map(Feed::Regio);
    let all = std::iter::once(Feed::All).chain(themas).chain(regios);
    all.map(|feed| (route(portal, feed).output(), feed)).collect()
}

/// The feed at a path of the site.
pub fn find(portal: &Portal, path: &str) -> Option<Feed> {
    path.ends_with(NAME)
        .then(|| files(portal).into_iter().find(|(other, _)| other == path))
        .flatten()
        .map(|(_, feed)| feed)
}

/// The feed of what a page is about, and that of the whole portal: the first is the one that a reader of the page would follow.
pub fn of_page(portal: &Portal, page: &Page) -> Vec<FeedLink> {
    if !has_entries(portal) || page.kind == PageKind::NietGevonden {
        return Vec::new();
    }
    let own = match page.subject {
        Subject::Thema(id) => Some(Feed::Thema(id)),
        Subject::Regio(id) | Subject::PeriodeRegio(_, id) => Some(Feed::Regio(id)),
        Subject::Werkplein(id) => Some(Feed::Regio(portal.werkpleinen[id].regio)),
        _ => None,
    };
    let link = |feed| FeedLink { title: title(portal, feed), href: route(portal, feed).href(&portal.base_path) };
    own.into_iter().chain([Feed::All]).map(link).collect()
}

fn route(portal: &Portal, feed: Feed) -> Route {
    match feed {
        Feed::All => Route::file(NAME),
        Feed::Thema(id) => Route::file(&format!("themas/{}/{NAME}", portal.themas[id].id)),
        Feed::Regio(id) => Route::file(&format!("regios/{}/{NAME}", portal.regios[id].id)),
    }
}

fn title(portal: &Portal, feed: Feed) -> String {
    let words = &portal.words;
    let fill = |wat: &str| words.fill("volgen.titel_van", &[("portaal", &portal.settings.name), ("wat", wat)]);
    match feed {
        Feed::All => words.fill("volgen.titel", &[("portaal", &portal.settings.name)]),
        Feed::Thema(id) => fill(&portal.pages[portal.themas[id].page].title),
        Feed::Regio(id) => fill(&words.fill("regio.titel", &[("regio", &portal.regios[id].naam)])),
    }
}

/// The page of which a feed tells what is new.
fn page(portal: &Portal, feed: Feed) -> Route {
    match feed {
        Feed::All => Route::page(&["nieuws"]),
        Feed::Thema(id) => portal.pages[portal.themas[id].page].route.clone(),
        Feed::Regio(id) => Route::page(&["regios", &portal.regios[id].id]),
    }
}

/// Writes a feed.
pub fn atom(portal: &Portal, feed: Feed) -> String {
    let settings = &portal.settings;
    let address = |route: &Route| text(&route.href(&portal.base_url));
    let entries = entries(portal, feed);
    // Of a feed without entries nothing changed up to the newest entry of the portal.
    let updated = entries.first().map(|entry| entry.updated).or_else(|| newest(portal)).unwrap_or(portal.as_of);
    let (own, page) = (address(&route(portal, feed)), address(&page(portal, feed)));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<subtitle>{}</subtitle>\n<id>{own}</id>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n\
         <updated>{}</updated>\n<author><name>{}</name></author>\n",
        text(&settings.language),
        text(&title(portal, feed)),
        text(&settings.description),
        dates::day(updated),
        text(&settings.owner),
    );
    for entry in &entries {
        push(portal, entry, &mut xml);
    }
    xml + "</feed>\n"
}

fn push(portal: &Portal, entry: &Entry, xml: &mut String) {
    let address = text(&entry.route.href(&portal.base_url));
    // Writing to a string cannot fail.
    let _ = write!(
        xml,
        "<entry>\n<title>{}</title>\n<id>{address}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\n\
         <published>{}</published>\n<updated>{}</updated>\n<category term=\"{}\" label=\"{}\"/>\n<summary>{}{}</summary>\n</entry>\n",
        text(entry.page),
        dates::day(entry.published),
        dates::day(entry.updated),
        text(entry.kind),
        text(portal.words.get(&format!("metadata.soort.{}", entry.kind))),
        text(&entry.lead),
        text(entry.summary),
    );
}

/// The newest entries of a feed, newest first.
fn entries(portal: &Portal, feed: Feed) -> Vec<Entry<'_>> {
    let is_of = |themas: &[Id<Thema>], regio: Option<Id<Regio>>| match feed {
        Feed::All => true,
        Feed::Thema(id) => themas.contains(&id),
        Feed::Regio(id) => regio == Some(id),
    };
    let practices: Vec<Id<Praktijk>> = match feed {
        Feed::All => portal.praktijken.ids().take(MOST).collect(),
        // Lists of practices are newest first.
        Feed::Thema(id) => portal.lists.thema[id.index()].iter().copied().take(MOST).collect(),
        Feed::Regio(id) => portal.lists.regio[id.index()].iter().copied().take(MOST).collect(),
    };
    let berichten = portal.berichten.iter().filter(|item| is_of(&item.themas, item.regio)).take(MOST);
    let bijeenkomsten = portal.bijeenkomsten.iter().filter(|item| is_of(&item.themas, item.regio));
    let mut entries: Vec<Entry> =
        practices.into_iter().filter_map(|id| of_praktijk(portal, &portal.praktijken[id])).collect();
    entries.extend(berichten.map(|item| of_bericht(portal, item)));
    entries.extend(bijeenkomsten.map(|item| of_bijeenkomst(portal, item)));
    entries.order_by(|a, b| b.cmp(a));
    entries.truncate(MOST);
    entries
}

fn of_page_at<'a>(portal: &'a Portal, page: Id<Page>, published: Date, kind: &'static str, lead: String) -> Entry<'a> {
    let page = &portal.pages[page];
    let updated = dates::own(page).unwrap_or(published).max(published);
    Entry { updated, published, page: &page.title, route: &page.route, kind, lead, summary: &page.description }
}

/// What goes before the description of a page where that stands by itself: "Voorbeeld. " for a practice that is made up.
pub fn lead(portal: &Portal, page: &Page) -> String {
    match page.subject {
        Subject::Praktijk(id) if portal.praktijken[id].voorbeeld => {
            format!("{}. ", portal.words.get("voorbeeld.praktijk"))
        }
        _ => String::new(),
    }
}

/// A practice without a date is not news.
fn of_praktijk<'a>(portal: &'a Portal, praktijk: &Praktijk) -> Option<Entry<'a>> {
    let lead = lead(portal, &portal.pages[praktijk.page]);
    Some(of_page_at(portal, praktijk.page, praktijk.date?, "praktijk", lead))
}

fn of_bericht<'a>(portal: &'a Portal, bericht: &Bericht) -> Entry<'a> {
    of_page_at(portal, bericht.page, bericht.date, "bericht", String::new())
}

/// An event counts from the day its page was published; when that is not written down, from the day it starts.
fn of_bijeenkomst<'a>(portal: &'a Portal, item: &Bijeenkomst) -> Entry<'a> {
    let common = portal.pages[item.page].text.as_ref().map(|text| text.common());
    let published = common.and_then(|common| common.date).unwrap_or(item.start.date);
    let lead = format!("{}, {}. ", dutch::moment(item.start), item.plaats);
    of_page_at(portal, item.page, published, "bijeenkomst", lead)
}

/// Whether there is anything that a feed could tell of. Practices are newest first, so if any has a date, the first has.
fn has_entries(portal: &Portal) -> bool {
    let practice = portal.praktijken.iter().next().is_some_and(|praktijk| praktijk.date.is_some());
    practice || !portal.berichten.is_empty() || !portal.bijeenkomsten.is_empty()
}

/// The day of the newest entry of the portal.
fn newest(portal: &Portal) -> Option<Date> {
    entries(portal, Feed::All).first().map(|entry| entry.updated)
}

/// A text in XML: escaped, and without the signs that XML does not allow.
pub(super) fn text(text: &str) -> String {
    let is_allowed =
        |c: char| !(c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}'));
    if text.chars().all(is_allowed) {
        escaped(text)
    } else {
        escaped(&text.chars().filter(|&c| is_allowed(c)).collect::<String>())
    }
}
