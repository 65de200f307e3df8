//! How hard a text is to read, by the formula of Flesch as Douma fitted it to Dutch.

use super::{Reading, read, sentences};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::prose::Prose;
use crate::source::SourcePath;

/// A text below this score is reported: hard, by Douma's own scale.
const LEAST: i64 = 45;
/// From which score on a text is what, by the same scale.
const LEVELS: [(i64, &str); 6] = [
    (90, "heel makkelijk"),
    (80, "makkelijk"),
    (70, "vrij makkelijk"),
    (60, "gemiddeld"),
    (LEAST, "vrij moeilijk"),
    (30, "moeilijk"),
];
/// Of fewer words the score says nothing.
pub const LEAST_WORDS: usize = 100;

/// What a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readability {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables.
    pub syllables: usize,
}

impl Readability {
    /// Counts a text.
    pub fn of(prose: &Prose) -> Self {
        let mut counted = Self::default();
        for (_, sentence) in prose.blocks.iter().flat_map(sentences::of) {
            let before = counted.words;
            for (_, word) in sentences::words(sentence) {
                counted.words += 1;
                counted.syllables += syllables(word);
            }
            counted.sentences += usize::from(counted.words > before);
        }
        counted
    }

    /// From 0 (hard) to 100 (easy) and beyond both: 206.84 − 77 · syllables ÷ words − 0.93 · words ÷ sentences
    /// (W.H. Douma, *De leesbaarheid van landbouwbladen*, 1960). None for a text without words.
    pub fn score(&self) -> Option<f64> {
        let count = |number: usize| number as f64;
        let (sentences, words) = (count(self.sentences), count(self.words));
        (self.words > 0).then(|| 206.84 - 77.0 * count(self.syllables) / words - 0.93 * words / sentences)
    }

    /// Counts the source of a page as its reader reads it; none of a file without front matter.
    pub fn of_source(source: &str, path: &SourcePath) -> Option<Self> {
        read(source, path).map(|(_, prose)| Self::of(&prose))
    }

    /// The score rounded down, with its name on Douma's scale, in Dutch; none for a text of fewer than [`LEAST_WORDS`].
    pub fn level(&self) -> Option<(i64, &'static str)> {
        let score = self.score().filter(|_| self.words >= LEAST_WORDS)?.floor() as i64;
        let name = LEVELS.iter().find(|(least, _)| score >= *least).map_or("heel moeilijk", |(_, name)| name);
        Some((score, name))
    }

    /// Words in a sentence on average, rounded up; none for a text without sentences.
    pub fn words_per_sentence(&self) -> Option<usize> {
        (self.sentences > 0).then(|| self.words.div_ceil(self.sentences))
    }
}

/// Reports a text that is hard to read.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let counted = Readability::of(&reading.prose);
    let Some((score, _)) = counted.level().filter(|(score, _)| *score < LEAST) else { return };
    let problem = reading.report(&catalogue::HARD_TO_READ, reading.field("title"));
    let problem = problem.with("score", score.to_string()).with("minst", LEAST.to_string());
    let per_sentence = counted.words_per_sentence().unwrap_or_default();
    diagnostics.push(problem.with("woorden", per_sentence.to_string()));
}

/// Vowels that make one sound together, longest first.
const SOUNDS: &[&str] = &[
    "eeuw", "ieuw", "aai", "ooi", "oei", "eau", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ei", "au", "ou",
    "ai", "oi", "ey", "ay", "oy", "ëi",
];

/// The syllables of a Dutch word: its vowel sounds. A vowel with a trema starts a new one. A word without vowels is one.
pub fn syllables(word: &str) -> usize {
    let small = word.to_lowercase();
    let mut rest = small.as_str();
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|sound| rest.starts_with(**sound));
        let length = sound.map_or(first.len_utf8(), |sound| sound.len());
        count += usize::from(sound.is_some() || is_vowel(rest));
        rest = &rest[length..];
    }
    count.max(1)
}

/// Whether a text starts with a vowel; a y before one is none ("yoga").
fn is_vowel(text: &str) -> bool {
    let mut letters = text.chars();
    let is = |c: char| "aeiouàáâäãåèéêëìíîïòóôöùúûü".contains(c);
    match letters.next() {
        Some('y') => !letters.next().is_some_and(is),
        Some(c) => is(c),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with their syllables, counted by hand.
    const COUNTED: &str = "werk 1 plein 1 werkplein 2 gemeente 3 klant 1 klanten 2 adviseur 3 uitkering 3 jongeren 3 ouderen 3 \
        bureau 2 station 3 financieel 4 cliënt 2 reünie 3 coördinatie 5 geïnteresseerd 5 bijeenkomst 3 begeleiding 4 indicator 4 \
        landkaart 2 mijlpaal 2 periode 4 regio 3 provincie 3 organisatie 5 informatie 4 samenwerking 4 werkgever 3 werkzoekende 4 \
        vacature 4 vacatures 4 opleiding 3 school 1 leerling 2 dienst 1 diensten 2 dienstverlening 4 sociaal 3 sociale 4 \
        zaken 2 wet 1 wetten 2 nieuw 1 nieuwe 2 nieuws 1 leeuw 1 meeuwen 2 mooi 1 mooie 2 groei 1 bloeien 2 draaien 2 eieren 3 \
        ei 1 huis 1 huizen 2 trouwen 2 blauw 1 vrouw 1 vrouwen 2 auto 2 euro 2 Europees 3 theorie 3 idee 2 ideeën 3 zeeën 2 \
        ruïne 3 egoïst 3 poëzie 3 yoga 2 baby 2 systeem 2 type 2 analyse 4 crisis 2 jaar 1 jaren 2 maand 1 maanden 2 arbeid 2 \
        arbeidsmarkt 3 markt 1 cijfer 2 cijfers 2 aantal 2 gemiddelde 4 percentage 4 beleid 2 maatregel 3 reactie 3 beoordelen 4 \
        realiseren 5 evaluatie 5 situatie 4 museum 3 actueel 3 individueel 5 beëindigen 4 geüpload 3 praktijk 2 voorbeeld 2 resultaat 3";

    #[test]
    fn syllables_are_those_counted_by_hand() {
        let parts: Vec<&str> = COUNTED.split_whitespace().collect();
        let wrong: Vec<(&str, &str, usize)> = parts
            .chunks(2)
            .filter(|pair| syllables(pair[0]).to_string() != pair[1])
            .map(|pair| (pair[0], pair[1], syllables(pair[0])))
            .collect();
        assert!(parts.len() / 2 >= 100, "{} words", parts.len() / 2);
        // "eu" is one sound but for "museum", and English words have their own; no rule tells them apart.
        assert!(wrong.len() <= 2, "{wrong:?}");
    }

    #[test]
    fn the_score_is_that_of_douma() {
        let counted = Readability { sentences: 2, words: 20, syllables: 30 };
        assert_eq!(counted.score().map(|score| (score * 100.0).round()), Some(8204.0));
        assert_eq!(Readability::default().score(), None);
        assert_eq!(counted.level(), None, "of twenty words it says nothing");
        let long = |syllables| Readability { sentences: 10, words: 100, syllables }.level();
        assert_eq!(
            [long(120), long(170), long(250)],
            [Some((105, "heel makkelijk")), Some((66, "gemiddeld")), Some((5, "heel moeilijk"))]
        );
    }
}
