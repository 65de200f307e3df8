//! Links that lead out of the portal: whether what they lead to is still there.
//!
//! Polite: one question at a time to a server, with a pause between two, and none for what was answered in the last week. Bounded:
//! so many questions in a run, the rest waits for the next. How a question is asked is for the caller: nothing here knows a network.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::order::Order;
use crate::source::Place;

/// How many days a good answer is good for.
const FRESH: i64 = 7;
/// The most addresses that are asked for in one run.
pub const MOST: usize = 200;

/// What became of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is there.
    Fine,
    /// The server says that it is not, with the code it gives.
    Gone(u16),
    /// There is no server of that name.
    NoServer,
    /// Nobody can tell now: the server is busy, slow, or answers no programs.
    Unknown,
}

/// Asks servers.
pub trait Ask: Sync {
    /// Whether there is something at an address.
    fn ask(&self, address: &str) -> Answer;
    /// Waits before the next question to the same server.
    fn pause(&self);
}

/// What was answered before, by address, with the day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory(BTreeMap<String, (Date, Answer)>);

/// What a run found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Links that lead nowhere.
    pub problems: Vec<Diagnostic>,
    /// Addresses that were asked for.
    pub asked: usize,
    /// Addresses of which nobody could tell.
    pub unknown: usize,
    /// Addresses that wait for the next run.
    pub waiting: usize,
    /// Whether no server at all was found: then it is this computer that has no network.
    pub offline: bool,
}

/// Looks at all `links`: the places by the address they lead to. Keeps in `memory` what is still linked to.
pub fn check(links: &BTreeMap<String, Vec<Place>>, memory: &mut Memory, ask: &dyn Ask, today: Date) -> Found {
    let fresh = |known: &&(Date, Answer)| known.1 == Answer::Fine && known.0.saturating_add(FRESH.days()) > today;
    memory.0.retain(|address, _| links.contains_key(address));
    let mut due: Vec<&String> = links.keys().filter(|address| memory.0.get(*address).filter(fresh).is_none()).collect();
    // What was never asked for comes first, then what was longest ago: so everything gets its turn.
    due.order_by_key(|address| memory.0.get(*address).map(|(day, _)| *day));
    let mut by_server: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for address in due.iter().take(MOST) {
        by_server.entry(server(address)).or_default().push(address);
    }
    let in_turn = |addresses: &Vec<&String>| -> Vec<(String, Answer)> {
        let one = |(at, address): (usize, &&String)| {
            if at > 0 {
                ask.pause();
            }
            ((*address).clone(), ask.ask(address))
        };
        addresses.iter().enumerate().map(one).collect()
    };
    let answers: Vec<(String, Answer)> =
        by_server.par_iter().flat_map_iter(|(_, addresses)| in_turn(addresses)).collect();
    let mut found = Found {
        asked: answers.len(),
        waiting: due.len() - answers.len(),
        unknown: answers.iter().filter(|(_, answer)| *answer == Answer::Unknown).count(),
        offline: !answers.is_empty() && answers.iter().all(|(_, answer)| *answer == Answer::NoServer),
        problems: Vec::new(),
    };
    if found.offline {
        return found;
    }
    // What waits for its turn is as it was.
    for address in due.iter().skip(MOST) {
        if let Some((_, answer)) = memory.0.get(*address) {
            found.problems.extend(problems(address, *answer, &links[*address]));
        }
    }
    for (address, answer) in answers {
        found.problems.extend(problems(&address, answer, &links[&address]));
        memory.0.insert(address, (today, answer));
    }
    found
}

fn problems(address: &str, answer: Answer, places: &[Place]) -> Vec<Diagnostic> {
    let reason = match answer {
        Answer::Fine | Answer::Unknown => return Vec::new(),
        Answer::Gone(code) => code.to_string(),
        // The name that curl has for it, in both languages.
        Answer::NoServer => "DNS".to_owned(),
    };
    let one = |place: &Place| {
        Diagnostic::new(&catalogue::DEAD_LINK, place.clone()).with("adres", address).with("reden", &reason)
    };
    places.iter().map(one).collect()
}

/// `https://example.org:8080/a` → `example.org:8080`.
fn server(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default()
}

