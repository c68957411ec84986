//! Before many are invited: how many these are, what they would read, who is left out; then one button.

use super::{Frame, Head, list_query};
use crate::{
    programmes::{
        api::{Invite, ShowInviting},
        words::{left_out_name, side_name},
    },
    text::programmes as t,
    ui::{Command, CommandForm, Loaded, Narrowed, SubmitButton, narrowed, path, reading, use_lang},
};
use domain::{
    Lang,
    programmes::{InvitationMail, InvitationsView, LeftOut, Office},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What a list is narrowed to. Its order and page mean nothing here, and a form has a field `page` of its own.
const NAMES: [&str; 7] = [
    "programme",
    "side",
    "group",
    "country",
    "sector",
    "federation",
    "q",
];

#[component]
pub fn InvitePage() -> impl IntoView {
    let narrowed = narrowed(&NAMES);
    let query = use_query_map();
    let people =
        Memo::new(move |_| query.with(|query| query.get_all("people[]").unwrap_or_default()));
    let found = reading(move || ShowInviting {
        query: list_query(&narrowed.get()),
        people: people.get(),
    });
    let view = move |found| {
        let (narrowed, people) = (narrowed.get_untracked(), people.get_untracked());
        view! { <Shown found narrowed people /> }
    };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(
    found: Office<InvitationsView>,
    narrowed: Narrowed,
    /// Those chosen of the list; nobody where all of it is meant.
    people: Vec<String>,
) -> impl IntoView {
    let lang = use_lang();
    let InvitationsView {
        people: count,
        mails,
        notices,
        left_out,
        ..
    } = found.shown;
    let back = path(lang, "/coordinator/people") + &narrowed.kept();
    let action = Command::of::<Invite>();
    let chosen = people
        .into_iter()
        .map(|person| view! { <input type="hidden" name="people[]" value=person /> }.into_any())
        .collect_view();
    let whom = if narrowed.is_narrow("programme") {
        t::inviting_list(lang)
    } else {
        t::inviting_all(lang)
    };
    let hidden = narrowed.hidden();
    let cancel = back.clone();
    let send = (count > 0).then(move || {
        view! {
            <CommandForm action>
                {hidden} {chosen} <input type="hidden" name="seen" value=count.to_string() /> <div class="actions">
                    <SubmitButton label=t::invite_send(lang, count) />
                    <a class="button button--secondary" href=cancel>
                        {t::inviting_cancel(lang)}
                    </a>
                </div>
            </CommandForm>
        }
        .into_any()
    });
    let nobody = (count == 0).then(move || {
        view! {
            <p>{t::inviting_nobody(lang)}</p>
            <div class="actions">
                <a class="button button--secondary" href=back>
                    {t::see_people(lang)}
                </a>
            </div>
        }
        .into_any()
    });
    view! {
        <Frame current="/coordinator/people">
            <Head title=t::inviting_title(lang) sub=whom programmes=found.programmes />
            <div class="stack">
                <section class="card stack">
                    <h2>{t::inviting_count(lang, count)}</h2>
                    <Ways mails=mails.clone() notices />
                    {nobody}
                    {send}
                </section>
                <LeftOutList left_out />
                {mails.into_iter().map(|mail| view! { <Example mail /> }.into_any()).collect_view()}
            </div>
        </Frame>
    }
}

/// In which language and as what, with how many each.
#[component]
fn Ways(mails: Vec<InvitationMail>, notices: u64) -> impl IntoView {
    let lang = use_lang();
    let mails = mails
        .into_iter()
        .map(|mail| (mail_name(lang, &mail), mail.people));
    let notices = (notices > 0).then(|| (t::inviting_notices(lang).to_owned(), notices));
    counted_list(mails.chain(notices))
}

/// Who is not asked, and why.
#[component]
fn LeftOutList(left_out: Vec<(LeftOut, u64)>) -> impl IntoView {
    let lang = use_lang();
    let none = left_out.is_empty();
    let lines = left_out.into_iter();
    let lines = lines.map(|(why, people)| (left_out_name(lang, why).to_owned(), people));
    let list = counted_list(lines);
    (!none).then(|| {
        view! {
            <section class="card stack stack--12">
                <h2>{t::left_out(lang)}</h2>
                {list}
            </section>
        }
        .into_any()
    })
}

fn counted_list(lines: impl Iterator<Item = (String, u64)>) -> AnyView {
    let lines = lines
        .map(|(name, count)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd class="tnum">{count}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <dl class="facts">{lines}</dl> }.into_any()
}

fn mail_name(lang: Lang, mail: &InvitationMail) -> String {
    format!("{} · {}", mail.lang.own_name(), side_name(lang, mail.side))
}

/// A mail as it would be written, as text.
#[component]
fn Example(mail: InvitationMail) -> impl IntoView {
    let lang = use_lang();
    let title = mail_name(lang, &mail);
    let (code, dir) = (mail.lang.code(), mail.lang.dir());
    view! {
        <section class="card stack stack--12">
            <h2>{t::inviting_example(lang, title)}</h2>
            <div class="mail stack stack--12" lang=code dir=dir>
                <p>
                    <b>{mail.subject}</b>
                </p>
                <p class="typed">{mail.text}</p>
            </div>
        </section>
    }
}
