//! Whom one works with and how to reach them; conversation inside the app is not built yet, and the page says so.

use crate::{
    mentorships::api::ListMentorships,
    text::{self, mentorships as t},
    ui::{Avatar, Empty, Loaded, PageHead, Shell, Tab, live_reading, path, use_lang},
};
use domain::mentorships::MentorshipView;
use leptos::prelude::*;

#[component]
pub fn Messages() -> impl IntoView {
    let lang = use_lang();
    let list = live_reading(|| ListMentorships {});
    view! {
        <Loaded
            resource=list
            view=move |list| {
                let open = reachable(list);
                view! {
                    <Shell tab=Tab::Messages>
                        <PageHead title=text::common::messages(lang) />
                        {if open.is_empty() {
                            view! {
                                <Empty title=t::empty_title(lang) sentence=t::empty_text(lang)>
                                    <a class="button button--primary" href=path(lang, "/mentorship")>
                                        {t::to_mentoring(lang)}
                                    </a>
                                </Empty>
                            }
                                .into_any()
                        } else {
                            view! {
                                <p class="note">{t::messages_note(lang)}</p>
                                <ul class="rows">
                                    {open.into_iter().map(|one| view! { <Line one /> }.into_any()).collect_view()}
                                </ul>
                            }
                                .into_any()
                        }}
                    </Shell>
                }
            }
        />
    }
}

/// Those whose contact details are open.
fn reachable(mut list: Vec<MentorshipView>) -> Vec<MentorshipView> {
    list.retain(|one| !one.other.email.is_empty());
    list
}

#[component]
fn Line(one: MentorshipView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <li>
            <div class="row">
                <Avatar person=one.other.person name=one.other.name.clone() />
                <span class="row__text">
                    <b>
                        <bdi>{one.other.name.clone()}</bdi>
                    </b>
                    <span dir="ltr">{one.other.email.clone()}</span>
                </span>
                <a class="button button--secondary button--small" href=format!("mailto:{}", one.other.email)>
                    {t::do_write(lang, one.other.short)}
                </a>
            </div>
        </li>
    }
}
