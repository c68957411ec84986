//! SQL of conflicts of interest and blocked pairs.

use crate::db::{Conn, execute, fetch_all, fetch_all_in, fetch_optional, fetch_scalar};
use domain::{PersonId, ProgrammeId, Timestamp, profiles::Names};
use std::collections::HashMap;

/// Whether one of the two is a mentor and the other a mentee of the same programme.
pub async fn may_meet(conn: Conn<'_>, one: PersonId, other: PersonId) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from memberships a join memberships b on b.programme_id = a.programme_id and b.side <> a.side
         where a.person_id = $1 and b.person_id = $2",
        one,
        other
    )?;
    Ok(count > 0 && one != other)
}

/// Why `me` declared a conflict with `other`.
pub async fn declared(
    conn: Conn<'_>,
    me: PersonId,
    other: PersonId,
) -> sqlx::Result<Option<String>> {
    let found = fetch_optional!(
        conn,
        (String,),
        "select kind from conflicts where person_id = $1 and other_id = $2",
        me,
        other
    )?;
    Ok(found.map(|row| row.0))
}

pub async fn declare(
    conn: Conn<'_>,
    me: PersonId,
    other: PersonId,
    kind: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into conflicts (person_id, other_id, company, kind, created_at) values ($1, $2, '', $3, $4)",
        me,
        other,
        kind,
        now
    )
}

pub async fn take_back(conn: Conn<'_>, me: PersonId, other: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from conflicts where person_id = $1 and other_id = $2",
        me,
        other
    )
}

#[derive(sqlx::FromRow)]
pub struct BlockRow {
    pub other: PersonId,
    pub by_person: Option<PersonId>,
    pub reason: String,
    pub created_at: Timestamp,
}

/// Members of the programme whom this person is kept apart from, the last decided first.
pub async fn blocks(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<Vec<BlockRow>> {
    fetch_all!(
        conn,
        BlockRow,
        "select t.other, t.by_person, t.reason, t.created_at from (
             select person_b as other, by_person, reason, created_at from blocked_pairs where person_a = $2
             union all select person_a, by_person, reason, created_at from blocked_pairs where person_b = $2) t
         where exists (select 1 from memberships m where m.programme_id = $1 and m.person_id = t.other)
         order by t.created_at desc, t.other",
        programme,
        person
    )
}

/// The pair's smaller id first.
pub async fn block(
    conn: Conn<'_>,
    (a, b): (PersonId, PersonId),
    by: PersonId,
    reason: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into blocked_pairs (person_a, person_b, by_person, reason, created_at) values ($1, $2, $3, $4, $5)
         on conflict (person_a, person_b) do update set by_person = excluded.by_person, reason = excluded.reason,
             created_at = excluded.created_at",
        a,
        b,
        by,
        reason,
        now
    )
}

pub async fn unblock(conn: Conn<'_>, (a, b): (PersonId, PersonId)) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from blocked_pairs where person_a = $1 and person_b = $2",
        a,
        b
    )
}

pub async fn is_member(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from memberships where programme_id = $1 and person_id = $2",
        programme,
        person
    )?;
    Ok(count > 0)
}

pub async fn member_by_email(
    conn: Conn<'_>,
    programme: ProgrammeId,
    email: &str,
) -> sqlx::Result<Option<PersonId>> {
    let found = fetch_optional!(
        conn,
        (PersonId,),
        "select p.id from people p where p.email = $2
         and exists (select 1 from memberships m where m.programme_id = $1 and m.person_id = p.id)",
        programme,
        email
    )?;
    Ok(found.map(|row| row.0))
}

type NameRow = (PersonId, String, String, String, String);

/// What these people are called; whoever has no profile is not among them.
pub async fn names(conn: Conn<'_>, people: &[PersonId]) -> sqlx::Result<HashMap<PersonId, Names>> {
    let rows = fetch_all_in!(
        conn,
        NameRow,
        "select person_id, given_name, family_name, given_name_ar, family_name_ar
         from profiles where person_id in {list}",
        people
    )?;
    let named = |(person, given, family, given_ar, family_ar): NameRow| {
        let names = Names {
            given,
            family,
            given_ar,
            family_ar,
        };
        (person, names)
    };
    Ok(rows.into_iter().map(named).collect())
}
