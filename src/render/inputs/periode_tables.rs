//! The tables of a period of the landkaart: phases, milestones, groups, and who moved.

use serde::Serialize;

use super::Link;
use super::landkaart::{Spread, periode_link, spread, werkplein_link, werkplein_links};
use super::periode::{Change, changes};
use crate::dutch;
use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Mijlpaal, Periode, Trend};
use crate::model::places::Werkplein;
use crate::model::portal::Portal;
use crate::parse::data::{BandModel, GroupModel, ListModel};
use crate::render::open_data::{self, tables::Set};
use crate::render::part::Part;

/// A phase with how far everyone is.
#[derive(Serialize)]
struct PhaseRow {
    id: String,
    naam: String,
    href: String,
    verdeling: Spread,
}

/// A milestone with how far everyone is.
#[derive(Serialize)]
struct MilestoneRow {
    id: String,
    naam: String,
    fase: String,
    href: String,
    verdeling: Spread,
}

/// Werkpleinen with a name for what they have in common.
#[derive(Serialize)]
struct Group {
    naam: String,
    werkpleinen: Vec<Link>,
}

/// A band, and who crossed the start of it.
#[derive(Serialize)]
struct Reached {
    band: String,
    /// How many came into it or above it, and how many fell below it.
    aantal: usize,
    gezakt: usize,
}

/// What is other than in the period before.
#[derive(Serialize)]
struct Changes {
    vorige: Link,
    gestegen: Vec<Moved>,
    gelijk: usize,
    gedaald: Vec<Moved>,
    bereikt: Vec<Reached>,
    mijlpalen: Vec<Change>,
}

/// The addresses of the tables to download.
#[derive(Serialize)]
struct Downloads {
    antwoorden: Option<String>,
    fases: Option<String>,
    mijlpalen: Option<String>,
    verandering: Option<String>,
    verloop: Option<String>,
}

/// What the template of a period is given.
#[derive(Serialize)]
struct PeriodInput {
    id: String,
    naam: String,
    href: String,
    nieuwste: bool,
    werkpleinen: String,
    totaal: Spread,
    fases: Vec<PhaseRow>,
    mijlpalen: Vec<MilestoneRow>,
    volledig: Vec<Link>,
    bijna_van: Option<u32>,
    bijna: Vec<Link>,
    groepen: Vec<Group>,
    lijsten: Vec<Group>,
    niet_ingevuld: Vec<Link>,
    regios: Vec<Link>,
    verandering: Option<Changes>,
    csv: Downloads,
}

#[derive(Serialize)]
struct Moved {
    title: String,
    href: String,
    punten: u32,
}

/// The tables of a period, and who rose, stayed, fell or did not answer.
pub(super) fn of(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>) -> Part {
    let all = landkaart.all();
    let link = periode_link(portal, landkaart, periode);
    let of = |mijlpalen: &[Id<Mijlpaal>]| {
        spread(landkaart, &landkaart.distribution(periode, mijlpalen, portal.werkpleinen.ids()))
    };
    let is_complete = |werkplein| landkaart.is_complete(periode, werkplein, &all);
    let is_nearly = |werkplein| {
        let mean = landkaart.mean(periode, werkplein, &all);
        !is_complete(werkplein) && landkaart.model.bijna.is_some_and(|from| mean.is_some_and(|mean| mean >= from))
    };
    let fases = landkaart.fases.iter().map(|fase| PhaseRow {
        id: fase.id.clone(),
        naam: fase.naam.clone(),
        href: format!("{}fases/{}/", link.href, fase.id),
        verdeling: of(&fase.mijlpalen),
    });
    let mijlpalen = all.iter().map(|&id| {
        let item = &landkaart.mijlpalen[id];
        MilestoneRow {
            id: item.id.clone(),
            naam: item.naam.clone(),
            fase: landkaart.fases[item.fase].naam.clone(),
            href: format!("{}mijlpalen/{}/", link.href, item.id),
            verdeling: of(&[id]),
        }
    });
    let regios = portal.regios.iter().filter(|regio| !regio.werkpleinen.is_empty());
    let regios =
        regios.map(|regio| Link { title: regio.naam.clone(), href: format!("{}regios/{}/", link.href, regio.id) });
    Part::of(&PeriodInput {
        id: landkaart.periodes[periode].id.clone(),
        nieuwste: landkaart.newest() == Some(periode),
        werkpleinen: dutch::whole(portal.werkpleinen.len() as i64),
        totaal: of(&all),
        fases: fases.collect(),
        mijlpalen: mijlpalen.collect(),
        volledig: werkplein_links(portal, is_complete),
        bijna_van: landkaart.model.bijna,
        bijna: werkplein_links(portal, is_nearly),
        groepen: groups(portal, landkaart, periode),
        lijsten: lists(portal, landkaart, periode),
        niet_ingevuld: werkplein_links(portal, |id| landkaart.answers(periode, id).is_none()),
        regios: regios.collect(),
        verandering: landkaart.before(periode).map(|before| since(portal, landkaart, periode, before)),
        csv: downloads(portal, periode),
        naam: link.title,
        href: link.href,
    })
}

