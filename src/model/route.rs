//! Addresses within the site.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// An address within the site: `/`, `/themas/werkstraat/`, or a file such as `/404.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// The address of the page whose parts are these; an empty part adds nothing.
    pub fn page(parts: &[&str]) -> Self {
        let mut route = String::with_capacity(1 + parts.iter().map(|part| part.len() + 1).sum::<usize>());
        route.push('/');
        for part in parts.iter().filter(|part| !part.is_empty()) {
            route.push_str(part);
            route.push('/');
        }
        Self(route.into())
    }

    /// The address of a page of an editor, as its file gives it.
    pub fn of(address: &Arc<str>) -> Self {
        Self(address.clone())
    }

    /// The address of a file, given without its first slash.
    pub fn file(path: &str) -> Self {
        Self(format!("/{path}").into())
    }

    /// The address as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address for a link to the page whose parts are these: as [`Route::page`] and [`Route::href`], made in one go. A page
    /// has two dozen of these.
    pub fn link(base: &str, parts: &[&str]) -> String {
        let mut link = String::with_capacity(base.len() + parts.iter().map(|part| part.len() + 1).sum::<usize>());
        link.push_str(base);
        for part in parts.iter().filter(|part| !part.is_empty()) {
            link.push_str(part);
            link.push('/');
        }
        link
    }

    /// The address for a link, in a site that is published below `base` (`/` or `/map/`).
    pub fn href(&self, base: &str) -> String {
        [base, &self.0[1..]].concat()
    }

    /// The file that holds the page.
    pub fn output(&self) -> String {
        let path = &self.0[1..];
        if path.is_empty() || path.ends_with('/') { [path, "index.html"].concat() } else { path.to_owned() }
    }

    /// The address without the slashes around it: how editors name a page.
    pub fn name(&self) -> &str {
        let name = &self.0[1..];
        name.strip_suffix('/').unwrap_or(name)
    }

    /// The last part of that name: how a short link names a page.
    pub fn last_part(&self) -> &str {
        self.name().rsplit('/').next().unwrap_or_default()
    }
}

impl Borrow<str> for Route {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}
