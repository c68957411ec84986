//! Questions to a device: what the browser passes on, and what its answer is checked with.

use super::{sql, token};
use crate::{Backend, Result};
use domain::{PersonId, Refusal, SignInId, Timestamp, time};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// How long a device may take: people look for a phone, plug in a key, mistype a PIN. The library tells browsers the same.
const LASTS: i64 = 5 * time::MINUTE;

/// A question as the browser's script passes it on to `navigator.credentials`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// The question's secret name, to be sent back with the answer.
    pub question: String,
    /// `PublicKeyCredentialCreationOptions` or `…RequestOptions`, as JSON.
    pub public_key: Value,
}

/// What the browser's script sends back.
#[derive(Clone, Debug, Deserialize)]
pub struct Answer {
    pub question: String,
    /// The `PublicKeyCredential`, as JSON.
    pub credential: Value,
}

impl Answer {
    /// The credential as the library knows it.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(&self.credential).map_err(|_| Refusal::PasskeyNotAccepted.into())
    }
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Add,
    SignIn,
    SecondStep,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Purpose::Add => "add",
            Purpose::SignIn => "sign_in",
            Purpose::SecondStep => "second_step",
        }
    }
}

/// Whom a question is put to: nobody is known yet who signs in.
pub(super) type To = Option<(PersonId, SignInId)>;

/// Keeps what the answer is checked with, and puts the question.
pub(super) async fn put(
    backend: &Backend,
    purpose: Purpose,
    to: To,
    options: &impl Serialize,
    state: &impl Serialize,
    now: Timestamp,
) -> Result<Question> {
    let question = token::fresh();
    let mut options = serde_json::to_value(options)?;
    let row = sql::NewQuestion {
        token_hash: &token::hash(&question),
        purpose: purpose.code(),
        person: to.map(|(person, _)| person),
        sign_in: to.map(|(_, sign_in)| sign_in),
        state: &serde_json::to_string(state)?,
        expires: now.plus(LASTS),
    };
    let mut tx = backend.db.write().await?;
    sql::ask(tx.conn(), row).await?;
    tx.commit().await?;
    Ok(Question {
        question,
        public_key: options["publicKey"].take(),
    })
}

/// Takes the question away for good, whatever the answer is worth.
pub(super) async fn take<T: DeserializeOwned>(
    backend: &Backend,
    answer: &Answer,
    purpose: Purpose,
    to: To,
    now: Timestamp,
) -> Result<T> {
    let mut tx = backend.db.write().await?;
    let row = sql::take_question(tx.conn(), &token::hash(&answer.question), now).await?;
    tx.commit().await?;
    match row {
        Some((kind, person, sign_in, state))
            if kind == purpose.code() && person.zip(sign_in) == to =>
        {
            Ok(serde_json::from_str(&state)?)
        }
        _ => Err(Refusal::PasskeyNotAccepted.into()),
    }
}
