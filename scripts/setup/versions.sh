# The tools this project is built with. wasm-bindgen-cli follows Cargo.lock; the npm tools follow
# scripts/tools/package-lock.json.
# shellcheck shell=bash disable=SC2034
RUST_AT_LEAST=1.95
NODE_AT_LEAST=20
CARGO_LEPTOS=0.3.10 # 0.3.11 wants Rust 1.96
LEPTOSFMT=0.1.33
NEXTEST=0.9.143 # only when there is none yet
