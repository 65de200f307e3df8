//! The program as it is run: exit codes, files on disk, and what it refuses.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn run(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ketenportaal"))
        .arg("--root")
        .arg(root)
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with the starter portal, made by `init`.
fn portal() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let made = run(folder.path(), &["init", &folder.path().to_string_lossy()]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    folder
}

fn public(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("public")
}

fn build(folder: &TempDir) -> Output {
    run(folder.path(), &["build", "--out", &public(folder).to_string_lossy()])
}

#[test]
fn init_and_build_make_a_site_and_a_second_build_writes_nothing() {
    let folder = portal();
    let first = build(&folder);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert!(public(&folder).join("themas/samen-werken/index.html").is_file());
    let second = build(&folder);
    assert!(out(&second).contains(" 0 geschreven"), "{}", out(&second));
    // A removed page leaves no file behind; a file of someone else stays.
    fs::write(public(&folder).join("van-mij.txt"), "x").expect("written");
    fs::remove_file(folder.path().join("content/over/portaal.md")).expect("removed");
    let third = build(&folder);
    assert_eq!(third.status.code(), Some(0), "{}", err(&third));
    assert!(!public(&folder).join("over/portaal").exists());
    assert!(public(&folder).join("van-mij.txt").is_file());
}

#[test]
fn a_failed_build_leaves_the_last_good_one_untouched() {
    let folder = portal();
    build(&folder);
    let page = public(&folder).join("themas/samen-werken/index.html");
    let before = fs::read(&page).expect("a page");
    let theme = folder.path().join("content/themas/samen-werken.md");
    let text = fs::read_to_string(&theme).expect("a theme");
    for wrong in [
        text.replace("title: ", "title: a: "),
        text.replacen("---", "", 1),
        String::new(),
        text.replace("Begin", "<b>Begin"),
    ] {
        fs::write(&theme, wrong).expect("written");
        let failed = build(&folder);
        assert_eq!(failed.status.code(), Some(1));
        assert!(err(&failed).contains("content/themas/samen-werken.md:"), "{}", err(&failed));
        assert!(err(&failed).contains("De vorige versie is niet veranderd"), "{}", err(&failed));
        assert_eq!(fs::read(&page).expect("still there"), before);
    }
}

#[test]
fn what_servers_are_told_is_printed() {
    let folder = portal();
    for (server, start) in [("nginx", "location \"/\" {"), ("caddy", "header /* {"), ("netlify", "/*\n")] {
        let told = run(folder.path(), &["headers", server]);
        assert_eq!(told.status.code(), Some(0), "{}", err(&told));
        assert!(out(&told).contains(start), "{}", out(&told));
    }
    assert!(!public(&folder).exists());
    let refused = run(folder.path(), &["headers", "apache"]);
    assert_eq!(refused.status.code(), Some(2));
    fs::write(folder.path().join("content/themas/samen-werken.md"), "geen kop").expect("written");
    assert_eq!(run(folder.path(), &["headers", "nginx"]).status.code(), Some(1));
}

#[test]
fn packed_copies_come_and_go_with_the_option() {
    let folder = portal();
    let target = public(&folder).to_string_lossy().into_owned();
    let with = ["build", "--compress", "--verify", "--out", &target];
    let packed = run(folder.path(), &with);
    assert_eq!(packed.status.code(), Some(0), "{}", err(&packed));
    let copy = public(&folder).join("index.html.gz");
    let bytes = fs::read(&copy).expect("a copy");
    // A copy that somebody changed or removed is made again, and nothing else.
    fs::write(&copy, "veranderd").expect("written");
    fs::remove_file(public(&folder).join("themas/index.html.gz")).expect("removed");
    let again = run(folder.path(), &with);
    assert!(out(&again).contains(": 2 geschreven"), "{}", out(&again));
    assert_eq!(fs::read(&copy).expect("a copy"), bytes);
    // A text changes its page and the copy of that; and search, with its copies.
    let before = contents(&public(&folder));
    let theme = folder.path().join("content/themas/samen-werken.md");
    let text = fs::read_to_string(&theme).expect("a theme");
    fs::write(&theme, text.replace("Begin klein.", "Begin groot.")).expect("written");
    let changed = run(folder.path(), &with);
    assert_eq!(changed.status.code(), Some(0), "{}", err(&changed));
    let after = contents(&public(&folder));
    let differs = |path: &&PathBuf| before.get(*path) != after.get(*path);
    let pages: Vec<&PathBuf> = after.keys().filter(differs).filter(|path| !path.starts_with("zoeken")).collect();
    assert_eq!(pages, [Path::new("themas/samen-werken/index.html"), Path::new("themas/samen-werken/index.html.gz")]);
    // Without the option the copies go, and a copy that somebody made stays.
    fs::write(public(&folder).join("van-mij.txt.gz"), "x").expect("written");
    let plain = build(&folder);
    assert_eq!(plain.status.code(), Some(0), "{}", err(&plain));
    assert!(!copy.exists() && public(&folder).join("van-mij.txt.gz").is_file());
    let left = walk(&public(&folder)).into_iter().filter(|path| path.ends_with(".gz")).count();
    assert_eq!(left, 1);
}

