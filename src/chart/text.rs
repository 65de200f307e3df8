//! Room for text. Fonts differ between systems, so widths are estimates on the safe side: those of a wide sans serif.

/// Size of text in units, as the layout counts it; style sheets may make it smaller, not larger.
pub(super) const FONT: f64 = 13.0;
/// From one line of text to the next, in units; the writing says 1.2em.
pub(super) const LINE: f64 = 1.2 * FONT;
/// How much wider bold text is.
const BOLD: f64 = 1.12;

/// How much wider a text is when it is bold.
pub(super) fn weight(bold: bool) -> f64 {
    if bold { BOLD } else { 1.0 }
}

/// Estimated width of a text in units.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(em).sum::<f64>() * FONT
}

/// Estimated width of a character in ems.
fn em(c: char) -> f64 {
    match c {
        '\u{ad}' => 0.0,
        'i' | 'j' | 'l' => 0.29,
        'I' | 'J' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' => 0.32,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' => 0.41,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 0.59,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.98,
        'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'U' => 0.79,
        'A'..='Z' => 0.7,
        '−' | '+' | '=' | '<' | '>' => 0.84,
        '\u{2e80}'.. => 1.1,
        _ => 0.64,
    }
}

/// The words of a text, and of each the pieces it may be broken into: after a hyphen, or at a soft hyphen.
fn words(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let words = text.split([' ', '\n', '\t']).filter(|word| !word.is_empty());
    words.map(|word| word.split_inclusive(['-', '\u{ad}']).collect())
}

/// Width of the widest piece that is not broken.
pub(super) fn widest_piece(text: &str) -> f64 {
    words(text).flatten().map(width).fold(0.0, f64::max)
}

/// A text in lines of at most `room` units. A word is broken only when it is wider than a line.
pub(super) fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for pieces in words(text) {
        let word = pieces.concat().replace('\u{ad}', "");
        match lines.last_mut() {
            Some(line) if width(line) + width(" ") + width(&word) <= room => {
                line.push(' ');
                line.push_str(&word);
            }
            _ if width(&word) <= room => lines.push(word),
            _ => lines.extend(broken(&pieces, room)),
        }
    }
    lines
}

/// The lines of a word that is wider than a line: its pieces, as many in a line as fit.
fn broken(pieces: &[&str], room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        let text = piece.trim_end_matches('\u{ad}');
        // Room for the hyphen that a soft one becomes at the end of a line.
        let size = width(text) + if text.len() < piece.len() { width("-") } else { 0.0 };
        match lines.last_mut() {
            Some(line) if width(line) + size <= room => {
                line.truncate(line.trim_end_matches('\u{ad}').len());
                line.push_str(piece);
            }
            _ if size <= room => lines.push((*piece).to_owned()),
            _ => lines.extend(hyphenated(text, room)),
        }
    }
    lines.into_iter().map(|line| line.replace('\u{ad}', "-")).collect()
}

/// A piece that is wider than a line, broken before a consonant with a vowel behind it, as Dutch syllables go; where it must when there is
/// no such place.
fn hyphenated(text: &str, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text;
    while width(rest) > room {
        let fits = |at: &usize| width(&rest[..*at]) + width("-") <= room;
        let Some(at) = syllables(rest).into_iter().rev().find(fits) else { break };
        lines.push(format!("{}-", &rest[..at]));
        rest = &rest[at..];
    }
    lines.extend(cut(rest, room));
    lines
}

/// Where syllables begin, at least three letters from either end.
fn syllables(word: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let vowel = |c: char| "aeiouyáéíóúëïöüè".contains(c.to_ascii_lowercase());
    let begins = |window: &[(usize, char)]| {
        let [(_, before), (_, first), (_, second)] = window else { return false };
        let digraph = *before == 'c' && *first == 'h';
        first.is_alphabetic() && !vowel(*first) && vowel(*second) && !digraph
    };
    let inner = letters
        .windows(3)
        .enumerate()
        .filter(|(index, window)| *index >= 2 && index + 4 <= letters.len() && begins(window));
    inner.map(|(_, window)| window[1].0).collect()
}

