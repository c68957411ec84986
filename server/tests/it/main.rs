//! Tests of the whole program, in one binary so that it is linked once.

mod cli;
mod cookies;
mod demo_mark;
mod documents;
mod doors;
mod forms;
mod import_size;
mod imports;
mod kill;
mod live;
mod malformed;
mod markup;
mod matrix;
mod metrics;
mod my_data;
mod notices;
mod origin;
mod process;
mod program;
mod refusals;
mod search;
mod serving;
mod staff;
mod steps;
mod uploads;
mod world;
