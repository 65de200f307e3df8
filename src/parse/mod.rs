//! One file in, one value out, with the problems found on the way. Parsing never fails and never sees a second file.

pub mod code;
pub mod data;
pub mod directive;
pub mod document;
pub mod fields;
pub mod front_matter;
pub mod geojson;
pub mod headings;
pub mod kinds;
pub mod markdown;
pub mod marked;
pub mod picture;
pub mod printed;
pub mod prose;
pub mod settings;
pub mod slug;
pub mod table;
pub mod theme_words;
pub mod yaml;
mod yaml_mistakes;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{Hash, Hasher};
use crate::source::{Place, SourcePath, Span, is_turning};
use data::{
    ArbeidsmarktModel, BegripRow, BronRow, DoelgroepRow, FigureRows, GemeenteRow, IndicatorRow, LandkaartModel,
    OutlinePart, RegioRow, Schrijfwijzer, SnapshotRows, WerkpleinRow,
};
use document::{Call, Link, Section};
use front_matter::{ContentKind, FrontMatter};
use geojson::Boundaries;
use headings::Headings;
use marked::Marked;
use picture::Picture;
use printed::Printed;

/// A file that was read: its value, and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    /// The file.
    pub path: SourcePath,
    /// Hash of its bytes.
    pub hash: Hash,
    /// What other files can see of it.
    pub value: File,
    /// The text, of a page.
    pub text: Option<Arc<KeptText>>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a file of a portal holds.
#[derive(Debug)]
pub enum File {
    /// A page.
    Page(Arc<Page>),
    /// A page that could not be read, which was reported: its folder and its name in the address.
    BrokenPage(String, String),
    /// `data/portaal.yaml`.
    Settings(Box<Settings>),
    /// `data/werkpleinen.csv`.
    Werkpleinen(Vec<WerkpleinRow>),
    /// `data/regios.csv`.
    Regios(Vec<RegioRow>),
    /// `data/gemeenten.csv`.
    Gemeenten(Vec<GemeenteRow>),
    /// `data/omtrek.csv`.
    Outline(Vec<OutlinePart>),
    /// `data/geo/*.geojson`.
    Boundaries(Boundaries),
    /// `data/begrippen.yaml`.
    Begrippen(Vec<BegripRow>),
    /// `data/doelgroepen.yaml`.
    Doelgroepen(Vec<DoelgroepRow>),
    /// `data/bronnen.yaml`.
    Bronnen(Vec<BronRow>),
    /// `data/schrijfwijzer.yaml`.
    Schrijfwijzer(Schrijfwijzer),
    /// `data/ketenjournaal.yaml`.
    Edities(Vec<settings::EditieRow>),
    /// `data/indicatoren.yaml`.
    Indicatoren(Vec<IndicatorRow>),
    /// `data/landkaart/model.yaml`.
    LandkaartModel(Box<LandkaartModel>),
    /// `data/landkaart/<period>.csv`.
    Snapshot(SnapshotRows),
    /// `data/arbeidsmarkt/model.yaml`.
    ArbeidsmarktModel(Box<ArbeidsmarktModel>),
    /// `data/arbeidsmarkt/*.csv`.
    Figures(FigureRows),
    /// `themes/<theme>/teksten.yaml`: every text by its dotted key.
    Words(BTreeMap<String, String>),
    /// A file of `content/` that is published as it is, with what the header says of a picture.
    Asset(Option<Picture>),
    /// A file the stages after this one take as bytes (templates, assets of the theme), or one that could not be read.
    Other,
}

/// What other pages can see of a page, and how it is listed. Another text below equal front matter and headings leaves it equal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Kind, from its folder.
    pub kind: ContentKind,
    /// Folder of `content/` it is in; empty for the home page.
    pub folder: String,
    /// Its name in the address; empty for `_index.md`.
    pub slug: String,
    /// Its address.
    pub address: Arc<str>,
    /// What its title is sorted by.
    pub sort_key: Box<str>,
    /// Fields.
    pub front: FrontMatter,
    /// Headings of the text, each an anchor.
    pub headings: Headings,
    /// Whether the text shows the list of documents, each an anchor.
    pub lists_sources: bool,
    /// Equal hashes mean that all of the above is equal.
    pub hash: Hash,
    /// Equal hashes mean that its anchors are equal.
    pub anchors_hash: Hash,
}

