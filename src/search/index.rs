//! What was seen of all pages → the files of the index. Deterministic: equal input gives equal bytes.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::compound::Splitter;
use super::digits;
use super::postings::{Counts, Lengths, Posting, Postings, impact};
use super::seen::Seen;
use super::stem::Stemmer;
use super::table::{self, Made};
use super::words::{STOP_WORDS, Words};
use super::{Choices, Record, Synonym};

/// How much a part of a compound counts beside the word itself.
const PART: f32 = 0.5;
/// Records and terms that are worked on at once.
const PIECE: usize = 256;
/// The least number of documents in one file; with many documents there are more, so that their table stays small.
const DOCUMENTS: usize = 2;
/// With more records than this nobody chooses by target group: there are nearly as many combinations as pages, and a browser
/// would have to fetch them all.
const MANY: usize = 20_000;
/// Documents are spread over at most about this many files.
const DOCUMENT_FILES: usize = 2000;
/// Words between two fields, so that no phrase runs from one into the next.
const GAP: u32 = 3;
/// The least and the most bytes of a file of terms and of words, before compression.
const TERM_FILE: (usize, usize) = (450, 1200);
const WORD_FILE: (usize, usize) = (1000, 2400);

/// Sections that follow each other are in one file up to this many bytes, before compression.
const TEXT_FILE: usize = 1600;

/// What was seen of a page, packed.
pub type Packed = Arc<[u8]>;

/// Packs what was seen of a page: the length of the words, the words, and the sections.
pub fn pack(seen: &Seen) -> Packed {
    // Plain values, to memory: nothing in it can fail.
    let words =
        postcard::to_allocvec(&(&seen.words, seen.length, seen.labels, &seen.marked)).expect("words can be written");
    let mut packed = (words.len() as u32).to_le_bytes().to_vec();
    packed.extend(words);
    postcard::to_extend(&seen.sections, packed).expect("sections can be written").into()
}

/// As [`super::seen::Found`], without a copy of the word.
#[derive(Deserialize)]
struct FoundIn<'a> {
    word: &'a str,
    headings: u16,
    text: u16,
    labels: u16,
    places: Vec<u32>,
}

/// Words, the number of words of the text and of the labels, and words with marks.
#[derive(Default, Deserialize)]
struct UnpackedWords<'a>(#[serde(borrow)] Vec<FoundIn<'a>>, u32, u32, #[serde(borrow)] Vec<(&'a str, &'a str)>);

fn halves(packed: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = packed.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

fn unpack_words(packed: &[u8]) -> UnpackedWords<'_> {
    halves(packed).and_then(|(words, _)| postcard::from_bytes(words).ok()).unwrap_or_default()
}

/// As [`super::seen::Section`], without a copy of its text.
#[derive(Deserialize)]
struct SectionIn<'a> {
    anchor: &'a str,
    heading: &'a str,
    text: &'a str,
    goes_on: bool,
    words: u32,
}

fn unpack_sections(packed: &[u8]) -> Vec<SectionIn<'_>> {
    halves(packed).and_then(|(_, sections)| postcard::from_bytes(sections).ok()).unwrap_or_default()
}

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
    files: Vec<File>,
}

enum File {
    Made(Made),
    /// A piece of the text of a page, by its sections: made when it is asked for.
    Text(String, Packed, Range<usize>),
}

