//! All kinds with all hard cases: the drawing is well formed, inside its box, and says exactly what the data says.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::multiples::Scales;
use super::text::{FONT, LINE, weight, width};
use super::*;

// ── Reading a drawing ────────────────────────────────────────────────────────────────────────────────────────────────

#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.get(name).map(|text| text.trim_end_matches("em").parse().expect("a number"))
    }

    fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }

    fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| if let Child::Node(node) = child { Some(node) } else { None })
    }

    /// This node and all below it.
    fn all(&self) -> Vec<&Node> {
        let mut all = vec![self];
        self.nodes().for_each(|node| all.extend(node.all()));
        all
    }

    fn text(&self) -> String {
        let text = |child: &Child| match child {
            Child::Text(text) => text.clone(),
            Child::Node(node) => node.text(),
        };
        self.children.iter().map(text).collect()
    }
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains('<') && !text.contains('"'), "not escaped: {text}");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// Reads an element at the start of `rest`, strictly.
fn element(rest: &mut &str) -> Node {
    let inside = rest.strip_prefix('<').expect("a tag");
    let (tag, after) = inside.split_once('>').expect("the end of a tag");
    *rest = after;
    let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
    let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut node = Node { name: name.to_owned(), ..Node::default() };
    while !attributes.is_empty() {
        let (key, value) = attributes.split_once("=\"").expect("an attribute");
        let (value, next) = value.split_once('"').expect("the end of a value");
        assert!(key.chars().all(|c| c.is_ascii_alphabetic() || c == '-'), "{key}");
        assert!(node.get(key).is_none(), "{key} twice");
        node.attributes.push((key.to_owned(), unescaped(value)));
        attributes = next.strip_prefix(' ').unwrap_or(next);
    }
    if empty {
        return node;
    }
    loop {
        if let Some(after) = rest.strip_prefix(&format!("</{name}>")) {
            *rest = after;
            return node;
        }
        if rest.starts_with('<') {
            node.children.push(Child::Node(element(rest)));
        } else {
            let end = rest.find('<').expect("a tag after text");
            node.children.push(Child::Text(unescaped(&rest[..end])));
            *rest = &rest[end..];
        }
    }
}

/// The box around something: left, top, right, bottom.
type Box = (f64, f64, f64, f64);

/// The places a path passes; it has M, l, a, h and z.
fn path_places(d: &str) -> Vec<(f64, f64)> {
    let (mut places, mut numbers, mut command, mut at) = (Vec::new(), Vec::new(), ' ', (0.0, 0.0));
    let mut rest = d;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_alphabetic() {
            assert!(numbers.is_empty() && "Mlahz".contains(c), "{d}");
            command = c;
            rest = &rest[1..];
            continue;
        }
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        let end = rest[1..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |end| end + 1);
        numbers.push(rest[..end].parse::<f64>().unwrap_or_else(|_| panic!("{d}")));
        rest = &rest[end..];
        let step = match (command, numbers.as_slice()) {
            ('M', [x, y]) => (x - at.0, y - at.1),
            ('l', [x, y]) => (*x, *y),
            ('h', [x]) => (*x, 0.0),
            ('a', [r, _, _, _, _, x, y]) => {
                places.extend([(at.0 + x / 2.0, at.1 - r), (at.0 + x / 2.0, at.1 + r)]);
                (*x, *y)
            }
            _ => continue,
        };
        at = (at.0 + step.0, at.1 + step.1);
        places.push(at);
        numbers.clear();
    }
    assert!(numbers.is_empty(), "{d}");
    places
}

