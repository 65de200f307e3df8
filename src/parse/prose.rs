//! A text as its reader reads it: blocks of words, links, pictures, headings and tables, each with its place in the file.
//!
//! What the pages are made from keeps no place per word; rules that look at words read the text again with this, when asked to check.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use crate::parse::directive;
use crate::parse::markdown::{OPTIONS, split_heading_id};
use crate::parse::marked::{MARK, Marked};
use crate::source::Span;

/// Stands in a block for what is no word: code, a computed number, the title of another page.
pub const GAP: char = '\u{fffc}';

/// What kind of words a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sentences.
    Paragraph,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

/// Words that belong together.
#[derive(Debug)]
pub struct Block {
    /// What they are.
    pub kind: Kind,
    /// The words, without markup.
    pub text: String,
    /// Where parts of the text start, and where they stand in the file.
    runs: Vec<(usize, Span)>,
}

impl Block {
    /// Where a part of the text stands in the file.
    pub fn span(&self, part: Range<usize>) -> Span {
        let at = |offset: usize| {
            let index = self.runs.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            self.runs.get(index).map_or((0, Span::default()), |(start, span)| (offset - start, *span))
        };
        let (from, first) = at(part.start);
        let (to, last) = at(part.end.saturating_sub(1).max(part.start));
        Span { start: (first.start + from).min(first.end), end: (last.start + to + 1).min(last.end) }
    }
}

/// A link with its text.
#[derive(Debug)]
pub struct Link {
    /// What a reader sees; empty when that is the title of the page it leads to.
    pub text: String,
    /// Where it leads.
    pub target: String,
    /// The whole link.
    pub span: Span,
}

/// Everything a reader reads of a text.
#[derive(Debug, Default)]
pub struct Prose {
    /// Words.
    pub blocks: Vec<Block>,
    /// Links.
    pub links: Vec<Link>,
    /// Pictures: the alternative text is what a reader sees.
    pub images: Vec<Link>,
    /// Headings: level from 1, and place.
    pub headings: Vec<(u8, Span)>,
    /// Tables whose header says nothing.
    pub bare_tables: Vec<Span>,
}

/// Reads `text`, which starts at byte `base` of its file.
pub fn read(text: &str, base: usize) -> Prose {
    let marked = Marked::new(text, base);
    let mut reader = Reader {
        marked: &marked,
        prose: Prose::default(),
        block: None,
        kind: Kind::Paragraph,
        skip: 0,
        link: None,
        image: None,
        head: None,
    };
    for (event, range) in Parser::new_ext(&marked.text, OPTIONS).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close();
    reader.prose
}

