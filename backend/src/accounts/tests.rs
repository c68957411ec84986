//! Use cases of accounts on both engines: the happy path, every refusal, repeats.

mod addresses;
mod administration;
mod agreements;
mod asking;
mod doors;
mod entry;
mod links;
mod operator;
mod people;
mod proof;
pub(super) mod support;
mod takeover;
