//! Where the time of a build goes: stages, pages, templates and components; as a table, and as a trace for a browser.
//!
//! The clock is given from outside, so that nothing that makes a site can look at it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};

use crate::dutch;
use crate::order::Order;

/// Tells the time since some fixed moment.
pub type Clock = fn() -> Duration;

/// Times of one build.
pub struct Timings {
    clock: Option<Clock>,
    spans: Mutex<Vec<Span>>,
}

/// Something that took time.
#[derive(Debug, Clone)]
struct Span {
    kind: Kind,
    name: String,
    /// The template of a page.
    detail: String,
    thread: usize,
    start: Duration,
    length: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stage,
    Page,
    Component,
}

/// How many of the costliest are named.
const SHOWN: usize = 10;

impl Timings {
    /// No times: costs nothing.
    pub fn off() -> Self {
        Self { clock: None, spans: Mutex::default() }
    }

    /// Times by this clock.
    pub fn by(clock: Clock) -> Self {
        Self { clock: Some(clock), spans: Mutex::default() }
    }

    /// Does the work of a stage.
    pub fn stage<T>(&self, name: &str, work: impl FnOnce() -> T) -> T {
        self.span(Kind::Stage, name, "", work)
    }

    /// Makes one file of the site from its template.
    pub fn page<T>(&self, path: &str, template: &str, work: impl FnOnce() -> T) -> T {
        self.span(Kind::Page, path, template, work)
    }

    /// Evaluates one component of a text.
    pub fn component<T>(&self, name: &str, path: &str, work: impl FnOnce() -> T) -> T {
        self.span(Kind::Component, name, path, work)
    }

    fn span<T>(&self, kind: Kind, name: &str, detail: &str, work: impl FnOnce() -> T) -> T {
        let Some(clock) = self.clock else { return work() };
        let start = clock();
        let result = work();
        let length = clock().saturating_sub(start);
        let thread = rayon::current_thread_index().map_or(0, |thread| thread + 1);
        let span = Span { kind, name: name.to_owned(), detail: detail.to_owned(), thread, start, length };
        if let Ok(mut spans) = self.spans.lock() {
            spans.push(span);
        }
        result
    }

    fn spans(&self) -> Vec<Span> {
        let mut spans = self.spans.lock().map_or_else(|_| Vec::new(), |spans| spans.clone());
        spans.order_by(|a, b| (a.start, &a.name).cmp(&(b.start, &b.name)));
        spans
    }

    /// The times for people, in Dutch.
    pub fn report(&self) -> String {
        let spans = self.spans();
        let mut out = String::from("Tijd per stap:\n");
        for stage in spans.iter().filter(|span| span.kind == Kind::Stage) {
            line(&mut out, stage.length, &stage_name(&stage.name));
        }
        let mut pages: Vec<&Span> = spans.iter().filter(|span| span.kind == Kind::Page).collect();
        pages.order_by(|a, b| b.length.cmp(&a.length).then(a.name.cmp(&b.name)));
        if !pages.is_empty() {
            let _ = writeln!(out, "Traagste pagina's ({} gemaakt):", dutch::whole(pages.len() as i64));
            for page in pages.iter().take(SHOWN) {
                line(&mut out, page.length, &page.name);
            }
        }
        table(&mut out, "Tijd per sjabloon:", spans.iter().filter(|span| span.kind == Kind::Page), |span| &span.detail);
        let components = spans.iter().filter(|span| span.kind == Kind::Component);
        table(&mut out, "Tijd per onderdeel in de teksten:", components, |span| &span.name);
        out
    }

    /// The times in the form of trace events, which Chromium's tracing and Perfetto open.
    pub fn trace(&self) -> String {
        let micros = |time: Duration| time.as_nanos() as f64 / 1000.0;
        let events: Vec<Value> = (self.spans().iter())
            .map(|span| {
                let kind = match span.kind {
                    Kind::Stage => "stap",
                    Kind::Page => "pagina",
                    Kind::Component => "onderdeel",
                };
                json!({
                    "name": span.name, "cat": kind, "ph": "X", "pid": 1, "tid": span.thread,
                    "ts": micros(span.start), "dur": micros(span.length), "args": { "van": span.detail },
                })
            })
            .collect();
        json!({ "traceEvents": events, "displayTimeUnit": "ms" }).to_string()
    }
}

fn table<'a>(out: &mut String, title: &str, spans: impl Iterator<Item = &'a Span>, name: impl Fn(&'a Span) -> &'a str) {
    let mut sums: BTreeMap<&str, (Duration, usize)> = BTreeMap::new();
    for span in spans {
        let (sum, count) = sums.entry(name(span)).or_default();
        *sum += span.length;
        *count += 1;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.order_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(b.0)));
    if sums.is_empty() {
        return;
    }
    let _ = writeln!(out, "{title}");
    for (name, (sum, count)) in sums.into_iter().take(SHOWN) {
        line(out, sum, &format!("{name} ({} keer)", dutch::whole(count as i64)));
    }
}

fn line(out: &mut String, time: Duration, name: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "  {:>9} ms  {name}", dutch::tenths(time.as_secs_f64() * 1000.0));
}

fn stage_name(name: &str) -> String {
    match name {
        "list" => "bestanden opzoeken",
        "manifest" => "vergelijken met de vorige keer",
        "known" => "terughalen wat bekend is",
        "parse" => "lezen en ontleden",
        "model" => "samenhang bepalen",
        "check" => "verwijzingen nalopen",
        "theme" => "vormgeving inlezen",
        "inputs" => "gedeelde delen klaarzetten",
        "render" => "pagina's maken en schrijven",
        "search" => "zoeken voorbereiden",
        "publish" => "op hun plaats zetten",
        "facts" => "bewaren voor de volgende keer",
        "verify" => "opnieuw bouwen en vergelijken",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn clock() -> Duration {
        static TICKS: AtomicU64 = AtomicU64::new(0);
        Duration::from_micros(TICKS.fetch_add(1500, Ordering::Relaxed))
    }

    #[test]
    fn times_are_told_by_stage_page_and_template() {
        let timings = Timings::by(clock);
        let answer = timings.stage("parse", || timings.page("a/index.html", "praktijk.html", || 42));
        assert_eq!(answer, 42);
        timings.component("grafiek", "content/a.md", || ());
        let report = timings.report();
        assert!(report.contains("4,5 ms  lezen en ontleden"), "{report}");
        assert!(report.contains("1,5 ms  a/index.html"), "{report}");
        assert!(report.contains("1,5 ms  praktijk.html (1 keer)"), "{report}");
        assert!(report.contains("1,5 ms  grafiek (1 keer)"), "{report}");
        let trace: Value = serde_json::from_str(&timings.trace()).unwrap();
        assert_eq!(trace["traceEvents"].as_array().unwrap().len(), 3);
        assert_eq!(trace["traceEvents"][0]["dur"], 4500.0);
    }

    #[test]
    fn without_a_clock_nothing_is_kept() {
        let timings = Timings::off();
        assert_eq!(timings.stage("parse", || 1), 1);
        assert!(timings.spans().is_empty());
    }
}
