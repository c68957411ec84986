//! Trust: pairs that are never matched, because one of the two declared a conflict of interest or the office decided so.
//!
//! Matching reads the tables of this feature under the locks of both people, which everything here takes before it
//! writes. So a request that is sent at the same moment is either seen and closed here, or refused there. No event of
//! a declaration or a block concerns anybody's live stream: who said what stays with who said it.

mod blocks;
mod conflicts;
pub mod journal;
mod sql;
#[cfg(test)]
mod tests;

pub use blocks::{NewBlock, block, blocks, unblock};
pub(crate) use conflicts::declaration;
pub use conflicts::{declare, take_back};

use crate::{
    Result,
    db::Conn,
    events::{self, NewEvent},
};
use domain::{PersonId, Timestamp};

/// For the audit: `actor` did this to the pair of `subject` and `other`.
async fn record(
    conn: Conn<'_>,
    kind: &str,
    actor: PersonId,
    (subject, other): (PersonId, PersonId),
    now: Timestamp,
) -> Result<()> {
    let event = NewEvent {
        at: now,
        kind,
        actor: Some(actor),
        person: None,
        subject: Some(subject.0),
        payload: other,
    };
    events::record(conn, event).await
}
