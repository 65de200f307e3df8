//! Words of officials have plainer ones that everyone reads: `data/schrijfwijzer.yaml` has the list.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::data::WordChoice;
use crate::source::Span;

/// Reports words for which there is a plainer one.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    for choice in &reading.portal.schrijfwijzer.ambtelijk {
        for (span, found, meant) in occurrences(reading, choice) {
            diagnostics.push(reading.report(&catalogue::OFFICIALESE, span).with("tekst", found).with("beter", meant));
        }
    }
}

/// Where the words of a choice stand in a text: the place, what stands there, and what to write. Capitals make no difference,
/// but in a name (a choice with a capital) they do. A `*` at the end is one word with a capital.
pub fn occurrences(reading: &Reading, choice: &WordChoice) -> Vec<(Span, String, String)> {
    let (words, star) = choice.niet.strip_suffix(" *").map_or((choice.niet.as_str(), false), |words| (words, true));
    let is_name = words.chars().any(char::is_uppercase);
    let wanted = if is_name { words.to_owned() } else { words.to_lowercase() };
    let mut found = Vec::new();
    for block in &reading.prose.blocks {
        let lower = if is_name { String::new() } else { block.text.chars().map(small).collect() };
        let text = if is_name { &block.text } else { &lower };
        for (at, part) in text.match_indices(&wanted) {
            let end = at + part.len();
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
            if inside(text[..at].chars().next_back()) || inside(text[end..].chars().next()) {
                continue;
            }
            let rest = &block.text[end..];
            let name: String = rest
                .strip_prefix(' ')
                .unwrap_or_default()
                .chars()
                .take_while(|c| c.is_alphabetic() || *c == '-')
                .collect();
            if star && !name.starts_with(char::is_uppercase) {
                continue;
            }
            let end = if star { end + 1 + name.len() } else { end };
            found.push((block.span(at..end), block.text[at..end].to_owned(), choice.wel.replace('*', &name)));
        }
    }
    found
}

/// A letter as a small one, when that takes as many bytes: another length would move all places after it.
fn small(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}
