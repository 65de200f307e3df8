//! Files that cannot be read, and folders and names that fit no page.

super::catalogue! {
    UNREADABLE "KP001" Error {
        nl: "Dit bestand kan niet worden gelezen: {reden}.",
        en: "This file cannot be read: {reden}.",
        fix_nl: "Kijk of het bestand er nog is en of je het mag openen.",
        fix_en: "Check that the file still exists and that you may open it.",
        why_nl: "Wat het portaal niet kan lezen, kan het ook niet laten zien. De rest van de controle klopt dan ook niet.",
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
        nl: "Deze snelkoppeling wijst naar een plek buiten het portaal of naar zichzelf en wordt overgeslagen.",
        en: "This symbolic link points outside the portal or to itself and is skipped.",
        fix_nl: "Zet het bestand zelf in de map.",
        fix_en: "Put the file itself in the folder.",
        why_nl: "Een snelkoppeling naar buiten kan per computer iets anders zijn. Dan is de site niet overal gelijk.",
        why_en: "A link to the outside differs per computer, so the site would not be the same everywhere."
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
        why_nl: "De map zegt wat voor pagina het is, en dus welke velden erbij horen.",
        why_en: "The folder says what kind of page it is, and so which fields it has."
    }
}
