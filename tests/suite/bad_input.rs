//! Input that is wrong, huge or hostile: one clear message, never a panic, and no output.

use proptest::prelude::*;

use std::cell::RefCell;
use std::time::{Duration, Instant};

use crate::harness::{Preview, TestSite, plain};
use ketenportaal::diagnostic::Diagnostic;

#[test]
fn an_error_keeps_the_site_from_being_published() {
    let site = TestSite::starter().file("content/over/nieuw.md", "---\ntitle: a: b\n---\n");
    let build = site.build();
    assert!(build.outputs.is_none());
    assert_eq!(build.diagnostics.len(), 1, "{}", site.report());
    assert!(site.report().contains("content/over/nieuw.md:2:8"), "{}", site.report());
}

#[test]
fn a_warning_does_not() {
    let site = TestSite::starter().replace("content/themas/samen-werken.md", "Begin klein.", "\n\n# Kop\n\n");
    assert!(site.build().outputs.is_some(), "{}", site.report());
}

#[test]
fn two_files_with_one_address_are_both_named() {
    let front = "---\ntitle: Een\ndescription: Een pagina.\n---\n";
    let site = TestSite::starter().file("content/over/een.md", front).file("content/over/een/index.md", front);
    let report = site.report();
    assert!(
        report.contains("KP204")
            && report.contains("content/over/een.md")
            && report.contains("content/over/een/index.md"),
        "{report}"
    );
}

#[test]
fn a_list_and_a_group_are_told_as_they_are_written() {
    let theme = |more: &str| {
        TestSite::starter().replace("content/themas/samen-werken.md", "title:", &format!("{more}\ntitle:")).report()
    };
    let list = theme("doelgroepen:\n  -jongeren\n  -wajong");
    assert!(list.contains("KP112") && list.contains("doelgroepen: [jongeren, wajong]"), "{list}");
    for contact in ["contact: Redactie", "contact: [Redactie]"] {
        let group = theme(contact);
        assert!(group.contains("KP112") && group.contains("contact: {rol: "), "{contact}: {group}");
    }
    let source = theme("bronnen: [Een rapport]");
    assert!(source.contains("KP112") && source.contains("bronnen: [{"), "{source}");
}

#[test]
fn the_home_page_is_never_the_page_that_was_meant() {
    let report = TestSite::starter().replace("content/themas/samen-werken.md", "Begin klein.", "Zie [x](x).").report();
    assert!(report.contains("KP202") && !report.contains("Bedoelde je"), "{report}");
}

#[test]
fn an_earlier_address_in_the_way_of_a_file_is_refused_at_the_address() {
    for alias in ["/sitemap.xml/", "/404.html", "/404.html/oud/", "/over/verslag.pdf/"] {
        let site = TestSite::starter().file("content/over/verslag.pdf", "bijlage").replace(
            "content/themas/samen-werken.md",
            "title:",
            &format!("aliases: [{alias}]\ntitle:"),
        );
        let report = site.report();
        assert!(site.build().outputs.is_none(), "{alias}: {report}");
        assert!(report.contains("KP204") && report.contains("content/themas/samen-werken.md:2:"), "{alias}: {report}");
    }
}

#[test]
fn a_file_where_the_folder_of_a_page_has_to_be_is_refused() {
    let page = "---\ntitle: Proef\ndescription: Een pagina.\n---\n\nEen tekst.\n";
    let site = TestSite::starter().file("content/over/proef.md", page).file("content/over/proef", "bijlage");
    assert!(site.build().outputs.is_none());
    let report = site.report();
    assert!(report.contains("KP204") && report.contains("--> content/over/proef:1:1"), "{report}");
    assert!(report.contains("over/proef/index.html"), "{report}");
    let apart = TestSite::starter().file("content/over/proef.md", page).file("content/over/proef-1", "bijlage");
    assert!(apart.build().outputs.is_some(), "{}", apart.report());
}

