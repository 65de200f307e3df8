//! A file from outside (CSV, XLSX, ODS, JSON of open data) → a data file of the portal, after it has been compared with what is
//! there. Pure: it is given the bytes and gives back what would be written, with everything that is wrong.
//!
//! In order: [`grid`] reads cells with their places, [`columns`] says which column is which, [`landkaart`] or [`arbeidsmarkt`]
//! reads the rows and compares them, and the portal is built in memory with the new file in it. Problems of the table as a whole
//! (its form, its columns, its rows) end it before cells are looked at, so that one mistake is one message.

pub mod arbeidsmarkt;
mod archive;
pub mod columns;
mod csv;
pub mod grid;
pub mod landkaart;
mod odata;
mod place;
mod sheet;
pub mod summary;
mod values;

use crate::config::Options;
use crate::diagnostic::{self, Diagnostic, Level, catalogue};
use crate::parse::{self, File};
use crate::pipeline::{self, Build, Cache};
use crate::source::{Place, Source, SourcePath, Sources};

use columns::Mapping;
use grid::Problems;
use summary::Summary;

/// The most bytes of a file that is imported.
pub const MAX_BYTES: u64 = 50 << 20;

/// What is asked.
#[derive(Debug)]
pub struct Request<'a> {
    /// What the file holds.
    pub what: What<'a>,
    /// The file's name, for messages.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The columns file: its name and its bytes.
    pub columns: Option<(&'a str, &'a [u8])>,
    /// Change from which a figure is called a jump: points of the landkaart, per cent of the labour market.
    pub jump: Option<u32>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// Answers of one period.
    Landkaart {
        /// Id of the period.
        periode: &'a str,
    },
    /// Figures of the labour market.
    Arbeidsmarkt {
        /// The file of `data/arbeidsmarkt/` they belong in, when it was told.
        bestand: Option<&'a str>,
    },
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Everything that is wrong or looks wrong. With an error nothing may be written.
    pub diagnostics: Vec<Diagnostic>,
    /// What changes; none when the file could not be read.
    pub summary: Option<Summary>,
    /// Files to write, by their path in the portal; none when nothing changes.
    pub files: Vec<(SourcePath, Vec<u8>)>,
    /// Files that messages point into and that are no part of the portal: the columns file.
    pub shown: Vec<Source>,
}

impl Plan {
    /// The plan for a file that is larger than [`MAX_BYTES`].
    pub fn of_too_large(name: &str) -> Self {
        let mut problems = Problems { path: name.into(), found: Vec::new() };
        let reason = format!("het is meer dan {} MB", MAX_BYTES >> 20);
        problems.whole(&catalogue::IMPORT_TOO_LARGE, &[("reden", &reason)]);
        Self { diagnostics: problems.found, ..Self::default() }
    }

    /// Whether something looks wrong, so that somebody must agree first.
    pub fn has_warnings(&self) -> bool {
        !self.diagnostics.is_empty()
    }

    /// Whether something is so wrong that nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }
}

/// A data file that would be written.
struct Outcome {
    path: SourcePath,
    bytes: Vec<u8>,
    summary: Summary,
}

/// Says what an import would do to the portal of `sources`. The result depends on the arguments only.
pub fn plan(request: &Request, sources: &Sources, options: &Options) -> Plan {
    let mut plan = Plan::default();
    let mut problems = Problems { path: request.name.into(), found: Vec::new() };
    let mapping = match request.columns {
        None => Some(Mapping::default()),
        Some((name, bytes)) => {
            plan.shown.push(Source::new(name, bytes));
            Mapping::parse(&name.into(), bytes, &mut problems.found)
        }
    };
    let outcome = mapping.and_then(|mapping| read(request, sources, &mapping, &mut problems));
    plan.diagnostics = diagnostic::fold(problems.found);
    let Some(outcome) = outcome else { return plan };
    plan.summary = Some(outcome.summary);
    if plan.has_errors() {
        return plan;
    }
    let unchanged = sources
        .get(&outcome.path)
        .and_then(|source| sources.bytes(source).ok())
        .is_some_and(|bytes| *bytes == *outcome.bytes);
    if unchanged {
        // Nothing is replaced, so there is nothing to warn of.
        plan.diagnostics.clear();
        return plan;
    }
    let mut later = sources.clone();
    later.insert(Source::new(outcome.path.clone(), outcome.bytes.as_slice()));
    plan.diagnostics.append(&mut new_problems(sources, &later, options));
    plan.files.push((outcome.path, outcome.bytes));
    plan
}

fn read(request: &Request, sources: &Sources, mapping: &Mapping, problems: &mut Problems) -> Option<Outcome> {
    match request.what {
        What::Landkaart { periode } => landkaart::read(request, periode, sources, mapping, problems),
        What::Arbeidsmarkt { bestand } => arbeidsmarkt::read(request, bestand, sources, mapping, problems),
    }
}

/// The problems of the portal with the new file that it does not have without it. A page that cannot be made counts too.
fn new_problems(before: &Sources, later: &Sources, options: &Options) -> Vec<Diagnostic> {
    let mut cache = Cache::default();
    let all = |sources: &Sources, cache: &mut Cache| {
        let Build { site, mut diagnostics, .. } = pipeline::build(sources, options, cache);
        diagnostics.extend(site.iter().flat_map(|site| site.problems()));
        diagnostics
    };
    let found = all(later, &mut cache);
    if found.is_empty() {
        return found;
    }
    // Places shift when a file changes, so a problem is known by what it says of which file.
    let known = all(before, &mut cache);
    let is_known = |problem: &Diagnostic| {
        known.iter().any(|other| {
            (other.entry, &other.place.path, &other.arguments)
                == (problem.entry, &problem.place.path, &problem.arguments)
        })
    };
    found.into_iter().filter(|problem| !is_known(problem)).collect()
}

/// The values of the data files at these paths, with what is wrong with them.
fn data_file(sources: &Sources, path: &str, problems: &mut Problems) -> Option<File> {
    let Some(source) = sources.get(path) else {
        problems.found.push(Diagnostic::new(&catalogue::MISSING_DATA_FILE, Place::file(path)).with("bestand", path));
        return None;
    };
    let bytes = match sources.bytes(source) {
        Ok(bytes) => bytes,
        Err(error) => {
            let reason = error.to_string();
            problems.found.push(Diagnostic::new(&catalogue::UNREADABLE, Place::file(path)).with("reden", reason));
            return None;
        }
    };
    let (mut parsed, _) = parse::file(&source.path, 0, &bytes);
    problems.found.append(&mut parsed.diagnostics);
    Some(parsed.value)
}

/// A row of CSV as the portal writes it: commas, and quotes only where they are needed.
fn csv_row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r', ';']) {
            out.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}
