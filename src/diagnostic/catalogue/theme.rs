//! Templates and words of the theme.

super::catalogue! {
    TEMPLATE "KP601" Error {
        nl: "Er zit een fout in een sjabloon: {reden}.",
        en: "A template has an error: {reden}.",
        fix_nl: "Vraag de maker van de vormgeving om hulp, of zet het bestand terug.",
        fix_en: "Ask the maker of the theme for help or put the file back.",
        why_nl: "Pagina's met dit sjabloon kunnen niet worden gemaakt.",
        why_en: "Pages with this template cannot be made."
    }
    MISSING_TEMPLATE "KP602" Error {
        nl: "De vormgeving heeft geen sjabloon '{naam}'.",
        en: "The theme has no template '{naam}'.",
        fix_nl: "Zet het sjabloon terug in de map templates van de vormgeving.",
        fix_en: "Put the template back in the theme's folder templates.",
        why_nl: "Pagina's van deze soort kunnen niet worden gemaakt.",
        why_en: "Pages of this kind cannot be made."
    }
    UNKNOWN_THEME "KP603" Error {
        nl: "Er is geen vormgeving in de map '{map}'.",
        en: "There is no theme in the folder '{map}'.",
        fix_nl: "Kijk bij 'theme' in data/portaal.yaml.",
        fix_en: "See 'theme' in data/portaal.yaml.",
        why_nl: "Zonder vormgeving kan het portaal geen pagina maken.",
        why_en: "Without a theme the site has no form."
    }
    MISSING_WORD "KP604" Error {
        nl: "De tekst '{sleutel}' ontbreekt in teksten.yaml.",
        en: "The text '{sleutel}' is missing from teksten.yaml.",
        fix_nl: "Voeg de tekst toe, of zet het bestand van de vormgeving terug.",
        fix_en: "Add the text or put the theme's file back.",
        why_nl: "Op de pagina zou een technische naam staan in plaats van een zin.",
        why_en: "The page would show a technical name in place of a sentence."
    }
    UNKNOWN_GAP "KP605" Warning {
        nl: "In de tekst '{sleutel}' wordt niets ingevuld voor '{naam}'.",
        en: "Nothing is filled in for '{naam}' in the text '{sleutel}'.",
        fix_nl: "Wat hier kan worden ingevuld: {namen}.",
        fix_en: "What can be filled in here: {namen}.",
        why_nl: "De lezer ziet de accolades met het woord ertussen.",
        why_en: "The reader sees the braces with the word between them."
    }
    WORD_SHAPE "KP606" Error {
        nl: "Bij '{sleutel}' in teksten.yaml verwacht de vormgeving {verwacht}.",
        en: "At '{sleutel}' in teksten.yaml the theme expects {verwacht}.",
        fix_nl: "Kijk hoe het in themes/werkplein/teksten.yaml staat.",
        fix_en: "See how it is in themes/werkplein/teksten.yaml.",
        why_nl: "De pagina's die deze tekst laten zien, weten er geen raad mee.",
        why_en: "The pages that show this text can do nothing with it."
    }
    UNKNOWN_WORD "KP607" Warning {
        nl: "Geen enkele pagina laat de tekst '{sleutel}' zien.",
        en: "No page shows the text '{sleutel}'.",
        fix_nl: "Verbeter de naam.",
        fix_en: "Correct the name.",
        why_nl: "De tekst van de gewone vormgeving blijft staan, en je ziet niet waarom.",
        why_en: "The text of the base theme stays, and nobody sees why."
    }
    MISSING_ASSET "KP608" Warning {
        nl: "Dit stijlblad verwijst naar '{adres}', en dat bestand is er niet.",
        en: "This style sheet refers to '{adres}', and there is no such file.",
        fix_nl: "Zet het bestand in de map assets van de vormgeving. Een adres telt vanaf de map van het stijlblad.",
        fix_en: "Put the file in the folder assets of the theme. An address counts from the folder of the style sheet.",
        why_nl: "De lezer krijgt een ander lettertype, of mist een beeld.",
        why_en: "The reader gets another font, or misses a picture."
    }
}
