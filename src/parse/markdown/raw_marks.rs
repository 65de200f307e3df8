//! Lines that were meant as a heading, an item of a list, a table or an alert, and that Markdown leaves as they are.

use memchr::memchr;

use crate::diagnostic::{Entry, catalogue};

/// Signs that other programs put before the items of a list; the last two are those of Word, as they come along with pasted text.
const BULLETS: &[char] = &['•', '·', '▪', '●', '◦', '‣', '§', '➢', '►', '→', '✓', '\u{f0b7}', '\u{f0a7}'];

/// A blank that does not end a line, as some keyboards give. Markdown takes it for a letter.
const NO_BREAK_SPACE: char = '\u{a0}';

/// What a line was meant as.
#[derive(Debug, PartialEq)]
pub(super) struct Meant {
    /// The problem.
    pub(super) entry: &'static Entry,
    /// The line as it should have been written, when that can be told.
    pub(super) right: String,
}

/// What a line of a paragraph was meant as, when it is no ordinary text; `line` starts with its own first sign.
pub(super) fn meant(line: &str) -> Option<Meant> {
    let line = line.trim_end();
    let first = line.chars().next()?;
    let found = match first {
        '#' => heading(line).map(|(mark, rest)| (&catalogue::RAW_HEADING, mark, rest)),
        '-' | '*' | '+' | '0'..='9' => item(line).map(|(mark, rest)| (&catalogue::RAW_ITEM, mark, rest)),
        '|' if line[1..].contains('|') => Some((&catalogue::RAW_TABLE, "", line)),
        '[' if is_alert(line) => Some((&catalogue::RAW_ALERT, "", line)),
        // What Word makes of a streepje, and of a second level.
        '–' | '—' | 'o' if is_word_bullet(line, first) => {
            Some((&catalogue::RAW_ITEM, "-", &line[first.len_utf8()..]))
        }
        'a'..='h' if is_lettered(line, first) => Some((&catalogue::RAW_ITEM, "1.", &line[2..])),
        '(' => in_brackets(line).map(|(mark, rest)| (&catalogue::RAW_ITEM, mark, rest)),
        _ if BULLETS.contains(&first) => Some((&catalogue::RAW_ITEM, "-", &line[first.len_utf8()..])),
        _ if memchr(b'\t', line.as_bytes()).is_some() => return Some(tabbed(line)),
        _ => None,
    };
    let (entry, mark, rest) = found?;
    let right = format!("{mark} {}", rest.trim_start()).trim_start().to_owned();
    Some(Meant { entry, right })
}

/// `[!TIP] Bel eerst`: not a picture in a link, `[![foto](a.jpg)](b.md)`.
fn is_alert(line: &str) -> bool {
    let kind = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(kind, _)| kind);
    kind.is_some_and(|kind| kind.starts_with(char::is_alphabetic) && !kind.contains('['))
}

/// `– punt`, or `o` and a tab before a word.
fn is_word_bullet(line: &str, first: char) -> bool {
    let rest = &line[first.len_utf8()..];
    let blank = if first == 'o' { rest.starts_with('\t') } else { rest.starts_with([' ', '\t', NO_BREAK_SPACE]) };
    blank && rest.trim_start().starts_with(char::is_alphanumeric)
}

/// `a. punt`, as Word letters a list. A later letter only before a capital: a line may begin with the end of an abbreviation.
fn is_lettered(line: &str, first: char) -> bool {
    let words = line[1..].strip_prefix(['.', ')']).and_then(|rest| rest.strip_prefix([' ', '\t', NO_BREAK_SPACE]));
    let word = words.and_then(|words| words.trim_start().chars().next());
    word.is_some_and(|word| if first == 'a' { word.is_alphabetic() } else { word.is_uppercase() })
}

/// `(1) punt` and `(a) punt`: the sign it should have, and its words. A line may begin with a year or a remark between brackets.
fn in_brackets(line: &str) -> Option<(&'static str, &str)> {
    let (sign, words) = line.strip_prefix('(')?.split_once(')')?;
    let words = words.strip_prefix([' ', '\t', NO_BREAK_SPACE])?.trim_start();
    let counts = matches!(sign.as_bytes(), [b'1'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] | [b'a'..=b'h']);
    (counts && words.starts_with(char::is_alphabetic)).then_some(("1.", words))
}

