//! For which kinds of notices one wants mail as well.

use crate::{
    notifications::{
        api::{ChooseMail, ShowChoices},
        sentences::label,
    },
    text::notifications as t,
    ui::{
        Command, CommandForm, Loaded, PageHead, SavedJustNow, Shell, SubmitButton, Tab, path,
        reading, use_lang,
    },
};
use domain::notifications::NoticeChoice;
use leptos::prelude::*;

/// Names the type for the view below.
const fn boxes(choices: Vec<NoticeChoice>) -> Vec<NoticeChoice> {
    choices
}

#[component]
pub fn Choices() -> impl IntoView {
    let lang = use_lang();
    let choices = reading(|| ShowChoices {});
    view! {
        <Loaded
            resource=choices
            view=move |choices| {
                let action = Command::of::<ChooseMail>();
                view! {
                    <Shell tab=Tab::Me class="main main--narrow">
                        <PageHead title=t::choices_title(lang) back=path(lang, "/me")>
                            <SavedJustNow />
                        </PageHead>
                        <p>{t::choices_lead(lang)}</p>
                        <CommandForm action>
                            <fieldset class="field">
                                <legend class="visually-hidden">{t::choices_title(lang)}</legend>
                                {boxes(choices)
                                    .into_iter()
                                    .map(|choice| {
                                        view! {
                                            <label class="check">
                                                <input
                                                    type="checkbox"
                                                    name="mail[]"
                                                    value=choice.kind.code()
                                                    checked=choice.mail
                                                />
                                                <span>{label(lang, choice.kind)}</span>
                                            </label>
                                        }
                                            .into_any()
                                    })
                                    .collect_view()}
                            </fieldset>
                            <div class="actions">
                                <SubmitButton label=t::save(lang) />
                            </div>
                        </CommandForm>
                    </Shell>
                }
            }
        />
    }
}
