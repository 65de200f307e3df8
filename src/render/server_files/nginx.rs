//! The rules for nginx, 1.18 or later.

use std::fmt::Write;

use super::{
    CACHE_HASHED, CACHE_PAGES, DATA_FOLDER, HASHED_FOLDER, HASHED_INDEX, HEADERS_FILE, NOT_FOUND, REDIRECTS_FILE,
    SEARCH_FOLDER, TYPES, indented, moved, quoted, sent,
};
use crate::config::Extra;
use crate::model::portal::Portal;
use crate::percent;

/// The lines to include in a `server` block of nginx.
pub(super) fn rules(portal: &Portal) -> String {
    let base = &portal.base_path;
    let common = |cache: &str| {
        let mut lines = String::new();
        for (name, value) in sent(portal) {
            let _ = writeln!(lines, "add_header {name} {} always;", quoted(value));
        }
        // Not with the page for what is missing, when that is asked for as a file that is kept for good.
        let always = if cache == CACHE_HASHED { "" } else { " always" };
        let _ = writeln!(lines, "add_header Cache-Control {}{always};", quoted(cache));
        lines
    };
    let types: String = TYPES
        .iter()
        .filter(|(ending, _)| !ending.contains('.'))
        .map(|(ending, kind)| format!("{} {ending};\n", quoted(kind)))
        .collect();
    let mut inner = format!(
        "index index.html;\nabsolute_redirect off;\nerror_page 404 {};\ndefault_type application/octet-stream;\n\
         types {{\n{}}}\n",
        quoted(&format!("{base}{NOT_FOUND}")),
        indented(&types, "    ")
    );
    if portal.compress {
        inner.push_str("gzip_static on;\ngzip_vary on;\n# Met de module ngx_brotli ook:\n# brotli_static on;\n");
    }
    inner.push_str(&common(CACHE_PAGES));
    // A block with a header of its own does not take over those of the block around it.
    let _ = write!(
        inner,
        "location {} {{\n{}}}\n",
        quoted(&format!("{base}{HASHED_FOLDER}/")),
        indented(&common(CACHE_HASHED), "    ")
    );
    if portal.settings.has(Extra::Search) {
        let _ = write!(
            inner,
            "location {} {{\n{}    location ~ {} {{\n{}    }}\n}}\n",
            quoted(&format!("{base}{SEARCH_FOLDER}/")),
            indented(&common(CACHE_PAGES), "    "),
            quoted(HASHED_INDEX),
            indented(&common(CACHE_HASHED), "        ")
        );
    }
    let special: String = TYPES
        .iter()
        .filter(|(ending, _)| ending.contains('.'))
        .map(|(ending, kind)| {
            let pattern = quoted(&format!("\\.{}$", ending.replace('.', "\\.")));
            format!("location ~ {pattern} {{\n    types {{ }}\n    default_type {};\n}}\n", quoted(kind))
        })
        .collect();
    let _ = write!(
        inner,
        "location {} {{\n{}    add_header Access-Control-Allow-Origin \"*\";\n{}}}\n",
        quoted(&format!("{base}{DATA_FOLDER}/")),
        indented(&common(CACHE_PAGES), "    "),
        indented(&special, "    ")
    );
    for file in [HEADERS_FILE, REDIRECTS_FILE] {
        let _ = writeln!(inner, "location = {} {{ return 404; }}", quoted(&format!("{base}{file}")));
    }
    for (from, to) in moved(portal) {
        let _ = writeln!(inner, "location = {} {{ return 301 {}; }}", quoted(&from), quoted(&percent::path(&to)));
    }
    format!(
        "# Gemaakt door ketenportaal. Zet dit in een server-blok van nginx: include /pad/naar/dit-bestand;\n\
         # Zet daarboven: root <map>; waarbij de site staat in <map>{}.\nlocation {} {{\n{}}}\n",
        percent::path(base),
        quoted(base),
        indented(&inner, "    ")
    )
}
