//! What a link of an editor leads to.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::diagnostic::{Candidates, Diagnostic, catalogue};
use crate::hash::{Hash, Hasher};
use crate::model::id::Id;
use crate::model::outside;
use crate::model::portal::{Page, PageKind, Portal};
use crate::model::route::Route;
use crate::parse::document::{Link, LinkForm};
use crate::parse::picture::is_picture;
use crate::parse::slug;
use crate::source::{Place, SourcePath};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the portal, or the part of it with this anchor.
    Page(Route, Option<Box<str>>),
    /// A file that is published as it is.
    Asset(Route),
    /// An address outside the portal, as it is in the link.
    External,
    /// Nothing; that was reported.
    Broken,
}

/// What is needed to resolve links: made once, used for every page.
pub struct Resolver<'a> {
    portal: &'a Portal,
    /// Pages by the last part of their address: made when the first short link is met.
    by_name: OnceLock<HashMap<&'a str, Vec<Id<Page>>>>,
    /// The names of all pages, and the last parts of those that a short link may mean: made when the first link leads nowhere.
    candidates: OnceLock<[Candidates<'a>; 2]>,
}

impl<'a> Resolver<'a> {
    /// A resolver over all pages of a portal.
    pub fn new(portal: &'a Portal) -> Self {
        Self { portal, by_name: OnceLock::new(), candidates: OnceLock::new() }
    }

