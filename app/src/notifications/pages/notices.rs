//! What happened to the viewer, the newest first.

use crate::{
    notifications::{
        api::{ListNotices, MarkAllRead},
        sentence,
    },
    text::{self, notifications as t},
    ui::{
        Command, CommandForm, Empty, Icon, Loaded, PageHead, Shell, SubmitButton, live_reading,
        path, use_lang,
    },
};
use domain::notifications::{NOTICES_PAGE, NoticeLine, NoticePage};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Notices() -> impl IntoView {
    let query = use_query_map();
    let page = move || query.with(|query| query.get("page").unwrap_or_else(|| "1".into()));
    let notices = live_reading(move || ListNotices { page: page() });
    view! { <Loaded resource=notices view=|page| view! { <Page page /> } /> }
}

#[component]
fn Page(page: NoticePage) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<MarkAllRead>();
    let is_empty = page.lines.is_empty();
    let has_older = page.page * NOTICES_PAGE < page.total;
    let at = move |number: i64| path(lang, &format!("/notices?page={number}"));
    let number = page.page;
    let has_unread = page.unread > 0;
    let has_newer = number > 1;
    view! {
        <Shell>
            <PageHead title=t::title(lang) back=path(lang, "/home") />
            {has_unread
                .then(|| {
                    view! {
                        <CommandForm action>
                            <div class="actions">
                                <SubmitButton label=t::mark_read(lang) class="button button--secondary" />
                            </div>
                        </CommandForm>
                    }
                        .into_any()
                })}
            {is_empty
                .then(|| {
                    view! {
                        <Empty title=t::empty_title(lang) sentence=t::empty_text(lang)>
                            <a class="button button--secondary" href=path(lang, "/me/notices")>
                                {t::choices(lang)}
                            </a>
                        </Empty>
                    }
                        .into_any()
                })}
            <ul class="rows rows--notices">
                {page.lines.into_iter().map(|line| view! { <Line line /> }.into_any()).collect_view()}
            </ul>
            {(has_newer || has_older)
                .then(|| {
                    view! {
                        <nav class="pagination" aria-label=t::title(lang)>
                            <p>{t::page(lang, number)}</p>
                            {has_newer
                                .then(|| {
                                    view! {
                                        <a rel="prev" href=at(number - 1)>
                                            {t::newer(lang)}
                                        </a>
                                    }
                                        .into_any()
                                })}
                            {has_older
                                .then(|| {
                                    view! {
                                        <a rel="next" href=at(number + 1)>
                                            {t::older(lang)}
                                        </a>
                                    }
                                        .into_any()
                                })}
                        </nav>
                    }
                        .into_any()
                })}
            {(!is_empty)
                .then(|| {
                    view! {
                        <p>
                            <a href=path(lang, "/me/notices")>{t::choices(lang)}</a>
                        </p>
                    }
                        .into_any()
                })}
        </Shell>
    }
}

#[component]
fn Line(line: NoticeLine) -> impl IntoView {
    let lang = use_lang();
    let class = if line.is_unread {
        "row is-unread"
    } else {
        "row"
    };
    let day = text::date_with_weekday(lang, line.at.day);
    let when = t::at(lang, day, text::clock(line.at));
    view! {
        <li>
            <a class=class href=path(lang, &line.facts.path_from(line.id))>
                <span class="row__text">
                    <b dir="auto">{sentence(lang, line.kind, &line.facts)}</b>
                    <span>
                        {line
                            .is_unread
                            .then(|| {
                                view! { <span class="visually-hidden">{t::unread_mark(lang)} " "</span> }.into_any()
                            })} {when}
                    </span>
                </span>
                <Icon name="chevron-right" class="icon icon--flip row__chevron" />
            </a>
        </li>
    }
}
