//! Amounts of money: integers of the smallest unit, never a float.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Currency {
    Mad,
    Eur,
}

impl Currency {
    /// ISO 4217.
    pub const fn code(self) -> &'static str {
        match self {
            Currency::Mad => "MAD",
            Currency::Eur => "EUR",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Currency::Mad, Currency::Eur]
            .into_iter()
            .find(|currency| currency.code() == code)
    }
}

/// `minor` counts centimes (MAD) or cents (EUR).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// Centimes of dirham for one euro: an order of magnitude for hints beside a field, never for a sum that counts.
/// About the mean of Bank Al-Maghrib's reference rate in 2025 and 2026.
const CENTIMES_PER_EURO: i64 = 1_070;

impl Money {
    /// About how much this is in the other currency, to two significant digits.
    pub fn about_in_other(self) -> Money {
        let minor = i128::from(self.minor);
        let (minor, currency) = match self.currency {
            Currency::Mad => (minor * 100 / i128::from(CENTIMES_PER_EURO), Currency::Eur),
            Currency::Eur => (minor * i128::from(CENTIMES_PER_EURO) / 100, Currency::Mad),
        };
        let mut unit = 100;
        while minor / unit >= 100 {
            unit *= 10;
        }
        let rounded = (minor + unit / 2) / unit * unit;
        Money {
            minor: i64::try_from(rounded).unwrap_or(i64::MAX),
            currency,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_currency_is_rounded_to_two_digits() {
        let dirhams = Money {
            minor: 420_000_000,
            currency: Currency::Mad,
        };
        let euros = dirhams.about_in_other();
        assert_eq!((euros.minor, euros.currency), (39_000_000, Currency::Eur));
        assert_eq!(euros.about_in_other().minor, 420_000_000);
    }
}
