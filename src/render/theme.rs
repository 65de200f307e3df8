//! The theme: templates, ready to render, and assets with the hash of their content in their name.
//!
//! A chosen theme is laid over the base theme file by file. This is the only module that runs templates.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::string::FromUtf8Error;
use std::sync::{Arc, OnceLock};

use tera::{ComponentInfo, Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::dutch;
use crate::escape::escape_each;
use crate::hash::{self, Hash, Hasher, Quick};
use crate::model::BASE_THEME;
use crate::model::words::Words;
use crate::order;
use crate::picture::{Colour, Colours};
use crate::render::minify;
use crate::source::{Place, SourcePath, Sources, Span};

/// What the template language calls all values there are, to print them.
const PRINT_ALL: &str = "__tera_context";

/// The values a template may name.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a>(Option<&'a HashSet<String, Quick>>);

impl Names<'_> {
    /// Of a template of which that cannot be told: it may name any value.
    const ANY: Names<'static> = Names(None);

    /// Whether the template may name this value.
    pub fn contains(&self, value: &str) -> bool {
        self.0.is_none_or(|names| names.contains(value))
    }
}

/// A theme that is ready for use.
pub struct Theme {
    tera: Tera,
    /// The file of each template.
    files: BTreeMap<String, SourcePath>,
    /// Of each template the values it may name, none when that cannot be told; looked for once.
    names: BTreeMap<String, OnceLock<Option<HashSet<String, Quick>>>>,
    /// The values that components take from the page they are on without being given them (`@name`).
    taken: Vec<String>,
    /// Whether a template prints all values there are.
    prints_all: bool,
    /// Equal hashes mean that every template and text is equal.
    pub hash: Hash,
    /// Files that pages refer to.
    pub assets: Vec<Asset>,
    /// What its pictures are drawn in.
    pub colours: Colours,
}

/// A file of the theme as it is published.
#[derive(Debug, Clone)]
pub struct Asset {
    /// What templates call it: its path below `assets/`, or `stijl`, which all style sheets are together.
    pub name: String,
    /// Its path in the site.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl Theme {
    /// Prepares the theme `chosen`. Errors in templates are reported; then there is no theme. `hash` gives what the pipeline read of each
    /// file: one that is other bytes by now is reported too.
    pub fn new(
        sources: &Sources,
        chosen: &str,
        words: &Words,
        hash: impl Fn(&str) -> Option<Hash>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut files: BTreeMap<String, (SourcePath, Arc<[u8]>)> = BTreeMap::new();
        for theme in [BASE_THEME, chosen] {
            let folder = format!("themes/{theme}/");
            for source in sources.below(&folder) {
                match sources.bytes(source) {
                    Ok(bytes) => {
                        if hash(&source.path).is_some_and(|read| read != hash::bytes(&bytes)) {
                            let place = Place::file(source.path.clone());
                            diagnostics.push(Diagnostic::new(&catalogue::CHANGED_WHILE, place));
                        }
                        files.insert(source.path[folder.len()..].to_owned(), (source.path.clone(), bytes));
                    }
                    Err(error) => diagnostics.push(Diagnostic::unreadable(&source.path, &error)),
                }
            }
        }
        let mut hasher = Hasher::new();
        let mut templates: Vec<(String, &str)> = Vec::new();
        let mut paths = BTreeMap::new();
        for (name, (path, bytes)) in &files {
            let Some(template) = name.strip_prefix("templates/") else { continue };
            match std::str::from_utf8(bytes) {
                // Some editors put a mark before the text, which templates know nothing of.
                Ok(text) => templates.push((template.to_owned(), text.trim_start_matches('\u{feff}'))),
                Err(error) => {
                    let at = error.valid_up_to();
                    let place = Place { path: path.clone(), span: (at..at + 1).into() };
                    diagnostics.push(Diagnostic::new(&catalogue::NOT_UTF8, place));
                    return None;
                }
            }
            hasher.text(template).hash(hash::bytes(bytes));
            paths.insert(template.to_owned(), path.clone());
        }
        words.iter().for_each(|(key, text)| {
            hasher.text(key).text(text);
        });
        let assets = assets(&files, diagnostics);
        let colours = colours(&assets);
        let names = paths.keys().map(|name| (name.clone(), OnceLock::new())).collect();
        let prints_all = templates.iter().any(|(_, text)| text.contains(PRINT_ALL));
        let tera = Tera::new();
        let mut theme = Self { tera, files: paths, names, taken: Vec::new(), prints_all, hash: 0, assets, colours };
        for asset in &theme.assets {
            hasher.text(&asset.path);
        }
        theme.hash = hasher.finish();
        theme.tera.set_escape_fn(|text, out| escape_each(text, |piece| out.write_all(piece.as_bytes())));
        theme.tera.register_filter("afbreken", |text: &str, _: Kwargs, _: &State| dutch::hyphenated(text).into_owned());
        theme.tera.global_context().insert_value("t", nested(words));
        if let Err(error) = theme.tera.add_raw_templates(templates.clone()) {
            theme.report(&error, &templates, diagnostics);
            return None;
        }
        theme.taken = taken(&theme.tera);
        Some(theme)
    }

