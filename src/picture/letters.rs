//! An alphabet of strokes: straight lines and arcs of ellipses, drawn with one thickness. The grid has the baseline at 0, small
//! letters up to 5 and capitals up to 7.

use super::{Point, arc};

/// Height of a capital.
pub const CAPITAL: f64 = 7.0;
/// Room between two letters.
pub const GAP: f64 = 2.0;

/// A letter: how wide it is, and its strokes; `y` goes up from the baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its width, without the room beside it.
    pub width: f64,
    /// Lines through points.
    pub strokes: Vec<Vec<Point>>,
}

/// The letters of a text; one that is not known is an empty box.
pub fn letters(text: &str) -> impl Iterator<Item = Letter> {
    text.chars().map(letter)
}

/// The width of a text whose capitals are [`CAPITAL`] high.
pub fn width(text: &str) -> f64 {
    let count = text.chars().count();
    text.chars().map(|c| glyph(parts(c).0).0).sum::<f64>() + GAP * count.saturating_sub(1) as f64
}

/// A letter without its mark, and the mark.
fn parts(c: char) -> (char, Option<&'static str>) {
    ACCENTED.iter().find(|(accented, ..)| *accented == c).map_or((c, None), |&(_, base, mark)| (base, Some(mark)))
}

/// The width and the path of a letter without a mark.
fn glyph(base: char) -> (f64, &'static str) {
    let known = GLYPHS.iter().find(|(name, ..)| *name == base);
    known.map_or((4.0, "M 0 0 L 4 0 L 4 6 L 0 6 L 0 0"), |&(_, width, path)| (width, path))
}

fn letter(c: char) -> Letter {
    let (base, mark) = parts(c);
    let (width, path) = glyph(base);
    let mut strokes = strokes(path);
    if let Some(mark) = mark {
        let up = if base.is_uppercase() { 2.0 } else { 0.0 };
        let moved = |(x, y): Point| (x + width / 2.0, if y < 0.0 { y } else { y + up });
        strokes.extend(self::strokes(mark).into_iter().map(|stroke| stroke.into_iter().map(moved).collect()));
    }
    Letter { width, strokes }
}

/// Reads a path: `M x y` starts a stroke, `L x y` goes on, `O x y rx ry from to` is an arc by itself, around a point and between
/// two angles.
fn strokes(path: &str) -> Vec<Vec<Point>> {
    let mut strokes: Vec<Vec<Point>> = Vec::new();
    let mut words = path.split(' ');
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
        match word {
            "M" => strokes.push(vec![(number(), number())]),
            "O" => strokes.push(arc((number(), number()), (number(), number()), (number(), number()))),
            _ => {
                let point = (number(), number());
                if let Some(stroke) = strokes.last_mut() {
                    stroke.push(point);
                }
            }
        }
    }
    strokes
}

const ACUTE: &str = "M -0.3 6.2 L 0.8 7.3";
const GRAVE: &str = "M 0.3 6.2 L -0.8 7.3";
const DOTS: &str = "M -1 6.7 M 1 6.7";
const HAT: &str = "M -1.1 6.2 L 0 7.2 L 1.1 6.2";
const WAVE: &str = "M -1.3 6.4 L -0.5 6.9 L 0.5 6.3 L 1.3 6.8";
const RING: &str = "O 0 6.9 0.7 0.7 0 360";
const TAIL: &str = "M 0.2 -0.3 L 0.5 -1.2 L -0.4 -1.7";

