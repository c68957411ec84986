//! What people agreed to with their account.

#[cfg(test)]
use crate::db::fetch_all;
use crate::db::{Conn, execute};
use domain::{Lang, PersonId, Timestamp, legal::PublicText};

pub async fn agree(
    conn: Conn<'_>,
    person: PersonId,
    text: PublicText,
    lang: Lang,
    version: i64,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into agreed_texts (person_id, text, lang, version, agreed_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, text, lang, version) do nothing",
        person,
        text.code(),
        lang.code(),
        version,
        now
    )
}

#[cfg(test)]
pub async fn agreed(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Vec<(String, String, i64, Timestamp)>> {
    fetch_all!(
        conn,
        (String, String, i64, Timestamp),
        "select text, lang, version, agreed_at from agreed_texts where person_id = $1 order by text, version",
        person
    )
}
