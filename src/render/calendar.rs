//! Events as iCalendar (RFC 5545): all of them in one file, and each in its own.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::dutch;
use crate::model::id::Id;
use crate::model::portal::{Bijeenkomst, Portal, Text};
use crate::model::reviews::Review;
use crate::model::route::Route;
use crate::moment::Moment;
use crate::render::dates;

/// Path of the calendar with all events.
const ALL: &str = "agenda.ics";
/// The most bytes of a line, without its end (RFC 5545, section 3.1).
const LINE: usize = 75;
/// Dutch time, with the rule that the European Union has had since 1996.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n\
    BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n\
    END:VTIMEZONE\r\n";

/// A calendar: of one event, or of all.
pub type Calendar = Option<Id<Bijeenkomst>>;

/// Every calendar, by path in the site.
pub fn files(portal: &Portal) -> Vec<(String, Calendar)> {
    let each = portal.bijeenkomsten.ids().map(Some);
    let all = (!portal.bijeenkomsten.is_empty()).then_some(None);
    all.into_iter().chain(each).map(|calendar| (route(portal, calendar).output(), calendar)).collect()
}

/// The calendar at a path of the site.
pub fn find(portal: &Portal, path: &str) -> Option<Calendar> {
    path.ends_with(".ics")
        .then(|| files(portal).into_iter().find(|(other, _)| other == path))
        .flatten()
        .map(|(_, found)| found)
}

/// The address of a calendar for a link; none when there are no events.
pub fn href(portal: &Portal, calendar: Calendar) -> Option<String> {
    (!portal.bijeenkomsten.is_empty()).then(|| route(portal, calendar).href(&portal.base_path))
}

fn route(portal: &Portal, calendar: Calendar) -> Route {
    match calendar {
        None => Route::file(ALL),
        // `agenda/jeugdtop.ics`: the name the file has on a reader's disk.
        Some(id) => Route::file(&format!("{}.ics", portal.pages[portal.bijeenkomsten[id].page].route.name())),
    }
}

/// Writes a calendar.
pub fn ics(portal: &Portal, calendar: Calendar) -> String {
    let mut lines = Lines::default();
    lines.raw("BEGIN:VCALENDAR");
    lines.raw("VERSION:2.0");
    lines.text("PRODID", &format!("-//{}//ketenportaal//NL", portal.settings.name.replace('/', " ")));
    lines.raw("CALSCALE:GREGORIAN");
    lines.raw("METHOD:PUBLISH");
    if calendar.is_none() {
        let name = portal.words.fill("volgen.agenda_titel", &[("portaal", &portal.settings.name)]);
        lines.text("NAME", &name);
        lines.text("X-WR-CALNAME", &name);
    }
    let events: Vec<&Bijeenkomst> = match calendar {
        Some(id) => vec![&portal.bijeenkomsten[id]],
        None => portal.bijeenkomsten.iter().collect(),
    };
    if events.iter().any(|event| event.start.time.is_some()) {
        lines.out.push_str(ZONE);
    }
    for event in events {
        push(portal, event, &mut lines);
    }
    lines.raw("END:VCALENDAR");
    lines.out
}

/// The work of editors: the days before which pages must be looked at again, by owner. No file of the site.
pub fn reviews(portal: &Portal, reviews: &BTreeMap<&str, Vec<Review>>) -> String {
    let mut lines = Lines::default();
    lines.raw("BEGIN:VCALENDAR");
    lines.raw("VERSION:2.0");
    lines.text("PRODID", &format!("-//{}//ketenportaal//NL", portal.settings.name.replace('/', " ")));
    lines.raw("CALSCALE:GREGORIAN");
    lines.text("X-WR-CALNAME", &format!("Nakijken: {}", portal.settings.name));
    for (owner, list) in reviews {
        for review in list {
            let page = &portal.pages[review.page];
            let common = page.text.as_ref().map(Text::common);
            let path = page.text.as_ref().map_or("", |text| &text.path);
            lines.raw("BEGIN:VEVENT");
            lines.text("UID", &format!("nakijken-{}@{}", page.route.name(), host(portal)));
            // As with events: no moment of writing, so that the same portal gives the same file.
            let stamp = common.and_then(|common| common.reviewed).unwrap_or(review.due);
            lines.raw(&format!("DTSTAMP:{}T000000Z", compact(stamp)));
            lines.raw(&format!("DTSTART;VALUE=DATE:{}", compact(review.due)));
            lines.text("SUMMARY", &format!("Nakijken: {}", page.title));
            let owner = if owner.is_empty() { "niemand" } else { owner };
            let seen = common
                .and_then(|common| common.reviewed)
                .map_or_else(|| "nog niet".to_owned(), |day| format!("op {}", dutch::date(day)));
            lines.text("DESCRIPTION", &format!("Eigenaar: {owner}\nBestand: {path}\nLaatst nagekeken: {seen}"));
            lines.text("CATEGORIES", owner);
            lines.raw(&format!("URL:{}", page.route.href(&portal.base_url)));
            lines.raw("TRANSP:TRANSPARENT");
            lines.raw("END:VEVENT");
        }
    }
    lines.raw("END:VCALENDAR");
    lines.out
}

