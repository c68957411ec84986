//! SQL of accounts.

use crate::db::{
    Conn, execute, fetch_all, fetch_one, fetch_optional, fetch_scalar, fetch_scalars, insert_many,
};
use domain::{
    CommandId, Lang, PersonId, ProgrammeId, SignInId, Timestamp, accounts::Side, legal::PublicText,
    time,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

pub async fn credentials(
    conn: Conn<'_>,
    email: &str,
) -> sqlx::Result<Option<(PersonId, Option<String>)>> {
    fetch_optional!(
        conn,
        (PersonId, Option<String>),
        // A password counts only after the address was proved.
        "select id, case when email_verified_at is null then null else password_hash end
         from people where email = $1 and deactivated_at is null",
        email
    )
}

pub async fn account(conn: Conn<'_>, email: &str) -> sqlx::Result<Option<(PersonId, bool)>> {
    fetch_optional!(
        conn,
        (PersonId, bool),
        "select id, deactivated_at is null from people where email = $1",
        email
    )
}

/// Whose active account an address is, in which language they read, and whether the address was ever proved.
pub async fn recipient(
    conn: Conn<'_>,
    email: &str,
) -> sqlx::Result<Option<(PersonId, String, bool)>> {
    fetch_optional!(
        conn,
        (PersonId, String, bool),
        "select id, lang, email_verified_at is not null from people where email = $1 and deactivated_at is null",
        email
    )
}

pub async fn is_active(conn: Conn<'_>, person: PersonId) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select count(*) from people where id = $1 and deactivated_at is null",
        person
    )?;
    Ok(found > 0)
}

/// A new account, unless the address has one.
pub async fn insert_person(
    conn: Conn<'_>,
    person: PersonId,
    email: &str,
    lang: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into people (id, email, lang, theme, demo, created_at) values ($1, $2, $3, 'system', false, $4)
         on conflict (email) do nothing",
        person,
        email,
        lang,
        now
    )
}

/// The address is taken as proved, on the word of whoever runs the program.
pub async fn verify(
    conn: Conn<'_>,
    person: PersonId,
    password_hash: Option<&str>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set email_verified_at = coalesce(email_verified_at, $3),
            password_hash = coalesce(password_hash, $2) where id = $1",
        person,
        password_hash,
        now
    )
}

/// The first proof of an address, with the password that comes with it; nothing for one that was proved before.
pub async fn first_proof(
    conn: Conn<'_>,
    person: PersonId,
    password_hash: Option<&str>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set email_verified_at = $3, password_hash = $2 where id = $1 and email_verified_at is null",
        person,
        password_hash,
        now
    )
}

pub async fn agree(
    conn: Conn<'_>,
    person: PersonId,
    text: PublicText,
    lang: Lang,
    version: i64,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into agreed_texts (person_id, text, lang, version, agreed_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, text, lang, version) do nothing",
        person,
        text.code(),
        lang.code(),
        version,
        now
    )
}

/// Name and first side of somebody who is expected to come.
pub async fn expected(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<(String, String, Option<String>)> {
    fetch_one!(
        conn,
        (String, String, Option<String>),
        "select coalesce(nullif(f.given_name, ''), f.given_name_ar, ''),
            coalesce(nullif(f.family_name, ''), f.family_name_ar, ''),
            (select min(m.side) from memberships m where m.person_id = p.id)
         from people p left join profiles f on f.person_id = p.id where p.id = $1",
        person
    )
}

/// Given and family name, Latin then Arabic script, where there is none yet; and one side more.
pub async fn name(
    conn: Conn<'_>,
    person: PersonId,
    names: [&str; 4],
    side: Side,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set given_name = coalesce(nullif(given_name, ''), $2),
            family_name = coalesce(nullif(family_name, ''), $3),
            given_name_ar = coalesce(nullif(given_name_ar, ''), $4),
            family_name_ar = coalesce(nullif(family_name_ar, ''), $5),
            mentee = (mentee or $6), mentor = (mentor or $7), updated_at = $8 where person_id = $1",
        person,
        names[0],
        names[1],
        names[2],
        names[3],
        side == Side::Mentee,
        side == Side::Mentor,
        now
    )
}

