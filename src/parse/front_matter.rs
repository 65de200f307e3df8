//! The fields above a page's text: splitting them off, and the typed struct of each kind of page.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::moment::Moment;
use crate::parse::fields::FieldReader;
use crate::parse::kinds;
use crate::parse::settings::{self, rule_code};
use crate::parse::yaml::{self, Node, Value};
use crate::source::{Located, Place, SourcePath, Span};

/// Kind of a page that is written in `content/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ContentKind {
    /// A page of `over/`, or the text above a list (`_index.md`).
    Pagina,
    /// Guidance on a theme.
    Thema,
    /// A good practice.
    Praktijk,
    /// News.
    Bericht,
    /// An event.
    Bijeenkomst,
    /// The report of a period.
    Rapportage,
    /// Text that joins the page of a werkplein.
    Werkplein,
    /// Text that joins the page of a region.
    Regio,
    /// Text that joins the page of a milestone.
    Mijlpaal,
    /// Text that joins the page of an indicator.
    Indicator,
    /// Text that joins the page of a target group.
    Doelgroep,
}

impl ContentKind {
    /// All kinds, in the order of the variants.
    pub const ALL: [ContentKind; 11] = [
        ContentKind::Pagina,
        ContentKind::Thema,
        ContentKind::Praktijk,
        ContentKind::Bericht,
        ContentKind::Bijeenkomst,
        ContentKind::Rapportage,
        ContentKind::Werkplein,
        ContentKind::Regio,
        ContentKind::Mijlpaal,
        ContentKind::Indicator,
        ContentKind::Doelgroep,
    ];

    /// All kinds with the folder of `content/` they live in.
    pub const FOLDERS: &'static [(&'static str, ContentKind)] = &[
        ("agenda", ContentKind::Bijeenkomst),
        ("doelgroepen", ContentKind::Doelgroep),
        ("indicatoren", ContentKind::Indicator),
        ("mijlpalen", ContentKind::Mijlpaal),
        ("nieuws", ContentKind::Bericht),
        ("over", ContentKind::Pagina),
        ("praktijken", ContentKind::Praktijk),
        ("rapportages", ContentKind::Rapportage),
        ("regios", ContentKind::Regio),
        ("themas", ContentKind::Thema),
        ("werkpleinen", ContentKind::Werkplein),
    ];

    /// The folder of `content/` that pages of this kind are in.
    pub fn folder(self) -> &'static str {
        Self::FOLDERS.iter().find(|(_, kind)| *kind == self).map_or("over", |(folder, _)| folder)
    }

    /// The Dutch word for one page of this kind.
    pub fn word(self) -> &'static str {
        match self {
            ContentKind::Pagina => "pagina",
            ContentKind::Thema => "thema",
            ContentKind::Praktijk => "praktijk",
            ContentKind::Bericht => "bericht",
            ContentKind::Bijeenkomst => "bijeenkomst",
            ContentKind::Rapportage => "rapportage",
            ContentKind::Werkplein => "werkplein",
            ContentKind::Regio => "regio",
            ContentKind::Mijlpaal => "mijlpaal",
            ContentKind::Indicator => "indicator",
            ContentKind::Doelgroep => "doelgroep",
        }
    }
}

/// Fields every page has.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Common {
    /// Title; the file's name when it is missing, which is reported.
    pub title: Located<Arc<str>>,
    /// One sentence that says what the page is about.
    pub description: Arc<str>,
    /// Role that looks after the page.
    pub owner: Option<String>,
    /// Day on which the owner last checked the page.
    pub reviewed: Option<Date>,
    /// Day before which the page must be checked again.
    pub review_before: Option<Date>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Day of the last change a reader should know of.
    pub updated: Option<Date>,
    /// First day on which the page is no longer shown.
    pub expires: Option<Date>,
    /// Whether the page is only shown with `--drafts`.
    pub draft: bool,
    /// Place among its like; lower comes first.
    pub weight: i64,
    /// Earlier addresses.
    pub aliases: Vec<Located<String>>,
    /// Documents the page leans on.
    pub bronnen: Vec<SourceUse>,
    /// Advice that does not hold for this page.
    pub uitzonderingen: Vec<Exception>,
}

