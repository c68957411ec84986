//! Everybody in the programme.

use super::{Around, ListPage, counted, in_programme, list_query};
use crate::{
    programmes::{
        api::{ConfirmMembers, ListPeople},
        words::{group_name, progress_name, side_name, standing_name},
    },
    text::{self, programmes as t},
    ui::{
        Banner, Column, Command, CommandForm, DemoTag, FilterLink, Loaded, Narrowed, Paging,
        SubmitButton, cell, from_query, narrowed, path, query, reading, use_lang,
    },
};
use domain::{
    Lang,
    programmes::{Asked, Counts, ListQuery, Member, MemberGroup, Members, Office, Side},
};
use leptos::prelude::*;

#[component]
pub fn PeoplePage() -> impl IntoView {
    let narrowed = narrowed(&ListQuery::NAMES);
    let found = reading(move || ListPeople {
        query: list_query(&narrowed.get()),
    });
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Office<Members>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let Members {
        list,
        sides,
        uninvited,
        asked,
    } = found.shown;
    // Said once, by the page that the command leads to.
    let said = |name| from_query(name).get_untracked().parse().ok();
    let (invited, confirmed) = (said("invited"), said("confirmed"));
    let left = !from_query("left").get_untracked().is_empty();
    let programme = narrowed.get("programme");
    let group = MemberGroup::from_code(&narrowed.get("group"));
    let ticked = group.filter(|group| {
        let rows_are_ticked = [MemberGroup::ToConfirm, MemberGroup::ToInvite];
        rows_are_ticked.contains(group)
    });
    let here = list.counts.of(MemberGroup::ToInvite.code());
    let filters = filters(lang, &narrowed, &list.counts, &sides);
    let import = path(lang, "/coordinator/import") + &in_programme();
    let action = view! {
        <a class="button button--secondary button--small" href=import>
            {t::import(lang)}
        </a>
    }
    .into_any();
    let paging = Paging::of(&list.page);
    let columns = vec![
        Column::sorted(t::name(lang), "name"),
        Column::plain(t::side(lang)),
        Column::sorted(t::city(lang), "city"),
        Column::plain(t::state(lang)),
        Column::sorted(t::joined(lang), "joined"),
    ];
    let kept = narrowed.kept();
    let rows = list.page.rows.into_iter();
    let rows: Vec<_> = rows
        .map(|member| row(lang, member, &kept, ticked))
        .collect();
    let none_yet = (
        t::no_people_title(lang),
        t::no_people(lang),
        t::import_first(lang),
        "/coordinator/import",
    );
    let seen = rows.len() as u64;
    let around = ticked.filter(|_| seen > 0).map(|group| match group {
        MemberGroup::ToInvite => choosing(lang, programme),
        _ => confirming(lang, programme, seen),
    });
    let invitations =
        view! { <Invitations uninvited invited narrowed=narrowed.clone() here /> }.into_any();
    view! {
        <ListPage
            current="/coordinator/people"
            title=t::people(lang)
            programmes=found.programmes
            action
            search=t::search_people(lang)
            narrowed
            facets=list.facets
            filters
            columns
            rows
            paging
            none_yet
            export="people"
            around
            after=view! { <Waiting asked /> }.into_any()
        >
            {invitations}
            {confirmed.map(|confirmed: u64| done(t::confirmed(lang, confirmed)))}
            {left.then(|| done(t::taken_out(lang).to_owned()))}
        </ListPage>
    }
}

/// Those who are known elsewhere, were asked, and are no members: the office sees the address it gave, and no more.
#[component]
fn Waiting(asked: Vec<Asked>) -> impl IntoView {
    let lang = use_lang();
    let none = asked.is_empty();
    let rows = asked.into_iter().map(|one| {
        view! {
            <li>
                <div class="row">
                    <span class="row__text">
                        <b dir="ltr">{one.email}</b>
                        <span>{side_name(lang, one.side)} " · " {text::date(lang, one.on)}</span>
                    </span>
                    <span class="tag">{standing_name(lang, one.standing)}</span>
                </div>
            </li>
        }
        .into_any()
    });
    let rows: Vec<_> = rows.collect();
    (!none).then(|| {
        view! {
            <section class="section">
                <h2>{t::asked_title(lang)}</h2>
                <p class="muted">{t::asked_text(lang)}</p>
                <div class="card card--flush">
                    <ul class="rows">{rows}</ul>
                </div>
            </section>
        }
        .into_any()
    })
}

