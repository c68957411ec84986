//! Server functions of the programme office.

use crate::AppError;
use domain::{
    CommandId,
    programmes::{ImportView, MemberPage, Members, Office, Page, PairRow, RequestRow, Today},
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

/// Members, narrowed to a side, unfinished profiles, a name or address.
#[server(endpoint = "programmes/people", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_people(
    #[server(default)] programme: String,
    #[server(default)] side: String,
    #[server(default)] unfinished: String,
    #[server(default)] q: String,
    #[server(default)] page: String,
) -> Result<Office<Members>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = backend::programmes::staff::Filter {
        programme,
        side: domain::programmes::Side::from_code(&side),
        unfinished: !unfinished.is_empty(),
        search: q,
        page: page.parse().unwrap_or(1),
        ..Default::default()
    };
    backend::programmes::staff::people(&context.backend, actor, &filter, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// Invites by mail whom imports brought in silence.
#[server(endpoint = "programmes/invite", output = crate::wire::Packed)]
pub async fn invite(
    command: CommandId,
    #[server(default)] programme: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let now = context.now;
    let invited =
        backend::programmes::staff::invite(&context.backend, actor, command, &programme, now)
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

/// Takes a member out of the programme of this code.
#[server(endpoint = "programmes/take_out", output = crate::wire::Packed)]
pub async fn take_out(
    command: CommandId,
    person: String,
    #[server(default)] programme: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    let (backend, now) = (&context.backend, context.now);
    backend::programmes::take_out(backend, actor, command, person, &programme, now)
        .await
        .map_err(|error| context.fail(error))?;
    let query = crate::ui::query(&[("programme", &programme)]);
    context.redirect(&format!("/coordinator/people{query}"));
    Ok(())
}

/// One member, without anything the person wrote to others.
#[server(endpoint = "programmes/person", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_member(person: String) -> Result<MemberPage, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = person
        .parse()
        .map_err(|_| context.refuse(domain::Failure::NotFound))?;
    backend::programmes::staff::person(&context.backend, actor, person, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

#[server(endpoint = "programmes/requests", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_requests(
    #[server(default)] programme: String,
    #[server(default)] state: String,
    #[server(default)] q: String,
    #[server(default)] page: String,
) -> Result<Office<Page<RequestRow>>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = backend::programmes::staff::Filter {
        programme,
        state,
        search: q,
        page: page.parse().unwrap_or(1),
        ..Default::default()
    };
    let (lang, now) = (context.lang, context.now);
    backend::programmes::staff::requests(&context.backend, actor, &filter, lang, now)
        .await
        .map_err(|error| context.fail(error))
}

#[server(endpoint = "programmes/pairs", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_pairs(
    #[server(default)] programme: String,
    #[server(default)] phase: String,
    #[server(default)] q: String,
    #[server(default)] page: String,
) -> Result<Office<Page<PairRow>>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = backend::programmes::staff::Filter {
        programme,
        phase,
        search: q,
        page: page.parse().unwrap_or(1),
        ..Default::default()
    };
    backend::programmes::staff::pairs(&context.backend, actor, &filter, context.lang)
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
    backend::programmes::staff::import(&context.backend, actor, import)
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
