# shellcheck shell=bash
# Description: the private PostgreSQL cluster: one folder, one unix socket, no network. The version is whatever is
#              installed, and for an existing cluster the one that made it.

# The folder of the newest PostgreSQL's programs.
pg_bindir() {
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -V | tail -n 1)
  [[ -x $found ]] || found=$(command -v postgres) || die "PostgreSQL is not installed"
  echo "${found%/postgres}"
}

# The same, of the version that made the cluster in folder $1.
pg_bindir_of() {
  local folder
  folder=/usr/lib/postgresql/$(<"$1/PG_VERSION")/bin
  [[ -x $folder/postgres ]] || folder=$(pg_bindir)
  echo "$folder"
}

# pg_create DATA: a new cluster, made aside and moved into place, so that an interrupted attempt leaves none.
pg_create() {
  local data=$1
  rm -rf "$data.new"
  "$(pg_bindir)/initdb" -D "$data.new" -U postgres --auth-local=peer --auth-host=reject --data-checksums \
    --encoding=UTF8 --locale=C.UTF-8 --no-instructions
  echo "include 'contact-center.conf'" >>"$data.new/postgresql.conf"
  mv "$data.new" "$data"
}

# pg_configure DATA SOCKETS: what is ours in its configuration, written anew at each start because the user, the socket
# folder and the machine may have changed. Logs hold no statement and no value: those are patients' numbers. Who runs
# this may be any of the roles; so may the users named in CC_PG_TAMBIEN (tests that root runs).
pg_configure() {
  local data=$1 sockets=$2 memory_mb buffers_mb
  memory_mb=$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)
  buffers_mb=$((memory_mb / 8 > 1024 ? 1024 : memory_mb / 8 < 64 ? 64 : memory_mb / 8))
  cat >"$data/contact-center.conf" <<CONF
listen_addresses = ''
port = 5432
unix_socket_directories = '$sockets'
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = ${buffers_mb}MB
random_page_cost = 1.1
jit = off
synchronous_commit = on
wal_compression = on
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %a '
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
CONF
  echo "local all all peer map=cc" >"$data/pg_hba.conf"
  local user role
  for user in "$(id -un)" ${CC_PG_TAMBIEN:-}; do
    for role in postgres cc_api cc_relay cc_jobs cc_pbxlink cc_admin; do
      echo "cc $user $role"
    done
  done >"$data/pg_ident.conf"
}

# pg_psql SOCKETS DATABASE ARGUMENT…: psql as the cluster's superuser.
pg_psql() {
  local sockets=$1 database=$2
  shift 2
  psql -X -q -v ON_ERROR_STOP=1 -h "$sockets" -U postgres -d "$database" "$@"
}

pg_is_ready() { "$(pg_bindir)/pg_isready" -q -h "$1" -d postgres; }
