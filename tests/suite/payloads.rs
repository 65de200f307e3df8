//! Texts that try to be more than text, and a small portal that holds one in every field an editor or a data file can fill.

use ketenportaal::model::figures::COMPONENTS;
use ketenportaal::parse::document::Form;

use crate::harness::TestSite;

/// What ends the place a text is put in: an attribute, a comment, an element, a string, a block.
const ESCAPES: [&str; 12] = [
    "",
    "\">",
    "'>",
    "\" ",
    "-->",
    "</title>",
    "</script>",
    "</textarea></style>",
    "]]>",
    "\\\"}]}",
    "&quot;&gt;",
    "`}} ",
];

/// What then runs, fetches or changes the page. `kpx` is in each, so that it can be found.
const ACTS: [&str; 18] = [
    "<script>kpx()</script>",
    "<script src=//kpx.example/x.js></script>",
    "<img src=x onerror=kpx()>",
    "<svg/onload=kpx()>",
    "<svg><script xlink:href=data:,kpx()></script></svg>",
    "<iframe srcdoc='<script>parent.kpx()</script>'>",
    "<a href=javascript:kpx()>kpx</a>",
    "<details open ontoggle=kpx()>",
    "<input autofocus onfocus=kpx()>",
    "<math><mtext><table><mglyph><style><img src=x onerror=kpx()>",
    "<object data=data:text/html,kpx>",
    "<base href=//kpx.example/>",
    "<meta http-equiv=refresh content=0;url=//kpx.example>",
    "<link rel=stylesheet href=//kpx.example/x.css>",
    "<form action=//kpx.example><button>kpx",
    "<style>*{background:url(//kpx.example)}</style>",
    "<!--kpx",
    "onmouseover=kpx() style=background:url(//kpx.example) x=",
];

/// Those that belong to one kind of output or syntax.
const OTHERS: [&str; 88] = [
    // Templates.
    "{{ kpx }}",
    "{{ page.title | safe }} kpx",
    "{% include \"kpx\" %}",
    "{# kpx #}",
    "{%- raw -%}kpx",
    "${kpx()}",
    "#{kpx()}",
    "<%= kpx %>",
    "[[kpx]]",
    // Directives and Markdown.
    ":::uitklap{titel=\"kpx\"}",
    "::grafiek{indicator=kpx}",
    ":cijfer{kpx=1}",
    "::: kpx",
    "`kpx`",
    "**kpx** _kpx_",
    "[^kpx]",
    "| kpx | b |",
    "# kpx",
    // Links.
    "javascript:kpx()",
    "JaVaScRiPt:kpx()",
    "java\tscript:kpx()",
    " \u{1}javascript:kpx()",
    "javascript&colon;kpx()",
    "javascript://%0akpx()",
    "vbscript:kpx()",
    "data:text/html,<script>kpx()</script>",
    "data:text/html;base64,PHNjcmlwdD5rcHgoKTwvc2NyaXB0Pg==kpx",
    "//kpx.example/",
    "\\\\kpx.example\\",
    "https:kpx.example",
    "[kpx](javascript:kpx())",
    "[kpx]: javascript:kpx()",
    "![kpx](data:image/svg+xml,<svg/onload=kpx()>)",
    "<javascript:kpx()>",
    "<https://kpx.example/\"onclick=kpx()>",
    // Direction and characters that are not seen.
    "kpx \u{200f}abc",
    "kpx\u{200b}\u{2060}abc",
    "\u{feff}kpx",
    "kpx\u{ad}abc",
    "kpx\u{7f}\u{b}\u{c}",
    "kpx\u{85}abc",
    "kpx \u{fffe} \u{1f600}",
    // Formulas.
    "=kpx()",
    "+kpx()",
    "-kpx()",
    "@kpx()",
    "\t=kpx()",
    "\r=kpx()",
    "\n=kpx()",
    "=cmd|'/C kpx'!A0",
    "\u{ff1d}kpx()",
    "=HYPERLINK(\"//kpx.example\";\"kpx\")",
    "kpx;=kpx();\"",
    "kpx\",=kpx(),\"",
    // Lines of calendars, feeds and servers.
    "kpx\nATTENDEE:mailto:kpx@kpx.example",
    "kpx\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "kpx\rATTACH:https://kpx.example",
    "kpx;X-KPX=1:kpx,kpx",
    "kpx\\nEND:VCALENDAR\\",
    "kpx\u{2028}END:VEVENT\u{2029}",
    "kpx\r\nX-Kpx: 1",
    "kpx\r\n\r\n<script>kpx()</script>",
    "kpx\n/* https://kpx.example/ 301",
    "kpx; } location / { root /etc; }",
    "kpx $request_uri $kpx {env.KPX} :splat",
    "kpx ёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёё😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
    // XML and JSON.
    "&kpx;",
    "&#107;px&#0;&#x1F600",
    "<!DOCTYPE x [<!ENTITY kpx SYSTEM \"file:///etc/passwd\">]>&kpx;",
    "<?xml version=\"1.0\"?><?kpx x?>",
    "<![CDATA[<script>kpx()</script>]]>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject>kpx",
    "\"},{\"kpx\":1",
    "\\u003cscript\\u003ekpx()",
    "<!--<script>kpx",
    "\"@id\": \"https://kpx.example\"",
    "\" . <https://kpx.example/> a <kpx> . \"",
    "\"\"\" . kpx \\",
    "__proto__",
    "constructor",
    // Encoded.
    "+ADw-script+AD4-kpx()",
    "%3Cscript%3Ekpx()%3C/script%3E",
    "&lt;script&gt;kpx()&lt;/script&gt;",
    "&#60;script&#62;kpx()",
    "\u{ff1c}script\u{ff1e}kpx()",
    "../../%2e%2e%2fkpx",
    // YAML.
    "kpx: !!js/function 'kpx'",
    "*kpx &kpx | >",
];

