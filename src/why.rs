//! `why`: which files a file of the site is made of, and where a file of the portal shows. Nobody keeps a list of that: a source
//! counts when the file has other bytes, or is gone, in the same portal without that source. So the answer holds for whatever
//! the model and the pages do.

use rayon::prelude::*;

use crate::config::Options;
use crate::diagnostic::meant;
use crate::hash::{self, Hash};
use crate::order::{self, Order};
use crate::pipeline::{self, Cache};
use crate::render::{Output, Site};
use crate::source::{SourcePath, Sources};

/// What a file of the site is made of.
#[derive(Debug, PartialEq, Eq)]
pub struct MadeOf {
    /// Its path in the site.
    pub output: String,
    /// The file of an editor whose text or picture it is.
    pub own: Option<String>,
    /// Its template.
    pub template: String,
    /// The other files of content and data without which it would be another file, or would not be there.
    pub sources: Vec<String>,
    /// How many files of content were not looked at, as nothing on the page leads to them.
    pub skipped: usize,
}

/// Where a file of the portal shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Shows {
    /// The file.
    pub source: String,
    /// Files of the site that would not be there without it.
    pub gone: Vec<String>,
    /// Files of the site that would be other files without it.
    pub other: Vec<String>,
    /// All files of the site, but those of search.
    pub all: usize,
}

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// What was asked for is a file of the site.
    MadeOf(MadeOf),
    /// What was asked for is a file of the portal.
    Shows(Shows),
}

/// From this many files of content on, only those are looked at that a page leads to.
const MANY: usize = 400;

/// Looks into the portal for `asked`: the path of a source, or an address or path in the site.
///
/// # Errors
/// In Dutch: there is no such file, or the portal cannot be read.
pub fn answer(sources: &Sources, options: &Options, asked: &str) -> Result<Answer, String> {
    let mut cache = Cache::default();
    let site = site(sources, options, &mut cache).ok_or(pipeline::UNREADABLE)?;
    let asked = asked.trim().trim_start_matches("./");
    if sources.get(asked).is_some() {
        let own = site
            .portal
            .pages
            .ids()
            .find(|&id| site.portal.pages[id].text.as_ref().is_some_and(|text| *text.path == *asked));
        return Ok(match own {
            Some(id) => {
                Answer::MadeOf(made_of(sources, options, &mut cache, &site, site.portal.pages[id].route.output()))
            }
            None => Answer::Shows(shows(sources, options, &mut cache, &site, asked)),
        });
    }
    let path = output_path(&site, asked).ok_or_else(|| {
        let paths: Vec<String> = site.outputs().into_iter().map(|(path, _)| path).collect();
        let wanted = format!("{}/index.html", asked.trim_matches('/'));
        let on_site = meant(&wanted, paths.iter().map(String::as_str));
        let meant = if on_site.is_empty() { meant(asked, sources.iter().map(|source| &*source.path)) } else { on_site };
        format!("'{asked}' is geen bestand van het portaal en geen adres op de site.{meant}")
    })?;
    Ok(Answer::MadeOf(made_of(sources, options, &mut cache, &site, path)))
}

/// The site as it is, also when something is wrong in it.
fn site(sources: &Sources, options: &Options, cache: &mut Cache) -> Option<std::sync::Arc<Site>> {
    pipeline::unchecked(sources, options, cache).site
}

/// The path in the site of an address, with or without the address of the site or the name of a folder before it.
fn output_path(site: &Site, asked: &str) -> Option<String> {
    let portal = &site.portal;
    let path = asked.strip_prefix(&portal.base_url).or_else(|| asked.strip_prefix(&portal.base_path)).unwrap_or(asked);
    let path = path.split(['#', '?']).next().unwrap_or_default().trim_start_matches('/');
    let tries = [path.to_owned(), format!("{}/index.html", path.trim_end_matches('/'))];
    let in_folder = path.split_once('/').map(|(_, rest)| rest.to_owned()).filter(|rest| !rest.is_empty());
    let home = path.is_empty().then(|| "index.html".to_owned());
    home.into_iter().chain(tries).chain(in_folder).find(|path| site.find(path).is_some())
}

