//! `import`: says what a file of somebody else changes, and does it when nothing is wrong and somebody agrees.

use std::io::IsTerminal;

use jiff::civil::Date;

use super::{Exit, agrees, is_portal, language, print_report, sources};
use crate::cli::{Cli, Format, Import, ImportArgs};
use crate::config::Options;
use crate::import::{self, Plan, Request, What};
use crate::source::{Source, Sources};
use crate::write;
use crate::{load, report};

/// Says what an import changes, and does it when nothing is wrong and somebody agrees.
pub(super) fn run(cli: &Cli, what: &Import, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let (file, jump, how, what) = match what {
        Import::Landkaart { file, periode, sprong, how } => (file, sprong, how, What::Landkaart { periode }),
        Import::Arbeidsmarkt { file, bestand, sprong, how } => {
            (file, sprong, how, What::Arbeidsmarkt { bestand: bestand.as_deref() })
        }
    };
    let mut problems = Vec::new();
    let mut sources = sources(&cli.root, &mut problems);
    let columns = match &how.kolommen {
        Some(path) => {
            let bytes = load::outside(path, import::MAX_BYTES)?;
            Some((path.to_string_lossy(), bytes.ok_or_else(|| format!("{} is te groot.", path.display()))?))
        }
        None => None,
    };
    let name = file.to_string_lossy();
    let mut plan = match load::outside(file, import::MAX_BYTES)? {
        Some(bytes) => {
            let columns = columns.as_ref().map(|(name, bytes)| (&**name, bytes.as_slice()));
            let request = Request { what, name: &name, bytes: &bytes, columns, jump: *jump };
            import::plan(&request, &sources, &Options::on(today))
        }
        None => Plan::of_too_large(&name),
    };
    // What messages point into: the columns file, and the new file when the portal finds something wrong with it.
    plan.shown.drain(..).for_each(|source| sources.insert(source));
    for (path, bytes) in &plan.files {
        sources.insert(Source::new(path.clone(), bytes.as_slice()));
    }
    print_import(cli, how, &plan, &sources)
}

/// Prints what an import would do, asks, and writes.
fn print_import(cli: &Cli, how: &ImportArgs, plan: &Plan, sources: &Sources) -> Result<Exit, String> {
    let is_text = cli.format == Format::Text;
    if is_text {
        print_report(cli, &plan.diagnostics, sources)?;
        if let Some(summary) = plan.summary.as_ref().filter(|_| !plan.has_errors()) {
            print!("{}", summary.text());
        }
    }
    let nothing = plan.files.is_empty() && plan.summary.is_some();
    let (write, why) = match () {
        () if plan.has_errors() => (false, "Er is niets geschreven: eerst moeten de fouten eruit."),
        () if nothing => (false, "Er is niets geschreven: dit staat al precies zo in het portaal."),
        () if how.dry_run => (false, "Er is niets geschreven: dit was een proef (--dry-run)."),
        () if how.ja => (true, ""),
        () if is_text && std::io::stdin().is_terminal() => (agrees()?, "Er is niets geschreven."),
        () if plan.has_warnings() => (false, "Er is niets geschreven: kijk naar de waarschuwingen en geef dan --ja."),
        () => (true, ""),
    };
    if write {
        write::together::files(&cli.root, &plan.files, Some(sources))?;
    }
    if cli.format == Format::Json {
        let mut object = report::json(&plan.diagnostics, sources, language(cli));
        object["import"] = plan.summary.as_ref().map_or(serde_json::Value::Null, |summary| summary.json(write));
        println!("{object}");
    } else if !is_text {
        print_report(cli, &plan.diagnostics, sources)?;
    } else if write {
        plan.files.iter().for_each(|(path, _)| println!("{path} is geschreven."));
    } else {
        eprintln!("{why}");
    }
    Ok(if write || plan.diagnostics.is_empty() { Exit::Fine } else { Exit::Problems })
}
