//! A portal names roles, not persons: no private telephone, no private e-mail address, no citizen service number (BSN).

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::Span;

/// Hosts at which people have private addresses.
const PRIVATE_HOSTS: &[&str] = &[
    "gmail.com",
    "hotmail.com",
    "hotmail.nl",
    "live.nl",
    "live.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "ziggo.nl",
    "kpnmail.nl",
    "xs4all.nl",
    "planet.nl",
    "home.nl",
    "upcmail.nl",
    "chello.nl",
    "hetnet.nl",
    "casema.nl",
    "quicknet.nl",
    "tele2.nl",
    "me.com",
];

/// Reports what looks like the data of a person, anywhere in the file.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    for (span, digits) in numbers(reading.source) {
        let text = &reading.source[span.start..span.end];
        if is_bsn(&digits, text) {
            diagnostics.push(reading.report(&catalogue::CITIZEN_NUMBER, span));
        } else if is_telephone(&digits, text) {
            diagnostics.push(reading.report(&catalogue::TELEPHONE, span).with("nummer", text));
        }
    }
    for span in addresses(reading.source) {
        let text = &reading.source[span.start..span.end];
        if is_private(text) {
            diagnostics.push(reading.report(&catalogue::PRIVATE_MAIL, span).with("adres", text));
        }
    }
}

/// Runs of digits with what stands between the digits of a telephone number, that are no part of a word or an address.
fn numbers(text: &str) -> Vec<(Span, String)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        bytes[at..].iter().position(|byte| byte.is_ascii_digit() || *byte == b'+').map(|offset| at + offset)
    {
        let mut end = start + 1;
        while bytes.get(end).is_some_and(|byte| {
            byte.is_ascii_digit()
                || matches!(byte, b' ' | b'-' | b'(' | b')')
                    && bytes[end - 1].is_ascii_digit() | (bytes[end - 1] == b')') | (bytes[end - 1] == b' ')
                    && *byte != b' '
        }) {
            end += 1;
        }
        let length = text[start..end].trim_end_matches([' ', '-', '(', ')']).len();
        let span = Span { start, end: start + length.max(1) };
        let joined =
            |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"/_.=,%#".contains(byte));
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(span.end).filter(|byte| !matches!(byte, b'.' | b','));
        if !joined(before) && before != Some(&b'-') && !joined(after) && after != Some(&b'-') {
            let digits = text[span.start..span.end].chars().filter(char::is_ascii_digit).collect();
            found.push((span, digits));
        }
        at = end;
    }
    found
}

/// Nine digits in a row that pass the eleven test of the BSN: 9a + 8b + … + 2h − i is a multiple of 11.
fn is_bsn(digits: &str, text: &str) -> bool {
    if digits.len() != 9 || text != digits || digits.bytes().all(|byte| byte == b'0') {
        return false;
    }
    let values = digits.bytes().map(|byte| i32::from(byte - b'0'));
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    values.zip(weights).map(|(value, weight)| value * weight).sum::<i32>() % 11 == 0
}

/// A Dutch number of a person or a desk. Not of a service (0800, 0900, 14 0…), nor a date.
fn is_telephone(digits: &str, text: &str) -> bool {
    let national = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    let international = text.starts_with('+') && digits.starts_with("31") && (11..=12).contains(&digits.len());
    let service = ["0800", "0900", "0906", "0909", "088"].iter().any(|start| digits.starts_with(start));
    (national || international) && !service
}

/// E-mail addresses.
fn addresses(text: &str) -> Vec<Span> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let start = text[..at]
            .rfind(|c| !part(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let length = text[at + 1..].find(|c| !part(c)).unwrap_or(text.len() - at - 1);
        let end = at + 1 + text[at + 1..at + 1 + length].trim_end_matches('.').len();
        if start < at && text[at + 1..end].contains('.') {
            found.push(Span { start, end });
        }
    }
    found
}

/// An address at a private host, or one that is the initial and name of a person.
fn is_private(address: &str) -> bool {
    let small = address.to_lowercase();
    let Some((name, host)) = small.split_once('@') else { return false };
    let of_person = name.split_once('.').is_some_and(|(initial, rest)| {
        initial.len() == 1 && rest.len() > 2 && rest.chars().all(|c| c.is_ascii_alphabetic() || c == '.' || c == '-')
    });
    PRIVATE_HOSTS.contains(&host) || of_person
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&str> {
        let number = |(span, digits): (Span, String)| {
            let part = &text[span.start..span.end];
            if is_bsn(&digits, part) { Some("bsn") } else { is_telephone(&digits, part).then_some("telefoon") }
        };
        let mail = addresses(text).into_iter().filter(|span| is_private(&text[span.start..span.end])).map(|_| "mail");
        numbers(text).into_iter().filter_map(number).chain(mail).collect()
    }

    #[test]
    fn data_of_persons_is_told_from_other_numbers() {
        for (text, expected) in [
            ("Bel 06-12345678.", &["telefoon"][..]),
            ("Bel (030) 123 45 67 of +31 6 1234 5678.", &["telefoon", "telefoon"]),
            ("Bel 0800 1234567 of 14 030.", &[]),
            ("Nummer 111222333 hoort bij een klant.", &["bsn"]),
            ("Nummer 111222334 is geen BSN.", &[]),
            ("Op 2009-09-01 waren er 123456782,5.", &["bsn"][..0]),
            ("Zie https://x.example/111222333/.", &[]),
            ("In 2008 en 2009 waren er 0,5 miljoen.", &[]),
            ("Mail j.jansen@keten.example of piet@gmail.com.", &["mail", "mail"]),
            ("Mail info@werkplein.example.", &[]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }
}
