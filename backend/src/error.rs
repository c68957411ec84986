//! Everything a use case can fail with, and how each becomes what the browser sees.

use domain::{Failure, FieldProblem, Problem, Refusal};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum Error {
    /// An answer to the person, not a fault.
    #[error("refused: {0:?}")]
    Failure(Failure),
    #[error("storage")]
    Storage(#[from] sqlx::Error),
    #[error("a stored document could not be read or written")]
    Document(#[from] serde_json::Error),
    /// A stored code that no variant stands for: the data is newer than this program, or damaged.
    #[error("unknown stored code in {0}")]
    UnknownCode(&'static str),
    #[error("password hashing")]
    Hashing(#[from] argon2::password_hash::Error),
    #[error("a background task was lost")]
    Task(#[from] tokio::task::JoinError),
    #[error("time zone")]
    Zone(#[from] jiff::Error),
    #[error("input or output")]
    Io(#[from] std::io::Error),
    #[error("a question to a device could not be put")]
    Passkey(#[source] webauthn_rs::prelude::WebauthnError),
    #[error("picture")]
    Picture(#[from] image::ImageError),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// What the person is told. Faults of ours become `Internal`: their cause belongs in the log alone.
    pub fn failure(&self) -> Failure {
        match self {
            Error::Failure(failure) => failure.clone(),
            Error::Storage(sqlx::Error::PoolTimedOut) => Failure::Unavailable,
            _ => Failure::Internal,
        }
    }

    /// Maps a violated unique constraint to a refusal, anything else to itself.
    pub fn unique_as(refusal: Refusal) -> impl Fn(sqlx::Error) -> Error {
        move |error| match &error {
            sqlx::Error::Database(cause) if cause.is_unique_violation() => refusal.into(),
            _ => Error::Storage(error),
        }
    }

    /// One problem with one field.
    pub fn field(field: &'static str, problem: Problem) -> Self {
        Error::Failure(Failure::field(field, problem))
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Error::Failure(failure)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Failure(Failure::Refused(refusal))
    }
}

impl From<Vec<FieldProblem>> for Error {
    fn from(problems: Vec<FieldProblem>) -> Self {
        Error::Failure(Failure::Invalid(problems))
    }
}
