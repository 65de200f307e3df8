//! Inputs of one period of the landkaart seen from a side: a phase, a region, what changed, and what the source prints.

use serde::Serialize;

use super::landkaart::{Score, Shared, Spread, periode_link, score, spread};
use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::figures::Component;
use crate::model::id::Id;
use crate::model::landkaart::{Fase, Landkaart, Mijlpaal, Periode, Trend};
use crate::model::places::{Regio, Werkplein};
use crate::model::portal::Portal;
use crate::model::remarks::Piece;
use crate::parse::data::Printed;
use crate::render::part::Part;
use crate::render::provenance;

/// A milestone's state in a period, for some werkpleinen.
#[derive(Serialize)]
struct MilestoneRow {
    id: String,
    naam: String,
    href: String,
    verdeling: Spread,
    land: Option<u32>,
}

/// A werkplein that answered otherwise than in the period before.
#[derive(Serialize)]
struct Answered {
    werkplein: Link,
    van: Score,
    naar: Score,
}

/// How the answers on a milestone changed since the period before.
#[derive(Serialize)]
pub(super) struct Change {
    naam: String,
    href: String,
    hoger: usize,
    lager: usize,
    gelijk: usize,
    nieuw: usize,
    weg: usize,
}

/// How many werkpleinen answered higher, lower or the same on each milestone as in the period before.
pub(super) fn changes(portal: &Portal, landkaart: &Landkaart, periode: Id<Periode>) -> Vec<Change> {
    let Some(before) = landkaart.before(periode) else { return Vec::new() };
    let base = periode_link(portal, landkaart, periode).href;
    let of = |mijlpaal: Id<Mijlpaal>| {
        let item = &landkaart.mijlpalen[mijlpaal];
        let mut change = Change {
            naam: item.naam.clone(),
            href: format!("{base}mijlpalen/{}/", item.id),
            hoger: 0,
            lager: 0,
            gelijk: 0,
            nieuw: 0,
            weg: 0,
        };
        for werkplein in portal.werkpleinen.ids() {
            let was = landkaart.answer(before, werkplein, mijlpaal);
            let is = landkaart.answer(periode, werkplein, mijlpaal);
            *match (was, is) {
                (Some(was), Some(is)) if is > was => &mut change.hoger,
                (Some(was), Some(is)) if is < was => &mut change.lager,
                (Some(_), Some(_)) => &mut change.gelijk,
                (None, Some(_)) => &mut change.nieuw,
                (Some(_), None) => &mut change.weg,
                (None, None) => continue,
            } += 1;
        }
        change
    };
    landkaart.mijlpalen.ids().map(of).collect()
}

