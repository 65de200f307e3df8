//! Inputs of werkpleinen and regions.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::landkaart::{Score, periode_link, score};
use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::alike::{Market, Neighbour};
use crate::model::facets::Dimension;
use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Trend};
use crate::model::lists::PER_LIST;
use crate::model::places::{Regio, Werkplein, distance, initial};
use crate::model::portal::Praktijk;
use crate::order::Order;
use crate::parse::data::Printed;
use crate::parse::front_matter::Status;
use crate::render::figure::{FigureId, Scope};
use crate::render::part::Part;
use crate::render::provenance;

/// How many neighbours a werkplein's page names.
const NEIGHBOURS: usize = 6;
/// How many werkpleinen that are further it names per milestone.
const AHEAD: usize = 5;
/// How many practices are named that help with a milestone; the page of the milestone has all.
const MOST_HELPFUL: usize = 3;
/// How many practices of its region a werkplein's page shows; the region's page has all.
const NEARBY: usize = 12;

/// A werkplein in a list: its state in the newest period.
#[derive(Serialize)]
struct WerkpleinRow {
    title: String,
    href: String,
    gemeente: String,
    regio: Option<Link>,
    stand: Option<Score>,
    trend: Option<String>,
    afstand: Option<String>,
}

/// A milestone on which a werkplein answered otherwise than in the period before.
#[derive(Serialize)]
struct Moved {
    mijlpaal: Link,
    /// Whether the answer is higher.
    vooruit: bool,
    /// The names of the levels.
    van: String,
    naar: String,
}

