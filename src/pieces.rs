//! Lists in pieces, so that what holds for all pages costs no walk along all of them when one page is edited: one of which copies
//! share the pieces, and a copy in which one item is another has one piece of its own; and one that is filled bit by bit.

use std::iter;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

/// Items to a piece.
const PIECE: usize = 64;

/// A list that is cheap to copy.
#[derive(Debug, Clone)]
pub struct SharedList<T>(Vec<Arc<[T]>>);

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for SharedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        let next = || Some(items.by_ref().take(PIECE).collect()).filter(|piece: &Arc<[T]>| !piece.is_empty());
        Self(iter::from_fn(next).collect())
    }
}

impl<T> Index<usize> for SharedList<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at / PIECE][at % PIECE]
    }
}

impl<T> SharedList<T> {
    /// The number of items.
    pub fn len(&self) -> usize {
        // All pieces but the last are full.
        self.0.last().map_or(0, |last| (self.0.len() - 1) * PIECE + last.len())
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Clone> SharedList<T> {
    /// Puts another item in a place that there is.
    pub fn set(&mut self, at: usize, item: T) {
        Arc::make_mut(&mut self.0[at / PIECE])[at % PIECE] = item;
    }
}

/// A list whose items are made one by one, each once; a piece takes no room before the first of its items.
#[derive(Debug)]
pub struct Slots<T>(Vec<OnceLock<Box<[OnceLock<T>; PIECE]>>>);

impl<T> Slots<T> {
    /// Room for this many items.
    pub fn new(length: usize) -> Self {
        Self(iter::repeat_with(OnceLock::new).take(length.div_ceil(PIECE)).collect())
    }

    /// The item at a place, when it was made.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.0[at / PIECE].get()?[at % PIECE].get()
    }

    /// The item at a place, made now when it was not yet.
    pub fn get_or_init(&self, at: usize, make: impl FnOnce() -> T) -> &T {
        let piece = self.0[at / PIECE].get_or_init(|| [const { OnceLock::new() }; PIECE].into());
        piece[at % PIECE].get_or_init(make)
    }

    /// The items that were made, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().filter_map(OnceLock::get).flat_map(|piece| piece.iter().filter_map(OnceLock::get))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_with_another_item_leaves_the_first_as_it_was() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let first: SharedList<usize> = (0..length).collect();
            assert_eq!((first.len(), first.is_empty()), (length, length == 0));
            let mut second = first.clone();
            (0..length).step_by(5).for_each(|at| second.set(at, at + 1000));
            for at in 0..length {
                assert_eq!((first[at], second[at]), (at, if at % 5 == 0 { at + 1000 } else { at }));
            }
            assert_eq!(first.0.len(), length.div_ceil(PIECE));
        }
    }

    #[test]
    fn a_slot_is_filled_once() {
        let slots = Slots::new(2 * PIECE + 1);
        assert_eq!((slots.get(2 * PIECE), slots.iter().count()), (None, 0));
        for at in [2 * PIECE, 0, PIECE - 1] {
            assert_eq!((*slots.get_or_init(at, || at), *slots.get_or_init(at, || 7)), (at, at));
        }
        assert_eq!((slots.get(1), slots.get(PIECE - 1), slots.get(PIECE)), (None, Some(&(PIECE - 1)), None));
        assert_eq!(slots.iter().copied().collect::<Vec<_>>(), [0, PIECE - 1, 2 * PIECE]);
    }

    #[test]
    #[should_panic(expected = "out of bounds")]
    fn there_is_nothing_beyond_the_end() {
        let _ = (0..3).collect::<SharedList<usize>>()[3];
    }
}
