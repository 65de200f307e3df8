//! Figures: a drawing with a title, what it says in words, the numbers in a table and as CSV, and where they come from.
//!
//! Drawing, table and CSV are made from one [`chart::Data`], so that they cannot differ. A figure is made from the portal and
//! nothing else, wherever it is shown; its CSV has one address that stays.

mod landkaart;
pub(in crate::render) mod market;

use std::borrow::Cow;

use crate::chart::{self, Axis, Data, Head, Value, bars, dots, line, multiples, shares, sparkline};
use crate::config::Extra;
use crate::dutch;
use crate::escape::{escape, escaped};
use crate::hash::{Hash, Hasher};
use crate::model::figures::Chart;
use crate::model::id::Id;
use crate::model::landkaart::{Mijlpaal, Periode};
use crate::model::market::Indicator;
use crate::model::places::{Regio, Werkplein};
use crate::model::portal::Portal;
use crate::model::route::Route;
use crate::number::Number;
use crate::render::open_data::csv;
use crate::render::open_data::tables::Herkomst;

/// Whose figures a figure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole country.
    Country,
    /// A region.
    Regio(Id<Regio>),
    /// A werkplein.
    Werkplein(Id<Werkplein>),
}

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureId {
    /// An indicator over time, of a region or the country.
    Indicator(Id<Indicator>, Option<Id<Regio>>),
    /// All indicators of a region or the country over time.
    Market(Option<Id<Regio>>),
    /// The regions in the order of an indicator.
    Order(Id<Indicator>),
    /// The mean on the landkaart over time.
    History(Scope),
    /// How werkpleinen are spread over the bands of a milestone, over time.
    Milestone(Id<Mijlpaal>),
    /// How werkpleinen are spread over the bands of each phase, in a period.
    Phases(Id<Periode>),
    /// How werkpleinen are spread over the bands of each milestone, in a period.
    Milestones(Id<Periode>),
    /// The milestones of a werkplein beside its region and the country, in the newest period.
    Centre(Id<Werkplein>),
    /// The phases of a region beside the country, in the newest period.
    Region(Id<Regio>),
}

/// How the numbers of a figure are drawn.
pub(super) enum Drawing {
    /// Lines over time.
    Line(Axis),
    /// A small drawing per row, each with its own scale.
    Multiples(Axis),
    /// Bars from zero.
    Bars,
    /// Shares of a whole, in bands.
    Shares,
    /// Points beside each other.
    Dots(Axis),
}

impl Drawing {
    /// Whether the table has the columns below each other: time goes down.
    fn is_over_time(&self) -> bool {
        matches!(self, Drawing::Line(_) | Drawing::Multiples(_))
    }
}

/// What a figure shows.
pub(super) struct Figure<'a> {
    /// Title.
    title: String,
    /// What the numbers say, in one or two sentences.
    summary: String,
    /// The numbers.
    data: Data,
    /// How they are drawn.
    drawing: Drawing,
    /// Heading of the first column of the table.
    heading: String,
    /// Where the numbers come from.
    source: Cow<'a, str>,
    /// Where the numbers of each row of the table come from; one for all when it is the same.
    origins: Vec<Herkomst>,
    /// How the numbers were made, when they are an example.
    example: Option<&'a str>,
}

impl From<Chart> for FigureId {
    fn from(chart: Chart) -> Self {
        match chart {
            Chart::Indicator(indicator, regio) => FigureId::Indicator(indicator, regio),
            Chart::Milestone(mijlpaal) => FigureId::Milestone(mijlpaal),
            Chart::History(Some(werkplein), _) => FigureId::History(Scope::Werkplein(werkplein)),
            Chart::History(None, Some(regio)) => FigureId::History(Scope::Regio(regio)),
            Chart::History(None, None) => FigureId::History(Scope::Country),
        }
    }
}

