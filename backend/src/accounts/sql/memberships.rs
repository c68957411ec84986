//! The programme that comes with an account.

use crate::db::{Conn, execute, fetch_optional};
use domain::{PersonId, ProgrammeId, Timestamp, accounts::Side};

/// The programme that people join by signing up: the oldest.
async fn open_programme_row(conn: Conn<'_>) -> sqlx::Result<Option<(ProgrammeId,)>> {
    fetch_optional!(
        conn,
        (ProgrammeId,),
        "select id from programmes order by created_at, code limit 1"
    )
}

pub async fn open_programme(conn: Conn<'_>) -> sqlx::Result<Option<ProgrammeId>> {
    Ok(open_programme_row(conn).await?.map(|(id,)| id))
}

/// The programme that a person joined first.
pub async fn programme_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<ProgrammeId>> {
    let row = fetch_optional!(
        conn,
        (ProgrammeId,),
        "select programme_id from memberships where person_id = $1 order by joined_at, programme_id limit 1",
        person
    )?;
    Ok(row.map(|(id,)| id))
}

pub async fn join(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: Side,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into memberships (programme_id, person_id, side, joined_at, agreed_at) values ($1, $2, $3, $4, $4)
         on conflict (programme_id, person_id, side) do update
         set agreed_at = coalesce(memberships.agreed_at, excluded.agreed_at)",
        programme,
        person,
        side.code(),
        now
    )
}
