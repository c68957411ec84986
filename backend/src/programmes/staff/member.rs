//! One member as the office sees them: who it is and how far, the profile and the project, requests and pairs, and what
//! the office itself wrote. Never what the person wrote to others.

use super::{
    OFFICE_ZONE, desk_of,
    lists::{pair_row, request_row},
    office::{names_of, notes},
    sql::{self, members, office},
};
use crate::{
    Backend, Error, Result, circle, matching,
    profiles::{self, reference},
    zones,
};
use domain::{
    Actor, Failure, Lang, PersonId, ProgrammeId, Timestamp,
    matching::views::Labels,
    profiles::{ProfileCard, Project, ReferenceKind},
    programmes::{
        Confirmation, MEMBER_ROWS, MemberGroup, MemberPage, Office, OfficeProgramme, PairRow,
        Progress, Proposal, RequestRow,
    },
};
use std::collections::HashSet;

/// A member as a page of the office names them: in the programme of this code, or without one in the first that the
/// actor coordinates and they are in.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    pub person: PersonId,
    pub programme: &'a str,
}

impl From<PersonId> for Named<'static> {
    fn from(person: PersonId) -> Self {
        Self {
            person,
            programme: "",
        }
    }
}

/// A member of a programme that the actor coordinates, as they are in it; and their other programmes of the actor's.
pub async fn person(
    backend: &Backend,
    actor: &Actor,
    named: impl Into<Named<'_>>,
    lang: Lang,
    now: Timestamp,
) -> Result<Office<MemberPage>> {
    let named = named.into();
    let person = named.person;
    let (programme, programmes) = shared(backend, actor, named, lang).await?;
    let mut reader = backend.db.read().await?;
    let points = circle::points_of(reader.conn(), person).await?;
    let sides = members::of_person(reader.conn(), programme, person).await?;
    let invited = members::invited(reader.conn(), programme, person).await?;
    let confirmation = office::confirmation(reader.conn(), programme, person).await?;
    let confirmers: Vec<PersonId> = confirmation.iter().filter_map(|it| it.0).collect();
    let confirmers = names_of(reader.conn(), &confirmers).await?;
    let confirmation = confirmation.map(|(by, at)| {
        let by = by.and_then(|by| confirmers.get(&by));
        Ok::<_, Error>(Confirmation {
            by: by.map(|names| names.shown(lang)).unwrap_or_default(),
            on: zones::day(at, OFFICE_ZONE)?,
        })
    });
    let (requests, pairs) = work(&mut reader, programme, person, lang).await?;
    let notes = notes(reader.conn(), programme, person, lang).await?;
    drop(reader);
    let first = sides.first().ok_or(Failure::NotFound)?;
    let progresses: Vec<Progress> = sides
        .iter()
        .filter_map(|row| row.flags.progress())
        .collect();
    let mut progress = progresses.iter();
    let (proposals, reasons) = match progress.any(|it| it.is_in(MemberGroup::WithoutMentor)) {
        true => proposals(backend, programme, person, lang, now).await?,
        false => (Vec::new(), Labels::default()),
    };
    let card = profiles::cards(backend, &[person]).await?.pop();
    let card = card.ok_or(Failure::NotFound)?;
    let project = match card.sides.mentee {
        true => profiles::project(backend, person).await?,
        false => None,
    };
    let labels = labels(backend, &card, project.as_ref(), reasons, lang).await?;
    let shown = MemberPage {
        card,
        email: first.email.clone(),
        joined: zones::day(first.joined_at, OFFICE_ZONE)?,
        progresses,
        invited: invited.map(|at| zones::day(at, OFFICE_ZONE)).transpose()?,
        confirmation: confirmation.transpose()?,
        points,
        project,
        requests,
        pairs,
        notes,
        proposals,
        labels,
    };
    Ok(Office { programmes, shown })
}

/// The latest requests and pairs.
async fn work(
    reader: &mut crate::db::Reader,
    programme: ProgrammeId,
    person: PersonId,
    lang: Lang,
) -> Result<(Vec<RequestRow>, Vec<PairRow>)> {
    let limit = i64::from(MEMBER_ROWS);
    let requests = sql::requests::of_person(reader.conn(), programme, person, limit).await?;
    let pairs = sql::pairs::of_person(reader.conn(), programme, person, limit).await?;
    let requests = requests.into_iter().map(|row| request_row(row, lang));
    let pairs = pairs.into_iter().map(|row| pair_row(row, lang));
    Ok((
        requests.collect::<Result<_>>()?,
        pairs.collect::<Result<_>>()?,
    ))
}

/// The mentors whom the mentee's own page suggests now, with the same reasons, and the names of what these speak of.
pub(super) async fn proposals(
    backend: &Backend,
    programme: ProgrammeId,
    mentee: PersonId,
    lang: Lang,
    now: Timestamp,
) -> Result<(Vec<Proposal>, Labels)> {
    // What the mentee is shown, nothing more.
    let as_mentee = Actor {
        person: mentee,
        roles: Vec::new(),
    };
    let mut reader = backend.db.read().await?;
    let code = crate::programmes::sql::code(reader.conn(), programme).await?;
    drop(reader);
    let found = matching::suggest(backend, &as_mentee, &code, lang, now).await?;
    let mut reader = backend.db.read().await?;
    let suggested = office::suggested(reader.conn(), programme, mentee).await?;
    let proposals = found.best.into_iter().map(|suggestion| {
        let mentor = suggestion.card.who.person;
        let at = suggested.iter().find(|(it, _)| *it == mentor);
        let suggested = at.map(|(_, at)| zones::day(*at, OFFICE_ZONE)).transpose()?;
        Ok(Proposal {
            suggestion,
            suggested,
        })
    });
    Ok((proposals.collect::<Result<_>>()?, found.labels))
}

/// The programme in which the actor means this person; not there if it is not theirs, or the person is not in it.
pub async fn member_of(
    backend: &Backend,
    actor: &Actor,
    named: impl Into<Named<'_>>,
) -> Result<ProgrammeId> {
    Ok(shared(backend, actor, named.into(), Lang::default())
        .await?
        .0)
}

/// That programme, and all that the actor coordinates and the person is in.
async fn shared(
    backend: &Backend,
    actor: &Actor,
    named: Named<'_>,
    lang: Lang,
) -> Result<(ProgrammeId, Vec<OfficeProgramme>)> {
    let mut reader = backend.db.read().await?;
    let theirs = members::programmes_of(reader.conn(), named.person).await?;
    drop(reader);
    desk_of(backend, actor, named.programme, lang, |it| {
        theirs.contains(&it)
    })
    .await
}

/// The names of what these two speak of, beside those of `labels`.
async fn labels(
    backend: &Backend,
    card: &ProfileCard,
    project: Option<&Project>,
    mut labels: Labels,
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
    for name in reference::names(backend, &kinds, lang).await? {
        if used.contains(&(name.kind, name.code.as_str())) {
            labels.insert(name.kind, &name.code, name.name);
        }
    }
    Ok(labels)
}
