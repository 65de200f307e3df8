//! Which tables of open data there are, what each is about, and what its columns mean.

use std::borrow::Cow;

use jiff::civil::Date;

use self::Datatype::{Decimal, List, Month, Text, Whole};
use crate::config::{Extra, TableNote};
use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Periode};
use crate::model::market::Indicator;
use crate::model::places::Regio;
use crate::model::portal::Portal;
use crate::model::words::Words;
use crate::number::Number;
use crate::parse::data::{Printed, Rounding};
use crate::render::{figure, provenance};

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// The job centres.
    Werkpleinen,
    /// The regions.
    Regios,
    /// The glossary.
    Begrippen,
    /// Definitions of all indicators, with target and result where they have one.
    Indicatoren,
    /// Answers per werkplein of a period of the landkaart.
    Antwoorden(Id<Periode>),
    /// Mean, counts and shares per phase of a period: table 2.
    Fases(Id<Periode>),
    /// Mean, counts and shares per milestone of a period: table 3.
    Mijlpalen(Id<Periode>),
    /// How the total of each werkplein moved since the period before.
    Verandering(Id<Periode>),
    /// The country over all periods: table 4.
    Verloop,
    /// National figures as a source printed them.
    Standcijfers,
    /// All figures of an indicator: country and regions.
    Indicator(Id<Indicator>),
    /// All figures of a region.
    Regio(Id<Regio>),
}

impl Set {
    /// What kind of table it is: tables of one kind have the same columns.
    pub fn kind(self) -> &'static str {
        match self {
            Set::Werkpleinen => "werkpleinen",
            Set::Regios => "regios",
            Set::Begrippen => "begrippen",
            Set::Indicatoren => "indicatoren",
            Set::Antwoorden(_) => "landkaart-antwoorden",
            Set::Fases(_) => "landkaart-fases",
            Set::Mijlpalen(_) => "landkaart-mijlpalen",
            Set::Verandering(_) => "landkaart-verandering",
            Set::Verloop => "landkaart-verloop",
            Set::Standcijfers => "arbeidsmarkt-standcijfers",
            Set::Indicator(_) => "arbeidsmarkt-indicatoren",
            Set::Regio(_) => "arbeidsmarkt-regios",
        }
    }

    /// Its id: the path of its files below `open-data/`, without the ending.
    pub fn id(self, portal: &Portal) -> String {
        let of = |periode, rest| format!("landkaart/{}{rest}", period_of(portal, periode).map_or("", |item| &item.id));
        match self {
            Set::Werkpleinen | Set::Regios | Set::Begrippen | Set::Indicatoren => self.kind().to_owned(),
            Set::Antwoorden(periode) => of(periode, ""),
            Set::Fases(periode) => of(periode, "-fases"),
            Set::Mijlpalen(periode) => of(periode, "-mijlpalen"),
            Set::Verandering(periode) => of(periode, "-verandering"),
            Set::Verloop => "landkaart/verloop".to_owned(),
            Set::Standcijfers => "arbeidsmarkt/standcijfers".to_owned(),
            Set::Indicator(id) => {
                format!("arbeidsmarkt/indicatoren/{}", portal.arbeidsmarkt.indicatoren[id].row.id.value)
            }
            Set::Regio(id) => format!("arbeidsmarkt/regios/{}", portal.regios[id].id),
        }
    }

    /// What tells it from the other tables of its kind: a period, an indicator or a region.
    pub fn name(self, portal: &Portal) -> Option<&str> {
        match self {
            Set::Antwoorden(periode) | Set::Fases(periode) | Set::Mijlpalen(periode) | Set::Verandering(periode) => {
                period_of(portal, periode).map(|item| item.naam.as_str())
            }
            Set::Indicator(id) => Some(&portal.arbeidsmarkt.indicatoren[id].row.naam),
            Set::Regio(id) => Some(&portal.regios[id].naam),
            _ => None,
        }
    }
}

fn period_of(portal: &Portal, periode: Id<Periode>) -> Option<&Periode> {
    portal.landkaart.as_ref().map(|landkaart| &landkaart.periodes[periode])
}

