//! The fixed sections of a good practice.

super::catalogue! {
    MISSING_SECTION "KP401" Error {
        nl: "In deze praktijk ontbreekt het deel '## {sectie}'.",
        en: "This practice lacks the section '## {sectie}'.",
        fix_nl: "Voeg de kop '## {sectie}' toe en schrijf er een paar zinnen onder.",
        fix_en: "Add the heading '## {sectie}' and write a few sentences below it.",
        why_nl: "Praktijken met dezelfde delen zijn te vergelijken. Ook wat misging hoort erbij.",
        why_en: "Practices with the same sections can be compared, also on what went wrong."
    }
    EMPTY_SECTION "KP402" Error {
        nl: "Onder '## {sectie}' staat geen tekst.",
        en: "There is no text below '## {sectie}'.",
        fix_nl: "Schrijf een paar zinnen. Weet je het niet? Schrijf dan dat je het niet weet.",
        fix_en: "Write a few sentences. If you do not know, write that.",
        why_nl: "Een lege kop laat de lezer zoeken naar iets dat er niet is.",
        why_en: "An empty heading makes readers look for what is not there."
    }
    UNKNOWN_SECTION "KP403" Error {
        nl: "Een praktijk heeft geen deel '## {sectie}'.",
        en: "A practice has no section '## {sectie}'.",
        fix_nl: "De delen zijn: {secties}.",
        fix_en: "The sections are: {secties}.",
        why_nl: "Praktijken zijn te vergelijken omdat ze dezelfde delen hebben.",
        why_en: "Practices can be compared as they have the same sections."
    }
    SECTION_LEVEL "KP404" Error {
        nl: "De kop '{sectie}' is een van de vaste delen van een praktijk, maar heeft te veel hekjes.",
        en: "The heading '{sectie}' is one of the fixed sections of a practice, but has too many number signs.",
        fix_nl: "Schrijf hem met twee: '## {sectie}'.",
        fix_en: "Write it with two: '## {sectie}'.",
        why_nl: "Praktijken zijn te vergelijken omdat ze dezelfde delen hebben. Met meer hekjes hoort de kop bij het deel erboven.",
        why_en: "Practices can be compared as they have the same sections. With more signs the heading belongs to the section above it."
    }
    DOUBLE_SECTION "KP405" Warning {
        nl: "Het deel '## {sectie}' staat er twee keer.",
        en: "The section '## {sectie}' is there twice.",
        fix_nl: "Zet de tekst van de twee onder één kop.",
        fix_en: "Put both texts below one heading.",
        why_nl: "Wie naar dit deel springt, ziet alleen het eerste.",
        why_en: "Who jumps to this section sees only the first."
    }
}
