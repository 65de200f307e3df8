//! Text made harmless in HTML. Everything that is text passes through here on its way to a page.

/// `text` with `&`, `<`, `>` and quotes made harmless, for text and for attributes in double quotes.
pub fn escape(text: &str, out: &mut String) {
    let mut kept = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[kept..at]);
        out.push_str(entity);
        kept = at + 1;
    }
    out.push_str(&text[kept..]);
}

/// `text`, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}
