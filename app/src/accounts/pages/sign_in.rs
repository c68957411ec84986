//! Signing in.

use crate::{
    accounts::api,
    text,
    ui::{CommandForm, Field, Plain, SubmitButton, Title, use_lang},
};
use leptos::prelude::*;

#[component]
pub fn SignIn() -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<api::SignIn>::new();
    view! {
        <Plain>
            <Title text=text::accounts::sign_in_title(lang) />
            <h1>{text::accounts::sign_in_title(lang)}</h1>
            <CommandForm action>
                <Field name="email" kind="email" label=text::accounts::email(lang) autocomplete="username" />
                <Field
                    name="password"
                    kind="password"
                    label=text::accounts::password(lang)
                    autocomplete="current-password"
                />
                <div class="actions">
                    <SubmitButton label=text::common::sign_in(lang) />
                </div>
            </CommandForm>
        </Plain>
    }
}