impl FigureId {
    /// Start of the ids in a figure of the page itself, which has one of a kind.
    pub fn prefix(self) -> &'static str {
        match self {
            FigureId::Indicator(..) => "g-indicator",
            FigureId::Market(_) => "g-markt",
            FigureId::Order(_) => "g-volgorde",
            FigureId::History(_) => "g-verloop",
            FigureId::Milestone(_) => "g-mijlpaal",
            FigureId::Phases(_) => "g-fases",
            FigureId::Milestones(_) => "g-mijlpalen",
            FigureId::Centre(_) => "g-werkplein",
            FigureId::Region(_) => "g-regio",
        }
    }

    /// Path of the figure's CSV in the site.
    pub fn path(self, portal: &Portal) -> String {
        let indicator = |id: Id<Indicator>| &portal.arbeidsmarkt.indicatoren[id].row.id.value;
        let regio = |id: Id<Regio>| &portal.regios[id].id;
        // The landkaart's ids are only made when there is one.
        let of_landkaart = |find: &dyn Fn(&crate::model::landkaart::Landkaart) -> String| {
            portal.landkaart.as_ref().map_or_else(String::new, find)
        };
        match self {
            FigureId::Indicator(id, None) => format!("indicatoren/{}/verloop.csv", indicator(id)),
            FigureId::Indicator(id, Some(of)) => format!("regios/{}/indicatoren/{}.csv", regio(of), indicator(id)),
            FigureId::Market(None) => "arbeidsmarkt/verloop.csv".to_owned(),
            FigureId::Market(Some(of)) => format!("regios/{}/arbeidsmarkt.csv", regio(of)),
            FigureId::Order(id) => format!("regios/volgorde/{}/regios.csv", indicator(id)),
            FigureId::History(Scope::Country) => "landkaart/verloop.csv".to_owned(),
            FigureId::History(Scope::Regio(of)) => format!("regios/{}/verloop.csv", regio(of)),
            FigureId::History(Scope::Werkplein(of)) => {
                format!("werkpleinen/{}/verloop.csv", portal.werkpleinen[of].id)
            }
            FigureId::Milestone(id) => {
                of_landkaart(&|found| format!("mijlpalen/{}/verloop.csv", found.mijlpalen[id].id))
            }
            FigureId::Phases(id) => of_landkaart(&|found| format!("landkaart/{}/fases.csv", found.periodes[id].id)),
            FigureId::Milestones(id) => {
                of_landkaart(&|found| format!("landkaart/{}/mijlpalen.csv", found.periodes[id].id))
            }
            FigureId::Centre(of) => format!("werkpleinen/{}/mijlpalen.csv", portal.werkpleinen[of].id),
            FigureId::Region(of) => format!("regios/{}/fases.csv", regio(of)),
        }
    }
}

/// Every figure of a portal with the path of its CSV.
pub fn files(portal: &Portal) -> Vec<(String, FigureId)> {
    if !portal.settings.has(Extra::OpenData) {
        return Vec::new();
    }
    let market = &portal.arbeidsmarkt;
    let mut all: Vec<FigureId> = Vec::new();
    for id in market.indicatoren.ids().filter(|&id| !market.indicatoren[id].country.is_empty()) {
        all.push(FigureId::Indicator(id, None));
    }
    let of_regions = market.of_regions();
    for &id in &of_regions {
        all.push(FigureId::Order(id));
        all.extend(portal.regios.ids().map(|regio| FigureId::Indicator(id, Some(regio))));
    }
    if !market.indicatoren.is_empty() {
        all.push(FigureId::Market(None));
    }
    if !of_regions.is_empty() {
        all.extend(portal.regios.ids().map(|regio| FigureId::Market(Some(regio))));
    }
    if let Some(landkaart) = &portal.landkaart {
        all.push(FigureId::History(Scope::Country));
        all.extend(landkaart.mijlpalen.ids().map(FigureId::Milestone));
        all.extend(landkaart.periodes.ids().flat_map(|id| [FigureId::Phases(id), FigureId::Milestones(id)]));
        let answered =
            |&id: &Id<Werkplein>| landkaart.newest().is_some_and(|newest| landkaart.answers(newest, id).is_some());
        all.extend(portal.werkpleinen.ids().map(|id| FigureId::History(Scope::Werkplein(id))));
        all.extend(portal.werkpleinen.ids().filter(answered).map(FigureId::Centre));
        let regios = portal.regios.ids();
        all.extend(regios.flat_map(|id| [FigureId::History(Scope::Regio(id)), FigureId::Region(id)]));
    }
    all.into_iter().map(|id| (id.path(portal), id)).collect()
}

