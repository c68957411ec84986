//! Rules of the feature `profiles`.
