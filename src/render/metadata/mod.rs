//! What a page says of itself to machines: its title in a list of results, Open Graph, metadata after OWMS, and structured data.
//!
//! - OWMS is the metadata standard of Dutch government (<https://standaarden.overheid.nl/owms/>): Dublin Core terms, with the name of
//!   the list a value comes from. HTML has no attribute for that name any more, so it stands in `title`, as on rijksoverheid.nl.
//!   Organisations and places are named by their address in TOOI, the register that follows up OWMS's lists; an address is only
//!   ever one that an organisation wrote down in its settings or data.
//! - `json_ld` makes the structured data.

mod json_ld;

use serde::Serialize;

use crate::model::portal::{Page, PageKind, Portal, Subject};
use crate::render::feeds::{self, FeedLink};
use crate::render::inputs::Link;
use crate::render::{covers, dates};

/// The most signs of a title that a list of results shows whole.
const LONGEST: usize = 70;

/// What the head of a page holds beside its title, description and address.
#[derive(Debug, Serialize)]
pub struct Metadata {
    /// For `<title>`.
    pub title: String,
    /// What goes before the description.
    pub lead: String,
    /// What kind of thing it is for Open Graph.
    pub og_type: &'static str,
    /// Language and country for Open Graph, such as `nl_NL`; none when the country is not known.
    pub locale: Option<String>,
    /// The picture of its section.
    pub image: Option<Image>,
    /// Start of the day of publication, for a text.
    pub published: Option<String>,
    /// Start of the day of the last change, for a text.
    pub modified: Option<String>,
    /// Terms of OWMS.
    pub terms: Vec<Term>,
    /// What a reader of the page can follow.
    pub feeds: Vec<FeedLink>,
    /// Structured data, harmless within `<script>`; empty for a page that should not be found.
    pub json_ld: String,
}

/// A picture that other sites show beside a link.
#[derive(Debug, Serialize)]
pub struct Image {
    /// Its whole address.
    pub href: String,
    /// What it says.
    pub alt: String,
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
}

/// A Dublin Core term.
#[derive(Debug, Serialize)]
pub struct Term {
    /// Name: `DCTERMS.title`.
    pub name: &'static str,
    /// The list or the form that the value is of.
    pub scheme: Option<&'static str>,
    /// Value.
    pub content: String,
}

/// What a page says of itself. `crumbs` are the pages above it, from the home page on, without that.
pub fn of_page(portal: &Portal, page: &Page, crumbs: &[Link]) -> Metadata {
    let image = covers::of_page(portal, page);
    let is_text = is_article(page);
    let common = page.text.as_ref().map(|text| text.common()).filter(|_| is_text);
    Metadata {
        title: title(portal, page),
        lead: feeds::lead(portal, page),
        og_type: if is_text { "article" } else { "website" },
        locale: locale(&portal.settings.language),
        image: image.map(|image| Image {
            href: format!("{}{}", portal.base_url, covers::path(&image)),
            alt: covers::alternative(portal, &image),
            width: covers::WIDTH,
            height: covers::HEIGHT,
        }),
        published: common.and_then(|common| common.date).map(dates::day),
        modified: common.and_then(|common| common.updated).map(dates::day),
        terms: terms(portal, page),
        feeds: feeds::of_page(portal, page),
        json_ld: if page.kind == PageKind::NietGevonden {
            String::new()
        } else {
            json_ld::of_page(portal, page, crumbs)
        },
    }
}

/// Whether a page is a text that an editor publishes on a day.
fn is_article(page: &Page) -> bool {
    matches!(
        page.kind,
        PageKind::Thema | PageKind::Praktijk | PageKind::Bericht | PageKind::Rapportage | PageKind::Editie
    ) && page.blad == 1
}

