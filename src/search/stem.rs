//! The stem of a Dutch word: Snowball's Dutch stemmer (Porter's), and one step more.
//!
//! The only module that uses `snowball_stemmers_rs`. `zoeken.js` holds the same algorithm; a test compares the two.

use snowball_stemmers_rs::{Algorithm, Stemmer as Snowball};

/// Makes stems.
pub struct Stemmer(Snowball);

impl Default for Stemmer {
    fn default() -> Self {
        Self(Snowball::create(Algorithm::DutchPorter))
    }
}

impl Stemmer {
    /// The stem of a folded word. *brieven* and *huizen* have that of *brief* and *huis*: Snowball leaves their v and z. *bordje*
    /// has that of *bord*, and *regios* that of *regio*, *coaches* that of *coach*: Snowball
    /// leaves diminutives and such plurals too.
    pub fn stem(&self, word: &str) -> String {
        let mut stem = self.0.stem(without_plural(without_diminutive(word))).into_owned();
        let hard = match stem.as_bytes() {
            [_, _, .., b'v'] => "f",
            [_, _, .., b'z'] => "s",
            _ => return stem,
        };
        stem.truncate(stem.len() - 1);
        stem + hard
    }
}

/// A diminutive without its ending, where that can be told: after a consonant that *-je* itself follows.
fn without_diminutive(word: &str) -> &str {
    let Some(bare) = word.strip_suffix("jes").or_else(|| word.strip_suffix("je")) else { return word };
    match bare.as_bytes() {
        [_, _, .., b'b' | b'd' | b'f' | b'g' | b'k' | b'p' | b's'] => bare,
        _ => word,
    }
}

/// A plural as readers type it, *themas* and *regios* for *thema's* and *regio's*, without its ending: an s behind one a or o. And one from
/// English: *masterclasses*, *coaches*.
fn without_plural(word: &str) -> &str {
    let Some(bare) = word.strip_suffix('s') else { return word };
    if let Some(bare) = bare.strip_suffix('e')
        && (bare.ends_with("ss") || bare.ends_with("ch"))
        && bare.chars().count() >= 4
    {
        return bare;
    }
    let mut before = bare.chars().rev();
    let is_plural = matches!(before.next(), Some('a' | 'o'))
        && before.next().is_some_and(|c| !matches!(c, 'a' | 'o' | 'u'))
        && before.count() >= 2;
    if is_plural { bare } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let stemmer = Stemmer::default();
        for forms in [
            &["werkplein", "werkpleinen"][..],
            &["brief", "brieven"],
            &["huis", "huizen"],
            &["taak", "taken"],
            &["loket", "loketten"],
            &["bord", "bordje", "bordjes", "borden"],
            &["gemeente", "gemeenten"],
            &["werkgever", "werkgevers"],
            &["thema", "themas"],
            &["regio", "regios"],
            &["arbeidsmarktregio", "arbeidsmarktregios"],
            &["masterclass", "masterclasses"],
            &["coach", "coaches"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stemmer.stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
        assert_eq!(stemmer.stem("2009"), "2009");
        for word in ["werkloos", "helaas", "chaos", "gas", "kansloos"] {
            assert_eq!(without_plural(word), word);
        }
    }
}
