//! Fillings of areas, told apart by their pattern.

use super::svg::group;
use crate::order::Order;

/// How an area is filled. Patterns differ in density first, so that an order can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fill {
    /// Nothing but an outline.
    Blank,
    /// Dots.
    Dots,
    /// Lines one way.
    Hatch,
    /// Lines two ways.
    Grid,
    /// Solid.
    Solid,
    /// A broken outline: no answer, no number.
    Absent,
}

impl Fill {
    /// Fillings for so many parts with an order, from the least to the most: blank first, solid last. More than five repeat the densest
    /// pattern but one.
    pub fn ramp(count: usize) -> Vec<Self> {
        let between: &[Self] = match count {
            0 => return Vec::new(),
            1 => return vec![Self::Solid],
            2 => &[],
            3 => &[Self::Hatch],
            4 => &[Self::Dots, Self::Hatch],
            _ => &[Self::Dots, Self::Hatch, Self::Grid],
        };
        let mut ramp = vec![Self::Blank];
        ramp.extend(between);
        ramp.resize(count - 1, Self::Grid);
        ramp.push(Self::Solid);
        ramp
    }

    /// Fillings for things without an order, the first the strongest; they go around.
    pub(super) fn unordered(index: usize) -> Self {
        [Self::Solid, Self::Blank, Self::Hatch, Self::Dots, Self::Grid][index % 5]
    }

    /// The class of an area with this filling.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Blank => "v0",
            Self::Dots => "v1",
            Self::Hatch => "v2",
            Self::Grid => "v3",
            Self::Solid => "v4",
            Self::Absent => "v5",
        }
    }

    /// The strokes of its pattern, in a square of 6 by 6 units.
    fn strokes(self) -> Option<&'static str> {
        match self {
            Self::Dots => Some("M1.5 1.5h0M4.5 4.5h0"),
            Self::Hatch => Some("M-1 1l2-2M0 6l6-6M5 7l2-2"),
            Self::Grid => Some("M0 6l6-6M0 0l6 6"),
            Self::Blank | Self::Solid | Self::Absent => None,
        }
    }

    /// The attributes of an area with this filling in the drawing with this id.
    pub(super) fn attributes(self, id: &str) -> String {
        let class = self.class();
        match self.strokes() {
            Some(_) => format!("class=\"{class}\" fill=\"url(#{id}-{class})\""),
            None => format!("class=\"{class}\""),
        }
    }
}

/// Writes the patterns that these fillings need. `id` is escaped already.
pub(super) fn write_patterns(fills: &[Fill], id: &str, out: &mut String) {
    let mut fills = fills.to_vec();
    fills.order();
    fills.dedup();
    for fill in fills {
        let (class, Some(strokes)) = (fill.class(), fill.strokes()) else { continue };
        let attributes = format!(
            "id=\"{id}-{class}\" class=\"p{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"",
            &class[1..]
        );
        out.push_str(&format!(
            "<pattern {attributes}><path class=\"b\" d=\"M0 0h6v6h-6z\"/><path d=\"{strokes}\"/></pattern>"
        ));
    }
}

/// Writes areas, one element per filling.
pub(super) fn write_areas(areas: &[(Fill, super::svg::Path)], id: &str, out: &mut String) {
    group("class=\"vl\"", out, |out| {
        for (fill, path) in areas {
            path.write(&fill.attributes(id), out);
        }
    });
}
