//! Server functions of profiles.

use crate::AppError;
use domain::{
    CommandId,
    permissions::RoleKind,
    profiles::{Completeness, Profile, ReferenceItem, ReferenceKind},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One entry of a reference list in the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListEntry {
    pub kind: ReferenceKind,
    pub code: String,
    pub parent: Option<String>,
    pub name: String,
    /// Of a country: IANA ids, the first the default.
    pub zones: Vec<String>,
    pub active: bool,
}

/// One step of the profile: what is there, and the lists to choose from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    pub profile: Profile,
    pub lists: Vec<ListEntry>,
    /// Which saving of the step this is.
    pub version: i64,
    /// What is saved, name by name, where a form came back because it was saved elsewhere meanwhile.
    pub saved: Vec<(String, String)>,
}

/// A person's own page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeView {
    pub profile: Profile,
    pub meter: Completeness,
    pub points: domain::circle::Points,
    pub email: String,
    /// Kinds of roles, each with pages of its own.
    pub roles: Vec<RoleKind>,
}

/// What a step of one's own profile shows.
#[server(endpoint = "profiles/show_step", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_step(step: String) -> Result<StepView, AppError> {
    use domain::profiles::ProfileStep;
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let Some(step) = ProfileStep::from_slug(&step) else {
        return Err(context.refuse(domain::Failure::NotFound));
    };
    let kinds: &[ReferenceKind] = match step {
        ProfileStep::Who | ProfileStep::Time | ProfileStep::Photo => &[],
        ProfileStep::Place => &[ReferenceKind::Country],
        ProfileStep::Project => &[
            ReferenceKind::ExpertiseFamily,
            ReferenceKind::Expertise,
            ReferenceKind::Sector,
            ReferenceKind::Region,
        ],
        ProfileStep::Offer => &[
            ReferenceKind::ExpertiseFamily,
            ReferenceKind::Expertise,
            ReferenceKind::Sector,
        ],
        ProfileStep::Ties => &[
            ReferenceKind::Region,
            ReferenceKind::Sector,
            ReferenceKind::Federation,
        ],
    };
    // Before the profile: who saves between the two is told once too often, never too seldom.
    let version = backend::profiles::saving(&context.backend, actor, step)
        .await
        .map_err(|error| context.fail(error))?;
    let profile = backend::profiles::own(&context.backend, actor, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    let lists: Vec<ListEntry> =
        backend::profiles::reference::names(&context.backend, kinds, context.lang)
            .await
            .map_err(|error| context.fail(error))?
            .into_iter()
            .map(|entry| ListEntry {
                kind: entry.kind,
                code: entry.code,
                parent: entry.parent,
                name: entry.name,
                zones: entry.time_zones,
                active: entry.active,
            })
            .collect();
    let saved = match super::saved::is_asked_for() {
        true => super::saved::lines(context.lang, step, &profile, &lists),
        false => Vec::new(),
    };
    Ok(StepView {
        profile,
        lists,
        version,
        saved,
    })
}

/// One's own page.
#[server(endpoint = "profiles/show_me", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_me() -> Result<MeView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let profile = backend::profiles::own(&context.backend, actor, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    let account = backend::accounts::person(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))?;
    let points = backend::circle::own_points(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))?;
    Ok(MeView {
        points,
        meter: domain::profiles::completeness(&profile),
        profile,
        email: account.email,
        roles: actor.role_kinds(),
    })
}

/// Goes on after a saved step: back to the step that the button named, else to the next one; to one's own page
/// before the first and after the last.
#[cfg(feature = "ssr")]
fn go_on(
    context: &crate::context::RequestContext,
    next: backend::Result<Option<domain::profiles::ProfileStep>>,
    back: &str,
) -> Result<(), AppError> {
    let next = next.map_err(|error| context.fail(error))?;
    match back {
        "" => go_to(context, next),
        slug => go_to(context, domain::profiles::ProfileStep::from_slug(slug)),
    }
    Ok(())
}

#[cfg(feature = "ssr")]
fn go_to(context: &crate::context::RequestContext, step: Option<domain::profiles::ProfileStep>) {
    match step {
        Some(step) => context.redirect(&format!("/profile/{}", step.slug())),
        None => context.redirect("/me"),
    }
}

/// What a form of a step sends beside its fields.
#[cfg(feature = "ssr")]
fn edit(command: CommandId, version: &str) -> backend::profiles::Edit {
    backend::profiles::Edit {
        command,
        seen: version.parse().ok(),
    }
}

/// Back from a step in which nothing was typed: there is nothing to save, and nothing to complain about.
#[cfg(feature = "ssr")]
fn leaves_blank(context: &crate::context::RequestContext, is_blank: bool, back: &str) -> bool {
    let leaves = is_blank && !back.is_empty();
    if leaves {
        go_to(context, domain::profiles::ProfileStep::from_slug(back));
    }
    leaves
}

/// Says whether one wants to be mentored, to mentor, or both.
#[server(endpoint = "profiles/choose_sides", output = crate::wire::Packed)]
pub async fn choose_sides(
    command: CommandId,
    #[server(default)] sides: Vec<String>,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let sides = domain::profiles::Sides {
        mentee: sides.iter().any(|side| side == "mentee"),
        mentor: sides.iter().any(|side| side == "mentor"),
    };
    let actor = context.actor()?;
    let next =
        backend::profiles::choose_sides(&context.backend, actor, command, sides, context.now).await;
    go_on(&context, next, "")
}

