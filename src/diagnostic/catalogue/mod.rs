//! Every problem the program can report, with its code, level, texts in both languages, and an example. One file per area.
//!
//! `{…}` in a message or fix is filled in by the diagnostic. Dutch texts are for editors: short, with "je". The messages, the
//! command `explain` and the handbook's list of codes all come from here; the tests build the examples.

use super::{Language, Level};

/// One kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stable code, for example `KP110`.
    pub code: &'static str,
    /// How bad it is, when the portal's settings do not say otherwise.
    pub level: Level,
    /// What it looks like, wrong and right, where a few lines show it.
    pub example: Option<Example>,
    nl: &'static str,
    en: &'static str,
    fix_nl: &'static str,
    fix_en: &'static str,
    why_nl: &'static str,
    why_en: &'static str,
}

/// A few lines of a portal that have a problem, and the same lines without it.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// Where the lines stand.
    pub part: Part,
    /// Lines with the problem.
    pub wrong: &'static str,
    /// The same without it.
    pub right: &'static str,
}

/// Where the lines of an example stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole file of a page.
    Page,
    /// Part of a page's text.
    Text,
    /// Fields in the front matter of a practice.
    Practice,
}

impl Entry {
    /// What is wrong.
    pub fn message(&self, language: Language) -> &'static str {
        language.choose(self.nl, self.en)
    }

    /// What is wrong, with … where a diagnostic fills in a word.
    pub fn general(&self, language: Language) -> String {
        blanks(self.message(language))
    }

    /// What to do about it, with … where a diagnostic fills in a word.
    pub fn general_fix(&self, language: Language) -> String {
        blanks(self.fix(language))
    }

    /// What to do about it.
    pub fn fix(&self, language: Language) -> &'static str {
        language.choose(self.fix_nl, self.fix_en)
    }

    /// Why it matters.
    pub fn why(&self, language: Language) -> &'static str {
        language.choose(self.why_nl, self.why_en)
    }
}

/// A text with … in place of each `{…}`.
fn blanks(text: &str) -> String {
    let mut parts = text.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((name, rest)) if !name.contains(' ') => out.extend(["…", rest]),
            _ => out.extend(["{", part]),
        }
    }
    out
}

macro_rules! catalogue {
    ($($name:ident $code:literal $level:ident {
        nl: $nl:literal, en: $en:literal, fix_nl: $fix_nl:literal, fix_en: $fix_en:literal,
        why_nl: $why_nl:literal, why_en: $why_en:literal
        $(, example: $part:ident { wrong: $wrong:literal, right: $right:literal })?
    })*) => {
        $(
            #[doc = concat!($code, ": ", $en)]
            pub static $name: $crate::diagnostic::Entry = $crate::diagnostic::Entry {
                code: $code,
                level: $crate::diagnostic::Level::$level,
                example: {
                    #[allow(unused_mut, unused_assignments)]
                    let mut example = None;
                    $(
                        example = Some($crate::diagnostic::catalogue::Example {
                            part: $crate::diagnostic::catalogue::Part::$part,
                            wrong: $wrong,
                            right: $right,
                        });
                    )?
                    example
                },
                nl: $nl, en: $en, fix_nl: $fix_nl, fix_en: $fix_en, why_nl: $why_nl, why_en: $why_en,
            };
        )*
        /// The entries of this area, by code.
        pub(super) static AREA: &[&$crate::diagnostic::Entry] = &[$(&$name),*];
    };
}
use catalogue;

mod advice;
mod data;
mod fields;
mod files;
mod geo;
mod import;
mod links;
mod practice;
mod text;
mod theme;

pub use advice::*;
pub use data::*;
pub use fields::*;
pub use files::*;
pub use geo::*;
pub use import::*;
pub use links::*;
pub use practice::*;
pub use text::*;
pub use theme::*;

/// All areas with the name a handbook gives them, in the order of their codes.
pub static AREAS: &[(&str, &[&Entry])] = &[
    ("bestanden", files::AREA),
    ("kop", fields::AREA),
    ("links", links::AREA),
    ("tekst", text::AREA),
    ("praktijken", practice::AREA),
    ("gegevens", data::AREA),
    ("kaart", geo::AREA),
    ("thema", theme::AREA),
    ("inlezen", import::AREA),
    ("adviezen", advice::AREA),
];

/// What the rules over texts say.
pub static ADVICE: &[&Entry] = advice::AREA;

/// What can have another level by `portaal.yaml`, and of which a page can be an exception: advice, and links out of the portal.
pub fn adjustable() -> impl Iterator<Item = &'static Entry> {
    ADVICE.iter().copied().chain([&DEAD_LINK])
}

/// All entries, by area and code.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    AREAS.iter().flat_map(|(_, area)| area.iter().copied())
}

/// The entry with this code; capitals make no difference.
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code.eq_ignore_ascii_case(code))
}
