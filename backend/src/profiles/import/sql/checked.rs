//! SQL of files that were checked and may be imported as they are.

use crate::db::{Conn, execute, fetch_optional, fetch_scalars};
use domain::{ImportId, PersonId, ProgrammeId, Timestamp};
use sqlx::FromRow;

/// A file that was checked, with the import that checked it.
#[derive(FromRow)]
pub struct CheckedRow {
    pub programme_id: ProgrammeId,
    pub person_id: PersonId,
    pub side: String,
    pub file_name: String,
    pub encoding: String,
    pub invite: bool,
    pub hash: Vec<u8>,
    pub created_at: Timestamp,
    pub became: Option<ImportId>,
    /// The report of what it became is there.
    pub reported: bool,
}

pub async fn find_checked(conn: Conn<'_>, id: ImportId) -> sqlx::Result<Option<CheckedRow>> {
    fetch_optional!(
        conn,
        CheckedRow,
        "select i.programme_id, c.person_id, i.side, i.file_name, c.encoding, c.invite, c.hash, c.created_at, c.became,
             exists (select 1 from imports n where n.id = c.became) as reported
         from checked_files c join imports i on i.id = c.import_id where c.import_id = $1",
        id
    )
}

/// What is kept of a file beside its bytes.
pub struct NewChecked<'a> {
    pub id: ImportId,
    pub person: PersonId,
    pub encoding: &'a str,
    pub invite: bool,
    pub hash: Vec<u8>,
    pub size: i64,
    pub now: Timestamp,
}

pub async fn insert_checked(conn: Conn<'_>, new: NewChecked<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into checked_files (import_id, person_id, encoding, invite, hash, size, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        new.id,
        new.person,
        new.encoding,
        new.invite,
        new.hash,
        new.size,
        new.now
    )
}

pub async fn insert_piece(
    conn: Conn<'_>,
    id: ImportId,
    number: i64,
    bytes: &[u8],
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into checked_file_pieces (import_id, number, bytes)
         select import_id, $2, $3 from checked_files where import_id = $1",
        id,
        number,
        bytes
    )
}

pub async fn piece(conn: Conn<'_>, id: ImportId, number: i64) -> sqlx::Result<Option<Vec<u8>>> {
    let found = fetch_scalars!(
        conn,
        Vec<u8>,
        "select bytes from checked_file_pieces where import_id = $1 and number = $2",
        id,
        number
    );
    Ok(found?.pop())
}

/// Says what a file becomes, once.
pub async fn claim(conn: Conn<'_>, id: ImportId, becomes: ImportId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update checked_files set became = $2 where import_id = $1 and became is null",
        id,
        becomes
    )
}

/// Takes that back, since nothing came of it.
pub async fn disclaim(conn: Conn<'_>, id: ImportId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update checked_files set became = null where import_id = $1",
        id
    )
}

/// The bytes of a file that was imported go; what it became is still known.
pub async fn forget_bytes(mut conn: Conn<'_>, id: ImportId) -> sqlx::Result<u64> {
    execute!(
        conn.reborrow(),
        "update checked_files set size = 0 where import_id = $1",
        id
    )?;
    execute!(
        conn,
        "delete from checked_file_pieces where import_id = $1",
        id
    )
}

/// The files of one person beyond the latest so many.
pub async fn forget_more_than(conn: Conn<'_>, person: PersonId, files: i64) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from checked_files where import_id in (select import_id from checked_files
             where person_id = $1 and size > 0 order by created_at desc, import_id desc limit 1000 offset $2)",
        person,
        files
    )
}

/// The oldest files, as far as all of them together weigh more than this, in bytes.
pub async fn forget_beyond(conn: Conn<'_>, bytes: i64) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from checked_files where import_id in (select t.import_id from (
             select import_id, sum(size) over (order by created_at desc, import_id desc) as upto from checked_files
             where size > 0) t
             where t.upto > $1)",
        bytes
    )
}

pub async fn delete_checked_before(conn: Conn<'_>, before: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from checked_files where created_at < $1",
        before
    )
}
