//! The way back for somebody who lost passkeys and codes: one administrator opens it, a second one confirms it. Where
//! there is one administrator alone, whoever runs the machine does it.

use super::{accounts_sql, mail, record, sql};
use crate::{
    Backend, Error, Result,
    accounts::roles::administrators_only,
    db::{Begun, Conn},
    notifications::wall_time,
    outbox::MailContent,
};
use domain::{
    Actor, CommandId, Failure, PersonId, Problem, Refusal, SecondStepResetId, Timestamp,
    accounts::{EmailAddress, WaitingReset},
    time,
};

/// How long a second administrator has to confirm.
const OPEN_FOR: i64 = time::DAY;

/// Opens the way back for the account with this address.
pub async fn open_reset(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    email: &str,
    now: Timestamp,
) -> Result<()> {
    administrators_only(actor)?;
    let email = EmailAddress::parse(email).map_err(|problem| Error::field("email", problem))?;
    let by = Some(actor.person);
    let mut tx = match backend
        .db
        .begin::<()>(command, by, "account.open_reset", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let person = match accounts_sql::account(tx.conn(), email.as_str()).await? {
        Some((person, true)) => person,
        _ => return Err(Error::field("email", Problem::NobodyHere)),
    };
    if person == actor.person {
        return Err(Refusal::OwnAccount.into());
    }
    sql::close_resets(tx.conn(), person).await?;
    sql::open_reset(
        tx.conn(),
        SecondStepResetId::new(),
        person,
        actor.person,
        now,
    )
    .await?;
    record(
        tx.conn(),
        "second_step.reset_opened",
        Some(actor),
        person,
        now,
    )
    .await?;
    tx.finish(()).await
}

/// What waits for a second administrator.
pub async fn open_resets(
    backend: &Backend,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<WaitingReset>> {
    administrators_only(actor)?;
    let mut reader = backend.db.read().await?;
    let rows = sql::open_resets(reader.conn(), now.plus(-OPEN_FOR)).await?;
    rows.into_iter()
        .map(|row| {
            Ok(WaitingReset {
                is_mine_to_confirm: may_confirm(&row, actor),
                id: row.id,
                person: row.person_id,
                email: row.email,
                opened_by: row.opened_by_email,
                opened: wall_time(row.opened_at, None)?,
                until: wall_time(row.opened_at.plus(OPEN_FOR), None)?,
            })
        })
        .collect()
}

fn may_confirm(row: &sql::ResetRow, actor: &Actor) -> bool {
    row.opened_by != actor.person && row.person_id != actor.person
}

/// Lets the person in again without their passkeys: neither whoever opened this nor the person themselves.
pub async fn confirm_reset(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    id: SecondStepResetId,
    now: Timestamp,
) -> Result<()> {
    administrators_only(actor)?;
    let by = Some(actor.person);
    let mut tx = match backend
        .db
        .begin::<()>(command, by, "account.confirm_reset", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let open = sql::open_resets(tx.conn(), now.plus(-OPEN_FOR)).await?;
    let row = open
        .into_iter()
        .find(|row| row.id == id)
        .ok_or(Failure::NotFound)?;
    if !may_confirm(&row, actor) {
        return Err(Refusal::TwoAdministrators.into());
    }
    if sql::confirm_reset(tx.conn(), id, actor.person, now).await? == 0 {
        return Err(Refusal::Conflict.into());
    }
    reset(tx.conn(), Some(actor), row.person_id, now).await?;
    tx.finish(()).await
}

/// The same by whoever runs the machine.
pub async fn reset_by_operator(backend: &Backend, person: PersonId, now: Timestamp) -> Result<()> {
    let mut tx = backend.db.write().await?;
    reset(tx.conn(), None, person, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes passkeys and codes away and ends every sign-in; the next one leads to a new passkey.
async fn reset(
    mut conn: Conn<'_>,
    by: Option<&Actor>,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    accounts_sql::lock_person(conn.reborrow(), person).await?;
    sql::remove_all(conn.reborrow(), person).await?;
    sql::forget_codes(conn.reborrow(), person).await?;
    sql::forget_questions_of(conn.reborrow(), person).await?;
    sql::close_resets(conn.reborrow(), person).await?;
    accounts_sql::end_sign_ins(conn.reborrow(), person, None).await?;
    let path = "/sign-in".to_owned();
    mail(
        conn.reborrow(),
        person,
        MailContent::SecondStepReset { path },
        now,
    )
    .await?;
    record(conn, "second_step.reset", by, person, now).await
}
