//! Saving a profile: each step on its own, whole or not at all, harmless to repeat. The answer of each is the step
//! that comes next, `None` after the last.

use super::{reference, sql};
use crate::{
    Backend, Result,
    db::{Begun, CommandTx},
    events, matching,
};
use domain::{
    Actor, CommandId, Failure, FieldProblem, PersonId, Problem, Refusal, Timestamp,
    profiles::{
        Offer, OfferDraft, Place, PlaceDraft, ProfileStep, ProjectDraft, ProjectStep,
        ReferenceKind, Sides, StepsDone, Ties, TiesDraft, TimeDraft, WhoDraft,
    },
};
use serde::de::DeserializeOwned;

/// A command on one step, and which saving of it its sender had before them: [`saving`] when their page was made. `None`
/// for who looked at none.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    pub command: CommandId,
    pub seen: Option<i64>,
}

impl From<CommandId> for Edit {
    fn from(command: CommandId) -> Self {
        Self {
            command,
            seen: None,
        }
    }
}

impl Edit {
    /// Begins to save the step, unless it was saved elsewhere since its sender saw it.
    async fn begin(
        self,
        backend: &Backend,
        actor: &Actor,
        step: ProfileStep,
        now: Timestamp,
    ) -> Result<Begun<Option<ProfileStep>>> {
        let kind = match step {
            ProfileStep::Who => "profile.who",
            ProfileStep::Place => "profile.place",
            ProfileStep::Project => "profile.project",
            ProfileStep::Offer => "profile.offer",
            ProfileStep::Ties => "profile.ties",
            ProfileStep::Time => "profile.time",
            ProfileStep::Photo => "profile.photo",
        };
        let mut begun = begin(backend, actor, self.command, kind, now).await?;
        if let (Begun::Fresh(tx), Some(seen)) = (&mut begun, self.seen) {
            sql::lock(tx.conn(), actor.person).await?;
            if events::newest_change(tx.conn(), actor.person, step.slug()).await? != seen {
                return Err(Refusal::ChangedElsewhere.into());
            }
        }
        Ok(begun)
    }
}

/// Which saving of this step of the actor's stands now; 0 when it was never saved.
pub async fn saving(backend: &Backend, actor: &Actor, step: ProfileStep) -> Result<i64> {
    let mut reader = backend.db.read().await?;
    events::newest_change(reader.conn(), actor.person, step.slug()).await
}

/// Says whether the actor wants to be mentored, to mentor, or both; at least one.
pub async fn choose_sides(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    sides: Sides,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    if !sides.mentee && !sides.mentor {
        return Err(Failure::field("sides", Problem::TooFew { min: 1 }).into());
    }
    let mut tx = match begin(backend, actor, command, "profile.sides", now).await? {
        Begun::Repeated(next) => return Ok(next),
        Begun::Fresh(tx) => tx,
    };
    sql::set_sides(tx.conn(), actor.person, sides, now).await?;
    changed(&mut tx, actor.person, "sides", now).await?;
    let (sides, done) = progress(&mut tx, actor.person).await?;
    tx.finish(ProfileStep::open(sides, done)).await
}

pub async fn save_who(
    backend: &Backend,
    actor: &Actor,
    edit: impl Into<Edit>,
    draft: WhoDraft,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    let mut reader = backend.db.read().await?;
    let country = sql::country(reader.conn(), actor.person).await?;
    drop(reader);
    let who = draft.parse(country.as_ref())?;
    let mut tx = match edit
        .into()
        .begin(backend, actor, ProfileStep::Who, now)
        .await?
    {
        Begun::Repeated(next) => return Ok(next),
        Begun::Fresh(tx) => tx,
    };
    sql::set_who(tx.conn(), actor.person, &who).await?;
    finish(tx, actor, ProfileStep::Who, now).await
}

pub async fn save_place(
    backend: &Backend,
    actor: &Actor,
    edit: impl Into<Edit>,
    draft: PlaceDraft,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    let mut place: Place = draft.parse()?;
    let zones = reference::zones(backend, &place.country).await?;
    let zone = place.time_zone.take().or_else(|| zones.first().cloned());
    let exists = zone
        .as_ref()
        .is_some_and(|zone| jiff::tz::TimeZone::get(zone).is_ok());
    let mut unknown = Vec::new();
    if zones.is_empty() {
        unknown.push("country");
    }
    if zone.is_some() && !exists {
        unknown.push("time_zone");
    }
    all_in_list(unknown)?;
    place.time_zone = zone;
    let mut tx = match edit
        .into()
        .begin(backend, actor, ProfileStep::Place, now)
        .await?
    {
        Begun::Repeated(next) => return Ok(next),
        Begun::Fresh(tx) => tx,
    };
    sql::set_place(tx.conn(), actor.person, &place).await?;
    sql::clear_languages(tx.conn(), actor.person).await?;
    sql::insert_languages(tx.conn(), actor.person, &place.languages).await?;
    finish(tx, actor, ProfileStep::Place, now).await
}

