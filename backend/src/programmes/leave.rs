//! Leaving: a programme, or all of them with the account. Every way out goes through [`depart`], so that nobody who
//! stays is left with a pair or a request that leads nowhere.

use super::{
    sql,
    staff::{Named, member_of},
};
use crate::{
    Backend, Result, accounts,
    db::{Begun, CommandTx, Conn},
    events::{self, NewEvent},
    matching,
    mentorships::{self, Parted},
    notifications::notify,
};
use domain::{
    Actor, CommandId, Failure, PersonId, ProgrammeId, Timestamp,
    mentorships::Ending,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
};

const KIND: &str = "programmes.leave";

/// The actor leaves a programme, on both sides. Their account stays; to come back they ask the office.
pub async fn leave(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<()> {
    let who = (actor.person, Ending::LeftProgramme);
    part(backend, actor, command, who, programme, now).await
}

/// The office takes a member out of its programme; they are told.
pub async fn take_out(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    named: Named<'_>,
    now: Timestamp,
) -> Result<()> {
    let repeated = backend.db.repeated::<()>(command, Some(actor.person), KIND);
    if repeated.await?.is_some() {
        return Ok(());
    }
    let programme = member_of(backend, actor, named).await?;
    let who = (named.person, Ending::TakenOut);
    part(backend, actor, command, who, programme, now).await
}

async fn part(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    (person, ending): (PersonId, Ending),
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<()> {
    let leaving = Leaving {
        person,
        from: Some(programme),
        ending,
        by: Some(actor.person),
    };
    let offers = leaving.offers(backend, now).await?;
    let begun = backend.db.begin(command, leaving.by, KIND, now).await?;
    let mut tx = match begun {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    depart(&mut tx, leaving, &offers, now).await?;
    if !forget(&mut tx, leaving, programme, now).await? {
        return Err(Failure::NotFound.into());
    }
    if ending == Ending::TakenOut {
        let own = OwnFacts {
            role: None,
            names: accounts::scope_names(tx.conn(), programme.0).await?,
            to: "/me".into(),
        };
        let facts = NoticeFacts::own(person, own);
        let kind = NoticeKind::ProgrammeLeft;
        notify(tx.conn(), person, kind, &facts, now).await?;
    }
    tx.finish(()).await
}

/// Somebody on their way out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leaving {
    pub person: PersonId,
    /// One programme, or `None` for all that the person has here.
    pub from: Option<ProgrammeId>,
    pub ending: Ending,
    /// Who orders it; `None` for the operator.
    pub by: Option<PersonId>,
}

impl Leaving {
    /// Whom to offer the mentees who lose this person. Before the transaction: it reads much.
    pub async fn offers(&self, backend: &Backend, now: Timestamp) -> Result<matching::Offers> {
        let mut reader = backend.db.read().await?;
        let mentees = self.concerned(reader.conn()).await?;
        drop(reader);
        let mentees = mentees
            .into_iter()
            .filter(|(_, mentee, _)| *mentee != self.person)
            .map(|(programme, mentee, _)| (programme, mentee));
        matching::offers(backend, self.person, mentees, now).await
    }

    /// Programme, mentee and mentor of every open request and mentorship that ends.
    async fn concerned(
        &self,
        mut conn: Conn<'_>,
    ) -> Result<Vec<(ProgrammeId, PersonId, PersonId)>> {
        let requests = matching::open_with(conn.reborrow(), self.person, self.from).await?;
        let requests = requests
            .iter()
            .map(|row| (row.programme_id, row.mentee_id, row.mentor_id));
        let pairs = self.pairs(conn).await?;
        let pairs = pairs
            .iter()
            .map(|row| (row.programme_id, row.mentee_id, row.mentor_id));
        Ok(requests.chain(pairs).collect())
    }

    async fn pairs(&self, conn: Conn<'_>) -> Result<Vec<mentorships::sql::PairRow>> {
        let mut pairs = mentorships::sql::open_of(conn, self.person).await?;
        pairs.retain(|row| self.from.is_none_or(|it| it == row.programme_id));
        Ok(pairs)
    }
}

/// Ends every open request and mentorship of somebody who leaves, in the transaction in which they do.
pub(crate) async fn depart(
    tx: &mut CommandTx,
    leaving: Leaving,
    offers: &matching::Offers,
    now: Timestamp,
) -> Result<()> {
    let person = leaving.person;
    // All locks first; then everything is read again.
    let concerned = leaving.concerned(tx.conn()).await?;
    let people = concerned
        .into_iter()
        .flat_map(|(_, mentee, mentor)| [mentee, mentor]);
    matching::lock_all(tx.conn(), people.chain([person])).await?;
    matching::leave(tx, person, leaving.from, offers, now).await?;
    let parted = Parted {
        ending: leaving.ending,
        left: Some(person),
        by: leaving.by,
    };
    for row in leaving.pairs(tx.conn()).await? {
        let next = offers.iter().find(|(mentee, _)| *mentee == row.mentee_id);
        let next = next.map(|(_, mentor)| mentor.row.both_names());
        mentorships::end(tx, row.id, parted, next.as_ref(), now).await?;
    }
    Ok(())
}

/// Takes somebody off the lists of a programme; `false` when they were on none.
pub(crate) async fn forget(
    tx: &mut CommandTx,
    leaving: Leaving,
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<bool> {
    if sql::leave(tx.conn(), programme, leaving.person).await? == 0 {
        return Ok(false);
    }
    let event = NewEvent {
        at: now,
        kind: "programme.left",
        actor: leaving.by,
        person: Some(leaving.person),
        subject: Some(programme.0),
        payload: leaving.ending.code(),
    };
    events::record(tx.conn(), event).await?;
    Ok(true)
}
