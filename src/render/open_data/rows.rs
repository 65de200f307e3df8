//! The rows of each table, in the order of its columns.

use std::borrow::Cow;

use super::tables::{Herkomst, Set, Value};
use crate::model::id::Id;
use crate::model::landkaart::{Distribution, Landkaart, Mijlpaal, Periode, Trend};
use crate::model::market::{self, Figure, Indicator};
use crate::model::places::Regio;
use crate::model::portal::Portal;
use crate::moment::Month;
use crate::number::Number;
use crate::parse::data::Printed;
use crate::render::provenance;

/// A row.
pub(super) type Row<'a> = Vec<Value<'a>>;

/// Why a werkplein has no answer.
const NOT_ANSWERED: &str = "niet ingevuld";
/// The area of figures of the whole country.
const WHOLE_COUNTRY: &str = "land";

/// The rows of a table.
pub(super) fn rows(portal: &Portal, set: Set) -> Vec<Row<'_>> {
    match (set, &portal.landkaart) {
        (Set::Werkpleinen, _) => werkpleinen(portal),
        (Set::Regios, _) => regios(portal),
        (Set::Begrippen, _) => begrippen(portal),
        (Set::Indicatoren, _) => indicatoren(portal),
        (Set::Antwoorden(periode), Some(landkaart)) => answers(portal, landkaart, periode),
        (Set::Fases(periode), Some(landkaart)) => phases(portal, landkaart, periode),
        (Set::Mijlpalen(periode), Some(landkaart)) => milestones(portal, landkaart, periode),
        (Set::Verandering(periode), Some(landkaart)) => changes(portal, landkaart, periode),
        (Set::Verloop, Some(landkaart)) => history(portal, landkaart),
        (Set::Standcijfers, _) => published(portal),
        (Set::Indicator(id), _) => indicator(portal, id),
        (Set::Regio(id), _) => region(portal, id),
        (_, None) => Vec::new(),
    }
}

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

/// A text; none when there is nothing in it.
fn optional(some: Option<&str>) -> Value<'_> {
    some.filter(|some| !some.is_empty()).map_or(Value::Missing, text)
}

fn whole(number: Option<u32>) -> Value<'static> {
    number.map_or(Value::Missing, |number| Value::Whole(i64::from(number)))
}

fn count(number: usize) -> Value<'static> {
    Value::Whole(i64::try_from(number).unwrap_or(i64::MAX))
}

fn month(month: Month) -> Value<'static> {
    Value::Text(month.id().into())
}

/// A figure, and the sign that says why there is none.
fn figure(figure: &Figure) -> [Value<'_>; 2] {
    match figure {
        Figure::Number(number) => [Value::Whole(*number), Value::Missing],
        Figure::Missing(sign) => [Value::Missing, text(sign)],
    }
}

/// Where the rows of a table come from whose source is told in `portaal.yaml`.
fn noted(portal: &Portal, set: Set) -> Value<'static> {
    let notes = portal.settings.open_data.iter().flat_map(|open_data| &open_data.tabellen);
    let example = notes.filter(|note| note.tabel == set.kind()).any(|note| note.voorbeeld.is_some());
    text(Herkomst::of(example, false).code())
}

fn werkpleinen(portal: &Portal) -> Vec<Row<'_>> {
    portal
        .werkpleinen
        .iter()
        .map(|item| {
            vec![
                text(&item.id),
                text(&item.naam),
                optional(Some(&item.gemeente)),
                text(&portal.regios[item.regio].id),
                Value::Degrees(item.punt.0),
                Value::Degrees(item.punt.1),
                noted(portal, Set::Werkpleinen),
            ]
        })
        .collect()
}

fn regios(portal: &Portal) -> Vec<Row<'_>> {
    portal
        .regios
        .iter()
        .map(|item| {
            vec![
                text(&item.id),
                optional(Some(&item.code)),
                text(&item.naam),
                optional(Some(&item.centrumgemeente)),
                count(item.werkpleinen.len()),
                Value::Degrees(item.punt.0),
                Value::Degrees(item.punt.1),
                noted(portal, Set::Regios),
            ]
        })
        .collect()
}

