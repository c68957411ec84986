//! SQL of privacy. Names of tables and columns come from [`super::places`] alone.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalars};
use domain::{CharterId, PersonId, ProgrammeId, RequestId, Timestamp};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// What points to somebody.
#[derive(sqlx::FromRow)]
pub struct Known {
    pub email: String,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub given_name_ar: Option<String>,
    pub family_name_ar: Option<String>,
    pub phone: Option<String>,
}

pub async fn known(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<Known>> {
    fetch_optional!(
        conn,
        Known,
        "select p.email, f.given_name, f.family_name, f.given_name_ar, f.family_name_ar, f.phone
         from people p left join profiles f on f.person_id = p.id where p.id = $1 and p.erased_at is null",
        person
    )
}

pub async fn programmes(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<ProgrammeId>> {
    fetch_scalars!(
        conn,
        ProgrammeId,
        "select distinct programme_id from memberships where person_id = $1",
        person
    )
}

/// Id, code and names of the programmes that a person is in.
pub type JoinedRow = (ProgrammeId, String, String, String, String);

pub async fn joined(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<JoinedRow>> {
    fetch_all!(
        conn,
        JoinedRow,
        "select g.id, g.name_fr, g.name_ar, g.name_en, g.name_de from programmes g
         where exists (select 1 from memberships m where m.programme_id = g.id and m.person_id = $1)
         order by g.created_at, g.code",
        person
    )
}

/// Rows that name the person go.
pub async fn forget(
    conn: Conn<'_>,
    table: &'static str,
    column: &'static str,
    person: PersonId,
) -> sqlx::Result<u64> {
    let text = format!("delete from {table} where {column} = $1");
    execute!(conn, AssertSqlSafe(text), person)
}

/// Rows with the address go.
pub async fn forget_address(
    conn: Conn<'_>,
    table: &'static str,
    column: &'static str,
    email: &str,
) -> sqlx::Result<u64> {
    let text = format!("delete from {table} where {column} = $1");
    execute!(conn, AssertSqlSafe(text), email)
}

/// Mails that wait for this address, whoever they were written for.
pub async fn forget_mails_to(conn: Conn<'_>, email: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from outbox where payload like $1 escape '\\'",
        like(&format!("\"to\":\"{email}\""))
    )
}

/// Files that wait to be imported, all of them.
pub async fn forget_checked_files(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(conn, "delete from checked_files")
}

/// What the person wrote in requests: the message of a mentee, the note of a mentor.
pub async fn forget_messages(mut conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    let messages = execute!(
        conn.reborrow(),
        "update requests set message = '' where mentee_id = $1",
        person
    )?;
    let notes = execute!(
        conn,
        "update requests set note = '' where mentor_id = $1",
        person
    )?;
    Ok(messages + notes)
}

/// Message and note of every request with the person.
pub async fn letters(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Vec<(RequestId, String, String)>> {
    fetch_all!(
        conn,
        (RequestId, String, String),
        "select id, message, note from requests where mentee_id = $1 or mentor_id = $1",
        person
    )
}

pub async fn set_letters(
    conn: Conn<'_>,
    id: RequestId,
    message: &str,
    note: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update requests set message = $2, note = $3 where id = $1",
        id,
        message,
        note
    )
}

/// Terms that the person proposed and that the two did not both sign, with their signatures.
pub async fn forget_proposals(mut conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn.reborrow(),
        "delete from charter_signatures where charter_id in (
             select c.id from charters c where c.written_by = $1
                 and (select count(*) from charter_signatures s where s.charter_id = c.id) < 2)",
        person
    )?;
    execute!(
        conn,
        "delete from charters where written_by = $1
             and not exists (select 1 from charter_signatures s where s.charter_id = charters.id)",
        person
    )
}

/// The aims of every charter of the person's mentorships.
pub async fn aims(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<(CharterId, String)>> {
    fetch_all!(
        conn,
        (CharterId, String),
        "select c.id, c.aims from charters c join mentorships m on m.id = c.mentorship_id
         where m.mentee_id = $1 or m.mentor_id = $1",
        person
    )
}

pub async fn set_aims(
    conn: Conn<'_>,
    id: CharterId,
    aims: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update charters set aims = $2, redacted_at = $3 where id = $1",
        id,
        aims,
        now
    )
}

