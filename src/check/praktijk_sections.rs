//! A good practice tells the same story in the same order, so that readers can compare: each fixed section is there and has text.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::portal::{Portal, Text};
use crate::parse::document::{Block, Document};
use crate::source::{Place, Span};

/// The sections of a practice, in order.
pub const SECTIONS: [&str; 6] = ["Aanleiding", "Aanpak", "Resultaat", "Wat ging mis", "Randvoorwaarden", "Lessen"];

/// Reports practices with a section that is missing, empty or unknown.
pub fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for praktijk in portal.praktijken.iter() {
        if let Some(text) = &portal.pages[praktijk.page].text {
            check_text(text, diagnostics);
        }
    }
}

fn check_text(text: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let page = text.page();
    let place = |span: Span| Place { path: text.source.path.clone(), span };
    let sections = sections(&page.document);
    for name in SECTIONS {
        match sections.iter().find(|section| section.title == name) {
            // The place is the end of the file: that is where a new section is written.
            None => diagnostics.push(
                Diagnostic::new(&catalogue::MISSING_SECTION, place(Span { start: page.body.end, end: page.body.end }))
                    .with("sectie", name),
            ),
            Some(section) if section.is_empty => {
                diagnostics.push(Diagnostic::new(&catalogue::EMPTY_SECTION, place(section.span)).with("sectie", name));
            }
            Some(_) => {}
        }
    }
    for section in sections.iter().filter(|section| !SECTIONS.contains(&section.title)) {
        diagnostics.push(
            Diagnostic::new(&catalogue::UNKNOWN_SECTION, place(section.span))
                .with("sectie", section.title)
                .with("secties", SECTIONS.join(", "))
                .suggest(section.title, SECTIONS),
        );
    }
}

struct Section<'a> {
    title: &'a str,
    span: Span,
    is_empty: bool,
}

/// The parts of a text that start with a heading of level 2.
fn sections(document: &Document) -> Vec<Section<'_>> {
    let mut sections: Vec<Section> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(index, _) if document.headings[*index].level == 2 => {
                let heading = &document.headings[*index];
                sections.push(Section { title: heading.text.trim(), span: heading.span, is_empty: true });
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
