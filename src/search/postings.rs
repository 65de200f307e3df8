//! Where a term stands: for each document how much it counts there, and its places. Encoded as text.
//!
//! What a term counts in a document is that of BM25F: its frequency in each field, weighted and set against the length of the
//! field, added up. It is computed here, so that a browser needs no lengths. (Robertson, Zaragoza, Taylor 2004, "Simple BM25
//! extension to multiple weighted fields".)

use super::digits;

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
/// A term in more documents than this keeps fewer places, so that no file is large …
const MANY: usize = 200;
/// … and one in more than this only the documents it counts most in.
pub const MOST: usize = 1200;

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

/// How often a term stands in each field of a document; parts of a compound count for less than one.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs)]
pub struct Counts {
    pub title: f32,
    pub names: f32,
    pub description: f32,
    pub headings: f32,
    pub text: f32,
    pub labels: f32,
}

impl Counts {
    /// Both together.
    pub fn add(&mut self, other: &Self, factor: f32) {
        self.title += other.title * factor;
        self.names += other.names * factor;
        self.description += other.description * factor;
        self.headings += other.headings * factor;
        self.text += other.text * factor;
        self.labels += other.labels * factor;
    }
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

/// What a term counts in a document, from 1 to 31.
pub fn impact(counts: &Counts, lengths: &Lengths) -> u8 {
    let sum = TITLE.value(counts.title, lengths.title)
        + NAMES.value(counts.names, lengths.names)
        + DESCRIPTION.value(counts.description, lengths.description)
        + HEADINGS.value(counts.headings, lengths.text)
        + TEXT.value(counts.text, lengths.text)
        + LABELS.value(counts.labels, lengths.labels);
    ((1.0 + sum).log2() * STEPS).round().clamp(1.0, 31.0) as u8
}

/// A term in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub doc: u32,
    /// What it counts there.
    pub impact: u8,
    /// Whether it stands in the title.
    pub in_title: bool,
    /// Its first places.
    pub places: Vec<u32>,
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
    /// Adds a document; it comes after those before.
    pub fn push(&mut self, posting: &Posting) {
        write(posting.doc - self.last, &mut self.bytes);
        self.last = posting.doc;
        self.documents += 1;
        self.bytes.push(posting.impact | u8::from(posting.in_title) << 5);
        self.bytes.push(posting.places.len() as u8);
        let mut before = 0;
        for &place in &posting.places {
            write(place - before, &mut self.bytes);
            before = place;
        }
    }

    fn read(&self) -> Vec<Posting> {
        let (mut at, mut doc) = (0, 0);
        let mut list = Vec::with_capacity(self.documents as usize);
        while at < self.bytes.len() {
            doc += read(&self.bytes, &mut at);
            let (head, count) = (self.bytes[at], self.bytes[at + 1]);
            at += 2;
            let mut place = 0;
            let places = (0..count).map(|_| {
                place += read(&self.bytes, &mut at);
                place
            });
            let places = places.collect();
            list.push(Posting { doc, impact: head & 31, in_title: head & 32 != 0, places });
        }
        list
    }

    /// The postings as text: of each document the distance to the one before, what it counts, the number of places, and each
    /// place's distance to the one before. `with_places` is false for words that stand everywhere.
    pub fn text(&self, with_places: bool) -> String {
        let mut list = self.read();
        if list.len() > MOST {
            list.sort_by_key(|posting| (std::cmp::Reverse(posting.impact), posting.doc));
            list.truncate(MOST);
            list.sort_by_key(|posting| posting.doc);
        }
        let kept = if !with_places {
            0
        } else if list.len() == MOST {
            1
        } else if list.len() > MANY {
            3
        } else {
            super::seen::PLACES
        };
        let mut out = String::with_capacity(self.bytes.len());
        let mut last = 0;
        for posting in list {
            digits::push(posting.doc - last, &mut out);
            last = posting.doc;
            // What stands everywhere counts little: fewer steps pack better.
            let impact = if with_places { posting.impact } else { posting.impact | 3 };
            digits::push_small(u32::from(impact) | u32::from(posting.in_title) << 5, &mut out);
            let places = &posting.places[..posting.places.len().min(kept)];
            digits::push_small(places.len() as u32, &mut out);
            let mut before = 0;
            for &place in places {
                digits::push(place - before, &mut out);
                before = place;
            }
        }
        out
    }
}

fn write(mut number: u32, out: &mut Vec<u8>) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn read(bytes: &[u8], at: &mut usize) -> u32 {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes[*at];
        *at += 1;
        number |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return number;
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back() {
        let list = [
            Posting { doc: 3, impact: 31, in_title: true, places: vec![0, 200] },
            Posting { doc: 900, impact: 1, in_title: false, places: vec![] },
        ];
        let mut postings = Postings::default();
        list.iter().for_each(|posting| postings.push(posting));
        assert_eq!(postings.read(), list);
        assert_eq!(postings.text(true), "D_CAoGhcBA");
        assert_eq!(postings.text(false), "D_AhcDA");
    }

    #[test]
    fn a_long_list_keeps_what_counts_most() {
        let mut postings = Postings::default();
        for doc in 0..MOST as u32 + 10 {
            postings.push(&Posting { doc, impact: if doc < 10 { 1 } else { 2 }, in_title: false, places: vec![] });
        }
        assert_eq!(postings.documents as usize, MOST + 10);
        assert!(postings.text(true).starts_with("KC"));
    }

    #[test]
    fn a_title_counts_more_than_a_text_and_a_short_field_more_than_a_long_one() {
        let lengths = Lengths { title: 3, text: 400, ..Lengths::default() };
        let title = impact(&Counts { title: 1.0, ..Counts::default() }, &lengths);
        let text = impact(&Counts { text: 3.0, ..Counts::default() }, &lengths);
        assert!(title > text);
        assert!(title > impact(&Counts { title: 1.0, ..Counts::default() }, &Lengths { title: 12, ..lengths }));
        assert!(impact(&Counts { text: 1e6, ..Counts::default() }, &lengths) == 31);
    }
}
