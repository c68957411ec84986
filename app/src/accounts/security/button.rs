//! The button that asks a device. The script does the rest, so that it costs the browser's program no code; without it, or
//! where a browser knows no passkeys, it is not seen.

use crate::{text::security as t, ui::use_lang};
use leptos::prelude::*;

/// Signing in without an address.
#[component]
pub fn PasskeySignIn(next: String) -> impl IntoView {
    let lang = use_lang();
    view! { <PasskeyButton what="sign-in" label=t::sign_in(lang) class="button button--secondary" next /> }
}

/// `what`: as in the path of the route that it asks, `/api/passkeys/{what}`.
#[component]
pub(super) fn PasskeyButton(
    what: &'static str,
    label: &'static str,
    #[prop(default = "button button--primary")] class: &'static str,
    #[prop(optional)] next: String,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="passkey stack stack--8">
            <div class="actions">
                <button
                    type="submit"
                    class=class
                    data-passkey=what
                    data-next=next
                    data-cancelled=t::cancelled(lang)
                    data-already=t::already(lang)
                >
                    {label}
                </button>
            </div>
            <p class="passkey__said" role="alert"></p>
        </div>
    }
}