/// The lines of a text, each with its foot.
fn text_lines(node: &Node) -> Vec<(f64, String)> {
    fn walk(node: &Node, lines: &mut Vec<(f64, String)>) {
        for child in &node.children {
            match child {
                Child::Text(text) => lines.last_mut().expect("a line").1.push_str(text),
                Child::Node(node) => {
                    if let Some(step) = node.number("dy") {
                        let foot = lines.last().expect("a line").0 + step * FONT;
                        lines.push((foot, String::new()));
                    }
                    walk(node, lines);
                }
            }
        }
    }
    let mut lines = vec![(node.number("y").expect("y") + node.number("dy").unwrap_or(0.0) * FONT, String::new())];
    walk(node, &mut lines);
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

fn text_box(node: &Node, anchor: &str) -> Box {
    let lines = text_lines(node);
    let size = lines.iter().map(|(_, text)| width(text)).fold(0.0, f64::max) * weight(node.has_class("e"));
    let x = node.number("x").expect("x");
    let left = match anchor {
        "end" => x - size,
        "middle" => x - size / 2.0,
        _ => x,
    };
    let (first, last) = (lines[0].0, lines[lines.len() - 1].0);
    (left, first - 0.76 * FONT, left + size, last + 0.2 * FONT)
}

/// The boxes around everything drawn.
fn boxes(node: &Node, root: &Node, anchor: &str, out: &mut Vec<(String, Box)>) {
    let anchor = node.get("text-anchor").unwrap_or(anchor);
    match node.name.as_str() {
        "pattern" => {}
        "path" => {
            let places = path_places(node.get("d").expect("d"));
            out.extend(places.into_iter().map(|(x, y)| ("path".to_owned(), (x, y, x, y))));
        }
        "text" => out.push((node.text(), text_box(node, anchor))),
        "use" => {
            let id = node.get("href").and_then(|href| href.strip_prefix('#')).expect("a reference");
            let used = root.all().into_iter().find(|one| one.get("id") == Some(id)).expect("what is used");
            let (mut inside, down) = (Vec::new(), node.number("y").expect("y"));
            boxes(used, root, anchor, &mut inside);
            out.extend(inside.into_iter().map(|(name, b)| (name, (b.0, b.1 + down, b.2, b.3 + down))));
        }
        _ => node.nodes().for_each(|child| boxes(child, root, anchor, out)),
    }
}

/// Checks a drawing by itself, and returns its tree.
fn checked(svg: &str) -> Node {
    let mut rest = svg;
    let root = element(&mut rest);
    assert_eq!((root.name.as_str(), rest), ("svg", ""));
    let all = root.all();
    for (name, value) in all.iter().flat_map(|node| &node.attributes) {
        assert!(name != "style" && !name.starts_with("on"), "{name}");
        let wrong =
            value.contains("NaN") || value.contains("inf") || value.split([' ', 'l', 'M']).any(|one| one == "-0");
        assert!(!wrong, "{name}: {value}");
    }
    assert!(all.iter().all(|node| node.name != "style" && node.name != "script"));
    let ids: Vec<&str> = all.iter().filter_map(|node| node.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for node in &all {
        let named = node.get("aria-labelledby").into_iter().flat_map(|ids| ids.split(' '));
        let filled = node.get("fill").and_then(|fill| fill.strip_prefix("url(#")).map(|id| id.trim_end_matches(')'));
        for id in named.chain(filled).chain(node.get("href").map(|href| &href[1..])) {
            assert!(unique.contains(id), "{id} is nowhere");
        }
    }
    let size: Vec<f64> =
        root.get("viewBox").expect("viewBox").split(' ').map(|text| text.parse().expect("a number")).collect();
    let mut drawn = Vec::new();
    boxes(&root, &root, "start", &mut drawn);
    for (name, (left, top, right, bottom)) in drawn {
        let inside = left >= -0.6 && top >= -0.6 && right <= size[2] + 0.6 && bottom <= size[3] + 0.6;
        assert!(inside, "{name}: {left:.1} {top:.1} {right:.1} {bottom:.1} is not inside {size:?}");
    }
    root
}

/// The values printed in a drawing: row, column and text.
fn printed(root: &Node) -> Vec<(usize, usize, String)> {
    let value = |node: &&Node| {
        let (row, column) = node.get("data-w")?.split_once(',')?;
        Some((row.parse().expect("a row"), column.parse().expect("a column"), node.text()))
    };
    root.all().iter().filter_map(value).collect()
}

// ── Kinds and cases ──────────────────────────────────────────────────────────────────────────────────────────────────

const HEAD: Head = Head { id: "g", title: "Titel <met> \"tekens\" & zo", description: "Het steeg van 1 naar 2." };

fn format(number: f64, decimals: u8) -> String {
    std::format!("{number:.*}", usize::from(decimals)).replace('.', ",")
}

fn axis() -> Axis {
    Axis { unit: "personen".to_owned(), format, decimals: 2, reach: Some((0.0, 0.0)) }
}

type Kind = (&'static str, fn(&Data) -> String);

const KINDS: [Kind; 8] = [
    ("line", |data| line::draw(&HEAD, data, &axis())),
    ("bars", |data| bars::draw(&HEAD, data, None)),
    ("bars with reach", |data| bars::draw(&HEAD, data, Some((-20.0, 100.0)))),
    ("shares", |data| shares::draw(&HEAD, data, &Fill::ramp(data.columns.len()))),
    ("shares without fills", |data| shares::draw(&HEAD, data, &[])),
    ("multiples", |data| multiples::draw(&HEAD, data, &axis(), Scales::Shared)),
    ("own multiples", |data| multiples::draw(&HEAD, data, &axis(), Scales::Own)),
    ("dots", |data| dots::draw(&HEAD, data, &axis())),
];

/// Every row as a sparkline, and every kind.
fn check_all(data: &Data) {
    for (kind, draw) in KINDS {
        let svg = draw(data);
        assert_eq!(svg, draw(data), "{kind}");
        let cells = printed(&checked(&svg));
        let unique: BTreeSet<(usize, usize)> = cells.iter().map(|(row, column, _)| (*row, *column)).collect();
        assert_eq!(unique.len(), cells.len(), "{kind}: a value is printed twice");
        for (row, column, text) in cells {
            assert_eq!(text, data.rows[row].values[column].label, "{kind}");
        }
    }
    for row in &data.rows {
        checked(&sparkline::draw(&HEAD, &data.columns, row, None));
    }
}

fn value(number: f64) -> Value {
    Value::new(number, format(number, 1))
}

fn months(count: usize) -> Vec<Column> {
    (0..count).map(|month| Column::at(month as f64, std::format!("maand {month}"))).collect()
}

fn data(rows: Vec<(&str, Vec<Option<f64>>)>) -> Data {
    let columns = months(rows.iter().map(|(_, values)| values.len()).max().unwrap_or(0));
    let cell = |number: Option<f64>| number.map_or_else(|| Value::missing("n.b."), value);
    let row = |(name, values): (&str, Vec<Option<f64>>)| Row::new(name, values.into_iter().map(cell).collect());
    Data { columns, rows: rows.into_iter().map(row).collect() }
}

#[test]
fn nothing_at_all() {
    check_all(&Data::default());
    check_all(&Data { columns: months(4), rows: Vec::new() });
    check_all(&Data { columns: Vec::new(), rows: vec![Row::new("Twente", Vec::new())] });
    check_all(&Data { columns: months(4), rows: vec![Row::new("", Vec::new()), Row::new("Twente", vec![value(1.0)])] });
    check_all(&data(vec![("Twente", vec![None; 5]), ("Land", vec![None; 5])]));
}

#[test]
fn one_point_zeros_and_gaps() {
    check_all(&data(vec![("Twente", vec![Some(5.0)])]));
    check_all(&data(vec![("Twente", vec![Some(0.0); 6]), ("Land", vec![Some(0.0); 6])]));
    check_all(&data(vec![("Twente", vec![Some(-0.0), None, Some(0.0)])]));
    check_all(&data(vec![("Twente", vec![Some(7.0); 3])]));
    check_all(&data(vec![
        ("Twente", vec![None, Some(3.0), None, Some(4.0), Some(5.0), None]),
        ("Land", vec![Some(1.0), None, None, None, None, Some(9.0)]),
    ]));
}

#[test]
fn negative_large_and_small() {
    check_all(&data(vec![("Daling", vec![Some(-3.0), Some(-8.5)]), ("Stijging", vec![Some(4.0), Some(12.0)])]));
    check_all(&data(vec![("Alleen onder nul", vec![Some(-30.0), Some(-20.0), Some(-25.0)])]));
    check_all(&data(vec![("Groot", vec![Some(1e12), Some(3e12)]), ("Klein", vec![Some(1e-9), Some(0.002)])]));
    check_all(&data(vec![("Te groot", vec![Some(f64::MAX), Some(f64::MIN), Some(1e300)])]));
    check_all(&data(vec![("Te klein", vec![Some(5e-324), Some(1e-300), Some(-5e-324)])]));
    check_all(&data(vec![(
        "Geen getal",
        vec![Some(f64::NAN), Some(f64::INFINITY), Some(2.0), Some(f64::NEG_INFINITY)],
    )]));
}

#[test]
fn thirty_rows_and_long_names() {
    let names = ["Dienstverleningsconcept werkzoekenden", "Noord- en Midden-Limburg", "Twente"];
    let rows = |emphasised: usize| {
        let row = |index: usize| {
            let row =
                Row::new(names[index % 3], (0..33).map(|month| value((index * 100 + month * 7) as f64)).collect());
            if index < emphasised { row.emphasised() } else { row }
        };
        Data { columns: months(33), rows: (0..30).map(row).collect() }
    };
    [0, 3, 30].into_iter().for_each(|emphasised| check_all(&rows(emphasised)));
    check_all(&data(vec![(&"lang".repeat(80), vec![Some(1.0), Some(2.0)]), ("x", vec![Some(1.0), None])]));
}

#[test]
fn the_plot_stays_wide_enough_beside_the_widest_texts() {
    let wide = |number: f64| Value::new(number, std::format!("{number:.0}"));
    let row = |name: &str| Row::new(name, vec![wide(-1e15), wide(1e15)]).emphasised();
    let table = Data { columns: months(2), rows: vec![row("Dienstverleningsconcept"), row("Zaanstreek-Waterland")] };
    check_all(&table);
    let root = checked(&line::draw(&HEAD, &table, &axis()));
    let places = path_places(with_class(&root, "r1")[0].nodes().next().and_then(|path| path.get("d")).expect("d"));
    assert!(places[1].0 - places[0].0 > 40.0, "{places:?}");
    let root = checked(&bars::draw(&HEAD, &Data { rows: vec![row("Zaanstreek-Waterland")], ..table }, None));
    let bars: Vec<Box> = ["v4", "v0"].iter().map(|class| rectangles(with_class(&root, class)[1])[0]).collect();
    assert!(bars[1].2 - bars[0].0 > 49.0 && bars[0].2 <= bars[1].0 + 0.1, "{bars:?}");
}

#[test]
fn odd_labels_and_places() {
    let mut odd = data(vec![("<b>&\"naam'", vec![Some(1.0), Some(2.0), None]), ("日本語", vec![Some(3.0); 3])]);
    odd.rows[0].values[2].label = "<10 & \"meer\"".to_owned();
    odd.rows[1].values[2].label = "9".repeat(300);
    odd.columns[1].label = "een heel lange maand in een heel lang jaar".to_owned();
    check_all(&odd);
    odd.columns[2].position = f64::NAN;
    check_all(&odd);
    odd.columns.iter_mut().for_each(|column| column.position = 4.0);
    check_all(&odd);
    odd.rows[0].values.truncate(1);
    odd.rows[1].values.extend(vec![value(8.0); 5]);
    check_all(&odd);
    odd.rows[0].values[0].label.clear();
    check_all(&odd);
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (-1e4..1e4f64).prop_map(value),
        1 => any::<f64>().prop_map(|number| Value::new(number, "iets")),
        1 => Just(value(0.0)),
        2 => "[a-z.<&]{0,6}".prop_map(Value::missing),
    ]
}

fn any_data() -> impl Strategy<Value = Data> {
    let row = ("[A-Za-z<& -]{0,40}", prop::collection::vec(any_value(), 0..9), any::<bool>());
    let row = row.prop_map(|(name, values, emphasis)| Row { name, values, emphasis });
    let column = (-10.0..10.0f64, "[a-z0-9 ]{0,20}").prop_map(|(position, label)| Column::at(position, label));
    (prop::collection::vec(column, 0..9), prop::collection::vec(row, 0..14))
        .prop_map(|(columns, rows)| Data { columns, rows })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_data_gives_a_sound_drawing(data in any_data()) {
        check_all(&data);
    }
}

// ── What each kind says ──────────────────────────────────────────────────────────────────────────────────────────────

fn with_class<'a>(root: &'a Node, class: &str) -> Vec<&'a Node> {
    root.all().into_iter().filter(|node| node.has_class(class)).collect()
}

