//! What is wrong with a ring.

use super::{Point, Ring, sides, turn};
use crate::order::Order;

/// Pairs of sides that are compared at most: more than the finest outline of a country needs.
const PAIRS: usize = 50_000_000;

/// Whether sides cross.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Crossing {
    /// No two do.
    None,
    /// Two do, near this point.
    At(Point),
    /// There are too many sides close together to tell.
    Unknown,
}

/// Looks for two sides of some rings that cross. Sides that only touch, or lie along each other, do not.
pub fn crossing(rings: &[Ring]) -> Crossing {
    let mut all: Vec<(Point, Point)> =
        rings.iter().flat_map(|ring| sides(ring)).map(|(a, b)| if a.x <= b.x { (a, b) } else { (b, a) }).collect();
    all.order_by(|a, b| a.0.x.total_cmp(&b.0.x));
    let mut pairs = 0;
    for (index, &one) in all.iter().enumerate() {
        for &other in all[index + 1..].iter().take_while(|other| other.0.x <= one.1.x) {
            pairs += 1;
            if cross(one, other) {
                return Crossing::At(one.0.middle(one.1));
            }
        }
        if pairs > PAIRS {
            return Crossing::Unknown;
        }
    }
    Crossing::None
}

/// Whether two sides cross in a point inside both.
fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let opposite = |one: f64, other: f64| (one < 0.0 && other > 0.0) || (one > 0.0 && other < 0.0);
    a.y.min(b.y) <= c.y.max(d.y)
        && c.y.min(d.y) <= a.y.max(b.y)
        && opposite(turn(a, b, c), turn(a, b, d))
        && opposite(turn(c, d, a), turn(c, d, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Ring {
        points.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn a_bow_tie_crosses_and_a_square_does_not() {
        let square = ring(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]);
        assert_eq!(crossing(std::slice::from_ref(&square)), Crossing::None);
        let tie = ring(&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)]);
        assert_eq!(crossing(&[tie]), Crossing::At(Point::new(1.0, 1.0)));
        let through = ring(&[(1.0, 1.0), (3.0, 1.0), (3.0, 1.5)]);
        assert!(matches!(crossing(&[square.clone(), through]), Crossing::At(_)));
        let beside = ring(&[(2.0, 0.0), (4.0, 0.0), (2.0, 2.0)]);
        assert_eq!(crossing(&[square, beside]), Crossing::None);
    }

    #[test]
    fn a_tangle_ends_in_time() {
        // A fan: every side spans the whole width, and none crosses another.
        let mut fan: Ring = (0..12_000).map(|n| Point::new(f64::from(n % 2) * 100.0, f64::from(n) / 100.0)).collect();
        fan.extend(ring(&[(110.0, 121.0), (110.0, -1.0)]));
        assert_eq!(crossing(&[fan]), Crossing::Unknown);
    }
}
