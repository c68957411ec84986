//! The home page.

use super::api::{HomeView, show_home};
use crate::{
    text,
    ui::{Loaded, PageHead, Shell, Tab, use_lang},
};
use leptos::prelude::*;

#[component]
pub fn Home() -> impl IntoView {
    let lang = use_lang();
    let home = Resource::new(|| (), |()| show_home());
    view! {
        <Loaded
            resource=home
            view=move |HomeView { name }| {
                view! {
                    <Shell tab=Tab::Home>
                        <PageHead title=text::home::hello(lang, name) />
                    </Shell>
                }
            }
        />
    }
}
