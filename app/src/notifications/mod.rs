//! Notices: the list, and what of it one wants by mail.

pub mod api;
mod pages;
mod sentences;

pub use pages::{Choices, Notices};
pub use sentences::sentence;
