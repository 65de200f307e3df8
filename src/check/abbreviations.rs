//! An abbreviation that stands in no glossary shuts out who does not know it.

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
    for block in reading.prose.blocks.iter().filter(|block| block.kind != Kind::Heading) {
        for (at, word) in sentences::words(&block.text) {
            let name = word.trim_end_matches("'s");
            if !is_abbreviation(name)
                || is_of_postcode(&block.text[..at])
                || KNOWN.contains(&name)
                || !seen.insert(name)
                || is_explained(reading, name)
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

/// Whether the glossary has it, or the page writes it out: "(ABC)", or "ABC (".
fn is_explained(reading: &Reading, name: &str) -> bool {
    let has_it = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    let in_glossary = reading.portal.begrippen.iter().any(|begrip| {
        let others = begrip.synoniemen.iter().chain(&begrip.oude_namen).map(String::as_str);
        has_it(&begrip.naam) || begrip.voluit.as_deref().is_some_and(has_it) || others.into_iter().any(has_it)
    });
    let (before, after) = (format!("({name})"), format!("{name} ("));
    in_glossary || reading.prose.blocks.iter().any(|block| block.text.contains(&before) || block.text.contains(&after))
}
