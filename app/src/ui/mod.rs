//! The design system as components. Knows no feature; the classes are those of `style/CLASSES.md`.

mod avatar;
mod choice;
mod field;
mod file_form;
mod form;
mod icon;
pub(crate) mod layout;
mod number;
mod page;
pub(crate) mod posted;
mod staff;
mod states;
mod stepper;
pub(crate) mod viewer;

pub use avatar::{Avatar, Star, StarPoints, initials, pigment};
pub use choice::{Check, Chips, Choice, ChoiceGroup, Segmented, Select, SelectOptions};
pub use field::{Field, FieldError, Privacy, TextArea, use_field};
pub use file_form::{FileField, FileForm};
pub use form::{CommandForm, FormScope, SubmitButton};
pub use icon::Icon;
pub use layout::{LangMenu, Plain, Shell, Tab};
pub use number::NumberStepper;
pub use page::{Loaded, PageHead, Title};
pub use posted::Posted;
pub use staff::{FilterLinks, NavEntry, Pagination, StaffShell, query};
pub use states::{AppOffers, Banner, Empty, ErrorPage, InstallOffer, NotFound, Saved};
pub use stepper::Stepper;
pub use viewer::{CurrentViewer, ViewerInfo, use_news, use_viewer};

use domain::Lang;
use leptos::prelude::use_context;

/// The language of the page. It does not change during the life of a page: another language is another page.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// A page of the site in this language: `path(lang, "/home")` is `/fr/home`.
pub fn path(lang: Lang, rest: &str) -> String {
    format!("/{}{rest}", lang.code())
}
