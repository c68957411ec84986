//! SQL of a coordinator's lists.

use crate::db::{Conn, fetch_all, fetch_one, fetch_scalar};
use domain::{Lang, MentorshipId, PersonId, ProgrammeId, RequestId, Timestamp};
use sqlx::{AssertSqlSafe, FromRow};

/// Mentors and mentees of a programme.
pub async fn members(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<(i64, i64)> {
    fetch_one!(
        conn,
        (i64, i64),
        "select count(case when side = 'mentor' then 1 end), count(case when side = 'mentee' then 1 end)
         from memberships where programme_id = $1",
        programme
    )
}

/// How far a member has come, as [`domain::programmes::Standing::code`].
const STANDING: &str = "case when m.agreed_at is not null then 'agreed'
    when exists (select 1 from invitations i where i.programme_id = m.programme_id and i.person_id = m.person_id
        and i.side = m.side and i.refused_at is not null) then 'refused'
    when p.email_verified_at is not null then 'came'
    when exists (select 1 from invitations i where i.programme_id = m.programme_id and i.person_id = m.person_id
        and i.side = m.side and i.sent_at is not null) then 'invited'
    else 'imported' end";

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

/// A language, and on the member's side an offer or a need: what a match cannot do without.
const FINISHED: &str = "(exists (select 1 from profile_languages l where l.person_id = m.person_id)
    and exists (select 1 from profile_expertise e where e.person_id = m.person_id
        and e.side = case when m.side = 'mentor' then 'offered' else 'needed' end))";

const PEOPLE_FROM: &str = "from memberships m join people p on p.id = m.person_id
    left join profiles f on f.person_id = m.person_id
    where m.programme_id = $1 and p.deactivated_at is null and ($2 = '' or m.side = $2)";

fn people_from(unfinished: bool) -> String {
    if unfinished {
        format!("{PEOPLE_FROM} and not {FINISHED}")
    } else {
        PEOPLE_FROM.to_owned()
    }
}

pub async fn unfinished(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<i64> {
    count_people(conn, programme, "", true).await
}

pub async fn count_people(
    conn: Conn<'_>,
    programme: ProgrammeId,
    side: &str,
    unfinished: bool,
) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        AssertSqlSafe(format!("select count(*) {}", people_from(unfinished))),
        programme,
        side
    )
}

#[derive(FromRow)]
pub struct MemberRow {
    pub person_id: PersonId,
    pub email: String,
    pub demo: bool,
    pub side: String,
    pub joined_at: Timestamp,
    pub standing: String,
    pub given_name: String,
    pub family_name: String,
    pub given_name_ar: String,
    pub family_name_ar: String,
    pub headline: String,
    pub city: String,
    pub finished: bool,
}

impl MemberRow {
    /// Where a search looks.
    pub fn searched(&self) -> String {
        format!(
            "{} {} {} {} {}",
            self.given_name, self.family_name, self.given_name_ar, self.family_name_ar, self.email
        )
    }
}

pub async fn people(
    conn: Conn<'_>,
    programme: ProgrammeId,
    side: &str,
    unfinished: bool,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<MemberRow>> {
    let text = format!(
        "select m.person_id, p.email, p.demo, m.side, m.joined_at, {STANDING} as standing, coalesce(f.given_name, '') as given_name,
            coalesce(f.family_name, '') as family_name, coalesce(f.given_name_ar, '') as given_name_ar,
            coalesce(f.family_name_ar, '') as family_name_ar, coalesce(f.headline, '') as headline,
            coalesce(f.city, '') as city, {FINISHED} as finished
         {} order by m.joined_at desc, m.person_id, m.side limit $3 offset $4",
        people_from(unfinished)
    );
    fetch_all!(
        conn,
        MemberRow,
        AssertSqlSafe(text),
        programme,
        side,
        limit,
        offset
    )
}

pub async fn memberships(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from memberships where programme_id = $1 and person_id = $2",
        programme,
        person
    )
}

/// Open ones, those of them due before `soon`, and those that expired since `since`.
pub async fn requests_now(
    conn: Conn<'_>,
    programme: ProgrammeId,
    soon: Timestamp,
    since: Timestamp,
) -> sqlx::Result<(i64, i64, i64)> {
    fetch_one!(
        conn,
        (i64, i64, i64),
        "select count(case when state = 'open' then 1 end),
            count(case when state = 'open' and due_at < $2 then 1 end),
            count(case when state = 'expired' and due_at >= $3 then 1 end)
         from requests where programme_id = $1",
        programme,
        soon,
        since
    )
}

/// Both names of a pair, in both scripts.
#[derive(FromRow)]
pub struct PairNames {
    pub mentee_id: PersonId,
    pub mentor_id: PersonId,
    pub mentee_given: String,
    pub mentee_family: String,
    pub mentee_given_ar: String,
    pub mentee_family_ar: String,
    pub mentor_given: String,
    pub mentor_family: String,
    pub mentor_given_ar: String,
    pub mentor_family_ar: String,
    pub demo: bool,
}

impl PairNames {
    /// Where a search looks.
    pub fn searched(&self) -> String {
        [
            &self.mentee_given,
            &self.mentee_family,
            &self.mentee_given_ar,
            &self.mentee_family_ar,
            &self.mentor_given,
            &self.mentor_family,
            &self.mentor_given_ar,
            &self.mentor_family_ar,
        ]
        .map(String::as_str)
        .join(" ")
    }

