//! Requests of a programme.

use super::{EITHER, Narrow, PAIR_JOINS, PAIR_NAMES, PairNames};
use crate::db::{Conn, fetch_all, fetch_one};
use domain::{
    PersonId, ProgrammeId, RequestId, Timestamp,
    programmes::{Direction, Sort},
};
use sqlx::{AssertSqlSafe, FromRow};

/// Open ones, those of them due before `soon`, and those that expired since `since`.
pub async fn now(
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

impl Wanted<'_> {
    pub fn takes(&self, request: &Request) -> bool {
        (self.state.is_empty() || self.state == request.state)
            && (self.from..self.before).contains(&request.due_at)
    }
}

/// A list of its own accord: what is open and ends first stands first.
pub const ORDER: &str = "case when x.state = 'open' then 0 else 1 end, x.due_at, x.id";

/// The orders that both engines do alike; `None` for those that fold what they compare.
pub fn order(sort: Sort<'_>) -> Option<&'static str> {
    match (sort.column, sort.direction) {
        ("mentee" | "mentor", _) => None,
        ("due", Direction::Rising) => Some("x.due_at, x.id"),
        ("due", Direction::Falling) => Some("x.due_at desc, x.id"),
        ("made", Direction::Rising) => Some("x.created_at, x.id"),
        ("made", Direction::Falling) => Some("x.created_at desc, x.id"),
        _ => Some(ORDER),
    }
}

/// States with how many requests are in each, and of those how many are due from `soon` and from `since` on.
pub async fn tallies(
    conn: Conn<'_>,
    programme: ProgrammeId,
    narrow: &Narrow<'_>,
    soon: Timestamp,
    since: Timestamp,
) -> sqlx::Result<Vec<(String, i64, i64, i64)>> {
    let text = format!(
        "select x.state, count(*), count(case when x.due_at < $5 then 1 end), count(case when x.due_at >= $6 then 1 end)
         from requests x {PAIR_JOINS} where x.programme_id = $1 and {EITHER} group by x.state"
    );
    fetch_all!(
        conn,
        (String, i64, i64, i64),
        AssertSqlSafe(text),
        programme,
        narrow.country,
        narrow.sector,
        narrow.federation,
        soon,
        since
    )
}

pub async fn requests(
    conn: Conn<'_>,
    programme: ProgrammeId,
    narrow: &Narrow<'_>,
    wanted: &Wanted<'_>,
    order: &'static str,
    (limit, offset): (i64, i64),
) -> sqlx::Result<Vec<Request>> {
    let text = format!(
        "select x.id, x.state, x.created_at, x.due_at, {PAIR_NAMES} from requests x {PAIR_JOINS}
         where x.programme_id = $1 and {EITHER} and ($5 = '' or x.state = $5) and x.due_at >= $6 and x.due_at < $7
         order by {order} limit $8 offset $9"
    );
    fetch_all!(
        conn,
        Request,
        AssertSqlSafe(text),
        programme,
        narrow.country,
        narrow.sector,
        narrow.federation,
        wanted.state,
        wanted.from,
        wanted.before,
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
) -> sqlx::Result<Vec<Request>> {
    let text = format!(
        "select x.id, x.state, x.created_at, x.due_at, {PAIR_NAMES} from requests x {PAIR_JOINS}
         where x.programme_id = $1 and (x.mentee_id = $2 or x.mentor_id = $2)
         order by x.created_at desc, x.id limit $3"
    );
    fetch_all!(conn, Request, AssertSqlSafe(text), programme, person, limit)
}
