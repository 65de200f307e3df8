//! A file that no page links to is published all the same: it may be a draft in Word, or the photo of last year.

use std::collections::BTreeSet;

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::links::Resolver;
use crate::model::portal::Portal;
use crate::model::route::Route;
use crate::source::Place;

/// The files that the text of a page links to or shows.
pub fn used(reading: &Reading, resolver: &Resolver) -> Vec<Route> {
    let links = reading.prose.links.iter().map(|link| link.target.as_str());
    let pictures = reading.prose.images.iter().map(|image| image.target.as_str());
    links.chain(pictures).filter_map(|target| resolver.asset(target, reading.path)).collect()
}

/// Reports files in a folder of `content/` that are not among those `used`. One in `content/` itself is there for its address, as a
/// file by which the owner of a site is known.
pub fn check(portal: &Portal, used: &BTreeSet<Route>, diagnostics: &mut Vec<Diagnostic>) {
    let unused = portal.assets.iter().filter(|(route, _)| !used.contains(*route));
    let in_folder = unused.filter(|(_, path)| path.matches('/').count() > 1);
    diagnostics.extend(in_folder.map(|(route, path)| {
        Diagnostic::new(&catalogue::UNUSED_FILE, Place::file(path.clone())).with("adres", route.as_str())
    }));
}
