//! What the components in a text show.

use super::Inputs;
use crate::dutch;
use crate::escape::escaped;
use crate::model::figures::Component;
use crate::render::figure;
use crate::render::html::Shown;

impl Inputs<'_> {
    /// What the component at this place in the text shows.
    pub(super) fn shown(&self, component: &Component, at: usize) -> Shown {
        match component {
            Component::Figure(number) => {
                Shown::Html(format!("<data value=\"{}\">{}</data>", number.machine(), dutch::decimal(*number)))
            }
            Component::NoFigure(sign) => Shown::Html(escaped(sign)),
            Component::Chart(chart) => Shown::Html(figure::html(self.portal, (*chart).into(), &format!("t{at}"))),
            Component::Disclosure(title) => Shown::Disclosure(title.clone()),
            Component::Sources => Shown::Html(self.sources()),
            Component::Accessibility => Shown::Html(self.accessibility()),
            Component::Codes(entries) => Shown::Html(self.codes(entries)),
            Component::Fields(kind) => Shown::Html(self.fields(*kind)),
            Component::Components(examples) => Shown::Html(self.components(examples, at)),
            Component::Broken => Shown::Html(String::new()),
        }
    }

    /// The list of documents, each with its anchor.
    fn sources(&self) -> String {
        let words = &self.portal.words;
        let mut html = String::from("<dl class=\"bronnenlijst\">\n");
        for bron in self.portal.bronnen.iter() {
            html.push_str(&format!("<dt id=\"{}\">{}</dt>\n<dd><p>", escaped(&bron.id.value), escaped(&bron.titel)));
            let mut facts = vec![
                format!("{}: {}", words.get("bron.soort"), bron.soort),
                format!("{}: {}", words.get("bron.afzender"), bron.afzender),
                format!("{}: {}", words.get("bron.datum"), bron.datum),
            ];
            if let Some(kenmerk) = &bron.kenmerk {
                facts.push(format!("{}: {kenmerk}", words.get("bron.kenmerk")));
            }
            html.push_str(&escaped(&facts.join(" · ")));
            html.push_str(&format!("</p>\n<p>{}", escaped(&bron.inhoud)));
            if let Some(gebruik) = &bron.gebruik {
                html.push_str(&format!(" {}", escaped(gebruik)));
            }
            html.push_str("</p></dd>\n");
        }
        html.push_str("</dl>");
        html
    }

    /// How accessible the site is: status, day, how it was tested, and a table of what is not right.
    fn accessibility(&self) -> String {
        let Some(stated) = &self.portal.settings.toegankelijkheid else { return String::new() };
        let word = |key: &str| escaped(self.portal.words.get(&format!("toegankelijkheid.{key}")));
        let mut html = format!(
            "<dl class=\"feiten\">\n<dt>{}</dt><dd>{}</dd>\n<dt>{}</dt><dd><time datetime=\"{}\">{}</time></dd>\n",
            word("stand"),
            word(&format!("status.{}", stated.status.name())),
            word("datum"),
            stated.datum,
            dutch::date(stated.datum),
        );
        if let Some(toets) = &stated.toets {
            html.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", word("toets"), escaped(toets)));
        }
        html.push_str("</dl>\n");
        if stated.uitzonderingen.is_empty() {
            return html + &format!("<p>{}</p>", word("geen"));
        }
        let caption = word("uitzonderingen");
        html.push_str(&format!(
            "<div class=\"tabelvak\" role=\"region\" tabindex=\"0\" aria-label=\"{}: {caption}\">\n<table>\n<caption>{caption}</caption>\n\
             <thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
            escaped(self.portal.words.get("tabel.woord")),
            word("wat"),
            word("waarom"),
            word("uitweg"),
        ));
        for item in &stated.uitzonderingen {
            html.push_str(&format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                escaped(&item.wat),
                escaped(&item.waarom),
                escaped(item.uitweg.as_deref().unwrap_or("–")),
            ));
        }
        html + "</tbody>\n</table>\n</div>"
    }
}
