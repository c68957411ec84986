//! Links in mails, and what the page that waits for one shows.

use crate::db::{Conn, execute, fetch_optional, fetch_scalar, insert_many};
use domain::{CommandId, PersonId, Timestamp};
use uuid::Uuid;

/// A link to write.
pub struct NewLink<'a> {
    pub token_hash: Vec<u8>,
    pub purpose: &'static str,
    pub email: &'a str,
    pub person: Option<PersonId>,
    pub payload: String,
    pub now: Timestamp,
    pub expires: Timestamp,
}

pub async fn insert_link(conn: Conn<'_>, link: NewLink<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into mail_links (id, token_hash, purpose, email, person_id, payload, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        Uuid::now_v7(),
        link.token_hash,
        link.purpose,
        link.email,
        link.person,
        link.payload,
        link.now,
        link.expires
    )
}

/// Many at once.
pub async fn insert_links(conn: Conn<'_>, links: Vec<NewLink<'_>>) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into mail_links (id, token_hash, purpose, email, person_id, payload, created_at, expires_at) ",
        links,
        |values, link| {
            values
                .push_bind(Uuid::now_v7())
                .push_bind(link.token_hash)
                .push_bind(link.purpose)
                .push_bind(link.email)
                .push_bind(link.person)
                .push_bind(link.payload)
                .push_bind(link.now)
                .push_bind(link.expires);
        },
        ""
    )
}

/// Id, purpose, address, person and payload of a link that can still be used.
pub type LinkRow = (Uuid, String, String, Option<PersonId>, String);

pub async fn link(
    conn: Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> sqlx::Result<Option<LinkRow>> {
    fetch_optional!(
        conn,
        LinkRow,
        "select id, purpose, email, person_id, payload from mail_links
         where token_hash = $1 and used_at is null and expires_at > $2
           and (exists (select 1 from people p where p.id = mail_links.person_id and p.deactivated_at is null
                    and (p.email = mail_links.email or purpose in ('new_address', 'old_address')))
                or person_id is null and purpose = 'sign_up')",
        token_hash,
        now
    )
}

pub async fn use_link(conn: Conn<'_>, id: Uuid, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update mail_links set used_at = $2 where id = $1 and used_at is null",
        id,
        now
    )
}

/// Links of the same change that still wait.
pub async fn open_links(
    conn: Conn<'_>,
    person: PersonId,
    payload: &str,
    now: Timestamp,
) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from mail_links where person_id = $1 and payload = $2 and used_at is null and expires_at > $3",
        person,
        payload,
        now
    )
}

pub async fn used_links(conn: Conn<'_>, person: PersonId, payload: &str) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from mail_links where person_id = $1 and payload = $2 and used_at is not null",
        person,
        payload
    )
}

/// Makes every link that waits useless, also those that anybody asked for to the address before there was an account.
pub async fn cancel_links(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from mail_links where used_at is null
         and (person_id = $1 or email = (select email from people where id = $1))",
        person
    )
}

pub async fn forget_links(conn: Conn<'_>, before: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from mail_links where expires_at <= $1",
        before
    )
}

/// A form sent once more with another address in it asks for that one.
pub async fn keep_ask(
    conn: Conn<'_>,
    command: CommandId,
    purpose: &str,
    email: &str,
    payload: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into mail_asks (command_id, purpose, email, payload, asked_at) values ($1, $2, $3, $4, $5)
         on conflict (command_id) do update set purpose = excluded.purpose, email = excluded.email,
            payload = excluded.payload, asked_at = excluded.asked_at",
        command,
        purpose,
        email,
        payload,
        now
    )
}

/// Purpose, address and payload of what a command asked for.
pub async fn ask(
    conn: Conn<'_>,
    command: CommandId,
) -> sqlx::Result<Option<(String, String, String)>> {
    fetch_optional!(
        conn,
        (String, String, String),
        "select purpose, email, payload from mail_asks where command_id = $1",
        command
    )
}

pub async fn forget_asks(conn: Conn<'_>, before: Timestamp) -> sqlx::Result<u64> {
    execute!(conn, "delete from mail_asks where asked_at <= $1", before)
}
