//! Disk → [`Sources`]. The only module that reads files of a portal.
//!
//! Listing asks the disk only what tells whether a file changed; its bytes are read when a stage needs them, and not kept.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, Read, Seek};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::catalogue::Entry;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{self, Hash, Hasher};
use crate::order::{self, Order};
use crate::source::{Content, FILES_AT_ONCE, Place, Reader, Source, SourcePath, Sources, Stamp};

/// The folders of a portal that are read.
pub const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// Lists a whole portal. What cannot be listed is reported and left out.
pub fn portal(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Sources {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        list(root, &root.join(folder), &mut paths, diagnostics);
    }
    let found: Vec<Option<Source>> =
        paths.par_iter().with_max_len(FILES_AT_ONCE).map(|path| find(root, path)).collect();
    let mut found: Vec<Source> = found.into_iter().flatten().collect();
    found.order_by(|a, b| a.path.cmp(&b.path));
    Sources::on_disk(found, Arc::new(Disk(root.to_owned())))
}

/// The bytes of a file from outside the portal; none when there are more than `limit`.
///
/// # Errors
/// In Dutch: when it is not there or may not be read.
pub fn outside(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, String> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    match read {
        Ok(count) => Ok((count as u64 <= limit).then_some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!("{} is er niet.", path.display())),
        Err(error) => Err(format!("Kan {} niet lezen: {error}.", path.display())),
    }
}

