//! Components: which there are, what they take, and what each use of one shows.
//!
//! The definitions are the one source for checking and for the handbook.

use crate::diagnostic::{Diagnostic, Entry, catalogue};
use crate::model::id::Id;
use crate::model::landkaart::{Landkaart, Mijlpaal, Periode};
use crate::model::market::{self, Figure};
use crate::model::places::{Regio, Werkplein};
use crate::model::portal::Portal;
use crate::moment::{Month, meant_month};
use crate::number::Number;
use crate::parse::directive;
use crate::parse::document::{Argument, Call, Form};
use crate::parse::front_matter::ContentKind;
use crate::source::{Place, SourcePath, Span};

/// What a component of an editor shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Component {
    /// A number in the text.
    Figure(Number),
    /// A figure that the source says it does not have, with its sign.
    NoFigure(String),
    /// A chart with its table.
    Chart(Chart),
    /// Text that a reader opens, with its title.
    Disclosure(String),
    /// The list of documents.
    Sources,
    /// How accessible the site is.
    Accessibility,
    /// What the program can report, of one area.
    Codes(&'static [&'static Entry]),
    /// The fields of a kind of page; of every page when no kind is named.
    Fields(Option<ContentKind>),
    /// The components, each with what its example shows in this portal.
    Components(Vec<Component>),
    /// Nothing; that was reported.
    Broken,
}

/// Which chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// An indicator over time, by its place among the labour-market indicators; of a region or the country.
    Indicator(Id<market::Indicator>, Option<Id<Regio>>),
    /// The mean of the landkaart over all periods; of a werkplein, a region or the country.
    History(Option<Id<Werkplein>>, Option<Id<Regio>>),
    /// How werkpleinen are spread over the bands of a milestone, over all periods.
    Milestone(Id<Mijlpaal>),
}

/// A component that editors can use.
#[derive(Debug)]
pub struct Definition {
    /// Name.
    pub name: &'static str,
    /// How it is written.
    pub form: Form,
    /// What it shows, in Dutch, for the handbook.
    pub shows: &'static str,
    /// Arguments: name, and what it means in Dutch.
    pub arguments: &'static [(&'static str, &'static str)],
    /// A use of it.
    pub example: &'static str,
}

