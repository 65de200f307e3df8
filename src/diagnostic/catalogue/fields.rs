//! The front matter of a page.

super::catalogue! {
    NO_FRONT_MATTER "KP101" Error {
        nl: "De kop met gegevens (tussen twee regels met ---) ontbreekt.",
        en: "The front matter (between two lines with ---) is missing.",
        fix_nl: "Begin het bestand met een regel ---, dan title en description, en weer een regel ---.",
        fix_en: "Start the file with a line ---, then title and description, and again a line ---.",
        why_nl: "Zonder kop heeft de pagina geen titel, en niemand kan de pagina vinden.",
        why_en: "Without front matter a page has no title and nobody can find it.",
        example: Page { wrong: "Tekst zonder kop.\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\nTekst met kop.\n" }
    }
    UNCLOSED_FRONT_MATTER "KP102" Error {
        nl: "De kop met gegevens begint hier met ---, maar wordt nergens afgesloten.",
        en: "The front matter starts here with --- but is never closed.",
        fix_nl: "Zet een regel met alleen --- onder het laatste gegeven, boven de tekst.",
        fix_en: "Put a line with only --- below the last field, above the text.",
        why_nl: "Het portaal weet dan niet waar de gegevens ophouden en de tekst begint.",
        why_en: "It is unknown where the fields end and the text starts.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n\nTekst.\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\nTekst.\n" }
    }
    YAML "KP103" Error {
        nl: "Deze gegevens zijn vanaf hier niet te lezen.",
        en: "These fields cannot be read from here on.",
        fix_nl: "Schrijf elk gegeven op een eigen regel als 'naam: waarde'. Zet een waarde met leestekens tussen aanhalingstekens. Staan er dubbele aanhalingstekens in de waarde? Zet er dan enkele omheen: '…'.",
        fix_en: "Write each field on its own line as 'name: value'. Put a value with punctuation in quotes.",
        why_nl: "Het portaal kan deze gegevens niet lezen. Ze komen dus niet op de pagina.",
        why_en: "Of fields that cannot be read nothing reaches the page.",
        example: Page { wrong: "---\ntitle: Nieuw\n[description]: Een nieuwe pagina.\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    YAML_COLON "KP104" Error {
        nl: "In deze waarde staat een dubbele punt met een spatie erachter. Dan weet YAML niet waar de waarde begint.",
        en: "This value holds a colon followed by a space, so YAML cannot tell where the value starts.",
        fix_nl: "Zet de waarde tussen aanhalingstekens: {voorstel}",
        fix_en: "Put the value in quotes: {voorstel}",
        why_nl: "Een dubbele punt scheidt in YAML een naam van een waarde. Bij een tweede is niet te zien waar de waarde begint.",
        why_en: "A colon separates name and value in YAML; a second one makes the line ambiguous.",
        example: Page { wrong: "---\ntitle: Werk: zo doe je dat\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: \"Werk: zo doe je dat\"\ndescription: Een nieuwe pagina.\n---\n" }
    }
    YAML_TAB "KP105" Error {
        nl: "Deze regel begint met een tab. YAML kent alleen spaties om in te springen.",
        en: "This line starts with a tab. YAML knows only spaces for indentation.",
        fix_nl: "Vervang de tab door twee spaties.",
        fix_en: "Replace the tab by two spaces.",
        why_nl: "Hoe breed een tab is, verschilt per programma. Daarom weigert YAML tabs.",
        why_en: "How wide a tab is differs per program, so YAML refuses tabs.",
        example: Page { wrong: "---\ntitle: Nieuw\n\tdescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    YAML_QUOTE "KP106" Error {
        nl: "Hier begint een tekst met een aanhalingsteken, maar het tweede aanhalingsteken ontbreekt of staat niet aan het eind.",
        en: "A quoted text starts here but its second quote is missing or does not stand at the end.",
        fix_nl: "Zet de hele waarde tussen dubbele aanhalingstekens, ook als er een apostrof in staat: \"'s Avonds open\".",
        fix_en: "Put the whole value in double quotes, also when there is an apostrophe in it: \"'s Avonds open\".",
        why_nl: "Zonder het tweede teken hoort alles wat erna komt ook bij de waarde.",
        why_en: "Without the second quote all that follows belongs to the value.",
        example: Page { wrong: "---\ntitle: \"Nieuw\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: \"Nieuw\"\ndescription: Een nieuwe pagina.\n---\n" }
    }
    NOT_A_MAP "KP107" Error {
        nl: "Hier horen gegevens te staan als 'naam: waarde', maar dit is {wat}.",
        en: "Fields written as 'name: value' are expected here, but this is {wat}.",
        fix_nl: "Schrijf elk gegeven op een eigen regel als 'naam: waarde'.",
        fix_en: "Write each field on its own line as 'name: value'.",
        why_nl: "Het portaal zoekt elk gegeven op naam. Zonder namen weet het niet welke waarde waarbij hoort.",
        why_en: "Each field is looked up by name; without names nothing can be told apart.",
        example: Page { wrong: "---\n- Nieuw\n- Een nieuwe pagina.\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    DUPLICATE_KEY "KP108" Error {
        nl: "Het gegeven '{sleutel}' staat hier twee keer.",
        en: "The field '{sleutel}' is given twice.",
        fix_nl: "Haal een van de twee weg.",
        fix_en: "Remove one of the two.",
        why_nl: "Het is niet te zien welke van de twee je bedoelt.",
        why_en: "It cannot be seen which of the two is meant.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\ntitle: Weer\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    UNKNOWN_KEY "KP110" Error {
        nl: "Een {soort} kent het gegeven '{sleutel}' niet.",
        en: "A {soort} has no field '{sleutel}'.",
        fix_nl: "Deze gegevens kun je gebruiken: {sleutels}.",
        fix_en: "These fields can be used: {sleutels}.",
        why_nl: "Een onbekend gegeven doet niets. Meestal is het een typefout in een gegeven dat wel telt.",
        why_en: "An unknown field does nothing; mostly it is a typing error in one that counts.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\nonwer: Redactie\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\nowner: Redactie\n---\n" }
    }
    MISSING_KEY "KP111" Error {
        nl: "Het gegeven '{sleutel}' ontbreekt.",
        en: "The field '{sleutel}' is missing.",
        fix_nl: "Voeg een regel toe die begint met '{sleutel}:'. {uitleg}",
        fix_en: "Add a line that starts with '{sleutel}:'. {uitleg}",
        why_nl: "Zonder dit gegeven klopt de pagina niet, of staat die in geen enkele lijst.",
        why_en: "Without this field the page is not right or is missing from lists.",
        example: Page { wrong: "---\ntitle: Nieuw\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    WRONG_TYPE "KP112" Error {
        nl: "Bij '{sleutel}' hoort {verwacht}, maar hier staat {gevonden}.",
        en: "'{sleutel}' takes {verwacht}, but this is {gevonden}.",
        fix_nl: "Schrijf bijvoorbeeld: {voorbeeld}",
        fix_en: "Write for example: {voorbeeld}",
        why_nl: "Het portaal kan de waarde zo niet gebruiken, en raadt niet wat je bedoelt.",
        why_en: "The value cannot be used like this, and nobody guesses what is meant.",
        example: Page { wrong: "---\ntitle: [Nieuw, pagina]\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    UNKNOWN_VALUE "KP113" Error {
        nl: "'{waarde}' kan niet bij '{sleutel}'.",
        en: "'{waarde}' is not a value of '{sleutel}'.",
        fix_nl: "Kies uit: {waarden}.",
        fix_en: "Choose from: {waarden}.",
        why_nl: "Lezers kiezen op deze waarden. Een waarde die niemand kent, staat in geen enkele lijst.",
        why_en: "Readers choose by these values; an unknown one is in no list.",
        example: Practice { wrong: "status: lopen", right: "status: lopend" }
    }
    BAD_FORM "KP122" Error {
        nl: "'{waarde}' kan niet bij '{sleutel}'.",
        en: "'{waarde}' is not a value of '{sleutel}'.",
        fix_nl: "Schrijf het in deze vorm: {voorbeeld}.",
        fix_en: "Write it in this form: {voorbeeld}.",
        why_nl: "Het portaal rekent ermee, of maakt er een link of een kenmerk van. Met een andere vorm werkt dat niet.",
        why_en: "The portal makes a link or an identifier of it, which needs this form."
    }
    BAD_DATE "KP114" Error {
        nl: "'{waarde}' is geen goede datum.",
        en: "'{waarde}' is not a good date.",
        fix_nl: "Schrijf een dag die bestaat als jaar-maand-dag, van 1900 tot en met 2100: 2009-09-01.",
        fix_en: "Write an existing day as year-month-day, from 1900 up to 2100: 2009-09-01.",
        why_nl: "Het portaal sorteert op de datum, en toont of verbergt er pagina's mee. Een verkeerde dag geeft een verkeerde site.",
        why_en: "Dates decide order and visibility; a wrong day gives a wrong site.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\ndate: 2009-02-30\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\ndate: 2009-02-28\n---\n" }
    }
    EMPTY_VALUE "KP115" Error {
        nl: "Bij '{sleutel}' staat niets.",
        en: "'{sleutel}' has no value.",
        fix_nl: "Vul '{sleutel}' in of haal de regel weg.",
        fix_en: "Fill in '{sleutel}' or remove the line.",
        why_nl: "Is dit vergeten, of met opzet leeg? Dat moet te zien zijn.",
        why_en: "An empty field may be forgotten or meant; the difference must show.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\nowner:\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\nowner: Redactie\n---\n" }
    }
    PLACE_NEEDED "KP116" Error {
        nl: "Een praktijk hoort bij een werkplein of bij een regio. Hier {telling}.",
        en: "A practice belongs to a werkplein or to a region. Here {telling}.",
        fix_nl: "Zet één regel in de kop: 'werkplein: …' of 'regio: …'.",
        fix_en: "Put one line in the front matter: 'werkplein: …' or 'regio: …'.",
        why_nl: "Lezers zoeken praktijken in de buurt, en willen weten wie ze kunnen bellen.",
        why_en: "Readers look for practices near them, and want to know whom to ask."
    }
    STOPPED_WHY "KP117" Error {
        nl: "Deze praktijk is gestopt, maar er staat niet waarom.",
        en: "This practice has stopped, but it does not say why.",
        fix_nl: "Voeg toe: 'gestopt_omdat: …'. Anderen leren daarvan.",
        fix_en: "Add: 'gestopt_omdat: …'. Others learn from it.",
        why_nl: "Juist van wat niet werkte, leren anderen het meest.",
        why_en: "Others learn most from what did not work.",
        example: Practice { wrong: "status: gestopt", right: "status: gestopt\ngestopt_omdat: Het geld was op." }
    }
    BAD_TOPIC "KP118" Error {
        nl: "Het portaal kan van het onderwerp '{naam}' geen webadres maken.",
        en: "No web address can be made of the topic '{naam}'.",
        fix_nl: "Gebruik letters of cijfers, en minder dan 200 tekens. Bijvoorbeeld: onderwerpen: [privacy].",
        fix_en: "Use letters or digits, and fewer than 200 characters. For example: onderwerpen: [privacy].",
        why_nl: "Elk onderwerp krijgt een eigen pagina, en die heeft een adres nodig.",
        why_en: "Each topic has a page of its own, which needs an address.",
        example: Practice { wrong: "onderwerpen: [\"?!\"]", right: "onderwerpen: [privacy]" }
    }
    YAML_MARK "KP119" Error {
        nl: "In gegevens betekent een waarde die met &, * of ! begint, iets anders dan een tekst.",
        en: "In fields a value that starts with &, * or ! means something else than a text.",
        fix_nl: "Zet de waarde tussen aanhalingstekens.",
        fix_en: "Put the value in quotes.",
        why_nl: "In YAML geeft & een waarde een naam, verwijst * daarnaar en zegt ! wat voor waarde het is. Het portaal leest dat niet: met & en * kan een klein bestand eindeloos groot worden.",
        why_en: "In YAML & names a value, * refers to it and ! tells its type. None of these is read: & and * can make a small file endlessly large.",
        example: Page { wrong: "---\ntitle: *Nieuw\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: \"*Nieuw\"\ndescription: Een nieuwe pagina.\n---\n" }
    }
    YAML_SIZE "KP120" Error {
        nl: "Deze gegevens zitten te diep in elkaar, of het zijn er te veel.",
        en: "These fields are nested too deep, or there are too many of them.",
        fix_nl: "Haal weg wat hier niet hoort. Gegevens gaan hoogstens 24 lagen diep, en een bestand heeft hoogstens 20.000 gegevens.",
        fix_en: "Remove what does not belong here. Fields go 24 levels deep at most, and a file has 20,000 at most.",
        why_nl: "Zo diep of zo veel is bijna altijd een vergissing, zoals een haakje dat niet sluit.",
        why_en: "So deep or so many is nearly always a slip, such as a bracket that is not closed."
    }
    DOUBLE_FRONT_MATTER "KP121" Error {
        nl: "Hier begint een tweede kop met gegevens.",
        en: "A second front matter starts here.",
        fix_nl: "Laat één kop staan. Wil je een lijn in de tekst, zet er dan een lege regel onder.",
        fix_en: "Leave one front matter. For a line in the text, put an empty line below it.",
        why_nl: "De tweede kop komt anders als tekst op de pagina, en het portaal weet niet welke je bedoelt.",
        why_en: "The second would be shown as text, and it is unknown which one is meant.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\n---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\nTekst.\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\nTekst.\n" }
    }
    YAML_HASH "KP123" Error {
        nl: "Het portaal leest '{rest}' niet: een # met een spatie ervoor begint in YAML een opmerking.",
        en: "'{rest}' is not read: a # with a space before it starts a remark in YAML.",
        fix_nl: "Hoort het bij de waarde? Zet de hele waarde dan tussen aanhalingstekens: {voorstel}. Is het een opmerking? Zet dan een spatie achter het #.",
        fix_en: "Does it belong to the value? Then put all of the value in quotes: {voorstel}. Is it a remark? Then put a space behind the #.",
        why_nl: "De lezer mist anders het laatste deel van de waarde, en niemand merkt het.",
        why_en: "A reader would miss the last part of the value, and nobody would know.",
        example: Page { wrong: "---\ntitle: Proef #1 van de reeks\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: \"Proef #1 van de reeks\"\ndescription: Een nieuwe pagina.\n---\n" }
    }
    DATE_ORDER "KP124" Error {
        nl: "Bij '{sleutel}' staat {dag}, en bij '{eerder}' staat {eerste_dag}. '{sleutel}' hoort later te zijn.",
        en: "'{sleutel}' is {dag} and '{eerder}' is {eerste_dag}. '{sleutel}' should be later.",
        fix_nl: "Kijk welke van de twee klopt, en verbeter de andere.",
        fix_en: "See which of the two is right, and mend the other.",
        why_nl: "De pagina is anders nooit te zien, of lezers en hun agenda krijgen een dag die niet kan.",
        why_en: "Otherwise the page is never shown, or readers and their calendars get a day that cannot be.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\ndate: 2009-03-02\nexpires: 2009-03-01\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\ndate: 2009-03-02\nexpires: 2010-03-01\n---\n" }
    }
    YAML_TIGHT "KP125" Error {
        nl: "Achter de dubbele punt hoort een gewone spatie.",
        en: "An ordinary space belongs behind the colon.",
        fix_nl: "Schrijf: {voorstel}",
        fix_en: "Write: {voorstel}",
        why_nl: "Zonder die spatie is de regel voor het portaal één woord, en geen naam met een waarde.",
        why_en: "Without that space the line is one word, and no name with a value.",
        example: Page { wrong: "---\ntitle:Nieuw\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    YAML_BRACKET "KP126" Error {
        nl: "Deze lijst begint met een haak, maar de haak aan het eind ontbreekt.",
        en: "This list begins with a bracket, but the bracket at its end is not there.",
        fix_nl: "Schrijf: {voorstel}",
        fix_en: "Write: {voorstel}",
        why_nl: "Zonder de tweede haak hoort alles wat erna komt ook bij de lijst.",
        why_en: "Without the second bracket all that follows belongs to the list.",
        example: Page { wrong: "---\ntitle: Nieuw\naliases: [/over/oud/\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: Nieuw\naliases: [/over/oud/]\ndescription: Een nieuwe pagina.\n---\n" }
    }
    YAML_INDENT "KP127" Error {
        nl: "Voor deze regel staan spaties. Daardoor hoort hij bij de regel erboven, en die heeft al een waarde.",
        en: "There are spaces before this line, so it belongs to the line above, which already has a value.",
        fix_nl: "Haal de spaties weg: {voorstel}",
        fix_en: "Take the spaces away: {voorstel}",
        why_nl: "Regels die even ver inspringen, horen bij elkaar. Een spatie te veel maakt er iets anders van.",
        why_en: "Lines with the same indentation belong together; one space too many makes something else of them.",
        example: Page { wrong: "---\ntitle: Nieuw\n description: Een nieuwe pagina.\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
    YAML_DASH "KP128" Error {
        nl: "'{sleutel}' staat twee keer in hetzelfde item van de lijst.",
        en: "'{sleutel}' is there twice in one item of the list.",
        fix_nl: "Begint hier een nieuw item? Zet er dan een streepje met een spatie voor: '- {sleutel}:'.",
        fix_en: "Does a new item start here? Then put a hyphen and a space before it: '- {sleutel}:'.",
        why_nl: "Zonder het streepje worden twee items er één, en raakt het tweede kwijt.",
        why_en: "Without the hyphen two items become one, and the second is lost.",
        example: Practice { wrong: "uitzonderingen:\n  - melding: KP811\n    reden: Een citaat.\n    melding: KP812\n    reden: Een wet.", right: "uitzonderingen:\n  - melding: KP811\n    reden: Een citaat.\n  - melding: KP812\n    reden: Een wet." }
    }
    YAML_COMMA "KP129" Error {
        nl: "Tussen accolades begint na een komma een nieuw gegeven, en '{sleutel}' is er geen.",
        en: "Between braces a comma begins another field, and '{sleutel}' is none.",
        fix_nl: "Hoort het bij de waarde ervoor? Zet dan aanhalingstekens om die hele waarde.",
        fix_en: "Is it a part of the value before it? Then put quotes around that whole value.",
        why_nl: "De waarde zou anders bij de komma ophouden.",
        why_en: "The value would end at the comma.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\nuitzonderingen: [{melding: KP811, reden: Een zin uit de wet, en die blijft zo}]\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\nuitzonderingen: [{melding: KP811, reden: \"Een zin uit de wet, en die blijft zo\"}]\n---\n" }
    }
    YAML_UNDER "KP130" Error {
        nl: "Onder '{sleutel}' horen gegevens die inspringen. Nu hoort '{eerste}' nergens bij.",
        en: "The fields below '{sleutel}' have to be indented. Now '{eerste}' belongs to nothing.",
        fix_nl: "Zet voor elk van deze regels twee spaties: {namen}.",
        fix_en: "Put two blanks before each of these lines: {namen}.",
        why_nl: "Zonder de spaties weet het portaal niet dat deze regels erbij horen.",
        why_en: "Without the blanks nothing says that these lines belong to it.",
        example: Practice { wrong: "contact:\nrol: Klantmanager\norganisatie: Werkplein Tiel", right: "contact:\n  rol: Klantmanager\n  organisatie: Werkplein Tiel" }
    }
    RAW_FIELD "KP131" Warning {
        nl: "In de kop werkt opmaak niet. De lezer ziet bij '{sleutel}' de tekens '{tekens}'.",
        en: "Markup does not work in front matter. The reader sees the signs '{tekens}' at '{sleutel}'.",
        fix_nl: "Schrijf hier gewone tekst. Zet de link of het cijfer in de tekst van de pagina.",
        fix_en: "Write plain text here. Put the link or the figure in the text of the page.",
        why_nl: "De kop staat ook in lijsten, in zoekresultaten en in de titel van het venster.",
        why_en: "Front matter is shown in lists, in results of search and in the title of the window too.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: \"Lees [[werkstraat]] eerst.\"\n---\n", right: "---\ntitle: Nieuw\ndescription: \"Lees eerst over de werkstraat.\"\n---\n" }
    }
    HALF_TIME "KP132" Warning {
        nl: "Bij 'end' staat een tijd, en bij 'start' niet.",
        en: "'end' has a time, and 'start' has none.",
        fix_nl: "Zet bij allebei een tijd, of bij geen van beide.",
        fix_en: "Give both a time, or neither.",
        why_nl: "In de agenda van de lezer wordt het anders een hele dag.",
        why_en: "In the reader's calendar it becomes a whole day."
    }
    SPOILED_RULE "KP136" Error {
        nl: "Hier hoort een regel met precies drie streepjes te staan: ---.",
        en: "There should be a line of exactly three hyphens here: ---.",
        fix_nl: "Typ drie korte streepjes, met niets ervoor: geen spatie, en aan het begin van het bestand ook geen lege regel.",
        fix_en: "Type three short hyphens with nothing before them: no blank, and at the start of the file no empty line either.",
        why_nl: "Zo weet het portaal waar de gegevens beginnen en ophouden. Word maakt van korte streepjes vaak lange.",
        why_en: "They tell where the fields begin and end. Word often makes long dashes of short ones.",
        example: Page { wrong: "—\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\nTekst.\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n\nTekst.\n" }
    }
    CURLY_QUOTES "KP137" Warning {
        nl: "De aanhalingstekens om '{sleutel}' zijn krom. De lezer ziet ze als deel van de tekst.",
        en: "The quotes around '{sleutel}' are curly, so readers see them as part of the text.",
        fix_nl: "Typ rechte aanhalingstekens: {sleutel}: \"{tekst}\"",
        fix_en: "Type straight quotes: {sleutel}: \"{tekst}\"",
        why_nl: "Word maakt van rechte aanhalingstekens kromme. Alleen rechte horen bij de schrijfwijze en niet bij de tekst.",
        why_en: "Word makes curly quotes of straight ones. Only straight ones are notation and no part of the text.",
        example: Page { wrong: "---\ntitle: “Nieuw”\ndescription: Een nieuwe pagina.\n---\n", right: "---\ntitle: \"Nieuw\"\ndescription: Een nieuwe pagina.\n---\n" }
    }
    NOT_STOPPED "KP133" Warning {
        nl: "Er staat waarom de praktijk is gestopt, maar de status is '{status}'.",
        en: "It says why the practice stopped, but its status is '{status}'.",
        fix_nl: "Is de praktijk gestopt? Schrijf dan status: gestopt. Zo niet, haal 'gestopt_omdat' dan weg.",
        fix_en: "Has the practice stopped? Then write status: gestopt. If not, take 'gestopt_omdat' out.",
        why_nl: "De lezer ziet twee dingen die niet samen kunnen.",
        why_en: "The reader sees two things that cannot both be."
    }
    BAD_ID "KP134" Error {
        nl: "De id '{naam}' kan geen deel van een webadres zijn.",
        en: "The id '{naam}' cannot be a part of an address.",
        fix_nl: "Gebruik kleine letters, cijfers en streepjes, bijvoorbeeld: {voorstel}.",
        fix_en: "Use small letters, digits and hyphens, for example: {voorstel}.",
        why_nl: "De id komt in adressen, en andere pagina's verwijzen ernaar.",
        why_en: "The id is a part of addresses, and other pages refer to it."
    }
    EMPTY_REQUIRED "KP135" Error {
        nl: "Bij '{sleutel}' staat niets.",
        en: "'{sleutel}' has no value.",
        fix_nl: "Vul '{sleutel}' in: dit gegeven moet er zijn.",
        fix_en: "Fill in '{sleutel}': it has to be there.",
        why_nl: "Zonder dit gegeven klopt de pagina niet, of staat die in geen enkele lijst.",
        why_en: "Without this field the page is wrong, or in no list.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription:\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina.\n---\n" }
    }
}
