//! Open data: each file is read back with a parser that others keep, and holds what the model and the source say.

use std::collections::{BTreeMap, BTreeSet};

use ketenportaal::diagnostic::Language;
use ketenportaal::parse::yaml::Node;
use ketenportaal::render::Outputs;
use ketenportaal::report;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use serde_json::Value;

use crate::harness::{TestSite, table, text_of};
use crate::landkaart::other_model;
use crate::portal::{SITE, fields, html, published, texts};

const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCT: &str = "http://purl.org/dc/terms/";

/// A table as its CSV has it.
struct Csv {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Csv {
    /// Reads a table strictly: every row must be as long as the header.
    fn read(outputs: &Outputs, path: &str) -> Self {
        let bytes = outputs.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", outputs.keys()));
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(&bytes[..]);
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = cells(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| cells(&record.unwrap_or_else(|error| panic!("{path}: {error}"))));
        let rows = rows.collect();
        Self { header, rows }
    }

    fn column(&self, name: &str) -> usize {
        self.header.iter().position(|header| header == name).unwrap_or_else(|| panic!("no {name} in {:?}", self.header))
    }

    /// Rows by the cell in a column.
    fn by(&self, name: &str) -> BTreeMap<&str, &[String]> {
        let key = self.column(name);
        self.rows.iter().map(|row| (row[key].as_str(), row.as_slice())).collect()
    }

    /// The cells of a row below the headings that start with `prefix`.
    fn starting<'a>(&self, row: &'a [String], prefix: &str) -> Vec<&'a str> {
        let columns = self.header.iter().enumerate().filter(|(_, header)| header.starts_with(prefix));
        columns.map(|(index, _)| row[index].as_str()).collect()
    }
}

fn json(outputs: &Outputs, path: &str) -> Value {
    let bytes = outputs.get(path).unwrap_or_else(|| panic!("no {path}"));
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The tables of a site: paths without an ending.
fn tables(outputs: &Outputs) -> Vec<String> {
    let csv = outputs.keys().filter_map(|path| path.strip_suffix(".csv"));
    csv.filter(|path| path.starts_with("open-data/")).map(str::to_owned).collect()
}

fn outputs(site: &TestSite) -> Outputs {
    site.build().outputs.unwrap_or_else(|| panic!("{}", site.report()))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key} in {value}"))
}

/// The CSV, the JSON and the description of each table say the same. Gives the number of tables and cells.
fn check_tables(outputs: &Outputs) -> (usize, usize) {
    let mut cells = 0;
    let tables = tables(outputs);
    for name in &tables {
        let raw = text_of(&outputs[&format!("{name}.csv")]);
        assert!(!raw.starts_with('\u{feff}') && raw.ends_with("\r\n"), "{name}: no mark, and lines end in CR LF");
        let table = Csv::read(outputs, &format!("{name}.csv"));
        let whole = json(outputs, &format!("{name}.json"));
        let metadata = json(outputs, &format!("{name}.csv-metadata.json"));
        check_columns(name, &table, &whole, &metadata);
        let rows = whole["rijen"].as_array().expect("rows");
        assert_eq!(rows.len(), table.rows.len(), "{name}");
        assert!(!rows.is_empty(), "{name} has no rows");
        for (row, object) in table.rows.iter().zip(rows) {
            for (header, cell) in table.header.iter().zip(row) {
                check_cell(name, header, cell, &object[header]);
                cells += 1;
            }
            assert_eq!(object.as_object().expect("an object").len(), row.len(), "{name}");
        }
        check_meaning(name, &table, &whole, &metadata);
    }
    (tables.len(), cells)
}

/// Whether a text of the theme still has a name in braces.
fn is_unfilled(words: &str) -> bool {
    ["{naam}", "{band}", "{fase}", "{niveaus}", "{tabel}", "{portaal}"].iter().any(|name| words.contains(name))
}

