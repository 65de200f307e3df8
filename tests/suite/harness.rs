//! A small site in memory: the starter portal with some files changed.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use ketenportaal::config::Options;
use ketenportaal::diagnostic::Diagnostic;
use ketenportaal::diagnostic::Language;
use ketenportaal::pipeline::{self, Cache};
use ketenportaal::render::{Outputs, Site};
use ketenportaal::source::{Source, Sources};
use ketenportaal::{report, starter};

use crate::portal::SITE;

/// A site with all its files made.
#[derive(Debug, PartialEq)]
pub struct Built {
    pub outputs: Option<Outputs>,
    pub diagnostics: Vec<Diagnostic>,
    pub pages: usize,
}

/// Builds and makes every file.
pub fn build(sources: &Sources, options: &Options, cache: &mut Cache) -> Built {
    let mut build = pipeline::build(sources, options, cache);
    let outputs = pipeline::outputs(&mut build);
    Built { outputs, diagnostics: build.diagnostics, pages: build.pages }
}

/// Every file of this repository's portal, as text; made once for all tests.
pub fn portal() -> &'static BTreeMap<String, String> {
    static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| texts(&SITE));
    &TEXTS
}

/// Every file of a site, as text.
pub fn texts(outputs: &Outputs) -> BTreeMap<String, String> {
    outputs.iter().map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

/// Builds sites that are nearly the same after each other, as the preview does: what is as it was is not read again, and only the
/// files that are asked for are made. That it gives what a fresh build gives, `incremental` proves.
#[derive(Default)]
pub struct Preview(Cache);

impl Preview {
    /// The problems of a site, and the files at `paths` as text; none when an error keeps the site from being published.
    pub fn show(&mut self, site: &TestSite, paths: &[&str]) -> (Vec<Diagnostic>, Option<Vec<String>>) {
        let built = pipeline::build(&site.sources, &site.options, &mut self.0);
        let shown = built.site.map(|site| paths.iter().map(|path| made(&site, path)).collect());
        (built.diagnostics, shown)
    }
}

/// One file of a site, as text.
fn made(site: &Site, path: &str) -> String {
    let output = site.find(path).unwrap_or_else(|| panic!("no {path}"));
    let mut bytes = Vec::new();
    site.make(&output, &mut bytes).unwrap_or_else(|problem| panic!("{path}: {problem:?}"));
    String::from_utf8(bytes).expect("UTF-8")
}

/// A site that can be changed and built.
pub struct TestSite {
    pub sources: Sources,
    pub options: Options,
}

impl TestSite {
    /// The starter portal as it is.
    pub fn starter() -> Self {
        let files = starter::files().map(|(path, bytes)| Source::new(path, bytes));
        Self { sources: Sources::new(files), options: Options::on(date(2009, 12, 1)) }
    }

    /// Adds or replaces a file.
    pub fn file(mut self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Adds or replaces a file.
    pub fn write(&mut self, path: &str, text: impl AsRef<[u8]>) {
        self.sources.insert(Source::new(path, text.as_ref()));
    }

    /// Replaces text in a file; it must be there.
    pub fn replace(mut self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replacen(from, to, 1));
        self
    }

    /// Takes a file out.
    pub fn without(mut self, path: &str) -> Self {
        assert!(self.sources.remove(path).is_some(), "{path} is not there");
        self
    }

    /// The text of a source file.
    pub fn text(&self, path: &str) -> String {
        let source = self.sources.get(path).unwrap_or_else(|| panic!("no file {path}"));
        String::from_utf8(self.sources.bytes(source).expect("in memory").to_vec()).expect("UTF-8")
    }

    /// Builds from nothing.
    pub fn build(&self) -> Built {
        build(&self.sources, &self.options, &mut Cache::default())
    }

    /// Everything that `check` says.
    pub fn all_diagnostics(&self) -> Vec<Diagnostic> {
        let mut build = pipeline::build(&self.sources, &self.options, &mut Cache::default());
        pipeline::outputs(&mut build);
        pipeline::review(&mut build, &self.sources);
        build.diagnostics
    }

    /// Builds and makes one file of the site; the build must succeed.
    pub fn html(&self, path: &str) -> String {
        let (_, shown) = Preview::default().show(self, &[path]);
        shown.unwrap_or_else(|| panic!("{}", self.report())).remove(0)
    }

    /// Builds and gives the report in Dutch.
    pub fn report(&self) -> String {
        report::text(&self.build().diagnostics, &self.sources, Language::Dutch, false)
    }
}

/// Output bytes as text.
pub fn text_of(bytes: &Arc<[u8]>) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The part of a page in `<main>`, without what belongs to the theme around it.
pub fn main_of(html: &str) -> &str {
    let start = html.find("<main").expect("a main");
    let end = html.find("</main>").expect("its end");
    &html[start..end]
}

/// The text of HTML without its tags.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let text = text
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the table with this id: the row's `data-id`, and the text of its cells without the first (its name).
pub fn table(html: &str, id: &str) -> Vec<(String, Vec<String>)> {
    let start = html.find(&format!("<table id=\"_{id}\"")).unwrap_or_else(|| panic!("no table {id}"));
    let table = &html[start..start + html[start..].find("</table>").expect("its end")];
    table
        .split("<tr")
        .skip(1)
        .filter_map(|row| {
            let key = row.split_once("data-id=\"")?.1.split_once('"')?.0.to_owned();
            let cells = row
                .split("<td")
                .skip(1)
                .map(|cell| plain(&format!("<td{}", cell.split("</td>").next().unwrap_or_default())));
            Some((key, cells.collect()))
        })
        .collect()
}
