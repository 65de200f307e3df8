//! The fields of front matter, defined once: the parser reads by these definitions, `new` asks by them, `schema` and the handbook
//! print them.

use std::sync::LazyLock;

use crate::parse::front_matter::{Bewijs, ContentKind, Status};

/// A field of front matter.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub key: &'static str,
    /// What its value must be.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What it holds, in Dutch, to follow "Dat is …".
    pub tells: &'static str,
    /// A value, as it is written in YAML.
    pub example: &'static str,
}

/// What the value of a field must be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One text.
    Text,
    /// A day.
    Date,
    /// A day, with or without a time.
    Moment,
    /// Yes or no.
    Flag,
    /// A whole number.
    Integer,
    /// One of some words.
    Choice(fn() -> Vec<&'static str>),
    /// The name of something in the portal.
    Name(Names),
    /// A list of texts.
    Texts,
    /// A list of names of things in the portal.
    NameList(Names),
    /// A group of fields.
    Group(&'static [Field]),
    /// A list of groups of fields.
    Groups(&'static [Field]),
}

/// What a name in front matter is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Names {
    /// A page of `content/themas`.
    Thema,
    /// A row of `data/doelgroepen.yaml`.
    Doelgroep,
    /// A row of `data/werkpleinen.csv`.
    Werkplein,
    /// A row of `data/regios.csv`.
    Regio,
    /// A milestone of `data/landkaart/model.yaml`.
    Mijlpaal,
    /// A file of `data/landkaart`.
    Periode,
    /// A row of `data/bronnen.yaml`.
    Bron,
    /// The code of an advice.
    Advies,
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Free,
    /// A page without it gets advice.
    Wished,
    /// It must be there.
    Required,
    /// Either this one or the other must be there, not both.
    Or(&'static str),
}

const FREE: Need = Need::Free;
const REQUIRED: Need = Need::Required;

/// Fields every page has.
const COMMON: [Field; 13] = [
    field("title", Shape::Text, REQUIRED, "de titel van de pagina", "Een vast gezicht"),
    field(
        "description",
        Shape::Text,
        REQUIRED,
        "één zin die zegt waar de pagina over gaat",
        "Zo helpt een vaste adviseur een klant sneller verder.",
    ),
    field("date", Shape::Date, FREE, "de dag van publicatie; tot die dag is de pagina niet te zien", "2009-09-01"),
    field("updated", Shape::Date, FREE, "de dag van de laatste wijziging", "2009-10-01"),
    field("expires", Shape::Date, FREE, "de dag waarop de pagina verdwijnt", "2010-09-01"),
    field("draft", Shape::Flag, FREE, "`true` zolang de pagina een concept is", "true"),
    field("owner", Shape::Text, Need::Wished, "de rol die voor de pagina zorgt, geen naam van een persoon", "Redactie"),
    field("reviewed", Shape::Date, FREE, "de dag waarop de tekst voor het laatst is nagekeken", "2009-11-15"),
    field("review_before", Shape::Date, FREE, "de dag waarop de tekst weer nagekeken moet zijn", "2010-11-15"),
    field("weight", Shape::Integer, FREE, "de volgorde: een lager getal komt eerst", "10"),
    field("aliases", Shape::Texts, FREE, "een lijst van oude adressen van de pagina", "[/praktijken/oude-naam/]"),
    field(
        "bronnen",
        Shape::Groups(&BRON),
        FREE,
        "waar de feiten vandaan komen",
        "[{bron: ako-2009-t2, plaats: paragraaf 5.1}]",
    ),
    field(
        "uitzonderingen",
        Shape::Groups(&UITZONDERING),
        FREE,
        "adviezen die voor deze pagina niet gelden, met de reden",
        "[{melding: KP812, reden: De vaktermen staan in de begrippenlijst.}]",
    ),
];

const BRON: [Field; 2] = [
    field("bron", Shape::Name(Names::Bron), REQUIRED, "de id van een document in data/bronnen.yaml", "ako-2009-t2"),
    field("plaats", Shape::Text, FREE, "de plaats in het document", "paragraaf 5.1"),
];

const UITZONDERING: [Field; 2] = [
    field("melding", Shape::Name(Names::Advies), REQUIRED, "de code van een advies", "KP812"),
    field(
        "reden",
        Shape::Text,
        REQUIRED,
        "de reden waarom het advies hier niet geldt",
        "De vaktermen staan in de begrippenlijst.",
    ),
];

const CONTACT: [Field; 3] = [
    field("rol", Shape::Text, REQUIRED, "een rol, geen naam van een persoon", "Klantmanager"),
    field("organisatie", Shape::Text, REQUIRED, "de naam van de organisatie", "Werkplein Tiel"),
    field("adres", Shape::Text, FREE, "een algemeen e-mailadres", "werkplein@tiel.example"),
];

const CONTACT_TELLS: &str = "wie meer weet: een rol, een organisatie en een algemeen adres";
const CONTACT_EXAMPLE: &str = "{rol: Klantmanager, organisatie: Werkplein Tiel}";
const THEMAS: &str = "een lijst van thema's: de namen van bestanden in content/themas";
const REGIO: &str = "de id van een regio in data/regios.csv";
const DOELGROEPEN: &str = "een lijst van doelgroepen uit data/doelgroepen.yaml";
const MIJLPALEN: &str = "een lijst van mijlpalen uit data/landkaart/model.yaml";

const THEMA: [Field; 3] = [
    field("mijlpalen", Shape::NameList(Names::Mijlpaal), FREE, MIJLPALEN, "[ketenjaarplan]"),
    field("doelgroepen", Shape::NameList(Names::Doelgroep), FREE, DOELGROEPEN, "[jongeren]"),
    field("contact", Shape::Group(&CONTACT), FREE, CONTACT_TELLS, CONTACT_EXAMPLE),
];

const PRAKTIJK: [Field; 15] = [
    field("themas", Shape::NameList(Names::Thema), REQUIRED, THEMAS, "[werkstraat]"),
    field("doelgroepen", Shape::NameList(Names::Doelgroep), REQUIRED, DOELGROEPEN, "[jongeren]"),
    field(
        "werkplein",
        Shape::Name(Names::Werkplein),
        Need::Or("regio"),
        "de id van een werkplein in data/werkpleinen.csv",
        "tiel",
    ),
    field("regio", Shape::Name(Names::Regio), Need::Or("werkplein"), REGIO, "twente"),
    field("status", Shape::Choice(status), REQUIRED, "hoe ver de praktijk is", "lopend"),
    field("bewijs", Shape::Choice(bewijs), REQUIRED, "hoe goed vaststaat dat het werkt", "beschreven"),
    field("contact", Shape::Group(&CONTACT), REQUIRED, CONTACT_TELLS, CONTACT_EXAMPLE),
    field("mijlpalen", Shape::NameList(Names::Mijlpaal), FREE, MIJLPALEN, "[ketenjaarplan]"),
    field("kosten", Shape::Text, FREE, "wat het kost", "8 uur per week"),
    field("looptijd", Shape::Text, FREE, "hoe lang het duurt", "een half jaar"),
    field(
        "gebruikt_in",
        Shape::NameList(Names::Werkplein),
        FREE,
        "een lijst van andere werkpleinen die het ook doen",
        "[apeldoorn]",
    ),
    field("instrumenten", Shape::Texts, FREE, "een lijst van wat er is gebruikt", "[jobcoach]"),
    field("onderwerpen", Shape::Texts, FREE, "een lijst van woorden waar de praktijk over gaat", "[huisbezoek]"),
    field(
        "gestopt_omdat",
        Shape::Text,
        FREE,
        "de reden waarom de praktijk stopte; nodig bij `status: gestopt`",
        "Het geld was op.",
    ),
    field("voorbeeld", Shape::Flag, FREE, "`true` als de praktijk is bedacht", "true"),
];

const BERICHT: [Field; 2] = [
    field("themas", Shape::NameList(Names::Thema), FREE, THEMAS, "[werkstraat]"),
    field("regio", Shape::Name(Names::Regio), FREE, REGIO, "twente"),
];

const BIJEENKOMST: [Field; 6] = [
    field("start", Shape::Moment, REQUIRED, "het begin: een dag, met of zonder tijd", "2009-05-27 09:30"),
    field("end", Shape::Moment, FREE, "het einde: een dag, met of zonder tijd", "2009-05-27 12:00"),
    field("place", Shape::Text, REQUIRED, "de plaats, of: Plaats niet bekend", "Utrecht"),
    field("themas", Shape::NameList(Names::Thema), FREE, THEMAS, "[werkstraat]"),
    field("regio", Shape::Name(Names::Regio), FREE, REGIO, "twente"),
    field("registration", Shape::Text, FREE, "hoe je je aanmeldt", "Mail naar de redactie."),
];

const RAPPORTAGE: [Field; 1] =
    [field("periode", Shape::Name(Names::Periode), REQUIRED, "de periode waar de rapportage over gaat", "2009-t2")];

const fn field(key: &'static str, shape: Shape, need: Need, tells: &'static str, example: &'static str) -> Field {
    Field { key, shape, need, tells, example }
}

fn status() -> Vec<&'static str> {
    Status::NAMES.iter().map(|(name, _)| *name).collect()
}

fn bewijs() -> Vec<&'static str> {
    Bewijs::NAMES.iter().map(|(name, _)| *name).collect()
}

