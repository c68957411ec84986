//! Asking a mentor: a message.

use super::mentor::{Hindrance, deadline};
use crate::{
    matching::{api, components::shown, list::ListPlace},
    text::matching as t,
    ui::{
        Command, CommandForm, Loaded, PageHead, Privacy, Shell, SubmitButton, Tab, TextArea, path,
        reading, use_lang,
    },
};
use domain::matching::{
    request::MESSAGE_MAX,
    views::{Asking, MentorPage},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn NewRequest() -> impl IntoView {
    let params = use_params_map();
    let address = use_query_map();
    let mentor = reading(move || api::ShowMentor {
        mentor: params.read().get("id").unwrap_or_default(),
        programme: address.read().get("programme").unwrap_or_default(),
    });
    let action = Command::of::<api::Ask>();
    view! {
        <Loaded
            resource=mentor
            view=move |page: MentorPage| {
                view! {
                    <Shell tab=Tab::Mentorship class="main main--narrow">
                        <Form page action list=ListPlace::of(&address.get_untracked()) />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Form(page: MentorPage, action: Command, list: ListPlace) -> impl IntoView {
    let lang = use_lang();
    let who = page.card.who;
    let back = path(lang, &list.mentor(who.person));
    let programme = shown(&page.programmes);
    if page.asking != Asking::Possible && !action.came_back() {
        return view! {
            <PageHead title=t::ask(lang, who.first_name) back />
            <Hindrance asking=page.asking />
        }
        .into_any();
    }
    view! {
        <PageHead title=t::ask(lang, who.first_name.clone()) sub=t::request_sub(lang) back />
        <CommandForm action>
            <input type="hidden" name="mentor" value=who.person.to_string() />
            <input type="hidden" name="programme" value=programme />
            <TextArea
                name="message"
                label=t::message(lang)
                hint=t::message_hint(lang)
                rows=8
                maxlength=MESSAGE_MAX as u32
            />
            <Privacy text=t::message_privacy(lang, who.first_name) />
            <div class="foot">
                <SubmitButton label=t::send(lang) />
                <p class="foot__note">{deadline(lang, page.next_best.as_deref())}</p>
            </div>
        </CommandForm>
    }
    .into_any()
}
