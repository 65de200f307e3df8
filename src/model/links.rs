//! What a link of an editor leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::model::id::{Id, List};
use crate::model::portal::Page;
use crate::model::route::Route;
use crate::parse::document::{Link, LinkForm};
use crate::source::{Place, SourcePath};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the portal, or a part of it.
    Page {
        /// Address for the link.
        href: String,
        /// The page's title, for a link without a text.
        title: String,
    },
    /// A file that is published as it is.
    Asset(String),
    /// An address outside the portal.
    External(String),
    /// Nothing; that was reported.
    Broken,
}

/// What is needed to resolve links: built once, used for every page.
pub struct Resolver<'a> {
    pages: &'a List<Page>,
    by_route: &'a BTreeMap<Route, Id<Page>>,
    redirects: &'a BTreeMap<Route, Id<Page>>,
    assets: &'a BTreeMap<Route, SourcePath>,
    /// Pages that could not be read, which was reported.
    broken: &'a BTreeSet<Route>,
    /// Pages by the last part of their address.
    by_name: BTreeMap<&'a str, Vec<Id<Page>>>,
    /// Anchors that a page has besides its headings.
    anchors: BTreeMap<Id<Page>, Vec<String>>,
    base_path: &'a str,
}

impl<'a> Resolver<'a> {
    /// A resolver over all pages. `anchors` are those that are not headings of an editor's text.
    pub fn new(
        pages: &'a List<Page>,
        by_route: &'a BTreeMap<Route, Id<Page>>,
        redirects: &'a BTreeMap<Route, Id<Page>>,
        assets: &'a BTreeMap<Route, SourcePath>,
        broken: &'a BTreeSet<Route>,
        anchors: BTreeMap<Id<Page>, Vec<String>>,
        base_path: &'a str,
    ) -> Self {
        let mut by_name: BTreeMap<&str, Vec<Id<Page>>> = BTreeMap::new();
        for id in pages.ids().filter(|&id| pages[id].linkable) {
            let name = pages[id].route.name();
            by_name.entry(name.rsplit('/').next().unwrap_or(name)).or_default().push(id);
        }
        Self { pages, by_route, redirects, assets, broken, by_name, anchors, base_path }
    }

