//! Reads the fields of a YAML map one by one, each as the type it must have, and reports what is wrong with its place.

use std::fmt;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::moment::{Moment, day, meant_day};
use crate::number::Number;
use crate::parse::kinds::{Field, Need, Shape};
use crate::parse::yaml::{Node, Value};
use crate::source::{Located, Place, SourcePath, Span};

/// Reads the fields of one map. Call [`FieldReader::finish`] at the end, so that fields nobody asked for are reported.
pub struct FieldReader<'a> {
    node: &'a Node,
    path: &'a SourcePath,
    /// What the map describes, in Dutch: "praktijk".
    subject: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
    asked: Vec<&'static str>,
    /// Fields that are unknown, which was told.
    told: Vec<&'a str>,
    /// What its fields are; empty when whoever reads them says so.
    definitions: &'static [Field],
}

impl<'a> FieldReader<'a> {
    /// A reader of `node`, which describes a `subject`. What is no map is reported and read as an empty one.
    pub fn new(node: &'a Node, subject: &'a str, path: &'a SourcePath, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self::defined(node, subject, &[], path, diagnostics)
    }

    /// A reader of `node` whose fields are defined: one that must be there is reported when it is not.
    pub fn defined(
        node: &'a Node,
        subject: &'a str,
        definitions: &'static [Field],
        path: &'a SourcePath,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let mut reader = Self { node, path, subject, diagnostics, asked: Vec::new(), told: Vec::new(), definitions };
        if !matches!(node.value, Value::Map(_)) {
            reader.report(&catalogue::NOT_A_MAP, node.span).arguments.push(("wat", node.describe().to_owned()));
        }
        reader
    }

    /// Where a span of this file is.
    pub fn place(&self, span: Span) -> Place {
        Place { path: self.path.clone(), span }
    }

    /// Reports a problem at `span` and gives it back, to be filled in.
    pub fn report(&mut self, entry: &'static Entry, span: Span) -> &mut Diagnostic {
        let place = self.place(span);
        let at = self.diagnostics.len();
        self.diagnostics.push(Diagnostic::new(entry, place));
        &mut self.diagnostics[at]
    }

