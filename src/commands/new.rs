//! `new`: begins a page.

use jiff::civil::Date;

use super::{Exit, is_portal, sources};
use crate::cli::Cli;
use crate::{new, write};

/// Writes the first version of a page.
pub(super) fn run(cli: &Cli, kind: &str, title: &str, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let page = new::page(&sources, kind, title, today)?;
    write::new_file(&cli.root.join(&page.path), page.text.as_bytes())?;
    println!("{} is gemaakt. Vul de tekst in en haal 'draft: true' weg als de pagina klaar is.", page.path);
    Ok(Exit::Fine)
}
