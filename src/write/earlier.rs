//! What the last build was made from, for who asks what moved since.

use std::fs;
use std::path::{Path, PathBuf};

use super::guard;
use super::manifest::Manifest;
use crate::hash::{self, Hash};

/// The files that the last build to `out` of the portal at `root` was made from, with the hashes of their bytes. Empty when there
/// was no build, or its manifest cannot be read.
pub fn sources(root: &Path, out: &Path) -> Vec<(String, Hash)> {
    let (Ok(root), Ok(out)) = (&guard::resolved(root), guard::resolved(out)) else { return Vec::new() };
    let Ok(bytes) = fs::read(store(&folder(root), root, &out).with_extension("manifest")) else { return Vec::new() };
    let Some(manifest) = Manifest::decode(&bytes) else { return Vec::new() };
    manifest.sources.iter().map(|entry| (entry.path.to_string(), entry.hash)).collect()
}

/// Where a portal keeps what a build leaves for the next, when nobody says otherwise.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join(".ketenportaal")
}

/// Where in that folder the files about a site are, without their ending. In the portal itself those of a site within it keep their name
/// when the portal is moved; another folder may be that of more portals.
pub(super) fn store(state: &Path, root: &Path, out: &Path) -> PathBuf {
    let is_own = state == folder(root);
    state.join(name_of(out.strip_prefix(root).ok().filter(|_| is_own).unwrap_or(out)))
}

/// The same as it was called by programs that did not think of a portal that is moved.
pub(super) fn former_store(state: &Path, out: &Path) -> PathBuf {
    state.join(name_of(out))
}

fn name_of(out: &Path) -> String {
    format!("{:032x}", hash::bytes(out.to_string_lossy().as_bytes()))[..12].to_owned()
}
