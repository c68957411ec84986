//! The design system as components. Knows no feature; the classes are those of `style/CLASSES.md`.

mod answer;
mod avatar;
mod choice;
mod field;
mod file_form;
mod form;
mod icon;
pub(crate) mod layout;
mod list;
mod next;
mod number;
mod page;
pub(crate) mod posted;
mod reading;
mod staff;
mod states;
mod stepper;
pub(crate) mod viewer;

pub use answer::{Answer, Answering};
pub use avatar::{Avatar, NextStar, Star, initials, pigment};
pub use choice::{Check, Chips, Choice, ChoiceGroup, Segmented, Select, SelectOptions};
pub use field::{Field, FieldError, Privacy, TextArea, use_field};
pub use file_form::{FileField, FileForm};
pub use form::{Command, CommandForm, FormScope, KEPT_FIELD, SubmitButton};
pub use icon::Icon;
pub use layout::{FootLinks, LangMenu, Plain, Shell, Tab};
pub use list::{
    Column, FilterLink, FilterLinks, ListCard, ListFacet, Narrowed, Pagination, Paging,
    SearchField, SearchForm, cell, from_query, narrowed, query, search_in_page,
};
pub use next::{NextPanel, TwoSides};
pub use number::NumberStepper;
pub use page::{BodyClass, PageHead, Title};
pub use posted::Posted;
pub(crate) use posted::carried;
pub use reading::{Changes, Loaded, Reading, live_reading, reading, reading_after};
pub use staff::{DemoTag, NavEntry, StaffShell, Stat};
pub use states::{
    AppOffers, Banner, Empty, ErrorPage, InstallOffer, NotFound, Saved, SavedJustNow,
    sign_in_path_to,
};
pub use stepper::Stepper;
pub use viewer::{CurrentViewer, ViewerInfo, use_viewer};

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