fn check_columns(name: &str, table: &Csv, whole: &Value, metadata: &Value) {
    assert_eq!(metadata["@context"][0], "http://www.w3.org/ns/csvw");
    let file = name.rsplit('/').next().expect("a name");
    assert_eq!(text(metadata, "url"), format!("{file}.csv"));
    let columns = metadata["tableSchema"]["columns"].as_array().expect("columns");
    let titles: Vec<&str> = columns.iter().map(|column| column["titles"][0].as_str().expect("a title")).collect();
    assert_eq!(titles, table.header, "{name}");
    let names: BTreeSet<&str> = columns.iter().map(|column| text(column, "name")).collect();
    assert_eq!(names.len(), columns.len(), "{name}: names are different");
    let is_name = |name: &&&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    assert_eq!(names.iter().filter(is_name).count(), names.len(), "{name}: {names:?}");
    let kept: Vec<&str> =
        whole["kolommen"].as_array().expect("columns").iter().map(|column| text(column, "naam")).collect();
    assert_eq!(kept, table.header, "{name}");
    for words in columns.iter().flat_map(|column| [&column["titles"][1], &column["dc:description"]]) {
        let words = words.as_str().expect("words");
        assert!(!words.is_empty() && !words.contains("open_data.") && !is_unfilled(words), "{name}: {words}");
    }
    for key in ["titel", "beschrijving", "bron"] {
        let words = text(whole, key);
        assert!(!words.is_empty() && !words.contains("open_data.") && !is_unfilled(words), "{name}: {words}");
    }
    for (index, column) in columns.iter().enumerate() {
        for row in &table.rows {
            let (cell, is_null) = (&row[index], row[index].is_empty());
            let fits = match column["datatype"].as_str() {
                Some("integer") => cell.parse::<i64>().is_ok(),
                Some("decimal") => cell.parse::<f64>().is_ok() && !cell.contains(['e', 'E', '+']),
                Some("gYearMonth") => cell.len() == 7 && cell.as_bytes()[4] == b'-',
                Some("string") => true,
                _ => text(&column["datatype"], "format").split('|').any(|code| code == cell),
            };
            assert!(fits || (is_null && column["null"][0] == ""), "{name}: {} {cell:?}", titles[index]);
        }
    }
}

/// A cell of the CSV against the value in the JSON.
fn check_cell(name: &str, header: &str, cell: &str, value: &Value) {
    let same = match value {
        Value::Null => cell.is_empty(),
        Value::Number(number) if number.is_i64() => cell == number.to_string(),
        Value::Number(number) => cell.parse::<f64>().ok() == number.as_f64(),
        Value::String(text) => cell == text || cell == format!("'{text}"),
        Value::Array(texts) => {
            let joined: Vec<&str> = texts.iter().map(|text| text.as_str().expect("a text")).collect();
            let joined = joined.join("|");
            cell == joined || cell == format!("'{joined}")
        }
        _ => false,
    };
    assert!(same, "{name}, {header}: {cell:?} in the CSV, {value} in the JSON");
}

/// Rows are told apart by the key, a figure that is missing has its reason, and example data says so in each file by itself.
fn check_meaning(name: &str, table: &Csv, whole: &Value, metadata: &Value) {
    let key = metadata["tableSchema"]["primaryKey"].as_array().expect("a key").len();
    let keys: BTreeSet<&[String]> = table.rows.iter().map(|row| &row[..key]).collect();
    assert_eq!(keys.len(), table.rows.len(), "{name}: the first {key} columns name a row");
    if let Some(reason) = table.header.iter().position(|header| header == "ontbreekt") {
        let value = table.header.iter().position(|header| ["waarde", "duizendtallen", "verschil"].contains(&&**header));
        for row in &table.rows {
            assert_eq!(row[value.expect("a value")].is_empty(), !row[reason].is_empty(), "{name}: {row:?}");
        }
    }
    let origin = table.column("herkomst");
    assert_eq!(origin, table.header.len() - 1, "{name}: the last column");
    let is_example = table.rows.iter().any(|row| row[origin].contains("voorbeeld"));
    assert_eq!(whole["voorbeeldgegevens"].is_string(), is_example, "{name}");
    assert_eq!(metadata["dc:provenance"].is_string(), is_example, "{name}");
    assert_eq!(metadata["notes"].is_array(), is_example, "{name}");
}

#[test]
fn every_table_says_the_same_in_each_format() {
    let (tables, cells) = check_tables(&SITE);
    // 4 raw sets; 5 periods with 3 tables and 4 with changes; 1 history; 1 of printed figures; 8 indicators; 30 regions.
    assert_eq!(tables, 4 + 5 * 3 + 4 + 1 + 1 + 8 + 30);
    assert!(cells > 100_000, "{cells} cells");
    let starter = outputs(&TestSite::starter());
    // 3 raw sets, 1 period without one before it, 1 history.
    assert_eq!(check_tables(&starter).0, 3 + 3 + 1);
}

/// Compares a row of counts and shares with the printed one; gives the number of cells compared.
fn compare(table: &Csv, row: &[String], printed: &Node) -> usize {
    assert_eq!(row[table.column("gemiddelde")], printed.get("average").and_then(Node::text).expect("average"));
    let (counts, shares) = (table.starting(row, "aantal_"), table.starting(row, "aandeel_"));
    assert_eq!(counts, texts(printed.get("counts").expect("counts")));
    assert_eq!(shares, texts(printed.get("shares").expect("shares")));
    1 + counts.len() + shares.len()
}

