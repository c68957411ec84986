//! The landing page: works with no WASM at all.

use crate::{
    text,
    ui::{
        BodyClass, Icon, LangMenu, Title,
        layout::{Brand, Footer, SkipLink},
        path, use_lang, use_viewer,
    },
};
use domain::Lang;
use leptos::prelude::*;

#[component]
pub fn Landing() -> impl IntoView {
    let lang = use_lang();
    let (own_page, own_page_name) = own_page(lang);
    view! {
        <Title text=text::landing::title(lang) />
        <BodyClass name="landing" />
        <SkipLink />
        <header class="landing__bar">
            <Brand href=path(lang, "") />
            <nav class="landing__nav" aria-label=text::common::main_nav(lang)>
                <a href=path(lang, "/help")>{text::landing::programme(lang)}</a>
            </nav>
            <div class="landing__tools">
                <LangMenu />
                <a class="button button--ghost button--small landing__signin" href=path(lang, own_page)>
                    {own_page_name}
                </a>
            </div>
        </header>
        <main id="main" tabindex="-1">
            <Hero />
            <section class="promises">
                <Promise
                    icon="search"
                    tile="majorelle"
                    title=text::landing::find_title(lang)
                    text=text::landing::find_text(lang)
                />
                <Promise
                    icon="target"
                    tile="action"
                    title=text::landing::advance_title(lang)
                    text=text::landing::advance_text(lang)
                />
                <Promise
                    icon="heart-handshake"
                    tile="saffron"
                    title=text::landing::pass_on_title(lang)
                    text=text::landing::pass_on_text(lang)
                />
            </section>
        </main>
        <Footer />
    }
}

/// Where the reader goes on: home when signed in, else to the sign-in.
fn own_page(lang: Lang) -> (&'static str, &'static str) {
    let is_signed_in = use_viewer().is_some_and(|viewer| viewer.is_signed_in().get_untracked());
    if is_signed_in {
        ("/home", text::landing::my_home(lang))
    } else {
        ("/sign-in", text::common::sign_in(lang))
    }
}

#[component]
fn Hero() -> impl IntoView {
    let lang = use_lang();
    let (own_page, own_page_name) = own_page(lang);
    let already = (own_page == "/sign-in").then(|| text::landing::already(lang));
    view! {
        <section class="hero">
            <div class="hero__art" aria-hidden="true">
                <HeroStars />
            </div>
            <div class="hero__text">
                <p class="eyebrow">
                    <Icon name="star" class="icon icon--16" />
                    " "
                    {text::landing::eyebrow(lang)}
                </p>
                <h1 class="hero-title">{text::landing::hero_first(lang)} <br /> {text::landing::hero_second(lang)}</h1>
                <p class="hero__lead">
                    {text::landing::lead(lang)} " " <span class="hero__wide">{text::landing::lead_wide(lang)}</span>
                </p>
                <div class="hero__actions">
                    <a class="button button--primary button--large" href=path(lang, "/sign-up?as=mentee")>
                        {text::landing::find_mentor(lang)}
                        " "
                        <Icon name="arrow-right" class="icon icon--flip" />
                    </a>
                    <a class="button button--tertiary button--large" href=path(lang, "/sign-up?as=mentor")>
                        {text::landing::become_mentor(lang)}
                    </a>
                </div>
                <p class="hero__signin">{already} " " <a href=path(lang, own_page)>{own_page_name}</a></p>
                <p class="hero__trust">
                    <Icon name="shield-check" />
                    <span>{text::landing::trust(lang)}</span>
                </p>
            </div>
        </section>
    }
}

/// The chain as zellige; the same drawing for phone and desktop, never mirrored.
#[component]
fn HeroStars() -> impl IntoView {
    let star = |class: &'static str, x: u16, y: u16, initials: &'static str| {
        view! {
            <g class=format!("kh kh--{class}") transform=format!("translate({x} {y})")>
                <use href="#k"></use>
                <use href="#o" class="kh__disc"></use>
                <text>{initials}</text>
            </g>
        }
    };
    let next = |class: &'static str, x: u16, y: u16| {
        view! {
            <g class=format!("kh kh--next {class}") transform=format!("translate({x} {y})")>
                <use href="#k"></use>
                <path class="kh__plus" d="M-7 0H7M0-7V7"></path>
            </g>
        }
    };
    view! {
        <svg class="hero__stars" viewBox="0 0 500 400" focusable="false">
            <defs>
                <path
                    id="k"
                    d="M0-50 14.64-35.36H35.36V-14.64L50 0 35.36 14.64V35.36H14.64L0 50-14.64 35.36H-35.36V14.64L-50 0-35.36-14.64V-35.36H-14.64z"
                ></path>
                <path id="o" d="M-13.47-32.53H13.47L32.53-13.47V13.47L13.47 32.53H-13.47L-32.53 13.47V-13.47z"></path>
            </defs>
            {star("emerald", 50, 50, "AS")}
            {star("terracotta", 150, 50, "LC")}
            {star("plum", 50, 150, "NT")}
            {star("saffron", 150, 150, "SO")}
            {star("majorelle", 250, 150, "YM")}
            {star("peach", 250, 250, "IB")}
            {next("hero__phone", 350, 250)}
            {star("emerald hero__wide", 350, 250, "HK")}
            {star("saffron hero__wide", 350, 350, "OH")}
            {next("hero__wide", 450, 350)}
        </svg>
    }
}

#[component]
fn Promise(
    icon: &'static str,
    tile: &'static str,
    title: &'static str,
    text: &'static str,
) -> impl IntoView {
    view! {
        <div class="promise">
            <span class=format!("tile tile--large tile--{tile}") aria-hidden="true">
                <Icon name=icon />
            </span>
            <div>
                <h2>{title}</h2>
                <p>{text}</p>
            </div>
        </div>
    }
}
