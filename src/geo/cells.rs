//! Voronoi cells: the part of an area that is nearer to a point than to any other point.

use std::collections::BTreeMap;

use spade::{DelaunayTriangulation, HasPosition, Point2, Triangulation};

use super::clip::{HalfPlane, clip};
use super::{Point, Shape};
use crate::order::Order;

/// Points are put on a grid of this many kilometres: finer than a map shows, and coarse enough to compute with safely.
const GRID: f64 = 0.01;
/// Points that share a place on the grid are put on a circle of this radius around it, in kilometres.
const APART: f64 = 0.003;

/// A point with its number.
struct Site {
    position: Point2<f64>,
    index: usize,
}

impl HasPosition for Site {
    type Scalar = f64;
    fn position(&self) -> Point2<f64> {
        self.position
    }
}

/// The cell of each of `points` within an oriented shape, in their order. The cells tile the shape. A cell is empty only when
/// no part of the shape is nearest to its point. Points at one place share their cell fairly.
pub fn cells(points: &[Point], within: &Shape) -> Vec<Shape> {
    let sites = apart(points);
    neighbours(&sites)
        .into_iter()
        .zip(&sites)
        .map(|(neighbours, &own)| {
            let clipped = |shape: Shape, other: usize| clip(&shape, &HalfPlane::nearer(own, sites[other]));
            neighbours.into_iter().fold(within.clone(), clipped)
        })
        .collect()
}

/// The points on the grid, each at a place of its own.
fn apart(points: &[Point]) -> Vec<Point> {
    let place = |point: &Point| ((point.x / GRID).round() as i64, (point.y / GRID).round() as i64);
    let mut places: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (index, point) in points.iter().enumerate() {
        places.entry(place(point)).or_default().push(index);
    }
    let mut sites = vec![Point::default(); points.len()];
    for ((x, y), members) in places {
        let middle = Point::new(x as f64 * GRID, y as f64 * GRID);
        let radius = if members.len() > 1 { APART } else { 0.0 };
        for (site, index) in super::around(middle, radius, members.len()).into_iter().zip(members) {
            sites[index] = site;
        }
    }
    sites
}

