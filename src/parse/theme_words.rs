//! The texts of a theme. Each stands in for a text of the base theme, and must fit where that one stands.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::yaml::{self, Node, Value};
use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::source::{Place, SourcePath, Span};

/// Texts by their dotted keys.
pub type Texts = BTreeMap<String, String>;

/// The file of the base theme.
pub const BASE: &str = "themes/werkplein/teksten.yaml";

/// That file as it comes with the program.
pub const BASE_TEXT: &str = include_str!("../../themes/werkplein/teksten.yaml");

/// The texts of the base theme as they come with the program; read when they are first needed.
pub fn base() -> &'static Texts {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut texts = Texts::new();
        let path = BASE.into();
        if let Some(node) = yaml::parse(BASE_TEXT, 0, &path, &mut Vec::new()) {
            Reader { base: &Texts::new(), path: &path, texts: &mut texts, diagnostics: &mut Vec::new() }
                .read(&node, "");
        }
        texts
    })
}

/// Reads the texts of a theme. One that does not fit is reported and left out: then that of the base theme stays.
pub fn read(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Texts {
    let mut texts = Texts::new();
    let mut reader = Reader { base: base(), path, texts: &mut texts, diagnostics };
    reader.read(node, "");
    if &**path != BASE {
        reader.report_misspelt(node, "");
    }
    texts
}

struct Reader<'a> {
    base: &'a Texts,
    path: &'a SourcePath,
    texts: &'a mut Texts,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self, node: &Node, key: &str) {
        let meant = self.base.get(key);
        match &node.value {
            Value::Map(_) if meant.is_some() => self.wrong_shape(node, key, "één tekst"),
            Value::Map(fields) => {
                for (name, _, value) in fields {
                    self.read(value, &joined(key, name));
                }
            }
            Value::List(_) => {
                self.wrong_shape(node, key, if self.is_group(key) { "namen met teksten" } else { "één tekst" })
            }
            Value::Text(_) if self.is_group(key) => self.wrong_shape(node, key, "namen met teksten"),
            Value::Text(text) if text.trim().is_empty() && meant.is_some_and(|meant| !meant.trim().is_empty()) => {
                self.report_empty(node.span, key);
            }
            Value::Text(text) => {
                if let Some(meant) = meant {
                    self.check_gaps(text, meant, node.span, key);
                }
                self.texts.insert(key.to_owned(), text.clone());
            }
            Value::Null if meant.is_some_and(|meant| !meant.trim().is_empty()) => {
                self.report_empty(node.span, key);
            }
            Value::Null => {}
        }
    }

    /// Whether the base theme has texts below this key.
    fn is_group(&self, key: &str) -> bool {
        let below = format!("{key}.");
        self.base.range(below.clone()..).next().is_some_and(|(first, _)| first.starts_with(&below))
    }

    /// Reports every `{name}` that nothing is filled in for.
    fn check_gaps(&mut self, text: &str, meant: &str, span: Span, key: &str) {
        let known = gaps(meant);
        for gap in gaps(text).into_iter().filter(|gap| !known.contains(gap)) {
            let names: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
            let names = if names.is_empty() { "geen".to_owned() } else { names.join(", ") };
            self.report(&catalogue::UNKNOWN_GAP, span, key)
                .arguments
                .extend([("naam", gap.to_owned()), ("namen", names)]);
        }
    }

    /// Reports keys that look like one of the base theme: their texts would never be seen. Others may be of templates of the theme's own.
    fn report_misspelt(&mut self, node: &Node, key: &str) {
        let Value::Map(fields) = &node.value else { return };
        for (name, span, value) in fields {
            let key = joined(key, name);
            if self.is_group(&key) {
                self.report_misspelt(value, &key);
            } else if !self.base.contains_key(&key) {
                let place = Place { path: self.path.clone(), span: *span };
                let unused = self.base.keys().map(String::as_str).filter(|known| !self.texts.contains_key(*known));
                // Of one branch only: `index.titel` is no `inleiding.titel`.
                let beside = unused.filter(|known| branch(known) == branch(&key));
                let problem =
                    Diagnostic::new(&catalogue::UNKNOWN_WORD, place).with("sleutel", &key).suggest(&key, beside);
                if problem.suggestion.is_some() {
                    self.diagnostics.push(problem);
                }
            }
        }
    }

    fn wrong_shape(&mut self, node: &Node, key: &str, expected: &str) {
        self.report(&catalogue::WORD_SHAPE, node.span, key).arguments.push(("verwacht", expected.to_owned()));
    }

    fn report_empty(&mut self, span: Span, key: &str) {
        self.diagnostics.push(Diagnostic::empty(key, true, Place { path: self.path.clone(), span }));
    }

    fn report(&mut self, entry: &'static Entry, span: Span, key: &str) -> &mut Diagnostic {
        let at = self.diagnostics.len();
        let place = Place { path: self.path.clone(), span };
        self.diagnostics.push(Diagnostic::new(entry, place).with("sleutel", key));
        &mut self.diagnostics[at]
    }
}

fn joined(key: &str, name: &str) -> String {
    if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") }
}

/// What stands before the last name of a key; nothing for a key of one name.
fn branch(key: &str) -> &str {
    key.rsplit_once('.').map_or("", |(branch, _)| branch)
}

/// The names between braces in a text.
fn gaps(text: &str) -> Vec<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names
        .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<(&'static str, Option<String>)> {
        let path = "themes/eigen/teksten.yaml".into();
        let mut found = Vec::new();
        let node = yaml::parse(text, 0, &path, &mut found).expect("YAML");
        read(&node, &path, &mut found);
        found.into_iter().map(|problem| (problem.entry.code, problem.suggestion.map(String::from))).collect()
    }

    #[test]
    fn a_text_must_fit_where_that_of_the_base_theme_stands() {
        assert!(base().len() > 500, "{}", base().len());
        let meant = base().get("index.themas.titel").expect("a text of the base theme");
        assert!(!meant.is_empty());
        assert_eq!(problems("index: {themas: {titel: Dossiers}}\n"), []);
        assert_eq!(problems("eigen: {kop: Van ons}\n"), []);
        for (text, code) in [
            ("index: {themas: {titel: \"\"}}\n", "KP115"),
            ("index: {themas: {titel: }}\n", "KP115"),
            ("index: {themas: {titel: {een: twee}}}\n", "KP606"),
            ("index: {themas: {titel: [een]}}\n", "KP606"),
            ("index: Alles\n", "KP606"),
            ("index: {themas: {titel: \"Alle {dingen}\"}}\n", "KP605"),
        ] {
            let found: Vec<&str> = problems(text).into_iter().map(|(code, _)| code).collect();
            assert_eq!(found, [code], "{text}");
        }
        assert_eq!(problems("index: {themas: {titl: Alles}}\n"), [("KP607", Some("index.themas.titel".to_owned()))]);
    }
}
