//! Which werkpleinen are alike: how near they are, and how much the labour markets of their regions look the same.
//!
//! The market of a region is described by its figures of one month. What counts is their proportion, so each figure is taken
//! as its logarithm less the mean of the region's logarithms (the centred log-ratio of J. Aitchison, *The Statistical Analysis
//! of Compositional Data*, 1986), with that mean itself as the size of the market. Each of these is divided by its spread over
//! the regions, so that no figure weighs more than another; the distance between two markets is the Euclidean distance.

use crate::model::id::{Id, List};
use crate::model::market::{Arbeidsmarkt, at};
use crate::model::places::{Regio, Werkplein, distance};
use crate::moment::Month;
use crate::order::Order;

/// How much the labour markets of two regions look the same, most alike first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Market {
    /// They are in one region.
    Same,
    /// Nearer to each other than two thirds of all pairs of regions.
    Alike,
    /// Not alike.
    Other,
    /// Figures are missing.
    Unknown,
}

/// Another werkplein, as seen from one.
#[derive(Debug, Clone, Copy)]
pub struct Neighbour {
    /// Which.
    pub werkplein: Id<Werkplein>,
    /// Distance in kilometres, as the crow flies.
    pub km: f64,
    /// Its labour market beside the own one.
    pub market: Market,
}

/// Distances between the labour markets of all regions.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    /// Rows of `size` distances; none where figures are missing.
    distances: Vec<Option<f64>>,
    size: usize,
    /// Distances up to this one are alike: a third of all pairs.
    alike: f64,
    /// The middle of all distances.
    middle: f64,
}

/// Two werkpleinen this far apart (kilometres) differ as much as two middling labour markets.
const MIDDLE_KM: f64 = 60.0;

impl Likeness {
    /// The distances between the regions' markets, in the newest month with figures.
    pub fn new(regios: &List<Regio>, market: &Arbeidsmarkt) -> Self {
        let size = regios.len();
        let Some(month) = market.newest_of_regions() else { return Self { size, ..Self::default() } };
        let mut profiles: Vec<Option<Vec<f64>>> = regios.ids().map(|regio| profile(market, regio, month)).collect();
        standardise(&mut profiles);
        let mut distances = Vec::with_capacity(size * size);
        for one in &profiles {
            distances.extend(profiles.iter().map(|other| Some(euclid(one.as_ref()?, other.as_ref()?))));
        }
        let mut pairs: Vec<f64> = (0..size)
            .flat_map(|one| (0..one).map(move |other| one * size + other))
            .filter_map(|at| distances[at])
            .collect();
        pairs.order_by(f64::total_cmp);
        let quantile =
            |part: usize, of: usize| pairs.get(pairs.len().saturating_sub(1) * part / of).copied().unwrap_or(0.0);
        Self { alike: quantile(1, 3), middle: quantile(1, 2), distances, size }
    }

    fn distance(&self, one: Id<Regio>, other: Id<Regio>) -> Option<f64> {
        self.distances.get(one.index() * self.size + other.index()).copied().flatten()
    }

    /// Two labour markets beside each other.
    pub fn market(&self, one: Id<Regio>, other: Id<Regio>) -> Market {
        if one == other {
            return Market::Same;
        }
        match self.distance(one, other) {
            None => Market::Unknown,
            Some(distance) if distance <= self.alike => Market::Alike,
            Some(_) => Market::Other,
        }
    }

    /// All other werkpleinen, those most alike first: the distance on the map and that between the markets count as much.
    pub fn neighbours(&self, werkpleinen: &List<Werkplein>, here: Id<Werkplein>) -> Vec<Neighbour> {
        let own = &werkpleinen[here];
        let mut all: Vec<(i64, Neighbour)> = werkpleinen
            .ids()
            .filter(|&other| other != here)
            .map(|other| {
                let there = &werkpleinen[other];
                let km = distance(own.punt, there.punt);
                let market = self.distance(own.regio, there.regio).filter(|_| self.middle > 0.0);
                let total = km / MIDDLE_KM + market.map_or(0.0, |distance| distance / self.middle);
                // In thousandths, so that the last digit of a logarithm decides nothing on another machine.
                let order = (total * 1000.0).round() as i64;
                (order, Neighbour { werkplein: other, km, market: self.market(own.regio, there.regio) })
            })
            .collect();
        all.order_by_key(|(order, neighbour)| (*order, neighbour.werkplein));
        all.into_iter().map(|(_, neighbour)| neighbour).collect()
    }
}

/// The market of a region: the centred log-ratios of its figures, and the mean of their logarithms. None when one is missing.
fn profile(market: &Arbeidsmarkt, regio: Id<Regio>, month: Month) -> Option<Vec<f64>> {
    let with_figures = market.indicatoren.iter().filter(|indicator| indicator.has_regions());
    let logs: Vec<f64> = with_figures
        .map(|indicator| {
            at(indicator.region(regio), month)?.number().filter(|number| *number > 0).map(|n| (n as f64).ln())
        })
        .collect::<Option<_>>()?;
    let mean = logs.iter().sum::<f64>() / logs.len() as f64;
    Some(logs.iter().map(|log| log - mean).chain([mean]).collect())
}

/// Divides each column by its spread over the regions.
fn standardise(profiles: &mut [Option<Vec<f64>>]) {
    let columns = profiles.iter().flatten().map(Vec::len).next().unwrap_or(0);
    for column in 0..columns {
        let values: Vec<f64> = profiles.iter().flatten().map(|profile| profile[column]).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64;
        if variance > 1e-12 {
            profiles.iter_mut().flatten().for_each(|profile| profile[column] /= variance.sqrt());
        }
    }
}

fn euclid(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_twice_as_large_differs_in_size_alone() {
        let mut profiles = [[100.0, 50.0], [200.0, 100.0], [100.0, 10.0]].map(|figures: [f64; 2]| {
            let logs = figures.map(f64::ln);
            let mean = (logs[0] + logs[1]) / 2.0;
            Some(vec![logs[0] - mean, logs[1] - mean, mean])
        });
        let [Some(one), Some(double), _] = &profiles else { panic!("three profiles") };
        assert!((one[0] - double[0]).abs() < 1e-9 && (one[2] - double[2]).abs() > 0.1);
        standardise(&mut profiles);
        let [Some(one), Some(double), Some(other)] = &profiles else { panic!("three profiles") };
        assert!(euclid(one, double) < euclid(one, other), "the same proportions are nearer than other ones");
    }
}
