//! Document → HTML. Ids the program gives start with `_`, which no heading's id does. The only place where an editor's text becomes tags; everything that is text is escaped here.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::model::links::Target;
use crate::model::words::Words;
use crate::parse::document::{Alert, Align, Block, Document, Footnote, Inline, LinkForm, Table};
use crate::render::glossary::{Glossary, Mention};

/// What a component shows in the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Finished HTML.
    Html(String),
    /// A part that opens, with its title; its body is the component's text.
    Disclosure(String),
}

/// Everything the text of one page is printed from.
pub struct Body<'a> {
    /// The text.
    pub document: &'a Document,
    /// What each link leads to.
    pub links: &'a [Target],
    /// What each component shows.
    pub components: &'a [Shown],
    /// Terms that are explained at their first use.
    pub glossary: &'a Glossary,
    /// Fixed words.
    pub words: &'a Words,
}

/// The HTML of a text, and the glossary terms that were marked in it.
pub struct Printed {
    /// The HTML.
    pub html: String,
    /// The terms, in order of first use.
    pub mentions: Vec<Mention>,
}

/// Prints a text.
pub fn print(body: &Body) -> Printed {
    let mut printer = Printer {
        body,
        out: String::with_capacity(8 * 1024),
        heading: String::new(),
        tables: 0,
        mentions: Vec::new(),
        explain: false,
    };
    printer.blocks(&body.document.blocks);
    printer.footnotes(&body.document.footnotes);
    Printed { html: printer.out, mentions: printer.mentions }
}

/// `text` with `&`, `<`, `>` and quotes made harmless, for text and for attributes in double quotes.
pub fn escape(text: &str, out: &mut String) {
    let mut kept = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[kept..at]);
        out.push_str(entity);
        kept = at + 1;
    }
    out.push_str(&text[kept..]);
}

/// `text`, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}

struct Printer<'a> {
    body: &'a Body<'a>,
    out: String,
    /// Text of the last heading: the name of a table below it.
    heading: String,
    /// Tables below that heading so far.
    tables: usize,
    mentions: Vec<Mention>,
    /// Whether terms are explained here: in running text, not in headings and links.
    explain: bool,
}

