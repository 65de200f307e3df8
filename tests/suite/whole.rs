//! Output is never half: builds that are killed, meet a full disk, a limit or a folder that is in the way, leave each file old
//! or new and whole, and the next build makes the site as a build from nothing does.
//!
//! `KETENPORTAAL_KILLS` is the number of builds that are killed (12; 200 in `tests/run soak`).

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ketenportaal");

type Files = BTreeMap<String, Vec<u8>>;

/// A portal on disk with two states, each other on every page, and the sites of both.
struct Portal {
    folder: TempDir,
    sites: [Files; 2],
}

impl Portal {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let portal = folder.path().join("portaal");
        let made = Command::new(PROGRAM).arg("init").arg(&portal).output().expect("it starts");
        assert!(made.status.success(), "{}", text(&made));
        let mut this = Self { folder, sites: Default::default() };
        for state in 0..2 {
            this.state(state);
            let clean = this.folder.path().join(format!("schoon-{state}"));
            assert!(this.command(&clean).output().expect("it starts").status.success());
            this.sites[state] = files(&clean);
        }
        let differing = this.sites[0].iter().filter(|(path, bytes)| this.sites[1].get(*path) != Some(bytes)).count();
        assert!(differing > 20, "{differing} files differ");
        this
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("portaal")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Brings the sources in a state: another name on every page, and a page that comes and goes.
    fn state(&self, state: usize) {
        let settings = self.root().join("data/portaal.yaml");
        let before = fs::read_to_string(&settings).expect("settings");
        let name = ["name: Het eerste portaal", "name: Ons tweede portaal"][state];
        let line = before.lines().find(|line| line.starts_with("name: ")).expect("a name");
        fs::write(&settings, before.replacen(line, name, 1)).expect("written");
        let page = self.root().join("content/over/soms.md");
        match state {
            0 => fs::write(page, "---\ntitle: Soms\ndescription: Een pagina die er soms is.\n---\n").expect("written"),
            _ => drop(fs::remove_file(page)),
        }
    }

    fn command(&self, out: &Path) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("--root").arg(self.root()).arg("build").arg("--out").arg(out);
        command
    }

    fn build(&self) -> Output {
        self.command(&self.out()).output().expect("it starts")
    }

    /// Builds in a shell that first does something, as setting a limit.
    fn build_after(&self, first: &str) -> Output {
        let mut shell = Command::new("bash");
        shell.arg("-c").arg(format!("{first}; exec \"$0\" --root \"$1\" build --out \"$2\""));
        shell.arg(PROGRAM).arg(self.root()).arg(self.out()).output().expect("it starts")
    }

    /// Each file of the site is whole: that of one state or of the other.
    fn assert_whole(&self, when: &str) {
        for (path, bytes) in files(&self.out()) {
            assert!(self.sites.iter().any(|site| site.get(&path) == Some(&bytes)), "{path} is half {when}");
        }
    }

    /// The next build makes the site of a state, and leaves nothing beside it.
    fn assert_heals(&self, state: usize, when: &str) {
        let built = self.build();
        assert!(built.status.success(), "{when}: {}", text(&built));
        assert!(files(&self.out()) == self.sites[state], "the site differs from a clean one {when}");
        assert!(!self.folder.path().join(".site.ketenportaal").exists(), "a folder stays beside the site {when}");
    }
}

