//! Tells which files of a portal change, in batches: one save-all or one git checkout is one batch.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::{self, FOLDERS};

/// What one program writes of one file comes within this long.
const SETTLED: Duration = Duration::from_millis(1);
/// A batch ends when nothing happens for this long …
const QUIET: Duration = Duration::from_millis(8);
/// … or when it has lasted this long.
const LONGEST: Duration = Duration::from_millis(200);
/// The quiet time while git is at work, which is slower but tells when it is done.
const QUIET_AFTER_GIT: Duration = Duration::from_millis(50);
/// How often a file system without events is looked at.
const POLL: Duration = Duration::from_millis(500);
/// How often is looked whether one of the watched folders was made anew.
const LOOK_FOR_FOLDERS: Duration = Duration::from_secs(1);
/// Why there is nothing to wait for.
const NO_MESSAGES: &str = "er komen geen berichten meer";
/// A lock of git older than this was left behind by a crash, so it is not waited for.
const GIT_LOCK: Duration = Duration::from_secs(5);

/// Watches the folders of a portal.
pub(super) struct Watch {
    root: PathBuf,
    git_lock: Option<PathBuf>,
    watcher: Box<dyn Watcher + Send>,
    watched: BTreeSet<PathBuf>,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// When the batch began …
    begun: Instant,
    /// … and when the last of it came.
    last: Instant,
}

enum Signal {
    /// This path was made, changed or removed.
    Changed(PathBuf),
    /// Events were lost: anything can have changed.
    Anything,
    /// The system does not want to watch more folders.
    Exhausted,
}

impl Watch {
    /// Starts to watch below `root`, which must be absolute and free of symbolic links:
    /// some systems report only such paths.
    pub fn start(root: &Path, poll: bool) -> Result<Self, String> {
        let (sender, signals) = mpsc::channel();
        let watcher: Box<dyn Watcher + Send> = match poll {
            true => Box::new(polling(root, &sender)?),
            false => match RecommendedWatcher::new(forward(root, &sender), Config::default()) {
                Ok(watcher) => Box::new(watcher),
                Err(_) => fallback(root, &sender)?,
            },
        };
        let git_lock = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.is_dir());
        let git_lock = git_lock.map(|git| git.join("index.lock"));
        let (root, watched, now) = (root.to_owned(), BTreeSet::new(), Instant::now());
        let mut watch = Self { root, git_lock, watcher, watched, signals, sender, begun: now, last: now };
        watch.add_folders()?;
        Ok(watch)
    }

    /// The next batch of changed paths, of which more may come: see [`Watch::rest`]; nothing when nothing happened for a while. An
    /// error means that no more will come.
    pub fn next(&mut self) -> Result<Vec<PathBuf>, String> {
        let batch = match self.signals.recv_timeout(LOOK_FOR_FOLDERS) {
            Ok(first) => self.collect(first),
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => return Err(stopped(NO_MESSAGES)),
        };
        self.paths(batch)
    }

    /// What belongs to the batch of [`Watch::next`] as well, once it has been quiet for a while; nothing when that was all. So
    /// whoever waits for changes can begin with the first of them, and go on when there are more.
    pub fn rest(&mut self) -> Result<Vec<PathBuf>, String> {
        let left = LONGEST.saturating_sub(self.begun.elapsed());
        if left.is_zero() {
            return Ok(Vec::new());
        }
        let mut batch = Vec::new();
        match self.signals.recv_timeout(QUIET.saturating_sub(self.last.elapsed()).min(left)) {
            Ok(first) => {
                batch.push(first);
                self.last = gather(&self.signals, QUIET, self.begun, &mut batch);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(stopped(NO_MESSAGES)),
        }
        self.paths(batch)
    }

    fn collect(&mut self, first: Signal) -> Vec<Signal> {
        self.begun = Instant::now();
        let mut batch = vec![first];
        let git_writes = || self.git_lock.as_deref().is_some_and(is_held);
        let mut wait = git_writes();
        let mut last = gather(&self.signals, SETTLED, self.begun, &mut batch);
        while wait {
            // Asked before gathering, so that what git wrote last is still gathered.
            wait = git_writes();
            last = gather(&self.signals, QUIET_AFTER_GIT, Instant::now(), &mut batch);
        }
        self.last = last;
        batch
    }

    /// The paths of a batch, after the watching itself was brought up to date with it.
    fn paths(&mut self, batch: Vec<Signal>) -> Result<Vec<PathBuf>, String> {
        let mut paths = BTreeSet::new();
        for signal in batch {
            match signal {
                Signal::Changed(path) => {
                    paths.insert(path);
                }
                Signal::Anything => paths.extend(self.folders()),
                Signal::Exhausted => {
                    self.switch_to_polling()?;
                    // What changed before the first look of the new watcher is found by looking at everything.
                    paths.extend(self.folders());
                }
            }
        }
        // A folder that was removed or replaced is no longer watched, even when it has its name again.
        for folder in self.folders().iter().filter(|folder| paths.contains(*folder)) {
            let _ = self.watcher.unwatch(folder);
            self.watched.remove(folder);
        }
        paths.extend(self.add_folders()?);
        Ok(paths.into_iter().collect())
    }

    /// Watches the folders that are there but not yet watched, and returns them.
    fn add_folders(&mut self) -> Result<Vec<PathBuf>, String> {
        let mut added = Vec::new();
        for folder in self.folders() {
            if self.watched.contains(&folder) || !folder.is_dir() {
                continue;
            }
            match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                Ok(()) => {
                    self.watched.insert(folder.clone());
                    added.push(folder);
                }
                Err(_) if folder.is_dir() => {
                    self.switch_to_polling()?;
                    return Ok(self.folders().into());
                }
                // It went away just now; when it comes back it is added.
                Err(_) => {}
            }
        }
        Ok(added)
    }

    fn switch_to_polling(&mut self) -> Result<(), String> {
        self.watcher = fallback(&self.root, &self.sender)?;
        self.watched = self.folders().into_iter().filter(|folder| folder.is_dir()).collect();
        for folder in &self.watched {
            self.watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| stopped(&error.to_string()))?;
        }
        Ok(())
    }

    fn folders(&self) -> [PathBuf; FOLDERS.len()] {
        FOLDERS.map(|folder| self.root.join(folder))
    }
}