/// What only the page itself shows of its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Every link and image, in order of the text.
    pub links: Vec<Link>,
    /// Every component, in order of the text.
    pub components: Vec<Call>,
    /// The parts below headings of level 2.
    pub sections: Vec<Section>,
    /// In a practice, which has fixed sections: the other headings, by their place among all headings, with where they stand.
    pub subheadings: Vec<(usize, Span)>,
    /// Where the text stands in the file.
    pub span: Span,
    /// The line of the file that the text starts on, from 1.
    pub line: u32,
}

/// The text of a page as it is kept: read, or left by an earlier build and brought back when it is first needed. When one page
/// of 10,000 changed that is one text, and bringing back all of them was a twentieth of the work.
#[derive(Debug)]
pub struct KeptText {
    /// Whether there are components in it.
    pub has_components: bool,
    text: LazyLock<Text, Box<dyn FnOnce() -> Text + Send>>,
}

impl KeptText {
    /// A text that was read.
    pub fn read(text: Text) -> Self {
        Self::later(!text.components.is_empty(), move || text)
    }

    /// A text that `bring_back` gives when it is needed.
    pub fn later(has_components: bool, bring_back: impl FnOnce() -> Text + Send + 'static) -> Self {
        Self { has_components, text: LazyLock::new(Box::new(bring_back)) }
    }
}

impl Deref for KeptText {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.text
    }
}

/// The most bytes of a file with text or data, 10 MB. What is read takes some twenty times as much memory for a moment.
pub const MAX_TEXT: u64 = 10_000_000;

/// The problem with a file that is not read because of its size; pictures and other files that are published as they are may be
/// as large as they are.
pub fn too_large(path: &SourcePath, size: u64) -> Option<Diagnostic> {
    let is_text = path.ends_with(".md") || !path.starts_with("content/");
    (is_text && size > MAX_TEXT).then(|| {
        Diagnostic::new(&catalogue::TOO_LARGE, Place::file(path.clone()))
            .with("grootte", size.div_ceil(1_000_000).to_string())
            .with("grens", (MAX_TEXT / 1_000_000).to_string())
    })
}

/// Reads one file; `hash` is that of its bytes. Of a page the text comes with it, as HTML with gaps.
pub fn file(path: &SourcePath, hash: Hash, bytes: &[u8]) -> (Parsed, Option<Printed>) {
    let mut diagnostics = Vec::new();
    let mut parsed = Parsed { path: path.clone(), hash, value: File::Other, text: None, diagnostics: Vec::new() };
    let mut printed = None;
    let file = Bytes { path, bytes };
    match path.strip_prefix("content/").map(|relative| relative.strip_suffix(".md")) {
        Some(Some(stem)) => printed = page(&file, stem, &mut parsed, &mut diagnostics),
        other => match meant_ending(path) {
            Some(ending) => {
                let problem = Diagnostic::new(&catalogue::ODD_ENDING, Place::file(path.clone()));
                diagnostics.push(problem.with("einde", ending));
            }
            None if is_workbook(path) => {
                diagnostics.push(Diagnostic::new(&catalogue::WORKBOOK, Place::file(path.clone())))
            }
            None if other.is_some() => {
                if path.contains(|c: char| c.is_control() || is_turning(c)) {
                    diagnostics.push(Diagnostic::new(&catalogue::ODD_NAME, Place::file(path.clone())));
                }
                if is_active(path) {
                    diagnostics.push(Diagnostic::new(&catalogue::ACTIVE_FILE, Place::file(path.clone())));
                }
                parsed.value = File::Asset(asset(&file, &mut diagnostics));
            }
            None => parsed.value = read(&file, &mut diagnostics).unwrap_or(File::Other),
        },
    }
    parsed.diagnostics = diagnostics;
    (parsed, printed)
}

/// The ending that the name of a file is meant to have, when it is nearly that of a page or of a table. Such a file is never published:
/// it may be a draft.
fn meant_ending(path: &str) -> Option<&'static str> {
    let (folder, name) = path.split_once('/')?;
    let lower = name.to_lowercase();
    let is_nearly = |exact: &str, others: &[&str]| {
        !name.ends_with(exact) && (lower.ends_with(exact) || others.iter().any(|ending| lower.ends_with(ending)))
    };
    match folder {
        "content" if lower.contains(".md.") || is_nearly(".md", &[".markdown"]) => Some(".md"),
        "data" if is_nearly(".csv", &[]) => Some(".csv"),
        "data" if is_nearly(".yaml", &[".yml"]) => Some(".yaml"),
        _ => None,
    }
}

