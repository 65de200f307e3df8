//! Long sentences and passive ones are hard to follow.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::prose::{Block, GAP, Kind};

/// A sentence of more words is reported.
const MOST_WORDS: usize = 25;
/// Of a text with at least so many sentences it is said that many are passive …
const LEAST_SENTENCES: usize = 8;
/// … when more than one in so many is.
const ONE_IN: usize = 4;

/// Words that a full stop belongs to.
const SHORTENED: &[&str] = &[
    "bijv", "bv", "nr", "art", "ca", "dhr", "mevr", "drs", "dr", "ir", "mr", "prof", "etc", "enz", "blz", "pag", "red",
    "incl", "excl", "resp", "afd", "tel", "st", "jl", "evt", "o.a", "d.w.z", "m.b.t", "i.p.v", "t.o.v", "t/m", "n.v.t",
    "n.b",
];

/// More letters than any of those has.
const MAX_SHORTENED: usize = 8;

/// Reports sentences that are too long, and once per page that many are passive.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let (mut all, mut passive) = (0, Vec::new());
    for block in reading.prose.blocks.iter().filter(|block| block.kind == Kind::Paragraph) {
        for (at, sentence) in sentences(&block.text) {
            let words: Vec<&str> = words(sentence).map(|(_, word)| word).collect();
            all += usize::from(!words.is_empty());
            let span = || block.span(at..at + sentence.len());
            if words.len() > MOST_WORDS {
                let problem = reading.report(&catalogue::LONG_SENTENCE, span());
                diagnostics.push(problem.with("aantal", words.len().to_string()).with("meest", MOST_WORDS.to_string()));
            }
            if is_passive(&words) {
                passive.push(span());
            }
        }
    }
    if all >= LEAST_SENTENCES && passive.len() * ONE_IN > all {
        let problem = reading.report(&catalogue::PASSIVE, passive[0]);
        diagnostics.push(problem.with("aantal", passive.len().to_string()).with("alle", all.to_string()));
    }
}

/// The sentences of a text, each with where it starts.
pub fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let end = at + mark.len_utf8();
        if mark == '.' && !ends_sentence(text, at) {
            continue;
        }
        if text[end..].chars().next().is_none_or(char::is_whitespace) {
            push(text, start, end, &mut found);
            start = end;
        }
    }
    push(text, start, text.len(), &mut found);
    found
}

fn push<'a>(text: &'a str, start: usize, end: usize, found: &mut Vec<(usize, &'a str)>) {
    let part = &text[start..end];
    let trimmed = part.trim();
    if trimmed.chars().any(|c| c.is_alphanumeric() || c == GAP) {
        found.push((start + part.len() - part.trim_start().len(), trimmed));
    }
}

/// Whether the full stop at `at` ends a sentence: the next word has a capital, and the word before it is not shortened.
fn ends_sentence(text: &str, at: usize) -> bool {
    // No word that is shortened is longer than this: the walk back ends there, also in a text without blanks.
    let from = text[..at].char_indices().rev().nth(MAX_SHORTENED).map_or(0, |(from, _)| from);
    let before = text[from..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let shortened = SHORTENED.contains(&before.to_lowercase().as_str())
        || before.chars().count() == 1 && !before.starts_with(|c: char| c.is_ascii_digit() || c == GAP);
    let next = text[at + 1..].trim_start().chars().next();
    !shortened && next.is_none_or(|c| !c.is_lowercase())
}

/// The words of a text, each with where it starts: letters with what joins them. Numbers are no words.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let base = text.as_ptr() as usize;
    text.split(move |c| !joins(c))
        .map(|word| word.trim_matches(['-', '\'', '’']))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(move |word| (word.as_ptr() as usize - base, word))
}

/// Whether a sentence has a form of "worden" with a participle.
fn is_passive(words: &[&str]) -> bool {
    let is = |word: &&str, forms: &[&str]| forms.contains(&word.to_lowercase().as_str());
    words.iter().any(|word| is(word, &["wordt", "worden", "werd", "werden"]))
        && words.iter().any(|word| is_participle(word))
}

/// Whether a word looks like a participle: gemaakt, verdeeld, begonnen.
fn is_participle(word: &str) -> bool {
    let small = word.to_lowercase();
    let start =
        ["ge", "be", "ver", "ont", "her", "aange", "afge", "opge", "uitge", "inge", "voorge", "toege", "omge", "nage"];
    let end = small.ends_with('t') || small.ends_with('d') || small.ends_with("en");
    small.len() > 5
        && end
        && start.iter().any(|start| small.starts_with(start))
        && !NO_PARTICIPLES.contains(&small.as_str())
}

/// Common words that only look like participles.
const NO_PARTICIPLES: &[&str] = &[
    "bedrijven",
    "gemeenten",
    "gebieden",
    "gesprekken",
    "gegevens",
    "gezinnen",
    "verschillen",
    "bestand",
    "bestanden",
    "gebruiken",
    "gevallen",
    "verband",
    "beleid",
    "gebied",
    "geheid",
    "gelegenheid",
    "veranderen",
    "verbeteren",
    "beginnen",
    "bekijken",
    "bepalen",
    "gezicht",
    "bericht",
    "berichten",
    "overzicht",
    "gewicht",
    "verdienen",
    "vergeten",
    "vertellen",
];

/// A block's readable sentences, for other rules.
pub fn of(block: &Block) -> Vec<(usize, &str)> {
    if block.kind == Kind::Paragraph { sentences(&block.text) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_sentences() {
        let text = format!(
            "Zie art. 5 van de wet. Dat is bijv. zo! Of o.a. dit? Ja, op 1. januari. En 3,5 procent. Typ {GAP}. Lees A. Jansen."
        );
        let text = text.as_str();
        let found: Vec<&str> = sentences(text).into_iter().map(|(_, sentence)| sentence).collect();
        assert_eq!(
            found,
            [
                "Zie art. 5 van de wet.",
                "Dat is bijv. zo!",
                "Of o.a. dit?",
                "Ja, op 1. januari.",
                "En 3,5 procent.",
                &format!("Typ {GAP}."),
                "Lees A. Jansen."
            ]
        );
        for (at, sentence) in sentences(text) {
            assert_eq!(&text[at..at + sentence.len()], sentence);
        }
    }

    #[test]
    fn passive_sentences_are_told_from_others() {
        for (text, passive) in [
            ("De klant wordt gebeld door de adviseur.", true),
            ("De afspraken werden vorig jaar vastgelegd en bewaard.", true),
            ("De adviseur belt de klant.", false),
            ("Zij worden adviseur in grote bedrijven.", false),
        ] {
            let words: Vec<&str> = words(text).map(|(_, word)| word).collect();
            assert_eq!(is_passive(&words), passive, "{text}");
        }
    }
}