/// Advice that does not hold for a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exception {
    /// Code of the advice.
    pub melding: Located<String>,
    /// Why it does not hold here.
    pub reden: String,
}

/// A document a page leans on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceUse {
    /// Id in `data/bronnen.yaml`.
    pub bron: Located<String>,
    /// Where in the document.
    pub plaats: Option<String>,
}

/// Whom to ask: a role, never a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Contact {
    /// Role.
    pub rol: String,
    /// Organisation.
    pub organisatie: String,
    /// General e-mail address.
    pub adres: Option<String>,
}

/// Fields of one kind of page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Fields {
    /// No fields of its own.
    Plain,
    /// Fields of a theme.
    Thema(Thema),
    /// Fields of a practice.
    Praktijk(Box<Praktijk>),
    /// Fields of a news item.
    Bericht(Bericht),
    /// Fields of an event.
    Bijeenkomst(Box<Bijeenkomst>),
    /// Fields of a report.
    Rapportage(Rapportage),
}

/// Fields of a theme.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Thema {
    /// Milestones the theme bears on.
    pub mijlpalen: Vec<Located<String>>,
    /// Target groups it is about.
    pub doelgroepen: Vec<Located<String>>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// Fields of a good practice.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Praktijk {
    /// Themes; one or more.
    pub themas: Vec<Located<String>>,
    /// Target groups; one or more.
    pub doelgroepen: Vec<Located<String>>,
    /// Where it was done: a werkplein …
    pub werkplein: Option<Located<String>>,
    /// … or a region.
    pub regio: Option<Located<String>>,
    /// How far it is.
    pub status: Status,
    /// How well it is proved.
    pub bewijs: Bewijs,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Milestones it helps with.
    pub mijlpalen: Vec<Located<String>>,
    /// What it costs.
    pub kosten: Option<String>,
    /// How long it takes.
    pub looptijd: Option<String>,
    /// Other werkpleinen that took it over.
    pub gebruikt_in: Vec<Located<String>>,
    /// What was used.
    pub instrumenten: Vec<String>,
    /// What it is about, in the editor's words: practices with one word are listed together.
    pub onderwerpen: Vec<Located<String>>,
    /// Why it stopped.
    pub gestopt_omdat: Option<String>,
    /// Whether it is a made-up example.
    pub voorbeeld: bool,
}

/// How far a practice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// Not started.
    Idee,
    /// Tried out.
    Pilot,
    /// In use.
    Lopend,
    /// No longer in use.
    Gestopt,
}

impl Status {
    /// All values with their names.
    pub const NAMES: &'static [(&'static str, Status)] =
        &[("idee", Status::Idee), ("pilot", Status::Pilot), ("lopend", Status::Lopend), ("gestopt", Status::Gestopt)];

    /// Its name in front matter and in `teksten.yaml`.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// How well a practice is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bewijs {
    /// Told by those who did it.
    Beschreven,
    /// With reasons why it works.
    Onderbouwd,
    /// With figures from before and after.
    Gemeten,
}

impl Bewijs {
    /// All values with their names.
    pub const NAMES: &'static [(&'static str, Bewijs)] =
        &[("beschreven", Bewijs::Beschreven), ("onderbouwd", Bewijs::Onderbouwd), ("gemeten", Bewijs::Gemeten)];

    /// Its name in front matter and in `teksten.yaml`.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// Fields of a news item.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Bericht {
    /// Themes it is about.
    pub themas: Vec<Located<String>>,
    /// Region it is about.
    pub regio: Option<Located<String>>,
}

/// Fields of an event.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Bijeenkomst {
    /// When it starts.
    pub start: Moment,
    /// When it ends.
    pub end: Option<Moment>,
    /// Where it is.
    pub plaats: String,
    /// Themes it is about.
    pub themas: Vec<Located<String>>,
    /// Region it is in.
    pub regio: Option<Located<String>>,
    /// How to register.
    pub registration: Option<String>,
}

/// Fields of a report.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rapportage {
    /// The period it is about.
    pub periode: Located<String>,
}

