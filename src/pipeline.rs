//! The whole program on one screen: parse every file, make the portal, check it, and give a site whose files can be made.
//!
//! `build`, `serve`, `check` and the tests all call [`build`]; there is no second way to make a site.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use crate::check;
use crate::config::Options;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::hash::{self, Hash, Hasher};
use crate::model::id::Id;
use crate::model::links::Resolver;
use crate::model::portal::{Page, Portal};
use crate::model::{self, Before, Resolved, Seen, figures, titles};
use crate::parse::document::Call;
use crate::parse::printed::Printed;
use crate::parse::{self, File, Parsed};
use crate::pieces::Pieces;
use crate::render::inputs::Shared;
use crate::render::search::Store;
use crate::render::theme::Theme;
use crate::render::{Output, Outputs, PageText, Site};
use crate::source::{Content, Source, SourcePath, Sources};
use crate::timings::Timings;

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

/// What one build leaves for the next; an empty one gives the same result, only later.
#[derive(Default)]
pub struct Cache {
    /// Every file as it was read.
    pub files: BTreeMap<SourcePath, CachedFile>,
    model: Option<CachedModel>,
    /// The texts of the pages of that model, in the order of the pages.
    texts: Texts,
    theme: Option<CachedTheme>,
    shared: Option<CachedShared>,
    /// What search knows of pages that were made.
    search: Arc<Store>,
    /// What the build before used and the last did not.
    retired: Option<(Option<CachedModel>, Option<CachedShared>)>,
}

/// The texts of pages, in the order of the pages: as they are kept, and as a site holds them.
#[derive(Default)]
struct Texts {
    kept: Vec<KeptPage>,
    pages: Pieces<Option<Arc<PageText>>>,
}

/// The text of a page, if it has one. Whether anything is wrong with it stands here as well: all are asked that after each edit, and
/// of ten thousand texts the memory itself is slow to reach after a rest.
struct KeptPage {
    text: Option<Arc<CachedText>>,
    has_problems: bool,
}

impl From<Option<Arc<CachedText>>> for KeptPage {
    fn from(text: Option<Arc<CachedText>>) -> Self {
        let has_problems = text.as_ref().is_some_and(|text| !text.diagnostics.is_empty());
        Self { text, has_problems }
    }
}

impl KeptPage {
    fn page_text(&self) -> Option<Arc<PageText>> {
        Some(self.text.as_ref()?.text.clone())
    }
}

/// What inputs share, with the keys of the model and the theme it is for.
type CachedShared = (Hash, Hash, Arc<Shared>);

impl Cache {
    /// A cache that knows these files and nothing else.
    pub fn of_files(files: BTreeMap<SourcePath, CachedFile>) -> Self {
        Self { files, ..Self::default() }
    }

    /// The same cache, that also knows what search keeps of pages.
    #[must_use]
    pub fn with_search(mut self, store: Store) -> Self {
        self.search = Arc::new(store);
        self
    }

    /// Lets go of what the build before used: taking a large portal apart takes time, so not while somebody waits.
    pub fn settle(&mut self) {
        self.retired = None;
    }

    /// Lets go of the texts of pages, which a site that was made of this cache still holds.
    pub fn forget_texts(&mut self) {
        self.files.values_mut().for_each(|file| file.printed = None);
    }

    /// The key of the model of the last build: equal keys mean equal portals.
    pub fn model_key(&self) -> Option<Hash> {
        Some(self.model.as_ref()?.key)
    }

    /// The hash of the theme of the last build; none when there was no good one.
    pub fn theme_hash(&self) -> Option<Hash> {
        Some(self.theme.as_ref()?.theme.as_ref()?.hash)
    }
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct CachedFile {
    /// What tells that it is still that file.
    pub content: Content,
    /// Its value.
    pub parsed: Arc<Parsed>,
    /// Its text as HTML with gaps, of a page; none when the file was not read in this run.
    pub printed: Option<Arc<Printed>>,
    /// What its text refers to, as last found.
    pub text: Option<Arc<CachedText>>,
    /// The key of the model with which an earlier build looked at its text and found nothing wrong.
    pub sound: Option<Hash>,
    /// Equal hashes mean that the model sees no difference. The text of a page is no part of it.
    model_hash: Hash,
    /// Whether anything is wrong with it.
    has_problems: bool,
}

impl CachedFile {
    /// A file of which nothing is known but what was read.
    pub fn new(content: Content, parsed: Arc<Parsed>) -> Self {
        let mut hasher = Hasher::new();
        let model_hash = match &parsed.value {
            File::Page(page) => page.hash,
            File::Other | File::Asset(None) => hasher.text(&parsed.path).finish(),
            _ => hasher.text(&parsed.path).hash(parsed.hash).finish(),
        };
        let has_problems = !parsed.diagnostics.is_empty() || matches!(parsed.value, File::BrokenPage(..));
        Self { content, parsed, printed: None, text: None, sound: None, model_hash, has_problems }
    }

