//! What the portal tells machines: metadata, feeds, calendars, pictures, the newsletter as a mail, and the links to answer by. Each is
//! read back with a parser that others keep, or with a check written apart from what makes it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use ketenportaal::render::Outputs;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::harness::{TestSite, main_of, plain, text_of};
use crate::portal::{SITE, html};

const BASE: &str = "https://ketenportaal.example/";
const PRACTICE: &str = "content/praktijken/een-vast-gezicht.md";

/// An element of XML.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The one child of this name.
    fn one<'a>(&'a self, name: &'a str) -> &'a Element {
        let mut found = self.all(name);
        let first = found.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert!(found.next().is_none(), "two {name}");
        first
    }
}

/// Reads a whole XML file strictly.
fn xml(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let started = |event: &quick_xml::events::BytesStart| {
        let attributes = event.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = quick_xml::escape::unescape(attribute.value.as_ref()).expect("known signs").into_owned();
            (attribute.key.as_ref().to_owned(), value)
        });
        let name = event.name().as_ref().to_owned();
        Element { name, attributes: attributes.collect(), ..Element::default() }
    };
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}")) {
            Event::Start(event) => open.push(started(&event)),
            Event::Empty(event) => {
                let element = started(&event);
                open.last_mut().expect("open").children.push(element);
            }
            Event::End(_) => {
                let element = open.pop().expect("open");
                open.last_mut().expect("the root").children.push(element);
            }
            Event::Text(event) => {
                open.last_mut().expect("open").text.push_str(event.as_ref());
            }
            Event::GeneralRef(event) => {
                let sign = format!("&{};", event.as_ref());
                let sign = quick_xml::escape::unescape(&sign).expect("a known sign").into_owned();
                open.last_mut().expect("open").text.push_str(&sign);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.remove(0).children.remove(0)
}

fn pages(outputs: &Outputs) -> impl Iterator<Item = (&String, String)> {
    let is_page = |path: &str| path.ends_with(".html") && path != "404.html" && !path.ends_with("mail.html");
    outputs.iter().filter(move |(path, _)| is_page(path)).map(|(path, bytes)| (path, text_of(bytes)))
}

/// The structured data of a page, by type.
fn graph(html: &str) -> Vec<Value> {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("structured data");
    let (text, _) = rest.split_once("</script>").expect("its end");
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    assert_eq!(value["@context"], "https://schema.org");
    value["@graph"].as_array().expect("a graph").clone()
}

fn of_type<'a>(graph: &'a [Value], kind: &str) -> Option<&'a Value> {
    graph.iter().find(|node| node["@type"] == kind)
}

/// The value of a meta element, by its name or property.
fn meta(html: &str, name: &str) -> Option<String> {
    let tag = html.split("<meta ").skip(1).find(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        tag.starts_with(&format!("name=\"{name}\"")) || tag.starts_with(&format!("property=\"{name}\""))
    })?;
    Some(plain(tag.split_once("content=\"")?.1.split_once('"')?.0))
}

fn title(html: &str) -> String {
    plain(html.split_once("<title>").expect("a title").1.split_once("</title>").expect("its end").0)
}

/// The lines of a calendar, unfolded; every rule of RFC 5545 on lines is checked.
fn calendar_lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "lines end in CR LF");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
    }
    text.replace("\r\n ", "").trim_end().split("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> Option<&'a str> {
    lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix([':', ';']))
}

fn png_size(bytes: &[u8]) -> (u32, u32) {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    reader.info().size()
}

