//! What is written in a cell → a whole number, a sign for a missing value, a month. What is wrong is named with its fix.

use crate::diagnostic::catalogue;
use crate::model::market::is_below;
use crate::moment::{self, Month};
use crate::source::CellPlace;

use super::grid::{Cell, Problems, rounded};

/// A cell of figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A whole number, zero or more.
    Number(i64),
    /// No number, and the sign that says why.
    Missing(String),
}

/// The largest number that is taken: above it a workbook no longer holds whole numbers exactly.
const MAX_NUMBER: f64 = 1e15;

/// The sign of a missing value, written as the portal does: `x`, `.`, `-`, `<10` or `n.b.`. An empty cell is `n.b.`.
pub fn missing_sign(cell: &Cell) -> Option<String> {
    let text = match cell {
        Cell::Empty => return Some("n.b.".to_owned()),
        Cell::Text(text) => text.to_lowercase(),
        _ => return None,
    };
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match bare.as_str() {
        "x" | "." | "-" | "n.b." => Some(bare),
        "–" | "—" | "−" => Some("-".to_owned()),
        "n.b" | "nb" => Some("n.b.".to_owned()),
        _ => is_below(&bare).then_some(bare),
    }
}

/// Reports what can be in no cell of values: a date, an error of Excel, a formula. True when it did.
fn is_no_value(cell: &Cell, wanted: &str, place: &CellPlace, problems: &mut Problems) -> bool {
    let shown = cell.shown();
    match cell {
        Cell::Date(..) => {
            problems.add(&catalogue::DATE_CELL, place.clone(), &[("waarde", &shown), ("verwacht", wanted)]);
        }
        Cell::Error(_) => problems.add(&catalogue::EXCEL_ERROR, place.clone(), &[("waarde", &shown)]),
        Cell::Formula(_) => problems.add(&catalogue::FORMULA, place.clone(), &[("waarde", &shown)]),
        Cell::Text(text) if text.starts_with('#') => {
            problems.add(&catalogue::EXCEL_ERROR, place.clone(), &[("waarde", &shown)]);
        }
        Cell::Text(text) if text.starts_with(['=', '+', '@']) => {
            problems.add(&catalogue::FORMULA, place.clone(), &[("waarde", &shown)]);
        }
        _ => return false,
    }
    true
}

/// A number of the labour market; none when it was reported.
pub fn figure(cell: &Cell, place: &CellPlace, problems: &mut Problems) -> Option<Reading> {
    if let Some(sign) = missing_sign(cell) {
        return Some(Reading::Missing(sign));
    }
    if is_no_value(cell, "getal", place, problems) {
        return None;
    }
    whole(cell, place, problems).map(Reading::Number)
}

/// A level of the landkaart, by its number, as a percentage or by its name; `None` for a sign of a missing answer.
pub fn level(
    cell: &Cell,
    levels: &[(u32, String)],
    place: &CellPlace,
    problems: &mut Problems,
) -> Result<Option<u32>, ()> {
    if missing_sign(cell).is_some() {
        return Ok(None);
    }
    if is_no_value(cell, "niveau", place, problems) {
        return Err(());
    }
    let number = match cell {
        Cell::Number(number) => Some(*number),
        Cell::Percent(part) => Some(rounded(part * 100.0)),
        Cell::Text(text) => {
            let key = crate::parse::slug::match_key(text);
            if let Some((value, _)) = levels.iter().find(|(_, name)| *name == key) {
                return Ok(Some(*value));
            }
            let bare = text.strip_suffix('%').map_or(text.as_str(), str::trim_end);
            bare.strip_suffix(",0").unwrap_or(bare).parse::<u32>().ok().map(f64::from)
        }
        _ => None,
    };
    let found = levels.iter().find(|(value, _)| number == Some(f64::from(*value)));
    if found.is_none() {
        let values: Vec<String> = levels.iter().map(|(value, _)| value.to_string()).collect();
        let shown = cell.shown();
        problems.add(&catalogue::UNKNOWN_LEVEL, place.clone(), &[("waarde", &shown), ("waarden", &values.join(", "))]);
    }
    found.map(|(value, _)| Some(*value)).ok_or(())
}

