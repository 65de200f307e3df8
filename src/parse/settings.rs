//! Blocks of `data/portaal.yaml` on who answers for the portal and how readers reach them, and the editions of `data/ketenjournaal.yaml`.

use jiff::civil::Date;

use crate::config::{
    Accessibility, AccessibilityException, AccessibilityStatus, Feedback, Organisation, RuleLevel, Security, is_tooi,
};
use crate::diagnostic::{Diagnostic, Level, catalogue};
use crate::parse::data::unknown;
use crate::parse::fields::{FieldReader, read_list};
use crate::parse::front_matter::ContentKind;
use crate::parse::yaml::Node;
use crate::source::{Located, SourcePath};

/// What an address in TOOI looks like, for editors.
const TOOI: &str = "https://identifier.overheid.nl/tooi/id/…";

/// An edition of the newsletter.
#[derive(Debug, Clone)]
pub struct EditieRow {
    /// Its number: part of its address. A whole number from 1, written without zeros before it.
    pub nummer: Located<String>,
    /// Day on which it comes out.
    pub datum: Date,
    /// First day of which it tells the news.
    pub sinds: Date,
    /// One or two sentences that open it.
    pub inleiding: String,
}

/// How bad the problems of one rule are.
pub(super) fn rule_level(fields: &mut FieldReader) -> Option<RuleLevel> {
    let code = fields.required("melding", "Dat is de code van een advies, bijvoorbeeld KP812.");
    let code = code.and_then(|code| rule_code(fields, code));
    let level = fields.required_choice("niveau", LEVELS);
    let folder = fields.text("map").and_then(|text| folder(fields, &text));
    Some(RuleLevel { code: code?, level: level?, folder })
}

/// A folder of `content/`; one that holds no kind of page is reported.
fn folder(fields: &mut FieldReader, text: &Located<String>) -> Option<String> {
    let folder = text.value.trim_matches('/');
    let names: Vec<&str> = ContentKind::FOLDERS.iter().map(|(name, _)| *name).collect();
    let first = folder.split('/').next().unwrap_or_default();
    if names.contains(&first) {
        return Some(folder.to_owned());
    }
    fields.unknown_value("map", &Located { value: first.to_owned(), place: text.place.clone() }, &names);
    None
}

/// Names of levels in `portaal.yaml`.
const LEVELS: &[(&str, Option<Level>)] = &[
    ("uit", None),
    ("advies", Some(Level::Advice)),
    ("waarschuwing", Some(Level::Warning)),
    ("fout", Some(Level::Error)),
];

/// The code of a rule whose level can be chosen; another one is reported.
pub(super) fn rule_code(fields: &mut FieldReader, code: Located<String>) -> Option<String> {
    let codes: Vec<&str> = catalogue::ADVICE.iter().map(|entry| entry.code).collect();
    if codes.contains(&code.value.as_str()) {
        return Some(code.value);
    }
    fields.unknown_value("melding", &code, &codes);
    None
}

/// The organisation that answers for the portal.
pub(super) fn organisation(fields: &mut FieldReader) -> Option<Organisation> {
    let naam = fields.required("naam", "Dat is de organisatie die voor het portaal verantwoordelijk is.");
    let tooi = checked(fields, "tooi", TOOI, is_tooi);
    Some(Organisation { naam: naam?.value, tooi })
}

/// What `security.txt` says.
pub(super) fn security(fields: &mut FieldReader) -> Option<Security> {
    let contact = fields.required_texts("contact", "Schrijf een e-mailadres of een adres dat met https:// begint.");
    let contact: Vec<String> = contact.into_iter().filter_map(|text| contact_address(fields, &text)).collect();
    if !fields.has("expires") {
        fields.missing(
            "expires",
            "Tot welke dag geldt dit? Kies een dag binnen een jaar, bijvoorbeeld: expires: 2027-06-01.",
        );
    }
    let expires = fields.date("expires");
    let talen = fields.texts("talen");
    let talen = talen.into_iter().filter_map(|taal| language(fields, "talen", taal)).collect();
    let beleid = checked(fields, "beleid", "https://…", is_web_address);
    Some(Security { contact, expires: expires?, talen, beleid }).filter(|security| !security.contact.is_empty())
}

/// Where readers send what they think of a page.
pub(super) fn feedback(fields: &mut FieldReader) -> Option<Feedback> {
    if !fields.has("mail") && !fields.has("adres") {
        fields.missing("mail", "Schrijf een e-mailadres, of onder 'adres' het adres van een formulier.");
    }
    let mail = checked(fields, "mail", "naam@organisatie.nl", is_email);
    let adres = checked(fields, "adres", "https://…", is_web_address);
    (mail.is_some() || adres.is_some()).then_some(Feedback { mail, adres })
}

