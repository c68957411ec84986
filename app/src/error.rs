//! The one error of all server functions: what the person is told, and the id to quote.

use crate::wire::Wire;
use domain::Failure;
use serde::{Deserialize, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use std::fmt;

/// Answer of a server function that did not do its job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    pub failure: Failure,
    /// Id of the request, under which the cause is in the log; empty when no server was reached.
    pub request_id: String,
}

impl AppError {
    pub fn new(failure: Failure, request_id: impl Into<String>) -> Self {
        Self {
            failure,
            request_id: request_id.into(),
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.failure, self.request_id)
    }
}

impl std::error::Error for AppError {}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        Self::new(failure, "")
    }
}

impl FromServerFnError for AppError {
    type Encoder = Wire;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        let failure = match value {
            // The network, or an answer that is not ours: nothing was done as far as we know.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Failure::Unavailable,
            // Malformed arguments; a form of ours cannot send these.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Failure::Invalid(Vec::new())
            }
            _ => Failure::Internal,
        };
        Self::from(failure)
    }
}
