//! The design as a test: stages use each other in one direction only, and only the edges touch the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ketenportaal::parse::slug;

/// What every module may use, as it uses the standard library: sorts.
const ANY_MAY_USE: &str = "order";

/// What each module may use, besides itself. `main` and the tests may use everything.
const MAY_USE: &[(&str, &[&str])] = &[
    ("order", &[]),
    // A list of which copies share what is equal.
    ("pieces", &[]),
    ("hash", &[]),
    ("escape", &[]),
    ("percent", &[]),
    // Days as they are written and read: a message names them too.
    ("moment", &[]),
    // Exact numbers of data, and how a machine reads them.
    ("number", &[]),
    // Plane geometry: parse looks for rings that cross themselves, model divides the land, chart draws it.
    ("geo", &[]),
    ("chart", &["escape", "geo"]),
    // Pictures of lines, for sharing and for icons: it knows as little of a portal as `chart` does.
    ("picture", &[]),
    ("source", &["hash"]),
    ("diagnostic", &["moment", "source"]),
    ("config", &["diagnostic", "hash", "source"]),
    ("parse", &["config", "diagnostic", "escape", "geo", "hash", "moment", "number", "source"]),
    ("model", &["config", "diagnostic", "geo", "hash", "moment", "number", "parse", "source"]),
    ("dutch", &["moment", "number"]),
    ("timings", &["dutch"]),
    // Marks are taken off letters as in addresses; what is named by its content needs a hash.
    ("search", &["hash", "parse"]),
    // Open data names the licence and the publisher, which are settings.
    (
        "render",
        &[
            "chart",
            "config",
            "diagnostic",
            "dutch",
            "escape",
            "hash",
            "model",
            "moment",
            "number",
            "parse",
            "percent",
            "picture",
            "pieces",
            "search",
            "source",
        ],
    ),
    ("check", &["config", "diagnostic", "hash", "model", "parse", "source"]),
    ("pipeline", &["check", "config", "diagnostic", "hash", "model", "parse", "pieces", "render", "source", "timings"]),
    ("report", &["diagnostic", "percent", "source"]),
    ("fix", &["diagnostic", "parse", "source"]),
    ("load", &["diagnostic", "hash", "source"]),
    ("starter", &["source"]),
    // What a build leaves for the next says when the site changes by itself.
    ("write", &["diagnostic", "hash", "load", "model", "parse", "pipeline", "render", "source", "timings"]),
    // Questions on a terminal: what is asked comes from outside.
    ("ask", &[]),
    // What can be answered is in the portal.
    ("new", &["check", "diagnostic", "model", "moment", "parse"]),
    // It builds the portal with the new file in it, before anything is written.
    ("import", &["config", "diagnostic", "dutch", "model", "moment", "parse", "pipeline", "source"]),
    // The names of a portal complete what is typed.
    ("schema", &["diagnostic", "model", "parse"]),
    // Makes the site again without one of its files.
    ("why", &["config", "diagnostic", "hash", "pipeline", "render", "source"]),
    // Whether links out of the portal work, by whatever asks servers.
    ("external", &["diagnostic", "source"]),
    ("warc", &["hash"]),
    ("cli", &[]),
    ("usage", &["cli"]),
    // What the panel tells of a page is of the model, in Dutch dates, with how hard its text is to read.
    (
        "serve",
        &[
            "check",
            "config",
            "diagnostic",
            "dutch",
            "escape",
            // Which theme was seen to work is remembered by its hash.
            "hash",
            "load",
            "model",
            "parse",
            "percent",
            "pipeline",
            "render",
            "report",
            "source",
            "starter",
        ],
    ),
    (
        "commands",
        &[
            "ask",
            // Links out of the portal are looked at by `check` itself, and weighed as other problems are.
            "check",
            "cli",
            "config",
            "diagnostic",
            "dutch",
            "external",
            "fix",
            "hash",
            "import",
            "load",
            // `archive` asks the portal for its day and address.
            "model",
            "new",
            "parse",
            "percent",
            "pipeline",
            // What `headers` prints is made by render.
            "render",
            "report",
            "schema",
            "serve",
            "source",
            "starter",
            "timings",
            "warc",
            "why",
            "write",
        ],
    ),
];