/// The figure whose CSV is at a path of the site.
pub fn find(portal: &Portal, path: &str) -> Option<FigureId> {
    if !path.ends_with(".csv") || path.starts_with("open-data/") {
        return None;
    }
    files(portal).into_iter().find(|(other, _)| other == path).map(|(_, id)| id)
}

/// The key of a figure's CSV: equal keys mean equal bytes. Figures are made from data alone.
pub fn key(portal: &Portal, id: FigureId) -> Hash {
    Hasher::new().text("figure").text(&id.path(portal)).hash(portal.data_hash).finish()
}

/// The hash of a figure as HTML: as its key, with what is around it.
pub fn html_hash(portal: &Portal, id: FigureId, prefix: &str) -> Hash {
    let explained = portal.page_at(&["over", "voorbeelddata"]).is_some();
    let mut hasher = Hasher::new();
    hasher.hash(key(portal, id)).text(prefix).text(&portal.base_path).number(u64::from(explained)).finish()
}

fn figure(portal: &Portal, id: FigureId) -> Option<Figure<'_>> {
    match id {
        FigureId::Indicator(indicator, regio) => Some(market::indicator(portal, indicator, regio)),
        FigureId::Market(regio) => market::all(portal, regio),
        FigureId::Order(indicator) => market::order(portal, indicator),
        FigureId::History(scope) => landkaart::history(portal, scope),
        FigureId::Milestone(mijlpaal) => landkaart::milestone(portal, mijlpaal),
        FigureId::Phases(periode) => landkaart::phases(portal, periode),
        FigureId::Milestones(periode) => landkaart::milestones(portal, periode),
        FigureId::Centre(werkplein) => landkaart::centre(portal, werkplein),
        FigureId::Region(regio) => landkaart::region(portal, regio),
    }
}

