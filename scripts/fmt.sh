#!/usr/bin/env bash
# Formats, or with --check only says what is not formatted. leptosfmt first: it formats what stands in
# view!, then rustfmt has the last word on the rest.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

mapfile -t views < <(grep -rlE '\bview! ?\{' --include='*.rs' app/src server/src || true)
if [ ${#views[@]} -gt 0 ]; then
  leptosfmt --quiet ${1:+"$1"} "${views[@]}"
fi
cargo fmt ${1:+"$1"}
