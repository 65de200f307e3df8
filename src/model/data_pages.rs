//! The pages that are made from data: index pages, places, the landkaart, indicators; and the texts that join them.

use super::{Builder, Written};
use crate::config::Extra;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::id::Id;
use crate::model::landkaart::Periode;
use crate::model::portal::{Page, PageKind, Portal, Subject};
use crate::model::references::reference;
use crate::model::route::Route;
use crate::parse::front_matter::ContentKind;
use crate::source::Place;

/// Index pages with their address.
const INDEXES: &[(PageKind, &str)] = &[
    (PageKind::Themas, "themas"),
    (PageKind::Praktijken, "praktijken"),
    (PageKind::Doelgroepen, "doelgroepen"),
    (PageKind::Landkaart, "landkaart"),
    (PageKind::Mijlpalen, "mijlpalen"),
    (PageKind::Rapportages, "rapportages"),
    (PageKind::Indicatoren, "indicatoren"),
    (PageKind::Werkpleinen, "werkpleinen"),
    (PageKind::Regios, "regios"),
    (PageKind::Nieuws, "nieuws"),
    (PageKind::Agenda, "agenda"),
    (PageKind::Begrippen, "begrippen"),
    (PageKind::OpenData, "open-data"),
    (PageKind::Over, "over"),
    (PageKind::AlfabetischeLijst, "a-tot-z"),
    (PageKind::Zoeken, "zoeken"),
];

/// The header may only name folders that have a page, and `zie_ook` only terms that exist.
pub(super) fn check_navigation(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let names = INDEXES.iter().map(|(_, part)| ((*part).to_owned(), ())).collect();
    for item in &portal.settings.navigation {
        reference(
            item,
            &names,
            "onderdeel van het portaal",
            "deze lijst: themas, praktijken, landkaart, …",
            diagnostics,
        );
    }
    let terms = portal.begrippen.iter().map(|begrip| (begrip.id.value.clone(), ())).collect();
    for related in portal.begrippen.iter().flat_map(|begrip| &begrip.zie_ook) {
        reference(related, &terms, "begrip", "data/begrippen.yaml", diagnostics);
    }
}

impl Builder<'_, '_> {
    /// Adds a page that is made from data; `text` of an editor at the same address joins it.
    pub(super) fn add_data_page(
        &mut self,
        kind: PageKind,
        subject: Subject,
        parts: &[&str],
        title: &str,
        description: String,
        parent: &str,
    ) {
        let route = Route::page(parts);
        let parent = self.portal.page_at(&[parent]);
        let text = self.joining.remove(&route);
        let origin = text.map_or_else(|| "data".into(), |text| text.path.clone());
        let text = text.map(Written::text);
        let description = text.as_ref().map_or_else(|| description.into(), |text| text.common().description.clone());
        let by_period =
            [PageKind::PeriodeMijlpaal, PageKind::PeriodeFase, PageKind::PeriodeRegio, PageKind::RegiosVolgorde];
        let linkable = !by_period.contains(&kind);
        let page = Page { kind, subject, route, title: title.into(), description, parent, text, blad: 1, linkable };
        self.add(page, &origin);
    }

    /// The index pages and the pages of everything that comes from data.
    pub(super) fn data_pages(&mut self) {
        for &source in &self.shown {
            let page = source.page;
            let joins = matches!(
                page.kind,
                ContentKind::Werkplein
                    | ContentKind::Regio
                    | ContentKind::Mijlpaal
                    | ContentKind::Indicator
                    | ContentKind::Doelgroep
            );
            if joins || page.slug.is_empty() {
                let route = Route::page(&[&page.folder, &page.slug]);
                if let Some(other) = self.joining.insert(route.clone(), source) {
                    let told = Diagnostic::new(&catalogue::DUPLICATE_ADDRESS, Place::file(source.path.clone()));
                    let told = told.with("adres", route.as_str()).with("ander", other.path.to_string());
                    self.diagnostics.push(told.related(Place::file(other.path.clone())));
                }
            }
        }
        let words = self.words;
        let name = self.portal.settings.name.clone();
        let description = self.portal.settings.description.clone();
        self.add_data_page(PageKind::Home, Subject::None, &[], &name, description, "");
        for (kind, part) in INDEXES {
            let has_landkaart = self.portal.landkaart.is_some();
            let needs_landkaart = matches!(kind, PageKind::Landkaart | PageKind::Mijlpalen | PageKind::Rapportages);
            let left_out = match kind {
                PageKind::Zoeken => !self.portal.settings.has(Extra::Search),
                PageKind::OpenData => !self.portal.settings.has(Extra::OpenData),
                _ => false,
            };
            if left_out || needs_landkaart && !has_landkaart {
                continue;
            }
            let title = words.get(&format!("index.{part}.titel")).to_owned();
            let description = words.get(&format!("index.{part}.beschrijving")).to_owned();
            self.add_data_page(*kind, Subject::None, &[part], &title, description, "");
        }
        self.place_pages();
        self.landkaart_pages();
        self.indicator_pages();
        self.market_pages();
        self.report_texts_without_data();
    }

