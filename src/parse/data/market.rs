//! Figures with a meaning: of the labour market, month by month, and of the chain.

use super::{read_id, rows::RowReader};
use crate::diagnostic::Diagnostic;
use crate::moment::Month;
use crate::number::Number;
use crate::parse::fields::{FieldReader, read_list, read_map};
use crate::parse::table::Table;
use crate::parse::yaml::Node;
use crate::source::{Located, SourcePath};

/// A table of labour-market figures: values as typed, per month, region and indicator.
#[derive(Debug, Clone)]
pub struct FigureRows {
    /// The file.
    pub path: SourcePath,
    /// Columns after the month and the region.
    pub columns: Vec<Located<String>>,
    /// Month, region (none for national tables) and values in the order of `columns`.
    pub rows: Vec<FigureRow>,
}

/// A row of a [`FigureRows`].
#[derive(Debug, Clone)]
pub struct FigureRow {
    /// Month.
    pub month: Month,
    /// Region, when the table has a column `regio`.
    pub regio: Option<Located<String>>,
    /// Values as typed.
    pub values: Vec<Located<String>>,
}

/// The labour-market model: what each column means.
#[derive(Debug, Clone)]
pub struct ArbeidsmarktModel {
    /// How the example data was made; absent for real data.
    pub voorbeeld: Option<String>,
    /// Tables.
    pub bestanden: Vec<FileModel>,
    /// Indicators, in the order in which they are shown.
    pub indicatoren: Vec<IndicatorRow>,
}

/// A table of figures.
#[derive(Debug, Clone)]
pub struct FileModel {
    /// File name in `data/arbeidsmarkt/`.
    pub bestand: Located<String>,
    /// Whether it holds figures per region, or of the whole country.
    pub per_regio: bool,
    /// What one unit in the file stands for: 1 or 1000.
    pub maal: i64,
    /// Whether it is example data.
    pub voorbeeld: bool,
    /// Where the figures come from.
    pub bron: String,
}

/// An indicator: a figure with a meaning.
#[derive(Debug, Clone)]
pub struct IndicatorRow {
    /// Id: part of its address.
    pub id: Located<String>,
    /// Column in the tables, when it differs from the id.
    pub kolom: String,
    /// Name.
    pub naam: String,
    /// What it counts, in one or two sentences.
    pub uitleg: String,
    /// Unit: "personen", "vacatures", "rapportcijfer".
    pub eenheid: String,
    /// Which direction is good.
    pub richting: Direction,
    /// Where it comes from.
    pub bron: String,
    /// Since when it is measured.
    pub sinds: Option<String>,
    /// Target, realisation and percentage as published, for indicators of the chain.
    pub uitkomst: Option<Outcome>,
    /// Id of the indicator of which this one counts a part.
    pub deel_van: Option<Located<String>>,
}

/// Target and realisation of an indicator of the chain.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Period it is about.
    pub periode: String,
    /// Target.
    pub streefwaarde: Option<Number>,
    /// Realisation.
    pub realisatie: Number,
    /// Realisation as a share of the target, as published.
    pub percentage: Option<Number>,
    /// Parts of the realisation, with names.
    pub delen: Vec<(String, Number)>,
}

impl Outcome {
    /// The part of the target that was reached as it follows from both figures, in percent and with as many digits as the published one;
    /// none when they are the same, or when one of the three is not given.
    pub fn recomputed(&self) -> Option<Number> {
        let (target, published) = (self.streefwaarde?, self.percentage?);
        let unit = |number: Number| 10i128.pow(u32::from(number.decimals));
        let part = 100 * i128::from(self.realisatie.scaled) * unit(target) * unit(published);
        let whole = i128::from(target.scaled) * unit(self.realisatie);
        // Rounded half away from zero.
        let rounded =
            (2 * part.abs()).checked_add(whole.abs())?.checked_div(2 * whole.abs())? * part.signum() * whole.signum();
        let scaled = i64::try_from(rounded).ok()?;
        (scaled != published.scaled).then_some(Number { scaled, decimals: published.decimals })
    }
}

/// Which direction of an indicator is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither.
    Neither,
}

impl Direction {
    const NAMES: &'static [(&'static str, Direction)] =
        &[("hoger-is-beter", Direction::Higher), ("lager-is-beter", Direction::Lower), ("geen", Direction::Neither)];

    /// Its name in the model and in `teksten.yaml`.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// The rows of a table of labour-market figures.
