#!/usr/bin/env bash
# Rust's standard library for the browser, among our own tools: built for size, and to stop at a panic without a word. It
# makes what every phone fetches a tenth smaller (docs/decisions/code-size.md). Needs the library's source: rust-src of
# rustup, or of Debian; SETUP_WASM=debian takes the latter only.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/rust-source.sh"

folder=$SMALL_STD/lib/rustlib/wasm32-unknown-unknown/lib
made_with="$(rustc --version) $SMALL_STD_FLAGS"

step "Rust's library for the browser, built for size"
if [ "$(cat "$SMALL_STD/made-with" 2>/dev/null)" = "$made_with" ]; then
  ok "in $SMALL_STD"
  exit 0
fi
rm -rf "$SMALL_STD"
case ${SETUP_WASM:-all} in
  debian) ways=(debian) ;;
  *) ways=(rustup debian) ;;
esac
# shellcheck disable=SC2086 # the flags are several words
{ source=$(rust_source "${ways[@]}") && build_library "$source" "$folder" $SMALL_STD_FLAGS; } || {
  tail -n 5 "$TOOLS/rust-source.log" >&2
  stop "the source of Rust $rust's standard library" \
    "With rustup: rustup component add rust-src" \
    "Without: Debian's package rust-src of that version (backports)."
}
echo "$made_with" >"$SMALL_STD/made-with"
ok "in $SMALL_STD"