#[test]
fn the_figures_are_those_that_were_published() {
    let phases = Csv::read(&SITE, "open-data/landkaart/2009-t2-fases.csv");
    let rows = phases.by("fase");
    let mut cells = compare(&phases, rows["totaal"], published(&["landkaart", "total"]));
    for (id, _, printed) in fields(published(&["landkaart", "phases"])) {
        cells += compare(&phases, rows[id.as_str()], printed);
    }
    let milestones = Csv::read(&SITE, "open-data/landkaart/2009-t2-mijlpalen.csv");
    for (id, _, printed) in fields(published(&["landkaart", "milestones"])) {
        cells += compare(&milestones, milestones.by("mijlpaal")[id.as_str()], printed);
    }
    assert_eq!(cells, 21 + 84 + 84);
    let history = Csv::read(&SITE, "open-data/landkaart/verloop.csv");
    for (period, _, mean) in fields(published(&["landkaart", "history"])) {
        let row = history.by("periode")[period.as_str()];
        assert_eq!(row[history.column("gemiddelde")], mean.text().expect("a mean"), "{period}");
    }
    let answers = Csv::read(&SITE, "open-data/landkaart/2009-t2.csv");
    assert_eq!(answers.rows.len().to_string(), published(&["landkaart", "answered"]).text().expect("a number"));
    let changes = Csv::read(&SITE, "open-data/landkaart/2009-t2-verandering.csv");
    assert_eq!(changes.rows.len(), 127);
    let moved = |word: &str| {
        let column = changes.column("verandering");
        let rows = changes.rows.iter().filter(|row| row[column] == word);
        rows.map(|row| row[0].clone()).collect::<BTreeSet<_>>()
    };
    for (word, key) in [("gestegen", "up"), ("gelijk", "equal"), ("gedaald", "down")] {
        let printed = published(&["landkaart", "change", key]).text().expect("a number");
        assert_eq!(moved(word).len().to_string(), printed, "{word}");
    }
    assert_eq!(moved("gedaald"), texts(published(&["landkaart", "down"])).into_iter().collect());
}

#[test]
fn the_printed_national_figures_stand_as_they_were_printed() {
    let table = Csv::read(&SITE, "open-data/arbeidsmarkt/standcijfers.csv");
    let (kind, month) = (table.column("soort_cijfer"), table.column("maand"));
    let (value, sign) = (table.column("duizendtallen"), table.column("ontbreekt"));
    let shown = |row: &Vec<String>| format!("{}{}", row[value], row[sign]);
    for id in ["nww", "ww", "ag", "wwb", "nuggers"] {
        let of = |wanted: &str| table.rows.iter().filter(|row| row[0] == id && row[kind] == wanted).collect::<Vec<_>>();
        let stands = of("stand");
        let months: Vec<&String> = stands.iter().map(|row| &row[month]).collect();
        assert_eq!(months, texts(published(&["national_counts", "periods"])).iter().collect::<Vec<_>>());
        let values: Vec<String> = stands.into_iter().map(shown).collect();
        assert_eq!(values, texts(published(&["national_counts", id, "values"])), "{id}");
        let difference = published(&["national_counts", id, "difference"]).text().expect("a difference");
        assert_eq!(of("verschil").into_iter().map(shown).collect::<Vec<_>>(), [difference], "{id}");
    }
    let indicators = Csv::read(&SITE, "open-data/indicatoren.csv");
    for id in ["uitstroom-naar-werk", "preventie-ww", "frictie-ww"] {
        let whole = indicators.rows.iter().find(|row| row[0] == id && row[1].is_empty()).expect("a row");
        for (column, key) in [("streefwaarde", "target"), ("realisatie", "realised"), ("percentage", "share")] {
            let printed = published(&["indicators", id, key]).text().expect("a number");
            assert_eq!(whole[indicators.column(column)], printed, "{id} {key}");
        }
    }
    let score = indicators.rows.iter().find(|row| row[0] == "klantgerichtheid-werkzoekenden").expect("a row");
    assert_eq!(score[indicators.column("realisatie")], "6.8");
}

/// The cells of a table in a page, without signs and points: "44 35%" is "44", "35".
fn page_cells(html: &str, id: &str) -> BTreeMap<String, Vec<String>> {
    let clean = |cell: &String| cell.replace(['%', '.'], "").split(' ').map(str::to_owned).collect::<Vec<_>>();
    table(html, id).into_iter().map(|(id, cells)| (id, cells.iter().flat_map(clean).collect())).collect()
}

