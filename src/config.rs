//! Settings: what the portal says of itself (`data/portaal.yaml`) and what one run is asked to do.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::parse::fields::read_map;
use crate::parse::yaml::Node;
use crate::source::{Located, SourcePath};

/// What `data/portaal.yaml` says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the portal.
    pub name: String,
    /// A few words below the name.
    pub tagline: String,
    /// One sentence on what the portal is.
    pub description: String,
    /// Address the site is published at, with its closing slash.
    pub base_url: Located<String>,
    /// Language of the texts, for `<html lang>`.
    pub language: String,
    /// Role that looks after the portal.
    pub owner: String,
    /// General e-mail address.
    pub contact: String,
    /// Folder of the theme below `themes/`.
    pub theme: Located<String>,
    /// Day the site is shown as of, when it is fixed.
    pub as_of: Option<Date>,
    /// Folders in the navigation of the header.
    pub navigation: Vec<Located<String>>,
}

impl Settings {
    /// Reads the settings; what is missing is reported.
    pub fn read(node: &Node, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        read_map(node, "portaal", path, diagnostics, |fields| {
            let name = fields.required("name", "Dat is de naam van het portaal.");
            let tagline = fields.text("tagline").map_or_else(String::new, |text| text.value);
            let description = fields.required("description", "Dat is één zin die zegt wat het portaal is.");
            let base_url = fields.required("base_url", "Bijvoorbeeld: https://ketenportaal.example/.");
            let language = fields.text("language").map_or_else(|| "nl".to_owned(), |text| text.value);
            let owner = fields.required("owner", "Welke rol zorgt voor het portaal?");
            let contact = fields.required("contact", "Schrijf een algemeen e-mailadres.");
            let theme = fields.required("theme", "Bijvoorbeeld: theme: werkplein.");
            let as_of = fields.date("as_of").map(|date| date.value);
            let navigation = fields.texts("navigation");
            let base_url = base_url.and_then(|url| check_base_url(fields, url));
            Some(Self {
                name: name?.value,
                tagline,
                description: description?.value,
                base_url: base_url?,
                language,
                owner: owner?.value,
                contact: contact?.value,
                theme: theme?,
                as_of,
                navigation,
            })
        })
    }
}

fn check_base_url(fields: &mut crate::parse::fields::FieldReader, url: Located<String>) -> Option<Located<String>> {
    match normal_base_url(&url.value) {
        Some(value) => Some(Located { value, place: url.place }),
        None => {
            let diagnostic = fields.report(&crate::diagnostic::catalogue::UNKNOWN_VALUE, url.place.span);
            diagnostic.arguments.extend([
                ("waarde", url.value),
                ("sleutel", "base_url".to_owned()),
                ("waarden", "https://naam.nl/ of https://naam.nl/map/".to_owned()),
            ]);
            None
        }
    }
}

/// The address with its closing slash, when it is an http(s) address without a query.
pub fn normal_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let valid = !rest.is_empty()
        && !rest.starts_with('/')
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c));
    valid.then(|| format!("{}/", url.trim_end_matches('/')))
}

/// What one run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address to publish at, in place of that of the settings.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Day the site is shown as of, in place of that of the settings.
    pub as_of: Option<Date>,
    /// Day to show the site as of when neither says so: today, given by the command line.
    pub today: Date,
    /// Whether pages carry the preview's script.
    pub preview: bool,
}

impl Options {
    /// Plain options with a fixed day: for tests.
    pub fn on(today: Date) -> Self {
        Self { base_url: None, drafts: false, as_of: None, today, preview: false }
    }
}
