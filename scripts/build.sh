#!/usr/bin/env bash
# The release build: the site for the browser under target/site and the program under target/release.
# Nothing is done when neither the sources nor the tools changed since the last one.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

stamp=$TARGET/release/.mentoring-inputs

# One hash over the content of every file that can change the result, so that a deleted file, a
# checkout of an older state and a touched but equal file are all judged rightly.
inputs() {
  find Cargo.toml Cargo.lock domain backend app frontend server style public reference \
    scripts/build.sh scripts/lib.sh scripts/precompress.mjs scripts/tools/package-lock.json -type f -print0 |
    sort -z | xargs -0 sha256sum
  rustc --version
  cargo leptos --version
}

now=$(inputs | sha256sum)
if [ -x "$TARGET/release/mentoring" ] && [ -d target/site/pkg ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
  step "Release build: nothing changed"
  exit 0
fi

step "Release build (some minutes the first time)"
before=$SECONDS
rm -f "$stamp"
# The browser's half with the small standard library; the server's half as ever. (cargo-leptos's own backtrace would
# hide the compiler error above it.)
RUST_BACKTRACE=0 RUSTC_BOOTSTRAP=1 \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$SMALL_STD_FLAGS --sysroot=$SMALL_STD" \
  cargo leptos build --release --split --cargo-locked --frontend-only
RUST_BACKTRACE=0 cargo leptos build --release --split --cargo-locked --server-only
node scripts/precompress.mjs target/site
echo "$now" >"$stamp"
ok "target/release/mentoring and target/site, $((SECONDS - before)) s"
