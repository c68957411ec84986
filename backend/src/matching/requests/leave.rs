//! A person leaves: what they asked and were asked is taken back, and the others told.

use super::{RequestRow, answer::take_back, people_sql, sql};
use crate::{Result, db::CommandTx};
use domain::{PersonId, Timestamp, matching::request::WithdrawReason, notifications::NoticeKind};
use std::collections::BTreeSet;

/// Closes every open request of a person whose account is closed in the same transaction.
pub async fn leave(tx: &mut CommandTx, person: PersonId, now: Timestamp) -> Result<()> {
    // All locks in the one order that nobody can wait in a circle for, then everything read again.
    let people = open(tx, person).await?;
    let people = people.iter().flat_map(|it| [it.mentee_id, it.mentor_id]);
    for one in people.chain([person]).collect::<BTreeSet<_>>() {
        people_sql::lock_person(tx.conn(), one).await?;
    }
    let Some(leaver) = people_sql::person(tx.conn(), person).await? else {
        return Ok(());
    };
    for row in open(tx, person).await? {
        let other = if row.mentee_id == person {
            row.mentor_id
        } else {
            row.mentee_id
        };
        let told = (NoticeKind::RequestImpossible, other, &leaver);
        take_back(tx, &row, WithdrawReason::NoLongerPossible, told, now).await?;
    }
    Ok(())
}

async fn open(tx: &mut CommandTx, person: PersonId) -> Result<Vec<RequestRow>> {
    let mut rows = sql::open_of_mentee(tx.conn(), person).await?;
    rows.extend(sql::open_of_mentor(tx.conn(), person).await?);
    Ok(rows)
}
