//! What each command does: load, build, write, and what to tell the user. One file per command.

mod archive;
mod build;
mod check;
mod explain;
mod external;
mod headers;
mod import;
mod init;
mod new;
mod schema;
mod serve;
mod why;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::{Cli, Command, Format, Lang, SiteArgs};
use crate::config::{self, Calendar, Options};
use crate::diagnostic::{Diagnostic, Language};
use crate::model::portal::Portal;
use crate::pipeline::{self, Cache};
use crate::source::Sources;
use crate::timings::Clock;
use crate::{load, report, starter};

/// How a command ended: the program's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine = 0,
    /// Problems were found in the portal.
    Problems = 1,
    /// The command could not be done.
    CouldNotRun = 2,
}

/// Runs one command; `calendar`, which tells the day, and `clock` are the only clocks in the program, and no page sees the second.
pub fn run(cli: &Cli, calendar: Calendar, clock: Clock) -> Exit {
    let today = calendar();
    let result = match &cli.command {
        Command::Build { out, state, adopt, compress, verify, timings, site } => {
            let out = out.clone().unwrap_or_else(|| site_folder(&cli.root));
            let how = build::BuildArgs {
                out: &out,
                state: state.as_deref(),
                adopt: *adopt,
                compress: *compress,
                verify: *verify,
                timings: timings.as_deref(),
            };
            build::run(cli, site, &how, today, clock)
        }
        Command::Explain { code } => explain::run(cli, code.as_deref()),
        Command::Check { site, how, agenda, external, eigenaar } => {
            let work = check::WorkArgs { agenda: agenda.as_deref(), owner: eigenaar.as_deref(), external: *external };
            check::run(cli, site, how, &work, today)
        }
        Command::Headers { server, compress, site } => headers::run(cli, site, *server, *compress, today),
        Command::Serve { port, host, open, poll, editor, published, site } => {
            let how = serve::ServeArgs { port: *port, host, open: *open, poll: *poll, editor, published: *published };
            serve::run(cli, site, &how, calendar)
        }
        Command::Archive { out, site } => archive::run(cli, site, out, today),
        Command::New { kind, title, fields } => new::run(cli, kind, title.as_deref(), fields, today),
        Command::Schema { kind, schrijf } => schema::run(cli, kind.as_deref(), *schrijf, today),
        Command::Why { wat, site } => why::run(cli, site, wat, today),
        Command::Init { dir } => init::run(dir, today),
        Command::Import { what } => import::run(cli, what, today),
    };
    result.unwrap_or_else(|message| {
        eprintln!("ketenportaal: {message}");
        Exit::CouldNotRun
    })
}

/// Where the site of a portal comes when nobody says otherwise.
fn site_folder(root: &Path) -> PathBuf {
    // Shown as it is known, without `./`.
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

fn language(cli: &Cli) -> Language {
    match cli.lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    }
}

fn options(site: &SiteArgs, today: Date) -> Result<Options, String> {
    if let Some(url) = &site.base_url
        && config::normal_base_url(url).is_none()
    {
        return Err(format!("'{url}' is geen adres. Schrijf bijvoorbeeld --base-url https://portaal.example/."));
    }
    Ok(Options {
        base_url: site.base_url.clone(),
        drafts: site.drafts,
        as_of: site.as_of,
        today,
        preview: false,
        compress: false,
        bare: false,
    })
}

fn is_portal(root: &Path) -> Result<(), String> {
    if root.join("data").join("portaal.yaml").is_file() {
        return Ok(());
    }
    Err(format!(
        "in {} staat geen portaal (data/portaal.yaml ontbreekt). Ga naar de map van het portaal, geef die met --root, of maak er een met: ketenportaal init <map>.",
        root.display()
    ))
}

/// Reads a portal, with the base theme from the program where the portal has none.
pub fn sources(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Sources {
    let mut sources = load::portal(root, diagnostics);
    starter::complete(&mut sources);
    sources
}

/// The portal with its data and themes but without its other texts: enough to know which names there are, and as fast for ten
/// thousand pages as for ten. None when a file that everything refers to cannot be read.
fn names(root: &Path, today: Date) -> Option<Arc<Portal>> {
    let all = sources(root, &mut Vec::new());
    let is_text = |path: &str| path.starts_with("content/") && !path.starts_with("content/themas/");
    let sources = all.iter().filter(|source| is_text(&source.path)).fold(all.clone(), |mut rest, source| {
        rest.remove(&source.path);
        rest
    });
    // Drafts are there too: a new page may be about a theme that is not finished.
    pipeline::unchecked(&sources, &Options { drafts: true, ..Options::on(today) }, &mut Cache::default()).portal
}

/// Asks on the terminal whether to write.
fn agrees() -> Result<bool, String> {
    eprint!("Schrijven? (j/n) ");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(|error| format!("kan het antwoord niet lezen: {error}"))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "j" | "ja"))
}

fn print_report(cli: &Cli, diagnostics: &[Diagnostic], sources: &Sources) -> Result<(), String> {
    let language = language(cli);
    let written = match cli.format {
        Format::Json => {
            let json = report::json(diagnostics, sources, language);
            writeln!(std::io::stdout().lock(), "{json}")
        }
        Format::Sarif => {
            let sarif = report::sarif(diagnostics, sources, language);
            writeln!(std::io::stdout().lock(), "{sarif:#}")
        }
        Format::Github => write!(std::io::stdout().lock(), "{}", report::github(diagnostics, sources, language)),
        Format::Text => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            write!(std::io::stderr().lock(), "{}", report::text(diagnostics, sources, language, color))
        }
    };
    written.map_err(|error| format!("kan het verslag niet schrijven: {error}"))
}
