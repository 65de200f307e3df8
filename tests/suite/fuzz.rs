//! Mutated input for everything that reads what others wrote. Each target starts from seeds, changes them at random and
//! looks at what comes out; what it finds becomes a case elsewhere in the suite.
//!
//! `KETENPORTAAL_FUZZ` is the time for each target in seconds; without it each gets a few hundred inputs, the same each time. Of
//! a finding the input is printed, and `KETENPORTAAL_SEED` starts the sequence elsewhere.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use ketenportaal::config::Options;
use ketenportaal::import::{self, Request, What};
use ketenportaal::pipeline::{self, Cache};

use crate::harness::TestSite;

/// Inputs of each target when no time is given.
const INPUTS: usize = 200;
/// One input may take this long, in an unoptimised program on a busy machine.
const MAX_TIME: Duration = Duration::from_secs(10);

/// A sequence of numbers without order: xorshift.
struct Random(u64);

impl Random {
    fn new(target: &str) -> Self {
        let seed: u64 = std::env::var("KETENPORTAAL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
        Self(target.bytes().fold(seed | 1 << 40, |sum, byte| sum.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte)) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % bound.max(1)
    }

    /// A seed with some changes: bytes, pieces of the dictionary, pieces of itself or of another seed, many times over.
    fn input(&mut self, seeds: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(8) {
            let at = self.below(input.len() + 1);
            let end = at + self.below((input.len() - at).min(40) + 1);
            match self.below(7) {
                0 => drop(input.drain(at..end)),
                1 => input.insert(at, u8::try_from(self.below(256)).unwrap_or(0)),
                2 => drop(input.splice(at..at, words[self.below(words.len())].bytes())),
                3 => drop(input.splice(at..end, words[self.below(words.len())].bytes())),
                4 => {
                    let piece = input[at..end].repeat(1 + self.below(30));
                    drop(input.splice(at..at, piece));
                }
                5 => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len() + 1);
                    let piece = other[from..(from + 60).min(other.len())].to_vec();
                    drop(input.splice(at..at, piece));
                }
                _ => {
                    let piece = words[self.below(words.len())].repeat(1 + self.below(60));
                    drop(input.splice(at..at, piece.bytes()));
                }
            }
        }
        input
    }
}

/// Tries inputs until the time is over; prints the input of a finding.
fn fuzz(target: &str, seeds: &[Vec<u8>], words: &[&str], mut try_one: impl FnMut(&[u8])) {
    let seconds: Option<u64> = std::env::var("KETENPORTAAL_FUZZ").ok().and_then(|seconds| seconds.parse().ok());
    let mut random = Random::new(target);
    let start = Instant::now();
    let mut count = 0;
    let goes_on = |count| seconds.map_or(count < INPUTS, |seconds| start.elapsed().as_secs() < seconds);
    while goes_on(count) {
        let input = if count < seeds.len() { seeds[count].clone() } else { random.input(seeds, words) };
        count += 1;
        let shown = String::from_utf8_lossy(&input);
        let mut time = |input: &[u8]| {
            let began = Instant::now();
            let result = catch_unwind(AssertUnwindSafe(|| try_one(input)));
            assert!(result.is_ok(), "{target}, input {count}: {shown:?}");
            began.elapsed()
        };
        let took = time(&input);
        // A virtual machine may stand still for a while. What is slow is slow again; with one more line, so that no memory helps.
        assert!(
            took < MAX_TIME || time(&[&input[..], b"\n"].concat()) < MAX_TIME,
            "{target}, input {count} took {took:?}: {shown:?}"
        );
    }
    println!("{target}: {count} inputs in {} s", start.elapsed().as_secs());
}

