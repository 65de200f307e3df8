//! The whole program on one screen: parse every file, make the portal, check it, and give a site whose files can be made.
//!
//! `build`, `serve`, `check` and the tests all call [`build`]; there is no second way to make a site.

mod cache;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use crate::check;
use crate::config::Options;
use crate::diagnostic::{self, Diagnostic, Level, catalogue};
use crate::hash::{self, Hash, Hasher};
use crate::model::id::Id;
use crate::model::links::Resolver;
use crate::model::portal::{Page, Portal};
use crate::model::words::Words;
use crate::model::{self, Before, Resolved, Seen, consequences, figures, titles};
use crate::order;
use crate::parse::document::Call;
use crate::parse::{self, File, Parsed, code, printed};
use crate::pieces::SharedList;
use crate::render::inputs::Shared;
use crate::render::theme::Theme;
use crate::render::{Output, Outputs, PageText, Site};
use crate::source::{Content, FILES_AT_ONCE, Source, SourcePath, Sources};
use crate::timings::Timings;
pub use cache::{Cache, CachedFile, CachedText, Files};
use cache::{CachedModel, CachedShared, CachedTheme, Texts};

/// What a build gives.
pub struct Build {
    /// The site; none when an error keeps it from being published.
    pub site: Option<Arc<Site>>,
    /// What the site is made from; none when a file that everything refers to could not be read.
    pub portal: Option<Arc<Portal>>,
    /// Everything that is wrong, in the order of a report.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of HTML pages.
    pub pages: usize,
}

/// Texts beyond this many bytes in all are kept packed …
const PLAIN_TEXTS: usize = 64 << 20;
/// … or beyond this many per file: in a large portal two thirds of them stay as they are.
const PLAIN_PER_FILE: usize = 5200;

/// Makes the site. The result depends on the sources and the options only.
pub fn build(sources: &Sources, options: &Options, cache: &mut Cache) -> Build {
    build_timed(sources, options, cache, &Timings::off())
}

/// As [`build`], and says how long each stage took.
pub fn build_timed(sources: &Sources, options: &Options, cache: &mut Cache, timings: &Timings) -> Build {
    let mut build = make(sources, options, cache, timings);
    let failed = build.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    build.site = build.site.filter(|_| !failed);
    build
}

/// What a command tells, in Dutch, when [`unchecked`] gives nothing to look into.
pub const UNREADABLE: &str =
    "de gegevens van het portaal zijn niet te lezen. Kijk eerst wat er mis is met: ketenportaal check.";

/// As [`build`], with a site as far as one can be made, whatever is wrong: to look into, not to publish.
pub fn unchecked(sources: &Sources, options: &Options, cache: &mut Cache) -> Build {
    make(sources, options, cache, &Timings::off())
}

fn make(sources: &Sources, options: &Options, cache: &mut Cache, timings: &Timings) -> Build {
    let (mut diagnostics, changed) = timings.stage("parse", || parse_all(sources, options, cache));
    // A large part of the model is made by one thread: another reads the templates meanwhile, and what is checked against.
    let (model, (theme, ())) = rayon::join(
        || timings.stage("model", || model(options, &changed, cache)),
        || (timings.stage("theme", || theme(sources, cache)), check::prepare()),
    );
    let is_new = model.is_some();
    if let Some(model) = model {
        let old = cache.model.replace(model);
        cache.retired = Some((old, cache.shared.take()));
    }
    cache.theme = theme.or_else(|| cache.theme.take());
    let model = cache.model.as_ref();
    diagnostics.extend(model.iter().flat_map(|model| model.diagnostics.iter().cloned()));
    let portal = model.and_then(|model| model.portal.clone());
    let mut site = None;
    if let Some((portal, key)) = portal.as_ref().zip(cache.model_key()) {
        let changed = (!is_new).then_some(&changed.paths);
        let kept = (&mut cache.files, &mut cache.texts);
        let texts = timings.stage("check", || texts(portal, key, changed, kept, &mut diagnostics, timings));
        let theme = cache.theme.as_ref().and_then(|theme| {
            diagnostics.extend(theme.diagnostics.iter().cloned());
            theme.theme.clone()
        });
        site = theme.map(|theme| {
            let shared = timings.stage("inputs", || shared(portal, key, &theme, cache));
            Arc::new(Site::new(portal.clone(), theme, shared, texts, sources.fetch(), cache.search.clone()))
        });
    }
    if let Some((site, kept)) = site.as_ref().zip(cache.shared.as_mut()) {
        diagnostics.extend(kept.collisions.get_or_insert_with(|| site.collisions()).iter().cloned());
    }
    if let Some(portal) = portal.as_ref().filter(|portal| !portal.settings.controle.is_empty()) {
        diagnostics.extend(timings.stage("review", || check::review(portal, sources, check::Scope::Raised)));
    }
    consequences::settle(&mut diagnostics, |file| sources.get(file).is_some());
    diagnostic::sort(&mut diagnostics);
    let pages = portal.as_ref().map_or(0, |portal| portal.pages.len());
    Build { site, portal, diagnostics, pages }
}

