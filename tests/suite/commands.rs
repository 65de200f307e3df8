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
fn a_build_tells_a_program_what_became_of_the_site() {
    let folder = with_page("date: 2009-12-09\n");
    let told = |expected: i32| -> serde_json::Value {
        let built = run(folder.path(), &["--format", "json", "build", "--as-of", "2009-12-01"]);
        assert_eq!(built.status.code(), Some(expected), "{}", err(&built));
        serde_json::from_slice(&built.stdout).expect("one object")
    };
    let first = told(0);
    assert!(first["site"]["written"].as_u64() > Some(50) && first["site"]["pages"].as_u64() > Some(10), "{first}");
    assert_eq!(first["site"]["next_change"], "2009-12-09");
    let again = told(0);
    assert_eq!((&again["site"]["written"], &again["site"]["pages"]), (&0.into(), &first["site"]["pages"]));
    assert_eq!(again["site"]["next_files"], first["site"]["next_files"]);
    fs::write(folder.path().join("content/over/leeg.md"), "").expect("written");
    assert_eq!(told(1)["site"], serde_json::Value::Null);
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
fn a_portal_in_which_nothing_may_be_written_is_built_with_what_is_kept_elsewhere() {
    let folder = portal();
    // In the way of the folder, as root may write anywhere.
    let own = folder.path().join(".ketenportaal");
    fs::remove_dir_all(&own).unwrap_or_default();
    fs::write(&own, "").expect("written");
    let refused = build(&folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("--state"), "{}", err(&refused));
    let extra = folder.path().join("content/over/extra.md");
    fs::write(&extra, "---\ntitle: Extra\ndescription: Een pagina.\n---\n\nTekst.\n").expect("written");
    let elsewhere = TempDir::new().expect("a folder");
    let (site, state) = (elsewhere.path().join("site"), elsewhere.path().join("state"));
    let build = |state: &Path| {
        run(folder.path(), &["build", "--out", &site.to_string_lossy(), "--state", &state.to_string_lossy()])
    };
    for inside in [site.join("state"), folder.path().join("content/state")] {
        let refused = build(&inside);
        assert_eq!(refused.status.code(), Some(2));
        assert!(err(&refused).contains("het zou op de site staan"), "{}", err(&refused));
        assert!(!inside.exists());
    }
    assert_eq!(build(&state).status.code(), Some(0));
    let again = build(&state);
    assert!(out(&again).contains("0 geschreven"), "{}{}", out(&again), err(&again));
    assert!(site.join("over/extra").exists());
    fs::remove_file(extra).expect("removed");
    assert_eq!(build(&state).status.code(), Some(0));
    assert!(!site.join("over/extra").exists(), "what is kept tells what may go");
    assert_eq!(fs::read(&own).expect("still there"), b"");
}

#[test]
fn two_portals_that_keep_what_they_know_in_one_folder_keep_apart() {
    let (one, other) = (portal(), portal());
    let state = TempDir::new().expect("a folder");
    let build = |folder: &TempDir| {
        let (out, state) = (public(folder), state.path());
        run(folder.path(), &["build", "--out", &out.to_string_lossy(), "--state", &state.to_string_lossy()])
    };
    assert_eq!(build(&one).status.code(), Some(0));
    fs::create_dir(public(&other)).expect("a folder");
    fs::write(public(&other).join("robots.txt"), "van mij").expect("written");
    assert_eq!(build(&other).status.code(), Some(2), "the folder is that of somebody else");
    assert_eq!(fs::read(public(&other).join("robots.txt")).expect("still there"), b"van mij");
}

#[test]
fn a_list_of_files_that_is_damaged_removes_nothing_of_others_and_leaves_nothing_of_ours() {
    let extra = |folder: &TempDir| {
        let path = folder.path().join("content/over/extra.md");
        fs::write(&path, "---\ntitle: Extra\ndescription: Een pagina.\n---\n\nTekst.\n").expect("written");
        assert_eq!(build(folder).status.code(), Some(0));
        path
    };
    let list = |folder: &TempDir| {
        let store = folder.path().join(".ketenportaal");
        walk(&store).into_iter().find(|path| path.ends_with(".lijst")).map(|path| store.join(path)).expect("a list")
    };
    for damage in [
        |text: String| text.replace("over/extra/", "over/extro/"),
        |text: String| text[..text.len() - 7].to_owned(),
        |_: String| String::new(),
    ] {
        let folder = portal();
        let page = extra(&folder);
        let path = list(&folder);
        fs::write(&path, damage(fs::read_to_string(&path).expect("a list"))).expect("written");
        let own = public(&folder).join("over/extro/index.html");
        fs::create_dir_all(own.parent().expect("a folder")).expect("a folder");
        fs::write(&own, "van mij").expect("written");
        fs::remove_file(page).expect("removed");
        let built = build(&folder);
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        assert!(!public(&folder).join("over/extra").exists());
        assert_eq!(fs::read(&own).expect("still there"), b"van mij");
    }
}

#[test]
fn a_folder_in_the_place_of_a_page_that_goes_stays() {
    let folder = portal();
    let page = folder.path().join("content/over/extra.md");
    fs::write(&page, "---\ntitle: Extra\ndescription: Een pagina.\n---\n\nTekst.\n").expect("written");
    assert_eq!(build(&folder).status.code(), Some(0));
    let place = public(&folder).join("over/extra/index.html");
    fs::remove_file(&place).expect("removed");
    fs::create_dir(&place).expect("a folder");
    fs::write(place.join("eigen.txt"), "van mij").expect("written");
    fs::remove_file(page).expect("removed");
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert_eq!(fs::read(place.join("eigen.txt")).expect("still there"), b"van mij");
}

#[test]
fn what_servers_are_told_is_printed() {
    let folder = portal();
    for (server, start) in
        [("nginx", "location \"/\" {"), ("caddy", "header /* {"), ("apache", "DirectoryIndex"), ("netlify", "/*\n")]
    {
        let told = run(folder.path(), &["headers", server]);
        assert_eq!(told.status.code(), Some(0), "{}", err(&told));
        assert!(out(&told).contains(start), "{}", out(&told));
    }
    assert!(!public(&folder).exists());
    let refused = run(folder.path(), &["headers", "iis"]);
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
    // The figures of the starter grow old by themselves.
    let of_page = |problem: &&serde_json::Value| problem["file"].as_str().is_some_and(|file| file.ends_with(".md"));
    let found: Vec<_> = found["diagnostics"].as_array().expect("a list").iter().filter(of_page).collect();
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
        (["title=…"], "is geen adres te maken"),
    ] {
        let wrong = new(&folder, "praktijk", "Zo kan het", &fields);
        assert_eq!(wrong.status.code(), Some(2), "{fields:?}");
        assert!(err(&wrong).contains(said), "{fields:?}: {}", err(&wrong));
    }
    let wrong = run(folder.path(), &["new", "praktyk"]);
    assert!(err(&wrong).contains("Bedoelde je 'praktijk'?"), "{}", err(&wrong));
    // What one answer makes necessary is asked for too.
    let stopped = new(&folder, "praktijk", "Zo kan het", &["status=gestopt", "regio=voorbeeldregio"]);
    assert!(err(&stopped).contains("--veld gestopt_omdat="), "{}", err(&stopped));
    assert!(!err(&stopped).contains("werkplein="), "{}", err(&stopped));
    // A page that is there is named before anything else is missing.
    let double = new(&folder, "praktijk", "Een vast gezicht", &[]);
    assert!(err(&double).contains("content/praktijken/een-vast-gezicht.md bestaat al"), "{}", err(&double));
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
    for link in ["content/over/buiten", "content/over/kring"] {
        assert_eq!(err(&built).matches(&format!("{link}:1:1")).count(), 1, "{}", err(&built));
    }
    assert_eq!(err(&built).matches("KP003").count(), 2, "{}", err(&built));
    assert!(!public(&folder).join("over/buiten").exists());
}

