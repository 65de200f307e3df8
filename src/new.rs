//! The first version of a page, from answers to questions. What is asked follows from the definitions of the fields, and what can
//! be answered from the portal. Pure: the command asks and writes.

use crate::check::{PLACEHOLDER, SECTIONS};
use crate::diagnostic::meant;
use crate::model::choices;
use crate::model::portal::Portal;
use crate::moment::{Moment, day};
use crate::parse::front_matter::ContentKind;
use crate::parse::kinds::{self, Field, Need, Shape};
use crate::parse::slug::slugify;

/// A page that is to be written.
#[derive(Debug, PartialEq, Eq)]
pub struct NewPage {
    /// Path in the portal.
    pub path: String,
    /// The file's text.
    pub text: String,
    /// What the editor still has to write, in Dutch.
    pub rest: String,
}

/// The kinds of page that can be begun.
const KINDS: [ContentKind; 6] = [
    ContentKind::Thema,
    ContentKind::Praktijk,
    ContentKind::Bericht,
    ContentKind::Bijeenkomst,
    ContentKind::Rapportage,
    ContentKind::Pagina,
];

/// Something a page must know before it can be written.
#[derive(Debug, PartialEq, Eq)]
pub struct Question {
    /// The field, such as `title` or `contact.rol`.
    pub key: String,
    /// What is asked, in Dutch.
    pub text: String,
    /// What can be chosen; nothing when the answer is any text.
    pub choices: Vec<Choice>,
    /// Whether more than one can be chosen.
    pub many: bool,
    /// The answer of who gives none.
    pub proposal: Option<String>,
}

/// An answer that can be chosen.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// The field it fills.
    pub key: &'static str,
    /// The value.
    pub id: String,
    /// What it stands for.
    pub label: String,
}

/// A page that is being begun.
pub struct Draft<'a> {
    portal: &'a Portal,
    kind: ContentKind,
    /// Values by the path of their field, in the order in which they were given.
    values: Vec<(String, Value)>,
}

#[derive(Debug, Clone)]
enum Value {
    /// A text of an editor.
    Text(String),
    /// A value that means itself in YAML: a day, a number, a name.
    Plain(String),
    /// Names or texts.
    List(Vec<String>),
}

impl<'a> Draft<'a> {
    /// Begins a page of the kind with this name.
    ///
    /// # Errors
    /// In Dutch: there is no such kind.
    pub fn begin(portal: &'a Portal, kind: &str) -> Result<Self, String> {
        let words: Vec<&str> = KINDS.iter().map(|kind| kind.word()).collect();
        let Some(kind) = KINDS.into_iter().find(|known| known.word() == kind) else {
            let meant = meant(kind, words.iter().copied());
            return Err(format!("'{kind}' is geen soort pagina.{meant} Kies uit: {}.", words.join(", ")));
        };
        // A portal that is shown as of another day would not show a page of today.
        let date = Value::Plain(portal.as_of.to_string());
        Ok(Self { portal, kind, values: vec![("date".to_owned(), date)] })
    }

    /// Fills a field. `key` may name a part, as `contact.rol`; items of a list are parted by commas.
    ///
    /// # Errors
    /// In Dutch: there is no such field, or the value does not fit.
    pub fn set(&mut self, key: &str, text: &str) -> Result<(), String> {
        let field = self.find(key)?;
        let text = text.trim();
        if text.is_empty() {
            return Err(format!("Bij '{key}' hoort een waarde. Dat is {}.", field.tells));
        }
        let value = self.value(&field, text)?;
        if key == "title" {
            address(text)?;
        }
        self.values.retain(|(known, _)| known != key);
        self.values.push((key.to_owned(), value));
        Ok(())
    }

