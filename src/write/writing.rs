//! One site on its way to a target: its files made and written, each once, and what is left for the next build.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::manifest::{Manifest, OutputEntry, SourceEntry};
use super::queue::Queue;
use super::staging::Staging;
use super::{Facts, Failure, Target, replace, seen, unwritable};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{self, Hash, Quick};
use crate::load::stamp;
use crate::model::schedule;
use crate::order::Order;
use crate::pipeline::{Cache, CachedFile};
use crate::render::compress::Coding;
use crate::render::{Output, Site, packed_key};
use crate::source::{Content, FILES_AT_ONCE, Place, SourcePath, Stamp};
use crate::timings::Timings;

/// One site on its way to a target.
pub(super) struct Writing<'a> {
    pub(super) target: &'a Target,
    pub(super) site: &'a Site,
    pub(super) cache: &'a Cache,
    pub(super) outputs: &'a [(String, Output)],
    /// For each of them its entry of the build before, when its file is still as that wrote it.
    pub(super) known_outputs: Vec<Option<&'a OutputEntry<'a>>>,
    pub(super) staging: &'a Staging,
    pub(super) timings: &'a Timings,
    /// The files that are other than in the build before, when that made this same portal in this same theme: only what shows
    /// one of these can have changed.
    pub(super) changed: Option<&'a HashSet<&'a SourcePath, Quick>>,
}

