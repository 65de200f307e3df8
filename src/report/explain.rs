//! What the catalogue says of one code, for `explain`.

use std::fmt::Write;

use crate::diagnostic::catalogue::{self, Example};
use crate::diagnostic::{Entry, Language, nearest};

/// All the catalogue says of an entry: what is wrong, why it matters, what to do, and what it looks like.
pub fn explain(entry: &Entry, language: Language) -> String {
    let [why, fix] = language.choose(["Waarom dit telt", "Wat je doet"], ["Why it matters", "What to do"]);
    let mut out = format!("{} ({})\n\n{}\n\n", entry.code, entry.level.name(language), entry.general(language));
    let _ = write!(out, "{why}\n  {}\n\n{fix}\n  {}\n", entry.why(language), entry.general_fix(language));
    if let Some(Example { wrong, right, .. }) = &entry.example {
        let [bad, good] = language.choose(["Niet zo", "Maar zo"], ["Wrong", "Right"]);
        let _ = write!(out, "\n{bad}\n{}\n{good}\n{}", indented(wrong), indented(right));
    }
    out
}

/// What to say of a code that does not exist, with the nearest that does.
pub fn unknown(code: &str, language: Language) -> String {
    let codes = catalogue::all().map(|entry| entry.code);
    let said = language.choose(format!("er is geen melding '{code}'."), format!("there is no code '{code}'."));
    match nearest(code, codes) {
        Some(near) => language.choose(format!("{said} Bedoelde je {near}?"), format!("{said} Did you mean {near}?")),
        None => said,
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect()
}
