//! The report for programs: one object with `diagnostics`.

use serde_json::{Value, json};

use super::{Locator, level_name};
use crate::diagnostic::{Diagnostic, Language};
use crate::source::Sources;

/// The report for programs: one object with `diagnostics`.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Value {
    let mut locator = Locator::new(sources);
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let (position, line, _) = locator.locate(&diagnostic.place);
            let mut object = json!({
                "code": diagnostic.entry.code,
                "level": level_name(diagnostic.level),
                "message": diagnostic.message(language),
                "file": &*diagnostic.place.path,
                "line": position.line,
                "column": position.column,
                "hint": diagnostic.hint(language),
                "source_line": line,
            });
            if !diagnostic.cells.is_empty() {
                let cells = diagnostic.cells.iter();
                object["cells"] = cells
                    .map(|cell| json!({ "sheet": cell.sheet.as_deref(), "row": cell.row, "column": cell.column }))
                    .collect();
            }
            object
        })
        .collect();
    json!({ "diagnostics": list })
}
