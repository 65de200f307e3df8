//! Copies of text files, packed for servers that send such a copy as it lies there (`gzip_static`, `precompressed`).
//!
//! The only module that uses flate2 and brotli. Equal bytes give equal copies: no time and no name goes into them. Brotli is a
//! feature of the program, as its tables are a tenth of it; the tests of this module always have it.

use std::io::{self, Write};

#[cfg(any(test, feature = "brotli"))]
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use crate::render::Output;

/// Level of Brotli, of 0 to 11. On the pages of this portal 10 is a tenth smaller than 9 and takes half the time of 11, which
/// gains one part in a hundred more.
#[cfg(any(test, feature = "brotli"))]
const BROTLI_LEVEL: i32 = 10;
/// Level of gzip, of 0 to 9: the highest takes less time than Brotli does.
const GZIP_LEVEL: u32 = 9;
/// How far Brotli looks back, as a power of two in bytes; pages are smaller.
#[cfg(any(test, feature = "brotli"))]
const BROTLI_WINDOW: i32 = 22;

/// Endings of files that become smaller; pictures and workbooks are packed already.
const TEXT: [&str; 15] = [
    "html",
    "css",
    "js",
    "json",
    "jsonld",
    "geojson",
    "webmanifest",
    "atom",
    "xml",
    "svg",
    "csv",
    "ttl",
    "ics",
    "txt",
    "md",
];

/// A way to pack a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// Brotli (RFC 7932).
    #[cfg(any(test, feature = "brotli"))]
    Brotli,
    /// Gzip (RFC 1952).
    Gzip,
}

impl Coding {
    /// Each way this program knows, in the order of their endings.
    pub const ALL: &[Coding] = &[
        #[cfg(any(test, feature = "brotli"))]
        Coding::Brotli,
        Coding::Gzip,
    ];

    /// What the name of a copy ends with.
    pub fn ending(self) -> &'static str {
        match self {
            #[cfg(any(test, feature = "brotli"))]
            Coding::Brotli => ".br",
            Coding::Gzip => ".gz",
        }
    }

    /// Packs `bytes`.
    pub fn encode(self, bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::with_capacity(bytes.len() / 4);
        // Memory refuses nothing.
        self.encode_to(bytes, &mut packed).expect("memory takes what is written");
        packed
    }

    fn encode_to(self, bytes: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            #[cfg(any(test, feature = "brotli"))]
            Coding::Brotli => {
                let how = BrotliEncoderParams {
                    quality: BROTLI_LEVEL,
                    lgwin: BROTLI_WINDOW,
                    size_hint: bytes.len(),
                    ..BrotliEncoderParams::default()
                };
                brotli::BrotliCompress(&mut &*bytes, &mut &mut *out, &how).map(drop)
            }
            Coding::Gzip => {
                let mut encoder = GzBuilder::new().write(out, Compression::new(GZIP_LEVEL));
                encoder.write_all(bytes)?;
                encoder.finish().map(drop)
            }
        }
    }
}

/// Whether a file gets copies. Which files there are is known before any is made, so its size says nothing: what is nearly always
/// smaller than what a network sends at once (the numbers of a figure, a page at an earlier address) is left out by its kind.
pub fn has_copies(path: &str, output: &Output) -> bool {
    let small = matches!(
        output,
        Output::Figure(_) | Output::Redirect(_) | Output::Robots | Output::Headers | Output::Redirects
    );
    !small && path.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending))
}

/// The path of the file that a path is a packed copy of; a path that is none, as it is.
pub fn unpacked(path: &str) -> &str {
    Coding::ALL.iter().find_map(|coding| path.strip_suffix(coding.ending())).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_unpack_to_what_was_packed() {
        let texts = [String::new(), "x".to_owned(), "<p>werkplein</p>\n".repeat(5000), "\u{0}\u{1f600}".repeat(9)];
        for text in texts {
            let mut back = String::new();
            let packed = Coding::Brotli.encode(text.as_bytes());
            brotli::Decompressor::new(&*packed, 4096).read_to_string(&mut back).expect("it was packed here");
            assert_eq!(back, text);
            back.clear();
            let packed = Coding::Gzip.encode(text.as_bytes());
            // The time in the header is none (RFC 1952, 2.3.1), and no name follows it.
            assert_eq!((&packed[..4], &packed[4..8]), (&[0x1f, 0x8b, 8, 0][..], &[0; 4][..]));
            flate2::read::GzDecoder::new(&*packed).read_to_string(&mut back).expect("it was packed here");
            assert_eq!(back, text);
            assert_eq!(packed, Coding::Gzip.encode(text.as_bytes()));
        }
    }
}
