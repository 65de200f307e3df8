//! Components have their own lines marked before the text is read as Markdown, which would take their colons for definitions.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use crate::parse::directive;
use crate::source::Span;

/// Stands before a directive, so that its colons do not make it a definition. A private character: no text holds it.
pub const MARK: char = '\u{e000}';

/// A text with an empty line around each line that is a directive, so that an editor need not put it there, and a mark before it.
#[derive(Debug)]
pub struct Marked<'t> {
    /// The text with what was put in.
    pub text: Cow<'t, str>,
    /// Where the text starts in its file.
    base: usize,
    /// Where something was put in, with the bytes put in up to there.
    inserted: Vec<(usize, usize)>,
}

/// Signs that begin a block of code, as CommonMark has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fence {
    sign: char,
    count: usize,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
        let rest = line.trim_start_matches(sign);
        let count = line.len() - rest.len();
        // With another sign behind it, it is code within a line: ```x```.
        (count >= 3 && !(sign == '`' && rest.contains('`'))).then_some(Self { sign, count })
    }

    /// At least as many signs as began it, and nothing behind them.
    fn is_closed_by(self, line: &str) -> bool {
        let rest = line.trim_start_matches(self.sign);
        line.len() - rest.len() >= self.count && rest.trim().is_empty()
    }
}

impl<'t> Marked<'t> {
    /// Marks `text`, which starts at byte `base` of its file.
    pub fn new(text: &'t str, base: usize) -> Self {
        let bytes = text.as_bytes();
        // Only signs of a quotation and blanks may stand before it on its line.
        let begins_line = |at: usize| {
            let before = bytes[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
            matches!(before, None | Some(b'\n'))
        };
        let may_start = |at: usize| bytes.get(at + 1) == Some(&b':') || begins_line(at);
        if !memchr_iter(b':', bytes).any(may_start) {
            return Self { text: text.into(), base, inserted: Vec::new() };
        }
        let mut marked = String::with_capacity(text.len() + 64);
        let mut inserted = Vec::new();
        let mut insert = |text: &mut String, c: char| {
            let before = inserted.last().map_or(0, |(_, total)| *total);
            inserted.push((text.len(), before + c.len_utf8()));
            text.push(c);
        };
        // The code that is open, and whether it stands in a quotation.
        let mut fence: Option<(Fence, bool)> = None;
        let mut after_directive = false;
        let mut blank = true;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            // A line of a quotation begins behind its signs.
            let own = trimmed.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
            let is_quoted = trimmed.starts_with('>');
            fence = fence.filter(|&(_, quoted)| is_quoted || !quoted);
            match fence {
                Some((open, quoted)) if open.is_closed_by(own) && quoted == is_quoted => fence = None,
                Some(_) => {}
                None => fence = Fence::opened_by(own).map(|open| (open, is_quoted)),
            }
            let is_inline = fence.is_none() && own.starts_with(':') && directive::inline(own).is_some();
            let is_directive = fence.is_none() && trimmed.starts_with("::") && directive::line(trimmed).is_some();
            if !blank && !trimmed.is_empty() && (is_directive || after_directive) {
                insert(&mut marked, '\n');
            }
            if is_directive || is_inline {
                let (before, from) = line.split_at(line.trim_end().len() - own.len());
                marked.push_str(before);
                insert(&mut marked, MARK);
                marked.push_str(from);
            } else {
                marked.push_str(line);
            }
            after_directive = is_directive;
            blank = trimmed.is_empty();
        }
        Self { text: marked.into(), base, inserted }
    }

    fn original(&self, offset: usize) -> usize {
        let count = self.inserted.partition_point(|&(at, _)| at < offset);
        let total = if count == 0 { 0 } else { self.inserted[count - 1].1 };
        self.base + offset - total
    }

    /// Where a part of the marked text stands in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span { start: self.original(range.start), end: self.original(range.end).max(self.original(range.start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        Marked::new(text, 0).text.replace(MARK, "§")
    }

    #[test]
    fn what_is_code_is_left() {
        for code in [
            "````\n```\n::grafiek{a=b}\n```\n````\n",
            "~~~\n```\n::grafiek{a=b}\n~~~\n",
            "```\n``` x\n::grafiek{a=b}\n```\n",
            "> ```\n> ::grafiek{a=b}\n> ```\n",
        ] {
            assert_eq!(marked(code), code);
        }
    }

    #[test]
    fn a_line_that_begins_with_code_opens_none() {
        assert_eq!(marked("```x``` is code\n\n::grafiek{a=b}\n"), "```x``` is code\n\n§::grafiek{a=b}\n");
        assert_eq!(marked("```\na\n````\n::grafiek{a=b}\n"), "```\na\n````\n\n§::grafiek{a=b}\n");
    }
}
