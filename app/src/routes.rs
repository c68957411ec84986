//! The root of the application and the map of its pages.

use crate::{
    accounts::AccountRoutes,
    administration::AdministrationRoutes,
    home::Home,
    impact::ImpactRoutes,
    matching::MatchingRoutes,
    mentorships::MentorshipRoutes,
    notifications::KeepBell,
    offline::Offline,
    platform,
    profiles::ProfileRoutes,
    programmes::CoordinatorRoutes,
    sections::person,
    ui::{NotFound, posted, viewer},
};
use domain::Lang;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    PossibleRouteMatch,
    components::{Outlet, ParentRoute, Route, Router, Routes},
    hooks::use_params_map,
    path,
};
use std::sync::Arc;

/// The path of a route, its type forgotten: the router's code then stands in the program once, not once for each
/// shape of path (`docs/decisions/code-size.md`).
pub(crate) fn at(
    path: impl PossibleRouteMatch + Send + Sync + 'static,
) -> Arc<dyn PossibleRouteMatch + Send + Sync> {
    Arc::new(path)
}

/// Everything inside `<body>`. The language is a fact of the page, from its path.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(platform::page_lang());
    posted::provide_posted_form();
    viewer::provide_viewer();
    view! {
        <Router>
            <KeepBell />
            <Routes fallback=NotFound>
                <ParentRoute path=at(path!("/:lang")) view=InLanguage>
                    <Route path=at(path!("")) view=person::Landing::route() />
                    <Route path=at(path!("/home")) view=Home />
                    <Route path=at(path!("/help")) view=person::Help::route() />
                    <Route path=at(path!("/offline")) view=Offline />
                    <AccountRoutes />
                    <ProfileRoutes />
                    <CoordinatorRoutes />
                    <AdministrationRoutes />
                    <ImpactRoutes />
                    <MatchingRoutes />
                    <MentorshipRoutes />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Pages exist under a language of ours only.
#[component]
fn InLanguage() -> impl IntoView {
    let known = use_params_map()
        .read_untracked()
        .get("lang")
        .is_some_and(|code| Lang::from_code(&code).is_some());
    if known {
        Outlet().into_any()
    } else {
        NotFound().into_any()
    }
}
