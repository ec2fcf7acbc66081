# shellcheck shell=bash
# Description: builds the C programs and the dashboard, each only when its sources changed.

# One line that changes when a file below the given paths does.
checksum() {
  (cd "$TOP" && find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

is_stamped() { [[ -f $TOP/build/stamps/$1 && $(<"$TOP/build/stamps/$1") == "$2" ]]; }

# stamped NAME CHECKSUM COMMAND…: runs the command unless it last succeeded on the same sources.
stamped() {
  local stamp=$TOP/build/stamps/$1 sum=$2
  ! is_stamped "$1" "$sum" || return 0
  shift 2
  step "building ${stamp##*/}" "$@"
  mkdir -p "${stamp%/*}"
  echo "$sum" >"$stamp"
}

build_c() {
  [[ -x $TOP/build/bin/cc-api ]] || rm -f "$TOP/build/stamps/programs"
  stamped programs "$(checksum Makefile app sql/migrations -path app/dashboard -prune -o)" make -C "$TOP" -j2
}

build_c_sanitized() { step "building programs with sanitizers" make -C "$TOP" -j2 SAN=1; }

# As the lock file says. Not `npm ci`: a lock made through a mirror that lacks other platforms' optional packages, which
# nobody here wants, is refused by it.
npm_install() { quietly npm --prefix "$1" install --no-save --no-audit --no-fund; }

build_dashboard_now() {
  npm_install "$TOP/app/dashboard" && npm --prefix "$TOP/app/dashboard" run build
}

dashboard_is_built() {
  [[ -f $TOP/build/dashboard/index.html ]] && is_stamped dashboard "$(checksum app/dashboard)"
}

build_dashboard() {
  ! dashboard_is_built || return 0
  rm -f "$TOP/build/stamps/dashboard"
  stamped dashboard "$(checksum app/dashboard)" build_dashboard_now
}

# The API's documentation: the contract and the page that reads it.
build_docs_now() { npm_install "$TOP/app/docs" && rm -rf "$TOP/build/docs" && node "$TOP/app/docs/build.mjs" "$TOP/build/docs"; }

docs_are_built() { [[ -f $TOP/build/docs/index.html ]] && is_stamped docs "$(checksum app/docs app/openapi.yaml)"; }

build_docs() {
  ! docs_are_built || return 0
  rm -f "$TOP/build/stamps/docs"
  stamped docs "$(checksum app/docs app/openapi.yaml)" build_docs_now
}

# The tests' own packages; also what scripts/run --check needs.
install_test_packages() {
  stamped test-packages "$(checksum tests/package.json tests/package-lock.json)" npm_install "$TOP/tests"
}