/// Front matter that was read: every field that could not be is reported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Fields every page has.
    pub common: Common,
    /// Fields of its kind.
    pub fields: Fields,
}

/// The two parts of a page's file.
pub struct Parts {
    /// The bytes of the YAML.
    pub yaml: Span,
    /// The bytes of the text.
    pub body: Span,
}

/// Splits `text` into front matter and body; reports a missing or unclosed front matter.
pub fn split(text: &str, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Parts> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = text[start..].lines().next().unwrap_or_default();
    if first.trim_end() != "---" {
        let end = start + first.len();
        let place = Place { path: path.clone(), span: Span { start, end } };
        let below = text[end..].trim_start().lines().next().unwrap_or_default();
        let is_spoiled = is_spoiled(first) || first.trim().is_empty() && below.trim_end() == "---";
        let entry = if is_spoiled { &catalogue::SPOILED_RULE } else { &catalogue::NO_FRONT_MATTER };
        diagnostics.push(Diagnostic::new(entry, place));
        return None;
    }
    let open = start..start + 3;
    let mut at = start;
    let mut yaml_start = None;
    for line in text[start..].split_inclusive('\n') {
        let next = at + line.len();
        match yaml_start {
            None => yaml_start = Some(next),
            Some(yaml) if line.trim_end() == "---" => {
                if let Some(span) = second(text, next) {
                    let place = Place { path: path.clone(), span };
                    diagnostics.push(Diagnostic::new(&catalogue::DOUBLE_FRONT_MATTER, place));
                }
                return Some(Parts {
                    yaml: Span { start: yaml, end: at },
                    body: Span { start: next, end: text.len() },
                });
            }
            Some(_) => {}
        }
        at = next;
    }
    let mut at = start;
    let spoiled = text[start..].split_inclusive('\n').find_map(|line| {
        at += line.len();
        is_spoiled(line).then(|| Span { start: at - line.len(), end: at - line.len() + line.trim_end().len() })
    });
    let (entry, span) = match spoiled {
        Some(span) => (&catalogue::SPOILED_RULE, span),
        None => (&catalogue::UNCLOSED_FRONT_MATTER, open.into()),
    };
    diagnostics.push(Diagnostic::new(entry, Place { path: path.clone(), span }));
    None
}

/// Whether a line was meant as `---` and is something else: Word makes long dashes of hyphens, and a blank is easily typed before them.
fn is_spoiled(line: &str) -> bool {
    let dashes = line.trim();
    line.trim_end() != "---" && !dashes.is_empty() && dashes.chars().all(|c| matches!(c, '-' | '–' | '—'))
}

/// A second front matter right below the first, which ended at byte `from`: where its first line stands. A line across the text
/// looks the same, so every line up to the next `---` must be a field.
fn second(text: &str, from: usize) -> Option<Span> {
    let rest = &text[from..];
    let start = from + (rest.len() - rest.trim_start().len());
    let mut lines = text[start..].lines();
    if lines.next()?.trim_end() != "---" {
        return None;
    }
    let mut fields = 0;
    for line in lines {
        let is_field = line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'))
        });
        match line.trim_end() {
            "---" => return (fields > 0).then_some(Span { start, end: start + 3 }),
            _ if is_field => fields += 1,
            // What belongs to the field above.
            _ if fields > 0 && line.starts_with([' ', '-']) => {}
            _ => return None,
        }
    }
    None
}