#[test]
fn a_link_publishes_nothing_that_is_hidden_or_in_no_folder_of_the_portal() {
    let folder = portal();
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    fs::write(folder.path().join(".git/config"), "geheim").expect("written");
    fs::write(folder.path().join("sleutel.txt"), "geheim").expect("written");
    for (name, target) in [("a.txt", ".git/config"), ("b", ".git"), ("c.txt", "sleutel.txt")] {
        let link = folder.path().join("content/over").join(name);
        std::os::unix::fs::symlink(folder.path().join(target), link).expect("a link");
    }
    // Within the folders of the portal a link is as good as the file.
    fs::write(folder.path().join("content/over/lijst.txt"), "lijst").expect("written");
    std::os::unix::fs::symlink("lijst.txt", folder.path().join("content/over/d.txt")).expect("a link");
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert_eq!(err(&built).matches("KP003").count(), 3, "{}", err(&built));
    let published: Vec<String> = walk(&public(&folder).join("over"));
    assert!(published.iter().any(|path| path.ends_with("d.txt")), "{published:?}");
    assert!(!published.iter().any(|path| path.ends_with("a.txt") || path.contains("/b/") || path.ends_with("c.txt")));
}

#[test]
fn files_that_programs_ask_a_site_for_are_published() {
    let folder = portal();
    fs::create_dir(folder.path().join("content/.well-known")).expect("a folder");
    fs::write(folder.path().join("content/.well-known/mta-sts.txt"), "version: STSv1").expect("written");
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(public(&folder).join(".well-known/mta-sts.txt").is_file());
}

