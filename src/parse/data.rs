//! Data files → typed rows, each with its place. One file at a time: whether an id exists elsewhere is the model's business.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::is_tooi;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::geo::check::{Crossing, crossing};
use crate::geo::{Point, Ring, encloses};
use crate::parse::fields::{FieldReader, read_list, read_map};
use crate::parse::settings;
use crate::parse::table::{Cell, Table};
use crate::parse::yaml::Node;
use crate::source::{Located, Place, SourcePath, Span};

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

/// A snapshot of the landkaart: answers as typed, per werkplein and column.
#[derive(Debug, Clone)]
pub struct SnapshotRows {
    /// The file.
    pub path: SourcePath,
    /// Ids of milestones, in the order of the file's columns.
    pub columns: Vec<Located<String>>,
    /// Id of each werkplein with its answers in the order of `columns`.
    pub rows: Vec<(Located<String>, Vec<Located<String>>)>,
}

/// A table of labour-market figures: values as typed, per month, region and indicator.
#[derive(Debug, Clone)]
pub struct FigureRows {
    /// The file.
    pub path: SourcePath,
    /// Columns after the month and the region.
    pub columns: Vec<Located<String>>,
    /// Month, region (none for national tables) and values in the order of `columns`.
    pub rows: Vec<FigureRow>,
}

/// A row of a [`FigureRows`].
#[derive(Debug, Clone)]
pub struct FigureRow {
    /// Month as `(year, month)`.
    pub month: (i16, i8),
    /// Region, when the table has a column `regio`.
    pub regio: Option<Located<String>>,
    /// Values as typed.
    pub values: Vec<Located<String>>,
}

/// A glossary term.
#[derive(Debug, Clone)]
pub struct BegripRow {
    /// Id: its anchor on the glossary page.
    pub id: Located<String>,
    /// The term as it is used in texts.
    pub naam: String,
    /// In full, for an abbreviation.
    pub voluit: Option<String>,
    /// What it is, in one sentence.
    pub uitleg: String,
    /// Other words for it.
    pub synoniemen: Vec<String>,
    /// What it was called before.
    pub oude_namen: Vec<String>,
    /// Ids of related terms.
    pub zie_ook: Vec<Located<String>>,
}

/// A target group.
#[derive(Debug, Clone)]
pub struct DoelgroepRow {
    /// Id: part of its address.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Who they are.
    pub uitleg: String,
}

/// A document the portal leans on.
#[derive(Debug, Clone)]
pub struct BronRow {
    /// Id: its anchor on the page of sources.
    pub id: Located<String>,
    /// Title.
    pub titel: String,
    /// Kind of document.
    pub soort: String,
    /// Organisation it comes from.
    pub afzender: String,
    /// When it was made, as far as known.
    pub datum: String,
    /// Reference printed on it.
    pub kenmerk: Option<String>,
    /// What is in it.
    pub inhoud: String,
    /// What the portal takes from it.
    pub gebruik: Option<String>,
}

/// The landkaart's model: what is asked, how it is answered and how it is counted.
#[derive(Debug, Clone)]
pub struct LandkaartModel {
    /// Name of the monitor.
    pub naam: String,
    /// Where the figures come from.
    pub bron: String,
    /// How the example data was made; absent for real data.
    pub voorbeeld: Option<String>,
    /// What a period is.
    pub periode: PeriodModel,
    /// Possible answers, lowest first.
    pub niveaus: Vec<LevelModel>,
    /// Bands of a mean, lowest first.
    pub banden: Vec<BandModel>,
    /// Mean from which a werkplein that is not complete counts as nearly complete.
    pub bijna: Option<u32>,
    /// How a mean is made whole.
    pub gemiddelde: Rounding,
    /// How a share is made whole.
    pub aandeel: Rounding,
    /// Phases with their milestones.
    pub fases: Vec<FaseModel>,
    /// Groups of milestones that are looked at together.
    pub groepen: Vec<GroupModel>,
    /// Lists of werkpleinen that the source names.
    pub lijsten: Vec<ListModel>,
    /// What the source prints otherwise than recomputing gives.
    pub opmerkingen: Vec<RemarkModel>,
}

