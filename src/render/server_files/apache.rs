//! The rules for Apache, 2.4: for the block of a folder in the server's configuration, or for a `.htaccess` file in the site, which is all
//! that many hosts give.

use std::fmt::Write;

use super::{
    CACHE_HASHED, CACHE_PAGES, DATA_FOLDER, HASHED_FOLDER, HASHED_INDEX, HEADERS_FILE, NOT_FOUND, REDIRECTS_FILE,
    SEARCH_FOLDER, TYPES, moved, sent,
};
use crate::model::portal::Portal;
use crate::percent;

/// The lines for a `<Directory>` block, or a `.htaccess` file.
pub(super) fn rules(portal: &Portal) -> String {
    let base = &portal.base_path;
    let at = |pattern: &str| format!("^{}{pattern}", literal(base));
    let mut text = format!(
        "# Gemaakt door ketenportaal, voor Apache 2.4. Zet dit in het bestand .htaccess in de map van de site, of neem het op in\n\
         # het blok <Directory> van die map. Nodig: de modules headers{}, en in een .htaccess ook: AllowOverride FileInfo Indexes.\n\
         DirectoryIndex index.html\nErrorDocument 404 {}\n",
        if portal.compress { " en rewrite" } else { "" },
        percent::path(&format!("{base}{NOT_FOUND}")),
    );
    for (name, value) in sent(portal) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(text, "Header set Cache-Control \"{CACHE_PAGES}\"");
    // Only of files that are there: the page for what is missing is asked for by another address, and is not kept.
    let hashed = format!("({HASHED_FOLDER}/|{SEARCH_FOLDER}{HASHED_INDEX})");
    let _ = write!(
        text,
        "<If \"%{{REQUEST_URI}} =~ m#{}#\">\n    Header set Cache-Control \"{CACHE_HASHED}\"\n</If>\n\
         <If \"%{{REQUEST_URI}} =~ m#{}#\">\n    Header set Access-Control-Allow-Origin \"*\"\n</If>\n",
        at(&hashed),
        at(&format!("{DATA_FOLDER}/")),
    );
    // One type to a name, whatever the server thinks of its other parts.
    let _ = writeln!(text, "AddDefaultCharset Off");
    // The last that fits is the one; for the others the first.
    for (ending, kind) in TYPES.iter().rev() {
        let ending = ending.replace('.', "\\.");
        // Texts are packed, pictures are not.
        let packed = if portal.compress && kind.contains("charset") { "(\\.(br|gz))?" } else { "" };
        let _ = writeln!(text, "<FilesMatch \"\\.{ending}{packed}$\">\n    ForceType \"{kind}\"\n</FilesMatch>");
    }
    if portal.compress {
        text.push_str(&packed_copies(base));
    }
    for file in [HEADERS_FILE, REDIRECTS_FILE, ".htaccess"] {
        let _ = writeln!(text, "RedirectMatch 404 \"{}$\"", at(&literal(file)));
    }
    for (from, to) in moved(portal) {
        let _ = writeln!(text, "RedirectMatch 301 \"^{}$\" \"{}\"", literal(&from), percent::path(&to));
    }
    text
}

/// Sends the packed copy of a file to who can unpack it.
fn packed_copies(base: &str) -> String {
    let mut text =
        format!("Header merge Vary Accept-Encoding\nRewriteEngine On\nRewriteBase {}\n", percent::path(base));
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = write!(
            text,
            "RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b\nRewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             RewriteRule ^(.+)$ $1.{ending} [E=no-gzip:1,E=no-brotli:1,END]\n\
             <If \"%{{REQUEST_FILENAME}} =~ m#\\.{ending}$#\">\n    Header set Content-Encoding {encoding}\n</If>\n\
             # Wie zelf om een ingepakt bestand vraagt, krijgt het ingepakt.\n\
             <If \"%{{THE_REQUEST}} =~ m#\\.{ending}[ ?]#\">\n    Header unset Content-Encoding\n    ForceType application/octet-stream\n</If>\n\
             RemoveEncoding .{ending}\n"
        );
    }
    text
}

/// A text as a regular expression that fits that text only. Whatever might mean something in an expression, or in a line of the
/// configuration, is written as its bytes in hexadecimal.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}
