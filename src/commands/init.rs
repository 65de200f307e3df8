//! `init`: begins a portal.

use std::path::Path;

use jiff::civil::Date;

use super::{Exit, schema as schemas};
use crate::{schema, starter, write};

/// Writes the small portal that one starts from.
pub(super) fn run(dir: &Path, today: Date) -> Result<Exit, String> {
    if !write::is_empty_folder(dir) {
        return Err(format!("{} is niet leeg. Kies een lege of een nieuwe map.", dir.display()));
    }
    for (path, bytes) in starter::files() {
        write::new_file(&dir.join(path), bytes)?;
    }
    write::new_file(&dir.join(schema::SETTINGS), schema::settings().as_bytes())?;
    schemas::refresh(dir, today);
    println!("Het portaal staat in {}. Bekijk het met: ketenportaal --root {} serve", dir.display(), dir.display());
    Ok(Exit::Fine)
}
