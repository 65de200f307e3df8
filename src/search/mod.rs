//! Search that knows Dutch: texts → an index in small files, for `zoeken.js` in the browser. Knows words, not a portal.
//!
//! ```text
//! HTML of a page ──seen──▶ Seen (words with places, sections; kept with the page)
//! Seen of all pages + Records + Synonyms ──index──▶ files: entry, terms, words, documents, facets
//! ```
//!
//! Every file but the entry is named by a hash of its content, so what did not change keeps its name.

pub mod compound;
pub mod digits;
pub mod index;
pub mod numbers;
pub mod own;
pub mod packed;
pub mod postings;
pub mod seen;
pub mod stem;
pub mod table;
pub mod verbs;
pub mod words;

use serde::{Deserialize, Serialize};

/// What is found: a page, or a term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its title.
    pub title: String,
    /// Its address, without the address of the site before it.
    pub address: String,
    /// One sentence that says what it is about.
    pub description: String,
    /// The titles of the pages above it.
    pub crumbs: Vec<String>,
    /// Other names of it, and names that belong to it.
    pub names: Vec<String>,
    /// What it can be chosen by.
    pub facets: Facets,
    /// How much a reader who searches wants pages of this kind, in percent.
    pub prior: u8,
    /// What it is called, of a list that readers know by name: who types that and nothing else gets it first.
    pub called: Vec<String>,
}

/// What a record can be chosen by; numbers are places in the lists of [`Choices`]. The order is that of the records in the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facets {
    /// Kind.
    pub kind: u16,
    /// Themes.
    pub themas: Vec<u16>,
    /// Region.
    pub regio: Option<u16>,
    /// Target groups.
    pub doelgroepen: Vec<u16>,
    /// Year.
    pub jaar: Option<u16>,
}

/// The names of what records can be chosen by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Kinds.
    pub soort: Vec<String>,
    /// Themes.
    pub thema: Vec<String>,
    /// Regions.
    pub regio: Vec<String>,
    /// Target groups.
    pub doelgroep: Vec<String>,
}

/// Another word for what a reader may type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Synonym {
    /// What is typed.
    pub typed: String,
    /// What is looked for as well.
    pub also: String,
    /// How much that counts beside what was typed, in percent.
    pub weight: u8,
}
