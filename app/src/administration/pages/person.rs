//! One account: what it is, its roles, and giving, taking, closing, reopening.

use super::{
    Frame,
    beside::{Panes, kept},
    confirm::{ConfirmClose, ConfirmTake},
    from_path,
};
use crate::{
    administration::{
        api::{self, ShowAccount},
        names::{role_in, state_name, state_tag},
    },
    text::{self, administration as t},
    ui::{
        Choice, ChoiceGroup, Command, CommandForm, Field, Loaded, PageHead, SavedJustNow, Select,
        SubmitButton, from_query, path, reading_after, use_lang,
    },
};
use domain::{
    Role,
    administration::{AccountState, AccountView, GivenRole},
    permissions::RoleKind,
};
use leptos::prelude::*;

/// The commands of this page.
#[derive(Clone, Copy)]
pub(super) struct Commands {
    pub give: Command,
    pub take: Command,
    pub close: Command,
    pub reopen: Command,
    pub end: Command,
}

/// The account, or, named by `confirm` in the address, the question before something is taken away. It is asked for
/// again after each of its own commands alone: what others do must not take away what is typed here.
#[component]
pub fn Person() -> impl IntoView {
    let (person, confirm) = (from_path("person"), from_query("confirm"));
    let commands = Commands {
        give: Command::of::<api::GiveRole>(),
        take: Command::of::<api::TakeRole>(),
        close: Command::of::<api::CloseAccount>(),
        reopen: Command::of::<api::ReopenAccount>(),
        end: Command::of::<api::EndSignIns>(),
    };
    let done = move || {
        let Commands {
            give,
            take,
            close,
            reopen,
            end,
        } = commands;
        give.done() + take.done() + close.done() + reopen.done() + end.done()
    };
    let account = reading_after(done, move || ShowAccount {
        person: person.get(),
    });
    let view = move |account: AccountView| {
        move || {
            let account = account.clone();
            let confirm = confirm.get();
            let mut roles = account.roles.iter();
            let taken = roles
                .find(|given| given.role.to_string() == confirm)
                .cloned();
            match taken {
                Some(given) => view! { <ConfirmTake account given commands /> }.into_any(),
                None if confirm == "close" && account.state != AccountState::Closed => {
                    view! { <ConfirmClose account commands /> }.into_any()
                }
                None => view! { <Shown account commands /> }.into_any(),
            }
        }
    };
    view! {
        <Frame current="/admin/people">
            <Panes person>
                <Loaded resource=account view />
            </Panes>
        </Frame>
    }
}

/// This page with a question, beside the same list.
fn asking(question: &str) -> String {
    let kept = kept();
    let sign = if kept.is_empty() { '?' } else { '&' };
    format!("{kept}{sign}confirm={question}")
}

/// The name, or the address of somebody without one.
pub(super) fn title(account: &AccountView) -> String {
    if account.name.is_empty() {
        account.email.clone()
    } else {
        account.name.clone()
    }
}

#[component]
fn Shown(account: AccountView, commands: Commands) -> impl IntoView {
    let lang = use_lang();
    view! {
        <PageHead title=title(&account) back=path(lang, "/admin/people") + &kept()>
            <SavedJustNow />
        </PageHead>
        <div class="stack">
            <Facts account=account.clone() />
            <Roles account=account.clone() />
            <Give account=account.clone() commands />
            <Access account commands />
        </div>
    }
}

#[component]
fn Facts(account: AccountView) -> impl IntoView {
    let lang = use_lang();
    let fact = |name: &'static str, value: String| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    view! {
        <section class="card stack">
            <p class="cluster">
                <span class=state_tag(account.state)>{state_name(lang, account.state)}</span>
                {account
                    .is_demo
                    .then(|| view! { <span class="tag tag--demo">{text::common::demo(lang)}</span> }.into_any())}
            </p>
            <dl class="facts">
                <div>
                    <dt>{t::email(lang)}</dt>
                    <dd>
                        <bdi dir="ltr">{account.email}</bdi>
                    </dd>
                </div>
                {fact(text::common::language(lang), account.lang.own_name().to_owned())}
                {fact(t::created(lang), text::date(lang, account.created))}
                {account.closed.map(|day| fact(t::closed_on(lang), text::date(lang, day)))}
                {fact(t::sign_ins(lang), account.sign_ins.to_string())}
                {account.last_seen.map(|day| fact(t::last_seen(lang), text::date(lang, day)))}
            </dl>
        </section>
    }
}

