//! Words that were meant as a link or a picture, and that Markdown leaves as they are.

use std::ops::Range;

/// The most bytes of an address that is looked for behind words.
const MAX_ADDRESS: usize = 300;

/// What was meant as a link or a picture and is none, when the bracket at `at` ends its words: `[words](an address)`, `[words] (https://…)` or
/// `(words)[https://…]`.
pub(super) fn ended(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at + 1..];
    let (open, inner, close) = match text.as_bytes()[at] {
        b']' => ('[', rest.strip_prefix('(').or_else(|| rest.strip_prefix(" (")), b')'),
        _ => ('(', rest.strip_prefix('['), b']'),
    };
    let inner = inner?;
    let length = inner.bytes().take(MAX_ADDRESS).position(|byte| byte == close);
    // Brackets that touch are meant as a link, whatever is in them.
    let is_meant = rest.starts_with('(') || length.is_some_and(|length| is_address(&inner[..length]));
    is_meant.then(|| {
        let from = text[..at].rfind(open).unwrap_or(at);
        from..length.map_or(text.len(), |length| text.len() - inner.len() + length + 1)
    })
}

/// Whether a text is an address of a page or a site, and nothing else.
fn is_address(text: &str) -> bool {
    let is_known = ["https://", "http://", "www.", "mailto:"].iter().any(|start| text.starts_with(start));
    (is_known || text.ends_with(".md")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_touch_or_hold_an_address_are_meant_as_a_link() {
        let found =
            |text: &str| text.char_indices().find_map(|(at, c)| "])".contains(c).then(|| ended(text, at)).flatten());
        for text in ["[a](b c)", "[a] (b.md)", "(a)[https://b.example]"] {
            assert_eq!(found(text), Some(0..text.len()), "{text}");
        }
        for text in ["[a] (b c)", "(a)[b]", "[a]", "a) b] c"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
