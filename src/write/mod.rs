//! Outputs → disk. The only module that writes.
//!
//! Pages are made and written at the same time, to a folder beside the site (or, where that cannot be, in it), and put in their place when all are made: a build
//! that fails leaves the site as it was. Every file is whole at any moment; one whose key and stamp are those of the build
//! before is not made at all; files of an earlier build that are no longer made are removed; files this program did not write
//! are never touched.

pub mod earlier;
mod guard;
pub mod manifest;
mod queue;
pub mod seen;
mod staging;
pub mod together;
mod writing;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::hash::{self, Hash, Quick};
use crate::load::{self, stamp};
use crate::model::schedule::Planned;
use crate::order::{self, Order};
use crate::pipeline::Cache;
use crate::render::compress;
use crate::render::search::{self, Store};
use crate::render::{Output, Site};
use crate::source::{Content, FILES_AT_ONCE, SourcePath, Sources, Stamp};
use crate::timings::Timings;
use manifest::{Entries, Manifest, OutputEntry};
use staging::Staging;
use writing::{Made, Whereabouts, Writing, collected};

/// How a list of written files begins; another version means the list is not used.
const LIST_VERSION: &str = "ketenportaal 2";
/// That of lists without the hash of their lines, which earlier programs wrote.
const OLD_LIST_VERSION: &str = "ketenportaal 1";

/// What writing a site did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Of those, how many were made again to see that.
    pub compared: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
}

/// Why a site was not written.
#[derive(Debug)]
pub enum Failure {
    /// A template went wrong: the site on disk is as it was.
    Problems(Vec<Diagnostic>),
    /// The disk refused, or the folder may not be written to; in Dutch.
    Disk(String),
}

/// An output folder that this build has for itself.
pub struct Target {
    out: PathBuf,
    /// Whether files of others at the place of a file of the site are replaced.
    adopt: bool,
    /// Where the manifest, the facts and the list of this folder are, without their ending.
    store: PathBuf,
    /// Held until the end: a second build in the same folder sees it.
    lock: fs::File,
    /// The time of the file system when this build began.
    began: i64,
    /// The files of the build before; none when there was none.
    list: Option<List>,
    /// What the build before left; nothing when it was made by another program, or is damaged.
    earlier: Manifest<'static>,
    /// None when the program's file cannot be read: then nothing of an earlier build is trusted.
    program: Option<Hash>,
    program_stamp: Option<Stamp>,
    options: Hash,
    /// Which outputs of the build before are still as they were written.
    standing: Vec<bool>,
    /// Whether the facts of the build before are as it left them; known once they were read.
    has_facts: OnceLock<bool>,
}