/// Reads the front matter of a page of this kind. `None` when there is nothing to go on.
pub fn read(
    text: &str,
    yaml: Span,
    kind: ContentKind,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FrontMatter> {
    let mut node = yaml::parse(&text[yaml.start..yaml.end], yaml.start, path, diagnostics)?;
    if node.value == Value::Null {
        node = Node { span: Span { start: yaml.start, end: yaml.start }, value: Value::Map(Vec::new()) };
    }
    let mut reader = FieldReader::defined(&node, kind.word(), kinds::fields(kind), path, diagnostics);
    if !matches!(node.value, Value::Map(_)) {
        return None;
    }
    let common = common(&mut reader);
    let fields = match kind {
        ContentKind::Thema => Some(Fields::Thema(thema(&mut reader))),
        ContentKind::Praktijk => praktijk(&mut reader).map(|fields| Fields::Praktijk(Box::new(fields))),
        ContentKind::Bericht => {
            let fields = Bericht { themas: reader.texts("themas"), regio: reader.text("regio") };
            // Without a day it has no place among the news.
            common.as_ref().and_then(|common| common.date).map(|_| Fields::Bericht(fields))
        }
        ContentKind::Bijeenkomst => bijeenkomst(&mut reader).map(|fields| Fields::Bijeenkomst(Box::new(fields))),
        ContentKind::Rapportage => reader.text("periode").map(|periode| Fields::Rapportage(Rapportage { periode })),
        _ => Some(Fields::Plain),
    };
    reader.finish();
    report_marks(&node, path, diagnostics);
    Some(FrontMatter { common: common?, fields: fields? })
}

/// Fields that are shown as they are typed.
const PLAIN_TEXTS: [&str; 7] = ["title", "description", "kosten", "looptijd", "place", "registration", "gestopt_omdat"];

/// Reports markup in fields: nothing reads it there.
fn report_marks(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let Value::Map(fields) = &node.value else { return };
    for (key, _, value) in fields.iter().filter(|(key, ..)| PLAIN_TEXTS.contains(&key.as_str())) {
        let Some(text) = value.text() else { continue };
        let place = || Place { path: path.clone(), span: value.span };
        if let Some(signs) = ["[[", "](", ":cijfer{", "**"].into_iter().find(|signs| text.contains(signs)) {
            let problem = Diagnostic::new(&catalogue::RAW_FIELD, place()).with("sleutel", key);
            diagnostics.push(problem.with("tekens", signs));
        }
        if let Some(words) = curly_quoted(text) {
            let problem = Diagnostic::new(&catalogue::CURLY_QUOTES, place()).with("sleutel", key);
            diagnostics.push(problem.with("tekst", words));
        }
    }
}

/// The words of a text that stands between curly quotes as a whole: Word makes them of the quotes that YAML knows.
fn curly_quoted(text: &str) -> Option<&str> {
    let words = text.trim().strip_prefix(['“', '”', '„', '‘'])?.strip_suffix(['”', '“', '’'])?;
    (!words.contains(['“', '”', '„', '‘'])).then_some(words)
}

fn common(reader: &mut FieldReader) -> Option<Common> {
    let title = reader.text("title");
    let description = reader.text("description");
    let owner = reader.text("owner").map(|text| text.value);
    let reviewed = reader.date("reviewed");
    let review_before = reader.date("review_before");
    let date = reader.date("date");
    let updated = reader.date("updated");
    let expires = reader.date("expires");
    reader.check_order(("reviewed", &reviewed), ("review_before", &review_before), |first, last| last <= first);
    reader.check_order(("date", &date), ("updated", &updated), |first, last| last < first);
    reader.check_order(("date", &date), ("expires", &expires), |first, last| last <= first);
    let day = |date: Option<Located<Date>>| date.map(|date| date.value);
    let draft = reader.flag("draft");
    let weight = reader.integer("weight").unwrap_or(0);
    let aliases = reader.texts("aliases");
    let bronnen = reader.maps("bronnen", "bron", |fields| {
        let bron = fields.text("bron");
        let plaats = fields.text("plaats").map(|text| text.value);
        Some(SourceUse { bron: bron?, plaats })
    });
    let uitzonderingen = reader.maps("uitzonderingen", "uitzondering", |fields| {
        let melding = fields.text("melding");
        let place = melding.as_ref().map(|melding| melding.place.clone());
        let melding = melding.and_then(|melding| rule_code(fields, melding));
        let reden = fields.text("reden");
        Some(Exception { melding: Located { value: melding?, place: place? }, reden: reden?.value })
    });
    Some(Common {
        title: title.map(|title| Located { value: title.value.into(), place: title.place })?,
        description: description?.value.into(),
        owner,
        reviewed: day(reviewed),
        review_before: day(review_before),
        date: day(date),
        updated: day(updated),
        expires: day(expires),
        draft,
        weight,
        aliases,
        bronnen,
        uitzonderingen,
    })
}

fn contact(reader: &mut FieldReader) -> Option<Contact> {
    reader.map("contact", "contact", |fields| {
        let rol = fields.text("rol");
        let organisatie = fields.text("organisatie");
        let adres = fields.text("adres").and_then(|text| settings::mail(fields, "adres", &text));
        Some(Contact { rol: rol?.value, organisatie: organisatie?.value, adres })
    })
}

fn thema(reader: &mut FieldReader) -> Thema {
    Thema { mijlpalen: reader.texts("mijlpalen"), doelgroepen: reader.texts("doelgroepen"), contact: contact(reader) }
}

fn praktijk(reader: &mut FieldReader) -> Option<Praktijk> {
    let themas = reader.texts("themas");
    let doelgroepen = reader.texts("doelgroepen");
    let werkplein = reader.text("werkplein");
    let regio = reader.text("regio");
    let start = Span::default();
    match (&werkplein, &regio) {
        (None, None) if !reader.has("werkplein") && !reader.has("regio") => {
            reader
                .report(&catalogue::PLACE_NEEDED, start)
                .arguments
                .push(("telling", "staat geen van beide".to_owned()));
        }
        (Some(_), Some(regio)) => {
            let span = regio.place.span;
            reader.report(&catalogue::PLACE_NEEDED, span).arguments.push(("telling", "staan ze allebei".to_owned()));
        }
        _ => {}
    }
    let status = reader.choice("status", Status::NAMES);
    let bewijs = reader.choice("bewijs", Bewijs::NAMES);
    let contact = contact(reader);
    let mijlpalen = reader.texts("mijlpalen");
    let kosten = reader.text("kosten").map(|text| text.value);
    let looptijd = reader.text("looptijd").map(|text| text.value);
    let gebruikt_in = reader.texts("gebruikt_in");
    let instrumenten = reader.texts("instrumenten").into_iter().map(|text| text.value).collect();
    let onderwerpen = reader.texts("onderwerpen");
    let gestopt_omdat = reader.text("gestopt_omdat");
    let voorbeeld = reader.flag("voorbeeld");
    if let (Some(status), Some(reason)) = (status, &gestopt_omdat)
        && status != Status::Gestopt
    {
        let name = Status::NAMES.iter().find(|(_, known)| *known == status).map_or("", |(name, _)| name);
        reader.report(&catalogue::NOT_STOPPED, reason.place.span).arguments.push(("status", name.to_owned()));
    }
    let gestopt_omdat = gestopt_omdat.map(|text| text.value);
    if status == Some(Status::Gestopt) && gestopt_omdat.is_none() && !reader.has("gestopt_omdat") {
        reader.report(&catalogue::STOPPED_WHY, start);
    }
    Some(Praktijk {
        themas,
        doelgroepen,
        werkplein,
        regio,
        status: status?,
        bewijs: bewijs?,
        contact,
        mijlpalen,
        kosten,
        looptijd,
        gebruikt_in,
        instrumenten,
        onderwerpen,
        gestopt_omdat,
        voorbeeld,
    })
}

fn bijeenkomst(reader: &mut FieldReader) -> Option<Bijeenkomst> {
    let start = reader.moment("start");
    let end = reader.moment("end");
    reader.check_order(("start", &start), ("end", &end), |start, end| end.is_before(start));
    if let (Some(start), Some(end)) = (&start, &end)
        && start.value.date == end.value.date
        && start.value.time.is_none()
        && end.value.time.is_some()
    {
        reader.report(&catalogue::HALF_TIME, end.place.span);
    }
    let (start, end) = (start.map(|moment| moment.value), end.map(|moment| moment.value));
    let plaats = reader.text("place");
    let themas = reader.texts("themas");
    let regio = reader.text("regio");
    let registration = reader.text("registration").map(|text| text.value);
    Some(Bijeenkomst { start: start?, end, plaats: plaats?.value, themas, regio, registration })
}