/// What a period of the landkaart is: a part of a year.
#[derive(Debug, Clone)]
pub struct PeriodModel {
    /// Letter in an id: `t` in `2009-t2`.
    pub letter: String,
    /// Periods in a year.
    pub per_jaar: u8,
    /// Name of one period: `tertaal`.
    pub naam: String,
}

/// One possible answer.
#[derive(Debug, Clone)]
pub struct LevelModel {
    /// The number in the data.
    pub waarde: u32,
    /// Name.
    pub naam: String,
}

/// A band of means.
#[derive(Debug, Clone)]
pub struct BandModel {
    /// Id: used in CSS classes and components.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Lowest mean in it.
    pub van: u32,
}

/// How a number is made whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Downwards.
    Truncate,
    /// To the nearest, halves upwards.
    HalfUp,
}

impl Rounding {
    const NAMES: &'static [(&'static str, Rounding)] =
        &[("afkappen", Rounding::Truncate), ("half-omhoog", Rounding::HalfUp)];
}

/// A phase.
#[derive(Debug, Clone)]
pub struct FaseModel {
    /// Id.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Milestones in order.
    pub mijlpalen: Vec<MijlpaalModel>,
}

/// A milestone.
#[derive(Debug, Clone)]
pub struct MijlpaalModel {
    /// Id: part of its address, and its column in a snapshot.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
}

/// Milestones that are looked at together.
#[derive(Debug, Clone)]
pub struct GroupModel {
    /// Id.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Ids of milestones.
    pub mijlpalen: Vec<Located<String>>,
}

/// A list of werkpleinen that the source names and that cannot be computed.
#[derive(Debug, Clone)]
pub struct ListModel {
    /// Period the list is about.
    pub periode: Located<String>,
    /// Title of the list.
    pub naam: String,
    /// Ids of werkpleinen.
    pub werkpleinen: Vec<Located<String>>,
}

/// Something the source prints that recomputing does not give.
#[derive(Debug, Clone)]
pub struct RemarkModel {
    /// Period it is about.
    pub periode: Located<String>,
    /// What it is about.
    pub wat: String,
    /// As printed.
    pub gedrukt: String,
    /// What recomputing gives: text in which `:cijfer{…}` stands for a figure.
    pub nagerekend: Located<String>,
    /// Why they differ, as far as known.
    pub uitleg: Option<String>,
    /// Where it stands in the source.
    pub plaats: Option<String>,
}

/// The labour-market model: what each column means.
#[derive(Debug, Clone)]
pub struct ArbeidsmarktModel {
    /// How the example data was made; absent for real data.
    pub voorbeeld: Option<String>,
    /// Tables.
    pub bestanden: Vec<FileModel>,
    /// Indicators, in the order in which they are shown.
    pub indicatoren: Vec<IndicatorRow>,
}

/// A table of figures.
#[derive(Debug, Clone)]
pub struct FileModel {
    /// File name in `data/arbeidsmarkt/`.
    pub bestand: Located<String>,
    /// Whether it holds figures per region, or of the whole country.
    pub per_regio: bool,
    /// What one unit in the file stands for: 1 or 1000.
    pub maal: i64,
    /// Whether it is example data.
    pub voorbeeld: bool,
    /// Where the figures come from.
    pub bron: String,
}

/// An indicator: a figure with a meaning.
#[derive(Debug, Clone)]
pub struct IndicatorRow {
    /// Id: part of its address.
    pub id: Located<String>,
    /// Column in the tables, when it differs from the id.
    pub kolom: String,
    /// Name.
    pub naam: String,
    /// What it counts, in one or two sentences.
    pub uitleg: String,
    /// Unit: "personen", "vacatures", "rapportcijfer".
    pub eenheid: String,
    /// Which direction is good.
    pub richting: Direction,
    /// Where it comes from.
    pub bron: String,
    /// Since when it is measured.
    pub sinds: Option<String>,
    /// Target, realisation and percentage as published, for indicators of the chain.
    pub uitkomst: Option<Outcome>,
    /// Id of the indicator of which this one counts a part.
    pub deel_van: Option<Located<String>>,
}

