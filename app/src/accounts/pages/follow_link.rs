//! Where a link from a mail leads: a page with a button, so that mail scanners do not use the link up.

use super::{account::Username, ask::LinkForm, sign_up::Agreed};
use crate::{
    accounts::api::{self, LinkKind, LinkView, ShowLink},
    text,
    ui::{
        Command, CommandForm, Field, Loaded, Plain, SubmitButton, Title, path, reading, use_lang,
    },
};
use domain::{Lang, accounts::Side};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn FollowLink() -> impl IntoView {
    let query = use_query_map();
    let token = query.read_untracked().get("t").unwrap_or_default();
    let asked = token.clone();
    let link = reading(move || ShowLink {
        token: asked.clone(),
    });
    view! {
        <Loaded
            resource=link
            view=move |link: LinkView| {
                let token = token.clone();
                view! {
                    <Plain>
                        {match link.kind {
                            LinkKind::Spent => view! { <Spent /> }.into_any(),
                            LinkKind::Reset => view! { <NewPassword token link /> }.into_any(),
                            _ => view! { <Confirm token link /> }.into_any(),
                        }}
                    </Plain>
                }
            }
        />
    }
}

/// A link that was used before, is too old, or was never ours: a new one can be asked for.
#[component]
fn Spent() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Title text=text::accounts::spent_title(lang) />
        <h1>{text::accounts::spent_title(lang)}</h1>
        <p class="plain__lead">{text::accounts::spent_lead(lang)}</p>
        <LinkForm />
    }
}

#[component]
fn Confirm(token: String, link: LinkView) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::FollowLink>();
    let (title, label) = match link.kind {
        LinkKind::SignUp => (
            text::accounts::follow_sign_up(lang),
            text::accounts::confirm(lang),
        ),
        LinkKind::SignIn => (
            text::accounts::follow_sign_in(lang),
            text::common::sign_in(lang),
        ),
        LinkKind::Address | LinkKind::Reset | LinkKind::Spent => (
            text::accounts::follow_address(lang),
            text::accounts::confirm(lang),
        ),
    };
    view! {
        <Title text=title />
        <h1>{title}</h1>
        <p class="plain__lead">
            <bdi>{text::accounts::follow_for(lang, link.email.clone())}</bdi>
        </p>
        {link.side.map(|side| view! { <p>{joining(lang, side, link.name)}</p> }.into_any())}
        <CommandForm action>
            <input type="hidden" name="token" value=token />
            {link.is_first.then(|| view! { <First email=link.email /> }.into_any())}
            <div class="actions">
                <SubmitButton label />
            </div>
        </CommandForm>
    }
}

/// As what this person comes, by the name that was given.
fn joining(lang: Lang, side: Side, name: String) -> String {
    match side {
        Side::Mentee => text::accounts::joining_mentee(lang, name),
        Side::Mentor => text::accounts::joining_mentor(lang, name),
    }
}

/// Whoever comes for the first time may choose a password: they hold the link, so it is theirs.
#[component]
fn First(email: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Username email />
        <Field
            name="new_password"
            kind="password"
            label=text::accounts::password(lang)
            hint=text::accounts::password_hint(lang)
            autocomplete="new-password"
            optional=true
        />
        <Agreed />
    }
}

#[component]
fn NewPassword(token: String, link: LinkView) -> impl IntoView {
    let lang = use_lang();
    let LinkView {
        email, is_first, ..
    } = link;
    let action = Command::of::<api::ResetPassword>();
    view! {
        <Title text=text::accounts::reset_title(lang) />
        <h1>{text::accounts::reset_title(lang)}</h1>
        <p class="plain__lead">
            <bdi>{text::accounts::follow_for(lang, email.clone())}</bdi>
        </p>
        <CommandForm action>
            <input type="hidden" name="token" value=token />
            <Username email />
            <Field
                name="new_password"
                kind="password"
                label=text::accounts::new_password(lang)
                hint=text::accounts::new_password_hint(lang)
                autocomplete="new-password"
            />
            {is_first.then(|| view! { <Agreed /> }.into_any())}
            <div class="actions">
                <SubmitButton label=text::accounts::save_password(lang) />
            </div>
        </CommandForm>
    }
}

/// After one or both addresses of a change said yes.
#[component]
pub fn AddressConfirmed() -> impl IntoView {
    let lang = use_lang();
    let half = use_query_map().read_untracked().get("half").is_some();
    let (title, lead) = if half {
        (
            text::accounts::half_title(lang),
            text::accounts::half_lead(lang),
        )
    } else {
        (
            text::accounts::changed_title(lang),
            text::accounts::changed_lead(lang),
        )
    };
    view! {
        <Plain>
            <Title text=title />
            <h1>{title}</h1>
            <p class="plain__lead">{lead}</p>
            <p>
                <a href=path(lang, "/home")>{text::common::go_home(lang)}</a>
            </p>
        </Plain>
    }
}
