//! `data/portaal.yaml`: the settings of a portal, and the editions of `data/ketenjournaal.yaml`.

use jiff::civil::Date;

use crate::config::{
    Accessibility, AccessibilityException, AccessibilityStatus, Extra, Feedback, Licence, OpenData, Organisation,
    PublisherKind, RuleLevel, Security, Settings, TableNote, is_tooi, normal_base_url,
};
use crate::diagnostic::{Diagnostic, Level, catalogue};
use crate::parse::fields::{FieldReader, read_list, read_map};
use crate::parse::front_matter::ContentKind;
use crate::parse::yaml::Node;
use crate::source::{Located, SourcePath};

/// What an e-mail address, the tag of a language and an address in TOOI look like, for editors.
const MAIL: &str = "naam@organisatie.nl";
const LANGUAGE: &str = "nl of fy";
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

/// The settings of `portaal.yaml`.
pub fn settings(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Settings> {
    read_map(node, "portaal", path, diagnostics, |fields| {
        let name = fields.required("name", "Dat is de naam van het portaal.");
        let tagline = fields.text("tagline").map_or_else(String::new, |text| text.value);
        let description = fields.required("description", "Dat is één zin die zegt wat het portaal is.");
        let base_url = fields.required("base_url", "Bijvoorbeeld: https://ketenportaal.example/.");
        // What has the wrong form is reported, and the rest of the portal is looked at all the same.
        let language = fields.text("language");
        language.iter().for_each(|text| drop(formed(fields, "language", text, LANGUAGE, is_language)));
        let owner = fields.required("owner", "Welke rol zorgt voor het portaal?");
        let contact = fields.required("contact", "Schrijf een algemeen e-mailadres.");
        contact.iter().for_each(|text| drop(formed(fields, "contact", text, MAIL, is_email)));
        let theme = fields.required("theme", "Bijvoorbeeld: theme: werkplein.");
        let as_of = fields.date("as_of").map(|date| date.value);
        let navigation = fields.texts("navigation");
        let compress = fields.flag("compressie");
        let open_data = fields.map("open_data", "open data", open_data);
        let toegankelijkheid = fields.map("toegankelijkheid", "toegankelijkheid", accessibility);
        let organisatie = fields.map("organisatie", "organisatie", organisation);
        let beveiliging = fields.map("beveiliging", "beveiliging", security);
        let feedback = fields.map("feedback", "feedback", feedback);
        let left_out = fields.choices("zonder", Extra::NAMES);
        let controle = fields.maps("controle", "controle", rule_level);
        let base_url = base_url.and_then(|url| base_url_of(fields, url));
        Some(Settings {
            name: name?.value,
            tagline,
            description: description?.value,
            base_url: base_url?,
            language: language.map_or_else(|| "nl".to_owned(), |text| text.value),
            owner: owner?.value,
            contact: contact?.value,
            theme: theme?,
            as_of,
            navigation,
            compress,
            open_data,
            toegankelijkheid,
            organisatie,
            beveiliging,
            feedback,
            left_out,
            controle,
        })
    })
}

/// Codes of the data themes of the European Union
/// (<http://publications.europa.eu/resource/authority/data-theme>).
const DATA_THEMES: [&str; 13] =
    ["AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN"];
/// Tables of open data without a model that says where they come from.
const TABLES_WITHOUT_MODEL: [&str; 4] = ["werkpleinen", "regios", "begrippen", "indicatoren"];

/// What `portaal.yaml` says of open data.
fn open_data(fields: &mut FieldReader) -> Option<OpenData> {
    let licentie = fields.required_choice("licentie", Licence::NAMES);
    let themas = fields.required_texts("themas", "Noem een of meer thema's van de EU, bijvoorbeeld: [SOCI, ECON].");
    let themas = themas.into_iter().filter_map(|theme| one_of(fields, "themas", theme, &DATA_THEMES)).collect();
    let uitgever = fields.text("uitgever").map(|text| text.value);
    let uitgever_uri =
        checked(fields, "uitgever_uri", "https://identifier.overheid.nl/…", |uri| normal_base_url(uri).is_some());
    let uitgever_soort = fields.choice("uitgever_soort", PublisherKind::NAMES);
    let gebied = checked(fields, "gebied", "NLD, BEL of DEU", is_country);
    let tabellen = fields.maps("tabellen", "tabel", |fields| {
        let tabel = fields.required("tabel", "Kies uit: werkpleinen, regios, begrippen, indicatoren.");
        let tabel = tabel.and_then(|tabel| one_of(fields, "tabel", tabel, &TABLES_WITHOUT_MODEL));
        let bron = fields.text("bron").map(|text| text.value);
        let voorbeeld = fields.text("voorbeeld").map(|text| text.value);
        Some(TableNote { tabel: tabel?, bron, voorbeeld })
    });
    Some(OpenData { licentie: licentie?, themas, uitgever, uitgever_uri, uitgever_soort, gebied, tabellen })
}

/// A text that must be one of `values`; another is reported.
fn one_of(fields: &mut FieldReader, key: &'static str, text: Located<String>, values: &[&str]) -> Option<String> {
    if values.contains(&text.value.as_str()) {
        return Some(text.value);
    }
    fields.unknown_value(key, &text, values);
    None
}

fn base_url_of(fields: &mut FieldReader, url: Located<String>) -> Option<Located<String>> {
    let is_good = |url: &str| normal_base_url(url).is_some();
    let value = formed(fields, "base_url", &url, "https://naam.nl/ of https://naam.nl/map/", is_good)?;
    Some(Located { value: normal_base_url(&value)?, place: url.place })
}

/// How bad the problems of one rule are.
fn rule_level(fields: &mut FieldReader) -> Option<RuleLevel> {
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
    let codes: Vec<&str> = catalogue::adjustable().map(|entry| entry.code).collect();
    if codes.contains(&code.value.as_str()) {
        return Some(code.value);
    }
    fields.unknown_value("melding", &code, &codes);
    None
}

/// The organisation that answers for the portal.
fn organisation(fields: &mut FieldReader) -> Option<Organisation> {
    let naam = fields.required("naam", "Dat is de organisatie die voor het portaal verantwoordelijk is.");
    let tooi = checked(fields, "tooi", TOOI, is_tooi);
    Some(Organisation { naam: naam?.value, tooi })
}

/// What `security.txt` says.
fn security(fields: &mut FieldReader) -> Option<Security> {
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
    let talen = talen.iter().filter_map(|taal| formed(fields, "talen", taal, LANGUAGE, is_language)).collect();
    let beleid = checked(fields, "beleid", "https://…", is_web_address);
    Some(Security { contact, expires: expires?, talen, beleid }).filter(|security| !security.contact.is_empty())
}

/// Where readers send what they think of a page.
fn feedback(fields: &mut FieldReader) -> Option<Feedback> {
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
        let nummer = fields
            .required("nummer", "Geef elk Ketenjournaal een nummer: 1, 2, 3.")
            .and_then(|text| number(fields, text));
        for (key, explanation) in [
            ("datum", "De dag waarop het nummer verschijnt. Bijvoorbeeld: datum: 2009-11-12."),
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
            let values = [("begindag", sinds.value.to_string()), ("dag", datum.value.to_string())];
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
        fields.wrong_form("nummer", &text, "1 of 2");
    }
    is_number.then_some(text)
}

/// A text that passes a test; another is reported with an `example`.
fn checked(fields: &mut FieldReader, key: &'static str, example: &str, is_good: fn(&str) -> bool) -> Option<String> {
    let text = fields.text(key)?;
    formed(fields, key, &text, example, is_good)
}

/// The same, of a text that was read.
fn formed(
    fields: &mut FieldReader,
    key: &str,
    text: &Located<String>,
    example: &str,
    is_good: impl Fn(&str) -> bool,
) -> Option<String> {
    if is_good(&text.value) {
        return Some(text.value.clone());
    }
    fields.wrong_form(key, text, example);
    None
}

/// An address for mail, which is no web address and no number to call; another form is reported.
pub(super) fn mail(fields: &mut FieldReader, key: &str, text: &Located<String>) -> Option<String> {
    formed(fields, key, text, MAIL, is_email)
}

/// The address behind a contact of `security.txt`.
fn contact_address(fields: &mut FieldReader, text: &Located<String>) -> Option<String> {
    if is_email(&text.value) {
        return Some(format!("mailto:{}", text.value));
    }
    if is_web_address(&text.value) && text.value.starts_with("https://") {
        return Some(text.value.clone());
    }
    fields.wrong_form("contact", text, "naam@organisatie.nl of https://…");
    None
}

/// Whether a text is the tag of a language, such as nl or nl-BE.
fn is_language(text: &str) -> bool {
    text.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a text is the code of a country in three capitals (ISO 3166-1).
fn is_country(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
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
    diagnostic.with("waarde", value).with("sleutel", "tooi").with("voorbeeld", TOOI)
}

/// What `portaal.yaml` says of accessibility.
fn accessibility(fields: &mut FieldReader) -> Option<Accessibility> {
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
