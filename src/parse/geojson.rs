//! GeoJSON (RFC 7946) → the areas in it, each with the names it goes by. What is wrong is reported at the feature it is in.

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::geo::{Point, Ring, Shape, encloses};
use crate::parse::data::crossing_problem;
use crate::source::{Place, SourcePath, Span};

/// The most points a file may have: many times what a map of a country shows.
const MOST_POINTS: usize = 200_000;
/// The properties an area may be named by. The last two are what Statistics Netherlands calls them.
const NAMES: [&str; 6] = ["id", "code", "naam", "name", "statcode", "statnaam"];
/// Geometries that are areas.
const AREAS: &str = "Polygon, MultiPolygon";

/// The areas of a file.
#[derive(Debug, Clone)]
pub struct Boundaries {
    /// The file.
    pub path: SourcePath,
    /// Whom to thank for the boundaries, when the file says it.
    pub attribution: Option<String>,
    /// Areas in the order of the file, in degrees.
    pub areas: Vec<Boundary>,
    /// Whether no area was left out for an error, which was reported.
    pub complete: bool,
}

/// An area.
#[derive(Debug, Clone)]
pub struct Boundary {
    /// What it goes by: its id, code and name, as far as given.
    pub names: Vec<String>,
    /// Where it is, in degrees: not yet oriented.
    pub shape: Shape,
    /// Where it stands in the file.
    pub place: Place,
}

#[derive(Deserialize)]
struct Object<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    attribution: Option<Value>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// A position: longitude, latitude and perhaps more.
struct Position(Point);

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Position;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a position")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Position, A::Error> {
                let missing = || serde::de::Error::custom("a position has two numbers");
                let x = numbers.next_element()?.ok_or_else(missing)?;
                let y = numbers.next_element()?.ok_or_else(missing)?;
                while numbers.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Position(Point::new(x, y)))
            }
        }
        deserializer.deserialize_seq(Numbers)
    }
}

