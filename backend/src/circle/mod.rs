//! The circle: pledges, what each person received and gave, and the line of who helped whom ([`chain`]).

mod chain;
mod sql;
#[cfg(test)]
mod tests;

pub(crate) use chain::{around, points, points_of};
pub use chain::{chain, line, own_points};

use crate::{
    Backend, Error, Result,
    db::{Begun, Conn},
    mentorships::{self, Pair},
    notifications::{notify, wall_time},
};
use domain::{
    Actor, CommandId, Failure, MentorshipId, PledgeId, Problem, Refusal, Timestamp,
    circle::{NewPledge, PlainDate, PledgeForm, PledgeView},
    mentorships::Side,
    notifications::NoticeKind,
    time::Day,
};

/// The mentee's promise, once, after both signed: the first entry of the mentorship in the circle.
pub async fn pledge(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    id: MentorshipId,
    (form, hours, by): (&str, &str, &str),
    now: Timestamp,
) -> Result<()> {
    let person = Some(actor.person);
    let mut tx = match backend
        .db
        .begin(command, person, "circle.pledge", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let pair = Pair::lock(tx.conn(), actor, id).await?;
    if pair.side != Side::Mentee {
        return Err(Failure::Forbidden.into());
    }
    let state = pair.state.pledge()?;
    let today = plain(wall_time(now, None)?.day);
    let latest = PlainDate {
        year: today.year + 5,
        ..today
    };
    let new = NewPledge::parse(form, hours, by, today, latest)?;
    day(new.by).map_err(|_| Error::field("by", Problem::NotADate))?;
    let pledge = PledgeId::new();
    sql::insert_pledge(tx.conn(), pledge, id, actor.person, &new, now)
        .await
        .map_err(Error::unique_as(Refusal::AlreadyPledged))?;
    sql::insert_entry(
        tx.conn(),
        "pledge",
        actor.person,
        id,
        pledge,
        new.amount,
        now,
    )
    .await?;
    mentorships::sql::set_state(tx.conn(), id, state.code(), None).await?;
    let kind = NoticeKind::PledgeMade;
    let other = pair.other();
    mentorships::record(tx.conn(), kind.code(), person, other, id, now).await?;
    let facts = pair.facts(tx.conn(), actor.person).await?;
    notify(tx.conn(), other, kind, &facts, now).await?;
    tx.finish(()).await
}

/// The pledge of a mentorship and when it was made.
pub(crate) async fn of_mentorship(
    conn: Conn<'_>,
    id: MentorshipId,
) -> Result<Option<(PledgeView, Timestamp)>> {
    let Some((form, amount, by, at)) = sql::of_mentorship(conn, id).await? else {
        return Ok(None);
    };
    Ok(Some((view(&form, amount, &by)?, at)))
}

fn view(form: &str, amount: i64, by: &str) -> Result<PledgeView> {
    let by = PlainDate::parse(by).ok_or(Error::UnknownCode("pledges.by_day"))?;
    Ok(PledgeView {
        form: PledgeForm::from_code(form).ok_or(Error::UnknownCode("pledges.form"))?,
        amount,
        by: day(by)?,
    })
}

/// The day with its weekday; fails for the 31st of February.
fn day(date: PlainDate) -> Result<Day> {
    let (month, number) = (date.month.cast_signed(), date.day.cast_signed());
    let civil = jiff::civil::Date::new(date.year, month, number)?;
    Ok(Day {
        year: date.year,
        month: date.month,
        day: date.day,
        weekday: civil.weekday().to_monday_one_offset().unsigned_abs(),
    })
}

const fn plain(day: Day) -> PlainDate {
    PlainDate {
        year: day.year,
        month: day.month,
        day: day.day,
    }
}
