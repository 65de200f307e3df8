//! Compound → its parts: *arbeidsmarktinformatie* → *arbeid*, *markt*, *informatie*. Learned from the words of a portal.
//!
//! A part is a word that the portal uses by itself, or that is what is left of several compounds. Between parts may stand -s-,
//! -en-, -e- or -n-; a part may be written with one vowel or two, with a doubled last consonant, or with v and z for f and s.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use rayon::prelude::*;

use super::stem::Stemmer;
use super::words::STOP_WORDS;
use crate::order::Order;

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
/// A longer word is none: what is taken apart grows with its length, and so does the work.
const LONGEST_WORD: usize = 60;
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
    /// Forms a part may have, as a tree over letters, with how often the word is used.
    tree: Tree,
}

/// A node has a child per letter (0: none), and how often the form that ends there is used (0: it is none).
struct Tree(Vec<([u32; 26], u32)>);

impl Tree {
    fn new() -> Self {
        Self(vec![([0; 26], 0)])
    }

    /// Adds a form of small letters a to z.
    fn add(&mut self, form: &str, count: u32) {
        let mut node = 0;
        for byte in form.bytes() {
            let next = self.0.len() as u32;
            let child = &mut self.0[node].0[usize::from(byte - b'a')];
            if *child == 0 {
                *child = next;
                node = next as usize;
                self.0.push(([0; 26], 0));
            } else {
                node = *child as usize;
            }
        }
        let known = &mut self.0[node].1;
        *known = (*known).max(count);
    }

    /// Lengths of the forms that begin a word, with their counts.
    fn prefixes<'a>(&'a self, word: &'a [u8]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut node = 0;
        let ends = word.iter().enumerate().map_while(move |(at, byte)| {
            let letter = byte.checked_sub(b'a').filter(|&letter| letter < 26)?;
            node = self.0[node].0[usize::from(letter)] as usize;
            (node > 0).then(|| (at + 1, self.0[node].1))
        });
        ends.filter(|&(_, count)| count > 0)
    }
}

/// The best way to take the end of a word apart: what it is worth, and of its first part where its form ends and where the next
/// part begins.
#[derive(Clone, Copy)]
struct Step {
    score: f32,
    end: usize,
    next: usize,
}

/// What may be a word of its own, seen beside another word in a compound: what it is, that other by its stem or its beginning, and
/// whether that one makes many compounds.
type Rest<'a> = (&'a str, String, bool);

