//! Werkpleinen and regions.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::id::{Id, List};
use crate::order::{self, Order};
use crate::parse::data::{GemeenteRow, RegioRow, WerkpleinRow};
use crate::parse::slug::match_key;
pub use crate::parse::slug::sort_key;
use crate::source::{Located, Place};

/// A job centre.
#[derive(Debug, Clone)]
pub struct Werkplein {
    /// Id: part of its address.
    pub id: String,
    /// Name, without "Werkplein".
    pub naam: String,
    /// Municipality it is in.
    pub gemeente: String,
    /// Its region.
    pub regio: Id<Regio>,
    /// Latitude and longitude, WGS84 degrees.
    pub punt: (f64, f64),
    /// Where it stands in its table.
    pub place: Place,
    /// Other spellings and names of it.
    pub aliassen: Vec<String>,
    /// Address of its municipality in TOOI, when the table gives it.
    pub tooi: Option<String>,
}

/// A labour-market region.
#[derive(Debug, Clone)]
pub struct Regio {
    /// Id: part of its address.
    pub id: String,
    /// Code of Statistics Netherlands.
    pub code: String,
    /// Name.
    pub naam: String,
    /// Central municipality.
    pub centrumgemeente: String,
    /// Latitude and longitude, WGS84 degrees.
    pub punt: (f64, f64),
    /// Other spellings and names of it.
    pub aliassen: Vec<String>,
    /// Its address in TOOI, when the table gives it.
    pub tooi: Option<String>,
    /// Its werkpleinen, in Dutch order of name.
    pub werkpleinen: Vec<Id<Werkplein>>,
    /// Its municipalities, in Dutch order of name; none when the portal does not say.
    pub gemeenten: Vec<String>,
}

/// Makes the lists of regions and werkpleinen, each in Dutch order of name.
pub fn places(
    regios: &[RegioRow],
    werkpleinen: &[WerkpleinRow],
    gemeenten: &[GemeenteRow],
    diagnostics: &mut Vec<Diagnostic>,
) -> (List<Regio>, List<Werkplein>) {
    let mut regio_rows: Vec<&RegioRow> = unique(regios, "Regio", |row| &row.id, diagnostics);
    regio_rows.order_by_key(|row| sort_key(&row.naam));
    check_names(&regio_rows, |row| (&row.id, &row.naam, &row.aliassen), diagnostics);
    let mut regio_list: List<Regio> = regio_rows
        .into_iter()
        .map(|row| Regio {
            id: row.id.value.clone(),
            code: row.code.clone(),
            naam: row.naam.clone(),
            centrumgemeente: row.centrumgemeente.clone(),
            punt: row.punt,
            aliassen: texts(&row.aliassen),
            tooi: row.tooi.clone(),
            werkpleinen: Vec::new(),
            gemeenten: Vec::new(),
        })
        .collect();
    let names = order::map(regio_list.ids().map(|regio| (regio_list[regio].id.clone(), regio)));
    let region_of = |name: &Located<String>, diagnostics: &mut Vec<Diagnostic>| {
        let found = names.get(&name.value).copied();
        if found.is_none() {
            let problem = Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, name.place.clone());
            let problem = problem.with("soort", "regio").with("naam", &name.value).with("waar", "data/regios.csv");
            diagnostics.push(problem.suggest(&name.value, names.keys().map(String::as_str)));
        }
        found
    };
    let mut gemeente_rows: Vec<&GemeenteRow> = unique(gemeenten, "Gemeente", |row| &row.naam, diagnostics);
    gemeente_rows.order_by_key(|row| sort_key(&row.naam.value));
    for row in gemeente_rows {
        if let Some(regio) = region_of(&row.regio, diagnostics) {
            regio_list.get_mut(regio).gemeenten.push(row.naam.value.clone());
        }
    }
    let mut werkplein_rows: Vec<&WerkpleinRow> = unique(werkpleinen, "Werkplein", |row| &row.id, diagnostics);
    werkplein_rows.order_by_key(|row| sort_key(&row.naam));
    check_names(&werkplein_rows, |row| (&row.id, &row.naam, &row.aliassen), diagnostics);
    let mut werkplein_list = List::default();
    for row in werkplein_rows {
        let Some(regio) = region_of(&row.regio, diagnostics) else { continue };
        let id = werkplein_list.push(Werkplein {
            id: row.id.value.clone(),
            naam: row.naam.clone(),
            gemeente: row.gemeente.clone(),
            regio,
            punt: row.punt,
            place: row.id.place.clone(),
            aliassen: texts(&row.aliassen),
            tooi: row.tooi.clone(),
        });
        regio_list.get_mut(regio).werkpleinen.push(id);
    }
    (regio_list, werkplein_list)
}

