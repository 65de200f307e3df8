//! What comes out: pages, links, components, dates, redirects, and the words of a second theme.

use jiff::civil::date;
use ketenportaal::pipeline::{self, Cache};
use ketenportaal::render::Outputs;

use crate::harness::{self, TestSite, main_of, plain, text_of};

const THEME: &str = "content/themas/samen-werken.md";

fn theme(text: &str) -> String {
    let html = TestSite::starter().replace(THEME, "Begin klein.", text).html("themas/samen-werken/index.html");
    let html = main_of(&html).to_owned();
    let start = html.find("<article").expect("an article");
    html[start..start + html[start..].find("</article>").expect("its end")].to_owned()
}

#[test]
fn markdown_becomes_html() {
    let text = "Een *schuin* en **vet** woord, ~~weg~~, `code` & meer.\\\nNieuwe regel.\n\n\
        1. een\n2. twee\n   - binnen\n\n> Citaat.\n\n> [!TIP]\n> Doe dit.\n\n\
        | Kop | Getal |\n| --- | ---: |\n| a \\| b | 1.234 |\n\n```json\n{\"a\": 1}\n```\n\n\
        Woord\n: Uitleg.\n\nFeit.[^1] Weer.[^1] Ander.[^b]\n\n## Eén kop {#eigen}\n\n### Eén kop\n\n---\n\n\
        [^1]: Bron één.\n[^b]: Bron **twee**.\n\n    Met een alinea.\n";
    insta::assert_snapshot!("markdown", theme(&format!("\n\n{text}\n\n")));
}

#[test]
fn links_lead_to_pages_however_they_are_written() {
    let text = "[een](praktijken/een-vast-gezicht.md) [twee](../praktijken/een-vast-gezicht.md) [[een-vast-gezicht]] \
        [[praktijken/een-vast-gezicht|vier]] [vijf](/praktijken/een-vast-gezicht/) [[werkpleinen/voorbeeldstad]] \
        [zes](praktijken/een-vast-gezicht.md#aanpak) [buiten](https://example.nl/?a=1&b=2) <mailto:x@example.nl> [hier](#wat-werkt) [[begrippen#werkplein|term]]\n\n\
        | kop |\n| --- |\n| [[een-vast-gezicht\\|in een tabel]] |\n\n";
    insta::assert_snapshot!("links", theme(text));
}

#[test]
fn a_link_follows_a_page_that_moved_and_left_its_address_as_alias() {
    let site = TestSite::starter()
        .replace(
            "content/praktijken/een-vast-gezicht.md",
            "voorbeeld: true",
            "voorbeeld: true\naliases: [/praktijken/oude-naam/]",
        )
        .replace(THEME, "Begin klein.", "Zie [dit](praktijken/oude-naam.md) en [[praktijken/oude-naam]].");
    let html = site.html("themas/samen-werken/index.html");
    assert_eq!(html.matches("href=\"/praktijken/een-vast-gezicht/\"").count(), 4, "{html}");
    let redirect = site.html("praktijken/oude-naam/index.html");
    assert!(redirect.contains("url=/praktijken/een-vast-gezicht/"), "{redirect}");
}

#[test]
fn components_show_what_the_data_says() {
    let text = "Gemiddeld :cijfer{landkaart=gemiddelde}, :cijfer{landkaart=aantal mijlpaal=samen-plan band=volledig} van :cijfer{landkaart=ingevuld}.\n\n\
        ::grafiek{landkaart=verloop}\n\n:::uitklap{titel=\"Hoe & waarom\"}\nBinnen.\n:::\n";
    insta::assert_snapshot!("components", theme(text));
}

#[test]
fn a_heading_may_end_with_a_component_or_an_id() {
    let html = theme(
        "\n\n## Nu :cijfer{landkaart=ingevuld}\n\n## Straks {#later}\n\n## Wat {is dit}\n\nOok :cijfer{landkaart=ingevuld}\n---\n\n",
    );
    let figure = html.split("<h2 id=\"later\">Straks</h2>").next().expect("a part");
    assert!(figure.contains("<h2 id=\"nu\">Nu <"), "{html}");
    assert!(html.contains("<h2 id=\"wat-is-dit\">Wat {is dit}</h2>"), "{html}");
    assert!(html.contains("<h2 id=\"ook\">Ook <"), "{html}");
}

