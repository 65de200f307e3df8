//! The syntax of components in Markdown: `:name{…}` in a line, `::name{…}` on a line of its own, `:::name{…}` … `:::` around text.

use crate::parse::document::Argument;
use crate::source::Span;

/// What a line that starts with colons is.
#[derive(Debug, PartialEq)]
pub enum Line<'a> {
    /// `::name{…}`: a component without a body.
    Leaf(Head<'a>),
    /// `:::name{…}`: the start of a component with a body.
    Open(Head<'a>),
    /// `:::`: the end of the innermost open component.
    Close,
    /// Colons, but not a directive; the Dutch reason.
    Wrong(&'static str),
}

/// Name and arguments of a directive, with places relative to the text it was read from.
#[derive(Debug, PartialEq)]
pub struct Head<'a> {
    /// Name.
    pub name: &'a str,
    /// Arguments.
    pub arguments: Vec<Argument>,
    /// Bytes taken from the start of the text.
    pub length: usize,
}

/// Reads a trimmed line; `None` when it does not start with two colons.
pub fn line(text: &str) -> Option<Line<'_>> {
    let colons = text.len() - text.trim_start_matches(':').len();
    let rest = &text[colons..];
    if colons < 2 || !(rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == ' ' || c == '{')) {
        return None;
    }
    if rest.trim().is_empty() {
        return (colons >= 3).then_some(Line::Close);
    }
    let spaces = rest.len() - rest.trim_start().len();
    Some(match head(&rest[spaces..]) {
        Ok(mut head) if rest[spaces + head.length..].trim().is_empty() => {
            shift(&mut head, colons + spaces);
            if colons == 2 { Line::Leaf(head) } else { Line::Open(head) }
        }
        Ok(_) => Line::Wrong("na de gegevens staat nog tekst op dezelfde regel"),
        Err(reason) => Line::Wrong(reason),
    })
}

/// Reads an inline directive at the start of `text`, which starts with a colon. `None` when it is just a colon.
pub fn inline(text: &str) -> Option<Result<Head<'_>, &'static str>> {
    let rest = text.strip_prefix(':')?;
    let named = rest.strip_prefix(' ').unwrap_or(rest);
    let name = name_length(named);
    let after = &named[name..];
    // Nobody writes `: naam{sleutel=` or `:naam(sleutel=` with another meaning.
    let has_field = |open: char| {
        let inside = after.strip_prefix(open).unwrap_or_default();
        let key = name_length(inside);
        key > 0 && inside[key..].starts_with('=')
    };
    if name > 0 && (has_field('(') || has_field('[')) {
        return Some(Err("de gegevens horen tussen accolades: { en }"));
    }
    if named.len() < rest.len() {
        let reason = "tussen de dubbele punt en de naam hoort geen spatie";
        return (name > 0 && has_field('{')).then_some(Err(reason));
    }
    if name == 0 || !after.trim_start_matches(' ').starts_with('{') {
        return None;
    }
    if after.starts_with(' ') {
        return Some(Err("tussen de naam en het haakje { hoort geen spatie"));
    }
    Some(head(rest).map(|mut head| {
        shift(&mut head, 1);
        head
    }))
}

/// The colons and the name of a component that has to have a line of its own, at the start of a text such as `::grafiek{a=b}`: `::grafiek`.
pub fn loose(text: &str) -> Option<&str> {
    let name = text.strip_prefix("::")?.trim_start_matches(':');
    let length = name_length(name);
    let end = text.len() - name.len() + length;
    (length > 0 && text[end..].starts_with('{')).then_some(&text[..end])
}

/// The colons and the name at the start of a text, as an example of how a component begins: `:cijfer`.
pub fn start(text: &str) -> String {
    let rest = text.trim_start_matches(':');
    let colons = &text[..text.len() - rest.len()];
    let rest = rest.trim_start();
    let name = &rest[..name_length(rest)];
    format!("{colons}{}", if name.is_empty() { "naam" } else { name })
}

fn shift(head: &mut Head, by: usize) {
    head.length += by;
    for argument in &mut head.arguments {
        argument.span = argument.span.shifted(by);
    }
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len())
}

