#!/usr/bin/env bash
# Rust's standard library for the browser (target wasm32-unknown-unknown). Three ways, tried in turn;
# SETUP_WASM=rustup|rust-src|debian takes that one only:
#
#   rustup    rustup target add: the library ready-made
#   rust-src  rustup component add rust-src, and build the library from it (half a minute)
#   debian    the same source out of Debian's package rust-src, unpacked but not installed
#
# Exactly one copy may lie in the toolchain: with two, rustc stops with E0464.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"

target=wasm32-unknown-unknown
libdir=$(rustc --print target-libdir --target $target)
rust=$(rustc --version | awk '{ print $2 }')
work=

copies() { find "$libdir" -name 'libstd-*.rlib' 2>/dev/null | wc -l; }

by_rustup() {
  have rustup || return 1
  note "rustup target add $target"
  timeout 300 rustup target add $target >"$TOOLS/wasm-target.log" 2>&1 || return 1
}

by_rust_src() {
  have rustup || return 1
  local source
  source=$(rustc --print sysroot)/lib/rustlib/src/rust/library
  if [ ! -e "$source/std/Cargo.toml" ]; then
    note "rustup component add rust-src"
    timeout 300 rustup component add rust-src >"$TOOLS/wasm-target.log" 2>&1 || return 1
  fi
  build_library "$source"
}

by_debian() {
  have dpkg && have apt-get || return 1
  note "rust-src $rust from Debian's backports, unpacked under a temporary folder"
  fetch_debian_source >"$TOOLS/wasm-target.log" 2>&1 || return 1
  build_library "$work/usr/src/rustc-$rust/library"
}

# Asks the mirror that this machine's apt already uses, with lists and cache of our own, so that
# nothing of the system changes; apt checks the signatures as it always does.
fetch_debian_source() {
  local base suite
  base=$(debian_mirror)
  [ -n "$base" ] || { echo "no Debian mirror in apt's sources"; return 1; }
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  for suite in trixie-backports forky sid; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $base $suite main" >"$work/sources.list"
    local apt=(apt-get -q -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=-
      -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root)
    "${apt[@]}" update || continue
    local version
    version=$(apt-cache "${apt[@]:2}" madison rust-src | awk -v v="$rust" 'index($3, v) == 1 { print $3; exit }')
    [ -n "$version" ] || continue
    (cd "$work" && "${apt[@]}" download "rust-src=$version") && dpkg -x "$work"/rust-src_*.deb "$work" && return
  done
  echo "no rust-src $rust there"
  return 1
}

# The first address of apt's sources that serves Debian itself (not a security or a vendor's archive).
debian_mirror() {
  {
    sed -nE 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null
    sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' \
      /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null
  } | grep -E '/debian/?$' | head -n 1
}

# Compiles the standard library out of its source and puts the result where rustc looks for it.
build_library() {
  local source=$1
  [ -e "$source/std/Cargo.toml" ] || { note "no std in $source"; return 1; }
  note "building the standard library (half a minute)"
  mkdir -p "$work/empty/src"
  printf '[package]\nname = "empty"\nedition = "2021"\n[workspace]\n' >"$work/empty/Cargo.toml"
  : >"$work/empty/src/lib.rs"
  # Bitcode, because the release build optimises across crates, std included.
  (cd "$work/empty" && RUSTC_BOOTSTRAP=1 __CARGO_TESTS_ONLY_SRC_ROOT="$source" RUSTFLAGS=-Cembed-bitcode=yes \
    cargo build -q --release --target $target -Zbuild-std=std,panic_abort --target-dir "$work/target") \
    >"$TOOLS/wasm-target.log" 2>&1 || return 1
  [ "$(copies)" = 0 ] || { note "another copy appeared in $libdir"; return 1; }
  mkdir -p "$libdir"
  find "$work/target/$target/release/deps" -name '*.rlib' ! -name 'libempty-*' -exec cp {} "$libdir/" \;
}

# A program for the browser out of the installed library: the proof that it is whole.
try_it() {
  echo 'fn main() { println!("{}", std::env::args().count()); }' >"$work/try.rs"
  rustc --target $target -O -o "$work/try.wasm" "$work/try.rs"
}

step "Rust's library for the browser ($target)"
if [ "$(copies)" = 1 ]; then
  ok "in $libdir"
  exit 0
fi
[ "$(copies)" = 0 ] || stop "a single copy of the library: there are several in $libdir (rustc's E0464)" \
  "Remove that folder and run this again."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case ${SETUP_WASM:-all} in
  rustup) by_rustup ;;
  rust-src) by_rust_src ;;
  debian) by_debian ;;
  all) by_rustup || by_rust_src || by_debian ;;
  *) stop "a way called '$SETUP_WASM'" "SETUP_WASM is rustup, rust-src or debian." ;;
esac || {
  tail -n 5 "$TOOLS/wasm-target.log" >&2
  stop "Rust's standard library for $target" \
    "With rustup and its download host: rustup target add $target" \
    "Without: unpack the source of Rust $rust and see scripts/setup/30-wasm-target.sh, build_library."
}
try_it
ok "installed in $libdir"
