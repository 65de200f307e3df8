//! The read-only snapshot of a portal's files that all stages work on, and places in it.
//!
//! Nothing here touches the disk: `load` fills a [`Sources`], tests make one from text.

use std::borrow::Borrow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::{Bound, Range};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hash::{self, Hash};

/// Path of a source file, relative to the portal's root, with `/` between its parts.
pub type SourcePath = Arc<str>;

/// So many files are one piece of work, which no other core can take over. Left to itself, half of what a core has is one: at the end of a
/// stage of 1,000 files the other waits a tenth of its time.
pub const FILES_AT_ONCE: usize = 16;

/// What tells, without reading it, whether a file on disk is still the file that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// When its bytes were last written, in nanoseconds since 1970.
    #[serde(with = "postcard::fixint::le")]
    pub modified: i64,
    /// When it or its entry in the file system was last changed, in nanoseconds since 1970; 0 where that is not known.
    #[serde(with = "postcard::fixint::le")]
    pub changed: i64,
    /// Number of the file in its file system; 0 where there is none.
    pub inode: u64,
}

/// Where the bytes of a source are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Here, with their hash.
    Memory(Arc<[u8]>, Hash),
    /// On disk: read when they are needed, and not kept.
    Disk(Stamp),
}

impl Content {
    /// The number of bytes; on disk, as it was when the file was listed.
    pub fn size(&self) -> u64 {
        match self {
            Content::Memory(bytes, _) => bytes.len() as u64,
            Content::Disk(stamp) => stamp.size,
        }
    }

    fn in_memory(&self) -> Option<&Arc<[u8]>> {
        match self {
            Content::Memory(bytes, _) => Some(bytes),
            Content::Disk(_) => None,
        }
    }
}

/// A stamp this much older than the moment of looking, in nanoseconds, cannot hide a later change: file systems count time in ticks of
/// some milliseconds …
const TICK: i64 = 20_000_000;
/// … and some in whole seconds, or in two.
const COARSE_TICK: i64 = 2_000_000_000 + TICK;

impl Stamp {
    /// Whether the file may have been changed after it got this stamp without getting another, at a moment in nanoseconds since 1970.
    pub fn is_young(&self, now: i64) -> bool {
        let is_whole = |time: i64| time % 1_000_000_000 == 0;
        let tick = if is_whole(self.modified) && is_whole(self.changed) { COARSE_TICK } else { TICK };
        self.changed.max(self.modified) >= now - tick
    }
}

/// One file of a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where the file is, relative to the root.
    pub path: SourcePath,
    /// Where its bytes are.
    pub content: Content,
}

impl Source {
    /// A source whose bytes are here.
    pub fn new(path: impl Into<SourcePath>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = hash::bytes(&bytes);
        Self { path: path.into(), content: Content::Memory(bytes, hash) }
    }

    /// A source on disk.
    pub fn on_disk(path: impl Into<SourcePath>, stamp: Stamp) -> Self {
        Self { path: path.into(), content: Content::Disk(stamp) }
    }
}

/// Reads files of a portal from disk.
pub trait Reader: Send + Sync {
    /// Puts the bytes of the file at `path`, which had `size` bytes when it was listed, into `out`.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn read(&self, path: &str, size: u64, out: &mut Vec<u8>) -> io::Result<()>;
}

/// Whether a character turns the direction of the letters after it. One that nobody sees can make a text read as another.
pub fn is_turning(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// All files of a portal, ordered by path.
#[derive(Clone, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, Source>,
    /// The bytes of those that are not on disk.
    memory: Arc<BTreeMap<SourcePath, Arc<[u8]>>>,
    reader: Option<Arc<dyn Reader>>,
    journal: Journal,
}

/// The paths that were changed since the journal began, in order of time. A copy of the files has a journal of its own, as what
/// is changed in the one is not changed in the other.
#[derive(Default)]
struct Journal {
    /// The same for this journal only.
    identity: Arc<()>,
    paths: Vec<SourcePath>,
}

impl Clone for Journal {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Paths in a journal, at most; it begins anew after these.
const LONGEST_JOURNAL: usize = 10_000;

/// The state of some [`Sources`] at one moment.
#[derive(Debug, Clone, Default)]
pub struct Moment {
    journal: Arc<()>,
    changes: usize,
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_map().entries(&self.files).finish()
    }
}