    /// Whether nothing is wrong with its text in the portal of this model.
    pub fn is_sound(&self, model: Hash) -> bool {
        match &self.text {
            Some(text) => text.diagnostics.is_empty(),
            None => self.sound == Some(model),
        }
    }
}

/// Texts beyond this many bytes in all are kept packed.
const PLAIN_TEXTS: usize = 4 << 20;

struct CachedModel {
    key: Hash,
    options: Hash,
    portal: Option<Arc<Portal>>,
    diagnostics: Vec<Diagnostic>,
}

/// The text of a page with what it refers to.
#[derive(Debug)]
pub struct CachedText {
    /// Hashes of the file, of all that links depend on and, for a text with components, of the model.
    key: [Hash; 3],
    page: Id<Page>,
    text: Arc<PageText>,
    diagnostics: Vec<Diagnostic>,
}

struct CachedTheme {
    key: Hash,
    theme: Option<Arc<Theme>>,
    diagnostics: Vec<Diagnostic>,
}

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
    let (mut diagnostics, changed) = timings.stage("parse", || parse_all(sources, cache));
    let before = cache.model.as_ref().map(|model| model.key);
    let (key, portal) = timings.stage("model", || portal(options, &changed, cache, &mut diagnostics));
    let mut site = None;
    if let Some(portal) = &portal {
        // The templates are read while the texts are looked through.
        let theme_key = theme_key(portal, &cache.files);
        let Cache { files, texts: known, theme: styled, .. } = &mut *cache;
        let changed = (before == Some(key)).then_some(&changed.paths);
        let mut found = Vec::new();
        let (texts, theme) = rayon::join(
            || timings.stage("check", || texts(portal, key, changed, (files, known), &mut diagnostics, timings)),
            || timings.stage("theme", || theme(portal, sources, theme_key, styled, &mut found)),
        );
        diagnostics.append(&mut found);
        site = theme.map(|theme| {
            let shared = timings.stage("inputs", || shared(portal, key, &theme, cache));
            Arc::new(Site::new(portal.clone(), theme, shared, texts, sources.fetch(), cache.search.clone()))
        });
    }
    diagnostics.extend(site.iter().flat_map(|site| site.collisions()));
    if let Some(portal) = portal.as_ref().filter(|portal| !portal.settings.controle.is_empty()) {
        diagnostics.extend(timings.stage("review", || check::review(portal, sources, check::Scope::Raised)));
    }
    diagnostic::sort(&mut diagnostics);
    let pages = portal.as_ref().map_or(0, |portal| portal.pages.len());
    Build { site, portal, diagnostics, pages }
}

