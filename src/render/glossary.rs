//! Explains glossary terms where a page first uses them.

use std::collections::HashMap;

use crate::escape::escape;
use crate::hash::{Hash, Hasher};
use crate::model::portal::Portal;
use crate::model::route::Route;
use crate::order::Order;

/// All terms, ready to be found in a text.
#[derive(Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// Terms by their first word in lower case; longest first.
    by_word: HashMap<String, Vec<usize>>,
    /// Whether a term starts with this ASCII character, in lower case.
    first_letters: Letters,
    /// Address of the glossary page.
    href: String,
    /// Equal hashes mean equal glossaries.
    pub hash: Hash,
}

#[derive(Debug)]
struct Term {
    id: String,
    name: String,
    in_full: Option<String>,
    explanation: String,
}

/// A term that was marked in a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Mention {
    /// The term as in the glossary.
    pub naam: String,
    /// In full, for an abbreviation.
    pub voluit: Option<String>,
    /// What it is.
    pub uitleg: String,
    /// Address of the term.
    pub href: String,
}

/// One flag for each ASCII character.
#[derive(Debug)]
struct Letters([bool; 128]);

impl Default for Letters {
    fn default() -> Self {
        Self([false; 128])
    }
}

impl Glossary {
    fn add(&mut self, word: &str, term: Term) {
        let word = word.to_lowercase();
        if let Some(first) = word.chars().next().filter(char::is_ascii) {
            self.first_letters.0[first as usize] = true;
        }
        let numbers = self.by_word.entry(word).or_default();
        numbers.push(self.terms.len());
        self.terms.push(term);
        let terms = &self.terms;
        numbers.order_by_key(|&number| std::cmp::Reverse(terms[number].name.len()));
    }

    /// The glossary of a portal.
    pub fn new(portal: &Portal) -> Self {
        let mut glossary = Self { href: Route::page(&["begrippen"]).href(&portal.base_path), ..Self::default() };
        let mut hasher = Hasher::new();
        hasher.text(&glossary.href);
        for begrip in portal.begrippen.iter() {
            let Some(word) = words(&begrip.naam).next() else { continue };
            hasher.text(&begrip.id.value).text(&begrip.naam).text(begrip.voluit.as_deref().unwrap_or_default());
            hasher.text(&begrip.uitleg);
            let term = Term {
                id: begrip.id.value.clone(),
                name: begrip.naam.clone(),
                in_full: begrip.voluit.clone(),
                explanation: begrip.uitleg.clone(),
            };
            glossary.add(word, term);
        }
        glossary.hash = hasher.finish();
        glossary
    }

    /// Prints `text` into `out`, with a link at each term that is not in `mentions` yet, and adds it there.
    pub fn explain(&self, text: &str, mentions: &mut Vec<Mention>, out: &mut String) {
        if self.terms.is_empty() {
            return escape(text, out);
        }
        let mut printed = 0;
        let mut skip_to = 0;
        for word in words(text) {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            if at < skip_to {
                continue;
            }
            let Some((term, at)) = self.term_at(text, at, word).filter(|(_, at)| *at >= skip_to) else { continue };
            let end = at + term.name.len();
            skip_to = end;
            if mentions.iter().any(|mention| mention.naam == term.name) {
                continue;
            }
            let href = format!("{}#{}", self.href, term.id);
            escape(&text[printed..at], out);
            self.link(term, &text[at..end], &href, out);
            printed = end;
            mentions.push(Mention {
                naam: term.name.clone(),
                voluit: term.in_full.clone(),
                uitleg: term.explanation.clone(),
                href,
            });
        }
        escape(&text[printed..], out);
    }

