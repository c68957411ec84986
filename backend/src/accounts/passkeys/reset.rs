//! The way back for somebody who lost passkeys and codes: one administrator opens it, a second one confirms it. Where
//! there is one administrator alone, whoever runs the machine does it. The person is told when it is opened and when it
//! is done; they and every administrator can say no in between.

use super::{accounts_sql, mail, may_change, record, sql};
use crate::{
    Backend, Error, Result,
    access::administrators_only,
    db::{Begun, Conn},
    notifications::wall_time,
    outbox::MailContent,
};
use domain::{
    Actor, CommandId, Failure, PersonId, Problem, Refusal, SecondStepResetId, SignInId, Timestamp,
    accounts::{AskedReset, EmailAddress, WaitingReset},
    time,
    trust::JournalKind,
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
    // The person is told now, while there is time to say no.
    let path = "/me/security".to_owned();
    let asked = MailContent::SecondStepResetAsked { path };
    mail(tx.conn(), person, asked, now).await?;
    let kind = JournalKind::ResetAsked.code();
    record(tx.conn(), kind, Some(actor.person), person, now).await?;
    tx.finish(()).await
}

/// What waits for `person`, as their own page says it.
pub(super) async fn asked(
    conn: Conn<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<AskedReset>> {
    let rows = sql::open_resets(conn, now.plus(-OPEN_FOR)).await?;
    let row = rows.into_iter().find(|row| row.person_id == person);
    row.map(|row| {
        let until = wall_time(row.opened_at.plus(OPEN_FOR), None)?;
        Ok(AskedReset { id: row.id, until })
    })
    .transpose()
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
    let row = open_one(tx.conn(), id, now).await?;
    if !may_confirm(&row, actor) {
        return Err(Refusal::TwoAdministrators.into());
    }
    if sql::confirm_reset(tx.conn(), id, actor.person, now).await? == 0 {
        return Err(Refusal::Conflict.into());
    }
    reset(tx.conn(), by, row.person_id, now).await?;
    tx.finish(()).await
}

/// Says no to what was opened: any administrator, also whoever opened it, or the person themselves, who shows what their
/// roles ask for. Answers whether it was their own.
pub async fn refuse_reset(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    command: CommandId,
    id: SecondStepResetId,
    now: Timestamp,
) -> Result<bool> {
    let by = Some(actor.person);
    let mut tx = match backend
        .db
        .begin::<bool>(command, by, "account.refuse_reset", now)
        .await?
    {
        Begun::Repeated(is_own) => return Ok(is_own),
        Begun::Fresh(tx) => tx,
    };
    let found = open_one(tx.conn(), id, now).await;
    let is_own = matches!(&found, Ok(row) if row.person_id == actor.person);
    if is_own {
        may_change(backend, tx.conn(), actor, here).await?;
    } else {
        // Before it is said whether there is one.
        administrators_only(actor)?;
    }
    let row = found?;
    if sql::refuse_reset(tx.conn(), id).await? == 0 {
        return Err(Refusal::Conflict.into());
    }
    let kind = JournalKind::ResetRefused.code();
    record(tx.conn(), kind, by, row.person_id, now).await?;
    tx.finish(is_own).await
}

async fn open_one(conn: Conn<'_>, id: SecondStepResetId, now: Timestamp) -> Result<sql::ResetRow> {
    let open = sql::open_resets(conn, now.plus(-OPEN_FOR)).await?;
    let row = open.into_iter().find(|row| row.id == id);
    Ok(row.ok_or(Failure::NotFound)?)
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
    by: Option<PersonId>,
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
    record(conn, JournalKind::ResetConfirmed.code(), by, person, now).await
}
