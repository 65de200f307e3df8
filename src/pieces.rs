//! A list in pieces: copies share them, and a copy in which one item is another has one piece of its own. So what holds for all
//! pages costs no walk along all of them when one page is edited.

use std::iter;
use std::ops::Index;
use std::sync::Arc;

/// Items to a piece.
const PIECE: usize = 64;

/// A list that is cheap to copy.
#[derive(Debug, Clone)]
pub struct Pieces<T>(Vec<Arc<[T]>>);

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Pieces<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        let next = || Some(items.by_ref().take(PIECE).collect()).filter(|piece: &Arc<[T]>| !piece.is_empty());
        Self(iter::from_fn(next).collect())
    }
}

impl<T> Index<usize> for Pieces<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at / PIECE][at % PIECE]
    }
}

impl<T> Pieces<T> {
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

impl<T: Clone> Pieces<T> {
    /// Puts another item in a place that there is.
    pub fn set(&mut self, at: usize, item: T) {
        Arc::make_mut(&mut self.0[at / PIECE])[at % PIECE] = item;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_with_another_item_leaves_the_first_as_it_was() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let first: Pieces<usize> = (0..length).collect();
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
    #[should_panic(expected = "out of bounds")]
    fn there_is_nothing_beyond_the_end() {
        let _ = (0..3).collect::<Pieces<usize>>()[3];
    }
}
