//! SQL of partners' counts. Every statement counts people; none returns one.

use crate::db::{Conn, execute, fetch_all, fetch_one, fetch_optional, fetch_scalar};
use domain::Timestamp;
#[cfg(test)]
use domain::{PersonId, ProgrammeId};
use sqlx::AssertSqlSafe;

/// Memberships that count: confirmed by the office, of somebody who came and said yes, whose account is in use.
const COUNTED: &str = "memberships s join confirmations c on c.programme_id = s.programme_id and c.person_id = s.person_id
    join people p on p.id = s.person_id and p.deactivated_at is null and p.email_verified_at is not null
        and s.agreed_at is not null";

pub async fn confirmed(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        AssertSqlSafe(format!("select count(*) from {COUNTED}"))
    )
}

/// Mentees; those of them who asked, were accepted, have a charter, made the pledge; and mentors.
pub async fn funnel(conn: Conn<'_>) -> sqlx::Result<(i64, i64, i64, i64, i64, i64)> {
    let text = format!(
        "select count(case when m.side = 'mentee' then 1 end),
            count(case when m.side = 'mentee' and m.asked then 1 end),
            count(case when m.side = 'mentee' and m.accepted then 1 end),
            count(case when m.side = 'mentee' and m.signed then 1 end),
            count(case when m.side = 'mentee' and m.pledged then 1 end),
            count(case when m.side = 'mentor' then 1 end)
         from (select distinct s.person_id, s.side,
                exists (select 1 from requests r where r.mentee_id = s.person_id) as asked,
                exists (select 1 from mentorships x where x.mentee_id = s.person_id) as accepted,
                exists (select 1 from mentorships x where x.mentee_id = s.person_id
                    and x.chartered_at is not null) as signed,
                exists (select 1 from pledges g where g.person_id = s.person_id) as pledged
             from {COUNTED}) m"
    );
    fetch_one!(conn, (i64, i64, i64, i64, i64, i64), AssertSqlSafe(text))
}

/// Code of each region and how many mentees' projects are meant for it.
pub async fn regions(conn: Conn<'_>) -> sqlx::Result<Vec<(String, i64)>> {
    let text = format!(
        "select i.code, (select count(*) from projects j where j.region = i.code
                and exists (select 1 from {COUNTED} where s.person_id = j.person_id and s.side = 'mentee'))
         from reference_items i where i.kind = 'region' order by i.position"
    );
    fetch_all!(conn, (String, i64), AssertSqlSafe(text))
}

/// Week, figures and the moment they were counted.
pub async fn latest(conn: Conn<'_>) -> sqlx::Result<Option<(String, String, Timestamp)>> {
    fetch_optional!(
        conn,
        (String, String, Timestamp),
        "select week, figures, counted_at from partner_figures order by week desc limit 1"
    )
}

pub async fn publish(
    conn: Conn<'_>,
    week: &str,
    figures: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into partner_figures (week, figures, counted_at) values ($1, $2, $3) on conflict (week) do nothing",
        week,
        figures,
        now
    )
}

/// Closes the accounts of half of the mentees.
#[cfg(test)]
pub async fn deactivate_some(conn: Conn<'_>, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set deactivated_at = $1 where id in
            (select person_id from memberships where side = 'mentee' order by person_id limit 90)",
        now
    )
}

#[cfg(test)]
pub async fn nobody_came(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(conn, "update people set email_verified_at = null")
}

#[cfg(test)]
pub async fn empty_region(conn: Conn<'_>, region: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update projects set region = null where region = $1",
        region
    )
}

/// Somebody with a project for that region, who proved their address.
#[cfg(test)]
pub async fn make_mentee(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    region: &str,
    place: i64,
    now: Timestamp,
) -> sqlx::Result<PersonId> {
    let person = PersonId::new();
    execute!(
        conn.reborrow(),
        "insert into people (id, email, email_verified_at, lang, theme, demo, created_at)
         values ($1, $2, $3, 'fr', 'system', $4, $3)",
        person,
        format!("made-up-{place}@example.net"),
        now,
        false
    )?;
    execute!(
        conn.reborrow(),
        "insert into memberships (programme_id, person_id, side, joined_at, agreed_at)
         values ($1, $2, 'mentee', $3, $3)",
        programme,
        person,
        now
    )?;
    execute!(
        conn,
        "insert into projects (id, person_id, title, stage, region, sought, currency, updated_at)
         values ($1, $2, 'Projet', 'idea', $3, '', 'MAD', $4)",
        uuid::Uuid::now_v7(),
        person,
        region,
        now
    )?;
    Ok(person)
}

#[cfg(test)]
pub async fn confirm(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into confirmations (programme_id, person_id, confirmed_at) values ($1, $2, $3)",
        programme,
        person,
        now
    )
}

#[cfg(test)]
pub async fn confirm_everybody(
    conn: Conn<'_>,
    programme: ProgrammeId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into confirmations (programme_id, person_id, confirmed_at)
         select distinct programme_id, person_id, cast($2 as bigint) from memberships where programme_id = $1
         on conflict (programme_id, person_id) do nothing",
        programme,
        now
    )
}