impl Target {
    /// Takes `out` for a build of the portal at `root` with these options, and looks which files of the build before are as it
    /// left them. With `adopt` the folder may hold files of others: they stay, but for those at the place of a file of the site,
    /// which are replaced. What is left for the next build goes to `state`, for a portal in which nothing may be written; or else to
    /// `.ketenportaal` in the portal.
    ///
    /// # Errors
    /// In Dutch: when `out` may not be written to, another build is at work there, or the disk refuses.
    pub fn open(root: &Path, state: Option<&Path>, out: &Path, adopt: bool, options: Hash) -> Result<Self, String> {
        let out = guard::resolved(out)?;
        let root = &guard::resolved(root)?;
        let folder = match state {
            Some(state) => guard::state(root, state, &out)?,
            None => earlier::folder(root),
        };
        let store = earlier::store(&folder, root, &out);
        take_over(&earlier::former_store(&folder, &out), &store);
        let read_list = || List::read(&store.with_extension("lijst")).or_else(|| List::of_manifest(&store));
        let lock_path = store.with_extension("bezig");
        let allow = |list: &Option<List>| guard::refuse_unsafe(root, &out, adopt || list.is_some());
        // A folder that is refused gets nothing of ours, unless another build was there, which may be making it ours just now.
        if !lock_path.exists() {
            allow(&read_list())?;
        }
        guard::refuse_links(&folder)?;
        let other = match state {
            Some(_) => "",
            None => {
                " Mag er in de map van het portaal niets worden geschreven? Wijs dan een andere map aan met --state."
            }
        };
        let problem = |error: io::Error| format!("Kan {} niet schrijven: {error}.{other}", lock_path.display());
        fs::create_dir_all(&folder).map_err(problem)?;
        let lock = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path).map_err(problem)?;
        match take(&lock) {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(busy(&out)),
            Err(fs::TryLockError::Error(error)) => return Err(problem(error)),
        }
        // Not before: a build that just ended left another list.
        let list = read_list();
        allow(&list)?;
        let began = time_of(&lock).map_err(problem)?;
        let found = fs::read(store.with_extension("manifest")).ok().and_then(|bytes| Manifest::decode(&bytes));
        let known = found.as_ref().and_then(|manifest| Some((manifest.program?, manifest.program_stamp)));
        let (program, program_stamp) = load::program(known);
        let usable = |manifest: &Manifest| program.is_some() && manifest.program == program && list.is_some();
        let earlier = found.filter(usable).unwrap_or_default();
        // It takes as long as listing the sources, which can go on beside it, and every build needs it.
        let folder = from_here(&out);
        let outputs = earlier.outputs.par_iter().with_max_len(FILES_AT_ONCE);
        let standing = outputs.map(|entry| is_as_written(&folder, entry)).collect();
        let has_facts = OnceLock::new();
        Ok(Self { out, adopt, store, lock, began, list, earlier, program, program_stamp, options, standing, has_facts })
    }

    /// What there was to do, which is nothing, when neither the sources, the options, the program nor the site changed since
    /// the build before. Looks at stamps only.
    pub fn is_current(&self, sources: &Sources) -> Option<Written> {
        let earlier = &self.earlier;
        let same_sources = earlier.clean
            && earlier.options == self.options
            && earlier.sources.len()
                == sources.iter().filter(|source| matches!(source.content, Content::Disk(_))).count()
            && sources.iter().filter(|source| matches!(source.content, Content::Disk(_))).zip(&earlier.sources).all(
                |(source, entry)| {
                    matches!(source.content, Content::Disk(stamp) if entry.stamp == Some(stamp))
                        && *source.path == *entry.path
                },
            );
        if !same_sources {
            return None;
        }
        let same = self.standing.iter().all(|standing| *standing);
        same.then(|| Written { unchanged: earlier.outputs.len(), ..Written::default() })
    }

    /// The number of HTML pages of the build before.
    pub fn pages(&self) -> usize {
        self.earlier.pages
    }

    /// What changes first after the build before, on a later day.
    pub fn next(&self) -> &[Planned] {
        &self.earlier.next
    }

    /// A cache with what the build before knew of files that are as they were.
    pub fn cache(&self, sources: &Sources) -> Cache {
        let read = load::parts(&self.store.with_extension("feiten"), &self.earlier.facts_parts());
        let facts = read.ok().and_then(|parts| self.earlier.stored(parts));
        let _ = self.has_facts.set(facts.is_some());
        // Another program may see something else on the same page.
        let store = match self.earlier.program {
            Some(_) => seen::read(&self.store.with_extension("gezien")),
            None => Store::default(),
        };
        Cache::of_files(self.earlier.files(&Arc::new(facts.unwrap_or_default()), sources)).with_search(store)
    }

    /// Makes and writes what changed of a site. `cache` is what it was built with; `clean` says whether nothing was wrong.
    ///
    /// # Errors
    /// A template that goes wrong, or a disk that refuses: then the site is as it was.
    pub fn write(
        &self,
        site: &Site,
        cache: &Cache,
        clean: bool,
        timings: &Timings,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Written, Failure> {
        let (outputs, known) =
            rayon::join(|| site.outputs(), || self.list.as_ref().map(List::names).unwrap_or_default());
        // From here on no other portal writes in this folder; until here one may have.
        let staging = Staging::open(&self.out)?;
        let fresh = staging.fresh;
        // Where there was nothing, nothing is in the way.
        let is_shared = !fresh && !self.adopt;
        let paths: Vec<&str> = outputs.iter().map(|(path, _)| path.as_str()).collect();
        if is_shared {
            self.refuse_foreign(order::beyond(&paths, &known))?;
        }
        let changed = self.changed(cache);
        let writing = Writing {
            target: self,
            site,
            cache,
            outputs: &outputs,
            known_outputs: self.known_outputs(&outputs),
            staging: &staging,
            timings,
            changed: changed.as_ref(),
        };
        // What is kept of the sources does not wait for the pages.
        let (made, facts) =
            timings.stage("render", || rayon::join(|| writing.make_all(progress), || self.write_facts(cache)));
        let made = collected(made)?;
        // What can be found follows from what the pages show.
        let search = timings.stage("search", || writing.search(&made))?;
        let mut files: Vec<(&str, Made)> = paths.into_iter().zip(made).collect();
        files.extend(search.iter().map(|(path, made)| (path.as_str(), made.clone())));
        files.order_by_key(|(path, _)| *path);
        let mut names: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        names.dedup();
        let new: Vec<&str> = order::beyond(&names, &known).collect();
        let gone: Vec<&str> = order::beyond(&known, &names).collect();
        if is_shared {
            self.refuse_foreign(new.iter().copied())?;
        }
        if !fresh {
            let staged =
                files.iter().filter(|(_, made)| matches!(made.place, Whereabouts::Staged(_))).map(|(path, _)| *path);
            guard::refuse_blocked(&self.out, staged, &gone.iter().copied().collect(), &staging)
                .map_err(Failure::Disk)?;
        }
        let list = self.store.with_extension("lijst");
        // The list names old and new files before the first is put in its place: a build that is broken off can be cleaned up
        // by the next.
        let differs = !new.is_empty() || !gone.is_empty();
        if differs {
            write_list(&list, [&*known, &*new].concat()).map_err(|error| unwritable(&list, &error))?;
        }
        let mut result = Written::default();
        timings.stage("publish", || self.publish(&staging, &files, gone, &mut result))?;
        if differs {
            write_list(&list, names).map_err(|error| unwritable(&list, &error))?;
        }
        let facts = facts.map_err(|error| unwritable(&self.store, &error))?;
        timings
            .stage("facts", || writing.remember(clean, &files, &facts, time_of(&self.lock)?))
            .map_err(|error| unwritable(&self.store, &error))?;
        Ok(result)
    }

    /// Refuses when one of these files, which the build before did not write, is there.
    fn refuse_foreign<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> Result<(), Failure> {
        // A folder in the way is looked at later, when it is known which files go.
        let is_file = |path: &str| self.out.join(path).symlink_metadata().is_ok_and(|found| !found.is_dir());
        match names.find(|path| is_file(path)) {
            Some(path) => Err(Failure::Disk(format!(
                "In {} staat al een bestand {path} dat niet van dit portaal is. Haal het weg, kies een andere map met --out, of laat het vervangen met --adopt.",
                self.out.display()
            ))),
            None => Ok(()),
        }
    }

    /// The files of search of the build before, when all are as they were.
    fn kept_search(&self) -> Option<Vec<(String, Made)>> {
        let of_search = |path: &str| search::name(compress::unpacked(path)).is_some();
        let entries = self.earlier.outputs.iter().zip(&self.standing).filter(|(entry, _)| of_search(&entry.path));
        let kept = entries.map(|(entry, standing)| standing.then(|| (entry.path.to_string(), Made::kept(entry))));
        kept.collect::<Option<Vec<_>>>().filter(|kept| !kept.is_empty())
    }

    /// The files that are other than in the build before, when that made this same portal in this same theme.
    fn changed<'c>(&self, cache: &'c Cache) -> Option<HashSet<&'c SourcePath, Quick>> {
        let Manifest { model, theme, .. } = self.earlier;
        let same = model.is_some() && model == cache.model_key() && theme.is_some() && theme == cache.theme_hash();
        same.then(|| {
            let mut entries = Entries(&self.earlier.sources);
            let mut differs = |path: &str, hash| entries.find(path).is_none_or(|entry| entry.hash != hash);
            let files = cache.files.iter().map(|file| &file.parsed);
            files.filter(|file| differs(&file.path, file.hash)).map(|file| &file.path).collect()
        })
    }

    /// For each output its entry of the build before, when its file is still as that wrote it. Both are in order of path.
    fn known_outputs(&self, outputs: &[(String, Output)]) -> Vec<Option<&OutputEntry<'_>>> {
        let mut entries = self.earlier.outputs.iter().zip(&self.standing).peekable();
        let find = |(path, _): &(String, Output)| {
            while entries.next_if(|(entry, _)| *entry.path < **path).is_some() {}
            let (entry, standing) = entries.next_if(|(entry, _)| *entry.path == **path)?;
            standing.then_some(entry)
        };
        outputs.iter().map(find).collect()
    }

    /// Puts what was made in its place and removes what is no longer made: the files that are `gone`.
    fn publish(
        &self,
        staging: &Staging,
        files: &[(&str, Made)],
        gone: Vec<&str>,
        result: &mut Written,
    ) -> Result<(), Failure> {
        // A file that goes may be where a folder comes, and the other way round: that one goes first.
        let (first, last): (Vec<&str>, Vec<&str>) = match staging.fresh {
            true => (Vec::new(), Vec::new()),
            false => {
                let staged = files.iter().filter(|(_, made)| matches!(made.place, Whereabouts::Staged(_)));
                let staged = order::set(staged.map(|(path, _)| *path));
                gone.into_iter().partition(|gone| is_in_the_way(gone, &staged))
            }
        };
        self.remove(&first, result)?;
        for (path, made) in files {
            if !matches!(made.place, Whereabouts::Staged(_)) {
                result.unchanged += 1;
                result.compared += usize::from(matches!(made.place, Whereabouts::Equal(_)));
                continue;
            }
            result.written += 1;
            result.bytes += made.size;
            if !staging.fresh {
                staging.publish(path).map_err(|error| unwritable(&self.out.join(path), &error))?;
            }
        }
        if staging.is_moved() {
            return Err(Failure::Disk(format!(
                "De map {} is tijdens de bouw verplaatst of vervangen. Bouw opnieuw.",
                self.out.display()
            )));
        }
        staging.close().map_err(|error| unwritable(&self.out, &error))?;
        self.remove(&last, result)
    }

    /// Removes files that are no longer made, and the folders that are empty then.
    fn remove(&self, names: &[&str], result: &mut Written) -> Result<(), Failure> {
        for name in names {
            let path = self.out.join(name);
            match fs::remove_file(&path) {
                Ok(()) => result.removed += 1,
                // A file further on has taken the place of its folder; or somebody put a folder in its place.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
                    ) => {}
                Err(error) => {
                    return Err(Failure::Disk(format!("Kan {} niet verwijderen: {error}.", path.display())));
                }
            }
            remove_empty_folders(&path, &self.out);
        }
        Ok(())
    }

    /// Writes the facts: new ones behind those of the build before, or all of them to a file beside.
    fn write_facts(&self, cache: &Cache) -> io::Result<Facts> {
        let path = self.store.with_extension("feiten");
        let earlier = Some(&self.earlier).filter(|earlier| self.has_facts.get() == Some(&true) && earlier.grows());
        let (file, beside) = match earlier {
            Some(earlier) => {
                let mut file = fs::OpenOptions::new().write(true).open(&path)?;
                // A build that was broken off may have left some.
                file.set_len(earlier.facts_end())?;
                file.seek(io::SeekFrom::End(0))?;
                (file, None)
            }
            None => {
                let beside = path.with_extension("feiten-nieuw");
                (fs::File::create(&beside)?, Some(beside))
            }
        };
        let mut out = BufWriter::with_capacity(1 << 18, file);
        let (places, new) = manifest::write_facts(&cache.files, earlier, &mut out)?;
        out.into_inner()?;
        let pieces = earlier.map_or(&[][..], |earlier| &earlier.facts).iter().copied().chain(new).collect();
        Ok(Facts { path, beside, places, pieces })
    }
}

