//! Pictures in texts: a tag that keeps room for them, and smaller copies for narrow screens.
//!
//! The only module that looks at pixels (zune-jpeg, jpeg-encoder, png). A copy is made of whole numbers only, so that it has the
//! same bytes on any machine; its key follows from the hash of the picture, so it is made once.

use std::borrow::Cow;
use std::fmt::Write;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::escape::escaped;
use crate::hash::{self, Hash, Hasher};
use crate::model::pictures::Picture;
use crate::model::portal::Portal;
use crate::model::route::Route;
use crate::order::Order;
use crate::parse::picture::Format;
use crate::percent;
use crate::render::Output;
use crate::render::server_files::HASHED_FOLDER;
use crate::source::{Fetch, Place};

/// How wide a picture in a text is shown: `--kp-text-max-inline-size` of the theme, or the window.
const SIZES: &str = "(min-width: 51rem) 49rem, 100vw";
/// Quality of a copy in JPEG, of 1 to 100.
const JPEG_QUALITY: u8 = 80;
/// Pictures of more pixels than this are unpacked one at a time: each takes four bytes a pixel.
const LARGE: u64 = 12_000_000;

/// Adds the tag of a picture. One that is not the first of a text is fetched when the reader comes near it.
pub fn tag(portal: &Portal, route: &Route, alternative: &str, lazy: bool, out: &mut String) {
    let base = &portal.base_path;
    let own = percent::path(&route.href(base));
    let picture = portal.pictures.get(route);
    let mut source = own.clone();
    let mut set = String::new();
    if let Some(picture) = picture {
        for (width, path) in picture.copies() {
            source = format!("{base}{path}");
            // Writing to a string cannot fail.
            let _ = write!(set, "{source} {width}w, ");
        }
        match picture.seen.size.filter(|_| !picture.seen.is_wide()) {
            Some((width, _)) => {
                let _ = write!(set, "{own} {width}w");
                source = own;
            }
            None => set.truncate(set.len().saturating_sub(2)),
        }
    }
    let _ = write!(out, "<img src=\"{}\"", escaped(&source));
    if set.contains(',') {
        let _ = write!(out, " srcset=\"{}\" sizes=\"{SIZES}\"", escaped(&set));
    }
    if let Some((width, height)) = picture.and_then(|picture| picture.seen.size) {
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
    let _ = write!(out, " alt=\"{}\"", escaped(alternative));
    out.push_str(if lazy { " loading=\"lazy\" decoding=\"async\">" } else { ">" });
}

/// The smaller copies of all pictures, with their paths. Of equal pictures with one name there is one copy.
pub fn copies(portal: &Portal) -> Vec<(String, Output)> {
    let of = |(route, picture): (&Route, &Picture)| {
        let copy = |(width, path)| (path, Output::Smaller(route.clone(), width));
        picture.copies().map(copy).collect::<Vec<_>>()
    };
    let mut all: Vec<(String, Output)> = portal.pictures.iter().flat_map(of).collect();
    all.order_by(|a, b| a.0.cmp(&b.0));
    all.dedup_by(|a, b| a.0 == b.0);
    all
}

/// The copy at a path of the site.
pub fn find(portal: &Portal, path: &str) -> Option<Output> {
    path.strip_prefix(HASHED_FOLDER)?;
    portal.pictures.iter().find_map(|(route, picture)| {
        let (width, _) = picture.copies().find(|(_, copy)| copy == path)?;
        Some(Output::Smaller(route.clone(), width))
    })
}

/// The key of a copy.
pub fn key(portal: &Portal, route: &Route, width: u32) -> Hash {
    let hash = portal.pictures.get(route).map_or(0, |picture| picture.hash);
    Hasher::new().text("kleiner").hash(hash).number(width.into()).finish()
}

/// Puts the bytes of a copy into `out`.
///
/// # Errors
/// When the picture cannot be read, or is damaged.
pub fn write(portal: &Portal, route: &Route, width: u32, fetch: &Fetch, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    static ONE_LARGE: Mutex<()> = Mutex::new(());
    let Some(picture) = portal.pictures.get(route) else { return Ok(()) };
    let path = &picture.path;
    let bytes = fetch.bytes(path).map_err(|error| Diagnostic::unreadable(path, &error))?;
    if hash::bytes(&bytes) != picture.hash {
        return Err(Diagnostic::new(&catalogue::CHANGED_WHILE, Place::file(path.clone())));
    }
    let (whole, high) = picture.seen.size.unwrap_or_default();
    let is_large = u64::from(whole) * u64::from(high) > LARGE;
    let alone = is_large.then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    // What unpacks a picture is the work of others, on bytes of anyone: that it stops in the middle is a problem of the picture.
    let made = catch_unwind(AssertUnwindSafe(|| smaller(&bytes, picture, width)));
    drop(alone);
    let Some(mut copy) = made.ok().flatten() else {
        return Err(Diagnostic::new(&catalogue::BROKEN_PICTURE, Place::file(path.clone())));
    };
    out.append(&mut copy);
    Ok(())
}

/// A copy of a picture with this width as shown; none when the picture is damaged.
fn smaller(bytes: &[u8], picture: &Picture, width: u32) -> Option<Vec<u8>> {
    let seen = &picture.seen;
    let pixels = if seen.format == Format::Png { Pixels::of_png(bytes)? } else { Pixels::of_jpeg(bytes)? };
    let size = (width as usize, seen.height_at(width) as usize);
    let size = if seen.orientation > 4 { (size.1, size.0) } else { size };
    let pixels = pixels.shrunk(size).upright(seen.orientation);
    if seen.format == Format::Png { pixels.png() } else { pixels.jpeg() }
}

/// Unpacked pixels, row by row from the top, without space between them.
struct Pixels {
    width: usize,
    height: usize,
    /// Bytes for each pixel: grey, grey with opacity, red-green-blue, or that with opacity.
    channels: usize,
    data: Vec<u8>,
    /// What the colours mean, when the picture says so.
    profile: Option<Vec<u8>>,
}

impl Pixels {
    fn of_jpeg(bytes: &[u8]) -> Option<Self> {
        let options = DecoderOptions::default().set_max_width(1 << 16).set_max_height(1 << 16);
        let mut decoder = zune_jpeg::JpegDecoder::new_with_options(Cursor::new(bytes), options);
        decoder.decode_headers().ok()?;
        let is_grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
        let target = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
        decoder.set_options(options.jpeg_set_out_colorspace(target));
        let data = decoder.decode().ok()?;
        let (width, height) = decoder.dimensions()?;
        let channels = if is_grey { 1 } else { 3 };
        let profile = decoder.icc_profile();
        Self { width, height, channels, data, profile }.checked()
    }

    fn of_png(bytes: &[u8]) -> Option<Self> {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().ok()?;
        let mut data = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut data).ok()?;
        data.truncate(frame.buffer_size());
        let channels = frame.color_type.samples();
        let profile = reader.info().icc_profile.as_deref().map(<[u8]>::to_vec);
        Self { width: frame.width as usize, height: frame.height as usize, channels, data, profile }.checked()
    }

    /// The same, when its parts agree; a profile for other colours is left out.
    fn checked(mut self) -> Option<Self> {
        // Bytes 16 to 19 of a profile name its colours (ICC.1:2022, 7.2.8).
        let wanted: &[u8] = if self.channels < 3 { b"GRAY" } else { b"RGB " };
        self.profile = self.profile.filter(|profile| profile.get(16..20) == Some(wanted));
        let whole = self.width * self.height * self.channels == self.data.len() && !self.data.is_empty();
        whole.then_some(self)
    }

    /// A smaller picture: each of its pixels is the mean of what it covers, exactly, also of parts of pixels. Colours weigh as much
    /// as they are opaque.
    fn shrunk(&self, (width, height): (usize, usize)) -> Self {
        let channels = self.channels;
        let opacity = channels.is_multiple_of(2).then_some(channels - 1);
        let area = (self.width * self.height) as u64;
        let mut data = Vec::with_capacity(width * height * channels);
        let mut sums = vec![0; width * channels];
        let mut row = vec![0; width * channels];
        let rows = self.data.chunks_exact(self.width * channels);
        let mut at = 0;
        for (y, pixels) in rows.enumerate() {
            self.shrink_row(pixels, width, opacity, &mut row);
            // A row of the picture is `height` high when a row of the copy is `self.height` high.
            let (start, end) = (y * height, (y + 1) * height);
            let next = (at + 1) * self.height;
            let inside = (end.min(next) - start) as u64;
            sums.iter_mut().zip(&row).for_each(|(sum, part)| *sum += part * inside);
            if end >= next {
                push_means(&sums, channels, opacity, area, &mut data);
                let rest = (end - next) as u64;
                sums.iter_mut().zip(&row).for_each(|(sum, part)| *sum = part * rest);
                at += 1;
            }
        }
        Self { width, height, channels, data, profile: self.profile.clone() }
    }

    /// Sums of one row, for each channel of each pixel of the copy.
    fn shrink_row(&self, pixels: &[u8], width: usize, opacity: Option<usize>, sums: &mut [u64]) {
        let channels = self.channels;
        sums.fill(0);
        let mut add = |at: usize, pixel: &[u8], weight: usize| {
            let strength = opacity.map_or(1, |opacity| u64::from(pixel[opacity]));
            let sums = &mut sums[at * channels..(at + 1) * channels];
            for (channel, (sum, &value)) in sums.iter_mut().zip(pixel).enumerate() {
                let factor = if opacity == Some(channel) { 1 } else { strength };
                *sum += u64::from(value) * factor * weight as u64;
            }
        };
        let mut at = 0;
        for (x, pixel) in pixels.chunks_exact(channels).enumerate() {
            // A pixel of the picture is `width` wide when one of the copy is `self.width` wide.
            let (start, end) = (x * width, (x + 1) * width);
            let next = (at + 1) * self.width;
            add(at, pixel, end.min(next) - start);
            if end >= next {
                at += 1;
                if end > next {
                    add(at, pixel, end - next);
                }
            }
        }
    }

    /// The same as people hold it: `orientation` is that of Exif.
    fn upright(self, orientation: u8) -> Self {
        if orientation == 1 {
            return self;
        }
        let (width, height) = if orientation > 4 { (self.height, self.width) } else { (self.width, self.height) };
        let (right, bottom) = (self.width - 1, self.height - 1);
        let mut data = Vec::with_capacity(self.data.len());
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            let (x, y) = match orientation {
                2 => (right - x, y),
                3 => (right - x, bottom - y),
                4 => (x, bottom - y),
                5 => (y, x),
                6 => (y, bottom - x),
                7 => (right - y, bottom - x),
                8 => (right - y, x),
                _ => (x, y),
            };
            let from = (y * self.width + x) * self.channels;
            data.extend_from_slice(&self.data[from..from + self.channels]);
        }
        Self { width, height, data, ..self }
    }

    fn jpeg(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, JPEG_QUALITY);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        if let Some(profile) = &self.profile {
            encoder.add_icc_profile(profile).ok()?;
        }
        let side = |length: usize| u16::try_from(length).ok();
        let rows = Rows { pixels: self, width: side(self.width)?, height: side(self.height)? };
        encoder.encode_image(rows).ok()?;
        Some(out)
    }

    fn png(&self) -> Option<Vec<u8>> {
        let mut info = png::Info::with_size(self.width as u32, self.height as u32);
        info.bit_depth = png::BitDepth::Eight;
        info.color_type = match self.channels {
            1 => png::ColorType::Grayscale,
            2 => png::ColorType::GrayscaleAlpha,
            3 => png::ColorType::Rgb,
            _ => png::ColorType::Rgba,
        };
        info.icc_profile = self.profile.as_deref().map(Cow::Borrowed);
        let mut out = Vec::new();
        let mut encoder = png::Encoder::with_info(&mut out, info).ok()?;
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&self.data).ok()?;
        writer.finish().ok()?;
        Some(out)
    }
}