impl Inputs<'_> {
    fn werkplein_row(&self, id: Id<Werkplein>, with_regio: bool) -> WerkpleinRow {
        let portal = self.portal;
        let werkplein = &portal.werkpleinen[id];
        let state = portal.landkaart.as_ref().and_then(|landkaart| {
            let periode = landkaart.newest()?;
            let mean = landkaart.mean(periode, id, &landkaart.all());
            Some((score(portal, landkaart, mean), self.trend(landkaart.trend(periode, id))))
        });
        let (stand, trend) = state.unzip();
        WerkpleinRow {
            title: werkplein.naam.clone(),
            href: portal.werkplein_href(id),
            gemeente: werkplein.gemeente.clone(),
            regio: with_regio.then(|| self.regio_link(werkplein.regio)),
            stand,
            trend: trend.flatten(),
            afstand: None,
        }
    }

    /// "3 punten gestegen", "gelijk gebleven"; nothing when it is not known.
    pub(super) fn trend(&self, trend: Trend) -> Option<String> {
        let words = &self.portal.words;
        let points = |key_one: &str, key_more: &str, points: u32| {
            words.fill(if points == 1 { key_one } else { key_more }, &[("punten", &points.to_string())])
        };
        match trend {
            Trend::Rose(by) => Some(points("trend.gestegen_een", "trend.gestegen", by)),
            Trend::Fell(by) => Some(points("trend.gedaald_een", "trend.gedaald", by)),
            Trend::Stayed => Some(words.get("trend.gelijk").to_owned()),
            Trend::Unknown => None,
        }
    }

    pub(super) fn werkpleinen(&self) -> Vec<Named> {
        #[derive(Serialize)]
        struct ByRegio {
            regio: Link,
            /// What its werkpleinen may be looked up by, with `|` between: its names, and its municipalities, most of which have none.
            zoek: String,
            werkpleinen: Vec<WerkpleinRow>,
        }
        #[derive(Serialize)]
        struct Name {
            title: String,
            href: String,
            /// Everything the werkplein may be looked up by, with `|` between.
            zoek: String,
            /// Its municipality, when that has another name, and other names of its own.
            ook: Option<String>,
        }
        #[derive(Serialize)]
        struct Letter {
            letter: String,
            items: Vec<Name>,
        }
        let portal = self.portal;
        let words = &portal.words;
        let titled = |name: &String| words.fill("werkplein.titel", &[("werkplein", name)]);
        let regios = portal.regios.ids().map(|regio| ByRegio {
            regio: self.regio_link(regio),
            zoek: {
                let Regio { naam, gemeenten, .. } = &portal.regios[regio];
                let title = words.fill("regio.titel", &[("regio", naam)]);
                [&title, naam].into_iter().chain(gemeenten).map(String::as_str).collect::<Vec<_>>().join("|")
            },
            werkpleinen: portal.regios[regio].werkpleinen.iter().map(|&id| self.werkplein_row(id, false)).collect(),
        });
        let mut letters: BTreeMap<char, Vec<Name>> = BTreeMap::new();
        for id in portal.werkpleinen.ids() {
            let werkplein = &portal.werkpleinen[id];
            let Link { title, href } = self.werkplein_link(id);
            let name = Name {
                zoek: {
                    let names = [&werkplein.naam, &werkplein.gemeente].into_iter().chain(&werkplein.aliassen);
                    names.map(titled).collect::<Vec<_>>().join("|")
                },
                ook: self.other_names(werkplein),
                title,
                href,
            };
            letters.entry(initial(&werkplein.naam)).or_default().push(name);
        }
        let letters: Vec<Letter> =
            letters.into_iter().map(|(letter, items)| Letter { letter: letter.to_string(), items }).collect();
        vec![
            self.named("regios", || self.part(&regios.collect::<Vec<_>>())),
            self.named("letters", || self.part(&letters)),
            self.named("aantal", || self.part(&portal.werkpleinen.len())),
            self.named("voorbeeld", || self.landkaart_example()),
        ]
    }

    /// "(gemeente Utrecht; ook: Overvecht)".
    fn other_names(&self, werkplein: &Werkplein) -> Option<String> {
        let words = &self.portal.words;
        let mut parts = Vec::new();
        if !werkplein.naam.contains(&werkplein.gemeente) {
            parts.push(words.fill("mijn.in_gemeente", &[("gemeente", &werkplein.gemeente)]));
        }
        if !werkplein.aliassen.is_empty() {
            parts.push(words.fill("mijn.ook", &[("namen", &werkplein.aliassen.join(", "))]));
        }
        (!parts.is_empty()).then(|| format!("({})", parts.join("; ")))
    }

    /// How the landkaart's example data was made; nothing for real data.
    pub(super) fn landkaart_example(&self) -> Part {
        self.part(&self.portal.landkaart.as_ref().and_then(|landkaart| landkaart.model.voorbeeld.as_deref()))
    }

    pub(super) fn werkplein(&self, id: Id<Werkplein>) -> Vec<Named> {
        #[derive(Serialize)]
        struct About<'a> {
            naam: &'a str,
            gemeente: &'a str,
            regio: Link,
        }
        let portal = self.portal;
        let werkplein = &portal.werkpleinen[id];
        let lists = &portal.lists;
        let own = lists.werkplein[id.index()].iter().copied().take(PER_LIST);
        let used = lists.gebruikt_in[id.index()].iter().copied().take(PER_LIST);
        let nearby = lists.regio[werkplein.regio.index()].iter().copied();
        let nearby = nearby.filter(|&other| portal.praktijken[other].werkplein != Some(id)).take(NEARBY);
        let newest = portal.landkaart.as_ref().and_then(Landkaart::newest);
        vec![
            self.named("werkplein", || {
                self.part(&About {
                    naam: &werkplein.naam,
                    gemeente: &werkplein.gemeente,
                    regio: self.regio_link(werkplein.regio),
                })
            }),
            self.named("stand", || Part::optional(self.werkplein_state(id))),
            self.figure("grafiek_verloop", FigureId::History(Scope::Werkplein(id))),
            self.figure("grafiek_mijlpalen", FigureId::Centre(id)),
            self.named("verder", || self.further(id)),
            self.named("praktijken", || self.cards(own)),
            self.named("overgenomen", || self.cards(used)),
            self.named("in_de_regio", || self.cards(nearby)),
            self.named("buren", || self.part(&self.neighbours(id))),
            self.named("voorbeeld", || self.landkaart_example()),
            newest.map_or(("antwoorden", Part::none()), |newest| self.answers_file(newest)),
        ]
    }

    /// The milestones of a werkplein over all periods, against its region and the country.
    fn werkplein_state(&self, id: Id<Werkplein>) -> Option<Part> {
        let portal = self.portal;
        let (landkaart, shared) = self.landkaart()?;
        let newest = landkaart.newest()?;
        let region = &portal.regios[portal.werkpleinen[id].regio].werkpleinen;
        let row = |naam: &str, href: Option<String>, mijlpalen: &[Id<_>], land: Option<u32>| {
            let mean = |periode| shared.score(portal, landkaart, landkaart.mean(periode, id, mijlpalen));
            self.map_of([
                ("naam", self.part(naam)),
                ("href", self.part(&href)),
                ("verloop", self.list_of(landkaart.periodes.ids().map(mean))),
                ("nu", mean(newest)),
                ("regio", self.part(&landkaart.mean_of(newest, mijlpalen, region.iter().copied()))),
                ("land", self.part(&land)),
            ])
        };
        let whole = |naam: &str, mijlpalen: &[Id<_>]| {
            row(naam, None, mijlpalen, landkaart.mean_of(newest, mijlpalen, portal.werkpleinen.ids()))
        };
        let fases = landkaart.fases.iter().map(|fase| {
            let mijlpalen = fase.mijlpalen.iter().map(|&mijlpaal| {
                let item = &landkaart.mijlpalen[mijlpaal];
                let href = Some(portal.mijlpaal_href(item));
                row(&item.naam, href, &[mijlpaal], shared.national_mean(newest, mijlpaal))
            });
            self.map_of([
                ("naam", self.part(&fase.naam)),
                ("totaal", whole(&fase.naam, &fase.mijlpalen)),
                ("mijlpalen", self.list_of(mijlpalen)),
            ])
        });
        let names: Vec<&str> = landkaart.periodes.iter().map(|periode| periode.naam.as_str()).collect();
        let before = landkaart.before(newest).map(|before| landkaart.periodes[before].naam.as_str());
        let moved = self.moved(id);
        Some(self.map_of([
            ("ingevuld", self.part(&landkaart.answers(newest, id).is_some())),
            ("periode", self.part(&periode_link(portal, landkaart, newest))),
            ("periodes", self.part(&names)),
            ("totaal", whole(portal.words.get("landkaart.totaal"), &landkaart.all())),
            ("trend", self.part(&self.trend(landkaart.trend(newest, id)))),
            ("vorige", self.part(&before)),
            ("fases", self.list_of(fases)),
            ("vergeleken", self.part(&moved.is_some())),
            ("veranderd", self.part(&moved.unwrap_or_default())),
            (
                "bron",
                self.part(&provenance::source(
                    portal,
                    landkaart,
                    &[provenance::beside(landkaart, newest, Printed::All)],
                )),
            ),
        ]))
    }

    /// The milestones on which a werkplein answered otherwise than in the period before; none when it did not answer in one of the two.
    fn moved(&self, id: Id<Werkplein>) -> Option<Vec<Moved>> {
        let landkaart = self.portal.landkaart.as_ref()?;
        let newest = landkaart.newest()?;
        let before = landkaart.before(newest)?;
        landkaart.answers(before, id).and(landkaart.answers(newest, id))?;
        let moved = landkaart.mijlpalen.ids().filter_map(|mijlpaal| {
            let answer = |periode| landkaart.answer(periode, id, mijlpaal);
            let (was, is) = (answer(before)?, answer(newest)?);
            let item = &landkaart.mijlpalen[mijlpaal];
            (was != is).then(|| Moved {
                mijlpaal: Link { title: item.naam.clone(), href: self.portal.mijlpaal_href(item) },
                vooruit: is > was,
                van: landkaart.level_name(was).to_owned(),
                naar: landkaart.level_name(is).to_owned(),
            })
        });
        Some(moved.collect())
    }

    /// Per milestone that is not complete: practices that help, and werkpleinen like this one that are further.
    fn further(&self, id: Id<Werkplein>) -> Part {
        #[derive(Serialize)]
        struct Ahead {
            werkplein: Link,
            niveau: String,
            reden: String,
        }
        #[derive(Serialize)]
        struct Open {
            naam: String,
            href: String,
            niveau: String,
            stand: Score,
            praktijken: Vec<Helpful>,
            aantal: usize,
            verder: Vec<Ahead>,
        }
        #[derive(Serialize)]
        struct Helpful {
            link: Link,
            /// What a reader has to know of it: that it is a pilot, an idea, or an example.
            merk: Option<String>,
        }
        let portal = self.portal;
        let help = |&id: &Id<Praktijk>| {
            let Praktijk { status, voorbeeld, .. } = portal.praktijken[id];
            let words = &portal.words;
            let state =
                (status != Status::Lopend).then(|| words.get(&format!("status.{}", status.name())).to_lowercase());
            let marks: Vec<String> =
                state.into_iter().chain(voorbeeld.then(|| words.get("voorbeeld.merk").to_owned())).collect();
            Helpful { link: self.praktijk_link(id), merk: (!marks.is_empty()).then(|| marks.join(", ")) }
        };
        let Some(landkaart) = &portal.landkaart else { return Part::none() };
        let Some(newest) = landkaart.newest() else { return Part::none() };
        let Some(answers) = landkaart.answers(newest, id) else { return Part::none() };
        let (lists, neighbours) = (&portal.lists, portal.alike.neighbours(&portal.werkpleinen, id));
        let open = landkaart.mijlpalen.ids().filter(|mijlpaal| answers[mijlpaal.index()] < landkaart.highest());
        let rows: Vec<Open> = open
            .map(|mijlpaal| {
                let (item, own) = (&landkaart.mijlpalen[mijlpaal], answers[mijlpaal.index()]);
                let further = neighbours.iter().filter_map(|neighbour| {
                    let level = landkaart.answer(newest, neighbour.werkplein, mijlpaal).filter(|level| *level > own)?;
                    Some((neighbour, level))
                });
                let further: Vec<(&Neighbour, u32)> = further.collect();
                let mut ahead = further[..further.len().min(AHEAD)].to_vec();
                // Who is there already knows the whole way: one of them is named, also when it is not among the most alike.
                if let Some(there) = further[ahead.len()..].iter().find(|(_, level)| *level == landkaart.highest())
                    && ahead.iter().all(|(_, level)| *level < landkaart.highest())
                {
                    ahead.pop();
                    ahead.push(*there);
                }
                // The most alike are chosen by distance and market together; a reader sees these two apart, so they stand in that order.
                ahead.order_by_key(|(neighbour, level)| {
                    (Reverse(*level), neighbour.market, neighbour.km.round() as i64)
                });
                let ahead = ahead.into_iter().map(|(neighbour, level)| Ahead {
                    werkplein: self.werkplein_link(neighbour.werkplein),
                    niveau: landkaart.level_name(level).to_lowercase(),
                    reden: self.reason(neighbour),
                });
                // What a werkplein does itself does not help it further.
                let is_own = |praktijk: &Id<Praktijk>| portal.praktijken[*praktijk].werkplein == Some(id);
                let (all, best) = (&lists.mijlpaal[mijlpaal.index()], &lists.hulp[mijlpaal.index()]);
                let helpful = best.iter().filter(|praktijk| !is_own(praktijk)).take(MOST_HELPFUL);
                let aantal = if all.iter().all(is_own) { 0 } else { all.len() };
                Open {
                    naam: item.naam.clone(),
                    href: portal.mijlpaal_href(item),
                    niveau: landkaart.level_name(own).to_owned(),
                    stand: score(portal, landkaart, Some(own)),
                    praktijken: helpful.map(help).collect(),
                    aantal,
                    verder: ahead.collect(),
                }
            })
            .collect();
        self.part(&rows)
    }

    /// Why another werkplein is named: "vergelijkbare arbeidsmarkt, ongeveer 24 km".
    fn reason(&self, neighbour: &Neighbour) -> String {
        let km = self.kilometres(neighbour.km);
        let key = match neighbour.market {
            Market::Same => "werkplein.zelfde_regio",
            Market::Alike => "werkplein.vergelijkbare_markt",
            Market::Other => "werkplein.andere_markt",
            Market::Unknown => return km,
        };
        format!("{}, {km}", self.portal.words.get(key))
    }

    pub(super) fn praktijk_link(&self, id: Id<Praktijk>) -> Link {
        Link::to(self.portal, self.portal.praktijken[id].page)
    }

    /// The nearest werkpleinen, with the distance as the crow flies.
    fn neighbours(&self, id: Id<Werkplein>) -> Vec<WerkpleinRow> {
        let portal = self.portal;
        let here = portal.werkpleinen[id].punt;
        let mut others: Vec<(f64, Id<Werkplein>)> = (portal.werkpleinen.ids())
            .filter(|&other| other != id)
            .map(|other| (distance(here, portal.werkpleinen[other].punt), other))
            .collect();
        others.order_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        others
            .into_iter()
            .take(NEIGHBOURS)
            .map(|(km, other)| {
                let mut row = self.werkplein_row(other, true);
                row.afstand = Some(self.kilometres(km));
                row
            })
            .collect()
    }

    fn kilometres(&self, km: f64) -> String {
        let whole = dutch::whole((km.round() as i64).max(1));
        self.portal.words.fill("werkplein.afstand", &[("km", &whole)])
    }

    pub(super) fn regio(&self, id: Id<Regio>) -> Vec<Named> {
        #[derive(Serialize)]
        struct About<'a> {
            naam: &'a str,
            code: &'a str,
            centrumgemeente: &'a str,
            gemeenten: &'a [String],
        }
        let portal = self.portal;
        let regio = &portal.regios[id];
        let rows = || regio.werkpleinen.iter().map(|&id| self.werkplein_row(id, false)).collect::<Vec<WerkpleinRow>>();
        let mean = || {
            let landkaart = portal.landkaart.as_ref()?;
            let mean = landkaart.mean_of(landkaart.newest()?, &landkaart.all(), regio.werkpleinen.iter().copied());
            Some(score(portal, landkaart, mean))
        };
        let [praktijken, blad] = self.list(&portal.lists.regio[id.index()]);
        let berichten = portal.berichten.ids().filter(|&item| portal.berichten[item].regio == Some(id));
        let bijeenkomsten = portal.bijeenkomsten.ids().filter(|&item| portal.bijeenkomsten[item].regio == Some(id));
        let periode = || {
            let landkaart = portal.landkaart.as_ref()?;
            Some(landkaart.periodes[landkaart.newest()?].naam.clone())
        };
        vec![
            self.named("regio", || {
                let Regio { naam, code, centrumgemeente, gemeenten, .. } = regio;
                self.part(&About { naam, code, centrumgemeente, gemeenten })
            }),
            self.named("werkpleinen", || self.part(&rows())),
            self.named("stand", || self.part(&mean())),
            self.named("stand_periode", || self.part(&periode())),
            praktijken,
            blad,
            self.choice_link(Dimension::Regio, id.index()),
            self.named("aantal", || self.part(&portal.lists.regio[id.index()].len())),
            self.named("berichten", || Part::list(berichten.map(|id| self.bericht_card(id)))),
            self.named("bijeenkomsten", || Part::list(bijeenkomsten.map(|id| self.bijeenkomst_card(id)))),
            self.named("arbeidsmarkt", || self.regio_market(id)),
            self.figure("grafiek_markt", FigureId::Market(Some(id))),
            self.figure("grafiek_fases", FigureId::Region(id)),
            self.figure("grafiek_verloop", FigureId::History(Scope::Regio(id))),
            self.named("voorbeeld", || self.landkaart_example()),
        ]
    }
}
