//! The report as SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>), which GitHub and editors show beside the file.

use serde_json::{Value, json};

use super::Locator;
use crate::diagnostic::{Diagnostic, Entry, Language, Level};
use crate::order::Order;
use crate::percent;
use crate::source::{Place, Sources};

/// The report as one SARIF log with one run. Columns count Unicode characters, as those of the other forms do.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Value {
    let mut locator = Locator::new(sources);
    let mut rules: Vec<&'static Entry> = diagnostics.iter().map(|diagnostic| diagnostic.entry).collect();
    rules.order_by_key(|entry| entry.code);
    rules.dedup();
    let results: Vec<Value> = diagnostics.iter().map(|one| result(one, &rules, &mut locator, language)).collect();
    let rules: Vec<Value> = rules.into_iter().map(|entry| rule(entry, language)).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ketenportaal",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(entry: &Entry, language: Language) -> Value {
    json!({
        "id": entry.code,
        "shortDescription": { "text": entry.general(language) },
        "fullDescription": { "text": entry.why(language) },
        "help": { "text": entry.general_fix(language) },
        "defaultConfiguration": { "level": level(entry.level) },
    })
}

fn result(diagnostic: &Diagnostic, rules: &[&'static Entry], locator: &mut Locator, language: Language) -> Value {
    let index = rules.iter().position(|entry| *entry == diagnostic.entry);
    let mut result = json!({
        "ruleId": diagnostic.entry.code,
        "ruleIndex": index,
        "level": level(diagnostic.level),
        "message": { "text": format!("{} {}", diagnostic.message(language), diagnostic.hint(language)) },
        "locations": [location(&diagnostic.place, locator)],
    });
    if let Some(related) = &diagnostic.related {
        result["relatedLocations"] = json!([location(related, locator)]);
    }
    result
}

fn location(place: &Place, locator: &mut Locator) -> Value {
    let (position, line, meant) = locator.locate(place);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": percent::path(&place.path) },
            "region": {
                "startLine": position.line,
                "startColumn": position.column,
                "endColumn": position.column + meant,
                "snippet": { "text": line },
            },
        },
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}
