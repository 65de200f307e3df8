//! What a CSV file holds, for machines: W3C's "Metadata Vocabulary for Tabular Data"
//! (<https://www.w3.org/TR/2015/REC-tabular-metadata-20151217/>), in a file that lies beside the table.

use serde::Serialize;

use super::Format;
use super::json::json;
use super::tables::{About, Column, Datatype, Herkomst, SEPARATOR, Set};
use crate::model::portal::Portal;

#[derive(Serialize)]
struct Metadata<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Language<'a>),
    url: String,
    #[serde(rename = "dc:title")]
    title: &'a str,
    #[serde(rename = "dc:description")]
    description: &'a str,
    #[serde(rename = "dc:source")]
    source: &'a str,
    #[serde(rename = "dc:publisher")]
    publisher: &'a str,
    #[serde(rename = "dc:license", skip_serializing_if = "Option::is_none")]
    license: Option<Reference>,
    #[serde(rename = "dc:temporal", skip_serializing_if = "Option::is_none")]
    temporal: Option<String>,
    /// That the rows are an example, in words.
    #[serde(rename = "dc:provenance", skip_serializing_if = "Option::is_none")]
    provenance: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note>,
    dialect: Dialect,
    #[serde(rename = "tableSchema")]
    schema: Schema<'a>,
}

#[derive(Serialize)]
struct Language<'a> {
    #[serde(rename = "@language")]
    language: &'a str,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: &'static str,
}

#[derive(Serialize)]
struct Note {
    #[serde(rename = "dc:description")]
    description: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    encoding: &'static str,
    delimiter: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    line_terminators: [&'static str; 1],
    header: bool,
    header_row_count: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema<'a> {
    columns: Vec<ColumnMetadata<'a>>,
    primary_key: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ColumnMetadata<'a> {
    name: &'a str,
    /// The first is the header in the CSV.
    titles: [&'a str; 2],
    #[serde(rename = "dc:description")]
    description: &'a str,
    datatype: Kind,
    null: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    separator: Option<&'static str>,
    #[serde(rename = "schema:unitText", skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    property_url: Option<&'static str>,
}

/// A kind of value: by its name, or as a text that has one of some values.
#[derive(Serialize)]
#[serde(untagged)]
enum Kind {
    Name(&'static str),
    OneOf { base: &'static str, format: String },
}

/// The whole file.
pub(super) fn write(portal: &Portal, about: &About) -> String {
    let settings = &portal.settings;
    let open_data = settings.open_data.as_ref();
    let example = about.example.map(|text| format!("{} {text}", portal.words.get("voorbeeld.kop")));
    let metadata = Metadata {
        context: ("http://www.w3.org/ns/csvw", Language { language: &settings.language }),
        url: file_name(portal, about.set),
        title: &about.title,
        description: &about.description,
        source: &about.source,
        publisher: open_data.and_then(|open_data| open_data.uitgever.as_deref()).unwrap_or(&settings.owner),
        license: open_data.map(|open_data| Reference { id: open_data.licentie.address() }),
        temporal: about.period.map(|(from, to)| format!("{from}/{to}")),
        notes: example.iter().map(|text| Note { description: text.clone() }).collect(),
        provenance: example,
        dialect: Dialect {
            encoding: "utf-8",
            delimiter: ",",
            quote_char: "\"",
            double_quote: true,
            line_terminators: ["\r\n"],
            header: true,
            header_row_count: 1,
        },
        schema: Schema {
            columns: about.columns.iter().map(column).collect(),
            primary_key: about.columns.iter().take(about.key).map(|column| column.name.as_str()).collect(),
        },
    };
    json(&metadata) + "\n"
}

/// The name of the CSV file, which lies in the same folder.
fn file_name(portal: &Portal, set: Set) -> String {
    let path = super::path(portal, set, Format::Csv);
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

fn column(column: &Column) -> ColumnMetadata<'_> {
    ColumnMetadata {
        name: &column.name,
        titles: [&column.header, &column.title],
        description: &column.description,
        datatype: kind(column),
        null: [""],
        separator: (column.datatype == Datatype::List).then_some(SEPARATOR),
        unit: column.unit.as_deref(),
        property_url: property(&column.header),
    }
}

fn kind(column: &Column) -> Kind {
    match column.datatype {
        _ if column.header == "herkomst" => Kind::OneOf { base: "string", format: Herkomst::pattern() },
        Datatype::Text | Datatype::List => Kind::Name("string"),
        Datatype::Whole => Kind::Name("integer"),
        Datatype::Decimal => Kind::Name("decimal"),
        Datatype::Month => Kind::Name("gYearMonth"),
    }
}

/// What others call what a column holds, where there is a word that all know.
fn property(header: &str) -> Option<&'static str> {
    match header {
        "id" => Some("dc:identifier"),
        "naam" => Some("schema:name"),
        "lat" => Some("schema:latitude"),
        "lon" => Some("schema:longitude"),
        "herkomst" => Some("dc:provenance"),
        _ => None,
    }
}
