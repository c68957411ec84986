//! What a use case answers instead of doing its job. Shared with the browser, which shows a sentence for it.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One kind per HTTP status the product answers with; see [`Failure::status`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// Nobody is signed in: 401.
    NotSignedIn,
    /// Signed in, and not allowed: 403. Also used where telling "gone" from "not yours" would leak: see `NotFound`.
    Forbidden,
    /// Not there, or not visible to this person: 404.
    NotFound,
    /// What was typed cannot be taken, field by field: 422. With no field at all it could not even be read, as when an
    /// id is none: 400.
    Invalid(Vec<FieldProblem>),
    /// The rules say no, for one named reason: 409.
    Refused(Refusal),
    /// Too many attempts: 429.
    TooMany { retry_after_seconds: u32 },
    /// More than is taken at once: 413.
    TooLarge,
    /// Too busy to take this now: 503.
    Unavailable,
    /// Our fault: 500. The cause is in the log under the request id.
    Internal,
}

impl Failure {
    /// One problem with one field.
    pub fn field(field: impl Into<Cow<'static, str>>, problem: Problem) -> Self {
        Failure::Invalid(vec![FieldProblem {
            field: field.into(),
            problem,
        }])
    }

    pub const fn status(&self) -> u16 {
        match self {
            Failure::NotSignedIn => 401,
            Failure::Forbidden => 403,
            Failure::NotFound => 404,
            Failure::Refused(_) => 409,
            Failure::TooLarge => 413,
            Failure::Invalid(problems) if problems.is_empty() => 400,
            Failure::Invalid(_) => 422,
            Failure::TooMany { .. } => 429,
            Failure::Internal => 500,
            Failure::Unavailable => 503,
        }
    }
}

/// Says that one form field, named as in the form, cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    pub field: Cow<'static, str>,
    pub problem: Problem,
}

/// Why a field cannot be taken. Each has its sentence in `locales/*/errors.toml`, which says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    Missing,
    /// Shorter than `min` characters.
    TooShort {
        min: u32,
    },
    /// Longer than `max` characters.
    TooLong {
        max: u32,
    },
    /// Fewer than `min` chosen.
    TooFew {
        min: u32,
    },
    /// More than `max` chosen.
    TooManyChosen {
        max: u32,
    },
    NotAnEmail,
    NotAPhone,
    /// A number without the prefix of its country, which we do not know.
    NoPrefix,
    NotAWholeNumber,
    NotAnAmount,
    /// Outside `min..=max`.
    OutOfRange {
        min: i64,
        max: i64,
    },
    NotInList,
    /// A name in neither script; one is enough.
    NoName,
    /// Nobody of this programme has that address.
    NobodyHere,
    NotADate,
    InThePast,
    /// Among the 10,000 most common breached passwords.
    BreachedPassword,
    /// Runs of keys, one thing repeated, or what is known of the person.
    GuessablePassword,
    /// The two entries differ.
    Mismatch,
    /// A box that must be ticked is not.
    NotAccepted,
    /// The current password is not this one.
    WrongPassword,
    /// Not one of the codes that are left.
    WrongRecoveryCode,
    /// Not a picture we can read.
    NotAPicture,
    /// A file of more than `max_megabytes`.
    FileTooBig {
        max_megabytes: u32,
    },
    /// A picture of more than `max_megapixels`.
    TooManyPixels {
        max_megapixels: u32,
    },
    /// Neither a CSV nor an XLSX file that can be read.
    NotATable,
    /// In words made on the server, in the reader's language: what one section alone says about its files is no
    /// load for every page.
    Said(String),
}

/// The rules' named reasons to say no: one variant per reason, each with its sentence in `locales/*/errors.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    // accounts
    /// The address and password do not belong together, or there is no such account: never said which.
    WrongCredentials,
    /// The link was used before, is older than allowed, or was never ours.
    LinkExpired,
    /// The address is not verified yet.
    AddressNotVerified,
    Deactivated,
    /// What came from the device is no answer to the question that was put, or comes too late.
    PasskeyNotAccepted,
    /// There is room for ten.
    PasskeysFull,
    /// The role asks for one: another is added first.
    LastPasskey,
    /// The passkey, or a recovery code, is to be shown in this sign-in first.
    SecondStepFirst,
    /// The site's address is a number, for which browsers have no passkeys.
    NoPasskeysHere,
    /// Nobody lets somebody in again alone, or themselves.
    TwoAdministrators,
    /// The site would be left without an administrator.
    LastAdministrator,
    /// Nobody changes their own roles or closes their own account here.
    OwnAccount,
    /// Who it is was proved too long ago for this.
    ProveAgain,
    // matching
    /// Three requests of this mentee are open already.
    RequestsFull,
    /// This mentee asked this mentor already and waits for the answer.
    AlreadyAsked,
    /// The mentor's last place was just taken.
    MentorFull,
    MentorPaused,
    /// The pair shares no language, is blocked, or has a conflict of interest.
    NotEligible,
    /// Answered, withdrawn or expired already.
    RequestClosed,
    /// The mentee has a mentor already.
    AlreadyMentored,
    ProfileIncomplete,
    // mentorships
    /// The text changed since this page was opened: read it again before signing.
    CharterChanged,
    /// The programme has no charter text yet: there is nothing to sign.
    NoCharterText,
    AlreadySigned,
    /// A step is due before this one.
    NotYet,
    AlreadyPledged,
    MentorshipClosed,
    // profiles
    /// This step of one's profile was saved elsewhere after the page with it was opened.
    ChangedElsewhere,
    // programmes
    /// The file that was checked is not kept any more.
    CheckedFileGone,
    /// Whoever checked a file imports it.
    CheckedByAnother,
    /// The file was checked for another programme.
    CheckedForAnother,
    // any
    /// The sign-in ended while somebody typed. They signed in again, and what they typed is there, not yet sent.
    NotSentYet,
    /// Somebody changed the same thing meanwhile.
    Conflict,
}
