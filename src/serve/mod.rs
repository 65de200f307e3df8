//! The preview: builds again when a file changes, answers from memory, and tells browsers what changed.
//!
//! Nothing is built here: every round is [`load`] and [`pipeline::build`], as in `build` and `check`.

mod about;
mod http;
mod preview;
mod watch;

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Instant, SystemTime};

use serde_json::Value;

use crate::config::{Calendar, Options};
use crate::diagnostic::{self, Diagnostic, Language, Level};
use crate::dutch;
use crate::hash::Hash;
use crate::load::{self, Doubtful};
use crate::order;
use crate::percent;
use crate::pipeline::{self, Cache};
use crate::report;
use crate::source::Sources;
use crate::starter;
use http::Address;
use preview::{Files, Preview, Problems, Saved, Snapshot};
use watch::Watch;

/// The address that opens Visual Studio Code at a line.
pub const DEFAULT_EDITOR: &str = "vscode://file/{pad}:{regel}:{kolom}";

/// What a preview is asked to do.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the portal.
    pub root: PathBuf,
    /// Name or number of this computer to be reached at.
    pub host: String,
    /// Port to be reached at; 0 for any that is free.
    pub port: u16,
    /// Whether a browser is opened.
    pub open: bool,
    /// Whether files are looked at twice a second, for file systems that tell nothing.
    pub poll: bool,
    /// Address that opens the editor, with `{pad}`, `{regel}` and `{kolom}` in it; empty for none.
    pub editor: String,
    /// Language of the problems.
    pub language: Language,
    /// Options of the build; the preview itself fills in the address.
    pub options: Options,
    /// Tells the day: a preview that runs past midnight shows what is published on the new day.
    pub calendar: Calendar,
}

/// Shows the preview until the program is stopped. Returns only when that is not possible, with the reason.
pub fn run(settings: Settings) -> Result<(), String> {
    let open = settings.open;
    let mut session = Session::start(settings)?;
    let address = session.address.url();
    // Whether anybody reads the output is no reason to stop.
    let _ = writeln!(io::stdout(), "Voorvertoning: {address} (stop met Ctrl+C)");
    if let Some(notice) = session.address.notice() {
        eprintln!("{notice}");
    }
    session.report(&session.preview.snapshot().problems);
    if open {
        open_browser(address);
    }
    loop {
        session.round()?;
    }
}

/// A preview at work.
struct Session {
    root: PathBuf,
    address: Address,
    builder: Builder,
    watch: Watch,
    preview: Arc<Preview>,
    calendar: Calendar,
}

/// The portal as it was read, and what is kept of building it.
struct Builder {
    language: Language,
    options: Options,
    sources: Sources,
    /// The links in the folders of the portal: what they lead to is told of by another path.
    links: Vec<PathBuf>,
    /// Files of which the stamp is too young to tell whether they change.
    doubtful: Doubtful,
    /// Problems of reading; those of files that are not read again stay.
    unread: Vec<Diagnostic>,
    cache: Cache,
    /// The hash of the last theme in which a page of every kind could be made.
    sound: Option<Hash>,
}

impl Session {
    /// Binds the port, makes the first build and starts to answer.
    fn start(settings: Settings) -> Result<Self, String> {
        let Settings { root, host, port, poll, editor, language, mut options, calendar, open: _ } = settings;
        // Some systems report changes by real path only.
        let root =
            root.canonicalize().map_err(|error| format!("De map {} is niet te openen: {error}.", root.display()))?;
        let (listener, address) = bind(&host, port)?;
        options.preview = true;
        options.base_url = Some(address.url());
        // From before the first look at the files, so that no change falls in between.
        let watch = Watch::start(&root, poll)?;
        let (mut unread, began) = (Vec::new(), now_in_nanoseconds());
        let mut sources = load::portal(&root, &mut unread);
        starter::complete(&mut sources);
        let folders = load::FOLDERS.map(|folder| root.join(folder));
        let links = load::links(folders.iter().map(PathBuf::as_path));
        let (doubtful, cache) = (Doubtful::of(&sources, began), Cache::default());
        let mut builder = Builder { language, options, sources, links, doubtful, unread, cache, sound: None };
        let (files, problems) = builder.build();
        let preview = Arc::new(Preview::new(
            Snapshot::first(now(), files, problems).with_editor(&editor_address(&editor, &root)),
        ));
        answer(listener, &preview, &address)?;
        Ok(Self { root, address, builder, watch, preview, calendar })
    }

