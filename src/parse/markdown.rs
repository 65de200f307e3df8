//! Markdown → [`Document`]. CommonMark with tables, footnotes, alerts, definition lists, heading ids, `[[links]]` and components.
//!
//! Places are counted from the start of the file. Raw HTML is reported and left out, so no tag of an editor reaches a page.

mod leftovers;
mod raw_link;
mod raw_marks;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use memchr::{memchr, memchr2};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag,
    TagEnd,
};

use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::parse::directive::{self, Head, Line};
use crate::parse::document::{
    Alert, Align, Block, Call, Document, Footnote, Form, Heading, Inline, Link, LinkForm, Table, plain_text,
};
use crate::parse::marked::{MARK, Marked};
use crate::parse::slug::slugify;
use crate::source::{Place, SourcePath};

/// The most levels of lists, quotes and emphasis a text may have.
const MAX_DEPTH: usize = 40;

/// What is understood beside CommonMark.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Reads a text of the file at `path`.
pub fn parse<'a>(marked: &'a Marked<'a>, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Document<'a> {
    let is_front_matter = diagnostics.iter().any(|problem| problem.entry == &catalogue::DOUBLE_FRONT_MATTER);
    let mut reader = Reader {
        is_front_matter,
        events: Parser::new_ext(&marked.text, OPTIONS).into_offset_iter().peekable(),
        marked,
        path,
        diagnostics,
        document: Document::default(),
        ids: BTreeMap::new(),
        labels: Vec::new(),
        label_places: BTreeMap::new(),
        definitions: BTreeMap::new(),
        captions: Vec::new(),
        raw_mark: None,
        depth: 0,
        deep_reported: false,
    };
    let blocks = reader.blocks(None);
    reader.finish(blocks)
}

struct Reader<'a, 'd> {
    events: Peekable<OffsetIter<'a>>,
    marked: &'a Marked<'a>,
    path: &'d SourcePath,
    diagnostics: &'d mut Vec<Diagnostic>,
    document: Document<'a>,
    /// Heading ids in use, each with the last number that was put behind it.
    ids: BTreeMap<String, usize>,
    /// Footnote labels in small letters, in order of first reference, with the number of references.
    labels: Vec<(String, usize)>,
    /// The place of each label among them.
    label_places: BTreeMap<String, usize>,
    /// Texts of footnotes by their label in small letters.
    definitions: BTreeMap<String, Definition<'a>>,
    /// Captions of pictures that have no place yet, with the link of the picture.
    captions: Vec<(usize, String)>,
    /// Whether the text begins with a second front matter, which was told of.
    is_front_matter: bool,
    /// What the last line was meant as that was meant as something else, and where it ends.
    raw_mark: Option<(&'static Entry, usize)>,
    depth: usize,
    deep_reported: bool,
}

/// The text of a footnote.
struct Definition<'a> {
    /// Its label, and where that stands.
    label: String,
    start: Range<usize>,
    blocks: Vec<Block<'a>>,
}

/// A run of inlines that is read, and the open tags around it.
type Inlines<'a> = Vec<Inline<'a>>;

