//! What a build leaves for the next one: which files it read and wrote, under which keys, and what the pages said.
//!
//! Two files per output folder in `.ketenportaal/`. The *manifest* is small and tells whether anything changed; the *facts*
//! hold what other pages see of each page, so that a changed file does not mean that all files are read again. Neither is
//! trusted further than it can be checked: another version, another program, a damaged byte, and both count as absent.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::hash::{self, Hash};
use crate::parse::{File, Page, Parsed, Text};
use crate::pipeline::CachedFile;
use crate::source::{Content, SourcePath, Sources, Stamp, as_file};

/// The first bytes of both files; another form has other bytes.
const MAGIC: &[u8; 16] = b"ketenportaal  4\n";

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
    /// The key of the model it was made from: equal keys mean equal portals, but for the texts of pages.
    pub model: Option<Hash>,
    /// The hash of the theme it was made in.
    pub theme: Option<Hash>,
    /// The sources, in order of path.
    pub sources: Vec<SourceEntry<'a>>,
    /// The outputs, in order of path.
    pub outputs: Vec<OutputEntry<'a>>,
    /// Hash of the facts that belong to this manifest.
    pub facts: Hash,
}

/// A file that was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceEntry<'a> {
    /// Its path.
    pub path: Cow<'a, str>,
    /// Its stamp; none when it may have changed just as it was read, so that its stamp says nothing.
    pub stamp: Option<Stamp>,
    /// Hash of its bytes.
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
    pub key: Hash,
    /// Hash of its bytes.
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

/// What the model and the checks need of a page that is not read again.
#[derive(Serialize, Deserialize)]
struct Facts {
    page: Arc<Page>,
    text: Arc<Text>,
}

impl Manifest<'_> {
    /// The manifest as bytes, with a hash over them.
    pub fn encode(&self) -> Vec<u8> {
        // Memory does not refuse bytes, and every value in it has a form: nothing here can fail.
        let body = postcard::to_allocvec(self).expect("a manifest can be written");
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&hash::bytes(&body).to_le_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    /// Reads what [`Manifest::encode`] made; none when it is anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (sum, body) = rest.split_at_checked(16)?;
        if sum != hash::bytes(body).to_le_bytes() {
            return None;
        }
        postcard::from_bytes(body).ok()
    }

    /// The files that are as they were, as the pipeline keeps them; those with facts need not be read again.
    pub fn files(&self, facts: &[u8], sources: &Sources) -> BTreeMap<SourcePath, CachedFile> {
        let facts = checked_facts(facts, self.facts).unwrap_or_default();
        let mut entries = Entries(&self.sources);
        let pairs: Vec<_> = sources.iter().filter_map(|source| Some((source, entries.find(&source.path)?))).collect();
        let known: Vec<Option<(SourcePath, CachedFile)>> = pairs
            .par_iter()
            .map(|(source, entry)| {
                let Content::Disk(stamp) = source.content else { return None };
                let record = facts.get(entry.facts.0 as usize..)?.get(..entry.facts.1 as usize)?;
                if entry.stamp != Some(stamp) || record.is_empty() {
                    return None;
                }
                let found: Facts = as_file(&source.path, || postcard::from_bytes(record)).ok()?;
                let parsed = Parsed {
                    path: source.path.clone(),
                    hash: entry.hash,
                    value: File::Page(found.page),
                    text: Some(found.text),
                    diagnostics: Vec::new(),
                };
                let sound = self.model.filter(|_| entry.sound);
                let content = source.content.clone();
                let file = CachedFile { content, parsed: Arc::new(parsed), printed: None, text: None, sound };
                Some((source.path.clone(), file))
            })
            .collect();
        known.into_iter().flatten().collect()
    }
}

fn checked_facts(bytes: &[u8], sum: Hash) -> Option<&[u8]> {
    let body = bytes.strip_prefix(MAGIC)?;
    (hash::bytes(body) == sum).then_some(body)
}

/// Where the facts of each file are: start and length, in the order of the files; empty for one that has none.
pub type Places = Vec<(u64, u64)>;

