//! The portal in this repository: it builds, its figures are those that were published, and twice the same bytes come out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use ketenportaal::config::Options;
use ketenportaal::diagnostic::Language;
use ketenportaal::parse::yaml::{self, Node, Value};
use ketenportaal::pipeline::Cache;
use ketenportaal::render::Outputs;
use ketenportaal::source::Sources;
use ketenportaal::{load, report};

use crate::harness::{self, main_of, plain, table, text_of};

fn sources() -> Sources {
    let mut diagnostics = Vec::new();
    let sources = load::portal(Path::new(env!("CARGO_MANIFEST_DIR")), &mut diagnostics);
    assert_eq!(diagnostics, []);
    sources
}

/// The portal of this repository, with all its files.
pub static SITE: LazyLock<Outputs> = LazyLock::new(|| {
    let sources = sources();
    let build = harness::build(&sources, &Options::on(date(2026, 1, 1)), &mut Cache::default());
    assert!(build.diagnostics.is_empty(), "{}", report::text(&build.diagnostics, &sources, Language::Dutch, false));
    build.outputs.expect("the portal builds")
});

/// A page of the portal.
pub fn html(path: &str) -> String {
    text_of(SITE.get(path).unwrap_or_else(|| panic!("no {path}")))
}

static PUBLISHED: LazyLock<Node> = LazyLock::new(|| {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/published.yaml")).expect("published.yaml");
    let mut diagnostics = Vec::new();
    let node = yaml::parse(&text, 0, &"published.yaml".into(), &mut diagnostics).expect("YAML");
    assert_eq!(diagnostics, []);
    node
});

/// A figure as it was published.
pub fn published(path: &[&str]) -> &'static Node {
    path.iter().fold(&PUBLISHED, |node, key| node.get(key).unwrap_or_else(|| panic!("no {key} in published.yaml")))
}

/// The items of a list.
pub fn texts(node: &Node) -> Vec<String> {
    node.list().expect("a list").iter().map(|item| item.text().expect("a text").to_owned()).collect()
}

