//! YAML text → a tree in which every value knows its place. The only module that knows the YAML crate.
//!
//! Scalars stay text: `2009-07`, `0755` and `AM01` mean what the editor typed, and the reader of a field decides what a
//! text must be. Anchors, aliases and tags are refused by budget, so a small file cannot grow.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Spanned};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{Place, SourcePath, Span};

/// The most values one file may hold.
const MAX_NODES: usize = 20_000;
/// The most levels values may be nested.
const MAX_DEPTH: usize = 24;

/// A value and where it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing was written, or `~`.
    Null,
    /// A text as typed, without its quotes.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Fields in the order of the file; the span is that of the key.
    Map(Vec<(String, Span, Node)>),
}

impl Node {
    /// The value of field `key`, when this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(fields) => fields.iter().find(|(name, ..)| name == key).map(|(.., node)| node),
            _ => None,
        }
    }

    /// The text, when it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, when it is a list.
    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// In Dutch, what this is: for messages.
    pub fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "niets",
            Value::Text(_) => "een tekst",
            Value::List(_) => "een lijst",
            Value::Map(_) => "een groep gegevens",
        }
    }
}

/// Reads `text`, which starts at byte `base` of the file at `path`. What cannot be read is reported.
pub fn parse(text: &str, base: usize, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    if let Some(problem) = tab_indent(text, base, path) {
        diagnostics.push(problem);
        return None;
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_nodes: MAX_NODES, max_depth: MAX_DEPTH, max_documents: 1 },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Raw>(text, options) {
        Ok(raw) => {
            let node = raw.into_node(text, base);
            report_duplicates(&node, path, diagnostics);
            Some(node)
        }
        Err(error) => {
            diagnostics.push(explain(&error, text, base, path));
            None
        }
    }
}

/// A value as the crate gives it; numbers and booleans become the text that stands at their place.
struct Raw(Spanned<RawValue>);

enum RawValue {
    Null,
    Text(String),
    /// A plain scalar the crate read as a number or boolean.
    Plain,
    List(Vec<Raw>),
    Map(Vec<(Spanned<String>, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawValue, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.to_owned()))
    }
    fn visit_string<E>(self, text: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(text))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawValue::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawValue, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            fields.push(entry);
        }
        Ok(RawValue::Map(fields))
    }
}

impl Raw {
    fn into_node(self, text: &str, base: usize) -> Node {
        let span = byte_span(&self.0, text);
        let value = match self.0.value {
            RawValue::Null => Value::Null,
            RawValue::Text(text) => Value::Text(text),
            RawValue::Plain => Value::Text(text.get(span.start..span.end).unwrap_or_default().trim().to_owned()),
            RawValue::List(items) => Value::List(items.into_iter().map(|item| item.into_node(text, base)).collect()),
            RawValue::Map(fields) => Value::Map(
                fields
                    .into_iter()
                    .map(|(key, node)| {
                        let place = byte_span(&key, text).shifted(base);
                        (key.value, place, node.into_node(text, base))
                    })
                    .collect(),
            ),
        };
        Node { span: span.shifted(base), value }
    }
}

/// The bytes of `text` that a value takes, without blanks at its end.
fn byte_span<T>(spanned: &Spanned<T>, text: &str) -> Span {
    let span = spanned.referenced.span();
    let start = (span.byte_offset().unwrap_or(0) as usize).min(text.len());
    let end = (start + span.byte_len().unwrap_or(0) as usize).min(text.len());
    let length = text.get(start..end).map_or(0, |part| part.trim_end().len());
    Span { start, end: start + length }
}

fn report_duplicates(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| report_duplicates(item, path, diagnostics)),
        Value::Map(fields) => {
            for (i, (key, span, value)) in fields.iter().enumerate() {
                if let Some((_, first, _)) = fields[..i].iter().find(|(other, ..)| other == key) {
                    diagnostics.push(
                        Diagnostic::new(&catalogue::DUPLICATE_KEY, place(path, *span))
                            .with("sleutel", key)
                            .related(place(path, *first)),
                    );
                }
                report_duplicates(value, path, diagnostics);
            }
        }
        Value::Null | Value::Text(_) => {}
    }
}

fn place(path: &SourcePath, span: Span) -> Place {
    Place { path: path.clone(), span }
}

