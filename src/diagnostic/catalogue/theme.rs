//! Templates and words of the theme.

super::catalogue! {
    TEMPLATE "KP601" Error {
        nl: "Er zit een fout in een sjabloon: {reden}.",
        en: "A template has an error: {reden}.",
        fix_nl: "Vraag de maker van het thema om hulp, of zet het bestand terug.",
        fix_en: "Ask the maker of the theme for help or put the file back.",
        why_nl: "Pagina's met dit sjabloon kunnen niet worden gemaakt.",
        why_en: "Pages with this template cannot be made."
    }
    MISSING_TEMPLATE "KP602" Error {
        nl: "Het thema heeft geen sjabloon '{naam}'.",
        en: "The theme has no template '{naam}'.",
        fix_nl: "Zet het sjabloon terug in de map templates van het thema.",
        fix_en: "Put the template back in the theme's folder templates.",
        why_nl: "Pagina's van deze soort kunnen niet worden gemaakt.",
        why_en: "Pages of this kind cannot be made."
    }
    UNKNOWN_THEME "KP603" Error {
        nl: "Er is geen thema in de map '{map}'.",
        en: "There is no theme in the folder '{map}'.",
        fix_nl: "Kijk bij 'theme' in data/portaal.yaml.",
        fix_en: "See 'theme' in data/portaal.yaml.",
        why_nl: "Zonder thema heeft de site geen vorm.",
        why_en: "Without a theme the site has no form."
    }
    MISSING_WORD "KP604" Error {
        nl: "De tekst '{sleutel}' ontbreekt in teksten.yaml.",
        en: "The text '{sleutel}' is missing from teksten.yaml.",
        fix_nl: "Voeg de tekst toe, of zet het bestand van het thema terug.",
        fix_en: "Add the text or put the theme's file back.",
        why_nl: "Op de pagina zou een technische naam staan in plaats van een zin.",
        why_en: "The page would show a technical name in place of a sentence."
    }
}
