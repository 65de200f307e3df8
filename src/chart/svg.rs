//! Writing SVG: numbers in tenths of a unit, short paths, text in lines. Every text passes through `escape` here.

use super::text::Block;
use super::{Head, WIDTH};
use crate::escape::escape;

/// A coordinate in tenths of a unit; what is not a number is 0.
fn tenths(number: f64) -> i64 {
    // A cast of a float to an integer saturates, and NaN becomes 0.
    (number * 10.0).round() as i64
}

/// Writes tenths as short as SVG reads them: `-5` → "-.5". Digit by digit: a drawing has hundreds of these, and formatting
/// them was a third of its time.
fn push_tenths(tenths: i64, out: &mut String) {
    if tenths < 0 {
        out.push('-');
    }
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if whole > 0 || part == 0 {
        push_whole(whole, out);
    }
    if part > 0 {
        out.push('.');
        push_digit(part, out);
    }
}

/// Writes a whole number.
fn push_whole(number: u64, out: &mut String) {
    if number > 9 {
        push_whole(number / 10, out);
    }
    push_digit(number % 10, out);
}

/// Writes a digit.
fn push_digit(digit: u64, out: &mut String) {
    out.push(char::from(b'0' + digit as u8));
}

/// A coordinate as text.
pub(super) fn number(number: f64) -> String {
    let mut out = String::new();
    push_tenths(tenths(number), &mut out);
    out
}

/// The `d` of a path: absolute starts, relative steps. Steps are differences of rounded places, so errors do not add up.
#[derive(Default)]
pub(super) struct Path {
    d: String,
    at: (i64, i64),
    command: char,
}

impl Path {
    fn command(&mut self, command: char) {
        if self.command != command || command == 'M' {
            self.d.push(command);
            self.command = command;
        } else {
            self.space(0);
        }
    }

    /// A space unless a minus sign parts the numbers.
    fn space(&mut self, next: i64) {
        if next >= 0 {
            self.d.push(' ');
        }
    }

    /// Starts a stroke at a place.
    pub(super) fn start(&mut self, x: f64, y: f64) -> &mut Self {
        self.command('M');
        self.at = (tenths(x), tenths(y));
        push_tenths(self.at.0, &mut self.d);
        self.space(self.at.1);
        push_tenths(self.at.1, &mut self.d);
        self
    }

    /// Goes straight to a place.
    pub(super) fn line(&mut self, x: f64, y: f64) -> &mut Self {
        let (from, to) = (self.at, (tenths(x), tenths(y)));
        let step = (to.0 - from.0, to.1 - from.1);
        if self.command == 'l' {
            self.space(step.0);
        } else {
            self.command('l');
        }
        push_tenths(step.0, &mut self.d);
        self.space(step.1);
        push_tenths(step.1, &mut self.d);
        self.at = to;
        self
    }

    /// Closes what was started.
    pub(super) fn close(&mut self) -> &mut Self {
        self.d.push('z');
        self.command = 'z';
        self
    }

    /// A point: a stroke without length, which round caps make a dot.
    pub(super) fn point(&mut self, x: f64, y: f64) -> &mut Self {
        self.start(x, y).d.push_str("h0");
        self.command = 'h';
        self
    }

    /// A rectangle.
    pub(super) fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) -> &mut Self {
        self.start(x, y).line(x + width, y).line(x + width, y + height).line(x, y + height).close()
    }

    /// A circle.
    pub(super) fn circle(&mut self, x: f64, y: f64, radius: f64) -> &mut Self {
        self.start(x - radius, y);
        let (r, d) = (tenths(radius), tenths(2.0 * radius));
        for (sign, across) in [(" ", d), ("-", d)] {
            self.d.push('a');
            push_tenths(r, &mut self.d);
            self.d.push(' ');
            push_tenths(r, &mut self.d);
            self.d.push_str(" 0 1 0");
            self.d.push_str(sign);
            push_tenths(across, &mut self.d);
            self.d.push_str(" 0");
        }
        self.close()
    }

    /// The shape that tells a series, by its number: circle, square, diamond, triangle, and so on around.
    pub(super) fn shape(&mut self, kind: usize, x: f64, y: f64, radius: f64) -> &mut Self {
        let r = radius;
        match kind % 4 {
            0 => self.circle(x, y, r),
            1 => self.rectangle(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
            2 => self.start(x - r * 1.3, y).line(x, y - r * 1.3).line(x + r * 1.3, y).line(x, y + r * 1.3).close(),
            _ => self.start(x - r * 1.2, y + r).line(x, y - r * 1.1).line(x + r * 1.2, y + r).close(),
        }
    }

    /// Whether nothing was drawn.
    pub(super) fn is_empty(&self) -> bool {
        self.d.is_empty()
    }

    /// Writes the path as an element with these attributes; nothing when it is empty.
    pub(super) fn write(&self, attributes: &str, out: &mut String) {
        if !self.is_empty() {
            let space = if attributes.is_empty() { "" } else { " " };
            out.push_str(&format!("<path{space}{attributes} d=\"{}\"/>", self.d));
        }
    }
}

