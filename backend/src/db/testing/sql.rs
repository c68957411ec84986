//! SQL of what many tests begin with: a programme, a person, who is in it.

use crate::db::{Conn, execute};
use domain::{PersonId, ProgrammeId, Timestamp, matching::Weights};

pub async fn programme(conn: Conn<'_>, id: ProgrammeId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into programmes (id, code, name_fr, name_ar, name_en, name_de, weights, demo, created_at)
         values ($1, $2, 'P', 'P', 'P', 'P', $3, false, $4)",
        id,
        id.to_string(),
        serde_json::to_string(&Weights::default()).unwrap_or_default(),
        now
    )
}

/// An account without a password, whose address is its id.
pub async fn person(conn: Conn<'_>, id: PersonId, now: Timestamp) -> sqlx::Result<u64> {
    addressed(conn, id, &format!("{id}@example.org"), now).await
}

/// The same with an address.
pub async fn addressed(
    conn: Conn<'_>,
    id: PersonId,
    email: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into people (id, email, lang, theme, demo, created_at) values ($1, $2, 'fr', 'system', false, $3)",
        id,
        email,
        now
    )
}

pub async fn member(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into memberships (programme_id, person_id, side, joined_at, agreed_at) values ($1, $2, $3, $4, $4)",
        programme,
        person,
        side,
        now
    )
}
