//! The pictures a site makes of itself: one for each of its sections, which other sites show beside a link, and its icon.

use std::sync::OnceLock;

use crate::config::Extra;
use crate::hash::{Hash, Hasher};
use crate::model::portal::{Page, PageKind, Portal};
use crate::model::route::Route;
use crate::picture::{Colours, Ink, Picture, letters};

/// Width of the picture of a section, in pixels: what Open Graph asks for.
pub const WIDTH: u16 = 1200;
/// Height of the picture of a section, in pixels.
pub const HEIGHT: u16 = 630;
/// Widths of the icon in pixels: of a telephone of Apple, and of the two that a web manifest needs.
pub const ICONS: [u16; 3] = [180, 192, 512];
/// Where programs look for the icon.
const FAVICON: &str = "favicon.ico";
/// Width of that icon in pixels.
const FAVICON_WIDTH: u8 = 48;
/// Folder of the pictures.
const FOLDER: &str = "beeld";
/// Room around a picture of a section, in pixels.
const MARGIN: f64 = 90.0;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Image {
    /// Of a section; none for the portal as a whole.
    Section(Option<Route>),
    /// The icon, this many pixels wide.
    Icon(u16),
    /// The icon at the address where programs look for it that read no page.
    Favicon,
}

/// Every picture, by path in the site.
pub fn files(portal: &Portal) -> Vec<(String, Image)> {
    let has_covers = portal.settings.has(Extra::Covers);
    let sections = portal.pages.iter().filter(|page| is_section(page));
    let sections = sections.map(|page| Image::Section(Some(page.route.clone())));
    let covers = [Image::Section(None)].into_iter().chain(sections).filter(|_| has_covers);
    let all = covers.chain([Image::Favicon]).chain(ICONS.map(Image::Icon));
    all.map(|image| (path(&image), image)).collect()
}

/// The picture at a path of the site.
pub fn find(portal: &Portal, path: &str) -> Option<Image> {
    (path.starts_with("beeld/") || path == FAVICON)
        .then(|| files(portal).into_iter().find(|(other, _)| other == path))
        .flatten()
        .map(|(_, image)| image)
}

/// Path of a picture in the site. It stays the same when the picture changes: other sites have written it down.
pub fn path(image: &Image) -> String {
    match image {
        Image::Section(None) => format!("{FOLDER}/portaal.png"),
        Image::Section(Some(route)) => format!("{FOLDER}/deel-{}.png", route.name()),
        Image::Icon(width) => format!("{FOLDER}/icoon-{width}.png"),
        Image::Favicon => FAVICON.to_owned(),
    }
}

/// A page that opens a section: the themes, the news.
fn is_section(page: &Page) -> bool {
    let is_own = matches!(page.kind, PageKind::Home | PageKind::Pagina | PageKind::NietGevonden);
    !is_own && page.blad == 1 && !page.route.name().contains('/')
}

/// The picture of the section a page is in; none in a portal without such pictures.
pub fn of_page(portal: &Portal, page: &Page) -> Option<Image> {
    if !portal.settings.has(Extra::Covers) {
        return None;
    }
    let first = page.route.name().split('/').next().unwrap_or_default();
    let section = portal.page_at(&[first]).map(|id| &portal.pages[id]).filter(|section| is_section(section));
    Some(Image::Section(section.map(|section| section.route.clone())))
}

/// What a picture says, for who cannot see it.
pub fn alternative(portal: &Portal, image: &Image) -> String {
    match image {
        Image::Section(Some(route)) => format!("{}: {}", portal.settings.name, portal.title_at(route)),
        _ => words(portal, image).join(": "),
    }
}

/// The key of a picture: equal keys mean equal bytes.
pub fn key(portal: &Portal, image: &Image, colours: &Colours) -> Hash {
    let mut hasher = Hasher::new();
    hasher.text("picture").text(&path(image));
    words(portal, image).iter().for_each(|text| {
        hasher.text(text);
    });
    for colour in [colours.paper, colours.text, colours.accent] {
        hasher.bytes(&[colour.0, colour.1, colour.2]);
    }
    hasher.finish()
}

/// The texts on a picture: what stands small above, and what stands large.
fn words(portal: &Portal, image: &Image) -> Vec<String> {
    let settings = &portal.settings;
    match image {
        Image::Section(Some(route)) => vec![settings.name.clone(), portal.title_at(route).to_owned()],
        Image::Section(None) => {
            [&settings.name, &settings.tagline].into_iter().filter(|text| !text.is_empty()).cloned().collect()
        }
        Image::Icon(_) | Image::Favicon => Vec::new(),
    }
}

/// What the pictures of all sections of a portal have in common, drawn once.
#[derive(Default)]
pub struct Letterhead(OnceLock<Picture>);

/// Draws a picture: as PNG, but for the one whose name says otherwise.
pub fn bytes(portal: &Portal, image: &Image, colours: &Colours, letterhead: &Letterhead) -> Vec<u8> {
    match image {
        Image::Icon(width) => icon(*width).png(colours),
        Image::Section(_) => section(&words(portal, image), letterhead).png(colours),
        Image::Favicon => ico(&icon(FAVICON_WIDTH.into()).png(colours)),
    }
}

