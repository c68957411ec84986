# Sourced by every script here: where things are, and how to speak to the reader.
# shellcheck shell=bash disable=SC2034

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TOOLS=${MENTORING_TOOLS:-$ROOT/.tools}
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
mkdir -p "$TOOLS"
TOOLS=$(cd "$TOOLS" && pwd)
# The browser's standard library (scripts/setup/30-small-std.sh), and what it and everything linked with it is compiled with.
# The flags are rustc's unstable ones: they need RUSTC_BOOTSTRAP=1.
SMALL_STD=$TOOLS/small-std
SMALL_STD_FLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Cllvm-args=-inline-threshold=0"

# Runs cargo for the browser's half with that library; the linker keeps what the sections are cut along. (These flags replace
# those of .cargo/config.toml.)
cargo_for_browser() {
  RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--cfg erase_components -Clink-args=--emit-relocs $SMALL_STD_FLAGS --sysroot=$SMALL_STD" \
    cargo "$1" --locked --target wasm32-unknown-unknown "${@:2}"
}

# Runs cargo for the tool that makes the site folder, a workspace of its own.
cargo_for_tool() {
  cargo "$1" --locked --manifest-path "$ROOT/site/Cargo.toml" --target-dir "$TARGET" --profile tool "${@:2}"
}

# Ours first: a machine may carry another version of the same tool.
export PATH="$TOOLS/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export MENTORING_TOOLS=$TOOLS

step() { printf '\n\033[1m==> %s\033[0m\n' "$*"; }
ok() { printf '    ok: %s\n' "$*"; }
note() { printf '    %s\n' "$*"; }

# Says what is missing and how to get it, then gives up.
stop() {
  printf '\n    MISSING: %s\n' "$1" >&2
  shift
  printf '    %s\n' "$@" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root, or returns 1 where that is not possible without asking for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo && sudo -n true 2>/dev/null; then
    sudo "$@"
  else
    return 1
  fi
}

# The version of a crate in Cargo.lock.
locked_version() {
  awk -v name="$1" '$1 == "name" { hit = $3 == "\"" name "\"" } hit && $1 == "version" { gsub("\"", "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}
