//! What the office itself says about a member: that it knows them, a note, a mentor to look at.

use super::{
    OFFICE_ZONE,
    member::{Named, member_of, proposals},
    names,
    sql::{members, office},
};
use crate::{
    Backend, Error, Result,
    db::{Begun, Conn},
    events::{self, NewEvent},
    notifications, zones,
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, ProgrammeId, Refusal, Timestamp,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    parse,
    profiles::Names,
    programmes::{MemberGroup, NOTE_MAX, OfficeNote, PAGE_ROWS},
};
use serde::Serialize;
use std::collections::HashMap;

/// Confirms members who came: from now on the partners' figures count them. Those who did not come are left out. Says
/// how many were confirmed.
pub async fn confirm(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    code: &str,
    people: &[PersonId],
    now: Timestamp,
) -> Result<u64> {
    let programme = super::coordinated(backend, actor, code).await?;
    // A page of the list at a time: the office confirms whom it saw.
    if people.len() > PAGE_ROWS as usize {
        return Err(Failure::Invalid(Vec::new()).into());
    }
    confirm_in(backend, actor, command, programme, people, now).await
}

/// Confirms one member of a programme that the actor coordinates.
pub async fn confirm_one(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    named: impl Into<Named<'_>>,
    now: Timestamp,
) -> Result<u64> {
    let named = named.into();
    let programme = member_of(backend, actor, named).await?;
    confirm_in(backend, actor, command, programme, &[named.person], now).await
}

async fn confirm_in(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    programme: ProgrammeId,
    people: &[PersonId],
    now: Timestamp,
) -> Result<u64> {
    let begun = backend
        .db
        .begin(command, Some(actor.person), "programme.confirm", now);
    let mut tx = match begun.await? {
        Begun::Repeated(confirmed) => return Ok(confirmed),
        Begun::Fresh(tx) => tx,
    };
    let confirmed = office::confirm(tx.conn(), programme, people, actor.person, now).await?;
    let about = programme.0;
    record(
        tx.conn(),
        "members.confirmed",
        actor,
        about,
        &confirmed,
        now,
    )
    .await?;
    tx.finish(confirmed.len() as u64).await
}

/// Takes the word back.
pub async fn take_confirmation_back(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    named: impl Into<Named<'_>>,
    now: Timestamp,
) -> Result<()> {
    let named = named.into();
    let person = named.person;
    let programme = member_of(backend, actor, named).await?;
    let begun = backend
        .db
        .begin(command, Some(actor.person), "programme.unconfirm", now);
    let mut tx = match begun.await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    if office::take_confirmation_back(tx.conn(), programme, person).await? > 0 {
        record(tx.conn(), "member.unconfirmed", actor, person.0, (), now).await?;
    }
    tx.finish(()).await
}

/// Keeps a note about a member.
pub async fn add_note(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    named: impl Into<Named<'_>>,
    text: &str,
    now: Timestamp,
) -> Result<()> {
    let named = named.into();
    let person = named.person;
    let programme = member_of(backend, actor, named).await?;
    let text =
        parse::paragraph(text, 1, NOTE_MAX).map_err(|problem| Error::field("text", problem))?;
    let begun = backend
        .db
        .begin(command, Some(actor.person), "programme.note", now);
    let mut tx = match begun.await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    office::insert_note(tx.conn(), programme, person, actor.person, &text, now).await?;
    record(tx.conn(), "member.noted", actor, person.0, (), now).await?;
    tx.finish(()).await
}

/// Notes about a member for their office, the newest first.
pub(super) async fn notes(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    lang: Lang,
) -> Result<Vec<OfficeNote>> {
    let rows = office::notes(conn.reborrow(), programme, person).await?;
    shown(conn, rows, lang).await
}

async fn shown(conn: Conn<'_>, rows: Vec<office::NoteRow>, lang: Lang) -> Result<Vec<OfficeNote>> {
    let mut writers: Vec<PersonId> = rows.iter().map(|row| row.written_by).collect();
    writers.sort_unstable();
    writers.dedup();
    let writers = names_of(conn, &writers).await?;
    let notes = rows.into_iter().map(|row| {
        let by = writers.get(&row.written_by);
        Ok(OfficeNote {
            by: by.map(|names| names.shown(lang)).unwrap_or_default(),
            on: zones::day(row.created_at, OFFICE_ZONE)?,
            text: row.text,
        })
    });
    notes.collect()
}

/// Brings a mentor to a mentee's notice: one of those whom the mentee's suggestions name now. The mentee decides whom
/// to ask, as always. Said again of the same two, nothing happens.
pub async fn suggest_mentor(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    named: impl Into<Named<'_>>,
    mentor: PersonId,
    now: Timestamp,
) -> Result<()> {
    let named = named.into();
    let mentee = named.person;
    let programme = member_of(backend, actor, named).await?;
    let repeated = backend
        .db
        .repeated::<()>(command, Some(actor.person), "programme.suggest");
    if repeated.await?.is_some() {
        return Ok(());
    }
    let mut reader = backend.db.read().await?;
    let sides = members::of_person(reader.conn(), programme, mentee).await?;
    drop(reader);
    let mut progresses = sides.iter().filter_map(|row| row.flags.progress());
    if !progresses.any(|progress| progress.is_in(MemberGroup::WithoutMentor)) {
        return Err(Refusal::AlreadyMentored.into());
    }
    let (proposed, _) = proposals(backend, programme, mentee, Lang::default(), now).await?;
    let mut proposed = proposed.iter();
    if !proposed.any(|it| it.suggestion.card.who.person == mentor) {
        return Err(Refusal::Conflict.into());
    }
    let begun = backend
        .db
        .begin(command, Some(actor.person), "programme.suggest", now);
    let mut tx = match begun.await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let by = actor.person;
    if office::insert_suggestion(tx.conn(), programme, (mentee, mentor), by, now).await? > 0 {
        let facts = suggestion_facts(tx.conn(), mentor).await?;
        let kind = NoticeKind::MentorSuggested;
        notifications::notify(tx.conn(), mentee, kind, &facts, now).await?;
        record(tx.conn(), "mentor.suggested", actor, mentee.0, mentor, now).await?;
    }
    tx.finish(()).await
}

async fn suggestion_facts(conn: Conn<'_>, mentor: PersonId) -> Result<NoticeFacts> {
    let names = names_of(conn, &[mentor]).await?.remove(&mentor);
    let names = names.ok_or(Failure::NotFound)?;
    let own = OwnFacts {
        to: format!("/mentors/{mentor}"),
        ..OwnFacts::default()
    };
    Ok(NoticeFacts {
        name: names.shown(Lang::Fr),
        name_ar: names.shown(Lang::Ar),
        ..NoticeFacts::own(mentor, own)
    })
}

pub(super) async fn names_of(
    conn: Conn<'_>,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Names>> {
    let rows = office::names(conn, people).await?;
    let named = rows.into_iter();
    let named = named.map(|(person, given, family, given_ar, family_ar)| {
        (person, names(given, family, given_ar, family_ar))
    });
    Ok(named.collect())
}

/// For the audit: the office did this; nobody's stream tells of it.
pub(super) async fn record<P: Serialize>(
    conn: Conn<'_>,
    kind: &str,
    actor: &Actor,
    subject: uuid::Uuid,
    payload: P,
    now: Timestamp,
) -> Result<()> {
    let event = NewEvent {
        at: now,
        kind,
        actor: Some(actor.person),
        person: None,
        subject: Some(subject),
        payload,
    };
    events::record(conn, event).await
}
