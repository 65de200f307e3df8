//! Questions on a terminal: a line of text, or a choice with the arrow keys that narrows while typing. Knows no portal.

use std::io;

use console::{Key, Term};

/// How many choices are shown at a time.
const SHOWN: usize = 8;

/// Asks for a line of text; Enter takes the proposal.
///
/// # Errors
/// When the terminal cannot be read.
pub fn line(question: &str, proposal: Option<&str>) -> io::Result<String> {
    let term = Term::stderr();
    let hint = proposal.map_or_else(String::new, |proposal| format!(" [{proposal}]"));
    term.write_line(&format!("{question}{hint}"))?;
    term.write_str("> ")?;
    let answer = term.read_line()?;
    Ok(match (answer.trim(), proposal) {
        ("", Some(proposal)) => proposal.to_owned(),
        (answer, _) => answer.to_owned(),
    })
}

/// Asks to choose from `labels`, one or `many`; gives their places, at least one.
///
/// # Errors
/// When the terminal cannot be read.
pub fn choose(question: &str, labels: &[&str], many: bool) -> io::Result<Vec<usize>> {
    let term = Term::stderr();
    let keys = if many { "pijltjes, spatie kiest, Enter is klaar" } else { "pijltjes, Enter kiest" };
    term.write_line(&format!("{question} ({keys}; typ om te zoeken)"))?;
    let mut picker = Picker::new(labels, many);
    let width = usize::from(term.size().1).saturating_sub(1).max(20);
    loop {
        let lines = picker.lines(width);
        for line in &lines {
            term.write_line(line)?;
        }
        let step = picker.press(&term.read_key()?);
        term.clear_last_lines(lines.len())?;
        if step == Step::Done {
            let chosen: Vec<&str> = picker.chosen().iter().map(|&place| labels[place]).collect();
            term.write_line(&format!("> {}", chosen.join(", ")))?;
            return Ok(picker.chosen());
        }
    }
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// More keys are to come.
    On,
    /// The choice is made.
    Done,
}

/// A list to choose from, as it stands.
struct Picker<'a> {
    labels: &'a [&'a str],
    many: bool,
    filter: String,
    /// Place of the cursor among those that fit the filter.
    at: usize,
    marked: Vec<usize>,
}

impl<'a> Picker<'a> {
    fn new(labels: &'a [&'a str], many: bool) -> Self {
        Self { labels, many, filter: String::new(), at: 0, marked: Vec::new() }
    }

    /// The places of the labels that fit what was typed: first those that start with it.
    fn fitting(&self) -> Vec<usize> {
        let typed = self.filter.to_lowercase();
        let holds = |place: &usize| self.labels[*place].to_lowercase().contains(typed.trim());
        let starts = |place: &usize| self.labels[*place].to_lowercase().starts_with(typed.trim());
        let (mut first, rest): (Vec<usize>, Vec<usize>) = (0..self.labels.len()).filter(holds).partition(starts);
        first.extend(rest);
        first
    }

    fn press(&mut self, key: &Key) -> Step {
        let fitting = self.fitting();
        let here = fitting.get(self.at).copied();
        match key {
            Key::ArrowDown | Key::Tab => self.at = if fitting.is_empty() { 0 } else { (self.at + 1) % fitting.len() },
            Key::ArrowUp | Key::BackTab => self.at = self.at.checked_sub(1).unwrap_or(fitting.len().saturating_sub(1)),
            Key::PageDown => self.at = (self.at + SHOWN).min(fitting.len().saturating_sub(1)),
            Key::PageUp => self.at = self.at.saturating_sub(SHOWN),
            Key::Home => self.at = 0,
            Key::End => self.at = fitting.len().saturating_sub(1),
            Key::Backspace => {
                self.filter.pop();
                self.at = 0;
            }
            Key::Escape => {
                self.filter.clear();
                self.at = 0;
            }
            Key::Char(' ') if self.many => {
                if let Some(place) = here {
                    match self.marked.iter().position(|&marked| marked == place) {
                        Some(known) => {
                            self.marked.remove(known);
                        }
                        None => self.marked.push(place),
                    }
                    self.filter.clear();
                    self.at = self.fitting().iter().position(|&other| other == place).unwrap_or(0);
                }
            }
            Key::Char(c) if !c.is_control() => {
                self.filter.push(*c);
                self.at = 0;
            }
            Key::Enter => {
                // Who marked nothing means the one under the cursor.
                if self.marked.is_empty() || !self.many {
                    self.marked = here.into_iter().collect();
                }
                if !self.marked.is_empty() {
                    return Step::Done;
                }
            }
            _ => {}
        }
        Step::On
    }

    fn chosen(&self) -> Vec<usize> {
        self.marked.clone()
    }

    /// What is on the screen, no line wider than `width`.
    fn lines(&self, width: usize) -> Vec<String> {
        let fitting = self.fitting();
        let first = self.at.saturating_sub(SHOWN - 1);
        let mut lines: Vec<String> = fitting
            .iter()
            .enumerate()
            .skip(first)
            .take(SHOWN)
            .map(|(index, &place)| {
                let cursor = if index == self.at { '>' } else { ' ' };
                let mark = match (self.many, self.marked.contains(&place)) {
                    (true, true) => "[x] ",
                    (true, false) => "[ ] ",
                    (false, _) => "",
                };
                format!("{cursor} {mark}{}", self.labels[place])
            })
            .collect();
        let status = match (fitting.len(), self.filter.is_empty()) {
            (0, _) => format!("  zoek: {} (niets gevonden; Backspace haalt een letter weg)", self.filter),
            (count, false) => format!("  zoek: {} ({count})", self.filter),
            (count, true) if count > SHOWN => format!("  {} van {count}", self.at + 1),
            _ => return clipped(lines, width),
        };
        lines.push(status);
        clipped(lines, width)
    }
}