    /// The definition of `key`; to read it as something else than it says is a mistake in the program.
    fn definition(&self, key: &str) -> Option<&'static Field> {
        self.definitions.iter().find(|field| field.key == key)
    }

    /// In a test or a debug build: that `key` is defined as what it is read as.
    fn check_shape(&self, key: &str, fits: impl Fn(&Shape) -> bool) {
        debug_assert!(
            self.definitions.is_empty() || self.definition(key).is_some_and(|field| fits(&field.shape)),
            "{key} is not defined, or as something else"
        );
    }

    /// The value of `key`; an empty one is reported and counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        let Some(node) = self.node.get(key) else {
            if let Some(field) = self.definition(key).filter(|field| field.need == Need::Required) {
                self.missing(key, &field.explanation());
            }
            return None;
        };
        let empty = match &node.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        if empty {
            let span = self.key_span(key).unwrap_or(node.span);
            if !self.report_unindented(key, span) {
                let may_go = self.definition(key).is_some_and(|field| field.need != Need::Required);
                self.diagnostics.push(Diagnostic::empty(key, may_go, self.place(span)));
            }
            return None;
        }
        Some(node)
    }

    /// Reports the fields of a group that stand beside its name and not below it, when there are such.
    fn report_unindented(&mut self, key: &str, span: Span) -> bool {
        let Value::Map(fields) = &self.node.value else { return false };
        let parts = self.definition(key).map_or(&[][..], Field::parts);
        let is_part = |name: &&str| parts.iter().any(|part| part.key == *name) && self.definition(name).is_none();
        let beside: Vec<&str> = fields.iter().map(|(name, ..)| name.as_str()).filter(is_part).collect();
        let [first, ..] = beside[..] else { return false };
        let problem = Diagnostic::new(&catalogue::YAML_UNDER, self.place(span))
            .with("sleutel", key)
            .with("eerste", first)
            .with("namen", beside.join(", "));
        self.diagnostics.push(problem);
        self.told.extend(beside);
        true
    }

    fn key_span(&self, key: &str) -> Option<Span> {
        match &self.node.value {
            Value::Map(fields) => fields.iter().find(|(name, ..)| name == key).map(|(_, span, _)| *span),
            _ => None,
        }
    }

    /// Whether the map has `key`, with or without a value.
    pub fn has(&self, key: &str) -> bool {
        self.node.get(key).is_some()
    }

    /// One text.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        self.check_shape(key, |shape| matches!(shape, Shape::Text | Shape::Name(_)));
        self.scalar(key)
    }

    fn scalar(&mut self, key: &'static str) -> Option<Located<String>> {
        let node = self.node(key)?;
        match &node.value {
            Value::Text(text) => Some(Located { value: text.trim().to_owned(), place: self.place(node.span) }),
            _ => self.wrong_type(key, node, "één tekst", &format!("{key}: \"tekst\"")),
        }
    }

    /// One text that must be there; `explanation` says what belongs in it.
    pub fn required(&mut self, key: &'static str, explanation: &str) -> Option<Located<String>> {
        self.must_have(key, explanation).then(|| self.text(key))?
    }

    /// Reports that `key` must be there.
    pub fn missing(&mut self, key: &'static str, explanation: &str) {
        let span = Span { start: self.node.span.start, end: self.node.span.start };
        let diagnostic = self.report(&catalogue::MISSING_KEY, span);
        diagnostic.arguments.push(("sleutel", key.to_owned()));
        diagnostic.arguments.push(("uitleg", explanation.to_owned()));
    }

    /// A list of texts; none when absent.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        self.check_shape(key, |shape| matches!(shape, Shape::Texts | Shape::NameList(_)));
        let Some(node) = self.node(key) else { return Vec::new() };
        let Some(items) = node.list() else {
            let example = format!("{key}: [{}]", as_items(node.text().unwrap_or("een, twee")));
            let _: Option<()> = self.wrong_type(key, node, "een lijst", &example);
            return Vec::new();
        };
        let mut texts: Vec<_> = items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Text(text) if !text.trim().is_empty() => {
                    Some(Located { value: text.trim().to_owned(), place: self.place(item.span) })
                }
                _ => self.wrong_type(key, item, "een lijst van teksten", &format!("{key}: [een, twee]")),
            })
            .collect();
        texts.shrink_to_fit();
        if items.is_empty() && self.definition(key).is_some_and(|field| field.need == Need::Required) {
            self.diagnostics.push(Diagnostic::empty(key, false, self.place(node.span)));
        }
        texts
    }

    /// A list of texts that must hold at least one.
    pub fn required_texts(&mut self, key: &'static str, explanation: &str) -> Vec<Located<String>> {
        if !self.has(key) {
            self.missing(key, explanation);
        }
        let texts = self.texts(key);
        if let Some(node) = self.node.get(key)
            && node.list().is_some_and(<[Node]>::is_empty)
        {
            self.diagnostics.push(Diagnostic::empty(key, false, self.place(node.span)));
        }
        texts
    }

    /// A list of maps; each is read with its own reader by `read`.
    pub fn maps<T>(
        &mut self,
        key: &'static str,
        subject: &str,
        mut read: impl FnMut(&mut FieldReader) -> Option<T>,
    ) -> Vec<T> {
        self.check_shape(key, |shape| matches!(shape, Shape::Groups(_)));
        let parts = self.definition(key).map_or(&[][..], Field::parts);
        let Some(node) = self.node(key) else { return Vec::new() };
        let Some(items) = node.list() else {
            let example = self.definition(key).map_or("[{naam: waarde}]", |field| field.example);
            let _: Option<()> = self.wrong_type(key, node, "een lijst", &format!("{key}: {example}"));
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in items {
            if self.is_group(key, item) {
                values.extend(read_parts(item, subject, parts, self.path, self.diagnostics, &mut read));
            }
        }
        values
    }

    /// Whether this has fields of its own. Of a field that is defined it is told how those are written.
    fn is_group(&mut self, key: &'static str, node: &Node) -> bool {
        match self.definition(key).map(|field| field.example) {
            Some(example) if !matches!(node.value, Value::Map(_)) => {
                let _: Option<()> = self.wrong_type(key, node, "een groep gegevens", &format!("{key}: {example}"));
                false
            }
            _ => true,
        }
    }

    /// One map, read with its own reader by `read`.
    pub fn map<T>(
        &mut self,
        key: &'static str,
        subject: &str,
        read: impl FnMut(&mut FieldReader) -> Option<T>,
    ) -> Option<T> {
        self.check_shape(key, |shape| matches!(shape, Shape::Group(_)));
        let parts = self.definition(key).map_or(&[][..], Field::parts);
        let node = self.node(key)?;
        if !self.is_group(key, node) {
            return None;
        }
        read_parts(node, subject, parts, self.path, self.diagnostics, read)
    }

    /// One map that must be there; `explanation` says what it describes.
    pub fn required_map<T>(
        &mut self,
        key: &'static str,
        subject: &str,
        explanation: &str,
        read: impl FnMut(&mut FieldReader) -> Option<T>,
    ) -> Option<T> {
        self.must_have(key, explanation).then(|| self.map(key, subject, read))?
    }

    /// A date as year-month-day between 1900 and 2100.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        self.check_shape(key, |shape| matches!(shape, Shape::Date));
        let text = self.scalar(key)?;
        match day(&text.value) {
            Some(value) => Some(Located { value, place: text.place }),
            None => {
                let diagnostic = self.report(&catalogue::BAD_DATE, text.place.span);
                diagnostic.suggestion = meant_day(&text.value).map(|day| day.to_string().into());
                diagnostic.arguments.push(("waarde", text.value));
                None
            }
        }
    }

    /// A date, with or without a time: `2009-05-27` or `2009-05-27 09:30`.
    pub fn moment(&mut self, key: &'static str) -> Option<Located<Moment>> {
        self.check_shape(key, |shape| matches!(shape, Shape::Moment));
        let text = self.scalar(key)?;
        match Moment::parse(&text.value) {
            Some(value) => Some(Located { value, place: text.place }),
            None => {
                let meant = meant_day(&text.value).map(|day| day.to_string().into());
                self.wrong_form(key, &text, "2009-05-27 of 2009-05-27 09:30").suggestion = meant;
                None
            }
        }
    }

    /// Reports the second of two days or moments, each with the name of its field, when `is_wrong` says so of the two.
    pub fn check_order<T: Copy + fmt::Display>(
        &mut self,
        (earlier, first): (&str, &Option<Located<T>>),
        (later, last): (&str, &Option<Located<T>>),
        is_wrong: impl Fn(T, T) -> bool,
    ) {
        let (Some(first), Some(last)) = (first, last) else { return };
        if is_wrong(first.value, last.value) {
            let diagnostic = self.report(&catalogue::DATE_ORDER, last.place.span);
            let names = [("sleutel", later.to_owned()), ("eerder", earlier.to_owned())];
            let days = [("dag", last.value.to_string()), ("eerste_dag", first.value.to_string())];
            diagnostic.arguments.extend(names.into_iter().chain(days));
        }
    }

    /// `true` or `false` (also `ja` or `nee`); false when absent.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.check_shape(key, |shape| matches!(shape, Shape::Flag));
        let Some(text) = self.scalar(key) else { return false };
        match text.value.as_str() {
            "true" | "ja" => true,
            "false" | "nee" => false,
            _ => {
                self.unknown_value(key, &text, &["true", "false"]);
                false
            }
        }
    }

    /// A whole number; one that `T` has no room for is reported.
    pub fn integer<T: TryFrom<i64>>(&mut self, key: &'static str) -> Option<T> {
        self.check_shape(key, |shape| matches!(shape, Shape::Integer));
        let text = self.scalar(key)?;
        let number = text.value.parse::<i64>().ok().and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.wrong_form(key, &text, "10");
        }
        number
    }

    /// A whole number that must be there; `explanation` says what it is.
    pub fn required_integer<T: TryFrom<i64>>(&mut self, key: &'static str, explanation: &str) -> Option<T> {
        self.must_have(key, explanation).then(|| self.integer(key))?
    }

    /// A number that must be there; `explanation` says what it is.
    pub fn required_number(&mut self, key: &'static str, explanation: &str) -> Option<Number> {
        self.must_have(key, explanation).then(|| self.number(key))?
    }

    /// A number as it is written in data: `154972` or `6.8`.
    pub fn number(&mut self, key: &'static str) -> Option<Number> {
        let text = self.text(key)?;
        // In Dutch a point stands between thousands: with three digits behind it nobody can tell what is meant.
        let is_unclear = text.value.split('.').skip(1).any(|part| part.len() == 3);
        let number = Number::parse(&text.value).filter(|_| !is_unclear);
        if number.is_none() {
            self.wrong_form(key, &text, "154972 of 6.8");
        }
        number
    }

    /// Whether the map has `key`; that it has not is reported.
    fn must_have(&mut self, key: &'static str, explanation: &str) -> bool {
        let has = self.has(key);
        if !has {
            self.missing(key, explanation);
            self.asked.push(key);
        }
        has
    }

    /// One of the given values.
    pub fn choice<T: Copy>(&mut self, key: &'static str, values: &[(&'static str, T)]) -> Option<T> {
        self.check_shape(key, |shape| matches!(shape, Shape::Choice(_)));
        let text = self.scalar(key)?;
        self.one_of(key, &text, values)
    }

    /// Any of the given values, in their order in the file.
    pub fn choices<T: Copy>(&mut self, key: &'static str, values: &[(&'static str, T)]) -> Vec<T> {
        self.texts(key).iter().filter_map(|text| self.one_of(key, text, values)).collect()
    }

    fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        text: &Located<String>,
        values: &[(&'static str, T)],
    ) -> Option<T> {
        let found = values.iter().find(|(name, _)| *name == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
            self.unknown_value(key, text, &names);
        }
        found
    }

    /// One of the given values, that must be there.
    pub fn required_choice<T: Copy>(&mut self, key: &'static str, values: &[(&'static str, T)]) -> Option<T> {
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        self.must_have(key, &format!("Kies uit: {}.", names.join(", "))).then(|| self.choice(key, values))?
    }

    /// Reports a text of another form than that of the `example`.
    pub fn wrong_form(&mut self, key: &str, text: &Located<String>, example: &str) -> &mut Diagnostic {
        let diagnostic = self.report(&catalogue::BAD_FORM, text.place.span);
        diagnostic.arguments.extend([
            ("waarde", text.value.clone()),
            ("sleutel", key.to_owned()),
            ("voorbeeld", example.to_owned()),
        ]);
        diagnostic
    }

    /// Reports a value that is none of these names.
    pub fn unknown_value(&mut self, key: &'static str, text: &Located<String>, names: &[&str]) {
        let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_VALUE, text.place.clone())
            .with("waarde", &text.value)
            .with("sleutel", key)
            .with("waarden", names.join(", "))
            .suggest(&text.value, names.iter().copied());
        self.diagnostics.push(diagnostic);
    }

    fn wrong_type<T>(&mut self, key: &str, node: &Node, expected: &str, example: &str) -> Option<T> {
        let diagnostic = Diagnostic::new(&catalogue::WRONG_TYPE, self.place(node.span))
            .with("sleutel", key)
            .with("verwacht", expected)
            .with("gevonden", node.describe())
            .with("voorbeeld", example);
        self.diagnostics.push(diagnostic);
        None
    }

    /// Reports every field that nobody asked for. A typing error in the name of a required field is one mistake, so the
    /// report that the field is missing gives way to the one with the nearest name.
    pub fn finish(self) {
        let Value::Map(fields) = &self.node.value else { return };
        let defined = self.definitions.iter().map(|field| field.key);
        let mut known: Vec<&str> = if defined.len() == 0 { self.asked.clone() } else { defined.collect() };
        let unknown: Vec<&(String, Span, Node)> =
            fields.iter().filter(|(key, ..)| !known.contains(&key.as_str()) && !self.told.contains(&&**key)).collect();
        if unknown.is_empty() {
            return;
        }
        known.sort_unstable();
        known.dedup();
        for (key, span, value) in unknown {
            let diagnostic = self.unknown(key, *span, value, &known);
            // One mistake is told once: a field that stands here under another name is not missing as well.
            if let Some(meant) = &diagnostic.suggestion {
                let start = Span { start: self.node.span.start, end: self.node.span.start };
                let missing = Diagnostic::new(&catalogue::MISSING_KEY, self.place(start));
                self.diagnostics.retain(|other| {
                    let same = other.entry == missing.entry && other.place == missing.place;
                    !(same && other.arguments.iter().any(|(name, value)| *name == "sleutel" && **value == **meant))
                });
            }
            self.diagnostics.push(diagnostic);
        }
    }

    /// What is wrong with a field that does not exist here; with the field that was meant, when one is near.
    fn unknown(&self, key: &str, span: Span, value: &Node, known: &[&str]) -> Diagnostic {
        let place = self.place(span);
        let is_bare = matches!(value.value, Value::Null);
        // `{rol:Klantmanager}` is one word to YAML, and `{reden: Een zin, en nog een}` two fields.
        let tight = key.split_once(':').filter(|(name, _)| is_bare && known.contains(name));
        if let Some((name, rest)) = tight {
            let mut problem = Diagnostic::new(&catalogue::YAML_TIGHT, place);
            problem.suggestion = Some(name.into());
            return problem.with("voorstel", format!("{name}: {rest}"));
        }
        if is_bare && key.contains(' ') {
            return Diagnostic::new(&catalogue::YAML_COMMA, place).with("sleutel", key);
        }
        let mut problem = Diagnostic::new(&catalogue::UNKNOWN_KEY, place)
            .with("soort", self.subject)
            .with("sleutel", key)
            .with("sleutels", known.join(", "))
            .suggest(key, known.iter().copied());
        let translated = TRANSLATED.iter().find(|(dutch, name)| *dutch == key && known.contains(name));
        if let Some((_, name)) = translated {
            problem.suggestion = Some((*name).into());
        }
        problem
    }
}

