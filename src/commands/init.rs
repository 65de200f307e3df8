//! `init`: begins a portal.

use std::path::Path;

use super::Exit;
use crate::{starter, write};

/// Writes the small portal that one starts from.
pub(super) fn run(dir: &Path) -> Result<Exit, String> {
    if !write::is_empty_folder(dir) {
        return Err(format!("{} is niet leeg. Kies een lege of een nieuwe map.", dir.display()));
    }
    for (path, bytes) in starter::files() {
        write::new_file(&dir.join(path), bytes)?;
    }
    println!("Het portaal staat in {}. Bekijk het met: ketenportaal --root {} serve", dir.display(), dir.display());
    Ok(Exit::Fine)
}
