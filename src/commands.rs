//! What each command does: load, build, write, and what to tell the user.

use std::io::{IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use crate::cli::{Cli, Command, Format, Lang, SiteArgs};
use crate::config::{self, Options};
use crate::diagnostic::{Diagnostic, Language, Level};
use crate::pipeline::{self, Build, Cache};
use crate::source::Sources;
use crate::{load, new, report, serve, starter, write};

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

/// Runs one command; `today` is the only clock in the program.
pub fn run(cli: &Cli, today: Date) -> Exit {
    let result = match &cli.command {
        Command::Build { out, site } => build(cli, site, Some(out), today),
        Command::Check { site } => build(cli, site, None, today),
        Command::Serve { port, host, open, poll, site } => options(site, today).and_then(|options| {
            is_portal(&cli.root)?;
            let settings = serve::Settings {
                root: cli.root.clone(),
                host: host.clone(),
                port: *port,
                open: *open,
                poll: *poll,
                language: language(cli),
                options,
            };
            serve::run(settings).map(|()| Exit::Fine)
        }),
        Command::New { kind, title } => is_portal(&cli.root).and_then(|()| new_page(cli, kind, title, today)),
        Command::Init { dir } => init(dir),
    };
    result.unwrap_or_else(|message| {
        eprintln!("ketenportaal: {message}");
        Exit::CouldNotRun
    })
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
    Ok(Options { base_url: site.base_url.clone(), drafts: site.drafts, as_of: site.as_of, today, preview: false })
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

fn build(cli: &Cli, site: &SiteArgs, out: Option<&Path>, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let options = options(site, today)?;
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let bar = progress_bar();
    let Build { outputs, mut diagnostics, pages } =
        pipeline::build_with_progress(&sources, &options, &mut Cache::default(), &|done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        });
    bar.finish_and_clear();
    diagnostics.extend(problems);
    crate::diagnostic::sort(&mut diagnostics);
    print_report(cli, &diagnostics, &sources)?;
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.entry.level == Level::Error);
    let (Some(outputs), false) = (outputs, failed) else {
        if out.is_some() {
            eprintln!("De site is niet geschreven. De vorige versie is niet veranderd.");
        }
        return Ok(Exit::Problems);
    };
    if let Some(out) = out {
        let written = write::site(&cli.root, out, &outputs)?;
        if cli.format == Format::Text {
            println!(
                "{pages} pagina's in {}: {} geschreven, {} gelijk gebleven, {} verwijderd.",
                out.display(),
                written.written,
                written.unchanged,
                written.removed
            );
        }
    } else if cli.format == Format::Text && diagnostics.is_empty() {
        println!("Niets gevonden: {pages} pagina's zijn in orde.");
    }
    // A check that finds only warnings has found problems too; a build that could be written is fine.
    Ok(if out.is_none() && !diagnostics.is_empty() { Exit::Problems } else { Exit::Fine })
}

fn print_report(cli: &Cli, diagnostics: &[Diagnostic], sources: &Sources) -> Result<(), String> {
    let language = language(cli);
    let written = match cli.format {
        Format::Json => {
            let json = report::json(diagnostics, sources, language);
            writeln!(std::io::stdout().lock(), "{json}")
        }
        Format::Text => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            write!(std::io::stderr().lock(), "{}", report::text(diagnostics, sources, language, color))
        }
    };
    written.map_err(|error| format!("kan het verslag niet schrijven: {error}"))
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos} van {len} pagina's");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn new_page(cli: &Cli, kind: &str, title: &str, today: Date) -> Result<Exit, String> {
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let page = new::page(&sources, kind, title, today)?;
    write::new_file(&cli.root.join(&page.path), page.text.as_bytes())?;
    println!("{} is gemaakt. Vul de tekst in en haal 'draft: true' weg als de pagina klaar is.", page.path);
    Ok(Exit::Fine)
}

fn init(dir: &Path) -> Result<Exit, String> {
    if !write::is_empty_folder(dir) {
        return Err(format!("{} is niet leeg. Kies een lege of een nieuwe map.", dir.display()));
    }
    for (path, bytes) in starter::files() {
        write::new_file(&dir.join(path), bytes)?;
    }
    println!("Het portaal staat in {}. Bekijk het met: ketenportaal --root {} serve", dir.display(), dir.display());
    Ok(Exit::Fine)
}
