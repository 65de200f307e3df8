//! Remarks on a period: what the source prints, beside what recomputing gives.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::figures::{self, Component};
use crate::model::id::Id;
use crate::model::landkaart::Periode;
use crate::model::portal::Portal;
use crate::parse::directive;
use crate::parse::document::{Argument, Call, Form};
use crate::source::Located;

/// Something the source prints that recomputing does not give.
#[derive(Debug, Clone)]
pub struct Remark {
    /// The period.
    pub periode: Id<Periode>,
    /// What it is about.
    pub wat: String,
    /// As printed.
    pub gedrukt: String,
    /// What recomputing gives: text, and figures of the portal.
    pub nagerekend: Vec<Piece>,
    /// Why they differ, as far as known.
    pub uitleg: Option<String>,
    /// Where it stands in the source.
    pub plaats: Option<String>,
}

/// A piece of a text with figures in it.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// A figure.
    Figure(Component),
}

/// The remarks of the landkaart's model; what refers to nothing is reported and left out.
pub fn remarks(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) -> Vec<Remark> {
    let Some(landkaart) = &portal.landkaart else { return Vec::new() };
    let models = landkaart.model.opmerkingen.iter();
    models
        .filter_map(|model| {
            let Some(periode) = landkaart.find_periode(&model.periode.value) else {
                let names = landkaart.periodes.iter().map(|periode| periode.id.as_str());
                diagnostics.push(
                    Diagnostic::new(&catalogue::UNKNOWN_REFERENCE, model.periode.place.clone())
                        .with("soort", "periode")
                        .with("naam", &model.periode.value)
                        .with("waar", "de map data/landkaart")
                        .suggest(&model.periode.value, names),
                );
                return None;
            };
            Some(Remark {
                periode,
                wat: model.wat.clone(),
                gedrukt: model.gedrukt.clone(),
                nagerekend: pieces(portal, &model.nagerekend, diagnostics),
                uitleg: model.uitleg.clone(),
                plaats: model.plaats.clone(),
            })
        })
        .collect()
}

/// A text with `:cijfer{…}` in it, cut into pieces.
fn pieces(portal: &Portal, text: &Located<String>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text.value.as_str();
    let mut plain = String::new();
    while let Some(first) = rest.chars().next() {
        match directive::inline(rest) {
            Some(Ok(head)) => {
                // The place of the whole value: within it, quotes and escapes of YAML may have moved things.
                let call = Call {
                    name: head.name.to_owned(),
                    form: Form::Inline,
                    arguments: head
                        .arguments
                        .into_iter()
                        .map(|one| Argument { span: text.place.span, ..one })
                        .collect(),
                    span: text.place.span,
                };
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
                pieces.push(Piece::Figure(figures::evaluate(portal, &call, &text.place.path, diagnostics)));
                rest = &rest[head.length..];
            }
            Some(Err(reason)) => {
                let diagnostic =
                    Diagnostic::new(&catalogue::DIRECTIVE_SYNTAX, text.place.clone()).with("reden", reason);
                diagnostics.push(diagnostic);
                return Vec::new();
            }
            None => {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    pieces.push(Piece::Text(plain));
    pieces
}
