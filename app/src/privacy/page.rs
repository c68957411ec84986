//! The page of one's own data, a document, and the one that says that it is gone.

use super::{
    EXPORT,
    api::{EraseMe, MyDataView, ShowMyData},
};
use crate::{
    programmes::api::LeaveProgramme,
    text::privacy as t,
    ui::{
        Banner, Check, Command, CommandForm, Icon, Loaded, PageHead, Plain, Shell, SubmitButton,
        Tab, Title, path, reading, use_lang,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn MyData() -> impl IntoView {
    let lang = use_lang();
    let mine = reading(|| ShowMyData {});
    let has_left = use_query_map().read_untracked().get("left").is_some();
    view! {
        <Loaded
            resource=mine
            view=move |mine: MyDataView| {
                let is_proved = mine.is_proved;
                view! {
                    <Shell tab=Tab::Me class="main main--narrow">
                        <PageHead title=t::title(lang) sub=t::lead(lang) back=path(lang, "/me") />
                        {has_left
                            .then(|| {
                                view! {
                                    <Banner kind="ok" icon="check">
                                        {t::left(lang)}
                                    </Banner>
                                }
                                    .into_any()
                            })}
                        <Export is_proved />
                        <Leave programmes=mine.programmes />
                        <Erase is_proved />
                    </Shell>
                }
            }
        />
    }
}

/// The way to prove who it is, in the place of what needs it.
#[component]
fn Prove() -> impl IntoView {
    let lang = use_lang();
    let back = path(lang, "/me/data");
    view! {
        <p class="muted">{t::prove(lang)}</p>
        <div class="actions">
            <a class="button button--secondary" href=path(lang, &format!("/prove?next={back}"))>
                {t::do_prove(lang)}
            </a>
        </div>
    }
}

#[component]
fn Export(is_proved: bool) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="card stack">
            <h2>{t::export_title(lang)}</h2>
            <p>{t::export_text(lang)}</p>
            {if is_proved {
                view! {
                    <div class="actions">
                        <a class="button button--primary" href=EXPORT download="" rel="external">
                            {t::do_export(lang)}
                        </a>
                    </div>
                }
                    .into_any()
            } else {
                view! { <Prove /> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Leave(programmes: Vec<(String, String)>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<LeaveProgramme>();
    let each = programmes
        .into_iter()
        .map(|(id, name)| {
            view! {
                <details class="disclosure">
                    <summary>
                        <bdi>{name}</bdi>
                    </summary>
                    <div class="stack">
                        <p>{t::leave_text(lang)}</p>
                        <CommandForm action>
                            <input type="hidden" name="programme" value=id />
                            <div class="actions">
                                <SubmitButton label=t::do_leave(lang) class="button button--danger" />
                            </div>
                        </CommandForm>
                    </div>
                </details>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    (!each.is_empty()).then(|| {
        view! {
            <section class="card stack">
                <h2>{t::leave_title(lang)}</h2>
                {each}
            </section>
        }
        .into_any()
    })
}

#[component]
fn Erase(is_proved: bool) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<EraseMe>();
    let stays = [
        t::stays_charter(lang),
        t::stays_circle(lang),
        t::stays_log(lang),
        t::stays_backup(lang),
    ];
    view! {
        <section class="card stack">
            <h2>{t::erase_title(lang)}</h2>
            <p>{t::erase_lead(lang)}</p>
            <h3>{t::goes_title(lang)}</h3>
            <p>{t::goes(lang)}</p>
            <h3>{t::stays_title(lang)}</h3>
            <ul class="prose">{stays.map(|line| view! { <li>{line}</li> }.into_any()).collect_view()}</ul>
            {if is_proved {
                view! {
                    <CommandForm action>
                        <Check name="understood" label=t::understood(lang) />
                        <div class="actions">
                            <SubmitButton label=t::do_erase(lang) class="button button--danger" />
                        </div>
                    </CommandForm>
                }
                    .into_any()
            } else {
                view! { <Prove /> }.into_any()
            }}
        </section>
    }
}

/// After everything is gone.
#[component]
pub fn Erased() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Plain class="plain__main">
            <Title text=t::erased_title(lang) />
            <p>
                <Icon name="check" class="icon icon--24" />
            </p>
            <h1>{t::erased_title(lang)}</h1>
            <p>{t::erased_text(lang)}</p>
            <div class="actions">
                <a class="button button--secondary" href=path(lang, "")>
                    {crate::text::common::app_name(lang)}
                </a>
            </div>
        </Plain>
    }
}