fn made_of(sources: &Sources, options: &Options, cache: &mut Cache, site: &Site, path: String) -> MadeOf {
    let found = site.find(&path);
    let own = found.as_ref().and_then(|output| site.own_source(output)).map(ToString::to_string);
    let template = found.as_ref().map_or_else(String::new, |output| site.template(output));
    let key = |site: &Site| site.find(&path).and_then(|output| site.key(&output).ok());
    // An equal key means an equal file, and another key a file that is probably another.
    let bytes = |site: &Site| site.find(&path).and_then(|output| made(site, &output));
    let (whole_key, whole) = (key(site), bytes(site));
    let contents = sources.below("content/").count();
    let reached = (contents > MANY).then(|| reached(site, found.as_ref()));
    // What is drawn or styled follows from the theme; what a page shows is asked of content and data.
    let is_of_theme = matches!(found, Some(Output::Theme(_) | Output::Cover(_)));
    let may_count = |source: &str| match is_of_theme {
        true => source == "data/portaal.yaml" || source.starts_with("themes/") && source.contains("/assets/"),
        false => !source.starts_with("themes/"),
    };
    let mut skipped = 0;
    let mut without = sources.clone();
    let candidates: Vec<SourcePath> = sources
        .iter()
        .map(|source| source.path.clone())
        .filter(|source| may_count(source) && Some(&**source) != own.as_deref())
        .filter(|source| {
            let looked_at =
                !source.starts_with("content/") || reached.as_ref().is_none_or(|reached| reached.contains(source));
            skipped += usize::from(!looked_at);
            looked_at
        })
        .collect();
    let mut needed = Vec::new();
    for source in candidates {
        let Some(taken) = without.remove(&source) else { continue };
        // Without a file that everything leans on there is no site at all.
        let kept =
            self::site(&without, options, cache).is_some_and(|site| key(&site) == whole_key || bytes(&site) == whole);
        if !kept {
            needed.push(source.to_string());
        }
        without.insert(taken);
    }
    MadeOf { output: path, own, template, sources: needed, skipped }
}

/// The files of the pages that a file of the site leads to.
fn reached(site: &Site, output: Option<&Output>) -> Vec<SourcePath> {
    let mut bytes = Vec::new();
    if output.is_none_or(|output| site.make(output, &mut bytes).is_err()) {
        return Vec::new();
    }
    let html = String::from_utf8_lossy(&bytes);
    let base = &site.portal.base_path;
    let leads = |text: &str| {
        let address = text.split(['"', '#', '?']).next()?.strip_prefix(base.as_str())?;
        let page = site.portal.addresses.get(&format!("/{address}"))?;
        site.portal.pages[page].text.as_ref().map(|text| text.path.clone())
    };
    let mut paths: Vec<SourcePath> = html.split("href=\"").skip(1).filter_map(leads).collect();
    paths.order();
    paths.dedup();
    paths
}

fn shows(sources: &Sources, options: &Options, cache: &mut Cache, whole: &Site, source: &str) -> Shows {
    let before = whole.outputs();
    let mut without = sources.clone();
    without.remove(source);
    let rest = site(&without, options, cache);
    let after = order::map(rest.iter().flat_map(|site| site.outputs()));
    let is_same = |output: &Output, rest: &Site, other: &Output| {
        whole.key(output).ok() == rest.key(other).ok() || made(whole, output) == made(rest, other)
    };
    let states: Vec<Option<bool>> =
        before.par_iter().map(|(path, output)| Some(is_same(output, rest.as_deref()?, after.get(path)?))).collect();
    let with = |state: Option<bool>| {
        let paths = before.iter().zip(&states).filter(|(_, found)| **found == state);
        paths.map(|((path, _), _)| path.clone()).collect()
    };
    Shows { source: source.to_owned(), gone: with(None), other: with(Some(false)), all: before.len() }
}

/// The hash of the bytes of a file of a site; none when it cannot be made.
fn made(site: &Site, output: &Output) -> Option<Hash> {
    let mut bytes = Vec::new();
    site.make(output, &mut bytes).ok()?;
    Some(hash::bytes(&bytes))
}