    fn place_pages(&mut self) {
        let words = self.words;
        let regios: Vec<_> = self
            .portal
            .regios
            .ids()
            .map(|id| (id, self.portal.regios[id].id.clone(), self.portal.regios[id].naam.clone()))
            .collect();
        for (regio, id, naam) in regios {
            let description = words.fill("regio.beschrijving", &[("regio", &naam)]);
            let title = words.fill("regio.titel", &[("regio", &naam)]);
            self.add_data_page(PageKind::Regio, Subject::Regio(regio), &["regios", &id], &title, description, "regios");
        }
        let werkpleinen: Vec<_> = self
            .portal
            .werkpleinen
            .ids()
            .map(|id| (id, self.portal.werkpleinen[id].id.clone(), self.portal.werkpleinen[id].naam.clone()))
            .collect();
        for (werkplein, id, naam) in werkpleinen {
            let description = words.fill("werkplein.beschrijving", &[("werkplein", &naam)]);
            let title = words.fill("werkplein.titel", &[("werkplein", &naam)]);
            let subject = Subject::Werkplein(werkplein);
            self.add_data_page(PageKind::Werkplein, subject, &["werkpleinen", &id], &title, description, "werkpleinen");
        }
        let doelgroepen: Vec<_> = self
            .portal
            .doelgroepen
            .ids()
            .map(|id| {
                let doelgroep = &self.portal.doelgroepen[id];
                (id, doelgroep.id.clone(), doelgroep.naam.clone(), doelgroep.uitleg.clone())
            })
            .collect();
        for (doelgroep, id, naam, uitleg) in doelgroepen {
            let subject = Subject::Doelgroep(doelgroep);
            self.add_data_page(PageKind::Doelgroep, subject, &["doelgroepen", &id], &naam, uitleg, "doelgroepen");
        }
    }

    fn landkaart_pages(&mut self) {
        let Some(landkaart) = &self.portal.landkaart else { return };
        let mijlpalen: Vec<_> = landkaart
            .mijlpalen
            .ids()
            .map(|id| (id, landkaart.mijlpalen[id].id.clone(), landkaart.mijlpalen[id].naam.clone()))
            .collect();
        let periodes: Vec<_> = landkaart
            .periodes
            .ids()
            .map(|id| (id, landkaart.periodes[id].id.clone(), landkaart.periodes[id].naam.clone()))
            .collect();
        let words = self.words;
        for (mijlpaal, id, naam) in &mijlpalen {
            let description = words.fill("mijlpaal.beschrijving", &[("mijlpaal", naam)]);
            let subject = Subject::Mijlpaal(*mijlpaal);
            self.add_data_page(PageKind::Mijlpaal, subject, &["mijlpalen", id], naam, description, "mijlpalen");
        }
        for (periode, id, naam) in &periodes {
            let title = words.fill("periode.titel", &[("periode", naam)]);
            let description = words.fill("periode.beschrijving", &[("periode", naam)]);
            let subject = Subject::Periode(*periode);
            self.add_data_page(PageKind::Periode, subject, &["landkaart", id], &title, description, "landkaart");
            for (mijlpaal, mijlpaal_id, mijlpaal_naam) in &mijlpalen {
                let values = [("mijlpaal", mijlpaal_naam.as_str()), ("periode", naam)];
                let title = words.fill("periode_mijlpaal.titel", &values);
                let description = words.fill("periode_mijlpaal.beschrijving", &values);
                let parts = ["landkaart", id, "mijlpalen", mijlpaal_id];
                let parent = format!("landkaart/{id}");
                let subject = Subject::PeriodeMijlpaal(*periode, *mijlpaal);
                self.add_data_page(PageKind::PeriodeMijlpaal, subject, &parts, &title, description, &parent);
            }
            self.periode_part_pages(*periode, id, naam);
        }
    }

    /// The pages of the phases and the regions of one period.
    fn periode_part_pages(&mut self, periode: Id<Periode>, id: &str, naam: &str) {
        let Some(landkaart) = &self.portal.landkaart else { return };
        let fases: Vec<_> = landkaart
            .fases
            .ids()
            .map(|fase| (fase, landkaart.fases[fase].id.clone(), landkaart.fases[fase].naam.clone()))
            .collect();
        let regios: Vec<_> = self
            .portal
            .regios
            .ids()
            .filter(|&regio| !self.portal.regios[regio].werkpleinen.is_empty())
            .map(|regio| (regio, self.portal.regios[regio].id.clone(), self.portal.regios[regio].naam.clone()))
            .collect();
        let (words, parent) = (self.words, format!("landkaart/{id}"));
        for (fase, fase_id, fase_naam) in fases {
            let values = [("fase", fase_naam.as_str()), ("periode", naam)];
            let title = words.fill("periode_fase.titel", &values);
            let description = words.fill("periode_fase.beschrijving", &values);
            let parts = ["landkaart", id, "fases", &fase_id];
            let subject = Subject::PeriodeFase(periode, fase);
            self.add_data_page(PageKind::PeriodeFase, subject, &parts, &title, description, &parent);
        }
        for (regio, regio_id, regio_naam) in regios {
            let values = [("regio", regio_naam.as_str()), ("periode", naam)];
            let title = words.fill("periode_regio.titel", &values);
            let description = words.fill("periode_regio.beschrijving", &values);
            let parts = ["landkaart", id, "regios", &regio_id];
            let subject = Subject::PeriodeRegio(periode, regio);
            self.add_data_page(PageKind::PeriodeRegio, subject, &parts, &title, description, &parent);
        }
    }

