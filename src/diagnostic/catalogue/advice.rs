//! What rules over texts advise. The level of each can be chosen in `portaal.yaml`, and a page can be an exception.

super::catalogue! {
    NO_ALTERNATIVE "KP801" Advice {
        nl: "Bij deze afbeelding staat niet wat erop te zien is.",
        en: "It does not say what this picture shows.",
        fix_nl: "Schrijf tussen de vierkante haken wat een lezer op de afbeelding ziet: ![Een klant en een adviseur](…).",
        fix_en: "Write what a reader sees between the square brackets: ![A client and an adviser](…).",
        why_nl: "Wie de afbeelding niet ziet, hoort deze tekst.",
        why_en: "Who does not see the picture hears this text.",
        example: Text { wrong: "![](over/gesprek.svg)", right: "![Een gesprek aan een tafel](over/gesprek.svg)" }
    }
    HEADING_JUMP "KP802" Advice {
        nl: "Deze kop slaat een niveau over.",
        en: "This heading skips a level.",
        fix_nl: "Begin de kop met {hekjes}.",
        fix_en: "Start the heading with {hekjes}.",
        why_nl: "Koppen zijn de inhoudsopgave van een schermlezer. Een gat lijkt dan een weggevallen stuk.",
        why_en: "Headings are the outline of a screen reader; a gap seems a lost part.",
        example: Text { wrong: "## Aanpak\n\nTekst.\n\n#### Stappen", right: "## Aanpak\n\nTekst.\n\n### Stappen" }
    }
    BARE_TABLE "KP803" Advice {
        nl: "Boven deze tabel staat niet wat er in de kolommen staat.",
        en: "The header of this table does not say what its columns are.",
        fix_nl: "Vul de eerste rij van de tabel in.",
        fix_en: "Fill in the first row of the table.",
        why_nl: "Zonder kop leest een schermlezer losse waarden voor.",
        why_en: "Without a header a screen reader reads loose values.",
        example: Text { wrong: "|  |  |\n| --- | --- |\n| Tiel | 3 |", right: "| Plaats | Aantal |\n| --- | --- |\n| Tiel | 3 |" }
    }
    CLICK_HERE "KP804" Advice {
        nl: "De tekst '{tekst}' zegt niet waar de link heen gaat.",
        en: "The text '{tekst}' does not say where the link leads.",
        fix_nl: "Maak een link van de woorden die zeggen wat de lezer vindt.",
        fix_en: "Make a link of the words that say what a reader finds.",
        why_nl: "Wie alleen de links van een pagina hoort, weet anders niet waar de link heen gaat.",
        why_en: "Who hears only the links of a page does not know otherwise what to choose.",
        example: Text { wrong: "Klik [hier](praktijken/een-vast-gezicht.md).", right: "Lees over [een vast gezicht](praktijken/een-vast-gezicht.md)." }
    }
    ADDRESS_AS_TEXT "KP805" Advice {
        nl: "De tekst van deze link is een webadres.",
        en: "The text of this link is an address.",
        fix_nl: "Schrijf in woorden waar de link heen gaat: [Handreiking van UWV](https://…).",
        fix_en: "Write in words where the link leads: [Guide of UWV](https://…).",
        why_nl: "Een schermlezer spelt het adres letter voor letter.",
        why_en: "A screen reader spells the address letter by letter.",
        example: Text { wrong: "Zie [https://voorbeeld.example/a](https://voorbeeld.example/a).", right: "Zie [de handreiking](https://voorbeeld.example/a)." }
    }
    SAME_TITLE "KP806" Advice {
        nl: "Een andere pagina heeft ook de titel '{tekst}': {ander}.",
        en: "Another page has the title '{tekst}' too: {ander}.",
        fix_nl: "Zet in een van de titels wat de pagina anders maakt, zoals de plaats of het jaar.",
        fix_en: "Say in one of the titles what makes the page another, such as the place or the year.",
        why_nl: "In lijsten en zoekresultaten zijn de pagina's niet uit elkaar te houden.",
        why_en: "In lists and search results the pages cannot be told apart.",
        example: Page { wrong: "---\ntitle: Een vast gezicht\ndescription: Een andere pagina over een vaste contactpersoon.\nowner: Redactie\n---\n", right: "---\ntitle: Vragen over een vast gezicht\ndescription: Een andere pagina over een vaste contactpersoon.\nowner: Redactie\n---\n" }
    }
    SAME_DESCRIPTION "KP807" Advice {
        nl: "Een andere pagina heeft dezelfde beschrijving: {ander}.",
        en: "Another page has the same description: {ander}.",
        fix_nl: "Schrijf bij 'description' wat er juist op deze pagina staat.",
        fix_en: "Write as 'description' what stands on this page.",
        why_nl: "Onder de titel in zoekresultaten staat dan twee keer hetzelfde.",
        why_en: "Search results show the same words twice below the title.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Elke klant houdt dezelfde contactpersoon, van het eerste gesprek tot de baan.\nowner: Redactie\n---\n", right: "---\ntitle: Nieuw\ndescription: Wat een vaste contactpersoon doet en laat.\nowner: Redactie\n---\n" }
    }
    DESCRIPTION_LENGTH "KP808" Advice {
        nl: "De beschrijving heeft {aantal} tekens.",
        en: "The description has {aantal} characters.",
        fix_nl: "Zeg in één zin van 25 tot 160 tekens wat er op de pagina staat.",
        fix_en: "Say in one sentence of 25 to 160 characters what is on the page.",
        why_nl: "Een zoekmachine knipt een lange zin af. Een heel korte zegt te weinig.",
        why_en: "A search engine cuts a long sentence off, and a very short one says too little.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Over werk.\nowner: Redactie\n---\n", right: "---\ntitle: Nieuw\ndescription: Wat de keten doet om mensen aan werk te helpen.\nowner: Redactie\n---\n" }
    }
    UNKNOWN_ABBREVIATION "KP809" Advice {
        nl: "De afkorting '{afkorting}' staat niet in de begrippenlijst, en wordt hier niet uitgelegd.",
        en: "The abbreviation '{afkorting}' is not in the glossary and not explained here.",
        fix_nl: "Schrijf de eerste keer de hele naam, met de afkorting erachter tussen haakjes. Of zet de afkorting in data/begrippen.yaml.",
        fix_en: "Write it in full the first time with the abbreviation in brackets, or add it to data/begrippen.yaml.",
        why_nl: "Wie de afkorting niet kent, haakt af.",
        why_en: "Who does not know the abbreviation stops reading.",
        example: Text { wrong: "De QXZ helpt daarbij.", right: "De Quartaire Zorg (QXZ) helpt daarbij." }
    }
    WRONG_TERM "KP810" Advice {
        nl: "Hier staat '{tekst}', maar het portaal schrijft '{beter}'.",
        en: "This reads '{tekst}' but the portal writes '{beter}'.",
        fix_nl: "Schrijf '{beter}'. {uitleg}",
        fix_en: "Write '{beter}'. {uitleg}",
        why_nl: "Twee namen voor één ding lijken twee dingen. De lijst staat in data/schrijfwijzer.yaml.",
        why_en: "Two names for one thing seem two things. The list is in data/schrijfwijzer.yaml."
    }
    OFFICIALESE "KP811" Advice {
        nl: "'{tekst}' is ambtelijke taal.",
        en: "'{tekst}' is officialese.",
        fix_nl: "Schrijf liever: {beter}.",
        fix_en: "Rather write: {beter}.",
        why_nl: "Een gewoon woord leest iedereen sneller. De lijst staat in data/schrijfwijzer.yaml.",
        why_en: "Everyone reads a plain word faster. The list is in data/schrijfwijzer.yaml."
    }
    HARD_TO_READ "KP812" Advice {
        nl: "Deze tekst is moeilijk te lezen: de leesscore is {score}. Dat hoort minstens {minst} te zijn.",
        en: "This text is hard to read: its score is {score} and should be at least {minst}.",
        fix_nl: "Een zin heeft hier ongeveer {woorden} woorden. Maak zinnen korter, en kies gewone woorden.",
        fix_en: "A sentence has about {woorden} words here. Make sentences shorter and choose plain words.",
        why_nl: "Veel mensen lezen moeilijk. De score komt uit de lengte van woorden en zinnen (Flesch-Douma).",
        why_en: "Many people read with difficulty. The score follows from the length of words and sentences (Flesch-Douma)."
    }
    LONG_SENTENCE "KP813" Advice {
        nl: "Deze zin heeft {aantal} woorden.",
        en: "This sentence has {aantal} words.",
        fix_nl: "Maak er twee zinnen van. Meer dan {meest} woorden leest niemand in één keer.",
        fix_en: "Make two sentences of it. Nobody reads more than {meest} words at once.",
        why_nl: "Aan het eind van een lange zin is het begin vergeten.",
        why_en: "At the end of a long sentence its start is forgotten.",
        example: Text { wrong: "De adviseur die de klant al kent van het eerste gesprek belt elke week met de werkgever en met de gemeente om te horen hoe het gaat en wat er nog moet gebeuren.", right: "De adviseur kent de klant al. Elke week belt hij met de werkgever en met de gemeente." }
    }
    PASSIVE "KP814" Advice {
        nl: "{aantal} van de {alle} zinnen op deze pagina zijn lijdend ('wordt gedaan'). Dit is de eerste.",
        en: "{aantal} of the {alle} sentences on this page are passive. This is the first.",
        fix_nl: "Zeg wie het doet: niet 'de klant wordt gebeld', maar 'de adviseur belt de klant'.",
        fix_en: "Say who does it: not 'the client is called' but 'the adviser calls the client'.",
        why_nl: "In een lijdende zin is niet te zien wie iets moet doen.",
        why_en: "A passive sentence does not show who must act."
    }
    TELEPHONE "KP815" Advice {
        nl: "Hier staat een telefoonnummer: {nummer}.",
        en: "This is a telephone number: {nummer}.",
        fix_nl: "Noem een rol en een algemeen adres. Is het een algemeen nummer? Zeg dat dan bij 'uitzonderingen' in de kop.",
        fix_en: "Name a role and a general address. Is it a general number? Then say so as 'uitzonderingen' in the front matter.",
        why_nl: "Een nummer van een persoon is een persoonsgegeven, en klopt na een jaar vaak niet meer.",
        why_en: "The number of a person is personal data, and is often wrong after a year.",
        example: Text { wrong: "Bel 06-12345678.", right: "Bel het werkplein." }
    }
    PRIVATE_MAIL "KP816" Advice {
        nl: "{adres} is het adres van een persoon.",
        en: "{adres} is the address of a person.",
        fix_nl: "Noem een algemeen adres, zoals info@werkplein.example.",
        fix_en: "Give a general address such as info@werkplein.example.",
        why_nl: "Een persoonlijk adres is een persoonsgegeven, en werkt niet meer als iemand weggaat.",
        why_en: "A personal address is personal data and stops working when somebody leaves.",
        example: Text { wrong: "Schrijf aan [Jan](mailto:j.jansen@keten.example).", right: "Schrijf aan [de redactie](mailto:redactie@keten.example)." }
    }
    CITIZEN_NUMBER "KP817" Warning {
        nl: "Dit getal kan een burgerservicenummer zijn.",
        en: "This number can be a citizen service number (BSN).",
        fix_nl: "Haal het weg. Is het iets anders? Zeg dat dan bij 'uitzonderingen' in de kop.",
        fix_en: "Remove it. Is it something else? Then say so as 'uitzonderingen' in the front matter.",
        why_nl: "Een burgerservicenummer mag nooit op een site staan.",
        why_en: "A citizen service number may never be on a site.",
        example: Text { wrong: "Het gaat om klant 111222333.", right: "Het gaat om een klant." }
    }
    REVIEW_PASSED "KP818" Advice {
        nl: "Deze pagina had vóór {dag} nagekeken moeten zijn, door: {eigenaar}.",
        en: "This page should have been checked before {dag}, by: {eigenaar}.",
        fix_nl: "Kijk de tekst na. Zet bij 'reviewed' de dag van vandaag, en bij 'review_before' een nieuwe dag.",
        fix_en: "Check the text. Give today as 'reviewed' and a new day as 'review_before'.",
        why_nl: "Lezers vertrouwen op wat er staat, ook als het niet meer klopt.",
        why_en: "Readers trust what is written, also when it is no longer right.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\nreview_before: 2009-11-01\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\nreview_before: 2010-11-01\n---\n" }
    }
    REVIEW_NEAR "KP819" Advice {
        nl: "Kijk deze pagina na vóór {dag}. Dat doet: {eigenaar}.",
        en: "This page must be checked before {dag}, by: {eigenaar}.",
        fix_nl: "Kijk de tekst na. Zet bij 'reviewed' de dag van vandaag, en bij 'review_before' een nieuwe dag.",
        fix_en: "Check the text. Give today as 'reviewed' and a new day as 'review_before'.",
        why_nl: "Zo blijft er tijd om iemand iets te vragen.",
        why_en: "This leaves time to ask somebody.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\nreview_before: 2009-12-15\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\nreview_before: 2010-11-01\n---\n" }
    }
    NO_OWNER "KP820" Advice {
        nl: "Er staat niet wie voor deze pagina zorgt.",
        en: "Nobody looks after this page.",
        fix_nl: "Zet in de kop een rol, geen naam: 'owner: Redactie'.",
        fix_en: "Put a role in the front matter, no name: 'owner: Redactie'.",
        why_nl: "Een pagina zonder eigenaar veroudert, en niemand merkt het.",
        why_en: "A page without owner grows old and nobody notices.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\n---\n" }
    }
    EVENT_PASSED "KP821" Advice {
        nl: "Deze bijeenkomst was op {dag}, maar er staat nog hoe je je aanmeldt.",
        en: "This event was on {dag} but still tells how to sign up.",
        fix_nl: "Haal 'registration' weg. Schrijf erbij wat de bijeenkomst opleverde.",
        fix_en: "Take 'registration' out. Add what came of the event.",
        why_nl: "Een lezer kan zich aanmelden voor iets dat voorbij is.",
        why_en: "A reader signs up for what is over."
    }
    OLD_FIGURES "KP822" Advice {
        nl: "De nieuwste cijfers van de {wat} zijn van {laatste}.",
        en: "The newest figures of the {wat} are of {laatste}.",
        fix_nl: "Laad nieuwere cijfers met 'ketenportaal import', of zeg op de pagina waarom die er niet zijn.",
        fix_en: "Load newer figures with 'ketenportaal import', or say on the page why there are none.",
        why_nl: "Lezers nemen aan dat cijfers van nu zijn.",
        why_en: "Readers suppose that figures are of now."
    }
    PLACEHOLDER "KP823" Advice {
        nl: "Hier staat nog de zin waarmee elke nieuwe pagina begint.",
        en: "This is still the sentence that every new page begins with.",
        fix_nl: "Schrijf hier je eigen tekst.",
        fix_en: "Write your own text here.",
        why_nl: "Een lezer ziet anders een opdracht die voor jou is bedoeld.",
        why_en: "A reader would see an instruction that is meant for you.",
        example: Text { wrong: "Schrijf hier een paar zinnen.", right: "Een klant krijgt één adviseur." }
    }
    UNUSED_FILE "KP824" Advice {
        nl: "Geen pagina linkt naar dit bestand. Toch kan iedereen het ophalen, op {adres}.",
        en: "No page links to this file. Still everyone can fetch it, at {adres}.",
        fix_nl: "Zet een link naar het bestand in een tekst, of haal het bestand uit de map content.",
        fix_en: "Link to the file in a text, or take the file out of the folder content.",
        why_nl: "Alles in de map content komt op de site. Zo staat een oude foto of een concept in Word er ongemerkt bij.",
        why_en: "All that is in the folder content is published: an old photo or a draft in Word too, without anybody noticing."
    }
    EMPTY_PAGE "KP826" Advice {
        nl: "Op deze pagina staat geen tekst.",
        en: "There is no text on this page.",
        fix_nl: "Schrijf onder de tweede --- wat de lezer hier zoekt. Is de pagina nog niet klaar? Zet er dan 'draft: true' bij.",
        fix_en: "Write below the second --- what readers look for here. Is the page not ready? Then add 'draft: true'.",
        why_nl: "De lezer vindt de pagina in lijsten en met zoeken, en ziet dan alleen een titel.",
        why_en: "Readers find the page in lists and by search, and then see a title only."
    }
    REVIEWED_LATER "KP825" Advice {
        nl: "Volgens 'reviewed' is de tekst nagekeken op {dag}. Die dag moet nog komen.",
        en: "According to 'reviewed' the text was checked on {dag}, which is still to come.",
        fix_nl: "Verbeter de dag. De dag waarop het weer moet, heet 'review_before'.",
        fix_en: "Correct the day. The day before which it must be checked again is 'review_before'.",
        why_nl: "De lezer ziet een belofte die niet waar kan zijn.",
        why_en: "The reader sees a promise that cannot be true.",
        example: Page { wrong: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\nreviewed: 2099-01-01\n---\n", right: "---\ntitle: Nieuw\ndescription: Een nieuwe pagina over werk.\nowner: Redactie\nreviewed: 2009-11-01\n---\n" }
    }
    UNNEEDED_EXCEPTION "KP829" Advice {
        nl: "De uitzondering voor {melding} is niet meer nodig.",
        en: "The exception for {melding} is no longer needed.",
        fix_nl: "Haal de regel bij 'uitzonderingen' weg.",
        fix_en: "Take the line out of 'uitzonderingen'.",
        why_nl: "Een uitzondering die blijft staan, verbergt later een echte melding.",
        why_en: "An exception that stays hides a real problem later."
    }
}
