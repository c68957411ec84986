#!/usr/bin/env bash
# Nothing server-only may be among the crates of the browser's half: it would be sent to every phone.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
cd "$ROOT"

browser=(cargo tree --locked --target wasm32-unknown-unknown -e normal --prefix none --format '{p}')
broken=0

# report SENTENCE PATTERN, crate names on standard input
report() {
  local found
  found=$(awk '{ print $1 }' | sort -u | grep -xE "$2" || true)
  [ -n "$found" ] || return 0
  printf 'BROKEN: %s\n%s\n' "$1" "$found"
  broken=1
}

# These are in the browser's tree for no reason at all.
server='backend|server|tokio|sqlx(-.*)?|axum(-.*)?|leptos_axum|hyper(-.*)?|tower-http|argon2|jiff(-.*)?|chrono(-tz)?|pulldown-cmark|ammonia|lettre|image|calamine|rust_xlsxwriter|csv|clap|metrics|ring|rustls|brotli|tracing-subscriber'
report "these crates belong to the server, yet reach the browser" "$server" < <("${browser[@]}" -p frontend)

# Leptos itself names these and the linker drops them; called from our own code they would stay, and
# weigh (brotli) 47 KB for the normalisation of Unicode and 189 KB for regex.
heavy='regex(-.*)?|unicode-normalization|icu_.*|url|idna|rand|sha2|toml'
for crate in app domain frontend; do
  report "$crate uses, in the browser, what is too heavy for it" "$heavy" < <("${browser[@]}" -p "$crate" --depth 1)
done

[ $broken = 0 ] || exit 1
ok "nothing of the server reaches the browser"