/// The programme that people join by signing up: the oldest.
async fn open_programme_row(conn: Conn<'_>) -> sqlx::Result<Option<(ProgrammeId,)>> {
    fetch_optional!(
        conn,
        (ProgrammeId,),
        "select id from programmes order by created_at, code limit 1"
    )
}

pub async fn open_programme(conn: Conn<'_>) -> sqlx::Result<Option<ProgrammeId>> {
    Ok(open_programme_row(conn).await?.map(|(id,)| id))
}

/// The programme that a person joined first.
pub async fn programme_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<ProgrammeId>> {
    let row = fetch_optional!(
        conn,
        (ProgrammeId,),
        "select programme_id from memberships where person_id = $1 order by joined_at, programme_id limit 1",
        person
    )?;
    Ok(row.map(|(id,)| id))
}

pub async fn join(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: Side,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into memberships (programme_id, person_id, side, joined_at, agreed_at) values ($1, $2, $3, $4, $4)
         on conflict (programme_id, person_id, side) do update
         set agreed_at = coalesce(memberships.agreed_at, excluded.agreed_at)",
        programme,
        person,
        side.code(),
        now
    )
}

pub async fn address(conn: Conn<'_>, person: PersonId) -> sqlx::Result<(String, String)> {
    fetch_one!(
        conn,
        (String, String),
        "select email, lang from people where id = $1",
        person
    )
}

pub async fn password_hash(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<String>> {
    fetch_scalar!(
        conn,
        Option<String>,
        "select password_hash from people where id = $1",
        person
    )
}

pub async fn set_password(conn: Conn<'_>, person: PersonId, hash: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set password_hash = $2 where id = $1",
        person,
        hash
    )
}

/// Unless it was changed meanwhile.
pub async fn replace_password(
    conn: Conn<'_>,
    person: PersonId,
    old: &str,
    hash: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set password_hash = $3 where id = $1 and password_hash = $2",
        person,
        old,
        hash
    )
}

pub async fn set_email(
    conn: Conn<'_>,
    person: PersonId,
    email: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set email = $2, email_verified_at = $3 where id = $1",
        person,
        email,
        now
    )
}

pub async fn settings(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<(String, bool, String, String)> {
    fetch_one!(
        conn,
        (String, bool, String, String),
        "select email, password_hash is not null, lang, theme from people where id = $1",
        person
    )
}

pub async fn set_lang(conn: Conn<'_>, person: PersonId, lang: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set lang = $2 where id = $1 and lang <> $2",
        person,
        lang
    )
}

pub async fn set_theme(conn: Conn<'_>, person: PersonId, theme: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set theme = $2 where id = $1",
        person,
        theme
    )
}

/// Nothing is left of this account but its id.
pub async fn is_erased(conn: Conn<'_>, person: PersonId) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from people where id = $1 and erased_at is not null",
        person
    )?;
    Ok(count > 0)
}

pub async fn set_deactivated(
    conn: Conn<'_>,
    person: PersonId,
    at: Option<Timestamp>,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set deactivated_at = $2 where id = $1",
        person,
        at
    )
}

pub async fn lock_person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(conn, "update people set lang = lang where id = $1", person)
}

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
pub(super) fn live(now: &str) -> String {
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

pub async fn roles(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<(String, Uuid)>> {
    fetch_all!(
        conn,
        (String, Uuid),
        "select role, scope_id from role_grants where person_id = $1",
        person
    )
}

/// Is there such a programme or organisation? An administrator needs none.
pub async fn scope_exists(conn: Conn<'_>, role: &str, scope: Uuid) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select case when $1 = 'administrator' then 1 when $1 = 'coordinator'
            then (select count(*) from programmes where id = $2)
            else (select count(*) from organisations where id = $2) end",
        role,
        scope
    )?;
    Ok(found > 0)
}

pub async fn grant(
    conn: Conn<'_>,
    person: PersonId,
    role: &str,
    scope: Uuid,
    by: Option<PersonId>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into role_grants (person_id, role, scope_id, granted_by, granted_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, role, scope_id) do nothing",
        person,
        role,
        scope,
        by,
        now
    )
}

