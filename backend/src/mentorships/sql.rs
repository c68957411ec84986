//! SQL of mentorships.

use crate::db::{Conn, execute, fetch_all, fetch_one, fetch_optional, fetch_scalar, fetch_scalars};
use domain::{CharterId, MentorshipId, PersonId, ProgrammeId, RequestId, Timestamp};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PairRow {
    pub id: MentorshipId,
    pub programme_id: ProgrammeId,
    pub mentee_id: PersonId,
    pub mentor_id: PersonId,
    pub state: String,
    pub created_at: Timestamp,
    pub chartered_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub ending: Option<String>,
    /// Which of the two is gone.
    pub left_id: Option<PersonId>,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CharterRow {
    pub id: CharterId,
    pub version: i64,
    pub text_version: i64,
    pub aims: String,
    pub rhythm: String,
    pub months: i64,
    pub channel: String,
    pub confidentiality: String,
    pub written_by: PersonId,
    pub created_at: Timestamp,
    /// When a name was taken out of the aims.
    pub redacted_at: Option<Timestamp>,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignatureRow {
    pub charter_id: CharterId,
    pub person_id: PersonId,
    pub lang: String,
    pub hash: String,
    pub signed_at: Timestamp,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonRow {
    pub email: String,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub given_name_ar: Option<String>,
    pub family_name_ar: Option<String>,
    pub headline: Option<String>,
    pub city: Option<String>,
    pub phone: Option<String>,
    pub photo_hash: Option<String>,
    pub time_zone: Option<String>,
}

pub async fn insert(
    conn: Conn<'_>,
    id: MentorshipId,
    programme: ProgrammeId,
    request: Option<RequestId>,
    mentee: PersonId,
    mentor: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into mentorships (id, programme_id, request_id, mentee_id, mentor_id, state, created_at)
         values ($1, $2, $3, $4, $5, 'awaiting_charter', $6)",
        id,
        programme,
        request,
        mentee,
        mentor,
        now
    )
}

/// Holds the row until the end of the transaction, on both engines.
pub async fn lock(conn: Conn<'_>, id: MentorshipId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update mentorships set state = state where id = $1",
        id
    )
}

pub async fn pair(conn: Conn<'_>, id: MentorshipId) -> sqlx::Result<Option<PairRow>> {
    fetch_optional!(
        conn,
        PairRow,
        "select id, programme_id, mentee_id, mentor_id, state, created_at, chartered_at, closed_at, ending, left_id
         from mentorships where id = $1",
        id
    )
}

/// A person's mentorships, open ones first, then the newest.
pub async fn of_person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<PairRow>> {
    fetch_all!(
        conn,
        PairRow,
        "select id, programme_id, mentee_id, mentor_id, state, created_at, chartered_at, closed_at, ending, left_id
         from mentorships where mentee_id = $1 or mentor_id = $1
         order by case when closed_at is null then 0 else 1 end, created_at desc, id desc limit 50",
        person
    )
}

/// The open mentorships of a person, in the one order in which they are locked.
pub async fn open_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<PairRow>> {
    fetch_all!(
        conn,
        PairRow,
        "select id, programme_id, mentee_id, mentor_id, state, created_at, chartered_at, closed_at, ending, left_id
         from mentorships where closed_at is null and (mentee_id = $1 or mentor_id = $1) order by id",
        person
    )
}

pub async fn end(
    conn: Conn<'_>,
    id: MentorshipId,
    state: &str,
    ending: &str,
    left: Option<PersonId>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update mentorships set state = $2, ending = $3, left_id = $4, closed_at = $5 where id = $1",
        id,
        state,
        ending,
        left,
        now
    )
}

/// Whether the person is on this side of the programme.
pub async fn is_on_side(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: &str,
) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from memberships where programme_id = $1 and person_id = $2 and side = $3",
        programme,
        person,
        side
    )?;
    Ok(count > 0)
}