impl Index {
    /// Makes the index.
    pub fn new(input: Input) -> Self {
        let Input { mut records, synonyms, choices, texts } = input;
        if records.len() > MANY {
            records.iter_mut().for_each(|(record, _)| record.facets.doelgroepen.clear());
        }
        records.sort_by(|(a, _), (b, _)| (&a.facets, a.prior, &a.address).cmp(&(&b.facets, b.prior, &b.address)));
        let mut vocabulary = Vocabulary::of(&records);
        let mut terms = Terms::of(&mut vocabulary);
        let bases = std::mem::take(&mut terms.bases);
        let mut files: Vec<Made> = Vec::new();
        let (term_table, made) = table::cut('t', terms.items(synonyms), TERM_FILE);
        files.extend(made);
        let shown = vocabulary.shown();
        let (word_table, made) =
            table::cut('w', shown.iter().map(|word| (word.key.clone(), word.item.clone())), WORD_FILE);
        files.extend(made);
        let mut reversed: Vec<(String, String)> =
            shown.iter().map(|word| (word.key.chars().rev().collect(), word.item.clone())).collect();
        reversed.sort_unstable();
        let (reversed_table, made) = table::cut('r', reversed, WORD_FILE);
        files.extend(made);
        let pages: Vec<Vec<Piece>> =
            records.par_iter().map(|(_, packed)| packed.as_ref().map_or_else(Vec::new, pieces)).collect();
        let (document_names, per_file, made) = documents(&records, &pages, &bases);
        files.extend(made);
        let facets = Made::new('f', facets(&records, &choices).to_string().into_bytes());
        let entry = json!({
            "versie": 2, "n": records.len(), "t": term_table, "w": word_table, "r": reversed_table,
            "d": document_names, "per": per_file, "f": &facets.name[2..], "tekst": texts,
        });
        files.push(facets);
        files.push(Made { name: "index".to_owned(), bytes: entry.to_string().into_bytes() });
        let mut files: Vec<File> =
            files.into_iter().map(File::Made).chain(pages.into_iter().flatten().map(|piece| piece.file)).collect();
        files.sort_by(|a, b| a.name().cmp(b.name()));
        // Equal content has one name.
        files.dedup_by(|a, b| a.name() == b.name());
        Self { files }
    }

    /// The names of the files, in order, without their ending.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(File::name)
    }

    /// The place of a file among the names.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.files.binary_search_by(|file| file.name().cmp(name)).ok()
    }

    /// The content of the file at a place among the names.
    pub fn write(&self, at: usize, out: &mut Vec<u8>) {
        match &self.files[at] {
            File::Made(made) => out.extend_from_slice(&made.bytes),
            File::Text(_, packed, sections) => out.extend_from_slice(&text(&unpack_sections(packed)[sections.clone()])),
        }
    }
}

impl File {
    fn name(&self) -> &str {
        match self {
            File::Made(made) => &made.name,
            File::Text(name, ..) => name,
        }
    }
}

/// Some sections: of each the anchor, the heading and the text, and a 1 when it goes on with the one before.
fn text(sections: &[SectionIn<'_>]) -> Vec<u8> {
    let list = sections.iter().map(|section| {
        let SectionIn { anchor, heading, text, .. } = section;
        if section.goes_on { json!([anchor, heading, text, 1]) } else { json!([anchor, heading, text]) }
    });
    list.collect::<Value>().to_string().into_bytes()
}

/// A part of a text that a browser fetches by itself.
struct Piece {
    file: File,
    /// How many words it has.
    words: u32,
}

/// The text of a page in pieces; none when it has no text.
fn pieces(packed: &Packed) -> Vec<Piece> {
    let sections = unpack_sections(packed);
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < sections.len() {
        let mut size = 0;
        let fits = |section: &&SectionIn<'_>| {
            size += section.heading.len() + section.text.len();
            size <= TEXT_FILE
        };
        let to = from + sections[from..].iter().take_while(fits).count().max(1);
        let name = Made::new('p', text(&sections[from..to])).name;
        let words = sections[from..to].iter().map(|section| section.words).sum();
        pieces.push(Piece { file: File::Text(name, packed.clone(), from..to), words });
        from = to;
    }
    pieces
}

/// Numbers for words: each distinct word once.
struct Vocabulary {
    words: Vec<String>,
    /// How often each stands in the portal, and in how many records.
    uses: Vec<(u32, u32)>,
    /// How each is written, when that is with marks.
    marked: HashMap<String, String>,
    /// What each record says, in the order of the records.
    documents: Vec<Document>,
    places: Vec<u32>,
}

#[derive(Default)]
struct Document {
    lengths: Lengths,
    /// Where the text begins, counted in words after title, description and names.
    base: u32,
    entries: Vec<Entry>,
}

