//! Data files → typed rows, each with its place. One file at a time: whether an id exists elsewhere is the model's business.

mod landkaart;
mod market;
mod places;
mod rows;
mod words;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::fields::FieldReader;
use crate::parse::slug;
use crate::source::Located;
pub use landkaart::*;
pub use market::*;
pub use places::*;
pub use words::*;

/// The problem of an id that cannot be a part of an address.
pub fn bad_id(id: &Located<String>) -> Diagnostic {
    Diagnostic::new(&catalogue::BAD_ID, id.place.clone())
        .with("naam", &id.value)
        .with("voorstel", slug::slugify(&id.value))
}

fn read_id(fields: &mut FieldReader) -> Option<Located<String>> {
    let id = fields.required("id", "Dat is een korte naam met kleine letters en streepjes.")?;
    if slug::is_slug(&id.value) {
        return Some(id);
    }
    let problem = bad_id(&id);
    *fields.report(&catalogue::BAD_ID, id.place.span) = problem;
    None
}

fn strings(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
