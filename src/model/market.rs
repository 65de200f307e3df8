//! Labour-market figures: series per indicator, for a region or the whole country.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::id::{Id, List};
use crate::model::places::Regio;
use crate::moment::Month;
use crate::order::{self, Order};
use crate::parse::data::{ArbeidsmarktModel, FigureRows, IndicatorRow};
use crate::source::{Place, SourcePath};

/// A value of a table: a number, or the sign that says why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A number.
    Number(i64),
    /// No number, with the sign of the source: `n.b.`, `x`, `-`.
    Missing(String),
}

impl Figure {
    /// The number, when there is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Figure::Number(number) => Some(*number),
            Figure::Missing(_) => None,
        }
    }
}

/// Figures over time, oldest first.
pub type Series = Vec<(Month, Figure)>;

/// An indicator, of the labour market or of the chain.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// What it is.
    pub row: IndicatorRow,
    /// Whether some of its figures are example data.
    pub voorbeeld: bool,
    /// Where the figures per region come from; absent when there are none.
    pub bron_regio: Option<String>,
    /// Figures per region, by place in the list of regions; empty when there are none.
    regions: Vec<Series>,
    /// Figures of the country as a source printed them.
    pub published: Series,
    /// Figures of the country for every month: the sum of the regions, and what was published besides.
    pub country: Series,
    /// Whether the figures of the country that a source printed are example data.
    pub voorbeeld_land: bool,
    /// Month from which each printed figure of the country comes, when it was printed and not summed.
    pub bron_land: Option<String>,
}

impl Indicator {
    /// An indicator without figures over time: its outcome is in its row.
    pub fn of_chain(row: IndicatorRow) -> Self {
        Self {
            row,
            voorbeeld: false,
            voorbeeld_land: false,
            bron_regio: None,
            regions: Vec::new(),
            published: Vec::new(),
            country: Vec::new(),
            bron_land: None,
        }
    }

    /// The figures of a region; empty when there are none.
    pub fn region(&self, regio: Id<Regio>) -> &[(Month, Figure)] {
        self.regions.get(regio.index()).map_or(&[], Vec::as_slice)
    }

    /// The figures of a region, or of the whole country.
    pub fn series(&self, regio: Option<Id<Regio>>) -> &[(Month, Figure)] {
        regio.map_or(&self.country, |regio| self.region(regio))
    }

    /// The newest month of which there is a figure of the country.
    pub fn newest_month(&self) -> Option<Month> {
        self.country.iter().map(|(month, _)| *month).max()
    }

    /// Whether there are figures per region.
    pub fn has_regions(&self) -> bool {
        self.regions.iter().any(|series| !series.is_empty())
    }
}

impl Arbeidsmarkt {
    /// The newest month with figures per region.
    pub fn newest_of_regions(&self) -> Option<Month> {
        let with_figures = self.indicatoren.iter().filter(|indicator| indicator.has_regions());
        with_figures.flat_map(|indicator| indicator.regions.iter().flatten()).map(|(month, _)| *month).max()
    }

    /// The indicators with figures per region, in the order of the model.
    pub fn of_regions(&self) -> Vec<Id<Indicator>> {
        self.indicatoren.ids().filter(|&id| self.indicatoren[id].has_regions()).collect()
    }

    /// The indicator of which this one counts a part.
    pub fn whole_of(&self, indicator: &Indicator) -> Option<Id<Indicator>> {
        let whole = indicator.row.deel_van.as_ref()?;
        self.indicatoren.ids().find(|&id| self.indicatoren[id].row.id.value == whole.value)
    }
}

/// The figure of a month in a series.
pub fn at(series: &[(Month, Figure)], month: Month) -> Option<&Figure> {
    series.iter().find(|(other, _)| *other == month).map(|(_, figure)| figure)
}

/// A part as a share of a whole, in per cent; nothing when one is missing or the whole is zero.
pub fn share(part: Option<&Figure>, whole: Option<&Figure>) -> Option<f64> {
    let (part, whole) = (part?.number()?, whole?.number()?);
    (whole != 0).then(|| part as f64 / whole as f64 * 100.0)
}

/// The labour market as a whole.
#[derive(Debug, Clone, Default)]
pub struct Arbeidsmarkt {
    /// How the example data was made.
    pub voorbeeld: Option<String>,
    /// Indicators with figures per month, in the order of the model.
    pub indicatoren: List<Indicator>,
}