impl Inputs<'_> {
    /// What the source prints otherwise than recomputing gives, for a period.
    pub(super) fn remarks(&self, periode: Id<Periode>) -> Part {
        #[derive(Serialize)]
        struct Row<'a> {
            wat: &'a str,
            gedrukt: &'a str,
            nagerekend: String,
            uitleg: Option<&'a str>,
            plaats: Option<&'a str>,
        }
        let text = |pieces: &[Piece]| -> String {
            let one = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Figure(Component::Figure(number)) => dutch::decimal(*number),
                Piece::Figure(Component::NoFigure(sign)) => sign.clone(),
                Piece::Figure(_) => String::new(),
            };
            pieces.iter().map(one).collect()
        };
        let own = self.portal.opmerkingen.iter().filter(|remark| remark.periode == periode);
        let rows: Vec<Row> = own
            .map(|remark| Row {
                wat: &remark.wat,
                gedrukt: &remark.gedrukt,
                nagerekend: text(&remark.nagerekend),
                uitleg: remark.uitleg.as_deref(),
                plaats: remark.plaats.as_deref(),
            })
            .collect();
        self.part(&rows)
    }

    /// The country's means beside those of the period before: sentences, and a table of phases and milestones. Nothing for the
    /// first period.
    pub(super) fn compared(&self, periode: Id<Periode>) -> Part {
        #[derive(Serialize)]
        struct Row {
            naam: String,
            fase: bool,
            van: String,
            naar: String,
            verschil: String,
        }
        #[derive(Serialize)]
        struct Compared<'a> {
            vorige: Link,
            /// What is an example in it; nothing when both periods are as a source prints them.
            voorbeeld: Option<&'a str>,
            zinnen: Vec<String>,
            rijen: Vec<Row>,
        }
        let portal = self.portal;
        let Some(landkaart) = &portal.landkaart else { return Part::none() };
        let Some(before) = landkaart.before(periode) else { return Part::none() };
        let words = &portal.words;
        let mean =
            |periode, mijlpalen: &[Id<Mijlpaal>]| landkaart.mean_of(periode, mijlpalen, portal.werkpleinen.ids());
        let trend = |mijlpalen: &[Id<Mijlpaal>]| Trend::between(mean(before, mijlpalen), mean(periode, mijlpalen));
        let shown = |mean: Option<u32>| mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean}%"));
        let row = |naam: &str, fase: bool, mijlpalen: &[Id<Mijlpaal>]| Row {
            naam: naam.to_owned(),
            fase,
            van: shown(mean(before, mijlpalen)),
            naar: shown(mean(periode, mijlpalen)),
            verschil: self.trend(trend(mijlpalen)).unwrap_or_else(|| "–".to_owned()),
        };
        let all = landkaart.all();
        let mut rows = vec![row(words.get("landkaart.totaal"), true, &all)];
        for fase in landkaart.fases.iter() {
            rows.push(row(&fase.naam, true, &fase.mijlpalen));
            rows.extend(fase.mijlpalen.iter().map(|&id| row(&landkaart.mijlpalen[id].naam, false, &[id])));
        }
        let (name, earlier) = (&landkaart.periodes[periode].naam, &landkaart.periodes[before].naam);
        let key = match trend(&all) {
            Trend::Rose(_) => Some("figuur.steeg"),
            Trend::Fell(_) => Some("figuur.daalde"),
            Trend::Stayed => Some("figuur.bleef"),
            Trend::Unknown => None,
        };
        let whom = words.fill("figuur.gemiddelde_van", &[("wie", words.get("land.titel"))]);
        let (van, naar) = (shown(mean(before, &all)), shown(mean(periode, &all)));
        let values = [("wat", whom.as_str()), ("van", &van), ("naar", &naar), ("begin", earlier), ("eind", name)];
        let mut sentences: Vec<String> = key.map(|key| words.fill(key, &values)).into_iter().collect();
        // Those that moved most, as far as the table shows: there may be several.
        let moved = |wanted: fn(Trend) -> Option<u32>| {
            let all: Vec<(u32, &str)> = (all.iter())
                .filter_map(|&id| Some((wanted(trend(&[id]))?, landkaart.mijlpalen[id].naam.as_str())))
                .collect();
            let most = all.iter().map(|(by, _)| *by).max()?;
            let names = all.iter().filter(|(by, _)| *by == most).map(|(_, naam)| format!("‘{naam}’"));
            let names: Vec<String> = names.collect();
            Some((most.to_string(), dutch::list(&names.iter().map(String::as_str).collect::<Vec<_>>())))
        };
        let rose = moved(|trend| if let Trend::Rose(by) = trend { Some(by) } else { None });
        let fell = moved(|trend| if let Trend::Fell(by) = trend { Some(by) } else { None });
        for (key, none, most) in [
            ("vergeleken.meest_gestegen", "vergeleken.niets_gestegen", rose),
            ("vergeleken.meest_gedaald", "vergeleken.niets_gedaald", fell),
        ] {
            sentences.push(match most {
                Some((by, naam)) => words.fill(key, &[("mijlpaal", &naam), ("punten", &by)]),
                None => words.get(none).to_owned(),
            });
        }
        let is_example =
            [before, periode].map(|periode| provenance::country(landkaart, periode, Printed::All).is_example());
        self.part(&Compared {
            vorige: periode_link(portal, landkaart, before),
            voorbeeld: is_example.contains(&true).then(|| words.get("vergeleken.voorbeeld")),
            zinnen: sentences,
            rijen: rows,
        })
    }

    fn milestone_states(
        &self,
        (landkaart, shared): (&Landkaart, &Shared),
        periode: Id<Periode>,
        mijlpalen: &[Id<Mijlpaal>],
        scope: &[Id<Werkplein>],
    ) -> Vec<MilestoneRow> {
        let portal = self.portal;
        let base = periode_link(portal, landkaart, periode).href;
        let row = |&id: &Id<Mijlpaal>| {
            let item = &landkaart.mijlpalen[id];
            MilestoneRow {
                id: item.id.clone(),
                naam: item.naam.clone(),
                href: format!("{base}mijlpalen/{}/", item.id),
                verdeling: spread(landkaart, &landkaart.distribution(periode, &[id], scope.iter().copied())),
                land: shared.national_mean(periode, id),
            }
        };
        mijlpalen.iter().map(row).collect()
    }

    /// The werkpleinen of `scope` with their mean over `mijlpalen`, and their answers on each of them.
    fn centre_rows(
        &self,
        (landkaart, shared): (&Landkaart, &Shared),
        periode: Id<Periode>,
        mijlpalen: &[Id<Mijlpaal>],
        scope: &[Id<Werkplein>],
    ) -> Part {
        let row = |&id: &Id<Werkplein>| {
            let score = |value| shared.score(self.portal, landkaart, value);
            let answers = mijlpalen.iter().map(|&mijlpaal| score(landkaart.answer(periode, id, mijlpaal)));
            self.map_of([
                ("werkplein", self.links().werkpleinen[id.index()].clone()),
                ("stand", score(landkaart.mean(periode, id, mijlpalen))),
                ("trend", self.part(&self.trend(landkaart.trend(periode, id)))),
                ("antwoorden", self.list_of(answers)),
            ])
        };
        self.list_of(scope.iter().map(row))
    }

    /// Links to the same page of all other periods, newest first; `part` is the end of its address.
    fn other_periods(&self, landkaart: &Landkaart, part: &str) -> Part {
        let links: Vec<Link> = (landkaart.periodes.ids().rev())
            .map(|periode| {
                let Link { title, href } = periode_link(self.portal, landkaart, periode);
                Link { title, href: format!("{href}{part}/") }
            })
            .collect();
        self.part(&links)
    }

    pub(super) fn periode_fase(&self, periode: Id<Periode>, fase: Id<Fase>) -> Vec<Named> {
        let portal = self.portal;
        let Some(both @ (landkaart, _)) = self.landkaart() else { return Vec::new() };
        let item = &landkaart.fases[fase];
        let everyone: Vec<Id<Werkplein>> = portal.werkpleinen.ids().collect();
        let band_of = |id| landkaart.mean(periode, id, &item.mijlpalen).map(|mean| landkaart.band(mean));
        let bands = landkaart.model.banden.iter().enumerate().rev().map(|(index, band)| {
            let stand = Score { waarde: None, band: band.id.value.clone(), naam: band.naam.clone() };
            let is_in = |id| band_of(id) == Some(index);
            self.map_of([("stand", self.part(&stand)), ("werkpleinen", self.links_where(is_in))])
        });
        let distribution = || landkaart.distribution(periode, &item.mijlpalen, everyone.iter().copied());
        vec![
            self.named("landkaart", || self.about_landkaart()),
            self.named("periode", || self.part(&periode_link(portal, landkaart, periode))),
            self.named("andere", || self.other_periods(landkaart, &format!("fases/{}", item.id))),
            self.named("verdeling", || self.part(&spread(landkaart, &distribution()))),
            self.named("mijlpalen", || self.part(&self.milestone_states(both, periode, &item.mijlpalen, &everyone))),
            self.named("banden", || self.list_of(bands)),
            self.named("niet_ingevuld", || self.links_absent(landkaart, periode)),
        ]
    }

    pub(super) fn periode_regio(&self, periode: Id<Periode>, regio: Id<Regio>) -> Vec<Named> {
        #[derive(Serialize)]
        struct PhaseRow {
            naam: String,
            regio: Score,
            land: Option<u32>,
        }
        let portal = self.portal;
        let Some(both @ (landkaart, _)) = self.landkaart() else { return Vec::new() };
        let (item, all) = (&portal.regios[regio], landkaart.all());
        let mean = |mijlpalen: &[Id<Mijlpaal>], scope: &[Id<Werkplein>]| {
            landkaart.mean_of(periode, mijlpalen, scope.iter().copied())
        };
        let everyone: Vec<Id<Werkplein>> = portal.werkpleinen.ids().collect();
        let row = |naam: &str, mijlpalen: &[Id<Mijlpaal>]| PhaseRow {
            naam: naam.to_owned(),
            regio: score(portal, landkaart, mean(mijlpalen, &item.werkpleinen)),
            land: mean(mijlpalen, &everyone),
        };
        let phases = || landkaart.fases.iter().map(|fase| row(&fase.naam, &fase.mijlpalen)).collect::<Vec<_>>();
        let distribution = || landkaart.distribution(periode, &all, item.werkpleinen.iter().copied());
        vec![
            self.named("landkaart", || self.about_landkaart()),
            self.named("periode", || self.part(&periode_link(portal, landkaart, periode))),
            self.named("regio", || self.part(&self.regio_link(regio))),
            self.named("andere", || self.other_periods(landkaart, &format!("regios/{}", item.id))),
            self.named("verdeling", || self.part(&spread(landkaart, &distribution()))),
            self.named("totaal", || self.part(&row(portal.words.get("landkaart.totaal"), &all))),
            self.named("fases", || self.part(&phases())),
            self.named("mijlpalen", || self.part(&self.milestone_states(both, periode, &all, &item.werkpleinen))),
            self.named("werkpleinen", || self.centre_rows(both, periode, &all, &item.werkpleinen)),
            self.answers_file(periode),
        ]
    }

    /// Who answered otherwise on a milestone than in the period before; nothing for the first period.
    pub(super) fn answers_changed(&self, periode: Id<Periode>, mijlpaal: Id<Mijlpaal>) -> Part {
        #[derive(Serialize)]
        struct Changed {
            vorige: Link,
            rijen: Vec<Answered>,
        }
        let portal = self.portal;
        let Some(landkaart) = &portal.landkaart else { return Part::none() };
        let Some(before) = landkaart.before(periode) else { return Part::none() };
        let level = |answer: Option<u32>| match answer {
            Some(value) => Score {
                waarde: Some(value),
                band: landkaart.model.banden[landkaart.band(value)].id.value.clone(),
                naam: landkaart.level_name(value).to_owned(),
            },
            None => score(portal, landkaart, None),
        };
        let rows = portal.werkpleinen.ids().filter_map(|id| {
            let was = landkaart.answer(before, id, mijlpaal);
            let is = landkaart.answer(periode, id, mijlpaal);
            (was != is).then(|| Answered { werkplein: self.werkplein_link(id), van: level(was), naar: level(is) })
        });
        self.part(&Changed { vorige: periode_link(portal, landkaart, before), rijen: rows.collect() })
    }
}
