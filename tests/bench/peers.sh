# shellcheck shell=bash
# Description: starts and ends the peers of scripts/bench (tests/bench/peers): Go, Fastify and PHP-FPM behind an nginx.
#              Sets GO_URL, NODE_URL and PHP_URL.

PEERS=$TOP/tests/bench/peers
PEER_PIDS=()
SOCKETS_DIR=

peers_install() {
  install_packages golang-go golang-github-jackc-pgx-v4-dev php-fpm php-pgsql
  [[ -d $PEERS/node_modules ]] || npm_install "$PEERS"
  GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$DIR/go-cache go build -o "$DIR/peer-go" "$PEERS/main.go"
}

# peer_start SOCKET COMMAND…
peer_start() {
  local socket=$1
  shift
  rm -f "$socket"
  "$@" >>"$DIR/peers.out" 2>&1 &
  PEER_PIDS+=($!)
  wait_for 10 test -S "$socket" || die "a peer did not start: see $DIR/peers.out"
}

peers_fill() { sed -e "s|@DIR@|$DIR|g" -e "s|@RUN@|$SOCKETS_DIR|g" -e "s|@PEERS@|$PEERS|g" -e "s|@GO@|$1|; s|@NODE@|$2|; s|@PHP@|$3|" "$PEERS/$4" >"$DIR/peers.$4"; }

peers_start() {
  local port fpm
  SOCKETS_DIR=$(mktemp -d /tmp/cc-peers.XXXXXX) # short: a unix socket's path has 107 bytes
  port=$((20000 + RANDOM % 20000))
  fpm=$(find /usr/sbin -name 'php-fpm*' | sort | tail -1)
  # shellcheck disable=SC2034 # for scripts/bench
  GO_URL=http://127.0.0.1:$port NODE_URL=http://127.0.0.1:$((port + 1)) PHP_URL=http://127.0.0.1:$((port + 2))
  peers_fill "$port" $((port + 1)) $((port + 2)) nginx.conf
  peers_fill 0 0 0 php-fpm.conf
  mkdir -p "$DIR/peers.tmp"
  peer_start "$SOCKETS_DIR/go.sock" "$DIR/peer-go" "$SOCKETS_DIR/go.sock"
  peer_start "$SOCKETS_DIR/node.sock" node "$PEERS/servidor.mjs" "$SOCKETS_DIR/node.sock"
  peer_start "$SOCKETS_DIR/php.sock" "$fpm" -R -F -y "$DIR/peers.php-fpm.conf"
  "$(command -v nginx || echo /usr/sbin/nginx)" -c "$DIR/peers.nginx.conf" >>"$DIR/peers.out" 2>&1 &
  PEER_PIDS+=($!)
}

peers_stop() {
  ((${#PEER_PIDS[@]})) || return 0
  kill -TERM "${PEER_PIDS[@]}" 2>/dev/null || true
  wait "${PEER_PIDS[@]}" 2>/dev/null || true
  rm -rf "$SOCKETS_DIR"
}
