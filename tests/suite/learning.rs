//! What werkpleinen learn from each other and from earlier periods, on the pages of this repository's portal.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::{TestSite, main_of, plain, portal};

/// The sections of a page below headings of one level, with the text of the heading.
fn sections<'a>(html: &'a str, heading: &str) -> Vec<(String, &'a str)> {
    let mark = format!("<{heading}");
    html.split(&mark)
        .skip(1)
        .map(|part| {
            let (title, rest) = part.split_once(&format!("</{heading}>")).expect("a heading ends");
            (plain(&format!("<p{title}</p>")), rest)
        })
        .collect()
}

/// The answers of a period: per werkplein, per milestone.
fn answers(periode: &str) -> BTreeMap<String, BTreeMap<String, u32>> {
    let path = format!("{}/data/landkaart/{periode}.csv", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).expect("a snapshot");
    let names: Vec<String> = reader.headers().expect("a header").iter().skip(1).map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| {
        let levels = row.iter().skip(1).map(|level| level.parse().expect("a level"));
        (row[0].to_owned(), names.iter().cloned().zip(levels).collect())
    })
    .collect()
}

#[test]
fn a_region_names_its_municipalities() {
    let site = |rows: &str| TestSite::starter().file("data/gemeenten.csv", format!("naam,regio\n{rows}"));
    let codes =
        |rows: &str| -> Vec<&str> { site(rows).build().diagnostics.iter().map(|problem| problem.entry.code).collect() };
    let html = site("Zeewolde,voorbeeldregio\n's-Graveland,voorbeeldregio\n").html("regios/voorbeeldregio/index.html");
    assert!(
        html.contains("Gemeenten in deze regio") && plain(&html).contains("Graveland, Zeewolde."),
        "{}",
        plain(&html)
    );
    assert!(!TestSite::starter().html("regios/voorbeeldregio/index.html").contains("Gemeenten in deze regio"));
    assert_eq!(codes("Zeewolde,nergens\n"), ["KP201"]);
    assert_eq!(codes("Zeewolde,voorbeeldregio\nZeewolde,voorbeeldregio\n"), ["KP504"]);
}

#[test]
fn a_werkplein_sees_who_is_further_on_each_milestone_that_is_not_complete() {
    let outputs = portal();
    let now = answers("2009-t2");
    let (mut named, mut helpful) = (0, 0);
    for (id, own) in &now {
        let html = main_of(&outputs[&format!("werkpleinen/{id}/index.html")]);
        let parts: Vec<&str> = html
            .split("<section class=\"stap\">")
            .skip(1)
            .map(|part| part.split("</section>").next().unwrap_or_default())
            .collect();
        let open: Vec<&String> = own.iter().filter(|(_, level)| **level < 100).map(|(name, _)| name).collect();
        assert_eq!(parts.len(), open.len(), "{id}: a section per open milestone");
        for part in parts {
            let milestone = open
                .iter()
                .find(|name| part.contains(&format!("<h3><a href=\"/mijlpalen/{name}/\">")))
                .unwrap_or_else(|| panic!("{id}: a section for a milestone that is complete"));
            let ahead: Vec<&str> =
                part.match_indices("/werkpleinen/").map(|(at, mark)| &part[at + mark.len()..]).collect();
            assert!(ahead.len() <= 5, "{id}, {milestone}");
            let further = now.values().filter(|other| other[*milestone] > own[*milestone]).count();
            assert_eq!(ahead.len(), further.min(5), "{id}, {milestone}: as many as there are, and five at most");
            let levels: Vec<u32> =
                ahead.into_iter().map(|rest| now[rest.split_once('/').expect("an address").0][*milestone]).collect();
            assert!(levels.iter().all(|level| *level > own[*milestone]), "{id}, {milestone}: {levels:?}");
            // Who is furthest stands first, and somebody who is there already is named whenever there is one.
            assert!(levels.is_sorted_by(|one, next| one >= next), "{id}, {milestone}: {levels:?}");
            let best = now.values().map(|other| other[*milestone]).max();
            assert!(levels.is_empty() || levels.first().copied() == best, "{id}, {milestone}: {levels:?}");
            named += levels.len();
            // Its own practice does not help it further.
            let helps = part.split("/praktijken/").skip(1).map(|rest| rest.split_once('/').expect("an address").0);
            for address in helps {
                let path = format!("{}/content/praktijken/{address}.md", env!("CARGO_MANIFEST_DIR"));
                let text = fs::read_to_string(path).expect("a practice");
                assert!(!text.contains(&format!("\nwerkplein: {id}\n")), "{id}, {milestone}: {address}");
                helpful += usize::from(text.contains("\nwerkplein: "));
            }
        }
    }
    assert!(named > 3_000 && helpful > 1_000, "{named}, {helpful}");
}

