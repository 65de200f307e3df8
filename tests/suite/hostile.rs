//! Bad input on disk, one named case each: what the program says of it, that it ends, and that its memory stays bounded.
//!
//! The expected reports are in `snapshots/suite__hostile__*.snap`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io};

use ketenportaal::diagnostic::Level;
use ketenportaal::pipeline::Cache;
use ketenportaal::source::{Reader, Source, SourcePath, Sources, Stamp};
use rayon::prelude::*;
use tempfile::TempDir;

use crate::harness::{TestSite, build};

/// The most memory a case may take, in kB.
const MAX_MEMORY: u64 = 300 * 1024;
/// The longest a case may take in an unoptimised program on a busy machine.
const MAX_TIME: Duration = Duration::from_secs(60);
/// Lines of a report that are compared; a report may be long.
const LINES: usize = 12;

struct Case {
    name: &'static str,
    files: Vec<(String, Vec<u8>)>,
}

fn case(name: &'static str, path: &str, bytes: impl AsRef<[u8]>) -> Case {
    Case { name, files: vec![(path.to_owned(), bytes.as_ref().to_vec())] }
}

const HEAD: &str = "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\n";

/// A case of a page with this text.
fn body(name: &'static str, text: impl AsRef<str>) -> Case {
    case(name, "content/over/nieuw.md", format!("{HEAD}{}\n", text.as_ref()))
}

/// A case of a page that is these bytes.
fn page(name: &'static str, bytes: impl AsRef<[u8]>) -> Case {
    case(name, "content/over/nieuw.md", bytes)
}

/// A folder with the starter portal.
fn portal() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let made = Command::new(env!("CARGO_BIN_EXE_ketenportaal")).arg("init").arg(folder.path()).output();
    assert!(made.expect("it starts").status.success());
    folder
}

