//! The stages of a build on a portal of a thousand practices, and what one edit costs: `cargo bench`.

use divan::{Bencher, black_box};
use jiff::civil::date;
use ketenportaal::config::Options;
use ketenportaal::hash;
use ketenportaal::pipeline::{self, Cache};
use ketenportaal::source::{Source, Sources};
use ketenportaal::{parse, starter};

const PRACTICES: usize = 1000;
const TEMPLATE: &str = "content/praktijken/een-vast-gezicht.md";

fn main() {
    divan::main();
}

fn starter_text(path: &str) -> String {
    let (_, bytes) = starter::files().find(|(name, _)| *name == path).expect("a file of the starter");
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The starter portal with many practices.
fn portal() -> Sources {
    let text = starter_text(TEMPLATE);
    let practices = (0..PRACTICES).map(|number| {
        let text = text.replacen("title: Een", &format!("title: Nummer {number} is een"), 1);
        Source::new(format!("content/praktijken/praktijk-{number:05}.md"), text.as_bytes())
    });
    Sources::new(starter::files().map(|(path, bytes)| Source::new(path, bytes)).chain(practices))
}

fn options() -> Options {
    Options::on(date(2009, 12, 1))
}

/// A portal that was built, with the cache of that build.
fn built() -> (Sources, Cache) {
    let (sources, mut cache) = (portal(), Cache::default());
    assert!(pipeline::build(&sources, &options(), &mut cache).site.is_some());
    (sources, cache)
}

/// Builds again and again after an edit of one file, each time another.
fn rebuild(bencher: Bencher, path: &str, from: &str) {
    let (mut sources, mut cache) = built();
    let text = String::from_utf8(sources.bytes(sources.get(path).expect("a file")).expect("in memory").to_vec())
        .expect("UTF-8");
    assert!(text.contains(from), "{path} does not hold {from}");
    let mut step = 0;
    bencher.bench_local(|| {
        step += 1;
        sources.insert(Source::new(path, text.replacen(from, &format!("{from} {step} "), 1).as_bytes()));
        let build = pipeline::build(&sources, &options(), &mut cache);
        assert!(build.site.is_some());
        cache.settle();
    });
}

#[divan::bench]
fn parse_one_page(bencher: Bencher) {
    let text = starter_text(TEMPLATE);
    let path = TEMPLATE.into();
    let sum = hash::bytes(text.as_bytes());
    bencher.bench_local(|| parse::file(black_box(&path), sum, black_box(text.as_bytes())));
}

#[divan::bench]
fn build_from_nothing(bencher: Bencher) {
    let sources = portal();
    bencher.bench_local(|| pipeline::build(&sources, &options(), &mut Cache::default()));
}

#[divan::bench]
fn build_again_nothing_changed(bencher: Bencher) {
    let (sources, mut cache) = built();
    bencher.bench_local(|| pipeline::build(&sources, &options(), &mut cache));
}

#[divan::bench]
fn build_again_another_text(bencher: Bencher) {
    rebuild(bencher, "content/praktijken/praktijk-00500.md", "Die naam blijft");
}

#[divan::bench]
fn build_again_another_title(bencher: Bencher) {
    rebuild(bencher, "content/praktijken/praktijk-00500.md", "title: Nummer");
}

#[divan::bench]
fn build_again_another_row(bencher: Bencher) {
    rebuild(bencher, "data/werkpleinen.csv", "Voorbeelddorp");
}

#[divan::bench]
fn build_again_another_template(bencher: Bencher) {
    rebuild(bencher, "themes/werkplein/templates/base.html", "<h1>");
}

/// Every file of the site, in memory.
#[divan::bench]
fn make_every_page(bencher: Bencher) {
    let (sources, mut cache) = built();
    let site = pipeline::build(&sources, &options(), &mut cache).site.expect("it builds");
    bencher.bench_local(|| site.problems());
}

/// What decides whether pages are made again.
#[divan::bench]
fn key_of_every_page(bencher: Bencher) {
    let (sources, mut cache) = built();
    let site = pipeline::build(&sources, &options(), &mut cache).site.expect("it builds");
    let outputs = site.outputs();
    bencher.bench_local(|| outputs.iter().filter(|(_, output)| site.key(output).is_ok()).count());
}
