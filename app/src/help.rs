//! The help page: how the programme works, and questions with their answers. Works with no WASM at all.
//!
//! Its contents are two lists of messages, so that the page costs the browser a loop and no more.

use crate::{
    text::{Lang, help, landing},
    ui::{Plain, Title, path, use_lang, use_viewer},
};
use leptos::prelude::*;

type Message = fn(Lang) -> &'static str;

/// What happens, in order.
const STEPS: [(Message, Message); 6] = [
    (help::step_apply, help::step_apply_text),
    (help::step_suggestions, help::step_suggestions_text),
    (help::step_request, help::step_request_text),
    (help::step_charter, help::step_charter_text),
    (help::step_meetings, help::step_meetings_text),
    (help::step_circle, help::step_circle_text),
];

const QUESTIONS: [(Message, Message); 9] = [
    (help::ask_privacy, help::ask_privacy_text),
    (help::ask_silence, help::ask_silence_text),
    (help::ask_wrong, help::ask_wrong_text),
    (help::ask_zones, help::ask_zones_text),
    (help::ask_cost, help::ask_cost_text),
    (help::ask_mentor, help::ask_mentor_text),
    (help::ask_install, help::ask_install_text),
    (help::ask_script, help::ask_script_text),
    (help::ask_contact, help::ask_contact_text),
];

#[component]
pub fn Help() -> impl IntoView {
    let lang = use_lang();
    let steps = STEPS.into_iter().map(move |(title, text)| {
        view! {
            <li>
                <h2 class="h3">{title(lang)}</h2>
                <p class="muted">{text(lang)}</p>
            </li>
        }
        .into_any()
    });
    let questions = QUESTIONS.into_iter().map(move |(question, answer)| {
        view! {
            <details class="disclosure">
                <summary>{question(lang)}</summary>
                <p>{answer(lang)}</p>
            </details>
        }
        .into_any()
    });
    let is_signed_in = use_viewer().is_some_and(|viewer| viewer.is_signed_in().get_untracked());
    view! {
        <Plain class="plain__main plain__main--wide help">
            <Title text=help::title(lang) />
            <h1>{help::title(lang)}</h1>
            <p class="plain__lead">{help::lead(lang)}</p>
            <ol class="numbered">{steps.collect_view()}</ol>
            <section class="section" aria-labelledby="questions">
                <h2 id="questions">{help::questions(lang)}</h2>
                {questions.collect_view()}
            </section>
            {(!is_signed_in)
                .then(|| {
                    view! {
                        <div class="actions section">
                            <a class="button button--primary" href=path(lang, "/sign-up?as=mentee")>
                                {landing::find_mentor(lang)}
                            </a>
                            <a class="button button--tertiary" href=path(lang, "/sign-up?as=mentor")>
                                {landing::become_mentor(lang)}
                            </a>
                        </div>
                    }
                        .into_any()
                })}
        </Plain>
    }
}
