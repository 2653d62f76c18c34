#!/usr/bin/env bash
# Runs a command with VIDSYN_DATABASE_URL pointing at a temporary PostgreSQL cluster that ends with the command.
# Needs Debian's package postgresql (or initdb and pg_ctl on the PATH).
set -euo pipefail

initdb=$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1 || true)
bin=$(dirname "$(realpath "${initdb:-$(command -v initdb || echo /none/initdb)}")")
if [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL is not installed. On Debian: apt-get install postgresql. Then run this again." >&2
  exit 1
fi

cluster=$(mktemp -d)
chmod 755 "$cluster"
# PostgreSQL refuses to run as root, so root lends the work to the package's own user.
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$cluster"
  as_owner() { setpriv --reuid=postgres --regid=postgres --clear-groups --reset-env "$@"; }
fi
stop() {
  as_owner "$bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$cluster"
}
trap stop EXIT

as_owner "$bin/initdb" -D "$cluster/data" -U vidsyn -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# A cluster that lives for one test run needs no durability.
as_owner "$bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/log" \
  -o "-c listen_addresses='' -k $cluster -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null
as_owner "$bin/createdb" -h "$cluster" -U vidsyn vidsyn

export VIDSYN_DATABASE_URL="postgres://vidsyn@${cluster//\//%2F}/vidsyn"
"$@"
