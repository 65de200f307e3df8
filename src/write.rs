//! Outputs → disk. The only module that writes.
//!
//! A file is written beside its place and renamed, so that it is whole at any moment; bytes that did not change are not written;
//! files of an earlier build that are no longer made are removed; files this program did not write are never touched.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::hash;
use crate::render::Outputs;

/// First line of a list of written files; another version means the list is not used.
const LIST_VERSION: &str = "ketenportaal 1";

/// What writing a site did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
}

/// Writes a site to `out`. The list of its files is kept below `root`, so that the next build knows what it may remove.
///
/// # Errors
/// In Dutch: when `out` may not be written to, or the disk refuses.
pub fn site(root: &Path, out: &Path, outputs: &Outputs) -> Result<Written, String> {
    let out = absolute(out)?;
    let list = list_path(root, &out);
    let earlier = read_list(&list);
    refuse_unsafe(root, &out, earlier.is_some())?;
    let mut result = Written::default();
    let problem = |path: &Path, error: io::Error| format!("Kan {} niet schrijven: {error}.", path.display());
    // The list names old and new files before the first is written: a build that is broken off can be cleaned up by the next.
    let mut names: BTreeSet<String> = earlier.unwrap_or_default();
    names.extend(outputs.keys().cloned());
    write_list(&list, names.iter()).map_err(|error| problem(&list, error))?;
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for (name, bytes) in outputs {
        let path = out.join(name);
        if fs::read(&path).is_ok_and(|current| current == **bytes) {
            result.unchanged += 1;
            continue;
        }
        let folder = path.parent().unwrap_or(&out).to_owned();
        if !folders.contains(&folder) {
            fs::create_dir_all(&folder).map_err(|error| problem(&folder, error))?;
            folders.insert(folder);
        }
        replace(&path, bytes).map_err(|error| problem(&path, error))?;
        result.written += 1;
    }
    for name in names.iter().filter(|name| !outputs.contains_key(*name)) {
        let path = out.join(name);
        match fs::remove_file(&path) {
            Ok(()) => result.removed += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("Kan {} niet verwijderen: {error}.", path.display())),
        }
        remove_empty_folders(&path, &out);
    }
    write_list(&list, outputs.keys()).map_err(|error| problem(&list, error))?;
    Ok(result)
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
        Ok(mut file) => file.write_all(bytes).map_err(problem),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(format!("{} bestaat al. Kies een andere titel of bewerk dat bestand.", path.display()))
        }
        Err(error) => Err(problem(error)),
    }
}

/// Whether a folder holds nothing, or is not there.
pub fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path)
        .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |mut entries| entries.next().is_none())
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| format!("{} is geen map: {error}.", path.display()))
}

/// Refuses folders in which writing a site could do harm.
fn refuse_unsafe(root: &Path, out: &Path, known: bool) -> Result<(), String> {
    let root = absolute(root)?;
    let shown = out.display();
    if root.starts_with(out) {
        return Err(format!(
            "De site kan niet in {shown} komen: daarin staat het portaal zelf. Kies een andere map met --out."
        ));
    }
    for folder in crate::load::FOLDERS.iter().chain(&["src", ".git", "tests"]) {
        if out.starts_with(root.join(folder)) {
            return Err(format!(
                "De site kan niet in {shown} komen: dat is een map van het portaal. Kies een andere map met --out."
            ));
        }
    }
    if out.parent().is_none() || std::env::var_os("HOME").is_some_and(|home| out == Path::new(&home)) {
        return Err(format!("De site kan niet in {shown} komen. Kies een lege map met --out."));
    }
    if out.exists() && !out.is_dir() {
        return Err(format!("{shown} is een bestand, geen map. Kies een andere map met --out."));
    }
    if !known && !is_empty_folder(out) {
        return Err(format!("In {shown} staan bestanden die niet van dit portaal zijn. Kies een lege map met --out."));
    }
    Ok(())
}

/// Writes beside the place and renames, so that the file is old or new at any moment.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".nieuw");
    let beside = path.with_file_name(name);
    let result = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result
}

fn remove_empty_folders(path: &Path, out: &Path) {
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != out && folder.starts_with(out)) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// One list per output folder, named after the hash of its path.
fn list_path(root: &Path, out: &Path) -> PathBuf {
    let name = format!("{:032x}", hash::bytes(out.to_string_lossy().as_bytes()));
    root.join(".ketenportaal").join(format!("{}.lijst", &name[..12]))
}

/// The files of the build before; none when there is no list, or one this program did not write.
fn read_list(path: &Path) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    if lines.next() != Some(LIST_VERSION) {
        return None;
    }
    let safe = |name: &&str| !name.is_empty() && !name.starts_with('/') && !name.split('/').any(|part| part == "..");
    Some(lines.filter(safe).map(str::to_owned).collect())
}

fn write_list<'a>(path: &Path, names: impl Iterator<Item = &'a String>) -> io::Result<()> {
    let mut text = format!("{LIST_VERSION}\n");
    for name in names {
        text.push_str(name);
        text.push('\n');
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::read(path).is_ok_and(|current| current == text.as_bytes()) {
        return Ok(());
    }
    replace(path, text.as_bytes())
}
