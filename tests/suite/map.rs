//! The map: land divided into cells, boundaries from files, and what of it stands on pages.

use std::path::Path;

use jiff::civil::date;
use ketenportaal::config::Options;
use ketenportaal::diagnostic::Diagnostic;
use ketenportaal::geo::{Point, Shape};
use ketenportaal::model::{self, Seen, portal::Portal};
use ketenportaal::parse::{self, File, Parsed};
use ketenportaal::source::Sources;
use ketenportaal::{hash, load};

use crate::harness::{TestSite, plain};

const GEO: &str = "data/geo/grenzen.geojson";
const PERIODE: &str = "landkaart/2009-t1/index.html";

fn parsed(sources: &Sources) -> Vec<Parsed> {
    let read = |source| {
        let bytes = sources.bytes(source).expect("a file");
        parse::file(&source.path, hash::bytes(&bytes), &bytes).0
    };
    sources.iter().map(read).collect()
}

/// The portal of some sources, with the codes of what the model reports.
fn portal(sources: &Sources) -> (Portal, Vec<&'static str>) {
    let files = parsed(sources);
    let seen: Vec<Seen> =
        files.iter().map(|file| Seen { path: &file.path, hash: file.hash, value: &file.value }).collect();
    let mut diagnostics: Vec<Diagnostic> = files.iter().flat_map(|file| file.diagnostics.clone()).collect();
    let portal = model::build(&seen, &Options::on(date(2009, 12, 1)), None, &mut diagnostics).expect("a portal");
    (portal, diagnostics.iter().map(|problem| problem.entry.code).collect())
}

fn this_repository() -> Sources {
    load::portal(Path::new(env!("CARGO_MANIFEST_DIR")), &mut Vec::new())
}

/// A starter portal with these werkpleinen: region, latitude, longitude.
fn with_werkpleinen(rows: &[(&str, f64, f64)]) -> TestSite {
    let rows: String = rows
        .iter()
        .enumerate()
        .map(|(index, (regio, lat, lon))| format!("w{index},Werk {index},Plaats,{regio},{lat},{lon}\n"))
        .collect();
    TestSite::starter()
        .file(
            "data/regios.csv",
            "id,code,naam,centrumgemeente,lat,lon\nwest,R1,West,A,52.5,5.5\noost,R2,Oost,B,52.5,6.5\n",
        )
        .file("data/werkpleinen.csv", format!("id,naam,gemeente,regio,lat,lon\n{rows}"))
        .file("data/landkaart/2009-t1.csv", "werkplein,samen-plan,vast-contact\nw0,100,100\n")
        .without("content/praktijken/een-vast-gezicht.md")
        .replace(
            "content/themas/samen-werken.md",
            "[[praktijken/een-vast-gezicht|een werkplein begon met een vast gezicht]]",
            "verder",
        )
}

/// The map on a page.
fn svg(html: &str) -> &str {
    let start = html.find("<svg class=\"gebiedskaart\"").expect("a map");
    &html[start..start + html[start..].find("</svg>").expect("its end")]
}

/// A square of one degree from a corner.
fn square(lat: f64, lon: f64) -> String {
    let corners = [(lon, lat), (lon + 1.0, lat), (lon + 1.0, lat + 1.0), (lon, lat + 1.0), (lon, lat)];
    format!("[{}]", corners.map(|(x, y)| format!("[{x},{y}]")).join(","))
}

fn feature(properties: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[{coordinates}]}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","attribution":"Grenzen van ons","features":[{}]}}"#, features.join(",\n"))
}