/// Where a text stands by its place.
#[derive(Clone, Copy)]
pub(super) enum Stand {
    /// Around it.
    Middle,
    /// Above it: the last line stands on it.
    Above,
    /// Below it.
    Below,
}

/// The first line's distance from the place, in hundredths of an em.
fn first_line(stand: Stand, lines: usize) -> i64 {
    let rest = i64::try_from(lines).unwrap_or(1) - 1;
    match stand {
        Stand::Middle => 35 - 60 * rest,
        Stand::Above => -120 * rest,
        Stand::Below => 95,
    }
}

/// Writes hundredths of an em as an attribute's value: `-25` → "-.25em".
fn push_ems(hundredths: i64, out: &mut String) {
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if whole > 0 || part == 0 {
        push_whole(whole, out);
    }
    if part > 0 {
        out.push('.');
        push_digit(part / 10, out);
    }
    if part % 10 > 0 {
        push_digit(part % 10, out);
    }
    out.push_str("em");
}

/// Writes a text; its `text-anchor` is that of the group around it.
pub(super) fn text(block: &Block, x: f64, y: f64, stand: Stand, class: &str, out: &mut String) {
    let lines = block.lines();
    if lines == 0 {
        return;
    }
    let (x, first) = (tenths(x), first_line(stand, lines));
    out.push_str("<text x=\"");
    push_tenths(x, out);
    out.push_str("\" y=\"");
    push_tenths(tenths(y), out);
    out.push('"');
    if block.bold || !class.is_empty() {
        out.push_str(" class=\"");
        out.push_str(class);
        out.push_str(match (block.bold, class.is_empty()) {
            (true, true) => "e",
            (true, false) => " e",
            _ => "",
        });
        out.push('"');
    }
    let cell = match block.value.is_empty() {
        true => String::new(),
        false => format!(" data-w=\"{},{}\"", block.cell.0, block.cell.1),
    };
    match (lines, block.name.as_slice(), block.value.as_slice()) {
        (1, [], [value]) => one_line(first, &cell, value, None, out),
        (1, [name], []) => one_line(first, "", name, None, out),
        (1, [name], [value]) => one_line(first, "", name, Some((&cell, value)), out),
        _ => many_lines(block, x, first, &cell, out),
    }
    out.push_str("</text>");
}

/// The rest of a `<text` of one line: an attribute, a text, and perhaps a value behind it.
fn one_line(first: i64, attribute: &str, text: &str, value: Option<(&String, &String)>, out: &mut String) {
    if first != 0 {
        out.push_str(" dy=\"");
        push_ems(first, out);
        out.push('"');
    }
    out.push_str(attribute);
    out.push('>');
    escape(text, out);
    if let Some((cell, value)) = value {
        push_value(cell, value, out);
    }
}

fn push_value(cell: &str, value: &str, out: &mut String) {
    out.push_str(" <tspan");
    out.push_str(cell);
    out.push('>');
    escape(value, out);
    out.push_str("</tspan>");
}

/// The rest of a `<text` of several lines, each a `<tspan>`.
fn many_lines(block: &Block, x: i64, first: i64, cell: &str, out: &mut String) {
    out.push('>');
    let mut shift = first;
    let mut line = |text: &str, value: Option<&String>, out: &mut String| {
        out.push_str("<tspan x=\"");
        push_tenths(x, out);
        out.push_str("\" dy=\"");
        push_ems(shift, out);
        out.push_str("\">");
        shift = 120;
        escape(text, out);
        if let Some(value) = value {
            push_value(cell, value, out);
        }
        out.push_str("</tspan>");
    };
    for (index, name) in block.name.iter().enumerate() {
        let last = block.inline && index + 1 == block.name.len();
        line(name, block.value.first().filter(|_| last), out);
    }
    if !block.inline && !block.value.is_empty() {
        out.push_str(&format!("<tspan{cell}>"));
        for part in &block.value {
            line(part, None, out);
        }
        out.push_str("</tspan>");
    }
}

/// Opens a group, writes what is in it, and closes it; nothing when it stays empty.
pub(super) fn group(attributes: &str, out: &mut String, inside: impl FnOnce(&mut String)) {
    let opened = format!("<g {attributes}>");
    let start = out.len();
    out.push_str(&opened);
    inside(out);
    if out.len() == start + opened.len() {
        out.truncate(start);
    } else {
        out.push_str("</g>");
    }
}

/// The whole drawing, [`WIDTH`] wide.
pub(super) fn drawing(head: &Head, class: &str, height: f64, body: &str) -> String {
    sized(head, class, WIDTH, height, body)
}

/// The whole drawing, of any width.
pub(super) fn sized(head: &Head, class: &str, width: f64, height: f64, body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 512);
    let mut id = String::new();
    escape(head.id, &mut id);
    let (width, height) = (number(width), number(height.ceil()));
    out.push_str(&format!(
        "<svg class=\"g {class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">"
    ));
    escape(head.title, &mut out);
    out.push_str(&format!("</title><desc id=\"{id}-d\">"));
    escape(head.description, &mut out);
    out.push_str("</desc>");
    out.push_str(body);
    out.push_str("</svg>");
    out
}