/// The first line that is indented with a tab, which YAML forbids.
fn tab_indent(text: &str, base: usize, path: &SourcePath) -> Option<Diagnostic> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if line[..indent].contains('\t') && !line.trim().is_empty() {
            let span = Span { start: base + at, end: base + at + indent };
            return Some(Diagnostic::new(&catalogue::YAML_TAB, place(path, span)));
        }
        at += line.len();
    }
    None
}

/// Turns the crate's error into the message an editor can act on, by looking at the line it points to.
fn explain(error: &serde_saphyr::Error, text: &str, base: usize, path: &SourcePath) -> Diagnostic {
    let offset = error
        .location()
        .and_then(|location| location.span().byte_offset())
        .map_or(0, |offset| (offset as usize).min(text.len()));
    if let Some((span, suggestion)) = unquoted_colon(text, offset) {
        return Diagnostic::new(&catalogue::YAML_COLON, place(path, span.shifted(base))).with("voorstel", suggestion);
    }
    let line_end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
    let reason = error.without_snippet().to_string();
    // By the words of the message: a part of these errors comes from the parser below the crate, which keeps its names to itself.
    let is = |parts: &[&str]| parts.iter().any(|part| reason.contains(part));
    if is(&["Anchors {", "Aliases {", "unknown anchor"]) {
        let line = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let mark = text[line..line_end].find(" &").or_else(|| text[line..line_end].find(" *"));
        let span = Span { start: mark.map_or(offset, |at| line + at + 1), end: line_end };
        return Diagnostic::new(&catalogue::YAML_MARK, place(path, span.shifted(base)));
    }
    if let Some(span) = open_quote(text) {
        return Diagnostic::new(&catalogue::YAML_QUOTE, place(path, span.shifted(base)));
    }
    let is_too_much = is(&["recursion limit", "Depth {", "Nodes {"]);
    let entry = if is_too_much { &catalogue::YAML_SIZE } else { &catalogue::YAML };
    let span = Span { start: offset, end: line_end };
    Diagnostic::new(entry, place(path, span.shifted(base)))
}

/// `key: a: b` on the line of `offset` or the one before it: the value's span and the line as it should be.
fn unquoted_colon(text: &str, offset: usize) -> Option<(Span, String)> {
    let this = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..this.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    [this, before].into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let body = line.trim_start().trim_start_matches("- ");
        let (key, value) = body.split_once(": ")?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let node = parse(text, 4, &"a.md".into(), &mut diagnostics);
        (node, diagnostics)
    }

    #[test]
    fn values_know_their_place_and_stay_text() {
        let text = "title: Ëen naam\ndate: 2009-09-01\nn: 007\nja: true\nlijst: [a, 'b c']\nleeg:\n";
        let (node, diagnostics) = read(text);
        assert_eq!(diagnostics, []);
        let node = node.expect("valid YAML");
        for (key, expected) in [("title", "Ëen naam"), ("date", "2009-09-01"), ("n", "007"), ("ja", "true")] {
            let value = node.get(key).expect("field is there");
            assert_eq!(value.text(), Some(expected));
            assert_eq!(&text[value.span.start - 4..value.span.end - 4], expected);
        }
        let items = node.get("lijst").and_then(Node::list).expect("a list");
        assert_eq!(items[1].text(), Some("b c"));
        assert_eq!(&text[items[1].span.start - 4..items[1].span.end - 4], "'b c'");
        assert_eq!(node.get("leeg").map(|n| &n.value), Some(&Value::Null));
    }

    #[test]
    fn common_mistakes_get_their_own_message() {
        for (text, code, marked) in [
            ("title: a: b\nx: 1\n", "KP104", "a: b"),
            ("title: Werk: zo doe je dat\n", "KP104", "Werk: zo doe je dat"),
            ("title: x\n\tdescription: y\n", "KP105", "\t"),
            ("title: \"open\ndescription: y\n", "KP106", "\"open"),
            ("a: 1\na: 2\n", "KP108", "a"),
            ("a: *b\n", "KP119", "*b"),
            ("a: &b c\n", "KP119", "&b c"),
            ("a: [b\n", "KP103", "a: [b"),
        ] {
            let (_, diagnostics) = read(text);
            assert_eq!(diagnostics.len(), 1, "{text:?}: {diagnostics:?}");
            assert_eq!(diagnostics[0].entry.code, code, "{text:?}: {diagnostics:?}");
            let span = diagnostics[0].place.span;
            assert_eq!(&text[span.start - 4..span.end - 4], marked, "{text:?}");
        }
    }
}
