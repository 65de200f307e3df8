//! The fixed words of the site, from the theme's `teksten.yaml`.

use std::collections::{BTreeMap, HashMap};

use crate::hash::Quick;
use crate::model::BASE_THEME;
use crate::order::Order;

/// Texts by dotted key. Every page looks a dozen of them up.
#[derive(Debug, Clone, Default)]
pub struct Words(HashMap<String, String, Quick>);

impl Words {
    /// Texts of several themes; a later one wins.
    pub fn new<'a>(themes: impl IntoIterator<Item = &'a BTreeMap<String, String>>) -> Self {
        let mut words = HashMap::default();
        for theme in themes {
            words.extend(theme.iter().map(|(key, text)| (key.clone(), text.clone())));
        }
        Self(words)
    }

    /// The words of the base theme with those of the `chosen` theme over them; `find` gives those of one theme.
    pub fn of_theme<'a>(chosen: &str, find: impl Fn(&str) -> Option<&'a BTreeMap<String, String>>) -> Self {
        Self::new([BASE_THEME, chosen].into_iter().filter_map(find))
    }

    /// The text of a key. A key without a text gives the key itself, so that it is seen; a rule of `check` reports it.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// Whether there is a text for a key.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// The text of a key with its `{name}`s filled in; a name that is not among the values stays as it is.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(key);
        let mut text = String::with_capacity(rest.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let named = after.split_once('}');
            let filled = named.and_then(|(name, after)| Some((values.iter().find(|(own, _)| *own == name)?.1, after)));
            if let Some((value, after)) = filled {
                text.push_str(value);
                rest = after;
            } else {
                text.push('{');
                rest = after;
            }
        }
        text + rest
    }

    /// All keys with their texts, in order of key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut all: Vec<(&str, &str)> = self.0.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        all.order();
        all.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_filled_once() {
        let text = |text: &str| Words::new([&BTreeMap::from([("k".to_owned(), text.to_owned())])]);
        let values = [("een", "{twee}"), ("twee", "2")];
        for (given, filled) in
            [("", ""), ("{een} en {twee}", "{twee} en 2"), ("{drie} {een", "{drie} {een"), ("{ {twee}}", "{ 2}")]
        {
            assert_eq!(text(given).fill("k", &values), filled);
        }
        assert_eq!(text("a").fill("onbekend", &values), "onbekend");
    }
}
