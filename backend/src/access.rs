//! Who may do what everybody of a role may: asked by use cases of any feature.

use crate::Result;
use domain::{Actor, Failure};

/// Asked first by every use case that is an administrator's.
pub fn administrators_only(actor: &Actor) -> Result<()> {
    actor
        .is_administrator()
        .then_some(())
        .ok_or_else(|| Failure::Forbidden.into())
}
