//! A real server on a free port, asked as browsers and others do.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::civil::Date;

use super::*;

const DAY: Date = jiff::civil::date(2009, 9, 9);

/// Sends a request and leaves the connection open.
fn send(address: &Address, request: &str) -> BufReader<TcpStream> {
    let mut connection = TcpStream::connect((address.host.as_str(), address.port)).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    BufReader::new(connection)
}

/// The whole answer to a request.
fn ask(address: &Address, method: &str, path: &str) -> String {
    let request =
        format!("{method} {path} HTTP/1.1\r\nHost: {}:{}\r\nConnection: close\r\n\r\n", address.host, address.port);
    let mut answer = String::new();
    send(address, &request).read_to_string(&mut answer).unwrap();
    answer
}

/// Opens the stream of events.
fn listen(address: &Address, version: u64) -> BufReader<TcpStream> {
    let path = format!("/__voorvertoning/gebeurtenissen?versie={version}");
    send(address, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
}

/// The data of the next event with this name.
fn event(stream: &mut impl BufRead, name: &str) -> Value {
    let mut lines = stream.lines().map(Result::unwrap);
    lines.find(|line| *line == format!("event: {name}")).unwrap();
    let data = lines.next().unwrap();
    serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap()
}

/// A site in memory.
struct Fixed(BTreeMap<String, Vec<u8>>);

impl Files for Fixed {
    fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    fn file(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        self.0.get(path).cloned().map(Ok)
    }
}

pub(super) fn fixed(files: &[(&str, &str)]) -> Option<Arc<dyn Files>> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    Some(Arc::new(Fixed(files)))
}

fn preview(files: &[(&str, &str)]) -> (Arc<Preview>, Address, TcpListener) {
    let preview = Arc::new(Preview::new(Snapshot::first(10, fixed(files), Problems::default())));
    let (listener, address) = bind("127.0.0.1", 0).unwrap();
    answer(listener.try_clone().unwrap(), &preview, &address).unwrap();
    (preview, address, listener)
}

fn settings(root: &std::path::Path) -> Settings {
    Settings {
        root: root.to_owned(),
        host: "127.0.0.1".to_owned(),
        port: 0,
        open: false,
        poll: false,
        editor: DEFAULT_EDITOR.to_owned(),
        language: Language::Dutch,
        options: Options::on(DAY),
        calendar: || DAY,
    }
}