/// A PNG in the file of one icon that Windows calls ICO: a head of 6 bytes, and 16 that say where the picture is.
fn ico(png: &[u8]) -> Vec<u8> {
    let size = u32::try_from(png.len()).unwrap_or_default().to_le_bytes();
    let head = [0, 0, 1, 0, 1, 0, FAVICON_WIDTH, FAVICON_WIDTH, 0, 0, 1, 0, 4, 0];
    [&head[..], &size, &22u32.to_le_bytes(), png].concat()
}

/// Two links of a chain, as in the icon of the theme. Its middle is where every telephone leaves it whole: within four fifths.
fn icon(width: u16) -> Picture {
    let mut picture = Picture::new(width, width);
    links(&mut picture, (0.0, 0.0), f64::from(width) / 32.0);
    picture
}

fn links(picture: &mut Picture, at: (f64, f64), unit: f64) {
    for (x, ink) in [(11.0, Ink::Text), (21.0, Ink::Accent)] {
        picture.circle((at.0 + x * unit, at.1 + 16.0 * unit), 5.5 * unit, 3.0 * unit, ink);
    }
}

/// The mark and the name of the portal above, and what it is about large below it.
fn section(words: &[String], letterhead: &Letterhead) -> Picture {
    let (title, mut picture) = match words {
        [] => return Picture::new(WIDTH, HEIGHT),
        [name] => (name, sheet("")),
        [name, title, ..] => (title, letterhead.0.get_or_init(|| sheet(name)).clone()),
    };
    let (lines, size) = fitted(title, f64::from(WIDTH) - 2.0 * MARGIN);
    let first = f64::from(HEIGHT) - MARGIN - 40.0 - (lines.len() as f64 - 1.0) * size * 1.75;
    for (number, line) in lines.iter().enumerate() {
        picture.text(line, (MARGIN, first + number as f64 * size * 1.75), size, size / 6.5, Ink::Text);
    }
    picture
}

/// A picture of a section without its title: the mark with a name beside it, and the line at the foot.
fn sheet(name: &str) -> Picture {
    let mut picture = Picture::new(WIDTH, HEIGHT);
    links(&mut picture, (MARGIN - 24.0, 62.0), 6.0);
    let room = f64::from(WIDTH) - 2.0 * MARGIN - 190.0;
    let width = letters::width(name);
    let size = room.min(46.0 / letters::CAPITAL * width) / width.max(1.0) * letters::CAPITAL;
    picture.text(name, (MARGIN + 172.0, 158.0 + size / 2.0), size, size / 6.0, Ink::Text);
    let below = f64::from(HEIGHT) - MARGIN + 22.0;
    picture.line(&[(MARGIN, below), (MARGIN + 150.0, below)], 14.0, Ink::Accent);
    picture
}

/// A title in one to three lines, with the height of its capitals: as large as fits.
fn fitted(title: &str, room: f64) -> (Vec<String>, f64) {
    let size_of = |lines: &[String], most: f64| {
        let widest = lines.iter().map(|line| letters::width(line)).fold(1.0, f64::max);
        most.min(room / widest * letters::CAPITAL)
    };
    let options = [(1, 104.0), (2, 84.0), (3, 60.0)].map(|(count, most)| {
        let lines = broken(title, count);
        let size = size_of(&lines, most);
        (lines, size)
    });
    // More lines only when that makes the letters larger.
    let [first, others @ ..] = options;
    others.into_iter().fold(first, |best, other| if other.1 > best.1 * 1.05 { other } else { best })
}

/// A text in at most this many lines, broken at blanks so that the widest is as narrow as can be.
fn broken(text: &str, count: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    narrowest(&words, count).1
}

/// Words in lines, with the width of the widest.
fn narrowest(words: &[&str], count: usize) -> (f64, Vec<String>) {
    let whole = words.join(" ");
    let mut best = (letters::width(&whole), vec![whole]);
    for at in 1..if count > 1 { words.len() } else { 1 } {
        let first = words[..at].join(" ");
        let (below, lines) = narrowest(&words[at..], count - 1);
        let widest = letters::width(&first).max(below);
        if widest < best.0 {
            best = (widest, std::iter::once(first).chain(lines).collect());
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_broken_at_blanks() {
        assert_eq!(broken("een twee drie vier", 2), ["een twee", "drie vier"]);
        assert_eq!(broken("Landkaart", 3), ["Landkaart"]);
        assert_eq!(broken("", 2), [""]);
    }

    #[test]
    fn every_title_fits() {
        for title in [
            "Landkaart",
            "Alles van A tot Z",
            "De arbeidsmarkt in heel Nederland",
            "Arbeidsongeschiktheidsverzekeringswetgeving",
        ] {
            let (lines, size) = fitted(title, 1020.0);
            assert!(size > 20.0);
            for line in lines {
                assert!(letters::width(&line) / letters::CAPITAL * size <= 1020.1, "{title}: {line}");
            }
        }
    }
}