#[test]
fn a_template_is_given_the_figures_it_names() {
    // Also by way of what it includes or is laid over; a figure nobody names is not made.
    let html = |templates: &[(&str, &str)]| {
        let site = TestSite::starter()
            .replace("data/portaal.yaml", "theme: werkplein", "theme: eigen")
            .file("themes/eigen/teksten.yaml", "basis:\n  home: Begin\n");
        let add = |site: TestSite, (name, text): &(&str, &str)| {
            site.file(&format!("themes/eigen/templates/{name}.html"), text)
        };
        templates.iter().fold(site, add).html("werkpleinen/voorbeeldstad/index.html")
    };
    let count = |html: &str| html.matches("<svg").count();
    let named = "{{ grafiek_verloop }}{% if grafiek_mijlpalen %}{{ grafiek_mijlpalen }}{% endif %}";
    let itself = html(&[("werkplein", named)]);
    assert_eq!(count(&itself), 2, "{itself}");
    assert_eq!(html(&[("werkplein", "{% include \"deel.html\" %}"), ("deel", named)]), itself);
    let base = "{{ grafiek_verloop }}{% block main %}{% endblock %}";
    let block = "{% extends \"grond.html\" %}{% block main %}{{ grafiek_mijlpalen }}{% endblock %}";
    assert_eq!(html(&[("werkplein", block), ("grond", base)]), itself);
    // A component is given a value, or takes it from where it stands.
    let [given, taken] = ["{{<kop grafiek={grafiek_verloop} />}}", "{{<kop />}}"].map(|call| {
        let argument = if call.contains('=') { "grafiek" } else { "@grafiek_verloop" };
        let name = argument.trim_start_matches('@');
        format!("{{% component kop({argument}) %}}{{{{ {name} }}}}{{% endcomponent kop %}}{call}")
    });
    assert_eq!(count(&html(&[("werkplein", &given)])), 1);
    assert_eq!(count(&html(&[("werkplein", &taken)])), 1);
    assert_eq!(count(&html(&[("werkplein", "{{ grafiek_verloop }}")])), 1);
    assert_eq!(html(&[("werkplein", "{% if grafiek %}iets{% else %}niets{% endif %}")]).trim(), "niets");
    assert!(html(&[("werkplein", "{{ __tera_context }}")]).contains("grafiek_verloop"));
    assert!(html(&[("werkplein", "{{ __tera_context | safe }}")]).contains("<svg"));
}

#[test]
fn a_page_depends_on_nothing_that_its_template_does_not_name() {
    let key = |template: &str, answers: &str| {
        let site = TestSite::starter()
            .replace("data/portaal.yaml", "theme: werkplein", "theme: eigen")
            .file("themes/eigen/teksten.yaml", "basis:\n  home: Begin\n")
            .file("themes/eigen/templates/werkplein.html", template)
            .replace("data/landkaart/2009-t1.csv", "voorbeeldstad,100,50", answers);
        let build = pipeline::build(&site.sources, &site.options, &mut Cache::default());
        let site = build.site.expect("it builds");
        let output = site.find("werkpleinen/voorbeeldstad/index.html").expect("a page");
        let key = site.key(&output).expect("a key");
        assert_eq!(site.make(&output, &mut Vec::new()).expect("it is made"), key);
        key
    };
    for (template, depends) in [
        ("{{ werkplein.naam }}", false),
        ("{{ werkplein.naam }} {{ metadata.title }}", false),
        ("{{ stand.totaal.nu.waarde }}", true),
        ("{% if false %}{{ stand }}{% endif %}", true),
        ("{{ __tera_context }}", true),
    ] {
        let differs = key(template, "voorbeeldstad,100,50") != key(template, "voorbeeldstad,0,50");
        assert_eq!(differs, depends, "{template}");
    }
}

#[test]
fn figures_can_be_of_a_group_of_milestones_and_of_a_part() {
    let model = "data/landkaart/model.yaml";
    let groups = TestSite::starter().text(model)
        + "groepen:\n  - {id: samen, naam: Samen, mijlpalen: [samen-plan]}\n  - {id: alles, naam: Alles, mijlpalen: [samen-plan, vast-contact]}\n";
    let indicators = "- id: uitstroom\n  naam: Uitstroom\n  uitleg: Wie werk vond.\n  eenheid: personen\n  richting: geen\n  bron: Telling\n  \
        uitkomst:\n    periode: \"2009\"\n    realisatie: 7000\n    delen:\n      - {naam: Met een WW-uitkering, waarde: 1234}\n";
    let site = |text: &str| {
        TestSite::starter().file(model, groups.clone()).file("data/indicatoren.yaml", indicators).replace(
            THEME,
            "Begin klein.",
            text,
        )
    };
    let text = "Klaar :cijfer{landkaart=aantal groep=samen band=volledig}, alles :cijfer{landkaart=aantal groep=alles band=volledig}, \
        WW :cijfer{indicator=uitstroom deel=\"Met een WW-uitkering\"}.";
    let html = plain(main_of(&site(text).html("themas/samen-werken/index.html")));
    assert!(html.contains("Klaar 1, alles 0, WW 1.234."), "{html}");
    let wrong =
        site(":cijfer{landkaart=aantal groep=zamen band=volledig} :cijfer{indicator=uitstroom deel=\"Met een WWB\"}")
            .report();
    assert!(wrong.contains("Bedoelde je 'samen'?"), "{wrong}");
    assert!(wrong.contains("Kies uit: Met een WW-uitkering."), "{wrong}");
}

