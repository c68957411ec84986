//! A mentor's page: who this is, why or why not, and the request.

use super::suggestions::Missing;
use crate::{
    matching::{
        api,
        components::{
            CriteriaBar, CriteriaChecks, CriteriaSize, PersonStar, ProgrammeSwitch, joined, named,
            tongue,
        },
        list::ListPlace,
    },
    text,
    text::{circle, matching as t},
    trust::{Conflict, ConflictCommands},
    ui::{Icon, Loaded, NextStar, Shell, Star, Tab, Title, live_reading, path, use_lang},
};
use domain::{
    Lang,
    matching::{
        self, Ineligible,
        views::{Asking, MentorPage},
    },
    profiles::ReferenceKind,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn Mentor() -> impl IntoView {
    let params = use_params_map();
    let address = use_query_map();
    let conflict = ConflictCommands::new();
    let mentor = live_reading(move || api::ShowMentor {
        mentor: params.read().get("id").unwrap_or_default(),
        programme: address.read().get("programme").unwrap_or_default(),
    });
    view! {
        <Loaded
            resource=mentor
            view=move |page: MentorPage| {
                view! {
                    <Shell tab=Tab::Mentorship>
                        <Content page conflict list=ListPlace::of(&address.get_untracked()) />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Content(page: MentorPage, conflict: ConflictCommands, list: ListPlace) -> impl IntoView {
    let lang = use_lang();
    let who = page.card.who.clone();
    let list = list.with("programme", &named(&page.programmes));
    let request = path(lang, &list.request(who.person));
    let back = path(lang, &list.back(who.person));
    let can_ask = page.asking == Asking::Possible;
    view! {
        <Title text=who.name.clone() />
        <Head page=page.clone() back />
        <ProgrammeSwitch
            programmes=page.programmes.clone()
            page=move |code| list.clone().with("programme", code).mentor(who.person)
        />
        {(!page.bio.is_empty())
            .then(|| {
                view! {
                    <blockquote class="quote" dir="auto">
                        {page.bio.clone()}
                    </blockquote>
                }
                    .into_any()
            })}
        <Why page=page.clone() />
        <Chain page=page.clone() can_ask />
        <Facts page=page.clone() />
        {can_ask
            .then(|| {
                view! {
                    <div class="foot">
                        <a class="button button--primary" href=request>
                            {t::ask(lang, who.first_name.clone())}
                        </a>
                        <p class="foot__note">{deadline(lang, page.next_best.as_deref())}</p>
                    </div>
                }
                    .into_any()
            })}
        <Conflict commands=conflict declaration=page.conflict other=who.person name=who.first_name />
    }
}

/// What happens when no answer comes.
pub fn deadline(lang: Lang, next_best: Option<&str>) -> String {
    match next_best {
        Some(next) => t::answer_or_next(lang, next),
        None => t::answer_in_days(lang).to_owned(),
    }
}

#[component]
fn Head(page: MentorPage, back: String) -> impl IntoView {
    let lang = use_lang();
    let who = page.card.who.clone();
    let country = who
        .country
        .as_ref()
        .map(|code| page.labels.name(ReferenceKind::Country, code.as_str()));
    let places = [
        Some(who.city.clone()).filter(|city| !city.is_empty()),
        country,
    ];
    let place = joined(lang, places.into_iter().flatten());
    let answers = match page.usual_answer_hours {
        Some(hours) => t::days(lang, u64::from(hours.div_ceil(24).max(1))),
        None => t::answers_unknown(lang).to_owned(),
    };
    view! {
        <header class="night profile-head">
            <div class="profile-head__bar">
                <a class="icon-button" href=back aria-label=text::common::back(lang)>
                    <Icon name="arrow-left" class="icon icon--24 icon--flip" />
                </a>
                {who.demo.then(|| view! { <span class="tag tag--demo">{text::common::demo(lang)}</span> }.into_any())}
            </div>
            <div class="profile-head__who">
                <PersonStar who=who.clone() points=page.points size=104 />
                <div>
                    <h1>
                        <bdi>{who.name}</bdi>
                    </h1>
                    <p dir="auto">{who.headline}</p>
                    {(!place.is_empty())
                        .then(|| {
                            view! {
                                <p class="place">
                                    <Icon name="map-pin" class="icon icon--16" />
                                    " "
                                    <span>
                                        <bdi dir=lang.dir()>{place}</bdi>
                                        {page
                                            .local_time
                                            .map(|time| {
                                                view! {
                                                    {t::list_separator(lang)}
                                                    <time class="ltr" dir="ltr">
                                                        {text::clock(time)}
                                                    </time>
                                                }
                                                    .into_any()
                                            })}
                                    </span>
                                </p>
                            }
                                .into_any()
                        })}
                </div>
            </div>
            <dl class="facts facts--strip">
                <div>
                    <dt>{t::fact_places(lang)}</dt>
                    <dd>{t::places_of(lang, page.card.free_places, page.card.capacity)}</dd>
                </div>
                <div>
                    <dt>{t::fact_answers(lang)}</dt>
                    <dd>{answers}</dd>
                </div>
                <div>
                    <dt>{t::fact_passed(lang)}</dt>
                    <dd>{t::times(lang, u64::from(page.card.passed_on))}</dd>
                </div>
            </dl>
        </header>
    }
}

/// Why, or why not, with each criterion.
#[component]
fn Why(page: MentorPage) -> impl IntoView {
    let lang = use_lang();
    let first_name = page.card.who.first_name.clone();
    let impossible = matches!(page.asking, Asking::Impossible(_));
    let much_asked = page.asking == Asking::Possible
        && page.assessment.as_ref().is_some_and(|it| it.is_much_asked);
    let head = if impossible {
        t::why_not(lang, first_name)
    } else {
        t::why(lang, first_name)
    };
    view! {
        <Hindrance asking=page.asking.clone() />
        {much_asked.then(|| view! { <Note text=t::much_asked(lang) /> }.into_any())}
        {page
            .assessment
            .map(|assessment| {
                view! {
                    <section class="section">
                        <div class="section__head">
                            <h2>{head}</h2>
                            <CriteriaBar fit=assessment.fit size=CriteriaSize::Line />
                        </div>
                        <CriteriaChecks assessment labels=page.labels />
                    </section>
                }
                    .into_any()
            })}
    }
}

/// Why there is no button to ask, when there is none.
#[component]
pub(super) fn Hindrance(asking: Asking) -> impl IntoView {
    let lang = use_lang();
    let lines: Vec<&'static str> = match asking {
        Asking::Possible | Asking::NotAMentee => return ().into_any(),
        Asking::Incomplete(lacking) => return view! { <Missing lacking /> }.into_any(),
        Asking::Waiting(request) => {
            return view! {
                <p class="note">
                    <Icon name="hourglass" />
                    <span>
                        {t::asking_waiting(lang)} " "
                        <a href=path(lang, &format!("/requests/{request}"))>{t::see_request(lang)}</a>
                    </span>
                </p>
            }
            .into_any();
        }
        Asking::RequestsFull => vec![t::asking_full(lang)],
        Asking::AlreadyMentored => vec![t::asking_mentored(lang)],
        Asking::Impossible(reasons) if reasons.is_empty() => vec![t::why_unavailable(lang)],
        Asking::Impossible(reasons) => reasons.into_iter().map(|it| why_not(lang, it)).collect(),
    };
    lines
        .into_iter()
        .map(|text| view! { <Note text /> }.into_any())
        .collect_view()
        .into_any()
}

#[component]
fn Note(text: &'static str) -> impl IntoView {
    view! {
        <p class="note">
            <Icon name="info" />
            <span>{text}</span>
        </p>
    }
}

fn why_not(lang: Lang, reason: Ineligible) -> &'static str {
    match reason {
        Ineligible::Paused => t::why_paused(lang),
        Ineligible::NoFreePlace => t::why_full(lang),
        Ineligible::NoCommonLanguage => t::why_language(lang),
        Ineligible::ConflictOfInterest(matching::Conflict::SameCompany) => t::why_company(lang),
        Ineligible::AlreadyAsked => t::why_asked(lang),
        Ineligible::SamePerson => t::why_self(lang),
        Ineligible::NotAMentor
        | Ineligible::Blocked
        | Ineligible::ConflictOfInterest(matching::Conflict::Declared) => t::why_unavailable(lang),
    }
}

/// The star between its neighbours, and the place that is free for the reader.
#[component]
fn Chain(page: MentorPage, can_ask: bool) -> impl IntoView {
    let lang = use_lang();
    let name = page.card.who.name;
    (can_ask || page.chain.len() > 1).then(|| {
        let stars = page
            .chain
            .into_iter()
            .map(|star| {
                let name = if star.step == 0 { name.clone() } else { star.name };
                view! { <Star person=star.person name points=star.points size=60 /> }.into_any()
            })
            .collect_view();
        view! {
            <section class="section">
                <h2>{circle::their_chain(lang)}</h2>
                {can_ask.then(|| view! { <p class="muted small">{circle::next_star_text(lang)}</p> }.into_any())}
                <div class="chain" aria-hidden="true">
                    {stars}
                    {can_ask.then(NextStar)}
                </div>
            </section>
        }
    })
}

#[component]
fn Facts(page: MentorPage) -> impl IntoView {
    let lang = use_lang();
    let labels = page.labels;
    let names =
        |kind, codes: Vec<String>| joined(lang, codes.iter().map(|code| labels.name(kind, code)));
    let offers = names(
        ReferenceKind::Expertise,
        page.offers.iter().map(ToString::to_string).collect(),
    );
    let sectors = names(
        ReferenceKind::Sector,
        page.sectors.iter().map(ToString::to_string).collect(),
    );
    let ties = names(
        ReferenceKind::Region,
        page.ties.iter().map(ToString::to_string).collect(),
    );
    let languages = joined(
        lang,
        page.languages.iter().map(|it| tongue(lang, it.tongue)),
    );
    let facts = [
        (t::offers_head(lang), offers),
        (t::criterion_sector(lang), sectors),
        (t::criterion_region(lang), ties),
        (t::criterion_language(lang), languages),
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
            <h2>{t::about_head(lang)}</h2>
            <dl class="facts">{lines}</dl>
        </section>
    }
}
