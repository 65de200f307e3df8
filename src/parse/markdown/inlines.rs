//! What stands in a line: words, links, pictures and emphasis, with the components in the words.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memchr2, memmem};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{Inlines, MAX_DEPTH, Reader};
use crate::diagnostic::catalogue;
use crate::parse::directive;
use crate::parse::document::{Form, Inline, Link, LinkForm, plain_text};
use crate::parse::marked::MARK;

/// How the address of a site begins that lacks its `https://`.
static SITE: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("www."));

impl<'a> Reader<'a, '_> {
    /// Reads inlines, starting with `first`, up to `end`; without an `end`, up to the next event that is a block or an end.
    pub(super) fn inlines_from(
        &mut self,
        first: Option<(Event<'a>, Range<usize>)>,
        end: Option<TagEnd>,
    ) -> Inlines<'a> {
        let mut inlines = Vec::new();
        // Words that follow each other in the source, and stand there as they are read (a character entity does not), are one
        // text, so that a component in it is seen whole.
        let mut words: Option<Words<'a>> = None;
        let mut next = first;
        while let Some((event, range)) = next.take().or_else(|| self.next_inline(end)) {
            if let Event::Text(text) = event {
                let read = Words::new(text, range, &self.marked.text);
                match &mut words {
                    Some(before) if before.goes_on_in(&read) => before.range.end = read.range.end,
                    _ => self.push_words(words.replace(read), &mut inlines),
                }
                continue;
            }
            self.push_words(words.take(), &mut inlines);
            match event {
                Event::Start(tag) => self.inline_tag(tag, range, &mut inlines),
                Event::Code(code) => inlines.push(Inline::Code(code.into())),
                Event::InlineHtml(_) | Event::Html(_) => self.report_html(range),
                Event::FootnoteReference(label) => inlines.push(self.footnote_reference(&label)),
                Event::SoftBreak => {
                    inlines.push(Inline::SoftBreak);
                    self.report_raw_mark(range.end);
                }
                Event::HardBreak => {
                    inlines.push(Inline::HardBreak);
                    self.report_raw_mark(range.end);
                }
                Event::InlineMath(text) | Event::DisplayMath(text) => inlines.push(Inline::Text(text.into())),
                // Words were kept above.
                Event::Text(_) | Event::Rule | Event::TaskListMarker(_) | Event::End(_) => {}
            }
        }
        self.push_words(words, &mut inlines);
        inlines
    }

    /// The next event of the inlines that are read; takes the end off when it is a known one.
    fn next_inline(&mut self, end: Option<TagEnd>) -> Option<(Event<'a>, Range<usize>)> {
        if end.is_none() {
            let (event, _) = self.events.peek()?;
            let stops = match event {
                Event::End(_) | Event::Rule | Event::Html(_) => true,
                Event::Start(tag) => is_block(tag),
                _ => false,
            };
            return if stops { None } else { self.events.next() };
        }
        match self.events.next()? {
            (Event::End(tag), _) if Some(tag) == end => None,
            other => Some(other),
        }
    }

    fn inline_tag(&mut self, tag: Tag<'a>, range: Range<usize>, inlines: &mut Inlines<'a>) {
        if self.depth >= MAX_DEPTH {
            self.skip_deep(&range);
            return;
        }
        self.depth += 1;
        let end = tag.to_end();
        match tag {
            Tag::Emphasis => {
                let inner = self.inlines_from(None, Some(end));
                inlines.push(Inline::Emphasis(inner));
            }
            Tag::Strong => {
                let inner = self.inlines_from(None, Some(end));
                inlines.push(Inline::Strong(inner));
            }
            Tag::Strikethrough => {
                let inner = self.inlines_from(None, Some(end));
                inlines.push(Inline::Strike(inner));
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.in_link = true;
                let mut inner = self.inlines_from(None, Some(end));
                self.in_link = false;
                let form = match link_type {
                    LinkType::WikiLink { has_pothole } => {
                        if !has_pothole {
                            inner.clear();
                        }
                        LinkForm::Wiki
                    }
                    _ => LinkForm::Inline,
                };
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    // In a table the | of a link is written \|, so that it does not end the cell.
                    LinkType::WikiLink { has_pothole: true } => dest_url.trim_end_matches('\\').to_owned(),
                    _ => dest_url.into_string(),
                };
                if inner.is_empty() && form == LinkForm::Inline {
                    self.report(&catalogue::EMPTY_LINK, &range);
                }
                let link = self.link(target, form, &range);
                inlines.push(Inline::Link(link, inner));
            }
            Tag::Image { dest_url, title, .. } => {
                // What a picture shows is read aloud, and no place for a link.
                let outer = std::mem::replace(&mut self.in_link, true);
                let inner = self.inlines_from(None, Some(end));
                self.in_link = outer;
                let link = self.link(dest_url.into_string(), LinkForm::Image, &range);
                if !title.trim().is_empty() {
                    self.captions.push((link, title.trim().to_owned()));
                }
                inlines.push(Inline::Image(link, plain_text(&inner)));
            }
            _ => inlines.extend(self.inlines_from(None, Some(end))),
        }
        self.depth -= 1;
    }

    fn link(&mut self, target: String, form: LinkForm, range: &Range<usize>) -> usize {
        self.document.links.push(Link { target, form, span: self.marked.span(range) });
        self.document.links.len() - 1
    }

    fn footnote_reference(&mut self, label: &str) -> Inline<'a> {
        // A reference is one of the definition whose name is equal but for capitals.
        let label = label.to_lowercase();
        let next = self.labels.len();
        let index = *self.label_places.entry(label.clone()).or_insert(next);
        if index == next {
            self.labels.push((label, 0));
        }
        self.labels[index].1 += 1;
        Inline::Footnote(index, self.labels[index].1 - 1)
    }

    /// Adds words, with the components in them taken out, and reports links and references to footnotes that are none.
    fn push_words(&mut self, words: Option<Words<'a>>, inlines: &mut Inlines<'a>) {
        let Some(Words { range, other }) = words else { return };
        // What was read as something else than stands there has no components: offsets in it are no offsets in the source.
        if let Some(other) = other {
            let text = match other.strip_prefix(MARK) {
                Some(text) => Cow::Owned(text.to_owned()),
                None => other.into(),
            };
            if !text.is_empty() {
                inlines.push(Inline::Text(text));
            }
            return;
        }
        let text = &self.marked.text[range.clone()];
        // A line that starts with a component in its words is marked too.
        let mut kept = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
        // Up to and with the brace that closes what starts there, as far as it is near.
        let end_of = |colon: usize| {
            let rest = directive::within_reach(&text[colon..]);
            range.start + colon + rest.find('}').map_or(rest.len(), |found| found + 1)
        };
        // Most words have none of the signs that are looked for below. All at once, so that the compiler compares many bytes together.
        let has_signs =
            text.bytes().fold(false, |found, byte| found | matches!(byte, b':' | b'[' | b']' | b'*' | b'{'));
        let mut at = if has_signs { kept } else { text.len() };
        while let Some(colon) = memchr(b':', &text.as_bytes()[at..]).map(|found| at + found) {
            at = colon + 1;
            let before = self.marked.text[..range.start + colon].chars().next_back();
            if before.is_some_and(|c| c == ':' || c == '\\') {
                continue;
            }
            let start = range.start + colon;
            if !self.in_link && text[at..].starts_with("//") {
                let protocol = ["https", "http"].into_iter().find(|protocol| text[..colon].ends_with(protocol));
                if let Some(protocol) = protocol {
                    self.report_raw_address(text, range.start, colon - protocol.len());
                }
            }
            let read = match directive::inline(&text[colon..]) {
                Some(read) if before.is_some_and(char::is_alphanumeric) => match read {
                    Ok(head) if !head.arguments.is_empty() => Some(Err("voor de dubbele punt hoort een spatie")),
                    _ => continue,
                },
                read => read,
            };
            match read {
                None => {
                    if let Some(name) = directive::loose(&text[colon..]) {
                        let diagnostic = self.report(&catalogue::LOOSE_DIRECTIVE, &(start..end_of(colon)));
                        diagnostic.arguments.push(("naam", name.to_owned()));
                    }
                }
                Some(Ok(head)) => {
                    if colon > kept {
                        inlines.push(Inline::Text(text[kept..colon].into()));
                    }
                    kept = colon + head.length;
                    at = kept;
                    let call = self.call(head, Form::Inline, &(start..start));
                    inlines.push(Inline::Component(call));
                }
                Some(Err(reason)) => {
                    self.wrong_directive(reason, &text[colon..], &(start..end_of(colon)));
                }
            }
        }
        let rest = &text[kept..];
        if !self.in_link {
            let sites = SITE.find_iter(text.as_bytes());
            sites.for_each(|at| self.report_raw_address(text, range.start, at));
        }
        if has_signs {
            if memchr2(b'[', b']', rest.as_bytes()).is_some() {
                self.report_open_brackets(rest, range.start + kept);
                self.report_raw_link(rest, range.start + kept);
            }
            self.report_raw_stars(rest, range.start + kept);
        }
        let behind = match inlines.last() {
            Some(Inline::Link(link, _) | Inline::Image(link, _)) => Some(self.document.links[*link].form),
            _ => None,
        };
        if has_signs {
            self.report_raw_braces(rest, range.start + kept, behind.is_some());
        }
        if behind == Some(LinkForm::Wiki) {
            self.report_second_address(rest, range.start + kept);
        }
        if kept < text.len() {
            inlines.push(Inline::Text(text[kept..].into()));
        }
    }
}

/// Words as they are read.
struct Words<'a> {
    /// Where they stand in the source.
    range: Range<usize>,
    /// What they are, when that is not what stands there.
    other: Option<CowStr<'a>>,
}

impl<'a> Words<'a> {
    fn new(text: CowStr<'a>, range: Range<usize>, source: &str) -> Self {
        let other = if source.get(range.clone()) == Some(&*text) { None } else { Some(text) };
        Self { range, other }
    }

    /// Whether `next` is more of the same words.
    fn goes_on_in(&self, next: &Self) -> bool {
        self.range.end == next.range.start && self.other.is_none() && next.other.is_none()
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
