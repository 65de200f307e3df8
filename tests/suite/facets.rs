//! Lists of practices by what they can be chosen by: which pages there are, what they count, and what an edit makes anew.

use std::collections::{BTreeMap, BTreeSet};

use ketenportaal::render::Outputs;
use proptest::prelude::RngExt;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::harness::{TestSite, main_of, plain, text_of};
use crate::portal;

const DIMENSIONS: [&str; 6] = ["thema", "doelgroep", "regio", "mijlpaal", "bewijs", "status"];

/// A practice of the tests: its name, and its values as in addresses.
#[derive(Debug, Clone)]
struct Practice {
    slug: String,
    title: String,
    day: usize,
    values: Vec<(usize, &'static str)>,
}

impl Practice {
    fn of(&self, dimension: usize) -> Vec<&'static str> {
        self.values.iter().filter(|(at, _)| *at == dimension).map(|(_, id)| *id).collect()
    }

    fn text(&self, body: &str) -> String {
        let list = |dimension| self.of(dimension).join(", ");
        let place = match self.of(2)[0] {
            // A werkplein lies in a region; a region can also be given by itself.
            "voorbeeldregio" => "werkplein: voorbeelddorp".to_owned(),
            regio => format!("regio: {regio}"),
        };
        format!(
            "---\ntitle: \"{}\"\ndescription: Wat {} doet.\ndate: 2009-02-{:02}\nthemas: [{}]\ndoelgroepen: [{}]\n{place}\nmijlpalen: [{}]\n\
             bewijs: {}\nstatus: {}\ngestopt_omdat: Het geld was op.\ncontact: {{rol: \"Teamleider\", organisatie: \"Werkplein\"}}\nvoorbeeld: true\n---\n\n\
             ## Aanleiding\n\n{body}\n\n## Aanpak\n\nx\n\n## Resultaat\n\nx\n\n## Wat ging mis\n\nx\n\n## Randvoorwaarden\n\nx\n\n## Lessen\n\nx\n",
            self.title,
            self.slug,
            self.day,
            list(0),
            list(1),
            list(3),
            list(4),
            list(5),
        )
    }
}

/// A portal with these practices and no others, two themes, two target groups, two regions and two milestones.
fn site(practices: &[Practice]) -> TestSite {
    let mut site = TestSite::starter()
        .without("content/praktijken/een-vast-gezicht.md")
        .replace("content/themas/samen-werken.md", "Lees hoe [[praktijken/een-vast-gezicht|een werkplein begon met een vast gezicht]].", "")
        .file("content/themas/taal.md", "---\ntitle: Taal\ndescription: Taal leren.\n---\n\nTekst.\n")
        .file(
            "data/regios.csv",
            "id,code,naam,centrumgemeente,lat,lon\nvoorbeeldregio,VR01,Voorbeeldregio,A,52.1,5.2\nandere,VR02,Andere,B,52.3,5.4\n",
        );
    for practice in practices {
        site.write(&format!("content/praktijken/{}.md", practice.slug), practice.text("Tekst."));
    }
    site
}

/// Practices with values at random: one or two of the lists, one of the others.
fn random(rng: &mut TestRng, count: usize) -> Vec<Practice> {
    let lists: [(usize, &[&'static str]); 3] =
        [(0, &["samen-werken", "taal"]), (1, &["werkzoekenden", "werkgevers"]), (3, &["samen-plan", "vast-contact"])];
    let single: [(usize, &[&'static str]); 3] = [
        (2, &["voorbeeldregio", "andere"]),
        (4, &["beschreven", "onderbouwd", "gemeten"]),
        (5, &["idee", "pilot", "lopend", "gestopt"]),
    ];
    let practice = |at: usize, rng: &mut TestRng| {
        let mut values = Vec::new();
        for (dimension, names) in lists {
            let both = rng.random_range(0..3) == 0;
            let first = rng.random_range(0..names.len());
            values.push((dimension, names[first]));
            values.extend(both.then(|| (dimension, names[1 - first])));
        }
        values.extend(single.map(|(dimension, names)| (dimension, names[rng.random_range(0..names.len())])));
        let day = rng.random_range(1..28);
        Practice { slug: format!("p{at:03}"), title: format!("Praktijk {at:03}"), day, values }
    };
    (0..count).map(|at| practice(at, rng)).collect()
}

fn rng() -> TestRng {
    TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha)).rng().clone()
}

/// Every value and pair of values of two dimensions that some practice has, as an address, with the practices that have it.
fn combinations(practices: &[Practice]) -> BTreeMap<String, Vec<&Practice>> {
    let mut all: BTreeMap<String, Vec<&Practice>> = BTreeMap::new();
    for practice in practices {
        for &(dimension, id) in &practice.values {
            let one = format!("praktijken/{}/{id}/", DIMENSIONS[dimension]);
            for &(other, other_id) in practice.values.iter().filter(|(other, _)| *other > dimension) {
                all.entry(format!("{one}{}/{other_id}/", DIMENSIONS[other])).or_default().push(practice);
            }
            all.entry(one).or_default().push(practice);
        }
    }
    for list in all.values_mut() {
        list.sort_by_key(|practice| (std::cmp::Reverse(practice.day), practice.title.clone()));
    }
    all
}

fn page(outputs: &Outputs, address: &str) -> String {
    text_of(outputs.get(&format!("{address}index.html")).unwrap_or_else(|| panic!("no {address}")))
}

/// The addresses of the cards of a list, in order.
fn cards(html: &str) -> Vec<String> {
    let titles = html.split("kaart-titel\"><a href=\"/praktijken/").skip(1);
    titles.map(|rest| rest.split('/').next().unwrap_or_default().to_owned()).collect()
}

/// What can be chosen on a page: key, address (empty when there is none), and the number behind it.
fn choices(html: &str) -> Vec<(String, String, String)> {
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!("{name}=\""))
            .map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default())
            .to_owned()
    };
    let links = html.split("<a data-keuze=").skip(1).map(|rest| format!("data-keuze={rest}"));
    links
        .map(|rest| {
            let (tag, text) = rest.split_once('>').expect("a tag");
            let count = text.split("keuze-aantal\">").nth(1).and_then(|rest| rest.split('<').next());
            (attribute(tag, "data-keuze"), attribute(tag, "href"), count.expect("a count").to_owned())
        })
        .collect()
}

