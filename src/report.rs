//! Diagnostics as text for people, and as JSON for programs. All printing of problems is here.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Language, Level};
use crate::source::{CellPlace, Place, Sources};

/// A place as editors and programs count it: from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where a place is in its file, the line it is on, and the number of characters of that line that are meant.
pub fn locate(place: &Place, sources: &Sources) -> (Position, String, usize) {
    let nowhere = (Position { line: 1, column: 1 }, String::new(), 0);
    let Some(source) = sources.get(&place.path) else { return nowhere };
    let Ok(bytes) = sources.bytes(source) else { return nowhere };
    let start = place.span.start.min(bytes.len());
    let line_start = bytes[..start].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let line_end = bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| start + length);
    let line = 1 + bytes[..line_start].iter().filter(|&&byte| byte == b'\n').count();
    let text = |range: &[u8]| String::from_utf8_lossy(range).into_owned();
    // A byte order mark is no character an editor sees.
    let before = text(&bytes[line_start..start]);
    let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
    let meant = text(&bytes[start..place.span.end.clamp(start, line_end)]).trim_end().chars().count();
    let shown = text(&bytes[line_start..line_end]);
    let shown = shown.trim_end_matches('\r').trim_start_matches('\u{feff}').to_owned();
    (Position { line, column }, shown, meant)
}

/// The report for people: each problem with its place, the line, and what to do; then a count.
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, language: Language, color: bool) -> String {
    let mut out = String::new();
    let mut of_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        if !diagnostic.cells.is_empty() {
            let count = of_kind.entry(diagnostic.entry.code).or_default();
            *count += 1;
            if *count > MAX_OF_KIND {
                continue;
            }
        }
        one(diagnostic, sources, language, color, &mut out);
        out.push('\n');
    }
    for (code, count) in of_kind.into_iter().filter(|(_, count)| *count > MAX_OF_KIND) {
        let more = count - MAX_OF_KIND;
        let _ = match language {
            Language::Dutch => writeln!(out, "… en nog {more} keer {code}; met --format json zie je ze allemaal.\n"),
            Language::English => writeln!(out, "… and {more} more of {code}; --format json shows them all.\n"),
        };
    }
    if !diagnostics.is_empty() {
        out.push_str(&count(diagnostics, language));
        out.push('\n');
    }
    out
}

/// The most problems of one kind in cells that a text shows: a wrong table has the same one in every row.
const MAX_OF_KIND: usize = 5;
/// The most other cells a text names with one problem.
const MAX_CELLS: usize = 8;

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

/// "2 fouten, 1 waarschuwing".
pub fn count(diagnostics: &[Diagnostic], language: Language) -> String {
    let of = |level| diagnostics.iter().filter(|diagnostic| diagnostic.entry.level == level).count();
    let (errors, warnings) = (of(Level::Error), of(Level::Warning));
    let words = match language {
        Language::Dutch => [["fout", "fouten"], ["waarschuwing", "waarschuwingen"]],
        Language::English => [["error", "errors"], ["warning", "warnings"]],
    };
    let part = |count: usize, [one, more]: [&str; 2]| format!("{count} {}", if count == 1 { one } else { more });
    format!("{}, {}", part(errors, words[0]), part(warnings, words[1]))
}

fn one(diagnostic: &Diagnostic, sources: &Sources, language: Language, color: bool, out: &mut String) {
    let (bold, end, tint) = match (color, diagnostic.entry.level) {
        (false, _) => ("", "", ""),
        (true, Level::Error) => ("\x1b[1m", "\x1b[0m", "\x1b[31m"),
        (true, Level::Warning) => ("\x1b[1m", "\x1b[0m", "\x1b[33m"),
    };
    let (position, line, meant) = locate(&diagnostic.place, sources);
    let level = diagnostic.entry.level.name(language);
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
        let (line, column) = window(&line, position.column);
        let number = position.line.to_string();
        let margin = " ".repeat(number.len());
        let indent: String = line.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        let room = line.chars().count().saturating_sub(column - 1).max(1);
        let marks = "^".repeat(meant.clamp(1, room));
        let _ = writeln!(out, " {margin} |\n {number} | {}\n {margin} | {indent}{tint}{marks}{end}", clean(&line));
    }
    if let Some(related) = &diagnostic.related {
        let (position, ..) = locate(related, sources);
        let also = match language {
            Language::Dutch => "zie ook",
            Language::English => "see also",
        };
        let _ = writeln!(out, "  = {also}: {}:{}:{}", clean(&related.path), position.line, position.column);
    }
    let _ = writeln!(out, "  = {}", clean(&diagnostic.hint(language)));
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
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

/// The report for programs: one object with `diagnostics`.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Value {
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let (position, line, _) = locate(&diagnostic.place, sources);
            let level = match diagnostic.entry.level {
                Level::Error => "error",
                Level::Warning => "warning",
            };
            let mut object = json!({
                "code": diagnostic.entry.code,
                "level": level,
                "message": diagnostic.message(language),
                "file": &*diagnostic.place.path,
                "line": position.line,
                "column": position.column,
                "hint": diagnostic.hint(language),
                "source_line": line,
            });
            if !diagnostic.cells.is_empty() {
                let cells = diagnostic.cells.iter();
                object["cells"] = cells
                    .map(|cell| json!({ "sheet": cell.sheet.as_deref(), "row": cell.row, "column": cell.column }))
                    .collect();
            }
            object
        })
        .collect();
    json!({ "diagnostics": list })
}