/// Every payload.
pub fn payloads() -> Vec<String> {
    let broken_out = ESCAPES.iter().flat_map(|end| ACTS.iter().map(move |act| format!("{end}{act}")));
    broken_out.chain(OTHERS.iter().map(|text| (*text).to_owned())).collect()
}

/// A text in YAML. JSON is YAML, but for characters that YAML wants to be named.
pub fn yaml(text: &str) -> String {
    let mut quoted = String::new();
    for c in serde_json::to_string(text).expect("a text").chars() {
        match u32::from(c) {
            code @ (0x7f..=0x9f | 0x2028 | 0x2029 | 0xfeff | 0xfffe) => quoted.push_str(&format!("\\u{code:04x}")),
            _ => quoted.push(c),
        }
    }
    quoted
}

/// A text as a cell of a CSV file.
fn csv(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A text on one line of Markdown that is nothing but text: each mark has a backslash before it.
fn markdown(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_punctuation() => line.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => line.push(' '),
            c => line.push(c),
        }
    }
    line.trim().to_owned()
}

/// Pages whose text is a payload as it is: as Markdown, as the address of a link and an image, and in every argument of every
/// component. Most are refused.
pub fn raw_pages(payloads: &[String]) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for (at, payload) in payloads.iter().enumerate() {
        let quote = if payload.contains('"') { '\'' } else { '"' };
        let mut components = String::new();
        for component in COMPONENTS {
            let (colons, end) = match component.form {
                Form::Inline => (":", ""),
                Form::Leaf => ("::", ""),
                Form::Container => (":::", "\nTekst.\n:::"),
            };
            for (name, _) in component.arguments.iter().filter(|(name, _)| *name != "titel") {
                components.push_str(&format!("{colons}{}{{{name}={quote}{payload}{quote}}}{end}\n\n", component.name));
            }
        }
        for (kind, text) in [
            ("tekst", payload.clone()),
            ("zin", format!("Een zin met {payload} erin.")),
            ("link", format!("[kpx]({payload}) en [kpx](<{payload}>) en [kpx][a].\n\n[a]: {payload}")),
            ("autolink", format!("<{payload}>")),
            ("wiki", format!("[[{payload}]] en [[begrippen|{payload}]]")),
            ("beeld", format!("![kpx]({payload})\n\n![kpx](<{payload}>)")),
            ("titel", format!(":::uitklap{{titel={quote}{payload}{quote}}}\nTekst.\n:::")),
            ("code", format!("```{payload}\n{payload}\n```")),
            ("onderdeel", components),
        ] {
            let front = format!("title: Rauw {kind} {at}\ndescription: Pagina {at} met {kind}.\nowner: Redactie\n");
            pages.push((format!("content/over/rauw-{kind}-{at}.md"), format!("---\n{front}---\n\n{text}\n")));
        }
    }
    pages
}

