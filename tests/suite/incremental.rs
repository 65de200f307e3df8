//! A build that goes on from an earlier one gives exactly what a build from nothing gives, diagnostics included.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ketenportaal::diagnostic::Level;
use ketenportaal::hash::Hasher;
use ketenportaal::pipeline::{self, Cache};
use ketenportaal::source::{Reader, Source, Sources, Stamp};
use ketenportaal::timings::Timings;
use ketenportaal::write::{Failure, Target, Written};
use ketenportaal::{load, starter};
use proptest::prelude::RngExt;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tempfile::TempDir;

use crate::harness::{self, Built, TestSite};

/// One edit of a site; the numbers choose what and where.
fn edit(site: &mut TestSite, choice: usize, pick: usize, step: usize) -> String {
    let paths: Vec<String> = site.sources.iter().map(|source| source.path.to_string()).collect();
    let pages: Vec<&String> = paths.iter().filter(|path| path.ends_with(".md")).collect();
    let page = pages.get(pick % pages.len().max(1)).map(|path| (*path).clone()).unwrap_or_default();
    let mut change = |path: &str, from: &str, to: String| {
        if site.sources.get(path).is_some() {
            let text = site.text(path);
            site.write(path, text.replacen(from, &to, 1));
        }
        format!("{path}: {from:?} → {to:?}")
    };
    match choice % EDITS {
        0 => change(&page, "een", format!("een{step}")),
        1 => change(&page, "title: ", format!("title: Nieuw {step} ")),
        2 => change(&page, "description: ", format!("description: Nieuw {step} ")),
        3 => change("data/werkpleinen.csv", "Voorbeelddorp", format!("Dorp {step}")),
        4 => change("data/landkaart/2009-t1.csv", "50", ["0", "50", "100"][step % 3].to_owned()),
        5 => change("data/landkaart/model.yaml", "Klaar", format!("Gereed {step}")),
        6 => change("themes/werkplein/templates/base.html", "<h1>", format!("<h1 data-stap=\"{step}\">")),
        7 => change("themes/werkplein/teksten.yaml", "Naar de inhoud", format!("Naar de tekst {step}")),
        8 => change("themes/werkplein/assets/css/10-basis.css", ":root {", format!(":root {{ --stap: {step};")),
        9 => change("data/portaal.yaml", "name: ", format!("name: P{step} ")),
        10 => {
            let text = site.sources.get(&page).is_some().then(|| site.text(&page));
            site.sources.remove(&page);
            if let Some(text) = text.filter(|_| step.is_multiple_of(2)) {
                let path = page.replace(".md", &format!("-{step}.md"));
                site.write(&path, text);
                return format!("{page} renamed to {path}");
            }
            format!("{page} removed")
        }
        11 => {
            let path = format!("content/nieuws/bericht-{}.md", step % 5);
            let text = format!(
                "---\ntitle: Bericht {step}\ndescription: Bericht {step}.\ndate: 2009-03-0{}\nthemas: [samen-werken]\n---\n\nZie [[een-vast-gezicht]] en werkplein.\n",
                1 + step % 9
            );
            site.write(&path, text);
            format!("{path} written")
        }
        12 => change(&page, "## ", format!("## Kop {step} en [een link](weg{step}.md) ")),
        13 => {
            let what = change(&page, "een", "een ![plaatje](over/plaatje.svg)".to_owned());
            site.write("content/over/plaatje.svg", format!("<svg xmlns='http://www.w3.org/2000/svg' id='a{step}'/>"));
            what
        }
        14 => change("data/regios.csv", "Voorbeeldregio", format!("Regio {step}")),
        15 => change(&page, "## ", format!("::grafiek{{landkaart=verloop}}\n\n## Stap {step} ")),
        16 => change(
            "content/praktijken/een-vast-gezicht.md",
            "doelgroepen:",
            format!("onderwerpen: [onderwerp {}]\ndoelgroepen:", step % 3),
        ),
        17 => {
            let what = change(&page, "title:", "draft: true\ntitle:".to_owned());
            site.options.drafts = !site.options.drafts;
            what
        }
        18 => {
            let (from, to) = [("status: lopend", "status: pilot"), ("status: pilot", "status: lopend")][step % 2];
            change("content/praktijken/een-vast-gezicht.md", from, to.to_owned())
        }
        19 => {
            let path = format!("content/praktijken/kopie-{}.md", step % 4);
            let known = site.sources.get("content/praktijken/een-vast-gezicht.md").is_some();
            let text = if known { site.text("content/praktijken/een-vast-gezicht.md") } else { String::new() };
            let bewijs = ["beschreven", "onderbouwd", "gemeten"][step % 3];
            site.write(&path, text.replacen("bewijs: beschreven", &format!("bewijs: {bewijs}"), 1));
            format!("{path} written with {bewijs}")
        }
        20 => {
            let what = change(&page, "een", "een ![foto](over/foto.jpg)".to_owned());
            site.write("content/over/foto.jpg", crate::delivery::jpeg(560 + 40 * (step % 3) as u16, 100));
            what
        }
        21 => {
            let text = format!(
                "- {{nummer: {}, datum: 2009-0{}-15, sinds: 2009-01-01, inleiding: Stap {step}.}}\n",
                1 + step % 3,
                1 + step % 9
            );
            site.write("data/ketenjournaal.yaml", text);
            format!("an edition, step {step}")
        }
        22 => {
            let path = format!("content/agenda/dag-{}.md", step % 3);
            let (day, time) = (1 + step % 9, if step.is_multiple_of(2) { " 09:30" } else { "" });
            let text = format!(
                "---\ntitle: Dag {step}\ndescription: Een dag.\nstart: 2009-05-0{day}{time}\nplace: Tiel\nthemas: [samen-werken]\n---\n\nKom.\n"
            );
            site.write(&path, text);
            format!("{path} written")
        }
        23 => {
            let asked = [
                "feedback: {mail: a@b.example}",
                "feedback: {adres: \"https://f.example/?id=1\"}",
                "organisatie: {naam: Iets, tooi: \"https://identifier.overheid.nl/tooi/id/ministerie/mnre0000\"}",
                "beveiliging: {contact: [a@b.example], expires: 2030-01-01}",
            ][step % 4];
            change("data/portaal.yaml", "theme:", format!("{asked}\ntheme:"))
        }
        24 => {
            site.options.compress = !site.options.compress;
            format!("packed copies: {}", site.options.compress)
        }
        25 => change(&page, "## ", format!("## [een kop](themas/samen-werken.md#weg-{step}) ")),
        _ => change("data/begrippen.yaml", "uitleg: ", format!("uitleg: Stap {step}. ")),
    }
}