/// Checks a portal in a program of its own: exit code, report, and most memory in kB.
fn check(root: &Path) -> (Option<i32>, String, u64) {
    let report = root.join("verslag");
    let file = fs::File::create(&report).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ketenportaal"));
    command.arg("--root").arg(root).arg("check").stdout(file.try_clone().expect("a file")).stderr(file);
    let mut child = command.stdin(Stdio::null()).spawn().expect("it starts");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let start = Instant::now();
    let mut memory = 0;
    loop {
        memory = memory.max(peak(&status));
        if let Some(ended) = child.try_wait().expect("a child") {
            return (ended.code(), String::from_utf8_lossy(&fs::read(&report).expect("a report")).into_owned(), memory);
        }
        if start.elapsed() > MAX_TIME {
            child.kill().expect("killed");
            child.wait().expect("ended");
            return (None, format!("not ready after {MAX_TIME:?}"), memory);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The most memory a process had until now, in kB.
fn peak(status: &Path) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Runs cases one after another in one portal and gives what was said of each.
fn reports(cases: Vec<Case>) -> String {
    let folder = portal();
    let mut all = String::new();
    let mut wrong = Vec::new();
    for Case { name, files } in cases {
        let before: Vec<_> = files.iter().map(|(path, _)| fs::read(folder.path().join(path)).ok()).collect();
        for (path, bytes) in &files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        let start = Instant::now();
        let (code, report, memory) = check(folder.path());
        println!("{name}: {code:?}, {} ms, {} MB", start.elapsed().as_millis(), memory / 1024);
        if code.is_none_or(|code| code > 1) || report.contains("panicked") || memory > MAX_MEMORY {
            wrong.push(format!("{name}: {code:?}, {memory} kB: {}", report.chars().take(400).collect::<String>()));
        }
        writeln!(all, "== {name}: {}", code.unwrap_or(-1)).expect("a string");
        for line in report.lines().take(LINES) {
            let short: String = line.chars().take(160).collect();
            writeln!(all, "{}", short.trim_end()).expect("a string");
        }
        for ((path, _), before) in files.iter().zip(before) {
            let path = folder.path().join(path);
            match before {
                Some(bytes) => fs::write(path, bytes).expect("put back"),
                None => fs::remove_file(path).expect("removed"),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    all
}

#[test]
fn encodings_and_front_matter() {
    let levels =
        format!("---\ntitle: Nieuw\ndescription: Een pagina.\nx: {}{}\n---\n", "[".repeat(1000), "]".repeat(1000));
    insta::assert_snapshot!(reports(vec![
        page("invalid UTF-8", b"---\ntitle: Nieuw\xff\ndescription: Een pagina.\n---\n"),
        page("byte order mark", format!("\u{feff}{HEAD}Een tekst.\n")),
        page("CRLF", format!("{HEAD}Een tekst.\n").replace('\n', "\r\n")),
        page("CR", format!("{HEAD}Een tekst.\n").replace('\n', "\r")),
        page("NUL", format!("{HEAD}Een \0 tekst.\n")),
        page("letters turned around", format!("{HEAD}Een \u{202e}tsket\u{202c} tekst.\n")),
        page("joiners and narrow spaces", format!("{HEAD}Een\u{202f}te\u{ad}kst\u{200d}.\n")),
        page("empty", ""),
        page("front matter unclosed", "---\ntitle: Nieuw\n"),
        page("front matter doubled", format!("{HEAD}{HEAD}")),
        page("front matter with a field twice", "---\ntitle: Een\ntitle: Twee\ndescription: Een pagina.\n---\n"),
        page("front matter is a list", "---\n- een\n- twee\n---\n"),
        page("front matter is a word", "---\neen\n---\n"),
        page("front matter with lines in the text", format!("{HEAD}---\n\nlet op: een tekst\n\n---\n")),
        page("anchors", "---\ntitle: &a Nieuw\ndescription: *a\n---\n"),
        page("front matter of 1,000 levels", levels),
        case(
            "date in the year 0",
            "content/nieuws/oud.md",
            "---\ntitle: Oud\ndescription: Oud.\ndate: 0000-00-00\n---\n"
        ),
        case(
            "date in the year 9999",
            "content/nieuws/later.md",
            "---\ntitle: Later\ndescription: Later.\ndate: 9999-12-31\n---\n"
        ),
        case("settings of another type", "data/portaal.yaml", "- een\n"),
        case(
            "model that contradicts itself",
            "data/landkaart/model.yaml",
            "fases: []\nmijlpalen: [{id: a, fase: b}]\nniveaus: 3\n"
        ),
    ]));
}

#[test]
fn deep_and_large_markdown() {
    let deep = 100_000;
    let lists: String = (0..1000).map(|level| format!("{}- x\n", "  ".repeat(level))).collect();
    let footnotes: String = (0..2000).map(|at| format!("[^{at}]: zie [^{}]\n\n", (at + 1) % 2000)).collect();
    let columns = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(10_000));
    insta::assert_snapshot!(reports(vec![
        body("quotes 100,000 deep", ">".repeat(deep)),
        body("lists 1,000 deep", lists),
        body("list marks 100,000 deep", "- ".repeat(deep)),
        body("emphasis 100,000 deep", format!("{}x{}", "*".repeat(deep), "*".repeat(deep))),
        body("emphasis that never ends", "*a _b ".repeat(deep / 2)),
        body("links 100,000 deep", format!("{}x{}", "[".repeat(deep), "](/)".repeat(deep))),
        body("brackets that never end", "[".repeat(deep)),
        body("pictures that never end", "![".repeat(deep)),
        body("wiki links that never end", "[[".repeat(deep)),
        body("backticks of all lengths", (1..1500).map(|count| format!("{} ", "`".repeat(count))).collect::<String>()),
        body("tags that never end", "<a ".repeat(deep)),
        body("comments that never end", "<!--".repeat(deep)),
        body("entities", "&#x26;".repeat(deep)),
        body("footnotes in circles", format!("[^0]\n\n{footnotes}")),
        body("definitions of links", (0..5000).map(|at| format!("[a{at}]: /x\n")).collect::<String>()),
        body("table of 10,000 columns", format!("{}{}{}", columns("a"), columns("-"), columns("b"))),
        body("directive unclosed", ":::uitklap{titel=Meer}\nEen tekst.\n"),
        body(
            "directives 1,000 deep",
            format!("{}tekst\n{}", ":::uitklap{titel=Meer}\n".repeat(1000), ":::\n".repeat(1000))
        ),
        body("directive with endless attributes", format!("::grafiek{{{}", "a=\"b\" ".repeat(deep / 10))),
    ]));
}

/// The boundary of the one region of the starter portal, along these points.
fn boundary(points: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"id":"voorbeeldregio"}},"geometry":{{"type":"Polygon","coordinates":[[{points}]]}}}}]}}"#
    )
}

