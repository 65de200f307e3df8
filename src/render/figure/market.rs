//! Figures of the labour market.

use std::borrow::Cow;

use super::{Drawing, Figure, along_axis, course, known};
use crate::chart::{Axis, Column, Data, Row, Value};
use crate::dutch;
use crate::model::id::Id;
use crate::model::market::{self, Indicator};
use crate::model::places::Regio;
use crate::model::portal::Portal;
use crate::moment::Month;
use crate::order::Order;
use crate::render::open_data::rows::origin;
use crate::render::open_data::tables::{self, Herkomst};

/// An indicator over time, of a region or the country.
pub(super) fn indicator(portal: &Portal, id: Id<Indicator>, regio: Option<Id<Regio>>) -> Figure<'_> {
    let words = &portal.words;
    let item = &portal.arbeidsmarkt.indicatoren[id];
    let whom = whom(portal, regio);
    let series = item.series(regio);
    let columns: Vec<Column> = series.iter().map(|(month, _)| column(*month)).collect();
    let values = series.iter().map(|(_, figure)| value(Some(figure))).collect();
    let data = Data { columns, rows: vec![Row::new(item.row.naam.as_str(), values).emphasised()] };
    let what = words.fill("figuur.aantal_van", &[("wat", &dutch::lower_first(&item.row.naam)), ("wie", &whom)]);
    Figure {
        title: words.fill("figuur.indicator_titel", &[("indicator", &item.row.naam), ("wie", &whom)]),
        summary: course(portal, &what, &known(&data, 0)),
        data,
        drawing: Drawing::Line(axis(&item.row.eenheid)),
        heading: words.get("figuur.maand").to_owned(),
        source: sources(portal, &[id], regio),
        origins: series.iter().map(|(month, figure)| origin(item, regio, *month, figure)).collect(),
        example: example(portal, &[id]),
    }
}

/// Every indicator of a region or the country over time, a small drawing each.
pub(super) fn all(portal: &Portal, regio: Option<Id<Regio>>) -> Option<Figure<'_>> {
    let words = &portal.words;
    let market = &portal.arbeidsmarkt;
    let ids: Vec<Id<Indicator>> =
        market.indicatoren.ids().filter(|&id| !market.indicatoren[id].series(regio).is_empty()).collect();
    let mut months: Vec<Month> =
        ids.iter().flat_map(|&id| market.indicatoren[id].series(regio)).map(|(month, _)| *month).collect();
    months.order();
    months.dedup();
    let rows = ids.iter().map(|&id| {
        let item = &market.indicatoren[id];
        let values = months.iter().map(|&month| value(market::at(item.series(regio), month))).collect();
        Row::new(item.row.naam.as_str(), values).emphasised()
    });
    let newest = *months.last()?;
    let (mut rose, mut fell, mut rest) = (0, 0, 0);
    for &id in &ids {
        let series = market.indicatoren[id].series(regio);
        let at = |month| market::at(series, month).and_then(market::Figure::number);
        match (at(newest.year_before()), at(newest)) {
            (Some(was), Some(is)) if is > was => rose += 1,
            (Some(was), Some(is)) if is < was => fell += 1,
            _ => rest += 1,
        }
    }
    let counts = [("gestegen", rose), ("gedaald", fell), ("rest", rest), ("aantal", ids.len())];
    let counts = counts.map(|(key, count): (_, usize)| (key, count.to_string()));
    let mut values: Vec<(&str, &str)> = counts.iter().map(|(key, count)| (*key, count.as_str())).collect();
    let (whom, month) = (whom(portal, regio), dutch::month(newest));
    values.extend([("wie", whom.as_str()), ("maand", month.as_str())]);
    // A row of the table holds all indicators of a month.
    let of_month = |month: Month| {
        let found = ids.iter().filter_map(|&id| {
            let item = &market.indicatoren[id];
            Some(origin(item, regio, month, market::at(item.series(regio), month)?))
        });
        let found: Vec<Herkomst> = found.collect();
        match found.first() {
            Some(first) if found.iter().all(|other| other == first) => *first,
            _ if found.iter().all(|origin| origin.is_example()) => Herkomst::BerekendUitVoorbeeld,
            _ if found.iter().any(|origin| origin.is_example()) => Herkomst::DeelsVoorbeeld,
            _ => Herkomst::Berekend,
        }
    };
    let origins = months.iter().map(|&month| of_month(month)).collect();
    Some(Figure {
        title: words.fill("figuur.markt_titel", &[("wie", &whom)]),
        summary: words.fill("figuur.markt", &values),
        data: Data { columns: months.iter().map(|&month| column(month)).collect(), rows: rows.collect() },
        drawing: Drawing::Multiples(axis("")),
        heading: words.get("figuur.maand").to_owned(),
        source: sources(portal, &ids, regio),
        origins,
        example: example(portal, &ids),
    })
}

