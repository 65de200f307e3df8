//! Structured data of a page, in the words of schema.org, as JSON-LD: a block of data, which the policy of the site lets be.
//!
//! It says nothing that a reader does not see, and says of examples that they are examples.

use std::borrow::Cow;

use memchr::{memchr, memchr3};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::is_article;
use crate::model::id::Id;
use crate::model::landkaart::Periode;
use crate::model::places::{Regio, Werkplein};
use crate::model::portal::{Bijeenkomst, Page, PageKind, Portal, Subject};
use crate::model::route::Route;
use crate::moment::Moment;
use crate::render::inputs::Link;
use crate::render::open_data::tables::{About, Set, sets};
use crate::render::open_data::{Format, anchor, table_address};
use crate::render::{covers, dates, files};

/// The structured data of a page, harmless within `<script>`.
pub(super) fn of_page<'a>(portal: &'a Portal, page: &'a Page, crumbs: &'a [Link]) -> String {
    let maker = Maker { portal, page, address: page.route.href(&portal.base_url) };
    let mut graph = vec![maker.page()];
    graph.extend(maker.things());
    graph.extend(maker.datasets());
    graph.extend(maker.path(crumbs));
    let whole = Json::Map(vec![("@context", "https://schema.org".into()), ("@graph", Json::List(graph))]);
    // Texts, numbers and lists can all be written to memory.
    let text = serde_json::to_string(&whole).unwrap_or_default();
    harmless(text)
}

/// JSON in which no sign means anything in HTML: such signs only stand in its texts, where they may be written as numbers. Only `<`
/// could end a block of data; the others are for who cuts the page in pieces without knowing what a block of data is.
fn harmless(json: String) -> String {
    // Nearly always there is none, which is seen many bytes at a time.
    if memchr3(b'<', b'>', b'&', json.as_bytes()).or_else(|| memchr(b'\'', json.as_bytes())).is_none() {
        return json;
    }
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    let mut rest = json.as_str();
    while let Some(at) = rest.find(['<', '>', '&', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'<' => "\\u003c",
            b'>' => "\\u003e",
            b'&' => "\\u0026",
            _ => "\\u0027",
        });
        rest = &rest[at + 1..];
    }
    out + rest
}

struct Maker<'a> {
    portal: &'a Portal,
    page: &'a Page,
    address: String,
}

/// A value in JSON. Most of its texts are those of the portal, so they are not copied: every page makes one of these, also when only its
/// key is asked for.
enum Json<'a> {
    None,
    Text(Cow<'a, str>),
    Number(usize),
    Flag(bool),
    List(Vec<Json<'a>>),
    Map(Vec<(&'static str, Json<'a>)>),
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::None => serializer.serialize_none(),
            Json::Text(text) => serializer.serialize_str(text),
            Json::Number(number) => serializer.serialize_u64(*number as u64),
            Json::Flag(flag) => serializer.serialize_bool(*flag),
            Json::List(list) => serializer.collect_seq(list),
            Json::Map(map) => {
                let mut fields = serializer.serialize_map(None)?;
                // A property without a value is left out.
                for (name, value) in map.iter().filter(|(_, value)| !value.is_empty()) {
                    fields.serialize_entry(name, value)?;
                }
                fields.end()
            }
        }
    }
}

impl Json<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Json::None => true,
            Json::List(list) => list.is_empty(),
            _ => false,
        }
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Json::Text(text.into())
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Json::Text(text.into())
    }
}

impl<'a, T: Into<Json<'a>>> From<Option<T>> for Json<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Json::None, Into::into)
    }
}

/// Some texts.
fn texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> Json<'a> {
    Json::List(texts.into_iter().map(|text| text.as_str().into()).collect())
}

/// A node of a type.
fn node<'a, const N: usize>(kind: &'static str, properties: [(&'static str, Json<'a>); N]) -> Json<'a> {
    let mut map = Vec::with_capacity(N + 1);
    map.push(("@type", Json::from(kind)));
    map.extend(properties);
    Json::Map(map)
}

impl<'a> Maker<'a> {
    /// An address of the site, for a part of it that is named elsewhere.
    fn at(&self, route: &Route) -> String {
        route.href(&self.portal.base_url)
    }

    fn site_id(&self) -> String {
        format!("{}#site", self.portal.base_url)
    }