#[component]
fn Roles(account: AccountView) -> impl IntoView {
    let lang = use_lang();
    let is_own = account.is_own;
    let row = move |given: GivenRole| {
        let on = text::date(lang, given.on);
        let given_by = match given.by {
            Some(name) => t::given_by(lang, name, on),
            None => t::given_here(lang, on),
        };
        view! {
            <li>
                <div class="row">
                    <span class="row__text">
                        <b>{role_in(lang, given.role.kind(), &given.scope)}</b>
                        <span>{given_by}</span>
                    </span>
                    {(!is_own)
                        .then(|| {
                            view! {
                                <a class="button button--secondary button--small" href=asking(&given.role.to_string())>
                                    {t::take(lang)}
                                </a>
                            }
                                .into_any()
                        })}
                </div>
            </li>
        }
    };
    view! {
        <section class="section">
            <h2>{t::roles(lang)}</h2>
            {account.roles.is_empty().then(|| view! { <p class="muted">{t::no_roles(lang)}</p> }.into_any())}
            <ul class="rows">{account.roles.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

/// The form to give a role, or why there is none.
#[component]
fn Give(account: AccountView, commands: Commands) -> impl IntoView {
    let lang = use_lang();
    let why_not = match account.state {
        _ if account.is_own => Some(t::own_account(lang)),
        AccountState::Closed => Some(t::closed_account(lang)),
        _ => None,
    };
    let form = match why_not {
        Some(sentence) => view! { <p class="muted">{sentence}</p> }.into_any(),
        None => {
            let person = account.person.to_string();
            view! {
                <CommandForm action=commands.give>
                    <input type="hidden" name="person" value=person />
                    <Select name="role" label=t::role(lang) groups=choices(account) empty=t::choose(lang) />
                    <Field
                        name="organisation"
                        label=t::organisation(lang)
                        hint=t::organisation_hint(lang)
                        optional=true
                    />
                    <div class="actions">
                        <SubmitButton label=t::give(lang) />
                    </div>
                </CommandForm>
            }
            .into_any()
        }
    };
    view! {
        <section class="card stack">
            <h2>{t::give_title(lang)}</h2>
            {form}
        </section>
    }
}

/// Every role that can be given, by kind.
fn choices(account: AccountView) -> Vec<ChoiceGroup> {
    let lang = use_lang();
    let choice =
        |role: Role, scope: &str| Choice::new(role.to_string(), role_in(lang, role.kind(), scope));
    let coordinator = account
        .programmes
        .iter()
        .map(|one| choice(Role::Coordinator(one.key), &one.name));
    let partner = account
        .organisations
        .iter()
        .map(|one| choice(Role::Partner(one.key), &one.name));
    let new_partner = Choice::new(RoleKind::Partner.code(), t::new_partner(lang));
    vec![
        coordinator
            .chain(partner)
            .chain([new_partner, choice(Role::Administrator, "")])
            .collect::<Vec<_>>()
            .into(),
    ]
}

/// Closing or reopening.
#[component]
fn Access(account: AccountView, commands: Commands) -> impl IntoView {
    let lang = use_lang();
    (!account.is_own).then(|| {
        let change = if account.state == AccountState::Closed {
            view! {
                <p>{t::reopen_text(lang)}</p>
                <CommandForm action=commands.reopen>
                    <input type="hidden" name="person" value=account.person.to_string() />
                    <div class="actions">
                        <SubmitButton label=t::reopen(lang) class="button button--secondary" />
                    </div>
                </CommandForm>
            }
            .into_any()
        } else {
            view! {
                <p>{t::end_sign_ins_text(lang)}</p>
                <CommandForm action=commands.end>
                    <input type="hidden" name="person" value=account.person.to_string() />
                    <div class="actions">
                        <SubmitButton label=t::end_sign_ins(lang) class="button button--secondary" />
                    </div>
                </CommandForm>
                <p>{t::close_text(lang)}</p>
                <div class="actions">
                    <a class="button button--danger" href=asking("close")>
                        {t::close(lang)}
                    </a>
                </div>
            }
            .into_any()
        };
        view! {
            <section class="section stack">
                <h2>{t::access(lang)}</h2>
                {change}
            </section>
        }
    })
}
