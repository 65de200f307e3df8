//! JSON of the open data of Statistics Netherlands → a grid: v4 in long form (a row per value), v3 in wide form (a row per place
//! and month).

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::diagnostic::catalogue;

use super::grid::{Cell, Grid, MAX_CELLS, MAX_ROWS, Problems, Row, beyond_bounds};

/// Fields of an observation that are no dimension.
const NO_DIMENSIONS: [&str; 5] = ["Id", "Measure", "Value", "ValueAttribute", "StringValue"];

/// The most bytes of JSON: in memory it takes some ten times as many.
const MAX_JSON: usize = 16 << 20;

/// Reads a JSON answer: an object with a list `value`, or that list alone.
pub fn read(bytes: &[u8], problems: &mut Problems) -> Option<Grid> {
    let refuse = |reason: &str, problems: &mut Problems| {
        problems.whole(&catalogue::UNKNOWN_JSON, &[("reden", reason)]);
        None
    };
    if bytes.len() > MAX_JSON {
        let reason = format!("het is meer dan {} MB JSON", MAX_JSON >> 20);
        problems.whole(&catalogue::IMPORT_TOO_LARGE, &[("reden", &reason)]);
        return None;
    }
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            let reason = format!("regel {}, teken {} is geen JSON", error.line(), error.column());
            return refuse(&reason, problems);
        }
    };
    let list = match list_of(&value) {
        Ok(list) => list,
        Err(reason) => return refuse(reason, problems),
    };
    let rows: Option<Vec<&Map<String, Value>>> = list.iter().map(Value::as_object).collect();
    let Some(rows) = rows else { return refuse("in de lijst staat iets anders dan rijen", problems) };
    let Some(first) = rows.first() else {
        problems.whole(&catalogue::NO_ROWS, &[("wat", "dit bestand")]);
        return None;
    };
    if rows.len() > MAX_CELLS {
        let reason = format!("het heeft {}", beyond_bounds());
        problems.whole(&catalogue::IMPORT_TOO_LARGE, &[("reden", &reason)]);
        return None;
    }
    if rows.iter().any(|row| row.values().any(|value| value.is_array() || value.is_object())) {
        return refuse("in een rij staat een lijst of een groep", problems);
    }
    let grid = if first.contains_key("Measure") && first.contains_key("Value") { long(&rows) } else { wide(&rows) };
    let Some(grid) = grid.filter(|grid| grid.rows.len() <= MAX_ROWS) else {
        let reason = format!("het heeft {}", beyond_bounds());
        problems.whole(&catalogue::IMPORT_TOO_LARGE, &[("reden", &reason)]);
        return None;
    };
    Some(grid)
}

/// The list of rows of an answer; without one, why not.
fn list_of(value: &Value) -> Result<&Vec<Value>, &'static str> {
    match value {
        Value::Array(list) => Ok(list),
        Value::Object(fields) if fields.keys().any(|key| key.ends_with("odata.nextLink")) => {
            Err("het is maar een deel van de tabel (er is een nextLink)")
        }
        Value::Object(fields) => fields.get("value").and_then(Value::as_array).ok_or("er is geen lijst 'value'"),
        _ => Err("er is geen lijst 'value'"),
    }
}

/// A grid of which the first row names the columns.
fn grid(names: &[&str], rows: Vec<Row>) -> Grid {
    let header = Row { number: 0, cells: names.iter().map(|name| Cell::of_text(name)).collect(), origins: Vec::new() };
    Grid { sheet: None, named: true, even: false, rows: [header].into_iter().chain(rows).collect() }
}

/// The names of all fields, without those that are left out.
fn fields<'a>(rows: &[&'a Map<String, Value>], without: &[&str]) -> Vec<&'a str> {
    let mut seen: HashMap<&str, ()> = HashMap::new();
    let names = rows.iter().flat_map(|row| row.keys()).map(String::as_str);
    names.filter(|name| !without.contains(name) && seen.insert(name, ()).is_none()).collect()
}

/// A row per row, and a column for every name that one of them has; none when that are too many cells.
fn wide(rows: &[&Map<String, Value>]) -> Option<Grid> {
    let names = fields(rows, &["ID"]);
    if names.len().saturating_mul(rows.len()) > MAX_CELLS {
        return None;
    }
    let rows = rows.iter().zip(1..).map(|(row, number)| {
        let cells = names.iter().map(|name| row.get(*name).map_or(Cell::Empty, cell)).collect();
        Row { number, cells, origins: Vec::new() }
    });
    Some(grid(&names, rows.collect()))
}