/// West with a lake in its middle, and east, each four werkpleinen at most.
fn west_and_east() -> String {
    let lake = "[[5.4,52.4],[5.4,52.6],[5.6,52.6],[5.6,52.4],[5.4,52.4]]";
    collection(&[
        feature(r#""id":"west""#, &format!("{},{lake}", square(52.0, 5.0))),
        feature(r#""naam":"Oost""#, &square(52.0, 6.0)),
    ])
}

/// The areas fit together: those of a region's werkpleinen make up the region.
fn check_areas(portal: &Portal) {
    let areas = portal.map.areas();
    assert_eq!(areas.regios.len(), portal.regios.len());
    let whole: f64 = areas.regios.iter().map(|cell| cell.shape.area()).sum();
    for (regio, cell) in portal.regios.iter().zip(&areas.regios) {
        let parts: f64 = regio.werkpleinen.iter().map(|id| areas.werkpleinen[id.index()].shape.area()).sum();
        let is_bare = regio.werkpleinen.is_empty();
        assert!(is_bare || (parts - cell.shape.area()).abs() < whole * 1e-6, "{}: {parts}", regio.id);
        assert!(cell.shape.is_empty() || cell.shape.contains(cell.point), "the label of {}", regio.id);
    }
}

#[test]
fn every_werkplein_of_the_portal_lies_on_land_and_in_its_own_cell() {
    let sources = this_repository();
    let files = parsed(&sources);
    let outline = files.iter().find(|file| &*file.path == "data/omtrek.csv").expect("an outline");
    assert_eq!(outline.diagnostics, []);
    let File::Outline(parts) = &outline.value else { panic!("no outline") };
    let land = Shape(parts.iter().map(|part| part.ring.clone()).collect());
    let (portal, _) = portal(&sources);
    assert_eq!(portal.werkpleinen.len(), 127);
    for (werkplein, cell) in portal.werkpleinen.iter().zip(&portal.map.areas().werkpleinen) {
        let (lat, lon) = werkplein.punt;
        assert!(land.contains(Point::new(lon, lat)), "{} is in the water", werkplein.id);
        assert!(cell.shape.contains(cell.point), "{} is not in its own cell", werkplein.id);
    }
    check_areas(&portal);
    // The Netherlands has 33,700 km² of land; the outline leaves out rivers and adds dams.
    let land: f64 = portal.map.areas().regios.iter().map(|cell| cell.shape.area()).sum();
    assert!((33_000.0..37_500.0).contains(&land), "{land} km²");
}

#[test]
fn a_map_of_127_werkpleinen_is_small_and_has_a_link_for_each() {
    let sources = this_repository();
    let site = TestSite { sources, options: Options::on(date(2026, 1, 1)) };
    let html = site.html("landkaart/2009-t2/index.html");
    let svg = svg(&html);
    assert!(svg.len() < 40_000, "{} bytes", svg.len());
    assert_eq!(svg.matches("<a href=\"/werkpleinen/").count(), 127);
    assert!(!svg.contains("style=") && !svg.contains("NaN"));
    let names: Vec<&str> = svg.split("<a ").skip(1).filter_map(|a| a.split("<title>Werkplein ").nth(1)).collect();
    let names: Vec<String> = names.iter().filter_map(|name| Some(plain(name.split(": ").next()?))).collect();
    let mut sorted = names.clone();
    sorted.sort_by_key(|name| model::places::sort_key(name));
    assert_eq!(names, sorted);
    // The band of a link is the band of the list beside the map.
    let list = plain(html.split("id=\"_kaart-lijst\"").nth(1).expect("a list"));
    for name in ["Tiel", "Assen", "Kerkrade"] {
        let label = svg.split(&format!("<title>Werkplein {name}: ")).nth(1).and_then(|rest| rest.split('<').next());
        let (value, band) = label.and_then(|label| label.split_once(", ")).expect("a value and a band");
        let shown = list.to_lowercase();
        assert!(shown.contains(&format!("{} {value} {band}", name.to_lowercase())), "{name} {value} {band}");
    }
    let css = site.text("themes/werkplein/assets/css/35-kaart.css");
    assert!(css.len() < 2048, "{} bytes", css.len());
}

#[test]
fn a_portal_without_an_outline_has_a_map_too() {
    let (portal, codes) = portal(&TestSite::starter().sources);
    assert_eq!(codes, [""; 0]);
    let areas = portal.map.areas();
    assert!(areas.werkpleinen.iter().all(|cell| cell.shape.contains(cell.point)));
    check_areas(&portal);
    let html = TestSite::starter().html(PERIODE);
    assert!(html.contains("<title>Werkplein Voorbeeldstad: 75%, bezig</title>"), "{html}");
    assert!(TestSite::starter().html("regios/index.html").contains("<title>Regio Voorbeeldregio: 50%, bezig</title>"));
}

#[test]
fn hard_places_have_a_map() {
    let cases: &[&[(&str, f64, f64)]] = &[
        &[],
        &[("west", 52.5, 5.5)],
        &[("west", 52.5, 5.5), ("oost", 52.5, 5.5)],
        &[("west", 52.5, 5.5), ("west", 52.5, 5.5), ("west", 52.5, 5.5)],
        &[("west", 52.5, 5.2), ("west", 52.5, 5.5), ("oost", 52.5, 6.8)],
        &[("west", 52.5, 5.2), ("oost", -89.9, 179.9)],
    ];
    for rows in cases {
        let site = with_werkpleinen(rows);
        let (portal, _) = portal(&site.sources);
        check_areas(&portal);
        let site = if rows.is_empty() {
            site.file("data/landkaart/2009-t1.csv", "werkplein,samen-plan,vast-contact\n")
        } else {
            site
        };
        let html = site.html("regios/index.html");
        assert!(!svg(&html).contains("NaN") && !svg(&html).contains("inf"), "{rows:?}");
        if rows.is_empty() {
            continue;
        }
        let html = site.html(PERIODE);
        assert!(!svg(&html).contains("NaN") && !svg(&html).contains("inf"), "{rows:?}");
        assert_eq!(svg(&html).matches("<a href=\"/werkpleinen/w").count(), rows.len(), "{rows:?}");
    }
}

#[test]
fn an_outline_bounds_the_cells() {
    let outline =
        "deel;lat;lon\nland;52;5\nland;52;7\nland;53;7\nland;53;5\nmeer;52,2;5,2\nmeer;52,2;5,4\nmeer;52,4;5,4\n";
    let site = with_werkpleinen(&[("west", 52.5, 5.5), ("oost", 52.5, 6.5)]).file("data/omtrek.csv", outline);
    let (built, codes) = portal(&site.sources);
    assert_eq!(codes, [""; 0]);
    check_areas(&built);
    let areas = built.map.areas();
    let [west, east] = [&areas.werkpleinen[0].shape, &areas.werkpleinen[1].shape];
    assert_eq!((west.0.len(), east.0.len()), (2, 1));
    assert!((east.area() - west.area() - 0.02 * 111.195 * 111.195 * 52.5f64.to_radians().cos()).abs() < 1.0);
    // Far outside: reported, and still on the map.
    let site = with_werkpleinen(&[("west", 52.5, 5.5), ("oost", 40.0, 0.0)]).file("data/omtrek.csv", outline);
    assert_eq!(portal(&site.sources).1, ["KP553"]);
    assert_eq!(svg(&site.html(PERIODE)).matches("<a href=\"/werkpleinen/w1/\"").count(), 1);
}

#[test]
fn boundaries_from_a_file_are_used_instead() {
    let rows = [("west", 52.2, 5.2), ("west", 52.8, 5.8), ("oost", 52.5, 6.5)];
    let site = with_werkpleinen(&rows).file(GEO, west_and_east());
    let (built, codes) = portal(&site.sources);
    assert_eq!(codes, [""; 0]);
    check_areas(&built);
    let areas = built.map.areas();
    let shape = |index: usize| &areas.werkpleinen[index].shape;
    // The diagonal between the two runs through the lake: each cell is one ring along half of its shore.
    assert_eq!((shape(0).0.len(), shape(1).0.len(), shape(2).0.len()), (1, 1, 1));
    assert!((shape(0).area() / shape(1).area() - 1.0).abs() < 0.02);
    let regio = |index: usize| areas.regios[index].shape.area();
    let (east, west) = (regio(0), regio(1));
    assert_eq!(built.regios.iter().map(|regio| regio.id.as_str()).collect::<Vec<_>>(), ["oost", "west"]);
    assert!((west / east - 0.96).abs() < 1e-3, "{west} {east}");
    assert_eq!(areas.borders.len(), 4, "a common side, what is left of each square, and the lake");
    let html = site.html(PERIODE);
    assert!(html.contains("Grenzen: Grenzen van ons."), "{html}");
}

#[test]
fn boundaries_in_several_files_are_put_together() {
    let rows = [("west", 52.2, 5.2), ("oost", 52.5, 6.5)];
    let west =
        collection(&[feature(r#""code":"R1""#, &square(52.0, 5.0)), feature(r#""code":"r1""#, &square(54.0, 5.0))]);
    let east = collection(&[feature(r#""statnaam":"oost""#, &square(52.0, 6.0))]);
    let site = with_werkpleinen(&rows).file("data/geo/a.geojson", &west).file("data/geo/b.geojson", &east);
    let (built, codes) = portal(&site.sources);
    assert_eq!(codes, [""; 0]);
    assert_eq!(built.map.areas().werkpleinen[0].shape.0.len(), 2);
    let twice = site.file("data/geo/c.geojson", &east);
    assert_eq!(portal(&twice.sources).1, ["KP551"]);
}

#[test]
fn boundaries_that_do_not_fit_are_reported() {
    let rows = [("west", 52.2, 5.2), ("oost", 52.5, 6.5)];
    let codes = |features: &[String]| portal(&with_werkpleinen(&rows).file(GEO, collection(features)).sources).1;
    let (west, east) = (feature(r#""id":"west""#, &square(52.0, 5.0)), feature(r#""id":"oost""#, &square(52.0, 6.0)));
    let stranger = feature(r#""id":"ost""#, &square(52.0, 6.0));
    assert_eq!(codes(&[west.clone(), stranger]), ["KP548", "KP549"]);
    assert_eq!(codes(&[west.clone(), feature("", &square(52.0, 6.0)), east.clone()]), ["KP548"]);
    assert_eq!(
        codes(&[feature(r#""id":"west","naam":"Oost""#, &square(52.0, 5.0)), west.clone(), east.clone()]),
        ["KP550"]
    );
    // An area with a mistake of its own is not missing as well.
    assert_eq!(codes(&[west.clone(), feature(r#""id":"oost""#, "[[6,52],[7,52],[7,53]]")]), ["KP544"]);
    // A werkplein in the other region's area.
    let swapped = with_werkpleinen(&[("oost", 52.2, 5.2)]).file(GEO, collection(&[west, east]));
    assert_eq!(portal(&swapped.sources).1, ["KP553"]);
    assert!(swapped.html(PERIODE).contains("<title>Werkplein Werk 0: 100%, klaar</title>"));
}

#[test]
fn many_corners_become_few_and_neighbours_stay_neighbours() {
    // A common border of 20,000 points.
    let wave =
        |n: u32| format!("[{:.6},{:.6}]", 6.0 + (f64::from(n) / 500.0).sin() / 50.0, 52.0 + f64::from(n) / 20_000.0);
    let up: Vec<String> = (0..=20_000).map(wave).collect();
    let down: Vec<String> = up.iter().rev().cloned().collect();
    let west = format!("[[5,53],[5,52],{},[5,53]]", up.join(","));
    let east = format!("[[7,52],[7,53],{},[7,52]]", down.join(","));
    let text = collection(&[feature(r#""id":"west""#, &west), feature(r#""id":"oost""#, &east)]);
    let site = with_werkpleinen(&[("west", 52.2, 5.2), ("oost", 52.5, 6.5)]).file(GEO, text);
    let (built, codes) = portal(&site.sources);
    assert_eq!(codes, [""; 0]);
    check_areas(&built);
    let areas = built.map.areas();
    assert_eq!(areas.borders.len(), 3);
    assert!(areas.borders.iter().map(Vec::len).sum::<usize>() < 1000);
    assert!(site.html(PERIODE).len() < 40_000);
}
