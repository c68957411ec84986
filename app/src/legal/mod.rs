//! The public texts: privacy, legal notice, accessibility statement, contact; and where an administrator edits them.
//! Documents all (`crate::documents`).

pub mod api;
mod edit;
mod show;

use crate::{
    routes::at,
    text::{Lang, legal},
};
use domain::legal::PublicText;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn LegalRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/privacy")) view=|| show::Show(PublicText::Privacy) />
        <Route path=at(path!("/legal")) view=|| show::Show(PublicText::Legal) />
        <Route path=at(path!("/accessibility")) view=|| show::Show(PublicText::Accessibility) />
        <Route path=at(path!("/contact")) view=|| show::Show(PublicText::Contact) />
        <Route path=at(path!("/admin/texts")) view=edit::Texts />
    }
    .into_inner()
    .into_any_nested_route()
}

/// What a text is called.
pub(crate) fn name(lang: Lang, text: PublicText) -> &'static str {
    match text {
        PublicText::Privacy => legal::privacy(lang),
        PublicText::Legal => legal::legal(lang),
        PublicText::Accessibility => legal::accessibility(lang),
        PublicText::Contact => legal::contact(lang),
    }
}