    /// What `link` of the page in file `path` leads to; what it does not is reported.
    pub fn resolve(&self, link: &Link, path: &SourcePath, page: Id<Page>, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let place = Place { path: path.clone(), span: link.span };
        let target = link.target.trim();
        if target.is_empty() {
            diagnostics.push(Diagnostic::new(&catalogue::NO_TARGET, place));
            return Target::Broken;
        }
        if link.form != LinkForm::Wiki
            && let Some(scheme) = scheme(target)
        {
            if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") && link.form != LinkForm::Image {
                return Target::External(target.to_owned());
            }
            diagnostics.push(Diagnostic::new(&catalogue::UNSAFE_LINK, place).with("schema", scheme));
            return Target::Broken;
        }
        let (name, anchor) = target.split_once('#').map_or((target, None), |(name, anchor)| (name, Some(anchor)));
        let found = match link.form {
            _ if name.is_empty() => Found::Page(page),
            LinkForm::Wiki => self.by_short_name(name),
            LinkForm::Inline | LinkForm::Image => self.by_path(name, path),
        };
        match found {
            Found::Page(page) => self.with_anchor(page, anchor, place, diagnostics),
            Found::Asset(route) => Target::Asset(route.href(self.base_path)),
            Found::Unreadable => Target::Broken,
            Found::Several(pages) => {
                let names: Vec<&str> = pages.iter().map(|&id| self.pages[id].route.name()).collect();
                diagnostics.push(
                    Diagnostic::new(&catalogue::AMBIGUOUS_LINK, place)
                        .with("doel", name)
                        .with("pagina", names.join(", "))
                        .with("voorstel", names[0]),
                );
                Target::Broken
            }
            Found::Nothing if link.form == LinkForm::Image || looks_like_asset(name) => {
                let names = self.assets.values().filter_map(|path| path.strip_prefix("content/"));
                diagnostics
                    .push(Diagnostic::new(&catalogue::MISSING_IMAGE, place).with("doel", name).suggest(name, names));
                Target::Broken
            }
            Found::Nothing => {
                diagnostics.push(self.broken(name, link.form, place));
                Target::Broken
            }
        }
    }

    fn broken(&self, name: &str, form: LinkForm, place: Place) -> Diagnostic {
        let bare = name.trim_matches('/').trim_end_matches(".md");
        let names: Vec<&str> = self.by_route.keys().map(Route::name).filter(|name| !name.is_empty()).collect();
        let short = bare.rsplit('/').next().unwrap_or(bare);
        let near = nearest(bare, names.iter().copied()).map(str::to_owned).or_else(|| {
            let name = nearest(short, self.by_name.keys().copied())?;
            Some(self.pages[self.by_name[name][0]].route.name().to_owned())
        });
        let mut diagnostic = Diagnostic::new(&catalogue::BROKEN_LINK, place).with("doel", name);
        diagnostic.suggestion = near.map(|near| if form == LinkForm::Wiki { near } else { format!("{near}.md") });
        diagnostic
    }

    fn with_anchor(
        &self,
        page: Id<Page>,
        anchor: Option<&str>,
        place: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let Page { route, title, text, .. } = &self.pages[page];
        let mut href = route.href(self.base_path);
        if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
            let mut known: Vec<&str> = self.anchors.get(&page).into_iter().flatten().map(String::as_str).collect();
            if let Some(text) = text {
                known.extend(text.page().document.headings.iter().map(|heading| heading.id.as_str()));
            }
            if !known.contains(&anchor) {
                let shown = if known.is_empty() { "geen".to_owned() } else { first_few(&known) };
                diagnostics.push(
                    Diagnostic::new(&catalogue::BROKEN_ANCHOR, place)
                        .with("pagina", title)
                        .with("anker", anchor)
                        .with("ankers", shown)
                        .suggest(anchor, known.iter().copied()),
                );
                return Target::Broken;
            }
            href.push('#');
            href.push_str(anchor);
        }
        Target::Page { href, title: title.clone() }
    }

    /// `werkstraat`, `themas/werkstraat`, `begrippen`: a full name wins over a last part.
    fn by_short_name(&self, name: &str) -> Found {
        let name = name.trim().trim_matches('/').trim_end_matches(".md");
        if let Some(page) = self.at(name) {
            return Found::Page(page);
        }
        match self.by_name.get(name).map(Vec::as_slice) {
            Some([page]) => Found::Page(*page),
            Some(pages) => Found::Several(pages.to_vec()),
            None if self
                .broken
                .iter()
                .any(|route| route.name() == name || route.name().rsplit('/').next() == Some(name)) =>
            {
                Found::Unreadable
            }
            None => Found::Nothing,
        }
    }

    /// A path from `content/`, from the file's own folder, or an address with a slash before it.
    fn by_path(&self, name: &str, path: &SourcePath) -> Found {
        let name = percent_decode(name);
        let folder = path.strip_prefix("content/").unwrap_or(path).rsplit_once('/').map_or("", |(folder, _)| folder);
        let candidates = if name.starts_with('/') {
            vec![name.trim_start_matches('/').to_owned()]
        } else {
            vec![name.trim_start_matches("./").to_owned(), join(folder, &name)]
        };
        for candidate in candidates {
            if let Some(route) = self.asset(&candidate) {
                return Found::Asset(route);
            }
            let stem = candidate.trim_end_matches('/').trim_end_matches(".md");
            let stem = stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")).unwrap_or(stem);
            let stem = if stem == "_index" { "" } else { stem };
            if let Some(page) = self.at(stem) {
                return Found::Page(page);
            }
            if self.broken.contains(&Route::page(&[stem])) {
                return Found::Unreadable;
            }
        }
        Found::Nothing
    }

    fn at(&self, name: &str) -> Option<Id<Page>> {
        let route = Route::page(&[name]);
        self.by_route.get(&route).or_else(|| self.redirects.get(&route)).copied()
    }

    fn asset(&self, name: &str) -> Option<Route> {
        let route = Route::file(name);
        self.assets.contains_key(&route).then_some(route)
    }
}

enum Found {
    Page(Id<Page>),
    Asset(Route),
    Several(Vec<Id<Page>>),
    Unreadable,
    Nothing,
}

fn first_few(names: &[&str]) -> String {
    let mut text = names.iter().take(8).map(|name| format!("#{name}")).collect::<Vec<_>>().join(", ");
    if names.len() > 8 {
        text.push_str(", …");
    }
    text
}

/// `https` of `https://…`; none when the target is not an address with a scheme.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let clean: String = scheme.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let valid = clean.starts_with(|c: char| c.is_ascii_alphabetic())
        && clean.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| clean.to_ascii_lowercase())
}

fn looks_like_asset(name: &str) -> bool {
    name.rsplit('/').next().and_then(|file| file.rsplit_once('.')).is_some_and(|(_, ending)| ending != "md")
}

/// Joins a folder with a relative path; `..` goes up but never out of `content/`.
fn join(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_tricks() {
        assert_eq!(scheme("https://x.nl").as_deref(), Some("https"));
        assert_eq!(scheme("java\tscript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme("JavaScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme("themas/werkstraat.md"), None);
        assert_eq!(scheme("#kop: naam"), None);
    }

    #[test]
    fn relative_paths_stay_inside() {
        assert_eq!(join("themas", "../praktijken/x.md"), "praktijken/x.md");
        assert_eq!(join("themas", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(percent_decode("een%20b%C3%A9"), "een bé");
        assert_eq!(percent_decode("100%"), "100%");
    }
}