#[test]
fn drafts_and_dates_decide_what_readers_see() {
    let page = |extra: &str| format!("---\ntitle: Nieuw\ndescription: Nieuw.\n{extra}\n---\n\nTekst.\n");
    let is_shown = |extra: &str, change: &dyn Fn(&mut TestSite)| {
        let mut site = TestSite::starter().file("content/over/nieuw.md", page(extra));
        change(&mut site);
        site.build().outputs.expect("it builds").contains_key("over/nieuw/index.html")
    };
    let nothing = |_: &mut TestSite| {};
    assert!(is_shown("date: 2009-12-01", &nothing));
    assert!(!is_shown("date: 2009-12-02", &nothing));
    assert!(is_shown("date: 2009-12-02", &|site| site.options.as_of = Some(date(2009, 12, 2))));
    assert!(is_shown("expires: 2009-12-02", &nothing));
    assert!(!is_shown("expires: 2009-12-01", &nothing));
    assert!(!is_shown("draft: true", &nothing));
    assert!(is_shown("draft: true", &|site| site.options.drafts = true));
}

#[test]
fn an_event_is_past_the_day_after() {
    let event = "---\ntitle: Dag\ndescription: Een dag.\nstart: 2009-12-01 09:30\nplace: Tiel\n\
        registration: Bel ons.\n---\n\nKom.\n";
    let mut site = TestSite::starter().file("content/agenda/dag.md", event);
    let before = plain(&site.html("agenda/dag/index.html"));
    assert!(!before.contains("Deze datum is voorbij") && before.contains("1 december 2009, 09.30 uur"), "{before}");
    assert!(before.contains("Zet in uw agenda") && before.contains("Bel ons."), "{before}");
    site.options.as_of = Some(date(2009, 12, 2));
    // Nobody can come any more.
    let after = plain(&site.html("agenda/dag/index.html"));
    assert!(after.contains("Deze datum is voorbij"), "{after}");
    assert!(!after.contains("Zet in uw agenda") && !after.contains("Bel ons."), "{after}");
}

#[test]
fn a_second_theme_is_laid_over_the_first_file_by_file() {
    let site = TestSite::starter()
        .replace("data/portaal.yaml", "theme: werkplein", "theme: eigen")
        .file("themes/eigen/teksten.yaml", "basis:\n  home: Begin\n")
        .file("themes/eigen/verder/weg/teksten.yaml", "basis:\n  home: Nooit\n")
        .file(
            "themes/eigen/templates/pagina.html",
            "{% extends \"base.html\" %}{% block main %}<p>Eigen sjabloon</p>{% endblock %}",
        );
    let html = site.html("over/portaal/index.html");
    assert!(html.contains("Eigen sjabloon") && html.contains(">Begin<"));
    assert!(!html.contains("Nooit"), "the words of a theme are in its own folder");
    assert!(html.contains("Hoofdmenu"), "words of the base theme stay");
}

#[test]
fn pages_hold_no_inline_script_or_style() {
    let site = TestSite::starter();
    for (path, bytes) in site.build().outputs.expect("it builds") {
        if path.ends_with(".html") {
            let html = crate::harness::text_of(&bytes);
            assert!(!html.contains(" style=") && !html.contains("<style") && !html.contains(" onclick="), "{path}");
            for script in html.split("<script").skip(1) {
                // A block of data is no script: the policy lets it be.
                let is_allowed = |tag: &str| tag.contains(" src=") || tag == " type=\"application/ld+json\"";
                assert!(script.split('>').next().is_some_and(is_allowed), "{path}");
            }
        }
    }
}

#[test]
fn a_page_below_another_has_it_as_parent_and_is_not_in_the_footer() {
    let page = |title: &str| format!("---\ntitle: {title}\ndescription: Een pagina.\n---\n\nTekst.\n");
    let site = TestSite::starter()
        // The names sort so that the chapter comes before the page it belongs to.
        .file("content/over/handboek.md", page("Z-handboek"))
        .file("content/over/handboek/aan-het-begin.md", page("Aan het begin"));
    let chapter = site.html("over/handboek/aan-het-begin/index.html");
    assert!(
        chapter.contains("<li><a href=\"/over/handboek/\">Z-handboek</a></li>\n<li aria-current=\"page\">"),
        "{chapter}"
    );
    let footer = chapter.split("<footer class=\"voet\">").nth(1).expect("a footer");
    assert!(footer.contains("Z-handboek") && !footer.contains("Aan het begin"), "{footer}");
    let above = site.html("over/handboek/index.html");
    assert!(main_of(&above).contains("<a href=\"/over/handboek/aan-het-begin/\">Aan het begin</a>"), "{above}");
    let about = site.html("over/index.html");
    assert!(main_of(&about).contains("Z-handboek") && !main_of(&about).contains("Aan het begin"), "{about}");
}

