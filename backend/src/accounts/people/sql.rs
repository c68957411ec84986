//! SQL of an administrator's view of accounts.

use super::NameColumns;
use crate::{
    Error, Result,
    accounts::sql::live,
    db::{Conn, fetch_all, fetch_all_in, fetch_one, fetch_scalar},
};
use domain::{Lang, OrganisationId, PersonId, Timestamp, administration::AccountState};
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

const STATE: &str = "case when p.deactivated_at is not null then 'closed'
    when p.email_verified_at is null then 'unverified' else 'active' end";

/// $1: role or '', $2: state or ''.
fn narrowed() -> String {
    format!(
        "from people p left join profiles f on f.person_id = p.id
         where ($1 = '' or exists (select 1 from role_grants g where g.person_id = p.id and g.role = $1))
         and ($2 = '' or {STATE} = $2) and p.erased_at is null"
    )
}

pub async fn count(conn: Conn<'_>, role: &str, state: &str) -> sqlx::Result<i64> {
    let text = format!("select count(*) {}", narrowed());
    fetch_scalar!(conn, i64, AssertSqlSafe(text), role, state)
}

#[derive(FromRow)]
pub struct AccountColumns {
    pub id: PersonId,
    pub email: String,
    pub state: String,
    pub lang: String,
    pub demo: bool,
    pub created_at: Timestamp,
    pub deactivated_at: Option<Timestamp>,
    #[sqlx(flatten)]
    pub names: NameColumns,
}

impl AccountColumns {
    pub fn state(&self) -> Result<AccountState> {
        AccountState::from_code(&self.state).ok_or(Error::UnknownCode("account state"))
    }
}

fn columns() -> String {
    format!(
        "p.id, p.email, {STATE} as state, p.lang, p.demo, p.created_at, p.deactivated_at,
         coalesce(f.given_name, '') as given_name, coalesce(f.family_name, '') as family_name,
         coalesce(f.given_name_ar, '') as given_name_ar, coalesce(f.family_name_ar, '') as family_name_ar"
    )
}

pub async fn page(
    conn: Conn<'_>,
    role: &str,
    state: &str,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<AccountColumns>> {
    let text = format!(
        "select {} {} order by p.created_at desc, p.id limit $3 offset $4",
        columns(),
        narrowed()
    );
    fetch_all!(
        conn,
        AccountColumns,
        AssertSqlSafe(text),
        role,
        state,
        limit,
        offset
    )
}

/// Everybody with the text that a search looks through, in the order of the list.
pub async fn texts(
    conn: Conn<'_>,
    role: &str,
    state: &str,
) -> sqlx::Result<Vec<(PersonId, String)>> {
    let text = format!(
        "select p.id, coalesce(f.given_name, '') || ' ' || coalesce(f.family_name, '') || ' '
            || coalesce(f.given_name_ar, '') || ' ' || coalesce(f.family_name_ar, '') || ' ' || p.email
         {} order by p.created_at desc, p.id",
        narrowed()
    );
    fetch_all!(conn, (PersonId, String), AssertSqlSafe(text), role, state)
}

/// These accounts, in the order of the list.
pub async fn these(conn: Conn<'_>, people: &[PersonId]) -> sqlx::Result<Vec<AccountColumns>> {
    let text = format!(
        "select {} from people p left join profiles f on f.person_id = p.id
         where p.id in {{list}} order by p.created_at desc, p.id",
        columns()
    );
    fetch_all_in!(conn, AccountColumns, &text, people)
}

pub async fn roles_of(
    conn: Conn<'_>,
    people: &[PersonId],
) -> sqlx::Result<Vec<(PersonId, String)>> {
    fetch_all_in!(
        conn,
        (PersonId, String),
        "select distinct person_id, role from role_grants where person_id in {list} order by role",
        people
    )
}

#[derive(FromRow)]
pub struct Grant {
    pub role: String,
    pub scope_id: Uuid,
    pub granted_at: Timestamp,
    giver_email: Option<String>,
    #[sqlx(flatten)]
    giver: NameColumns,
}

impl Grant {
    /// Name of the giver, else the address.
    pub fn giver(&self, lang: Lang) -> Option<String> {
        let name = self.giver.shown(lang);
        Some(name)
            .filter(|name| !name.is_empty())
            .or_else(|| self.giver_email.clone())
    }
}

pub async fn grants(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<Grant>> {
    fetch_all!(
        conn,
        Grant,
        "select g.role, g.scope_id, g.granted_at, b.email as giver_email,
            coalesce(f.given_name, '') as given_name, coalesce(f.family_name, '') as family_name,
            coalesce(f.given_name_ar, '') as given_name_ar, coalesce(f.family_name_ar, '') as family_name_ar
         from role_grants g left join people b on b.id = g.granted_by
         left join profiles f on f.person_id = g.granted_by
         where g.person_id = $1 order by g.granted_at, g.role, g.scope_id",
        person
    )
}

pub async fn organisations(conn: Conn<'_>) -> sqlx::Result<Vec<(OrganisationId, String)>> {
    fetch_all!(
        conn,
        (OrganisationId, String),
        "select id, name from organisations order by name"
    )
}

/// How many hold now, and when the last was seen.
pub async fn sign_ins(
    conn: Conn<'_>,
    person: PersonId,
    now: Timestamp,
) -> sqlx::Result<(i64, Option<Timestamp>)> {
    let text = format!(
        "select count(*), max(s.seen_at) from sign_ins s where s.person_id = $1 and {}",
        live("$2")
    );
    fetch_one!(
        conn,
        (i64, Option<Timestamp>),
        AssertSqlSafe(text),
        person,
        now
    )
}

/// Active, unverified and closed accounts.
pub async fn states(conn: Conn<'_>) -> sqlx::Result<(i64, i64, i64)> {
    let text = format!(
        "select count(case when state = 'active' then 1 end), count(case when state = 'unverified' then 1 end),
            count(case when state = 'closed' then 1 end) from (select {STATE} as state from people p where p.erased_at is null) t"
    );
    fetch_one!(conn, (i64, i64, i64), AssertSqlSafe(text))
}
