//! Text made harmless in HTML. Everything that is text passes through here on its way to a page.

use std::convert::Infallible;

use memchr::{memchr2, memchr3};

/// `text` with `&`, `<`, `>` and quotes made harmless, for text and for attributes in double quotes.
pub fn escape(text: &str, out: &mut String) {
    let Ok(()) = escape_each::<Infallible>(text, |piece| {
        out.push_str(piece);
        Ok(())
    });
}

/// Gives the pieces of `text`, made harmless, one after the other: for output that is no text in memory.
///
/// # Errors
/// The first that `add` gives.
pub fn escape_each<E>(text: &str, mut add: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut rest = text;
    while let Some(at) = next_special(rest.as_bytes()) {
        add(&rest[..at])?;
        add(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    add(rest)
}

/// Where the next byte is that may not stand in HTML as it is.
fn next_special(bytes: &[u8]) -> Option<usize> {
    let tags = memchr3(b'&', b'<', b'>', bytes);
    let quotes = memchr2(b'"', b'\'', &bytes[..tags.unwrap_or(bytes.len())]);
    quotes.or(tags)
}

/// `text`, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_special_character_is_escaped() {
        assert_eq!(escaped("a<b>&\"c\" 'é' <"), "a&lt;b&gt;&amp;&quot;c&quot; &#39;é&#39; &lt;");
        assert_eq!(escaped(""), "");
        assert_eq!(escaped("niets"), "niets");
    }
}
