//! Requests that are no longer possible: somebody leaves, or two people may not be matched any more.

use super::{
    RequestRow,
    answer::{record, take_back},
    close,
    people::{self, Mentor},
    people_sql, sql, tell,
};
use crate::{
    Backend, Result,
    db::{CommandTx, Conn},
    matching::suggest,
};
use domain::{
    PersonId, ProgrammeId, Timestamp, matching::request::WithdrawReason, notifications::NoticeKind,
};

/// Whom to offer those who lose somebody they asked or were mentored by: mentee and mentor.
pub type Offers = Vec<(PersonId, Mentor)>;

/// Whom to offer each of these mentees when a mentor is there no more. Before any lock: it reads much.
pub async fn offers(
    backend: &Backend,
    leaving: PersonId,
    mentees: impl IntoIterator<Item = (ProgrammeId, PersonId)>,
    now: Timestamp,
) -> Result<Offers> {
    let mut offers = Offers::new();
    for (programme, person) in mentees {
        if offers.iter().any(|(mentee, _)| *mentee == person) {
            continue;
        }
        let mut reader = backend.db.read().await?;
        let mentee = people::mentee(reader.conn(), person, now).await?;
        drop(reader);
        let Some(mut mentee) = mentee else { continue };
        let next = suggest::next_best(backend, programme, &mut mentee, leaving, now).await?;
        offers.extend(next.map(|next| (person, next)));
    }
    Ok(offers)
}

/// The open requests of a person on both sides, of one programme or of all.
pub async fn open_with(
    mut conn: Conn<'_>,
    person: PersonId,
    programme: Option<ProgrammeId>,
) -> Result<Vec<RequestRow>> {
    let mut rows = sql::open_of_mentee(conn.reborrow(), person).await?;
    rows.extend(sql::open_of_mentor(conn, person).await?);
    rows.retain(|row| programme.is_none_or(|it| it == row.programme_id));
    Ok(rows)
}

/// Closes the open requests of a person who leaves one programme or all in the same transaction. The caller holds the
/// locks of everybody concerned.
pub async fn leave(
    tx: &mut CommandTx,
    person: PersonId,
    programme: Option<ProgrammeId>,
    offers: &Offers,
    now: Timestamp,
) -> Result<()> {
    let Some(leaver) = people_sql::person(tx.conn(), person).await? else {
        return Ok(());
    };
    for row in open_with(tx.conn(), person, programme).await? {
        let other = if row.mentee_id == person {
            row.mentor_id
        } else {
            row.mentee_id
        };
        let next = offers.iter().find(|(mentee, _)| *mentee == other);
        let next = next.filter(|_| other == row.mentee_id);
        let next = next.map(|(_, mentor)| &mentor.row);
        let told = (NoticeKind::RequestImpossible, other, &leaver);
        take_back(tx, &row, WithdrawReason::NoLongerPossible, told, next, now).await?;
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