#[test]
fn large_files() {
    let line = |size: usize| "woord ".repeat(size / 6);
    let row = include_str!("../../src/starter/data/werkpleinen.csv");
    insta::assert_snapshot!(reports(vec![
        body("line of 50 MB", line(50_000_000)),
        body("line that is just read", line(9_900_000)),
        case("CSV with a line of 50 MB", "data/werkpleinen.csv", format!("{row}{}", line(50_000_000))),
        case("CSV with a line that is just read", "data/werkpleinen.csv", format!("{row}{}\n", line(9_900_000))),
        case("YAML with a line of 50 MB", "data/begrippen.yaml", format!("- id: {}\n", line(50_000_000))),
        case("YAML with a line that is just read", "data/begrippen.yaml", format!("- id: {}\n", line(9_900_000))),
        case("template with a line of 50 MB", "themes/werkplein/templates/pagina.html", line(50_000_000)),
    ]));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_read_or_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = portal();
    for name in [&b"caf\xe9.md"[..], b"foto\xff.txt"] {
        fs::write(folder.path().join("content/over").join(OsStr::from_bytes(name)), format!("{HEAD}Een tekst.\n"))
            .expect("written");
    }
    let (code, report, _) = check(folder.path());
    assert_eq!(code, Some(1), "{report}");
    for name in ["caf\u{fffd}.md", "foto\u{fffd}.txt"] {
        assert!(report.contains(name), "{report}");
    }
    // Nothing else is lost.
    fs::remove_file(folder.path().join("content/over").join(OsStr::from_bytes(b"caf\xe9.md"))).expect("removed");
    fs::remove_file(folder.path().join("content/over").join(OsStr::from_bytes(b"foto\xff.txt"))).expect("removed");
    assert_eq!(check(folder.path()).0, Some(0));
}

#[test]
fn data_files() {
    // The rows that are there stay, so that only the new row is wrong.
    let werkplein = include_str!("../../src/starter/data/werkpleinen.csv");
    let row = "a,A,A,voorbeeldregio";
    insta::assert_snapshot!(reports(vec![
        case("CSV with a column missing", "data/werkpleinen.csv", "id,naam\na,A\n"),
        case("CSV with cells too many", "data/werkpleinen.csv", format!("{werkplein}{row},52.1,5.2,x,y\n")),
        case(
            "CSV with a quote unclosed",
            "data/werkpleinen.csv",
            format!("{werkplein}a,\"A,A,voorbeeldregio,52.1,5.2\n")
        ),
        case("CSV with NUL", "data/werkpleinen.csv", format!("{werkplein}a,A\0,A,voorbeeldregio,52.1,5.2\n")),
        case(
            "CSV in two encodings",
            "data/werkpleinen.csv",
            [werkplein.as_bytes(), b"a,\xc3\xa9\xe9,A,voorbeeldregio,52.1,5.2\n"].concat()
        ),
        case("CSV with NaN as a place", "data/werkpleinen.csv", format!("{werkplein}{row},NaN,inf\n")),
        case("CSV that is empty", "data/werkpleinen.csv", ""),
        case("CSV of 10,000 columns", "data/werkpleinen.csv", "a,".repeat(10_000)),
        case("glossary of another type", "data/begrippen.yaml", "begrippen: 3\n"),
        case("GeoJSON that crosses itself", "data/geo/g.geojson", boundary("[5,52],[6,53],[6,52],[5,53],[5,52]")),
        case("GeoJSON with NaN", "data/geo/g.geojson", boundary("[5,52],[NaN,52],[6,53],[5,52]")),
        case(
            "GeoJSON with places that are none",
            "data/geo/g.geojson",
            boundary("[1e999,52],[6,52],[6,53],[1e999,52]")
        ),
    ]));
}

#[test]
fn names_of_files() {
    let long = format!("content/over/{}.md", "a".repeat(252));
    let text = format!("{HEAD}Een tekst.\n");
    let two = |name, one: &str, other: &str| Case {
        name,
        files: vec![(one.to_owned(), text.clone().into_bytes()), (other.to_owned(), text.clone().into_bytes())],
    };
    insta::assert_snapshot!(reports(vec![
        case("name with blanks", "content/over/een nieuwe pagina.md", &text),
        case("name with dots", "content/over/..nieuw.md", &text),
        case("name with an encoded dot", "content/over/%2e%2e.md", &text),
        case("name with a look-alike", "content/over/p\u{0430}gina.md", &text),
        two("names in NFC and NFD", "content/over/caf\u{e9}.md", "content/over/cafe\u{301}.md"),
        two("names that differ in capitals", "content/over/Nieuw.md", "content/over/nieuw.md"),
        case("reserved name of Windows", "content/over/con.md", &text),
        case("name of 255 bytes", &long, &text),
        case("a feed of an editor's own", "content/feed.xml", "van mij"),
        case("a sitemap of an editor's own", "content/sitemap.xml", "van mij"),
        case("a file of search of an editor's own", "content/zoeken/index.json", "{}"),
    ]));
}

