//! Server functions of administrators.

use crate::AppError;
use domain::{
    CommandId,
    administration::{AccountRow, AccountView, MailView, Overview, WeightsView},
    programmes::Page,
    trust::JournalLine,
};
use leptos::prelude::*;

/// What needs an administrator now.
#[server(endpoint = "administration/overview", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_overview() -> Result<Overview, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::administration::overview(&context.backend, actor, context.lang, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// Accounts, narrowed to a role, a state, beginnings of words of the name or address.
#[server(endpoint = "administration/people", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_accounts(
    #[server(default)] q: String,
    #[server(default)] role: String,
    #[server(default)] state: String,
    #[server(default)] page: String,
) -> Result<Page<AccountRow>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = backend::accounts::PeopleFilter {
        search: q,
        role: domain::permissions::RoleKind::from_code(&role),
        state: domain::administration::AccountState::from_code(&state),
        page: page.parse().unwrap_or(1),
    };
    backend::accounts::people(&context.backend, actor, &filter, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// One account with its roles.
#[server(endpoint = "administration/person", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_account(person: String) -> Result<AccountView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    backend::accounts::account(&context.backend, actor, person, context.lang, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// Gives a role; `partner` alone with the name of a new organisation.
#[server(endpoint = "administration/give_role", output = crate::wire::Packed)]
pub async fn give_role(
    command: CommandId,
    person: String,
    #[server(default)] role: String,
    #[server(default)] organisation: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    let draft = backend::accounts::RoleDraft { role, organisation };
    let backend = &context.backend;
    backend::accounts::give_role(backend, actor, command, person, &draft, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/people/{person}"));
    Ok(())
}

/// Takes a role away.
#[server(endpoint = "administration/take_role", output = crate::wire::Packed)]
pub async fn take_role(command: CommandId, person: String, role: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let by = backend::accounts::By::Person(context.actor()?);
    let person = context.id(&person)?;
    let role = context.id(&role)?;
    backend::accounts::revoke_role(&context.backend, by, command, person, role, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/people/{person}"));
    Ok(())
}

/// Closes an account; nothing is erased.
#[server(endpoint = "administration/close_account", output = crate::wire::Packed)]
pub async fn close_account(command: CommandId, person: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let by = backend::accounts::By::Person(context.actor()?);
    let person = context.id(&person)?;
    backend::accounts::deactivate(&context.backend, by, command, person, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/people/{person}"));
    Ok(())
}

/// Ends a person's sign-ins and leaves the account open.
#[server(endpoint = "administration/end_sign_ins", output = crate::wire::Packed)]
pub async fn end_sign_ins(command: CommandId, person: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let by = backend::accounts::By::Person(context.actor()?);
    let person = context.id(&person)?;
    backend::accounts::end_sign_ins(&context.backend, by, command, person, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/people/{person}?saved=1"));
    Ok(())
}

/// Opens a closed account again.
#[server(endpoint = "administration/reopen_account", output = crate::wire::Packed)]
pub async fn reopen_account(command: CommandId, person: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let by = backend::accounts::By::Person(context.actor()?);
    let person = context.id(&person)?;
    backend::accounts::reactivate(&context.backend, by, command, person, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/people/{person}"));
    Ok(())
}

/// How mails stand, and those that were given up.
#[server(endpoint = "administration/mail", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_mail(#[server(default)] page: String) -> Result<MailView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let page = page.parse().unwrap_or(1);
    backend::outbox::administration::view(&context.backend, actor, page, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// What was refused and who may do what since when: all of it, or one kind.
#[server(endpoint = "administration/journal", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_journal(
    #[server(default)] kind: String,
    #[server(default)] page: String,
) -> Result<Page<JournalLine>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let kind = domain::trust::JournalKind::from_code(&kind);
    let page = page.parse().unwrap_or(1);
    backend::trust::journal::read(&context.backend, actor, kind, page, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// Tries a given-up mail again, or `all` of them.
#[server(endpoint = "administration/retry_mail", output = crate::wire::Packed)]
pub async fn retry_mail(command: CommandId, mail: String) -> Result<(), AppError> {
    use backend::outbox::administration::{Which, retry};
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let which = match mail.as_str() {
        "all" => Which::All,
        id => Which::One(context.id(id)?),
    };
    retry(&context.backend, actor, command, which, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/admin/mail");
    Ok(())
}

/// How the programme with this code weighs its criteria.
#[server(endpoint = "administration/weights", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_weights(code: String) -> Result<WeightsView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::programmes::weights(&context.backend, actor, &code, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// Sets the weights of a programme, one number per criterion.
#[server(endpoint = "administration/set_weights", output = crate::wire::Packed)]
pub async fn set_weights(
    command: CommandId,
    code: String,
    #[server(default)] needs: String,
    #[server(default)] sector: String,
    #[server(default)] region: String,
    #[server(default)] language: String,
    #[server(default)] experience: String,
    #[server(default)] hours: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    // In the order of `Criterion::ALL`.
    let typed = [needs, sector, region, language, experience, hours];
    let typed = typed.each_ref().map(String::as_str);
    let backend = &context.backend;
    backend::programmes::set_weights(backend, actor, command, &code, typed, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/programmes/{code}?saved=1"));
    Ok(())
}
