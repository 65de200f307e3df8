//! The fixed words of the site, from the theme's `teksten.yaml`.

use std::collections::BTreeMap;

/// Texts by dotted key.
#[derive(Debug, Clone, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Texts of several themes; a later one wins.
    pub fn new<'a>(themes: impl IntoIterator<Item = &'a BTreeMap<String, String>>) -> Self {
        let mut words = BTreeMap::new();
        for theme in themes {
            words.extend(theme.iter().map(|(key, text)| (key.clone(), text.clone())));
        }
        Self(words)
    }

    /// The text of a key. A key without a text gives the key itself, so that it is seen; a rule of `check` reports it.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// Whether there is a text for a key.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// The text of a key with its `{name}`s filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// All keys with their texts, in order of key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
}