#[test]
fn every_combination_with_a_practice_has_a_page_and_no_other() {
    let mut rng = rng();
    for round in 0..12 {
        let count = [1, 2, 3, 5, 8, 13][round % 6];
        let practices = random(&mut rng, count);
        let site = site(&practices);
        let outputs = site.build().outputs.unwrap_or_else(|| panic!("{}", site.report()));
        let wanted = combinations(&practices);
        let lists: BTreeSet<&str> = (outputs.keys())
            .filter_map(|path| path.strip_suffix("index.html"))
            .filter(|path| DIMENSIONS.iter().any(|name| path.starts_with(&format!("praktijken/{name}/"))))
            .collect();
        assert_eq!(lists, wanted.keys().map(String::as_str).collect(), "round {round}");
        // Never more pages than the practices have values and pairs of values.
        let most: usize =
            practices.iter().map(|practice| practice.values.len() * (practice.values.len() + 1) / 2).sum();
        assert!(lists.len() <= most);
        for (address, having) in &wanted {
            let html = page(&outputs, address);
            let slugs: Vec<&str> = having.iter().map(|practice| practice.slug.as_str()).collect();
            assert_eq!(cards(&html), slugs, "round {round}: {address}");
            check_choices(&html, address, having, &wanted);
        }
        check_choices(&page(&outputs, "praktijken/"), "praktijken/", &practices.iter().collect::<Vec<_>>(), &wanted);
    }
}

/// Compares what can be chosen on a page with a count over the practices of its list.
fn check_choices(html: &str, address: &str, having: &[&Practice], lists: &BTreeMap<String, Vec<&Practice>>) {
    let parts: Vec<&str> = address.trim_end_matches('/').split('/').skip(1).collect();
    let chosen: Vec<String> = parts.chunks(2).map(|part| part.join("/")).collect();
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for practice in having {
        for (dimension, id) in &practice.values {
            if !parts.contains(&DIMENSIONS[*dimension]) {
                *wanted.entry(format!("{}/{id}", DIMENSIONS[*dimension])).or_default() += 1;
            }
        }
    }
    if chosen.len() == 2 && having.len() == 1 {
        wanted.clear();
    }
    let mut found = BTreeMap::new();
    for (key, href, count) in choices(html) {
        if count == "haal weg" {
            let left: Vec<&str> = chosen.iter().map(String::as_str).filter(|other| *other != key).collect();
            assert_eq!(href, format!("/praktijken/{}", left.iter().map(|key| format!("{key}/")).collect::<String>()));
            continue;
        }
        if chosen.len() == 2 {
            assert_eq!(href, "", "{address}: a third choice has no page");
        } else {
            let list = href.strip_prefix('/').and_then(|path| lists.get(path));
            assert_eq!(
                list.map(|list| list.len().to_string()),
                Some(count.replace(['(', ')'], "")),
                "{address}: {href}"
            );
        }
        found.insert(key, count.replace(['(', ')'], "").parse().expect("a number"));
    }
    assert_eq!(found, wanted, "{address}");
    let telling = if having.len() == 1 { "1 praktijk".to_owned() } else { format!("{} praktijken", having.len()) };
    assert!(html.contains(&format!("data-telling aria-live=\"polite\">{telling}<")), "{address}: {telling}");
}

