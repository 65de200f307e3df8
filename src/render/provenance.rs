//! Where figures of the landkaart come from. The answers may be an example of which some totals are those that a source prints: whoever cites
//! such a figure may name the source, and whoever cites another may not.

use std::borrow::Cow;

use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Periode};
use crate::model::portal::Portal;
use crate::parse::data::Printed;
use crate::render::open_data::tables::Herkomst;

/// Of figures of the whole country in a period; `least` is how much the source must print of it to print these.
pub(super) fn country(landkaart: &Landkaart, periode: Id<Periode>, least: Printed) -> Herkomst {
    match landkaart.model.voorbeeld {
        Some(_) if landkaart.printed(periode) >= least => Herkomst::Bron,
        _ => parts(landkaart),
    }
}

/// Of the mean of the whole country in a period together with how werkpleinen are spread over the bands.
pub(super) fn course(landkaart: &Landkaart, periode: Id<Periode>) -> Herkomst {
    match country(landkaart, periode, Printed::All) {
        Herkomst::Bron => Herkomst::Bron,
        _ => beside(landkaart, periode, Printed::Mean),
    }
}

/// Of figures of werkpleinen and regions.
pub(super) fn parts(landkaart: &Landkaart) -> Herkomst {
    Herkomst::of(landkaart.model.voorbeeld.is_some(), true)
}

/// Of figures of werkpleinen or regions with those of the whole country beside them.
pub(super) fn beside(landkaart: &Landkaart, periode: Id<Periode>, least: Printed) -> Herkomst {
    match country(landkaart, periode, least) {
        Herkomst::Bron => Herkomst::DeelsVoorbeeld,
        other => other,
    }
}

/// What readers are told of where figures come from.
pub(super) fn source<'a>(portal: &'a Portal, landkaart: &'a Landkaart, origins: &[Herkomst]) -> Cow<'a, str> {
    let model = &landkaart.model;
    let made = model.bron_voorbeeld.as_deref().unwrap_or(&portal.settings.owner);
    let is_from_source = |origin: &Herkomst| !origin.is_example() || *origin == Herkomst::DeelsVoorbeeld;
    let is_printed = origins.iter().any(is_from_source);
    match origins.iter().any(|origin| origin.is_example()) {
        true if is_printed => {
            portal.words.fill("figuur.bron_deels", &[("bron", &model.bron), ("voorbeeld", made)]).into()
        }
        true => made.into(),
        false => model.bron.as_str().into(),
    }
}

/// How the example figures among them were made; none when there are none.
pub(super) fn example<'a>(landkaart: &'a Landkaart, origins: &[Herkomst]) -> Option<&'a str> {
    landkaart.model.voorbeeld.as_deref().filter(|_| origins.iter().any(|origin| origin.is_example()))
}

/// Of everything that pages about the landkaart show: the whole country, and its parts.
pub(super) fn whole(landkaart: &Landkaart) -> Vec<Herkomst> {
    let country = landkaart.periodes.ids().map(|periode| country(landkaart, periode, Printed::Mean));
    country.chain([parts(landkaart)]).collect()
}
