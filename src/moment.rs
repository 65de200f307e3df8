//! Days and times of content: how they are written, and how they read in Dutch.

use std::fmt;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The name of a month, 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// Reads a day as it is written in front matter and data.
pub fn day(text: &str) -> Option<Date> {
    let day = text.parse::<Date>().ok()?;
    (text.len() == 10 && (1900..=2100).contains(&day.year())).then_some(day)
}

/// The day that was meant by a text that is none as it is written: `9 september 2009`, `9-9-2009`, `2009/9/9`.
pub fn meant_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let date = Date::new(year.parse().ok()?, month_number(month)?, day.parse().ok()?).ok()?;
    (year.len() == 4 && (1900..=2100).contains(&date.year())).then_some(date)
}

/// The month that was meant by a text that is none as it is written: `september 2009`, `9-2009`, `2009/9`.
pub fn meant_month(text: &str) -> Option<Month> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, last] = parts[..] else { return None };
    let (year, month) = if first.len() == 4 && first.parse::<i16>().is_ok() { (first, last) } else { (last, first) };
    let month = Month { year: year.parse().ok()?, month: month_number(month)? };
    Month::parse(&month.id()).filter(|_| year.len() == 4)
}

/// The number of a month by its name or the start of that, with or without a full stop: `september`, `sep.`, `mrt`.
pub fn month_named(text: &str) -> Option<i8> {
    let text = text.trim_end_matches('.').to_lowercase();
    let named = |name: &&str| text.len() > 2 && name.starts_with(&text) || text == "mrt" && **name == *"maart";
    MONTHS.iter().position(named).map(|index| index as i8 + 1)
}

/// The number of a month by its name, or as it is written in figures.
fn month_number(text: &str) -> Option<i8> {
    month_named(text).or_else(|| text.parse().ok())
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
}

impl Month {
    /// The same month a year before.
    pub fn year_before(self) -> Self {
        Self { year: self.year - 1, month: self.month }
    }

    /// The month that follows.
    pub fn next(self) -> Self {
        if self.month == 12 { Self { year: self.year + 1, month: 1 } } else { Self { month: self.month + 1, ..self } }
    }

    /// Its first and its last day.
    pub fn days(self) -> Option<(Date, Date)> {
        let first = Date::new(self.year, self.month, 1).ok()?;
        Some((first, first.last_of_month()))
    }

    /// `2009-07`.
    pub fn id(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// Reads `2009-07`, between 1900 and 2100.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let is_digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        let written = (is_digits(year, 4) && is_digits(month, 2)).then_some((year, month));
        let (year, month) = written.and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)))?;
        ((1900..=2100).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }
}

/// The day it is in the Netherlands, whatever the time zone of the machine: a page of 1 December is there from midnight on. An hour
/// ahead of UTC, and two between the last Sundays of March and October, each from 1.00 hours UTC (directive 2000/84/EC).
pub fn today(now: Timestamp) -> Date {
    let now = now.to_zoned(TimeZone::UTC).datetime();
    let change = |month| {
        let sunday = Date::new(now.year(), month, 1).and_then(|first| first.nth_weekday_of_month(-1, Weekday::Sunday));
        sunday.map(|day| day.at(1, 0, 0, 0))
    };
    let is_summer = matches!((change(3), change(10)), (Ok(begin), Ok(end)) if begin <= now && now < end);
    now.saturating_add(if is_summer { 2.hours() } else { 1.hour() }).date()
}

/// A day, with a time when one was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Hour and minute.
    pub time: Option<(i8, i8)>,
}

impl Moment {
    /// Reads a moment as it is written in front matter.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.len() {
            10 => (text.parse::<Date>().ok()?, None),
            16 => {
                let moment: DateTime = text.replacen(' ', "T", 1).parse().ok()?;
                (moment.date(), Some((moment.hour(), moment.minute())))
            }
            _ => return None,
        };
        (1900..=2100).contains(&date.year()).then_some(Self { date, time })
    }

    /// Whether this is surely before `other`: of two moments on one day, one without a time may be any of that day.
    pub fn is_before(self, other: Self) -> bool {
        let times = (self.time, other.time);
        self.date < other.date || self.date == other.date && matches!(times, (Some(this), Some(that)) if this < that)
    }

    /// "27 mei 2009" or "27 mei 2009, 09.30 uur".
    pub fn in_dutch(self) -> String {
        let date = format!("{} {} {}", self.date.day(), month_name(self.date.month()), self.date.year());
        match self.time {
            None => date,
            Some((hour, minute)) => format!("{date}, {hour:02}.{minute:02} uur"),
        }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

impl fmt::Display for Moment {
    /// As it is written in front matter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            None => write!(f, "{}", self.date),
            Some((hour, minute)) => write!(f, "{} {hour:02}:{minute:02}", self.date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_written_in_another_way_is_understood() {
        for text in ["9 september 2009", "9-9-2009", "09/09/2009", "2009/9/9", "9 sep. 2009", "2009-9-9"] {
            assert_eq!(meant_day(text).map(|day| day.to_string()).as_deref(), Some("2009-09-09"), "{text}");
        }
        assert_eq!(meant_day("1 mrt 2009"), Date::new(2009, 3, 1).ok());
        for text in ["", "september 2009", "31-9-2009", "9-13-2009", "9-9-09", "9 s 2009", "1-2-3-2009", "9-9-20090"] {
            assert_eq!(meant_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_is_written_as_it_was_read() {
        let month = Month::parse("2009-07").expect("a month");
        assert_eq!((month, month.id().as_str()), (Month { year: 2009, month: 7 }, "2009-07"));
        for text in ["2009-13", "2009-00", "2009-7", "09-07", "+009-07", "0906-07", "2009-07-01", ""] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_as_it_was_read() {
        for (text, dutch) in [("2009-05-27", "27 mei 2009"), ("2009-05-27 09:30", "27 mei 2009, 09.30 uur")] {
            let moment = Moment::parse(text).expect("a moment");
            assert_eq!((moment.to_string().as_str(), moment.in_dutch().as_str()), (text, dutch));
        }
        for text in ["2009-02-30", "27-05-2009", "2009-05-27 25:00", "1899-12-31", "2009-05-27T09:30:00"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn today_is_that_of_the_netherlands() {
        for (now, day) in [
            ("2009-11-30T22:59:59Z", "2009-11-30"),
            ("2009-11-30T23:00:00Z", "2009-12-01"),
            ("2009-07-14T21:59:59Z", "2009-07-14"),
            ("2009-07-14T22:00:00Z", "2009-07-15"),
            // The nights in which the clock changes.
            ("2009-03-28T23:00:00Z", "2009-03-29"),
            ("2009-10-24T22:00:00Z", "2009-10-25"),
            ("2009-10-25T22:59:59Z", "2009-10-25"),
        ] {
            let now: Timestamp = now.parse().expect("a moment");
            assert_eq!(today(now).to_string(), day, "{now}");
        }
    }

    #[test]
    fn without_a_time_a_moment_may_be_any_of_its_day() {
        let is_before = |a, b| Moment::parse(a).expect("one").is_before(Moment::parse(b).expect("another"));
        assert!(is_before("2009-05-27", "2009-05-28") && is_before("2009-05-27 09:30", "2009-05-27 10:00"));
        assert!(!is_before("2009-05-27", "2009-05-27 10:00") && !is_before("2009-05-27 10:00", "2009-05-27"));
    }
}