#[test]
fn files_are_sent_with_the_policy() {
    let (_, address, _) = preview(&[("index.html", "hallo"), ("groot.csv", &"1;2\n".repeat(50_000))]);
    let page = ask(&address, "GET", "/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.ends_with("\r\n\r\nhallo"), "{page}");
    for header in [
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: same-origin",
        "Content-Security-Policy: default-src 'none'; script-src 'self';",
    ] {
        assert!(page.contains(header), "{header} in {page}");
    }
    assert!(ask(&address, "GET", "/groot.csv").contains("Content-Length: 200000\r\n"));
    let head = ask(&address, "HEAD", "/");
    assert!(head.contains("Content-Length: 5\r\n") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(ask(&address, "POST", "/").starts_with("HTTP/1.1 405 "));
    assert!(ask(&address, "HEAD", "/__voorvertoning/gebeurtenissen").contains("text/event-stream"));
}

#[test]
fn no_connection_holds_up_another() {
    let (_, address, _) = preview(&[("index.html", "hallo")]);
    let unfinished = "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nx";
    let mut held: Vec<_> = (0..20).map(|_| send(&address, unfinished)).collect();
    let silent: Vec<_> = (0..20).map(|_| send(&address, "")).collect();
    assert!(ask(&address, "GET", "/").ends_with("hallo"));
    drop(silent);
    for connection in &mut held {
        let mut line = String::new();
        connection.read_line(&mut line).unwrap();
        assert_eq!(line, "HTTP/1.1 400 Bad Request\r\n");
    }
}

#[test]
fn what_is_no_request_is_refused() {
    let (_, address, _) = preview(&[("index.html", "hallo")]);
    let long = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(100_000));
    for request in ["x\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", &long] {
        let mut line = String::new();
        send(&address, request).read_line(&mut line).unwrap();
        assert_eq!(line, "HTTP/1.1 400 Bad Request\r\n");
    }
}

#[test]
fn silent_connections_make_room() {
    let (_, address, _) = preview(&[("index.html", "hallo")]);
    // More than twice the limit: each that is too many ends the one that waits longest.
    let silent: Vec<_> = (0..300).map(|_| send(&address, "")).collect();
    let slow: Vec<_> = (0..50).map(|_| send(&address, "GET / HT")).collect();
    for _ in 0..5 {
        assert!(ask(&address, "GET", "/").ends_with("hallo"));
    }
    // Those were ended without a word, the newest still wait.
    let mut oldest = silent.into_iter().next().unwrap();
    assert_eq!(oldest.read_to_end(&mut Vec::new()).unwrap_or_default(), 0);
    let mut newest = slow.into_iter().next_back().unwrap();
    newest.get_mut().write_all(b"TP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut line = String::new();
    newest.read_line(&mut line).unwrap();
    assert_eq!(line, "HTTP/1.1 200 OK\r\n");
}

#[test]
fn headers_without_an_end_are_not_read_on() {
    let (_, address, _) = preview(&[("index.html", "hallo")]);
    let mut endless = send(&address, "GET / HTTP/1.1\r\nHost: localhost\r\n");
    let line = "X: y\r\n".repeat(1000);
    // The answer comes long before 20 MB: then nobody reads, and writing fails.
    let sent = (0..3500).take_while(|_| endless.get_mut().write_all(line.as_bytes()).is_ok()).count();
    assert!(sent < 3500, "all was read");
    assert!(ask(&address, "GET", "/").ends_with("hallo"));
}

#[test]
fn of_requests_in_a_row_the_first_is_answered() {
    let (_, address, _) = preview(&[("index.html", "hallo"), ("geheim.html", "tweede")]);
    let one = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut answer = String::new();
    let mut both = send(&address, &(one("/") + &one("/geheim.html")));
    both.get_ref().shutdown(std::net::Shutdown::Write).unwrap();
    both.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with("hallo") && answer.matches("HTTP/1.1").count() == 1, "{answer}");
    // What one reads as the body of a request is never read as a second one.
    let smuggled =
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n{}", one("/geheim.html"));
    let mut answer = String::new();
    let mut both = send(&address, &smuggled);
    both.get_ref().shutdown(std::net::Shutdown::Write).unwrap();
    both.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") && !answer.contains("tweede"), "{answer}");
}

#[test]
fn a_preview_for_others_says_so() {
    for (host, told) in
        [("127.0.0.1", false), ("::1", false), ("localhost", false), ("0.0.0.0", true), ("::", true), ("mijn-pc", true)]
    {
        let address = Address { host: host.to_owned(), port: 8000 };
        let notice = address.notice();
        assert_eq!(notice.is_some(), told, "{host}");
        assert!(notice.is_none_or(|text| text.contains("ook concepten") && text.contains("--host")));
    }
}

#[test]
fn streams_tell_of_changes() {
    let (preview, address, _) = preview(&[("index.html", "1"), ("a/index.html", "1"), ("x.css", "1")]);
    let mut stream = listen(&address, 10);
    assert_eq!(event(&mut stream, "problemen")["diagnostics"], serde_json::json!([]));
    let now = event(&mut stream, "gewijzigd");
    assert_eq!(now, serde_json::json!({ "page": null, "version": 10 }));
    preview.publish(fixed(&[("index.html", "1"), ("a/index.html", "2"), ("x.css", "2")]), Problems::default(), None);
    assert_eq!(event(&mut stream, "gewijzigd"), serde_json::json!({ "page": null, "version": 11 }));
    assert!(ask(&address, "GET", "/a/").ends_with('2'));
    // One that comes later hears the same.
    assert_eq!(event(&mut listen(&address, 10), "gewijzigd"), serde_json::json!({ "page": null, "version": 11 }));
}

#[test]
fn many_streams_leave_room_for_pages() {
    let (_, address, _) = preview(&[("index.html", "hallo")]);
    let mut streams = Vec::new();
    for _ in 0..preview::MAX_STREAMS + 8 {
        let mut stream = listen(&address, 10);
        assert_eq!(event(&mut stream, "gewijzigd")["version"], 10);
        streams.push(stream);
    }
    assert!(ask(&address, "GET", "/").ends_with("hallo"));
    // Eight were ended to make room. Which, depends on the order in which their threads came to it.
    let mut ended = 0;
    for stream in &mut streams {
        stream.get_ref().set_read_timeout(Some(Duration::from_millis(60))).unwrap();
        ended += usize::from(stream.read_to_end(&mut Vec::new()).is_ok());
    }
    assert_eq!(ended, 8);
}

#[test]
fn the_server_outlives_an_error() {
    let (_, address, listener) = preview(&[("index.html", "hallo")]);
    assert!(ask(&address, "GET", "/").ends_with("hallo"));
    // Every look for a connection now fails at once.
    listener.set_nonblocking(true).unwrap();
    let _ = TcpStream::connect((address.host.as_str(), address.port)).unwrap();
    thread::sleep(Duration::from_millis(300));
    listener.set_nonblocking(false).unwrap();
    assert!(ask(&address, "GET", "/").ends_with("hallo"));
}

/// Waits until something was built.
fn round(session: &mut Session) {
    let before = session.preview.snapshot().version;
    while session.preview.snapshot().version == before {
        session.round().unwrap();
    }
}

/// Writes a portal as `init` makes it.
fn write_starter(root: &Path) {
    for (path, bytes) in starter::files() {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn a_change_of_a_file_reaches_the_browser() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let mut session = Session::start(settings(folder.path())).unwrap();
    let address = session.address.clone();
    let page = ask(&address, "GET", "/");
    assert!(page.starts_with("HTTP/1.1 503 ") && page.contains("/__voorvertoning/herladen.js?versie="), "{page}");
    let mut stream = listen(&address, 0);
    let first = event(&mut stream, "problemen");
    assert_ne!(first["diagnostics"], serde_json::json!([]));
    fs::write(folder.path().join("content/fout.md"), "---\ntitle: [\n---\nFOUT\n").unwrap();
    round(&mut session);
    let second = event(&mut stream, "problemen");
    assert!(second["version"].as_u64() > first["version"].as_u64());
    assert_ne!(first["diagnostics"], second["diagnostics"]);
}

#[test]
fn a_template_that_goes_wrong_is_told_until_it_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    write_starter(folder.path());
    let mut session = Session::start(settings(folder.path())).unwrap();
    let template = folder.path().join("themes/werkplein/templates/thema.html");
    let good = fs::read_to_string(&template).unwrap();
    let text = folder.path().join("content/themas/samen-werken.md");
    let mut told = |path: &Path, text: &str| {
        fs::write(path, text).unwrap();
        round(&mut session);
        session.preview.snapshot().problems.text.clone()
    };
    let problem = told(&template, &format!("{good}{{{{ page.bestaat_niet.ook_niet }}}}"));
    assert!(problem.contains("thema.html"), "{problem}");
    // Another edit does not make it right.
    let edited = fs::read_to_string(&text).unwrap() + "\nNog een zin.\n";
    assert_eq!(told(&text, &edited), problem);
    assert_eq!(told(&template, &good), "");
}

#[test]
fn a_preview_that_runs_past_midnight_shows_what_is_of_the_new_day() {
    static IS_TOMORROW: AtomicBool = AtomicBool::new(false);
    let folder = tempfile::tempdir().unwrap();
    write_starter(folder.path());
    let text = "---\ntitle: Van morgen\ndescription: Een bericht van morgen.\ndate: 2009-09-10\n---\nMorgen.\n";
    fs::create_dir_all(folder.path().join("content/nieuws")).unwrap();
    fs::write(folder.path().join("content/nieuws/van-morgen.md"), text).unwrap();
    let calendar: Calendar = || if IS_TOMORROW.load(Ordering::Relaxed) { DAY.tomorrow().unwrap() } else { DAY };
    let mut session = Session::start(Settings { calendar, ..settings(folder.path()) }).unwrap();
    let status = |session: &Session| ask(&session.address, "GET", "/nieuws/van-morgen/")[..12].to_owned();
    session.round().unwrap();
    assert_eq!(status(&session), "HTTP/1.1 404");
    IS_TOMORROW.store(true, Ordering::Relaxed);
    round(&mut session);
    assert_eq!(status(&session), "HTTP/1.1 200");
    let version = session.preview.snapshot().version;
    session.round().unwrap();
    assert_eq!(session.preview.snapshot().version, version, "a day is new once");
}

#[test]
fn a_port_in_use_is_explained() {
    let (listener, address) = bind("127.0.0.1", 0).unwrap();
    let error = bind("127.0.0.1", address.port).err().unwrap();
    assert!(error.contains(&format!("Poort {} is al in gebruik", address.port)) && error.contains("--port"), "{error}");
    drop(listener);
    assert!(bind("geen-computer.invalid", 0).err().unwrap().contains("--host"));
}

#[test]
#[cfg(unix)]
fn a_text_behind_a_link_is_as_new_as_what_the_link_leads_to() {
    let folder = tempfile::tempdir().unwrap();
    write_starter(folder.path());
    let over = folder.path().join("content/over");
    let text = |words: &str| format!("---\ntitle: Kopie\ndescription: Een pagina.\n---\n\n{words}\n");
    fs::write(over.join("echt.md"), text("Eerst.")).unwrap();
    std::os::unix::fs::symlink("echt.md", over.join("kopie.md")).unwrap();
    std::os::unix::fs::symlink("later.md", over.join("nergens.md")).unwrap();
    let mut session = Session::start(settings(folder.path())).unwrap();
    let shown = |session: &Session, path: &str| ask(&session.address, "GET", path);
    assert!(shown(&session, "/over/kopie/").contains("Eerst."));
    assert!(session.preview.snapshot().problems.text.contains("KP003"));
    fs::write(over.join("echt.md"), text("Daarna.")).unwrap();
    round(&mut session);
    assert!(shown(&session, "/over/kopie/").contains("Daarna."));
    fs::write(over.join("later.md"), text("Later.")).unwrap();
    round(&mut session);
    assert!(shown(&session, "/over/nergens/").contains("Later."));
    assert!(!session.preview.snapshot().problems.text.contains("KP003"));
}
