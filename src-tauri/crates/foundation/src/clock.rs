//! Time comes in from outside, so that the same case gives the same bytes under the same clock.

use std::time::Duration;

use jiff::civil::Date;
use jiff::{Timestamp, tz};

/// Tells the time. The doors own the real one; tests and `SOURCE_DATE_EPOCH` give a fixed one.
pub trait Clock {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// How long the program has been running, by a clock that nobody sets. A clock that is held still
    /// runs no time.
    fn running(&self) -> Duration {
        Duration::ZERO
    }

    /// The present date in China.
    fn today(&self) -> Date {
        china_date(self.now())
    }

    /// The beginning of the present day in China: what papers are dated by, so that the same case gives
    /// the same bytes all day.
    fn midnight(&self) -> Timestamp {
        let start = self.today().at(0, 0, 0, 0);
        tz::offset(8).to_timestamp(start).unwrap_or_else(|_| self.now())
    }
}

/// The calendar date of a moment in China (UTC+8 all year, since 1991 without summer time).
pub fn china_date(moment: Timestamp) -> Date {
    tz::offset(8).to_datetime(moment).date()
}

/// A moment by the clock of China, of milliseconds since 1970: `2020-06-10 14:05`.
pub fn china_minute(milliseconds: i64) -> String {
    let moment = Timestamp::from_millisecond(milliseconds).unwrap_or_default();
    tz::offset(8).to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The day of `2020-06-10`, in this form only: jiff itself takes `20200610` and days with a time as well,
/// which do not compare as texts.
pub fn iso_day(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| {
        if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    };
    let is_shaped = text.len() == 10 && text.bytes().enumerate().all(shape);
    is_shaped.then(|| text.parse().ok()).flatten()
}

/// The moment that the environment variable `SOURCE_DATE_EPOCH` names: seconds since 1970.
/// Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification.
pub fn source_date_epoch(text: &str) -> Option<Timestamp> {
    let seconds = text.trim().parse().ok().filter(|seconds| *seconds >= 0)?;
    Timestamp::from_second(seconds).ok()
}

impl Clock for Timestamp {
    fn now(&self) -> Timestamp {
        *self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_one_form() {
        assert_eq!(iso_day("2020-06-10"), Some(Date::constant(2020, 6, 10)));
        for text in [
            "20200610",
            "2020-06-10T08:00",
            "2020-6-10",
            "2020-06-31",
            "2020-06",
            "",
            "２０２０-06-10",
        ] {
            assert_eq!(iso_day(text), None, "{text}");
        }
    }

    #[test]
    fn an_epoch_is_a_number_of_seconds() {
        let text = |text| source_date_epoch(text).map(|at| at.to_string());
        assert_eq!(text(" 1592611200\n").as_deref(), Some("2020-06-20T00:00:00Z"));
        assert_eq!(text("yesterday"), None);
        assert_eq!(text("99999999999999"), None);
    }

    #[test]
    fn the_day_begins_in_china_eight_hours_before_utc() {
        let moment: Timestamp = "2020-07-30T16:00:00Z".parse().unwrap();
        assert_eq!(moment.today().to_string(), "2020-07-31");
    }
}
