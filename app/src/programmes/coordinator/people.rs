//! Everybody in the programme.

use super::{DemoTag, Frame, from_query};
use crate::{
    programmes::api::{Invite, ListPeople, People},
    text,
    ui::{
        Banner, Command, CommandForm, FilterLinks, Icon, Loaded, PageHead, Pagination,
        SubmitButton, path, query, reading, use_lang,
    },
};
use domain::programmes::{Member, Page, Side};
use leptos::prelude::*;

#[component]
pub fn PeoplePage() -> impl IntoView {
    let (side, unfinished, q, page, invited) = (
        from_query("side"),
        from_query("unfinished"),
        from_query("q"),
        from_query("page"),
        from_query("invited"),
    );
    let found = reading(move || ListPeople {
        side: side.get(),
        unfinished: unfinished.get(),
        q: q.get(),
        page: page.get(),
        invited: invited.get(),
    });
    view! {
        <Loaded
            resource=found
            view=move |People { page, uninvited, invited }| {
                view! {
                    <Shown
                        found=page
                        side=side.get_untracked()
                        unfinished=unfinished.get_untracked()
                        q=q.get_untracked()
                    >
                        <Invitations uninvited invited />
                    </Shown>
                }
            }
        />
    }
}

#[component]
fn Shown(
    found: Page<Member>,
    side: String,
    unfinished: String,
    q: String,
    /// Above the list.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let filter = |wanted: &str, waiting: &str| {
        (
            query(&[("side", wanted), ("unfinished", waiting), ("q", &q)]),
            side == wanted && unfinished == waiting,
        )
    };
    let (all, mentors, mentees, waiting) = (
        filter("", ""),
        filter("mentor", ""),
        filter("mentee", ""),
        filter("", "1"),
    );
    let links = vec![
        (text::programmes::everybody(lang), all.0, all.1),
        (text::programmes::mentors(lang), mentors.0, mentors.1),
        (text::programmes::mentees(lang), mentees.0, mentees.1),
        (text::programmes::unfinished(lang), waiting.0, waiting.1),
    ];
    let (pages, page, total) = (found.pages(), found.page, found.total);
    let text_searched = q.clone();
    let here = (side.clone(), unfinished.clone(), q.clone());
    let href = move |page: u32| {
        let (side, unfinished, q) = &here;
        query(&[
            ("side", side),
            ("unfinished", unfinished),
            ("q", q),
            ("page", &page.to_string()),
        ])
    };
    view! {
        <Frame current="/coordinator/people">
            <PageHead title=text::programmes::people(lang)>
                <a class="button button--secondary button--small" href=path(lang, "/coordinator/import")>
                    {text::programmes::import(lang)}
                </a>
            </PageHead>
            <form class="filters" method="get" role="search">
                <div class="field filters__search">
                    <label class="visually-hidden" for="q">
                        {text::programmes::search(lang)}
                    </label>
                    <div class="field__box">
                        <Icon name="search" />
                        <input class="input" type="search" id="q" name="q" value=text_searched dir="auto" />
                    </div>
                </div>
                <button class="button button--secondary">{text::programmes::search(lang)}</button>
            </form>
            {children()}
            <FilterLinks label=text::programmes::filters(lang) links />
            <div class="table-wrap" role="region" tabindex="0" aria-label=text::programmes::people(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{text::programmes::name(lang)}</th>
                            <th scope="col">{text::programmes::side(lang)}</th>
                            <th scope="col">{text::programmes::city(lang)}</th>
                            <th scope="col">{text::programmes::profile(lang)}</th>
                            <th scope="col">{text::programmes::joined(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {found.rows.into_iter().map(|member| view! { <Row member /> }.into_any()).collect_view()}
                    </tbody>
                </table>
            </div>
            <Pagination page pages total href />
        </Frame>
    }
}

/// Whom an import brought in silence can be invited when the programme is ready.
#[component]
fn Invitations(uninvited: u64, invited: Option<u64>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<Invite>();
    view! {
        {invited
            .map(|invited| {
                view! {
                    <div class="banners">
                        <Banner kind="ok" icon="circle-check">
                            {text::programmes::invited(lang, invited)}
                        </Banner>
                    </div>
                }
                    .into_any()
            })}
        {(uninvited > 0)
            .then(|| {
                view! {
                    <CommandForm action class="form card">
                        <p>{text::programmes::uninvited(lang, uninvited)}</p>
                        <div class="actions">
                            <SubmitButton label=text::programmes::invite(lang) class="button button--secondary" />
                        </div>
                    </CommandForm>
                }
                    .into_any()
            })}
    }
}

#[component]
fn Row(member: Member) -> impl IntoView {
    let lang = use_lang();
    let name = if member.name.is_empty() {
        member.email.clone()
    } else {
        member.name
    };
    view! {
        <tr>
            <th scope="row">
                <a href=path(lang, &format!("/coordinator/people/{}", member.person))>
                    <bdi>{name}</bdi>
                </a>
                <DemoTag is_demo=member.is_demo />
                <span dir="auto">{member.headline}</span>
            </th>
            <td data-label=text::programmes::side(
                lang,
            )>
                {match member.side {
                    Side::Mentor => text::programmes::mentor(lang),
                    Side::Mentee => text::programmes::mentee(lang),
                }}
            </td>
            <td data-label=text::programmes::city(lang)>
                <bdi>{member.city}</bdi>
            </td>
            <td data-label=text::programmes::profile(
                lang,
            )>
                {if member.is_finished {
                    view! { <span class="tag tag--ok">{text::programmes::complete(lang)}</span> }
                } else {
                    view! { <span class="tag tag--check">{text::programmes::unfinished(lang)}</span> }
                }}
            </td>
            <td data-label=text::programmes::joined(lang)>{text::date(lang, member.joined)}</td>
        </tr>
    }
}
