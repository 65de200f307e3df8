//! References, links and addresses.

super::catalogue! {
    UNKNOWN_REFERENCE "KP201" Error {
        nl: "Er is geen {soort} met de naam '{naam}'.",
        en: "There is no {soort} named '{naam}'.",
        fix_nl: "Alle namen staan in {waar}.",
        fix_en: "All names are in {waar}.",
        why_nl: "Een verwijzing naar iets dat er niet is, laat een gat op de pagina en in de lijsten.",
        why_en: "A reference to what is not there leaves a gap on the page and in lists.",
        example: Practice { wrong: "themas: [samenwerken]", right: "themas: [samen-werken]" }
    }
    BROKEN_LINK "KP202" Error {
        nl: "Deze link gaat naar '{doel}', maar die pagina bestaat niet.",
        en: "This link goes to '{doel}', but that page does not exist.",
        fix_nl: "Schrijf het pad van het bestand vanaf de map content, bijvoorbeeld themas/werkstraat.md, of een korte link zoals [[werkstraat]]. Bestaat de pagina niet meer? Haal de link dan weg.",
        fix_en: "Write the file's path from the folder content, for example themas/werkstraat.md, or a short link such as [[werkstraat]]. Is the page gone? Then take the link out.",
        why_nl: "De lezer komt op een foutpagina, en kan niet verder.",
        why_en: "The reader ends at an error page and cannot go on.",
        example: Text { wrong: "Zie [de praktijk](praktijken/een-vast-gezich.md).", right: "Zie [de praktijk](praktijken/een-vast-gezicht.md)." }
    }
    BROKEN_ANCHOR "KP203" Error {
        nl: "De pagina '{pagina}' heeft geen kop of onderdeel '#{anker}'.",
        en: "The page '{pagina}' has no heading or part '#{anker}'.",
        fix_nl: "Deze zijn er wel: {ankers}.",
        fix_en: "It has these: {ankers}.",
        why_nl: "De lezer komt boven aan de pagina in plaats van bij het stuk dat je bedoelt.",
        why_en: "The reader ends at the top of the page and not at the part you mean.",
        example: Text { wrong: "Zie [de aanpak](praktijken/een-vast-gezicht.md#aanpakk).", right: "Zie [de aanpak](praktijken/een-vast-gezicht.md#aanpak)." }
    }
    DUPLICATE_ADDRESS "KP204" Error {
        nl: "Twee pagina's willen hetzelfde adres: {adres}. De andere is {ander}.",
        en: "Two pages claim the same address: {adres}. The other one is {ander}.",
        fix_nl: "Geef een van de twee bestanden een andere naam of haal het oude adres (aliases) weg.",
        fix_en: "Rename one of the two files or remove the old address (aliases).",
        why_nl: "Een van de twee pagina's zou verdwijnen, en je ziet niet welke.",
        why_en: "One of the two pages would vanish, and nobody sees which."
    }
    AMBIGUOUS_LINK "KP205" Error {
        nl: "'{doel}' kan meer dan één pagina zijn: {pagina}.",
        en: "'{doel}' can be more than one page: {pagina}.",
        fix_nl: "Zet de map ervoor, bijvoorbeeld [[{voorstel}]].",
        fix_en: "Put the folder before it, for example [[{voorstel}]].",
        why_nl: "Het portaal raadt niet welke pagina je bedoelt. Raden gaat ooit mis.",
        why_en: "Nobody guesses which page is meant: one day that goes wrong."
    }
    BAD_ALIAS "KP206" Error {
        nl: "'{adres}' kan geen oud adres zijn.",
        en: "'{adres}' cannot be an old address.",
        fix_nl: "Schrijf een adres binnen het portaal, met een schuine streep ervoor en erachter: /praktijken/oude-naam/.",
        fix_en: "Write an address within the portal with a slash before and after it: /praktijken/oude-naam/.",
        why_nl: "Via een oud adres vinden mensen de pagina terug. Een onmogelijk adres helpt niemand.",
        why_en: "Old addresses bring people to the page; an impossible one helps nobody.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\naliases: [oud]\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\naliases: [/over/oud/]\n---\n" }
    }
    UNSAFE_LINK "KP207" Error {
        nl: "Een link die begint met '{schema}:' is niet toegestaan.",
        en: "A link that starts with '{schema}:' is not allowed.",
        fix_nl: "Gebruik https:, http:, mailto: of tel:, of een pagina van het portaal.",
        fix_en: "Use https:, http:, mailto: or tel:, or a page of the portal.",
        why_nl: "Zo'n link kan in de browser van de lezer een programma starten.",
        why_en: "Such a link can start a program in the reader's browser.",
        example: Text { wrong: "Zie [de lijst](javascript:lijst).", right: "Zie [de lijst](https://voorbeeld.example/lijst)." }
    }
    MISSING_IMAGE "KP208" Error {
        nl: "De afbeelding of het bestand '{doel}' is er niet.",
        en: "The image or file '{doel}' does not exist.",
        fix_nl: "Zet het bestand in de map content en schrijf het pad vanaf die map.",
        fix_en: "Put the file in the folder content and write its path from that folder.",
        why_nl: "Op de pagina staat dan een leeg vak.",
        why_en: "The page would show an empty box.",
        example: Text { wrong: "![Een gesprek aan een tafel](over/weg.png)", right: "![Een gesprek aan een tafel](over/gesprek.svg)" }
    }
    NO_TARGET "KP209" Error {
        nl: "Deze link heeft geen doel.",
        en: "This link has no target.",
        fix_nl: "Schrijf tussen de haakjes waar de link heen gaat.",
        fix_en: "Write between the brackets where the link goes.",
        why_nl: "De lezer klikt en er gebeurt niets.",
        why_en: "The reader clicks and nothing happens.",
        example: Text { wrong: "Zie [de praktijk]().", right: "Zie [[een-vast-gezicht]]." }
    }
    MOVED_PAGE "KP211" Warning {
        nl: "Deze pagina stond eerst op {oud} ({bestand}). Dat adres leidt nu nergens heen.",
        en: "This page was at {oud} before ({bestand}). That address leads nowhere now.",
        fix_nl: "Zet in de kop: 'aliases: [{oud}]'. Met 'ketenportaal check --fix' gaat dat vanzelf.",
        fix_en: "Add 'aliases: [{oud}]' to the front matter, or let 'ketenportaal check --fix' do it.",
        why_nl: "Wie het oude adres bewaarde of ernaar linkte, komt op een foutpagina.",
        why_en: "Whoever kept the old address or linked to it ends at an error page."
    }
    DEAD_LINK "KP212" Warning {
        nl: "De link naar {adres} werkt niet. Antwoord: {reden}.",
        en: "The link to {adres} does not work. Answer: {reden}.",
        fix_nl: "Zoek op waar de pagina nu staat en verander de link. Is de pagina weg? Haal de link dan weg. DNS betekent: er is geen server met die naam.",
        fix_en: "Find where the page is now and change the link, or take it out when the page is gone. DNS means that there is no server of that name.",
        why_nl: "De lezer klikt en vindt niets.",
        why_en: "A reader follows it and finds nothing."
    }
    DRAFT_LINK "KP213" Error {
        nl: "Deze link gaat naar '{doel}', maar die pagina staat nu niet op de site.",
        en: "This link goes to '{doel}', but that page is not on the site now.",
        fix_nl: "Haal de link weg tot de pagina er staat. Mag de pagina er al staan? Kijk dan in {bestand} naar 'draft', 'date' en 'expires'.",
        fix_en: "Remove the link until the page is there. May it be there already? Then look at 'draft', 'date' and 'expires' in {bestand}.",
        why_nl: "In de voorvertoning zie je ook concepten, en werkt de link. De lezer komt op een foutpagina.",
        why_en: "The preview shows drafts too, and the link works there; a reader ends at an error page."
    }
    NO_ANCHORS "KP219" Error {
        nl: "De pagina '{pagina}' heeft geen koppen of onderdelen, dus ook geen '#{anker}'.",
        en: "The page '{pagina}' has no headings or parts, and so no '#{anker}'.",
        fix_nl: "Haal '#{anker}' uit de link. Dan gaat hij naar het begin van de pagina.",
        fix_en: "Take '#{anker}' out of the link, so that it goes to the top of the page.",
        why_nl: "Wie de link volgt, zoekt op die pagina naar een stuk dat er niet is.",
        why_en: "Who follows the link looks on that page for a part that is not there."
    }
    DRAFT_REFERENCE "KP218" Error {
        nl: "Het thema '{naam}' staat nu niet op de site.",
        en: "The theme '{naam}' is not on the site now.",
        fix_nl: "Haal '{naam}' hier weg tot de pagina er staat. Mag de pagina er al staan? Kijk dan in {bestand} naar 'draft', 'date' en 'expires'.",
        fix_en: "Take '{naam}' out until the page is there. May it be there already? Then look at 'draft', 'date' and 'expires' in {bestand}.",
        why_nl: "In de voorvertoning zie je ook concepten. De lezer kan dit thema niet vinden.",
        why_en: "The preview shows drafts too; readers cannot find this theme."
    }
    REMOTE_PICTURE "KP214" Error {
        nl: "Deze afbeelding staat op een andere site.",
        en: "This picture is on another site.",
        fix_nl: "Zet de afbeelding zelf in de map content, en schrijf het pad vanaf die map.",
        fix_en: "Put the picture itself in the folder content, and write its path from that folder.",
        why_nl: "De andere site ziet dan wie deze pagina leest, en kan de afbeelding veranderen of weghalen.",
        why_en: "The other site would see who reads this page, and could change or remove the picture.",
        example: Text { wrong: "![Het plan](https://voorbeeld.example/plan.png)", right: "Zie [het plan](https://voorbeeld.example/plan.png)." }
    }
    RESERVED_NAME "KP210" Error {
        nl: "Een praktijk kan niet '{naam}' heten: het portaal gebruikt dat woord in adressen van lijsten.",
        en: "A practice cannot be called '{naam}': the portal uses that word in addresses of lists.",
        fix_nl: "Geef het bestand een langere naam, bijvoorbeeld {naam}-in-de-praktijk.md.",
        fix_en: "Give the file a longer name, for example {naam}-in-de-praktijk.md.",
        why_nl: "De praktijk en de lijst zouden op hetzelfde adres staan.",
        why_en: "The practice and the list would have the same address."
    }
    BAD_ADDRESS "KP215" Error {
        nl: "Bij '{adres}' komt niemand uit: het begin van het adres klopt niet.",
        en: "'{adres}' leads nowhere: the start of the address is not right.",
        fix_nl: "Schrijf: {voorstel}",
        fix_en: "Write: {voorstel}",
        why_nl: "Zonder https:// of mailto: zoekt de browser een pagina van dit portaal.",
        why_en: "Without https:// or mailto: the browser looks for a page of this portal.",
        example: Text { wrong: "Zie [de site](www.voorbeeld.example).", right: "Zie [de site](https://www.voorbeeld.example)." }
    }
    OWN_COMPUTER "KP216" Error {
        nl: "'{adres}' bestaat alleen op je eigen computer.",
        en: "'{adres}' exists on your own computer only.",
        fix_nl: "Is het een pagina van het portaal? Schrijf dan het pad van het bestand, bijvoorbeeld themas/werkstraat.md.",
        fix_en: "Is it a page of the portal? Then write the path of its file, for example themas/werkstraat.md.",
        why_nl: "Je hebt het adres waarschijnlijk uit de voorvertoning gekopieerd. Bij lezers werkt het niet.",
        why_en: "The address was probably copied from the preview; for readers it does not work.",
        example: Text { wrong: "Zie [de praktijk](http://127.0.0.1:8000/praktijken/een-vast-gezicht/).", right: "Zie [de praktijk](praktijken/een-vast-gezicht.md)." }
    }
    LATER "KP217" Warning {
        nl: "Op {dag} wordt dit een fout: {melding}",
        en: "On {dag} this becomes an error: {melding}",
        fix_nl: "Verbeter het vóór die dag. {raad}",
        fix_en: "Mend it before that day. {raad}",
        why_nl: "Vanaf die dag komt de site er niet meer, en de pagina's van die dag dus ook niet.",
        why_en: "From that day on the site is not written, and neither are the pages of that day."
    }
}
