//! `archive`: the site in one file, for a web archive.

use std::path::Path;

use jiff::civil::Date;

use super::{Exit, is_portal, options, print_report, sources};
use crate::cli::{Cli, Format, SiteArgs};
use crate::diagnostic::Level;
use crate::model::portal::Portal;
use crate::percent;
use crate::pipeline::{self, Cache};
use crate::render::Outputs;
use crate::render::server_files::{self, content_type};
use crate::warc::Archive;
use crate::write;

/// Builds the site and writes it as one WARC file.
pub(super) fn run(cli: &Cli, site: &SiteArgs, out: &Path, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let options = options(site, today)?;
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let mut build = pipeline::build(&sources, &options, &mut Cache::default());
    build.diagnostics.append(&mut problems);
    let outputs = pipeline::outputs(&mut build);
    crate::diagnostic::sort(&mut build.diagnostics);
    print_report(cli, &build.diagnostics, &sources)?;
    let failed = build.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    let (Some(outputs), Some(site), false) = (outputs, build.site, failed) else {
        eprintln!("Het archief is niet geschreven.");
        return Ok(Exit::Problems);
    };
    let (archive, count) = archive(&site.portal, &outputs);
    write::file(&cli.root, out, &archive)?;
    if cli.format == Format::Text {
        println!("{count} bestanden in {}.", out.display());
    }
    Ok(Exit::Fine)
}

/// Every file that readers can ask for, and how many these are.
fn archive(portal: &Portal, outputs: &Outputs) -> (Vec<u8>, usize) {
    let mut archive = Archive::new(portal.as_of);
    let mut count = 0;
    for (path, bytes) in outputs {
        if matches!(path.as_str(), server_files::HEADERS_FILE | server_files::REDIRECTS_FILE) {
            continue;
        }
        // A folder is asked for by its own address.
        let asked = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        archive.add(&[&portal.base_url, &*percent::path(asked)].concat(), content_type(path), bytes);
        count += 1;
    }
    (archive.finish(), count)
}
