//! CSV as Dutch Excel writes it: semicolon, comma or tab; UTF-8, UTF-16 or Windows-1252; any line end.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::catalogue;
use crate::parse::table;
use crate::source::CellPlace;

use super::grid::{Cell, Grid, MAX_CELLS, MAX_ROWS, Problems, Row, beyond_bounds, shortened};

/// Reads a text file into a grid.
pub fn read(bytes: &[u8], problems: &mut Problems) -> Option<Grid> {
    let text = decode(bytes, problems)?;
    let (text, delimiter, skipped) = delimited(&text);
    // What ends a cell is counted before there are cells.
    let ends = memchr::memchr3_iter(delimiter, b'\n', b'\r', text.as_bytes()).count();
    let raw = if ends > 2 * MAX_CELLS { Vec::new() } else { table::raw_rows(text, delimiter) };
    let cells: usize = raw.iter().map(|(_, cells)| cells.len()).sum();
    if ends > 2 * MAX_CELLS || raw.len() > MAX_ROWS || cells > MAX_CELLS {
        let reason = format!("het heeft {}", beyond_bounds());
        problems.whole(&catalogue::IMPORT_TOO_LARGE, &[("reden", &reason)]);
        return None;
    }
    if quotes(text) % 2 == 1 {
        // The quote that is never closed swallows the rest of the file, so it is in the last row.
        let place = raw.last().map_or_else(CellPlace::default, |(number, cells)| CellPlace {
            row: Some(number + skipped),
            column: cells.len().checked_sub(1).map(super::grid::letters),
            sheet: None,
        });
        problems.add(&catalogue::UNCLOSED_QUOTE, place, &[]);
        return None;
    }
    let rows = raw.into_iter().map(|(number, cells)| row(number + skipped, &cells));
    let rows = rows.filter(|row| !row.cells.is_empty()).collect();
    Some(Grid { sheet: None, named: false, even: true, rows })
}

fn row(number: u32, texts: &[String]) -> Row {
    let blank = texts.iter().all(|text| text.trim().is_empty());
    let cells = if blank { Vec::new() } else { texts.iter().map(|text| Cell::of_text(text)).collect() };
    Row { number, cells, origins: Vec::new() }
}

fn quotes(text: &str) -> usize {
    memchr::memchr_iter(b'"', text.as_bytes()).count()
}

/// The text of a file. UTF-8 when it is that; otherwise what Windows in the Netherlands writes.
fn decode(bytes: &[u8], problems: &mut Problems) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = &bytes[mark..];
        if encoding == UTF_16LE || encoding == UTF_16BE {
            let (text, wrong) = encoding.decode_without_bom_handling(rest);
            return readable(text.into_owned(), wrong, problems);
        }
        return readable(String::from_utf8_lossy(rest).into_owned(), false, problems);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => readable(text.to_owned(), false, problems),
        Err(error) => {
            // Letters with marks in two encodings: what is right for one is wrong for the other.
            if bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) {
                let line = line_of(bytes, error.valid_up_to());
                let around = around(&String::from_utf8_lossy(bytes), error.valid_up_to());
                problems.add(&catalogue::WRONG_ENCODING, line_place(line), &[("tekst", &around)]);
                return None;
            }
            readable(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), false, problems)
        }
    }
}

/// The text, when every character of it is one that people write.
fn readable(text: String, wrong: bool, problems: &mut Problems) -> Option<String> {
    if let Some(at) = text.find('\0') {
        problems.add(&catalogue::NUL_CHARACTER, line_place(line_of(text.as_bytes(), at)), &[]);
        return None;
    }
    // A replacement character, a control character of the upper half, or what UTF-8 looks like when it is read as Windows-1252.
    let strange = |(at, c): (usize, char)| {
        let next = text[at + c.len_utf8()..].chars().next();
        let twice = matches!(c, 'Ã' | 'Â') && next.is_some_and(|next| ('\u{80}'..='\u{bf}').contains(&next));
        c == '\u{fffd}' || ('\u{80}'..='\u{9f}').contains(&c) || twice
    };
    match text.char_indices().find(|&found| strange(found)) {
        Some((at, _)) => {
            let place = line_place(line_of(text.as_bytes(), at));
            problems.add(&catalogue::WRONG_ENCODING, place, &[("tekst", &around(&text, at))]);
            None
        }
        None if wrong => {
            problems.whole(&catalogue::WRONG_ENCODING, &[("tekst", &shortened(&text))]);
            None
        }
        None => Some(text),
    }
}

