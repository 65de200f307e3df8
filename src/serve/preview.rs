//! What the preview shows at one moment, and how browsers that look on hear of the next.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::render::Site;

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

/// The files of a site, each made when it is asked for: an edit costs the pages that are looked at.
pub(super) trait Files: Send + Sync {
    /// Whether there is a file at this path, such as `themas/index.html`.
    fn has(&self, path: &str) -> bool;
    /// The bytes of the file at this path; none when there is no such file.
    fn file(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>>;
}

impl Files for Site {
    fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    fn file(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        let output = self.find(path)?;
        let mut bytes = Vec::new();
        Some(self.make(&output, &mut bytes).map(|_| bytes))
    }
}

/// One state of the preview; never changed, only followed by the next.
pub(super) struct Snapshot {
    /// Number of this state, greater than that of every state before it, also over restarts.
    pub version: u64,
    /// The last good site; none while there has not been one.
    pub files: Option<Arc<dyn Files>>,
    /// What the last build had to say.
    pub problems: Problems,
    /// Whether `files` is of an earlier build, as the last one has errors.
    stale: bool,
}

impl Snapshot {
    /// The first state. The caller picks `version` so that it lies after those of earlier runs.
    pub fn first(version: u64, files: Option<Arc<dyn Files>>, problems: Problems) -> Self {
        Self { version, files, problems, stale: false }
    }

    /// The state after this one; without a site the last good one stays.
    pub fn next(&self, files: Option<Arc<dyn Files>>, problems: Problems) -> Self {
        let stale = files.is_none() && self.files.is_some();
        Self { version: self.version + 1, files: files.or_else(|| self.files.clone()), problems, stale }
    }

    /// The server-sent events that tell a browser of this state. It looks itself whether its page is another than it shows.
    pub fn events(&self) -> String {
        let problems = json!({
            "version": self.version,
            "stale": self.stale,
            "summary": self.problems.summary,
            "diagnostics": self.problems.list,
        });
        let changed = json!({ "version": self.version });
        let id = self.version;
        format!("id: {id}\nevent: problemen\ndata: {problems}\n\nid: {id}\nevent: gewijzigd\ndata: {changed}\n\n")
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
    pub fn publish(&self, files: Option<Arc<dyn Files>>, problems: Problems) -> Arc<Snapshot> {
        let mut live = self.lock();
        let next = Arc::new(live.snapshot.next(files, problems));
        live.snapshot = next.clone();
        drop(live);
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

    struct One(&'static str);

    impl Files for One {
        fn has(&self, path: &str) -> bool {
            path == "index.html"
        }

        fn file(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
            self.has(path).then(|| Ok(self.0.as_bytes().to_vec()))
        }
    }

    fn shown(snapshot: &Snapshot) -> Option<Vec<u8>> {
        snapshot.files.as_ref()?.file("index.html").map(Result::unwrap)
    }

    #[test]
    fn an_error_keeps_the_last_good_site() {
        let first = Snapshot::first(5, Some(Arc::new(One("een"))), Problems::default());
        let broken = first.next(None, Problems::default());
        assert_eq!((broken.version, broken.stale, shown(&broken)), (6, true, Some(b"een".to_vec())));
        let mended = broken.next(Some(Arc::new(One("twee"))), Problems::default());
        assert_eq!((mended.version, mended.stale, shown(&mended)), (7, false, Some(b"twee".to_vec())));
    }

    #[test]
    fn without_a_site_nothing_is_stale() {
        let first = Snapshot::first(5, None, Problems::default()).next(None, Problems::default());
        assert!(!first.stale && shown(&first).is_none());
    }

    #[test]
    fn events_are_one_line_of_data_each() {
        let problems = Problems { list: vec![json!({ "message": "regel 1\nregel 2" })], ..Problems::default() };
        let events = Snapshot::first(7, None, problems).events();
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
