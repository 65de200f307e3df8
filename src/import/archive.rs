//! Looks into a zip file before anything is read from it: what is in it, and that it does not grow beyond bounds.
//!
//! A workbook of a few kilobytes can unpack to gigabytes, and can ask its reader for room it does not fill. So all of it
//! is unpacked once, piece by piece and up to a bound, and the numbers that readers trust are looked at.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::grid::{MAX_CELLS, MAX_ROWS};

/// The most bytes a workbook may unpack to.
pub const MAX_UNPACKED: u64 = 100 << 20;
/// The most files in a workbook.
const MAX_FILES: usize = 5_000;

/// The most elements in the list of sheets or of styles of a workbook.
const MAX_LISTED: usize = 300_000;

/// What kind of workbook a zip file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workbook {
    /// Excel.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Why a zip file is refused.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no workbook; what it is instead.
    NotATable(&'static str),
    /// It is larger than is read.
    TooLarge(String),
    /// It cannot be unpacked, or says of itself what is not so.
    Damaged(&'static str),
    /// It is protected with a password.
    Protected,
}

/// Says what kind of workbook this is, when it is safe to read.
pub fn inspect(bytes: &[u8]) -> Result<Workbook, Refused> {
    let damaged = |_| Refused::Damaged("het zipbestand is niet heel");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MAX_FILES {
        return Err(Refused::TooLarge(format!("er zitten {} bestanden in", archive.len())));
    }
    let mut kind = None;
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        if file.encrypted() {
            return Err(Refused::Protected);
        }
        // What it says of itself comes first: then nothing need be unpacked.
        if file.size() > MAX_UNPACKED {
            return Err(too_large());
        }
        let name = file.name().map_err(damaged)?.to_ascii_lowercase();
        let mut content = Vec::new();
        file.take(MAX_UNPACKED - unpacked + 1)
            .read_to_end(&mut content)
            .map_err(|_| Refused::Damaged("het zipbestand is niet heel"))?;
        unpacked += content.len() as u64;
        if unpacked > MAX_UNPACKED {
            return Err(too_large());
        }
        if name == "mimetype" && content.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            kind = Some(Workbook::Ods);
        } else if name == "[content_types].xml" {
            kind = Some(Workbook::Xlsx);
        }
        check_content(&name, &content)?;
    }
    kind.ok_or(Refused::NotATable("het is een zipbestand zonder werkblad"))
}

fn too_large() -> Refused {
    Refused::TooLarge(format!("uitgepakt is het meer dan {} MB", MAX_UNPACKED >> 20))
}

fn check_content(name: &str, content: &[u8]) -> Result<(), Refused> {
    // The reader keeps a value for each element of these.
    let elements = memchr::memchr_iter(b'<', content).count();
    if name.ends_with("sharedstrings.xml") {
        if !counts_are_true(content) {
            return Err(Refused::Damaged("het aantal teksten klopt niet"));
        }
        if elements > 4 * MAX_CELLS {
            return Err(Refused::TooLarge("er staan te veel teksten in".to_owned()));
        }
    }
    let is_list = ["styles.xml", "workbook.xml", ".rels"].iter().any(|ending| name.ends_with(ending));
    if is_list && elements > MAX_LISTED {
        return Err(Refused::TooLarge("er staan te veel bladen of opmaak in".to_owned()));
    }
    if name == "content.xml" {
        let Extent { pushed, rows, width } = ods_extent(content);
        if rows > MAX_ROWS || pushed > MAX_CELLS || rows.saturating_mul(width) > MAX_CELLS {
            return Err(Refused::TooLarge(format!("een blad heeft {}", super::grid::beyond_bounds())));
        }
    }
    if name.ends_with(".xml") && memchr::memchr(0, content).is_some() {
        return Err(Refused::Damaged("er staan onleesbare tekens in"));
    }
    Ok(())
}

/// Whether the list of texts of a workbook holds about as many as it says: its reader makes room for that number.
fn counts_are_true(content: &[u8]) -> bool {
    memchr::memmem::find_iter(content, "uniqueCount").all(|at| {
        let value = attribute_value(&content[at + "uniqueCount".len()..]);
        // The shortest text there can be is `<si/>`.
        value.is_none_or(|count| count <= content.len() / 5)
    })
}

/// How much a sheet of OpenDocument grows to when repeated cells and rows are written out.
#[derive(Debug, Default, PartialEq)]
struct Extent {
    /// Cells of all rows, rows not repeated.
    pushed: usize,
    /// Rows up to the last that is not blank, repeated ones included.
    rows: usize,
    /// Cells of the widest row.
    width: usize,
}

