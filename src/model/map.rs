//! Where regions and werkpleinen are on a map: land from `data/omtrek.csv` or `data/geo`, divided into a cell per werkplein.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::geo::cells::cells;
use crate::geo::net::{Line, Net, simplified};
use crate::geo::project::Projection;
use crate::geo::{Bounds, Point, Ring, Shape, hull, label_point};
use crate::model::id::{Id, List};
use crate::model::places::{Regio, Werkplein};
use crate::order;
use crate::parse::data::OutlinePart;
use crate::parse::geojson::{Boundaries, Boundary};
use crate::source::Place;

/// The most corners the boundaries of all regions keep; more makes a page heavier, and not clearer.
const CORNERS: usize = 800;
/// Detail of boundaries that a map can show, as a part of its longer side.
const DETAIL: f64 = 1.0 / 600.0;
/// Kilometres that a werkplein may lie outside its area before it is reported: simplified boundaries leave out strips of land.
const OUTSIDE: f64 = 5.0;
/// Room around werkpleinen where there is no outline: a part of the distance over all of them, and at least so many kilometres.
const MARGIN: (f64, f64) = (0.06, 5.0);

/// The land, and what stands on it. Everything is in kilometres in one plane.
#[derive(Debug, Clone)]
pub struct Map {
    land: Land,
    /// Werkpleinen in order of their list, and after them the middle of each region without any.
    sites: Vec<Site>,
    /// Whom to thank for the boundaries, as their files say.
    pub attributions: Vec<String>,
    areas: OnceLock<Areas>,
}

#[derive(Debug, Clone)]
enum Land {
    /// One outline, to be divided.
    Whole(Shape),
    /// The area of each region, in order of their list.
    Regios(Vec<Shape>),
}

#[derive(Debug, Clone)]
struct Site {
    point: Point,
    regio: usize,
}

/// The areas of a map.
#[derive(Debug, Clone)]
pub struct Areas {
    /// What is drawn.
    pub bounds: Bounds,
    /// The cell of each werkplein, in order of their list; empty when no land is nearest to it.
    pub werkpleinen: Vec<Cell>,
    /// The area of each region, in order of their list; empty for one that is nowhere.
    pub regios: Vec<Cell>,
    /// The borders of regions, each line once; a closed one ends where it starts.
    pub borders: Vec<Ring>,
}

/// An area with its place.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The area.
    pub shape: Shape,
    /// For a werkplein where it is; for a region where a label has most room.
    pub point: Point,
    /// Room for a label around that point, in kilometres.
    pub room: f64,
}

impl Map {
    /// Takes the land from `boundaries` when there are any, else from `outline`, else from the places themselves. Boundaries
    /// that fit no region, regions without a boundary, and werkpleinen that lie far off are reported.
    pub fn new(
        outline: &[OutlinePart],
        boundaries: &[&Boundaries],
        regios: &List<Regio>,
        werkpleinen: &List<Werkplein>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let matched = match_boundaries(boundaries, regios, diagnostics);
        let degrees = |punt: (f64, f64)| Point::new(punt.1, punt.0);
        let places = werkpleinen.iter().map(|werkplein| degrees(werkplein.punt));
        let corners =
            |shapes: &[Shape]| shapes.iter().flat_map(|shape| &shape.0).flatten().copied().collect::<Vec<_>>();
        let outline = Shape(outline.iter().map(|part| part.ring.clone()).collect());
        let given = match &matched {
            Some(shapes) => corners(shapes),
            None => corners(std::slice::from_ref(&outline)),
        };
        let projection = if given.is_empty() { Projection::around(places) } else { Projection::around(given) };
        let plane = |shape: &Shape| project(shape, &projection);
        let site = |punt, regio: Id<Regio>| Site { point: projection.plane(degrees(punt)), regio: regio.index() };
        let own = werkpleinen.iter().map(|werkplein| site(werkplein.punt, werkplein.regio));
        let bare = regios.ids().filter(|&regio| regios[regio].werkpleinen.is_empty());
        let sites: Vec<Site> = own.chain(bare.map(|regio| site(regios[regio].punt, regio))).collect();
        let land = match matched {
            Some(shapes) => Land::Regios(simple(&shapes.iter().map(plane).collect::<Vec<_>>())),
            None if outline.is_empty() => Land::Whole(around(&sites)),
            None => Land::Whole(plane(&outline).oriented()),
        };
        let attributions = order::set(boundaries.iter().filter_map(|file| file.attribution.clone()));
        let map = Self { land, sites, attributions: attributions.into_iter().collect(), areas: OnceLock::new() };
        map.report_far_off(regios, werkpleinen, diagnostics);
        map
    }