#[test]
fn the_csv_beside_a_table_holds_the_numbers_of_the_table() {
    let mut compared = 0;
    for period in ["2008-t1", "2008-t2", "2008-t3", "2009-t1", "2009-t2"] {
        let page = html(&format!("landkaart/{period}/index.html"));
        for (id, key, file) in [("tabel-2", "fase", "fases"), ("tabel-3", "mijlpaal", "mijlpalen")] {
            let path = format!("open-data/landkaart/{period}-{file}.csv");
            let start = page.find(&format!("id=\"_{id}\"")).expect("the table");
            let link = page[start..].find("class=\"ophalen\"").expect("a link") + start;
            assert!(page[link..link + 200].contains(&format!("href=\"/{path}\"")), "{period} {id}");
            let csv = Csv::read(&SITE, &path);
            for (name, cells) in page_cells(&page, id) {
                let row = csv.by(key)[name.as_str()];
                let (counts, shares) = (csv.starting(row, "aantal_"), csv.starting(row, "aandeel_"));
                let mut wanted = vec![row[csv.column("gemiddelde")].as_str()];
                wanted.extend(counts.iter().zip(&shares).flat_map(|(count, share)| [*count, *share]));
                // The cells of table 3 begin with the name of the phase.
                assert_eq!(cells[cells.len() - wanted.len()..], wanted, "{period} {id} {name}");
                compared += wanted.len();
            }
        }
        let csv = Csv::read(&SITE, "open-data/landkaart/verloop.csv");
        for (name, cells) in page_cells(&page, "tabel-4") {
            assert_eq!(cells, [csv.by("periode")[name.as_str()][csv.column("gemiddelde")].clone()]);
            compared += 1;
        }
        assert!(page.contains("href=\"/open-data/landkaart/verloop.csv\""));
    }
    assert_eq!(compared, 5 * ((7 + 15) * 9 + 5));
    assert!(html("indicatoren/index.html").contains("href=\"/open-data/arbeidsmarkt/standcijfers.csv\""));
}

#[test]
fn the_figures_of_a_region_are_the_same_in_its_own_table_and_in_those_of_the_indicators() {
    let mut of_regions = BTreeMap::new();
    let mut of_indicators = BTreeMap::new();
    for name in tables(&SITE) {
        let into = match name.split('/').nth(2) {
            Some("regios") => &mut of_regions,
            Some("indicatoren") => &mut of_indicators,
            _ => continue,
        };
        for row in Csv::read(&SITE, &format!("{name}.csv")).rows.into_iter().filter(|row| row[1] == "regio") {
            assert!(into.insert(row[..4].to_vec(), row).is_none());
        }
    }
    assert!(of_regions.len() > 6_000, "{} figures", of_regions.len());
    assert_eq!(of_regions, of_indicators);
    // A figure of the country that a source printed is no example, and the months between are.
    let country = Csv::read(&SITE, "open-data/arbeidsmarkt/indicatoren/nww.csv");
    let origin = |month: &str| {
        let row = country.rows.iter().find(|row| row[0] == month && row[1] == "land").expect("a month");
        row[country.column("herkomst")].as_str()
    };
    assert_eq!((origin("2009-07"), origin("2009-06")), ("bron", "berekend uit voorbeeld"));
}

/// All statements of a catalogue; both ways of writing it must say the same.
fn statements(outputs: &Outputs) -> BTreeSet<String> {
    let triples = turtle(outputs);
    let bytes = &outputs["open-data/catalogus.jsonld"];
    let quads = oxjsonld::JsonLdParser::new().for_slice(&bytes[..]);
    let mut other = BTreeSet::new();
    for quad in quads {
        let quad = quad.expect("JSON-LD");
        assert!(quad.graph_name.is_default_graph());
        other.insert(Triple::from(quad).to_string());
    }
    let triples: BTreeSet<String> = triples.iter().map(Triple::to_string).collect();
    assert_eq!(triples, other, "Turtle and JSON-LD say the same");
    triples
}

fn turtle(outputs: &Outputs) -> Vec<Triple> {
    let bytes = outputs.get("open-data/catalogus.ttl").unwrap_or_else(|| panic!("no catalogue"));
    oxttl::TurtleParser::new().for_slice(&bytes[..]).map(|triple| triple.expect("Turtle")).collect()
}

/// What is said of each thing: values by property.
type Things = BTreeMap<String, BTreeMap<String, Vec<Term>>>;

