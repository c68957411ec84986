#!/usr/bin/env bash
# Everything that must hold before a change lands, in phases, the fast ones first. All phases run even
# when one fails; the last lines are the test runners' own.
#
#   scripts/test.sh                  all of them
#   scripts/test.sh --list           their names
#   scripts/test.sh unit end2end     some of them
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

phases=(format layers lint-server lint-browser unit site release end2end measure)

about() {
  case $1 in
    format) echo "Formatting: rustfmt and leptosfmt" ;;
    layers) echo "Layers: what may stand where, and what may reach the browser" ;;
    lint-server) echo "Clippy on the server's half" ;;
    lint-browser) echo "Clippy on the browser's half (WASM)" ;;
    unit) echo "Unit, storage and router tests, on SQLite and PostgreSQL" ;;
    site) echo "The tool that makes the site folder: lints and unit tests" ;;
    release) echo "Release build" ;;
    end2end) echo "End to end in Chromium, with and without JavaScript; accessibility" ;;
    measure) echo "Budgets: sizes, requests, layout shift, the server's memory, Lighthouse" ;;
    *) return 1 ;;
  esac
}

# Each is one chain of &&: bash does not heed `set -e` where a command's result is asked for, as below.
run_format() { scripts/fmt.sh --check; }
run_layers() { scripts/checks/layers.sh && scripts/checks/wasm-tree.sh && scripts/checks/asvs.sh; }
# Clippy as the compiler: what it looks at is compiled for the tests in the same run. A warning is a failure; cargo repeats those
# of what it need not compile again.
linted() {
  local said result=0
  said=$(RUSTC_WORKSPACE_WRAPPER=clippy-driver "$@" 2>&1) || result=$?
  [ -z "$said" ] || echo "$said"
  [ $result = 0 ] && ! grep -q '^warning' <<<"$said"
}
tested() { RUSTC_WORKSPACE_WRAPPER=clippy-driver "$@"; }

run_lint-server() { linted cargo test --locked -q --workspace --exclude frontend --all-targets --no-run; }
run_lint-browser() {
  cargo_for_browser clippy -q -p frontend -p app -p domain -- -D warnings
}
run_unit() {
  tested scripts/with-postgres.sh cargo nextest run --locked --workspace --exclude frontend --no-fail-fast \
    --status-level fail --final-status-level flaky &&
    tested cargo test --locked -q --doc -p domain
}
run_site() {
  linted cargo_for_tool test -q --no-run && tested cargo_for_tool test -q
}
run_release() { scripts/build.sh; }
run_end2end() { cd end2end && npx tsc --project . && npx playwright test --project js --project no-js; }
run_measure() { cd end2end && npx playwright test --project measure; }

if [ "${1:-}" = --list ]; then
  for phase in "${phases[@]}"; do printf '%-13s %s\n' "$phase" "$(about "$phase")"; done
  exit 0
fi
for phase in "$@"; do
  about "$phase" >/dev/null || stop "a phase called '$phase'" "scripts/test.sh --list names them."
done
[ $# = 0 ] || phases=("$@")

logs=$TARGET/test-logs
mkdir -p "$logs"
failed=()
times=()
for phase in "${phases[@]}"; do
  step "$(about "$phase")"
  before=$SECONDS
  if ! ("run_$phase") 2>&1 | tee "$logs/$phase.log"; then
    failed+=("$phase")
  fi
  times+=("$(printf '%-13s %4d s' "$phase" $((SECONDS - before)))")
  note "$phase: $((SECONDS - before)) s"
done

step "Time"
printf '    %s\n' "${times[@]}" "$(printf '%-13s %4d s' all "$SECONDS")"

# The closing lines once more, so that they end the output whatever came between.
step "Tests"
for phase in "${phases[@]}"; do
  sed -E 's/\x1b\[[0-9;]*m//g' "$logs/$phase.log" |
    grep -E '^ *Summary \[|^test result:|^ +[0-9]+ (passed|failed|flaky|skipped|did not run|interrupted)( \(|$)|^[0-9]+ passed, [0-9]+ failed' || true
done
if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFAILED: %s (logs: %s)\n' "${failed[*]}" "$logs"
  exit 1
fi