/// Brings the values of one place and month together in a row, with a column per measure. A value that comes twice begins
/// another row, so that it is seen as a double one. None when that gives too many cells.
fn long(rows: &[&Map<String, Value>]) -> Option<Grid> {
    let dimensions = fields(rows, &NO_DIMENSIONS);
    if dimensions.len().saturating_mul(rows.len()) > MAX_CELLS {
        return None;
    }
    let mut count = 0;
    let mut measures: Vec<&str> = Vec::new();
    let mut column_of: HashMap<&str, usize> = HashMap::new();
    let mut row_of: HashMap<Vec<String>, usize> = HashMap::new();
    let mut made: Vec<Row> = Vec::new();
    for (row, number) in rows.iter().zip(1..) {
        let measure = row.get("Measure").and_then(Value::as_str).unwrap_or_default().trim();
        let column = *column_of.entry(measure).or_insert_with(|| {
            measures.push(measure);
            dimensions.len() + measures.len() - 1
        });
        let cells: Vec<Cell> = dimensions.iter().map(|name| row.get(*name).map_or(Cell::Empty, cell)).collect();
        let key: Vec<String> = cells.iter().map(Cell::whole).collect();
        let known = row_of.get(&key).copied();
        let free = known.filter(|&index| made[index].cells.get(column).is_none_or(Cell::is_empty));
        count += if free.is_none() { cells.len() } else { 0 };
        let index = free.unwrap_or_else(|| {
            made.push(Row { number, origins: vec![number; cells.len()], cells });
            row_of.insert(key, made.len() - 1);
            made.len() - 1
        });
        let target = &mut made[index];
        if target.cells.len() <= column {
            count += column + 1 - target.cells.len();
            if count > MAX_CELLS {
                return None;
            }
            target.cells.resize(column + 1, Cell::Empty);
            target.origins.resize(column + 1, target.number);
        }
        target.cells[column] = observed(row);
        target.origins[column] = number;
    }
    let names: Vec<&str> = dimensions.into_iter().chain(measures).collect();
    Some(grid(&names, made))
}

/// The value of an observation; where there is none, the sign for why.
fn observed(row: &Map<String, Value>) -> Cell {
    match row.get("Value") {
        Some(Value::Null) | None => match row.get("StringValue").and_then(Value::as_str) {
            Some(text) if !text.trim().is_empty() => Cell::of_text(text),
            _ => Cell::Text(missing_sign(row.get("ValueAttribute").and_then(Value::as_str)).to_owned()),
        },
        Some(value) => cell(value),
    }
}

/// Why there is no value: secret is `x`, what cannot be is `-`, and what is not known is `n.b.`.
fn missing_sign(attribute: Option<&str>) -> &'static str {
    match attribute {
        Some("Confidential" | "Secret") => "x",
        Some("Impossible") => "-",
        _ => "n.b.",
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        Value::String(text) => Cell::of_text(text),
        Value::Bool(true) => Cell::Text("WAAR".to_owned()),
        Value::Bool(false) => Cell::Text("ONWAAR".to_owned()),
        _ => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str) -> Vec<Vec<String>> {
        let mut problems = Problems { path: "x.json".into(), found: Vec::new() };
        let grid = read(json.as_bytes(), &mut problems).unwrap_or_else(|| panic!("{:?}", problems.found));
        grid.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect()).collect()
    }

    #[test]
    fn rows_that_name_other_columns_each_are_too_many_cells() {
        let rows = |row: &dyn Fn(usize) -> String| format!("[{}]", (0..2000).map(row).collect::<Vec<_>>().join(","));
        for json in [
            rows(&|n| format!(r#"{{"k{n}":1}}"#)),
            rows(&|n| format!(r#"{{"Measure":"m{n}","Value":1,"RegioS":"r{n}"}}"#)),
            rows(&|n| format!(r#"{{"Measure":"m","Value":1,"k{n}":1}}"#)),
        ] {
            let mut problems = Problems { path: "x.json".into(), found: Vec::new() };
            assert!(read(json.as_bytes(), &mut problems).is_none());
            assert_eq!(problems.found[0].entry.code, "KP701");
        }
    }

    #[test]
    fn both_forms_give_a_row_per_place_and_month() {
        let wide = r#"{"value":[{"ID":0,"RegioS":"AM01  ","Perioden":"2009MM07","ww":1250,"nww":null},
                                {"ID":1,"RegioS":"AM02  ","Perioden":"2009MM07","ww":"       .","nww":3}]}"#;
        let expected =
            [["Perioden", "RegioS", "nww", "ww"], ["2009MM07", "AM01", "", "1250"], ["2009MM07", "AM02", "3", "."]];
        assert_eq!(shown(wide), expected);
        let long = r#"{"value":[
            {"Id":0,"Measure":"ww","ValueAttribute":"None","Value":1250.0,"RegioS":"AM01  ","Perioden":"2009MM07"},
            {"Id":1,"Measure":"nww","ValueAttribute":"Confidential","Value":null,"RegioS":"AM01  ","Perioden":"2009MM07"},
            {"Id":2,"Measure":"ww","ValueAttribute":"None","Value":7,"RegioS":"AM01  ","Perioden":"2009MM07"}]}"#;
        let expected = [
            vec!["Perioden", "RegioS", "ww", "nww"],
            vec!["2009MM07", "AM01", "1250", "x"],
            vec!["2009MM07", "AM01", "7"],
        ];
        assert_eq!(shown(long), expected);
    }
}