/// Adds the advice on every text to what a build found: for `check`.
pub fn review(build: &mut Build, sources: &Sources) {
    if let Some(portal) = &build.portal {
        build.diagnostics.extend(check::review(portal, sources, check::Scope::All));
        consequences::settle_advice(&mut build.diagnostics);
        diagnostic::sort(&mut build.diagnostics);
    }
}

/// Adds the pages that moved since the build of which the files with their hashes are given.
pub fn moved(build: &mut Build, sources: &Sources, earlier: &[(String, Hash)]) {
    if let Some(portal) = &build.portal {
        build.diagnostics.extend(check::moved::check(portal, sources, earlier));
    }
}

/// Makes every file of a site in memory: for small sites and tests. A problem of a template is added to the diagnostics.
pub fn outputs(build: &mut Build) -> Option<Outputs> {
    let site = build.site.clone()?;
    let one = |(path, output): (String, Output)| {
        let mut bytes = Vec::new();
        site.make(&output, &mut bytes).map(|_| (path, Arc::from(bytes)))
    };
    let make = |outputs: Vec<(String, Output)>| outputs.into_par_iter().map(one).collect::<Vec<_>>();
    let mut made = make(site.outputs());
    // The files of search follow from the pages; a page that cannot be made is reported already.
    made.extend(site.search_outputs().map(make).unwrap_or_default());
    let mut outputs = Outputs::new();
    let mut problems = Vec::new();
    for result in made {
        match result {
            Ok((path, bytes)) => {
                outputs.insert(path, bytes);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Some(outputs);
    }
    build.site = None;
    build.diagnostics.append(&mut problems);
    diagnostic::sort(&mut build.diagnostics);
    None
}

/// What is other than in the build before.
struct Changed {
    /// The files that were read.
    paths: Vec<SourcePath>,
    /// Whether there are as many files as before, with the same names.
    same_files: bool,
}

impl Changed {
    /// Whether a page of an editor is among them.
    fn has_page(&self) -> bool {
        self.paths.iter().any(|path| path.ends_with(".md"))
    }
}

/// Brings every file in the cache up to date; a file that is as it was in the build before is not read again. Gives the
/// problems, and which files were read.
fn parse_all(sources: &Sources, options: &Options, cache: &mut Cache) -> (Vec<Diagnostic>, Changed) {
    let Difference { changed, gone, new } = difference(sources, cache);
    let mut same_files = !new && gone.is_empty();
    gone.iter().for_each(|path| cache.files.remove(path));
    let known = &cache.files;
    let plain = AtomicUsize::new(0);
    let most_plain = PLAIN_TEXTS.max(changed.len() * PLAIN_PER_FILE);
    let read: Vec<Result<CachedFile, Diagnostic>> = changed
        .par_iter()
        .with_max_len(FILES_AT_ONCE)
        .map_init(Vec::new, |buffer, source| {
            let content = source.content.clone();
            if let Some(problem) = parse::too_large(&source.path, content.size()) {
                return Err(problem);
            }
            sources.read(source, buffer).map_err(|error| Diagnostic::unreadable(&source.path, &error))?;
            let hash = hash::bytes(buffer);
            if let Some(file) = known.get(&source.path).filter(|file| file.parsed.hash == hash) {
                let mut file = file.clone();
                file.content = content;
                return Ok(file);
            }
            let (parsed, printed) = parse::file(&source.path, hash, buffer);
            let printed = printed.map(|printed| {
                // A site that is made as a whole needs all code. What is known of languages takes much memory: now there is room.
                if !options.preview {
                    printed::codes(&printed.text()).for_each(|(language, code)| code::prepare(language, code));
                }
                let whole = plain.fetch_add(printed.size(), Ordering::Relaxed);
                Arc::new(if whole > most_plain { printed.packed() } else { printed })
            });
            let mut file = CachedFile::new(content, Arc::new(parsed));
            file.printed = printed;
            Ok(file)
        })
        .collect();
    let mut diagnostics = Vec::new();
    let read = read.into_iter().filter_map(|result| result.map_err(|problem| diagnostics.push(problem)).ok());
    if known.is_empty() {
        // In order of path, so that they are put in place in one go.
        cache.files = read.collect();
    } else {
        read.collect::<Vec<_>>().into_iter().for_each(|file| cache.files.insert(file));
    }
    diagnostics.iter().for_each(|problem| cache.files.miss(&problem.place.path));
    // A file that could not be read is none.
    same_files &= diagnostics.is_empty();
    diagnostics.extend(cache.files.troubled().flat_map(|file| file.parsed.diagnostics.iter().cloned()));
    cache.moment = sources.moment();
    let paths = changed.into_iter().map(|source| source.path.clone()).collect();
    (diagnostics, Changed { paths, same_files })
}

/// How the sources differ from the files that are known.
#[derive(Default)]
struct Difference<'s> {
    /// Those that are other than they were, or new, in order of path.
    changed: Vec<&'s Source>,
    /// The paths of those that are gone.
    gone: Vec<SourcePath>,
    /// Whether one is new.
    new: bool,
}

/// How the sources differ from the files in the cache. Only the files of which something was said since then are looked at, when
/// that is known.
fn difference<'s>(sources: &'s Sources, cache: &Cache) -> Difference<'s> {
    let files = &cache.files;
    let Some(paths) = sources.since(&cache.moment) else {
        return Difference::between(sources.iter(), files.iter());
    };
    // What could not be read is tried again.
    let paths = order::set(paths.iter().chain(files.missed()));
    let sources = paths.iter().filter_map(|path| sources.get(path));
    Difference::between(sources, paths.iter().filter_map(|path| files.get(path)))
}