/// Every table of a portal: those that have rows. Tables of one kind follow each other.
pub fn sets(portal: &Portal) -> Vec<Set> {
    if !portal.settings.has(Extra::OpenData) {
        return Vec::new();
    }
    let market = &portal.arbeidsmarkt;
    let has_indicators = !(portal.ketenindicatoren.is_empty() && market.indicatoren.is_empty());
    let mut sets: Vec<Set> = [
        (!portal.werkpleinen.is_empty(), Set::Werkpleinen),
        (!portal.regios.is_empty(), Set::Regios),
        (!portal.begrippen.is_empty(), Set::Begrippen),
        (has_indicators, Set::Indicatoren),
    ]
    .into_iter()
    .filter_map(|(there, set)| there.then_some(set))
    .collect();
    sets.extend(portal.landkaart.iter().flat_map(landkaart_sets));
    if market.indicatoren.iter().any(|indicator| !indicator.published.is_empty()) {
        sets.push(Set::Standcijfers);
    }
    let with_figures = market.indicatoren.ids().filter(|&id| !market.indicatoren[id].country.is_empty());
    sets.extend(with_figures.map(Set::Indicator));
    if market.indicatoren.iter().any(Indicator::has_regions) {
        sets.extend(portal.regios.ids().map(Set::Regio));
    }
    sets
}

fn landkaart_sets(landkaart: &Landkaart) -> Vec<Set> {
    let newest_first = || landkaart.periodes.ids().rev();
    let compared = newest_first().filter(|&periode| landkaart.before(periode).is_some());
    let history = (!landkaart.periodes.is_empty()).then_some(Set::Verloop);
    newest_first()
        .map(Set::Antwoorden)
        .chain(newest_first().map(Set::Fases))
        .chain(newest_first().map(Set::Mijlpalen))
        .chain(compared.map(Set::Verandering))
        .chain(history)
        .collect()
}

/// What a table is about.
#[derive(Debug)]
pub struct About<'a> {
    /// The table.
    pub set: Set,
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What is in it, and what is not.
    pub description: String,
    /// Where the figures come from.
    pub source: Cow<'a, str>,
    /// How the example data in it was made; absent when there is none.
    pub example: Option<&'a str>,
    /// The first and the last day it is about, when it is about some time.
    pub period: Option<(Date, Date)>,
    /// How often there is a new one: a code of the European list of frequencies.
    pub frequency: &'static str,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// The first columns that together name a row.
    pub key: usize,
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// Its heading in the CSV and its key in the JSON.
    pub header: String,
    /// Its name in the description: CSVW allows no hyphen in it.
    pub name: String,
    /// What readers call it.
    pub title: String,
    /// What it holds.
    pub description: String,
    /// What its values are.
    pub datatype: Datatype,
    /// Unit of its values, when it is one for all rows.
    pub unit: Option<String>,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Datatype {
    /// Text.
    Text,
    /// Texts, which the CSV puts in one cell with [`SEPARATOR`] between them.
    List,
    /// A whole number.
    Whole,
    /// A number with a decimal point.
    Decimal,
    /// A month: `2009-07`.
    Month,
}

/// What stands between the texts of a [`Datatype::List`] in CSV.
pub const SEPARATOR: &str = "|";

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// Some texts.
    List(Vec<&'a str>),
    /// A whole number.
    Whole(i64),
    /// A number as it was written.
    Decimal(Number),
    /// Degrees of latitude or longitude.
    Degrees(f64),
    /// No value. Where that needs a reason, the column `ontbreekt` of the same row gives it.
    Missing,
}

/// Where the figures of a row come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Herkomst {
    /// As a source gives them.
    Bron,
    /// Computed from what a source gives.
    Berekend,
    /// Made as an example.
    Voorbeeld,
    /// Computed from examples.
    BerekendUitVoorbeeld,
    /// Some as a source gives them, some an example: of a row with more figures.
    DeelsVoorbeeld,
}

impl Herkomst {
    const ALL: [Herkomst; 5] = [
        Herkomst::Bron,
        Herkomst::Berekend,
        Herkomst::Voorbeeld,
        Herkomst::BerekendUitVoorbeeld,
        Herkomst::DeelsVoorbeeld,
    ];