/// The starter with a payload in each field: a page and a row of each kind for each payload, and `once` in the fields of which there
/// is one.
pub fn site(payloads: &[String], once: &str) -> TestSite {
    let mut site = TestSite::starter();
    settings(&mut site, once);
    models(&mut site, once);
    lists(&mut site, payloads);
    for (at, payload) in payloads.iter().enumerate() {
        pages(&mut site, at, payload);
    }
    site
}

/// The settings, of which there is one.
fn settings(site: &mut TestSite, text: &str) {
    let text = yaml(text);
    let own = site.text("data/portaal.yaml").replace("name: Mijn portaal", &format!("name: {text}"));
    let own = own.replace("tagline: Kennis delen tussen werkpleinen", &format!("tagline: {text}"));
    let own = own
        .replace("description: Wat werkt, hoe ver we zijn en wat de cijfers zeggen.", &format!("description: {text}"));
    let own = own.replace("owner: Redactie", &format!("owner: {text}"));
    let own = own.replace("bron: Eigen opgave", &format!("bron: {text}"));
    let own = own.replace("voorbeeld: De werkpleinen zijn bedacht.", &format!("voorbeeld: {text}"));
    let more = format!(
        "\
         toegankelijkheid:\n  status: gedeeltelijk\n  datum: 2009-11-15\n  toets: {text}\n  uitzonderingen:\n    - {{wat: {text}, waarom: {text}, uitweg: {text}}}\n\
         beveiliging:\n  contact: [a@b.example]\n  expires: 2030-01-01\n\
         feedback:\n  mail: a@b.example\n\
         organisatie:\n  naam: {text}\n"
    );
    site.write("data/portaal.yaml", format!("{own}{more}"));
    site.write(
        "data/ketenjournaal.yaml",
        format!("- {{nummer: 1, datum: 2009-11-20, sinds: 2009-01-01, inleiding: {text}}}\n"),
    );
}

/// The models of the landkaart and the labour market.
fn models(site: &mut TestSite, text: &str) {
    let text = yaml(text);
    site.write(
        "data/landkaart/model.yaml",
        format!(
            "naam: {text}\nbron: {text}\nvoorbeeld: {text}\nperiode: {{letter: t, per_jaar: 3, naam: {text}}}\n\
             niveaus:\n  - {{waarde: 0, naam: {text}}}\n  - {{waarde: 50, naam: Bezig}}\n  - {{waarde: 100, naam: Klaar}}\n\
             banden:\n  - {{id: niet, naam: {text}, van: 0}}\n  - {{id: bezig, naam: Bezig, van: 25}}\n  - {{id: volledig, naam: Klaar, van: 100}}\n\
             gemiddelde: afkappen\naandeel: half-omhoog\n\
             fases:\n  - id: beginnen\n    naam: {text}\n    mijlpalen:\n      - {{id: samen-plan, naam: {text}}}\n      - {{id: vast-contact, naam: Contact}}\n"
        ),
    );
    site.write(
        "data/arbeidsmarkt/model.yaml",
        format!(
            "voorbeeld: {text}\nbestanden:\n  - {{bestand: cijfers.csv, niveau: regio, voorbeeld: true, bron: {text}}}\n\
             indicatoren:\n  - {{id: nww, kolom: nww, naam: {text}, uitleg: {text}, eenheid: {text}, richting: geen, bron: {text}}}\n"
        ),
    );
    site.write(
        "data/arbeidsmarkt/cijfers.csv",
        "maand,regio,nww\n2009-05,voorbeeldregio,10\n2009-06,voorbeeldregio,12\n",
    );
}

