//! Document → HTML with gaps: everything of a page's text that is known from its own file, in one piece of text.
//!
//! A page keeps this in place of its tree: it is a fifth of the size, and printing a page again, when only what stands in
//! its gaps changed, is copying. The gaps are what other files decide: where a link leads, what a component shows, which
//! words are in the glossary, the fixed words of the theme; and code, which is costly to take apart. `render::html` fills them.
//!
//! Gaps are marked with control characters, which are not allowed in HTML and are left out of an editor's text.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write;

use memchr::{memchr, memchr2, memmem};

use crate::escape::escape;
use crate::parse::document::{Alert, Align, Block, Document, Footnote, Inline, Table};

/// Stands before running text, in which terms are explained …
const RUNNING: char = '\u{1}';
/// … and after it.
const RUNNING_END: char = '\u{2}';
/// Stands before a gap …
const GAP: char = '\u{3}';
/// … and after it.
const GAP_END: char = '\u{4}';

/// How a gap of code begins.
const CODE_GAP: &str = "\u{3}code ";

/// The HTML of a text, with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// As it is.
    Plain(Box<str>),
    /// Packed (LZ4), which takes half the room and a little time.
    Packed(Box<[u8]>),
}

/// A piece of printed text.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Finished HTML.
    Html(&'a str),
    /// Text as typed, in which terms are explained.
    Running(&'a str),
    /// What stands here is decided by other files.
    Gap(Gap<'a>),
}

/// What other files decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap<'a> {
    /// The start of a link, by its index; whether it has no text of its own.
    Link(usize, bool),
    /// The end of that link.
    LinkEnd(usize),
    /// An image, by the index of its link, with its alternative text.
    Image(usize, &'a str),
    /// A component, by its index; what stands up to its end is its body.
    Component(usize),
    /// The end of that component.
    ComponentEnd(usize),
    /// The name of a table: the heading above it, and its number among the tables below that heading, from 1.
    TableName(&'a str, usize),
    /// A reference to a footnote: its index, and which reference to it this is, both from 0.
    Note(usize, usize),
    /// The ways back from a footnote: its index, and the number of references to it.
    NoteBack(usize, usize),
    /// The title above the footnotes.
    NotesTitle,
    /// The title of an alert.
    Alert(Alert),
    /// Code: its language, and the code as typed. Not decided by other files, but costly: see [`super::code`].
    Code(&'a str, &'a str),
}

impl Printed {
    /// Prints a text.
    pub fn of(document: &Document) -> Self {
        thread_local! {
            static OUT: RefCell<String> = const { RefCell::new(String::new()) };
        }
        let mut out = OUT.take();
        out.clear();
        let mut printer = Printer { document, out, heading: "", tables: 0, explain: false };
        printer.blocks(&document.blocks);
        printer.footnotes(&document.footnotes);
        // A copy takes no more room than it needs; the buffer is used for the next text.
        let printed = Self::Plain(printer.out.as_str().into());
        OUT.set(printer.out);
        printed
    }

    /// The same, packed.
    #[must_use]
    pub fn packed(self) -> Self {
        match self {
            Self::Plain(text) => Self::Packed(lz4_flex::compress_prepend_size(text.as_bytes()).as_slice().into()),
            packed @ Self::Packed(_) => packed,
        }
    }

    /// The text itself.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Plain(text) => Cow::Borrowed(text),
            // What was packed a moment ago, in this memory, comes back as it was.
            Self::Packed(bytes) => {
                let text = lz4_flex::decompress_size_prepended(bytes).expect("it was packed here");
                Cow::Owned(String::from_utf8(text).expect("it was a text"))
            }
        }
    }

    /// The size it takes in memory, in bytes.
    pub fn size(&self) -> usize {
        match self {
            Self::Plain(text) => text.len(),
            Self::Packed(bytes) => bytes.len(),
        }
    }
}

/// The pieces of a printed text.
#[derive(Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    /// The pieces of the text of a [`Printed`], in order.
    pub fn of(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Passes over the body of a component, up to and including its end.
    pub fn skip_component(&mut self, index: usize) {
        let end = Piece::Gap(Gap::ComponentEnd(index));
        let _ = self.find(|piece| *piece == end);
    }

    /// Takes the rest up to `end`, which follows somewhere.
    fn up_to(&mut self, end: char) -> &'a str {
        let at = memchr(end as u8, self.rest.as_bytes()).unwrap_or(self.rest.len());
        let (before, rest) = self.rest.split_at(at);
        self.rest = rest.strip_prefix(end).unwrap_or(rest);
        before
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(rest) = self.rest.strip_prefix(RUNNING) {
            self.rest = rest;
            return Some(Piece::Running(self.up_to(RUNNING_END)));
        }
        if let Some(rest) = self.rest.strip_prefix(GAP) {
            self.rest = rest;
            return gap(self.up_to(GAP_END)).map(Piece::Gap);
        }
        if self.rest.is_empty() {
            return None;
        }
        let at = memchr2(RUNNING as u8, GAP as u8, self.rest.as_bytes()).unwrap_or(self.rest.len());
        let (html, rest) = self.rest.split_at(at);
        self.rest = rest;
        Some(Piece::Html(html))
    }
}

