//! How mails stand, and those that were given up: never what they say.

use super::Frame;
use crate::{
    administration::{
        api::{self, ShowMail},
        names::{mail_kind, mail_trouble},
    },
    text::{self, administration as t},
    ui::{
        Banner, Command, CommandForm, Empty, Loaded, Narrowed, PageHead, Pagination, Paging, Stat,
        live_reading, narrowed, use_lang,
    },
};
use domain::{
    administration::{MailView, UndeliveredMail},
    programmes::Page,
};
use leptos::prelude::*;

#[component]
pub fn Mails() -> impl IntoView {
    let narrowed = narrowed(&["page"]);
    let retry = Command::of::<api::RetryMail>();
    let mail = live_reading(move || ShowMail {
        page: narrowed.get().get("page"),
    });
    let view = move |mail| view! { <Shown mail narrowed=narrowed.get_untracked() retry /> };
    view! { <Loaded resource=mail view /> }
}

#[component]
fn Shown(mail: MailView, narrowed: Narrowed, retry: Command) -> impl IntoView {
    let lang = use_lang();
    let counts = mail.counts;
    let list = if mail.undelivered.rows.is_empty() {
        view! { <Empty title=t::none_title(lang) sentence=t::none(lang) /> }.into_any()
    } else {
        view! { <Undelivered mails=mail.undelivered narrowed retry /> }.into_any()
    };
    view! {
        <Frame current="/admin/mail">
            <PageHead title=t::mail(lang) sub=t::mail_lead(lang) />
            {(counts.late > 0)
                .then(|| {
                    view! {
                        <div class="banners">
                            <Banner kind="warning" icon="triangle-alert">
                                {t::late_text(lang, counts.late)}
                            </Banner>
                        </div>
                    }
                        .into_any()
                })}
            <dl class="stats">
                <Stat label=t::waiting(lang) count=counts.waiting />
                <Stat label=t::sent_today(lang) count=counts.sent_today />
                <Stat label=t::sent_week(lang) count=counts.sent_this_week />
                <Stat label=t::undelivered(lang) count=counts.undelivered />
            </dl>
            <section class="section stack">
                <h2>{t::undelivered(lang)}</h2>
                {list}
            </section>
        </Frame>
    }
}

/// One form around all: each button names the mail it tries again.
#[component]
fn Undelivered(mails: Page<UndeliveredMail>, narrowed: Narrowed, retry: Command) -> impl IntoView {
    let lang = use_lang();
    let paging = Paging::of(&mails);
    view! {
        <p class="muted">{t::retry_hint(lang)}</p>
        <CommandForm action=retry class="stack">
            <div class="actions">
                <button class="button button--primary" name="mail" value="all">
                    {t::retry_all(lang)}
                </button>
            </div>
            <div class="table-wrap" role="region" tabindex="0" aria-label=t::undelivered(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t::mail_to(lang)}</th>
                            <th scope="col">{t::mail_about(lang)}</th>
                            <th scope="col">{t::written(lang)}</th>
                            <th scope="col" class="num">
                                {t::tries(lang)}
                            </th>
                            <th scope="col">{t::trouble(lang)}</th>
                            <th scope="col">
                                <span class="visually-hidden">{t::retry(lang)}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{mails.rows.into_iter().map(|mail| view! { <Row mail /> }.into_any()).collect_view()}</tbody>
                </table>
            </div>
        </CommandForm>
        <Pagination paging narrowed />
    }
}

#[component]
fn Row(mail: UndeliveredMail) -> impl IntoView {
    let lang = use_lang();
    let written = t::written_at(
        lang,
        text::date(lang, mail.written.day),
        text::clock(mail.written),
    );
    view! {
        <tr>
            <th scope="row">
                <bdi dir="ltr">{mail.to.clone()}</bdi>
            </th>
            <td data-label=t::mail_about(lang)>{mail_kind(lang, mail.kind)}</td>
            <td data-label=t::written(lang)>{written}</td>
            <td class="num" data-label=t::tries(lang)>
                {mail.tries}
            </td>
            <td data-label=t::trouble(lang)>{mail_trouble(lang, mail.trouble)}</td>
            <td>
                <button
                    class="button button--secondary button--small"
                    name="mail"
                    value=mail.id.to_string()
                    aria-label=t::retry_to(lang, mail.to)
                >
                    {t::retry(lang)}
                </button>
            </td>
        </tr>
    }
}
