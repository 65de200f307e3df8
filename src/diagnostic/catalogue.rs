//! Every problem the program can report, with its code, level and texts in both languages.
//!
//! `{…}` in a text is filled in by the diagnostic. Dutch texts are for editors: short, with "je".

use super::{Language, Level};

/// One kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stable code, for example `KP110`.
    pub code: &'static str,
    /// How bad it is.
    pub level: Level,
    nl: &'static str,
    en: &'static str,
    fix_nl: &'static str,
    fix_en: &'static str,
}

impl Entry {
    /// What is wrong.
    pub fn message(&self, language: Language) -> &'static str {
        match language {
            Language::Dutch => self.nl,
            Language::English => self.en,
        }
    }

    /// What to do about it.
    pub fn fix(&self, language: Language) -> &'static str {
        match language {
            Language::Dutch => self.fix_nl,
            Language::English => self.fix_en,
        }
    }
}

macro_rules! catalogue {
    ($($name:ident $code:literal $level:ident { nl: $nl:literal, en: $en:literal, fix_nl: $fix_nl:literal, fix_en: $fix_en:literal })*) => {
        $(
            #[doc = concat!($code, ": ", $en)]
            pub static $name: Entry = Entry { code: $code, level: Level::$level, nl: $nl, en: $en, fix_nl: $fix_nl, fix_en: $fix_en };
        )*
        /// All entries, by code.
        pub static ALL: &[&Entry] = &[$(&$name),*];
    };
}

