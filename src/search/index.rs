//! What was seen of all pages → the files of the index. Deterministic: equal input gives equal bytes.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::compound::Splitter;
use super::digits;
use super::numbers::{Numbers, Spelling};
use super::packed::{Found, Packed, Places};
use super::postings::{Counts, Lengths, Posting, Postings, impact, value};
use super::seen::LONGEST;
use super::stem::Stemmer;
use super::table::{self, Made};
use super::words::{STOP_WORDS, Words};
use super::{Choices, Record, Synonym};
use crate::hash::Quick;
use crate::order::{self, Order};

/// How much a part of a compound counts beside the word itself.
const PART: f32 = 0.5;
/// Records and terms that are worked on at once.
const PIECE: usize = 256;
/// The least number of documents in one file; with more documents there are more, so that there are few files …
const DOCUMENTS: usize = 4;
/// … but for their sake no more than this.
const MOST_DOCUMENTS: usize = 8;
/// About so many files of documents and of terms are few.
const FEW: usize = 256;
/// With more records than this nobody chooses by target group: there are nearly as many combinations as pages, and a browser
/// would have to fetch them all.
const MANY: usize = 20_000;
/// Documents are spread over at most about this many files, so that their table stays small.
const DOCUMENT_FILES: usize = 3000;
/// Words between two fields, so that no phrase runs from one into the next.
const GAP: u32 = 3;
/// The least and the most bytes of a file of terms and of words, before compression. In a large portal they are twice or four times
/// as large, so that there are few of them.
const TERM_FILE: (usize, usize) = (1150, 2500);
const WORD_FILE: (usize, usize) = (1200, 2400);

/// Everything an index is made from.
pub struct Input {
    /// What is found, each with what was seen of its page.
    pub records: Vec<(Record, Option<Packed>)>,
    /// Other words for what readers type.
    pub synonyms: Vec<Synonym>,
    /// The names of what records can be chosen by.
    pub choices: Choices,
    /// Fixed words for the reader.
    pub texts: BTreeMap<String, String>,
}

/// The files of an index.
pub struct Index {
    files: Vec<Made>,
}

impl Index {
    /// Makes the index.
    pub fn new(input: Input) -> Self {
        let Input { mut records, synonyms, choices, texts } = input;
        if records.len() > MANY {
            records.iter_mut().for_each(|(record, _)| record.facets.doelgroepen.clear());
        }
        records.order_by(|(a, _), (b, _)| (&a.facets, a.prior, &a.address).cmp(&(&b.facets, b.prior, &b.address)));
        let vocabulary = Vocabulary::of(&records);
        // Terms take longest; what a reader is shown is made beside them.
        let (terms, (words, documents)) = rayon::join(
            || Terms::of(&vocabulary, &records),
            || (word_files(vocabulary.shown()), documents(&records, &vocabulary.bases)),
        );
        let (word_table, reversed_table, mut files) = words;
        let (document_names, per_file, made) = documents;
        drop(vocabulary);
        files.extend(made);
        let facets = Made::new('f', facets(&records, &choices).to_string().into_bytes());
        let count = records.len();
        // What was seen of the pages is in the terms now.
        drop(records);
        let is_stop: HashSet<String> = terms.stops().map(str::to_owned).collect();
        let mut stops: Vec<String> = Vec::new();
        let term_file = file_size(TERM_FILE, terms.size());
        let others = terms.items(synonyms).filter_map(|(stem, item)| {
            if !is_stop.contains(&stem) {
                return Some((stem, item));
            }
            stops.push(item);
            None
        });
        let (term_table, made) = table::cut('t', others, term_file);
        files.extend(made);
        // They are in most questions, so a browser fetches them once.
        let stops = Made::new('s', format!("[{}]", stops.join(",")).into_bytes());
        let entry = json!({
            "versie": 3, "n": count, "t": term_table, "w": word_table, "r": reversed_table,
            "d": document_names, "per": per_file, "f": &facets.name[2..], "s": &stops.name[2..], "tekst": texts,
        });
        files.extend([facets, stops]);
        files.push(Made { name: "index".to_owned(), bytes: entry.to_string().into_bytes() });
        files.order_by(|a, b| a.name.cmp(&b.name));
        // Equal content has one name.
        files.dedup_by(|a, b| a.name == b.name);
        Self { files }
    }