struct Reader<'a> {
    marked: &'a Marked<'a>,
    prose: Prose,
    block: Option<Block>,
    kind: Kind,
    /// How many open parts hold nothing to read: code, a directive.
    skip: usize,
    /// The open link: its target, place, and where its text starts in the block.
    link: Option<Link>,
    /// The open picture.
    image: Option<Link>,
    /// The header row that is open: the table, and whether it has words.
    head: Option<(Span, bool)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            _ if self.skip > 0 => {}
            Event::Text(text) => self.words(&text, &range),
            Event::Code(_) => self.words(GAP.encode_utf8(&mut [0; 4]), &range),
            Event::SoftBreak | Event::HardBreak => self.words(" ", &range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let span = self.marked.span(&range);
        match tag {
            Tag::CodeBlock(_) => self.skip += 1,
            Tag::Paragraph => {
                self.close();
                let directive = self.marked.text[range]
                    .strip_prefix(MARK)
                    .is_some_and(|line| directive::line(line.trim_end()).is_some());
                if directive || self.skip > 0 {
                    self.skip += 1;
                }
            }
            Tag::Heading { level, .. } => {
                self.close();
                self.kind = Kind::Heading;
                self.prose.headings.push((level_number(level), span));
            }
            Tag::Table(_) => {
                self.close();
                self.head = Some((span, false));
            }
            Tag::TableCell => {
                self.close();
                self.kind = Kind::Cell;
            }
            Tag::Link { link_type, dest_url, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { has_pothole: false });
                self.link = Some(Link { text: String::new(), target: dest_url.to_string(), span });
                if wiki {
                    self.words(GAP.encode_utf8(&mut [0; 4]), &range);
                    self.skip += 1;
                }
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some(Link { text: String::new(), target: dest_url.into_string(), span });
            }
            Tag::Item | Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => self.skip = self.skip.saturating_sub(1),
            TagEnd::Paragraph => {
                self.skip = self.skip.saturating_sub(1);
                self.close();
            }
            TagEnd::Heading(_) | TagEnd::TableCell => {
                self.close();
                self.kind = Kind::Paragraph;
            }
            TagEnd::TableHead => {
                if let Some((table, false)) = self.head.take() {
                    self.prose.bare_tables.push(table);
                }
            }
            TagEnd::Link => {
                self.skip = self.skip.saturating_sub(1);
                let mut link = self.link.take();
                link.iter_mut().for_each(|link| link.text.retain(|c| c != GAP));
                self.prose.links.extend(link);
            }
            TagEnd::Image => self.prose.images.extend(self.image.take()),
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::List(_) => self.close(),
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => self.close(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str, range: &Range<usize>) {
        if let Some(Link { text: alternative, .. }) = &mut self.image {
            alternative.push_str(text);
            return;
        }
        if let Some((_, has_words)) = &mut self.head {
            *has_words |= !text.trim().is_empty();
        }
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
        }
        let unmarked = text.trim_start_matches(MARK);
        let range = range.start + text.len() - unmarked.len()..range.end;
        let (text, span) = (unmarked, self.marked.span(&range));
        let kind = self.kind;
        let block = self.block.get_or_insert_with(|| Block { kind, text: String::new(), runs: Vec::new() });
        block.runs.push((block.text.len(), span));
        block.text.push_str(text);
    }

    fn close(&mut self) {
        if let Some(mut block) = self.block.take() {
            blank_components(&mut block.text);
            if block.kind == Kind::Heading
                && let Some((words, _)) = split_heading_id(&block.text)
            {
                block.text.truncate(words.len());
            }
            self.prose.blocks.push(block);
        }
    }
}

/// Puts spaces in place of `:name{…}`, as many as it has bytes, so that places stay right.
fn blank_components(text: &mut String) {
    let mut from = 0;
    while let Some(at) = text[from..].find(':').map(|at| from + at) {
        from = at + 1;
        if let Some(Ok(head)) = directive::inline(&text[at..]) {
            let end = at + head.length;
            text.replace_range(at..end, &" ".repeat(end - at));
            from = end;
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place() {
        let text = "Zie **dit** [Eén link](themas/x.md) &amp; :cijfer{landkaart=x} dus.\n\n- punt *een*\n\n:::uitklap{titel=x}\nBinnen ééntje.\n:::\n\n```\ncode\n```\n";
        let prose = read(text, 10);
        let words: Vec<&str> = prose.blocks.iter().map(|block| block.text.trim()).collect();
        assert_eq!(words.len(), 3, "{words:?}");
        for word in ["dit", "Eén", "dus", "punt", "een", "Binnen", "ééntje"] {
            let (block, at) =
                prose.blocks.iter().find_map(|block| block.text.find(word).map(|at| (block, at))).expect(word);
            let span = block.span(at..at + word.len());
            assert_eq!(&text[span.start - 10..span.end - 10], word);
        }
        assert_eq!(prose.links[0].text, "Eén link");
    }

    #[test]
    fn a_header_without_words_is_found() {
        let prose = read("|  |  |\n|---|---|\n| a | b |\n\n| x |\n|---|\n| y |\n", 0);
        assert_eq!(prose.bare_tables, [Span { start: 0, end: 28 }]);
    }
}
