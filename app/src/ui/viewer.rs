//! Who is signed in, as far as every page shows it, and the bell.
//!
//! The server fills it in before it renders, so the bell is right without script too; the browser's first view
//! takes the same value out of the page, and changes it when something new arrives.

use super::{Answer, Changes, Icon, path, use_lang};
use crate::{platform, text};
use domain::live;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What every page shows of the person who is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewerInfo {
    /// Notices not read yet.
    pub unread: u64,
}

/// The signed-in person of this page, in a context.
#[derive(Clone, Copy)]
pub struct CurrentViewer {
    /// `None` when nobody is signed in.
    info: RwSignal<Option<ViewerInfo>>,
    changes: Changes,
}

impl CurrentViewer {
    /// Is anybody signed in? Follows signing in and out.
    pub fn is_signed_in(self) -> Memo<bool> {
        Memo::new(move |_| self.info.with(Option::is_some))
    }

    /// Keeps a count that the server said; `None`: nobody is signed in any more.
    pub fn set_unread(self, unread: Option<u64>) {
        self.info.set(unread.map(|unread| ViewerInfo { unread }));
    }

    /// Keeps what the live stream said. Where things stand is news only when it differs from what the page knew.
    pub fn hear(self, unread: u64, kind: &str) {
        let known = self.info.get_untracked().map_or(0, |viewer| viewer.unread);
        if kind != live::STANDING || unread != known {
            self.changes.happened();
        }
        self.set_unread(Some(unread));
    }

    pub fn unread(self) -> u64 {
        self.info.get().map_or(0, |viewer| viewer.unread)
    }
}

/// Carries the viewer from the server's page to the browser's first view, which must be the same.
pub(crate) fn provide_viewer() {
    let viewer = SharedValue::new_str(|| Answer::of(Ok(platform::viewer())));
    provide_context(CurrentViewer {
        info: RwSignal::new(viewer.into_inner().read().unwrap_or_default()),
        changes: Changes::provide(),
    });
}

/// The signed-in person of this page.
pub fn use_viewer() -> Option<CurrentViewer> {
    use_context::<CurrentViewer>()
}

/// The way to one's notices, with how many are new. Nothing where nobody is signed in.
#[component]
pub(crate) fn Bell() -> impl IntoView {
    let lang = use_lang();
    use_viewer().map(|viewer| {
        let is_signed_in = viewer.is_signed_in();
        let label = move || match viewer.unread() {
            0 => text::notifications::title(lang).to_owned(),
            unread => text::notifications::bell(lang, unread),
        };
        let count = move || match viewer.unread() {
            0 => None,
            unread @ 1..100 => Some(unread.to_string()),
            _ => Some("99+".to_owned()),
        };
        let dot = move || {
            count().map(|count| {
                view! {
                    <span class="dot dot--count" aria-hidden="true">
                        {count}
                    </span>
                }.into_any()
            })
        };
        move || {
            is_signed_in.get().then(|| {
                view! {
                    <a class="icon-button icon-button--boxed bell" href=path(lang, "/notices") aria-label=label>
                        <Icon name="bell" class="icon icon--22" />
                        {dot}
                    </a>
                }.into_any()
            })
        }
    })
}
