//! Pages of mentorships.

mod charter;
mod home;
mod messages;
mod pledge;
mod terms;

pub use charter::Charter;
pub use home::{Current, One};
pub use messages::Messages;
pub use pledge::MakePledge;
pub use terms::TermsForm;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The mentorship that the path names.
fn id_of_path() -> String {
    use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default()
}
