//! A text is never more than a text: 300 payloads through every field, and every file that comes out is read as its readers read it.
//!
//! Each file is compared with that of the same portal with plain words in place of the payloads: the same sorts of elements with the
//! same attributes, of those that do something as many, the same lines of a calendar, the same columns. So no list of what is bad
//! is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ketenportaal::diagnostic::{Diagnostic, Language, Level};
use ketenportaal::pipeline::{self, Cache};
use ketenportaal::render::Outputs;
use ketenportaal::render::server_files::{self, Server};
use rayon::prelude::*;

use crate::fuzz::{assert_harmless, assert_well_formed};
use crate::harness::{Built, TestSite, text_of};
use crate::payloads::{payloads, raw_pages, site, yaml};

/// How often each thing is there.
type Counts = BTreeMap<String, usize>;

/// Payloads in one portal. More make fewer portals to build, but longer texts in the fields of which there is one.
const TOGETHER: usize = 12;

/// Elements that do or ask something; of others, such as the lines of a drawing, there are as many as a text is long.
const ACTIVE: [&str; 22] = [
    "applet", "base", "body", "button", "details", "embed", "form", "head", "html", "iframe", "image", "img", "input",
    "link", "main", "math", "meta", "object", "script", "style", "svg", "template",
];

#[test]
fn no_payload_is_more_than_text() {
    let payloads = payloads();
    assert!(payloads.len() >= 300, "{}", payloads.len());
    leave_for_the_browser(&payloads);
    let sites: Vec<&[String]> = payloads.chunks(TOGETHER).collect();
    let words = |count| (0..count).map(|at| format!("woord{at}")).collect::<Vec<_>>();
    let plain: BTreeMap<usize, Outputs> = [TOGETHER, payloads.len() % TOGETHER]
        .into_iter()
        .filter(|count| *count > 0)
        .map(|count| (count, built(&site(&words(count), &words(count).join(" "))).unwrap()))
        .collect();
    let known: Counts = plain.values().flatten().flat_map(|(path, bytes)| shape(path, bytes).unwrap()).collect();
    let wrong: Vec<String> = sites
        .par_iter()
        .flat_map(|payloads| {
            let plain = &plain[&payloads.len()];
            let wrong = match built(&site(payloads, &payloads.join(" "))) {
                Ok(outputs) => outputs.iter().filter_map(|(path, bytes)| problem(path, bytes, plain, &known)).collect(),
                Err(problem) => vec![format!("refused: {problem}")],
            };
            wrong
                .into_iter()
                .map(|problem| format!("{problem}\n  one of those from {:?}", payloads[0]))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{} problems\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// Names of files and earlier addresses make addresses. Each is refused with its place, or comes out with nothing in it that a
/// page, a feed or a server reads as more than an address.
#[test]
fn addresses_are_refused_or_harmless() {
    let mut site = TestSite::starter();
    let page = |more: &str| format!("---\ntitle: Een\ndescription: Een pagina.\n{more}---\n\nTekst.\n");
    for (at, payload) in payloads().iter().enumerate() {
        site.write(&format!("content/over/{}.md", payload.replace('/', "-")), page(""));
        site.write(
            &format!("content/over/oud-{at}.md"),
            page(&format!("aliases: [{}]\n", yaml(&format!("/oud/{payload}/")))),
        );
    }
    let refused = take_out_refused(&mut site);
    let built = pipeline::build(&site.sources, &site.options, &mut Cache::default());
    let accepted =
        site.sources.iter().filter(|source| source.path.contains("kpx") || source.path.contains("oud-")).count();
    // Nearly all are refused; what is left goes on to be looked at.
    assert!(accepted > 0 && refused.len() > 500, "{accepted} accepted, {} refused", refused.len());
    let portal = &built.site.as_ref().expect("it builds").portal;
    for server in [Server::Netlify, Server::Nginx, Server::Caddy, Server::Apache] {
        let rules = server_files::configuration(portal, server);
        // Apache has blocks, whose lines begin with what no address may bring in.
        let is_own = |line: &&str| {
            !line.starts_with('#')
                && !line.starts_with("<If ")
                && !line.starts_with("<FilesMatch ")
                && !line.starts_with("</")
        };
        let own = rules.lines().filter(is_own).collect::<Vec<_>>().join("\n");
        assert!(!own.contains("kpx(") && !own.contains('<') && !own.contains("kpx;"), "{own}");
        assert!(!rules.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{rules}");
    }
    let outputs = self::built(&site).unwrap();
    for (path, bytes) in &outputs {
        shape(path, bytes).unwrap_or_else(|problem| panic!("{path}: {problem}"));
    }
    let redirects = text_of(&outputs["_redirects"]);
    for line in redirects.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        let harmless = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/%".contains(c));
        assert!(words.len() == 3 && words.iter().all(|word| harmless(word)), "{line}");
    }
}

/// Markdown, links and components of editors: each page is refused with its place, or comes out with nothing that runs.
#[test]
fn text_of_editors_is_refused_or_harmless() {
    let payloads = payloads();
    let mut site = TestSite::starter();
    let pages = raw_pages(&payloads);
    for (path, text) in &pages {
        site.write(path, text);
    }
    let refused = take_out_refused(&mut site);
    let components = refused.iter().filter(|path| path.contains("rauw-onderdeel")).count();
    assert_eq!(components, payloads.len(), "no argument but a title takes any text");
    let outputs = self::built(&site).unwrap();
    let mut seen = 0;
    for (path, bytes) in &outputs {
        shape(path, bytes).unwrap_or_else(|problem| panic!("{path}: {problem}"));
        if path.starts_with("over/rauw-") && path.ends_with(".html") {
            assert_well_formed(&text_of(bytes));
            assert_harmless(&text_of(bytes));
            seen += 1;
        }
    }
    println!("{} pages: {} refused, {seen} looked at", pages.len(), refused.len());
    assert_eq!(seen + refused.len(), pages.len());
}

/// Settings that are more than text, an address or a name of a file: refused, or harmless in every file.
#[test]
fn settings_are_refused_or_harmless() {
    // Each with what it may start with: the payload stands there by itself, and after that start.
    let settings = [
        ("base_url: {}", "https://portaal.example/"),
        ("contact: {}", "redactie@portaal.example"),
        ("language: {}", "nl"),
        ("theme: {}", "werkplein"),
        ("feedback: {mail: {}}", "redactie@portaal.example"),
        ("feedback: {adres: {}}", "https://portaal.example/"),
        ("beveiliging: {contact: [{}], expires: 2030-01-01}", "https://portaal.example/"),
        ("organisatie: {naam: Voorbeeld, tooi: {}}", "https://identifier.overheid.nl/tooi/id/gemeente/gm0001"),
    ];
    // Each payload in one of them, or in all when there is time.
    let all = std::env::var_os("KETENPORTAAL_ALL_PAYLOADS").is_some();
    let start = TestSite::starter().text("data/portaal.yaml");
    let cases: Vec<(String, String)> = settings
        .iter()
        .enumerate()
        .flat_map(|(nth, (setting, good))| {
            let key = setting.split(' ').next().unwrap_or_default();
            let own: String = start.split_inclusive('\n').filter(|line| !line.starts_with(key)).collect();
            let wanted = payloads().into_iter().enumerate().filter(move |(at, _)| all || at % settings.len() == nth);
            wanted.flat_map(move |(_, payload)| {
                let after = format!("{good}{payload}");
                [payload, after].map(|value| (setting.replace("{}", &yaml(&value)), own.clone()))
            })
        })
        .collect();
    let accepted: Vec<Option<String>> = cases
        .par_iter()
        .map(|(setting, own)| {
            let site = TestSite::starter().file("data/portaal.yaml", format!("{own}{setting}\n"));
            let outputs = self::built(&site).ok()?;
            for (path, bytes) in &outputs {
                shape(path, bytes).unwrap_or_else(|problem| panic!("{setting}: {path}: {problem}"));
                if path.ends_with(".html") {
                    assert_well_formed(&text_of(bytes));
                    assert_harmless(&text_of(bytes));
                }
            }
            Some(setting.clone())
        })
        .collect();
    let accepted: Vec<&String> = accepted.iter().flatten().collect();
    println!("{} settings, {} accepted", cases.len(), accepted.len());
    assert!(accepted.len() < cases.len() / 20, "{accepted:#?}");
}

/// Takes the pages with an error out until none is left; gives their paths. Nothing else may have one.
fn take_out_refused(site: &mut TestSite) -> BTreeSet<String> {
    let mut refused = BTreeSet::new();
    loop {
        let found: BTreeSet<String> =
            errors(&site.build().diagnostics).map(|error| error.place.path.to_string()).collect();
        if found.is_empty() {
            return refused;
        }
        for path in found {
            assert!(path.starts_with("content/over/") && site.sources.remove(&path).is_some(), "{path}");
            refused.insert(path);
        }
    }
}

fn errors(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error)
}

/// What is wrong with a file.
fn problem(path: &str, bytes: &Arc<[u8]>, plain: &Outputs, known: &Counts) -> Option<String> {
    let shape = match shape(path, bytes) {
        Ok(shape) => shape,
        Err(problem) => return Some(format!("{path}: {problem}")),
    };
    if is_hashed(path) {
        return None;
    }
    let Some(plain) = plain.get(path) else { return Some(format!("{path} is new")) };
    let plain = self::shape(path, plain).ok()?;
    if let Some(new) = shape.keys().find(|key| !known.contains_key(*key)) {
        return Some(format!("{path}: {new} is nowhere in a plain portal"));
    }
    let counted =
        |key: &str| !key.starts_with('<') || ACTIVE.contains(&key[1..].split([' ', '>']).next().unwrap_or_default());
    let keys = shape.keys().chain(plain.keys()).filter(|key| counted(key));
    let count = |counts: &Counts, key: &str| counts.get(key).copied().unwrap_or(0);
    let mut different = keys.filter(|key| count(&shape, key) != count(&plain, key));
    let key = different.next()?;
    Some(format!("{path}: {key} {} times, not {}", count(&shape, key), count(&plain, key)))
}

/// Writes the portal of all payloads, which the browser tests build and open.
fn leave_for_the_browser(payloads: &[String]) {
    // All of them in a title of each page would be a book.
    let mut site = site(payloads, &payloads[..4].join(" "));
    for (path, text) in raw_pages(payloads) {
        site.write(&path, text);
    }
    take_out_refused(&mut site);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("payloads");
    let _ = fs::remove_dir_all(&folder);
    for source in site.sources.iter() {
        let path = folder.join(&*source.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, site.sources.bytes(source).expect("in memory")).expect("written");
    }
    fs::write(folder.join("payloads.json"), serde_json::to_string(&payloads).expect("texts")).expect("written");
}

/// Names that hold the hash of what is in the file: the files of search are as many as the words are.
fn is_hashed(path: &str) -> bool {
    path.starts_with("zoeken/") || path.starts_with("assets/")
}

fn built(site: &TestSite) -> Result<Outputs, String> {
    let Built { outputs, diagnostics, .. } = site.build();
    outputs.ok_or_else(|| {
        errors(&diagnostics)
            .map(|error| format!("{} {}: {}", error.entry.code, error.place.path, error.message(Language::Dutch)))
            .collect::<Vec<_>>()
            .join("; ")
    })
}

/// What a file is made of, as its readers see it; an error when it is not well formed.
fn shape(path: &str, bytes: &Arc<[u8]>) -> Result<Counts, String> {
    let ending = path.rsplit('.').next().unwrap_or_default();
    if matches!(ending, "png" | "ico" | "jpg") {
        return Ok(Counts::new());
    }
    let text = text_of(bytes);
    let mut counts = Counts::new();
    match ending {
        "html" => html(&text, &mut counts)?,
        "xml" | "atom" | "svg" => xml(&text, &mut counts)?,
        "ics" => calendar(&text, &mut counts)?,
        "csv" => table(&text, &mut counts)?,
        "json" | "jsonld" | "webmanifest" => {
            let value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
            if !is_hashed(path) {
                json(&value, &mut counts);
            }
        }
        // These hold no text of editors, or are text for people.
        "css" | "js" | "eml" => {}
        "txt" if path.ends_with("/mail.txt") => {}
        // Turtle, and the rules of servers: as many lines, each with the same start.
        _ => lines(&text, &mut counts)?,
    }
    Ok(counts)
}

fn add(counts: &mut Counts, what: impl Into<String>) {
    *counts.entry(what.into()).or_default() += 1;
}

/// Elements with the names of their attributes. Stricter than a browser: what a browser would mend is an error.
fn html(text: &str, counts: &mut Counts) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!doctype html>") {
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-')).unwrap_or(rest.len());
        let name = &rest[..end];
        if !name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_lowercase()) {
            return Err(format!("a bare < before {:?}", rest.chars().take(40).collect::<String>()));
        }
        rest = &rest[end..];
        let mut names = Vec::new();
        while !rest.starts_with('>') {
            rest = attribute(rest, &mut names)?;
        }
        add(counts, format!("<{name} {}>", names.join(" ")));
        if name == "script" {
            let end = rest.find("</script>").ok_or("a script without an end")?;
            let data = &rest[1..end];
            if !data.is_empty() {
                let value = serde_json::from_str(data).map_err(|error| format!("JSON in a script: {error}"))?;
                if data.contains('<') {
                    return Err("a < in a script".to_owned());
                }
                json(&value, counts);
            }
            rest = &rest[end..];
        }
    }
    Ok(())
}