    fn by_name(&self) -> &HashMap<&'a str, Vec<Id<Page>>> {
        self.by_name.get_or_init(|| {
            let pages = &self.portal.pages;
            let mut by_name: HashMap<&str, Vec<Id<Page>>> = HashMap::new();
            for id in pages.ids().filter(|&id| pages[id].linkable) {
                by_name.entry(pages[id].route.last_part()).or_default().push(id);
            }
            by_name
        })
    }

    fn candidates(&self) -> &[Candidates<'a>; 2] {
        self.candidates.get_or_init(|| {
            // The home page has no name.
            let named = || self.portal.pages.iter().filter(|page| !page.route.name().is_empty());
            let last = named().filter(|page| page.linkable).map(|page| page.route.last_part());
            [Candidates::new(named().map(|page| page.route.name())), Candidates::new(last)]
        })
    }

    /// What `link` of the page in file `path` leads to; what it does not is reported. `page` is none when the fields of that file
    /// are wrong: then there is no such page.
    pub fn resolve(
        &self,
        link: &Link,
        path: &SourcePath,
        page: Option<Id<Page>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let place = Place { path: path.clone(), span: link.span };
        let target = link.target.trim();
        if target.is_empty() {
            diagnostics.push(Diagnostic::new(&catalogue::NO_TARGET, place));
            return Target::Broken;
        }
        let mut target = target;
        if link.form == LinkForm::Inline {
            if let Some(meant) = outside::meant(target) {
                let problem = Diagnostic::new(&catalogue::BAD_ADDRESS, place).with("adres", target);
                diagnostics.push(problem.with("voorstel", meant));
                return Target::Broken;
            }
            // A page of the portal itself, by its whole address.
            target = self.own_address(target).unwrap_or(target);
        }
        if link.form != LinkForm::Wiki
            && let Some(scheme) = scheme(target)
        {
            if outside::is_own_computer(target) {
                diagnostics.push(self.on_own_computer(target, place));
                return Target::Broken;
            }
            if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") && link.form != LinkForm::Image {
                return Target::External;
            }
            let is_remote = matches!(scheme.as_str(), "http" | "https");
            let problem = if is_remote { &catalogue::REMOTE_PICTURE } else { &catalogue::UNSAFE_LINK };
            diagnostics.push(Diagnostic::new(problem, place).with("schema", scheme));
            return Target::Broken;
        }
        let (name, anchor) = target.split_once('#').map_or((target, None), |(name, anchor)| (name, Some(anchor)));
        let found = match link.form {
            _ if name.is_empty() => page.map_or(Lead::Unreadable, Lead::Page),
            LinkForm::Wiki => self.by_short_name(name),
            LinkForm::Inline | LinkForm::Image => self.by_path(name, path),
        };
        let is_shown = match &found {
            Lead::Asset(route) => is_picture(route.as_str()),
            Lead::Page(_) => false,
            _ => true,
        };
        if link.form == LinkForm::Image && !is_shown {
            diagnostics.push(Diagnostic::new(&catalogue::NOT_A_PICTURE, place));
            return Target::Broken;
        }
        match found {
            Lead::Page(page) => self.with_anchor(page, anchor, place, diagnostics),
            Lead::Asset(route) => Target::Asset(route),
            Lead::Unreadable => Target::Broken,
            Lead::Several(pages) => {
                let mut names: Vec<&str> = pages.iter().map(|&id| self.portal.pages[id].route.name()).collect();
                names.sort_unstable();
                diagnostics.push(
                    Diagnostic::new(&catalogue::AMBIGUOUS_LINK, place)
                        .with("doel", name)
                        .with("pagina", names.join(", "))
                        .with("voorstel", names[0]),
                );
                Target::Broken
            }
            // Only now: a file may have such a name.
            Lead::Nothing if link.form != LinkForm::Image && outside::is_site(name) => {
                let problem = Diagnostic::new(&catalogue::BAD_ADDRESS, place).with("adres", name);
                diagnostics.push(problem.with("voorstel", format!("https://{name}")));
                Target::Broken
            }
            // What another program calls a page.
            Lead::Nothing if link.form != LinkForm::Image && name.ends_with(".html") => {
                diagnostics.push(self.broken(name.trim_end_matches(".html"), link.form, place));
                Target::Broken
            }
            Lead::Nothing if link.form == LinkForm::Image || looks_like_asset(name) => {
                let names = self.portal.assets.values().filter_map(|path| path.strip_prefix("content/"));
                diagnostics
                    .push(Diagnostic::new(&catalogue::MISSING_IMAGE, place).with("doel", name).suggest(name, names));
                Target::Broken
            }
            Lead::Nothing => {
                diagnostics.push(self.broken(name, link.form, place));
                Target::Broken
            }
        }
    }

    /// The part of an address behind that of the site, with its slash.
    fn own_file<'t>(&self, target: &'t str) -> Option<&'t str> {
        let path = target.strip_prefix(self.portal.settings.base_url.value.trim_end_matches('/'))?;
        (path.starts_with('/') && !path.contains('?')).then_some(path)
    }

    /// The same, when that is the address of a page: a file that the portal makes (a feed, open data) is no page, and stays an address.
    fn own_address<'t>(&self, target: &'t str) -> Option<&'t str> {
        let path = self.own_file(target)?;
        let name = path.split('#').next().unwrap_or_default();
        (!looks_like_asset(name)).then_some(path)
    }

    /// The problem with an address that only works on the computer of the editor: most often it is copied from the preview.
    fn on_own_computer(&self, target: &str, place: Place) -> Diagnostic {
        let mut problem = Diagnostic::new(&catalogue::OWN_COMPUTER, place).with("adres", target);
        let path = target.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        let path = path.split(['#', '?']).next().unwrap_or_default().trim_matches('/');
        let page = self.at(path).map(|page| self.portal.pages[page].route.name());
        problem.suggestion = page.filter(|name| !name.is_empty()).map(|name| format!("{name}.md").into());
        problem
    }

    fn broken(&self, name: &str, form: LinkForm, place: Place) -> Diagnostic {
        let bare = name.trim_matches('/').trim_end_matches(".md");
        let short = bare.rsplit('/').next().unwrap_or(bare);
        let is_meant = |route: &Route| {
            route.name() == bare || form == LinkForm::Wiki && bare == short && route.last_part() == bare
        };
        if let Some((_, path)) = self.portal.hidden.iter().find(|(route, _)| is_meant(route)) {
            return Diagnostic::new(&catalogue::DRAFT_LINK, place).with("doel", name).with("bestand", path.to_string());
        }
        let [whole, last] = self.candidates();
        let near = whole.nearest(bare).map(str::to_owned).or_else(|| {
            let name = last.nearest(short)?;
            let pages = &self.by_name()[name];
            // A short link stays one.
            let is_short = form == LinkForm::Wiki && bare == short && pages.len() == 1;
            Some(if is_short { name.to_owned() } else { self.portal.pages[pages[0]].route.name().to_owned() })
        });
        let mut diagnostic = Diagnostic::new(&catalogue::BROKEN_LINK, place).with("doel", name);
        diagnostic.suggestion =
            near.map(|near| if form == LinkForm::Wiki { near.into() } else { format!("{near}.md").into() });
        diagnostic
    }

    fn with_anchor(
        &self,
        page: Id<Page>,
        anchor: Option<&str>,
        place: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let route = &self.portal.pages[page].route;
        let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else { return Target::Page(route.clone(), None) };
        let known = self.anchors(page);
        if known.contains(&anchor) {
            return Target::Page(route.clone(), Some(anchor.into()));
        }
        let entry = if known.is_empty() { &catalogue::NO_ANCHORS } else { &catalogue::BROKEN_ANCHOR };
        diagnostics.push(
            Diagnostic::new(entry, place)
                // Not by its title: that may change while this message is kept.
                .with("pagina", route.as_str())
                .with("anker", anchor)
                .with("ankers", first_few(&known))
                .suggest(anchor, known.iter().copied()),
        );
        Target::Broken
    }

    /// The anchors of a page: terms of the glossary, documents, and the headings of its text.
    fn anchors(&self, page: Id<Page>) -> Vec<&'a str> {
        let portal = self.portal;
        let Page { kind, text, .. } = &portal.pages[page];
        let mut anchors: Vec<&str> = Vec::new();
        if *kind == PageKind::Begrippen {
            anchors.extend(portal.begrippen.iter().map(|begrip| begrip.id.value.as_str()));
        }
        if let Some(text) = text {
            if text.page.lists_sources {
                anchors.extend(portal.bronnen.iter().map(|bron| bron.id.value.as_str()));
            }
            anchors.extend(text.page.headings.iter().map(|heading| heading.id));
        }
        anchors
    }

    /// `werkstraat`, `themas/werkstraat`, `begrippen`: a full name wins over a last part.
    fn by_short_name(&self, name: &str) -> Lead {
        let name = name.trim().trim_matches('/').trim_end_matches(".md");
        if let Some(page) = self.at(name) {
            return Lead::Page(page);
        }
        match self.by_name().get(name).map(Vec::as_slice) {
            Some([page]) => Lead::Page(*page),
            Some(pages) => Lead::Several(pages.to_vec()),
            None => match self.moved(name) {
                Some(page) => Lead::Page(page),
                None if self.portal.broken.iter().any(|route| route.name() == name || route.last_part() == name) => {
                    Lead::Unreadable
                }
                None => Lead::Nothing,
            },
        }
    }

    /// The page that had this last part in an earlier address, when there is one such page.
    fn moved(&self, name: &str) -> Option<Id<Page>> {
        let mut pages =
            self.portal.redirects.iter().filter(|(route, _)| route.last_part() == name).map(|(_, page)| *page);
        let first = pages.next()?;
        pages.all(|page| page == first).then_some(first)
    }

    /// A path from `content/`, from the file's own folder, or an address with a slash before it.
    fn by_path(&self, name: &str, path: &SourcePath) -> Lead {
        let name = percent_decode(name);
        if let Some(found) = self.at_path(name.trim_start_matches("./").trim_start_matches('/')) {
            return found;
        }
        if name.starts_with('/') {
            return Lead::Nothing;
        }
        let folder = path.strip_prefix("content/").unwrap_or(path).rsplit_once('/').map_or("", |(folder, _)| folder);
        self.at_path(&join(folder, &name)).unwrap_or(Lead::Nothing)
    }

    /// The file that a link or a picture of the page in file `path` leads to, when it is one that is published as it is.
    pub fn asset(&self, target: &str, path: &SourcePath) -> Option<Route> {
        let target = target.trim();
        let target = self.own_file(target).unwrap_or(target);
        let name = target.split('#').next().filter(|name| !name.is_empty() && scheme(name).is_none())?;
        match self.by_path(name, path) {
            Lead::Asset(route) => Some(route),
            _ => None,
        }
    }

    /// The page or asset at a path from `content/`.
    fn at_path(&self, path: &str) -> Option<Lead> {
        if let Some(route) = self.asset_at(path) {
            return Some(Lead::Asset(route.clone()));
        }
        let stem = path.trim_end_matches('/').trim_end_matches(".md");
        let stem = stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")).unwrap_or(stem);
        let stem = if stem == "_index" { "" } else { stem };
        if let Some(page) = self.at(stem) {
            return Some(Lead::Page(page));
        }
        self.portal.broken.contains(Route::page(&[stem]).as_str()).then_some(Lead::Unreadable)
    }

    /// The file with this path, or with one that looks the same: a Mac writes `é` in the name of a file as two characters.
    fn asset_at(&self, path: &str) -> Option<&Route> {
        let route = Route::file(path);
        let assets = &self.portal.assets;
        let exact = assets.get_key_value(route.as_str()).map(|(route, _)| route);
        exact.or_else(|| {
            let is_marked = |text: &str| !text.is_ascii();
            let sought = is_marked(path).then(|| slug::taken_apart(route.as_str()))?;
            assets.keys().find(|route| is_marked(route.as_str()) && slug::taken_apart(route.as_str()) == sought)
        })
    }

    fn at(&self, name: &str) -> Option<Id<Page>> {
        let route = Route::page(&[name]);
        let moved =
            || self.portal.redirects.get(&route).or_else(|| self.portal.redirects.get(&Route::file(name))).copied();
        self.portal.addresses.get(route.as_str()).or_else(moved)
    }
}

