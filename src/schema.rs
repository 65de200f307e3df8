//! The fields of front matter as a JSON Schema, from the definitions that the parser reads by, so that tools complete and check
//! them. Names of a portal are there to complete, never to refuse: which names are right only the portal knows.

use serde_json::{Map, Value, json};

use crate::diagnostic::meant;
use crate::model::choices::choices;
use crate::model::portal::Portal;
use crate::parse::front_matter::ContentKind;
use crate::parse::kinds::{self, Field, Need, Shape};

/// The kind of page with this name.
///
/// # Errors
/// In Dutch: there is none.
pub fn kind(word: &str) -> Result<ContentKind, String> {
    let words = || ContentKind::ALL.iter().map(|kind| kind.word());
    ContentKind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(|| {
        let meant = meant(word, words());
        format!("'{word}' is geen soort pagina.{meant} Kies uit: {}.", words().collect::<Vec<_>>().join(", "))
    })
}

/// The schema of a kind of page, with the names of a portal when there is one.
pub fn schema(kind: ContentKind, portal: Option<&Portal>) -> Value {
    let fields = kinds::fields(kind);
    let mut schema = object(fields, portal);
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!(format!("Kop van een {}", kind.word())));
    let pairs = fields.iter().filter_map(|field| match field.need {
        Need::Or(other) if field.key > other => Some((field.key, other)),
        _ => None,
    });
    for (one, other) in pairs {
        schema.insert("oneOf".to_owned(), json!([{ "required": [other] }, { "required": [one] }]));
    }
    if fields.iter().any(|field| field.key == "gestopt_omdat") {
        schema.insert(
            "if".to_owned(),
            json!({ "properties": { "status": { "const": "gestopt" } }, "required": ["status"] }),
        );
        schema.insert("then".to_owned(), json!({ "required": ["gestopt_omdat"] }));
    }
    Value::Object(schema)
}

fn object(fields: &[Field], portal: Option<&Portal>) -> Map<String, Value> {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.key.to_owned(), property(field, portal))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|field| field.need == Need::Required).map(|field| field.key).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

fn property(field: &Field, portal: Option<&Portal>) -> Value {
    let mut property = match field.shape {
        Shape::Text => text(),
        Shape::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Shape::Moment => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$" }),
        Shape::Flag => json!({ "enum": [true, false, "ja", "nee"] }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Choice(words) => json!({ "enum": words() }),
        Shape::Name(_) => name(field, portal),
        Shape::Texts => json!({ "type": "array", "items": text() }),
        Shape::NameList(_) => {
            let mut list = json!({ "type": "array", "items": name(field, portal) });
            if field.need == Need::Required {
                list["minItems"] = json!(1);
            }
            list
        }
        Shape::Group(parts) => Value::Object(object(parts, portal)),
        Shape::Groups(parts) => json!({ "type": "array", "items": object(parts, portal) }),
    };
    property["description"] = json!(format!("Dat is {}.", field.tells.replace('`', "'")));
    property["examples"] = json!([field.example]);
    property
}

/// The parser takes any single value as it is typed, so a title may be `2009`.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

fn name(field: &Field, portal: Option<&Portal>) -> Value {
    let (Shape::Name(names) | Shape::NameList(names), Some(portal)) = (field.shape, portal) else { return text() };
    let ids: Vec<String> = choices(portal, names).into_iter().map(|choice| choice.id).collect();
    if ids.is_empty() { text() } else { json!({ "anyOf": [{ "enum": ids }, text()] }) }
}

/// Where the schema of a kind of page is kept, relative to the root of a portal.
pub fn path(kind: ContentKind) -> String {
    format!(".ketenportaal/schemas/{}.json", kind.word())
}

/// Where Visual Studio Code looks for what holds in this folder.
pub const SETTINGS: &str = ".vscode/settings.json";

/// What the YAML language server is told: which schema belongs to which files.
pub fn settings() -> String {
    let mut schemas = Map::new();
    for kind in ContentKind::ALL {
        let files = match kind {
            // The texts above lists are pages too.
            ContentKind::Pagina => json!(["content/_index.md", "content/*/_index.md", "content/over/**/*.md"]),
            _ => json!([format!("content/{}/*.md", kind.folder()), format!("!content/{}/_index.md", kind.folder())]),
        };
        schemas.insert(format!("./{}", path(kind)), files);
    }
    format!("{:#}\n", json!({ "yaml.schemas": schemas }))
}
