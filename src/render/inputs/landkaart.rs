//! Inputs of the landkaart: tables per period, milestones, reports.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Serialize;

use super::content::Card;
use super::{Inputs, Link, Named, periode_tables};
use crate::dutch;
use crate::model::facets::Dimension;
use crate::model::id::Id;
use crate::model::landkaart::{Distribution, Landkaart, Mijlpaal, Periode};
use crate::model::places::Werkplein;
use crate::model::portal::{Portal, Rapportage};
use crate::model::route::Route;
use crate::render::figure::{FigureId, Scope};
use crate::render::open_data::{self, tables::Set};
use crate::render::part::Part;
use crate::render::provenance;

/// What pages about the landkaart share.
pub(super) struct Shared {
    /// Name, source, bands and periods.
    about: Part,
    /// Per period: the state of phases and milestones, and who moved.
    periodes: Vec<Part>,
    /// The mean of all periods, newest first.
    history: Part,
    /// Per milestone its row in lists, for the newest period.
    rows: Vec<Part>,
    /// The scores of 0 to 100, which are nearly all: pages show thousands of them.
    scores: Vec<Part>,
    /// The score of what was not answered.
    unanswered: Part,
    /// Per period and milestone the mean of the whole country.
    means: Vec<Vec<Option<u32>>>,
    /// Per period the map of werkpleinen.
    pub(super) maps: Vec<OnceLock<Part>>,
}

/// A distribution as tables show it.
#[derive(Serialize)]
pub(super) struct Spread {
    ingevuld: String,
    gemiddelde: String,
    band: String,
    band_naam: String,
    cellen: Vec<SpreadCell>,
}

#[derive(Serialize)]
struct SpreadCell {
    band: String,
    naam: String,
    aantal: String,
    aandeel: String,
    /// The share as a number, for a bar.
    deel: u32,
}

/// A mean or an answer as tables show it.
#[derive(Serialize)]
pub(super) struct Score {
    pub(super) waarde: Option<u32>,
    pub(super) band: String,
    pub(super) naam: String,
}

pub(super) fn spread(landkaart: &Landkaart, distribution: &Distribution) -> Spread {
    let band = distribution.mean.map(|mean| &landkaart.model.banden[landkaart.band(mean)]);
    Spread {
        ingevuld: dutch::whole(i64::from(distribution.answered)),
        gemiddelde: distribution.mean.map_or_else(|| "–".to_owned(), |mean| dutch::whole(i64::from(mean))),
        band: band.map_or_else(String::new, |band| band.id.value.clone()),
        band_naam: band.map_or_else(String::new, |band| band.naam.clone()),
        cellen: (landkaart.model.banden.iter().zip(&distribution.counts).zip(&distribution.shares))
            .map(|((band, count), share)| SpreadCell {
                band: band.id.value.clone(),
                naam: band.naam.clone(),
                aantal: dutch::whole(i64::from(*count)),
                aandeel: format!("{share}%"),
                deel: *share,
            })
            .collect(),
    }
}

/// A mean or answer with its band; none is "not answered".
pub(super) fn score(portal: &Portal, landkaart: &Landkaart, value: Option<u32>) -> Score {
    match value {
        Some(value) => {
            let band = &landkaart.model.banden[landkaart.band(value)];
            Score { waarde: Some(value), band: band.id.value.clone(), naam: band.naam.clone() }
        }
        None => Score {
            waarde: None,
            band: "niet-ingevuld".to_owned(),
            naam: portal.words.get("landkaart.niet_ingevuld").to_owned(),
        },
    }
}

impl Shared {
    pub(super) fn new(portal: &Portal, landkaart: &Landkaart) -> Self {
        let rows = landkaart.mijlpalen.ids().map(|mijlpaal| milestone_row(portal, landkaart, mijlpaal));
        Self {
            about: about(portal, landkaart),
            periodes: landkaart.periodes.ids().map(|periode| periode_tables::of(portal, landkaart, periode)).collect(),
            history: history(portal, landkaart),
            rows: rows.collect(),
            scores: (0..=100).map(|value| Part::of(&score(portal, landkaart, Some(value)))).collect(),
            unanswered: Part::of(&score(portal, landkaart, None)),
            means: landkaart.periodes.ids().map(|periode| means(portal, landkaart, periode)).collect(),
            maps: landkaart.periodes.iter().map(|_| OnceLock::new()).collect(),
        }
    }
}