/// The rectangles of a path: left, top, right, bottom.
fn rectangles(path: &Node) -> Vec<Box> {
    let places = path_places(path.get("d").expect("d"));
    places.chunks(4).map(|corners| (corners[0].0, corners[0].1, corners[2].0, corners[2].1)).collect()
}

#[test]
fn a_drawing_has_a_title_and_a_summary() {
    for (kind, draw) in KINDS {
        let root = checked(&draw(&data(vec![("Twente", vec![Some(1.0), Some(2.0)])])));
        let texts: Vec<String> = root.nodes().take(2).map(Node::text).collect();
        assert_eq!(texts, [HEAD.title, HEAD.description], "{kind}");
        assert_eq!(root.get("role"), Some("img"), "{kind}");
        assert_eq!(root.get("aria-labelledby"), Some("g-t g-d"), "{kind}");
    }
}

#[test]
fn a_line_is_broken_where_a_value_is_missing_and_shows_the_sign() {
    let table = data(vec![("Twente", vec![Some(1.0), Some(2.0), None, Some(4.0), Some(5.0), Some(6.0)])]);
    let root = checked(&line::draw(&HEAD, &table, &axis()));
    let drawn = with_class(&root, "r1")[0].nodes().next().expect("a line");
    assert_eq!(drawn.get("d").expect("d").matches('M').count(), 2);
    assert_eq!(printed(&root), [(0, 2, "n.b.".to_owned()), (0, 5, "6,0".to_owned())]);
}