#[test]
fn a_list_names_what_was_chosen_and_has_one_address() {
    let html = portal::html("praktijken/thema/ouderen-45-plus/regio/twente/index.html");
    let address = "https://ketenportaal.example/praktijken/thema/ouderen-45-plus/regio/twente/";
    assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")));
    assert!(html.contains("data-kind=\"praktijklijst\""));
    let text = plain(&html);
    assert!(text.contains("Praktijken over ‘Ouderen 45+’ in de regio Twente"), "{text}");
    let count = cards(&html).len();
    let telling = if count == 1 { "1 praktijk".to_owned() } else { format!("{count} praktijken") };
    assert!(html.contains(&format!("name=\"description\" content=\"{telling} over ‘Ouderen 45+’ in de regio Twente,")));
    assert!(plain(main_of(&html)).contains("Gekozen: Thema: Ouderen 45+ haal weg Regio: Twente haal weg"), "{text}");
    let crumbs = html.split("<ol>").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("crumbs");
    assert!(crumbs.contains("href=\"/praktijken/\"") && crumbs.contains("href=\"/praktijken/thema/ouderen-45-plus/\""));
    assert!(!portal::SITE.contains_key("praktijken/regio/twente/thema/ouderen-45-plus/index.html"), "one order only");
    assert!(text_of(&portal::SITE["sitemap.xml"]).contains(&format!("<loc>{address}</loc>")));
    assert!(!portal::html("a-tot-z/index.html").contains("/praktijken/thema/"));
    for (page, link) in [
        ("themas/wajong-wsw", "/praktijken/thema/wajong-wsw/"),
        ("doelgroepen/jongeren", "/praktijken/doelgroep/jongeren/"),
        ("regios/twente", "/praktijken/regio/twente/"),
        ("mijlpalen/integrale-teams", "/praktijken/mijlpaal/integrale-teams/"),
    ] {
        assert!(main_of(&portal::html(&format!("{page}/index.html"))).contains(&format!("href=\"{link}\"")), "{page}");
    }
}

#[test]
fn long_lists_go_on_and_titles_are_in_dutch_order() {
    let mut practices = random(&mut rng(), 230);
    for (at, practice) in practices.iter_mut().enumerate() {
        practice.title = match at {
            0 => "'s Avonds open".to_owned(),
            1 => "Éénmaal vragen".to_owned(),
            _ => format!("{} praktijk {at}", ["Zo", "een", "Aan"][at % 3]),
        };
    }
    let outputs = site(&practices).build().outputs.expect("it builds");
    let whole = |first: &str, pages: usize| -> Vec<String> {
        let further = (2..=pages).map(|number| format!("{first}pagina/{number}/"));
        let all = std::iter::once(first.to_owned()).chain(further).flat_map(|address| cards(&page(&outputs, &address)));
        assert!(!outputs.contains_key(&format!("{first}pagina/{}/index.html", pages + 1)));
        all.collect()
    };
    let by_date = whole("praktijken/", 3);
    let by_title = whole("praktijken/op-titel/", 3);
    assert_eq!(by_date.len(), 230);
    assert_eq!(by_date.iter().collect::<BTreeSet<_>>(), by_title.iter().collect::<BTreeSet<_>>());
    let key = |slug: &String| {
        let practice = practices.iter().find(|practice| practice.slug == *slug).expect("it is one of them");
        let title = practice.title.to_lowercase();
        title.strip_prefix("'s ").unwrap_or(&title).replace('é', "e")
    };
    assert!(by_title.is_sorted_by_key(key), "{by_title:?}");
    let combinations = combinations(&practices);
    let (address, having) = combinations.iter().find(|(_, having)| having.len() > 100).expect("a long list");
    let slugs: Vec<String> = whole(address, having.len().div_ceil(100));
    assert_eq!(slugs.len(), having.len());
    // The cards of a further page can be added to those of the first.
    let second = page(&outputs, &format!("{address}pagina/2/"));
    assert_eq!(second.matches("<li class=\"kaart\" data-keuzes=\"").count(), (having.len() - 100).min(100));
    assert!(second.contains(&format!("href=\"/{address}#_kiezen\"")));
}

/// The files of the site that differ, but those of search, which follow from all pages.
fn changed(before: &Outputs, after: &Outputs) -> BTreeSet<String> {
    let paths: BTreeSet<&String> =
        before.keys().chain(after.keys()).filter(|path| !path.starts_with("zoeken/")).collect();
    paths.into_iter().filter(|&path| before.get(path) != after.get(path)).cloned().collect()
}

#[test]
fn another_text_changes_no_list_and_another_title_only_those_that_show_it() {
    let practices = random(&mut rng(), 8);
    let mut site = site(&practices);
    let before = site.build().outputs.expect("it builds");
    let path = format!("content/praktijken/{}.md", practices[0].slug);
    site.write(&path, practices[0].text("Een heel andere tekst."));
    let after = site.build().outputs.expect("it builds");
    assert_eq!(changed(&before, &after), BTreeSet::from([format!("praktijken/{}/index.html", practices[0].slug)]));

    let renamed = Practice { title: "Anders".to_owned(), ..practices[0].clone() };
    site.write(&path, renamed.text("Een heel andere tekst."));
    let is_list = |path: &String| DIMENSIONS.iter().any(|name| path.starts_with(&format!("praktijken/{name}/")));
    let lists: BTreeSet<String> =
        changed(&after, &site.build().outputs.expect("it builds")).into_iter().filter(is_list).collect();
    let showing = combinations(&practices)
        .into_iter()
        .filter(|(_, having)| having.iter().any(|practice| practice.slug == renamed.slug));
    assert_eq!(lists, showing.map(|(address, _)| format!("{address}index.html")).collect());
}
