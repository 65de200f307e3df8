//! Repairs that are safe: a typing error with one name that can be meant, the blank behind the signs of a heading, the start of an address,
//! and the old address of a page that moved. Pure: it gives
//! the files as they would be, and what differs; the command shows that, asks, and writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Level, catalogue};
use crate::order::Order;
use crate::parse::front_matter;
use crate::parse::yaml::{self, Value};
use crate::source::{SourcePath, Sources, Span};

/// A file that would be repaired.
#[derive(Debug, PartialEq, Eq)]
pub struct Repaired {
    /// Its path.
    pub path: SourcePath,
    /// Its bytes after the repair.
    pub bytes: Vec<u8>,
    /// The lines that differ: number from 1, before, and after.
    pub lines: Vec<(usize, String, String)>,
}

impl Repaired {
    /// What differs, for people.
    pub fn difference(&self) -> String {
        let mut out = String::new();
        for (number, before, after) in &self.lines {
            let _ = writeln!(out, "{}:{number}", self.path);
            if !before.is_empty() {
                let _ = writeln!(out, "- {before}");
            }
            for line in after.lines() {
                let _ = writeln!(out, "+ {line}");
            }
        }
        out
    }
}

/// Bytes that take the place of others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    span: Span,
    text: String,
}

/// The files that can be repaired, in order of path, and the number of problems that solves.
pub fn plan(diagnostics: &[Diagnostic], sources: &Sources) -> (Vec<Repaired>, usize) {
    let mut edits: BTreeMap<SourcePath, Vec<Edit>> = BTreeMap::new();
    let mistyped = mistyped(diagnostics);
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.place.path.starts_with("content/")) {
        let Some(source) = text(sources, &diagnostic.place.path) else { continue };
        let edit = match diagnostic.entry {
            entry if *entry == catalogue::MOVED_PAGE => alias(diagnostic, &source),
            entry if *entry == catalogue::RAW_HEADING => heading(diagnostic),
            entry if *entry == catalogue::BAD_ADDRESS => address(diagnostic, &source),
            _ => renamed(diagnostic, &source, &mistyped),
        };
        edits.entry(diagnostic.place.path.clone()).or_default().extend(edit);
    }
    let mut solved = 0;
    let repair = |(path, mut edits): (SourcePath, Vec<Edit>)| {
        edits.order();
        edits.dedup();
        // Of two that touch the same bytes neither is safe by itself: the first is taken, the other waits for the next run.
        let mut end = 0;
        edits.retain(|edit| {
            let apart = edit.span.start >= end;
            end = if apart { edit.span.end } else { end };
            apart
        });
        solved += edits.len();
        let source = text(sources, &path)?;
        (!edits.is_empty()).then(|| apply(path, &source, &edits))
    };
    let repaired = edits.into_iter().filter_map(repair).collect();
    (repaired, solved)
}

fn text(sources: &Sources, path: &str) -> Option<String> {
    String::from_utf8(sources.bytes(sources.get(path)?).ok()?.to_vec()).ok()
}

/// The name that a problem says is wrong.
fn wrong_name(diagnostic: &Diagnostic) -> Option<&str> {
    let argument = match diagnostic.entry {
        entry if *entry == catalogue::UNKNOWN_KEY => "sleutel",
        entry if *entry == catalogue::UNKNOWN_REFERENCE || *entry == catalogue::UNKNOWN_COMPONENT => "naam",
        entry if *entry == catalogue::UNKNOWN_ARGUMENT => "naam",
        entry if *entry == catalogue::UNKNOWN_VALUE || *entry == catalogue::BAD_ARGUMENT => "waarde",
        entry if *entry == catalogue::BROKEN_LINK || *entry == catalogue::MISSING_IMAGE => "doel",
        entry if *entry == catalogue::BROKEN_ANCHOR => "anker",
        _ => return None,
    };
    diagnostic.argument(argument)
}

/// The line of a heading with the blank behind its signs.
fn heading(diagnostic: &Diagnostic) -> Option<Edit> {
    Some(Edit { span: diagnostic.place.span, text: diagnostic.argument("goed")?.to_owned() })
}

/// An address outside the portal with the start it should have.
fn address(diagnostic: &Diagnostic, source: &str) -> Option<Edit> {
    replaced(diagnostic, source, diagnostic.argument("adres")?, diagnostic.argument("voorstel")?)
}