/// A word of a record.
struct Entry {
    word: u32,
    /// In title, names, description, headings, text, labels.
    counts: [u8; 6],
    /// Where its places are in the list of all, and how many.
    places: (u32, u8),
}

/// A suggestion: a word as shown, with how many records have it.
struct ShownWord {
    key: String,
    item: String,
}

impl Vocabulary {
    fn of(records: &[(Record, Option<Packed>)]) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut vocabulary = Self {
            words: Vec::new(),
            uses: Vec::new(),
            marked: HashMap::new(),
            documents: Vec::with_capacity(records.len()),
            places: Vec::new(),
        };
        // In pieces, so that what is unpacked is never all in memory.
        for piece in records.chunks(PIECE) {
            let read: Vec<_> = piece
                .par_iter()
                .map(|(record, packed)| (own_words(record), packed.as_deref().map(unpack_words).unwrap_or_default()))
                .collect();
            for (own, seen) in read {
                vocabulary.add(own, seen, &mut numbers);
            }
        }
        vocabulary
    }

    fn add(&mut self, own: OwnWords, seen: UnpackedWords<'_>, numbers: &mut HashMap<String, u32>) {
        let UnpackedWords(found, text, labels, marked) = seen;
        let lengths = Lengths { text, labels, ..own.lengths };
        let mut document =
            Document { lengths, base: own.base, entries: Vec::with_capacity(found.len() + own.found.len()) };
        let mut own_found = own.found;
        for found in found {
            let mine = own_found.remove(found.word);
            let counts = mine.as_ref().map_or([0; 3], |(counts, _)| *counts);
            let before = mine.map_or_else(Vec::new, |(_, places)| places);
            let places = before.into_iter().chain(found.places.iter().map(|place| place + own.base));
            let small = |count: u16| count.min(255) as u8;
            let [title, names, description] = counts;
            let counts = [title, names, description, small(found.headings), small(found.text), small(found.labels)];
            self.push(&mut document, found.word, counts, places, numbers);
        }
        for (word, (counts, places)) in own_found {
            let [title, names, description] = counts;
            self.push(&mut document, &word, [title, names, description, 0, 0, 0], places.into_iter(), numbers);
        }
        let own_marked = own.marked.iter().map(|(folded, written)| (folded.as_str(), written.as_str()));
        for (folded, written) in own_marked.chain(marked) {
            if !self.marked.contains_key(folded) {
                self.marked.insert(folded.to_owned(), written.to_owned());
            }
        }
        self.documents.push(document);
    }

    fn push(
        &mut self,
        document: &mut Document,
        word: &str,
        counts: [u8; 6],
        places: impl Iterator<Item = u32>,
        numbers: &mut HashMap<String, u32>,
    ) {
        let number = match numbers.get(word) {
            Some(&number) => number,
            None => {
                let number = self.words.len() as u32;
                self.words.push(word.to_owned());
                self.uses.push((0, 0));
                numbers.insert(word.to_owned(), number);
                number
            }
        };
        let uses = &mut self.uses[number as usize];
        uses.0 += counts.iter().map(|&count| u32::from(count)).sum::<u32>();
        uses.1 += 1;
        let start = self.places.len() as u32;
        self.places.extend(places.take(super::seen::PLACES));
        let count = (self.places.len() as u32 - start) as u8;
        document.entries.push(Entry { word: number, counts, places: (start, count) });
    }

    /// The words a reader may be shown, in order.
    fn shown(&self) -> Vec<ShownWord> {
        let is_shown = |word: &str| word.len() >= 3 && !word.bytes().any(|byte| byte.is_ascii_digit());
        let mut shown: Vec<ShownWord> = self
            .words
            .iter()
            .zip(&self.uses)
            .filter(|(word, _)| is_shown(word))
            .map(|(word, (_, records))| {
                let written = self.marked.get(word).unwrap_or(word);
                let mut item = format!("\"{written} ");
                digits::push_small(records.ilog2(), &mut item);
                item.push('"');
                ShownWord { key: word.clone(), item }
            })
            .collect();
        shown.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        shown
    }
}

