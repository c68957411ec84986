#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own: a cluster in a temporary folder, on a free loopback
# port, gone when the command ends. The command finds its address in TEST_POSTGRES_URL.
#
#   scripts/with-postgres.sh cargo nextest run -p backend
#
# A TEST_POSTGRES_URL that is set already is used as it is. Where there is no PostgreSQL, the command
# runs without one, and with CI=true that is a failure.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

[ $# -gt 0 ] || stop "a command to run" "Use: scripts/with-postgres.sh COMMAND…"
[ -z "${TEST_POSTGRES_URL:-}" ] || exec "$@"

if ! bin=$("$ROOT/scripts/postgres-bin.sh"); then
  [ "${CI:-}" != true ] || stop "PostgreSQL 15 or later" "As root: apt-get install postgresql"
  note "LEFT OUT: no PostgreSQL 15 or later on this machine, so the tests run on SQLite only."
  exec "$@"
fi

# PostgreSQL refuses to run as root; Debian's package brings the user `postgres`.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

folder=$(as_postgres mktemp -d "${TMPDIR:-/tmp}/mentoring-postgres.XXXXXX")
end() {
  # pg_ctl ends the process whose id stands in this folder's postmaster.pid, and no other.
  as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
as_postgres sh -c "umask 077; echo '$password' > '$folder/password'"
as_postgres "$bin/initdb" -D "$folder/data" -U mentoring --pwfile="$folder/password" --auth=password \
  -E UTF8 --locale=C.UTF-8 --no-sync >"$TOOLS/postgres.log" 2>&1 ||
  { cat "$TOOLS/postgres.log" >&2; stop "a PostgreSQL cluster for the tests (initdb failed, see above)"; }

# Nothing here has to survive a power cut; what counts is speed and room for many connections.
settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300
  -c shared_buffers=128MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off
  -c wal_level=minimal -c max_wal_senders=0 -c log_min_messages=fatal"
for _ in 1 2 3 4 5; do
  port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000)) # below the range the kernel gives to clients
  if as_postgres "$bin/pg_ctl" -D "$folder/data" -o "-p $port ${settings//$'\n'/ }" -l "$folder/log" -w -t 60 start \
    >"$TOOLS/postgres.log" 2>&1; then
    break
  fi
  port=
done
[ -n "$port" ] || { cat "$folder/log" >&2; stop "a PostgreSQL server for the tests (see above)"; }

export TEST_POSTGRES_URL="postgres://mentoring:$password@127.0.0.1:$port/postgres"
"$@"