fn begrippen(portal: &Portal) -> Vec<Row<'_>> {
    portal
        .begrippen
        .iter()
        .map(|item| {
            vec![
                text(&item.id.value),
                text(&item.naam),
                optional(item.voluit.as_deref()),
                text(&item.uitleg),
                Value::List(item.synoniemen.iter().map(String::as_str).collect()),
                Value::List(item.oude_namen.iter().map(String::as_str).collect()),
                Value::List(item.zie_ook.iter().map(|related| related.value.as_str()).collect()),
                noted(portal, Set::Begrippen),
            ]
        })
        .collect()
}

fn indicatoren(portal: &Portal) -> Vec<Row<'_>> {
    let chain = portal.ketenindicatoren.iter().map(|indicator| (indicator, "keten"));
    let market = portal.arbeidsmarkt.indicatoren.iter().map(|indicator| (indicator, "arbeidsmarkt"));
    chain.chain(market).flat_map(|(indicator, kind)| definition(portal, indicator, kind)).collect()
}

/// An indicator: a row for the whole, and one for each part of its result.
fn definition<'a>(portal: &'a Portal, indicator: &'a Indicator, kind: &'a str) -> Vec<Row<'a>> {
    let row = &indicator.row;
    let outcome = row.uitkomst.as_ref();
    let decimal = |number: Option<Number>| number.map_or(Value::Missing, Value::Decimal);
    let make = |part: Option<&'a str>, numbers: [Option<Number>; 3]| -> Row<'a> {
        let mut cells = vec![
            text(&row.id.value),
            optional(part),
            text(kind),
            text(&row.naam),
            text(&row.uitleg),
            text(&row.eenheid),
            text(row.richting.name()),
            text(&row.bron),
            optional(row.sinds.as_deref()),
            optional(outcome.map(|outcome| outcome.periode.as_str())),
        ];
        cells.extend(numbers.map(decimal));
        cells.push(noted(portal, Set::Indicatoren));
        cells
    };
    let Some(outcome) = outcome else { return vec![make(None, [None; 3])] };
    let whole = make(None, [outcome.streefwaarde, Some(outcome.realisatie), outcome.percentage]);
    let parts = outcome.delen.iter().map(|(name, number)| make(Some(name), [None, Some(*number), None]));
    std::iter::once(whole).chain(parts).collect()
}

/// Only werkpleinen that answered have a row, as in the files of the landkaart itself.
fn answers<'a>(portal: &'a Portal, landkaart: &Landkaart, periode: Id<Periode>) -> Vec<Row<'a>> {
    let all = landkaart.all();
    let origin = text(Herkomst::of(landkaart.model.voorbeeld.is_some(), false).code());
    let row = |id| {
        let answers = landkaart.answers(periode, id)?;
        let item = &portal.werkpleinen[id];
        let mut cells = vec![text(&item.id), text(&item.naam), text(&portal.regios[item.regio].id)];
        cells.extend(answers.iter().map(|&answer| whole(Some(answer))));
        cells.push(whole(landkaart.mean(periode, id, &all)));
        cells.push(origin.clone());
        Some(cells)
    };
    portal.werkpleinen.ids().filter_map(row).collect()
}

/// Mean, answered, and number and share per band.
fn spread(distribution: &Distribution) -> Vec<Value<'static>> {
    let numbers = distribution.counts.iter().chain(&distribution.shares).copied();
    [distribution.mean, Some(distribution.answered)].into_iter().chain(numbers.map(Some)).map(whole).collect()
}

/// The spread of all werkpleinen over some milestones of a period.
fn country(
    portal: &Portal,
    landkaart: &Landkaart,
    periode: Id<Periode>,
    mijlpalen: &[Id<Mijlpaal>],
    origin: Herkomst,
) -> Row<'static> {
    let mut cells = spread(&landkaart.distribution(periode, mijlpalen, portal.werkpleinen.ids()));
    cells.push(text(origin.code()));
    cells
}

