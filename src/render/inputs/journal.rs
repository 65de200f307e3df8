//! Inputs of the newsletter: the list of its editions, and each edition.

use serde::Serialize;

use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::id::Id;
use crate::model::journal::{Contents, Editie};
use crate::model::portal::Bijeenkomst;
use crate::render::journal::{self, Form};
use crate::render::part::Part;

/// An edition in a list.
#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    href: String,
    datum: String,
    datum_machine: String,
    inleiding: &'a str,
}

impl Inputs<'_> {
    fn editie_row(&self, id: Id<Editie>) -> Row<'_> {
        let editie = &self.portal.edities[id];
        Row {
            title: &self.portal.pages[editie.page].title,
            href: self.portal.href(editie.page),
            datum: dutch::date(editie.datum),
            datum_machine: editie.datum.to_string(),
            inleiding: &editie.inleiding,
        }
    }

    /// The editions, newest first.
    pub(super) fn ketenjournaal(&self) -> Vec<Named> {
        let rows: Vec<Row> = self.portal.edities.ids().map(|id| self.editie_row(id)).collect();
        vec![self.named("edities", || self.part(&rows))]
    }

    /// The newest edition, for the page with news.
    pub(super) fn newest_editie(&self) -> Named {
        self.named("editie", || self.part(&self.portal.edities.ids().next().map(|id| self.editie_row(id))))
    }

    /// An edition with what is in it.
    pub(super) fn editie(&self, id: Id<Editie>) -> Vec<Named> {
        let portal = self.portal;
        let editie = &portal.edities[id];
        let Contents { berichten, praktijken, komend, geweest } = Contents::new(portal, editie);
        let events = |ids: Vec<Id<Bijeenkomst>>| Part::list(ids.into_iter().map(|id| self.bijeenkomst_card(id)));
        let beside = |id: Option<Id<Editie>>| self.part(&id.map(|id| Link::to(portal, portal.edities[id].page)));
        let words = &portal.words;
        vec![
            self.named("editie", || self.part(&self.editie_row(id))),
            self.named("leeg", || {
                self.part(&words.fill("ketenjournaal.leeg", &[("sinds", &dutch::date(editie.sinds))]))
            }),
            self.named("berichten", || Part::list(berichten.into_iter().map(|id| self.bericht_card(id)))),
            self.named("praktijken", || self.cards(praktijken)),
            self.named("komend", || events(komend)),
            self.named("geweest", || events(geweest)),
            self.named("mail_html", || self.part(&journal::href(portal, id, Form::Html))),
            self.named("mail_tekst", || self.part(&journal::href(portal, id, Form::Text))),
            self.named("nieuwer", || beside(id.before())),
            self.named("ouder", || beside(id.after().filter(|older| older.index() < portal.edities.len()))),
        ]
    }
}
