//! Tests of the whole program, in one binary so that it is linked once.

mod cli;
mod cookies;
mod kill;
mod matrix;
mod origin;
mod program;
mod serving;
mod uploads;
mod world;
