//! A request, and whether it is asked of this computer: reading, no answering.

use std::net::IpAddr;

/// Where the preview is.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Address {
    /// Name or number of this computer, as asked for, without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Address {
    /// The address for a browser.
    pub fn url(&self) -> String {
        match self.host.parse() {
            Ok(IpAddr::V6(ip)) if !ip.is_unspecified() => format!("http://[{ip}]:{}/", self.port),
            Ok(ip) if ip.is_unspecified() => format!("http://localhost:{}/", self.port),
            _ => format!("http://{}:{}/", self.host, self.port),
        }
    }

    /// What it means that others can reach this address; none when only this computer can.
    pub fn notice(&self) -> Option<String> {
        let own =
            self.host.eq_ignore_ascii_case("localhost") || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        (!own).then(|| {
            format!(
                "Let op: met --host {} kan iedereen op je netwerk deze voorvertoning zien, ook concepten en teksten die nog niet \
                 uit zijn. Laat --host weg als je dat niet wilt.",
                self.host
            )
        })
    }

    /// Whether a `Host` header names this computer. A page elsewhere can let its own name lead here (DNS rebinding)
    /// and read the preview, but it cannot change the name the browser sends. Any port is good: it can be forwarded.
    pub(super) fn accepts(&self, header: &str) -> bool {
        let Some(name) = host_name(header) else { return false };
        let asked: Option<IpAddr> = self.host.parse().ok();
        // A number cannot be made to lead elsewhere, so it is safe when every address of this computer was asked for.
        let any_number = asked.is_some_and(|ip| ip.is_unspecified()) && name.parse::<IpAddr>().is_ok();
        let same_number = asked.is_some() && asked == name.parse().ok();
        any_number
            || same_number
            || ["localhost", "127.0.0.1", "::1", &self.host].iter().any(|own| name.eq_ignore_ascii_case(own))
    }
}

/// The name in a `Host` header, without port and brackets.
fn host_name(header: &str) -> Option<&str> {
    let (name, port) = match header.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => header.split_at(header.find(':').unwrap_or(header.len())),
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    (digits.bytes().all(|byte| byte.is_ascii_digit()) && (port.is_empty() || port.len() > 1)).then_some(name)
}

/// What of a request matters for the answer.
pub(super) struct Request<'a> {
    /// `GET` and the like.
    pub method: &'a str,
    /// Path and query, as sent.
    pub url: &'a str,
    /// Names and values.
    pub headers: Vec<(&'a str, &'a str)>,
}

impl<'a> Request<'a> {
    /// Reads the request line and the headers; none when they are not as they should be.
    pub fn parse(head: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(head).ok()?;
        let mut lines = text.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, url, protocol) = (words.next()?, words.next()?, words.next()?);
        let headers: Vec<_> = lines.map(header).collect::<Option<_>>()?;
        let known = matches!(protocol, "HTTP/1.1" | "HTTP/1.0") && words.next().is_none();
        let clean = !text.split("\r\n").any(|line| line.contains(|c: char| c.is_control() && c != '\t'));
        (known && clean).then_some(Self { method, url, headers })
    }

    fn header(&self, name: &'static str) -> Option<&str> {
        self.all(name).next()
    }

    fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The `Host` header, when there is exactly one.
    pub fn host(&self) -> Option<&str> {
        let mut hosts = self.all("Host");
        hosts.next().filter(|_| hosts.next().is_none())
    }

    pub fn has_body(&self) -> bool {
        self.header("Transfer-Encoding").is_some() || self.all("Content-Length").any(|length| length.trim() != "0")
    }

    /// Whether a page of another site asks for a file of the preview itself.
    pub fn is_from_elsewhere(&self) -> bool {
        self.all("Sec-Fetch-Site").any(|site| !matches!(site, "same-origin" | "none"))
    }

    /// Whether a script or a form of another site asks, as the browser says with `Origin`. Another port is another site: what
    /// else runs on this computer has no business with drafts.
    pub fn has_other_origin(&self) -> bool {
        let own = self.host().unwrap_or_default();
        let is_own = |origin: &str| {
            let name = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            name.is_some_and(|name| name.eq_ignore_ascii_case(own))
        };
        self.all("Origin").any(|origin| !is_own(origin))
    }

    /// The path as sent and the query.
    pub fn parts(&self) -> (&str, &str) {
        let url = self.url.split('#').next().unwrap_or_default();
        url.split_once('?').unwrap_or((url, ""))
    }
}

/// Name and value of a header.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let valid = !name.is_empty() && !name.contains(char::is_whitespace);
    valid.then(|| (name, value.trim()))
}

/// The path with its percent-encoding undone, once; none when it could be read as another file than it names.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            byte => byte,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let harmful = |c: char| c == '\\' || c.is_control();
    let climbs = path.split('/').any(|part| part == "." || part == "..");
    (path.starts_with('/') && !path.contains("//") && !path.contains(harmful) && !climbs).then_some(path)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