/// Target and realisation of an indicator of the chain.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Period it is about.
    pub periode: String,
    /// Target.
    pub streefwaarde: Option<Number>,
    /// Realisation.
    pub realisatie: Number,
    /// Realisation as a share of the target, as published.
    pub percentage: Option<Number>,
    /// Parts of the realisation, with names.
    pub delen: Vec<(String, Number)>,
}

impl Outcome {
    /// The part of the target that was reached as it follows from both figures, in percent and with as many digits as the published one;
    /// none when they are the same, or when one of the three is not given.
    pub fn recomputed(&self) -> Option<Number> {
        let (target, published) = (self.streefwaarde?, self.percentage?);
        let unit = |number: Number| 10i128.pow(u32::from(number.decimals));
        let part = 100 * i128::from(self.realisatie.scaled) * unit(target) * unit(published);
        let whole = i128::from(target.scaled) * unit(self.realisatie);
        // Rounded half away from zero.
        let rounded =
            (2 * part.abs()).checked_add(whole.abs())?.checked_div(2 * whole.abs())? * part.signum() * whole.signum();
        let scaled = i64::try_from(rounded).ok()?;
        (scaled != published.scaled).then_some(Number { scaled, decimals: published.decimals })
    }
}

/// A number with the digits after the comma that it was written with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number times `10^decimals`.
    pub scaled: i64,
    /// Digits after the comma.
    pub decimals: u8,
}

impl Number {
    /// Reads `12`, `6.8` or `-10`.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if part.len() > 6 || whole.trim_start_matches('-').is_empty() {
            return None;
        }
        let digits = format!("{whole}{part}");
        let scaled = digits.parse().ok()?;
        Some(Self { scaled, decimals: part.len() as u8 })
    }
}

/// Which direction of an indicator is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither.
    Neither,
}

impl Direction {
    const NAMES: &'static [(&'static str, Direction)] =
        &[("hoger-is-beter", Direction::Higher), ("lager-is-beter", Direction::Lower), ("geen", Direction::Neither)];

    /// Its name in the model and in `teksten.yaml`.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
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
        Crossing::Unknown => Some(crate::parse::geojson::too_fine(rings.iter().map(Vec::len).sum(), place)),
    }
}

/// The rows of a snapshot of the landkaart.
pub fn snapshot(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<SnapshotRows> {
    let reader = RowReader::new(table, &["werkplein"], path, diagnostics);
    let key = reader.required_column("werkplein")?;
    let others: Vec<usize> = (0..table.columns.len()).filter(|&column| column != key).collect();
    Some(SnapshotRows {
        path: path.clone(),
        columns: others.iter().map(|&column| reader.located(&table.columns[column])).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| (reader.located(&row[key]), others.iter().map(|&column| reader.located(&row[column])).collect()))
            .collect(),
    })
}

