//! A map as static SVG: areas with links, coloured and patterned by band, borders over them, and a legend.
//!
//! Drawn on a grid of whole numbers, [`GRID`] along the longer side, which keeps a map of a hundred areas near 30 kB.

use std::fmt::Write;

use crate::escape::{escape, escaped};
use crate::geo::{Bounds, Point, Ring, Shape, around};

/// Grid steps along the longer side of a map.
pub const GRID: f64 = 1000.0;
/// Room around a map, in grid steps, so that lines on its edge are whole.
const MARGIN: i64 = 4;
/// Radius of the mark that stands in for an area too small for the grid, in grid steps.
const MARK: f64 = 5.0;
/// Tokens there are for colours of bands: `--kp-band-0-background-color` and up.
const COLOURS: usize = 4;
/// Patterns in the order of bands; the last is that of areas without a band. A square of 24 grid steps.
const PATTERNS: [&str; 7] = [
    "",
    "M4 6h4M16 18h4",
    "M-2 26L26-2M-2 2L2-2M22 26L26 22",
    "M-2 26L26-2M-2-2L26 26M-2 2L2-2M22 26L26 22M22-2L26 2M-2 22L2 26",
    "M0 4h24M0 12h24M0 20h24",
    "M4 0v24M12 0v24M20 0v24",
    "M8 8l8 8M8 16l8-8",
];

/// An area of a map.
#[derive(Debug)]
pub struct Area<'a> {
    /// Where it is, in kilometres; an empty shape is drawn as a mark.
    pub shape: &'a Shape,
    /// Where it is marked when it is too small to draw.
    pub point: Point,
    /// What it says: its accessible name, such as "Werkplein Tiel: 72%, gedeeltelijk".
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Index of its band; none when there is no value.
    pub band: Option<usize>,
    /// A short text on the map, with the point it stands at and the room around that point in kilometres.
    pub label: Option<(String, Point, f64)>,
}

/// A map.
#[derive(Debug)]
pub struct Map<'a> {
    /// Start of every id in it; unique on a page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// What the map shows, in words.
    pub description: &'a str,
    /// What of the plane is drawn, in kilometres.
    pub bounds: Bounds,
    /// Areas in the order of the keyboard.
    pub areas: Vec<Area<'a>>,
    /// Lines over the areas, such as borders of regions.
    pub borders: &'a [Ring],
    /// The words of the bands, lowest first.
    pub bands: Vec<String>,
    /// The word for areas without a band.
    pub no_band: &'a str,
}

/// Kilometres → grid.
struct Grid {
    bounds: Bounds,
    scale: f64,
}

impl Grid {
    fn new(bounds: Bounds) -> Self {
        let (width, height) = bounds.size();
        let longer = width.max(height);
        Self { bounds, scale: if longer > 0.0 { GRID / longer } else { 1.0 } }
    }

    /// Width and height of the drawing.
    fn size(&self) -> (i64, i64) {
        let (width, height) = self.bounds.size();
        let whole = |length: f64| (length * self.scale).round() as i64 + 2 * MARGIN;
        (whole(width), whole(height))
    }

    fn place(&self, point: Point) -> (i64, i64) {
        let x = (point.x - self.bounds.min.x) * self.scale;
        let y = (self.bounds.max.y - point.y) * self.scale;
        (x.round() as i64 + MARGIN, y.round() as i64 + MARGIN)
    }

    /// The places of a line, without those in a row at one place.
    fn line(&self, line: &[Point]) -> Vec<(i64, i64)> {
        let mut places: Vec<(i64, i64)> = line.iter().map(|&point| self.place(point)).collect();
        places.dedup();
        places
    }

    /// A ring without corners that no eye can see; nothing when it has no area on the grid.
    fn ring(&self, ring: &[Point]) -> Vec<(i64, i64)> {
        let mut places = self.line(ring);
        while places.len() > 1 && places.first() == places.last() {
            places.pop();
        }
        let straight =
            |(a, b, c): ((i64, i64), (i64, i64), (i64, i64))| (b.0 - a.0) * (c.1 - b.1) == (b.1 - a.1) * (c.0 - b.0);
        let count = places.len();
        let corner = |at: &usize| !straight((places[(at + count - 1) % count], places[*at], places[(at + 1) % count]));
        let kept: Vec<(i64, i64)> = (0..count).filter(corner).map(|at| places[at]).collect();
        if kept.len() >= 3 { kept } else { Vec::new() }
    }

    /// The path of an area; a mark at its point when nothing of it is left on the grid.
    fn area(&self, area: &Area) -> String {
        let mut path = String::new();
        for ring in area.shape.0.iter().map(|ring| self.ring(ring)) {
            draw(&ring, true, &mut path);
        }
        if path.is_empty() {
            let point = self.bounds.clamp(area.point);
            draw(&self.ring(&around(point, MARK / self.scale, 6)), true, &mut path);
        }
        path
    }
}

