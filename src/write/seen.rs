//! What search keeps of pages from one build to the next: in `.ketenportaal/`, by the key of the page.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::hash::{self, Hash};
use crate::render::search::{Packed, Store};

/// The first bytes of the file; another form has other bytes.
const MAGIC: &[u8; 16] = b"ketenportaal g2\n";

/// Reads what [`write()`] left; nothing when it is anything else.
pub fn read(path: &Path) -> Store {
    let bytes = fs::read(path).unwrap_or_default();
    Store::new(decode(&bytes).unwrap_or_default())
}

fn decode(bytes: &[u8]) -> Option<HashMap<Hash, Packed>> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (mut rest, sum) = rest.split_at_checked(rest.len().checked_sub(16)?)?;
    if sum != hash::bytes(rest).to_le_bytes() {
        return None;
    }
    let mut known = HashMap::new();
    while !rest.is_empty() {
        let (key, after) = rest.split_first_chunk::<16>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let (seen, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        known.insert(u128::from_le_bytes(*key), Packed::from_bytes(seen));
        rest = after;
    }
    Some(known)
}

/// Writes what was seen of each page.
///
/// # Errors
/// When the disk refuses.
pub fn write<'a>(path: &Path, all: impl Iterator<Item = &'a (Hash, Packed)>) -> io::Result<()> {
    let beside = path.with_extension("gezien-nieuw");
    let mut file = BufWriter::with_capacity(1 << 18, fs::File::create(&beside)?);
    let mut sum = hash::Hasher::new();
    file.write_all(MAGIC)?;
    for (key, seen) in all {
        let seen = seen.bytes();
        for bytes in [&key.to_le_bytes()[..], &(seen.len() as u32).to_le_bytes(), seen] {
            sum.raw(bytes);
            file.write_all(bytes)?;
        }
    }
    file.write_all(&sum.finish().to_le_bytes())?;
    file.into_inner()?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_comes_back_or_counts_as_absent() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.gezien");
        let all = [(1, Packed::from_bytes(b"een")), (2, Packed::from_bytes(b""))];
        write(&path, all.iter()).expect("written");
        let store = read(&path);
        assert_eq!((store.get(1), store.get(2), store.get(3)), (Some(all[0].1.clone()), Some(all[1].1.clone()), None));
        let bytes = fs::read(&path).expect("bytes");
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(decode(&damaged).is_none() && decode(&bytes[..at]).is_none(), "byte {at}");
        }
    }
}