impl<'a> Reader<'a, '_> {
    fn place(&self, range: &Range<usize>) -> Place {
        Place { path: self.path.clone(), span: self.marked.span(range) }
    }

    fn report(&mut self, entry: &'static Entry, range: &Range<usize>) -> &mut Diagnostic {
        let place = self.place(range);
        let at = self.diagnostics.len();
        self.diagnostics.push(Diagnostic::new(entry, place));
        &mut self.diagnostics[at]
    }

    /// Reads blocks up to `end`, or to the end of the text; then joins components with the blocks they hold.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block<'a>> {
        let mut parts: Vec<Part<'a>> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(tag) => self.block(tag, range, &mut parts),
                Event::Rule => parts.push(Part::Block(Block::Rule)),
                Event::Html(_) => {}
                Event::End(_) => {}
                inline => {
                    let plain = self.inlines_from(Some((inline, range)), None);
                    parts.push(Part::Block(Block::Plain(plain)));
                }
            }
        }
        self.nest(parts)
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, parts: &mut Vec<Part<'a>>) {
        if self.depth >= MAX_DEPTH {
            self.skip_deep(&range);
            return;
        }
        self.depth += 1;
        let block = match tag {
            Tag::Paragraph => {
                self.paragraph(range, parts);
                None
            }
            Tag::Heading { level, .. } => Some(self.heading(level, range)),
            Tag::BlockQuote(kind) => {
                let blocks = self.blocks(Some(TagEnd::BlockQuote(kind)));
                Some(Block::Quote(kind.map(alert), blocks))
            }
            Tag::CodeBlock(kind) => Some(self.code(&kind, range)),
            Tag::HtmlBlock => {
                self.html_block(range);
                None
            }
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some((event, _)) = self.events.next() {
                    match event {
                        Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                        _ => break,
                    }
                }
                Some(Block::List(start, items))
            }
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks(Some(TagEnd::FootnoteDefinition));
                self.footnote(&label, blocks, range);
                None
            }
            Tag::Table(columns) => Some(self.table(&columns)),
            Tag::DefinitionList => Some(self.definitions()),
            other => {
                let inlines = self.inlines_from(Some((Event::Start(other), range)), None);
                Some(Block::Plain(inlines))
            }
        };
        parts.extend(block.map(Part::Block));
        self.depth -= 1;
    }

    /// Passes over a container that is nested too deep, up to its end.
    fn skip_deep(&mut self, range: &Range<usize>) {
        if !self.deep_reported {
            self.deep_reported = true;
            let start = range.start..range.start;
            let place = self.place(&start);
            self.diagnostics.push(Diagnostic::new(&catalogue::TOO_DEEP, place).with("diepte", MAX_DEPTH.to_string()));
        }
        let mut open = 1usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) -> Block<'a> {
        let mut inlines = self.inlines_from(None, Some(TagEnd::Heading(level)));
        let id = take_heading_id(&mut inlines);
        if level == HeadingLevel::H1 {
            self.report(&catalogue::TITLE_HEADING, &range);
        } else if let Some((words, _)) = self.marked.text[range.clone()].trim_end().rsplit_once('\n')
            && !self.is_front_matter
        {
            // Of the two ways to write a heading this is the one with a line below it, which most who write one mean as a line.
            let end = range.start + words.lines().next().unwrap_or_default().len();
            self.report(&catalogue::UNDERLINED_HEADING, &(range.start..end));
        }
        let text = plain_text(&inlines);
        let wanted = match id {
            // Those of the program itself begin so.
            Some(id) if id.starts_with('_') => {
                self.report(&catalogue::RESERVED_ANCHOR, &range).arguments.push(("naam", id));
                slugify(&text)
            }
            Some(id) => {
                if self.ids.contains_key(&id) {
                    self.report(&catalogue::TAKEN_ANCHOR, &range).arguments.push(("naam", id.clone()));
                }
                id
            }
            None => slugify(&text),
        };
        let id = self.unused_id(if wanted.is_empty() { "deel".to_owned() } else { wanted });
        self.document.headings.push(Heading { level: (level as u8).max(2), id, text });
        self.document.heading_spans.push(self.marked.span(&range));
        Block::Heading(self.document.headings.len() - 1, inlines)
    }

    /// The id itself, or the first of `id-2`, `id-3`, … that no heading above has.
    fn unused_id(&mut self, wanted: String) -> String {
        let Some(mut number) = self.ids.get(&wanted).copied() else {
            self.ids.insert(wanted.clone(), 1);
            return wanted;
        };
        let id = loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if !self.ids.contains_key(&id) {
                break id;
            }
        };
        self.ids.insert(id.clone(), 1);
        self.ids.insert(wanted, number);
        id
    }

    /// A paragraph, or the directives that its lines are.
    fn paragraph(&mut self, range: Range<usize>, parts: &mut Vec<Part<'a>>) {
        let source = &self.marked.text[range.clone()];
        if let Some(source) = source.strip_prefix(MARK)
            && let Some(line) = directive::line(source.trim_end())
        {
            self.skip_inlines(TagEnd::Paragraph);
            let start = range.start + MARK.len_utf8();
            self.directive(line, start..start + source.trim_end().len(), parts);
            return;
        }
        self.report_raw_mark(range.start);
        let before = self.captions.len();
        let mut inlines = self.inlines_from(None, Some(TagEnd::Paragraph));
        let captions = self.captions.split_off(before);
        if let ([Inline::Image(link, alternative)], [(_, caption)]) = (&mut inlines[..], &captions[..]) {
            parts.push(Part::Block(Block::Figure(*link, std::mem::take(alternative), caption.clone())));
            return;
        }
        parts.push(Part::Block(Block::Paragraph(inlines)));
        captions.into_iter().for_each(|(link, caption)| self.report_caption(link, caption));
    }

    /// Reports a caption that has no place: its picture stands in a line of text.
    fn report_caption(&mut self, link: usize, caption: String) {
        let place = Place { path: self.path.clone(), span: self.document.links[link].span };
        self.diagnostics.push(Diagnostic::new(&catalogue::CAPTION_IN_LINE, place).with("tekst", caption));
    }

    fn skip_inlines(&mut self, end: TagEnd) {
        for (event, _) in self.events.by_ref() {
            if event == Event::End(end) {
                break;
            }
        }
    }

    fn directive(&mut self, line: Line, range: Range<usize>, parts: &mut Vec<Part<'a>>) {
        match line {
            Line::Leaf(head) => {
                let call = self.call(head, Form::Leaf, &range);
                parts.push(Part::Block(Block::Component(call, Vec::new())));
            }
            Line::Open(head) => {
                let call = self.call(head, Form::Container, &range);
                parts.push(Part::Open(call));
            }
            Line::Close => parts.push(Part::Close(range)),
            Line::Wrong(reason) => {
                let text = &self.marked.text[range.clone()];
                self.wrong_directive(reason, text, &range);
            }
        }
    }

    /// Reports a component that starts `text` and cannot be read.
    fn wrong_directive(&mut self, reason: &str, text: &str, range: &Range<usize>) {
        let diagnostic = self.report(&catalogue::DIRECTIVE_SYNTAX, range);
        diagnostic.arguments.push(("reden", reason.to_owned()));
        diagnostic.arguments.push(("begin", directive::start(text)));
    }

    /// Keeps a component; `range` starts where its head starts.
    fn call(&mut self, head: Head, form: Form, range: &Range<usize>) -> usize {
        let span = self.marked.span(&(range.start..range.start + head.length));
        let arguments = head
            .arguments
            .into_iter()
            .map(|mut argument| {
                argument.span = self.marked.span(&(range.start + argument.span.start..range.start + argument.span.end));
                argument
            })
            .collect();
        self.document.components.push(Call { name: head.name.to_owned(), form, arguments, span });
        self.document.components.len() - 1
    }

    /// Joins each opened component with the blocks up to its close.
    fn nest(&mut self, parts: Vec<Part<'a>>) -> Vec<Block<'a>> {
        let mut done: Vec<Block<'a>> = Vec::new();
        let mut open: Vec<(usize, Vec<Block<'a>>)> = Vec::new();
        for part in parts {
            match part {
                Part::Block(block) => open.last_mut().map_or(&mut done, |(_, blocks)| blocks).push(block),
                Part::Open(call) => open.push((call, Vec::new())),
                Part::Close(range) => match open.pop() {
                    Some((call, blocks)) => {
                        let block = Block::Component(call, blocks);
                        open.last_mut().map_or(&mut done, |(_, blocks)| blocks).push(block);
                    }
                    None => {
                        self.report(&catalogue::STRAY_CLOSE, &range);
                    }
                },
            }
            if open.len() > MAX_DEPTH {
                let (call, _) = open.pop().unwrap_or_default();
                self.unclosed(call);
            }
        }
        for (call, blocks) in open {
            self.unclosed(call);
            done.extend(blocks);
        }
        done
    }

    fn unclosed(&mut self, call: usize) {
        let call = &self.document.components[call];
        let place = Place { path: self.path.clone(), span: call.span };
        self.diagnostics.push(Diagnostic::new(&catalogue::UNCLOSED_DIRECTIVE, place).with("naam", &call.name));
    }

    /// Keeps the text of a footnote; the first, when there are two of one name.
    fn footnote(&mut self, label: &str, blocks: Vec<Block<'a>>, range: Range<usize>) {
        let text = &self.marked.text[range.clone()];
        let start = range.start..range.start + text.find("]:").map_or(text.len(), |end| end + "]:".len());
        let name = label.to_lowercase();
        match self.definitions.get(&name) {
            Some(first) => {
                let first = self.place(&first.start);
                let diagnostic = self.report(&catalogue::DOUBLE_FOOTNOTE, &start);
                diagnostic.arguments.push(("naam", label.to_owned()));
                diagnostic.related = Some(Box::new(first));
            }
            None => {
                self.definitions.insert(name, Definition { label: label.to_owned(), start, blocks });
            }
        }
    }

    fn code(&mut self, kind: &CodeBlockKind, range: Range<usize>) -> Block<'a> {
        let mut lines = self.marked.text[range.clone()].trim_end().lines();
        let first = lines.next().unwrap_or_default();
        let first_line = range.start..range.start + first.len();
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                if !lines.next_back().is_some_and(|last| is_end_of_code(first, last)) {
                    self.report(&catalogue::UNCLOSED_CODE, &first_line);
                }
                info.split_whitespace().next().unwrap_or_default().to_owned()
            }
            CodeBlockKind::Indented => {
                self.report(&catalogue::INDENTED_CODE, &first_line);
                String::new()
            }
        };
        let mut code = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) => code.push_str(&text),
                _ => break,
            }
        }
        // Whether a line is code by its blanks is known only now.
        if code.contains(MARK) {
            code.retain(|c| c != MARK);
        }
        Block::Code(language, code)
    }

    fn html_block(&mut self, range: Range<usize>) {
        self.skip_inlines(TagEnd::HtmlBlock);
        let length = self.marked.text[range.clone()].trim_end().len();
        let first_line = self.marked.text[range.clone()].lines().next().unwrap_or_default().trim_end().len();
        self.report_html(range.start..range.start + first_line.min(length));
    }

    fn report_html(&mut self, range: Range<usize>) {
        let html = &self.marked.text[range.clone()];
        let shown: String = html.chars().take(40).collect();
        let advice = markdown_instead_of(html);
        let diagnostic = self.report(&catalogue::RAW_HTML, &range);
        diagnostic.arguments.push(("html", shown));
        diagnostic.arguments.push(("voorstel", advice.to_owned()));
    }

    fn table(&mut self, columns: &[Alignment]) -> Block<'a> {
        let columns: Vec<Align> = columns
            .iter()
            .map(|column| match column {
                Alignment::None | Alignment::Left => Align::Start,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::End,
            })
            .collect();
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => head = self.row(TagEnd::TableHead, range),
                Event::Start(Tag::TableRow) => rows.push(self.row(TagEnd::TableRow, range)),
                _ => break,
            }
        }
        Block::Table(Table { columns, head, rows })
    }

    /// The cells of a row that takes `range`. Those that have no column are left out by the parser, and reported when they hold something.
    fn row(&mut self, end: TagEnd, range: Range<usize>) -> Vec<Inlines<'a>> {
        let mut cells = Vec::new();
        let mut shown = range.start;
        let before = self.diagnostics.len();
        while let Some((event, cell)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    shown = cell.end;
                    cells.push(self.inlines_from(None, Some(TagEnd::TableCell)));
                }
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        let written = self.marked.text[range.clone()].trim_end();
        if cells.len() > 1 && !written.contains('|') {
            let range = range.start..range.start + written.len();
            self.report(&catalogue::UNDER_TABLE, &range);
        }
        let is_edge = |c: char| c == '|' || c.is_whitespace();
        let rest = self.marked.text[shown..range.end].trim_start_matches(is_edge);
        // The | of a link that was told of splits a cell in two.
        let is_told = self.diagnostics[before..].iter().any(|problem| problem.entry == &catalogue::OPEN_LINK);
        if !rest.is_empty() && !is_told {
            let start = range.end - rest.len();
            let rest = rest.trim_end_matches(is_edge);
            let diagnostic = self.report(&catalogue::EXTRA_CELLS, &(start..start + rest.len()));
            diagnostic.arguments.push(("tekst", rest.to_owned()));
            diagnostic.arguments.push(("aantal", cells.len().to_string()));
        }
        cells
    }

    fn definitions(&mut self) -> Block<'a> {
        let mut entries: Vec<(Inlines<'a>, Vec<Vec<Block<'a>>>)> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    entries.push((self.inlines_from(None, Some(TagEnd::DefinitionListTitle)), Vec::new()));
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    self.report_tight_definition(&range);
                    let blocks = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    if let Some((_, definitions)) = entries.last_mut() {
                        definitions.push(blocks);
                    }
                }
                _ => break,
            }
        }
        Block::Definitions(entries)
    }

    /// Reads inlines, starting with `first`, up to `end`; without an `end`, up to the next event that is a block or an end.
    fn inlines_from(&mut self, first: Option<(Event<'a>, Range<usize>)>, end: Option<TagEnd>) -> Inlines<'a> {
        let mut inlines = Vec::new();
        // Words that follow each other in the source, and stand there as they are read (a character entity does not), are one
        // text, so that a component in it is seen whole.
        let mut words: Option<Words<'a>> = None;
        let mut next = first;
        while let Some((event, range)) = next.take().or_else(|| self.next_inline(end)) {
            if let Event::Text(text) = event {
                let read = Words::new(text, range, &self.marked.text);
                match &mut words {
                    Some(before) if before.goes_on_in(&read) => before.range.end = read.range.end,
                    _ => self.push_words(words.replace(read), &mut inlines),
                }
                continue;
            }
            self.push_words(words.take(), &mut inlines);
            match event {
                Event::Start(tag) => self.inline_tag(tag, range, &mut inlines),
                Event::Code(code) => inlines.push(Inline::Code(code.into())),
                Event::InlineHtml(_) | Event::Html(_) => self.report_html(range),
                Event::FootnoteReference(label) => inlines.push(self.footnote_reference(&label)),
                Event::SoftBreak => {
                    inlines.push(Inline::SoftBreak);
                    self.report_raw_mark(range.end);
                }
                Event::HardBreak => {
                    inlines.push(Inline::HardBreak);
                    self.report_raw_mark(range.end);
                }
                Event::InlineMath(text) | Event::DisplayMath(text) => inlines.push(Inline::Text(text.into())),
                // Words were kept above.
                Event::Text(_) | Event::Rule | Event::TaskListMarker(_) | Event::End(_) => {}
            }
        }
        self.push_words(words, &mut inlines);
        inlines
    }

    /// The next event of the inlines that are read; takes the end off when it is a known one.
    fn next_inline(&mut self, end: Option<TagEnd>) -> Option<(Event<'a>, Range<usize>)> {
        if end.is_none() {
            let (event, _) = self.events.peek()?;
            let stops = match event {
                Event::End(_) | Event::Rule | Event::Html(_) => true,
                Event::Start(tag) => is_block(tag),
                _ => false,
            };
            return if stops { None } else { self.events.next() };
        }
        match self.events.next()? {
            (Event::End(tag), _) if Some(tag) == end => None,
            other => Some(other),
        }
    }

    fn inline_tag(&mut self, tag: Tag<'a>, range: Range<usize>, inlines: &mut Inlines<'a>) {
        if self.depth >= MAX_DEPTH {
            self.skip_deep(&range);
            return;
        }
        self.depth += 1;
        let end = tag.to_end();
        match tag {
            Tag::Emphasis => {
                let inner = self.inlines_from(None, Some(end));
                inlines.push(Inline::Emphasis(inner));
            }
            Tag::Strong => {
                let inner = self.inlines_from(None, Some(end));
                inlines.push(Inline::Strong(inner));
            }
            Tag::Strikethrough => {
                let inner = self.inlines_from(None, Some(end));
                inlines.push(Inline::Strike(inner));
            }
            Tag::Link { link_type, dest_url, .. } => {
                let mut inner = self.inlines_from(None, Some(end));
                let form = match link_type {
                    LinkType::WikiLink { has_pothole } => {
                        if !has_pothole {
                            inner.clear();
                        }
                        LinkForm::Wiki
                    }
                    _ => LinkForm::Inline,
                };
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    // In a table the | of a link is written \|, so that it does not end the cell.
                    LinkType::WikiLink { has_pothole: true } => dest_url.trim_end_matches('\\').to_owned(),
                    _ => dest_url.into_string(),
                };
                let link = self.link(target, form, &range);
                inlines.push(Inline::Link(link, inner));
            }
            Tag::Image { dest_url, title, .. } => {
                let inner = self.inlines_from(None, Some(end));
                let link = self.link(dest_url.into_string(), LinkForm::Image, &range);
                if !title.trim().is_empty() {
                    self.captions.push((link, title.trim().to_owned()));
                }
                inlines.push(Inline::Image(link, plain_text(&inner)));
            }
            _ => inlines.extend(self.inlines_from(None, Some(end))),
        }
        self.depth -= 1;
    }

    fn link(&mut self, target: String, form: LinkForm, range: &Range<usize>) -> usize {
        self.document.links.push(Link { target, form, span: self.marked.span(range) });
        self.document.links.len() - 1
    }

    fn footnote_reference(&mut self, label: &str) -> Inline<'a> {
        // A reference is one of the definition whose name is equal but for capitals.
        let label = label.to_lowercase();
        let next = self.labels.len();
        let index = *self.label_places.entry(label.clone()).or_insert(next);
        if index == next {
            self.labels.push((label, 0));
        }
        self.labels[index].1 += 1;
        Inline::Footnote(index, self.labels[index].1 - 1)
    }

    /// Adds words, with the components in them taken out, and reports links and references to footnotes that are none.
    fn push_words(&mut self, words: Option<Words<'a>>, inlines: &mut Inlines<'a>) {
        let Some(Words { range, other }) = words else { return };
        // What was read as something else than stands there has no components: offsets in it are no offsets in the source.
        if let Some(other) = other {
            let text = match other.strip_prefix(MARK) {
                Some(text) => Cow::Owned(text.to_owned()),
                None => other.into(),
            };
            if !text.is_empty() {
                inlines.push(Inline::Text(text));
            }
            return;
        }
        let text = &self.marked.text[range.clone()];
        // A line that starts with a component in its words is marked too.
        let mut kept = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
        // Up to and with the brace that closes what starts there, as far as it is near.
        let end_of = |colon: usize| {
            let rest = directive::within_reach(&text[colon..]);
            range.start + colon + rest.find('}').map_or(rest.len(), |found| found + 1)
        };
        let mut at = kept;
        while let Some(colon) = memchr(b':', &text.as_bytes()[at..]).map(|found| at + found) {
            at = colon + 1;
            let before = self.marked.text[..range.start + colon].chars().next_back();
            if before.is_some_and(|c| c == ':' || c == '\\') {
                continue;
            }
            let start = range.start + colon;
            let read = match directive::inline(&text[colon..]) {
                Some(read) if before.is_some_and(char::is_alphanumeric) => match read {
                    Ok(head) if !head.arguments.is_empty() => Some(Err("voor de dubbele punt hoort een spatie")),
                    _ => continue,
                },
                read => read,
            };
            match read {
                None => {
                    if let Some(name) = directive::loose(&text[colon..]) {
                        let diagnostic = self.report(&catalogue::LOOSE_DIRECTIVE, &(start..end_of(colon)));
                        diagnostic.arguments.push(("naam", name.to_owned()));
                    }
                }
                Some(Ok(head)) => {
                    if colon > kept {
                        inlines.push(Inline::Text(text[kept..colon].into()));
                    }
                    kept = colon + head.length;
                    at = kept;
                    let call = self.call(head, Form::Inline, &(start..start));
                    inlines.push(Inline::Component(call));
                }
                Some(Err(reason)) => {
                    self.wrong_directive(reason, &text[colon..], &(start..end_of(colon)));
                }
            }
        }
        let rest = &text[kept..];
        if memchr2(b'[', b']', rest.as_bytes()).is_some() {
            self.report_open_brackets(rest, range.start + kept);
            self.report_raw_link(rest, range.start + kept);
        }
        self.report_raw_stars(rest, range.start + kept);
        if kept < text.len() {
            inlines.push(Inline::Text(text[kept..].into()));
        }
    }

    fn finish(mut self, blocks: Vec<Block<'a>>) -> Document<'a> {
        // Of pictures in lists, headings and tables.
        let captions = std::mem::take(&mut self.captions);
        captions.into_iter().for_each(|(link, caption)| self.report_caption(link, caption));
        self.document.blocks = blocks;
        self.document.footnotes = std::mem::take(&mut self.labels)
            .into_iter()
            .map(|(label, references)| Footnote {
                blocks: self.definitions.remove(&label).map(|definition| definition.blocks).unwrap_or_default(),
                references,
            })
            .collect();
        for Definition { label, start, .. } in std::mem::take(&mut self.definitions).into_values() {
            self.report(&catalogue::UNUSED_FOOTNOTE, &start).arguments.push(("naam", label));
        }
        self.document
    }
}

