//! What an editor wants to know of a page: its file, whether readers see it, who links to it, and where its figures are used.

use serde_json::{Value, json};

use crate::check::{LEAST_WORDS, Readability};
use crate::model::figures::Component;
use crate::model::id::Id;
use crate::model::links::Target;
use crate::model::portal::{Page, Portal, Subject};
use crate::parse::document::Call;
use crate::parse::front_matter::Common;
use crate::render::Site;

/// At most this many pages are named of a list; the panel says how many more there are.
const NAMED: usize = 50;

/// What the panel tells of the page at an address.
pub(super) fn page(site: &Site, address: &str) -> Option<Value> {
    let portal = &*site.portal;
    let id = portal.addresses.get(address)?;
    let page = &portal.pages[id];
    let state = page.text.as_ref().and_then(|text| hidden(portal, text.common()));
    Some(json!({
        "file": page.text.as_ref().map(|text| &*text.path),
        "hidden": state,
        "words": site.words(id),
        "reading": reading(site, id),
        "links": named(portal, linking(site, id)),
        "figures": figures(site, id),
        "waiting": waiting(portal),
    }))
}

/// How hard the text of a page is to read.
fn reading(site: &Site, id: Id<Page>) -> Option<Value> {
    let path = &site.text(id)?.path;
    let counted = Readability::of_source(&site.source_text(path)?, path)?;
    let (score, name) = counted.level().unzip();
    Some(json!({ "score": score, "name": name, "sentence": counted.words_per_sentence(), "least": LEAST_WORDS }))
}

/// Why readers do not see a page on the day of the site, if they do not.
fn hidden(portal: &Portal, common: &Common) -> Option<Value> {
    let day = portal.as_of;
    if common.draft {
        return Some(json!({ "why": "draft", "day": null }));
    }
    match (common.date.filter(|date| *date > day), common.expires.filter(|expires| *expires <= day)) {
        (Some(date), _) => Some(json!({ "why": "scheduled", "day": crate::dutch::date(date) })),
        (None, Some(expires)) => Some(json!({ "why": "expired", "day": crate::dutch::date(expires) })),
        (None, None) => None,
    }
}

/// Every page that readers do not see.
fn waiting(portal: &Portal) -> Value {
    let pages = portal.pages.iter().filter(|page| page.blad == 1);
    let all = pages.filter_map(|page| Some((page, hidden(portal, page.text.as_ref()?.common())?)));
    all.take(NAMED)
        .map(|(page, state)| json!({ "title": &*page.title, "address": page.route.as_str(), "hidden": state }))
        .collect()
}

/// The pages whose text links to a page.
fn linking(site: &Site, to: Id<Page>) -> Vec<Id<Page>> {
    let portal = &*site.portal;
    let route = &portal.pages[to].route;
    let leads = |target: &Target| matches!(target, Target::Page(other, _) if other == route);
    let links = |&id: &Id<Page>| site.text(id).is_some_and(|text| text.resolved(portal, id).links.iter().any(leads));
    portal.pages.ids().filter(|id| *id != to).filter(links).collect()
}

/// Each figure of a page with the other pages that show it; of the page of an indicator or a milestone that figure itself.
fn figures(site: &Site, id: Id<Page>) -> Vec<Value> {
    let portal = &*site.portal;
    let mut found = Vec::new();
    if let Some((argument, names)) = about(portal, portal.pages[id].subject) {
        let shows = |call: &Call| call.get(argument).is_some_and(|value| names.contains(&value));
        found.push(json!({ "figure": null, "pages": named(portal, showing(site, id, shows)) }));
    }
    let Some(text) = site.text(id) else { return found };
    let mut told: Vec<String> = Vec::new();
    for (call, component) in text.text.components.iter().zip(&text.resolved(portal, id).components) {
        let written = written(call);
        if matches!(component, Component::Figure(_) | Component::Chart(_)) && !told.contains(&written) {
            let same = |other: &Call| self::written(other) == written;
            found.push(json!({ "figure": written, "pages": named(portal, showing(site, id, same)) }));
            told.push(written);
        }
    }
    found
}

/// The argument that names what a page is about, with the names it goes by.
fn about(portal: &Portal, subject: Subject) -> Option<(&'static str, Vec<&str>)> {
    match subject {
        Subject::MarktIndicator(id) => {
            let row = &portal.arbeidsmarkt.indicatoren[id].row;
            Some(("indicator", vec![&row.id.value, &row.kolom]))
        }
        Subject::KetenIndicator(id) => {
            let row = &portal.ketenindicatoren[id].row;
            Some(("indicator", vec![&row.id.value, &row.kolom]))
        }
        Subject::Mijlpaal(id) => Some(("mijlpaal", vec![&portal.landkaart.as_ref()?.mijlpalen[id].id])),
        _ => None,
    }
}

/// The other pages with a component for which `is` holds.
fn showing(site: &Site, but: Id<Page>, is: impl Fn(&Call) -> bool) -> Vec<Id<Page>> {
    let shows = |&id: &Id<Page>| {
        site.text(id).is_some_and(|text| text.text.has_components && text.text.components.iter().any(&is))
    };
    site.portal.pages.ids().filter(|id| *id != but).filter(shows).collect()
}

/// A component as an editor could have written it: equal figures are equal texts.
fn written(call: &Call) -> String {
    let mut arguments: Vec<String> =
        call.arguments.iter().map(|argument| format!("{}={}", argument.name, argument.value)).collect();
    arguments.sort_unstable();
    format!("{}{{{}}}", call.name, arguments.join(" "))
}

/// Titles and addresses of pages, and how many more there are.
fn named(portal: &Portal, pages: Vec<Id<Page>>) -> Value {
    let named: Vec<Value> = pages
        .iter()
        .take(NAMED)
        .map(|&id| json!({ "title": &*portal.pages[id].title, "address": portal.pages[id].route.as_str() }))
        .collect();
    json!({ "count": pages.len(), "pages": named })
}
