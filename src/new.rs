//! The first version of a page: every field it needs, with values that exist in this portal.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::check::SECTIONS;
use crate::diagnostic::nearest;
use crate::parse::front_matter::ContentKind;
use crate::parse::slug::slugify;
use crate::parse::{self, File};
use crate::source::Sources;

/// A page that is to be written.
#[derive(Debug, PartialEq, Eq)]
pub struct NewPage {
    /// Path in the portal.
    pub path: String,
    /// The file's text.
    pub text: String,
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

/// The first version of a page of `kind` with this title.
///
/// # Errors
/// In Dutch: an unknown kind, or a title that cannot become an address.
pub fn page(sources: &Sources, kind: &str, title: &str, today: Date) -> Result<NewPage, String> {
    let words: Vec<&str> = KINDS.iter().map(|kind| kind.word()).collect();
    let Some(kind) = KINDS.into_iter().find(|known| known.word() == kind) else {
        let meant =
            nearest(kind, words.iter().copied()).map_or_else(String::new, |near| format!(" Bedoelde je '{near}'?"));
        return Err(format!("'{kind}' is geen soort pagina.{meant} Kies uit: {}.", words.join(", ")));
    };
    let title = title.trim();
    let slug = slugify(title);
    if slug.is_empty() || slug.len() > 200 {
        return Err(format!(
            "Van de titel '{title}' kan geen adres worden gemaakt. Gebruik letters of cijfers, en minder dan 200."
        ));
    }
    let folder = ContentKind::FOLDERS.iter().find(|(_, folder)| *folder == kind).map_or("over", |(name, _)| name);
    let names = Names::of(sources);
    let mut text = format!(
        "---\ntitle: {}\n# Eén zin van ten hoogste 155 tekens: waar gaat deze pagina over?\ndescription: \"Vul hier in waar deze pagina over gaat.\"\ndate: {today}\n# Haal deze regel weg als de pagina klaar is.\ndraft: true\n",
        quoted(title)
    );
    match kind {
        ContentKind::Praktijk => praktijk(&names, &mut text),
        ContentKind::Bericht => text.push_str("themas: []\n---\n\nSchrijf eerst het nieuws zelf: wie, wat, waar en wanneer.\n"),
        ContentKind::Bijeenkomst => text.push_str(&format!(
            "# De dag, met of zonder tijd: 2009-05-27 09:30.\nstart: {today}\nplace: \"Vul de plaats in\"\nthemas: []\n---\n\nVertel voor wie de bijeenkomst is en wat er gebeurt.\n"
        )),
        ContentKind::Rapportage => {
            text.push_str(&format!("periode: {}\n---\n\nVertel wat de cijfers zeggen.\n", names.first("periode", "2009-t2")));
        }
        _ => text.push_str("---\n\nSchrijf hier de tekst. Begin elke kop met ##.\n"),
    }
    Ok(NewPage { path: format!("content/{folder}/{slug}.md"), text })
}

fn praktijk(names: &Names, text: &mut String) {
    text.push_str(&format!(
        "themas: [{}]\ndoelgroepen: [{}]\n# Een werkplein of een regio, niet allebei.\nwerkplein: {}\n# idee, pilot, lopend of gestopt\nstatus: idee\n# beschreven, onderbouwd of gemeten\nbewijs: beschreven\nmijlpalen: []\n# Een rol, geen naam van een persoon.\ncontact: {{rol: \"Vul de rol in\", organisatie: \"Vul de organisatie in\"}}\n---\n",
        names.first("thema", "werkstraat"),
        names.first("doelgroep", "jongeren"),
        names.first("werkplein", "tiel"),
    ));
    for section in SECTIONS {
        text.push_str(&format!("\n## {section}\n\nSchrijf hier een paar zinnen.\n"));
    }
}

/// `Titel: "zo"` → `"Titel: \"zo\""`.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " "))
}

/// A name of each kind that exists in the portal.
struct Names(BTreeMap<&'static str, String>);

impl Names {
    fn of(sources: &Sources) -> Self {
        let mut names = BTreeMap::new();
        for source in sources
            .iter()
            .filter(|source| source.path.starts_with("data/") || source.path.starts_with("content/themas/"))
        {
            let Ok(bytes) = sources.bytes(source) else { continue };
            match parse::file(&source.path, 0, &bytes).0.value {
                File::Page(page) if page.kind == ContentKind::Thema => {
                    names.entry("thema").or_insert(page.slug.clone());
                }
                File::Werkpleinen(rows) => {
                    names.extend(rows.into_iter().next().map(|row| ("werkplein", row.id.value)));
                }
                File::Doelgroepen(rows) => {
                    names.extend(rows.into_iter().next().map(|row| ("doelgroep", row.id.value)));
                }
                File::Snapshot(rows) => {
                    let name = rows.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".csv").to_owned();
                    names.insert("periode", name);
                }
                _ => {}
            }
        }
        Self(names)
    }

    fn first<'a>(&'a self, word: &str, otherwise: &'a str) -> &'a str {
        self.0.get(word).map_or(otherwise, String::as_str)
    }
}
