//! Printed text → HTML: fills the gaps that other files decide. Ids the program gives start with `_`, which no heading's id does.

use std::fmt::Write;

use crate::escape::{escape, escaped};
use crate::model::links::Target;
use crate::model::portal::Portal;
use crate::parse::code;
use crate::parse::document::{Alert, Link, LinkForm};
use crate::parse::printed::{Gap, Piece, Pieces, reference_id};
use crate::percent;
use crate::render::glossary::{Glossary, Mention};
use crate::render::pictures;

/// What a component shows in the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Finished HTML.
    Html(String),
    /// A part that opens, with its title; its body is the component's text.
    Disclosure(String),
}

/// Everything the text of one page is filled from.
pub struct Body<'a> {
    /// The text, with gaps.
    pub printed: &'a str,
    /// Its links as written.
    pub links: &'a [Link],
    /// What each link leads to.
    pub targets: &'a [Target],
    /// What each component shows.
    pub components: &'a [Shown],
    /// Terms that are explained at their first use.
    pub glossary: &'a Glossary,
    /// The portal: addresses, titles and fixed words.
    pub portal: &'a Portal,
}

/// The HTML of a text, and the glossary terms that were marked in it.
pub struct Filled {
    /// The HTML.
    pub html: String,
    /// The terms, in order of first use.
    pub mentions: Vec<Mention>,
}

/// Fills in a text.
pub fn fill(body: &Body) -> Filled {
    let mut filler =
        Filler { body, out: String::with_capacity(body.printed.len() * 5 / 4), mentions: Vec::new(), pictures: 0 };
    let mut pieces = Pieces::of(body.printed);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Html(html) => filler.out.push_str(html),
            Piece::Running(text) => body.glossary.explain(text, &mut filler.mentions, &mut filler.out),
            Piece::Gap(Gap::Component(index)) => match &body.components[index] {
                Shown::Html(html) => {
                    filler.out.push_str(html);
                    pieces.skip_component(index);
                }
                Shown::Disclosure(title) => {
                    filler.out.push_str("<details class=\"uitklap\"><summary>");
                    escape(title, &mut filler.out);
                    filler.out.push_str("</summary>\n<div class=\"uitklap-inhoud\">\n");
                }
            },
            Piece::Gap(gap) => filler.gap(gap),
        }
    }
    Filled { html: filler.out, mentions: filler.mentions }
}

struct Filler<'a> {
    body: &'a Body<'a>,
    out: String,
    mentions: Vec<Mention>,
    /// Pictures so far.
    pictures: usize,
}

impl Filler<'_> {
    fn tag(&mut self, tag: std::fmt::Arguments) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(tag);
    }

    fn gap(&mut self, gap: Gap) {
        let words = &self.body.portal.words;
        match gap {
            Gap::Link(index, empty) => self.link(index, empty),
            Gap::LinkEnd(index) => {
                if self.body.targets[index] != Target::Broken {
                    self.out.push_str("</a>");
                }
            }
            Gap::Image(index, alternative) => match &self.body.targets[index] {
                Target::Asset(route) => {
                    pictures::tag(self.body.portal, route, alternative, self.pictures > 0, &mut self.out);
                    self.pictures += 1;
                }
                _ => escape(alternative, &mut self.out),
            },
            Gap::TableName(heading, number) => {
                // Two boxes on a page may not have one name.
                let number = if number > 1 { format!(" ({number})") } else { String::new() };
                let name = match heading {
                    // There is no heading above it.
                    "" => words.get("tabel.woord").to_owned(),
                    heading => words.fill("tabel.naam", &[("kop", heading)]),
                } + &number;
                escape(&name, &mut self.out);
            }
            Gap::Note(note, reference) => {
                let number = note + 1;
                let label = words.fill("voetnoot.naar", &[("nummer", &number.to_string())]);
                self.tag(format_args!(
                    "<sup class=\"noot\"><a href=\"#_noot-{number}\" id=\"{}\" aria-label=\"{}\">{number}</a></sup>",
                    reference_id(note, reference),
                    escaped(&label)
                ));
            }
            Gap::NoteBack(note, references) => {
                let label = words.fill("voetnoot.terug", &[("nummer", &(note + 1).to_string())]);
                for reference in 0..references {
                    self.tag(format_args!(
                        " <a class=\"terug\" href=\"#{}\" aria-label=\"{}\">↩</a>",
                        reference_id(note, reference),
                        escaped(&label)
                    ));
                }
            }
            Gap::NotesTitle => escape(words.get("voetnoot.titel"), &mut self.out),
            Gap::Alert(alert) => {
                let key = match alert {
                    Alert::Note => "melding.noot",
                    Alert::Tip => "melding.tip",
                    Alert::Important => "melding.belangrijk",
                    Alert::Warning => "melding.let_op",
                    Alert::Caution => "melding.gevaar",
                };
                escape(words.get(key), &mut self.out);
            }
            Gap::Code(language, code) => match code::highlighted(language, code) {
                Some(html) => self.out.push_str(&html),
                None => escape(code, &mut self.out),
            },
            // Only reached for a part that opens: of other components the body is passed over.
            Gap::ComponentEnd(_) => self.out.push_str("</div></details>"),
            Gap::Component(_) => {}
        }
    }

    fn link(&mut self, index: usize, empty: bool) {
        let written = &self.body.links[index];
        match &self.body.targets[index] {
            Target::Page(route, anchor) => {
                self.out.push_str("<a href=\"");
                escape(&self.body.portal.base_path, &mut self.out);
                escape(&route.as_str()[1..], &mut self.out);
                if let Some(anchor) = anchor {
                    self.out.push('#');
                    escape(anchor, &mut self.out);
                }
                self.out.push_str("\">");
                if empty && written.form == LinkForm::Wiki {
                    escape(self.body.portal.title_at(route), &mut self.out);
                }
            }
            Target::Asset(route) => {
                let href = escaped(&percent::path(&route.href(&self.body.portal.base_path)));
                self.tag(format_args!("<a href=\"{href}\">"));
            }
            Target::External => {
                self.out.push_str("<a href=\"");
                escape(written.target.trim(), &mut self.out);
                self.out.push_str("\" rel=\"noopener\">");
            }
            Target::Broken if empty => escape(&written.target, &mut self.out),
            Target::Broken => {}
        }
    }
}
