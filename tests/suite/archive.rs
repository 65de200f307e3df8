//! `archive`: the WARC file holds every file of the site, byte for byte, and is the same each time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::harness::TestSite;

fn run(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ketenportaal"));
    command.arg("--root").arg(root).args(arguments).output().expect("the program starts")
}

fn portal() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    assert!(run(folder.path(), &["init", &folder.path().to_string_lossy()]).status.success());
    folder
}

/// Head and content of every record.
fn records(mut bytes: &[u8]) -> Vec<(BTreeMap<String, String>, Vec<u8>)> {
    let mut records = Vec::new();
    while !bytes.is_empty() {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").expect("an empty line");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head in UTF-8");
        let mut lines = head.split("\r\n");
        assert_eq!(lines.next(), Some("WARC/1.1"));
        let fields: BTreeMap<String, String> = lines
            .map(|line| line.split_once(": ").expect("a field"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let length: usize = fields["Content-Length"].parse().expect("a length");
        let (content, rest) = bytes[end + 4..].split_at(length);
        records.push((fields, content.to_vec()));
        bytes = rest.strip_prefix(b"\r\n\r\n").expect("two line ends");
    }
    records
}

#[test]
fn the_archive_is_the_site() {
    let folder = portal();
    let (first, second) = (folder.path().join("a.warc"), folder.path().join("b.warc"));
    for out in [&first, &second] {
        let made = run(folder.path(), &["archive", "--as-of", "2009-12-01", "--out", &out.to_string_lossy()]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let bytes = fs::read(&first).expect("an archive");
    assert!(bytes == fs::read(&second).expect("an archive"), "two archives of one site differ");

    let mut records = records(&bytes).into_iter();
    let (info, _) = records.next().expect("a record");
    assert_eq!(info["WARC-Type"], "warcinfo");
    let mut ids = vec![info["WARC-Record-ID"].clone()];
    let mut archived = BTreeMap::new();
    for (fields, content) in records {
        assert_eq!((&*fields["WARC-Type"], &*fields["WARC-Date"]), ("resource", "2009-12-01T00:00:00Z"));
        assert_eq!(fields["WARC-Warcinfo-ID"], ids[0]);
        ids.push(fields["WARC-Record-ID"].clone());
        archived.insert(fields["WARC-Target-URI"].clone(), content);
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "two records have one name");

    let outputs = TestSite::starter().build().outputs.expect("it builds");
    let mut expected = BTreeMap::new();
    for (path, content) in outputs.iter().filter(|(path, _)| !path.starts_with('_')) {
        expected.insert(
            format!("https://portaal.example/{}", path.strip_suffix("index.html").unwrap_or(path)),
            content.to_vec(),
        );
    }
    assert!(archived.keys().eq(expected.keys()), "{:?}", archived.keys());
    assert!(archived == expected);
}

#[test]
fn a_portal_with_errors_is_not_archived() {
    let folder = portal();
    let out = folder.path().join("a.warc");
    fs::write(&out, "van eerder").expect("written");
    fs::write(folder.path().join("content/over/fout.md"), "---\ntitle: [\n---\n").expect("written");
    let refused = run(folder.path(), &["archive", "--out", &out.to_string_lossy()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("Het archief is niet geschreven."));
    assert_eq!(fs::read_to_string(&out).expect("still there"), "van eerder");
}