impl Arbeidsmarkt {
    /// Joins the model with its tables; what does not fit is reported and left out.
    pub fn new(
        model: &ArbeidsmarktModel,
        path: &SourcePath,
        tables: &[&FigureRows],
        regios: &List<Regio>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut indicatoren: List<Indicator> = model.indicatoren.iter().cloned().map(Indicator::of_chain).collect();
        let mut filled = Vec::new();
        for file in &model.bestanden {
            let wanted = format!("data/arbeidsmarkt/{}", file.bestand.value);
            match tables.iter().find(|table| *table.path == *wanted) {
                Some(table) => {
                    let mut filler = Filler { indicatoren: &mut indicatoren, filled: &mut filled, regios, diagnostics };
                    filler.fill(table, file.per_regio, file.maal, file.voorbeeld, &file.bron);
                }
                None => diagnostics.push(
                    Diagnostic::new(&catalogue::MISSING_DATA_FILE, file.bestand.place.clone()).with("bestand", wanted),
                ),
            }
        }
        for table in tables {
            let name = table.path.strip_prefix("data/arbeidsmarkt/").unwrap_or(&table.path);
            if !model.bestanden.iter().any(|file| file.bestand.value == name) {
                diagnostics.push(
                    Diagnostic::new(&catalogue::MODEL_CONTRADICTION, Place::file(table.path.clone()))
                        .with("reden", format!("het bestand '{name}' staat niet bij 'bestanden'"))
                        .with("bestand", path.to_string()),
                );
            }
        }
        let names: Vec<&str> = model.indicatoren.iter().map(|row| row.id.value.as_str()).collect();
        for whole in model.indicatoren.iter().filter_map(|row| row.deel_van.as_ref()) {
            if !names.contains(&whole.value.as_str()) {
                diagnostics.push(
                    Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, whole.place.clone())
                        .with("soort", "indicator")
                        .with("naam", &whole.value)
                        .with("waar", path.to_string())
                        .suggest(&whole.value, names.iter().copied()),
                );
            }
        }
        for id in indicatoren.ids().collect::<Vec<_>>() {
            let indicator = indicatoren.get_mut(id);
            indicator.country = country(indicator);
        }
        Self { voorbeeld: model.voorbeeld.clone(), indicatoren }
    }
}

