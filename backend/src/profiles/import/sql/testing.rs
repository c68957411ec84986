//! SQL that only tests of imports need.

use crate::db::{Conn, execute, fetch_one, fetch_scalar};
use domain::{PersonId, Timestamp};

/// How many rows each table that an import writes has.
pub async fn counts(mut db: crate::db::Reader) -> Vec<(&'static str, i64)> {
    const TABLES: [(&str, &str); 12] = [
        ("people", "select count(*) from people"),
        (
            "mentors",
            "select count(*) from profiles where mentor = true",
        ),
        (
            "mentees",
            "select count(*) from profiles where mentee = true",
        ),
        ("languages", "select count(*) from profile_languages"),
        ("sectors", "select count(*) from profile_sectors"),
        ("expertise", "select count(*) from profile_expertise"),
        ("regions", "select count(*) from profile_regions"),
        ("projects", "select count(*) from projects"),
        ("members", "select count(*) from memberships"),
        ("events", "select count(*) from events"),
        ("mails", "select count(*) from outbox where kind = 'mail'"),
        ("imports", "select count(*) from imports"),
    ];
    let mut counts = Vec::new();
    for (name, query) in TABLES {
        counts.push((name, fetch_scalar!(db.conn(), i64, query).unwrap()));
    }
    counts
}

/// Given name, Arabic given name, headline, company, capacity and whether mentor and mentee.
pub type ProfileRow = (String, String, String, String, i64, bool, bool);

pub async fn profile(conn: Conn<'_>, email: &str) -> sqlx::Result<ProfileRow> {
    fetch_one!(
        conn,
        ProfileRow,
        "select given_name, given_name_ar, headline, company, capacity, mentor, mentee
         from profiles f join people p on p.id = f.person_id where p.email = $1",
        email
    )
}

pub async fn insert_account(
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

/// As an administrator closes an account.
pub async fn close(conn: Conn<'_>, email: &str, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set deactivated_at = $2 where email = $1",
        email,
        now
    )
}

/// Pieces of checked files.
pub async fn pieces(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(conn, i64, "select count(*) from checked_file_pieces")
}

/// Loses the last piece.
pub async fn spoil_pieces(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update checked_file_pieces set number = number + 1 where number = (select max(number) from checked_file_pieces)"
    )
}

pub async fn erase_checked_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from checked_files where person_id = $1",
        person
    )
}