/// "Wajong en WSW – Thema | Ketenportaal": as much of it as fits, and no word twice.
fn title(portal: &Portal, page: &Page) -> String {
    let (words, name) = (&portal.words, &portal.settings.name);
    let title = &*page.title;
    if page.kind == PageKind::Home {
        let tagline = &portal.settings.tagline;
        return if tagline.is_empty() { name.clone() } else { format!("{name}: {tagline}") };
    }
    let says = |word: &str| title.to_lowercase().contains(&word.to_lowercase());
    let key = format!("metadata.soort.{}", page.kind.name());
    let parent = page.parent.map(|id| &portal.pages[id]);
    // Pages about the portal may be called like a section: "Open data".
    let about = parent.filter(|parent| page.kind == PageKind::Pagina && parent.kind == PageKind::Over);
    let kind = about.map(|parent| &*parent.title).or_else(|| words.has(&key).then(|| words.get(&key)));
    let kind = kind.filter(|kind| !says(kind));
    let name = Some(name.as_str()).filter(|name| !says(name));
    let fill = |key: &str, kind: &str| {
        words.fill(key, &[("soort", kind), ("portaal", name.unwrap_or_default()), ("titel", title)])
    };
    let with_kind = kind.filter(|_| name.is_some()).map(|kind| fill("metadata.titel_met_soort", kind));
    let with_name = name.map(|_| fill("metadata.titel", ""));
    let fits = |text: &String| text.chars().count() <= LONGEST;
    with_kind.into_iter().chain(with_name).find(fits).unwrap_or_else(|| title.to_owned())
}

/// `nl` → `nl_NL`. The country is only added to languages that are those of one.
fn locale(language: &str) -> Option<String> {
    match language.split_once('-') {
        Some((language, country)) => Some(format!("{}_{}", language.to_lowercase(), country.to_uppercase())),
        None if ["nl", "fy"].contains(&language) => Some(format!("{language}_NL")),
        None => None,
    }
}

fn terms(portal: &Portal, page: &Page) -> Vec<Term> {
    let term = |name, scheme, content: &str| Term { name, scheme, content: content.to_owned() };
    let settings = &portal.settings;
    let mut terms = vec![
        term("DCTERMS.title", None, &page.title),
        term("DCTERMS.identifier", Some("DCTERMS.URI"), &page.route.href(&portal.base_url)),
        term("DCTERMS.type", Some("OVERHEID.informatietype"), "webpagina"),
        term("DCTERMS.language", Some("DCTERMS.RFC4646"), &settings.language),
    ];
    let named = |name, address: Option<&str>, text: &str| match address {
        Some(address) => term(name, Some("DCTERMS.URI"), address),
        None => term(name, None, text),
    };
    if let Some(organisation) = &settings.organisatie {
        for name in ["DCTERMS.creator", "DCTERMS.publisher"] {
            terms.push(named(name, organisation.tooi.as_deref(), &organisation.naam));
        }
    }
    if let Some(day) = dates::last_change(portal, page) {
        terms.push(term("DCTERMS.modified", Some("DCTERMS.W3CDTF"), &day.to_string()));
    }
    if let Some((from, to)) = period(portal, page) {
        terms.push(term("DCTERMS.temporal", Some("DCTERMS.Period"), &format!("start={from}; end={to}")));
    }
    if let Some((address, name)) = place(portal, page) {
        terms.push(named("DCTERMS.spatial", address, name));
    }
    terms
}

/// The first and the last day a page is about.
fn period(portal: &Portal, page: &Page) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let periode = match page.subject {
        Subject::Periode(id)
        | Subject::PeriodeMijlpaal(id, _)
        | Subject::PeriodeFase(id, _)
        | Subject::PeriodeRegio(id, _) => id,
        Subject::Rapportage(id) => portal.rapportages[id].periode,
        Subject::Bijeenkomst(id) => {
            let event = &portal.bijeenkomsten[id];
            return Some((event.start.date, event.end.map_or(event.start.date, |end| end.date.max(event.start.date))));
        }
        _ => return None,
    };
    portal.landkaart.as_ref()?.days(periode)
}

/// The place a page is about: its address in TOOI, and its name.
fn place<'a>(portal: &'a Portal, page: &Page) -> Option<(Option<&'a str>, &'a str)> {
    let regio = match page.subject {
        Subject::Werkplein(id) => {
            let werkplein = &portal.werkpleinen[id];
            return Some((werkplein.tooi.as_deref(), &werkplein.gemeente));
        }
        Subject::Regio(id) | Subject::PeriodeRegio(_, id) => Some(id),
        Subject::Praktijk(id) => portal.praktijken[id].regio,
        Subject::Bericht(id) => portal.berichten[id].regio,
        Subject::Bijeenkomst(id) => portal.bijeenkomsten[id].regio,
        _ => None,
    };
    regio.map(|id| (portal.regios[id].tooi.as_deref(), portal.regios[id].naam.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_only_of_a_country_that_is_known() {
        for (language, expected) in
            [("nl", Some("nl_NL")), ("fy", Some("fy_NL")), ("nl-be", Some("nl_BE")), ("en", None)]
        {
            assert_eq!(locale(language).as_deref(), expected);
        }
    }
}
