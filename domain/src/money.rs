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