/// Whether it is a workbook among the data: only `import` reads those.
fn is_workbook(path: &str) -> bool {
    let lower = path.to_lowercase();
    path.starts_with("data/") && [".xlsx", ".xls", ".ods"].iter().any(|ending| lower.ends_with(ending))
}

/// Whether a browser or a server runs what is in such a file, rather than show it or hand it out.
fn is_active(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let of_browsers =
        ["html", "htm", "xhtml", "xht", "shtml", "mhtml", "js", "mjs", "css", "wasm", "swf", "xsl", "xslt"];
    let of_servers = ["php", "phtml", "asp", "aspx", "jsp", "cgi"];
    of_browsers.contains(&ending) || of_servers.contains(&ending) || name == "web.config"
}

/// What a file that is published as it is says of itself: a picture that is none, or that keeps readers waiting, is reported.
fn asset(file: &Bytes, diagnostics: &mut Vec<Diagnostic>) -> Option<Picture> {
    if !picture::is_picture(file.path) {
        return None;
    }
    let place = || Place::file(file.path.clone());
    let Some(picture) = Picture::read(file.bytes) else {
        diagnostics.push(Diagnostic::new(&catalogue::NOT_A_PICTURE, place()));
        return None;
    };
    let (width, height) = picture.size.unwrap_or_default();
    if picture.is_huge() {
        let size = format!("{width} × {height}");
        diagnostics.push(Diagnostic::new(&catalogue::HUGE_PICTURE, place()).with("maat", size));
    } else if picture.bytes > HEAVY_PICTURE && picture.copy_widths().next().is_none() {
        let size = (picture.bytes / 1000).to_string();
        diagnostics.push(Diagnostic::new(&catalogue::HEAVY_PICTURE, place()).with("grootte", size));
    }
    Some(picture)
}

/// A picture of more bytes than this, of which no smaller copies are made, keeps a reader on a phone waiting.
const HEAVY_PICTURE: usize = 500_000;

/// A file that is being read.
struct Bytes<'a> {
    path: &'a SourcePath,
    bytes: &'a [u8],
}

fn read(file: &Bytes, diagnostics: &mut Vec<Diagnostic>) -> Option<File> {
    let path = file.path;
    if let Some(name) = path.strip_prefix("data/") {
        return data_file(file, name, diagnostics);
    }
    let theme = path.strip_prefix("themes/").and_then(|rest| rest.strip_suffix("/teksten.yaml"));
    if theme.is_some_and(|theme| !theme.contains('/')) {
        if file.bytes == theme_words::BASE_TEXT.as_bytes() {
            // Most portals have it as it is.
            return Some(File::Words(theme_words::base().clone()));
        }
        let node = yaml_node(file, diagnostics)?;
        return Some(File::Words(theme_words::read(&node, path, diagnostics)));
    }
    None
}

/// Reads the fields of a data file.
type ReadYaml = fn(&yaml::Node, &SourcePath, &mut Vec<Diagnostic>) -> Option<File>;
/// Reads the rows of a data file.
type ReadTable = fn(&table::Table, &SourcePath, &mut Vec<Diagnostic>) -> Option<File>;

/// How a YAML file of `data/` is read, by its name there; none of a file that is not ours.
fn yaml_reader(name: &str) -> Option<ReadYaml> {
    Some(match name {
        "portaal.yaml" => |node, path, found| Some(File::Settings(Box::new(settings::settings(node, path, found)?))),
        "begrippen.yaml" => |node, path, found| Some(File::Begrippen(data::begrippen(node, path, found))),
        "doelgroepen.yaml" => |node, path, found| Some(File::Doelgroepen(data::doelgroepen(node, path, found))),
        "bronnen.yaml" => |node, path, found| Some(File::Bronnen(data::bronnen(node, path, found))),
        "indicatoren.yaml" => |node, path, found| Some(File::Indicatoren(data::indicatoren(node, path, found))),
        "ketenjournaal.yaml" => |node, path, found| Some(File::Edities(settings::edities(node, path, found))),
        "schrijfwijzer.yaml" => |node, path, found| Some(File::Schrijfwijzer(data::schrijfwijzer(node, path, found)?)),
        "landkaart/model.yaml" => {
            |node, path, found| Some(File::LandkaartModel(Box::new(data::landkaart_model(node, path, found)?)))
        }
        "arbeidsmarkt/model.yaml" => {
            |node, path, found| Some(File::ArbeidsmarktModel(Box::new(data::arbeidsmarkt_model(node, path, found)?)))
        }
        _ => return None,
    })
}

