//! The rules for Caddy, 2.6 or later.

use std::fmt::Write;

use super::{
    CACHE_HASHED, CACHE_PAGES, DATA_FOLDER, HASHED_FOLDER, HASHED_INDEX, HEADERS_FILE, NOT_FOUND, REDIRECTS_FILE,
    SEARCH_FOLDER, TYPES, moved, quoted, sent,
};
use crate::model::portal::Portal;
use crate::percent;

/// The lines to import in a site block of a Caddyfile.
pub(super) fn rules(portal: &Portal) -> String {
    let base = percent::path(&portal.base_path);
    let mut text = format!(
        "# Gemaakt door ketenportaal. Zet dit in het blok van je site in de Caddyfile: import /pad/naar/dit-bestand\n\
         # Zet daarboven: root * <map> waarbij de site staat in <map>{base}.\nheader {base}* {{\n"
    );
    for (name, value) in sent(portal) {
        let _ = writeln!(text, "\t{name} {}", quoted(value));
    }
    // Only of files that are there: the page for what is missing has another type, and is not kept.
    let _ = write!(
        text,
        "}}\n@kp_vast {{\n\tpath_regexp ^{base}({HASHED_FOLDER}/.*|{SEARCH_FOLDER}{HASHED_INDEX})\n\tfile\n}}\n\
         header @kp_vast Cache-Control {}\n\
         @kp_paginas {{\n\tpath {base}*\n\tnot path_regexp ^{base}({HASHED_FOLDER}/.*|{SEARCH_FOLDER}{HASHED_INDEX})\n}}\n\
         header @kp_paginas Cache-Control {}\n\
         @kp_data {{\n\tpath {base}{DATA_FOLDER}/*\n\tfile\n}}\nheader @kp_data Access-Control-Allow-Origin \"*\"\n",
        quoted(CACHE_HASHED),
        quoted(CACHE_PAGES)
    );
    // Set when all else is known, as the file server says what it thinks; of two that fit, the one that stands first is the last to.
    for (at, (ending, kind)) in TYPES.iter().enumerate() {
        let _ = write!(
            text,
            "@kp_soort{at} {{\n\tpath_regexp ^{base}.*\\.{}$\n\tfile\n}}\nheader @kp_soort{at} {{\n\tContent-Type {}\n\tdefer\n}}\n",
            ending.replace('.', "\\."),
            quoted(kind)
        );
    }
    for (from, to) in moved(portal) {
        let _ = writeln!(text, "redir {} {} 301", percent::path(&from), percent::path(&to));
    }
    let precompressed = if portal.compress { "\tprecompressed br gzip\n" } else { "" };
    let _ = write!(
        text,
        "file_server {base}* {{\n{precompressed}\thide {HEADERS_FILE} {REDIRECTS_FILE}\n}}\n\
         handle_errors {{\n\t@kp_weg {{\n\t\tpath {base}*\n\t\texpression {{err.status_code}} == 404\n\t}}\n\
         \thandle @kp_weg {{\n\t\trewrite * {base}{NOT_FOUND}\n\t\tfile_server\n\t}}\n}}\n"
    );
    // Other sites on the host keep their own answers; and the folder without its slash is the portal too.
    if base != "/" {
        let _ = writeln!(text, "redir {} {base} 301", base.trim_end_matches('/'));
    }
    text
}