fn things(outputs: &Outputs) -> Things {
    let mut things = Things::new();
    for triple in turtle(outputs) {
        let NamedOrBlankNode::NamedNode(subject) = triple.subject else { panic!("a thing without an address") };
        let properties = things.entry(subject.into_string()).or_default();
        properties.entry(triple.predicate.into_string()).or_default().push(triple.object);
    }
    things
}

fn address(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        other => panic!("{other} is no address"),
    }
}

/// Checks what DCAT-AP-NL 3.0 requires; gives the number of things per class.
fn check_catalogue(outputs: &Outputs, base: &str) -> BTreeMap<String, usize> {
    let v = |name: &str| format!("{DCAT}{name}");
    let d = |name: &str| format!("{DCT}{name}");
    let things = things(outputs);
    let mut counts = BTreeMap::new();
    for (iri, thing) in &things {
        let classes = &thing["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"];
        assert_eq!(classes.len(), 1, "{iri}");
        let class = address(&classes[0]).rsplit(['#', '/']).next().expect("a name").to_owned();
        let count = |property: &str| thing.get(property).map_or(0, Vec::len);
        let exactly_one = |names: &[String]| names.iter().for_each(|name| assert_eq!(count(name), 1, "{iri} {name}"));
        let at_least_one = |names: &[String]| names.iter().for_each(|name| assert!(count(name) >= 1, "{iri} {name}"));
        let is_a = |property: &str, wanted: &str| {
            let other = address(&thing[property][0]);
            let class = &things[other]["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"][0];
            assert!(address(class).ends_with(wanted), "{iri} {property}");
        };
        match class.as_str() {
            "Catalog" => {
                at_least_one(&[d("title"), d("description"), d("creator"), v("dataset"), d("license")]);
                exactly_one(&[d("publisher"), v("contactPoint")]);
                is_a(&d("publisher"), "Agent");
            }
            "Dataset" | "DatasetSeries" => {
                at_least_one(&[d("title"), d("description"), d("creator"), v("theme"), d("language")]);
                exactly_one(&[d("publisher"), v("contactPoint"), d("identifier"), d("accessRights")]);
                exactly_one(&[d("accrualPeriodicity"), v("landingPage"), d("spatial")]);
                is_a(&d("publisher"), "Agent");
                is_a(&d("creator"), "Agent");
                is_a(&v("contactPoint"), "Kind");
                let eu = "http://publications.europa.eu/resource/authority";
                assert_eq!(address(&thing[&d("accessRights")][0]), format!("{eu}/access-right/PUBLIC"));
                assert_eq!(address(&thing[&d("language")][0]), format!("{eu}/language/NLD"));
                assert!(address(&thing[&v("theme")][0]).starts_with(&format!("{eu}/data-theme/")));
                assert!(address(&thing[&d("accrualPeriodicity")][0]).starts_with(&format!("{eu}/frequency/")));
                let landing = address(&thing[&v("landingPage")][0]).strip_prefix(base).expect("on the site");
                let anchor = landing.strip_prefix("open-data/#").expect("on the page");
                let page = text_of(&outputs["open-data/index.html"]);
                assert!(page.contains(&format!("id=\"{anchor}\"")), "no {anchor}");
                if class == "Dataset" {
                    assert_eq!(count(&v("distribution")), 2, "{iri}");
                }
            }
            "Distribution" => {
                exactly_one(&[v("accessURL"), v("downloadURL"), d("license"), d("format"), v("mediaType")]);
                is_a(&d("license"), "LicenseDocument");
                let path = address(&thing[&v("downloadURL")][0]).strip_prefix(base).expect("on the site");
                assert!(outputs.contains_key(path), "{iri}: no {path}");
                let format = address(&thing[&d("format")][0]).rsplit('/').next().expect("a type");
                assert!(path.ends_with(&format!(".{}", format.to_lowercase())), "{path} as {format}");
            }
            "Agent" => at_least_one(&["http://xmlns.com/foaf/0.1/name".to_owned()]),
            "Kind" => at_least_one(&[
                "http://www.w3.org/2006/vcard/ns#fn".to_owned(),
                "http://www.w3.org/2006/vcard/ns#hasEmail".to_owned(),
            ]),
            "PeriodOfTime" => exactly_one(&[v("startDate"), v("endDate")]),
            _ => {}
        }
        for object in thing.values().flatten() {
            if let Term::NamedNode(node) = object
                && node.as_str().starts_with(base)
                && node.as_str().contains("catalogus.ttl#")
            {
                assert!(things.contains_key(node.as_str()), "{iri} names {node}, of which nothing is said");
            }
        }
        *counts.entry(class).or_default() += 1;
    }
    let listed = things.values().flat_map(|thing| thing.get(&v("dataset")).into_iter().flatten()).count();
    assert_eq!(listed, counts["Dataset"] + counts.get("DatasetSeries").copied().unwrap_or(0));
    counts
}

