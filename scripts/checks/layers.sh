#!/usr/bin/env bash
# The architecture's invariants that a text search holds well enough. Those that need the code to be read as Rust are in
# server/tests/it/shape. Each prints the lines that break it. docs/architecture.md gives the reasons.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
cd "$ROOT"

broken=0
# forbid SENTENCE PATTERN PATH… [-- EXCLUDED-PATH-PATTERN]: no code line under PATH matches; comments are free.
forbid() {
  local sentence=$1 pattern=$2 found paths=() except='^$'
  shift 2
  while [ $# -gt 0 ]; do
    if [ "$1" = -- ]; then
      except=$2
      break
    fi
    [ ! -e "$1" ] || paths+=("$1")
    shift
  done
  [ ${#paths[@]} -gt 0 ] || return 0
  found=$(grep -rnE --include='*.rs' -- "$pattern" "${paths[@]}" | grep -vE -- "$except" |
    grep -vE '^[^:]+:[0-9]+: *(//|\*)' || true)
  if [ -n "$found" ]; then
    printf '\nBROKEN: %s\n%s\n' "$sentence" "$found"
    broken=1
  fi
}

forbid "only server knows cookies and headers" 'SET_COOKIE|header::|HeaderMap|axum::' backend/src domain/src
features='accounts|administration|profiles|programmes|matching|mentorships|meetings|messaging|notifications|circle|impact|trust'
forbid "app/src/ui knows no feature" "crate::($features)\b" app/src/ui
for feature in ${features//|/ }; do
  [ -d "app/src/$feature" ] || continue
  others=$(echo "$features" | sed -E "s/(^|\|)$feature(\||$)/\1\2/; s/\|\|/|/; s/^\||\|$//g")
  forbid "$feature shares with other features through ui or domain, not through their components" \
    "crate::($others)::(components|pages)\b" "app/src/$feature"
done
# The framework's server writes the content of these as it is: what somebody typed would be markup.
raw='<title|leptos_meta::\*|\bTitle *\{|meta::Title|<textarea|<noscript|<style|inner_html|html::(element::)?\{?.*(title|textarea)\('
forbid "titles are made by ui::Title, textareas by ui::TextArea, and nothing else whose content is not escaped" "$raw" \
  app/src frontend/src -- '^app/src/(platform/native|ui/field|mail)\.rs:'
forbid "no test is left out" '#\[ignore' app backend domain server -- '/target/'

if grep -rnE '\.(only|skip|fixme)\(' end2end --include='*.ts' --exclude-dir=node_modules; then
  printf '\nBROKEN: no browser test is left out or run alone\n'
  broken=1
fi
[ $broken = 0 ] || exit 1
ok "every file keeps to its layer"