/// The regions in the order of an indicator, highest first; of one that counts a part of another, by its share.
pub(super) fn order(portal: &Portal, id: Id<Indicator>) -> Option<Figure<'_>> {
    let words = &portal.words;
    let market = &portal.arbeidsmarkt;
    let item = &market.indicatoren[id];
    let month = market.newest_of_regions()?;
    let rows: Vec<Row> = (in_order(portal, id, month).into_iter())
        .map(|(regio, value)| Row::new(portal.regios[regio].naam.as_str(), vec![value]))
        .collect();
    let country = at_month(portal, id, None, month);
    let with_number: Vec<&Row> = rows.iter().filter(|row| row.values[0].number.is_some()).collect();
    let summary = match (with_number.first(), with_number.last()) {
        (Some(most), Some(least)) => {
            let (high, low) = (&most.values[0].label, &least.values[0].label);
            // Regions that show the same figure are all the highest, or the lowest.
            let named = |label: &str| {
                let names = with_number.iter().filter(|row| row.values[0].label == label).map(|row| row.name.as_str());
                dutch::list(&names.collect::<Vec<_>>())
            };
            let (highest, lowest) = (named(high), named(low));
            let values = [
                ("meest", &highest),
                ("hoogste", high),
                ("minst", &lowest),
                ("laagste", low),
                ("land", &country.label),
            ];
            words.fill("figuur.volgorde", &values.map(|(key, value)| (key, value.as_str())))
        }
        _ => words.get("figuur.te_weinig").to_owned(),
    };
    let share = market.whole_of(item).map(|whole| dutch::lower_first(&market.indicatoren[whole].row.naam));
    let heading = match share {
        Some(whole) => words.fill("figuur.deel_van", &[("deel", &item.row.naam), ("geheel", &whole)]),
        None => item.row.naam.clone(),
    };
    Some(Figure {
        title: format!("{heading}, {}", dutch::month(month)),
        summary,
        data: Data { columns: vec![Column::new(heading)], rows },
        drawing: Drawing::Bars,
        heading: words.get("praktijk.regio").to_owned(),
        source: item.bron_regio.as_deref().unwrap_or(&item.row.bron).into(),
        origins: vec![Herkomst::of(item.voorbeeld, item.row.deel_van.is_some())],
        example: example(portal, &[id]),
    })
}

/// The regions with their figure of a month, highest first; those without a figure last, and equal ones by name.
pub(in crate::render) fn in_order(portal: &Portal, id: Id<Indicator>, month: Month) -> Vec<(Id<Regio>, Value)> {
    let mut regions: Vec<(Id<Regio>, Value)> =
        portal.regios.ids().map(|regio| (regio, at_month(portal, id, Some(regio), month))).collect();
    let number = |value: &Value| value.number.unwrap_or(f64::NEG_INFINITY);
    // The portal has its regions by name, and the sort keeps the order of equal ones.
    regions.order_by(|(_, a), (_, b)| number(b).total_cmp(&number(a)));
    regions
}