/// How a table of `data/` is read, by its name there; none of a file that is not ours.
fn table_reader(name: &str) -> Option<ReadTable> {
    Some(match name {
        "werkpleinen.csv" => |table, path, found| Some(File::Werkpleinen(data::werkpleinen(table, path, found)?)),
        "regios.csv" => |table, path, found| Some(File::Regios(data::regios(table, path, found)?)),
        "gemeenten.csv" => |table, path, found| Some(File::Gemeenten(data::gemeenten(table, path, found)?)),
        "omtrek.csv" => |table, path, found| Some(File::Outline(data::outline(table, path, found)?)),
        _ if !name.ends_with(".csv") => return None,
        _ if name.starts_with("landkaart/") => {
            |table, path, found| Some(File::Snapshot(data::snapshot(table, path, found)?))
        }
        _ if name.starts_with("arbeidsmarkt/") => {
            |table, path, found| Some(File::Figures(data::figures(table, path, found)?))
        }
        _ => return None,
    })
}

fn data_file(file: &Bytes, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<File> {
    let path = file.path;
    if let Some(read) = yaml_reader(name) {
        return read(&yaml_node(file, diagnostics)?, path, diagnostics);
    }
    if name.starts_with("geo/") && name.ends_with(".geojson") {
        return Some(File::Boundaries(geojson::parse(text(file, diagnostics)?, path, diagnostics)));
    }
    let read = table_reader(name)?;
    read(&table::parse(text(file, diagnostics)?, path, diagnostics)?, path, diagnostics)
}

/// The file's text; a file that is empty or not UTF-8 is reported.
fn text<'a>(file: &Bytes<'a>, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
    match std::str::from_utf8(file.bytes) {
        Ok(text) if text.trim_start_matches('\u{feff}').trim().is_empty() => {
            diagnostics.push(Diagnostic::new(&catalogue::EMPTY_FILE, Place::file(file.path.clone())));
            None
        }
        Ok(text) if has_old_line_ends(text) => {
            diagnostics.push(Diagnostic::new(&catalogue::OLD_LINE_ENDS, Place::file(file.path.clone())));
            None
        }
        Ok(text) if let Some(span) = conflict(text) => {
            diagnostics.push(Diagnostic::new(&catalogue::CONFLICT, Place { path: file.path.clone(), span }));
            None
        }
        Ok(text) => {
            for (span, c) in hidden_characters(text).take(MOST_HIDDEN) {
                let place = Place { path: file.path.clone(), span };
                let name = format!("U+{:04X}", u32::from(c));
                diagnostics.push(Diagnostic::new(&catalogue::HIDDEN_CHARACTER, place).with("teken", name));
            }
            // Of a file that was saved in the wrong way every such letter is broken: the first tells it.
            if let Some(span) = broken_letter(text) {
                let place = Place { path: file.path.clone(), span };
                let shown = &text[span.start..span.end];
                diagnostics.push(Diagnostic::new(&catalogue::BROKEN_LETTER, place).with("tekens", shown));
            }
            Some(text)
        }
        Err(error) => {
            let start = error.valid_up_to();
            let span = Span { start, end: start + error.error_len().unwrap_or(1) };
            diagnostics.push(Diagnostic::new(&catalogue::NOT_UTF8, Place { path: file.path.clone(), span }));
            None
        }
    }
}

/// The first line that a program for versions leaves where two people changed the same words.
fn conflict(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let is_mark = |rest: &[u8]| rest.starts_with(b"<<<<<<< ") || rest.starts_with(b">>>>>>> ");
    // Few lines begin with either sign: to look for the sign alone takes a tenth of the time.
    let begins_line = |at: usize| at == 0 || bytes[at - 1] == b'\n';
    let start = memchr::memchr2_iter(b'<', b'>', bytes).find(|&at| begins_line(at) && is_mark(&bytes[at..]))?;
    Some(Span { start, end: start + text[start..].lines().next().unwrap_or_default().len() })
}

/// Whether lines end with a CR alone.
fn has_old_line_ends(text: &str) -> bool {
    memchr::memchr(b'\n', text.as_bytes()).is_none() && memchr::memchr(b'\r', text.as_bytes()).is_some()
}

/// The most characters nobody sees that are named in one file: of a file full of them the editor knows enough.
const MOST_HIDDEN: usize = 100;

