//! SQL of invitations.

use super::Invited;
use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalars, insert_many};
use domain::{PersonId, ProgrammeId, Timestamp};
use sqlx::{Postgres, QueryBuilder, Sqlite};
use uuid::Uuid;

/// Two who invite at once take turns, so that nobody is invited twice.
pub async fn lock_programme(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update programmes set code = code where id = $1",
        programme
    )
}

pub async fn insert(
    conn: Conn<'_>,
    invited: &Invited,
    people: &[PersonId],
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into invitations (programme_id, person_id, side, by_person, created_at) ",
        people,
        |values, person| {
            values
                .push_bind(invited.programme)
                .push_bind(*person)
                .push_bind(invited.side)
                .push_bind(invited.by)
                .push_bind(now);
        },
        " on conflict (programme_id, person_id, side) do nothing"
    )
}

/// An invitation that nobody has written a mail for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Unsent {
    pub person_id: PersonId,
    pub side: String,
    pub email: String,
    pub lang: String,
    pub name: String,
    pub is_verified: bool,
}

/// In the order of the accounts; a person asked for both sides stands there twice.
pub async fn unsent(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<Vec<Unsent>> {
    fetch_all!(
        conn,
        Unsent,
        "select i.person_id, i.side, p.email, p.lang, coalesce(nullif(f.given_name, ''), f.given_name_ar, '') as name,
             p.email_verified_at is not null as is_verified
         from invitations i join people p on p.id = i.person_id left join profiles f on f.person_id = p.id
         where i.programme_id = $1 and i.sent_at is null and i.accepted_at is null and i.refused_at is null
             and p.deactivated_at is null and p.demo = false
             and not exists (select 1 from memberships m where m.programme_id = i.programme_id
                 and m.person_id = i.person_id and m.side = i.side and m.agreed_at is not null)
         order by i.person_id, i.side",
        programme
    )
}

/// Marks what is unsent of these people, on this side, as sent.
pub async fn mark_sent(
    conn: Conn<'_>,
    programme: ProgrammeId,
    (side, people): (&'static str, &[PersonId]),
    now: Timestamp,
) -> sqlx::Result<u64> {
    macro_rules! run {
        ($engine:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$engine>::new("update invitations set sent_at = ");
            query
                .push_bind(now)
                .push(" where sent_at is null and programme_id = ")
                .push_bind(programme)
                .push(" and side = ")
                .push_bind(side)
                .push(" and person_id in (");
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

/// Mails as outbox rows: id, person and payload of each.
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

/// One that waits for an answer, as its page shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Waiting {
    pub programme_id: ProgrammeId,
    pub code: String,
    pub name_fr: String,
    pub name_ar: String,
    pub name_en: String,
    pub name_de: String,
    pub side: String,
    pub email: String,
    pub given_name: String,
    pub given_name_ar: String,
    pub by_given: String,
    pub by_family: String,
    pub by_given_ar: String,
    pub by_family_ar: String,
}

/// What a person was asked and has not answered, the latest first.
pub async fn waiting(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<Waiting>> {
    fetch_all!(
        conn,
        Waiting,
        "select i.programme_id, g.code, g.name_fr, g.name_ar, g.name_en, g.name_de, i.side, p.email,
             coalesce(f.given_name, '') as given_name, coalesce(f.given_name_ar, '') as given_name_ar,
             coalesce(b.given_name, '') as by_given, coalesce(b.family_name, '') as by_family,
             coalesce(b.given_name_ar, '') as by_given_ar, coalesce(b.family_name_ar, '') as by_family_ar
         from invitations i join programmes g on g.id = i.programme_id join people p on p.id = i.person_id
         left join profiles f on f.person_id = i.person_id left join profiles b on b.person_id = i.by_person
         where i.person_id = $1 and i.sent_at is not null and i.accepted_at is null and i.refused_at is null
             and not exists (select 1 from memberships m where m.programme_id = i.programme_id
                 and m.person_id = i.person_id and m.side = i.side and m.agreed_at is not null)
         order by i.created_at desc, i.side",
        person
    )
}

/// Takes the yes, unless there is an answer.
pub async fn accept(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update invitations set accepted_at = $4 where programme_id = $1 and person_id = $2 and side = $3
             and accepted_at is null and refused_at is null",
        programme,
        person,
        side,
        now
    )
}

/// Takes the no, unless there is an answer.
pub async fn refuse(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update invitations set refused_at = $4 where programme_id = $1 and person_id = $2 and side = $3
             and accepted_at is null and refused_at is null",
        programme,
        person,
        side,
        now
    )
}

/// The side in the profile, beside what is there.
pub async fn take_side(
    conn: Conn<'_>,
    person: PersonId,
    is_mentor: bool,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set mentor = (mentor or $2), mentee = (mentee or $3), updated_at = $4 where person_id = $1",
        person,
        is_mentor,
        !is_mentor,
        now
    )
}

/// Given, family and both in Arabic; empty where the profile is.
pub async fn names(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Option<(String, String, String, String)>> {
    fetch_optional!(
        conn,
        (String, String, String, String),
        "select given_name, family_name, given_name_ar, family_name_ar from profiles where person_id = $1",
        person
    )
}

/// Who coordinates a programme.
pub async fn coordinators(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select g.person_id from role_grants g join people p on p.id = g.person_id
         where g.role = 'coordinator' and g.scope_id = $1 and p.deactivated_at is null order by g.person_id",
        programme
    )
}

#[cfg(test)]
pub mod testing {
    //! SQL that only tests of invitations need.

    use crate::db::{Conn, execute, fetch_scalar};
    use domain::{PersonId, ProgrammeId, Timestamp};

    pub async fn coordinator(
        conn: Conn<'_>,
        person: PersonId,
        programme: ProgrammeId,
        now: Timestamp,
    ) -> sqlx::Result<u64> {
        execute!(
            conn,
            "insert into role_grants (person_id, role, scope_id, granted_at) values ($1, 'coordinator', $2, $3)",
            person,
            programme,
            now
        )
    }

    /// As if the person had followed a link to sign in.
    pub async fn came(mut conn: Conn<'_>, email: &str, now: Timestamp) -> sqlx::Result<PersonId> {
        execute!(
            conn.reborrow(),
            "update people set email_verified_at = $2 where email = $1",
            email,
            now
        )?;
        fetch_scalar!(
            conn,
            PersonId,
            "select id from people where email = $1",
            email
        )
    }
}
