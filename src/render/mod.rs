//! Portal → outputs. Each page is made from one [`inputs::Input`] and the theme, and from nothing else.

pub mod chart;
pub mod files;
pub mod glossary;
pub mod html;
pub mod inputs;
pub mod part;
pub mod theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::hash::{Hash, Hasher};
use crate::model::portal::Portal;
use crate::model::words::Words;
use crate::source::Sources;
use inputs::{Input, Inputs};
use part::Part;
use theme::Theme;

/// The files of the site by path, such as `themas/werkstraat/index.html`.
pub type Outputs = BTreeMap<String, Arc<[u8]>>;

/// Pages of earlier builds, by path, with the key they were made under.
#[derive(Default)]
pub struct PageCache(BTreeMap<String, (Hash, Arc<[u8]>)>);

/// A page's path, key, and bytes or what is wrong with its template.
type Rendered = (String, Hash, Result<Arc<[u8]>, Diagnostic>);

/// Makes every output. A page whose key is in the cache is taken from it; `report` hears of each page that is done.
pub fn outputs(
    portal: &Portal,
    sources: &Sources,
    theme: &Theme,
    cache: &mut PageCache,
    diagnostics: &mut Vec<Diagnostic>,
    report: &(dyn Fn() + Sync),
) -> Outputs {
    let inputs = Inputs::new(portal, theme);
    let ids: Vec<_> = portal.pages.ids().collect();
    let known = &cache.0;
    let pages: Vec<Rendered> = ids
        .par_iter()
        .map(|&id| {
            let path = portal.pages[id].route.output();
            let input = inputs.page(id);
            let key = Hasher::new().hash(theme.hash).hash(input.hash).finish();
            let bytes = match known.get(&path) {
                Some((known_key, bytes)) if *known_key == key => Ok(bytes.clone()),
                _ => page(&input, theme, &portal.words).map(Into::into),
            };
            report();
            (path, key, bytes)
        })
        .collect();
    let mut outputs = files::outputs(portal, sources, theme);
    let mut next = BTreeMap::new();
    for (path, key, bytes) in pages {
        match bytes {
            Ok(bytes) => {
                next.insert(path.clone(), (key, bytes.clone()));
                outputs.insert(path, bytes);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    cache.0 = next;
    outputs
}

/// Renders one page.
fn page(input: &Input, theme: &Theme, words: &Words) -> Result<Vec<u8>, Diagnostic> {
    let mut values: Vec<(&'static str, Value)> =
        input.parts.iter().map(|(name, part)| (*name, part.value.clone())).collect();
    let (body, mentions) = match &input.text {
        Some(text) => {
            let printed = html::print(&html::Body {
                document: &text.source.page().document,
                links: &text.source.links,
                components: &text.components,
                glossary: &text.glossary,
                words,
            });
            (Value::safe_string(&printed.html), Part::of(&printed.mentions).value)
        }
        None => (Value::none(), Part::list([]).value),
    };
    values.push(("body", body));
    values.push(("begrippen_op_pagina", mentions));
    theme.render(&input.template, values)
}
