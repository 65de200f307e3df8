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
    for span in citizen_numbers(reading.source) {
        diagnostics.push(reading.report(&catalogue::CITIZEN_NUMBER, span));
    }
    for span in telephones(reading.source) {
        let number = &reading.source[span.start..span.end];
        diagnostics.push(reading.report(&catalogue::TELEPHONE, span).with("nummer", number));
    }
    for span in addresses(reading.source) {
        let text = &reading.source[span.start..span.end];
        if is_private(text) {
            diagnostics.push(reading.report(&catalogue::PRIVATE_MAIL, span).with("adres", text));
        }
    }
}

/// Runs of digits that are no part of a word, an address or a number with a fraction. Up to two of the signs `apart` may stand
/// between two digits.
fn numbers(text: &str, apart: &[u8]) -> Vec<(Span, String)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(|byte| byte.is_ascii_digit() || *byte == b'+') {
        let start = at + offset;
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = start + 1;
        while let Some(next) = (end..=end + 2).find(|&next| is_digit(next)) {
            if !bytes[end..next].iter().all(|byte| apart.contains(byte)) {
                break;
            }
            end = next + 1;
        }
        at = end;
        let is_joined = |byte: u8| byte.is_ascii_alphanumeric() || b"/_.=,%#-".contains(&byte);
        let before = start.checked_sub(1).map(|before| bytes[before]);
        // A sentence may end in a number.
        let after = bytes.get(end).copied().filter(|byte| !b".,:".contains(byte) || is_digit(end + 1));
        if !before.is_some_and(is_joined) && !after.is_some_and(|byte| is_joined(byte) || byte == b':') {
            let digits = text[start..end].chars().filter(char::is_ascii_digit).collect();
            found.push((Span { start, end }, digits));
        }
    }
    found
}

/// Nine digits in a row that pass the eleven test of the BSN: 9a + 8b + … + 2h − i is a multiple of 11.
fn citizen_numbers(text: &str) -> Vec<Span> {
    let is_bsn = |digits: &str| {
        let values = digits.bytes().map(|byte| i32::from(byte - b'0'));
        let sum: i32 = values.zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(value, weight)| value * weight).sum();
        digits.len() == 9 && digits != "000000000" && sum % 11 == 0
    };
    numbers(text, &[]).into_iter().filter(|(_, digits)| is_bsn(digits)).map(|(span, _)| span).collect()
}

/// Dutch numbers of a person or a desk. Not of a service (0800, 0900, 14 0…), nor a date with something after it.
fn telephones(text: &str) -> Vec<Span> {
    let is_telephone = |(span, digits): &(Span, String)| {
        let written = &text[span.start..span.end];
        let national = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
        let international = written.starts_with('+') && digits.starts_with("31") && (11..=12).contains(&digits.len());
        let service = ["0800", "0900", "0906", "0909", "088"].iter().any(|start| digits.starts_with(start));
        let is_date = matches!(written.as_bytes(), [_, _, b'-', _, _, b'-', b'1' | b'2', _, _, _, b' ', ..]);
        (national || international) && !service && !is_date
    };
    numbers(text, b" -()").into_iter().filter(is_telephone).map(|(span, _)| span).collect()
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
        let mail = addresses(text).into_iter().filter(|span| is_private(&text[span.start..span.end])).map(|_| "mail");
        let bsn = citizen_numbers(text).into_iter().map(|_| "bsn");
        bsn.chain(telephones(text).into_iter().map(|_| "telefoon")).chain(mail).collect()
    }

    #[test]
    fn data_of_persons_is_told_from_other_numbers() {
        for (text, expected) in [
            ("Bel 06-12345678.", &["telefoon"][..]),
            ("Bel (030) 123 45 67 of +31 6 1234 5678.", &["telefoon", "telefoon"]),
            ("Bel 0800 1234567 of 14 030.", &[]),
            ("Van 01-06-2009 10:30 tot 02-06-2009 20 uur.", &[]),
            ("Nummer 111222333 hoort bij een klant.", &["bsn"]),
            ("Nummer 111222334 is geen BSN.", &[]),
            ("Op 2009-09-01 waren er 123456782,5.", &[]),
            ("Zie https://x.example/111222333/.", &[]),
            ("In 2008 en 2009 waren er 0,5 miljoen.", &[]),
            ("Mail j.jansen@keten.example of piet@gmail.com.", &["mail", "mail"]),
            ("Mail info@werkplein.example.", &[]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }
}