/// A file in parts of these sizes, each with where it starts; what stands behind them is not read. All cores read: most of the time goes to
/// the memory the bytes come in.
///
/// # Errors
/// When it is not there, or has fewer bytes.
pub fn parts(path: &Path, sizes: &[u64]) -> io::Result<Vec<(u64, Vec<u8>)>> {
    let starts = sizes.iter().scan(0, |end, size| Some(mem::replace(end, *end + size)));
    let parts: Vec<(u64, u64)> = starts.zip(sizes.iter().copied()).collect();
    let read = parts.into_par_iter().with_max_len(1).map(|(start, size)| {
        let mut file = fs::File::open(path)?;
        file.seek(io::SeekFrom::Start(start))?;
        // Not more room than there are bytes, whatever the sizes say.
        let room = size.min(file.metadata()?.len().saturating_sub(start));
        let mut part = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
        file.take(size).read_to_end(&mut part)?;
        if part.len() as u64 == size { Ok((start, part)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    });
    read.collect()
}

/// The links below some paths of a portal, and these themselves: what they lead to changes under another name.
pub fn links<'p>(below: impl IntoIterator<Item = &'p Path>) -> Vec<PathBuf> {
    let walk = below.into_iter().flat_map(|path| WalkDir::new(path).into_iter().flatten());
    walk.filter(walkdir::DirEntry::path_is_symlink).map(walkdir::DirEntry::into_path).collect()
}

/// Files that may have been written again without getting another stamp, after they were read: their bytes tell.
#[derive(Debug, Default)]
pub struct Doubtful(BTreeSet<SourcePath>);

impl Doubtful {
    /// Those of files that are about to be read, at a moment in nanoseconds since 1970.
    pub fn of(sources: &Sources, now: i64) -> Self {
        let mut doubtful = Self::default();
        sources.iter().for_each(|source| doubtful.look(source, now));
        doubtful
    }

    fn look(&mut self, source: &Source, now: i64) {
        match source.content {
            Content::Disk(stamp) if stamp.is_young(now) => self.0.insert(source.path.clone()),
            _ => self.0.remove(&source.path),
        };
    }
}

/// Looks at changed paths again, files and folders alike, at a moment in nanoseconds since 1970. True when the sources are other than they
/// were.
pub fn refresh(
    root: &Path,
    sources: &mut Sources,
    changed: &[PathBuf],
    doubtful: &mut Doubtful,
    now: i64,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let mut different = false;
    let mut paths = Vec::new();
    for path in changed.iter().filter(|path| concerns(root, path)) {
        let Some(name) = source_path(root, path) else { continue };
        let folder = format!("{name}/");
        let mut known = order::set(sources.below(&folder).map(|source| source.path.clone()));
        known.insert(name);
        let first = paths.len();
        list(root, path, &mut paths, diagnostics);
        paths[first..].iter().filter_map(|path| source_path(root, path)).for_each(|path| {
            known.remove(&path);
        });
        for gone in known {
            different |= sources.remove(&gone).is_some();
        }
    }
    for path in paths {
        let Some(mut source) = find(root, &path) else { continue };
        let is_doubtful = doubtful.0.contains(&source.path) && sources.get(&source.path) == Some(&source);
        doubtful.look(&source, now);
        if is_doubtful && let Ok(bytes) = fs::read(&path) {
            source = Source::new(source.path, bytes);
        }
        if sources.get(&source.path) != Some(&source) {
            sources.insert(source);
            different = true;
        }
    }
    different
}

/// The stamp of a file.
pub fn stamp(metadata: &Metadata) -> Stamp {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified = since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or_default();
    #[cfg(unix)]
    let (changed, inode) = {
        use std::os::unix::fs::MetadataExt;
        (metadata.ctime().wrapping_mul(1_000_000_000).wrapping_add(metadata.ctime_nsec()), metadata.ino())
    };
    #[cfg(not(unix))]
    let (changed, inode) = (0, 0);
    Stamp { size: metadata.len(), modified, changed, inode }
}

/// The hash of this program's own file, with its stamp; no hash when the file is gone. It is only read when its stamp is not
/// the `known` one.
pub fn program(known: Option<(Hash, Option<Stamp>)>) -> (Option<Hash>, Option<Stamp>) {
    let path = std::env::current_exe().unwrap_or_default();
    let found = fs::metadata(&path).map(|metadata| stamp(&metadata)).ok();
    match known {
        Some((hash, stamp)) if found.is_some() && stamp == found => (Some(hash), found),
        _ => (hash_of_file(&path).ok(), found),
    }
}

/// How much of a file is hashed at once.
const PART: u64 = 1 << 18;

/// The hash of a file, which is never whole in memory. Part by part: to hash a part that is there takes a quarter of what it takes to go on
/// with the hash of what came before.
fn hash_of_file(path: &Path) -> io::Result<Hash> {
    let mut file = fs::File::open(path)?;
    let mut hasher = Hasher::new();
    let mut part = Vec::with_capacity(PART as usize);
    while file.by_ref().take(PART).read_to_end(&mut part)? > 0 {
        hasher.hash(hash::bytes(&part));
        part.clear();
    }
    Ok(hasher.finish())
}

/// Reads below a root.
struct Disk(PathBuf);

impl Reader for Disk {
    fn read(&self, path: &str, size: u64, out: &mut Vec<u8>) -> io::Result<()> {
        let mut file = fs::File::open(self.0.join(path))?;
        // With room for one byte more than there should be, one call that does not fill it has read the whole file: that
        // saves asking for the size and a last empty read, three of six calls per file.
        out.resize(usize::try_from(size).unwrap_or_default().saturating_add(1), 0);
        let count = file.read(out)?;
        out.truncate(count);
        if count as u64 == size { Ok(()) } else { file.read_to_end(out).map(drop) }
    }
}

/// Whether a path can be a source, or a file that is told of: in one of the folders, and nothing that a program keeps for itself.
pub fn concerns(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    let mut names = inside.components().map(|part| part.as_os_str().to_string_lossy());
    let is_ours = names.next().is_some_and(|folder| FOLDERS.contains(&&*folder));
    let kinds: Vec<Name> = names.map(|name| Name::of(&name)).collect();
    let Some((last, folders)) = kinds.split_last() else { return is_ours };
    is_ours && *last != Name::Left && folders.iter().all(|kind| *kind == Name::Source)
}

/// The folder of files that programs ask a site for (RFC 8615): the one name with a dot before it that is published.
const WELL_KNOWN: &str = ".well-known";

/// What the name of a file or a folder says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    /// It is read.
    Source,
    /// It is hidden and not read, but looks like a file that an editor meant to be: that is told.
    Overlooked,
    /// Programs left it: copies of editors and what they try with, the locks of Office, the notes of Windows.
    Left,
}