fn clipped(lines: Vec<String>, width: usize) -> Vec<String> {
    lines.into_iter().map(|line| line.chars().take(width).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [&str; 12] = [
        "Almere",
        "Apeldoorn",
        "Breda",
        "Den Haag",
        "Ede",
        "Gouda",
        "Leiden",
        "Meppel",
        "Tiel",
        "Utrecht",
        "Weert",
        "Zeist",
    ];

    fn press(picker: &mut Picker, keys: &[Key]) -> Step {
        keys.iter().map(|key| picker.press(key)).last().expect("a key")
    }

    fn typed(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    #[test]
    fn arrows_go_round_and_enter_chooses() {
        let mut picker = Picker::new(&PLACES, false);
        assert_eq!(press(&mut picker, &[Key::ArrowUp]), Step::On);
        assert_eq!(picker.at, 11);
        press(&mut picker, &[Key::ArrowDown, Key::ArrowDown]);
        assert_eq!(press(&mut picker, &[Key::Enter]), Step::Done);
        assert_eq!(picker.chosen(), [1]);
    }

    #[test]
    fn typing_narrows_and_what_starts_with_it_comes_first() {
        let mut picker = Picker::new(&PLACES, false);
        press(&mut picker, &typed("ee"));
        assert_eq!(picker.lines(80), ["> Weert", "  zoek: ee (1)"]);
        press(&mut picker, &[Key::Backspace]);
        assert_eq!(picker.lines(80)[0], "> Ede");
        press(&mut picker, &typed("xx"));
        // Nothing fits, so there is nothing to choose.
        assert_eq!(press(&mut picker, &[Key::Enter]), Step::On);
        assert_eq!(press(&mut picker, &[Key::Escape, Key::End, Key::Enter]), Step::Done);
        assert_eq!(picker.chosen(), [11]);
    }

    #[test]
    fn blanks_mark_several_in_their_order_and_take_a_mark_off() {
        let mut picker = Picker::new(&PLACES, true);
        press(&mut picker, &typed("tiel "));
        press(&mut picker, &typed("breda "));
        press(&mut picker, &typed("ede "));
        press(&mut picker, &typed("breda "));
        assert_eq!(picker.filter, "");
        assert_eq!(press(&mut picker, &[Key::Enter]), Step::Done);
        assert_eq!(picker.chosen(), [8, 4]);
    }

    #[test]
    fn the_cursor_is_always_on_the_screen_and_no_line_is_too_wide() {
        let mut picker = Picker::new(&PLACES, true);
        for _ in 0..PLACES.len() {
            let lines = picker.lines(7);
            assert!(lines.iter().any(|line| line.starts_with('>')), "{lines:?}");
            assert!(lines.len() <= SHOWN + 1 && lines.iter().all(|line| line.chars().count() <= 7), "{lines:?}");
            press(&mut picker, &[Key::ArrowDown]);
        }
    }
}
