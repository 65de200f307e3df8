//! What the preview shows at one moment, and how browsers that look on hear of the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::render::Outputs;

/// At most this many browsers are told of changes at once.
pub(super) const MAX_STREAMS: usize = 32;

/// The problems of one build, ready to be shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Problems {
    /// "2 fouten, 1 waarschuwing"; empty when there are none.
    pub summary: String,
    /// The problems as programs read them.
    pub list: Vec<Value>,
    /// The report as people read it …
    pub text: String,
    /// … and with colours for a terminal.
    pub colored: String,
}

/// One state of the preview; never changed, only followed by the next.
pub(super) struct Snapshot {
    /// Number of this state, greater than that of every state before it, also over restarts.
    pub version: u64,
    /// The last good site; none while there has not been one.
    pub outputs: Option<Arc<Outputs>>,
    /// What the last build had to say.
    pub problems: Problems,
    /// Whether `outputs` is of an earlier build, as the last one has errors.
    stale: bool,
    /// From this version on `touched` knows every change.
    known_from: u64,
    /// The version in which an output was last added, changed or removed.
    touched: BTreeMap<String, u64>,
}

/// What differs between two states.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Changes {
    /// Whether the earlier state is not known, so that everything may differ.
    pub all: bool,
    /// Addresses of the pages that differ.
    pub pages: Vec<String>,
    /// Whether a stylesheet differs.
    pub css: bool,
}

impl Snapshot {
    /// The first state. The caller picks `version` so that it lies after those of earlier runs.
    pub fn first(version: u64, outputs: Option<Arc<Outputs>>, problems: Problems) -> Self {
        Self { version, outputs, problems, stale: false, known_from: version, touched: BTreeMap::new() }
    }

    /// The state after this one; without outputs the last good site stays.
    pub fn next(&self, outputs: Option<Arc<Outputs>>, problems: Problems) -> Self {
        let version = self.version + 1;
        let mut next = Self {
            version,
            outputs: self.outputs.clone(),
            problems,
            stale: outputs.is_none() && self.outputs.is_some(),
            known_from: self.known_from,
            touched: self.touched.clone(),
        };
        match (&self.outputs, outputs) {
            (Some(old), Some(new)) => {
                next.touched.extend(different(old, &new).map(|path| (path.clone(), version)));
                next.outputs = Some(new);
            }
            (None, Some(new)) => {
                next.known_from = version;
                next.outputs = Some(new);
            }
            (_, None) => {}
        }
        next
    }

    /// What changed after the state with this version.
    pub fn changes_since(&self, version: Option<u64>) -> Changes {
        let Some(version) = version.filter(|version| (self.known_from..=self.version).contains(version)) else {
            return Changes { all: true, pages: Vec::new(), css: true };
        };
        let changed = || self.touched.iter().filter(move |(_, touched)| **touched > version).map(|(path, _)| path);
        Changes {
            all: false,
            pages: changed().filter(|path| path.ends_with(".html")).map(|path| address_of(path)).collect(),
            css: changed().any(|path| path.ends_with(".css")),
        }
    }

    /// The server-sent events that bring a browser from the state it has seen to this one.
    pub fn events_since(&self, version: Option<u64>) -> String {
        let Changes { all, pages, css } = self.changes_since(version);
        let problems = json!({
            "version": self.version,
            "stale": self.stale,
            "summary": self.problems.summary,
            "diagnostics": self.problems.list,
        });
        let changed = json!({ "version": self.version, "all": all, "pages": pages, "css": css });
        let id = self.version;
        format!("id: {id}\nevent: problemen\ndata: {problems}\n\nid: {id}\nevent: gewijzigd\ndata: {changed}\n\n")
    }
}

/// Paths that are in one of the two only, or with other bytes.
fn different<'a>(old: &'a Outputs, new: &'a Outputs) -> impl Iterator<Item = &'a String> {
    let gone = old.keys().filter(|path| !new.contains_key(*path));
    let other = new.iter().filter(|(path, bytes)| {
        // A page that was not rendered again is the same allocation, so most comparisons end here.
        old.get(*path).is_none_or(|before| !Arc::ptr_eq(before, bytes) && before != *bytes)
    });
    gone.chain(other.map(|(path, _)| path))
}

