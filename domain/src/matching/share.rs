//! A part of the whole, exact: what a criterion's value and a score are.

use serde::{Deserialize, Serialize};

/// A number of 0–1 in ten-thousandths. A whole number, so that two equal fits are equal on every machine.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(from = "u16", into = "u16")]
pub struct Share(u16);

impl Share {
    pub const NONE: Share = Share(0);
    pub const WHOLE: Share = Share(10_000);

    /// Ten-thousandths; more than 10,000 counts as the whole.
    pub const fn new(ten_thousandths: u16) -> Self {
        if ten_thousandths > Self::WHOLE.0 {
            Self::WHOLE
        } else {
            Self(ten_thousandths)
        }
    }

    /// `part / whole`, rounded down, at most 1; of nothing it is 0.
    pub const fn of(part: u64, whole: u64) -> Self {
        if whole == 0 {
            Self::NONE
        } else if part >= whole {
            Self::WHOLE
        } else {
            // Both fit: `part < whole`, and no caller has more than a few thousand of anything.
            Self((part.saturating_mul(Self::WHOLE.0 as u64) / whole) as u16)
        }
    }

    pub const fn ten_thousandths(self) -> u16 {
        self.0
    }

    /// For charts and logs only; never shown as a percentage.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / f64::from(Self::WHOLE.0)
    }
}

impl From<u16> for Share {
    fn from(ten_thousandths: u16) -> Self {
        Self::new(ten_thousandths)
    }
}

impl From<Share> for u16 {
    fn from(share: Share) -> Self {
        share.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_stays_within_the_whole() {
        assert_eq!(Share::of(1, 2).ten_thousandths(), 5_000);
        assert_eq!(Share::of(7, 3), Share::WHOLE);
        assert_eq!(Share::of(3, 0), Share::NONE);
        assert_eq!(Share::from(60_000), Share::WHOLE);
    }

    #[test]
    fn a_share_read_from_json_is_bounded_too() {
        assert_eq!(
            serde_json::from_str::<Share>("20000").unwrap(),
            Share::WHOLE
        );
        assert_eq!(serde_json::to_string(&Share::of(1, 4)).unwrap(), "2500");
    }
}
