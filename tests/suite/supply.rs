//! What the program is made of: known crates from one place, each for a reason, and nothing that runs or fetches while building.
//! Licences and double versions are checked by `cargo deny` in `tests/run`, with `deny.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The lines of one table of `Cargo.toml`.
fn table<'a>(manifest: &'a str, name: &str) -> Vec<&'a str> {
    let start = manifest.find(&format!("\n[{name}]\n")).unwrap_or_else(|| panic!("no [{name}]")) + 1;
    manifest[start..]
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.contains('='))
        .collect()
}

fn names(lines: &[&str]) -> BTreeSet<String> {
    lines.iter().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_dependency_has_its_reason_in_the_readme() {
    let (manifest, readme) = (text("Cargo.toml"), text("README.md"));
    let section = readme.split("\n## Dependencies and why\n").nth(1).expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut explained = BTreeSet::new();
    let rows =
        section.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert!(cells.get(2).is_some_and(|reason| !reason.is_empty()), "no reason: {row}");
        // `tera 2` names the version beside the crate.
        explained.extend(cells[1].split(", ").map(|name| name.split(' ').next().unwrap_or_default().to_owned()));
    }
    let used = names(&table(&manifest, "dependencies"));
    assert_eq!(used.difference(&explained).collect::<Vec<_>>(), Vec::<&String>::new(), "without a reason");
    assert_eq!(explained.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "no longer used");
    for name in names(&table(&manifest, "dev-dependencies")).difference(&used) {
        assert!(section.contains(name), "no reason for {name}, which the tests use");
    }
}

#[test]
fn every_crate_is_pinned_and_comes_from_crates_io() {
    let lock = text("Cargo.lock");
    let packages: Vec<&str> = lock.split("[[package]]").skip(1).collect();
    assert!(packages.len() > 50 && packages.len() < 200, "{} crates", packages.len());
    for package in packages {
        let field = |name: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(&format!("{name} = ")));
            line.map(|value| value.trim_matches('"'))
        };
        if field("name") == Some("ketenportaal") {
            continue;
        }
        assert_eq!(field("source"), Some("registry+https://github.com/rust-lang/crates.io-index"), "{package}");
        assert!(field("checksum").is_some_and(|sum| sum.len() == 64), "{package}");
    }
}

#[test]
fn nothing_of_ours_runs_while_building() {
    let manifest = text("Cargo.toml");
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs").exists());
    for word in ["\nbuild =", "[build-dependencies]", "[patch", "proc-macro"] {
        assert!(!manifest.contains(word), "{word}");
    }
    assert!(table(&manifest, "lints.rust").contains(&"unsafe_code = \"forbid\""));
    assert!(names(&table(&manifest, "dependencies")).len() > 20, "the table is read");
}