    /// What must still be known, in the order to ask it.
    pub fn questions(&self) -> Vec<Question> {
        let mut questions = Vec::new();
        for field in kinds::fields(self.kind) {
            if self.is_set(field.key) {
                continue;
            }
            match (field.need, field.shape) {
                (Need::Required, Shape::Group(parts)) => {
                    let missing = parts.iter().filter(|part| part.need == Need::Required);
                    let missing = missing.map(|part| (format!("{}.{}", field.key, part.key), part));
                    questions.extend(
                        missing.filter(|(key, _)| !self.is_set(key)).map(|(key, part)| self.question(&key, part, &[])),
                    );
                }
                (Need::Required | Need::Wished, _) => questions.push(self.question(field.key, field, &[])),
                (Need::Or(other), _) if !self.is_set(other) => {
                    // Asked once, at the first of the two.
                    let other = kinds::fields(self.kind).iter().find(|field| field.key == other);
                    if !questions
                        .iter()
                        .any(|known: &Question| Some(known.key.as_str()) == other.map(|other| other.key))
                    {
                        questions.push(self.question(field.key, field, other.as_slice()));
                    }
                }
                _ if field.key == "gestopt_omdat" && self.is("status", "gestopt") => {
                    questions.push(self.question(field.key, field, &[]));
                }
                _ => {}
            }
        }
        questions
    }

    /// The page, when nothing is left to ask; what has a proposal takes that.
    ///
    /// # Errors
    /// In Dutch: which flags are missing.
    pub fn page(mut self) -> Result<NewPage, String> {
        let (proposed, missing): (Vec<Question>, Vec<Question>) =
            self.questions().into_iter().partition(|question| question.proposal.is_some());
        if !missing.is_empty() {
            return Err(self.flags(&missing));
        }
        for question in proposed {
            self.set(&question.key, &question.proposal.unwrap_or_default())?;
        }
        Ok(NewPage { path: self.path()?, text: self.text(), rest: self.rest() })
    }

    /// Where the page will be, by its title.
    ///
    /// # Errors
    /// In Dutch: the title gives no address.
    pub fn path(&self) -> Result<String, String> {
        let title = self.get("title").unwrap_or_default();
        Ok(format!("content/{}/{}.md", self.kind.folder(), address(&title)?))
    }

    fn find(&self, key: &str) -> Result<Field, String> {
        let fields = kinds::fields(self.kind);
        let mut known: Vec<String> = Vec::new();
        for field in fields {
            match field.parts() {
                [] => known.push(field.key.to_owned()),
                parts if matches!(field.shape, Shape::Group(_)) => {
                    known.extend(parts.iter().map(|part| format!("{}.{}", field.key, part.key)));
                }
                // A list of groups does not fit in a flag.
                _ => {}
            }
        }
        let (first, rest) = key.split_once('.').map_or((key, None), |(first, rest)| (first, Some(rest)));
        let found =
            known.iter().any(|name| name == key).then(|| fields.iter().find(|field| field.key == first)).flatten();
        let found = found.and_then(|field| match rest {
            Some(rest) => field.parts().iter().find(|part| part.key == rest),
            None => Some(field),
        });
        found.copied().ok_or_else(|| {
            let meant = meant(key, known.iter().map(String::as_str));
            format!("Een {} heeft geen gegeven '{key}'.{meant} Kies uit: {}.", self.kind.word(), known.join(", "))
        })
    }

    fn value(&self, field: &Field, text: &str) -> Result<Value, String> {
        let wrong = || format!("'{text}' past niet bij '{}'. Schrijf bijvoorbeeld: {}.", field.key, field.example);
        let items = || text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect();
        match field.shape {
            Shape::Text => Ok(Value::Text(text.to_owned())),
            Shape::Date => day(text).map(|day| Value::Plain(day.to_string())).ok_or_else(wrong),
            Shape::Moment => Moment::parse(text).map(|_| Value::Plain(text.to_owned())).ok_or_else(wrong),
            Shape::Integer => text.parse::<i64>().map(|number| Value::Plain(number.to_string())).map_err(|_| wrong()),
            Shape::Flag => match text {
                "true" | "ja" => Ok(Value::Plain("true".to_owned())),
                "false" | "nee" => Ok(Value::Plain("false".to_owned())),
                _ => Err(wrong()),
            },
            Shape::Texts => Ok(Value::List(items())),
            Shape::Choice(_) | Shape::Name(_) => self.known(field, text).map(Value::Plain),
            Shape::NameList(_) => {
                let names: Vec<String> = items();
                names.iter().map(|name| self.known(field, name)).collect::<Result<_, _>>().map(Value::List)
            }
            Shape::Group(_) | Shape::Groups(_) => Err(wrong()),
        }
    }

