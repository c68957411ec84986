#!/usr/bin/env bash
# Formats, or with --check only says which files are not formatted. leptosfmt first: it formats what
# stands in view!, then rustfmt has the last word on the rest.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

mapfile -t views < <(grep -rlE '\bview! ?\{' --include='*.rs' app/src server/src || true)

if [ "${1:-}" = --check ]; then
  wrong=0
  if [ ${#views[@]} -gt 0 ] && ! said=$(leptosfmt --check "${views[@]}" 2>&1); then
    sed -nE 's/.* ([^ ]+\.rs) is not correctly formatted.*/not formatted by leptosfmt: \1/p' <<<"$said"
    wrong=1
  fi
  cargo fmt --check || wrong=1
  cargo fmt --check --manifest-path site/Cargo.toml || wrong=1
  [ $wrong = 0 ] || { echo "Run 'make fmt'."; exit 1; }
  exit 0
fi

[ ${#views[@]} = 0 ] || leptosfmt --quiet "${views[@]}"
cargo fmt
cargo fmt --manifest-path site/Cargo.toml
