# shellcheck shell=bash
# Description: what every script begins with: where the repository is, how to speak, how to give up.

set -euo pipefail

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export TOP

say() { printf '%s\n' "$*" >&2; }

die() {
  say "${0##*/}: $*"
  exit 1
}

# Prints the calling script's own header: the comment that opens it.
usage() { awk 'NR > 1 && !/^#/ {exit} NR > 1 {sub(/^# ?/, ""); print}' "$0"; }

# Milliseconds on a clock that only differences are taken of.
now_ms() { echo "$((${EPOCHREALTIME//[.,]/} / 1000))"; }

# Runs a command silently; what it said is shown only when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  ((status == 0)) || tail -n 60 "$log" >&2
  rm -f "$log"
  return "$status"
}

# The same, under a title that is followed by how long it took.
step() {
  local title=$1 begin status=0
  shift
  begin=$(now_ms)
  quietly "$@" || status=$?
  ((status == 0)) || die "$title: failed"
  say "  $title ($((($(now_ms) - begin + 500) / 1000)) s)"
}

# Waits until a command succeeds: wait_for SECONDS COMMAND…
wait_for() {
  local deadline=$(($(now_ms) + $1 * 1000))
  shift
  until "$@" >/dev/null 2>&1; do
    (($(now_ms) < deadline)) || return 1
    sleep 0.02
  done
}
