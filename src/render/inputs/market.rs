//! Inputs of labour-market figures and indicators.

use std::borrow::Cow;
use std::cmp::Reverse;

use serde::Serialize;

use super::{Inputs, Link, Named};
use crate::dutch;
use crate::model::id::Id;
use crate::model::market::{self, Figure, Indicator};
use crate::model::places::Regio;
use crate::model::portal::Portal;
use crate::model::route::Route;
use crate::moment::Month;
use crate::order::{self, Order};
use crate::parse::data::{Outcome, Printed};
use crate::render::figure::{self, FigureId};
use crate::render::open_data;
use crate::render::open_data::tables::{self, Herkomst, Set};
use crate::render::part::Part;
use crate::render::provenance;

/// What pages about the labour market share.
pub(super) struct Shared {
    /// The national figures as a source printed them.
    pub(super) published: Part,
}

impl Default for Shared {
    fn default() -> Self {
        Self { published: Part::none() }
    }
}

impl Shared {
    pub(super) fn new(portal: &Portal) -> Self {
        Self { published: published(portal) }
    }
}

/// A figure as tables show it: as the charts do.
fn shown(figure: Option<&Figure>) -> String {
    figure::market::value(figure).label
}

fn indicator_link(portal: &Portal, indicator: &Indicator) -> Link {
    let href = Route::page(&["indicatoren", &indicator.row.id.value]).href(&portal.base_path);
    Link { title: indicator.row.naam.clone(), href }
}

/// "−3,2%": the change from one figure to another; nothing when one is missing or zero.
fn change(from: Option<&Figure>, to: Option<&Figure>) -> Option<String> {
    let (from, to) = (from?.number()?, to?.number()?);
    if from == 0 {
        return None;
    }
    let percent = (to - from) as f64 / from as f64 * 100.0;
    let shown = dutch::tenths(percent);
    let sign = if percent > 0.0 && shown != dutch::tenths(0.0) { "+" } else { "" };
    Some(format!("{sign}{shown}%"))
}

/// The figure of the whole country in a month, with a mark when it is an example: others in the table are those of a source.
fn national(portal: &Portal, indicator: &Indicator, month: Month) -> String {
    shown(market::at(&indicator.country, month)) + &example_mark(portal, indicator, None, &[month])
}

/// The change of the country in the year up to a month, with a mark when one of both figures is an example.
fn national_change(portal: &Portal, indicator: &Indicator, newest: Month) -> Option<String> {
    let before = newest.year_before();
    let change = change(market::at(&indicator.country, before), market::at(&indicator.country, newest))?;
    Some(change + &example_mark(portal, indicator, None, &[before, newest]))
}

/// The mark of a number that is made of the figures of these months.
fn example_mark(portal: &Portal, indicator: &Indicator, regio: Option<Id<Regio>>, months: &[Month]) -> String {
    let is_made = months.iter().any(|&month| is_example(indicator, regio, month));
    if is_made { Herkomst::Voorbeeld.mark(&portal.words) } else { String::new() }
}

fn is_example(indicator: &Indicator, regio: Option<Id<Regio>>, month: Month) -> bool {
    let figure = market::at(indicator.series(regio), month);
    figure.is_some_and(|figure| open_data::rows::origin(indicator, regio, month, figure).is_example())
}

/// Whether only some of these indicators have example figures: then each of those is marked, as what stands above the table is not
/// enough.
fn is_mixed(portal: &Portal, ids: &[Id<Indicator>]) -> bool {
    let is_example = |id: &Id<Indicator>| portal.arbeidsmarkt.indicatoren[*id].voorbeeld;
    ids.iter().any(is_example) && !ids.iter().all(is_example)
}

/// The months a table of these series shows: the last of each year before the newest, the same month a year ago, and the newest.
fn table_months<'s>(series: impl Iterator<Item = &'s [(Month, Figure)]>) -> Vec<Month> {
    let months = order::set(series.flatten().map(|(month, _)| *month));
    let Some(&newest) = months.last() else { return Vec::new() };
    let year_ago = newest.year_before();
    let chosen =
        |month: &Month| *month == newest || *month == year_ago || (month.month == 12 && month.year < newest.year);
    months.into_iter().filter(chosen).collect()
}

