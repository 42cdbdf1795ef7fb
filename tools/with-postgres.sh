#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs COMMAND with a private PostgreSQL server and gives back its status.
#
# The server lives in a temporary folder, listens on a socket there and nowhere else, collates by bytes, and is gone
# with its folder however the command ends. KITH_TEST_POSTGRES names it for libpq; its superuser is kith.
# KITH_POSTGRES_FSYNC=off trades durability for speed; the tests that kill processes need only the default.
set -u

if [ $# -eq 0 ]; then
	echo "usage: tools/with-postgres.sh COMMAND…" >&2
	exit 2
fi

programs=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$programs" ] || [ ! -x "$programs/initdb" ]; then
	echo "with-postgres.sh: no PostgreSQL server is installed (package postgresql)" >&2
	exit 1
fi

# The server refuses to run as root: then it runs as the user that its package made.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
	as_server=(runuser -u postgres --)
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-postgres.XXXXXX") || exit 1
chmod 755 "$folder"
[ "$(id -u)" -ne 0 ] || chown postgres "$folder"

server() {
	(cd "$folder" && "${as_server[@]}" "$@")
}

remove() {
	trap - EXIT INT TERM HUP
	[ -z "${command_pid:-}" ] || kill -TERM "$command_pid" 2>/dev/null
	[ ! -f "$folder/data/postmaster.pid" ] || server "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
	rm -rf "$folder"
}
trap remove EXIT
trap 'remove; exit 130' INT TERM HUP

show_log_and_fail() {
	echo "with-postgres.sh: $1" >&2
	cat "$folder"/*.log >&2 2>/dev/null
	exit 1
}

server "$programs/initdb" -D "$folder/data" --username=kith --auth=trust --locale=C --encoding=UTF8 --no-sync \
	>"$folder/making.log" 2>&1 </dev/null || show_log_and_fail "the database could not be made"
server "$programs/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 -o \
	"-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=200 -c fsync=${KITH_POSTGRES_FSYNC:-on}" \
	start >/dev/null 2>&1 </dev/null || show_log_and_fail "the server did not start"

export KITH_TEST_POSTGRES="postgresql:///postgres?host=$folder&user=kith"
"$@" <&0 &
command_pid=$!
wait "$command_pid"
status=$?
command_pid=
exit "$status"
