//! Rules of the feature `programmes`.