/// The code in the text of a [`Printed`], each with its language. Most texts have none, so this looks at the marks of code only.
pub fn codes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    memmem::find_iter(text.as_bytes(), CODE_GAP).filter_map(|at| match Pieces::of(&text[at..]).next() {
        Some(Piece::Gap(Gap::Code(language, code))) => Some((language, code)),
        _ => None,
    })
}

/// Reads what [`Printer::gap`] wrote: a letter, two numbers and a text.
fn gap(text: &str) -> Option<Gap<'_>> {
    let mut parts = text.splitn(4, ' ');
    let name = parts.next()?;
    let first = parts.next()?.parse().ok()?;
    let second: usize = parts.next()?.parse().ok()?;
    let text = parts.next()?;
    Some(match name {
        "a" => Gap::Link(first, second == 1),
        "/a" => Gap::LinkEnd(first),
        "img" => Gap::Image(first, text),
        "c" => Gap::Component(first),
        "/c" => Gap::ComponentEnd(first),
        "table" => Gap::TableName(text, first),
        "note" => Gap::Note(first, second),
        "back" => Gap::NoteBack(first, second),
        "notes" => Gap::NotesTitle,
        "code" => {
            let (language, code) = text.split_once('\n')?;
            Gap::Code(language, code)
        }
        _ => Gap::Alert(Alert::ALL[first]),
    })
}

struct Printer<'a> {
    document: &'a Document<'a>,
    out: String,
    /// Text of the last heading: the name of a table below it.
    heading: &'a str,
    /// Tables below that heading so far.
    tables: usize,
    /// Whether terms are explained here: in running text, not in headings and links.
    explain: bool,
}

impl<'a> Printer<'a> {
    fn gap(&mut self, name: &str, first: usize, second: usize, text: &str) {
        self.out.push(GAP);
        self.out.push_str(name);
        for number in [first, second] {
            self.out.push(' ');
            self.number(number);
        }
        self.out.push(' ');
        self.typed(text);
        self.out.push(GAP_END);
    }

    /// Adds text as it was typed, without the characters that mark gaps.
    fn typed(&mut self, text: &str) {
        if has_marks(text) {
            self.out.extend(text.chars().filter(|c| !(RUNNING..=GAP_END).contains(c)));
        } else {
            self.out.push_str(text);
        }
    }

    /// Adds escaped text.
    fn text(&mut self, text: &str) {
        let start = self.out.len();
        escape(text, &mut self.out);
        if has_marks(&self.out[start..]) {
            let printed = self.out.split_off(start);
            self.typed(&printed);
        }
    }

