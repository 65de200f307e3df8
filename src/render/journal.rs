//! The newsletter as a mail: the same edition as its page, in HTML and as plain text, with whole addresses.
//!
//! **The HTML has no style at all**: headings, lists and links. A `<style>` block or a `style` attribute is what mail programs
//! need for looks, but both break the policy of the site when the file is opened there, and programs that are strict (or dark, or
//! read aloud) drop them anyway. Plain HTML is shown well by every program, in the reader's own letters and colours.

use serde::Serialize;
use tera::Value;

use crate::dutch;
use crate::model::id::Id;
use crate::model::journal::{Contents, Editie};
use crate::model::portal::{Bericht, Bijeenkomst, Page, Portal, Praktijk};
use crate::render::part::Part;

/// Template of the HTML.
pub const TEMPLATE: &str = "mail.html";
/// The most columns of a line of the text.
const COLUMNS: usize = 72;

/// A form of the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// HTML.
    Html,
    /// Plain text, for `Content-Type: text/plain; format=flowed` (RFC 3676).
    Text,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Html => "mail.html",
            Form::Text => "mail.txt",
        }
    }
}

/// A part of an edition: its heading and what is in it.
#[derive(Debug, Serialize)]
struct Section<'a> {
    kop: &'a str,
    items: Vec<Item<'a>>,
}

/// A page that an edition names.
#[derive(Debug, Serialize)]
struct Item<'a> {
    title: &'a str,
    href: String,
    description: &'a str,
    feit: String,
}

/// The mails of all editions, by path in the site.
pub fn files(portal: &Portal) -> Vec<(String, Id<Editie>, Form)> {
    let forms = |id| [Form::Html, Form::Text].map(|form| (path(portal, id, form), id, form));
    portal.edities.ids().flat_map(forms).collect()
}

/// The mail at a path of the site.
pub fn find(portal: &Portal, path: &str) -> Option<(Id<Editie>, Form)> {
    if !path.starts_with("ketenjournaal/") {
        return None;
    }
    files(portal).into_iter().find(|(other, ..)| other == path).map(|(_, id, form)| (id, form))
}

/// Address of a mail for a link.
pub fn href(portal: &Portal, id: Id<Editie>, form: Form) -> String {
    format!("{}{}", portal.href(portal.edities[id].page), form.name())
}

fn path(portal: &Portal, id: Id<Editie>, form: Form) -> String {
    format!("{}/{}", portal.pages[portal.edities[id].page].route.name(), form.name())
}

/// What the template of the HTML sees.
pub fn values(portal: &Portal, id: Id<Editie>) -> Vec<(&'static str, Value)> {
    let editie = &portal.edities[id];
    let page = &portal.pages[editie.page];
    let settings = &portal.settings;
    [
        ("taal", Part::of(&settings.language)),
        ("portaal", Part::of(&settings.name)),
        ("adres", Part::of(&portal.base_url)),
        ("afzender", Part::of(&settings.owner)),
        ("contact", Part::of(&settings.contact)),
        ("titel", Part::of(&*page.title)),
        ("datum", Part::of(&dutch::date(editie.datum))),
        ("inleiding", Part::of(&editie.inleiding)),
        ("pagina", Part::of(&page.route.href(&portal.base_url))),
        ("sinds", Part::of(&dutch::date(editie.sinds))),
        ("delen", Part::of(&sections(portal, editie))),
    ]
    .into_iter()
    .map(|(name, part)| (name, part.value))
    .collect()
}

/// The parts of an edition that have something in them.
fn sections<'a>(portal: &'a Portal, editie: &Editie) -> Vec<Section<'a>> {
    let contents = Contents::new(portal, editie);
    let words = &portal.words;
    let berichten = contents.berichten.iter().map(|&id| bericht(portal, &portal.berichten[id]));
    let praktijken = contents.praktijken.iter().map(|&id| praktijk(portal, &portal.praktijken[id]));
    let events = |ids: &[Id<Bijeenkomst>]| -> Vec<Item<'a>> {
        ids.iter().map(|&id| bijeenkomst(portal, &portal.bijeenkomsten[id])).collect()
    };
    [
        (words.get("ketenjournaal.nieuws"), berichten.collect()),
        (words.get("ketenjournaal.praktijken"), praktijken.collect()),
        (words.get("ketenjournaal.komend"), events(&contents.komend)),
        (words.get("ketenjournaal.geweest"), events(&contents.geweest)),
    ]
    .into_iter()
    .filter(|(_, items): &(&str, Vec<Item>)| !items.is_empty())
    .map(|(kop, items)| Section { kop, items })
    .collect()
}