#[cfg(unix)]
#[test]
fn a_result_is_written_through_no_link_and_over_nothing_of_others() {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().join("portaal");
    let run = |arguments: &[&str]| {
        Command::new(PROGRAM)
            .current_dir(folder.path())
            .arg("--root")
            .arg(&root)
            .args(arguments)
            .output()
            .expect("it starts")
    };
    assert!(run(&["init", "portaal"]).status.success());
    fs::write(folder.path().join("van-mij"), "x").expect("written");
    for name in ["werk.ics.nieuw", ".werk.ics.nieuw"] {
        std::os::unix::fs::symlink(folder.path().join("van-mij"), folder.path().join(name)).expect("a link");
    }
    run(&["check", "--agenda", "werk.ics"]);
    assert_eq!(fs::read(folder.path().join("van-mij")).expect("a file"), b"x");
    let made = folder.path().join("werk.ics");
    assert!(made.symlink_metadata().expect("a file").is_file());
    assert!(fs::read_to_string(made).expect("a file").starts_with("BEGIN:VCALENDAR"));
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below a folder, by its path; nothing when there is no folder.
fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    for entry in walk {
        let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        found.insert(name, fs::read(entry.path()).expect("a file"));
    }
    found
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_heals() {
    let kills: u32 = std::env::var("KETENPORTAAL_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(12);
    let portal = Portal::new();
    portal.state(0);
    let start = Instant::now();
    portal.assert_heals(0, "at first");
    let whole = start.elapsed();
    // A sequence without order (steps of the golden ratio), so that all moments of a build are met.
    let mut fraction = 0.0_f64;
    let mut killed = 0;
    for round in 0..kills {
        let when = format!("after kill {round} at {fraction:.3}");
        let state = (round as usize + 1) % 2;
        if round % 4 == 3 {
            fs::remove_dir_all(portal.out()).expect("removed");
        }
        let present = portal.out().exists();
        portal.state(state);
        let mut child =
            portal.command(&portal.out()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        fraction = (fraction + 0.618_034).fract();
        std::thread::sleep(whole.mul_f64(fraction));
        killed += u32::from(child.try_wait().expect("a child").is_none());
        child.kill().expect("killed");
        child.wait().expect("ended");
        portal.assert_whole(&when);
        if present {
            let left = files(&portal.out());
            let lost =
                portal.sites[0].keys().find(|path| portal.sites[1].contains_key(*path) && !left.contains_key(*path));
            assert_eq!(lost, None, "{when}");
        }
        portal.assert_heals(state, &when);
    }
    println!("{kills} builds, {killed} of them killed before their end");
    assert!(killed > 0, "no build was met before its end");
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_changes_nothing() {
    let portal = Portal::new();
    portal.state(0);
    portal.assert_heals(0, "at first");
    portal.state(1);
    for blocks in [0, 1, 4, 16] {
        let failed = portal.build_after(&format!("trap '' XFSZ; ulimit -f {blocks}"));
        assert_eq!(failed.status.code(), Some(2), "{blocks}: {}", text(&failed));
        assert!(text(&failed).contains("niet schrijven"), "{}", text(&failed));
        assert!(files(&portal.out()) == portal.sites[0], "the site changed with a limit of {blocks}");
    }
    portal.assert_heals(1, "after the limits");
}

#[test]
fn a_full_disk_and_one_that_may_only_be_read_change_nothing() {
    let portal = Portal::new();
    portal.state(0);
    // A file system of its own for the site, that is gone with the shell.
    let script = r#"
set -e
disk=$2/schijf; mkdir "$disk"; mount -t tmpfs -o size=32m none "$disk"
build() { "$0" --root "$1" build --out "$disk/site" 2>>"$2/verslag"; }
build "$1" "$1"
echo vol > "$2/stap"
sed -i 's/^name: .*/name: Ons tweede portaal/' "$1/data/portaal.yaml"; rm "$1/content/over/soms.md"
dd if=/dev/zero of="$disk/vulling" bs=4k 2>/dev/null || true
"$0" --root "$1" build --out "$disk/site" 2>"$2/vol.txt" && exit 11
cp -r "$disk/site" "$2/na-vol"
rm "$disk/vulling"; mount -o remount,ro "$disk"
"$0" --root "$1" build --out "$disk/site" 2>"$2/lezen.txt" && exit 12
cp -r "$disk/site" "$2/na-lezen"
mount -o remount,rw "$disk"
"$0" --root "$1" build --out "$disk/site" 2>/dev/null
cp -r "$disk/site" "$2/heel"
"#;
    let base = portal.folder.path();
    let ran = Command::new("unshare").args(["-m", "bash", "-c", script, PROGRAM]).arg(portal.root()).arg(base).output();
    if !base.join("stap").exists() {
        println!("not tried: no file system can be mounted here ({:?})", ran.map(|ran| text(&ran)));
        return;
    }
    let ran = ran.expect("it ran");
    assert!(ran.status.success(), "{:?} {}", ran.status, text(&ran));
    for (step, report) in [("na-vol", "vol.txt"), ("na-lezen", "lezen.txt")] {
        assert!(files(&base.join(step)) == portal.sites[0], "the site changed: {step}");
        let said = fs::read_to_string(base.join(report)).expect("a report");
        assert!(said.contains("niet schrijven"), "{said}");
    }
    assert!(files(&base.join("heel")) == portal.sites[1], "the next build does not heal");
}

#[test]
fn what_is_in_the_way_is_named_and_changes_nothing() {
    let portal = Portal::new();
    portal.state(0);
    portal.assert_heals(0, "at first");
    let page = portal.out().join("over/portaal/index.html");
    let folder = portal.out().join("themas");
    let refused = |state: usize, said: &str| {
        portal.state(state);
        let failed = portal.build();
        assert_eq!(failed.status.code(), Some(2), "{}", text(&failed));
        assert!(text(&failed).contains(said), "{}", text(&failed));
    };
    // A folder where a file should be.
    fs::remove_file(&page).expect("removed");
    fs::create_dir_all(&page).expect("made");
    fs::write(page.join("van-mij.txt"), "van mij").expect("written");
    let before = files(&portal.out());
    refused(
        1,
        "over/portaal/index.html is een map waar een bestand moet komen. Haal die weg en bouw opnieuw. De site is niet veranderd.",
    );
    assert!(files(&portal.out()) == before, "something changed with a folder in the way");
    fs::remove_dir_all(&page).expect("removed");
    portal.assert_heals(1, "after a folder in the way");
    // A file where a folder should be.
    fs::remove_dir_all(&folder).expect("removed");
    fs::write(&folder, "van mij").expect("written");
    refused(
        0,
        "themas is een bestand waar een map moet komen. Haal het weg en bouw opnieuw. De site is niet veranderd.",
    );
    fs::remove_file(&folder).expect("removed");
    portal.assert_heals(0, "after a file in the way");
    // A link to a folder elsewhere, put there between builds; also with the files of the site in it.
    let elsewhere = portal.folder.path().join("elders");
    fs::rename(&folder, &elsewhere).expect("moved");
    symlink(&elsewhere, &folder).expect("a link");
    let before = files(&elsewhere);
    refused(1, "themas is een koppeling (symlink) naar een andere plaats. Daar schrijft ketenportaal niet.");
    assert!(files(&elsewhere) == before, "written through a link");
    fs::remove_file(&folder).expect("removed");
    portal.assert_heals(1, "after a link");
    // A link where a file should be is replaced, and not followed.
    let diary = portal.folder.path().join("dagboek.txt");
    fs::write(&diary, "van mij").expect("written");
    fs::remove_file(&page).expect("removed");
    symlink(&diary, &page).expect("a link");
    portal.state(0);
    portal.assert_heals(0, "with a link for a page");
    assert!(!page.is_symlink() && fs::read(&diary).expect("it is there") == b"van mij");
    // A file held open by another is replaced: who reads it keeps the old one.
    let held = fs::File::open(&page).expect("a page");
    portal.state(1);
    portal.assert_heals(1, "with a file held open");
    drop(held);
}

#[test]
fn nothing_is_written_through_links_in_the_folder_of_the_program() {
    let portal = Portal::new();
    portal.state(0);
    portal.assert_heals(0, "at first");
    let own = portal.root().join(".ketenportaal");
    let diary = portal.folder.path().join("dagboek.txt");
    fs::write(&diary, "van mij").expect("written");
    let names: Vec<PathBuf> =
        fs::read_dir(&own).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    for name in names {
        let kept = portal.folder.path().join("bewaard");
        fs::rename(&name, &kept).expect("moved");
        symlink(&diary, &name).expect("a link");
        portal.state(1);
        let failed = portal.build();
        assert_eq!(failed.status.code(), Some(2), "{}: {}", name.display(), text(&failed));
        assert_eq!(fs::read(&diary).expect("it is there"), b"van mij", "{}", name.display());
        fs::remove_file(&name).expect("removed");
        fs::rename(&kept, &name).expect("moved back");
    }
    let moved = portal.folder.path().join("elders");
    fs::rename(&own, &moved).expect("moved");
    symlink(&moved, &own).expect("a link");
    assert!(text(&portal.build()).contains(".ketenportaal is een koppeling"));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let portal = Portal::new();
    let content = portal.root().join("content/over");
    let build = || {
        let built = portal.build();
        assert!(built.status.success(), "{}", text(&built));
    };
    fs::write(content.join("blad"), "een bestand zonder einde").expect("written");
    build();
    assert!(portal.out().join("over/blad").is_file(), "{:?}", files(&portal.out()).keys());
    fs::remove_file(content.join("blad")).expect("removed");
    fs::write(content.join("blad.md"), "---\ntitle: Blad\ndescription: Een blad.\n---\n").expect("written");
    build();
    assert!(portal.out().join("over/blad/index.html").is_file());
    fs::remove_file(content.join("blad.md")).expect("removed");
    fs::write(content.join("blad"), "een bestand zonder einde").expect("written");
    build();
    assert!(portal.out().join("over/blad").is_file());
}

#[test]
fn a_folder_of_others_is_taken_only_when_asked() {
    let portal = Portal::new();
    portal.state(0);
    fs::create_dir(portal.out()).expect("made");
    let (diary, page) = (portal.out().join("dagboek.txt"), portal.out().join("index.html"));
    fs::write(&diary, "van mij").expect("written");
    fs::write(&page, "van mij").expect("written");
    let refused = portal.build();
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("of bouw met --adopt"), "{}", text(&refused));
    let adopted = portal.command(&portal.out()).arg("--adopt").output().expect("it starts");
    assert!(adopted.status.success(), "{}", text(&adopted));
    assert_eq!(fs::read(&page).expect("a page"), portal.sites[0]["index.html"]);
    assert_eq!(fs::read(&diary).expect("it stays"), b"van mij");
    // From then on the folder is known, and what is of others still stays.
    portal.state(1);
    assert!(portal.build().status.success());
    assert_eq!(fs::read(&diary).expect("it stays"), b"van mij");
    for out in [portal.root().join("content"), PathBuf::from("/"), portal.folder.path().to_owned()] {
        let refused = portal.command(&out).arg("--adopt").output().expect("it starts");
        assert_eq!(refused.status.code(), Some(2), "{}", out.display());
    }
    // Not the home folder, nor what holds it, nor a link to the content.
    let home = portal.folder.path().join("thuis/ik");
    fs::create_dir_all(&home).expect("made");
    let link = portal.folder.path().join("koppeling");
    symlink(portal.root().join("content"), &link).expect("a link");
    for out in [&home, home.parent().expect("a folder"), &link] {
        let refused = portal.command(out).arg("--adopt").env("HOME", &home).output().expect("it starts");
        assert_eq!(refused.status.code(), Some(2), "{}", out.display());
    }
}

/// They have no folder of their own in common, only the one they write in.
#[test]
fn two_portals_for_one_empty_folder_do_not_mix() {
    let portals = [Portal::new(), Portal::new()];
    portals[0].state(0);
    portals[1].state(1);
    for round in 0..12 {
        let folder = TempDir::new().expect("a folder");
        let out = folder.path().join("site");
        let start = |portal: &Portal| {
            portal.command(&out).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts")
        };
        let builds = [start(&portals[0]), start(&portals[1])].map(|build| build.wait_with_output().expect("it ends"));
        let done: Vec<usize> = (0..2).filter(|at| builds[*at].status.success()).collect();
        let [winner] = done[..] else { panic!("round {round}: {done:?} {:?}", builds.each_ref().map(text)) };
        let said = text(&builds[1 - winner]);
        assert!(said.contains("nog bezig") || said.contains("niet van dit portaal"), "round {round}: {said}");
        assert!(files(folder.path()).keys().all(|path| path.starts_with("site/")), "round {round}: something is left");
        assert!(files(&out) == portals[winner].sites[winner], "round {round}: the site is mixed");
    }
}