/// Pixels as the encoder of JPEG asks for them: one channel of grey, or three of colour. It has nine such types of its own, and naming one
/// of them at run time would make an encoder for each, 75 kB of program.
struct Rows<'p> {
    pixels: &'p Pixels,
    width: u16,
    height: u16,
}

impl jpeg_encoder::ImageBuffer for Rows<'_> {
    fn get_jpeg_color_type(&self) -> jpeg_encoder::JpegColorType {
        match self.pixels.channels {
            1 => jpeg_encoder::JpegColorType::Luma,
            _ => jpeg_encoder::JpegColorType::Ycbcr,
        }
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let Pixels { width, channels, data, .. } = self.pixels;
        let row = &data[usize::from(y) * width * channels..][..width * channels];
        for pixel in row.chunks_exact(*channels) {
            match *pixel {
                [red, green, blue, ..] => {
                    let (light, blue, red) = jpeg_encoder::rgb_to_ycbcr(red, green, blue);
                    buffers[0].push(light);
                    buffers[1].push(blue);
                    buffers[2].push(red);
                }
                [grey, ..] => buffers[0].push(grey),
                [] => {}
            }
        }
    }
}

/// Adds a row of means to `data`, rounded to the nearest, from sums over `area` parts.
fn push_means(sums: &[u64], channels: usize, opacity: Option<usize>, area: u64, data: &mut Vec<u8>) {
    for pixel in sums.chunks_exact(channels) {
        for (channel, sum) in pixel.iter().enumerate() {
            let whole = match opacity {
                Some(opacity) if channel != opacity => pixel[opacity],
                _ => area,
            };
            let mean = (sum + whole / 2).checked_div(whole).unwrap_or(0);
            data.push(u8::try_from(mean).unwrap_or(u8::MAX));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(width: usize, channels: usize, data: &[u8]) -> Pixels {
        Pixels { width, height: data.len() / width / channels, channels, data: data.to_vec(), profile: None }
    }

    #[test]
    fn a_pixel_is_the_mean_of_what_it_covers() {
        assert_eq!(pixels(2, 1, &[0, 100, 50, 251]).shrunk((1, 1)).data, [100]);
        // Three pixels to two: each covers one and a half.
        assert_eq!(pixels(3, 1, &[0, 90, 180]).shrunk((2, 1)).data, [30, 150]);
        assert_eq!(pixels(1, 1, &[0, 90, 180]).shrunk((1, 2)).data, [30, 150]);
        assert_eq!(pixels(2, 3, &[10, 20, 30, 30, 40, 50]).shrunk((1, 1)).data, [20, 30, 40]);
        // What cannot be seen gives no colour.
        assert_eq!(pixels(2, 4, &[200, 100, 0, 255, 9, 9, 9, 0]).shrunk((1, 1)).data, [200, 100, 0, 128]);
        assert_eq!(pixels(2, 2, &[7, 0, 9, 0]).shrunk((1, 1)).data, [0, 0]);
        // The sums of a large picture fit.
        let white = pixels(7001, 4, &vec![255; 7001 * 4 * 3]);
        assert!(white.shrunk((480, 1)).data.iter().all(|&value| value == 255));
    }

    #[test]
    fn every_way_to_hold_a_camera_is_put_right() {
        // Stored as  0 1 2
        //            3 4 5
        for (orientation, width, shown) in [
            (1, 3, [0, 1, 2, 3, 4, 5]),
            (2, 3, [2, 1, 0, 5, 4, 3]),
            (3, 3, [5, 4, 3, 2, 1, 0]),
            (4, 3, [3, 4, 5, 0, 1, 2]),
            (5, 2, [0, 3, 1, 4, 2, 5]),
            (6, 2, [3, 0, 4, 1, 5, 2]),
            (7, 2, [5, 2, 4, 1, 3, 0]),
            (8, 2, [2, 5, 1, 4, 0, 3]),
        ] {
            let upright = pixels(3, 1, &[0, 1, 2, 3, 4, 5]).upright(orientation);
            assert_eq!((upright.width, &upright.data[..]), (width, &shown[..]), "{orientation}");
        }
    }

    #[test]
    fn a_copy_looks_like_the_picture() {
        // A slope in two directions: what is saved and read again is near what it was.
        let data: Vec<u8> = (0..64u8).flat_map(|y| (0..64u8).flat_map(move |x| [x * 4, y * 4, 128])).collect();
        let picture = pixels(64, 3, &data);
        let again = Pixels::of_png(&picture.png().expect("a PNG")).expect("read");
        assert_eq!(again.data, picture.data);
        let again = Pixels::of_jpeg(&picture.jpeg().expect("a JPEG")).expect("read");
        let worst = again.data.iter().zip(&picture.data).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(worst < Some(24), "{worst:?}");
        assert_eq!(picture.jpeg(), picture.jpeg());
        let grey = pixels(16, 1, &[77; 256]);
        assert_eq!(Pixels::of_jpeg(&grey.jpeg().expect("a JPEG")).expect("read").channels, 1);
        for broken in [&picture.png().expect("a PNG")[..60], &picture.jpeg().expect("a JPEG")[..60], b"\xff\xd8\xff"] {
            assert!(Pixels::of_png(broken).is_none() && Pixels::of_jpeg(broken).is_none());
        }
    }
}