fn phases<'a>(portal: &'a Portal, landkaart: &'a Landkaart, periode: Id<Periode>) -> Vec<Row<'a>> {
    let origin = provenance::country(landkaart, periode, Printed::All);
    let row = |kind: &'a str, id: &'a str, naam: &'a str, mijlpalen: &[Id<Mijlpaal>]| {
        let mut cells = vec![text(kind), text(id), text(naam)];
        cells.extend(country(portal, landkaart, periode, mijlpalen, origin));
        cells
    };
    let total = row("totaal", "totaal", portal.words.get("landkaart.totaal"), &landkaart.all());
    let phases = landkaart.fases.iter().map(|fase| row("fase", &fase.id, &fase.naam, &fase.mijlpalen));
    std::iter::once(total).chain(phases).collect()
}

fn milestones<'a>(portal: &'a Portal, landkaart: &'a Landkaart, periode: Id<Periode>) -> Vec<Row<'a>> {
    let origin = provenance::country(landkaart, periode, Printed::All);
    let row = |names: [Value<'a>; 4], mijlpalen: &[Id<Mijlpaal>]| {
        let mut cells = names.to_vec();
        cells.extend(country(portal, landkaart, periode, mijlpalen, origin));
        cells
    };
    let total = [text("totaal"), text("totaal"), text(portal.words.get("landkaart.totaal")), Value::Missing];
    let milestones = landkaart.mijlpalen.ids().map(|id| {
        let item = &landkaart.mijlpalen[id];
        row([text("mijlpaal"), text(&item.id), text(&item.naam), text(&landkaart.fases[item.fase].id)], &[id])
    });
    std::iter::once(row(total, &landkaart.all())).chain(milestones).collect()
}

/// All werkpleinen have a row here, so that it also says who did not answer.
fn changes<'a>(portal: &'a Portal, landkaart: &'a Landkaart, periode: Id<Periode>) -> Vec<Row<'a>> {
    let Some(before) = landkaart.before(periode) else { return Vec::new() };
    let all = landkaart.all();
    let band = |mean: Option<u32>| match mean {
        Some(mean) => text(&landkaart.model.banden[landkaart.band(mean)].id.value),
        None => Value::Missing,
    };
    let origin = text(provenance::parts(landkaart).code());
    let row = |id| {
        let item = &portal.werkpleinen[id];
        let (was, is) = (landkaart.mean(before, id, &all), landkaart.mean(periode, id, &all));
        let (difference, word) = match landkaart.trend(periode, id) {
            Trend::Rose(points) => (Value::Whole(i64::from(points)), text("gestegen")),
            Trend::Stayed => (Value::Whole(0), text("gelijk")),
            Trend::Fell(points) => (Value::Whole(-i64::from(points)), text("gedaald")),
            Trend::Unknown => (Value::Missing, Value::Missing),
        };
        vec![
            text(&item.id),
            text(&item.naam),
            text(&portal.regios[item.regio].id),
            text(&landkaart.periodes[before].id),
            whole(was),
            band(was),
            text(&landkaart.periodes[periode].id),
            whole(is),
            band(is),
            difference,
            word,
            if was.is_none() || is.is_none() { text(NOT_ANSWERED) } else { Value::Missing },
            origin.clone(),
        ]
    };
    portal.werkpleinen.ids().map(row).collect()
}

fn history<'a>(portal: &'a Portal, landkaart: &'a Landkaart) -> Vec<Row<'a>> {
    let all = landkaart.all();
    let row = |id| {
        let periode = &landkaart.periodes[id];
        let mut cells = vec![text(&periode.id), text(&periode.naam), count(portal.werkpleinen.len())];
        cells.extend(country(portal, landkaart, id, &all, provenance::course(landkaart, id)));
        cells
    };
    landkaart.periodes.ids().map(row).collect()
}

/// National figures as the source prints them, in thousands; the difference is the first minus the last, so a fall is positive.
fn published(portal: &Portal) -> Vec<Row<'_>> {
    let with_figures = portal.arbeidsmarkt.indicatoren.iter().filter(|indicator| !indicator.published.is_empty());
    with_figures.flat_map(printed).collect()
}