/// The paths of all files below a folder.
fn walk(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let below = |path: std::path::PathBuf| {
        if path.is_dir() { walk(&path) } else { vec![path.to_string_lossy().into_owned()] }
    };
    entries.flat_map(below).collect()
}

#[test]
fn check_finds_problems_and_writes_nothing() {
    let folder = portal();
    let fine = run(folder.path(), &["check"]);
    assert_eq!(fine.status.code(), Some(0), "{}", err(&fine));
    assert!(!public(&folder).exists());
    fs::write(folder.path().join("content/themas/samen-werken.md"), "geen kop").expect("written");
    let problems = run(folder.path(), &["--format", "json", "check"]);
    assert_eq!(problems.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&problems.stdout).expect("JSON");
    let first = &json["diagnostics"][0];
    assert_eq!((first["code"].as_str(), first["line"].as_u64()), (Some("KP101"), Some(1)));
    let english = run(folder.path(), &["--lang", "en", "check"]);
    assert!(err(&english).contains("The front matter"), "{}", err(&english));
}

/// Flags of a page of each kind that leave nothing to ask.
const NEW: &[(&str, &[&str])] = &[
    ("thema", &[]),
    (
        "praktijk",
        &[
            "themas=samen-werken",
            "doelgroepen=werkzoekenden,werkgevers",
            "regio=voorbeeldregio",
            "status=idee",
            "bewijs=beschreven",
            "contact.rol=Adviseur",
            "contact.organisatie=Werkplein \"Zuid\"",
        ],
    ),
    ("bericht", &[]),
    ("bijeenkomst", &["start=2009-12-20 09:30", "place=Voorbeeldstad"]),
    ("rapportage", &["periode=2009-t1"]),
    ("pagina", &["owner=Beheer"]),
];

fn new(folder: &TempDir, kind: &str, title: &str, fields: &[&str]) -> Output {
    let mut arguments = vec!["new", kind, title];
    fields.iter().for_each(|field| arguments.extend(["--veld", field]));
    run(folder.path(), &arguments)
}

