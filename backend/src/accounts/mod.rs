//! Accounts: who is who, signing up, in and out, roles.

mod address;
mod breached;
pub(crate) mod invited;
mod links;
pub mod operator;
mod password;
mod password_change;
mod people;
mod roles;
mod session;
mod settings;
mod sign_in;
mod sign_up;
mod sql;
#[cfg(test)]
mod tests;
mod throttle;
mod token;
mod unsigned;

use crate::{Backend, Result};
use domain::{Actor, PersonId};
use std::net::IpAddr;

pub use address::change_address;
pub use links::{Link, Purpose, link};
pub use password::Hasher;
pub use password_change::{change_password, reset_password};
pub use people::{PeopleFilter, RoleDraft, account, account_counts, give_role, people};
pub use roles::{By, create_person, deactivate, find_person, grant_role, reactivate, revoke_role};
pub(crate) use roles::{administrators_only, keep_one_administrator};
pub use session::{Session, is_open, keep_language, viewer};
pub use settings::{Settings, forget_expired, save_settings, settings};
pub use sign_in::{
    Followed, SignInView, ask_for_link, ask_for_reset, follow_link, sign_in, sign_ins, sign_out,
    sign_out_everywhere,
};
pub use sign_up::sign_up;
pub(crate) use sql::{join, scope_names};

/// Where a request to sign in comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    pub peer: IpAddr,
    /// Short description of the browser.
    pub device: String,
}

/// A signed-in person as pages greet them.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

/// The actor's own name and address.
pub async fn person(backend: &Backend, actor: &Actor) -> Result<PersonView> {
    let mut reader = backend.db.read().await?;
    let (email, given, family) = sql::person(reader.conn(), actor.person).await?;
    let name = format!(
        "{} {}",
        given.unwrap_or_default(),
        family.unwrap_or_default()
    )
    .trim()
    .to_owned();
    Ok(PersonView {
        id: actor.person,
        name: if name.is_empty() { email.clone() } else { name },
        email,
    })
}