#[test]
fn every_page_names_itself_in_full() {
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    let mut count = 0;
    for (path, html) in pages(&SITE) {
        count += 1;
        let address = meta(&html, "og:url").expect("an address");
        assert_eq!(address, format!("{BASE}{}", path.trim_end_matches("index.html")));
        assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{path}");
        assert_eq!(meta(&html, "DCTERMS.identifier").as_deref(), Some(&*address));
        for name in [
            "description",
            "og:title",
            "og:description",
            "og:type",
            "og:site_name",
            "og:image:alt",
            "DCTERMS.title",
            "DCTERMS.type",
            "DCTERMS.language",
        ] {
            assert!(meta(&html, name).is_some_and(|value| !value.is_empty()), "{path}: {name}");
        }
        assert_eq!(meta(&html, "og:locale").as_deref(), Some("nl_NL"));
        assert_eq!(meta(&html, "twitter:card").as_deref(), Some("summary_large_image"));
        let image = meta(&html, "og:image").expect("a picture");
        assert!(SITE.contains_key(image.strip_prefix(BASE).expect("our own")), "{path}: {image}");
        let title = title(&html);
        let own = meta(&html, "og:title").expect("a title");
        assert!(title.chars().count() <= 70 || title == own, "{path}: {title}");
        assert!(title.starts_with(&own), "{path}: {title}");
        let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{path}: {title}");
        // Only pages that an editor gave one title have one here.
        if let Some(other) = titles.insert(title.clone(), own.clone()) {
            assert_eq!(other, own, "{path}: {title}");
        }
    }
    assert!(count > 500, "{count} pages");
    assert_eq!(title(&html("themas/wajong-wsw/index.html")), "Wajong en WSW – Thema | Ketenportaal");
    assert_eq!(title(&html("werkpleinen/tiel/index.html")), "Werkplein Tiel | Ketenportaal");
    assert_eq!(title(&html("nieuws/index.html")), "Nieuws | Ketenportaal");
    assert_eq!(title(&html("open-data/index.html")), "Open data | Ketenportaal");
    assert_eq!(title(&html("over/open-data/index.html")), "Open data – Over dit portaal | Ketenportaal");
}

#[test]
fn structured_data_is_whole_on_every_page() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (path, html) in pages(&SITE) {
        let graph = graph(&html);
        let address = format!("{BASE}{}", path.trim_end_matches("index.html"));
        for node in &graph {
            let kind = node["@type"].as_str().expect("a type");
            *kinds.entry(kind.to_owned()).or_default() += 1;
            let required: &[&str] = match kind {
                "WebSite" => &["@id", "url", "name", "publisher"],
                "WebPage" | "CollectionPage" => &["@id", "url", "name", "description", "isPartOf"],
                "Article" | "NewsArticle" => &["headline", "url", "image", "author", "publisher", "isPartOf"],
                "Event" => &["name", "startDate", "location", "organizer", "url"],
                "Dataset" => &["name", "description", "license", "creator", "distribution", "url"],
                "DataCatalog" => &["name", "description", "dataset", "license"],
                "GovernmentOffice" => &["name", "address", "geo", "containedInPlace"],
                "Place" => &["name", "geo", "identifier"],
                "DefinedTermSet" => &["name", "hasDefinedTerm"],
                "BreadcrumbList" => &["itemListElement"],
                other => panic!("{path}: a {other}"),
            };
            for property in required {
                assert!(!node[property].is_null(), "{path}: {kind} has no {property}");
            }
            assert!(!node.to_string().contains("null"), "{path}: {node}");
        }
        if let Some(list) = of_type(&graph, "BreadcrumbList") {
            let items = list["itemListElement"].as_array().expect("a list");
            assert_eq!(items[0]["item"], BASE);
            assert_eq!(items.last().expect("the page itself")["item"], *address);
            assert!(items.iter().enumerate().all(|(at, item)| item["position"] == at + 1), "{path}");
            for item in items {
                let file = item["item"].as_str().expect("an address").strip_prefix(BASE).expect("our own");
                assert!(SITE.contains_key(&format!("{file}index.html")), "{path}: {file}");
            }
        } else {
            assert_eq!(path, "index.html", "only the home page stands under nothing");
        }
        for file in graph.iter().filter_map(|node| node["distribution"].as_array()).flatten() {
            let address = file["contentUrl"].as_str().expect("an address");
            assert!(SITE.contains_key(address.strip_prefix(BASE).expect("our own")), "{path}: {address}");
        }
    }
    for (kind, least) in [
        ("GovernmentOffice", 127),
        ("Place", 30),
        ("Event", 10),
        ("NewsArticle", 12),
        ("Article", 40),
        ("Dataset", 50),
        ("DefinedTermSet", 1),
        ("DataCatalog", 1),
        ("WebSite", 1),
    ] {
        assert!(kinds.get(kind).is_some_and(|count| *count >= least), "{kind}: {kinds:?}");
    }
    let terms = graph(&html("begrippen/index.html"));
    let terms = of_type(&terms, "DefinedTermSet").expect("terms")["hasDefinedTerm"].as_array().expect("a list").len();
    assert_eq!(terms, html("begrippen/index.html").matches("<dt id=").count());
}

