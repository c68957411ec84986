//! Moments as the whole program passes them: never read here, always given.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Milliseconds in one minute, hour and day of elapsed time (not of the calendar).
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

impl Timestamp {
    /// This moment plus so many milliseconds; stops at the ends of `i64` instead of wrapping.
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to here; negative when `earlier` is later.
    pub const fn since(self, earlier: Timestamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A day of the calendar at some place, prepared by the server for display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day {
    pub year: i16,
    /// 1–12
    pub month: u8,
    /// 1–31
    pub day: u8,
    /// 1 = Monday … 7 = Sunday (ISO 8601)
    pub weekday: u8,
}

/// A moment on the clock of one place, prepared by the server because the browser's zone data may be old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WallTime {
    pub day: Day,
    /// 0–23
    pub hour: u8,
    /// 0–59
    pub minute: u8,
}
