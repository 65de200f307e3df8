//! Links to what practices are about, each made once for all pages that show it.

use super::{Inputs, Link};
use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Periode};
use crate::model::places::Werkplein;
use crate::render::part::Part;

/// The links, in the order of the portal's lists.
pub(super) struct Links {
    pub(super) themas: Vec<Part>,
    pub(super) doelgroepen: Vec<Part>,
    pub(super) onderwerpen: Vec<Part>,
    pub(super) regios: Vec<Part>,
    pub(super) werkpleinen: Vec<Part>,
    /// To werkpleinen, by their whole titles: "Werkplein Tiel".
    pub(super) titles: Vec<Part>,
}

impl Links {
    pub(super) fn new(inputs: &Inputs) -> Self {
        let portal = inputs.portal;
        let title = |id| Link {
            title: portal.words.fill("werkplein.titel", &[("werkplein", &portal.werkpleinen[id].naam)]),
            href: portal.werkplein_href(id),
        };
        Self {
            themas: parts(portal.themas.ids(), |id| inputs.thema_link(id)),
            doelgroepen: parts(portal.doelgroepen.ids(), |id| inputs.doelgroep_link(id)),
            onderwerpen: parts(portal.onderwerpen.ids(), |id| inputs.onderwerp_link(id)),
            regios: parts(portal.regios.ids(), |id| inputs.regio_link(id)),
            werkpleinen: parts(portal.werkpleinen.ids(), |id| inputs.werkplein_link(id)),
            titles: parts(portal.werkpleinen.ids(), title),
        }
    }
}

impl Inputs<'_> {
    /// The link to one of these; nothing for none.
    pub(super) fn link_to<T>(&self, links: &[Part], id: Option<Id<T>>) -> Part {
        Part::optional(id.map(|id| links[id.index()].clone()))
    }

    /// The links to some of these.
    pub(super) fn links_to<T>(&self, links: &[Part], ids: &[Id<T>]) -> Part {
        self.list_of(ids.iter().map(|id| links[id.index()].clone()))
    }

    /// The links to the werkpleinen of which something holds, by name.
    pub(super) fn links_where(&self, holds: impl Fn(Id<Werkplein>) -> bool) -> Part {
        let links = &self.links().werkpleinen;
        let chosen = self.portal.werkpleinen.ids().filter(|&id| holds(id));
        self.list_of(chosen.map(|id| links[id.index()].clone()))
    }

    /// The links to the werkpleinen that did not answer in a period.
    pub(super) fn links_absent(&self, landkaart: &Landkaart, periode: Id<Periode>) -> Part {
        self.links_where(|id| landkaart.answers(periode, id).is_none())
    }
}

fn parts<T>(ids: impl Iterator<Item = Id<T>>, link: impl Fn(Id<T>) -> Link) -> Vec<Part> {
    ids.map(|id| Part::of(&link(id))).collect()
}