/// For each point those whose cells may touch its own, nearest first: its neighbours in the Delaunay triangulation. Points on
/// one line have no triangles, but still neighbours.
fn neighbours(sites: &[Point]) -> Vec<Vec<usize>> {
    let mut triangulation = DelaunayTriangulation::<Site>::new();
    for (index, site) in sites.iter().enumerate() {
        // Only a coordinate that is not finite, or vanishingly small, is refused; no place on a grid is.
        let _ = triangulation.insert(Site { position: Point2::new(site.x, site.y), index });
    }
    let mut lists = vec![Vec::new(); sites.len()];
    for vertex in triangulation.vertices() {
        let own = vertex.data().index;
        let list: &mut Vec<usize> = &mut lists[own];
        list.extend(vertex.out_edges().map(|edge| edge.to().data().index));
        let distance = |other: &usize| sites[own].distance(sites[*other]);
        list.order_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.cmp(b)));
    }
    lists
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geo::net::Net;

    /// A square with a bay and a lake, 100 km wide.
    fn land() -> Shape {
        let ring = |points: &[(f64, f64)]| points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        let coast =
            [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (60.0, 100.0), (52.0, 30.0), (45.0, 100.0), (0.0, 100.0)];
        let lake = [(10.0, 10.0), (10.0, 40.0), (35.0, 25.0)];
        let island = [(110.0, 10.0), (130.0, 10.0), (120.0, 40.0)];
        Shape(vec![ring(&coast), ring(&lake), ring(&island)]).oriented()
    }

    fn check(points: &[Point]) {
        let land = land();
        let cells = cells(points, &land);
        assert_eq!(cells.len(), points.len());
        let sum: f64 = cells.iter().map(Shape::area).sum();
        assert!((sum - land.area()).abs() < 1e-3, "{sum} is not {}", land.area());
        let near = |own: Point, at: Point| points.iter().all(|other| own.distance(at) <= other.distance(at) + 0.03);
        for (index, (cell, &own)) in cells.iter().zip(points).enumerate() {
            for corner in cell.0.iter().flatten() {
                assert!(near(own, *corner), "{corner:?} is nearer to another point than {own:?}");
            }
            let mut others = points.iter().enumerate().filter(|(other, _)| *other != index);
            let alone = others.all(|(_, other)| other.distance(own) > 0.05);
            let deep = land.contains(own) && land.distance_to_border(own) > 0.05;
            assert!(!(alone && deep) || cell.contains(own), "{own:?} is not in its cell");
        }
        let mut net = Net::default();
        let rings: Vec<_> = cells.iter().map(|cell| net.rings(cell)).collect();
        for group in 0..3 {
            let members: Vec<_> = rings.iter().enumerate().filter(|(index, _)| index % 3 == group).collect();
            let merged = net.merge(members.iter().flat_map(|(_, rings)| rings.iter()));
            let whole: f64 = members.iter().map(|(index, _)| cells[*index].area()).sum();
            let area = net.shape(&merged).area();
            assert!((area - whole).abs() < 1e-2, "merged {area}, apart {whole}");
        }
        let merged = net.merge(rings.iter().flatten());
        assert!((net.shape(&merged).area() - land.area()).abs() < 1e-2);
    }

    #[test]
    fn hard_places() {
        let at = |points: &[(f64, f64)]| -> Vec<Point> { points.iter().map(|&(x, y)| Point::new(x, y)).collect() };
        check(&at(&[(50.0, 10.0)]));
        check(&at(&[(50.0, 10.0), (50.0, 10.0)]));
        check(&at(&[(50.0, 10.0), (50.0, 10.0), (50.0, 10.0), (20.0, 70.0)]));
        check(&at(&[(10.0, 50.0), (50.0, 50.0), (90.0, 50.0)]));
        check(&at(&[(10.0, 10.0), (20.0, 20.0), (30.0, 30.0), (40.0, 40.0), (20.0, 20.0)]));
        // A cell with a piece so thin that its corners fall together.
        check(&at(&[
            (0.0, 0.0),
            (0.0, 96.429_333_6),
            (95.919_700_7, 21.628_490_7),
            (120.341_397_8, 57.987_931_6),
            (122.810_775_2, 37.839_576_5),
        ]));
        check(&at(&[(-500.0, 900.0), (5000.0, 5000.0), (20.0, 20.0)]));
        // A square grid: four cells meet at each corner.
        let grid: Vec<Point> = (0..49).map(|n| Point::new(f64::from(n % 7) * 14.0, f64::from(n / 7) * 14.0)).collect();
        check(&grid);
    }

    #[test]
    fn no_points_have_no_cells() {
        assert_eq!(cells(&[], &land()), []);
        assert_eq!(cells(&[Point::default()], &Shape::default()), [Shape::default()]);
    }

    #[test]
    fn points_at_one_place_share_their_cell() {
        let at = [Point::new(80.0, 20.0), Point::new(80.0, 20.0)];
        let cells = cells(&at, &land());
        assert!(cells.iter().all(|cell| cell.area() > 1000.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn cells_tile_the_land(points in prop::collection::vec((-20.0..150.0, -20.0..120.0), 1..60)) {
            check(&points.into_iter().map(|(x, y)| Point::new(x, y)).collect::<Vec<_>>());
        }

        #[test]
        fn cells_of_a_few_places_tile_the_land(points in prop::collection::vec((0..6, 0..6), 1..40)) {
            // Many at one place, in rows and on circles.
            let at = |(x, y): (i32, i32)| Point::new(f64::from(x) * 17.0, f64::from(y) * 17.0);
            check(&points.into_iter().map(at).collect::<Vec<_>>());
        }
    }
}
