//! Plane geometry for maps: projection, Voronoi cells, clipping, merging, simplification. Knows nothing of a portal.
//!
//! Areas are sets of rings with the even-odd rule: a ring in a ring is a hole. Nothing here fails: of a shape that is not
//! well-formed the nearest legal result is made, and [`check`] tells what is wrong with it.

pub mod cells;
pub mod check;
pub mod clip;
pub mod net;
pub mod project;

use crate::order::Order;

/// A point: `x` to the east and `y` to the north, in kilometres of a plane; or before projection in degrees, `x` the
/// longitude and `y` the latitude (WGS84).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A closed line; the last point is joined to the first and is not it.
pub type Ring = Vec<Point>;

/// An area: the points that lie within an odd number of its rings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape(pub Vec<Ring>);

/// The smallest rectangle around some points.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Bounds {
    pub min: Point,
    pub max: Point,
}

impl Point {
    /// A point.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Distance to another point, in the unit of the points.
    pub fn distance(self, other: Point) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point halfway.
    pub fn middle(self, other: Point) -> Point {
        Point::new((self.x + other.x) / 2.0, (self.y + other.y) / 2.0)
    }
}

/// Twice the area of the triangle `abc`; positive when its points turn to the left.
pub fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The sides of a ring, each from a point to the next.
pub fn sides(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The area of a ring, positive when it runs to the left (shoelace formula).
pub fn ring_area(ring: &[Point]) -> f64 {
    let Some(&first) = ring.first() else { return 0.0 };
    sides(ring).map(|(a, b)| turn(first, a, b)).sum::<f64>() / 2.0
}

/// Whether a ring has corners that are not on one line.
pub fn encloses(ring: &[Point]) -> bool {
    sides(ring).any(|(a, b)| turn(ring[0], a, b) != 0.0)
}

/// Distance from a point to the side `ab`.
fn distance_to_side(point: Point, (a, b): (Point, Point)) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
    let along = if along.is_finite() { along.clamp(0.0, 1.0) } else { 0.0 };
    point.distance(Point::new(a.x + along * dx, a.y + along * dy))
}

impl Shape {
    /// All sides of all rings.
    pub fn sides(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.0.iter().flat_map(|ring| sides(ring))
    }

    /// Its area. The rings must be [oriented](Shape::oriented), as those of every shape made here are.
    pub fn area(&self) -> f64 {
        self.0.iter().map(|ring| ring_area(ring)).sum::<f64>().abs()
    }

    /// Whether it has no area to speak of.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a point is inside (even-odd rule).
    pub fn contains(&self, point: Point) -> bool {
        self.0.iter().filter(|ring| winds_around(ring, point)).count() % 2 == 1
    }

    /// Distance from a point to the nearest border; infinite when there is none.
    pub fn distance_to_border(&self, point: Point) -> f64 {
        self.sides().map(|side| distance_to_side(point, side)).fold(f64::INFINITY, f64::min)
    }

    /// The distance to the nearest border; none when that is not more than `least`.
    fn distance_beyond(&self, point: Point, least: f64) -> Option<f64> {
        self.sides()
            .map(|side| distance_to_side(point, side))
            .try_fold(f64::INFINITY, |nearest, distance| (distance > least).then_some(f64::min(nearest, distance)))
    }

    /// The same area with outer rings running to the left and holes to the right; without rings that enclose nothing.
    pub fn oriented(&self) -> Shape {
        let rings: Vec<&Ring> = self.0.iter().filter(|ring| ring.len() >= 3 && ring_area(ring) != 0.0).collect();
        let depth = |index: usize| {
            let Some(inside) = inside(rings[index]) else { return 0 };
            // A larger ring around a point inside this one is around all of it; a smaller one is a hole of its own.
            let size = ring_area(rings[index]).abs();
            let larger = rings.iter().filter(|ring| ring_area(ring).abs() > size);
            larger.filter(|ring| winds_around(ring, inside)).count()
        };
        let turned = rings.iter().enumerate().map(|(index, ring)| {
            let is_hole = rings.len() > 1 && depth(index) % 2 == 1;
            let mut ring = (*ring).clone();
            if (ring_area(&ring) > 0.0) == is_hole {
                ring.reverse();
            }
            ring
        });
        Shape(turned.collect())
    }
}

/// Whether a point is inside one ring: a ray to the east crosses it an odd number of times.
fn winds_around(ring: &[Point], point: Point) -> bool {
    let crosses = |(a, b): (Point, Point)| {
        (a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
    };
    sides(ring).filter(|&side| crosses(side)).count() % 2 == 1
}

/// A point inside a ring: in the middle of its widest stretch at a height without corners.
fn inside(ring: &Ring) -> Option<Point> {
    let mut heights: Vec<f64> = ring.iter().map(|point| point.y).collect();
    heights.order_by(f64::total_cmp);
    heights.dedup();
    let gap = heights.windows(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    let y = (gap[0] + gap[1]) / 2.0;
    let crossing =
        |(a, b): (Point, Point)| ((a.y > y) != (b.y > y)).then(|| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    let mut crossings: Vec<f64> = sides(ring).filter_map(crossing).collect();
    crossings.order_by(f64::total_cmp);
    let widest = crossings.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    Some(Point::new((widest[0] + widest[1]) / 2.0, y))
}

impl Bounds {
    /// The bounds of some points; none when there are none.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |bounds: Option<Self>, point| {
            let Bounds { min, max } = bounds.unwrap_or(Bounds { min: point, max: point });
            Some(Bounds {
                min: Point::new(min.x.min(point.x), min.y.min(point.y)),
                max: Point::new(max.x.max(point.x), max.y.max(point.y)),
            })
        })
    }

    /// Width and height.
    pub fn size(&self) -> (f64, f64) {
        (self.max.x - self.min.x, self.max.y - self.min.y)
    }

    /// The nearest point inside.
    pub fn clamp(&self, point: Point) -> Point {
        Point::new(point.x.clamp(self.min.x, self.max.x), point.y.clamp(self.min.y, self.max.y))
    }
}

