//! `init`: begins a portal.

use std::path::Path;

use jiff::civil::Date;

use super::{Exit, schema as schemas};
use crate::{schema, starter, write};

/// Writes the small portal that one starts from.
pub(super) fn run(dir: &Path, today: Date) -> Result<Exit, String> {
    // The repository may have been made before the portal.
    if !write::holds_only_hidden(dir) {
        return Err(format!("{} is niet leeg. Kies een lege of een nieuwe map.", dir.display()));
    }
    for (path, bytes) in starter::files() {
        write::new_file(&dir.join(path), bytes)?;
    }
    let settings = dir.join(schema::SETTINGS);
    if !settings.exists() {
        write::new_file(&settings, schema::settings().as_bytes())?;
    }
    schemas::refresh(dir, today);
    println!("Het portaal staat in {}. Bekijk het met: ketenportaal --root {} serve", dir.display(), dir.display());
    Ok(Exit::Fine)
}