/// A letter with a mark: the letter without it, and the mark around its middle.
#[rustfmt::skip]
const ACCENTED: &[(char, char, &str)] = &[
    ('á', 'a', ACUTE), ('é', 'e', ACUTE), ('í', 'ı', ACUTE), ('ó', 'o', ACUTE), ('ú', 'u', ACUTE), ('ý', 'y', ACUTE),
    ('à', 'a', GRAVE), ('è', 'e', GRAVE), ('ì', 'ı', GRAVE), ('ò', 'o', GRAVE), ('ù', 'u', GRAVE),
    ('ä', 'a', DOTS), ('ë', 'e', DOTS), ('ï', 'ı', DOTS), ('ö', 'o', DOTS), ('ü', 'u', DOTS), ('ÿ', 'y', DOTS),
    ('â', 'a', HAT), ('ê', 'e', HAT), ('î', 'ı', HAT), ('ô', 'o', HAT), ('û', 'u', HAT),
    ('ã', 'a', WAVE), ('ñ', 'n', WAVE), ('õ', 'o', WAVE), ('å', 'a', RING), ('ç', 'c', TAIL),
    ('Á', 'A', ACUTE), ('É', 'E', ACUTE), ('Í', 'I', ACUTE), ('Ó', 'O', ACUTE), ('Ú', 'U', ACUTE),
    ('À', 'A', GRAVE), ('È', 'E', GRAVE), ('Ì', 'I', GRAVE), ('Ò', 'O', GRAVE), ('Ù', 'U', GRAVE),
    ('Ä', 'A', DOTS), ('Ë', 'E', DOTS), ('Ï', 'I', DOTS), ('Ö', 'O', DOTS), ('Ü', 'U', DOTS),
    ('Â', 'A', HAT), ('Ê', 'E', HAT), ('Î', 'I', HAT), ('Ô', 'O', HAT), ('Û', 'U', HAT),
    ('Ñ', 'N', WAVE), ('Ç', 'C', TAIL),
];