#[test]
fn a_file_at_the_address_of_a_page_from_data_is_refused() {
    let site = TestSite::starter().file("content/themas.md", "---\ntitle: Een\ndescription: Een pagina.\n---\n");
    assert!(
        site.report().contains("/themas/. De andere is een pagina die het portaal zelf maakt."),
        "{}",
        site.report()
    );
}

#[test]
fn names_and_cells_come_out_as_text() {
    let evil = "<script>alert(1)</script>\" onload='x' {{ page.title }} &amp;";
    let site = TestSite::starter()
        .replace(
            "content/praktijken/een-vast-gezicht.md",
            "title: Een vast gezicht",
            &format!("title: {}", quoted(evil)),
        )
        .replace("data/werkpleinen.csv", "voorbeelddorp,Voorbeelddorp", &format!("voorbeelddorp,{}", csv(evil)))
        .replace("data/begrippen.yaml", "naam: mijlpaal", &format!("naam: {}", quoted(evil)));
    for page in [
        "index.html",
        "praktijken/index.html",
        "praktijken/een-vast-gezicht/index.html",
        "werkpleinen/voorbeelddorp/index.html",
        "begrippen/index.html",
        "a-tot-z/index.html",
    ] {
        let html = site.html(page);
        assert!(!html.contains("<script>alert"), "{page}");
        assert!(!html.contains("onload='x'"), "{page}");
    }
    assert!(plain(&site.html("praktijken/een-vast-gezicht/index.html")).contains(evil));
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

fn csv(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[test]
fn large_and_odd_files_are_survived() {
    let long_line = "woord ".repeat(1_600_000);
    let site = TestSite::starter()
        .replace("content/themas/samen-werken.md", "Begin klein.", &long_line)
        .file("content/over/blad.bin", b"\x89PNG\x00\xff")
        .file("data/onbekend.txt", b"\x00\x01");
    assert!(site.build().outputs.is_some(), "{}", &site.report()[..200.min(site.report().len())]);
}

#[test]
fn a_bomb_of_aliases_is_refused() {
    let mut yaml = String::from("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, below) in [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f")] {
        yaml.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{below}"); 9].join(", ")));
    }
    yaml.push_str("---\n");
    let site = TestSite::starter().file("content/over/nieuw.md", yaml);
    assert_eq!(site.build().diagnostics.len(), 1, "{}", site.report());
}

/// The page of a file that a test makes up.
const PAGE: &str = "over/nieuw/index.html";

/// The problems and some files of one of many sites that differ in a file or two. A panic takes the memory of the site before with it.
fn shown(site: &TestSite, paths: &[&str]) -> (Vec<Diagnostic>, Option<Vec<String>>) {
    thread_local!(static BEFORE: RefCell<Preview> = RefCell::default());
    let mut preview = BEFORE.take();
    let shown = preview.show(site, paths);
    BEFORE.set(preview);
    shown
}

/// What is repeated until it is a text of 100 kB costs no more than any text of that length: work that grows with its square took
/// from 4 s to minutes, or all memory.
#[test]
fn no_text_costs_more_than_it_is_long() {
    const LENGTH: usize = 100_000;
    let notes: String = (0..LENGTH / 8).map(|number| format!("[^n{number}] ")).collect();
    let defined: String = (0..LENGTH / 16).map(|number| format!("\n[^n{number}]: x\n")).collect();
    let repeated = [
        "[^",
        "a\n-\n\n",
        ".",
        "a",
        "ab",
        "\":a{b=",
        "::a{",
        ":a{b='",
        "**",
        "*a",
        "[[",
        "![",
        "`",
        "> ",
        "-een\n",
        "-een\r",
        "| a ",
        "İẞ ",
        "<b>",
        "&amp;",
        "##x\n",
        "•x\n",
        "[a](www.a.example)\n\n",
        "A.B",
        "(a)[",
        "x. ",
        "{",
        "(www.",
        "(https://a.b",
        "- Een\nTwee\n",
        "| a |\n",
        "[a](b.md){",
    ];
    let texts = repeated.iter().map(|part| part.repeat(LENGTH / part.len()));
    let address = format!("[a]({})", "https://".repeat(LENGTH / 8));
    let short = format!("| a | b |\n| - | - |\n{}", "| a |\n".repeat(LENGTH / 6));
    for text in texts.chain([short]).chain([notes + &defined, format!("{}]", "[^".repeat(LENGTH / 2)), address]) {
        let page = format!("---\ntitle: Nieuw\ndescription: Nieuw.\n---\n\n{text}\n");
        let site = TestSite::starter()
            .file("content/over/nieuw.md", page)
            .file("data/schrijfwijzer.yaml", "ambtelijk:\n  - {niet: middels, wel: met}\n");
        let began = Instant::now();
        site.all_diagnostics();
        let took = began.elapsed();
        assert!(took < Duration::from_secs(8), "{took:?}: {}", text.chars().take(40).collect::<String>());
    }
}

#[test]
fn letters_whose_small_ones_are_longer_move_no_place() {
    let site = TestSite::starter()
        .replace("content/themas/samen-werken.md", "Begin klein.", "In İstanbul en middels—zo op de Straẞe.")
        .file("data/schrijfwijzer.yaml", "ambtelijk:\n  - {niet: middels, wel: met}\n");
    let found = site.all_diagnostics();
    let told = found.iter().find(|problem| problem.entry.code == "KP811").expect("it is told");
    let text = site.text("content/themas/samen-werken.md");
    assert_eq!(&text[told.place.span.start..told.place.span.end], "middels");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a page, nothing panics and every place lies inside the file.
    #[test]
    fn any_page_is_survived(front in "[a-z: \\-\\[\\]{}\"'#\n\r\té😀]{0,120}", body in "[a-z :\\-\\[\\]{}()<>|*_`~^!\"'#=.A\n\r\té😀İẞ]{0,300}") {
        let text = format!("---\n{front}\n---\n{body}");
        let site = TestSite::starter().file("content/over/nieuw.md", &text);
        // The page, and what shows something of it elsewhere.
        for diagnostic in shown(&site, &[PAGE, "over/index.html", "a-tot-z/index.html", "zoeken/index.json"]).0 {
            if &*diagnostic.place.path == "content/over/nieuw.md" {
                let span = diagnostic.place.span;
                prop_assert!(span.start <= span.end && span.end <= text.len());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            }
        }
    }

    /// Whatever stands in a text, no tag of the editor reaches the page.
    #[test]
    fn no_tag_of_a_text_reaches_the_page(body in "[a-z<>/&\"'=:\\[\\]()` \n]{0,200}") {
        let site = TestSite::starter().file(
            "content/over/nieuw.md",
            format!("---\ntitle: Nieuw\ndescription: Nieuw.\n---\n\n{body}\n"),
        );
        if let (_, Some(shown)) = shown(&site, &[PAGE]) {
            let html = &shown[0];
            let article = html.split("<div class=\"tekst\">").nth(1).and_then(|rest| rest.split("</main>").next());
            let known = ["p", "/p", "a ", "/a", "code", "/code", "pre", "/pre", "blockquote", "/blockquote", "ul", "/ul", "li", "/li", "em", "/em", "strong", "/strong", "abbr", "/abbr", "h", "/h", "br", "hr", "dl", "/dl", "dt", "/dt", "dd", "/dd", "/div", "details", "/details", "summary", "/summary"];
            for tag in article.unwrap_or_default().split('<').skip(1) {
                prop_assert!(known.iter().any(|name| tag.starts_with(name)), "{tag} from {body:?}");
            }
        }
    }

    /// Whatever stands in a table, nothing panics.
    #[test]
    fn any_table_is_survived(rows in "[a-z0-9,;\"\n\r .\\-é]{0,200}") {
        let site = TestSite::starter()
            .file("data/landkaart/2009-t1.csv", &rows)
            .file("data/werkpleinen.csv", format!("id,naam,gemeente,regio,lat,lon\n{rows}"));
        shown(&site, &["werkpleinen/index.html", "landkaart/index.html", "landkaart/2009-t1/index.html", "open-data/werkpleinen.csv"]);
    }
}

#[test]
fn a_link_to_a_site_without_its_start_is_told_as_one() {
    let text = |link: &str| {
        let site = TestSite::starter();
        let path = "content/themas/samen-werken.md";
        site.replace(path, "Begin klein.", &format!("Zie [dit]({link}).")).report()
    };
    let report = text("uwv.nl");
    assert!(report.contains("KP215") && report.contains("https://uwv.nl"), "{report}");
    let report = text("praktijken/een-vast-gezich.html");
    assert!(report.contains("KP202") && report.contains("praktijken/een-vast-gezicht.md"), "{report}");
}

/// The codes of all that is wrong with a site, advice included.
fn codes_of(site: &TestSite) -> Vec<&'static str> {
    site.all_diagnostics().iter().map(|problem| problem.entry.code).collect()
}