#[test]
fn metadata_says_what_is_an_example() {
    let practice = graph(&html("praktijken/achter-de-voordeur/index.html"));
    assert_eq!(of_type(&practice, "Article").expect("an article")["creativeWorkStatus"], "Voorbeeld");
    let regio = graph(&html("regios/twente/index.html"));
    let dataset = of_type(&regio, "Dataset").expect("a table")["description"].as_str().expect("a text").to_owned();
    assert!(dataset.contains("Voorbeelddata."), "{dataset}");
    let werkplein = graph(&html("werkpleinen/tiel/index.html"));
    let note = &of_type(&werkplein, "GovernmentOffice").expect("an office")["disambiguatingDescription"];
    assert!(note.as_str().is_some_and(|note| note.contains("nagebouwd")), "{note}");
    assert!(text_of(&SITE["ketenjournaal/2/mail.txt"]).contains("Voorbeeld"));
}

#[test]
fn nothing_that_editors_write_gets_out_of_its_place() {
    let bad = "Een </script><b> & \\\"vast\\\" <!-- gezicht; a, b";
    let shown = "Een </script><b> & \"vast\" <!-- gezicht; a, b";
    let event = format!(
        "---\ntitle: \"{bad}\"\ndescription: \"{bad}\"\nstart: 2009-05-27 09:30\nend: 2009-05-27 12:00\nplace: \"{bad}\\nEND:VEVENT\"\n---\n\nKom.\n"
    );
    let site = TestSite::starter()
        .replace(PRACTICE, "title: Een vast gezicht", &format!("title: \"{bad}\""))
        .file("content/agenda/dag.md", event);
    let built = site.build();
    let outputs = built.outputs.unwrap_or_else(|| panic!("{}", site.report()));
    let page = text_of(&outputs["praktijken/een-vast-gezicht/index.html"]);
    assert_eq!(of_type(&graph(&page), "Article").expect("an article")["headline"], shown);
    assert!(!page.contains("</script><b>"), "{page}");
    let feed = xml(&text_of(&outputs["nieuw.atom"]));
    assert!(feed.all("entry").any(|entry| entry.one("title").text == shown), "{feed:?}");
    let lines = calendar_lines(&text_of(&outputs["agenda/dag.ics"]));
    assert_eq!(value(&lines, "SUMMARY"), Some("Een </script><b> & \"vast\" <!-- gezicht\\; a\\, b"));
    assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), 1);
}

#[test]
fn feeds_are_atom() {
    let feeds: Vec<(&String, Element)> = SITE
        .iter()
        .filter(|(path, _)| path.ends_with(".atom"))
        .map(|(path, bytes)| (path, xml(&text_of(bytes))))
        .collect();
    let themas = SITE
        .keys()
        .filter(|path| path.starts_with("themas/") && path.ends_with("/index.html") && path.matches('/').count() == 2);
    assert_eq!(feeds.len(), 1 + themas.count() + 30);
    let mut entries = 0;
    for (path, feed) in &feeds {
        assert_eq!((feed.name.as_str(), feed.attributes["xmlns"].as_str()), ("feed", "http://www.w3.org/2005/Atom"));
        assert_eq!(feed.one("id").text, format!("{BASE}{path}"));
        assert!(
            feed.all("link")
                .any(|link| link.attributes["rel"] == "self" && link.attributes["href"] == format!("{BASE}{path}"))
        );
        assert!(!feed.one("title").text.is_empty() && !feed.one("author").one("name").text.is_empty());
        let updated: Vec<&str> = feed.all("entry").map(|entry| entry.one("updated").text.as_str()).collect();
        assert!(updated.windows(2).all(|pair| pair[0] >= pair[1]), "{path} is not newest first");
        assert!(updated.first().is_none_or(|first| *first == feed.one("updated").text), "{path}");
        let ids: BTreeSet<&str> = feed.all("entry").map(|entry| entry.one("id").text.as_str()).collect();
        assert_eq!(ids.len(), updated.len(), "{path}: an id twice");
        for entry in feed.all("entry") {
            entries += 1;
            let file = entry.one("id").text.strip_prefix(BASE).expect("our own").to_owned();
            assert!(SITE.contains_key(&format!("{file}index.html")), "{path}: {file}");
            for name in ["updated", "published"] {
                let moment = &entry.one(name).text;
                moment.parse::<jiff::Timestamp>().unwrap_or_else(|error| panic!("{path}: {moment}: {error}"));
            }
            assert!(!entry.one("summary").text.is_empty());
        }
    }
    assert!(entries > 150, "{entries} entries");
    let theme = html("themas/wajong-wsw/index.html");
    assert!(theme.contains("type=\"application/atom+xml\" title=\"Wajong en WSW: nieuw op Ketenportaal\" href=\"/themas/wajong-wsw/nieuw.atom\""));
    for (page, feed) in [
        ("themas/wajong-wsw/", "/themas/wajong-wsw/nieuw.atom"),
        ("regios/twente/", "/regios/twente/nieuw.atom"),
        ("nieuws/", "/nieuw.atom"),
    ] {
        assert!(main_of(&html(&format!("{page}index.html"))).contains(&format!("href=\"{feed}\"")), "{page}");
    }
}

