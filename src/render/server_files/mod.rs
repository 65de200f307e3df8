//! What a web server has to know of the site: headers, caching, types of files, and addresses of today for those of before.
//!
//! One list of headers serves all: the preview sends it, `_headers` and `_redirects` (Netlify, Cloudflare Pages) lie in the site,
//! where those hosts take them in and do not serve them, and `ketenportaal headers` prints the same for nginx, Caddy and
//! Apache. Those read their configuration from a folder of their own, or Apache from `.htaccess` where a host gives nothing else, so nothing
//! for them is put among files that everyone can ask for.

mod apache;
mod caddy;
mod nginx;

use std::fmt::Write;

use crate::model::portal::Portal;
use crate::model::route::Route;
use crate::percent;

/// Path of the headers in the form of Netlify and Cloudflare Pages.
pub const HEADERS_FILE: &str = "_headers";
/// Path of the redirects in the form of Netlify and Cloudflare Pages.
pub const REDIRECTS_FILE: &str = "_redirects";
/// Folder of the site in which every file has the hash of its content in its name.
pub const HASHED_FOLDER: &str = "assets";
/// Folder of the site with data that pages of others may fetch.
const DATA_FOLDER: &str = "open-data";
/// The page for an address that does not exist.
const NOT_FOUND: &str = "404.html";

/// Sent with every answer, by the preview as well: what they forbid is seen while writing.
///
/// No `Cross-Origin-Resource-Policy`: feeds and link cards show pictures of the portal on other sites. No `upgrade-insecure-requests`:
/// a page asks nothing of other sites.
pub const HEADERS: [(&str, &str); 6] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'none'; \
         frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    // Says in older browsers what frame-ancestors says.
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    // Nothing a page of text and figures needs. Names that Chromium does not know would fill its console.
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), \
         gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
         publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()",
    ),
];

/// For sites at an https address: browsers do not ask for them without it for a year. Other names below the same domain are not
/// the portal's to decide on, so they are left out.
const STRICT_TRANSPORT: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");
/// For sites with drafts: search engines leave out what is sent with it, files as well as pages.
const NO_INDEX: (&str, &str) = ("X-Robots-Tag", "noindex");
/// A name with a hash never gets another content.
const CACHE_HASHED: &str = "public, max-age=31536000, immutable";
/// The folder of search, where all files of the index but the first have a hash in their name …
const SEARCH_FOLDER: &str = "zoeken";
/// … as this says of the end of their address. Netlify and Cloudflare Pages cannot be told of a part of a name.
const HASHED_INDEX: &str = "/[a-z]-[a-z0-9]+\\.json$";
/// Pages name files by their hash, and an update takes the old ones away: so a browser asks whether a page is still the same.
/// Netlify and Cloudflare Pages do this by themselves.
const CACHE_PAGES: &str = "public, max-age=0, must-revalidate";