#[test]
fn themes() {
    let base = "themes/werkplein/templates/";
    let template = |name, text: &str| case(name, &format!("{base}pagina.html"), text);
    insta::assert_snapshot!(reports(vec![
        template("template that extends itself", "{% extends \"pagina.html\" %}"),
        template("template that includes itself", "{% include \"pagina.html\" %}"),
        template("template with a wrong type", "{{ page.title + [1] }}{{ page.title.x.y }}"),
        template("template that does not end", "{% if page %}"),
        case("words that are no words", "themes/werkplein/teksten.yaml", "- een\n"),
    ]));
}

/// Files of which one goes, or becomes another, after it was read so many times.
struct Fleeting {
    site: TestSite,
    path: SourcePath,
    reads: AtomicUsize,
    lasts: usize,
    becomes: Option<&'static [u8]>,
}

impl Reader for Fleeting {
    fn read(&self, path: &str, _: u64, out: &mut Vec<u8>) -> io::Result<()> {
        if *path == *self.path && self.reads.fetch_add(1, Ordering::SeqCst) >= self.lasts {
            out.clear();
            return match self.becomes {
                Some(bytes) => {
                    out.extend_from_slice(bytes);
                    Ok(())
                }
                None => Err(io::ErrorKind::NotFound.into()),
            };
        }
        *out = self.site.sources.bytes(self.site.sources.get(path).expect("it is listed"))?.to_vec();
        Ok(())
    }
}

#[test]
fn a_file_that_goes_or_changes_after_it_was_listed() {
    let paths: Vec<SourcePath> = TestSite::starter().sources.iter().map(|source| source.path.clone()).collect();
    let plain = TestSite::starter().build().outputs.expect("it builds");
    let ways = [(0, None), (1, None), (2, None), (1, Some(&b"\xff"[..]))];
    let tries: Vec<_> = paths.iter().flat_map(|path| ways.map(|(lasts, becomes)| (path, lasts, becomes))).collect();
    let said: usize = tries
        .par_iter()
        .map(|&(path, lasts, becomes)| {
            let site = TestSite::starter();
            let stamp = |source: &Source| Stamp { size: source.content.size(), modified: 0, changed: 0, inode: 0 };
            let listed: Vec<Source> =
                site.sources.iter().map(|source| Source::on_disk(source.path.clone(), stamp(source))).collect();
            let options = site.options.clone();
            let reader = Fleeting { site, path: path.clone(), reads: AtomicUsize::new(0), lasts, becomes };
            let sources = Sources::on_disk(listed, Arc::new(reader));
            let built = build(&sources, &options, &mut Cache::default());
            match built.outputs {
                // It was not read again, or only read then: the site is that of the files as they were, or as they became.
                Some(outputs) => {
                    let later = || becomes.and_then(|bytes| TestSite::starter().file(path, bytes).build().outputs);
                    let as_it_became = || later().is_some_and(|later| later == outputs);
                    assert!(outputs == plain || as_it_became(), "{path} after {lasts}: a mixed site and nothing said");
                    0
                }
                None => {
                    let errors = built.diagnostics.iter().filter(|problem| problem.level == Level::Error);
                    let own = errors.filter(|problem| problem.place.path == *path).count();
                    assert!(own > 0, "{path} after {lasts}: {:?}", built.diagnostics);
                    1
                }
            }
        })
        .sum();
    assert!(said >= paths.len(), "{said} of {}", paths.len());
}

#[test]
fn a_link_to_nothing_is_said() {
    let folder = portal();
    let over = folder.path().join("content/over");
    std::os::unix::fs::symlink("nergens.md", over.join("link.md")).expect("a link");
    // Emacs marks a file that is being edited with one.
    std::os::unix::fs::symlink("iemand@computer.123", over.join(".#index.md")).expect("a link");
    let (code, report, _) = check(folder.path());
    let is_said = report.contains("content/over/link.md") && !report.contains(".#");
    assert!(code == Some(1) && is_said, "{code:?} {report}");
}

#[test]
fn thirty_thousand_files_in_a_folder() {
    let folder = portal();
    let many = folder.path().join("content/over/veel");
    fs::create_dir_all(&many).expect("made");
    for at in 0..30_000 {
        fs::write(many.join(format!("{at}.txt")), b"x").expect("written");
    }
    let (code, report, memory) = check(folder.path());
    assert!(
        code == Some(0) && memory < MAX_MEMORY,
        "{code:?} {memory} kB {}",
        report.chars().take(400).collect::<String>()
    );
}