impl Sources {
    /// A snapshot made of the given files; of two with one path the last stays.
    pub fn new(files: impl IntoIterator<Item = Source>) -> Self {
        let files: BTreeMap<SourcePath, Source> = files.into_iter().map(|file| (file.path.clone(), file)).collect();
        let memory = files.values().filter_map(|file| Some((file.path.clone(), file.content.in_memory()?.clone())));
        Self { memory: Arc::new(memory.collect()), files, ..Self::default() }
    }

    /// The same, with what reads those that are on disk.
    pub fn on_disk(files: impl IntoIterator<Item = Source>, reader: Arc<dyn Reader>) -> Self {
        Self { reader: Some(reader), ..Self::new(files) }
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// The bytes of a file as they are now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn bytes(&self, source: &Source) -> io::Result<Arc<[u8]>> {
        match &source.content {
            Content::Memory(bytes, _) => Ok(bytes.clone()),
            Content::Disk(_) => {
                let mut bytes = Vec::new();
                self.read(source, &mut bytes)?;
                Ok(bytes.into())
            }
        }
    }

    /// Puts the bytes of a file as they are now into `out`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&self, source: &Source, out: &mut Vec<u8>) -> io::Result<()> {
        out.clear();
        match (&source.content, &self.reader) {
            (Content::Memory(bytes, _), _) => out.extend_from_slice(bytes),
            (Content::Disk(stamp), Some(reader)) => reader.read(&source.path, stamp.size, out)?,
            (Content::Disk(_), None) => return Err(io::ErrorKind::NotFound.into()),
        }
        Ok(())
    }

    /// What reads single files later, when these sources may be gone.
    pub fn fetch(&self) -> Fetch {
        Fetch { memory: self.memory.clone(), reader: self.reader.clone() }
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, source: Source) {
        self.note(&source.path);
        match source.content.in_memory() {
            Some(bytes) => {
                let bytes = bytes.clone();
                Arc::make_mut(&mut self.memory).insert(source.path.clone(), bytes);
            }
            None => self.leave_memory(&source.path),
        }
        self.files.insert(source.path.clone(), source);
    }

    /// Takes one file out.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        let removed = self.files.remove(path)?;
        self.note(&removed.path);
        self.leave_memory(path);
        Some(removed)
    }

    /// That this file is another.
    fn note(&mut self, path: &SourcePath) {
        if self.journal.paths.len() >= LONGEST_JOURNAL {
            self.journal = Journal::default();
        }
        self.journal.paths.push(path.clone());
    }

    fn leave_memory(&mut self, path: &str) {
        if self.memory.contains_key(path) {
            Arc::make_mut(&mut self.memory).remove(path);
        }
    }

    /// This moment, for who asks later what changed since.
    pub fn moment(&self) -> Moment {
        Moment { journal: self.journal.identity.clone(), changes: self.journal.paths.len() }
    }

    /// The paths that were changed since a moment, in order of time. None when that is not known: it was a moment of other sources,
    /// or too long ago.
    pub fn since(&self, moment: &Moment) -> Option<&[SourcePath]> {
        if !Arc::ptr_eq(&moment.journal, &self.journal.identity) {
            return None;
        }
        self.journal.paths.get(moment.changes..)
    }

    /// All files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
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

/// Reads single files of a portal, when they are needed.
#[derive(Clone, Default)]
pub struct Fetch {
    memory: Arc<BTreeMap<SourcePath, Arc<[u8]>>>,
    reader: Option<Arc<dyn Reader>>,
}

impl Fetch {
    /// The bytes of a file as they are now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn bytes(&self, path: &str) -> io::Result<Arc<[u8]>> {
        match (self.memory.get(path), &self.reader) {
            (Some(bytes), _) => Ok(bytes.clone()),
            (None, Some(reader)) => {
                let mut bytes = Vec::new();
                reader.read(path, 0, &mut bytes)?;
                Ok(bytes.into())
            }
            (None, None) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// A range of bytes in one file, counted from the real start of that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
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

/// A place in a table that comes from outside the portal, as people see it in a spreadsheet. Nothing filled in: the whole file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CellPlace {
    /// Name of the sheet, in a workbook.
    pub sheet: Option<Arc<str>>,
    /// Row from 1, blank rows counted.
    pub row: Option<u32>,
    /// Letters of the column (`A`, `AB`), or its name where there are no letters.
    pub column: Option<String>,
}

thread_local! {
    /// The file whose value is being stored or brought back: its own places need not repeat its path.
    static FILE: RefCell<Option<SourcePath>> = const { RefCell::new(None) };
    /// Whether places are stored.
    static PLACES: Cell<bool> = const { Cell::new(true) };
}

/// Stores or brings back (with `serde`) a value that was read from the file `path`. Places in that file are kept without
/// the path: there are dozens of them per page.
pub fn as_file<T>(path: &SourcePath, work: impl FnOnce() -> T) -> T {
    let before = FILE.replace(Some(path.clone()));
    let result = work();
    FILE.replace(before);
    result
}

/// Stores a value (with `serde`) without its places, to see whether two say the same, wherever that stands.
pub fn without_places<T>(work: impl FnOnce() -> T) -> T {
    let before = PLACES.replace(false);
    let result = work();
    PLACES.set(before);
    result
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !PLACES.get() {
            return ().serialize(serializer);
        }
        let own = FILE.with_borrow(|file| file.as_ref() == Some(&self.path));
        let path: &str = if own { "" } else { self.path.borrow() };
        (path, self.span).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (path, span) = <(&str, Span)>::deserialize(deserializer)?;
        let own = FILE.with_borrow(|file| file.clone().filter(|_| path.is_empty()));
        Ok(Self { path: own.unwrap_or_else(|| path.into()), span })
    }
}

