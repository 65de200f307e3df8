//! Search: compounds against a table made by hand, the script's words and stems against the program's, and what a change costs.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use ketenportaal::render::Outputs;
use ketenportaal::search::compound::Splitter;
use ketenportaal::search::stem::Stemmer;
use ketenportaal::search::words::Words;

use crate::harness::{TestSite, main_of, plain, text_of};
use crate::portal::SITE;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Everything a reader sees of the portal.
fn texts() -> Vec<String> {
    let pages = SITE.iter().filter(|(path, _)| path.ends_with(".html") && **path != *"zoeken/index.html");
    pages.map(|(_, bytes)| plain(main_of(&text_of(bytes)))).collect()
}

/// The words of the portal with how often each is used, as the index counts them: of texts of editors and of the glossary.
fn vocabulary() -> BTreeMap<String, u32> {
    let mut words = BTreeMap::new();
    let kinds = ["themas/", "praktijken/", "over/", "mijlpalen/", "nieuws/", "agenda/", "rapportages/", "begrippen/"];
    for (_, bytes) in
        SITE.iter().filter(|(path, _)| path.ends_with(".html") && kinds.iter().any(|kind| path.starts_with(kind)))
    {
        for word in Words::of(&plain(main_of(&text_of(bytes)))).iter() {
            *words.entry(word.folded.to_owned()).or_default() += 1;
        }
    }
    words
}

#[test]
fn compounds_fall_into_the_parts_they_were_made_of() {
    let words = vocabulary();
    let splitter = Splitter::learn(words.iter().map(|(word, &count)| (word.as_str(), count)));
    let table = std::fs::read_to_string(format!("{ROOT}/tests/search/samenstellingen.csv")).expect("the table");
    let stemmer = Stemmer::default();
    let stems =
        |parts: &str| -> Vec<String> { Words::of(parts).iter().map(|word| stemmer.stem(word.folded)).collect() };
    let (mut expected_parts, mut found_parts, mut right, mut rows, mut whole) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for line in table.lines().skip(1) {
        let (word, parts) = line.split_once(';').expect("two columns");
        let folded = Words::of(word).iter().map(|word| word.folded.to_owned()).collect::<String>();
        let expected = stems(parts);
        let leaves = splitter.parts(&folded).into_iter().filter(|part| part.leaf).map(|part| part.word);
        let found = stems(&leaves.collect::<Vec<_>>().join(" "));
        rows += 1;
        whole += usize::from(expected.is_empty());
        expected_parts += expected.len();
        found_parts += found.len();
        right += found.iter().filter(|part| expected.contains(part)).count();
        if expected != found {
            wrong.push(format!("{word}: {} instead of {}", found.join("+"), expected.join("+")));
        }
    }
    let (precision, recall) = (
        f64::from(right as u32) / f64::from(found_parts as u32),
        f64::from(right as u32) / f64::from(expected_parts as u32),
    );
    println!("compounds: {rows}, of which {whole} are none; precision {precision:.3}, recall {recall:.3}");
    println!("{}", wrong.join("\n"));
    assert_eq!((rows, whole), (200, 40));
    assert!(precision >= 0.95 && recall >= 0.90, "precision {precision:.3}, recall {recall:.3}: {}", wrong.join("; "));
}

