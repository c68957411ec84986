//! Accounts: who is who, signing up, in and out, roles.

mod address;
mod address_change;
mod ask;
mod devices;
mod follow;
pub(crate) mod invited;
mod links;
mod new_password;
pub mod operator;
mod passkeys;
mod password;
mod password_change;
mod people;
mod proof;
mod refused;
mod roles;
mod session;
mod settings;
mod sign_in;
mod sign_ins;
mod sign_up;
mod sql;
#[cfg(test)]
mod tests;
mod throttle;
mod token;

use crate::{Backend, Result};
use domain::{Actor, Lang, PersonId};
use std::net::IpAddr;

pub use address::read_address;
pub use address_change::change_address;
pub use ask::{ask_for_link, ask_for_reset, ask_to_prove, asked, send_again};
pub use devices::DEVICE_LASTS;
pub use follow::{Followed, follow_link};
pub use links::{First, Link, Purpose, link};
pub use passkeys::{
    Answer, Passkeys, Question, add, ask_for_second_step, ask_to_add, ask_to_sign_in,
    confirm_reset, new_recovery_codes, open_reset, open_resets, prove_second_step, refuse_reset,
    remove_passkey, rename_passkey, security, sign_in_with_passkey, use_recovery_code,
};
pub use password::Hasher;
pub use password_change::{change_password, reset_password};
pub use people::{PeopleFilter, RoleDraft, account, account_counts, give_role, people};
pub use proof::{PROOF_LASTS, fresh_proof, note_proof, prove_by_password};
pub(crate) use roles::keep_one_administrator;
pub use roles::{
    By, create_person, deactivate, end_sign_ins, find_person, grant_role, reactivate, revoke_role,
};
pub use session::{Session, is_open, keep_language, viewer};
pub use settings::{Settings, forget_expired, save_settings, settings};
pub use sign_in::{NewSession, sign_in};
pub use sign_ins::{SignInView, end_sign_in, sign_ins, sign_out, sign_out_everywhere};
pub use sign_up::sign_up;
pub(crate) use sql::{join, scope_names};

/// Where a request to sign in comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    pub peer: IpAddr,
    /// Short description of the browser.
    pub device: String,
    /// The language of the page it comes from, and so of the texts that it links to.
    pub lang: Lang,
    /// The secret that this browser is known by since somebody signed in with it.
    pub known_by: Option<String>,
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