/// The rows of a table of labour-market figures.
pub fn figures(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<FigureRows> {
    let mut reader = RowReader::new(table, &["maand"], path, diagnostics);
    let month = reader.required_column("maand")?;
    let regio = table.column("regio");
    let others: Vec<usize> = (0..table.columns.len()).filter(|&c| c != month && Some(c) != regio).collect();
    Some(FigureRows {
        path: path.clone(),
        columns: others.iter().map(|&column| reader.located(&table.columns[column])).collect(),
        rows: table
            .rows
            .iter()
            .filter_map(|row| {
                Some(FigureRow {
                    month: reader.month(&row[month])?,
                    regio: regio.map(|column| reader.located(&row[column])),
                    values: others.iter().map(|&column| reader.located(&row[column])).collect(),
                })
            })
            .collect(),
    })
}

/// The column with other names of a place, which need not be there.
const ALIASES: &str = "aliassen";
/// The column with the address of a place in TOOI, which need not be there.
const TOOI: &str = "tooi";

/// Reads cells of a table and reports what is wrong with them.
struct RowReader<'a> {
    table: &'a Table,
    names: &'a [&'static str],
    path: &'a SourcePath,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> RowReader<'a> {
    fn new(
        table: &'a Table,
        names: &'a [&'static str],
        path: &'a SourcePath,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let mut reader = Self { table, names, path, diagnostics };
        reader.report_columns();
        reader
    }

    /// Reports required columns that are absent, and, where the columns are fixed, columns that are not known.
    fn report_columns(&mut self) {
        let fixed = self.names.len() > 1;
        for name in self.names {
            if self.table.column(name).is_none() {
                let diagnostic = Diagnostic::new(&catalogue::MISSING_COLUMN, Place::file(self.path.clone()));
                self.diagnostics.push(diagnostic.with("kolom", *name));
            }
        }
        let known = |name: &str| self.names.contains(&name) || [ALIASES, TOOI].contains(&name);
        for cell in self.table.columns.iter().filter(|cell| fixed && !known(&cell.text)) {
            let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_COLUMN, self.place(cell.span))
                .with("kolom", &cell.text)
                .with("kolommen", format!("{}, {ALIASES}, {TOOI}", self.names.join(", ")))
                .suggest(&cell.text, self.names.iter().copied().chain([ALIASES, TOOI]));
            self.diagnostics.push(diagnostic);
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { path: self.path.clone(), span }
    }

    /// The index of each required column, when all are there.
    fn columns(&self) -> Option<Vec<usize>> {
        self.names.iter().map(|name| self.table.column(name)).collect()
    }

    fn required_column(&self, name: &str) -> Option<usize> {
        self.table.column(name)
    }

    fn located(&self, cell: &Cell) -> Located<String> {
        Located { value: cell.text.clone(), place: self.place(cell.span) }
    }

    /// The other names of a place, separated by `|`, when the table has a column for them.
    fn aliases(&self, row: &[Cell]) -> Vec<Located<String>> {
        let Some(cell) = self.table.column(ALIASES).and_then(|column| row.get(column)) else { return Vec::new() };
        let names = cell.text.split('|').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| Located { value: name.to_owned(), place: self.place(cell.span) }).collect()
    }

    /// The address of a place in TOOI, when the table has a column for it; another address is reported.
    fn tooi(&mut self, row: &[Cell]) -> Option<String> {
        let cell = row.get(self.table.column(TOOI)?).filter(|cell| !cell.text.is_empty())?;
        if is_tooi(&cell.text) {
            return Some(cell.text.clone());
        }
        let diagnostic = Diagnostic::new(&catalogue::BAD_FORM, self.place(cell.span));
        self.diagnostics.push(settings::not_in_tooi(diagnostic, &cell.text));
        None
    }

    fn id(&mut self, cell: &Cell) -> Option<Located<String>> {
        let id = self.located(cell);
        if crate::parse::slug::is_slug(&id.value) {
            return Some(id);
        }
        self.diagnostics.push(bad_id(&id));
        None
    }

    fn filled(&mut self, cell: &Cell, name: &str) -> Option<String> {
        if cell.text.is_empty() {
            let diagnostic = Diagnostic::new(&catalogue::EMPTY_VALUE, self.place(cell.span)).with("sleutel", name);
            self.diagnostics.push(diagnostic);
            return None;
        }
        Some(cell.text.clone())
    }

    fn point(&mut self, lat: &Cell, lon: &Cell) -> Option<(f64, f64)> {
        let lat = self.degrees(lat, 90.0);
        let lon = self.degrees(lon, 180.0);
        Some((lat?, lon?))
    }

    fn degrees(&mut self, cell: &Cell, limit: f64) -> Option<f64> {
        let value = cell.text.replace(',', ".").parse::<f64>().ok().filter(|value| value.abs() <= limit);
        if value.is_none() {
            let diagnostic =
                Diagnostic::new(&catalogue::BAD_POSITION, self.place(cell.span)).with("waarde", &cell.text);
            self.diagnostics.push(diagnostic);
        }
        value
    }

    fn month(&mut self, cell: &Cell) -> Option<(i16, i8)> {
        let month = parse_month(&cell.text);
        if month.is_none() {
            let diagnostic =
                Diagnostic::new(&catalogue::UNKNOWN_MONTH, self.place(cell.span)).with("waarde", &cell.text);
            self.diagnostics.push(diagnostic);
        }
        month
    }
}

/// `2009-07` → `(2009, 7)`.
pub fn parse_month(text: &str) -> Option<(i16, i8)> {
    let (year, month) = text.split_once('-')?;
    if year.len() != 4 || month.len() != 2 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    Some((date.year(), date.month()))
}

