//! Pictures of a few flat colours: lines with round ends, letters made of such lines, written as PNG.
//!
//! It knows nothing of a portal. There is no font to rely on, so `letters` has a small alphabet of strokes of its own. Equal calls
//! give equal bytes on every machine: coordinates are rounded to whole steps before a pixel is decided on.

pub mod letters;

use std::f64::consts::TAU;

/// Shades between the paper and an ink, for smooth edges.
const SHADES: u8 = 7;
/// Colours of a palette of four bits: the paper, and the shades of two inks.
const PALETTE: usize = 1 + 2 * SHADES as usize;

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Reads `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        match digits.len() {
            3 => {
                let part = |at: usize| Some(17 * u8::from_str_radix(digits.get(at..=at)?, 16).ok()?);
                Some(Self(part(0)?, part(1)?, part(2)?))
            }
            6 => Some(Self(part(0)?, part(2)?, part(4)?)),
            _ => None,
        }
    }

    /// The colour `step` of `steps` on the way from this one to another.
    fn towards(self, other: Self, step: u8, steps: u8) -> [u8; 3] {
        let mix = |from: u8, to: u8| {
            let (from, to, step, steps) = (u32::from(from), u32::from(to), u32::from(step), u32::from(steps));
            ((from * (steps - step) + to * step + steps / 2) / steps) as u8
        };
        [mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2)]
    }
}

/// Which of the two inks a line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The first: text.
    Text,
    /// The second: what stands out.
    Accent,
}

impl Ink {
    /// The place in the palette below that of its lightest shade.
    fn first(self) -> u8 {
        match self {
            Ink::Text => 0,
            Ink::Accent => SHADES,
        }
    }
}

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// What everything is drawn on.
    pub paper: Colour,
    /// The first ink.
    pub text: Colour,
    /// The second ink.
    pub accent: Colour,
}

/// A point in pixels: from the left, and from the top.
pub type Point = (f64, f64);

/// A picture that is being drawn.
#[derive(Clone)]
pub struct Picture {
    width: usize,
    height: usize,
    /// Per pixel its place in the palette.
    pixels: Vec<u8>,
}

impl Picture {
    /// An empty sheet of this many pixels.
    pub fn new(width: u16, height: u16) -> Self {
        let (width, height) = (usize::from(width), usize::from(height));
        Self { width, height, pixels: vec![0; width * height] }
    }

    /// Draws a line through points, with round ends and corners. One point is a dot.
    pub fn line(&mut self, points: &[Point], thickness: f64, ink: Ink) {
        if let [point] = points {
            self.segment(*point, *point, thickness / 2.0, ink);
        }
        for pair in points.windows(2) {
            self.segment(pair[0], pair[1], thickness / 2.0, ink);
        }
    }

    /// Draws a circle as a line around `centre`.
    pub fn circle(&mut self, centre: Point, radius: f64, thickness: f64, ink: Ink) {
        self.line(&arc(centre, (radius, radius), (0.0, 360.0)), thickness, ink);
    }

    /// Draws a text from its lower left corner; `size` is the height of a capital. Gives its width.
    pub fn text(&mut self, text: &str, at: Point, size: f64, thickness: f64, ink: Ink) -> f64 {
        let scale = size / letters::CAPITAL;
        let mut x = at.0;
        for letter in letters::letters(text) {
            for stroke in &letter.strokes {
                let points: Vec<Point> = stroke.iter().map(|&(sx, sy)| (x + sx * scale, at.1 - sy * scale)).collect();
                self.line(&points, thickness, ink);
            }
            x += (letter.width + letters::GAP) * scale;
        }
        x - at.0
    }

    /// Colours every pixel within `radius` of a segment, the rim of it in shades.
    fn segment(&mut self, from: Point, to: Point, radius: f64, ink: Ink) {
        // The next whole number, and none below 0: without the call that rounding is on older processors.
        let first = |a: f64| (a as usize).saturating_add(usize::from(a > (a as usize) as f64));
        let end = |a: f64, end: usize| first(a).min(end);
        // Only the rim, half a pixel to either side and a little more, needs a root and rounding.
        let (outside, inside) = (radius + 0.51, (radius - 0.51).max(0.0));
        let (outer, inner) = (Capsule::new(from, to, outside), Capsule::new(from, to, inside));
        let full = ink.first() + SHADES;
        for y in first(from.1.min(to.1) - outside - 1.0)..end(from.1.max(to.1) + outside + 1.0, self.height) {
            let row = y as f64 + 0.5;
            let Some((left, right)) = outer.crossing(row) else { continue };
            // A hundredth of a pixel more to both sides, and one less of what lies within: the rim decides with care.
            let start = first(left - 0.51);
            let stop = end(right - 0.49, self.width);
            let (filled, after) = inner.crossing(row).map_or((stop, stop), |(left, right)| {
                (first(left - 0.49).clamp(start, stop.max(start)), end(right - 0.51, stop))
            });
            for x in (start..filled).chain(after.max(filled)..stop) {
                // Pieces of a curve lie over each other for the most part.
                if self.pixels[y * self.width + x] == full {
                    continue;
                }
                let squared = squared_distance((x as f64 + 0.5, row), from, to);
                if squared > outside * outside {
                    continue;
                }
                let shade = if squared < inside * inside {
                    SHADES
                } else {
                    // Thousandths, so that the last bit of a float decides nothing.
                    let cover = (((radius + 0.5 - squared.sqrt()) * 1000.0).round() / 1000.0).clamp(0.0, 1.0);
                    (cover * f64::from(SHADES)).round() as u8
                };
                self.colour(y * self.width + x, shade, ink);
            }
            if let Some(within) = self.pixels.get_mut(y * self.width + filled..y * self.width + after) {
                within.fill(full);
            }
        }
    }

    /// Gives a pixel at least this shade of an ink; over the other ink only what is half covered or more.
    fn colour(&mut self, at: usize, shade: u8, ink: Ink) {
        let first = ink.first();
        let now = self.pixels[at];
        let own = now > first && now <= first + SHADES;
        if shade > 0 && (now == 0 || (own && now < first + shade) || (!own && shade > SHADES / 2)) {
            self.pixels[at] = first + shade;
        }
    }

    /// The picture as PNG, in a palette of four bits.
    pub fn png(&self, colours: &Colours) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette(colours));
        // A third of the time of level 6, for a quarter more bytes.
        encoder.set_deflate_compression(png::DeflateCompression::Level(2));
        // A palette has no slopes to foretell.
        encoder.set_filter(png::Filter::NoFilter);
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(&self.packed())?;
            writer.finish()
        });
        // Writing to memory cannot fail, and the size is that of the pixels.
        debug_assert!(written.is_ok());
        bytes
    }

    /// Two pixels in a byte; each row starts a byte.
    fn packed(&self) -> Vec<u8> {
        let length = self.width.div_ceil(2);
        let mut packed = vec![0; length * self.height];
        for (row, bytes) in self.pixels.chunks_exact(self.width).zip(packed.chunks_exact_mut(length)) {
            let (eights, rest) = row.as_chunks::<8>();
            let (fours, rest_bytes) = bytes.split_at_mut(4 * eights.len());
            for (pixels, bytes) in eights.iter().zip(fours.as_chunks_mut::<4>().0) {
                // Most of a sheet is paper, and that is what the bytes are already.
                if *pixels != [0; 8] {
                    *bytes = [0, 2, 4, 6].map(|at| pixels[at] << 4 | pixels[at + 1]);
                }
            }
            for (pixels, byte) in rest.chunks(2).zip(rest_bytes) {
                *byte = pixels[0] << 4 | pixels.get(1).unwrap_or(&0);
            }
        }
        packed
    }
}

fn palette(colours: &Colours) -> Vec<u8> {
    let mut palette = Vec::with_capacity(3 * PALETTE);
    palette.extend(colours.paper.towards(colours.paper, 0, SHADES));
    for ink in [colours.text, colours.accent] {
        for shade in 1..=SHADES {
            palette.extend(colours.paper.towards(ink, shade, SHADES));
        }
    }
    palette
}

/// All within a distance of a segment: a line with round ends.
struct Capsule {
    ends: [Point; 2],
    squared: f64,
    /// From a point of the segment to one of its sides; the other side lies as far the other way.
    side: (f64, f64),
}

impl Capsule {
    fn new(from: Point, to: Point, radius: f64) -> Self {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = (dx * dx + dy * dy).sqrt();
        let side = if long == 0.0 { (0.0, 0.0) } else { (-dy * radius / long, dx * radius / long) };
        Self { ends: [from, to], squared: radius * radius, side }
    }

    /// From where to where a row at this height lies in it.
    fn crossing(&self, row: f64) -> Option<(f64, f64)> {
        let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
        for end in self.ends {
            let half = self.squared - (row - end.1) * (row - end.1);
            if half >= 0.0 {
                let half = half.sqrt();
                left = left.min(end.0 - half);
                right = right.max(end.0 + half);
            }
        }
        let [from, to] = self.ends;
        if from.1 != to.1 {
            for (aside, away) in [self.side, (-self.side.0, -self.side.1)] {
                let along = (row - from.1 - away) / (to.1 - from.1);
                if (0.0..=1.0).contains(&along) {
                    let x = from.0 + aside + along * (to.0 - from.0);
                    left = left.min(x);
                    right = right.max(x);
                }
            }
        }
        (left <= right).then_some((left, right))
    }
}

/// How far a point is from a segment, squared.
fn squared_distance(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let long = dx * dx + dy * dy;
    let along = if long == 0.0 { 0.0 } else { ((point.0 - from.0) * dx + (point.1 - from.1) * dy) / long };
    let along = along.clamp(0.0, 1.0);
    let (x, y) = (point.0 - from.0 - along * dx, point.1 - from.1 - along * dy);
    x * x + y * y
}

/// Points along an ellipse between two angles in degrees: 0 is right, and they go up from there to larger `y`.
pub(crate) fn arc(centre: Point, radii: (f64, f64), angles: (f64, f64)) -> Vec<Point> {
    let turn = angles.1 - angles.0;
    let steps = ((turn.abs() / 10.0).ceil() as usize).max(1);
    (0..=steps)
        .map(|step| {
            let angle = (angles.0 + turn * step as f64 / steps as f64) / 360.0 * TAU;
            (rounded(centre.0 + radii.0 * angle.cos()), rounded(centre.1 + radii.1 * angle.sin()))
        })
        .collect()
}

/// A coordinate in steps of a ten-thousandth: sines differ in their last bits between machines.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLOURS: Colours =
        Colours { paper: Colour(0, 0, 0), text: Colour(255, 255, 255), accent: Colour(255, 200, 0) };

    fn decoded(png: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("pixels");
        (info.width, info.height, pixels)
    }

    #[test]
    fn colours_are_read() {
        for (text, colour) in [
            ("#1f4e5f", Some(Colour(31, 78, 95))),
            (" #fff", Some(Colour(255, 255, 255))),
            ("#ffff", None),
            ("red", None),
            ("#é1", None),
        ] {
            assert_eq!(Colour::parse(text), colour, "{text}");
        }
    }

    #[test]
    fn a_line_is_where_it_was_drawn_and_nowhere_else() {
        let mut picture = Picture::new(21, 10);
        picture.line(&[(5.0, 5.0), (15.0, 5.0)], 4.0, Ink::Text);
        picture.line(&[(15.0, 5.0)], 4.0, Ink::Accent);
        let (width, height, pixels) = decoded(&picture.png(&COLOURS));
        assert_eq!((width, height), (21, 10));
        let at = |x: usize, y: usize| &pixels[3 * (y * 21 + x)..3 * (y * 21 + x) + 3];
        assert_eq!((at(8, 5), at(8, 4)), (&[255, 255, 255][..], &[255, 255, 255][..]));
        assert_eq!(at(15, 5), [255, 200, 0]);
        assert_eq!((at(8, 1), at(8, 8), at(1, 5), at(20, 5)), (&[0; 3][..], &[0; 3][..], &[0; 3][..], &[0; 3][..]));
    }

    #[test]
    fn a_picture_of_a_slope_has_smooth_edges() {
        let mut picture = Picture::new(40, 40);
        picture.line(&[(5.3, 5.1), (33.7, 22.9)], 6.0, Ink::Text);
        let (.., pixels) = decoded(&picture.png(&COLOURS));
        let shades: std::collections::BTreeSet<u8> = pixels.into_iter().collect();
        assert!(shades.len() >= 6, "{shades:?}");
    }

    /// Every pixel of a picture asked by itself, without spans.
    fn asked_one_by_one(segments: &[(Point, Point, f64)], size: u16) -> Vec<u8> {
        let mut picture = Picture::new(size, size);
        for &(from, to, radius) in segments {
            for at in 0..picture.pixels.len() {
                let pixel = ((at % picture.width) as f64 + 0.5, (at / picture.width) as f64 + 0.5);
                let away = squared_distance(pixel, from, to).sqrt();
                let cover = (((radius + 0.5 - away) * 1000.0).round() / 1000.0).clamp(0.0, 1.0);
                picture.colour(at, (cover * f64::from(SHADES)).round() as u8, Ink::Text);
            }
        }
        picture.pixels
    }

    proptest! {
        #[test]
        fn spans_colour_what_every_pixel_says_by_itself(
            segments in prop::collection::vec(
                ((-9.0..49.0, -9.0..49.0), (-9.0..49.0, -9.0..49.0), 0.2..14.0),
                1..4,
            ),
            straight in any::<bool>(),
        ) {
            let segments: Vec<(Point, Point, f64)> = segments
                .into_iter()
                .map(|(from, to, radius)| (from, if straight { (to.0, from.1) } else { to }, radius))
                .collect();
            let mut picture = Picture::new(40, 40);
            for &(from, to, radius) in &segments {
                picture.segment(from, to, radius, Ink::Text);
            }
            prop_assert_eq!(picture.pixels, asked_one_by_one(&segments, 40));
        }
    }
}
