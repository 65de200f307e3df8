//! What was seen of a page in few bytes: kept in memory, and from one build to the next.
//!
//! Words are in order, so of each only what differs from the one before is written.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::numbers::Spelling;
use super::seen::{PLACES, Seen};
use crate::order;

/// A part of a page that has an address of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its anchor.
    pub anchor: String,
    /// Its heading.
    pub heading: String,
    /// How many words of the text come before it.
    pub first: u32,
}

/// How often a word stands on a page, and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// How often it stands in headings.
    pub headings: u32,
    /// How often it stands in the text.
    pub text: u32,
    /// How often it stands in what names a table, a row or a figure, or in the name of a file.
    pub labels: u32,
    places: Places,
}

impl Found {
    /// Adds a place after those before; only the first are kept.
    pub fn add_place(&mut self, place: u32) {
        self.places.add(place);
    }

    /// The same, of which only is known how often it stands where.
    #[must_use]
    pub fn without_places(&self) -> Self {
        Self { places: Places::default(), ..*self }
    }

    /// Its first places, counted in words from the beginning of the text.
    pub fn places(&self) -> Places {
        self.places
    }
}

/// A few places, in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Places {
    places: [u32; PLACES],
    count: u8,
}

impl Places {
    /// Adds a place, unless it is there or there are enough before it.
    #[inline]
    pub fn add(&mut self, place: u32) {
        let list = self.list();
        // Most come in order.
        if list.last().is_none_or(|&last| last < place) {
            if let Some(free) = self.places.get_mut(usize::from(self.count)) {
                *free = place;
                self.count += 1;
            }
            return;
        }
        let at = list.partition_point(|&other| other < place);
        if at == PLACES || list.get(at) == Some(&place) {
            return;
        }
        let end = (list.len() + 1).min(PLACES);
        self.places.copy_within(at..end - 1, at + 1);
        self.places[at] = place;
        self.count = end as u8;
    }

    /// The same places, so many words further on.
    #[must_use]
    pub fn later(mut self, words: u32) -> Self {
        let count = usize::from(self.count);
        self.places[..count].iter_mut().for_each(|place| *place = place.wrapping_add(words));
        self
    }

    /// These places and others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        if self.count == 0 {
            return others;
        }
        others.list().iter().for_each(|&place| self.add(place));
        self
    }

    /// The places.
    pub fn list(&self) -> &[u32] {
        &self.places[..usize::from(self.count)]
    }
}

/// Writes words in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Packer {
    bytes: Vec<u8>,
    last: Vec<u8>,
}

impl Packer {
    /// A packer with room for about this many words.
    pub fn with_room(words: usize) -> Self {
        Self { bytes: Vec::with_capacity(words * 10), last: Vec::new() }
    }

    /// Adds a word that comes after those before.
    pub fn push(&mut self, word: &[u8], found: &Found) {
        let same = self.last.iter().zip(word).take_while(|(a, b)| a == b).count();
        write(same as u32, &mut self.bytes);
        write((word.len() - same) as u32, &mut self.bytes);
        self.bytes.extend_from_slice(&word[same..]);
        self.last.truncate(same);
        self.last.extend_from_slice(&word[same..]);
        // Most words stand in the text only.
        let others = u32::from(found.headings > 0 || found.labels > 0);
        write(found.text << 3 | others << 2 | found.places().list().len() as u32, &mut self.bytes);
        if others > 0 {
            write(found.headings, &mut self.bytes);
            write(found.labels, &mut self.bytes);
        }
        let mut before = 0;
        for &place in found.places().list() {
            write(place - before, &mut self.bytes);
            before = place;
        }
    }
}

/// What search keeps of a page, packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed(Arc<[u8]>);

/// What is kept of a page beside its words.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head<'a> {
    /// The sections, as [`Section`]: anchor, heading, and how many words come before.
    #[serde(borrow)]
    pub sections: Vec<(&'a str, &'a str, u32)>,
    /// How many words the text has.
    pub length: u32,
    /// How many words the labels have.
    pub labels: u32,
    /// Words with marks, folded and as written.
    pub marked: Vec<(&'a str, &'a str)>,
}

