//! Inviting those whom an import brought and who were never invited: the file may have come weeks before the
//! programme is ready for them.

use super::{sql, store};
use crate::{
    Db, Result,
    db::{Begun, Conn},
};
use domain::{Actor, CommandId, Failure, ProgrammeId, Timestamp};

/// Invitations written at a time; SQLite takes so many values in a statement.
const BATCH: usize = 1_000;

/// Members who have neither been invited nor proved their address by themselves.
pub async fn uninvited(db: &Db, actor: &Actor, programme: ProgrammeId) -> Result<u64> {
    permit(actor, programme)?;
    let mut reader = db.read().await?;
    Ok(sql::uninvited(reader.conn(), programme).await?.len() as u64)
}

/// Invites all of them, and says how many that were.
pub async fn invite(
    db: &Db,
    actor: &Actor,
    command: CommandId,
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<u64> {
    permit(actor, programme)?;
    let begun = db.begin(command, Some(actor.person), "programme.invite", now);
    let mut tx = match begun.await? {
        Begun::Repeated(invited) => return Ok(invited),
        Begun::Fresh(tx) => tx,
    };
    let invited = invite_all(tx.conn(), programme, now).await?;
    tx.finish(invited).await
}

/// The same for whoever runs the server.
pub async fn invite_by_operator(db: &Db, programme: ProgrammeId, now: Timestamp) -> Result<u64> {
    let mut tx = db.write().await?;
    let invited = invite_all(tx.conn(), programme, now).await?;
    tx.commit().await?;
    Ok(invited)
}

async fn invite_all(mut conn: Conn<'_>, programme: ProgrammeId, now: Timestamp) -> Result<u64> {
    sql::lock_programme(conn.reborrow(), programme).await?;
    let people = sql::uninvited(conn.reborrow(), programme).await?;
    for people in people.chunks(BATCH) {
        let mails = people
            .iter()
            .map(|(id, email, lang, name)| store::invitation(*id, email, lang, name))
            .collect::<Result<Vec<_>>>()?;
        sql::insert_mails(conn.reborrow(), &mails, now).await?;
        let ids: Vec<_> = people.iter().map(|(id, ..)| *id).collect();
        sql::mark_invited(conn.reborrow(), &ids, now).await?;
    }
    Ok(people.len() as u64)
}

fn permit(actor: &Actor, programme: ProgrammeId) -> Result<()> {
    match actor.coordinates(programme) {
        true => Ok(()),
        false => Err(Failure::NotFound.into()),
    }
}