/// A whole number of zero or more.
fn whole(cell: &Cell, place: &CellPlace, problems: &mut Problems) -> Option<i64> {
    let shown = cell.shown();
    let mut refuse = |entry, more: &[(&'static str, &str)]| {
        let arguments: Vec<(&'static str, &str)> = [("waarde", shown.as_str())].iter().chain(more).copied().collect();
        problems.add(entry, place.clone(), &arguments);
        None
    };
    let number = match cell {
        Cell::Number(number) => *number,
        Cell::Text(text) => match dutch_number(text) {
            Dutch::Number(number) => number,
            Dutch::Point(meant) => return refuse(&catalogue::DECIMAL_POINT, &[("voorstel", &meant)]),
            Dutch::None => return refuse(&catalogue::BAD_NUMBER, &[]),
        },
        _ => return refuse(&catalogue::BAD_NUMBER, &[]),
    };
    // Binary fractions leave noise far behind the comma of a number that was calculated.
    let number = rounded(number);
    match number {
        _ if number < 0.0 => refuse(&catalogue::NEGATIVE, &[]),
        _ if number > MAX_NUMBER || number.is_nan() => refuse(&catalogue::BAD_NUMBER, &[]),
        _ if number.fract() != 0.0 => refuse(&catalogue::NOT_WHOLE, &[]),
        _ => Some(number as i64),
    }
}

/// A text as a number.
#[derive(Debug, PartialEq)]
enum Dutch {
    /// A number.
    Number(f64),
    /// No number because of a point, and what may be meant.
    Point(String),
    /// No number.
    None,
}

/// `1.234,5` → 1234.5. A point may only stand before groups of three digits; a comma comes before decimals.
fn dutch_number(text: &str) -> Dutch {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(&digits.replace(['.', ','], "")) || digits.len() > 40 {
        return Dutch::None;
    }
    let (whole, part) = digits.split_once(',').unwrap_or((digits, "0"));
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    if grouped && is_digits(first) && rest.iter().all(|group| is_digits(group)) && is_digits(part) {
        let plain = format!("{first}{}.{part}", rest.concat());
        return plain.parse().map_or(Dutch::None, |number: f64| Dutch::Number(sign * number));
    }
    if digits.contains('.') {
        // The last mark is taken for the comma.
        let at = digits.rfind(['.', ',']).unwrap_or(0);
        let (before, after) = (digits[..at].replace(['.', ','], ""), &digits[at + 1..]);
        let before = if before.is_empty() { "0" } else { &before };
        return Dutch::Point(format!("{before},{after}"));
    }
    Dutch::None
}

/// Kinds of period in a code of Statistics Netherlands that are no month.
const PERIODS: [(&str, &str); 4] =
    [("JJ", "een jaar"), ("KW", "een kwartaal"), ("HJ", "een half jaar"), ("SJ", "een schooljaar")];

/// A month: `2009-07`, `2009MM07`, `juli 2009`, `jul-09` (as Excel shows it), `31-7-2009` or a date. None when it was reported.
pub fn month(cell: &Cell, place: &CellPlace, problems: &mut Problems) -> Option<Month> {
    let found = match cell {
        Cell::Date(year, month, _) => Some((*year, *month)),
        Cell::Text(text) => {
            let code = text.get(4..6).zip(text.get(..4)).filter(|(_, year)| year.bytes().all(|b| b.is_ascii_digit()));
            let kind = code.and_then(|(kind, _)| PERIODS.iter().find(|(name, _)| *name == kind));
            if let Some((name, what)) = kind {
                let arguments = [("code", text.as_str()), ("wat", what), ("patroon", &format!("*{name}*"))];
                problems.add(&catalogue::NOT_A_MONTH_CODE, place.clone(), &arguments);
                return None;
            }
            month_of(text)
        }
        _ => None,
    };
    let found = found.filter(|(year, month)| (1900..=2100).contains(year) && (1..=12).contains(month));
    if found.is_none() {
        problems.add(&catalogue::UNKNOWN_MONTH, place.clone(), &[("waarde", &cell.shown())]);
    }
    found.map(|(year, month)| Month { year, month })
}

fn month_of(text: &str) -> Option<(i16, i8)> {
    let parts: Vec<&str> = text.split(['-', '/', ' ']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [code] => {
            let (year, month) = code.split_once("MM")?;
            (year.len() == 4 && month.len() == 2).then_some((year.parse().ok()?, month.parse().ok()?))
        }
        [year, month] if year.len() == 4 && year.starts_with(|c: char| c.is_ascii_digit()) => {
            Some((year.parse().ok()?, month.parse().ok()?))
        }
        [name, year] => Some((year_of(year)?, moment::month_named(name)?)),
        [day, month, year] if year.len() == 4 => {
            let day = moment::day(&format!("{year}-{month:0>2}-{day:0>2}"))?;
            Some((day.year(), day.month()))
        }
        [year, ..] if year.len() == 4 => {
            let day = moment::day(text.get(..10)?)?;
            Some((day.year(), day.month()))
        }
        _ => None,
    }
}

/// `2009`, or `09` as Excel shortens it: like Excel, years from 30 on are of the last century.
fn year_of(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year < 30 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems() -> Problems {
        Problems { path: "x.csv".into(), found: Vec::new() }
    }

    fn text(text: &str) -> Cell {
        Cell::of_text(text)
    }

    #[test]
    fn dutch_numbers_are_read() {
        for (written, number) in
            [("0", 0.0), ("1234", 1234.0), ("1.234", 1234.0), ("1.234.567,5", 1234567.5), ("-12,0", -12.0)]
        {
            assert_eq!(dutch_number(written), Dutch::Number(number), "{written}");
        }
        for (written, meant) in [
            ("12.34", "12,34"),
            ("1.23.456", "123,456"),
            ("1,234.56", "1234,56"),
            ("1234.567", "1234,567"),
            (".5", "0,5"),
        ] {
            assert_eq!(dutch_number(written), Dutch::Point(meant.to_owned()), "{written}");
        }
        for written in ["", "12 personen", "1,2,3", "twaalf", "12,", "1e5", "inf"] {
            assert_eq!(dutch_number(written), Dutch::None, "{written}");
        }
    }

    #[test]
    fn signs_of_missing_values_are_kept() {
        for (written, sign) in
            [("", "n.b."), ("X", "x"), (".", "."), ("–", "-"), ("< 10", "<10"), ("N.B.", "n.b."), ("nb", "n.b.")]
        {
            assert_eq!(missing_sign(&text(written)).as_deref(), Some(sign), "{written}");
        }
        for written in ["0", "<", "<tien", "xx", "n.v.t."] {
            assert_eq!(missing_sign(&text(written)), None, "{written}");
        }
        assert_eq!(missing_sign(&Cell::Number(0.0)), None);
    }

    #[test]
    fn months_are_read_as_people_and_statistics_write_them() {
        let july = Some(Month { year: 2009, month: 7 });
        for written in [
            "2009-07",
            "2009MM07",
            "juli 2009",
            "Jul 2009",
            "jul-09",
            "31-7-2009",
            "31-07-2009",
            "2009-07-31",
            "2009/07",
        ] {
            assert_eq!(month(&text(written), &CellPlace::default(), &mut problems()), july, "{written}");
        }
        assert_eq!(month(&Cell::Date(2009, 7, 31), &CellPlace::default(), &mut problems()), july);
        let december = Some(Month { year: 1998, month: 12 });
        assert_eq!(month(&text("dec-98"), &CellPlace::default(), &mut problems()), december);
        for (written, code) in [
            ("2009-13", "KP511"),
            ("2009JJ00", "KP733"),
            ("2009KW03", "KP733"),
            ("0000-01", "KP511"),
            ("9999-01", "KP511"),
            ("zomer 2009", "KP511"),
            ("31-2-2009", "KP511"),
            ("", "KP511"),
            ("é2009", "KP511"),
        ] {
            let mut problems = problems();
            assert_eq!(month(&text(written), &CellPlace::default(), &mut problems), None, "{written}");
            assert_eq!(problems.found[0].entry.code, code, "{written}");
        }
        assert_eq!(month(&Cell::Number(200907.0), &CellPlace::default(), &mut problems()), None);
    }

    #[test]
    fn levels_are_numbers_percentages_or_names() {
        let levels = [(0, "niet".to_owned()), (33, "inontwikkeling".to_owned()), (100, "volledig".to_owned())];
        let read = |cell: Cell| level(&cell, &levels, &CellPlace::default(), &mut problems());
        for cell in
            [Cell::Number(33.0), Cell::Percent(0.33), text("33"), text("33 %"), text("In ontwikkeling"), text("33,0")]
        {
            assert_eq!(read(cell.clone()), Ok(Some(33)), "{cell:?}");
        }
        assert_eq!(read(text("n.b.")), Ok(None));
        for cell in [
            Cell::Number(34.0),
            Cell::Number(0.33),
            Cell::Number(1.0),
            text("half"),
            text("=A1"),
            Cell::Date(2009, 3, 3),
        ] {
            assert_eq!(read(cell.clone()), Err(()), "{cell:?}");
        }
    }
}
