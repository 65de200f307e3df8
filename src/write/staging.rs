//! The folder in which a site is made before it is put in its place, and which one build has for itself.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Failure, busy, is_empty_folder, remove_empty_tree, unwritable};
use crate::load::stamp;
use crate::source::Stamp;

/// The folder beside the site where files are written before they are put in their place.
pub(super) struct Staging {
    out: PathBuf,
    folder: PathBuf,
    /// Whether the whole site is written here, and put in its place at once.
    pub(super) fresh: bool,
    /// The folder, locked until the end: a build of another portal for the same place sees it.
    hold: Option<fs::File>,
}

impl Staging {
    /// Takes the folder for a build of the site in `out`. Nothing is left in it of a build that was broken off.
    ///
    /// # Errors
    /// When another build has it, or the disk refuses.
    pub(super) fn open(out: &Path) -> Result<Self, Failure> {
        let mut name = std::ffi::OsString::from(".");
        name.push(out.file_name().unwrap_or_default());
        name.push(".ketenportaal");
        let folder = out.with_file_name(name);
        let hold = hold(&folder).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => Failure::Disk(busy(out)),
            _ => unwritable(out, &error),
        })?;
        let staging = Self { out: out.to_owned(), fresh: is_empty_folder(out), folder, hold };
        // What a build that was broken off left; the name is ours.
        empty(&staging.folder).map_err(|error| unwritable(out, &error))?;
        Ok(staging)
    }

    /// Writes one new file in it.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        let target = self.folder.join(path);
        let create = || fs::OpenOptions::new().write(true).create_new(true).open(&target);
        let folder = target.parent().unwrap_or(&self.folder);
        // A page has a folder of its own, in one that is nearly always there already.
        if folder != self.folder {
            match fs::create_dir(folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder)?,
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        let mut file = create()?;
        file.write_all(bytes)?;
        file.metadata().map(|metadata| stamp(&metadata))
    }

    /// Puts one file in its place.
    pub(super) fn publish(&self, path: &str) -> io::Result<()> {
        let (from, to) = (self.folder.join(path), self.out.join(path));
        match fs::rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(to.parent().unwrap_or(&self.out))?;
                fs::rename(&from, &to)
            }
            // Folders without files: those of pages that are gone.
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => {
                remove_empty_tree(&to)?;
                fs::rename(&from, &to)
            }
            result => result,
        }
    }

    /// Puts a whole new site in its place, or takes the folder away.
    pub(super) fn close(&self) -> io::Result<()> {
        if !self.fresh {
            return fs::remove_dir_all(&self.folder);
        }
        match fs::remove_dir(&self.out) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::rename(&self.folder, &self.out)
    }
}

impl Drop for Staging {
    /// Whatever went wrong, nothing half is left.
    fn drop(&mut self) {
        // After it was put in its place the name may be that of another build.
        if self.hold.as_ref().is_none_or(|hold| is_at(hold, &self.folder)) {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Makes a folder where there is none, and locks it where a folder can be opened.
fn hold(folder: &Path) -> io::Result<Option<fs::File>> {
    loop {
        if folder.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            fs::remove_file(folder)?;
        }
        fs::create_dir_all(folder)?;
        if !cfg!(unix) {
            return Ok(None);
        }
        // Whoever had the lock may have moved the folder meanwhile: then there is a new one to take.
        let open = match fs::File::open(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened?,
        };
        super::take(&open)?;
        if is_at(&open, folder) {
            return Ok(Some(open));
        }
    }
}

/// Whether an open folder is the one at `path`.
fn is_at(open: &fs::File, path: &Path) -> bool {
    let inodes = open.metadata().and_then(|one| Ok((stamp(&one).inode, stamp(&path.symlink_metadata()?).inode)));
    inodes.is_ok_and(|(one, other)| one == other)
}

/// Removes all that is in a folder.
fn empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}
