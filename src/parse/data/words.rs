//! Words and documents: terms, target groups, sources, and how the portal writes.

use super::{read_id, strings};
use crate::diagnostic::Diagnostic;
use crate::parse::fields::{FieldReader, read_list, read_map};
use crate::parse::yaml::Node;
use crate::source::{Located, SourcePath};

/// A glossary term.
#[derive(Debug, Clone)]
pub struct BegripRow {
    /// Id: its anchor on the glossary page.
    pub id: Located<String>,
    /// The term as it is used in texts.
    pub naam: String,
    /// In full, for an abbreviation.
    pub voluit: Option<String>,
    /// What it is, in one sentence.
    pub uitleg: String,
    /// Other words for it.
    pub synoniemen: Vec<String>,
    /// What it was called before.
    pub oude_namen: Vec<String>,
    /// Ids of related terms.
    pub zie_ook: Vec<Located<String>>,
}

/// A target group.
#[derive(Debug, Clone)]
pub struct DoelgroepRow {
    /// Id: part of its address.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Who they are.
    pub uitleg: String,
}

/// A document the portal leans on.
#[derive(Debug, Clone)]
pub struct BronRow {
    /// Id: its anchor on the page of sources.
    pub id: Located<String>,
    /// Title.
    pub titel: String,
    /// Kind of document.
    pub soort: String,
    /// Organisation it comes from.
    pub afzender: String,
    /// When it was made, as far as known.
    pub datum: String,
    /// Reference printed on it.
    pub kenmerk: Option<String>,
    /// What is in it.
    pub inhoud: String,
    /// What the portal takes from it.
    pub gebruik: Option<String>,
}

/// The terms of `begrippen.yaml`.
pub fn begrippen(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<BegripRow> {
    read_list(node, "begrip", path, diagnostics, |fields| {
        let id = read_id(fields);
        let naam = fields.required("naam", "Dat is het woord zoals het in teksten staat.");
        let voluit = fields.text("voluit").map(|text| text.value);
        let uitleg = fields.required("uitleg", "Leg het begrip uit in één zin.");
        let synoniemen = strings(fields.texts("synoniemen"));
        let oude_namen = strings(fields.texts("oude_namen"));
        let zie_ook = fields.texts("zie_ook");
        Some(BegripRow { id: id?, naam: naam?.value, voluit, uitleg: uitleg?.value, synoniemen, oude_namen, zie_ook })
    })
}

/// The target groups of `doelgroepen.yaml`.
pub fn doelgroepen(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<DoelgroepRow> {
    read_list(node, "doelgroep", path, diagnostics, |fields| {
        let id = read_id(fields);
        let naam = fields.required("naam", "");
        let uitleg = fields.required("uitleg", "Leg in een of twee zinnen uit wie dit zijn.");
        Some(DoelgroepRow { id: id?, naam: naam?.value, uitleg: uitleg?.value })
    })
}

/// The documents of `bronnen.yaml`.
pub fn bronnen(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<BronRow> {
    read_list(node, "bron", path, diagnostics, |fields| {
        let id = read_id(fields);
        let titel = fields.required("titel", "");
        let soort = fields.required("soort", "Bijvoorbeeld: brief.");
        let afzender = fields.required("afzender", "Welke organisatie maakte het document?");
        let datum = fields.required("datum", "Schrijf wat bekend is, bijvoorbeeld: juni 2009.");
        let kenmerk = fields.text("kenmerk").map(|text| text.value);
        let inhoud = fields.required("inhoud", "Zeg in een of twee zinnen wat erin staat.");
        let gebruik = fields.text("gebruik").map(|text| text.value);
        Some(BronRow {
            id: id?,
            titel: titel?.value,
            soort: soort?.value,
            afzender: afzender?.value,
            datum: datum?.value,
            kenmerk,
            inhoud: inhoud?.value,
            gebruik,
        })
    })
}

/// How the portal writes: `schrijfwijzer.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Schrijfwijzer {
    /// Names and words that are wrong here.
    pub termen: Vec<WordChoice>,
    /// Words of officials, with plainer ones.
    pub ambtelijk: Vec<WordChoice>,
}

/// A word that is better written otherwise.
#[derive(Debug, Clone)]
pub struct WordChoice {
    /// What stands in a text; a `*` at its end is a word with a capital.
    pub niet: String,
    /// What to write; a `*` is that same word.
    pub wel: String,
    /// Why.
    pub uitleg: Option<String>,
}

/// How the portal writes.
pub fn schrijfwijzer(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Schrijfwijzer> {
    let choice = |fields: &mut FieldReader| {
        let niet = fields.required("niet", "Welk woord is hier niet goed?");
        let wel = fields.required("wel", "Welk woord is wel goed?");
        let uitleg = fields.text("uitleg").map(|text| text.value);
        Some(WordChoice { niet: niet?.value, wel: wel?.value, uitleg })
    };
    read_map(node, "schrijfwijzer", path, diagnostics, |fields| {
        let termen = fields.maps("termen", "term", choice);
        let ambtelijk = fields.maps("ambtelijk", "woord", choice);
        Some(Schrijfwijzer { termen, ambtelijk })
    })
}
