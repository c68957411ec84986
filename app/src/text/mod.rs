//! Visible text: one function per message, generated from `locales/`, and the table of the language in use.
//!
//! On the server every language is there; in the browser only the page's own, fetched before hydration. No
//! sentence is ever put together in code: a message has named places and plural forms.

mod dates;
pub mod imports;
mod numbers;
mod plural;
pub mod sentences;

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
use native::get;
#[cfg(not(target_arch = "wasm32"))]
pub use native::table;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
use browser::get;
#[cfg(target_arch = "wasm32")]
pub use browser::load;

pub use dates::{clock, date, date_with_weekday, month_and_year, short_date};
pub use domain::Lang;
pub use numbers::{amount, grouped};
use plural::form;
use std::fmt::{Display, Write as _};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Path of the file with the texts of a language; it changes with the texts.
pub fn file(lang: Lang) -> &'static str {
    FILES[lang as usize]
}

/// Puts values into the places of a template.
fn fill(template: &str, values: &[&dyn Display]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    for c in template.chars() {
        match (c as u32)
            .checked_sub(0xe000)
            .and_then(|place| values.get(place as usize))
        {
            Some(value) => {
                let _ = write!(text, "{value}");
            }
            None => text.push(c),
        }
    }
    text
}
