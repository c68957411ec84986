//! One's own sign-ins, and ending any of them.

use crate::{
    accounts::api::{self, ShowSignIns, SignInLine},
    text,
    ui::{
        Command, CommandForm, Loaded, PageHead, SavedJustNow, Shell, SubmitButton, Tab, path,
        reading, use_lang,
    },
};
use leptos::prelude::*;

type Lines = Vec<SignInLine>;

#[component]
pub fn SignIns() -> impl IntoView {
    let lang = use_lang();
    let end = Command::of::<api::EndSignIn>();
    let lines = reading(|| ShowSignIns {});
    let all = Command::of::<api::SignOutEverywhere>();
    view! {
        <Loaded
            resource=lines
            view=move |lines: Lines| {
                view! {
                    <Shell tab=Tab::Me class="main main--narrow">
                        <PageHead
                            title=text::accounts::sign_ins_title(lang)
                            sub=text::accounts::sign_ins_sub(lang)
                            back=path(lang, "/me/account")
                        >
                            <SavedJustNow />
                        </PageHead>
                        <ul class="rows">
                            {lines.into_iter().map(|line| view! { <Line line end /> }.into_any()).collect_view()}
                        </ul>
                        <CommandForm action=all>
                            <div class="actions">
                                <SubmitButton label=text::accounts::end_all(lang) class="button button--danger" />
                            </div>
                        </CommandForm>
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Line(line: SignInLine, end: Command) -> impl IntoView {
    let lang = use_lang();
    let [since, seen] = [line.since, line.seen].map(|time| text::date(lang, time.day));
    let seen = text::accounts::seen(lang, since, seen);
    let device = if line.device.is_empty() {
        text::accounts::unknown_device(lang).to_owned()
    } else {
        line.device
    };
    view! {
        <li>
            <div class="row">
                <span class="row__text">
                    <b>
                        <bdi>{device}</bdi>
                    </b>
                    <span>{seen}</span>
                </span>
                {if line.here {
                    view! { <span class="tag tag--ok">{text::accounts::sign_in_here(lang)}</span> }.into_any()
                } else {
                    view! {
                        <CommandForm action=end class="">
                            <input type="hidden" name="id" value=line.id.to_string() />
                            <SubmitButton
                                label=text::accounts::end_sign_in(lang)
                                class="button button--secondary button--small"
                            />
                        </CommandForm>
                    }
                        .into_any()
                }}
            </div>
        </li>
    }
}
