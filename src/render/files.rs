//! Outputs that are no pages: redirects, the sitemap, what search engines may read, and what browsers and others want to know of the site.

use std::fmt::Write;

use serde_json::json;

use crate::escape::escaped;
use crate::model::id::Id;
use crate::model::portal::{Page, Portal};
use crate::model::route::Route;
use crate::picture::Colours;
use crate::render::feeds::text;
use crate::render::theme::Theme;
use crate::render::{covers, dates};

/// Path of the file for search engines.
pub const ROBOTS: &str = "robots.txt";
/// The most addresses in one sitemap: the limit of sitemaps.org.
const PER_SITEMAP: usize = 50_000;

/// A file that tells of the site as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// Whom to tell of a leak (RFC 9116).
    Security,
    /// How the site looks on a telephone: a web app manifest of the W3C.
    Manifest,
    /// How a browser searches the site: OpenSearch 1.1.
    Search,
}

impl File {
    /// Path of the file in the site.
    pub fn path(self) -> &'static str {
        match self {
            File::Security => ".well-known/security.txt",
            File::Manifest => "site.webmanifest",
            File::Search => "opensearch.xml",
        }
    }
}

/// The files of this kind that a portal has.
pub fn all(portal: &Portal) -> Vec<File> {
    let security = portal.settings.beveiliging.is_some().then_some(File::Security);
    let search = search(portal).is_some().then_some(File::Search);
    [security, Some(File::Manifest), search].into_iter().flatten().collect()
}

/// The address at which the portal is searched, with a mark for the words: known when the portal has a page to search on.
pub fn search(portal: &Portal) -> Option<impl Fn(&str) -> String> {
    let page = portal.page_at(&["zoeken"])?;
    let address = portal.pages[page].route.href(&portal.base_url);
    Some(move |mark: &str| format!("{address}?q={mark}"))
}

/// Whom to tell of a leak, and until when that holds.
pub fn security(portal: &Portal) -> String {
    let Some(security) = &portal.settings.beveiliging else { return String::new() };
    let mut out = String::new();
    for contact in &security.contact {
        out.push_str(&format!("Contact: {contact}\n"));
    }
    out.push_str(&format!("Expires: {}T00:00:00.000Z\n", security.expires.value));
    if !security.talen.is_empty() {
        out.push_str(&format!("Preferred-Languages: {}\n", security.talen.join(", ")));
    }
    out.push_str(&format!("Canonical: {}{}\n", portal.base_url, File::Security.path()));
    if let Some(beleid) = &security.beleid {
        out.push_str(&format!("Policy: {beleid}\n"));
    }
    out
}

/// The address of the icon of this width: the theme's own picture, or else the one the site draws.
pub fn icon(portal: &Portal, theme: &Theme, width: u16) -> String {
    let own = theme.asset(&format!("icoon-{width}.png"));
    let path = own.map_or_else(|| covers::path(&covers::Image::Icon(width)), |asset| asset.path.clone());
    Route::file(&path).href(&portal.base_path)
}

/// How the site looks on a telephone.
pub fn manifest(portal: &Portal, theme: &Theme) -> String {
    let settings = &portal.settings;
    let png = |width: u16, purpose: &str| {
        let size = format!("{width}x{width}");
        json!({"src": icon(portal, theme, width), "sizes": size, "type": "image/png", "purpose": purpose})
    };
    let mut icons = vec![png(192, "any"), png(512, "any"), png(512, "maskable")];
    if let Some(asset) = theme.asset("icoon.svg") {
        let src = Route::file(&asset.path).href(&portal.base_path);
        icons.insert(0, json!({"src": src, "sizes": "any", "type": "image/svg+xml"}));
    }
    let Colours { paper, .. } = theme.colours;
    let colour = format!("#{:02x}{:02x}{:02x}", paper.0, paper.1, paper.2);
    let manifest = json!({
        "id": portal.base_path,
        "name": settings.name,
        "short_name": settings.name,
        "description": settings.description,
        "lang": settings.language,
        "dir": "ltr",
        "start_url": portal.base_path,
        "scope": portal.base_path,
        "display": "minimal-ui",
        "theme_color": colour,
        "background_color": colour,
        "icons": icons,
    });
    format!("{manifest:#}\n")
}

/// How a browser searches the site. The short name may have 16 signs (OpenSearch 1.1, draft 6).
pub fn open_search(portal: &Portal, theme: &Theme) -> String {
    let Some(search) = search(portal) else { return String::new() };
    let settings = &portal.settings;
    let short: String = settings.name.chars().take(16).collect();
    let icon = icon(portal, theme, 192);
    let icon = format!("{}{}", portal.base_url, icon.strip_prefix(&portal.base_path).unwrap_or(&icon));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n<Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Image height=\"192\" width=\"192\" type=\"image/png\">{}</Image>\n\
         <Url type=\"text/html\" method=\"get\" template=\"{}\"/>\n</OpenSearchDescription>\n",
        text(&short),
        text(&settings.description),
        text(&settings.language),
        text(&icon),
        text(&search("{searchTerms}")),
    )
}

/// The parts of the sitemap: one whole, or an index (0) with parts from 1.
pub fn sitemaps(portal: &Portal) -> std::ops::RangeInclusive<usize> {
    let parts = portal.pages.len().div_ceil(PER_SITEMAP);
    0..=if parts > 1 { parts } else { 0 }
}

/// The path of a part of the sitemap.
pub fn sitemap_path(part: usize) -> String {
    if part == 0 { "sitemap.xml".to_owned() } else { format!("sitemap-{part}.xml") }
}

/// What search engines may read. They may look at a site with drafts as well, as they only then see that its pages ask to be left out; but
/// nothing leads them there.
pub fn robots(portal: &Portal) -> String {
    let sitemap = if portal.drafts { String::new() } else { format!("Sitemap: {}sitemap.xml\n", portal.base_url) };
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// A page at an earlier address that leads to the page's address of today, without a script.
pub fn redirect(portal: &Portal, page: Id<Page>) -> String {
    let (href, title) = (escaped(&portal.href(page)), escaped(&portal.pages[page].title));
    let moved = escaped(portal.words.get("verhuisd.tekst"));
    let language = escaped(&portal.settings.language);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{href}\">\n</head>\n<body>\n<p>{moved} <a href=\"{href}\">{title}</a></p>\n</body>\n</html>\n"
    )
}

/// All pages that a search engine should know, with the day of their last change where that is known; or a part of them.
pub fn sitemap(portal: &Portal, part: usize) -> String {
    let parts = *sitemaps(portal).end();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    if part == 0 && parts > 0 {
        let mut xml = format!("{head}<sitemapindex {namespace}>\n");
        for part in 1..=parts {
            let address = escaped(&format!("{}{}", portal.base_url, sitemap_path(part)));
            // Writing to a string cannot fail.
            let _ = writeln!(xml, "<sitemap><loc>{address}</loc></sitemap>");
        }
        return xml + "</sitemapindex>\n";
    }
    let mut xml = format!("{head}<urlset {namespace}>\n");
    let pages = portal.addresses.sorted();
    let pages = pages.into_iter().filter(|(route, _)| route.as_str().ends_with('/'));
    for (route, id) in pages.skip(part.saturating_sub(1) * PER_SITEMAP).take(PER_SITEMAP) {
        let _ = write!(xml, "<url><loc>{}</loc>", escaped(&route.href(&portal.base_url)));
        if let Some(date) = dates::last_change(portal, &portal.pages[id]) {
            let _ = write!(xml, "<lastmod>{date}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml + "</urlset>\n"
}