/// The keys of a map, with their values.
pub fn fields(node: &'static Node) -> &'static [(String, ketenportaal::source::Span, Node)] {
    match &node.value {
        Value::Map(fields) => fields,
        _ => panic!("a map"),
    }
}

/// "44 35%" per band → counts and shares.
fn counts_and_shares(cells: &[String]) -> (Vec<String>, Vec<String>) {
    cells
        .iter()
        .map(|cell| {
            let (count, share) = cell.split_once(' ').expect("a count and a share");
            (count.to_owned(), share.trim_end_matches('%').to_owned())
        })
        .unzip()
}

/// Compares a row of a table in the page with the printed one; gives the number of cells compared.
fn compare(name: &str, printed: &Node, mean: &str, cells: &[String]) -> usize {
    let (counts, shares) = counts_and_shares(cells);
    assert_eq!(
        mean.trim_end_matches('%'),
        printed.get("average").and_then(Node::text).expect("average"),
        "mean of {name}"
    );
    assert_eq!(counts, texts(printed.get("counts").expect("counts")), "counts of {name}");
    assert_eq!(shares, texts(printed.get("shares").expect("shares")), "shares of {name}");
    1 + counts.len() + shares.len()
}

/// The names linked in the part of the page marked `data-lijst="name"`, as ids.
fn linked(html: &str, name: &str) -> BTreeSet<String> {
    let start = html.find(&format!("data-lijst=\"{name}\"")).unwrap_or_else(|| panic!("no list {name}"));
    let list = &html[start..start + html[start..].find("</ul>").expect("its end")];
    list.split("/werkpleinen/").skip(1).map(|link| link.split('/').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_published_cell_of_the_landkaart_is_reproduced() {
    for page in ["landkaart/2009-t2/index.html", "landkaart/index.html", "rapportages/2009-t2/index.html"] {
        let html = html(page);
        let mut cells = 0;
        let rows: BTreeMap<String, Vec<String>> = table(&html, "tabel-2").into_iter().collect();
        cells += compare("total", published(&["landkaart", "total"]), &rows["totaal"][0], &rows["totaal"][1..]);
        for (id, _, printed) in fields(published(&["landkaart", "phases"])) {
            cells += compare(id, printed, &rows[id][0], &rows[id][1..]);
        }
        assert_eq!(rows.len(), 7, "phases and the total");
        let rows: BTreeMap<String, Vec<String>> = table(&html, "tabel-3").into_iter().collect();
        for (id, _, printed) in fields(published(&["landkaart", "milestones"])) {
            // The first cell is the name of the phase.
            cells += compare(id, printed, &rows[id][1], &rows[id][2..]);
        }
        assert_eq!(rows.len(), 15, "milestones and the total");
        // 21 averages, 84 counts and 84 shares.
        assert_eq!(cells, 21 + 84 + 84);
        let rows: BTreeMap<String, Vec<String>> = table(&html, "tabel-4").into_iter().collect();
        let printed = fields(published(&["landkaart", "history"]));
        assert_eq!(rows.len(), printed.len());
        for (period, _, mean) in printed {
            assert_eq!(rows[period][0].trim_end_matches('%'), mean.text().expect("a mean"), "history of {period}");
        }
    }
}

#[test]
fn the_published_counts_and_lists_are_reproduced() {
    let html = html("landkaart/2009-t2/index.html");
    let count = |id: &str| -> String {
        let start = html.find(&format!("<li data-id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
        plain(html[start..].split("</strong>").next().expect("a number"))
    };
    let change = |key: &str| published(&["landkaart", "change", key]).text().expect("a number").to_owned();
    assert_eq!(count("gestegen"), change("up"));
    assert_eq!(count("gelijk"), change("equal"));
    assert_eq!(count("gedaald"), change("down"));
    assert_eq!(count("bereikt-2"), change("grown_to_66_or_more"));
    let set = |key: &str| texts(published(&["landkaart", key])).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(linked(&html, "gedaald"), set("down"));
    assert_eq!(linked(&html, "volledig"), set("complete"));
    assert_eq!(linked(&html, "lijst-1"), set("not_expected_in_time"));
    let size = |list: &str| linked(&html, list).len().to_string();
    assert_eq!(size("volledig"), change("complete"));
    assert_eq!(size("bijna"), change("between_90_and_99"));
    assert_eq!(size("groep-1"), change("employer_milestones_complete"));
    assert_eq!(linked(&html, "niet-ingevuld").len(), 127 - 125);
    assert!(plain(&html).contains("125 van de 127 werkpleinen"), "who answered");
}

#[test]
fn the_published_national_figures_are_reproduced() {
    let rows: BTreeMap<String, Vec<String>> =
        table(&html("indicatoren/index.html"), "standcijfers").into_iter().collect();
    for id in ["nww", "ww", "ag", "wwb", "nuggers"] {
        let mut printed = texts(published(&["national_counts", id, "values"]));
        let difference = published(&["national_counts", id, "difference"]).text().expect("a difference");
        printed.push(difference.replace('-', "−"));
        assert_eq!(rows[id], printed, "{id}");
    }
    for id in ["uitstroom-naar-werk", "preventie-ww", "frictie-ww"] {
        let rows: BTreeMap<String, Vec<String>> =
            table(&html(&format!("indicatoren/{id}/index.html")), "uitkomst").into_iter().collect();
        for (row, key) in [("streefwaarde", "target"), ("realisatie", "realised"), ("percentage", "share")] {
            let printed = published(&["indicators", id, key]).text().expect("a number");
            assert_eq!(rows[row][0].replace(['.', '%'], ""), printed, "{id} {key}");
        }
    }
}

#[test]
fn every_kind_of_page_is_there_in_numbers() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (path, bytes) in SITE.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = text_of(bytes);
        let kind = html.split("data-kind=\"").nth(1).and_then(|rest| rest.split('"').next());
        *kinds.entry(kind.unwrap_or_else(|| panic!("{path} has no kind")).to_owned()).or_default() += 1;
    }
    let total: usize = kinds.values().sum();
    assert!(total >= 220, "{total} pages");
    for (kind, count) in [("werkplein", 127), ("regio", 30), ("mijlpaal", 14), ("periode", 5), ("home", 1), ("404", 1)]
    {
        assert_eq!(kinds[kind], count, "{kind}");
    }
    for (kind, least) in
        [("thema", 10), ("praktijk", 12), ("rapportage", 1), ("indicator", 4), ("bericht", 1), ("bijeenkomst", 1)]
    {
        assert!(kinds[kind] >= least, "{kind}: {}", kinds[kind]);
    }
    assert!(html("begrippen/index.html").matches("<dt id=").count() >= 40);
}

#[test]
fn every_page_is_reached_by_links_from_the_home_page_and_no_link_is_broken() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut todo = vec!["index.html".to_owned()];
    let mut links = 0;
    while let Some(path) = todo.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let html = html(&path);
        for href in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let Some(local) = href.strip_prefix('/') else {
                let outside = ["https://ketenportaal.example/", "mailto:", "#", "https://", "http://"];
                assert!(outside.iter().any(|start| href.starts_with(start)), "{path}: {href}");
                if let Some(anchor) = href.strip_prefix('#') {
                    assert!(html.contains(&format!("id=\"{anchor}\"")), "{path}: no {href}");
                }
                continue;
            };
            links += 1;
            let (file, anchor) = local.split_once('#').map_or((local, None), |(file, anchor)| (file, Some(anchor)));
            let file =
                if file.is_empty() || file.ends_with('/') { format!("{file}index.html") } else { file.to_owned() };
            let target = SITE.get(&file).unwrap_or_else(|| panic!("{path}: {href} is broken"));
            if let Some(anchor) = anchor {
                assert!(text_of(target).contains(&format!("id=\"{anchor}\"")), "{path}: no {href}");
            }
            if file.ends_with(".html") {
                todo.push(file);
            }
        }
    }
    let pages: BTreeSet<String> =
        SITE.keys().filter(|path| path.ends_with(".html") && *path != "404.html").cloned().collect();
    let unreached: Vec<&String> = pages.difference(&seen).collect();
    assert_eq!(unreached, Vec::<&String>::new(), "pages without a link to them");
    assert!(links > 10_000, "{links} links");
}

