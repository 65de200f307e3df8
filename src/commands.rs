//! What each command does: load, build, write, and what to tell the user.

use std::io::{IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use crate::cli::{self, Cli, Command, Format, Import, ImportArgs, Lang, SiteArgs};
use crate::config::{self, Options};
use crate::diagnostic::{Diagnostic, Language, Level};
use crate::hash::Hasher;
use crate::import::{Plan, Request, What};
use crate::pipeline::{self, Build, Cache};
use crate::render::server_files::{self, Server};
use crate::source::{Source, Sources};
use crate::timings::{Clock, Timings};
use crate::write::{Failure, Target, Written};
use crate::{import, load, new, report, serve, starter, write};

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

/// Runs one command; `today` and `clock` are the only clocks in the program, and no page sees the second.
pub fn run(cli: &Cli, today: Date, clock: Clock) -> Exit {
    let result = match &cli.command {
        Command::Build { out, compress, verify, timings, site } => {
            let how = BuildArgs { out, compress: *compress, verify: *verify, timings: timings.as_deref() };
            build(cli, site, &how, today, clock)
        }
        Command::Check { site } => check(cli, site, today),
        Command::Headers { server, compress, site } => headers(cli, site, *server, *compress, today),
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
        Command::Import { what } => is_portal(&cli.root).and_then(|()| import_file(cli, what, today)),
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
    Ok(Options {
        base_url: site.base_url.clone(),
        drafts: site.drafts,
        as_of: site.as_of,
        today,
        preview: false,
        compress: false,
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

/// How a site is built.
struct BuildArgs<'a> {
    out: &'a Path,
    compress: bool,
    verify: bool,
    timings: Option<&'a Path>,
}

fn build(cli: &Cli, site: &SiteArgs, how: &BuildArgs, today: Date, clock: Clock) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let options = Options { compress: how.compress, ..options(site, today)? };
    let timings = if how.timings.is_some() { Timings::by(clock) } else { Timings::off() };
    let mut hasher = Hasher::new();
    options.feed(&mut hasher);
    let mut problems = Vec::new();
    // The files are listed while the manifest is read. No file is read before both are done, so that a file which changes
    // once more after it was read differs in its stamp.
    let (target, sources) = rayon::join(
        || Target::open(&cli.root, how.out, hasher.finish()),
        || timings.stage("list", || sources(&cli.root, &mut problems)),
    );
    let target = target?;
    let current = if problems.is_empty() { timings.stage("manifest", || target.is_current(&sources)) } else { None };
    let exit = match current {
        Some(written) => {
            print_written(cli, how, target.pages(), &written);
            Exit::Fine
        }
        None => {
            let mut cache = Cache::default();
            let make = || {
                cache = timings.stage("manifest", || target.cache(&sources));
                pipeline::build_timed(&sources, &options, &mut cache, &timings)
            };
            let (mut built, _) = rayon::join(make, || target.standing());
            built.diagnostics.append(&mut problems);
            cache.forget_texts();
            let exit = write_site(cli, how, &target, &cache, built, &sources, &timings)?;
            // The program ends after this: taking a large portal apart piece by piece would be a tenth of its work.
            std::mem::forget(cache);
            exit
        }
    };
    let exit =
        if how.verify && exit == Exit::Fine { timings.stage("verify", || verify(cli, how, &options))? } else { exit };
    if let Some(path) = how.timings {
        eprint!("{}", timings.report());
        if path != Path::new("-") {
            write::file(path, timings.trace().as_bytes())?;
        }
    }
    Ok(exit)
}

/// Reports what is wrong, and writes the site when nothing is.
fn write_site(
    cli: &Cli,
    how: &BuildArgs,
    target: &Target,
    cache: &Cache,
    built: Build,
    sources: &Sources,
    timings: &Timings,
) -> Result<Exit, String> {
    let Build { site, mut diagnostics, pages } = built;
    crate::diagnostic::sort(&mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.entry.level == Level::Error);
    let mut written = None;
    if let Some(site) = site.filter(|_| !failed) {
        // As with the cache: it is not taken apart at the end.
        let site = std::mem::ManuallyDrop::new(site.once());
        let bar = progress_bar();
        let result = target.write(&site, cache, diagnostics.is_empty(), timings, &|done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        });
        bar.finish_and_clear();
        match result {
            Ok(done) => written = Some(done),
            Err(Failure::Disk(message)) => return Err(message),
            Err(Failure::Problems(mut found)) => {
                diagnostics.append(&mut found);
                crate::diagnostic::sort(&mut diagnostics);
            }
        }
    }
    print_report(cli, &diagnostics, sources)?;
    match written {
        Some(written) => {
            print_written(cli, how, pages, &written);
            Ok(Exit::Fine)
        }
        None => {
            eprintln!("De site is niet geschreven. De vorige versie is niet veranderd.");
            Ok(Exit::Problems)
        }
    }
}

fn print_written(cli: &Cli, how: &BuildArgs, pages: usize, written: &Written) {
    if cli.format != Format::Text {
        return;
    }
    println!(
        "{pages} pagina's in {}: {} geschreven, {} gelijk gebleven, {} verwijderd.",
        how.out.display(),
        written.written,
        written.unchanged,
        written.removed
    );
    if how.timings.is_some() {
        let made = written.written + written.compared;
        eprintln!(
            "{made} bestanden gemaakt, {} overgenomen, {} bytes geschreven.",
            written.unchanged - written.compared,
            written.bytes
        );
    }
}

/// Builds again from nothing, and compares every byte of the site and every file in it.
fn verify(cli: &Cli, how: &BuildArgs, options: &Options) -> Result<Exit, String> {
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let built = pipeline::build(&sources, options, &mut Cache::default());
    let Some(site) = built.site else {
        return Err("de bestanden van het portaal veranderden tijdens het bouwen; probeer het opnieuw.".to_owned());
    };
    match write::differences(how.out, &site) {
        Ok(different) if different.is_empty() => {
            if cli.format == Format::Text {
                println!("Nagekeken: alles is gelijk aan een bouw vanaf het begin.");
            }
            Ok(Exit::Fine)
        }
        Ok(different) => {
            eprintln!("Deze bestanden zijn anders dan na een bouw vanaf het begin:");
            different.iter().for_each(|path| eprintln!("  {path}"));
            eprintln!(
                "Dat is een fout in ketenportaal, of iemand veranderde de site. Verwijder de map .ketenportaal en bouw opnieuw."
            );
            Ok(Exit::Problems)
        }
        Err(found) => {
            print_report(cli, &found, &sources)?;
            Ok(Exit::Problems)
        }
    }
}

fn check(cli: &Cli, site: &SiteArgs, today: Date) -> Result<Exit, String> {
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

/// Prints what a web server is to be told.
fn headers(cli: &Cli, site: &SiteArgs, server: cli::Server, compress: bool, today: Date) -> Result<Exit, String> {
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
        cli::Server::Netlify => Server::Netlify,
    };
    let text = server_files::configuration(&site.portal, server);
    let written = std::io::stdout().lock().write_all(text.as_bytes());
    written.map(|()| Exit::Fine).map_err(|error| format!("kan de regels niet schrijven: {error}"))
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

/// Says what an import changes, and does it when nothing is wrong and somebody agrees.
fn import_file(cli: &Cli, what: &Import, today: Date) -> Result<Exit, String> {
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
        write::together::files(&cli.root, &plan.files)?;
    }
    if !is_text {
        let mut object = report::json(&plan.diagnostics, sources, language(cli));
        object["import"] = plan.summary.as_ref().map_or(serde_json::Value::Null, |summary| summary.json(write));
        println!("{object}");
    } else if write {
        plan.files.iter().for_each(|(path, _)| println!("{path} is geschreven."));
    } else {
        eprintln!("{why}");
    }
    Ok(if write || plan.diagnostics.is_empty() { Exit::Fine } else { Exit::Problems })
}

/// Asks on the terminal whether to write.
fn agrees() -> Result<bool, String> {
    eprint!("Schrijven? (j/n) ");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(|error| format!("kan het antwoord niet lezen: {error}"))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "j" | "ja"))
}
