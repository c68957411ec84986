//! Rules of the feature `accounts`.

mod email;
mod next;
mod password;
mod sign_up;

pub use email::EmailAddress;
pub use next::safe_next;
pub use password::Password;
pub use sign_up::{Side, SignUp, SignUpDraft, Theme};
