//! The part of a shape on one side of a line.

use super::{Point, Ring, Shape, ring_area};
use crate::order::Order;

/// Rings with less area are dropped, in square kilometres: 10 cm².
const NOTHING: f64 = 1e-9;

/// All points on one side of a line, the line included.
#[derive(Debug, Clone, Copy)]
pub struct HalfPlane {
    normal: Point,
    offset: f64,
}

impl HalfPlane {
    /// The points at least as near to `own` as to `other`. The half-plane of `other` has exactly the opposite signs, so that
    /// two neighbours are cut along one line.
    pub fn nearer(own: Point, other: Point) -> Self {
        let normal = Point::new(own.x - other.x, own.y - other.y);
        let middle = own.middle(other);
        Self { normal, offset: normal.x * middle.x + normal.y * middle.y }
    }

    /// How far inside a point is, in its own unit; negative outside.
    fn depth(&self, point: Point) -> f64 {
        self.normal.x * point.x + self.normal.y * point.y - self.offset
    }

    /// Where a point stands along the line.
    fn along(&self, point: Point) -> f64 {
        self.normal.x * point.y - self.normal.y * point.x
    }

    /// Where the side from `a` to `b` crosses the line; the same whichever end is named first.
    fn crossing(&self, a: Point, b: Point) -> Point {
        let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
        let (from, to) = (self.depth(a), self.depth(b));
        let part = from / (from - to);
        Point::new(a.x + part * (b.x - a.x), a.y + part * (b.y - a.y))
    }
}

/// The part of an oriented shape inside a half-plane. The shape may be concave and have holes: what is left may be in pieces.
///
/// Every ring falls apart into chains inside the line. Along the line the shape starts and ends by turns, and as its rings are
/// oriented, chains come in where it starts and go out where it ends, or all the other way round; so the pairs follow from the
/// order of each kind, also where several lie at one place.
pub fn clip(shape: &Shape, half: &HalfPlane) -> Shape {
    let mut whole: Vec<Ring> = Vec::new();
    let mut chains: Vec<Ring> = Vec::new();
    for ring in &shape.0 {
        let inside: Vec<bool> = ring.iter().map(|&point| half.depth(point) >= 0.0).collect();
        if inside.iter().all(|&inside| inside) {
            whole.push(ring.clone());
        } else if inside.contains(&true) {
            cut(ring, &inside, half, &mut chains);
        }
    }
    whole.extend(join(&chains, half));
    whole.retain(|ring| ring.len() >= 3 && ring_area(ring).abs() > NOTHING);
    Shape(whole)
}

/// The chains of a ring that are inside, each from the point where it comes in to the point where it goes out.
fn cut(ring: &Ring, inside: &[bool], half: &HalfPlane, chains: &mut Vec<Ring>) {
    let count = ring.len();
    let comes_in = |index: usize| inside[index] && !inside[(index + count - 1) % count];
    for first in (0..count).filter(|&index| comes_in(index)) {
        let mut chain = vec![half.crossing(ring[(first + count - 1) % count], ring[first])];
        let mut at = first;
        while inside[at] {
            chain.push(ring[at]);
            at = (at + 1) % count;
        }
        chain.push(half.crossing(ring[(at + count - 1) % count], ring[at]));
        chains.push(chain);
    }
}

/// Joins chains to rings along the line: where the n-th goes out, the n-th comes in.
fn join(chains: &[Ring], half: &HalfPlane) -> Vec<Ring> {
    let ranked = |end: fn(&Ring) -> Option<&Point>| {
        let place = |chain: &usize| end(&chains[*chain]).map_or(0.0, |&point| half.along(point));
        let mut order: Vec<usize> = (0..chains.len()).collect();
        order.order_by(|a, b| place(a).total_cmp(&place(b)).then(a.cmp(b)));
        order
    };
    let mut next = vec![0; chains.len()];
    for (out, enters) in ranked(|chain| chain.last()).into_iter().zip(ranked(|chain| chain.first())) {
        next[out] = enters;
    }
    let mut used = vec![false; chains.len()];
    let mut rings = Vec::new();
    for first in 0..chains.len() {
        let mut ring = Ring::new();
        let mut at = first;
        while !std::mem::replace(&mut used[at], true) {
            ring.extend_from_slice(&chains[at]);
            at = next[at];
        }
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        rings.push(ring);
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(rings: &[&[(f64, f64)]]) -> Shape {
        Shape(rings.iter().map(|ring| ring.iter().map(|&(x, y)| Point::new(x, y)).collect()).collect()).oriented()
    }

    /// Both sides of the line halfway between two points.
    fn halves(shape: &Shape, a: (f64, f64), b: (f64, f64)) -> (Shape, Shape) {
        let (a, b) = (Point::new(a.0, a.1), Point::new(b.0, b.1));
        (clip(shape, &HalfPlane::nearer(a, b)), clip(shape, &HalfPlane::nearer(b, a)))
    }

    #[test]
    fn a_concave_shape_falls_in_pieces() {
        // A U: above y = 2 its two arms are apart.
        let u =
            shape(&[&[(0.0, 0.0), (6.0, 0.0), (6.0, 5.0), (4.0, 5.0), (4.0, 1.0), (2.0, 1.0), (2.0, 5.0), (0.0, 5.0)]]);
        let (above, below) = halves(&u, (0.0, 3.0), (0.0, 1.0));
        assert_eq!((above.0.len(), above.area()), (2, 12.0));
        assert_eq!((below.0.len(), below.area()), (1, 10.0));
    }

    #[test]
    fn a_hole_is_cut_too() {
        let ring = shape(&[
            &[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)],
            &[(3.0, 3.0), (6.0, 3.0), (6.0, 6.0), (3.0, 6.0)],
        ]);
        let (left, right) = halves(&ring, (4.0, 0.0), (5.0, 0.0));
        assert_eq!((left.0.len(), left.area(), right.area()), (1, 36.0, 36.0));
        let (left, right) = halves(&ring, (1.0, 0.0), (2.0, 0.0));
        assert_eq!((left.0.len(), right.0.len()), (1, 2));
        assert_eq!(left.area() + right.area(), 72.0);
    }

    #[test]
    fn a_line_through_corners_or_along_a_side_loses_nothing() {
        let diamond = shape(&[&[(0.0, -2.0), (2.0, 0.0), (0.0, 2.0), (-2.0, 0.0)]]);
        let (left, right) = halves(&diamond, (-1.0, 0.0), (1.0, 0.0));
        assert_eq!((left.area(), right.area()), (4.0, 4.0));
        let (all, none) = halves(&diamond, (0.0, 0.0), (4.0, 0.0));
        assert_eq!((all.area(), none), (8.0, Shape::default()));
        // A step whose side lies on the line.
        let step = shape(&[&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 4.0), (2.0, 2.0), (0.0, 2.0)]]);
        let (above, below) = halves(&step, (0.0, 3.0), (0.0, 1.0));
        assert_eq!((above.area(), below.area()), (4.0, 8.0));
    }
}
