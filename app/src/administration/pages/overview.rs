//! What needs an administrator now, how things stand, and the way to everything else.

use super::Frame;
use crate::{
    administration::api::ShowOverview,
    text::{self, administration as t},
    ui::{Icon, Loaded, PageHead, Stat, path, reading, use_lang},
};
use domain::{
    Lang,
    administration::{Named, Overview as Counts},
};
use leptos::prelude::*;

#[component]
pub fn Overview() -> impl IntoView {
    let overview = reading(|| ShowOverview {});
    view! { <Loaded resource=overview view=|overview| view! { <Shown overview /> } /> }
}

/// A link, with a count where it is not 0.
struct Line {
    /// Without the language segment.
    href: String,
    label: String,
    count: u64,
}

impl Line {
    fn new(href: impl Into<String>, label: impl Into<String>, count: u64) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            count,
        }
    }
}

/// What somebody should look at now.
fn waits(lang: Lang, overview: &Counts) -> Vec<Line> {
    let mail = overview.mail;
    let mut lines = vec![
        Line::new("/admin/mail", t::undelivered(lang), mail.undelivered),
        Line::new("/admin/mail", t::late(lang), mail.late),
    ];
    lines.retain(|line| line.count > 0);
    if overview.accounts.administrators == 1 {
        lines.push(Line::new("/admin/people", t::one_administrator(lang), 0));
    }
    lines
}

/// Everything else, and one's own account: on a phone the rail's way to it is not there.
fn manages(lang: Lang, programmes: Vec<Named<String>>) -> Vec<Line> {
    let mut lines = vec![
        Line::new("/admin/people", t::people_row(lang), 0),
        Line::new("/admin/reference", t::reference_row(lang), 0),
        Line::new("/admin/mail", t::mail_row(lang), 0),
        Line::new("/admin/journal", t::journal_row(lang), 0),
        Line::new("/admin/second-step", text::security::reset_title(lang), 0),
    ];
    lines.extend(programmes.into_iter().map(|programme| {
        let href = format!("/admin/programmes/{}", programme.key);
        Line::new(href, t::weights_row(lang, programme.name), 0)
    }));
    lines.push(Line::new("/admin/texts", text::legal::texts(lang), 0));
    lines.push(Line::new("/me", text::profiles::my_account(lang), 0));
    lines
}

#[component]
fn Shown(overview: Counts) -> impl IntoView {
    let lang = use_lang();
    let (mail, accounts) = (overview.mail, overview.accounts);
    let waits = waits(lang, &overview);
    let nothing = waits.is_empty();
    let manage = manages(lang, overview.programmes);
    view! {
        <Frame current="/admin">
            <PageHead title=t::overview(lang) />
            <dl class="stats">
                <Stat label=t::accounts_active(lang) count=accounts.active />
                <Stat label=t::accounts_unverified(lang) count=accounts.unverified />
                <Stat label=t::administrators(lang) count=accounts.administrators />
                <Stat label=t::waiting(lang) count=mail.waiting />
            </dl>
            <section class="section">
                <div class="section__head">
                    <h2>{text::programmes::waits(lang)}</h2>
                </div>
                {nothing.then(|| view! { <p class="muted">{text::programmes::nothing_waits(lang)}</p> }.into_any())}
                <Rows rows=waits />
            </section>
            <section class="section">
                <div class="section__head">
                    <h2>{t::manage(lang)}</h2>
                </div>
                <Rows rows=manage />
            </section>
        </Frame>
    }
}

#[component]
fn Rows(rows: Vec<Line>) -> impl IntoView {
    let lang = use_lang();
    (!rows.is_empty()).then(|| {
        view! {
            <ul class="rows card card--flush">
                {rows
                    .into_iter()
                    .map(|Line { href, label, count }| {
                        view! {
                            <li>
                                <a class="row" href=path(lang, &href)>
                                    <span class="row__text">
                                        <b>{label}</b>
                                    </span>
                                    {(count > 0)
                                        .then(|| view! { <span class="tag tag--check">{count}</span> }.into_any())}
                                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                                </a>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ul>
        }.into_any()
    })
}
