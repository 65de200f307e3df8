//! Compound → its parts: *arbeidsmarktinformatie* → *arbeid*, *markt*, *informatie*. Learned from the words of a portal.
//!
//! A part is a word that the portal uses by itself, or that is what is left of several compounds. Between parts may stand -s-,
//! -en-, -e- or -n-; a part may be written with one vowel or two, with a doubled last consonant, or with v and z for f and s.

use std::collections::{BTreeMap, HashMap};

use super::stem::Stemmer;
use super::words::STOP_WORDS;

/// Beginnings of words that are words by themselves as well, and endings likewise: Dutch derives with them, it does not compound.
const AFFIXES: &str = "ver her ont wan aan mis baar heid lijk loos rijk schap zaam achtig matig vol dom ling ster tie teit isme ist \
    age eren ers end ende ing ingen ten ter ties den der deren ren gen het ken nen pen sen len men";
/// A compound has at least this many letters …
const SHORTEST: usize = 7;
/// … and a part of it this many.
const SHORTEST_PART: usize = 3;
/// A part this short must be used this often, as many short strings are words by chance.
const SHORT: (usize, u32) = (3, 4);

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part as a word: without what joins it to the next.
    pub word: String,
    /// Whether it has no parts itself.
    pub leaf: bool,
}

/// Splits compounds.
pub struct Splitter {
    /// Forms a part may have, as a tree over bytes, with how often the word is used.
    tree: Tree,
}

#[derive(Default)]
struct Tree {
    children: HashMap<(u32, u8), u32>,
    counts: Vec<u32>,
}

impl Tree {
    fn new() -> Self {
        Self { children: HashMap::new(), counts: vec![0] }
    }

    fn add(&mut self, form: &str, count: u32) {
        let mut node = 0;
        for &byte in form.as_bytes() {
            let next = self.counts.len() as u32;
            node = *self.children.entry((node, byte)).or_insert(next);
            if node == next {
                self.counts.push(0);
            }
        }
        let known = &mut self.counts[node as usize];
        *known = (*known).max(count);
    }

    /// Lengths of the forms that begin a word, with their counts.
    fn prefixes<'a>(&'a self, word: &'a [u8]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut node = 0;
        word.iter().enumerate().map_while(move |(at, &byte)| {
            node = *self.children.get(&(node, byte))?;
            Some((at + 1, self.counts[node as usize]))
        })
    }
}

/// A way to take a word apart.
#[derive(Clone)]
struct Cut {
    score: f32,
    /// Where each part begins, where its form ends, and where the next begins.
    parts: Vec<(usize, usize, usize)>,
}

impl Splitter {
    /// Learns from words with how often each is used.
    pub fn learn<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let stemmer = Stemmer::default();
        let excluded: Vec<&str> = STOP_WORDS.split_whitespace().chain(AFFIXES.split_whitespace()).collect();
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        for (word, count) in words {
            let is_word = word.len() >= SHORTEST_PART && word.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_word && !excluded.contains(&word) {
                *known.entry(word).or_default() += count;
            }
        }
        let mut splitter = Self { tree: Tree::new() };
        // What is used as several forms of one word counts for each of them.
        let mut stems: HashMap<String, u32> = HashMap::new();
        let stemmed: Vec<(&str, String)> = known.keys().map(|&word| (word, stemmer.stem(word))).collect();
        for (word, stem) in &stemmed {
            *stems.entry(stem.clone()).or_default() += known[word];
        }
        for (word, stem) in &stemmed {
            let count = stems[stem];
            if word.len() > SHORT.0 || count >= SHORT.1 {
                splitter.add(word, stem, count, &excluded);
            }
        }
        splitter.learn_rests(&known);
        splitter
    }

    /// Adds the forms in which a word stands inside a compound.
    fn add(&mut self, word: &str, stem: &str, count: u32, excluded: &[&str]) {
        let mut forms = vec![word.to_owned()];
        for form in [word, stem] {
            if form.len() < SHORTEST_PART || excluded.contains(&form) {
                continue;
            }
            forms.push(form.to_owned());
            forms.extend(inflected(form));
        }
        for form in forms {
            if form.len() >= SHORTEST_PART && !excluded.contains(&form.as_str()) {
                self.tree.add(&form, count);
            }
        }
    }

    /// Words that stand in compounds only (*gerichtheid* in *klantgerichtheid*): what is left of at least two after other parts.
    fn learn_rests(&mut self, known: &BTreeMap<&str, u32>) {
        let mut rests: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
        for (&word, &count) in known.iter().filter(|(word, _)| word.len() >= SHORTEST) {
            if self.cut(word).is_some() {
                continue;
            }
            for (length, used) in self.tree.prefixes(word.as_bytes()) {
                for link in links(&word[length..]) {
                    let rest = &word[length + link..];
                    if used > 0 && length > SHORT.0 && rest.len() >= 5 {
                        *rests.entry(rest).or_default().entry(&word[..length]).or_default() += count;
                    }
                }
            }
        }
        let stemmer = Stemmer::default();
        for (rest, partners) in rests {
            // Inflections of one compound have one partner.
            if partners.len() >= 2 {
                self.add(rest, &stemmer.stem(rest), partners.values().sum(), &[]);
            }
        }
    }

    /// The parts of a folded word, also those that have parts themselves; none when it is no compound.
    pub fn parts(&self, word: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        self.collect(word, &mut parts);
        parts
    }

    fn collect(&self, word: &str, parts: &mut Vec<Part>) -> bool {
        let Some(cut) = self.cut(word) else { return false };
        for (start, end, _) in cut.parts {
            let part = &word[start..end];
            let at = parts.len();
            let whole = self.collect(part, parts);
            parts.insert(at, Part { word: part.to_owned(), leaf: !whole });
        }
        true
    }

    /// The best way to take a word apart into two or more.
    fn cut(&self, word: &str) -> Option<Cut> {
        if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let mut best: Vec<Option<Option<Cut>>> = vec![None; word.len() + 1];
        self.best_from(word, 0, &mut best)
    }

    /// The best parts of what begins at `start`; a word is no part of itself.
    fn best_from(&self, word: &str, start: usize, best: &mut Vec<Option<Option<Cut>>>) -> Option<Cut> {
        if let Some(known) = &best[start] {
            return known.clone();
        }
        let mut found: Option<Cut> = None;
        let rest = &word[start..];
        let prefixes: Vec<(usize, u32)> = self.tree.prefixes(rest.as_bytes()).collect();
        for (length, count) in prefixes {
            if count == 0 {
                continue;
            }
            for link in links(&rest[length..]) {
                let next = start + length + link;
                let own = ((1 + count) as f32).ln() + length as f32 * 0.35 - 3.0 - 0.4 * f32::from(u8::from(link > 0));
                let part = (start, start + length, next);
                let whole = if next == word.len() {
                    (start > 0).then(|| Cut { score: own, parts: vec![part] })
                } else {
                    self.best_from(word, next, best).map(|mut later| {
                        later.score += own;
                        later.parts.insert(0, part);
                        later
                    })
                };
                if let Some(cut) = whole.filter(|cut| found.as_ref().is_none_or(|found| cut.score > found.score)) {
                    found = Some(cut);
                }
            }
        }
        best[start] = Some(found.clone());
        found
    }
}

