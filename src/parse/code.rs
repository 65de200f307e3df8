//! Code with classes for its parts, so that a theme can colour it.
//!
//! Taking code apart costs a hundred times as much as the text around it. So it is no part of reading a file: it is done when the
//! page is made, or before that beside other work, and equal code is taken apart once.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::hash::{Hash, Hasher};

/// The most pieces of code that are kept with their classes.
const MAX_KEPT: usize = 1000;

/// Code with classes, once it was taken apart; none of a language that is not known.
type Kept = Arc<OnceLock<Option<Arc<str>>>>;

/// What is known of the languages that code is written in; loaded when first needed.
static SYNTAXES: Mutex<Option<Arc<SyntaxSet>>> = Mutex::new(None);

/// Lets go of what is known of languages, which takes more memory than a thousand texts: for a command that has read its files.
pub fn forget_syntaxes() {
    *lock(&SYNTAXES) = None;
}

/// Code as HTML, with classes for its parts; none for a language that is not known.
pub fn highlighted(language: &str, code: &str) -> Option<Arc<str>> {
    match kept(language, code) {
        Some((kept, _)) => kept.get_or_init(|| highlight(language, code)).clone(),
        None => highlight(language, code),
    }
}

/// Begins to take code apart, when nobody did yet, beside whatever else is done.
pub fn prepare(language: &str, code: &str) {
    let Some((kept, true)) = kept(language, code) else { return };
    let (language, code) = (language.to_owned(), code.to_owned());
    rayon::spawn(move || {
        // A panic here would end the program. Whoever needs the code makes it again, and meets the panic where it is caught.
        let _ = panic::catch_unwind(AssertUnwindSafe(|| kept.get_or_init(|| highlight(&language, &code)).is_some()));
    });
}

/// Where equal code is kept, and whether it is new there; none when there is no room.
fn kept(language: &str, code: &str) -> Option<(Kept, bool)> {
    static KEPT: Mutex<BTreeMap<Hash, Kept>> = Mutex::new(BTreeMap::new());
    let key = Hasher::new().text(language).text(code).finish();
    let mut all = lock(&KEPT);
    if let Some(kept) = all.get(&key) {
        return Some((kept.clone(), false));
    }
    if all.len() >= MAX_KEPT {
        return None;
    }
    Some((all.entry(key).or_default().clone(), true))
}

fn highlight(language: &str, code: &str) -> Option<Arc<str>> {
    let syntaxes = lock(&SYNTAXES).get_or_insert_with(|| Arc::new(SyntaxSet::load_defaults_newlines())).clone();
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "c-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &syntaxes, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize().into())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is whole, also when a thread died while it held the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_gets_classes_for_its_parts() {
        let html = highlighted("json", "{\"a\": [1, \"<\"]}\n").expect("the language is known");
        assert!(html.contains("<span class=\"c-constant c-numeric"), "{html}");
        assert!(html.contains("&lt;") && !html.contains("\"<\""), "{html}");
        assert_eq!(highlighted("klingon", "x"), None);
    }

    #[test]
    fn what_was_begun_is_what_is_made_at_once() {
        let code = "naam: waarde\nlijst: [1, 2]\n";
        prepare("yaml", code);
        prepare("yaml", code);
        assert_eq!(highlighted("yaml", code), highlight("yaml", code));
        prepare("klingon", code);
        assert_eq!(highlighted("klingon", code), None);
    }
}