#[test]
fn a_line_stands_where_time_says() {
    let mut table = data(vec![("Twente", vec![Some(1.0), Some(1.0), Some(1.0)])]);
    table.columns[2].position = 10.0;
    let root = checked(&line::draw(&HEAD, &table, &axis()));
    let places = path_places(with_class(&root, "r1")[0].nodes().next().and_then(|path| path.get("d")).expect("d"));
    let (first, second) = (places[1].0 - places[0].0, places[2].0 - places[1].0);
    assert!((second / first - 9.0).abs() < 0.1, "{places:?}");
}

#[test]
fn a_higher_number_is_higher_and_negative_is_below_the_zero_line() {
    let root = checked(&line::draw(&HEAD, &data(vec![("Twente", vec![Some(-5.0), Some(5.0)])]), &axis()));
    let places = path_places(with_class(&root, "r1")[0].nodes().next().and_then(|path| path.get("d")).expect("d"));
    let zero = path_places(with_class(&root, "as")[0].get("d").expect("d"))[0].1;
    assert!(places[0].1 > zero && zero > places[1].1);
}

#[test]
fn names_stand_at_least_a_line_apart() {
    let ends = [50.0, 50.0, 50.1, 49.9, 0.0, 100.0, 50.0, 99.0];
    let table = data(ends.iter().map(|end| ("Gemeente en regio", vec![Some(20.0), Some(*end)])).collect());
    let root = checked(&line::draw(&HEAD, &table, &axis()));
    let mut names: Vec<Box> = with_class(&root, "n")[0].nodes().map(|node| text_box(node, "start")).collect();
    assert_eq!(names.len(), 8);
    names.sort_by(|one, other| one.1.total_cmp(&other.1));
    for pair in names.windows(2) {
        // From the foot of one to the foot of the first line of the next.
        assert!(pair[1].1 + 0.76 * FONT - (pair[0].3 - 0.2 * FONT) >= LINE - 0.1, "{names:?}");
    }
}

