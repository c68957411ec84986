//! What a server function answered, before anybody knows its type.
//!
//! Pages and forms move answers through the framework in this one form, and turn them into values at the last moment:
//! the framework's generic code then stands in the program once, not once for each type. The form is postcard, whose
//! readers are a third of JSON's in code (`docs/decisions/code-size.md` has the measurements).

use crate::{AppError, platform};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use domain::Failure;
use serde::{Serialize, de::DeserializeOwned};
use std::{convert::Infallible, fmt, future::Future, pin::Pin, str::FromStr, sync::Arc};

/// Postcard of a value or of an [`AppError`], not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Value(Arc<[u8]>),
    Error(Arc<[u8]>),
}

/// An answer on its way.
pub type Answering = Pin<Box<dyn Future<Output = Answer> + Send>>;

impl Answer {
    /// The answer that carries this result.
    pub fn of<T: Serialize>(result: Result<T, AppError>) -> Self {
        let written = match &result {
            Ok(value) => postcard::to_allocvec(value).map(|bytes| Answer::Value(bytes.into())),
            Err(error) => Ok(Answer::error(error)),
        };
        written.unwrap_or_else(|_| Answer::error(&Failure::Internal.into()))
    }

    pub fn error(error: &AppError) -> Self {
        Answer::Error(postcard::to_allocvec(error).unwrap_or_default().into())
    }

    /// Reads the value. What is not of its type comes from another version of the server.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, AppError> {
        match self {
            Answer::Value(bytes) => {
                postcard::from_bytes(bytes).map_err(|_| Failure::Unavailable.into())
            }
            Answer::Error(bytes) => Err(read_error(bytes)),
        }
    }

    /// Whether it was done, for commands, whose value says nothing.
    pub fn outcome(&self) -> Result<(), AppError> {
        match self {
            Answer::Value(_) => Ok(()),
            Answer::Error(bytes) => Err(read_error(bytes)),
        }
    }
}

/// An error that is not ours comes from something between us and the server.
fn read_error(bytes: &[u8]) -> AppError {
    postcard::from_bytes(bytes).unwrap_or_else(|_| Failure::Unavailable.into())
}

/// A sign and the bytes in Base64, as the server writes it into the page for the browser.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, bytes) = match self {
            Answer::Value(bytes) => ("+", bytes),
            Answer::Error(bytes) => ("-", bytes),
        };
        f.write_str(sign)?;
        f.write_str(&STANDARD_NO_PAD.encode(bytes))
    }
}

impl FromStr for Answer {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let bytes = |text| platform::from_base64(text).into();
        Ok(match text.strip_prefix('+') {
            Some(value) => Answer::Value(bytes(value)),
            None => Answer::Error(bytes(text.strip_prefix('-').unwrap_or(text))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_survives_its_way_through_the_page() {
        let refused = AppError::new(Failure::NotFound, "7");
        for answer in [
            Answer::of(Ok(vec!["+", "-\"</script>"])),
            Answer::of::<()>(Err(refused.clone())),
        ] {
            assert_eq!(answer.to_string().parse(), Ok(answer));
        }
        assert_eq!(Answer::of(Ok(7_u8)).read::<u8>(), Ok(7));
        assert_eq!(
            Answer::of::<u8>(Err(refused.clone())).read::<u8>(),
            Err(refused)
        );
    }

    #[test]
    fn what_another_version_says_asks_to_try_again() {
        let unavailable = Err(Failure::Unavailable.into());
        assert_eq!(Answer::of(Ok(0_u8)).read::<String>(), Ok(String::new()));
        assert_eq!(Answer::of(Ok(7_u8)).read::<String>(), unavailable.clone());
        let html = b"<html>".as_slice();
        assert_eq!(Answer::Error(html.into()).read::<String>(), unavailable);
    }
}
