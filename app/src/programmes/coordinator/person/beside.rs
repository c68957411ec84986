//! The list that led to a member, beside them on a wide page.

use crate::{
    programmes::words::{progress_name, side_name},
    text::programmes as t,
    ui::{Narrowed, Pagination, Paging, path, use_lang},
};
use domain::programmes::{Members, Office};
use leptos::prelude::*;

/// The page of the list that led here, narrowed as it was.
#[component]
pub(super) fn Beside(found: Office<Members>, narrowed: Narrowed, current: String) -> impl IntoView {
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
