//! `check --external`: asks the servers that links lead to, with the program `curl`. A library for secure connections would make this
//! program a fifth larger, for what every desk has already.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::external::{self, Answer, Ask, Memory};
use crate::render::Site;
use crate::source::Place;
use crate::{load, write};

/// Where answers are kept, below the root of the portal.
const MEMORY: &str = ".ketenportaal/links.json";
/// The most bytes of that file.
const LIMIT: u64 = 8 << 20;
/// Between two questions to one server.
const PAUSE: Duration = Duration::from_secs(1);

/// Reports the links of a site that lead to what is no longer there, and says on the terminal what was looked at.
pub(super) fn run(root: &Path, site: &Site, today: Date) -> Result<Vec<Diagnostic>, String> {
    if !Curl::is_there() {
        return Err("voor --external is het programma curl nodig, en dat is er niet.".to_owned());
    }
    let kept = load::outside(&root.join(MEMORY), LIMIT).ok().flatten();
    // What cannot be read is asked again.
    let mut memory: Memory = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let found = external::check(&links(site), &mut memory, &Curl, today);
    let bytes = serde_json::to_vec(&memory).map_err(|error| format!("kan de antwoorden niet bewaren: {error}"))?;
    write::together::files(root, &[(MEMORY, bytes)], None)?;
    if found.offline {
        return Err("geen enkele server is gevonden. Heeft deze computer verbinding met internet?".to_owned());
    }
    eprintln!(
        "Links naar buiten: {} bekeken, van {} is niets te zeggen, {} zijn er een volgende keer aan de beurt.",
        found.asked, found.unknown, found.waiting
    );
    Ok(found.problems)
}

/// Every web address that a text links to, with the places.
fn links(site: &Site) -> BTreeMap<String, Vec<Place>> {
    let mut links: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for text in site.portal.pages.ids().filter_map(|id| site.text(id)) {
        for link in &text.text.links {
            if let Some(address) = external::address(&link.target) {
                let place = Place { path: text.path.clone(), span: link.span };
                links.entry(address.to_owned()).or_default().push(place);
            }
        }
    }
    links
}

struct Curl;

impl Curl {
    fn is_there() -> bool {
        let quiet = Command::new("curl").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        quiet.is_ok_and(|status| status.success())
    }

    /// The code of the server's last answer, or that of curl when there was none.
    fn code(address: &str, how: &[&str]) -> Result<u16, Option<i32>> {
        let told = Command::new("curl")
            .args(["--silent", "--location", "--max-redirs", "5", "--max-time", "15", "--max-filesize", "10000000"])
            .args(["--proto", "=http,https", "--proto-redir", "=http,https", "--globoff", "--output", "-"])
            .args(["--user-agent", concat!("ketenportaal/", env!("CARGO_PKG_VERSION"), " (kijkt of links nog werken)")])
            .args(["--write-out", "\n%{http_code}"])
            .args(how)
            .args(["--url", address])
            .stdin(Stdio::null())
            .output()
            .map_err(|_| None)?;
        if !told.status.success() {
            return Err(told.status.code());
        }
        let text = String::from_utf8_lossy(&told.stdout);
        text.rsplit('\n').next().and_then(|code| code.trim().parse().ok()).ok_or(None)
    }
}

impl Ask for Curl {
    fn ask(&self, address: &str) -> Answer {
        let first = Self::code(address, &["--head"]);
        let last = match first {
            Ok(200..=299) => return Answer::Fine,
            // Some servers answer only who asks for the page itself.
            Ok(_) => Self::code(address, &["--range", "0-0"]),
            Err(_) => first,
        };
        match last {
            Ok(200..=299) => Answer::Fine,
            Ok(code @ (404 | 410)) => Answer::Gone(code),
            // Curl's code for a name that is not found.
            Err(Some(6)) => Answer::NoServer,
            _ => Answer::Unknown,
        }
    }

    fn pause(&self) {
        thread::sleep(PAUSE);
    }
}
