//! Diagnostics as text for people and as JSON, SARIF and GitHub's lines for programs. All printing of problems is here.

mod explain;
mod github;
mod json;
mod sarif;
mod text;

use std::sync::Arc;

pub use explain::{explain, unknown};
pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use text::{cell, clean, text};

use crate::diagnostic::{Diagnostic, Language, Level};
use crate::source::{Place, SourcePath, Sources};

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
    Locator::new(sources).locate(place)
}

/// Finds places; of a file with many problems in a row the bytes are read once.
struct Locator<'a> {
    sources: &'a Sources,
    last: Option<(SourcePath, Arc<[u8]>)>,
}

impl<'a> Locator<'a> {
    fn new(sources: &'a Sources) -> Self {
        Self { sources, last: None }
    }

    fn bytes(&mut self, path: &SourcePath) -> Option<Arc<[u8]>> {
        if self.last.as_ref().is_none_or(|(last, _)| last != path) {
            let bytes = self.sources.bytes(self.sources.get(path)?).ok()?;
            self.last = Some((path.clone(), bytes));
        }
        self.last.as_ref().map(|(_, bytes)| bytes.clone())
    }

    /// As [`locate`].
    fn locate(&mut self, place: &Place) -> (Position, String, usize) {
        match self.bytes(&place.path) {
            Some(bytes) => locate_in(place, &bytes),
            None => (Position { line: 1, column: 1 }, String::new(), 0),
        }
    }
}

fn locate_in(place: &Place, bytes: &[u8]) -> (Position, String, usize) {
    let start = place.span.start.min(bytes.len());
    let line_start = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |at| at + 1);
    let line_end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..line_start]).count();
    let text = |range: &[u8]| String::from_utf8_lossy(range).into_owned();
    // A byte order mark is no character an editor sees.
    let before = text(&bytes[line_start..start]);
    let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
    let meant = text(&bytes[start..place.span.end.clamp(start, line_end)]).trim_end().chars().count();
    let shown = text(&bytes[line_start..line_end]);
    let shown = shown.trim_end_matches('\r').trim_start_matches('\u{feff}').to_owned();
    (Position { line, column }, shown, meant)
}

/// "2 fouten, 1 waarschuwing"; advice is named when there is some.
pub fn count(diagnostics: &[Diagnostic], language: Language) -> String {
    let of = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    let words = language.choose(
        [["fout", "fouten"], ["waarschuwing", "waarschuwingen"], ["advies", "adviezen"]],
        [["error", "errors"], ["warning", "warnings"], ["piece of advice", "pieces of advice"]],
    );
    let part = |count: usize, [one, more]: [&str; 2]| format!("{count} {}", if count == 1 { one } else { more });
    let counted = format!("{}, {}", part(of(Level::Error), words[0]), part(of(Level::Warning), words[1]));
    match of(Level::Advice) {
        0 => counted,
        advice => format!("{counted}, {}", part(advice, words[2])),
    }
}

/// A level as JSON names it.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "advice",
    }
}
