//! Inputs of maps: werkpleinen of a period, and regions, by band.

use serde::Serialize;

use super::Inputs;
use super::landkaart::{Score, band_range, score};
use crate::chart::map::{Area, Map};
use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Periode};
use crate::model::map::{Areas, Cell};
use crate::model::places::{Regio, Werkplein};
use crate::model::portal::Portal;
use crate::render::part::Part;
use crate::render::provenance;

/// Start of every id in a map; a page has one.
const ID: &str = "_kaart";

/// A place in the list beside a map.
#[derive(Serialize)]
struct Item {
    title: String,
    href: String,
    stand: Score,
}

/// A region in that list, with its werkpleinen.
#[derive(Serialize)]
struct Group {
    title: String,
    stand: Score,
    items: Vec<Item>,
}

/// What a map shows of one place.
struct Shown<'a> {
    /// "Werkplein Tiel".
    who: String,
    href: String,
    mean: Option<u32>,
    cell: &'a Cell,
}

/// Words and numbers around a map.
struct About {
    title: String,
    /// Key of the sentence that sums it up.
    summary: &'static str,
    /// Key of what the areas are.
    explanation: &'static str,
    /// Key of the heading of the list.
    list: &'static str,
    items: Part,
    groups: Part,
}

/// Makes maps of one period.
struct Maker<'a> {
    portal: &'a Portal,
    landkaart: &'a Landkaart,
    periode: Id<Periode>,
    areas: &'a Areas,
}

impl Inputs<'_> {
    /// The map of werkpleinen in a period; made once.
    pub(super) fn werkplein_map(&self, periode: Id<Periode>) -> Part {
        let portal = self.portal;
        let (Some(landkaart), Some(shared)) = (&portal.landkaart, self.shared.landkaart(portal)) else {
            return Part::none();
        };
        let make = || Maker { portal, landkaart, periode, areas: portal.map.areas() }.werkpleinen();
        shared.maps[periode.index()].get_or_init(make).clone()
    }

    /// The map of regions in the newest period.
    pub(super) fn regio_map(&self) -> Part {
        let portal = self.portal;
        let Some(landkaart) = &portal.landkaart else { return Part::none() };
        let Some(periode) = landkaart.newest() else { return Part::none() };
        Maker { portal, landkaart, periode, areas: portal.map.areas() }.regios()
    }
}

