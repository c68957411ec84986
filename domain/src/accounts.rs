//! Rules of the feature `accounts`.
