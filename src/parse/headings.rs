//! The headings of a page as other pages see them. A page has half a dozen and every page is kept as long as the program runs, so
//! they lie together in two pieces of memory, not in two pieces each.

use serde::{Deserialize, Serialize};

use super::document::Heading;

/// The headings of a page, in order of the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Headings {
    ends: Box<[Ends]>,
    /// Of each heading its anchor and its text, one behind the other.
    letters: Box<str>,
}

/// The level of a heading, and where its anchor and its text end in the letters of all.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Ends {
    level: u8,
    id: u32,
    text: u32,
}

/// One of them, with the fields of a [`Heading`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Listed<'h> {
    /// Level, 2 to 6.
    pub level: u8,
    /// Its anchor, unique in the page.
    pub id: &'h str,
    /// Its text without markup.
    pub text: &'h str,
}

impl From<&[Heading]> for Headings {
    fn from(headings: &[Heading]) -> Self {
        let size = headings.iter().map(|heading| heading.id.len() + heading.text.len()).sum();
        let mut letters = String::with_capacity(size);
        let mut add = |part: &str| {
            letters.push_str(part);
            // A text has at most 10 MB.
            letters.len() as u32
        };
        let ends =
            headings.iter().map(|Heading { level, id, text }| Ends { level: *level, id: add(id), text: add(text) });
        Self { ends: ends.collect(), letters: letters.into() }
    }
}

impl Headings {
    /// The heading at a place in the order of the text.
    pub fn get(&self, at: usize) -> Option<Listed<'_>> {
        let &Ends { level, id, text } = self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before].text);
        let part = |start: u32, end: u32| self.letters.get(start as usize..end as usize).unwrap_or_default();
        Some(Listed { level, id: part(start, id), text: part(id, text) })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Listed<'_>> {
        (0..self.ends.len()).filter_map(|at| self.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_come_back_in_order() {
        let heading = |level, id: &str, text: &str| Heading { level, id: id.to_owned(), text: text.to_owned() };
        let all = [heading(2, "één", "Één"), heading(3, "", ""), heading(2, "x", "X & y")];
        let headings = Headings::from(&all[..]);
        let back: Vec<Heading> = headings.iter().map(|listed| heading(listed.level, listed.id, listed.text)).collect();
        assert_eq!(back, all);
        assert_eq!(headings.get(2).map(|listed| listed.text), Some("X & y"));
        assert_eq!((headings.get(3), Headings::from(&[][..]).iter().next()), (None, None));
    }
}