/// Adds signals until there are none for a moment, or the batch that `begun` then has lasted too long. Gives the moment of the last
/// one; the one before these came just now.
fn gather(signals: &Receiver<Signal>, quiet: Duration, begun: Instant, batch: &mut Vec<Signal>) -> Instant {
    let end = begun + LONGEST;
    let mut last = Instant::now();
    while let Ok(signal) = signals.recv_timeout(quiet.min(end.saturating_duration_since(Instant::now()))) {
        batch.push(signal);
        last = Instant::now();
    }
    last
}

/// Whether git is at work: it holds this lock while it writes files one by one.
fn is_held(lock: &Path) -> bool {
    let age = lock.metadata().and_then(|found| found.modified()).map(|made| made.elapsed().unwrap_or_default());
    age.is_ok_and(|age| age < GIT_LOCK)
}

fn polling(root: &Path, sender: &Sender<Signal>) -> Result<PollWatcher, String> {
    let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
    PollWatcher::new(forward(root, sender), config).map_err(|error| stopped(&error.to_string()))
}

fn fallback(root: &Path, sender: &Sender<Signal>) -> Result<Box<dyn Watcher + Send>, String> {
    eprintln!(
        "Let op: dit systeem meldt niet van alle mappen wat er verandert; er wordt elke halve seconde gekeken, als met --poll."
    );
    Ok(Box::new(polling(root, sender)?))
}

fn stopped(reason: &str) -> String {
    format!("De bestanden kunnen niet worden bewaakt: {reason}. Probeer: serve --poll.")
}

/// Passes on what matters of the events of a watcher.
fn forward(root: &Path, sender: &Sender<Signal>) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let (root, sender) = (root.to_owned(), sender.clone());
    move |event| {
        let signals = match event {
            Ok(event) if event.need_rescan() => vec![Signal::Anything],
            Ok(event) if !is_change(&event.kind) => Vec::new(),
            Ok(event) => {
                event.paths.into_iter().filter(|path| load::concerns(&root, path)).map(Signal::Changed).collect()
            }
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => vec![Signal::Exhausted],
            // The file or folder is gone or closed to us; reading it says so with a place.
            Err(_) => Vec::new(),
        };
        for signal in signals {
            // The only failure is that nobody listens any more.
            let _ = sender.send(signal);
        }
    }
}

