//! Rules of the feature `notifications`.