/// The words of a record itself: counts in title, names and description, and places.
struct OwnWords {
    found: BTreeMap<String, ([u8; 3], Vec<u32>)>,
    lengths: Lengths,
    base: u32,
    marked: Vec<(String, String)>,
}

fn own_words(record: &Record) -> OwnWords {
    let mut own = OwnWords { found: BTreeMap::new(), lengths: Lengths::default(), base: 0, marked: Vec::new() };
    own.lengths.title = own.add(&record.title, 0);
    own.lengths.description = own.add(&record.description, 2);
    for name in &record.names {
        own.lengths.names += own.add(name, 1);
    }
    own
}

impl OwnWords {
    fn add(&mut self, text: &str, field: usize) -> u32 {
        let words = Words::of(text);
        let folded: Vec<_> = words.iter().collect();
        let mut whole = String::new();
        for (index, (word, place)) in folded.iter().zip(words.places()).enumerate() {
            self.count(word.folded, field);
            let written = &text[place];
            if !written.is_ascii() {
                self.marked.push((word.folded.to_owned(), written.to_lowercase()));
            }
            if !word.joined {
                whole.clear();
            }
            whole.push_str(word.folded);
            if word.joined && !folded.get(index + 1).is_some_and(|next| next.joined) && whole.len() <= 40 {
                self.count(&whole, field);
            }
            self.base += 1;
        }
        self.base += GAP;
        words.len() as u32
    }

    fn count(&mut self, word: &str, field: usize) {
        let base = self.base;
        let (counts, places) = self.found.entry(word.to_owned()).or_default();
        counts[field] = counts[field].saturating_add(1);
        places.push(base);
    }
}

/// Terms: stems, and where they stand.
struct Terms {
    stems: Vec<String>,
    postings: Vec<Postings>,
    is_stop: Vec<bool>,
    /// The stems of the parts of a compound.
    parts: Vec<Vec<u32>>,
    /// Where the text of each record begins.
    bases: Vec<u32>,
}

impl Terms {
    /// Takes what the records say out of the vocabulary, and lets go of it piece by piece: it is the largest part of all.
    fn of(vocabulary: &mut Vocabulary) -> Self {
        let splitter =
            Splitter::learn(vocabulary.words.iter().zip(&vocabulary.uses).map(|(word, uses)| (word.as_str(), uses.0)));
        // Of each word its stem, and the stems of its parts.
        let made: Vec<(String, Vec<(String, bool)>)> = vocabulary
            .words
            .par_iter()
            .map_init(Stemmer::default, |stemmer, word| {
                let parts =
                    splitter.parts(word).into_iter().map(|part| (stemmer.stem(&part.word), part.leaf)).collect();
                (stemmer.stem(word), parts)
            })
            .collect();
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        for (stem, parts) in &made {
            for stem in std::iter::once(stem).chain(parts.iter().map(|(stem, _)| stem)) {
                if !numbers.contains_key(stem) {
                    numbers.insert(stem.clone(), 0);
                }
            }
        }
        for (number, place) in numbers.values_mut().zip(0..) {
            *number = place;
        }
        let mut parts = vec![Vec::new(); numbers.len()];
        // Of each word its term and those of its parts, one after the other.
        let of_word: Vec<Vec<u32>> = made
            .iter()
            .map(|(stem, own)| {
                let number = numbers[stem];
                let all: Vec<u32> = own.iter().map(|(stem, _)| numbers[stem]).filter(|&part| part != number).collect();
                if !own.is_empty() && parts[number as usize].is_empty() {
                    parts[number as usize] =
                        own.iter().filter(|(_, leaf)| *leaf).map(|(stem, _)| numbers[stem]).collect();
                }
                std::iter::once(number).chain(all).collect()
            })
            .collect();
        let mut postings = vec![Postings::default(); numbers.len()];
        let bases = vocabulary.documents.iter().map(|document| document.base).collect();
        let places = std::mem::take(&mut vocabulary.places);
        let mut all = std::mem::take(&mut vocabulary.documents);
        for (piece, documents) in all.chunks_mut(PIECE).enumerate() {
            let made: Vec<Vec<(u32, Posting)>> = documents
                .par_iter()
                .enumerate()
                .map(|(at, document)| document_postings((piece * PIECE + at) as u32, document, &of_word, &places))
                .collect();
            for (term, posting) in made.into_iter().flatten() {
                postings[term as usize].push(&posting);
            }
            documents.iter_mut().for_each(|document| document.entries = Vec::new());
        }
        let stemmer = Stemmer::default();
        let mut is_stop = vec![false; numbers.len()];
        for stem in STOP_WORDS.split_whitespace().map(|word| stemmer.stem(word)) {
            if let Some(&number) = numbers.get(&stem) {
                is_stop[number as usize] = true;
            }
        }
        Self { stems: numbers.into_keys().collect(), postings, is_stop, parts, bases }
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
        let mut keys: BTreeMap<String, Option<usize>> = by_first.keys().map(|stem| (stem.clone(), None)).collect();
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
        let parts: Vec<&str> = self.parts[at].iter().map(|&part| self.stems[part as usize].as_str()).collect();
        let mut item = vec![json!(self.stems[at]), json!(documents), json!(postings.text(!stop))];
        if !parts.is_empty() || synonyms.is_some() {
            item.push(if parts.is_empty() { json!(0) } else { json!(parts.join(" ")) });
        }
        if let Some(synonyms) = synonyms {
            item.push(json!(synonyms));
        }
        Value::from(item).to_string()
    }
}

