//! What search engines and link previews read of a page. On the server only: a browser never asks for it again
//! when it goes from page to page.

use crate::text::{self, Lang};
use leptos::prelude::*;

type Message = fn(Lang) -> &'static str;

/// A page that may be found. Every other page is `noindex`: what a signed-in person sees, what a link by mail
/// opens, and paths that lead nowhere.
pub struct PublicPage {
    /// Without the language.
    pub path: &'static str,
    title: Message,
    description: Message,
}

pub const PUBLIC_PAGES: [PublicPage; 8] = [
    PublicPage {
        path: "",
        title: text::landing::title,
        description: text::landing::description,
    },
    PublicPage {
        path: "/help",
        title: text::help::title,
        description: text::help::description,
    },
    PublicPage {
        path: "/sign-up",
        title: text::accounts::sign_up_title,
        description: text::landing::description,
    },
    PublicPage {
        path: "/sign-in",
        title: text::accounts::sign_in_title,
        description: text::landing::description,
    },
    PublicPage {
        path: "/privacy",
        title: text::legal::privacy,
        description: text::legal::privacy_description,
    },
    PublicPage {
        path: "/legal",
        title: text::legal::legal,
        description: text::legal::legal_description,
    },
    PublicPage {
        path: "/accessibility",
        title: text::legal::accessibility,
        description: text::legal::accessibility_description,
    },
    PublicPage {
        path: "/contact",
        title: text::legal::contact,
        description: text::legal::contact_description,
    },
];

impl PublicPage {
    /// The page of an address with its language and query.
    fn of(address: &str) -> Option<&'static PublicPage> {
        let path = address.split('?').next()?.get(3..)?;
        let path = path.trim_end_matches('/');
        PUBLIC_PAGES.iter().find(|page| page.path == path)
    }

    /// Its full address in a language.
    pub fn address(&self, base_url: &str, lang: Lang) -> String {
        let base_url = base_url.trim_end_matches('/');
        format!("{base_url}/{}{}", lang.code(), self.path)
    }
}

#[component]
pub fn ForSearch(base_url: String, lang: Lang, path: String) -> impl IntoView {
    let Some(page) = PublicPage::of(&path) else {
        return view! {
            <meta name="robots" content="noindex" />
            <meta name="description" content=text::landing::description(lang) />
        }
        .into_any();
    };
    let address = page.address(&base_url, lang);
    let base_url = base_url.trim_end_matches('/');
    let languages = Lang::ALL
        .map(|other| {
            view! { <link rel="alternate" hreflang=other.code() href=page.address(base_url, other) /> }
        })
        .to_vec();
    let (title, description) = ((page.title)(lang), (page.description)(lang));
    view! {
        <meta name="description" content=description />
        <link rel="canonical" href=address.clone() />
        {languages}
        <link rel="alternate" hreflang="x-default" href=format!("{base_url}/") />
        {preview("type", "website".into())}
        {preview("site_name", text::common::app_name(lang).into())}
        {preview("title", title.into())}
        {preview("description", description.into())}
        {preview("url", address)}
        {preview("locale", territory(lang).into())}
        {preview("image", format!("{base_url}/icons/icon-512.png"))}
    }
    .into_any()
}

/// One fact of Open Graph, which link previews show. `view!` does not know its attribute.
fn preview(name: &str, content: String) -> impl IntoView {
    leptos::html::meta()
        .attr("property", format!("og:{name}"))
        .content(content)
}

/// Open Graph wants a language with its territory.
fn territory(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr_FR",
        Lang::Ar => "ar_MA",
        Lang::En => "en_GB",
        Lang::De => "de_DE",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_page_is_known_by_its_path_in_every_language() {
        let path = |address| PublicPage::of(address).map(|page| page.path);
        assert_eq!(path("/fr"), Some(""));
        assert_eq!(path("/ar/?from=mail"), Some(""));
        assert_eq!(path("/de/help"), Some("/help"));
        assert_eq!(path("/fr/home"), None);
        assert_eq!(path("/"), None);
    }

    #[test]
    fn an_address_has_one_slash_between_its_parts() {
        let help = &PUBLIC_PAGES[1];
        let address = "https://mentoring.example.org/ar/help";
        for base in [
            "https://mentoring.example.org",
            "https://mentoring.example.org/",
        ] {
            assert_eq!(help.address(base, Lang::Ar), address);
        }
    }
}
