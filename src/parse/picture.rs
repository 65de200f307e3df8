//! The header of a picture: its form and size, so that a page keeps room for it. Pixels are not looked at.

/// What a picture is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Format {
    Jpeg,
    Png,
    Gif,
    WebP,
    Avif,
    Svg,
}

/// What the header of a picture says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// What it is saved as.
    pub format: Format,
    /// Width and height as shown, in pixels; none for a drawing that has no size of its own.
    pub size: Option<(u32, u32)>,
    /// How the camera was held: the value of Exif, 1 (upright) to 8. From 5 on, width and height are stored the other way round.
    pub orientation: u8,
    /// Whether it is one still picture in full colour, so that a smaller copy is smaller in bytes as well: one with a palette
    /// gets more colours by shrinking, and takes more room.
    pub shrinks: bool,
    /// Size of the file in bytes.
    pub bytes: usize,
}

/// Widths of smaller copies, in pixels: a phone, a column of text, and that column on a sharp screen.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// A file up to this size gets no copies, in bytes.
const LIGHT: usize = 40_000;
/// The most pixels a picture may have to be shrunk: unpacked it takes three to four bytes for each.
pub const MOST_PIXELS: u64 = 50_000_000;

/// Endings of the names of pictures.
pub fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

impl Picture {
    /// Reads the header of a picture; none when the bytes are no picture that browsers show.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut picture = Self { format: Format::Svg, size: None, orientation: 1, shrinks: false, bytes: bytes.len() };
        if bytes.starts_with(b"\xff\xd8\xff") {
            picture.format = Format::Jpeg;
            picture.shrinks = true;
            let (size, orientation) = jpeg(bytes)?;
            picture.orientation = orientation;
            picture.size = Some(if orientation > 4 { (size.1, size.0) } else { size });
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            picture.format = Format::Png;
            picture.size = Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?));
            picture.shrinks = *bytes.get(25)? != PALETTE && !is_animated_png(bytes);
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            picture.format = Format::Gif;
            picture.size = Some((little(bytes, 6, 2)?, little(bytes, 8, 2)?));
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP" {
            picture.format = Format::WebP;
            picture.size = Some(webp(bytes)?);
        } else if bytes.get(4..8) == Some(b"ftyp") {
            picture.format = Format::Avif;
            picture.size = Some(avif(bytes)?);
        } else {
            picture.size = svg(bytes)?;
        }
        let is_empty = picture.size.is_some_and(|(width, height)| width == 0 || height == 0);
        (!is_empty).then_some(picture)
    }

    /// Whether it is too large to be shrunk.
    pub fn is_huge(&self) -> bool {
        self.shrinks && self.size.is_some_and(|(width, height)| u64::from(width) * u64::from(height) > MOST_PIXELS)
    }

    /// The widths of the smaller copies it gets, narrow ones first.
    pub fn copy_widths(&self) -> impl Iterator<Item = u32> {
        let width =
            self.size.filter(|_| self.shrinks && !self.is_huge() && self.bytes > LIGHT).map_or(0, |size| size.0);
        // A copy that is hardly narrower saves nothing.
        WIDTHS.into_iter().filter(move |copy| width >= copy + copy / 4)
    }

    /// Whether readers get copies only: it is wider than any screen shows it.
    pub fn is_wide(&self) -> bool {
        let widest = WIDTHS[WIDTHS.len() - 1];
        self.copy_widths().last() == Some(widest)
    }

    /// The height of a copy of this width.
    pub fn height_at(&self, width: u32) -> u32 {
        let (whole, height) = self.size.unwrap_or((1, 1));
        let scaled = (u64::from(height) * u64::from(width) + u64::from(whole) / 2) / u64::from(whole);
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    }
}

/// The number in `count` bytes from `at`, the highest first.
fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(count)?)?;
    Some(bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte)))
}

/// The number in `count` bytes from `at`, the lowest first.
fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(count)?)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte)))
}

/// Stored width and height, and how the camera was held (ITU T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<((u32, u32), u8)> {
    let mut at = 2;
    let mut orientation = 1;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Bytes that fill up, and marks without a segment.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // The start of a frame, of any kind of coding.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some(((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?), orientation));
            }
            _ => {
                let length = big(bytes, at + 2, 2)? as usize;
                if marker == 0xe1 {
                    let segment = bytes.get(at + 4..at + 2 + length)?;
                    orientation = segment.strip_prefix(b"Exif\0\0").and_then(exif_orientation).unwrap_or(orientation);
                }
                at += 2 + length;
            }
        }
    }
}

