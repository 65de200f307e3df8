//! What one build leaves for the next in the same run.
//!
//! What is asked of all files or all pages after an edit is kept beside them, so that an edit costs no walk along all: of ten
//! thousand files the memory itself is slow to reach after a rest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::hash::{Hash, Hasher};
use crate::model::id::Id;
use crate::model::portal::{Page, Portal};
use crate::parse::printed::Printed;
use crate::parse::{File, Parsed};
use crate::pieces::SharedList;
use crate::render::PageText;
use crate::render::inputs::Shared;
use crate::render::search::Store;
use crate::render::theme::Theme;
use crate::source::{Content, Moment, SourcePath};

/// What one build leaves for the next; an empty one gives the same result, only later.
#[derive(Default)]
pub struct Cache {
    /// Every file as it was read.
    pub files: Files,
    /// The sources as they were then.
    pub(super) moment: Moment,
    pub(super) model: Option<CachedModel>,
    /// The texts of the pages of that model, in the order of the pages.
    pub(super) texts: Texts,
    pub(super) theme: Option<CachedTheme>,
    pub(super) shared: Option<CachedShared>,
    /// What search knows of pages that were made.
    pub(super) search: Arc<Store>,
    /// What the build before used and the last did not.
    pub(super) retired: Option<(Option<CachedModel>, Option<CachedShared>)>,
}

