//! SQL of the operator's commands: what roles are named by.

use crate::db::{Conn, execute, fetch_optional};
use domain::Timestamp;
use uuid::Uuid;

pub async fn programme(conn: Conn<'_>, code: &str) -> sqlx::Result<Option<Uuid>> {
    let found = fetch_optional!(
        conn,
        (Uuid,),
        "select id from programmes where code = $1",
        code
    )?;
    Ok(found.map(|(id,)| id))
}

pub async fn insert_organisation(
    conn: Conn<'_>,
    id: Uuid,
    name: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into organisations (id, name, created_at) values ($1, $2, $3) on conflict (name) do nothing",
        id,
        name,
        now
    )
}

pub async fn organisation(conn: Conn<'_>, name: &str) -> sqlx::Result<Option<Uuid>> {
    let found = fetch_optional!(
        conn,
        (Uuid,),
        "select id from organisations where name = $1",
        name
    )?;
    Ok(found.map(|(id,)| id))
}
