//! The file of a dry run, kept for some hours so that what was checked is what is imported: the same bytes, read in the
//! same way, by whoever checked them, once.
//!
//! Kept in pieces, each a transaction of its own: the one writer is never held for a whole file. How many there are, and
//! what they weigh together, is bounded; the oldest go first.

use super::{
    rejected::Wording,
    run::{ImportError, Invitations, Mode},
    sql,
    upload::{Bytes, Upload, permit, report, role_of},
    workbooks::Workbooks,
};
use crate::{Db, Result};
use domain::{
    Actor, Failure, ImportId, ProgrammeId, Refusal, Timestamp, profiles::FileEncoding,
    programmes::Checked, time::HOUR,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// How long a file is kept, in milliseconds.
const KEPT_FOR: i64 = 6 * HOUR;
/// Files of one person.
const EACH: i64 = 3;
/// Bytes of all files together.
const ALL: i64 = 120 << 20;
/// Bytes written at a time.
const PIECE: usize = 256 << 10;

/// Keeps the file of the dry run `id`, whose report is there already.
pub(super) async fn keep(
    db: &Db,
    actor: &Actor,
    id: ImportId,
    upload: &Upload,
    now: Timestamp,
) -> Result<()> {
    let bytes = upload.bytes.as_ref();
    let new = sql::NewChecked {
        id,
        person: actor.person,
        encoding: upload.encoding.map_or("", FileEncoding::code),
        invite: upload.invitations == Invitations::Send,
        hash: Sha256::digest(bytes).to_vec(),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        now,
    };
    let mut tx = db.write().await?;
    sql::insert_checked(tx.conn(), new).await?;
    sql::forget_more_than(tx.conn(), actor.person, EACH).await?;
    sql::forget_beyond(tx.conn(), ALL).await?;
    tx.commit().await?;
    for (number, piece) in (0_i64..).zip(bytes.chunks(PIECE)) {
        let mut tx = db.write().await?;
        sql::insert_piece(tx.conn(), id, number, piece).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What the actor can still do with the file of a dry run.
pub async fn checked(db: &Db, actor: &Actor, id: ImportId, now: Timestamp) -> Result<Checked> {
    let mut reader = db.read().await?;
    let Some(row) = sql::find_checked(reader.conn(), id).await? else {
        return Ok(Checked::Gone);
    };
    permit(actor, row.programme_id)?;
    Ok(match row.became {
        Some(became) if row.reported => Checked::Became(became),
        _ if is_old(row.created_at, now) => Checked::Gone,
        Some(_) => Checked::Running,
        None if row.person_id != actor.person => Checked::ByAnother,
        None => Checked::Ready { invite: row.invite },
    })
}

fn is_old(at: Timestamp, now: Timestamp) -> bool {
    at < now.plus(-KEPT_FOR)
}

/// What came of the wish to import a file that was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Now or before: this is its report.
    Done(ImportId),
    /// Begun before, and not at its end.
    Running,
}

/// Which file, and what to do with it.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The one whose page it is asked on, where that names one.
    pub programme: Option<ProgrammeId>,
    /// The dry run.
    pub id: ImportId,
    pub invitations: Invitations,
}

/// Imports exactly the bytes that a dry run of the programme checked. Said again, it leads to the same report.
pub async fn import_checked(
    db: &Db,
    workbooks: Arc<dyn Workbooks>,
    actor: &Actor,
    wanted: Wanted,
    wording: &dyn Wording,
    now: Timestamp,
) -> Result<Taken, ImportError> {
    let Wanted {
        programme,
        id,
        invitations,
    } = wanted;
    let (row, becomes) = match claim(db, actor, programme, id, now).await? {
        Claim::Before(taken) => return Ok(taken),
        Claim::Now(row, becomes) => (row, becomes),
    };
    let done = async {
        let upload = Upload {
            programme: row.programme_id,
            role: role_of(&row.side)?,
            mode: Mode::Write,
            invitations,
            bytes: read(db, id, &row.hash).await?,
            encoding: FileEncoding::from_code(&row.encoding),
            file_name: row.file_name,
        };
        report(db, workbooks, actor, &upload, becomes, wording, now).await
    };
    let done = done.await;
    let mut tx = db.write().await?;
    match done {
        Ok(_) => sql::forget_bytes(tx.conn(), id).await?,
        Err(_) => sql::disclaim(tx.conn(), id).await?,
    };
    tx.commit().await?;
    done.map(|_| Taken::Done(becomes))
}

enum Claim {
    Before(Taken),
    Now(sql::CheckedRow, ImportId),
}

/// Whoever comes first imports; to everybody but those who may it is refused.
async fn claim(
    db: &Db,
    actor: &Actor,
    asked_in: Option<ProgrammeId>,
    id: ImportId,
    now: Timestamp,
) -> Result<Claim> {
    let mut tx = db.write().await?;
    let its = sql::find_import(tx.conn(), id).await?;
    let (_, its, ..) = its.ok_or(Failure::NotFound)?;
    permit(actor, its)?;
    let row = sql::find_checked(tx.conn(), id).await?;
    let row = row.ok_or(Refusal::CheckedFileGone)?;
    if asked_in.is_some_and(|programme| programme != its) {
        return Err(Refusal::CheckedForAnother.into());
    }
    if row.person_id != actor.person {
        return Err(Refusal::CheckedByAnother.into());
    }
    match row.became {
        Some(became) if row.reported => return Ok(Claim::Before(Taken::Done(became))),
        _ if is_old(row.created_at, now) => return Err(Refusal::CheckedFileGone.into()),
        Some(_) => return Ok(Claim::Before(Taken::Running)),
        None => {}
    }
    let becomes = ImportId::new();
    // Somebody was quicker between the look and the claim.
    if sql::claim(tx.conn(), id, becomes).await? == 0 {
        return Ok(Claim::Before(Taken::Running));
    }
    tx.commit().await?;
    Ok(Claim::Now(row, becomes))
}

/// The bytes, if they are those that were checked.
async fn read(db: &Db, id: ImportId, hash: &[u8]) -> Result<Bytes> {
    let mut bytes = Vec::new();
    let mut reader = db.read().await?;
    let mut number = 0;
    while let Some(piece) = sql::piece(reader.conn(), id, number).await? {
        bytes.extend_from_slice(&piece);
        number += 1;
    }
    match Sha256::digest(&bytes).as_slice() == hash {
        true => Ok(Bytes::from(bytes)),
        false => Err(Refusal::CheckedFileGone.into()),
    }
}

/// Files are forgotten after some hours.
pub(super) async fn forget_checked(db: &Db, now: Timestamp) -> Result<u64> {
    let mut tx = db.write().await?;
    let forgotten = sql::delete_checked_before(tx.conn(), now.plus(-KEPT_FOR)).await?;
    tx.commit().await?;
    Ok(forgotten)
}

#[cfg(test)]
mod tests;