pub fn figures(table: &Table, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<FigureRows> {
    let mut reader = RowReader::new(table, &["maand"], path, diagnostics);
    let month = reader.required_column("maand")?;
    let regio = table.column("regio");
    let others: Vec<usize> = (0..table.columns.len()).filter(|&c| c != month && Some(c) != regio).collect();
    Some(FigureRows {
        path: path.clone(),
        columns: others.iter().map(|&column| reader.located(&table.columns[column])).collect(),
        rows: table
            .rows
            .iter()
            .filter_map(|row| {
                Some(FigureRow {
                    month: reader.month(&row[month])?,
                    regio: regio.map(|column| reader.located(&row[column])),
                    values: others.iter().map(|&column| reader.located(&row[column])).collect(),
                })
            })
            .collect(),
    })
}

/// The model of `arbeidsmarkt/model.yaml`.
pub fn arbeidsmarkt_model(
    node: &Node,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ArbeidsmarktModel> {
    read_map(node, "arbeidsmarktmodel", path, diagnostics, |fields| {
        let voorbeeld = fields.text("voorbeeld").map(|text| text.value);
        let bestanden = fields.maps("bestanden", "bestand", |fields| {
            let bestand = fields.required("bestand", "");
            let per_regio = fields.required_choice("niveau", &[("regio", true), ("land", false)]);
            let maal = fields.integer("maal").unwrap_or(1);
            let voorbeeld = fields.flag("voorbeeld");
            let bron = fields.required("bron", "Waar komen de cijfers vandaan?");
            Some(FileModel { bestand: bestand?, per_regio: per_regio?, maal, voorbeeld, bron: bron?.value })
        });
        let indicatoren = fields.maps("indicatoren", "indicator", indicator);
        Some(ArbeidsmarktModel { voorbeeld, bestanden, indicatoren })
    })
}

/// The indicators of `indicatoren.yaml`.
pub fn indicatoren(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Vec<IndicatorRow> {
    read_list(node, "indicator", path, diagnostics, indicator)
}

fn indicator(fields: &mut FieldReader) -> Option<IndicatorRow> {
    let id = read_id(fields);
    let kolom = fields.text("kolom").map(|text| text.value);
    let naam = fields.required("naam", "");
    let uitleg = fields.required("uitleg", "Zeg in een of twee zinnen wat er geteld wordt.");
    let eenheid = fields.required("eenheid", "Bijvoorbeeld: personen.");
    let richting = fields.required_choice("richting", Direction::NAMES);
    let bron = fields.required("bron", "Waar komt het cijfer vandaan?");
    let sinds = fields.text("sinds").map(|text| text.value);
    let deel_van = fields.text("deel_van");
    let uitkomst = fields.map("uitkomst", "uitkomst", |fields| {
        let periode = fields.required("periode", "Over welke periode gaat het?");
        let streefwaarde = fields.number("streefwaarde");
        let realisatie = fields.required_number("realisatie", "Wat is er bereikt?");
        let percentage = fields.number("percentage");
        let delen = fields.maps("delen", "deel", |fields| {
            let naam = fields.required("naam", "");
            let waarde = fields.required_number("waarde", "Hoe groot is dit deel?");
            Some((naam?.value, waarde?))
        });
        Some(Outcome { periode: periode?.value, streefwaarde, realisatie: realisatie?, percentage, delen })
    });
    let id = id?;
    Some(IndicatorRow {
        kolom: kolom.unwrap_or_else(|| id.value.clone()),
        id,
        naam: naam?.value,
        uitleg: uitleg?.value,
        eenheid: eenheid?.value,
        richting: richting?,
        bron: bron?.value,
        sinds,
        uitkomst,
        deel_van,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_that_does_not_follow_is_recomputed() {
        let number = |text: &str| Number::parse(text).expect("a number");
        let recomputed = |target: &str, reached: &str, published: &str| {
            let outcome = Outcome {
                periode: String::new(),
                streefwaarde: Some(number(target)),
                realisatie: number(reached),
                percentage: Some(number(published)),
                delen: Vec::new(),
            };
            outcome.recomputed().map(|number| (number.scaled, number.decimals))
        };
        // As published; rounded; with digits after the comma; half of a percent goes up; below zero.
        assert_eq!(recomputed("14385", "8617", "60"), None);
        assert_eq!(recomputed("210000", "69000", "35"), Some((33, 0)));
        assert_eq!(recomputed("3", "1.0", "33.30"), Some((3333, 2)));
        assert_eq!(recomputed("200", "1", "0"), Some((1, 0)));
        assert_eq!(recomputed("200", "-1", "0"), Some((-1, 0)));
        assert_eq!(recomputed("0", "1", "0"), None);
    }
}
