//! Figures of the landkaart.

use super::{Drawing, Figure, Scope, along_axis, course, known};
use crate::chart::{Axis, Column, Data, Row, Value};
use crate::dutch;
use crate::model::id::Id;
use crate::model::landkaart::{Distribution, Landkaart, Mijlpaal, Periode};
use crate::model::places::{Regio, Werkplein};
use crate::model::portal::Portal;
use crate::parse::data::Printed;
use crate::render::open_data::tables::Herkomst;
use crate::render::provenance;

/// The mean over all periods of a werkplein, a region or the country; the wider ones beside it.
pub(super) fn history(portal: &Portal, scope: Scope) -> Option<Figure<'_>> {
    let words = &portal.words;
    let landkaart = portal.landkaart.as_ref()?;
    let all = landkaart.all();
    let scopes = match scope {
        Scope::Werkplein(id) => vec![scope, Scope::Regio(portal.werkpleinen[id].regio), Scope::Country],
        Scope::Regio(_) => vec![scope, Scope::Country],
        Scope::Country => vec![scope],
    };
    let row = |one: Scope| {
        let members = members(portal, one);
        let mean = |periode| landkaart.mean_of(periode, &all, members.iter().copied());
        Row::new(name(portal, one), landkaart.periodes.ids().map(|periode| score(portal, mean(periode))).collect())
    };
    let mut rows: Vec<Row> = scopes.into_iter().map(row).collect();
    rows[0].emphasis = true;
    let data = Data { columns: periods(landkaart), rows };
    let whom = match scope {
        Scope::Regio(id) => super::region_in_text(portal, id),
        Scope::Country | Scope::Werkplein(_) => name(portal, scope),
    };
    let what = words.fill("figuur.gemiddelde_van", &[("wie", &whom)]);
    // A row of the table is a period.
    let origin = |periode| match scope {
        Scope::Country => provenance::country(landkaart, periode, Printed::Mean),
        Scope::Regio(_) | Scope::Werkplein(_) => provenance::beside(landkaart, periode, Printed::Mean),
    };
    let origins: Vec<Herkomst> = landkaart.periodes.ids().map(origin).collect();
    Some(Figure {
        title: words.fill("figuur.verloop_titel", &[("wie", &whom)]),
        summary: course(portal, &what, &known(&data, 0)),
        data,
        drawing: Drawing::Line(percent()),
        heading: words.get("landkaart.periode").to_owned(),
        source: provenance::source(portal, landkaart, &origins),
        example: provenance::example(landkaart, &origins),
        origins: distinct(origins),
    })
}

/// How werkpleinen are spread over the bands of a milestone, over all periods.
pub(super) fn milestone(portal: &Portal, mijlpaal: Id<Mijlpaal>) -> Option<Figure<'_>> {
    let words = &portal.words;
    let landkaart = portal.landkaart.as_ref()?;
    let spread = |periode| landkaart.distribution(periode, &[mijlpaal], portal.werkpleinen.ids());
    let rows = landkaart.periodes.ids().map(|id| spread_row(&landkaart.periodes[id].naam, &spread(id)));
    let newest = landkaart.newest()?;
    let origin = |periode| provenance::country(landkaart, periode, Printed::All);
    let origins: Vec<Herkomst> = landkaart.periodes.ids().map(origin).collect();
    Some(Figure {
        title: words.fill("figuur.mijlpaal_titel", &[("mijlpaal", &landkaart.mijlpalen[mijlpaal].naam)]),
        summary: complete(portal, landkaart, newest, "figuur.mijlpaal", &spread(newest)),
        data: Data { columns: bands(landkaart), rows: rows.collect() },
        drawing: Drawing::Shares,
        heading: words.get("landkaart.periode").to_owned(),
        source: provenance::source(portal, landkaart, &origins),
        example: provenance::example(landkaart, &origins),
        origins: distinct(origins),
    })
}

/// How werkpleinen are spread over the bands of each phase and in all, in a period.
pub(super) fn phases(portal: &Portal, periode: Id<Periode>) -> Option<Figure<'_>> {
    let words = &portal.words;
    let landkaart = portal.landkaart.as_ref()?;
    let spread = |mijlpalen: &[Id<Mijlpaal>]| landkaart.distribution(periode, mijlpalen, portal.werkpleinen.ids());
    let total = spread(&landkaart.all());
    let mut rows = vec![spread_row(words.get("landkaart.totaal"), &total).emphasised()];
    rows.extend(landkaart.fases.iter().map(|fase| spread_row(&fase.naam, &spread(&fase.mijlpalen))));
    let naam = &landkaart.periodes[periode].naam;
    let origins = vec![provenance::country(landkaart, periode, Printed::All)];
    Some(Figure {
        title: words.fill("figuur.fases_titel", &[("periode", naam)]),
        summary: complete(portal, landkaart, periode, "figuur.fases", &total),
        data: Data { columns: bands(landkaart), rows },
        drawing: Drawing::Shares,
        heading: words.get("landkaart.fase").to_owned(),
        source: provenance::source(portal, landkaart, &origins),
        example: provenance::example(landkaart, &origins),
        origins: distinct(origins),
    })
}