/// The address at which a page is shown: `x/index.html` → `/x/`.
fn address_of(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// The current state, shared by the builder and all who answer requests.
pub(super) struct Preview {
    live: Mutex<Live>,
    news: Condvar,
}

struct Live {
    snapshot: Arc<Snapshot>,
    streams: BTreeSet<u64>,
    last_stream: u64,
}

/// What a stream is to do next.
pub(super) enum News {
    /// Tell of this state.
    State(Arc<Snapshot>),
    /// Show that the connection lives.
    Nothing,
    /// End: newer streams need the room.
    Displaced,
}

impl Preview {
    /// A preview that shows this state.
    pub fn new(snapshot: Snapshot) -> Self {
        let live = Live { snapshot: Arc::new(snapshot), streams: BTreeSet::new(), last_stream: 0 };
        Self { live: Mutex::new(live), news: Condvar::new() }
    }

    /// The state of now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.lock().snapshot.clone()
    }

    /// Goes to the next state and wakes every stream.
    pub fn publish(&self, outputs: Option<Arc<Outputs>>, problems: Problems) -> Arc<Snapshot> {
        // Comparing all pages takes a while, so it is done outside the lock; there is one publisher.
        let next = Arc::new(self.snapshot().next(outputs, problems));
        self.lock().snapshot = next.clone();
        self.news.notify_all();
        next
    }

    /// Registers a stream. When there are too many the oldest ends: a browser that left is noticed
    /// only when it is written to, so the oldest is most likely gone, and a living one comes back.
    pub fn open_stream(&self) -> u64 {
        let mut live = self.lock();
        live.last_stream += 1;
        let stream = live.last_stream;
        live.streams.insert(stream);
        if live.streams.len() > MAX_STREAMS {
            live.streams.pop_first();
            self.news.notify_all();
        }
        stream
    }

    /// Takes a stream off the list.
    pub fn close_stream(&self, stream: u64) {
        self.lock().streams.remove(&stream);
    }

    /// Waits until there is a state other than the one that was `told`, for at most `patience`.
    pub fn wait(&self, stream: u64, told: Option<u64>, patience: Duration) -> News {
        let same = |live: &mut Live| live.streams.contains(&stream) && told == Some(live.snapshot.version);
        let (live, timeout) =
            self.news.wait_timeout_while(self.lock(), patience, same).unwrap_or_else(PoisonError::into_inner);
        match timeout.timed_out() {
            true => News::Nothing,
            false if live.streams.contains(&stream) => News::State(live.snapshot.clone()),
            false => News::Displaced,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Live> {
        // The state is replaced as a whole, so it is sound even when a thread died while it held the lock.
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(files: &[(&str, &str)]) -> Option<Arc<Outputs>> {
        Some(Arc::new(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into())).collect()))
    }

    fn changes(pages: &[&str], css: bool) -> Changes {
        Changes { all: false, pages: pages.iter().map(|page| (*page).to_owned()).collect(), css }
    }

    fn everything() -> Changes {
        Changes { all: true, pages: Vec::new(), css: true }
    }

    #[test]
    fn changes_are_told_from_any_known_state() {
        let first = Snapshot::first(100, outputs(&[("index.html", "1"), ("a/index.html", "1")]), Problems::default());
        let second = first.next(outputs(&[("index.html", "1"), ("a/index.html", "2")]), Problems::default());
        let third = second.next(outputs(&[("index.html", "3"), ("x.1.css", "")]), Problems::default());
        assert_eq!(third.version, 102);
        assert_eq!(third.changes_since(Some(102)), changes(&[], false));
        assert_eq!(third.changes_since(Some(101)), changes(&["/a/", "/"], true));
        assert_eq!(third.changes_since(Some(100)), changes(&["/a/", "/"], true));
        assert_eq!(second.changes_since(Some(100)), changes(&["/a/"], false));
    }

    #[test]
    fn a_state_of_another_run_is_unknown() {
        let first = Snapshot::first(100, outputs(&[("index.html", "1")]), Problems::default());
        for version in [None, Some(99), Some(101)] {
            assert_eq!(first.changes_since(version), everything());
        }
    }

    #[test]
    fn an_error_keeps_the_last_good_site() {
        let first = Snapshot::first(1, outputs(&[("index.html", "1")]), Problems::default());
        let failed = first.next(None, Problems { summary: "1 fout".to_owned(), ..Problems::default() });
        assert!(failed.outputs.is_some());
        assert_eq!(failed.changes_since(Some(1)), changes(&[], false));
        assert!(failed.events_since(Some(1)).contains(r#""stale":true"#));
        let mended = failed.next(outputs(&[("index.html", "1")]), Problems::default());
        assert_eq!(mended.changes_since(Some(1)), changes(&[], false));
        assert!(mended.events_since(Some(2)).contains(r#""stale":false"#));
    }

    #[test]
    fn the_first_good_site_is_all_new() {
        let failed = Snapshot::first(1, None, Problems::default());
        let good = failed.next(outputs(&[("index.html", "1")]), Problems::default());
        assert_eq!(good.changes_since(Some(1)), everything());
        assert_eq!(good.changes_since(Some(2)), changes(&[], false));
    }

    #[test]
    fn events_are_one_line_of_data_each() {
        let problems = Problems { list: vec![json!({ "message": "regel 1\nregel 2" })], ..Problems::default() };
        let events = Snapshot::first(7, None, problems).events_since(None);
        let lines: Vec<_> = events.lines().collect();
        assert_eq!(lines.len(), 8);
        assert_eq!((lines[0], lines[1]), ("id: 7", "event: problemen"));
        assert_eq!((lines[3], lines[4], lines[5]), ("", "id: 7", "event: gewijzigd"));
        assert!(events.ends_with("\n\n"));
    }

    #[test]
    fn the_oldest_stream_makes_room() {
        let preview = Preview::new(Snapshot::first(1, None, Problems::default()));
        let first = preview.open_stream();
        let second = preview.open_stream();
        for _ in 1..MAX_STREAMS {
            preview.open_stream();
        }
        let short = Duration::from_millis(1);
        assert!(matches!(preview.wait(first, Some(1), short), News::Displaced));
        assert!(matches!(preview.wait(second, Some(1), short), News::Nothing));
        assert!(matches!(preview.wait(second, None, short), News::State(_)));
        preview.close_stream(second);
        assert!(matches!(preview.wait(second, Some(1), short), News::Displaced));
    }
}
