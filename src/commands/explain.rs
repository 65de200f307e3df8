//! `explain`: what a code of a report means, from the catalogue.

use super::{Exit, language};
use crate::cli::Cli;
use crate::diagnostic::catalogue;
use crate::report;

/// Explains one code, or lists all of them.
pub(super) fn run(cli: &Cli, code: Option<&str>) -> Result<Exit, String> {
    let language = language(cli);
    let Some(code) = code else {
        for entry in catalogue::all() {
            println!("{} {:<7}  {}", entry.code, entry.level.name(language), entry.general(language));
        }
        return Ok(Exit::Fine);
    };
    let entry = catalogue::find(code.trim()).ok_or_else(|| report::unknown(code, language))?;
    print!("{}", report::explain(entry, language));
    Ok(Exit::Fine)
}
