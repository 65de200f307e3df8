//! Text made harmless in HTML. Everything that is text passes through here on its way to a page.

use std::convert::Infallible;

/// How many bytes are looked at at once.
const BLOCK: usize = 16;

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

/// Where the next byte is that may not stand in HTML as it is. Most texts are words or addresses: too short for a search that prepares
/// itself first.
fn next_special(bytes: &[u8]) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let start = BLOCK * blocks.iter().take_while(|block| !has_special(block)).count();
    bytes[start..].iter().position(|&byte| is_special(byte)).map(|at| start + at)
}

/// Whether a byte of the block is special. Each is looked at, also after the first that is: without branches the compiler compares all of
/// them in one instruction.
fn has_special(block: &[u8; BLOCK]) -> bool {
    block.iter().map(|&byte| u8::from(is_special(byte))).fold(0, |found, special| found | special) != 0
}

fn is_special(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'')
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

    #[test]
    fn a_special_character_is_found_wherever_it_stands_in_a_block() {
        for length in 0..3 * BLOCK {
            for at in 0..length {
                let text: String = (0..length).map(|place| if place == at { '<' } else { 'é' }).collect();
                assert_eq!(escaped(&text), text.replace('<', "&lt;"));
            }
        }
    }
}