fn seeds(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// A site of which one file is another each time.
struct Changing {
    site: TestSite,
    cache: Cache,
    path: &'static str,
}

impl Changing {
    fn new(path: &'static str) -> Self {
        Self { site: TestSite::starter(), cache: Cache::default(), path }
    }

    /// Builds with these bytes for the file; gives one file of the site when nothing is wrong.
    fn build(&mut self, bytes: &[u8], output: &str) -> Option<String> {
        self.site.write(self.path, bytes);
        let mut build = pipeline::build(&self.site.sources, &self.site.options, &mut self.cache);
        // With the rules that give advice.
        pipeline::review(&mut build, &self.site.sources);
        for diagnostic in build.diagnostics.iter().filter(|diagnostic| *diagnostic.place.path == *self.path) {
            let span = &diagnostic.place.span;
            assert!(span.start <= span.end && span.end <= bytes.len(), "{} points at {span:?}", diagnostic.entry.code);
        }
        let site = build.site?;
        let found = site.outputs().into_iter().find(|(path, _)| path == output)?.1;
        let mut html = Vec::new();
        site.make(&found, &mut html).unwrap_or_else(|problem| panic!("{problem:?}"));
        Some(String::from_utf8(html).expect("UTF-8"))
    }
}

/// Every element is closed in its order, attributes are quoted and known ones, and no tag comes from the input.
pub fn assert_well_formed(html: &str) {
    const VOID: [&str; 8] = ["br", "hr", "img", "meta", "link", "input", "wbr", "source"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if after.starts_with('!') {
            rest = after.split_once('>').expect("a mark is closed").1;
            continue;
        }
        let end = end_of_tag(after);
        let tag = &after[..end];
        rest = &after[end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "<{tag}>");
        assert!(!["x-kwaad", "iframe", "object", "embed", "base"].contains(&name), "<{tag}>");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed at {:?}", rest.chars().take(60).collect::<String>());
        } else if ["script", "style"].contains(&name) {
            rest = rest.split_once(&format!("</{name}>")).expect("it is closed").1;
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}

/// Where a tag ends: a `>` outside quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'<') => panic!("a mark within a tag: {tag:.60}"),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    panic!("a tag without end: {}", tag.chars().take(60).collect::<String>());
}

/// The attributes of a page that a browser would run.
pub fn assert_harmless(html: &str) {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let tag = if after.starts_with(|c: char| c.is_ascii_alphabetic()) { &after[..end_of_tag(after)] } else { "" };
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.split_whitespace().any(|name| name.starts_with("on")), "<{tag}>");
        let links =
            tag.match_indices("href=\"").chain(tag.match_indices("src=\"")).map(|(at, found)| &tag[at + found.len()..]);
        for link in links {
            let lower = link.trim_start().to_ascii_lowercase();
            assert!(
                !["javascript:", "vbscript:", "data:text"].iter().any(|scheme| lower.starts_with(scheme)),
                "<{tag}>"
            );
        }
        rest = &after[tag.len()..];
    }
}

const PAGE: &str = "over/nieuw/index.html";

#[test]
fn front_matter() {
    let mut site = Changing::new("content/over/nieuw.md");
    let seeds = seeds(&[
        "---\ntitle: Nieuw\ndescription: Een pagina.\n---\n\nTekst.\n",
        "---\ntitle: \"Nieuw: \\\"een\\\"\"\ndescription: >\n  Een\n  pagina.\naliases: [/oud/, /ouder/]\ndraft: false\ndate: 2009-11-02\n---\n",
        "\u{feff}---\r\ntitle: 'Nieuw'\r\ndescription: Een pagina.\r\n---\r\n",
    ]);
    let words = [
        "---\n",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!str ",
        "|\n",
        ">\n",
        "\"",
        "'",
        "#",
        "\t",
        "\0",
        "é",
        "\u{202e}",
        "0000-00-00",
        "null",
        "~",
        "1e999",
        "title: ",
        "<x-kwaad>",
        "\r",
    ];
    fuzz("front matter", &seeds, &words, |input| {
        if let Some(html) = site.build(input, PAGE) {
            assert_well_formed(&html);
            assert_harmless(&html);
        }
    });
}

#[test]
fn markdown_and_directives() {
    let mut site = Changing::new("content/over/nieuw.md");
    let seeds = seeds(&[
        "Een *tekst* met **nadruk**, `code` en een [koppeling](/themas/).\n\n> citaat\n\n1. een\n2. twee\n   - drie\n",
        "## Kop\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[[praktijken/een-vast-gezicht|een vast gezicht]] en een noot.[^1]\n\n[^1]: De noot.\n",
        ":::let-op\nEen tekst.\n:::\n\n::grafiek{indicator=\"x\"}\n\n```rust\nfn main() {}\n```\n",
        "Kop\n===\n\n<https://voorbeeld.example/> en ![beeld](beeld.png \"titel\")\n\n---\n\nTerm\n: uitleg\n\n- [ ] taak\n",
    ]);
    let words = [
        "<x-kwaad>",
        "<script>",
        "</p>",
        "javascript:x",
        "](",
        "[[",
        "]]",
        "|",
        ":::",
        "::",
        "{",
        "}",
        "\"",
        "'",
        "&lt;",
        "&#60;",
        "`",
        "```",
        "*",
        "_",
        "~~",
        "> ",
        "- ",
        "\n\n",
        "    ",
        "[^1]",
        "![",
        "\\",
        "\0",
        "\u{202e}",
        "é",
        "<!--",
        "onload=",
        "{{ x }}",
        "{% x %}",
        "\r",
        "$",
        "^",
    ];
    fuzz("Markdown and directives", &seeds, &words, |input| {
        let text = [b"---\ntitle: Nieuw\ndescription: Een pagina.\n---\n\n", input].concat();
        if let Some(html) = site.build(&text, PAGE) {
            assert_well_formed(&html);
            assert_harmless(&html);
        }
    });
}

/// A table or list of data that is another each time.
fn data_file(target: &str, path: &'static str) {
    let start = TestSite::starter();
    let mut site = Changing::new(path);
    let seeds = seeds(&[&start.text(path), &start.text("data/werkpleinen.csv")]);
    let words = [
        ",",
        "\"",
        "\n",
        "\r\n",
        ";",
        "\0",
        "-1",
        "NaN",
        "1e308",
        "52.1",
        "é",
        "<x-kwaad>",
        "=1+1",
        "\u{feff}",
        "\t",
        ": ",
        "- ",
    ];
    fuzz(target, &seeds, &words, |input| {
        if let Some(html) = site.build(input, "werkpleinen/index.html") {
            assert_well_formed(&html);
            assert_harmless(&html);
        }
    });
}

