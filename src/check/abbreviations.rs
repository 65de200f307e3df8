//! An abbreviation that stands in no glossary shuts out who does not know it.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::{Reading, sentences};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::prose::Kind;

/// Abbreviations that everyone knows, or that stand for no words.
const KNOWN: &[&str] = &[
    "NL", "EU", "TV", "PDF", "CSV", "XLSX", "ODS", "XML", "JSON", "HTML", "URL", "OK", "ID", "BTW", "BV", "NV", "CC",
    "II", "III", "IV", "VI", "RSS", "KB", "MB", "GB",
];

/// Reports the first use on a page of each abbreviation that is neither in the glossary nor written out on the page.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let explained = LazyCell::new(|| explained(reading));
    for block in reading.prose.blocks.iter().filter(|block| block.kind != Kind::Heading) {
        for (at, word) in sentences::words(&block.text) {
            let name = word.trim_end_matches("'s");
            if !is_abbreviation(name)
                || is_of_postcode(&block.text[..at])
                || KNOWN.contains(&name)
                || !seen.insert(name)
                || explained.contains(name)
            {
                continue;
            }
            let span = block.span(at..at + name.len());
            diagnostics.push(reading.report(&catalogue::UNKNOWN_ABBREVIATION, span).with("afkorting", name));
        }
    }
}

/// Two to six capitals.
fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the letters of a postcode follow: "4000 " before "AA".
fn is_of_postcode(before: &str) -> bool {
    let digits = before.strip_suffix([' ', '\u{a0}']).unwrap_or_default();
    let count = digits.bytes().rev().take_while(u8::is_ascii_digit).count();
    count == 4
}

/// What the glossary has, and what the page writes out: "(ABC)", or "ABC (".
fn explained<'r>(reading: &'r Reading) -> BTreeSet<&'r str> {
    let in_glossary = reading.portal.begrippen.iter().flat_map(|begrip| {
        let others = begrip.synoniemen.iter().chain(&begrip.oude_namen);
        others.chain([&begrip.naam]).chain(&begrip.voluit).flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
    });
    let on_page = reading.prose.blocks.iter().flat_map(|block| {
        sentences::words(&block.text).filter(|(at, word)| is_abbreviation(word) && is_explained(&block.text, *at, word))
    });
    in_glossary.chain(on_page.map(|(_, word)| word)).collect()
}

/// Whether the abbreviation at `at` stands in brackets behind its words, or has them in brackets behind it.
fn is_explained(text: &str, at: usize, word: &str) -> bool {
    let after = &text[at + word.len()..];
    text[..at].ends_with('(') && after.starts_with(')') || after.starts_with(" (")
}