#[test]
fn the_reason_names_the_region_the_market_and_the_distance() {
    let outputs = portal();
    let html = plain(main_of(&outputs["werkpleinen/tiel/index.html"]));
    assert!(html.contains("Zaltbommel: volledig (zelfde regio, ongeveer 15 km)"));
    assert!(html.contains("vergelijkbare arbeidsmarkt, ongeveer"));
    // Without figures of the market only the distance counts.
    let centres = "id,naam,gemeente,regio,lat,lon\na,Aa,Aa,voorbeeldregio,52.00,5.00\nb,Bee,Bee,andere,52.10,5.00\nc,Cee,Cee,andere,52.30,5.00\n";
    let regions = "id,code,naam,centrumgemeente,lat,lon\nvoorbeeldregio,VR01,Voorbeeldregio,Aa,52,5\nandere,VR02,Andere,Bee,52.2,5\n";
    let site = TestSite::starter().file("data/werkpleinen.csv", centres).file("data/regios.csv", regions);
    let header = site.text("data/landkaart/2009-t1.csv").lines().next().expect("a header").to_owned();
    let row = |id: &str, level: &str| format!("{id}{}\n", format!(",{level}").repeat(header.matches(',').count()));
    let snapshot = format!("{header}\n{}{}{}", row("a", "0"), row("b", "100"), row("c", "100"));
    let site = site.file("data/landkaart/2009-t1.csv", snapshot).replace(
        "content/praktijken/een-vast-gezicht.md",
        "werkplein: voorbeeldstad",
        "werkplein: a",
    );
    let html = plain(&site.html("werkpleinen/a/index.html"));
    let (near, far) = (html.find("Bee: klaar (ongeveer 11 km)"), html.find("Cee: klaar (ongeveer 33 km)"));
    assert!(near.is_some() && near < far, "{html}");
}

#[test]
fn what_the_source_prints_stands_beside_what_recomputing_gives() {
    let outputs = portal();
    for page in ["landkaart/2009-t2/index.html", "rapportages/2009-t2/index.html"] {
        let html = main_of(&outputs[page]);
        assert!(html.contains("<td>40%</td><td>39%</td>"), "{page}");
        assert!(html.contains("<td>62</td><td>83</td>"), "{page}");
    }
    assert!(
        !outputs["landkaart/2009-t1/index.html"].contains("_opmerkingen"),
        "a period without remarks has no empty table"
    );
    let model = "data/landkaart/model.yaml";
    let wrong = TestSite::starter().text(model)
        + "opmerkingen:\n  - {periode: 2009-t9, wat: A, gedrukt: B, nagerekend: C}\n  - {periode: 2009-t1, wat: A, gedrukt: B, nagerekend: \":cijfer{landkaart=gemidelde}\"}\n";
    let report = TestSite::starter().file(model, wrong).report();
    assert!(report.contains("2009-t9") && report.contains("gemidelde"), "{report}");
    assert!(report.contains("Bedoelde je 'gemiddelde'?"), "{report}");
}