    /// Its code in the column `herkomst`. A code and no word of a theme, so that it is the same in every portal.
    pub fn code(self) -> &'static str {
        match self {
            Herkomst::Bron => "bron",
            Herkomst::Berekend => "berekend",
            Herkomst::Voorbeeld => "voorbeeld",
            Herkomst::BerekendUitVoorbeeld => "berekend uit voorbeeld",
            Herkomst::DeelsVoorbeeld => "deels voorbeeld",
        }
    }

    /// That of figures which are an example or not, and computed or given.
    pub fn of(is_example: bool, is_computed: bool) -> Self {
        match (is_example, is_computed) {
            (true, true) => Herkomst::BerekendUitVoorbeeld,
            (true, false) => Herkomst::Voorbeeld,
            (false, true) => Herkomst::Berekend,
            (false, false) => Herkomst::Bron,
        }
    }

    /// Whether the figures, or some of them, are an example or come of one.
    pub fn is_example(self) -> bool {
        matches!(self, Herkomst::Voorbeeld | Herkomst::BerekendUitVoorbeeld | Herkomst::DeelsVoorbeeld)
    }

    /// What stands behind a figure among figures of a source: " (voorbeeld)", and nothing behind one of a source.
    pub fn mark(self, words: &Words) -> String {
        match self {
            _ if !self.is_example() => String::new(),
            Herkomst::DeelsVoorbeeld => format!(" ({})", words.get("voorbeeld.merk_deels")),
            _ => format!(" ({})", words.get("voorbeeld.merk")),
        }
    }

    /// All codes, as a pattern.
    pub fn pattern() -> String {
        Self::ALL.map(Self::code).join("|")
    }
}

impl<'a> About<'a> {
    /// What a table of a portal is about.
    pub fn new(portal: &'a Portal, set: Set) -> Self {
        let words = &portal.words;
        let name = set.name(portal).unwrap_or_default();
        let text = |what| words.fill(&format!("open_data.tabel.{}.{what}", set.kind()), &[("naam", name)]);
        let (key, columns) = columns(portal, set);
        Self {
            set,
            id: set.id(portal),
            title: text("titel"),
            description: text("uitleg"),
            source: source(portal, set),
            example: example(portal, set),
            period: period(portal, set),
            frequency: frequency(portal, set),
            columns: distinct(columns),
            key,
        }
    }
}

/// What `portaal.yaml` says of a table without a model of its own.
fn note(portal: &Portal, set: Set) -> Option<&TableNote> {
    portal.settings.open_data.as_ref()?.tabellen.iter().find(|note| note.tabel == set.kind())
}

fn source(portal: &Portal, set: Set) -> Cow<'_, str> {
    let market = &portal.arbeidsmarkt.indicatoren;
    match set {
        Set::Werkpleinen | Set::Regios | Set::Begrippen | Set::Indicatoren => {
            note(portal, set).and_then(|note| note.bron.as_deref()).unwrap_or(&portal.settings.owner).into()
        }
        Set::Antwoorden(_) | Set::Fases(_) | Set::Mijlpalen(_) | Set::Verandering(_) | Set::Verloop => {
            let source = |landkaart| provenance::source(portal, landkaart, &landkaart_origins(landkaart, set));
            portal.landkaart.as_ref().map(source).unwrap_or_default()
        }
        Set::Standcijfers => joined(market.iter().filter_map(|indicator| indicator.bron_land.as_deref())),
        Set::Indicator(id) => {
            joined([market[id].bron_regio.as_deref(), market[id].bron_land.as_deref()].into_iter().flatten())
        }
        Set::Regio(_) => joined(market.iter().filter_map(|indicator| indicator.bron_regio.as_deref())),
    }
}

/// Some texts, each once, with a semicolon between them; a text may be joined already.
pub(crate) fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let mut all: Vec<&str> = Vec::new();
    for text in texts.flat_map(|text| text.split("; ")) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    match all[..] {
        [only] => only.into(),
        _ => all.join("; ").into(),
    }
}

