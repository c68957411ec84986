//! Saving a profile: each step on its own, whole or not at all, harmless to repeat.

use super::{reference, sql};
use crate::{
    Backend, Result,
    db::{Begun, CommandTx},
    events,
};
use domain::{
    Actor, CommandId, Failure, FieldProblem, PersonId, Problem, Timestamp,
    profiles::{
        Offer, OfferDraft, Place, PlaceDraft, ProfileStep, ProjectDraft, ProjectStep,
        ReferenceKind, Sides, Ties, TiesDraft, TimeDraft, WhoDraft,
    },
};

/// Says whether the actor wants to be mentored, to mentor, or both; at least one.
pub async fn choose_sides(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    sides: Sides,
    now: Timestamp,
) -> Result<()> {
    if !sides.mentee && !sides.mentor {
        return Err(Failure::field("sides", Problem::TooFew { min: 1 }).into());
    }
    let Some(mut tx) = begin(backend, actor, command, "profile.sides", now).await? else {
        return Ok(());
    };
    sql::set_sides(tx.conn(), actor.person, sides, now).await?;
    changed(&mut tx, actor.person, "sides", now).await?;
    tx.finish(()).await
}

pub async fn save_who(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    draft: WhoDraft,
    now: Timestamp,
) -> Result<()> {
    let who = draft.parse()?;
    let Some(mut tx) = begin(backend, actor, command, "profile.who", now).await? else {
        return Ok(());
    };
    sql::set_who(tx.conn(), actor.person, &who).await?;
    finish(tx, actor, ProfileStep::Who, now).await
}

pub async fn save_place(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    draft: PlaceDraft,
    now: Timestamp,
) -> Result<()> {
    let place: Place = draft.parse()?;
    let mut unknown = Vec::new();
    if !reference::has(backend, ReferenceKind::Country, [place.country.as_str()]).await? {
        unknown.push("country");
    }
    if jiff::tz::TimeZone::get(&place.time_zone).is_err() {
        unknown.push("time_zone");
    }
    all_in_list(unknown)?;
    let Some(mut tx) = begin(backend, actor, command, "profile.place", now).await? else {
        return Ok(());
    };
    sql::set_place(tx.conn(), actor.person, &place).await?;
    sql::clear_languages(tx.conn(), actor.person).await?;
    sql::insert_languages(tx.conn(), actor.person, &place.languages).await?;
    finish(tx, actor, ProfileStep::Place, now).await
}

pub async fn save_project(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    draft: ProjectDraft,
    now: Timestamp,
) -> Result<()> {
    let ProjectStep { project, needs } = draft.parse()?;
    let mut unknown = Vec::new();
    let needed = needs.iter().map(|code| code.as_str());
    if !reference::has(backend, ReferenceKind::Expertise, needed).await? {
        unknown.push("needs");
    }
    let sector = project.sector.iter().map(|code| code.as_str());
    if !reference::has(backend, ReferenceKind::Sector, sector).await? {
        unknown.push("sector");
    }
    let region = project.region.iter().map(|code| code.as_str());
    if !reference::has(backend, ReferenceKind::Region, region).await? {
        unknown.push("region");
    }
    all_in_list(unknown)?;
    let Some(mut tx) = begin(backend, actor, command, "profile.project", now).await? else {
        return Ok(());
    };
    sql::set_project(tx.conn(), actor.person, &project, now).await?;
    sql::clear_expertise(tx.conn(), actor.person, "needed").await?;
    sql::insert_expertise(tx.conn(), actor.person, "needed", &needs).await?;
    finish(tx, actor, ProfileStep::Project, now).await
}