/// Tag 0x0112 in the first directory of a TIFF file (Exif 2.32, 4.6.4).
fn exif_orientation(tiff: &[u8]) -> Option<u8> {
    let number: fn(&[u8], usize, usize) -> Option<u32> = match tiff.get(..4)? {
        b"II*\0" => little,
        b"MM\0*" => big,
        _ => return None,
    };
    let directory = number(tiff, 4, 4)? as usize;
    let count = number(tiff, directory, 2)? as usize;
    let entries = (0..count).map(|index| directory + 2 + 12 * index);
    for entry in entries {
        if number(tiff, entry, 2)? == 0x0112 {
            let value = number(tiff, entry + 8, 2)?;
            return u8::try_from(value).ok().filter(|value| (1..=8).contains(value));
        }
    }
    None
}

/// The colour type of a PNG with a palette.
const PALETTE: u8 = 3;

/// Whether a chunk that announces frames stands before the first pixels (PNG 3, 11.3.6).
fn is_animated_png(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let (Some(length), Some(kind)) = (big(bytes, at, 4), bytes.get(at + 4..at + 8)) {
        match kind {
            b"acTL" => return true,
            b"IDAT" => return false,
            _ => at += 12 + length as usize,
        }
    }
    false
}

/// Width and height of a WebP (RFC 9649, 2.5 to 2.7).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let packed = little(bytes, 21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

/// Kind and content of each box in a run of boxes (ISO/IEC 14496-12, 4.2), up to one that is not whole.
fn boxes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let length = big(rest, 0, 4)? as usize;
        let kind = rest.get(4..8)?;
        // 0: up to the end. Boxes of more than 4 GB do not hold a header.
        let length = if length == 0 { rest.len() } else { length };
        let content = rest.get(8..length)?;
        rest = &rest[length..];
        Some((kind, content))
    })
}

/// Width and height of an AVIF: of the largest of the pictures in it, as the others are previews and transparency.
fn avif(bytes: &[u8]) -> Option<(u32, u32)> {
    let inside = |content, kind: &[u8]| boxes(content).find(|(found, _)| *found == kind).map(|(_, content)| content);
    let meta = inside(bytes, b"meta")?.get(4..)?;
    let properties = inside(inside(meta, b"iprp")?, b"ipco")?;
    let sizes = boxes(properties).filter(|(kind, _)| *kind == b"ispe");
    let sizes = sizes.filter_map(|(_, content)| Some((big(content, 4, 4)?, big(content, 8, 4)?)));
    let (width, height) = sizes.max_by_key(|&(width, height)| u64::from(width) * u64::from(height))?;
    let turned = inside(properties, b"irot").and_then(|content| content.first()).is_some_and(|angle| angle & 1 == 1);
    Some(if turned { (height, width) } else { (width, height) })
}

/// The size of a drawing: its width and height, else those of its view box. The outer none: it is no drawing.
fn svg(bytes: &[u8]) -> Option<Option<(u32, u32)>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.match_indices("<svg").map(|(at, _)| at + 4);
    let start = start.into_iter().find(|&at| text[at..].starts_with([' ', '\t', '\r', '\n', '>', '/']))?;
    let tag = &text[start..start + text[start..].find('>')?];
    let own = attribute(tag, "width").and_then(pixels).zip(attribute(tag, "height").and_then(pixels));
    let view = || {
        let numbers: Option<Vec<u32>> = attribute(tag, "viewBox")?
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .skip(2)
            .map(pixels)
            .collect();
        <[u32; 2]>::try_from(numbers?).ok().map(|[width, height]| (width, height))
    };
    Some(own.or_else(view))
}

/// The value of an attribute in the text of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].chars().next_back()?;
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| before.is_whitespace() && "\"'".contains(*quote))?;
        value[1..].split(quote).next()
    })
}

