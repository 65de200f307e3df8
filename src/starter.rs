//! What the program carries with it: the base theme, and a small portal to start from.
//!
//! The lists are written out, as nothing runs while building; a test compares them with the folders.

use crate::source::{Source, Sources};

/// A file: its path in a portal, and its bytes.
type File = (&'static str, &'static [u8]);

macro_rules! theme {
    ($($path:literal)*) => { &[$((concat!("themes/werkplein/", $path), include_bytes!(concat!("../themes/werkplein/", $path)))),*] };
}

macro_rules! portal {
    ($($path:literal)*) => { &[$(($path, include_bytes!(concat!("starter/", $path)))),*] };
}

/// The base theme.
pub static THEME: &[File] = theme! {
    "assets/css/00-tokens.css"
    "assets/css/10-basis.css"
    "assets/css/20-onderdelen.css"
    "assets/css/30-grafiek.css"
    "assets/css/35-kaart.css"
    "assets/css/40-facetten.css"
    "assets/css/45-volgen.css"
    "assets/css/50-zoeken.css"
    "assets/css/90-print.css"
    "assets/icoon.svg"
    "assets/js/portaal.js"
    "assets/js/praktijklijst.js"
    "assets/js/zoeken.js"
    "teksten.yaml"
    "templates/404.html"
    "templates/a-tot-z.html"
    "templates/agenda.html"
    "templates/arbeidsmarkt.html"
    "templates/base.html"
    "templates/begrippen.html"
    "templates/bericht.html"
    "templates/bijeenkomst.html"
    "templates/components/hoofd.html"
    "templates/components/keuzes.html"
    "templates/components/onderdelen.html"
    "templates/components/volgen.html"
    "templates/doelgroep.html"
    "templates/doelgroepen.html"
    "templates/editie.html"
    "templates/home.html"
    "templates/indicator.html"
    "templates/indicatoren.html"
    "templates/ketenjournaal.html"
    "templates/landkaart.html"
    "templates/lijst.html"
    "templates/mail.html"
    "templates/mijlpaal.html"
    "templates/mijlpalen.html"
    "templates/nieuws.html"
    "templates/onderwerp.html"
    "templates/onderwerpen.html"
    "templates/open-data.html"
    "templates/over.html"
    "templates/pagina.html"
    "templates/periode-fase.html"
    "templates/periode-mijlpaal.html"
    "templates/periode-regio.html"
    "templates/periode.html"
    "templates/praktijk.html"
    "templates/praktijken.html"
    "templates/praktijklijst.html"
    "templates/rapportage.html"
    "templates/rapportages.html"
    "templates/regio.html"
    "templates/regios-volgorde.html"
    "templates/regios.html"
    "templates/thema.html"
    "templates/themas.html"
    "templates/werkplein.html"
    "templates/werkpleinen.html"
    "templates/zoeken.html"
};

/// The small portal.
pub static PORTAL: &[File] = portal! {
    "content/_index.md"
    "content/over/portaal.md"
    "content/over/voorbeelddata.md"
    "content/praktijken/een-vast-gezicht.md"
    "content/themas/samen-werken.md"
    "data/begrippen.yaml"
    "data/doelgroepen.yaml"
    "data/landkaart/2009-t1.csv"
    "data/landkaart/model.yaml"
    "data/portaal.yaml"
    "data/regios.csv"
    "data/werkpleinen.csv"
};

/// Every file of a new portal.
pub fn files() -> impl Iterator<Item = File> {
    PORTAL.iter().chain(THEME).copied()
}

/// Adds the files of the base theme that a portal does not have itself.
pub fn complete(sources: &mut Sources) {
    for (path, bytes) in THEME {
        if sources.get(path).is_none() {
            sources.insert(Source::new(*path, *bytes));
        }
    }
}