/// Open requests that the person sent, and open mentorships in which they have a mentor, in this programme.
pub async fn waits_or_is_mentored(
    conn: Conn<'_>,
    programme: ProgrammeId,
    mentee: PersonId,
) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select (select count(*) from requests where programme_id = $1 and mentee_id = $2 and state = 'open')
            + (select count(*) from mentorships where programme_id = $1 and mentee_id = $2 and closed_at is null)",
        programme,
        mentee
    )?;
    Ok(count > 0)
}

/// The sides on which a person is in any programme: `mentee`, `mentor`.
pub async fn sides(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<String>> {
    fetch_scalars!(
        conn,
        String,
        "select distinct side from memberships where person_id = $1",
        person
    )
}

pub async fn set_state(
    conn: Conn<'_>,
    id: MentorshipId,
    state: &str,
    chartered_at: Option<Timestamp>,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update mentorships set state = $2, chartered_at = coalesce($3, chartered_at) where id = $1",
        id,
        state,
        chartered_at
    )
}

pub async fn person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<PersonRow> {
    fetch_one!(
        conn,
        PersonRow,
        "select p.email, f.given_name, f.family_name, f.given_name_ar, f.family_name_ar, f.headline, f.city, f.phone,
             f.photo_hash, f.time_zone
         from people p left join profiles f on f.person_id = p.id where p.id = $1",
        person
    )
}

/// What the mentee wrote of what they seek, to start the aims from.
pub async fn sought(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<String>> {
    let found = fetch_optional!(
        conn,
        (String,),
        "select sought from projects where person_id = $1",
        person
    )?;
    Ok(found.map(|row| row.0))
}

/// Every version of a pair's terms, the oldest first.
pub async fn charters(conn: Conn<'_>, id: MentorshipId) -> sqlx::Result<Vec<CharterRow>> {
    fetch_all!(
        conn,
        CharterRow,
        "select id, version, text_version, aims, rhythm, months, channel, confidentiality, written_by, created_at,
             redacted_at
         from charters where mentorship_id = $1 order by version",
        id
    )
}

pub async fn insert_charter(
    conn: Conn<'_>,
    mentorship: MentorshipId,
    row: &CharterRow,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into charters (id, mentorship_id, version, text_version, aims, rhythm, months, channel,
             confidentiality, written_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.id,
        mentorship,
        row.version,
        row.text_version,
        row.aims.as_str(),
        row.rhythm.as_str(),
        row.months,
        row.channel.as_str(),
        row.confidentiality.as_str(),
        row.written_by,
        row.created_at
    )
}

/// Who signed what when, over all versions of a pair's terms.
pub async fn signatures(conn: Conn<'_>, id: MentorshipId) -> sqlx::Result<Vec<SignatureRow>> {
    fetch_all!(
        conn,
        SignatureRow,
        "select s.charter_id, s.person_id, s.lang, s.hash, s.signed_at from charter_signatures s
         join charters c on c.id = s.charter_id where c.mentorship_id = $1 order by s.signed_at",
        id
    )
}

pub async fn insert_signature(
    conn: Conn<'_>,
    charter: CharterId,
    person: PersonId,
    lang: &str,
    hash: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into charter_signatures (charter_id, person_id, lang, hash, signed_at) values ($1, $2, $3, $4, $5)",
        charter,
        person,
        lang,
        hash,
        now
    )
}

/// The newest version of the programme's own text; 0 when it has none.
pub async fn text_version(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<i64> {
    let found = fetch_one!(
        conn,
        (i64,),
        "select cast(coalesce(max(version), 0) as bigint) from charter_texts where programme_id = $1",
        programme
    )?;
    Ok(found.0)
}

/// Language and body of one version of the programme's text.
pub async fn texts(
    conn: Conn<'_>,
    programme: ProgrammeId,
    version: i64,
) -> sqlx::Result<Vec<(String, String)>> {
    fetch_all!(
        conn,
        (String, String),
        "select lang, body from charter_texts where programme_id = $1 and version = $2",
        programme,
        version
    )
}
