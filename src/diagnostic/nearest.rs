//! The name that was meant where a wrong one stands: the one that differs in the fewest letters.
//!
//! A large portal has ten thousand names, and a page that goes leaves hundreds of links to nowhere. So of a wrong name of up to 64 letters
//! all distances to the letters of another are kept in the bits of two numbers, and a letter of the other costs a dozen steps.

use std::collections::BTreeMap;

/// A wrong name of more letters than this is no slip.
const MOST_LETTERS: usize = 200;

/// In Dutch, the question whether the name nearest to `wrong` was meant, with a blank before it; nothing when no name is near.
pub fn meant<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    nearest(wrong, names).map_or_else(String::new, |near| format!(" Bedoelde je '{near}'?"))
}

/// The name nearest to `wrong`, when it is near enough to be meant: at most a third of its letters differ, or one, and not all of them. Two
/// letters that changed places count as one. Of names that are as near, the first in order of the alphabet.
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    Candidates::of(names.into_iter().collect()).nearest(wrong)
}

/// Names of which one may be meant, to look for the nearest more than once.
pub struct Candidates<'n>(Vec<Candidate<'n>>);

struct Candidate<'n> {
    text: &'n str,
    lower: String,
    letters: usize,
}

impl<'n> Candidates<'n> {
    /// These names; of equal ones either stands for both.
    pub fn new(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self::of(names.into_iter().collect())
    }

    // Apart from the above: what is made anew for each kind of list is only the collecting, which saves 20 kB of program.
    fn of(names: Vec<&'n str>) -> Self {
        let name = |text: &'n str| {
            let lower = text.to_lowercase();
            Candidate { text, letters: lower.chars().count(), lower }
        };
        Self(names.into_iter().map(name).collect())
    }

    /// As [`nearest`].
    pub fn nearest(&self, wrong: &str) -> Option<&'n str> {
        let wrong = Wrong::new(&wrong.to_lowercase());
        if wrong.letters.len() > MOST_LETTERS {
            return None;
        }
        let mut best: Option<(usize, &str)> = None;
        for name in &self.0 {
            let longest = wrong.letters.len().max(name.letters);
            let enough = 1.max(longest / 3).min(longest.saturating_sub(1));
            let most = best.map_or(enough, |(distance, _)| distance.min(enough));
            // At least as many letters differ as one of them has more.
            if wrong.letters.len().abs_diff(name.letters) > most {
                continue;
            }
            let found = (wrong.distance(&name.lower), name.text);
            if found.0 <= most && best.is_none_or(|best| found < best) {
                best = Some(found);
            }
        }
        best.map(|(_, name)| name)
    }
}

/// A wrong name, ready to be compared.
struct Wrong {
    letters: Vec<char>,
    /// Where each letter stands, a bit per place: those of ASCII by their number …
    plain: [u64; 128],
    /// … and the others.
    places: BTreeMap<char, u64>,
}

impl Wrong {
    fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let (mut plain, mut places) = ([0; 128], BTreeMap::new());
        for (at, &letter) in letters.iter().enumerate().take(u64::BITS as usize) {
            let known = plain.get_mut(letter as usize);
            *known.unwrap_or_else(|| places.entry(letter).or_default()) |= 1 << at;
        }
        Self { letters, plain, places }
    }

    fn places(&self, letter: char) -> u64 {
        self.plain.get(letter as usize).or_else(|| self.places.get(&letter)).copied().unwrap_or_default()
    }

    /// In how many letters another text differs: letters that are added, taken away, changed, or changed places with the next (the
    /// distance of optimal string alignment). The steps are those of Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
    /// edit distances", Nordic Journal of Computing 10 (2003): of a column of the table of distances only is kept, a bit per letter,
    /// whether the distance goes up (`up`) or down (`down`) by one there.
    fn distance(&self, other: &str) -> usize {
        let Some(last) = self.letters.len().checked_sub(1) else { return other.chars().count() };
        if last >= u64::BITS as usize {
            return strsim::osa_distance(&self.letters.iter().collect::<String>(), other);
        }
        let (mut up, mut down, mut diagonal, mut places_before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut distance = self.letters.len();
        for letter in other.chars() {
            let places = self.places(letter);
            let swapped = ((!diagonal & places) << 1) & places_before;
            diagonal = ((places & up).wrapping_add(up) ^ up) | places | down | swapped;
            let right_up = down | !(diagonal | up);
            let right_down = diagonal & up;
            distance += (right_up >> last & 1) as usize;
            distance -= (right_down >> last & 1) as usize;
            let right_up = right_up << 1 | 1;
            up = right_down << 1 | !(diagonal | right_up);
            down = right_up & diagonal;
            places_before = places;
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn distances_are_those_of_the_table(one in "[a-dé]{0,70}", other in "[a-dé]{0,90}", short in "[a-c]{0,7}", next in "[a-c]{0,7}") {
            prop_assert_eq!(Wrong::new(&one).distance(&other), strsim::osa_distance(&one, &other));
            prop_assert_eq!(Wrong::new(&short).distance(&next), strsim::osa_distance(&short, &next));
        }

        #[test]
        fn the_nearest_name_is_found_without_measuring_all(
            wrong in "[a-eA-Eé ]{0,12}",
            names in prop::collection::vec("[a-eA-EÉ ]{0,12}", 0..30),
        ) {
            let lower = wrong.to_lowercase();
            let measured = names.iter().map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name.as_str()));
            let near = |(distance, name): &(usize, &str)| {
                let longest = lower.chars().count().max(name.chars().count());
                *distance <= 1.max(longest / 3) && (*distance == 0 || *distance < longest)
            };
            let expected = measured.filter(near).min().map(|(_, name)| name);
            prop_assert_eq!(nearest(&wrong, names.iter().map(String::as_str)), expected);
        }
    }

    #[test]
    fn a_long_text_is_no_slip() {
        let long = "a".repeat(MOST_LETTERS);
        assert_eq!(nearest(&format!("{}b", &long[1..]), [&*long]), Some(&*long));
        assert_eq!(nearest(&format!("{long}b"), [&*long]), None);
    }
}