impl Shared {
    /// A mean or an answer with its band: see [`score`].
    pub(super) fn score(&self, portal: &Portal, landkaart: &Landkaart, value: Option<u32>) -> Part {
        let known = value.map_or(Some(&self.unanswered), |value| self.scores.get(value as usize));
        known.cloned().unwrap_or_else(|| Part::of(&score(portal, landkaart, value)))
    }

    /// The mean of the whole country on a milestone in a period.
    pub(super) fn national_mean(&self, periode: Id<Periode>, mijlpaal: Id<Mijlpaal>) -> Option<u32> {
        self.means[periode.index()][mijlpaal.index()]
    }
}

/// The mean of the whole country on each milestone.
fn means(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>) -> Vec<Option<u32>> {
    let mean = |mijlpaal| landkaart.mean_of(periode, &[mijlpaal], portal.werkpleinen.ids());
    landkaart.mijlpalen.ids().map(mean).collect()
}

/// Name, source, bands and periods of the landkaart.
fn about(portal: &Portal, landkaart: &Landkaart) -> Part {
    #[derive(Serialize)]
    struct Band<'a> {
        id: &'a str,
        naam: &'a str,
        bereik: String,
    }
    #[derive(Serialize)]
    struct About<'a> {
        naam: &'a str,
        bron: Cow<'a, str>,
        voorbeeld: Option<&'a str>,
        banden: Vec<Band<'a>>,
        periodes: Vec<Link>,
    }
    let model = &landkaart.model;
    Part::of(&About {
        naam: &model.naam,
        bron: provenance::source(portal, landkaart, &provenance::whole(landkaart)),
        voorbeeld: model.voorbeeld.as_deref(),
        banden: (model.banden.iter().enumerate())
            .map(|(index, item)| Band { id: &item.id.value, naam: &item.naam, bereik: band_range(landkaart, index) })
            .collect(),
        periodes: landkaart.periodes.ids().rev().map(|periode| periode_link(portal, landkaart, periode)).collect(),
    })
}

/// The means of a band: "66–99%", or "100%".
pub(super) fn band_range(landkaart: &Landkaart, index: usize) -> String {
    let banden = &landkaart.model.banden;
    let from = banden[index].van;
    let to = banden.get(index + 1).map_or(landkaart.highest(), |next| next.van.saturating_sub(1));
    if from >= to { format!("{from}%") } else { format!("{from}–{to}%") }
}

pub(super) fn periode_link(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>) -> Link {
    let periode = &landkaart.periodes[periode];
    Link { title: periode.naam.clone(), href: Route::page(&["landkaart", &periode.id]).href(&portal.base_path) }
}

/// Links to the werkpleinen of which something holds.
pub(super) fn werkplein_links(portal: &Portal, holds: impl Fn(Id<Werkplein>) -> bool) -> Vec<Link> {
    portal.werkpleinen.ids().filter(|&id| holds(id)).map(|id| werkplein_link(portal, id)).collect()
}

pub(super) fn werkplein_link(portal: &Portal, werkplein: Id<Werkplein>) -> Link {
    Link { title: portal.werkpleinen[werkplein].naam.clone(), href: portal.werkplein_href(werkplein) }
}