/// Writes the facts of all pages that had no problems to `out`; gives where each is, and the hash of all.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_facts(
    files: &BTreeMap<SourcePath, CachedFile>,
    earlier: &Manifest,
    earlier_facts: &[u8],
    out: &mut impl Write,
) -> io::Result<(Places, Hash)> {
    let old = checked_facts(earlier_facts, earlier.facts).unwrap_or_default();
    let mut entries = Entries(&earlier.sources);
    let pairs: Vec<_> = files.iter().map(|(path, file)| (&*file.parsed, entries.find(path))).collect();
    let mut places = Vec::with_capacity(files.len());
    let mut sum = hash::Hasher::new();
    let mut at = 0;
    out.write_all(MAGIC)?;
    // In pieces, so that they are never all in memory.
    for pairs in pairs.chunks(256) {
        let records: Vec<Cow<[u8]>> = pairs
            .par_iter()
            .map(|(parsed, entry)| {
                let known = entry.filter(|entry| entry.hash == parsed.hash).and_then(|entry| {
                    old.get(entry.facts.0 as usize..)?.get(..entry.facts.1 as usize).filter(|record| !record.is_empty())
                });
                match known {
                    _ if !has_facts(parsed) => Cow::default(),
                    Some(record) => record.into(),
                    None => encode_facts(parsed).into(),
                }
            })
            .collect();
        for record in records {
            out.write_all(&record)?;
            sum.raw(&record);
            places.push((at, record.len() as u64));
            at += record.len() as u64;
        }
    }
    Ok((places, sum.finish()))
}

/// A page that was read without a problem: the problems of others are found again by reading them again.
fn has_facts(parsed: &Parsed) -> bool {
    matches!(parsed.value, File::Page(_)) && parsed.text.is_some() && parsed.diagnostics.is_empty()
}

fn encode_facts(parsed: &Parsed) -> Vec<u8> {
    let (File::Page(page), Some(text)) = (&parsed.value, &parsed.text) else { return Vec::new() };
    let facts = Facts { page: page.clone(), text: text.clone() };
    // As with the manifest: plain values, to memory.
    as_file(&parsed.path, || postcard::to_allocvec(&facts)).expect("facts can be written")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::source::Source;

    const STAMP: Stamp = Stamp { size: 1, modified: 2, changed: 3, inode: 4 };

    #[test]
    fn a_manifest_comes_back_or_counts_as_absent() {
        let entry = OutputEntry { path: "a/index.html".into(), key: 1, hash: 2, stamp: STAMP, doubtful: false };
        let manifest = Manifest { program: Some(7), clean: true, outputs: vec![entry], ..Manifest::default() };
        let bytes = manifest.encode();
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
        let file = CachedFile {
            content: Content::Disk(STAMP),
            parsed: parsed.clone(),
            printed: None,
            text: None,
            sound: None,
        };
        let files = BTreeMap::from([(path.clone(), file)]);
        let mut facts = Vec::new();
        let (places, sum) = write_facts(&files, &Manifest::default(), &[], &mut facts).unwrap();
        let entry =
            SourceEntry { path: (&*path).into(), stamp: Some(STAMP), hash: parsed.hash, facts: places[0], sound: true };
        let manifest = Manifest { sources: vec![entry], facts: sum, ..Manifest::default() };
        let sources = Sources::new([Source::on_disk(path.clone(), STAMP)]);
        let back = manifest.files(&facts, &sources);
        let (File::Page(was), File::Page(is)) = (&parsed.value, &back[&path].parsed.value) else { panic!("no page") };
        assert_eq!(format!("{was:?}"), format!("{is:?}"));
        assert_eq!(parsed.text, back[&path].parsed.text);
        // Another stamp, or damage, and the file is read again.
        let touched = Sources::new([Source::on_disk(path.clone(), Stamp { modified: 9, ..STAMP })]);
        assert!(manifest.files(&facts, &touched).is_empty());
        let last = facts.len() - 1;
        facts[last] ^= 1;
        assert!(manifest.files(&facts, &sources).is_empty());
    }
}
