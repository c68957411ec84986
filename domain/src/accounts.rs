//! Rules of the feature `accounts`.

mod email;

pub use email::EmailAddress;