    /// The values a template may name: itself, in a template it is laid over, in one it includes, or in any component. All, when
    /// there is no such template: that is told when it is rendered.
    pub fn names(&self, template: &str) -> Names<'_> {
        let find = || {
            let own = self.tera.get_template_variables(template).ok()?.into_iter().map(str::to_owned);
            Some(own.chain(self.taken.iter().cloned()).collect())
        };
        match self.names.get(template) {
            Some(names) if !self.prints_all => Names(names.get_or_init(find).as_ref()),
            _ => Names::ANY,
        }
    }

    /// Renders a template into `out`. An error is a diagnostic at the place in the template.
    pub fn render(
        &self,
        template: &str,
        values: impl IntoIterator<Item = (&'static str, Value)>,
        out: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        if !self.tera.contains_template(template) {
            let place = Place::file("themes");
            return Err(Diagnostic::new(&catalogue::MISSING_TEMPLATE, place).with("naam", template));
        }
        let mut context = Context::new();
        for (name, value) in values {
            context.insert_value(name, value);
        }
        match self.tera.render_to(template, &context, out) {
            Ok(()) => Ok(()),
            Err(error) => {
                let mut found = Vec::new();
                self.report(&error, &[], &mut found);
                Err(found.swap_remove(0))
            }
        }
    }

    /// The asset with this name: the path below `assets/`, or the end of it.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        let is_it =
            |asset: &&Asset| asset.name.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        self.assets.iter().find(is_it)
    }

    /// Reports a template error where it is; one without a place is reported at the theme. `texts` are the templates, when they are being
    /// read.
    fn report(&self, error: &tera::Error, texts: &[(String, &str)], diagnostics: &mut Vec<Diagnostic>) {
        let (place, reason) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let path = self.files.get(report.filename()).cloned().unwrap_or_else(|| "themes".into());
                let range = &report.span().range;
                let place = Place { path, span: Span { start: range.start, end: range.end } };
                (self.use_of(report.message(), texts).unwrap_or(place), report.message().to_owned())
            }
            _ => {
                let text = error.to_string();
                let named = self.files.iter().find(|(name, _)| text.contains(name.as_str()));
                let path = named.map_or_else(|| "themes".into(), |(_, path)| path.clone());
                let reason = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
                (self.use_of(&reason, texts).unwrap_or_else(|| Place::file(path)), reason)
            }
        };
        let reason = reason.trim_end_matches('.').to_owned();
        diagnostics.push(Diagnostic::new(&catalogue::TEMPLATE, place).with("reden", reason));
    }
}

