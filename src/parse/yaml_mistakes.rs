//! What an editor meant by a text that is no YAML, from the lines themselves: the parser only tells where it lost its way.

use crate::diagnostic::{Entry, catalogue};
use crate::source::Span;

/// A mistake that editors make.
#[derive(Debug)]
pub(super) struct Mistake {
    /// The problem.
    pub(super) entry: &'static Entry,
    /// Where it stands in the text.
    pub(super) span: Span,
    /// How the line should be written; empty when that cannot be told.
    pub(super) suggestion: String,
}

impl Mistake {
    fn new(entry: &'static Entry, (span, suggestion): (Span, String)) -> Self {
        Self { entry, span, suggestion }
    }
}

/// The mistake that keeps the parser from going on after byte `at` of `text`, when it is one that is known.
pub(super) fn meant(text: &str, at: usize) -> Option<Mistake> {
    unquoted_colon(text, at)
        .map(|found| Mistake::new(&catalogue::YAML_COLON, found))
        .or_else(|| Some(Mistake::new(&catalogue::YAML_QUOTE, (open_quote(text)?, String::new()))))
        .or_else(|| Some(Mistake::new(&catalogue::YAML_TIGHT, tight_colon(text)?)))
        .or_else(|| Some(Mistake::new(&catalogue::YAML_BRACKET, open_bracket(text)?)))
        .or_else(|| Some(Mistake::new(&catalogue::YAML_INDENT, indented(text, at)?)))
}

/// The lines of a text that say something, each with the byte it starts on.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end()))
    });
    lines.filter(|(_, line)| !line.trim_start().is_empty() && !line.trim_start().starts_with('#'))
}

/// The blanks that a line starts with; one that does not end a line, as some keyboards give, is a letter to YAML.
fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// The name of a field that a line starts with, and what stands behind its colon.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_name.then_some((key, value))
}

/// The first field at the start of a line whose colon is not followed by an ordinary blank: that line, and how it should be.
pub(super) fn tight_colon(text: &str) -> Option<(Span, String)> {
    lines(text).find_map(|(start, line)| {
        let (key, value) = field(line)?;
        // The address of a site is a value.
        let is_tight = !value.is_empty() && !value.starts_with([' ', '\t']) && !value.starts_with("//");
        is_tight.then(|| (Span { start, end: start + line.len() }, format!("{key}: {}", value.trim_start())))
    })
}

/// The first list or group in one line that is not closed before the next field: its value, and how the field should be.
fn open_bracket(text: &str) -> Option<(Span, String)> {
    let mut lines = lines(text).peekable();
    while let Some((start, line)) = lines.next() {
        let Some((key, value)) = field(line) else { continue };
        let value = value.trim_start();
        let close = match value.chars().next() {
            Some('[') => ']',
            Some('{') => '}',
            _ => continue,
        };
        let mut is_closed = value.contains(close);
        // It may go on, on lines that are no field of the same level.
        while let Some((_, line)) = lines.next_if(|(_, line)| line.starts_with([' ', '\t', close])) {
            is_closed |= line.contains(close);
        }
        if !is_closed {
            let at = start + line.len() - value.len();
            return Some((
                Span { start: at, end: at + value.len() },
                format!("{key}: {}{close}", value.trim_end_matches(',')),
            ));
        }
    }
    None
}

/// The line at `at`, or the one before it, when it stands further in than it may: below a field that has a value, or as the first of
/// fields that do not. How it should be is the same line without the blanks.
fn indented(text: &str, at: usize) -> Option<(Span, String)> {
    let all: Vec<(usize, &str)> = lines(text).collect();
    let here = all.partition_point(|(start, _)| *start <= at).saturating_sub(1);
    let found = [here, here.saturating_sub(1), 0].into_iter().find(|&index| {
        let Some(&(_, line)) = all.get(index) else { return false };
        let is_further = |other: &str| indent(line).chars().count() > indent(other).chars().count();
        let is_field = field(line.trim_start()).is_some() || line.trim_start().starts_with("- ");
        let before = index.checked_sub(1).map(|before| all[before].1);
        let below_value =
            || before.and_then(|before| field(before.trim_start())).is_some_and(|(_, value)| !value.trim().is_empty());
        match before {
            Some(before) => is_field && is_further(before) && below_value(),
            None => is_field && all.iter().skip(1).any(|(_, other)| is_further(other)),
        }
    })?;
    let (start, line) = all[found];
    Some((Span { start, end: start + line.len() }, line.trim_start().to_owned()))
}

/// The first line that is indented with a tab, which YAML forbids.
pub(super) fn tab_indent(text: &str) -> Option<Span> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if line[..indent].contains('\t') && !line.trim().is_empty() {
            return Some(Span { start: at, end: at + indent });
        }
        at += line.len();
    }
    None
}

/// `key: a: b` on the line of `offset` or the one before it: the value's span and the line as it should be.
fn unquoted_colon(text: &str, offset: usize) -> Option<(Span, String)> {
    let this = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..this.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    [this, before].into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let body = line.trim_start().trim_start_matches("- ");
        let (key, value) = body.split_once(": ")?;
        // Of fields in one line, between braces, the wrong one is not the first.
        if key.contains(['{', '[']) {
            return None;
        }
        let value = value.trim();
        if value.starts_with(['"', '\'', '[', '{', '|', '>']) || !(value.contains(": ") || value.ends_with(':')) {
            return None;
        }
        let at = start + (value.as_ptr() as usize - line.as_ptr() as usize);
        Some((Span { start: at, end: at + value.len() }, format!("{key}: \"{}\"", value.replace('"', "'"))))
    })
}

/// The first value that opens a quote and does not close it on its line.
fn open_quote(text: &str) -> Option<Span> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((_, value)) = line.split_once(": ") {
            let value = value.trim();
            if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
                && value.matches(quote).count() % 2 == 1
            {
                let start = at + (value.as_ptr() as usize - line.as_ptr() as usize);
                return Some(Span { start, end: start + value.len() });
            }
        }
        at += line.len();
    }
    None
}
