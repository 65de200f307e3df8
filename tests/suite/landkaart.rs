//! Another monitor: other milestones, levels and periods give right figures without a change in the program.

use ketenportaal::diagnostic::Level;

use crate::harness::{Preview, TestSite, main_of, plain, table};

/// 12 milestones in 4 phases, 5 levels, quarters, means rounded half up.
pub fn other_model() -> TestSite {
    let mut model = String::from(
        "naam: Wijkmonitor\nbron: Opgave van de wijkteams\n\
         periode: {letter: k, per_jaar: 4, naam: kwartaal}\n\
         niveaus:\n  - {waarde: 0, naam: Nul}\n  - {waarde: 25, naam: Kwart}\n  - {waarde: 50, naam: Half}\n  \
         - {waarde: 75, naam: Bijna}\n  - {waarde: 100, naam: Klaar}\n\
         banden:\n  - {id: laag, naam: Laag, van: 0}\n  - {id: midden, naam: Midden, van: 40}\n  - {id: hoog, naam: Hoog, van: 80}\n\
         gemiddelde: half-omhoog\naandeel: afkappen\nfases:\n",
    );
    for phase in 1..=4 {
        model.push_str(&format!("  - id: fase-{phase}\n    naam: Fase {phase}\n    mijlpalen:\n"));
        for milestone in 1..=3 {
            model.push_str(&format!("      - {{id: m{phase}{milestone}, naam: Mijlpaal {phase}.{milestone}}}\n"));
        }
    }
    let names: Vec<String> = (1..=4).flat_map(|p| (1..=3).map(move |m| format!("m{p}{m}"))).collect();
    let header = format!("werkplein,{}\n", names.join(","));
    // Voorbeeldstad: phase 1 is 100,100,50; the rest 25. Voorbeelddorp: all 75, except phase 1: 0,25,50.
    let first = format!("{header}voorbeeldstad,{}\nvoorbeelddorp,{}\n", ["0"; 12].join(","), ["50"; 12].join(","));
    let second = format!(
        "{header}voorbeeldstad,100,100,50,{}\nvoorbeelddorp,0,25,50,{}\n",
        ["25"; 9].join(","),
        ["75"; 9].join(",")
    );
    TestSite::starter()
        .file("data/landkaart/model.yaml", model)
        .without("data/landkaart/2009-t1.csv")
        .file("data/landkaart/2010-k3.csv", first)
        .file("data/landkaart/2010-k4.csv", second)
        .replace("content/themas/samen-werken.md", "mijlpalen: [samen-plan, vast-contact]\n", "mijlpalen: [m11]\n")
        .replace("content/praktijken/een-vast-gezicht.md", "mijlpalen: [vast-contact]", "mijlpalen: [m12]")
}

#[test]
fn another_model_gives_right_figures() {
    let site = other_model();
    let html = site.html("landkaart/index.html");
    let rows: std::collections::BTreeMap<_, _> = table(&html, "tabel-2").into_iter().collect();
    // Total: sums 475 and 750 over 24 answers = 51,04 → 51. Voorbeeldstad 475/12 = 39,58 → 40 (midden); dorp 62,5 → 63.
    assert_eq!(rows["totaal"], ["51%", "0 0%", "2 100%", "0 0%"]);
    // Phase 1: 250 and 75 over 6 = 54,17 → 54; means 83 (hoog) and 25 (laag).
    assert_eq!(rows["fase-1"], ["54%", "1 50%", "0 0%", "1 50%"]);
    // Phase 2: 25 and 75.
    assert_eq!(rows["fase-2"], ["50%", "1 50%", "1 50%", "0 0%"]);
    let rows: std::collections::BTreeMap<_, _> = table(&html, "tabel-3").into_iter().collect();
    assert_eq!(rows.len(), 13);
    assert_eq!(rows["m11"], ["Fase 1", "50%", "1 50%", "0 0%", "1 50%"]);
    assert_eq!(rows["m12"], ["Fase 1", "63%", "1 50%", "0 0%", "1 50%"]);
    let rows = table(&html, "tabel-4");
    assert_eq!(rows[0], ("2010-k4".to_owned(), vec!["51%".to_owned()]));
    assert_eq!(rows[1], ("2010-k3".to_owned(), vec!["25%".to_owned()]));
    let text = plain(main_of(&html));
    assert!(text.contains("4e kwartaal 2010"), "{text}");
    assert!(text.contains("2 werkpleinen gingen vooruit"), "{text}");
}

