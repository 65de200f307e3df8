//! HTML → what a reader sees of it: the words, where they stand, and the sections with their anchors. Made once per page, and kept
//! with it. The text itself is not kept: it stands in the page, where a browser can fetch it.

use std::collections::BTreeMap;

use memchr::{memchr, memchr_iter, memchr2, memmem};

use super::numbers::{Numbers, Spelling};
use super::packed::{Found, Packed, Packer, Section};
use super::verbs;
use super::words::Words;

/// At most this many places of a word are kept per page: enough to find where a page is about it.
pub const PLACES: usize = 3;

/// Whether nothing in an element is text for a reader who searches.
fn is_passed_over(name: &str) -> bool {
    matches!(name, "nav" | "svg" | "script" | "style" | "template" | "form" | "button" | "math")
}

/// Whether the text of an element ends where it ends.
#[rustfmt::skip]
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "td" | "th" | "tr" | "table" | "caption" | "figure" | "figcaption"
            | "div" | "section" | "article" | "aside" | "header" | "footer" | "details" | "summary" | "blockquote" | "pre"
            | "br" | "hr" | "thead" | "tbody" | "main" | "address"
    )
}

/// What search keeps of a page: a function of what the page shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The parts of a text that have an address of their own, in order.
    pub sections: Vec<Section>,
    /// The words in order, with where each stands.
    pub words: Packer,
    /// How many words the text has.
    pub length: u32,
    /// How many words the labels have.
    pub labels: u32,
    /// Words that are written with marks, folded and as written: for suggestions.
    pub marked: BTreeMap<String, String>,
}

impl Seen {
    /// What a reader sees of a text of an editor.
    pub fn of_text(html: &str) -> Self {
        Self::of(html, false)
    }

    /// What a page made from data shows beside its numbers: headings, names of tables, rows and figures.
    pub fn of_labels(html: &str) -> Self {
        let start_of = |tag: &str, html: &str| memmem::find(html.as_bytes(), tag.as_bytes()).unwrap_or(html.len());
        let main = &html[start_of("<main", html)..];
        let main = &main[..start_of("</main>", main)];
        Self::of(main.split_once('>').map_or("", |(_, rest)| rest), true)
    }

    fn of(html: &str, only_labels: bool) -> Self {
        // About as many as a page has, so that little is moved while they grow.
        let words = html.len() / if only_labels { 320 } else { 40 };
        let (numbers, found) = (Numbers::with_room(words), Vec::with_capacity(words));
        let gathered = Gathered { numbers, found, ..Gathered::default() };
        let mut scan = Scan { sections: Vec::new(), labels: String::new(), only_labels, gathered };
        scan.read(html);
        let Scan { sections, labels, mut gathered, .. } = scan;
        let length = gathered.at;
        gathered.add(&labels, Field::Labels);
        let labels = gathered.at - length;
        // A page without a text has nothing to lead to.
        let words = gathered.words(length > 0);
        Self { sections, words, length, labels, marked: gathered.marked }
    }

    /// The same, packed.
    pub fn pack(&self) -> Packed {
        Packed::of(self)
    }
}

/// Words that hyphens join are one word as well, up to this many letters.
pub const LONGEST: usize = 40;

/// Where on a page a word may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Headings,
    Text,
    /// What names a table, a row or a figure, on a page without a text of its own; or the name of a file.
    Labels,
}

/// The words of a page. A text repeats most of its words, so they are brought together as they come, and only different ones are
/// put in order.
#[derive(Default)]
struct Gathered {
    numbers: Numbers,
    /// What was found of each word, by its number.
    found: Vec<Found>,
    marked: BTreeMap<String, String>,
    at: u32,
    words: Words,
}

impl Gathered {
    fn add(&mut self, text: &str, field: Field) {
        let mut words = std::mem::take(&mut self.words);
        words.read(text);
        let is_plain = text.is_ascii();
        let all = words.letters();
        let ranges = words.ranges();
        let mut whole = 0;
        let in_two_parts = if field == Field::Text { verbs::in_two_parts(text, &words) } else { Vec::new() };
        let mut in_two_parts = in_two_parts.into_iter().peekable();
        for (index, (letters, place, joined)) in ranges.iter().enumerate() {
            self.push(&all[letters.start..], letters.len(), field);
            while let Some((_, verb)) = in_two_parts.next_if(|(at, _)| *at == index) {
                self.push(verb, verb.len(), field);
            }
            if !is_plain && !text[place.clone()].is_ascii() {
                self.mark(&text[place.clone()], &all[letters.clone()]);
            }
            // "re-integratie" is looked for as "reintegratie" too.
            if !joined {
                whole = letters.start;
            } else if letters.end - whole <= LONGEST && !ranges.get(index + 1).is_some_and(|(.., joined)| *joined) {
                self.push(&all[whole..], letters.end - whole, field);
            }
            self.at += 1;
        }
        self.words = words;
    }

