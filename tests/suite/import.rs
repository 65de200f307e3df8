//! Import: files from outside as editors get them. A wrong one ends with one clear message and leaves `data/` as it is, byte for
//! byte; a right one, in any form, gives the bytes of the portal's own files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiff::civil::date;
use ketenportaal::config::Options;
use ketenportaal::diagnostic::catalogue;
use ketenportaal::import::{self, Request, What};
use ketenportaal::load;
use ketenportaal::source::Sources;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

use crate::harness::TestSite;

const MARKET_MODEL: &str = "\
bestanden:
  - {bestand: basisset.csv, niveau: regio, bron: UWV}
  - {bestand: vacatures.csv, niveau: regio, bron: UWV}
  - {bestand: land.csv, niveau: land, maal: 1000, bron: CBS}
indicatoren:
  - {id: nww, naam: Niet-werkende werkzoekenden, uitleg: x, eenheid: personen, richting: lager-is-beter, bron: x}
  - {id: ww-uitkeringen, kolom: ww, naam: WW-uitkeringen, uitleg: x, eenheid: uitkeringen, richting: geen, bron: x}
  - {id: open, naam: Open vacatures, uitleg: x, eenheid: vacatures, richting: geen, bron: x}
";

/// The starter portal with some more places and figures.
const PORTAL: &[(&str, &str)] = &[
    (
        "data/regios.csv",
        "id,code,naam,centrumgemeente,lat,lon,aliassen\n\
         voorbeeldregio,AM01,Voorbeeldregio,Voorbeeldstad,52.1,5.2,\n\
         gooi-en-vecht,AM02,Gooi en Vecht,Gooistad,52.2,5.1,Het Gooi\n",
    ),
    (
        "data/werkpleinen.csv",
        "id,naam,gemeente,regio,lat,lon,aliassen\n\
         voorbeeldstad,Voorbeeldstad,Voorbeeldstad,voorbeeldregio,52.1,5.2,Oude Stad|Stad aan Zee\n\
         voorbeelddorp,Voorbeelddorp,Voorbeelddorp,voorbeeldregio,52.15,5.3,\n\
         gooi-noord,Gooi-Noord,Gooistad,gooi-en-vecht,52.3,5.1,\n\
         gooi-zuid,Gooi-Zuid,Gooistad,gooi-en-vecht,52.2,5.1,\n",
    ),
    ("data/arbeidsmarkt/model.yaml", MARKET_MODEL),
    (
        "data/arbeidsmarkt/basisset.csv",
        "maand,regio,nww,ww\n2009-06,voorbeeldregio,1000,400\n2009-06,gooi-en-vecht,2000,800\n\
         2009-07,voorbeeldregio,1100,410\n2009-07,gooi-en-vecht,2100,<10\n",
    ),
    ("data/arbeidsmarkt/vacatures.csv", "maand,regio,open\n2009-07,voorbeeldregio,50\n2009-07,gooi-en-vecht,n.b.\n"),
    ("data/arbeidsmarkt/land.csv", "maand,nww\n2009-07,485\n"),
];

fn run(folder: &Path, root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ketenportaal"))
        .current_dir(folder)
        .arg("--root")
        .arg(root)
        .arg("import")
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts")
}

fn portal() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (path, bytes) in ketenportaal::starter::files() {
        write(&folder.path().join(path), bytes);
    }
    for (path, text) in PORTAL {
        write(&folder.path().join(path), text.as_bytes());
    }
    folder
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("written");
}

/// Every file below a folder, hidden ones too, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.append(&mut files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    found
}

/// A workbook with one sheet, filled by `fill`.
fn xlsx(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("Antwoorden").expect("a name"));
    workbook.save_to_buffer().expect("a workbook")
}

/// Puts rows of texts and numbers in a sheet, from row `top` on.
fn fill(sheet: &mut Worksheet, top: u32, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (top + row as u32, column as u16);
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).expect("written"),
                Err(_) => sheet.write_string(row, column, *text).expect("written"),
            };
        }
    }
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a zip file").into_inner()
}

/// An OpenDocument workbook of which the sheet holds these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Antwoorden">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"></manifest:manifest>"),
    ])
}

/// A row of OpenDocument: numbers as numbers, other text as text.
fn ods_row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|text| match text.parse::<f64>() {
            Ok(_) => format!(r#"<table:table-cell office:value-type="float" office:value="{text}"/>"#),
            Err(_) if text.is_empty() => "<table:table-cell/>".to_owned(),
            Err(_) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
            }
        })
        .collect();
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

/// The parts of a workbook around one sheet and its list of texts.
fn raw_xlsx(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="Antwoorden" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A wrong file: what is wrong, the arguments after the file's name, the file's name and its bytes, and the columns file.
struct Wrong {
    what: &'static str,
    arguments: &'static [&'static str],
    name: &'static str,
    bytes: Vec<u8>,
    columns: Option<&'static str>,
}