pub async fn save_offer(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    draft: OfferDraft,
    now: Timestamp,
) -> Result<()> {
    let offer: Offer = draft.parse()?;
    let mut unknown = Vec::new();
    let offered = offer.offers.iter().map(|code| code.as_str());
    if !reference::has(backend, ReferenceKind::Expertise, offered).await? {
        unknown.push("offers");
    }
    let sectors = offer.sectors.iter().map(|code| code.as_str());
    if !reference::has(backend, ReferenceKind::Sector, sectors).await? {
        unknown.push("sectors");
    }
    all_in_list(unknown)?;
    let Some(mut tx) = begin(backend, actor, command, "profile.offer", now).await? else {
        return Ok(());
    };
    sql::set_offer(tx.conn(), actor.person, &offer, now).await?;
    sql::clear_expertise(tx.conn(), actor.person, "offered").await?;
    sql::insert_expertise(tx.conn(), actor.person, "offered", &offer.offers).await?;
    sql::clear_sectors(tx.conn(), actor.person).await?;
    sql::insert_sectors(tx.conn(), actor.person, &offer.sectors).await?;
    finish(tx, actor, ProfileStep::Offer, now).await
}

pub async fn save_ties(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    draft: TiesDraft,
    now: Timestamp,
) -> Result<()> {
    let ties: Ties = draft.parse()?;
    let mut unknown = Vec::new();
    let regions = ties.regions.iter().map(|code| code.as_str());
    if !reference::has(backend, ReferenceKind::Region, regions).await? {
        unknown.push("regions");
    }
    let federation = ties.federation.iter().map(|code| code.as_str());
    if !reference::has(backend, ReferenceKind::Federation, federation).await? {
        unknown.push("federation");
    }
    all_in_list(unknown)?;
    let Some(mut tx) = begin(backend, actor, command, "profile.ties", now).await? else {
        return Ok(());
    };
    sql::set_ties(tx.conn(), actor.person, &ties).await?;
    sql::clear_regions(tx.conn(), actor.person).await?;
    sql::insert_regions(tx.conn(), actor.person, &ties.regions).await?;
    finish(tx, actor, ProfileStep::Ties, now).await
}

pub async fn save_time(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    draft: TimeDraft,
    now: Timestamp,
) -> Result<()> {
    let time = draft.parse()?;
    let Some(mut tx) = begin(backend, actor, command, "profile.time", now).await? else {
        return Ok(());
    };
    sql::set_time(tx.conn(), actor.person, &time).await?;
    finish(tx, actor, ProfileStep::Time, now).await
}

/// Begins the command with the actor's row there to write to; `None` when it was done before.
pub(super) async fn begin(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    kind: &'static str,
    now: Timestamp,
) -> Result<Option<CommandTx>> {
    let begun = backend
        .db
        .begin::<()>(command, Some(actor.person), kind, now);
    match begun.await? {
        Begun::Repeated(()) => Ok(None),
        Begun::Fresh(mut tx) => {
            sql::ensure(tx.conn(), actor.person, now).await?;
            Ok(Some(tx))
        }
    }
}

async fn finish(mut tx: CommandTx, actor: &Actor, step: ProfileStep, now: Timestamp) -> Result<()> {
    sql::mark_step(tx.conn(), actor.person, 1 << step as i64, now).await?;
    changed(&mut tx, actor.person, step.slug(), now).await?;
    tx.finish(()).await
}

/// Tells the matching index and the audit log that a profile changed, and which part.
pub(super) async fn changed(
    tx: &mut CommandTx,
    person: PersonId,
    part: &str,
    now: Timestamp,
) -> Result<()> {
    let event = events::NewEvent {
        at: now,
        kind: "profile.changed",
        actor: Some(person),
        person: Some(person),
        subject: Some(person.0),
        payload: part,
    };
    events::record(tx.conn(), event).await
}

fn all_in_list(unknown: Vec<&'static str>) -> Result<()> {
    if unknown.is_empty() {
        return Ok(());
    }
    let problems: Vec<FieldProblem> = unknown
        .into_iter()
        .map(|field| FieldProblem {
            field: field.into(),
            problem: Problem::NotInList,
        })
        .collect();
    Err(problems.into())
}