/// Modules that may touch the disk.
const EDGES: [&str; 2] = ["load", "write"];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Each module with its source files, without the tests in them.
fn modules() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut modules: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for path in files {
        let relative = path.strip_prefix(&src).expect("below src");
        let first = relative.components().next().expect("a part").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source file");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        modules.entry(module).or_default().push((path, code));
    }
    modules
}

#[test]
fn modules_use_each_other_in_one_direction() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        if module == "main" || module == "lib" {
            continue;
        }
        let allowed = allowed.get(module.as_str()).unwrap_or_else(|| panic!("module {module} is not in the list"));
        for (path, code) in files {
            for used in uses(&code) {
                if used != module && used != ANY_MAY_USE && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{} uses {used}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The modules that `crate::…` paths in some code name, also in braces: `use crate::{load, write};`.
fn uses(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(inner) => inner.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for item in list {
            let name: String = item.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() && name.chars().all(|c| c.is_lowercase() || c == '_') {
                names.push(name);
            }
        }
    }
    names
}

#[test]
fn only_the_edges_touch_the_disk() {
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        if EDGES.contains(&module.as_str()) {
            continue;
        }
        for (path, code) in files {
            for word in
                ["std::fs", "fs::read", "fs::write", "File::open", "File::create", "read_to_string(", "read_dir("]
            {
                if code.contains(word) {
                    wrong.push(format!("{} holds {word}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Where a table by hash is walked: the file, the line, and why its order reaches no output.
const WALKED: [(&str, &str, &str); 7] = [
    ("model/references.rs", "self.items.keys()", "they are sorted in the next line"),
    ("model/text_pages.rs", "spelled.into_iter()", "into another table"),
    ("model/text_pages.rs", "fields.onderwerpen.iter()", "of a list of that name"),
    ("write/mod.rs", "own.iter()", "of a list of that name"),
    ("write/guard.rs", "gone.iter()", "they are sorted in the next line"),
    ("import/arbeidsmarkt.rs", "order::set(self.column_of.values()", "into a set in order"),
    ("import/arbeidsmarkt.rs", "self.column_of.values().copied().collect()", "they are sorted in the next line"),
];

/// The names in some code that stand for a table by hash: fields, arguments, variables and functions.
fn tables_by_hash(code: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("HashMap").chain(code.match_indices("HashSet")) {
        // What stands before it on its line: `pub items: Mutex<`, `let mut seen: `, `let seen = `, `fn by_name(&self) -> &`.
        let line = code[..at].rsplit('\n').next().unwrap_or_default();
        let name = match line.split_once("fn ") {
            Some((_, function)) if line.contains("->") => function.split(['(', '<']).next(),
            _ => {
                let last = line.rsplit([';', ',', '|', '(']).next().unwrap_or_default();
                last.split_once(['=', ':']).and_then(|(name, _)| name.split_whitespace().last())
            }
        };
        let is_name = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == '_') && *name != "std";
        names.extend(name.filter(|name| !name.is_empty()).filter(is_name));
    }
    names
}

#[test]
fn nothing_walks_along_a_table_by_hash() {
    let walks = [
        "iter()",
        "iter_mut()",
        "into_iter()",
        "keys()",
        "into_keys()",
        "values()",
        "values_mut()",
        "into_values()",
        "drain()",
    ];
    let mut wrong = Vec::new();
    let mut tables = 0;
    for (path, code) in modules().into_values().flatten() {
        for name in tables_by_hash(&code) {
            tables += 1;
            for walk in walks {
                let (word, call) = (format!("{name}.{walk}"), format!("{name}().{walk}"));
                for (number, line) in code.lines().enumerate() {
                    let found = [&word, &call].iter().any(|walk| {
                        line.match_indices(walk.as_str())
                            .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
                    });
                    let file = path.to_string_lossy().replace('\\', "/");
                    if found && !WALKED.iter().any(|(of, what, _)| file.ends_with(of) && line.contains(what)) {
                        wrong.push(format!("{file}:{}: {}", number + 1, line.trim()));
                    }
                }
            }
        }
    }
    assert!(tables > 20, "only {tables} tables are found");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_main_reads_the_clock() {
    for (module, files) in modules() {
        for (path, code) in files {
            let clock =
                code.contains("Timestamp::now") || code.contains("SystemTime::now") || code.contains("Zoned::now");
            // The preview numbers its states by the clock, so that they rise over restarts; that reaches no page.
            assert!(!clock || module == "main" || module == "serve", "{} reads the clock", path.display());
        }
    }
}

#[test]
fn the_embedded_files_are_those_on_disk() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, prefix, list) in [
        ("themes/werkplein", "themes/werkplein/", ketenportaal::starter::THEME),
        ("src/starter", "", ketenportaal::starter::PORTAL),
    ] {
        let mut on_disk = Vec::new();
        all_files(&root.join(folder), &mut on_disk);
        let mut on_disk: Vec<String> = on_disk
            .iter()
            .map(|path| format!("{prefix}{}", path.strip_prefix(root.join(folder)).expect("below").display()))
            .collect();
        on_disk.sort();
        let mut embedded: Vec<String> = list.iter().map(|(path, _)| (*path).to_owned()).collect();
        embedded.sort();
        assert_eq!(embedded, on_disk, "src/starter.rs does not list the files of {folder}");
    }
}

fn all_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { all_files(&path, files) } else { files.push(path) }
    }
}

#[test]
fn every_word_that_the_code_asks_for_is_in_the_theme() {
    let site = crate::harness::TestSite::starter();
    let text = site.text("themes/werkplein/teksten.yaml");
    let mut path: Vec<(usize, String)> = Vec::new();
    let mut keys = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let indent = line.len() - line.trim_start().len();
        path.retain(|(depth, _)| *depth < indent);
        let (key, value) = line.trim().split_once(':').expect("a key");
        path.push((indent, key.to_owned()));
        if !value.trim().is_empty() {
            keys.push(path.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>().join("."));
        }
    }
    let mut missing = Vec::new();
    for (_, files) in modules() {
        for (path, code) in files {
            for call in
                ["words.get(\"", "words.fill(\"", "words.fill(\n                \"", "words.fill(\n            \""]
            {
                for (at, _) in code.match_indices(call) {
                    let key = code[at + call.len()..].split('"').next().unwrap_or_default().to_owned();
                    if !keys.contains(&key) {
                        missing.push(format!("{}: {key}", path.display()));
                    }
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The letters of a table of a script, `{ a: "àá", … }` or `{ ß: "ss", … }`, in pairs.
fn pairs_of<'s>(script: &'s str, start: &str) -> Vec<(&'s str, &'s str)> {
    let table = script.split_once(start).expect("the table").1.split_once(" }").expect("its end").0;
    table
        .split(", ")
        .map(|pair| pair.trim().split_once(": ").expect("a pair"))
        .map(|(a, b)| (a, b.trim_matches('"')))
        .collect()
}

#[test]
fn scripts_take_marks_off_letters_as_the_program_does() {
    let script = |name: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/werkplein/assets/js").join(name))
            .expect("a script")
    };
    let search = script("zoeken.js");
    let marks: BTreeMap<char, &str> = pairs_of(&search, "const MARKS = {")
        .into_iter()
        .flat_map(|(plain, marked)| marked.chars().map(move |c| (c, plain)))
        .collect();
    // Scripts make letters small first; a mark by itself is no letter to them.
    let folded = ('\u{80}'..='\u{2ff}').filter(|c| c.to_lowercase().eq([*c])).filter_map(|c| Some((c, slug::fold(c)?)));
    assert_eq!(marks, folded.collect());
    for (letter, plain) in pairs_of(&script("praktijklijst.js"), "const LETTERS = {") {
        assert_eq!(slug::fold(letter.chars().next().expect("a letter")), Some(plain));
    }
}