impl Name {
    fn of(name: &str) -> Self {
        let is_note = ["desktop.ini", "thumbs.db"].iter().any(|note| name.eq_ignore_ascii_case(note));
        let is_copy = name.ends_with('~') || [".bak", ".tmp"].iter().any(|ending| name.ends_with(ending));
        // Vim tries with this one whether it may write.
        let is_trial = name == "4913";
        let is_own = name.starts_with("._") || name.starts_with(".#");
        if name.starts_with('#') || name.starts_with("~$") || is_copy || is_note || is_trial {
            Self::Left
        } else if !name.starts_with('.') || name == WELL_KNOWN {
            Self::Source
        } else if !is_own && [".md", ".csv", ".yaml"].iter().any(|ending| name.ends_with(ending)) {
            Self::Overlooked
        } else {
            Self::Left
        }
    }
}

/// Lists the files at and below a path, which may be any in the portal: with the same files and problems as when all is listed.
fn list(root: &Path, start: &Path, paths: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let folders: Vec<PathBuf> = FOLDERS.iter().filter_map(|folder| root.join(folder).canonicalize().ok()).collect();
    let is_refused = |link: &Path| {
        let Ok(end) = link.canonicalize() else { return false };
        // A folder of the portal itself may be elsewhere in it.
        let is_outside =
            if link.parent() == Some(root) { !end.starts_with(&inside) } else { !is_visible(&folders, &end) };
        is_outside || above(root, link).any(|folder| folder.canonicalize().is_ok_and(|folder| folder == end))
    };
    // What is behind a link that is refused is no part of the portal, whatever says that it changed.
    if above(root, start).any(|folder| folder.is_symlink() && is_refused(folder)) {
        return;
    }
    let walk = WalkDir::new(start).follow_links(true);
    let mut left_out: Vec<(&'static Entry, PathBuf)> = Vec::new();
    let visible = walk.into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let kind = Name::of(&name);
        let problem = if kind == Name::Overlooked && entry.file_type().is_file() {
            &catalogue::HIDDEN_FILE
        } else if kind != Name::Source {
            return false;
        } else if entry.path_is_symlink() && is_refused(entry.path()) {
            &catalogue::OUTSIDE_LINK
        } else {
            return true;
        };
        left_out.push((problem, entry.path().to_owned()));
        false
    });
    for entry in visible {
        match entry {
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(start);
                let name = source_path(root, path).unwrap_or_else(|| path.to_string_lossy().into());
                // A folder above it may be a file by now.
                let gone = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
                let is_gone = error.io_error().is_some_and(|error| gone.contains(&error.kind()));
                if error.loop_ancestor().is_some() || (is_gone && leads_nowhere(path)) {
                    diagnostics.push(Diagnostic::new(&catalogue::OUTSIDE_LINK, Place::file(name)));
                } else if !is_gone {
                    diagnostics.push(Diagnostic::unreadable(&name, &error));
                }
            }
        }
    }
    left_out.order_by(|a, b| a.1.cmp(&b.1));
    let problem =
        |(entry, path): &(&'static Entry, PathBuf)| Some(Diagnostic::new(entry, Place::file(source_path(root, path)?)));
    diagnostics.extend(left_out.iter().filter_map(problem));
}

/// The folders that a path is in, up to the portal itself.
fn above<'p>(root: &'p Path, path: &'p Path) -> impl Iterator<Item = &'p Path> {
    path.ancestors().skip(1).take_while(move |folder| *folder != root && folder.starts_with(root))
}

/// Whether a path is in one of these folders, and nothing on the way to it is hidden: a link to `.git/config` would publish it.
fn is_visible(folders: &[PathBuf], path: &Path) -> bool {
    let mut inside = folders.iter().filter_map(|folder| path.strip_prefix(folder).ok());
    inside.any(|inside| inside.iter().all(|name| Name::of(&name.to_string_lossy()) == Name::Source))
}

/// Whether there is a link at `path` that leads nowhere. One that an editing program made, as Emacs does, is not meant.
fn leads_nowhere(path: &Path) -> bool {
    let is_source = path.file_name().is_none_or(|name| Name::of(&name.to_string_lossy()) == Name::Source);
    is_source && fs::symlink_metadata(path).is_ok()
}

/// The file at `path`; none when it went away since it was listed.
fn find(root: &Path, path: &Path) -> Option<Source> {
    let name = source_path(root, path)?;
    let metadata = fs::metadata(path).ok()?;
    Some(Source { path: name, content: Content::Disk(stamp(&metadata)) })
}