#[test]
fn two_builds_and_any_number_of_threads_give_the_same_bytes() {
    let sources = sources();
    let build = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let options = Options::on(date(2031, 7, 9));
        pool.install(|| harness::build(&sources, &options, &mut Cache::default()).outputs.expect("it builds"))
    };
    // The portal fixes its own day, so the day of the build is in no byte: that of SITE is another.
    assert!(build(1) == *SITE);
    assert!(build(4) == *SITE);
}

#[test]
fn example_data_says_so_on_every_page_that_shows_it() {
    for (path, bytes) in SITE.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = text_of(bytes);
        let shows_scores = html.contains("class=\"band band-") || html.contains("id=\"_arbeidsmarkt-tabel\"");
        if shows_scores {
            assert!(html.contains("Voorbeelddata."), "{path} shows example data without saying so");
        }
        if html.contains("data-kind=\"praktijk\"") {
            assert!(html.contains("Deze praktijk is bedacht"), "{path}");
        }
    }
}

#[test]
fn the_two_werkpleinen_that_did_not_answer_say_so() {
    let silent = linked(&html("landkaart/2009-t2/index.html"), "niet-ingevuld");
    for id in silent {
        let page = html(&format!("werkpleinen/{id}/index.html"));
        let text = plain(main_of(&page));
        assert!(text.contains("Dit werkplein vulde de landkaart niet in"), "{id}");
        assert!(!text.contains("NaN") && text.contains("Niet ingevuld"), "{id}");
    }
}

#[test]
fn a_werkplein_shows_all_milestones_over_all_periods() {
    let page = html("werkpleinen/tiel/index.html");
    assert_eq!(page.matches("<tr data-mijlpaal>").count(), 14);
    for period in ["1e tertaal 2008", "2e tertaal 2008", "3e tertaal 2008", "1e tertaal 2009", "2e tertaal 2009"] {
        assert!(page.contains(period), "{period}");
    }
}
