//! Forms of a report: text with the place marked, SARIF and GitHub's lines; and what `explain` says.

use ketenportaal::diagnostic::{Language, catalogue};
use ketenportaal::model::figures::COMPONENTS;
use ketenportaal::parse::front_matter::ContentKind;
use ketenportaal::parse::kinds;
use ketenportaal::report;
use serde_json::Value;

use crate::harness::{TestSite, portal};

const FRONT: &str = "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\n";

fn page(text: &str) -> TestSite {
    TestSite::starter().file("content/over/nieuw.md", format!("{FRONT}{text}"))
}

/// The line with marks of a report, and the line above it.
fn marked(site: &TestSite) -> (String, String) {
    let report = site.report();
    let lines: Vec<&str> = report.lines().collect();
    let at = lines.iter().position(|line| line.contains('^')).expect("marks");
    let body = |line: &str| line.split_once("| ").expect("a margin").1.to_owned();
    (body(lines[at - 1]), body(lines[at]))
}

#[test]
fn marks_stand_below_what_is_meant_whatever_stands_before_it() {
    for (before, blank) in
        [("Zie ", "    "), ("日本 ", "     "), ("😀 ", "   "), ("e\u{301} ", "  "), ("a\tb ", " \t  ")]
    {
        let (line, marks) = marked(&page(&format!("{before}[dit](weg.md) ja.\n")));
        assert_eq!(line, format!("{before}[dit](weg.md) ja."));
        assert_eq!(marks, format!("{blank}{}", "^".repeat("[dit](weg.md)".len())), "{before:?}");
    }
}

#[test]
fn sarif_names_rules_places_and_levels() {
    let site = page("Zie [dit](weg.md).\n\n# Kop\n").replace("content/over/nieuw.md", "title: Nieuw", "title: Ëen");
    let diagnostics = site.build().diagnostics;
    let log: Value = report::sarif(&diagnostics, &site.sources, Language::English);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let seen: Vec<(&str, &str, u64, u64, u64)> = results
        .iter()
        .map(|result| {
            let physical = &result["locations"][0]["physicalLocation"];
            assert_eq!(physical["artifactLocation"]["uri"], "content/over/nieuw.md");
            let number = |key: &str| physical["region"][key].as_u64().expect("a number");
            let index = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
            let text = |key: &str| result[key].as_str().expect("a text");
            (text("ruleId"), text("level"), number("startLine"), number("startColumn"), number("endColumn"))
        })
        .collect();
    assert_eq!(seen, [("KP202", "error", 6, 5, 18), ("KP313", "warning", 8, 1, 6)]);
}

#[test]
fn github_lines_are_escaped() {
    let site = TestSite::starter().file("content/over/a,b:c%.md", FRONT);
    let diagnostics = site.build().diagnostics;
    assert_eq!(
        report::github(&diagnostics, &site.sources, Language::English),
        "::error file=content/over/a%2Cb%3Ac%25.md,line=1,col=1,endColumn=1,title=KP005::The file name 'a,b:c%25' cannot become \
         a web address.%0AUse only lower-case letters, digits and hyphens, for example 'a-b-c'.\n"
    );
}

#[test]
fn a_hundred_of_one_kind_are_summarised_after_an_overview() {
    let links: String = (0..100).map(|number| format!("[dit](weg{number}.md)\n\n")).collect();
    let report = page(&format!("{links}# Kop\n")).report();
    assert!(report.starts_with("101 meldingen van 2 soorten:\n    100 × KP202 fout "), "{report}");
    assert_eq!(report.matches("fout KP202").count(), 5, "{report}");
    assert_eq!(report.matches("let op KP313").count(), 1, "{report}");
    assert!(report.contains("… en nog 95 keer KP202; met --format json zie je ze allemaal."), "{report}");
    assert!(report.ends_with("100 fouten, 1 waarschuwing\n"), "{report}");
}

#[test]
fn explain_says_what_why_and_how_for_every_code() {
    for entry in catalogue::all() {
        for language in [Language::Dutch, Language::English] {
            let text = report::explain(entry, language);
            assert!(text.starts_with(entry.code), "{text}");
            assert!(text.contains(entry.why(language)), "{text}");
            assert!(!text.contains("{waarde}"), "{text}");
        }
    }
    let text = report::explain(catalogue::find("kp313").expect("a code"), Language::Dutch);
    insta::assert_snapshot!("explain", text);
    assert_eq!(report::unknown("KP2O2", Language::Dutch), "er is geen melding 'KP2O2'. Bedoelde je KP202?");
    assert_eq!(report::unknown("iets heel anders", Language::English), "there is no code 'iets heel anders'.");
}

#[test]
fn the_handbook_lists_every_code() {
    let groups: Vec<&str> = catalogue::AREAS.iter().map(|(name, _)| *name).collect();
    let text: String = groups.iter().map(|name| format!("::meldingen{{groep={name}}}\n\n")).collect();
    let html = page(&text).html("over/nieuw/index.html");
    for entry in catalogue::all() {
        assert!(html.contains(&format!("<dt id=\"{}\">", entry.code.to_lowercase())), "{} is not there", entry.code);
    }
    let texts = crate::harness::portal();
    let pages: String = ["meldingen", "meldingen-opmaak", "meldingen-gegevens"]
        .map(|page| texts[&format!("over/redactie/{page}/index.html")].as_str())
        .concat();
    for entry in catalogue::all() {
        assert!(
            pages.contains(&format!("<dt id=\"{}\">", entry.code.to_lowercase())),
            "{} is not in the handbook",
            entry.code
        );
    }
}

#[test]
fn the_handbook_lists_every_field_and_component_from_its_definition() {
    let text: String = ContentKind::ALL.iter().map(|kind| format!("::velden{{soort={}}}\n\n", kind.word())).collect();
    let page = format!(
        "---\ntitle: Velden\ndescription: Alle velden van alle pagina's.\nowner: Redactie\n---\n\n::velden\n\n{text}::onderdelen\n"
    );
    let site = TestSite::starter().file("content/over/velden.md", page);
    let html = site.html("over/velden/index.html");
    for kind in ContentKind::ALL {
        for field in kinds::fields(kind) {
            assert!(html.contains(&format!("<code>{}</code>", field.key)), "{kind:?}: {}", field.key);
            for part in field.parts() {
                assert!(html.contains(&format!("<code>{}.{}</code>", field.key, part.key)), "{}", part.key);
            }
        }
    }
    for component in COMPONENTS {
        assert!(html.contains(&format!("id=\"onderdeel-{}\"", component.name)), "{}", component.name);
    }
    // In the starter the examples name nothing that is there; in this repository's portal they are live.
    assert!(!html.contains("Je krijgt:"), "{html}");
    let own = &portal()["over/redactie/onderdelen/index.html"];
    assert_eq!(own.matches("Je krijgt:").count(), 2);
    assert!(own.contains("<data value=") && own.contains("<svg"), "{own}");
    let wrong = TestSite::starter().file(
        "content/over/velden.md",
        "---\ntitle: Velden\ndescription: Alle velden van alle pagina's.\n---\n\n::velden{soort=praktyk}\n",
    );
    assert!(wrong.report().contains("Bedoelde je 'praktijk'?"), "{}", wrong.report());
}