/// Adds the advice on every text to what a build found: for `check`.
pub fn review(build: &mut Build, sources: &Sources) {
    if let Some(portal) = &build.portal {
        build.diagnostics.extend(check::review(portal, sources, check::Scope::All));
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
fn parse_all(sources: &Sources, cache: &mut Cache) -> (Vec<Diagnostic>, Changed) {
    // Both are in order of path, so one walk along them finds what differs.
    let mut files = cache.files.iter().peekable();
    let mut gone: Vec<SourcePath> = Vec::new();
    let mut changed: Vec<&Source> = Vec::new();
    let mut same_files = true;
    for source in sources.iter() {
        // Nearly always the name of a file is the one that is known, which is seen without reading it.
        if let Some((_, file)) = files.next_if(|(path, _)| Arc::ptr_eq(path, &source.path)) {
            if !is_known(file, source) {
                changed.push(source);
            }
            continue;
        }
        while let Some((path, _)) = files.next_if(|(path, _)| *path < &source.path) {
            gone.push(path.clone());
        }
        let known = files.next_if(|(path, _)| *path == &source.path);
        if !known.is_some_and(|(_, file)| is_known(file, source)) {
            changed.push(source);
            same_files &= known.is_some();
        }
    }
    gone.extend(files.map(|(path, _)| path.clone()));
    same_files &= gone.is_empty();
    gone.iter().for_each(|path| {
        cache.files.remove(path);
    });
    let known = &cache.files;
    let plain = AtomicUsize::new(0);
    let read: Vec<Result<CachedFile, Diagnostic>> = changed
        .par_iter()
        .map_init(Vec::new, |buffer, source| {
            let content = source.content.clone();
            if let Some(problem) = parse::too_large(&source.path, content.size()) {
                return Err(problem);
            }
            sources.read(source, buffer).map_err(|error| Diagnostic::unreadable(&source.path, &error))?;
            let hash = hash::bytes(buffer);
            if let Some(file) = known.get(&source.path).filter(|file| file.parsed.hash == hash) {
                return Ok(CachedFile { content, ..file.clone() });
            }
            let (parsed, printed) = parse::file(&source.path, hash, buffer);
            let printed = printed.map(|printed| {
                let whole = plain.fetch_add(printed.size(), Ordering::Relaxed);
                Arc::new(if whole > PLAIN_TEXTS { printed.packed() } else { printed })
            });
            Ok(CachedFile { printed, ..CachedFile::new(content, Arc::new(parsed)) })
        })
        .collect();
    let mut diagnostics = Vec::new();
    if cache.files.is_empty() {
        // In order of path, so that the map is filled in one go.
        cache.files = read
            .into_iter()
            .filter_map(|result| result.map_err(|problem| diagnostics.push(problem)).ok())
            .map(|file| (file.parsed.path.clone(), file))
            .collect();
    } else {
        for (source, result) in changed.iter().zip(read) {
            match result {
                Ok(file) => {
                    cache.files.insert(source.path.clone(), file);
                }
                Err(problem) => {
                    cache.files.remove(&source.path);
                    diagnostics.push(problem);
                }
            }
        }
    }
    // A file that could not be read is none.
    same_files &= diagnostics.is_empty();
    let troubled = cache.files.values().filter(|file| file.has_problems);
    diagnostics.extend(troubled.flat_map(|file| file.parsed.diagnostics.iter().cloned()));
    let paths = changed.into_iter().map(|source| source.path.clone()).collect();
    (diagnostics, Changed { paths, same_files })
}

/// Whether a file is still the one that was read.
fn is_known(file: &CachedFile, source: &Source) -> bool {
    match (&file.content, &source.content) {
        (Content::Disk(known), Content::Disk(stamp)) => known == stamp,
        (_, Content::Memory(_, hash)) => file.parsed.hash == *hash,
        (Content::Memory(..), Content::Disk(_)) => false,
    }
}

/// The portal, and the key of all it is made from. The text of a page is no part of that key: the model does not see it.
fn portal(
    options: &Options,
    changed: &Changed,
    cache: &mut Cache,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Hash, Option<Arc<Portal>>) {
    let mut hasher = Hasher::new();
    options.feed(&mut hasher);
    let options_key = hasher.finish();
    for file in cache.files.values() {
        hasher.hash(file.model_hash);
    }
    let key = hasher.finish();
    if cache.model.as_ref().is_none_or(|model| model.key != key) {
        let before = before(options_key, changed, cache);
        let retitled = before.and_then(|before| Some((retitled(before, changed, &cache.files)?, before.told.to_vec())));
        let (portal, found) = match retitled {
            Some((portal, told)) => (Some(portal), told),
            None => whole_portal(options, before.filter(|_| !changed.has_page()), &cache.files),
        };
        let portal = portal.map(Arc::new);
        let model = CachedModel { key, options: options_key, portal, diagnostics: found };
        let old = cache.model.replace(model);
        cache.retired = Some((old, cache.shared.take()));
    }
    let Some(CachedModel { portal, diagnostics: found, .. }) = &cache.model else { return (key, None) };
    diagnostics.extend(found.iter().cloned());
    (key, portal.clone())
}

/// The portal made from all files, with what is wrong in it.
fn whole_portal(
    options: &Options,
    before: Option<Before>,
    files: &BTreeMap<SourcePath, CachedFile>,
) -> (Option<Portal>, Vec<Diagnostic>) {
    let seen = files.values().map(|file| &file.parsed);
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
fn retitled(before: Before, changed: &Changed, files: &BTreeMap<SourcePath, CachedFile>) -> Option<Portal> {
    let edit = |path| match &files.get(path)?.parsed.value {
        File::Page(page) => Some(titles::Edit { path, page }),
        _ => None,
    };
    let edits: Option<Vec<titles::Edit>> = changed.paths.iter().map(edit).collect();
    titles::with(before, &edits?)
}

/// The texts of all pages, with everything they refer to, checked. When the model is that of the build before, only those of
/// the `changed` files are looked at.
fn texts(
    portal: &Portal,
    model: Hash,
    changed: Option<&Vec<SourcePath>>,
    (files, known): (&mut BTreeMap<SourcePath, CachedFile>, &mut Texts),
    diagnostics: &mut Vec<Diagnostic>,
    timings: &Timings,
) -> Pieces<Option<Arc<PageText>>> {
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
    match changed.filter(|_| known.kept.len() == portal.pages.len()) {
        Some(changed) => {
            for path in changed {
                let Some(file) = files.get_mut(path) else { continue };
                let File::Page(page) = &file.parsed.value else { continue };
                let Some(id) = portal.addresses.get(&page.address) else { continue };
                // Of two files with one address the other may be the page; and a draft is none.
                if portal.pages[id].text.as_ref().is_none_or(|text| text.path != *path) {
                    continue;
                }
                let text = resolve(id, file).map(|(text, _)| text);
                file.text.clone_from(&text);
                let page = KeptPage::from(text);
                known.pages.set(id.index(), page.page_text());
                known.kept[id.index()] = page;
            }
        }
        None => {
            let in_order: Vec<&CachedFile> = files.values().collect();
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
            for (file, text) in files.values_mut().zip(fresh).filter(|(_, text)| text.is_some()) {
                file.text = text;
            }
            known.kept = made.into_iter().map(|text| text.map(|(text, _)| text).into()).collect();
            known.pages = known.kept.iter().map(KeptPage::page_text).collect();
        }
    }
    let troubled = known.kept.iter().filter(|page| page.has_problems).filter_map(|page| page.text.as_ref());
    diagnostics.extend(troubled.flat_map(|text| text.diagnostics.iter().cloned()));
    // A page whose fields are wrong is none, but what its text refers to in vain is told in the same run.
    let is_broken = |file: &&CachedFile| file.has_problems && matches!(file.parsed.value, File::BrokenPage(..));
    for parsed in files.values().filter(is_broken).map(|file| &file.parsed) {
        let Some(text) = &parsed.text else { continue };
        let evaluate = |call: &Call, found: &mut Vec<Diagnostic>| figures::evaluate(portal, call, &parsed.path, found);
        Resolved::new(&resolver, None, &parsed.path, text, diagnostics, evaluate);
    }
    known.pages.clone()
}

/// The hash of all that a theme is made of.
fn theme_key(portal: &Portal, files: &BTreeMap<SourcePath, CachedFile>) -> Hash {
    let mut hasher = Hasher::new();
    hasher.text(&portal.settings.theme.value);
    let themes = (Bound::Included("themes/"), Bound::Excluded("themes0"));
    for file in files.range::<str, _>(themes).map(|(_, file)| &file.parsed) {
        hasher.text(&file.path).hash(file.hash);
    }
    hasher.finish()
}

/// The theme with this key: the one that is kept, or a new one.
fn theme(
    portal: &Portal,
    sources: &Sources,
    key: Hash,
    kept: &mut Option<CachedTheme>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    if kept.as_ref().is_none_or(|theme| theme.key != key) {
        let mut found = Vec::new();
        let theme = Theme::new(sources, &portal.settings.theme.value, &portal.words, &mut found).map(Arc::new);
        *kept = Some(CachedTheme { key, theme, diagnostics: found });
    }
    let CachedTheme { theme, diagnostics: found, .. } = kept.as_ref()?;
    diagnostics.extend(found.iter().cloned());
    theme.clone()
}

/// What inputs share stays as long as the model and the theme do.
fn shared(portal: &Portal, model: Hash, theme: &Arc<Theme>, cache: &mut Cache) -> Arc<Shared> {
    match &cache.shared {
        Some((known, styled, shared)) if (*known, *styled) == (model, theme.hash) => shared.clone(),
        _ => {
            let shared = Arc::new(Shared::new(portal, theme.clone()));
            cache.shared = Some((model, theme.hash, shared.clone()));
            shared
        }
    }
}
