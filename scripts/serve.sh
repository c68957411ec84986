#!/usr/bin/env bash
# Serves the release build out of this folder; arguments go to `mentoring serve`.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
exec env LEPTOS_SITE_ROOT=target/site LEPTOS_HASH_FILES=true "$TARGET/release/mentoring" serve "$@"
