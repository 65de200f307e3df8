//! Where a term stands: for each document how much it counts there, and its places. Encoded as text.
//!
//! What a term counts in a document is that of BM25F: its frequency in each field, weighted and set against the length of the
//! field, added up. It is computed here, so that a browser needs no lengths. (Robertson, Zaragoza, Taylor 2004, "Simple BM25
//! extension to multiple weighted fields".)

use super::digits;
use super::packed::{Places, read, write};

/// Weight of each field, how much its length counts (0 to 1), and the length it is set against. Fixed lengths, not the portal's
/// averages: else every page would change the index of all.
const TITLE: Field = Field { weight: 8.0, slope: 0.5, length: 4.0 };
const NAMES: Field = Field { weight: 5.0, slope: 0.35, length: 6.0 };
const DESCRIPTION: Field = Field { weight: 2.5, slope: 0.3, length: 18.0 };
const HEADINGS: Field = Field { weight: 2.5, slope: 0.3, length: 500.0 };
const TEXT: Field = Field { weight: 1.0, slope: 0.6, length: 500.0 };
const LABELS: Field = Field { weight: 0.6, slope: 0.7, length: 60.0 };
/// Steps per doubling with which a weight is kept.
const STEPS: f32 = 5.6;
/// The most a term can count.
const HIGHEST: u8 = 31;
/// Of a term places are kept in about so many documents: those it counts most in. What it counts less in comes after these, near
/// or not …
const PLACED: usize = 64;
/// … and of a term in more documents than this only those it counts most in are kept at all.
pub const MOST: usize = 1200;
/// Of a stop word so many documents are kept.
const STOP: usize = 400;

struct Field {
    weight: f32,
    slope: f32,
    length: f32,
}

impl Field {
    fn value(&self, count: f32, length: u32) -> f32 {
        self.weight * count / (1.0 - self.slope + self.slope * length as f32 / self.length)
    }
}

/// How often a word stands in each field of a document.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs)]
pub struct Counts {
    pub title: u32,
    pub names: u32,
    pub description: u32,
    pub headings: u32,
    pub text: u32,
    pub labels: u32,
}

/// How many words each field of a document has.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs)]
pub struct Lengths {
    pub title: u32,
    pub names: u32,
    pub description: u32,
    pub text: u32,
    pub labels: u32,
}

/// What a word counts in a document. That of several words that are one term is added up.
pub fn value(counts: &Counts, lengths: &Lengths) -> f32 {
    // Most words stand in one field only.
    let of = |field: &Field, count: u32, length: u32| if count == 0 { 0.0 } else { field.value(count as f32, length) };
    of(&TITLE, counts.title, lengths.title)
        + of(&NAMES, counts.names, lengths.names)
        + of(&DESCRIPTION, counts.description, lengths.description)
        + of(&HEADINGS, counts.headings, lengths.text)
        + of(&TEXT, counts.text, lengths.text)
        + of(&LABELS, counts.labels, lengths.labels)
}

/// A value in steps, from 1 to 31.
pub fn impact(value: f32) -> u8 {
    ((1.0 + value).log2() * STEPS).round().clamp(1.0, f32::from(HIGHEST)) as u8
}

/// A term in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub doc: u32,
    /// What it counts there.
    pub impact: u8,
    /// Whether it stands in the title.
    pub in_title: bool,
    /// Its first places.
    pub places: Places,
}

/// The postings of a term, in order of document, in a form that is small in memory.
#[derive(Debug, Default, Clone)]
pub struct Postings {
    bytes: Vec<u8>,
    last: u32,
    /// In how many documents the term stands.
    pub documents: u32,
}

impl Postings {
    /// Postings with room for about this many documents.
    pub fn with_room(documents: usize) -> Self {
        Self { bytes: Vec::with_capacity(documents * 5), ..Self::default() }
    }

    /// Adds a document; it comes after those before.
    pub fn push(&mut self, posting: &Posting) {
        write(posting.doc - self.last, &mut self.bytes);
        self.last = posting.doc;
        self.documents += 1;
        let places = posting.places.list();
        self.bytes.push(posting.impact | u8::from(posting.in_title) << 5 | (places.len() as u8) << 6);
        let mut before = 0;
        for &place in places {
            write(place - before, &mut self.bytes);
            before = place;
        }
    }

