//! What makes pages light and safe to serve: pictures with their copies, packed copies of texts, and what servers are told.

use std::io::Read;

use ketenportaal::config::Options;
use ketenportaal::pipeline::{self, Cache};
use ketenportaal::render::server_files::{self, HEADERS, Server};

use crate::harness::{TestSite, main_of, text_of};

const THEME: &str = "content/themas/samen-werken.md";
const PAGE: &str = "themas/samen-werken/index.html";

/// Bytes that look like noise and are always the same.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..count).map(next).collect()
}

/// A photo of this size, too heavy to be sent to every screen.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let data = noise(3 * usize::from(width) * usize::from(height));
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 60);
    encoder.encode(&data, width, height, jpeg_encoder::ColorType::Rgb).expect("a photo");
    bytes
}

/// A screenshot of this size in full colour, with opacity.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&noise((4 * width * height) as usize)).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

/// The starter with this text in its theme.
fn theme(text: &str) -> TestSite {
    TestSite::starter().replace(THEME, "Begin klein.", text)
}

/// The tags of the pictures in the main part of the theme's page.
fn pictures(site: &TestSite) -> Vec<String> {
    let html = site.html(PAGE);
    main_of(&html).split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_page_keeps_room_for_its_pictures_and_offers_smaller_ones() {
    let site = theme("\n\n![Een balie](<over/balie foto.jpg> \"De balie & meer\")\n\n![Plan](over/plan.svg) en ![Scherm](over/scherm.png)\n\n")
        .file("content/over/balie foto.jpg", jpeg(1000, 500))
        .file("content/over/scherm.png", png(700, 300))
        .file("content/over/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'/>");
    assert_eq!(site.report(), "");
    let tags = pictures(&site);
    assert_eq!(tags.len(), 3);
    let without_hashes = |tag: &str| {
        let parts: Vec<&str> = tag.split('.').collect();
        let is_hash = |part: &str| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        parts.iter().map(|part| if is_hash(part) { "#" } else { part }).collect::<Vec<_>>().join(".")
    };
    assert_eq!(
        tags.iter().map(|tag| without_hashes(tag)).collect::<Vec<_>>(),
        [
            "src=\"/over/balie%20foto.jpg\" srcset=\"/assets/balie-foto-480.#.jpg 480w, /over/balie%20foto.jpg 1000w\" \
             sizes=\"(min-width: 51rem) 49rem, 100vw\" width=\"1000\" height=\"500\" alt=\"Een balie\"",
            "src=\"/over/plan.svg\" width=\"40\" height=\"30\" alt=\"Plan\" loading=\"lazy\" decoding=\"async\"",
            "src=\"/over/scherm.png\" srcset=\"/assets/scherm-480.#.png 480w, /over/scherm.png 700w\" \
             sizes=\"(min-width: 51rem) 49rem, 100vw\" width=\"700\" height=\"300\" alt=\"Scherm\" loading=\"lazy\" decoding=\"async\"",
        ]
    );
    assert!(site.html(PAGE).contains("<figcaption>De balie &amp; meer</figcaption></figure>"));
    let outputs = site.build().outputs.expect("it builds");
    for (ending, size) in [("jpg", (480, 240)), ("png", (480, 206))] {
        let (path, bytes) = outputs
            .iter()
            .find(|(path, _)| path.starts_with("assets/") && path.ends_with(ending))
            .unwrap_or_else(|| panic!("no copy in {ending}"));
        let copy = ketenportaal::parse::picture::Picture::read(bytes).expect("a picture");
        assert_eq!(copy.size, Some(size), "{path}");
    }
}

#[test]
fn a_photo_that_is_wider_than_any_screen_is_shown_by_its_copies() {
    let site = theme("![Foto](over/foto.jpg)").file("content/over/foto.jpg", jpeg(1900, 300));
    let tag = &pictures(&site)[0];
    assert!(tag.starts_with("src=\"/assets/foto-1440.") && !tag.contains("/over/foto.jpg"), "{tag}");
    assert_eq!(tag.matches("w,").count() + 1, 3, "{tag}");
    // Below a folder the addresses of copies start with it.
    let mut below = site;
    below.options.base_url = Some("https://werk.example/map/".to_owned());
    assert!(pictures(&below)[0].starts_with("src=\"/map/assets/foto-1440."), "{}", pictures(&below)[0]);
}

#[test]
fn another_picture_of_the_same_name_changes_the_pages_that_show_it() {
    let mut site = theme("![Foto](over/foto.jpg)").file("content/over/foto.jpg", jpeg(700, 300));
    let mut cache = Cache::default();
    let build = |site: &TestSite, cache: &mut Cache| {
        let mut build = pipeline::build(&site.sources, &site.options, cache);
        pipeline::outputs(&mut build).expect("it builds")
    };
    let before = build(&site, &mut cache);
    site.write("content/over/foto.jpg", jpeg(720, 300));
    let after = build(&site, &mut cache);
    assert!(after == site.build().outputs.expect("it builds"));
    let changed: Vec<&String> = before
        .iter()
        .filter(|(path, bytes)| after.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .filter(|path| !path.starts_with("assets/"))
        .collect();
    assert_eq!(changed, ["over/foto.jpg", PAGE]);
}

#[test]
fn equal_pictures_of_one_name_share_their_copies() {
    let site = theme("![Foto](over/foto.jpg) ![Foto](nieuws/foto.jpg)")
        .file("content/over/foto.jpg", jpeg(700, 300))
        .file("content/nieuws/foto.jpg", jpeg(700, 300));
    let outputs = site.build().outputs.expect("it builds");
    assert_eq!(outputs.keys().filter(|path| path.starts_with("assets/foto-480.")).count(), 1);
}

#[test]
fn every_file_can_be_found_by_its_path() {
    let mut site = theme("![Foto](over/foto.jpg)").file("content/over/foto.jpg", jpeg(700, 300));
    site.options.compress = true;
    let built = pipeline::build(&site.sources, &site.options, &mut Cache::default());
    let built = built.site.expect("it builds");
    for (path, output) in built.outputs() {
        assert_eq!(built.find(&path), Some(output), "{path}");
    }
    for path in ["assets/foto-480.jpg", "over/foto.jpg.gz", "_headers.gz", "index.html.zip", ".gz"] {
        assert_eq!(built.find(path), None, "{path}");
    }
}

#[test]
fn packed_copies_lie_beside_texts_when_asked_for() {
    let plain = TestSite::starter().build().outputs.expect("it builds");
    let by_setting = TestSite::starter().replace("data/portaal.yaml", "theme:", "compressie: true\ntheme:");
    let mut by_option = TestSite::starter();
    by_option.options.compress = true;
    let packed = by_option.build().outputs.expect("it builds");
    assert!(packed == by_setting.build().outputs.expect("it builds"));
    let mut copies = 0;
    for (path, bytes) in &packed {
        let Some(base) = path.strip_suffix(".gz") else {
            assert_eq!(plain.get(path), Some(bytes), "{path}");
            continue;
        };
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text).expect("it unpacks");
        assert!(text == *plain[base], "{path}");
        copies += 1;
    }
    assert!(copies > 30 && packed.len() == plain.len() + copies, "{copies}");
    for path in ["index.html.gz", "sitemap.xml.gz"] {
        assert!(packed.contains_key(path), "{path}");
    }
    assert!(!packed.contains_key("_headers.gz") && !packed.contains_key("robots.txt.gz"));
    // A file of an editor keeps its name.
    let own = by_option.file("content/over/lijst.csv", "a;b").file("content/over/lijst.csv.gz", "van mij");
    assert_eq!(text_of(&own.build().outputs.expect("it builds")["over/lijst.csv.gz"]), "van mij");
    // A preview sends no copies.
    let mut preview = by_setting;
    preview.options.preview = true;
    assert!(preview.build().outputs.expect("it builds").keys().all(|path| !path.ends_with(".gz")));
}

/// The portal of the starter with pages that moved.
fn moved(base_url: &str) -> TestSite {
    TestSite::starter().replace("data/portaal.yaml", "https://portaal.example/", base_url).replace(
        "content/praktijken/een-vast-gezicht.md",
        "voorbeeld: true",
        "voorbeeld: true\naliases: [/praktijken/café/, /oud/~a.b_c/]",
    )
}

fn told(site: &TestSite, server: Server) -> String {
    let built = pipeline::build(&site.sources, &site.options, &mut Cache::default());
    server_files::configuration(&built.site.unwrap_or_else(|| panic!("{}", site.report())).portal, server)
}

#[test]
fn servers_are_told_the_same() {
    let mut site = moved("https://werk.example/map/");
    insta::assert_snapshot!("headers", site.html("_headers"));
    insta::assert_snapshot!("redirects", site.html("_redirects"));
    assert_eq!(told(&site, Server::Netlify), site.html("_headers"));
    site.options.compress = true;
    insta::assert_snapshot!("nginx", told(&site, Server::Nginx));
    insta::assert_snapshot!("caddy", told(&site, Server::Caddy));
    insta::assert_snapshot!("apache", told(&site, Server::Apache));
}

#[test]
fn every_server_gets_every_header_and_only_a_safe_address_is_for_good() {
    for (base_url, is_safe) in [("https://werk.example/", true), ("http://werk.example/", false)] {
        let site = moved(base_url);
        for server in [Server::Netlify, Server::Nginx, Server::Caddy, Server::Apache] {
            let text = told(&site, server);
            for (name, value) in HEADERS {
                assert!(text.contains(name) && text.contains(value), "{server:?}: {name}");
            }
            assert_eq!(text.contains("Strict-Transport-Security"), is_safe, "{server:?}");
            assert!(text.contains("immutable"), "{server:?}");
        }
    }
}

#[test]
fn a_site_with_drafts_asks_search_engines_to_leave_it_out() {
    let mut site = moved("https://werk.example/");
    let asks = |site: &TestSite| {
        let outputs = site.build().outputs.expect("it builds");
        let pages = outputs.iter().filter(|(path, _)| path.ends_with(".html"));
        let asks = pages.filter(|(_, bytes)| text_of(bytes).contains("<meta name=\"robots\" content=\"noindex\">"));
        let paths: Vec<String> = asks.map(|(path, _)| path.clone()).collect();
        (paths, text_of(&outputs["robots.txt"]).contains("Sitemap: "))
    };
    let servers = [Server::Netlify, Server::Nginx, Server::Caddy, Server::Apache];
    let (pages, leads_there) = asks(&site);
    assert!(pages.contains(&"404.html".to_owned()) && !pages.contains(&"index.html".to_owned()), "{pages:?}");
    assert!(leads_there && !servers.iter().any(|&server| told(&site, server).contains("X-Robots-Tag")));
    site.options.drafts = true;
    let (pages, leads_there) = asks(&site);
    let all = site.build().outputs.expect("it builds").keys().filter(|path| path.ends_with(".html")).count();
    assert_eq!(pages.len(), all);
    assert!(!leads_there && servers.iter().all(|&server| told(&site, server).contains("X-Robots-Tag")));
}

#[test]
fn no_two_rules_of_headers_set_the_same_header_for_one_address() {
    let text = moved("https://werk.example/").html("_headers");
    let mut names: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(':')).map(|(name, _)| name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "{text}");
}

#[test]
fn options_decide_what_is_asked_of_the_next_build() {
    let hash = |options: &Options| {
        let mut hasher = ketenportaal::hash::Hasher::new();
        options.feed(&mut hasher);
        hasher.finish()
    };
    let plain = TestSite::starter().options;
    assert_ne!(hash(&plain), hash(&Options { compress: true, ..plain.clone() }));
}
