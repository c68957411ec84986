//! A wrong password is noted for the administrators, never the words that somebody typed. Too many tries are noted where
//! every request of the kind is: `app::context`.

use super::Origin;
use crate::{Backend, trust::journal};
use domain::{PersonId, Timestamp, trust::JournalKind};

/// `about` is whose it would have been, if the address is anybody's.
pub(super) fn wrong_password(
    backend: &Backend,
    origin: &Origin,
    about: Option<PersonId>,
    now: Timestamp,
) {
    let refusal = journal::Refusal {
        kind: JournalKind::SignInRefused,
        by: None,
        about,
        from: origin.peer,
        what: "",
    };
    backend.journal.note(refusal, now);
}
