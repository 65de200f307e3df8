//! Text → words as search compares them: small letters without marks, and where each stands in the text.
//!
//! `zoeken.js` holds the same rules; a test compares the two on all texts of the portal.

use std::ops::Range;

use crate::parse::slug::fold;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word, folded.
    pub folded: &'a str,
    /// Whether a hyphen alone stands between it and the word before.
    pub joined: bool,
}

/// Words of texts, folded into one buffer so that a text costs no allocation per word.
#[derive(Debug, Default)]
pub struct Words {
    letters: String,
    /// Where each word lies in the letters, where in the text, and whether a hyphen joins it to the one before.
    words: Vec<(Range<usize>, Range<usize>, bool)>,
}

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Forgets the words and takes those of another text.
    pub fn read(&mut self, text: &str) {
        self.letters.clear();
        self.words.clear();
        let mut start = None;
        let mut hyphen = false;
        let mut at = 0;
        let mut end = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            // Most of a text are letters without marks, with blanks between: they are taken a run at a time.
            if PLAIN[usize::from(byte)] {
                start.get_or_insert((at, self.letters.len()));
                at += self.push_run(&text[at..]);
                end = at;
                continue;
            }
            if byte == b' ' {
                if let Some((from, letters)) = start.take() {
                    self.close(letters, from..end, hyphen);
                }
                hyphen = false;
                at += 1;
                continue;
            }
            let mut rest = text[at..].chars();
            let Some(c) = rest.next() else { break };
            let (here, next) = (at, rest.next());
            at += c.len_utf8();
            if is_letter(c) {
                start.get_or_insert((here, self.letters.len()));
                self.push(c);
                end = at;
                continue;
            }
            let Some((from, letters)) = start else {
                hyphen = false;
                continue;
            };
            let digit_before = self.letters.as_bytes().last().is_some_and(u8::is_ascii_digit);
            match c {
                '\u{ad}' | '\u{200b}' => continue,
                // O&O is one word, and so is 1.234.
                '&' if next.is_some_and(is_letter) => continue,
                '.' | ',' if digit_before && next.is_some_and(|next| next.is_ascii_digit()) => continue,
                _ => {}
            }
            self.close(letters, from..end, hyphen);
            start = None;
            hyphen = matches!(c, '-' | '‑') && next.is_some_and(is_letter);
            // 45+ is read as it is said.
            if c == '+' && digit_before {
                let letters = self.letters.len();
                self.letters.push_str("plus");
                self.close(letters, here..here + 1, true);
            }
            // The s of foto's belongs to the ending.
            if matches!(c, '\'' | '’') && next == Some('s') && !rest.next().is_some_and(is_letter) {
                at += 1;
            }
        }
        if let Some((from, letters)) = start {
            self.close(letters, from..end, hyphen);
        }
        // Letters with marks are small already.
        self.letters.make_ascii_lowercase();
    }

    /// Adds the letters without marks that a text begins with, and says how many there are.
    fn push_run(&mut self, text: &str) -> usize {
        let mut taken = 0;
        // Eight bytes at a time, and what is too much is taken back: the length of a word is hard to foresee, and a loop that
        // ends at its last letter waits for that each time.
        while let Some(eight) = text.as_bytes()[taken..].first_chunk::<8>()
            && text.is_char_boundary(taken + 8)
        {
            let run = plain_run(u64::from_le_bytes(*eight));
            let letters = self.letters.len();
            self.letters.push_str(&text[taken..taken + 8]);
            taken += run;
            if run < 8 {
                self.letters.truncate(letters + run);
                return taken;
            }
        }
        let rest = text.as_bytes()[taken..].iter().position(|&byte| !PLAIN[usize::from(byte)]);
        let rest = rest.unwrap_or(text.len() - taken);
        self.letters.push_str(&text[taken..taken + rest]);
        taken + rest
    }

    /// Adds a letter with a mark, or of another alphabet.
    fn push(&mut self, c: char) {
        match fold(c) {
            Some(letters) => self.letters.push_str(letters),
            None => self.letters.extend(c.to_lowercase()),
        }
    }

    fn close(&mut self, letters: usize, place: Range<usize>, joined: bool) {
        self.words.push((letters..self.letters.len(), place, joined));
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = Word<'_>> {
        self.words.iter().map(|(letters, _, joined)| Word { folded: &self.letters[letters.clone()], joined: *joined })
    }

    /// The folded letters of all words, one after the other. Of words that hyphens join, these are those of the whole.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// Of each word where it lies among [`Words::letters`], and where in the text; and whether a hyphen alone stands before it.
    pub fn ranges(&self) -> &[(Range<usize>, Range<usize>, bool)] {
        &self.words
    }

    /// Where each word stands in the text, in bytes.
    pub fn places(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.iter().map(|(_, place, _)| place.clone())
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Which bytes are letters without marks, or digits.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// How many of eight bytes, from the lowest on, are letters without marks or digits, before one that is not.
fn plain_run(eight: u64) -> usize {
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let each = |byte: u8| u64::from_ne_bytes([byte; 8]);
    // The high bit of each byte tells whether the other seven are at least `low` and at most `high`: neither sum nor difference
    // leaves its byte.
    let between =
        |bytes: u64, low: u8, high: u8| ((bytes | HIGH) - each(low)) & ((each(high) | HIGH) - (bytes & !HIGH));
    let plain = between(eight | each(0x20), b'a', b'z') | between(eight, b'0', b'9');
    let others = !(plain & !eight) & HIGH;
    others.trailing_zeros() as usize / 8
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())
}

