//! Text → a part of an address: lower-case letters, digits and hyphens.

/// `"Eén loket: 's-Hertogenbosch"` → `"een-loket-s-hertogenbosch"`.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        match fold(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            None if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            None => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// What a name is sorted by in Dutch: without capitals and marks, and without a leading 's-, 't or 'n.
pub fn sort_key(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let bare = ["'s-", "'s ", "'t ", "'n "].iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    let mut key = String::with_capacity(bare.len());
    for c in bare.chars() {
        match fold(c) {
            Some(letters) => key.push_str(letters),
            None if c.is_alphanumeric() => key.push(c),
            None if c.is_whitespace() || c == '-' || c == '/' => key.push(' '),
            None => {}
        }
    }
    key
}

/// What two spellings of a name have in common: its letters and digits, without capitals and marks.
/// `"'s-Hertogenbosch"` and `"S Hertogenbosch"` → `"shertogenbosch"`.
pub fn match_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match fold(c) {
            Some(letters) => key.push_str(letters),
            None if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            None => {}
        }
    }
    key
}

/// The most letters of a part of an address: file systems take 255, with an ending.
pub const LONGEST: usize = 200;

/// Whether `text` is what [`slugify`] would make of it, so that it is safe as a part of an address and a file name.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && slugify(text) == text
}

/// The start of a slug, cut off between two words: at most this many letters, unless its first word is longer.
pub fn shortened(slug: &str, most: usize) -> &str {
    match slug.match_indices('-').map(|(at, _)| at).take_while(|at| *at <= most).last() {
        Some(at) if slug.len() > most => &slug[..at],
        _ => &slug[..slug.len().min(most)],
    }
}

/// `text` with every letter that has a mark as two characters: the letter, and the mark by itself. Two names that look the same are the
/// same in this form, whichever computer they were made on.
pub fn taken_apart(text: &str) -> String {
    // Those of Dutch and of names, in order of their marks.
    const MARKED: [(char, &str, &str); 12] = [
        ('\u{300}', "àèìòùÀÈÌÒÙ", "aeiouAEIOU"),
        ('\u{301}', "áéíóúýćńśźÁÉÍÓÚÝĆŃŚŹ", "aeiouycnszAEIOUYCNSZ"),
        ('\u{302}', "âêîôûÂÊÎÔÛ", "aeiouAEIOU"),
        ('\u{303}', "ãñõÃÑÕ", "anoANO"),
        ('\u{306}', "ăğĂĞ", "agAG"),
        ('\u{307}', "żŻİ", "zZI"),
        ('\u{308}', "äëïöüÿÄËÏÖÜŸ", "aeiouyAEIOUY"),
        ('\u{30a}', "åÅ", "aA"),
        ('\u{30c}', "čěřšžČĚŘŠŽ", "cerszCERSZ"),
        ('\u{326}', "șțȘȚ", "stST"),
        ('\u{327}', "çşÇŞ", "csCS"),
        ('\u{328}', "ąęĄĘ", "aeAE"),
    ];
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        let apart = MARKED.iter().find_map(|(mark, marked, plain)| {
            let at = marked.chars().position(|other| other == c)?;
            Some([plain.chars().nth(at)?, *mark])
        });
        match apart {
            Some(letters) if !c.is_ascii() => out.extend(letters),
            _ => out.push(c),
        }
    }
    out
}

/// Whether Windows keeps this name for a device, so that no file can have it.
pub fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || matches!(name.as_bytes(), [b'c', b'o', b'm', b'1'..=b'9'] | [b'l', b'p', b't', b'1'..=b'9'])
}

/// A letter with a mark → the letter without it.
pub fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ą' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ă' | 'Ą' => {
            "a"
        }
        'ç' | 'ć' | 'č' | 'Ç' | 'Ć' | 'Č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ě' | 'Ę' => "e",
        'ğ' | 'Ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'İ' => "i",
        'ł' | 'Ł' => "l",
        'ñ' | 'ń' | 'Ñ' | 'Ń' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => "o",
        'ř' | 'Ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'Ś' | 'Š' | 'Ş' | 'Ș' => "s",
        'ț' | 'Ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => "z",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ĳ' | 'Ĳ' => "ij",
        // A mark by itself, behind its letter: so Macs write the names of files.
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        for (text, slug) in [
            ("Eén loket: 's-Hertogenbosch", "een-loket-s-hertogenbosch"),
            ("  Wajong/WSW  ", "wajong-wsw"),
            ("IJmond & Ĳssel", "ijmond-ijssel"),
            ("Čapek, Şahin en Łódź", "capek-sahin-en-lodz"),
            ("…", ""),
        ] {
            assert_eq!(slugify(text), slug);
        }
        // One table takes the marks off, the other tells what they are.
        for c in ('\u{c0}'..='\u{21b}').filter(|&c| taken_apart(&c.to_string()).chars().count() == 2) {
            assert!(
                fold(c).is_some_and(|letter| letter.eq_ignore_ascii_case(&taken_apart(&c.to_string())[..1])),
                "{c}"
            );
        }
        assert!(is_slug("2009-t2") && !is_slug("Een") && !is_slug("a--b") && !is_slug(".."));
    }
}