    /// Waits a while for a change of the files, or for a new day, and builds again. What is built is shown when no more changes follow:
    /// with those it is built once more, so that many files that are saved at once are one step.
    fn round(&mut self) -> Result<(), String> {
        let mut changed = self.watch.next()?;
        let start = Instant::now();
        let today = (self.calendar)();
        let is_new_day = today != self.builder.options.today;
        self.builder.options.today = today;
        let (mut built, mut new) = (None, changed.clone());
        if is_new_day && new.is_empty() {
            built = Some(self.builder.build());
        }
        while !new.is_empty() {
            if self.builder.refresh(&self.root, &new) || is_new_day {
                built = Some(self.builder.build());
            }
            new = self.watch.rest()?;
            changed.extend_from_slice(&new);
        }
        let Some((files, problems)) = built else { return Ok(()) };
        changed = order::set(changed).into_iter().collect();
        let good = files.is_some();
        let before = self.preview.snapshot();
        let page = files.as_ref().or(before.files.as_ref()).zip(saved_text(&self.root, &changed));
        let page = page.and_then(|(files, source)| {
            // Of the site from before the change, so that the browser can see which paragraph is another. A page that cannot be made is told
            // of when it is asked for.
            let old = catch_unwind(AssertUnwindSafe(|| shown(&before, &source))).ok().flatten();
            let old = old.unwrap_or_default().into();
            Some(Saved { address: files.address(&source)?, before: old })
        });
        let after = self.preview.publish(files, problems, page);
        self.builder.cache.settle();
        if before.problems.text != after.problems.text {
            self.report(&after.problems);
            if after.problems.text.is_empty() {
                eprintln!("Geen problemen meer.");
            }
        }
        let outcome = match (good, &after.files) {
            (false, Some(_)) => "De laatste goede versie blijft staan".to_owned(),
            (false, None) => "Er is nog niets te zien".to_owned(),
            (true, _) if changed.is_empty() => format!("Bijgewerkt: het is nu {}", dutch::date(today)),
            (true, _) => saved(&self.root, &changed),
        };
        eprintln!("{outcome} ({} ms).", start.elapsed().as_millis());
        Ok(())
    }

    fn report(&self, problems: &Problems) {
        let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let text = if color { &problems.colored } else { &problems.text };
        eprint!("{text}");
    }
}

impl Builder {
    /// Reads what changed. True when there is something to build: other bytes, or other problems of reading.
    fn refresh(&mut self, root: &Path, changed: &[PathBuf]) -> bool {
        let mut links = std::mem::take(&mut self.links);
        links.extend(load::links(changed.iter().map(PathBuf::as_path)));
        self.links = order::set(links.into_iter().filter(|link| link.is_symlink())).into_iter().collect();
        let changed = &[changed, &self.links].concat();
        let before = self.unread.clone();
        let read_again = |problem: &Diagnostic| {
            let path = root.join(&*problem.place.path);
            changed.iter().any(|changed| path.starts_with(changed))
        };
        self.unread.retain(|problem| !read_again(problem));
        let (doubtful, now) = (&mut self.doubtful, now_in_nanoseconds());
        let different = load::refresh(root, &mut self.sources, changed, doubtful, now, &mut self.unread);
        // A file of the base theme that was removed is that of the program again.
        starter::complete(&mut self.sources);
        different || self.unread != before
    }

    /// Builds once. Whatever goes wrong, the preview goes on.
    fn build(&mut self) -> (Option<Arc<dyn Files>>, Problems) {
        let built = catch_unwind(AssertUnwindSafe(|| {
            let mut build = pipeline::build(&self.sources, &self.options, &mut self.cache);
            // Pages are made when they are asked for, so that a template that goes wrong must be looked for: until none does, and
            // then once per change of the theme.
            let theme = self.cache.theme_hash();
            if let Some(site) = &build.site
                && theme != self.sound
            {
                let problem = site.template_problem();
                self.sound = theme.filter(|_| problem.is_none());
                build.diagnostics.extend(problem);
            }
            build
        }));
        let Ok(mut build) = built else {
            // What the cache holds may be half a value.
            self.cache = Cache::default();
            return (None, crash());
        };
        build.diagnostics.extend_from_slice(&self.unread);
        diagnostic::sort(&mut build.diagnostics);
        let failed = build.diagnostics.iter().any(|problem| problem.level == Level::Error);
        let files = build.site.filter(|_| !failed).map(|site| site as Arc<dyn Files>);
        (files, problems(&build.diagnostics, &self.sources, self.language))
    }
}

