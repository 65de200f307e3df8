//! Input of the page about open data: what can be downloaded, and what the columns mean.

use serde::Serialize;

use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::portal::Portal;
use crate::render::open_data::json::datatype;
use crate::render::open_data::tables::{self, About};
use crate::render::open_data::{self, Format, Syntax, anchor, dcat};

/// Tables with the same columns: one, or a series.
#[derive(Serialize)]
struct Group {
    id: String,
    titel: String,
    uitleg: String,
    voorbeeld: Option<String>,
    bron: String,
    bestanden: Vec<Download>,
    kolommen: Vec<Column>,
}

/// A table in its formats.
#[derive(Serialize)]
struct Download {
    /// Its anchor, when that is not the one of its group.
    id: Option<String>,
    titel: String,
    naam: Option<String>,
    periode: Option<String>,
    voorbeeld: bool,
    csv: String,
    json: String,
    beschrijving: String,
}

#[derive(Serialize)]
struct Column {
    naam: String,
    titel: String,
    uitleg: String,
    soort: &'static str,
    eenheid: Option<String>,
}

impl Inputs<'_> {
    pub(super) fn open_data(&self) -> Vec<Named> {
        let portal = self.portal;
        let licence = portal.settings.open_data.as_ref().map(|open_data| Link {
            title: portal.words.get(&format!("open_data.licentie.{}", open_data.licentie.name())).to_owned(),
            href: open_data.licentie.address().to_owned(),
        });
        let catalogue = [(Syntax::Turtle, "Turtle"), (Syntax::JsonLd, "JSON-LD")].map(|(syntax, name)| {
            open_data::catalogue_href(portal, syntax).map(|href| Link { title: name.to_owned(), href })
        });
        let catalogue: Vec<Link> = catalogue.into_iter().flatten().collect();
        vec![
            self.named("groepen", || self.part(&groups(portal))),
            self.named("licentie", || self.part(&licence)),
            self.named("catalogus", || self.part(&catalogue)),
        ]
    }
}

/// All tables by kind; those of one kind follow each other.
fn groups(portal: &Portal) -> Vec<Group> {
    let tables: Vec<About> = tables::sets(portal).into_iter().map(|set| About::new(portal, set)).collect();
    tables.chunk_by(|a, b| a.set.kind() == b.set.kind()).filter_map(|chunk| group(portal, chunk)).collect()
}

fn group(portal: &Portal, tables: &[About]) -> Option<Group> {
    let first = tables.first()?;
    let kind = first.set.kind();
    let (titel, uitleg) = if dcat::is_in_series(first.set) {
        let word = |what: &str| portal.words.get(&format!("open_data.reeks.{kind}.{what}")).to_owned();
        (word("titel"), word("uitleg"))
    } else {
        (first.title.clone(), first.description.clone())
    };
    let own_unit = tables.len() == 1 || first.columns.iter().all(|column| column.header != "waarde");
    Some(Group {
        id: anchor(kind),
        titel,
        uitleg,
        voorbeeld: tables.iter().find_map(|about| about.example).map(str::to_owned),
        bron: tables::joined(tables.iter().map(|about| &*about.source)).into_owned(),
        bestanden: tables.iter().map(|about| download(portal, about)).collect(),
        kolommen: first.columns.iter().map(|item| column(item, own_unit)).collect(),
    })
}

fn download(portal: &Portal, about: &About) -> Download {
    let address = |format| open_data::table_address(portal, &portal.base_path, about.set, format);
    let period = about.period.map(|(from, to)| {
        portal.words.fill("open_data.van_tot", &[("van", &dutch::date(from)), ("tot", &dutch::date(to))])
    });
    Download {
        id: Some(anchor(&about.id)).filter(|_| dcat::is_in_series(about.set)),
        titel: about.title.clone(),
        naam: about.set.name(portal).map(str::to_owned),
        periode: period,
        voorbeeld: about.example.is_some(),
        csv: address(Format::Csv),
        json: address(Format::Json),
        beschrijving: address(Format::Metadata),
    }
}

/// A column; the unit of the values differs between the tables of some series, and is then left to the column that says it.
fn column(column: &tables::Column, own_unit: bool) -> Column {
    Column {
        naam: column.header.clone(),
        titel: column.title.clone(),
        uitleg: column.description.clone(),
        soort: datatype(column.datatype),
        eenheid: column.unit.clone().filter(|_| own_unit),
    }
}