const PERIOD: &[&str] = &["landkaart", "--periode", "2009-t2"];
const MARKET: &[&str] = &["arbeidsmarkt"];

fn landkaart(what: &'static str, text: &str) -> Wrong {
    Wrong { what, arguments: PERIOD, name: "antwoorden.csv", bytes: text.as_bytes().to_vec(), columns: None }
}

fn market(what: &'static str, text: &str) -> Wrong {
    Wrong { what, arguments: MARKET, name: "cijfers.csv", bytes: text.as_bytes().to_vec(), columns: None }
}

/// A file of another name and form.
fn file(wrong: Wrong, name: &'static str, bytes: impl Into<Vec<u8>>) -> Wrong {
    Wrong { name, bytes: bytes.into(), ..wrong }
}

fn with_columns(wrong: Wrong, columns: &'static str) -> Wrong {
    Wrong { columns: Some(columns), ..wrong }
}

fn with_arguments(wrong: Wrong, arguments: &'static [&'static str]) -> Wrong {
    Wrong { arguments, ..wrong }
}

const HEADER: &str = "werkplein;samen-plan;vast-contact\r\n";
const GOOD: &str = "werkplein;samen-plan;vast-contact\r\nvoorbeeldstad;100;50\r\nvoorbeelddorp;50;0\r\n";
const MARKET_HEADER: &str = "maand;regio;nww;ww\r\n";

