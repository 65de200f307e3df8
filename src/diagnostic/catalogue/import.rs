//! Files that are imported.

super::catalogue! {
    IMPORT_TOO_LARGE "KP701" Error {
        nl: "Dit bestand is te groot om in te lezen: {reden}.",
        en: "This file is too large to import: {reden}.",
        fix_nl: "Haal weg wat er niet in hoort, of verdeel het over meer bestanden.",
        fix_en: "Remove what does not belong in it or spread it over more files.",
        why_nl: "Een te groot bestand kan de computer laten vastlopen.",
        why_en: "A file that is too large can stall the computer."
    }
    NOT_A_TABLE "KP702" Error {
        nl: "Dit bestand kan het portaal niet inlezen: {reden}.",
        en: "The portal cannot import this file: {reden}.",
        fix_nl: "Open het in Excel of LibreOffice en sla het op als .xlsx, .ods of CSV.",
        fix_en: "Open it in Excel or LibreOffice and save it as .xlsx, .ods or CSV.",
        why_nl: "Het portaal leest alleen tabellen, en die moeten te herkennen zijn.",
        why_en: "Only tables are imported, and they must be recognised."
    }
    PROTECTED_FILE "KP703" Error {
        nl: "Dit bestand zit achter een wachtwoord.",
        en: "This file is protected with a password.",
        fix_nl: "Open het, haal het wachtwoord eraf en sla het opnieuw op.",
        fix_en: "Open it, remove the password and save it again.",
        why_nl: "Achter een wachtwoord kan het portaal niets lezen.",
        why_en: "Nothing can be read behind a password."
    }
    DAMAGED_FILE "KP704" Error {
        nl: "Dit bestand is beschadigd: {reden}.",
        en: "This file is damaged: {reden}.",
        fix_nl: "Vraag of haal het bestand opnieuw op, of open het en sla het opnieuw op.",
        fix_en: "Ask for or fetch the file again, or open it and save it again.",
        why_nl: "Van een beschadigd bestand kunnen rijen ontbreken zonder dat je het ziet.",
        why_en: "A damaged file may lack rows without anyone seeing it."
    }
    WRONG_ENCODING "KP705" Error {
        nl: "De letters in dit bestand zijn niet goed opgeslagen: hier staat '{tekst}'.",
        en: "The letters in this file were not saved well: this reads '{tekst}'.",
        fix_nl: "Open het bestand waar het vandaan komt en sla het op als 'CSV UTF-8'.",
        fix_en: "Open the file where it comes from and save it as 'CSV UTF-8'.",
        why_nl: "Namen met é of ë worden dan niet herkend.",
        why_en: "Names with é or ë would not be recognised."
    }
    NUL_CHARACTER "KP706" Error {
        nl: "Hier staat een teken dat in geen tekst hoort (NUL).",
        en: "There is a character here that belongs in no text (NUL).",
        fix_nl: "Dit is geen gewone CSV, of het bestand is beschadigd. Sla het opnieuw op als 'CSV UTF-8'.",
        fix_en: "This is no plain CSV or the file is damaged. Save it again as 'CSV UTF-8'.",
        why_nl: "Het bestand is waarschijnlijk geen tabel, en wat erin staat is niet te vertrouwen.",
        why_en: "The file is probably no table and what it holds cannot be trusted."
    }
    NO_ROWS "KP707" Error {
        nl: "Er staan geen gegevens in {wat}.",
        en: "There are no figures in {wat}.",
        fix_nl: "De eerste rij noemt de kolommen, en daaronder staat per rij een antwoord of een maand.",
        fix_en: "The first row names the columns, and each row below it holds an answer or a month.",
        why_nl: "Er is dan niets om te laden.",
        why_en: "There is nothing to import."
    }
    WHICH_SHEET "KP708" Error {
        nl: "Er zijn meer bladen die het kunnen zijn: {bladen}.",
        en: "More than one sheet can be meant: {bladen}.",
        fix_nl: "Schrijf in een kolommenbestand 'blad: \"{voorstel}\"' en geef dat mee met --kolommen.",
        fix_en: "Write 'blad: \"{voorstel}\"' in a columns file and pass it with --kolommen.",
        why_nl: "Het portaal raadt niet: een verkeerd blad geeft verkeerde cijfers.",
        why_en: "Nobody guesses: a wrong sheet gives wrong figures."
    }
    UNKNOWN_SHEET "KP709" Error {
        nl: "Er is geen blad '{blad}'.",
        en: "There is no sheet '{blad}'.",
        fix_nl: "De bladen zijn: {bladen}.",
        fix_en: "The sheets are: {bladen}.",
        why_nl: "Zonder het juiste blad is er niets om te laden.",
        why_en: "Without the right sheet there is nothing to import."
    }
    UNKNOWN_JSON "KP710" Error {
        nl: "Deze JSON heeft een vorm die het portaal niet kent: {reden}.",
        en: "This JSON has a form that the portal does not know: {reden}.",
        fix_nl: "Haal bij CBS Open Data de tabel 'Observations' (v4) of 'TypedDataSet' (v3) op.",
        fix_en: "Fetch the table 'Observations' (v4) or 'TypedDataSet' (v3) from CBS Open Data.",
        why_nl: "In een andere vorm betekenen dezelfde getallen iets anders.",
        why_en: "In another form the same numbers mean something else."
    }
    UNCLOSED_QUOTE "KP711" Error {
        nl: "Hier begint een waarde met een aanhalingsteken, maar het tweede aanhalingsteken ontbreekt.",
        en: "A quoted value starts here but its second quote is missing.",
        fix_nl: "Zet aan het eind van de waarde een aanhalingsteken, of haal het eerste weg.",
        fix_en: "Put a quote at the end of the value or remove the first.",
        why_nl: "Zonder het tweede teken hoort de rest van het bestand bij één waarde.",
        why_en: "Without the second quote the rest of the file is one value."
    }
    HEADER_ELSEWHERE "KP720" Error {
        nl: "De namen van de kolommen staan in rij {rij}, niet in rij {eerste}.",
        en: "The names of the columns are in row {rij}, not in row {eerste}.",
        fix_nl: "Haal de rijen erboven weg, of schrijf 'kopregel: {rij}' in een kolommenbestand en geef dat mee met --kolommen.",
        fix_en: "Remove the rows above it, or write 'kopregel: {rij}' in a columns file and pass it with --kolommen.",
        why_nl: "Het portaal wil zeker weten welke rij de namen heeft.",
        why_en: "The portal wants to be sure which row holds the names."
    }
    NO_HEADER "KP721" Error {
        nl: "Hier horen de namen van de kolommen te staan, maar hier staat {tekst}.",
        en: "The names of the columns are expected here, but this reads {tekst}.",
        fix_nl: "Zet boven de gegevens een rij met deze namen: {kolommen}.",
        fix_en: "Put a row with these names above the figures: {kolommen}.",
        why_nl: "Zonder namen is niet te zeggen welk cijfer waarbij hoort.",
        why_en: "Without names it cannot be said which figure is what."
    }
    UNNAMED_COLUMN "KP722" Error {
        nl: "In de kopregel is hier een cel leeg, maar eronder staan waarden.",
        en: "A cell of the header is empty here, but there are values below it.",
        fix_nl: "Geef elke kolom een eigen naam recht boven de waarden. Splits samengevoegde cellen.",
        fix_en: "Give each column a name of its own right above its values. Split merged cells.",
        why_nl: "Van waarden zonder naam weet niemand wat ze zijn.",
        why_en: "Nobody knows what values without a name are."
    }
    DOUBLE_COLUMN "KP723" Error {
        nl: "De kolom '{kolom}' staat er twee keer in: als '{een}' en als '{twee}'.",
        en: "The column '{kolom}' is there twice: as '{een}' and as '{twee}'.",
        fix_nl: "Haal een van de twee kolommen weg, of zet er in het kolommenbestand 'overslaan' achter.",
        fix_en: "Remove one of the two columns, or give one of them the word 'overslaan' in the columns file.",
        why_nl: "Het is niet te zien welke van de twee kolommen telt.",
        why_en: "It cannot be seen which of the two columns counts."
    }
    EXTRA_COLUMN "KP724" Error {
        nl: "Het portaal kent de kolom '{kolom}' niet.",
        en: "The portal does not know the column '{kolom}'.",
        fix_nl: "Zeg in een kolommenbestand (--kolommen) wat het is: '{kolom}: …', of '{kolom}: overslaan'. Het portaal kent: {kolommen}.",
        fix_en: "Say in a columns file (--kolommen) what it is: '{kolom}: …', or '{kolom}: overslaan'. The portal knows: {kolommen}.",
        why_nl: "Een kolom die niemand kent, kan een kolom zijn die je mist.",
        why_en: "A column nobody knows may be one that is missed."
    }
    ABSENT_COLUMN "KP725" Error {
        nl: "De kolom '{kolom}' ontbreekt.",
        en: "The column '{kolom}' is missing.",
        fix_nl: "Voeg de kolom toe. Heet hij anders? Zeg dat in een kolommenbestand (--kolommen).",
        fix_en: "Add the column. Is it called otherwise? Say so in a columns file (--kolommen).",
        why_nl: "Zonder deze kolom missen alle rijen een gegeven.",
        why_en: "Without this column all rows lack a value."
    }
    UNUSED_MAPPING "KP726" Error {
        nl: "In het bestand dat je inleest is geen kolom '{kolom}'.",
        en: "The file that is imported has no column '{kolom}'.",
        fix_nl: "De kolommen van dat bestand zijn: {kolommen}.",
        fix_en: "The columns of that file are: {kolommen}.",
        why_nl: "Waarschijnlijk heet de kolom nu anders, en dan mis je gegevens.",
        why_en: "Probably the column has another name now, and figures are missed."
    }
    BLANK_ROW "KP727" Error {
        nl: "Deze rij is leeg, en daaronder staat nog iets.",
        en: "This row is blank, and there is something below it.",
        fix_nl: "Haal de lege rij weg. Staat eronder een noot of een andere tabel? Haal die dan ook weg.",
        fix_en: "Remove the blank row. Is there a note or another table below it? Remove that too.",
        why_nl: "Onder een lege rij staat vaak iets dat niet bij de tabel hoort.",
        why_en: "Below a blank row often stands what is no part of the table."
    }
    TOTAL_ROW "KP728" Error {
        nl: "'{naam}' is een rij met een totaal, geen {soort}.",
        en: "'{naam}' is a row with a total, no {soort}.",
        fix_nl: "Haal de rij weg, of schrijf 'rijen_overslaan: [\"{naam}\"]' in een kolommenbestand. Het portaal telt zelf.",
        fix_en: "Remove the row, or write 'rijen_overslaan: [\"{naam}\"]' in a columns file. The portal counts itself.",
        why_nl: "Een totaal dat als rij meetelt, maakt elk gemiddelde verkeerd.",
        why_en: "A total that counts as a row makes every mean wrong."
    }
    UNKNOWN_PLACE "KP730" Error {
        nl: "Er is geen {soort} met de naam '{naam}'.",
        en: "There is no {soort} named '{naam}'.",
        fix_nl: "Alle namen staan in {waar}. Is dit een andere schrijfwijze? Zet die daar in de kolom 'aliassen'.",
        fix_en: "All names are in {waar}. Is this another spelling? Put it in the column 'aliassen' there.",
        why_nl: "Cijfers zonder plaats komen nergens terecht.",
        why_en: "Figures without a place go nowhere."
    }
    AMBIGUOUS_PLACE "KP731" Error {
        nl: "'{naam}' kan meer dan één {soort} zijn: {namen}.",
        en: "'{naam}' can be more than one {soort}: {namen}.",
        fix_nl: "Schrijf welke je bedoelt.",
        fix_en: "Write which one you mean.",
        why_nl: "De cijfers kunnen bij de verkeerde plaats komen.",
        why_en: "The figures may end at the wrong place."
    }
    WRONG_REGION_LEVEL "KP732" Error {
        nl: "'{code}' is {wat}, geen arbeidsmarktregio.",
        en: "'{code}' is {wat}, no labour-market region.",
        fix_nl: "Haal de cijfers per arbeidsmarktregio op (codes met AM), of schrijf 'rijen_overslaan: [\"{patroon}\"]' in een kolommenbestand.",
        fix_en: "Fetch the figures per labour-market region (codes with AM), or write 'rijen_overslaan: [\"{patroon}\"]' in a columns file.",
        why_nl: "Cijfers van een ander gebied zijn niet te vergelijken met die van een regio.",
        why_en: "Figures of another area cannot be compared with those of a region."
    }
    NOT_A_MONTH_CODE "KP733" Error {
        nl: "'{code}' is {wat}, geen maand.",
        en: "'{code}' is {wat}, no month.",
        fix_nl: "Haal de cijfers per maand op (codes als 2009MM07), of schrijf 'rijen_overslaan: [\"{patroon}\"]' in een kolommenbestand.",
        fix_en: "Fetch the figures per month (codes like 2009MM07), or write 'rijen_overslaan: [\"{patroon}\"]' in a columns file.",
        why_nl: "Een kwartaal of jaar tussen maanden geeft een verkeerde reeks.",
        why_en: "A quarter or year between months gives a wrong series."
    }
    SECOND_ROW "KP734" Error {
        nl: "{soort} '{naam}' heeft meer dan één rij.",
        en: "{soort} '{naam}' has more than one row.",
        fix_nl: "Laat één rij staan. Is het bestand verder verdeeld, zoals naar leeftijd? Kies dan een waarde met 'alleen' in een kolommenbestand.",
        fix_en: "Leave one row. Is the file divided further, such as by age? Then choose a value with 'alleen' in a columns file.",
        why_nl: "Het is niet te zien welke rij telt.",
        why_en: "It cannot be seen which row counts."
    }
    PARTLY_ANSWERED "KP735" Error {
        nl: "Werkplein '{naam}' vulde {gevonden} van de {verwacht} mijlpalen in.",
        en: "Werkplein '{naam}' answered {gevonden} of the {verwacht} milestones.",
        fix_nl: "Vul de lege cellen in, of maak alle cellen van het werkplein leeg: dan telt het als niet ingevuld.",
        fix_en: "Fill in the empty cells, or empty all cells of the werkplein: then it counts as not answered.",
        why_nl: "Een half ingevuld werkplein lijkt minder ver dan het is.",
        why_en: "A werkplein that answered by half seems less far than it is."
    }
    DECIMAL_POINT "KP740" Error {
        nl: "In '{waarde}' staat een punt op een plek waar geen duizendtal begint.",
        en: "'{waarde}' has a point where no thousands start.",
        fix_nl: "Bedoel je {voorstel}? Rond dat dan af op een heel getal. Een punt hoort alleen bij duizendtallen, zoals in 1.234.",
        fix_en: "Do you mean {voorstel}? Then round it to a whole number. A point only marks thousands, as in 1.234.",
        why_nl: "In Nederland scheidt een punt de duizendtallen. Verkeerd gelezen wordt het getal veel te groot.",
        why_en: "In Dutch a point marks thousands; read wrongly the number becomes far too large."
    }
    NOT_WHOLE "KP741" Error {
        nl: "'{waarde}' is geen heel getal.",
        en: "'{waarde}' is not a whole number.",
        fix_nl: "Het portaal bewaart hier hele getallen. Staat de komma tussen duizendtallen, zoals in het Engels? Haal de komma dan weg. Rond het getal anders af.",
        fix_en: "The portal keeps whole numbers here. Does the comma stand between thousands, as in English? Then take it away. Otherwise round the number.",
        why_nl: "Aantallen mensen en banen zijn hele getallen.",
        why_en: "Counts of people and jobs are whole numbers."
    }
    NEGATIVE "KP742" Error {
        nl: "'{waarde}' is kleiner dan nul.",
        en: "'{waarde}' is below zero.",
        fix_nl: "Een aantal kan niet kleiner zijn dan nul. Staat in deze kolom misschien het verschil in plaats van de stand?",
        fix_en: "A count cannot be below zero. Does this column hold the change instead of the number?",
        why_nl: "Een aantal onder nul kan niet, dus de kolom betekent iets anders.",
        why_en: "A count below zero cannot be, so the column means something else."
    }
    EXCEL_ERROR "KP743" Error {
        nl: "In deze cel staat een foutmelding van Excel: {waarde}.",
        en: "This cell holds an error of Excel: {waarde}.",
        fix_nl: "Verbeter de formule in Excel. Is het getal er niet? Schrijf dan n.b.",
        fix_en: "Mend the formula in Excel. Is there no number? Then write n.b.",
        why_nl: "De foutmelding is geen cijfer, en mag niet ongemerkt nul worden.",
        why_en: "The error is no figure and may not silently become zero."
    }
    DATE_CELL "KP744" Error {
        nl: "In deze cel staat een datum ({waarde}) waar een {verwacht} hoort.",
        en: "This cell holds a date ({waarde}) where a {verwacht} belongs.",
        fix_nl: "Excel maakt soms een datum van wat je typt. Zet de cel op 'Getal' en typ de waarde opnieuw.",
        fix_en: "Excel sometimes turns what you type into a date. Set the cell to 'Number' and type the value again.",
        why_nl: "Het getal dat je typte is dan weg.",
        why_en: "The number that was typed is lost."
    }
    FORMULA "KP745" Error {
        nl: "In deze cel staat een formule ({waarde}) en geen waarde.",
        en: "This cell holds a formula ({waarde}) and no value.",
        fix_nl: "Kopieer de cellen in Excel en plak ze als waarden.",
        fix_en: "Copy the cells in Excel and paste them as values.",
        why_nl: "Alleen de uitkomst telt, en die staat niet in het bestand.",
        why_en: "Only the outcome counts, and it is not in the file."
    }
    WHICH_FILE "KP750" Error {
        nl: "Deze cijfers kunnen in meer dan één bestand: {bestanden}.",
        en: "These figures can go into more than one file: {bestanden}.",
        fix_nl: "Kies er een met --bestand, bijvoorbeeld: --bestand {voorstel}.",
        fix_en: "Choose one with --bestand, for example: --bestand {voorstel}.",
        why_nl: "Het portaal raadt niet: in een verkeerd bestand overschrijf je andere cijfers.",
        why_en: "Nobody guesses: in a wrong file other figures are overwritten."
    }
    UNKNOWN_FILE "KP751" Error {
        nl: "Het portaal heeft geen bestand {bestand}.",
        en: "The portal has no file {bestand}.",
        fix_nl: "De bestanden staan in data/arbeidsmarkt/model.yaml: {bestanden}.",
        fix_en: "The files are in data/arbeidsmarkt/model.yaml: {bestanden}.",
        why_nl: "Zonder bestand kunnen de cijfers nergens heen.",
        why_en: "Without a file the figures have no place."
    }
    WRONG_FILE "KP752" Error {
        nl: "Deze cijfers zijn per regio, en {bestand} is voor cijfers van het hele land.",
        en: "These figures are per region and {bestand} is for figures of the whole country.",
        fix_nl: "Kies met --bestand een bestand met regio's. Is er geen? Zet het dan in data/arbeidsmarkt/model.yaml.",
        fix_en: "Choose a file with regions with --bestand. Is there none? Then put it in data/arbeidsmarkt/model.yaml.",
        why_nl: "Cijfers per regio en cijfers van het land mogen niet door elkaar lopen.",
        why_en: "Figures per region and of the country cannot be mixed."
    }
    PERIOD_EXISTS "KP760" Warning {
        nl: "De periode {periode} staat al in het portaal en wordt vervangen.",
        en: "The period {periode} is in the portal already and will be replaced.",
        fix_nl: "Kijk hieronder wat er verandert. Is het een nieuwe periode? Geef dan een andere --periode.",
        fix_en: "See below what changes. Is it a new period? Then give another --periode.",
        why_nl: "Wat er stond, is na het laden weg.",
        why_en: "What was there is gone after the import."
    }
    PERIOD_GAP "KP761" Warning {
        nl: "De periode {periode} volgt niet op {laatste}, de laatste van het portaal.",
        en: "The period {periode} does not follow {laatste}, the last of the portal.",
        fix_nl: "Na {laatste} komt {volgende}. Klopt --periode?",
        fix_en: "After {laatste} comes {volgende}. Is --periode right?",
        why_nl: "Een overgeslagen periode laat een gat in elke reeks.",
        why_en: "A skipped period leaves a gap in every series."
    }
    MONTH_GAP "KP765" Warning {
        nl: "Tussen {ervoor} en {maand} ontbreken maanden.",
        en: "There are months missing between {ervoor} and {maand}.",
        fix_nl: "Na {ervoor} komt {volgende}. Kloppen de maanden en de jaren in het bestand?",
        fix_en: "After {ervoor} comes {volgende}. Are the months and the years in the file right?",
        why_nl: "Een verkeerd jaar maakt een maand van later de nieuwste, op elke pagina.",
        why_en: "A wrong year makes a later month the newest one, on every page."
    }
    JUMP "KP762" Warning {
        nl: "Dit verandert meer dan {grens}: {namen}.",
        en: "This changes by more than {grens}: {namen}.",
        fix_nl: "Kijk of dit klopt, of dat er rijen of kolommen zijn verschoven. De grens geef je met --sprong.",
        fix_en: "See whether this is right, or whether rows or columns have shifted. Set the limit with --sprong.",
        why_nl: "Een grote sprong komt vaker door een verschoven kolom dan door de werkelijkheid.",
        why_en: "A large jump comes more often from a shifted column than from reality."
    }
    VANISHED "KP763" Warning {
        nl: "Dit staat wel in {vergeleken}, maar niet in de invoer: {namen}.",
        en: "This is in {vergeleken} but not in the import: {namen}.",
        fix_nl: "Kijk of deze rijen in het bestand ontbreken.",
        fix_en: "See whether these rows are missing from the file.",
        why_nl: "Een rij die verdwijnt, is vaker vergeten dan bedoeld.",
        why_en: "A row that vanishes is more often forgotten than meant."
    }
    COLUMN_LEFT_OUT "KP764" Warning {
        nl: "Deze kolommen van {bestand} staan niet in de invoer: {kolommen}.",
        en: "These columns of {bestand} are not in the import: {kolommen}.",
        fix_nl: "Wat er staat, blijft staan. In nieuwe rijen komt n.b.",
        fix_en: "What is there stays. New rows get n.b.",
        why_nl: "In nieuwe rijen ontbreken die cijfers dan.",
        why_en: "New rows lack those values."
    }
}
