//! `headers`: what a web server is to be told.

use std::io::Write;

use jiff::civil::Date;

use super::{Exit, is_portal, options, print_report, sources};
use crate::cli::{self, Cli, SiteArgs};
use crate::config::Options;
use crate::pipeline::{self, Build, Cache};
use crate::render::server_files::{self, Server};

/// Prints what a web server is to be told.
pub(super) fn run(
    cli: &Cli,
    site: &SiteArgs,
    server: cli::Server,
    compress: bool,
    today: Date,
) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let options = Options { compress, ..options(site, today)? };
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let Build { site, mut diagnostics, .. } = pipeline::build(&sources, &options, &mut Cache::default());
    let Some(site) = site else {
        diagnostics.append(&mut problems);
        crate::diagnostic::sort(&mut diagnostics);
        print_report(cli, &diagnostics, &sources)?;
        return Ok(Exit::Problems);
    };
    let server = match server {
        cli::Server::Nginx => Server::Nginx,
        cli::Server::Caddy => Server::Caddy,
        cli::Server::Apache => Server::Apache,
        cli::Server::Netlify => Server::Netlify,
    };
    let text = server_files::configuration(&site.portal, server);
    let written = std::io::stdout().lock().write_all(text.as_bytes());
    written.map(|()| Exit::Fine).map_err(|error| format!("kan de regels niet schrijven: {error}"))
}
