//! The handbook's lists of fields and components, from their definitions.

use super::Inputs;
use crate::escape::escaped;
use crate::model::figures::{COMPONENTS, Component};
use crate::parse::front_matter::ContentKind;
use crate::parse::kinds::{self, Field, Need};
use crate::render::html::Shown;

impl Inputs<'_> {
    /// A table of the fields of a kind of page, or of those that every page has.
    pub(super) fn fields(&self, kind: Option<ContentKind>) -> String {
        let fields = kind.map_or(kinds::common_fields(), kinds::own_fields);
        let word = |key: &str| escaped(self.portal.words.get(&format!("handboek.{key}")));
        let Some(first) = fields.first() else { return format!("<p>{}</p>", word("geen")) };
        let caption = word(if kind.is_some() { "velden_soort" } else { "velden" });
        let caption = caption.replace("{soort}", kind.map_or("", ContentKind::word));
        // Tables that stand on one page are told apart by their first field.
        let mut html = format!(
            "<div class=\"tabelvak\" role=\"region\" tabindex=\"0\" aria-label=\"{}: {caption} ({})\">\n<table>\n<caption>{caption}</caption>\n<thead><tr>",
            escaped(self.portal.words.get("tabel.woord")),
            escaped(first.key),
        );
        for key in ["sleutel", "inhoud", "vorm", "nodig", "voorbeeld"] {
            html.push_str(&format!("<th scope=\"col\">{}</th>", word(key)));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for field in fields {
            self.field("", field, &mut html);
            field.parts().iter().for_each(|part| self.field(&format!("{}.", field.key), part, &mut html));
        }
        html.push_str("</tbody>\n</table>\n</div>");
        html
    }

    fn field(&self, above: &str, field: &Field, html: &mut String) {
        let word = |key: &str| escaped(self.portal.words.get(&format!("handboek.{key}")));
        let need = match field.need {
            Need::Required => word("verplicht"),
            Need::Wished => word("gewenst"),
            Need::Or(other) => word("of").replace("{ander}", &escaped(other)),
            Need::Free => word("vrij"),
        };
        // Who searches for the word of an example does not look for the handbook.
        html.push_str(&format!(
            "<tr><th scope=\"row\"><code>{above}{}</code></th><td>{}</td><td>{}</td><td>{need}</td><td data-zoek=\"niet\"><code>{}</code></td></tr>\n",
            field.key,
            with_code(field.tells),
            escaped(field.form()),
            escaped(field.example),
        ));
    }

    /// A list of the components: what each shows and takes, how it is written, and what that gives in this portal.
    pub(super) fn components(&self, examples: &[Component], at: usize) -> String {
        let word = |key: &str| escaped(self.portal.words.get(&format!("handboek.{key}")));
        let mut html = String::from("<dl class=\"meldingen\">\n");
        for (number, (definition, example)) in COMPONENTS.iter().zip(examples).enumerate() {
            html.push_str(&format!(
                "<dt id=\"onderdeel-{0}\"><code>{0}</code></dt>\n<dd><p>{1}</p>\n",
                definition.name,
                escaped(definition.shows),
            ));
            if !definition.arguments.is_empty() {
                html.push_str(&format!("<p>{}</p>\n<ul>\n", word("argumenten")));
                for (name, tells) in definition.arguments {
                    html.push_str(&format!("<li><code>{name}</code>: {}</li>\n", escaped(tells)));
                }
                html.push_str("</ul>\n");
            }
            let written = escaped(definition.example);
            html.push_str(&format!("<p>{}</p><pre tabindex=\"0\"><code>{written}</code></pre>\n", word("je_schrijft")));
            // Every figure on a page has parts with names of their own.
            if let Shown::Html(shown) = self.shown(example, (at + 1) * 1000 + number)
                && !shown.is_empty()
            {
                html.push_str(&format!("<p>{}</p>\n<div>{shown}</div>\n", word("je_krijgt")));
            }
            html.push_str("</dd>\n");
        }
        html.push_str("</dl>");
        html
    }
}

/// A text with its words between backquotes as code.
fn with_code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(
            |(at, part)| {
                if at % 2 == 0 { escaped(part).to_string() } else { format!("<code>{}</code>", escaped(part)) }
            },
        )
        .collect()
}
