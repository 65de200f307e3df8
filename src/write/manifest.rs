//! What a build leaves for the next one: which files it read and wrote, under which keys, and what the pages said.
//!
//! Two files per output folder in `.ketenportaal/`. The *manifest* is small and tells whether anything changed; the *facts*
//! hold what other pages see of each page, so that a changed file does not mean that all files are read again. Neither is
//! trusted further than it can be checked: another version, another program, a damaged byte, and both count as absent.
//!
//! Facts are added at the end of their file, and the manifest says which of them hold: what was there stays as it is, so that
//! an earlier manifest holds until the new one takes its place. When half of the file is of no use any more it is written anew.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::io::{self, Write};
use std::iter;
use std::mem;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::hash::{self, Hash};
use crate::model::schedule::Planned;
use crate::parse::{File, KeptText, Page, Parsed, Text};
use crate::pipeline::{CachedFile, Files};
use crate::source::{Content, Source, Sources, Stamp, as_file};

/// The first bytes of both files; another form has other bytes.
const MAGIC: &[u8; 16] = b"ketenportaal  7\n";

/// Which files a build read and wrote.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest<'a> {
    /// The program that built, by the hash of its own file.
    pub program: Option<Hash>,
    /// The same by its stamp, so that the file need not be read.
    pub program_stamp: Option<Stamp>,
    /// What the build was asked to do.
    pub options: Hash,
    /// Whether nothing was wrong.
    pub clean: bool,
    /// Number of HTML pages.
    pub pages: usize,
    /// What changes first on a later day.
    pub next: Vec<Planned>,
    /// The key of the model it was made from: equal keys mean equal portals, but for the texts of pages.
    pub model: Option<Hash>,
    /// The hash of the theme it was made in.
    pub theme: Option<Hash>,
    /// The facts that belong to this manifest, in order of their file.
    pub facts: Vec<Piece>,
    /// The sources, in order of path. These and the outputs are written behind the rest, by [`Manifest::encode`].
    #[serde(skip)]
    pub sources: Vec<SourceEntry<'a>>,
    /// The outputs, in order of path.
    #[serde(skip)]
    pub outputs: Vec<OutputEntry<'a>>,
}

/// Facts that were written one after another, and are read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Their size in bytes.
    pub size: u64,
    /// Their hash.
    pub hash: Hash,
}

/// A piece ends where it has this many bytes: so that all cores read what many pages said.
const PIECE: u64 = 1 << 20;

/// The most pieces the file of facts is made of, beside those that are full.
const MAX_PIECES: usize = 64;

/// A file that was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceEntry<'a> {
    /// Its path.
    pub path: Cow<'a, str>,
    /// Its stamp; none when it may have changed just as it was read, so that its stamp says nothing.
    pub stamp: Option<Stamp>,
    /// Hash of its bytes.
    #[serde(with = "postcard::fixint::le")]
    pub hash: Hash,
    /// Where its facts are in the other file; empty when there are none.
    pub facts: (u64, u64),
    /// Whether nothing was wrong with its text in the portal of the manifest's model.
    pub sound: bool,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OutputEntry<'a> {
    /// Its path.
    pub path: Cow<'a, str>,
    /// The key it was made under.
    #[serde(with = "postcard::fixint::le")]
    pub key: Hash,
    /// Hash of its bytes.
    #[serde(with = "postcard::fixint::le")]
    pub hash: Hash,
    /// Its stamp after it was written.
    pub stamp: Stamp,
    /// Whether something else may have written it in the same tick of the clock, so that its stamp says nothing.
    pub doubtful: bool,
}

