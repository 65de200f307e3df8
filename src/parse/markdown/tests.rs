//! Texts as editors write them, and what is read in them.

use super::*;

fn read(text: &'static str) -> (Document<'static>, Vec<(&'static str, String)>) {
    let mut diagnostics = Vec::new();
    // A text that is read stays as long as its document; in a test that may be for ever.
    let document = parse(Box::leak(Marked::new(text, 10).into()), &"a.md".into(), &mut diagnostics);
    let found = diagnostics
        .into_iter()
        .map(|d| (d.entry.code, text[d.place.span.start - 10..d.place.span.end - 10].to_owned()))
        .collect();
    (document, found)
}

#[test]
fn directives_need_no_empty_lines_and_keep_their_place() {
    let text =
        "Tekst\n::grafiek{indicator=nww}\nmeer\n\n:::uitklap{titel=\"Zo\"}\n- punt\n:::\nEen :cijfer{a=b} hier.\n";
    let (document, found) = read(text);
    assert_eq!(found, []);
    let shown: Vec<&str> = document.components.iter().map(|c| &text[c.span.start - 10..c.span.end - 10]).collect();
    assert_eq!(shown, ["::grafiek{indicator=nww}", ":::uitklap{titel=\"Zo\"}", ":cijfer{a=b}"]);
    assert!(matches!(document.blocks[3], Block::Component(1, ref body) if body.len() == 1));
}

#[test]
fn definition_lists_still_work() {
    let (document, found) = read("Woord\n: Uitleg\n\n::bronnen\n");
    assert_eq!(found, []);
    assert!(matches!(document.blocks[0], Block::Definitions(_)));
    assert!(matches!(document.blocks[1], Block::Component(0, _)));
}

#[test]
fn mistakes_are_marked_where_they_are() {
    for (text, code, marked) in [
        ("Een <b>vet</b> woord", "KP301", "<b>"),
        ("<div>\nx\n</div>\n", "KP301", "<div>"),
        ("# Titel\n", "KP313", "# Titel\n"),
        (":::uitklap{titel=x}\ntekst\n", "KP307", ":::uitklap{titel=x}"),
        ("tekst\n:::\n", "KP308", ":::"),
        ("Een feit.[^bron]\n", "KP312", "[^bron]"),
        ("Een :cijfer{a b} hier", "KP306", ":cijfer{a b}"),
        ("Zie ::grafiek{a=b} hier", "KP318", "::grafiek{a=b}"),
        ("- ::grafiek{a=b}\n", "KP318", "::grafiek{a=b}"),
        ("| a |\n| --- |\n| ::grafiek{a=b} |\n", "KP318", "::grafiek{a=b}"),
        ("> :::uitklap{titel=x}\n", "KP318", ":::uitklap{titel=x}"),
        ("Nu :cijfer {a=b} hier", "KP306", ":cijfer {a=b}"),
        ("Nu:cijfer{a=b} hier", "KP306", ":cijfer{a=b}"),
        ("| a | b |\n| --- | --- |\n| c | d | e |  f |\n| g |\n", "KP319", "e |  f"),
        ("| a |\n| --- |\nc | d\n", "KP319", "d"),
        ("> | a |\n> | --- |\n> | c | d |\n", "KP319", "d"),
        ("A[^1]\n\n[^1]: een\n\n[^1]: twee\n", "KP325", "[^1]:"),
        ("A[^1]\n\n[^1]: een\n\n[^B]: twee\n\ndrie\n", "KP326", "[^B]:"),
        ("> [^é\\*é]: twee\n", "KP326", "[^é\\*é]:"),
        ("Lees [dit](mijn pagina.md) eens", "KP327", "[dit](mijn pagina.md)"),
        ("Zie ![dit](mijn foto.png).", "KP327", "![dit](mijn foto.png)"),
        ("Lees [dit](pagina.md en meer", "KP327", "[dit](pagina.md en meer"),
        ("Lees [dit] (pagina.md) eens", "KP327", "[dit] (pagina.md)"),
        ("Lees (dit)[https://a.example] eens", "KP327", "(dit)[https://a.example]"),
        ("Lees [**dit** stuk](mijn pagina.md)", "KP327", "](mijn pagina.md)"),
        ("Een ❤ [dit](ß ß) en [dat](ß ß)", "KP327", "[dit](ß ß)"),
        ("##Kop\n", "KP329", "##Kop"),
        ("Tekst\n##Kop \n", "KP329", "##Kop"),
        ("> > Tekst\\\n> > -punt\n", "KP330", "-punt"),
        ("- een\n-twee\n", "KP330", "-twee"),
        ("Tekst\n| a | b |\n", "KP331", "| a | b |"),
        ("> [!NOTE] Tekst\n", "KP332", "[!NOTE] Tekst"),
        ("```\nx\n", "KP333", "```"),
        ("> ~~~~ x\n> y\n> ~~~\n", "KP333", "~~~~ x"),
        ("Een ** twee** en ** drie **\n", "KP334", "** twee**"),
        ("Een **twee\n", "KP334", "**twee"),
        ("een\n\n\ttwee\n\tdrie\n", "KP335", "twee"),
        ("> een\n> twee\n> ---\n", "KP336", "een"),
        ("Een\n:twee\n", "KP337", ":twee"),
        ("-een\r-twee\n", "KP330", "-een"),
        ("Een [^[^bron] hier\n", "KP312", "[^bron]"),
    ] {
        let (_, found) = read(text);
        assert!(found.contains(&(code, marked.to_owned())), "{text:?}: {found:?}");
    }
}

#[test]
fn what_is_meant_as_it_stands_is_no_mistake() {
    for text in [
        "Een \\[dit](mijn pagina) en [dat\\](mijn pagina).",
        "De lijst [1] (zie bijlage) en (a)[b], [] () en [x] (y.md of z).",
        "`[dit](mijn pagina.md)` en [dit](<mijn pagina.md>) en [a](b \"c d\")",
        "Let op:pen {mee} en 10:30{a} en om 10:uur{} of Nu:dus.",
        "| a | b |\n| --- | --- |\n| c | d | |\n| c | d |  |\n| e \\| f | g |\n",
        "A[^1] en b[^1]\n\n[^1]: een[^twee]\n\n[^Twee]: nog een\n",
        "> een\n\n---\n\n> ~~~~\n> ~~~\n> ~~~~\n\n- a\n  ````\n  x\n  `````\n- b\n",
        "Een \\** twee, `**`, **drie**, ***vier*** en 2 * 3.\n",
        "\\##Kop\n\\-punt\n\nEen\n: twee\n:\tdrie\n\n> [!NOTE]\n> Tekst\n",
    ] {
        assert_eq!(read(text).1, [], "{text:?}");
    }
}

#[test]
fn lines_that_follow_each_other_are_one_mistake() {
    let (_, found) = read("-een\n-twee\n\n> -drie\n\nvier\n\n-vijf\n\n##Kop\n");
    let found: Vec<(&str, &str)> = found.iter().map(|(code, text)| (*code, text.as_str())).collect();
    assert_eq!(found, [("KP330", "-een"), ("KP330", "-vijf"), ("KP329", "##Kop")]);
}

#[test]
fn a_line_of_a_quotation_or_a_list_may_start_with_a_component() {
    for text in [
        "Begin\n> een\n> :cijfer{a=b} einde.\n",
        "> > een\n> > :cijfer{a=b}\n",
        "- een\n  :cijfer{a=b}\n",
        "```\n> ```\n```\n> een\n> :cijfer{a=b}\n",
    ] {
        let (document, found) = read(text);
        assert_eq!(found, []);
        let [call] = &document.components[..] else { panic!("{text:?}: {document:?}") };
        assert_eq!(&text[call.span.start - 10..call.span.end - 10], ":cijfer{a=b}");
    }
    let (document, found) = read("> ```\n> :cijfer{a=b}\n> ```\n");
    assert_eq!((document.components.len(), found.len()), (0, 0));
    let [Block::Quote(None, blocks)] = &document.blocks[..] else { panic!("{document:?}") };
    assert_eq!(blocks[..], [Block::Code(String::new(), ":cijfer{a=b}\n".to_owned())]);
}

#[test]
fn a_footnote_is_found_whatever_its_capitals() {
    let (document, found) = read("Een feit.[^Bron] Nog een.[^bron]\n\n[^BRON]: De bron.\n");
    assert_eq!(found, []);
    assert_eq!((document.footnotes.len(), document.footnotes[0].references), (1, 2));
    assert!(matches!(document.footnotes[0].blocks[..], [Block::Paragraph(_)]));
}

#[test]
fn no_two_headings_have_one_id() {
    let text = "## Deel\n\n## Deel\n\n## Deel 2\n\n## Deel\n\n## Deel {#deel-4}\n\n## Anders {#eigen}\n\n## Eigen\n";
    let (document, found) = read(text);
    let ids: Vec<&str> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["deel", "deel-2", "deel-2-2", "deel-3", "deel-4", "eigen", "eigen-2"]);
    assert_eq!(found, []);
    let (_, found) = read("## Deel\n\n## Anders {#deel}\n");
    assert_eq!(found, [("KP316", "## Anders {#deel}\n".to_owned())]);
    let (document, found) = read("## Anders {#_inhoud}\n");
    assert_eq!((found[0].0, document.headings[0].id.as_str()), ("KP317", "anders"));
}

#[test]
fn a_picture_by_itself_takes_its_caption() {
    let (document, found) = read("## ![a](a.png \"A\")\n\n![b](b.png \"B\")\n\n![c](c.png)\n\n- ![d](d.png \"D\")\n");
    assert_eq!(document.blocks[1], Block::Figure(1, "b".to_owned(), "B".to_owned()));
    assert!(matches!(document.blocks[2], Block::Paragraph(_)));
    assert_eq!(found, [("KP324", "![a](a.png \"A\")".to_owned()), ("KP324", "![d](d.png \"D\")".to_owned())]);
}

#[test]
fn deep_nesting_is_reported_and_does_not_overflow() {
    for text in [">".repeat(5000) + "x", "- ".repeat(3000) + "x", "*a ".repeat(5000), "[".repeat(5000)] {
        let mut diagnostics = Vec::new();
        parse(&Marked::new(&text, 0), &"a.md".into(), &mut diagnostics);
    }
    let mut diagnostics = Vec::new();
    parse(&Marked::new(&(">".repeat(100) + "x"), 0), &"a.md".into(), &mut diagnostics);
    assert_eq!(diagnostics[0].entry.code, "KP309");
}
