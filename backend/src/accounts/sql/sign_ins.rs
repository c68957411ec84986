//! Sign-ins and their sessions.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalar};
use domain::{PersonId, SignInId, Timestamp, time};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

pub async fn insert_sign_in(
    conn: Conn<'_>,
    id: SignInId,
    token_hash: &[u8],
    person: PersonId,
    device: &str,
    now: Timestamp,
    expires: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into sign_ins (id, token_hash, person_id, device, created_at, seen_at, proved_at, expires_at, renew)
         values ($1, $2, $3, $4, $5, $5, $5, $6, false)",
        id,
        token_hash,
        person,
        device,
        now,
        expires
    )
}

/// When whoever holds this sign-in last proved who they are; `None` for somebody else's.
pub async fn proved_at(
    conn: Conn<'_>,
    person: PersonId,
    id: SignInId,
) -> sqlx::Result<Option<Timestamp>> {
    let row = fetch_optional!(
        conn,
        (Timestamp,),
        "select proved_at from sign_ins where person_id = $1 and id = $2",
        person,
        id
    )?;
    Ok(row.map(|(at,)| at))
}

pub async fn proved(
    conn: Conn<'_>,
    person: PersonId,
    id: SignInId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update sign_ins set proved_at = $3 where person_id = $1 and id = $2",
        person,
        id,
        now
    )
}

pub async fn end_sign_in(conn: Conn<'_>, person: PersonId, id: SignInId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from sign_ins where person_id = $1 and id = $2",
        person,
        id
    )
}

/// Ends those that were not used for longest, but so many.
pub async fn end_unused_sign_ins(conn: Conn<'_>, person: PersonId, keep: i64) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from sign_ins where person_id = $1 and id not in (
            select id from sign_ins where person_id = $1 order by seen_at desc, created_at desc, id desc limit $2)",
        person,
        keep
    )
}

/// Ends every session of a person, or all but one.
pub async fn end_sign_ins(
    conn: Conn<'_>,
    person: PersonId,
    keep: Option<SignInId>,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from sign_ins where person_id = $1 and id <> $2",
        person,
        keep.map_or(Uuid::nil(), |keep| keep.0)
    )
}

pub async fn sign_ins(
    conn: Conn<'_>,
    person: PersonId,
    now: Timestamp,
) -> sqlx::Result<Vec<(SignInId, String, Timestamp, Timestamp)>> {
    let text = format!(
        "select s.id, s.device, s.created_at, s.seen_at from sign_ins s where s.person_id = $1 and {}
         order by s.seen_at desc, s.id desc",
        live("$2")
    );
    fetch_all!(
        conn,
        (SignInId, String, Timestamp, Timestamp),
        AssertSqlSafe(text),
        person,
        now
    )
}

/// Does the sign-in `s` hold at this moment, an argument of the statement? 30 days unused end it and 180 in all; of
/// coordinators and administrators 12 hours and 7 days. Roles count as they are now.
pub(in crate::accounts) fn live(now: &str) -> String {
    let staff = "exists (select 1 from role_grants g where g.person_id = s.person_id
        and g.role in ('coordinator', 'administrator'))";
    let limit = |of_staff: i64, of_others: i64| {
        format!("case when {staff} then {of_staff} else {of_others} end")
    };
    let unused = limit(12 * time::HOUR, 30 * time::DAY);
    let in_all = limit(7 * time::DAY, 180 * time::DAY);
    format!(
        "s.expires_at > {now} and s.seen_at + {unused} > {now} and s.created_at + {in_all} > {now}"
    )
}

/// A session with what every request needs of its person.
#[derive(sqlx::FromRow)]
pub struct SessionRow {
    pub id: SignInId,
    pub person_id: PersonId,
    pub seen_at: Timestamp,
    pub renew: bool,
    pub lang: String,
    pub theme: String,
    /// When this sign-in showed a passkey or a recovery code.
    pub second_step_at: Option<Timestamp>,
}

pub async fn session(
    conn: Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> sqlx::Result<Option<SessionRow>> {
    let text = format!(
        "select s.id, s.person_id, s.seen_at, s.renew, p.lang, p.theme, s.second_step_at
         from sign_ins s join people p on p.id = s.person_id
         where (s.token_hash = $1 or (s.previous_hash = $1 and s.previous_until > $2))
           and {} and p.deactivated_at is null",
        live("$2")
    );
    fetch_optional!(conn, SessionRow, AssertSqlSafe(text), token_hash, now)
}

pub async fn open_sessions(conn: Conn<'_>, id: SignInId, now: Timestamp) -> sqlx::Result<i64> {
    let text = format!(
        "select count(*) from sign_ins s join people p on p.id = s.person_id
         where s.id = $1 and {} and p.deactivated_at is null",
        live("$2")
    );
    fetch_scalar!(conn, i64, AssertSqlSafe(text), id, now)
}

pub async fn renew(
    conn: Conn<'_>,
    id: SignInId,
    token_hash: &[u8],
    old_hash: &[u8],
    old_until: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update sign_ins set token_hash = $2, previous_hash = $3, previous_until = $4, renew = false
         where id = $1 and token_hash = $3 and renew = true",
        id,
        token_hash,
        old_hash,
        old_until
    )
}

pub async fn renew_sign_ins(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update sign_ins set renew = true where person_id = $1",
        person
    )
}

pub async fn seen(conn: Conn<'_>, id: SignInId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update sign_ins set seen_at = $2 where id = $1",
        id,
        now
    )
}

pub async fn forget_sign_ins(conn: Conn<'_>, now: Timestamp) -> sqlx::Result<u64> {
    let text = format!("delete from sign_ins as s where not ({})", live("$1"));
    execute!(conn, AssertSqlSafe(text), now)
}
