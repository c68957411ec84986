# Sourced: the source of Rust's standard library, of exactly the compiler's version, and how to build it for the browser.
# shellcheck shell=bash

rust=$(rustc --version | awk '{ print $2 }')

# Prints the folder of the source; looks for it the ways named (rustup, debian), and says no otherwise.
rust_source() {
  local way
  for way in "$@"; do
    "source_by_$way" && return
  done
  return 1
}

source_by_rustup() {
  have rustup || return 1
  local source
  source=$(rustc --print sysroot)/lib/rustlib/src/rust/library
  if [ ! -e "$source/std/Cargo.toml" ]; then
    note "rustup component add rust-src" >&2
    timeout 300 rustup component add rust-src >"$TOOLS/rust-source.log" 2>&1 || return 1
  fi
  echo "$source"
}

# Out of Debian's package rust-src, unpacked among our tools but not installed.
source_by_debian() {
  have dpkg && have apt-get || return 1
  local source=$TOOLS/rust-src-$rust/usr/src/rustc-$rust/library
  if [ ! -e "$source/std/Cargo.toml" ]; then
    note "rust-src $rust from Debian's backports, unpacked under $TOOLS" >&2
    fetch_debian_source >"$TOOLS/rust-source.log" 2>&1 || return 1
  fi
  echo "$source"
}

# Asks the mirror that this machine's apt already uses, with lists and cache of our own, so that
# nothing of the system changes; apt checks the signatures as it always does.
fetch_debian_source() (
  base=$(debian_mirror)
  [ -n "$base" ] || { echo "no Debian mirror in apt's sources"; return 1; }
  lists=$(mktemp -d)
  trap 'rm -rf "$lists"' EXIT
  mkdir -p "$lists/lists/partial" "$lists/cache/archives/partial"
  for suite in trixie-backports forky sid; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $base $suite main" >"$lists/sources.list"
    options=(-o "Dir::Etc::sourcelist=$lists/sources.list" -o Dir::Etc::sourceparts=-
      -o "Dir::State::lists=$lists/lists" -o "Dir::Cache=$lists/cache" -o APT::Sandbox::User=root)
    apt-get -q "${options[@]}" update || continue
    version=$(apt-cache "${options[@]}" madison rust-src | awk -v v="$rust" 'index($3, v) == 1 { print $3; exit }')
    [ -n "$version" ] || continue
    cd "$lists" && apt-get -q "${options[@]}" download "rust-src=$version" &&
      dpkg -x "$lists"/rust-src_*.deb "$TOOLS/rust-src-$rust" && return
  done
  echo "no rust-src $rust there"
  return 1
)

# The first address of apt's sources that serves Debian itself (not a security or a vendor's archive).
debian_mirror() {
  {
    sed -nE 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null
    sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' \
      /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null
  } | grep -E '/debian/?$' | head -n 1
}

# build_library SOURCE FOLDER FLAGS...: compiles the standard library for the browser with these flags of rustc, and
# puts the result into FOLDER. Bitcode, because the release build optimises across crates, std included.
build_library() {
  local source=$1 folder=$2 work
  shift 2
  note "building the standard library (half a minute)"
  work=$(mktemp -d)
  mkdir -p "$work/empty/src" "$folder"
  printf '[package]\nname = "empty"\nedition = "2021"\n[workspace]\n[profile.release]\nopt-level = "z"\n' >"$work/empty/Cargo.toml"
  : >"$work/empty/src/lib.rs"
  (cd "$work/empty" && RUSTC_BOOTSTRAP=1 __CARGO_TESTS_ONLY_SRC_ROOT="$source" RUSTFLAGS="-Cembed-bitcode=yes $*" \
    cargo build -q --release --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort \
    -Zbuild-std-features=optimize_for_size --target-dir "$work/target") >"$TOOLS/rust-source.log" 2>&1 &&
    find "$work/target/wasm32-unknown-unknown/release/deps" -name '*.rlib' ! -name 'libempty-*' -exec cp {} "$folder/" \;
  local result=$?
  rm -rf "$work"
  return $result
}