catalogue! {
    UNREADABLE "KP001" Error {
        nl: "Dit bestand kan niet worden gelezen: {reden}.",
        en: "This file cannot be read: {reden}.",
        fix_nl: "Kijk of het bestand er nog is en of je het mag openen.",
        fix_en: "Check that the file still exists and that you may open it."
    }
    NOT_UTF8 "KP002" Error {
        nl: "Dit bestand is niet opgeslagen als UTF-8: hier staat een teken dat niet klopt.",
        en: "This file is not saved as UTF-8: there is an invalid byte here.",
        fix_nl: "Sla het bestand in je editor opnieuw op met de codering 'UTF-8'.",
        fix_en: "Save the file again with the encoding 'UTF-8'."
    }
    OUTSIDE_LINK "KP003" Warning {
        nl: "Deze snelkoppeling wijst naar een plek buiten het portaal of naar zichzelf en wordt overgeslagen.",
        en: "This symbolic link points outside the portal or to itself and is skipped.",
        fix_nl: "Zet het bestand zelf in de map.",
        fix_en: "Put the file itself in the folder."
    }
    EMPTY_FILE "KP004" Error {
        nl: "Dit bestand is leeg.",
        en: "This file is empty.",
        fix_nl: "Vul het bestand of haal het weg. Een nieuwe pagina maak je met: ketenportaal new.",
        fix_en: "Fill the file or remove it. Make a new page with: ketenportaal new."
    }
    BAD_FILE_NAME "KP005" Error {
        nl: "De bestandsnaam '{naam}' kan geen webadres worden.",
        en: "The file name '{naam}' cannot become a web address.",
        fix_nl: "Gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld '{voorstel}'.",
        fix_en: "Use only lower-case letters, digits and hyphens, for example '{voorstel}'."
    }
    UNKNOWN_FOLDER "KP006" Error {
        nl: "De map 'content/{map}' hoort bij geen enkele soort pagina.",
        en: "The folder 'content/{map}' belongs to no kind of page.",
        fix_nl: "Gebruik een van deze mappen: {mappen}.",
        fix_en: "Use one of these folders: {mappen}."
    }

    NO_FRONT_MATTER "KP101" Error {
        nl: "De kop met gegevens (tussen twee regels met ---) ontbreekt.",
        en: "The front matter (between two lines with ---) is missing.",
        fix_nl: "Begin het bestand met een regel ---, dan title en description, en weer een regel ---.",
        fix_en: "Start the file with a line ---, then title and description, and again a line ---."
    }
    UNCLOSED_FRONT_MATTER "KP102" Error {
        nl: "De kop met gegevens begint hier met ---, maar wordt nergens afgesloten.",
        en: "The front matter starts here with --- but is never closed.",
        fix_nl: "Zet een regel met alleen --- onder het laatste gegeven, boven de tekst.",
        fix_en: "Put a line with only --- below the last field, above the text."
    }
    YAML "KP103" Error {
        nl: "Dit klopt niet als YAML: {reden}.",
        en: "This is not valid YAML: {reden}.",
        fix_nl: "Schrijf elk gegeven op een eigen regel als 'naam: waarde'. Zet een waarde met leestekens tussen aanhalingstekens.",
        fix_en: "Write each field on its own line as 'name: value'. Put a value with punctuation in quotes."
    }
    YAML_COLON "KP104" Error {
        nl: "In deze waarde staat een dubbele punt met een spatie erachter. Dan weet YAML niet waar de waarde begint.",
        en: "This value holds a colon followed by a space, so YAML cannot tell where the value starts.",
        fix_nl: "Zet de waarde tussen aanhalingstekens: {voorstel}",
        fix_en: "Put the value in quotes: {voorstel}"
    }
    YAML_TAB "KP105" Error {
        nl: "Deze regel begint met een tab. YAML kent alleen spaties om in te springen.",
        en: "This line starts with a tab. YAML knows only spaces for indentation.",
        fix_nl: "Vervang de tab door twee spaties.",
        fix_en: "Replace the tab by two spaces."
    }
    YAML_QUOTE "KP106" Error {
        nl: "Hier begint een tekst met een aanhalingsteken, maar het tweede aanhalingsteken ontbreekt.",
        en: "A quoted text starts here but its second quote is missing.",
        fix_nl: "Zet aan het eind van de waarde hetzelfde aanhalingsteken.",
        fix_en: "Put the same quote at the end of the value."
    }
    NOT_A_MAP "KP107" Error {
        nl: "Hier horen gegevens te staan als 'naam: waarde', maar dit is {wat}.",
        en: "Fields written as 'name: value' are expected here, but this is {wat}.",
        fix_nl: "Schrijf elk gegeven op een eigen regel als 'naam: waarde'.",
        fix_en: "Write each field on its own line as 'name: value'."
    }
    DUPLICATE_KEY "KP108" Error {
        nl: "Het gegeven '{sleutel}' staat hier twee keer.",
        en: "The field '{sleutel}' is given twice.",
        fix_nl: "Haal een van de twee weg.",
        fix_en: "Remove one of the two."
    }
    UNKNOWN_KEY "KP110" Error {
        nl: "Een {soort} kent het gegeven '{sleutel}' niet.",
        en: "A {soort} has no field '{sleutel}'.",
        fix_nl: "Deze gegevens kun je gebruiken: {sleutels}.",
        fix_en: "These fields can be used: {sleutels}."
    }
    MISSING_KEY "KP111" Error {
        nl: "Het gegeven '{sleutel}' ontbreekt.",
        en: "The field '{sleutel}' is missing.",
        fix_nl: "Voeg een regel toe die begint met '{sleutel}:'. {uitleg}",
        fix_en: "Add a line that starts with '{sleutel}:'. {uitleg}"
    }
    WRONG_TYPE "KP112" Error {
        nl: "Bij '{sleutel}' hoort {verwacht}, maar hier staat {gevonden}.",
        en: "'{sleutel}' takes {verwacht}, but this is {gevonden}.",
        fix_nl: "Schrijf bijvoorbeeld: {voorbeeld}",
        fix_en: "Write for example: {voorbeeld}"
    }
    UNKNOWN_VALUE "KP113" Error {
        nl: "'{waarde}' kan niet bij '{sleutel}'.",
        en: "'{waarde}' is not a value of '{sleutel}'.",
        fix_nl: "Kies uit: {waarden}.",
        fix_en: "Choose from: {waarden}."
    }
    BAD_DATE "KP114" Error {
        nl: "'{waarde}' is geen datum die bestaat.",
        en: "'{waarde}' is not an existing date.",
        fix_nl: "Schrijf een datum als jaar-maand-dag, bijvoorbeeld 2009-09-01.",
        fix_en: "Write a date as year-month-day, for example 2009-09-01."
    }
    EMPTY_VALUE "KP115" Error {
        nl: "Bij '{sleutel}' staat niets.",
        en: "'{sleutel}' has no value.",
        fix_nl: "Vul '{sleutel}' in of haal de regel weg.",
        fix_en: "Fill in '{sleutel}' or remove the line."
    }
    PLACE_NEEDED "KP116" Error {
        nl: "Een praktijk hoort bij een werkplein of bij een regio. Hier {telling}.",
        en: "A practice belongs to a werkplein or to a region. Here {telling}.",
        fix_nl: "Zet één regel in de kop: 'werkplein: …' of 'regio: …'.",
        fix_en: "Put one line in the front matter: 'werkplein: …' or 'regio: …'."
    }
    STOPPED_WHY "KP117" Error {
        nl: "Deze praktijk is gestopt, maar er staat niet waarom.",
        en: "This practice has stopped, but it does not say why.",
        fix_nl: "Voeg toe: 'gestopt_omdat: …'. Anderen leren daarvan.",
        fix_en: "Add: 'gestopt_omdat: …'. Others learn from it."
    }

    BAD_TOPIC "KP118" Error {
        nl: "Van het onderwerp '{naam}' kan geen webadres worden gemaakt.",
        en: "No web address can be made of the topic '{naam}'.",
        fix_nl: "Gebruik letters of cijfers, en minder dan 200 tekens. Bijvoorbeeld: onderwerpen: [privacy].",
        fix_en: "Use letters or digits, and fewer than 200 characters. For example: onderwerpen: [privacy]."
    }
    UNKNOWN_REFERENCE "KP201" Error {
        nl: "Er is geen {soort} met de naam '{naam}'.",
        en: "There is no {soort} named '{naam}'.",
        fix_nl: "Alle namen staan in {waar}.",
        fix_en: "All names are in {waar}."
    }
    BROKEN_LINK "KP202" Error {
        nl: "Deze link gaat naar '{doel}', maar die pagina bestaat niet.",
        en: "This link goes to '{doel}', but that page does not exist.",
        fix_nl: "Schrijf het pad van het bestand vanaf de map content, bijvoorbeeld themas/werkstraat.md.",
        fix_en: "Write the file's path from the folder content, for example themas/werkstraat.md."
    }
    BROKEN_ANCHOR "KP203" Error {
        nl: "De pagina '{pagina}' heeft geen kop of onderdeel '#{anker}'.",
        en: "The page '{pagina}' has no heading or part '#{anker}'.",
        fix_nl: "Deze zijn er wel: {ankers}.",
        fix_en: "It has these: {ankers}."
    }
    DUPLICATE_ADDRESS "KP204" Error {
        nl: "Twee pagina's willen hetzelfde adres: {adres}. De andere is {ander}.",
        en: "Two pages claim the same address: {adres}. The other one is {ander}.",
        fix_nl: "Geef een van de twee bestanden een andere naam of haal het oude adres (aliases) weg.",
        fix_en: "Rename one of the two files or remove the old address (aliases)."
    }
    AMBIGUOUS_LINK "KP205" Error {
        nl: "'{doel}' kan meer dan één pagina zijn: {pagina}.",
        en: "'{doel}' can be more than one page: {pagina}.",
        fix_nl: "Zet de map ervoor, bijvoorbeeld [[{voorstel}]].",
        fix_en: "Put the folder before it, for example [[{voorstel}]]."
    }
    BAD_ALIAS "KP206" Error {
        nl: "'{adres}' kan geen oud adres zijn.",
        en: "'{adres}' cannot be an old address.",
        fix_nl: "Schrijf een adres binnen het portaal, met een schuine streep ervoor en erachter: /praktijken/oude-naam/.",
        fix_en: "Write an address within the portal with a slash before and after it: /praktijken/oude-naam/."
    }
    UNSAFE_LINK "KP207" Error {
        nl: "Een link die begint met '{schema}:' is niet toegestaan.",
        en: "A link that starts with '{schema}:' is not allowed.",
        fix_nl: "Gebruik https:, http:, mailto: of tel:, of een pagina van het portaal.",
        fix_en: "Use https:, http:, mailto: or tel:, or a page of the portal."
    }
    MISSING_IMAGE "KP208" Error {
        nl: "De afbeelding of het bestand '{doel}' is er niet.",
        en: "The image or file '{doel}' does not exist.",
        fix_nl: "Zet het bestand in de map content en schrijf het pad vanaf die map.",
        fix_en: "Put the file in the folder content and write its path from that folder."
    }
    NO_TARGET "KP209" Error {
        nl: "Deze link heeft geen doel.",
        en: "This link has no target.",
        fix_nl: "Schrijf tussen de haakjes waar de link heen gaat.",
        fix_en: "Write between the brackets where the link goes."
    }
    RESERVED_NAME "KP210" Error {
        nl: "Een praktijk kan niet '{naam}' heten: het portaal gebruikt dat woord in adressen van lijsten.",
        en: "A practice cannot be called '{naam}': the portal uses that word in addresses of lists.",
        fix_nl: "Geef het bestand een langere naam, bijvoorbeeld {naam}-in-de-praktijk.md.",
        fix_en: "Give the file a longer name, for example {naam}-in-de-praktijk.md."
    }

    RAW_HTML "KP301" Error {
        nl: "Hier staat HTML ({html}). Dat kan niet in de tekst.",
        en: "There is HTML here ({html}). It is not allowed in text.",
        fix_nl: "Gebruik Markdown of een onderdeel: {voorstel}",
        fix_en: "Use Markdown or a component: {voorstel}"
    }
    UNKNOWN_COMPONENT "KP302" Error {
        nl: "Er is geen onderdeel '{naam}'.",
        en: "There is no component '{naam}'.",
        fix_nl: "Deze onderdelen zijn er: {namen}.",
        fix_en: "These components exist: {namen}."
    }
    UNKNOWN_ARGUMENT "KP303" Error {
        nl: "Het onderdeel '{onderdeel}' kent '{naam}' niet.",
        en: "The component '{onderdeel}' has no argument '{naam}'.",
        fix_nl: "Je kunt gebruiken: {namen}.",
        fix_en: "You can use: {namen}."
    }
    MISSING_ARGUMENT "KP304" Error {
        nl: "Bij het onderdeel '{onderdeel}' ontbreekt '{naam}'.",
        en: "The component '{onderdeel}' lacks '{naam}'.",
        fix_nl: "Schrijf bijvoorbeeld: {voorbeeld}",
        fix_en: "Write for example: {voorbeeld}"
    }
    BAD_ARGUMENT "KP305" Error {
        nl: "'{waarde}' kan niet bij '{naam}' van het onderdeel '{onderdeel}'.",
        en: "'{waarde}' is not a value of '{naam}' of the component '{onderdeel}'.",
        fix_nl: "Kies uit: {waarden}.",
        fix_en: "Choose from: {waarden}."
    }
    DIRECTIVE_SYNTAX "KP306" Error {
        nl: "Dit onderdeel is niet goed geschreven: {reden}.",
        en: "This component is not written well: {reden}.",
        fix_nl: "Schrijf: ::naam{gegeven=waarde ander=\"waarde met spaties\"}",
        fix_en: "Write: ::name{key=value other=\"value with spaces\"}"
    }
    UNCLOSED_DIRECTIVE "KP307" Error {
        nl: "Het onderdeel ':::{naam}' wordt niet afgesloten.",
        en: "The component ':::{naam}' is not closed.",
        fix_nl: "Zet een regel met alleen ::: onder de tekst die erin hoort.",
        fix_en: "Put a line with only ::: below the text that belongs in it."
    }
    STRAY_CLOSE "KP308" Error {
        nl: "Deze regel met ::: sluit niets af.",
        en: "This line with ::: closes nothing.",
        fix_nl: "Haal de regel weg, of zet een regel met :::naam boven de tekst.",
        fix_en: "Remove the line or put a line with :::name above the text."
    }
    TOO_DEEP "KP309" Error {
        nl: "Deze tekst zit meer dan {diepte} lagen diep in lijsten of citaten.",
        en: "This text is nested more than {diepte} levels deep in lists or quotes.",
        fix_nl: "Maak de lijst of het citaat minder diep.",
        fix_en: "Make the list or quote less deep."
    }
    NO_SUCH_FIGURE "KP310" Error {
        nl: "Dit cijfer is er niet: {reden}.",
        en: "This figure does not exist: {reden}.",
        fix_nl: "Kijk in de map data welke cijfers er zijn.",
        fix_en: "See the folder data for the figures there are."
    }
    WRONG_FORM "KP311" Error {
        nl: "Het onderdeel '{naam}' schrijf je als {vorm}.",
        en: "The component '{naam}' is written as {vorm}.",
        fix_nl: "Gebruik deze vorm: {voorbeeld}",
        fix_en: "Use this form: {voorbeeld}"
    }
    MISSING_FOOTNOTE "KP312" Error {
        nl: "De tekst bij voetnoot [^{naam}] ontbreekt.",
        en: "The text of footnote [^{naam}] is missing.",
        fix_nl: "Zet onderaan de pagina een regel die begint met [^{naam}]:",
        fix_en: "Put a line that starts with [^{naam}]: at the end of the page."
    }
    TITLE_HEADING "KP313" Warning {
        nl: "Dit is een kop van het hoogste niveau. Die is al de titel van de pagina.",
        en: "This is a heading of the highest level, which the page's title already is.",
        fix_nl: "Begin de kop met twee hekjes: ##.",
        fix_en: "Start the heading with two number signs: ##."
    }
    NO_STATEMENT "KP314" Error {
        nl: "Hier hoort de stand van de toegankelijkheid, maar die is nergens vastgelegd.",
        en: "The accessibility status belongs here, but it is recorded nowhere.",
        fix_nl: "Zet in data/portaal.yaml 'toegankelijkheid:' met daaronder 'status: onbekend' en 'datum: 2009-12-01'.",
        fix_en: "Add 'toegankelijkheid:' to data/portaal.yaml with 'status: onbekend' and 'datum: 2009-12-01' below it."
    }
    NOT_A_PICTURE "KP320" Error {
        nl: "Dit is geen afbeelding die een browser kan laten zien.",
        en: "This is no picture that a browser can show.",
        fix_nl: "Open de afbeelding en sla die opnieuw op: een foto als .jpg, een schermafbeelding als .png, een tekening als .svg.",
        fix_en: "Open the picture and save it again: a photo as .jpg, a screenshot as .png, a drawing as .svg."
    }
    HEAVY_PICTURE "KP321" Warning {
        nl: "Deze afbeelding is {grootte} kB. Lezers met een telefoon moeten daar lang op wachten, en het portaal kan deze soort niet zelf kleiner maken.",
        en: "This picture is {grootte} kB. Readers with a phone have to wait for it, and the portal cannot shrink this form by itself.",
        fix_nl: "Sla een foto op als .jpg: dan maakt het portaal kleinere kopieën. Of maak de afbeelding zelf kleiner dan 500 kB.",
        fix_en: "Save a photo as .jpg: then the portal makes smaller copies. Or make the picture smaller than 500 kB yourself."
    }
    HUGE_PICTURE "KP322" Warning {
        nl: "Deze afbeelding is {maat} beeldpunten: te groot om er kleinere kopieën van te maken.",
        en: "This picture is {maat} pixels: too large to make smaller copies of.",
        fix_nl: "Maak de afbeelding smaller, bijvoorbeeld 2.000 beeldpunten breed.",
        fix_en: "Make the picture narrower, for example 2,000 pixels wide."
    }
    BROKEN_PICTURE "KP323" Error {
        nl: "Deze afbeelding is beschadigd, er kan geen kleinere kopie van worden gemaakt.",
        en: "This picture is damaged, no smaller copy can be made of it.",
        fix_nl: "Open de afbeelding en sla die opnieuw op, of haal die weg.",
        fix_en: "Open the picture and save it again, or remove it."
    }
    CAPTION_IN_LINE "KP324" Warning {
        nl: "Het bijschrift '{tekst}' is nergens te zien: de afbeelding staat in een regel met tekst.",
        en: "The caption '{tekst}' is shown nowhere: the picture stands in a line of text.",
        fix_nl: "Zet een lege regel boven en onder de afbeelding, of haal het bijschrift weg.",
        fix_en: "Put an empty line above and below the picture, or remove the caption."
    }

    MISSING_SECTION "KP401" Error {
        nl: "In deze praktijk ontbreekt het deel '## {sectie}'.",
        en: "This practice lacks the section '## {sectie}'.",
        fix_nl: "Voeg de kop '## {sectie}' toe en schrijf er een paar zinnen onder.",
        fix_en: "Add the heading '## {sectie}' and write a few sentences below it."
    }
    EMPTY_SECTION "KP402" Error {
        nl: "Onder '## {sectie}' staat geen tekst.",
        en: "There is no text below '## {sectie}'.",
        fix_nl: "Schrijf een paar zinnen. Weet je het niet? Schrijf dan dat je het niet weet.",
        fix_en: "Write a few sentences. If you do not know, write that."
    }
    UNKNOWN_SECTION "KP403" Error {
        nl: "Een praktijk heeft geen deel '## {sectie}'.",
        en: "A practice has no section '## {sectie}'.",
        fix_nl: "De delen zijn: {secties}.",
        fix_en: "The sections are: {secties}."
    }

    MISSING_DATA_FILE "KP501" Error {
        nl: "Het bestand '{bestand}' ontbreekt.",
        en: "The file '{bestand}' is missing.",
        fix_nl: "Zet het bestand terug, of maak een nieuw portaal met: ketenportaal init.",
        fix_en: "Put the file back or make a new portal with: ketenportaal init."
    }
    UNKNOWN_COLUMN "KP502" Error {
        nl: "Dit bestand kent geen kolom '{kolom}'.",
        en: "This file has no column '{kolom}'.",
        fix_nl: "De kolommen zijn: {kolommen}.",
        fix_en: "The columns are: {kolommen}."
    }
    MISSING_COLUMN "KP503" Error {
        nl: "De kolom '{kolom}' ontbreekt.",
        en: "The column '{kolom}' is missing.",
        fix_nl: "Zet '{kolom}' in de eerste regel van het bestand, met de waarden eronder.",
        fix_en: "Put '{kolom}' in the first line of the file with its values below."
    }
    DUPLICATE_ROW "KP504" Error {
        nl: "{soort} '{naam}' staat hier voor de tweede keer.",
        en: "{soort} '{naam}' is here for the second time.",
        fix_nl: "Haal een van de twee regels weg.",
        fix_en: "Remove one of the two rows."
    }
    UNKNOWN_LEVEL "KP505" Error {
        nl: "'{waarde}' is geen niveau van de landkaart.",
        en: "'{waarde}' is not a level of the landkaart.",
        fix_nl: "Kies uit: {waarden}. Laat de regel van het werkplein weg als het niets heeft ingevuld.",
        fix_en: "Choose from: {waarden}. Leave out the row of a werkplein that did not answer."
    }
    BAD_NUMBER "KP506" Error {
        nl: "'{waarde}' is geen getal.",
        en: "'{waarde}' is not a number.",
        fix_nl: "Schrijf een getal zonder eenheid, of n.b. als het niet bekend is.",
        fix_en: "Write a number without a unit, or n.b. when it is not known."
    }
    BAD_ROW "KP507" Error {
        nl: "Deze regel heeft {gevonden} waarden, de eerste regel heeft er {verwacht}.",
        en: "This row has {gevonden} values, the first row has {verwacht}.",
        fix_nl: "Kijk of er een komma te veel of te weinig staat. Zet een waarde met een komma tussen aanhalingstekens.",
        fix_en: "Look for a comma too many or too few. Put a value with a comma in quotes."
    }
    BAD_PERIOD "KP508" Error {
        nl: "'{waarde}' is geen periode van de landkaart.",
        en: "'{waarde}' is not a period of the landkaart.",
        fix_nl: "Schrijf een periode zoals {voorbeeld}.",
        fix_en: "Write a period like {voorbeeld}."
    }
    MODEL_CONTRADICTION "KP509" Error {
        nl: "Het model klopt niet: {reden}.",
        en: "The model contradicts itself: {reden}.",
        fix_nl: "Verbeter dit in {bestand}.",
        fix_en: "Mend this in {bestand}."
    }
    BAD_POSITION "KP510" Error {
        nl: "'{waarde}' is geen plaats op de kaart.",
        en: "'{waarde}' is not a position on the map.",
        fix_nl: "Schrijf lat en lon als graden, bijvoorbeeld 52.0907 en 5.1214.",
        fix_en: "Write lat and lon in degrees, for example 52.0907 and 5.1214."
    }
    UNKNOWN_MONTH "KP511" Error {
        nl: "'{waarde}' is geen maand.",
        en: "'{waarde}' is not a month.",
        fix_nl: "Schrijf een maand als jaar-maand, bijvoorbeeld 2009-07.",
        fix_en: "Write a month as year-month, for example 2009-07."
    }
    NO_LICENCE "KP512" Warning {
        nl: "Er staat niet bij wat lezers met de gegevens mogen doen. Daarom is er geen catalogus met open data.",
        en: "It does not say what readers may do with the data, so there is no catalogue of open data.",
        fix_nl: "Zet in dit bestand 'open_data:' met daaronder 'licentie: cc0' en 'themas: [SOCI]'.",
        fix_en: "Add 'open_data:' to this file with 'licentie: cc0' and 'themas: [SOCI]' below it."
    }

    EDITION_ORDER "KP521" Error {
        nl: "Deze editie van het Ketenjournaal begint op {sinds}. Dat is na haar eigen dag, {datum}.",
        en: "This edition of the newsletter starts on {sinds}, which is after its own day, {datum}.",
        fix_nl: "Zet bij 'sinds' de eerste dag waarvan de editie het nieuws heeft, en bij 'datum' de dag waarop zij verschijnt.",
        fix_en: "Give the first day of its news as 'sinds', and the day on which it comes out as 'datum'."
    }
    SECURITY_EXPIRES "KP522" Warning {
        nl: "De gegevens in security.txt gelden nog maar tot {dag}.",
        en: "What security.txt says only holds until {dag}.",
        fix_nl: "Kijk of het adres om een lek te melden nog klopt. Zet dan bij 'expires' een nieuwe dag, binnen een jaar.",
        fix_en: "See whether the address to report a leak to is still right. Then give a new day as 'expires', within a year."
    }
    SECURITY_EXPIRED "KP523" Warning {
        nl: "De gegevens in security.txt zijn verlopen sinds {dag}. Wie een lek vindt, weet nu niet waar die het kan melden.",
        en: "What security.txt says has expired on {dag}. Whoever finds a leak does not know where to report it.",
        fix_nl: "Kijk vandaag nog of het adres klopt. Zet bij 'expires' een nieuwe dag, binnen een jaar. Of haal het blok 'beveiliging' weg.",
        fix_en: "See today whether the address is right. Give a new day as 'expires', within a year, or take the block 'beveiliging' out."
    }

    NOT_JSON "KP541" Error {
        nl: "Dit is geen geldige GeoJSON: hier gaat het mis.",
        en: "This is not valid GeoJSON: it goes wrong here.",
        fix_nl: "Exporteer de grenzen opnieuw als GeoJSON.",
        fix_en: "Export the boundaries again as GeoJSON."
    }
    WRONG_GEOMETRY "KP542" Error {
        nl: "Hier staat '{gevonden}'. Een kaart van regio's heeft vlakken nodig.",
        en: "This is '{gevonden}'. A map of regions needs areas.",
        fix_nl: "Gebruik een FeatureCollection met vlakken: {verwacht}.",
        fix_en: "Use a FeatureCollection with areas: {verwacht}."
    }
    EMPTY_GEOMETRY "KP543" Error {
        nl: "Dit vlak heeft geen grens.",
        en: "This area has no boundary.",
        fix_nl: "Geef het vlak een grens, of haal het weg.",
        fix_en: "Give the area a boundary or remove it."
    }
    OPEN_RING "KP544" Error {
        nl: "Deze grens is niet gesloten: het laatste punt is een ander dan het eerste.",
        en: "This boundary is not closed: its last point is not its first.",
        fix_nl: "Zet het eerste punt ook achteraan. Misschien is een deel van het bestand weggevallen.",
        fix_en: "Put the first point at the end too. Part of the file may be missing."
    }
    SHORT_RING "KP545" Error {
        nl: "Deze grens omsluit niets: er zijn minstens drie punten nodig die niet op één lijn liggen.",
        en: "This boundary encloses nothing: it needs at least three points that are not on one line.",
        fix_nl: "Voeg punten toe, of haal dit deel weg.",
        fix_en: "Add points or remove this part."
    }
    CROSSING_RING "KP546" Warning {
        nl: "Deze grens kruist zichzelf bij lat {lat} en lon {lon}.",
        en: "This boundary crosses itself near lat {lat} and lon {lon}.",
        fix_nl: "Zet de punten in de volgorde waarin ze langs de grens liggen.",
        fix_en: "Put the points in the order in which they lie along the boundary."
    }
    BAD_COORDINATES "KP547" Error {
        nl: "[{waarde}] is geen punt in graden.",
        en: "[{waarde}] is not a point in degrees.",
        fix_nl: "Een punt is [lengte, breedte] in graden (WGS84), bijvoorbeeld [5.1214, 52.0907]. Zet andere coördinaten eerst om.",
        fix_en: "A point is [longitude, latitude] in degrees (WGS84), for example [5.1214, 52.0907]. Convert other coordinates first."
    }
    UNKNOWN_AREA "KP548" Warning {
        nl: "Dit vlak ({naam}) hoort bij geen regio en komt niet op de kaart.",
        en: "This area ({naam}) belongs to no region and is not on the map.",
        fix_nl: "Geef het vlak bij 'properties' een id, code of naam uit data/regios.csv, of haal het weg.",
        fix_en: "Give the area an id, code or name of data/regios.csv in 'properties' or remove it."
    }
    MISSING_AREA "KP549" Error {
        nl: "Voor regio '{naam}' is er geen vlak in data/geo.",
        en: "There is no area for region '{naam}' in data/geo.",
        fix_nl: "Voeg een vlak toe met bij 'properties' het id '{id}', of haal de bestanden uit data/geo weg.",
        fix_en: "Add an area with the id '{id}' in 'properties' or remove the files in data/geo."
    }
    AREA_OF_TWO "KP550" Error {
        nl: "Dit vlak noemt twee regio's: {een} en {ander}.",
        en: "This area names two regions: {een} and {ander}.",
        fix_nl: "Laat bij 'properties' alleen het id, de code of de naam staan die klopt.",
        fix_en: "Leave only the id, code or name that is right in 'properties'."
    }
    DOUBLE_AREA "KP551" Error {
        nl: "Regio '{naam}' heeft hier een tweede vlak dat over het eerste ligt.",
        en: "Region '{naam}' has a second area here, on top of the first.",
        fix_nl: "Haal een van de twee vlakken weg.",
        fix_en: "Remove one of the two areas."
    }
    TOO_FINE "KP552" Error {
        nl: "Deze grens is te fijn voor een kaart: {punten} punten, of te veel lijnen dicht bij elkaar. Er kunnen {meest} punten in een bestand.",
        en: "This boundary is too fine for a map: {punten} points, or too many lines close together. A file can hold {meest} points.",
        fix_nl: "Vereenvoudig de grenzen, bijvoorbeeld met mapshaper.org of QGIS, en bewaar ze opnieuw.",
        fix_en: "Simplify the boundaries, for example with mapshaper.org or QGIS, and save them again."
    }
    OFF_THE_MAP "KP553" Warning {
        nl: "Werkplein '{naam}' ligt {km} km buiten {gebied}.",
        en: "Werkplein '{naam}' lies {km} km outside {gebied}.",
        fix_nl: "Kijk of lat en lon van het werkplein kloppen, en of de grens klopt.",
        fix_en: "Check the werkplein's lat and lon, and the boundary."
    }

    ALIAS_TAKEN "KP513" Error {
        nl: "De naam '{naam}' bij 'aliassen' betekent ook '{ander}'.",
        en: "The name '{naam}' in 'aliassen' also means '{ander}'.",
        fix_nl: "Haal de naam weg bij een van de twee: een alias wijst precies één plaats aan.",
        fix_en: "Remove the name from one of the two: an alias points to exactly one place."
    }

    TEMPLATE "KP601" Error {
        nl: "Er zit een fout in een sjabloon: {reden}.",
        en: "A template has an error: {reden}.",
        fix_nl: "Vraag de maker van het thema om hulp, of zet het bestand terug.",
        fix_en: "Ask the maker of the theme for help or put the file back."
    }
    MISSING_TEMPLATE "KP602" Error {
        nl: "Het thema heeft geen sjabloon '{naam}'.",
        en: "The theme has no template '{naam}'.",
        fix_nl: "Zet het sjabloon terug in de map templates van het thema.",
        fix_en: "Put the template back in the theme's folder templates."
    }
    UNKNOWN_THEME "KP603" Error {
        nl: "Er is geen thema in de map '{map}'.",
        en: "There is no theme in the folder '{map}'.",
        fix_nl: "Kijk bij 'theme' in data/portaal.yaml.",
        fix_en: "See 'theme' in data/portaal.yaml."
    }
    MISSING_WORD "KP604" Error {
        nl: "De tekst '{sleutel}' ontbreekt in teksten.yaml.",
        en: "The text '{sleutel}' is missing from teksten.yaml.",
        fix_nl: "Voeg de tekst toe, of zet het bestand van het thema terug.",
        fix_en: "Add the text or put the theme's file back."
    }

    IMPORT_TOO_LARGE "KP701" Error {
        nl: "Dit bestand is te groot om in te lezen: {reden}.",
        en: "This file is too large to import: {reden}.",
        fix_nl: "Haal weg wat er niet in hoort, of verdeel het over meer bestanden.",
        fix_en: "Remove what does not belong in it or spread it over more files."
    }
    NOT_A_TABLE "KP702" Error {
        nl: "Dit bestand kan het portaal niet inlezen: {reden}.",
        en: "The portal cannot import this file: {reden}.",
        fix_nl: "Open het in Excel of LibreOffice en sla het op als .xlsx, .ods of CSV.",
        fix_en: "Open it in Excel or LibreOffice and save it as .xlsx, .ods or CSV."
    }
    PROTECTED_FILE "KP703" Error {
        nl: "Dit bestand zit achter een wachtwoord.",
        en: "This file is protected with a password.",
        fix_nl: "Open het, haal het wachtwoord eraf en sla het opnieuw op.",
        fix_en: "Open it, remove the password and save it again."
    }
    DAMAGED_FILE "KP704" Error {
        nl: "Dit bestand is beschadigd: {reden}.",
        en: "This file is damaged: {reden}.",
        fix_nl: "Vraag of haal het bestand opnieuw op, of open het en sla het opnieuw op.",
        fix_en: "Ask for or fetch the file again, or open it and save it again."
    }
    WRONG_ENCODING "KP705" Error {
        nl: "De letters in dit bestand zijn niet goed opgeslagen: hier staat '{tekst}'.",
        en: "The letters in this file were not saved well: this reads '{tekst}'.",
        fix_nl: "Open het bestand waar het vandaan komt en sla het op als 'CSV UTF-8'.",
        fix_en: "Open the file where it comes from and save it as 'CSV UTF-8'."
    }
    NUL_CHARACTER "KP706" Error {
        nl: "Hier staat een teken dat in geen tekst hoort (NUL).",
        en: "There is a character here that belongs in no text (NUL).",
        fix_nl: "Dit is geen gewone CSV, of het bestand is beschadigd. Sla het opnieuw op als 'CSV UTF-8'.",
        fix_en: "This is no plain CSV or the file is damaged. Save it again as 'CSV UTF-8'."
    }
    NO_ROWS "KP707" Error {
        nl: "Er staan geen gegevens in {wat}.",
        en: "There are no figures in {wat}.",
        fix_nl: "De eerste rij noemt de kolommen, en daaronder staat per rij een antwoord of een maand.",
        fix_en: "The first row names the columns, and each row below it holds an answer or a month."
    }
    WHICH_SHEET "KP708" Error {
        nl: "Er zijn meer bladen die het kunnen zijn: {bladen}.",
        en: "More than one sheet can be meant: {bladen}.",
        fix_nl: "Schrijf in een kolommenbestand 'blad: \"{voorstel}\"' en geef dat mee met --kolommen.",
        fix_en: "Write 'blad: \"{voorstel}\"' in a columns file and pass it with --kolommen."
    }
    UNKNOWN_SHEET "KP709" Error {
        nl: "Er is geen blad '{blad}'.",
        en: "There is no sheet '{blad}'.",
        fix_nl: "De bladen zijn: {bladen}.",
        fix_en: "The sheets are: {bladen}."
    }
    UNKNOWN_JSON "KP710" Error {
        nl: "Deze JSON heeft een vorm die het portaal niet kent: {reden}.",
        en: "This JSON has a form that the portal does not know: {reden}.",
        fix_nl: "Haal bij CBS Open Data de tabel 'Observations' (v4) of 'TypedDataSet' (v3) op.",
        fix_en: "Fetch the table 'Observations' (v4) or 'TypedDataSet' (v3) from CBS Open Data."
    }
    UNCLOSED_QUOTE "KP711" Error {
        nl: "Hier begint een waarde met een aanhalingsteken, maar het tweede aanhalingsteken ontbreekt.",
        en: "A quoted value starts here but its second quote is missing.",
        fix_nl: "Zet aan het eind van de waarde een aanhalingsteken, of haal het eerste weg.",
        fix_en: "Put a quote at the end of the value or remove the first."
    }

    HEADER_ELSEWHERE "KP720" Error {
        nl: "De namen van de kolommen staan in rij {rij}, niet in rij {eerste}.",
        en: "The names of the columns are in row {rij}, not in row {eerste}.",
        fix_nl: "Haal de rijen erboven weg, of schrijf 'kopregel: {rij}' in een kolommenbestand en geef dat mee met --kolommen.",
        fix_en: "Remove the rows above it, or write 'kopregel: {rij}' in a columns file and pass it with --kolommen."
    }
    NO_HEADER "KP721" Error {
        nl: "Hier horen de namen van de kolommen te staan, maar hier staat {tekst}.",
        en: "The names of the columns are expected here, but this reads {tekst}.",
        fix_nl: "Zet boven de gegevens een rij met deze namen: {kolommen}.",
        fix_en: "Put a row with these names above the figures: {kolommen}."
    }
    UNNAMED_COLUMN "KP722" Error {
        nl: "In de kopregel is hier een cel leeg, maar eronder staan waarden.",
        en: "A cell of the header is empty here, but there are values below it.",
        fix_nl: "Geef elke kolom een eigen naam recht boven de waarden. Splits samengevoegde cellen.",
        fix_en: "Give each column a name of its own right above its values. Split merged cells."
    }
    DOUBLE_COLUMN "KP723" Error {
        nl: "De kolom '{kolom}' staat er twee keer in: als '{een}' en als '{twee}'.",
        en: "The column '{kolom}' is there twice: as '{een}' and as '{twee}'.",
        fix_nl: "Haal een van de twee kolommen weg, of geef er een in het kolommenbestand het woord 'overslaan'.",
        fix_en: "Remove one of the two columns, or give one of them the word 'overslaan' in the columns file."
    }
    EXTRA_COLUMN "KP724" Error {
        nl: "Het portaal kent de kolom '{kolom}' niet.",
        en: "The portal does not know the column '{kolom}'.",
        fix_nl: "Zeg in een kolommenbestand (--kolommen) wat het is: '{kolom}: …', of '{kolom}: overslaan'. Het portaal kent: {kolommen}.",
        fix_en: "Say in a columns file (--kolommen) what it is: '{kolom}: …', or '{kolom}: overslaan'. The portal knows: {kolommen}."
    }
    ABSENT_COLUMN "KP725" Error {
        nl: "De kolom '{kolom}' ontbreekt.",
        en: "The column '{kolom}' is missing.",
        fix_nl: "Voeg de kolom toe. Heet hij anders? Zeg dat in een kolommenbestand (--kolommen).",
        fix_en: "Add the column. Is it called otherwise? Say so in a columns file (--kolommen)."
    }
    UNUSED_MAPPING "KP726" Error {
        nl: "In het bestand dat je inleest is geen kolom '{kolom}'.",
        en: "The file that is imported has no column '{kolom}'.",
        fix_nl: "De kolommen van dat bestand zijn: {kolommen}.",
        fix_en: "The columns of that file are: {kolommen}."
    }
    BLANK_ROW "KP727" Error {
        nl: "Deze rij is leeg, en daaronder staat nog iets.",
        en: "This row is blank, and there is something below it.",
        fix_nl: "Haal de lege rij weg. Staat eronder een noot of een andere tabel? Haal die dan ook weg.",
        fix_en: "Remove the blank row. Is there a note or another table below it? Remove that too."
    }
    TOTAL_ROW "KP728" Error {
        nl: "'{naam}' is een rij met een totaal, geen {soort}.",
        en: "'{naam}' is a row with a total, no {soort}.",
        fix_nl: "Haal de rij weg, of schrijf 'rijen_overslaan: [\"{naam}\"]' in een kolommenbestand. Het portaal telt zelf.",
        fix_en: "Remove the row, or write 'rijen_overslaan: [\"{naam}\"]' in a columns file. The portal counts itself."
    }

    UNKNOWN_PLACE "KP730" Error {
        nl: "Er is geen {soort} met de naam '{naam}'.",
        en: "There is no {soort} named '{naam}'.",
        fix_nl: "Alle namen staan in {waar}. Is dit een andere schrijfwijze? Zet die daar in de kolom 'aliassen'.",
        fix_en: "All names are in {waar}. Is this another spelling? Put it in the column 'aliassen' there."
    }
    AMBIGUOUS_PLACE "KP731" Error {
        nl: "'{naam}' kan meer dan één {soort} zijn: {namen}.",
        en: "'{naam}' can be more than one {soort}: {namen}.",
        fix_nl: "Schrijf welke je bedoelt.",
        fix_en: "Write which one you mean."
    }
    WRONG_REGION_LEVEL "KP732" Error {
        nl: "'{code}' is {wat}, geen arbeidsmarktregio.",
        en: "'{code}' is {wat}, no labour-market region.",
        fix_nl: "Haal de cijfers per arbeidsmarktregio op (codes met AM), of schrijf 'rijen_overslaan: [\"{patroon}\"]' in een kolommenbestand.",
        fix_en: "Fetch the figures per labour-market region (codes with AM), or write 'rijen_overslaan: [\"{patroon}\"]' in a columns file."
    }
    NOT_A_MONTH_CODE "KP733" Error {
        nl: "'{code}' is {wat}, geen maand.",
        en: "'{code}' is {wat}, no month.",
        fix_nl: "Haal de cijfers per maand op (codes als 2009MM07), of schrijf 'rijen_overslaan: [\"{patroon}\"]' in een kolommenbestand.",
        fix_en: "Fetch the figures per month (codes like 2009MM07), or write 'rijen_overslaan: [\"{patroon}\"]' in a columns file."
    }
    SECOND_ROW "KP734" Error {
        nl: "{soort} '{naam}' heeft meer dan één rij.",
        en: "{soort} '{naam}' has more than one row.",
        fix_nl: "Laat één rij staan. Is het bestand verder verdeeld, zoals naar leeftijd? Kies dan een waarde met 'alleen' in een kolommenbestand.",
        fix_en: "Leave one row. Is the file divided further, such as by age? Then choose a value with 'alleen' in a columns file."
    }
    PARTLY_ANSWERED "KP735" Error {
        nl: "Werkplein '{naam}' vulde {gevonden} van de {verwacht} mijlpalen in.",
        en: "Werkplein '{naam}' answered {gevonden} of the {verwacht} milestones.",
        fix_nl: "Vul de lege cellen in, of maak alle cellen van het werkplein leeg: dan telt het als niet ingevuld.",
        fix_en: "Fill in the empty cells, or empty all cells of the werkplein: then it counts as not answered."
    }

    DECIMAL_POINT "KP740" Error {
        nl: "In '{waarde}' staat een punt op een plek waar geen duizendtal begint.",
        en: "'{waarde}' has a point where no thousands start.",
        fix_nl: "Bedoel je {voorstel}? Rond dat dan af op een heel getal. Een punt hoort alleen bij duizendtallen, zoals in 1.234.",
        fix_en: "Do you mean {voorstel}? Then round it to a whole number. A point only marks thousands, as in 1.234."
    }
    NOT_WHOLE "KP741" Error {
        nl: "'{waarde}' is geen heel getal.",
        en: "'{waarde}' is not a whole number.",
        fix_nl: "Het portaal bewaart hier hele getallen. Rond het getal af.",
        fix_en: "The portal keeps whole numbers here. Round the number."
    }
    NEGATIVE "KP742" Error {
        nl: "'{waarde}' is kleiner dan nul.",
        en: "'{waarde}' is below zero.",
        fix_nl: "Een aantal kan niet kleiner zijn dan nul. Staat in deze kolom misschien het verschil in plaats van de stand?",
        fix_en: "A count cannot be below zero. Does this column hold the change instead of the number?"
    }
    EXCEL_ERROR "KP743" Error {
        nl: "In deze cel staat een foutmelding van Excel: {waarde}.",
        en: "This cell holds an error of Excel: {waarde}.",
        fix_nl: "Herstel de formule in Excel. Is het getal er niet? Schrijf dan n.b.",
        fix_en: "Mend the formula in Excel. Is there no number? Then write n.b."
    }
    DATE_CELL "KP744" Error {
        nl: "In deze cel staat een datum ({waarde}) waar een {verwacht} hoort.",
        en: "This cell holds a date ({waarde}) where a {verwacht} belongs.",
        fix_nl: "Excel maakt soms een datum van wat je typt. Zet de cel op 'Getal' en typ de waarde opnieuw.",
        fix_en: "Excel sometimes turns what you type into a date. Set the cell to 'Number' and type the value again."
    }
    FORMULA "KP745" Error {
        nl: "In deze cel staat een formule ({waarde}) en geen waarde.",
        en: "This cell holds a formula ({waarde}) and no value.",
        fix_nl: "Kopieer de cellen in Excel en plak ze als waarden.",
        fix_en: "Copy the cells in Excel and paste them as values."
    }

    WHICH_FILE "KP750" Error {
        nl: "Deze cijfers kunnen in meer dan één bestand: {bestanden}.",
        en: "These figures can go into more than one file: {bestanden}.",
        fix_nl: "Kies er een met --bestand, bijvoorbeeld: --bestand {voorstel}.",
        fix_en: "Choose one with --bestand, for example: --bestand {voorstel}."
    }
    UNKNOWN_FILE "KP751" Error {
        nl: "Het portaal heeft geen bestand {bestand}.",
        en: "The portal has no file {bestand}.",
        fix_nl: "De bestanden staan in data/arbeidsmarkt/model.yaml: {bestanden}.",
        fix_en: "The files are in data/arbeidsmarkt/model.yaml: {bestanden}."
    }

    WRONG_FILE "KP752" Error {
        nl: "Deze cijfers zijn per regio, en {bestand} is voor cijfers van het hele land.",
        en: "These figures are per region and {bestand} is for figures of the whole country.",
        fix_nl: "Kies met --bestand een bestand met regio's. Is er geen? Zet het dan in data/arbeidsmarkt/model.yaml.",
        fix_en: "Choose a file with regions with --bestand. Is there none? Then put it in data/arbeidsmarkt/model.yaml."
    }

    PERIOD_EXISTS "KP760" Warning {
        nl: "De periode {periode} staat al in het portaal en wordt vervangen.",
        en: "The period {periode} is in the portal already and will be replaced.",
        fix_nl: "Kijk hieronder wat er verandert. Is het een nieuwe periode? Geef dan een andere --periode.",
        fix_en: "See below what changes. Is it a new period? Then give another --periode."
    }
    PERIOD_GAP "KP761" Warning {
        nl: "De periode {periode} volgt niet op {laatste}, de laatste van het portaal.",
        en: "The period {periode} does not follow {laatste}, the last of the portal.",
        fix_nl: "Na {laatste} komt {volgende}. Klopt --periode?",
        fix_en: "After {laatste} comes {volgende}. Is --periode right?"
    }
    JUMP "KP762" Warning {
        nl: "Dit verandert meer dan {grens}: {namen}.",
        en: "This changes by more than {grens}: {namen}.",
        fix_nl: "Kijk of dit klopt, of dat er rijen of kolommen zijn verschoven. De grens geef je met --sprong.",
        fix_en: "See whether this is right, or whether rows or columns have shifted. Set the limit with --sprong."
    }
    VANISHED "KP763" Warning {
        nl: "Dit staat wel in {vergeleken}, maar niet in de invoer: {namen}.",
        en: "This is in {vergeleken} but not in the import: {namen}.",
        fix_nl: "Kijk of deze rijen in het bestand ontbreken.",
        fix_en: "See whether these rows are missing from the file."
    }
    COLUMN_LEFT_OUT "KP764" Warning {
        nl: "Deze kolommen van {bestand} staan niet in de invoer: {kolommen}.",
        en: "These columns of {bestand} are not in the import: {kolommen}.",
        fix_nl: "Wat er staat blijft staan. In nieuwe rijen komt n.b.",
        fix_en: "What is there stays. New rows get n.b."
    }
}