/// All components.
pub static COMPONENTS: &[Definition] = &[
    Definition {
        name: "cijfer",
        form: Form::Inline,
        shows: "een cijfer uit de gegevens, midden in een zin",
        arguments: &[
            (
                "landkaart",
                "wat je wilt weten: gemiddelde, aantal, aandeel, werkpleinen, ingevuld, gestegen, gelijk of gedaald",
            ),
            ("mijlpaal", "de id van een mijlpaal"),
            ("fase", "de id van een fase"),
            ("groep", "de id van een groep mijlpalen uit data/landkaart/model.yaml"),
            ("band", "de id van een band, bij aantal en aandeel"),
            ("periode", "een periode, bijvoorbeeld 2009-t2; anders de nieuwste"),
            ("werkplein", "de id van een werkplein, bij gemiddelde"),
            ("regio", "de id van een regio; anders het hele land"),
            ("indicator", "de id van een indicator, in plaats van landkaart"),
            ("maand", "een maand, bijvoorbeeld 2009-07; anders de nieuwste"),
            (
                "waarde",
                "realisatie, streefwaarde of percentage, bij een indicator van de keten; aandeel, bij ingevuld, gestegen, gelijk en gedaald",
            ),
            ("deel", "de naam van een deel van de realisatie, tussen aanhalingstekens"),
        ],
        example: ":cijfer{landkaart=gemiddelde mijlpaal=ketenjaarplan}",
    },
    Definition {
        name: "grafiek",
        form: Form::Leaf,
        shows: "een grafiek met de tabel eronder",
        arguments: &[
            ("indicator", "de id van een indicator van de arbeidsmarkt"),
            ("regio", "de id van een regio; anders het hele land"),
            ("landkaart", "verloop: het gemiddelde over alle periodes"),
            ("werkplein", "de id van een werkplein, bij landkaart=verloop"),
            ("mijlpaal", "de id van een mijlpaal: de verdeling over alle periodes"),
        ],
        example: "::grafiek{indicator=nww regio=twente}",
    },
    Definition {
        name: "uitklap",
        form: Form::Container,
        shows: "tekst die de lezer zelf openklapt",
        arguments: &[("titel", "de regel die altijd te zien is")],
        example: ":::uitklap{titel=\"Hoe we dit telden\"}",
    },
    Definition {
        name: "bronnen",
        form: Form::Leaf,
        shows: "de lijst van documenten uit data/bronnen.yaml",
        arguments: &[],
        example: "::bronnen",
    },
    Definition {
        name: "toegankelijkheid",
        form: Form::Leaf,
        shows: "hoe toegankelijk de site is, met de uitzonderingen, uit data/portaal.yaml",
        arguments: &[],
        example: "::toegankelijkheid",
    },
    Definition {
        name: "meldingen",
        form: Form::Leaf,
        shows: "de meldingen die je kunt krijgen, met uitleg en voorbeelden",
        arguments: &[("groep", "waar de meldingen over gaan")],
        example: "::meldingen{groep=links}",
    },
    Definition {
        name: "velden",
        form: Form::Leaf,
        shows: "de gegevens die in de kop van een pagina kunnen staan",
        arguments: &[("soort", "de soort pagina, bijvoorbeeld praktijk; anders wat elke pagina kan hebben")],
        example: "::velden{soort=praktijk}",
    },
    Definition {
        name: "onderdelen",
        form: Form::Leaf,
        shows: "alle onderdelen die je in een tekst kunt zetten",
        arguments: &[],
        example: "::onderdelen",
    },
];

