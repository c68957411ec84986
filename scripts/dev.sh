#!/usr/bin/env bash
# Serves the debug build with demo data, and builds again when a file changes.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
exec cargo leptos watch --split "$@" -- serve --demo
