//! Components: their heads, and the blocks between their opening and closing lines.

use std::ops::Range;

use super::{MAX_DEPTH, Part, Reader};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::directive::{self, Head, Line};
use crate::parse::document::{Block, Call, Form};
use crate::source::Place;

impl<'a> Reader<'a, '_> {
    /// A line that begins, closes or is a component.
    pub(super) fn directive(&mut self, line: Line, range: Range<usize>, parts: &mut Vec<Part<'a>>) {
        match line {
            Line::Leaf(head) => {
                let call = self.call(head, Form::Leaf, &range);
                parts.push(Part::Block(Block::Component(call, Vec::new())));
            }
            Line::Open(head) => {
                let call = self.call(head, Form::Container, &range);
                parts.push(Part::Open(Some(call)));
            }
            Line::Close => parts.push(Part::Close(range)),
            Line::Wrong(reason) => {
                let text = &self.marked.text[range.clone()];
                self.wrong_directive(reason, text, &range);
                // The line that closes it closes something.
                if text.starts_with(":::") {
                    parts.push(Part::Open(None));
                }
            }
        }
    }

    /// Reports a component that starts `text` and cannot be read.
    pub(super) fn wrong_directive(&mut self, reason: &str, text: &str, range: &Range<usize>) {
        let diagnostic = self.report(&catalogue::DIRECTIVE_SYNTAX, range);
        diagnostic.arguments.push(("reden", reason.to_owned()));
        diagnostic.arguments.push(("begin", directive::start(text)));
    }

    /// Keeps a component; `range` starts where its head starts.
    pub(super) fn call(&mut self, head: Head, form: Form, range: &Range<usize>) -> usize {
        let span = self.marked.span(&(range.start..range.start + head.length));
        let arguments = head
            .arguments
            .into_iter()
            .map(|mut argument| {
                argument.span = self.marked.span(&(range.start + argument.span.start..range.start + argument.span.end));
                argument
            })
            .collect();
        self.document.components.push(Call { name: head.name.to_owned(), form, arguments, span });
        self.document.components.len() - 1
    }

    /// Joins each opened component with the blocks up to its close.
    pub(super) fn nest(&mut self, parts: Vec<Part<'a>>) -> Vec<Block<'a>> {
        let mut done: Vec<Block<'a>> = Vec::new();
        let mut open: Vec<(Option<usize>, Vec<Block<'a>>)> = Vec::new();
        for part in parts {
            match part {
                Part::Block(block) => open.last_mut().map_or(&mut done, |(_, blocks)| blocks).push(block),
                Part::Open(call) => open.push((call, Vec::new())),
                Part::Close(range) => match open.pop() {
                    Some((call, blocks)) => {
                        let outer = open.last_mut().map_or(&mut done, |(_, blocks)| blocks);
                        match call {
                            Some(call) => outer.push(Block::Component(call, blocks)),
                            None => outer.extend(blocks),
                        }
                    }
                    None => {
                        self.report(&catalogue::STRAY_CLOSE, &range);
                    }
                },
            }
            if open.len() > MAX_DEPTH {
                let (call, _) = open.pop().unwrap_or_default();
                self.unclosed(call);
            }
        }
        for (call, blocks) in open {
            self.unclosed(call);
            done.extend(blocks);
        }
        done
    }

    fn unclosed(&mut self, call: Option<usize>) {
        let Some(call) = call else { return };
        let call = &self.document.components[call];
        let place = Place { path: self.path.clone(), span: call.span };
        self.diagnostics.push(Diagnostic::new(&catalogue::UNCLOSED_DIRECTIVE, place).with("naam", &call.name));
    }
}