    /// The owner of the portal: the organisation that answers for it, or else the role that looks after it.
    fn organisation(&self) -> Json<'a> {
        let settings = &self.portal.settings;
        let organisation = settings.organisatie.as_ref();
        let name = organisation.map_or(&settings.owner, |organisation| &organisation.naam);
        let tooi = organisation.and_then(|organisation| organisation.tooi.as_deref());
        node(
            "Organization",
            [("name", name.as_str().into()), ("identifier", tooi.into()), ("email", settings.contact.as_str().into())],
        )
    }

    /// The page itself; the home page is the site as a whole.
    fn page(&self) -> Json<'a> {
        let (portal, page) = (self.portal, self.page);
        if page.kind == PageKind::Home {
            let search = files::search(portal).map(|address| {
                let target = node("EntryPoint", [("urlTemplate", address("{search_term_string}").into())]);
                let query = "required name=search_term_string".into();
                node("SearchAction", [("target", target), ("query-input", query)])
            });
            return node(
                "WebSite",
                [
                    ("@id", self.site_id().into()),
                    ("url", self.address.clone().into()),
                    ("name", portal.settings.name.as_str().into()),
                    ("description", (&*page.description).into()),
                    ("inLanguage", self.language()),
                    ("publisher", self.organisation()),
                    ("potentialAction", search.into()),
                ],
            );
        }
        let common = page.text.as_ref().map(|text| text.common());
        let image = covers::of_page(portal, page);
        let image = image.map(|image| format!("{}{}", portal.base_url, covers::path(&image)));
        let is_text = is_article(page);
        let (published, own) = (common.and_then(|common| common.date), dates::own(page));
        node(
            self.kind(),
            [
                ("@id", self.address.clone().into()),
                ("url", self.address.clone().into()),
                (if is_text { "headline" } else { "name" }, (&*page.title).into()),
                ("description", (&*page.description).into()),
                ("inLanguage", self.language()),
                ("isPartOf", Json::Map(vec![("@id", self.site_id().into())])),
                ("image", image.filter(|_| is_text).into()),
                ("datePublished", published.map(|date| date.to_string()).into()),
                ("dateModified", own.map(|date| date.to_string()).into()),
                ("author", is_text.then(|| self.organisation()).into()),
                ("publisher", is_text.then(|| self.organisation()).into()),
                ("about", self.about()),
                ("creativeWorkStatus", self.is_example().then(|| portal.words.get("voorbeeld.praktijk")).into()),
            ],
        )
    }

    fn kind(&self) -> &'static str {
        match self.page.kind {
            PageKind::Bericht => "NewsArticle",
            _ if is_article(self.page) => "Article",
            PageKind::Themas
            | PageKind::Praktijken
            | PageKind::Doelgroepen
            | PageKind::Doelgroep
            | PageKind::Onderwerpen
            | PageKind::Onderwerp
            | PageKind::Mijlpalen
            | PageKind::Rapportages
            | PageKind::Indicatoren
            | PageKind::Werkpleinen
            | PageKind::Regios
            | PageKind::RegiosVolgorde
            | PageKind::Nieuws
            | PageKind::Agenda
            | PageKind::Ketenjournaal
            | PageKind::AlfabetischeLijst => "CollectionPage",
            _ => "WebPage",
        }
    }

    /// Whether the page tells of a practice that was made up.
    fn is_example(&self) -> bool {
        matches!(self.page.subject, Subject::Praktijk(id) if self.portal.praktijken[id].voorbeeld)
    }

    fn language(&self) -> Json<'a> {
        self.portal.settings.language.as_str().into()
    }

    /// The address of a part of the page.
    fn part(&self, name: &str) -> Json<'a> {
        format!("{}#{name}", self.address).into()
    }

    /// The themes a page is about.
    fn about(&self) -> Json<'a> {
        let portal = self.portal;
        let themas = match self.page.subject {
            Subject::Praktijk(id) => &portal.praktijken[id].themas,
            Subject::Bericht(id) => &portal.berichten[id].themas,
            _ => return Json::None,
        };
        let themas = themas.iter().map(|&id| &portal.pages[portal.themas[id].page]);
        let thing =
            |page: &'a Page| node("Thing", [("name", (&*page.title).into()), ("url", self.at(&page.route).into())]);
        Json::List(themas.map(thing).collect())
    }

    /// What the page is about, when that is a thing with properties of its own.
    fn things(&self) -> Vec<Json<'a>> {
        match self.page.subject {
            Subject::Bijeenkomst(id) => vec![self.event(&self.portal.bijeenkomsten[id])],
            Subject::Werkplein(id) => vec![self.werkplein(id)],
            Subject::Regio(id) if self.page.kind == PageKind::Regio && self.page.blad == 1 => vec![self.regio(id)],
            _ if self.page.kind == PageKind::Begrippen => vec![self.glossary()],
            _ if self.page.kind == PageKind::OpenData => self.catalogue().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn event(&self, event: &'a Bijeenkomst) -> Json<'a> {
        let moment = |moment: Moment| match moment.time {
            None => moment.date.to_string(),
            Some(_) => dates::rfc3339(moment),
        };
        let place = || Json::from(event.plaats.as_str());
        node(
            "Event",
            [
                ("@id", self.part("bijeenkomst")),
                ("name", (&*self.page.title).into()),
                ("description", (&*self.page.description).into()),
                ("url", self.address.clone().into()),
                ("startDate", moment(event.start).into()),
                ("endDate", event.end.map(moment).into()),
                ("eventStatus", "https://schema.org/EventScheduled".into()),
                ("location", node("Place", [("name", place()), ("address", place())])),
                ("organizer", self.organisation()),
                ("inLanguage", self.language()),
            ],
        )
    }

    fn werkplein(&self, id: Id<Werkplein>) -> Json<'a> {
        let portal = self.portal;
        let werkplein = &portal.werkpleinen[id];
        let regio = &portal.regios[werkplein.regio];
        let route = Route::page(&["regios", &regio.id]);
        let address = [("addressLocality", werkplein.gemeente.as_str().into()), ("addressCountry", "NL".into())];
        let region = [("name", regio.naam.as_str().into()), ("url", self.at(&route).into())];
        node(
            "GovernmentOffice",
            [
                ("@id", self.part("werkplein")),
                ("name", (&*self.page.title).into()),
                ("url", self.address.clone().into()),
                ("address", node("PostalAddress", address)),
                ("geo", geo(werkplein.punt)),
                ("alternateName", texts(&werkplein.aliassen)),
                ("containedInPlace", node("Place", region)),
                ("disambiguatingDescription", self.example_note("werkpleinen")),
            ],
        )
    }

    /// What the settings say of example data in a table.
    fn example_note(&self, table: &str) -> Json<'a> {
        let tables = self.portal.settings.open_data.as_ref().map_or(&[][..], |open_data| &open_data.tabellen);
        let note = tables.iter().find(|note| note.tabel == table).and_then(|note| note.voorbeeld.as_deref());
        note.map(|note| format!("{} {note}", self.portal.words.get("voorbeeld.kop"))).into()
    }

    fn regio(&self, id: Id<Regio>) -> Json<'a> {
        let regio = &self.portal.regios[id];
        let code = Some(regio.code.as_str()).filter(|code| !code.is_empty());
        let code = code.map(|code| node("PropertyValue", [("propertyID", "CBS".into()), ("value", code.into())]));
        node(
            "Place",
            [
                ("@id", self.part("regio")),
                ("name", regio.naam.as_str().into()),
                ("url", self.address.clone().into()),
                ("identifier", code.into()),
                ("sameAs", regio.tooi.as_deref().into()),
                ("geo", geo(regio.punt)),
                ("alternateName", texts(&regio.aliassen)),
                ("disambiguatingDescription", self.example_note("regios")),
            ],
        )
    }

    fn glossary(&self) -> Json<'a> {
        let terms = self.portal.begrippen.iter().map(|begrip| {
            node(
                "DefinedTerm",
                [
                    ("@id", self.part(&begrip.id.value)),
                    ("name", begrip.naam.as_str().into()),
                    // Other words for it stand on the page: here they were 1.5 of the 25 kB that a page may weigh.
                    ("alternateName", texts(begrip.voluit.iter())),
                    ("description", begrip.uitleg.as_str().into()),
                ],
            )
        });
        node(
            "DefinedTermSet",
            [
                ("@id", self.part("begrippen")),
                ("name", (&*self.page.title).into()),
                ("inLanguage", self.language()),
                ("hasDefinedTerm", Json::List(terms.collect())),
            ],
        )
    }

    /// All tables by name: each is described on the page that shows it.
    fn catalogue(&self) -> Option<Json<'a>> {
        let portal = self.portal;
        let licence = portal.settings.open_data.as_ref()?.licentie.address();
        let tables = sets(portal).into_iter().map(|set| {
            let about = About::new(portal, set);
            let (address, description) = (self.landing(&about), described(portal, &about));
            node(
                "Dataset",
                [
                    ("name", about.title.into()),
                    ("description", description.into()),
                    ("url", address.into()),
                    ("license", licence.into()),
                    ("creator", self.organisation()),
                    ("distribution", node("DataDownload", self.download(set, Format::Csv, "text/csv"))),
                ],
            )
        });
        Some(node(
            "DataCatalog",
            [
                ("@id", self.part("catalogus")),
                ("name", (&*self.page.title).into()),
                ("description", (&*self.page.description).into()),
                ("license", licence.into()),
                ("publisher", self.organisation()),
                ("dataset", Json::List(tables.collect())),
            ],
        ))
    }

    /// The part of the page about open data that is about a table.
    fn landing(&self, about: &About) -> String {
        format!("{}#{}", self.at(&Route::page(&["open-data"])), anchor(&about.id))
    }

    /// The tables whose figures the page shows, with their files.
    fn datasets(&self) -> Vec<Json<'a>> {
        let shown = self.shown_sets();
        if shown.is_empty() {
            return Vec::new();
        }
        let there = sets(self.portal);
        shown.into_iter().filter(|set| there.contains(set)).map(|set| self.dataset(set)).collect()
    }

    fn shown_sets(&self) -> Vec<Set> {
        let newest = |sets: &dyn Fn(Id<Periode>) -> Vec<Set>| {
            self.portal.landkaart.as_ref().and_then(|landkaart| landkaart.newest()).map_or_else(Vec::new, sets)
        };
        match (self.page.kind, self.page.subject) {
            _ if self.page.blad > 1 => Vec::new(),
            (PageKind::Periode, Subject::Periode(id)) => {
                vec![Set::Antwoorden(id), Set::Fases(id), Set::Mijlpalen(id), Set::Verandering(id)]
            }
            (PageKind::Landkaart, _) => {
                let mut sets = newest(&|id| vec![Set::Fases(id), Set::Mijlpalen(id)]);
                sets.push(Set::Verloop);
                sets
            }
            (PageKind::Indicator, Subject::MarktIndicator(id)) => vec![Set::Indicator(id)],
            (PageKind::Indicatoren, _) => vec![Set::Indicatoren],
            (PageKind::Regio, Subject::Regio(id)) => vec![Set::Regio(id)],
            (PageKind::Regios, _) => vec![Set::Regios],
            (PageKind::Werkpleinen, _) => vec![Set::Werkpleinen],
            (PageKind::Begrippen, _) => vec![Set::Begrippen],
            (PageKind::Arbeidsmarkt, _) => vec![Set::Standcijfers],
            _ => Vec::new(),
        }
    }

    fn dataset(&self, set: Set) -> Json<'a> {
        let portal = self.portal;
        let about = About::new(portal, set);
        let licence = portal.settings.open_data.as_ref().map(|open_data| open_data.licentie.address());
        let (address, description) = (self.landing(&about), described(portal, &about));
        let files = [(Format::Csv, "text/csv"), (Format::Json, "application/json")];
        let files = files.map(|(format, media)| node("DataDownload", self.download(set, format, media)));
        node(
            "Dataset",
            [
                ("@id", address.clone().into()),
                ("name", about.title.into()),
                ("description", description.into()),
                ("url", address.into()),
                ("inLanguage", self.language()),
                ("license", licence.into()),
                ("creator", self.organisation()),
                ("isAccessibleForFree", Json::Flag(true)),
                ("temporalCoverage", about.period.map(|(from, to)| format!("{from}/{to}")).into()),
                ("distribution", Json::List(files.into())),
            ],
        )
    }

    /// A file of a table.
    fn download(&self, set: Set, format: Format, media: &'static str) -> [(&'static str, Json<'a>); 2] {
        let address = table_address(self.portal, &self.portal.base_url, set, format);
        [("encodingFormat", media.into()), ("contentUrl", address.into())]
    }

    /// Where the page stands, from the home page on.
    fn path(&self, crumbs: &'a [Link]) -> Option<Json<'a>> {
        if self.page.kind == PageKind::Home {
            return None;
        }
        let portal = self.portal;
        let above = crumbs.iter().map(|crumb| {
            let path = crumb.href.strip_prefix(&portal.base_path).unwrap_or(&crumb.href);
            (crumb.title.as_str(), format!("{}{path}", portal.base_url))
        });
        let home = (portal.words.get("basis.home"), portal.base_url.clone());
        let all = std::iter::once(home).chain(above).chain([(&*self.page.title, self.address.clone())]);
        let items = all.enumerate().map(|(at, (name, address))| {
            let step = [("position", Json::Number(at + 1)), ("name", name.into()), ("item", address.into())];
            node("ListItem", step)
        });
        Some(node("BreadcrumbList", [("itemListElement", Json::List(items.collect()))]))
    }
}

/// A point on the map; a text, so that a number is written the same everywhere.
fn geo<'a>((lat, lon): (f64, f64)) -> Json<'a> {
    node("GeoCoordinates", [("latitude", format!("{lat:.4}").into()), ("longitude", format!("{lon:.4}").into())])
}

/// What a table is about, and that it is an example when it is.
fn described(portal: &Portal, about: &About) -> String {
    match about.example {
        Some(example) => format!("{} {} {example}", about.description, portal.words.get("voorbeeld.kop")),
        None => about.description.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_the_same_and_no_sign_means_anything_in_html() {
        let text = "</script><b> & 'é' <!--";
        let json = harmless(serde_json::to_string(text).expect("a text"));
        assert!(!json.contains(['<', '>', '&', '\'']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
