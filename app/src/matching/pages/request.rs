//! One request: the mentor reads project and reasons and answers, the mentee follows it or takes it back.

use super::requests::StateTag;
use crate::{
    matching::{
        api,
        components::{CriteriaBar, CriteriaChecks, CriteriaSize, joined, stage},
        list::ListPlace,
    },
    text,
    text::matching as t,
    trust::{Conflict, ConflictCommands},
    ui::{
        Command, CommandForm, Icon, Loaded, PageHead, Shell, SubmitButton, Tab, live_reading, path,
        use_lang,
    },
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
    let accept = Command::of::<api::Accept>();
    let withdraw = Command::of::<api::Withdraw>();
    let conflict = ConflictCommands::new();
    // An acceptance comes back to this very page: its state is read again.
    let request = live_reading(move || api::ShowRequest {
        request: params.read().get("id").unwrap_or_default(),
    });
    view! {
        <Loaded
            resource=request
            view=move |page: RequestPage| {
                view! {
                    <Shell tab=Tab::Mentorship>
                        <Content page accept withdraw conflict />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Content(
    page: RequestPage,
    accept: Command,
    withdraw: Command,
    conflict: ConflictCommands,
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
    let accepted = matches!(line.state, RequestState::Accepted { .. });
    let message_head = if is_mentor {
        t::message_from(lang, who.first_name.clone())
    } else {
        t::message(lang).to_owned()
    };
    view! {
        <PageHead title=title over=page.programme.clone() sub=who.headline.clone() back=path(lang, back)>
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
                    .into_any()
            })}
        <End page=page.clone() />
        <section class="section">
            <h2>{message_head}</h2>
            <blockquote class="quote" dir="auto">
                {page.message.clone()}
            </blockquote>
        </section>
        <About page=page.clone() />
        {page.project.clone().map(|project| view! { <Project project labels=page.labels.clone() /> }.into_any())}
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
                        <CriteriaChecks assessment labels=page.labels.clone() reader=line.side />
                    </section>
                }
                    .into_any()
            })}
        {open
            .then(|| {
                if is_mentor {
                    view! { <Answer page=page.clone() accept /> }.into_any()
                } else {
                    view! { <TakeBack id=line.id name=who.first_name.clone() withdraw /> }.into_any()
                }
            })}
        {(!accepted)
            .then(|| {
                view! {
                    <Conflict
                        commands=conflict
                        declaration=page.conflict
                        other=who.person
                        name=who.first_name.clone()
                        request=line.id
                    />
                }
                    .into_any()
            })}
    }
}

/// What the two are promised to see of each other with a request: the town, and the few words about oneself.
#[component]
fn About(page: RequestPage) -> impl IntoView {
    let lang = use_lang();
    let who = page.line.who;
    (!who.city.is_empty() || !page.bio.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{t::about_person(lang, who.first_name)}</h2>
                {(!who.city.is_empty())
                    .then(|| {
                        view! {
                            <p class="place">
                                <Icon name="map-pin" class="icon icon--16" />
                                " "
                                <bdi>{who.city}</bdi>
                            </p>
                        }
                            .into_any()
                    })}
                {(!page.bio.is_empty()).then(|| view! { <p dir="auto">{page.bio}</p> }.into_any())}
            </section>
        }
        .into_any()
    })
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
            .into_any()
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>{t::project_head(lang)} " " <bdi>{project.title}</bdi></h2>
            {(!project.sought.is_empty()).then(|| view! { <p dir="auto">{project.sought}</p> }.into_any())}
            <dl class="facts">{lines}</dl>
        </section>
    }
}

/// The mentor's two answers.
#[component]
fn Answer(page: RequestPage, accept: Command) -> impl IntoView {
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
                {(!full).then(|| view! { <SubmitButton label=t::accept(lang, page.line.who.first_name) /> }.into_any())}
                <a class="button button--secondary" href=path(lang, &format!("/requests/{id}/decline"))>
                    {t::decline(lang)}
                </a> <p class="foot__note">{note}</p>
            </div>
        </CommandForm>
    }
}

/// Taking it back asks once more: a fold holds what is lost, what stays, and the button.
#[component]
fn TakeBack(id: RequestId, name: String, withdraw: Command) -> impl IntoView {
    let lang = use_lang();
    view! {
        <details class="disclosure">
            <summary>{t::withdraw_title(lang)}</summary>
            <div class="stack">
                <p>{t::withdraw_text(lang, name)}</p>
                <CommandForm action=withdraw>
                    <input type="hidden" name="request" value=id.to_string() />
                    <div class="actions">
                        <SubmitButton label=t::withdraw(lang) class="button button--danger" />
                    </div>
                </CommandForm>
            </div>
        </details>
    }
}

/// How a closed request ended, and the way on.
#[component]
fn End(page: RequestPage) -> impl IntoView {
    let lang = use_lang();
    let Some(sentence) = ending(lang, page.line.state, page.line.side) else {
        return ().into_any();
    };
    let is_mentee = page.line.side == RequestSide::Mentee;
    let accepted = matches!(page.line.state, RequestState::Accepted { .. });
    // One action: the mentorship, the next best mentor, or all that are suggested.
    let way_on = match page.next_best {
        _ if accepted => Some((
            String::new(),
            match is_mentee {
                true => "/mentorship?side=receive".to_owned(),
                false => "/mentorship?side=give".to_owned(),
            },
            t::to_mentorship(lang).to_owned(),
        )),
        Some(next) => Some((
            t::next_best(lang, &next.name),
            ListPlace::suggestions("").mentor(next.person),
            t::next_best_link(lang, next.first_name),
        )),
        None => is_mentee.then(|| {
            let label = t::to_suggestions(lang).to_owned();
            (String::new(), "/mentorship?side=receive".to_owned(), label)
        }),
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
                        .into_any()
                })}
            {way_on
                .map(|(said, href, label)| {
                    view! {
                        <p>{said}</p>
                        <p>
                            <a class="button button--primary" href=path(lang, &href)>
                                {label}
                            </a>
                        </p>
                    }
                        .into_any()
                })}
        </section>
    }
    .into_any()
}

fn ending(lang: Lang, state: RequestState, side: RequestSide) -> Option<&'static str> {
    let is_mentee = side == RequestSide::Mentee;
    Some(match state {
        RequestState::Open => return None,
        RequestState::Accepted { .. } => t::ended_accepted(lang),
        RequestState::Declined { reason, .. } => {
            crate::matching::components::decline_reason(lang, reason)
        }
        RequestState::Withdrawn { reason, .. } => match reason {
            WithdrawReason::ByMentee => t::ended_by_mentee(lang),
            WithdrawReason::OtherAccepted => t::ended_other_accepted(lang),
            WithdrawReason::MentorFull if is_mentee => t::ended_mentor_full(lang),
            WithdrawReason::MentorFull => t::ended_mentor_full_mentor(lang),
            WithdrawReason::PlacesGone if is_mentee => t::ended_places_gone(lang),
            WithdrawReason::PlacesGone => t::ended_places_gone_mentor(lang),
            WithdrawReason::NoLongerPossible => t::ended_not_possible(lang),
        },
        RequestState::Expired { .. } if is_mentee => t::ended_expired(lang),
        RequestState::Expired { .. } => t::ended_expired_mentor(lang),
    })
}
