//! The report for people: each problem with its place, the line, and what to do; many of one kind are summarised.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use super::{Locator, Position, count};
use crate::diagnostic::{Diagnostic, Language, Level};
use crate::order::Order;
use crate::source::{CellPlace, Sources, is_turning};

/// The most problems of one kind in cells that a text shows: a wrong table has the same one in every row.
const MAX_OF_KIND: usize = 5;
/// The most problems of one kind in texts that are all shown; of more than these only [`MAX_OF_KIND`] are.
const MAX_IN_TEXTS: usize = 20;
/// From this many problems on, the report starts with an overview.
const OVERVIEW: usize = 40;
/// The most kinds an overview names, so that it fits on a screen.
const MAX_KINDS: usize = 15;
/// The most other cells a text names with one problem.
const MAX_CELLS: usize = 8;

/// The report for people: errors first, then by place; then a count.
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, language: Language, color: bool) -> String {
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    ordered.order_by_key(|diagnostic| diagnostic.level);
    let kinds = Kinds::of(&ordered);
    let mut out = String::new();
    if ordered.len() >= OVERVIEW {
        kinds.overview(ordered.len(), language, &mut out);
    }
    let mut locator = Locator::new(sources);
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in ordered {
        let shown = shown.entry(diagnostic.entry.code).or_default();
        *shown += 1;
        if *shown <= kinds.shown(diagnostic.entry.code) {
            one(diagnostic, &mut locator, language, color, &mut out);
            out.push('\n');
        }
    }
    kinds.left_out(language, &mut out);
    if !diagnostics.is_empty() {
        out.push_str(&count(diagnostics, language));
        out.push('\n');
    }
    out
}

/// The problems of one code.
struct Kind<'a> {
    first: &'a Diagnostic,
    count: usize,
    files: BTreeSet<&'a str>,
}

/// All problems by code.
struct Kinds<'a>(BTreeMap<&'static str, Kind<'a>>);

