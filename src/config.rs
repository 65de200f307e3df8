//! Settings: what the portal says of itself (`data/portaal.yaml`) and what one run is asked to do.

use jiff::civil::Date;

use crate::hash::Hasher;
use crate::source::Located;

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
    /// Adds what is asked to a hash.
    pub fn feed(&self, hasher: &mut Hasher) {
        let as_of = self.as_of.map(|date| date.to_string());
        hasher.text(self.base_url.as_deref().unwrap_or_default()).text(as_of.as_deref().unwrap_or_default());
        hasher.text(&self.today.to_string());
        hasher.number(u64::from(self.drafts)).number(u64::from(self.preview));
    }

    /// Plain options with a fixed day: for tests.
    pub fn on(today: Date) -> Self {
        Self { base_url: None, drafts: false, as_of: None, today, preview: false }
    }
}