impl Packed {
    /// Packs what was seen.
    pub fn of(seen: &Seen) -> Self {
        let head = Head {
            sections: seen.sections.iter().map(|s| (s.anchor.as_str(), s.heading.as_str(), s.first)).collect(),
            length: seen.length,
            labels: seen.labels,
            marked: seen.marked.iter().map(|(folded, written)| (folded.as_str(), written.as_str())).collect(),
        };
        // Plain values, to memory: nothing in it can fail.
        let head = postcard::to_allocvec(&head).expect("a head can be written");
        let mut packed = Vec::with_capacity(4 + head.len() + seen.words.bytes.len());
        packed.extend((head.len() as u32).to_le_bytes());
        packed.extend(head);
        packed.extend(&seen.words.bytes);
        Self(packed.into())
    }

    /// What was packed before.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What is kept beside the words.
    pub fn head(&self) -> Head<'_> {
        self.halves().and_then(|(head, _)| postcard::from_bytes(head).ok()).unwrap_or_default()
    }

    /// The words in order.
    pub fn words(&self) -> WordsIn<'_> {
        WordsIn { rest: self.halves().map_or(&[], |(_, words)| words), ..WordsIn::default() }
    }

    fn halves(&self) -> Option<(&[u8], &[u8])> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        rest.split_at_checked(u32::from_le_bytes(*length) as usize)
    }
}

/// Reads words; each is lent until the next is asked for, as the bytes of its letters: who needs them as a text looks at each
/// different word once, and there are a hundred times as many.
#[derive(Debug, Default)]
pub struct WordsIn<'a> {
    rest: &'a [u8],
    /// The letters of the word, and more bytes than those.
    word: Vec<u8>,
    length: usize,
}

impl WordsIn<'_> {
    /// The next word; none at the end, or when what follows is none.
    pub fn advance(&mut self) -> Option<(Spelling<'_>, Found)> {
        let same = read(&mut self.rest)? as usize;
        let length = read(&mut self.rest)? as usize;
        let (letters, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        if same > self.length {
            return None;
        }
        self.length = same + length;
        if self.word.len() < self.length + order::FIRST {
            self.word.resize(self.length + order::FIRST, 0);
        }
        self.word[same..self.length].copy_from_slice(letters);
        let kinds = read(&mut self.rest)?;
        let mut found = Found { text: kinds >> 3, ..Found::default() };
        if kinds & 4 > 0 {
            found.headings = read(&mut self.rest)?;
            found.labels = read(&mut self.rest)?;
        }
        let mut place = 0u32;
        for _ in 0..kinds & 3 {
            place = place.wrapping_add(read(&mut self.rest)?);
            found.add_place(place);
        }
        Some((Spelling::new(&self.word, self.length), found))
    }
}

/// Adds a number: seven bits per byte, the lowest first; the eighth says that more follow.
pub fn write(mut number: u32, out: &mut Vec<u8>) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number from the beginning.
#[inline]
pub fn read(rest: &mut &[u8]) -> Option<u32> {
    // Most are one byte.
    if let Some((&byte @ 0..128, after)) = rest.split_first() {
        *rest = after;
        return Some(byte.into());
    }
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        number |= u32::from(byte & 127).checked_shl(shift)?;
        if byte < 128 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let mut one = Found { text: 300, ..Found::default() };
        [7, 200_000].into_iter().for_each(|place| one.add_place(place));
        let words = [
            ("werk", one),
            ("werkplein", Found { headings: 2, labels: 1, ..Found::default() }),
            ("zée", one),
            ("zéé", Found::default()),
        ];
        let mut seen = Seen { length: 12, ..Seen::default() };
        words.iter().for_each(|(word, found)| seen.words.push(word.as_bytes(), found));
        seen.sections.push(Section { anchor: "a".to_owned(), heading: "A & B".to_owned(), first: 3 });
        let packed = seen.pack();
        assert_eq!((packed.head().length, packed.head().sections), (12, vec![("a", "A & B", 3)]));
        let mut read = packed.words();
        for (word, found) in &words {
            assert_eq!(read.advance().map(|(word, found)| (word.letters(), found)), Some((word.as_bytes(), *found)));
        }
        assert!(read.advance().is_none());
        // Damage is no words, and no panic.
        for end in 0..packed.bytes().len() {
            let cut = Packed::from_bytes(&packed.bytes()[..end]);
            let mut read = cut.words();
            while read.advance().is_some() {}
        }
    }

    #[test]
    fn the_first_places_are_kept_in_order() {
        let mut places = Places::default();
        [9, 4, 9, 30, 1].into_iter().for_each(|place| places.add(place));
        assert_eq!(places.list(), [1, 4, 9]);
    }
}