/// The address a link leads to, without the part after `#`, which servers do not see; none of a link that is no web address.
pub fn address(target: &str) -> Option<&str> {
    let small = target.get(..8).unwrap_or(target).to_ascii_lowercase();
    (small.starts_with("http://") || small.starts_with("https://"))
        .then(|| target.split('#').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use jiff::civil::date;

    use super::*;

    /// Answers by what stands in the address, and remembers what was asked; a pause is an empty text.
    #[derive(Default)]
    struct Servers(Mutex<Vec<String>>);

    impl Ask for Servers {
        fn ask(&self, address: &str) -> Answer {
            self.0.lock().expect("whole").push(address.to_owned());
            match address {
                _ if address.contains("weg") => Answer::Gone(404),
                _ if address.contains("naamloos") => Answer::NoServer,
                _ if address.contains("druk") => Answer::Unknown,
                _ => Answer::Fine,
            }
        }

        fn pause(&self) {
            self.0.lock().expect("whole").push(String::new());
        }
    }

    impl Servers {
        fn asked(&self) -> Vec<String> {
            let mut asked = std::mem::take(&mut *self.0.lock().expect("whole"));
            asked.sort();
            asked
        }
    }

    fn links(addresses: &[&str]) -> BTreeMap<String, Vec<Place>> {
        let places = || vec![Place::file("content/over/a.md"), Place::file("content/over/b.md")];
        addresses.iter().map(|address| ((*address).to_owned(), places())).collect()
    }

    #[test]
    fn each_place_of_a_dead_link_is_named_and_what_nobody_knows_is_not() {
        let all = links(&["https://a.nl/goed", "https://a.nl/weg", "https://b.nl/druk", "https://naamloos.nl/"]);
        let (servers, mut memory) = (Servers::default(), Memory::default());
        let found = check(&all, &mut memory, &servers, date(2009, 12, 1));
        let told: Vec<(&str, &str)> =
            found.problems.iter().map(|problem| (&*problem.place.path, problem.arguments[0].1.as_str())).collect();
        let dead = ["https://a.nl/weg", "https://naamloos.nl/"];
        let expected: Vec<(&str, &str)> =
            dead.iter().flat_map(|dead| [("content/over/a.md", *dead), ("content/over/b.md", *dead)]).collect();
        assert_eq!(told, expected);
        assert_eq!((found.asked, found.unknown, found.waiting, found.offline), (4, 1, 0, false));
        // Only between two questions to one server is there a pause.
        assert_eq!(servers.asked().iter().filter(|asked| asked.is_empty()).count(), 1);
    }

    #[test]
    fn a_good_answer_holds_for_a_week_and_another_is_asked_again() {
        let all = links(&["https://a.nl/goed", "https://b.nl/weg"]);
        let (servers, mut memory) = (Servers::default(), Memory::default());
        check(&all, &mut memory, &servers, date(2009, 12, 1));
        assert_eq!(servers.asked().len(), 2);
        check(&all, &mut memory, &servers, date(2009, 12, 7));
        assert_eq!(servers.asked(), ["https://b.nl/weg"]);
        check(&all, &mut memory, &servers, date(2009, 12, 8));
        assert_eq!(servers.asked(), ["https://a.nl/goed", "https://b.nl/weg"]);
        // What nobody links to any more is forgotten.
        check(&links(&["https://c.nl/"]), &mut memory, &servers, date(2009, 12, 8));
        assert_eq!(memory.0.keys().collect::<Vec<_>>(), ["https://c.nl/"]);
    }

    #[test]
    fn a_run_is_bounded_and_the_next_goes_on() {
        let many: Vec<String> = (0..MOST + 50).map(|number| format!("https://server-{number}.nl/")).collect();
        let all = links(&many.iter().map(String::as_str).collect::<Vec<_>>());
        let (servers, mut memory) = (Servers::default(), Memory::default());
        let first = check(&all, &mut memory, &servers, date(2009, 12, 1));
        assert_eq!((first.asked, first.waiting), (MOST, 50));
        let second = check(&all, &mut memory, &servers, date(2009, 12, 1));
        assert_eq!((second.asked, second.waiting), (50, 0));
    }

    #[test]
    fn what_nobody_can_tell_does_not_keep_others_from_their_turn() {
        let many: Vec<String> = (0..MOST + 50).map(|number| format!("https://a.nl/druk/{number:03}")).collect();
        let all = links(&many.iter().map(String::as_str).collect::<Vec<_>>());
        let (servers, mut memory) = (Servers::default(), Memory::default());
        for day in 1..=3 {
            check(&all, &mut memory, &servers, date(2009, 12, day));
        }
        let mut asked = servers.asked();
        asked.dedup();
        assert_eq!(asked.iter().filter(|asked| !asked.is_empty()).count(), many.len());
    }

    #[test]
    fn a_dead_link_is_told_again_while_it_waits() {
        let mut many: Vec<String> = (0..MOST).map(|number| format!("https://a.nl/druk/{number:03}")).collect();
        many.push("https://a.nl/weg".to_owned());
        let all = links(&many.iter().map(String::as_str).collect::<Vec<_>>());
        let (servers, mut memory) = (Servers::default(), Memory::default());
        let told: Vec<usize> =
            (1..=3).map(|day| check(&all, &mut memory, &servers, date(2009, 12, day)).problems.len()).collect();
        // Not yet asked for, asked for, and waiting again.
        assert_eq!(told, [0, 2, 2]);
    }

    #[test]
    fn without_a_network_no_link_is_called_dead() {
        let all = links(&["https://naamloos.nl/", "https://ook-naamloos.nl/"]);
        let (servers, mut memory) = (Servers::default(), Memory::default());
        let found = check(&all, &mut memory, &servers, date(2009, 12, 1));
        assert!(found.offline && found.problems.is_empty() && memory == Memory::default(), "{found:?}");
    }

    #[test]
    fn only_web_addresses_are_asked_for_and_never_their_anchors() {
        assert_eq!(address("https://a.nl/b?c#d"), Some("https://a.nl/b?c"));
        assert_eq!(address("HTTP://a.nl"), Some("HTTP://a.nl"));
        for other in ["mailto:a@b.nl", "tel:0612345678", "over/portaal.md", "#hier", "file:///etc/passwd", "é"] {
            assert_eq!(address(other), None, "{other}");
        }
        assert_eq!(server("https://a.nl:8080/b"), "a.nl:8080");
    }
}