impl<'a> Kinds<'a> {
    fn of(diagnostics: &[&'a Diagnostic]) -> Self {
        let mut kinds: BTreeMap<&'static str, Kind> = BTreeMap::new();
        for &diagnostic in diagnostics {
            let kind = || Kind { first: diagnostic, count: 0, files: BTreeSet::new() };
            let kind = kinds.entry(diagnostic.entry.code).or_insert_with(kind);
            kind.count += 1;
            kind.files.insert(&diagnostic.place.path);
        }
        Self(kinds)
    }

    /// How many of a code are shown in full.
    fn shown(&self, code: &str) -> usize {
        let Some(kind) = self.0.get(code) else { return 0 };
        let most = if kind.first.cells.is_empty() { MAX_IN_TEXTS } else { MAX_OF_KIND };
        if kind.count > most { MAX_OF_KIND } else { kind.count }
    }

    /// One line per kind, worst and most frequent first.
    fn overview(&self, all: usize, language: Language, out: &mut String) {
        let mut kinds: Vec<(&str, &Kind)> = self.0.iter().map(|(code, kind)| (*code, kind)).collect();
        kinds.order_by_key(|(code, kind)| (kind.first.level, std::cmp::Reverse(kind.count), *code));
        let (number, more) = (kinds.len(), kinds.len().saturating_sub(MAX_KINDS));
        let _ = match language {
            Language::Dutch if number == 1 => writeln!(out, "{all} meldingen van 1 soort:"),
            Language::English if number == 1 => writeln!(out, "{all} problems of 1 kind:"),
            Language::Dutch => writeln!(out, "{all} meldingen van {number} soorten:"),
            Language::English => writeln!(out, "{all} problems of {number} kinds:"),
        };
        for (code, kind) in kinds.into_iter().take(MAX_KINDS) {
            let level = kind.first.level.name(language);
            let message = shortened(&clean(&kind.first.message(language)), 60);
            let _ = writeln!(out, "  {:>5} × {code} {level:<7}  {message}", kind.count);
        }
        if more > 0 {
            let _ = match language {
                Language::Dutch => writeln!(out, "  … en andere soorten: {more}."),
                Language::English => writeln!(out, "  … and {more} more kinds."),
            };
        }
        out.push('\n');
    }

    /// What was not shown in full.
    fn left_out(&self, language: Language, out: &mut String) {
        for (code, kind) in &self.0 {
            let more = kind.count - self.shown(code);
            let files = kind.files.len();
            if more == 0 {
                continue;
            }
            let _ = match (language, files) {
                (Language::Dutch, 1) => {
                    writeln!(out, "… en nog {more} keer {code}; met --format json zie je ze allemaal.\n")
                }
                (Language::English, 1) => writeln!(out, "… and {more} more of {code}; --format json shows them all.\n"),
                (Language::Dutch, _) => {
                    writeln!(
                        out,
                        "… en nog {more} keer {code}, in {files} bestanden; met --format json zie je ze allemaal.\n"
                    )
                }
                (Language::English, _) => {
                    writeln!(out, "… and {more} more of {code}, in {files} files; --format json shows them all.\n")
                }
            };
        }
    }
}

/// "blad 'Antwoorden', rij 7, kolom C": for people who look for a cell.
pub fn cell(cell: &CellPlace, language: Language) -> String {
    let words = match language {
        Language::Dutch => ["blad", "rij", "kolom"],
        Language::English => ["sheet", "row", "column"],
    };
    let sheet = cell.sheet.as_ref().map(|sheet| format!("{} '{sheet}'", words[0]));
    let row = cell.row.map(|row| format!("{} {row}", words[1]));
    let column = cell.column.as_ref().map(|column| format!("{} {column}", words[2]));
    [sheet, row, column].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "C5, C6 en nog 117 cellen".
fn short_cells(cells: &[CellPlace], language: Language) -> String {
    let names: Vec<String> = cells
        .iter()
        .take(MAX_CELLS)
        .map(|place| match (&place.column, place.row) {
            (Some(column), Some(row)) if column.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                format!("{column}{row}")
            }
            _ => cell(&CellPlace { sheet: None, ..place.clone() }, language),
        })
        .collect();
    let names = names.join(", ");
    match (cells.len().saturating_sub(MAX_CELLS), language) {
        (0, _) => names,
        (more, Language::Dutch) => format!("{names} en nog {more}"),
        (more, Language::English) => format!("{names} and {more} more"),
    }
}

fn one(diagnostic: &Diagnostic, locator: &mut Locator, language: Language, color: bool, out: &mut String) {
    let (bold, end, tint) = match (color, diagnostic.level) {
        (false, _) => ("", "", ""),
        (true, Level::Error) => ("\x1b[1m", "\x1b[0m", "\x1b[31m"),
        (true, Level::Warning) => ("\x1b[1m", "\x1b[0m", "\x1b[33m"),
        (true, Level::Advice) => ("\x1b[1m", "\x1b[0m", "\x1b[36m"),
    };
    let (position, line, meant) = locator.locate(&diagnostic.place);
    let level = diagnostic.level.name(language);
    let code = diagnostic.entry.code;
    let message = clean(&diagnostic.message(language));
    let _ = writeln!(out, "{tint}{bold}{level} {code}{end}{bold}: {message}{end}");
    let path = clean(&diagnostic.place.path);
    match diagnostic.cells.split_first() {
        None => {
            let _ = writeln!(out, "  --> {path}:{}:{}", position.line, position.column);
        }
        Some((first, others)) => {
            let place = clean(&cell(first, language));
            let comma = if place.is_empty() { "" } else { ", " };
            let _ = writeln!(out, "  --> {path}{comma}{place}");
            if !others.is_empty() {
                let also = match language {
                    Language::Dutch => "ook in",
                    Language::English => "also in",
                };
                let _ = writeln!(out, "  = {also}: {}", clean(&short_cells(others, language)));
            }
        }
    }
    if !line.trim().is_empty() {
        marked(&line, position, meant, tint, end, out);
    }
    if let Some(related) = &diagnostic.related {
        let (position, ..) = locator.locate(related);
        let also = match language {
            Language::Dutch => "zie ook",
            Language::English => "see also",
        };
        let _ = writeln!(out, "  = {also}: {}:{}:{}", clean(&related.path), position.line, position.column);
    }
    let _ = writeln!(out, "  = {}", clean(&diagnostic.hint(language)));
}

/// The line with the place marked below it. What is above a mark takes as many cells of a terminal as the mark.
fn marked(line: &str, position: Position, meant: usize, tint: &str, end: &str, out: &mut String) {
    let (line, column) = window(line, position.column);
    let line = clean(&line);
    let number = position.line.to_string();
    let margin = " ".repeat(number.len());
    // A tab stays a tab, so that it ends where the one above it does, however wide those are.
    let blank = |c: char| if c == '\t' { "\t".to_owned() } else { " ".repeat(c.width().unwrap_or(0)) };
    let indent: String = line.chars().take(column - 1).map(blank).collect();
    let cells = line.chars().skip(column - 1).take(meant.max(1)).map(|c| c.width().unwrap_or(1));
    let marks = "^".repeat(cells.sum::<usize>().max(1));
    let _ = writeln!(out, " {margin} |\n {number} | {line}\n {margin} | {indent}{tint}{marks}{end}");
}

/// At most this many characters of a text.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most - 1).collect();
    format!("{}…", start.trim_end())
}

/// At most 160 characters of a line around a column, and the column in that part.
fn window(line: &str, column: usize) -> (String, usize) {
    const WIDTH: usize = 160;
    if line.chars().count() <= WIDTH {
        return (line.to_owned(), column);
    }
    let skip = column.saturating_sub(WIDTH / 2);
    (line.chars().skip(skip).take(WIDTH).collect(), column - skip)
}

/// Text without characters that could steer a terminal.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c != '\t' && (c.is_control() || is_turning(c)) { '\u{fffd}' } else { c }).collect()
}