/// Reads one attribute of a tag and gives what is left.
fn attribute<'a>(rest: &'a str, names: &mut Vec<&'a str>) -> Result<&'a str, String> {
    let wrong = || format!("a tag with {:?}", rest.chars().take(40).collect::<String>());
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('/').filter(|after| after.starts_with('>')).unwrap_or(rest);
    if rest.starts_with('>') {
        return Ok(rest);
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ':')).ok_or_else(wrong)?;
    let (name, after) = rest.split_at(end);
    if name.is_empty() || name.starts_with("on") || matches!(name, "style" | "srcdoc") {
        return Err(wrong());
    }
    names.push(name);
    let Some(value) = after.strip_prefix("=\"") else { return Ok(after) };
    let (value, after) = value.split_once('"').ok_or_else(wrong)?;
    if matches!(name, "href" | "src" | "action" | "data" | "srcset" | "poster") {
        address(value)?;
    }
    Ok(after)
}

/// Refuses an address that runs something or leads where no editor said.
fn address(value: &str) -> Result<(), String> {
    let value: String =
        value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
    let scheme = value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    let known = scheme.is_none_or(|scheme| matches!(scheme, "http" | "https" | "mailto" | "webcal"));
    if known && !value.starts_with("//") { Ok(()) } else { Err(format!("a link to {value}")) }
}

