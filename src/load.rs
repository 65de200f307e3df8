//! Disk → [`Sources`]. The only module that reads files of a portal.
//!
//! Listing asks the disk only what tells whether a file changed; its bytes are read when a stage needs them, and not kept.

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
use crate::order::Order;
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
    found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
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

/// A file in parts of these sizes, from its start; what stands behind them is not read. All cores read: most of the time goes to the memory
/// the bytes come in.
///
/// # Errors
/// When it is not there, or has fewer bytes.
pub fn parts(path: &Path, sizes: &[u64]) -> io::Result<Vec<Vec<u8>>> {
    let starts = sizes.iter().scan(0, |end, size| Some(mem::replace(end, *end + size)));
    let parts: Vec<(u64, u64)> = starts.zip(sizes.iter().copied()).collect();
    let read = parts.into_par_iter().with_max_len(1).map(|(start, size)| {
        let mut file = fs::File::open(path)?;
        file.seek(io::SeekFrom::Start(start))?;
        // Not more room than there are bytes, whatever the sizes say.
        let room = size.min(file.metadata()?.len().saturating_sub(start));
        let mut part = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
        file.take(size).read_to_end(&mut part)?;
        if part.len() as u64 == size { Ok(part) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    });
    read.collect()
}

/// The links below some paths of a portal, and these themselves: what they lead to changes under another name.
pub fn links<'p>(below: impl IntoIterator<Item = &'p Path>) -> Vec<PathBuf> {
    let walk = below.into_iter().flat_map(|path| WalkDir::new(path).into_iter().flatten());
    walk.filter(walkdir::DirEntry::path_is_symlink).map(walkdir::DirEntry::into_path).collect()
}

/// Looks at changed paths again, files and folders alike, at a moment in nanoseconds since 1970. True when the sources are other than they
/// were.
pub fn refresh(
    root: &Path,
    sources: &mut Sources,
    changed: &[PathBuf],
    now: i64,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let mut different = false;
    let mut paths = Vec::new();
    for path in changed.iter().filter(|path| concerns(root, path)) {
        let Some(name) = source_path(root, path) else { continue };
        let folder = format!("{name}/");
        let below: Vec<SourcePath> = sources.below(&folder).map(|source| source.path.clone()).collect();
        for gone in below.iter().chain([&name]).filter(|known| !root.join(&***known).is_file()) {
            different |= sources.remove(gone).is_some();
        }
        list(root, path, &mut paths, diagnostics);
    }
    for path in paths {
        let Some(mut source) = find(root, &path) else { continue };
        if let Content::Disk(stamp) = source.content
            && stamp.is_young(now)
            && sources.get(&source.path) == Some(&source)
            && let Ok(bytes) = fs::read(&path)
        {
            // It may have been written again without getting another stamp, so its bytes tell.
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

fn list(root: &Path, start: &Path, paths: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let folders: Vec<PathBuf> = FOLDERS.iter().filter_map(|folder| root.join(folder).canonicalize().ok()).collect();
    let walk = WalkDir::new(start).follow_links(true);
    let mut left_out: Vec<(&'static Entry, PathBuf)> = Vec::new();
    let visible = walk.into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let kind = Name::of(&name);
        let problem = if kind == Name::Overlooked && entry.file_type().is_file() {
            &catalogue::HIDDEN_FILE
        } else if kind != Name::Source {
            return false;
        } else if entry.path_is_symlink()
            && entry.path().canonicalize().is_ok_and(|end| match entry.depth() {
                // A folder of the portal itself may be elsewhere in it.
                0 => !end.starts_with(&inside),
                _ => !is_visible(&folders, &end),
            })
        {
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
                let is_gone = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
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

    #[test]
    fn a_file_is_read_in_parts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("groot");
        let bytes: Vec<u8> = (0..2_500_000_u32).map(|at| (at % 251) as u8).collect();
        fs::write(&path, &bytes).expect("a file");
        for sizes in [&[][..], &[0, 1], &[16, 1 << 20, 7], &[2_000_000, 500_000]] {
            let read = parts(&path, sizes).expect("it has so many");
            assert_eq!(read.iter().map(|part| part.len() as u64).collect::<Vec<_>>(), sizes);
            assert!(bytes.starts_with(&read.concat()), "{sizes:?}");
        }
        let missing = folder.path().join("weg");
        assert!(
            parts(&path, &[1, 2_500_000]).is_err()
                && parts(&path, &[u64::MAX]).is_err()
                && parts(&missing, &[1]).is_err()
        );
    }
}