/// Dutch words for fields that have an English name, as they are written in other programs.
const TRANSLATED: [(&str, &str); 14] = [
    ("titel", "title"),
    ("omschrijving", "description"),
    ("beschrijving", "description"),
    ("samenvatting", "description"),
    ("datum", "date"),
    ("gewijzigd", "updated"),
    ("verloopt", "expires"),
    ("concept", "draft"),
    ("eigenaar", "owner"),
    ("volgorde", "weight"),
    ("plaats", "place"),
    ("begin", "start"),
    ("einde", "end"),
    ("aanmelden", "registration"),
];

/// Reads one map with its own reader; what is no map is reported.
pub fn read_map<T>(
    node: &Node,
    subject: &str,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl FnMut(&mut FieldReader) -> Option<T>,
) -> Option<T> {
    read_parts(node, subject, &[], path, diagnostics, read)
}

/// As [`read_map`], of a map whose fields are defined.
fn read_parts<T>(
    node: &Node,
    subject: &str,
    definitions: &'static [Field],
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
    mut read: impl FnMut(&mut FieldReader) -> Option<T>,
) -> Option<T> {
    let mut reader = FieldReader::defined(node, subject, definitions, path, diagnostics);
    if !matches!(node.value, Value::Map(_)) {
        return None;
    }
    let value = read(&mut reader);
    reader.finish();
    value
}