fn printed(indicator: &Indicator) -> Vec<Row<'_>> {
    let origin = Herkomst::of(indicator.voorbeeld_land, false);
    let thousands = |printed: &'_ Figure| match printed {
        Figure::Number(number) => Figure::Number(number / 1000),
        missing => missing.clone(),
    };
    let row = |kind, at: Month, against: Option<Month>, value: Figure| -> Row<'_> {
        let [number, sign] = match value {
            Figure::Number(number) => [Value::Whole(number), Value::Missing],
            Figure::Missing(sign) => [Value::Missing, Value::Text(sign.into())],
        };
        let id = text(&indicator.row.id.value);
        let against = against.map_or(Value::Missing, month);
        vec![id, text(kind), month(at), against, text(&indicator.row.naam), number, sign, text(origin.code())]
    };
    let series = &indicator.published;
    let mut rows: Vec<Row> = series.iter().map(|(at, value)| row("stand", *at, None, thousands(value))).collect();
    if let (Some((begin, first)), Some((end, last))) = (series.first(), series.last()) {
        let difference = match (first.number(), last.number()) {
            (Some(first), Some(last)) => Figure::Number((first - last) / 1000),
            (None, _) => first.clone(),
            (_, None) => last.clone(),
        };
        rows.push(row("verschil", *end, Some(*begin), difference));
    }
    rows
}

/// All figures of an indicator: the country first, then region after region, each oldest first.
fn indicator(portal: &Portal, id: Id<Indicator>) -> Vec<Row<'_>> {
    let indicator = &portal.arbeidsmarkt.indicatoren[id];
    let country = indicator.country.iter().map(|(at, value)| {
        let area = [text(WHOLE_COUNTRY), text(WHOLE_COUNTRY)];
        let name = [Value::Missing, text(portal.words.get("land.titel"))];
        measured(indicator, *at, value, area, name, origin(indicator, None, *at, value))
    });
    country.chain(portal.regios.ids().flat_map(|regio| of_region(portal, indicator, regio))).collect()
}

/// All figures of a region: indicator after indicator, each oldest first.
fn region(portal: &Portal, regio: Id<Regio>) -> Vec<Row<'_>> {
    let indicators = portal.arbeidsmarkt.indicatoren.iter();
    indicators.flat_map(|indicator| of_region(portal, indicator, regio)).collect()
}

fn of_region<'a>(portal: &'a Portal, indicator: &'a Indicator, regio: Id<Regio>) -> impl Iterator<Item = Row<'a>> {
    let item = &portal.regios[regio];
    indicator.region(regio).iter().map(move |(at, value)| {
        let area = [text("regio"), text(&item.id)];
        let name = [optional(Some(&item.code)), text(&item.naam)];
        measured(indicator, *at, value, area, name, origin(indicator, Some(regio), *at, value))
    })
}

fn measured<'a>(
    indicator: &'a Indicator,
    at: Month,
    value: &'a Figure,
    area: [Value<'a>; 2],
    name: [Value<'a>; 2],
    origin: Herkomst,
) -> Row<'a> {
    let mut cells = vec![month(at)];
    cells.extend(area);
    cells.push(text(&indicator.row.id.value));
    cells.extend(name);
    cells.push(text(&indicator.row.eenheid));
    cells.extend(figure(value));
    cells.push(text(origin.code()));
    cells
}

/// Where a figure of a region or the country comes from. One of the country is that of a source when the source printed it; else it is the
/// sum of the regions.
pub(in crate::render) fn origin(
    indicator: &Indicator,
    regio: Option<Id<Regio>>,
    at: Month,
    value: &Figure,
) -> Herkomst {
    let is_printed = regio.is_none() && market::at(&indicator.published, at) == Some(value);
    let is_example = if is_printed { indicator.voorbeeld_land } else { indicator.voorbeeld };
    Herkomst::of(is_example, regio.is_none() && !is_printed)
}