/// A figure as HTML; empty when there is nothing to show. `prefix` starts its ids: another one for each figure of a page.
pub fn html(portal: &Portal, id: FigureId, prefix: &str) -> String {
    let Some(figure) = figure(portal, id) else { return String::new() };
    let words = &portal.words;
    let mut out = String::with_capacity(8192);
    out.push_str("<figure class=\"grafiek\">\n<figcaption>");
    escape(&figure.title, &mut out);
    out.push_str("</figcaption>\n<p class=\"samenvatting\">");
    escape(&figure.summary, &mut out);
    out.push_str("</p>\n");
    out.push_str(&drawn(&figure, prefix));
    out.push_str(&format!("\n<details>\n<summary>{}</summary>\n", escaped(words.get("figuur.tabel"))));
    let name = escaped(&words.fill("tabel.naam", &[("kop", &figure.title)]));
    out.push_str(&format!(
        "<div class=\"tabelvak\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n<table>\n<caption><span>{}</span></caption>\n<thead><tr>",
        escaped(&caption(&figure))
    ));
    out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(&figure.heading)));
    for column in table_columns(&figure) {
        out.push_str(&format!("<th scope=\"col\" class=\"getal\">{}</th>", escaped(&readable(column))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (row, (name, cells)) in table_rows(&figure).into_iter().enumerate() {
        // Where all rows are of one kind, it is said of the whole figure.
        let origin = figure.origins.get(row).filter(|_| figure.origins.len() > 1);
        let mark = origin.map_or_else(String::new, |origin| origin.mark(words));
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", escaped(&(readable(name) + &mark))));
        for (at, value) in cells {
            let label = value.map_or("", |value| &value.label);
            out.push_str(&format!("<td class=\"getal\" data-c=\"{at}\">{}</td>", escaped(label)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</details>\n<p class=\"bron\">");
    out.push_str(&escaped(&words.fill("figuur.bron", &[("bron", &figure.source)])));
    if portal.settings.has(Extra::OpenData) {
        let path = id.path(portal);
        let href = escaped(&Route::file(&path).href(&portal.base_path));
        let name = words.fill("figuur.csv", &[("kop", &figure.title)]);
        // Among other files a reader has fetched, `verloop.csv` says nothing.
        let file = escaped(&path.replace('/', "-"));
        out.push_str(&format!(" <a href=\"{href}\" download=\"{file}\">{}</a>", escaped(&name)));
    }
    out.push_str("</p>\n");
    if let Some(example) = figure.example {
        out.push_str(&format!(
            "<p class=\"voorbeeldgegevens\"><strong>{}</strong> ",
            escaped(words.get("voorbeeld.kop"))
        ));
        escape(example, &mut out);
        if let Some(page) = portal.page_at(&["over", "voorbeelddata"]) {
            let href = escaped(&portal.href(page));
            out.push_str(&format!(" <a href=\"{href}\">{}</a>", escaped(words.get("voorbeeld.uitleg"))));
        }
        out.push_str("</p>\n");
    }
    out.push_str("</figure>");
    out
}

/// The course of an indicator in a few centimetres, without numbers.
pub fn spark(portal: &Portal, indicator: Id<Indicator>, regio: Id<Regio>, prefix: &str) -> String {
    let figure = market::indicator(portal, indicator, Some(regio));
    let head = Head { id: prefix, title: &figure.title, description: &figure.summary };
    figure.data.rows.first().map_or_else(String::new, |row| sparkline::draw(&head, &figure.data.columns, row, None))
}

fn drawn(figure: &Figure, prefix: &str) -> String {
    let head = Head { id: prefix, title: &figure.title, description: &figure.summary };
    let data = &figure.data;
    match &figure.drawing {
        Drawing::Line(axis) => line::draw(&head, data, axis),
        Drawing::Multiples(axis) => multiples::draw(&head, data, axis, multiples::Scales::Own),
        Drawing::Bars => bars::draw(&head, data, None),
        Drawing::Shares => shares::draw(&head, data, &chart::Fill::ramp(data.columns.len())),
        Drawing::Dots(axis) => dots::draw(&head, data, axis),
    }
}

/// A region as it is named within a sentence: "regio Twente".
fn region_in_text(portal: &Portal, regio: Id<Regio>) -> String {
    portal.words.fill("regio.in_zin", &[("regio", &portal.regios[regio].naam)])
}

/// What stands above the table: the title, with the unit that the drawing has along its axis.
fn caption(figure: &Figure) -> String {
    match &figure.drawing {
        Drawing::Line(axis) | Drawing::Multiples(axis) | Drawing::Dots(axis) if !axis.unit.is_empty() => {
            format!("{} ({})", figure.title, axis.unit)
        }
        _ => figure.title.clone(),
    }
}

/// A name without the marks that say where it may be broken.
fn readable(name: &str) -> String {
    name.replace('\u{ad}', "")
}

/// The headings of the table, after the first.
fn table_columns<'a>(figure: &'a Figure) -> Vec<&'a str> {
    let (columns, rows) = (&figure.data.columns, &figure.data.rows);
    if figure.drawing.is_over_time() {
        rows.iter().map(|row| row.name.as_str()).collect()
    } else {
        columns.iter().map(|column| column.label.as_str()).collect()
    }
}

/// A cell of the table, with its row and column in the data.
type Cell<'a> = (String, Option<&'a Value>);

/// The rows of the table: a name, and the cells.
fn table_rows<'a>(figure: &'a Figure) -> Vec<(&'a str, Vec<Cell<'a>>)> {
    let (columns, rows) = (&figure.data.columns, &figure.data.rows);
    let cell = |row: usize, column: usize| (format!("{row},{column}"), rows[row].values.get(column));
    if figure.drawing.is_over_time() {
        let cells = |column| (0..rows.len()).map(|row| cell(row, column)).collect();
        columns.iter().enumerate().map(|(at, column)| (column.label.as_str(), cells(at))).collect()
    } else {
        let cells = |row| (0..columns.len()).map(|column| cell(row, column)).collect();
        rows.iter().enumerate().map(|(at, row)| (row.name.as_str(), cells(at))).collect()
    }
}

/// The numbers of a figure as CSV, in the shape of its table; the last column says what is example data.
pub fn write_csv(portal: &Portal, id: FigureId, out: &mut Vec<u8>) {
    let Some(figure) = figure(portal, id) else { return };
    let origin = |row: usize| figure.origins.get(row).or(figure.origins.first()).map_or("", |origin| origin.code());
    let mut text = String::new();
    let mut header = vec![figure.heading.clone()];
    header.extend(table_columns(&figure).into_iter().map(readable));
    header.push("herkomst".to_owned());
    csv::record(header.iter().map(String::as_str), &mut text);
    for (row, (name, cells)) in table_rows(&figure).into_iter().enumerate() {
        let mut record = vec![readable(name)];
        record.extend(cells.into_iter().map(|(_, value)| value.map_or_else(String::new, plain)));
        record.push(origin(row).to_owned());
        csv::record(record.iter().map(String::as_str), &mut text);
    }
    out.extend_from_slice(text.as_bytes());
}

/// A number as programs read it: with a point, and with the digits its label has. A missing one keeps its sign.
fn plain(value: &Value) -> String {
    let Some(number) = value.number else { return value.label.clone() };
    let decimals =
        value.label.split_once(',').map_or(0, |(_, rest)| rest.chars().take_while(char::is_ascii_digit).count());
    format!("{number:.decimals$}")
}

/// Writes the numbers along an axis.
fn along_axis(number: f64, decimals: u8) -> String {
    let scaled = (number * 10f64.powi(decimals.into())).round() as i64;
    dutch::decimal(Number { scaled, decimals })
}

/// A sentence on how something went from the first to the last known value.
fn course(portal: &Portal, what: &str, known: &[(String, f64, &str)]) -> String {
    let words = &portal.words;
    let (Some((begin, first, van)), Some((eind, last, naar)), true) = (known.first(), known.last(), known.len() > 1)
    else {
        return words.get("figuur.te_weinig").to_owned();
    };
    let key = match last.total_cmp(first) {
        std::cmp::Ordering::Greater => "figuur.steeg",
        std::cmp::Ordering::Less => "figuur.daalde",
        std::cmp::Ordering::Equal => "figuur.bleef",
    };
    let mut text = words.fill(key, &[("wat", what), ("van", van), ("naar", naar), ("begin", begin), ("eind", eind)]);
    // How it went in between: the point that lies farthest beyond both ends.
    let beyond = |number: f64| (number - first.max(*last)).max(first.min(*last) - number);
    let farthest = known.iter().rev().max_by(|(_, a, _), (_, b, _)| beyond(*a).total_cmp(&beyond(*b)));
    if let Some((when, number, label)) = farthest.filter(|(_, number, _)| beyond(*number) > 0.0) {
        let key = if number > first { "figuur.hoogst" } else { "figuur.laagst" };
        text.push(' ');
        text.push_str(&words.fill(key, &[("waarde", label), ("wanneer", when)]));
    }
    text
}

/// The known values of a row, with the label of their column.
fn known(data: &Data, row: usize) -> Vec<(String, f64, &str)> {
    let Some(row) = data.rows.get(row) else { return Vec::new() };
    let pairs = data.columns.iter().zip(&row.values);
    pairs.filter_map(|(column, value)| Some((column.label.clone(), value.number?, value.label.as_str()))).collect()
}