/// The sources of a manifest, looked up in order of path: one walk along both lists finds all.
pub struct Entries<'a>(pub &'a [SourceEntry<'a>]);

impl<'a> Entries<'a> {
    /// The entry of a file; each path asked for comes after the one before.
    pub fn find(&mut self, path: &str) -> Option<&'a SourceEntry<'a>> {
        while let Some((first, rest)) = self.0.split_first() {
            match (*first.path).cmp(path) {
                Ordering::Less => self.0 = rest,
                Ordering::Equal => return Some(first),
                Ordering::Greater => return None,
            }
        }
        None
    }
}

/// A part of a manifest with so many entries as bytes.
fn encoded<T: Serialize + ?Sized>(part: &T, entries: usize) -> Vec<u8> {
    // About what an entry takes, with a path of 60 letters.
    let room = Vec::with_capacity(entries * 128);
    // Memory does not refuse bytes, and every value in it has a form: nothing here can fail.
    postcard::to_extend(part, room).expect("a manifest can be written")
}

/// A list that [`encoded`] made, and the bytes behind it. Room for all is made at once, which `serde` does not dare.
fn decoded<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<(Vec<T>, &'b [u8])> {
    let (count, mut rest) = postcard::take_from_bytes::<usize>(bytes).ok()?;
    let mut list = Vec::with_capacity(count.min(rest.len()));
    for _ in 0..count {
        let (item, after) = postcard::take_from_bytes(rest).ok()?;
        list.push(item);
        rest = after;
    }
    Some((list, rest))
}

/// What the model needs of a page that is not read again; its text stands behind it.
#[derive(Serialize, Deserialize)]
struct Facts {
    page: Arc<Page>,
    has_components: bool,
}

impl Manifest<'_> {
    /// The manifest as the parts of a file: a hash over the rest, what is short, and the two long lists.
    pub fn encode(&self) -> [Vec<u8>; 4] {
        let (sources, outputs) =
            rayon::join(|| encoded(&self.sources, self.sources.len()), || encoded(&self.outputs, self.outputs.len()));
        let head = encoded(self, 1);
        let mut sum = hash::Hasher::new();
        sum.raw(&head).raw(&sources).raw(&outputs);
        [[MAGIC, &sum.finish().to_le_bytes()[..]].concat(), head, sources, outputs]
    }

    /// Reads what [`Manifest::encode`] made; none when it is anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (sum, body) = rest.split_at_checked(16)?;
        if sum != hash::bytes(body).to_le_bytes() {
            return None;
        }
        let (mut manifest, body) = postcard::take_from_bytes::<Self>(body).ok()?;
        let (sources, body) = decoded(body)?;
        let (outputs, body) = decoded(body)?;
        (manifest.sources, manifest.outputs) = (sources, outputs);
        body.is_empty().then_some(manifest)
    }

    /// The sizes of the parts that the file of facts is read in.
    pub fn facts_parts(&self) -> Vec<u64> {
        iter::once(MAGIC.len() as u64).chain(self.facts.iter().map(|piece| piece.size)).collect()
    }

    /// The facts of this manifest, from the [`Manifest::facts_parts`] of their file; none when these are not as they were written.
    pub fn stored(&self, parts: Vec<(u64, Vec<u8>)>) -> Option<StoredFacts> {
        let ((_, magic), facts) = parts.split_first()?;
        let is_whole = |((_, part), piece): (&(u64, Vec<u8>), &Piece)| hash::bytes(part) == piece.hash;
        let is_ours = magic == MAGIC && facts.par_iter().zip(&self.facts).with_max_len(1).all(is_whole);
        is_ours.then_some(StoredFacts(parts))
    }

    /// The size of all facts, in bytes.
    fn facts_size(&self) -> u64 {
        self.facts.iter().map(|piece| piece.size).sum()
    }

    /// The size of the file of facts, without what a build that was broken off may have added.
    pub fn facts_end(&self) -> u64 {
        MAGIC.len() as u64 + self.facts_size()
    }

    /// Whether facts are added at the end of their file; else it is better written anew.
    pub fn grows(&self) -> bool {
        let used = self.sources.iter().map(|entry| entry.facts.1).sum::<u64>();
        let full = self.facts.iter().filter(|piece| piece.size >= PIECE).count();
        used * 2 > self.facts_size() && self.facts.len() - full < MAX_PIECES
    }

    /// The files that are as they were, as the pipeline keeps them; those with facts need not be read again.
    pub fn files(&self, facts: &Arc<StoredFacts>, sources: &Sources) -> Files {
        let sources: Vec<&Source> = sources.iter().collect();
        let known = sources.par_chunks(256).with_max_len(1).flat_map_iter(|run| {
            let first = self.sources.partition_point(|entry| *entry.path < *run[0].path);
            let mut entries = Entries(&self.sources[first..]);
            run.iter().filter_map(move |source| self.file(source, entries.find(&source.path)?, facts))
        });
        known.collect::<Vec<_>>().into_iter().collect()
    }

    /// One of them; none when it is not as it was, or has no facts.
    fn file(&self, source: &Source, entry: &SourceEntry, facts: &Arc<StoredFacts>) -> Option<CachedFile> {
        let Content::Disk(stamp) = source.content else { return None };
        let record = facts.get(entry.facts)?;
        if entry.stamp != Some(stamp) || record.is_empty() {
            return None;
        }
        let take = || postcard::take_from_bytes::<Facts>(record);
        let (found, text) = as_file(&source.path, take).ok()?;
        let parsed = Parsed {
            path: source.path.clone(),
            hash: entry.hash,
            value: File::Page(found.page),
            text: Some(Arc::new(stored_text(found.has_components, facts, text.len(), entry.facts))),
            diagnostics: Vec::new(),
        };
        let mut file = CachedFile::new(source.content.clone(), Arc::new(parsed));
        file.sound = self.model.filter(|_| entry.sound);
        Some(file)
    }
}

