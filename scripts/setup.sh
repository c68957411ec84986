#!/usr/bin/env bash
# Prepares this machine. Every step looks first and does nothing when all is there already.
#
#   scripts/setup.sh run     what `make run` needs: compiler, WASM target, cargo-leptos, npm tools
#   scripts/setup.sh test    that, and what the tests need: Chromium, PostgreSQL, nextest, npm packages
#
# Variables: MENTORING_TOOLS (where tools go; default .tools), SETUP_APT=no (never call apt),
# SETUP_WASM=rustup|rust-src|debian (one way to the WASM target instead of the first that works),
# SETUP_TOOLS=cargo (compile the tools even where cargo-binstall is there).
set -euo pipefail
. "$(dirname "$0")/lib.sh"

goal=${1:-test}
case $goal in
  run | test) ;;
  *) stop "a goal called '$goal'" "Use: scripts/setup.sh run, or scripts/setup.sh test" ;;
esac

for script in "$ROOT"/scripts/setup/[0-9]*.sh; do
  bash "$script" "$goal"
done