    /// The cells of werkpleinen and the areas of regions. They are made when first asked for, and once.
    pub fn areas(&self) -> &Areas {
        self.areas.get_or_init(|| self.divide())
    }

    fn report_far_off(&self, regios: &List<Regio>, werkpleinen: &List<Werkplein>, diagnostics: &mut Vec<Diagnostic>) {
        for (site, werkplein) in self.sites.iter().zip(werkpleinen.iter()) {
            let (shape, area) = match &self.land {
                Land::Whole(shape) => (shape, "data/omtrek.csv"),
                Land::Regios(shapes) => (&shapes[site.regio], regios[werkplein.regio].naam.as_str()),
            };
            let distance = shape.distance_to_border(site.point);
            if distance.is_finite() && distance > OUTSIDE && !shape.contains(site.point) {
                diagnostics.push(
                    Diagnostic::new(&catalogue::OFF_THE_MAP, werkplein.place.clone())
                        .with("naam", &werkplein.naam)
                        .with("km", format!("{distance:.0}"))
                        .with("gebied", area),
                );
            }
        }
    }

    /// How many regions there are, as far as sites and shapes know.
    fn regio_count(&self) -> usize {
        match &self.land {
            Land::Whole(_) => self.sites.iter().map(|site| site.regio + 1).max().unwrap_or(0),
            Land::Regios(shapes) => shapes.len(),
        }
    }

    /// The cells of all sites, in their order.
    fn cells(&self) -> Vec<Shape> {
        let shapes = match &self.land {
            Land::Whole(land) => {
                let points: Vec<Point> = self.sites.iter().map(|site| site.point).collect();
                return cells(&points, land);
            }
            Land::Regios(shapes) => shapes,
        };
        let mut all = vec![Shape::default(); self.sites.len()];
        for (regio, shape) in shapes.iter().enumerate() {
            let members: Vec<usize> = (0..self.sites.len()).filter(|&site| self.sites[site].regio == regio).collect();
            let points: Vec<Point> = members.iter().map(|&site| self.sites[site].point).collect();
            for (site, cell) in members.into_iter().zip(cells(&points, shape)) {
                all[site] = cell;
            }
        }
        all
    }

    fn divide(&self) -> Areas {
        let cells = self.cells();
        let mut net = Net::default();
        let regio_rings: Vec<Vec<Line>> = match &self.land {
            Land::Regios(shapes) => shapes.iter().map(|shape| net.rings(shape)).collect(),
            Land::Whole(_) => {
                let rings: Vec<Vec<Line>> = cells.iter().map(|cell| net.rings(cell)).collect();
                let of = |regio: usize| {
                    let members = self.sites.iter().zip(&rings).filter(move |(site, _)| site.regio == regio);
                    net.merge(members.flat_map(|(_, rings)| rings))
                };
                (0..self.regio_count()).map(of).collect()
            }
        };
        let lines = net.lines(regio_rings.iter().flatten());
        let corners = cells.iter().flat_map(|cell| &cell.0).flatten().copied();
        let corners = corners.chain(regio_rings.iter().flatten().flatten().map(|&number| net.corner(number)));
        let nowhere = Bounds { min: Point::default(), max: Point::default() };
        let werkplein = |(shape, site): (Shape, &Site)| Cell { shape, point: site.point, room: 0.0 };
        Areas {
            bounds: Bounds::of(corners).unwrap_or(nowhere),
            regios: regio_rings.iter().map(|rings| labelled(net.shape(rings))).collect(),
            borders: lines.iter().map(|line| net.points(line)).collect(),
            werkpleinen: cells.into_iter().zip(&self.sites).map(werkplein).collect(),
        }
    }
}

fn labelled(shape: Shape) -> Cell {
    let (point, room) = label_point(&shape).unwrap_or_default();
    Cell { shape, point, room }
}

fn project(shape: &Shape, projection: &Projection) -> Shape {
    Shape(shape.0.iter().map(|ring| ring.iter().map(|&point| projection.plane(point)).collect()).collect())
}

/// The shapes with no more corners than a map shows.
fn simple(shapes: &[Shape]) -> Vec<Shape> {
    let bounds = Bounds::of(shapes.iter().flat_map(|shape| &shape.0).flatten().copied());
    let (width, height) = bounds.map_or((0.0, 0.0), |bounds| bounds.size());
    let detail = width.max(height) * DETAIL;
    simplified(shapes, detail * detail, CORNERS).iter().map(Shape::oriented).collect()
}

