//! What was seen of all pages → the files of the index. Deterministic: equal input gives equal bytes.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::compound::Splitter;
use super::digits;
use super::numbers::{Numbers, Spelling};
use super::own::{Own, OwnWords};
use super::packed::{Found, Packed, Places};
use super::postings::{Counts, Lengths, Posting, Postings, impact, value};
use super::stem::Stemmer;
use super::table::{self, Made};
use super::verbs;
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
/// The least and the most bytes of a file of terms and of words, before compression. In a large portal they are twice or four times
/// as large, so that there are few of them.
const TERM_FILE: (usize, usize) = (1150, 2500);
const WORD_FILE: (usize, usize) = (1200, 2400);

/// What is found, with what was seen of its page.
pub type Entry = (Record, Option<Packed>);

/// Everything an index is made from.
pub struct Input {
    /// What is found.
    pub records: Vec<Entry>,
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
        let lists = lists(&records);
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
            "d": document_names, "per": per_file, "f": &facets.name[2..], "s": &stops.name[2..], "l": lists, "tekst": texts,
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

/// The lists by what is typed for them, in words.
fn lists(records: &[Entry]) -> BTreeMap<String, usize> {
    let mut lists = BTreeMap::new();
    for (at, (record, _)) in records.iter().enumerate() {
        for name in &record.called {
            let words = Words::of(name).iter().map(|word| word.folded).collect::<Vec<_>>().join(" ");
            lists.entry(words).or_insert(at);
        }
    }
    lists.remove("");
    lists
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
    fn of(records: &[Entry]) -> Self {
        let mut vocabulary = Self::default();
        for (record, packed) in records {
            let mut own = OwnWords::of(record);
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
    fn of(vocabulary: &Vocabulary, records: &[Entry]) -> Self {
        let words = vocabulary.words();
        let splitter = Splitter::learn(words.iter().zip(&vocabulary.uses).map(|(word, uses)| (*word, uses.0)));
        // Of each word its stem, and the stems of its parts.
        let made: Vec<(String, Vec<(String, bool)>)> = words
            .par_iter()
            .map_init(Stemmer::default, |stemmer, word| {
                let parts = splitter.parts(word).into_iter().map(|part| (stemmer.stem(&part.word), part.leaf));
                // *ingevuld* has another stem than *invullen*.
                let verb = verbs::in_one_part(word).map(|verb| (stemmer.stem(verb), false));
                (stemmer.stem(word), parts.chain(verb).collect())
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
        let postings = all_postings(records, &vocabulary.numbers, &of_word, documents);
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

/// What one core reads of documents. Its memory is used again for the next: growing it anew for each piece costs more than it holds.
struct Reader {
    /// The terms of a document, while it is read; several words may be one term.
    found: Vec<(u32, Hit)>,
    /// For each term where it is among those found, if it is that term which stands there: so nothing has to be wiped out
    /// between two documents.
    at: Vec<u32>,
    /// The postings of the documents of a piece that were read, one document after the other.
    read: Vec<(u32, Posting)>,
}

impl Reader {
    fn new(terms: usize) -> Self {
        Self { found: Vec::new(), at: vec![0; terms], read: Vec::new() }
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

    /// Ends a document: what each of its terms counts, in the order in which they came.
    fn close(&mut self, doc: u32) {
        let posting = |(term, hit): (u32, Hit)| {
            (term, Posting { doc, impact: impact(hit.value), in_title: hit.in_title, places: hit.places })
        };
        self.read.extend(self.found.drain(..).map(posting));
    }
}

/// The postings of all terms; `documents` is in about how many documents each stands.
fn all_postings(records: &[Entry], numbers: &Numbers, of_word: &TermsOf, documents: Vec<usize>) -> Vec<Postings> {
    let cores = rayon::current_num_threads();
    let mut readers: Vec<Reader> = std::iter::repeat_with(|| Reader::new(documents.len())).take(cores).collect();
    let mut postings: Vec<Postings> = documents.into_iter().map(Postings::with_room).collect();
    let share = postings.len().div_ceil(cores).max(1);
    let part = PIECE.div_ceil(cores);
    // In pieces, so that what was unpacked is never all in memory.
    for (piece, some) in records.chunks(part * cores).enumerate() {
        // Each core reads a part of a piece …
        readers.iter_mut().for_each(|reader| reader.read.clear());
        some.par_chunks(part).zip(&mut readers).enumerate().for_each(|(nth, (records, reader))| {
            let first = ((piece * cores + nth) * part) as u32;
            for (doc, record) in (first..).zip(records) {
                read_document(record, numbers, of_word, reader);
                reader.close(doc);
            }
        });
        // … and then has terms of its own, and goes along all documents for these: passing over the others takes next to nothing.
        postings.par_chunks_mut(share).enumerate().for_each(|(nth, own)| {
            let first = (nth * share) as u32;
            for (term, posting) in readers.iter().flat_map(|reader| &reader.read) {
                if let Some(postings) = own.get_mut(term.wrapping_sub(first) as usize) {
                    postings.push(posting);
                }
            }
        });
    }
    postings
}

/// Reads the words of a document.
fn read_document((record, packed): &Entry, numbers: &Numbers, of_word: &TermsOf, reader: &mut Reader) {
    let mut own = OwnWords::of(record);
    let head = packed.as_ref().map(Packed::head).unwrap_or_default();
    let lengths = Lengths { text: head.length, labels: head.labels, ..own.lengths };
    let mut add = |word: Spelling, own: Own, found: &Found, base: u32| {
        let Found { headings, text, labels, .. } = *found;
        let counts =
            Counts { title: own.title, names: own.names, description: own.description, headings, text, labels };
        let Some(number) = numbers.find(word) else { return };
        let (value, in_title) = (value(&counts, &lengths), own.title > 0);
        let places = own.places.and(found.places().later(base));
        for (nth, &term) in of_word.word(number).iter().enumerate() {
            reader.add(term, Hit { value: if nth == 0 { value } else { value * PART }, in_title, places });
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
}

/// What is shown of each record, some records to a file: title, address, description, the pages above it, and of one with a text
/// where that begins and its sections, one after the other: anchor, heading, and where it begins, counted from the text.
fn documents(records: &[Entry], bases: &[u32]) -> (String, usize, Vec<Made>) {
    let per_file = (records.len() / FEW).clamp(DOCUMENTS, MOST_DOCUMENTS).max(records.len().div_ceil(DOCUMENT_FILES));
    let shown = |((record, packed), base): (&Entry, &u32)| {
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
fn facets(records: &[Entry], choices: &Choices) -> Value {
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
