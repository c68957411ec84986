//! One member as the office sees them: who it is and how far, profile and project, requests and pairs, notes of the
//! office; never messages. On a wide page the list that led here stands beside it.

use super::{Frame, list_query, person_link};
use crate::{
    matching::{CriteriaBar, CriteriaSize, joined, reason_fact},
    profiles::{level_name, stage_name, tongue_name},
    programmes::{
        api::{AddNote, ConfirmMember, ListPeople, ShowMember, SuggestMentor},
        words::{phase_name, progress_name, side_name, state_name},
    },
    text::{self, matching, profiles, programmes as t},
    trust::KeptApart,
    ui::{
        Command, CommandForm, DemoTag, Loaded, Narrowed, PageHead, Pagination, Paging, Privacy,
        Star, SubmitButton, TextArea, from_query, narrowed, path, reading, use_lang,
    },
};
use domain::{
    PersonId,
    matching::views::{Labels, RequestSide},
    profiles::{PHOTO_SIZES, ProfileCard, Project, ReferenceKind, photo_path},
    programmes::{
        Confirmation, ListQuery, MemberPage, Members, NOTE_MAX, Office, OfficeNote, PairRow,
        Proposal, RequestRow,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let person = Memo::new(move |_| params.with(|params| params.get("person").unwrap_or_default()));
    let narrowed = narrowed(&ListQuery::NAMES);
    let member = reading(move || ShowMember {
        person: person.get(),
    });
    let list = reading(move || ListPeople {
        query: list_query(&narrowed.get()),
    });
    let beside = move |found| {
        view! { <Beside found narrowed=narrowed.get_untracked() current=person.get_untracked() /> }
    };
    view! {
        <Frame current="/coordinator/people">
            <div class="panes">
                <aside class="panes__list" aria-label=t::people(use_lang())>
                    <Loaded resource=list view=beside />
                </aside>
                <div class="panes__detail">
                    <Loaded
                        resource=member
                        view=move |member| {
                            view! { <Shown member narrowed=narrowed.get_untracked() /> }
                        }
                    />
                </div>
            </div>
        </Frame>
    }
}

/// The page of the list that led here, narrowed as it was.
#[component]
fn Beside(found: Office<Members>, narrowed: Narrowed, current: String) -> impl IntoView {
    let lang = use_lang();
    let page = found.shown.list.page;
    let paging = Paging::of(&page);
    let kept = narrowed.kept();
    let all = path(lang, "/coordinator/people") + &kept;
    let rows = page
        .rows
        .into_iter()
        .map(|member| {
            let is_current = member.person.to_string() == current;
            let href = path(
                lang,
                &format!("/coordinator/people/{}{kept}", member.person),
            );
            let name = if member.name.is_empty() {
                member.email
            } else {
                member.name
            };
            view! {
                <li>
                    <a class="row" href=href aria-current=is_current.then_some("true")>
                        <span class="row__text">
                            <b>
                                <bdi>{name}</bdi>
                            </b>
                            <span>
                                {side_name(lang, member.progress.side)} " · " {progress_name(lang, &member.progress).0}
                            </span>
                        </span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="card card--flush">
            <p class="panes__head">
                <a class="link" href=all>
                    {t::people(lang)}
                </a>
            </p>
            <ul class="rows">{rows}</ul>
            <Pagination paging narrowed />
        </div>
    }
}

#[component]
fn Shown(member: MemberPage, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let MemberPage {
        card,
        email,
        progresses,
        joined,
        invited,
        confirmation,
        points,
        project,
        requests,
        pairs,
        notes,
        proposals,
        labels,
    } = member;
    let name = card.names.shown(lang);
    let title = if name.is_empty() {
        email.clone()
    } else {
        name.clone()
    };
    let photo = card.photo.as_ref();
    let photo = photo.map(|hash| photo_path(card.person, hash, PHOTO_SIZES[1]));
    let back = path(lang, "/coordinator/people") + &narrowed.kept();
    let needs = names(&labels, ReferenceKind::Expertise, &card.needs);
    let has_come = progresses.iter().any(|progress| progress.has_come);
    let tags = progresses
        .iter()
        .map(|progress| {
            let (name, class) = progress_name(lang, progress);
            let side = side_name(lang, progress.side);
            view! {
                <span class="tag tag--info">{side}</span>
                <span class=class>{name}</span>
            }
            .into_any()
        })
        .collect_view();
    let since = vec![
        (t::joined(lang), text::date(lang, joined)),
        (
            t::invited_on(lang),
            invited.map(|day| text::date(lang, day)).unwrap_or_default(),
        ),
    ];
    let person = card.person;
    let mailto = format!("mailto:{email}");
    view! {
        <PageHead title sub=card.headline.clone() back />
        <div class="stack">
            <section class="card stack">
                <div class="cluster">
                    <Star person name points photo=photo.unwrap_or_default() />
                    {tags}
                    <DemoTag is_demo=card.demo />
                </div>
                <p>
                    <a href=mailto dir="ltr">
                        {email}
                    </a>
                </p>
                <Facts facts=since />
                <Facts facts=about(&card, &labels) />
                {(!card.bio.is_empty()).then(|| view! { <p dir="auto">{card.bio.clone()}</p> }.into_any())}
                <Privacy text=t::no_messages(lang) />
            </section>
            {has_come.then(|| view! { <Known person confirmation /> }.into_any())}
            {(!proposals.is_empty())
                .then(|| { view! { <Proposals person proposals labels=labels.clone() /> }.into_any() })}
            {project.map(|project| view! { <Venture project needs labels /> }.into_any())}
            <Pairs pairs />
            <Requests requests />
            <Notes person notes />
        </div>
        <KeptApart />
    }
}

/// The office's word that it knows this person.
#[component]
fn Known(person: PersonId, confirmation: Option<Confirmation>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<ConfirmMember>();
    let (said, undo) = match confirmation {
        None => (t::confirm_why(lang).to_owned(), false),
        Some(Confirmation { by, on }) if by.is_empty() => {
            (t::confirmed_on(lang, text::date(lang, on)), true)
        }
        Some(Confirmation { by, on }) => (t::confirmed_by(lang, text::date(lang, on), by), true),
    };
    let button = if undo {
        view! {
            <input type="hidden" name="undo" value="1" />
            <SubmitButton label=t::unconfirm(lang) class="button button--secondary button--small" />
        }
        .into_any()
    } else {
        view! { <SubmitButton label=t::confirm(lang) class="button button--primary" /> }.into_any()
    };
    view! {
        <section class="card stack stack--12">
            <h2>{t::known_title(lang)}</h2>
            <p>{said}</p>
            <CommandForm action>
                <OfThis person />
                <div class="actions">{button}</div>
            </CommandForm>
        </section>
    }
}

/// The hidden fields of a form about this member.
#[component]
fn OfThis(person: PersonId) -> impl IntoView {
    view! {
        <input type="hidden" name="person" value=person.to_string() />
        <input type="hidden" name="programme" value=from_query("programme").get_untracked() />
    }
}

/// Mentors whom the mentee's own page suggests now, with the reasons read there.
#[component]
fn Proposals(person: PersonId, proposals: Vec<Proposal>, labels: Labels) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<SuggestMentor>();
    let lines = proposals
        .into_iter()
        .map(|proposal| {
            view! { <ProposalLine person proposal labels=labels.clone() action /> }.into_any()
        })
        .collect_view();
    view! {
        <section class="card stack">
            <h2>{t::proposals_title(lang)}</h2>
            <p class="muted">{t::proposals_text(lang)}</p>
            {lines}
        </section>
    }
}

#[component]
fn ProposalLine(
    person: PersonId,
    proposal: Proposal,
    labels: Labels,
    action: Command,
) -> impl IntoView {
    let lang = use_lang();
    let Proposal {
        suggestion,
        suggested,
    } = proposal;
    let who = suggestion.card.who;
    let reasons = suggestion.assessment.strongest_reasons().iter();
    let reasons = reasons
        .map(|reason| {
            let (_, fact, because) = reason_fact(lang, RequestSide::Mentor, reason, &labels);
            view! {
                <li>
                    <b>{fact}</b>
                    " "
                    <span class="muted">{because}</span>
                </li>
            }
            .into_any()
        })
        .collect_view();
    let done = match suggested {
        Some(day) => {
            view! { <p class="muted">{t::suggested_on(lang, text::date(lang, day))}</p> }.into_any()
        }
        None => view! {
            <CommandForm action>
                <OfThis person />
                <input type="hidden" name="mentor" value=who.person.to_string() />
                <div class="actions">
                    <SubmitButton
                        label=t::suggest(lang, who.first_name.clone())
                        class="button button--secondary button--small"
                    />
                </div>
            </CommandForm>
        }
        .into_any(),
    };
    view! {
        <div class="stack stack--8">
            <h3>{person_link(who.person, who.name)} <DemoTag is_demo=who.demo /></h3>
            <CriteriaBar fit=suggestion.assessment.fit size=CriteriaSize::Line />
            <ul class="stack stack--4">{reasons}</ul>
            {done}
        </div>
    }
}

#[component]
fn Pairs(pairs: Vec<PairRow>) -> impl IntoView {
    let lang = use_lang();
    let rows = pairs.into_iter().map(|pair| {
        let both = [(pair.mentee_id, pair.mentee), (pair.mentor_id, pair.mentor)];
        both_row(
            both,
            phase_name(lang, pair.phase),
            t::since_day(lang, text::date(lang, pair.since)),
        )
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{t::pairs(lang)}</h2>
                <div class="card card--flush">
                    <ul class="rows">{rows}</ul>
                </div>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Requests(requests: Vec<RequestRow>) -> impl IntoView {
    let lang = use_lang();
    let none = requests.is_empty();
    let rows: Vec<_> = requests
        .into_iter()
        .map(|request| {
            let both = [
                (request.mentee_id, request.mentee),
                (request.mentor_id, request.mentor),
            ];
            let due = t::due_day(lang, text::date(lang, request.due));
            both_row(both, state_name(lang, &request.state), due)
        })
        .collect();
    view! {
        <section class="section">
            <h2>{t::requests(lang)}</h2>
            {none.then(|| view! { <p class="muted">{t::requests_none(lang)}</p> }.into_any())}
            {(!none)
                .then(|| {
                    view! {
                        <div class="card card--flush">
                            <ul class="rows">{rows}</ul>
                        </div>
                    }
                        .into_any()
                })}
        </section>
    }
}

/// Who with whom, when, and where it stands.
fn both_row(
    [mentee, mentor]: [(PersonId, String); 2],
    state: &'static str,
    when: String,
) -> AnyView {
    view! {
        <li>
            <div class="row">
                <span class="row__text">
                    <b>{person_link(mentee.0, mentee.1)} " · " {person_link(mentor.0, mentor.1)}</b>
                    <span>{when}</span>
                </span>
                <span class="tag">{state}</span>
            </div>
        </li>
    }
    .into_any()
}

/// What the office wrote, and where it writes.
#[component]
fn Notes(person: PersonId, notes: Vec<OfficeNote>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<AddNote>();
    let lines = notes
        .into_iter()
        .map(|note| {
            let written = t::note_by(lang, text::date(lang, note.on), note.by);
            view! {
                <li class="stack stack--4">
                    <p class="muted">{written}</p>
                    <p class="typed" dir="auto">
                        {note.text}
                    </p>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="section" id="notes">
            <h2>{t::notes(lang)}</h2>
            <div class="card stack">
                <Privacy text=t::notes_private(lang) />
                <ul class="stack">{lines}</ul>
                <CommandForm action>
                    <OfThis person />
                    <TextArea name="text" label=t::note_new(lang) rows=3 maxlength=NOTE_MAX as u32 />
                    <div class="actions">
                        <SubmitButton label=t::note_add(lang) class="button button--secondary" />
                    </div>
                </CommandForm>
            </div>
        </section>
    }
}

/// What is known of the person, with its names.
fn about(card: &ProfileCard, labels: &Labels) -> Vec<(&'static str, String)> {
    let lang = use_lang();
    let country = card.country.as_ref();
    let country = country.map(|code| labels.name(ReferenceKind::Country, code.as_str()));
    let town = Some(card.city.clone()).filter(|city| !city.is_empty());
    let federation = card.federation.as_ref();
    let federation = federation.map(|code| labels.name(ReferenceKind::Federation, code.as_str()));
    let spoken = card.languages.iter().map(|spoken| {
        let (tongue, level) = (
            tongue_name(lang, spoken.tongue),
            level_name(lang, spoken.level),
        );
        t::spoken(lang, tongue, level)
    });
    let places = u64::try_from(card.free_places()).unwrap_or(0);
    let years = card.years.map(|years| years.to_string());
    vec![
        (t::company(lang), card.company.clone()),
        (t::city(lang), joined(lang, town.into_iter().chain(country))),
        (matching::criterion_language(lang), joined(lang, spoken)),
        (t::years(lang), years.unwrap_or_default()),
        (
            matching::criterion_sector(lang),
            names(labels, ReferenceKind::Sector, &card.sectors),
        ),
        (
            matching::offers_head(lang),
            names(labels, ReferenceKind::Expertise, &card.offers),
        ),
        (
            matching::criterion_region(lang),
            names(labels, ReferenceKind::Region, &card.regions),
        ),
        (profiles::federation(lang), federation.unwrap_or_default()),
        (
            t::free_places(lang),
            if card.sides.mentor {
                places.to_string()
            } else {
                String::new()
            },
        ),
    ]
}

fn names(labels: &Labels, kind: ReferenceKind, codes: &[impl ToString]) -> String {
    let names = codes
        .iter()
        .map(|code| labels.name(kind, &code.to_string()));
    joined(use_lang(), names)
}

/// What a mentee wants to build.
#[component]
fn Venture(project: Project, needs: String, labels: Labels) -> impl IntoView {
    let lang = use_lang();
    let sector = project.sector.as_ref();
    let sector = sector.map(|code| labels.name(ReferenceKind::Sector, code.as_str()));
    let region = project.region.as_ref();
    let region = region.map(|code| labels.name(ReferenceKind::Region, code.as_str()));
    let investment = project.investment.map(|money| text::amount(lang, money));
    let jobs = project.jobs.map(|jobs| text::grouped(lang, jobs));
    let facts = vec![
        (matching::needs_head(lang), needs),
        (
            matching::stage_head(lang),
            stage_name(lang, project.stage).to_owned(),
        ),
        (matching::criterion_sector(lang), sector.unwrap_or_default()),
        (matching::criterion_region(lang), region.unwrap_or_default()),
        (profiles::investment(lang), investment.unwrap_or_default()),
        (profiles::jobs(lang), jobs.unwrap_or_default()),
    ];
    view! {
        <section class="card stack">
            <h2>{matching::project_head(lang)} " " <bdi>{project.title}</bdi></h2>
            {(!project.sought.is_empty()).then(|| view! { <p dir="auto">{project.sought}</p> }.into_any())}
            <Facts facts />
        </section>
    }
}

/// Those that are known.
#[component]
fn Facts(facts: Vec<(&'static str, String)>) -> impl IntoView {
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts = facts
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>
                        <bdi>{value}</bdi>
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <dl class="facts">{facts}</dl> }
}