fn item<'a>(portal: &'a Portal, page: Id<Page>, feit: String) -> Item<'a> {
    let page = &portal.pages[page];
    Item { title: &page.title, href: page.route.href(&portal.base_url), description: &page.description, feit }
}

fn bericht<'a>(portal: &'a Portal, bericht: &Bericht) -> Item<'a> {
    item(portal, bericht.page, dutch::date(bericht.date))
}

/// What is an example says so, also in a mail.
fn praktijk<'a>(portal: &'a Portal, praktijk: &Praktijk) -> Item<'a> {
    let words = &portal.words;
    let example = praktijk.voorbeeld.then(|| words.get("voorbeeld.praktijk").to_owned());
    let place = match (praktijk.werkplein, praktijk.regio) {
        (Some(id), _) => Some(words.fill("werkplein.titel", &[("werkplein", &portal.werkpleinen[id].naam)])),
        (None, Some(id)) => Some(words.fill("regio.titel", &[("regio", &portal.regios[id].naam)])),
        (None, None) => None,
    };
    let facts: Vec<String> = place.into_iter().chain(example).collect();
    item(portal, praktijk.page, facts.join(" · "))
}

fn bijeenkomst<'a>(portal: &'a Portal, event: &Bijeenkomst) -> Item<'a> {
    item(portal, event.page, format!("{} · {}", dutch::moment(event.start), event.plaats))
}

/// An edition as plain text.
pub fn text(portal: &Portal, id: Id<Editie>) -> String {
    let editie = &portal.edities[id];
    let page = &portal.pages[editie.page];
    let (words, settings) = (&portal.words, &portal.settings);
    let mut out = Plain::default();
    out.heading(&format!("{}: {}", settings.name, page.title), '=');
    out.paragraph(&dutch::date(editie.datum));
    out.blank();
    out.paragraph(&editie.inleiding);
    out.blank();
    let sections = sections(portal, editie);
    if sections.is_empty() {
        out.paragraph(&words.fill("ketenjournaal.leeg", &[("sinds", &dutch::date(editie.sinds))]));
        out.blank();
    }
    for section in sections {
        out.heading(section.kop, '-');
        for item in section.items {
            out.paragraph(item.title);
            if !item.feit.is_empty() {
                out.paragraph(&item.feit);
            }
            out.paragraph(item.description);
            out.paragraph(&item.href);
            out.blank();
        }
    }
    out.paragraph(words.get("ketenjournaal.op_het_portaal"));
    out.paragraph(&page.route.href(&portal.base_url));
    out.blank();
    // The mark of a signature: programs show what follows apart.
    out.text.push_str("-- \n");
    out.paragraph(&settings.owner);
    out.paragraph(&words.fill("ketenjournaal.afmelden", &[("contact", &settings.contact)]));
    out.text
}

/// Text in lines of at most 72 columns. A line that goes on ends with a blank (RFC 3676), so that a program may join it again.
#[derive(Default)]
struct Plain {
    text: String,
}

impl Plain {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str, line: char) {
        let start = self.text.len();
        self.paragraph(text);
        let widest = self.text[start..].lines().map(|line| line.trim_end().chars().count()).max().unwrap_or_default();
        self.text.extend(std::iter::repeat_n(line, widest));
        self.text.push_str("\n\n");
    }

    fn paragraph(&mut self, text: &str) {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut width = 0;
        for word in clean.split_whitespace() {
            let long = word.chars().count();
            if width > 0 && width + long + 1 > COLUMNS {
                self.text.push('\n');
                width = 0;
            }
            // What stands at the start of a line and means something in a mail gets a blank before it.
            if width == 0 && (word.starts_with('>') || word == "From") {
                self.text.push(' ');
                width = 1;
            }
            self.text.push_str(word);
            self.text.push(' ');
            width += long + 1;
        }
        // The last line does not go on.
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_broken_at_72_columns_and_can_be_joined_again() {
        let mut plain = Plain::default();
        let text = "Één zin met heel veel woorden die samen niet op één regel passen, ook niet als je het probeert, echt niet.";
        plain.paragraph(text);
        assert!(plain.text.lines().count() == 2 && plain.text.lines().all(|line| line.chars().count() <= COLUMNS));
        assert_eq!(plain.text.replace(" \n", " ").trim_end(), text);
    }

    #[test]
    fn an_address_is_never_broken_and_a_quote_is_none() {
        let mut plain = Plain::default();
        let address = format!("https://example.nl/{}/", "a".repeat(90));
        plain.paragraph(&format!("zie {address} en"));
        assert_eq!(plain.text, format!("zie \n{address} \nen\n"));
        let mut plain = Plain::default();
        plain.paragraph("> geen citaat\u{7}");
        assert_eq!(plain.text, " > geen citaat\n");
    }
}