/// The fields of a kind of page, those of every page first.
pub fn fields(kind: ContentKind) -> &'static [Field] {
    static ALL: LazyLock<Vec<Vec<Field>>> = LazyLock::new(|| ContentKind::ALL.iter().map(|&kind| all(kind)).collect());
    &ALL[kind as usize]
}

fn all(kind: ContentKind) -> Vec<Field> {
    let common = COMMON.map(|common| match (kind, common.key) {
        // News without a day would be nowhere in the list.
        (ContentKind::Bericht, "date") => Field { need: REQUIRED, ..common },
        _ => common,
    });
    common.iter().chain(own_fields(kind)).copied().collect()
}

/// The fields that only this kind of page has.
pub fn own_fields(kind: ContentKind) -> &'static [Field] {
    match kind {
        ContentKind::Thema => &THEMA,
        ContentKind::Praktijk => &PRAKTIJK,
        ContentKind::Bericht => &BERICHT,
        ContentKind::Bijeenkomst => &BIJEENKOMST,
        ContentKind::Rapportage => &RAPPORTAGE,
        _ => &[],
    }
}

/// The fields that every page has.
pub fn common_fields() -> &'static [Field] {
    &COMMON
}

impl Field {
    /// What belongs in it, for the message that it is missing.
    pub fn explanation(&self) -> String {
        match self.shape {
            Shape::Choice(words) => format!("Kies uit: {}.", words().join(", ")),
            _ => format!("Dat is {}. Bijvoorbeeld: {}: {}", self.tells, self.key, self.example),
        }
    }

