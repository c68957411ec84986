//! Server functions of the programme office.

use crate::AppError;
use domain::{
    CommandId,
    programmes::{
        ImportView, ListQuery, Listed, MemberPage, Members, Office, PairRow, RequestRow, Today,
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
    let people = people.iter().map(|person| context.id(person));
    let people = people.collect::<Result<Vec<_>, _>>()?;
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

/// The same for one member, from their page; with `undo` the word is taken back.
#[server(endpoint = "programmes/confirm_one", output = crate::wire::Packed)]
pub async fn confirm_member(
    command: CommandId,
    person: String,
    #[server(default)] programme: String,
    #[server(default)] undo: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    let (backend, now) = (&context.backend, context.now);
    if undo.is_empty() {
        backend::programmes::staff::confirm_one(backend, actor, command, person, now)
            .await
            .map_err(|error| context.fail(error))?;
    } else {
        backend::programmes::staff::take_confirmation_back(backend, actor, command, person, now)
            .await
            .map_err(|error| context.fail(error))?;
    }
    context.redirect(&member_page(person, &programme));
    Ok(())
}

/// Keeps a note of the office about a member.
#[server(endpoint = "programmes/note", output = crate::wire::Packed)]
pub async fn add_note(
    command: CommandId,
    person: String,
    #[server(default)] programme: String,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    let (backend, now) = (&context.backend, context.now);
    backend::programmes::staff::add_note(backend, actor, command, person, &text, now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&member_page(person, &programme));
    Ok(())
}

/// Brings a mentor to a mentee's notice.
#[server(endpoint = "programmes/suggest", output = crate::wire::Packed)]
pub async fn suggest_mentor(
    command: CommandId,
    person: String,
    mentor: String,
    #[server(default)] programme: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let (person, mentor) = (context.id(&person)?, context.id(&mentor)?);
    let (backend, now) = (&context.backend, context.now);
    backend::programmes::staff::suggest_mentor(backend, actor, command, person, mentor, now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&member_page(person, &programme));
    Ok(())
}

#[cfg(feature = "ssr")]
fn member_page(person: domain::PersonId, programme: &str) -> String {
    let query = crate::ui::query(&[("programme", programme)]);
    format!(
        "/coordinator/people/{person}{}",
        query.trim_end_matches('?')
    )
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
    let (lang, now) = (context.lang, context.now);
    backend::programmes::staff::person(&context.backend, actor, person, lang, now)
        .await
        .map_err(|error| context.fail(error))
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
