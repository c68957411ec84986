//! The circle: pledges, what each person received and gave, and the line of who helped whom.

mod sql;

use crate::{
    Backend, Error, Result,
    db::{Begun, Conn, Reader},
    mentorships::{self, Pair},
    notifications::{notify, wall_time},
};
use domain::{
    Actor, CommandId, Failure, Lang, MentorshipId, PersonId, PledgeId, Problem, Refusal, Timestamp,
    circle::{ChainStar, ChainView, NewPledge, PlainDate, PledgeForm, PledgeView, Points},
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
    mentorships::record(tx.conn(), kind.code(), actor.person, other, id, now).await?;
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

/// How much of a person's star is filled.
pub async fn points(conn: Conn<'_>, person: PersonId) -> Result<Points> {
    let (chartered, pledged) = sql::earned(conn, person).await?;
    Ok(Points::of(chartered > 0, pledged > 0))
}

/// The actor's own line: their mentors (and those who helped them), themselves, and whom they help.
pub async fn chain(backend: &Backend, actor: &Actor, lang: Lang) -> Result<ChainView> {
    let mut reader = backend.db.read().await?;
    let mut above = Vec::new();
    for (person, since) in sql::mentors_of(reader.conn(), actor.person).await? {
        above.push(star(&mut reader, person, since, lang, false).await?);
    }
    let mut below = Vec::new();
    for (person, since) in sql::mentees_of(reader.conn(), actor.person).await? {
        below.push(star(&mut reader, person, since, lang, false).await?);
    }
    let joined = sql::joined(reader.conn(), actor.person).await?;
    let own = star(&mut reader, actor.person, joined, lang, true).await?;
    let pledge = sql::of_person(reader.conn(), actor.person)
        .await?
        .map(|(form, amount, by)| view(&form, amount, &by))
        .transpose()?;
    Ok(ChainView {
        above,
        own,
        below,
        pledge,
    })
}

async fn star(
    reader: &mut Reader,
    person: PersonId,
    since: Timestamp,
    lang: Lang,
    is_viewer: bool,
) -> Result<ChainStar> {
    let row = mentorships::sql::person(reader.conn(), person).await?;
    Ok(ChainStar {
        person,
        name: mentorships::names(&row).shown(lang),
        city: row.city.unwrap_or_default(),
        year: wall_time(since, None)?.day.year,
        points: points(reader.conn(), person).await?,
        is_viewer,
    })
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
