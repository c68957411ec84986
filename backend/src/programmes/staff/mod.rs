//! What a coordinator sees of the programme: counts of what waits, members, requests and pairs in pages and as files,
//! and one member with what the office itself wrote.
//!
//! Never a message, a pair's note or the text of a charter. To people who do not coordinate the programme it is not
//! there. Whoever coordinates several names one by its code; without a name it is the first.

mod export;
mod inviting;
mod lists;
mod member;
mod office;
mod sql;
#[cfg(test)]
mod tests;

pub use export::{Export, Exported, Format, export};
pub use inviting::{invite, inviting};
pub use lists::{Filter, pairs, people, requests};
pub use member::{Named, member_of, person};
pub use office::{add_note, confirm, confirm_one, suggest_mentor, take_confirmation_back};

use crate::{Backend, Result, profiles::import, programmes, zones};
use domain::{
    Actor, Failure, ImportId, Lang, ProgrammeId, Timestamp,
    profiles::Names,
    programmes::{ImportView, MemberGroup, Office, OfficeProgramme, Side, Today},
    time::DAY,
};
use sql::Narrow;

const OFFICE_ZONE: &str = zones::OFFICE;
/// How near its end an open request is called urgent, in milliseconds.
const DUE_SOON: i64 = 2 * DAY;
/// How long an expired request is new, in milliseconds.
const EXPIRED_LATELY: i64 = 7 * DAY;

/// The programme of this code, if the actor coordinates it; without a code the first that they do.
pub async fn coordinated(backend: &Backend, actor: &Actor, code: &str) -> Result<ProgrammeId> {
    Ok(desk(backend, actor, code, Lang::default()).await?.0)
}

/// That programme, and all that the actor coordinates.
async fn desk(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
) -> Result<(ProgrammeId, Vec<OfficeProgramme>)> {
    desk_of(backend, actor, code, lang, |_| true).await
}

/// The same among the programmes that pass.
async fn desk_of(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
    passes: impl Fn(ProgrammeId) -> bool,
) -> Result<(ProgrammeId, Vec<OfficeProgramme>)> {
    let mut all = programmes::all(&backend.db).await?;
    all.retain(|one| actor.coordinates(one.id) && passes(one.id));
    let wanted = all.iter().find(|one| code.is_empty() || one.code == code);
    let shown = wanted.map(|one| one.id).ok_or(Failure::NotFound)?;
    let choices = all.into_iter().map(|one| OfficeProgramme {
        name: one.name(lang).to_owned(),
        is_shown: one.id == shown,
        code: one.code,
    });
    Ok((shown, choices.collect()))
}

/// What waits today.
pub async fn today(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
    now: Timestamp,
) -> Result<Office<Today>> {
    let (programme, programmes) = desk(backend, actor, code, lang).await?;
    let mut reader = backend.db.read().await?;
    let members = sql::members::tallies(reader.conn(), programme, &Narrow::default()).await?;
    let (soon, lately) = (now.plus(DUE_SOON), now.plus(-EXPIRED_LATELY));
    let (open, due, expired) = sql::requests::now(reader.conn(), programme, soon, lately).await?;
    let (unsigned, unpledged, active) = sql::pairs::now(reader.conn(), programme).await?;
    let of = |is_so: &dyn Fn(&domain::programmes::Progress) -> bool| {
        let tallies = members.iter();
        let so = tallies.filter(|tally| {
            tally
                .flags
                .progress()
                .is_some_and(|progress| is_so(&progress))
        });
        so.map(|tally| count(tally.members)).sum()
    };
    let shown = Today {
        mentors: of(&|progress| progress.side == Side::Mentor),
        mentees: of(&|progress| progress.side == Side::Mentee),
        unfinished_profiles: of(&|progress| progress.is_in(MemberGroup::Unfinished)),
        mentees_without_mentor: of(&|progress| progress.is_in(MemberGroup::WithoutMentor)),
        never_came: of(&|progress| progress.is_in(MemberGroup::NeverCame)),
        to_confirm: of(&|progress| progress.is_in(MemberGroup::ToConfirm)),
        to_invite: of(&|progress| progress.is_in(MemberGroup::ToInvite)),
        open_requests: count(open),
        due_soon: count(due),
        expired_this_week: count(expired),
        without_charter: count(unsigned),
        without_pledge: count(unpledged),
        active: count(active),
    };
    Ok(Office { programmes, shown })
}

/// One import of a programme that the actor coordinates.
pub async fn import(
    backend: &Backend,
    actor: &Actor,
    id: ImportId,
    now: Timestamp,
) -> Result<ImportView> {
    let kept = import::kept(&backend.db, actor, id).await?;
    let found_people = kept.is_dry_run && kept.report.summary.imported > 0;
    let mut view = import_view(kept)?;
    if found_people {
        view.checked = Some(import::checked(&backend.db, actor, id, now).await?);
    }
    Ok(view)
}

/// The latest imports.
pub async fn imports(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
) -> Result<Office<Vec<ImportView>>> {
    let (programme, programmes) = desk(backend, actor, code, lang).await?;
    let kept = import::latest(&backend.db, actor, programme).await?;
    let shown = kept.into_iter().map(import_view).collect::<Result<_>>()?;
    Ok(Office { programmes, shown })
}

fn import_view(kept: import::KeptImport) -> Result<ImportView> {
    Ok(ImportView {
        id: kept.id,
        role: kept.role,
        file_name: kept.file_name,
        is_dry_run: kept.is_dry_run,
        report: kept.report,
        on: zones::day(kept.at, OFFICE_ZONE)?,
        checked: None,
    })
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn names(given: String, family: String, given_ar: String, family_ar: String) -> Names {
    Names {
        given,
        family,
        given_ar,
        family_ar,
    }
}
