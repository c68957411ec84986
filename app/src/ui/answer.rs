//! What a server function answered, before anybody knows its type.
//!
//! Pages and forms move answers through the framework in this one form, and turn them into values at the last moment:
//! the framework's generic code then stands in the program once, not once for each type
//! (`docs/decisions/code-size.md` has the measurements).

use crate::AppError;
use domain::Failure;
use serde::{Serialize, de::DeserializeOwned};
use std::{convert::Infallible, fmt, future::Future, pin::Pin, str::FromStr, sync::Arc};

/// JSON of a value or of an [`AppError`], not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Value(Arc<str>),
    Error(Arc<str>),
}

/// An answer on its way.
pub type Answering = Pin<Box<dyn Future<Output = Answer> + Send>>;

impl Answer {
    /// The answer that carries this result.
    pub fn of<T: Serialize>(result: Result<T, AppError>) -> Self {
        let written = match &result {
            Ok(value) => serde_json::to_string(value).map(|json| Answer::Value(json.into())),
            Err(error) => Ok(Answer::error(error)),
        };
        written.unwrap_or_else(|_| Answer::error(&Failure::Internal.into()))
    }

    pub fn error(error: &AppError) -> Self {
        Answer::Error(serde_json::to_string(error).unwrap_or_default().into())
    }

    /// Reads the value. What is not of its type comes from another version of the server.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, AppError> {
        match self {
            Answer::Value(json) => {
                serde_json::from_str(json).map_err(|_| Failure::Unavailable.into())
            }
            Answer::Error(json) => Err(read_error(json)),
        }
    }

    /// Whether it was done, for commands, whose value says nothing.
    pub fn outcome(&self) -> Result<(), AppError> {
        match self {
            Answer::Value(_) => Ok(()),
            Answer::Error(json) => Err(read_error(json)),
        }
    }
}

/// An error that is not ours comes from something between us and the server.
fn read_error(json: &str) -> AppError {
    serde_json::from_str(json).unwrap_or_else(|_| Failure::Unavailable.into())
}

/// A sign and the JSON, as the server writes it into the page for the browser.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, json) = match self {
            Answer::Value(json) => ("+", json),
            Answer::Error(json) => ("-", json),
        };
        f.write_str(sign)?;
        f.write_str(json)
    }
}

impl FromStr for Answer {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.strip_prefix('+') {
            Some(json) => Answer::Value(json.into()),
            None => Answer::Error(text.strip_prefix('-').unwrap_or(text).into()),
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
        assert_eq!(Answer::of(Ok(7)).read::<u8>(), Ok(7));
        assert_eq!(
            Answer::of::<u8>(Err(refused.clone())).read::<u8>(),
            Err(refused)
        );
    }

    #[test]
    fn what_another_version_says_asks_to_try_again() {
        let unavailable = Err(Failure::Unavailable.into());
        assert_eq!(Answer::of(Ok("seven")).read::<u8>(), unavailable);
        assert_eq!(Answer::Error("<html>".into()).read::<u8>(), unavailable);
    }
}