#[test]
fn the_catalogue_has_what_the_profile_requires() {
    let statements = statements(&SITE);
    assert!(statements.len() > 2_000, "{} statements", statements.len());
    let counts = check_catalogue(&SITE, "https://ketenportaal.example/");
    let tables = tables(&SITE).len();
    assert_eq!((counts["Catalog"], counts["Dataset"], counts["Distribution"]), (1, tables, 2 * tables));
    assert_eq!(counts["DatasetSeries"], 6);
    let things = things(&SITE);
    let dataset = &things["https://ketenportaal.example/open-data/catalogus.ttl#landkaart-2009-t2-fases"];
    let eu = "http://publications.europa.eu/resource/authority";
    assert_eq!(address(&dataset[&format!("{DCT}accrualPeriodicity")][0]), format!("{eu}/frequency/ANNUAL_3"));
    let period = &things[address(&dataset[&format!("{DCT}temporal")][0])];
    let days = ["startDate", "endDate"].map(|name| period[&format!("{DCAT}{name}")][0].to_string());
    let date = "^^<http://www.w3.org/2001/XMLSchema#date>";
    assert_eq!(days, [format!("\"2009-05-01\"{date}"), format!("\"2009-08-31\"{date}")]);
    // The source prints the figures of the whole country of this period, and not those of the one before.
    for (period, is_example) in [("2009-t2", false), ("2009-t1", true)] {
        let dataset =
            &things[&format!("https://ketenportaal.example/open-data/catalogus.ttl#landkaart-{period}-fases")];
        let origin = &things[address(&dataset[&format!("{DCT}provenance")][0])];
        let labels = &origin["http://www.w3.org/2000/01/rdf-schema#label"];
        let says = |text: &str| labels.iter().any(|label| label.to_string().contains(text));
        assert_eq!((says("Voorbeelddata."), says("AKO-rapportage")), (is_example, !is_example), "{labels:?}");
    }
    let nww = &things["https://ketenportaal.example/open-data/catalogus.ttl#arbeidsmarkt-indicatoren-nww"];
    assert_eq!(address(&nww[&format!("{DCT}accrualPeriodicity")][0]), format!("{eu}/frequency/MONTHLY"));
}

#[test]
fn another_landkaart_and_other_regions_give_all_of_it() {
    let site = other_model()
        .replace("data/regios.csv", "voorbeeldregio,", "andere-streek,")
        .replace("data/werkpleinen.csv", ",voorbeeldregio,", ",andere-streek,")
        .replace("data/werkpleinen.csv", ",voorbeeldregio,", ",andere-streek,")
        .replace("content/praktijken/een-vast-gezicht.md", "werkplein: voorbeeldstad", "regio: andere-streek")
        .file(
            "data/arbeidsmarkt/model.yaml",
            "bestanden:\n  - {bestand: c.csv, niveau: regio, bron: Eigen telling}\nindicatoren:\n  \
             - {id: banen, naam: Banen, uitleg: Banen., eenheid: banen, richting: hoger-is-beter, bron: Eigen telling}\n",
        )
        .file("data/arbeidsmarkt/c.csv", "maand,regio,banen\n2010-01,andere-streek,12\n2010-02,andere-streek,x\n");
    let outputs = outputs(&site);
    // 3 raw sets and the indicators; 2 periods of 3 tables, one with changes; 1 history; 1 indicator; 1 region.
    assert_eq!(check_tables(&outputs).0, 4 + 2 * 3 + 1 + 1 + 1 + 1);
    let phases = Csv::read(&outputs, "open-data/landkaart/2010-k4-fases.csv");
    let row = phases.by("fase")["fase-1"];
    assert_eq!(phases.starting(row, "aantal_"), ["1", "0", "1"]);
    assert_eq!(row[phases.column("gemiddelde")], "54");
    assert_eq!(row[phases.column("herkomst")], "berekend", "the model has no example data");
    let answers = Csv::read(&outputs, "open-data/landkaart/2010-k4.csv");
    assert_eq!(answers.by("werkplein")["voorbeeldstad"][3..6], ["100", "100", "50"]);
    let jobs = Csv::read(&outputs, "open-data/arbeidsmarkt/regios/andere-streek.csv");
    let found: Vec<_> = jobs.rows.iter().map(|row| (row[7].as_str(), row[8].as_str(), row[9].as_str())).collect();
    assert_eq!(found, [("12", "", "bron"), ("", "x", "bron")]);
    statements(&outputs);
    let counts = check_catalogue(&outputs, "https://portaal.example/");
    assert_eq!(counts["Dataset"], tables(&outputs).len());
    let quarter = "http://publications.europa.eu/resource/authority/frequency/QUARTERLY";
    assert!(text_of(&outputs["open-data/catalogus.ttl"]).contains(quarter));
}