fn problems(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Problems {
    if diagnostics.is_empty() {
        return Problems::default();
    }
    let list = match report::json(diagnostics, sources, language)["diagnostics"].take() {
        Value::Array(list) => list,
        _ => Vec::new(),
    };
    Problems {
        summary: report::count(diagnostics, language),
        list,
        text: report::text(diagnostics, sources, language, false),
        colored: report::text(diagnostics, sources, language, true),
    }
}

/// What is said when the program itself fails; the panic has told the rest on the terminal.
fn crash() -> Problems {
    let text = "Het bouwen liep vast: dat is een fout in ketenportaal zelf. Maak de laatste wijziging ongedaan, \
        en meld de tekst in het venster waarin serve draait.";
    Problems {
        summary: text.to_owned(),
        text: format!("{text}\n"),
        colored: format!("{text}\n"),
        ..Problems::default()
    }
}

/// The text that was saved, as a path from the portal; none when it was not one text, as after an update of all files.
fn saved_text(root: &Path, changed: &[PathBuf]) -> Option<String> {
    let path = |path: &PathBuf| Some(path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"));
    let is_text = |path: &String| path.starts_with("content/") && path.ends_with(".md");
    let mut texts = changed.iter().filter_map(path).filter(is_text);
    texts.next().filter(|_| texts.next().is_none())
}

/// The page that shows a text, as it is now.
fn shown(snapshot: &Snapshot, source: &str) -> Option<Vec<u8>> {
    let files = snapshot.files.as_ref()?;
    let address = files.address(source)?;
    files.file(&format!("{}index.html", address.trim_start_matches('/')))?.ok()
}

/// The address that opens the editor, with the folder of the portal in it. Only the preview knows that folder.
fn editor_address(editor: &str, root: &Path) -> String {
    let root = root.to_string_lossy().replace('\\', "/");
    let folder = percent::path(root.trim_start_matches('/'));
    editor.replace("{pad}", &format!("/{folder}/{{bestand}}"))
}

/// "Bijgewerkt: content/themas/werkstraat.md", "Bijgewerkt: 20 bestanden".
fn saved(root: &Path, changed: &[PathBuf]) -> String {
    match changed {
        [path] => format!("Bijgewerkt: {}", path.strip_prefix(root).unwrap_or(path).display()),
        paths => format!("Bijgewerkt: {} bestanden", paths.len()),
    }
}

fn bind(host: &str, port: u16) -> Result<(TcpListener, Address), String> {
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let listener = TcpListener::bind((host.as_str(), port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Poort {port} is al in gebruik; misschien draait er al een voorvertoning. \
             Kies een andere met --port, bijvoorbeeld: --port {}.",
            port.checked_add(1).unwrap_or(8000)
        ),
        ErrorKind::PermissionDenied => format!(
            "Poort {port} mag niet worden gebruikt. Kies een poort boven 1023 met --port, bijvoorbeeld: --port 8000."
        ),
        _ => format!(
            "Het adres {host} is niet te gebruiken op deze computer: {error}. \
             Kies een ander met --host, bijvoorbeeld: --host 127.0.0.1."
        ),
    })?;
    let port = listener.local_addr().map_or(port, |local| local.port());
    Ok((listener, Address { host, port }))
}

fn answer(listener: TcpListener, preview: &Arc<Preview>, address: &Address) -> Result<(), String> {
    let (preview, address) = (preview.clone(), address.clone());
    let serve = move || http::serve(&listener, &preview, &address);
    let started = thread::Builder::new().name("voorvertoning".to_owned()).spawn(serve);
    started.map(drop).map_err(|error| format!("De voorvertoning kan niet starten: {error}."))
}

/// Opens a browser, without waiting for it.
fn open_browser(address: String) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    thread::spawn(move || {
        let quiet =
            |command: &mut Command| command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let status = quiet(Command::new(program).arg(&address));
        // Explorer says that it failed when it did not.
        if !status.is_ok_and(|status| status.success() || program == "explorer") {
            eprintln!("De browser ging niet vanzelf open. Open zelf: {address}");
        }
    });
}

/// The moment as file systems tell it.
fn now_in_nanoseconds() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or_default()
}

/// Milliseconds since 1970: the first version of a run, greater than the versions of runs before it.
fn now() -> u64 {
    u64::try_from(now_in_nanoseconds() / 1_000_000).unwrap_or_default()
}

#[cfg(test)]
mod tests;
