# shellcheck shell=bash
# Description: fills nginx/contact-center.conf.in. The rates are settings of the environment, for tests and benchmarks:
#              CC_TASA_SESION, CC_TASA_CLAVE, CC_TASA_WEBHOOKS and CC_TASA_ENTRADA (requests a second by session, by API
#              key, by centralita; logins by address), CC_ENCHUFES (sockets by address), CC_ESCUCHA (address to listen on; default this machine only),
#              CC_PROXIES (addresses of proxies in front, which say who their clients are).

# A sed command that puts a path in place of @$1@.
fill() { printf 's|@%s@|%s|g' "$1" "$(printf '%s' "$2" | sed 's/[&|\\]/\\&/g')"; }

# nginx_configure STATE RUN LOG PORT: writes STATE/nginx.conf.
nginx_configure() {
  local state=$1 run=$2 log=$3 port=$4
  local nofile session=${CC_TASA_SESION:-20} key=${CC_TASA_CLAVE:-100} webhooks=${CC_TASA_WEBHOOKS:-500} logins=${CC_TASA_ENTRADA:-20}
  nofile=$(ulimit -Hn)
  if [[ $nofile == unlimited ]] || ((nofile > 65536)); then
    nofile=65536
  fi
  mkdir -p "$state"
  sed -e "$(fill STATE "$state")" -e "$(fill RUN "$run")" -e "$(fill LOG "$log")" \
    -e "$(fill DASHBOARD "$TOP/build/dashboard")" -e "$(fill BUILD "$TOP/build")" \
    -e "s|@PORT@|$port|g" -e "s|@LISTEN@|${CC_ESCUCHA:-127.0.0.1}|" \
    -e "s|@LISTEN6@|$([[ -n ${CC_ESCUCHA:-} ]] || nginx_listen6 "$port")|" \
    -e "s|@NOFILE@|$nofile|" -e "s|@CONNECTIONS@|$((nofile / 2))|" \
    -e "s|@TASA_SESION@|$session|" -e "s|@RAFAGA_SESION@|$((session * 2))|" \
    -e "s|@TASA_CLAVE@|$key|" -e "s|@RAFAGA_CLAVE@|$((key * 2))|" \
    -e "s|@TASA_ENTRADA@|$logins|" -e "s|@RAFAGA_ENTRADA@|$((logins * 5))|" \
    -e "s|@TASA_WEBHOOKS@|$webhooks|" -e "s|@RAFAGA_WEBHOOKS@|$((webhooks * 2))|" \
    -e "s|@LOTE_BYTES@|${CC_LOTE_BYTES:-1073741824}|" \
    -e "s|@ENCHUFES@|${CC_ENCHUFES:-50}|" \
    -e "s|@PROXIES@|$(nginx_proxies)|" \
    "$TOP/nginx/contact-center.conf.in" >"$state/nginx.conf"
}

# Whose word about their clients is taken: the last address of X-Forwarded-For that is not one of these.
nginx_proxies() {
  local proxies
  read -ra proxies <<<"${CC_PROXIES:-}"
  ((${#proxies[@]})) || return 0
  printf 'set_real_ip_from %s; ' "${proxies[@]}"
  printf 'real_ip_header X-Forwarded-For; real_ip_recursive on;'
}

# "localhost" may mean ::1, where the machine has it.
nginx_listen6() { [[ ! -s /proc/net/if_inet6 ]] || echo "listen [::1]:$1;"; }

# nginx_run STATE LOG HOW…: becomes nginx (by `mortal SIGNAL` or `exec`), without a file of root's, in UTC.
nginx_run() {
  local state=$1 log=$2 how=("${@:3}")
  export TZ=UTC
  "${how[@]}" "$(command -v nginx || echo /usr/sbin/nginx)" -p "$state" -c "$state/nginx.conf" -e "$log/nginx-error.log"
}
