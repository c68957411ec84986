//! Use cases and storage.
