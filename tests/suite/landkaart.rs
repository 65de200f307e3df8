//! Another monitor: other milestones, levels and periods give right figures without a change in the program.

use crate::harness::{TestSite, main_of, plain, table};

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
