//! The reference lists, for an administrator: one list at a time, one entry at a time.

use crate::{
    administration::Frame,
    profiles::{api, names::kind_name},
    text::profiles,
    ui::{
        Check, Choice, Command, CommandForm, Field, Icon, Loaded, PageHead, Select, SubmitButton,
        TextArea, live_reading, path, reading, use_lang,
    },
};
use domain::{
    Lang,
    profiles::{ReferenceItem, ReferenceKind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// One list, or, named by `item` in the address, one of its entries; an unknown code is a new entry.
#[component]
pub fn ReferenceList() -> impl IntoView {
    let query = use_query_map();
    let kind = Memo::new(move |_| {
        query
            .read()
            .get("kind")
            .and_then(|code| ReferenceKind::from_code(&code))
            .unwrap_or(ReferenceKind::Sector)
    });
    let item = Memo::new(move |_| query.read().get("item"));
    move || match item.get() {
        Some(code) => view! { <OneEntry kind=kind.get() code /> }.into_any(),
        None => view! { <AllEntries kind=kind.get() /> }.into_any(),
    }
}

/// Asked for again after each change: an entry that was just saved is there.
#[component]
fn AllEntries(kind: ReferenceKind) -> impl IntoView {
    let items = live_reading(move || api::ListReference { kind });
    view! {
        <Loaded
            resource=items
            view=move |items| {
                view! {
                    <OfKind kind>
                        <Items kind items />
                    </OfKind>
                }
            }
        />
    }
}

#[component]
fn OneEntry(kind: ReferenceKind, code: String) -> impl IntoView {
    let items = reading(move || api::ListReference { kind });
    let view = move |items: Vec<ReferenceItem>| {
        let known = items.into_iter().find(|item| item.code == code);
        let item = known.unwrap_or_else(|| a_new_item(kind));
        view! {
            <OfKind kind>
                <Grouped item />
            </OfKind>
        }
    };
    view! { <Loaded resource=items view /> }
}

/// The form of an entry, with the groups it can stand in.
#[component]
fn Grouped(item: ReferenceItem) -> impl IntoView {
    let lang = use_lang();
    let Some(kind) = item.kind.parent() else {
        return view! { <ItemForm item groups=Vec::new() /> }.into_any();
    };
    let groups = reading(move || api::ListReference { kind });
    let view = move |groups: Vec<ReferenceItem>| {
        // One that is not offered any more stays where it is used.
        let current = item.parent.as_deref();
        let offered = groups.iter();
        let offered = offered.filter(|group| group.active || current == Some(&*group.code));
        let groups = offered
            .map(|group| Choice::new(&*group.code, group.name(lang)))
            .collect();
        view! { <ItemForm item=item.clone() groups /> }
    };
    view! { <Loaded resource=groups view /> }.into_any()
}

/// Head and tabs above a list or an entry.
#[component]
fn OfKind(kind: ReferenceKind, children: Children) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Frame current="/admin/reference">
            <PageHead title=profiles::reference_title(lang) sub=profiles::reference_lead(lang) />
            <Kinds current=kind />
            {children()}
        </Frame>
    }
}

fn a_new_item(kind: ReferenceKind) -> ReferenceItem {
    ReferenceItem {
        kind,
        code: String::new(),
        parent: None,
        name_fr: String::new(),
        name_ar: String::new(),
        name_en: String::new(),
        name_de: String::new(),
        time_zones: Vec::new(),
        active: true,
    }
}

#[component]
fn Kinds(current: ReferenceKind) -> impl IntoView {
    let lang = use_lang();
    view! {
        <nav class="tabs" aria-label=profiles::reference_title(lang)>
            <ul>
                {ReferenceKind::ALL
                    .into_iter()
                    .map(|kind| {
                        view! {
                            <li>
                                <a
                                    href=path(lang, &format!("/admin/reference?kind={}", kind.code()))
                                    aria-current=(kind == current).then_some("page")
                                >
                                    {kind_name(lang, kind)}
                                </a>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

#[component]
fn Items(kind: ReferenceKind, items: Vec<ReferenceItem>) -> impl IntoView {
    let lang = use_lang();
    let edit = move |code: &str| {
        path(
            lang,
            &format!("/admin/reference?kind={}&item={code}", kind.code()),
        )
    };
    view! {
        <div class="stack">
            <div class="actions">
                <a class="button button--primary" href=edit("")>
                    {profiles::reference_add(lang)}
                </a>
            </div>
            <ul class="rows card card--flush">
                {items
                    .into_iter()
                    .map(|item| {
                        view! {
                            <li>
                                <a class="row" href=edit(&item.code)>
                                    <span class="row__text">
                                        <b>
                                            <bdi>{item.name(lang).to_owned()}</bdi>
                                        </b>
                                        <span>
                                            <bdi>{item.code.clone()}</bdi>
                                        </span>
                                    </span>
                                    {(!item.active)
                                        .then(|| {
                                            view! { <span class="tag">{profiles::not_offered(lang)}</span> }.into_any()
                                        })}
                                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                                </a>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn ItemForm(item: ReferenceItem, groups: Vec<Choice>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SaveReference>();
    let known = !item.code.is_empty();
    let is_federation = item.kind == ReferenceKind::Federation;
    let parent = item.kind.parent().map(|kind| {
        let label = kind_name(lang, kind);
        let (value, groups) = (item.parent.clone().unwrap_or_default(), vec![groups.into()]);
        view! { <Select name="parent" label=label groups value empty=profiles::item_no_parent(lang) optional=is_federation /> }
    });
    view! {
        <CommandForm action>
            <input type="hidden" name="kind" value=item.kind.code() />
            <h2>
                <bdi>{if known { item.name(lang).to_owned() } else { profiles::reference_add(lang).to_owned() }}</bdi>
            </h2>
            <Code code=item.code.clone() />
            {parent}
            <Field name="name_fr" label=Lang::Fr.own_name() value=item.name_fr.clone() />
            <Field name="name_ar" label=Lang::Ar.own_name() value=item.name_ar.clone() />
            <Field name="name_en" label=Lang::En.own_name() value=item.name_en.clone() />
            <Field name="name_de" label=Lang::De.own_name() value=item.name_de.clone() />
            {(item.kind == ReferenceKind::Country)
                .then(|| {
                    view! {
                        <TextArea
                            name="time_zones"
                            label=profiles::item_zones(lang)
                            hint=profiles::item_zones_hint(lang)
                            value=item.time_zones.join("\n")
                            rows=3
                        />
                    }
                        .into_any()
                })}
            <Check
                name="active"
                label=profiles::item_active(lang)
                hint=profiles::item_active_hint(lang)
                checked=item.active
            />
            <div class="actions">
                <SubmitButton label=profiles::save(lang) />
                <a
                    class="button button--secondary"
                    href=path(lang, &format!("/admin/reference?kind={}", item.kind.code()))
                >
                    {crate::text::common::back(lang)}
                </a>
            </div>
        </CommandForm>
    }
}

/// The code of an entry is what profiles keep: it never changes.
#[component]
fn Code(code: String) -> impl IntoView {
    let lang = use_lang();
    if code.is_empty() {
        view! { <Field name="code" label=profiles::item_code(lang) hint=profiles::item_code_hint(lang) dir="ltr" /> }
            .into_any()
    } else {
        view! { <input type="hidden" name="code" value=code /> }.into_any()
    }
}
