//! SQL of imports: who is there, and what a person brings with them besides the profile.
//!
//! Rows are written many to a statement: SQLite costs some 70 µs for each.

mod checked;
mod kept;
mod profile;
#[cfg(test)]
pub mod testing;

use super::store::{Known, New};
use crate::db::{Conn, insert_many};
use domain::{PersonId, ProgrammeId, Timestamp, profiles::ImportAs};
use sqlx::{Postgres, QueryBuilder, Sqlite};

pub use checked::*;
pub use kept::*;
pub use profile::*;

/// Those of `emails` that have an account, whether it is open, with the role and the membership asked for.
pub async fn known(
    conn: Conn<'_>,
    emails: &[&str],
    role: ImportAs,
    programme: ProgrammeId,
) -> sqlx::Result<Vec<Known>> {
    if emails.is_empty() {
        return Ok(Vec::new());
    }
    let has_role = match role {
        ImportAs::Mentors => "coalesce(f.mentor, false)",
        ImportAs::Mentees => "coalesce(f.mentee, false)",
    };
    const HEAD: &str = "select p.id as person_id, p.email, p.deactivated_at is null as is_open,
        m.person_id is not null as is_member, i.person_id is not null as is_asked,
        p.email_verified_at is not null as is_verified,
        exists (select 1 from memberships o where o.person_id = p.id and o.programme_id <> ";
    const FROM: &str = " as has_role from people p
        left join profiles f on f.person_id = p.id
        left join memberships m on m.person_id = p.id and m.programme_id = ";
    macro_rules! run {
        ($engine:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$engine>::new(HEAD);
            query
                .push_bind(programme)
                .push(") as is_elsewhere, ")
                .push(has_role)
                .push(FROM)
                .push_bind(programme)
                .push(" and m.side = ")
                .push_bind(side(role))
                .push(" left join invitations i on i.person_id = p.id and i.programme_id = ")
                .push_bind(programme)
                .push(" and i.side = ")
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
