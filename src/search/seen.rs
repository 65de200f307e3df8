//! HTML → what a reader sees of it: sections with their anchor, and the words in them. Made once per page, and kept with it.

use std::collections::{BTreeMap, HashMap};

use memchr::{memchr, memmem};
use serde::{Deserialize, Serialize};

use super::words::Words;

/// At most this many places of a word are kept per page: enough to find where a page is about it.
pub const PLACES: usize = 8;

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

/// A longer text is kept in parts, which end where a line does, so that a browser need not fetch all of it.
const LONG: usize = 1600;

/// A part of a page that has an address of its own, or what goes on with it when its text is long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its anchor; empty for what stands before the first heading.
    pub anchor: String,
    /// Its heading; empty likewise.
    pub heading: String,
    /// Its text, a line per block.
    pub text: String,
    /// Whether it goes on with the section before, so that its heading stands there already.
    pub goes_on: bool,
    /// How many words it has, its heading included when that stands here.
    pub words: u32,
}

/// A word of a page, with where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The word, folded.
    pub word: String,
    /// How often it stands in headings.
    pub headings: u16,
    /// How often it stands in the text.
    pub text: u16,
    /// How often it stands in what names a table, a row or a figure, on a page without a text of its own, or in the name of a
    /// file.
    pub labels: u16,
    /// Its first places, counted in words from the beginning of the first section.
    pub places: Vec<u32>,
}

/// What search keeps of a page: a function of what the page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The text of an editor in sections; empty on a page that has none.
    pub sections: Vec<Section>,
    /// The words in order.
    pub words: Vec<Found>,
    /// How many words the text has.
    pub length: u32,
    /// How many words the labels have.
    pub labels: u32,
    /// Words that are written with marks, folded and as written: for suggestions.
    pub marked: Vec<(String, String)>,
}

impl Seen {
    /// What a reader sees of a text of an editor.
    pub fn of_text(html: &str) -> Self {
        let mut scan = Scan { sections: vec![Section::default()], labels: String::new(), only_labels: false };
        scan.read(html);
        let mut sections = scan.sections;
        for section in &mut sections {
            section.text.truncate(section.text.trim_end().len());
        }
        sections.retain(|section| !section.heading.is_empty() || !section.text.is_empty());
        Self::with_words(sections.into_iter().flat_map(Section::cut).collect(), &scan.labels)
    }

    /// What a page made from data shows beside its numbers: headings, names of tables, rows and figures.
    pub fn of_labels(html: &str) -> Self {
        let main = html.split_once("<main").map_or("", |(_, rest)| rest);
        let main = main.split("</main>").next().unwrap_or_default();
        let mut scan = Scan { sections: vec![Section::default()], labels: String::new(), only_labels: true };
        scan.read(main.split_once('>').map_or("", |(_, rest)| rest));
        Self::with_words(Vec::new(), &scan.labels)
    }

    fn with_words(mut sections: Vec<Section>, labels: &str) -> Self {
        let mut gathered = Gathered::default();
        for section in &mut sections {
            let before = gathered.at;
            if !section.goes_on {
                gathered.add(&section.heading, |found| &mut found.headings);
            }
            gathered.add(&section.text, |found| &mut found.text);
            section.words = gathered.at - before;
        }
        let length = gathered.at;
        gathered.add(labels, |found| &mut found.labels);
        let labels = gathered.at - length;
        let mut words: Vec<Found> = gathered.found.into_iter().map(|(word, found)| Found { word, ..found }).collect();
        words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        if sections.is_empty() {
            words.iter_mut().for_each(|found| found.places.clear());
        }
        Self { sections, words, length, labels, marked: gathered.marked.into_iter().collect() }
    }
}

impl Section {
    /// The section in parts of which none is long, but for a long line.
    fn cut(self) -> Vec<Self> {
        if self.text.len() <= LONG {
            return vec![self];
        }
        let mut parts: Vec<Self> = Vec::new();
        for line in self.text.split('\n') {
            match parts.last_mut().filter(|part| part.text.len() + line.len() < LONG) {
                Some(part) => {
                    part.text.push('\n');
                    part.text.push_str(line);
                }
                None => {
                    let (anchor, heading) = (self.anchor.clone(), self.heading.clone());
                    parts.push(Self { anchor, heading, text: line.to_owned(), goes_on: !parts.is_empty(), words: 0 });
                }
            }
        }
        parts
    }
}

#[derive(Default)]
struct Gathered {
    found: HashMap<String, Found>,
    marked: BTreeMap<String, String>,
    at: u32,
    words: Words,
}

impl Gathered {
    fn add(&mut self, text: &str, field: impl Fn(&mut Found) -> &mut u16) {
        let mut words = std::mem::take(&mut self.words);
        words.read(text);
        let places: Vec<_> = words.places().collect();
        let mut whole = String::new();
        let folded: Vec<_> = words.iter().collect();
        for (index, (word, place)) in folded.iter().zip(places).enumerate() {
            self.count(word.folded, self.at, &field);
            let written = &text[place];
            if !written.is_ascii() && !self.marked.contains_key(word.folded) {
                // Where a word may be broken is none of its letters.
                let written = written.replace(['\u{ad}', '\u{200b}'], "").to_lowercase();
                if written != word.folded {
                    self.marked.insert(word.folded.to_owned(), written);
                }
            }
            // "re-integratie" is looked for as "reintegratie" too.
            if word.joined {
                whole.push_str(word.folded);
            } else {
                whole.clear();
                whole.push_str(word.folded);
            }
            let goes_on = folded.get(index + 1).is_some_and(|next| next.joined);
            if word.joined && !goes_on && whole.len() <= 40 {
                self.count(&whole, self.at, &field);
            }
            self.at += 1;
        }
        self.words = words;
    }

