//! Whole sites on disk: `tests/cases/<name>/site/` in, `expected/` out. Missing and surplus files both fail.
//!
//! The hash in the name of an asset is left out of the comparison, so that a change of the stylesheet is no change of every case.
//! A case lists in `files` which outputs it is about; without that list it is about all. `INSTA_UPDATE=always` writes `expected/` anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use ketenportaal::config::Options;
use ketenportaal::diagnostic::Language;
use ketenportaal::pipeline::Cache;
use ketenportaal::{load, report, starter};

use crate::harness;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<PathBuf> =
        fs::read_dir(&folder).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    names.sort();
    assert!(!names.is_empty());
    for case in names.iter().filter(|path| path.is_dir()) {
        run(case);
    }
}

fn run(case: &Path) {
    let mut diagnostics = Vec::new();
    let mut sources = load::portal(&case.join("site"), &mut diagnostics);
    starter::complete(&mut sources);
    let build = harness::build(&sources, &Options::on(date(2009, 12, 1)), &mut Cache::default());
    diagnostics.extend(build.diagnostics);
    let mut found: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    found.insert("report.txt".to_owned(), report::text(&diagnostics, &sources, Language::Dutch, false).into_bytes());
    let wanted = fs::read_to_string(case.join("files")).ok();
    for (path, bytes) in build.outputs.unwrap_or_default() {
        if wanted.as_ref().is_none_or(|list| list.lines().any(|line| line == path)) {
            found.insert(path, without_asset_hashes(&bytes));
        }
    }
    let expected = case.join("expected");
    if std::env::var("INSTA_UPDATE").is_ok_and(|mode| mode == "always") {
        let _ = fs::remove_dir_all(&expected);
        for (path, bytes) in &found {
            let path = expected.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("written");
        }
        return;
    }
    let mut known = BTreeMap::new();
    read_all(&expected, &expected, &mut known);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&known), "files of {}", case.display());
    for (path, bytes) in found {
        let (is, was) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&known[&path]));
        assert!(is == was, "{}/{path} is other than expected:\n{is}", case.display());
    }
}

/// `assets/stijl.0123456789.css` → `assets/stijl.css`.
fn without_asset_hashes(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut parts = text.split("assets/");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("assets/");
        match part.split_once('.') {
            Some((name, rest))
                if rest.as_bytes().get(10) == Some(&b'.') && rest[..10].bytes().all(|b| b.is_ascii_hexdigit()) =>
            {
                out.push_str(name);
                out.push_str(&rest[10..]);
            }
            _ => out.push_str(part),
        }
    }
    out.into_bytes()
}

fn read_all(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("expected/ is there: make it with INSTA_UPDATE=always") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).expect("read"));
        }
    }
}
