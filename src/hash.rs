//! Hashes that are equal on every machine and in every run (XXH3, 128 bits).
//!
//! The standard hasher is seeded per process, so it is never used for anything that is kept or compared between runs.

use std::hash::{BuildHasher, RandomState};

use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed, xxh3_128};

/// Hash of some content; equal content has an equal hash everywhere.
pub type Hash = u128;

/// Hash of a run of bytes.
pub fn bytes(bytes: &[u8]) -> Hash {
    xxh3_128(bytes)
}

/// Collects parts into one hash; parts are kept apart, so `"ab", "c"` differs from `"a", "bc"`.
#[derive(Default)]
pub struct Hasher(Xxh3);

impl Hasher {
    /// A hasher that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a run of bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds bytes of which the length is not told apart: the pieces of one run make the hash of the whole.
    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(bytes);
        self
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    /// Adds another hash.
    pub fn hash(&mut self, hash: Hash) -> &mut Self {
        self.0.update(&hash.to_le_bytes());
        self
    }

    /// The hash of all that was added.
    pub fn finish(&self) -> Hash {
        self.0.digest128()
    }
}

/// For tables of many short texts that live in memory only: quick, and with a seed of its own, so that no text can be made to
/// be slow. Never for what is kept or iterated over.
#[derive(Debug, Clone)]
pub struct Quick(u64);

impl Default for Quick {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0))
    }
}

impl Quick {
    /// The hash of a number that stands for a whole text: a few steps, where reading the text takes twenty.
    pub fn number(&self, number: u128) -> u64 {
        let (high, low) = ((number >> 64) as u64, number as u64);
        let product = u128::from(high ^ self.0) * u128::from(low ^ self.0.rotate_left(32) | 1);
        product as u64 ^ (product >> 64) as u64
    }
}

impl BuildHasher for Quick {
    type Hasher = QuickHasher;

    fn build_hasher(&self) -> QuickHasher {
        QuickHasher(self.0)
    }
}

/// The hasher of [`Quick`].
#[derive(Debug)]
pub struct QuickHasher(u64);

impl std::hash::Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    // What ends a text, and the length before a run of bytes: there is one of them to a key.
    fn write_u8(&mut self, _: u8) {}
    fn write_usize(&mut self, _: usize) {}
}