/// Reading a file is an event too, and we read.
fn is_change(kind: &EventKind) -> bool {
    !kind.is_access() || *kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::thread;

    #[test]
    fn a_burst_is_one_batch() {
        let (sender, signals) = mpsc::channel();
        for number in 0..50 {
            sender.send(Signal::Changed(format!("{number}").into())).unwrap();
        }
        let mut batch = Vec::new();
        gather(&signals, SETTLED, Instant::now(), &mut batch);
        assert_eq!(batch.len(), 50);
    }

    #[test]
    fn what_follows_soon_is_the_rest_of_a_batch() {
        let (_folder, root) = portal();
        let mut watch = Watch::start(&root, false).unwrap();
        let [first, second] = ["a.md", "b.md"].map(|name| root.join("content").join(name));
        fs::write(&first, "1").unwrap();
        let mut batch = wait_for(&mut watch, &first);
        fs::write(&second, "2").unwrap();
        // On a slow machine the second may come with the first, or only after it has been quiet; lost it is never.
        batch.extend(watch.rest().unwrap());
        if !batch.contains(&second) {
            wait_for(&mut watch, &second);
        }
        thread::sleep(QUIET);
        assert_eq!(watch.rest().unwrap(), Vec::<PathBuf>::new(), "the batch is over");
        // Whoever goes on changing files does not hold up what was changed before.
        fs::write(&second, "3").unwrap();
        wait_for(&mut watch, &second);
        watch.begun -= LONGEST;
        fs::write(&first, "4").unwrap();
        thread::sleep(QUIET);
        assert_eq!(watch.rest().unwrap(), Vec::<PathBuf>::new(), "it lasted too long");
        wait_for(&mut watch, &first);
    }

    #[test]
    fn a_stream_of_events_does_not_hold_up_the_batch() {
        let (sender, signals) = mpsc::channel();
        thread::spawn(move || {
            while sender.send(Signal::Anything).is_ok() {
                thread::sleep(Duration::from_millis(1));
            }
        });
        let start = Instant::now();
        gather(&signals, QUIET, start, &mut Vec::new());
        assert!(start.elapsed() < LONGEST * 5);
    }

    fn portal() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let root = folder.path().canonicalize().unwrap();
        (folder, root)
    }

    /// The first batch that has this path.
    fn wait_for(watch: &mut Watch, path: &Path) -> Vec<PathBuf> {
        let end = Instant::now() + Duration::from_secs(30);
        while Instant::now() < end {
            let batch = watch.next().unwrap();
            if batch.iter().any(|changed| changed == path) {
                return batch;
            }
        }
        panic!("{} was not seen", path.display());
    }

    fn changes_are_seen(poll: bool) {
        let (_folder, root) = portal();
        let mut watch = Watch::start(&root, poll).unwrap();
        let file = root.join("content/a.md");
        fs::write(&file, "1").unwrap();
        wait_for(&mut watch, &file);
        fs::create_dir_all(root.join("content/nieuw/dieper")).unwrap();
        wait_for(&mut watch, &root.join("content/nieuw"));
        let deep = root.join("content/nieuw/dieper/b.md");
        fs::write(&deep, "2").unwrap();
        wait_for(&mut watch, &deep);
        fs::remove_file(&file).unwrap();
        wait_for(&mut watch, &file);
    }

    #[test]
    fn changes_are_seen_by_events() {
        changes_are_seen(false);
    }

    #[test]
    fn changes_are_seen_by_polling() {
        changes_are_seen(true);
    }

    #[test]
    fn a_folder_that_comes_later_or_comes_back_is_watched() {
        let (_folder, root) = portal();
        let mut watch = Watch::start(&root, false).unwrap();
        let data = root.join("data");
        for round in 0..2 {
            fs::create_dir(&data).unwrap();
            wait_for(&mut watch, &data);
            let file = data.join("portaal.yaml");
            fs::write(&file, format!("{round}")).unwrap();
            wait_for(&mut watch, &file);
            fs::remove_dir_all(&data).unwrap();
            wait_for(&mut watch, &data);
        }
    }

    #[test]
    fn reading_is_no_change() {
        let (_folder, root) = portal();
        let file = root.join("content/a.md");
        fs::write(&file, "1").unwrap();
        let mut watch = Watch::start(&root, false).unwrap();
        fs::read(&file).unwrap();
        let later = root.join("content/b.md");
        fs::write(&later, "2").unwrap();
        assert_eq!(wait_for(&mut watch, &later), [later]);
    }

    #[test]
    fn git_is_waited_for() {
        let (_folder, root) = portal();
        let lock = root.join(".git/index.lock");
        fs::create_dir(root.join(".git")).unwrap();
        let mut watch = Watch::start(&root, false).unwrap();
        fs::write(&lock, "").unwrap();
        let (one, two) = (root.join("content/a.md"), root.join("content/b.md"));
        fs::write(&one, "1").unwrap();
        let checkout = {
            let two = two.clone();
            thread::spawn(move || {
                thread::sleep(LONGEST * 2);
                fs::write(two, "2").unwrap();
                fs::remove_file(lock).unwrap();
            })
        };
        assert_eq!(wait_for(&mut watch, &one), [one, two]);
        checkout.join().unwrap();
    }
}
