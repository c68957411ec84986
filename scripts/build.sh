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
  find Cargo.toml Cargo.lock .cargo domain backend elements app frontend server site style public reference \
    scripts/build.sh scripts/lib.sh scripts/precompress.mjs scripts/tools/package-lock.json -type f -print0 |
    sort -z | xargs -0 sha256sum
  rustc --version
}

now=$(inputs | sha256sum)
if [ -x "$TARGET/release/mentoring" ] && [ -d target/site/pkg ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
  step "Release build: nothing changed"
  exit 0
fi

# In a folder beside the one that may be served at this moment.
site() {
  cargo_for_browser build -p frontend --lib --profile wasm-release &&
    cargo_for_tool build &&
    "$TARGET/tool/site" "$TARGET/wasm32-unknown-unknown/wasm-release/frontend.wasm" target/site.new target/site.new.txt &&
    node scripts/precompress.mjs target/site.new
}

step "Release build (some minutes the first time)"
before=$SECONDS
rm -f "$stamp"
mkdir -p "$TARGET/release"
# Both halves at once: each ends with minutes that one processor works alone. Their outputs share no folder, so
# cargo makes neither wait.
set -m # a group of its own, which ends as a whole when the other half fails
CARGO_TERM_PROGRESS_WHEN=never site &
half=$!
set +m
trap 'kill -- "-$half" 2>/dev/null || true' EXIT
cargo build --locked --release -p server --bin mentoring
wait "$half"
trap - EXIT
rm -rf target/site
mv target/site.new target/site
mv target/site.new.txt "$TARGET/release/hash.txt"
echo "$now" >"$stamp"
ok "target/release/mentoring and target/site, $((SECONDS - before)) s"
