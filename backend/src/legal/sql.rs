//! SQL of the public texts.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalar};
use domain::{Lang, PersonId, Timestamp, legal::PublicText};

#[derive(sqlx::FromRow)]
pub struct TextRow {
    pub text: String,
    pub lang: String,
    pub version: i64,
    pub body: String,
    pub is_draft: bool,
    pub changed_at: Timestamp,
}

/// The newest version of a text in a language.
pub async fn newest(conn: Conn<'_>, text: PublicText, lang: Lang) -> sqlx::Result<Option<TextRow>> {
    fetch_optional!(
        conn,
        TextRow,
        "select text, lang, version, body, is_draft, changed_at from public_texts
         where text = $1 and lang = $2 order by version desc limit 1",
        text.code(),
        lang.code()
    )
}

/// The newest version of every text in every language.
pub async fn all_newest(conn: Conn<'_>) -> sqlx::Result<Vec<TextRow>> {
    fetch_all!(
        conn,
        TextRow,
        "select t.text, t.lang, t.version, t.body, t.is_draft, t.changed_at from public_texts t
         join (select text, lang, max(version) as version from public_texts group by text, lang) newest
            on newest.text = t.text and newest.lang = t.lang and newest.version = t.version"
    )
}

/// 0 where there is none yet.
pub async fn version(conn: Conn<'_>, text: PublicText, lang: Lang) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select coalesce(max(version), 0) from public_texts where text = $1 and lang = $2",
        text.code(),
        lang.code()
    )
}

/// A version that is there already stays as it is: 0 rows.
pub async fn insert(
    conn: Conn<'_>,
    text: PublicText,
    lang: Lang,
    version: i64,
    body: &str,
    is_draft: bool,
    by: Option<PersonId>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into public_texts (text, lang, version, body, is_draft, changed_at, changed_by)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (text, lang, version) do nothing",
        text.code(),
        lang.code(),
        version,
        body,
        is_draft,
        now,
        by
    )
}
