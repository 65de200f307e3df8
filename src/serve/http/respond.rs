//! What to answer to a request. It knows nothing of sockets.

use std::sync::Arc;

use super::request::{Address, Request, decode};
use crate::diagnostic::{Diagnostic, Language};
use crate::escape::escaped;
use crate::render::server_files::{HEADERS, content_type};
use crate::serve::preview::{Problems, Snapshot};

/// The first part of all addresses that are the preview's own.
const OWN: &str = "/__voorvertoning/";
/// The end of the tag in every page that loads the script; the version of the page is put before the quote.
const SCRIPT: &str = "/__voorvertoning/herladen.js\"";

/// Sent with every answer, beside the headers of the published site.
const NOT_KEPT: (&str, &str) = ("Cache-Control", "no-store");

/// An answer to a request.
#[derive(Debug)]
pub(super) struct Response {
    /// Its number in HTTP.
    pub status: u16,
    /// What is told beside that of every answer.
    pub headers: Vec<(&'static str, String)>,
    /// What it holds.
    pub body: Body,
}

/// What an answer holds.
#[derive(Debug)]
pub(super) enum Body {
    /// A file.
    Bytes(Arc<[u8]>),
    /// Server-sent events.
    Events,
}

impl Response {
    /// A file of this type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Arc<[u8]>>) -> Self {
        let headers = vec![("Content-Type", content_type.to_owned())];
        Self { status, headers, body: Body::Bytes(body.into()) }
    }

    /// A line of text.
    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The status line and the headers of an answer.
pub(super) fn head_of(response: &Response, length: Option<usize>) -> String {
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

/// The preview's own files.
fn own(name: &str, request: &Request, snapshot: &Snapshot) -> Response {
    match name {
        "herladen.js" => Response::new(200, content_type(name), include_bytes!("../reload.js").as_slice()),
        "paneel.css" => Response::new(200, content_type(name), include_bytes!("../paneel.css").as_slice()),
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