impl Theme {
    /// Where a template uses what the message says is unknown: the template engine names the template that is below it. Of the theme's own
    /// templates rather than of the base theme, which uses what is known.
    fn use_of(&self, message: &str, texts: &[(String, &str)]) -> Option<Place> {
        let (name, before) = unknown(message)?;
        let mut found = texts.iter().filter_map(|(template, text)| {
            let at = text.match_indices(name).map(|(at, _)| at).find(|&at| {
                let ends = !text[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
                ends && before.iter().any(|before| text[..at].ends_with(before))
            })?;
            let path = self.files.get(template)?;
            Some(Place { path: path.clone(), span: Span { start: at, end: at + name.len() } })
        });
        found.next()
    }
}

/// The name in `Unknown filter 'name'`, and how it is used: with this before it.
fn unknown(message: &str) -> Option<(&str, &'static [&'static str])> {
    let rest = message.strip_prefix("Unknown ")?;
    let (kind, rest) = rest.split_once(' ')?;
    let name = rest.trim_start_matches(['`', '\'', '"']).split(['`', '\'', '"']).next()?;
    let before: &[&str] = match kind {
        "filter" => &["| ", "|"],
        "component" => &["<", "</"],
        "test" => &["is ", "is not "],
        _ => &["{{ ", "{{", "{% if ", "in ", "= ", "("],
    };
    Some((name, before))
}

/// The values that any component takes from where it stands.
fn taken(tera: &Tera) -> Vec<String> {
    let components = tera.get_component_names().filter_map(|name| tera.get_component_definition(name));
    let taken = |component: ComponentInfo| {
        let arguments = component.args().iter().filter(|argument| argument.is_implicit());
        arguments.map(|argument| argument.name().to_owned()).collect::<Vec<String>>()
    };
    components.flat_map(taken).collect()
}

/// The words as a nested map, so that templates write `t.thema.titel`.
fn nested(words: &Words) -> Value {
    #[derive(Default)]
    struct Branch {
        text: Option<String>,
        below: BTreeMap<String, Branch>,
    }
    impl Branch {
        fn value(self) -> Value {
            match self.text {
                Some(text) if self.below.is_empty() => Value::from(text),
                _ => {
                    let below = order::map(self.below.into_iter().map(|(key, branch)| (key, branch.value())));
                    Value::from(below)
                }
            }
        }
    }
    let mut root = Branch::default();
    for (key, text) in words.iter() {
        let mut branch = &mut root;
        for part in key.split('.') {
            branch = branch.below.entry(part.to_owned()).or_default();
        }
        branch.text = Some(text.to_owned());
    }
    root.value()
}

/// The stylesheets joined into one without what says nothing, and every other asset by itself.
fn assets(files: &BTreeMap<String, (SourcePath, Arc<[u8]>)>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Asset> {
    let mut sheets = Vec::new();
    let mut assets = Vec::new();
    for (name, (path, bytes)) in files {
        let Some(name) = name.strip_prefix("assets/") else { continue };
        if name.starts_with("css/") && name.ends_with(".css") {
            sheets.push((name, path, bytes));
        } else {
            let file = name.rsplit('/').next().unwrap_or(name);
            let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
            let bytes = match std::str::from_utf8(bytes) {
                Ok(text) if ending == "js" => minify::js(text).into_bytes().into(),
                _ => bytes.clone(),
            };
            assets.push(asset(name, stem, ending, bytes));
        }
    }
    let mut css = Vec::new();
    for (name, path, bytes) in sheets {
        match std::str::from_utf8(bytes) {
            Ok(text) => css.extend_from_slice(with_addresses(text, name, path, &assets, diagnostics).as_bytes()),
            // Bytes that are no text go as they are: browsers pass over what they cannot read.
            Err(_) => css.extend_from_slice(bytes),
        }
        css.push(b'\n');
    }
    let css = String::from_utf8(css).map_or_else(FromUtf8Error::into_bytes, |text| minify::css(&text).into_bytes());
    assets.push(asset("stijl", "stijl", "css", css.into()));
    assets
}

/// The text of a style sheet in which every `url(…)` that leads to an asset has the name under which that is published. The joined sheet
/// stands in one folder with all assets.
fn with_addresses<'t>(
    text: &'t str,
    name: &str,
    path: &SourcePath,
    assets: &[Asset],
    diagnostics: &mut Vec<Diagnostic>,
) -> Cow<'t, str> {
    let bare = text.trim_start_matches('\u{feff}');
    let mark = text.len() - bare.len();
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = String::new();
    let mut done = 0;
    for address in minify::addresses(bare) {
        let written = &bare[address.clone()];
        let is_elsewhere = written.contains(':') || written.starts_with(['/', '#']) || written.is_empty();
        if is_elsewhere {
            continue;
        }
        let (file, rest) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let target = resolved(folder, file);
        match assets.iter().find(|asset| Some(&asset.name) == target.as_ref()) {
            Some(asset) => {
                out.push_str(&bare[done..address.start]);
                out.push_str(asset.path.rsplit('/').next().unwrap_or_default());
                out.push_str(rest);
                done = address.end;
            }
            None => {
                let span = (mark + address.start..mark + address.end).into();
                let problem = Diagnostic::new(&catalogue::MISSING_ASSET, Place { path: path.clone(), span });
                diagnostics.push(problem.with("adres", written));
            }
        }
    }
    if done == 0 { bare.into() } else { (out + &bare[done..]).into() }
}

