#!/usr/bin/env bash
# dist/: all a server needs, to be copied as one folder. The site and the reference data lie beside the
# program, where it looks for them first.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

step "dist/"
rm -rf dist
mkdir -p dist
cp "$TARGET/release/mentoring" "$TARGET/release/hash.txt" dist/
cp -R target/site dist/site
cp -R reference dist/reference
ok "$(du -sh dist | cut -f1) in dist/; start it with dist/mentoring serve"