#[test]
fn the_tenth_period_of_a_year_comes_after_the_ninth() {
    let mut site =
        other_model().replace("data/landkaart/model.yaml", "{letter: k, per_jaar: 4", "{letter: m, per_jaar: 12");
    let first = site.text("data/landkaart/2010-k3.csv");
    let second = site.text("data/landkaart/2010-k4.csv");
    site = site.without("data/landkaart/2010-k3.csv").without("data/landkaart/2010-k4.csv");
    site.write("data/landkaart/2010-m9.csv", first);
    site.write("data/landkaart/2010-m10.csv", second);
    let html = site.html("landkaart/index.html");
    let periods: Vec<String> = table(&html, "tabel-4").into_iter().map(|(id, _)| id).collect();
    assert_eq!(periods, ["2010-m10", "2010-m9"]);
    assert!(plain(main_of(&html)).contains("2 werkpleinen gingen vooruit"));
    // `m09` would be a second `m9`.
    let answers = site.text("data/landkaart/2010-m9.csv");
    let report = site.file("data/landkaart/2010-m09.csv", answers).report();
    assert!(report.contains("KP508") && report.contains("2010-m09"), "{report}");
}

/// Every line of every data file, and every value in it, may be forgotten or wrong.
#[test]
fn nothing_that_is_left_out_of_data_makes_a_portal_vanish_without_a_word() {
    let outcome =
        "  uitkomst: {periode: 2009, streefwaarde: 10, realisatie: 5, percentage: 50, delen: [{naam: A, waarde: 3}]}";
    let mut site = TestSite::starter().file(
        "data/indicatoren.yaml",
        format!("- id: uitstroom\n  naam: Uitstroom\n  uitleg: Wie werk vond.\n  eenheid: personen\n  richting: hoger-is-beter\n  bron: UWV\n{outcome}\n"),
    );
    let mut preview = Preview::default();
    let paths: Vec<String> = site
        .sources
        .below("data/")
        .map(|source| source.path.to_string())
        .filter(|path| path.ends_with(".yaml"))
        .collect();
    let mut tried = 0;
    for path in paths {
        let whole = site.text(&path);
        let lines: Vec<&str> = whole.lines().collect();
        let without = |at: usize| [&lines[..at], &lines[at + 1..]].concat().join("\n");
        let negative = |at: usize| {
            let (key, value) = lines[at].split_once(": ")?;
            value
                .parse::<u32>()
                .is_ok()
                .then(|| [&lines[..at], &[&*format!("{key}: -1")], &lines[at + 1..]].concat().join("\n"))
        };
        // Within a line: `{waarde: 0, naam: Nul}` without one of its two.
        let parts = lines.iter().flat_map(|line| line.split(['{', ',', '}'])).filter(|part| part.contains(": "));
        let fewer: Vec<String> =
            parts.map(|part| whole.replacen(part, "", 1).replace("{,", "{").replace(",,", ",")).collect();
        let all = (0..lines.len()).map(without).chain((0..lines.len()).filter_map(negative)).chain(fewer);
        for text in all.collect::<Vec<_>>() {
            site.write(&path, &text);
            let (diagnostics, shown) = preview.show(&site, &["index.html"]);
            let told = diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
            assert!(shown.is_some() || told, "{path}:\n{text}");
            tried += 1;
        }
        site.write(&path, &whole);
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_value_of_a_model_that_is_forgotten_is_asked_for() {
    const MODEL: &str = "data/landkaart/model.yaml";
    for (line, instead, asked) in [
        ("periode: {letter: t, per_jaar: 3, naam: tertaal}", "", "'periode'"),
        ("per_jaar: 3, ", "", "'per_jaar'"),
        ("per_jaar: 3", "per_jaar: 400", "'400'"),
        ("{waarde: 50, ", "{", "'waarde'"),
        ("{waarde: 50, ", "{waarde: -1, ", "'-1'"),
        (", van: 25}", "}", "'van'"),
    ] {
        let report = TestSite::starter().replace(MODEL, line, instead).report();
        assert!(report.contains(asked) && report.contains("model.yaml:"), "{line}: {report}");
    }
}

#[test]
fn a_werkplein_that_did_not_answer_is_in_no_sum() {
    let site = TestSite::starter()
        .file("data/landkaart/2009-t1.csv", "werkplein,samen-plan,vast-contact\nvoorbeeldstad,100,50\n");
    let html = site.html("landkaart/index.html");
    let rows: std::collections::BTreeMap<_, _> = table(&html, "tabel-2").into_iter().collect();
    assert_eq!(rows["totaal"], ["75%", "0 0%", "1 100%", "0 0%"]);
    assert!(plain(&site.html("werkpleinen/voorbeelddorp/index.html")).contains("Niet ingevuld"));
}

#[test]
fn a_portal_without_a_landkaart_or_data_still_builds() {
    let site = TestSite::starter()
        .without("data/landkaart/model.yaml")
        .without("data/landkaart/2009-t1.csv")
        .without("data/begrippen.yaml")
        .without("content/praktijken/een-vast-gezicht.md")
        .without("content/themas/samen-werken.md")
        .replace("data/portaal.yaml", "landkaart, ", "");
    let html = site.html("index.html");
    assert!(plain(&html).contains("Er zijn nog geen thema's."));
    assert!(plain(&site.html("begrippen/index.html")).contains("Er zijn nog geen begrippen."));
}

#[test]
fn a_list_may_only_name_what_exists() {
    let mut site = TestSite::starter();
    let model = site.text("data/landkaart/model.yaml");
    let list = "lijsten:\n  - {periode: 2009-t2, naam: Lijst, werkpleinen: [voorbeeldstad, voorbeelddrop]}\n";
    site.write("data/landkaart/model.yaml", model + list);
    let report = site.report();
    assert!(report.contains("Er is geen periode met de naam '2009-t2'"), "{report}");
    assert!(report.contains("Bedoelde je 'voorbeelddorp'?") && report.contains("2 fouten"), "{report}");
}

#[test]
fn a_count_without_a_band_is_shown_how_to_have_one() {
    let site = TestSite::starter().replace(
        "content/themas/samen-werken.md",
        "Begin klein.",
        "Nu :cijfer{landkaart=aantal mijlpaal=samen-plan}.",
    );
    let report = site.report();
    assert!(report.contains(":cijfer{landkaart=aantal mijlpaal=samen-plan band=volledig}"), "{report}");
    // What it shows works.
    let followed = site.replace("content/themas/samen-werken.md", "samen-plan}.", "samen-plan band=volledig}.");
    assert_eq!(followed.build().diagnostics, []);
}

#[test]
fn what_a_source_prints_is_of_a_period_that_is_there() {
    let path = "data/landkaart/model.yaml";
    let with = |printed: &str| {
        let site = TestSite::starter();
        let model = site.text(path);
        site.file(path, format!("{model}gedrukt:\n  - {printed}\n"))
    };
    assert_eq!(with("{periode: 2009-t1, wat: alles}").report(), "");
    let unknown = with("{periode: 2009-t9, wat: alles}").report();
    assert!(unknown.contains("KP201") && unknown.contains("2009-t9"), "{unknown}");
    let wrong = with("{periode: 2009-t1, wat: iets}").report();
    assert!(wrong.contains("gemiddelde") && wrong.contains("alles"), "{wrong}");
}
