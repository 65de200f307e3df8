//! Files that cannot be read, and folders and names that fit no page.

super::catalogue! {
    UNREADABLE "KP001" Error {
        nl: "Dit bestand kan niet worden gelezen: {reden}.",
        en: "This file cannot be read: {reden}.",
        fix_nl: "Kijk of het bestand er nog is en of je het mag openen.",
        fix_en: "Check that the file still exists and that you may open it.",
        why_nl: "Wat het portaal niet kan lezen, kan het ook niet laten zien. De rest van de controle kan dan ook fout zijn.",
        why_en: "What cannot be read cannot be shown, and other checks would be wrong without it."
    }
    NOT_UTF8 "KP002" Error {
        nl: "Dit bestand is niet opgeslagen als UTF-8: hier staat een teken dat niet klopt.",
        en: "This file is not saved as UTF-8: there is an invalid byte here.",
        fix_nl: "Sla het bestand in je editor opnieuw op met de codering 'UTF-8'.",
        fix_en: "Save the file again with the encoding 'UTF-8'.",
        why_nl: "In een andere codering worden letters als é en ë op de pagina onleesbaar.",
        why_en: "In another encoding letters such as é and ë become unreadable on the page."
    }
    OUTSIDE_LINK "KP003" Warning {
        nl: "Deze snelkoppeling wijst naar een plek buiten de mappen van het portaal, naar iets verborgens, naar zichzelf of naar niets. Het portaal slaat die over.",
        en: "This symbolic link points outside the folders of the portal, to something hidden, to itself or to nothing, and is skipped.",
        fix_nl: "Zet het bestand zelf in de map, of haal de snelkoppeling weg.",
        fix_en: "Put the file itself in the folder, or remove the link.",
        why_nl: "Een snelkoppeling naar buiten kan per computer iets anders zijn, of iets op de site zetten wat geheim is.",
        why_en: "A link to the outside may differ per computer, or put on the site what is secret."
    }
    EMPTY_FILE "KP004" Error {
        nl: "Dit bestand is leeg.",
        en: "This file is empty.",
        fix_nl: "Vul het bestand of haal het weg. Een nieuwe pagina maak je met: ketenportaal new.",
        fix_en: "Fill the file or remove it. Make a new page with: ketenportaal new.",
        why_nl: "Een leeg bestand is meestal een vergissing: opslaan ging mis, of de tekst staat ergens anders.",
        why_en: "An empty file is mostly a slip: saving failed, or the text is elsewhere."
    }
    BAD_FILE_NAME "KP005" Error {
        nl: "De bestandsnaam '{naam}' kan geen webadres worden.",
        en: "The file name '{naam}' cannot become a web address.",
        fix_nl: "Gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld '{voorstel}'.",
        fix_en: "Use only lower-case letters, digits and hyphens, for example '{voorstel}'.",
        why_nl: "De naam van het bestand wordt het adres van de pagina. Dat adres moet iedereen kunnen typen en doorsturen.",
        why_en: "The file name becomes the address of the page, which anyone must be able to type and pass on."
    }
    UNKNOWN_FOLDER "KP006" Error {
        nl: "De map 'content/{map}' hoort bij geen enkele soort pagina.",
        en: "The folder 'content/{map}' belongs to no kind of page.",
        fix_nl: "Gebruik een van deze mappen: {mappen}.",
        fix_en: "Use one of these folders: {mappen}.",
        why_nl: "De map zegt wat voor pagina het is, en dus welke gegevens erbij horen.",
        why_en: "The folder says what kind of page it is, and so which fields it has."
    }
    TOO_LARGE "KP007" Error {
        nl: "Dit bestand is {grootte} MB. Het portaal leest tekst en gegevens tot {grens} MB.",
        en: "This file is {grootte} MB. Texts and data are read up to {grens} MB.",
        fix_nl: "Verdeel de inhoud over meer bestanden, of haal weg wat er per ongeluk in kwam.",
        fix_en: "Divide the content over more files, or remove what came into it by accident.",
        why_nl: "Zo'n bestand is bijna altijd een vergissing. Een pagina van die lengte leest niemand.",
        why_en: "Such a file is nearly always a slip, and nobody reads a page of that length."
    }
    HIDDEN_CHARACTER "KP008" Warning {
        nl: "Hier staat een teken dat niemand ziet: {teken}.",
        en: "There is a character here that nobody sees: {teken}.",
        fix_nl: "Haal de woorden op deze plek weg en typ ze opnieuw.",
        fix_en: "Remove the words at this place and type them again.",
        why_nl: "Zo'n teken komt mee bij het plakken. Het kan letters omdraaien, of een woord onvindbaar maken.",
        why_en: "Such a character comes with pasted text. It can turn letters around or keep a word from being found."
    }
    OLD_LINE_ENDS "KP009" Error {
        nl: "De regels van dit bestand eindigen met een teken van heel oude computers (CR).",
        en: "The lines of this file end with a mark of very old computers (CR).",
        fix_nl: "Kies in je editor regeleinde LF of CRLF en sla het bestand opnieuw op.",
        fix_en: "Choose line ends LF or CRLF in your editor and save the file again.",
        why_nl: "Het hele bestand is zo één regel. Kop, alinea's en tabellen zijn dan niet te vinden.",
        why_en: "The whole file is one line this way: front matter, paragraphs and tables cannot be found."
    }
    HIDDEN_FILE "KP010" Warning {
        nl: "Dit bestand doet niet mee, want de naam begint met een punt.",
        en: "This file does not count, as its name starts with a dot.",
        fix_nl: "Haal de punt aan het begin van de naam weg, of haal het bestand weg.",
        fix_en: "Remove the dot at the start of the name, or remove the file.",
        why_nl: "Zulke namen gebruiken programma's voor zichzelf. Een tekst met zo'n naam komt nooit op het portaal.",
        why_en: "Programs use such names for themselves; a text with such a name never reaches the portal."
    }
    WINDOWS_NAME "KP011" Warning {
        nl: "Op een computer met Windows kan geen bestand '{naam}' heten.",
        en: "On a computer with Windows no file can be named '{naam}'.",
        fix_nl: "Geef het bestand een andere naam, bijvoorbeeld '{voorstel}'.",
        fix_en: "Give the file another name, for example '{voorstel}'.",
        why_nl: "Wie Windows heeft, kan de map met dit bestand niet openen of ophalen.",
        why_en: "Who has Windows cannot open or fetch the folder with this file."
    }
    ODD_ENDING "KP012" Error {
        nl: "De naam van dit bestand eindigt niet precies op {einde}. Zo leest het portaal het niet.",
        en: "The name of this file does not end exactly in {einde}, so it is not read.",
        fix_nl: "Laat de naam eindigen op {einde}, met kleine letters en niets erachter. Of haal het bestand weg.",
        fix_en: "Let the name end in {einde}, in small letters and with nothing behind it. Or remove the file.",
        why_nl: "Een tekst met zo'n naam zou onbewerkt op de site komen, ook als het een concept is. Cijfers zouden ongemerkt niet meedoen.",
        why_en: "A text with such a name would go on the site as it was typed, also when it is a draft; figures would be left out unnoticed."
    }
    WORKBOOK "KP017" Warning {
        nl: "Het portaal leest geen werkmap in data.",
        en: "The portal reads no workbook in data.",
        fix_nl: "Laad hem met 'ketenportaal import landkaart' of 'import arbeidsmarkt', en zet de werkmap ergens anders.",
        fix_en: "Load it with 'ketenportaal import landkaart' or 'import arbeidsmarkt', and put the workbook somewhere else.",
        why_nl: "De cijfers erin zouden ongemerkt niet meedoen.",
        why_en: "The figures in it would be left out unnoticed."
    }
    LONG_FILE_NAME "KP018" Error {
        nl: "De bestandsnaam is {lengte} tekens lang. Een deel van een webadres heeft er hoogstens {grens}.",
        en: "The file name is {lengte} characters long. A part of a web address has at most {grens}.",
        fix_nl: "Geef het bestand een kortere naam, bijvoorbeeld '{voorstel}'. De titel op de pagina mag lang blijven.",
        fix_en: "Give the file a shorter name, for example '{voorstel}'. The title on the page may stay long.",
        why_nl: "De naam wordt het adres. Een lang adres breekt af in mail, en sommige computers kunnen het bestand niet bewaren.",
        why_en: "The name becomes the address. Mail breaks a long address off, and some computers cannot keep the file."
    }
    CHANGED_WHILE "KP019" Error {
        nl: "Dit bestand veranderde terwijl het portaal het las.",
        en: "This file changed while it was being read.",
        fix_nl: "Wacht tot het bestand klaar is, en bouw opnieuw.",
        fix_en: "Wait until the file is complete and build again.",
        why_nl: "Anders staat er een halve of een andere versie op de site.",
        why_en: "Half of it or another version would be published."
    }
    ODD_NAME "KP020" Error {
        nl: "De naam van dit bestand heeft een teken dat niemand ziet, zoals een nieuwe regel.",
        en: "The name of this file has a character that nobody sees, such as a line break.",
        fix_nl: "Geef het bestand een naam van letters, cijfers en streepjes.",
        fix_en: "Give the file a name of letters, digits and hyphens.",
        why_nl: "Zo'n naam kan niemand typen, en niet elke server kan het bestand vinden.",
        why_en: "Nobody can type such a name, and not every server finds the file."
    }
    INDEX_NAME "KP021" Error {
        nl: "De pagina van een map heet hier _index.md.",
        en: "The page of a folder is called _index.md here.",
        fix_nl: "Noem het bestand _index.md, of geef het een naam die zegt waar het over gaat.",
        fix_en: "Call the file _index.md, or give it a name that says what it is about.",
        why_nl: "Anders komt de pagina op een adres dat op /index/ eindigt, en niet bovenaan de map.",
        why_en: "Else the page gets an address that ends in /index/ and is not that of the folder."
    }
    NO_CONTENT "KP013" Error {
        nl: "In de map content staat geen enkele pagina.",
        en: "There is not a single page in the folder content.",
        fix_nl: "Zet de map content terug. Begin je net? Maak dan een pagina met: ketenportaal new.",
        fix_en: "Put the folder content back. Did you just begin? Then make a page with: ketenportaal new.",
        why_nl: "Is de map zoek, dan zouden zonder deze melding alle teksten van de site verdwijnen.",
        why_en: "Without this a folder that went missing would take all texts off the site."
    }
    ACTIVE_FILE "KP014" Error {
        nl: "Dit bestand kan iets uitvoeren in de browser van een lezer, of op de server.",
        en: "This file can run something in a reader's browser or on the server.",
        fix_nl: "Haal het bestand weg uit de map content. Maak van een webpagina een tekst (.md). Wat bij het uiterlijk hoort, komt in de map van het thema.",
        fix_en: "Take the file out of the folder content. Make a text (.md) of a web page. What belongs to the look goes into the folder of the theme.",
        why_nl: "Wie een tekst mag schrijven, zou zo ook een programma op de site kunnen zetten.",
        why_en: "Whoever may write a text could put a program on the site in this way."
    }
    CONFLICT "KP015" Error {
        nl: "Hier heeft het programma voor versiebeheer twee versies onder elkaar gezet.",
        en: "A program for versions put two changes beside each other here.",
        fix_nl: "Kies wat er moet staan. Haal de regels weg die beginnen met <<<<<<<, ======= en >>>>>>>.",
        fix_en: "Choose what should stand here. Remove the lines that begin with <<<<<<<, ======= and >>>>>>>.",
        why_nl: "De lezer ziet anders twee versies door elkaar, met tekens ertussen.",
        why_en: "Readers would see two versions mixed, with signs between them."
    }
    BROKEN_LETTER "KP016" Warning {
        nl: "Hier is een letter of een leesteken stukgegaan: {tekens}.",
        en: "A letter or a punctuation mark is broken here: {tekens}.",
        fix_nl: "Typ het woord opnieuw. Staat dit vaker in het bestand? Neem dan het oorspronkelijke bestand, en sla dat op als UTF-8.",
        fix_en: "Type the word again. Is there more of this in the file? Then take the original file and save it as UTF-8.",
        why_nl: "De lezer ziet tekens die nergens op slaan, en zoeken vindt het woord niet.",
        why_en: "Readers see characters that make no sense, and search does not find the word.",
        example: Text { wrong: "Drie cafÃ©s.", right: "Drie cafés." }
    }
}