#[test]
fn new_writes_a_page_that_is_in_order() {
    let folder = portal();
    for (kind, fields) in NEW {
        let title = format!("Nieuw \"{kind}\": één");
        let about = format!("description=Dit gaat over een {kind} die hier nieuw is.");
        let fields: Vec<&str> = fields.iter().copied().chain([about.as_str()]).collect();
        let made = new(&folder, kind, &title, &fields);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        let again = new(&folder, kind, &title, &fields);
        assert_eq!(again.status.code(), Some(2), "an existing page is left alone");
    }
    let written = fs::read_to_string(folder.path().join("content/praktijken/nieuw-praktijk-een.md")).expect("a page");
    insta::assert_snapshot!("new_praktijk", written.replace(&today(&folder), "VANDAAG"));
    // What is left is advice: in each place where the editor has to write, and nowhere else.
    let check = run(folder.path(), &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", err(&check));
    let drafts = run(folder.path(), &["--format", "json", "check", "--drafts"]);
    let found: serde_json::Value = serde_json::from_slice(&drafts.stdout).expect("JSON");
    let found = found["diagnostics"].as_array().expect("a list");
    let codes: Vec<&str> = found.iter().filter_map(|problem| problem["code"].as_str()).collect();
    assert_eq!(codes, ["KP823"; 5 + 6], "{found:?}");
    assert_eq!(drafts.status.code(), Some(0));
}

/// The day that a new page carries: that of the portal.
fn today(folder: &TempDir) -> String {
    let page = fs::read_to_string(folder.path().join("content/themas/nieuw-thema-een.md")).expect("a page");
    page.lines().find_map(|line| line.strip_prefix("date: ")).expect("a day").to_owned()
}

#[test]
fn new_without_a_terminal_asks_nothing_and_says_what_is_missing() {
    let folder = portal();
    let missing = new(&folder, "praktijk", "Zo kan het", &["status=lopend"]);
    assert_eq!(missing.status.code(), Some(2));
    insta::assert_snapshot!("new_missing", err(&missing));
    assert!(!folder.path().join("content/praktijken/zo-kan-het.md").exists());
    for (fields, said) in [
        (["status=loopend"], "Bedoelde je 'lopend'?"),
        (["themas=samen-werken,samen-werkn"], "Bedoelde je 'samen-werken'?"),
        (["contact.roll=x"], "Bedoelde je 'contact.rol'?"),
        (["contact=x"], "heeft geen gegeven 'contact'"),
        (["review_before=1 mei"], "Schrijf bijvoorbeeld: 2010-11-15"),
        (["weight=veel"], "past niet bij 'weight'"),
        (["owner="], "hoort een waarde"),
        (["status"], "geen gegeven met een waarde"),
        (["title=…"], "kan geen adres worden gemaakt"),
    ] {
        let wrong = new(&folder, "praktijk", "Zo kan het", &fields);
        assert_eq!(wrong.status.code(), Some(2), "{fields:?}");
        assert!(err(&wrong).contains(said), "{fields:?}: {}", err(&wrong));
    }
    let wrong = run(folder.path(), &["new", "praktyk"]);
    assert!(err(&wrong).contains("Bedoelde je 'praktijk'?"), "{}", err(&wrong));
    let untitled = run(folder.path(), &["new", "pagina"]);
    assert!(err(&untitled).contains("--veld title="), "{}", err(&untitled));
}

#[test]
fn folders_in_which_writing_could_do_harm_are_refused() {
    let folder = portal();
    let strange = TempDir::new().expect("a folder");
    fs::write(strange.path().join("dagboek.txt"), "x").expect("written");
    let root = folder.path().to_string_lossy().into_owned();
    let inside = folder.path().join("content/site").to_string_lossy().into_owned();
    for target in [root.as_str(), &inside, &strange.path().to_string_lossy(), "/"] {
        let refused = run(folder.path(), &["build", "--out", target]);
        assert_eq!(refused.status.code(), Some(2), "{target}: {}", err(&refused));
        assert!(err(&refused).contains("--out"), "{}", err(&refused));
    }
    assert_eq!(fs::read_dir(strange.path()).expect("a folder").count(), 1);
}

#[test]
fn what_cannot_run_says_so() {
    let empty = TempDir::new().expect("a folder");
    let no_portal = run(empty.path(), &["build"]);
    assert_eq!(no_portal.status.code(), Some(2));
    assert!(err(&no_portal).contains("ketenportaal init"), "{}", err(&no_portal));
    assert_eq!(run(empty.path(), &["bouw"]).status.code(), Some(2));
    let folder = portal();
    let full = run(folder.path(), &["init", &folder.path().to_string_lossy()]);
    assert_eq!(full.status.code(), Some(2), "a folder that is not empty");
    assert_eq!(run(folder.path(), &["build", "--base-url", "geen adres"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["build", "--as-of", "2009-13-01"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_circles_and_out_of_the_portal_are_not_followed() {
    let folder = portal();
    let outside = TempDir::new().expect("a folder");
    fs::write(outside.path().join("geheim.md"), "---\ntitle: Geheim\ndescription: Geheim.\n---\n").expect("written");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("content/over/buiten")).expect("a link");
    std::os::unix::fs::symlink(folder.path().join("content/over"), folder.path().join("content/over/kring"))
        .expect("a link");
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(err(&built).contains("KP003"), "{}", err(&built));
    assert!(!public(&folder).join("over/buiten").exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = portal();
    let path = folder.path().join("content/over/portaal.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
    if fs::read(&path).is_ok() {
        // Root may read everything: a file that is a dead link cannot be read by anyone.
        fs::remove_file(&path).expect("removed");
        std::os::unix::fs::symlink(folder.path().join("content/weg.md"), &path).expect("a link");
        let built = build(&folder);
        assert_eq!(built.status.code(), Some(0), "a dead link is no file: {}", err(&built));
        return;
    }
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(1));
    assert!(err(&built).contains("KP001") && err(&built).contains("content/over/portaal.md"), "{}", err(&built));
}

/// Every file of a folder with its bytes, by its path below that folder.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let below = |path: &str| Path::new(path).strip_prefix(folder).map(Path::to_owned).expect("a file in the folder");
    walk(folder).iter().map(|path| (below(path), fs::read(path).expect("a file"))).collect()
}
