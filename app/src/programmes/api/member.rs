//! Server functions about one member.

use crate::AppError;
use domain::{
    CommandId,
    programmes::{MemberPage, Office},
};
use leptos::prelude::*;

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
    let member = named(person, &programme);
    if undo.is_empty() {
        backend::programmes::staff::confirm_one(backend, actor, command, member, now)
            .await
            .map_err(|error| context.fail(error))?;
    } else {
        backend::programmes::staff::take_confirmation_back(backend, actor, command, member, now)
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
    let member = named(person, &programme);
    backend::programmes::staff::add_note(backend, actor, command, member, &text, now)
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
    let mentee = named(person, &programme);
    backend::programmes::staff::suggest_mentor(backend, actor, command, mentee, mentor, now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&member_page(person, &programme));
    Ok(())
}

/// A member as the office means them.
#[cfg(feature = "ssr")]
pub(crate) const fn named(
    person: domain::PersonId,
    programme: &str,
) -> backend::programmes::staff::Named<'_> {
    backend::programmes::staff::Named { person, programme }
}

#[cfg(feature = "ssr")]
pub(crate) fn member_page(person: domain::PersonId, programme: &str) -> String {
    let query = crate::ui::query(&[("programme", programme)]);
    format!(
        "/coordinator/people/{person}{}",
        query.trim_end_matches('?')
    )
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
    let member = named(person, &programme);
    backend::programmes::take_out(backend, actor, command, member, now)
        .await
        .map_err(|error| context.fail(error))?;
    let query = crate::ui::query(&[("programme", &programme), ("left", "1")]);
    context.redirect(&format!("/coordinator/people{query}"));
    Ok(())
}

/// One member, without anything the person wrote to others.
#[server(endpoint = "programmes/person", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_member(
    person: String,
    #[server(default)] programme: String,
) -> Result<Office<MemberPage>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = person
        .parse()
        .map_err(|_| context.refuse(domain::Failure::NotFound))?;
    let (lang, now) = (context.lang, context.now);
    let named = named(person, &programme);
    backend::programmes::staff::person(&context.backend, actor, named, lang, now)
        .await
        .map_err(|error| context.fail(error))
}