/// Addresses of this site that a page names and that no file has.
fn broken(outputs: &Outputs) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, html) in outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = text_of(html);
        for start in ["href=\"/", "src=\"/", "action=\"/", "data-zoeken=\"/"] {
            for local in html.split(start).skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next()) {
                let file =
                    if local.is_empty() || local.ends_with('/') { format!("{local}index.html") } else { local.into() };
                if !outputs.contains_key(&file) {
                    broken.push(format!("{path}: /{local}"));
                }
            }
        }
    }
    broken
}

#[test]
fn a_portal_can_do_without_search_lists_to_choose_from_and_open_data() {
    let settings = "data/portaal.yaml";
    let whole = TestSite::starter();
    let mut cache = Cache::default();
    let outputs = harness::build(&whole.sources, &whole.options, &mut cache).outputs.expect("it builds");
    assert_eq!(broken(&outputs), Vec::<String>::new());
    let extras: [(&str, &[String]); 4] = [
        ("zoeken", &["zoeken/".to_owned(), "opensearch.xml".to_owned()]),
        (
            "keuzelijsten",
            &["thema", "doelgroep", "regio", "mijlpaal", "bewijs", "status"].map(|name| format!("praktijken/{name}/")),
        ),
        ("open-data", &["open-data/".to_owned(), "landkaart/verloop.csv".to_owned()]),
        ("deelbeelden", &["beeld/portaal.png".to_owned(), "beeld/deel-".to_owned()]),
    ];
    for (name, gone) in extras {
        let site = TestSite::starter().file(settings, whole.text(settings) + &format!("zonder: [{name}]\n"));
        let built = harness::build(&site.sources, &site.options, &mut cache);
        let without = built.outputs.expect("it builds");
        assert_eq!(built.diagnostics, [], "{name}");
        assert_eq!(broken(&without), Vec::<String>::new(), "{name}");
        let is_extra = |path: &&String| gone.iter().any(|start| path.starts_with(start.as_str()));
        assert_eq!(without.keys().find(|path| is_extra(path)), None, "{name}");
        assert!(outputs.keys().filter(is_extra).count() > 0, "{name}");
        let pages = |outputs: &Outputs| -> Vec<String> {
            outputs.keys().filter(|path| path.ends_with(".html") && !is_extra(path)).cloned().collect()
        };
        assert_eq!(pages(&without), pages(&outputs), "{name}");
        let names_picture = |outputs: &Outputs| text_of(&outputs["index.html"]).contains("/beeld/portaal.png");
        assert!(names_picture(&outputs) && names_picture(&without) == (name != "deelbeelden"), "{name}");
        assert!(site.build().outputs.expect("it builds") == without, "{name}: after another build");
    }
    let wrong = TestSite::starter().file(settings, whole.text(settings) + "zonder: [zoek]\n").build();
    assert_eq!(wrong.diagnostics[0].entry.code, "KP113");
    assert_eq!(wrong.diagnostics[0].suggestion.as_deref(), Some("zoeken"));
}

#[test]
fn a_file_is_found_whichever_way_its_name_writes_its_marks() {
    let (whole, apart) = ("één-plan.pdf", "e\u{301}e\u{301}n-plan.pdf");
    for (file, link) in [(whole, whole), (apart, whole), (whole, apart), (apart, apart)] {
        let site = TestSite::starter()
            .replace(THEME, "Begin klein.", &format!("Zie [het plan](over/{link})."))
            .file(&format!("content/over/{file}"), "%PDF-1.7");
        let html = site.html("themas/samen-werken/index.html");
        let address = ketenportaal::percent::path(&format!("/over/{file}"));
        assert!(
            html.contains(&format!("href=\"{address}\"")) || html.contains(&format!("href=\"/over/{file}\"")),
            "{file}, {link}: {html}"
        );
    }
    let other = TestSite::starter()
        .replace(THEME, "Begin klein.", "Zie [het plan](over/èèn-plan.pdf).")
        .file(&format!("content/over/{apart}"), "%PDF-1.7");
    assert!(other.report().contains("èèn-plan.pdf"), "another mark is another name");
}
