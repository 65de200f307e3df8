//! A good practice tells the same story in the same order, so that readers can compare: each fixed section is there and has text.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::portal::{Page, PageKind};
use crate::parse::Text;
use crate::parse::document::Section;
use crate::source::{Place, SourcePath, Span};

/// The sections of a practice, in order.
pub const SECTIONS: [&str; 6] = ["Aanleiding", "Aanpak", "Resultaat", "Wat ging mis", "Randvoorwaarden", "Lessen"];

/// Reports a practice with a section that is missing, empty, there twice, unknown or of the wrong level.
pub fn check(page: &Page, path: &SourcePath, text: &Text, diagnostics: &mut Vec<Diagnostic>) {
    if page.kind != PageKind::Praktijk {
        return;
    }
    let heading = |at: usize| page.text.as_ref()?.page.headings.get(at);
    let words = |at: usize| heading(at).map_or("", |heading| heading.text.trim());
    let title = |section: &Section| words(section.heading);
    let place = |span: Span| Place { path: path.clone(), span };
    let end = Span { start: text.span.end, end: text.span.end };
    let unknown = text.sections.iter().filter(|section| !SECTIONS.contains(&title(section)));
    let unknown: Vec<Diagnostic> = unknown
        .map(|section| {
            Diagnostic::new(&catalogue::UNKNOWN_SECTION, place(section.span))
                .with("sectie", title(section))
                .with("secties", SECTIONS.join(", "))
                .suggest(title(section), SECTIONS)
        })
        .collect();
    let is_misspelled = |name: &str| unknown.iter().any(|problem| problem.suggestion.as_deref() == Some(name));
    let below = |name: &str| text.subheadings.iter().find(|(at, _)| words(*at) == name);
    for name in SECTIONS {
        let mut named = text.sections.iter().filter(|section| title(section) == name);
        match named.next() {
            // It is there, with a typing error in its heading.
            None if is_misspelled(name) => {}
            None => {
                let problem = match below(name) {
                    Some((_, span)) => Diagnostic::new(&catalogue::SECTION_LEVEL, place(*span)),
                    // The place is the end of the file: that is where a new section is written.
                    None => Diagnostic::new(&catalogue::MISSING_SECTION, place(end)),
                };
                diagnostics.push(problem.with("sectie", name));
            }
            Some(section) if section.is_empty => {
                diagnostics.push(Diagnostic::new(&catalogue::EMPTY_SECTION, place(section.span)).with("sectie", name));
            }
            Some(first) => diagnostics.extend(named.next().map(|second| {
                let problem = Diagnostic::new(&catalogue::DOUBLE_SECTION, place(second.span));
                problem.with("sectie", name).related(place(first.span))
            })),
        }
    }
    diagnostics.extend(unknown);
}