    fn tag(&mut self, tag: std::fmt::Arguments) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(tag);
    }

    /// Adds a number. Nearly all have one digit, and a text has hundreds of them.
    fn number(&mut self, number: usize) {
        match u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10)) {
            Some(digit) => self.out.push(digit),
            None => self.tag(format_args!("{number}")),
        }
    }

    /// Adds the parts of a tag: a table has hundreds of these, and formatting them was a tenth of printing.
    fn push(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
    }

    fn blocks(&mut self, blocks: &'a [Block<'a>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block<'a>) {
        match block {
            Block::Heading(index, inlines) => {
                let heading = &self.document.headings[*index];
                self.heading = &heading.text;
                self.tables = 0;
                self.out.push_str("<h");
                self.number(heading.level.into());
                self.out.push_str(" id=\"");
                self.text(&heading.id);
                self.out.push_str("\">");
                self.inlines(inlines);
                self.out.push_str("</h");
                self.number(heading.level.into());
                self.out.push_str(">\n");
            }
            Block::Paragraph(inlines) => {
                self.out.push_str("<p>");
                self.running(inlines);
                self.out.push_str("</p>\n");
            }
            Block::Figure(link, alternative, caption) => {
                self.out.push_str("<figure class=\"beeld\">");
                self.gap("img", *link, 0, alternative);
                self.out.push_str("\n<figcaption>");
                self.text(caption);
                self.out.push_str("</figcaption></figure>\n");
            }
            Block::Plain(inlines) => self.running(inlines),
            Block::List(start, items) => self.list(*start, items),
            Block::Quote(None, blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            Block::Quote(Some(alert), blocks) => self.alert(*alert, blocks),
            Block::Code(language, code) => self.code(language, code),
            Block::Table(table) => self.table(table),
            Block::Definitions(entries) => {
                self.out.push_str("<dl>\n");
                for (term, definitions) in entries {
                    self.out.push_str("<dt>");
                    self.inlines(term);
                    self.out.push_str("</dt>\n");
                    for definition in definitions {
                        self.out.push_str("<dd>");
                        self.blocks(definition);
                        self.out.push_str("</dd>\n");
                    }
                }
                self.out.push_str("</dl>\n");
            }
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Component(index, blocks) => {
                self.gap("c", *index, 0, "");
                self.blocks(blocks);
                self.gap("/c", *index, 0, "");
                self.out.push('\n');
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Vec<Block<'a>>]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        match start {
            None | Some(1) => self.push(&["<", tag, ">\n"]),
            Some(number) => self.tag(format_args!("<{tag} start=\"{number}\">\n")),
        }
        for item in items {
            self.out.push_str("<li>");
            self.blocks(item);
            self.out.push_str("</li>\n");
        }
        self.push(&["</", tag, ">\n"]);
    }

    fn alert(&mut self, alert: Alert, blocks: &'a [Block<'a>]) {
        let name = match alert {
            Alert::Note => "noot",
            Alert::Tip => "tip",
            Alert::Important => "belangrijk",
            Alert::Warning => "let-op",
            Alert::Caution => "gevaar",
        };
        self.tag(format_args!("<div class=\"melding melding-{name}\" role=\"note\">\n<p class=\"melding-titel\">"));
        self.gap("alert", alert as usize, 0, "");
        self.out.push_str("</p>\n");
        self.blocks(blocks);
        self.out.push_str("</div>\n");
    }

    fn code(&mut self, language: &str, code: &str) {
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            self.text(language);
            self.out.push('"');
        }
        self.out.push('>');
        if language.is_empty() {
            self.text(code);
        } else {
            // The language is one word.
            self.gap("code", 0, 0, &format!("{language}\n{code}"));
        }
        self.out.push_str("</code></pre>\n");
    }

    /// A table in a box that scrolls on a narrow screen; the box is named after the heading above it.
    fn table(&mut self, table: &'a Table<'a>) {
        self.tables += 1;
        self.out.push_str("<div class=\"tabelvak\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.gap("table", self.tables, 0, self.heading);
        self.out.push_str("\">\n<table>\n<thead><tr>");
        for (index, cell) in table.head.iter().enumerate() {
            self.cell("th scope=\"col\"", "th", table.columns.get(index), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (index, cell) in row.iter().enumerate() {
                self.cell("td", "td", table.columns.get(index), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn cell(&mut self, open: &str, close: &str, align: Option<&Align>, inlines: &'a [Inline<'a>]) {
        let class = match align {
            Some(Align::Center) => " class=\"midden\"",
            Some(Align::End) => " class=\"getal\"",
            _ => "",
        };
        self.push(&["<", open, class, ">"]);
        if close == "td" {
            self.running(inlines);
        } else {
            self.inlines(inlines);
        }
        self.push(&["</", close, ">"]);
    }

    /// Inlines in which terms are explained.
    fn running(&mut self, inlines: &'a [Inline<'a>]) {
        self.explain = true;
        self.inlines(inlines);
        self.explain = false;
    }

    fn inlines(&mut self, inlines: &'a [Inline<'a>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline<'a>) {
        match inline {
            // A term has a letter in it; what has none is not worth a mark.
            Inline::Text(text) if self.explain && text.contains(char::is_alphanumeric) => {
                self.out.push(RUNNING);
                self.typed(text);
                self.out.push(RUNNING_END);
            }
            Inline::Text(text) => self.text(text),
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Strike(inner) => self.wrapped("s", inner),
            Inline::Code(code) => {
                self.out.push_str("<code>");
                self.text(code);
                self.out.push_str("</code>");
            }
            Inline::Link(index, inner) => {
                let explain = std::mem::replace(&mut self.explain, false);
                self.gap("a", *index, usize::from(inner.is_empty()), "");
                self.inlines(inner);
                self.gap("/a", *index, 0, "");
                self.explain = explain;
            }
            Inline::Image(index, alternative) => self.gap("img", *index, 0, alternative),
            Inline::Footnote(note, reference) => self.gap("note", *note, *reference, ""),
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.push_str("<br>\n"),
            Inline::Component(index) => {
                self.gap("c", *index, 0, "");
                self.gap("/c", *index, 0, "");
            }
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &'a [Inline<'a>]) {
        self.push(&["<", tag, ">"]);
        self.inlines(inner);
        self.push(&["</", tag, ">"]);
    }

    fn footnotes(&mut self, footnotes: &'a [Footnote<'a>]) {
        if footnotes.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"voetnoten\" aria-labelledby=\"_voetnoten\">\n<h2 id=\"_voetnoten\">");
        self.gap("notes", 0, 0, "");
        self.out.push_str("</h2>\n<ol>\n");
        for (index, footnote) in footnotes.iter().enumerate() {
            self.tag(format_args!("<li id=\"_noot-{}\">", index + 1));
            match footnote.blocks.as_slice() {
                // One paragraph, as nearly all are: the way back stands on its last line.
                [Block::Paragraph(inlines)] => {
                    self.out.push_str("<p>");
                    self.inlines(inlines);
                }
                blocks => {
                    self.blocks(blocks);
                    self.out.push_str("<p>");
                }
            }
            self.gap("back", index, footnote.references, "");
            self.out.push_str("</p></li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

/// Whether a text holds characters that mark gaps. Looks at every byte without stopping at the first, so that the compiler
/// compares many at once; in UTF-8 no other character has these bytes.
fn has_marks(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | (RUNNING as u8..=GAP_END as u8).contains(&byte))
}

/// The id of a reference to a footnote.
pub fn reference_id(note: usize, reference: usize) -> String {
    if reference == 0 {
        format!("_verwijzing-{}", note + 1)
    } else {
        format!("_verwijzing-{}-{}", note + 1, reference + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown;
    use crate::parse::marked::Marked;

    fn printed(text: &str) -> String {
        let printed = Printed::of(&markdown::parse(&Marked::new(text, 0), &"a.md".into(), &mut Vec::new()));
        let text = printed.text().into_owned();
        assert_eq!(printed.packed().text(), text);
        text
    }

    #[test]
    fn what_other_files_decide_is_a_gap() {
        let text = printed("Een [[werkstraat]] & **meer**.[^a]\n\n[^a]: Bron.\n");
        let pieces: Vec<Piece> = Pieces::of(&text).collect();
        assert_eq!(
            pieces[..7],
            [
                Piece::Html("<p>"),
                Piece::Running("Een "),
                Piece::Gap(Gap::Link(0, true)),
                Piece::Gap(Gap::LinkEnd(0)),
                Piece::Html(" &amp; <strong>"),
                Piece::Running("meer"),
                Piece::Html("</strong>."),
            ]
        );
        assert_eq!(pieces[7], Piece::Gap(Gap::Note(0, 0)));
        assert!(pieces.contains(&Piece::Gap(Gap::NoteBack(0, 1))));
    }

    #[test]
    fn marks_in_a_text_are_left_out() {
        let text = printed("a\u{1}b\u{3}c 0 0 \u{4} `d\u{3}` [x\u{3}](a.md) ![\u{4}y](b.png)\n");
        let gaps = Pieces::of(&text).filter(|piece| matches!(piece, Piece::Gap(_))).count();
        assert_eq!(gaps, 3, "{text:?}");
        assert!(Pieces::of(&text).any(|piece| piece == Piece::Gap(Gap::Image(1, "y"))));
    }

    #[test]
    fn code_in_a_language_is_a_gap() {
        let text = printed("```yaml\na: <b>\u{3} 1\n```\n\n```\nniets\n```\n");
        let codes: Vec<_> = codes(&text).collect();
        assert_eq!(codes, [("yaml", "a: <b> 1\n")]);
        assert!(text.ends_with("<pre tabindex=\"0\"><code>niets\n</code></pre>\n"), "{text:?}");
    }

    #[test]
    fn a_component_can_be_passed_over() {
        let text = printed("::grafiek\n\n:::uitklap\nbinnen ::x\n\n:::uitklap\ndieper\n:::\n:::\n\nna\n");
        let mut pieces = Pieces::of(&text);
        let open = pieces.find(|piece| *piece == Piece::Gap(Gap::Component(1)));
        assert!(open.is_some());
        pieces.skip_component(1);
        let rest: Vec<Piece> = pieces.collect();
        assert_eq!(rest, [Piece::Html("\n<p>"), Piece::Running("na"), Piece::Html("</p>\n")]);
    }
}
