//! All mentors, searched and filtered by the address of the page.

use crate::{
    matching::{
        api,
        components::{PersonRow, PlaceTag, ProgrammeSwitch, named, place, tongue},
        filter,
        list::{FIELDS, ListPlace, anchor},
    },
    platform,
    text::matching as t,
    ui::{
        Check, Choice, Empty, Icon, Loaded, PageHead, SearchField, Select, Shell, Tab, path,
        reading, search_in_page, use_lang,
    },
};
use domain::{
    Lang,
    matching::views::{Directory, DirectoryFilter, Labels},
    profiles::{ReferenceKind, Tongue},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

#[component]
pub fn MentorDirectory() -> impl IntoView {
    let query = use_query_map();
    let directory = reading(move || {
        let [
            q,
            sector,
            expertise,
            region,
            tongue,
            country,
            free,
            programme,
            page,
        ] = fields(&query.get());
        api::ShowDirectory {
            q,
            sector,
            expertise,
            region,
            tongue,
            country,
            free,
            programme,
            page,
        }
    });
    view! {
        <Loaded
            resource=directory
            view=move |directory: Directory| {
                let query = query.get_untracked();
                view! {
                    <Shell tab=Tab::Mentorship>
                        <Content directory query />
                    </Shell>
                }
            }
        />
    }
}

fn fields(query: &ParamsMap) -> [String; 9] {
    FIELDS.map(|name| query.get(name).unwrap_or_default())
}

#[component]
fn Content(directory: Directory, query: ParamsMap) -> impl IntoView {
    let lang = use_lang();
    let [
        q,
        sector,
        expertise,
        region,
        tongue,
        country,
        free,
        programme,
        page,
    ] = fields(&query);
    let filter = filter::parse(
        &q, &sector, &expertise, &region, &tongue, &country, &free, &programme, &page,
    );
    let list = ListPlace::of(&query).with("programme", &named(&directory.programmes));
    let others = list.clone().with("page", "");
    platform::show_place();
    let rows = directory
        .mentors
        .into_iter()
        .map(|card| {
            let who = card.who.clone();
            let line = place(&who, t::list_separator(lang));
            let href = path(lang, &list.mentor(who.person));
            let place = anchor(who.person);
            let here = place.clone();
            view! {
                <li id=place on:click=move |_| platform::keep_place(&here)>
                    <PersonRow who line href>
                        <PlaceTag card />
                    </PersonRow>
                </li>
            }
        })
        .collect_view();
    let nobody = directory.found == 0;
    view! {
        <PageHead
            title=t::directory_title(lang)
            sub=t::found(lang, directory.found as u64)
            back=path(lang, "/mentorship")
        />
        <ProgrammeSwitch
            programmes=directory.programmes
            page=move |code| others.clone().with("programme", code).directory()
        />
        <Filters filter labels=directory.labels />
        {if nobody {
            view! {
                <Empty title=t::none_title(lang) sentence=t::none_text(lang)>
                    <a class="button button--secondary" href=path(lang, "/mentors")>
                        {t::reset(lang)}
                    </a>
                </Empty>
            }
                .into_any()
        } else {
            view! { <ul class="rows card card--flush">{rows}</ul> }.into_any()
        }}
        {(directory.pages > 1)
            .then(|| view! { <Pages page=directory.page pages=directory.pages query=query /> }.into_any())}
    }
}

#[component]
fn Filters(filter: DirectoryFilter, labels: Labels) -> impl IntoView {
    let lang = use_lang();
    let count = filter.count();
    let code = |code: Option<String>| code.unwrap_or_default();
    let list = |kind| {
        let choices = labels
            .list(kind)
            .into_iter()
            .map(|(code, name)| Choice::new(code, name));
        vec![choices.collect::<Vec<_>>().into()]
    };
    let tongues = Tongue::ALL.map(|it| Choice::new(it.code(), tongue(lang, it)));
    view! {
        <form class="filters" method="get" action=path(lang, "/mentors") role="search" on:submit=search_in_page()>
            {(!filter.programme.is_empty())
                .then(|| view! { <input type="hidden" name="programme" value=filter.programme.clone() /> }.into_any())}
            <SearchField label=t::search_label(lang) value=filter.text.clone() />
            <details class="filters__more">
                <summary class="button button--secondary">
                    <Icon name="sliders-horizontal" />
                    {t::filter(lang)}
                    {(count > 0).then(|| view! { <span class="filters__n">{count}</span> }.into_any())}
                </summary>
                <div class="filters__panel">
                    <Select
                        name="sector"
                        label=t::criterion_sector(lang)
                        groups=list(ReferenceKind::Sector)
                        value=code(filter.sector.map(|it| it.to_string()))
                        empty=t::any(lang)
                    />
                    <Select
                        name="expertise"
                        label=t::f_expertise(lang)
                        groups=list(ReferenceKind::Expertise)
                        value=code(filter.expertise.map(|it| it.to_string()))
                        empty=t::any(lang)
                    />
                    <Select
                        name="region"
                        label=t::criterion_region(lang)
                        groups=list(ReferenceKind::Region)
                        value=code(filter.region.map(|it| it.to_string()))
                        empty=t::any(lang)
                    />
                    <Select
                        name="tongue"
                        label=t::criterion_language(lang)
                        groups=vec![tongues.to_vec().into()]
                        value=code(filter.tongue.map(|it| it.code().to_owned()))
                        empty=t::any(lang)
                    />
                    <Select
                        name="country"
                        label=t::f_country(lang)
                        groups=list(ReferenceKind::Country)
                        value=code(filter.country.map(|it| it.to_string()))
                        empty=t::any(lang)
                    />
                    <Check name="free" label=t::f_free(lang) checked=filter.free />
                </div>
            </details>
            <button class="button button--secondary">{t::search(lang)}</button>
        </form>
    }
}

#[component]
fn Pages(page: usize, pages: usize, query: ParamsMap) -> impl IntoView {
    let lang = use_lang();
    view! {
        <nav class="pagination" aria-label=t::pages(lang)>
            <p>{t::page_of(lang, page, pages)}</p>
            {(page > 1)
                .then(|| {
                    view! {
                        <a
                            class="icon-button"
                            rel="prev"
                            href=page_path(lang, &query, page - 1)
                            aria-label=t::previous(lang)
                        >
                            <Icon name="chevron-left" class="icon icon--flip" />
                        </a>
                    }
                        .into_any()
                })}
            {(page < pages)
                .then(|| {
                    view! {
                        <a
                            class="icon-button"
                            rel="next"
                            href=page_path(lang, &query, page + 1)
                            aria-label=t::next(lang)
                        >
                            <Icon name="chevron-right" class="icon icon--flip" />
                        </a>
                    }
                        .into_any()
                })}
        </nav>
    }
}

/// The same filters on another page.
fn page_path(lang: Lang, query: &ParamsMap, page: usize) -> String {
    let mut query = query.clone();
    query.replace("page", page.to_string());
    path(lang, &format!("/mentors{}", query.to_query_string()))
}