    /// The names of the files, in order, without their ending.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// The place of a file among the names.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.files.binary_search_by(|file| file.name.as_str().cmp(name)).ok()
    }

    /// The content of the file at a place among the names.
    pub fn bytes(&self, at: usize) -> &[u8] {
        &self.files[at].bytes
    }
}

/// The least and the most bytes of each file of what takes this many bytes in all.
fn file_size((least, most): (usize, usize), whole: usize) -> (usize, usize) {
    let times = (whole / (FEW * most)).next_power_of_two().min(4);
    (least * times, most * times)
}

/// The files of the words that are suggested, by their beginnings and by their ends: the tables of both, and the files.
fn word_files(shown: Vec<ShownWord>) -> (Value, Value, Vec<Made>) {
    let size = file_size(WORD_FILE, shown.iter().map(|word| word.item.len()).sum());
    let (words, mut files) = table::cut('w', shown.iter().map(|word| (word.key.clone(), word.item.clone())), size);
    let mut reversed: Vec<(String, String)> =
        shown.into_iter().map(|word| (word.key.chars().rev().collect(), word.item)).collect();
    reversed.order();
    let (reversed, made) = table::cut('r', reversed, size);
    files.extend(made);
    (words, reversed, files)
}

/// Numbers for words: each distinct word once.
#[derive(Default)]
struct Vocabulary {
    numbers: Numbers,
    /// How often each stands in the portal, and in how many records.
    uses: Vec<(u32, u32)>,
    /// How each is written, when that is with marks.
    marked: HashMap<String, String, Quick>,
    /// Where the text of each record begins, counted in words.
    bases: Vec<u32>,
}

/// A suggestion: a word as shown, with how many records have it.
struct ShownWord {
    key: String,
    item: String,
}

impl Vocabulary {
    fn of(records: &[(Record, Option<Packed>)]) -> Self {
        let mut vocabulary = Self::default();
        for (record, packed) in records {
            let mut own = own_words(record);
            vocabulary.bases.push(own.base);
            for (folded, written) in &own.marked {
                vocabulary.mark(folded, written);
            }
            if let Some(packed) = packed {
                for (folded, written) in packed.head().marked {
                    vocabulary.mark(folded, written);
                }
                let mut words = packed.words();
                while let Some((word, found)) = words.advance() {
                    let count = found.headings + found.text + found.labels;
                    vocabulary.count(word, count + own.take(word.letters()).map_or(0, |own| own.count()));
                }
            }
            for (word, own) in own.rest() {
                vocabulary.count(word.into(), own.count());
            }
        }
        vocabulary
    }

    fn mark(&mut self, folded: &str, written: &str) {
        if !self.marked.contains_key(folded) {
            self.marked.insert(folded.to_owned(), written.to_owned());
        }
    }

    fn count(&mut self, word: Spelling, count: u32) {
        let number = self.numbers.number(word) as usize;
        if number == self.uses.len() {
            self.uses.push((0, 0));
        }
        let uses = &mut self.uses[number];
        uses.0 += count;
        uses.1 += 1;
    }

    /// The words by their numbers.
    fn words(&self) -> Vec<&str> {
        // What is no text was damaged on its way: it is no word.
        let word = |number| std::str::from_utf8(self.numbers.letters(number)).unwrap_or_default();
        (0..self.numbers.len() as u32).map(word).collect()
    }