/// Where documents about people are kept.
#[derive(Clone, Copy)]
pub enum Documents {
    Notices,
    Outbox,
}

impl Documents {
    const fn table(self) -> &'static str {
        match self {
            Documents::Notices => "notices",
            Documents::Outbox => "outbox",
        }
    }
}

/// Those in which this text stands.
pub async fn documents(
    conn: Conn<'_>,
    documents: Documents,
    text: &str,
) -> sqlx::Result<Vec<(Uuid, String)>> {
    let query = format!(
        "select id, payload from {} where payload like $1 escape '\\'",
        documents.table()
    );
    fetch_all!(conn, (Uuid, String), AssertSqlSafe(query), like(text))
}

pub async fn set_document(
    conn: Conn<'_>,
    documents: Documents,
    id: Uuid,
    payload: &str,
) -> sqlx::Result<u64> {
    let query = format!(
        "update {} set payload = $2 where id = $1",
        documents.table()
    );
    execute!(conn, AssertSqlSafe(query), id, payload)
}

/// Id, rejected rows and report of the imports in which the address or the family name stands.
pub async fn imports_with(
    conn: Conn<'_>,
    email: &str,
    family: &str,
) -> sqlx::Result<Vec<(Uuid, String, String)>> {
    let family = if family.is_empty() { email } else { family };
    fetch_all!(
        conn,
        (Uuid, String, String),
        "select id, rejected_csv, report from imports
         where lower(rejected_csv) like $1 or rejected_csv like $2 or lower(report) like $1 or report like $2",
        like(&email.to_lowercase()),
        like(family)
    )
}

pub async fn set_import(
    conn: Conn<'_>,
    id: Uuid,
    rejected: &str,
    report: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update imports set rejected_csv = $2, report = $3 where id = $1",
        id,
        rejected,
        report
    )
}

/// What is left of an account: an id.
pub async fn empty_account(
    conn: Conn<'_>,
    person: PersonId,
    email: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set email = $2, email_verified_at = null, password_hash = null, lang = 'fr', theme = 'system',
             invited_at = null, deactivated_at = $3, erased_at = $3
         where id = $1",
        person,
        email,
        now
    )
}

/// Values as text of the rows that name the person, each in the order of `told`; the newest rows last.
pub async fn rows(
    conn: Conn<'_>,
    table: &'static str,
    column: &'static str,
    told: &[&'static str],
    person: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Vec<Option<String>>>> {
    // One text for each row: the columns as a JSON array, made by the engine that knows their types.
    let (array, text) = match conn {
        Conn::Sqlite(_) => ("json_array", ""),
        Conn::Postgres(_) => ("json_build_array", "::text"),
    };
    let columns: Vec<String> = told
        .iter()
        .map(|column| format!("cast({column} as text)"))
        .collect();
    let query = format!(
        "select {array}({}){text} from {table} where {column} = $1 limit $2",
        columns.join(", ")
    );
    let rows: Vec<String> = fetch_scalars!(conn, String, AssertSqlSafe(query), person, limit)?;
    let rows = rows.iter().map(|row| serde_json::from_str(row));
    rows.collect::<Result<_, serde_json::Error>>()
        .map_err(|error| sqlx::Error::Decode(error.into()))
}

/// The largest picture of the person.
pub async fn photo(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<Vec<u8>>> {
    let found = fetch_optional!(
        conn,
        (Vec<u8>,),
        "select webp from photos where person_id = $1 order by size desc limit 1",
        person
    )?;
    Ok(found.map(|(webp,)| webp))
}

/// The person's time zone, if they named one.
pub async fn zone(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<String>> {
    let found = fetch_optional!(
        conn,
        (Option<String>,),
        "select time_zone from profiles where person_id = $1",
        person
    )?;
    Ok(found.and_then(|(zone,)| zone))
}

/// Matches texts in which this one stands.
fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