/// Every letter: its width and its path.
#[rustfmt::skip]
const GLYPHS: &[(char, f64, &str)] = &[
    (' ', 1.2, ""), ('\u{a0}', 1.2, ""),
    ('a', 4.2, "O 2.1 2.5 2.1 2.5 0 360 M 4.2 5 L 4.2 0"),
    ('b', 4.2, "M 0 7 L 0 0 O 2.1 2.5 2.1 2.5 0 360"),
    ('c', 3.8, "O 2.2 2.5 2.2 2.5 48 312"),
    ('d', 4.2, "O 2.1 2.5 2.1 2.5 0 360 M 4.2 7 L 4.2 0"),
    ('e', 4.4, "M 0 2.6 L 4.4 2.6 O 2.2 2.5 2.2 2.5 2 318"),
    ('f', 3.0, "O 2.6 5.5 1.5 1.5 65 180 M 1.1 5.5 L 1.1 0 M 0 4.7 L 2.8 4.7"),
    ('g', 4.2, "O 2.1 2.5 2.1 2.5 0 360 M 4.2 5 L 4.2 0 O 2.1 0 2.1 2 205 360"),
    ('h', 3.8, "M 0 7 L 0 0 O 1.9 3.1 1.9 1.9 0 180 M 3.8 3.1 L 3.8 0"),
    ('i', 0.0, "M 0 5 L 0 0 M 0 7"),
    ('ı', 0.0, "M 0 5 L 0 0"),
    ('j', 1.2, "M 1.2 5 L 1.2 -0.6 O -0.1 -0.6 1.3 1.4 275 360 M 1.2 7"),
    ('k', 3.6, "M 0 7 L 0 0 M 3.4 5 L 0 1.9 M 1.3 3.1 L 3.6 0"),
    ('l', 0.0, "M 0 7 L 0 0"),
    ('m', 6.4, "M 0 5 L 0 0 O 1.6 3.4 1.6 1.6 0 180 M 3.2 3.4 L 3.2 0 O 4.8 3.4 1.6 1.6 0 180 M 6.4 3.4 L 6.4 0"),
    ('n', 3.8, "M 0 5 L 0 0 O 1.9 3.1 1.9 1.9 0 180 M 3.8 3.1 L 3.8 0"),
    ('o', 4.6, "O 2.3 2.5 2.3 2.5 0 360"),
    ('p', 4.2, "M 0 5 L 0 -2 O 2.1 2.5 2.1 2.5 0 360"),
    ('q', 4.2, "O 2.1 2.5 2.1 2.5 0 360 M 4.2 5 L 4.2 -2"),
    ('r', 2.6, "M 0 5 L 0 0 O 1.9 3.1 1.9 1.9 65 180"),
    ('s', 3.3, "O 1.6 3.75 1.5 1.25 30 270 O 1.6 1.25 1.65 1.25 -150 90"),
    ('t', 2.8, "M 1.1 6.6 L 1.1 1.4 O 2.4 1.4 1.3 1.4 180 285 M 0 4.7 L 2.7 4.7"),
    ('u', 3.8, "M 0 5 L 0 1.9 O 1.9 1.9 1.9 1.9 180 360 M 3.8 5 L 3.8 0"),
    ('v', 3.8, "M 0 5 L 1.9 0 L 3.8 5"),
    ('w', 6.0, "M 0 5 L 1.5 0 L 3 5 L 4.5 0 L 6 5"),
    ('x', 3.6, "M 0 5 L 3.6 0 M 3.6 5 L 0 0"),
    ('y', 3.9, "M 0 5 L 1.95 0 M 3.9 5 L 1.1 -2"),
    ('z', 3.6, "M 0.1 5 L 3.5 5 L 0 0 L 3.6 0"),
    ('A', 5.4, "M 0 0 L 2.7 7 L 5.4 0 M 0.95 2.4 L 4.45 2.4"),
    ('B', 4.4, "M 2.4 7 L 0 7 L 0 0 L 2.5 0 M 0 3.7 L 2.5 3.7 O 2.4 5.35 1.65 1.65 -90 90 O 2.5 1.85 1.85 1.85 -90 90"),
    ('C', 5.8, "O 3.4 3.5 3.4 3.5 45 315"),
    ('D', 5.4, "M 2 7 L 0 7 L 0 0 L 2 0 O 2 3.5 3.4 3.5 -90 90"),
    ('E', 4.1, "M 4 7 L 0 7 L 0 0 L 4.1 0 M 0 3.7 L 3.6 3.7"),
    ('F', 4.0, "M 4 7 L 0 7 L 0 0 M 0 3.6 L 3.5 3.6"),
    ('G', 6.6, "O 3.4 3.5 3.4 3.5 45 358 M 6.8 3.4 L 4 3.4"),
    ('H', 4.8, "M 0 0 L 0 7 M 4.8 0 L 4.8 7 M 0 3.6 L 4.8 3.6"),
    ('I', 0.0, "M 0 0 L 0 7"),
    ('J', 3.0, "M 3 7 L 3 1.7 O 1.3 1.7 1.7 1.7 200 360"),
    ('K', 4.6, "M 0 0 L 0 7 M 4.3 7 L 0 2.6 M 1.6 4.2 L 4.6 0"),
    ('L', 3.8, "M 0 7 L 0 0 L 3.8 0"),
    ('M', 6.2, "M 0 0 L 0 7 L 3.1 2 L 6.2 7 L 6.2 0"),
    ('N', 4.9, "M 0 0 L 0 7 L 4.9 0 L 4.9 7"),
    ('O', 7.0, "O 3.5 3.5 3.5 3.5 0 360"),
    ('P', 4.3, "M 2.4 7 L 0 7 L 0 0 M 0 3.2 L 2.4 3.2 O 2.4 5.1 1.9 1.9 -90 90"),
    ('Q', 7.0, "O 3.5 3.5 3.5 3.5 0 360 M 4.4 1.9 L 6.7 -0.4"),
    ('R', 4.5, "M 2.4 7 L 0 7 L 0 0 M 0 3.2 L 2.4 3.2 O 2.4 5.1 1.9 1.9 -90 90 M 2.3 3.2 L 4.5 0"),
    ('S', 4.3, "O 2.2 5.3 1.9 1.7 30 270 O 2.2 1.8 2.1 1.8 -150 90"),
    ('T', 4.8, "M 0 7 L 4.8 7 M 2.4 7 L 2.4 0"),
    ('U', 4.8, "M 0 7 L 0 2.4 O 2.4 2.4 2.4 2.4 180 360 M 4.8 2.4 L 4.8 7"),
    ('V', 5.2, "M 0 7 L 2.6 0 L 5.2 7"),
    ('W', 7.6, "M 0 7 L 1.9 0 L 3.8 7 L 5.7 0 L 7.6 7"),
    ('X', 4.8, "M 0 7 L 4.8 0 M 4.8 7 L 0 0"),
    ('Y', 4.8, "M 0 7 L 2.4 3.3 L 4.8 7 M 2.4 3.3 L 2.4 0"),
    ('Z', 4.8, "M 0.1 7 L 4.7 7 L 0 0 L 4.8 0"),
    ('0', 4.4, "O 2.2 3.5 2.2 3.5 0 360"),
    ('1', 1.8, "M 0 5.7 L 1.8 7 L 1.8 0"),
    ('2', 4.1, "O 2 5 2 2 -35 165 M 3.638 3.853 L 0 0 L 4.1 0"),
    ('3', 4.0, "O 1.9 5.25 1.75 1.75 -90 150 O 1.9 1.75 2.1 1.75 -150 90"),
    ('4', 4.6, "M 3.4 0 L 3.4 7 L 0 2 L 4.6 2"),
    ('5', 4.1, "M 3.8 7 L 0.7 7 L 0.45 4.05 O 1.9 2.3 2.2 2.3 -145 130"),
    ('6', 4.2, "O 2.1 2.2 2.1 2.2 0 360 O 4.1 2.2 4.1 4.9 98 180"),
    ('7', 4.0, "M 0 7 L 4 7 L 1.2 0"),
    ('8', 4.2, "O 2.1 5.3 1.75 1.7 0 360 O 2.1 1.8 2.1 1.8 0 360"),
    ('9', 4.2, "O 2.1 4.8 2.1 2.2 0 360 O 0.1 4.8 4.1 4.9 -82 0"),
    ('.', 0.0, "M 0 0"), (':', 0.0, "M 0 0.6 M 0 4.4"), (';', 0.4, "M 0.3 4.4 M 0.3 0.4 L 0 -1.2"),
    (',', 0.4, "M 0.3 0.2 L 0 -1.3"), ('!', 0.0, "M 0 7 L 0 2 M 0 0"),
    ('?', 3.4, "O 1.7 5.3 1.7 1.7 -60 170 M 2.55 3.83 L 1.7 2.9 L 1.7 2 M 1.7 0"),
    ('\'', 0.0, "M 0 7 L 0 5.4"), ('’', 0.5, "M 0.5 7 L 0 5.4"), ('‘', 0.5, "M 0 7 L 0.5 5.4"),
    ('"', 1.5, "M 0 7 L 0 5.4 M 1.5 7 L 1.5 5.4"), ('“', 1.8, "M 0 7 L 0.4 5.4 M 1.4 7 L 1.8 5.4"), ('”', 1.8, "M 0.4 7 L 0 5.4 M 1.8 7 L 1.4 5.4"),
    ('-', 2.2, "M 0 2.6 L 2.2 2.6"), ('–', 4.0, "M 0 2.6 L 4 2.6"), ('—', 6.0, "M 0 2.6 L 6 2.6"),
    ('+', 3.6, "M 0 2.8 L 3.6 2.8 M 1.8 1 L 1.8 4.6"), ('/', 3.2, "M 0 -0.6 L 3.2 7.4"),
    ('(', 1.4, "O 3.9 2.9 3.9 5.6 128 232"), (')', 1.4, "O -2.5 2.9 3.9 5.6 -52 52"),
    ('&', 5.4, "O 2.1 5.5 1.4 1.5 -40 235 M 1.3 4.27 L 5.2 0 M 3.17 4.54 L 1.2 3.4 O 2 1.7 2 1.7 100 330 M 3.73 0.85 L 5 2.9"),
    ('%', 6.0, "M 1 0 L 5 7 O 1.2 5.6 1.2 1.4 0 360 O 4.8 1.4 1.2 1.4 0 360"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_is_written_with_letters_that_are_known() {
        let unknown = letter('\u{4e2d}');
        for c in ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("éëïöüèêçáíóúÉËÏÖÜ .,:;!?'’‘-–()/&%+".chars())
        {
            let letter = letter(c);
            assert!(letter != unknown, "{c} is not known");
            assert!(c == ' ' || !letter.strokes.is_empty(), "{c} has no strokes");
            for &(x, y) in letter.strokes.iter().flatten() {
                let wide = x >= -2.0 && x <= letter.width + 2.0;
                assert!(wide && (-2.1..=9.4).contains(&y), "{c}: {x} {y} is outside the grid");
            }
        }
    }

    #[test]
    fn every_path_is_whole() {
        for (c, _, path) in GLYPHS
            .iter()
            .map(|(c, width, path)| (c, width, *path))
            .chain(ACCENTED.iter().map(|(c, _, mark)| (c, &0.0, *mark)))
        {
            let words: Vec<&str> = path.split(' ').filter(|word| !word.is_empty()).collect();
            let letters = |letter: &str| words.iter().filter(|word| **word == letter).count();
            assert_eq!(words.len(), 3 * (letters("M") + letters("L")) + 7 * letters("O"), "{c}");
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        assert_eq!(width(""), 0.0);
        assert_eq!(width("oo"), 4.6 + GAP + 4.6);
    }
}