#[test]
fn of_many_lines_the_emphasised_ones_are_named_and_the_others_are_thin() {
    let rows = |index: usize| Row::new(std::format!("Regio {index}"), vec![value(index as f64), value(index as f64)]);
    let mut table = Data { columns: months(2), rows: (0..30).map(rows).collect() };
    let named = |table: &Data| {
        let root = checked(&line::draw(&HEAD, table, &axis()));
        let thin = with_class(&root, "gd")[0].nodes().next().and_then(|path| path.get("d")).expect("d").to_owned();
        (printed(&root).iter().map(|cell| cell.0).collect::<BTreeSet<_>>(), thin.matches('M').count())
    };
    assert_eq!(named(&table), (BTreeSet::from([0, 29]), 30));
    table.rows[4].emphasis = true;
    table.rows[21].emphasis = true;
    assert_eq!(named(&table), (BTreeSet::from([4, 21]), 28));
    table.rows.iter_mut().for_each(|row| row.emphasis = true);
    assert_eq!(named(&table), ((0..line::MOST_STRONG).collect(), 22));
}

#[test]
fn lines_differ_without_colour() {
    let table = data((0..8).map(|index| ("Regio", vec![Some(f64::from(index)), Some(f64::from(index * 9))])).collect());
    let root = checked(&line::draw(&HEAD, &table, &axis()));
    let styles: BTreeSet<&str> =
        root.nodes().filter_map(|node| node.get("class")).filter(|c| c.starts_with('r')).collect();
    assert_eq!(styles.len(), 8);
    let css = include_str!("../../themes/werkplein/assets/css/30-grafiek.css");
    let dashes: BTreeSet<&str> = css
        .lines()
        .filter(|line| line.starts_with(".g .r"))
        .filter_map(|line| line.split_once("stroke-dasharray: ").map(|(_, dash)| dash))
        .collect();
    assert_eq!(dashes.len(), 7, "one line is solid, the others have a dash each");
}