#[test]
fn a_feed_tells_what_is_new_and_nothing_else() {
    let news = "---\ntitle: Bericht\ndescription: Een bericht.\ndate: 2009-04-01\nupdated: 2009-04-05\nthemas: [samen-werken]\nregio: voorbeeldregio\n---\n\nTekst.\n";
    let site = TestSite::starter().file("content/nieuws/bericht.md", news);
    let feed = xml(&site.html("regios/voorbeeldregio/nieuw.atom"));
    let titles: Vec<&str> = feed.all("entry").map(|entry| entry.one("title").text.as_str()).collect();
    assert_eq!(titles, ["Bericht", "Een vast gezicht"]);
    assert_eq!(feed.one("updated").text, "2009-04-05T00:00:00+02:00");
    let without = site.without("content/nieuws/bericht.md").without(PRACTICE).replace(
        "content/themas/samen-werken.md",
        "praktijken/een-vast-gezicht",
        "over/portaal",
    );
    let outputs = without.build().outputs.unwrap_or_else(|| panic!("{}", without.report()));
    assert!(!outputs.keys().any(|path| path.ends_with(".atom")), "nothing is new, and no day is made up");
}

#[test]
fn events_are_calendars() {
    let calendars: Vec<(&String, Vec<String>)> = (SITE.iter())
        .filter(|(path, _)| path.ends_with(".ics"))
        .map(|(path, bytes)| (path, calendar_lines(&text_of(bytes))))
        .collect();
    let pages = SITE.keys().filter(|path| path.starts_with("agenda/") && path.ends_with("/index.html"));
    let events = pages.filter(|path| path.as_str() != "agenda/index.html").count();
    assert_eq!(calendars.len(), events + 1, "one for each event, and one for all");
    assert!(events >= 10);
    let mut uids = BTreeSet::new();
    for (path, lines) in &calendars {
        assert_eq!((lines[0].as_str(), lines[1].as_str()), ("BEGIN:VCALENDAR", "VERSION:2.0"));
        let mut open = Vec::new();
        for line in lines {
            if let Some(name) = line.strip_prefix("BEGIN:") {
                open.push(name);
            } else if let Some(name) = line.strip_prefix("END:") {
                assert_eq!(open.pop(), Some(name), "{path}");
            }
        }
        assert!(open.is_empty() && value(lines, "PRODID").is_some(), "{path}");
        for event in lines.split(|line| line == "BEGIN:VEVENT").skip(1) {
            for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "LOCATION", "DESCRIPTION", "URL"] {
                assert_eq!(event.iter().filter(|line| line.starts_with(name)).count(), 1, "{path}: {name}");
            }
            let file = value(event, "URL").and_then(|url| url.strip_prefix(BASE)).expect("our own");
            assert!(SITE.contains_key(&format!("{file}index.html")), "{path}: {file}");
            if *path != "agenda.ics" {
                uids.insert(value(event, "UID").expect("an id").to_owned());
            }
        }
    }
    assert_eq!(uids.len(), events);
    let day = calendar_lines(&text_of(&SITE["agenda/jeugdtop.ics"]));
    assert_eq!(
        (value(&day, "DTSTART"), value(&day, "DTEND")),
        (Some("VALUE=DATE:20090629"), Some("VALUE=DATE:20090630"))
    );
    // Who can still come is offered it.
    let coming = "agenda/rapportage-2e-tertaal-naar-de-kamers";
    assert!(html(&format!("{coming}/index.html")).contains(&format!("href=\"/{coming}.ics\"")));
    assert!(html("agenda/jeugdtop/index.html").contains(">Bewaar als agendabestand</a>"));
    assert!(html("agenda/index.html").contains("href=\"/agenda.ics\""));
}