/// The path of a file within the portal, with `/` between its parts.
fn source_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let relative = path.strip_prefix(root).ok()?;
    #[cfg(unix)]
    if let Some(name) = relative.to_str() {
        return Some(name.into());
    }
    let parts: Vec<String> =
        relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Some(parts.join("/").into())
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;

    #[test]
    fn what_programs_leave_behind_is_no_source() {
        for name in
            [".x.md.swp", "plan.md~", "~$plan.docx", "Thumbs.db", "desktop.ini", "plan.md.bak", "plan.tmp", "#plan.md#"]
        {
            assert_eq!(Name::of(name), Name::Left, "{name}");
        }
        for name in ["plan.md", "thumbs.md", "plan~1.md", "bak.md", "foto.png"] {
            assert_eq!(Name::of(name), Name::Source, "{name}");
        }
        assert_eq!(Name::of(".well-known"), Name::Source);
        for name in [".plan.md", ".regios.csv", ".x.yaml"] {
            assert_eq!(Name::of(name), Name::Overlooked, "{name}");
        }
    }

    #[test]
    fn only_sources_matter_and_what_looks_like_one() {
        let root = Path::new("/p");
        let sources = ["content/a.md", "content/map", "content", "data/landkaart/2009-t2.csv", "themes/t/theme.yaml"];
        for path in sources.into_iter().chain(["content/.a.md"]) {
            assert!(concerns(root, &root.join(path)), "{path}");
        }
        let others = [
            "",
            "target/x",
            ".git/index",
            "public/index.html",
            "README.md",
            "content/a.md~",
            "content/.#a.md",
            "content/.a.md.swp",
            "content/4913",
            "content/#a.md#",
            "content/.obsidian/x.json",
            "content/.map.md/x.md",
            "../q/content/a.md",
        ];
        for path in others {
            assert!(!concerns(root, &root.join(path)), "{path}");
        }
    }

    /// Looks at paths of a portal again, at a moment when no stamp is young.
    fn look_again(root: &Path, sources: &mut Sources, paths: &[&str]) -> (bool, Vec<String>) {
        let (changed, mut problems): (Vec<PathBuf>, _) =
            (paths.iter().map(|path| root.join(path)).collect(), Vec::new());
        let different = refresh(root, sources, &changed, &mut Doubtful::default(), i64::MAX / 2, &mut problems);
        (different, problems.iter().map(|problem| format!("{} {}", problem.entry.code, problem.place.path)).collect())
    }

    #[test]
    #[cfg(unix)]
    fn a_second_look_at_any_path_finds_what_the_first_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for folder in ["content/over/diep", "content/nieuws", ".git"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        for file in ["content/over/a.md", "content/over/diep/b.md", "content/nieuws/c.md", ".git/config", "geheim.pdf"]
        {
            fs::write(root.join(file), file).expect("a file");
        }
        let links = [
            ("../../geheim.pdf", "content/over/geheim.pdf"),
            ("../../.git", "content/over/git"),
            (".", "content/over/zelf"),
            ("../..", "content/over/diep/boven"),
            ("weg.md", "content/over/nergens.md"),
            // These two lead to each other.
            ("../nieuws", "content/over/heen"),
            ("../over", "content/nieuws/terug"),
            ("a.md", "content/over/kopie.md"),
        ];
        for (to, link) in links {
            std::os::unix::fs::symlink(to, root.join(link)).expect("a link");
        }
        let mut problems = Vec::new();
        let first = portal(root, &mut problems);
        let names = |sources: &Sources| sources.iter().map(|source| source.path.to_string()).collect::<Vec<_>>();
        let told: Vec<String> =
            problems.iter().map(|problem| format!("{} {}", problem.entry.code, problem.place.path)).collect();
        assert!(told.len() > 7 && told.iter().all(|problem| problem.starts_with("KP003 ")), "{told:?}");
        assert!(
            names(&first).contains(&"content/over/heen/c.md".to_owned()) && !names(&first).concat().contains("git")
        );
        // Every path there is, those behind links too: first with nothing known, then with all known.
        let walk = WalkDir::new(root.join("content")).follow_links(true).into_iter().flatten();
        let paths: Vec<PathBuf> =
            walk.map(walkdir::DirEntry::into_path).chain(links.map(|(_, link)| root.join(link))).collect();
        for path in paths {
            let path = source_path(root, &path).expect("a path");
            let below = |other: &&String| **other == *path || other.starts_with(&format!("{path}/"));
            let mut sources = Sources::default();
            let (_, again) = look_again(root, &mut sources, &[&path]);
            let all = names(&first);
            assert_eq!(names(&sources), all.iter().filter(below).cloned().collect::<Vec<_>>(), "{path}");
            let expected = told.iter().filter(|problem| below(&&problem["KP003 ".len()..].to_owned()));
            let sorted = |list: Vec<String>| list.into_iter().collect::<BTreeSet<_>>();
            assert_eq!(sorted(again), sorted(expected.cloned().collect()), "{path}");
            let mut sources = Sources::on_disk(first.iter().cloned(), Arc::new(Disk(root.to_owned())));
            assert!(!look_again(root, &mut sources, &[&path]).0 && names(&sources) == all, "{path}");
        }
        // A file that becomes a link to one that is not published is none of the portal any more.
        let mut sources = portal(root, &mut Vec::new());
        fs::remove_file(root.join("content/over/a.md")).expect("it goes");
        std::os::unix::fs::symlink("../../geheim.pdf", root.join("content/over/a.md")).expect("a link");
        let (different, problems) = look_again(root, &mut sources, &["content/over/a.md"]);
        assert!(different && sources.get("content/over/a.md").is_none());
        assert_eq!(problems, ["KP003 content/over/a.md"]);
    }

    #[test]
    fn a_folder_that_becomes_a_file_is_no_problem() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("content/map")).expect("a folder");
        fs::write(root.join("content/map/a.md"), "a").expect("a file");
        let mut sources = portal(root, &mut Vec::new());
        fs::remove_dir_all(root.join("content/map")).expect("it goes");
        fs::write(root.join("content/map"), "b").expect("a file");
        assert_eq!(look_again(root, &mut sources, &["content/map", "content/map/a.md"]), (true, Vec::new()));
        assert_eq!(sources.iter().map(|source| &*source.path).collect::<Vec<_>>(), ["content/map"]);
    }

    #[test]
    fn a_stamp_that_was_young_when_the_file_was_read_tells_nothing_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("content")).expect("a folder");
        let path = root.join("content/a.md");
        fs::write(&path, "a").expect("a file");
        let mut sources = portal(root, &mut Vec::new());
        let known = sources.get("content/a.md").expect("it is there").clone();
        let Content::Disk(stamp) = known.content else { panic!("on disk") };
        // It was read just after it was written, and is looked at again long after that.
        let mut doubtful = Doubtful::of(&sources, stamp.changed + 1);
        let much_later = stamp.changed + 1_000_000_000;
        let mut look = |doubtful: &mut Doubtful| {
            refresh(root, &mut sources, slice::from_ref(&path), doubtful, much_later, &mut Vec::new())
        };
        assert!(look(&mut doubtful), "its bytes are looked at");
        assert!(look(&mut doubtful), "and it is read from the disk from here on");
        assert!(!look(&mut doubtful), "now the stamp tells");
    }

    #[test]
    fn a_file_is_read_in_parts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("groot");
        let bytes: Vec<u8> = (0..2_500_000_u32).map(|at| (at % 251) as u8).collect();
        fs::write(&path, &bytes).expect("a file");
        for sizes in [&[][..], &[0, 1], &[16, 1 << 20, 7], &[2_000_000, 500_000]] {
            let read = parts(&path, sizes).expect("it has so many");
            assert_eq!(read.iter().map(|(_, part)| part.len() as u64).collect::<Vec<_>>(), sizes);
            let is_there = |(start, part): &(u64, Vec<u8>)| bytes[*start as usize..].starts_with(part);
            let starts: Vec<u64> = read.iter().map(|(start, _)| *start).collect();
            assert!(
                read.iter().all(is_there) && starts.is_sorted() && starts.first().is_none_or(|first| *first == 0),
                "{sizes:?}"
            );
        }
        let missing = folder.path().join("weg");
        assert!(
            parts(&path, &[1, 2_500_000]).is_err()
                && parts(&path, &[u64::MAX]).is_err()
                && parts(&missing, &[1]).is_err()
        );
    }
}