    /// The national labour market, and the regions in the order of each indicator.
    fn market_pages(&mut self) {
        let words = self.words;
        let rows: Vec<_> = (self.portal.arbeidsmarkt.of_regions().into_iter())
            .map(|id| {
                let row = &self.portal.arbeidsmarkt.indicatoren[id].row;
                (id, row.id.value.clone(), row.naam.clone())
            })
            .collect();
        if !self.portal.arbeidsmarkt.indicatoren.is_empty() {
            let title = words.get("arbeidsmarkt.titel").to_owned();
            let description = words.get("arbeidsmarkt.beschrijving").to_owned();
            self.add_data_page(PageKind::Arbeidsmarkt, Subject::None, &["arbeidsmarkt"], &title, description, "regios");
        }
        let mut orders: Vec<_> =
            rows.into_iter().map(|(indicator, id, naam)| (Subject::MarktIndicator(indicator), id, naam)).collect();
        if self.portal.landkaart.as_ref().is_some_and(|landkaart| landkaart.newest().is_some()) {
            orders.push((Subject::None, "landkaart".to_owned(), words.get("regios_volgorde.landkaart").to_owned()));
        }
        for (subject, id, naam) in orders {
            let values = [("indicator", naam.as_str())];
            let title = words.fill("regios_volgorde.titel", &values);
            let description = words.fill("regios_volgorde.beschrijving", &values);
            let parts = ["regios", "volgorde", &id];
            self.add_data_page(PageKind::RegiosVolgorde, subject, &parts, &title, description, "regios");
        }
    }

    fn indicator_pages(&mut self) {
        let keten = self.portal.ketenindicatoren.ids().map(|id| {
            let row = &self.portal.ketenindicatoren[id].row;
            (Subject::KetenIndicator(id), row.id.value.clone(), row.naam.clone(), row.uitleg.clone())
        });
        let markt = self.portal.arbeidsmarkt.indicatoren.ids().map(|id| {
            let row = &self.portal.arbeidsmarkt.indicatoren[id].row;
            (Subject::MarktIndicator(id), row.id.value.clone(), row.naam.clone(), row.uitleg.clone())
        });
        let all: Vec<_> = keten.chain(markt).collect();
        for (subject, id, naam, uitleg) in all {
            self.add_data_page(PageKind::Indicator, subject, &["indicatoren", &id], &naam, uitleg, "indicatoren");
        }
    }

    /// Texts for a page made from data that is not there: a typing error in the file's name.
    fn report_texts_without_data(&mut self) {
        for (route, source) in std::mem::take(&mut self.joining) {
            let page = source.page;
            if page.slug.is_empty() {
                continue;
            }
            let prefix = format!("/{}/", page.folder);
            let addresses = self.portal.addresses.sorted();
            let names = addresses.iter().filter_map(|(route, _)| {
                let name = route.as_str().strip_prefix(prefix.as_str())?.trim_end_matches('/');
                (!name.is_empty()).then_some(name)
            });
            let waar = match page.kind {
                ContentKind::Werkplein => "data/werkpleinen.csv",
                ContentKind::Regio => "data/regios.csv",
                ContentKind::Mijlpaal => "data/landkaart/model.yaml",
                ContentKind::Doelgroep => "data/doelgroepen.yaml",
                _ => "data/indicatoren.yaml en data/arbeidsmarkt/model.yaml",
            };
            self.diagnostics.push(
                Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, Place::file(source.path.clone()))
                    .with("soort", page.kind.word())
                    .with("naam", &page.slug)
                    .with("waar", waar)
                    .suggest(route.last_part(), names),
            );
        }
    }

    /// The page for an address that does not exist.
    pub(super) fn fixed_pages(&mut self) {
        let page = Page {
            kind: PageKind::NietGevonden,
            subject: Subject::None,
            route: Route::file("404.html"),
            title: self.words.get("niet_gevonden.titel").into(),
            description: self.words.get("niet_gevonden.beschrijving").into(),
            parent: None,
            text: None,
            blad: 1,
            linkable: false,
        };
        self.add(page, &"data".into());
    }
}
