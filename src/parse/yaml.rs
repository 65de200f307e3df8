//! YAML text → a tree in which every value knows its place. The only module that knows the YAML crate.
//!
//! Scalars stay text: `2009-07`, `0755` and `AM01` mean what the editor typed, and the reader of a field decides what a
//! text must be. Anchors, aliases and tags are refused, and so is a tree that is too deep or too large: a small file cannot grow.

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::yaml_mistakes::{self as mistakes, Mistake};
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
    if let Some(span) = mistakes::tab_indent(text) {
        diagnostics.push(Diagnostic::new(&catalogue::YAML_TAB, place(path, span.shifted(base))));
        return None;
    }
    match Tree::new(text, base).read() {
        // One text instead of fields: `title:Werk` is a word to YAML.
        Ok(Node { value: Value::Text(_), .. }) if mistakes::tight_colon(text).is_some() => {
            diagnostics.push(explain(Problem::Syntax(0), text, base, path));
            None
        }
        Ok(node) => {
            if text.contains('#')
                && let Some((span, suggestion)) = cut_off(&node, text, base)
            {
                let problem = Diagnostic::new(&catalogue::YAML_HASH, place(path, span.shifted(base)));
                diagnostics.push(problem.with("rest", &text[span.start..span.end]).with("voorstel", suggestion));
                return None;
            }
            report_duplicates(&node, false, path, diagnostics);
            Some(node)
        }
        Err(problem) => {
            diagnostics.push(explain(problem, text, base, path));
            None
        }
    }
}

/// Why a text cannot be read, with the byte of the text where that shows.
enum Problem {
    /// It is no YAML, or no single tree of texts, lists and fields with a name.
    Syntax(usize),
    /// A name for a value, a reference to one, or a tag.
    Mark(usize),
    /// It is too deep or too much.
    Size(usize),
}

/// A tree that grows with the events of the parser.
struct Tree<'t> {
    text: &'t str,
    base: usize,
    /// The lists and maps around the next value, the innermost last.
    open: Vec<Open>,
    nodes: usize,
    root: Option<Node>,
}

/// A list or a map of which the end was not seen yet.
struct Open {
    span: Span,
    value: OpenValue,
}

enum OpenValue {
    List(Vec<Node>),
    /// The fields, and the key whose value comes next.
    Map(Vec<(String, Span, Node)>, Option<(String, Span)>),
}

impl<'t> Tree<'t> {
    fn new(text: &'t str, base: usize) -> Self {
        Self { text, base, open: Vec::new(), nodes: 0, root: None }
    }

    fn read(mut self) -> Result<Node, Problem> {
        // Anchors come as events of their own, so that their place is known.
        let options = granit_parser::options! { emit_anchor_events: true, emit_unresolved_aliases: true };
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, place) = event.map_err(|error| self.refused(&error))?;
            let span = self.span(&place);
            if let Some(tag) = place.tag_start {
                return Err(Problem::Mark(tag.byte_offset().unwrap_or_default()));
            }
            match event {
                Event::Scalar(text, style, ..) => self.scalar(&text, style, span)?,
                Event::SequenceStart(..) => self.open(span, OpenValue::List(Vec::new()))?,
                Event::MappingStart(..) => self.open(span, OpenValue::Map(Vec::new(), None))?,
                Event::SequenceEnd | Event::MappingEnd => self.close(),
                Event::Anchor(..) | Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    return Err(Problem::Mark(span.start));
                }
                // A second document.
                Event::DocumentStart(..) if self.root.is_some() => return Err(Problem::Syntax(span.start)),
                _ => {}
            }
        }
        Ok(self.root.unwrap_or(Node { span: (self.base..self.base).into(), value: Value::Null }))
    }

    fn refused(&self, error: &ScanError) -> Problem {
        let at = error.marker().byte_offset().unwrap_or_default().min(self.text.len());
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => Problem::Size(at),
            ErrorKind::MissingAnchorOrAliasName => Problem::Mark(at),
            _ => Problem::Syntax(at),
        }
    }

    /// The bytes of the text that a value takes, without blanks at its end.
    fn span(&self, place: &granit_parser::Span) -> Span {
        let range = place.byte_range().unwrap_or_default();
        let length = self.text.get(range.clone()).map_or(0, |part| part.trim_end().len());
        Span { start: range.start, end: range.start + length }
    }

    fn count(&mut self, at: usize) -> Result<(), Problem> {
        self.nodes += 1;
        if self.nodes > MAX_NODES { Err(Problem::Size(at)) } else { Ok(()) }
    }

    fn open(&mut self, span: Span, value: OpenValue) -> Result<(), Problem> {
        self.count(span.start)?;
        // Only a text can be the name of a field.
        if matches!(self.open.last(), Some(Open { value: OpenValue::Map(_, None), .. })) {
            return Err(Problem::Syntax(span.start));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(Problem::Size(span.start));
        }
        self.open.push(Open { span, value });
        Ok(())
    }

    fn close(&mut self) {
        if let Some(Open { span, value }) = self.open.pop() {
            let value = match value {
                OpenValue::List(items) => Value::List(items),
                OpenValue::Map(fields, _) => Value::Map(fields),
            };
            self.put(Node { span: span.shifted(self.base), value });
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<(), Problem> {
        self.count(span.start)?;
        let is_nothing = style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
        let place = span.shifted(self.base);
        if let Some(Open { value: OpenValue::Map(_, key @ None), .. }) = self.open.last_mut() {
            if is_nothing {
                return Err(Problem::Syntax(span.start));
            }
            *key = Some((text.to_owned(), place));
            return Ok(());
        }
        let value = if is_nothing { Value::Null } else { Value::Text(text.to_owned()) };
        self.put(Node { span: place, value });
        Ok(())
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.value) {
            Some(OpenValue::List(items)) => items.push(node),
            Some(OpenValue::Map(fields, key)) => {
                if let Some((name, span)) = key.take() {
                    fields.push((name, span, node));
                }
            }
            None => self.root = Some(node),
        }
    }
}

