//! One request: the mentor reads project and reasons and answers, the mentee follows it or takes it back.

use super::requests::StateTag;
use crate::{
    matching::{
        api,
        components::{CriteriaBar, CriteriaChecks, CriteriaSize, joined, stage},
    },
    text,
    text::matching as t,
    ui::{CommandForm, Icon, Loaded, PageHead, Shell, SubmitButton, Tab, path, use_lang, use_news},
};
use domain::{
    Lang, RequestId,
    matching::{
        request::{RequestState, WithdrawReason},
        views::{Labels, ProjectView, RequestPage, RequestSide},
    },
    profiles::ReferenceKind,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn RequestDetail() -> impl IntoView {
    let params = use_params_map();
    let news = use_news();
    let accept = ServerAction::<api::Accept>::new();
    let withdraw = ServerAction::<api::Withdraw>::new();
    // An acceptance comes back to this very page: its state is read again.
    let request = Resource::new(
        move || {
            (
                params.read().get("id").unwrap_or_default(),
                accept.version().get(),
                news.get(),
            )
        },
        |(id, _, _)| api::show_request(id),
    );
    view! {
        <Loaded
            resource=request
            view=move |page: RequestPage| {
                view! {
                    <Shell tab=Tab::Mentorship>
                        <Content page accept withdraw />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Content(
    page: RequestPage,
    accept: ServerAction<api::Accept>,
    withdraw: ServerAction<api::Withdraw>,
) -> impl IntoView {
    let lang = use_lang();
    let line = page.line.clone();
    let who = line.who.clone();
    let is_mentor = line.side == RequestSide::Mentor;
    let title = if is_mentor {
        t::request_from(lang, who.first_name.clone())
    } else {
        t::request_to(lang, who.first_name.clone())
    };
    let back = if is_mentor {
        "/requests?side=give"
    } else {
        "/requests"
    };
    let open = line.state == RequestState::Open;
    view! {
        <PageHead title=title sub=who.headline.clone() back=path(lang, back)>
            <StateTag state=line.state />
        </PageHead>
        {open
            .then(|| {
                view! {
                    <p class="request-deadline">
                        <Icon name="hourglass" class="icon icon--16" />
                        {t::answer_by(lang, text::date_with_weekday(lang, line.answer_by))}
                    </p>
                }
            })}
        <End page=page.clone() />
        <section class="section">
            <h2>{t::message(lang)}</h2>
            <blockquote class="quote" dir="auto">
                {page.message.clone()}
            </blockquote>
        </section>
        {page.project.clone().map(|project| view! { <Project project labels=page.labels.clone() /> })}
        {page
            .assessment
            .clone()
            .filter(|_| open)
            .map(|assessment| {
                view! {
                    <section class="section">
                        <div class="section__head">
                            <h2>{t::fit_head(lang)}</h2>
                            <CriteriaBar fit=assessment.fit size=CriteriaSize::Line />
                        </div>
                        <CriteriaChecks assessment labels=page.labels.clone() />
                    </section>
                }
            })}
        {open
            .then(|| {
                if is_mentor {
                    view! { <Answer page=page.clone() accept /> }.into_any()
                } else {
                    view! { <TakeBack id=line.id withdraw /> }.into_any()
                }
            })}
    }
}

#[component]
fn Project(project: ProjectView, labels: Labels) -> impl IntoView {
    let lang = use_lang();
    let needs = joined(
        lang,
        project
            .needs
            .iter()
            .map(|it| labels.name(ReferenceKind::Expertise, it.as_str())),
    );
    let facts = [
        (t::needs_head(lang), needs),
        (
            t::stage_head(lang),
            project
                .stage
                .map(|it| stage(lang, it).to_owned())
                .unwrap_or_default(),
        ),
        (
            t::criterion_sector(lang),
            project
                .sector
                .map(|it| labels.name(ReferenceKind::Sector, it.as_str()))
                .unwrap_or_default(),
        ),
        (
            t::criterion_region(lang),
            project
                .region
                .map(|it| labels.name(ReferenceKind::Region, it.as_str()))
                .unwrap_or_default(),
        ),
    ];
    let lines = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>{t::project_head(lang)} " " <bdi>{project.title}</bdi></h2>
            {(!project.sought.is_empty()).then(|| view! { <p dir="auto">{project.sought}</p> })}
            <dl class="facts">{lines}</dl>
        </section>
    }
}

/// The mentor's two answers.
#[component]
fn Answer(page: RequestPage, accept: ServerAction<api::Accept>) -> impl IntoView {
    let lang = use_lang();
    let id = page.line.id;
    let full = page.free_places == 0;
    let note = if full {
        t::accept_full(lang)
    } else {
        t::accept_note(lang)
    };
    view! {
        <CommandForm action=accept>
            <input type="hidden" name="request" value=id.to_string() />
            <div class="foot">
                {(!full).then(|| view! { <SubmitButton label=t::accept(lang, page.line.who.first_name) /> })}
                <a class="button button--secondary" href=path(lang, &format!("/requests/{id}/decline"))>
                    {t::decline(lang)}
                </a> <p class="foot__note">{note}</p>
            </div>
        </CommandForm>
    }
}

#[component]
fn TakeBack(id: RequestId, withdraw: ServerAction<api::Withdraw>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <CommandForm action=withdraw>
            <input type="hidden" name="request" value=id.to_string() />
            <div class="actions">
                <SubmitButton label=t::withdraw(lang) class="button button--danger" />
            </div>
        </CommandForm>
    }
}

/// How a closed request ended, and the way on.
#[component]
fn End(page: RequestPage) -> impl IntoView {
    let lang = use_lang();
    let Some(sentence) = ending(lang, page.line.state) else {
        return ().into_any();
    };
    let is_mentee = page.line.side == RequestSide::Mentee;
    let accepted = matches!(page.line.state, RequestState::Accepted { .. });
    let way_on = if accepted {
        Some(t::to_mentorship(lang))
    } else {
        is_mentee.then(|| t::to_suggestions(lang))
    };
    view! {
        <section class="card stack">
            <h2>{t::answer_head(lang)}</h2>
            <p>{sentence}</p>
            {(!page.note.is_empty())
                .then(|| {
                    view! {
                        <blockquote class="quote" dir="auto">
                            {page.note}
                        </blockquote>
                    }
                })}
            {way_on
                .map(|label| {
                    view! {
                        <p>
                            <a class="button button--primary" href=path(lang, "/mentorship")>
                                {label}
                            </a>
                        </p>
                    }
                })}
        </section>
    }
    .into_any()
}

fn ending(lang: Lang, state: RequestState) -> Option<&'static str> {
    Some(match state {
        RequestState::Open => return None,
        RequestState::Accepted { .. } => t::ended_accepted(lang),
        RequestState::Declined { reason, .. } => {
            crate::matching::components::decline_reason(lang, reason)
        }
        RequestState::Withdrawn { reason, .. } => match reason {
            WithdrawReason::ByMentee => t::ended_by_mentee(lang),
            WithdrawReason::OtherAccepted => t::ended_other_accepted(lang),
            WithdrawReason::MentorFull => t::ended_mentor_full(lang),
            WithdrawReason::NoLongerPossible => t::ended_not_possible(lang),
        },
        RequestState::Expired { .. } => t::ended_expired(lang),
    })
}
