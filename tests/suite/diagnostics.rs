//! Every problem of the catalogue, each caused by one mistake in the starter portal, with its full text in both languages.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ketenportaal::diagnostic::catalogue::Part;
use ketenportaal::diagnostic::{Diagnostic, Language, Level, catalogue};
use ketenportaal::report;

use crate::harness::TestSite;

const PRACTICE: &str = "content/praktijken/een-vast-gezicht.md";
const THEME: &str = "content/themas/samen-werken.md";
const SNAPSHOT: &str = "data/landkaart/2009-t1.csv";
const MODEL: &str = "data/landkaart/model.yaml";

const BOX: &str = r#""Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 53], [5, 52]]]"#;

/// A feature for a region with this geometry.
fn land(id: &str, geometry: &str) -> String {
    format!(r#"{{"type": "Feature", "properties": {{"id": "{id}"}}, "geometry": {{"type": {geometry}}}}}"#)
}

/// A portal with these boundaries.
fn areas(text: &str) -> TestSite {
    TestSite::starter().file("data/geo/g.geojson", text)
}

/// A portal with one boundary.
fn area(id: &str, geometry: &str) -> TestSite {
    areas(&format!(r#"{{"type": "FeatureCollection", "features": [{}]}}"#, land(id, geometry)))
}

/// A portal whose `security.txt` holds until this day.
fn secure(day: &str) -> TestSite {
    let site = TestSite::starter();
    let settings = site.text("data/portaal.yaml");
    site.file("data/portaal.yaml", format!("{settings}beveiliging: {{contact: [a@b.example], expires: {day}}}\n"))
}

/// A mistake that was made: the code it must give, the site that has it, and what is said of that.
struct Mistake {
    code: &'static str,
    site: TestSite,
    diagnostics: Vec<Diagnostic>,
}

static MADE: LazyLock<Vec<Mistake>> = LazyLock::new(|| {
    let make = |(code, site): (_, TestSite)| Mistake { code, diagnostics: site.all_diagnostics(), site };
    all_mistakes().into_iter().map(make).collect()
});

/// A page of editors with a field more.
fn practice_with(field: &str) -> TestSite {
    TestSite::starter().replace(PRACTICE, "voorbeeld: true", &format!("voorbeeld: true\n{field}"))
}

/// Advice that a few lines cannot show.
fn advice() -> Vec<(&'static str, TestSite)> {
    let styled = |list: &str| TestSite::starter().file("data/schrijfwijzer.yaml", list);
    let sentences = |sentence: &str, count: usize| {
        TestSite::starter().replace(THEME, "Begin klein.", &format!("Begin klein. {}", sentence.repeat(count)))
    };
    let event = "---\ntitle: Een ochtend over werk\ndescription: Samen kijken naar wat werkt in de keten.\nowner: Redactie\n\
        start: 2009-11-02 09:30\nplace: Tiel\nregistration: Mail de redactie.\n---\n";
    vec![
        (
            "KP810",
            styled("termen:\n  - {niet: \"CWI *\", wel: \"Werkplein *\", uitleg: Zo heet het sinds 2009.}\n").replace(
                THEME,
                "Begin klein.",
                "Begin bij het CWI Tiel.",
            ),
        ),
        (
            "KP811",
            styled("ambtelijk:\n  - {niet: ten behoeve van, wel: voor}\n").replace(
                THEME,
                "Begin klein.",
                "Dit is Ten behoeve van klanten.",
            ),
        ),
        ("KP812", sentences("Verantwoordelijkheidsverdeling vereist interdepartementale beleidsafstemming. ", 40)),
        ("KP814", sentences("De klant wordt altijd gebeld. ", 10)),
        ("KP821", TestSite::starter().file("content/agenda/ochtend.md", event)),
        ("KP822", {
            let mut site = TestSite::starter();
            site.options.as_of = Some(jiff::civil::date(2012, 1, 1));
            site
        }),
        (
            "KP824",
            TestSite::starter()
                .file("content/over/brief.docx", "x")
                .file("content/over/foto.svg", "<svg/>")
                .file("content/over/lijst.csv", "a;b")
                .file("content/eigenaar.txt", "x")
                .replace(THEME, "Begin klein.", "![Een foto](../over/foto.svg) en [de lijst](/over/lijst.csv)."),
        ),
        ("KP829", practice_with("uitzonderingen: [{melding: KP817, reden: Het is een rekenvoorbeeld.}]")),
    ]
}

/// A mistake: the code it must give, and the site that has it.
fn mistakes() -> Vec<(&'static str, TestSite)> {
    let practice = |from: &str, to: &str| TestSite::starter().replace(PRACTICE, from, to);
    let theme = |to: &str| TestSite::starter().replace(THEME, "Begin klein.", to);
    let page = |text: &str| TestSite::starter().file("content/over/nieuw.md", text);
    let snapshot = |from: &str, to: &str| TestSite::starter().replace(SNAPSHOT, from, to);
    let words = |text: &str| {
        let chosen = TestSite::starter().replace("data/portaal.yaml", "theme: werkplein", "theme: eigen");
        chosen.file("themes/eigen/teksten.yaml", text)
    };
    let front = "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n";
    vec![
        ("KP002", TestSite::starter().file("content/over/nieuw.md", b"---\ntitle: caf\xe9\n---\n")),
        ("KP004", page("")),
        ("KP005", TestSite::starter().file("content/over/Mijn Pagina.md", format!("{front}---\n"))),
        ("KP006", TestSite::starter().file("content/prakijken/x.md", format!("{front}---\n"))),
        ("KP007", TestSite::starter().file("content/over/nieuw.md", vec![b'a'; 10_000_001])),
        ("KP008", page(&format!("{front}---\n\nEen \u{202e}tsket.\n"))),
        ("KP009", page(&format!("{front}---\n\nEen tekst.\n").replace('\n', "\r"))),
        ("KP016", theme("Drie cafÃ©s.")),
        ("KP012", TestSite::starter().file("content/over/Nieuw.MD", format!("{front}draft: true\n---\n\nGeheim.\n"))),
        ("KP013", {
            let texts = ["_index.md", "over/portaal.md", "over/voorbeelddata.md"].map(|name| format!("content/{name}"));
            let all = texts.iter().map(String::as_str).chain([THEME, PRACTICE]);
            all.fold(TestSite::starter(), TestSite::without)
        }),
        ("KP011", TestSite::starter().file("content/over/con.md", format!("{front}---\n"))),
        ("KP122", TestSite::starter().replace("data/portaal.yaml", "contact: redactie@portaal.example", "contact: redactie")),
        ("KP101", page("Tekst zonder kop.\n")),
        ("KP102", page("---\ntitle: Nieuw\n\nTekst.\n")),
        ("KP103", page("---\n[title]: a\n---\n")),
        ("KP104", page("---\ntitle: Werk: zo doe je dat\ndescription: x\n---\n")),
        ("KP105", page("---\ntitle: Nieuw\n\tdescription: x\n---\n")),
        ("KP106", page("---\ntitle: \"Nieuw\ndescription: x\n---\n")),
        ("KP107", page("---\n- een\n- twee\n---\n")),
        ("KP108", page(&format!("{front}title: Weer\n---\n"))),
        ("KP110", practice("status: lopend", "statis: lopend")),
        ("KP111", practice("description: Elke klant houdt dezelfde contactpersoon, van het eerste gesprek tot de baan.\n", "")),
        ("KP112", practice("title: Een vast gezicht", "title: [Een, vast, gezicht]")),
        ("KP113", practice("status: lopend", "status: lopen")),
        ("KP114", practice("date: 2009-03-01", "date: 2009-02-30")),
        ("KP115", practice("status: lopend", "status: lopend\nlooptijd:")),
        ("KP116", practice("werkplein: voorbeeldstad", "werkplein: voorbeeldstad\nregio: voorbeeldregio")),
        ("KP117", practice("status: lopend", "status: gestopt")),
        ("KP118", practice("status: lopend", "status: lopend\nonderwerpen: [\"?!\"]")),
        ("KP119", page("---\ntitle: *Nieuw\ndescription: Een pagina.\n---\n")),
        ("KP120", page(&format!("---\ntitle: Nieuw\ndescription: {}{}\n---\n", "[".repeat(1000), "]".repeat(1000)))),
        ("KP121", page(&format!("{front}---\n\n{front}---\n"))),
        ("KP123", page("---\ntitle: Proef #1\ndescription: Een pagina.\n---\n")),
        ("KP124", page(&format!("{front}date: 2009-03-02\nexpires: 2009-03-01\n---\n"))),
        ("KP125", page("---\ntitle:Nieuw\ndescription: Een pagina.\n---\n")),
        ("KP126", page("---\ntitle: Nieuw\naliases: [/over/oud/\ndescription: Een pagina.\n---\n")),
        ("KP127", page("---\ntitle: Nieuw\n description: Een pagina.\n---\n")),
        ("KP129", practice_with("uitzonderingen: [{melding: KP813, reden: Een zin uit de wet, en die mag niet anders.}]")),
        ("KP130", practice("contact: {rol: \"Teamleider\", organisatie: \"Werkplein Voorbeeldstad\", adres: \"werkplein@portaal.example\"}", "contact:\nrol: Teamleider\norganisatie: Werkplein Voorbeeldstad")),
        ("KP131", page("---\ntitle: Nieuw\ndescription: Lees [[samen-werken]] eerst.\n---\n")),
        ("KP132", TestSite::starter().file("content/agenda/dag.md", "---\ntitle: Een dag\ndescription: Een dag.\nstart: 2010-01-15\nend: 2010-01-15 12:00\nplace: Tiel\n---\n")),
        ("KP133", practice_with("gestopt_omdat: Het geld was op.")),
        ("KP134", TestSite::starter().file("data/begrippen.yaml", "- id: Een begrip\n  naam: een\n  uitleg: Het begin.\n")),
        ("KP135", page("---\ntitle: Nieuw\ndescription:\n---\n")),
        ("KP128", TestSite::starter().file("data/begrippen.yaml", "- id: een\n  naam: een\n  uitleg: Het begin.\n  id: twee\n  naam: twee\n  uitleg: Het vervolg.\n")),
        ("KP215", theme("Zie [de site](www.voorbeeld.example).")),
        ("KP216", theme("Zie [dit](http://localhost:8000/praktijken/een-vast-gezicht/#aanpak).")),
        ("KP315", theme("| a |\n| --- |\n| [[een-vast-gezicht|vast]] |")),
        ("KP201", practice("themas: [samen-werken]", "themas: [samenwerken]")),
        ("KP202", theme("Zie [dit](praktijken/een-vast-gezich.md).")),
        ("KP203", theme("Zie [dit](praktijken/een-vast-gezicht.md#aanpakk).")),
        ("KP204", TestSite::starter().replace(PRACTICE, "voorbeeld: true", "voorbeeld: true\naliases: [/themas/samen-werken/]")),
        (
            "KP205",
            theme("Zie [[portaal]].")
                .file("content/over/redactie/portaal.md", format!("{front}---\n")),
        ),
        ("KP206", practice("voorbeeld: true", "voorbeeld: true\naliases: [../../etc/passwd]")),
        ("KP207", theme("Zie [dit](javascript:alert(1)).")),
        ("KP208", theme("Zie ![een foto](foto.png).")),
        ("KP209", theme("Zie [dit]().")),
        ("KP210", {
            let site = TestSite::starter();
            let practice = site.text(PRACTICE);
            site.file("content/praktijken/thema.md", practice)
        }),
        ("KP213", theme("Zie [[nieuw]].").file("content/over/nieuw.md", format!("{front}draft: true\n---\n\nEen tekst.\n"))),
        ("KP214", theme("Zie ![het plan](https://voorbeeld.example/plan.png).")),
        ("KP301", theme("Een <b>vet</b> woord.")),
        ("KP302", theme("\n\n::grafeik{landkaart=verloop}\n\n")),
        ("KP303", theme("Nu :cijfer{landkaart=gemiddelde mijlpal=x}.")),
        ("KP304", theme("\n\n:::uitklap\ntekst\n:::\n\n")),
        ("KP305", theme("Nu :cijfer{landkaart=gemiddeld}.")),
        ("KP306", theme("\n\n::grafiek{landkaart verloop}\n\n")),
        ("KP307", theme("\n\n:::uitklap{titel=Meer}\n\ntekst\n")),
        ("KP308", theme("\n\n:::\n\n")),
        ("KP309", theme(&format!("\n\n{}x\n\n", ">".repeat(60)))),
        ("KP310", theme("Nu :cijfer{landkaart=gemiddelde werkplein=voorbeelddorp}.").file(SNAPSHOT, "werkplein,samen-plan,vast-contact\nvoorbeeldstad,100,50\n")),
        ("KP314", theme("\n\n::toegankelijkheid\n\n")),
        ("KP316", theme("\n\n## Een {#deel}\n\n## Twee {#deel}\n\n")),
        ("KP317", theme("\n\n## Een {#_inhoud}\n\n")),
        ("KP311", theme("\n\n::uitklap{titel=Meer}\n\n")),
        ("KP318", theme("Zie ::grafiek{landkaart=verloop} hier.")),
        ("KP319", theme("\n\n| a |\n| --- |\n| b | c |\n\n")),
        ("KP325", theme("Een feit.[^1]\n\n[^1]: De bron.\n\n[^1]: Een bron.\n\n")),
        ("KP326", theme("Een feit.\n\n[^1]: De bron.\n\n")),
        ("KP329", theme("\n\n##Kop\n\n")),
        ("KP330", theme("\n\n- een\n-twee\n-drie\n\n")),
        ("KP331", theme("\n\n| a | b |\n| c | d |\n\n")),
        ("KP332", theme("\n\n> [!LET OP] Bel eerst.\n\n")),
        ("KP333", theme("\n\n```\nserve\n\n")),
        ("KP334", theme("Bel ** altijd ** eerst.")),
        ("KP335", theme("\n\n\tEen zin.\n\n")),
        ("KP336", theme("\n\nEen zin.\nNog een.\n---\n\n")),
        ("KP337", theme("\n\nWerkplein\n:het gebouw\n\n")),
        ("KP021", TestSite::starter().file("content/themas/index.md", format!("{front}---\n"))),
        ("KP136", TestSite::starter().replace(THEME, "---\ntitle", "—\ntitle")),
        ("KP340", theme("\n\n| Plaats | Aantal |\n| --- | ---: |\nTiel\t3\n\n")),
        ("KP341", theme("\n\n##\n\n")),
        ("KP342", theme("Zie [](praktijken/een-vast-gezicht.md).")),
        ("KP343", theme("Nu cijfer{landkaart=gemiddelde}.")),
        ("KP344", theme("\n\n1. Een.\n  - Twee.\n2. Drie.\n\n")),
        ("KP339", theme("Een feit.[^bron]\n\n[^bron] De bron.")),
        ("KP338", theme("\n\n| a | b |\n| --- | --- |\n| c | d |\nBron: wij.\n\n")),
        ("KP020", TestSite::starter().file("content/over/een\u{7}foto.txt", "x")),
        ("KP018", TestSite::starter().file(&format!("content/over/{}.md", "een-lange-naam-".repeat(15)), format!("{front}---\n"))),
        ("KP137", page("---\ntitle: “Nieuw”\ndescription: Een pagina.\n---\n")),
        ("KP218", practice("themas: [samen-werken]", "themas: [nieuw]").file("content/themas/nieuw.md", format!("{front}draft: true\n---\n\nEen tekst.\n"))),
        ("KP219", theme("Zie [dit](over/nieuw.md#aanpak).").file("content/over/nieuw.md", format!("{front}---\n\nEen tekst.\n"))),
        ("KP345", theme("\n\n- een\n- twee\nDaarna het werk.\n\n")),
        ("KP346", theme("\n\n| a | b |\n| --- | --- |\n| c |\n\n")),
        ("KP347", theme("Zie https://voorbeeld.example/a voor meer.")),
        ("KP348", theme("Zie [het thema](themas/samen-werken.md){.knop}.")),
        ("KP349", theme("Een feit.[^bron]\n\n[^bron]:\n\n")),
        ("KP516", snapshot("voorbeelddorp,50,0", "voorbeelddorp,,")),
        ("KP405", practice("## Lessen\n", "## Lessen\n\nEen les.\n\n## Lessen\n")),
        ("KP517", TestSite::starter().replace("data/werkpleinen.csv", "voorbeelddorp,Voorbeelddorp", "voorbeelddorp,Voorbeeldstad")),
        ("KP826", page(&format!("{front}---\n"))),
        ("KP404", practice("## Lessen\n", "### Lessen\n")),
        ("KP017", TestSite::starter().file("data/landkaart/2009-t2.xlsx", "PK")),
        ("KP328", theme("Nu :cijfer{landkaart=gestegen mijlpaal=samen-plan}.")),
        ("KP014", TestSite::starter().file("content/over/script.JS", "alert(1)")),
        ("KP015", theme("\n\n<<<<<<< HEAD\n\nEen.\n\n=======\n\nTwee.\n\n>>>>>>> tak\n\n")),
        ("KP327", theme("Lees [dit](mijn pagina.md).")),
        ("KP320", TestSite::starter().file("content/over/foto.jpg", b"<html>\xff")),
        ("KP321", TestSite::starter().file("content/over/plan.svg", format!("<svg>{}</svg>", " ".repeat(500_000)))),
        ("KP322", TestSite::starter().file("content/over/foto.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x27\x10\0\0\x13\x89\x08\x02")),
        ("KP323", TestSite::starter().file("content/over/foto.png", [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\xe8\0\0\x03\xe8\x08\x02"[..], &[0; 50_000]].concat())),
        ("KP324", theme("Zie ![een plan](over/plan.svg \"Het plan\") hier.").file("content/over/plan.svg", "<svg/>")),
        ("KP312", theme("Een feit.[^bron]")),
        ("KP313", theme("\n\n# Kop\n\n")),
        ("KP401", practice("## Wat ging mis\n\nBij verlof wist niemand wie het overnam.\n", "")),
        ("KP402", practice("Spreek de vervanging af voordat u begint.\n", "")),
        ("KP403", practice("## Lessen\n", "## Lesen\n")),
        ("KP501", TestSite::starter().without("data/portaal.yaml")),
        ("KP502", snapshot("werkplein,samen-plan", "werkplein,samenplan")),
        ("KP503", TestSite::starter().file("data/regios.csv", "id,naam,centrumgemeente,lat,lon\nr,R,R,52,5\n")),
        ("KP504", snapshot("voorbeelddorp,", "voorbeeldstad,")),
        ("KP505", snapshot("100,50", "100,55")),
        (
            "KP506",
            TestSite::starter()
                .file("data/arbeidsmarkt/model.yaml", "bestanden:\n  - {bestand: c.csv, niveau: regio, bron: x}\nindicatoren:\n  - {id: ww, naam: WW, uitleg: x, eenheid: personen, richting: geen, bron: x}\n")
                .file("data/arbeidsmarkt/c.csv", "maand,regio,ww\n2009-07,voorbeeldregio,veel\n"),
        ),
        ("KP507", snapshot("voorbeelddorp,50,0", "voorbeelddorp,50")),
        ("KP508", TestSite::starter().file("data/landkaart/2009-t9.csv", "werkplein,samen-plan,vast-contact\n")),
        ("KP509", TestSite::starter().replace(MODEL, "van: 25", "van: 0")),
        ("KP510", TestSite::starter().replace("data/werkpleinen.csv", "52.1500", "152.15")),
        (
            "KP511",
            TestSite::starter()
                .file("data/arbeidsmarkt/model.yaml", "bestanden:\n  - {bestand: c.csv, niveau: regio, bron: x}\nindicatoren:\n  - {id: ww, naam: WW, uitleg: x, eenheid: personen, richting: geen, bron: x}\n")
                .file("data/arbeidsmarkt/c.csv", "maand,regio,ww\njuli 2009,voorbeeldregio,1\n"),
        ),
        ("KP512", {
            let site = TestSite::starter();
            let settings = site.text("data/portaal.yaml");
            let (settings, _) = settings.split_once("open_data:").expect("the block is the last");
            site.file("data/portaal.yaml", settings)
        }),
        ("KP514", snapshot("werkplein,samen-plan,vast-contact", "werkplein,samen-plan,samen-plan")),
        ("KP515", TestSite::starter().replace("data/werkpleinen.csv", "voorbeelddorp,Voorbeelddorp", "voorbeelddorp,Werkplein Voorbeelddorp")),
        ("KP521", TestSite::starter().file("data/ketenjournaal.yaml", "- {nummer: 1, datum: 2009-10-01, sinds: 2009-11-01, inleiding: Nieuws.}\n")),
        ("KP522", secure("2009-12-31")),
        ("KP523", secure("2009-12-01")),
        ("KP541", areas(r#"{"type": "FeatureCollection", "features": [}"#)),
        ("KP542", area("voorbeeldregio", r#""Point", "coordinates": [5.2, 52.1]"#)),
        ("KP543", area("voorbeeldregio", r#""Polygon", "coordinates": []"#)),
        ("KP544", area("voorbeeldregio", r#""Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53]]]"#)),
        ("KP545", TestSite::starter().file("data/omtrek.csv", "deel,lat,lon\nland,52,5\nland,53,5\n")),
        ("KP546", TestSite::starter().file("data/omtrek.csv", "deel,lat,lon\nland,51,4\nland,53,6\nland,53,4\nland,51,6\n")),
        ("KP547", area("voorbeeldregio", r#""Polygon", "coordinates": [[[155000, 463000], [156000, 463000], [155000, 464000], [155000, 463000]]]"#)),
        ("KP548", areas(&format!(r#"{{"type": "FeatureCollection", "features": [{}, {}]}}"#, land("voorbeeldregio", BOX), land("voorbeeldregoi", BOX)))),
        ("KP549", areas(&format!(r#"{{"type": "FeatureCollection", "features": [{}]}}"#, land("voorbeeldregoi", BOX)))),
        ("KP550", area("andere", BOX).replace("data/geo/g.geojson", "\"andere\"", "\"voorbeeldregio\", \"naam\": \"Andere\"").file("data/regios.csv", "id,code,naam,centrumgemeente,lat,lon\nvoorbeeldregio,VR01,Voorbeeldregio,A,52.1,5.2\nandere,VR02,Andere,B,52.1,5.2\n")),
        ("KP551", areas(&format!(r#"{{"type": "FeatureCollection", "features": [{}, {}]}}"#, land("voorbeeldregio", BOX), land("voorbeeldregio", BOX)))),
        ("KP552", area("voorbeeldregio", &format!(r#""Polygon", "coordinates": [[[5, 52], {}[6, 53], [5, 52]]]"#, "[6, 52], ".repeat(200_000)))),
        ("KP553", TestSite::starter().file("data/omtrek.csv", "deel,lat,lon\nland,52,5\nland,52,6\nland,52.5,5\n").replace("data/werkpleinen.csv", "52.1500", "53.1500")),
        (
            "KP513",
            TestSite::starter().file(
                "data/werkpleinen.csv",
                "id,naam,gemeente,regio,lat,lon,aliassen\nvoorbeeldstad,Voorbeeldstad,Voorbeeldstad,voorbeeldregio,52,5,Groot Dorp|De Stad\nvoorbeelddorp,Voorbeelddorp,Voorbeelddorp,voorbeeldregio,52,5,groot-dorp\n",
            ),
        ),
        ("KP601", TestSite::starter().file("themes/werkplein/templates/pagina.html", "{{ page.titel }}")),
        ("KP602", TestSite::starter().without("themes/werkplein/templates/pagina.html")),
        ("KP604", TestSite::starter().replace("themes/werkplein/teksten.yaml", "  terug: \"Terug naar de tekst bij noot {nummer}\"\n", "")),
        ("KP605", words("index: {themas: {titel: \"Alle {dingen}\"}}\n")),
        ("KP606", words("index: {themas: {titel: {een: twee}}}\n")),
        ("KP607", words("index: {themas: {titl: Alles}}\n")),
        ("KP608", TestSite::starter().file("themes/werkplein/assets/css/95-eigen.css", "@font-face{font-family:x;src:url(../fonts/weg.woff2)}")),
        ("KP603", TestSite::starter().replace("data/portaal.yaml", "theme: werkplein", "theme: werkplien")),
    ]
}

/// All mistakes, with those that only `check` looks for.
fn all_mistakes() -> Vec<(&'static str, TestSite)> {
    let shown = catalogue::ADVICE.iter().filter_map(|entry| {
        let example = entry.example.as_ref()?;
        Some((entry.code, with_example(example.part, example.wrong)))
    });
    let mut all = mistakes();
    all.extend(advice());
    all.extend(shown);
    all
}

#[test]
fn every_problem_has_its_place_cause_and_fix_in_both_languages() {
    let mut shown = String::new();
    for Mistake { code, site, diagnostics } in &*MADE {
        let found: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.entry.code).collect();
        assert!(found.contains(code), "{code} is not among {found:?}\n{}", site.report());
        let wanted: Vec<_> =
            diagnostics.iter().filter(|diagnostic| diagnostic.entry.code == *code).take(1).cloned().collect();
        for language in [Language::Dutch, Language::English] {
            let text = report::text(&wanted, &site.sources, language, false);
            assert!(!text.contains('{') || text.contains("| "), "an unfilled text: {text}");
            shown.push_str(text.rsplit_once("\n\n").map_or(text.as_str(), |(report, _)| report));
            shown.push_str("\n\n");
        }
    }
    insta::assert_snapshot!("every_problem", shown);
}

#[test]
fn one_mistake_gives_one_message() {
    // Advice on top of that is no second message: a page that shows a mistake need not be exemplary.
    for Mistake { code, diagnostics, .. } in MADE.iter().filter(|mistake| !mistake.code.starts_with("KP8")) {
        let found: Vec<String> = diagnostics
            .iter()
            .filter(|diagnostic| !diagnostic.entry.code.starts_with("KP8"))
            .map(|diagnostic| format!("{} {}", diagnostic.entry.code, diagnostic.message(Language::Dutch)))
            .collect();
        // Some mistakes have a second one as their consequence: a wrong name is also a missing one.
        let allowed = match *code {
            // The column that was meant is missing.
            "KP514" => 2,
            "KP301" | "KP204" | "KP508" | "KP510" | "KP549" | "KP603" => 2,
            // An area of two regions is the area of neither.
            "KP550" => 3,
            "KP602" | "KP601" => 3,
            _ => 1,
        };
        assert!(found.len() <= allowed, "{code}: {found:#?}");
    }
}

#[test]
fn the_catalogue_is_whole() {
    let mut codes = BTreeSet::new();
    let tested: BTreeSet<&str> = all_mistakes().into_iter().map(|(code, _)| code).collect();
    // These need a disk; they are tested with the commands.
    let on_disk = ["KP001", "KP003", "KP010", "KP019", "KP211", "KP212", "KP217"];
    let imported = crate::import::tested_codes();
    for entry in catalogue::all() {
        assert!(codes.insert(entry.code), "{} is there twice", entry.code);
        assert!(
            tested.contains(entry.code) || on_disk.contains(&entry.code) || imported.contains(entry.code),
            "{} has no test",
            entry.code
        );
        let marks = |text: &str| -> BTreeSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
                .collect()
        };
        for texts in [
            [entry.message(Language::Dutch), entry.message(Language::English)],
            [entry.fix(Language::Dutch), entry.fix(Language::English)],
            [entry.why(Language::Dutch), entry.why(Language::English)],
        ] {
            assert_eq!(marks(texts[0]), marks(texts[1]), "{}: the two languages fill in other words", entry.code);
        }
    }
}

/// A portal with these lines of an example.
fn with_example(part: Part, lines: &str) -> TestSite {
    let page = |text: &str| {
        let site = TestSite::starter().file("content/over/voorbeeld.md", text);
        // A file that nothing links to would be a problem of its own.
        match lines.contains("over/gesprek.svg") {
            true => site.file("content/over/gesprek.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            false => site,
        }
    };
    match part {
        // Such an example is of fields; a page without a text would be a problem of its own.
        Part::Page if lines.ends_with("---\n") => page(&format!("{lines}\nEen tekst.\n")),
        Part::Page => page(lines),
        Part::Text => page(&format!(
            "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\n---\n\n{lines}\n"
        )),
        Part::Practice => {
            let site = TestSite::starter();
            let name = lines.split(':').next().expect("a field").to_owned() + ":";
            let text = site.text(PRACTICE);
            let (_, rest) = text.split_once("---\n").expect("front matter");
            let kept: String = rest.split_inclusive('\n').filter(|line| !line.starts_with(&name)).collect();
            site.file(PRACTICE, format!("---\n{lines}\n{kept}"))
        }
    }
}

#[test]
fn the_wrong_example_has_the_problem_and_the_right_one_has_none() {
    let mut shown = 0;
    for entry in catalogue::all() {
        let Some(example) = &entry.example else { continue };
        let codes = |lines: &str| -> Vec<&str> {
            let site = with_example(example.part, lines);
            // A page that shows one mistake need not be exemplary, so only examples of advice are asked to be.
            let is_advice = catalogue::ADVICE.contains(&entry);
            let found = if is_advice { site.all_diagnostics() } else { site.build().diagnostics };
            found.iter().map(|problem| problem.entry.code).collect()
        };
        assert_eq!(codes(example.wrong), [entry.code], "{}", example.wrong);
        assert!(codes(example.right).is_empty(), "{}: {:?}", example.right, codes(example.right));
        shown += 1;
    }
    assert!(shown > 30, "only {shown} examples");
}

#[test]
fn all_problems_of_a_site_come_at_once_in_order() {
    let site = TestSite::starter()
        .replace(PRACTICE, "status: lopend", "status: lopen")
        .replace(PRACTICE, "mijlpalen: [vast-contact]", "mijlpalen: [vastcontact, vast-contact]")
        .replace(PRACTICE, "## Lessen", "## Les")
        .replace(THEME, "Begin klein.", "Zie [dit](weg.md) en <i>dat</i>.")
        .replace(SNAPSHOT, "100,50", "101,50");
    insta::assert_snapshot!("all_at_once", site.report());
}

#[test]
fn a_page_with_wrong_fields_tells_what_is_wrong_in_its_text_too() {
    let site = TestSite::starter().replace(PRACTICE, "status: lopend", "status: lopen").replace(
        PRACTICE,
        "## Lessen\n",
        "## Lessen\n\n[weg](themas/weg.md) :cijfer{landkaart=gemiddeld} [hier](#aanpak)\n",
    );
    let codes = codes(&site);
    for code in ["KP113", "KP202", "KP305"] {
        assert_eq!(codes.iter().filter(|found| **found == code).count(), 1, "{code}: {codes:?}");
    }
}

/// Codes of the problems of a site, in the order of the report.
fn codes(site: &TestSite) -> Vec<&'static str> {
    site.build().diagnostics.iter().map(|problem| problem.entry.code).collect()
}

#[test]
fn a_link_to_a_page_with_wrong_fields_is_not_wrong() {
    let front = "title: Nieuw\ndescription: Een nieuwe pagina.\nowner: Redactie\n";
    let linking = |path: &str| {
        TestSite::starter().replace(
            THEME,
            "Begin klein.",
            &format!("Zie [dit]({path}) en [[{}]].", &path[..path.len() - 3]),
        )
    };
    for (path, right, wrong, told) in [
        ("nieuws/een.md", "date: 2009-03-02", "date: 2009-13-40", "KP114"),
        ("nieuws/een.md", "date: 2009-03-02", "draft: false", "KP111"),
        ("rapportages/een.md", "periode: 2009-t1", "periode: 2009-t9", "KP201"),
        ("themas/een.md", "weight: 2", "weight: veel", "KP122"),
    ] {
        let site = |field: &str| {
            linking(path).file(&format!("content/{path}"), format!("---\n{front}{field}\n---\n\nTekst.\n"))
        };
        assert_eq!(codes(&site(right)), [""; 0], "{path}");
        assert_eq!(codes(&site(wrong)), [told], "{path}: {wrong}");
    }
}

#[test]
fn a_page_of_the_portal_may_be_linked_by_its_whole_address() {
    let site = |link: &str| TestSite::starter().replace(THEME, "Begin klein.", &format!("Zie [dit]({link})."));
    let base = "https://portaal.example";
    let html = site(&format!("{base}/praktijken/een-vast-gezicht/#aanpak")).html("themas/samen-werken/index.html");
    assert!(html.contains("<a href=\"/praktijken/een-vast-gezicht/#aanpak\">dit</a>"), "{html}");
    assert_eq!(codes(&site(&format!("{base}/open-data/catalogus.ttl"))), [""; 0]);
    assert_eq!(codes(&site(&format!("{base}.elders.example/x/"))), [""; 0]);
    assert_eq!(codes(&site(&format!("{base}/praktijken/een-vast-gezich/"))), ["KP202"]);
    assert_eq!(codes(&site(&format!("{base}/praktijken/een-vast-gezicht/#aanpakk"))), ["KP203"]);
}

#[test]
fn a_data_file_that_is_gone_is_one_problem() {
    for file in ["data/regios.csv", "data/werkpleinen.csv", "data/doelgroepen.yaml", "data/landkaart/model.yaml"] {
        let built = TestSite::starter().without(file).build();
        let [problem] = &built.diagnostics[..] else { panic!("{file}: {:?}", built.diagnostics) };
        assert_eq!((problem.entry.code, &*problem.place.path), ("KP501", file));
        assert!(problem.related.is_some(), "{file}: where it is referred to");
    }
    // Nothing refers to it.
    let site = TestSite::starter().without("data/begrippen.yaml");
    assert_eq!(codes(&site), [""; 0]);
}

#[test]
fn what_follows_from_a_wrong_data_file_is_not_told_as_well() {
    let site = || {
        let text = "[[werkpleinen/voorbeelddorp]], [[landkaart/2009-t1]], :cijfer{landkaart=gemiddelde werkplein=voorbeelddorp} en \
            :cijfer{landkaart=gemiddelde periode=2009-t1}.";
        let site = TestSite::starter().replace(THEME, "Begin klein.", text);
        site.replace(PRACTICE, "voorbeeld: true", "voorbeeld: true\ngebruikt_in: [voorbeelddorp]")
    };
    assert_eq!(codes(&site()), [""; 0]);
    for (path, from, to, code) in [
        ("data/werkpleinen.csv", "52.1500", "noord", "KP510"),
        ("data/werkpleinen.csv", "52.1500,", "", "KP507"),
        ("data/werkpleinen.csv", "voorbeelddorp,", "\"voorbeelddorp,", "KP711"),
        (SNAPSHOT, "vast-contact", "vastcontact", "KP502"),
        (SNAPSHOT, "voorbeelddorp,", "\"voorbeelddorp,", "KP711"),
        (SNAPSHOT, "100,50", "100,55", "KP505"),
    ] {
        assert_eq!(codes(&site().replace(path, from, to)), [code], "{path}: {from:?} -> {to:?}");
    }
    // What is wrong in another file has nothing to do with it.
    let text = "gebruikt_in: [voorbeelddorpp]";
    let site = site().replace(PRACTICE, "gebruikt_in: [voorbeelddorp]", text).replace(MODEL, "van: 25", "van: 0");
    assert_eq!(codes(&site), ["KP201", "KP509"]);
}

#[test]
fn numbers_of_data_are_what_they_seem() {
    let model = "bestanden:\n  - {bestand: c.csv, niveau: regio, bron: x}\nindicatoren:\n  - {id: ww, naam: WW, uitleg: x, eenheid: personen, richting: geen, bron: x}\n";
    let market = |number: &str| {
        let site = TestSite::starter().file("data/arbeidsmarkt/model.yaml", model);
        site.file("data/arbeidsmarkt/c.csv", format!("maand,regio,ww\n2009-07,voorbeeldregio,{number}\n,,\n"))
    };
    for (number, code) in [("15", None), ("-15", Some("KP742")), ("15.000", Some("KP506"))] {
        assert_eq!(codes(&market(number)), Vec::from_iter(code), "{number}");
    }
    let outcome = |number: &str| {
        let row = format!(
            "- id: uit\n  naam: Uit\n  uitleg: x\n  eenheid: personen\n  richting: geen\n  bron: x\n  uitkomst: {{periode: x, realisatie: {number}}}\n"
        );
        TestSite::starter().file("data/indicatoren.yaml", row)
    };
    for (number, code) in [("154972", None), ("6.8", None), ("154.972", Some("KP122"))] {
        assert_eq!(codes(&outcome(number)), Vec::from_iter(code), "{number}");
    }
}

#[test]
fn what_no_browser_shows_is_no_picture() {
    for target in ["over/foto.heic", "over/verslag.pdf", "over/portaal.md"] {
        let site = TestSite::starter()
            .replace(THEME, "Begin klein.", &format!("Zie ![de klas]({target})."))
            .file("content/over/foto.heic", b"x");
        assert_eq!(codes(&site.file("content/over/verslag.pdf", b"x")), ["KP320"], "{target}");
    }
}

#[test]
fn a_day_before_another_is_told_with_both() {
    let event = |times: &str| {
        let fields = "title: Nieuw\ndescription: Een nieuwe pagina.\nowner: Redactie\nplace: Tiel";
        TestSite::starter().file("content/agenda/nieuw.md", format!("---\n{fields}\n{times}\n---\n\nEen tekst.\n"))
    };
    for right in
        ["end: 2009-10-02", "end: 2009-10-02 12:00", "end: 2009-10-03 08:00", "updated: 2009-10-02\ndate: 2009-10-02"]
    {
        assert_eq!(codes(&event(&format!("start: 2009-10-02 09:30\n{right}"))), [""; 0], "{right}");
    }
    for (wrong, said) in [
        (
            "end: 2009-10-02 09:00",
            "Bij 'end' staat 2 oktober 2009, 09.00 uur, en bij 'start' staat 2 oktober 2009, 09.30 uur. 'end' hoort later te zijn.",
        ),
        (
            "end: 2009-10-01",
            "Bij 'end' staat 1 oktober 2009, en bij 'start' staat 2 oktober 2009, 09.30 uur. 'end' hoort later te zijn.",
        ),
        (
            "date: 2009-10-02\nexpires: 2009-10-02",
            "Bij 'expires' staat 2 oktober 2009, en bij 'date' staat 2 oktober 2009. 'expires' hoort later te zijn.",
        ),
        (
            "reviewed: 2009-10-02\nreview_before: 2009-09-02",
            "Bij 'review_before' staat 2 september 2009, en bij 'reviewed' staat 2 oktober 2009. 'review_before' hoort later te zijn.",
        ),
        (
            "date: 2009-10-02\nupdated: 2009-09-02",
            "Bij 'updated' staat 2 september 2009, en bij 'date' staat 2 oktober 2009. 'updated' hoort later te zijn.",
        ),
    ] {
        let built = event(&format!("start: 2009-10-02 09:30\n{wrong}")).build();
        let [problem] = &built.diagnostics[..] else { panic!("{wrong}: {:?}", built.diagnostics) };
        assert_eq!(problem.message(Language::Dutch), said);
        assert!(
            problem.message(Language::English).contains("is 2009-"),
            "days of an English report stay as they are written"
        );
    }
}

#[test]
fn places_count_from_the_start_of_the_file_whatever_its_form() {
    let text = "---\ntitle: Nieuw\ndescription: Eén zin.\n---\n\nRegel één 😀 met [link](weg.md).\n";
    for (form, text) in [
        ("plain", text.to_owned()),
        ("CRLF", text.replace('\n', "\r\n")),
        ("BOM", format!("\u{feff}{text}")),
        ("BOM and CRLF", format!("\u{feff}{}", text.replace('\n', "\r\n"))),
    ] {
        let site = TestSite::starter().file("content/over/nieuw.md", text);
        let build = site.build();
        assert_eq!(build.diagnostics.len(), 1, "{form}: {}", site.report());
        let (position, line, meant) = report::locate(&build.diagnostics[0].place, &site.sources);
        assert_eq!((position.line, position.column, meant), (6, 17, "[link](weg.md)".len()), "{form}");
        assert_eq!(line, "Regel één 😀 met [link](weg.md).", "{form}");
    }
}

#[test]
fn settings_choose_levels_and_a_page_can_be_an_exception() {
    let settings = TestSite::starter().text("data/portaal.yaml");
    let site = |rules: &str, front: &str| {
        let page = format!(
            "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\n{front}---\n\nBel 06-12345678.\n"
        );
        let text = if rules.is_empty() { settings.clone() } else { format!("{settings}controle:\n{rules}") };
        TestSite::starter().file("data/portaal.yaml", text).file("content/over/nieuw.md", page)
    };
    let levels = |diagnostics: Vec<ketenportaal::diagnostic::Diagnostic>| -> Vec<(&str, Level)> {
        diagnostics.iter().map(|problem| (problem.entry.code, problem.level)).collect()
    };
    let checked = |rules: &str, front: &str| levels(site(rules, front).all_diagnostics());
    let rule = |level: &str| format!("  - {{melding: KP815, niveau: {level}}}\n");
    assert_eq!(checked("", ""), [("KP815", Level::Advice)]);
    assert_eq!(checked(&rule("uit"), ""), []);
    assert_eq!(checked(&rule("waarschuwing"), ""), [("KP815", Level::Warning)]);
    assert_eq!(checked("  - {melding: KP815, niveau: fout, map: nieuws}\n", ""), [("KP815", Level::Advice)]);
    assert_eq!(checked("  - {melding: KP815, niveau: fout, map: over}\n", ""), [("KP815", Level::Error)]);
    let nowhere = checked("  - {melding: KP815, niveau: fout, map: praktijkn}\n", "");
    assert!(nowhere.contains(&("KP113", Level::Error)), "{nowhere:?}");
    assert_eq!(checked("", "uitzonderingen: [{melding: KP815, reden: Een algemeen nummer.}]\n"), []);
    assert_eq!(
        checked("", "uitzonderingen: [{melding: KP815}]\n"),
        [("KP111", Level::Error), ("KP815", Level::Advice)]
    );
    assert_eq!(checked("  - {melding: KP81, niveau: uit}\n", ""), [("KP815", Level::Advice), ("KP113", Level::Error)]);
    // A build looks for it only when it is more than advice, and then it holds the site back.
    assert!(levels(site("", "").build().diagnostics).is_empty());
    let built = site(&rule("fout"), "").build();
    assert!(built.outputs.is_none());
    assert_eq!(levels(built.diagnostics), [("KP815", Level::Error)]);
}

/// Words around a mistake: marks, tabs, wide characters, components and other Markdown.
const AROUND: &[&str] = &[
    "een ",
    "één ",
    "😀 ",
    "日本 ",
    "e\u{301} ",
    "a\tb ",
    "**vet** ",
    ":cijfer{landkaart=gemiddelde} ",
    "&amp; ",
    "\n\n",
    // With nothing after it, `- ` would make a heading of the line above.
    "\n- ook ",
    "\n* ",
    "\n> ",
    "\n\n::grafiek{landkaart=verloop}\n\n",
    "\n\n| a | b |\n|---|---|\n| c | d |\n\n",
];

/// Mistakes: what is written, the code, and the part of it that is meant.
const MARKED: &[(&str, &str, &str)] = &[
    ("[link](weg.md)", "KP202", "[link](weg.md)"),
    ("[[nergens-te-vinden]]", "KP202", "[[nergens-te-vinden]]"),
    ("[x](javascript:y)", "KP207", "[x](javascript:y)"),
    (":cijfer{landkaart=gemiddeld}", "KP305", "landkaart=gemiddeld"),
    (":cijfer{landkaart=gemiddelde mijlpal=x}", "KP303", "mijlpal=x"),
    ("06-12345678", "KP815", "06-12345678"),
    ("ten behoeve van", "KP811", "ten behoeve van"),
    ("QXZ", "KP809", "QXZ"),
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn the_marked_text_is_the_text_meant(
        before in proptest::collection::vec(0..AROUND.len(), 0..6),
        after in proptest::collection::vec(0..AROUND.len(), 0..4),
        mistake in 0..MARKED.len(),
        fields in 0..3usize,
        form in 0..4usize,
    ) {
        let (written, code, meant) = MARKED[mistake];
        let join = |parts: &[usize]| parts.iter().map(|&part| AROUND[part]).collect::<String>();
        let extra = ["", "owner: Rédactie 😀\n", "weight: 3\nupdated: 2009-11-01\n"][fields];
        let text = format!("---\ntitle: Nieuw\ndescription: Eén zin over werk in de keten.\n{extra}---\n\nBegin {}{written} {}einde.\n", join(&before), join(&after));
        let text = if form & 1 == 1 { text.replace('\n', "\r\n") } else { text };
        let text = if form & 2 == 2 { format!("\u{feff}{text}") } else { text };
        let site = TestSite::starter()
            .file("data/schrijfwijzer.yaml", "ambtelijk: [{niet: ten behoeve van, wel: voor}]\n")
            .file("content/over/nieuw.md", &text);
        let found: Vec<_> = site.all_diagnostics().into_iter().filter(|problem| problem.entry.code == code).collect();
        proptest::prop_assert_eq!(found.len(), 1, "{}: {}", code, text);
        let span = found[0].place.span;
        proptest::prop_assert_eq!(&text[span.start..span.end], meant);
        let (position, line, _) = report::locate(&found[0].place, &site.sources);
        let at: usize = line.char_indices().nth(position.column - 1).expect("a column in the line").0;
        proptest::prop_assert!(line[at..].starts_with(meant), "{} at {} of {}", meant, position.column, line);
    }
}

#[test]
fn five_hundred_mistakes_of_forty_kinds_come_once_each_in_a_second() {
    let mut site = TestSite::starter().file(
        "data/schrijfwijzer.yaml",
        "ambtelijk: [{niet: ten behoeve van, wel: voor}]\ntermen: [{niet: CWI, wel: werkplein}]\n",
    );
    // Every example that is the whole file of a page or part of its text, on pages of their own.
    let examples: Vec<(&str, Part, &str)> = catalogue::all()
        .filter_map(|entry| Some((entry.code, entry.example.as_ref()?)))
        .filter(|(_, example)| example.part != Part::Practice)
        .map(|(code, example)| (code, example.part, example.wrong))
        .collect();
    let kinds: BTreeSet<&str> = examples.iter().map(|(code, ..)| *code).collect();
    assert!(kinds.len() >= 40, "{} kinds", kinds.len());
    site.write("content/over/gesprek.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let mut written = 0;
    for round in 0.. {
        if written >= 500 {
            break;
        }
        for (index, (_, part, lines)) in examples.iter().enumerate() {
            let path = format!("content/over/fout-{round}-{index}.md");
            let front = format!(
                "---\ntitle: Fout {round} {index}\ndescription: Een pagina met fout {index} van ronde {round}.\nowner: Redactie\n---\n\n"
            );
            let text = if *part == Part::Page { (*lines).to_owned() } else { format!("{front}{lines}\n") };
            site.write(&path, text);
            written += 1;
        }
    }
    let began = std::time::Instant::now();
    let diagnostics = site.all_diagnostics();
    let report = report::text(&diagnostics, &site.sources, Language::Dutch, false);
    let took = began.elapsed();
    // The tests are not built as fast as the program is; that took a quarter of this.
    assert!(took.as_secs_f64() < 4.0, "{took:?}");
    let found: BTreeSet<&str> = diagnostics.iter().map(|problem| problem.entry.code).collect();
    assert!(kinds.is_subset(&found), "{:?}", kinds.difference(&found).collect::<Vec<_>>());
    // Once each: no two say the same of the same place.
    let mut places = BTreeSet::new();
    for problem in &diagnostics {
        assert!(places.insert((problem.entry.code, problem.place.clone(), problem.arguments.clone())), "{problem:?}");
    }
    // Of two pages with one title the later is reported, which need not be the one that was made for it.
    let own = examples.iter().enumerate().filter(|(_, (code, ..))| !["KP806", "KP807"].contains(code));
    for (index, (code, ..)) in own {
        let path = format!("content/over/fout-0-{index}.md");
        let here = diagnostics.iter().filter(|problem| *problem.place.path == *path && problem.entry.code == *code);
        assert_eq!(here.count(), 1, "{code} in {path}");
    }
    let screen: Vec<&str> = report.lines().take(20).collect();
    assert!(screen[0].ends_with(" soorten:"), "{screen:#?}");
    assert!(screen.iter().all(|line| line.chars().count() <= 100), "{screen:#?}");
    assert!(screen[1].contains("fout"), "{screen:#?}");
}