/// The editions of `ketenjournaal.yaml`.
pub fn edities(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<EditieRow> {
    read_list(node, "editie", path, diagnostics, |fields| {
        let nummer = fields.required("nummer", "Nummer de edities: 1, 2, 3.").and_then(|text| number(fields, text));
        for (key, explanation) in [
            ("datum", "De dag waarop de editie verschijnt: datum: 2009-11-12."),
            ("sinds", "Vanaf welke dag telt iets als nieuw?"),
        ] {
            if !fields.has(key) {
                fields.missing(key, explanation);
            }
        }
        let (datum, sinds) = (fields.date("datum"), fields.date("sinds"));
        let inleiding = fields.required("inleiding", "Open de editie met een of twee zinnen.");
        let (datum, sinds) = (datum?, sinds?);
        if sinds.value > datum.value {
            let diagnostic = fields.report(&catalogue::EDITION_ORDER, sinds.place.span);
            let values = [("sinds", sinds.value.to_string()), ("datum", datum.value.to_string())];
            diagnostic.arguments.extend(values);
            return None;
        }
        Some(EditieRow { nummer: nummer?, datum: datum.value, sinds: sinds.value, inleiding: inleiding?.value })
    })
}

/// A number that can stand in an address.
fn number(fields: &mut FieldReader, text: Located<String>) -> Option<Located<String>> {
    let is_number = text.value.parse::<u32>().is_ok_and(|number| number > 0 && number.to_string() == text.value);
    if !is_number {
        fields.report(&catalogue::BAD_NUMBER, text.place.span).arguments.push(("waarde", text.value.clone()));
    }
    is_number.then_some(text)
}

/// A text that passes a test; another is reported with an `example`.
fn checked(fields: &mut FieldReader, key: &'static str, example: &str, is_good: fn(&str) -> bool) -> Option<String> {
    let text = fields.text(key)?;
    if !is_good(&text.value) {
        unknown(fields, key, &text, example);
        return None;
    }
    Some(text.value)
}

/// An e-mail address.
pub(super) fn email(fields: &mut FieldReader, key: &'static str, text: Located<String>) -> Option<String> {
    if !is_email(&text.value) {
        unknown(fields, key, &text, "naam@organisatie.nl");
        return None;
    }
    Some(text.value)
}

/// The address behind a contact of `security.txt`.
fn contact_address(fields: &mut FieldReader, text: &Located<String>) -> Option<String> {
    if is_email(&text.value) {
        return Some(format!("mailto:{}", text.value));
    }
    if is_web_address(&text.value) && text.value.starts_with("https://") {
        return Some(text.value.clone());
    }
    unknown(fields, "contact", text, "naam@organisatie.nl of https://…");
    None
}

/// The tag of a language, such as nl or nl-BE.
pub(super) fn language(fields: &mut FieldReader, key: &'static str, text: Located<String>) -> Option<String> {
    let is_tag = (text.value.split('-'))
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !is_tag {
        unknown(fields, key, &text, "nl, en, fy, …");
    }
    is_tag.then_some(text.value)
}

/// Whether a text is one e-mail address that can stand in a link as it is.
fn is_email(text: &str) -> bool {
    let is_plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
    text.split_once('@').is_some_and(|(name, host)| is_plain(name) && is_plain(host) && host.contains('.'))
}

/// Whether a text is an address on the web that can stand in a link as it is.
fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
            && rest.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c))
    })
}

/// Says of a place that its address is none of TOOI.
pub(super) fn not_in_tooi(diagnostic: Diagnostic, value: &str) -> Diagnostic {
    diagnostic.with("waarde", value).with("sleutel", "tooi").with("waarden", TOOI)
}

/// What `portaal.yaml` says of accessibility.
pub(super) fn accessibility(fields: &mut FieldReader) -> Option<Accessibility> {
    let status = fields.required_choice("status", AccessibilityStatus::NAMES);
    let datum = fields.date("datum");
    if !fields.has("datum") {
        fields.missing("datum", "Op welke dag is gekeken hoe toegankelijk de site is?");
    }
    let toets = fields.text("toets").map(|text| text.value);
    let uitzonderingen = fields.maps("uitzonderingen", "uitzondering", |fields| {
        let wat = fields.required("wat", "Wat is niet voor iedereen te gebruiken?");
        let waarom = fields.required("waarom", "Waarom is het nog niet goed?");
        let uitweg = fields.text("uitweg").map(|text| text.value);
        Some(AccessibilityException { wat: wat?.value, waarom: waarom?.value, uitweg })
    });
    Some(Accessibility { status: status?, datum: datum?.value, toets, uitzonderingen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_stand_in_a_link_is_an_address() {
        for (text, mail, web) in [
            ("redactie@keten.example", true, false),
            ("redactie@keten", false, false),
            ("a b@keten.example", false, false),
            ("a@b.example?cc=x@y.example", false, false),
            ("https://keten.example/form?a=1", false, true),
            ("https://", false, false),
            ("javascript:alert(1)", false, false),
            ("https://keten.example/\"onclick", false, false),
        ] {
            assert_eq!((is_email(text), is_web_address(text)), (mail, web), "{text}");
        }
    }
}