impl Writing<'_> {
    /// The files of search, with what was made of them. `made` is what was made of all other files.
    pub(super) fn search(&self, made: &[Made]) -> Result<Vec<(String, Made)>, Failure> {
        // They follow from the bytes of the pages. A page that is as it should be need not be the one they were made from: a build that was
        // broken off may have put it there.
        let is_same =
            |(made, known): (&Made, &Option<&OutputEntry>)| known.is_some_and(|entry| entry.hash == made.hash);
        let untouched = self.changed.is_some() && made.iter().zip(&self.known_outputs).all(is_same);
        if let Some(kept) = self.target.kept_search().filter(|_| untouched) {
            return Ok(kept);
        }
        let outputs = self.site.search_outputs().map_err(one)?;
        let known_outputs = self.target.known_outputs(&outputs);
        // They follow from all pages, so no source says that one is as it was.
        let writing = Writing { outputs: &outputs, known_outputs, changed: None, ..*self };
        let made = collected(writing.make_all(&|_, _| {}))?;
        let path = self.target.store.with_extension("gezien");
        seen::write(&path, self.site.search().all()).map_err(|error| unwritable(&path, &error))?;
        Ok(outputs.iter().map(|(path, _)| path.clone()).zip(made).collect())
    }

    /// Makes every file of the site that is not as it should be, in the order of the outputs.
    pub(super) fn make_all(&self, progress: &(dyn Fn(usize, usize) + Sync)) -> Vec<Result<Made, Failure>> {
        let done = AtomicUsize::new(0);
        let queue = Queue::new();
        let make = |buffer: &mut Vec<u8>, &at: &usize| {
            let results = self.make_with_copies(at, buffer, &queue);
            // One that is in the queue is as good as done.
            let count = results.len().max(1);
            progress(done.fetch_add(count, Ordering::Relaxed) + count, self.outputs.len());
            results
        };
        // Pages with a text first: making one lets go of its text, and lists need room.
        let (texts, others): (Vec<usize>, Vec<usize>) = (0..self.outputs.len())
            .filter(|&at| !matches!(self.outputs[at].1, Output::Packed(..)))
            .partition(|&at| self.site.has_text(&self.outputs[at].1));
        let order = [texts, others].concat();
        let mut made: Vec<_> =
            order.par_iter().with_max_len(FILES_AT_ONCE).map_init(Vec::new, make).flatten_iter().collect();
        made.extend(queue.done());
        made.order_by_key(|(at, _)| *at);
        made.into_iter().map(|(_, result)| result).collect()
    }

    /// A file, and then its packed copies: they are made from its bytes while these are here. Nothing for a file that goes into the
    /// queue.
    fn make_with_copies(&self, at: usize, buffer: &mut Vec<u8>, queue: &Queue<Job, Numbered>) -> Vec<Numbered> {
        let mut copies = self.copies(at).peekable();
        let base = match self.make(at, buffer) {
            Ok(Fate::Goes(job)) if copies.peek().is_none() => {
                let folder = |job: &Job| self.make_folder(job).err().map(|failure| (job.at, Err(failure)));
                queue.put(job, buffer, folder, |job, bytes| (job.at, self.write_in_folder(job, bytes)));
                return Vec::new();
            }
            Ok(Fate::Goes(job)) => self.write(&job, buffer),
            Ok(Fate::Stays(made)) => Ok(made),
            Err(failure) => Err(failure),
        };
        let Ok(&Made { key, ref place, .. }) = base.as_ref() else { return vec![(at, base)] };
        let mut is_here = !matches!(place, Whereabouts::Kept(_));
        let mut results = Vec::with_capacity(1);
        for (copy, coding) in copies {
            results.push((copy, self.copy(copy, coding, key, &mut is_here, buffer)));
        }
        results.push((at, base));
        results
    }

    /// The packed copies of a file, by their places among the outputs.
    fn copies(&self, at: usize) -> impl Iterator<Item = (usize, Coding)> {
        let codings = if self.site.portal.compress { Coding::ALL } else { &[] };
        codings.iter().filter_map(move |&coding| {
            let path = format!("{}{}", self.outputs[at].0, coding.ending());
            let copy = self.outputs.binary_search_by(|(other, _)| other.as_str().cmp(&path)).ok()?;
            matches!(self.outputs[copy].1, Output::Packed(..)).then_some((copy, coding))
        })
    }

    /// One packed copy of a file with this key. `buffer` has the bytes of the file when they are here already.
    fn copy(
        &self,
        at: usize,
        coding: Coding,
        base: Hash,
        is_here: &mut bool,
        buffer: &mut Vec<u8>,
    ) -> Result<Made, Failure> {
        let (path, output) = &self.outputs[at];
        let key = packed_key(base, coding);
        let known = self.known_outputs[at];
        if let Some(kept) = known.filter(|entry| entry.key == key).map(Made::kept) {
            return Ok(kept);
        }
        if let (false, Output::Packed(base, _)) = (*is_here, output) {
            self.site.make(base, buffer).map_err(one)?;
            *is_here = true;
        }
        let packed = self.timings.page(path, &self.site.template(output), || coding.encode(buffer));
        match self.fate(at, key, &packed) {
            Fate::Stays(made) => Ok(made),
            Fate::Goes(job) => self.write(&job, &packed),
        }
    }

    /// Makes a file in `buffer`, unless it is as it was without that.
    fn make(&self, at: usize, buffer: &mut Vec<u8>) -> Result<Fate, Failure> {
        let (path, output) = &self.outputs[at];
        if let Some(entry) = self.known_outputs[at] {
            let is_same = |changed: &HashSet<&SourcePath, Quick>| {
                self.site.own_source(output).is_none_or(|source| !changed.contains(source))
            };
            if self.changed.is_some_and(is_same) || self.site.key(output).map_err(one)? == entry.key {
                if let Output::Page(id) = output {
                    self.site.search().recall(*id, entry.key);
                }
                return Ok(Fate::Stays(Made::kept(entry)));
            }
        }
        let key =
            self.timings.page(path, &self.site.template(output), || self.site.make(output, buffer)).map_err(one)?;
        // What is published as it is was read twice: when it was listed, and now.
        if let Output::Asset(path) = output
            && self.cache.files.get(path).is_some_and(|file| file.parsed.hash != key)
        {
            return Err(one(Diagnostic::new(&catalogue::CHANGED_WHILE, Place::file(path.clone()))));
        }
        Ok(self.fate(at, key, buffer))
    }

    /// Whether a file of these bytes is written: not when it has them already.
    fn fate(&self, at: usize, key: Hash, bytes: &[u8]) -> Fate {
        let hash = hash::bytes(bytes);
        let known = self.known_outputs[at];
        if let Some(entry) = known.filter(|entry| entry.hash == hash) {
            return Fate::Stays(Made { key, hash, place: Whereabouts::Equal(entry.stamp), size: 0 });
        }
        // A file of which nothing is known, as after a damaged manifest: it is not written again when it is as it should be.
        if !self.staging.fresh && known.is_none() {
            let on_disk = self.target.out.join(&self.outputs[at].0);
            // A pipe or a link is not read: the one never ends, the other may lead anywhere.
            let stamp = fs::symlink_metadata(&on_disk).ok().filter(fs::Metadata::is_file).map(|found| stamp(&found));
            let is_equal = || fs::read(&on_disk).is_ok_and(|current| current == bytes);
            if let Some(stamp) = stamp.filter(|stamp| stamp.size == bytes.len() as u64 && is_equal()) {
                return Fate::Stays(Made { key, hash, place: Whereabouts::Equal(stamp), size: 0 });
            }
        }
        Fate::Goes(Job { at, key, hash })
    }

    /// Puts the bytes of a file beside the site.
    fn write(&self, job: &Job, bytes: &[u8]) -> Result<Made, Failure> {
        self.make_folder(job)?;
        self.write_in_folder(job, bytes)
    }

    fn make_folder(&self, job: &Job) -> Result<(), Failure> {
        let path = &self.outputs[job.at].0;
        self.staging.make_folder(path).map_err(|error| unwritable(&self.target.out.join(path), &error))
    }

    fn write_in_folder(&self, job: &Job, bytes: &[u8]) -> Result<Made, Failure> {
        let &Job { at, key, hash } = job;
        let path = &self.outputs[at].0;
        let written =
            self.staging.write(path, bytes).map_err(|error| unwritable(&self.target.out.join(path), &error))?;
        Ok(Made { key, hash, place: Whereabouts::Staged(written), size: bytes.len() as u64 })
    }

    /// Leaves the manifest and the facts for the next build. `clean` says whether nothing was wrong; `published` is the time of
    /// the file system after all files were in their place.
    pub(super) fn remember(
        &self,
        clean: bool,
        files: &[(&str, Made)],
        facts: &Facts,
        published: i64,
    ) -> io::Result<()> {
        let Target { store, program, program_stamp, options, .. } = self.target;
        let model = self.cache.model_key();
        let read = self.cache.files.iter().zip(&facts.places);
        let (sources, outputs) = rayon::join(
            || read.filter_map(|(file, &place)| self.source(file, place, model)).collect(),
            || files.par_iter().filter_map(|(path, made)| self.entry(path, made, published)).collect(),
        );
        let manifest = Manifest {
            program: *program,
            program_stamp: *program_stamp,
            options: *options,
            clean,
            pages: self.site.portal.pages.len(),
            next: schedule::next(&self.site.portal.planned).to_vec(),
            model,
            theme: self.cache.theme_hash(),
            facts: facts.pieces.clone(),
            sources,
            outputs,
        };
        if let Some(beside) = &facts.beside {
            fs::rename(beside, &facts.path)?;
        }
        replace(&store.with_extension("manifest"), &manifest.encode())
    }

    /// A file that was read for the manifest; none of one that is not on disk.
    fn source<'f>(&self, file: &'f CachedFile, facts: (u64, u64), model: Option<Hash>) -> Option<SourceEntry<'f>> {
        let Content::Disk(stamp) = file.content else { return None };
        Some(SourceEntry {
            path: (&*file.parsed.path).into(),
            stamp: (!stamp.is_young(self.target.began)).then_some(stamp),
            hash: file.parsed.hash,
            facts,
            sound: model.is_some_and(|model| file.is_sound(model)),
        })
    }

    /// A file of the site for the manifest; none when it is gone again.
    fn entry<'p>(&self, path: &'p str, made: &Made, published: i64) -> Option<OutputEntry<'p>> {
        let stamp = match made.place {
            Whereabouts::Kept(stamp) | Whereabouts::Equal(stamp) => stamp,
            Whereabouts::Staged(stamp) if self.staging.fresh => stamp,
            // Putting a file in its place changes its entry in the file system.
            Whereabouts::Staged(_) => stamp(&fs::symlink_metadata(self.target.out.join(path)).ok()?),
        };
        // Nobody else writes in the folder beside the site: a whole new site is out of reach until it is in its place.
        let private = self.staging.fresh && matches!(made.place, Whereabouts::Staged(_));
        let since = if private { published } else { self.target.began };
        let doubtful = stamp.is_young(since);
        Some(OutputEntry { path: path.into(), key: made.key, hash: made.hash, stamp, doubtful })
    }
}

