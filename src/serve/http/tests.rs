//! Requests, good and bad, and what is answered to them.

use super::*;
use crate::render::server_files::HEADERS;
use crate::serve::preview::{Problems, Snapshot};

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
    for host in ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000", "localhost:9000"]
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
        assert_eq!(ask("GET", "/", &[("Host", "localhost"), ("Transfer-Encoding", coding)]).status, 400, "{coding}");
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
            assert_eq!(lines.iter().filter(|line| **line == format!("{name}: {value}")).count(), 1, "{url}: {head}");
        }
    }
}