/// A folder by its path from where the program runs, when it is below that: the system then walks along fewer folders to each file.
fn from_here(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    match folder.strip_prefix(here) {
        Ok(below) if !below.as_os_str().is_empty() => below.to_owned(),
        _ => folder.to_owned(),
    }
}

/// Whether a file of the site is still the one that was written.
fn is_as_written(out: &Path, entry: &OutputEntry) -> bool {
    let path = out.join(&*entry.path);
    let is_same = fs::symlink_metadata(&path).is_ok_and(|metadata| stamp(&metadata) == entry.stamp);
    is_same && (!entry.doubtful || fs::read(&path).is_ok_and(|bytes| hash::bytes(&bytes) == entry.hash))
}

/// The time of the file system: writing gives a file that time.
fn time_of(mut lock: &fs::File) -> io::Result<i64> {
    lock.set_len(0)?;
    lock.write_all(b"x")?;
    lock.metadata().map(|metadata| stamp(&metadata).modified)
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Disk(format!("Kan {} niet schrijven: {error}.", path.display()))
}

/// The facts as they were written.
struct Facts {
    path: PathBuf,
    /// Where they are when the file was written anew.
    beside: Option<PathBuf>,
    places: manifest::Places,
    pieces: Vec<manifest::Piece>,
}

