//! What the last build was made from, for who asks what moved since.

use std::fs;
use std::path::Path;

use super::guard;
use super::manifest::Manifest;
use crate::hash::{self, Hash};

/// The files that the last build to `out` of the portal at `root` was made from, with the hashes of their bytes. Empty when there
/// was no build, or its manifest cannot be read.
pub fn sources(root: &Path, out: &Path) -> Vec<(String, Hash)> {
    let (Ok(root), Ok(out)) = (&guard::resolved(root), guard::resolved(out)) else { return Vec::new() };
    let store = root.join(".ketenportaal").join(name_of(root, &out)).with_extension("manifest");
    let Ok(bytes) = fs::read(store) else { return Vec::new() };
    let Some(manifest) = Manifest::decode(&bytes) else { return Vec::new() };
    manifest.sources.iter().map(|entry| (entry.path.to_string(), entry.hash)).collect()
}

/// The name of the files about a site in `.ketenportaal/`. Of a site within the portal it stays the same when the portal is moved.
pub(super) fn name_of(root: &Path, out: &Path) -> String {
    let name = out.strip_prefix(root).unwrap_or(out);
    format!("{:032x}", hash::bytes(name.to_string_lossy().as_bytes()))[..12].to_owned()
}