/// The same of a portal with these words in a theme.
fn codes(words: &str) -> Vec<&'static str> {
    codes_of(&TestSite::starter().replace("content/themas/samen-werken.md", "Begin klein.", words))
}

#[test]
fn a_component_that_is_not_written_well_is_one_problem_with_its_end() {
    assert_eq!(codes("Eerst.\n\n:::uitklap{titel=Meer weten}\n\nTekst.\n\n:::\n\n"), ["KP306"]);
    // What closes nothing is told still.
    assert_eq!(codes("Eerst.\n\n:::\n\n"), ["KP308"]);
}

#[test]
fn a_line_break_in_a_cell_is_not_told_to_be_one() {
    let path = "content/themas/samen-werken.md";
    let text = |row: &str| format!("\n\n| Plaats | Aantal |\n| --- | ---: |\n{row}\n\n");
    let report = |text: &str| TestSite::starter().replace(path, "Begin klein.", text).report();
    assert!(report(&text("| Tiel<br>Buren | 3 |")).contains("Maak er twee rijen van"));
    assert!(report("Tiel<br>Buren").contains("zet een \\ aan het eind"));
}

#[test]
fn what_joins_the_item_or_the_table_above_it_is_told() {
    for (text, expected) in [
        ("\n\n- een\n- twee\nDaarna gaan we verder.\n\n", &["KP345"][..]),
        ("\n\n1. Een stap.\n**Let op**: dit.\n2. Nog een.\n\n", &["KP345"]),
        // A line that goes on with the item, and one of its own.
        ("\n\n- Een lang punt dat op de volgende regel verdergaat en dat\n  Werkplein Tiel betreft.\n\n", &[]),
        ("\n\n- Een lang punt dat op de volgende regel verdergaat, want daar is\nTiel genoemd.\n\n", &[]),
        ("\n\n- een\nen verder\n\n", &[]),
        ("\n\n- **Een**\\\nUitleg.\n\n", &[]),
        ("\n\n- een\n\nDaarna.\n\n", &[]),
        ("\n\n| a | b |\n| --- | --- |\n| 1 |\n| 1 | |\n| 1 ||\n| 1 | 2\n\n", &["KP346"]),
        ("\n\n| a |\n| --- |\n| 1 |\n\n", &[]),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
}

#[test]
fn an_address_or_braces_that_do_nothing_are_told() {
    for (text, expected) in [
        ("Zie https://uwv.nl/werk.", &["KP347"][..]),
        ("Zie (http://uwv.nl).", &["KP347"]),
        ("Zie www.uwv.nl voor meer, en https://www.werk.nl/a.", &["KP347", "KP347"]),
        ("Zie [dit] (https://uwv.nl/a).", &["KP327"]),
        ("Zie [werk](www.uwv.nl).", &["KP215"]),
        ("[![Een scherm met https://uwv.nl](over/a.svg) en www.uwv.nl](https://uwv.nl)", &["KP208"]),
        ("Het adres begint met www. en mail gaat naar info@www.uwv.nl.", &[]),
        ("Zie [werk](https://uwv.nl/werk), `https://uwv.nl` of begin met https://.", &[]),
        ("Een [stuk over ons](over/_index.md){.knop} en woorden.", &["KP348"]),
        ("Een [stuk over ons](over/_index.md){target=_blank} en woorden.", &["KP348"]),
        ("Een [stuk over ons](over/_index.md) {of niet} en woorden.", &[]),
        ("Zie [[samen-werken]](elders) en [[samen-werken]] (het thema).", &["KP327"]),
        ("Een feit.[^a]\n\n[^a]:\n\n", &["KP349"]),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
}

#[test]
fn a_day_in_other_words_and_curly_quotes_are_told_with_what_is_meant() {
    let path = "content/themas/samen-werken.md";
    let site =
        TestSite::starter().replace(path, "title: Samen werken", "title: “Samen werken”\ndate: 9 september 2009");
    let report = site.report();
    assert!(report.contains("KP137") && report.contains("title: \"Samen werken\""), "{report}");
    assert!(report.contains("KP114") && report.contains("Bedoelde je '2009-09-09'?"), "{report}");
}

#[test]
fn a_theme_that_is_a_draft_is_told_to_be_one_by_the_practice_that_names_it() {
    let site = TestSite::starter().replace("content/themas/samen-werken.md", "title:", "draft: true\ntitle:");
    let report = site.report();
    assert!(report.contains("KP218") && report.contains("content/themas/samen-werken.md"), "{report}");
    assert!(!report.contains("KP201"), "{report}");
}

#[test]
fn a_row_of_the_landkaart_without_a_level_is_one_problem() {
    let site = TestSite::starter().replace("data/landkaart/2009-t1.csv", "voorbeelddorp,50,0", "voorbeelddorp,,");
    assert_eq!(codes_of(&site), ["KP516"]);
}

#[test]
fn a_heading_without_its_blank_is_one_problem_in_a_practice_too() {
    let site = TestSite::starter().replace("content/praktijken/een-vast-gezicht.md", "## Lessen", "##Lessen");
    assert_eq!(codes_of(&site), ["KP329"]);
}

#[test]
fn what_stands_in_another_mistake_is_not_told_as_one() {
    assert_eq!(codes("Begin klein.\n\n> [!LET OP] Bel eerst.\n\n"), ["KP332"]);
    assert_eq!(codes("Zie [het plan ABCD] (https://uwv.nl/a) en https://uwv.nl/b."), ["KP327", "KP347"]);
}

#[test]
fn two_texts_for_one_page_of_data_are_both_named() {
    let front = "---\ntitle: Voorbeeldregio\ndescription: Een regio.\n---\n\nEen tekst.\n";
    let one = TestSite::starter().file("content/regios/voorbeeldregio.md", front);
    assert!(!one.report().contains("KP204"), "{}", one.report());
    let report = one.file("content/regios/voorbeeldregio/index.md", front).report();
    assert!(report.contains("KP204") && report.contains("content/regios/voorbeeldregio/index.md"), "{report}");
    assert!(report.contains("content/regios/voorbeeldregio.md"), "{report}");
}

#[test]
fn a_link_to_a_file_is_an_address_whatever_its_name() {
    let site = TestSite::starter().file("content/over/Verslag 100% werk.pdf", "%PDF").replace(
        "content/themas/samen-werken.md",
        "Begin klein.",
        "Zie [het verslag](<../over/Verslag 100% werk.pdf>).",
    );
    let html = site.html("themas/samen-werken/index.html");
    assert!(html.contains("href=\"/over/Verslag%20100%25%20werk.pdf\""), "{html}");
}

#[test]
fn a_file_of_data_in_a_folder_too_many_is_told() {
    let site = TestSite::starter();
    let landkaart = site.text("data/landkaart/2009-t1.csv");
    for path in ["data/landkaart/archief/2009-t1.csv", "data/landkaart/2009-t1.csv.csv"] {
        let report = TestSite::starter().file(path, &landkaart).report();
        assert!(report.contains(path) && !report.contains("KP204"), "{path}: {report}");
    }
}

#[test]
fn the_first_page_is_no_index() {
    let report =
        TestSite::starter().file("content/index.md", "---\ntitle: Een\ndescription: Een.\n---\n\nTekst.\n").report();
    assert!(report.contains("KP021") && report.contains("content/index.md"), "{report}");
}