impl<'a> Printer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(index, inlines) => {
                let heading = &self.body.document.headings[*index];
                self.heading.clone_from(&heading.text);
                self.tables = 0;
                self.out.push_str(&format!("<h{} id=\"{}\">", heading.level, escaped(&heading.id)));
                self.inlines(inlines);
                self.out.push_str(&format!("</h{}>\n", heading.level));
            }
            Block::Paragraph(inlines) => {
                self.out.push_str("<p>");
                self.running(inlines);
                self.out.push_str("</p>\n");
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
            Block::Component(index, blocks) => match &self.body.components[*index] {
                Shown::Html(html) => {
                    self.out.push_str(html);
                    self.out.push('\n');
                }
                Shown::Disclosure(title) => {
                    self.out.push_str("<details class=\"uitklap\"><summary>");
                    escape(title, &mut self.out);
                    self.out.push_str("</summary>\n<div class=\"uitklap-inhoud\">\n");
                    self.blocks(blocks);
                    self.out.push_str("</div></details>\n");
                }
            },
        }
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Vec<Block>]) {
        let tag = match start {
            None => {
                self.out.push_str("<ul>\n");
                "ul"
            }
            Some(1) => {
                self.out.push_str("<ol>\n");
                "ol"
            }
            Some(number) => {
                self.out.push_str(&format!("<ol start=\"{number}\">\n"));
                "ol"
            }
        };
        for item in items {
            self.out.push_str("<li>");
            self.blocks(item);
            self.out.push_str("</li>\n");
        }
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn alert(&mut self, alert: Alert, blocks: &'a [Block]) {
        let name = match alert {
            Alert::Note => "noot",
            Alert::Tip => "tip",
            Alert::Important => "belangrijk",
            Alert::Warning => "let-op",
            Alert::Caution => "gevaar",
        };
        let title = self.body.words.get(match alert {
            Alert::Note => "melding.noot",
            Alert::Tip => "melding.tip",
            Alert::Important => "melding.belangrijk",
            Alert::Warning => "melding.let_op",
            Alert::Caution => "melding.gevaar",
        });
        self.out.push_str(&format!(
            "<div class=\"melding melding-{name}\" role=\"note\">\n<p class=\"melding-titel\">{}</p>\n",
            escaped(title)
        ));
        self.blocks(blocks);
        self.out.push_str("</div>\n");
    }

    fn code(&mut self, language: &str, code: &str) {
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(&format!(" class=\"language-{}\"", escaped(language)));
        }
        self.out.push('>');
        match highlighted(language, code) {
            Some(html) => self.out.push_str(&html),
            None => escape(code, &mut self.out),
        }
        self.out.push_str("</code></pre>\n");
    }

    /// A table in a box that scrolls on a narrow screen; the box is named after the heading above it.
    fn table(&mut self, table: &'a Table) {
        self.tables += 1;
        // Two boxes on a page may not have one name.
        let number = if self.tables > 1 { format!(" ({})", self.tables) } else { String::new() };
        let name = self.body.words.fill("tabel.naam", &[("kop", &self.heading)]) + &number;
        self.out.push_str(&format!(
            "<div class=\"tabelvak\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n<thead><tr>",
            escaped(&name)
        ));
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

    fn cell(&mut self, open: &str, close: &str, align: Option<&Align>, inlines: &'a [Inline]) {
        let class = match align {
            Some(Align::Center) => " class=\"midden\"",
            Some(Align::End) => " class=\"getal\"",
            _ => "",
        };
        self.out.push_str(&format!("<{open}{class}>"));
        if close == "td" {
            self.running(inlines);
        } else {
            self.inlines(inlines);
        }
        self.out.push_str(&format!("</{close}>"));
    }

    /// Inlines in which terms are explained.
    fn running(&mut self, inlines: &'a [Inline]) {
        self.explain = true;
        self.inlines(inlines);
        self.explain = false;
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) if self.explain => {
                self.body.glossary.explain(text, &mut self.mentions, &mut self.out);
            }
            Inline::Text(text) => escape(text, &mut self.out),
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Strike(inner) => self.wrapped("s", inner),
            Inline::Code(code) => {
                self.out.push_str("<code>");
                escape(code, &mut self.out);
                self.out.push_str("</code>");
            }
            Inline::Link(index, inner) => self.link(*index, inner),
            Inline::Image(index, alternative) => {
                if let Target::Asset(href) = &self.body.links[*index] {
                    self.out.push_str(&format!(
                        "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
                        escaped(href),
                        escaped(alternative)
                    ));
                } else {
                    escape(alternative, &mut self.out);
                }
            }
            Inline::Footnote(note, reference) => {
                let number = note + 1;
                let label = self.body.words.fill("voetnoot.naar", &[("nummer", &number.to_string())]);
                self.out.push_str(&format!(
                    "<sup class=\"noot\"><a href=\"#_noot-{number}\" id=\"{}\" aria-label=\"{}\">{number}</a></sup>",
                    reference_id(*note, *reference),
                    escaped(&label)
                ));
            }
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.push_str("<br>\n"),
            Inline::Component(index) => {
                if let Shown::Html(html) = &self.body.components[*index] {
                    self.out.push_str(html);
                }
            }
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &'a [Inline]) {
        self.out.push_str(&format!("<{tag}>"));
        self.inlines(inner);
        self.out.push_str(&format!("</{tag}>"));
    }

    fn link(&mut self, index: usize, inner: &'a [Inline]) {
        let explain = std::mem::replace(&mut self.explain, false);
        let form = self.body.document.links[index].form;
        match &self.body.links[index] {
            Target::Page { href, title } => {
                self.out.push_str(&format!("<a href=\"{}\">", escaped(href)));
                if inner.is_empty() && form == LinkForm::Wiki {
                    escape(title, &mut self.out)
                } else {
                    self.inlines(inner)
                }
                self.out.push_str("</a>");
            }
            Target::Asset(href) => {
                self.out.push_str(&format!("<a href=\"{}\">", escaped(href)));
                self.inlines(inner);
                self.out.push_str("</a>");
            }
            Target::External(address) => {
                self.out.push_str(&format!("<a href=\"{}\" rel=\"noopener\">", escaped(address)));
                self.inlines(inner);
                self.out.push_str("</a>");
            }
            Target::Broken if inner.is_empty() => escape(&self.body.document.links[index].target, &mut self.out),
            Target::Broken => self.inlines(inner),
        }
        self.explain = explain;
    }

    fn footnotes(&mut self, footnotes: &'a [Footnote]) {
        if footnotes.is_empty() {
            return;
        }
        let title = escaped(self.body.words.get("voetnoot.titel"));
        self.out.push_str(&format!(
            "<section class=\"voetnoten\" aria-labelledby=\"_voetnoten\">\n<h2 id=\"_voetnoten\">{title}</h2>\n<ol>\n"
        ));
        for (index, footnote) in footnotes.iter().enumerate() {
            self.out.push_str(&format!("<li id=\"_noot-{}\">", index + 1));
            match footnote.blocks.as_slice() {
                // One paragraph, as nearly all are: the way back stands on its last line.
                [Block::Paragraph(inlines)] => {
                    self.out.push_str("<p>");
                    self.inlines(inlines);
                    self.back_links(index, footnote.references);
                    self.out.push_str("</p>");
                }
                blocks => {
                    self.blocks(blocks);
                    self.out.push_str("<p>");
                    self.back_links(index, footnote.references);
                    self.out.push_str("</p>");
                }
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn back_links(&mut self, note: usize, references: usize) {
        for reference in 0..references {
            let number = (note + 1).to_string();
            let label = self.body.words.fill("voetnoot.terug", &[("nummer", &number)]);
            self.out.push_str(&format!(
                " <a class=\"terug\" href=\"#{}\" aria-label=\"{}\">↩</a>",
                reference_id(note, reference),
                escaped(&label)
            ));
        }
    }
}

fn reference_id(note: usize, reference: usize) -> String {
    if reference == 0 {
        format!("_verwijzing-{}", note + 1)
    } else {
        format!("_verwijzing-{}-{}", note + 1, reference + 1)
    }
}

/// Code with classes for its parts; none for a language that is not known. The syntaxes are loaded when first needed.
fn highlighted(language: &str, code: &str) -> Option<String> {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    if language.is_empty() {
        return None;
    }
    let syntaxes = SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let mut generator =
        ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, ClassStyle::SpacedPrefixed { prefix: "c-" });
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