#[test]
fn a_check_tells_what_becomes_an_error_on_a_day_that_is_planned() {
    let folder = portal();
    fs::create_dir_all(folder.path().join("content/nieuws")).expect("a folder");
    let write = |name: &str, head: &str, text: &str| {
        let page = format!(
            "---\ntitle: {name}\ndescription: Een bericht over {name}.\nowner: Redactie\n{head}\n---\n\n{text}\n"
        );
        fs::write(folder.path().join(format!("content/nieuws/{name}.md")), page).expect("written");
    };
    write("tijdelijk", "date: 2009-11-01\nexpires: 2009-12-15", "Tot half december.");
    write("vooruit", "date: 2009-11-02", "Lees [[tijdelijk]].");
    write("later", "date: 2009-12-10", "Lees [[bestaat-niet]].");
    let found = run(folder.path(), &["check", "--as-of", "2009-12-01"]);
    let told = err(&found);
    assert_eq!(told.matches("KP217").count(), 2, "{told}");
    assert!(told.contains("Op 10 december 2009") && told.contains("Op 15 december 2009"), "{told}");
    // What is told comes true.
    let built = run(folder.path(), &["build", "--as-of", "2009-12-10"]);
    assert!(err(&built).contains("KP202"), "{}", err(&built));
    let built = run(folder.path(), &["build", "--as-of", "2009-12-09"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
}

#[test]
fn an_owner_that_no_page_has_is_no_empty_list_of_work() {
    let folder = portal();
    let found = run(folder.path(), &["check", "--agenda", "werk.ics", "--eigenaar", "Redaktie"]);
    assert_eq!(found.status.code(), Some(2));
    assert!(err(&found).contains("De eigenaars zijn: "), "{}", err(&found));
    assert!(!folder.path().join("werk.ics").exists());
}

#[test]
fn a_portal_that_is_moved_knows_its_site() {
    let folder = TempDir::new().expect("a folder");
    let (here, there) = (folder.path().join("hier"), folder.path().join("daar"));
    let made = run(folder.path(), &["init", &here.to_string_lossy()]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let in_place = |root: &Path| run(root, &["build"]);
    let page = "---\ntitle: Kort\ndescription: Een pagina die weggaat.\n---\n";
    fs::write(here.join("content/over/kort.md"), page).expect("written");
    assert_eq!(in_place(&here).status.code(), Some(0));
    fs::rename(&here, &there).expect("moved");
    fs::remove_file(there.join("content/over/kort.md")).expect("removed");
    let built = in_place(&there);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(!there.join("public/over/kort").exists());
    fs::write(there.join("public/vreemd.txt"), "x").expect("written");
    let verified = run(&there, &["build", "--verify"]);
    assert!(out(&verified).contains("niet van de site zijn: vreemd.txt"), "{}", out(&verified));
}

/// The list of files had the whole path of the site in its name.
#[test]
fn a_site_of_an_earlier_program_is_known() {
    let folder = portal();
    assert_eq!(build(&folder).status.code(), Some(0));
    let store = folder.path().join(".ketenportaal");
    let list = walk(&store).into_iter().find(|path| path.ends_with(".lijst")).expect("a list");
    let site = public(&folder).canonicalize().expect("a site");
    let name = format!("{:032x}", ketenportaal::hash::bytes(site.to_string_lossy().as_bytes()));
    fs::rename(list, store.join(&name[..12]).with_extension("lijst")).expect("renamed");
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
}

#[test]
fn a_file_that_hides_behind_a_dot_is_named_and_those_of_programs_are_not() {
    let folder = portal();
    let text = "---\ntitle: Nieuw\ndescription: Een pagina.\n---\n";
    for name in [".nieuw.md", "._nieuw.md", ".#nieuw.md", ".nieuw.md.swp", ".DS_Store", "nieuw.md~"] {
        fs::write(folder.path().join("content/over").join(name), text).expect("written");
    }
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert_eq!(err(&built).matches("KP0").count(), 1, "{}", err(&built));
    assert!(err(&built).contains("KP010") && err(&built).contains("content/over/.nieuw.md"), "{}", err(&built));
}

#[cfg(unix)]
#[test]
fn who_stops_reading_gets_no_panic() {
    use std::io::Read;
    let mut child = Command::new(env!("CARGO_BIN_EXE_ketenportaal"))
        .args(["schema", "praktijk"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    assert_eq!((child.wait().expect("it ends").code(), said.as_str()), (Some(141), ""));
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
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        assert!(err(&built).contains("KP003"), "a dead link is no file, and that is said: {}", err(&built));
        return;
    }
    let built = build(&folder);
    assert_eq!(built.status.code(), Some(1));
    assert!(err(&built).contains("KP001") && err(&built).contains("content/over/portaal.md"), "{}", err(&built));
}

#[test]
fn a_portal_may_begin_in_a_repository() {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    let init = || run(folder.path(), &["init", &folder.path().to_string_lossy()]);
    assert_eq!(init().status.code(), Some(0), "{}", err(&init()));
    assert!(folder.path().join("content/_index.md").is_file());
    // Now there is something to lose.
    assert_eq!(init().status.code(), Some(2));
}

/// As `/var/www/html`: the folder above belongs to another, and nothing can be made in it.
#[cfg(unix)]
#[test]
fn only_the_folder_of_the_site_need_be_writable() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let folder = portal();
    let (above, site) = (folder.path().join("www"), folder.path().join("www/html"));
    let program = folder.path().join("program");
    fs::create_dir_all(&site).expect("a folder");
    fs::set_permissions(&site, fs::Permissions::from_mode(0o750)).expect("set");
    fs::copy(env!("CARGO_BIN_EXE_ketenportaal"), &program).expect("copied");
    let is_root = fs::metadata(&program).expect("a file").uid() == 0;
    if is_root {
        // Root may write everywhere, so it is another who builds.
        let below = walkdir::WalkDir::new(folder.path()).into_iter().map(|entry| entry.expect("an entry"));
        below.for_each(|entry| chown(entry.path(), Some(NOBODY), Some(NOBODY)).expect("given away"));
        chown(&above, Some(0), Some(0)).expect("kept");
    }
    fs::set_permissions(&above, fs::Permissions::from_mode(0o555)).expect("set");
    let build = || {
        let mut command = Command::new(&program);
        command.arg("--root").arg(folder.path()).arg("build").arg("--out").arg(&site);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let built = command.output().expect("it starts");
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        assert_eq!(fs::read_dir(&above).expect("a folder").count(), 1, "nothing beside the site");
        assert!(!site.join(".html.ketenportaal").exists(), "nothing left in it");
        out(&built)
    };
    build();
    assert!(build().contains(" 0 geschreven"));
    fs::remove_file(folder.path().join("content/over/portaal.md")).expect("removed");
    assert!(site.join("over/portaal/index.html").exists());
    build();
    assert!(!site.join("over/portaal").exists());
    // What a build left that was broken off is in nobody's way.
    fs::remove_dir_all(folder.path().join(".ketenportaal")).expect("removed");
    for entry in fs::read_dir(&site).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("removed");
    }
    fs::create_dir(site.join(".html.ketenportaal")).expect("a folder");
    if is_root {
        chown(site.join(".html.ketenportaal"), Some(NOBODY), Some(NOBODY)).expect("given away");
    }
    build();
    // So that the folder can be taken away.
    fs::set_permissions(&above, fs::Permissions::from_mode(0o755)).expect("set");
}

/// An empty folder that was there keeps who may read it, for the site takes its place.
#[cfg(unix)]
#[test]
fn the_site_may_be_read_by_whom_its_folder_was_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = portal();
    fs::create_dir(public(&folder)).expect("a folder");
    fs::set_permissions(public(&folder), fs::Permissions::from_mode(0o2750)).expect("set");
    assert_eq!(build(&folder).status.code(), Some(0));
    let mode = fs::metadata(public(&folder)).expect("a folder").permissions().mode();
    assert_eq!(mode & 0o7777, 0o2750);
}

/// Every file of a folder with its bytes, by its path below that folder.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let below = |path: &str| Path::new(path).strip_prefix(folder).map(Path::to_owned).expect("a file in the folder");
    walk(folder).iter().map(|path| (below(path), fs::read(path).expect("a file"))).collect()
}