fn wrong_files() -> Vec<Wrong> {
    let rows = |text: &str| format!("{HEADER}{text}");
    let figures = |text: &str| format!("{MARKET_HEADER}{text}");
    let grid: &[&[&str]] = &[&["werkplein", "samen-plan", "vast-contact"], &["voorbeeldstad", "100", "50"]];
    let market_grid: &[&[&str]] = &[&["maand", "regio", "nww", "ww"], &["2009-08", "AM01", "1050", "400"]];
    let in_sheet = |what, bytes: Vec<u8>| file(landkaart(what, ""), "antwoorden.xlsx", bytes);
    let in_market_sheet = |what, bytes: Vec<u8>| file(market(what, ""), "cijfers.xlsx", bytes);
    let json = |what, text: &str| file(market(what, ""), "cijfers.json", text);
    let good = |what| landkaart(what, GOOD);
    let ole = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    vec![
        // The form of the file.
        landkaart("empty file", ""),
        landkaart("only a header", HEADER),
        in_sheet("empty sheet", xlsx(|_| {})),
        in_sheet("nobody answered", xlsx(|sheet| fill(sheet, 0, &[grid[0], &["voorbeeldstad", "", "n.b."]]))),
        in_sheet("corrupt workbook", xlsx(|sheet| fill(sheet, 0, grid))[..900].to_vec()),
        in_sheet("workbook behind a password", ole("EncryptedPackage")),
        file(landkaart("old Excel", ""), "antwoorden.xls", ole("Workbook")),
        file(landkaart("HTML as .xls", ""), "antwoorden.xls", "<html><body><table><tr><td>werkplein</td></tr></table></body></html>"),
        file(landkaart("PDF", ""), "antwoorden.pdf", "%PDF-1.4"),
        in_sheet("zip without a sheet", zipped(&[("foto.txt", b"x")])),
        in_sheet("zip bomb", raw_xlsx(&vec![b' '; 120 << 20], b"<sst/>")),
        in_sheet("texts that are not there", raw_xlsx(b"<worksheet><sheetData/></worksheet>", br#"<sst uniqueCount="999999999999"><si><t>a</t></si></sst>"#)),
        in_sheet(
            "a million rows",
            raw_xlsx(
                format!(
                    "<worksheet><sheetData>{}</sheetData></worksheet>",
                    (1..=1_000_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#)).collect::<String>()
                )
                .as_bytes(),
                b"<sst/>",
            ),
        ),
        file(
            landkaart("a million repeated rows", ""),
            "antwoorden.ods",
            ods(&format!(
                "{}{}",
                ods_row(grid[0]),
                ods_row(grid[1]).replace("<table:table-row", r#"<table:table-row table:number-rows-repeated="1000000""#)
            )),
        ),
        file(landkaart("larger than is read", ""), "antwoorden.csv", vec![b'a'; (50 << 20) + 1]),
        landkaart("NUL", &rows("voorbeeldstad;1\u{0}0;50\r\n")),
        landkaart("UTF-8 read as Windows-1252", &rows("Voorbeeldstad;100;50\r\nDÃ©n Bosch;100;50\r\n")),
        file(landkaart("two encodings", ""), "antwoorden.csv", [rows("Één;100;50\r\n").as_bytes(), b"Cre\xebren;0;0\r\n"].concat()),
        landkaart("a quote that is not closed", &rows("\"voorbeeldstad;100;50\r\nvoorbeelddorp;50;0\r\n")),
        json("JSON that is none", "{\"value\": [,]}"),
        json("JSON of another form", "{\"naam\": \"x\"}"),
        json("JSON in parts", "{\"value\": [], \"odata.nextLink\": \"https://opendata.cbs.nl/2\"}"),
        // Its columns.
        landkaart("shifted header", &format!("Landkaart 2e tertaal;;\r\n;;\r\n{GOOD}")),
        landkaart("header shifted a column", ";werkplein;samen-plan;vast-contact\r\nvoorbeeldstad;100;50;\r\n"),
        landkaart("no header", "voorbeeldstad;100;50\r\nvoorbeelddorp;50;0\r\n"),
        in_sheet(
            "merged header",
            xlsx(|sheet| {
                fill(sheet, 0, grid);
                sheet.merge_range(0, 1, 0, 2, "samen-plan", &Format::new()).expect("merged");
                sheet.write_number(1, 1, 100).expect("written");
            }),
        ),
        landkaart("missing milestone", "werkplein;samen-plan\r\nvoorbeeldstad;100\r\n"),
        landkaart("double column", "werkplein;samen-plan;Samen Plan;vast-contact\r\nvoorbeeldstad;100;100;50\r\n"),
        landkaart("typing error in a column", "werkplein;samen-plna;vast-contact\r\nvoorbeeldstad;100;50\r\n"),
        landkaart("column too many", "werkplein;samen-plan;vast-contact;Opmerkingen\r\nvoorbeeldstad;100;50;mooi\r\n"),
        market("no indicator", "maand;regio\r\n2009-08;AM01\r\n"),
        with_arguments(market("no region", "maand;nww\r\n2009-08;1\r\n"), &["arbeidsmarkt", "--bestand", "basisset.csv"]),
        in_sheet(
            "two sheets",
            {
                let mut workbook = Workbook::new();
                for name in ["Voorjaar", "Najaar"] {
                    fill(workbook.add_worksheet().set_name(name).expect("a name"), 0, grid);
                }
                workbook.save_to_buffer().expect("a workbook")
            },
        ),
        // The columns file.
        with_columns(in_sheet("sheet that is not there", xlsx(|sheet| fill(sheet, 0, grid))), "blad: Antworden\n"),
        with_columns(good("mapping from an unknown column"), "kolommen:\n  Vestiging nr: werkplein\n"),
        with_columns(good("mapping to an unknown column"), "kolommen:\n  samen-plan: samen-pla\n"),
        with_columns(good("unknown word in the columns file"), "bladen: x\n"),
        with_columns(good("columns file that is no YAML"), "kolommen: [\n"),
        with_columns(good("a row of names that is not there"), "kopregel: 9\n"),
        // Its rows.
        landkaart("totals row", &format!("{GOOD}Totaal;75;25\r\n")),
        landkaart("unknown name", &rows("Werkplein Voorbeldstad;100;50\r\n")),
        landkaart("name of two werkpleinen", &rows("Gooistad;100;50\r\n")),
        landkaart("no name", &rows(";100;50\r\n")),
        landkaart("duplicate row", &format!("{GOOD}Stad aan Zee;100;50\r\n")),
        landkaart("blank rows between", &rows("voorbeeldstad;100;50\r\n;;\r\n\r\nvoorbeelddorp;50;0\r\n")),
        landkaart("ragged rows", &rows("voorbeeldstad;100;50;0\r\nvoorbeelddorp;50\r\n").replace("voorbeelddorp;50\r\n", "voorbeelddorp;50;0;0\r\n")),
        landkaart("comma too many", "werkplein,samen-plan,vast-contact\nvoorbeeldstad,100,5,0\n"),
        landkaart("half an answer", &rows("voorbeeldstad;100;\r\n")),
        market("municipality for a region", &figures("2009-08;GM0363;1;1\r\n2009-08;GM0363;1;1\r\n")),
        market("the whole country for a region", &figures("2009-08;NL01;1;1\r\n")),
        market("duplicate month and region", &figures("2009-08;AM01;1050;400\r\n2009-08;voorbeeldregio;1050;400\r\n")),
        json(
            "a value that comes twice",
            r#"[{"Measure":"nww","Value":1,"Perioden":"2009MM08","RegioS":"AM01"},{"Measure":"nww","Value":2,"Perioden":"2009MM08","RegioS":"AM01"}]"#,
        ),
        // Its cells.
        landkaart("wrong level", &rows("voorbeeldstad;100;55\r\n")),
        market("decimal point for a comma", &figures("2009-08;AM01;1050.5;400\r\n")),
        market("half a person", &figures("2009-08;AM01;1050,5;400\r\n")),
        market("below zero", &figures("2009-08;AM01;-50;400\r\n")),
        market("text in a number", &figures("2009-08;AM01;1050 personen;400\r\n")),
        market("formula", &figures("2009-08;AM01;=SOM(A1:A9);400\r\n")),
        market("error of Excel as text", &figures("2009-08;AM01;#VERW!;400\r\n")),
        in_market_sheet(
            "error of Excel",
            raw_xlsx(
                br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>maand</t></is></c><c r="B1" t="inlineStr"><is><t>regio</t></is></c><c r="C1" t="inlineStr"><is><t>nww</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>2009-08</t></is></c><c r="B2" t="inlineStr"><is><t>AM01</t></is></c><c r="C2" t="e"><v>#N/A</v></c></row></sheetData></worksheet>"#,
                b"<sst/>",
            ),
        ),
        in_market_sheet(
            "date for a number",
            xlsx(|sheet| {
                fill(sheet, 0, market_grid);
                let format = Format::new().set_num_format("dd-mm-yyyy");
                sheet.write_number_with_format(1, 2, 39_873, &format).expect("written");
            }),
        ),
        in_market_sheet(
            "formula that was not calculated",
            raw_xlsx(
                br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>maand</t></is></c><c r="B1" t="inlineStr"><is><t>regio</t></is></c><c r="C1" t="inlineStr"><is><t>nww</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>2009-08</t></is></c><c r="B2" t="inlineStr"><is><t>AM01</t></is></c><c r="C2"><f>1+1</f></c></row></sheetData></worksheet>"#,
                b"<sst/>",
            ),
        ),
        market("no month", &figures("zomer 2009;AM01;1050;400\r\n")),
        market("quarter for a month", &figures("2009KW03;AM01;1050;400\r\n")),
        // What was asked.
        with_arguments(good("period that is none"), &["landkaart", "--periode", "2009-t4"]),
        with_arguments(
            landkaart("period that is there", &rows("voorbeeldstad;100;100\r\nvoorbeelddorp;50;0\r\n")),
            &["landkaart", "--periode", "2009-t1"],
        ),
        with_arguments(good("wrong year"), &["landkaart", "--periode", "2019-t2"]),
        with_arguments(market("unknown file", &figures("2009-08;AM01;1050;400\r\n")), &["arbeidsmarkt", "--bestand", "basiset.csv"]),
        market("two files can be meant", "maand;regio;nww;open\r\n2009-08;AM01;1050;50\r\n2009-08;AM02;2000;20\r\n"),
        with_arguments(market("country file for regions", &figures("2009-08;AM01;1050;400\r\n")), &["arbeidsmarkt", "--bestand", "land.csv"]),
        // What looks wrong.
        with_arguments(landkaart("jump", &rows("voorbeeldstad;0;0\r\nvoorbeelddorp;50;0\r\n")), PERIOD),
        landkaart("werkplein that vanished", &rows("voorbeeldstad;100;50\r\n")),
        market("jump of a figure", &figures("2009-08;AM01;10.500;400\r\n2009-08;Het Gooi;2.150;x\r\n")),
        market("month that does not follow", &figures("2019-08;AM01;1100;410\r\n2019-08;AM02;2100;800\r\n")),
        market("region that vanished", &figures("2009-07;AM01;1100;410\r\n")),
        market("region that the month before has", &figures("2009-08;AM01;1100;410\r\n")),
        market("column that is left out", "maand;regio;ww\r\n2009-08;AM01;410\r\n2009-08;AM02;900\r\n"),
    ]
}

#[test]
fn a_wrong_file_gives_one_message_and_leaves_the_data_as_it_is() {
    let portal = portal();
    let before = files(portal.path());
    let folder = TempDir::new().expect("a folder");
    let mut shown = String::new();
    for wrong in wrong_files() {
        fs::write(folder.path().join(wrong.name), &wrong.bytes).expect("written");
        let mut arguments = wrong.arguments.to_vec();
        arguments.insert(1, wrong.name);
        if let Some(columns) = wrong.columns {
            fs::write(folder.path().join("kolommen.yaml"), columns).expect("written");
            arguments.extend(["--kolommen", "kolommen.yaml"]);
        }
        let output = run(folder.path(), portal.path(), &arguments);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{}: {err}", wrong.what);
        let messages = err.lines().filter(|line| line.starts_with("fout KP") || line.starts_with("let op KP")).count();
        assert_eq!(messages, 1, "{}: one message\n{err}", wrong.what);
        assert!(err.contains("Er is niets geschreven"), "{}: {err}", wrong.what);
        assert!(files(portal.path()) == before, "{}: the portal changed", wrong.what);
        let (report, _) = err.rsplit_once("\n\n").expect("a count");
        shown.push_str(&format!("# {}\n{report}\n\n", wrong.what));
    }
    insta::assert_snapshot!("wrong_files", shown);
}

/// The codes of the catalogue that the cases above show.
pub fn tested_codes() -> BTreeSet<&'static str> {
    let snapshot = include_str!("snapshots/suite__import__wrong_files.snap");
    catalogue::all().map(|entry| entry.code).filter(|code| snapshot.contains(&format!("{code}:"))).collect()
}

#[test]
fn all_errors_come_at_once_and_many_of_a_kind_are_folded() {
    let portal = portal();
    let folder = TempDir::new().expect("a folder");
    let rows: String = (0..40).map(|row| format!("onbekend {row};55;x\n")).collect();
    let text = format!("{HEADER}voorbeeldstad;55;\nvoorbeelddorp;55;100\n{rows}");
    fs::write(folder.path().join("fout.csv"), text).expect("written");
    let output = run(folder.path(), portal.path(), &["landkaart", "fout.csv", "--periode", "2009-t2"]);
    insta::assert_snapshot!("folded", String::from_utf8_lossy(&output.stderr));
    let json = Command::new(env!("CARGO_BIN_EXE_ketenportaal"))
        .current_dir(folder.path())
        .args(["--format", "json", "--root"])
        .arg(portal.path())
        .args(["import", "landkaart", "fout.csv", "--periode", "2009-t2"])
        .output()
        .expect("the program starts");
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(42), "the level, the half answer and 40 names");
    assert_eq!(json["diagnostics"][0]["cells"][1]["row"], 3);
    assert_eq!(json["import"], serde_json::Value::Null);
    let english = Command::new(env!("CARGO_BIN_EXE_ketenportaal"))
        .current_dir(folder.path())
        .args(["--lang", "en", "--root"])
        .arg(portal.path())
        .args(["import", "landkaart", "fout.csv", "--periode", "2009-t2"])
        .output()
        .expect("the program starts");
    let english = String::from_utf8_lossy(&english.stderr);
    assert!(english.contains("  --> fout.csv, row 2, column B\n  = also in: B3\n"), "{english}");
}

#[test]
fn warnings_are_overruled_and_a_trial_writes_nothing() {
    let portal = portal();
    let folder = TempDir::new().expect("a folder");
    let path = portal.path().join("data/landkaart/2009-t2.csv");
    fs::write(
        folder.path().join("a.csv"),
        format!("{HEADER}Oude Stad;Niet;0%\r\nVOORBEELDDORP;50;0\r\ngooi noord;;\r\n"),
    )
    .expect("written");
    let import = |more: &[&str]| {
        let arguments: Vec<&str> = [&["landkaart", "a.csv", "--periode", "2009-t2"], more].concat();
        run(folder.path(), portal.path(), &arguments)
    };
    let trial = import(&["--dry-run"]);
    assert_eq!((trial.status.code(), path.exists()), (Some(1), false), "there is a warning");
    insta::assert_snapshot!("summary", String::from_utf8_lossy(&trial.stdout));
    assert_eq!(import(&[]).status.code(), Some(1));
    assert_eq!(import(&["--sprong", "75", "--dry-run"]).status.code(), Some(0), "the jump of 75 points is allowed");
    assert!(!path.exists());
    let written = import(&["--ja"]);
    assert_eq!(written.status.code(), Some(0), "{}", String::from_utf8_lossy(&written.stderr));
    let text = fs::read_to_string(&path).expect("a file");
    assert_eq!(text, "werkplein,samen-plan,vast-contact\nvoorbeeldstad,0,0\nvoorbeelddorp,50,0\n");
    let names: Vec<_> = fs::read_dir(path.parent().expect("a folder")).expect("a folder").collect();
    assert_eq!(names.len(), 3, "no file is left beside it");
    let again = import(&[]);
    assert_eq!(again.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&again.stderr).contains("dit staat al precies zo"));
}

#[test]
fn the_portal_is_built_with_the_new_file_before_it_is_written() {
    let portal = portal();
    let folder = TempDir::new().expect("a folder");
    // A text shows a figure that a period without this werkplein does not have.
    let page = portal.path().join("content/themas/samen-werken.md");
    let text = fs::read_to_string(&page).expect("a theme");
    let shows = text.replace("Begin klein.", "Nu :cijfer{landkaart=gemiddelde werkplein=voorbeelddorp}.");
    assert_ne!(text, shows);
    fs::write(&page, shows).expect("written");
    fs::write(folder.path().join("a.csv"), format!("{HEADER}voorbeeldstad;100;50\r\n")).expect("written");
    let before = files(portal.path());
    let refused = run(folder.path(), portal.path(), &["landkaart", "a.csv", "--periode", "2009-t2", "--ja"]);
    let err = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{err}");
    assert!(err.contains("fout KP310") && err.contains("content/themas/samen-werken.md:"), "{err}");
    assert!(files(portal.path()) == before);
}

#[test]
fn months_are_merged_into_the_file_that_has_their_columns() {
    let site = PORTAL.iter().fold(TestSite::starter(), |site, (path, text)| site.file(path, text));
    let plan = |text: &str| {
        let request = Request {
            what: What::Arbeidsmarkt { bestand: None },
            name: "a.csv",
            bytes: text.as_bytes(),
            columns: None,
            jump: Some(900),
        };
        let plan = import::plan(&request, &site.sources, &site.options);
        assert!(!plan.has_errors(), "{:?}", plan.diagnostics);
        let (path, bytes) = plan.files.into_iter().next().expect("a file");
        (path.to_string(), String::from_utf8(bytes).expect("UTF-8"))
    };
    // A month between, one that is there, and one column: what is not in the import stays, and is not known in new rows.
    let (path, text) = plan(
        "Periode;RegioS;WW-uitkeringen\nmei 2009;AM02 ;1.234\nmei 2009;AM01  ;x\n2009MM07;AM01;411\n2009MM07;AM02;<10\n",
    );
    assert_eq!(path, "data/arbeidsmarkt/basisset.csv");
    assert_eq!(
        text,
        "maand,regio,nww,ww\n2009-05,voorbeeldregio,n.b.,x\n2009-05,gooi-en-vecht,n.b.,1234\n\
         2009-06,voorbeeldregio,1000,400\n2009-06,gooi-en-vecht,2000,800\n\
         2009-07,voorbeeldregio,1100,411\n2009-07,gooi-en-vecht,2100,<10\n"
    );
    // Without regions it is the file of the country; a column that is new there is not known in the rows that are there.
    let (path, text) = plan("maand;ww\n2009-08;260\n");
    assert_eq!(path, "data/arbeidsmarkt/land.csv");
    assert_eq!(text, "maand,nww,ww\n2009-07,485,n.b.\n2009-08,n.b.,260\n");
    assert_eq!(plan("maand;regio;open\n2009-08;AM01;3\n").0, "data/arbeidsmarkt/vacatures.csv");
}

#[test]
fn a_columns_file_says_how_a_file_differs() {
    let site = PORTAL.iter().fold(TestSite::starter(), |site, (path, text)| site.file(path, text));
    let columns = "blad: Cijfers\nkopregel: 3\nkolommen:\n  M000352: nww\n  Toelichting: overslaan\nalleen:\n  Geslacht: T001038 | Totaal\nrijen_overslaan: [\"*JJ*\", \"GM*\"]\n";
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("Uitleg").expect("a name"), 0, &[&["Cijfers van de arbeidsmarkt"]]);
    let rows: &[&[&str]] = &[
        &["Niet-werkende werkzoekenden"],
        &[],
        &["Perioden", "RegioS", "Geslacht", "M000352", "Toelichting"],
        &["2009MM08", "AM01", "T001038", "1200", "x"],
        &["2009MM08", "AM02", "totaal", "2200"],
        &["2009MM08", "AM02", "3000", "1100"],
        &["2009JJ00", "AM01", "T001038", "1"],
        &[],
        &["2009MM08", "GM0363", "T001038", "1"],
    ];
    fill(workbook.add_worksheet().set_name("Cijfers").expect("a name"), 0, rows);
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let request = Request {
        what: What::Arbeidsmarkt { bestand: Some("basisset.csv") },
        name: "a.xlsx",
        bytes: &bytes,
        columns: Some(("kolommen.yaml", columns.as_bytes())),
        jump: None,
    };
    let plan = import::plan(&request, &site.sources, &site.options);
    let codes: Vec<&str> = plan.diagnostics.iter().map(|diagnostic| diagnostic.entry.code).collect();
    assert_eq!(codes, ["KP764"], "ww is left out: {:?}", plan.diagnostics);
    let text = String::from_utf8(plan.files[0].1.clone()).expect("UTF-8");
    assert!(text.ends_with("2009-08,voorbeeldregio,1200,n.b.\n2009-08,gooi-en-vecht,2200,n.b.\n"), "{text}");
}

