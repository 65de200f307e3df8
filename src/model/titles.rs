//! The portal after an edit of names only: the title or the description of a practice, or the headings of any page. Nothing that the
//! portal is made of refers to these, so the portal of the build before is copied and given the new names, in place of looking up every
//! reference of every page again.
//!
//! Whatever else is other, however little, gives nothing here, and the portal is made from all files. A test compares both ways.

use std::sync::Arc;

use super::{Before, Written, links, places};
use crate::model::id::Id;
use crate::model::portal::{Page, Portal, Praktijk, Subject};
use crate::parse;
use crate::parse::headings::Headings;
use crate::source::{SourcePath, without_places};

/// A page as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Edit<'a> {
    /// Its file.
    pub path: &'a SourcePath,
    /// What other pages see of it.
    pub page: &'a Arc<parse::Page>,
}

/// The portal before with these edits, which are all that changed in any file; what was wrong in it still is. None when an edit
/// is of more than names.
pub fn with(before: Before, edits: &[Edit]) -> Option<Portal> {
    let Before { portal: old, .. } = before;
    let mut edited: Vec<(Id<Page>, &Arc<parse::Page>)> = Vec::new();
    for Edit { path, page } in edits {
        let id = old.addresses.get(&page.address)?;
        // Of two files with one address the other may be the page.
        let known = &old.pages[id].text.as_ref().filter(|text| text.path == **path)?.page;
        if known.hash != page.hash {
            if before.tells_of(|told| told == *path) || !differs_in_names(known, page, old.pages[id].subject) {
                return None;
            }
            edited.push((id, page));
        }
    }
    let mut portal = old.clone();
    let mut moved: Vec<Id<Praktijk>> = Vec::new();
    for &(id, page) in &edited {
        let Page { title, description, subject, text, .. } = portal.pages.get_mut(id);
        let known = &mut text.as_mut()?.page;
        if let Subject::Praktijk(praktijk) = *subject {
            title.clone_from(&page.front.common.title.value);
            description.clone_from(&page.front.common.description);
            if known.sort_key != page.sort_key {
                moved.push(praktijk);
            }
        }
        known.clone_from(page);
    }
    if !moved.iter().all(|&praktijk| stays_in_place(&portal, praktijk)) {
        return None;
    }
    list_by_title(&mut portal, &moved);
    portal.links_hash = links::hash(&portal);
    Some(portal)
}

/// Whether two states of a page differ in nothing but names that are only shown.
fn differs_in_names(before: &parse::Page, after: &parse::Page, subject: Subject) -> bool {
    let (old, new) = (&before.front.common, &after.front.common);
    let same_names = old.title.value == new.title.value && old.description == new.description;
    // The title of a theme is part of other titles, and other lists have an order of their own. The A–Z has a page per first letter.
    let may_differ = matches!(subject, Subject::Praktijk(_))
        && places::initial(&old.title.value) == places::initial(&new.title.value);
    (same_names || may_differ) && rest(before) == rest(after)
}

/// All that a page says beside its names, wherever it stands in the file.
fn rest(page: &parse::Page) -> Option<Vec<u8>> {
    let mut page = page.clone();
    page.front.common.title.value = "".into();
    page.front.common.description = "".into();
    page.sort_key = "".into();
    page.headings = Headings::default();
    (page.hash, page.anchors_hash) = (0, 0);
    without_places(|| postcard::to_allocvec(&page).ok())
}

/// Whether a practice with another title stands where it stood, and no other order would be right as well.
fn stays_in_place(portal: &Portal, praktijk: Id<Praktijk>) -> bool {
    let text = |id: Id<Praktijk>| portal.pages[portal.praktijken[id].page].text.as_ref();
    let key = |id: Id<Praktijk>| text(id).map(|text| Written::of(text).newest_first());
    let own = key(praktijk);
    let after = praktijk.after().filter(|after| after.index() < portal.praktijken.len());
    praktijk.before().is_none_or(|before| key(before) < own) && after.is_none_or(|after| own < key(after))
}

/// Puts practices at their new place in the list by title.
fn list_by_title(portal: &mut Portal, moved: &[Id<Praktijk>]) {
    let mut list = std::mem::take(&mut portal.by_title);
    list.retain(|id| !moved.contains(id));
    for &praktijk in moved {
        let own = portal.title_order(praktijk);
        list.insert(list.partition_point(|&other| portal.title_order(other) < own), praktijk);
    }
    portal.by_title = list;
}