/// Saves the names.
#[server(endpoint = "profiles/save_who", output = crate::wire::Packed)]
pub async fn save_who(
    command: CommandId,
    #[server(default)] given_name: String,
    #[server(default)] family_name: String,
    #[server(default)] given_name_ar: String,
    #[server(default)] family_name_ar: String,
    #[server(default)] headline: String,
    #[server(default)] phone: String,
    #[server(default)] version: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::profiles::WhoDraft {
        given_name,
        family_name,
        given_name_ar,
        family_name_ar,
        headline,
        phone,
    };
    let actor = context.actor()?;
    if leaves_blank(&context, draft.is_blank(), &back) {
        return Ok(());
    }
    let edit = edit(command, &version);
    let next = backend::profiles::save_who(&context.backend, actor, edit, draft, context.now).await;
    go_on(&context, next, &back)
}

/// Saves place and languages.
#[server(endpoint = "profiles/save_place", output = crate::wire::Packed)]
pub async fn save_place(
    command: CommandId,
    #[server(default)] country: String,
    #[server(default)] city: String,
    #[server(default)] time_zone: String,
    #[server(default)] languages: Vec<String>,
    #[server(default)] version: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::profiles::PlaceDraft {
        country,
        city,
        time_zone,
        languages,
    };
    let actor = context.actor()?;
    if leaves_blank(&context, draft.is_blank(), &back) {
        return Ok(());
    }
    let edit = edit(command, &version);
    let next =
        backend::profiles::save_place(&context.backend, actor, edit, draft, context.now).await;
    go_on(&context, next, &back)
}

/// Saves the project and its needs.
#[server(endpoint = "profiles/save_project", output = crate::wire::Packed)]
pub async fn save_project(
    command: CommandId,
    #[server(default)] title: String,
    #[server(default)] stage: String,
    #[server(default)] sector: String,
    #[server(default)] region: String,
    #[server(default)] sought: String,
    #[server(default)] needs: Vec<String>,
    #[server(default)] first_need: String,
    #[server(default)] investment: String,
    #[server(default)] currency: String,
    #[server(default)] jobs: String,
    #[server(default)] version: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::profiles::ProjectDraft {
        title,
        stage,
        sector,
        region,
        sought,
        needs,
        first_need,
        investment,
        currency,
        jobs,
    };
    let actor = context.actor()?;
    if leaves_blank(&context, draft.is_blank(), &back) {
        return Ok(());
    }
    let edit = edit(command, &version);
    let next =
        backend::profiles::save_project(&context.backend, actor, edit, draft, context.now).await;
    go_on(&context, next, &back)
}

/// Saves what a mentor offers.
#[server(endpoint = "profiles/save_offer", output = crate::wire::Packed)]
pub async fn save_offer(
    command: CommandId,
    #[server(default)] offers: Vec<String>,
    #[server(default)] sectors: Vec<String>,
    #[server(default)] years: String,
    #[server(default)] capacity: String,
    #[server(default)] paused: String,
    #[server(default)] version: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::profiles::OfferDraft {
        offers,
        sectors,
        years,
        capacity,
        paused: !paused.is_empty(),
    };
    let actor = context.actor()?;
    if leaves_blank(&context, draft.is_blank(), &back) {
        return Ok(());
    }
    let edit = edit(command, &version);
    let next =
        backend::profiles::save_offer(&context.backend, actor, edit, draft, context.now).await;
    go_on(&context, next, &back)
}

/// Saves the ties.
#[server(endpoint = "profiles/save_ties", output = crate::wire::Packed)]
pub async fn save_ties(
    command: CommandId,
    #[server(default)] regions: Vec<String>,
    #[server(default)] federation: String,
    #[server(default)] company: String,
    #[server(default)] version: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::profiles::TiesDraft {
        regions,
        federation,
        company,
    };
    let actor = context.actor()?;
    let edit = edit(command, &version);
    let next =
        backend::profiles::save_ties(&context.backend, actor, edit, draft, context.now).await;
    go_on(&context, next, &back)
}

/// Saves usual free time and the few words.
#[server(endpoint = "profiles/save_time", output = crate::wire::Packed)]
pub async fn save_time(
    command: CommandId,
    #[server(default)] slots: Vec<String>,
    #[server(default)] bio: String,
    #[server(default)] version: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::profiles::TimeDraft { slots, bio };
    let actor = context.actor()?;
    let edit = edit(command, &version);
    let next =
        backend::profiles::save_time(&context.backend, actor, edit, draft, context.now).await;
    go_on(&context, next, &back)
}

/// A whole reference list, for an administrator.
#[server(endpoint = "profiles/list_reference", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_reference(kind: ReferenceKind) -> Result<Vec<ReferenceItem>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::profiles::reference::list(&context.backend, actor, kind)
        .await
        .map_err(|error| context.fail(error))
}

/// Changes or adds an entry of a reference list.
#[server(endpoint = "profiles/save_reference", output = crate::wire::Packed)]
pub async fn save_reference(
    command: CommandId,
    #[server(default)] kind: String,
    #[server(default)] code: String,
    #[server(default)] parent: String,
    #[server(default)] name_fr: String,
    #[server(default)] name_ar: String,
    #[server(default)] name_en: String,
    #[server(default)] name_de: String,
    #[server(default)] time_zones: String,
    #[server(default)] active: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let Some(kind) = ReferenceKind::from_code(&kind) else {
        return Err(context.refuse(domain::Failure::Invalid(Vec::new())));
    };
    let item = ReferenceItem {
        kind,
        code,
        parent: Some(parent),
        name_fr,
        name_ar,
        name_en,
        name_de,
        time_zones: time_zones.split_whitespace().map(str::to_owned).collect(),
        active: !active.is_empty(),
    };
    backend::profiles::reference::save_item(&context.backend, actor, command, item, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/reference?kind={}", kind.code()));
    Ok(())
}