#[test]
fn times_of_events_are_in_dutch_time() {
    let lines = |start: &str, end: &str| {
        let text = format!("---\ntitle: Dag\ndescription: Een dag.\nstart: {start}\n{end}place: Tiel\n---\n\nKom.\n");
        let site = TestSite::starter().file("content/agenda/dag.md", text);
        (calendar_lines(&site.html("agenda/dag.ics")), graph(&site.html("agenda/dag/index.html")))
    };
    let (day, data) = lines("2009-05-27 09:30", "end: 2009-05-27 12:00\n");
    assert!(day.iter().any(|line| line == "TZID:Europe/Amsterdam"));
    assert_eq!(value(&day, "DTSTART;TZID=Europe/Amsterdam"), Some("20090527T093000"));
    assert_eq!(value(&day, "DTEND;TZID=Europe/Amsterdam"), Some("20090527T120000"));
    assert_eq!(of_type(&data, "Event").expect("an event")["startDate"], "2009-05-27T09:30:00+02:00");
    for (start, end, expected) in [
        ("2009-05-27", "end: 2009-05-28\n", Some("VALUE=DATE:20090529")),
        ("2009-05-27 09:30", "", None),
        ("2009-05-27 09:30", "end: 2009-05-27\n", None),
        ("2009-05-27 09:30", "end: 2009-05-28\n", Some("TZID=Europe/Amsterdam:20090529T000000")),
        ("2009-05-27 09:30", "end: 2009-05-27 09:30\n", None),
    ] {
        assert_eq!(value(&lines(start, end).0, "DTEND"), expected, "{start} {end}");
    }
}

#[test]
fn an_event_keeps_its_id_wherever_the_site_is_tried() {
    let event = "---\ntitle: Dag\ndescription: Een dag.\nstart: 2009-05-27\nplace: Tiel\n---\n\nKom.\n";
    let mut site = TestSite::starter().file("content/agenda/dag.md", event);
    let uid = |site: &TestSite| value(&calendar_lines(&site.html("agenda/dag.ics")), "UID").expect("an id").to_owned();
    let before = uid(&site);
    site.options.base_url = Some("https://proef.example/map/".to_owned());
    assert_eq!((uid(&site), before.as_str()), (before.clone(), "agenda-dag@portaal.example"));
}

#[test]
fn pictures_are_small_and_have_the_size_they_say() {
    let pictures: Vec<_> = SITE.iter().filter(|(path, _)| path.starts_with("beeld/")).collect();
    assert!(pictures.len() >= 18, "{} pictures", pictures.len());
    for (path, bytes) in pictures {
        assert!(bytes.len() < 20_000, "{path}: {} bytes", bytes.len());
        let size = match path.strip_prefix("beeld/icoon-") {
            Some(rest) => {
                let width: u32 = rest.trim_end_matches(".png").parse().expect("a width");
                (width, width)
            }
            None => (1200, 630),
        };
        assert_eq!(png_size(bytes), size, "{path}");
    }
    let favicon = &SITE["favicon.ico"];
    assert_eq!((&favicon[..4], favicon[6]), (&[0, 0, 1, 0][..], 48));
    assert_eq!(png_size(&favicon[22..]), (48, 48));
    let size = u32::from_le_bytes([favicon[14], favicon[15], favicon[16], favicon[17]]);
    assert_eq!(size as usize, favicon.len() - 22);
    // Another theme is another picture.
    let starter = TestSite::starter();
    let other = TestSite::starter().file("themes/werkplein/assets/css/45-volgen.css", ":root{--kp-beeld-vlak:#400}");
    let of = |site: &TestSite| site.build().outputs.expect("it builds")["beeld/portaal.png"].clone();
    assert!(of(&starter) != of(&other));
}