#[test]
fn a_milestone_may_have_the_name_of_a_column() {
    let site = TestSite::starter()
        .replace("data/landkaart/model.yaml", "id: samen-plan", "id: regio")
        .replace("data/landkaart/2009-t1.csv", "samen-plan", "regio")
        .replace("content/themas/samen-werken.md", "samen-plan", "vast-contact");
    let outputs = outputs(&site);
    check_tables(&outputs);
    let answers = Csv::read(&outputs, "open-data/landkaart/2009-t1.csv");
    assert_eq!(answers.header[2..4], ["regio", "regio_2"]);
}

#[test]
fn a_portal_without_landkaart_or_market_has_a_catalogue_without_them() {
    let site = TestSite::starter()
        .without("data/landkaart/model.yaml")
        .without("data/landkaart/2009-t1.csv")
        .without("content/praktijken/een-vast-gezicht.md")
        .without("content/themas/samen-werken.md")
        .replace("data/portaal.yaml", "landkaart, ", "");
    let built = outputs(&site);
    assert_eq!(tables(&built), ["open-data/begrippen", "open-data/regios", "open-data/werkpleinen"]);
    check_tables(&built);
    statements(&built);
    check_catalogue(&built, "https://portaal.example/");
    let mut empty = site.without("data/begrippen.yaml");
    empty.write("data/regios.csv", "id,code,naam,centrumgemeente,lat,lon\n");
    empty.write("data/werkpleinen.csv", "id,naam,gemeente,regio,lat,lon\n");
    let built = outputs(&empty);
    let files: Vec<&String> = built.keys().filter(|path| path.starts_with("open-data/")).collect();
    assert_eq!(files, ["open-data/index.html"]);
    assert!(text_of(&built["open-data/index.html"]).contains("nog geen gegevens"));
}

#[test]
fn without_a_licence_there_are_tables_and_no_catalogue() {
    let site = TestSite::starter();
    let settings = site.text("data/portaal.yaml");
    let (settings, _) = settings.split_once("open_data:").expect("the block is the last");
    let site = site.file("data/portaal.yaml", settings);
    let build = site.build();
    let report = report::text(&build.diagnostics, &site.sources, Language::Dutch, false);
    assert!(report.contains("KP512") && report.contains("1 waarschuwing"), "{report}");
    let outputs = build.outputs.expect("it is only a warning");
    assert!(outputs.contains_key("open-data/werkpleinen.csv") && !outputs.contains_key("open-data/catalogus.ttl"));
    let page = text_of(&outputs["open-data/index.html"]);
    assert!(page.contains("staat nog niet vast") && !page.contains("catalogus.ttl"), "{page}");
}

#[test]
fn wrong_settings_are_reported_with_the_values_that_may_stand_there() {
    for (from, to, code, wanted) in [
        ("licentie: cc0", "licentie: cc00", "KP113", "cc0, cc-by, cc-by-sa"),
        ("themas: [SOCI]", "themas: [SOCIAL]", "KP113", "AGRI, ECON"),
        ("gebied: NLD", "gebied: Nederland", "KP122", "NLD, BEL"),
        ("gebied: NLD", "uitgever_uri: javascript:alert(1)", "KP122", "identifier.overheid.nl"),
        ("gebied: NLD", "uitgever_soort: bedrijf", "KP113", "rijk, regio, gemeente"),
        ("tabel: regios", "tabel: regioos", "KP113", "werkpleinen, regios"),
    ] {
        let report = TestSite::starter().replace("data/portaal.yaml", from, to).report();
        assert!(report.contains(code) && report.contains(wanted), "{to}: {report}");
    }
    let report = TestSite::starter().replace("data/portaal.yaml", "  licentie: cc0\n", "").report();
    assert!(report.contains("KP111") && report.contains("licentie"), "{report}");
}

/// Names that try to get out of where they stand.
const PAYLOADS: &[&str] = &[
    "=cmd|'/C calc'!A0",
    "+31 20 1234567",
    "-2+3",
    "@SUM(A1:A9)",
    "\"; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "back\\slash\\",
    "een\nregel\r\nterug",
    "tab\there",
    "> . <http://example.org/x> a <http://example.org/Evil> . #",
    "\"@nl . <x:a> <x:b> \"c",
    "\"\"\"",
    "{\"@id\": \"x\"}",
    "{{ 7 * 7 }}",
    "rechts\u{202e}naar\u{200f}links",
    "]]>-->",
    "é | 😀 \u{1}",
];

