//! Percent-encoding: a text as part of an address (RFC 3986, section 2.1).

/// A text of which only letters, digits and `-._~` stand as they are: a value in a query (and in a mail, RFC 6068).
pub fn value(text: &str) -> String {
    encode(text, is_unreserved)
}

/// A path, with its slashes too: no host or server reads anything else in it. What is percent-encoded already is a path as well, so its
/// `%` is encoded too.
pub fn path(text: &str) -> String {
    encode(text, |c| c == '/' || is_unreserved(c))
}

/// A text of which the characters that may not stand there are encoded, byte by byte in UTF-8.
pub fn encode(text: &str, may_stand: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    for c in text.chars() {
        if may_stand(c) {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let digit = |number: u8| char::from(b"0123456789ABCDEF"[usize::from(number)]);
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_in_an_address_is_encoded() {
        assert_eq!(value("één & twee/\r\n?#%"), "%C3%A9%C3%A9n%20%26%20twee%2F%0D%0A%3F%23%25");
        assert_eq!(path("/caf\u{e9}/a b/%41"), "/caf%C3%A9/a%20b/%2541");
        assert_eq!(encode("é \"x\"", |c| c != '"' && c != ' '), "é%20%22x%22");
    }
}