    /// Adds the word that a text begins with.
    fn push(&mut self, text: &str, length: usize, field: Field) {
        let number = self.numbers.number(Spelling::new(text.as_bytes(), length)) as usize;
        if number == self.found.len() {
            self.found.push(Found::default());
        }
        let found = &mut self.found[number];
        match field {
            Field::Headings => found.headings += 1,
            Field::Text => found.text += 1,
            Field::Labels => found.labels += 1,
        }
        found.add_place(self.at);
    }

    fn mark(&mut self, written: &str, folded: &str) {
        if !self.marked.contains_key(folded) {
            // Where a word may be broken is none of its letters.
            let written = written.replace(['\u{ad}', '\u{200b}'], "").to_lowercase();
            if written != folded {
                self.marked.insert(folded.to_owned(), written);
            }
        }
    }

    /// The words in order, each with how often it stands in each field, and its first places.
    fn words(&self, with_places: bool) -> Packer {
        // Eight letters in a number tell most words apart, and take half the room of sixteen.
        let mut order: Vec<(u64, u32)> =
            self.numbers.first_letters().map(|first| (first >> 64) as u64).zip(0..).collect();
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| self.numbers.letters(a.1).cmp(self.numbers.letters(b.1)))
        });
        let mut packer = Packer::with_room(order.len());
        for (_, number) in order {
            let found = &self.found[number as usize];
            packer.push(self.numbers.letters(number), &if with_places { *found } else { found.without_places() });
        }
        packer
    }
}

/// Walks along HTML that this program made: tags are whole, and attributes stand in double quotes.
struct Scan {
    sections: Vec<Section>,
    labels: String,
    only_labels: bool,
    gathered: Gathered,
}

impl Scan {
    fn read(&mut self, html: &str) {
        let mut rest = html;
        // Set inside a heading, or inside what is a label.
        let mut heading: Option<(&str, Option<&str>)> = None;
        let mut text = String::new();
        while let Some(at) = memchr(b'<', rest.as_bytes()) {
            if !self.only_labels || heading.is_some() {
                unescape(&rest[..at], &mut text);
            }
            rest = &rest[at..];
            // Of labels alone, the end of what is none says nothing; and half of all tags are such ends.
            if self.only_labels && heading.is_none() && rest.starts_with("</") {
                rest = &rest[2..];
                continue;
            }
            let Some(end) = memchr(b'>', rest.as_bytes()) else { return };
            let tag = &rest[1..end];
            rest = &rest[end + 1..];
            let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
            let name_end = tag.bytes().position(|byte| byte.is_ascii_whitespace() || byte == b'/');
            let name = &tag[..name_end.unwrap_or(tag.len())];
            if !closes && (is_passed_over(name) || is_hidden(tag, name)) {
                rest = after(rest, name);
                continue;
            }
            // The name of a file that can be fetched is looked for as well.
            if name == "a"
                && memchr(b'.', tag.as_bytes()).is_some()
                && let Some(file) = attribute(tag, "href").and_then(file_name)
            {
                self.labels.push_str(file);
                self.labels.push('\n');
            }
            let is_heading = matches!(name.as_bytes(), [b'h', b'2'..=b'6']);
            let is_label =
                is_heading || (self.only_labels && matches!(name, "caption" | "figcaption" | "th" | "summary"));
            match (is_label, closes) {
                (true, false) if heading.is_none() => {
                    self.flush(&mut text);
                    heading = Some((name, attribute(tag, "id")));
                }
                (true, true) if heading.is_some_and(|(open, _)| open == name) => {
                    let anchor = heading.take().and_then(|(_, anchor)| anchor).unwrap_or_default();
                    self.close(anchor, &mut text);
                }
                _ if (!self.only_labels || heading.is_some()) && is_block(name) => text.push('\n'),
                _ => {}
            }
        }
        if !self.only_labels {
            unescape(rest, &mut text);
        }
        self.flush(&mut text);
    }

    fn close(&mut self, anchor: &str, text: &mut String) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.clear();
        if self.only_labels {
            self.labels.push_str(&line);
            self.labels.push('\n');
        } else {
            let first = self.gathered.at;
            self.gathered.add(&line, Field::Headings);
            if !anchor.is_empty() && !line.is_empty() {
                self.sections.push(Section { anchor: anchor.to_owned(), heading: line, first });
            }
        }
    }

    /// Reads the text before a heading, or at the end.
    fn flush(&mut self, text: &mut String) {
        if !self.only_labels {
            self.gathered.add(text, Field::Text);
        }
        text.clear();
    }
}

/// What comes after the end of the element whose opening tag was just read.
fn after<'a>(html: &'a str, name: &str) -> &'a str {
    let (opening, closing) = (format!("<{name}"), format!("</{name}"));
    let ends = |rest: &str| rest.starts_with(['>', ' ', '\n', '/']);
    let opened = |html: &str| html.match_indices(&opening).filter(|(at, tag)| ends(&html[at + tag.len()..])).count();
    let (mut depth, mut from) = (1, 0);
    for at in memmem::find_iter(html.as_bytes(), &closing).filter(|at| ends(&html[at + closing.len()..])) {
        depth += opened(&html[from..at]);
        depth -= 1;
        from = at + closing.len();
        if depth == 0 {
            return html[from..].split_once('>').map_or("", |(_, rest)| rest);
        }
    }
    ""
}