/// A milestone in a list: its name, and how the country stands in the newest period.
fn milestone_row(portal: &Portal, landkaart: &Landkaart, mijlpaal: Id<Mijlpaal>) -> Part {
    #[derive(Serialize)]
    struct Row<'a> {
        id: &'a str,
        naam: &'a str,
        fase: &'a str,
        href: String,
        verdeling: Option<Spread>,
        praktijken: usize,
    }
    let item = &landkaart.mijlpalen[mijlpaal];
    let newest = landkaart.newest();
    Part::of(&Row {
        id: &item.id,
        naam: &item.naam,
        fase: &landkaart.fases[item.fase].naam,
        href: portal.mijlpaal_href(item),
        verdeling: newest
            .map(|periode| spread(landkaart, &landkaart.distribution(periode, &[mijlpaal], portal.werkpleinen.ids()))),
        praktijken: portal.praktijken.iter().filter(|praktijk| praktijk.mijlpalen.contains(&mijlpaal)).count(),
    })
}

/// The mean of the whole country per period, newest first.
fn history(portal: &Portal, landkaart: &Landkaart) -> Part {
    #[derive(Serialize)]
    struct Row {
        periode: Link,
        id: String,
        gemiddelde: String,
    }
    let all = landkaart.all();
    let rows: Vec<Row> = landkaart
        .periodes
        .ids()
        .rev()
        .map(|periode| {
            let mean = landkaart.mean_of(periode, &all, portal.werkpleinen.ids());
            Row {
                periode: periode_link(portal, landkaart, periode),
                id: landkaart.periodes[periode].id.clone(),
                gemiddelde: mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean}%")),
            }
        })
        .collect();
    Part::of(&rows)
}

