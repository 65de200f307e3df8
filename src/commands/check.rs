//! `check`: every problem of the whole portal at once, nothing written.

use jiff::civil::Date;

use super::{Exit, is_portal, options, print_report, sources};
use crate::cli::{Cli, Format, SiteArgs};
use crate::pipeline::{self, Build, Cache};

/// Checks the portal.
pub(super) fn run(cli: &Cli, site: &SiteArgs, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let options = options(site, today)?;
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let Build { site, mut diagnostics, pages } = pipeline::build(&sources, &options, &mut Cache::default());
    diagnostics.append(&mut problems);
    if let Some(site) = site {
        // Every page is made, as only that shows what is wrong in a template.
        diagnostics.extend(site.problems());
    }
    crate::diagnostic::sort(&mut diagnostics);
    print_report(cli, &diagnostics, &sources)?;
    if cli.format == Format::Text && diagnostics.is_empty() {
        println!("Niets gevonden: {pages} pagina's zijn in orde.");
    }
    // A check that finds only warnings has found problems too; a build that could be written is fine.
    Ok(if diagnostics.is_empty() { Exit::Fine } else { Exit::Problems })
}