/// The wrong name in a problem of which the nearest name is the only one that can be meant.
fn renamed(diagnostic: &Diagnostic, source: &str, mistyped: &Mistyped) -> Option<Edit> {
    let meant = diagnostic.suggestion.as_deref()?;
    let wrong = wrong_name(diagnostic)?;
    if !is_slip(wrong, meant) || !mistyped.contains(&(diagnostic.entry.code, wrong)) {
        return None;
    }
    replaced(diagnostic, source, wrong, meant)
}

/// What is wrong at the place of a problem, replaced by what is meant.
fn replaced(diagnostic: &Diagnostic, source: &str, wrong: &str, meant: &str) -> Option<Edit> {
    let Span { start, end } = diagnostic.place.span;
    let marked = source.get(start..end)?;
    let mut places = marked.match_indices(wrong);
    let (at, _) = places.next()?;
    // The text of a link may hold the same word: then only a person can tell.
    if places.next().is_some() {
        return None;
    }
    let start = start + at;
    Some(Edit { span: Span { start, end: start + wrong.len() }, text: meant.to_owned() })
}

/// Whether a name is another with one slip of the finger in one of its words, or one between them. Of a word of a few letters nearly every
/// other one is a slip away (`ww` and `nww`, `ees` and `ede`), two slips make `west` of `oost`, and another number is another period or
/// another list: those only a person can tell.
fn is_slip(wrong: &str, meant: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_near = |wrong: &str, meant: &str| {
        wrong.chars().count().min(meant.chars().count()) > 4 && strsim::damerau_levenshtein(wrong, meant) <= 1
    };
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (wrong.split(WORD_ENDS).collect(), meant.split(WORD_ENDS).collect());
    let other: Vec<(&str, &str)> = ours.iter().copied().zip(theirs.iter().copied()).filter(|(a, b)| a != b).collect();
    digits(wrong) == digits(meant)
        && match other[..] {
            [(ours_only, theirs_only)] if ours.len() == theirs.len() => is_near(ours_only, theirs_only),
            // Only what stands between the words is other, or is there or not.
            _ if other.is_empty() || ours.len() != theirs.len() => is_near(wrong, meant),
            _ => false,
        }
}

/// What stands between the words of a name.
const WORD_ENDS: [char; 4] = ['-', '_', '/', '.'];

/// Names that are wrong, each with the code of its problem.
type Mistyped<'d> = BTreeSet<(&'static str, &'d str)>;

/// In more files than this nobody mistypes one name: then the list it stands in changed.
const MOST_FILES: usize = 3;

/// The wrong names that can be slips of a finger. None while a file of data has an error: any list of names may be short then.
fn mistyped(diagnostics: &[Diagnostic]) -> Mistyped<'_> {
    let is_data =
        |diagnostic: &Diagnostic| diagnostic.level == Level::Error && diagnostic.place.path.starts_with("data/");
    if diagnostics.iter().any(is_data) {
        return BTreeSet::new();
    }
    let mut files: BTreeMap<(&'static str, &str), BTreeSet<&str>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if let Some(wrong) = wrong_name(diagnostic) {
            files.entry((diagnostic.entry.code, wrong)).or_default().insert(&diagnostic.place.path);
        }
    }
    files.into_iter().filter(|(_, files)| files.len() <= MOST_FILES).map(|(name, _)| name).collect()
}

/// The old address of a page that moved, added to its `aliases`: in the way they are written there.
fn alias(diagnostic: &Diagnostic, source: &str) -> Option<Edit> {
    let address = diagnostic.argument("oud")?;
    let path = &diagnostic.place.path;
    let yaml = front_matter::split(source, path, &mut Vec::new())?.yaml;
    let node = yaml::parse(&source[yaml.start..yaml.end], yaml.start, path, &mut Vec::new())?;
    let line_end = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let insert = |at: usize, text: String| Some(Edit { span: Span { start: at, end: at }, text });
    let Some(aliases) = node.get("aliases") else {
        return insert(yaml.start, format!("aliases: [{address}]{line_end}"));
    };
    let start = aliases.span.start;
    match &aliases.value {
        Value::List(items) if source[start..].starts_with('[') => {
            insert(start + 1, format!("{address}{}", if items.is_empty() { "" } else { ", " }))
        }
        Value::List(items) => {
            // One more line, as far in as the first.
            let first = items.first()?.span.start;
            let line = source[..first].rfind('\n')? + 1;
            let before = source[line..first].trim_end();
            if before.trim_start() != "-" {
                return None;
            }
            insert(line, format!("{before} {address}{line_end}"))
        }
        // One address that is no list, or none: only a person can tell what is meant.
        _ => None,
    }
}

