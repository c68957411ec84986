#!/usr/bin/env bash
# Licences, sources, bans and known faults of all dependencies, by deny.toml.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
if ! have cargo-deny; then
  step "cargo-deny: compiling, some minutes"
  CARGO_TARGET_DIR="$TOOLS/build" cargo install cargo-deny --locked --root "$TOOLS"
  rm -rf "$TOOLS/build"
fi
# The list of known faults comes over the network; without it the rest is still worth checking.
cargo deny --workspace check "${@:-bans}" licenses sources
cargo deny --manifest-path site/Cargo.toml --config deny.toml check licenses sources
cargo deny --workspace check advisories || note "the list of known faults could not be read, or names one of ours: see above"
