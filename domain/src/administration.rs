//! What an administrator sees: accounts with their roles, mails on their way, how a programme weighs its criteria.
//!
//! Never a message, a note, or the words and links of a mail.

use crate::{
    Lang, OrganisationId, PersonId, ProgrammeId, Role,
    matching::Weights,
    permissions::RoleKind,
    programmes::Page,
    time::{Day, WallTime},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What needs an administrator now, and how things stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub mail: MailCounts,
    pub accounts: AccountCounts,
    pub programmes: Vec<Named<String>>,
}

/// Something to choose or to open, named in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<K> {
    pub key: K,
    pub name: String,
}

/// Accounts by state, and how many people are administrators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCounts {
    pub active: u64,
    pub unverified: u64,
    pub closed: u64,
    pub administrators: u64,
}

/// Whether somebody can use an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountState {
    Active,
    /// Nobody has proved the address yet.
    Unverified,
    /// By an administrator; nothing is erased.
    Closed,
}

impl AccountState {
    pub const ALL: [AccountState; 3] = [
        AccountState::Active,
        AccountState::Unverified,
        AccountState::Closed,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            AccountState::Active => "active",
            AccountState::Unverified => "unverified",
            AccountState::Closed => "closed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// One account in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub state: AccountState,
    pub roles: Vec<RoleKind>,
    pub created: Day,
    pub is_demo: bool,
}

/// One account, with what may be changed about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub state: AccountState,
    pub lang: Lang,
    pub created: Day,
    pub closed: Option<Day>,
    /// Browsers where the person is signed in now.
    pub sign_ins: u64,
    pub last_seen: Option<Day>,
    pub roles: Vec<GivenRole>,
    /// What a role can be given for.
    pub programmes: Vec<Named<ProgrammeId>>,
    pub organisations: Vec<Named<OrganisationId>>,
    /// The reader's own account: nobody changes themselves.
    pub is_own: bool,
    pub is_demo: bool,
}

/// A role that somebody has, with who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenRole {
    pub role: Role,
    /// The programme or organisation; empty for an administrator.
    pub scope: String,
    /// Name or address of the giver; `None`: given on the machine itself.
    pub by: Option<String>,
    pub on: Day,
}

/// How mails stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailCounts {
    pub waiting: u64,
    /// Of those waiting: written more than a quarter of an hour ago and not sent yet.
    pub late: u64,
    pub sent_today: u64,
    pub sent_this_week: u64,
    /// Given up after the last try.
    pub undelivered: u64,
}

/// The page of mails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    pub counts: MailCounts,
    pub undelivered: Page<UndeliveredMail>,
}

/// A mail that was given up: to whom, of what kind and why, never what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndeliveredMail {
    pub id: Uuid,
    pub to: String,
    pub kind: MailKind,
    /// On the clock of Morocco.
    pub written: WallTime,
    pub tries: u64,
    pub trouble: MailTrouble,
}

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailKind {
    VerifyAddress,
    SignInLink,
    ResetPassword,
    AlreadyRegistered,
    NoAccount,
    PasswordChanged,
    SignInChanged,
    SecondStepResetAsked,
    SecondStepReset,
    ConfirmNewAddress,
    AddressChanging,
    Invitation,
    Notice,
    /// Written by another version of the program.
    Unknown,
}

/// Why a mail did not leave, without the words of the mail server: those may quote the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailTrouble {
    /// An address is malformed.
    Address,
    /// The mail could not be put together.
    Message,
    /// The mail server took the connection and said no for good.
    Refused,
    /// The mail server said "not now".
    Busy,
    /// The mail server did not answer.
    Unreachable,
    /// The folder for mails could not be written.
    Folder,
    Unknown,
}

impl MailTrouble {
    pub const ALL: [MailTrouble; 7] = [
        MailTrouble::Address,
        MailTrouble::Message,
        MailTrouble::Refused,
        MailTrouble::Busy,
        MailTrouble::Unreachable,
        MailTrouble::Folder,
        MailTrouble::Unknown,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            MailTrouble::Address => "address",
            MailTrouble::Message => "message",
            MailTrouble::Refused => "refused",
            MailTrouble::Busy => "busy",
            MailTrouble::Unreachable => "unreachable",
            MailTrouble::Folder => "folder",
            MailTrouble::Unknown => "unknown",
        }
    }

    /// Whatever else is stored is `Unknown`, so that it is never shown.
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|trouble| trouble.code() == code)
            .unwrap_or(MailTrouble::Unknown)
    }
}

/// How a programme weighs its criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightsView {
    pub code: String,
    pub name: String,
    pub weights: Weights,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_trouble_is_read_back_and_foreign_words_are_not_shown() {
        for trouble in MailTrouble::ALL {
            assert_eq!(MailTrouble::from_code(trouble.code()), trouble);
        }
        assert_eq!(
            MailTrouble::from_code("550 <salma@example.org> unknown"),
            MailTrouble::Unknown
        );
    }
}