/// Characters that nobody sees and that do something: controls, and those that turn the direction of letters. A soft hyphen, a
/// narrow space and the joiners of letters are wanted at times.
fn hidden_characters(text: &str) -> impl Iterator<Item = (Span, char)> {
    // Each is a byte below a blank, the byte 7F, or begins with E2.
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f;
    // Without stopping at the first, so that the compiler compares many at once. Nearly no text has one; signs that begin with E2,
    // such as a dash, are in many.
    let has_controls = text.bytes().fold(false, |found, byte| found | is_control(byte));
    let bytes = text.as_bytes();
    let next = move |from: usize| match has_controls {
        true => bytes[from..].iter().position(|&byte| is_control(byte) || byte == 0xe2),
        false => memchr::memchr(0xe2, &bytes[from..]),
    };
    let mut from = 0;
    let starts = std::iter::from_fn(move || {
        let at = from + next(from)?;
        from = at + 1;
        Some(at)
    });
    let found = starts.filter_map(move |at| Some((at, text[at..].chars().next()?)));
    found
        .filter(|(_, c)| is_turning(*c) || c.is_control())
        .map(|(at, c)| (Span { start: at, end: at + c.len_utf8() }, c))
}

/// The first letter that was broken on its way here: UTF-8 that was read as Windows-1252 (`Ã©` for `é`, `â€™` for `’`), or the sign that stands
/// for a letter that got lost.
fn broken_letter(text: &str) -> Option<Span> {
    const LOST: char = '\u{fffd}';
    memchr::memchr2_iter(0xc3, 0xef, text.as_bytes()).find_map(|start| {
        let mut chars = text.get(start..)?.chars();
        let shown = match (chars.next()?, chars.next()) {
            (LOST, _) => LOST.len_utf8(),
            (first @ ('Ã' | 'Â'), Some(next @ '\u{80}'..='\u{bf}')) => first.len_utf8() + next.len_utf8(),
            (first @ 'â', Some(next @ '€')) => {
                first.len_utf8() + next.len_utf8() + chars.next().map_or(0, char::len_utf8)
            }
            _ => return None,
        };
        Some(Span { start, end: start + shown })
    })
}

fn yaml_node(file: &Bytes, diagnostics: &mut Vec<Diagnostic>) -> Option<yaml::Node> {
    let whole = text(file, diagnostics)?;
    let text = whole.trim_start_matches('\u{feff}');
    yaml::parse(text, whole.len() - text.len(), file.path, diagnostics)
}

/// Reads a page into `parsed`.
fn page(file: &Bytes, stem: &str, parsed: &mut Parsed, diagnostics: &mut Vec<Diagnostic>) -> Option<Printed> {
    let path = file.path;
    let text = text(file, diagnostics);
    let (kind, folder, slug) = identity(path, stem, diagnostics)?;
    parsed.value = File::BrokenPage(folder.clone(), slug.clone());
    let parts = text.and_then(|text| front_matter::split(text, path, diagnostics));
    let (text, parts) = (text?, parts?);
    let front = front_matter::read(text, parts.yaml, kind, path, diagnostics);
    let body = &text[parts.body.start..parts.body.end];
    let marked = Marked::new(body, parts.body.start);
    let document = markdown::parse(&marked, path, diagnostics);
    let printed = Printed::of(&document);
    let mut sections = document.sections();
    let mut lines = Lines::of(text);
    let line = lines.at(parts.body.start);
    sections.iter_mut().for_each(|section| section.line = lines.at(section.span.start));
    let subheadings = if kind == ContentKind::Praktijk { document.subheadings() } else { Vec::new() };
    let document::Document { mut links, mut components, headings, .. } = document;
    let lists_sources = components.iter().any(|call| call.name == "bronnen");
    // Kept for every page as long as the program runs, so nothing is kept that is not used.
    links.shrink_to_fit();
    components.shrink_to_fit();
    let body = Text { links, components, sections, subheadings, span: parts.body, line };
    // Also of a page whose fields are wrong: what its text refers to is looked up in the same run.
    parsed.text = Some(Arc::new(KeptText::read(body)));
    let front = front?;
    let mut anchors = Hasher::new();
    anchors.number(u64::from(lists_sources));
    let mut hasher = Hasher::new();
    // The fields keep their places, so where they stand counts too.
    hasher.text(path).number(parts.yaml.start as u64).text(&text[parts.yaml.start..parts.yaml.end]);
    for heading in &headings {
        anchors.text(&heading.id);
        hasher.number(u64::from(heading.level)).text(&heading.id).text(&heading.text);
    }
    let anchors_hash = anchors.finish();
    let hash = hasher.hash(anchors_hash).finish();
    let address = address(&folder, &slug);
    let sort_key = slug::sort_key(&front.common.title.value).into();
    parsed.value = File::Page(Arc::new(Page {
        kind,
        folder,
        slug,
        address,
        sort_key,
        front,
        headings: Headings::from(&*headings),
        lists_sources,
        hash,
        anchors_hash,
    }));
    Some(printed)
}

