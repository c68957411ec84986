//! Who invites, to which programme, as what: and a yes or a no.

use crate::{
    programmes::api::{AnswerInvitation, ShowInvitations},
    text,
    ui::{
        Command, CommandForm, Loaded, Plain, SubmitButton, Title, from_query, path, reading,
        use_lang,
    },
};
use domain::programmes::{InvitationView, Side};
use leptos::prelude::*;

/// The page of an invitation's link; without a link, of what whoever is signed in was asked.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let (token, said_no) = (from_query("t"), from_query("refused"));
    if !said_no.get_untracked().is_empty() {
        return view! { <SaidNo /> }.into_any();
    }
    let asked = reading(move || ShowInvitations { token: token.get() });
    view! {
        <Loaded
            resource=asked
            view=move |asked| {
                let token = token.get_untracked();
                view! { <Answers asked token /> }
            }
        />
    }
    .into_any()
}

#[component]
fn Answers(asked: Vec<InvitationView>, token: String) -> impl IntoView {
    view! {
        <Plain>
            {asked.is_empty().then(|| view! { <Nothing /> }.into_any())}
            {asked.into_iter().map(|one| view! { <Asked one token=token.clone() /> }.into_any()).collect_view()}
        </Plain>
    }
}

#[component]
fn Asked(one: InvitationView, token: String) -> impl IntoView {
    let lang = use_lang();
    let title = match one.side {
        Side::Mentor => text::programmes::invitation_mentor(lang, &one.programme),
        Side::Mentee => text::programmes::invitation_mentee(lang, &one.programme),
    };
    let meaning = match one.side {
        Side::Mentor => text::programmes::invitation_mentor_text(lang),
        Side::Mentee => text::programmes::invitation_mentee_text(lang),
    };
    let by = (!one.by.is_empty()).then(|| text::programmes::invitation_by(lang, &one.by));
    let answer = {
        let one = one.clone();
        move |answer: &'static str, label, class| {
            let action = Command::of::<AnswerInvitation>();
            view! {
                <CommandForm action>
                    <input type="hidden" name="token" value=token.clone() />
                    <input type="hidden" name="programme" value=one.code.clone() />
                    <input type="hidden" name="side" value=one.side.code() />
                    <input type="hidden" name="answer" value=answer />
                    <div class="actions">
                        <SubmitButton label class />
                    </div>
                </CommandForm>
            }
            .into_any()
        }
    };
    view! {
        <Title text=title.clone() />
        <h1>{title}</h1>
        {by
            .map(|by| {
                view! {
                    <p class="plain__lead">
                        <bdi>{by}</bdi>
                    </p>
                }
                    .into_any()
            })}
        <p>{meaning}</p>
        <p class="muted">
            <bdi>{text::accounts::follow_for(lang, one.email)}</bdi>
        </p>
        {answer.clone()("accept", text::programmes::invitation_accept(lang), "button button--primary")}
        {answer("refuse", text::programmes::invitation_refuse(lang), "button button--secondary")}
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let lang = use_lang();
    let title = text::programmes::invitation_none(lang);
    view! {
        <Title text=title />
        <h1>{title}</h1>
        <p>
            <a href=path(lang, "/home")>{text::common::go_home(lang)}</a>
        </p>
    }
}

#[component]
fn SaidNo() -> impl IntoView {
    let lang = use_lang();
    let title = text::programmes::invitation_refused(lang);
    view! {
        <Plain>
            <Title text=title />
            <h1>{title}</h1>
            <p class="plain__lead">{text::programmes::invitation_refused_text(lang)}</p>
        </Plain>
    }
}