/// Words as they are read.
struct Words<'a> {
    /// Where they stand in the source.
    range: Range<usize>,
    /// What they are, when that is not what stands there.
    other: Option<CowStr<'a>>,
}

impl<'a> Words<'a> {
    fn new(text: CowStr<'a>, range: Range<usize>, source: &str) -> Self {
        let other = if source.get(range.clone()) == Some(&*text) { None } else { Some(text) };
        Self { range, other }
    }

    /// Whether `next` is more of the same words.
    fn goes_on_in(&self, next: &Self) -> bool {
        self.range.end == next.range.start && self.other.is_none() && next.other.is_none()
    }
}

/// A block, or the start or end of a component that holds blocks.
enum Part<'a> {
    Block(Block<'a>),
    Open(usize),
    Close(Range<usize>),
}

/// Takes `{#id}` off the end of a heading. The parser's own reading of it would take the fields of a component at the end of a
/// heading, `## Nu :cijfer{landkaart=gemiddelde}`, for attributes of the heading and drop them.
fn take_heading_id(inlines: &mut Inlines) -> Option<String> {
    let Some(Inline::Text(text)) = inlines.last_mut() else { return None };
    let (before, id) = split_heading_id(text)?;
    let (length, id) = (before.len(), id.to_owned());
    match text {
        Cow::Borrowed(words) => *words = &words[..length],
        Cow::Owned(words) => words.truncate(length),
    }
    if text.is_empty() {
        inlines.pop();
    }
    Some(id)
}