    /// The words a reader may be shown, in order.
    fn shown(&self) -> Vec<ShownWord> {
        let is_shown = |word: &str| word.len() >= 3 && !word.bytes().any(|byte| byte.is_ascii_digit());
        let mut shown: Vec<ShownWord> = self
            .words()
            .into_iter()
            .zip(&self.uses)
            .filter(|(word, _)| is_shown(word))
            .map(|(word, (_, records))| {
                let written = self.marked.get(word).map_or(word, String::as_str);
                let mut item = format!("\"{written} ");
                digits::push_small(records.ilog2(), &mut item);
                item.push('"');
                ShownWord { key: word.to_owned(), item }
            })
            .collect();
        shown.order_by(|a, b| a.key.cmp(&b.key));
        shown
    }
}

/// A word of the record itself: how often it stands in title, names and description, and where.
#[derive(Default, Clone, Copy)]
struct Own {
    title: u32,
    names: u32,
    description: u32,
    places: Places,
}

impl Own {
    fn count(&self) -> u32 {
        self.title + self.names + self.description
    }
}

/// A part of the record itself.
#[derive(Clone, Copy)]
enum OwnField {
    Title,
    Names,
    Description,
}

/// The words of a record itself.
#[derive(Default)]
struct OwnWords {
    /// The letters of all words, of which each has its part.
    letters: String,
    /// The words in order; each until it was taken.
    found: Vec<(Range<usize>, Option<Own>)>,
    /// How many of them come before the last word that was asked for.
    before: usize,
    lengths: Lengths,
    /// Where the text begins, counted in words.
    base: u32,
    marked: Vec<(String, String)>,
}

fn own_words(record: &Record) -> OwnWords {
    let mut own = OwnWords::default();
    let mut words = Words::default();
    own.lengths.title = own.add(&record.title, OwnField::Title, &mut words);
    own.lengths.description = own.add(&record.description, OwnField::Description, &mut words);
    for name in &record.names {
        own.lengths.names += own.add(name, OwnField::Names, &mut words);
    }
    own.gather();
    own
}

impl OwnWords {
    fn add(&mut self, text: &str, field: OwnField, words: &mut Words) -> u32 {
        words.read(text);
        let start = self.letters.len();
        self.letters.push_str(words.letters());
        let ranges = words.ranges();
        let mut whole = 0;
        for (index, (letters, place, joined)) in ranges.iter().enumerate() {
            self.count(start + letters.start..start + letters.end, field);
            let written = &text[place.clone()];
            if !written.is_ascii() {
                self.marked.push((words.letters()[letters.clone()].to_owned(), written.to_lowercase()));
            }
            if !joined {
                whole = letters.start;
            } else if letters.end - whole <= LONGEST && !ranges.get(index + 1).is_some_and(|(.., joined)| *joined) {
                self.count(start + whole..start + letters.end, field);
            }
            self.base += 1;
        }
        self.base += GAP;
        words.len() as u32
    }

    fn count(&mut self, letters: Range<usize>, field: OwnField) {
        let mut own = Own::default();
        match field {
            OwnField::Title => own.title = 1,
            OwnField::Names => own.names = 1,
            OwnField::Description => own.description = 1,
        }
        own.places.add(self.base);
        self.found.push((letters, Some(own)));
    }

    /// Puts the words in order, and what was found of one word together.
    fn gather(&mut self) {
        let letters = &self.letters;
        self.found.sort_by(|(a, _), (b, _)| letters[a.clone()].cmp(&letters[b.clone()]));
        self.found.dedup_by(|(later, other), (first, own)| {
            let same = letters[later.clone()] == letters[first.clone()];
            if let (true, Some(own), Some(other)) = (same, own, other) {
                own.title += other.title;
                own.names += other.names;
                own.description += other.description;
                own.places = own.places.and(other.places);
            }
            same
        });
    }

    /// A word that stands in the text of the page too. The words that are asked for come in order.
    fn take(&mut self, word: &[u8]) -> Option<Own> {
        while let Some((letters, own)) = self.found.get_mut(self.before) {
            let mine = &self.letters.as_bytes()[letters.clone()];
            // For most words the first letter says that it comes before.
            if mine.first() > word.first() {
                break;
            }
            match mine.cmp(word) {
                Ordering::Less => self.before += 1,
                Ordering::Equal => return own.take(),
                Ordering::Greater => break,
            }
        }
        None
    }

