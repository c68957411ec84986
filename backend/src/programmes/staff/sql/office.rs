//! What the office itself writes about members: confirmations, notes, suggestions.

#[cfg(test)]
use crate::db::fetch_scalar;
use crate::db::{Conn, execute, fetch_all, fetch_all_in, fetch_optional, insert_many};
use domain::{PersonId, ProgrammeId, Timestamp};
use sqlx::FromRow;
use uuid::Uuid;

/// Confirms those of these members who came and said yes, and returns them; the first word about somebody stands.
pub async fn confirm(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    people: &[PersonId],
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<Vec<PersonId>> {
    let came = fetch_all_in!(
        conn.reborrow(),
        (PersonId, ProgrammeId),
        "select m.person_id, m.programme_id from memberships m join people p on p.id = m.person_id
         where m.agreed_at is not null and p.email_verified_at is not null and p.deactivated_at is null
            and m.person_id in {list}
         group by m.person_id, m.programme_id",
        people
    )?;
    let came = came.into_iter().filter(|(_, its)| *its == programme);
    let came: Vec<PersonId> = came.map(|(person, _)| person).collect();
    let confirmed: sqlx::Result<u64> = insert_many!(
        conn,
        "insert into confirmations (programme_id, person_id, confirmed_by, confirmed_at) ",
        came.iter(),
        |row, person| {
            row.push_bind(programme)
                .push_bind(*person)
                .push_bind(by)
                .push_bind(now);
        },
        " on conflict (programme_id, person_id) do nothing"
    );
    confirmed?;
    Ok(came)
}

pub async fn take_confirmation_back(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from confirmations where programme_id = $1 and person_id = $2",
        programme,
        person
    )
}

/// By whom and when.
pub async fn confirmation(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<Option<(Option<PersonId>, Timestamp)>> {
    fetch_optional!(
        conn,
        (Option<PersonId>, Timestamp),
        "select confirmed_by, confirmed_at from confirmations where programme_id = $1 and person_id = $2",
        programme,
        person
    )
}

pub async fn insert_note(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    by: PersonId,
    text: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into office_notes (id, programme_id, person_id, written_by, text, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        programme,
        person,
        by,
        text,
        now
    )
}

#[derive(FromRow)]
pub struct NoteRow {
    pub written_by: PersonId,
    pub text: String,
    pub created_at: Timestamp,
}

/// Notes about a member, the newest first.
pub async fn notes(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<Vec<NoteRow>> {
    fetch_all!(
        conn,
        NoteRow,
        "select written_by, text, created_at from office_notes where programme_id = $1 and person_id = $2
         order by id desc limit 100",
        programme,
        person
    )
}

/// Mentors suggested to a mentee, with the day.
pub async fn suggested(
    conn: Conn<'_>,
    programme: ProgrammeId,
    mentee: PersonId,
) -> sqlx::Result<Vec<(PersonId, Timestamp)>> {
    fetch_all!(
        conn,
        (PersonId, Timestamp),
        "select mentor_id, created_at from office_suggestions where programme_id = $1 and mentee_id = $2",
        programme,
        mentee
    )
}

pub async fn insert_suggestion(
    conn: Conn<'_>,
    programme: ProgrammeId,
    (mentee, mentor): (PersonId, PersonId),
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into office_suggestions (programme_id, mentee_id, mentor_id, suggested_by, created_at)
         values ($1, $2, $3, $4, $5) on conflict (programme_id, mentee_id, mentor_id) do nothing",
        programme,
        mentee,
        mentor,
        by,
        now
    )
}

/// Names of these people in both scripts: given, family.
pub async fn names(
    conn: Conn<'_>,
    people: &[PersonId],
) -> sqlx::Result<Vec<(PersonId, String, String, String, String)>> {
    fetch_all_in!(
        conn,
        (PersonId, String, String, String, String),
        "select person_id, given_name, family_name, given_name_ar, family_name_ar from profiles
         where person_id in {list}",
        people
    )
}

#[cfg(test)]
pub async fn count_exports(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from events where kind = 'list.exported'"
    )
}