/// `css` and `../fonts/a.woff2` → `fonts/a.woff2`; none above the folder of assets.
fn resolved(folder: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The colours of pictures: the custom properties `--kp-beeld-vlak`, `-tekst` and `-accent` of the stylesheet. A theme that has none
/// of them gets the colours of the icon that comes with the program.
fn colours(assets: &[Asset]) -> Colours {
    let css = assets
        .iter()
        .find(|asset| asset.name == "stijl")
        .map_or("", |asset| std::str::from_utf8(&asset.bytes).unwrap_or_default());
    let colour =
        |name: &str, otherwise: Colour| value(css, name, 8).and_then(|text| Colour::parse(&text)).unwrap_or(otherwise);
    Colours {
        paper: colour("--kp-beeld-vlak", Colour(0x1f, 0x4e, 0x5f)),
        text: colour("--kp-beeld-tekst", Colour(0xff, 0xff, 0xff)),
        accent: colour("--kp-beeld-accent", Colour(0xff, 0xc8, 0x57)),
    }
}

/// The first value a stylesheet gives a custom property; a reference to another one is followed, up to `depth` times.
fn value(css: &str, name: &str, depth: usize) -> Option<String> {
    let set = css.match_indices(name).find_map(|(at, _)| {
        let rest = css[at + name.len()..].trim_start().strip_prefix(':')?;
        Some(rest.split([';', '}']).next().unwrap_or_default().trim())
    })?;
    let Some(reference) = set.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) else {
        // Of a light and a dark colour a picture has the light one.
        let light = set.strip_prefix("light-dark(").and_then(|rest| rest.split(',').next());
        return Some(light.unwrap_or(set).trim().to_owned());
    };
    let (name, otherwise) = reference.split_once(',').unwrap_or((reference, ""));
    let found = if depth == 0 { None } else { value(css, name.trim(), depth - 1) };
    found.or_else(|| Some(otherwise.trim().to_owned()))
}

fn asset(name: &str, stem: &str, ending: &str, bytes: Arc<[u8]>) -> Asset {
    let hash = format!("{:032x}", hash::bytes(&bytes));
    Asset { name: name.to_owned(), path: format!("assets/{stem}.{}.{ending}", &hash[..10]), bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_pictures_come_from_the_stylesheet() {
        let css = ":root{--kp-beeld-vlak: var(--kp-a, #111);--kp-beeld-tekst:var(--kp-weg, #222222);--kp-a:light-dark(#abc, #000)}\
            @media (x){:root{--kp-a:#fff}} .x{--kp-beeld-accent:var(--kp-beeld-accent)}";
        let colours = colours(&[asset("stijl", "stijl", "css", css.as_bytes().into())]);
        assert_eq!((colours.paper, colours.text), (Colour(0xaa, 0xbb, 0xcc), Colour(0x22, 0x22, 0x22)));
        assert_eq!(colours.accent, Colour(0xff, 0xc8, 0x57), "one that leads to itself counts as absent");
    }
}