/// By side, and by what the office does next.
fn filters(
    lang: Lang,
    narrowed: &Narrowed,
    groups: &Counts,
    sides: &Counts,
) -> Vec<(&'static str, Vec<FilterLink>)> {
    let by_side =
        |label, side| narrowed.filter(&counted(lang, label, sides, side), &[("side", side)]);
    let by_group =
        |label, group| narrowed.filter(&counted(lang, label, groups, group), &[("group", group)]);
    let of_sides = vec![
        by_side(t::everybody(lang), ""),
        by_side(t::mentors(lang), Side::Mentor.code()),
        by_side(t::mentees(lang), Side::Mentee.code()),
    ];
    let mut of_groups = vec![by_group(t::whatever(lang), "")];
    of_groups.extend(MemberGroup::ALL.map(|group| by_group(group_name(lang, group), group.code())));
    vec![(t::side(lang), of_sides), (t::filters(lang), of_groups)]
}

/// The form about the rows of those to confirm: each is ticked, whoever is not known is unticked.
fn confirming(lang: Lang, programme: String, seen: u64) -> Around {
    let action = Command::of::<ConfirmMembers>();
    Box::new(move |list| {
        view! {
            <CommandForm action class="form">
                <input type="hidden" name="programme" value=programme />
                <p class="note">{t::confirm_text(lang)}</p>
                {list}
                <div class="actions">
                    <SubmitButton label=t::confirm_seen(lang, seen) />
                </div>
            </CommandForm>
        }
        .into_any()
    })
}

/// Whom an import brought in silence can be invited when the programme is ready: all of them, or those of this list.
#[component]
fn Invitations(
    uninvited: u64,
    invited: Option<u64>,
    narrowed: Narrowed,
    /// How many of the list wait.
    here: u64,
) -> impl IntoView {
    let lang = use_lang();
    let programme = narrowed.get("programme");
    let page = path(lang, "/coordinator/invite");
    let all = page.clone() + query(&[("programme", &programme)]).trim_end_matches('?');
    let is_part = narrowed.is_narrow("programme") && here > 0 && here < uninvited;
    let part = is_part.then(|| {
        let these = narrowed.link(&[("group", MemberGroup::ToInvite.code()), ("sort", "")]);
        view! {
            <a class="button button--secondary" href=page + &these>
                {t::invite_these(lang, here)}
            </a>
        }
        .into_any()
    });
    view! {
        {invited.map(|invited| done(t::invited(lang, invited)))}
        {(uninvited > 0)
            .then(|| {
                view! {
                    <section class="card stack stack--12">
                        <p>{t::uninvited(lang, uninvited)}</p>
                        <div class="actions">
                            <a class="button button--secondary" href=all>
                                {t::invite(lang)}
                            </a>
                            {part}
                        </div>
                    </section>
                }
                    .into_any()
            })}
    }
}

/// What was done, said once.
fn done(sentence: String) -> AnyView {
    view! {
        <div class="banners">
            <Banner kind="ok" icon="circle-check">
                {sentence}
            </Banner>
        </div>
    }
    .into_any()
}

/// The form about the rows of those to invite: those ticked are looked at before anything leaves.
fn choosing(lang: Lang, programme: String) -> Around {
    let page = path(lang, "/coordinator/invite");
    Box::new(move |list| {
        view! {
            <form class="form" method="get" action=page>
                <input type="hidden" name="programme" value=programme />
                {list}
                <div class="actions">
                    <button class="button button--primary">{t::invite_chosen(lang)}</button>
                </div>
            </form>
        }
        .into_any()
    })
}

/// `ticked`: the rows of this group stand in a form, and each is ticked.
fn row(lang: Lang, member: Member, kept: &str, ticked: Option<MemberGroup>) -> AnyView {
    let name = if member.name.is_empty() {
        member.email.clone()
    } else {
        member.name
    };
    let (progress, class) = progress_name(lang, &member.progress);
    let tick = ticked.map(|group| {
        let label = match group {
            MemberGroup::ToInvite => t::invite_one(lang, name.clone()),
            _ => t::confirm_one(lang, name.clone()),
        };
        view! {
            <input type="checkbox" name="people[]" value=member.person.to_string() checked=true aria-label=label />
            " "
        }
        .into_any()
    });
    let page = path(
        lang,
        &format!("/coordinator/people/{}{kept}", member.person),
    );
    view! {
        <tr>
            <th scope="row">
                {tick} <a href=page>
                    <bdi>{name}</bdi>
                </a> <DemoTag is_demo=member.is_demo /> <span dir="auto">{member.headline}</span>
                {ticked.map(|_| view! { <span dir="ltr">{member.email}</span> }.into_any())}
            </th>
            {cell(t::side(lang), side_name(lang, member.progress.side))}
            {cell(t::city(lang), view! { <bdi>{member.city}</bdi> })}
            {cell(t::state(lang), view! { <span class=class>{progress}</span> })}
            {cell(t::joined(lang), text::date(lang, member.joined))}
        </tr>
    }
    .into_any()
}