impl Inputs<'_> {
    /// The landkaart, with what pages share of it.
    pub(super) fn landkaart(&self) -> Option<(&Landkaart, &Shared)> {
        Some((self.portal.landkaart.as_ref()?, self.shared.landkaart(self.portal)?))
    }

    pub(super) fn about_landkaart(&self) -> Part {
        Part::optional(self.shared.landkaart(self.portal).map(|shared| shared.about.clone()))
    }

    /// The rows of some milestones, for lists on other pages.
    pub(super) fn milestone_rows(&self, mijlpalen: &[Id<Mijlpaal>]) -> Part {
        match self.shared.landkaart(self.portal) {
            Some(shared) => Part::list(mijlpalen.iter().map(|id| shared.rows[id.index()].clone())),
            None => Part::list([]),
        }
    }

    pub(super) fn landkaart_overview(&self) -> Vec<Named> {
        let newest = self.portal.landkaart.as_ref().and_then(Landkaart::newest);
        match newest {
            Some(periode) => self.periode(periode),
            None => vec![self.named("landkaart", || self.about_landkaart()), ("periode", Part::none())],
        }
    }

    pub(super) fn periode(&self, id: Id<Periode>) -> Vec<Named> {
        let Some(shared) = self.shared.landkaart(self.portal) else { return Vec::new() };
        let rapportage = || {
            let rapportage = self.portal.rapportages.iter().find(|rapportage| rapportage.periode == id)?;
            Some(Link::to(self.portal, rapportage.page))
        };
        vec![
            self.named("landkaart", || self.about_landkaart()),
            self.named("periode", || shared.periodes[id.index()].clone()),
            self.named("kaart", || self.werkplein_map(id)),
            self.named("verloop", || shared.history.clone()),
            self.figure("grafiek_fases", FigureId::Phases(id)),
            self.figure("grafiek_mijlpalen", FigureId::Milestones(id)),
            self.figure("grafiek_verloop", FigureId::History(Scope::Country)),
            self.named("rapportage", || self.part(&rapportage())),
            self.named("opmerkingen", || self.remarks(id)),
            self.named("vergeleken", || self.compared(id)),
        ]
    }

    pub(super) fn mijlpalen(&self) -> Vec<Named> {
        let Some(landkaart) = &self.portal.landkaart else { return Vec::new() };
        let fases = landkaart.fases.iter().map(|fase| {
            Part::map([("naam", self.part(&fase.naam)), ("mijlpalen", self.milestone_rows(&fase.mijlpalen))])
        });
        vec![self.named("landkaart", || self.about_landkaart()), self.named("fases", || Part::list(fases))]
    }

    pub(super) fn mijlpaal(&self, id: Id<Mijlpaal>) -> Vec<Named> {
        #[derive(Serialize)]
        struct Row {
            periode: Link,
            verdeling: Spread,
        }
        let portal = self.portal;
        let Some((landkaart, shared)) = self.landkaart() else { return Vec::new() };
        let rows = (landkaart.periodes.ids().rev()).map(|periode| Row {
            periode: Link {
                title: landkaart.periodes[periode].naam.clone(),
                href: format!(
                    "{}mijlpalen/{}/",
                    periode_link(portal, landkaart, periode).href,
                    landkaart.mijlpalen[id].id
                ),
            },
            verdeling: spread(landkaart, &landkaart.distribution(periode, &[id], portal.werkpleinen.ids())),
        });
        let is_complete =
            |werkplein| landkaart.newest().is_some_and(|periode| landkaart.is_complete(periode, werkplein, &[id]));
        let themas = portal.themas.ids().filter(|&thema| portal.themas[thema].mijlpalen.contains(&id));
        let [praktijken, blad] = self.list(&portal.lists.mijlpaal[id.index()]);
        vec![
            self.named("landkaart", || self.about_landkaart()),
            self.named("mijlpaal", || shared.rows[id.index()].clone()),
            self.named("verloop", || self.part(&rows.collect::<Vec<_>>())),
            self.figure("grafiek", FigureId::Milestone(id)),
            self.named("volledig", || self.links_where(is_complete)),
            praktijken,
            blad,
            self.choice_link(Dimension::Mijlpaal, id.index()),
            self.named("aantal", || self.part(&portal.lists.mijlpaal[id.index()].len())),
            self.named("themas", || Part::list(themas.map(|id| self.thema_card(id)))),
        ]
    }

    pub(super) fn periode_mijlpaal(&self, periode: Id<Periode>, mijlpaal: Id<Mijlpaal>) -> Vec<Named> {
        let portal = self.portal;
        let Some((landkaart, shared)) = self.landkaart() else { return Vec::new() };
        let levels = landkaart.model.niveaus.iter().rev().map(|level| {
            let has_it = |id| landkaart.answer(periode, id, mijlpaal) == Some(level.waarde);
            self.map_of([
                ("naam", self.part(&level.naam)),
                ("waarde", self.part(&level.waarde)),
                ("band", self.part(&landkaart.model.banden[landkaart.band(level.waarde)].id.value)),
                ("werkpleinen", self.links_where(has_it)),
            ])
        });
        let distribution = || landkaart.distribution(periode, &[mijlpaal], portal.werkpleinen.ids());
        vec![
            self.named("landkaart", || self.about_landkaart()),
            self.named("mijlpaal", || shared.rows[mijlpaal.index()].clone()),
            self.named("periode", || self.part(&periode_link(portal, landkaart, periode))),
            self.named("verdeling", || self.part(&spread(landkaart, &distribution()))),
            self.named("niveaus", || self.list_of(levels)),
            self.named("niet_ingevuld", || self.links_absent(landkaart, periode)),
            self.named("veranderd", || self.answers_changed(periode, mijlpaal)),
            self.answers_file(periode),
        ]
    }

    /// Where the answers of all werkpleinen in a period are, for a page that shows some of them.
    pub(super) fn answers_file(&self, periode: Id<Periode>) -> Named {
        self.named("antwoorden", || self.part(&open_data::href(self.portal, Set::Antwoorden(periode))))
    }

    pub(super) fn rapportages(&self) -> Vec<Named> {
        let portal = self.portal;
        let rows: Vec<Card> = (portal.rapportages.iter())
            .map(|rapportage| {
                let page = &portal.pages[rapportage.page];
                Card {
                    title: &page.title,
                    href: portal.href(rapportage.page),
                    description: &page.description,
                    facts: self.published(page.text.as_ref()).into_iter().collect(),
                    ..Card::default()
                }
            })
            .collect();
        vec![self.named("rapportages", || self.part(&rows))]
    }

    pub(super) fn rapportage(&self, id: Id<Rapportage>) -> Vec<Named> {
        let mut parts = self.periode(self.portal.rapportages[id].periode);
        parts.push(self.named("standcijfers", || self.published_part()));
        parts
    }
}