/// The words of a heading, and the id that is written after them as `{#id}`.
pub(super) fn split_heading_id(text: &str) -> Option<(&str, &str)> {
    let start = text.rfind("{#")?;
    let id = text[start + 2..].strip_suffix('}')?;
    let is_name = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || "{}\"'".contains(c));
    is_name.then(|| (text[..start].trim_end(), id))
}

/// Whether `last` ends the code that the line `first` begins: as many signs, or more, and nothing else.
fn is_end_of_code(first: &str, last: &str) -> bool {
    let Some(sign) = first.chars().next() else { return false };
    let count = |line: &str| line.chars().take_while(|c| *c == sign).count();
    let last = last.trim_matches(|c: char| c.is_whitespace() || c == '>');
    count(last) >= count(first) && last.chars().all(|c| c == sign)
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

/// What an editor writes instead of the HTML tag at the start of `html`.
fn markdown_instead_of(html: &str) -> &'static str {
    let name: String = html
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '!')
        .collect::<String>()
        .to_ascii_lowercase();
    match name.as_str() {
        "br" => "zet een \\ aan het eind van de regel.",
        "img" | "picture" => "![wat er te zien is](map/bestand.png)",
        "a" => "[tekst](themas/werkstraat.md)",
        "b" | "strong" => "**vette tekst**",
        "i" | "em" => "*schuine tekst*",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "## Kop",
        "ul" | "ol" | "li" => "- punt van een lijst",
        "table" | "tr" | "td" | "th" => "| kop | kop | met eronder | --- | --- |",
        "details" | "summary" => ":::uitklap{titel=\"Titel\"} … :::",
        "sup" | "sub" => "een voetnoot: [^naam]",
        "p" | "div" | "span" | "section" => "laat de tag weg; een lege regel maakt een nieuwe alinea.",
        "code" | "pre" => "`code`",
        "blockquote" => "> tekst",
        "hr" => "---",
        "!" => "haal het commentaar weg.",
        _ => "laat de tag weg. Wil je een < laten zien? Schrijf dan \\<.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &'static str) -> (Document<'static>, Vec<(&'static str, String)>) {
        let mut diagnostics = Vec::new();
        // A text that is read stays as long as its document; in a test that may be for ever.
        let document = parse(Box::leak(Marked::new(text, 10).into()), &"a.md".into(), &mut diagnostics);
        let found = diagnostics
            .into_iter()
            .map(|d| (d.entry.code, text[d.place.span.start - 10..d.place.span.end - 10].to_owned()))
            .collect();
        (document, found)
    }

    #[test]
    fn directives_need_no_empty_lines_and_keep_their_place() {
        let text =
            "Tekst\n::grafiek{indicator=nww}\nmeer\n\n:::uitklap{titel=\"Zo\"}\n- punt\n:::\nEen :cijfer{a=b} hier.\n";
        let (document, found) = read(text);
        assert_eq!(found, []);
        let shown: Vec<&str> = document.components.iter().map(|c| &text[c.span.start - 10..c.span.end - 10]).collect();
        assert_eq!(shown, ["::grafiek{indicator=nww}", ":::uitklap{titel=\"Zo\"}", ":cijfer{a=b}"]);
        assert!(matches!(document.blocks[3], Block::Component(1, ref body) if body.len() == 1));
    }

    #[test]
    fn definition_lists_still_work() {
        let (document, found) = read("Woord\n: Uitleg\n\n::bronnen\n");
        assert_eq!(found, []);
        assert!(matches!(document.blocks[0], Block::Definitions(_)));
        assert!(matches!(document.blocks[1], Block::Component(0, _)));
    }

    #[test]
    fn mistakes_are_marked_where_they_are() {
        for (text, code, marked) in [
            ("Een <b>vet</b> woord", "KP301", "<b>"),
            ("<div>\nx\n</div>\n", "KP301", "<div>"),
            ("# Titel\n", "KP313", "# Titel\n"),
            (":::uitklap{titel=x}\ntekst\n", "KP307", ":::uitklap{titel=x}"),
            ("tekst\n:::\n", "KP308", ":::"),
            ("Een feit.[^bron]\n", "KP312", "[^bron]"),
            ("Een :cijfer{a b} hier", "KP306", ":cijfer{a b}"),
            ("Zie ::grafiek{a=b} hier", "KP318", "::grafiek{a=b}"),
            ("- ::grafiek{a=b}\n", "KP318", "::grafiek{a=b}"),
            ("| a |\n| --- |\n| ::grafiek{a=b} |\n", "KP318", "::grafiek{a=b}"),
            ("> :::uitklap{titel=x}\n", "KP318", ":::uitklap{titel=x}"),
            ("Nu :cijfer {a=b} hier", "KP306", ":cijfer {a=b}"),
            ("Nu:cijfer{a=b} hier", "KP306", ":cijfer{a=b}"),
            ("| a | b |\n| --- | --- |\n| c | d | e |  f |\n| g |\n", "KP319", "e |  f"),
            ("| a |\n| --- |\nc | d\n", "KP319", "d"),
            ("> | a |\n> | --- |\n> | c | d |\n", "KP319", "d"),
            ("A[^1]\n\n[^1]: een\n\n[^1]: twee\n", "KP325", "[^1]:"),
            ("A[^1]\n\n[^1]: een\n\n[^B]: twee\n\ndrie\n", "KP326", "[^B]:"),
            ("> [^é\\*é]: twee\n", "KP326", "[^é\\*é]:"),
            ("Lees [dit](mijn pagina.md) eens", "KP327", "[dit](mijn pagina.md)"),
            ("Zie ![dit](mijn foto.png).", "KP327", "![dit](mijn foto.png)"),
            ("Lees [dit](pagina.md en meer", "KP327", "[dit](pagina.md en meer"),
            ("Lees [dit] (pagina.md) eens", "KP327", "[dit] (pagina.md)"),
            ("Lees (dit)[https://a.example] eens", "KP327", "(dit)[https://a.example]"),
            ("Lees [**dit** stuk](mijn pagina.md)", "KP327", "](mijn pagina.md)"),
            ("Een ❤ [dit](ß ß) en [dat](ß ß)", "KP327", "[dit](ß ß)"),
            ("##Kop\n", "KP329", "##Kop"),
            ("Tekst\n##Kop \n", "KP329", "##Kop"),
            ("> > Tekst\\\n> > -punt\n", "KP330", "-punt"),
            ("- een\n-twee\n", "KP330", "-twee"),
            ("Tekst\n| a | b |\n", "KP331", "| a | b |"),
            ("> [!NOTE] Tekst\n", "KP332", "[!NOTE] Tekst"),
            ("```\nx\n", "KP333", "```"),
            ("> ~~~~ x\n> y\n> ~~~\n", "KP333", "~~~~ x"),
            ("Een ** twee** en ** drie **\n", "KP334", "** twee**"),
            ("Een **twee\n", "KP334", "**twee"),
            ("een\n\n\ttwee\n\tdrie\n", "KP335", "twee"),
            ("> een\n> twee\n> ---\n", "KP336", "een"),
            ("Een\n:twee\n", "KP337", ":twee"),
            ("-een\r-twee\n", "KP330", "-een"),
            ("Een [^[^bron] hier\n", "KP312", "[^bron]"),
        ] {
            let (_, found) = read(text);
            assert!(found.contains(&(code, marked.to_owned())), "{text:?}: {found:?}");
        }
    }

    #[test]
    fn what_is_meant_as_it_stands_is_no_mistake() {
        for text in [
            "Een \\[dit](mijn pagina) en [dat\\](mijn pagina).",
            "De lijst [1] (zie bijlage) en (a)[b], [] () en [x] (y.md of z).",
            "`[dit](mijn pagina.md)` en [dit](<mijn pagina.md>) en [a](b \"c d\")",
            "Let op:pen {mee} en 10:30{a} en om 10:uur{} of Nu:dus.",
            "| a | b |\n| --- | --- |\n| c | d | |\n| c | d |  |\n| c |\n| e \\| f | g |\n",
            "A[^1] en b[^1]\n\n[^1]: een[^twee]\n\n[^Twee]: nog een\n",
            "> een\n\n---\n\n> ~~~~\n> ~~~\n> ~~~~\n\n- a\n  ````\n  x\n  `````\n- b\n",
            "Een \\** twee, `**`, **drie**, ***vier*** en 2 * 3.\n",
            "\\##Kop\n\\-punt\n\nEen\n: twee\n:\tdrie\n\n> [!NOTE]\n> Tekst\n",
        ] {
            assert_eq!(read(text).1, [], "{text:?}");
        }
    }

    #[test]
    fn lines_that_follow_each_other_are_one_mistake() {
        let (_, found) = read("-een\n-twee\n\n> -drie\n\nvier\n\n-vijf\n\n##Kop\n");
        let found: Vec<(&str, &str)> = found.iter().map(|(code, text)| (*code, text.as_str())).collect();
        assert_eq!(found, [("KP330", "-een"), ("KP330", "-vijf"), ("KP329", "##Kop")]);
    }

    #[test]
    fn a_line_of_a_quotation_or_a_list_may_start_with_a_component() {
        for text in [
            "Begin\n> een\n> :cijfer{a=b} einde.\n",
            "> > een\n> > :cijfer{a=b}\n",
            "- een\n  :cijfer{a=b}\n",
            "```\n> ```\n```\n> een\n> :cijfer{a=b}\n",
        ] {
            let (document, found) = read(text);
            assert_eq!(found, []);
            let [call] = &document.components[..] else { panic!("{text:?}: {document:?}") };
            assert_eq!(&text[call.span.start - 10..call.span.end - 10], ":cijfer{a=b}");
        }
        let (document, found) = read("> ```\n> :cijfer{a=b}\n> ```\n");
        assert_eq!((document.components.len(), found.len()), (0, 0));
        let [Block::Quote(None, blocks)] = &document.blocks[..] else { panic!("{document:?}") };
        assert_eq!(blocks[..], [Block::Code(String::new(), ":cijfer{a=b}\n".to_owned())]);
    }

    #[test]
    fn a_footnote_is_found_whatever_its_capitals() {
        let (document, found) = read("Een feit.[^Bron] Nog een.[^bron]\n\n[^BRON]: De bron.\n");
        assert_eq!(found, []);
        assert_eq!((document.footnotes.len(), document.footnotes[0].references), (1, 2));
        assert!(matches!(document.footnotes[0].blocks[..], [Block::Paragraph(_)]));
    }

    #[test]
    fn no_two_headings_have_one_id() {
        let text =
            "## Deel\n\n## Deel\n\n## Deel 2\n\n## Deel\n\n## Deel {#deel-4}\n\n## Anders {#eigen}\n\n## Eigen\n";
        let (document, found) = read(text);
        let ids: Vec<&str> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["deel", "deel-2", "deel-2-2", "deel-3", "deel-4", "eigen", "eigen-2"]);
        assert_eq!(found, []);
        let (_, found) = read("## Deel\n\n## Anders {#deel}\n");
        assert_eq!(found, [("KP316", "## Anders {#deel}\n".to_owned())]);
        let (document, found) = read("## Anders {#_inhoud}\n");
        assert_eq!((found[0].0, document.headings[0].id.as_str()), ("KP317", "anders"));
    }

    #[test]
    fn a_picture_by_itself_takes_its_caption() {
        let (document, found) =
            read("## ![a](a.png \"A\")\n\n![b](b.png \"B\")\n\n![c](c.png)\n\n- ![d](d.png \"D\")\n");
        assert_eq!(document.blocks[1], Block::Figure(1, "b".to_owned(), "B".to_owned()));
        assert!(matches!(document.blocks[2], Block::Paragraph(_)));
        assert_eq!(found, [("KP324", "![a](a.png \"A\")".to_owned()), ("KP324", "![d](d.png \"D\")".to_owned())]);
    }

    #[test]
    fn deep_nesting_is_reported_and_does_not_overflow() {
        for text in [">".repeat(5000) + "x", "- ".repeat(3000) + "x", "*a ".repeat(5000), "[".repeat(5000)] {
            let mut diagnostics = Vec::new();
            parse(&Marked::new(&text, 0), &"a.md".into(), &mut diagnostics);
        }
        let mut diagnostics = Vec::new();
        parse(&Marked::new(&(">".repeat(100) + "x"), 0), &"a.md".into(), &mut diagnostics);
        assert_eq!(diagnostics[0].entry.code, "KP309");
    }
}
