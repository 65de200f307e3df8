//! The landkaart: its model, and the answers of one period.

use super::{read_id, rows::RowReader};
use crate::diagnostic::Diagnostic;
use crate::parse::fields::read_map;
use crate::parse::table::Table;
use crate::parse::yaml::Node;
use crate::source::{Located, SourcePath};

/// A snapshot of the landkaart: answers as typed, per werkplein and column.
#[derive(Debug, Clone)]
pub struct SnapshotRows {
    /// The file.
    pub path: SourcePath,
    /// Ids of milestones, in the order of the file's columns.
    pub columns: Vec<Located<String>>,
    /// Id of each werkplein with its answers in the order of `columns`.
    pub rows: Vec<(Located<String>, Vec<Located<String>>)>,
}

/// The landkaart's model: what is asked, how it is answered and how it is counted.
#[derive(Debug, Clone)]
pub struct LandkaartModel {
    /// Name of the monitor.
    pub naam: String,
    /// Where the figures come from.
    pub bron: String,
    /// How the example data was made; absent for real data.
    pub voorbeeld: Option<String>,
    /// Who made the example data: the source of every figure that is one.
    pub bron_voorbeeld: Option<String>,
    /// Which figures of the whole country the source prints: those are no example, also where the answers are.
    pub gedrukt: Vec<PrintedModel>,
    /// What a period is.
    pub periode: PeriodModel,
    /// Possible answers, lowest first.
    pub niveaus: Vec<LevelModel>,
    /// Bands of a mean, lowest first.
    pub banden: Vec<BandModel>,
    /// Mean from which a werkplein that is not complete counts as nearly complete.
    pub bijna: Option<u32>,
    /// How a mean is made whole.
    pub gemiddelde: Rounding,
    /// How a share is made whole.
    pub aandeel: Rounding,
    /// Phases with their milestones.
    pub fases: Vec<FaseModel>,
    /// Groups of milestones that are looked at together.
    pub groepen: Vec<GroupModel>,
    /// Lists of werkpleinen that the source names.
    pub lijsten: Vec<ListModel>,
    /// What the source prints otherwise than recomputing gives.
    pub opmerkingen: Vec<RemarkModel>,
}

/// How much of the figures of the whole country a source prints of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Printed {
    /// None.
    Nothing,
    /// The mean of all milestones.
    Mean,
    /// All: means, numbers and shares of the whole, of each phase and of each milestone.
    All,
}

impl Printed {
    /// The names in the model.
    pub const NAMES: &[(&str, Self)] = &[("gemiddelde", Self::Mean), ("alles", Self::All)];
}

/// What the source prints of a period.
#[derive(Debug, Clone)]
pub struct PrintedModel {
    /// The period.
    pub periode: Located<String>,
    /// How much.
    pub wat: Printed,
}

/// What a period of the landkaart is: a part of a year.
#[derive(Debug, Clone)]
pub struct PeriodModel {
    /// Letter in an id: `t` in `2009-t2`.
    pub letter: String,
    /// Periods in a year.
    pub per_jaar: u8,
    /// Name of one period: `tertaal`.
    pub naam: String,
}

/// One possible answer.
#[derive(Debug, Clone)]
pub struct LevelModel {
    /// The number in the data.
    pub waarde: u32,
    /// Name.
    pub naam: String,
}

/// A band of means.
#[derive(Debug, Clone)]
pub struct BandModel {
    /// Id: used in CSS classes and components.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Lowest mean in it.
    pub van: u32,
}

/// How a number is made whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Downwards.
    Truncate,
    /// To the nearest, halves upwards.
    HalfUp,
}

impl Rounding {
    const NAMES: &'static [(&'static str, Rounding)] =
        &[("afkappen", Rounding::Truncate), ("half-omhoog", Rounding::HalfUp)];
}

/// A phase.
#[derive(Debug, Clone)]
pub struct FaseModel {
    /// Id.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Milestones in order.
    pub mijlpalen: Vec<MijlpaalModel>,
}

/// A milestone.
#[derive(Debug, Clone)]
pub struct MijlpaalModel {
    /// Id: part of its address, and its column in a snapshot.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
}

/// Milestones that are looked at together.
#[derive(Debug, Clone)]
pub struct GroupModel {
    /// Id.
    pub id: Located<String>,
    /// Name.
    pub naam: String,
    /// Ids of milestones.
    pub mijlpalen: Vec<Located<String>>,
}

/// A list of werkpleinen that the source names and that cannot be computed.
#[derive(Debug, Clone)]
pub struct ListModel {
    /// Period the list is about.
    pub periode: Located<String>,
    /// Title of the list.
    pub naam: String,
    /// Ids of werkpleinen.
    pub werkpleinen: Vec<Located<String>>,
}

/// Something the source prints that recomputing does not give.
#[derive(Debug, Clone)]
pub struct RemarkModel {
    /// Period it is about.
    pub periode: Located<String>,
    /// What it is about.
    pub wat: String,
    /// As printed.
    pub gedrukt: String,
    /// What recomputing gives: text in which `:cijfer{…}` stands for a figure.
    pub nagerekend: Located<String>,
    /// Why they differ, as far as known.
    pub uitleg: Option<String>,
    /// Where it stands in the source.
    pub plaats: Option<String>,
}