/// The most bytes of a component, so that a text full of what looks like one costs no more than it is long.
const MAX_HEAD: usize = 2000;

/// The part of a text in which a component that starts there has to end.
pub fn within_reach(text: &str) -> &str {
    let end = (0..=MAX_HEAD.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

/// `name` or `name{key=value other="value"}`.
fn head(text: &str) -> Result<Head<'_>, &'static str> {
    let text = within_reach(text);
    let name = &text[..name_length(text)];
    if name.is_empty() {
        return Err("de naam ontbreekt");
    }
    let mut at = name.len();
    let mut arguments = Vec::new();
    if text[at..].starts_with('{') {
        at += 1;
        loop {
            at += text[at..].len() - text[at..].trim_start().len();
            let rest = &text[at..];
            if rest.starts_with('}') {
                at += 1;
                break;
            }
            let key = name_length(rest);
            if rest.is_empty() {
                return Err("het sluitende haakje } ontbreekt");
            }
            if key == 0 || !rest[key..].starts_with('=') {
                return Err("tussen de haakjes { } hoort steeds naam=waarde");
            }
            let value_at = key + 1;
            let (value, length) = value(&rest[value_at..])?;
            let end = at + value_at + length;
            arguments.push(Argument {
                name: rest[..key].to_owned(),
                value: value.to_owned(),
                span: Span { start: at, end },
            });
            at = end;
        }
    }
    Ok(Head { name, arguments, length: at })
}

/// A value with or without quotes, and the bytes it takes.
fn value(text: &str) -> Result<(&str, usize), &'static str> {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => match text[1..].find(quote) {
            Some(end) => Ok((&text[1..=end], end + 2)),
            None => Err("het tweede aanhalingsteken ontbreekt"),
        },
        Some('“' | '”') => Err("gebruik rechte aanhalingstekens: \""),
        _ => {
            let end = text.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(text.len());
            if end == 0 { Err("na het is-teken ontbreekt de waarde") } else { Ok((&text[..end], end)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_is_read_with_places() {
        let text = "::grafiek{indicator=nww titel=\"Drie woorden hier\"}";
        let Some(Line::Leaf(head)) = line(text) else { panic!("a leaf") };
        assert_eq!(head.name, "grafiek");
        let read: Vec<_> = head.arguments.iter().map(|a| (a.name.as_str(), a.value.as_str())).collect();
        assert_eq!(read, [("indicator", "nww"), ("titel", "Drie woorden hier")]);
        let span = head.arguments[1].span;
        assert_eq!(&text[span.start..span.end], "titel=\"Drie woorden hier\"");
        assert_eq!(head.length, text.len());
    }

    #[test]
    fn what_is_no_directive_stays_text() {
        for text in [": dit", "::", "een: twee", "::: ja nee", ":-)"] {
            assert!(!matches!(line(text), Some(Line::Leaf(_) | Line::Open(_))), "{text}");
        }
        assert_eq!(line(":::"), Some(Line::Close));
        assert_eq!(inline(": dus"), None);
        assert_eq!(inline(":dus"), None);
        assert!(matches!(inline(":cijfer{a=b} is"), Some(Ok(head)) if head.length == 12));
        assert!(matches!(inline(":cijfer{a= } is"), Some(Err(_))));
        assert!(matches!(inline(":cijfer{a=b"), Some(Err(_))));
        assert!(matches!(inline(":cijfer {a=b}"), Some(Err(_))));
        for wrong in [":cijfer(a=b)", ":cijfer[a=b]", ": cijfer{a=b}"] {
            assert!(matches!(inline(wrong), Some(Err(_))), "{wrong}");
        }
        for text in [":f(x)", ": cijfer {a}", ": zie [a](b)", ":[a=b]", ": (a=b)"] {
            assert_eq!(inline(text), None, "{text}");
        }
        assert_eq!(inline(":cijfer dus {a}"), None);
        assert_eq!(["::grafiek{a b}", ":::  {", ":cijfer {a=b}"].map(start), ["::grafiek", ":::naam", ":cijfer"]);
    }
}
