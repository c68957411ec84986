//! One member as the office sees them: who it is and how far, profile and project, requests and pairs, notes of the
//! office; never messages. On a wide page the list that led here stands beside it.

mod beside;
mod helping;
mod leaving;
mod profile;
mod work;

use super::{Frame, list_query};
use crate::{
    programmes::{
        api::{ListPeople, ShowMember},
        words::{progress_name, side_name},
    },
    text::{self, programmes as t},
    trust::KeptApart,
    ui::{
        DemoTag, FilterLinks, Loaded, Narrowed, PageHead, Privacy, Star, from_query, narrowed,
        path, reading, use_lang,
    },
};
use beside::Beside;
use domain::{
    PersonId,
    profiles::{PHOTO_SIZES, ReferenceKind, photo_path},
    programmes::{ListQuery, MemberPage, Office},
};
use helping::{Known, Notes, Proposals};
use leaving::{TakingOut, WayOut};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use profile::{Facts, Venture, about, names};
use work::{Pairs, Requests};

#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let person = Memo::new(move |_| params.with(|params| params.get("person").unwrap_or_default()));
    let narrowed = narrowed(&ListQuery::NAMES);
    let programme = from_query("programme");
    let member = reading(move || ShowMember {
        person: person.get(),
        programme: programme.get(),
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
                        view=move |found| {
                            view! { <Shown found narrowed=narrowed.get_untracked() /> }
                        }
                    />
                </div>
            </div>
        </Frame>
    }
}

#[component]
fn Shown(found: Office<MemberPage>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let Office {
        programmes,
        shown: member,
    } = found;
    let programme = programmes.iter().find(|one| one.is_shown);
    let programme = programme.map(|one| one.name.clone()).unwrap_or_default();
    if from_query("confirm").get_untracked() == leaving::ASKED {
        let (name, back) = (title(&member), narrowed.kept());
        let back = path(
            lang,
            &format!("/coordinator/people/{}{back}", member.card.person),
        );
        return view! { <TakingOut member name programme back /> }.into_any();
    }
    let title = title(&member);
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
    let several = programmes.len() > 1;
    let others = programmes.into_iter().map(|one| {
        let href = narrowed.link(&[("programme", &one.code)]);
        (one.name, href, one.is_shown)
    });
    let others = others.collect::<Vec<_>>();
    let out = with_confirm(&narrowed.kept(), leaving::ASKED);
    view! {
        <PageHead title over=programme sub=card.headline.clone() back />
        {several.then(|| view! { <FilterLinks label=t::programme(lang) links=others /> }.into_any())}
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
        <WayOut href=out />
    }
    .into_any()
}

/// The name, or the address of somebody without one.
fn title(member: &MemberPage) -> String {
    let name = member.card.names.shown(use_lang());
    if name.is_empty() {
        member.email.clone()
    } else {
        name
    }
}

/// This query with a question.
fn with_confirm(kept: &str, asked: &str) -> String {
    let sign = if kept.is_empty() { '?' } else { '&' };
    format!("{kept}{sign}confirm={asked}")
}

/// The hidden fields of a form about this member.
#[component]
fn OfThis(person: PersonId) -> impl IntoView {
    view! {
        <input type="hidden" name="person" value=person.to_string() />
        <input type="hidden" name="programme" value=from_query("programme").get_untracked() />
    }
}
