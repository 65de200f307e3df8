//! A site as one WARC file (ISO 28500, version 1.1), for a web archive. It knows files with addresses, and no portal.
//!
//! Each file is a `resource` record: nothing was asked of a server, so there is no answer of one to keep. Nothing is packed, so
//! the bytes of the site stand in the archive as they are. No clock and no chance: the date is given, and what names a record is
//! made from its content, so the same site gives the same archive.

use std::fmt::Write;

use jiff::civil::Date;

use crate::hash::{Hash, Hasher};

/// An archive that grows by a record for each file.
#[derive(Debug)]
pub struct Archive {
    bytes: Vec<u8>,
    /// Day of all records, at midnight in UTC.
    date: Date,
    /// Name of the record about the archive itself, which the others refer to.
    info: String,
}

impl Archive {
    /// An archive of the site as it is on a day, with the record that says how it was made.
    pub fn new(date: Date) -> Self {
        let about = concat!(
            "software: ketenportaal ",
            env!("CARGO_PKG_VERSION"),
            "\r\nformat: WARC File Format 1.1\r\n",
            "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        );
        let info = name(Hasher::new().text(about).text(&date.to_string()).finish());
        let mut archive = Self { bytes: Vec::new(), date, info };
        let head = archive.head("warcinfo", &archive.info, "application/warc-fields");
        archive.push(&head, about.as_bytes());
        archive
    }

    /// Adds a file. The `address` is absolute and percent-encoded, `media_type` that of its content; neither holds a line end.
    pub fn add(&mut self, address: &str, media_type: &str, content: &[u8]) {
        let id = name(Hasher::new().text(&self.info).text(address).bytes(content).finish());
        let head = self.head("resource", &id, media_type);
        let head = format!("{head}WARC-Target-URI: {address}\r\nWARC-Warcinfo-ID: {}\r\n", self.info);
        self.push(&head, content);
    }

    /// The whole archive.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// The fields that every record has, but its length.
    fn head(&self, kind: &str, id: &str, media_type: &str) -> String {
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {}T00:00:00Z\r\nContent-Type: {media_type}\r\n",
            self.date
        )
    }

    fn push(&mut self, head: &str, content: &[u8]) {
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", content.len()).as_bytes());
        self.bytes.extend_from_slice(content);
        self.bytes.extend_from_slice(b"\r\n\r\n");
    }
}

/// The name of a record: a UUID of version 8, of which the program chooses the bits (RFC 9562, section 5.8).
fn name(hash: Hash) -> String {
    let bits = hash & !(0xf << 76) & !(0b11 << 62) | 8 << 76 | 0b10 << 62;
    let digits = format!("{bits:032x}");
    let mut name = String::from("<urn:uuid:");
    for (at, part) in [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)].into_iter().enumerate() {
        let _ = write!(name, "{}{}", if at == 0 { "" } else { "-" }, &digits[part.0..part.1]);
    }
    name.push('>');
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_says_what_and_how_long_it_is() {
        let mut archive = Archive::new(jiff::civil::date(2009, 12, 1));
        let start = archive.bytes.len();
        archive.add("https://keten.example/a%20b/", "text/html; charset=utf-8", b"h\xc3\xa9\r\n");
        let id = name(
            Hasher::new().text(&archive.info).text("https://keten.example/a%20b/").bytes(b"h\xc3\xa9\r\n").finish(),
        );
        let record = String::from_utf8(archive.bytes[start..].to_vec()).unwrap();
        let info = &archive.info;
        assert_eq!(
            record,
            format!(
                "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: {id}\r\nWARC-Date: 2009-12-01T00:00:00Z\r\n\
                 Content-Type: text/html; charset=utf-8\r\nWARC-Target-URI: https://keten.example/a%20b/\r\n\
                 WARC-Warcinfo-ID: {info}\r\nContent-Length: 5\r\n\r\nh\u{e9}\r\n\r\n\r\n"
            )
        );
    }

    #[test]
    fn a_name_is_a_uuid_of_version_8() {
        assert_eq!(name(0), "<urn:uuid:00000000-0000-8000-8000-000000000000>");
        assert_eq!(name(Hash::MAX), "<urn:uuid:ffffffff-ffff-8fff-bfff-ffffffffffff>");
    }
}
