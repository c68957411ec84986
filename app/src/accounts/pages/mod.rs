//! Pages of accounts.

mod account;
mod ask;
mod follow_link;
mod prove;
mod sign_in;
mod sign_ins;
mod sign_up;

pub use account::Account;
pub use ask::{AskForLink, AskForReset, CheckMail};
pub use follow_link::{AddressConfirmed, FollowLink};
pub use prove::Prove;
pub use sign_in::SignIn;
pub use sign_ins::SignIns;
pub use sign_up::SignUp;
