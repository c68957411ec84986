#!/usr/bin/env bash
# Tools of the tests that are written in Rust, under .tools/bin. They are compiled with little optimisation, which
# halves the wait. (What makes the site is a crate of this workspace: site/.)
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/versions.sh"

installed() { # command, version
  have "$1" && "$1" --version 2>/dev/null | grep -qw "$2"
}

install() { # crate, version, minutes on two cores, further arguments for cargo
  local crate=$1 version=$2 minutes=$3
  shift 3
  if [ "${SETUP_TOOLS:-}" != cargo ] && have cargo-binstall; then
    note "$crate $version, ready-made if it can be had"
    timeout 300 cargo binstall --no-confirm --disable-strategies compile --root "$TOOLS" "$crate@$version" \
      >"$TOOLS/$crate.log" 2>&1 && return
  fi
  note "$crate $version: compiling, about $minutes min on two cores (progress: $TOOLS/$crate.log)"
  # One folder for all of them, since they share dependencies; removed at the end.
  CARGO_TARGET_DIR="$TOOLS/build" CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=false RUSTFLAGS='' \
    cargo install "$crate" --version "$version" --root "$TOOLS" "$@" >"$TOOLS/$crate.log" 2>&1 ||
    { tail -n 30 "$TOOLS/$crate.log" >&2; stop "$crate $version (cargo install failed, see above)" \
      "Try by hand: cargo install $crate --version $version --root $TOOLS $*"; }
}

step "Tools for the tests"
before=$SECONDS
have cargo-nextest || install cargo-nextest "$NEXTEST" 5 --locked
installed leptosfmt "$LEPTOSFMT" || install leptosfmt "$LEPTOSFMT" 1 --locked
rm -rf "$TOOLS/build"
ok "nextest, leptosfmt $LEPTOSFMT ($((SECONDS - before)) s)"
