//! The root of the application and the map of its pages.

use crate::{
    accounts::AccountRoutes,
    home::Home,
    landing::Landing,
    platform,
    ui::{NotFound, posted},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Router, Routes},
    path,
};

/// Everything inside `<body>`. The language is a fact of the page, from its path.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(platform::page_lang());
    posted::provide_posted_form();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <ParentRoute path=path!("/:lang") view=Outlet>
                    <Route path=path!("") view=Landing />
                    <Route path=path!("/home") view=Home />
                    <AccountRoutes />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
