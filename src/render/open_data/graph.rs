//! A graph of statements (RDF), and the two ways in which it is written: Turtle and JSON-LD.
//!
//! Every thing in it has an address of its own, so that both ways say the same without names that hold in one file only.

use serde_json::{Map, Value, json};

use crate::percent;

/// Short names of vocabularies.
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// An address that can stand in both ways of writing: characters that neither allows in one are percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Iri(String);

impl Iri {
    /// The address with this text.
    pub fn new(text: &str) -> Self {
        Self(percent::encode(text, |c| !c.is_control() && !c.is_whitespace() && !"<>\"{}|^`\\".contains(c)))
    }

    /// The address of someone's e-mail (RFC 6068): what has a meaning in addresses is encoded as well.
    pub fn email(text: &str) -> Self {
        let may_stand = |c: char| c.is_ascii_alphanumeric() || "@.-_~+!$&'*=".contains(c);
        Self(format!("mailto:{}", percent::encode(text, may_stand)))
    }

    /// The address as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a statement says of its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// Another thing.
    Iri(Iri),
    /// A text in a language.
    Text(String, String),
    /// A value of a type of XML Schema: `xsd:date`.
    Typed(String, &'static str),
}

/// A thing with what is said of it, in order.
#[derive(Debug)]
pub struct Node {
    /// Its address.
    pub iri: Iri,
    /// Its kind: `dcat:Dataset`.
    pub class: &'static str,
    /// Properties, as `prefix:name`, each with a value; a property with several values stands there several times.
    pub properties: Vec<(&'static str, Object)>,
}

/// All things.
pub type Graph = Vec<Node>;

/// The graph as Turtle (<https://www.w3.org/TR/turtle/>).
pub fn turtle(graph: &Graph) -> String {
    let mut out = String::with_capacity(1024 * (graph.len() + 1));
    for (name, address) in PREFIXES {
        out.push_str(&format!("@prefix {name}: <{address}> .\n"));
    }
    for node in graph {
        out.push_str(&format!("\n<{}> a {}", node.iri.0, node.class));
        for (property, object) in &node.properties {
            out.push_str(&format!(" ;\n  {property} "));
            turtle_object(object, &mut out);
        }
        out.push_str(" .\n");
    }
    out
}

fn turtle_object(object: &Object, out: &mut String) {
    match object {
        Object::Iri(iri) => out.push_str(&format!("<{}>", iri.0)),
        Object::Text(text, language) => {
            turtle_string(text, out);
            out.push_str(&format!("@{language}"));
        }
        Object::Typed(text, datatype) => {
            turtle_string(text, out);
            out.push_str(&format!("^^{datatype}"));
        }
    }
}

/// A text in quotes, with the escapes of Turtle (section 6.4).
fn turtle_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The graph as JSON-LD 1.1 (<https://www.w3.org/TR/json-ld11/>), with the same short names as in the Turtle; a line for each
/// thing.
pub fn json_ld(graph: &Graph) -> String {
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(name, address)| ((*name).to_owned(), Value::from(*address))).collect();
    let nodes: Vec<String> = graph.iter().map(|node| json_node(node).to_string()).collect();
    format!("{{\"@context\":{},\"@graph\":[\n{}\n]}}\n", Value::Object(context), nodes.join(",\n"))
}

fn json_node(node: &Node) -> Value {
    let mut map = Map::new();
    map.insert("@id".to_owned(), Value::from(node.iri.0.as_str()));
    map.insert("@type".to_owned(), Value::from(node.class));
    for (property, object) in &node.properties {
        let values = map.entry(*property).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(values) = values {
            values.push(json_object(object));
        }
    }
    Value::Object(map)
}

fn json_object(object: &Object) -> Value {
    match object {
        Object::Iri(iri) => json!({ "@id": iri.0 }),
        Object::Text(text, language) => json!({ "@value": text, "@language": language }),
        Object::Typed(text, datatype) => json!({ "@value": text, "@type": datatype }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_texts_cannot_break_out() {
        assert_eq!(Iri::new("https://x.nl/a b<c>\"\\é").0, "https://x.nl/a%20b%3Cc%3E%22%5Cé");
        assert_eq!(Iri::email("a.b+c@x.nl").0, "mailto:a.b+c@x.nl");
        assert_eq!(Iri::email("a[1]?é%#@x").0, "mailto:a%5B1%5D%3F%C3%A9%25%23@x");
        let mut text = String::new();
        turtle_string("a\"\\\n\r\t\u{1}<script>", &mut text);
        assert_eq!(text, "\"a\\\"\\\\\\n\\r\\t\\u0001<script>\"");
    }
}
