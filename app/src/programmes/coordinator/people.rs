//! Everybody in the programme.

use super::{ListPage, in_programme, person_link};
use crate::{
    programmes::api::{Invite, ListPeople},
    text::{self, programmes as t},
    ui::{
        Banner, Command, CommandForm, DemoTag, Loaded, Narrowed, Paging, SubmitButton, cell,
        from_query, narrowed, path, reading, use_lang,
    },
};
use domain::{
    Lang,
    programmes::{Member, Members, Office, Side},
};
use leptos::prelude::*;

#[component]
pub fn PeoplePage() -> impl IntoView {
    let narrowed = narrowed(&["programme", "side", "unfinished", "q", "page"]);
    let found = reading(move || {
        let narrowed = narrowed.get();
        ListPeople {
            programme: narrowed.get("programme"),
            side: narrowed.get("side"),
            unfinished: narrowed.get("unfinished"),
            q: narrowed.get("q"),
            page: narrowed.get("page"),
        }
    });
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Office<Members>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let Members {
        page, uninvited, ..
    } = found.shown;
    // Said once, by the page that the invitation leads to.
    let invited = from_query("invited").get_untracked().parse().ok();
    let programme = narrowed.get("programme");
    let filter = |label, side, unfinished| {
        narrowed.filter(label, &[("side", side), ("unfinished", unfinished)])
    };
    let filters = vec![
        filter(t::everybody(lang), "", ""),
        filter(t::mentors(lang), "mentor", ""),
        filter(t::mentees(lang), "mentee", ""),
        filter(t::unfinished(lang), "", "1"),
    ];
    let import = path(lang, "/coordinator/import") + &in_programme();
    let action = view! {
        <a class="button button--secondary button--small" href=import>
            {t::import(lang)}
        </a>
    }
    .into_any();
    let paging = Paging::of(&page);
    let columns = vec![
        t::name(lang),
        t::side(lang),
        t::city(lang),
        t::profile(lang),
        t::joined(lang),
    ];
    let rows = page
        .rows
        .into_iter()
        .map(|member| row(lang, member))
        .collect();
    let none_yet = (
        t::no_people_title(lang),
        t::no_people(lang),
        t::import_first(lang),
        "/coordinator/import",
    );
    view! {
        <ListPage
            current="/coordinator/people"
            title=t::people(lang)
            programmes=found.programmes
            action
            search=t::search_people(lang)
            narrowed
            filters
            columns
            rows
            paging
            none_yet
        >
            <Invitations uninvited invited programme />
        </ListPage>
    }
}

/// Whom an import brought in silence can be invited when the programme is ready.
#[component]
fn Invitations(uninvited: u64, invited: Option<u64>, programme: String) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<Invite>();
    view! {
        {invited
            .map(|invited| {
                view! {
                    <div class="banners">
                        <Banner kind="ok" icon="circle-check">
                            {t::invited(lang, invited)}
                        </Banner>
                    </div>
                }
                    .into_any()
            })}
        {(uninvited > 0)
            .then(|| {
                view! {
                    <CommandForm action class="form card">
                        <input type="hidden" name="programme" value=programme />
                        <p>{t::uninvited(lang, uninvited)}</p>
                        <div class="actions">
                            <SubmitButton label=t::invite(lang) class="button button--secondary" />
                        </div>
                    </CommandForm>
                }
                    .into_any()
            })}
    }
}

fn row(lang: Lang, member: Member) -> AnyView {
    let name = if member.name.is_empty() {
        member.email
    } else {
        member.name
    };
    let side = match member.side {
        Side::Mentor => t::mentor(lang),
        Side::Mentee => t::mentee(lang),
    };
    let profile = if member.is_finished {
        view! { <span class="tag tag--ok">{t::complete(lang)}</span> }
    } else {
        view! { <span class="tag tag--check">{t::unfinished(lang)}</span> }
    };
    view! {
        <tr>
            <th scope="row">
                {person_link(member.person, name)} <DemoTag is_demo=member.is_demo />
                <span dir="auto">{member.headline}</span>
            </th>
            {cell(t::side(lang), side)}
            {cell(t::city(lang), view! { <bdi>{member.city}</bdi> })}
            {cell(t::profile(lang), profile)}
            {cell(t::joined(lang), text::date(lang, member.joined))}
        </tr>
    }
    .into_any()
}
