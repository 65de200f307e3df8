//! Words ↔ numbers: each different word has one, in the order in which they come.

use std::hash::BuildHasher;

use hashbrown::hash_table::{Entry, HashTable};

use crate::hash::Quick;
use crate::order;

/// The letters of a word: the first so many of a run of bytes. Sixteen bytes are looked at in a few steps where that many follow,
/// so it pays to keep what comes after a word.
#[derive(Debug, Clone, Copy)]
pub struct Spelling<'a> {
    bytes: &'a [u8],
    length: usize,
}

impl<'a> From<&'a [u8]> for Spelling<'a> {
    fn from(word: &'a [u8]) -> Self {
        Self::new(word, word.len())
    }
}

impl<'a> Spelling<'a> {
    /// The word that is the first `length` of these bytes.
    pub fn new(bytes: &'a [u8], length: usize) -> Self {
        Self { bytes, length }
    }

    /// The letters.
    pub fn letters(self) -> &'a [u8] {
        &self.bytes[..self.length]
    }
}

/// Different words, their letters in one buffer: a word costs no allocation.
#[derive(Debug, Default)]
pub struct Numbers {
    letters: Vec<u8>,
    words: Vec<Known>,
    /// The words by their hash.
    table: HashTable<u32>,
    hasher: Quick,
}

#[derive(Debug)]
struct Known {
    /// Its first letters as a number: most words are told apart by that alone.
    first: u128,
    /// Where it ends among the letters; it begins where the one before ends.
    end: u32,
    hash: u64,
}

impl Numbers {
    /// With room for about so many words.
    pub fn with_room(words: usize) -> Self {
        Self {
            letters: Vec::with_capacity(words * 8),
            words: Vec::with_capacity(words),
            table: HashTable::with_capacity(words),
            hasher: Quick::default(),
        }
    }

    /// The number of a word; a new word has the next.
    pub fn number(&mut self, word: Spelling) -> u32 {
        let (first, hash) = self.hash(word);
        let Self { letters, words, table, .. } = self;
        let is_same = |&number: &u32| is_same(letters, words, number, first, word);
        match table.entry(hash, is_same, |&number| words[number as usize].hash) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let number = words.len() as u32;
                free.insert(number);
                letters.extend_from_slice(word.letters());
                words.push(Known { first, end: letters.len() as u32, hash });
                number
            }
        }
    }

    /// The number of a word, if it has one.
    pub fn find(&self, word: Spelling) -> Option<u32> {
        let (first, hash) = self.hash(word);
        self.table.find(hash, |&number| is_same(&self.letters, &self.words, number, first, word)).copied()
    }

    /// The letters of the word with this number.
    pub fn letters(&self, number: u32) -> &[u8] {
        letters_of(&self.letters, &self.words, number)
    }

    /// Of each word its first letters as a number, in the order of texts.
    pub fn first_letters(&self) -> impl Iterator<Item = u128> {
        self.words.iter().map(|word| word.first)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    #[inline]
    fn hash(&self, word: Spelling) -> (u128, u64) {
        let first = order::first_of(word.bytes, word.length);
        // A short word is its first letters.
        let hash =
            if word.length < order::FIRST { self.hasher.number(first) } else { self.hasher.hash_one(word.letters()) };
        (first, hash)
    }
}

#[inline]
fn letters_of<'l>(letters: &'l [u8], words: &[Known], number: u32) -> &'l [u8] {
    let start = number.checked_sub(1).map_or(0, |before| words[before as usize].end);
    &letters[start as usize..words[number as usize].end as usize]
}

#[inline]
fn is_same(letters: &[u8], words: &[Known], number: u32, first: u128, word: Spelling) -> bool {
    words[number as usize].first == first
        && (word.length < order::FIRST || letters_of(letters, words, number) == word.letters())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number() {
        let long = "arbeidsmarktinformatie";
        let words =
            ["werk", "", "werkplein", long, "arbeidsmarktinformaties", "precieszestienle", "werk", long, "é", ""];
        let mut numbers = Numbers::with_room(2);
        let given: Vec<u32> = words.iter().map(|word| numbers.number(word.as_bytes().into())).collect();
        assert_eq!(given, [0, 1, 2, 3, 4, 5, 0, 3, 6, 1]);
        assert_eq!(numbers.len(), 7);
        for (word, &number) in words.iter().zip(&given) {
            // What follows a word is no part of it.
            let longer = format!("{word}, en dan komt er nog meer");
            assert_eq!(numbers.find(Spelling::new(longer.as_bytes(), word.len())), Some(number), "{word}");
            assert_eq!(numbers.letters(number), word.as_bytes());
        }
        for other in ["wer", "werkp", "arbeidsmarktinformati", "precieszestienlet"] {
            assert_eq!(numbers.find(other.as_bytes().into()), None, "{other}");
        }
    }
}
