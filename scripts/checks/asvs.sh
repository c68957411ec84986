#!/usr/bin/env bash
# docs/asvs.md names the test that holds each point of the standard: each of them must be there.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
cd "$ROOT"

broken=0
# In the last column of the tables: names of Rust tests as they are, titles of browser tests with their spaces.
while IFS= read -r name; do
  if [[ $name == *' '* ]]; then
    grep -rqF -- "test(\"$name\"" end2end/tests && continue
  else
    grep -rqE --include='*.rs' "fn $name\(" domain backend app server && continue
  fi
  printf 'BROKEN: docs/asvs.md names a test that is not there: %s\n' "$name"
  broken=1
done < <(sed -nE 's/^\| [0-9].*\|([^|]*)\|$/\1/p' docs/asvs.md | grep -oE '`[^`]+`' | tr -d '`' | sort -u)

# How many points levels 1 and 2 have in version 5.0.0.
points=253
named=$(sed -nE 's/^\| ([0-9][0-9., ]*) \|.*/\1/p' docs/asvs.md | tr -d ' ' | tr ',' '\n' | sort -u | wc -l)
[ "$named" = $points ] || { printf 'BROKEN: docs/asvs.md names %s points of %s\n' "$named" $points; broken=1; }

[ $broken = 0 ] || exit 1
ok "the $points points of the security standard are answered, and their tests are there"