/// Elements with the names of their attributes.
fn xml(text: &str, counts: &mut Counts) -> Result<(), String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => {
                let mut names = String::new();
                for attribute in tag.attributes() {
                    let attribute = attribute.map_err(|error| error.to_string())?;
                    names.push_str(&format!(" {}", attribute.key.as_ref()));
                }
                add(counts, format!("<{}{names}>", tag.name().as_ref()));
            }
            Event::Text(text) if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) => {
                return Err("a character that XML does not have".to_owned());
            }
            Event::CData(_) | Event::PI(_) | Event::DocType(_) => {
                return Err("CDATA, DOCTYPE or an instruction".to_owned());
            }
            _ => {}
        }
    }
}

/// Properties with their parameters, unfolded.
fn calendar(text: &str, counts: &mut Counts) -> Result<(), String> {
    if let Some(long) = text.split("\r\n").find(|line| line.len() > 75) {
        return Err(format!("a line of {} bytes", long.len()));
    }
    if text.replace("\r\n", "").contains(|c: char| c.is_control() && c != '\t') {
        return Err("a control character".to_owned());
    }
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let name = line.split(':').next().unwrap_or_default();
        let value = if matches!(name, "BEGIN" | "END") { line } else { name };
        add(counts, value);
    }
    Ok(())
}

/// As many rows and columns, and no cell that a spreadsheet would calculate.
fn table(text: &str, counts: &mut Counts) -> Result<(), String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        add(counts, format!("row of {}", row.len()));
        for cell in &row {
            let is_number = cell.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}']) && !is_number {
                return Err(format!("a formula: {cell:?}"));
            }
        }
    }
    Ok(())
}

/// Names of fields, at any depth.
fn json(value: &serde_json::Value, counts: &mut Counts) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                add(counts, format!("{{{name}}}"));
                json(value, counts);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| json(item, counts)),
        _ => {}
    }
}

/// Lines, by their first word.
fn lines(text: &str, counts: &mut Counts) -> Result<(), String> {
    if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err("a control character".to_owned());
    }
    for line in text.lines() {
        add(counts, line.split_whitespace().next().unwrap_or_default());
    }
    Ok(())
}