/// The lines of a text, counted once for places that follow each other.
struct Lines<'t> {
    text: &'t [u8],
    /// How far was counted, and the line that is.
    at: (usize, u32),
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self { text: text.as_bytes(), at: (0, 1) }
    }

    /// The line that byte `place` is on, from 1. No place lies before the one that was asked for last.
    fn at(&mut self, place: usize) -> u32 {
        let (from, line) = self.at;
        let between = self.text.get(from..place).unwrap_or_default();
        self.at = (place, line + memchr::memchr_iter(b'\n', between).count() as u32);
        self.at.1
    }
}

/// The address of the page whose text is in this file, when its name is in order: it follows from the path alone.
pub fn page_address(path: &SourcePath) -> Option<Arc<str>> {
    let stem = path.strip_prefix("content/")?.strip_suffix(".md")?;
    let (_, folder, slug) = identity(path, stem, &mut Vec::new())?;
    Some(address(&folder, &slug))
}

fn address(folder: &str, slug: &str) -> Arc<str> {
    let mut address = String::with_capacity(folder.len() + slug.len() + 3);
    address.push('/');
    for part in [folder, slug].into_iter().filter(|part| !part.is_empty()) {
        address.push_str(part);
        address.push('/');
    }
    address.into()
}

/// What kind of page a file is, the folder it is in and its name in the address: all follow from its path.
fn identity(path: &SourcePath, stem: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(ContentKind, String, String)> {
    let Some((folder, name)) = stem.split_once('/') else {
        if stem == "_index" {
            return Some((ContentKind::Pagina, String::new(), String::new()));
        }
        if stem == "index" {
            diagnostics.push(Diagnostic::new(&catalogue::INDEX_NAME, Place::file(path.clone())));
            return None;
        }
        return Some((ContentKind::Pagina, String::new(), checked_slug(path, stem, diagnostics)?));
    };
    let folders = ContentKind::FOLDERS;
    let Some((_, kind)) = folders.iter().find(|(name, _)| *name == folder) else {
        let names: Vec<&str> = folders.iter().map(|(name, _)| *name).collect();
        diagnostics.push(
            Diagnostic::new(&catalogue::UNKNOWN_FOLDER, Place::file(path.clone()))
                .with("map", folder)
                .with("mappen", names.join(", "))
                .suggest(folder, names.iter().copied()),
        );
        return None;
    };
    if name == "_index" {
        return Some((ContentKind::Pagina, folder.to_owned(), String::new()));
    }
    if name == "index" {
        diagnostics.push(Diagnostic::new(&catalogue::INDEX_NAME, Place::file(path.clone())));
        return None;
    }
    // `over/redactie/index.md` is the page of the folder itself.
    let name = name.strip_suffix("/index").unwrap_or(name);
    let nested_allowed = *kind == ContentKind::Pagina;
    if name.contains('/') && !nested_allowed {
        return checked_slug(path, name, diagnostics).map(|slug| (*kind, folder.to_owned(), slug));
    }
    for part in name.split('/') {
        checked_slug(path, part, diagnostics)?;
    }
    Some((*kind, folder.to_owned(), name.to_owned()))
}

/// The length of a name that is suggested in place of one that is too long.
const SHORT_NAME: usize = 60;

fn checked_slug(path: &SourcePath, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if slug::is_slug(name) {
        if slug::is_device(name) {
            diagnostics.push(
                Diagnostic::new(&catalogue::WINDOWS_NAME, Place::file(path.clone()))
                    .with("naam", name)
                    .with("voorstel", format!("{name}-pagina")),
            );
        }
        return Some(name.to_owned());
    }
    let suggestion = slug::slugify(name);
    let problem = if suggestion.len() > slug::LONGEST {
        Diagnostic::new(&catalogue::LONG_FILE_NAME, Place::file(path.clone()))
            .with("lengte", suggestion.len().to_string())
            .with("grens", slug::LONGEST.to_string())
            .with("voorstel", slug::shortened(&suggestion, SHORT_NAME))
    } else {
        Diagnostic::new(&catalogue::BAD_FILE_NAME, Place::file(path.clone()))
            .with("naam", name)
            .with("voorstel", suggestion)
    };
    diagnostics.push(problem);
    None
}
