//! Markdown → [`Document`]. CommonMark with tables, footnotes, alerts, definition lists, heading ids, `[[links]]` and components.
//!
//! Places are counted from the start of the file. Raw HTML is reported and left out, so no tag of an editor reaches a page.

mod components;
mod inlines;
mod leftovers;
mod raw_link;
mod raw_marks;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd,
};

use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::parse::directive;
use crate::parse::document::{Alert, Align, Block, Document, Footnote, Heading, Inline, Table, plain_text};
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
        bullets: 0,
        in_cell: false,
        in_link: false,
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
    /// Where the last list with bullets begins.
    bullets: usize,
    /// Whether a cell of a table is being read.
    in_cell: bool,
    /// Whether the words of a link or a picture are being read.
    in_link: bool,
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
                let begin = range.start;
                let mut items = Vec::new();
                while let Some((event, range)) = self.events.next() {
                    match event {
                        Event::Start(Tag::Item) => {
                            if self.depth == 1 {
                                self.report_joined_line(range);
                            }
                            items.push(self.blocks(Some(TagEnd::Item)));
                        }
                        _ => break,
                    }
                }
                self.report_list_that_goes_on(start, parts);
                if start.is_none() {
                    self.bullets = begin;
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
        if inlines.is_empty() {
            self.report(&catalogue::EMPTY_HEADING, &range);
        }
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

    /// Keeps the text of a footnote; the first, when there are two of one name.
    fn footnote(&mut self, label: &str, blocks: Vec<Block<'a>>, range: Range<usize>) {
        let text = &self.marked.text[range.clone()];
        let start = range.start..range.start + text.find("]:").map_or(text.len(), |end| end + "]:".len());
        let name = label.to_lowercase();
        if blocks.is_empty() {
            self.report(&catalogue::EMPTY_FOOTNOTE, &start).arguments.push(("naam", label.to_owned()));
        }
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
        if self.ends_reported_html(html) {
            return;
        }
        let shown: String = html.chars().take(40).collect();
        let advice = match markdown_instead_of(html) {
            // A line break would end the row.
            BREAK if self.in_cell => "in een cel kan geen nieuwe regel. Maak er twee rijen van, of zet een komma.",
            advice => advice,
        };
        let diagnostic = self.report(&catalogue::RAW_HTML, &range);
        diagnostic.arguments.push(("html", shown));
        diagnostic.arguments.push(("voorstel", advice.to_owned()));
    }

    /// Whether this is the end of a tag that was told of a moment ago: both are one mistake.
    fn ends_reported_html(&self, html: &str) -> bool {
        // Problems that are looked back over: one that lies further back is told again, and a file full of ends takes linear time.
        const BETWEEN: usize = 20;
        let Some(name) = html.strip_prefix("</").map(|rest| rest.trim_end_matches('>').trim()) else { return false };
        let begins = |shown: &str| {
            let rest = shown.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.diagnostics.iter().rev().take(BETWEEN).any(|problem| {
            let mut shown = problem.arguments.iter().filter(|(name, _)| *name == "html");
            problem.entry == &catalogue::RAW_HTML && shown.any(|(_, html)| begins(html))
        })
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
        let written = self.marked.text[range.clone()].trim_end();
        let mut absent = 0;
        self.in_cell = true;
        while let Some((event, cell)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    shown = cell.end;
                    // The parser adds those that a short row lacks.
                    absent += usize::from(cell.is_empty() && cell.start >= range.start + written.len());
                    cells.push(self.inlines_from(None, Some(TagEnd::TableCell)));
                }
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        self.in_cell = false;
        if cells.len() > 1 && !written.contains('|') {
            let range = range.start..range.start + written.len();
            if written.contains('\t') {
                let right = raw_marks::tabbed(written).right;
                self.report(&catalogue::TABBED_ROW, &range).arguments.push(("goed", right));
            } else {
                self.report(&catalogue::UNDER_TABLE, &range);
            }
        } else if absent > 0 {
            let diagnostic = self.report(&catalogue::SHORT_ROW, &(range.start..range.start + written.len()));
            diagnostic.arguments.push(("aantal", (cells.len() - absent).to_string()));
            diagnostic.arguments.push(("nodig", cells.len().to_string()));
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

    fn finish(mut self, blocks: Vec<Block<'a>>) -> Document<'a> {
        // Of pictures in lists, headings and tables.
        let captions = std::mem::take(&mut self.captions);
        captions.into_iter().for_each(|(link, caption)| self.report_caption(link, caption));
        self.settle_footnotes();
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

/// A block, or the start or end of a component that holds blocks.
enum Part<'a> {
    Block(Block<'a>),
    /// None of one that is not written well, which was told of: what it would hold stays.
    Open(Option<usize>),
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

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

/// What an editor writes instead of `<br>`.
const BREAK: &str = "zet een \\ aan het eind van de regel.";

/// What an editor writes instead of the HTML tag at the start of `html`.
fn markdown_instead_of(html: &str) -> &'static str {
    let name: String = html
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '!')
        .collect::<String>()
        .to_ascii_lowercase();
    match name.as_str() {
        "br" => BREAK,
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
mod tests;