/// Reports fields that are there twice. In an item of a list whose first field comes again, a new item was meant there.
fn report_duplicates(node: &Node, in_list: bool, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| report_duplicates(item, true, path, diagnostics)),
        Value::Map(fields) => {
            let item = fields.iter().skip(1).find(|(key, ..)| in_list && *key == fields[0].0);
            if let Some((key, span, _)) = item {
                diagnostics.push(
                    Diagnostic::new(&catalogue::YAML_DASH, place(path, *span))
                        .with("sleutel", key)
                        .related(place(path, fields[0].1)),
                );
            }
            for (i, (key, span, value)) in fields.iter().enumerate() {
                let first = fields[..i].iter().find(|(other, ..)| item.is_none() && other == key);
                if let Some((_, first, _)) = first {
                    diagnostics.push(
                        Diagnostic::new(&catalogue::DUPLICATE_KEY, place(path, *span))
                            .with("sleutel", key)
                            .related(place(path, *first)),
                    );
                }
                report_duplicates(value, false, path, diagnostics);
            }
        }
        Value::Null | Value::Text(_) => {}
    }
}

fn place(path: &SourcePath, span: Span) -> Place {
    Place { path: path.clone(), span }
}

/// The first value that a `#` cuts short, as in `title: Proef #1`: what is cut off, and the line as it should be. YAML takes what comes
/// after a blank and a `#` for a remark; one of a person has a blank behind the `#`, or stands on a line of its own.
fn cut_off(node: &Node, text: &str, base: usize) -> Option<(Span, String)> {
    let cut = |start: &str, value: &str, end: usize| {
        let line = text[end..].lines().next()?;
        let rest = line.trim();
        let is_cut = line.starts_with([' ', '\t'])
            && rest.strip_prefix('#').is_some_and(|word| word.starts_with(char::is_alphanumeric));
        let at = end + (line.len() - line.trim_start().len());
        let whole = format!("{value} {rest}");
        is_cut.then(|| {
            let suggestion = format!("{start} \"{}\"", whole.trim_start().replace('"', "'"));
            (Span { start: at, end: at + rest.len() }, suggestion)
        })
    };
    let is_quoted = |span: Span| text[span.start - base..].starts_with(['"', '\'']);
    let value = |start: &str, node: &Node| match &node.value {
        Value::Text(value) if !is_quoted(node.span) => cut(start, value, node.span.end - base),
        _ => cut_off(node, text, base),
    };
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| value("-", item)),
        Value::Map(fields) => fields.iter().find_map(|(key, span, node)| match &node.value {
            // Nothing is left of it: what follows the colon behind its name.
            Value::Null => cut(&format!("{key}:"), "", span.end - base + text[span.end - base..].find(':')? + 1),
            _ => value(&format!("{key}:"), node),
        }),
        Value::Null | Value::Text(_) => None,
    }
}

