//! Letting somebody in again who lost their passkeys: one administrator asks, another confirms.

use super::api::{ConfirmReset, OpenReset, RefuseReset, ShowResets};
use crate::{
    administration::Frame,
    text::{self, security as t},
    ui::{
        Command, CommandForm, Field, Loaded, PageHead, SavedJustNow, SubmitButton, path, reading,
        use_lang,
    },
};
use domain::accounts::WaitingReset;
use leptos::prelude::*;

#[component]
pub fn Resets() -> impl IntoView {
    let resets = reading(|| ShowResets {});
    view! { <Loaded resource=resets view=|resets| view! { <Shown resets /> } /> }
}

#[component]
fn Shown(resets: Vec<WaitingReset>) -> impl IntoView {
    let lang = use_lang();
    let open = Command::of::<OpenReset>();
    let confirm = Command::of::<ConfirmReset>();
    let refuse = Command::of::<RefuseReset>();
    let nothing = resets.is_empty();
    view! {
        <Frame current="/admin/people">
            <PageHead title=t::reset_title(lang) back=path(lang, "/admin")>
                <SavedJustNow />
            </PageHead>
            <section class="card stack">
                <p class="measure">{t::reset_lead(lang)}</p>
                <CommandForm action=open>
                    <Field name="email" kind="email" label=t::reset_email(lang) autocomplete="off" />
                    <div class="actions">
                        <SubmitButton label=t::reset_open(lang) />
                    </div>
                </CommandForm>
            </section>
            <section class="section">
                <div class="section__head">
                    <h2>{t::reset_waiting(lang)}</h2>
                </div>
                {nothing.then(|| view! { <p class="muted">{t::reset_none(lang)}</p> }.into_any())}
                <ul class="rows">
                    {resets.into_iter().map(|reset| view! { <Line reset confirm refuse /> }).collect_view()}
                </ul>
            </section>
        </Frame>
    }
}

#[component]
fn Line(reset: WaitingReset, confirm: Command, refuse: Command) -> impl IntoView {
    let lang = use_lang();
    let until = reset.until;
    let time = format!("{:02}:{:02}", until.hour, until.minute);
    let said = t::reset_by(lang, reset.opened_by, text::date(lang, until.day), time);
    let id = reset.id;
    view! {
        <li>
            <div class="row">
                <span class="row__text">
                    <b>
                        <bdi>{reset.email}</bdi>
                    </b>
                    <span>{said}</span>
                </span>
                {if reset.is_mine_to_confirm {
                    view! {
                        <CommandForm action=confirm class="">
                            <input type="hidden" name="id" value=id.to_string() />
                            <SubmitButton label=t::reset_confirm(lang) class="button button--danger button--small" />
                        </CommandForm>
                    }
                        .into_any()
                } else {
                    view! { <span class="tag">{t::reset_other(lang)}</span> }.into_any()
                }}
                <CommandForm action=refuse class="">
                    <input type="hidden" name="id" value=id.to_string() />
                    <SubmitButton label=t::reset_refuse(lang) class="button button--secondary button--small" />
                </CommandForm>
            </div>
        </li>
    }
}
