//! Degrees → kilometres in a plane.

use super::{Bounds, Point};

/// Mean radius of the earth in kilometres (IUGG, R₁).
const RADIUS: f64 = 6371.0088;

/// An equidistant cylindrical projection that is true to scale along the middle latitude of an area: `x = R cos φ₀ (λ − λ₀)`,
/// `y = R (φ − φ₀)` (J. P. Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395, 1987, p. 91).
/// Over the Netherlands distances are right to within 3%.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    middle: Point,
    shrink: f64,
}

impl Projection {
    /// The projection for an area around these points, in degrees.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Self {
        let middle = Bounds::of(points).map_or_else(Point::default, |bounds| bounds.min.middle(bounds.max));
        // At a pole all longitudes meet; what lies there is drawn narrow, not infinitely narrow.
        Self { middle, shrink: middle.y.to_radians().cos().max(0.01) }
    }

    /// A point in degrees as kilometres east and north of the middle.
    pub fn plane(&self, degrees: Point) -> Point {
        let mut east = degrees.x - self.middle.x;
        if east.abs() > 180.0 {
            east -= 360.0 * east.signum();
        }
        Point::new(RADIUS * self.shrink * east.to_radians(), RADIUS * (degrees.y - self.middle.y).to_radians())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_on_the_ground() {
        let groningen = Point::new(6.5665, 53.2194);
        let maastricht = Point::new(5.6910, 50.8514);
        let projection = Projection::around([groningen, maastricht]);
        let km = projection.plane(groningen).distance(projection.plane(maastricht));
        // The great-circle distance between these points is 270.1 km (haversine, `model::places::distance`).
        assert!((km - 270.1).abs() < 1.0, "{km}");
    }

    #[test]
    fn poles_and_the_date_line_give_finite_numbers() {
        let east = Point::new(179.5, 90.0);
        let projection = Projection::around([east, Point::new(179.9, -90.0)]);
        let west = projection.plane(Point::new(-179.9, 0.0));
        assert!(west.x > 0.0 && west.x < 50.0, "{west:?}");
        assert!(Projection::around([]).plane(east).x.is_finite());
        assert!(Projection::around([east]).plane(east).x.is_finite());
    }
}