/// A row of a table as a spreadsheet gives it.
pub(super) fn tabbed(line: &str) -> Meant {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    Meant { entry: &catalogue::RAW_TABLE, right: format!("| {} |", cells.join(" | ")) }
}

/// The signs of a heading and its words, when no blank is between. One sign before a word is a word with a sign, `#werk`; before a
/// sentence it is meant as a heading.
fn heading(line: &str) -> Option<(&str, &str)> {
    let words = line.trim_start_matches('#');
    let count = line.len() - words.len();
    if count == 1 && words.starts_with(char::is_uppercase) && words.contains(' ') {
        // The title is the only heading of the first level.
        return Some(("##", words));
    }
    let is_meant = if count == 1 { words.starts_with(NO_BREAK_SPACE) } else { !words.is_empty() };
    is_meant.then(|| (&line[..count.min(6)], words))
}

/// The sign of an item and its words, when no blank is between: `-punt` and `1.Punt`. A number, a word in stars and a name with a
/// point are none.
fn item(line: &str) -> Option<(&str, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits + 1;
    let (mark, words) = line.split_at_checked(length)?;
    let first = words.chars().next()?;
    let is_meant = match mark.as_bytes()[digits] {
        b'-' if digits == 0 => first.is_alphabetic(),
        // A single small letter is the second half of a number: 2.b.
        b'.' | b')' if digits > 0 => {
            first.is_uppercase() || words.chars().take_while(|c| c.is_alphabetic()).count() > 2
        }
        b'-' | b'*' | b'+' if digits == 0 => false,
        _ => return None,
    };
    (is_meant || first == NO_BREAK_SPACE).then_some((mark, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_meant_as_something_else_is_told_apart_from_text() {
        for (line, code, right) in [
            ("##Kop", "KP329", "## Kop"),
            ("##\u{a0}Kop", "KP329", "## Kop"),
            ("#\u{a0}Kop", "KP329", "# Kop"),
            ("####### Kop", "KP329", "###### Kop"),
            ("-punt", "KP330", "- punt"),
            ("-\u{a0}punt", "KP330", "- punt"),
            ("*\u{a0}punt", "KP330", "* punt"),
            ("1.Punt", "KP330", "1. Punt"),
            ("12)\u{a0}punt", "KP330", "12) punt"),
            ("1.eerste", "KP330", "1. eerste"),
            ("➢ punt", "KP330", "- punt"),
            ("•\tpunt", "KP330", "- punt"),
            ("– punt", "KP330", "- punt"),
            ("o\tpunt", "KP330", "- punt"),
            ("a. punt", "KP330", "1. punt"),
            ("c) Punt", "KP330", "1. Punt"),
            ("(2) punt", "KP330", "1. punt"),
            ("(a)\tpunt", "KP330", "1. punt"),
            ("#Aanpak van de koffie", "KP329", "## Aanpak van de koffie"),
            ("Plaats\tAantal", "KP331", "| Plaats | Aantal |"),
            ("\u{f0b7}punt", "KP330", "- punt"),
            ("| a | b |", "KP331", "| a | b |"),
            ("[!LET OP] Doe dit.", "KP332", "[!LET OP] Doe dit."),
        ] {
            let found = meant(line).map(|meant| (meant.entry.code, meant.right));
            assert_eq!(found, Some((code, right.to_owned())), "{line:?}");
        }
        for line in [
            "",
            "(",
            "(1)",
            "(2009) was een druk jaar",
            "(zie boven) en verder",
            "(x) staat voor ja",
            "#",
            "##",
            "#werk",
            "# Kop",
            "-",
            "--streep",
            "-5 graden",
            "*schuin* woord",
            "**vet** woord",
            "1",
            "1.",
            "1.5 miljoen",
            "2.b van de wet",
            "2009-t2 gaf",
            "12345",
            "| streep",
            "|a",
            "[a](b.md)",
            "[!x",
            "‘s ochtends",
            "[![Een foto](a.jpg)](b.md) is een link",
            "#Werk",
            "o ja",
            "a.",
            "d. w. z.",
            "c. 1900",
            "b.v. dit",
            "–",
        ] {
            assert_eq!(meant(line), None, "{line:?}");
        }
    }
}
