//! A theme of one's own: only the files that differ, laid over the base theme.

use crate::harness::{TestSite, plain};

/// The starter portal with a theme of these files.
fn with_theme(files: &[(&str, &str)]) -> TestSite {
    let chosen = TestSite::starter().replace("data/portaal.yaml", "theme: werkplein", "theme: eigen");
    files.iter().fold(chosen, |site, (path, text)| site.file(&format!("themes/eigen/{path}"), text))
}

/// The joined style sheet of a site.
fn stylesheet(site: &TestSite) -> String {
    let outputs = site.build().outputs.unwrap_or_else(|| panic!("{}", site.report()));
    let (_, css) = outputs.iter().find(|(path, _)| path.starts_with("assets/stijl.")).expect("a style sheet");
    String::from_utf8_lossy(css).into_owned()
}

#[test]
fn one_file_is_a_theme() {
    let site = with_theme(&[("assets/css/95-eigen.css", "\u{feff}h1{color:rebeccapurple}")]);
    assert_eq!(site.build().diagnostics, []);
    let css = stylesheet(&site);
    // The mark that some editors put before a text would make a selector of the first rule.
    assert!(css.contains("h1{color:rebeccapurple}") && !css.contains('\u{feff}'), "{css}");
    let report = TestSite::starter().replace("data/portaal.yaml", "theme: werkplein", "theme: weg").report();
    assert!(report.contains("KP603"), "{report}");
}

#[test]
fn what_a_theme_adds_has_an_address_in_style_sheets_and_templates() {
    let site = with_theme(&[
        ("assets/fonts/letter.woff2", "letter"),
        (
            "assets/css/95-eigen.css",
            "@font-face{font-family:x;src:url(\"../fonts/letter.woff2?v=1\")}a{background:url(#b)}",
        ),
        ("assets/kopie/letter.woff2", "letter"),
        (
            "templates/thema.html",
            "{% extends \"base.html\" %}{% block main %}{{ site.assets[\"fonts/letter.woff2\"] }}{% endblock %}",
        ),
    ]);
    let outputs = site.build().outputs.unwrap_or_else(|| panic!("{}", site.report()));
    let font = outputs.keys().find(|path| path.ends_with(".woff2")).expect("a font");
    assert!(stylesheet(&site).contains(&format!("url(\"{}?v=1\")", font.trim_start_matches("assets/"))));
    assert!(site.html("themas/samen-werken/index.html").contains(&format!("/{font}")));
    assert!(stylesheet(&site).contains("url(#b)"));
}

#[test]
fn a_mistake_in_a_theme_is_told_where_it_is() {
    let broken = TestSite::starter().file("themes/werkplein/teksten.yaml", "basis:\n  foo: \"x\n");
    let report = broken.report();
    assert!(!report.contains("KP604") && report.contains("teksten.yaml:"), "{report}");
    for (template, line) in [
        ("{% extends \"base.html\" %}\n{% block main %}{{ page.title | upperr }}{% endblock %}", "thema.html:2:"),
        ("{% extends \"base.html\" %}\n{% block main %}{{ <nix/> }}{% endblock %}", "thema.html:2:"),
    ] {
        let report = with_theme(&[("templates/thema.html", template)]).report();
        assert!(report.contains(line), "{report}");
    }
    let marked = with_theme(&[(
        "templates/thema.html",
        "\u{feff}{% extends \"base.html\" %}{% block main %}Hier.{% endblock %}",
    )]);
    assert!(plain(&marked.html("themas/samen-werken/index.html")).contains("Hier."));
}