/// The file of facts that a build left: its parts, each with where it starts.
#[derive(Debug, Default)]
pub struct StoredFacts(Vec<(u64, Vec<u8>)>);

impl StoredFacts {
    /// The bytes at a place among the facts, which are all in one piece.
    fn get(&self, (start, length): (u64, u64)) -> Option<&[u8]> {
        let start = MAGIC.len() as u64 + start;
        let (first, piece) = self.0[..self.0.partition_point(|(first, _)| *first <= start)].last()?;
        piece.get((start - first) as usize..)?.get(..length as usize)
    }
}

/// The text whose `length` bytes end the record at a place.
fn stored_text(has_components: bool, facts: &Arc<StoredFacts>, length: usize, place: (u64, u64)) -> KeptText {
    let facts = facts.clone();
    // These bytes are as this same program wrote them, by their hash.
    let bring_back = move || {
        let text = facts.get(place).and_then(|record| record.get(record.len().checked_sub(length)?..));
        postcard::from_bytes(text.unwrap_or_default()).expect("it was written as a text")
    };
    KeptText::later(has_components, bring_back)
}

/// Where the facts of each file are: start and length, in the order of the files; empty for one that has none.
pub type Places = Vec<(u64, u64)>;

/// Writes the facts of all pages that had no problems to `out`: those the `earlier` manifest has not, which stand behind those
/// it has, or all when there is none. Gives where each is, and the pieces that were written.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_facts(
    files: &Files,
    earlier: Option<&Manifest>,
    out: &mut impl Write,
) -> io::Result<(Places, Vec<Piece>)> {
    let mut entries = Entries(earlier.map_or(&[], |earlier| &earlier.sources));
    let mut places = vec![(0, 0); files.len()];
    let mut new: Vec<(usize, &Parsed)> = Vec::new();
    for (at, parsed) in files.iter().map(|file| &*file.parsed).enumerate().filter(|(_, parsed)| has_facts(parsed)) {
        match entries.find(&parsed.path).filter(|entry| entry.hash == parsed.hash && entry.facts.1 > 0) {
            Some(entry) => places[at] = entry.facts,
            None => new.push((at, parsed)),
        }
    }
    if earlier.is_none() {
        out.write_all(MAGIC)?;
    }
    let mut end = earlier.map_or(0, Manifest::facts_size);
    let mut pieces = Vec::new();
    let (mut sum, mut size) = (hash::Hasher::new(), 0);
    // In runs, so that they are never all in memory.
    for run in new.chunks(256) {
        let records: Vec<Vec<u8>> = run.par_iter().map(|(_, parsed)| encode_facts(parsed)).collect();
        for ((at, _), record) in run.iter().zip(records) {
            out.write_all(&record)?;
            sum.raw(&record);
            places[*at] = (end, record.len() as u64);
            end += record.len() as u64;
            size += record.len() as u64;
            if size >= PIECE {
                pieces.push(Piece { size, hash: mem::take(&mut sum).finish() });
                size = 0;
            }
        }
    }
    if size > 0 {
        pieces.push(Piece { size, hash: sum.finish() });
    }
    Ok((places, pieces))
}

/// A page that was read without a problem: the problems of others are found again by reading them again.
fn has_facts(parsed: &Parsed) -> bool {
    matches!(parsed.value, File::Page(_)) && parsed.text.is_some() && parsed.diagnostics.is_empty()
}