/// A value together with where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_young_as_long_as_its_file_system_may_give_it_again() {
        let at = |seconds: i64, nanoseconds: i64| seconds * 1_000_000_000 + nanoseconds;
        let stamp = |time: i64| Stamp { size: 1, modified: time, changed: time, inode: 1 };
        for (time, now, is_young) in [
            (at(10, 5), at(10, 5), true),
            (at(10, 5), at(10, 5 + TICK), true),
            (at(10, 5), at(10, 6 + TICK), false),
            // A time without a part of a second may be that of a disk that counts in seconds.
            (at(10, 0), at(11, 0), true),
            (at(10, 0), at(13, 0), false),
            (at(20, 5), at(10, 0), true),
        ] {
            assert_eq!(stamp(time).is_young(now), is_young, "{time} {now}");
        }
    }

    fn paths(sources: &Sources, moment: &Moment) -> Option<Vec<String>> {
        Some(sources.since(moment)?.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn sources_tell_what_changed_since_a_moment() {
        let mut sources = Sources::new([Source::new("a", *b"1"), Source::new("b", *b"2")]);
        let first = sources.moment();
        assert_eq!(paths(&sources, &first), Some(vec![]));
        sources.insert(Source::new("b", *b"3"));
        let second = sources.moment();
        assert!(sources.remove("a").is_some() && sources.remove("c").is_none());
        assert_eq!(paths(&sources, &first), Some(vec!["b".to_owned(), "a".to_owned()]));
        assert_eq!(paths(&sources, &second), Some(vec!["a".to_owned()]));
        assert_eq!(paths(&sources, &Moment::default()), None, "nobody knows that moment");
        // What is changed in a copy is not changed here.
        let mut copy = sources.clone();
        copy.insert(Source::new("d", *b"4"));
        assert_eq!(paths(&copy, &second), None);
        assert_eq!(paths(&sources, &copy.moment()), None);
        // A journal does not grow for ever.
        for _ in 0..=LONGEST_JOURNAL {
            sources.insert(Source::new("b", *b"5"));
        }
        assert_eq!(paths(&sources, &second), None);
        assert!(sources.journal.paths.len() <= LONGEST_JOURNAL);
        let last = sources.moment();
        sources.insert(Source::new("b", *b"6"));
        assert_eq!(paths(&sources, &last), Some(vec!["b".to_owned()]));
    }

    #[test]
    fn what_is_read_later_is_what_was_there() {
        let mut sources = Sources::new([Source::new("a", *b"1"), Source::new("b", *b"2")]);
        let before = sources.fetch();
        sources.insert(Source::new("a", *b"3"));
        sources.remove("b");
        sources.insert(Source::on_disk("a2", Stamp { size: 1, modified: 0, changed: 0, inode: 0 }));
        let after = sources.fetch();
        let bytes = |fetch: &Fetch, path| fetch.bytes(path).ok().map(|bytes| bytes.to_vec());
        assert_eq!([bytes(&before, "a"), bytes(&before, "b")], [Some(vec![b'1']), Some(vec![b'2'])]);
        assert_eq!([bytes(&after, "a"), bytes(&after, "b"), bytes(&after, "a2")], [Some(vec![b'3']), None, None]);
        sources.insert(Source::on_disk("a", Stamp { size: 1, modified: 0, changed: 0, inode: 0 }));
        assert_eq!(bytes(&sources.fetch(), "a"), None, "it is on disk now, which nobody reads here");
    }
}