/// Where the rows of a table of the landkaart come from.
fn landkaart_origins(landkaart: &Landkaart, set: Set) -> Vec<Herkomst> {
    match set {
        Set::Fases(periode) | Set::Mijlpalen(periode) => vec![provenance::country(landkaart, periode, Printed::All)],
        Set::Verloop => landkaart.periodes.ids().map(|periode| provenance::course(landkaart, periode)).collect(),
        _ => vec![provenance::parts(landkaart)],
    }
}

fn example(portal: &Portal, set: Set) -> Option<&str> {
    let market = &portal.arbeidsmarkt.indicatoren;
    let made = match set {
        Set::Werkpleinen | Set::Regios | Set::Begrippen | Set::Indicatoren => {
            return note(portal, set)?.voorbeeld.as_deref();
        }
        Set::Antwoorden(_) | Set::Fases(_) | Set::Mijlpalen(_) | Set::Verandering(_) | Set::Verloop => {
            let landkaart = portal.landkaart.as_ref()?;
            return provenance::example(landkaart, &landkaart_origins(landkaart, set));
        }
        Set::Standcijfers => market.iter().any(|indicator| indicator.voorbeeld_land),
        Set::Indicator(id) => market[id].voorbeeld,
        Set::Regio(_) => market.iter().any(|indicator| indicator.has_regions() && indicator.voorbeeld),
    };
    made.then(|| figure::market::how_made(portal))
}

fn period(portal: &Portal, set: Set) -> Option<(Date, Date)> {
    let market = &portal.arbeidsmarkt.indicatoren;
    let days = |periode| portal.landkaart.as_ref()?.days(periode);
    match set {
        Set::Werkpleinen | Set::Regios | Set::Begrippen | Set::Indicatoren => None,
        Set::Antwoorden(periode) | Set::Fases(periode) | Set::Mijlpalen(periode) => days(periode),
        Set::Verandering(periode) => {
            let before = portal.landkaart.as_ref()?.before(periode)?;
            Some((days(before)?.0, days(periode)?.1))
        }
        Set::Verloop => {
            let mut periodes = portal.landkaart.as_ref()?.periodes.ids();
            let first = periodes.next()?;
            Some((days(first)?.0, days(periodes.next_back().unwrap_or(first))?.1))
        }
        Set::Standcijfers => months(market.iter().flat_map(|indicator| &indicator.published).map(|(month, _)| *month)),
        Set::Indicator(id) => months(market[id].country.iter().map(|(month, _)| *month)),
        Set::Regio(id) => months(market.iter().flat_map(|indicator| indicator.region(id)).map(|(month, _)| *month)),
    }
}

/// The first day of the earliest month and the last of the latest.
fn months(months: impl Iterator<Item = crate::moment::Month> + Clone) -> Option<(Date, Date)> {
    Some((months.clone().min()?.days()?.0, months.max()?.days()?.1))
}

/// How often there is a new one: a code of <http://publications.europa.eu/resource/authority/frequency>.
fn frequency(portal: &Portal, set: Set) -> &'static str {
    match set {
        // Places, terms and definitions change when there is a reason.
        Set::Werkpleinen | Set::Regios | Set::Begrippen | Set::Indicatoren => "IRREG",
        // One period is closed; the series goes on as often as the landkaart is filled in.
        Set::Antwoorden(_) | Set::Fases(_) | Set::Mijlpalen(_) | Set::Verandering(_) | Set::Verloop => {
            landkaart_frequency(portal)
        }
        Set::Standcijfers => landkaart_frequency(portal),
        Set::Indicator(_) | Set::Regio(_) => "MONTHLY",
    }
}

/// How often the landkaart is filled in.
fn landkaart_frequency(portal: &Portal) -> &'static str {
    match portal.landkaart.as_ref().map(|landkaart| landkaart.model.periode.per_jaar) {
        Some(1) => "ANNUAL",
        Some(2) => "ANNUAL_2",
        Some(3) => "ANNUAL_3",
        Some(4) => "QUARTERLY",
        Some(6) => "BIMONTHLY",
        Some(12) => "MONTHLY",
        Some(_) => "OTHER",
        None => "IRREG",
    }
}

/// Columns that are the same in every portal: name and kind of value.
type Names = &'static [(&'static str, Datatype)];