impl<'s> Difference<'s> {
    /// Of sources and files that are both in order of path: one walk along them finds what differs.
    fn between<'f>(sources: impl Iterator<Item = &'s Source>, files: impl Iterator<Item = &'f CachedFile>) -> Self {
        let mut difference = Self::default();
        let mut files = files.peekable();
        for source in sources {
            while let Some(file) = files.next_if(|file| file.parsed.path < source.path) {
                difference.gone.push(file.parsed.path.clone());
            }
            let known = files.next_if(|file| file.parsed.path == source.path);
            difference.new |= known.is_none();
            if !known.is_some_and(|file| is_known(file, source)) {
                difference.changed.push(source);
            }
        }
        difference.gone.extend(files.map(|file| file.parsed.path.clone()));
        difference
    }
}

/// Whether a file is still the one that was read.
fn is_known(file: &CachedFile, source: &Source) -> bool {
    match (&file.content, &source.content) {
        (Content::Disk(known), Content::Disk(stamp)) => known == stamp,
        (_, Content::Memory(_, hash)) => file.parsed.hash == *hash,
        (Content::Memory(..), Content::Disk(_)) => false,
    }
}

/// The portal, with the key of all it is made from; none when the one that is kept still holds. The text of a page is no part of
/// that key: the model does not see it.
fn model(options: &Options, changed: &Changed, cache: &Cache) -> Option<CachedModel> {
    let mut hasher = Hasher::new();
    options.feed(&mut hasher);
    let options_key = hasher.finish();
    let key = hasher.hash(cache.files.model_hash()).finish();
    if cache.model.as_ref().is_some_and(|model| model.key == key) {
        return None;
    }
    let before = before(options_key, changed, cache);
    let retitled = before.and_then(|before| Some((retitled(before, changed, &cache.files)?, before.told.to_vec())));
    let (portal, diagnostics) = match retitled {
        Some((portal, told)) => (Some(portal), told),
        None => whole_portal(options, before.filter(|_| !changed.has_page()), &cache.files),
    };
    Some(CachedModel { key, options: options_key, portal: portal.map(Arc::new), diagnostics })
}