/// Endings of names with the type of the file. The first that fits is the one.
const TYPES: [(&str, &str); 27] = [
    // The description of a CSV file has a type of its own: "Model for Tabular Data" of W3C, section 5.2.
    ("csv-metadata.json", "application/csvm+json; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("geojson", "application/geo+json; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("ttl", "text/turtle; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("pdf", "application/pdf"),
    ("woff2", "font/woff2"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
];

/// The content type for the name of a file.
pub fn content_type(file: &str) -> &'static str {
    let name = file.rsplit('/').next().unwrap_or(file);
    let fits = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
    TYPES.iter().find(|(ending, _)| fits(ending)).map_or("application/octet-stream", |(_, kind)| kind)
}

/// A kind of web server or host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// Netlify, Cloudflare Pages, and others that read `_headers`.
    Netlify,
    /// nginx, 1.18 or later.
    Nginx,
    /// Caddy, 2.6 or later.
    Caddy,
    /// Apache, 2.4.
    Apache,
}

/// What this server is to be told, in its own words.
pub fn configuration(portal: &Portal, server: Server) -> String {
    match server {
        Server::Netlify => headers(portal),
        Server::Nginx => nginx::rules(portal),
        Server::Caddy => caddy::rules(portal),
        Server::Apache => apache::rules(portal),
    }
}

/// The headers of every answer of the published site.
fn sent(portal: &Portal) -> impl Iterator<Item = (&'static str, &'static str)> {
    let secure = portal.base_url.starts_with("https://");
    HEADERS.into_iter().chain(secure.then_some(STRICT_TRANSPORT)).chain(portal.drafts.then_some(NO_INDEX))
}

/// `_headers`: no name of a header stands in two rules that fit one address, as hosts join their values.
pub fn headers(portal: &Portal) -> String {
    let base = percent::path(&portal.base_path);
    let mut text = format!("# Gemaakt door ketenportaal: elke bouw schrijft dit bestand opnieuw.\n{base}*\n");
    for (name, value) in sent(portal) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = writeln!(text, "{base}{HASHED_FOLDER}/*\n  Cache-Control: {CACHE_HASHED}");
    let _ = writeln!(text, "{base}{DATA_FOLDER}/*\n  Access-Control-Allow-Origin: *");
    text
}

/// `_redirects`. The pages at earlier addresses stay, for hosts that do not read it.
pub fn redirects(portal: &Portal) -> String {
    let mut text = String::from("# Gemaakt door ketenportaal: elke bouw schrijft dit bestand opnieuw.\n");
    for (from, to) in moved(portal) {
        let _ = writeln!(text, "{} {} 301", percent::path(&from), percent::path(&to));
    }
    text
}

/// Earlier addresses with those of today, in order.
fn moved(portal: &Portal) -> impl Iterator<Item = (String, String)> {
    let from = |route: &Route| route.href(&portal.base_path);
    portal.redirects.iter().map(move |(route, &page)| (from(route), portal.href(page)))
}

/// A text as one word of a configuration of nginx or Caddy, between quotes. Both keep a line end in it as it is; a `$` or `{` has
/// no meaning in the names that are written so, and is never in the values.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The lines with this before each.
fn indented(lines: &str, indent: &str) -> String {
    lines.lines().map(|line| format!("{indent}{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Addresses that would be read as something else when they were written as they are.
    const PAYLOADS: [&str; 12] = [
        "/a b/",
        "/a\"b/",
        "/a'b/",
        "/a;b/",
        "/a\nX-Evil: 1\n/b/",
        "/a\r\nX-Evil: 1/",
        "/{env.HOME}/",
        "/}\nlocation / { root /etc; }\n/",
        "/$request_uri/",
        "/*/:splat/",
        "/#a/",
        "/a%0ab\\\"/",
    ];

    #[test]
    fn an_encoded_address_holds_nothing_a_server_reads() {
        let harmless = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        for payload in PAYLOADS {
            assert!(percent::path(payload).chars().all(harmless), "{payload}");
        }
    }

    #[test]
    fn a_quoted_text_is_one_word() {
        for payload in PAYLOADS {
            let word = quoted(payload);
            // Read as nginx and Caddy read it: a backslash takes the next character as it is, a bare quote ends the word.
            let mut rest = word.chars().skip(1);
            let mut read = String::new();
            loop {
                match rest.next().expect("the word ends") {
                    '\\' => read.extend(rest.next()),
                    '"' => break,
                    c => read.push(c),
                }
            }
            assert_eq!((read.as_str(), rest.next()), (payload, None));
        }
    }

    #[test]
    fn types_follow_the_name() {
        assert_eq!(content_type("x/index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a.b/_headers"), "application/octet-stream");
        for (file, media_type) in [
            ("open-data/werkpleinen.csv", "text/csv; charset=utf-8"),
            ("open-data/werkpleinen.json", "application/json; charset=utf-8"),
            ("open-data/werkpleinen.csv-metadata.json", "application/csvm+json; charset=utf-8"),
            ("open-data/catalogus.ttl", "text/turtle; charset=utf-8"),
            ("open-data/catalogus.jsonld", "application/ld+json; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("geojson", "application/octet-stream"),
        ] {
            assert_eq!(content_type(file), media_type, "{file}");
        }
    }
}