    pub fn mentee(&self, lang: Lang) -> String {
        let name = super::names(
            self.mentee_given.clone(),
            self.mentee_family.clone(),
            self.mentee_given_ar.clone(),
            self.mentee_family_ar.clone(),
        );
        name.shown(lang)
    }

    pub fn mentor(&self, lang: Lang) -> String {
        let name = super::names(
            self.mentor_given.clone(),
            self.mentor_family.clone(),
            self.mentor_given_ar.clone(),
            self.mentor_family_ar.clone(),
        );
        name.shown(lang)
    }
}

const PAIR_NAMES: &str =
    "x.mentee_id, x.mentor_id, e.given_name as mentee_given, e.family_name as mentee_family,
    e.given_name_ar as mentee_given_ar, e.family_name_ar as mentee_family_ar,
    o.given_name as mentor_given, o.family_name as mentor_family,
    o.given_name_ar as mentor_given_ar, o.family_name_ar as mentor_family_ar, p.demo as demo";

const PAIR_JOINS: &str =
    "join profiles e on e.person_id = x.mentee_id join profiles o on o.person_id = x.mentor_id
    join people p on p.id = x.mentee_id";

#[derive(FromRow)]
pub struct Request {
    pub id: RequestId,
    pub state: String,
    pub created_at: Timestamp,
    pub due_at: Timestamp,
    #[sqlx(flatten)]
    pub pair: PairNames,
}

/// Which requests a list shows: of a state, or of any when it is empty, whose time to answer ends in this span.
pub struct Wanted<'a> {
    pub state: &'a str,
    pub from: Timestamp,
    pub before: Timestamp,
}

const WANTED: &str =
    "x.programme_id = $1 and ($2 = '' or x.state = $2) and x.due_at >= $3 and x.due_at < $4";

pub async fn count_requests(
    conn: Conn<'_>,
    programme: ProgrammeId,
    wanted: &Wanted<'_>,
) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        AssertSqlSafe(format!("select count(*) from requests x where {WANTED}")),
        programme,
        wanted.state,
        wanted.from,
        wanted.before
    )
}

pub async fn requests(
    conn: Conn<'_>,
    programme: ProgrammeId,
    wanted: &Wanted<'_>,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<Request>> {
    let text = format!(
        "select x.id, x.state, x.created_at, x.due_at, {PAIR_NAMES} from requests x {PAIR_JOINS} where {WANTED}
         order by case when x.state = 'open' then 0 else 1 end, x.due_at, x.id limit $5 offset $6"
    );
    fetch_all!(
        conn,
        Request,
        AssertSqlSafe(text),
        programme,
        wanted.state,
        wanted.from,
        wanted.before,
        limit,
        offset
    )
}

/// How far a pair is, told by what it has done and not by a stored word.
const PHASE: &str = "case when x.closed_at is not null then 'closed'
    when exists (select 1 from pledges g where g.mentorship_id = x.id) then 'active'
    when x.chartered_at is not null then 'awaiting_pledge'
    when exists (select 1 from charters c join charter_signatures s on s.charter_id = c.id
        where c.mentorship_id = x.id) then 'half_signed'
    else 'awaiting_charter' end";

/// Every pair with its phase.
fn phased() -> String {
    format!("(select x.*, {PHASE} as phase from mentorships x) x")
}

/// Of a phase, of any when it is empty, or before a charter that both have signed.
const IN_PHASE: &str = "x.programme_id = $1 and ($2 = '' or x.phase = $2
    or ($2 = 'without_charter' and x.phase in ('awaiting_charter', 'half_signed')))";

/// Pairs without a charter that both signed, with one but without a pledge, and at work.
pub async fn pairs_now(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<(i64, i64, i64)> {
    let text = format!(
        "select count(case when phase in ('awaiting_charter', 'half_signed') then 1 end),
            count(case when phase = 'awaiting_pledge' then 1 end), count(case when phase = 'active' then 1 end)
         from (select {PHASE} as phase from mentorships x where x.programme_id = $1) t"
    );
    fetch_one!(conn, (i64, i64, i64), AssertSqlSafe(text), programme)
}

#[derive(FromRow)]
pub struct Pair {
    pub id: MentorshipId,
    pub phase: String,
    pub created_at: Timestamp,
    #[sqlx(flatten)]
    pub pair: PairNames,
}

pub async fn count_pairs(conn: Conn<'_>, programme: ProgrammeId, phase: &str) -> sqlx::Result<i64> {
    let text = format!("select count(*) from {} where {IN_PHASE}", phased());
    fetch_scalar!(conn, i64, AssertSqlSafe(text), programme, phase)
}

pub async fn pairs(
    conn: Conn<'_>,
    programme: ProgrammeId,
    phase: &str,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<Pair>> {
    let text = format!(
        "select x.id, x.phase, x.created_at, {PAIR_NAMES} from {} {PAIR_JOINS} where {IN_PHASE}
         order by x.created_at, x.id limit $3 offset $4",
        phased()
    );
    fetch_all!(
        conn,
        Pair,
        AssertSqlSafe(text),
        programme,
        phase,
        limit,
        offset
    )
}

#[cfg(test)]
pub async fn rename(conn: Conn<'_>, person: PersonId, given: &str) -> sqlx::Result<u64> {
    crate::db::execute!(
        conn,
        "update profiles set given_name = $2 where person_id = $1",
        person,
        given
    )
}

#[cfg(test)]
pub async fn forget_languages(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    crate::db::execute!(
        conn,
        "delete from profile_languages where person_id = $1",
        person
    )
}