/// The portal made from all files, with what is wrong in it.
fn whole_portal(options: &Options, before: Option<Before>, files: &Files) -> (Option<Portal>, Vec<Diagnostic>) {
    let seen = files.iter().map(|file| &file.parsed);
    let seen = seen.map(|parsed| Seen { path: &parsed.path, value: &parsed.value, hash: parsed.hash });
    let seen: Vec<Seen> = seen.collect();
    let mut found = Vec::new();
    let portal = model::build(&seen, options, before, &mut found);
    if let Some(portal) = &portal {
        check::portal(portal, &mut found);
    }
    (portal, found)
}

/// The portal of the build before; none when it was made with other options, or from other files.
fn before<'c>(options: Hash, changed: &Changed, cache: &'c Cache) -> Option<Before<'c>> {
    let model = cache.model.as_ref().filter(|model| changed.same_files && model.options == options)?;
    Some(Before { portal: model.portal.as_ref()?, told: &model.diagnostics })
}

/// The portal before with other names, when that is all that is other: see [`titles`].
fn retitled<'f>(before: Before, changed: &Changed, files: &'f Files) -> Option<Portal> {
    let edit = |parsed: &'f Parsed| match &parsed.value {
        File::Page(page) => Some(titles::Edit { path: &parsed.path, page }),
        _ => None,
    };
    let edits: Option<Vec<titles::Edit>> = changed.paths.iter().map(|path| edit(&files.get(path)?.parsed)).collect();
    titles::with(before, &edits?)
}

