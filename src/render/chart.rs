//! Figures in a text: a title, a summary in words, the numbers in a table, and where they come from.

use crate::escape::{escape, escaped};
use crate::model::words::Words;

/// What a figure shows.
pub struct Figure<'a> {
    /// Title.
    pub title: String,
    /// What the numbers say, in one or two sentences.
    pub summary: String,
    /// Headings of the columns; the first is that of the row's name.
    pub columns: Vec<String>,
    /// Rows: a name and a text per other column.
    pub rows: Vec<(String, Vec<String>)>,
    /// Where the numbers come from.
    pub source: &'a str,
    /// How the numbers were made, when they are an example.
    pub example: Option<&'a str>,
}

/// Prints a figure; `explained` is the address of the page about example data.
pub fn figure(figure: &Figure, words: &Words, explained: Option<&str>) -> String {
    let mut out = String::with_capacity(2048);
    out.push_str("<figure class=\"grafiek\">\n<figcaption>");
    escape(&figure.title, &mut out);
    out.push_str("</figcaption>\n<p class=\"samenvatting\">");
    escape(&figure.summary, &mut out);
    out.push_str("</p>\n");
    let name = escaped(&words.fill("tabel.naam", &[("kop", &figure.title)]));
    out.push_str(&format!(
        "<div class=\"tabelvak\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n<table>\n<thead><tr>"
    ));
    for (index, column) in figure.columns.iter().enumerate() {
        let class = if index == 0 { "" } else { " class=\"getal\"" };
        out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escaped(column)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (name, cells) in &figure.rows {
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", escaped(name)));
        for cell in cells {
            out.push_str(&format!("<td class=\"getal\">{}</td>", escaped(cell)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out.push_str(&format!(
        "<p class=\"bron\">{}</p>\n",
        escaped(&words.fill("figuur.bron", &[("bron", figure.source)]))
    ));
    if let Some(example) = figure.example {
        out.push_str(&format!(
            "<p class=\"voorbeeldgegevens\"><strong>{}</strong> ",
            escaped(words.get("voorbeeld.kop"))
        ));
        escape(example, &mut out);
        if let Some(href) = explained {
            out.push_str(&format!(" <a href=\"{}\">{}</a>", escaped(href), escaped(words.get("voorbeeld.uitleg"))));
        }
        out.push_str("</p>\n");
    }
    out.push_str("</figure>");
    out
}