/// The rows of a snapshot of the landkaart.
pub fn snapshot(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<SnapshotRows> {
    let reader = RowReader::new(table, &["werkplein"], path, diagnostics);
    let key = reader.required_column("werkplein")?;
    let others: Vec<usize> = (0..table.columns.len()).filter(|&column| column != key).collect();
    Some(SnapshotRows {
        path: path.clone(),
        columns: others.iter().map(|&column| reader.located(&table.columns[column])).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| (reader.located(&row[key]), others.iter().map(|&column| reader.located(&row[column])).collect()))
            .collect(),
    })
}

/// The model of `landkaart/model.yaml`.
pub fn landkaart_model(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<LandkaartModel> {
    read_map(node, "landkaartmodel", path, diagnostics, |fields| {
        let naam = fields.required("naam", "");
        let bron = fields.required("bron", "Waar komen de cijfers vandaan?");
        let voorbeeld = fields.text("voorbeeld").map(|text| text.value);
        let bron_voorbeeld = fields.text("bron_voorbeeld").map(|text| text.value);
        let gedrukt = fields.maps("gedrukt", "gedrukt cijfer", |fields| {
            let periode = fields.required("periode", "Van welke periode drukt de bron cijfers?");
            let wat = fields.required_choice("wat", Printed::NAMES);
            Some(PrintedModel { periode: periode?, wat: wat? })
        });
        let about = "Zeg in hoeveel delen een jaar verdeeld is, en hoe een deel heet.";
        let periode = fields.required_map("periode", "periode", about, |fields| {
            let letter = fields.required("letter", "De letter in een periode: de t in 2009-t2.");
            let per_jaar = fields.required_integer("per_jaar", "Hoeveel perioden heeft een jaar?");
            let naam = fields.required("naam", "Bijvoorbeeld: tertaal.");
            Some(PeriodModel { letter: letter?.value, per_jaar: per_jaar?, naam: naam?.value })
        });
        let niveaus = fields.maps("niveaus", "niveau", |fields| {
            let waarde = fields.required_integer("waarde", "Hoeveel telt dit antwoord?");
            let naam = fields.required("naam", "");
            Some(LevelModel { waarde: waarde?, naam: naam?.value })
        });
        let banden = fields.maps("banden", "band", |fields| {
            let id = read_id(fields);
            let naam = fields.required("naam", "");
            let van = fields.required_integer("van", "Vanaf welk gemiddelde hoort een werkplein erbij?");
            Some(BandModel { id: id?, naam: naam?.value, van: van? })
        });
        let bijna = fields.integer("bijna_volledig_vanaf");
        let gemiddelde = fields.required_choice("gemiddelde", Rounding::NAMES);
        let aandeel = fields.required_choice("aandeel", Rounding::NAMES);
        let fases = fields.maps("fases", "fase", |fields| {
            let id = read_id(fields);
            let naam = fields.required("naam", "");
            let mijlpalen = fields.maps("mijlpalen", "mijlpaal", |fields| {
                let id = read_id(fields);
                let naam = fields.required("naam", "");
                Some(MijlpaalModel { id: id?, naam: naam?.value })
            });
            Some(FaseModel { id: id?, naam: naam?.value, mijlpalen })
        });
        let groepen = fields.maps("groepen", "groep", |fields| {
            let id = read_id(fields);
            let naam = fields.required("naam", "");
            let mijlpalen = fields.required_texts("mijlpalen", "");
            Some(GroupModel { id: id?, naam: naam?.value, mijlpalen })
        });
        let lijsten = fields.maps("lijsten", "lijst", |fields| {
            let periode = fields.required("periode", "");
            let naam = fields.required("naam", "");
            let werkpleinen = fields.required_texts("werkpleinen", "");
            Some(ListModel { periode: periode?, naam: naam?.value, werkpleinen })
        });
        let opmerkingen = fields.maps("opmerkingen", "opmerking", |fields| {
            let periode = fields.required("periode", "Bij welke periode hoort het?");
            let wat = fields.required("wat", "Waar gaat het over?");
            let gedrukt = fields.required("gedrukt", "Wat drukt de bron?");
            let nagerekend = fields.required("nagerekend", "Wat levert narekenen op?");
            let uitleg = fields.text("uitleg").map(|text| text.value);
            let plaats = fields.text("plaats").map(|text| text.value);
            let (wat, gedrukt) = (wat?.value, gedrukt?.value);
            Some(RemarkModel { periode: periode?, wat, gedrukt, nagerekend: nagerekend?, uitleg, plaats })
        });
        Some(LandkaartModel {
            naam: naam?.value,
            bron: bron?.value,
            voorbeeld,
            bron_voorbeeld,
            gedrukt,
            periode: periode?,
            niveaus,
            banden,
            bijna,
            gemiddelde: gemiddelde?,
            aandeel: aandeel?,
            fases,
            groepen,
            lijsten,
            opmerkingen,
        })
    })
}
