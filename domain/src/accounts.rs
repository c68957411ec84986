//! Rules of the feature `accounts`.

mod email;
mod guessable;
mod next;
mod passkeys;
mod password;
mod sign_up;

pub use email::EmailAddress;
pub use guessable::is_guessable;
pub use next::safe_next;
pub use passkeys::{
    AskedReset, MAX_PASSKEYS, PasskeyLine, RecoveryCode, SecondStep, SecurityView, WaitingReset,
    passkey_name,
};
pub use password::Password;
pub use sign_up::{Side, SignUp, SignUpDraft, Theme};
