//! Text made harmless in HTML. Everything that is text passes through here on its way to a page.

use memchr::{memchr2, memchr3};

/// `text` with `&`, `<`, `>` and quotes made harmless, for text and for attributes in double quotes.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = next_special(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
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
