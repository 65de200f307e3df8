//! A part of a page's input: a value for the templates together with the hash of its content.
//!
//! Parts are cheap to copy and to put into other parts, so what many pages show (the header, a card of a practice, a region's
//! figures) is made and hashed once. A page's key follows from the hashes of its parts, so nobody lists what a page depends on.

use serde::Serialize;
use tera::{Map, Value};

use crate::hash::{Hash, Hasher};

/// A value with the hash of its content.
#[derive(Debug, Clone)]
pub struct Part {
    /// What templates see.
    pub value: Value,
    /// Equal hashes mean equal values.
    pub hash: Hash,
}

impl Part {
    /// The part that holds nothing.
    pub fn none() -> Self {
        Self { value: Value::none(), hash: 0 }
    }

    /// A part made of plain data.
    pub fn of<T: Serialize + ?Sized>(data: &T) -> Self {
        let value = Value::from_serializable(data);
        let mut hasher = Hasher::new();
        feed(&value, &mut hasher);
        Self { value, hash: hasher.finish() }
    }

    /// A part that holds finished HTML.
    pub fn html(html: &str) -> Self {
        Self { value: Value::safe_string(html), hash: Hasher::new().text("html").text(html).finish() }
    }

    /// A list of parts.
    pub fn list(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut hasher = Hasher::new();
        hasher.text("list");
        let values: Vec<Value> = parts
            .into_iter()
            .map(|part| {
                hasher.hash(part.hash);
                part.value
            })
            .collect();
        Self { value: Value::from(values), hash: hasher.finish() }
    }

    /// Named parts.
    pub fn map(parts: impl IntoIterator<Item = (&'static str, Part)>) -> Self {
        let mut hasher = Hasher::new();
        hasher.text("map");
        let map: Map = parts
            .into_iter()
            .map(|(name, part)| {
                hasher.text(name).hash(part.hash);
                (name.into(), part.value)
            })
            .collect();
        Self { value: Value::from(map), hash: hasher.finish() }
    }

    /// The part, or nothing.
    pub fn optional(part: Option<Part>) -> Self {
        part.unwrap_or_else(Self::none)
    }
}

/// Adds a value to a hash; texts, lists and maps are kept apart by their kind and length.
fn feed(value: &Value, hasher: &mut Hasher) {
    if let Some(text) = value.as_str() {
        hasher.number(1).text(text);
    } else if let Some(items) = value.as_array() {
        hasher.number(2).number(items.len() as u64);
        items.iter().for_each(|item| feed(item, hasher));
    } else if let Some(map) = value.as_map() {
        hasher.number(3).number(map.len() as u64);
        for (key, item) in map {
            hasher.text(key.as_str().unwrap_or_default());
            feed(item, hasher);
        }
    } else if let Some(flag) = value.as_bool() {
        hasher.number(4).number(u64::from(flag));
    } else if let Some(number) = value.as_i64() {
        hasher.number(5).number(number as u64);
    } else if let Some(number) = value.as_f64() {
        hasher.number(6).number(number.to_bits());
    } else {
        hasher.number(0);
    }
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
