//! The words of a record itself: of its title, its other names and its description.

use std::cmp::Ordering;
use std::ops::Range;

use super::Record;
use super::packed::Places;
use super::postings::Lengths;
use super::seen::LONGEST;
use super::words::Words;

/// Words between two fields, so that no phrase runs from one into the next.
const GAP: u32 = 3;

/// A word of the record itself: how often it stands in title, names and description, and where.
#[derive(Default, Clone, Copy)]
pub struct Own {
    /// How often it stands in the title.
    pub title: u32,
    /// How often it stands in other names.
    pub names: u32,
    /// How often it stands in the description.
    pub description: u32,
    /// Its first places, counted in words from the beginning of the title.
    pub places: Places,
}

impl Own {
    /// How often it stands there in all.
    pub fn count(&self) -> u32 {
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
pub struct OwnWords {
    /// The letters of all words, of which each has its part.
    letters: String,
    /// The words in order; each until it was taken.
    found: Vec<(Range<usize>, Option<Own>)>,
    /// How many of them come before the last word that was asked for.
    before: usize,
    /// How many words each part has.
    pub lengths: Lengths,
    /// Where the text begins, counted in words.
    pub base: u32,
    /// Words with marks, folded and as written.
    pub marked: Vec<(String, String)>,
}

impl OwnWords {
    /// The words of a record.
    pub fn of(record: &Record) -> Self {
        let mut own = Self::default();
        let mut words = Words::default();
        own.lengths.title = own.add(&record.title, OwnField::Title, &mut words);
        own.lengths.description = own.add(&record.description, OwnField::Description, &mut words);
        for name in &record.names {
            own.lengths.names += own.add(name, OwnField::Names, &mut words);
        }
        own.gather();
        own
    }

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
    pub fn take(&mut self, word: &[u8]) -> Option<Own> {
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
    pub fn rest(&self) -> impl Iterator<Item = (&[u8], &Own)> {
        let letters = self.letters.as_bytes();
        self.found.iter().filter_map(|(word, own)| Some((&letters[word.clone()], own.as_ref()?)))
    }
}