/// The host of the settings: the same when the site is tried at another address.
fn host(portal: &Portal) -> &str {
    let address = portal.settings.base_url.value.split_once("://");
    address.map_or("", |(_, rest)| rest.split(['/', ':']).next().unwrap_or_default())
}

fn push(portal: &Portal, event: &Bijeenkomst, lines: &mut Lines) {
    let page = &portal.pages[event.page];
    let address = page.route.href(&portal.base_url);
    let host = host(portal);
    let stamp = dates::own(page).unwrap_or(event.start.date);
    lines.raw("BEGIN:VEVENT");
    lines.text("UID", &format!("{}@{host}", page.route.name().replace('/', "-")));
    // A stamp of the day of the build would make every build another file.
    lines.raw(&format!("DTSTAMP:{}T000000Z", compact(stamp)));
    lines.raw(&format!("DTSTART{}", start(event.start)));
    if let Some(end) = end(event) {
        lines.raw(&format!("DTEND{end}"));
    }
    lines.text("SUMMARY", &page.title);
    lines.text("LOCATION", &event.plaats);
    lines.text("DESCRIPTION", &description(portal, event, &address));
    lines.raw(&format!("URL:{address}"));
    let themas: Vec<String> =
        event.themas.iter().map(|&id| escaped(&portal.pages[portal.themas[id].page].title)).collect();
    if !themas.is_empty() {
        lines.raw(&format!("CATEGORIES:{}", themas.join(",")));
    }
    lines.raw("TRANSP:TRANSPARENT");
    lines.raw("END:VEVENT");
}

fn description(portal: &Portal, event: &Bijeenkomst, address: &str) -> String {
    let page = &portal.pages[event.page];
    let mut parts = vec![page.description.to_string()];
    if let Some(registration) = &event.registration {
        parts.push(format!("{}: {registration}", portal.words.get("agenda.aanmelden")));
    }
    if let Some(end) = event.end.filter(|end| end.time.is_some() && event.start.time.is_none()) {
        // A calendar has no day without a start time that has an end time.
        parts.push(format!("{} {}", portal.words.get("agenda.tot"), dutch::moment(end)));
    }
    parts.push(address.to_owned());
    parts.join("\n")
}

/// The parameters and the value of a moment.
fn start(moment: Moment) -> String {
    match moment.time {
        None => format!(";VALUE=DATE:{}", compact(moment.date)),
        Some((hour, minute)) => format!(";TZID=Europe/Amsterdam:{}T{hour:02}{minute:02}00", compact(moment.date)),
    }
}

/// The first moment after an event. A whole day ends when the next begins; so does an event that starts at a time and ends on a
/// later day. Without an end, or with one that does not come after its start, the reader's calendar
/// decides.
fn end(event: &Bijeenkomst) -> Option<String> {
    let end = event.end.unwrap_or(event.start);
    let day_after = end.date.saturating_add(1.day());
    match (event.start.time, end.time) {
        (None, _) => (end.date >= event.start.date).then(|| start(Moment { date: day_after, time: None })),
        (Some(_), Some(_)) => (end > event.start).then(|| start(end)),
        (Some(_), None) => (end.date > event.start.date).then(|| start(Moment { date: day_after, time: Some((0, 0)) })),
    }
}

/// `20090527`.
fn compact(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A text value (RFC 5545, section 3.3.11). Signs that steer a terminal are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines that are folded to 75 bytes and end in CR LF.
#[derive(Default)]
struct Lines {
    out: String,
}

impl Lines {
    fn text(&mut self, name: &str, value: &str) {
        self.raw(&format!("{name}:{}", escaped(value)));
    }

    fn raw(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.out.push_str("\r\n ");
                room = LINE - 1;
            }
            self.out.push(c);
            room -= c.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"één; ".repeat(40));
        assert!(lines.out.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(lines.out.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "één\\; ".repeat(40)));
    }

    #[test]
    fn a_text_cannot_start_a_line_of_its_own() {
        assert_eq!(escaped("a\r\nEND:VEVENT, b\\"), "a\\nEND:VEVENT\\, b\\\\");
    }
}