/// A text without spaces in parts of at most `room` units, nothing added; at least a character each.
fn cut(text: &str, room: f64) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut used = 0.0;
    for c in text.chars() {
        let size = em(c) * FONT;
        if used + size > room && used > 0.0 {
            parts.push(String::new());
            used = 0.0;
        }
        used += size;
        parts.last_mut().into_iter().for_each(|part| part.push(c));
    }
    parts
}

/// A text in lines: a name, a value, or a name and then a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    /// Lines of the name.
    pub(super) name: Vec<String>,
    /// The value, exactly as given when its parts are put together; more than one part only when it is wider than all room.
    pub(super) value: Vec<String>,
    /// Row and column of the value.
    pub(super) cell: (usize, usize),
    /// Whether the value begins on the last line of the name.
    pub(super) inline: bool,
    /// Whether it stands out.
    pub(super) bold: bool,
}

impl Block {
    /// A name in at most `room` units.
    pub(super) fn name(text: &str, room: f64, bold: bool) -> Self {
        let room = room / weight(bold);
        Self { name: wrap(text, room), bold, ..Self::default() }
    }

    /// A value in at most `room` units.
    pub(super) fn value(label: &str, cell: (usize, usize), room: f64) -> Self {
        let value = if label.is_empty() { Vec::new() } else { cut(label, room) };
        Self { value, cell, ..Self::default() }
    }

    /// A name with a value behind it.
    pub(super) fn named_value(name: &str, label: &str, cell: (usize, usize), room: f64, bold: bool) -> Self {
        let room = room / weight(bold);
        let name = wrap(name, room);
        let value = Self::value(label, cell, room).value;
        let inline = match (name.last(), value.as_slice()) {
            (Some(last), [only]) => width(&format!("{last} {only}")) <= room,
            _ => false,
        };
        Self { name, value, cell, inline, bold }
    }

    /// How many lines it takes.
    pub(super) fn lines(&self) -> usize {
        self.name.len() + self.value.len() - usize::from(self.inline)
    }

    /// Height in units.
    pub(super) fn height(&self) -> f64 {
        self.lines() as f64 * LINE
    }

    /// Width of the widest line in units.
    pub(super) fn width(&self) -> f64 {
        let joined = match (self.name.last(), self.value.first()) {
            (Some(name), Some(value)) if self.inline => width(&format!("{name} {value}")),
            _ => 0.0,
        };
        let widest = self.name.iter().chain(&self.value).map(|line| width(line)).fold(joined, f64::max);
        widest * weight(self.bold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_only_when_a_line_is_too_short_for_them() {
        assert_eq!(wrap("Noord- en Midden-Limburg", 125.0), ["Noord- en", "Midden-Limburg"]);
        assert_eq!(wrap("Noord-Holland-Noord", 110.0), ["Noord-Holland-", "Noord"]);
        assert_eq!(wrap("Dienst\u{ad}verlenings\u{ad}concept", 400.0), ["Dienstverleningsconcept"]);
        assert_eq!(wrap("Dienst\u{ad}verlenings\u{ad}concept", 130.0), ["Dienstverlenings-", "concept"]);
        assert_eq!(wrap("arbeidsongeschiktheid", 140.0), ["arbeidsongeschikt-", "heid"]);
        assert_eq!(wrap("", 100.0), Vec::<String>::new());
    }

    #[test]
    fn a_value_is_cut_but_never_changed() {
        let block = Block::named_value("Naam", "123.456.789.012", (0, 0), 60.0, false);
        assert!(block.value.len() > 1 && block.width() <= 60.0);
        assert_eq!(block.value.concat(), "123.456.789.012");
    }
}
