//! Rules of the feature `mentorships`.