/// Who is complete on each group of milestones of the model.
fn groups(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>) -> Vec<Group> {
    let group = |group: &GroupModel| {
        let members = landkaart.of_group(group);
        let complete = werkplein_links(portal, |werkplein| landkaart.is_complete(periode, werkplein, &members));
        Group { naam: group.naam.clone(), werkpleinen: complete }
    };
    landkaart.model.groepen.iter().map(group).collect()
}

/// The lists that the source gives of this period.
fn lists(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>) -> Vec<Group> {
    let own = &landkaart.periodes[periode].id;
    let lists = landkaart.model.lijsten.iter().filter(|list| list.periode.value == *own);
    let list = |list: &ListModel| {
        let is_in = |id: Id<Werkplein>| list.werkpleinen.iter().any(|name| name.value == portal.werkpleinen[id].id);
        Group { naam: list.naam.clone(), werkpleinen: werkplein_links(portal, is_in) }
    };
    lists.map(list).collect()
}

/// What is other than in the period `before`.
fn since(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>, before: Id<Periode>) -> Changes {
    let moved = |wanted: fn(Trend) -> Option<u32>| -> Vec<Moved> {
        let one = |id| {
            let punten = wanted(landkaart.trend(periode, id))?;
            let Link { title, href } = werkplein_link(portal, id);
            Some(Moved { title, href, punten })
        };
        portal.werkpleinen.ids().filter_map(one).collect()
    };
    Changes {
        vorige: periode_link(portal, landkaart, before),
        gestegen: moved(|trend| if let Trend::Rose(points) = trend { Some(points) } else { None }),
        gelijk: portal.werkpleinen.ids().filter(|&id| landkaart.trend(periode, id) == Trend::Stayed).count(),
        gedaald: moved(|trend| if let Trend::Fell(points) = trend { Some(points) } else { None }),
        bereikt: reached(portal, landkaart, periode, before),
        mijlpalen: changes(portal, landkaart, periode),
    }
}

/// Of each band but the lowest, how many came into it or above it since the period `before`, and how many fell below it.
fn reached(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>, before: Id<Periode>) -> Vec<Reached> {
    let all = landkaart.all();
    let band_in = |periode, werkplein| landkaart.mean(periode, werkplein, &all).map(|mean| landkaart.band(mean));
    let bands: Vec<(usize, usize)> =
        portal.werkpleinen.ids().filter_map(|id| band_in(before, id).zip(band_in(periode, id))).collect();
    let reached = |(index, band): (usize, &BandModel)| Reached {
        band: band.naam.clone(),
        aantal: bands.iter().filter(|(was, is)| *was < index && *is >= index).count(),
        gezakt: bands.iter().filter(|(was, is)| *was >= index && *is < index).count(),
    };
    landkaart.model.banden.iter().enumerate().skip(1).map(reached).collect()
}

fn downloads(portal: &Portal, periode: Id<Periode>) -> Downloads {
    let href = |set| open_data::href(portal, set);
    Downloads {
        antwoorden: href(Set::Antwoorden(periode)),
        fases: href(Set::Fases(periode)),
        mijlpalen: href(Set::Mijlpalen(periode)),
        verandering: href(Set::Verandering(periode)),
        verloop: href(Set::Verloop),
    }
}
