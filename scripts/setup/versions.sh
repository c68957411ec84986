# The tools this project is built and tested with. The npm tools follow scripts/tools/package-lock.json; what makes the
# site is a crate of the workspace, site/, and follows Cargo.lock.
# shellcheck shell=bash disable=SC2034
RUST_AT_LEAST=1.95
NODE_AT_LEAST=20
CARGO_LEPTOS=0.3.10 # for `make dev` alone, and never installed from here; 0.3.11 wants Rust 1.96
LEPTOSFMT=0.1.33
NEXTEST=0.9.143 # only when there is none yet
