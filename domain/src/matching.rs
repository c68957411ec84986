//! Rules of the feature `matching`.
