//! `schema`: the fields of a kind of page for tools.

use std::path::Path;

use jiff::civil::Date;

use super::{Exit, is_portal, names};
use crate::cli::Cli;
use crate::model::portal::Portal;
use crate::parse::front_matter::ContentKind;
use crate::{schema, write};

/// Prints the schema of a kind, or writes those of all kinds to where the editor's settings look for them.
pub(super) fn run(cli: &Cli, kind: Option<&str>, write: bool, today: Date) -> Result<Exit, String> {
    // A schema can be had without a portal; then it completes no names.
    let portal = is_portal(&cli.root).is_ok().then(|| names(&cli.root, today)).flatten();
    if write {
        is_portal(&cli.root)?;
        write_all(&cli.root, portal.as_deref())?;
        println!("De schema's staan in {}.", cli.root.join(".ketenportaal").join("schemas").display());
        return Ok(Exit::Fine);
    }
    match kind {
        Some(kind) => println!("{:#}", schema::schema(schema::kind(kind)?, portal.as_deref())),
        None => {
            println!("Kies een soort pagina, of schrijf alle schema's met --schrijf:");
            ContentKind::ALL.iter().for_each(|kind| println!("  {}", kind.word()));
        }
    }
    Ok(Exit::Fine)
}

/// Writes the schema of every kind.
///
/// # Errors
/// In Dutch: when the disk refuses.
pub(super) fn write_all(root: &Path, portal: Option<&Portal>) -> Result<(), String> {
    let files =
        ContentKind::ALL.map(|kind| (schema::path(kind), format!("{:#}\n", schema::schema(kind, portal)).into_bytes()));
    write::together::files(root, &files, None)
}

/// Writes them for the portal as it is now; for the preview, which goes on when that cannot be done.
pub(super) fn refresh(root: &Path, today: Date) {
    if let Err(problem) = write_all(root, names(root, today).as_deref()) {
        eprintln!("ketenportaal: {problem}");
    }
}
