//! Figures on the pages of this repository's portal: drawing, table and CSV hold the same numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{TestSite, main_of, plain, portal, texts};

/// A figure as a reader gets it.
struct Shown<'a> {
    page: &'a str,
    html: &'a str,
}

fn figures(outputs: &BTreeMap<String, String>) -> Vec<Shown<'_>> {
    let mut all = Vec::new();
    for (page, text) in outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        for (at, _) in text.match_indices("<figure class=\"grafiek\">") {
            let end = text[at..].find("</figure>").expect("a figure is closed");
            all.push(Shown { page, html: &text[at..at + end] });
        }
    }
    all
}

/// The texts of elements with an attribute, by its value; more than one when it is printed more than once.
fn by_attribute<'a>(html: &'a str, attribute: &str) -> Vec<(&'a str, String)> {
    let start = format!(" {attribute}=\"");
    html.match_indices(&start)
        .map(|(at, _)| {
            let rest = &html[at + start.len()..];
            let (value, rest) = rest.split_once('"').expect("an attribute ends");
            let (_, rest) = rest.split_once('>').expect("a tag ends");
            (value, text(rest))
        })
        .collect()
}

/// The text up to the end of an element, which may hold spans of text.
fn text(rest: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    let mut rest = rest;
    loop {
        let (words, after) = rest.split_once('<').expect("an element is closed");
        out.push_str(words);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        if let Some(_end) = tag.strip_prefix('/') {
            if depth == 0 {
                return out.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            }
            depth -= 1;
        } else if !tag.ends_with('/') {
            depth += 1;
        }
        rest = after;
    }
}

/// "15.315" → 15315; "41,6%" → 41.6. None for a sign.
fn number(label: &str) -> Option<f64> {
    label.trim_end_matches('%').replace('.', "").replace(',', ".").replace('−', "-").parse().ok()
}

#[test]
fn drawing_table_and_csv_of_every_figure_are_equal() {
    let outputs = portal();
    let figures = figures(outputs);
    let (mut labels, mut cells, mut examples, mut mixed) = (0, 0, 0, 0);
    let mut addresses = BTreeSet::new();
    for Shown { page, html } in &figures {
        let table: BTreeMap<&str, String> = by_attribute(html, "data-c").into_iter().collect();
        assert!(!table.is_empty(), "{page}: a figure without a table");
        for (at, label) in by_attribute(html, "data-w") {
            assert_eq!(table.get(at), Some(&label), "{page}: the drawing prints another number than the table");
            labels += 1;
        }
        let (_, rest) = html.split_once("<a href=\"").expect("a figure has a download");
        let (href, _) = rest.split_once('"').expect("an address ends");
        let csv = outputs.get(href.trim_start_matches('/')).unwrap_or_else(|| panic!("{page}: {href} is not there"));
        addresses.insert(href.to_owned());
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        // The table has a row per row of the file; its cells stand in the same order.
        let in_table: Vec<&String> = ordered_cells(html).into_iter().map(|at| &table[at]).collect();
        let in_file: Vec<&String> = rows.iter().flat_map(|row| &row[1..row.len() - 1]).collect();
        assert_eq!(in_table.len(), in_file.len(), "{page}: {href}");
        for (shown, written) in in_table.iter().zip(&in_file) {
            match number(shown) {
                Some(number) => assert_eq!(written.parse::<f64>().ok(), Some(number), "{page}: {href}"),
                None => assert_eq!(shown, written, "{page}: {href}"),
            }
            cells += 1;
        }
        // Every row says whether it is an example; in the table too, when not all are.
        let made = rows.iter().filter(|row| row.last().is_some_and(|origin| origin.ends_with("voorbeeld"))).count();
        let is_example = html.contains("class=\"voorbeeldgegevens\"");
        assert_eq!(made > 0, is_example, "{page}: {href}");
        let marked = [" (voorbeeld)</th>", " (deels voorbeeld)</th>"]
            .map(|mark| html.matches(mark).count())
            .iter()
            .sum::<usize>();
        assert!(marked == made || marked == 0 && made == rows.len(), "{page}: {href}: {marked} of {made}");
        assert!(html.contains("<p class=\"bron\">Bron: "), "{page}: a figure names its source");
        examples += usize::from(is_example);
        mixed += usize::from(made > 0 && made < rows.len());
        assert!(!html.contains("style=") && !html.contains("NaN") && !html.contains("inf "), "{page}");
    }
    assert!(figures.len() > 400 && examples > 390, "{} figures, {examples} of example data", figures.len());
    assert!(mixed >= 4, "{mixed} figures have rows of a source beside examples");
    assert!(labels > 3_000 && cells > 15_000, "{labels} labels, {cells} cells");
    // Every CSV of a figure is linked from a page, but those of one indicator in one region, which a text may show.
    let unlinked: Vec<&String> = outputs
        .keys()
        .filter(|path| path.ends_with(".csv") && !path.starts_with("open-data/") && !path.contains("/indicatoren/"))
        .filter(|path| !addresses.contains(&format!("/{path}")))
        .collect();
    assert_eq!(unlinked, Vec::<&String>::new());
}