/// How werkpleinen are spread over the bands of each milestone, in a period.
pub(super) fn milestones(portal: &Portal, periode: Id<Periode>) -> Option<Figure<'_>> {
    let words = &portal.words;
    let landkaart = portal.landkaart.as_ref()?;
    let spreads: Vec<(&str, Distribution)> = (landkaart.mijlpalen.ids())
        .map(|id| {
            let spread = landkaart.distribution(periode, &[id], portal.werkpleinen.ids());
            (landkaart.mijlpalen[id].naam.as_str(), spread)
        })
        .collect();
    let complete = |spread: &Distribution| spread.counts.last().copied().unwrap_or(0);
    let most = spreads.iter().max_by_key(|(_, spread)| complete(spread))?;
    let least = spreads.iter().rev().min_by_key(|(_, spread)| complete(spread))?;
    let top = landkaart.model.banden.last().map_or("", |band| band.naam.as_str()).to_lowercase();
    let naam = &landkaart.periodes[periode].naam;
    let (high, low) = (complete(&most.1).to_string(), complete(&least.1).to_string());
    let values = [("band", top.as_str()), ("meest", most.0), ("hoogste", &high), ("minst", least.0), ("laagste", &low)];
    let origins = vec![provenance::country(landkaart, periode, Printed::All)];
    Some(Figure {
        title: words.fill("figuur.mijlpalen_titel", &[("periode", naam)]),
        summary: words.fill("figuur.mijlpalen", &values),
        data: Data {
            columns: bands(landkaart),
            rows: spreads.iter().map(|(name, spread)| spread_row(name, spread)).collect(),
        },
        drawing: Drawing::Shares,
        heading: words.get("landkaart.mijlpaal").to_owned(),
        source: provenance::source(portal, landkaart, &origins),
        example: provenance::example(landkaart, &origins),
        origins: distinct(origins),
    })
}

/// The milestones of a werkplein beside its region and the country, in the newest period.
pub(super) fn centre(portal: &Portal, id: Id<Werkplein>) -> Option<Figure<'_>> {
    let landkaart = portal.landkaart.as_ref()?;
    let newest = landkaart.newest()?;
    landkaart.answers(newest, id)?;
    let rows: Vec<(&str, Vec<Id<Mijlpaal>>)> =
        landkaart.mijlpalen.ids().map(|item| (landkaart.mijlpalen[item].naam.as_str(), vec![item])).collect();
    let scopes = [Scope::Werkplein(id), Scope::Regio(portal.werkpleinen[id].regio), Scope::Country];
    let whom = name(portal, scopes[0]);
    let title =
        portal.words.fill("figuur.naast_titel", &[("wie", &whom), ("periode", &landkaart.periodes[newest].naam)]);
    Some(beside(portal, landkaart, newest, title, ("landkaart.mijlpaal", "figuur.naast_mijlpalen"), &rows, &scopes))
}

/// The phases of a region beside the country, in the newest period.
pub(super) fn region(portal: &Portal, id: Id<Regio>) -> Option<Figure<'_>> {
    let landkaart = portal.landkaart.as_ref()?;
    let newest = landkaart.newest()?;
    let rows: Vec<(&str, Vec<Id<Mijlpaal>>)> =
        landkaart.fases.iter().map(|fase| (fase.naam.as_str(), fase.mijlpalen.clone())).collect();
    let scopes = [Scope::Regio(id), Scope::Country];
    let whom = name(portal, scopes[0]);
    let title =
        portal.words.fill("figuur.naast_land_titel", &[("wie", &whom), ("periode", &landkaart.periodes[newest].naam)]);
    Some(beside(portal, landkaart, newest, title, ("landkaart.fase", "figuur.naast_fases"), &rows, &scopes))
}