/// Gives the files about a site that an earlier program left their name of today, when there are none of that name. What that program
/// knew of the sources is of no use, but the list of files it wrote is.
fn take_over(former: &Path, store: &Path) {
    let ending = "lijst";
    if former != store && !store.with_extension(ending).exists() {
        // There is none, most often; and without a list the folder is that of others, which is told.
        let _ = fs::rename(former.with_extension(ending), store.with_extension(ending));
    }
}

/// Takes the lock of a file. A program that this one is starting holds a copy of it for a moment, so one that is taken is tried again.
fn take(lock: &fs::File) -> Result<(), fs::TryLockError> {
    for _ in 0..5 {
        match lock.try_lock() {
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            taken => return taken,
        }
    }
    lock.try_lock()
}

/// What is said when another command writes in a folder.
fn busy(out: &Path) -> String {
    format!("Een andere opdracht is nog bezig met {}. Wacht tot die klaar is.", out.display())
}

/// The files of a site on disk that differ from what they should be: for `build --verify`.
pub fn differences(out: &Path, site: &Site) -> Result<Vec<String>, Vec<Diagnostic>> {
    let mut outputs = site.outputs();
    outputs.extend(site.search_outputs().map_err(|problem| vec![problem])?);
    let compared: Vec<Result<Option<String>, Diagnostic>> = outputs
        .into_par_iter()
        .with_max_len(FILES_AT_ONCE)
        .map_init(Vec::new, |buffer, (path, output)| {
            site.make(&output, buffer)?;
            let same = fs::read(out.join(&path)).is_ok_and(|current| current == *buffer);
            Ok((!same).then_some(path))
        })
        .collect();
    let mut different = Vec::new();
    let mut problems = Vec::new();
    for result in compared {
        match result {
            Ok(path) => different.extend(path),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(different) } else { Err(problems) }
}

/// The files in an output folder that are none of the site, in order: an editor of the folder put them there, or they are of a site
/// that was built by another program.
pub fn strangers(out: &Path, site: &Site) -> Vec<String> {
    let mut own: Vec<String> = site.outputs().into_iter().map(|(path, _)| path).collect();
    own.extend(site.search_outputs().into_iter().flatten().map(|(path, _)| path));
    let own: HashSet<&str> = own.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    files_below(out, "", &mut found);
    found.retain(|path| {
        let packed = [".br", ".gz"].iter().find_map(|ending| path.strip_suffix(ending));
        !own.contains(path.as_str()) && packed.is_none_or(|path| !own.contains(path))
    });
    found.sort_unstable();
    found
}

/// The paths of all files below a folder, each with `before` in front.
fn files_below(folder: &Path, before: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            true => files_below(&entry.path(), &format!("{name}/"), found),
            false => found.push(name),
        }
    }
}

