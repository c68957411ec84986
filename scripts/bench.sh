#!/usr/bin/env bash
# Criterion's benchmarks of both crates that have them; arguments are a filter. For requests per second
# see docs/operations.md.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
cargo bench --locked -p domain -p server --bench matching --bench pages -- "$@"
