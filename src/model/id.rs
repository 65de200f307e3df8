//! Lists whose items are referred to by a number that only fits that list.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

/// The number of an item in a [`List`] of `T`.
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The item's place in its list, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The item before this one in its list.
    pub fn before(self) -> Option<Self> {
        self.0.checked_sub(1).map(|number| Id(number, PhantomData))
    }

    /// The item after this one, which may be past the end of its list.
    pub fn after(self) -> Option<Self> {
        self.0.checked_add(1).map(|number| Id(number, PhantomData))
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Items that are only added, so that an [`Id`] stays right.
#[derive(Debug, Clone)]
pub struct List<T>(Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> List<T> {
    /// Adds an item and gives its id.
    pub fn push(&mut self, item: T) -> Id<T> {
        self.0.push(item);
        Id(self.0.len() as u32 - 1, PhantomData)
    }

    /// Makes room for this many items more.
    pub fn reserve(&mut self, count: usize) {
        self.0.reserve(count);
    }

    /// The id the next item that is added will have.
    pub fn next_id(&self) -> Id<T> {
        Id(self.0.len() as u32, PhantomData)
    }

    /// An item, to be filled in while the list is made.
    pub fn get_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.0[id.index()]
    }

    /// The number of items.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All items in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + use<T> {
        (0..self.0.len() as u32).map(|number| Id(number, PhantomData))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> Index<Id<T>> for List<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.0[id.index()]
    }
}
