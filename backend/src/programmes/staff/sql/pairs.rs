//! Mentorships of a programme.

use super::{EITHER, Narrow, PAIR_JOINS, PAIR_NAMES, PairNames};
use crate::db::{Conn, fetch_all, fetch_one};
use domain::{
    MentorshipId, PersonId, ProgrammeId, Timestamp,
    programmes::{Direction, Sort},
};
use sqlx::{AssertSqlSafe, FromRow};

/// How far a pair is, told by what it has done and not by a stored word.
const PHASE: &str = "case when x.closed_at is not null then 'closed'
    when exists (select 1 from pledges g where g.mentorship_id = x.id) then 'active'
    when x.chartered_at is not null then 'awaiting_pledge'
    when exists (select 1 from charters c join charter_signatures s on s.charter_id = c.id
        where c.mentorship_id = x.id) then 'half_signed'
    else 'awaiting_charter' end";

/// Every pair with its phase.
fn phased() -> String {
    format!("(select x.*, {PHASE} as phase from mentorships x where x.programme_id = $1) x")
}

/// Pairs without a charter that both signed, with one but without a pledge, and at work.
pub async fn now(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<(i64, i64, i64)> {
    let text = format!(
        "select count(case when phase in ('awaiting_charter', 'half_signed') then 1 end),
            count(case when phase = 'awaiting_pledge' then 1 end), count(case when phase = 'active' then 1 end)
         from {}",
        phased()
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

/// A list of its own accord: the open ones first, and of those who waits longest.
pub const ORDER: &str = "case when x.phase = 'closed' then 1 else 0 end, x.created_at, x.id";

/// The orders that both engines do alike; `None` for those that fold what they compare.
pub fn order(sort: Sort<'_>) -> Option<&'static str> {
    match (sort.column, sort.direction) {
        ("mentee" | "mentor", _) => None,
        ("since", Direction::Rising) => Some("x.created_at, x.id"),
        ("since", Direction::Falling) => Some("x.created_at desc, x.id"),
        _ => Some(ORDER),
    }
}

/// Phases with how many pairs are in each.
pub async fn tallies(
    conn: Conn<'_>,
    programme: ProgrammeId,
    narrow: &Narrow<'_>,
) -> sqlx::Result<Vec<(String, i64)>> {
    let text = format!(
        "select x.phase, count(*) from {} {PAIR_JOINS} where {EITHER} group by x.phase",
        phased()
    );
    fetch_all!(
        conn,
        (String, i64),
        AssertSqlSafe(text),
        programme,
        narrow.country,
        narrow.sector,
        narrow.federation
    )
}

/// Of a phase, of any when it is empty, or before a charter that both have signed.
pub async fn pairs(
    conn: Conn<'_>,
    programme: ProgrammeId,
    narrow: &Narrow<'_>,
    phase: &str,
    order: &'static str,
    (limit, offset): (i64, i64),
) -> sqlx::Result<Vec<Pair>> {
    let text = format!(
        "select x.id, x.phase, x.created_at, {PAIR_NAMES} from {} {PAIR_JOINS}
         where {EITHER} and ($5 = '' or x.phase = $5
            or ($5 = 'without_charter' and x.phase in ('awaiting_charter', 'half_signed'))
            or ($5 = 'open' and x.phase <> 'closed'))
         order by {order} limit $6 offset $7",
        phased()
    );
    fetch_all!(
        conn,
        Pair,
        AssertSqlSafe(text),
        programme,
        narrow.country,
        narrow.sector,
        narrow.federation,
        phase,
        limit,
        offset
    )
}

/// The latest of one member, on either side.
pub async fn of_person(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Pair>> {
    let text = format!(
        "select x.id, x.phase, x.created_at, {PAIR_NAMES} from {} {PAIR_JOINS}
         where x.mentee_id = $2 or x.mentor_id = $2 order by x.created_at desc, x.id limit $3",
        phased()
    );
    fetch_all!(conn, Pair, AssertSqlSafe(text), programme, person, limit)
}