struct Filler<'a> {
    indicatoren: &'a mut List<Indicator>,
    /// The file before this one that has figures of an indicator, per region or of the country.
    filled: &'a mut Vec<(Id<Indicator>, bool, SourcePath)>,
    regios: &'a List<Regio>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Filler<'_> {
    fn fill(&mut self, table: &FigureRows, per_region: bool, factor: i64, example: bool, source: &str) {
        let columns = self.columns(table);
        let regions = order::map(self.regios.ids().map(|regio| (self.regios[regio].id.as_str(), regio)));
        for &(_, indicator) in &columns {
            let indicator = self.indicatoren.get_mut(indicator);
            indicator.voorbeeld |= example;
            if per_region {
                indicator.bron_regio = Some(source.to_owned());
                indicator.regions.resize_with(self.regios.len(), Vec::new);
            } else {
                indicator.bron_land = Some(source.to_owned());
                indicator.voorbeeld_land |= example;
            }
        }
        // The months that an earlier file has already; one message for each file and indicator is enough.
        let before = |id| self.filled.iter().find(|(other, level, _)| (*other, *level) == (id, per_region));
        let earlier: Vec<Option<SourcePath>> =
            columns.iter().map(|&(_, id)| before(id).map(|(.., path)| path.clone())).collect();
        self.filled.extend(columns.iter().map(|&(_, id)| (id, per_region, table.path.clone())));
        let mut told = vec![false; columns.len()];
        let mut seen: BTreeMap<(Month, Option<Id<Regio>>), Place> = BTreeMap::new();
        for row in &table.rows {
            let month = row.month;
            let regio = match (&row.regio, per_region) {
                (Some(name), true) => match regions.get(name.value.as_str()) {
                    Some(&regio) => Some(regio),
                    None => {
                        self.diagnostics.push(
                            Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, name.place.clone())
                                .with("soort", "regio")
                                .with("naam", &name.value)
                                .with("waar", "data/regios.csv")
                                .suggest(&name.value, regions.keys().copied()),
                        );
                        continue;
                    }
                },
                (None, true) => {
                    let place = Place::file(table.path.clone());
                    self.diagnostics.push(Diagnostic::new(&catalogue::MISSING_COLUMN, place).with("kolom", "regio"));
                    return;
                }
                (_, false) => None,
            };
            let place = row.regio.as_ref().or(row.values.first()).map(|cell| cell.place.clone());
            let place = place.unwrap_or_else(|| Place::file(table.path.clone()));
            if let Some(first) = seen.insert((month, regio), place.clone()) {
                let name = regio.map_or(month.id(), |regio| format!("{} {}", month.id(), self.regios[regio].id));
                self.diagnostics.push(
                    Diagnostic::new(&catalogue::DUPLICATE_ROW, place)
                        .with("soort", "De rij van")
                        .with("naam", name)
                        .related(first),
                );
                continue;
            }
            for (index, &(column, indicator)) in columns.iter().enumerate() {
                let cell = &row.values[column];
                let known = &self.indicatoren[indicator];
                let known = regio.map_or(known.published.as_slice(), |regio| known.region(regio));
                if let Some(other) = earlier[index].as_ref().filter(|_| at(known, month).is_some()) {
                    if !std::mem::replace(&mut told[index], true) {
                        let name = format!("{} van {}", month.id(), table.columns[column].value);
                        let problem = Diagnostic::new(&catalogue::DUPLICATE_ROW, cell.place.clone());
                        let problem = problem.with("soort", "De maand").with("naam", name);
                        self.diagnostics.push(problem.related(Place::file(other.clone())));
                    }
                    continue;
                }
                let figure = match figure(&cell.value, factor) {
                    Some(Figure::Number(number)) if number < 0 => {
                        let problem = Diagnostic::new(&catalogue::NEGATIVE, cell.place.clone());
                        self.diagnostics.push(problem.with("waarde", &cell.value));
                        continue;
                    }
                    Some(figure) => figure,
                    None => {
                        self.diagnostics.push(
                            Diagnostic::new(&catalogue::BAD_NUMBER, cell.place.clone()).with("waarde", &cell.value),
                        );
                        continue;
                    }
                };
                let indicator = self.indicatoren.get_mut(indicator);
                match regio {
                    Some(regio) => indicator.regions[regio.index()].push((month, figure)),
                    None => indicator.published.push((month, figure)),
                }
            }
        }
        for &(_, indicator) in &columns {
            let indicator = self.indicatoren.get_mut(indicator);
            indicator.regions.iter_mut().for_each(|series| series.order_by_key(|(month, _)| *month));
            indicator.published.order_by_key(|(month, _)| *month);
        }
    }

    /// Which column holds which indicator; unknown columns are reported.
    fn columns(&mut self, table: &FigureRows) -> Vec<(usize, Id<Indicator>)> {
        let mut found = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let indicator = self.indicatoren.ids().find(|&id| self.indicatoren[id].row.kolom == column.value);
            match indicator {
                // A second column of that name was reported when the file was read.
                Some(indicator) if found.iter().any(|(_, known)| *known == indicator) => {}
                Some(indicator) => found.push((index, indicator)),
                None => {
                    let names: Vec<&str> =
                        self.indicatoren.iter().map(|indicator| indicator.row.kolom.as_str()).collect();
                    self.diagnostics.push(
                        Diagnostic::new(&catalogue::UNKNOWN_COLUMN, column.place.clone())
                            .with("kolom", &column.value)
                            .with("kolommen", format!("maand, regio, {}", names.join(", ")))
                            .suggest(&column.value, names.iter().copied()),
                    );
                }
            }
        }
        found
    }
}

/// Whether a text says that a number is below another: `<10`.
pub fn is_below(text: &str) -> bool {
    text.strip_prefix('<')
        .is_some_and(|rest| !rest.is_empty() && rest.len() <= 6 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A cell → a figure times `factor`; none when it is neither a number nor a sign for a missing value.
fn figure(text: &str, factor: i64) -> Option<Figure> {
    match text {
        "" | "n.b." | "x" | "-" | "." => Some(Figure::Missing(if text.is_empty() { "n.b." } else { text }.to_owned())),
        // Too few to be told: `<10`.
        _ if is_below(text) => Some(Figure::Missing(text.to_owned())),
        _ => text.parse::<i64>().ok().and_then(|number| number.checked_mul(factor)).map(Figure::Number),
    }
}

/// Per month the sum of all regions; a month in which a region has no number is missing. Published figures fill the gaps.
fn country(indicator: &Indicator) -> Series {
    let mut sums: BTreeMap<Month, Figure> = BTreeMap::new();
    let with_data = indicator.regions.iter().filter(|series| !series.is_empty()).count();
    let mut counts: BTreeMap<Month, usize> = BTreeMap::new();
    for (month, figure) in indicator.regions.iter().flatten() {
        *counts.entry(*month).or_default() += 1;
        let sum = sums.entry(*month).or_insert(Figure::Number(0));
        *sum = match (&*sum, figure) {
            (Figure::Number(sum), Figure::Number(number)) => Figure::Number(sum.saturating_add(*number)),
            (Figure::Missing(sign), _) | (_, Figure::Missing(sign)) => Figure::Missing(sign.clone()),
        };
    }
    sums.retain(|month, _| counts.get(month) == Some(&with_data));
    for (month, figure) in &indicator.published {
        sums.entry(*month).or_insert_with(|| figure.clone());
    }
    sums.into_iter().collect()
}
