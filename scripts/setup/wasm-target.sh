#!/usr/bin/env bash
# Rust's standard library for the browser (target wasm32-unknown-unknown) as it is, for `make dev`: the release build and the
# tests use the small one. Three ways, tried in turn;
# SETUP_WASM=rustup|rust-src|debian takes that one only:
#
#   rustup    rustup target add: the library ready-made
#   rust-src  rustup component add rust-src, and build the library from it (half a minute)
#   debian    the same source out of Debian's package rust-src, unpacked but not installed
#
# Exactly one copy may lie in the toolchain: with two, rustc stops with E0464.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/rust-source.sh"

target=wasm32-unknown-unknown
libdir=$(rustc --print target-libdir --target $target)

copies() { find "$libdir" -name 'libstd-*.rlib' 2>/dev/null | wc -l; }

by_rustup() {
  have rustup || return 1
  note "rustup target add $target"
  timeout 300 rustup target add $target >"$TOOLS/rust-source.log" 2>&1
}

by_source() {
  local source
  source=$(rust_source "$1") && build_library "$source" "$libdir"
}

# A program for the browser out of the installed library: the proof that it is whole.
try_it() {
  local work
  work=$(mktemp -d)
  echo 'fn main() { println!("{}", std::env::args().count()); }' >"$work/try.rs"
  rustc --target $target -O -o "$work/try.wasm" "$work/try.rs"
  rm -rf "$work"
}

step "Rust's library for the browser ($target)"
if [ "$(copies)" = 1 ]; then
  ok "in $libdir"
  exit 0
fi
[ "$(copies)" = 0 ] || stop "a single copy of the library: there are several in $libdir (rustc's E0464)" \
  "Remove that folder and run this again."

case ${SETUP_WASM:-all} in
  rustup) by_rustup ;;
  rust-src) by_source rustup ;;
  debian) by_source debian ;;
  all) by_rustup || by_source rustup || by_source debian ;;
  *) stop "a way called '$SETUP_WASM'" "SETUP_WASM is rustup, rust-src or debian." ;;
esac || {
  tail -n 5 "$TOOLS/rust-source.log" >&2
  stop "Rust's standard library for $target" \
    "With rustup and its download host: rustup target add $target" \
    "Without: unpack the source of Rust $rust and see scripts/setup/rust-source.sh, build_library."
}
try_it
ok "installed in $libdir"