const WERKPLEINEN: Names =
    &[("id", Text), ("naam", Text), ("gemeente", Text), ("regio", Text), ("lat", Decimal), ("lon", Decimal)];
const REGIOS: Names = &[
    ("id", Text),
    ("code", Text),
    ("naam", Text),
    ("centrumgemeente", Text),
    ("werkpleinen", Whole),
    ("lat", Decimal),
    ("lon", Decimal),
];
const BEGRIPPEN: Names = &[
    ("id", Text),
    ("naam", Text),
    ("voluit", Text),
    ("uitleg", Text),
    ("synoniemen", List),
    ("oude_namen", List),
    ("zie_ook", List),
];
const INDICATOREN: Names = &[
    ("id", Text),
    ("onderdeel", Text),
    ("soort_indicator", Text),
    ("naam", Text),
    ("uitleg", Text),
    ("eenheid", Text),
    ("richting", Text),
    ("bron", Text),
    ("sinds", Text),
    ("periode", Text),
    ("streefwaarde", Decimal),
    ("realisatie", Decimal),
    ("percentage", Decimal),
];
const ANTWOORDEN: Names = &[("werkplein", Text), ("naam_werkplein", Text), ("regio", Text)];
const FASES: Names = &[("soort_rij", Text), ("fase", Text), ("naam", Text)];
const MIJLPALEN: Names = &[("soort_rij", Text), ("mijlpaal", Text), ("naam", Text), ("fase", Text)];
const VERLOOP: Names = &[("periode", Text), ("naam_periode", Text), ("werkpleinen", Whole)];
const VERANDERING: Names = &[
    ("werkplein", Text),
    ("naam_werkplein", Text),
    ("regio", Text),
    ("vorige_periode", Text),
    ("vorig_gemiddelde", Whole),
    ("vorige_band", Text),
    ("periode", Text),
    ("gemiddelde", Whole),
    ("band", Text),
    ("verschil", Whole),
    ("verandering", Text),
    ("ontbreekt", Text),
];
const STANDCIJFERS: Names = &[
    ("indicator", Text),
    ("soort_cijfer", Text),
    ("maand", Month),
    ("vergeleken_met", Month),
    ("naam_indicator", Text),
    ("duizendtallen", Whole),
    ("ontbreekt", Text),
];
/// One row per figure, and not a column per indicator: so each figure has its own reason when it is missing and its own
/// origin, and a new indicator changes no table that somebody reads already.
const ARBEIDSMARKT: Names = &[
    ("maand", Month),
    ("soort_gebied", Text),
    ("gebied", Text),
    ("indicator", Text),
    ("code", Text),
    ("naam_gebied", Text),
    ("eenheid", Text),
    ("waarde", Whole),
    ("ontbreekt", Text),
];

/// The first columns of a table, and how many of them name a row.
fn names(set: Set) -> (usize, Names) {
    match set {
        Set::Werkpleinen => (1, WERKPLEINEN),
        Set::Regios => (1, REGIOS),
        Set::Begrippen => (1, BEGRIPPEN),
        Set::Indicatoren => (2, INDICATOREN),
        Set::Antwoorden(_) => (1, ANTWOORDEN),
        Set::Fases(_) => (2, FASES),
        Set::Mijlpalen(_) => (2, MIJLPALEN),
        Set::Verandering(_) => (1, VERANDERING),
        Set::Verloop => (1, VERLOOP),
        Set::Standcijfers => (3, STANDCIJFERS),
        Set::Indicator(_) | Set::Regio(_) => (4, ARBEIDSMARKT),
    }
}

/// The columns of a table, and how many of them name a row.
fn columns(portal: &Portal, set: Set) -> (usize, Vec<Column>) {
    let words = &portal.words;
    let (key, names) = names(set);
    let make = |(name, datatype): &(&str, Datatype)| match *name {
        "gemiddelde" => mean_column(portal),
        name => column(words, name, *datatype),
    };
    let mut columns: Vec<Column> = names.iter().map(make).collect();
    match set {
        Set::Antwoorden(_) => {
            columns.extend(portal.landkaart.iter().flat_map(|landkaart| milestone_columns(words, landkaart)));
            columns.push(mean_column(portal));
        }
        Set::Fases(_) | Set::Mijlpalen(_) | Set::Verloop => columns.extend(spread_columns(portal)),
        _ => {}
    }
    columns.push(column(words, "herkomst", Text));
    if let Set::Indicator(id) = set
        && let Some(value) = columns.iter_mut().find(|column| column.header == "waarde")
    {
        value.unit = Some(portal.arbeidsmarkt.indicatoren[id].row.eenheid.clone());
    }
    (key, columns)
}