#[test]
fn werkpleinen() {
    data_file("werkpleinen", "data/werkpleinen.csv");
}

#[test]
fn regions() {
    data_file("regions", "data/regios.csv");
}

#[test]
fn glossary() {
    data_file("glossary", "data/begrippen.yaml");
}

/// The answers of a period, as they lie in the starter.
fn table_of_the_landkaart(site: &TestSite) -> String {
    let own =
        site.sources.iter().find(|source| source.path.starts_with("data/landkaart/") && source.path.ends_with(".csv"));
    own.map(|source| site.text(&source.path)).expect("a period")
}

#[test]
fn import_of_the_landkaart() {
    let site = TestSite::starter();
    let table = table_of_the_landkaart(&site);
    let sheet = {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "werkplein").expect("a cell");
        workbook.save_to_buffer().expect("a workbook")
    };
    let mut all = seeds(&[
        &table,
        &table.replace(',', ";"),
        "werkplein;a;b\nvoorbeeldstad;1;2\n",
        "{\"value\": [{\"Measure\": \"a\"}]}",
    ]);
    all.push(sheet);
    let words = [
        ",",
        ";",
        "\"",
        "\n",
        "PK\u{3}\u{4}",
        "\0",
        "n.b.",
        "voorbeeldstad",
        "é",
        "{",
        "[",
        "\u{feff}",
        "99999999999999999999",
    ];
    fuzz("import of the landkaart", &all, &words, |input| {
        let what = What::Landkaart { periode: "2009-t3" };
        let request = Request { what, name: "a.csv", bytes: input, columns: None, jump: None };
        import::plan(&request, &site.sources, &Options::on(date(2009, 12, 1)));
    });
}

#[test]
fn columns_of_an_import() {
    let site = TestSite::starter();
    let table = table_of_the_landkaart(&site);
    fuzz(
        "columns of an import",
        &seeds(&["kolommen: {a: b}\nblad: x\nkopregel: 2\nalleen: {a: b}\nrijen_overslaan: [1]\n"]),
        &[": ", "[", "{", "-", "\n", "&a", "*a"],
        |input| {
            let what = What::Landkaart { periode: "2009-t3" };
            let columns = Some(("kolommen.yaml", input));
            let request = Request { what, name: "a.csv", bytes: table.as_bytes(), columns, jump: None };
            import::plan(&request, &site.sources, &Options::on(date(2009, 12, 1)));
        },
    );
}

/// A preview of its own, ended with the test.
struct Preview {
    child: Child,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Preview {
    fn start() -> Self {
        let folder = tempfile::TempDir::new().expect("a folder");
        for source in TestSite::starter().sources.iter() {
            let path = folder.path().join(&*source.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, TestSite::starter().sources.bytes(source).expect("bytes")).expect("written");
        }
        let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");
        let mut command = Command::new(env!("CARGO_BIN_EXE_ketenportaal"));
        command.arg("--root").arg(folder.path()).args(["serve", "--port", &address.port().to_string()]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(start.elapsed() < Duration::from_secs(60), "the preview does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { child, address, _folder: folder }
    }

    /// What it answers: at most the first 64 kB.
    fn ask(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).expect("it accepts");
        stream.set_read_timeout(Some(Duration::from_millis(300))).expect("set");
        // It may close before it has read all.
        let _ = stream.write_all(request).and_then(|()| stream.shutdown(std::net::Shutdown::Write));
        let mut answer = Vec::new();
        let _ = stream.take(1 << 16).read_to_end(&mut answer);
        answer
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn requests_to_the_preview() {
    let mut preview = Preview::start();
    let port = preview.address.port();
    let good = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    let seeds = seeds(&[
        &good,
        &good.replace(" / ", " /themas/?q=1#x "),
        &good.replace("GET", "HEAD"),
        &good.replace("GET", "POST").replace("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\nabcde"),
        &good.replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        &good.replace("\r\n\r\n", "\r\nRange: bytes=0-10\r\nIf-None-Match: \"x\"\r\nUpgrade: websocket\r\n\r\n"),
    ]);
    let words = [
        "\r\n",
        "\n",
        "\r",
        "..",
        "%2e%2e",
        "%2f",
        "%00",
        "%252e",
        "//",
        "\\",
        "\0",
        "é",
        "Host: ",
        "Content-Length: ",
        "Transfer-Encoding: x",
        " ",
        "HTTP/1.0",
        "/etc/passwd",
        "?",
        "#",
        ":",
    ];
    fuzz("requests to the preview", &seeds, &words, |input| {
        let answer = preview.ask(input);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 "), "{:?}", String::from_utf8_lossy(&answer));
        assert!(!answer.windows(6).any(|part| part == b"root:x"), "a file of the machine");
        let head = String::from_utf8_lossy(answer.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned();
        assert!(!head.contains(" 500 "), "{head}");
    });
    assert!(preview.ask(good.as_bytes()).starts_with(b"HTTP/1.1 200"), "it does not answer any more");
    assert!(preview.child.try_wait().expect("a child").is_none(), "it ended");
}
