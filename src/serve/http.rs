//! Answers the requests of a preview, from memory.
//!
//! What to answer is decided by [`respond`], which knows nothing of sockets. Around it is as little of HTTP as a
//! preview needs: one request a connection, no bodies, a limit to everything.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::preview::{News, Preview, Problems, Snapshot};
use crate::diagnostic::{Diagnostic, Language};
use crate::escape::escaped;
use crate::render::server_files::{HEADERS, content_type};

/// At most this many connections wait for a request or take in an answer at once; streams have a limit of their own. One more
/// ends the oldest: whoever keeps connections open and says nothing does not keep others out.
const MAX_CONNECTIONS: usize = 128;
/// At most this many threads: those of all connections and streams, and of connections that were just ended.
const MAX_THREADS: usize = 3 * MAX_CONNECTIONS;
/// Longest request line and headers, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// What ends the headers.
const END: &[u8] = b"\r\n\r\n";
/// How much of a refused body is let go by.
const MAX_SKIPPED: u64 = 1024 * 1024;
/// How long a browser may take to ask, or to take in an answer. Browsers open connections before they need them.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a stream without news shows that it lives.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Time before connections are accepted again when that failed.
const RECOVERY: Duration = Duration::from_millis(100);

/// The first part of all addresses that are the preview's own.
const OWN: &str = "/__voorvertoning/";
/// The end of the tag in every page that loads the script; the version of the page is put before the quote.
const SCRIPT: &str = "/__voorvertoning/herladen.js\"";

/// Sent with every answer, beside the headers of the published site.
const NOT_KEPT: (&str, &str) = ("Cache-Control", "no-store");

/// Where the preview is.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// Name or number of this computer, as asked for, without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Address {
    /// The address for a browser.
    pub fn url(&self) -> String {
        match self.host.parse() {
            Ok(IpAddr::V6(ip)) if !ip.is_unspecified() => format!("http://[{ip}]:{}/", self.port),
            Ok(ip) if ip.is_unspecified() => format!("http://localhost:{}/", self.port),
            _ => format!("http://{}:{}/", self.host, self.port),
        }
    }

    /// What it means that others can reach this address; none when only this computer can.
    pub fn notice(&self) -> Option<String> {
        let own =
            self.host.eq_ignore_ascii_case("localhost") || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        (!own).then(|| {
            format!(
                "Let op: met --host {} kan iedereen op je netwerk deze voorvertoning zien, ook concepten en teksten die nog niet \
                 uit zijn. Laat --host weg als je dat niet wilt.",
                self.host
            )
        })
    }

    /// Whether a `Host` header names this computer. A page elsewhere can let its own name lead here (DNS rebinding)
    /// and read the preview, but it cannot change the name the browser sends. Any port is good: it can be forwarded.
    fn accepts(&self, header: &str) -> bool {
        let Some(name) = host_name(header) else { return false };
        let asked: Option<IpAddr> = self.host.parse().ok();
        // A number cannot be made to lead elsewhere, so it is safe when every address of this computer was asked for.
        let any_number = asked.is_some_and(|ip| ip.is_unspecified()) && name.parse::<IpAddr>().is_ok();
        let same_number = asked.is_some() && asked == name.parse().ok();
        any_number
            || same_number
            || ["localhost", "127.0.0.1", "::1", &self.host].iter().any(|own| name.eq_ignore_ascii_case(own))
    }
}

/// The name in a `Host` header, without port and brackets.
fn host_name(header: &str) -> Option<&str> {
    let (name, port) = match header.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => header.split_at(header.find(':').unwrap_or(header.len())),
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    (digits.bytes().all(|byte| byte.is_ascii_digit()) && (port.is_empty() || port.len() > 1)).then_some(name)
}

/// What of a request matters for the answer.
pub(super) struct Request<'a> {
    /// `GET` and the like.
    pub method: &'a str,
    /// Path and query, as sent.
    pub url: &'a str,
    /// Names and values.
    pub headers: Vec<(&'a str, &'a str)>,
}