fn apply(path: SourcePath, source: &str, edits: &[Edit]) -> Repaired {
    let mut after = String::with_capacity(source.len() + 64);
    let mut lines: Vec<(usize, String, String)> = Vec::new();
    let mut at = 0;
    // The line of the last edit: its number, where it starts and where it ends.
    let (mut number, mut start, mut end) = (0, 0, 0);
    for (index, edit) in edits.iter().enumerate() {
        after.push_str(&source[at..edit.span.start]);
        after.push_str(&edit.text);
        at = edit.span.end;
        let is_same_line = number > 0 && edit.span.start <= end;
        if !is_same_line {
            number = number.max(1) + source[start..edit.span.start].matches('\n').count();
            start = source[..edit.span.start].rfind('\n').map_or(0, |before| before + 1);
            end = source[edit.span.start..].find('\n').map_or(source.len(), |length| edit.span.start + length);
        }
        // A whole new line has nothing before it.
        if edit.span.start == edit.span.end && edit.text.ends_with('\n') {
            lines.push((number, String::new(), edit.text.trim_end().to_owned()));
            continue;
        }
        // A second edit on a line is shown with the first.
        let is_shown =
            is_same_line && lines.last().is_some_and(|(last, before, _)| *last == number && !before.is_empty());
        if !is_shown {
            lines.push((
                number,
                source[start..end].trim_end().to_owned(),
                line_after(source, start, end, &edits[index..]),
            ));
        }
    }
    after.push_str(&source[at..]);
    Repaired { path, bytes: after.into_bytes(), lines }
}

/// The line from `start` to `end` with the edits that lie in it: the first of these, all of which begin in it or after it.
fn line_after(source: &str, start: usize, end: usize, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = start;
    for edit in edits.iter().take_while(|edit| edit.span.end <= end) {
        out.push_str(&source[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&source[at..end]);
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{alias, apply, is_slip};
    use crate::diagnostic::{Diagnostic, catalogue};
    use crate::source::Place;

    #[test]
    fn an_old_address_is_written_as_the_others_are() {
        for (before, after) in [
            ("", "aliases: [/oud/]\n"),
            ("aliases: [/a/]\n", "aliases: [/oud/, /a/]\n"),
            ("aliases: []\n", "aliases: [/oud/]\n"),
            ("aliases:\n- /a/\n", "aliases:\n- /oud/\n- /a/\n"),
            ("aliases: # oude [adressen]\n    - /a/\n", "aliases: # oude [adressen]\n    - /oud/\n    - /a/\n"),
            ("aliases:\n  [/a/]\n", "aliases:\n  [/oud/, /a/]\n"),
            ("aliases:\r\n  - /a/\r\n", "aliases:\r\n  - /oud/\r\n  - /a/\r\n"),
        ] {
            let page = |fields: &str| format!("---\n{fields}title: x\n---\n\nTekst.\n");
            let problem =
                Diagnostic::new(&catalogue::MOVED_PAGE, Place::file("content/over/a.md")).with("oud", "/oud/");
            let source = page(before);
            let edit = alias(&problem, &source).unwrap_or_else(|| panic!("{before:?}"));
            let bytes = apply("content/over/a.md".into(), &source, &[edit]).bytes;
            assert_eq!(String::from_utf8(bytes).expect("UTF-8"), page(after));
        }
        for before in ["aliases:\n", "aliases: /a/\n"] {
            let problem =
                Diagnostic::new(&catalogue::MOVED_PAGE, Place::file("content/over/a.md")).with("oud", "/oud/");
            assert!(alias(&problem, &format!("---\n{before}title: x\n---\n")).is_none());
        }
    }

    #[test]
    fn another_word_is_no_slip_of_a_finger() {
        for (wrong, meant) in [
            ("samenwerken", "samen-werken"),
            ("werkstrat", "werkstraat"),
            ("themas/werkstrat.md", "themas/werkstraat.md"),
            ("regio-rijnmodn", "regio-rijnmond"),
            ("landkaart_2009", "landkaart-2009"),
        ] {
            assert!(is_slip(wrong, meant), "{wrong} {meant}");
        }
        for (wrong, meant) in [
            ("oost-brabant", "west-brabant"),
            ("noordwest-brabant", "noordoost-brabant"),
            ("amsterdam-west", "amsterdam-oost"),
            ("ww-45-plus", "nww-45-plus"),
            ("werkpleinen/ees", "werkpleinen/ede"),
            ("2009-t3", "2008-t3"),
            ("werkstrat-groningn", "werkstraat-groningen"),
            ("een", "een"),
        ] {
            assert!(!is_slip(wrong, meant), "{wrong} {meant}");
        }
    }
}
