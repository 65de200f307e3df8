//! "Was dit nuttig?" and "Meld een fout": links to a mail or a form that say which page, which version of it and which line of its
//! source are meant. Nothing when the settings do not ask readers.
//!
//! A link cannot know which part of a page a reader looks at, so there is one for each part of the text, with the line of its heading.

use serde::Serialize;

use super::{Inputs, Link};
use crate::config::Feedback;
use crate::hash::Hash;
use crate::model::portal::PageKind;
use crate::percent;
use crate::render::PageText;
use crate::render::part::Part;

/// The links of a page.
#[derive(Serialize)]
struct Asked {
    ja: String,
    nee: String,
    fout: String,
    /// A link for each part of the text.
    delen: Vec<Link>,
}

/// What a link says of the page.
struct About<'a> {
    title: &'a str,
    address: String,
    version: String,
    /// The source file, with the line in it; none for a page made from data.
    place: Option<(&'a str, u32)>,
    /// The part of the text.
    part: Option<&'a str>,
}

impl Inputs<'_> {
    /// The links of a page; `version` is the hash of all that it shows.
    pub(super) fn feedback(&self, text: Option<&PageText>, version: Hash) -> Part {
        let Some(feedback) = &self.portal.settings.feedback else { return Part::none() };
        let page = self.page;
        if page.kind == PageKind::NietGevonden {
            return Part::none();
        }
        let about = |line: Option<u32>, part| About {
            title: &page.title,
            address: page.route.href(&self.portal.base_url),
            version: format!("{version:032x}")[..8].to_owned(),
            place: text.map(|text| (&*text.path, line.unwrap_or(text.text.line))),
            part,
        };
        let whole = about(None, None);
        let headings = page.text.as_ref().map(|text| &text.page.headings);
        let sections = text.map_or(&[][..], |text| text.text.sections.as_slice());
        let parts = sections.iter().filter_map(|section| {
            let heading = headings?.get(section.heading)?;
            let href = self.feedback_link(feedback, "fout", &about(Some(section.line), Some(heading.text)));
            Some(Link { title: heading.text.to_owned(), href })
        });
        self.part(&Asked {
            ja: self.feedback_link(feedback, "nuttig", &whole),
            nee: self.feedback_link(feedback, "niet-nuttig", &whole),
            fout: self.feedback_link(feedback, "fout", &whole),
            delen: parts.collect(),
        })
    }

    fn feedback_link(&self, feedback: &Feedback, kind: &str, about: &About) -> String {
        match (&feedback.adres, &feedback.mail) {
            (Some(address), _) => to_form(address, kind, about),
            (None, Some(mail)) => self.to_mail(mail, kind, about),
            (None, None) => String::new(),
        }
    }

    /// A mail that is filled in already: below the line stands what the editors need to find the place.
    fn to_mail(&self, mail: &str, kind: &str, about: &About) -> String {
        let words = &self.portal.words;
        let subject = words.fill(&format!("feedback.onderwerp.{kind}"), &[("titel", about.title)]);
        let mut lines = vec![
            words.get(&format!("feedback.vraag.{kind}")).to_owned(),
            String::new(),
            String::new(),
            words.get("feedback.laat_staan").to_owned(),
            format!("{}: {}", words.get("feedback.pagina"), about.address),
        ];
        lines.extend(about.part.map(|part| format!("{}: {part}", words.get("feedback.deel"))));
        lines.push(format!("{}: {}", words.get("feedback.versie"), about.version));
        lines.push(match about.place {
            Some((path, line)) => words.fill("feedback.plaats", &[("bestand", path), ("regel", &line.to_string())]),
            None => words.get("feedback.uit_gegevens").to_owned(),
        });
        format!("mailto:{mail}?subject={}&body={}", percent::value(&subject), percent::value(&lines.join("\r\n")))
    }
}

/// The address of a form, with what is known as its query.
fn to_form(address: &str, kind: &str, about: &About) -> String {
    let (address, anchor) =
        address.split_once('#').map_or((address, String::new()), |(address, anchor)| (address, format!("#{anchor}")));
    let mark = if address.contains('?') { '&' } else { '?' };
    let mut query = format!("soort={kind}&pagina={}&versie={}", percent::value(&about.address), about.version);
    if let Some((path, line)) = about.place {
        query.push_str(&format!("&bestand={}&regel={line}", percent::value(path)));
    }
    if let Some(part) = about.part {
        query.push_str(&format!("&deel={}", percent::value(part)));
    }
    format!("{address}{mark}{query}{anchor}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_end_a_part_of_an_address() {
        assert_eq!(percent::value("één & twee\r\n?#%"), "%C3%A9%C3%A9n%20%26%20twee%0D%0A%3F%23%25");
    }

    #[test]
    fn a_form_keeps_its_own_query_and_anchor() {
        let about = About {
            title: "T",
            address: "https://a.example/b/".into(),
            version: "00".into(),
            place: None,
            part: Some("x y"),
        };
        let link = to_form("https://f.example/?id=3#formulier", "fout", &about);
        assert_eq!(
            link,
            "https://f.example/?id=3&soort=fout&pagina=https%3A%2F%2Fa.example%2Fb%2F&versie=00&deel=x%20y#formulier"
        );
    }
}