pub async fn save_project(
    backend: &Backend,
    actor: &Actor,
    edit: impl Into<Edit>,
    draft: ProjectDraft,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    let ProjectStep {
        project,
        needs,
        first_need,
    } = draft.parse()?;
    let mut unknown = Vec::new();
    let needed: Vec<&str> = needs.iter().map(|code| code.as_str()).collect();
    if !reference::has(backend, ReferenceKind::Expertise, &needed).await? {
        unknown.push("needs");
    }
    let sector: Vec<&str> = project.sector.iter().map(|code| code.as_str()).collect();
    if !reference::has(backend, ReferenceKind::Sector, &sector).await? {
        unknown.push("sector");
    }
    let region: Vec<&str> = project.region.iter().map(|code| code.as_str()).collect();
    if !reference::has(backend, ReferenceKind::Region, &region).await? {
        unknown.push("region");
    }
    all_in_list(unknown)?;
    let mut tx = match edit
        .into()
        .begin(backend, actor, ProfileStep::Project, now)
        .await?
    {
        Begun::Repeated(next) => return Ok(next),
        Begun::Fresh(tx) => tx,
    };
    sql::set_project(tx.conn(), actor.person, &project, now).await?;
    sql::clear_expertise(tx.conn(), actor.person, "needed").await?;
    // At 0 the most important need, if there is one: the order of the others is that of a list of choices.
    let position = |place: usize| i64::from(place > 0 || !first_need);
    let needs = needs.iter().enumerate();
    let needs: Vec<_> = needs.map(|(place, need)| (need, position(place))).collect();
    sql::insert_expertise(tx.conn(), actor.person, "needed", &needs).await?;
    finish(tx, actor, ProfileStep::Project, now).await
}

pub async fn save_offer(
    backend: &Backend,
    actor: &Actor,
    edit: impl Into<Edit>,
    draft: OfferDraft,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    let offer: Offer = draft.parse()?;
    let mut unknown = Vec::new();
    let offered: Vec<&str> = offer.offers.iter().map(|code| code.as_str()).collect();
    if !reference::has(backend, ReferenceKind::Expertise, &offered).await? {
        unknown.push("offers");
    }
    let sectors: Vec<&str> = offer.sectors.iter().map(|code| code.as_str()).collect();
    if !reference::has(backend, ReferenceKind::Sector, &sectors).await? {
        unknown.push("sectors");
    }
    all_in_list(unknown)?;
    let next = matching::next_for_those_who_wait(backend, actor.person, now).await?;
    let mut tx = match edit
        .into()
        .begin(backend, actor, ProfileStep::Offer, now)
        .await?
    {
        Begun::Repeated(next) => return Ok(next),
        Begun::Fresh(tx) => tx,
    };
    let before = matching::before_change(&mut tx, actor.person, next).await?;
    sql::set_offer(tx.conn(), actor.person, &offer, now).await?;
    matching::after_change(&mut tx, before, now).await?;
    sql::clear_expertise(tx.conn(), actor.person, "offered").await?;
    let offers: Vec<_> = offer.offers.iter().zip(0..).collect();
    sql::insert_expertise(tx.conn(), actor.person, "offered", &offers).await?;
    sql::clear_sectors(tx.conn(), actor.person).await?;
    sql::insert_sectors(tx.conn(), actor.person, &offer.sectors).await?;
    finish(tx, actor, ProfileStep::Offer, now).await
}

pub async fn save_ties(
    backend: &Backend,
    actor: &Actor,
    edit: impl Into<Edit>,
    draft: TiesDraft,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    let ties: Ties = draft.parse()?;
    let mut unknown = Vec::new();
    let regions: Vec<&str> = ties.regions.iter().map(|code| code.as_str()).collect();
    if !reference::has(backend, ReferenceKind::Region, &regions).await? {
        unknown.push("regions");
    }
    let federation: Vec<&str> = ties.federation.iter().map(|code| code.as_str()).collect();
    if !reference::has(backend, ReferenceKind::Federation, &federation).await? {
        unknown.push("federation");
    }
    all_in_list(unknown)?;
    let mut tx = match edit
        .into()
        .begin(backend, actor, ProfileStep::Ties, now)
        .await?
    {
        Begun::Repeated(next) => return Ok(next),
        Begun::Fresh(tx) => tx,
    };
    sql::set_ties(tx.conn(), actor.person, &ties).await?;
    sql::clear_regions(tx.conn(), actor.person).await?;
    sql::insert_regions(tx.conn(), actor.person, &ties.regions).await?;
    finish(tx, actor, ProfileStep::Ties, now).await
}

pub async fn save_time(
    backend: &Backend,
    actor: &Actor,
    edit: impl Into<Edit>,
    draft: TimeDraft,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    let time = draft.parse()?;
    let mut tx = match edit
        .into()
        .begin(backend, actor, ProfileStep::Time, now)
        .await?
    {
        Begun::Repeated(next) => return Ok(next),
        Begun::Fresh(tx) => tx,
    };
    sql::set_time(tx.conn(), actor.person, &time).await?;
    finish(tx, actor, ProfileStep::Time, now).await
}

/// Begins the command with the actor's row there to write to.
pub(super) async fn begin<T: DeserializeOwned>(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    kind: &'static str,
    now: Timestamp,
) -> Result<Begun<T>> {
    let mut begun = backend
        .db
        .begin::<T>(command, Some(actor.person), kind, now)
        .await?;
    if let Begun::Fresh(tx) = &mut begun {
        sql::ensure(tx.conn(), actor.person, now).await?;
    }
    Ok(begun)
}

/// Marks the step as saved, and says which comes next for this person.
async fn finish(
    mut tx: CommandTx,
    actor: &Actor,
    step: ProfileStep,
    now: Timestamp,
) -> Result<Option<ProfileStep>> {
    sql::mark_step(tx.conn(), actor.person, 1 << step as i64, now).await?;
    changed(&mut tx, actor.person, step.slug(), now).await?;
    let (sides, _) = progress(&mut tx, actor.person).await?;
    tx.finish(step.next(sides)).await
}

async fn progress(tx: &mut CommandTx, person: PersonId) -> Result<(Sides, StepsDone)> {
    let (mentee, mentor, done) = sql::progress(tx.conn(), person).await?;
    let done = u32::try_from(done).unwrap_or_default();
    Ok((Sides { mentee, mentor }, StepsDone::from_bits(done)))
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
        kind: events::PROFILE_CHANGED,
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
