//! Lists in order, and sorted maps made item by item.
//!
//! The standard library makes a sort of its own for each type and each comparison: 6 kB of program every time, and `collect` into a sorted
//! map is one of them. Here one sort of numbers serves all. Lists of plain values keep the sort of the standard library, and so do the few
//! lists that are sorted for every page.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts a list; what is equal keeps its order.
pub trait Order<T> {
    /// By comparison.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// By a key, which is made once for each item.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);

    /// By the order of the items themselves.
    fn order(&mut self)
    where
        T: Ord;
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let places = places(self.len(), &|one, other| compare(&self[one], &self[other]));
        arrange(self, places);
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        arrange(self, places(keys.len(), &|one, other| keys[one].cmp(&keys[other])));
    }

    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

/// A text to sort by. Its first bytes stand beside it as a number: most texts are told apart by that alone, without a look at the text,
/// which lies somewhere else in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letters<'t> {
    first: u128,
    text: &'t str,
}

impl<'t> From<&'t str> for Letters<'t> {
    fn from(text: &'t str) -> Self {
        Self { first: first_letters(text), text }
    }
}

/// How many bytes of a text [`first_letters`] looks at.
pub const FIRST: usize = 16;

/// The first sixteen bytes of a text as a number, in the order of texts; of a shorter one the rest is zero.
pub fn first_letters(text: &str) -> u128 {
    first_of(text.as_bytes(), text.len())
}

/// The same of a text that is the first `length` bytes of `bytes`. With sixteen bytes to look at, whatever they are, it takes a few
/// steps, where copying as many as there are takes twenty.
pub fn first_of(bytes: &[u8], length: usize) -> u128 {
    let length = length.min(FIRST);
    if let Some(first) = bytes.first_chunk::<FIRST>() {
        let others = 8 * (FIRST - length) as u32;
        return u128::from_be_bytes(*first) & u128::MAX.checked_shl(others).unwrap_or(0);
    }
    let mut first = [0; FIRST];
    first[..length].copy_from_slice(&bytes[..length]);
    u128::from_be_bytes(first)
}

/// A sorted map of items; of equal keys the last one stays.
pub fn map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    items.into_iter().for_each(|(key, value)| {
        map.insert(key, value);
    });
    map
}

/// A sorted set of items; of equal ones the first stays.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    items.into_iter().for_each(|item| {
        set.insert(item);
    });
    set
}

/// The items of a sorted list that another sorted list does not have, in one walk along both.
pub fn beyond<'l, T: Ord + Copy>(list: &'l [T], other: &'l [T]) -> impl Iterator<Item = T> {
    let mut other = other.iter().copied().peekable();
    list.iter().copied().filter(move |item| {
        while let Some(next) = other.peek() {
            match next.cmp(item) {
                Ordering::Less => other.next(),
                Ordering::Equal => return false,
                Ordering::Greater => return true,
            };
        }
        true
    })
}

/// The place that each item goes to.
fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|&one, &other| compare(one, other));
    let mut places = vec![0; length];
    order.into_iter().enumerate().for_each(|(place, item)| places[item] = place);
    places
}

/// Puts each item in its place.
fn arrange<T>(list: &mut [T], mut places: Vec<usize>) {
    for at in 0..list.len() {
        while places[at] != at {
            let place = places[at];
            list.swap(at, place);
            places.swap(at, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_have_the_order_of_their_texts(one in "a{0,14}[a-b\0é]{0,4}", other in "a{0,14}[a-b\0é]{0,4}") {
            prop_assert_eq!(Letters::from(&*one).cmp(&Letters::from(&*other)), one.cmp(&other));
        }

        #[test]
        fn as_the_standard_library(list in prop::collection::vec((0_u8..20, "[a-c]{0,2}"), 0..200)) {
            let sorted = |by: fn(&mut Vec<(u8, String)>)| {
                let mut list = list.clone();
                by(&mut list);
                list
            };
            prop_assert_eq!(sorted(|list| list.order()), sorted(|list| list.sort()));
            prop_assert_eq!(sorted(|list| list.order_by_key(|item| item.0)), sorted(|list| list.sort_by_key(|item| item.0)));
            prop_assert_eq!(
                sorted(|list| list.order_by(|a, b| b.1.cmp(&a.1))),
                sorted(|list| list.sort_by(|a, b| b.1.cmp(&a.1)))
            );
            prop_assert_eq!(map(list.clone()), list.iter().cloned().collect::<BTreeMap<_, _>>());
            prop_assert_eq!(set(list.clone()), list.iter().cloned().collect::<BTreeSet<_>>());
            let (one, other): (BTreeSet<u8>, BTreeSet<u8>) = list.iter().map(|(number, text)| (*number, text.len() as u8)).unzip();
            let lists: [Vec<u8>; 2] = [&one, &other].map(|set| set.iter().copied().collect());
            prop_assert_eq!(beyond(&lists[0], &lists[1]).collect::<Vec<_>>(), one.difference(&other).copied().collect::<Vec<_>>());
        }
    }
}