fn texts(names: &[Located<String>]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

/// Reports every alias that also means another place, by its id, its name or one of its aliases, and every name that two places have.
fn check_names<T>(
    rows: &[&T],
    names: impl Fn(&T) -> (&Located<String>, &String, &Vec<Located<String>>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut claims: BTreeMap<String, Vec<&Located<String>>> = BTreeMap::new();
    for row in rows {
        let (id, naam, _) = names(row);
        for own in [match_key(&id.value), match_key(naam)] {
            claims.entry(own).or_default().push(id);
        }
    }
    // They are in the order of their names.
    for pair in rows.windows(2) {
        let ((first, name, _), (id, same, _)) = (names(pair[0]), names(pair[1]));
        if name == same {
            let problem = Diagnostic::new(&catalogue::SAME_NAME, id.place.clone()).with("naam", name);
            diagnostics.push(problem.with("ander", &first.value).related(first.place.clone()));
        }
    }
    for row in rows {
        let (id, _, aliases) = names(row);
        for alias in aliases {
            let claimed = claims.entry(match_key(&alias.value)).or_default();
            if let Some(other) = claimed.iter().find(|other| other.value != id.value) {
                diagnostics.push(
                    Diagnostic::new(&catalogue::ALIAS_TAKEN, alias.place.clone())
                        .with("naam", &alias.value)
                        .with("ander", &other.value)
                        .related(other.place.clone()),
                );
            }
            claimed.push(id);
        }
    }
}

/// The rows without those whose id was there before, which are reported with both places.
pub fn unique<'a, T>(
    rows: &'a [T],
    word: &str,
    id: impl Fn(&T) -> &Located<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'a T> {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut kept = Vec::new();
    for row in rows {
        let Located { value, place } = id(row);
        match seen.get(value) {
            Some(first) => diagnostics.push(
                Diagnostic::new(&catalogue::DUPLICATE_ROW, place.clone())
                    .with("soort", word)
                    .with("naam", value)
                    .related(first.clone()),
            ),
            None => {
                seen.insert(value.clone(), place.clone());
                kept.push(row);
            }
        }
    }
    kept
}

/// Distance in kilometres along the great circle between two points in degrees (haversine, earth radius 6371 km).
pub fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let half_lat = (lat_b - lat_a) / 2.0;
    let half_lon = (b.1 - a.1).to_radians() / 2.0;
    let h = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

/// The letter a name stands under in an A–Z list; `#` for digits and signs.
pub fn initial(name: &str) -> char {
    if let Some(first) = name.chars().next().filter(char::is_ascii_alphabetic) {
        return first.to_ascii_uppercase();
    }
    // Only the start counts: signs and an article before the first letter.
    let end = name.char_indices().nth(24).map_or(name.len(), |(at, _)| at);
    match sort_key(&name[..end]).trim_start().chars().next() {
        Some(c) if c.is_alphabetic() => c.to_uppercase().next().unwrap_or(c),
        _ => '#',
    }
}

/// The part of an address for a letter of [`initial`].
pub fn letter_part(letter: char) -> String {
    let part = crate::parse::slug::slugify(&letter.to_string());
    // Digits and signs, and letters of another alphabet, which have no part of their own.
    if part.is_empty() { format!("{:x}", u32::from(letter)) } else { part }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_in_dutch() {
        let mut names =
            ["Zwolle", "'s-Hertogenbosch", "Één", "Den Haag Laak", "IJmond", "Helmond", "'t Gooi", "Haarlem"];
        names.order_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["Den Haag Laak", "Één", "'t Gooi", "Haarlem", "Helmond", "'s-Hertogenbosch", "IJmond", "Zwolle"]
        );
        assert_eq!(initial("'s-Hertogenbosch"), 'H');
        assert_eq!(initial("Één aanspreekpunt"), 'E');
        assert_eq!(initial("45-plus"), '#');
    }

    #[test]
    fn distances_are_right() {
        // Groningen – Maastricht is about 266 km as the crow flies.
        let km = distance((53.2194, 6.5665), (50.8514, 5.6910));
        assert!((260.0..275.0).contains(&km), "{km}");
        assert_eq!(distance((52.0, 5.0), (52.0, 5.0)), 0.0);
    }
}