/// Turns a problem into the message an editor can act on, by looking at the line it points to.
fn explain(problem: Problem, text: &str, base: usize, path: &SourcePath) -> Diagnostic {
    let told = |entry, span: Span| Diagnostic::new(entry, place(path, span.shifted(base)));
    let line = |start: usize| Span { start, end: text[start..].find('\n').map_or(text.len(), |length| start + length) };
    match problem {
        Problem::Mark(at) => told(&catalogue::YAML_MARK, line(at)),
        // From the start of the line: deep in it nobody sees what is meant.
        Problem::Size(at) => told(&catalogue::YAML_SIZE, line(text[..at].rfind('\n').map_or(0, |end| end + 1))),
        Problem::Syntax(at) => match mistakes::meant(text, at) {
            Some(Mistake { entry, span, suggestion }) => told(entry, span).with("voorstel", suggestion),
            None => told(&catalogue::YAML, line(at)),
        },
    }
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
    fn a_remark_of_a_person_is_none_of_the_value() {
        let text = "a: b # c\nd: \"e\" #f\ng: 'h #i'\n#j\nk: l#m\nn: ##\no: |\n  p #q\nr: https://s.example/#t\n";
        let (node, diagnostics) = read(text);
        assert_eq!(diagnostics, []);
        let node = node.expect("valid YAML");
        let texts =
            ["a", "d", "g", "k", "n", "o", "r"].map(|key| node.get(key).and_then(Node::text).unwrap_or_default());
        assert_eq!(texts, ["b", "e", "h #i", "l#m", "", "p #q\n", "https://s.example/#t"]);
        let (_, diagnostics) = read("x: 1\ntitle: Een \"proef\" #1\n");
        let said: Vec<_> = diagnostics[0].arguments.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(said, ["#1", "title: \"Een 'proef' #1\""]);
    }

    #[test]
    fn common_mistakes_get_their_own_message() {
        for (text, code, marked) in [
            ("title: a: b\nx: 1\n", "KP104", "a: b"),
            ("title: Werk: zo doe je dat\n", "KP104", "Werk: zo doe je dat"),
            ("title: x\n\tdescription: y\n", "KP105", "\t"),
            ("title: \"open\ndescription: y\n", "KP106", "\"open"),
            ("a: 1\na: 2\n", "KP108", "a"),
            ("- a: 1\n  b: 2\n  b: 3\n", "KP108", "b"),
            ("- id: x\n  b: 2\n  id: y\n  b: 3\n", "KP128", "id"),
            ("a: *b\n", "KP119", "*b"),
            ("a: &b c\n", "KP119", "&b c"),
            ("a: !b c\n", "KP119", "!b c"),
            ("a: {b: &c d}\n", "KP119", "&c d}"),
            ("- a\n- !\n", "KP119", "!"),
            ("title: Proef #1 van de reeks\nx: 1\n", "KP123", "#1 van de reeks"),
            ("title: #1\nx: 1\n", "KP123", "#1"),
            ("x:\n  - een #twee\n", "KP123", "#twee"),
            ("a: b\n---\nc: d\n", "KP103", "---"),
            ("a: b\n[c]: d\n", "KP103", "[c]: d"),
            ("a: b\nc: d\n  e\n f: g\n", "KP103", ": g"),
            ("a: [b\n", "KP126", "[b"),
            ("a: [b, c,\nd: e\n", "KP126", "[b, c,"),
            ("a: {b: c\n\nd: e\n", "KP126", "{b: c"),
            ("title:Werk\nx: 1\n", "KP125", "title:Werk"),
            ("title:Werk\n", "KP125", "title:Werk"),
            ("x: 1\ntitle:\u{a0}Werk\ny: 2\n", "KP125", "title:\u{a0}Werk"),
            (" title: Werk\nx: 1\n", "KP127", " title: Werk"),
            ("title: Werk\n x: 1\ny: 2\n", "KP127", " x: 1"),
            ("title: Werk\n\n\u{a0} x: 1\n  y: 2\n", "KP127", "\u{a0} x: 1"),
        ] {
            let (_, diagnostics) = read(text);
            assert_eq!(diagnostics.len(), 1, "{text:?}: {diagnostics:?}");
            assert_eq!(diagnostics[0].entry.code, code, "{text:?}: {diagnostics:?}");
            let span = diagnostics[0].place.span;
            assert_eq!(&text[span.start - 4..span.end - 4], marked, "{text:?}");
        }
    }
}
