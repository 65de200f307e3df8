//! Addresses outside the portal: what an editor meant by one that no browser can follow.

/// Hosts that are the reader's own computer.
const OWN_COMPUTER: [&str; 5] = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]", "::1"];

/// How editors write the start of an address when they slip, without its signs.
const NEARLY_HTTPS: [&str; 9] = ["https", "http", "htps", "htp", "htttp", "htttps", "htpps", "ttps", "hhttps"];

/// The address that was meant by `target`, when it is none by itself: `www.x.nl`, `https:www.x.nl`, `naam@x.nl`.
pub(super) fn meant(target: &str) -> Option<String> {
    if target.contains(char::is_whitespace) {
        return None;
    }
    let lower = target.to_ascii_lowercase();
    if let Some((name, host)) = target.split_once('@').filter(|_| !target.contains(['/', ':', '#'])) {
        return (!name.is_empty() && host.contains('.')).then(|| format!("mailto:{target}"));
    }
    if lower.starts_with("www.") {
        return Some(format!("https://{target}"));
    }
    let letters = lower.bytes().take_while(u8::is_ascii_lowercase).count();
    let (start, rest) = target.split_at(letters);
    if !NEARLY_HTTPS.contains(&&lower[..letters]) || !rest.starts_with([':', ';', '/']) {
        return None;
    }
    let is_good =
        matches!(&lower[..letters], "https" | "http") && is_host(rest.strip_prefix("://").unwrap_or_default());
    let host = rest.trim_start_matches([':', ';', '/']);
    // Twice the same start: `https://https://x.nl`.
    let is_twice = host.split_once([':', '/']).is_some_and(|(start, _)| NEARLY_HTTPS.contains(&start));
    let protocol = if start.eq_ignore_ascii_case("http") { "http" } else { "https" };
    match (is_good && !is_twice, is_twice) {
        (true, _) => None,
        (false, true) => meant(host).or_else(|| Some(host.to_owned())),
        (false, false) => is_host(host).then(|| format!("{protocol}://{host}")),
    }
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
