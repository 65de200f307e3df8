//! What is refused before anything is written: folders in which writing could do harm, and links and folders in the way of a
//! file of the site. It asks the disk and changes nothing.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::staging;

/// The absolute path of a folder, without the links and `..` in the part of it that is there.
///
/// # Errors
/// In Dutch: when it cannot be a folder.
pub fn resolved(path: &Path) -> Result<PathBuf, String> {
    let problem = |error| format!("{} is geen map: {error}.", path.display());
    let whole = std::path::absolute(path).map_err(problem)?;
    let there = whole.ancestors().find(|part| part.symlink_metadata().is_ok()).unwrap_or(&whole);
    let rest = whole.strip_prefix(there).unwrap_or(Path::new(""));
    let there = there.canonicalize().map_err(problem)?;
    Ok(rest.components().fold(there, |folder, part| match part {
        Component::ParentDir => folder.parent().map(Path::to_owned).unwrap_or(folder),
        part => folder.join(part),
    }))
}

/// The absolute path of the folder for what a build leaves for the next; refused where that would be published, or read as a source.
///
/// # Errors
/// In Dutch: why the folder is refused.
pub fn state(root: &Path, state: &Path, out: &Path) -> Result<PathBuf, String> {
    let state = resolved(state)?;
    let sources = crate::load::FOLDERS.map(|folder| root.join(folder));
    let is_below = |folder: &Path| state.starts_with(folder);
    if is_below(out)
        || sources.iter().any(|folder| is_below(folder) || folder.canonicalize().is_ok_and(|real| is_below(&real)))
    {
        return Err(format!(
            "Wat de bouw onthoudt, kan niet in {} komen: het zou op de site staan. Kies een andere map met --state.",
            state.display()
        ));
    }
    Ok(state)
}

/// Refuses folders in which writing a site could do harm. Both paths are [`resolved`]; `ours` says whether the folder may hold
/// files already.
///
/// # Errors
/// In Dutch: why the folder is refused.
pub fn refuse_unsafe(root: &Path, out: &Path, ours: bool) -> Result<(), String> {
    let shown = out.display();
    if root.starts_with(out) {
        return Err(format!(
            "De site kan niet in {shown} komen: daarin staat het portaal zelf. Kies een andere map met --out."
        ));
    }
    let reserved = crate::load::FOLDERS.iter().chain(&["src", ".git", "tests", ".ketenportaal"]);
    for folder in reserved.map(|folder| root.join(folder)) {
        let real = folder.canonicalize().unwrap_or_default();
        if out.starts_with(&folder)
            || (!real.as_os_str().is_empty() && (out.starts_with(&real) || real.starts_with(out)))
        {
            return Err(format!(
                "De site kan niet in {shown} komen: dat is een map van het portaal. Kies een andere map met --out."
            ));
        }
    }
    let home = std::env::var_os("HOME").and_then(|home| Path::new(&home).canonicalize().ok());
    if out.parent().is_none() || home.is_some_and(|home| home.starts_with(out)) {
        return Err(format!("De site kan niet in {shown} komen. Kies een lege map met --out."));
    }
    if out.exists() && !out.is_dir() {
        return Err(format!("{shown} is een bestand, geen map. Kies een andere map met --out."));
    }
    if !ours && !holds_nothing_but(out, &staging::name_for(out)) {
        return Err(format!(
            "In {shown} staan bestanden die niet van dit portaal zijn. Kies een lege map met --out, of bouw met --adopt: dan blijven ze staan, behalve waar een bestand van de site moet komen."
        ));
    }
    Ok(())
}

/// Whether a folder holds nothing, or only what a build that was broken off left under this name.
fn holds_nothing_but(folder: &Path, name: &OsStr) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == *name)),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Refuses the place of a result among the sources of the portal in `root`, and one where something stands that is no file.
///
/// # Errors
/// In Dutch: why the place is refused.
pub fn refuse_source(root: &Path, path: &Path) -> Result<(), String> {
    let (root, place) = (resolved(root)?, resolved(path)?);
    let shown = path.display();
    if crate::load::FOLDERS.iter().any(|folder| place.starts_with(root.join(folder))) {
        return Err(format!("{shown} ligt in een map van het portaal. Kies een andere plaats."));
    }
    match kind(path) {
        Some(kind) if !kind.is_file() => Err(format!("{shown} is geen gewoon bestand. Kies een andere plaats.")),
        _ => Ok(()),
    }
}