enum Lead {
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
            .then(|| text.get(at + 1..at + 3).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit())))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The hash of all that decides where a link leads: addresses and anchors.
pub fn hash(portal: &Portal) -> Hash {
    let mut hasher = Hasher::new();
    hasher.text(&portal.settings.base_url.value);
    // The order of pages does not matter to a link, so that another title, and with it another order, changes nothing.
    let pages = portal.pages.iter().map(|page| {
        let anchors = page.text.as_ref().map_or(0, |text| text.page.anchors_hash);
        crate::hash::bytes(page.route.as_str().as_bytes()).rotate_left(u32::from(page.linkable))
            ^ anchors.rotate_left(7)
    });
    hasher.hash(pages.fold(0, Hash::wrapping_add));
    for (route, &page) in &portal.redirects {
        hasher.text(route.as_str()).text(portal.pages[page].route.as_str());
    }
    hasher.number(portal.hidden.len() as u64);
    portal.hidden.iter().for_each(|(route, path)| {
        hasher.text(route.as_str()).text(path);
    });
    hasher.number(portal.broken.len() as u64);
    portal.broken.iter().chain(portal.assets.keys()).for_each(|route| {
        hasher.text(route.as_str());
    });
    let terms = portal.begrippen.iter().map(|begrip| &begrip.id.value);
    for id in terms.chain(portal.bronnen.iter().map(|bron| &bron.id.value)) {
        hasher.text(id);
    }
    hasher.finish()
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
        assert_eq!(percent_decode("%+1%2"), "%+1%2");
    }
}
