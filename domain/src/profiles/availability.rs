//! When a person usually has time: parts of the week at their own place, and the same as hours of the UTC week.

use serde::{Deserialize, Serialize};

/// Monday first (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
}

impl DayPart {
    pub const ALL: [DayPart; 4] = [
        DayPart::Morning,
        DayPart::Midday,
        DayPart::Afternoon,
        DayPart::Evening,
    ];

    /// Local hours `start..end` that this part stands for.
    pub const fn hours(self) -> (u32, u32) {
        match self {
            DayPart::Morning => (8, 12),
            DayPart::Midday => (12, 14),
            DayPart::Afternoon => (14, 18),
            DayPart::Evening => (18, 22),
        }
    }
}

/// A set of parts of the week at the person's own place; bit `4 × day + part`, Monday morning is bit 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Availability(u32);

impl Availability {
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits & 0x0fff_ffff)
    }

    pub const fn bits(self) -> u32 {
        self.0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn with(self, day: Weekday, part: DayPart) -> Self {
        Self(self.0 | 1 << (day as u32 * 4 + part as u32))
    }

    pub const fn contains(self, day: Weekday, part: DayPart) -> bool {
        self.0 & (1 << (day as u32 * 4 + part as u32)) != 0
    }

    /// The same as hours of the UTC week, at an offset of so many minutes east of UTC (rounded down to an hour).
    pub fn week_hours(self, offset_minutes: i32) -> WeekHours {
        let shift = offset_minutes.div_euclid(60);
        let mut hours = WeekHours::default();
        for day in Weekday::ALL {
            for part in DayPart::ALL
                .into_iter()
                .filter(|part| self.contains(day, *part))
            {
                let (start, end) = part.hours();
                for local in start..end {
                    hours.insert((day as i32 * 24 + local as i32 - shift).rem_euclid(168) as u32);
                }
            }
        }
        hours
    }
}

/// A set of the 168 hours of a week in UTC; hour 0 begins on Monday at 00:00.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WeekHours([u64; 3]);

impl WeekHours {
    /// Adds hour `0..168`; others are ignored.
    pub fn insert(&mut self, hour: u32) {
        if hour < 168 {
            self.0[(hour / 64) as usize] |= 1 << (hour % 64);
        }
    }

    /// How many hours both sets share.
    pub fn shared(&self, other: &WeekHours) -> u32 {
        self.0
            .iter()
            .zip(other.0)
            .map(|(a, b)| (a & b).count_ones())
            .sum()
    }

    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_in_berlin_is_an_hour_earlier_in_utc() {
        let berlin = Availability::default()
            .with(Weekday::Thursday, DayPart::Evening)
            .week_hours(60);
        let meknes = Availability::default()
            .with(Weekday::Thursday, DayPart::Evening)
            .week_hours(0);
        assert_eq!(berlin.count(), 4);
        assert_eq!(berlin.shared(&meknes), 3);
    }

    #[test]
    fn the_week_wraps_around() {
        let monday_morning_in_auckland = Availability::default()
            .with(Weekday::Monday, DayPart::Morning)
            .week_hours(13 * 60);
        let sunday_evening_in_london = Availability::default()
            .with(Weekday::Sunday, DayPart::Evening)
            .week_hours(0);
        assert_eq!(
            monday_morning_in_auckland.shared(&sunday_evening_in_london),
            3
        );
    }
}