fn encode_facts(parsed: &Parsed) -> Vec<u8> {
    let (File::Page(page), Some(text)) = (&parsed.value, &parsed.text) else { return Vec::new() };
    let facts = Facts { page: page.clone(), has_components: text.has_components };
    let write = || postcard::to_allocvec(&facts).and_then(|bytes| postcard::to_extend::<Text, _>(text, bytes));
    // As with the manifest: plain values, to memory.
    as_file(&parsed.path, write).expect("facts can be written")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::source::SourcePath;

    const STAMP: Stamp = Stamp { size: 1, modified: 2, changed: 3, inode: 4 };

    #[test]
    fn a_manifest_comes_back_or_counts_as_absent() {
        let entry = OutputEntry { path: "a/index.html".into(), key: 1, hash: 2, stamp: STAMP, doubtful: false };
        let manifest = Manifest { program: Some(7), clean: true, outputs: vec![entry], ..Manifest::default() };
        let bytes = manifest.encode().concat();
        let back = Manifest::decode(&bytes).expect("it was just written");
        assert_eq!((back.program, back.clean, &*back.outputs[0].path), (Some(7), true, "a/index.html"));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(Manifest::decode(&damaged).is_none(), "byte {at}");
            assert!(Manifest::decode(&bytes[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn facts_say_what_the_file_said() {
        let text = "---\ntitle: Een\ndescription: Twee.\nthemas: [a]\ndate: 2009-09-09\n---\n\n## Kop\n\n[x](y.md) ::bronnen\n";
        let path: SourcePath = "content/nieuws/een.md".into();
        let parsed = Arc::new(parse::file(&path, hash::bytes(text.as_bytes()), text.as_bytes()).0);
        assert_eq!(parsed.diagnostics, []);
        let file = CachedFile::new(Content::Disk(STAMP), parsed.clone());
        let files = Files::from_iter([file]);
        let mut facts = Vec::new();
        let (places, pieces) = write_facts(&files, None, &mut facts).unwrap();
        let entry =
            SourceEntry { path: (&*path).into(), stamp: Some(STAMP), hash: parsed.hash, facts: places[0], sound: true };
        let manifest = Manifest { sources: vec![entry], facts: pieces, ..Manifest::default() };
        let sources = Sources::new([Source::on_disk(path.clone(), STAMP)]);
        let stored = Arc::new(stored(&manifest, &facts).expect("it was just written"));
        let back = manifest.files(&stored, &sources);
        let back = &back.get(&path).expect("it is known").parsed;
        let (File::Page(was), File::Page(is)) = (&parsed.value, &back.value) else { panic!("no page") };
        assert_eq!(format!("{was:?}"), format!("{is:?}"));
        let [was, is] = [&parsed, back].map(|parsed| parsed.text.as_ref().expect("a text"));
        assert_eq!((was.has_components, &***was), (is.has_components, &***is));
        // Another stamp, or damage, and the file is read again.
        let touched = Sources::new([Source::on_disk(path.clone(), Stamp { modified: 9, ..STAMP })]);
        assert!(manifest.files(&stored, &touched).is_empty());
        for at in 0..facts.len() {
            facts[at] ^= 1;
            assert!(self::stored(&manifest, &facts).is_none(), "byte {at}");
            facts[at] ^= 1;
        }
        assert!(manifest.files(&Arc::default(), &sources).is_empty());
    }

    /// What a manifest finds in the bytes of a file of facts.
    fn stored(manifest: &Manifest, bytes: &[u8]) -> Option<StoredFacts> {
        let mut end = 0;
        let cut = |size: u64| {
            let start = end;
            end += size;
            Some((start, bytes.get(start as usize..(start + size) as usize)?.to_vec()))
        };
        manifest.stored(manifest.facts_parts().into_iter().map(cut).collect::<Option<_>>()?)
    }

    /// The facts of one page whose text is `words`, as the pipeline keeps it.
    fn file(words: &str) -> Files {
        let text = format!("---\ntitle: Een\ndescription: Twee.\nthemas: [a]\ndate: 2009-09-09\n---\n\n{words}\n");
        let path: SourcePath = "content/nieuws/een.md".into();
        let parsed = Arc::new(parse::file(&path, hash::bytes(text.as_bytes()), text.as_bytes()).0);
        let content = Content::Disk(STAMP);
        Files::from_iter([CachedFile::new(content, parsed)])
    }

    /// The manifest and the facts of a build after another.
    fn next(earlier: &Manifest, facts: &mut Vec<u8>, words: &str) -> Manifest<'static> {
        let files = file(words);
        let end = earlier.grows().then(|| earlier.facts_end());
        match end {
            Some(end) => facts.truncate(end as usize),
            None => facts.clear(),
        }
        let earlier = Some(earlier).filter(|_| end.is_some());
        let (places, new) = write_facts(&files, earlier, facts).expect("memory takes all");
        let parsed = &files.iter().next().expect("one page").parsed;
        let path = parsed.path.to_string().into();
        let entry = SourceEntry { path, stamp: Some(STAMP), hash: parsed.hash, facts: places[0], sound: true };
        let pieces = earlier.map_or_else(Vec::new, |earlier| earlier.facts.clone());
        let pieces = pieces.into_iter().chain(new).collect();
        Manifest { sources: vec![entry], facts: pieces, ..Manifest::default() }
    }

    #[test]
    fn facts_are_added_and_in_the_end_written_anew() {
        let mut facts = Vec::new();
        let first = next(&Manifest::default(), &mut facts, "een");
        let size = facts.len();
        // Nothing new, nothing written.
        let same = next(&first, &mut facts, "een");
        assert_eq!((facts.len(), &same.facts), (size, &first.facts));
        // Another text stands behind the first, which an earlier manifest still finds.
        let second = next(&same, &mut facts, "twee");
        assert_eq!((second.facts.len(), second.sources[0].facts.0), (2, first.facts[0].size));
        assert!(stored(&first, &facts).is_some() && stored(&second, &facts).is_some());
        assert_eq!(facts.len() as u64, MAGIC.len() as u64 + second.facts_size());
        // Now half is of no use.
        let third = next(&second, &mut facts, "drie");
        assert_eq!((third.facts.len(), facts.len()), (1, size));
    }
}