impl Maker<'_> {
    fn mean_of(&self, id: Id<Werkplein>) -> Option<u32> {
        self.landkaart.mean(self.periode, id, &self.landkaart.all())
    }

    fn mean_in(&self, id: Id<Regio>) -> Option<u32> {
        let members = self.portal.regios[id].werkpleinen.iter().copied();
        self.landkaart.mean_of(self.periode, &self.landkaart.all(), members)
    }

    fn score(&self, mean: Option<u32>) -> Score {
        score(self.portal, self.landkaart, mean)
    }

    fn werkpleinen(&self) -> Part {
        let portal = self.portal;
        if portal.werkpleinen.is_empty() {
            return Part::none();
        }
        let shown = portal.werkpleinen.ids().zip(&self.areas.werkpleinen).map(|(id, cell)| Shown {
            who: portal.words.fill("werkplein.titel", &[("werkplein", &portal.werkpleinen[id].naam)]),
            href: portal.werkplein_href(id),
            mean: self.mean_of(id),
            cell,
        });
        let item = |&id: &Id<Werkplein>| Item {
            title: portal.werkpleinen[id].naam.clone(),
            href: portal.werkplein_href(id),
            stand: self.score(self.mean_of(id)),
        };
        let groups: Vec<Group> = (portal.regios.ids())
            .filter(|&regio| !portal.regios[regio].werkpleinen.is_empty())
            .map(|regio| Group {
                title: portal.regios[regio].naam.clone(),
                stand: self.score(self.mean_in(regio)),
                items: portal.regios[regio].werkpleinen.iter().map(item).collect(),
            })
            .collect();
        let about = About {
            title: self.title("kaart.werkpleinen"),
            summary: "kaart.samenvatting_werkpleinen",
            explanation: "kaart.vlak",
            list: "kaart.lijst_werkpleinen",
            items: Part::none(),
            groups: Part::of(&groups),
        };
        self.part(about, shown.collect(), false)
    }

    fn regios(&self) -> Part {
        let portal = self.portal;
        if portal.regios.is_empty() {
            return Part::none();
        }
        let shown = portal.regios.ids().zip(&self.areas.regios).map(|(id, cell)| Shown {
            who: portal.words.fill("regio.titel", &[("regio", &portal.regios[id].naam)]),
            href: portal.regio_href(id),
            mean: self.mean_in(id),
            cell,
        });
        let items: Vec<Item> = (portal.regios.ids())
            .map(|id| Item {
                title: portal.regios[id].naam.clone(),
                href: portal.regio_href(id),
                stand: self.score(self.mean_in(id)),
            })
            .collect();
        let about = About {
            title: self.title("kaart.regios"),
            summary: "kaart.samenvatting_regios",
            explanation: "kaart.vlak_regio",
            list: "kaart.lijst_regios",
            items: Part::of(&items),
            groups: Part::none(),
        };
        self.part(about, shown.collect(), true)
    }

    fn title(&self, key: &str) -> String {
        self.portal.words.fill(key, &[("periode", &self.landkaart.periodes[self.periode].naam)])
    }

    /// How many places are in each band, highest first: "Van de 127 werkpleinen: 4 volledig, …".
    fn summary(&self, key: &str, shown: &[Shown]) -> String {
        let words = &self.portal.words;
        let bands = &self.landkaart.model.banden;
        let none = words.get("landkaart.niet_ingevuld").to_lowercase();
        let named = bands.iter().enumerate().rev().map(|(index, band)| (Some(index), band.naam.to_lowercase()));
        let counts: Vec<String> = named
            .chain([(None, none)])
            .filter_map(|(band, name)| {
                let is_in = |shown: &&Shown| shown.mean.map(|mean| self.landkaart.band(mean)) == band;
                let count = shown.iter().filter(is_in).count();
                (count > 0).then(|| words.fill("kaart.telling", &[("aantal", &count.to_string()), ("band", &name)]))
            })
            .collect();
        words.fill(key, &[("aantal", &shown.len().to_string()), ("telling", &counts.join(", "))])
    }

    fn area<'s>(&self, shown: &'s Shown, with_label: bool) -> Area<'s> {
        let words = &self.portal.words;
        let band = self.score(shown.mean).naam.to_lowercase();
        let name = match shown.mean {
            Some(mean) => {
                words.fill("kaart.naam", &[("wie", &shown.who), ("waarde", &mean.to_string()), ("band", &band)])
            }
            None => words.fill("kaart.naam_leeg", &[("wie", &shown.who), ("band", &band)]),
        };
        let Cell { shape, point, room } = shown.cell;
        Area {
            shape,
            point: *point,
            name,
            href: shown.href.clone(),
            band: shown.mean.map(|mean| self.landkaart.band(mean)),
            label: shown.mean.filter(|_| with_label).map(|mean| (format!("{mean}%"), *point, *room)),
        }
    }

    fn part(&self, about: About, shown: Vec<Shown>, with_labels: bool) -> Part {
        let (words, model) = (&self.portal.words, &self.landkaart.model);
        let summary = self.summary(about.summary, &shown);
        let band_word = |(index, band): (usize, &crate::parse::data::BandModel)| {
            words.fill("kaart.band", &[("band", &band.naam), ("bereik", &band_range(self.landkaart, index))])
        };
        let map = Map {
            id: ID,
            title: &about.title,
            description: &summary,
            bounds: self.areas.bounds,
            areas: shown.iter().map(|shown| self.area(shown, with_labels)).collect(),
            borders: &self.areas.borders,
            bands: model.banden.iter().enumerate().map(band_word).collect(),
            no_band: words.get("landkaart.niet_ingevuld"),
        };
        let thanks = self.portal.map.attributions.iter().map(|by| words.fill("kaart.grenzen", &[("bron", by)]));
        Part::map([
            ("titel", Part::of(&about.title)),
            ("samenvatting", Part::of(&summary)),
            ("svg", Part::html(&map.svg())),
            ("legenda", Part::html(&map.legend())),
            ("uitleg", Part::of(words.get(about.explanation))),
            ("lijst", Part::of(words.get(about.list))),
            ("items", about.items),
            ("groepen", about.groups),
            ("bron", Part::of(&provenance::source(self.portal, self.landkaart, &[provenance::parts(self.landkaart)]))),
            ("dank", Part::of(&thanks.collect::<Vec<_>>())),
            ("voorbeeld", Part::of(&model.voorbeeld)),
        ])
    }
}