impl<'a> Request<'a> {
    /// Reads the request line and the headers; none when they are not as they should be.
    fn parse(head: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(head).ok()?;
        let mut lines = text.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, url, protocol) = (words.next()?, words.next()?, words.next()?);
        let headers: Vec<_> = lines.map(header).collect::<Option<_>>()?;
        let known = matches!(protocol, "HTTP/1.1" | "HTTP/1.0") && words.next().is_none();
        let clean = !text.split("\r\n").any(|line| line.contains(|c: char| c.is_control() && c != '\t'));
        (known && clean).then_some(Self { method, url, headers })
    }

    fn header(&self, name: &'static str) -> Option<&str> {
        self.all(name).next()
    }

    fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The `Host` header, when there is exactly one.
    fn host(&self) -> Option<&str> {
        let mut hosts = self.all("Host");
        hosts.next().filter(|_| hosts.next().is_none())
    }

    fn has_body(&self) -> bool {
        self.header("Transfer-Encoding").is_some() || self.all("Content-Length").any(|length| length.trim() != "0")
    }

    /// Whether a page of another site asks for a file of the preview itself.
    fn is_from_elsewhere(&self) -> bool {
        self.all("Sec-Fetch-Site").any(|site| !matches!(site, "same-origin" | "none"))
    }

    /// Whether a script or a form of another site asks, as the browser says with `Origin`. Another port is another site: what
    /// else runs on this computer has no business with drafts.
    fn has_other_origin(&self) -> bool {
        let own = self.host().unwrap_or_default();
        let is_own = |origin: &str| {
            let name = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            name.is_some_and(|name| name.eq_ignore_ascii_case(own))
        };
        self.all("Origin").any(|origin| !is_own(origin))
    }

    /// The path as sent and the query.
    fn parts(&self) -> (&str, &str) {
        let url = self.url.split('#').next().unwrap_or_default();
        url.split_once('?').unwrap_or((url, ""))
    }
}

/// Name and value of a header.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let valid = !name.is_empty() && !name.contains(char::is_whitespace);
    valid.then(|| (name, value.trim()))
}

/// An answer to a request.
#[derive(Debug)]
pub(super) struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Bytes(Arc<[u8]>),
    /// Server-sent events.
    Events,
}

impl Response {
    fn new(status: u16, content_type: &str, body: impl Into<Arc<[u8]>>) -> Self {
        let headers = vec![("Content-Type", content_type.to_owned())];
        Self { status, headers, body: Body::Bytes(body.into()) }
    }

    fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The answer to a request.
pub(super) fn respond(request: &Request, snapshot: &Snapshot, address: &Address) -> Response {
    if !request.host().is_some_and(|host| address.accepts(host)) {
        let text = format!(
            "Deze voorvertoning is te zien op {}. Op een andere computer werkt alleen een adres van cijfers, zoals http://192.168.1.5:{}/: \
             een naam kan een andere site zijn. Met --host kies je een ander adres.",
            address.url(),
            address.port
        );
        return Response::text(403, &text);
    }
    if request.has_other_origin() {
        return Response::text(403, "Een andere site mag deze voorvertoning niet opvragen.");
    }
    if !matches!(request.method, "GET" | "HEAD") {
        return Response::text(405, "Een voorvertoning kan alleen worden bekeken.").with("Allow", "GET, HEAD");
    }
    if request.has_body() {
        return Response::text(400, "Een verzoek met inhoud wordt niet gelezen.");
    }
    let Some(path) = decode(request.parts().0) else {
        return Response::text(400, "Dit adres is niet goed geschreven.");
    };
    match path.strip_prefix(OWN) {
        Some(_) if request.is_from_elsewhere() => {
            Response::text(403, "Dit adres is alleen voor de voorvertoning zelf.")
        }
        Some(name) => own(name, request, snapshot),
        None => page(&path, request, snapshot),
    }
}

/// The path with its percent-encoding undone, once; none when it could be read as another file than it names.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            byte => byte,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let harmful = |c: char| c == '\\' || c.is_control();
    let climbs = path.split('/').any(|part| part == "." || part == "..");
    (path.starts_with('/') && !path.contains("//") && !path.contains(harmful) && !climbs).then_some(path)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The preview's own files.
fn own(name: &str, request: &Request, snapshot: &Snapshot) -> Response {
    match name {
        "herladen.js" => Response::new(200, content_type(name), include_bytes!("reload.js").as_slice()),
        "paneel.css" => Response::new(200, content_type(name), include_bytes!("paneel.css").as_slice()),
        "gebeurtenissen" => {
            let headers = vec![("Content-Type", "text/event-stream; charset=utf-8".to_owned())];
            Response { status: 200, headers, body: Body::Events }
        }
        // What is not there is an empty answer: browsers report every 404 as an error of the page.
        "pagina.json" => {
            let about = asked_page(request).and_then(|page| snapshot.files.as_ref()?.about(&page));
            Response::new(200, content_type(name), about.unwrap_or_default().to_string().into_bytes())
        }
        "vorige.html" => {
            let asked = asked_page(request);
            let saved = snapshot.saved.as_ref().filter(|saved| asked.as_ref() == Some(&saved.address));
            Response::new(200, content_type(name), saved.map_or_else(|| Arc::from([]), |saved| saved.before.clone()))
        }
        _ => Response::text(404, "Dit bestaat niet."),
    }
}

/// The page that a question of the panel is about: `?adres=/themas/`.
fn asked_page(request: &Request) -> Option<String> {
    request.parts().1.split('&').find_map(|part| decode(part.strip_prefix("adres=")?))
}

/// A file of the site.
fn page(path: &str, request: &Request, snapshot: &Snapshot) -> Response {
    let Some(files) = &snapshot.files else {
        let page = problem_page(&snapshot.problems);
        return Response::new(503, content_type("index.html"), versioned(page.as_bytes(), snapshot.version));
    };
    let name = path.trim_start_matches('/');
    let file = if path.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
    let answer = |status, file: &str, made: Result<Vec<u8>, Diagnostic>| match made {
        Ok(bytes) if file.ends_with(".html") => {
            Response::new(status, content_type(file), versioned(&bytes, snapshot.version))
        }
        Ok(bytes) => Response::new(status, content_type(file), bytes),
        // Only this page goes wrong: the others are shown, so this is told where it is asked for.
        Err(problem) => {
            let summary = format!("{}: {}", problem.entry.code, problem.message(Language::Dutch));
            let text = format!("{}\n{}\n", problem.place.path, problem.hint(Language::Dutch));
            let page = problem_page(&Problems { summary, text, ..Problems::default() });
            Response::new(500, content_type("index.html"), versioned(page.as_bytes(), snapshot.version))
        }
    };
    if let Some(made) = files.file(&file) {
        return answer(200, &file, made);
    }
    if files.has(&format!("{file}/index.html")) {
        let (path, query) = request.parts();
        let mark = if query.is_empty() { "" } else { "?" };
        return Response::text(301, "Dit adres eindigt op een schuine streep.")
            .with("Location", format!("{path}/{mark}{query}"));
    }
    match files.file("404.html") {
        Some(made) => answer(404, "404.html", made),
        None => Response::text(404, "Deze pagina bestaat niet."),
    }
}

/// A page in which the script is told which state the page is of, so that it misses no change and needs no second look.
fn versioned(page: &[u8], version: u64) -> Vec<u8> {
    let at = page.windows(SCRIPT.len()).position(|part| part == SCRIPT.as_bytes());
    let Some(quote) = at.map(|at| at + SCRIPT.len() - 1) else { return page.to_vec() };
    [&page[..quote], format!("?versie={version}").as_bytes(), &page[quote..]].concat()
}

/// What is shown while there is no site yet. The script makes a list of the report.
fn problem_page(problems: &Problems) -> String {
    format!(
        r#"<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nog geen voorvertoning</title>
<link rel="stylesheet" href="/__voorvertoning/paneel.css">
<script src="/__voorvertoning/herladen.js" defer></script>
</head>
<body class="voorvertoning-leeg">
<main>
<h1>Nog geen voorvertoning</h1>
<p>Het portaal kan nog niet worden getoond. Los de fouten hieronder op; deze pagina gaat dan vanzelf verder.</p>
<div id="voorvertoning-problemen"><p>{}</p><pre>{}</pre></div>
</main>
</body>
</html>
"#,
        escaped(&problems.summary),
        escaped(&problems.text)
    )
}

/// The connections that wait for a request or take in an answer, oldest first.
#[derive(Default)]
struct Open {
    connections: Mutex<VecDeque<Arc<TcpStream>>>,
}

impl Open {
    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<TcpStream>>> {
        // Whole after every change, so what another thread left is good.
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a connection, and ends the oldest when there are too many: its thread then finds it closed.
    fn enter(self: &Arc<Self>, connection: TcpStream) -> Held {
        let connection = Arc::new(connection);
        let mut all = self.all();
        all.push_back(connection.clone());
        if all.len() > MAX_CONNECTIONS
            && let Some(oldest) = all.pop_front()
        {
            // One that the browser closed is as good as ended.
            let _ = oldest.shutdown(Shutdown::Both);
        }
        Held { open: self.clone(), connection }
    }
}

/// A connection, counted until it ends or becomes a stream.
struct Held {
    open: Arc<Open>,
    connection: Arc<TcpStream>,
}

impl Held {
    /// Counts this connection no more.
    fn leave(&self) {
        self.open.all().retain(|other| !Arc::ptr_eq(other, &self.connection));
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Answers requests on a port, for ever.
pub(super) fn serve(listener: &TcpListener, preview: &Arc<Preview>, address: &Address) -> ! {
    // Every thread holds a clone, so the count is that of the threads, however they end.
    let open = Arc::new(Open::default());
    loop {
        match listener.accept() {
            Ok((connection, _)) if Arc::strong_count(&open) <= MAX_THREADS => {
                let held = open.enter(connection);
                let (preview, address) = (preview.clone(), address.clone());
                let task = move || {
                    // That the browser went away is the usual end.
                    let _ = answer(&held, &preview, &address);
                };
                // When there can be no thread the connection is closed, and the browser tries again.
                let _ = thread::Builder::new().name("voorvertoning".to_owned()).spawn(task);
            }
            Ok(_) => {}
            // Too many open files, or the like: it passes.
            Err(_) => thread::sleep(RECOVERY),
        }
    }
}

/// Answers the one request of a connection. Browsers open as many as they need, and on one computer that costs nothing.
fn answer(held: &Held, preview: &Preview, address: &Address) -> io::Result<()> {
    let connection = &*held.connection;
    connection.set_nonblocking(false)?;
    connection.set_nodelay(true)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let head = read_head(connection)?;
    let request = Request::parse(&head);
    let response = match &request {
        Some(request) => respond(request, &preview.snapshot(), address),
        None => Response::text(400, "Dit verzoek is niet goed geschreven."),
    };
    let with_body = request.is_none_or(|request| request.method != "HEAD");
    match (&response.body, with_body) {
        (Body::Events, true) => {
            held.leave();
            let stream = preview.open_stream();
            let end = tell(connection, &response, stream, preview);
            preview.close_stream(stream);
            end
        }
        (body, _) => {
            let bytes = if let Body::Bytes(bytes) = body { bytes.as_ref() } else { &[] };
            send(connection, &response, bytes, with_body)
        }
    }
}

/// Reads up to the empty line that ends the headers; what comes after it, or is too long, is not read.
fn read_head(mut connection: &TcpStream) -> io::Result<Vec<u8>> {
    let start = Instant::now();
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while head.len() < MAX_HEAD && start.elapsed() < PATIENCE {
        // What is left of it: a read may wait as long as that.
        connection.set_read_timeout(Some(PATIENCE.saturating_sub(start.elapsed()).max(Duration::from_millis(1))))?;
        let count = connection.read(&mut buffer)?;
        let seen = head.len().saturating_sub(END.len());
        head.extend_from_slice(&buffer[..count]);
        if let Some(at) = head[seen..].windows(END.len()).position(|part| part == END) {
            head.truncate(seen + at);
            return Ok(head);
        }
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    // An empty head is no request, so this is answered as one that is badly written.
    Ok(Vec::new())
}

fn send(mut connection: &TcpStream, response: &Response, bytes: &[u8], with_body: bool) -> io::Result<()> {
    let mut out = head_of(response, Some(bytes.len())).into_bytes();
    if with_body {
        out.extend_from_slice(bytes);
    }
    connection.write_all(&out)?;
    // Closing while something is unread would take the answer back; so a body is let go by, within reason.
    connection.shutdown(Shutdown::Write)?;
    io::copy(&mut connection.take(MAX_SKIPPED), &mut io::sink()).map(drop)
}

/// Tells a browser of changes until it goes away.
fn tell(mut connection: &TcpStream, response: &Response, stream: u64, preview: &Preview) -> io::Result<()> {
    connection.write_all(head_of(response, None).as_bytes())?;
    let mut told = None;
    loop {
        match preview.wait(stream, told, HEARTBEAT) {
            News::State(snapshot) => {
                connection.write_all(snapshot.events().as_bytes())?;
                told = Some(snapshot.version);
            }
            News::Nothing => connection.write_all(b":\n\n")?,
            News::Displaced => return Ok(()),
        }
    }
}

/// The status line and the headers of an answer.
fn head_of(response: &Response, length: Option<usize>) -> String {
    let reason = match response.status {
        200 => "OK",
        301 => "Moved Permanently",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        _ => "Service Unavailable",
    };
    let mut head = format!("HTTP/1.1 {} {reason}\r\nConnection: close\r\n", response.status);
    let own = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in [NOT_KEPT].into_iter().chain(HEADERS).chain(own) {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    head.push_str("\r\n");
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(host: &str) -> Address {
        Address { host: host.to_owned(), port: 8000 }
    }

    fn site() -> Snapshot {
        let page = "<script src=\"/__voorvertoning/herladen.js\" defer></script>";
        let files = [
            ("index.html", page),
            ("404.html", "weg"),
            ("themas/werkstraat/index.html", "thema"),
            ("a b.txt", "spatie"),
            ("caf\u{e9}/index.html", "koffie"),
            ("site.css", "css"),
        ];
        Snapshot::first(7, crate::serve::tests::fixed(&files), Problems::default())
    }

    fn ask(method: &str, url: &str, headers: &[(&str, &str)]) -> Response {
        respond(&Request { method, url, headers: headers.to_vec() }, &site(), &address("127.0.0.1"))
    }

    fn get(url: &str) -> Response {
        ask("GET", url, &[("Host", "127.0.0.1:8000")])
    }

    fn text(response: &Response) -> &str {
        match &response.body {
            Body::Bytes(bytes) => std::str::from_utf8(bytes).unwrap(),
            Body::Events => "",
        }
    }

    fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
        response.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn addresses_lead_to_files() {
        for (url, status, body) in [
            ("/themas/werkstraat/", 200, "thema"),
            ("/themas/werkstraat/?q=1#x", 200, "thema"),
            ("/themas/werkstraat/index.html", 200, "thema"),
            ("/%74hemas/werkstraat/", 200, "thema"),
            ("/a%20b.txt", 200, "spatie"),
            ("/caf%C3%A9/", 200, "koffie"),
            ("/site.css", 200, "css"),
            ("/themas/", 404, "weg"),
            ("/site.css/", 404, "weg"),
            ("/onbekend", 404, "weg"),
            ("/a%2520b.txt", 404, "weg"),
        ] {
            let response = get(url);
            assert_eq!((response.status, text(&response)), (status, body), "{url}");
        }
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected() {
        for (url, location) in [
            ("/themas/werkstraat", "/themas/werkstraat/"),
            ("/themas/werkstraat?q=1", "/themas/werkstraat/?q=1"),
            ("/caf%C3%A9", "/caf%C3%A9/"),
        ] {
            let response = get(url);
            assert_eq!((response.status, header(&response, "Location")), (301, Some(location)), "{url}");
        }
    }

    #[test]
    fn no_path_leads_elsewhere() {
        for url in [
            "/../Cargo.toml",
            "/themas/../index.html",
            "/%2e%2e/Cargo.toml",
            "/%2E./x",
            "/..%2fx",
            "/themas/..",
            "/..\\x",
            "/%5c..%5cx",
            "/a%00b",
            "//evil.example/",
            "/themas//werkstraat/",
            "/%2fevil.example",
            "/a%0d%0ab",
            "/%",
            "/%4",
            "/%zz",
            "/%+1",
            "/%ff",
            "",
            "x",
            "http://127.0.0.1/",
            "*",
            "/./index.html",
        ] {
            assert_eq!(get(url).status, 400, "{url}");
        }
        // Encoded twice it is a name like any other, which no file has.
        assert_eq!(get("/%252e%252e/Cargo.toml").status, 404);
    }

    #[test]
    fn only_this_computer_is_a_host() {
        let status = |own: &str, host: &str| {
            let headers = vec![("Host", host)];
            respond(&Request { method: "GET", url: "/", headers }, &site(), &address(own)).status
        };
        for host in
            ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000", "localhost:9000"]
        {
            assert_eq!(status("127.0.0.1", host), 200, "{host}");
        }
        for host in [
            "",
            ":8000",
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example",
            "localhost.",
            "127.0.0.1.nip.io",
            "localhost:8000@evil.example",
            "localhost:",
            "localhost:80:80",
            "[::1",
            "[::1]x",
            "192.168.1.5",
            "0.0.0.0",
        ] {
            assert_eq!(status("127.0.0.1", host), 403, "{host}");
        }
        assert_eq!(status("192.168.1.5", "192.168.1.5:8000"), 200);
        assert_eq!(status("0:0:0:0:0:0:0:5", "[::5]:8000"), 200);
        assert_eq!(status("mijn-pc", "Mijn-PC:8000"), 200);
        assert_eq!(status("0.0.0.0", "192.168.1.5:8000"), 200);
        assert_eq!(status("0.0.0.0", "evil.example"), 403);
    }

    #[test]
    fn a_host_is_named_once() {
        assert_eq!(ask("GET", "/", &[]).status, 403);
        assert_eq!(ask("GET", "/", &[("Host", "localhost"), ("host", "evil.example")]).status, 403);
    }

    #[test]
    fn the_address_can_be_opened() {
        for (host, url) in [
            ("127.0.0.1", "http://127.0.0.1:8000/"),
            ("localhost", "http://localhost:8000/"),
            ("::1", "http://[::1]:8000/"),
            ("0.0.0.0", "http://localhost:8000/"),
            ("::", "http://localhost:8000/"),
        ] {
            assert_eq!(address(host).url(), url);
        }
    }

    #[test]
    fn a_preview_can_only_be_looked_at() {
        let host = ("Host", "localhost");
        assert_eq!(ask("HEAD", "/", &[host]).status, 200);
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"] {
            let response = ask(method, "/", &[host]);
            assert_eq!((response.status, header(&response, "Allow")), (405, Some("GET, HEAD")), "{method}");
        }
        assert_eq!(ask("GET", "/", &[host, ("content-length", "0")]).status, 200);
        for body in [("Content-Length", "1"), ("Content-Length", "x"), ("Transfer-Encoding", "chunked")] {
            assert_eq!(ask("GET", "/", &[host, body]).status, 400, "{body:?}");
        }
    }

    #[test]
    fn a_script_of_another_site_is_refused() {
        let status = |origin| ask("GET", "/", &[("Host", "localhost:8000"), ("Origin", origin)]).status;
        for origin in ["http://localhost:8000", "https://LOCALHOST:8000"] {
            assert_eq!(status(origin), 200, "{origin}");
        }
        for origin in
            ["null", "", "http://evil.example", "http://localhost:9000", "http://localhost", "ftp://localhost:8000"]
        {
            assert_eq!(status(origin), 403, "{origin}");
        }
        let twice = [("Host", "localhost"), ("Origin", "http://localhost"), ("Origin", "http://evil.example")];
        assert_eq!(ask("GET", "/", &twice).status, 403);
    }

    #[test]
    fn what_this_server_does_not_know_changes_nothing() {
        for header in [
            ("Upgrade", "websocket"),
            ("Connection", "keep-alive, Upgrade"),
            ("Range", "bytes=0-1"),
            ("If-None-Match", "*"),
            ("If-Modified-Since", "Thu, 01 Jan 2099 00:00:00 GMT"),
            ("Expect", "100-continue"),
            ("X-Forwarded-Host", "evil.example"),
            ("X-HTTP-Method-Override", "DELETE"),
        ] {
            let response = ask("GET", "/", &[("Host", "localhost"), header]);
            assert_eq!((response.status, text(&response)), (200, text(&get("/"))), "{header:?}");
            assert!(head_of(&response, Some(0)).contains("Connection: close\r\n"), "{header:?}");
        }
        for coding in ["chunked", "xchunked", "chunked, identity", "identity", "", "gzip, chunked"] {
            assert_eq!(
                ask("GET", "/", &[("Host", "localhost"), ("Transfer-Encoding", coding)]).status,
                400,
                "{coding}"
            );
        }
    }

    #[test]
    fn own_addresses_are_for_own_pages() {
        let from = |site, url| ask("GET", url, &[("Host", "localhost"), ("Sec-Fetch-Site", site)]).status;
        for url in ["/__voorvertoning/herladen.js", "/__voorvertoning/paneel.css", "/__voorvertoning/gebeurtenissen"] {
            assert_eq!(get(url).status, 200, "{url}");
            assert_eq!((from("same-origin", url), from("none", url)), (200, 200), "{url}");
            assert_eq!((from("cross-site", url), from("same-site", url)), (403, 403), "{url}");
        }
        assert_eq!(from("cross-site", "/"), 200);
        assert_eq!(get("/__voorvertoning/x").status, 404);
    }

    #[test]
    fn the_page_knows_its_version() {
        assert_eq!(text(&get("/")), "<script src=\"/__voorvertoning/herladen.js?versie=7\" defer></script>");
        assert!(matches!(get("/__voorvertoning/gebeurtenissen").body, Body::Events));
    }

    #[test]
    fn every_status_has_its_own_words() {
        for (status, words) in
            [(200, "OK"), (404, "Not Found"), (500, "Internal Server Error"), (503, "Service Unavailable")]
        {
            let head = head_of(&Response::new(status, "text/plain", b"".as_slice()), None);
            assert!(head.starts_with(&format!("HTTP/1.1 {status} {words}\r\n")), "{head}");
        }
    }

    #[test]
    fn without_a_site_the_problems_are_shown() {
        let problems = Problems { summary: "1 fout".to_owned(), text: "fout <b>".to_owned(), ..Problems::default() };
        let snapshot = Snapshot::first(7, None, problems);
        let request = Request { method: "GET", url: "/themas/", headers: vec![("Host", "localhost")] };
        let response = respond(&request, &snapshot, &address("localhost"));
        assert_eq!(response.status, 503);
        assert!(text(&response).contains("fout &lt;b&gt;"));
        assert!(text(&response).contains("herladen.js?versie=7"));
    }

    #[test]
    fn requests_are_read_strictly() {
        let request = Request::parse(b"GET /x?y HTTP/1.1\r\nHost: a:1\r\nX:\t b ").unwrap();
        assert_eq!((request.method, request.url), ("GET", "/x?y"));
        assert_eq!(request.headers, [("Host", "a:1"), ("X", "b")]);
        for head in [
            "",
            "GET /",
            "GET / HTTP/2",
            "GET  / HTTP/1.1",
            "GET / x HTTP/1.1",
            "GET / HTTP/1.1\r\nHost",
            "GET / HTTP/1.1\r\n: x",
            "GET / HTTP/1.1\r\nHost : x",
            "GET / HTTP/1.1\r\nA: b\r\n c: d",
            "GET /?\nX:y HTTP/1.1",
            "GET / HTTP/1.1\r\nA: b\rC: d",
        ] {
            assert!(Request::parse(head.as_bytes()).is_none(), "{head:?}");
        }
    }

    #[test]
    fn every_answer_has_the_headers_of_the_published_site() {
        for url in ["/", "/onbekend", "/__voorvertoning/paneel.css", "/themas/werkstraat", "/../x"] {
            let response = get(url);
            let head = head_of(&response, Some(0));
            let lines: Vec<&str> = head.split("\r\n").collect();
            for (name, value) in HEADERS {
                assert_eq!(
                    lines.iter().filter(|line| **line == format!("{name}: {value}")).count(),
                    1,
                    "{url}: {head}"
                );
            }
        }
    }
}
