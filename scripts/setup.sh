#!/usr/bin/env bash
# Prepares this machine. Every step looks first and does nothing when all is there already.
#
#   scripts/setup.sh run     what `make run` needs: compiler, the browser's library, npm tools
#   scripts/setup.sh test    that, and what the tests need: Chromium, PostgreSQL, nextest, npm packages
#
# Variables: MENTORING_TOOLS (where tools go; default .tools), SETUP_APT=no (never call apt),
# SETUP_WASM=debian (the source of Rust's library from Debian only),
# SETUP_TOOLS=cargo (compile the tools even where cargo-binstall is there).
set -euo pipefail
. "$(dirname "$0")/lib.sh"

goal=${1:-test}
case $goal in
  run | test) ;;
  *) stop "a goal called '$goal'" "Use: scripts/setup.sh run, or scripts/setup.sh test" ;;
esac

# First what the compiler needs; then what comes over the network beside what is compiled.
bash "$ROOT/scripts/setup/10-system.sh" run
bash "$ROOT/scripts/setup/20-languages.sh"
said=$(mktemp)
{ bash "$ROOT/scripts/setup/40-npm-tools.sh" "$goal" && { [ "$goal" = run ] || bash "$ROOT/scripts/setup/10-system.sh" test; }; } >"$said" 2>&1 &
fetched=$!
trap 'kill "$fetched" 2>/dev/null || true; rm -f "$said"' EXIT
bash "$ROOT/scripts/setup/30-small-std.sh"
[ "$goal" = run ] || bash "$ROOT/scripts/setup/50-test-tools.sh"
result=0
wait "$fetched" || result=$?
cat "$said"
exit $result