/// The name of the file of this site that a link leads to.
fn file_name(href: &str) -> Option<&str> {
    let name = href.strip_prefix('/')?.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty() && !ending.is_empty() && ending.len() <= 5 && !ending.contains('#')).then_some(name)
}

fn is_hidden(tag: &str, name: &str) -> bool {
    // Every tag is asked, and few have a hyphen in what comes after their name.
    let attributes = &tag[name.len()..];
    let says = |at: usize, before: &str, after: &str| {
        attributes[..at].ends_with(before) && attributes[at + 1..].starts_with(after)
    };
    memchr_iter(b'-', attributes.as_bytes())
        .any(|at| says(at, "aria", "hidden=\"true\"") || says(at, "data", "zoek=\"niet\""))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some(at) = memchr(b'=', rest.as_bytes()) {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let Some(value) = after.strip_prefix('"') else {
            rest = after;
            continue;
        };
        let end = memchr(b'"', value.as_bytes())?;
        if before.strip_suffix(name).is_some_and(|before| before.ends_with(' ')) {
            return Some(&value[..end]);
        }
        rest = &value[end + 1..];
    }
    None
}

/// Text of HTML as it is read: line ends are blanks, entities are what they stand for.
fn unescape(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = memchr2(b'&', b'\n', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\n') {
            out.push(' ');
            rest = after;
            continue;
        }
        let entity = rest.find(';').filter(|&end| end < 10).map(|end| &rest[1..end]);
        let shown = entity.and_then(|entity| match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some(' '),
            _ => {
                let number = entity.strip_prefix('#')?;
                let code = match number.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => number.parse().ok(),
                };
                char::from_u32(code?)
            }
        });
        match (entity, shown) {
            (Some(entity), Some(shown)) => {
                out.push(shown);
                rest = &rest[entity.len() + 2..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(seen: &Seen) -> BTreeMap<String, Found> {
        let packed = seen.pack();
        let mut words = packed.words();
        let mut all = BTreeMap::new();
        while let Some((word, found)) = words.advance() {
            all.insert(String::from_utf8(word.letters().to_vec()).expect("letters"), found);
        }
        all
    }

    #[test]
    fn a_text_has_sections_with_their_words() {
        let seen = Seen::of_text(
            "<p>Eerst &amp; vooral.</p>\n<h2 id=\"aanpak\">De aanpak</h2>\n<p>Een <a href=\"/x/\">werk</a>plein\nvoor re-integratie.</p>\
             <ul><li>één</li></ul><nav><p>weg</p></nav><svg><text>weg</text></svg><p data-zoek=\"niet\">weg</p>",
        );
        let sections: Vec<_> = seen.sections.iter().map(|s| (s.anchor.as_str(), s.heading.as_str(), s.first)).collect();
        assert_eq!(sections, [("aanpak", "De aanpak", 2)]);
        let words = words(&seen);
        let find =
            |word: &str| words.get(word).map(|found| (found.headings, found.text, found.places().list().to_vec()));
        assert_eq!(find("weg"), None);
        assert_eq!(find("aanpak"), Some((1, 0, vec![3])));
        assert_eq!(find("werkplein"), Some((0, 1, vec![5])));
        assert_eq!(find("reintegratie"), Some((0, 1, vec![8])));
        assert_eq!(find("een"), Some((0, 2, vec![4, 9])));
        assert_eq!(seen.marked, BTreeMap::from([("een".to_owned(), "één".to_owned())]));
        assert!(Seen::of_text("<p>Samen\u{ad}werking</p>").marked.is_empty());
        assert_eq!(seen.length, 10);
    }

    #[test]
    fn a_word_that_stands_often_keeps_its_first_places() {
        let seen = Seen::of_text(&"<p>taal en <b>taal</b></p>".repeat(5));
        let words = words(&seen);
        assert_eq!(words["taal"].text, 10);
        assert_eq!(words["taal"].places().list(), [0, 2, 3]);
    }

    #[test]
    fn a_page_of_data_is_found_by_what_names_its_figures() {
        let seen = Seen::of_labels(
            "<main id=\"x\"><h1>Titel</h1><p>tekst</p><h2 id=\"_a\">Stand</h2><table><caption>Antwoorden</caption>\
             <tr><th scope=\"row\">Visie</th><td>66%</td></tr></table></main><footer><h2>Voet</h2></footer>",
        );
        let words = words(&seen);
        assert_eq!(words.keys().collect::<Vec<_>>(), ["antwoorden", "stand", "visie"]);
        assert!(words.values().all(|found| found.labels == 1 && found.places().list().is_empty()));
        assert!(seen.sections.is_empty() && seen.length == 0 && seen.labels == 3);
    }
}
