//! Members of a programme, with how far each is.

#[cfg(test)]
pub use super::testing::*;

use super::Narrow;
use crate::db::{Conn, fetch_all, fetch_scalar, fetch_scalars};
use domain::{
    PersonId, ProgrammeId, Timestamp,
    programmes::{Direction, MemberGroup, Progress, Side, Sort, Standing},
};
use sqlx::{AssertSqlSafe, FromRow};

/// A language, and on the member's side an offer or a need: what a match cannot do without.
const FINISHED: &str = "(exists (select 1 from profile_languages l where l.person_id = m.person_id)
    and exists (select 1 from profile_expertise e where e.person_id = m.person_id
        and e.side = case when m.side = 'mentor' then 'offered' else 'needed' end))";

/// As `domain::programmes::Standing::code`.
const STANDING: &str = "case when m.agreed_at is not null then 'agreed'
    when exists (select 1 from invitations i where i.programme_id = m.programme_id and i.person_id = m.person_id
        and i.side = m.side and i.refused_at is not null) then 'refused'
    when p.email_verified_at is not null then 'came'
    when exists (select 1 from invitations i where i.programme_id = m.programme_id and i.person_id = m.person_id
        and i.side = m.side and i.sent_at is not null) then 'invited'
    else 'imported' end";

const CAME: &str = "(p.email_verified_at is not null)";

/// In a mentorship that runs, or that was finished.
const MENTORED: &str = "exists (select 1 from mentorships x where x.mentee_id = m.person_id
    and x.programme_id = m.programme_id and (x.closed_at is null or x.ending = 'completed'))";

const CONFIRMED: &str = "exists (select 1 from confirmations c where c.person_id = m.person_id
    and c.programme_id = m.programme_id)";

/// As `invitations::sql::unsent` finds them.
const AWAITS: &str =
    "(m.agreed_at is null and p.demo = false and exists (select 1 from invitations i
    where i.programme_id = m.programme_id and i.person_id = m.person_id and i.side = m.side
        and i.sent_at is null and i.accepted_at is null and i.refused_at is null))";

/// Memberships of a programme ($1) in a country, a sector and a federation ($2 to $4), each of any where it is empty.
fn narrowed() -> String {
    format!(
        "select m.person_id, p.email, p.demo, m.side, m.joined_at, coalesce(f.given_name, '') as given_name,
            coalesce(f.family_name, '') as family_name, coalesce(f.given_name_ar, '') as given_name_ar,
            coalesce(f.family_name_ar, '') as family_name_ar, coalesce(f.headline, '') as headline,
            coalesce(f.country, '') as country, coalesce(f.city, '') as city,
            {STANDING} as standing, {FINISHED} as finished, {CAME} as came, {MENTORED} as mentored, {CONFIRMED} as confirmed,
            {AWAITS} as awaits
         from memberships m join people p on p.id = m.person_id
         left join profiles f on f.person_id = m.person_id
         where m.programme_id = $1 and p.deactivated_at is null
            and ($2 = '' or f.country = $2) and ($4 = '' or f.federation = $4)
            and ($3 = '' or exists (select 1 from profile_sectors s where s.person_id = m.person_id and s.sector = $3)
                or exists (select 1 from projects j where j.person_id = m.person_id and j.sector = $3))"
    )
}

/// As `Progress::is_in` says it of one member.
const fn is_in(group: Option<MemberGroup>) -> &'static str {
    match group {
        None => "true",
        Some(MemberGroup::Unfinished) => "not t.finished",
        Some(MemberGroup::NeverCame) => "not t.came and t.standing <> 'refused'",
        Some(MemberGroup::WithoutMentor) => {
            "t.side = 'mentee' and t.came and t.standing = 'agreed' and not t.mentored"
        }
        Some(MemberGroup::ToConfirm) => "t.came and t.standing = 'agreed' and not t.confirmed",
        Some(MemberGroup::ToInvite) => "t.awaits",
    }
}

/// A list of its own accord: who came last stands first.
pub const ORDER: &str = "t.joined_at desc, t.person_id, t.side";

