//! Data files and settings.

super::catalogue! {
    MISSING_DATA_FILE "KP501" Error {
        nl: "Het bestand '{bestand}' ontbreekt.",
        en: "The file '{bestand}' is missing.",
        fix_nl: "Zet het bestand terug, of maak een nieuw portaal met: ketenportaal init.",
        fix_en: "Put the file back or make a new portal with: ketenportaal init.",
        why_nl: "Zonder dit bestand kan het portaal niet worden gemaakt.",
        why_en: "Without this file the portal cannot be made."
    }
    UNKNOWN_COLUMN "KP502" Error {
        nl: "Dit bestand kent geen kolom '{kolom}'.",
        en: "This file has no column '{kolom}'.",
        fix_nl: "De kolommen zijn: {kolommen}.",
        fix_en: "The columns are: {kolommen}.",
        why_nl: "De waarden in een onbekende kolom komen nergens terecht.",
        why_en: "Values of an unknown column go nowhere."
    }
    MISSING_COLUMN "KP503" Error {
        nl: "De kolom '{kolom}' ontbreekt.",
        en: "The column '{kolom}' is missing.",
        fix_nl: "Zet '{kolom}' in de eerste regel van het bestand, met de waarden eronder.",
        fix_en: "Put '{kolom}' in the first line of the file with its values below.",
        why_nl: "Zonder deze kolom missen alle rijen een gegeven.",
        why_en: "Without this column all rows lack a value."
    }
    DUPLICATE_ROW "KP504" Error {
        nl: "{soort} '{naam}' staat hier voor de tweede keer.",
        en: "{soort} '{naam}' is here for the second time.",
        fix_nl: "Haal een van de twee rijen weg.",
        fix_en: "Remove one of the two rows.",
        why_nl: "Het is niet te zien welke van de twee rijen klopt.",
        why_en: "It cannot be seen which of the two rows is right."
    }
    UNKNOWN_LEVEL "KP505" Error {
        nl: "'{waarde}' is geen niveau van de landkaart.",
        en: "'{waarde}' is not a level of the landkaart.",
        fix_nl: "Kies uit: {waarden}. Laat de rij van het werkplein weg als het niets heeft ingevuld.",
        fix_en: "Choose from: {waarden}. Leave out the row of a werkplein that did not answer.",
        why_nl: "Een niveau dat niet in het model staat, telt verkeerd mee in elk gemiddelde.",
        why_en: "A level outside the model makes every mean wrong."
    }
    EMPTY_ROW "KP516" Error {
        nl: "Bij '{naam}' staat geen enkel niveau.",
        en: "There is not a single level for '{naam}'.",
        fix_nl: "Vul de niveaus in. Heeft het werkplein niets ingevuld? Haal dan de hele rij weg.",
        fix_en: "Fill in the levels. Did the werkplein not answer? Then remove the whole row.",
        why_nl: "Zonder de rij zegt de pagina dat het werkplein niets heeft ingevuld. Een lege rij kan ook een vergissing zijn.",
        why_en: "Without the row the page says that the werkplein did not answer. An empty row may be a mistake."
    }
    BAD_NUMBER "KP506" Error {
        nl: "'{waarde}' is geen getal.",
        en: "'{waarde}' is not a number.",
        fix_nl: "Schrijf alleen cijfers, zonder punten en zonder eenheid: 29043. Of n.b. als het getal niet bekend is.",
        fix_en: "Write digits only, without points and without a unit: 29043. Or n.b. when the number is not known.",
        why_nl: "Een waarde die geen getal is, mag niet ongemerkt nul worden.",
        why_en: "What is no number may not silently become zero."
    }
    BAD_ROW "KP507" Error {
        nl: "Deze rij heeft niet evenveel waarden als de eerste rij: {gevonden} in plaats van {verwacht}.",
        en: "This row has not as many values as the first row: {gevonden} in place of {verwacht}.",
        fix_nl: "Kijk of er een komma of puntkomma te veel of te weinig staat. Hoort hij bij een waarde? Zet die waarde dan tussen aanhalingstekens.",
        fix_en: "Look for a comma or semicolon too many or too few. Put a value that has one in quotes.",
        why_nl: "Bij een verschoven rij staan de waarden onder de verkeerde kolom.",
        why_en: "In a shifted row values stand below the wrong column."
    }
    BAD_PERIOD "KP508" Error {
        nl: "'{waarde}' is geen periode van de landkaart.",
        en: "'{waarde}' is not a period of the landkaart.",
        fix_nl: "Schrijf een periode zoals {voorbeeld}.",
        fix_en: "Write a period like {voorbeeld}.",
        why_nl: "De naam van het bestand zegt bij welke periode de antwoorden horen.",
        why_en: "The file name says to which period the answers belong."
    }
    MODEL_CONTRADICTION "KP509" Error {
        nl: "Het model klopt niet: {reden}.",
        en: "The model contradicts itself: {reden}.",
        fix_nl: "Verbeter dit in {bestand}.",
        fix_en: "Mend this in {bestand}.",
        why_nl: "Met een model dat zichzelf tegenspreekt, is geen cijfer te vertrouwen.",
        why_en: "With a model that contradicts itself no figure can be trusted."
    }
    BAD_POSITION "KP510" Error {
        nl: "'{waarde}' is geen plaats op de kaart.",
        en: "'{waarde}' is not a position on the map.",
        fix_nl: "Schrijf lat en lon als graden, bijvoorbeeld 52.0907 en 5.1214.",
        fix_en: "Write lat and lon in degrees, for example 52.0907 and 5.1214.",
        why_nl: "Het werkplein staat dan op een verkeerde plek op de kaart, of helemaal niet.",
        why_en: "The werkplein would be at a wrong place on the map, or nowhere."
    }
    UNKNOWN_MONTH "KP511" Error {
        nl: "'{waarde}' is geen maand.",
        en: "'{waarde}' is not a month.",
        fix_nl: "Schrijf een maand als jaar-maand, bijvoorbeeld 2009-07.",
        fix_en: "Write a month as year-month, for example 2009-07.",
        why_nl: "Cijfers zonder maand kunnen niet in een reeks.",
        why_en: "Figures without a month cannot be in a series."
    }
    NO_LICENCE "KP512" Warning {
        nl: "Er staat niet bij wat lezers met de gegevens mogen doen. Daarom is er geen catalogus met open data.",
        en: "It does not say what readers may do with the data, so there is no catalogue of open data.",
        fix_nl: "Zet in dit bestand 'open_data:' met daaronder 'licentie: cc0' en 'themas: [SOCI]'.",
        fix_en: "Add 'open_data:' to this file with 'licentie: cc0' and 'themas: [SOCI]' below it.",
        why_nl: "Zonder licentie mag niemand de gegevens gebruiken.",
        why_en: "Without a licence nobody may use the data."
    }
    ALIAS_TAKEN "KP513" Error {
        nl: "De naam '{naam}' bij 'aliassen' betekent ook '{ander}'.",
        en: "The name '{naam}' in 'aliassen' also means '{ander}'.",
        fix_nl: "Haal de naam weg bij een van de twee: een alias wijst precies één plaats aan.",
        fix_en: "Remove the name from one of the two: an alias points to exactly one place.",
        why_nl: "Een naam met twee betekenissen zet antwoorden bij het verkeerde werkplein.",
        why_en: "A name with two meanings gives answers to the wrong werkplein."
    }
    DOUBLE_HEADER "KP514" Error {
        nl: "De kolom '{kolom}' staat twee keer in dit bestand.",
        en: "The column '{kolom}' is in this file twice.",
        fix_nl: "Haal een van de twee kolommen weg, of geef die de naam die erbij hoort.",
        fix_en: "Remove one of the two columns, or give it the name that belongs to it.",
        why_nl: "Het is niet te zien welke van de twee kolommen klopt.",
        why_en: "It cannot be seen which of the two columns is right."
    }
    PREFIXED_NAME "KP515" Warning {
        nl: "In de naam '{naam}' staat het woord 'Werkplein' al.",
        en: "The name '{naam}' has the word 'Werkplein' in it already.",
        fix_nl: "Schrijf alleen: {voorstel}.",
        fix_en: "Write only: {voorstel}.",
        why_nl: "Elke pagina zet er zelf 'Werkplein' voor. Het woord staat er dan twee keer.",
        why_en: "Every page puts 'Werkplein' before it, so the word would be there twice."
    }
    SAME_NAME "KP517" Warning {
        nl: "De naam '{naam}' staat er twee keer: ook bij '{ander}'.",
        en: "The name '{naam}' is there twice: '{ander}' has it too.",
        fix_nl: "Zet iets achter een van de twee namen, zoals de wijk: Breda Zuid.",
        fix_en: "Add something to one of the names, as the part of the town: Breda Zuid.",
        why_nl: "De lezer kan ze in lijsten en op de kaart niet uit elkaar houden.",
        why_en: "Readers cannot tell them apart in lists and on the map."
    }
    EDITION_ORDER "KP521" Error {
        nl: "Dit nummer van het Ketenjournaal begint op {begindag}. Dat is later dan {dag}, de dag waarop het verschijnt.",
        en: "This edition of the newsletter starts on {begindag}, which is after its own day, {dag}.",
        fix_nl: "Zet bij 'sinds' de eerste dag waarvan het nummer het nieuws heeft, en bij 'datum' de dag waarop het verschijnt.",
        fix_en: "Give the first day of its news as 'sinds', and the day on which it comes out as 'datum'.",
        why_nl: "Het nummer heeft dan geen enkel bericht.",
        why_en: "The edition would have no news at all."
    }
    SECURITY_EXPIRES "KP522" Warning {
        nl: "De gegevens in security.txt gelden nog maar tot {dag}.",
        en: "What security.txt says only holds until {dag}.",
        fix_nl: "Kijk of het adres om een lek te melden nog klopt. Zet dan bij 'expires' een nieuwe dag, binnen een jaar.",
        fix_en: "See whether the address to report a leak to is still right. Then give a new day as 'expires', within a year.",
        why_nl: "Wie een lek vindt, vertrouwt een verlopen adres niet.",
        why_en: "Whoever finds a leak does not trust an expired address."
    }
    SECURITY_EXPIRED "KP523" Warning {
        nl: "De gegevens in security.txt zijn verlopen sinds {dag}. Wie een lek vindt, weet nu niet waar die het kan melden.",
        en: "What security.txt says has expired on {dag}. Whoever finds a leak does not know where to report it.",
        fix_nl: "Kijk vandaag nog of het adres klopt. Zet bij 'expires' een nieuwe dag, binnen een jaar. Of haal het blok 'beveiliging' weg.",
        fix_en: "See today whether the address is right. Give a new day as 'expires', within a year, or take the block 'beveiliging' out.",
        why_nl: "Een lek dat niemand kan melden, blijft open.",
        why_en: "A leak that nobody can report stays open."
    }
}