/// Land around places, where no outline is given.
fn around(sites: &[Site]) -> Shape {
    let points: Vec<Point> = sites.iter().map(|site| site.point).collect();
    let (width, height) = Bounds::of(points.iter().copied()).map_or((0.0, 0.0), |bounds| bounds.size());
    hull(&points, (width.hypot(height) * MARGIN.0).max(MARGIN.1))
}

/// The shape of each region in degrees; none when there are no boundaries to take them from.
fn match_boundaries(
    boundaries: &[&Boundaries],
    regios: &List<Regio>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Shape>> {
    if boundaries.iter().all(|file| file.areas.is_empty()) {
        return None;
    }
    let names = names(regios);
    let mut found: Vec<Vec<&Boundary>> = vec![Vec::new(); regios.len()];
    let mut strangers: Vec<&Boundary> = Vec::new();
    for area in boundaries.iter().flat_map(|file| &file.areas) {
        match region_of(area, &names, regios, diagnostics) {
            Some(regio) if overlaps(area, &found[regio.index()], &regios[regio], diagnostics) => {}
            Some(regio) => found[regio.index()].push(area),
            None => strangers.push(area),
        }
    }
    if boundaries.iter().all(|file| file.complete) {
        let place = Place::file(boundaries[0].path.clone());
        let missing = regios.ids().filter(|regio| found[regio.index()].is_empty());
        diagnostics.extend(missing.map(|regio| missing_area(&regios[regio], &strangers, &place)));
    }
    let join = |areas: Vec<&Boundary>| Shape(areas.iter().flat_map(|area| area.shape.0.clone()).collect());
    Some(found.into_iter().map(join).collect())
}

/// The regions by id, code and name, in small letters.
fn names(regios: &List<Regio>) -> BTreeMap<String, Id<Regio>> {
    let mut names = BTreeMap::new();
    for regio in regios.ids() {
        let Regio { id, code, naam, .. } = &regios[regio];
        for name in [id, code, naam].into_iter().filter(|name| !name.is_empty()) {
            names.entry(name.to_lowercase()).or_insert(regio);
        }
    }
    names
}

/// The region an area belongs to by any of its names; none, or two that differ, are reported.
fn region_of(
    area: &Boundary,
    names: &BTreeMap<String, Id<Regio>>,
    regios: &List<Regio>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Id<Regio>> {
    let found = order::set(area.names.iter().filter_map(|name| names.get(&name.to_lowercase()).copied()));
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(one), Some(other)) => diagnostics.push(
            Diagnostic::new(&catalogue::AREA_OF_TWO, area.place.clone())
                .with("een", &regios[one].naam)
                .with("ander", &regios[other].naam),
        ),
        (Some(one), None) => return Some(one),
        _ => {
            let known = || regios.iter().flat_map(|regio| [&regio.id, &regio.naam]).map(String::as_str);
            let mut problem = Diagnostic::new(&catalogue::UNKNOWN_AREA, area.place.clone())
                .with("naam", if area.names.is_empty() { "?".to_owned() } else { area.names.join(", ") });
            problem.suggestion = area.names.iter().find_map(|name| nearest(name, known())).map(Into::into);
            diagnostics.push(problem);
        }
    }
    None
}

/// Whether an area lies over one the region has already; that is reported.
fn overlaps(area: &Boundary, others: &[&Boundary], regio: &Regio, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let middle = |shape: &Shape| label_point(shape).map(|(point, _)| point);
    let lies_in = |one: &Shape, other: &Shape| middle(one).is_some_and(|point| other.contains(point));
    let lies_over = |other: &&&Boundary| lies_in(&area.shape, &other.shape) || lies_in(&other.shape, &area.shape);
    let Some(other) = others.iter().find(lies_over) else { return false };
    diagnostics.push(
        Diagnostic::new(&catalogue::DOUBLE_AREA, area.place.clone())
            .with("naam", &regio.naam)
            .related(other.place.clone()),
    );
    true
}

fn missing_area(regio: &Regio, strangers: &[&Boundary], place: &Place) -> Diagnostic {
    let names = strangers.iter().flat_map(|area| &area.names).map(String::as_str);
    Diagnostic::new(&catalogue::MISSING_AREA, place.clone())
        .with("naam", &regio.naam)
        .with("id", &regio.id)
        .suggest(&regio.naam, names)
}
