//! A page that moved leaves its old address behind: whoever kept that address must still find it.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::hash::{self, Hash};
use crate::model::portal::Portal;
use crate::model::route::Route;
use crate::order;
use crate::source::{Place, SourcePath, Sources};

/// Reports each page that has the bytes of a file of the last build that is gone, and does not know its old address. `earlier`
/// are the files of that build with the hashes of their bytes.
pub fn check(portal: &Portal, sources: &Sources, earlier: &[(String, Hash)]) -> Vec<Diagnostic> {
    let known = order::map(earlier.iter().map(|(path, hash)| (path.as_str(), *hash)));
    let is_page = |path: &str| path.starts_with("content/") && path.ends_with(".md");
    let gone = known.iter().filter(|(path, _)| is_page(path) && sources.get(path).is_none());
    let gone = order::map(gone.map(|(path, hash)| (*hash, *path)));
    if gone.is_empty() {
        return Vec::new();
    }
    let fresh = sources.below("content/").filter(|source| is_page(&source.path) && !known.contains_key(&*source.path));
    fresh
        .filter_map(|source| moved(portal, &source.path, gone.get(&hash::bytes(&sources.bytes(source).ok()?))?))
        .collect()
}

fn moved(portal: &Portal, path: &SourcePath, old: &str) -> Option<Diagnostic> {
    let stem = old.strip_prefix("content/")?.strip_suffix(".md")?;
    let stem = stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")).unwrap_or(stem);
    let address = Route::page(&[stem]);
    let taken = portal.addresses.get(address.as_str()).is_some() || portal.redirects.contains_key(&address);
    let problem = Diagnostic::new(&catalogue::MOVED_PAGE, Place::file(path.clone()));
    (!taken).then(|| problem.with("oud", address.as_str()).with("bestand", old))
}
