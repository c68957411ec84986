//! The root of the application and the map of its pages. Pages that are no part of the program are in `documents`.

use crate::{
    accounts::AccountRoutes,
    documents::Elsewhere,
    home::Home,
    matching::MatchingRoutes,
    mentorships::MentorshipRoutes,
    notifications::KeepBell,
    platform,
    profiles::ProfileRoutes,
    sections::person,
    ui::{posted, viewer},
};
use domain::Lang;
use leptos::prelude::*;
use leptos_router::{
    ParamSegment, PartialPathMatch, PathSegment, PossibleRouteMatch,
    components::{FlatRoutes, Route, Router},
    path,
};
use std::sync::Arc;

/// Everything inside `<body>`. The language is a fact of the page, from its path.
#[component]
pub fn App() -> impl IntoView {
    platform::provide_head();
    provide_context(platform::page_lang());
    posted::provide_posted_form();
    viewer::provide_viewer();
    view! {
        <Router>
            <KeepBell />
            <FlatRoutes fallback=Elsewhere>
                <Route path=at(path!("")) view=person::Page::Landing />
                <Route path=at(path!("/home")) view=Home />
                <AccountRoutes />
                <ProfileRoutes />
                <MatchingRoutes />
                <MentorshipRoutes />
            </FlatRoutes>
        </Router>
    }
}

/// A path below a language. Its type is forgotten: the router's code then stands in the program once, not once for each
/// shape of path (`docs/decisions/code-size.md`).
pub(crate) fn at(
    path: impl PossibleRouteMatch + Send + Sync + 'static,
) -> Arc<dyn PossibleRouteMatch + Send + Sync> {
    Arc::new((Language, path))
}

/// The first segment of every page. Pages exist under a language of ours only.
struct Language;

impl PossibleRouteMatch for Language {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        ParamSegment("lang")
            .test(path)
            .filter(|found| Lang::from_code(found.matched().trim_start_matches('/')).is_some())
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        ParamSegment("lang").generate_path(path);
    }
}
