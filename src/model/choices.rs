//! The names that front matter can hold, with what they stand for: to choose from, and to complete while typing.

use crate::diagnostic::{Language, catalogue};
use crate::model::portal::Portal;
use crate::parse::kinds::Names;

/// A name that can be written, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name as written.
    pub id: String,
    /// What it stands for.
    pub label: String,
}

impl Choice {
    fn new(id: &str, label: &str) -> Self {
        Self { id: id.to_owned(), label: label.to_owned() }
    }
}

/// All names of a sort, in the order of the portal.
pub fn choices(portal: &Portal, names: Names) -> Vec<Choice> {
    let landkaart = portal.landkaart.iter();
    match names {
        Names::Thema => {
            portal.themas.iter().map(|thema| Choice::new(&thema.id, &portal.pages[thema.page].title)).collect()
        }
        Names::Doelgroep => portal.doelgroepen.iter().map(|group| Choice::new(&group.id, &group.naam)).collect(),
        Names::Werkplein => portal.werkpleinen.iter().map(|plein| Choice::new(&plein.id, &plein.naam)).collect(),
        Names::Regio => portal.regios.iter().map(|regio| Choice::new(&regio.id, &regio.naam)).collect(),
        Names::Mijlpaal => landkaart
            .flat_map(|landkaart| landkaart.mijlpalen.iter())
            .map(|mijlpaal| Choice::new(&mijlpaal.id, &mijlpaal.naam))
            .collect(),
        Names::Periode => landkaart
            .flat_map(|landkaart| landkaart.periodes.iter())
            .map(|periode| Choice::new(&periode.id, &periode.naam))
            .collect(),
        Names::Bron => portal.bronnen.iter().map(|bron| Choice::new(&bron.id.value, &bron.titel)).collect(),
        Names::Advies => {
            catalogue::adjustable().map(|entry| Choice::new(entry.code, &entry.general(Language::Dutch))).collect()
        }
    }
}