/// Writes one new file of a portal; an existing one is left alone.
///
/// # Errors
/// In Dutch: when the file is there already, or the disk refuses.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let problem = |error: io::Error| format!("Kan {} niet schrijven: {error}.", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(problem)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(bytes).map_err(|error| {
            // Half a page, or an empty one, is worse than none.
            let _ = fs::remove_file(path);
            problem(error)
        }),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(format!("{} bestaat al. Kies een andere titel of bewerk dat bestand.", path.display()))
        }
        Err(error) => Err(problem(error)),
    }
}

/// Writes a file that may be there already, and that is no source of the portal in `root`.
///
/// # Errors
/// In Dutch: when the place is one of the portal, or of no file, or when the disk refuses.
pub fn file(root: &Path, path: &Path, bytes: &[u8]) -> Result<(), String> {
    guard::refuse_source(root, path)?;
    replace(path, &[bytes]).map_err(|error| format!("Kan {} niet schrijven: {error}.", path.display()))
}

/// Whether a folder holds nothing, or is not there.
fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path)
        .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |mut entries| entries.next().is_none())
}

/// Whether a folder holds nothing, or only what is hidden (`.git`), or is not there.
pub fn holds_only_hidden(path: &Path) -> bool {
    let is_hidden = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().as_encoded_bytes().starts_with(b"."))
    };
    fs::read_dir(path)
        .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |mut entries| entries.all(is_hidden))
}

