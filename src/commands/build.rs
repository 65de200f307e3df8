//! `build`: writes the site when nothing is wrong.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use console::Term;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Exit, is_portal, language, options, print_report, sources};
use crate::cli::{Cli, Format, SiteArgs};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Level};
use crate::dutch;
use crate::hash::Hasher;
use crate::model::schedule::{self, Change, Planned};
use crate::parse::code;
use crate::pipeline::{self, Build, Cache};
use crate::report;
use crate::source::Sources;
use crate::timings::{Clock, Timings};
use crate::write::{self, Failure, Target, Written};

/// How a site is built.
pub(super) struct BuildArgs<'a> {
    /// Folder of the site.
    pub out: &'a Path,
    /// Folder of what is left for the next build, when that is not in the portal.
    pub state: Option<&'a Path>,
    /// Whether the folder may hold files of others.
    pub adopt: bool,
    /// Whether texts get packed copies.
    pub compress: bool,
    /// Whether it is built again and compared.
    pub verify: bool,
    /// Where the times go, if anywhere.
    pub timings: Option<&'a Path>,
}

/// Builds the site.
pub(super) fn run(cli: &Cli, site: &SiteArgs, how: &BuildArgs, today: Date, clock: Clock) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let options = Options { compress: how.compress, ..options(site, today)? };
    let timings = if how.timings.is_some() { Timings::by(clock) } else { Timings::off() };
    let mut hasher = Hasher::new();
    options.feed(&mut hasher);
    let mut problems = Vec::new();
    // The files are listed while the manifest is read and the site is looked at. No file is read before both are done, so that
    // a file which changes once more after it was read differs in its stamp.
    let (target, sources) = rayon::join(
        || Target::open(&cli.root, how.state, how.out, how.adopt, hasher.finish()),
        || timings.stage("list", || sources(&cli.root, &mut problems)),
    );
    let target = target?;
    let current = if problems.is_empty() { timings.stage("manifest", || target.is_current(&sources)) } else { None };
    let exit = match current {
        Some(written) => {
            // Nothing is wrong; who reads that with a program is told so too.
            let site = Told { pages: target.pages(), written: &written, next: target.next() };
            tell(cli, how, &[], &sources, Some(&site))?;
            Exit::Fine
        }
        None => {
            let mut cache = timings.stage("known", || target.cache(&sources));
            let mut built = pipeline::build_timed(&sources, &options, &mut cache, &timings);
            built.diagnostics.append(&mut problems);
            cache.forget_texts();
            code::forget_syntaxes();
            let exit = write_site(cli, how, &target, &cache, built, &sources, &timings)?;
            // As with the sources below.
            std::mem::forget(cache);
            exit
        }
    };
    let exit =
        if how.verify && exit == Exit::Fine { timings.stage("verify", || verify(cli, how, &options))? } else { exit };
    if let Some(path) = how.timings {
        eprint!("{}", timings.report());
        if path != Path::new("-") {
            write::file(&cli.root, path, timings.trace().as_bytes())?;
        }
    }
    // The program ends after this: taking a large portal apart piece by piece would be a tenth of its work. Nobody else may write to
    // the folder until then.
    std::mem::forget((sources, target));
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
    let Build { site, mut diagnostics, pages, .. } = built;
    crate::diagnostic::sort(&mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    let mut written = None;
    let mut next = Vec::new();
    if let Some(site) = site.filter(|_| !failed) {
        // As with the cache: it is not taken apart at the end.
        let site = std::mem::ManuallyDrop::new(site.once());
        next.extend_from_slice(schedule::next(&site.portal.planned));
        let progress = Progress::new();
        let result = target.write(&site, cache, diagnostics.is_empty(), timings, &|done, all| progress.show(done, all));
        progress.clear();
        match result {
            Ok(done) => written = Some(done),
            Err(Failure::Disk(message)) => return Err(message),
            Err(Failure::Problems(mut found)) => {
                diagnostics.append(&mut found);
                crate::diagnostic::sort(&mut diagnostics);
            }
        }
    }
    let site = written.as_ref().map(|written| Told { pages, written, next: &next });
    tell(cli, how, &diagnostics, sources, site.as_ref())?;
    match site {
        Some(_) => Ok(Exit::Fine),
        None => {
            eprintln!("De site is niet geschreven. De vorige versie is niet veranderd.");
            Ok(Exit::Problems)
        }
    }
}

