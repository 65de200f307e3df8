//! Boundaries and positions on the map.

super::catalogue! {
    NOT_JSON "KP541" Error {
        nl: "Dit is geen geldige GeoJSON: hier gaat het mis.",
        en: "This is not valid GeoJSON: it goes wrong here.",
        fix_nl: "Exporteer de grenzen opnieuw als GeoJSON.",
        fix_en: "Export the boundaries again as GeoJSON.",
        why_nl: "Zonder leesbare grenzen is er geen kaart.",
        why_en: "Without readable boundaries there is no map."
    }
    WRONG_GEOMETRY "KP542" Error {
        nl: "Hier staat '{gevonden}'. Een kaart van regio's heeft vlakken nodig.",
        en: "This is '{gevonden}'. A map of regions needs areas.",
        fix_nl: "Gebruik een FeatureCollection met vlakken: {verwacht}.",
        fix_en: "Use a FeatureCollection with areas: {verwacht}.",
        why_nl: "Een punt of lijn kan geen kleur krijgen op de kaart.",
        why_en: "A point or a line cannot be coloured on the map."
    }
    EMPTY_GEOMETRY "KP543" Error {
        nl: "Dit vlak heeft geen grens.",
        en: "This area has no boundary.",
        fix_nl: "Geef het vlak een grens, of haal het weg.",
        fix_en: "Give the area a boundary or remove it.",
        why_nl: "Van een vlak zonder grens is niets te tekenen.",
        why_en: "Nothing can be drawn of an area without a boundary."
    }
    OPEN_RING "KP544" Error {
        nl: "Deze grens is niet gesloten: het laatste punt is een ander dan het eerste.",
        en: "This boundary is not closed: its last point is not its first.",
        fix_nl: "Zet het eerste punt ook achteraan. Misschien is een deel van het bestand weggevallen.",
        fix_en: "Put the first point at the end too. Part of the file may be missing.",
        why_nl: "Bij een open grens is niet te zeggen wat binnen ligt.",
        why_en: "Of an open boundary it cannot be said what lies inside."
    }
    SHORT_RING "KP545" Error {
        nl: "Deze grens omsluit niets: er zijn minstens drie punten nodig die niet op één lijn liggen.",
        en: "This boundary encloses nothing: it needs at least three points that are not on one line.",
        fix_nl: "Voeg punten toe, of haal dit deel weg.",
        fix_en: "Add points or remove this part.",
        why_nl: "Op de kaart zou er niets te zien zijn.",
        why_en: "Nothing would be seen on the map."
    }
    CROSSING_RING "KP546" Warning {
        nl: "Deze grens kruist zichzelf bij lat {lat} en lon {lon}.",
        en: "This boundary crosses itself near lat {lat} and lon {lon}.",
        fix_nl: "Zet de punten in de volgorde waarin ze langs de grens liggen.",
        fix_en: "Put the points in the order in which they lie along the boundary.",
        why_nl: "Het vlak heeft dan gaten of stukken die er niet horen.",
        why_en: "The area then has holes or parts that do not belong."
    }
    BAD_COORDINATES "KP547" Error {
        nl: "[{waarde}] is geen punt in graden.",
        en: "[{waarde}] is not a point in degrees.",
        fix_nl: "Een punt is [lengte, breedte] in graden (WGS84), bijvoorbeeld [5.1214, 52.0907]. Zet andere coördinaten eerst om.",
        fix_en: "A point is [longitude, latitude] in degrees (WGS84), for example [5.1214, 52.0907]. Convert other coordinates first.",
        why_nl: "Met andere coördinaten ligt het vlak ver buiten de kaart.",
        why_en: "With other coordinates the area lies far off the map."
    }
    UNKNOWN_AREA "KP548" Warning {
        nl: "Dit vlak ({naam}) hoort bij geen regio en komt niet op de kaart.",
        en: "This area ({naam}) belongs to no region and is not on the map.",
        fix_nl: "Geef het vlak bij 'properties' een id, code of naam uit data/regios.csv, of haal het weg.",
        fix_en: "Give the area an id, code or name of data/regios.csv in 'properties' or remove it.",
        why_nl: "De kaart mist dan een vlak dat je wel hebt gemaakt.",
        why_en: "The map lacks an area that you did make."
    }
    MISSING_AREA "KP549" Error {
        nl: "Voor regio '{naam}' is er geen vlak in data/geo.",
        en: "There is no area for region '{naam}' in data/geo.",
        fix_nl: "Voeg een vlak toe dat bij 'properties' de id '{id}' heeft, of haal de bestanden uit data/geo weg.",
        fix_en: "Add an area with the id '{id}' in 'properties' or remove the files in data/geo.",
        why_nl: "Zonder dit vlak heeft de kaart een gat.",
        why_en: "Without this area the map has a hole."
    }
    AREA_OF_TWO "KP550" Error {
        nl: "Dit vlak noemt twee regio's: {een} en {ander}.",
        en: "This area names two regions: {een} and {ander}.",
        fix_nl: "Laat bij 'properties' alleen de id, de code of de naam staan die klopt.",
        fix_en: "Leave only the id, code or name that is right in 'properties'.",
        why_nl: "Het vlak kan maar de kleur van één regio krijgen.",
        why_en: "An area can have the colour of one region only."
    }
    DOUBLE_AREA "KP551" Error {
        nl: "Regio '{naam}' heeft hier een tweede vlak dat over het eerste ligt.",
        en: "Region '{naam}' has a second area here, on top of the first.",
        fix_nl: "Haal een van de twee vlakken weg.",
        fix_en: "Remove one of the two areas.",
        why_nl: "Het ene vlak ligt over het andere, en verbergt het.",
        why_en: "One area hides the other."
    }
    TOO_FINE "KP552" Error {
        nl: "Deze grens is te fijn voor een kaart: {punten} punten, of te veel lijnen dicht bij elkaar. Er kunnen {meest} punten in een bestand.",
        en: "This boundary is too fine for a map: {punten} points, or too many lines close together. A file can hold {meest} points.",
        fix_nl: "Vereenvoudig de grenzen, bijvoorbeeld met mapshaper.org of QGIS, en bewaar ze opnieuw.",
        fix_en: "Simplify the boundaries, for example with mapshaper.org or QGIS, and save them again.",
        why_nl: "Zo'n kaart is te zwaar om te laden, en het verschil is niet te zien.",
        why_en: "Such a map is too heavy to load, and the difference cannot be seen."
    }
    OFF_THE_MAP "KP553" Warning {
        nl: "Werkplein '{naam}' ligt {km} km buiten {gebied}.",
        en: "Werkplein '{naam}' lies {km} km outside {gebied}.",
        fix_nl: "Kijk of lat en lon van het werkplein kloppen, en of de grens klopt.",
        fix_en: "Check the werkplein's lat and lon, and the boundary.",
        why_nl: "Waarschijnlijk klopt de plek niet. Dan kloppen de werkpleinen in de buurt ook niet.",
        why_en: "Probably the place is wrong, and then so are the neighbours."
    }
}
