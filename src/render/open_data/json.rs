//! A table as JSON: one object with what the table is, its columns, and its rows as objects. Numbers are numbers; a value that
//! is missing is `null`, with the reason in `ontbreekt` of the same row.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::rows::Row;
use super::tables::{About, Column, Datatype, Set, Value};
use super::{Format, table_address};
use crate::model::portal::Portal;

/// The whole file. Each row stands on a line of its own, so that two versions can be compared line by line.
pub(super) fn write(portal: &Portal, about: &About, rows: &[Row]) -> String {
    let head = json(&Head::new(portal, about));
    let mut out = String::with_capacity(head.len() + 128 * rows.len());
    out.push_str(head.strip_suffix('}').unwrap_or(&head));
    out.push_str(",\"rijen\":[");
    for (index, row) in rows.iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str(&json(&Object { columns: &about.columns, row }));
    }
    out.push_str("\n]}\n");
    out
}

/// A value as JSON.
pub(super) fn json<T: Serialize>(value: &T) -> String {
    // The values of open data are structs, texts, finite numbers and lists, which can all be written to memory.
    serde_json::to_string(value).expect("plain data can be written")
}

#[derive(serde::Serialize)]
struct Head<'a> {
    id: &'a str,
    titel: &'a str,
    beschrijving: &'a str,
    voorbeeldgegevens: Option<&'a str>,
    bron: &'a str,
    periode: Option<Period>,
    licentie: Option<License>,
    csv: String,
    kolommen: Vec<ColumnHead<'a>>,
}

#[derive(serde::Serialize)]
struct Period {
    van: String,
    tot_en_met: String,
}

#[derive(serde::Serialize)]
struct License {
    naam: String,
    adres: &'static str,
}

#[derive(serde::Serialize)]
struct ColumnHead<'a> {
    naam: &'a str,
    titel: &'a str,
    beschrijving: &'a str,
    soort: &'static str,
    eenheid: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn new(portal: &'a Portal, about: &'a About) -> Self {
        let set: Set = about.set;
        let licence = portal.settings.open_data.as_ref().map(|open_data| License {
            naam: portal.words.get(&format!("open_data.licentie.{}", open_data.licentie.name())).to_owned(),
            adres: open_data.licentie.address(),
        });
        let column = |column: &'a Column| ColumnHead {
            naam: &column.header,
            titel: &column.title,
            beschrijving: &column.description,
            soort: datatype(column.datatype),
            eenheid: column.unit.as_deref(),
        };
        Self {
            id: &about.id,
            titel: &about.title,
            beschrijving: &about.description,
            voorbeeldgegevens: about.example,
            bron: &about.source,
            periode: about.period.map(|(from, to)| Period { van: from.to_string(), tot_en_met: to.to_string() }),
            licentie: licence,
            csv: table_address(portal, &portal.base_url, set, Format::Csv),
            kolommen: about.columns.iter().map(column).collect(),
        }
    }
}

/// The code of a kind of value in the JSON, and of its name in `teksten.yaml`.
pub(crate) fn datatype(datatype: Datatype) -> &'static str {
    match datatype {
        Datatype::Text => "tekst",
        Datatype::List => "lijst",
        Datatype::Whole => "geheel",
        Datatype::Decimal => "getal",
        Datatype::Month => "maand",
    }
}

/// A row as an object, with its keys in the order of the columns.
struct Object<'a> {
    columns: &'a [Column],
    row: &'a [Value<'a>],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.row.len()))?;
        for (column, value) in self.columns.iter().zip(self.row) {
            map.serialize_entry(&column.header, value)?;
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(texts) => texts.serialize(serializer),
            Value::Whole(number) => serializer.serialize_i64(*number),
            Value::Decimal(number) if number.decimals == 0 => serializer.serialize_i64(number.scaled),
            // A number of at most 15 digits comes out of a double as it went in.
            Value::Decimal(number) => match number.machine().parse::<f64>() {
                Ok(number) => serializer.serialize_f64(number + 0.0),
                Err(_) => serializer.serialize_none(),
            },
            Value::Degrees(degrees) => serializer.serialize_f64(degrees + 0.0),
            Value::Missing => serializer.serialize_none(),
        }
    }
}
