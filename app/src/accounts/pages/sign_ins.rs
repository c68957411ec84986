//! One's own sign-ins, and ending any of them.

use crate::{
    accounts::api::{self, SignInLine, show_sign_ins},
    text,
    ui::{CommandForm, Loaded, PageHead, Shell, SubmitButton, Tab, path, use_lang},
};
use leptos::prelude::*;

type Lines = Vec<SignInLine>;

#[component]
pub fn SignIns() -> impl IntoView {
    let lang = use_lang();
    let end = ServerAction::<api::EndSignIn>::new();
    let lines = Resource::new(move || end.version().get(), |_| show_sign_ins());
    let all = ServerAction::<api::SignOutEverywhere>::new();
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
                        />
                        <ul class="rows">{lines.into_iter().map(|line| view! { <Line line end /> }).collect_view()}</ul>
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
fn Line(line: SignInLine, end: ServerAction<api::EndSignIn>) -> impl IntoView {
    let lang = use_lang();
    let [since, seen] = [line.since, line.seen].map(|time| text::date(lang, time.day));
    let seen = text::accounts::seen(lang, since, seen);
    view! {
        <li>
            <div class="row">
                <span class="row__text">
                    <b>
                        <bdi>{line.device}</bdi>
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