/// The table of national figures of a source, with the difference as it prints it: positive is a fall.
fn published(portal: &Portal) -> Part {
    #[derive(Serialize)]
    struct Row {
        indicator: Link,
        id: String,
        waarden: Vec<String>,
        verschil: String,
    }
    #[derive(Serialize)]
    struct Table {
        maanden: Vec<String>,
        rijen: Vec<Row>,
        bron: String,
        csv: Option<String>,
    }
    let with_figures: Vec<&Indicator> =
        portal.arbeidsmarkt.indicatoren.iter().filter(|indicator| !indicator.published.is_empty()).collect();
    if with_figures.is_empty() {
        return Part::none();
    }
    let months = order::set(with_figures.iter().flat_map(|indicator| &indicator.published).map(|(month, _)| *month));
    let thousands = |figure: Option<&Figure>| match figure {
        Some(Figure::Number(number)) => dutch::whole(number / 1000),
        other => shown(other),
    };
    let rows = with_figures.iter().map(|indicator| {
        let series = &indicator.published;
        let numbers =
            series.first().and_then(|(_, figure)| figure.number()).zip(series.last().and_then(|(_, f)| f.number()));
        Row {
            indicator: indicator_link(portal, indicator),
            id: indicator.row.id.value.clone(),
            waarden: months.iter().map(|&month| thousands(market::at(series, month))).collect(),
            verschil: numbers.map_or_else(
                || shown(series.last().map(|(_, figure)| figure)),
                |(first, last)| dutch::whole((first - last) / 1000),
            ),
        }
    });
    Part::of(&Table {
        maanden: months.iter().map(|&month| dutch::month(month)).collect(),
        rijen: rows.collect(),
        bron: tables::joined(with_figures.iter().filter_map(|indicator| indicator.bron_land.as_deref())).into_owned(),
        csv: open_data::href(portal, Set::Standcijfers),
    })
}

/// What the regions stand in order of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RegionOrder {
    Name,
    Landkaart,
    Indicator(Id<Indicator>),
}

impl RegionOrder {
    fn indicator(self) -> Option<Id<Indicator>> {
        match self {
            RegionOrder::Indicator(id) => Some(id),
            RegionOrder::Name | RegionOrder::Landkaart => None,
        }
    }
}

/// A column of the table of all regions: an indicator.
#[derive(Serialize)]
struct RegionColumn {
    naam: String,
    href: String,
    volgorde: String,
    gekozen: bool,
    /// Whether its values are shares.
    deel: bool,
}

/// A figure of a region.
#[derive(Serialize)]
struct Cell {
    tekst: String,
    /// The number to sort by, without signs and points.
    getal: Option<String>,
}

/// A region in that table, or the whole country below it.
#[derive(Serialize)]
struct RegionRow {
    regio: Link,
    werkpleinen: usize,
    gemiddelde: Option<u32>,
    waarden: Vec<Cell>,
    jaar: Option<String>,
}

/// All regions beside each other.
#[derive(Serialize)]
struct RegionTable<'a> {
    maand: Option<String>,
    op_naam: String,
    /// Whether they stand in order of name.
    is_op_naam: bool,
    kolommen: Vec<RegionColumn>,
    rijen: Vec<RegionRow>,
    land: RegionRow,
    jaar_van: Option<&'a str>,
    bron: Cow<'a, str>,
    /// The period of the column of the landkaart, and where its figures come from; none when there is no landkaart.
    landkaart: Option<RegionLandkaart<'a>>,
    csv: Option<String>,
    voorbeeld: Option<&'a str>,
}

#[derive(Serialize)]
struct RegionLandkaart<'a> {
    periode: &'a str,
    bron: Cow<'a, str>,
    volgorde: String,
    gekozen: bool,
}

