//! SQL of partners' counts. Every statement counts people; none returns one.

#[cfg(test)]
use crate::db::execute;
use crate::db::{Conn, fetch_all, fetch_one};

/// Mentees; those of them who asked, were accepted, have a charter, made the pledge; and mentors.
pub async fn funnel(conn: Conn<'_>) -> sqlx::Result<(i64, i64, i64, i64, i64, i64)> {
    fetch_one!(
        conn,
        (i64, i64, i64, i64, i64, i64),
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
             from memberships s join people p on p.id = s.person_id where p.deactivated_at is null) m"
    )
}

/// Names of each region and how many mentees' projects are meant for it.
pub async fn regions(conn: Conn<'_>) -> sqlx::Result<Vec<(String, String, String, String, i64)>> {
    fetch_all!(
        conn,
        (String, String, String, String, i64),
        "select i.name_fr, i.name_ar, i.name_en, i.name_de,
            (select count(*) from projects j where j.region = i.code
                and exists (select 1 from memberships s join people p on p.id = s.person_id
                    where s.person_id = j.person_id and s.side = 'mentee' and p.deactivated_at is null))
         from reference_items i where i.kind = 'region' order by i.position"
    )
}

#[cfg(test)]
pub async fn deactivate_everybody(conn: Conn<'_>, now: domain::Timestamp) -> sqlx::Result<u64> {
    execute!(conn, "update people set deactivated_at = $1", now)
}