/// What is told of a site that was written, or was there already.
struct Told<'a> {
    pages: usize,
    written: &'a Written,
    /// What changes on the first day on which something does.
    next: &'a [Planned],
}

/// Tells what is wrong, and of a site what became of it: people in sentences, a program in one object.
fn tell(
    cli: &Cli,
    how: &BuildArgs,
    diagnostics: &[Diagnostic],
    sources: &Sources,
    site: Option<&Told>,
) -> Result<(), String> {
    if cli.format == Format::Json {
        let mut object = report::json(diagnostics, sources, language(cli));
        object["site"] = site.map_or(Value::Null, |site| {
            let next = site.next.first().map(|planned| planned.day.to_string());
            let files: Vec<&str> = site.next.iter().map(|planned| planned.path.as_str()).collect();
            json!({
                "pages": site.pages,
                "written": site.written.written,
                "unchanged": site.written.unchanged,
                "removed": site.written.removed,
                "next_change": next,
                "next_files": files,
            })
        });
        println!("{object}");
        return Ok(());
    }
    print_report(cli, diagnostics, sources)?;
    if let Some(site) = site.filter(|_| cli.format == Format::Text) {
        print_written(how, site.pages, site.written);
        print_next(site.next);
    }
    Ok(())
}

fn print_written(how: &BuildArgs, pages: usize, written: &Written) {
    let whole = |count: usize| dutch::whole(count as i64);
    println!(
        "{} pagina's in {}. Bestanden: {} geschreven, {} gelijk gebleven, {} verwijderd.",
        whole(pages),
        how.out.display(),
        whole(written.written),
        whole(written.unchanged),
        whole(written.removed)
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

/// How many files are named that change on one day.
const NAMED: usize = 3;

/// Says when the site becomes another without anybody writing: then it must be built again.
fn print_next(next: &[Planned]) {
    let Some(first) = next.first() else { return };
    println!("Volgende verandering: {}. Bouw de site dan opnieuw.", dutch::date(first.day));
    for (change, what) in
        [(Change::Appears, "Dan verschijnt"), (Change::Expires, "Dan verdwijnt"), (Change::Passes, "Dan is voorbij")]
    {
        let paths: Vec<&str> =
            next.iter().filter(|planned| planned.change == change).map(|planned| planned.path.as_str()).collect();
        let more = paths.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" en nog {more}") } else { String::new() };
        if !paths.is_empty() {
            println!("  {what}: {}{more}", paths[..paths.len().min(NAMED)].join(", "));
        }
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
                let strangers = write::strangers(how.out, &site);
                if let [first, ..] = strangers.as_slice() {
                    let more = if strangers.len() > 1 { " en andere" } else { "" };
                    println!("In de map staan ook bestanden die niet van de site zijn: {first}{more}.");
                }
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

/// How far the making of files is: one line of a terminal that is written over, and nothing elsewhere.
struct Progress {
    terminal: Option<Term>,
    /// The last percentage that was shown.
    shown: AtomicUsize,
}

impl Progress {
    fn new() -> Self {
        Self { terminal: Some(Term::stderr()).filter(Term::is_term), shown: AtomicUsize::new(0) }
    }

    /// Shows that `done` of `all` files are made, when that is a whole percent more than was shown.
    fn show(&self, done: usize, all: usize) {
        let percent = done * 100 / all.max(1);
        if let Some(terminal) = &self.terminal
            && self.shown.fetch_max(percent, Ordering::Relaxed) < percent
        {
            // A terminal that is gone is no reason to stop.
            let _ = terminal.write_str(&format!("\r{percent}% van {} bestanden", dutch::whole(all as i64)));
        }
    }

    /// Leaves an empty line.
    fn clear(&self) {
        if let Some(terminal) = self.terminal.as_ref().filter(|_| self.shown.load(Ordering::Relaxed) > 0) {
            let _ = terminal.clear_line();
        }
    }
}