/// Tables and lists of data.
fn lists(site: &mut TestSite, payloads: &[String]) {
    let mut werkpleinen =
        site.text("data/werkpleinen.csv").replacen("lon\n", "lon,aliassen\n", 1).replace("00\n", "00,\n");
    let mut regios = site.text("data/regios.csv").replacen("lon\n", "lon,aliassen\n", 1).replace("00\n", "00,\n");
    let mut answers = site.text("data/landkaart/2009-t1.csv");
    let mut begrippen = site.text("data/begrippen.yaml");
    let mut doelgroepen = site.text("data/doelgroepen.yaml");
    let mut bronnen = String::new();
    let mut indicatoren = String::new();
    for (at, payload) in payloads.iter().enumerate() {
        let (cell, text) = (csv(payload), yaml(payload));
        // Between other names stands a |.
        let alias = payload.replace('|', "/");
        let (north, east) = (51.0 + 0.01 * (at % 200) as f64, 4.0 + 0.1 * (at / 200) as f64);
        werkpleinen
            .push_str(&format!("w{at},{cell},{cell},r{at},{north:.4},{east:.4},{}\n", csv(&format!("{alias} w{at}"))));
        regios.push_str(&format!(
            "r{at},X{at:03},{cell},{cell},{north:.4},{east:.4},{}\n",
            csv(&format!("{alias} r{at}"))
        ));
        answers.push_str(&format!("w{at},50,100\n"));
        let unique = |word: &str| yaml(&format!("{payload} {word}{at}"));
        begrippen.push_str(&format!(
            "- id: b{at}\n  naam: {}\n  voluit: {text}\n  uitleg: {text}\n  synoniemen: [{}]\n  oude_namen: [{}]\n",
            unique("begrip"),
            unique("synoniem"),
            unique("oud"),
        ));
        doelgroepen.push_str(&format!("- id: d{at}\n  naam: {text}\n  uitleg: {text}\n"));
        bronnen.push_str(&format!(
            "- {{id: s{at}, titel: {text}, soort: {text}, afzender: {text}, datum: {text}, kenmerk: {text}, inhoud: {text}, gebruik: {text}}}\n"
        ));
        indicatoren.push_str(&format!(
            "- {{id: i{at}, naam: {text}, uitleg: {text}, eenheid: {text}, richting: hoger-is-beter, bron: {text}}}\n"
        ));
    }
    for (path, text) in [
        ("data/werkpleinen.csv", werkpleinen),
        ("data/regios.csv", regios),
        ("data/landkaart/2009-t1.csv", answers),
        ("data/begrippen.yaml", begrippen),
        ("data/doelgroepen.yaml", doelgroepen),
        ("data/bronnen.yaml", bronnen),
        ("data/indicatoren.yaml", indicatoren),
    ] {
        site.write(path, text);
    }
}

/// A page of every kind.
fn pages(site: &mut TestSite, at: usize, payload: &str) {
    let (text, escaped) = (yaml(payload), markdown(payload));
    let code: String = payload.lines().map(|line| format!("    {line}\n")).collect();
    let common =
        format!("title: {text}\ndescription: {text}\nowner: {text}\nbronnen: [{{bron: s{at}, plaats: {text}}}]\n");
    let contact = format!("contact: {{rol: {text}, organisatie: {text}, adres: \"a@b.example\"}}\n");
    let body = format!(
        "## {escaped}\n\n{escaped} en [{escaped}](praktijken/p{at}.md).[^a]\n\n![{escaped}](over/vlak.svg \"{escaped}\")\n\n\
         | {escaped} |\n|---|\n| {escaped} |\n\n[^a]: {escaped}\n\nCode:\n\n{code}\n"
    );
    let praktijk = format!(
        "date: 2009-03-01\nthemas: [t{at}]\ndoelgroepen: [d{at}]\nwerkplein: w{at}\nstatus: gestopt\nbewijs: beschreven\n\
         mijlpalen: [vast-contact]\nkosten: {text}\nlooptijd: {text}\ninstrumenten: [{text}]\ngestopt_omdat: {text}\nvoorbeeld: true\n{contact}"
    );
    let sections = ["Aanleiding", "Aanpak", "Resultaat", "Wat ging mis", "Randvoorwaarden", "Lessen"];
    let sections: String = sections.iter().map(|name| format!("## {name}\n\n{escaped}\n\n")).collect();
    site.write("content/over/vlak.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>");
    for (path, fields, text) in [
        (format!("praktijken/p{at}"), praktijk, &sections),
        (format!("themas/t{at}"), format!("mijlpalen: [samen-plan]\ndoelgroepen: [d{at}]\n{contact}"), &body),
        (format!("nieuws/n{at}"), format!("date: 2009-05-01\nthemas: [t{at}]\nregio: r{at}\n"), &body),
        (
            format!("agenda/a{at}"),
            format!(
                "start: 2009-12-05 10:00\nend: 2009-12-05 12:00\nplace: {text}\nthemas: [t{at}]\nregio: r{at}\nregistration: {text}\n"
            ),
            &body,
        ),
        (format!("over/o{at}"), String::new(), &body),
    ] {
        site.write(&format!("content/{path}.md"), format!("---\n{common}{fields}---\n\n{text}"));
    }
}
