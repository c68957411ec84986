//! Inviting many: first what that would be, in numbers and words, then the sending of exactly that.

use super::{
    coordinated, desk,
    lists::{Filter, members_in, tallies_of},
};
use crate::{
    Backend, Error, Result,
    programmes::invitations::{self, Whom},
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, ProgrammeId, Timestamp,
    programmes::{InvitationsView, LeftOut, Office, PAGE_ROWS, Progress, Side, Standing},
};
use std::collections::{BTreeMap, HashSet};

/// What inviting the list as it is narrowed, or those chosen of it, would be.
pub async fn inviting(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    chosen: &[PersonId],
    lang: Lang,
) -> Result<Office<InvitationsView>> {
    let (programme, programmes) = desk(backend, actor, &filter.programme, lang).await?;
    let (whom, members) = chosen_of(backend, programme, filter, chosen).await?;
    let mut shown = invitations::preview(&backend.db, actor, programme, &whom).await?;
    shown.left_out = left_out(&members);
    Ok(Office { programmes, shown })
}

/// Invites them; `seen` is how many that were to be. Says how many it were.
pub async fn invite(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    filter: &Filter,
    (chosen, seen): (&[PersonId], u64),
    now: Timestamp,
) -> Result<u64> {
    let programme = coordinated(backend, actor, &filter.programme).await?;
    let (whom, _) = chosen_of(backend, programme, filter, chosen).await?;
    let whom = (&whom, seen);
    invitations::invite(&backend.db, actor, command, programme, whom, now).await
}

/// Whom the list as it is narrowed means, or those chosen of it, and how far the members among them are. Of a list that
/// nothing narrows, those too who are known elsewhere: no list shows them.
async fn chosen_of(
    backend: &Backend,
    programme: ProgrammeId,
    filter: &Filter,
    chosen: &[PersonId],
) -> Result<(Whom, Vec<(Progress, u64)>)> {
    // A page of the list at a time, as they are ticked.
    if chosen.len() > PAGE_ROWS as usize {
        return Err(Failure::Invalid(Vec::new()).into());
    }
    if chosen.is_empty() && !filter.is_about_profiles() {
        let members = tallies_of(backend, programme, filter).await?;
        return Ok((Whom::Everybody(filter.side), members));
    }
    let mut rows = members_in(backend, programme, filter).await?;
    if !chosen.is_empty() {
        rows.retain(|row| chosen.contains(&row.person_id));
    }
    let members = rows.iter().map(|row| {
        let progress = row.flags.progress();
        let progress = progress.ok_or(Error::UnknownCode("memberships.side"))?;
        Ok((row.person_id, progress))
    });
    let members = members.collect::<Result<Vec<_>>>()?;
    let those: HashSet<(PersonId, Side)> = members
        .iter()
        .map(|(person, progress)| (*person, progress.side))
        .collect();
    let members = members.into_iter().map(|(_, progress)| (progress, 1));
    Ok((Whom::Those(those), members.collect()))
}

fn left_out(members: &[(Progress, u64)]) -> Vec<(LeftOut, u64)> {
    let mut counts: BTreeMap<LeftOut, u64> = BTreeMap::new();
    let others = members.iter().filter(|(it, _)| !it.awaits_invitation);
    for (progress, members) in others {
        let why = match progress.standing {
            Standing::Agreed => LeftOut::TakesPart,
            Standing::Refused => LeftOut::Refused,
            Standing::Invited | Standing::Came => LeftOut::Asked,
            // An import asks for everybody but those who are made up.
            Standing::Imported => LeftOut::Demo,
        };
        *counts.entry(why).or_default() += members;
    }
    counts.into_iter().collect()
}
