//! Several files of a portal written together: all of them, or none as far as the file system allows.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::guard;
use crate::load;
use crate::source::{Content, Sources};

/// A file that stands ready beside its place.
struct Staged {
    place: PathBuf,
    beside: PathBuf,
    /// What is there now; none when there is nothing.
    old: Option<Vec<u8>>,
}

/// Writes every file whole beside its place and on the disk itself, and only then puts them in their places. A file is old or
/// new at any moment, also when the machine stops. When one cannot be put in its place, those before it are put back. `made_of`
/// is what the bytes were made of: what an editor saved since then is not written over.
///
/// # Errors
/// In Dutch: when the disk refuses, a folder leads out of `root`, or a file is not what it was.
pub fn files<P: AsRef<str>>(root: &Path, files: &[(P, Vec<u8>)], made_of: Option<&Sources>) -> Result<(), String> {
    let mut staged = Vec::new();
    for (path, bytes) in files {
        match unchanged(root, path.as_ref(), made_of).and_then(|()| stage(root, path.as_ref(), bytes)) {
            Ok(file) => staged.push(file),
            Err(error) => {
                discard(&staged);
                return Err(format!("Kan {} niet schrijven: {error}. Er is niets veranderd.", path.as_ref()));
            }
        }
    }
    for (index, file) in staged.iter().enumerate() {
        if let Err(error) = fs::rename(&file.beside, &file.place).and_then(|()| sync_folder(&file.place)) {
            let back = staged[..=index].iter().rev().all(|file| put_back(file).is_ok());
            discard(&staged);
            let rest = if back { "Er is niets veranderd." } else { "Kijk na welke bestanden zijn veranderd." };
            return Err(format!("Kan {} niet schrijven: {error}. {rest}", file.place.display()));
        }
    }
    Ok(())
}

/// Refuses a file that is other than the source it was, or that is there now and was none.
fn unchanged(root: &Path, path: &str, made_of: Option<&Sources>) -> io::Result<()> {
    let Some(sources) = made_of else { return Ok(()) };
    let now = match fs::metadata(root.join(path)) {
        Ok(metadata) => Some(load::stamp(&metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let was = match sources.get(path).map(|source| &source.content) {
        Some(Content::Disk(stamp)) => Some(*stamp),
        // What is not on disk cannot be compared.
        Some(Content::Memory(..)) => return Ok(()),
        None => None,
    };
    if now == was { Ok(()) } else { Err(io::Error::other("het is intussen veranderd. Probeer het opnieuw")) }
}

fn stage(root: &Path, path: &str, bytes: &[u8]) -> io::Result<Staged> {
    let place = root.join(path);
    let folder = place.parent().unwrap_or(root);
    // Before a folder is made: behind a link it would come somewhere else.
    let real = |folder: &Path| guard::resolved(folder).map_err(io::Error::other);
    if !real(folder)?.starts_with(real(root)?) {
        return Err(io::Error::other("de map ligt buiten het portaal"));
    }
    fs::create_dir_all(folder)?;
    let old = match fs::read(&place) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let (beside, file) = super::write_beside(&place, &[bytes])?;
    if let Err(error) = file.sync_all() {
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    Ok(Staged { place, beside, old })
}

/// Makes a rename last: on Unix the folder has to reach the disk too.
fn sync_folder(place: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = place.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = place;
    Ok(())
}

fn put_back(file: &Staged) -> io::Result<()> {
    // What was not put in its place yet is still as it was.
    if file.beside.exists() {
        return Ok(());
    }
    match &file.old {
        Some(bytes) => super::replace(&file.place, &[bytes]),
        None => fs::remove_file(&file.place),
    }
}

fn discard(staged: &[Staged]) {
    staged.iter().for_each(|file| {
        let _ = fs::remove_file(&file.beside);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_written_or_none() {
        let root = tempfile::TempDir::new().expect("a folder");
        files(root.path(), &[("data/a.csv", b"a".to_vec()), ("data/b.csv", b"b".to_vec())], None).expect("written");
        assert_eq!(names(&root.path().join("data")), ["a.csv", "b.csv"]);
        // A folder in the place of the last file: the first, which could be written, stays as it was.
        fs::create_dir_all(root.path().join("data/c.csv/x")).expect("a folder");
        let refused = files(root.path(), &[("data/a.csv", b"new".to_vec()), ("data/c.csv", b"c".to_vec())], None);
        assert!(refused.expect_err("refused").contains("Er is niets veranderd."));
        assert_eq!(fs::read(root.path().join("data/a.csv")).expect("a file"), b"a");
        assert_eq!(names(&root.path().join("data")), ["a.csv", "b.csv", "c.csv"]);
    }

    #[test]
    fn a_file_that_cannot_be_placed_puts_the_others_back() {
        let root = tempfile::TempDir::new().expect("a folder");
        files(root.path(), &[("data/a.csv", b"a".to_vec())], None).expect("written");
        let staged: Vec<Staged> = [("data/a.csv", b"new"), ("data/b.csv", b"new")]
            .map(|(path, bytes)| stage(root.path(), path, bytes).expect("staged"))
            .into();
        staged.iter().for_each(|file| fs::rename(&file.beside, &file.place).expect("placed"));
        assert!(staged.iter().all(|file| put_back(file).is_ok()));
        assert_eq!(names(&root.path().join("data")), ["a.csv"]);
        assert_eq!(fs::read(root.path().join("data/a.csv")).expect("a file"), b"a");
    }

    #[test]
    fn what_was_saved_since_it_was_looked_at_is_not_written_over() {
        let root = tempfile::TempDir::new().expect("a folder");
        files(root.path(), &[("data/a.csv", b"a".to_vec())], None).expect("written");
        let sources = load::portal(root.path(), &mut Vec::new());
        let write = |path: &'static str| files(root.path(), &[(path, b"new".to_vec())], Some(&sources));
        fs::write(root.path().join("data/a.csv"), "of an editor").expect("written");
        fs::write(root.path().join("data/b.csv"), "of an editor").expect("written");
        for path in ["data/a.csv", "data/b.csv"] {
            assert!(write(path).expect_err("refused").contains("intussen veranderd"));
            assert_eq!(fs::read(root.path().join(path)).expect("a file"), b"of an editor");
        }
        write("data/c.csv").expect("new");
        assert_eq!(names(&root.path().join("data")), ["a.csv", "b.csv", "c.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_leads_out_of_the_portal_is_refused() {
        let root = tempfile::TempDir::new().expect("a folder");
        let outside = tempfile::TempDir::new().expect("a folder");
        std::os::unix::fs::symlink(outside.path(), root.path().join("data")).expect("a link");
        assert!(files(root.path(), &[("data/a.csv", b"a".to_vec())], None).is_err());
        assert_eq!(names(outside.path()), Vec::<String>::new());
    }
}