    fn count(&mut self, word: &str, at: u32, field: impl Fn(&mut Found) -> &mut u16) {
        let add = |found: &mut Found| {
            let count = field(found);
            *count = count.saturating_add(1);
            if found.places.len() < PLACES {
                found.places.push(at);
            }
        };
        // Most words of a text are there already: only a new one costs a copy.
        match self.found.get_mut(word) {
            Some(found) => add(found),
            None => add(self.found.entry(word.to_owned()).or_default()),
        }
    }
}

/// Walks along HTML that this program made: tags are whole, and attributes stand in double quotes.
struct Scan {
    sections: Vec<Section>,
    labels: String,
    only_labels: bool,
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
                _ if is_block(name) => text.push('\n'),
                _ => {}
            }
        }
        unescape(rest, &mut text);
        self.flush(&mut text);
    }

    fn close(&mut self, anchor: &str, text: &mut String) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.clear();
        if self.only_labels {
            self.labels.push_str(&line);
            self.labels.push('\n');
        } else {
            self.sections.push(Section { anchor: anchor.to_owned(), heading: line, ..Section::default() });
        }
    }

    /// Puts text in the section it belongs to, a line per block.
    fn flush(&mut self, text: &mut String) {
        let Some(section) = self.sections.last_mut() else { return };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let mut words = line.split_whitespace();
            section.text.push_str(words.next().unwrap_or_default());
            for word in words {
                section.text.push(' ');
                section.text.push_str(word);
            }
            section.text.push('\n');
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
    // Most tags have no attributes, or few.
    let attributes = &tag[name.len()..];
    attributes.len() > "data-zoek=\"niet\"".len()
        && (attributes.contains("aria-hidden=\"true\"") || attributes.contains("data-zoek=\"niet\""))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut ends = memmem::find_iter(tag.as_bytes(), name);
    let at = ends.find(|&at| tag[..at].ends_with(' ') && tag[at + name.len()..].starts_with("=\""))?;
    tag[at + name.len() + 2..].split('"').next()
}

/// Text of HTML as it is read: line ends are blanks, entities are what they stand for.
fn unescape(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find(['&', '\n']) {
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

    #[test]
    fn a_text_has_sections_with_their_words() {
        let seen = Seen::of_text(
            "<p>Eerst &amp; vooral.</p>\n<h2 id=\"aanpak\">De aanpak</h2>\n<p>Een <a href=\"/x/\">werk</a>plein\nvoor re-integratie.</p>\
             <ul><li>één</li></ul><nav><p>weg</p></nav><svg><text>weg</text></svg><p data-zoek=\"niet\">weg</p>",
        );
        let sections: Vec<_> =
            seen.sections.iter().map(|s| (s.anchor.as_str(), s.heading.as_str(), s.text.as_str())).collect();
        assert_eq!(
            sections,
            [("", "", "Eerst & vooral."), ("aanpak", "De aanpak", "Een werkplein voor re-integratie.\néén")]
        );
        let find = |word: &str| seen.words.iter().find(|found| found.word == word);
        assert!(find("weg").is_none());
        assert_eq!(find("aanpak").map(|found| (found.headings, found.places.clone())), Some((1, vec![3])));
        assert_eq!(find("werkplein").map(|found| (found.text, found.places.clone())), Some((1, vec![5])));
        assert_eq!(find("reintegratie").map(|found| found.places.clone()), Some(vec![8]));
        assert_eq!(find("een").map(|found| found.text), Some(2));
        assert_eq!(seen.marked, [("een".to_owned(), "één".to_owned())]);
        assert_eq!(Seen::of_text("<p>Samen\u{ad}werking</p>").marked, []);
        assert_eq!(seen.length, 10);
    }

    #[test]
    fn a_long_section_is_kept_in_parts_with_one_heading() {
        let lines: String =
            (0..40).map(|at| format!("<p>Regel {at} met nog wat woorden om de regel lang te maken.</p>")).collect();
        let seen =
            Seen::of_text(&format!("<p>Kort.</p><h2 id=\"lang\">Lang verhaal</h2>{lines}<h2 id=\"eind\">Eind</h2>"));
        let parts: Vec<_> = seen.sections.iter().map(|section| (section.anchor.as_str(), section.goes_on)).collect();
        assert_eq!(parts, [("", false), ("lang", false), ("lang", true), ("eind", false)]);
        assert!(seen.sections.iter().all(|section| section.text.len() <= LONG));
        assert_eq!(seen.sections.iter().map(|section| section.words).sum::<u32>(), seen.length);
        assert_eq!(seen.length, 1 + 2 + 40 * 11 + 1);
        assert_eq!(seen.words.iter().find(|found| found.word == "verhaal").map(|found| found.headings), Some(1));
    }

    #[test]
    fn a_page_of_data_is_found_by_what_names_its_figures() {
        let seen = Seen::of_labels(
            "<main id=\"x\"><h1>Titel</h1><p>tekst</p><h2 id=\"_a\">Stand</h2><table><caption>Antwoorden</caption>\
             <tr><th scope=\"row\">Visie</th><td>66%</td></tr></table></main><footer><h2>Voet</h2></footer>",
        );
        let words: Vec<_> = seen.words.iter().map(|found| found.word.as_str()).collect();
        assert_eq!(words, ["antwoorden", "stand", "visie"]);
        assert!(seen.sections.is_empty() && seen.length == 0 && seen.labels == 3);
    }
}
