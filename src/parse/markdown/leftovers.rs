//! What Markdown leaves as it is, and an editor meant as something else: reported where it is met.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter};

use super::raw_marks::{self, Meant};
use super::{Part, Reader, raw_link};
use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::parse::directive;
use crate::parse::document::Block;
use crate::parse::marked::MARK;

/// The components that have fields: what is told of one without its colon needs no more than their names.
const COMPONENTS: [&str; 3] = ["cijfer", "grafiek", "uitklap"];

/// What may stand before the first word of a sentence, and what ends one.
const OPENING: &[char] = &['*', '_', '[', '(', '"', '\'', '‘', '“'];
const ENDING: &[char] = &['.', '!', '?', ':', ';'];

/// Characters of a line that an editor may have broken because it was full.
const FULL_LINE: usize = 60;

impl Reader<'_, '_> {
    /// Reports a line of a paragraph, which goes on at `start`, that was meant as a heading, an item, a table or an alert. One is named of
    /// lines of a kind that follow each other: they are one mistake.
    pub(super) fn report_raw_mark(&mut self, start: usize) {
        let is_margin = |c: char| c.is_ascii_whitespace() || c == '>';
        let rest = self.marked.text[start..].trim_start_matches(is_margin);
        let line = &rest[..memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())];
        let Some(Meant { entry, right }) = raw_marks::meant(line) else { return };
        let start = self.marked.text.len() - rest.len();
        let range = start..start + line.trim_end().len();
        let before = self.raw_mark.replace((entry, range.end));
        let goes_on = |(kind, end): (&Entry, usize)| {
            // Each heading is one to mend, and `--fix` does.
            *kind == *entry
                && *kind != catalogue::RAW_HEADING
                && self.marked.text.get(end..start).is_some_and(|between| between.trim_matches(is_margin).is_empty())
        };
        if !before.is_some_and(goes_on) {
            let columns = right.matches('|').count().saturating_sub(1).max(1);
            let diagnostic = self.report(entry, &range);
            diagnostic.arguments.push(("goed", right));
            if *entry == catalogue::RAW_TABLE {
                diagnostic.arguments.push(("streepjes", format!("{}|", "| --- ".repeat(columns))));
            }
        }
    }

    /// Reports bullets between two steps that were meant below the first, and that end the list of steps: the next step goes on counting.
    pub(super) fn report_list_that_goes_on(&mut self, start: Option<u64>, before: &[Part]) {
        if let (Some(start), [.., Part::Block(Block::List(Some(first), steps)), Part::Block(Block::List(None, _))]) =
            (start, before)
            && start == first + steps.len() as u64
        {
            let line = self.marked.text[self.bullets..].lines().next().unwrap_or_default().len();
            self.report(&catalogue::LOOSE_BULLETS, &(self.bullets..self.bullets + line));
        }
    }

    /// Reports a line right below an item of a list, as it joins the item. A line that goes on with the item is none: it starts with a
    /// small letter, the line before it is full, or that ends in a break.
    pub(super) fn report_joined_line(&mut self, item: Range<usize>) {
        let text = &self.marked.text;
        let mut start = item.start;
        let mut before = "";
        for line in text[item].split_inclusive('\n') {
            let words = line.trim_end();
            let is_start = words.trim_start_matches(OPENING).starts_with(char::is_uppercase);
            let is_break = before.trim_end_matches(['\r', '\n']).ends_with(['\\', ' ']);
            let before_words = before.trim_end();
            let is_done = before_words.ends_with(ENDING) || before_words.chars().count() < FULL_LINE;
            if is_start && is_done && !is_break && !before_words.is_empty() {
                self.report(&catalogue::JOINED_LINE, &(start..start + words.len()));
                return;
            }
            start += line.len();
            before = line;
        }
    }

    /// Reports the name of a component before a brace without the colon that makes it one; and a class between braces, or what stands
    /// between them against a link or a picture (`is_behind_link`).
    pub(super) fn report_raw_braces(&mut self, text: &str, start: usize, is_behind_link: bool) {
        for brace in memchr_iter(b'{', text.as_bytes()) {
            let end = || brace + text[brace..].find('}').map_or(text.len() - brace, |end| end + 1);
            let is_class =
                || text[brace + 1..].strip_prefix('.').is_some_and(|class| class.starts_with(char::is_alphabetic));
            if brace == 0 && is_behind_link || is_class() {
                self.report(&catalogue::RAW_ATTRIBUTES, &(start + brace..start + end()));
                return;
            }
            let Some(name) = COMPONENTS.iter().find(|name| text[..brace].ends_with(**name)) else { continue };
            let at = brace - name.len();
            if text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ':' && c != '\\') {
                let diagnostic = self.report(&catalogue::BARE_COMPONENT, &(start + at..start + end()));
                diagnostic.arguments.push(("naam", (*name).to_owned()));
                return;
            }
        }
    }

    /// Reports an address behind the brackets of a short link, `[[naam]](adres)`: the link has one already.
    pub(super) fn report_second_address(&mut self, text: &str, start: usize) {
        let address = text.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(address, _)| address);
        if let Some(address) = address.filter(|address| !address.is_empty() && !address.contains(char::is_whitespace)) {
            self.report(&catalogue::RAW_LINK, &(start..start + address.len() + "()".len()));
        }
    }

    /// Reports an address in `text`, which begins at `start`, that is no link: from its `https://` or `www.` on, which is at `at`.
    pub(super) fn report_raw_address(&mut self, text: &str, start: usize, at: usize) {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '@')) {
            return;
        }
        let rest = directive::within_reach(&text[at..]);
        let length = rest.find(|c: char| c.is_whitespace() || "<>\"'|`".contains(c)).unwrap_or(rest.len());
        // What ends a sentence is no part of the address.
        let address = rest[..length].trim_end_matches(|c| matches!(c, ',' | ')') || ENDING.contains(&c));
        let host = address.split_once("://").map_or(address, |(_, host)| host);
        if host.trim_start_matches("www.").contains('.') {
            let whole = if host == address { format!("https://{address}") } else { address.to_owned() };
            let range = start + at..start + at + address.len();
            self.report(&catalogue::RAW_ADDRESS, &range).arguments.push(("adres", whole));
        }
    }

    /// Reports stars that were meant to make words bold, and that stay in the text. One is named of a run of words.
    pub(super) fn report_raw_stars(&mut self, text: &str, start: usize) {
        let mut pairs = memchr_iter(b'*', text.as_bytes()).filter(|&at| {
            let is_escaped = self.marked.text[..start + at].ends_with('\\');
            text[at..].starts_with("**") && !is_escaped
        });
        if let Some(at) = pairs.next() {
            let length = text[at + 2..].find("**").map_or(text.len() - at, |length| length + 4);
            self.report(&catalogue::RAW_STARS, &(start + at..start + at + length));
        }
    }

    /// Reports a definition whose colon stands against its words: most who write that mean something else.
    pub(super) fn report_tight_definition(&mut self, range: &Range<usize>) {
        let text = &self.marked.text[range.clone()];
        if text.strip_prefix(':').is_some_and(|words| !words.starts_with(char::is_whitespace)) {
            let length = text.lines().next().unwrap_or_default().trim_end().len();
            self.report(&catalogue::TIGHT_DEFINITION, &(range.start..range.start + length));
        }
    }

    /// Reports links that begin with `[[` and are not finished, and references to footnotes that are not there.
    pub(super) fn report_open_brackets(&mut self, text: &str, start: usize) {
        let mut at = 0;
        // One is named of a run of words: the rest of them may be the same mistake again.
        let mut is_open = false;
        while let Some(open) = memchr(b'[', &text.as_bytes()[at..]).map(|found| at + found) {
            at = open + 1;
            if text[at..].starts_with('[') && !is_open {
                is_open = true;
                let end = text[open..].find(char::is_whitespace).map_or(text.len(), |length| open + length);
                self.report(&catalogue::OPEN_LINK, &(start + open..start + end));
            }
            if !text[at..].starts_with('^') {
                continue;
            }
            at += 1;
            let Some(length) = memchr2(b'[', b']', &text.as_bytes()[at..]) else { break };
            let label = &text[at..at + length];
            let is_label = length > 0 && text[at + length..].starts_with(']') && !label.contains(char::is_whitespace);
            if is_label {
                let range = start + open..start + at + length + 1;
                let entry = match self.is_footnote_without_colon(&range) {
                    true => &catalogue::FOOTNOTE_COLON,
                    false => &catalogue::MISSING_FOOTNOTE,
                };
                self.report(entry, &range).arguments.push(("naam", label.to_owned()));
            }
            at += length;
        }
    }

    /// Whether what stands there begins a line and is followed by words: the text of a footnote, of which the colon is not there.
    fn is_footnote_without_colon(&self, range: &Range<usize>) -> bool {
        let before = self.marked.text[..range.start].trim_end_matches([' ', MARK]);
        let after = &self.marked.text[range.end..];
        (before.is_empty() || before.ends_with('\n'))
            && after.starts_with([' ', '\t'])
            && after.trim_start_matches([' ', '\t']).starts_with(char::is_alphanumeric)
    }

    /// Takes back that the text of a footnote is missing where it is there, but for its colon.
    pub(super) fn settle_footnotes(&mut self) {
        let naam = |problem: &Diagnostic, entry: &Entry| {
            let found = problem.arguments.iter().find(|(name, _)| *name == "naam");
            found.filter(|_| problem.entry == entry).map(|(_, label)| label.to_lowercase())
        };
        let there: Vec<String> =
            self.diagnostics.iter().filter_map(|problem| naam(problem, &catalogue::FOOTNOTE_COLON)).collect();
        let is_there = |problem: &Diagnostic| {
            naam(problem, &catalogue::MISSING_FOOTNOTE).is_some_and(|label| there.contains(&label))
        };
        if !there.is_empty() {
            self.diagnostics.retain(|problem| !is_there(problem));
        }
    }

    /// Reports what was meant as a link or a picture, and is none. One is named of a run of words, as above.
    pub(super) fn report_raw_link(&mut self, text: &str, start: usize) {
        let is_escaped = |at: usize| self.marked.text[..start + at].ends_with('\\');
        let brackets = memchr2_iter(b']', b')', text.as_bytes()).filter(|&at| !is_escaped(at));
        let found = brackets.filter_map(|at| raw_link::ended(text, at)).find(|found| !is_escaped(found.start));
        if let Some(found) = found {
            // With the sign of a picture.
            let from = found.start - usize::from(text[..found.start].ends_with('!'));
            self.report(&catalogue::RAW_LINK, &(start + from..start + found.end));
        }
    }
}
