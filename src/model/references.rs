//! Names in front matter and data → the items they mean; earlier addresses → pages.

use std::collections::{BTreeMap, HashMap};

use super::Builder;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::Quick;
use crate::model::id::Id;
use crate::model::landkaart::Mijlpaal;
use crate::model::places;
use crate::model::portal::{Doelgroep, Thema};
use crate::model::route::Route;
use crate::source::{Located, Place, SourcePath};

pub(super) const THEMAS: &str = "de map content/themas";
pub(super) const MIJLPALEN: &str = "data/landkaart/model.yaml";
pub(super) const DOELGROEPEN: &str = "data/doelgroepen.yaml";
pub(super) const WERKPLEINEN: &str = "data/werkpleinen.csv";
pub(super) const REGIOS: &str = "data/regios.csv";

/// The names of items, each with what it stands for. Every page asks for several.
pub(super) struct Known<T> {
    items: HashMap<String, T, Quick>,
    /// The names of those whose page is not on the site, and its file.
    hidden: Vec<(String, SourcePath)>,
}

impl<T: Copy> Known<T> {
    fn get(&self, name: &str) -> Option<T> {
        self.items.get(name).copied()
    }

    /// The names in order.
    #[allow(clippy::iter_over_hash_type, reason = "they are put in order at once")]
    fn sorted(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.items.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }
}

impl<T> FromIterator<(String, T)> for Known<T> {
    /// Of equal names the last one stays.
    fn from_iter<I: IntoIterator<Item = (String, T)>>(names: I) -> Self {
        Self { items: names.into_iter().collect(), hidden: Vec::new() }
    }
}

impl Builder<'_, '_> {
    /// Earlier addresses: none may be that of a page, of another alias, or outside the site.
    pub(super) fn resolve_aliases(&mut self) {
        let mut claimed: BTreeMap<Route, Place> = BTreeMap::new();
        for id in self.portal.pages.ids() {
            let aliases = match &self.portal.pages[id].text {
                Some(text) => text.common().aliases.clone(),
                None => continue,
            };
            for alias in aliases {
                let Some(route) = alias_route(&alias.value) else {
                    let diagnostic = Diagnostic::new(&catalogue::BAD_ALIAS, alias.place).with("adres", alias.value);
                    self.diagnostics.push(diagnostic);
                    continue;
                };
                let other = match self.portal.addresses.get(route.as_str()) {
                    Some(page) => Some(Place::file(self.origins[page.index()].clone())),
                    None => claimed.get(&route).cloned(),
                };
                match other {
                    Some(other) => self.diagnostics.push(
                        Diagnostic::new(&catalogue::DUPLICATE_ADDRESS, alias.place)
                            .with("adres", route.as_str())
                            .with("ander", other.path.to_string())
                            .related(other),
                    ),
                    None => {
                        claimed.insert(route.clone(), alias.place);
                        self.portal.redirects.insert(route, id);
                    }
                }
            }
        }
    }

    pub(super) fn mijlpaal_names(&self) -> Known<Id<Mijlpaal>> {
        let landkaart = self.portal.landkaart.iter();
        landkaart
            .flat_map(|landkaart| landkaart.mijlpalen.ids().map(|id| (landkaart.mijlpalen[id].id.clone(), id)))
            .collect()
    }

    pub(super) fn doelgroep_names(&self) -> Known<Id<Doelgroep>> {
        self.portal.doelgroepen.ids().map(|id| (self.portal.doelgroepen[id].id.clone(), id)).collect()
    }

    /// Themes by name; one whose page could not be read has a name but no item.
    pub(super) fn thema_names(&self) -> Known<Option<Id<Thema>>> {
        let broken = self.input.broken.iter().filter_map(|route| route.name().strip_prefix("themas/"));
        let themas = self.portal.themas.ids().map(|id| (self.portal.themas[id].id.clone(), Some(id)));
        let mut known: Known<_> = broken.map(|name| (name.to_owned(), None)).chain(themas).collect();
        let hidden = self.portal.hidden.iter();
        let themas = hidden.filter_map(|(route, path)| Some((route.name().strip_prefix("themas/")?, path)));
        known.hidden.extend(themas.map(|(name, path)| (name.to_owned(), path.clone())));
        known
    }

    pub(super) fn werkplein_names(&self) -> Known<Id<places::Werkplein>> {
        self.portal.werkpleinen.ids().map(|id| (self.portal.werkpleinen[id].id.clone(), id)).collect()
    }

    pub(super) fn regio_names(&self) -> Known<Id<places::Regio>> {
        self.portal.regios.ids().map(|id| (self.portal.regios[id].id.clone(), id)).collect()
    }
}

/// The address that an earlier address of a page stands for; none when it is no address of this site.
pub fn alias_route(alias: &str) -> Option<Route> {
    let inner = alias.strip_prefix('/')?;
    // Other programs make `/oud.html`, and the page of a folder is a file too.
    let is_file = [".html", ".htm"].iter().any(|ending| inner.ends_with(ending));
    let inner = if is_file { inner.strip_suffix("index.html").unwrap_or(inner) } else { inner.strip_suffix('/')? };
    let is_file = is_file && !(inner.is_empty() || inner.ends_with('/'));
    let inner = inner.trim_end_matches('/');
    let valid = !inner.is_empty()
        && inner.split('/').all(|part| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.chars().all(|c| c.is_alphanumeric() || "-_.~".contains(c))
        });
    valid.then(|| if is_file { Route::file(inner) } else { Route::page(&[inner]) })
}

/// The item a reference names; an unknown name is reported.
pub(super) fn reference<T: Copy>(
    name: &Located<String>,
    names: &Known<T>,
    word: &str,
    place: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let found = names.get(&name.value);
    if found.is_none()
        && let Some((_, path)) = names.hidden.iter().find(|(hidden, _)| *hidden == name.value)
    {
        diagnostics.push(
            Diagnostic::new(&catalogue::DRAFT_REFERENCE, name.place.clone())
                .with("naam", &name.value)
                .with("bestand", path.to_string()),
        );
    } else if found.is_none() {
        diagnostics.push(
            Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, name.place.clone())
                .with("soort", word)
                .with("naam", &name.value)
                .with("waar", place)
                .suggest(&name.value, names.sorted()),
        );
    }
    found
}

/// The items that references name, each once, in the order of the references.
pub(super) fn references<T: Copy + PartialEq>(
    list: &[Located<String>],
    names: &Known<T>,
    word: &str,
    place: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let mut found = Vec::with_capacity(list.len());
    for name in list {
        if let Some(item) = reference(name, names, word, place, diagnostics)
            && !found.contains(&item)
        {
            found.push(item);
        }
    }
    found
}
