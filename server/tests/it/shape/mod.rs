//! The shape of the code, read from the code: what may use what, and which kind of thing may stand where. Each rule is
//! shown what breaks it, also in forms that a search for text would not see. `docs/architecture.md` gives the reasons.

mod order;
mod rules;
mod source;