#[test]
fn bars_go_right_and_left_of_zero_as_long_as_their_numbers() {
    let table = data(vec![("Daling", vec![Some(-10.0)]), ("Stijging", vec![Some(20.0)]), ("Niets", vec![Some(0.0)])]);
    let root = checked(&bars::draw(&HEAD, &table, None));
    let bars = rectangles(with_class(&root, "v4")[0]);
    let zero = path_places(with_class(&root, "as")[0].get("d").expect("d"))[0].0;
    assert_eq!(bars.len(), 2, "nothing has no bar");
    assert!((bars[0].2 - zero).abs() < 0.11 && (bars[1].0 - zero).abs() < 0.11);
    assert!(((bars[1].2 - bars[1].0) / (bars[0].2 - bars[0].0) - 2.0).abs() < 0.01);
    assert_eq!(printed(&root).len(), 3);
}

#[test]
fn bars_without_a_number_have_their_sign_and_reach_widens_the_scale() {
    let table = data(vec![("Twente", vec![None]), ("Land", vec![Some(50.0)])]);
    let root = checked(&bars::draw(&HEAD, &table, None));
    assert!(printed(&root).contains(&(0, 0, "n.b.".to_owned())));
    let length = |reach| {
        let bar = rectangles(with_class(&checked(&bars::draw(&HEAD, &table, reach)), "v4")[0])[0];
        bar.2 - bar.0
    };
    assert!((length(None) / length(Some((0.0, 100.0))) - 2.0).abs() < 0.01);
}

#[test]
fn share_bars_fill_the_row_whatever_the_sum() {
    let table = data(vec![
        ("Afgerond", vec![Some(33.0), Some(33.0), Some(33.0), Some(0.0)]),
        ("Eén band", vec![Some(0.0), Some(0.0), Some(0.0), Some(7.0)]),
        ("Onbekend", vec![None; 4]),
        ("Alles nul", vec![Some(0.0); 4]),
    ]);
    let root = checked(&shares::draw(&HEAD, &table, &Fill::ramp(4)));
    let areas = root.nodes().find(|node| node.has_class("vl") && node.nodes().count() == 4).expect("the areas");
    let parts: Vec<Vec<Box>> = areas.nodes().map(rectangles).collect();
    assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1, 1]);
    let size = |part: &Box| part.2 - part.0;
    let whole = size(&parts[3][0]);
    assert!((size(&parts[0][0]) * 3.0 - whole).abs() < 0.3);
    assert_eq!(parts[2][0].2, parts[3][0].2);
    let cells: Vec<(usize, usize)> = printed(&root).iter().map(|(row, column, _)| (*row, *column)).collect();
    assert_eq!(cells, [(0, 0), (0, 1), (0, 2), (1, 3), (2, 0), (3, 0)]);
}

