# shellcheck shell=bash
# Description: as much HTTP as asking whether something answers needs, with what every bash has.

# http_status PORT PATH: prints the status of a GET to this machine.
http_status() {
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
  read -r -t 5 _ status _ <&3 || true
  exec 3>&- 3<&-
  status=${status%$'\r'} # there may be no reason phrase behind it
  echo "${status:-0}"
}

answers_ok() { [[ $(http_status "$1" "$2") == 200 ]]; }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
