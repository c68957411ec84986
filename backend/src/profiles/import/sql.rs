//! SQL of imports: who is there, and what a person brings with them besides the profile.
//!
//! Rows are written many to a statement: SQLite costs some 70 µs for each.

mod kept;
mod profile;
#[cfg(test)]
pub mod testing;

use super::store::{Known, New};
use crate::db::{Conn, execute, fetch_all, insert_many};
use domain::{PersonId, ProgrammeId, Timestamp, profiles::ImportAs};
use sqlx::{Postgres, QueryBuilder, Sqlite};
use uuid::Uuid;

pub use kept::*;
pub use profile::*;

/// Those of `emails` that have an account, whether it is open, with the role and the membership asked for.
pub async fn known(
    conn: Conn<'_>,
    emails: &[&str],
    role: ImportAs,
    programme: Option<ProgrammeId>,
) -> sqlx::Result<Vec<Known>> {
    if emails.is_empty() {
        return Ok(Vec::new());
    }
    let has_role = match role {
        ImportAs::Mentors => "coalesce(f.mentor, false)",
        ImportAs::Mentees => "coalesce(f.mentee, false)",
    };
    const HEAD: &str = "select p.id as person_id, p.email, p.deactivated_at is null as is_open,
        m.person_id is not null as is_member, p.email_verified_at is not null as is_verified, ";
    const FROM: &str = " as has_role from people p
        left join profiles f on f.person_id = p.id
        left join memberships m on m.person_id = p.id and m.programme_id = ";
    // No programme has the nil id, so without a programme nobody is a member.
    let programme = programme.map_or(Uuid::nil(), |programme| programme.0);
    macro_rules! run {
        ($engine:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$engine>::new(HEAD);
            query
                .push(has_role)
                .push(FROM)
                .push_bind(programme)
                .push(" and m.side = ")
                .push_bind(side(role));
            query.push(" where p.email in (");
            let mut list = query.separated(", ");
            for email in emails {
                list.push_bind(*email);
            }
            query.push(")");
            query.build_query_as::<Known>().fetch_all($c).await
        }};
    }
    match conn {
        Conn::Sqlite(c) => run!(Sqlite, c),
        Conn::Postgres(c) => run!(Postgres, c),
    }
}

pub const fn side(role: ImportAs) -> &'static str {
    match role {
        ImportAs::Mentors => "mentor",
        ImportAs::Mentees => "mentee",
    }
}

pub async fn insert_memberships(
    conn: Conn<'_>,
    people: &[New<'_>],
    programme: ProgrammeId,
    role: ImportAs,
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into memberships (programme_id, person_id, side, joined_at) ",
        people,
        |values, (id, person)| {
            values
                .push_bind(programme)
                .push_bind(*id)
                .push_bind(side(role))
                .push_bind(super::store::joined(person, now));
        },
        " on conflict (programme_id, person_id, side) do nothing"
    )
}

/// One event for each person, so that the matching index and the person's own page learn of it.
pub async fn insert_events(
    conn: Conn<'_>,
    people: &[New<'_>],
    by: Option<PersonId>,
    payload: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into events (at, kind, actor_id, person_id, subject_id, payload) ",
        people,
        |values, (id, _)| {
            values
                .push_bind(now)
                .push_bind("profile.imported")
                .push_bind(by)
                .push_bind(*id)
                .push_bind(*id)
                .push_bind(payload);
        },
        ""
    )
}

/// Invitations as outbox rows: id, person and payload of each.
pub async fn insert_mails(
    conn: Conn<'_>,
    mails: &[(Uuid, PersonId, String)],
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into outbox (id, kind, person_id, payload, state, attempts, due_at, created_at) ",
        mails,
        |values, (id, person, payload)| {
            values
                .push_bind(*id)
                .push_bind("mail")
                .push_bind(*person)
                .push_bind(payload.as_str())
                .push_bind("waiting")
                .push_bind(0_i64)
                .push_bind(now)
                .push_bind(now);
        },
        ""
    )
}

/// Two who invite at once take turns, so that nobody is invited twice.
pub async fn lock_programme(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update programmes set code = code where id = $1",
        programme
    )
}

/// Id, address, language and given name of open accounts in a programme that were never invited nor used.
pub async fn uninvited(
    conn: Conn<'_>,
    programme: ProgrammeId,
) -> sqlx::Result<Vec<(PersonId, String, String, String)>> {
    fetch_all!(
        conn,
        (PersonId, String, String, String),
        "select p.id, p.email, p.lang, case when f.given_name <> '' then f.given_name else f.given_name_ar end
         from people p join profiles f on f.person_id = p.id
         where p.invited_at is null and p.email_verified_at is null and p.deactivated_at is null and p.demo = false
         and exists (select 1 from memberships m where m.person_id = p.id and m.programme_id = $1)
         order by p.id",
        programme
    )
}

pub async fn mark_invited(
    conn: Conn<'_>,
    people: &[PersonId],
    now: Timestamp,
) -> sqlx::Result<u64> {
    macro_rules! run {
        ($engine:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$engine>::new("update people set invited_at = ");
            query.push_bind(now).push(" where id in (");
            let mut list = query.separated(", ");
            for person in people {
                list.push_bind(*person);
            }
            query.push(")");
            query
                .build()
                .execute($c)
                .await
                .map(|done| done.rows_affected())
        }};
    }
    match conn {
        _ if people.is_empty() => Ok(0),
        Conn::Sqlite(c) => run!(Sqlite, c),
        Conn::Postgres(c) => run!(Postgres, c),
    }
}
