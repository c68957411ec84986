//! One member as the office sees them: the profile and the project, never what the person wrote to others.

use super::sql;
use crate::{
    Backend, Result, circle,
    profiles::{self, reference},
};
use domain::{
    Actor, Failure, Lang, PersonId, ProgrammeId, Role,
    matching::views::Labels,
    profiles::{ProfileCard, Project, ReferenceKind},
    programmes::MemberPage,
};
use std::collections::HashSet;

/// A member of a programme that the actor coordinates.
pub async fn person(
    backend: &Backend,
    actor: &Actor,
    person: PersonId,
    lang: Lang,
) -> Result<MemberPage> {
    member_of(backend, actor, person).await?;
    let mut reader = backend.db.read().await?;
    let points = circle::points_of(reader.conn(), person).await?;
    drop(reader);
    let card = profiles::cards(backend, &[person]).await?.pop();
    let card = card.ok_or(Failure::NotFound)?;
    let project = match card.sides.mentee {
        true => profiles::project(backend, person).await?,
        false => None,
    };
    let labels = labels(backend, &card, project.as_ref(), lang).await?;
    Ok(MemberPage {
        card,
        points,
        project,
        labels,
    })
}

/// The programme, of those that the actor coordinates, that this person is a member of; the first of several.
pub async fn member_of(backend: &Backend, actor: &Actor, person: PersonId) -> Result<ProgrammeId> {
    let mut reader = backend.db.read().await?;
    for programme in programmes_of(actor) {
        if sql::memberships(reader.conn(), programme, person).await? > 0 {
            return Ok(programme);
        }
    }
    Err(Failure::NotFound.into())
}

fn programmes_of(actor: &Actor) -> impl Iterator<Item = ProgrammeId> + '_ {
    actor.roles.iter().filter_map(|role| match role {
        Role::Coordinator(programme) => Some(*programme),
        Role::Partner(_) | Role::Administrator => None,
    })
}

/// The names of what these two speak of.
async fn labels(
    backend: &Backend,
    card: &ProfileCard,
    project: Option<&Project>,
    lang: Lang,
) -> Result<Labels> {
    use ReferenceKind::{Country, Expertise, Federation, Region, Sector};
    let mut used: HashSet<(ReferenceKind, &str)> = HashSet::new();
    used.extend(card.sectors.iter().map(|code| (Sector, code.as_str())));
    let expertise = card.offers.iter().chain(&card.needs);
    used.extend(expertise.map(|code| (Expertise, code.as_str())));
    used.extend(card.regions.iter().map(|code| (Region, code.as_str())));
    used.extend(card.country.iter().map(|code| (Country, code.as_str())));
    used.extend(
        card.federation
            .iter()
            .map(|code| (Federation, code.as_str())),
    );
    if let Some(project) = project {
        used.extend(project.sector.iter().map(|code| (Sector, code.as_str())));
        used.extend(project.region.iter().map(|code| (Region, code.as_str())));
    }
    let kinds = [Sector, Expertise, Region, Country, Federation];
    let mut labels = Labels::default();
    for name in reference::names(backend, &kinds, lang).await? {
        if used.contains(&(name.kind, name.code.as_str())) {
            labels.insert(name.kind, &name.code, name.name);
        }
    }
    Ok(labels)
}