/// The cells of a table in reading order.
fn ordered_cells(html: &str) -> Vec<&str> {
    html.match_indices(" data-c=\"")
        .filter_map(|(at, mark)| html[at + mark.len()..].split_once('"').map(|(value, _)| value))
        .collect()
}

/// Two indicators of a region: the first from a source, the second an example, in a file of its own.
fn mixed() -> TestSite {
    TestSite::starter()
        .file(
            "data/arbeidsmarkt/model.yaml",
            "voorbeeld: Nagemaakt.\nbestanden:\n  - {bestand: echt.csv, niveau: regio, bron: UWV}\n  \
             - {bestand: gemaakt.csv, niveau: regio, voorbeeld: true, bron: Redactie}\nindicatoren:\n  \
             - {id: ww, naam: WW, uitleg: x, eenheid: personen, richting: geen, bron: UWV}\n  \
             - {id: wsw, naam: WSW, uitleg: x, eenheid: personen, richting: geen, bron: Redactie}\n",
        )
        .file("data/arbeidsmarkt/echt.csv", "maand,regio,ww\n2009-06,voorbeeldregio,10\n2009-07,voorbeeldregio,12\n")
        .file("data/arbeidsmarkt/gemaakt.csv", "maand,regio,wsw\n2009-07,voorbeeldregio,5\n2009-08,voorbeeldregio,6\n")
}

#[test]
fn examples_beside_figures_of_a_source_are_marked_and_both_sources_named() {
    let site = mixed();
    for page in ["regios/voorbeeldregio/index.html", "regios/index.html", "arbeidsmarkt/index.html"] {
        let html = site.html(page);
        let text = plain(main_of(&html));
        assert!(text.contains("Nagemaakt."), "{page}: {text}");
        assert!(text.contains("6 (voorbeeld)") && !text.contains("12 (voorbeeld)"), "{page}: {text}");
    }
    let region = plain(main_of(&site.html("regios/voorbeeldregio/index.html")));
    assert!(region.contains("Bron: UWV; Redactie."), "{region}");
    // The months of both, not of the first alone.
    assert!(region.contains("augustus 2009"), "{region}");
}

#[test]
fn a_month_in_two_files_is_told_and_counts_once() {
    let twice = "maand,regio,ww\n2009-07,voorbeeldregio,12\n2009-08,voorbeeldregio,13\n";
    let site = mixed().file("data/arbeidsmarkt/gemaakt.csv", twice);
    let report = site.report();
    assert_eq!(report.matches("fout KP504").count(), 1, "{report}");
    assert!(report.contains("'2009-07 van ww'") && report.contains("echt.csv"), "{report}");
    let report =
        mixed().file("data/arbeidsmarkt/echt.csv", "maand,regio,ww,ww\n2009-07,voorbeeldregio,12,12\n").report();
    assert!(report.contains("KP514") && report.contains("1 fout"), "{report}");
}

#[test]
fn a_portal_without_example_data_says_nothing_of_it() {
    let site = TestSite::starter().replace("data/landkaart/model.yaml", "voorbeeld:", "# voorbeeld:");
    let outputs = texts(&site.build().outputs.expect("the site is built"));
    let figures = figures(&outputs);
    assert!(!figures.is_empty());
    for Shown { page, html } in figures {
        assert!(!html.contains("voorbeeldgegevens"), "{page}");
    }
    assert!(outputs["landkaart/verloop.csv"].lines().skip(1).all(|line| line.ends_with(",berekend")));
}

#[test]
fn a_figure_of_the_landkaart_names_the_source_that_prints_it_and_no_other() {
    let outputs = portal();
    for (csv, page, origin, source) in [
        (
            "landkaart/2009-t2/fases.csv",
            "landkaart/2009-t2/index.html",
            "bron",
            "AKO-rapportage over het 2e tertaal van 2009.",
        ),
        ("landkaart/verloop.csv", "landkaart/index.html", "bron", "AKO-rapportage over het 2e tertaal van 2009."),
        (
            "landkaart/2009-t1/fases.csv",
            "landkaart/2009-t1/index.html",
            "berekend uit voorbeeld",
            "Redactie ketenportaal, naar",
        ),
        (
            "werkpleinen/tiel/mijlpalen.csv",
            "werkpleinen/tiel/index.html",
            "deels voorbeeld",
            "AKO-rapportage over het 2e tertaal van 2009 (heel Nederland); Redactie ketenportaal, naar",
        ),
    ] {
        let rows: Vec<&str> = outputs[csv].lines().skip(1).collect();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.ends_with(&format!(",{origin}"))), "{csv}: {rows:?}");
        let (before, _) = outputs[page].split_once(&format!("href=\"/{csv}\"")).expect("the figure is on its page");
        let (_, told) = before.rsplit_once("<p class=\"bron\">Bron: ").expect("a figure names its source");
        assert!(told.starts_with(source), "{csv}: {told}");
    }
}
