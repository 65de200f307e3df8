//! A build that goes on from an earlier one gives exactly what a build from nothing gives, diagnostics included.

use ketenportaal::pipeline::{self, Build, Cache};
use ketenportaal::source::Source;
use proptest::prelude::RngExt;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::harness::TestSite;

/// One edit of a site; the numbers choose what and where.
fn edit(site: &mut TestSite, choice: usize, pick: usize, step: usize) -> String {
    let paths: Vec<String> = site.sources.iter().map(|source| source.path.to_string()).collect();
    let pages: Vec<&String> = paths.iter().filter(|path| path.ends_with(".md")).collect();
    let page = pages.get(pick % pages.len().max(1)).map(|path| (*path).clone()).unwrap_or_default();
    let mut change = |path: &str, from: &str, to: String| {
        if site.sources.get(path).is_some() {
            let text = site.text(path);
            site.write(path, text.replacen(from, &to, 1));
        }
        format!("{path}: {from:?} → {to:?}")
    };
    match choice % 14 {
        0 => change(&page, "een", format!("een{step}")),
        1 => change(&page, "title: ", format!("title: Nieuw {step} ")),
        2 => change(&page, "description: ", format!("description: Nieuw {step} ")),
        3 => change("data/werkpleinen.csv", "Voorbeelddorp", format!("Dorp {step}")),
        4 => change("data/landkaart/2009-t1.csv", "50", ["0", "50", "100"][step % 3].to_owned()),
        5 => change("data/landkaart/model.yaml", "Klaar", format!("Gereed {step}")),
        6 => change("themes/werkplein/templates/base.html", "<h1>", format!("<h1 data-stap=\"{step}\">")),
        7 => change("themes/werkplein/teksten.yaml", "Naar de inhoud", format!("Naar de tekst {step}")),
        8 => change("themes/werkplein/assets/css/10-basis.css", ":root {", format!(":root {{ --stap: {step};")),
        9 => change("data/portaal.yaml", "name: ", format!("name: P{step} ")),
        10 => {
            let source = site.sources.remove(&page);
            if let Some(source) = source.filter(|_| step.is_multiple_of(2)) {
                let path = page.replace(".md", &format!("-{step}.md"));
                site.sources.insert(Source::new(path.clone(), source.bytes));
                return format!("{page} renamed to {path}");
            }
            format!("{page} removed")
        }
        11 => {
            let path = format!("content/nieuws/bericht-{}.md", step % 5);
            let text = format!(
                "---\ntitle: Bericht {step}\ndescription: Bericht {step}.\ndate: 2009-03-0{}\nthemas: [samen-werken]\n---\n\nZie [[een-vast-gezicht]] en werkplein.\n",
                1 + step % 9
            );
            site.write(&path, text);
            format!("{path} written")
        }
        12 => change(&page, "## ", format!("## Kop {step} en [een link](weg{step}.md) ")),
        _ => change("data/begrippen.yaml", "uitleg: ", format!("uitleg: Stap {step}. ")),
    }
}

fn same(a: &Build, b: &Build) -> bool {
    a.outputs == b.outputs && a.diagnostics == b.diagnostics
}

#[test]
fn edit_and_rebuild_equals_a_fresh_build() {
    let steps: usize = std::env::var("KETENPORTAAL_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let rng = runner.rng();
    let mut site = TestSite::starter();
    let mut cache = Cache::default();
    let mut broken = 0;
    for step in 0..steps {
        // A site that has been cut down too far starts anew, with the same cache.
        if step % 25 == 24 {
            site = TestSite::starter();
        }
        let what = edit(&mut site, rng.random_range(0..14), rng.random_range(0..1000), step);
        let incremental = pipeline::build(&site.sources, &site.options, &mut cache);
        let fresh = site.build();
        broken += usize::from(fresh.outputs.is_none());
        assert!(same(&incremental, &fresh), "step {step}: {what}");
    }
    assert!(broken > 0 && broken < steps, "{broken} of {steps} sites had errors: the edits test only one kind");
}

#[test]
fn a_change_of_options_is_seen() {
    let mut site = TestSite::starter();
    let mut cache = Cache::default();
    pipeline::build(&site.sources, &site.options, &mut cache);
    site.options.base_url = Some("https://elders.example/map/".to_owned());
    let incremental = pipeline::build(&site.sources, &site.options, &mut cache);
    assert!(same(&incremental, &site.build()));
    let html = site.html("index.html");
    assert!(html.contains("href=\"/map/themas/\"") && html.contains("https://elders.example/map/"));
}
