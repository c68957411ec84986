//! Rules of the feature `circle`.