    /// The words that were not taken, in order.
    fn rest(&self) -> impl Iterator<Item = (&[u8], &Own)> {
        let letters = self.letters.as_bytes();
        self.found.iter().filter_map(|(word, own)| Some((&letters[word.clone()], own.as_ref()?)))
    }
}

/// Terms: stems, and where they stand.
struct Terms {
    stems: Vec<String>,
    postings: Vec<Postings>,
    is_stop: Vec<bool>,
    /// The stems of the parts of a compound.
    parts: Vec<Vec<u32>>,
}

/// Of each word its term and those of its parts, one after the other.
struct TermsOf {
    terms: Vec<u32>,
    starts: Vec<u32>,
}

impl TermsOf {
    fn word(&self, number: u32) -> &[u32] {
        let number = number as usize;
        &self.terms[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

impl Terms {
    fn of(vocabulary: &Vocabulary, records: &[(Record, Option<Packed>)]) -> Self {
        let words = vocabulary.words();
        let splitter = Splitter::learn(words.iter().zip(&vocabulary.uses).map(|(word, uses)| (*word, uses.0)));
        // Of each word its stem, and the stems of its parts.
        let made: Vec<(String, Vec<(String, bool)>)> = words
            .par_iter()
            .map_init(Stemmer::default, |stemmer, word| {
                let parts =
                    splitter.parts(word).into_iter().map(|part| (stemmer.stem(&part.word), part.leaf)).collect();
                (stemmer.stem(word), parts)
            })
            .collect();
        let mut stems: Vec<&str> = made
            .iter()
            .flat_map(|(stem, parts)| {
                std::iter::once(stem).chain(parts.iter().map(|(stem, _)| stem)).map(String::as_str)
            })
            .collect();
        stems.sort_unstable();
        stems.dedup();
        let numbers: HashMap<&str, u32, Quick> = stems.iter().copied().zip(0..).collect();
        let mut parts = vec![Vec::new(); stems.len()];
        let mut of_word = TermsOf { terms: Vec::with_capacity(made.len()), starts: vec![0] };
        for (stem, own) in &made {
            let number = numbers[stem.as_str()];
            of_word.terms.push(number);
            of_word.terms.extend(own.iter().map(|(stem, _)| numbers[stem.as_str()]).filter(|&part| part != number));
            of_word.starts.push(of_word.terms.len() as u32);
            if !own.is_empty() && parts[number as usize].is_empty() {
                parts[number as usize] =
                    own.iter().filter(|(_, leaf)| *leaf).map(|(stem, _)| numbers[stem.as_str()]).collect();
            }
        }
        let mut documents = vec![0; stems.len()];
        for (word, (_, records)) in vocabulary.uses.iter().enumerate() {
            of_word.word(word as u32).iter().for_each(|&term| documents[term as usize] += *records as usize);
        }
        let mut postings: Vec<Postings> = documents.into_iter().map(Postings::with_room).collect();
        // In pieces, so that what was unpacked is never all in memory.
        for (piece, some) in records.chunks(PIECE).enumerate() {
            let made: Vec<Vec<(u32, Posting)>> = some
                .par_iter()
                .enumerate()
                .map_init(
                    || Hits::new(stems.len()),
                    |hits, (at, record)| {
                        let doc = (piece * PIECE + at) as u32;
                        document_postings(doc, record, &vocabulary.numbers, &of_word, hits)
                    },
                )
                .collect();
            // Each core has terms of its own, and goes along all documents for these: passing over the others takes next to nothing.
            let share = postings.len().div_ceil(rayon::current_num_threads()).max(1);
            postings.par_chunks_mut(share).enumerate().for_each(|(nth, own)| {
                let first = (nth * share) as u32;
                for (term, posting) in made.iter().flatten() {
                    if let Some(postings) = own.get_mut(term.wrapping_sub(first) as usize) {
                        postings.push(posting);
                    }
                }
            });
        }
        let stemmer = Stemmer::default();
        let mut is_stop = vec![false; stems.len()];
        for stem in STOP_WORDS.split_whitespace().map(|word| stemmer.stem(word)) {
            if let Some(&number) = numbers.get(stem.as_str()) {
                is_stop[number as usize] = true;
            }
        }
        Self { stems: stems.into_iter().map(str::to_owned).collect(), postings, is_stop, parts }
    }

    /// About how many bytes they are as text.
    fn size(&self) -> usize {
        self.stems.iter().zip(&self.postings).map(|(stem, postings)| stem.len() + postings.size() + 20).sum()
    }

    /// The stop words among them.
    fn stops(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().zip(&self.is_stop).filter(|(_, is_stop)| **is_stop).map(|(stem, _)| stem.as_str())
    }

    /// The terms in order, as JSON: stem, number of documents (below zero for a stop word), postings, parts, synonyms.
    fn items(mut self, synonyms: Vec<Synonym>) -> impl Iterator<Item = (String, String)> {
        let stemmer = Stemmer::default();
        let mut by_first: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for synonym in &synonyms {
            let words = Words::of(&synonym.typed);
            let mut stems = words.iter().map(|word| stemmer.stem(word.folded));
            let Some(first) = stems.next() else { continue };
            let rest = stems.collect::<Vec<_>>().join(" ");
            by_first.entry(first).or_default().push(json!([rest, synonym.also, synonym.weight]));
        }
        let mut keys = order::map(by_first.keys().map(|stem| (stem.clone(), None)));
        keys.extend(self.stems.iter().cloned().zip((0..).map(Some)));
        let keys: Vec<(String, Option<usize>)> = keys.into_iter().collect();
        // In pieces, each let go of when it is text.
        (0..keys.len()).step_by(PIECE).flat_map(move |from| {
            let piece = &keys[from..keys.len().min(from + PIECE)];
            let item = |(stem, at): &(String, Option<usize>)| {
                let synonyms = by_first.get(stem);
                let item =
                    at.map_or_else(|| json!([stem, 0, "", 0, synonyms]).to_string(), |at| self.item(at, synonyms));
                (stem.clone(), item)
            };
            let made: Vec<(String, String)> = piece.par_iter().map(item).collect();
            for at in piece.iter().filter_map(|(_, at)| *at) {
                self.postings[at] = Postings::default();
            }
            made
        })
    }

    fn item(&self, at: usize, synonyms: Option<&Vec<Value>>) -> String {
        let postings = &self.postings[at];
        let stop = self.is_stop[at];
        let documents = i64::from(postings.documents) * if stop { -1 } else { 1 };
        // A stem has letters and digits only.
        let mut item = format!("[\"{}\",{documents},\"", self.stems[at]);
        postings.text(stop, &mut item);
        item.push('"');
        let parts: Vec<&str> = self.parts[at].iter().map(|&part| self.stems[part as usize].as_str()).collect();
        match (parts.is_empty(), synonyms) {
            (true, None) => {}
            (true, Some(_)) => item.push_str(",0"),
            (false, _) => {
                item.push_str(",\"");
                item.push_str(&parts.join(" "));
                item.push('"');
            }
        }
        if let Some(synonyms) = synonyms {
            item.push(',');
            item.push_str(&json!(synonyms).to_string());
        }
        item.push(']');
        item
    }
}

/// What was found of a term in a document.
struct Hit {
    value: f32,
    in_title: bool,
    places: Places,
}

/// The terms of a document, while it is read; several words may be one term.
struct Hits {
    found: Vec<(u32, Hit)>,
    /// For each term where it is among those found, if it is that term which stands there: so nothing has to be wiped out
    /// between two documents.
    at: Vec<u32>,
}

impl Hits {
    fn new(terms: usize) -> Self {
        Self { found: Vec::new(), at: vec![0; terms] }
    }

    fn add(&mut self, term: u32, other: Hit) {
        let at = &mut self.at[term as usize];
        match self.found.get_mut(*at as usize) {
            Some((known, hit)) if *known == term => {
                hit.value += other.value;
                hit.in_title |= other.in_title;
                hit.places = hit.places.and(other.places);
            }
            _ => {
                *at = self.found.len() as u32;
                self.found.push((term, other));
            }
        }
    }
}

/// What each term counts in a document, in the order in which they come.
fn document_postings(
    doc: u32,
    (record, packed): &(Record, Option<Packed>),
    numbers: &Numbers,
    of_word: &TermsOf,
    hits: &mut Hits,
) -> Vec<(u32, Posting)> {
    let mut own = own_words(record);
    let head = packed.as_ref().map(Packed::head).unwrap_or_default();
    let lengths = Lengths { text: head.length, labels: head.labels, ..own.lengths };
    hits.found.clear();
    let mut add = |word: Spelling, own: Own, found: &Found, base: u32| {
        let Found { headings, text, labels, .. } = *found;
        let counts =
            Counts { title: own.title, names: own.names, description: own.description, headings, text, labels };
        let Some(number) = numbers.find(word) else { return };
        let (value, in_title) = (value(&counts, &lengths), own.title > 0);
        let places = own.places.and(found.places().later(base));
        for (nth, &term) in of_word.word(number).iter().enumerate() {
            hits.add(term, Hit { value: if nth == 0 { value } else { value * PART }, in_title, places });
        }
    };
    if let Some(packed) = packed {
        let mut words = packed.words();
        while let Some((word, found)) = words.advance() {
            let mine = own.take(word.letters()).unwrap_or_default();
            add(word, mine, &found, own.base);
        }
    }
    for (word, mine) in own.rest() {
        add(word.into(), *mine, &Found::default(), 0);
    }
    let posting = |(term, hit): &(u32, Hit)| {
        (*term, Posting { doc, impact: impact(hit.value), in_title: hit.in_title, places: hit.places })
    };
    hits.found.iter().map(posting).collect()
}

/// What is shown of each record, some records to a file: title, address, description, the pages above it, and of one with a text
/// where that begins and its sections, one after the other: anchor, heading, and where it begins, counted from the text.
fn documents(records: &[(Record, Option<Packed>)], bases: &[u32]) -> (String, usize, Vec<Made>) {
    let per_file = (records.len() / FEW).clamp(DOCUMENTS, MOST_DOCUMENTS).max(records.len().div_ceil(DOCUMENT_FILES));
    let shown = |((record, packed), base): (&(Record, Option<Packed>), &u32)| {
        let Record { title, address, description, crumbs, .. } = record;
        let head = packed.as_ref().map(Packed::head).unwrap_or_default();
        if head.length == 0 {
            return json!([title, address, description, crumbs.join(" › ")]);
        }
        let sections: Vec<Value> = head
            .sections
            .iter()
            .flat_map(|(anchor, heading, first)| [json!(anchor), json!(heading), json!(first)])
            .collect();
        json!([title, address, description, crumbs.join(" › "), base, sections])
    };
    let files: Vec<Made> = records
        .par_chunks(per_file)
        .zip(bases.par_chunks(per_file))
        .map(|(piece, bases)| {
            let shown: Vec<Value> = piece.iter().zip(bases).map(shown).collect();
            Made::new('d', Value::from(shown).to_string().into_bytes())
        })
        .collect();
    (files.iter().map(|file| &file.name[2..]).collect(), per_file, files)
}

/// What records can be chosen by: runs of equal records in their order, and the names.
fn facets(records: &[(Record, Option<Packed>)], choices: &Choices) -> Value {
    let runs: Vec<Value> = records
        .chunk_by(|(a, _), (b, _)| a.facets == b.facets && a.prior == b.prior)
        .map(|run| {
            let (record, _) = &run[0];
            let facets = &record.facets;
            json!([run.len(), record.prior, facets.kind, facets.themas, facets.regio, facets.doelgroepen, facets.jaar])
        })
        .collect();
    json!({ "reeks": runs, "namen": choices })
}
