//! Pictures of editors, with the smaller copies that are made of them.

use std::collections::BTreeMap;

use super::Seen;
use super::route::Route;
use crate::hash::Hash;
use crate::parse::File;
use crate::parse::picture::{self, Format};
use crate::parse::slug::slugify;
use crate::source::SourcePath;

/// A picture of an editor.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The file.
    pub path: SourcePath,
    /// Hash of its bytes.
    pub hash: Hash,
    /// What its header says.
    pub seen: picture::Picture,
}

impl Picture {
    /// The widths of its smaller copies with their paths in the site: names with the hash of the picture they are made of.
    pub fn copies(&self) -> impl Iterator<Item = (u32, String)> {
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        let stem = slugify(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
        let ending = if self.seen.format == Format::Png { "png" } else { "jpg" };
        let hash = format!("{:032x}", self.hash);
        self.seen.copy_widths().map(move |width| (width, format!("assets/{stem}-{width}.{}.{ending}", &hash[..10])))
    }
}

/// All pictures of editors, by address.
pub fn pictures(files: &[Seen]) -> BTreeMap<Route, Picture> {
    let picture = |file: &Seen| match file.value {
        File::Asset(Some(seen)) => {
            let route = Route::file(file.path.strip_prefix("content/")?);
            Some((route, Picture { path: file.path.clone(), hash: file.hash, seen: *seen }))
        }
        _ => None,
    };
    files.iter().filter_map(picture).collect()
}