/// Refuses a folder of the program that is a link, or holds one: what is written there would come somewhere else.
///
/// # Errors
/// In Dutch: which link is in the way.
pub fn refuse_links(folder: &Path) -> Result<(), String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_link = |path: &PathBuf| kind(path).is_some_and(|kind| kind.is_symlink());
    match std::iter::once(folder.to_owned()).chain(entries).find(is_link) {
        Some(link) => Err(linked(&link)),
        None => Ok(()),
    }
}

/// Refuses to go on when a file that is to be written or removed below `out` lies behind a link, when a folder is where a file
/// should be, a file where a folder should be, or when nothing may be written in a folder. Then all files are still as they were. `gone` are
/// the files that are removed; they are in nobody's way.
///
/// # Errors
/// In Dutch: what is in the way.
pub fn refuse_blocked<'a>(
    out: &Path,
    written: impl Iterator<Item = &'a str>,
    gone: &HashSet<&'a str>,
    staging: &staging::Staging,
) -> Result<(), String> {
    let mut seen = HashSet::new();
    // In order, so that of several things in the way the same one is named each time.
    let mut removed: Vec<&str> = gone.iter().copied().collect();
    removed.sort_unstable();
    for path in removed {
        refuse_folders(out, path, gone, &mut seen, staging)?;
    }
    for path in written {
        refuse_folders(out, path, gone, &mut seen, staging)?;
        let place = out.join(path);
        if kind(&place).is_some_and(|kind| kind.is_dir()) && !holds_only(out, &place, gone) {
            return Err(blocked(&place, "een map waar een bestand moet komen. Haal die weg"));
        }
    }
    Ok(())
}

/// Whether all files below a folder are among those that are removed.
fn holds_only(out: &Path, folder: &Path, gone: &HashSet<&str>) -> bool {
    let Ok(mut entries) = fs::read_dir(folder) else { return false };
    entries.all(|entry| {
        let Ok(path) = entry.map(|entry| entry.path()) else { return false };
        match kind(&path) {
            Some(kind) if kind.is_dir() => holds_only(out, &path, gone),
            _ => path.strip_prefix(out).ok().and_then(Path::to_str).is_some_and(|path| gone.contains(path)),
        }
    })
}

/// Looks once at each folder above a file.
fn refuse_folders<'a>(
    out: &Path,
    path: &'a str,
    gone: &HashSet<&str>,
    seen: &mut HashSet<&'a str>,
    staging: &staging::Staging,
) -> Result<(), String> {
    let mut above = path;
    while let Some((folder, _)) = above.rsplit_once('/') {
        above = folder;
        if !seen.insert(folder) {
            break;
        }
        match kind(&out.join(folder)) {
            Some(kind) if kind.is_symlink() => return Err(linked(&out.join(folder))),
            Some(kind) if !kind.is_dir() && !gone.contains(folder) => {
                return Err(blocked(&out.join(folder), "een bestand waar een map moet komen. Haal het weg"));
            }
            Some(kind) if kind.is_dir() && !staging.can_write_in(&out.join(folder)) => {
                return Err(format!(
                    "In {} mag niet worden geschreven, of die map staat op een andere schijf. De site is niet veranderd. Geef de map aan de gebruiker die bouwt, of kies een andere map met --out.",
                    out.join(folder).display()
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

fn kind(path: &Path) -> Option<FileType> {
    fs::symlink_metadata(path).ok().map(|found| found.file_type())
}

fn linked(path: &Path) -> String {
    format!(
        "{} is een koppeling (symlink) naar een andere plaats. Daar schrijft ketenportaal niet. Haal de koppeling weg en bouw opnieuw.",
        path.display()
    )
}

fn blocked(place: &Path, what: &str) -> String {
    format!("{} is {what} en bouw opnieuw. De site is niet veranderd.", place.display())
}