impl Splitter {
    /// Learns from words with how often each is used.
    pub fn learn<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        for (word, count) in words {
            if is_part(word) {
                *known.entry(word).or_default() += count;
            }
        }
        let known: Vec<(&str, u32)> = known.into_iter().collect();
        let mut splitter = Self { tree: Tree::new() };
        // What is used as several forms of one word counts for each of them.
        let mut stems: HashMap<&str, u32> = HashMap::new();
        let stemmed: Vec<String> =
            known.par_iter().map_init(Stemmer::default, |stemmer, (word, _)| stemmer.stem(word)).collect();
        for (stem, (_, count)) in stemmed.iter().zip(&known) {
            *stems.entry(stem).or_default() += count;
        }
        for ((word, _), stem) in known.iter().zip(&stemmed) {
            splitter.add(word, stem, stems[stem.as_str()]);
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

    /// Whether a form is used as a word.
    fn is_known(&self, form: &str) -> bool {
        self.tree.prefixes(form.as_bytes()).any(|(length, _)| length == form.len())
    }

    /// Words that stand in compounds only: what is left of at least two after or before other parts (*gerichtheid* in
    /// *klantgerichtheid*, *jeugd* in *jeugdplan*), or of one beside a part that makes many compounds (*vloer* in *werkvloer*).
    fn learn_rests(&mut self, known: &[(&str, u32)]) {
        let (after, before) = {
            let ends: Vec<Option<(String, String)>> =
                known.par_iter().map_init(Stemmer::default, |stemmer, (word, _)| self.ends(word, stemmer)).collect();
            let heads = partners(ends.iter().flatten().map(|(head, tail)| (head.as_str(), tail.as_str())));
            let tails = partners(ends.iter().flatten().map(|(head, tail)| (tail.as_str(), head.as_str())));
            let whole: Vec<(&str, u32)> = known
                .iter()
                .zip(&ends)
                .filter(|((word, _), ends)| ends.is_none() && word.len() >= SHORTEST)
                .map(|(known, _)| *known)
                .collect();
            let productive = |partners: &HashMap<&str, usize>, stem: &str| partners.get(stem) >= Some(&PRODUCTIVE);
            // Of each rest the words it stands beside, by their stems or their beginnings.
            let after = whole.par_iter().map_init(Stemmer::default, |stemmer, &(word, count)| {
                self.rests_after(word, stemmer, |head| count < COMMON && productive(&heads, head))
            });
            let before = whole.par_iter().map_init(Stemmer::default, |stemmer, &(word, count)| {
                self.rests_before(word, stemmer, |tail| count < COMMON && productive(&tails, tail))
            });
            (words_of_their_own(after.flatten().collect()), words_of_their_own(before.flatten().collect()))
        };
        let stemmer = Stemmer::default();
        for (rest, partners) in after {
            self.add(rest, &stemmer.stem(rest), partners);
        }
        for (rest, partners) in before {
            self.tree.add(rest, partners);
        }
    }

    /// The stems of the first and the last part of a compound.
    fn ends(&self, word: &str, stemmer: &Stemmer) -> Option<(String, String)> {
        let parts = self.cut(word)?;
        let ((first, head_end), (tail, last)) = (*parts.first()?, *parts.last()?);
        Some((stemmer.stem(&word[first..head_end]), stemmer.stem(&word[tail..last])))
    }

    fn rests_after<'a>(&self, word: &'a str, stemmer: &Stemmer, is_productive: impl Fn(&str) -> bool) -> Vec<Rest<'a>> {
        let mut found = Vec::new();
        if word.len() > LONGEST_WORD {
            return found;
        }
        for (length, _) in self.tree.prefixes(word.as_bytes()).filter(|&(length, _)| length > SHORT.0) {
            let head = OnceCell::new();
            for link in links(&word[length..]) {
                let rest = &word[length + link..];
                if rest.len() >= LONG_REST && is_part(rest) {
                    let head: &String = head.get_or_init(|| stemmer.stem(&word[..length]));
                    found.push((rest, head.clone(), link == 0 && is_productive(head)));
                }
            }
        }
        found
    }

    fn rests_before<'a>(
        &self,
        word: &'a str,
        stemmer: &Stemmer,
        is_productive: impl Fn(&str) -> bool,
    ) -> Vec<Rest<'a>> {
        let mut found = Vec::new();
        if word.len() > LONGEST_WORD {
            return found;
        }
        for at in LONG_REST..word.len().saturating_sub(SHORTEST_PART) {
            let (rest, tail) = word.split_at(at);
            if self.is_known(tail) && is_part(rest) {
                let productive = tail.len() > SHORT.0 && is_productive(&stemmer.stem(tail));
                // Forms of one verb begin alike: *beoordelen*, *beoordeling*, *beoordeelt*.
                found.push((rest, tail[..2].to_owned(), productive));
            }
        }
        found
    }

    /// The parts of a folded word, also those that have parts themselves; none when it is no compound.
    pub fn parts(&self, word: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        self.collect(word, &mut parts);
        parts
    }

    fn collect(&self, word: &str, parts: &mut Vec<Part>) -> bool {
        let Some(cut) = self.cut(word) else { return false };
        for (start, end) in cut {
            let part = &word[start..end];
            let at = parts.len();
            let whole = self.collect(part, parts);
            parts.insert(at, Part { word: part.to_owned(), leaf: !whole });
        }
        true
    }

    /// The best way to take a word apart into two or more: where each part begins and where its form ends.
    fn cut(&self, word: &str) -> Option<Vec<(usize, usize)>> {
        if !(SHORTEST..=LONGEST_WORD).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        // From the end to the beginning, so that what follows a part is known.
        let mut steps: Vec<Option<Step>> = vec![None; word.len()];
        for start in (0..word.len()).rev() {
            steps[start] = self.step(word, start, &steps);
        }
        let mut parts = Vec::new();
        let mut start = 0;
        while start < word.len() {
            let step = steps[start]?;
            parts.push((start, step.end));
            start = step.next;
        }
        Some(parts)
    }

    /// The best part at `start`; a word is no part of itself.
    fn step(&self, word: &str, start: usize, later: &[Option<Step>]) -> Option<Step> {
        let mut best: Option<Step> = None;
        let rest = &word[start..];
        for (length, count) in self.tree.prefixes(rest.as_bytes()) {
            for link in links(&rest[length..]) {
                let (end, next) = (start + length, start + length + link);
                let own = ((1 + count) as f32).ln() + length as f32 * 0.35 - 3.0 - 0.4 * f32::from(u8::from(link > 0));
                let follows =
                    if next == word.len() { (start > 0).then_some(0.0) } else { later[next].map(|step| step.score) };
                let Some(score) = follows.map(|follows| follows + own) else { continue };
                if best.is_none_or(|best| score > best.score) {
                    best = Some(Step { score, end, next });
                }
            }
        }
        best
    }
}

/// Of each of the first words with how many different second words it makes a pair.
fn partners<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> HashMap<&'a str, usize> {
    let mut pairs: Vec<(&str, &str)> = pairs.collect();
    pairs.order();
    pairs.dedup();
    pairs.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.len())).collect()
}

/// The rests that stand beside two different words, or beside one that makes many compounds, with the number of those words.
fn words_of_their_own(mut rests: Vec<Rest<'_>>) -> Vec<(&str, u32)> {
    rests.order();
    let is_own = |same: &[Rest<'_>], partners: usize| partners >= 2 || same.iter().any(|(.., many)| *many);
    let of_one = |same: &[Rest<'_>]| same.chunk_by(|a, b| a.1 == b.1).count();
    rests
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same, of_one(same)))
        .filter(|(same, partners)| is_own(same, *partners))
        .map(|(same, partners)| (same[0].0, partners as u32))
        .collect()
}

/// Lists of [`is_part`], to look words up in.
static NO_PARTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| STOP_WORDS.split_whitespace().chain(AFFIXES.split_whitespace()).collect());
static STOPS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.split_whitespace().collect());
static KNOWN_ONSETS: LazyLock<HashSet<&str>> = LazyLock::new(|| ONSETS.split_whitespace().collect());

/// Whether some letters can be a part: they begin as a Dutch word can, and are no affix, nor one that is joined to what is before.
fn is_part(word: &str) -> bool {
    let onset = word.bytes().take_while(|byte| !b"aeiouy".contains(byte)).count();
    let has_ending = |word: &str| ENDINGS.iter().any(|ending| word.starts_with(ending));
    word.len() >= SHORTEST_PART
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && onset < word.len()
        && (onset < 2 || KNOWN_ONSETS.contains(&word[..onset]))
        && !NO_PARTS.contains(word)
        // *uitge-* and the like begin a participle.
        && !word.strip_suffix("ge").is_some_and(|before| STOPS.contains(before))
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
