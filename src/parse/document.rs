//! The tree a page's Markdown becomes: what the text says, before anything is known of other pages.
//!
//! Links and components are kept in lists beside the tree, which refers to them by index. The model resolves those lists;
//! the tree itself is never changed. Its words are borrowed from the text: it lives no longer than it takes to print it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// A page's text.
#[derive(Debug, Default, PartialEq)]
pub struct Document<'t> {
    /// The text from top to bottom, without footnotes.
    pub blocks: Vec<Block<'t>>,
    /// Footnotes in the order in which they are first referred to.
    pub footnotes: Vec<Footnote<'t>>,
    /// Every link and image, in order of the text.
    pub links: Vec<Link>,
    /// Every component, in order of the text.
    pub components: Vec<Call>,
    /// Every heading, in order of the text.
    pub headings: Vec<Heading>,
    /// Where each of those headings stands in the source.
    pub heading_spans: Vec<Span>,
}

impl Document<'_> {
    /// The headings below level 2, by their place among all headings, with where they stand in the source.
    pub fn subheadings(&self) -> Vec<(usize, Span)> {
        let spans = self.headings.iter().zip(&self.heading_spans).enumerate();
        spans.filter(|(_, (heading, _))| heading.level > 2).map(|(at, (_, span))| (at, *span)).collect()
    }

    /// The parts that start with a heading of level 2.
    pub fn sections(&self) -> Vec<Section> {
        let count = self.headings.iter().filter(|heading| heading.level == 2).count();
        let mut sections: Vec<Section> = Vec::with_capacity(count);
        for block in &self.blocks {
            match block {
                Block::Heading(index, _) if self.headings[*index].level == 2 => {
                    sections.push(Section {
                        heading: *index,
                        span: self.heading_spans[*index],
                        line: 0,
                        is_empty: true,
                    });
                }
                _ => {
                    if let Some(section) = sections.last_mut() {
                        section.is_empty = false;
                    }
                }
            }
        }
        sections
    }
}

/// A part of the text that stands on its own.
#[derive(Debug, PartialEq)]
pub enum Block<'t> {
    /// A heading; the index is that in [`Document::headings`].
    Heading(usize, Vec<Inline<'t>>),
    /// A paragraph.
    Paragraph(Vec<Inline<'t>>),
    /// Text directly in an item of a tight list.
    Plain(Vec<Inline<'t>>),
    /// A list; numbered from the given number, or with bullets.
    List(Option<u64>, Vec<Vec<Block<'t>>>),
    /// A quotation, or an alert such as a tip.
    Quote(Option<Alert>, Vec<Block<'t>>),
    /// Code with the name of its language, which may be empty.
    Code(String, String),
    /// A table with a header row.
    Table(Table<'t>),
    /// Terms with their definitions.
    Definitions(Vec<(Vec<Inline<'t>>, Vec<Vec<Block<'t>>>)>),
    /// A horizontal line.
    Rule,
    /// A picture by itself: the index of its link, its alternative text, and what stands below it.
    Figure(usize, String, String),
    /// A component; the index is that in [`Document::components`]. The blocks are its body.
    Component(usize, Vec<Block<'t>>),
}

/// A table as written: every row has as many cells as the head.
#[derive(Debug, PartialEq)]
pub struct Table<'t> {
    /// Alignment of each column.
    pub columns: Vec<Align>,
    /// Cells of the header row.
    pub head: Vec<Vec<Inline<'t>>>,
    /// Cells of the other rows.
    pub rows: Vec<Vec<Vec<Inline<'t>>>>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Align {
    /// As the reader's language does.
    Start,
    /// In the middle.
    Center,
    /// At the end, as numbers are.
    End,
}

/// Kind of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// Something to know.
    Note,
    /// Advice.
    Tip,
    /// Something not to miss.
    Important,
    /// Something that can go wrong.
    Warning,
    /// Something that will hurt.
    Caution,
}

impl Alert {
    /// All kinds, in order.
    pub const ALL: [Alert; 5] = [Alert::Note, Alert::Tip, Alert::Important, Alert::Warning, Alert::Caution];
}

/// A part of a line of text.
#[derive(Debug, PartialEq)]
pub enum Inline<'t> {
    /// Words.
    Text(Cow<'t, str>),
    /// Stressed.
    Emphasis(Vec<Inline<'t>>),
    /// Strongly stressed.
    Strong(Vec<Inline<'t>>),
    /// Struck through.
    Strike(Vec<Inline<'t>>),
    /// Code.
    Code(Cow<'t, str>),
    /// A link; the index is that in [`Document::links`]. No inlines means: show the target's title.
    Link(usize, Vec<Inline<'t>>),
    /// An image with its alternative text; the index is that in [`Document::links`].
    Image(usize, String),
    /// A reference to a footnote: its index, and which reference to it this is, both from 0.
    Footnote(usize, usize),
    /// The end of a line in the source.
    SoftBreak,
    /// The end of a line in the output.
    HardBreak,
    /// A component in the text; the index is that in [`Document::components`].
    Component(usize),
}

/// A heading: levels 2 to 6, as level 1 is the page's title.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Level, 2 to 6.
    pub level: u8,
    /// Its anchor, unique in the page.
    pub id: String,
    /// Its text without markup.
    pub text: String,
}

/// A part of the text that starts with a heading of level 2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The heading, by its place among all headings.
    pub heading: usize,
    /// That heading in the source.
    pub span: Span,
    /// The line of the file that heading stands on, from 1; 0 while it is not known.
    pub line: u32,
    /// Whether nothing stands below it.
    pub is_empty: bool,
}

/// A footnote.
#[derive(Debug, PartialEq)]
pub struct Footnote<'t> {
    /// Its text.
    pub blocks: Vec<Block<'t>>,
    /// How often the text refers to it.
    pub references: usize,
}

/// A link or image as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// What it points to, as typed.
    pub target: String,
    /// How it was written.
    pub form: LinkForm,
    /// The whole link in the source.
    pub span: Span,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkForm {
    /// `[text](target)` or an address as text.
    Inline,
    /// `[[target]]` or `[[target|text]]`.
    Wiki,
    /// `![alternative](target)`.
    Image,
}

/// A component as written: `:name{…}`, `::name{…}` or `:::name{…}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Name of the component.
    pub name: String,
    /// How it was written.
    pub form: Form,
    /// Its arguments in order.
    pub arguments: Vec<Argument>,
    /// The directive in the source, without a body.
    pub span: Span,
}

/// How a component is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// `:name{…}` in a line.
    Inline,
    /// `::name{…}` on its own line.
    Leaf,
    /// `:::name{…}` … `:::` around text.
    Container,
}

/// An argument of a component.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Name.
    pub name: String,
    /// Value without quotes.
    pub value: String,
    /// The whole argument in the source.
    pub span: Span,
}

impl Call {
    /// The value of argument `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.argument(name).map(|argument| argument.value.as_str())
    }

    /// Argument `name`.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }
}

/// The words of some inlines without markup; components and link titles that are not known yet are left out.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_text(inlines, &mut text);
    text
}

fn push_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Image(_, words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) | Inline::Link(_, inner) => {
                push_text(inner, text);
            }
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::Footnote(..) | Inline::Component(_) => {}
        }
    }
}