/// Reads `text`, the whole of the file at `path`. An area with an error is left out.
pub fn parse(text: &str, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Boundaries {
    let mut reader = Reader { text, path, points: 0, diagnostics };
    let mut boundaries = Boundaries { path: path.clone(), attribution: None, areas: Vec::new(), complete: false };
    let json = text.trim_start_matches('\u{feff}').trim_ascii();
    let Some(object) = reader.json::<Object>(json) else { return boundaries };
    boundaries.attribution = object.attribution.as_ref().and_then(Value::as_str).map(str::to_owned);
    let kind = object.kind.as_deref().unwrap_or("");
    let features: Vec<&str> = match (kind, &object.features) {
        ("FeatureCollection", Some(features)) => features.iter().map(|feature| feature.get()).collect(),
        ("Feature", _) => vec![json],
        _ => {
            reader.wrong(kind, json);
            return boundaries;
        }
    };
    if features.is_empty() {
        reader.report(&catalogue::EMPTY_GEOMETRY, json);
    }
    boundaries.complete = true;
    for feature in features {
        let area = reader.feature(feature);
        boundaries.complete &= area.is_some();
        boundaries.areas.extend(area);
        if reader.points > MOST_POINTS {
            let problem = too_fine(reader.points, Place::file(path.clone()));
            reader.diagnostics.push(problem);
            boundaries.areas.clear();
            boundaries.complete = false;
            break;
        }
    }
    boundaries
}

/// The problem of a file with too many points, or too many sides close together.
pub fn too_fine(points: usize, place: Place) -> Diagnostic {
    Diagnostic::new(&catalogue::TOO_FINE, place)
        .with("punten", points.to_string())
        .with("meest", MOST_POINTS.to_string())
}

struct Reader<'a, 'd> {
    text: &'a str,
    path: &'a SourcePath,
    points: usize,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Reader<'a, '_> {
    /// The place of the first characters of a part of the text: enough to find it, and one line in a report.
    fn place(&self, part: &str) -> Place {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        let line = part.lines().next().unwrap_or_default();
        let shown = line.char_indices().nth(40).map_or(line.len(), |(at, _)| at);
        Place { path: self.path.clone(), span: Span { start, end: start + shown } }
    }

    fn report(&mut self, entry: &'static catalogue::Entry, part: &str) {
        self.diagnostics.push(Diagnostic::new(entry, self.place(part)));
    }

    fn wrong(&mut self, found: &str, part: &str) {
        let found: String = found.chars().take(60).collect();
        let problem = Diagnostic::new(&catalogue::WRONG_GEOMETRY, self.place(part));
        self.diagnostics.push(problem.with("gevonden", found).with("verwacht", AREAS));
    }

    /// Reads a part of the text; what is no JSON, or not of this form, is reported where it goes wrong.
    fn json<T: Deserialize<'a>>(&mut self, part: &'a str) -> Option<T> {
        match serde_json::from_str(part) {
            Ok(value) => Some(value),
            Err(error) => {
                let line_start: usize =
                    part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
                let mut at = (line_start + error.column().saturating_sub(1)).min(part.len());
                while !part.is_char_boundary(at) {
                    at -= 1;
                }
                self.report(&catalogue::NOT_JSON, &part[at..]);
                None
            }
        }
    }

    fn feature(&mut self, part: &'a str) -> Option<Boundary> {
        let feature: Feature = self.json(part)?;
        let Some(geometry) = &feature.geometry else {
            self.report(&catalogue::EMPTY_GEOMETRY, part);
            return None;
        };
        let coordinates = geometry.coordinates.map_or("", RawValue::get);
        let polygons: Vec<Vec<Vec<Position>>> = match geometry.kind.as_deref().unwrap_or("") {
            "Polygon" => vec![self.json(coordinates)?],
            "MultiPolygon" => self.json(coordinates)?,
            other => {
                self.wrong(other, part);
                return None;
            }
        };
        let rings: Vec<Vec<Position>> = polygons.into_iter().flatten().collect();
        self.points += rings.iter().map(Vec::len).sum::<usize>();
        if rings.iter().all(Vec::is_empty) {
            self.report(&catalogue::EMPTY_GEOMETRY, part);
            return None;
        }
        let rings: Option<Vec<Ring>> = rings.into_iter().map(|ring| self.ring(ring, part)).collect();
        let shape = Shape(rings?);
        if self.points <= MOST_POINTS
            && let Some(problem) = crossing_problem(&shape.0, self.place(part))
        {
            self.diagnostics.push(problem);
        }
        Some(Boundary { names: names(&feature), shape, place: self.place(part) })
    }

    /// A ring without its last point, which is its first; none when something is wrong with it.
    fn ring(&mut self, positions: Vec<Position>, part: &str) -> Option<Ring> {
        let mut ring: Ring = positions.into_iter().map(|position| position.0).collect();
        let is_on_earth = |point: &Point| point.x.abs() <= 180.0 && point.y.abs() <= 90.0;
        if let Some(off) = ring.iter().find(|point| !is_on_earth(point)) {
            let problem = Diagnostic::new(&catalogue::BAD_COORDINATES, self.place(part));
            self.diagnostics.push(problem.with("waarde", format!("{}, {}", off.x, off.y)));
            return None;
        }
        let is_closed = ring.len() > 1 && ring.first() == ring.last();
        ring.dedup();
        if is_closed {
            ring.pop();
        }
        let entry = match (is_closed, encloses(&ring)) {
            (true, true) => return Some(ring),
            (false, true) => &catalogue::OPEN_RING,
            _ => &catalogue::SHORT_RING,
        };
        self.report(entry, part);
        None
    }
}

/// What a feature goes by.
fn names(feature: &Feature) -> Vec<String> {
    let properties = feature.properties.as_ref();
    let named = NAMES.iter().filter_map(|key| properties?.get(*key));
    let mut names: Vec<String> = Vec::new();
    for value in named.chain(&feature.id) {
        let name = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => continue,
        };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Boundaries, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let boundaries = parse(text, &"data/geo/x.geojson".into(), &mut diagnostics);
        (boundaries, diagnostics)
    }

    fn codes(text: &str) -> Vec<&'static str> {
        let (_, diagnostics) = read(text);
        for problem in &diagnostics {
            let span = problem.place.span;
            assert!(text.get(span.start..span.end).is_some(), "{span:?} is not in the text");
        }
        diagnostics.iter().map(|problem| problem.entry.code).collect()
    }

    fn feature(geometry: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{geometry}}}]}}"#
        )
    }

    fn polygon(rings: &str) -> String {
        feature(&format!(r#"{{"type":"Polygon","coordinates":{rings}}}"#))
    }

    #[test]
    fn areas_with_holes_islands_and_heights_are_read() {
        let text = r#"{"type": "FeatureCollection", "attribution": "Wij", "name": "x", "features": [
  {"type": "Feature", "id": 7, "properties": {"code": "R1", "naam": " Noord ", "label": [1, 2]}, "geometry": {"type": "MultiPolygon",
   "coordinates": [[[[5,52,0],[6,52,0],[6,53,1],[5,52,0]],[[5.5,52.1],[5.9,52.1],[5.9,52.4],[5.5,52.1]]], [[[7,52],[8,52],[8,53],[7,52]]]]}}]}"#;
        let (boundaries, diagnostics) = read(text);
        assert_eq!(diagnostics, []);
        assert_eq!(boundaries.attribution.as_deref(), Some("Wij"));
        let area = &boundaries.areas[0];
        assert_eq!(area.names, ["R1", "Noord", "7"]);
        let shape = area.shape.oriented();
        assert_eq!(shape.0.len(), 3);
        assert!((shape.area() - (0.5 - 0.06 + 0.5)).abs() < 1e-9);
        assert!(text[area.place.span.start..].starts_with(r#"{"type": "Feature", "id": 7"#));
    }

    #[test]
    fn every_mistake_has_its_own_message() {
        let good = "[[[5,52],[6,52],[6,53],[5,52]]]";
        assert_eq!(codes(&polygon(good)), [""; 0]);
        assert_eq!(codes(&format!("\u{feff}{}", polygon(good))), [""; 0]);
        let cases: [(&str, String); 20] = [
            ("KP541", "{".to_owned()),
            ("KP541", "één".to_owned()),
            ("KP541", "[]".to_owned()),
            ("KP541", polygon("[[[5,52],[NaN,52],[6,53],[5,52]]]")),
            ("KP541", polygon("[[[5,52],[1e999,52],[6,53],[5,52]]]")),
            ("KP541", polygon("[[[5,52],[null,52],[6,53],[5,52]]]")),
            ("KP541", polygon("[[[5],[6,52],[6,53],[5,52]]]")),
            ("KP541", polygon("[[5,52],[6,52],[6,53],[5,52]]")),
            ("KP541", polygon(&"[".repeat(100_000))),
            ("KP541", polygon(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)))),
            ("KP542", "{}".to_owned()),
            ("KP542", r#"{"type":"Topology"}"#.to_owned()),
            ("KP542", feature(r#"{"type":"Point","coordinates":[5,52]}"#)),
            ("KP542", feature(r#"{"type":"GeometryCollection","geometries":[]}"#)),
            ("KP543", r#"{"type":"FeatureCollection","features":[]}"#.to_owned()),
            ("KP543", feature("null")),
            ("KP543", polygon("[]")),
            ("KP544", polygon("[[[5,52],[6,52],[6,53]]]")),
            ("KP545", polygon("[[[5,52],[6,52],[5,52]]]")),
            ("KP547", polygon("[[[155000,463000],[156000,463000],[156000,464000],[155000,463000]]]")),
        ];
        for (code, text) in cases {
            assert_eq!(codes(&text), [code], "{}", &text[..text.len().min(120)]);
        }
        assert_eq!(codes(&polygon("[[[5,52],[6,53],[6,52],[5,53],[5,52]]]")), ["KP546"]);
    }

    #[test]
    fn a_file_of_ten_megabytes_is_refused_in_time() {
        let points: Vec<String> = (0..500_000).map(|n| format!("[{}.123456,{}.1234567]", n % 5, n % 7)).collect();
        let text = polygon(&format!("[[{},[0.123456,0.1234567]]]", points.join(",")));
        assert!(text.len() > 10_000_000);
        assert_eq!(codes(&text), ["KP552"]);
        // Under the limit of points, but with all sides on top of each other.
        let points: Vec<String> = (0..100_000).map(|n| format!("[{},{}]", n % 2 * 5, f64::from(n) / 5000.0)).collect();
        let text = polygon(&format!("[[{},[-1,30],[-1,-1],[0,0]]]", points.join(",")));
        assert_eq!(codes(&text), ["KP552"]);
    }

    proptest! {
        #[test]
        fn a_damaged_file_never_ends_the_program(cut in 0usize..200, put in "[\\[\\]{},:\"0-9a-z\\-. é]{0,6}") {
            let mut text = polygon("[[[5,52],[6,52],[6,53],[5,52]]]");
            let at = cut.min(text.len());
            text.replace_range(at..(at + 3).min(text.len()), &put);
            codes(&text);
        }
    }
}
