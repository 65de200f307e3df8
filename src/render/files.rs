//! Outputs that are no pages: assets, redirects, the sitemap, and the data files for download.

use std::sync::Arc;

use crate::model::portal::Portal;
use crate::model::words::Words;
use crate::render::Outputs;
use crate::render::html::escaped;
use crate::render::theme::Theme;
use crate::source::Sources;

/// All of them.
pub fn outputs(portal: &Portal, sources: &Sources, theme: &Theme) -> Outputs {
    let mut outputs = Outputs::new();
    for asset in &theme.assets {
        outputs.insert(asset.path.clone(), asset.bytes.clone());
    }
    for (route, path) in &portal.assets {
        if let Some(source) = sources.get(path) {
            outputs.insert(route.output(), source.bytes.clone());
        }
    }
    for (route, &page) in &portal.redirects {
        outputs.insert(route.output(), text(redirect(&portal.href(page), &portal.pages[page].title, &portal.words)));
    }
    outputs.insert("sitemap.xml".to_owned(), text(sitemap(portal)));
    outputs.insert(
        "robots.txt".to_owned(),
        text(format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", portal.base_url)),
    );
    outputs
}

fn text(text: String) -> Arc<[u8]> {
    text.into_bytes().into()
}

/// A page at an earlier address that leads to the page's address of today, without a script.
fn redirect(href: &str, title: &str, words: &Words) -> String {
    let (href, title) = (escaped(href), escaped(title));
    let moved = escaped(words.get("verhuisd.tekst"));
    format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{href}\">\n</head>\n<body>\n<p>{moved} <a href=\"{href}\">{title}</a></p>\n</body>\n</html>\n"
    )
}

/// All pages that a search engine should know, with the day of their last change where that is known.
fn sitemap(portal: &Portal) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (route, &id) in portal.by_route.iter().filter(|(route, _)| route.as_str().ends_with('/')) {
        xml.push_str(&format!("<url><loc>{}</loc>", escaped(&route.href(&portal.base_url))));
        let common = portal.pages[id].text.as_ref().map(|text| text.common());
        if let Some(date) = common.and_then(|common| common.updated.or(common.date)) {
            xml.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
