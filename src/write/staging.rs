//! The folder in which a site is made before it is put in its place, and which one build has for itself.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Failure, busy, is_empty_folder, remove_empty_tree, unwritable};
use crate::load::stamp;
use crate::source::Stamp;

/// The folder where the files of a site are written before they are put in their place.
pub(super) struct Staging {
    out: PathBuf,
    folder: PathBuf,
    /// Whether the whole site is written here, and put in its place at once.
    pub(super) fresh: bool,
    /// The folder, locked until the end: a build of another portal for the same place sees it.
    hold: Option<fs::File>,
    /// The folder of the site as it was found, when there was one.
    found: Option<u64>,
}

impl Staging {
    /// Takes the folder for a build of the site in `out`. Nothing is left in it of a build that was broken off.
    ///
    /// It lies beside the site, so that a new site is in its place at once. Where only the folder of the site may be written to, or that is
    /// on a disk of its own (`/var/www/html`, a volume of a container), it lies in the site while the build takes.
    ///
    /// # Errors
    /// When another build has it, or the disk refuses.
    pub(super) fn open(out: &Path) -> Result<Self, Failure> {
        let name = name_for(out);
        let beside = out.with_file_name(&name);
        let inside = || hold(&out.join(&name)).map(|held| (out.join(&name), held));
        let held = match is_other_disk(out) {
            true => inside(),
            false => match hold(&beside) {
                Ok(held) => Ok((beside, held)),
                Err(error) if is_refused(&error) && out.is_dir() => inside(),
                Err(error) => Err(error),
            },
        };
        let (folder, hold) = held.map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => Failure::Disk(busy(out)),
            _ => unwritable(out, &error),
        })?;
        let fresh = !folder.starts_with(out) && is_empty_folder(out);
        let found = (!fresh).then(|| inode(out)).flatten();
        let staging = Self { out: out.to_owned(), fresh, folder, hold, found };
        // What a build that was broken off left; the name is ours.
        empty(&staging.folder).map_err(|error| unwritable(out, &error))?;
        if let Ok(there) = fs::metadata(out).map(|metadata| metadata.permissions())
            && fresh
        {
            // It takes the place of that folder, so who may read and write in it stays the same.
            fs::set_permissions(&staging.folder, there).map_err(|error| unwritable(out, &error))?;
        }
        Ok(staging)
    }

    /// Makes the folder of a file in it.
    pub(super) fn make_folder(&self, path: &str) -> io::Result<()> {
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
        let folder = self.folder.join(folder);
        // A page has a folder of its own, in one that is nearly always there already.
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes one new file, in a folder that is there.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(self.folder.join(path))?;
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

    /// Whether the folder of the site is another one than when the build began.
    pub(super) fn is_moved(&self) -> bool {
        self.found.is_some_and(|found| inode(&self.out) != Some(found))
    }

    /// Whether a file can be put in a folder of the site, and taken out of it.
    pub(super) fn can_write_in(&self, folder: &Path) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, PermissionsExt};
            let Ok((own, there)) = self.folder.metadata().and_then(|own| Ok((own, folder.metadata()?))) else {
                return true;
            };
            // Nothing is renamed from one disk to another.
            if own.dev() != there.dev() {
                return false;
            }
            // The folder that was made just now is of who runs the program.
            if own.uid() == there.uid() && there.permissions().mode() & 0o300 == 0o300 {
                return true;
            }
        }
        let trial = folder.join(name_for(folder));
        fs::create_dir(&trial).and_then(|()| fs::remove_dir(&trial)).is_ok()
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

/// What the file system calls a folder, whatever its path.
fn inode(folder: &Path) -> Option<u64> {
    folder.metadata().ok().map(|metadata| stamp(&metadata).inode)
}

/// The name of the folder in which the site in `out` is made.
pub(super) fn name_for(out: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".ketenportaal");
    name
}

/// Whether a folder is the top of a disk: nothing beside it can be renamed into it.
fn is_other_disk(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let disk = |path: &Path| path.metadata().map(|metadata| metadata.dev()).ok();
        let above = folder.parent().and_then(disk);
        disk(folder).is_some_and(|disk| above.is_some_and(|above| above != disk))
    }
    #[cfg(not(unix))]
    false
}

fn is_refused(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
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