/// Lengths of what may join a part to what follows, or end the word.
fn links(rest: &str) -> impl Iterator<Item = usize> + '_ {
    ["", "s", "en", "e", "n"].into_iter().filter(|link| rest.starts_with(link)).map(str::len)
}

/// A word as it stands before an ending: *loket* → *lokett*-en, *taak* → *tak*-en and back, *brief* → *briev*-en.
fn inflected(word: &str) -> Vec<String> {
    let bytes = word.as_bytes();
    let mut forms = Vec::new();
    let is_vowel = |byte: u8| b"aeiou".contains(&byte);
    if let [before @ .., a, b, c] = bytes
        && !is_vowel(*c)
    {
        let head = &word[..before.len()];
        let (a, b, c) = (*a as char, *b as char, *c as char);
        if is_vowel(b as u8) && !is_vowel(a as u8) {
            forms.push(format!("{word}{c}"));
            if b != 'i' {
                forms.push(format!("{head}{a}{b}{b}{c}"));
            }
        }
        if a == b && is_vowel(b as u8) {
            forms.push(format!("{head}{b}{c}"));
        }
        match c {
            'f' => forms.push(format!("{}v", &word[..word.len() - 1])),
            's' => forms.push(format!("{}z", &word[..word.len() - 1])),
            _ => {}
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(splitter: &Splitter, word: &str) -> Vec<String> {
        splitter.parts(word).into_iter().filter(|part| part.leaf).map(|part| part.word).collect()
    }

    #[test]
    fn parts_are_words_without_what_joins_them() {
        let words = [
            "arbeid", "markt", "arbeidsmarkt", "informatie", "werk", "plein", "taak", "verdeling", "cursus", "boek", "lijst", "woord",
            "loket", "leren",
        ];
        let splitter = Splitter::learn(words.map(|word| (word, 5)));
        assert_eq!(leaves(&splitter, "arbeidsmarktinformatie"), ["arbeid", "markt", "informatie"]);
        assert_eq!(leaves(&splitter, "werkplein"), ["werk", "plein"]);
        assert_eq!(leaves(&splitter, "werkpleinen"), ["werk", "plein"]);
        assert_eq!(leaves(&splitter, "woordenlijst"), ["woord", "lijst"]);
        assert_eq!(leaves(&splitter, "taakverdeling"), ["taak", "verdeling"]);
        assert_eq!(leaves(&splitter, "leerloketten"), ["leer", "lokett"]);
        assert!(splitter.parts("werken").is_empty() && splitter.parts("informatie").is_empty());
        let inner: Vec<String> =
            splitter.parts("arbeidsmarktinformatie").into_iter().filter(|part| !part.leaf).map(|part| part.word).collect();
        assert_eq!(inner, ["arbeidsmarkt"]);
    }

    #[test]
    fn a_part_may_stand_in_compounds_only() {
        let splitter = Splitter::learn([("klant", 9), ("werkgevers", 9), ("klantgerichtheid", 2), ("werkgeversgerichtheid", 2)]);
        assert_eq!(leaves(&splitter, "klantgerichtheid"), ["klant", "gerichtheid"]);
    }
}