    /// The fields in it.
    pub fn parts(&self) -> &'static [Field] {
        match self.shape {
            Shape::Group(parts) | Shape::Groups(parts) => parts,
            _ => &[],
        }
    }

    /// In Dutch, what its value is.
    pub fn form(&self) -> &'static str {
        match self.shape {
            Shape::Text => "tekst",
            Shape::Date => "dag",
            Shape::Moment => "dag, met of zonder tijd",
            Shape::Flag => "true of false",
            Shape::Integer => "heel getal",
            Shape::Choice(_) => "keuze",
            Shape::Name(_) => "id",
            Shape::Texts => "lijst van teksten",
            Shape::NameList(_) => "lijst van id's",
            Shape::Group(_) => "groep gegevens",
            Shape::Groups(_) => "lijst van groepen gegevens",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::parse;

    /// What is wrong with the front matter of a page of this kind with these lines.
    fn problems(kind: ContentKind, lines: &[String]) -> Vec<Diagnostic> {
        let path = format!("content/{}/een-pagina.md", kind.folder());
        let text = format!("---\n{}\n---\n", lines.join("\n"));
        parse::file(&path.as_str().into(), 0, text.as_bytes()).0.diagnostics
    }

    /// A line for each field but those named, with its example.
    fn lines(kind: ContentKind, but: &[&str]) -> Vec<String> {
        let fields = fields(kind).iter().filter(|field| !but.contains(&field.key));
        let line = |field: &Field| match field.key {
            // Only a practice that stopped says why.
            "status" if !but.contains(&"gestopt_omdat") => "status: gestopt".to_owned(),
            key => format!("{key}: {}", field.example),
        };
        fields.map(line).collect()
    }

    #[test]
    fn the_example_of_every_field_is_read() {
        for kind in ContentKind::ALL {
            assert_eq!(problems(kind, &lines(kind, &["regio"])), [], "{kind:?}");
        }
    }

    #[test]
    fn what_must_be_there_is_missed_and_nothing_else() {
        for kind in ContentKind::ALL {
            for field in fields(kind) {
                let found = problems(kind, &lines(kind, &["regio", field.key]));
                let codes: Vec<&str> = found.iter().map(|problem| problem.entry.code).collect();
                let expected: &[&str] = match field.need {
                    Need::Required => &["KP111"],
                    // The other of the two is left out as well.
                    Need::Or(_) => &["KP116"],
                    Need::Free | Need::Wished => &[],
                };
                let expected = if field.key == "regio" { &[] } else { expected };
                assert_eq!(codes, expected, "{kind:?} without {}", field.key);
            }
        }
    }

    #[test]
    fn every_field_is_read_as_what_it_is() {
        for kind in ContentKind::ALL {
            for field in fields(kind) {
                let wrong = match field.shape {
                    Shape::Text | Shape::Name(_) => "[een, twee]",
                    _ => "niet-dit",
                };
                let mut lines = lines(kind, &["regio", "werkplein", field.key]);
                lines.push(format!("{}: {wrong}", field.key));
                let found = problems(kind, &lines);
                let marked = lines.iter().map(|line| line.len() + 1).sum::<usize>() + 3 - wrong.len();
                assert!(
                    found.iter().any(|problem| problem.place.span.start == marked),
                    "{kind:?}: {} is not read as {}: {found:?}",
                    field.key,
                    field.form()
                );
            }
        }
    }
}
