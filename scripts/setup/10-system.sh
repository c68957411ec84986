#!/usr/bin/env bash
# Packages of the operating system: a C compiler; for the tests Chromium and PostgreSQL's server.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
goal=$1

missing=()
want() { # command, package
  have "$1" || missing+=("$2")
}

step "System packages"
want cc build-essential
want make build-essential
want curl curl
[ -e /etc/ssl/certs/ca-certificates.crt ] || [ "$(uname)" != Linux ] || missing+=(ca-certificates)
if [ "$goal" = test ]; then
  [ -n "${CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome || missing+=(chromium)
  "$ROOT/scripts/postgres-bin.sh" >/dev/null || missing+=(postgresql)
  # Arabic must be readable before the page's own font has come.
  [ -n "$(fc-list :lang=ar 2>/dev/null)" ] || missing+=(fontconfig fonts-dejavu-core)
fi

if [ ${#missing[@]} = 0 ]; then
  ok "all there"
  exit 0
fi

mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
by_hand=("As root: apt-get install ${missing[*]}" "On another system: its packages of the same names.")
if [ "${SETUP_APT:-}" = no ] || ! have apt-get; then
  stop "${missing[*]} (and there is no apt to get them with)" "${by_hand[@]}"
fi
as_root true || stop "${missing[*]} (and this user may not install packages)" "${by_hand[@]}"

note "installing ${missing[*]}"
install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends --no-upgrade \
    "${missing[@]}" </dev/null >"$TOOLS/apt.log" 2>&1
}
# An old or a missing list of packages is the usual reason for a first failure.
install_packages || { as_root apt-get update -qq && install_packages; } ||
  { tail -n 20 "$TOOLS/apt.log" >&2; stop "${missing[*]} (apt-get failed, see above)" "${by_hand[@]}"; }
ok "installed"