/// A text that was meant as a list, with commas: a dash of Word or one without a blank makes no list, and lines that each begin so are one
/// text to YAML.
fn as_items(text: &str) -> String {
    let dashes = ['-', '–', '—', '•'];
    if !text.starts_with(dashes) {
        return text.to_owned();
    }
    let mut items = text.to_owned();
    // At the start, and behind a blank: those within a word are of the word.
    for dash in dashes {
        items = items.replace(&format!(" {dash}"), ", ");
    }
    let items = items.trim_start_matches(dashes).split(',').map(str::trim);
    items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Reads a file that is a list of maps.
pub fn read_list<T>(
    node: &Node,
    subject: &str,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
    mut read: impl FnMut(&mut FieldReader) -> Option<T>,
) -> Vec<T> {
    match &node.value {
        Value::List(items) => {
            items.iter().filter_map(|item| read_map(item, subject, path, diagnostics, &mut read)).collect()
        }
        Value::Null => Vec::new(),
        _ => {
            diagnostics.push(
                Diagnostic::new(&catalogue::WRONG_TYPE, Place { path: path.clone(), span: node.span })
                    .with("sleutel", path.to_string())
                    .with("verwacht", "een lijst")
                    .with("gevonden", node.describe())
                    .with("voorbeeld", "- id: naam"),
            );
            Vec::new()
        }
    }
}
