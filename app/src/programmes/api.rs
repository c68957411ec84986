//! Server functions of the programme office.

mod member;

pub use member::*;

use crate::AppError;
use domain::{
    CommandId,
    programmes::{
        ImportView, InvitationsView, ListQuery, Listed, Members, Office, PairRow, RequestRow, Today,
    },
};
use leptos::prelude::*;

/// What waits today. `programme`, here and below: the code of one of those that the actor coordinates.
#[server(endpoint = "programmes/today", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_today(#[server(default)] programme: String) -> Result<Office<Today>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let (lang, now) = (context.lang, context.now);
    backend::programmes::staff::today(&context.backend, actor, &programme, lang, now)
        .await
        .map_err(|error| context.fail(error))
}

/// Members, narrowed.
#[server(endpoint = "programmes/people", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_people(#[server(flatten)] query: ListQuery) -> Result<Office<Members>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::programmes::staff::people(&context.backend, actor, &query.into(), context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// Says that the office knows these members, who came; goes back to those that are still to confirm.
#[server(endpoint = "programmes/confirm", output = crate::wire::Packed)]
pub async fn confirm_members(
    command: CommandId,
    #[server(default)] programme: String,
    #[server(default)] people: Vec<String>,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let people = ids(&context, &people)?;
    let (backend, now) = (&context.backend, context.now);
    let confirmed =
        backend::programmes::staff::confirm(backend, actor, command, &programme, &people, now)
            .await
            .map_err(|error| context.fail(error))?;
    let query = crate::ui::query(&[
        ("programme", &programme),
        ("group", "to_confirm"),
        ("confirmed", &confirmed.to_string()),
    ]);
    context.redirect(&format!("/coordinator/people{query}"));
    Ok(())
}

/// What inviting the list as it is narrowed, or those chosen of it, would be: how many, and the mails as they would be
/// written.
#[server(endpoint = "programmes/inviting", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_inviting(
    #[server(flatten)] query: ListQuery,
    #[server(default)] people: Vec<String>,
) -> Result<Office<InvitationsView>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let people = ids(&context, &people)?;
    let (backend, lang) = (&context.backend, context.lang);
    let mut found =
        backend::programmes::staff::inviting(backend, actor, &query.into(), &people, lang)
            .await
            .map_err(|error| context.fail(error))?;
    for mail in &mut found.shown.mails {
        let written = crate::mail::invitation_example(mail, &found.shown.programme);
        (mail.subject, mail.text) = (written.subject, written.text);
    }
    Ok(found)
}

#[cfg(feature = "ssr")]
fn ids(
    context: &crate::context::RequestContext,
    people: &[String],
) -> Result<Vec<domain::PersonId>, AppError> {
    people.iter().map(|person| context.id(person)).collect()
}

/// Invites by mail those whom the page had shown; `seen` is how many it said.
#[server(endpoint = "programmes/invite", output = crate::wire::Packed)]
pub async fn invite(
    command: CommandId,
    #[server(flatten)] query: ListQuery,
    #[server(default)] people: Vec<String>,
    #[server(default)] seen: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let people = ids(&context, &people)?;
    let nothing = |_| context.refuse(domain::Failure::Invalid(Vec::new()));
    let chosen = (&*people, seen.parse().map_err(nothing)?);
    let (backend, now, programme) = (&context.backend, context.now, query.programme.clone());
    let filter = query.into();
    let invited = backend::programmes::staff::invite(backend, actor, command, &filter, chosen, now)
        .await
        .map_err(|error| context.fail(error))?;
    let query = crate::ui::query(&[("programme", &programme), ("invited", &invited.to_string())]);
    context.redirect(&format!("/coordinator/people{query}"));
    Ok(())
}

/// The viewer leaves a programme.
#[server(endpoint = "programmes/leave", output = crate::wire::Packed)]
pub async fn leave_programme(command: CommandId, programme: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let programme = context.id(&programme)?;
    backend::programmes::leave(&context.backend, actor, command, programme, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/me/data?left=1");
    Ok(())
}

#[server(endpoint = "programmes/requests", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_requests(
    #[server(flatten)] query: ListQuery,
) -> Result<Office<Listed<RequestRow>>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let (lang, now) = (context.lang, context.now);
    backend::programmes::staff::requests(&context.backend, actor, &query.into(), lang, now)
        .await
        .map_err(|error| context.fail(error))
}

#[server(endpoint = "programmes/pairs", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_pairs(
    #[server(flatten)] query: ListQuery,
) -> Result<Office<Listed<PairRow>>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::programmes::staff::pairs(&context.backend, actor, &query.into(), context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// The report of one import.
#[server(endpoint = "programmes/import", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_import(import: String) -> Result<ImportView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let import = import
        .parse()
        .map_err(|_| context.refuse(domain::Failure::NotFound))?;
    backend::programmes::staff::import(&context.backend, actor, import, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// The latest imports of the programme.
#[server(endpoint = "programmes/imports", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_imports(
    #[server(default)] programme: String,
) -> Result<Office<Vec<ImportView>>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::programmes::staff::imports(&context.backend, actor, &programme, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// What an invitation's link asks; without a link, what the viewer was asked. Uses nothing up.
#[server(endpoint = "programmes/invitations", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_invitations(
    #[server(default)] token: String,
) -> Result<Vec<domain::programmes::InvitationView>, AppError> {
    use backend::programmes::invitations;
    let context = crate::context::context()?;
    let (lang, now) = (context.lang, context.now);
    if token.is_empty() {
        let actor = context.actor()?;
        return invitations::waiting(&context.backend, actor, lang)
            .await
            .map_err(|error| context.fail(error));
    }
    let asked = invitations::by_link(&context.backend, &token, lang, now).await;
    Ok(vec![asked.map_err(|error| context.fail(error))?])
}

/// Says yes or no to an invitation: by its link, or as whoever is signed in.
#[server(endpoint = "programmes/answer", output = crate::wire::Packed)]
pub async fn answer_invitation(
    command: CommandId,
    answer: String,
    #[server(default)] token: String,
    #[server(default)] programme: String,
    #[server(default)] side: String,
) -> Result<(), AppError> {
    use backend::programmes::invitations::{self, Answered};
    use domain::programmes::{InvitationAnswer, Side};
    let context = crate::context::context()?;
    let (backend, now) = (&context.backend, context.now);
    let not_listed =
        |field| context.refuse(domain::Failure::field(field, domain::Problem::NotInList));
    let answer = InvitationAnswer::from_code(&answer).ok_or_else(|| not_listed("answer"))?;
    if token.is_empty() {
        let actor = context.actor()?;
        let side = Side::from_code(&side).ok_or_else(|| not_listed("side"))?;
        invitations::answer(backend, actor, command, &programme, side, answer, now)
            .await
            .map_err(|error| context.fail(error))?;
        context.redirect("/home");
        return Ok(());
    }
    let origin = crate::accounts::api::origin(&context);
    let answered = invitations::answer_link(backend, &token, command, answer, &origin, now)
        .await
        .map_err(|error| context.fail(error))?;
    match answered {
        Answered::SignedIn(session) => {
            crate::accounts::api::begin(&context, session, None).await?;
        }
        Answered::Refused => context.redirect("/invitation?refused=1"),
        Answered::Before => context.redirect("/home"),
    }
    Ok(())
}