#[test]
fn fillings_with_an_order_differ_and_end_solid() {
    assert_eq!(Fill::ramp(4), [Fill::Blank, Fill::Dots, Fill::Hatch, Fill::Solid]);
    for count in 1..=5 {
        let ramp = Fill::ramp(count);
        assert_eq!(ramp.iter().collect::<BTreeSet<_>>().len(), count);
        assert_eq!(ramp.last(), Some(&Fill::Solid));
    }
    assert_eq!((Fill::ramp(0).len(), Fill::ramp(9).len()), (0, 9));
}

#[test]
fn panels_share_a_scale_or_have_their_own() {
    let table = data(vec![("Klein", vec![Some(0.0), Some(10.0)]), ("Groot", vec![Some(0.0), Some(1000.0)])]);
    let rise = |scales| {
        let root = checked(&multiples::draw(&HEAD, &table, &axis(), scales));
        let heights = |node: &&Node| {
            let places = path_places(node.nodes().next().and_then(|path| path.get("d")).expect("d"));
            places[0].1 - places[1].1
        };
        with_class(&root, "r1").iter().map(heights).collect::<Vec<f64>>()
    };
    let (shared, own) = (rise(Scales::Shared), rise(Scales::Own));
    assert!(shared[0] < 1.0 && shared[1] > 50.0, "{shared:?}");
    assert!((own[0] - own[1]).abs() < 0.2, "{own:?}");
    let cells = printed(&checked(&multiples::draw(&HEAD, &table, &axis(), Scales::Own)));
    assert_eq!(cells, [(0, 1, "10,0".to_owned()), (1, 1, "1000,0".to_owned())]);
}

#[test]
fn a_sparkline_has_a_gap_and_no_text() {
    let table = data(vec![("Twente", vec![Some(1.0), Some(5.0), None, Some(2.0), Some(3.0)])]);
    let root = checked(&sparkline::draw(&HEAD, &table.columns, &table.rows[0], None));
    assert!(root.all().iter().all(|node| node.name != "text"));
    let places = path_places(with_class(&root, "r1")[0].nodes().next().and_then(|path| path.get("d")).expect("d"));
    assert_eq!(places.len(), 4);
    assert!(places[1].1 < places[3].1 && places[3].1 < places[2].1 && places[2].1 < places[0].1);
}

#[test]
fn points_stand_in_the_order_of_their_numbers_and_differ_in_shape() {
    let mut table = data(vec![("Mijlpaal", vec![Some(66.0), Some(40.0), Some(52.0)]), ("Leeg", vec![None; 3])]);
    table.columns = ["Almelo", "Twente", "Nederland"].map(Column::new).to_vec();
    let root = checked(&dots::draw(&HEAD, &table, &axis()));
    // The first of each class is in the key, the second in the plot.
    let place = |class: &str| {
        let d = with_class(&root, class)[1].nodes().next().and_then(|path| path.get("d")).expect("d").to_owned();
        let places = path_places(&d);
        let middle = places.iter().map(|(x, _)| x).sum::<f64>() / places.len() as f64;
        (middle, d.chars().filter(char::is_ascii_alphabetic).collect::<String>())
    };
    let [(almelo, disc), (twente, diamond), (land, stroke)] = ["r1", "r2", "r3"].map(place);
    assert!(twente < land && land < almelo);
    assert_eq!([disc, diamond, stroke], ["Maaz", "Mlz", "Ml"]);
    assert_eq!(printed(&root), [(0, 0, "66,0".to_owned()), (1, 0, "n.b.".to_owned())]);
}
