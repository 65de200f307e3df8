//! The whole program on one screen: parse every file, make the portal, check it, render it.
//!
//! `build`, `serve`, `check` and the tests all call [`build`]; there is no second way to make a site.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::config::Options;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::hash::Hash;
use crate::model;
use crate::model::portal::Portal;
use crate::parse::{self, Parsed};
use crate::render::theme::Theme;
use crate::render::{self, Outputs, PageCache};
use crate::source::{SourcePath, Sources};

/// What a build gives.
pub struct Build {
    /// The files of the site; none when an error keeps it from being published.
    pub outputs: Option<Outputs>,
    /// Everything that is wrong, in the order of a report.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of HTML pages.
    pub pages: usize,
}

/// What one build leaves for the next; an empty one gives the same result, only later.
#[derive(Default)]
pub struct Cache {
    parsed: BTreeMap<SourcePath, (Hash, Arc<Parsed>)>,
    pages: PageCache,
}

/// Makes the site. The result depends on the sources and the options only.
pub fn build(sources: &Sources, options: &Options, cache: &mut Cache) -> Build {
    build_with_progress(sources, options, cache, &|_, _| {})
}

/// As [`build`]; `progress` hears after each page how many are done of how many.
pub fn build_with_progress(
    sources: &Sources,
    options: &Options,
    cache: &mut Cache,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Build {
    let parsed = parse_all(sources, cache);
    let mut diagnostics: Vec<Diagnostic> = parsed.iter().flat_map(|file| file.diagnostics.iter().cloned()).collect();
    let mut outputs = None;
    let portal = model::build(&parsed, options, &mut diagnostics);
    if let Some(portal) = &portal {
        check::run(portal, &mut diagnostics);
        outputs = render_all(portal, sources, cache, &mut diagnostics, progress);
    }
    diagnostic::sort(&mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.entry.level == Level::Error);
    Build {
        outputs: outputs.filter(|_| !failed),
        diagnostics,
        pages: portal.as_ref().map_or(0, |portal| portal.pages.len()),
    }
}

/// Every file as a value; a file whose bytes are those of the build before is not read again.
fn parse_all(sources: &Sources, cache: &mut Cache) -> Vec<Arc<Parsed>> {
    let files: Vec<_> = sources.iter().collect();
    let parsed: Vec<Arc<Parsed>> = files
        .par_iter()
        .map(|source| match cache.parsed.get(&source.path) {
            Some((hash, parsed)) if *hash == source.hash => parsed.clone(),
            _ => Arc::new(parse::file(source)),
        })
        .collect();
    cache.parsed = parsed.iter().map(|file| (file.path.clone(), (file.hash, file.clone()))).collect();
    parsed
}

fn render_all(
    portal: &Portal,
    sources: &Sources,
    cache: &mut Cache,
    diagnostics: &mut Vec<Diagnostic>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Option<Outputs> {
    let theme = Theme::new(sources, &portal.settings.theme.value, &portal.words, diagnostics)?;
    let done = std::sync::atomic::AtomicUsize::new(0);
    let report = || {
        let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        progress(count, portal.pages.len());
    };
    Some(render::outputs(portal, sources, &theme, &mut cache.pages, diagnostics, &report))
}