/// A regular polygon of `corners` corners around a point.
pub fn around(point: Point, radius: f64, corners: usize) -> Ring {
    let corner = |index: usize| {
        let angle = std::f64::consts::TAU * index as f64 / corners as f64;
        Point::new(point.x + radius * angle.cos(), point.y + radius * angle.sin())
    };
    (0..corners).map(corner).collect()
}

/// The convex hull of points, each with `margin` around it: an outline where none is given (Andrew's monotone chain, 1979).
pub fn hull(points: &[Point], margin: f64) -> Shape {
    let mut corners: Vec<Point> = points.iter().flat_map(|&point| around(point, margin, 16)).collect();
    corners.order_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    corners.dedup();
    if corners.len() < 3 {
        return Shape::default();
    }
    let mut ring = half_hull(corners.iter().copied());
    ring.pop();
    ring.extend(half_hull(corners.iter().rev().copied()));
    ring.pop();
    Shape(vec![ring])
}

fn half_hull(points: impl Iterator<Item = Point>) -> Ring {
    let mut chain: Ring = Vec::new();
    for point in points {
        while chain.len() >= 2 && turn(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
            chain.pop();
        }
        chain.push(point);
    }
    chain
}

/// A good place for a label: of the points of ever finer grids the one farthest from every border, with that distance
/// (the idea of Garcia-Castellanos and Lombardo, "Poles of inaccessibility", 2007). None for an empty shape.
pub fn label_point(shape: &Shape) -> Option<(Point, f64)> {
    const GRID: usize = 9;
    let bounds = Bounds::of(shape.0.iter().flatten().copied())?;
    let (width, height) = bounds.size();
    let mut best = (bounds.min.middle(bounds.max), f64::NEG_INFINITY);
    let (mut step_x, mut step_y) = (width / GRID as f64, height / GRID as f64);
    let mut centre = best.0;
    for _ in 0..4 {
        for (row, column) in (0..GRID * GRID).map(|index| (index / GRID, index % GRID)) {
            let from_middle = |index: usize| index as f64 - (GRID / 2) as f64;
            let point = Point::new(centre.x + step_x * from_middle(column), centre.y + step_y * from_middle(row));
            // Most points lie too near to one side, and are done with when that is met.
            let Some(distance) = shape.distance_beyond(point, best.1) else { continue };
            let inside = if shape.contains(point) { distance } else { -distance };
            if inside > best.1 {
                best = (point, inside);
            }
        }
        centre = best.0;
        step_x /= 3.0;
        step_y /= 3.0;
    }
    (best.1 > 0.0).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Ring {
        vec![Point::new(x, y), Point::new(x + side, y), Point::new(x + side, y + side), Point::new(x, y + side)]
    }

    #[test]
    fn a_ring_in_a_ring_is_a_hole_and_one_in_that_is_land_again() {
        let mut hole = square(1.0, 1.0, 4.0);
        hole.rotate_left(1);
        let shape = Shape(vec![square(0.0, 0.0, 10.0), hole, square(2.0, 2.0, 1.0)]).oriented();
        assert_eq!(shape.area(), 100.0 - 16.0 + 1.0);
        assert!(shape.contains(Point::new(0.5, 0.5)) && shape.contains(Point::new(2.5, 2.5)));
        assert!(!shape.contains(Point::new(4.5, 4.5)) && !shape.contains(Point::new(-1.0, 5.0)));
        assert_eq!(shape.distance_to_border(Point::new(-3.0, -4.0)), 5.0);
    }

    #[test]
    fn rings_without_area_are_dropped() {
        let line = vec![Point::new(0.0, 0.0), Point::new(1.0, 1.0), Point::new(2.0, 2.0)];
        assert_eq!(Shape(vec![line, vec![], vec![Point::default()]]).oriented(), Shape::default());
    }

    #[test]
    fn a_hull_has_room_around_every_point() {
        for points in [
            vec![Point::new(5.0, 5.0)],
            vec![Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(20.0, 0.0)],
            vec![Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(5.0, 9.0), Point::new(5.0, 3.0)],
        ] {
            let shape = hull(&points, 2.0);
            assert!(shape.area() > 0.0);
            for &point in &points {
                assert!(shape.contains(point) && shape.distance_to_border(point) > 1.9, "{point:?}");
            }
        }
        assert_eq!(hull(&[], 2.0), Shape::default());
    }

    #[test]
    fn a_label_stands_well_inside() {
        // An L: the middle of its bounds is outside.
        let corner = [(0.0, 0.0), (10.0, 0.0), (10.0, 2.0), (3.0, 2.0), (3.0, 10.0), (0.0, 10.0)];
        let shape = Shape(vec![corner.iter().map(|&(x, y)| Point::new(x, y)).collect()]);
        let (point, distance) = label_point(&shape).expect("a place");
        assert!(shape.contains(point));
        assert!(distance > 1.4, "{distance}");
        assert_eq!(label_point(&Shape::default()), None);
    }
}
