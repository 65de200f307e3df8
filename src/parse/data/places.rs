//! Places: werkpleinen, municipalities, regions, and the outline they are drawn in.

use std::collections::BTreeMap;

use super::rows::RowReader;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::geo::check::{Crossing, crossing};
use crate::geo::{Point, Ring, encloses};
use crate::parse::geojson;
use crate::parse::table::Table;
use crate::source::{Located, Place, SourcePath};

/// A row of `gemeenten.csv`: a municipality and the region it is in.
#[derive(Debug, Clone)]
pub struct GemeenteRow {
    /// Name.
    pub naam: Located<String>,
    /// Id of its region.
    pub regio: Located<String>,
}

/// A row of `werkpleinen.csv`.
#[derive(Debug, Clone)]
pub struct WerkpleinRow {
    /// Id: part of its address.
    pub id: Located<String>,
    /// Name, without "Werkplein".
    pub naam: String,
    /// Municipality it is in.
    pub gemeente: String,
    /// Id of its region.
    pub regio: Located<String>,
    /// Latitude and longitude, WGS84 degrees.
    pub punt: (f64, f64),
    /// Other spellings and names of it.
    pub aliassen: Vec<Located<String>>,
    /// Address of its municipality in TOOI.
    pub tooi: Option<String>,
}

/// A row of `regios.csv`.
#[derive(Debug, Clone)]
pub struct RegioRow {
    /// Id: part of its address.
    pub id: Located<String>,
    /// Code of Statistics Netherlands.
    pub code: String,
    /// Name.
    pub naam: String,
    /// Central municipality.
    pub centrumgemeente: String,
    /// Latitude and longitude, WGS84 degrees.
    pub punt: (f64, f64),
    /// Other spellings and names of it.
    pub aliassen: Vec<Located<String>>,
    /// Its address in TOOI.
    pub tooi: Option<String>,
}

/// A part of `omtrek.csv`: a piece of land, or a lake in it.
#[derive(Debug, Clone)]
pub struct OutlinePart {
    /// Name, with the place of its first row.
    pub naam: Located<String>,
    /// Its corners in order, in degrees.
    pub ring: Ring,
}

/// The rows of `werkpleinen.csv`; none when a column is missing.
pub fn werkpleinen(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<WerkpleinRow>> {
    let mut reader = RowReader::new(table, &["id", "naam", "gemeente", "regio", "lat", "lon"], path, diagnostics);
    let columns = reader.columns()?;
    let rows = table.rows.iter();
    let rows = rows
        .filter_map(|row| {
            let id = reader.id(&row[columns[0]]);
            let naam = reader.filled(&row[columns[1]], "naam");
            reader.report_prefix(&row[columns[1]]);
            let gemeente = reader.filled(&row[columns[2]], "gemeente");
            let regio = reader.located(&row[columns[3]]);
            let punt = reader.point(&row[columns[4]], &row[columns[5]]);
            let aliassen = reader.aliases(row);
            let tooi = reader.tooi(row);
            Some(WerkpleinRow { id: id?, naam: naam?, gemeente: gemeente?, regio, punt: punt?, aliassen, tooi })
        })
        .collect();
    Some(rows)
}

/// The rows of `gemeenten.csv`; none when a column is missing.
pub fn gemeenten(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<GemeenteRow>> {
    let mut reader = RowReader::new(table, &["naam", "regio"], path, diagnostics);
    let columns = reader.columns()?;
    let rows = table.rows.iter();
    let rows = rows
        .filter_map(|row| {
            let naam = reader.filled(&row[columns[0]], "naam").map(|_| reader.located(&row[columns[0]]));
            Some(GemeenteRow { naam: naam?, regio: reader.located(&row[columns[1]]) })
        })
        .collect();
    Some(rows)
}

/// The rows of `regios.csv`; none when a column is missing.
pub fn regios(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<RegioRow>> {
    let mut reader = RowReader::new(table, &["id", "code", "naam", "centrumgemeente", "lat", "lon"], path, diagnostics);
    let columns = reader.columns()?;
    let rows = table.rows.iter();
    let rows = rows
        .filter_map(|row| {
            let id = reader.id(&row[columns[0]]);
            let naam = reader.filled(&row[columns[2]], "naam");
            let punt = reader.point(&row[columns[4]], &row[columns[5]]);
            let aliassen = reader.aliases(row);
            let tooi = reader.tooi(row);
            Some(RegioRow {
                id: id?,
                code: row[columns[1]].text.clone(),
                naam: naam?,
                centrumgemeente: row[columns[3]].text.clone(),
                punt: punt?,
                aliassen,
                tooi,
            })
        })
        .collect();
    Some(rows)
}

/// The parts of `omtrek.csv`, in order of their first rows; none when a column is missing. A part that encloses nothing is
/// reported and left out.
pub fn outline(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<OutlinePart>> {
    let mut reader = RowReader::new(table, &["deel", "lat", "lon"], path, diagnostics);
    let columns = reader.columns()?;
    let mut parts: Vec<OutlinePart> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let name = reader.filled(&row[columns[0]], "deel");
        let point = reader.point(&row[columns[1]], &row[columns[2]]);
        let (Some(name), Some((lat, lon))) = (name, point) else { continue };
        let index = *places.entry(name).or_insert(parts.len());
        if index == parts.len() {
            parts.push(OutlinePart { naam: reader.located(&row[columns[0]]), ring: Ring::new() });
        }
        parts[index].ring.push(Point::new(lon, lat));
    }
    parts.retain_mut(|part| {
        part.ring.dedup();
        let encloses = encloses(&part.ring);
        if !encloses {
            reader.diagnostics.push(Diagnostic::new(&catalogue::SHORT_RING, part.naam.place.clone()));
        }
        encloses
    });
    let rings: Vec<Ring> = parts.iter().map(|part| part.ring.clone()).collect();
    if let Some(problem) = crossing_problem(&rings, Place::file(path.clone())) {
        reader.diagnostics.push(problem);
    }
    Some(parts)
}

/// The problem of rings that cross, in degrees.
pub fn crossing_problem(rings: &[Ring], place: Place) -> Option<Diagnostic> {
    match crossing(rings) {
        Crossing::None => None,
        Crossing::At(at) => Some(
            Diagnostic::new(&catalogue::CROSSING_RING, place)
                .with("lat", format!("{:.3}", at.y))
                .with("lon", format!("{:.3}", at.x)),
        ),
        Crossing::Unknown => Some(geojson::too_fine(rings.iter().map(Vec::len).sum(), place)),
    }
}