/// Reads only what repeats. Blank cells at the end of a row and blank rows at the end of a sheet count for nothing.
fn ods_extent(content: &[u8]) -> Extent {
    let mut extent = Extent::default();
    let mut all_rows = 0usize;
    let mut repeat = 1;
    let (mut cells, mut filled) = (0usize, 0);
    let finish = |extent: &mut Extent, all_rows: &mut usize, repeat: usize, filled: usize| {
        *all_rows = all_rows.saturating_add(repeat);
        extent.pushed = extent.pushed.saturating_add(filled);
        if filled > 0 {
            extent.rows = extent.rows.max(*all_rows);
            extent.width = extent.width.max(filled);
        }
    };
    for at in memchr::memmem::find_iter(content, "<table:") {
        let tag = &content[at + "<table:".len()..];
        let name_end = tag.iter().position(|byte| !byte.is_ascii_alphabetic() && *byte != b'-').unwrap_or(tag.len());
        match &tag[..name_end] {
            b"table" => {
                finish(&mut extent, &mut all_rows, repeat, filled);
                (all_rows, repeat, cells, filled) = (0, 0, 0, 0);
            }
            b"table-row" => {
                finish(&mut extent, &mut all_rows, repeat, filled);
                repeat = repeated(tag, "table:number-rows-repeated");
                (cells, filled) = (0, 0);
            }
            b"table-cell" | b"covered-table-cell" => {
                cells = cells.saturating_add(repeated(tag, "table:number-columns-repeated"));
                if !is_blank(tag) {
                    filled = cells;
                }
            }
            _ => {}
        }
    }
    finish(&mut extent, &mut all_rows, repeat, filled);
    extent
}

/// How often a cell or row is repeated; more than there can be when that is not said in digits.
fn repeated(tag: &[u8], attribute: &str) -> usize {
    let tag = &tag[..tag_end(tag)];
    match memchr::memmem::find(tag, attribute.as_bytes()) {
        None => 1,
        Some(at) => attribute_value(&tag[at + attribute.len()..]).unwrap_or(usize::MAX),
    }
}

/// Whether a cell holds nothing: no value, no formula and no content.
fn is_blank(tag: &[u8]) -> bool {
    let end = tag_end(tag);
    let has = |attribute: &str| memchr::memmem::find(&tag[..end], attribute.as_bytes()).is_some();
    let empty_element = tag[..end].ends_with(b"/") || tag[end..].starts_with(b"></");
    empty_element && !has("office:") && !has("table:formula")
}

/// The most bytes of one tag: none that a program for tables writes is nearly as long.
const MAX_TAG: usize = 1 << 16;

/// Where a tag ends: at the first `>` that is not in a quoted value. One that does not end is over where the next begins.
fn tag_end(tag: &[u8]) -> usize {
    let tag = &tag[..tag.len().min(MAX_TAG)];
    let mut quote = None;
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>' | b'<') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The number in `="12"`, when it is written in digits.
fn attribute_value(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, rest) = text.split_first()?;
    let end = rest.iter().position(|&byte| byte == quote)?;
    std::str::from_utf8(&rest[..end]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_does_not_end_is_over_where_the_next_begins() {
        assert_eq!(tag_end(b"<a b='>' c>d"[1..].as_ref()), 9);
        assert_eq!(tag_end(b"a <b>"), 2);
        assert_eq!(tag_end(&[b'x'; MAX_TAG + 9]), MAX_TAG);
    }

    #[test]
    fn repeated_cells_count_and_blank_ends_do_not() {
        let sheet = r#"<table:table table:name="x"><table:table-row><table:table-cell office:value="1"/>
            <table:table-cell table:number-columns-repeated="3" office:value="2"></table:table-cell>
            <table:table-cell table:number-columns-repeated="16380"/></table:table-row>
            <table:table-row table:number-rows-repeated='10'><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048565"><table:table-cell/></table:table-row></table:table>"#;
        assert_eq!(ods_extent(sheet.as_bytes()), Extent { pushed: 5, rows: 11, width: 4 });
        let bomb = r#"<table:table-row><table:table-cell table:number-columns-repeated = "&#57;9" office:value="1"/>"#;
        assert_eq!(ods_extent(bomb.as_bytes()).width, usize::MAX);
    }

    #[test]
    fn a_list_of_texts_cannot_ask_for_more_room_than_it_fills() {
        assert!(counts_are_true(br#"<sst count="9" uniqueCount="2"><si><t>a</t></si><si><t>b</t></si></sst>"#));
        assert!(!counts_are_true(br#"<sst uniqueCount="99999999999"><si><t>a</t></si></sst>"#));
    }
}
