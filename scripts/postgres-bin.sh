#!/usr/bin/env bash
# Prints the folder with PostgreSQL's initdb and postgres (15 or later), or fails. PG_BIN overrides.
set -euo pipefail

candidates() {
  [ -z "${PG_BIN:-}" ] || echo "$PG_BIN"
  # Debian keeps the server's programs off the PATH, a folder for each version; the newest first.
  printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5 -rn
  ! command -v pg_config >/dev/null || pg_config --bindir
  ! command -v initdb >/dev/null || dirname "$(command -v initdb)"
}

while read -r dir; do
  [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] || continue
  version=$("$dir/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
  if [ "$version" -ge 15 ]; then
    echo "$dir"
    exit 0
  fi
done < <(candidates)
exit 1
