//! Disk → [`Sources`]. The only module that reads files of a portal.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{Place, Source, SourcePath, Sources};

/// The folders of a portal that are read.
pub const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// Reads a whole portal. What cannot be read is reported and left out.
pub fn portal(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Sources {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        list(root, &root.join(folder), &mut paths, diagnostics);
    }
    paths.sort();
    paths.dedup();
    let read: Vec<Result<Source, Diagnostic>> = paths.par_iter().map(|path| read(root, path)).collect();
    let mut sources = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(source) => sources.push(source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    Sources::new(sources)
}

/// Reads changed paths again, files and folders alike. True when the sources are other than they were.
pub fn refresh(root: &Path, sources: &mut Sources, changed: &[PathBuf], diagnostics: &mut Vec<Diagnostic>) -> bool {
    let mut different = false;
    let mut paths = Vec::new();
    for path in changed.iter().filter(|path| is_inside(root, path)) {
        let Some(name) = source_path(root, path) else { continue };
        let folder = format!("{name}/");
        let below: Vec<SourcePath> = sources.below(&folder).map(|source| source.path.clone()).collect();
        for gone in below.iter().chain([&name]).filter(|known| !root.join(&***known).is_file()) {
            different |= sources.remove(gone).is_some();
        }
        list(root, path, &mut paths, diagnostics);
    }
    for path in paths {
        match read(root, &path) {
            Ok(source) if sources.get(&source.path).is_some_and(|known| known.hash == source.hash) => {}
            Ok(source) => {
                sources.insert(source);
                different = true;
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    different
}

/// Whether a changed path can be a source: in one of the folders, and not hidden.
fn is_inside(root: &Path, path: &Path) -> bool {
    path.strip_prefix(root).is_ok_and(|relative| {
        let mut parts = relative.components().map(|part| part.as_os_str().to_string_lossy());
        parts.next().is_some_and(|first| FOLDERS.contains(&&*first)) && parts.all(|part| !is_hidden(&part))
    })
}

/// Hidden files, and the copies editors leave behind.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name.starts_with('#')
}

fn list(root: &Path, start: &Path, paths: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let walk = WalkDir::new(start).follow_links(true).sort_by_file_name();
    let visible = walk.into_iter().filter_entry(|entry| {
        let hidden = entry.depth() > 0 && is_hidden(&entry.file_name().to_string_lossy());
        let leaves =
            entry.path_is_symlink() && entry.path().canonicalize().is_ok_and(|target| !target.starts_with(&inside));
        !hidden && !leaves
    });
    for entry in visible {
        match entry {
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(start);
                let name = source_path(root, path).unwrap_or_else(|| path.to_string_lossy().into());
                if error.loop_ancestor().is_some() {
                    diagnostics.push(Diagnostic::new(&catalogue::OUTSIDE_LINK, Place::file(name)));
                } else if error.io_error().is_none_or(|error| error.kind() != io::ErrorKind::NotFound) {
                    diagnostics.push(unreadable(name, &error.to_string()));
                }
            }
        }
    }
}

fn read(root: &Path, path: &Path) -> Result<Source, Diagnostic> {
    let name = source_path(root, path).unwrap_or_else(|| path.to_string_lossy().into());
    match fs::read(path) {
        Ok(bytes) => Ok(Source::new(name, bytes)),
        Err(error) => Err(unreadable(name, &error.to_string())),
    }
}

fn unreadable(name: SourcePath, reason: &str) -> Diagnostic {
    Diagnostic::new(&catalogue::UNREADABLE, Place::file(name)).with("reden", reason.trim_end_matches('.'))
}

/// The path of a file within the portal, with `/` between its parts.
fn source_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Vec<String> =
        relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Some(parts.join("/").into())
}