#[test]
fn the_manifest_names_icons_that_are_there() {
    let manifest: Value = serde_json::from_slice(&SITE["site.webmanifest"]).expect("JSON");
    for key in ["name", "short_name", "start_url", "scope", "id", "display", "theme_color", "background_color", "lang"]
    {
        assert!(manifest[key].is_string(), "{key}");
    }
    let icons = manifest["icons"].as_array().expect("icons");
    for icon in icons {
        let path = icon["src"].as_str().expect("an address").strip_prefix('/').expect("ours");
        let bytes = SITE.get(path).unwrap_or_else(|| panic!("no {path}"));
        if icon["type"] == "image/png" {
            let (width, height) = png_size(bytes);
            assert_eq!(icon["sizes"], format!("{width}x{height}"));
        }
    }
    let sizes: BTreeSet<&str> = icons.iter().filter_map(|icon| icon["sizes"].as_str()).collect();
    assert_eq!(sizes, BTreeSet::from(["192x192", "512x512", "any"]));
    assert!(html("index.html").contains("<link rel=\"apple-touch-icon\" href=\"/beeld/icoon-180.png\">"));
    // A theme with pictures of its own.
    let picture: &[u8] = &SITE["beeld/icoon-192.png"];
    let own = TestSite::starter().file("themes/werkplein/assets/icoon-192.png", picture);
    assert!(own.html("site.webmanifest").contains("/assets/icoon-192."));
}

#[test]
fn the_portal_is_searched_from_elsewhere_when_it_has_a_page_for_it() {
    let page = "---\ntitle: Zoeken\ndescription: Zoek op het portaal.\n---\n\nTyp een woord.\n";
    let without = TestSite::starter().without("content/over/voorbeelddata.md");
    let html = without.html("index.html");
    if !without.build().outputs.expect("it builds").contains_key("zoeken/index.html") {
        assert!(
            !html.contains("opensearch")
                && of_type(&graph(&html), "WebSite").expect("a site")["potentialAction"].is_null()
        );
    }
    let outputs = TestSite::starter().build().outputs.expect("it builds");
    let site = if outputs.contains_key("zoeken/index.html") {
        TestSite::starter()
    } else {
        TestSite::starter().file("content/zoeken.md", page)
    };
    let html = site.html("index.html");
    let data = graph(&html);
    let action = &of_type(&data, "WebSite").expect("a site")["potentialAction"];
    assert_eq!(action["target"]["urlTemplate"], "https://portaal.example/zoeken/?q={search_term_string}");
    assert!(html.contains("<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"Mijn portaal\" href=\"/opensearch.xml\">"));
    let description = xml(&site.html("opensearch.xml"));
    assert!(description.one("ShortName").text.chars().count() <= 16);
    assert_eq!(description.one("Url").attributes["template"], "https://portaal.example/zoeken/?q={searchTerms}");
    assert!(!description.one("Description").text.is_empty());
}

