//! Compound → its parts: *arbeidsmarktinformatie* → *arbeid*, *markt*, *informatie*. Learned from the words of a portal.
//!
//! A part is a word that the portal uses by itself, or that is what is left of several compounds. Between parts may stand -s-,
//! -en-, -e- or -n-; a part may be written with one vowel or two, with a doubled last consonant, or with v and z for f and s.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::stem::Stemmer;
use super::words::STOP_WORDS;

/// Beginnings and endings with which Dutch derives words: it does not compound with them.
const AFFIXES: &str = "ver her ont wan mis aan vol dom ling ster tie teit isme ist age eren ers end ende ing ingen ten ter ties \
    den der deren ren gen het ken nen pen sen len men rijk";
/// Endings that may have endings themselves: *-loos* in *werkloosheid*.
const ENDINGS: [&str; 10] = ["lijk", "heid", "heden", "loos", "loze", "zaam", "zame", "schap", "baar", "achtig"];
/// Consonants a Dutch word may begin with, when there are more than one.
const ONSETS: &str = "bl br ch chr cl cr dj dr dw fl fr gl gr kl kn kr kw ph pl pr ps sch schr sc scr sf sh sj sk sl sm sn sp spl \
    spr st str sw th tj tr ts tw vl vr wr zw";
/// A compound has at least this many letters …
const SHORTEST: usize = 7;
/// … and a part of it this many.
const SHORTEST_PART: usize = 3;
/// A part this short must be used this often, as many short strings are words by chance.
const SHORT: (usize, u32) = (3, 4);
/// What is known from compounds only has at least this many letters.
const LONG_REST: usize = 5;
/// A word that stands in this many different compounds makes new ones with words that stand nowhere else.
const PRODUCTIVE: usize = 3;
/// A word that is used this often is a word of its own, and no evidence for parts that stand nowhere else.
const COMMON: u32 = 25;

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
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        for (word, count) in words {
            if is_part(word) {
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
            splitter.add(word, stem, stems[stem]);
        }
        splitter.learn_rests(&known);
        splitter
    }

    /// Adds the forms in which a word stands inside a compound.
    fn add(&mut self, word: &str, stem: &str, count: u32) {
        let derived = [word, stem].into_iter().flat_map(inflected).chain([stem.to_owned()]);
        // A short form that is no word by itself is a word by chance.
        for form in derived.filter(|form| form.len() > SHORT.0 && is_part(form)) {
            self.tree.add(&form, count);
        }
        if word.len() > SHORT.0 || count >= SHORT.1 {
            self.tree.add(word, count);
        }
    }

    /// How often a form is used as a word.
    fn count(&self, form: &str) -> u32 {
        self.tree.prefixes(form.as_bytes()).find(|(length, _)| *length == form.len()).map_or(0, |(_, count)| count)
    }

    /// Words that stand in compounds only: what is left of at least two after or before other parts (*gerichtheid* in
    /// *klantgerichtheid*, *jeugd* in *jeugdplan*), or of one beside a part that makes many compounds (*vloer* in *werkvloer*).
    fn learn_rests(&mut self, known: &BTreeMap<&str, u32>) {
        let stemmer = Stemmer::default();
        let mut heads: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut tails: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut whole: Vec<&str> = Vec::new();
        for &word in known.keys().filter(|word| word.len() >= SHORTEST) {
            let Some(cut) = self.cut(word) else {
                whole.push(word);
                continue;
            };
            let (Some(first), Some(last)) = (cut.parts.first(), cut.parts.last()) else { continue };
            let (head, tail) = (stemmer.stem(&word[..first.1]), stemmer.stem(&word[last.0..last.1]));
            heads.entry(head.clone()).or_default().insert(tail.clone());
            tails.entry(tail).or_default().insert(head);
        }
        // Of each rest the words it stands beside, by their stems or their beginnings, and whether one of these makes many compounds.
        let mut after: BTreeMap<&str, (BTreeSet<String>, bool)> = BTreeMap::new();
        let mut before: BTreeMap<&str, (BTreeSet<String>, bool)> = BTreeMap::new();
        for word in whole {
            let is_rare = known[word] < COMMON;
            for (length, used) in self.tree.prefixes(word.as_bytes()) {
                for link in links(&word[length..]).filter(|_| used > 0 && length > SHORT.0) {
                    let rest = &word[length + link..];
                    if rest.len() >= LONG_REST && is_part(rest) {
                        let head = stemmer.stem(&word[..length]);
                        let entry = after.entry(rest).or_default();
                        entry.1 |=
                            is_rare && link == 0 && heads.get(&head).is_some_and(|tails| tails.len() >= PRODUCTIVE);
                        entry.0.insert(head);
                    }
                }
            }
            for at in LONG_REST..word.len().saturating_sub(SHORTEST_PART) {
                let (rest, tail) = word.split_at(at);
                if self.count(tail) > 0 && is_part(rest) {
                    let entry = before.entry(rest).or_default();
                    let productive = || tails.get(&stemmer.stem(tail)).is_some_and(|heads| heads.len() >= PRODUCTIVE);
                    entry.1 |= is_rare && tail.len() > SHORT.0 && productive();
                    // Forms of one verb begin alike: *beoordelen*, *beoordeling*, *beoordeelt*.
                    entry.0.insert(tail[..2].to_owned());
                }
            }
        }
        for (rest, (partners, beside_productive)) in after {
            if partners.len() >= 2 || beside_productive {
                self.add(rest, &stemmer.stem(rest), partners.len() as u32);
            }
        }
        for (rest, (partners, beside_productive)) in before {
            if partners.len() >= 2 || beside_productive {
                self.tree.add(rest, partners.len() as u32);
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

/// Whether some letters can be a part: they begin as a Dutch word can, and are no affix, nor one that is joined to what is before.
fn is_part(word: &str) -> bool {
    let is_listed = |list: &str, word: &str| list.split_whitespace().any(|listed| listed == word);
    let onset = word.bytes().take_while(|byte| !b"aeiouy".contains(byte)).count();
    let has_ending = |word: &str| ENDINGS.iter().any(|ending| word.starts_with(ending));
    word.len() >= SHORTEST_PART
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && onset < word.len()
        && (onset < 2 || is_listed(ONSETS, &word[..onset]))
        && !is_listed(STOP_WORDS, word)
        && !is_listed(AFFIXES, word)
        // *uitge-* and the like begin a participle.
        && !word.strip_suffix("ge").is_some_and(|before| is_listed(STOP_WORDS, before))
        && !links(word).any(|link| has_ending(&word[link..]))
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
            "arbeid",
            "markt",
            "arbeidsmarkt",
            "informatie",
            "werk",
            "plein",
            "taak",
            "verdeling",
            "cursus",
            "boek",
            "lijst",
            "woord",
            "loket",
            "leren",
        ];
        let splitter = Splitter::learn(words.map(|word| (word, 5)));
        assert_eq!(leaves(&splitter, "arbeidsmarktinformatie"), ["arbeid", "markt", "informatie"]);
        assert_eq!(leaves(&splitter, "werkplein"), ["werk", "plein"]);
        assert_eq!(leaves(&splitter, "werkpleinen"), ["werk", "plein"]);
        assert_eq!(leaves(&splitter, "woordenlijst"), ["woord", "lijst"]);
        assert_eq!(leaves(&splitter, "taakverdeling"), ["taak", "verdeling"]);
        assert_eq!(leaves(&splitter, "leerloketten"), ["leer", "lokett"]);
        assert!(splitter.parts("werken").is_empty() && splitter.parts("informatie").is_empty());
        let inner: Vec<String> = splitter
            .parts("arbeidsmarktinformatie")
            .into_iter()
            .filter(|part| !part.leaf)
            .map(|part| part.word)
            .collect();
        assert_eq!(inner, ["arbeidsmarkt"]);
    }

    #[test]
    fn a_part_may_stand_in_compounds_only() {
        let splitter =
            Splitter::learn([("klant", 9), ("werkgevers", 9), ("klantgerichtheid", 2), ("werkgeversgerichtheid", 2)]);
        assert_eq!(leaves(&splitter, "klantgerichtheid"), ["klant", "gerichtheid"]);
        let splitter = Splitter::learn([("plan", 9), ("werkloosheid", 9), ("jeugdplan", 2), ("jeugdwerkloosheid", 2)]);
        assert_eq!(leaves(&splitter, "jeugdplan"), ["jeugd", "plan"]);
    }
}
