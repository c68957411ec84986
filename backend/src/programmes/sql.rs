//! SQL of programmes.

use crate::db::{Conn, execute, fetch_all, fetch_scalar, insert_many};
use domain::{Lang, PersonId, ProgrammeId, Timestamp, profiles::ReferenceItem};

/// Id, code, names in French, Arabic, English and German, weights as JSON, demo.
pub type ProgrammeRow = (
    ProgrammeId,
    String,
    String,
    String,
    String,
    String,
    String,
    bool,
);

pub async fn programmes(conn: Conn<'_>) -> sqlx::Result<Vec<ProgrammeRow>> {
    fetch_all!(
        conn,
        ProgrammeRow,
        "select id, code, name_fr, name_ar, name_en, name_de, weights, demo from programmes order by created_at, code"
    )
}

pub async fn programme_id(conn: Conn<'_>, code: &str) -> sqlx::Result<ProgrammeId> {
    fetch_scalar!(
        conn,
        ProgrammeId,
        "select id from programmes where code = $1",
        code
    )
}

pub async fn code(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<String> {
    fetch_scalar!(
        conn,
        String,
        "select code from programmes where id = $1",
        programme
    )
}

pub async fn insert_programme(
    conn: Conn<'_>,
    id: ProgrammeId,
    code: &str,
    names: [&str; 4],
    weights: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    let [fr, ar, en, de] = names;
    execute!(
        conn,
        "insert into programmes (id, code, name_fr, name_ar, name_en, name_de, weights, demo, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, false, $8) on conflict (code) do nothing",
        id,
        code,
        fr,
        ar,
        en,
        de,
        weights,
        now
    )
}

/// Takes a person off both sides of a programme.
pub async fn leave(conn: Conn<'_>, programme: ProgrammeId, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from memberships where programme_id = $1 and person_id = $2",
        programme,
        person
    )
}

pub async fn set_weights(conn: Conn<'_>, code: &str, weights: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update programmes set weights = $2 where code = $1",
        code,
        weights
    )
}

pub async fn reference_count(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(conn, i64, "select count(*) from reference_items")
}

pub async fn insert_reference(conn: Conn<'_>, items: &[ReferenceItem]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into reference_items (kind, code, parent, name_fr, name_ar, name_en, name_de, time_zones, position,
            active) ",
        (0_i64..).zip(items),
        |row, (position, item)| {
            row.push_bind(item.kind.code())
                .push_bind(item.code.as_str())
                .push_bind(item.parent.as_deref())
                .push_bind(item.name_fr.as_str())
                .push_bind(item.name_ar.as_str())
                .push_bind(item.name_en.as_str())
                .push_bind(item.name_de.as_str())
                .push_bind(item.time_zones.join("|"))
                .push_bind(position)
                .push_bind(item.active);
        },
        " on conflict (kind, code) do nothing"
    )
}

pub async fn charter_text_count(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from charter_texts where programme_id = $1",
        programme
    )
}

pub async fn insert_charter_texts(
    conn: Conn<'_>,
    programme: ProgrammeId,
    texts: &[(Lang, String)],
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into charter_texts (programme_id, version, lang, body, published_at) ",
        texts,
        |row, (lang, body)| {
            row.push_bind(programme)
                .push_bind(1_i64)
                .push_bind(lang.code())
                .push_bind(body.as_str())
                .push_bind(now);
        },
        " on conflict (programme_id, version, lang) do nothing"
    )
}