/// What `call`, written in the file `path`, shows; what it cannot is reported.
pub fn evaluate(portal: &Portal, call: &Call, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Component {
    let mut evaluation = Evaluation { portal, call, path, diagnostics };
    evaluation.run().unwrap_or(Component::Broken)
}

/// What the example of a component shows in this portal; nothing when its names are not there, or when it is a whole list.
fn example(portal: &Portal, definition: &Definition) -> Component {
    let head = match definition.form {
        Form::Inline => directive::inline(definition.example).and_then(Result::ok),
        Form::Leaf => match directive::line(definition.example) {
            Some(directive::Line::Leaf(head)) => Some(head),
            _ => None,
        },
        Form::Container => None,
    };
    let Some(head) = head.filter(|head| matches!(head.name, "cijfer" | "grafiek")) else { return Component::Broken };
    let call =
        Call { name: head.name.to_owned(), form: definition.form, arguments: head.arguments, span: Span::default() };
    // What is wrong with an example in this portal is no mistake of whoever shows the list.
    evaluate(portal, &call, &"".into(), &mut Vec::new())
}

struct Evaluation<'a> {
    portal: &'a Portal,
    call: &'a Call,
    path: &'a SourcePath,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Evaluation<'a> {
    fn place(&self) -> Place {
        Place { path: self.path.clone(), span: self.call.span }
    }

    fn argument_place(&self, argument: &Argument) -> Place {
        Place { path: self.path.clone(), span: argument.span }
    }

    fn run(&mut self) -> Option<Component> {
        let Some(definition) = COMPONENTS.iter().find(|definition| definition.name == self.call.name) else {
            let names: Vec<&str> = COMPONENTS.iter().map(|definition| definition.name).collect();
            let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_COMPONENT, self.place())
                .with("naam", &self.call.name)
                .with("namen", names.join(", "))
                .suggest(&self.call.name, names.iter().copied());
            self.diagnostics.push(diagnostic);
            return None;
        };
        if self.call.form != definition.form {
            let shape = match definition.form {
                Form::Inline => ":naam{…} in een zin",
                Form::Leaf => "::naam{…} op een eigen regel",
                Form::Container => ":::naam{…} boven de tekst en ::: eronder",
            };
            let diagnostic = Diagnostic::new(&catalogue::WRONG_FORM, self.place())
                .with("naam", definition.name)
                .with("vorm", shape)
                .with("voorbeeld", definition.example);
            self.diagnostics.push(diagnostic);
            return None;
        }
        if !self.arguments_are_known(definition) {
            return None;
        }
        match definition.name {
            "cijfer" => self.figure(definition),
            "grafiek" => self.chart(definition).map(Component::Chart),
            "uitklap" => match self.call.get("titel") {
                Some(title) => Some(Component::Disclosure(title.to_owned())),
                None => self.missing(definition, "titel"),
            },
            "bronnen" => Some(Component::Sources),
            "meldingen" => self.codes(definition),
            "velden" => {
                let kinds = ContentKind::ALL.into_iter().map(|kind| (kind.word(), kind));
                self.find("soort", kinds).ok().map(Component::Fields)
            }
            "onderdelen" => {
                Some(Component::Components(COMPONENTS.iter().map(|one| example(self.portal, one)).collect()))
            }
            _ => self.accessibility(),
        }
    }

    fn codes(&mut self, definition: &Definition) -> Option<Component> {
        match self.find("groep", catalogue::AREAS.iter().copied()) {
            Ok(Some(entries)) => Some(Component::Codes(entries)),
            Ok(None) => self.missing(definition, "groep"),
            Err(()) => None,
        }
    }

    fn accessibility(&mut self) -> Option<Component> {
        if self.portal.settings.toegankelijkheid.is_none() {
            self.diagnostics.push(Diagnostic::new(&catalogue::NO_STATEMENT, self.place()));
            return None;
        }
        Some(Component::Accessibility)
    }

    fn arguments_are_known(&mut self, definition: &Definition) -> bool {
        let names: Vec<&str> = definition.arguments.iter().map(|(name, _)| *name).collect();
        let mut known = true;
        for argument in &self.call.arguments {
            if !names.contains(&argument.name.as_str()) {
                known = false;
                let listed = if names.is_empty() { "niets".to_owned() } else { names.join(", ") };
                let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_ARGUMENT, self.argument_place(argument))
                    .with("onderdeel", definition.name)
                    .with("naam", &argument.name)
                    .with("namen", listed)
                    .suggest(&argument.name, names.iter().copied());
                self.diagnostics.push(diagnostic);
            }
        }
        known
    }

    /// Reports the arguments that are not among `names`, or are there twice: with them the component would show something else than it
    /// says. None when there is one.
    fn only(&mut self, names: &[&str]) -> Option<()> {
        let arguments = &self.call.arguments;
        let is_used =
            |at: usize, name: &str| names.contains(&name) && arguments[..at].iter().all(|other| other.name != name);
        let unused: Vec<&Argument> =
            arguments.iter().enumerate().filter(|(at, one)| !is_used(*at, &one.name)).map(|(_, one)| one).collect();
        for argument in &unused {
            let diagnostic = Diagnostic::new(&catalogue::UNUSED_ARGUMENT, self.argument_place(argument))
                .with("onderdeel", &self.call.name)
                .with("naam", &argument.name)
                .with("namen", names.join(", "));
            self.diagnostics.push(diagnostic);
        }
        unused.is_empty().then_some(())
    }

    fn missing<T>(&mut self, definition: &Definition, name: &str) -> Option<T> {
        self.missing_from(definition, name, definition.example)
    }

    /// The same, with an example of one's own.
    fn missing_from<T>(&mut self, definition: &Definition, name: &str, example: &str) -> Option<T> {
        let diagnostic = Diagnostic::new(&catalogue::MISSING_ARGUMENT, self.place())
            .with("onderdeel", definition.name)
            .with("naam", name)
            .with("voorbeeld", example);
        self.diagnostics.push(diagnostic);
        None
    }

    /// The item an argument names: `Ok(None)` when the argument is absent, `Err` when it names nothing (reported).
    fn find<T>(&mut self, name: &str, items: impl Iterator<Item = (&'a str, T)>) -> Result<Option<T>, ()> {
        let Some(argument) = self.call.argument(name) else { return Ok(None) };
        let mut names = Vec::new();
        for (id, item) in items {
            if id == argument.value {
                return Ok(Some(item));
            }
            names.push(id);
        }
        let shown = if names.len() > 20 { format!("{}, …", names[..20].join(", ")) } else { names.join(", ") };
        let diagnostic = Diagnostic::new(&catalogue::BAD_ARGUMENT, self.argument_place(argument))
            .with("waarde", &argument.value)
            .with("naam", name)
            .with("onderdeel", &self.call.name)
            .with("waarden", shown)
            .suggest(&argument.value, names.iter().copied());
        self.diagnostics.push(diagnostic);
        Err(())
    }

    fn no_figure<T>(&mut self, reason: impl Into<String>) -> Option<T> {
        let diagnostic = Diagnostic::new(&catalogue::NO_SUCH_FIGURE, self.place()).with("reden", reason);
        self.diagnostics.push(diagnostic);
        None
    }

    fn regio(&mut self) -> Result<Option<Id<Regio>>, ()> {
        let portal = self.portal;
        self.find("regio", portal.regios.ids().map(|id| (portal.regios[id].id.as_str(), id)))
    }

    fn werkplein(&mut self) -> Result<Option<Id<Werkplein>>, ()> {
        let portal = self.portal;
        self.find("werkplein", portal.werkpleinen.ids().map(|id| (portal.werkpleinen[id].id.as_str(), id)))
    }

    fn mijlpaal(&mut self, landkaart: &'a Landkaart) -> Result<Option<Id<Mijlpaal>>, ()> {
        self.find("mijlpaal", landkaart.mijlpalen.ids().map(|id| (landkaart.mijlpalen[id].id.as_str(), id)))
    }

    fn figure(&mut self, definition: &Definition) -> Option<Component> {
        if self.call.get("indicator").is_some() {
            return self.indicator_figure();
        }
        if self.call.get("landkaart").is_none() {
            return self.missing(definition, "landkaart");
        }
        let portal = self.portal;
        let Some(landkaart) = &portal.landkaart else { return self.no_figure("dit portaal heeft geen landkaart") };
        self.landkaart_figure(landkaart, definition)
    }

    fn landkaart_figure(&mut self, landkaart: &'a Landkaart, definition: &Definition) -> Option<Component> {
        #[derive(Clone, Copy, PartialEq)]
        enum Measure {
            Mean,
            Count,
            Share,
            Centres,
            Answered,
            Rose,
            Stayed,
            Fell,
        }
        let measures = [
            ("gemiddelde", Measure::Mean),
            ("aantal", Measure::Count),
            ("aandeel", Measure::Share),
            ("werkpleinen", Measure::Centres),
            ("ingevuld", Measure::Answered),
            ("gestegen", Measure::Rose),
            ("gelijk", Measure::Stayed),
            ("gedaald", Measure::Fell),
        ];
        let measure = self.find("landkaart", measures.into_iter()).ok()??;
        let periods = landkaart.periodes.ids().map(|id| (landkaart.periodes[id].id.as_str(), id));
        let periode = self.find("periode", periods).ok()?.or(landkaart.newest());
        let regio = self.regio().ok()?;
        let werkplein = self.werkplein().ok()?;
        let fase = self.find("fase", landkaart.fases.ids().map(|id| (landkaart.fases[id].id.as_str(), id))).ok()?;
        let mijlpaal = self.mijlpaal(landkaart).ok()?;
        let bands = landkaart.model.banden.iter().enumerate().map(|(index, band)| (band.id.value.as_str(), index));
        let band = self.find("band", bands).ok()?;
        let Some(periode) = periode else { return self.no_figure("de landkaart heeft nog geen periode") };
        let groups = landkaart.model.groepen.iter().map(|groep| (groep.id.value.as_str(), groep));
        let groep = self.find("groep", groups).ok()?;
        let mijlpalen = match (fase, groep, mijlpaal) {
            (_, _, Some(mijlpaal)) => vec![mijlpaal],
            (_, Some(groep), None) => landkaart.of_group(groep),
            (Some(fase), None, None) => landkaart.fases[fase].mijlpalen.clone(),
            (None, None, None) => landkaart.all(),
        };
        let scope: Vec<Id<Werkplein>> = match (werkplein, regio) {
            (Some(werkplein), _) => vec![werkplein],
            (None, Some(regio)) => self.portal.regios[regio].werkpleinen.clone(),
            (None, None) => self.portal.werkpleinen.ids().collect(),
        };
        if matches!(measure, Measure::Count | Measure::Share) && band.is_none() {
            // The highest band, of what was asked for: another example would give another figure.
            let band = landkaart.model.banden.last().map_or("", |band| &band.id.value);
            let own = self.call.arguments.iter().map(|argument| format!("{}={}", argument.name, argument.value));
            let example = format!(":cijfer{{{} band={band}}}", own.collect::<Vec<_>>().join(" "));
            return self.missing_from(definition, "band", &example);
        }
        // What does not bear on this figure must not seem to.
        let of_place = if werkplein.is_some() { "werkplein" } else { "regio" };
        let part = match (mijlpaal, groep, fase) {
            (Some(_), ..) => "mijlpaal",
            (None, Some(_), _) => "groep",
            (None, None, _) => "fase",
        };
        let own = match measure {
            Measure::Mean => [Some("periode"), Some(part), None],
            Measure::Count | Measure::Share => [Some("periode"), Some(part), Some("band")],
            Measure::Centres => [None; 3],
            Measure::Answered | Measure::Rose | Measure::Stayed | Measure::Fell => {
                [Some("periode"), Some("waarde"), None]
            }
        };
        let names: Vec<&str> = ["landkaart", of_place].into_iter().chain(own.into_iter().flatten()).collect();
        self.only(&names)?;
        let counted = matches!(measure, Measure::Answered | Measure::Rose | Measure::Stayed | Measure::Fell);
        let as_share = counted && self.find("waarde", [("aandeel", ())].into_iter()).ok()?.is_some();
        let spread = landkaart.distribution(periode, &mijlpalen, scope.iter().copied());
        let number = match measure {
            Measure::Mean => match spread.mean {
                Some(mean) => mean as usize,
                None => return self.no_figure(format!("niemand vulde {} in", landkaart.periodes[periode].id)),
            },
            Measure::Count => spread.counts[band?] as usize,
            Measure::Share => spread.shares[band?] as usize,
            Measure::Centres => scope.len(),
            Measure::Answered => spread.answered as usize,
            Measure::Rose | Measure::Stayed | Measure::Fell => count_trend(landkaart, periode, &scope, |trend| {
                use crate::model::landkaart::Trend;
                matches!(
                    (measure, trend),
                    (Measure::Rose, Trend::Rose(_))
                        | (Measure::Stayed, Trend::Stayed)
                        | (Measure::Fell, Trend::Fell(_))
                )
            }),
        };
        let whole = if measure == Measure::Answered { scope.len() } else { spread.answered as usize };
        let number = if as_share { landkaart.share(number as u32, whole as u32) as usize } else { number };
        Some(Component::Figure(Number { scaled: number as i64, decimals: 0 }))
    }

    fn indicator_figure(&mut self) -> Option<Component> {
        let portal = self.portal;
        let argument = self.call.argument("indicator")?;
        let Some(indicator) = portal.indicator(&argument.value) else {
            let names = portal.indicator_names();
            let _: Result<Option<()>, ()> = self.find("indicator", names.into_iter().map(|name| (name, ())));
            return None;
        };
        if let Some(outcome) = &indicator.row.uitkomst {
            let parts = outcome.delen.iter().map(|(naam, waarde)| (naam.as_str(), *waarde));
            if let Some(part) = self.find("deel", parts).ok()? {
                self.only(&["indicator", "deel"])?;
                return Some(Component::Figure(part));
            }
            self.only(&["indicator", "waarde"])?;
            let values = [
                ("realisatie", Some(outcome.realisatie)),
                ("streefwaarde", outcome.streefwaarde),
                ("percentage", outcome.percentage),
            ];
            let value = match self.find("waarde", values.into_iter()).ok()? {
                None => Some(outcome.realisatie),
                Some(value) => value,
            };
            return match value {
                Some(value) => Some(Component::Figure(value)),
                None => self.no_figure(format!("de bron geeft dit niet bij '{}'", indicator.row.naam)),
            };
        }
        self.only(&["indicator", "regio", "maand"])?;
        let regio = self.regio().ok()?;
        let series = indicator.series(regio);
        let month = match self.call.argument("maand") {
            None => series.last().map(|(month, _)| *month),
            Some(argument) => {
                let Some(month) = Month::parse(&argument.value) else {
                    let place = self.argument_place(argument);
                    let mut diagnostic =
                        Diagnostic::new(&catalogue::UNKNOWN_MONTH, place).with("waarde", &argument.value);
                    diagnostic.suggestion = meant_month(&argument.value).map(|month| month.id().into());
                    self.diagnostics.push(diagnostic);
                    return None;
                };
                Some(month)
            }
        };
        match month.and_then(|month| market::at(series, month)) {
            Some(Figure::Number(number)) => Some(Component::Figure(Number { scaled: *number, decimals: 0 })),
            Some(Figure::Missing(sign)) => Some(Component::NoFigure(sign.clone())),
            None => self.no_figure(format!("er is geen cijfer van '{}' voor deze maand", indicator.row.naam)),
        }
    }

    fn chart(&mut self, definition: &Definition) -> Option<Chart> {
        let portal = self.portal;
        if self.call.get("indicator").is_some() {
            let indicators = &portal.arbeidsmarkt.indicatoren;
            let names = indicators.ids().flat_map(|id| {
                let row = &indicators[id].row;
                [(row.id.value.as_str(), id), (row.kolom.as_str(), id)]
            });
            let indicator = self.find("indicator", names).ok()??;
            let regio = self.regio().ok()?;
            self.only(&["indicator", "regio"])?;
            return Some(Chart::Indicator(indicator, regio));
        }
        let Some(landkaart) = &portal.landkaart else { return self.no_figure("dit portaal heeft geen landkaart") };
        if let Some(mijlpaal) = self.mijlpaal(landkaart).ok()? {
            self.only(&["mijlpaal"])?;
            return Some(Chart::Milestone(mijlpaal));
        }
        match self.find("landkaart", [("verloop", ())].into_iter()).ok()? {
            Some(()) => {
                let (werkplein, regio) = (self.werkplein().ok()?, self.regio().ok()?);
                self.only(&["landkaart", if werkplein.is_some() { "werkplein" } else { "regio" }])?;
                Some(Chart::History(werkplein, regio))
            }
            None => self.missing(definition, "indicator"),
        }
    }
}

/// The number of werkpleinen of `scope` whose trend `holds`.
pub fn count_trend(
    landkaart: &Landkaart,
    periode: Id<Periode>,
    scope: &[Id<Werkplein>],
    holds: impl Fn(crate::model::landkaart::Trend) -> bool,
) -> usize {
    scope.iter().filter(|&&werkplein| holds(landkaart.trend(periode, werkplein))).count()
}