/// What a program in JavaScript prints, given the script's own functions and some input.
fn node(program: &str, input: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(format!("{ROOT}/themes/werkplein/assets/js/zoeken.js"), folder.path().join("zoeken.mjs"))
        .expect("a copy");
    let run = format!(
        "import {{ words, stem }} from './zoeken.mjs'; import fs from 'node:fs';\nconst input = fs.readFileSync(0, 'utf8');\n{program}"
    );
    std::fs::write(folder.path().join("run.mjs"), run).expect("a program");
    let mut child = Command::new("node")
        .arg(folder.path().join("run.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test needs node, which tests/run installs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("a thread").expect("it reads");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_script_stems_as_the_program_does() {
    let mut words: BTreeSet<String> = vocabulary().into_keys().collect();
    // A list of Dutch words, where the machine has one.
    let list = std::fs::read("/usr/share/hunspell/nl.dic").unwrap_or_default();
    for line in String::from_utf8_lossy(&list).lines() {
        words.extend(Words::of(line.split('/').next().unwrap_or_default()).iter().map(|word| word.folded.to_owned()));
    }
    let words: Vec<String> = words.into_iter().collect();
    let output = node("process.stdout.write(input.split('\\n').map(stem).join('\\n'));", &words.join("\n"));
    let stemmer = Stemmer::default();
    let stems: Vec<&str> = output.split('\n').collect();
    assert_eq!(stems.len(), words.len());
    let wrong: Vec<String> = words
        .iter()
        .zip(&stems)
        .filter(|(word, stem)| stemmer.stem(word) != **stem)
        .map(|(word, stem)| format!("{word}: {} and not {stem}", stemmer.stem(word)))
        .collect();
    println!("{} words have the same stem", words.len() - wrong.len());
    assert!(
        words.len() > 4000 && wrong.is_empty(),
        "{} of {}: {:?}",
        wrong.len(),
        words.len(),
        &wrong[..wrong.len().min(20)]
    );
}

#[test]
fn the_script_reads_words_as_the_program_does() {
    let mut texts: Vec<String> = texts().into_iter().map(|text| text.replace('\n', " ")).collect();
    texts.push("O&O-fonds, 45+, foto’s, 1.234,5 'n ĳs Æneas co\u{ad}ördinatie 2009‑t2 a&b 3,x ß".to_owned());
    let output = node(
        "const places = (text) => { let at = 0, signs = 0; return (from) => { signs += [...text.slice(at, from)].length; at = from; return signs; }; };
         const line = (text) => { const place = places(text); return words(text).map((w) => w.word + (w.joined ? '-' : '') + place(w.from)).join(' '); };
         process.stdout.write(input.split('\\n').map(line).join('\\n'));",
        &texts.join("\n"),
    );
    for (text, line) in texts.iter().zip(output.split('\n')) {
        let words = Words::of(text);
        let (mut at, mut signs) = (0, 0);
        let expected: Vec<String> = words
            .iter()
            .zip(words.places())
            .map(|(word, place)| {
                signs += text[at..place.start].chars().count();
                at = place.start;
                format!("{}{}{signs}", word.folded, if word.joined { "-" } else { "" })
            })
            .collect();
        assert_eq!(line, expected.join(" "), "{text}");
    }
}

fn index_files(outputs: &Outputs) -> BTreeMap<String, Vec<u8>> {
    let files = outputs.iter().filter(|(path, _)| path.starts_with("zoeken/") && path.ends_with(".json"));
    files.map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect()
}

#[test]
fn another_sentence_changes_few_files_and_no_page() {
    let path = "content/praktijken/een-vast-gezicht.md";
    // Enough practices, each with a word of its own, for an index of some files.
    let text = TestSite::starter().text(path);
    let with_more = |site: TestSite, number: usize| {
        let more = text.replace("## Aanpak\n", &format!("## Aanpak\n\nEigen{number}.\n"));
        site.file(&format!("content/praktijken/nummer-{number}.md"), more)
    };
    let before = (1..60).fold(TestSite::starter(), with_more);
    let after =
        (1..60).fold(TestSite::starter(), with_more).replace(path, "## Aanpak\n", "## Aanpak\n\nOok per zeppelin.\n");
    let (before, after) = (before.build().outputs.expect("built"), after.build().outputs.expect("built"));
    let changed: Vec<&String> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    let pages: Vec<_> = changed.iter().filter(|path| path.ends_with(".html")).collect();
    assert_eq!(pages, [&"praktijken/een-vast-gezicht/index.html"]);
    let (old, new) = (index_files(&before), index_files(&after));
    let same = old.keys().filter(|path| new.contains_key(*path)).count();
    assert!(same < new.len() && same > old.len() / 2, "{same} of {} files are as they were", old.len());
    // Of what is shown of pages one file is another.
    let documents: Vec<&String> = old.keys().filter(|path| path.starts_with("zoeken/d-")).collect();
    assert_eq!(documents.iter().filter(|path| !new.contains_key(**path)).count(), 1);
    assert!(new.values().any(|bytes| String::from_utf8_lossy(bytes).contains("zeppelin")));
}

#[test]
fn files_are_named_by_their_content() {
    for (path, bytes) in index_files(&SITE) {
        let name = path.trim_start_matches("zoeken/").trim_end_matches(".json").to_owned();
        let text = String::from_utf8(bytes).expect("text");
        serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        if name != "index" {
            let hash = ketenportaal::search::digits::name(ketenportaal::hash::bytes(text.as_bytes()));
            assert_eq!(name[2..], hash, "{path}");
        }
    }
}

#[test]
fn the_page_of_search_leads_to_the_lists_without_a_script() {
    let html = crate::portal::html("zoeken/index.html");
    assert!(html.contains("data-kind=\"zoeken\"") && html.contains("<noscript>"));
    for part in ["a-tot-z", "themas", "praktijken", "werkpleinen", "regios", "begrippen"] {
        assert!(main_of(&html).contains(&format!("href=\"/{part}/\"")), "{part}");
    }
}