/// What two headings become that a file of columns calls `nww` and `ww`, with the figures of one month below them.
fn named(nww: &str, ww: &str) -> String {
    let site = PORTAL.iter().fold(TestSite::starter(), |site, (path, text)| site.file(path, text));
    let text = format!("maand;regio;{nww};{ww}\n2009-08;AM01;1100;400\n2009-08;AM02;2100;n.b.\n");
    let columns = format!("kolommen: {{\"{ww}\": ww, \"{nww}\": nww}}\n");
    let request = Request {
        what: What::Arbeidsmarkt { bestand: None },
        name: "a.csv",
        bytes: text.as_bytes(),
        columns: Some(("kolommen.yaml", columns.as_bytes())),
        jump: None,
    };
    let plan = import::plan(&request, &site.sources, &site.options);
    let (_, bytes) = plan.files.first().unwrap_or_else(|| panic!("{:?}", plan.diagnostics));
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn names_that_differ_in_signs_alone_or_far_on_are_told_apart() {
    let long = "Niet-werkende werkzoekenden die aan het eind van de maand staan ingeschreven";
    for (nww, ww) in [("27-", "27+"), (&*format!("{long}, alle"), &*format!("{long}, met een WW-uitkering"))] {
        let text = named(nww, ww);
        assert!(text.ends_with("2009-08,voorbeeldregio,1100,400\n2009-08,gooi-en-vecht,2100,n.b.\n"), "{text}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    /// Whatever comes in, it ends with a plan: no panic, and nothing to write beside an error.
    #[test]
    fn any_bytes_end_with_a_plan(
        parts in proptest::collection::vec(proptest::sample::select(PIECES), 0..40),
        noise in proptest::collection::vec(proptest::num::u8::ANY, 0..6),
        market in proptest::bool::ANY,
    ) {
        let site = PORTAL.iter().fold(TestSite::starter(), |site, (path, text)| site.file(path, text));
        let mut bytes: Vec<u8> = parts.concat().into_bytes();
        bytes.extend(noise);
        let what = if market { What::Arbeidsmarkt { bestand: None } } else { What::Landkaart { periode: "2009-t2" } };
        let columns = (parts.len() % 3 == 0).then_some(("k.yaml", bytes.as_slice()));
        let request = Request { what, name: "a", bytes: &bytes, columns, jump: None };
        let plan = import::plan(&request, &site.sources, &site.options);
        proptest::prop_assert!(!plan.diagnostics.is_empty() || plan.files.len() == 1, "{:?}", parts);
    }
}

/// What files are made of.
const PIECES: &[&str] = &[
    "werkplein",
    "maand",
    "regio",
    "samen-plan",
    "vast-contact",
    "nww",
    "ww",
    ";",
    ";",
    ";",
    ",",
    "\t",
    "\n",
    "\n",
    "\r\n",
    "\"",
    "voorbeeldstad",
    "voorbeelddorp",
    "Totaal",
    "AM01",
    "GM0363",
    "2009-08",
    "2009MM08",
    "jul-09",
    "100",
    "50",
    "1.234",
    "12.34",
    "-1",
    "x",
    "<10",
    "n.b.",
    "=A1",
    "#N/B",
    "é",
    "\u{feff}",
    "\0",
    "PK\u{3}\u{4}",
    "{\"value\":[",
    "]}",
    "{\"ww\":1}",
    "sep=;",
    "blad: x\n",
    "kolommen:\n  ww: nww\n",
    "kopregel: 2\n",
    "<table>",
    "werkplein;samen-plan;vast-contact\nvoorbeeldstad;100;50\n",
    "maand;regio;nww;ww\n2009-08;AM01;1;2\n",
];

/// The portal of this repository without some of its data, the bytes of that data, and its rows.
fn without(path: &str, keep: impl Fn(&str) -> bool) -> (Sources, Vec<u8>, Vec<Vec<String>>) {
    let mut problems = Vec::new();
    let mut sources = load::portal(Path::new(env!("CARGO_MANIFEST_DIR")), &mut problems);
    let bytes = sources.bytes(sources.get(path).expect("a file")).expect("bytes").to_vec();
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let kept: String = text.lines().filter(|line| keep(line)).map(|line| format!("{line}\n")).collect();
    match kept.is_empty() {
        true => drop(sources.remove(path)),
        false => sources.insert(ketenportaal::source::Source::new(path, kept.as_bytes())),
    }
    (sources, bytes, rows)
}

fn imported(sources: &Sources, what: What, bytes: &[u8]) -> Vec<u8> {
    let request = Request { what, name: "bestand", bytes, columns: None, jump: Some(1000) };
    let plan = import::plan(&request, sources, &Options::on(date(2009, 12, 1)));
    assert!(!plan.has_errors(), "{:?}", plan.diagnostics);
    plan.files.into_iter().next().unwrap_or_else(|| panic!("no file: {:?}", plan.diagnostics)).1
}

/// CSV as Dutch Excel writes it.
fn excel_csv(rows: &[Vec<String>], change: impl Fn(&str) -> String) -> Vec<u8> {
    let lines = rows.iter().map(|row| row.iter().map(|cell| change(cell)).collect::<Vec<_>>().join(";"));
    let text = lines.collect::<Vec<_>>().join("\r\n");
    encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
}

fn in_xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    xlsx(|sheet| fill(sheet, 0, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

fn in_ods(rows: &[Vec<String>]) -> Vec<u8> {
    let rows = rows.iter().map(|row| ods_row(&row.iter().map(String::as_str).collect::<Vec<_>>()));
    ods(&rows.collect::<String>())
}

#[test]
fn the_portals_own_period_comes_back_byte_for_byte() {
    let path = "data/landkaart/2009-t2.csv";
    let (sources, bytes, rows) = without(path, |_| false);
    let names = TestSite { sources: sources.clone(), options: Options::on(date(2009, 12, 1)) };
    let what = What::Landkaart { periode: "2009-t2" };
    // Names as a person writes them in place of ids, milestones by name, levels by name and as percentages, rows in another order.
    let model = names.text("data/landkaart/model.yaml");
    let name_of: BTreeMap<String, String> = model
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- {id: ")?.strip_suffix('}')?.split_once(", naam: "))
        .map(|(id, name)| (id.to_owned(), name.to_owned()))
        .chain(names.text("data/werkpleinen.csv").lines().map(|line| {
            let (id, rest) = line.split_once(',').expect("a row");
            let name = rest.strip_prefix('"').map_or_else(|| rest.split(','), |quoted| quoted.split('"')).next();
            (id.to_owned(), format!("Werkplein {}", name.expect("a name").to_uppercase()))
        }))
        .chain(
            [("100", "Volledig"), ("66", "66%"), ("33", "in ontwikkeling")].map(|(a, b)| (a.to_owned(), b.to_owned())),
        )
        .collect();
    let mut shuffled = rows.clone();
    shuffled[1..].reverse();
    let named = excel_csv(&shuffled, |cell| name_of.get(cell).cloned().unwrap_or_else(|| cell.to_owned()));
    assert!(String::from_utf8(named.clone()).is_err(), "it has letters of Windows-1252");
    for (form, file) in [
        ("CSV", excel_csv(&rows, str::to_owned)),
        ("CSV with names", named),
        ("XLSX", in_xlsx(&rows)),
        ("ODS", in_ods(&rows)),
    ] {
        assert!(imported(&sources, what, &file) == bytes, "{form}");
    }
    // Percentages, as Excel keeps them: 0.33 with a format.
    let percentages = xlsx(|sheet| {
        fill(sheet, 0, &[rows[0].iter().map(String::as_str).collect::<Vec<_>>().as_slice()]);
        let format = Format::new().set_num_format("0%");
        for (row, cells) in rows.iter().enumerate().skip(1) {
            sheet.write_string(row as u32, 0, &cells[0]).expect("written");
            for (column, cell) in cells.iter().enumerate().skip(1) {
                let part = cell.parse::<f64>().expect("a level") / 100.0;
                sheet.write_number_with_format(row as u32, column as u16, part, &format).expect("written");
            }
        }
    });
    assert!(imported(&sources, what, &percentages) == bytes, "percentages");
}

#[test]
fn the_portals_own_month_comes_back_byte_for_byte() {
    let path = "data/arbeidsmarkt/basisset.csv";
    let (sources, bytes, rows) = without(path, |line| !line.starts_with("2009-07"));
    let what = What::Arbeidsmarkt { bestand: None };
    let month: Vec<Vec<String>> = rows.iter().filter(|row| row[0] == "maand" || row[0] == "2009-07").cloned().collect();
    assert_eq!(month.len(), 31);
    let codes: BTreeMap<String, String> =
        TestSite { sources: sources.clone(), options: Options::on(date(2009, 12, 1)) }
            .text("data/regios.csv")
            .lines()
            .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>())
            .map(|cells| (cells[0].clone(), cells[1].clone()))
            .collect();
    let thousands = |cell: &str| match cell.parse::<i64>() {
        Ok(number) if number >= 1000 => format!("{}.{:03}", number / 1000, number % 1000),
        _ => cell.to_owned(),
    };
    let header = &month[0];
    let mut wide = Vec::new();
    let mut long = Vec::new();
    for row in &month[1..] {
        let code = &codes[&row[1]];
        let values: Vec<String> =
            header[2..].iter().zip(&row[2..]).map(|(name, value)| format!(r#""{name}":{value}"#)).collect();
        wide.push(format!(r#"{{"ID":{},"RegioS":"{code}  ","Perioden":"2009MM07",{}}}"#, wide.len(), values.join(",")));
        for (name, value) in header[2..].iter().zip(&row[2..]) {
            long.push(format!(
                r#"{{"Id":{},"Measure":"{name}","ValueAttribute":"None","Value":{value}.0,"RegioS":"{code}  ","Perioden":"2009MM07"}}"#,
                long.len()
            ));
        }
    }
    for (form, file) in [
        ("CSV", excel_csv(&month, thousands)),
        ("XLSX", in_xlsx(&month)),
        ("ODS", in_ods(&month)),
        ("JSON v3", format!(r#"{{"odata.metadata":"x","value":[{}]}}"#, wide.join(",")).into_bytes()),
        ("JSON v4", format!(r#"{{"@odata.context":"x","value":[{}]}}"#, long.join(",")).into_bytes()),
    ] {
        assert!(imported(&sources, what, &file) == bytes, "{form}");
    }
}

#[test]
fn the_same_import_is_the_same_whatever_came_before() {
    let portal = portal();
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("a.csv"), GOOD).expect("written");
    let outputs: Vec<Output> = (0..2)
        .map(|_| run(folder.path(), portal.path(), &["landkaart", "a.csv", "--periode", "2009-t2", "--dry-run"]))
        .collect();
    assert_eq!(outputs[0].stdout, outputs[1].stdout);
    assert_eq!(outputs[0].status.code(), Some(0), "{}", String::from_utf8_lossy(&outputs[0].stderr));
    let missing = run(folder.path(), portal.path(), &["landkaart", "weg.csv", "--periode", "2009-t2"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("weg.csv is er niet."));
}
