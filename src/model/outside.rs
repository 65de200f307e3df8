//! Addresses outside the portal: what an editor meant by one that no browser can follow.

/// Hosts that are the reader's own computer.
const OWN_COMPUTER: [&str; 4] = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"];

/// How editors write the start of an address when they slip, without its signs.
const NEARLY_HTTPS: [&str; 9] = ["https", "http", "htps", "htp", "htttp", "htttps", "htpps", "ttps", "hhttps"];

/// The address that was meant by `target`, when it is none by itself: `www.x.nl`, `https:www.x.nl`, `naam@x.nl`.
pub(super) fn meant(target: &str) -> Option<String> {
    if target.contains(char::is_whitespace) {
        return None;
    }
    if let Some((name, host)) = target.split_once('@').filter(|_| !target.contains(['/', ':', '#'])) {
        return (!name.is_empty() && host.contains('.')).then(|| format!("mailto:{target}"));
    }
    if target.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return Some(format!("https://{target}"));
    }
    let (start, signs, mut host) = split_start(target)?;
    let is_secure = !start.eq_ignore_ascii_case("http");
    let is_good = signs == "://" && (!is_secure || start.eq_ignore_ascii_case("https")) && split_start(host).is_none();
    // The same start may be there more than once: `https://https://x.nl`.
    while let Some((.., rest)) = split_start(host) {
        host = rest;
    }
    let protocol = if is_secure { "https" } else { "http" };
    (!is_good && is_host(host)).then(|| format!("{protocol}://{host}"))
}

/// The start of an address, nearly `https`, the signs behind it, and the rest.
fn split_start(text: &str) -> Option<(&str, &str, &str)> {
    let letters = text.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    let (start, rest) = text.split_at(letters);
    let host = rest.trim_start_matches([':', ';', '/']);
    let signs = &rest[..rest.len() - host.len()];
    let is_start = !signs.is_empty() && NEARLY_HTTPS.iter().any(|nearly| start.eq_ignore_ascii_case(nearly));
    is_start.then_some((start, signs, host))
}

/// Whether a link that leads to no file names a site of others: `uwv.nl`, `werk.uwv.nl/vacatures`.
pub(super) fn is_site(name: &str) -> bool {
    let host = name.split('/').next().unwrap_or(name);
    let is_top = [".nl", ".com", ".org", ".eu", ".be", ".net"].iter().any(|top| host.ends_with(top));
    is_top && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
}

/// Whether a text starts as the name of a site does.
fn is_host(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

/// Whether an address is one of the computer of who reads it: a site that an editor looked at, and nobody else can.
pub(super) fn is_own_computer(target: &str) -> bool {
    let Some((_, rest)) = target.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let host = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
    OWN_COMPUTER.iter().any(|own| host.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_ends_as_one() {
        assert!(["uwv.nl", "werk.uwv.nl/vacatures"].iter().all(|name| is_site(name)));
        assert!(!["plan.pdf", "over/uwv.nl", "een plan.nl", "nl"].iter().any(|name| is_site(name)));
    }

    #[test]
    fn an_address_that_is_nearly_one_is_told() {
        for (target, right) in [
            ("www.werk.nl", "https://www.werk.nl"),
            ("https:www.werk.nl", "https://www.werk.nl"),
            ("https:/www.werk.nl/a", "https://www.werk.nl/a"),
            ("https//www.werk.nl", "https://www.werk.nl"),
            ("http;//www.werk.nl", "http://www.werk.nl"),
            ("htps://werk.nl", "https://werk.nl"),
            ("https:///werk.nl", "https://werk.nl"),
            ("https://https://werk.nl/", "https://werk.nl/"),
            ("https://http:/htps//werk.nl", "https://werk.nl"),
            ("redactie@werk.nl", "mailto:redactie@werk.nl"),
        ] {
            assert_eq!(meant(target).as_deref(), Some(right), "{target}");
        }
        for target in [
            "https://werk.nl",
            "HTTP://werk.nl",
            "https://werk.nl/a:b//c",
            "https://[::1]/",
            "https://é.nl",
            "mailto:a@b.nl",
            "tel:+31",
            "http.md",
            "https-uitleg",
            "themas/www.md",
            "foto@2x.png/a",
            "https://",
            "https://httpsite.nl/",
            "",
        ] {
            assert_eq!(meant(target), None, "{target}");
        }
    }

    #[test]
    fn the_own_computer_is_known_with_and_without_a_port() {
        for target in ["http://localhost:8000/a/", "http://127.0.0.1", "https://LOCALHOST/", "http://[::1]:80/x"] {
            assert!(is_own_computer(target), "{target}");
        }
        for target in ["https://localhost.example/", "https://werk.nl/localhost", "localhost"] {
            assert!(!is_own_computer(target), "{target}");
        }
    }
}
