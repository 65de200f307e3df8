//! The catalogue of all tables, after DCAT-AP-NL 3.0: the Dutch profile of DCAT-AP.
//!
//! Which properties are required was read from the profile (<https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/>) and from its
//! shapes (`shapes/300/dcat-ap-nl-SHACL.ttl` and `…-aanbevolen.ttl` in <https://github.com/Geonovum/DCAT-AP-NL30>), on top of
//! those of DCAT-AP 3.0 (<https://semiceu.github.io/DCAT-AP/releases/3.0.0/>):
//!
//! - Catalog: title, description, publisher, contactPoint (exactly one), dataset; recommended: creator;
//! - Dataset: title, description, accessRights, contactPoint (exactly one), creator, identifier (exactly one), publisher, theme;
//!   recommended: landingPage, page, language;
//! - Distribution: accessURL (exactly one), license; recommended: downloadURL, language, conformsTo;
//! - DatasetSeries: title, description. A series is a dataset as well, so it has what a dataset has.
//!
//! Left out, because nothing in the data says it: `dct:issued`, `dct:modified` and `dcat:version` (the day of a build is no day
//! of publication), `dcat:byteSize` and `spdx:checksum` (each would need every table to be made for the catalogue),
//! `dcat:accessService` (there is none) and a dataset's `dct:conformsTo` (there is no standard that the tables follow).

use jiff::civil::Date;

use super::graph::{Graph, Iri, Node, Object};
use super::tables::{self, About, Set};
use super::{FOLDER, Format, Syntax, address, anchor, table_address};
use crate::config::OpenData;
use crate::model::portal::Portal;

/// Lists of the Publications Office of the European Union.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";
/// Media types.
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types";

type Properties = Vec<(&'static str, Object)>;

/// The catalogue; empty when the portal does not say under which licence its data is.
pub fn catalogue(portal: &Portal) -> Graph {
    let Some(open_data) = &portal.settings.open_data else { return Graph::new() };
    Catalogue { portal, open_data }.graph()
}

struct Catalogue<'a> {
    portal: &'a Portal,
    open_data: &'a OpenData,
}