/// How many kinds of edit there are.
const EDITS: usize = 27;

fn steps() -> usize {
    std::env::var("KETENPORTAAL_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(100)
}

fn rng() -> TestRng {
    TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha)).rng().clone()
}

/// Builds a portal on disk as `build` does, from what the build before left; gives what it wrote and found.
fn build_on_disk(root: &Path, site: &TestSite) -> (Option<Written>, Built) {
    let mut hasher = Hasher::new();
    site.options.feed(&mut hasher);
    let target = Target::open(root, None, &root.join("public"), false, hasher.finish()).expect("a folder of our own");
    let mut diagnostics = Vec::new();
    let mut sources = load::portal(root, &mut diagnostics);
    starter::complete(&mut sources);
    if let Some(written) = target.is_current(&sources) {
        return (Some(written), Built { outputs: None, diagnostics, pages: target.pages() });
    }
    let mut cache = target.cache(&sources);
    let build = pipeline::build(&sources, &site.options, &mut cache);
    diagnostics.extend(build.diagnostics);
    let clean = diagnostics.is_empty();
    let written = build.site.and_then(|site| target.write(&site, &cache, clean, &Timings::off(), &|_, _| {}).ok());
    (written, Built { outputs: None, diagnostics, pages: build.pages })
}

/// Every file below a folder.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().map(|entry| entry.expect("an entry")) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                files.insert(name, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    files
}

