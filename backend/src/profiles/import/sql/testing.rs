//! SQL that only tests of imports need.

use super::insert_many;
use crate::db::{Conn, execute, fetch_one, fetch_scalar};
use domain::{PersonId, ProgrammeId, Timestamp, profiles::ReferenceItem};
use sqlx::{Postgres, QueryBuilder, Sqlite};

/// The reference data that ships with the product.
pub async fn insert_reference(conn: Conn<'_>, items: &[ReferenceItem]) -> sqlx::Result<u64> {
    let rows: Vec<_> = (0_i64..).zip(items).collect();
    insert_many!(
        conn,
        "insert into reference_items (kind, code, parent, name_fr, name_ar, name_en, name_de, time_zones, position,
            active) ",
        rows.clone(),
        |values, (position, item)| {
            values
                .push_bind(item.kind.code())
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
        ""
    )
}

/// A programme.
pub async fn insert_programme(
    conn: Conn<'_>,
    id: ProgrammeId,
    code: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into programmes (id, code, name_fr, name_ar, name_en, name_de, weights, demo, created_at)
         values ($1, $2, '', '', '', '', '{}', false, $3)",
        id,
        code,
        now
    )
}

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
