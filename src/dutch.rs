//! Numbers, dates and months as Dutch readers expect them. No words of the site: those are the theme's.

use std::borrow::Cow;

use hypher::Lang;
use jiff::civil::Date;

pub use crate::moment::month_name;
use crate::moment::{Moment, Month};
use crate::number::Number;

/// `1234567` → "1.234.567"; a negative number has a real minus sign.
pub fn whole(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    if number < 0 {
        text.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// `1234.5` → "1.234,5".
pub fn decimal(number: Number) -> String {
    if number.decimals == 0 {
        return whole(number.scaled);
    }
    let unit = 10i64.pow(u32::from(number.decimals));
    let sign = if number.scaled < 0 && number.scaled / unit == 0 { "−" } else { "" };
    let part = number.scaled.unsigned_abs() % unit.unsigned_abs();
    format!("{sign}{},{part:0width$}", whole(number.scaled / unit), width = usize::from(number.decimals))
}

/// A number with one digit after the comma, rounded half away from zero: `-12.34` → "−12,3".
pub fn tenths(number: f64) -> String {
    let scaled = (number * 10.0).round();
    decimal(Number { scaled: if scaled.is_finite() { scaled as i64 } else { 0 }, decimals: 1 })
}

/// "9 september 2009".
pub fn date(date: Date) -> String {
    Moment::from(date).in_dutch()
}

/// "juli 2009".
pub fn month(month: Month) -> String {
    format!("{} {}", month_name(month.month), month.year)
}

/// "jul. 2009": a month where room is scarce.
pub fn short_month(month: Month) -> String {
    let short = match month.month {
        3 => "mrt.",
        5 => "mei",
        other => return format!("{:.3}. {}", month_name(other), month.year),
    };
    format!("{short} {}", month.year)
}

/// "27 mei 2009" or "27 mei 2009, 09.30 uur".
pub fn moment(moment: Moment) -> String {
    moment.in_dutch()
}

/// "Open vacatures" → "open vacatures"; an abbreviation such as "WW-uitkeringen" stays.
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().collect::<String>() + chars.as_str()
        }
        _ => text.to_owned(),
    }
}

/// "Tiel, Zwolle en Assen": names in a sentence.
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// Words from this many letters on may be broken; shorter ones fit on the narrowest screen.
const LONG_WORD: usize = 10;
/// The letters that stay together at both ends of a word.
const ENDS: usize = 3;

/// A text with soft hyphens where its long words may be broken: "Samen\u{ad}werking". A browser shows one only at the end of a line.
/// For titles and names in narrow places, as few browsers have Dutch patterns of their own.
pub fn hyphenated(text: &str) -> Cow<'_, str> {
    let long = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count() >= LONG_WORD;
    if !text.split(' ').any(long) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        let end = rest[start..].find(|letter: char| !letter.is_alphabetic()).map_or(rest.len(), |end| start + end);
        out.push_str(&rest[..start]);
        hyphenate(&rest[start..end], &mut out);
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn hyphenate(word: &str, out: &mut String) {
    let letters = word.chars().count();
    if letters < LONG_WORD {
        out.push_str(word);
        return;
    }
    let mut written = 0;
    for syllable in hypher::hyphenate(word, Lang::Dutch) {
        if written >= ENDS && letters - written >= ENDS {
            out.push('\u{ad}');
        }
        out.push_str(syllable);
        written += syllable.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dutch() {
        for (number, text) in [(0, "0"), (999, "999"), (1234, "1.234"), (-1234567, "−1.234.567"), (100, "100")] {
            assert_eq!(whole(number), text);
        }
        assert_eq!(decimal(Number { scaled: 68, decimals: 1 }), "6,8");
        assert_eq!(decimal(Number { scaled: -5, decimals: 1 }), "−0,5");
        assert_eq!(decimal(Number { scaled: 123405, decimals: 2 }), "1.234,05");
        assert_eq!(tenths(-12.34), "−12,3");
        assert_eq!(tenths(0.05), "0,1");
    }

    #[test]
    fn months_are_short_where_room_is_scarce() {
        let short: Vec<String> = [1, 3, 5, 7, 12].map(|month| short_month(Month { year: 2009, month })).into();
        assert_eq!(short, ["jan. 2009", "mrt. 2009", "mei 2009", "jul. 2009", "dec. 2009"]);
    }

    #[test]
    fn long_words_may_be_broken_at_syllables() {
        let shown = |text| hyphenated(text).replace('\u{ad}', "-");
        assert_eq!(shown("Samenwerking starten"), "Samen-wer-king starten");
        assert_eq!(shown("(Klant)verbetercyclus"), "(Klant)ver-be-ter-cy-clus");

        assert_eq!(
            shown("Cliëntenparticipatie, 's-Hertogenbosch"),
            "Cli-en-ten-par-ti-ci-pa-tie, 's-Her-to-gen-bosch".replace("Cli-en", "Cli-ën")
        );
        assert_eq!(shown("Wet werk en bijstand"), "Wet werk en bijstand");
        assert_eq!(shown(""), "");
        assert!(matches!(hyphenated("Kort en goed"), Cow::Borrowed(_)));
    }
}