    /// A name that is in the portal.
    fn known(&self, field: &Field, text: &str) -> Result<String, String> {
        let choices = self.choices(field);
        if choices.iter().any(|choice| choice.id == text) {
            return Ok(text.to_owned());
        }
        let names = || choices.iter().map(|choice| choice.id.as_str());
        let meant = meant(text, names());
        // Nobody reads a list of 127 werkpleinen.
        let list: Vec<&str> = names().take(20).collect();
        let more =
            if choices.len() > list.len() { format!(" en {} meer", choices.len() - list.len()) } else { String::new() };
        Err(format!("'{text}' is niet bekend bij '{}'.{meant} Kies uit: {}{more}.", field.key, list.join(", ")))
    }

    fn choices(&self, field: &Field) -> Vec<Choice> {
        let of = |id: String, label: String| Choice { key: field.key, id, label };
        match field.shape {
            Shape::Choice(words) => {
                let words_of = &self.portal.words;
                let label = |word: &str| match format!("{}.{word}", field.key) {
                    key if words_of.has(&key) => words_of.get(&key).to_owned(),
                    _ => word.to_owned(),
                };
                words().into_iter().map(|word| of(word.to_owned(), label(word))).collect()
            }
            Shape::Name(names) | Shape::NameList(names) => {
                choices::choices(self.portal, names).into_iter().map(|choice| of(choice.id, choice.label)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The question for a field, or for it and `others` of which one is to be filled.
    fn question(&self, key: &str, field: &Field, others: &[&Field]) -> Question {
        let mut choices = self.choices(field);
        for other in others {
            choices.iter_mut().for_each(|choice| choice.label = format!("{} ({})", choice.label, field.key));
            let mut more = self.choices(other);
            more.iter_mut().for_each(|choice| choice.label = format!("{} ({})", choice.label, other.key));
            choices.append(&mut more);
        }
        Question {
            key: key.to_owned(),
            text: asks(key).map_or_else(|| format!("Vul in: {}.", field.tells), str::to_owned),
            choices,
            many: matches!(field.shape, Shape::NameList(_)),
            proposal: (key == "owner").then(|| self.portal.settings.owner.clone()),
        }
    }

    fn flags(&self, missing: &[Question]) -> String {
        let mut out = "Deze gegevens ontbreken nog. Geef ze erbij, of typ de opdracht in een terminal: dan stelt ketenportaal vragen.".to_owned();
        for question in missing {
            let field = self.find(&question.key);
            let example = field.map_or("…", |field| field.example).trim_matches(['[', ']']);
            let example = question.choices.first().map_or(example, |choice| choice.id.as_str());
            let other =
                question.choices.last().filter(|choice| choice.key != question.key && !question.choices.is_empty());
            let other = other.map_or_else(String::new, |choice| format!("   of: --veld {}={}", choice.key, choice.id));
            out.push_str(&format!("\n  --veld {}={}{other}", question.key, in_shell(example)));
        }
        out
    }

    fn is_set(&self, key: &str) -> bool {
        self.values.iter().any(|(known, _)| known == key)
    }

    fn is(&self, key: &str, value: &str) -> bool {
        self.get(key).as_deref() == Some(value)
    }

    fn get(&self, key: &str) -> Option<String> {
        self.values.iter().find(|(known, _)| known == key).map(|(_, value)| match value {
            Value::Text(text) | Value::Plain(text) => text.clone(),
            Value::List(items) => items.join(", "),
        })
    }

    fn text(&self) -> String {
        let mut text = String::from("---\n");
        let value = |key: &str| self.values.iter().find(|(known, _)| known == key).map(|(_, value)| written(value));
        for field in kinds::fields(self.kind) {
            if matches!(field.shape, Shape::Group(_)) {
                let parts: Vec<String> = field
                    .parts()
                    .iter()
                    .filter_map(|part| {
                        Some(format!("{}: {}", part.key, value(&format!("{}.{}", field.key, part.key))?))
                    })
                    .collect();
                if !parts.is_empty() {
                    text.push_str(&format!("{}: {{{}}}\n", field.key, parts.join(", ")));
                }
            } else if field.key == "draft" {
                text.push_str("# Haal deze regel weg als de pagina klaar is.\ndraft: true\n");
            } else if let Some(value) = value(field.key) {
                text.push_str(&format!("{}: {value}\n", field.key));
            }
        }
        let free =
            kinds::own_fields(self.kind).iter().filter(|field| field.need == Need::Free && !self.is_set(field.key));
        let free: Vec<&str> = free.filter(|field| field.parts().is_empty()).map(|field| field.key).collect();
        if !free.is_empty() {
            text.push_str(&format!("# Dit kan er nog bij: {}.\n", free.join(", ")));
        }
        text.push_str("---\n");
        if self.kind == ContentKind::Praktijk {
            SECTIONS.iter().for_each(|section| text.push_str(&format!("\n## {section}\n\n{PLACEHOLDER}\n")));
        } else {
            text.push_str(&format!("\n{PLACEHOLDER}\n"));
        }
        text
    }

    /// What the program cannot write for the editor.
    fn rest(&self) -> String {
        match self.kind {
            ContentKind::Praktijk => {
                format!("Schrijf een paar zinnen onder elke kop: {}.", SECTIONS.join(", "))
            }
            ContentKind::Bericht => "Schrijf eerst het nieuws zelf: wie, wat, waar en wanneer.".to_owned(),
            ContentKind::Bijeenkomst => "Vertel voor wie de bijeenkomst is en wat er gebeurt.".to_owned(),
            ContentKind::Rapportage => "Vertel wat de cijfers zeggen.".to_owned(),
            _ => "Schrijf de tekst onder de kop. Begin elke tussenkop met ##.".to_owned(),
        }
    }
}

/// What is asked for a field, in Dutch.
fn asks(key: &str) -> Option<&'static str> {
    Some(match key {
        "title" => "Wat is de titel?",
        "description" => "Waar gaat de pagina over? Schrijf één zin, van 25 tot 160 tekens.",
        "owner" => "Wie zorgt voor de pagina? Noem een rol, geen persoon.",
        "themas" => "Bij welke thema's hoort het?",
        "doelgroepen" => "Voor welke doelgroepen is het?",
        "werkplein" => "Waar wordt het gedaan? Kies een werkplein of een regio.",
        "status" => "Hoe ver is het?",
        "bewijs" => "Hoe goed staat vast dat het werkt?",
        "contact.rol" => "Wie weet er meer van? Noem een rol, geen persoon.",
        "contact.organisatie" => "Bij welke organisatie is dat?",
        "gestopt_omdat" => "Waarom is het gestopt?",
        "start" => "Wanneer begint het? Een dag, met of zonder tijd: 2009-05-27 09:30.",
        "place" => "Waar is het? Weet je dat nog niet? Typ: Plaats niet bekend.",
        "periode" => "Over welke periode gaat het?",
        _ => return None,
    })
}

/// The last part of the address of a page with this title.
fn address(title: &str) -> Result<String, String> {
    let slug = slugify(title);
    if slug.is_empty() || slug.len() > 200 {
        return Err(format!(
            "Van de titel '{title}' is geen adres te maken. Gebruik letters of cijfers, en minder dan 200 tekens."
        ));
    }
    Ok(slug)
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Plain(text) => text.clone(),
        Value::List(items) => {
            let is_name = |item: &str| item.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            let items: Vec<String> =
                items.iter().map(|item| if is_name(item) { item.clone() } else { quoted(item) }).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// `Titel: "zo"` → `"Titel: \"zo\""`.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " "))
}

/// A text as one word of a command line.
fn in_shell(text: &str) -> String {
    if text.contains(' ') { format!("\"{text}\"") } else { text.to_owned() }
}