/// What each term counts in a document, in order of term.
fn document_postings(doc: u32, document: &Document, of_word: &[Vec<u32>], places: &[u32]) -> Vec<(u32, Posting)> {
    let mut all: Vec<(u32, Counts, bool, (u32, u8))> = Vec::with_capacity(document.entries.len() * 3 / 2);
    for entry in &document.entries {
        let [title, names, description, headings, text, labels] = entry.counts.map(f32::from);
        let counts = Counts { title, names, description, headings, text, labels };
        for (at, &term) in of_word[entry.word as usize].iter().enumerate() {
            let mut own = Counts::default();
            own.add(&counts, if at == 0 { 1.0 } else { PART });
            all.push((term, own, title > 0.0, entry.places));
        }
    }
    all.sort_by_key(|(term, ..)| *term);
    all.chunk_by(|a, b| a.0 == b.0)
        .map(|same| {
            let mut counts = Counts::default();
            let mut found: Vec<u32> = Vec::new();
            for (_, own, _, (start, count)) in same {
                counts.add(own, 1.0);
                found.extend(&places[*start as usize..*start as usize + usize::from(*count)]);
            }
            found.sort_unstable();
            found.dedup();
            found.truncate(super::seen::PLACES);
            let in_title = same.iter().any(|(_, _, in_title, _)| *in_title);
            (same[0].0, Posting { doc, impact: impact(&counts, &document.lengths), in_title, places: found })
        })
        .collect()
}

/// What is shown of each record, some records to a file: title, address, description, the pages above it, where its text begins,
/// and the pieces of that text: of each the name of its file, which has one length, and the number of its words.
fn documents(records: &[(Record, Option<Packed>)], pages: &[Vec<Piece>], bases: &[u32]) -> (String, usize, Vec<Made>) {
    let per_file = DOCUMENTS.max(records.len().div_ceil(DOCUMENT_FILES));
    let shown: Vec<Value> = records
        .iter()
        .zip(pages)
        .zip(bases)
        .map(|(((record, _), page), base)| {
            let mut shown = vec![
                json!(record.title),
                json!(record.address),
                json!(record.description),
                json!(record.crumbs.join(" › ")),
            ];
            if !page.is_empty() {
                let mut pieces = String::new();
                for Piece { file, words } in page {
                    pieces.push_str(&file.name()[2..]);
                    digits::push(*words, &mut pieces);
                }
                shown.extend([json!(base), json!(pieces)]);
            }
            Value::from(shown)
        })
        .collect();
    let files: Vec<Made> =
        shown.chunks(per_file).map(|piece| Made::new('d', json!(piece).to_string().into_bytes())).collect();
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