/// A portal with a page of `over/` that has these lines in its front matter.
fn with_page(lines: &str) -> TempDir {
    let folder = portal();
    let text = format!("---\ntitle: Later\ndescription: Deze pagina hoort bij een latere dag.\n{lines}---\n\nTekst.\n");
    fs::write(folder.path().join("content/over/later.md"), text).expect("written");
    folder
}

fn build_on(folder: &TempDir, day: &str) -> String {
    let built = run(folder.path(), &["build", "--as-of", day, "--out", &public(folder).to_string_lossy()]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    out(&built)
}

#[test]
fn a_build_says_when_the_site_changes_by_itself() {
    let folder = with_page("owner: Redactie\ndate: 2009-12-05\nexpires: 2009-12-20\n");
    let event = "---\ntitle: Een dag\ndescription: Een dag voor wie meedoet.\nowner: Redactie\nstart: 2009-12-08\nend: 2009-12-09\nplace: Tiel\n---\n";
    fs::create_dir_all(folder.path().join("content/agenda")).expect("a folder");
    fs::write(folder.path().join("content/agenda/dag.md"), event).expect("written");
    for (day, said, shown) in [
        (
            "2009-12-01",
            Some("5 december 2009. Bouw de site dan opnieuw.\n  Dan verschijnt: content/over/later.md\n"),
            false,
        ),
        (
            "2009-12-05",
            Some("10 december 2009. Bouw de site dan opnieuw.\n  Dan is voorbij: content/agenda/dag.md\n"),
            true,
        ),
        (
            "2009-12-10",
            Some("20 december 2009. Bouw de site dan opnieuw.\n  Dan verdwijnt: content/over/later.md\n"),
            true,
        ),
        ("2009-12-20", None, false),
    ] {
        // The second build has nothing to do, and still says it.
        for said_of in [build_on(&folder, day), build_on(&folder, day)] {
            match said {
                Some(said) => assert!(said_of.ends_with(&format!("Volgende verandering: {said}")), "{day}: {said_of}"),
                None => assert!(!said_of.contains("Volgende verandering"), "{day}: {said_of}"),
            }
        }
        assert_eq!(public(&folder).join("over/later/index.html").exists(), shown, "{day}");
    }
    // The site is that of the day before for as long as was said.
    build_on(&folder, "2009-12-06");
    let before = contents(&public(&folder));
    build_on(&folder, "2009-12-09");
    let after = contents(&public(&folder));
    let without_day =
        |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("6 december 2009", "").replace("9 december 2009", "");
    let html = |(path, bytes): (&PathBuf, &Vec<u8>)| {
        path.extension().is_some_and(|ending| ending == "html").then(|| (path.clone(), without_day(bytes)))
    };
    let [before, after]: [BTreeMap<PathBuf, String>; 2] =
        [before, after].map(|all| all.iter().filter_map(html).collect());
    assert!(before == after, "a page changed on a day that was not announced");
}

#[test]
fn check_lists_what_must_be_looked_at_again_by_owner() {
    let folder = with_page("owner: Redactie\nreviewed: 2008-11-01\nreview_before: 2009-11-01\n");
    for (name, lines) in [
        ("straks", "owner: Beheer; team 1\nreview_before: 2009-12-15\n"),
        ("ooit", "owner: redactie\nreview_before: 2012-01-01\n"),
        ("niemand", "review_before: 2009-11-30\n"),
    ] {
        let text = format!(
            "---\ntitle: Over {name}\ndescription: Dit gaat over {name}, en over niets anders.\n{lines}---\n\nTekst.\n"
        );
        fs::write(folder.path().join(format!("content/over/{name}.md")), text).expect("written");
    }
    let file = folder.path().join("werk.ics");
    // Never in the place of a text or of what is no file.
    let text = folder.path().join("content/_index.md");
    let before = fs::read(&text).expect("a text");
    for place in [text.clone(), folder.path().join("data/agenda.ics"), folder.path().join("content")] {
        let refused = run(folder.path(), &["check", "--agenda", &place.to_string_lossy()]);
        assert_eq!(refused.status.code(), Some(2), "{place:?}: {}", err(&refused));
    }
    assert!(fs::read(&text).expect("a text") == before && !folder.path().join("data/agenda.ics").exists());
    let all = run(folder.path(), &["check", "--as-of", "2009-12-01", "--agenda", &file.to_string_lossy()]);
    insta::assert_snapshot!("work_list", out(&all).replace(&*file.to_string_lossy(), "werk.ics"));
    let calendar = fs::read_to_string(&file).expect("a calendar");
    insta::assert_snapshot!("work_calendar", calendar.replace("\r\n", "\n"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    // The same portal gives the same file, and one owner sees the own work only.
    run(folder.path(), &["check", "--as-of", "2009-12-02", "--agenda", &file.to_string_lossy()]);
    assert_eq!(fs::read_to_string(&file).expect("a calendar"), calendar);
    let one = ["check", "--as-of", "2009-12-01", "--eigenaar", "beheer; team 1", "--agenda", &file.to_string_lossy()];
    let one = run(folder.path(), &one);
    assert!(out(&one).contains("Over straks") && !out(&one).contains("Later"), "{}", out(&one));
    assert_eq!(fs::read_to_string(&file).expect("a calendar").matches("BEGIN:VEVENT").count(), 1);
    // Readers see when a page is looked at again, and nothing of the work list.
    assert_eq!(
        run(folder.path(), &["build", "--as-of", "2009-12-01", "--out", &public(&folder).to_string_lossy()])
            .status
            .code(),
        Some(0)
    );
    let page = fs::read_to_string(public(&folder).join("over/later/index.html")).expect("a page");
    assert!(
        page.contains("Nagekeken op 1 november 2008. Wij kijken deze pagina opnieuw na vóór 1 november 2009."),
        "{page}"
    );
    assert!(contents(&public(&folder)).values().all(|bytes| !String::from_utf8_lossy(bytes).contains("nakijken-over")));
}

#[test]
fn why_names_what_a_page_is_made_of_and_where_a_file_shows() {
    let folder = portal();
    let page = run(folder.path(), &["why", "/praktijken/een-vast-gezicht/"]);
    assert_eq!(page.status.code(), Some(0), "{}", err(&page));
    insta::assert_snapshot!("why_page", out(&page));
    // A path in the site, the address of the site and the file of the text mean the same page.
    for asked in [
        "praktijken/een-vast-gezicht/index.html",
        "public/praktijken/een-vast-gezicht/",
        "https://portaal.example/praktijken/een-vast-gezicht/#aanpak",
        "content/praktijken/een-vast-gezicht.md",
    ] {
        assert_eq!(out(&run(folder.path(), &["why", asked])), out(&page), "{asked}");
    }
    insta::assert_snapshot!("why_data", out(&run(folder.path(), &["why", "data/landkaart/2009-t1.csv"])));
    for nowhere in ["/onzin/", "content/"] {
        assert_eq!(run(folder.path(), &["why", nowhere]).status.code(), Some(2), "{nowhere}");
    }
    // A style sheet and a picture come from the theme.
    let sheet = walk(&{
        assert_eq!(build(&folder).status.code(), Some(0));
        public(&folder).join("assets")
    });
    let sheet = sheet.iter().find(|path| path.contains("/stijl.")).expect("a style sheet");
    let asked = format!("/assets/{}", sheet.rsplit('/').next().expect("a name"));
    let told = out(&run(folder.path(), &["why", &asked]));
    assert!(told.contains("themes/werkplein/assets/css/10-basis.css") && !told.contains("content/"), "{told}");
    let told = out(&run(folder.path(), &["why", "/beeld/portaal.png"]));
    assert!(told.contains("data/portaal.yaml") && !told.contains("content/"), "{told}");
    let wrong = run(folder.path(), &["why", "/praktijken/een-vast-gezich/"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("Bedoelde je 'praktijken/een-vast-gezicht/index.html'?"), "{}", err(&wrong));
}

/// What `why` says is what happens: of each file, the pages that a build without it makes otherwise.
#[test]
fn why_says_what_a_build_without_the_file_shows() {
    let folder = portal();
    // An alias for the page that goes, so that nothing is broken by its going.
    let page = folder.path().join("content/over/voorbeelddata.md");
    build(&folder);
    let before = contents(&public(&folder));
    let told = run(folder.path(), &["--format", "json", "why", "data/begrippen.yaml"]);
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
    fs::remove_file(folder.path().join("data/begrippen.yaml")).expect("removed");
    assert_eq!(build(&folder).status.code(), Some(0));
    let after = contents(&public(&folder));
    // Files of search follow from the pages, and are not named.
    let named = |path: &&PathBuf| !path.starts_with("zoeken");
    let list = |key: &str| -> Vec<PathBuf> {
        told[key].as_array().expect("a list").iter().map(|path| PathBuf::from(path.as_str().expect("a path"))).collect()
    };
    let gone: Vec<PathBuf> = before.keys().filter(|path| !after.contains_key(*path)).filter(named).cloned().collect();
    assert_eq!(list("gone").into_iter().filter(|path| !path.starts_with("zoeken")).collect::<Vec<_>>(), gone);
    let other = list("other");
    let changed = before.iter().filter(|(path, bytes)| after.get(*path).is_some_and(|now| now != *bytes));
    let missed: Vec<&PathBuf> =
        changed.map(|(path, _)| path).filter(named).filter(|path| !other.contains(path)).collect();
    assert_eq!(missed, Vec::<&PathBuf>::new());
    assert!(!other.is_empty() && page.exists());
}

#[test]
fn schema_describes_the_fields_that_the_parser_reads() {
    let folder = portal();
    let told = run(folder.path(), &["schema", "praktijk"]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    insta::assert_snapshot!("schema_praktijk", out(&told));
    // Without a portal it is the same but for the names.
    let empty = TempDir::new().expect("a folder");
    let bare = run(empty.path(), &["schema", "praktijk"]);
    assert_eq!(bare.status.code(), Some(0), "{}", err(&bare));
    assert!(out(&bare).contains("gestopt_omdat") && !out(&bare).contains("samen-werken"), "{}", out(&bare));
    assert!(err(&run(folder.path(), &["schema", "praktyk"])).contains("Bedoelde je 'praktijk'?"));
    // `init` wires them, and each file that is named is there.
    let settings = fs::read(folder.path().join(".vscode/settings.json")).expect("settings");
    let settings: serde_json::Value = serde_json::from_slice(&settings).expect("JSON");
    let schemas = settings["yaml.schemas"].as_object().expect("schemas");
    assert_eq!(schemas.len(), 11);
    for path in schemas.keys() {
        let schema = fs::read(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let schema: serde_json::Value = serde_json::from_slice(&schema).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
    // A page that was added is completed after they are written again.
    run(folder.path(), &["new", "thema", "Nieuw idee", "--veld", "description=Dit thema is er net bij gekomen."]);
    assert_eq!(run(folder.path(), &["schema", "--schrijf"]).status.code(), Some(0));
    let schema = fs::read_to_string(folder.path().join(".ketenportaal/schemas/praktijk.json")).expect("a schema");
    assert!(schema.contains("\"nieuw-idee\""), "{schema}");
}

#[test]
fn this_repository_has_the_settings_that_init_writes() {
    let settings = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".vscode/settings.json"));
    assert_eq!(settings.expect("settings"), ketenportaal::schema::settings());
}

/// A stand-in for `curl`, in a folder of its own: what it is asked comes in `asked`, and the address decides on the answer.
#[cfg(unix)]
const CURL: &str = "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\nfor last; do :; done\necho \"$last\" >> \"${0%/*}/asked\"\ncase \"$last\" in\n*weg*) printf '\\n404' ;;\n*naamloos*) exit 6 ;;\n*druk*) printf '\\n503' ;;\n*) printf '\\n200' ;;\nesac\n";

#[cfg(unix)]
#[test]
fn links_out_of_the_portal_are_asked_for_once_a_week() {
    use std::os::unix::fs::PermissionsExt;
    let folder = portal();
    let tools = TempDir::new().expect("a folder");
    let curl = tools.path().join("curl");
    fs::write(&curl, CURL).expect("written");
    fs::set_permissions(&curl, fs::Permissions::from_mode(0o755)).expect("set");
    let text = "---\ntitle: Links\ndescription: Links naar buiten, goed en fout.\nowner: Redactie\n---\n\n[Goed](https://a.example/goed#kop) en [weg](https://a.example/weg).\n\n[Druk](https://b.example/druk), [naamloos](https://naamloos.example/) en [mail](mailto:redactie@portaal.example).\n";
    fs::write(folder.path().join("content/over/links.md"), text).expect("written");
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").unwrap_or_default());
    let check = |arguments: &[&str], path: &str| {
        Command::new(env!("CARGO_BIN_EXE_ketenportaal"))
            .arg("--root")
            .arg(folder.path())
            .args(arguments)
            .args(["check", "--external", "--as-of", "2009-12-01"])
            .env("PATH", path)
            .output()
            .expect("the program starts")
    };
    let asked = || {
        let asked = fs::read_to_string(tools.path().join("asked")).unwrap_or_default();
        let _ = fs::remove_file(tools.path().join("asked"));
        let mut asked: Vec<String> = asked.lines().map(str::to_owned).collect();
        asked.sort();
        asked
    };
    let first = check(&[], &path);
    assert_eq!(first.status.code(), Some(1), "{}", err(&first));
    let dutch = err(&first);
    let (_, report) = dutch.split_once("let op KP212").expect("a dead link");
    insta::assert_snapshot!("external", format!("let op KP212{report}"));
    assert!(dutch.starts_with("Links naar buiten: 4 bekeken, van 1 is niets te zeggen, 0 zijn"), "{dutch}");
    // A bad answer is asked for the page itself before it counts.
    let [goed, weg, druk, naamloos] =
        ["https://a.example/goed", "https://a.example/weg", "https://b.example/druk", "https://naamloos.example/"];
    assert_eq!(asked(), [goed, weg, weg, druk, druk, naamloos]);
    let english = check(&["--lang", "en"], &path);
    assert!(
        err(&english).contains("The link to https://a.example/weg does not work. Answer: 404."),
        "{}",
        err(&english)
    );
    assert!(!asked().contains(&goed.to_owned()), "a good answer is kept");
    // A page may be an exception, which a check that asks nobody does not call unneeded; the settings may say that it is no matter.
    let page = folder.path().join("content/over/links.md");
    let excepted = text.replace(
        "owner: Redactie\n",
        "owner: Redactie\nuitzonderingen: [{melding: KP212, reden: De servers komen nog.}]\n",
    );
    fs::write(&page, excepted).expect("written");
    assert!(!err(&check(&[], &path)).contains("KP212"));
    assert_eq!(run(folder.path(), &["check", "--as-of", "2009-12-01"]).status.code(), Some(0));
    fs::write(&page, text).expect("written");
    let settings = folder.path().join("data/portaal.yaml");
    let own = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("{own}controle: [{{melding: KP212, niveau: advies, map: over}}]\n")).expect("written");
    let advised = err(&check(&[], &path));
    assert!(advised.contains("advies KP212") && !advised.contains("let op KP212"), "{advised}");
    fs::write(&settings, own).expect("written");
    asked();
    // Without curl it says so; without the flag nobody is asked.
    assert!(err(&check(&[], "/nergens")).contains("curl"));
    assert_eq!(run(folder.path(), &["check", "--as-of", "2009-12-01"]).status.code(), Some(0));
    assert_eq!(asked(), Vec::<String>::new());
}

#[test]
fn why_does_not_count_the_version_that_readers_can_name() {
    let folder = portal();
    let settings = folder.path().join("data/portaal.yaml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("{text}feedback: {{mail: redactie@portaal.example}}\n")).expect("written");
    let told = out(&run(folder.path(), &["why", "/praktijken/een-vast-gezicht/"]));
    // The version of a page follows from the hash of all data; what the page shows does not.
    assert!(told.contains("data/landkaart/model.yaml") && !told.contains("data/begrippen.yaml"), "{told}");
    let site = build(&folder);
    assert_eq!(site.status.code(), Some(0), "{}", err(&site));
    let page = fs::read_to_string(public(&folder).join("praktijken/een-vast-gezicht/index.html")).expect("a page");
    assert!(page.contains("mailto:redactie@portaal.example?subject=Nuttig"), "{page}");
}
