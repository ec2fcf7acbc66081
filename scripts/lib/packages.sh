# shellcheck shell=bash
# Description: installs what is missing from Debian, without starting a service or leaving one behind, and finds a Node
#              that is new enough.

PACKAGES_BUILD=(gcc make pkg-config libc6-dev libfcgi-dev libyajl-dev libwebsockets-dev libpq-dev libsodium-dev libutf8proc-dev
  libcurl4-openssl-dev libssl-dev)
PACKAGES_RUN=(postgresql nginx ca-certificates libwebsockets-evlib-uv)
PACKAGES_TEST=(git libcmocka-dev chromium sip-tester baresip-core shellcheck clang libclang-rt-dev clang-format clang-tidy cppcheck openssl)
export PACKAGES_BUILD PACKAGES_RUN PACKAGES_TEST

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    command -v sudo >/dev/null || die "this needs root for '$1', and there is no sudo: run it as root once"
    sudo "$@"
  fi
}

# Prints those of its arguments that are not installed.
missing_packages() {
  local installed
  installed=" $({ dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true; } | # fails on any unknown
    awk '$2 == "installed" {printf "%s ", $1}')"
  local name
  for name in "$@"; do
    [[ $installed == *" $name "* ]] || echo "$name"
  done
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  step "package lists" as_root apt-get -qq update
  step "packages" without_services "${missing[@]}"
}

# Debian starts what it installs, and makes a PostgreSQL cluster of its own. Neither is ours to start: what was not
# running before is not running afterwards, and the two files that see to it are taken away again.
without_services() {
  local policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.d/contact-center.conf
  local nginx_was_there=1 policy_is_ours=0 status=0
  [[ -n $(missing_packages nginx) ]] && nginx_was_there=0
  if [[ ! -e $policy ]]; then
    policy_is_ours=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  as_root mkdir -p "${cluster%/*}"
  echo 'create_main_cluster = false' | as_root tee "$cluster" >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "$@" ||
    status=$?
  as_root rm -f "$cluster"
  ((policy_is_ours)) && as_root rm -f "$policy"
  if ((status == 0 && !nginx_was_there)) && [[ -z $(missing_packages nginx) ]]; then
    as_root update-rc.d nginx disable # or it would serve its welcome page after the next boot
  fi
  return "$status"
}

# ---------------------------------------------------------------------------------------------------------------- Node

NODE_LEAST=20.19
node_cache() { if ((EUID == 0)); then echo /var/cache/contact-center; else echo "${XDG_CACHE_HOME:-$HOME/.cache}/contact-center"; fi; }

node_is_new_enough() {
  local version
  version=$("$1" --version 2>/dev/null) || return 1
  [[ $(printf '%s\n' "$NODE_LEAST" "${version#v}" | sort -V | head -n 1) == "$NODE_LEAST" ]]
}

# Puts a Node >= 20.19 and its npm first in PATH. Debian 12 has 18: a newer one comes as an npm package.
ensure_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    install_packages nodejs npm
  fi
  node_is_new_enough node && return
  local folder
  folder=$(node_cache)/node
  local bin=$folder/node_modules/node/bin
  if ! node_is_new_enough "$bin/node"; then
    mkdir -p "$folder"
    step "Node 22 (this system's is $(node --version))" npm install --no-save --no-audit --no-fund --prefix "$folder" node@22
  fi
  export PATH=$bin:$PATH
  node_is_new_enough node || die "no Node >= $NODE_LEAST could be installed"
}