/// A file of the site that was made, or found to be as it should be.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) key: Hash,
    pub(super) hash: Hash,
    pub(super) place: Whereabouts,
    pub(super) size: u64,
}

impl Made {
    /// A file that is as the build before left it.
    pub(super) fn kept(entry: &OutputEntry) -> Self {
        Self { key: entry.key, hash: entry.hash, place: Whereabouts::Kept(entry.stamp), size: 0 }
    }
}

/// What becomes of a file that was made.
enum Fate {
    /// It stays as it is on disk.
    Stays(Made),
    /// It is written.
    Goes(Job),
}

/// A file that is to be written: its place among the outputs, its key, and the hash of its bytes.
struct Job {
    at: usize,
    key: Hash,
    hash: Hash,
}

/// What became of a file, with its place among the outputs.
type Numbered = (usize, Result<Made, Failure>);

/// One problem, for which nothing is written.
fn one(problem: Diagnostic) -> Failure {
    Failure::Problems(vec![problem])
}

/// Where a file that was made is, with its stamp.
#[derive(Clone)]
pub(super) enum Whereabouts {
    /// In its place, and not made again.
    Kept(Stamp),
    /// In its place, and found to be equal.
    Equal(Stamp),
    /// Beside the site.
    Staged(Stamp),
}

/// All of them, or all that went wrong.
pub(super) fn collected(made: Vec<Result<Made, Failure>>) -> Result<Vec<Made>, Failure> {
    let mut whole = Vec::with_capacity(made.len());
    let mut problems = Vec::new();
    for result in made {
        match result {
            Ok(made) => whole.push(made),
            Err(Failure::Problems(mut found)) => problems.append(&mut found),
            Err(failure) => return Err(failure),
        }
    }
    if problems.is_empty() { Ok(whole) } else { Err(Failure::Problems(problems)) }
}
