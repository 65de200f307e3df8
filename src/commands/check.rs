//! `check`: every problem of the whole portal at once, with advice; nothing written, unless asked to repair what is safe.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Exit, agrees, external, is_portal, language, options, print_report, site_folder, sources};
use crate::cli::{Cli, FixArgs, Format, SiteArgs};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Language, Level, catalogue};
use crate::dutch;
use crate::fix;
use crate::model::portal::Portal;
use crate::model::reviews::{Review, reviews};
use crate::model::schedule::Change;
use crate::order;
use crate::pipeline::{self, Build, Cache};
use crate::render::{Site, calendar};
use crate::report;
use crate::source::Sources;
use crate::write;

/// What a check found.
struct Checked {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    pages: usize,
    portal: Option<Arc<Portal>>,
    site: Option<Arc<Site>>,
}

/// What is asked beside the problems of the portal itself.
pub(super) struct WorkArgs<'a> {
    /// Where the calendar is written.
    pub agenda: Option<&'a Path>,
    /// Whose work; everybody's when absent.
    pub owner: Option<&'a str>,
    /// Whether servers are asked for what links lead to.
    pub external: bool,
}

/// Checks the portal, and repairs it when asked.
pub(super) fn run(cli: &Cli, site: &SiteArgs, how: &FixArgs, work: &WorkArgs, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let mut checked = check(cli, site, how, today)?;
    if let Some((owner, portal)) = work.owner.zip(checked.portal.as_deref()) {
        refuse_unknown_owner(portal, owner)?;
    }
    if how.fix && repair(cli, how, &checked)? {
        checked = check(cli, site, how, today)?;
    }
    if work.external {
        match &checked.site {
            Some(site) => {
                let mut dead = external::run(&cli.root, site, today)?;
                crate::check::weigh(&site.portal, &mut dead);
                checked.diagnostics.append(&mut dead);
                crate::diagnostic::sort(&mut checked.diagnostics);
            }
            None => eprintln!("Links naar buiten zijn nog niet bekeken. Verbeter eerst de fouten hieronder."),
        }
    }
    let exit = report(cli, &checked)?;
    if let Some(portal) = &checked.portal {
        let reviews = reviews(portal, work.owner);
        if cli.format == Format::Text {
            print!("{}", work_list(portal, &reviews));
        }
        if let Some(path) = work.agenda {
            write::file(&cli.root, path, calendar::reviews(portal, &reviews).as_bytes())?;
            // Not among the results: those may be JSON.
            eprintln!("De agenda staat in {}.", path.display());
        }
    }
    Ok(exit)
}

/// Refuses an owner that no page has, with the owners there are: nothing to do would look like a job well done.
fn refuse_unknown_owner(portal: &Portal, owner: &str) -> Result<(), String> {
    let texts = portal.pages.iter().filter_map(|page| page.text.as_ref());
    let owners = order::set(texts.filter_map(|text| text.common().owner.as_deref()));
    if owners.iter().any(|known| known.eq_ignore_ascii_case(owner)) {
        return Ok(());
    }
    let known = if owners.is_empty() { "geen".to_owned() } else { owners.into_iter().collect::<Vec<_>>().join(", ") };
    Err(format!("geen pagina heeft de eigenaar '{owner}'. De eigenaars zijn: {known}."))
}

/// What must be looked at again now or soon, by owner; nothing when there is no such page.
fn work_list(portal: &Portal, reviews: &BTreeMap<&str, Vec<Review>>) -> String {
    let mut out = String::new();
    for (owner, list) in reviews {
        let near: Vec<&Review> = list.iter().filter(|review| review.is_near(portal.as_of)).collect();
        if near.is_empty() {
            continue;
        }
        let start = if out.is_empty() { "\nNakijken, per eigenaar:\n" } else { "" };
        let owner = if owner.is_empty() { "Zonder eigenaar" } else { owner };
        out.push_str(&format!("{start}  {}\n", report::clean(owner)));
        for review in near {
            let page = &portal.pages[review.page];
            let path = page.text.as_ref().map_or("", |text| &text.path);
            let late = if review.due <= portal.as_of { " (te laat)" } else { "" };
            let (title, path) = (report::clean(&page.title), report::clean(path));
            out.push_str(&format!("    vóór {}{late}: {title} ({path})\n", dutch::date(review.due)));
        }
    }
    out
}

fn check(cli: &Cli, site: &SiteArgs, how: &FixArgs, today: Date) -> Result<Checked, String> {
    let options = options(site, today)?;
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let mut cache = Cache::default();
    let mut build = pipeline::build(&sources, &options, &mut cache);
    let later = later(&build, &sources, &options, &mut cache, language(cli));
    pipeline::review(&mut build, &sources);
    let out = how.out.clone().unwrap_or_else(|| site_folder(&cli.root));
    pipeline::moved(&mut build, &sources, &write::earlier::sources(&cli.root, &out));
    let mut diagnostics = build.diagnostics;
    diagnostics.append(&mut problems);
    diagnostics.extend(later);
    if let Some(site) = &build.site {
        // Every page is made, as only that shows what is wrong in a template.
        diagnostics.extend(site.problems());
    }
    crate::diagnostic::sort(&mut diagnostics);
    Ok(Checked { sources, diagnostics, pages: build.pages, portal: build.portal, site: build.site })
}

/// The most days that are looked ahead to.
const DAYS: usize = 12;

/// What becomes an error on a day that is planned: a page that appears with a link to nothing, or one that disappears while others link to
/// it. The site would not be written that day, with nobody at hand.
fn later(
    build: &Build,
    sources: &Sources,
    options: &Options,
    cache: &mut Cache,
    language: Language,
) -> Vec<Diagnostic> {
    let (Some(portal), Some(_)) = (&build.portal, &build.site) else { return Vec::new() };
    // In order of day. An event that is over leaves all pages where they are.
    let changes = portal.planned.iter().filter(|planned| planned.change != Change::Passes);
    let mut days: Vec<Date> = changes.map(|planned| planned.day).collect();
    days.dedup();
    let mut later: Vec<Diagnostic> = Vec::new();
    for day in days.into_iter().take(DAYS) {
        let on_that_day = Options { as_of: Some(day), ..options.clone() };
        let found = pipeline::build(sources, &on_that_day, cache).diagnostics;
        for problem in found.iter().filter(|problem| problem.level == Level::Error) {
            let is_told = later.iter().any(|told| told.place == problem.place);
            if !is_told && !build.diagnostics.contains(problem) {
                let told = Diagnostic::new(&catalogue::LATER, problem.place.clone()).with("dag", day.to_string());
                later.push(told.with("melding", problem.message(language)).with("raad", problem.hint(language)));
            }
        }
    }
    later
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
    write::together::files(&cli.root, &changed, Some(&checked.sources))?;
    let files = if changed.len() == 1 { "bestand" } else { "bestanden" };
    eprintln!("{solved} keer verbeterd, in {} {files}.\n", changed.len());
    Ok(true)
}

fn report(cli: &Cli, checked: &Checked) -> Result<Exit, String> {
    print_report(cli, &checked.diagnostics, &checked.sources)?;
    if cli.format == Format::Text && checked.diagnostics.is_empty() {
        println!("Niets gevonden. Bekeken pagina's: {}.", dutch::whole(checked.pages as i64));
    }
    // A check that finds only warnings has found problems too; a build that could be written is fine. Advice is no problem.
    let found = checked.diagnostics.iter().any(|diagnostic| diagnostic.level != Level::Advice);
    Ok(if found { Exit::Problems } else { Exit::Fine })
}