/// Words that stand in nearly every text: they weigh little, and are no part of a compound.
pub const STOP_WORDS: &str = "aan al alle als altijd ben bent bij daar dan dat de deze die dit doe doen doet door dus een \
    eens en er ga gaan gaat gaf geen had heb hebben heeft hem hen het hier hij hoe hun iets ik in is ja je jij jou kan \
    komen komt kon kunnen kunt laat maar maak maken maakt mag meer men met mij mijn moet moeten na naar niet nog nu of \
    om ons ook op over per snel te tegen toch toe tot u uit uw van veel ver vind vinden vindt volgens voor waar waarom \
    wanneer want was wat we weer welk welke wel werd wie wij wil worden wordt zal ze zelf zich zij zijn zit zitten zo \
    zonder zou betekent betekenen af binnen onder tussen tijdens via hoeveel moest mogen waren zullen";

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        Words::of(text).iter().map(|word| word.folded.to_owned()).collect()
    }

    #[test]
    fn words_are_folded_and_codes_are_kept() {
        for (text, expected) in [
            ("Coördinatie, één!", "coordinatie een"),
            ("45+ en 45-plussers", "45 plus en 45 plussers"),
            ("Wajong/WSW: 1-aanspreekpunt", "wajong wsw 1 aanspreekpunt"),
            ("foto's van zbo’s in 's-Hertogenbosch", "foto van zbo in s hertogenbosch"),
            ("O&O-fonds kost 1.234,5 euro.", "oo fonds kost 12345 euro"),
            ("IJmond ĳs Æ ß", "ijmond ijs ae ss"),
            ("2009-t2", "2009 t2"),
            ("werk\u{ad}plein", "werkplein"),
            (" – ", ""),
        ] {
            assert_eq!(folded(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_run_ends_where_a_byte_is_no_letter() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut bytes = *b"aZ09zAm5";
                bytes[at] = byte;
                let run = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(8);
                assert_eq!(plain_run(u64::from_le_bytes(bytes)), run, "{byte} at {at}");
            }
        }
        for text in ["achtlett", "achtlette", "zevené", "zevenenë en", "a", "zestienletterszo en"] {
            let mut words = Words::default();
            let run = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
            assert_eq!((words.push_run(text), words.letters()), (run, &text[..run]));
        }
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "Het é-mailadres";
        let words = Words::of(text);
        let places: Vec<&str> = words.places().map(|place| &text[place]).collect();
        assert_eq!(places, ["Het", "é", "mailadres"]);
        assert_eq!(words.iter().map(|word| word.joined).collect::<Vec<_>>(), [false, false, true]);
    }
}
