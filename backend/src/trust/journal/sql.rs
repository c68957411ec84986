//! SQL of the journal. Its kinds are a few among those of `events`, so each is asked for by its index.

use crate::db::{Conn, execute, fetch_all_in, fetch_scalar};
use domain::{PersonId, Timestamp};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub struct LineRow {
    pub seq: i64,
    pub at: Timestamp,
    pub kind: String,
    pub actor_id: Option<PersonId>,
    pub subject_id: Option<Uuid>,
    pub payload: String,
}

impl LineRow {
    pub fn about(&self) -> Option<PersonId> {
        self.subject_id.map(PersonId)
    }

    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.actor_id.into_iter().chain(self.about())
    }
}

pub async fn count(conn: Conn<'_>, kinds: &[&str]) -> sqlx::Result<i64> {
    let counts = fetch_all_in!(
        conn,
        (i64,),
        "select count(*) from events where kind in {list}",
        kinds
    )?;
    Ok(counts.first().map_or(0, |row| row.0))
}

/// The newest first. The numbers are ours, not a reader's words.
pub async fn lines(
    conn: Conn<'_>,
    kinds: &[&str],
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<LineRow>> {
    let text = format!(
        "select seq, at, kind, actor_id, subject_id, payload from events where kind in {{list}}
         order by seq desc limit {limit} offset {offset}"
    );
    fetch_all_in!(conn, LineRow, &text, kinds)
}

pub async fn forget_before(conn: Conn<'_>, kind: &str, before: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from events where kind = $1 and at < $2",
        kind,
        before
    )
}

/// All of the kind but the newest `kept`.
pub async fn forget_but(mut conn: Conn<'_>, kind: &str, kept: i64) -> sqlx::Result<u64> {
    let oldest: Option<i64> = fetch_scalar!(
        conn.reborrow(),
        Option<i64>,
        "select min(seq) from (select seq from events where kind = $1 order by seq desc limit $2) t",
        kind,
        kept
    )?;
    execute!(
        conn,
        "delete from events where kind = $1 and seq < $2",
        kind,
        oldest.unwrap_or(0)
    )
}
