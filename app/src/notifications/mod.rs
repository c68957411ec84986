//! Notices: the list, and what of it one wants by mail.

pub mod api;
mod live;
mod pages;
mod sentences;

pub use live::KeepBell;
pub use pages::{Choices, Notices};
#[cfg(feature = "ssr")]
pub(crate) use sentences::label;
pub use sentences::sentence;
