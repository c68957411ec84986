#!/usr/bin/env bash
# Serves the debug build with demo data, and builds again when a file changes. The watching is cargo-leptos's, which
# nothing else here needs and the set-up does not bring.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/setup/versions.sh"
cd "$ROOT"
bindgen=$(locked_version wasm-bindgen)
have cargo-leptos || stop "cargo-leptos, which 'make dev' watches with" \
  "cargo install cargo-leptos --version $CARGO_LEPTOS --locked --features no_downloads --root $TOOLS   (10 minutes on two cores)" \
  "or do without: 'make run' builds anew what changed."
wasm-bindgen --version 2>/dev/null | grep -qw "$bindgen" || stop "wasm-bindgen $bindgen, which cargo-leptos calls" \
  "cargo install wasm-bindgen-cli --version $bindgen --root $TOOLS"
bash scripts/setup/wasm-target.sh
exec cargo leptos watch --split "$@" -- serve --demo
