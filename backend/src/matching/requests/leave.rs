//! Requests that are no longer possible: somebody leaves, or two people may not be matched any more.

use super::{
    RequestRow,
    answer::{record, take_back},
    close,
    people::Mentor,
    people_sql, sql, tell,
};
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
        take_back(tx, &row, WithdrawReason::NoLongerPossible, told, None, now).await?;
    }
    Ok(())
}

/// Closes the open request between two people, whose locks the caller holds, and tells those of `told`: never a reason, and
/// the mentee of whom to ask next.
pub async fn part(
    tx: &mut CommandTx,
    (one, other): (PersonId, PersonId),
    told: &[PersonId],
    next: Option<Mentor>,
    now: Timestamp,
) -> Result<()> {
    for row in sql::open_between(tx.conn(), one, other).await? {
        let reason = WithdrawReason::NoLongerPossible;
        if !close(tx.conn(), &row.request()?.withdraw(reason, now)?, "").await? {
            continue;
        }
        for (person, from) in [(one, other), (other, one)] {
            record(tx.conn(), "request.withdrawn", None, person, row.id, now).await?;
            let from = people_sql::person(tx.conn(), from).await?;
            let Some(from) = from.filter(|_| told.contains(&person)) else {
                continue;
            };
            let kind = NoticeKind::RequestImpossible;
            let next = next.as_ref().filter(|_| person == row.mentee_id);
            let next = next.map(|it| &it.row);
            tell::ended(tx.conn(), kind, person, row.id, &from, next, now).await?;
        }
    }
    Ok(())
}

async fn open(tx: &mut CommandTx, person: PersonId) -> Result<Vec<RequestRow>> {
    let mut rows = sql::open_of_mentee(tx.conn(), person).await?;
    rows.extend(sql::open_of_mentor(tx.conn(), person).await?);
    Ok(rows)
}