    fn link(&self, term: &Term, text: &str, href: &str, out: &mut String) {
        out.push_str("<a class=\"begrip\" href=\"");
        escape(href, out);
        out.push_str("\">");
        match &term.in_full {
            Some(in_full) => {
                out.push_str("<abbr title=\"");
                escape(in_full, out);
                out.push_str("\">");
                escape(text, out);
                out.push_str("</abbr>");
            }
            None => escape(text, out),
        }
        out.push_str("</a>");
    }

    /// The longest term of which `word`, at `at`, is the first word, and where it starts.
    fn term_at(&self, text: &str, at: usize, word: &str) -> Option<(&Term, usize)> {
        // Most words start no term: look at the first letter before looking for the word.
        let first = word.chars().next()?;
        if first.is_ascii() && !self.first_letters.0[first.to_ascii_lowercase() as usize] {
            return None;
        }
        let numbers = match self.by_word.get(word) {
            Some(numbers) => numbers,
            None if word.chars().any(char::is_uppercase) => self.by_word.get(&word.to_lowercase())?,
            None => return None,
        };
        numbers.iter().find_map(|&number| {
            let term = &self.terms[number];
            // A name may begin with a sign, as `(re-)integratie` does.
            let start = at.checked_sub(term.name.find(char::is_alphanumeric)?)?;
            let end = start + term.name.len();
            let found = text.get(start..end)?;
            let ends = text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            let is_term = ends && (found == term.name || same_but_first_capital(found, &term.name));
            is_term.then_some((term, start))
        })
    }
}

/// "Werkplein" at the start of a sentence is the term "werkplein".
fn same_but_first_capital(text: &str, name: &str) -> bool {
    let (mut a, mut b) = (text.chars(), name.chars());
    match (a.next(), b.next()) {
        (Some(first), Some(second)) => first.to_lowercase().eq([second]) && a.as_str() == b.as_str(),
        _ => false,
    }
}

/// The runs of letters and digits in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(names: &[(&str, Option<&str>)]) -> Glossary {
        let mut glossary = Glossary { href: "/begrippen/".to_owned(), ..Glossary::default() };
        for (name, in_full) in names {
            let term = Term {
                id: crate::parse::slug::slugify(name),
                name: (*name).to_owned(),
                in_full: in_full.map(str::to_owned),
                explanation: "Uitleg.".to_owned(),
            };
            glossary.add(words(name).next().expect("a word"), term);
        }
        glossary
    }

    #[test]
    fn terms_are_explained_once_and_the_longest_wins() {
        let glossary = glossary(&[
            ("UWV", None),
            ("UWV WERKbedrijf", None),
            ("WW", Some("Werkloosheidswet")),
            ("werkplein", None),
        ]);
        let mut mentions = Vec::new();
        let mut out = String::new();
        glossary.explain("Werkplein & UWV WERKbedrijf: WW-uitkering, UWV, WW, werkpleinen", &mut mentions, &mut out);
        assert_eq!(
            out,
            "<a class=\"begrip\" href=\"/begrippen/#werkplein\">Werkplein</a> &amp; \
             <a class=\"begrip\" href=\"/begrippen/#uwv-werkbedrijf\">UWV WERKbedrijf</a>: \
             <a class=\"begrip\" href=\"/begrippen/#ww\"><abbr title=\"Werkloosheidswet\">WW</abbr></a>-uitkering, \
             <a class=\"begrip\" href=\"/begrippen/#uwv\">UWV</a>, WW, werkpleinen"
        );
        assert_eq!(mentions.len(), 4);
    }

    #[test]
    fn a_term_may_begin_with_a_sign() {
        let glossary = glossary(&[("(re-)integratie", None), ("UWV", None)]);
        let mut out = String::new();
        glossary.explain("re-integratie, UWV(re-)integratie", &mut Vec::new(), &mut out);
        assert_eq!(
            out,
            "re-integratie, <a class=\"begrip\" href=\"/begrippen/#uwv\">UWV</a>\
             <a class=\"begrip\" href=\"/begrippen/#re-integratie\">(re-)integratie</a>"
        );
    }
}
