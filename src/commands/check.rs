//! `check`: every problem of the whole portal at once, with advice; nothing written, unless asked to repair what is safe.

use std::io::IsTerminal;
use std::path::Path;

use jiff::civil::Date;

use super::{Exit, agrees, is_portal, options, print_report, sources};
use crate::cli::{Cli, FixArgs, Format, SiteArgs};
use crate::diagnostic::{Diagnostic, Level};
use crate::fix;
use crate::pipeline::{self, Cache};
use crate::source::Sources;
use crate::write;

/// What a check found.
struct Checked {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    pages: usize,
}

/// Checks the portal, and repairs it when asked.
pub(super) fn run(cli: &Cli, site: &SiteArgs, how: &FixArgs, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let mut checked = check(cli, site, how, today)?;
    if how.fix && repair(cli, how, &checked)? {
        checked = check(cli, site, how, today)?;
    }
    report(cli, &checked)
}

fn check(cli: &Cli, site: &SiteArgs, how: &FixArgs, today: Date) -> Result<Checked, String> {
    let options = options(site, today)?;
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let mut build = pipeline::build(&sources, &options, &mut Cache::default());
    pipeline::review(&mut build, &sources);
    pipeline::moved(&mut build, &sources, &write::earlier::sources(&cli.root, Path::new(&how.out)));
    let mut diagnostics = build.diagnostics;
    diagnostics.append(&mut problems);
    if let Some(site) = build.site {
        // Every page is made, as only that shows what is wrong in a template.
        diagnostics.extend(site.problems());
    }
    crate::diagnostic::sort(&mut diagnostics);
    Ok(Checked { sources, diagnostics, pages: build.pages })
}

/// Shows what can be repaired, asks, and writes. Whether something was written.
fn repair(cli: &Cli, how: &FixArgs, checked: &Checked) -> Result<bool, String> {
    let (files, solved) = fix::plan(&checked.diagnostics, &checked.sources);
    if files.is_empty() {
        eprintln!("Er is niets wat ketenportaal veilig zelf kan verbeteren.");
        return Ok(false);
    }
    files.iter().for_each(|file| eprint!("{}", file.difference()));
    let write = match () {
        () if how.dry_run => false,
        () if how.ja => true,
        () if std::io::stdin().is_terminal() => agrees()?,
        () => {
            eprintln!("Er is niets geschreven: kijk naar de verschillen en geef dan --ja.");
            return Ok(false);
        }
    };
    if !write {
        eprintln!("Er is niets geschreven.");
        return Ok(false);
    }
    let changed: Vec<(&str, Vec<u8>)> = files.iter().map(|file| (&*file.path, file.bytes.clone())).collect();
    write::together::files(&cli.root, &changed)?;
    eprintln!("{solved} keer verbeterd, in {} bestanden.\n", changed.len());
    Ok(true)
}

fn report(cli: &Cli, checked: &Checked) -> Result<Exit, String> {
    print_report(cli, &checked.diagnostics, &checked.sources)?;
    if cli.format == Format::Text && checked.diagnostics.is_empty() {
        println!("Niets gevonden: {} pagina's zijn in orde.", checked.pages);
    }
    // A check that finds only warnings has found problems too; a build that could be written is fine. Advice is no problem.
    let found = checked.diagnostics.iter().any(|diagnostic| diagnostic.level != Level::Advice);
    Ok(if found { Exit::Problems } else { Exit::Fine })
}
