//! Typed identifiers: a mentor's id cannot be passed where a mentorship's is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Defines a UUIDv7 newtype. New ids sort by creation time, which keeps index pages warm on both engines.
macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id. The only place where `domain` meets randomness and the time of day.
            #[expect(clippy::new_without_default, reason = "a default id would be a surprising side effect")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

typed_ids! {
    /// Whoever has an account.
    PersonId;
    /// A sign-in session; never called plain "session" on screen.
    SignInId;
    /// A passkey of one person.
    PasskeyId;
    /// Two administrators letting somebody in again who lost their passkeys.
    SecondStepResetId;
    /// Made by the client for every command, so that a repeat is harmless.
    CommandId;
    /// A mentoring scheme.
    ProgrammeId;
    /// An organisation whose partners read aggregated impact.
    OrganisationId;
    /// A mentee's venture.
    ProjectId;
    /// A mentee's wish to be mentored by one mentor.
    RequestId;
    /// A pair at work, from charter to closure.
    MentorshipId;
    /// One version of the terms a pair signs.
    CharterId;
    /// The duty to mentor in turn.
    PledgeId;
    /// One thing told to one person.
    NoticeId;
    /// One run of an import.
    ImportId;
}
