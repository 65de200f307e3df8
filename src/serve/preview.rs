//! What the preview shows at one moment, and how browsers that look on hear of the next.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use super::about;
use crate::diagnostic::Diagnostic;
use crate::parse;
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
    /// What an editor wants to know of the page at this address, for the panel. Files that are no site know nothing.
    fn about(&self, _address: &str) -> Option<Value> {
        None
    }
    /// The address of the page that shows the text of this source file.
    fn address(&self, _source: &str) -> Option<String> {
        None
    }
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

    fn about(&self, address: &str) -> Option<Value> {
        about::page(self, address)
    }

    fn address(&self, source: &str) -> Option<String> {
        let address = parse::page_address(&source.into())?;
        let page = &self.portal.pages[self.portal.addresses.get(&address)?];
        // What is no page of its own, as a draft that is left out, may have the address of one.
        page.text.as_ref().filter(|text| *text.path == *source)?;
        Some(page.route.to_string())
    }
}

/// The page whose text was saved, for the browser to go to.
#[derive(Debug, Clone)]
pub(super) struct Saved {
    /// Its address.
    pub address: String,
    /// The page as it was before; empty when it was not there.
    pub before: Arc<[u8]>,
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
    /// The page that was saved, when it was one.
    pub saved: Option<Saved>,
    /// Address that opens the editor at `{bestand}`, `{regel}` and `{kolom}`; empty for none.
    editor: Arc<str>,
}

impl Snapshot {
    /// The first state. The caller picks `version` so that it lies after those of earlier runs.
    pub fn first(version: u64, files: Option<Arc<dyn Files>>, problems: Problems) -> Self {
        Self { version, files, problems, stale: false, saved: None, editor: "".into() }
    }

    /// The same state, with links that open an editor.
    #[must_use]
    pub fn with_editor(mut self, editor: &str) -> Self {
        self.editor = editor.into();
        self
    }

    /// The state after this one; without a site the last good one stays.
    pub fn next(&self, files: Option<Arc<dyn Files>>, problems: Problems, saved: Option<Saved>) -> Self {
        let stale = files.is_none() && self.files.is_some();
        let files = files.or_else(|| self.files.clone());
        Self { version: self.version + 1, files, problems, stale, saved, editor: self.editor.clone() }
    }

    /// The server-sent events that tell a browser of this state. It looks itself whether its page is another than it shows.
    pub fn events(&self) -> String {
        let problems = json!({
            "version": self.version,
            "stale": self.stale,
            "summary": self.problems.summary,
            "diagnostics": self.problems.list,
            "editor": &*self.editor,
        });
        let page = self.saved.as_ref().map(|saved| saved.address.as_str());
        let changed = json!({ "version": self.version, "page": page });
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
    pub fn publish(&self, files: Option<Arc<dyn Files>>, problems: Problems, saved: Option<Saved>) -> Arc<Snapshot> {
        let mut live = self.lock();
        let next = Arc::new(live.snapshot.next(files, problems, saved));
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
        let broken = first.next(None, Problems::default(), None);
        assert_eq!((broken.version, broken.stale, shown(&broken)), (6, true, Some(b"een".to_vec())));
        let mended = broken.next(Some(Arc::new(One("twee"))), Problems::default(), None);
        assert_eq!((mended.version, mended.stale, shown(&mended)), (7, false, Some(b"twee".to_vec())));
    }

    #[test]
    fn without_a_site_nothing_is_stale() {
        let first = Snapshot::first(5, None, Problems::default()).next(None, Problems::default(), None);
        assert!(!first.stale && shown(&first).is_none());
    }

    #[test]
    fn a_saved_page_is_told_once() {
        let saved = Saved { address: "/a/".to_owned(), before: Arc::from(*b"oud") };
        let first = Snapshot::first(5, None, Problems::default()).with_editor("vscode://file/{bestand}");
        let next = first.next(None, Problems::default(), Some(saved));
        assert!(next.events().contains(r#"data: {"page":"/a/","version":6}"#), "{}", next.events());
        assert!(next.events().contains(r#""editor":"vscode://file/{bestand}""#), "{}", next.events());
        assert!(next.next(None, Problems::default(), None).events().contains(r#"data: {"page":null,"version":7}"#));
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
