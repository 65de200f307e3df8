//! Open data: every table of the portal as CSV and JSON with a description of its columns, and a catalogue of all tables.
//!
//! Each file is made by itself, from the data alone. Addresses stay: a table of a period has the period in its name.
//!
//! - `tables` says which tables there are and what they are about, `rows` makes their rows;
//! - `csv`, `json` and `csvw` each write one format of a table;
//! - `dcat` makes the catalogue as one graph, which `graph` writes as Turtle and as JSON-LD.
//!
//! **Example data says so in every file by itself**: the last column of each table is `herkomst`, with `voorbeeld` or
//! `berekend uit voorbeeld` on each row that is an example. A line of comment above the header would break programs that read
//! CSV, and a description beside the file gets lost when the file is passed on. The JSON and the descriptions say it in
//! words as well.

pub(super) mod csv;
mod csvw;
pub(crate) mod dcat;
pub mod graph;
pub(crate) mod json;
pub(in crate::render) mod rows;
pub mod tables;

use crate::hash::{Hash, Hasher};
use crate::model::portal::Portal;
use crate::model::route::Route;
use tables::{About, Set};

/// Folder of all files.
const FOLDER: &str = "open-data";

/// A file of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// A table in a format.
    Table(Set, Format),
    /// The catalogue.
    Catalogue(Syntax),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values as in RFC 4180.
    Csv,
    /// An object with what the table is, its columns and its rows.
    Json,
    /// What the table is and its columns, as W3C's "Metadata Vocabulary for Tabular Data".
    Metadata,
}

impl Format {
    const ALL: [Format; 3] = [Format::Csv, Format::Json, Format::Metadata];

    /// The end of the file's name. W3C's "Model for Tabular Data" looks for the description of `x.csv` at `x.csv-metadata.json`.
    fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Metadata => "csv-metadata.json",
        }
    }
}

/// How the catalogue is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Turtle.
    Turtle,
    /// JSON-LD.
    JsonLd,
}

impl Syntax {
    const ALL: [Syntax; 2] = [Syntax::Turtle, Syntax::JsonLd];

    fn path(self) -> &'static str {
        match self {
            Syntax::Turtle => "open-data/catalogus.ttl",
            Syntax::JsonLd => "open-data/catalogus.jsonld",
        }
    }
}

/// Every file of open data, by path in the site.
pub fn files(portal: &Portal) -> Vec<(String, File)> {
    let formats = |set: Set| Format::ALL.map(|format| (path(portal, set, format), File::Table(set, format)));
    let mut files: Vec<(String, File)> = tables::sets(portal).into_iter().flat_map(formats).collect();
    if has_catalogue(portal) {
        files.extend(Syntax::ALL.map(|syntax| (syntax.path().to_owned(), File::Catalogue(syntax))));
    }
    files
}

/// The file at a path of the site.
pub fn find(portal: &Portal, path: &str) -> Option<File> {
    if !path.starts_with("open-data/") {
        return None;
    }
    files(portal).into_iter().find(|(other, _)| other == path).map(|(_, file)| file)
}

/// The key of a file: equal keys mean equal bytes. It is made without the file, as the tables take more time to make than all
/// else that a build looks at when one text changed.
pub fn key(portal: &Portal, file: File) -> Hash {
    let name = match file {
        File::Table(set, format) => path(portal, set, format),
        File::Catalogue(syntax) => syntax.path().to_owned(),
    };
    let mut hasher = Hasher::new();
    hasher.text("open data").text(&name).hash(portal.data_hash).text(&portal.base_url);
    // The one thing in the catalogue that is not made from data.
    hasher.number(u64::from(dcat::documentation(portal).is_some()));
    hasher.finish()
}

/// Adds the bytes of a file to `out`.
pub fn write(portal: &Portal, file: File, out: &mut Vec<u8>) {
    let text = match file {
        File::Table(set, format) => {
            let about = About::new(portal, set);
            match format {
                Format::Csv => csv::write(&about, &rows::rows(portal, set)),
                Format::Json => json::write(portal, &about, &rows::rows(portal, set)),
                Format::Metadata => csvw::write(portal, &about),
            }
        }
        File::Catalogue(Syntax::Turtle) => graph::turtle(&dcat::catalogue(portal)),
        File::Catalogue(Syntax::JsonLd) => graph::json_ld(&dcat::catalogue(portal)),
    };
    out.extend_from_slice(text.as_bytes());
}

/// Address of a table as CSV, for a link beside the table on a page; none when the portal does not have the table.
pub fn href(portal: &Portal, set: Set) -> Option<String> {
    let there = tables::sets(portal).contains(&set);
    there.then(|| address(&portal.base_path, &path(portal, set, Format::Csv)))
}

/// Whether there is a catalogue: it needs a table, and DCAT-AP-NL does not allow one without a licence.
pub fn has_catalogue(portal: &Portal) -> bool {
    portal.settings.open_data.is_some() && !tables::sets(portal).is_empty()
}

/// Path of a table in the site.
pub fn path(portal: &Portal, set: Set, format: Format) -> String {
    format!("{FOLDER}/{}.{}", set.id(portal), format.ending())
}

/// Address of a table below `base`: the path of the site, or the whole address of it.
pub fn table_address(portal: &Portal, base: &str, set: Set, format: Format) -> String {
    address(base, &path(portal, set, format))
}

/// Address of the catalogue, when there is one.
pub fn catalogue_href(portal: &Portal, syntax: Syntax) -> Option<String> {
    has_catalogue(portal).then(|| address(&portal.base_path, syntax.path()))
}

/// The part of the page about open data that is about a table: its `id`.
pub fn anchor(id: &str) -> String {
    format!("_{}", id.replace('/', "-"))
}

fn address(base: &str, path: &str) -> String {
    Route::file(path).href(base)
}