#[test]
fn every_period_has_pages_for_its_phases_and_regions() {
    let outputs = portal();
    for periode in ["2008-t1", "2008-t2", "2008-t3", "2009-t1", "2009-t2"] {
        let below = |folder: &str| {
            let start = format!("landkaart/{periode}/{folder}/");
            outputs.keys().filter(|path| path.starts_with(&start) && path.ends_with(".html")).count()
        };
        assert_eq!((below("fases"), below("regios"), below("mijlpalen")), (6, 30, 14), "{periode}");
    }
    let now = answers("2009-t2");
    let before = answers("2009-t1");
    for milestone in now["tiel"].keys() {
        let html = main_of(&outputs[&format!("landkaart/2009-t2/mijlpalen/{milestone}/index.html")]);
        let other = now.iter().filter(|(id, own)| before.get(*id).is_none_or(|was| was[milestone] != own[milestone]));
        let gone = before.keys().filter(|id| !now.contains_key(*id)).count();
        let (title, _) = &sections(html, "h2")[0];
        assert!(title.ends_with(&format!("({})", other.count() + gone)), "{milestone}: {title}");
    }
}

#[test]
fn regions_stand_in_the_order_of_an_indicator() {
    let outputs = portal();
    for indicator in ["nww", "nww-tot-27", "nww-45-plus", "ww", "ag", "wwb", "vacatures"] {
        let csv = &outputs[&format!("regios/volgorde/{indicator}/regios.csv")];
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<(String, f64)> = reader
            .records()
            .map(|row| row.map(|row| (row[0].to_owned(), row[1].parse().expect("a number"))).expect("a row"))
            .collect();
        assert_eq!(rows.len(), 30);
        assert!(rows.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{indicator}");
        // The page lists them in the same order, below the country.
        let html = main_of(&outputs[&format!("regios/volgorde/{indicator}/index.html")]);
        let (_, table) = html.split_once("<table class=\"naast-elkaar").expect("the table");
        let places: Vec<Option<usize>> =
            rows.iter().map(|(name, _)| table.find(&format!(">{name}</a></th>"))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{indicator}");
    }
    // The country is of a source where the regions are examples: what is none of it says so, and the source says which is which.
    let html = plain(main_of(&outputs["regios/index.html"]));
    let country =
        html.split_once("heel Nederland").expect("the country").1.split_once("Achterhoek").expect("a region").0;
    assert!(country.contains("485.000") && !country.contains("485.000 (voorbeeld)"), "{country}");
    assert!(country.contains("16,9% (voorbeeld)"), "{country}");
    assert!(html.contains("paragraaf 3.3 (heel Nederland); Redactie ketenportaal"), "{html}");
    let html = main_of(&outputs["regios/volgorde/landkaart/index.html"]);
    let (_, rows) = html.split_once("<tr class=\"totaal\">").expect("the country");
    let means: Vec<u32> = rows
        .split("data-getal=\"")
        .skip(1)
        .filter_map(|cell| {
            cell.split_once('"')
                .filter(|(_, rest)| rest.contains('%'))
                .and_then(|(n, rest)| rest.starts_with(&format!(">{n}%<")).then(|| n.parse().expect("a mean")))
        })
        .collect();
    assert!(means.len() == 30 && means.is_sorted_by(|one, next| one >= next), "{means:?}");
}

#[test]
fn a_report_compares_with_the_period_before() {
    let outputs = portal();
    let html = plain(main_of(&outputs["rapportages/2009-t2/index.html"]));
    assert!(
        html.contains("Het gemiddelde van heel Nederland steeg van 65% (1e tertaal 2009) naar 67% (2e tertaal 2009)."),
        "{html}"
    );
    assert!(html.contains("Geen enkele mijlpaal daalde.") || html.contains("Het meest daalde"));
    assert!(!outputs["landkaart/2008-t1/index.html"].contains("_vergeleken"), "nothing comes before the first period");
}