/// Makes the files on disk those of the site; a file that is as it should be is not touched.
fn save(root: &Path, site: &TestSite) {
    for name in tree(root).into_keys().filter(|name| load::FOLDERS.iter().any(|folder| name.starts_with(folder))) {
        if site.sources.get(&name).is_none() {
            fs::remove_file(root.join(name)).expect("it goes away");
        }
    }
    for source in site.sources.iter() {
        let path = root.join(&*source.path);
        let bytes = site.sources.bytes(source).expect("in memory");
        if fs::read(&path).is_ok_and(|current| current == *bytes) {
            continue;
        }
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// Random edits; after each, the site that is rebuilt in memory, and the folder that a new program builds on from what the one
/// before left there, are those of a fresh build.
#[test]
fn edit_and_rebuild_equals_a_fresh_build() {
    let folder = TempDir::new().expect("a folder");
    let (root, out) = (folder.path(), folder.path().join("public"));
    let mut rng = rng();
    let mut site = TestSite::starter();
    let mut cache = Cache::default();
    let mut last = BTreeMap::new();
    let (mut broken, mut kept) = (0, 0);
    for step in 0..steps() {
        // A site that has been cut down too far starts anew, with the same cache and in the same folder.
        if step % 25 == 24 {
            site = TestSite::starter();
        }
        let what = edit(&mut site, rng.random_range(0..EDITS), rng.random_range(0..1000), step);
        let fresh = site.build();
        broken += usize::from(fresh.outputs.is_none());
        let incremental = harness::build(&site.sources, &site.options, &mut cache);
        assert!(incremental == fresh, "step {step}: {what}");
        save(root, &site);
        let (written, built) = build_on_disk(root, &site);
        assert_eq!(built.diagnostics, fresh.diagnostics, "step {step}: {what}");
        // An error leaves the last good site whole.
        if let Some(outputs) = fresh.outputs {
            last = outputs.into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect();
        }
        assert!(tree(&out) == last, "step {step}: {what}");
        kept += written.map_or(0, |written| written.unchanged - written.compared);
        let failed = fresh.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
        assert_eq!(written.is_none(), failed, "step {step}: {what}");
        // Once more: nothing changed, so nothing is written, and nothing is made.
        if step % 10 == 0
            && let (Some(again), _) = build_on_disk(root, &site)
        {
            assert_eq!((again.written, again.removed), (0, 0), "step {step}: {what}");
        }
    }
    assert!(broken > 0 && broken < steps(), "{broken} of {} sites had errors: the edits test only one kind", steps());
    assert!(kept > steps(), "only {kept} files were kept: the test does not test incremental builds");
}

/// A portal on disk that was built once, with its output.
fn built() -> (TempDir, TestSite, BTreeMap<String, Vec<u8>>) {
    let folder = TempDir::new().expect("a folder");
    let site = TestSite::starter();
    save(folder.path(), &site);
    let (written, _) = build_on_disk(folder.path(), &site);
    assert!(written.is_some_and(|written| written.written > 30));
    let outputs = tree(&folder.path().join("public"));
    (folder, site, outputs)
}

#[test]
fn a_damaged_memory_means_a_full_build() {
    let (folder, site, outputs) = built();
    let memory = folder.path().join(".ketenportaal");
    let page = folder.path().join("content/over/nieuw.md");
    let text = "---\ntitle: Nieuw\ndescription: Nieuw.\n---\n\nTekst over samenwerken.\n";
    let fresh = {
        let (other, site) =
            (TempDir::new().expect("a folder"), TestSite::starter().file("content/over/nieuw.md", text));
        save(other.path(), &site);
        assert!(build_on_disk(other.path(), &site).0.is_some());
        tree(&other.path().join("public"))
    };
    for ending in ["manifest", "feiten", "gezien"] {
        // A byte of the head, of the middle, the last one; and a file that is cut off.
        for (part, of) in [(0, 1), (20, 0), (1, 3), (1, 2), (1, 1), (0, 0)] {
            let (name, mut bytes) =
                tree(&memory).into_iter().find(|(name, _)| name.ends_with(ending)).expect("it was left");
            match (part, of) {
                (0, 0) => bytes.truncate(bytes.len() / 2),
                (byte, 0) => bytes[byte] ^= 0x55,
                (part, of) => {
                    let last = bytes.len() - 1;
                    bytes[last * part / of] ^= 0x55;
                }
            }
            fs::write(memory.join(&name), &bytes).expect("a file");
            fs::write(&page, text).expect("a file");
            let (written, _) = build_on_disk(folder.path(), &site);
            assert!(written.is_some(), "{ending} {part}/{of}");
            assert!(tree(&folder.path().join("public")) == fresh, "{ending} {part}/{of}");
            fs::remove_file(&page).expect("it goes away");
            let (written, _) = build_on_disk(folder.path(), &site);
            // The page goes, and the files of search that knew it.
            assert!(written.is_some_and(|written| written.removed >= 1), "{ending} {part}/{of}");
            assert!(tree(&folder.path().join("public")) == outputs, "{ending} {part}/{of}");
        }
    }
}

#[test]
fn changed_removed_and_foreign_files_of_the_site_are_seen() {
    let (folder, site, outputs) = built();
    let out = folder.path().join("public");
    fs::write(out.join("index.html"), "veranderd").expect("a file");
    fs::remove_file(out.join("themas/index.html")).expect("it goes away");
    fs::write(out.join("van-een-ander.txt"), "blijft").expect("a file");
    let (written, _) = build_on_disk(folder.path(), &site);
    assert_eq!(written.map(|written| written.written), Some(2));
    let mut found = tree(&out);
    assert_eq!(found.remove("van-een-ander.txt").as_deref(), Some(&b"blijft"[..]));
    assert!(found == outputs);
    // A page that would come where another's file is: nothing is written.
    fs::create_dir_all(out.join("over/nieuw")).expect("a folder");
    fs::write(out.join("over/nieuw/index.html"), "van een ander").expect("a file");
    let page = folder.path().join("content/over/nieuw.md");
    fs::write(&page, "---\ntitle: Nieuw\ndescription: Nieuw.\n---\n\nTekst\n").expect("a file");
    let (written, _) = build_on_disk(folder.path(), &site);
    assert_eq!(written, None);
    assert_eq!(fs::read(out.join("over/nieuw/index.html")).expect("it stays"), b"van een ander");
}

#[test]
fn equal_bytes_with_another_time_are_not_written_again() {
    let (folder, site, outputs) = built();
    for name in ["content/_index.md", "data/begrippen.yaml", "themes/werkplein/templates/base.html"] {
        let path = folder.path().join(name);
        let bytes = fs::read(&path).expect("a file");
        fs::write(&path, bytes).expect("a file");
    }
    let (written, _) = build_on_disk(folder.path(), &site);
    assert_eq!(written.map(|written| (written.written, written.unchanged)), Some((0, outputs.len())));
}

#[test]
fn one_text_costs_one_page() {
    let (folder, mut site, before) = built();
    site = site.replace("content/praktijken/een-vast-gezicht.md", "## Aanpak\n", "## Aanpak\n\nEen andere zin.\n");
    save(folder.path(), &site);
    let (written, _) = build_on_disk(folder.path(), &site);
    let after = tree(&folder.path().join("public"));
    let changed: Vec<&String> = after.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    // Search finds the new words: its files follow from the page.
    let (search, pages): (Vec<&String>, Vec<&String>) = changed.iter().partition(|name| name.starts_with("zoeken/"));
    assert_eq!(pages, ["praktijken/een-vast-gezicht/index.html"]);
    assert!(!search.is_empty() && search.iter().all(|name| name.ends_with(".json")), "{search:?}");
    // Nothing is written that did not change, and no page is made to compare it.
    assert_eq!(written.map(|written| (written.written, written.compared)), Some((changed.len(), 0)));
}

#[test]
fn a_file_that_cannot_be_read_is_told_until_it_can_be() {
    let mut site = TestSite::starter();
    let mut cache = Cache::default();
    let mut built = |site: &TestSite| {
        let built = harness::build(&site.sources, &site.options, &mut cache);
        assert!(built == site.build());
        built.diagnostics.iter().map(|diagnostic| diagnostic.place.path.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(built(&site), [""; 0]);
    // On disk, and nobody to read it.
    let (page, stamp) = ("content/over/weg.md", Stamp { size: 1, modified: 1, changed: 1, inode: 1 });
    site.sources.insert(Source::on_disk(page, stamp));
    assert_eq!(built(&site), [page]);
    let other = "content/over/portaal.md";
    site.write(other, site.text(other) + "Nog een zin.\n");
    assert_eq!(built(&site), [page], "an edit of another file does not make it go away");
    site.sources.remove(page);
    assert_eq!(built(&site), [""; 0]);
    site.sources.insert(Source::on_disk(page, stamp));
    site.write(page, site.text(other));
    assert_eq!(built(&site), [""; 0], "it can be read now");
}

/// Builds a portal on disk; `before` is done when it was read, `during` while it is written.
fn disturbed(root: &Path, before: impl Fn(), during: impl Fn() + Sync) -> Result<Written, Failure> {
    let options = TestSite::starter().options;
    let target = Target::open(root, None, &root.join("public"), false, 1).expect("a folder of our own");
    let mut sources = load::portal(root, &mut Vec::new());
    starter::complete(&mut sources);
    let mut cache = target.cache(&sources);
    let build = pipeline::build(&sources, &options, &mut cache);
    before();
    target.write(&build.site.expect("it builds"), &cache, true, &Timings::off(), &|_, _| during())
}

#[test]
fn a_file_that_changes_while_it_is_read_is_not_published() {
    let (folder, mut site, _) = built();
    site.write("content/over/plan.pdf", "eerst");
    save(folder.path(), &site);
    let plan = folder.path().join("content/over/plan.pdf");
    let failed = disturbed(folder.path(), || fs::write(&plan, "later").expect("written"), || {});
    assert!(matches!(failed, Err(Failure::Problems(problems)) if problems[0].entry.code == "KP019"));
    assert!(!folder.path().join("public/over/plan.pdf").exists());
    fs::write(&plan, "eerst").expect("written");
    assert!(disturbed(folder.path(), || {}, || {}).is_ok());
    assert_eq!(fs::read(folder.path().join("public/over/plan.pdf")).expect("it is there"), b"eerst");
}

#[test]
fn search_is_of_the_pages_that_are_there_also_after_a_build_that_was_broken_off() {
    let (folder, mut site, _) = built();
    let page = "content/themas/samen-werken.md";
    site.write(page, site.text(page) + "\nEen zebrapadwoord.\n");
    let whole = TempDir::new().expect("a folder");
    save(whole.path(), &site);
    build_on_disk(whole.path(), &site);
    let outputs = tree(&whole.path().join("public"));
    // The page was put in its place, and search was not.
    save(folder.path(), &site);
    let shown = "themas/samen-werken/index.html";
    fs::write(folder.path().join("public").join(shown), &outputs[shown]).expect("a file");
    build_on_disk(folder.path(), &site);
    assert!(tree(&folder.path().join("public")) == outputs);
}

/// Gives other bytes of a file from the second time on, until it is told not to.
struct Restless {
    bytes: [String; 2],
    reads: AtomicUsize,
}

impl Reader for Restless {
    fn read(&self, _: &str, _: u64, out: &mut Vec<u8>) -> io::Result<()> {
        let read = self.reads.fetch_add(1, Ordering::Relaxed);
        out.extend_from_slice(self.bytes[read.min(1)].as_bytes());
        Ok(())
    }
}

#[test]
fn a_template_that_changes_and_comes_back_while_it_is_read_is_the_one_that_is_there() {
    let (site, path) = (TestSite::starter(), "themes/werkplein/templates/base.html");
    let with = |bytes: [&String; 2], modified| {
        let others = site.sources.iter().filter(|source| *source.path != *path).cloned();
        let stamp = Stamp { size: bytes[0].len() as u64, modified, changed: modified, inode: 1 };
        let reader = Arc::new(Restless { bytes: bytes.map(String::clone), reads: AtomicUsize::new(0) });
        Sources::on_disk(others.chain([Source::on_disk(path, stamp)]), reader)
    };
    let codes = |built: &Built| built.diagnostics.iter().map(|problem| problem.entry.code).collect::<Vec<_>>();
    let [first, other] = ["<h1 data-een>", "<h1 data-twee>"].map(|heading| site.text(path).replace("<h1>", heading));
    let mut cache = Cache::default();
    let built = harness::build(&with([&first, &other], 1), &site.options, &mut cache);
    assert_eq!((codes(&built), built.outputs.is_none()), (vec!["KP019"], true));
    let built = harness::build(&with([&first, &first], 2), &site.options, &mut cache);
    assert_eq!(codes(&built), [""; 0]);
    let html = String::from_utf8_lossy(&built.outputs.expect("it builds")["over/portaal/index.html"]).into_owned();
    assert!(html.contains("<h1 data-een>"), "{html}");
}

#[test]
fn a_site_that_is_moved_while_it_is_built_is_told_of() {
    let (folder, mut site, _) = built();
    let page = "content/themas/samen-werken.md";
    site.write(page, site.text(page) + "\nNog een zin.\n");
    save(folder.path(), &site);
    let (out, elsewhere) = (folder.path().join("public"), folder.path().join("weg"));
    let failed = disturbed(folder.path(), || {}, || drop(fs::rename(&out, &elsewhere)));
    assert!(matches!(failed, Err(Failure::Disk(text)) if text.contains("verplaatst")));
}

#[test]
fn two_builds_do_not_work_in_one_folder() {
    let (folder, ..) = built();
    let out = folder.path().join("public");
    let first = Target::open(folder.path(), None, &out, false, 1).expect("it is free");
    let second = Target::open(folder.path(), None, &out, false, 1).map(drop).expect_err("it is taken");
    assert!(second.contains("nog bezig"), "{second}");
    // One that is just ending is waited for, and what it wrote is known.
    let second = std::thread::scope(|scope| {
        let second = scope.spawn(|| Target::open(folder.path(), None, &out, false, 1));
        std::thread::sleep(std::time::Duration::from_millis(5));
        drop(first);
        second.join().expect("it ends")
    });
    assert!(second.expect("it is free").pages() > 0);
}

#[test]
fn a_change_of_options_is_seen() {
    let mut site = TestSite::starter();
    let mut cache = Cache::default();
    harness::build(&site.sources, &site.options, &mut cache);
    site.options.base_url = Some("https://elders.example/map/".to_owned());
    let incremental = harness::build(&site.sources, &site.options, &mut cache);
    assert!(incremental == site.build());
    let html = site.html("index.html");
    assert!(html.contains("href=\"/map/themas/\"") && html.contains("https://elders.example/map/"));
}

/// Applies edits (a file, what stands there, what comes for it) one by one. Each gives what a fresh build gives, and keeps the practices
/// of the portal before just when it says so.
fn apply(mut site: TestSite, edits: &[(&str, &str, &str, bool)], cache: &mut Cache) -> TestSite {
    let mut before = pipeline::build(&site.sources, &site.options, cache).portal.expect("a portal");
    for &(path, from, to, keeps) in edits {
        assert!(site.text(path).contains(from), "{path} {from}");
        site = site.replace(path, from, to);
        let after = pipeline::build(&site.sources, &site.options, cache).portal.expect("a portal");
        assert_eq!(Arc::ptr_eq(&before.praktijken, &after.praktijken), keeps, "{path}: {to}");
        let incremental = harness::build(&site.sources, &site.options, cache);
        assert!(incremental == site.build(), "{path}: {to}");
        before = after;
    }
    site
}

/// Edits of names are made in a copy of the portal before, others in a portal that is made anew; what comes of it is the same.
#[test]
fn another_name_is_given_to_the_portal_that_is_there() {
    let mut site = TestSite::starter();
    let text = site.text("content/praktijken/een-vast-gezicht.md");
    let date = text.lines().find(|line| line.starts_with("date: ")).expect("a day").to_owned();
    for (name, day) in [("a", "2009-01-05"), ("b", "2009-01-05"), ("c", "2009-01-05"), ("d", "2008-05-01")] {
        let titled = text.replacen("title: ", &format!("title: Zaak {name}, was "), 1);
        site.write(&format!("content/praktijken/{name}.md"), titled.replace(&date, &format!("date: {day}")));
    }
    let b = "content/praktijken/b.md";
    let mut cache = Cache::default();
    let edits = [
        // The list by title gets another order, that of days does not.
        (b, "title: Zaak b", "title: Zaak bc \u{e9}\u{e9}n", true),
        ("content/praktijken/d.md", "title: Zaak d", "title: Zaak aa", true),
        (b, "description: ", "description: Heel anders. ", true),
        (b, "## Aanpak", "## Een andere kop\n\n## Aanpak", true),
        ("content/themas/samen-werken.md", "## ", "## Nieuw en ", true),
        (b, "title: Zaak bc", "title: |-\n  Zaak bd", true),
        // The same title as another of that day, and one that comes before it.
        (b, "  Zaak bd één, was", "  Zaak a, was", false),
        (b, "  Zaak a, was", "  Zaak 0, was", false),
        // Another letter in the A–Z.
        ("content/praktijken/d.md", "title: Zaak aa", "title: Aanpak", false),
        ("content/themas/samen-werken.md", "title: ", "title: Anders ", false),
        (b, "status: lopend", "status: pilot", false),
        (b, "title:", "aliases: [/ooit/]\ntitle:", false),
        (b, "title:", "bronnen: [{bron: bestaat-niet}]\ntitle:", false),
        // What is wrong in this file moves with the text.
        (b, "  Zaak 0", "  Zaak 00", false),
    ];
    site = apply(site, &edits, &mut cache);
    // Another file beside it, or other options: nothing is copied.
    site = site.replace("content/praktijken/a.md", "title: Zaak a", "title: Zaak ab");
    site.write("content/over/nieuw.md", "---\ntitle: Nieuw\ndescription: Nieuw.\n---\n\nTekst\n");
    assert!(harness::build(&site.sources, &site.options, &mut cache) == site.build());
    site = site.replace("content/praktijken/a.md", "title: Zaak ab", "title: Zaak ac");
    site.options.drafts = true;
    assert!(harness::build(&site.sources, &site.options, &mut cache) == site.build());
}

/// Edits of data that practices do not refer to leave the practices of the portal before as they are.
#[test]
fn other_figures_leave_the_practices_as_they_are() {
    let mut site = TestSite::starter();
    let text = site.text("content/praktijken/een-vast-gezicht.md");
    site.write("content/praktijken/tweede.md", text.replacen("title: ", "title: Tweede ", 1));
    site.write("content/praktijken/concept.md", text.replacen("title: ", "draft: true\ntitle: Concept ", 1));
    let (werkpleinen, doelgroepen) = ("data/werkpleinen.csv", "data/doelgroepen.yaml");
    let edits = [
        (werkpleinen, "voorbeelddorp,Voorbeelddorp", "voorbeelddorp,Ander Dorp", true),
        (werkpleinen, "52.1000", "52.2000", true),
        ("data/landkaart/2009-t1.csv", "50", "100", true),
        (doelgroepen, "naam: Werkzoekenden", "naam: Mensen zonder werk", true),
        ("data/begrippen.yaml", "uitleg: ", "uitleg: Dit. ", true),
        ("data/portaal.yaml", "name: ", "name: Het ", true),
        ("themes/werkplein/teksten.yaml", "Naar de inhoud", "Naar de tekst", true),
        // The text of one changed since the practices were looked up, but nothing that others see of it.
        ("content/praktijken/tweede.md", "Klanten", "Mensen", true),
        (werkpleinen, "52.2000", "52.3000", true),
        // A name that practices refer to is gone, and comes back.
        (doelgroepen, "id: werkzoekenden", "id: zoekenden", false),
        (werkpleinen, "52.3000", "52.2000", false),
        (doelgroepen, "id: zoekenden", "id: werkzoekenden", false),
        (werkpleinen, "52.2000", "52.1000", true),
        // More pages before those of practices, and a region that is another for a werkplein of that name.
        (werkpleinen, "voorbeelddorp,", "derde,Derde,Derde,voorbeeldregio,52.0,5.0\nvoorbeelddorp,", false),
        ("data/regios.csv", "voorbeeldregio,", "eerste,VR02,Aaregio,Elders,52.0,5.0\nvoorbeeldregio,", false),
        // Practices of a later day are not shown, or are.
        ("data/portaal.yaml", "theme:", "as_of: 2009-02-01\ntheme:", false),
        ("data/portaal.yaml", "as_of: 2009-02-01\n", "", false),
        ("content/praktijken/tweede.md", "doelgroepen: [werkzoekenden]", "doelgroepen: [werkgevers]", false),
        (werkpleinen, "Derde", "Vierde", true),
    ];
    apply(site, &edits, &mut Cache::default());
}
