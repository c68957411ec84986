//! Tests of the whole program, in one binary so that it is linked once.

mod cli;
mod kill;
mod matrix;
mod origin;
mod search;
mod world;
