//! `check --fix`: what is safe is repaired, shown first, and nothing else is touched; pages that moved keep their old address.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use ketenportaal::fix;

use crate::harness::TestSite;

const THEME: &str = "content/themas/samen-werken.md";
const PRACTICE: &str = "content/praktijken/een-vast-gezicht.md";

/// The text of a file after repairs, and the difference that is shown.
fn repaired(site: &TestSite) -> (String, String) {
    let (files, _) = fix::plan(&site.build().diagnostics, &site.sources);
    let [file] = &files[..] else { panic!("{} files: {files:?}\n{}", files.len(), site.report()) };
    (String::from_utf8(file.bytes.clone()).expect("UTF-8"), file.difference())
}

/// Short links go on when a page is moved, and are mended when a letter is wrong.
#[test]
fn a_short_link_is_followed_and_mended() {
    let page = |link: &str| {
        TestSite::starter()
            .replace(
                "content/praktijken/een-vast-gezicht.md",
                "voorbeeld: true",
                "voorbeeld: true\naliases: [/praktijken/oud-gezicht/, /oud.html]",
            )
            .replace("content/themas/samen-werken.md", "Begin klein.", link)
    };
    for link in ["[[oud-gezicht]]", "[[oud-gezicht|een gezicht]]", "[[praktijken/oud-gezicht]]", "[oud](/oud.html)"] {
        assert_eq!(page(link).build().diagnostics, [], "{link}");
    }
    let html = page("Begin.").html("oud.html");
    assert!(html.contains("url=/praktijken/een-vast-gezicht/"), "{html}");
    let site = page("[[een-vast-gezich]]");
    let (repaired, solved) = fix::plan(&site.build().diagnostics, &site.sources);
    let text = String::from_utf8(repaired[0].bytes.clone()).expect("UTF-8");
    assert!(solved == 1 && text.contains("[[een-vast-gezicht]]"), "{text}");
    // Each of two headings below each other is mended at once.
    let site = page("\n\n##Aanpak\n\n###Stap 1\n\nTekst.");
    assert_eq!(fix::plan(&site.build().diagnostics, &site.sources).1, 2);
}

#[test]
fn slips_are_repaired_and_nothing_else_changes() {
    for (path, right, wrong) in [
        (PRACTICE, "status: lopend", "statis: lopend"),
        (PRACTICE, "status: lopend", "status: lopen"),
        (PRACTICE, "themas: [samen-werken]", "themas: [samen-weken]"),
        (THEME, "Begin klein.", "Begin [klein](praktijken/een-vast-gezich.md)."),
        (THEME, "Begin klein.", "Begin [klein](praktijken/een-vast-gezicht.md#aanpakk)."),
        (THEME, "Begin klein.", "\n\n::grafeik{landkaart=verloop}\n\n"),
        (THEME, "Begin klein.", "Nu :cijfer{landkaart=gemiddeld}."),
        (THEME, "Begin klein.", "\n\n##\u{a0}Kop\n\nTekst."),
        (THEME, "Begin klein.", "Zie [de site](www.voorbeeld.example/a)."),
        (THEME, "Begin klein.", "Mail [de redactie](redactie@voorbeeld.example)."),
    ] {
        let site = TestSite::starter().replace(path, right, wrong);
        let (text, difference) = repaired(&site);
        let after = TestSite::starter().file(path, &text);
        assert!(after.build().diagnostics.is_empty(), "{wrong}: {}", after.report());
        assert_eq!(text.lines().count(), site.text(path).lines().count());
        assert!(difference.starts_with(&format!("{path}:")), "{difference}");
        assert_eq!(difference.matches("\n- ").count(), 1, "{difference}");
        // Repairing what is repaired changes nothing.
        assert!(fix::plan(&after.build().diagnostics, &after.sources).0.is_empty());
    }
}

#[test]
fn what_can_mean_two_things_is_left_to_a_person() {
    for wrong in [
        "Zie [weg.md](weg.md).",
        "Zie [praktijken/een-vast-gezich.md](praktijken/een-vast-gezich.md).",
        "Zie [[iets heel anders]].",
        "Zie [www.voorbeeld.example](www.voorbeeld.example).",
    ] {
        let site = TestSite::starter().replace(THEME, "Begin klein.", wrong);
        assert!(!site.build().diagnostics.is_empty());
        assert!(fix::plan(&site.build().diagnostics, &site.sources).0.is_empty(), "{wrong}");
    }
}