impl Catalogue<'_> {
    fn graph(&self) -> Graph {
        let tables: Vec<About> =
            tables::sets(self.portal).into_iter().map(|set| About::new(self.portal, set)).collect();
        let mut graph = vec![self.catalog(&tables), self.publisher(), self.contact(), self.licence()];
        for about in &tables {
            if let Some(kind) = new_series(about, &tables) {
                graph.push(self.series(kind, about));
            }
            graph.extend(self.dataset(about));
        }
        graph
    }

    /// The address of a thing in the catalogue. It leads to the catalogue itself, which says what the thing is.
    fn iri(&self, name: &str) -> Iri {
        Iri::new(&format!("{}{}#{name}", self.portal.base_url, Syntax::Turtle.path()))
    }

    fn table_iri(&self, about: &About) -> Iri {
        self.iri(anchor(&about.id).trim_start_matches('_'))
    }

    fn series_iri(&self, kind: &str) -> Iri {
        self.iri(&format!("reeks-{kind}"))
    }

    /// A text in the language of the portal.
    fn text(&self, text: &str) -> Object {
        let language = &self.portal.settings.language;
        let is_tag = language.split('-').all(|part| (1..=8).contains(&part.len()) && is_alphanumeric(part))
            && language.starts_with(|c: char| c.is_ascii_alphabetic());
        Object::Text(text.to_owned(), if is_tag { language.to_lowercase() } else { "und".to_owned() })
    }

    fn word(&self, key: &str) -> Object {
        self.text(&self.portal.words.fill(key, &[("portaal", &self.portal.settings.name)]))
    }

    fn page(&self) -> String {
        address(&self.portal.base_url, &format!("{FOLDER}/"))
    }

    /// What every resource has: who publishes it, whom to ask, in which language, and about which place.
    fn common(&self) -> Properties {
        let mut common = vec![
            ("dct:publisher", Object::Iri(self.publisher_iri())),
            ("dct:creator", Object::Iri(self.publisher_iri())),
            ("dcat:contactPoint", Object::Iri(self.iri("contact"))),
        ];
        common.extend(self.language());
        if let Some(country) = &self.open_data.gebied {
            common.push(("dct:spatial", authority("country", country)));
        }
        common
    }

    /// The language, when the European list is known to have it.
    fn language(&self) -> Option<(&'static str, Object)> {
        let language = self.portal.settings.language.split('-').next().unwrap_or_default();
        let code = [("nl", "NLD"), ("fy", "FRY"), ("en", "ENG"), ("de", "DEU"), ("fr", "FRA"), ("pap", "PAP")]
            .into_iter()
            .find(|(name, _)| *name == language)?;
        Some(("dct:language", authority("language", code.1)))
    }

    fn themes(&self) -> impl Iterator<Item = (&'static str, Object)> {
        self.open_data.themas.iter().map(|theme| ("dcat:theme", authority("data-theme", theme)))
    }

    fn catalog(&self, tables: &[About]) -> Node {
        let mut properties = vec![
            ("dct:title", self.word("open_data.catalogus.titel")),
            ("dct:description", self.word("open_data.catalogus.uitleg")),
        ];
        properties.extend(self.common());
        properties.extend([
            ("dct:license", Object::Iri(Iri::new(self.open_data.licentie.authority()))),
            ("foaf:homepage", Object::Iri(Iri::new(&self.page()))),
            ("dcat:themeTaxonomy", Object::Iri(Iri::new(&format!("{AUTHORITY}/data-theme")))),
        ]);
        for about in tables {
            if let Some(kind) = new_series(about, tables) {
                properties.push(("dcat:dataset", Object::Iri(self.series_iri(kind))));
            }
            properties.push(("dcat:dataset", Object::Iri(self.table_iri(about))));
        }
        Node { iri: self.iri("catalogus"), class: "dcat:Catalog", properties }
    }

    fn publisher_iri(&self) -> Iri {
        self.open_data.uitgever_uri.as_deref().map_or_else(|| self.iri("uitgever"), Iri::new)
    }

    fn publisher(&self) -> Node {
        let name = self.open_data.uitgever.as_deref().unwrap_or(&self.portal.settings.owner);
        let mut properties = vec![("foaf:name", self.text(name))];
        if let Some(kind) = self.open_data.uitgever_soort {
            properties.push(("dct:type", Object::Iri(Iri::new(kind.uri()))));
        }
        Node { iri: self.publisher_iri(), class: "foaf:Agent", properties }
    }

    fn contact(&self) -> Node {
        let settings = &self.portal.settings;
        let email = Iri::email(&settings.contact);
        let properties = vec![("vcard:fn", self.text(&settings.owner)), ("vcard:hasEmail", Object::Iri(email))];
        Node { iri: self.iri("contact"), class: "vcard:Kind", properties }
    }

    /// The licence: its number in the European list, which is the same as the text at Creative Commons.
    fn licence(&self) -> Node {
        let licence = self.open_data.licentie;
        let properties = vec![("skos:exactMatch", Object::Iri(Iri::new(licence.address())))];
        Node { iri: Iri::new(licence.authority()), class: "dct:LicenseDocument", properties }
    }

    /// What datasets and series have.
    fn resource(&self, iri: &Iri, title: Object, description: Object, landing: String) -> Properties {
        let mut properties = vec![
            ("dct:title", title),
            ("dct:description", description),
            ("dct:identifier", Object::Typed(iri.as_str().to_owned(), "xsd:anyURI")),
        ];
        properties.extend(self.common());
        properties.extend(self.themes());
        properties.push(("dct:accessRights", authority("access-right", "PUBLIC")));
        properties.push(("dcat:landingPage", Object::Iri(Iri::new(&landing))));
        if let Some(page) = documentation(self.portal) {
            properties.push(("foaf:page", Object::Iri(Iri::new(&page))));
        }
        properties
    }

    /// The tables of one kind, of which there is one per period, indicator or region.
    fn series(&self, kind: &'static str, first: &About) -> Node {
        let iri = self.series_iri(kind);
        let word = |what| self.word(&format!("open_data.reeks.{kind}.{what}"));
        let landing = format!("{}#{}", self.page(), anchor(kind));
        let mut properties = self.resource(&iri, word("titel"), word("uitleg"), landing);
        properties.push(("dct:accrualPeriodicity", authority("frequency", first.frequency)));
        Node { iri, class: "dcat:DatasetSeries", properties }
    }

    /// A table, what it is made of, the time it is about, and its files.
    fn dataset(&self, about: &About) -> Vec<Node> {
        let iri = self.table_iri(about);
        let name = anchor(&about.id);
        let name = name.trim_start_matches('_');
        let landing = format!("{}#{}", self.page(), anchor(&about.id));
        let mut properties = self.resource(&iri, self.text(&about.title), self.text(&about.description), landing);
        let origin = self.iri(&format!("{name}-herkomst"));
        let files = [self.csv(about, name), self.json(about, name)];
        properties.push(("dct:accrualPeriodicity", authority("frequency", about.frequency)));
        properties.push(("dct:provenance", Object::Iri(origin.clone())));
        if is_in_series(about.set) {
            properties.push(("dcat:inSeries", Object::Iri(self.series_iri(about.set.kind()))));
        }
        properties.extend(files.iter().map(|file| ("dcat:distribution", Object::Iri(file.iri.clone()))));
        let period = about.period.map(|days| self.period(name, days));
        properties.extend(period.iter().map(|period| ("dct:temporal", Object::Iri(period.iri.clone()))));
        let mut nodes = vec![Node { iri, class: "dcat:Dataset", properties }, self.provenance(origin, about)];
        nodes.extend(period);
        nodes.push(self.standard(about));
        nodes.extend(files);
        nodes
    }

    /// Where a table comes from, and that it is an example when it is.
    fn provenance(&self, iri: Iri, about: &About) -> Node {
        let words = &self.portal.words;
        let mut properties = vec![("rdfs:label", self.text(&words.fill("figuur.bron", &[("bron", &about.source)])))];
        if let Some(example) = about.example {
            properties.push(("rdfs:label", self.text(&format!("{} {example}", words.get("voorbeeld.kop")))));
        }
        Node { iri, class: "dct:ProvenanceStatement", properties }
    }

    fn period(&self, name: &str, (from, to): (Date, Date)) -> Node {
        let day = |date: Date| Object::Typed(date.to_string(), "xsd:date");
        let properties = vec![("dcat:startDate", day(from)), ("dcat:endDate", day(to))];
        Node { iri: self.iri(&format!("{name}-periode")), class: "dct:PeriodOfTime", properties }
    }

    fn address_of(&self, about: &About, format: Format) -> Iri {
        Iri::new(&table_address(self.portal, &self.portal.base_url, about.set, format))
    }

    /// The description of the columns, which the CSV follows.
    fn standard(&self, about: &About) -> Node {
        let title = self.portal.words.fill("open_data.kolommen_van", &[("tabel", &about.title)]);
        let properties = vec![("dct:title", self.text(&title))];
        Node { iri: self.address_of(about, Format::Metadata), class: "dct:Standard", properties }
    }

    fn csv(&self, about: &About, name: &str) -> Node {
        let mut node = self.file(about, name, Format::Csv, "CSV", "text/csv");
        node.properties.push(("dct:conformsTo", Object::Iri(self.address_of(about, Format::Metadata))));
        node
    }

    fn json(&self, about: &About, name: &str) -> Node {
        self.file(about, name, Format::Json, "JSON", "application/json")
    }

    /// A table in a format. `kind` is its code in the European list of file types.
    fn file(&self, about: &About, name: &str, format: Format, kind: &str, media: &str) -> Node {
        let address = Object::Iri(self.address_of(about, format));
        let mut properties = vec![
            ("dct:title", self.text(&format!("{} ({kind})", about.title))),
            ("dcat:accessURL", address.clone()),
            ("dcat:downloadURL", address),
            ("dct:format", authority("file-type", kind)),
            ("dcat:mediaType", Object::Iri(Iri::new(&format!("{MEDIA_TYPES}/{media}")))),
            ("dct:license", Object::Iri(Iri::new(self.open_data.licentie.authority()))),
            ("dcatap:availability", authority("planned-availability", "STABLE")),
            ("adms:status", authority("distribution-status", "COMPLETED")),
        ];
        properties.extend(self.language());
        let iri = self.iri(&format!("{name}-{}", kind.to_lowercase()));
        Node { iri, class: "dcat:Distribution", properties }
    }
}

fn is_alphanumeric(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An item of a European list.
fn authority(list: &str, code: &str) -> Object {
    Object::Iri(Iri::new(&format!("{AUTHORITY}/{list}/{code}")))
}

/// Address of the text in which editors explain the data, when there is one.
pub(super) fn documentation(portal: &Portal) -> Option<String> {
    let page = portal.page_at(&["over", "open-data"])?;
    Some(portal.pages[page].route.href(&portal.base_url))
}

/// Whether there are more tables of its kind: one per period, indicator or region.
pub(crate) fn is_in_series(set: Set) -> bool {
    matches!(
        set,
        Set::Antwoorden(_)
            | Set::Fases(_)
            | Set::Mijlpalen(_)
            | Set::Verandering(_)
            | Set::Indicator(_)
            | Set::Regio(_)
    )
}

/// The kind of a table that is the first of a series.
fn new_series(about: &About, tables: &[About]) -> Option<&'static str> {
    let kind = about.set.kind();
    let first = tables.iter().find(|other| other.set.kind() == kind)?;
    (is_in_series(about.set) && first.set == about.set).then_some(kind)
}
