//! Outputs that are no pages: redirects, the sitemap and what search engines may read.

use std::fmt::Write;

use crate::escape::escaped;
use crate::model::id::Id;
use crate::model::portal::{Page, Portal};

/// Path of the file for search engines.
pub const ROBOTS: &str = "robots.txt";
/// The most addresses in one sitemap: the limit of sitemaps.org.
const PER_SITEMAP: usize = 50_000;

/// The parts of the sitemap: one whole, or an index (0) with parts from 1.
pub fn sitemaps(portal: &Portal) -> std::ops::RangeInclusive<usize> {
    let parts = portal.pages.len().div_ceil(PER_SITEMAP);
    0..=if parts > 1 { parts } else { 0 }
}

/// The path of a part of the sitemap.
pub fn sitemap_path(part: usize) -> String {
    if part == 0 { "sitemap.xml".to_owned() } else { format!("sitemap-{part}.xml") }
}

/// What search engines may read.
pub fn robots(portal: &Portal) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", portal.base_url)
}

/// A page at an earlier address that leads to the page's address of today, without a script.
pub fn redirect(portal: &Portal, page: Id<Page>) -> String {
    let (href, title) = (escaped(&portal.href(page)), escaped(&portal.pages[page].title));
    let moved = escaped(portal.words.get("verhuisd.tekst"));
    format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
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
        let common = portal.pages[id].text.as_ref().map(|text| text.common());
        if let Some(date) = common.and_then(|common| common.updated.or(common.date)) {
            let _ = write!(xml, "<lastmod>{date}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml + "</urlset>\n"
}
