//! One's own data: taking it along, and having it erased. For the person alone; nobody asks for somebody else.
//!
//! [`places`] names every column that names somebody, with what becomes of its row: a test compares it with the schema, so
//! that a new table cannot be forgotten. Deliberately absent: any way back from erasing.

mod archive;
mod erase;
mod export;
mod places;
mod sql;
#[cfg(test)]
mod tests;
mod words;

pub use archive::archive;
pub use erase::erase;
pub use export::{Export, MyData, Section, export, my_data, told};