/// Writes beside the place and renames, so that the file is old or new at any moment.
fn replace(path: &Path, parts: &[impl AsRef<[u8]>]) -> io::Result<()> {
    let (beside, _) = write_beside(path, parts)?;
    let result = fs::rename(&beside, path);
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result
}

/// Writes a new file beside a place, hidden, so that a preview does not take it for one of the portal. Nothing is written through a link, or
/// over what somebody put there: what has the name goes first. Gives its path, and the file.
fn write_beside(path: &Path, parts: &[impl AsRef<[u8]>]) -> io::Result<(PathBuf, fs::File)> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".nieuw");
    let beside = path.with_file_name(name);
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
    match parts.iter().try_for_each(|part| file.write_all(part.as_ref())) {
        Ok(()) => Ok((beside, file)),
        Err(error) => {
            let _ = fs::remove_file(&beside);
            Err(error)
        }
    }
}

/// Whether a file is above a path of `staged`, or below one.
fn is_in_the_way(gone: &str, staged: &BTreeSet<&str>) -> bool {
    let folder = format!("{gone}/");
    staged.range(&*folder..).next().is_some_and(|path| path.starts_with(&folder))
        || Path::new(gone).ancestors().skip(1).filter_map(Path::to_str).any(|above| staged.contains(above))
}

/// Removes a folder in which no file is, at any depth.
fn remove_empty_tree(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_empty_tree(&entry.path())?;
        }
    }
    fs::remove_dir(folder)
}

fn remove_empty_folders(path: &Path, out: &Path) {
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != out && folder.starts_with(out)) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// The names of the files of a build: what the next one may remove.
struct List(String);

impl List {
    /// The list at `path`; none when there is none, or one this program did not write.
    fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let (first, names) = text.split_once('\n')?;
        // A list of which a byte was lost could name a file of somebody else.
        (first == OLD_LIST_VERSION || first == list_head(names)).then(|| Self(names.to_owned()))
    }

    /// The same from the manifest of the build before, where the list itself is damaged.
    fn of_manifest(store: &Path) -> Option<Self> {
        let bytes = fs::read(store.with_extension("manifest")).ok()?;
        let names: Vec<String> = Manifest::decode(&bytes)?.outputs.iter().map(|entry| entry.path.to_string()).collect();
        Some(Self(names.join("\n")))
    }

    /// The names in it that lie inside the output folder, in order.
    fn names(&self) -> Vec<&str> {
        let safe =
            |name: &&str| !name.is_empty() && !name.starts_with('/') && !name.split('/').any(|part| part == "..");
        let mut names: Vec<&str> = self.0.lines().filter(safe).collect();
        // They were written in order, but anybody can edit a file.
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The first line of a list: its version, and the hash of what follows.
fn list_head(lines: &str) -> String {
    format!("{LIST_VERSION} {:032x}", hash::bytes(lines.as_bytes()))
}

fn write_list(path: &Path, mut names: Vec<&str>) -> io::Result<()> {
    names.sort_unstable();
    let lines: String = names.into_iter().flat_map(|name| [name, "\n"]).collect();
    let text = format!("{}\n{lines}", list_head(&lines));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::read(path).is_ok_and(|current| current == text.as_bytes()) {
        return Ok(());
    }
    replace(path, &[text.as_bytes()])
}