/// `2009-07-31` → `(2009, 7, 31)`, when that day exists.
pub fn parse_day(text: &str) -> Option<(i16, i8, i8)> {
    let date: Date = text.parse().ok()?;
    Some((date.year(), date.month(), date.day()))
}

/// The problem of an id that cannot be a part of an address.
pub fn bad_id(id: &Located<String>) -> Diagnostic {
    Diagnostic::new(&catalogue::BAD_FILE_NAME, id.place.clone())
        .with("naam", &id.value)
        .with("voorstel", crate::parse::slug::slugify(&id.value))
}

fn read_id(fields: &mut FieldReader) -> Option<Located<String>> {
    let id = fields.required("id", "Dat is een korte naam met kleine letters en streepjes.")?;
    if crate::parse::slug::is_slug(&id.value) {
        return Some(id);
    }
    let problem = bad_id(&id);
    *fields.report(&catalogue::BAD_FILE_NAME, id.place.span) = problem;
    None
}

fn strings(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

/// The terms of `begrippen.yaml`.
pub fn begrippen(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<BegripRow> {
    read_list(node, "begrip", path, diagnostics, |fields| {
        let id = read_id(fields);
        let naam = fields.required("naam", "Dat is het woord zoals het in teksten staat.");
        let voluit = fields.text("voluit").map(|text| text.value);
        let uitleg = fields.required("uitleg", "Leg het begrip uit in één zin.");
        let synoniemen = strings(fields.texts("synoniemen"));
        let oude_namen = strings(fields.texts("oude_namen"));
        let zie_ook = fields.texts("zie_ook");
        Some(BegripRow { id: id?, naam: naam?.value, voluit, uitleg: uitleg?.value, synoniemen, oude_namen, zie_ook })
    })
}

/// The target groups of `doelgroepen.yaml`.
pub fn doelgroepen(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<DoelgroepRow> {
    read_list(node, "doelgroep", path, diagnostics, |fields| {
        let id = read_id(fields);
        let naam = fields.required("naam", "");
        let uitleg = fields.required("uitleg", "Leg in een of twee zinnen uit wie dit zijn.");
        Some(DoelgroepRow { id: id?, naam: naam?.value, uitleg: uitleg?.value })
    })
}

/// The documents of `bronnen.yaml`.
pub fn bronnen(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<BronRow> {
    read_list(node, "bron", path, diagnostics, |fields| {
        let id = read_id(fields);
        let titel = fields.required("titel", "");
        let soort = fields.required("soort", "Bijvoorbeeld: brief.");
        let afzender = fields.required("afzender", "Welke organisatie maakte het document?");
        let datum = fields.required("datum", "Schrijf wat bekend is, bijvoorbeeld: juni 2009.");
        let kenmerk = fields.text("kenmerk").map(|text| text.value);
        let inhoud = fields.required("inhoud", "Zeg in een of twee zinnen wat erin staat.");
        let gebruik = fields.text("gebruik").map(|text| text.value);
        Some(BronRow {
            id: id?,
            titel: titel?.value,
            soort: soort?.value,
            afzender: afzender?.value,
            datum: datum?.value,
            kenmerk,
            inhoud: inhoud?.value,
            gebruik,
        })
    })
}

/// How the portal writes: `schrijfwijzer.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Schrijfwijzer {
    /// Names and words that are wrong here.
    pub termen: Vec<WordChoice>,
    /// Words of officials, with plainer ones.
    pub ambtelijk: Vec<WordChoice>,
}

/// A word that is better written otherwise.
#[derive(Debug, Clone)]
pub struct WordChoice {
    /// What stands in a text; a `*` at its end is a word with a capital.
    pub niet: String,
    /// What to write; a `*` is that same word.
    pub wel: String,
    /// Why.
    pub uitleg: Option<String>,
}

/// How the portal writes.
pub fn schrijfwijzer(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Schrijfwijzer> {
    let choice = |fields: &mut FieldReader| {
        let niet = fields.required("niet", "Welk woord is hier niet goed?");
        let wel = fields.required("wel", "Welk woord is wel goed?");
        let uitleg = fields.text("uitleg").map(|text| text.value);
        Some(WordChoice { niet: niet?.value, wel: wel?.value, uitleg })
    };
    read_map(node, "schrijfwijzer", path, diagnostics, |fields| {
        let termen = fields.maps("termen", "term", choice);
        let ambtelijk = fields.maps("ambtelijk", "woord", choice);
        Some(Schrijfwijzer { termen, ambtelijk })
    })
}

/// The model of `landkaart/model.yaml`.
pub fn landkaart_model(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<LandkaartModel> {
    read_map(node, "landkaartmodel", path, diagnostics, |fields| {
        let naam = fields.required("naam", "");
        let bron = fields.required("bron", "Waar komen de cijfers vandaan?");
        let voorbeeld = fields.text("voorbeeld").map(|text| text.value);
        let periode = fields.map("periode", "periode", |fields| {
            let letter = fields.required("letter", "De letter in een periode: de t in 2009-t2.");
            let per_jaar = fields.integer("per_jaar");
            let naam = fields.required("naam", "Bijvoorbeeld: tertaal.");
            Some(PeriodModel { letter: letter?.value, per_jaar: u8::try_from(per_jaar?).ok()?, naam: naam?.value })
        });
        let niveaus = fields.maps("niveaus", "niveau", |fields| {
            let waarde = fields.integer("waarde");
            let naam = fields.required("naam", "");
            Some(LevelModel { waarde: u32::try_from(waarde?).ok()?, naam: naam?.value })
        });
        let banden = fields.maps("banden", "band", |fields| {
            let id = read_id(fields);
            let naam = fields.required("naam", "");
            let van = fields.integer("van");
            Some(BandModel { id: id?, naam: naam?.value, van: u32::try_from(van?).ok()? })
        });
        let bijna = fields.integer("bijna_volledig_vanaf").and_then(|mean| u32::try_from(mean).ok());
        let gemiddelde = fields.required_choice("gemiddelde", Rounding::NAMES);
        let aandeel = fields.required_choice("aandeel", Rounding::NAMES);
        let fases = fields.maps("fases", "fase", |fields| {
            let id = read_id(fields);
            let naam = fields.required("naam", "");
            let mijlpalen = fields.maps("mijlpalen", "mijlpaal", |fields| {
                let id = read_id(fields);
                let naam = fields.required("naam", "");
                Some(MijlpaalModel { id: id?, naam: naam?.value })
            });
            Some(FaseModel { id: id?, naam: naam?.value, mijlpalen })
        });
        let groepen = fields.maps("groepen", "groep", |fields| {
            let id = read_id(fields);
            let naam = fields.required("naam", "");
            let mijlpalen = fields.required_texts("mijlpalen", "");
            Some(GroupModel { id: id?, naam: naam?.value, mijlpalen })
        });
        let lijsten = fields.maps("lijsten", "lijst", |fields| {
            let periode = fields.required("periode", "");
            let naam = fields.required("naam", "");
            let werkpleinen = fields.required_texts("werkpleinen", "");
            Some(ListModel { periode: periode?, naam: naam?.value, werkpleinen })
        });
        let opmerkingen = fields.maps("opmerkingen", "opmerking", |fields| {
            let periode = fields.required("periode", "Bij welke periode hoort het?");
            let wat = fields.required("wat", "Waar gaat het over?");
            let gedrukt = fields.required("gedrukt", "Wat drukt de bron?");
            let nagerekend = fields.required("nagerekend", "Wat levert narekenen op?");
            let uitleg = fields.text("uitleg").map(|text| text.value);
            let plaats = fields.text("plaats").map(|text| text.value);
            let (wat, gedrukt) = (wat?.value, gedrukt?.value);
            Some(RemarkModel { periode: periode?, wat, gedrukt, nagerekend: nagerekend?, uitleg, plaats })
        });
        Some(LandkaartModel {
            naam: naam?.value,
            bron: bron?.value,
            voorbeeld,
            periode: periode?,
            niveaus,
            banden,
            bijna,
            gemiddelde: gemiddelde?,
            aandeel: aandeel?,
            fases,
            groepen,
            lijsten,
            opmerkingen,
        })
    })
}

/// The model of `arbeidsmarkt/model.yaml`.
pub fn arbeidsmarkt_model(
    node: &Node,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ArbeidsmarktModel> {
    read_map(node, "arbeidsmarktmodel", path, diagnostics, |fields| {
        let voorbeeld = fields.text("voorbeeld").map(|text| text.value);
        let bestanden = fields.maps("bestanden", "bestand", |fields| {
            let bestand = fields.required("bestand", "");
            let per_regio = fields.required_choice("niveau", &[("regio", true), ("land", false)]);
            let maal = fields.integer("maal").unwrap_or(1);
            let voorbeeld = fields.flag("voorbeeld");
            let bron = fields.required("bron", "Waar komen de cijfers vandaan?");
            Some(FileModel { bestand: bestand?, per_regio: per_regio?, maal, voorbeeld, bron: bron?.value })
        });
        let indicatoren = fields.maps("indicatoren", "indicator", indicator);
        Some(ArbeidsmarktModel { voorbeeld, bestanden, indicatoren })
    })
}

/// The indicators of `indicatoren.yaml`.
pub fn indicatoren(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<IndicatorRow> {
    read_list(node, "indicator", path, diagnostics, indicator)
}

fn indicator(fields: &mut FieldReader) -> Option<IndicatorRow> {
    let id = read_id(fields);
    let kolom = fields.text("kolom").map(|text| text.value);
    let naam = fields.required("naam", "");
    let uitleg = fields.required("uitleg", "Zeg in een of twee zinnen wat er geteld wordt.");
    let eenheid = fields.required("eenheid", "Bijvoorbeeld: personen.");
    let richting = fields.required_choice("richting", Direction::NAMES);
    let bron = fields.required("bron", "Waar komt het cijfer vandaan?");
    let sinds = fields.text("sinds").map(|text| text.value);
    let deel_van = fields.text("deel_van");
    let uitkomst = fields.map("uitkomst", "uitkomst", |fields| {
        let periode = fields.required("periode", "Over welke periode gaat het?");
        let streefwaarde = number(fields, "streefwaarde");
        let realisatie = number(fields, "realisatie");
        let percentage = number(fields, "percentage");
        let delen = fields.maps("delen", "deel", |fields| {
            let naam = fields.required("naam", "");
            let waarde = number(fields, "waarde");
            Some((naam?.value, waarde?))
        });
        Some(Outcome { periode: periode?.value, streefwaarde, realisatie: realisatie?, percentage, delen })
    });
    let id = id?;
    Some(IndicatorRow {
        kolom: kolom.unwrap_or_else(|| id.value.clone()),
        id,
        naam: naam?.value,
        uitleg: uitleg?.value,
        eenheid: eenheid?.value,
        richting: richting?,
        bron: bron?.value,
        sinds,
        uitkomst,
        deel_van,
    })
}

fn number(fields: &mut FieldReader, key: &'static str) -> Option<Number> {
    let text = fields.text(key)?;
    // In Dutch a point stands between thousands: with three digits behind it nobody can tell what is meant.
    let is_unclear = text.value.split('.').skip(1).any(|part| part.len() == 3);
    let number = Number::parse(&text.value).filter(|_| !is_unclear);
    if number.is_none() {
        fields.wrong_form(key, &text, "154972 of 6.8");
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_that_does_not_follow_is_recomputed() {
        let number = |text: &str| Number::parse(text).expect("a number");
        let recomputed = |target: &str, reached: &str, published: &str| {
            let outcome = Outcome {
                periode: String::new(),
                streefwaarde: Some(number(target)),
                realisatie: number(reached),
                percentage: Some(number(published)),
                delen: Vec::new(),
            };
            outcome.recomputed().map(|number| (number.scaled, number.decimals))
        };
        // As published; rounded; with digits after the comma; half of a percent goes up; below zero.
        assert_eq!(recomputed("14385", "8617", "60"), None);
        assert_eq!(recomputed("210000", "69000", "35"), Some((33, 0)));
        assert_eq!(recomputed("3", "1.0", "33.30"), Some((3333, 2)));
        assert_eq!(recomputed("200", "1", "0"), Some((1, 0)));
        assert_eq!(recomputed("200", "-1", "0"), Some((-1, 0)));
        assert_eq!(recomputed("0", "1", "0"), None);
    }
}