#[test]
fn names_cannot_break_out_of_any_file() {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let yaml = |text: &str| serde_json::to_string(text).expect("a text");
    for payload in PAYLOADS {
        let mut site = TestSite::starter();
        site.write(
            "data/regios.csv",
            format!("id,code,naam,centrumgemeente,lat,lon\nvoorbeeldregio,{0},{0},{0},52.1,5.1\n", quoted(payload)),
        );
        site.write(
            "data/begrippen.yaml",
            format!("- {{id: werkplein, naam: {0}, uitleg: {0}, synoniemen: [{0}, {0}]}}\n", yaml(payload)),
        );
        let settings = site.text("data/portaal.yaml");
        let settings = settings
            .replace("bron: Eigen opgave", &format!("bron: {}", yaml(payload)))
            .replace("De regio is bedacht.", &yaml(payload))
            .replace("owner: Redactie", &format!("owner: {}", yaml(payload)))
            .replace("name: Mijn portaal", &format!("name: {}", yaml(payload)));
        site.write("data/portaal.yaml", settings);
        let outputs = outputs(&site);
        check_tables(&outputs);
        statements(&outputs);
        check_catalogue(&outputs, "https://portaal.example/");
        let csv = Csv::read(&outputs, "open-data/regios.csv");
        let json = json(&outputs, "open-data/regios.json");
        let trimmed = payload.trim();
        assert_eq!(json["rijen"][0]["naam"], trimmed, "the JSON keeps the name");
        let cell = &csv.rows[0][csv.column("naam")];
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
        assert!(cell == trimmed || *cell == format!("'{trimmed}"), "{cell:?}");
        let agent = &things(&outputs)["https://portaal.example/open-data/catalogus.ttl#uitgever"];
        match &agent["http://xmlns.com/foaf/0.1/name"][..] {
            [Term::Literal(name)] => assert_eq!(name.value(), trimmed),
            other => panic!("{other:?}"),
        }
        let evil = things(&outputs).keys().any(|iri| iri.contains("example.org") || iri.starts_with("x:"));
        assert!(!evil, "{payload:?} made a thing of its own");
        let page = text_of(&outputs["open-data/index.html"]);
        assert!(!page.contains("<script>alert"), "{payload:?}");
    }
}

#[test]
fn a_file_is_made_again_when_what_it_holds_may_be_other() {
    let made = |site: &TestSite, path: &str| {
        let mut cache = ketenportaal::pipeline::Cache::default();
        let build = ketenportaal::pipeline::build(&site.sources, &site.options, &mut cache);
        let site = build.site.expect("it builds");
        let output = site.find(path).unwrap_or_else(|| panic!("no {path}"));
        let mut bytes = Vec::new();
        let key = site.make(&output, &mut bytes).expect("it is made");
        assert_eq!(site.key(&output).expect("a key"), key);
        (key, bytes)
    };
    let page = "---\ntitle: Open data\ndescription: Uitleg.\n---\n\nTekst.\n";
    type Edit<'a> = &'a dyn Fn(TestSite) -> TestSite;
    let edits: [(&str, Edit, bool); 6] = [
        ("a text", &|site| site.replace("content/themas/samen-werken.md", "Begin klein.", "Begin groot."), false),
        ("a name", &|site| site.replace("data/werkpleinen.csv", "Voorbeelddorp", "Dorp"), true),
        ("a word", &|site| site.replace("themes/werkplein/teksten.yaml", "titel: Werkpleinen", "titel: Pleinen"), true),
        ("the licence", &|site| site.replace("data/portaal.yaml", "licentie: cc0", "licentie: cc-by"), true),
        ("a page about it", &|site| site.file("content/over/open-data.md", page), true),
        (
            "the address",
            &|mut site| {
                site.options.base_url = Some("https://elders.example/map/".to_owned());
                site
            },
            true,
        ),
    ];
    for path in ["open-data/catalogus.ttl", "open-data/catalogus.jsonld", "open-data/werkpleinen.json"] {
        let before = made(&TestSite::starter(), path);
        for (name, edit, may_differ) in &edits {
            let after = made(&edit(TestSite::starter()), path);
            assert!(before.0 != after.0 || before.1 == after.1, "{path}: {name} changed it, but not its key");
            assert!(*may_differ || before.0 == after.0, "{path}: {name} is not in it");
        }
    }
}