/// The orders that both engines do alike; `None` for those that fold what they compare.
pub fn order(sort: Sort<'_>) -> Option<&'static str> {
    match (sort.column, sort.direction) {
        ("name" | "city", _) => None,
        ("joined", Direction::Rising) => Some("t.joined_at, t.person_id, t.side"),
        _ => Some(ORDER),
    }
}

/// How far somebody is.
#[derive(FromRow)]
pub struct Flags {
    pub side: String,
    pub standing: String,
    pub finished: bool,
    pub came: bool,
    pub mentored: bool,
    pub confirmed: bool,
    pub awaits: bool,
}

impl Flags {
    /// `None` for codes that this program does not know.
    pub fn progress(&self) -> Option<Progress> {
        Some(Progress {
            side: Side::from_code(&self.side)?,
            standing: Standing::from_code(&self.standing)?,
            is_finished: self.finished,
            has_come: self.came,
            is_mentored: self.mentored,
            is_confirmed: self.confirmed,
            awaits_invitation: self.awaits,
        })
    }
}

/// How many members are so.
#[derive(FromRow)]
pub struct Tally {
    #[sqlx(flatten)]
    pub flags: Flags,
    pub members: i64,
}

/// Every member counted, in one statement.
pub async fn tallies(
    conn: Conn<'_>,
    programme: ProgrammeId,
    narrow: &Narrow<'_>,
) -> sqlx::Result<Vec<Tally>> {
    let text = format!(
        "select t.side, t.standing, t.finished, t.came, t.mentored, t.confirmed, t.awaits, count(*) as members from ({}) t
         group by t.side, t.standing, t.finished, t.came, t.mentored, t.confirmed, t.awaits",
        narrowed()
    );
    fetch_all!(
        conn,
        Tally,
        AssertSqlSafe(text),
        programme,
        narrow.country,
        narrow.sector,
        narrow.federation
    )
}

#[derive(FromRow)]
pub struct MemberRow {
    pub person_id: PersonId,
    pub email: String,
    pub demo: bool,
    pub joined_at: Timestamp,
    pub given_name: String,
    pub family_name: String,
    pub given_name_ar: String,
    pub family_name_ar: String,
    pub headline: String,
    pub country: String,
    pub city: String,
    #[sqlx(flatten)]
    pub flags: Flags,
}

/// Person and code of all that members of a programme offer and need.
pub async fn expertise(
    conn: Conn<'_>,
    programme: ProgrammeId,
) -> sqlx::Result<Vec<(PersonId, String)>> {
    fetch_all!(
        conn,
        (PersonId, String),
        "select distinct e.person_id, e.expertise from profile_expertise e
         join memberships m on m.person_id = e.person_id where m.programme_id = $1",
        programme
    )
}

/// Which members: of a side and a group, or of any.
#[derive(Clone, Copy, Default)]
pub struct Wanted {
    pub side: Option<Side>,
    pub group: Option<MemberGroup>,
}

pub async fn people(
    conn: Conn<'_>,
    programme: ProgrammeId,
    narrow: &Narrow<'_>,
    wanted: Wanted,
    order: &'static str,
    (limit, offset): (i64, i64),
) -> sqlx::Result<Vec<MemberRow>> {
    let text = format!(
        "select t.* from ({}) t where ($5 = '' or t.side = $5) and {} order by {order} limit $6 offset $7",
        narrowed(),
        is_in(wanted.group)
    );
    fetch_all!(
        conn,
        MemberRow,
        AssertSqlSafe(text),
        programme,
        narrow.country,
        narrow.sector,
        narrow.federation,
        wanted.side.map_or("", Side::code),
        limit,
        offset
    )
}

/// The sides of one member.
pub async fn of_person(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<Vec<MemberRow>> {
    let text = format!(
        "select t.* from ({}) t where t.person_id = $5 order by t.side desc",
        narrowed()
    );
    fetch_all!(
        conn,
        MemberRow,
        AssertSqlSafe(text),
        programme,
        "",
        "",
        "",
        person
    )
}

/// The moment of the latest invitation.
pub async fn invited(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<Option<Timestamp>> {
    fetch_scalar!(
        conn,
        Option<Timestamp>,
        "select max(sent_at) from invitations where programme_id = $1 and person_id = $2",
        programme,
        person
    )
}

/// Address, side, standing and day of those who were asked and are no members on that side.
pub async fn asked(
    conn: Conn<'_>,
    programme: ProgrammeId,
    limit: i64,
) -> sqlx::Result<Vec<(String, String, String, Timestamp)>> {
    fetch_all!(
        conn,
        (String, String, String, Timestamp),
        "select p.email, i.side, case when i.refused_at is not null then 'refused'
             when i.sent_at is not null then 'invited' else 'imported' end, i.created_at
         from invitations i join people p on p.id = i.person_id
         where i.programme_id = $1 and p.deactivated_at is null and not exists (select 1 from memberships m
             where m.programme_id = i.programme_id and m.person_id = i.person_id and m.side = i.side)
         order by i.created_at desc, p.email limit $2",
        programme,
        limit
    )
}

pub async fn programmes_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<ProgrammeId>> {
    fetch_scalars!(
        conn,
        ProgrammeId,
        "select distinct programme_id from memberships where person_id = $1",
        person
    )
}

/// Kind and code of what the members of a programme have, and how many have it.
pub async fn facets(
    conn: Conn<'_>,
    programme: ProgrammeId,
) -> sqlx::Result<Vec<(String, String, i64)>> {
    fetch_all!(
        conn,
        (String, String, i64),
        "select t.kind, t.code, count(*) from (
            select 'country' as kind, f.country as code, f.person_id from profiles f
            union select 'federation', f.federation, f.person_id from profiles f
            union select 'sector', s.sector, s.person_id from profile_sectors s
            union select 'sector', j.sector, j.person_id from projects j) t
         where t.code is not null and t.code <> ''
            and exists (select 1 from memberships m join people p on p.id = m.person_id
                where m.person_id = t.person_id and m.programme_id = $1 and p.deactivated_at is null)
         group by t.kind, t.code",
        programme
    )
}