/// The texts of all pages, with everything they refer to, checked. When the model is that of the build before, only those of
/// the `changed` files are looked at.
fn texts(
    portal: &Portal,
    model: Hash,
    changed: Option<&Vec<SourcePath>>,
    (files, known): (&mut Files, &mut Texts),
    diagnostics: &mut Vec<Diagnostic>,
    timings: &Timings,
) -> SharedList<Option<Arc<PageText>>> {
    let resolver = Resolver::new(portal);
    // The text of a page, and whether it is another than in the build before.
    let resolve = |id: Id<Page>, file: &CachedFile| -> Option<(Arc<CachedText>, bool)> {
        let CachedFile { parsed, printed, text: cached, .. } = file;
        let path = &parsed.path;
        let text = parsed.text.as_ref()?;
        // A component shows figures, which come from the whole model.
        let figures = if text.has_components { model } else { 0 };
        let key = [parsed.hash, portal.links_hash, figures];
        if let Some(cached) = cached.as_ref().filter(|cached| cached.key == key && cached.page == id) {
            return Some((cached.clone(), false));
        }
        if let Some(cached) = cached.as_ref().filter(|cached| cached.key == key) {
            // The same text on a page that has another place in its list.
            let (text, diagnostics) = (cached.text.clone(), cached.diagnostics.clone());
            return Some((Arc::new(CachedText { key, page: id, text, diagnostics }), true));
        }
        let mut found = Vec::new();
        let resolved = OnceLock::new();
        // What an earlier build found to be in order in this same portal is looked up when its page is made.
        if cached.is_some() || file.sound != Some(model) {
            let evaluate = |call: &Call, found: &mut Vec<Diagnostic>| {
                timings.component(&call.name, path, || figures::evaluate(portal, call, path, found))
            };
            let _ = resolved.set(Resolved::new(&resolver, Some(id), path, text, &mut found, evaluate));
            check::page(&portal.pages[id], path, text, &mut found);
        }
        let printed = Mutex::new(printed.clone());
        let text = PageText { path: path.clone(), hash: parsed.hash, text: text.clone(), printed, resolved };
        Some((Arc::new(CachedText { key, page: id, text: Arc::new(text), diagnostics: found }), true))
    };
    match changed.filter(|_| known.pages.len() == portal.pages.len()) {
        Some(changed) => {
            for path in changed {
                let Some(file) = files.get(path) else { continue };
                let File::Page(page) = &file.parsed.value else { continue };
                let Some(id) = portal.addresses.get(&page.address) else { continue };
                // Of two files with one address the other may be the page; and a draft is none.
                if portal.pages[id].text.as_ref().is_none_or(|text| text.path != *path) {
                    continue;
                }
                let text = resolve(id, file).map(|(text, _)| text);
                files.set_text(path, text.clone());
                known.set(id.index(), text);
            }
        }
        None => {
            let in_order: Vec<&CachedFile> = files.iter().collect();
            let ids: Vec<Id<Page>> = portal.pages.ids().collect();
            let made: Vec<Option<(Arc<CachedText>, bool)>> =
                ids.par_iter().map(|&id| resolve(id, in_order.get(portal.pages[id].text.as_ref()?.file)?)).collect();
            // In order of the files, so that none is looked up by its path.
            let mut fresh = vec![None; files.len()];
            for (text, _) in made.iter().flatten().filter(|(_, fresh)| *fresh) {
                if let Some(written) = &portal.pages[text.page].text {
                    fresh[written.file] = Some(text.clone());
                }
            }
            files.set_texts(fresh);
            *known = made.into_iter().map(|text| text.map(|(text, _)| text)).collect();
        }
    }
    diagnostics.extend(known.troubled.values().flat_map(|text| text.diagnostics.iter().cloned()));
    // A page whose fields are wrong is none, but what its text refers to in vain is told in the same run.
    let is_broken = |parsed: &&Arc<Parsed>| matches!(parsed.value, File::BrokenPage(..));
    for parsed in files.troubled().map(|file| &file.parsed).filter(is_broken) {
        let Some(text) = &parsed.text else { continue };
        let evaluate = |call: &Call, found: &mut Vec<Diagnostic>| figures::evaluate(portal, call, &parsed.path, found);
        Resolved::new(&resolver, None, &parsed.path, text, diagnostics, evaluate);
    }
    known.pages.clone()
}

/// The theme that the portal chose; none when the one that is kept still holds, or there is nothing that says which it is.
fn theme(sources: &Sources, cache: &Cache) -> Option<CachedTheme> {
    let File::Settings(settings) = &cache.files.get("data/portaal.yaml")?.parsed.value else { return None };
    let chosen = settings.theme.value.as_str();
    let key = Hasher::new().text(chosen).hash(cache.files.theme_hash()).finish();
    if cache.theme.as_ref().is_some_and(|theme| theme.key == Some(key)) {
        return None;
    }
    let words = Words::of_theme(chosen, |theme| {
        match &cache.files.get(&format!("themes/{theme}/teksten.yaml"))?.parsed.value {
            File::Words(words) => Some(words),
            _ => None,
        }
    });
    let mut diagnostics = Vec::new();
    let hash = |path: &str| Some(cache.files.get(path)?.parsed.hash);
    let theme = Theme::new(sources, chosen, &words, hash, &mut diagnostics).map(Arc::new);
    // Made of other bytes than the key is of, it is not the theme of these: they can come back.
    let is_whole = diagnostics.iter().all(|problem| problem.entry != &catalogue::CHANGED_WHILE);
    Some(CachedTheme { key: is_whole.then_some(key), theme, diagnostics })
}

/// What inputs share stays as long as the model and the theme do.
fn shared(portal: &Portal, model: Hash, theme: &Arc<Theme>, cache: &mut Cache) -> Arc<Shared> {
    match &cache.shared {
        Some(kept) if (kept.model, kept.theme) == (model, theme.hash) => kept.shared.clone(),
        _ => {
            let shared = Arc::new(Shared::new(portal, theme.clone()));
            cache.shared = Some(CachedShared { model, theme: theme.hash, shared: shared.clone(), collisions: None });
            shared
        }
    }
}
