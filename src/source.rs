//! The read-only snapshot of a portal's files that all stages work on, and places in it.
//!
//! Nothing here touches the disk: `load` fills a [`Sources`], tests make one from text.

use std::collections::BTreeMap;
use std::ops::{Bound, Range};
use std::sync::Arc;

use crate::hash::{self, Hash};

/// Path of a source file, relative to the portal's root, with `/` between its parts.
pub type SourcePath = Arc<str>;

/// One file as it was read: its path, bytes and the hash of those bytes.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where the file is, relative to the root.
    pub path: SourcePath,
    /// The file's bytes, unchanged.
    pub bytes: Arc<[u8]>,
    /// Hash of `bytes`; equal hashes mean equal files.
    pub hash: Hash,
}

impl Source {
    /// Makes a source and computes its hash.
    pub fn new(path: impl Into<SourcePath>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { path: path.into(), hash: hash::bytes(&bytes), bytes }
    }

    /// The place of a range of bytes of this file.
    pub fn place(&self, span: impl Into<Span>) -> Place {
        Place { path: self.path.clone(), span: span.into() }
    }
}

/// All files of a portal, ordered by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, Source>,
}

impl Sources {
    /// A snapshot made of the given files; of two with one path the last stays.
    pub fn new(files: impl IntoIterator<Item = Source>) -> Self {
        Self { files: files.into_iter().map(|file| (file.path.clone(), file)).collect() }
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, source: Source) {
        self.files.insert(source.path.clone(), source);
    }

    /// Takes one file out.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        self.files.remove(path)
    }

    /// All files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// All files below `folder` (given with its closing `/`), in order of path.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = &Source> + use<'_> {
        let folder = folder.to_owned();
        self.files
            .range::<str, _>((Bound::Included(folder.as_str()), Bound::Unbounded))
            .map(|(_, source)| source)
            .take_while(move |source| source.path.starts_with(&folder))
    }
}

/// A range of bytes in one file, counted from the real start of that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the range.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end.max(range.start) }
    }
}

impl Span {
    /// The same range in a file of which this text starts at byte `base`.
    pub fn shifted(self, base: usize) -> Self {
        Self { start: self.start + base, end: self.end + base }
    }
}

/// A span with the file it is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The bytes meant; empty for a point.
    pub span: Span,
}

impl Place {
    /// The start of a file: for problems of the file as a whole.
    pub fn file(path: impl Into<SourcePath>) -> Self {
        Self { path: path.into(), span: Span::default() }
    }
}

/// A value together with where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}
