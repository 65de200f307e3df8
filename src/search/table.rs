//! A sorted list cut into files, and the table by which a browser finds the file of a key.
//!
//! Where a file ends follows from the items at that place, not from those before: a new item changes the file it comes in, and
//! no other. A table of many files is cut likewise, so that a browser fetches a part of it.

use serde_json::{Value, json};

use super::digits;
use crate::hash;

/// A table with more files than this is cut itself.
const WIDEST: usize = 800;
/// Files of a part of a table.
const PART: usize = 64;

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its name, without its ending.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Made {
    /// A file that is named by its content, after a letter that says what it is.
    pub fn new(letter: char, bytes: Vec<u8>) -> Self {
        Self { name: format!("{letter}-{}", digits::name(hash::bytes(&bytes))), bytes }
    }
}

/// Cuts items into files; `size` gives the least and the most bytes of a file. A file is a JSON list of its items.
pub fn cut(
    letter: char,
    items: impl IntoIterator<Item = (String, String)>,
    size: (usize, usize),
) -> (Value, Vec<Made>) {
    let mut files = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    let mut last = String::new();
    let mut body = String::new();
    for (key, item) in items {
        // A large item shares no file with many small ones.
        if !body.is_empty() && body.len() + item.len() > size.1 {
            body.push(']');
            files.push(Made::new(letter, std::mem::take(&mut body).into_bytes()));
        }
        if body.is_empty() {
            keys.push(boundary(&last, &key).to_owned());
            body.push('[');
        } else {
            body.push(',');
        }
        body.push_str(&item);
        let ends = hash::bytes(key.as_bytes()).is_multiple_of(4);
        if body.len() >= size.1 || (body.len() >= size.0 && ends) {
            body.push(']');
            files.push(Made::new(letter, std::mem::take(&mut body).into_bytes()));
        }
        last = key;
    }
    if !body.is_empty() {
        body.push(']');
        files.push(Made::new(letter, body.into_bytes()));
    }
    let names: Vec<String> = files.iter().map(|file| file.name[2..].to_owned()).collect();
    let (table, parts) = table(&keys, &names);
    files.extend(parts);
    (table, files)
}

/// The table of files by their first keys, with the files of its parts when it is large.
fn table(keys: &[String], names: &[String]) -> (Value, Vec<Made>) {
    if keys.len() <= WIDEST {
        return (json!({ "k": keys.join(" "), "n": names.concat() }), Vec::new());
    }
    let parts: Vec<Made> = keys
        .chunks(PART)
        .zip(names.chunks(PART))
        .map(|(keys, names)| {
            Made::new('i', json!({ "k": keys.join(" "), "n": names.concat() }).to_string().into_bytes())
        })
        .collect();
    let first: Vec<&str> = keys.chunks(PART).map(|keys| keys[0].as_str()).collect();
    let names: String = parts.iter().map(|part| &part.name[2..]).collect();
    (json!({ "k": first.join(" "), "n": names, "i": 1 }), parts)
}

/// The shortest text that is above `last` and not above `key`.
fn boundary<'a>(last: &str, key: &'a str) -> &'a str {
    key.char_indices().map(|(at, c)| &key[..at + c.len_utf8()]).find(|prefix| *prefix > last).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize) -> Vec<(String, String)> {
        (0..count).map(|at| (format!("woord{at:05}"), format!("\"{at:05}\""))).collect()
    }

    #[test]
    fn a_new_item_changes_few_files() {
        let before = items(2000);
        let mut after = before.clone();
        after.insert(1000, ("woord00999a".to_owned(), "\"nieuw\"".to_owned()));
        let (_, before) = cut('t', before, (200, 1000));
        let (_, after) = cut('t', after, (200, 1000));
        let changed = after.iter().filter(|file| !before.contains(file)).count();
        assert!(before.len() > 20 && changed <= 2, "{changed} of {}", before.len());
    }

    #[test]
    fn every_key_is_in_the_file_the_table_names() {
        for count in [10, 40_000] {
            let (table, files) = cut('t', items(count), (100, 300));
            let find = |table: &Value, key: &str| {
                let keys: Vec<&str> = table["k"].as_str().expect("keys").split(' ').collect();
                let at = keys.partition_point(|first| *first <= key) - 1;
                table["n"].as_str().expect("names")[at * 7..at * 7 + 7].to_owned()
            };
            let body = |letter, name: String| {
                let file = files.iter().find(|file| file.name == format!("{letter}-{name}")).expect("it is there");
                String::from_utf8(file.bytes.clone()).expect("text")
            };
            for at in (0..count).step_by(7) {
                let key = format!("woord{at:05}");
                let mut name = find(&table, &key);
                if table.get("i").is_some() {
                    name = find(&serde_json::from_str(&body('i', name)).expect("a table"), &key);
                }
                assert!(body('t', name).contains(&format!("\"{at:05}\"")), "{key}");
            }
        }
    }
}