#[test]
fn another_period_another_list_and_a_fault_in_the_data_are_left_to_a_person() {
    let other_period =
        TestSite::starter().replace(THEME, "Begin klein.", "Nu :cijfer{landkaart=gemiddelde periode=2009-t3}.");
    let slip = ("Begin klein.", "Nu :cijfer{landkaart=gemiddeld}.");
    let wrong_data =
        TestSite::starter().replace(THEME, slip.0, slip.1).replace("data/landkaart/2009-t1.csv", "100,50", "100,55");
    let mut everywhere = TestSite::starter();
    for name in ["een", "twee", "drie", "vier"] {
        let practice = everywhere.text(PRACTICE).replace("themas: [samen-werken]", "themas: [samen-weken]");
        everywhere = everywhere.file(&format!("content/praktijken/{name}.md"), practice);
    }
    for site in [other_period, wrong_data, everywhere] {
        assert!(!site.build().diagnostics.is_empty());
        assert!(fix::plan(&site.build().diagnostics, &site.sources).0.is_empty(), "{}", site.report());
    }
}

#[test]
fn two_slips_on_a_line_are_both_repaired_and_line_ends_stay() {
    let text = TestSite::starter()
        .replace(THEME, "Begin klein.", "Nu :cijfer{landkaart=gemiddeld} en :cijfer{landkaart=gemiddeldee}.")
        .text(THEME);
    let site = TestSite::starter().file(THEME, text.replace('\n', "\r\n"));
    let (text, difference) = repaired(&site);
    assert!(text.contains("Nu :cijfer{landkaart=gemiddelde} en :cijfer{landkaart=gemiddelde}."), "{text}");
    assert_eq!(difference.lines().count(), 3, "{difference}");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ketenportaal"))
        .current_dir(root)
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_page_that_moved_keeps_its_old_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("portaal");
    assert!(run(folder.path(), &["init", "portaal"]).status.success());
    assert!(run(&root, &["build"]).status.success());
    let (old, new) = (root.join(PRACTICE), root.join("content/praktijken/vast-gezicht-voor-elke-klant.md"));
    fs::rename(&old, &new).expect("moved");
    let before = fs::read_to_string(&new).expect("the page");
    let checked = said(&run(&root, &["check"]));
    assert!(checked.contains("let op KP211: Deze pagina stond eerst op /praktijken/een-vast-gezicht/"), "{checked}");
    // Without consent nothing is written; a dry run shows what would be.
    for how in [&["check", "--fix"][..], &["check", "--fix", "--dry-run"]] {
        let shown = said(&run(&root, how));
        assert!(shown.contains("+ aliases: [/praktijken/een-vast-gezicht/]"), "{shown}");
        assert!(shown.contains("Er is niets geschreven"), "{shown}");
        assert_eq!(fs::read_to_string(&new).expect("the page"), before);
    }
    let shown = said(&run(&root, &["check", "--fix", "--ja"]));
    assert!(shown.contains("1 keer verbeterd"), "{shown}");
    let after = fs::read_to_string(&new).expect("the page");
    assert_eq!(after, before.replacen("---\n", "---\naliases: [/praktijken/een-vast-gezicht/]\n", 1));
    let checked = said(&run(&root, &["check"]));
    assert!(!checked.contains("KP211"), "{checked}");
    assert!(run(&root, &["build"]).status.success());
    let redirect = fs::read_to_string(root.join("public/praktijken/een-vast-gezicht/index.html")).expect("a redirect");
    assert!(redirect.contains("/praktijken/vast-gezicht-voor-elke-klant/"), "{redirect}");
}

#[test]
fn an_alias_never_hides_a_page_or_leads_in_a_circle() {
    for alias in ["/themas/samen-werken/", "/praktijken/een-vast-gezicht/"] {
        let site =
            TestSite::starter().replace(PRACTICE, "voorbeeld: true", &format!("voorbeeld: true\naliases: [{alias}]"));
        let codes: Vec<&str> = site.build().diagnostics.iter().map(|problem| problem.entry.code).collect();
        assert_eq!(codes, ["KP204"], "{alias}");
    }
    // Two pages that each claim the other's address.
    let site = TestSite::starter()
        .replace(PRACTICE, "voorbeeld: true", "voorbeeld: true\naliases: [/themas/samen-werken/]")
        .replace(THEME, "title:", "aliases: [/praktijken/een-vast-gezicht/]\ntitle:");
    assert!(site.build().diagnostics.iter().all(|problem| problem.entry.code == "KP204"));
    assert_eq!(site.build().diagnostics.len(), 2, "{}", site.report());
}
