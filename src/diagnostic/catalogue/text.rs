//! Markdown, components and pictures.

super::catalogue! {
    RAW_HTML "KP301" Error {
        nl: "Hier staat HTML ({html}). Dat kan niet in de tekst.",
        en: "There is HTML here ({html}). It is not allowed in text.",
        fix_nl: "Gebruik Markdown of een onderdeel: {voorstel}",
        fix_en: "Use Markdown or a component: {voorstel}",
        why_nl: "Eigen HTML kan de pagina stukmaken voor een schermlezer, een telefoon of de beveiliging.",
        why_en: "Raw HTML can break the page for a screen reader, a phone or the security policy.",
        example: Text { wrong: "Een regel<br>en nog een.", right: "Een regel\\\nen nog een." }
    }
    UNKNOWN_COMPONENT "KP302" Error {
        nl: "Er is geen onderdeel '{naam}'.",
        en: "There is no component '{naam}'.",
        fix_nl: "Deze onderdelen zijn er: {namen}.",
        fix_en: "These components exist: {namen}.",
        why_nl: "Wat het portaal niet kent, kan het niet laten zien.",
        why_en: "What is not known cannot be shown.",
        example: Text { wrong: "::grafeik{landkaart=verloop}", right: "::grafiek{landkaart=verloop}" }
    }
    UNKNOWN_ARGUMENT "KP303" Error {
        nl: "Het onderdeel '{onderdeel}' kent '{naam}' niet.",
        en: "The component '{onderdeel}' has no argument '{naam}'.",
        fix_nl: "Je kunt gebruiken: {namen}.",
        fix_en: "You can use: {namen}.",
        why_nl: "Een onbekend gegeven doet niets, en dan toont het onderdeel iets anders dan je denkt.",
        why_en: "An unknown argument does nothing, so the component shows something else than you think.",
        example: Text { wrong: "Nu :cijfer{landkaart=gemiddelde mijlpal=samen-plan}.", right: "Nu :cijfer{landkaart=gemiddelde mijlpaal=samen-plan}." }
    }
    MISSING_ARGUMENT "KP304" Error {
        nl: "Bij het onderdeel '{onderdeel}' ontbreekt '{naam}'.",
        en: "The component '{onderdeel}' lacks '{naam}'.",
        fix_nl: "Schrijf bijvoorbeeld: {voorbeeld}",
        fix_en: "Write for example: {voorbeeld}",
        why_nl: "Zonder dit gegeven weet het onderdeel niet wat het moet tonen.",
        why_en: "Without it the component does not know what to show.",
        example: Text { wrong: ":::uitklap\nMeer.\n:::", right: ":::uitklap{titel=\"Hoe we telden\"}\nMeer.\n:::" }
    }
    BAD_ARGUMENT "KP305" Error {
        nl: "'{waarde}' kan niet bij '{naam}' van het onderdeel '{onderdeel}'.",
        en: "'{waarde}' is not a value of '{naam}' of the component '{onderdeel}'.",
        fix_nl: "Kies uit: {waarden}.",
        fix_en: "Choose from: {waarden}.",
        why_nl: "Zonder een waarde die klopt, weet het onderdeel niet wat het moet tonen.",
        why_en: "Without a right value the component does not know what to show.",
        example: Text { wrong: "Nu :cijfer{landkaart=gemiddeld}.", right: "Nu :cijfer{landkaart=gemiddelde}." }
    }
    DIRECTIVE_SYNTAX "KP306" Error {
        nl: "Dit onderdeel is niet goed geschreven: {reden}.",
        en: "This component is not written well: {reden}.",
        fix_nl: "Schrijf: {begin}{gegeven=waarde ander=\"waarde met spaties\"}",
        fix_en: "Write: {begin}{key=value other=\"value with spaces\"}",
        why_nl: "Anders staan de tekens letterlijk in de tekst.",
        why_en: "Otherwise the characters stand in the text as they are.",
        example: Text { wrong: "::grafiek{landkaart verloop}", right: "::grafiek{landkaart=verloop}" }
    }
    UNCLOSED_DIRECTIVE "KP307" Error {
        nl: "Het onderdeel ':::{naam}' wordt niet afgesloten.",
        en: "The component ':::{naam}' is not closed.",
        fix_nl: "Zet een regel met alleen ::: onder de tekst die erin hoort.",
        fix_en: "Put a line with only ::: below the text that belongs in it.",
        why_nl: "Anders hoort de rest van de pagina bij het onderdeel.",
        why_en: "Then all the rest of the page belongs to the component.",
        example: Text { wrong: ":::uitklap{titel=Meer}\n\nMeer.", right: ":::uitklap{titel=Meer}\n\nMeer.\n\n:::" }
    }
    STRAY_CLOSE "KP308" Error {
        nl: "Deze regel met ::: sluit niets af.",
        en: "This line with ::: closes nothing.",
        fix_nl: "Haal de regel weg, of zet een regel met :::naam boven de tekst.",
        fix_en: "Remove the line or put a line with :::name above the text.",
        why_nl: "Waarschijnlijk ontbreekt het begin, of staat er een einde te veel.",
        why_en: "Probably a start is gone, or there is one end too many.",
        example: Text { wrong: "Een zin.\n\n:::", right: "Een zin." }
    }
    TOO_DEEP "KP309" Error {
        nl: "Deze tekst zit meer dan {diepte} lagen diep in lijsten of citaten.",
        en: "This text is nested more than {diepte} levels deep in lists or quotes.",
        fix_nl: "Maak de lijst of het citaat minder diep.",
        fix_en: "Make the list or quote less deep.",
        why_nl: "Zo diep kan niemand het nog volgen, zeker niet op een telefoon.",
        why_en: "Nobody can follow text nested that deep, least of all on a phone."
    }
    NO_SUCH_FIGURE "KP310" Error {
        nl: "Dit cijfer is er niet: {reden}.",
        en: "This figure does not exist: {reden}.",
        fix_nl: "Kijk in de map data welke cijfers er zijn.",
        fix_en: "See the folder data for the figures there are.",
        why_nl: "Een cijfer dat er niet is, mag niet als nul of als gat op de pagina staan.",
        why_en: "A missing figure may not show as zero or as a gap."
    }
    WRONG_FORM "KP311" Error {
        nl: "Het onderdeel '{naam}' schrijf je als {vorm}.",
        en: "The component '{naam}' is written as {vorm}.",
        fix_nl: "Gebruik deze vorm: {voorbeeld}",
        fix_en: "Use this form: {voorbeeld}",
        why_nl: "In de verkeerde vorm hoort er te veel of te weinig tekst bij het onderdeel.",
        why_en: "In the wrong form too much or too little text belongs to the component.",
        example: Text { wrong: "::uitklap{titel=Meer}", right: ":::uitklap{titel=Meer}\nMeer.\n:::" }
    }
    MISSING_FOOTNOTE "KP312" Error {
        nl: "De tekst bij voetnoot [^{naam}] ontbreekt.",
        en: "The text of footnote [^{naam}] is missing.",
        fix_nl: "Zet onderaan de pagina een regel die begint met [^{naam}]:",
        fix_en: "Put a line that starts with [^{naam}]: at the end of the page.",
        why_nl: "De lezer klikt op een noot die nergens staat.",
        why_en: "The reader follows a note that is nowhere.",
        example: Text { wrong: "Een feit.[^bron]", right: "Een feit.[^bron]\n\n[^bron]: De bron." }
    }
    TITLE_HEADING "KP313" Warning {
        nl: "Dit is een kop van het hoogste niveau. Die is al de titel van de pagina.",
        en: "This is a heading of the highest level, which the page's title already is.",
        fix_nl: "Begin de kop met twee hekjes: ##.",
        fix_en: "Start the heading with two number signs: ##.",
        why_nl: "Een pagina heeft één hoofdkop. Schermlezers en zoekmachines gaan daarvan uit.",
        why_en: "A page has one main heading; screen readers and search engines rely on it.",
        example: Text { wrong: "# Een kop", right: "## Een kop" }
    }
    NO_STATEMENT "KP314" Error {
        nl: "Hier hoort de stand van de toegankelijkheid, maar die is nergens vastgelegd.",
        en: "The accessibility status belongs here, but it is recorded nowhere.",
        fix_nl: "Zet in data/portaal.yaml 'toegankelijkheid:' met daaronder 'status: onbekend' en 'datum: 2009-12-01'.",
        fix_en: "Add 'toegankelijkheid:' to data/portaal.yaml with 'status: onbekend' and 'datum: 2009-12-01' below it.",
        why_nl: "De overheid moet laten zien hoe toegankelijk een site is. Een lege plek zegt niets.",
        why_en: "Public bodies must state how accessible a site is; an empty place says nothing."
    }
    OPEN_LINK "KP315" Warning {
        nl: "Hier begint met [[ een link die niet af is.",
        en: "A link starts here with [[ that is not finished.",
        fix_nl: "Zet ]] achter de link. Staat de link in een tabel? Schrijf dan [[pagina\\|woorden]], met \\ voor het streepje.",
        fix_en: "Put ]] behind the link. Is it in a table? Then write [[page\\|words]], with \\ before the bar.",
        why_nl: "De lezer ziet anders de haken, en geen link.",
        why_en: "A reader would see the brackets and no link.",
        example: Text { wrong: "Lees [[een-vast-gezicht verder.", right: "Lees [[een-vast-gezicht]] verder." }
    }
    TAKEN_ANCHOR "KP316" Error {
        nl: "Het anker '{naam}' is al van een kop hierboven.",
        en: "The anchor '{naam}' already belongs to a heading above.",
        fix_nl: "Kies een ander anker, of haal het weg: dan krijgt de kop er vanzelf een.",
        fix_en: "Choose another anchor, or remove it: then the heading gets one by itself.",
        why_nl: "Een link met dit anker komt bij de andere kop uit.",
        why_en: "A link with this anchor leads to the other heading.",
        example: Text { wrong: "## Een {#deel}\n\n## Twee {#deel}", right: "## Een {#deel}\n\n## Twee {#tweede}" }
    }
    RESERVED_ANCHOR "KP317" Error {
        nl: "Het anker '{naam}' begint met een laag streepje. Zulke ankers zijn van het portaal zelf.",
        en: "The anchor '{naam}' begins with an underscore. Such anchors are the portal's own.",
        fix_nl: "Kies een anker dat met een letter begint, of haal het weg: dan krijgt de kop er vanzelf een.",
        fix_en: "Choose an anchor that begins with a letter, or remove it: then the heading gets one by itself.",
        why_nl: "Een link die het portaal zelf maakt, zoals 'Naar de inhoud', kan dan bij deze kop uitkomen.",
        why_en: "A link that the portal makes itself, such as the one to the content, could lead to this heading.",
        example: Text { wrong: "## Een {#_inhoud}", right: "## Een {#inhoud}" }
    }
    LOOSE_DIRECTIVE "KP318" Error {
        nl: "Het onderdeel {naam} staat tussen andere tekst. De lezer ziet dan deze tekens.",
        en: "The component {naam} stands among other text, so readers see these characters.",
        fix_nl: "Zet {naam} met alles tussen de accolades op een eigen regel, met niets ervoor of erna. Een getal in een zin begint met één dubbele punt: :cijfer.",
        fix_en: "Put {naam} with all that is between the braces on a line of its own, with nothing before or after it. A figure in a sentence begins with one colon: :cijfer.",
        why_nl: "Het portaal herkent het onderdeel zo niet. Op de pagina staat dan geen grafiek, maar code.",
        why_en: "It is not recognised as a component: the page shows code in place of a chart.",
        example: Text { wrong: "Zie ::grafiek{landkaart=verloop} hier.", right: "Zie hier.\n\n::grafiek{landkaart=verloop}" }
    }
    EXTRA_CELLS "KP319" Error {
        nl: "Deze rij heeft meer cellen dan de eerste rij van de tabel. De lezer ziet niet: {tekst}.",
        en: "This row has more cells than the first row of the table. Readers do not see: {tekst}.",
        fix_nl: "Aantal kolommen van de tabel: {aantal}. Geef de eerste rij een kolom erbij, of haal hier een | weg. Hoort de | bij de tekst? Schrijf dan \\|.",
        fix_en: "Columns of the table: {aantal}. Give the first row one more, or take a | away here. Is the | part of the text? Then write \\|.",
        why_nl: "Wat in een cel zonder kolom staat, komt niet op de pagina.",
        why_en: "What stands in a cell without a column does not reach the page.",
        example: Text { wrong: "| Plaats | Aantal |\n| --- | --- |\n| Tiel | 3 | mei |", right: "| Plaats | Aantal | Maand |\n| --- | --- | --- |\n| Tiel | 3 | mei |" }
    }
    NOT_A_PICTURE "KP320" Error {
        nl: "Dit is geen afbeelding die een browser kan laten zien.",
        en: "This is no picture that a browser can show.",
        fix_nl: "Open de afbeelding en sla die opnieuw op: een foto als .jpg, een schermafbeelding als .png, een tekening als .svg. Is het geen afbeelding? Haal dan het ! voor de link weg.",
        fix_en: "Open the picture and save it again: a photo as .jpg, a screenshot as .png, a drawing as .svg. Is it no picture? Then take away the ! before the link.",
        why_nl: "De lezer ziet een leeg vak.",
        why_en: "The reader sees an empty box."
    }
    HEAVY_PICTURE "KP321" Warning {
        nl: "Deze afbeelding is {grootte} kB. Lezers met een telefoon moeten daar lang op wachten, en het portaal kan deze soort niet zelf kleiner maken.",
        en: "This picture is {grootte} kB. Readers with a phone have to wait for it, and the portal cannot shrink this form by itself.",
        fix_nl: "Sla een foto op als .jpg: dan maakt het portaal kleinere kopieën. Of maak de afbeelding zelf kleiner dan 500 kB.",
        fix_en: "Save a photo as .jpg: then the portal makes smaller copies. Or make the picture smaller than 500 kB yourself.",
        why_nl: "Op een telefoon duurt het laden lang en kost het geld.",
        why_en: "On a phone it takes long and costs money."
    }
    HUGE_PICTURE "KP322" Warning {
        nl: "Deze afbeelding is {maat} beeldpunten groot. Dat is te veel om er kleinere kopieën van te maken.",
        en: "This picture is {maat} pixels: too large to make smaller copies of.",
        fix_nl: "Maak de afbeelding smaller, bijvoorbeeld 2.000 beeldpunten breed.",
        fix_en: "Make the picture narrower, for example 2,000 pixels wide.",
        why_nl: "Een te grote afbeelding laadt traag, ook waar er maar weinig plek voor is.",
        why_en: "A picture that is too large is slow, also where there is little room for it."
    }
    BROKEN_PICTURE "KP323" Error {
        nl: "Deze afbeelding is beschadigd. Het portaal kan er geen kleinere kopie van maken.",
        en: "This picture is damaged, no smaller copy can be made of it.",
        fix_nl: "Open de afbeelding en sla die opnieuw op, of haal die weg.",
        fix_en: "Open the picture and save it again, or remove it.",
        why_nl: "Van een beschadigde afbeelding ziet de lezer maar een deel, of niets.",
        why_en: "A damaged picture is shown by half or not at all."
    }
    CAPTION_IN_LINE "KP324" Warning {
        nl: "Het bijschrift '{tekst}' is nergens te zien: de afbeelding staat in een regel met tekst.",
        en: "The caption '{tekst}' is shown nowhere: the picture stands in a line of text.",
        fix_nl: "Zet een lege regel boven en onder de afbeelding, of haal het bijschrift weg.",
        fix_en: "Put an empty line above and below the picture, or remove the caption.",
        why_nl: "Het bijschrift is dan voor niets geschreven.",
        why_en: "The caption was written for nothing."
    }
    DOUBLE_FOOTNOTE "KP325" Error {
        nl: "De tekst bij voetnoot [^{naam}] staat hier voor de tweede keer.",
        en: "The text of footnote [^{naam}] is given here for the second time.",
        fix_nl: "Haal een van de twee weg, of geef deze noot een andere naam.",
        fix_en: "Remove one of the two, or give this note another name.",
        why_nl: "Een voetnoot heeft één tekst. De tweede komt niet op de pagina.",
        why_en: "A footnote has one text; the second does not reach the page.",
        example: Text { wrong: "Een feit.[^1]\n\n[^1]: De bron.\n\n[^1]: Nog een bron.", right: "Een feit.[^1] Nog een.[^2]\n\n[^1]: De bron.\n\n[^2]: Nog een bron." }
    }
    UNUSED_FOOTNOTE "KP326" Warning {
        nl: "Naar deze voetnoot verwijst niets. De lezer ziet de noot dus niet.",
        en: "Nothing refers to this footnote, so readers do not see it.",
        fix_nl: "Zet [^{naam}] in de tekst op de plaats waar de noot bij hoort, of haal de noot weg.",
        fix_en: "Put [^{naam}] in the text where the note belongs, or remove the note.",
        why_nl: "De noot is anders voor niets geschreven. Vaak is de naam in de tekst anders gespeld.",
        why_en: "The note was written for nothing. Often its name is spelled in another way in the text.",
        example: Text { wrong: "Een feit.\n\n[^bron]: De bron.", right: "Een feit.[^bron]\n\n[^bron]: De bron." }
    }
    RAW_LINK "KP327" Warning {
        nl: "Dit lijkt een link of een afbeelding, maar is zo niet goed geschreven. De lezer ziet de haken.",
        en: "This looks like a link or a picture, but is not written well. Readers see the brackets.",
        fix_nl: "Schrijf [woorden](adres), zonder spatie tussen de haken en in het adres. Staat er een spatie in de naam van het bestand? Zet < en > om het adres: [woorden](<mijn bestand.md>). Staat er een bijschrift achter? Gebruik dan rechte aanhalingstekens.",
        fix_en: "Write [words](address), without a space between the brackets and in the address. Does the name of the file have a space? Put < and > around the address: [words](<my file.md>).",
        why_nl: "De lezer kan nergens op klikken, en ziet tekens die niet voor hem zijn.",
        why_en: "There is nothing to follow, and readers see characters that are not meant for them.",
        example: Text { wrong: "Lees [een vast gezicht] (praktijken/een-vast-gezicht.md).", right: "Lees [een vast gezicht](praktijken/een-vast-gezicht.md)." }
    }
    UNUSED_ARGUMENT "KP328" Error {
        nl: "'{naam}' doet hier niets: het onderdeel '{onderdeel}' laat dan iets anders zien dan er staat.",
        en: "'{naam}' does nothing here, so the component '{onderdeel}' shows something else than it says.",
        fix_nl: "Haal '{naam}' weg, of kies een ander cijfer. Bij dit cijfer kun je gebruiken, elk één keer: {namen}.",
        fix_en: "Take '{naam}' away, or choose another figure. With this one you can use, each once: {namen}.",
        why_nl: "Een lezer leest een cijfer over het hele land als een cijfer over een regio, of over een andere maand.",
        why_en: "A reader takes a figure of the whole country for one of a region, or of another month.",
        example: Text { wrong: "Nu :cijfer{landkaart=gestegen mijlpaal=samen-plan}.", right: "Nu :cijfer{landkaart=gestegen}." }
    }
    RAW_HEADING "KP329" Warning {
        nl: "Dit is geen kop: achter de hekjes hoort een gewone spatie.",
        en: "This is no heading: an ordinary space belongs behind the number signs.",
        fix_nl: "Schrijf: {goed}",
        fix_en: "Write: {goed}",
        why_nl: "De lezer ziet de hekjes, en de kop staat niet in de inhoud van de pagina.",
        why_en: "Readers see the number signs, and the heading is not in the page's contents.",
        example: Text { wrong: "##Zo begin je", right: "## Zo begin je" }
    }
    RAW_ITEM "KP330" Warning {
        nl: "Dit is geen punt van een lijst. Een punt begint met een streepje of een cijfer, en dan een gewone spatie.",
        en: "This is no item of a list. An item begins with a hyphen or a number, and then an ordinary space.",
        fix_nl: "Schrijf, met een lege regel boven de lijst: {goed}",
        fix_en: "Write, with an empty line above the list: {goed}",
        why_nl: "De regels komen als één alinea achter elkaar te staan. Een schermlezer hoort geen lijst.",
        why_en: "The lines become one paragraph, and a screen reader finds no list.",
        example: Text { wrong: "• Bel de klant.\n• Plan een gesprek.", right: "- Bel de klant.\n- Plan een gesprek." }
    }
    RAW_TABLE "KP331" Warning {
        nl: "Deze regels zijn geen tabel. De lezer ziet ze als gewone tekst.",
        en: "These lines with bars are no table. Readers see them as ordinary text.",
        fix_nl: "Begin zo: {goed}. Zet eronder de regel {streepjes} en erboven een lege regel. Een lege regel midden in een tabel haal je weg.",
        fix_en: "Begin like this: {goed}. Put the line {streepjes} below it and an empty line above it. Take an empty line within a table out.",
        why_nl: "Zonder die regel lopen de cellen door elkaar.",
        why_en: "Without that line the cells run together.",
        example: Text { wrong: "| Plaats | Aantal |\n| Tiel | 3 |", right: "| Plaats | Aantal |\n| --- | --- |\n| Tiel | 3 |" }
    }
    RAW_ALERT "KP332" Warning {
        nl: "Dit wordt geen kader. De lezer ziet de haken.",
        en: "This does not become an alert. Readers see the brackets.",
        fix_nl: "Zet op de eerste regel van het citaat alleen > en een van deze: [!NOTE] (goed om te weten), [!TIP], [!IMPORTANT] (belangrijk), [!WARNING] (let op) of [!CAUTION] (pas op). De tekst komt op de regels eronder, ook met > ervoor.",
        fix_en: "Put only > and one of these on the first line of the quotation: [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]. The text goes on the lines below, with > before it too.",
        why_nl: "Een kader valt op. Een gewone regel met haken leest niemand.",
        why_en: "An alert is noticed; an ordinary line with brackets is not.",
        example: Text { wrong: "> [!LET OP] Bel eerst.", right: "> [!WARNING]\n> Bel eerst." }
    }
    UNCLOSED_CODE "KP333" Error {
        nl: "Het blok code dat hier begint, wordt niet afgesloten.",
        en: "The block of code that starts here is not closed.",
        fix_nl: "Zet onder de code een regel met dezelfde tekens, bijvoorbeeld ```.",
        fix_en: "Put a line with the same signs below the code, for example ```.",
        why_nl: "De rest van de pagina staat anders in kleine letters als code, zonder koppen en links.",
        why_en: "Otherwise the rest of the page is shown as code, without headings and links.",
        example: Text { wrong: "```\nserve\n\nEen zin.", right: "```\nserve\n```\n\nEen zin." }
    }
    RAW_STARS "KP334" Warning {
        nl: "Hier blijven twee sterretjes staan: de woorden worden niet vet.",
        en: "Two stars stay here: the words do not become bold.",
        fix_nl: "Zet de sterretjes zonder spatie tegen de woorden aan, ervoor en erachter: **vet**. Horen de sterretjes bij de tekst? Schrijf dan \\*\\*.",
        fix_en: "Put the stars against the words without a space, before and behind them: **bold**. Are the stars part of the text? Then write \\*\\*.",
        why_nl: "De lezer ziet sterretjes, en niet wat belangrijk is.",
        why_en: "Readers see stars, and not what is important.",
        example: Text { wrong: "Bel ** altijd ** eerst.", right: "Bel **altijd** eerst." }
    }
    INDENTED_CODE "KP335" Warning {
        nl: "Deze regel begint met een tab of met vier spaties of meer. Daardoor staat de tekst op de pagina als code.",
        en: "This line begins with a tab or four spaces or more, which makes its text code on the page.",
        fix_nl: "Haal de spaties aan het begin van de regel weg. Is het wel code? Zet er dan een regel met ``` boven en onder.",
        fix_en: "Take away the spaces at the start of the line. Is it code? Then put a line with ``` above and below it.",
        why_nl: "Code heeft geen koppen, lijsten en links, en breekt niet af op een telefoon.",
        why_en: "Code has no headings, lists and links, and does not wrap on a phone.",
        example: Text { wrong: "Een zin.\n\n    Nog een zin.", right: "Een zin.\n\nNog een zin." }
    }
    UNDERLINED_HEADING "KP336" Warning {
        nl: "Door de streepjes op de regel eronder is deze tekst een kop.",
        en: "The hyphens on the line below make this text a heading.",
        fix_nl: "Is het een kop? Schrijf dan ## ervoor, en haal de streepjes weg. Is het een lijn? Zet dan een lege regel boven de streepjes.",
        fix_en: "Is it a heading? Then write ## before it and take the hyphens away. Is it a rule? Then put an empty line above the hyphens.",
        why_nl: "Een hele alinea wordt zo ongemerkt een kop, met grote letters en in de inhoud van de pagina.",
        why_en: "A whole paragraph becomes a heading unnoticed, in large letters and in the page's contents.",
        example: Text { wrong: "Een zin.\n---", right: "Een zin.\n\n---" }
    }
    TIGHT_DEFINITION "KP337" Warning {
        nl: "Door de dubbele punt vooraan is deze regel de uitleg bij het woord erboven.",
        en: "The colon in front makes this line the definition of the word above it.",
        fix_nl: "Is het een uitleg? Zet dan een spatie achter de dubbele punt. Zo niet? Schrijf dan \\: met een backslash.",
        fix_en: "Is it a definition? Then put a space behind the colon. If not, write \\: with a backslash.",
        why_nl: "De regel erboven wordt vet, en deze regel springt in, zonder dubbele punt.",
        why_en: "The line above becomes bold and this one is indented, without its colon.",
        example: Text { wrong: "Werkplein\n:het gebouw", right: "Werkplein\n: het gebouw" }
    }
    FOOTNOTE_COLON "KP339" Error {
        nl: "Dit is nog geen tekst van voetnoot [^{naam}]: de dubbele punt ontbreekt.",
        en: "This is no text of footnote [^{naam}] yet: the colon is missing.",
        fix_nl: "Schrijf [^{naam}]: met een dubbele punt, en dan de tekst.",
        fix_en: "Write [^{naam}]: with a colon, and then the text.",
        why_nl: "De noot komt als gewone zin op de pagina, en de verwijzing ernaar werkt niet.",
        why_en: "The note becomes an ordinary sentence of the page, and the reference to it does not work.",
        example: Text { wrong: "Een feit.[^bron]\n\n[^bron] De bron.", right: "Een feit.[^bron]\n\n[^bron]: De bron." }
    }
    TABBED_ROW "KP340" Warning {
        nl: "In deze rij van de tabel staan tabs. Daardoor komt alles in één cel.",
        en: "There are tabs in this row of the table, so all of it is in one cell.",
        fix_nl: "Vervang de tabs door |, zo: {goed}",
        fix_en: "Put bars in their place: {goed}",
        why_nl: "Een rij uit een rekenblad heeft tabs tussen de cellen. Een tabel heeft er | tussen.",
        why_en: "A row of a spreadsheet has tabs between its cells, and a table has bars.",
        example: Text { wrong: "\n\n| Plaats | Aantal |\n| --- | ---: |\nTiel\t3\n\n", right: "\n\n| Plaats | Aantal |\n| --- | ---: |\n| Tiel | 3 |\n\n" }
    }
    EMPTY_HEADING "KP341" Error {
        nl: "Deze kop is leeg.",
        en: "This heading is empty.",
        fix_nl: "Schrijf achter de hekjes wat eronder staat, of haal de hekjes weg.",
        fix_en: "Write behind the number signs what stands below it, or take the signs away.",
        why_nl: "Een schermlezer leest een kop zonder woorden voor.",
        why_en: "A screen reader reads a heading without words.",
        example: Text { wrong: "Een zin.\n\n##\n\nNog een zin.", right: "Een zin.\n\n## Verder\n\nNog een zin." }
    }
    EMPTY_LINK "KP342" Error {
        nl: "Deze link heeft geen tekst. De lezer ziet hem niet.",
        en: "This link has no text. Readers do not see it.",
        fix_nl: "Schrijf tussen de vierkante haken waar de link heen gaat.",
        fix_en: "Write between the square brackets where the link goes.",
        why_nl: "Wie met het toetsenbord of een schermlezer leest, komt op een link zonder naam.",
        why_en: "Who reads with the keyboard or a screen reader comes to a link without a name.",
        example: Text { wrong: "Zie [](praktijken/een-vast-gezicht.md).", right: "Zie [een vast gezicht](praktijken/een-vast-gezicht.md)." }
    }
    BARE_COMPONENT "KP343" Error {
        nl: "Voor {naam} ontbreekt de dubbele punt. De lezer ziet deze tekens.",
        en: "The colon before {naam} is missing, so readers see these characters.",
        fix_nl: "Schrijf :cijfer in een zin. Een grafiek of een lijst krijgt er twee, op een eigen regel: ::grafiek.",
        fix_en: "Write :cijfer in a sentence. A chart or a list has two, on a line of its own: ::grafiek.",
        why_nl: "Zonder dubbele punt herkent het portaal het onderdeel niet.",
        why_en: "Without the colon it is not recognised as a component.",
        example: Text { wrong: "Nu cijfer{landkaart=gemiddelde}.", right: "Nu :cijfer{landkaart=gemiddelde}." }
    }
    LOOSE_BULLETS "KP344" Warning {
        nl: "Deze punten staan niet onder de stap erboven. De lijst met stappen houdt hier op.",
        en: "These items are not below the step above them. The list of steps ends here.",
        fix_nl: "Zet onder een genummerde stap drie spaties voor elk streepje.",
        fix_en: "Put three spaces before each hyphen below a numbered step.",
        why_nl: "Een schermlezer leest drie losse lijsten voor, en de punten springen niet in.",
        why_en: "A screen reader finds three lists, and the items are not indented.",
        example: Text { wrong: "1. Bel de klant.\n  - Vraag naar werk.\n2. Plan een gesprek.", right: "1. Bel de klant.\n   - Vraag naar werk.\n2. Plan een gesprek." }
    }
    JOINED_LINE "KP345" Warning {
        nl: "Deze regel staat direct onder een punt van een lijst. Daardoor komt hij achter dat punt.",
        en: "This line is right below an item of a list, so it joins that item.",
        fix_nl: "Zet er een lege regel boven. Hoort de regel bij het punt? Laat hem dan beginnen onder de eerste letter van het punt.",
        fix_en: "Put an empty line above it. Does it belong to the item? Then start it below the first letter of the item.",
        why_nl: "De lezer ziet de zin als deel van het punt.",
        why_en: "Readers see the sentence as part of the item.",
        example: Text { wrong: "\n\n- Bel de klant.\n- Plan een gesprek.\nDaarna begint het werk.\n\n", right: "\n\n- Bel de klant.\n- Plan een gesprek.\n\nDaarna begint het werk.\n\n" }
    }
    SHORT_ROW "KP346" Warning {
        nl: "Deze rij heeft te weinig cellen: {aantal}. De kop van de tabel heeft er {nodig}.",
        en: "This row has too few cells: {aantal}. The head of the table has {nodig}.",
        fix_nl: "Kijk of er een | ontbreekt. Hoort een cel leeg te zijn? Schrijf hem dan toch op: | Tiel | |.",
        fix_en: "See whether a bar is missing. Should a cell be empty? Write it all the same: | Tiel | |.",
        why_nl: "De laatste kolommen blijven leeg, en misschien staat iets onder de verkeerde kop.",
        why_en: "The last columns stay empty, and something may stand below the wrong head.",
        example: Text { wrong: "\n\n| Plaats | Aantal |\n| --- | ---: |\n| Tiel |\n| Buren | 3 |\n\n", right: "\n\n| Plaats | Aantal |\n| --- | ---: |\n| Tiel | 4 |\n| Buren | 3 |\n\n" }
    }
    RAW_ADDRESS "KP347" Warning {
        nl: "Dit adres is geen link: de lezer kan er niet op klikken.",
        en: "This address is no link: readers cannot follow it.",
        fix_nl: "Schrijf tussen vierkante haken waar de link heen gaat: [waar het heen gaat]({adres})",
        fix_en: "Write between square brackets where it leads: [where it leads]({adres})",
        why_nl: "Een adres in de tekst moet de lezer overtypen. Een schermlezer spelt het letter voor letter.",
        why_en: "Readers have to copy an address by hand, and a screen reader spells it letter by letter.",
        example: Text { wrong: "Zie https://voorbeeld.example/a voor meer.", right: "Zie [de handreiking](https://voorbeeld.example/a) voor meer." }
    }
    RAW_ATTRIBUTES "KP348" Warning {
        nl: "Wat hier tussen accolades staat, doet niets. De lezer ziet deze tekens.",
        en: "What stands between braces here does nothing. Readers see these characters.",
        fix_nl: "Haal de accolades weg, met wat ertussen staat. Maten en kleuren komen uit de vormgeving.",
        fix_en: "Take the braces out, with what is between them. Sizes and colours come from the theme.",
        why_nl: "Andere programma's lezen hier een maat of een stijl. Hier ziet elke pagina er hetzelfde uit.",
        why_en: "Other programs read a size or a style here. Here all pages look the same.",
        example: Text { wrong: "![Een gesprek aan een tafel](over/gesprek.svg){width=300}", right: "![Een gesprek aan een tafel](over/gesprek.svg)" }
    }
    EMPTY_FOOTNOTE "KP349" Error {
        nl: "De voetnoot '{naam}' is leeg.",
        en: "The footnote '{naam}' is empty.",
        fix_nl: "Schrijf achter de dubbele punt wat er in de voetnoot staat: [^{naam}]: De bron.",
        fix_en: "Write what the footnote says behind the colon: [^{naam}]: The source.",
        why_nl: "De lezer klikt op het nummer en ziet niets.",
        why_en: "Readers follow the number and see nothing.",
        example: Text { wrong: "Een feit.[^bron]\n\n[^bron]:", right: "Een feit.[^bron]\n\n[^bron]: De bron." }
    }
    UNDER_TABLE "KP338" Warning {
        nl: "Deze regel staat direct onder een tabel. Daardoor wordt hij een rij van die tabel.",
        en: "This line is right below a table, so it becomes a row of that table.",
        fix_nl: "Zet er een lege regel boven.",
        fix_en: "Put an empty line above it.",
        why_nl: "De lezer ziet de zin in de eerste kolom, met lege cellen ernaast.",
        why_en: "The reader sees the sentence in the first column, with empty cells beside it.",
        example: Text { wrong: "\n\n| Plaats | Aantal |\n| --- | ---: |\n| Tiel | 3 |\nBron: eigen telling.\n\n", right: "\n\n| Plaats | Aantal |\n| --- | ---: |\n| Tiel | 3 |\n\nBron: eigen telling.\n\n" }
    }
}
