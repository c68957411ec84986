//! What an administrator can read of refusals and of changes to who may do what.
//!
//! Deliberately absent: passwords, links, whole network addresses, and the words that somebody typed.

use crate::{PersonId, time::WallTime};
use serde::{Deserialize, Serialize};
// Of `core`, which has addresses and no network.
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// One kind of line. Refusals are noted by [`JournalKind::is_refusal`]; the others are events of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum JournalKind {
    /// A wrong password.
    SignInRefused,
    /// Too many tries.
    Throttled,
    /// A form that another site made a browser send.
    CrossSite,
    /// A request for a host that is not this site.
    WrongHost,
    /// Somebody asked for what their roles do not allow.
    Forbidden,
    /// A passkey or a recovery code that was not accepted, or whose holder had to show another one first.
    SecondStepRefused,
    RoleGranted,
    RoleRevoked,
    AccountClosed,
    AccountReopened,
    PasswordChanged,
    AddressChanged,
    PasskeyAdded,
    PasskeyRemoved,
    /// A passkey opened the roles of its owner in one sign-in.
    SecondStepShown,
    RecoveryCodesMade,
    /// A recovery code opened them.
    RecoveryCodeUsed,
    /// An administrator asked to take somebody's passkeys away, so that they come in again.
    ResetAsked,
    /// A second one confirmed it, or whoever runs the machine did it.
    ResetConfirmed,
    /// An administrator or the person themselves said no.
    ResetRefused,
}

impl JournalKind {
    pub const ALL: [JournalKind; 20] = [
        JournalKind::SignInRefused,
        JournalKind::Throttled,
        JournalKind::CrossSite,
        JournalKind::WrongHost,
        JournalKind::Forbidden,
        JournalKind::SecondStepRefused,
        JournalKind::RoleGranted,
        JournalKind::RoleRevoked,
        JournalKind::AccountClosed,
        JournalKind::AccountReopened,
        JournalKind::PasswordChanged,
        JournalKind::AddressChanged,
        JournalKind::PasskeyAdded,
        JournalKind::PasskeyRemoved,
        JournalKind::SecondStepShown,
        JournalKind::RecoveryCodesMade,
        JournalKind::RecoveryCodeUsed,
        JournalKind::ResetAsked,
        JournalKind::ResetConfirmed,
        JournalKind::ResetRefused,
    ];

    /// The kind of the event, which is also how the address of the page names it.
    pub const fn code(self) -> &'static str {
        match self {
            JournalKind::SignInRefused => "refused.sign_in",
            JournalKind::Throttled => "refused.too_many",
            JournalKind::CrossSite => "refused.cross_site",
            JournalKind::WrongHost => "refused.host",
            JournalKind::Forbidden => "refused.forbidden",
            JournalKind::SecondStepRefused => "refused.second_step",
            JournalKind::RoleGranted => "account.role_granted",
            JournalKind::RoleRevoked => "account.role_revoked",
            JournalKind::AccountClosed => "account.deactivated",
            JournalKind::AccountReopened => "account.reactivated",
            JournalKind::PasswordChanged => "account.password_changed",
            JournalKind::AddressChanged => "account.address_changed",
            JournalKind::PasskeyAdded => "passkey.added",
            JournalKind::PasskeyRemoved => "passkey.removed",
            JournalKind::SecondStepShown => "passkey.proved",
            JournalKind::RecoveryCodesMade => "passkey.codes_made",
            JournalKind::RecoveryCodeUsed => "passkey.code_used",
            JournalKind::ResetAsked => "second_step.reset_opened",
            JournalKind::ResetConfirmed => "second_step.reset",
            JournalKind::ResetRefused => "second_step.reset_refused",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Something was refused; nothing changed.
    pub const fn is_refusal(self) -> bool {
        matches!(
            self,
            JournalKind::SignInRefused
                | JournalKind::Throttled
                | JournalKind::CrossSite
                | JournalKind::WrongHost
                | JournalKind::Forbidden
                | JournalKind::SecondStepRefused
        )
    }
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    pub seq: i64,
    pub kind: JournalKind,
    /// In Morocco.
    pub at: WallTime,
    /// Who did or tried it, by id and name; nobody known for a sign-in that failed.
    pub by: Option<(PersonId, String)>,
    /// Whose account it is about.
    pub about: Option<(PersonId, String)>,
    /// The network it came from, shortened; empty when it came from none.
    pub from: String,
    /// A role, a limit or a path of ours.
    pub what: String,
    /// How often it happened within moments.
    pub times: u32,
}

/// Enough of an address to tell a flood from a mistake, too little to find a household: /24, for IPv6 /48.
pub fn shortened(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{}/24", Ipv4Addr::new(a, b, c, 0))
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_its_network_alone() {
        for (address, network) in [
            ("203.0.113.77", "203.0.113.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ] {
            assert_eq!(shortened(address.parse().unwrap()), network);
        }
    }

    #[test]
    fn every_kind_comes_back_from_its_code() {
        for kind in JournalKind::ALL {
            assert_eq!(JournalKind::from_code(kind.code()), Some(kind));
            assert_eq!(kind.is_refusal(), kind.code().starts_with("refused."));
        }
    }
}