/// A length in pixels, rounded; none for one that depends on the page.
fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    (0.5..100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg_of(width: u16, height: u16, orientation: Option<(u8, bool)>) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xe0\x00\x04ab".to_vec();
        if let Some((value, is_big)) = orientation {
            let tiff: &[u8] = if is_big {
                &[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0]
            } else {
                &[b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0]
            };
            bytes.extend([0xff, 0xe1, 0, 2 + 6 + tiff.len() as u8]);
            bytes.extend(b"Exif\0\0");
            bytes.extend(tiff);
        }
        bytes.extend([0xff, 0xff, 0xc2, 0, 11, 8]);
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([1, 1, 0x11, 0]);
        bytes
    }

    fn png_of(colour: u8, chunk: &[u8; 4]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x05\x00\x00\x00\x02\xd0\x08".to_vec();
        bytes.extend([colour, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]);
        bytes.extend(chunk);
        bytes.extend([0; 4]);
        bytes
    }

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        [&(8 + content.len() as u32).to_be_bytes(), &kind[..], content].concat()
    }

    fn avif_of(turned: u8) -> Vec<u8> {
        let small = boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9]);
        let large = boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2, 0]);
        let properties = boxed(b"ipco", &[small, large, boxed(b"irot", &[turned])].concat());
        let meta = boxed(b"meta", &[vec![0; 4], boxed(b"hdlr", b"pict"), boxed(b"iprp", &properties)].concat());
        [boxed(b"ftyp", b"avif"), meta].concat()
    }

    #[test]
    fn every_format_tells_its_size() {
        let webp = |kind: &[u8], rest: &[u8]| [b"RIFF\x00\x00\x00\x00WEBP", kind, &[0; 4], rest].concat();
        let vp8 = webp(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xf0, 0]);
        let vp8l = webp(b"VP8L", &[0x2f, 0x3f, 0xc1, 0x3b, 0]);
        let vp8x = webp(b"VP8X", &[0, 0, 0, 0, 0x3f, 1, 0, 0xef, 0, 0]);
        for (bytes, format, size) in [
            (jpeg_of(640, 480, None), Format::Jpeg, (640, 480)),
            (jpeg_of(640, 480, Some((6, true))), Format::Jpeg, (480, 640)),
            (jpeg_of(640, 480, Some((3, false))), Format::Jpeg, (640, 480)),
            (jpeg_of(640, 480, Some((9, false))), Format::Jpeg, (640, 480)),
            (png_of(2, b"IDAT"), Format::Png, (1280, 720)),
            (b"GIF89a\x40\x01\xf0\x00".to_vec(), Format::Gif, (320, 240)),
            (vp8, Format::WebP, (320, 240)),
            (vp8l, Format::WebP, (320, 240)),
            (vp8x, Format::WebP, (320, 240)),
            (avif_of(0), Format::Avif, (768, 512)),
            (avif_of(1), Format::Avif, (512, 768)),
            (b"<svg width='12.4px' height='9'/>".to_vec(), Format::Svg, (12, 9)),
            (b"<?xml version='1.0'?>\n<svg\n viewBox=\"0 0 30,20\" width=\"100%\">".to_vec(), Format::Svg, (30, 20)),
        ] {
            let picture = Picture::read(&bytes).unwrap_or_else(|| panic!("{format:?} {size:?}"));
            assert_eq!((picture.format, picture.size, picture.bytes), (format, Some(size), bytes.len()));
            // Cut off anywhere, or with any byte turned round, it is read without a panic.
            for at in 0..bytes.len() {
                let _ = Picture::read(&bytes[..at]);
                let mut other = bytes.clone();
                other[at] ^= 0xff;
                let _ = Picture::read(&other);
            }
        }
        assert_eq!(Picture::read(b"<svg>").map(|picture| picture.size), Some(None));
        assert_eq!(
            Picture::read(b"<svg data-width='9' stroke-width='3' height='9'/>").map(|picture| picture.size),
            Some(None)
        );
        for wrong in [&b""[..], b"\xff\xd8\xff", b"<html><svgx>", b"GIF89a\0\0\0\0", b"%PDF-1.4"] {
            assert_eq!(Picture::read(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn copies_are_for_heavy_pictures_in_full_colour() {
        let widths = |bytes: &[u8], size| {
            let picture = Picture { bytes: size, ..Picture::read(bytes).expect("a picture") };
            (picture.copy_widths().collect::<Vec<_>>(), picture.is_wide(), picture.is_huge())
        };
        let png = png_of(2, b"IDAT");
        assert_eq!(widths(&png, 100_000), (vec![480, 960], false, false));
        assert_eq!(widths(&png, 10_000), (vec![], false, false));
        assert_eq!(widths(&png_of(PALETTE, b"IDAT"), 100_000), (vec![], false, false));
        assert_eq!(widths(&png_of(2, b"acTL"), 100_000), (vec![], false, false));
        assert_eq!(widths(&jpeg_of(4000, 3000, None), 100_000), (vec![480, 960, 1440], true, false));
        assert_eq!(widths(&jpeg_of(599, 900, None), 100_000), (vec![], false, false));
        assert_eq!(widths(&jpeg_of(10_000, 5_001, None), 100_000), (vec![], false, true));
        let upright =
            Picture { bytes: 100_000, ..Picture::read(&jpeg_of(4000, 3000, Some((6, false)))).expect("a picture") };
        assert_eq!((upright.size, upright.height_at(480)), (Some((3000, 4000)), 640));
    }
}
