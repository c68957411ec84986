//! Pages of matching.

mod decline;
mod directory;
mod mentor;
mod new_request;
mod request;
mod requests;
mod suggestions;

pub use decline::DeclineRequest;
pub use directory::MentorDirectory;
pub use mentor::Mentor;
pub use new_request::NewRequest;
pub use request::RequestDetail;
pub use requests::Requests;
pub use suggestions::{Onward, OpenRequestsPanel, Suggestions};