fn line_place(line: usize) -> CellPlace {
    CellPlace { row: u32::try_from(line).ok(), ..CellPlace::default() }
}

/// The line that byte `at` is on, from 1.
fn line_of(bytes: &[u8], at: usize) -> usize {
    let before = &bytes[..at.min(bytes.len())];
    let feeds = memchr::memchr_iter(b'\n', before).count();
    1 + if feeds > 0 { feeds } else { memchr::memchr_iter(b'\r', before).count() }
}

/// The word around byte `at`, without what could end a line.
fn around(text: &str, at: usize) -> String {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let is_end = |c: char| c.is_control() && !('\u{80}'..='\u{9f}').contains(&c) || ";,\t\"".contains(c);
    let start = text[..at].rfind(is_end).map_or(0, |end| end + 1);
    let end = text[at..].find(is_end).map_or(text.len(), |length| at + length);
    let word: String = text[start..end].chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    shortened(word.trim())
}

/// The text, what separates its cells, and how many rows were taken off: Excel may say `sep=;` in the first.
fn delimited(text: &str) -> (&str, u8, u32) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[mark]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (text[first.len()..].trim_start_matches(['\r', '\n']), mark, 1);
    }
    (text, delimiter(text), 0)
}

/// What separates the cells: the mark that divides most of the first rows into an equal number of them.
fn delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(50).collect();
    let evenness = |mark: u8| {
        let mut counts: Vec<usize> = lines.iter().map(|line| outside_quotes(line, mark)).filter(|&c| c > 0).collect();
        counts.sort_unstable();
        counts.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0)
    };
    // Of equals the first: decimal commas divide rows evenly too.
    let mut best = b';';
    for mark in [b'\t', b','] {
        if evenness(mark) > evenness(best) {
            best = mark;
        }
    }
    best
}

fn outside_quotes(line: &str, mark: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            byte if byte == mark && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(bytes: &[u8]) -> Grid {
        let mut problems = Problems { path: "x.csv".into(), found: Vec::new() };
        let grid = read(bytes, &mut problems);
        assert_eq!(problems.found, []);
        grid.expect("a grid")
    }

    fn texts(grid: &Grid) -> Vec<(u32, Vec<String>)> {
        grid.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::shown).collect())).collect()
    }

    #[test]
    fn the_forms_of_dutch_excel_give_the_same_cells() {
        let expected = texts(&grid("naam;a\n\nCreëren;1,5\n".as_bytes()));
        assert_eq!(expected, [(1, vec!["naam".into(), "a".into()]), (3, vec!["Creëren".into(), "1,5".into()])]);
        let utf16: Vec<u8> =
            "\u{feff}naam\ta\r\n\r\nCreëren\t1,5\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            b"naam;a\r\n\r\nCre\xebren;1,5\r\n".as_slice(),
            "\u{feff}naam;a\r\r\"Creëren\";\"1,5\"\r".as_bytes(),
            "naam,a\n\nCreëren,\"1,5\"\n".as_bytes(),
            "naam\ta\n;;\nCreëren\t1,5".replace(";;", "").as_bytes(),
            &utf16,
        ] {
            assert_eq!(texts(&grid(bytes)), expected, "{}", String::from_utf8_lossy(bytes));
        }
        let told = grid("sep=;\nnaam;a\nb;1,5\n".as_bytes());
        assert_eq!(texts(&told), [(2, vec!["naam".into(), "a".into()]), (3, vec!["b".into(), "1,5".into()])]);
    }

    #[test]
    fn decimal_commas_do_not_hide_the_semicolon() {
        assert_eq!(delimiter("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n"), b';');
        assert_eq!(delimiter("a,b\n\"x;y\",2\n"), b',');
        assert_eq!(delimiter("een kolom\n"), b';');
    }
}
