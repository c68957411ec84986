//! Codes of reference data. Stable; the names behind them may be edited.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes 1–32 characters of `A–Z`, `0–9`, `-` and `_`; whether the code exists is for the storage to say.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                let fits = (1..=32).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"-_".contains(&b));
                fits.then(|| Self(text.to_owned()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

codes! {
    /// ISO 3166-1 alpha-2.
    CountryCode;
    /// ISO 3166-2 code of one of Morocco's twelve regions, `MA-01` to `MA-12`.
    RegionCode;
    SectorCode;
    ExpertiseCode;
    /// A family of expertise.
    FamilyCode;
    /// A CGEM sector federation.
    FederationCode;
}