/// The column of a mean, which says how it is made whole.
fn mean_column(portal: &Portal) -> Column {
    let rounding = portal.landkaart.as_ref().map_or(Rounding::HalfUp, |landkaart| landkaart.model.gemiddelde);
    let how = portal.words.get(match rounding {
        Rounding::Truncate => "open_data.kolom.gemiddelde.afkappen",
        Rounding::HalfUp => "open_data.kolom.gemiddelde.half_omhoog",
    });
    let description = portal.words.fill("open_data.kolom.gemiddelde.uitleg", &[("afronding", how)]);
    Column { description, ..column(&portal.words, "gemiddelde", Whole) }
}

/// A column that is the same in every portal.
fn column(words: &Words, name: &str, datatype: Datatype) -> Column {
    let text = |what| words.get(&format!("open_data.kolom.{name}.{what}")).to_owned();
    let unit = match name {
        "gemiddelde" | "vorig_gemiddelde" | "percentage" => Some("%"),
        "lat" | "lon" => Some("°"),
        _ => None,
    };
    Column {
        header: name.to_owned(),
        name: name.to_owned(),
        title: text("titel"),
        description: text("uitleg"),
        datatype,
        unit: unit.map(str::to_owned),
    }
}

/// A column per milestone: its heading is the milestone's id, as in the files of the landkaart itself.
fn milestone_columns(words: &Words, landkaart: &Landkaart) -> Vec<Column> {
    let levels: Vec<String> =
        landkaart.model.niveaus.iter().map(|level| format!("{} = {}", level.waarde, level.naam)).collect();
    let levels = levels.join(", ");
    let one = |item: &crate::model::landkaart::Mijlpaal| Column {
        header: item.id.clone(),
        name: item.id.clone(),
        title: item.naam.clone(),
        description: words.fill(
            "open_data.kolom.mijlpaal_antwoord.uitleg",
            &[("fase", &landkaart.fases[item.fase].naam), ("niveaus", &levels)],
        ),
        datatype: Datatype::Whole,
        unit: Some("%".to_owned()),
    };
    landkaart.mijlpalen.iter().map(one).collect()
}

/// Mean, werkpleinen that answered, and number and share per band.
fn spread_columns(portal: &Portal) -> Vec<Column> {
    let words = &portal.words;
    let mut columns = vec![mean_column(portal), column(words, "ingevuld", Datatype::Whole)];
    for (kind, unit) in [("aantal", None), ("aandeel", Some("%"))] {
        for band in portal.landkaart.iter().flat_map(|landkaart| &landkaart.model.banden) {
            let header = format!("{kind}_{}", band.id.value);
            let text = |what| words.fill(&format!("open_data.kolom.{kind}.{what}"), &[("band", &band.naam)]);
            columns.push(Column {
                name: header.clone(),
                header,
                title: text("titel"),
                description: text("uitleg"),
                datatype: Datatype::Whole,
                unit: unit.map(str::to_owned),
            });
        }
    }
    columns
}

/// Makes the name of each column one that CSVW allows, and each name different: a model may call a milestone `regio`.
fn distinct(mut columns: Vec<Column>) -> Vec<Column> {
    let mut taken: Vec<String> = Vec::new();
    for column in &mut columns {
        let name = column.name.replace('-', "_");
        let is_free = |name: &String| !taken.contains(name);
        let number = (2..).find(|number| is_free(&format!("{name}_{number}")));
        if is_free(&name) {
            column.name = name;
        } else if let Some(number) = number {
            column.name = format!("{name}_{number}");
            column.header = format!("{}_{number}", column.header);
        }
        taken.push(column.name.clone());
    }
    columns
}