    /// How many bytes they take in memory, which is about what they take as text.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    fn iter(&self) -> impl Iterator<Item = Posting> {
        let mut rest = &self.bytes[..];
        let mut doc = 0;
        std::iter::from_fn(move || {
            doc += read(&mut rest)?;
            let (&head, after) = rest.split_first()?;
            rest = after;
            let mut places = Places::default();
            let mut place = 0;
            for _ in 0..head >> 6 {
                place += read(&mut rest)?;
                places.add(place);
            }
            Some(Posting { doc, impact: head & 31, in_title: head & 32 != 0, places })
        })
    }

    /// The postings as text: of each document the distance to the one before, what it counts, the number of places, and each
    /// place's distance to the one before. Of a stop word that are the documents that have it in their title, without places: in
    /// texts it says nothing.
    pub fn text(&self, is_stop: bool, out: &mut String) {
        let by_impact = self.by_impact();
        let mut kept = self.most(MOST, &by_impact);
        let mut placed = self.most(if is_stop { 0 } else { PLACED }, &by_impact);
        let mut last = 0;
        let is_kept = |posting: &Posting| if is_stop { posting.in_title } else { kept.takes(posting.impact) };
        for posting in self.iter().filter(is_kept).take(if is_stop { STOP } else { MOST }) {
            digits::push(posting.doc - last, out);
            last = posting.doc;
            digits::push_small(u32::from(posting.impact) | u32::from(posting.in_title) << 5, out);
            let places = if placed.takes(posting.impact) { posting.places.list() } else { &[] };
            digits::push_small(places.len() as u32, out);
            let mut before = 0;
            for &place in places {
                digits::push(place - before, out);
                before = place;
            }
        }
    }

    /// In how many documents the term counts how much; looked at only when there are many.
    fn by_impact(&self) -> [u32; HIGHEST as usize + 1] {
        let mut by_impact = [0; HIGHEST as usize + 1];
        if self.documents as usize > PLACED {
            self.iter().for_each(|posting| by_impact[usize::from(posting.impact)] += 1);
        }
        by_impact
    }

    /// Which documents are the `most` that the term counts most in; of equal ones the first.
    fn most(&self, most: usize, by_impact: &[u32]) -> Most {
        if most == 0 || self.documents as usize <= most {
            return Most { least: if most == 0 { u8::MAX } else { 0 }, equal: usize::MAX };
        }
        let mut left = most;
        for impact in (0..=HIGHEST).rev() {
            match left.checked_sub(by_impact[usize::from(impact)] as usize) {
                Some(rest) => left = rest,
                None => return Most { least: impact, equal: left },
            }
        }
        Most { least: 0, equal: usize::MAX }
    }
}

/// Documents in which a term counts most: all above the least, and some of those that count as much.
struct Most {
    least: u8,
    equal: usize,
}

impl Most {
    /// Whether a document is one of them; asked once for each, in order.
    fn takes(&mut self, impact: u8) -> bool {
        if impact != self.least {
            return impact > self.least;
        }
        let taken = self.equal > 0;
        self.equal -= usize::from(taken);
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(list: &[u32]) -> Places {
        let mut places = Places::default();
        list.iter().for_each(|&place| places.add(place));
        places
    }

    fn text(postings: &Postings, is_stop: bool) -> String {
        let mut out = String::new();
        postings.text(is_stop, &mut out);
        out
    }

    #[test]
    fn postings_come_back() {
        let list = [
            Posting { doc: 3, impact: 31, in_title: true, places: places(&[0, 200]) },
            Posting { doc: 900, impact: 1, in_title: false, places: places(&[]) },
        ];
        let mut postings = Postings::default();
        list.iter().for_each(|posting| postings.push(posting));
        assert_eq!(postings.iter().collect::<Vec<_>>(), list);
        assert_eq!(text(&postings, false), "D_CAoGhcBA");
        assert_eq!(text(&postings, true), "D_A");
    }

    #[test]
    fn a_long_list_keeps_what_counts_most() {
        let mut postings = Postings::default();
        for doc in 0..MOST as u32 + 10 {
            let impact = if doc < 10 { 1 } else { 2 };
            postings.push(&Posting { doc, impact, in_title: false, places: places(&[5]) });
        }
        assert_eq!(postings.documents as usize, MOST + 10);
        let text = text(&postings, false);
        assert!(text.starts_with("KCBFBCBF"), "{}", &text[..20]);
        // A document is three digits, and two more with a place; the first one is ten further on.
        assert_eq!(text.len(), MOST * 3 + PLACED);
    }

    #[test]
    fn a_title_counts_more_than_a_text_and_a_short_field_more_than_a_long_one() {
        let lengths = Lengths { title: 3, text: 400, ..Lengths::default() };
        let of = |counts, lengths: &Lengths| impact(value(&counts, lengths));
        let title = of(Counts { title: 1, ..Counts::default() }, &lengths);
        let text = of(Counts { text: 3, ..Counts::default() }, &lengths);
        assert!(title > text);
        assert!(title > of(Counts { title: 1, ..Counts::default() }, &Lengths { title: 12, ..lengths }));
        assert!(of(Counts { text: 1_000_000, ..Counts::default() }, &lengths) == 31);
    }
}