impl Inputs<'_> {
    fn series(&self, indicator: Id<Indicator>, regio: Option<Id<Regio>>) -> &[(Month, Figure)] {
        self.portal.arbeidsmarkt.indicatoren[indicator].series(regio)
    }

    /// The figures of a region: every indicator in the chosen months, with the change in a year and that of the country.
    pub(super) fn regio_market(&self, regio: Id<Regio>) -> Part {
        #[derive(Serialize)]
        struct Row {
            indicator: Link,
            id: String,
            waarden: Vec<String>,
            /// Its course, drawn small, and where its numbers are.
            verloop: String,
            csv: String,
            /// Of an indicator that counts a part of another: its share in the newest month, here and in the country.
            aandeel: Option<String>,
            aandeel_land: Option<String>,
            deel_van: Option<String>,
            jaar: Option<String>,
            land: Option<String>,
        }
        #[derive(Serialize)]
        struct Table<'a> {
            maanden: Vec<String>,
            nieuwste: String,
            rijen: Vec<Row>,
            bron: Cow<'a, str>,
            csv: Option<String>,
            voorbeeld: Option<&'a str>,
        }
        let portal = self.portal;
        let market = &portal.arbeidsmarkt;
        let ids = market.of_regions();
        let months = table_months(ids.iter().map(|&id| self.series(id, Some(regio))));
        let Some(&newest) = months.last() else { return Part::none() };
        let is_mixed = is_mixed(portal, &ids);
        let mark = |indicator: &Indicator, months: &[Month]| {
            if is_mixed { example_mark(portal, indicator, Some(regio), months) } else { String::new() }
        };
        let year =
            |series: &[(Month, Figure)]| change(market::at(series, newest.year_before()), market::at(series, newest));
        let percent = |id: Id<Indicator>, whole: Id<Indicator>, regio| {
            let at = |id| market::at(self.series(id, regio), newest);
            market::share(at(id), at(whole)).map(|share| format!("{}%", dutch::tenths(share)))
        };
        let rows = ids.iter().map(|&id| {
            let indicator = &market.indicatoren[id];
            let series = indicator.region(regio);
            let figure = |&month: &Month| shown(market::at(series, month)) + &mark(indicator, &[month]);
            let whole = market.whole_of(indicator);
            Row {
                verloop: figure::spark(portal, id, regio, &format!("s{}", id.index())),
                csv: [&*portal.base_path, &*FigureId::Indicator(id, Some(regio)).path(portal)].concat(),
                aandeel: whole.and_then(|whole| percent(id, whole, Some(regio))),
                aandeel_land: whole.and_then(|whole| percent(id, whole, None)),
                deel_van: whole.map(|whole| dutch::lower_first(&market.indicatoren[whole].row.naam)),
                indicator: indicator_link(portal, indicator),
                id: indicator.row.id.value.clone(),
                waarden: months.iter().map(figure).collect(),
                jaar: year(series).map(|change| change + &mark(indicator, &[newest.year_before(), newest])),
                land: year(&indicator.country),
            }
        });
        self.part(&Table {
            maanden: months.iter().map(|&month| dutch::month(month)).collect(),
            nieuwste: dutch::month(newest),
            rijen: rows.collect(),
            bron: figure::market::sources(portal, &ids, Some(regio)),
            csv: open_data::href(portal, Set::Regio(regio)),
            voorbeeld: figure::market::example(portal, &ids),
        })
    }

    /// All regions beside each other, in an order: by name, or with the highest figure first.
    pub(super) fn regios(&self, order: RegionOrder) -> Vec<Named> {
        let chart = order.indicator().map(|id| self.figure("grafiek", FigureId::Order(id)));
        vec![
            self.named("kaart", || if order == RegionOrder::Name { self.regio_map() } else { Part::none() }),
            self.named("tabel", || self.part(&self.region_table(order))),
            chart.unwrap_or(("grafiek", Part::none())),
        ]
    }

    fn region_table(&self, order: RegionOrder) -> RegionTable<'_> {
        let portal = self.portal;
        let market = &portal.arbeidsmarkt;
        let ids = market.of_regions();
        let newest = market.newest_of_regions();
        let indicator = order.indicator();
        let address = |name: &str| Route::page(&["regios", "volgorde", name]).href(&portal.base_path);
        let regions: Vec<Id<Regio>> = match indicator.zip(newest) {
            Some((order, month)) => {
                figure::market::in_order(portal, order, month).into_iter().map(|(regio, _)| regio).collect()
            }
            None => portal.regios.ids().collect(),
        };
        let row = |regio, link, werkpleinen| self.region_row(&ids, indicator, regio, link, werkpleinen);
        let rows = regions
            .into_iter()
            .map(|regio| row(Some(regio), self.regio_link(regio), portal.regios[regio].werkpleinen.len()));
        let mut rows: Vec<RegionRow> = rows.collect();
        if order == RegionOrder::Landkaart {
            rows.order_by_key(|row| Reverse(row.gemiddelde));
        }
        let country = Link { title: portal.words.get("land.titel").to_owned(), href: String::new() };
        RegionTable {
            maand: newest.map(dutch::month),
            op_naam: Route::page(&["regios"]).href(&portal.base_path),
            is_op_naam: order == RegionOrder::Name,
            kolommen: (ids.iter())
                .map(|&id| {
                    let item = &market.indicatoren[id];
                    RegionColumn {
                        naam: item.row.naam.clone(),
                        href: indicator_link(portal, item).href,
                        volgorde: address(&item.row.id.value),
                        gekozen: indicator == Some(id),
                        deel: item.row.deel_van.is_some(),
                    }
                })
                .collect(),
            bron: figure::market::sources_beside(portal, &ids),
            rijen: rows,
            land: row(None, country, portal.werkpleinen.len()),
            landkaart: portal.landkaart.as_ref().and_then(|landkaart| {
                let newest = landkaart.newest()?;
                let origins = [provenance::beside(landkaart, newest, Printed::Mean)];
                Some(RegionLandkaart {
                    periode: &landkaart.periodes[newest].naam,
                    bron: provenance::source(portal, landkaart, &origins),
                    volgorde: address("landkaart"),
                    gekozen: order == RegionOrder::Landkaart,
                })
            }),
            csv: indicator.and_then(|order| open_data::href(portal, Set::Indicator(order))),
            jaar_van: indicator.map(|id| market.indicatoren[id].row.naam.as_str()),
            voorbeeld: figure::market::example(portal, &ids),
        }
    }

    /// The figures of a region, or of the whole country, in the newest month.
    fn region_row(
        &self,
        ids: &[Id<Indicator>],
        order: Option<Id<Indicator>>,
        regio: Option<Id<Regio>>,
        link: Link,
        werkpleinen: usize,
    ) -> RegionRow {
        let portal = self.portal;
        let newest = portal.arbeidsmarkt.newest_of_regions();
        // Those of the country may be of a source while all others are examples.
        let is_marked = regio.is_none() || is_mixed(portal, ids);
        let mark = |id: Id<Indicator>, months: &[Month]| {
            let item = &portal.arbeidsmarkt.indicatoren[id];
            if is_marked { example_mark(portal, item, regio, months) } else { String::new() }
        };
        let year = || {
            let (order, newest) = (order?, newest?);
            let (series, before) = (self.series(order, regio), newest.year_before());
            let change = change(market::at(series, before), market::at(series, newest))?;
            Some(change + &mark(order, &[before, newest]))
        };
        let cell = |&id: &Id<Indicator>| {
            let (value, mark) = match newest {
                Some(month) => (figure::market::at_month(portal, id, regio, month), mark(id, &[month])),
                None => (figure::market::value(None), String::new()),
            };
            Cell { tekst: value.label + &mark, getal: value.number.map(|number| format!("{number:.3}")) }
        };
        let mean = portal.landkaart.as_ref().and_then(|landkaart| {
            let (newest, all) = (landkaart.newest()?, landkaart.all());
            match regio {
                Some(regio) => landkaart.mean_of(newest, &all, portal.regios[regio].werkpleinen.iter().copied()),
                None => landkaart.mean_of(newest, &all, portal.werkpleinen.ids()),
            }
        });
        RegionRow { regio: link, werkpleinen, gemiddelde: mean, waarden: ids.iter().map(cell).collect(), jaar: year() }
    }

    /// The labour market of the whole country: every indicator over time, and the figures as published.
    pub(super) fn arbeidsmarkt(&self) -> Vec<Named> {
        #[derive(Serialize)]
        struct Row {
            indicator: Link,
            id: String,
            waarden: Vec<String>,
            jaar: Option<String>,
            richting: &'static str,
        }
        #[derive(Serialize)]
        struct Table<'a> {
            maanden: Vec<String>,
            rijen: Vec<Row>,
            bron: Cow<'a, str>,
            voorbeeld: Option<&'a str>,
        }
        let portal = self.portal;
        let market = &portal.arbeidsmarkt;
        let ids: Vec<Id<Indicator>> =
            market.indicatoren.ids().filter(|&id| !market.indicatoren[id].country.is_empty()).collect();
        let months = table_months(ids.iter().map(|&id| self.series(id, None)));
        let rows = ids.iter().map(|&id| {
            let item = &market.indicatoren[id];
            Row {
                indicator: indicator_link(portal, item),
                id: item.row.id.value.clone(),
                waarden: months.iter().map(|&month| national(portal, item, month)).collect(),
                jaar: months.last().and_then(|&newest| national_change(portal, item, newest)),
                richting: item.row.richting.name(),
            }
        });
        let table = || Table {
            maanden: months.iter().map(|&month| dutch::month(month)).collect(),
            rijen: rows.collect(),
            bron: figure::market::sources(portal, &ids, None),
            voorbeeld: figure::market::example(portal, &ids),
        };
        vec![
            self.named("tabel", || self.part(&table())),
            self.figure("grafiek", FigureId::Market(None)),
            self.named("standcijfers", || self.published_part()),
            self.named("regios", || {
                self.part(&portal.regios.ids().map(|id| self.regio_link(id)).collect::<Vec<Link>>())
            }),
        ]
    }

    pub(super) fn published_part(&self) -> Part {
        self.shared.market(self.portal).published.clone()
    }

    pub(super) fn indicatoren(&self) -> Vec<Named> {
        #[derive(Serialize)]
        struct Row<'a> {
            link: Link,
            uitleg: &'a str,
            streefwaarde: Option<String>,
            realisatie: Option<String>,
            percentage: Option<String>,
            gerekend: Option<String>,
            nieuwste: Option<String>,
            maand: Option<String>,
            /// Whether the newest figure is an example.
            voorbeeld: bool,
            richting: &'a str,
        }
        let portal = self.portal;
        let row = |indicator: &'_ Indicator| {
            let outcome = indicator.row.uitkomst.as_ref();
            let last = indicator.country.last();
            self.part(&Row {
                link: indicator_link(portal, indicator),
                uitleg: &indicator.row.uitleg,
                streefwaarde: outcome.and_then(|outcome| outcome.streefwaarde).map(dutch::decimal),
                realisatie: outcome.map(|outcome| dutch::decimal(outcome.realisatie)),
                percentage: outcome.and_then(|outcome| outcome.percentage).map(dutch::decimal),
                gerekend: outcome.and_then(Outcome::recomputed).map(dutch::decimal),
                nieuwste: last.map(|(_, figure)| shown(Some(figure))),
                maand: last.map(|(month, _)| dutch::month(*month)),
                voorbeeld: last.is_some_and(|(month, _)| is_example(indicator, None, *month)),
                richting: indicator.row.richting.name(),
            })
        };
        vec![
            self.named("keten", || Part::list(portal.ketenindicatoren.iter().map(row))),
            self.named("csv", || self.part(&open_data::href(portal, Set::Indicatoren))),
            self.named("markt", || Part::list(portal.arbeidsmarkt.indicatoren.iter().map(row))),
            self.named("voorbeeld", || self.part(&portal.arbeidsmarkt.voorbeeld)),
            self.named("standcijfers", || self.published_part()),
        ]
    }

    /// Definition, unit, direction and source of an indicator.
    fn about_indicator(&self, indicator: &Indicator) -> Part {
        #[derive(Serialize)]
        struct About<'a> {
            naam: &'a str,
            uitleg: &'a str,
            eenheid: &'a str,
            richting: &'a str,
            bron: &'a str,
            bron_regio: Option<&'a str>,
            sinds: Option<&'a str>,
            voorbeeld: Option<&'a str>,
        }
        let row = &indicator.row;
        self.part(&About {
            naam: &row.naam,
            uitleg: &row.uitleg,
            eenheid: &row.eenheid,
            richting: row.richting.name(),
            bron: &row.bron,
            bron_regio: indicator.bron_regio.as_deref(),
            sinds: row.sinds.as_deref(),
            voorbeeld: indicator.voorbeeld.then(|| figure::market::how_made(self.portal)),
        })
    }

    pub(super) fn chain_indicator(&self, id: Id<Indicator>) -> Vec<Named> {
        #[derive(Serialize)]
        struct Piece<'a> {
            naam: &'a str,
            waarde: String,
        }
        #[derive(Serialize)]
        struct Result<'a> {
            periode: &'a str,
            streefwaarde: Option<String>,
            realisatie: String,
            percentage: Option<String>,
            gerekend: Option<String>,
            delen: Vec<Piece<'a>>,
        }
        let indicator = &self.portal.ketenindicatoren[id];
        let result = indicator.row.uitkomst.as_ref().map(|outcome| Result {
            periode: &outcome.periode,
            streefwaarde: outcome.streefwaarde.map(dutch::decimal),
            realisatie: dutch::decimal(outcome.realisatie),
            percentage: outcome.percentage.map(dutch::decimal),
            gerekend: outcome.recomputed().map(dutch::decimal),
            delen: (outcome.delen.iter()).map(|(naam, value)| Piece { naam, waarde: dutch::decimal(*value) }).collect(),
        });
        vec![
            self.named("indicator", || self.about_indicator(indicator)),
            self.named("uitkomst", || self.part(&result)),
            ("grafiek", Part::none()),
            ("regios", Part::none()),
            self.named("csv", || self.part(&open_data::href(self.portal, Set::Indicatoren))),
            ("standcijfers", Part::none()),
        ]
    }

    pub(super) fn market_indicator(&self, id: Id<Indicator>) -> Vec<Named> {
        #[derive(Serialize)]
        struct Row {
            regio: Link,
            waarden: Vec<String>,
            jaar: Option<String>,
        }
        #[derive(Serialize)]
        struct Table {
            maanden: Vec<String>,
            rijen: Vec<Row>,
            land: Row,
        }
        let portal = self.portal;
        let indicator = &portal.arbeidsmarkt.indicatoren[id];
        let months = table_months([&*indicator.country].into_iter());
        let row = |link: Link, series: &[(Month, Figure)]| {
            let newest = months.last().copied();
            let jaar =
                newest.and_then(|newest| change(market::at(series, newest.year_before()), market::at(series, newest)));
            Row { regio: link, waarden: months.iter().map(|&month| shown(market::at(series, month))).collect(), jaar }
        };
        let country = Link { title: portal.words.get("land.titel").to_owned(), href: String::new() };
        let land = Row {
            regio: country,
            waarden: months.iter().map(|&month| national(portal, indicator, month)).collect(),
            jaar: months.last().and_then(|&newest| national_change(portal, indicator, newest)),
        };
        let table = || Table {
            maanden: months.iter().map(|&month| dutch::month(month)).collect(),
            rijen: portal.regios.ids().map(|regio| row(self.regio_link(regio), indicator.region(regio))).collect(),
            land,
        };
        let chart = (!indicator.country.is_empty()).then(|| self.figure("grafiek", FigureId::Indicator(id, None)));
        vec![
            self.named("indicator", || self.about_indicator(indicator)),
            ("uitkomst", Part::none()),
            chart.unwrap_or(("grafiek", Part::none())),
            self.named("regios", || self.part(&indicator.has_regions().then(table))),
            self.named("csv", || self.part(&open_data::href(portal, Set::Indicator(id)))),
            self.named("standcijfers", || {
                if indicator.published.is_empty() { Part::none() } else { self.published_part() }
            }),
        ]
    }
}