impl Cache {
    /// A cache that knows these files and nothing else.
    pub fn of_files(files: Files) -> Self {
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
        self.files.by_path.values_mut().for_each(|file| file.printed = None);
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

/// Every file as it was read, in order of path.
#[derive(Debug, Default)]
pub struct Files {
    by_path: BTreeMap<SourcePath, CachedFile>,
    /// Those with something wrong in them.
    troubled: BTreeSet<SourcePath>,
    /// Those that could not be read, and are not among the others.
    missed: BTreeSet<SourcePath>,
    /// The sums of the hashes of all files. As each has its path in it, the order of adding makes no difference.
    model_sum: Hash,
    theme_sum: Hash,
}

impl FromIterator<CachedFile> for Files {
    fn from_iter<I: IntoIterator<Item = CachedFile>>(files: I) -> Self {
        let by_path = files.into_iter().map(|file| (file.parsed.path.clone(), file)).collect();
        let mut all = Self { by_path, ..Self::default() };
        for file in all.by_path.values() {
            all.model_sum = all.model_sum.wrapping_add(file.model_hash);
            all.theme_sum = all.theme_sum.wrapping_add(file.theme_hash);
        }
        let troubled = all.by_path.iter().filter(|(_, file)| file.has_problems());
        all.troubled = troubled.map(|(path, _)| path.clone()).collect();
        all
    }
}

impl Files {
    /// All files, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = &CachedFile> {
        self.by_path.values()
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&CachedFile> {
        self.by_path.get(path)
    }

    /// The files with something wrong in them, in order of path.
    pub(super) fn troubled(&self) -> impl Iterator<Item = &CachedFile> {
        self.troubled.iter().filter_map(|path| self.get(path))
    }

    /// The paths that could not be read.
    pub(super) fn missed(&self) -> &BTreeSet<SourcePath> {
        &self.missed
    }

    /// Equal hashes mean that the model sees no difference.
    pub(super) fn model_hash(&self) -> Hash {
        self.model_sum
    }

    /// Equal hashes mean that a theme sees no difference.
    pub(super) fn theme_hash(&self) -> Hash {
        self.theme_sum
    }

    /// Adds or replaces a file.
    pub(super) fn insert(&mut self, file: CachedFile) {
        let path = file.parsed.path.clone();
        self.remove(&path);
        self.model_sum = self.model_sum.wrapping_add(file.model_hash);
        self.theme_sum = self.theme_sum.wrapping_add(file.theme_hash);
        if file.has_problems() {
            self.troubled.insert(path.clone());
        }
        self.by_path.insert(path, file);
    }

    /// Takes a file out, or forgets that it could not be read.
    pub(super) fn remove(&mut self, path: &str) {
        self.missed.remove(path);
        if let Some(file) = self.by_path.remove(path) {
            self.model_sum = self.model_sum.wrapping_sub(file.model_hash);
            self.theme_sum = self.theme_sum.wrapping_sub(file.theme_hash);
            self.troubled.remove(path);
        }
    }

    /// Remembers that there is a file which could not be read.
    pub(super) fn miss(&mut self, path: &SourcePath) {
        self.remove(path);
        self.missed.insert(path.clone());
    }

    /// Keeps what the text of a page refers to.
    pub(super) fn set_text(&mut self, path: &str, text: Option<Arc<CachedText>>) {
        if let Some(file) = self.by_path.get_mut(path) {
            file.text = text;
        }
    }

    /// Keeps what the texts of pages refer to, in order of all files; none leaves what there was.
    pub(super) fn set_texts(&mut self, texts: Vec<Option<Arc<CachedText>>>) {
        for (file, text) in self.by_path.values_mut().zip(texts).filter(|(_, text)| text.is_some()) {
            file.text = text;
        }
    }
}

/// The texts of pages, in the order of the pages, as a site holds them.
#[derive(Default)]
pub(super) struct Texts {
    pub pages: SharedList<Option<Arc<PageText>>>,
    /// Those with something wrong in them, by the place of their page.
    pub troubled: BTreeMap<usize, Arc<CachedText>>,
}

impl FromIterator<Option<Arc<CachedText>>> for Texts {
    fn from_iter<I: IntoIterator<Item = Option<Arc<CachedText>>>>(texts: I) -> Self {
        let mut troubled = BTreeMap::new();
        let page = |(at, text): (usize, Option<Arc<CachedText>>)| {
            let text = text?;
            let page = text.text.clone();
            if !text.diagnostics.is_empty() {
                troubled.insert(at, text);
            }
            Some(page)
        };
        Self { pages: texts.into_iter().enumerate().map(page).collect(), troubled }
    }
}

impl Texts {
    /// Puts another text in the place of a page that there is.
    pub fn set(&mut self, at: usize, text: Option<Arc<CachedText>>) {
        self.troubled.remove(&at);
        self.pages.set(at, text.as_ref().map(|text| text.text.clone()));
        if let Some(text) = text.filter(|text| !text.diagnostics.is_empty()) {
            self.troubled.insert(at, text);
        }
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
    /// Equal hashes mean that a theme sees no difference; of a file that is in none, 0.
    theme_hash: Hash,
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
        let in_theme = parsed.path.starts_with("themes/");
        let theme_hash = if in_theme { Hasher::new().text(&parsed.path).hash(parsed.hash).finish() } else { 0 };
        Self { content, parsed, printed: None, text: None, sound: None, model_hash, theme_hash }
    }

    fn has_problems(&self) -> bool {
        !self.parsed.diagnostics.is_empty() || matches!(self.parsed.value, File::BrokenPage(..))
    }

    /// Whether nothing is wrong with its text in the portal of this model.
    pub fn is_sound(&self, model: Hash) -> bool {
        match &self.text {
            Some(text) => text.diagnostics.is_empty(),
            None => self.sound == Some(model),
        }
    }
}

/// The portal, with the key of all it is made from, and that of its options.
pub(super) struct CachedModel {
    pub key: Hash,
    pub options: Hash,
    pub portal: Option<Arc<Portal>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The text of a page with what it refers to.
#[derive(Debug)]
pub struct CachedText {
    /// Hashes of the file, of all that links depend on and, for a text with components, of the model.
    pub(super) key: [Hash; 3],
    pub(super) page: Id<Page>,
    pub(super) text: Arc<PageText>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A theme, with the key of all it is made from.
pub(super) struct CachedTheme {
    /// None when a file changed while it was read.
    pub key: Option<Hash>,
    pub theme: Option<Arc<Theme>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What follows from the portal and the theme alone, with the keys of both.
pub(super) struct CachedShared {
    pub model: Hash,
    pub theme: Hash,
    /// What inputs share.
    pub shared: Arc<Shared>,
    /// What [`crate::render::Site::collisions`] gave, once that was asked.
    pub collisions: Option<Vec<Diagnostic>>,
}
