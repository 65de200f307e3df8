//! What an import changes, as text for the editor who decides, and as JSON for programs.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::dutch::{self, whole};

/// The most changes that are listed.
const MAX_LISTED: usize = 10;

/// What an import changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// What is imported: "Landkaart, 3e tertaal 2009".
    pub title: String,
    /// The file that is written, and whether it is there already.
    pub file: (String, bool),
    /// What is in it, one line each.
    pub contents: Vec<String>,
    /// How it differs from what is there, one line each.
    pub compared: Vec<String>,
    /// Changed values, as "Tiel, Ketenjaarplan: 33 → 66".
    pub changes: Vec<String>,
    /// Number of rows that are new.
    pub new_rows: usize,
    /// Names of what did not answer.
    pub silent: Vec<String>,
}

impl Summary {
    /// The text for the editor.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let (path, exists) = &self.file;
        let how = if *exists { "wordt vervangen" } else { "is nieuw" };
        let _ = writeln!(out, "{}\n  {path} {how}", self.title);
        for line in self.contents.iter().chain(&self.compared) {
            let _ = writeln!(out, "  {line}");
        }
        if !self.silent.is_empty() {
            let _ = writeln!(out, "  Niet ingevuld: {}", listed(&self.silent, usize::MAX));
        }
        if !self.changes.is_empty() {
            let _ = writeln!(out, "  Veranderd: {}", whole(self.changes.len() as i64));
            for change in self.changes.iter().take(MAX_LISTED) {
                let _ = writeln!(out, "    {change}");
            }
            if self.changes.len() > MAX_LISTED {
                let _ = writeln!(out, "    … en nog {}", whole((self.changes.len() - MAX_LISTED) as i64));
            }
        }
        out
    }

    /// The same for programs; `written` says whether it was done.
    pub fn json(&self, written: bool) -> Value {
        json!({
            "title": self.title,
            "file": self.file.0,
            "exists": self.file.1,
            "contents": self.contents,
            "compared": self.compared,
            "new_rows": self.new_rows,
            "changes": self.changes,
            "not_answered": self.silent,
            "written": written,
        })
    }
}

/// "Tiel, Goes en nog 3": at most `most` names of a list.
pub fn listed(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(most) {
        0 => dutch::list(&shown),
        more => format!("{} en nog {}", shown.join(", "), whole(more as i64)),
    }
}

/// "1 werkplein", "125 werkpleinen".
pub fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{} {}", whole(count as i64), if count == 1 { one } else { more })
}
