//! Diagnostics as text for people, and as JSON for programs. All printing of problems is here.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Language, Level};
use crate::source::{Place, Sources};

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
    for diagnostic in diagnostics {
        one(diagnostic, sources, language, color, &mut out);
        out.push('\n');
    }
    if !diagnostics.is_empty() {
        out.push_str(&count(diagnostics, language));
        out.push('\n');
    }
    out
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
    let _ = writeln!(out, "  --> {path}:{}:{}", position.line, position.column);
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
            json!({
                "code": diagnostic.entry.code,
                "level": level,
                "message": diagnostic.message(language),
                "file": &*diagnostic.place.path,
                "line": position.line,
                "column": position.column,
                "hint": diagnostic.hint(language),
                "source_line": line,
            })
        })
        .collect();
    json!({ "diagnostics": list })
}
