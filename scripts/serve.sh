#!/usr/bin/env bash
# Serves the release build out of this folder; arguments go to `mentoring serve`.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
exec env MENTORING_SITE="${MENTORING_SITE:-target/site}" MENTORING_REFERENCE="${MENTORING_REFERENCE:-reference}" \
  "$TARGET/release/mentoring" serve "$@"