/// The programme or organisation of a role, in four languages; empty for a role without one.
pub async fn scope_names(conn: Conn<'_>, scope: Uuid) -> sqlx::Result<[String; 4]> {
    let found = fetch_optional!(
        conn,
        (String, String, String, String),
        "select name_fr, name_ar, name_en, name_de from programmes where id = $1
         union all select name, name, name, name from organisations where id = $1",
        scope
    )?;
    Ok(found.map_or_else(Default::default, |(fr, ar, en, de)| [fr, ar, en, de]))
}

pub async fn revoke(
    conn: Conn<'_>,
    person: PersonId,
    role: &str,
    scope: Uuid,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from role_grants where person_id = $1 and role = $2 and scope_id = $3",
        person,
        role,
        scope
    )
}

pub async fn lock_administrators(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update role_grants set role = role where role = 'administrator'"
    )
}

pub async fn administrators(conn: Conn<'_>) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select g.person_id from role_grants g join people p on p.id = g.person_id
         where g.role = 'administrator' and p.deactivated_at is null"
    )
}

pub async fn person(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<(String, Option<String>, Option<String>)> {
    fetch_one!(
        conn,
        (String, Option<String>, Option<String>),
        "select p.email, f.given_name, f.family_name
         from people p left join profiles f on f.person_id = p.id where p.id = $1",
        person
    )
}

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

/// Counts one more try, in a new window when the last one began before `old`; the count and the window's start.
pub async fn count_try(
    conn: Conn<'_>,
    key: &str,
    now: Timestamp,
    old: Timestamp,
) -> sqlx::Result<(i64, Timestamp)> {
    fetch_one!(
        conn,
        (i64, Timestamp),
        "insert into throttles (key, failures, window_started_at) values ($1, 1, $2)
         on conflict (key) do update set
            failures = case when throttles.window_started_at <= $3 then 1 else throttles.failures + 1 end,
            window_started_at = case when throttles.window_started_at <= $3 then $2
                else throttles.window_started_at end
         returning failures, window_started_at",
        key,
        now,
        old
    )
}

pub async fn give_back_try(conn: Conn<'_>, key: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update throttles set failures = failures - 1 where key = $1 and failures > 0",
        key
    )
}

pub async fn forget_tries(conn: Conn<'_>, key: &str) -> sqlx::Result<u64> {
    execute!(conn, "delete from throttles where key = $1", key)
}

pub async fn forget_throttles(conn: Conn<'_>, before: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from throttles where window_started_at <= $1",
        before
    )
}

/// Did the owner of this address sign in with this browser before?
pub async fn knows_device(conn: Conn<'_>, token_hash: &[u8], email: &str) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select count(*) from known_devices d join people p on p.id = d.person_id
         where d.token_hash = $1 and p.email = $2",
        token_hash,
        email
    )?;
    Ok(found > 0)
}

/// Did anybody sign in with it?
pub async fn is_device(conn: Conn<'_>, token_hash: &[u8]) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select count(*) from known_devices where token_hash = $1",
        token_hash
    )?;
    Ok(found > 0)
}

pub async fn remember_device(
    conn: Conn<'_>,
    token_hash: &[u8],
    person: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into known_devices (token_hash, person_id, created_at, seen_at) values ($1, $2, $3, $3)
         on conflict (token_hash, person_id) do update set seen_at = excluded.seen_at",
        token_hash,
        person,
        now
    )
}

/// Those not used for longest, but so many.
pub async fn forget_old_devices(conn: Conn<'_>, person: PersonId, keep: i64) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from known_devices where person_id = $1 and token_hash not in (
            select token_hash from known_devices where person_id = $1 order by seen_at desc, created_at desc limit $2)",
        person,
        keep
    )
}

pub async fn forget_devices(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from known_devices where person_id = $1",
        person
    )
}

pub async fn forget_devices_unseen(conn: Conn<'_>, since: Timestamp) -> sqlx::Result<u64> {
    execute!(conn, "delete from known_devices where seen_at <= $1", since)
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

#[cfg(test)]
pub async fn agreed(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Vec<(String, String, i64, Timestamp)>> {
    fetch_all!(
        conn,
        (String, String, i64, Timestamp),
        "select text, lang, version, agreed_at from agreed_texts where person_id = $1 order by text, version",
        person
    )
}
