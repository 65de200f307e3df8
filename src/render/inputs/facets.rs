//! Inputs of lists of practices: what is chosen, and what can still be chosen with how many practices that leaves.

use serde::Serialize;
use tera::Value as Shown;

use super::{Inputs, Link, Make, Named};
use crate::dutch;
use crate::hash::Hasher;
use crate::model::facets::{BY_TITLE, Choice, Dimension, Facets, Value};
use crate::model::id::Id;
use crate::model::lists::PER_LIST;
use crate::model::portal::{Praktijk, Subject};
use crate::model::route::Route;
use crate::order::Order;
use crate::render::part::Part;

/// A group with more values than this is folded, so that the groups after it are in sight.
const UNFOLDED: usize = 10;

/// What is chosen on a page, and what can be.
#[derive(Serialize)]
struct Choosing<'a> {
    /// Address of the list of all practices.
    lijst: String,
    /// Address of the first page of this list.
    eerste: String,
    /// Address of all practices by title.
    titels: String,
    /// The keys of what is chosen.
    basis: Vec<&'a str>,
    op_titel: bool,
    /// How many practices the list has, and the most on one page of it.
    totaal: usize,
    per: usize,
    soorten: [&'static str; 6],
    gekozen: Vec<Waarde<'a>>,
    /// Whether there are values left that have no page together with what is chosen.
    derde: bool,
    groepen: Vec<Group<'a>>,
}

/// The values of a dimension.
#[derive(Serialize)]
struct Group<'a> {
    soort: &'static str,
    open: bool,
    waarden: Vec<Waarde<'a>>,
}

/// A value to choose, or to let go of.
#[derive(Serialize)]
struct Waarde<'a> {
    soort: &'static str,
    sleutel: &'a str,
    naam: &'a str,
    zin: &'a str,
    aantal: String,
    /// Where choosing it leads, or letting go of it; none when there is no page of the three together.
    href: Option<String>,
    gekozen: bool,
}