/// Means of some parts of the landkaart beside each other: one point per scope, the own one first and the country last.
fn beside<'a>(
    portal: &'a Portal,
    landkaart: &'a Landkaart,
    periode: Id<Periode>,
    title: String,
    (heading, sentence): (&str, &str),
    parts: &[(&str, Vec<Id<Mijlpaal>>)],
    scopes: &[Scope],
) -> Figure<'a> {
    let words = &portal.words;
    let columns = scopes.iter().map(|&scope| Column::new(name(portal, scope))).collect();
    let members: Vec<Vec<Id<Werkplein>>> = scopes.iter().map(|&scope| members(portal, scope)).collect();
    let mean = |mijlpalen: &[Id<Mijlpaal>], scope: &Vec<Id<Werkplein>>| {
        landkaart.mean_of(periode, mijlpalen, scope.iter().copied())
    };
    let (mut above, mut below, mut equal) = (0, 0, 0);
    let mut rows = Vec::with_capacity(parts.len());
    for (name, mijlpalen) in parts {
        let means: Vec<Option<u32>> = members.iter().map(|scope| mean(mijlpalen, scope)).collect();
        if let (Some(Some(own)), Some(Some(country))) = (means.first(), means.last()) {
            above += usize::from(own > country);
            below += usize::from(own < country);
            equal += usize::from(own == country);
        }
        rows.push(Row::new(*name, means.into_iter().map(|mean| score(portal, mean)).collect()));
    }
    let whom = name(portal, scopes[0]);
    let counted = [("boven", above), ("onder", below), ("gelijk", equal)].into_iter().filter(|(_, count)| *count > 0);
    // The first says of how many, and beside what; the others only how many.
    let said = counted.enumerate().map(|(nth, (which, count))| {
        let (n, all) = (count.to_string(), parts.len().to_string());
        let values = [("n", n.as_str()), ("aantal", all.as_str())];
        match nth {
            0 => format!("{} {}", words.fill(sentence, &values), words.get(&format!("figuur.naast_{which}"))),
            _ => words.fill(&format!("figuur.naast_ook_{which}"), &values),
        }
    });
    let said: Vec<String> = said.collect();
    let summary = match said.is_empty() {
        true => words.fill("figuur.naast_geen", &[("wie", &whom)]),
        false => words.fill(
            "figuur.naast",
            &[("wie", &whom), ("delen", &dutch::list(&said.iter().map(String::as_str).collect::<Vec<_>>()))],
        ),
    };
    let origins = vec![provenance::beside(landkaart, periode, Printed::All)];
    Figure {
        title,
        summary,
        data: Data { columns, rows },
        drawing: Drawing::Dots(percent()),
        heading: words.get(heading).to_owned(),
        source: provenance::source(portal, landkaart, &origins),
        example: provenance::example(landkaart, &origins),
        origins: distinct(origins),
    }
}

/// "In het 2e tertaal 2009 waren 78 van de 125 werkpleinen volledig."
fn complete(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>, key: &str, spread: &Distribution) -> String {
    let top = landkaart.model.banden.last().map_or("", |band| band.naam.as_str()).to_lowercase();
    let complete = spread.counts.last().copied().unwrap_or(0);
    let count = complete.to_string();
    let key = match complete {
        0 => format!("{key}_geen"),
        1 => format!("{key}_een"),
        _ => key.to_owned(),
    };
    let (answered, naam) = (spread.answered.to_string(), &landkaart.periodes[periode].naam);
    let mean = spread.mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean}%"));
    let values = [
        ("periode", naam.as_str()),
        ("aantal", &count),
        ("ingevuld", &answered),
        ("band", &top),
        ("gemiddelde", &mean),
    ];
    portal.words.fill(&key, &values)
}

/// One for all rows, where all are the same.
fn distinct(mut origins: Vec<Herkomst>) -> Vec<Herkomst> {
    if origins.windows(2).all(|pair| pair[0] == pair[1]) {
        origins.truncate(1);
    }
    origins
}

fn members(portal: &Portal, scope: Scope) -> Vec<Id<Werkplein>> {
    match scope {
        Scope::Country => portal.werkpleinen.ids().collect(),
        Scope::Regio(regio) => portal.regios[regio].werkpleinen.clone(),
        Scope::Werkplein(werkplein) => vec![werkplein],
    }
}

fn name(portal: &Portal, scope: Scope) -> String {
    let words = &portal.words;
    match scope {
        Scope::Country => words.get("land.titel").to_owned(),
        Scope::Regio(id) => words.fill("regio.titel", &[("regio", &portal.regios[id].naam)]),
        Scope::Werkplein(id) => words.fill("werkplein.titel", &[("werkplein", &portal.werkpleinen[id].naam)]),
    }
}

fn periods(landkaart: &Landkaart) -> Vec<Column> {
    let ids = landkaart.periodes.ids();
    ids.map(|id| Column::at(id.index() as f64, landkaart.periodes[id].naam.as_str())).collect()
}

fn bands(landkaart: &Landkaart) -> Vec<Column> {
    landkaart.model.banden.iter().map(|band| Column::new(band.naam.as_str())).collect()
}

fn spread_row(name: &str, spread: &Distribution) -> Row {
    let value = |count: &u32| Value::new(f64::from(*count), count.to_string());
    Row::new(name, spread.counts.iter().map(value).collect())
}

/// A mean in per cent; a werkplein that did not answer has none.
fn score(portal: &Portal, mean: Option<u32>) -> Value {
    match mean {
        Some(mean) => Value::new(f64::from(mean), format!("{mean}%")),
        None => Value::missing(portal.words.get("landkaart.niet_ingevuld")),
    }
}

fn percent() -> Axis {
    fn format(number: f64, decimals: u8) -> String {
        format!("{}%", along_axis(number, decimals))
    }
    Axis { unit: String::new(), format, decimals: 0, reach: Some((0.0, 100.0)) }
}
