#!/usr/bin/env bash
# Packages from npm, by lock file: wasm-opt, terser and Sass for the build; Playwright and axe for the tests.
# No browser is downloaded: the tests use the system's Chromium.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
goal=$1

# Installs when the lock file is not the one that was installed last.
by_lock_file() { # folder of the lock file, folder to install in
  local from=$1 into=$2 stamp=$2/node_modules/.installed
  if [ -e "$stamp" ] && cmp -s "$from/package-lock.json" "$stamp"; then
    ok "$into"
    return
  fi
  note "npm ci in $into"
  mkdir -p "$into"
  [ "$from" = "$into" ] || cp "$from/package.json" "$from/package-lock.json" "$into/"
  (cd "$into" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error) ||
    stop "npm packages of $from" "npm ci failed, see above; does npm reach its registry?"
  cp "$from/package-lock.json" "$stamp"
  ok "$into"
}

step "Packages from npm"
by_lock_file "$ROOT/scripts/tools" "$TOOLS/npm"
mkdir -p "$TOOLS/bin"
for tool in sass terser wasm-opt; do
  ln -sfn "../npm/node_modules/.bin/$tool" "$TOOLS/bin/$tool"
done
[ "$goal" != test ] || by_lock_file "$ROOT/end2end" "$ROOT/end2end"