impl Inputs<'_> {
    /// A list of practices, whole or by what is chosen, with what can still be chosen.
    pub(super) fn praktijklijst(&self) -> Vec<Named> {
        let portal = self.portal;
        let ids = self.chosen_praktijken();
        let [praktijken, blad] = self.list(ids);
        let onderwerpen = portal.page_at(&["onderwerpen"]).filter(|_| self.page.subject == Subject::None);
        vec![
            praktijken,
            blad,
            self.named("aantal", || self.part(&self.count("praktijk", ids.len()))),
            self.named("keuze", || self.choosing(ids.len())),
            self.named("onderwerpen", || self.part(&onderwerpen.map(|page| portal.href(page)))),
        ]
    }

    /// What is chosen on the page.
    fn choice(&self) -> Choice {
        match self.page.subject {
            Subject::Choice(choice) => choice,
            _ => Choice::Nothing,
        }
    }

    /// The practices of a list, in its order.
    pub(super) fn chosen_praktijken(&self) -> &[Id<Praktijk>] {
        match self.page.subject {
            Subject::ByTitle => &self.portal.by_title,
            _ => self.portal.facets.praktijken(self.choice()),
        }
    }

    /// The choice of a page. Its hash is made of numbers: the names they stand for have one hash of their own.
    pub(super) fn choosing(&self, total: usize) -> Part {
        let (facets, page, choice) = (&self.portal.facets, self.page, self.choice());
        // A further page leads back to the first, where there is more to choose. Of one practice there is nothing to choose,
        // but the lists of its pairs have to be reached from somewhere.
        let nothing_left = matches!(choice, Choice::Pair(_)) && total == 1;
        let counts = if page.blad > 1 || nothing_left { Vec::new() } else { facets.counts(choice) };
        let chosen = facets.chosen(choice);
        let mut hasher = Hasher::new();
        hasher.hash(facets.hash).number(u64::from(page.subject == Subject::ByTitle)).number(u64::from(page.blad));
        hasher.number(total as u64).number(chosen.len() as u64);
        chosen.iter().for_each(|value| {
            hasher.number(value.index() as u64);
        });
        counts.iter().for_each(|(value, count)| {
            hasher.number(value.index() as u64).number(*count as u64);
        });
        let value = match self.make {
            Make::Hash => Shown::none(),
            Make::Values => Shown::from_serializable(&self.choosing_values(choice, &counts, total)),
        };
        Part { value, hash: hasher.finish() }
    }

    fn choosing_values(&self, choice: Choice, counts: &[(Id<Value>, usize)], total: usize) -> Choosing<'_> {
        let facets = &self.portal.facets;
        let base = &self.portal.base_path;
        let chosen = facets.chosen(choice);
        let gekozen = || chosen.iter().map(|&value| self.chosen_option(facets, choice, value));
        let mut groepen: Vec<Group> = Vec::new();
        if self.page.blad == 1 {
            let open = counts.iter().map(|&(value, count)| self.open_option(facets, choice, value, count));
            for option in gekozen().chain(open) {
                match groepen.iter_mut().find(|group| group.soort == option.soort) {
                    Some(group) => group.waarden.push(option),
                    None => groepen.push(Group { soort: option.soort, open: true, waarden: vec![option] }),
                }
            }
            groepen.order_by_key(|group| Dimension::ALL.iter().position(|dimension| dimension.name() == group.soort));
            groepen.iter_mut().for_each(|group| group.open = group.waarden.len() <= UNFOLDED);
        }
        let by_title = self.page.subject == Subject::ByTitle;
        let titels = Route::page(&["praktijken", BY_TITLE]).href(base);
        let whole = facets.route(Choice::Nothing).href(base);
        Choosing {
            eerste: if by_title { titels.clone() } else { facets.route(choice).href(base) },
            lijst: whole,
            titels,
            basis: chosen.iter().map(|&value| facets.values[value].key.as_str()).collect(),
            op_titel: by_title,
            totaal: total,
            per: PER_LIST,
            soorten: Dimension::ALL.map(Dimension::name),
            derde: matches!(choice, Choice::Pair(_)) && !counts.is_empty(),
            gekozen: gekozen().collect(),
            groepen,
        }
    }

    fn chosen_option<'f>(&self, facets: &'f Facets, choice: Choice, value: Id<Value>) -> Waarde<'f> {
        let href = facets.route(facets.without(choice, value)).href(&self.portal.base_path);
        Waarde { gekozen: true, ..self.option(facets, value, 0, Some(href)) }
    }

    fn open_option<'f>(&self, facets: &'f Facets, choice: Choice, value: Id<Value>, count: usize) -> Waarde<'f> {
        let href = facets.with(choice, value).map(|further| facets.route(further).href(&self.portal.base_path));
        self.option(facets, value, count, href)
    }

    fn option<'f>(&self, facets: &'f Facets, value: Id<Value>, count: usize, href: Option<String>) -> Waarde<'f> {
        let Value { dimension, key, naam, zin } = &facets.values[value];
        let aantal = dutch::whole(count as i64);
        Waarde { soort: dimension.name(), sleutel: key, naam, zin, aantal, href, gekozen: false }
    }

    /// The keys of what a practice can be chosen by.
    pub(super) fn keys_of(&self, praktijk: Id<Praktijk>) -> String {
        let facets = &self.portal.facets;
        let keys = facets.of(praktijk).iter().map(|&value| facets.values[value].key.as_str());
        keys.collect::<Vec<_>>().join(" ")
    }

    /// From the page of a theme, target group, region or milestone: the link to the list of its practices, where more can be
    /// chosen. None when there are no two practices to choose from.
    pub(super) fn choice_link(&self, dimension: Dimension, at: usize) -> Named {
        self.named("keuzelijst", || {
            let facets = &self.portal.facets;
            let choice = facets.value(dimension, at).map_or(Choice::Nothing, Choice::Value);
            let count = facets.praktijken(choice).len();
            let link = (choice != Choice::Nothing && count > 1).then(|| Link {
                title: self.portal.words.fill(
                    &format!("keuze.naar_lijst.{}", dimension.name()),
                    &[("aantal", &self.count("praktijk", count)), ("keuzes", &facets.phrase(choice))],
                ),
                href: facets.route(choice).href(&self.portal.base_path),
            });
            self.part(&link)
        })
    }
}
