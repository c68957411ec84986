//! How far a pair is through the time that its charter names.

use crate::time::Day;
use serde::{Deserialize, Serialize};

/// "Month 3 of 9".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// From 1.
    pub month: i64,
    pub of: i64,
}

impl Progress {
    /// The running month of a charter over `months` months that holds since `start`.
    ///
    /// A month begins on the day of the month on which the charter came to hold, or on the last day of a month that
    /// has no such day. Time that goes on after the last month stays in it: the charter names no further one.
    pub fn of(start: Day, today: Day, months: i64) -> Self {
        let years = i64::from(today.year) - i64::from(start.year);
        let between = years * 12 + i64::from(today.month) - i64::from(start.month);
        let begun = today.day >= start.day.min(last_day(today));
        let month = between + i64::from(begun);
        Self {
            month: month.clamp(1, months.max(1)),
            of: months,
        }
    }
}

/// The last day of the month, Gregorian calendar.
const fn last_day(day: Day) -> u8 {
    match day.month {
        4 | 6 | 9 | 11 => 30,
        2 if day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(start: (i16, u8, u8), today: (i16, u8, u8), months: i64) -> i64 {
        let day = |(year, month, day)| Day {
            year,
            month,
            day,
            weekday: 1,
        };
        Progress::of(day(start), day(today), months).month
    }

    #[test]
    fn a_month_begins_on_the_day_of_the_charter() {
        assert_eq!(month((2026, 9, 24), (2026, 9, 24), 9), 1);
        assert_eq!(month((2026, 9, 24), (2026, 10, 23), 9), 1);
        assert_eq!(month((2026, 9, 24), (2026, 10, 24), 9), 2);
        assert_eq!(month((2026, 9, 24), (2026, 11, 24), 9), 3);
        assert_eq!(month((2026, 11, 24), (2027, 1, 23), 9), 2);
    }

    #[test]
    fn a_short_month_begins_on_its_last_day() {
        assert_eq!(month((2027, 1, 31), (2027, 2, 27), 9), 1);
        assert_eq!(month((2027, 1, 31), (2027, 2, 28), 9), 2);
        assert_eq!(month((2028, 1, 30), (2028, 2, 28), 9), 1);
        assert_eq!(month((2028, 1, 30), (2028, 2, 29), 9), 2);
        assert_eq!(month((2027, 1, 31), (2027, 4, 30), 9), 4);
    }

    #[test]
    fn after_the_last_month_it_stays_the_last() {
        assert_eq!(month((2026, 1, 1), (2026, 9, 30), 9), 9);
        assert_eq!(month((2026, 1, 1), (2028, 9, 30), 9), 9);
        // A clock that was set back shows no month 0.
        assert_eq!(month((2026, 5, 20), (2026, 4, 2), 9), 1);
    }
}
