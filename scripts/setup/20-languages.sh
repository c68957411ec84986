#!/usr/bin/env bash
# Rust and Node are the two things this set-up asks for and does not bring.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/versions.sh"

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

step "Rust and Node"
have cargo && have rustc || stop "Rust" "Install rustup (https://rustup.rs), then: rustup toolchain install $RUST_AT_LEAST"
rust=$(rustc --version | awk '{ print $2 }')
at_least "$RUST_AT_LEAST" "$rust" ||
  stop "Rust $RUST_AT_LEAST or later (this is $rust)" "With rustup: rustup update stable"
for tool in rustfmt cargo-clippy; do
  have "$tool" && continue
  have rustup && rustup component add rustfmt clippy && break
  stop "$tool" "With rustup: rustup component add rustfmt clippy"
done

have node && have npm ||
  stop "Node $NODE_AT_LEAST or later, with npm" "From https://nodejs.org, or your system's packages"
node=$(node --version)
at_least "$NODE_AT_LEAST" "${node#v}" ||
  stop "Node $NODE_AT_LEAST or later (this is $node)" "From https://nodejs.org, or your system's packages"
ok "Rust $rust, Node ${node#v}"