#[test]
fn security_txt_says_whom_to_tell_and_until_when() {
    let text = text_of(&SITE[".well-known/security.txt"]);
    let fields: Vec<&str> = text.lines().filter_map(|line| line.split_once(": ")).map(|(name, _)| name).collect();
    assert_eq!(fields, ["Contact", "Expires", "Preferred-Languages", "Canonical"]);
    assert!(text.contains(&format!("Canonical: {BASE}.well-known/security.txt\n")));
    let (_, expires) = text.split_once("Expires: ").expect("an end");
    expires.lines().next().expect("a moment").parse::<jiff::Timestamp>().expect("RFC 3339");
    let starter = TestSite::starter();
    assert!(!starter.build().outputs.expect("it builds").contains_key(".well-known/security.txt"), "off by default");
    let settings = starter.text("data/portaal.yaml");
    let mut site = starter.file("data/portaal.yaml", format!("{settings}beveiliging: {{contact: [lek@a.example, \"https://a.example/lek\"], expires: 2010-06-30, beleid: \"https://a.example/beleid\"}}\n"));
    let text = site.html(".well-known/security.txt");
    assert_eq!(
        text,
        "Contact: mailto:lek@a.example\nContact: https://a.example/lek\nExpires: 2010-06-30T00:00:00.000Z\nCanonical: https://portaal.example/.well-known/security.txt\nPolicy: https://a.example/beleid\n"
    );
    // The day of today decides what is told, and nothing of what is published.
    let mut seen = Vec::new();
    for (today, code) in [
        (date(2010, 5, 30), None),
        (date(2010, 5, 31), Some("KP522")),
        (date(2010, 6, 29), Some("KP522")),
        (date(2010, 6, 30), Some("KP523")),
    ] {
        site.options.today = today;
        site.options.as_of = Some(date(2009, 12, 1));
        let built = site.build();
        assert_eq!(built.diagnostics.first().map(|found| found.entry.code), code, "{today}");
        seen.push(built.outputs.expect("it is published all the same"));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn organisations_and_places_are_named_as_the_owner_wrote_them_down() {
    let html = TestSite::starter().html("regios/voorbeeldregio/index.html");
    assert_eq!(
        (meta(&html, "DCTERMS.creator"), meta(&html, "DCTERMS.spatial").as_deref()),
        (None, Some("Voorbeeldregio"))
    );
    let settings = TestSite::starter().text("data/portaal.yaml");
    let tooi = "https://identifier.overheid.nl/tooi/id/ministerie/mnre0000";
    let gemeente = "https://identifier.overheid.nl/tooi/id/gemeente/gm0000";
    let site = TestSite::starter()
        .file("data/portaal.yaml", format!("{settings}organisatie: {{naam: Voorbeeldministerie, tooi: \"{tooi}\"}}\n"))
        .file("data/werkpleinen.csv", format!("id,naam,gemeente,regio,lat,lon,tooi\nvoorbeeldstad,Voorbeeldstad,Voorbeeldstad,voorbeeldregio,52.1,5.2,{gemeente}\nvoorbeelddorp,Voorbeelddorp,Voorbeelddorp,voorbeeldregio,52.15,5.3,\n"));
    let html = site.html("werkpleinen/voorbeeldstad/index.html");
    assert_eq!(meta(&html, "DCTERMS.creator").as_deref(), Some(tooi));
    assert_eq!(meta(&html, "DCTERMS.publisher").as_deref(), Some(tooi));
    assert_eq!(meta(&html, "DCTERMS.spatial").as_deref(), Some(gemeente));
    assert_eq!(
        meta(&site.html("werkpleinen/voorbeelddorp/index.html"), "DCTERMS.spatial").as_deref(),
        Some("Voorbeelddorp")
    );
    let wrong = TestSite::starter()
        .file("data/portaal.yaml", format!("{settings}organisatie: {{naam: X, tooi: \"https://elders.example/x\"}}\n"));
    assert!(wrong.report().contains("KP122"), "{}", wrong.report());
    assert_eq!(
        meta(&crate::portal::html("landkaart/2009-t2/index.html"), "DCTERMS.temporal").as_deref(),
        Some("start=2009-05-01; end=2009-08-31")
    );
}

#[test]
fn the_sitemap_knows_when_lists_changed_and_makes_up_no_day() {
    let sitemap = xml(&text_of(&SITE["sitemap.xml"]));
    let days: BTreeMap<&str, Option<&str>> = (sitemap.all("url"))
        .map(|url| {
            (
                url.one("loc").text.strip_prefix(BASE).expect("ours"),
                url.all("lastmod").next().map(|day| day.text.as_str()),
            )
        })
        .collect();
    assert_eq!(days["nieuws/"], Some("2009-11-12"));
    assert_eq!(days["praktijken/"], Some("2009-11-13"));
    assert_eq!(days["ketenjournaal/2/"], Some("2009-11-13"));
    assert_eq!(days["landkaart/2009-t2/regios/twente/"], None);
    let known = days.values().flatten().count();
    assert!(known > 120, "{known} days");
}

#[test]
fn the_newsletter_tells_what_came_between_two_days() {
    let edition = |sinds: &str, datum: &str| {
        format!("- {{nummer: 7, datum: {datum}, sinds: {sinds}, inleiding: Wat er nieuw is.}}\n")
    };
    let event =
        |day: &str| format!("---\ntitle: Dag {day}\ndescription: Een dag.\nstart: {day}\nplace: Tiel\n---\n\nKom.\n");
    let site = |sinds: &str, datum: &str| {
        let mut site = TestSite::starter().file("data/ketenjournaal.yaml", edition(sinds, datum));
        for day in ["2009-02-15", "2009-04-01", "2009-08-01"] {
            site.write(&format!("content/agenda/dag-{day}.md"), event(day));
        }
        site
    };
    let full = site("2009-02-01", "2009-03-15");
    let page = full.html("ketenjournaal/7/index.html");
    let page = plain(main_of(&page));
    assert!(
        page.contains("Een vast gezicht") && page.contains("Dag 2009-02-15") && page.contains("Dag 2009-04-01"),
        "{page}"
    );
    assert!(!page.contains("Dag 2009-08-01"), "more than three months ahead");
    assert!(
        full.html("nieuws/index.html").contains("href=\"/ketenjournaal/7/\"")
            && full.html("ketenjournaal/index.html").contains("href=\"/ketenjournaal/7/\"")
    );
    let mail = full.html("ketenjournaal/7/mail.txt");
    assert!(mail.lines().all(|line| line.chars().count() <= 72 || line.starts_with("https://")), "{mail}");
    assert!(
        mail.contains("\nhttps://portaal.example/praktijken/een-vast-gezicht/\n") && mail.contains("\n-- \n"),
        "{mail}"
    );
    let mail = full.html("ketenjournaal/7/mail.html");
    assert!(
        mail.contains("href=\"https://portaal.example/praktijken/een-vast-gezicht/\"") && !mail.contains("href=\"/"),
        "{mail}"
    );
    let empty = site("2009-10-01", "2009-10-02");
    for path in ["index.html", "mail.html", "mail.txt"] {
        let text = plain(&empty.html(&format!("ketenjournaal/7/{path}")));
        assert!(text.contains("Er is niets nieuws sinds 1 oktober 2009."), "{path}: {text}");
    }
    let mut future = site("2009-02-01", "2010-01-01");
    assert!(!future.build().outputs.expect("it builds").keys().any(|path| path.starts_with("ketenjournaal/")));
    future.options.drafts = true;
    assert!(future.build().outputs.expect("it builds").contains_key("ketenjournaal/7/index.html"));
}

#[test]
fn readers_are_asked_only_when_the_settings_say_where_to() {
    let starter = TestSite::starter();
    assert!(!starter.html("praktijken/een-vast-gezicht/index.html").contains("terugmelden"));
    let settings = starter.text("data/portaal.yaml");
    let mail = starter.file("data/portaal.yaml", format!("{settings}feedback: {{mail: r@a.example}}\n"));
    let links = |site: &TestSite, path: &str| -> Vec<String> {
        let html = site.html(path);
        let (_, block) = html.split_once("<section class=\"terugmelden\"").expect("the question");
        let block = block.split("</section>").next().unwrap_or_default();
        block
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|href| href.replace("&amp;", "&"))
            .collect()
    };
    let page = "praktijken/een-vast-gezicht/index.html";
    let asked = links(&mail, page);
    assert_eq!(asked.len(), 3 + 6, "useful, not useful, a mistake, and one for each part");
    assert!(asked.iter().all(|href| href.starts_with("mailto:r@a.example?subject=") && href.is_ascii()), "{asked:?}");
    let body = decoded(&asked[4]);
    assert!(
        body.contains("Pagina: https://portaal.example/praktijken/een-vast-gezicht/\r\nDeel: Aanpak\r\nVersie: "),
        "{body}"
    );
    assert!(body.ends_with("Bron: content/praktijken/een-vast-gezicht.md, regel 20"), "{body}");
    assert!(
        decoded(&links(&mail, "werkpleinen/voorbeeldstad/index.html")[2]).ends_with("Bron: gemaakt uit de gegevens")
    );
    assert!(!mail.html("404.html").contains("terugmelden"));
    // The version is that of the page: another text gives another, and another page leaves it.
    let version =
        |site: &TestSite| decoded(&links(site, page)[2]).split_once("Versie: ").expect("a version").1[..8].to_owned();
    let before = version(&mail);
    let other =
        mail.file("content/over/nieuw.md", "---\ntitle: Nieuw\ndescription: Nieuw.\ndraft: true\n---\n\nTekst.\n");
    assert_eq!(version(&other), before);
    assert_ne!(version(&other.replace(PRACTICE, "Die naam blijft.", "Die naam blijft zo.")), before);
    let form = TestSite::starter().file(
        "data/portaal.yaml",
        format!("{settings}feedback: {{mail: r@a.example, adres: \"https://f.example/meld?id=1\"}}\n"),
    );
    let asked = links(&form, page);
    assert!(
        asked[2].starts_with("https://f.example/meld?id=1&soort=fout&pagina=https%3A%2F%2Fportaal.example%2F"),
        "{}",
        asked[2]
    );
    assert!(
        asked[4].ends_with("&bestand=content%2Fpraktijken%2Feen-vast-gezicht.md&regel=20&deel=Aanpak"),
        "{}",
        asked[4]
    );
}

/// The text of a link with its percent-encoding undone.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
                u8::from_str_radix(std::str::from_utf8(&digits).expect("ASCII"), 16).expect("a byte")
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}
