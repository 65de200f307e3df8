//! A part of a page's input: a value for the templates together with the hash of its content.
//!
//! Parts are cheap to copy and to put into other parts, so what many pages show (the header, a card of a practice, a region's
//! figures) is made and hashed once. A page's key follows from the hashes of its parts, so nobody lists what a page depends on.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::hash::{self, Hash, Hasher};
use crate::render::inputs::Make;

/// A value with the hash of its content.
#[derive(Debug, Clone)]
pub struct Part {
    /// What templates see; nothing when only the hash was asked for.
    pub value: Value,
    /// Equal hashes mean equal values.
    pub hash: Hash,
}

impl Part {
    /// The part that holds nothing.
    pub fn none() -> Self {
        Self::hashed(0)
    }

    /// A part of which only the hash is known.
    pub fn hashed(hash: Hash) -> Self {
        Self { value: Value::none(), hash }
    }

    /// A part made of plain data.
    pub fn of<T: Serialize + ?Sized>(data: &T) -> Self {
        Self::make(data, Make::Values)
    }

    /// A part made of plain data, or only its hash.
    pub fn make<T: Serialize + ?Sized>(data: &T, make: Make) -> Self {
        let value = if make == Make::Values { Value::from_serializable(data) } else { Value::none() };
        Self { value, hash: hash_of(data) }
    }

    /// A part that holds finished HTML.
    pub fn html(html: &str) -> Self {
        Self { value: Value::safe_string(html), hash: Hasher::new().text("html").text(html).finish() }
    }

    /// A list of parts.
    pub fn list(parts: impl IntoIterator<Item = Part>) -> Self {
        Self::make_list(parts, Make::Values)
    }

    /// A list of parts, or only its hash.
    pub fn make_list(parts: impl IntoIterator<Item = Part>, make: Make) -> Self {
        let mut hasher = Hasher::new();
        hasher.text("list");
        let mut values: Vec<Value> = Vec::new();
        for part in parts {
            hasher.hash(part.hash);
            if make == Make::Values {
                values.push(part.value);
            }
        }
        Self { value: Value::from(values), hash: hasher.finish() }
    }

    /// Named parts.
    pub fn map(parts: impl IntoIterator<Item = (&'static str, Part)>) -> Self {
        Self::make_map(parts, Make::Values)
    }

    /// Named parts, or only their hash.
    pub fn make_map(parts: impl IntoIterator<Item = (&'static str, Part)>, make: Make) -> Self {
        let parts = parts.into_iter();
        let mut hasher = Hasher::new();
        hasher.text("map");
        // Not one of the engine's own, which would be copied into another; and in order of name, so that a template that walks along it
        // shows the same each time.
        let mut map = BTreeMap::new();
        for (name, part) in parts {
            hasher.text(name).hash(part.hash);
            if make == Make::Values {
                map.insert(name, part.value);
            }
        }
        Self { value: Value::from(map), hash: hasher.finish() }
    }

    /// The part, or nothing.
    pub fn optional(part: Option<Part>) -> Self {
        part.unwrap_or_else(Self::none)
    }
}

/// The hash of plain data. One type writes every value differently, and a part of a kind of page has always the same type.
fn hash_of<T: Serialize + ?Sized>(data: &T) -> Hash {
    thread_local! {
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    let mut buffer = BUFFER.take();
    buffer.clear();
    // The data of parts are structs, texts, numbers and lists, which can all be written to memory.
    let written = postcard::to_extend(data, buffer).expect("plain data can be written");
    let hash = hash::bytes(&written);
    BUFFER.set(written);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_content_has_an_equal_hash_and_other_content_another() {
        #[derive(Serialize)]
        struct Card<'a> {
            title: &'a str,
            tags: Vec<&'a str>,
        }
        let card = |title, tags: &[&'static str]| Part::of(&Card { title, tags: tags.to_vec() }).hash;
        assert_eq!(card("a", &["b"]), card("a", &["b"]));
        let hashes = [card("a", &["b"]), card("ab", &[]), card("a", &[]), card("a", &["b", ""]), Part::none().hash];
        for (i, hash) in hashes.iter().enumerate() {
            assert!(!hashes[..i].contains(hash));
        }
        let list = Part::list([Part::of("a"), Part::of("b")]).hash;
        assert_ne!(list, Part::list([Part::of("b"), Part::of("a")]).hash);
    }
}
