//! Days and times of content: how they are written, and how they read in Dutch.

use std::fmt;

use jiff::civil::{Date, DateTime};
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
    fn without_a_time_a_moment_may_be_any_of_its_day() {
        let is_before = |a, b| Moment::parse(a).expect("one").is_before(Moment::parse(b).expect("another"));
        assert!(is_before("2009-05-27", "2009-05-28") && is_before("2009-05-27 09:30", "2009-05-27 10:00"));
        assert!(!is_before("2009-05-27", "2009-05-27 10:00") && !is_before("2009-05-27 10:00", "2009-05-27"));
    }
}