/// How the example figures among those of these indicators were made; none when all come from a source.
pub(in crate::render) fn example<'a>(portal: &'a Portal, ids: &[Id<Indicator>]) -> Option<&'a str> {
    let is_example = |id: &Id<Indicator>| portal.arbeidsmarkt.indicatoren[*id].voorbeeld;
    ids.iter().any(is_example).then(|| how_made(portal))
}

/// How the example figures of the labour market were made.
pub(in crate::render) fn how_made(portal: &Portal) -> &str {
    portal.arbeidsmarkt.voorbeeld.as_deref().unwrap_or_else(|| portal.words.get("open_data.voorbeeld"))
}

/// The figure of a month; of an indicator that counts a part of another, its share in per cent.
pub(in crate::render) fn at_month(portal: &Portal, id: Id<Indicator>, regio: Option<Id<Regio>>, month: Month) -> Value {
    let market = &portal.arbeidsmarkt;
    let at = |id: Id<Indicator>| market::at(market.indicatoren[id].series(regio), month);
    match market.whole_of(&market.indicatoren[id]) {
        Some(whole) => match market::share(at(id), at(whole)) {
            Some(share) => Value::new(share, format!("{}%", dutch::tenths(share))),
            None => value(at(id).filter(|figure| figure.number().is_none())),
        },
        None => value(at(id)),
    }
}

/// Where the figures of some indicators come from, of a region or the country: of the country both what a source printed and what the
/// regions add up to.
pub(in crate::render) fn sources<'a>(
    portal: &'a Portal,
    ids: &[Id<Indicator>],
    regio: Option<Id<Regio>>,
) -> Cow<'a, str> {
    let items = || ids.iter().map(|&id| &portal.arbeidsmarkt.indicatoren[id]);
    let printed = items().filter(|_| regio.is_none()).filter_map(|item| item.bron_land.as_deref());
    let regions = items().filter_map(|item| item.bron_regio.as_deref());
    let own = items().filter(|item| item.bron_land.is_none() && item.bron_regio.is_none());
    tables::joined(printed.chain(regions).chain(own.map(|item| item.row.bron.as_str())))
}

/// Where the figures of all regions come from, and those of the country beside them.
pub(in crate::render) fn sources_beside<'a>(portal: &'a Portal, ids: &[Id<Indicator>]) -> Cow<'a, str> {
    let regions = sources(portal, ids, portal.regios.ids().next());
    let country = ids.iter().filter_map(|&id| portal.arbeidsmarkt.indicatoren[id].bron_land.as_deref());
    match tables::joined(country) {
        country if country.is_empty() || country == regions => regions,
        country => portal.words.fill("figuur.bron_deels", &[("bron", &*country), ("voorbeeld", &*regions)]).into(),
    }
}

fn whom(portal: &Portal, regio: Option<Id<Regio>>) -> String {
    match regio {
        Some(regio) => super::region_in_text(portal, regio),
        None => portal.words.get("land.titel").to_owned(),
    }
}

fn column(month: Month) -> Column {
    let at = f64::from(month.year) * 12.0 + f64::from(month.month);
    Column { short: Some(dutch::short_month(month)), ..Column::at(at, dutch::month(month)) }
}

/// A figure as charts and tables show it: the number, or the sign that says why there is none.
pub(in crate::render) fn value(figure: Option<&market::Figure>) -> Value {
    match figure {
        Some(market::Figure::Number(number)) => Value::new(*number as f64, dutch::whole(*number)),
        Some(market::Figure::Missing(sign)) => Value::missing(sign.as_str()),
        None => Value::missing("–"),
    }
}

fn axis(unit: &str) -> Axis {
    Axis { unit: unit.to_owned(), format: along_axis, decimals: 0, reach: None }
}
