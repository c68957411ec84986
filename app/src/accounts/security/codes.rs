//! Recovery codes: how many are left, and ten new ones, which this page shows once.

use crate::{
    text::{self, security as t},
    ui::{FileForm, Icon, SubmitButton, path, use_lang},
};
use leptos::prelude::*;

/// Where the form of new codes is posted; a route of its own, since its answer is the page itself.
pub const RECOVERY_CODES: &str = "/api/recovery-codes";

/// New codes, in the context of the page that answers the form.
#[derive(Clone, Debug)]
pub struct FreshCodes(pub Vec<String>);

#[component]
pub(super) fn Codes(left: Option<u32>, has_passkey: bool) -> impl IntoView {
    let lang = use_lang();
    let fresh = use_context::<FreshCodes>();
    let has_fresh = fresh.is_some();
    let label = if left.is_some() {
        t::codes_renew(lang)
    } else {
        t::codes_make(lang)
    };
    view! {
        <section class="card stack" id="codes">
            <h2>{t::codes_title(lang)}</h2>
            <p>{t::codes_lead(lang)}</p>
            {fresh.map(|FreshCodes(codes)| view! { <Shown codes /> }.into_any())}
            {left.filter(|_| !has_fresh).map(|left| view! { <p>{t::codes_left(lang, u64::from(left))}</p> }.into_any())}
            {if has_fresh {
                view! {
                    <div class="actions">
                        <a class="button button--primary" href=path(lang, "/me/security")>
                            {t::codes_noted(lang)}
                        </a>
                    </div>
                }
                    .into_any()
            } else if has_passkey {
                view! {
                    <FileForm action=RECOVERY_CODES>
                        <div class="actions">
                            <SubmitButton label class="button button--secondary" />
                        </div>
                    </FileForm>
                }
                    .into_any()
            } else {
                view! { <p class="muted">{t::codes_first(lang)}</p> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Shown(codes: Vec<String>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="note" role="status">
            <Icon name="info" />
            <span>{t::codes_now(lang)}</span>
        </p>
        <ol class="codes" dir="ltr" aria-label=text::security::codes_title(lang)>
            {codes
                .into_iter()
                .map(|code| {
                    view! {
                        <li>
                            <code>{code}</code>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}
