//! The handbook's list of everything the program can report, from the catalogue.

use super::Inputs;
use crate::diagnostic::catalogue::Example;
use crate::diagnostic::{Entry, Language, Level};
use crate::escape::escaped;

impl Inputs<'_> {
    /// Every code of these with its level, what is wrong, why that matters, what to do, and an example.
    pub(super) fn codes(&self, entries: &[&Entry]) -> String {
        let mut html = String::from("<dl class=\"meldingen\">\n");
        for entry in entries {
            self.code(entry, &mut html);
        }
        html.push_str("</dl>");
        html
    }

    fn code(&self, entry: &Entry, html: &mut String) {
        let word = |key: &str| escaped(self.portal.words.get(&format!("meldingen.{key}")));
        let level = match entry.level {
            Level::Error => "fout",
            Level::Warning => "waarschuwing",
            Level::Advice => "advies",
        };
        let nl = Language::Dutch;
        html.push_str(&format!(
            "<dt id=\"{}\"><code>{}</code> {}</dt>\n<dd><p><strong>{}</strong></p><p>{}</p><p>{}</p>",
            entry.code.to_ascii_lowercase(),
            entry.code,
            word(level),
            escaped(&entry.general(nl)),
            escaped(entry.why(nl)),
            escaped(&entry.general_fix(nl)),
        ));
        if let Some(Example { wrong, right, .. }) = &entry.example {
            for (key, text) in [("niet", wrong), ("wel", right)] {
                let text = escaped(text.trim_end());
                html.push_str(&format!("<p>{}</p><pre tabindex=\"0\"><code>{text}</code></pre>", word(key)));
            }
        }
        html.push_str("</dd>\n");
    }
}