/// Adds a line to a path: `M` and the first place, then steps. A closed one ends with `z`.
fn draw(places: &[(i64, i64)], closed: bool, path: &mut String) {
    let [(x, y), rest @ ..] = places else { return };
    let _ = write!(path, "M{x} {y}");
    let mut at = (*x, *y);
    for (index, &(x, y)) in rest.iter().enumerate() {
        let (right, down) = (x - at.0, y - at.1);
        path.push(if index == 0 { 'l' } else { ' ' });
        // A minus sign parts two numbers by itself.
        if index > 0 && right < 0 {
            path.pop();
        }
        let _ = write!(path, "{right}{}{down}", if down < 0 { "" } else { " " });
        at = (x, y);
    }
    if closed {
        path.push('z');
    }
}

impl Map<'_> {
    /// The pattern of a band, and of none.
    fn pattern(&self, band: Option<usize>) -> &'static str {
        PATTERNS[band.map_or(PATTERNS.len() - 1, |band| band.min(PATTERNS.len() - 2))]
    }

    /// The colour of a band: the tokens spread over the bands there are.
    fn colour(&self, band: Option<usize>) -> String {
        let last = self.bands.len().saturating_sub(1).max(1);
        band.map_or_else(|| "geen".to_owned(), |band| ((2 * band * (COLOURS - 1) + last) / (2 * last)).to_string())
    }

    /// What fills the areas of a band: the name of its pattern.
    fn fill(&self, band: Option<usize>) -> String {
        format!("{}-{}", self.id, band.map_or_else(|| "x".to_owned(), |band| band.to_string()))
    }

    /// The bands that have a place in the legend, from high to low, and then none if an area has none.
    fn shown(&self) -> Vec<(Option<usize>, &str)> {
        let bands = self.bands.iter().enumerate().rev().map(|(index, word)| (Some(index), word.as_str()));
        let none = self.areas.iter().any(|area| area.band.is_none()).then_some((None, self.no_band));
        bands.chain(none).collect()
    }

    /// The map. Its patterns are also those of its [legend](Map::legend).
    pub fn svg(&self) -> String {
        let grid = Grid::new(self.bounds);
        let (width, height) = grid.size();
        let id = escaped(self.id);
        let mut out = String::with_capacity(256 * (self.areas.len() + 8));
        let _ = write!(
            out,
            "<svg class=\"gebiedskaart\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-labelledby=\"{id}-t\" \
             aria-describedby=\"{id}-d\">\n<title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n<defs>\n",
            escaped(self.title),
            escaped(self.description),
        );
        for (band, _) in self.shown() {
            let _ = writeln!(
                out,
                "<pattern id=\"{}\" width=\"24\" height=\"24\" patternUnits=\"userSpaceOnUse\">\
                 <path class=\"band-kleur-{}\" d=\"M0 0h24v24H0z\"/><path class=\"band-lijn\" d=\"{}\"/></pattern>",
                escaped(&self.fill(band)),
                self.colour(band),
                self.pattern(band),
            );
        }
        out.push_str("</defs>\n");
        for area in &self.areas {
            self.area(area, &grid, &mut out);
        }
        self.borders(&grid, &mut out);
        self.labels(&grid, &mut out);
        out.push_str("</svg>");
        out
    }

    fn area(&self, area: &Area, grid: &Grid, out: &mut String) {
        out.push_str("<a href=\"");
        escape(&area.href, out);
        out.push_str("\"><title>");
        escape(&area.name, out);
        let fill = escaped(&self.fill(area.band));
        let _ = writeln!(out, "</title><path fill=\"url(#{fill})\" d=\"{}\"/></a>", grid.area(area));
    }

    fn borders(&self, grid: &Grid, out: &mut String) {
        let mut path = String::new();
        for line in self.borders.iter().map(|line| grid.line(line)).filter(|line| line.len() > 1) {
            draw(&line, false, &mut path);
        }
        if !path.is_empty() {
            let _ = writeln!(out, "<path class=\"grenzen\" d=\"{path}\"/>");
        }
    }

    /// Short texts, where they fit. What they say is in the names of the areas as well.
    fn labels(&self, grid: &Grid, out: &mut String) {
        let fits = |text: &str, room: f64| room * grid.scale >= 6.0 * text.chars().count() as f64;
        let placed = self.areas.iter().filter_map(|area| area.label.as_ref());
        for (text, point, _) in placed.filter(|(text, _, room)| fits(text, *room)) {
            let (x, y) = grid.place(*point);
            let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" aria-hidden=\"true\">{}</text>", escaped(text));
        }
    }

    /// The bands with their pattern, as a list.
    pub fn legend(&self) -> String {
        let mut out = String::from("<ul class=\"legenda\">\n");
        for (band, word) in self.shown() {
            let _ = writeln!(
                out,
                "<li><svg viewBox=\"0 0 48 24\" aria-hidden=\"true\"><path fill=\"url(#{})\" d=\"M0 0h48v24H0z\"/></svg> {}</li>",
                escaped(&self.fill(band)),
                escaped(word),
            );
        }
        out.push_str("</ul>");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Shape {
        Shape(vec![
            [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)]
                .iter()
                .map(|&(dx, dy)| Point::new(x + dx, y + dy))
                .collect(),
        ])
    }

    fn area<'a>(shape: &'a Shape, name: &str, band: Option<usize>) -> Area<'a> {
        let label = Some(("72%".to_owned(), Point::new(5.0, 5.0), 5.0));
        Area { shape, point: Point::new(5.0, 5.0), name: name.to_owned(), href: format!("/{name}/"), band, label }
    }

    fn map<'a>(areas: Vec<Area<'a>>, borders: &'a [Ring]) -> Map<'a> {
        let bounds = Bounds { min: Point::default(), max: Point::new(20.0, 10.0) };
        let bands = ["Niet", "Half", "Heel"].map(str::to_owned).to_vec();
        Map { id: "k", title: "Kaart <1>", description: "a & b", bounds, areas, borders, bands, no_band: "Onbekend" }
    }

    #[test]
    fn a_map_is_drawn_on_a_grid() {
        let (left, right) = (square(0.0, 0.0, 10.0), square(10.0, 0.0, 10.0));
        let borders = [vec![Point::new(10.0, 0.0), Point::new(10.0, 10.0)]];
        let mut second = area(&right, "B", None);
        second.label = None;
        let map = map(vec![area(&left, "A", Some(2)), second], &borders);
        let svg = map.svg();
        insta::assert_snapshot!(format!("{svg}\n{}", map.legend()));
    }

    #[test]
    fn text_is_escaped_and_nothing_needs_a_script_or_a_style() {
        let shape = square(0.0, 0.0, 10.0);
        let mut area = area(&shape, "x", Some(0));
        area.name = "<b>\"&".to_owned();
        area.href = "\"><script>".to_owned();
        let svg = map(vec![area], &[]).svg();
        assert!(svg.contains("<title>&lt;b&gt;&quot;&amp;</title>"), "{svg}");
        assert!(!svg.contains("<script") && !svg.contains("style="), "{svg}");
    }

    #[test]
    fn what_is_too_small_or_not_there_gets_a_mark_inside_the_map() {
        let (speck, none) = (square(1.0, 1.0, 0.001), Shape::default());
        let mut far = area(&none, "far", None);
        far.point = Point::new(1e9, f64::MIN);
        let svg = map(vec![area(&speck, "a", Some(1)), area(&none, "b", Some(1)), far], &[]).svg();
        let paths: Vec<&str> = svg.lines().filter_map(|line| line.strip_prefix("<a ")?.split(" d=\"").nth(1)).collect();
        assert_eq!(paths.len(), 3);
        assert!(paths.iter().all(|path| path.starts_with('M') && path.len() > 20), "{paths:?}");
        assert!(paths[2].starts_with("M1009 504"), "{paths:?}");
    }

    #[test]
    fn a_label_without_room_is_left_out() {
        let shape = square(0.0, 0.0, 10.0);
        let mut tight = area(&shape, "a", Some(1));
        tight.label = Some(("100%".to_owned(), Point::new(5.0, 5.0), 0.1));
        assert!(!map(vec![tight], &[]).svg().contains("<text"));
        assert!(map(vec![area(&shape, "a", Some(1))], &[]).svg().contains("<text"));
    }

    #[test]
    fn colours_are_spread_over_any_number_of_bands() {
        let mut map = map(Vec::new(), &[]);
        for (count, expected) in [(1, "0"), (2, "03"), (3, "023"), (4, "0123"), (6, "011223")] {
            map.bands = vec!["Band".to_owned(); count];
            let colours: String = (0..count).map(|band| map.colour(Some(band))).collect();
            assert_eq!(colours, expected, "{count} bands");
        }
    }

    #[test]
    fn a_map_of_one_point_is_finite() {
        let bounds = Bounds { min: Point::default(), max: Point::default() };
        let none = Shape::default();
        let map = Map { bounds, ..map(vec![area(&none, "a", None)], &[]) };
        assert!(map.svg().contains("viewBox=\"0 0 8 8\""), "{}", map.svg());
    }
}
