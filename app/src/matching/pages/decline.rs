//! Declining: a reason, and kind words that the mentor may change.
//!
//! The reason is part of the address, so that its words are offered without a script too.

use crate::{
    matching::{
        api,
        components::{decline_reason, words},
    },
    text::matching as t,
    ui::{
        Command, CommandForm, Loaded, PageHead, Shell, SubmitButton, Tab, TextArea, path, reading,
        use_lang,
    },
};
use domain::matching::{
    request::{DeclineReason, NOTE_MAX},
    views::RequestPage,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn DeclineRequest() -> impl IntoView {
    let params = use_params_map();
    let request = reading(move || api::ShowRequest {
        request: params.read().get("id").unwrap_or_default(),
    });
    let action = Command::of::<api::Decline>();
    view! {
        <Loaded
            resource=request
            view=move |page: RequestPage| {
                view! {
                    <Shell tab=Tab::Mentorship class="main main--narrow">
                        <Content page action />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Content(page: RequestPage, action: Command) -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let chosen = Memo::new(move |_| {
        let code = query.read().get("reason");
        code.and_then(|code| DeclineReason::from_code(&code))
            .unwrap_or(DeclineReason::NoTime)
    });
    let id = page.line.id;
    let first_name = page.line.who.first_name;
    let name = first_name.clone();
    let request = path(lang, &format!("/requests/{id}"));
    let back = request.clone();
    view! {
        <PageHead title=t::decline_title(lang, first_name) sub=t::decline_lead(lang) back=back />
        <nav class="chips" aria-label=t::decline_why(lang)>
            <ul class="chips__list">
                {DeclineReason::ALL
                    .into_iter()
                    .map(|reason| {
                        view! {
                            <li>
                                <a
                                    class="chip"
                                    href=format!("{request}/decline?reason={}", reason.code())
                                    aria-current=move || (chosen.get() == reason).then_some("true")
                                >
                                    {decline_reason(lang, reason)}
                                </a>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ul>
        </nav>
        {move || {
            let (reason, name) = (chosen.get(), name.clone());
            view! {
                <CommandForm action>
                    <input type="hidden" name="request" value=id.to_string() />
                    <input type="hidden" name="reason" value=reason.code() />
                    <TextArea
                        name="note"
                        label=t::note(lang, name)
                        value=words(lang, reason)
                        rows=6
                        maxlength=NOTE_MAX as u32
                        optional=true
                    />
                    <div class="foot">
                        <SubmitButton label=t::decline_send(lang) />
                        <a class="button button--secondary" href=path(lang, &format!("/requests/{id}"))>
                            {t::keep(lang)}
                        </a>
                    </div>
                </CommandForm>
            }
        }}
    }
}
