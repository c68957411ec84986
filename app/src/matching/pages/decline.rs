//! Declining: a reason, and kind words that the mentor may change.
//!
//! Choosing another reason offers its words, unless the mentor wrote their own. Without a script a choice asks for the
//! page again with what stands in the form, so that nothing typed is lost.

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
use domain::{
    Lang,
    matching::{
        request::{DeclineReason, NOTE_MAX},
        views::RequestPage,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The button of a reason stands outside of the form that it sends.
const FORM: &str = "decline";

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
    let asked = use_query_map().get_untracked();
    let chosen = asked.get("choose");
    let chosen = chosen.and_then(|code| DeclineReason::from_code(&code));
    let chosen = RwSignal::new(chosen.unwrap_or(DeclineReason::NoTime));
    let typed = StoredValue::new(asked.get("note").unwrap_or_default());
    let id = page.line.id;
    let first_name = page.line.who.first_name;
    let name = first_name.clone();
    let request = path(lang, &format!("/requests/{id}"));
    view! {
        <PageHead title=t::decline_title(lang, first_name) sub=t::decline_lead(lang) back=request.clone() />
        <Reasons chosen request=request.clone() />
        <div on:input=move |event| {
            typed.set_value(event_target_value(&event))
        }>
            {move || {
                let (reason, name) = (chosen.get(), name.clone());
                view! {
                    <CommandForm action id=FORM>
                        <input type="hidden" name="request" value=id.to_string() />
                        <input type="hidden" name="reason" value=reason.code() />
                        <TextArea
                            name="note"
                            label=t::note(lang, name)
                            value=typed.with_value(|typed| offered(lang, reason, typed))
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
        </div>
    }
}

/// One button for each reason.
#[component]
fn Reasons(chosen: RwSignal<DeclineReason>, request: String) -> impl IntoView {
    let lang = use_lang();
    let buttons = DeclineReason::ALL
        .into_iter()
        .map(|reason| {
            view! {
                <li>
                    <button
                        class="chip"
                        form=FORM
                        formmethod="get"
                        formaction=format!("{request}/decline")
                        name="choose"
                        value=reason.code()
                        aria-current=move || (chosen.get() == reason).then_some("true")
                        on:click=move |event| {
                            event.prevent_default();
                            chosen.set(reason);
                        }
                    >
                        {decline_reason(lang, reason)}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <nav class="chips" aria-label=t::decline_why(lang)>
            <ul class="chips__list">{buttons}</ul>
        </nav>
    }
}

/// What stands in the field: the mentor's own words, or those of the reason while nobody changed an offered wording.
fn offered(lang: Lang, reason: DeclineReason, typed: &str) -> String {
    let own = typed.replace('\r', "");
    let own = own.trim();
    let is_offered = |reason: &DeclineReason| words(lang, *reason).trim() == own;
    if own.is_empty() || DeclineReason::ALL.iter().any(is_offered) {
        words(lang, reason).to_owned()
    } else {
        typed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_reason_replaces_its_words_but_never_the_mentors() {
        for lang in Lang::ALL {
            for before in DeclineReason::ALL {
                let untouched = format!("{}\r\n", words(lang, before));
                let now = offered(lang, DeclineReason::TooEarly, &untouched);
                assert_eq!(now, words(lang, DeclineReason::TooEarly));
            }
            let own = format!("{} À bientôt !", words(lang, DeclineReason::NoTime));
            assert_eq!(offered(lang, DeclineReason::TooEarly, &own), own);
        }
    }
}
